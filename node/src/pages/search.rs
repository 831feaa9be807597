//! `GET /`: find organisations by words and facets.

use std::collections::BTreeMap;

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::head::Head;
use super::linked::{Linked, list};
use super::path::{self, segment};
use super::words::{Count, Link, Party, Phrase};

/// The search page, with the form and what was found.
#[derive(Clone, Debug, Template)]
#[template(path = "search.html")]
pub struct SearchPage {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked, as it came, so that the form shows it again.
    pub query: Query,
    /// What the form's three lists offer.
    pub choices: Choices,
    /// What the whole directory holds.
    pub totals: Totals,
    /// What was found, best first; at most one page of it.
    pub results: Vec<Card>,
    /// Counts of what was found, by country, ecosystem and so on.
    pub facets: Vec<Facet>,
    /// The same, by what is less often asked for.
    pub more_facets: Vec<Facet>,
    /// Where `results` lie in all that was found.
    pub paging: Paging,
}

impl Head for SearchPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        let key = if self.query.is_empty() { "search-title-front" } else { "search-title" };
        self.frame.t(key).to_text()
    }
}

impl Linked for SearchPage {
    fn thing(&self) -> Value {
        let frame = &self.frame;
        if self.is_front() {
            let template = frame.absolute(&format!("{}?q={{words}}", path::SEARCH));
            return json!({
                "@type": "WebSite",
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": {"@type": "EntryPoint", "urlTemplate": template},
                    "query-input": "required name=words",
                },
            });
        }
        let found = self.results.iter().map(|card| (&card.name, card.href.clone()));
        json!({
            "@type": "SearchResultsPage", "inLanguage": frame.locale.tag(),
            "mainEntity": list(frame, self.paging.total.0, self.paging.first.0, found),
        })
    }
}

impl SearchPage {
    /// Whether nothing was asked yet: the page says what Hanse is.
    #[must_use]
    pub fn is_front(&self) -> bool {
        self.query.is_empty() && self.results.is_empty()
    }
}

/// What was asked: the parameters of the page's address. An empty one asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// `q`: words, in any order and language.
    pub text: String,
    /// `country`: ISO 3166-1 alpha-2.
    pub country: String,
    /// `region`: a NUTS code, or the beginning of one.
    pub region: String,
    /// `ecosystem`: a code of the list of industrial ecosystems.
    pub ecosystem: String,
    /// `kind`: whose word, `profile` or `listing`.
    pub kind: String,
    /// The other filters, by their parameters.
    pub more: BTreeMap<&'static str, String>,
}

impl Query {
    /// What was asked of a filter, by its parameter.
    #[must_use]
    pub fn of(&self, parameter: &str) -> &str {
        match parameter {
            "country" => &self.country,
            "region" => &self.region,
            "ecosystem" => &self.ecosystem,
            "kind" => &self.kind,
            other => self.more.get(other).map_or("", String::as_str),
        }
    }

    /// The same question with other values of one filter.
    #[must_use]
    pub fn with(&self, parameter: &'static str, values: String) -> Self {
        let mut query = self.clone();
        match parameter {
            "country" => query.country = values,
            "region" => query.region = values,
            "ecosystem" => query.ecosystem = values,
            "kind" => query.kind = values,
            _ if values.is_empty() => _ = query.more.remove(parameter),
            _ => _ = query.more.insert(parameter, values),
        }
        query
    }

    /// True if nothing was asked; the page then says what Hanse is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the address of this question, on the given page of its results (from 1).
    #[must_use]
    pub fn href(&self, page: u64) -> String {
        self.address(path::SEARCH, page)
    }

    /// The address of this question on another page, such as the map.
    #[must_use]
    pub fn address(&self, path: &str, page: u64) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        let first = [
            ("q", &self.text),
            ("country", &self.country),
            ("region", &self.region),
            ("ecosystem", &self.ecosystem),
            ("kind", &self.kind),
        ];
        let more = self.more.iter().map(|(parameter, value)| (*parameter, value));
        let asked: Vec<String> = first
            .into_iter()
            .chain(more)
            .chain([("page", &page)])
            .filter(|(_, value)| !value.is_empty())
            .map(|(parameter, value)| format!("{parameter}={}", segment(value)))
            .collect();
        if asked.is_empty() { path.to_owned() } else { format!("{path}?{}", asked.join("&")) }
    }
}

/// What the lists of the form offer, beside `Any`.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Countries that occur.
    pub countries: Vec<Choice>,
    /// Industrial ecosystems.
    pub ecosystems: Vec<Choice>,
    /// An organisation's own word, or an agency's.
    pub kinds: Vec<Choice>,
    /// The fields that are less often used.
    pub more: Vec<FormField>,
}

/// A field of the form for a filter that is less often used.
#[derive(Clone, Debug)]
pub struct FormField {
    /// The parameter.
    pub name: &'static str,
    /// Its label.
    pub title: String,
    /// What may be entered, in a few words.
    pub hint: String,
    /// What it holds now.
    pub value: String,
    /// What it offers; a field that offers nothing is filled by hand.
    pub choices: Vec<Choice>,
}

/// One line of a list in the form.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value that is sent.
    pub value: String,
    /// The words that are shown.
    pub title: String,
}

/// What the whole directory holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Agencies' records of organisations.
    pub listings: Count,
    /// Organisations with an identity of their own.
    pub organisations: Count,
    /// Portals that group them.
    pub portals: Count,
}

/// One organisation or listing that was found.
#[derive(Clone, Debug)]
pub struct Card {
    /// The name in the language that fits the reader best; may be empty.
    pub name: Phrase,
    /// Path of its page: [`path::organisation`] or [`path::listing`].
    pub href: String,
    /// Who says what the card shows.
    pub word: Word,
    /// Town, region and country in words, for example `Jena, Thüringen, Germany`; parts may be missing.
    pub place: String,
    /// The page of its region, else of its country; `None` where neither is known.
    pub region_page: Option<String>,
    /// A short description, cut by the caller.
    pub summary: Option<Phrase>,
    /// Titles of its industrial ecosystems.
    pub ecosystems: Vec<String>,
    /// How many organisations vouch for it.
    pub vouches: Count,
    /// Labels that are valid today by this node's anchors: text like `Gold, Cluster Management Excellence`.
    pub labels: Vec<Link>,
}

/// Who says what a card shows.
#[derive(Clone, Debug)]
pub enum Word {
    /// The organisation itself, in its signed profile.
    Own,
    /// Another organisation, about it.
    ListedBy(Party),
}

/// Counts of what was found, along one property.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The property, for example `Country`.
    pub title: String,
    /// Its values, most frequent first.
    pub values: Vec<FacetValue>,
}

/// One value of a property, with a link that asks for it.
#[derive(Clone, Debug)]
pub struct FacetValue {
    /// The value in words.
    pub title: String,
    /// How many of what was found have it.
    pub count: Count,
    /// Address of the question with this value, or without it where it is already chosen
    /// ([`Query::href`]).
    pub href: String,
    /// Whether the question already asks for it.
    pub choice: FacetChoice,
}

/// Whether a question already asks for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacetChoice {
    /// The link narrows the results.
    Open,
    /// The link takes the value away again.
    Chosen,
}

/// Where a page of results lies in all of them.
#[derive(Clone, Debug, Default)]
pub struct Paging {
    /// Number of the first result shown, from 1; 0 if there is none.
    pub first: Count,
    /// Number of the last result shown.
    pub last: Count,
    /// How many there are in all.
    pub total: Count,
    /// Address of the page before ([`Query::href`]).
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
}

/// So many searches are kept in a browser.
pub const KEPT_MAX: u64 = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_an_address_without_its_empty_parts() {
        let query = Query { text: "photonics & optics".into(), country: "DE".into(), ..Query::default() };
        assert_eq!(query.href(1), "/?q=photonics%20%26%20optics&country=DE");
        assert_eq!(query.href(3), "/?q=photonics%20%26%20optics&country=DE&page=3");
        assert_eq!(Query::default().href(1), "/");
    }
}
