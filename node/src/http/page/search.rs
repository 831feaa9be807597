//! `GET /`: the search page.

use axum::extract::State;
use axum::response::Response;
use protocol::landscape::{self, Card, CardKind, Facets, KindFilter};
use protocol::organisation::OrganisationId;
use protocol::vocabulary::{List, Term};
use serde::Deserialize;

use crate::http::App;
use crate::http::answer::Query;
use crate::http::attestation::OnDay;
use crate::http::landscape::Asked;
use crate::http::page::{beginning, frame, judgement, page_or_twin, party, phrase, place, tag, term};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::locale::Locale;
use crate::pages::message::Message;
use crate::pages::path;
use crate::pages::search::{
    self, Choice, Choices, Facet, FacetChoice, FacetValue, Paging, SearchPage, Totals, Word,
};
use crate::pages::words::{Count, Link};
use crate::read_model::ReadModel;

/// The part of the results that is wanted, from 1.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Turned {
    page: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    Query(turned): Query<Turned>,
    reader: Reader,
) -> Result<Response, Problem> {
    let number = match turned.page.as_deref().filter(|text| !text.is_empty()) {
        None => 1,
        Some(text) => text
            .parse::<u32>()
            .ok()
            .filter(|number| *number > 0)
            .ok_or_else(|| Problem::bad_request("page is a number from 1 on"))?,
    };
    let (query, wanted) = (as_asked(&asked), asked.query()?);
    let twin = twin(&query, u64::from(number));
    // Who comes to the front page has not asked for anything yet.
    let is_front = reader.query.is_empty();
    page_or_twin(&reader, &twin, make(&app, &reader, wanted, query, number, is_front, &twin)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    wanted: landscape::Query,
    query: search::Query,
    number: u32,
    is_front: bool,
    twin: &str,
) -> Result<SearchPage, Problem> {
    let model = app.handle.model().await?;
    let cards = model.cards();
    let searched =
        if is_front { Found::nothing(model.facets()) } else { Found::search(cards, wanted, number).await };
    let results = describe(app, reader.locale, &model, &searched.cards).await?;
    let kinds = &model.facets().kinds;
    let count = |kind| Count(kinds.get(&kind).copied().unwrap_or(0) as u64);
    Ok(SearchPage {
        frame: frame(app, reader, Some(twin)),
        choices: choices(model.facets(), reader.locale),
        totals: Totals {
            listings: count(KindFilter::Listing),
            organisations: Count(model.organisations().count() as u64),
        },
        results,
        facets: facets(&searched.facets, &query, is_front, reader.locale),
        paging: searched.paging(&query),
        query,
    })
}

/// One page of what was found.
struct Found {
    cards: Vec<Card>,
    facets: Facets,
    total: usize,
    /// The page, from 1.
    number: usize,
}

impl Found {
    fn nothing(facets: &Facets) -> Self {
        Self { cards: Vec::new(), facets: facets.clone(), total: 0, number: 1 }
    }

    /// Searches away from the threads that serve others: a search looks at every card. Beyond the last page the
    /// last one is shown.
    async fn search(
        cards: std::sync::Arc<Vec<std::sync::Arc<Card>>>,
        query: landscape::Query,
        number: u32,
    ) -> Self {
        tokio::task::spawn_blocking(move || {
            let at = |number: usize| landscape::Query {
                offset: (number - 1).saturating_mul(PAGE),
                limit: PAGE,
                ..query.clone()
            };
            let mut number = number as usize;
            let mut page = landscape::search(&cards, &at(number));
            if page.hits.is_empty() && page.total > 0 {
                number = page.total.div_ceil(PAGE);
                page = landscape::search(&cards, &at(number));
            }
            let found = page.hits.iter().map(|hit| hit.card.clone()).collect();
            Self { cards: found, total: page.total, facets: page.facets, number }
        })
        .await
        .expect("a search does not panic and is not cancelled")
    }

    fn paging(&self, query: &search::Query) -> Paging {
        let before = (self.number - 1) * PAGE;
        let is_last = before + self.cards.len() >= self.total;
        let href = |number: usize| match number {
            // The front page shows no results.
            1 if query.is_empty() => format!("{}?page=1", path::SEARCH),
            number => query.href(number as u64),
        };
        Paging {
            first: Count(if self.cards.is_empty() { 0 } else { before as u64 + 1 }),
            last: Count((before + self.cards.len()) as u64),
            total: Count(self.total as u64),
            previous: (self.number > 1).then(|| href(self.number - 1)),
            next: (!is_last && !self.cards.is_empty()).then(|| href(self.number + 1)),
        }
    }
}

/// The cards of a page, with the labels of organisations that are valid today.
async fn describe(
    app: &App,
    locale: Locale,
    model: &ReadModel,
    cards: &[Card],
) -> Result<Vec<search::Card>, Problem> {
    let subject = |card: &Card| match card.kind {
        CardKind::Profile => OrganisationId::parse(&card.id).ok(),
        CardKind::Listing { .. } => None,
    };
    let held = cards.iter().filter_map(subject).flat_map(|id| model.labels_of(&id)).collect::<Vec<_>>();
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
    let (speaker, href, word) = match card.kind {
        CardKind::Profile => (OrganisationId::parse(&card.id).ok(), path::organisation(&card.id), Word::Own),
        CardKind::Listing { listed_by } => {
            let name = card.id.split_once('/').map_or("", |(_, name)| name);
            (
                Some(listed_by),
                path::listing(&listed_by.to_string(), name),
                Word::ListedBy(party(model, &listed_by)),
            )
        }
    };
    let name = match card.names.best(&[tag(locale)]) {
        Some((language, name)) if card.kind == CardKind::Profile => phrase(name, language.as_str()),
        _ => phrase(&card.name, ""),
    };
    let view = speaker.and_then(|id| model.organisation(&id));
    let summary = view.and_then(|view| view.summary_of(&card.id));
    let is_guess = view.is_some_and(|view| view.guessed.contains(&card.id));
    let ecosystem = |code: &Term| {
        let name = term(locale, code).text;
        if is_guess { locale.t("search-guessed").text("ecosystem", name).to_text() } else { name }
    };
    search::Card {
        name,
        href,
        word,
        place: place(locale, card.place.as_deref(), card.region.as_ref(), card.country.as_ref()),
        summary: summary.map(|(language, text)| phrase(&beginning(text, SUMMARY_LETTERS), language.as_str())),
        ecosystems: card.ecosystems.iter().map(ecosystem).collect(),
        vouches: Count(0),
        labels: Vec::new(),
    }
}

/// What was asked, as the form shows it again.
fn as_asked(asked: &Asked) -> search::Query {
    let given = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    search::Query {
        text: given(&asked.q),
        country: given(&asked.country),
        region: given(&asked.region),
        ecosystem: given(&asked.ecosystem),
        kind: given(&asked.kind),
    }
}

/// The same question to the API.
fn twin(query: &search::Query, number: u64) -> String {
    let question = query.href(1);
    let question = question.strip_prefix(path::SEARCH).unwrap_or_default();
    let mark = if question.is_empty() { '?' } else { '&' };
    format!("/v1/landscape{question}{mark}offset={}&limit={PAGE}", (number - 1) * PAGE as u64)
}

fn choices(everything: &Facets, locale: Locale) -> Choices {
    let mut countries: Vec<Choice> = everything
        .countries
        .keys()
        .map(|code| choice(code, &title_of(List::Country, code, locale)))
        .collect();
    countries.sort_by(|a, b| a.title.cmp(&b.title));
    Choices {
        countries,
        ecosystems: List::Ecosystem
            .entries()
            .map(|entry| choice(entry.code, &title_of(List::Ecosystem, entry.code, locale)))
            .collect(),
        kinds: KindFilter::ALL.map(|kind| choice(kind.code(), &title_of_kind(kind, locale))).to_vec(),
    }
}

fn choice(value: &str, title: &str) -> Choice {
    Choice { value: value.to_owned(), title: title.to_owned() }
}

/// The counts, each with the question that it leads to; on the front page all of them.
fn facets(found: &Facets, query: &search::Query, is_front: bool, locale: Locale) -> Vec<Facet> {
    let countries = found.countries.iter().map(|(code, count)| {
        let other = search::Query { country: without(&query.country, code), ..query.clone() };
        value(title_of(List::Country, code, locale), *count, &other, query.country == *code)
    });
    let ecosystems = found.ecosystems.iter().map(|(code, count)| {
        let other = search::Query { ecosystem: without(&query.ecosystem, code), ..query.clone() };
        value(title_of(List::Ecosystem, code, locale), *count, &other, query.ecosystem == *code)
    });
    let kinds = found.kinds.iter().map(|(kind, count)| {
        let other = search::Query { kind: without(&query.kind, kind.code()), ..query.clone() };
        value(title_of_kind(*kind, locale), *count, &other, query.kind == kind.code())
    });
    let most = if is_front { usize::MAX } else { FACET_VALUES };
    let facets = [
        facet(locale.t("search-facet-country"), countries.collect(), most),
        facet(locale.t("search-facet-ecosystem"), ecosystems.collect(), most),
        facet(locale.t("search-facet-kind"), kinds.collect(), most),
    ];
    facets.into_iter().flatten().collect()
}

/// The most frequent values; one that is chosen always, and first.
fn facet(title: Message, mut values: Vec<FacetValue>, most: usize) -> Option<Facet> {
    values.sort_by_key(|value| (value.choice == FacetChoice::Open, std::cmp::Reverse(value.count)));
    values.truncate(most);
    (!values.is_empty()).then(|| Facet { title: title.to_text(), values })
}

fn value(title: String, count: usize, other: &search::Query, is_chosen: bool) -> FacetValue {
    let href = if other.is_empty() { format!("{}?page=1", path::SEARCH) } else { other.href(1) };
    let choice = if is_chosen { FacetChoice::Chosen } else { FacetChoice::Open };
    FacetValue { title, count: Count(count as u64), href, choice }
}

/// The code, or nothing where it is chosen already.
fn without(chosen: &str, code: &str) -> String {
    if chosen == code { String::new() } else { code.to_owned() }
}

fn title_of(list: List, code: &str, locale: Locale) -> String {
    term(locale, &Term::current(list, code)).text
}

fn title_of_kind(kind: KindFilter, locale: Locale) -> String {
    let title = match kind {
        KindFilter::Profile => locale.t("search-kind-profile"),
        KindFilter::Listing => locale.t("search-kind-listing"),
    };
    title.to_text()
}

const PAGE: usize = 25;
const FACET_VALUES: usize = 12;
const SUMMARY_LETTERS: usize = 240;
