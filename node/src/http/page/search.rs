//! `GET /`: the search page.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use protocol::landscape::facet::Facet as Of;
use protocol::landscape::{self, Card, CardKind, KindFilter};
use protocol::organisation::OrganisationId;
use protocol::vocabulary::region::{iso_form, nuts_form, region};
use protocol::vocabulary::{List, Term};
use serde::Deserialize;

use crate::http::App;
use crate::http::answer::Query;
use crate::http::attestation::OnDay;
use crate::http::landscape::{Asked, answered, holders};
use crate::http::page::region as region_page;
use crate::http::page::{
    beginning, frame, judgement, page_or_twin, party, phrase, place, portal, said, tag, term,
};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::search::{
    self, Choice, Choices, Facet, FacetChoice, FacetValue, FormField, Paging, SearchPage, Totals, Word,
};
use crate::pages::words::{Count, Link};
use crate::read_model::ReadModel;
use crate::search::{Answer, Counts};

/// The part of the results that is wanted, from 1.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Turned {
    page: Option<String>,
}

impl Turned {
    /// The number of the part.
    ///
    /// # Errors
    ///
    /// A problem when it is none.
    pub(super) fn number(&self) -> Result<u32, Problem> {
        match self.page.as_deref().filter(|text| !text.is_empty()) {
            None => Ok(1),
            Some(text) => text
                .parse::<u32>()
                .ok()
                .filter(|number| *number > 0)
                .ok_or_else(|| Problem::bad_request("page is a number from 1 on")),
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    Query(turned): Query<Turned>,
    reader: Reader,
) -> Result<Response, Problem> {
    let number = turned.number()?;
    // A program is not sent on to a question that cannot be understood.
    asked.query()?;
    asked.label_day()?;
    let query = as_asked(&asked);
    let twin = twin(&query, u64::from(number));
    // Who comes to the front page has not asked for anything yet.
    let is_front = reader.query.is_empty();
    page_or_twin(&reader, &twin, make(&app, &reader, asked, query, number, is_front, &twin)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    asked: Asked,
    query: search::Query,
    number: u32,
    is_front: bool,
    twin: &str,
) -> Result<SearchPage, Problem> {
    let model = app.handle.model().await?;
    // What everything counts is at hand after the first time.
    let everything = landscape::Query { counted: Of::COUNTED.into(), limit: 0, ..Asked::default().query()? };
    let everything = answer(app, &model, &Asked::default(), everything).await?;
    let searched = if is_front {
        Found { answer: Arc::clone(&everything), number: 1 }
    } else {
        Found::search(app, &model, &asked, number).await?
    };
    let results = describe(app, reader.locale, &model, &searched.cards()).await?;
    let kinds = everything.counts.get(&Of::Kind).into_iter().flatten();
    let listings = kinds
        .filter(|(kind, _)| **kind == *KindFilter::Listing.code())
        .map(|(_, count)| *count)
        .sum::<usize>();
    let (open, more) = facets(reader.locale, &model, &searched.answer.counts, &query, is_front);
    Ok(SearchPage {
        frame: frame(app, reader, Some(twin)),
        choices: choices(reader.locale, &model, &everything.counts, &query),
        totals: Totals {
            listings: Count(listings as u64),
            organisations: Count(model.organisation_count() as u64),
            portals: Count(model.portal_count() as u64),
        },
        results,
        facets: open,
        more_facets: more,
        paging: searched.paging(&query, is_front),
        query,
    })
}

async fn answer(
    app: &App,
    model: &Arc<ReadModel>,
    asked: &Asked,
    query: landscape::Query,
) -> Result<Arc<Answer>, Problem> {
    let holders = holders(app, model, &query, asked.label_day()?).await?;
    answered(app, query, holders).await
}

/// One page of what was found.
struct Found {
    answer: Arc<Answer>,
    /// The page, from 1.
    number: usize,
}

impl Found {
    /// Searches; beyond the last page the last one is shown.
    async fn search(app: &App, model: &Arc<ReadModel>, asked: &Asked, number: u32) -> Result<Self, Problem> {
        let query = landscape::Query { counted: Of::COUNTED.into(), limit: PAGE, ..asked.query()? };
        let at =
            |number: usize| landscape::Query { offset: (number - 1).saturating_mul(PAGE), ..query.clone() };
        let mut number = number as usize;
        let mut found = answer(app, model, asked, at(number)).await?;
        if found.hits.is_empty() && found.total > 0 {
            number = found.total.div_ceil(PAGE);
            found = answer(app, model, asked, at(number)).await?;
        }
        Ok(Self { answer: found, number })
    }

    fn cards(&self) -> Vec<Arc<Card>> {
        self.answer.hits.iter().map(|(card, _)| Arc::clone(card)).collect()
    }

    fn paging(&self, query: &search::Query, is_front: bool) -> Paging {
        if is_front {
            return Paging::default();
        }
        let (before, here, total) = ((self.number - 1) * PAGE, self.answer.hits.len(), self.answer.total);
        let is_last = before + here >= total;
        let href = |number: usize| match number {
            // The front page shows no results.
            1 if query.is_empty() => format!("{}?page=1", path::SEARCH),
            number => query.href(number as u64),
        };
        Paging {
            first: Count(if here == 0 { 0 } else { before as u64 + 1 }),
            last: Count((before + here) as u64),
            total: Count(total as u64),
            previous: (self.number > 1).then(|| href(self.number - 1)),
            next: (!is_last && here > 0).then(|| href(self.number + 1)),
        }
    }
}

/// The cards of a page, with the labels of organisations that are valid today.
pub(super) async fn describe(
    app: &App,
    locale: Locale,
    model: &ReadModel,
    cards: &[Arc<Card>],
) -> Result<Vec<search::Card>, Problem> {
    let subject = |card: &Card| card.speaker().filter(|_| card.kind == CardKind::Profile);
    let held =
        cards.iter().filter_map(|card| subject(card)).flat_map(|id| model.labels_of(&id)).collect::<Vec<_>>();
    let judged = judgement::judged(app, locale, model, &held, OnDay::default().as_of()?).await?;
    let valid: Vec<_> = judged.iter().filter(|judged| judged.judgement.verdict.is_valid()).collect();
    let described = cards.iter().map(|card| {
        let id = subject(card);
        let labels =
            valid.iter().filter(|judged| id.is_some() && judged.label.subject.organisation().ok() == id);
        search::Card {
            vouches: Count(id.map_or(0, |id| model.vouches_for(&id).count() as u64)),
            labels: labels.map(|judged| Link::here(&judged.title(), &judged.href())).collect(),
            ..card_of(model, card, locale)
        }
    });
    Ok(described.collect())
}

fn card_of(model: &ReadModel, card: &Card, locale: Locale) -> search::Card {
    let word = match card.kind {
        CardKind::Profile => Word::Own,
        CardKind::Listing { listed_by } => Word::ListedBy(party(model, &listed_by)),
    };
    let name = match card.names.best(&[tag(locale)]) {
        Some((language, name)) if card.kind == CardKind::Profile => phrase(name, language.as_str()),
        _ => phrase(&card.name, ""),
    };
    let view = card.speaker().and_then(|id| model.organisation(&id));
    let summary = view.and_then(|view| view.summary_of(&card.id));
    let is_guess = view.is_some_and(|view| view.guessed.contains(&card.id));
    let ecosystem = |code: &Term| {
        let name = term(locale, code).text;
        if is_guess { locale.t("search-guessed").text("ecosystem", name).to_text() } else { name }
    };
    search::Card {
        name,
        href: path::card(card),
        word,
        region_page: region_page::page_of(card.region.as_ref(), card.country.as_ref()),
        place: place(locale, card.place.as_deref(), card.region.as_ref(), card.country.as_ref()),
        summary: summary.map(|(language, text)| phrase(&beginning(text, SUMMARY_LETTERS), language.as_str())),
        ecosystems: card.ecosystems.iter().map(ecosystem).collect(),
        vouches: Count(0),
        labels: Vec::new(),
    }
}

/// What was asked, as the form shows it again.
fn as_asked(asked: &Asked) -> search::Query {
    let mut query = search::Query { text: asked.q.clone().unwrap_or_default(), ..search::Query::default() };
    for facet in Of::ALL.into_iter().filter(|facet| !asked.of(*facet).is_empty()) {
        query = query.with(facet.name(), asked.of(facet).to_owned());
    }
    query.with(LABEL_ON, asked.label_on.clone().unwrap_or_default())
}

/// The same question to the API.
fn twin(query: &search::Query, number: u64) -> String {
    let question = query.href(1);
    let question = question.strip_prefix(path::SEARCH).unwrap_or_default();
    let mark = if question.is_empty() { '?' } else { '&' };
    format!("/v1/landscape{question}{mark}offset={}&limit={PAGE}", (number - 1) * PAGE as u64)
}

fn choices(locale: Locale, model: &ReadModel, everything: &Counts, query: &search::Query) -> Choices {
    let occurring = |facet: Of| {
        let values = everything.get(&facet).into_iter().flatten();
        values.map(|(value, _)| choice(value, &title_of(locale, model, facet, value))).collect::<Vec<_>>()
    };
    let mut countries = occurring(Of::Country);
    countries.sort_by(|a, b| a.title.cmp(&b.title));
    let field = |facet: Of, hint: Option<&str>, mut choices: Vec<Choice>| {
        let value = query.of(facet.name()).to_owned();
        // A choice of several, or of what does not occur, is kept.
        if !choices.is_empty() && !value.is_empty() && choices.iter().all(|choice| choice.value != value) {
            let titles: Vec<String> =
                value.split(',').map(|value| title_of(locale, model, facet, value)).collect();
            choices.insert(0, choice(&value, &titles.join(", ")));
        }
        FormField {
            name: facet.name(),
            title: heading(locale, facet),
            hint: hint.map(|key| locale.t(key).to_text()).unwrap_or_default(),
            value,
            choices,
        }
    };
    let fixed = |facet: Of| {
        let values = facet.choices().into_iter();
        values.map(|value| choice(value, &title_of(locale, model, facet, value))).collect::<Vec<_>>()
    };
    let mut labels = vec![choice(landscape::facet::ANY, &locale.t("search-label-any").to_text())];
    labels.extend(model.schemes().map(|(id, scheme)| choice(&id.to_string(), &said(scheme.title()))));
    let mut more = vec![
        field(Of::Label, None, labels),
        FormField {
            name: LABEL_ON,
            title: locale.t("search-label-on").to_text(),
            hint: locale.t("search-label-on-hint").to_text(),
            value: query.of(LABEL_ON).to_owned(),
            choices: Vec::new(),
        },
        field(Of::Nace, Some("search-nace-hint"), Vec::new()),
    ];
    for facet in [Of::Technology, Of::Emerging, Of::S3, Of::Cooperation] {
        let entries = facet.list().into_iter().flat_map(List::entries);
        more.push(field(
            facet,
            None,
            entries.map(|entry| choice(entry.code, &title_of(locale, model, facet, entry.code))).collect(),
        ));
    }
    more.extend(
        [Of::Members, Of::Composition, Of::Fresh, Of::OrganisationKind]
            .map(|facet| field(facet, None, fixed(facet))),
    );
    more.push(field(Of::VouchedBy, Some("search-vouched-by-hint"), Vec::new()));
    let portals = portal::by_title(locale, model.portals().take(PORTALS)).into_iter();
    let portals: Vec<Choice> =
        portals.map(|(kept, title)| choice(&kept.id.to_string(), &title.text)).collect();
    if !portals.is_empty() || !query.of(Of::Portal.name()).is_empty() {
        more.push(field(Of::Portal, None, portals));
    }
    Choices {
        countries: kept(countries, &query.country),
        ecosystems: kept(
            List::Ecosystem
                .entries()
                .map(|entry| choice(entry.code, &title_of(locale, model, Of::Ecosystem, entry.code)))
                .collect(),
            &query.ecosystem,
        ),
        kinds: kept(fixed(Of::Kind), &query.kind),
        more,
    }
}

/// The choices, with one for what was asked if that is several values or another.
fn kept(mut choices: Vec<Choice>, asked: &str) -> Vec<Choice> {
    if !asked.is_empty() && choices.iter().all(|choice| choice.value != asked) {
        let titles = asked.split(',').map(|value| {
            let known = choices.iter().find(|choice| choice.value == value);
            known.map_or_else(|| said(value), |choice| choice.title.clone())
        });
        let title = titles.collect::<Vec<_>>().join(", ");
        choices.insert(0, choice(asked, &title));
    }
    choices
}

fn choice(value: &str, title: &str) -> Choice {
    Choice { value: value.to_owned(), title: title.to_owned() }
}

/// The counts, each with the question that it leads to: those that are mostly asked for, and the others.
fn facets(
    locale: Locale,
    model: &ReadModel,
    counts: &Counts,
    query: &search::Query,
    is_front: bool,
) -> (Vec<Facet>, Vec<Facet>) {
    let most = if is_front { usize::MAX } else { FACET_VALUES };
    let one = |facet: &Of| {
        let chosen: BTreeSet<String> =
            query.of(facet.name()).split(',').filter_map(|v| facet.parse(v).ok()).collect();
        let shown = |value: &str| match facet {
            Of::Region => is_next_region(value, query, &chosen),
            Of::Label => value != landscape::facet::ANY,
            Of::Nace => {
                value.len() == 1
                    || chosen.iter().any(|chosen| is_next_activity(value, chosen))
                    || chosen.contains(value)
            }
            _ => true,
        };
        let values = counts.get(facet)?.iter().filter(|(value, _)| shown(value)).map(|(code, count)| {
            let is_chosen = chosen.contains(&**code);
            let other = query.with(facet.name(), toggled(*facet, &chosen, code));
            value(title_of(locale, model, *facet, code), *count, &other, is_chosen)
        });
        self::facet(heading(locale, *facet), values.collect(), most)
    };
    let open = [Of::Country, Of::Region, Of::Ecosystem, Of::Kind, Of::Label];
    let other = Of::COUNTED.into_iter().filter(|facet| !open.contains(facet) && !is_front);
    let shown_first =
        open.iter().filter(|facet| !is_front || matches!(facet, Of::Country | Of::Ecosystem | Of::Kind));
    (shown_first.filter_map(one).collect(), other.filter_map(|facet| one(&facet)).collect())
}

/// The values of a filter after a click: with the value, or without it. A region or an activity takes the place of the
/// one that it lies in.
fn toggled(facet: Of, chosen: &BTreeSet<String>, code: &str) -> String {
    let mut values = chosen.clone();
    if !values.remove(code) {
        match facet {
            Of::Region | Of::Nace => values.clear(),
            // What stands beside each other on a page is meant together.
            _ => {}
        }
        values.insert(code.to_owned());
    }
    values.into_iter().collect::<Vec<_>>().join(",")
}

/// Whether a region lies right below what was chosen: a country, or a region.
fn is_next_region(code: &str, query: &search::Query, chosen: &BTreeSet<String>) -> bool {
    let parent = region(&nuts_form(code)).and_then(|region| region.parent).map(iso_form);
    let countries = query.country.split(',').filter_map(|country| Of::Country.parse(country).ok());
    let around = parent.or_else(|| code.split_once('-').map(|(country, _)| country.to_owned()));
    chosen.contains(code)
        || around.is_some_and(|around| {
            chosen.contains(&around) || countries.into_iter().any(|country| country == around)
        })
}

/// Whether an activity lies right below another.
fn is_next_activity(code: &str, above: &str) -> bool {
    let entry = List::Nace.entry(List::Nace.version(), code);
    entry.and_then(|entry| entry.parent) == Some(above)
}

/// The most frequent values; one that is chosen always, and first.
fn facet(title: String, mut values: Vec<FacetValue>, most: usize) -> Option<Facet> {
    values.sort_by_key(|value| (value.choice == FacetChoice::Open, std::cmp::Reverse(value.count)));
    values.truncate(most);
    (!values.is_empty()).then_some(Facet { title, values })
}

fn value(title: String, count: usize, other: &search::Query, is_chosen: bool) -> FacetValue {
    let href = if other.is_empty() { format!("{}?page=1", path::SEARCH) } else { other.href(1) };
    let choice = if is_chosen { FacetChoice::Chosen } else { FacetChoice::Open };
    FacetValue { title, count: Count(count as u64), href, choice }
}

pub(super) fn heading(locale: Locale, facet: Of) -> String {
    let key = match facet {
        Of::Kind => "search-facet-kind",
        Of::OrganisationKind => "search-facet-type",
        Of::Country => "search-facet-country",
        Of::Region => "search-facet-region",
        Of::Ecosystem => "search-facet-ecosystem",
        Of::Nace => "search-facet-nace",
        Of::Emerging => "search-facet-emerging",
        Of::S3 => "search-facet-s3",
        Of::Technology => "search-facet-technology",
        Of::Members => "search-facet-members",
        Of::Composition => "search-facet-composition",
        Of::Cooperation => "search-facet-cooperation",
        Of::Fresh => "search-facet-fresh",
        Of::Label => "search-facet-label",
        Of::VouchedBy => "search-facet-vouched-by",
        Of::Portal => "portal-kind",
    };
    locale.t(key).to_text()
}

/// A value in words.
pub(super) fn title_of(locale: Locale, model: &ReadModel, facet: Of, value: &str) -> String {
    let key = match (facet, value) {
        (Of::Kind, landscape::facet::PROFILE) => "search-kind-profile",
        (Of::Kind, _) => "search-kind-listing",
        (Of::OrganisationKind, "cluster") => "search-type-cluster",
        (Of::OrganisationKind, "agency") => "search-type-agency",
        (Of::OrganisationKind, "label-authority") => "search-type-label-authority",
        (Of::Composition, "sme") => "search-composition-sme",
        (Of::Composition, "startup") => "search-composition-startup",
        (Of::Composition, "large") => "search-composition-large",
        (Of::Composition, "research") => "search-composition-research",
        (Of::Composition, "public") => "search-composition-public",
        (Of::Composition, "mostly-sme") => "search-composition-mostly-sme",
        (Of::Composition, "mostly-research") => "search-composition-mostly-research",
        (Of::Fresh, "90d") => "search-fresh-90d",
        (Of::Fresh, "365d") => "search-fresh-365d",
        (Of::Fresh, "older") => "search-fresh-older",
        (Of::Label, landscape::facet::ANY) => "search-label-any",
        _ => return title_of_code(locale, model, facet, value),
    };
    locale.t(key).to_text()
}

/// A value that is a code, a number or an organisation, in words.
fn title_of_code(locale: Locale, model: &ReadModel, facet: Of, value: &str) -> String {
    match facet {
        Of::Members => value.replace('-', "–"),
        Of::Region => region(&nuts_form(value))
            .map_or_else(|| said(value), |region| format!("{} ({value})", region.name)),
        Of::VouchedBy => {
            OrganisationId::parse(value).map_or_else(|_| said(value), |id| said(&model.name_of(&id)))
        }
        Of::Label => title_of_label(model, value),
        Of::Portal => portal::title_of(locale, model, value).map_or_else(|| said(value), |title| title.text),
        Of::Nace => format!("{value} {}", said(Term::current(List::Nace, value).name().unwrap_or_default())),
        _ => facet.list().map_or_else(|| said(value), |list| term(locale, &Term::current(list, value)).text),
    }
}

/// Scheme and level in words.
fn title_of_label(model: &ReadModel, value: &str) -> String {
    let mut parts = value.splitn(3, '/');
    let (owner, name, level) = (parts.next(), parts.next(), parts.next());
    let known = model
        .schemes()
        .find(|(id, _)| owner == Some(id.owner.to_string().as_str()) && name == Some(id.name.as_str()));
    match (known, level) {
        (Some((_, scheme)), Some(code)) => {
            let level = scheme.level(code).map_or(code, |level| level.title());
            said(&format!("{}, {level}", scheme.title()))
        }
        (Some((_, scheme)), None) => said(scheme.title()),
        (None, _) => said(value),
    }
}

const LABEL_ON: &str = "label_on";
const PAGE: usize = 25;
const FACET_VALUES: usize = 12;
/// More portals than this no list offers; each can be asked for from its page.
const PORTALS: usize = 200;
const SUMMARY_LETTERS: usize = 240;
