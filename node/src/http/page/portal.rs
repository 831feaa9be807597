//! `GET /portals` and `GET /portals/{scid}/{name}`: whom organisations group and sign for.

use std::cmp::Reverse;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use protocol::landscape::facet::Facet;
use protocol::portal::{Portal, PortalId};
use protocol::text::folded;

use crate::http::App;
use crate::http::answer::{Path, Query};
use crate::http::beside::beside;
use crate::http::census::{Survey, survey};
use crate::http::landscape::Asked;
use crate::http::linked;
use crate::http::page::drawing::{View, draw};
use crate::http::page::map::{countries, row, with_bars};
use crate::http::page::search::{Turned, describe, heading, title_of as value_in_words};
use crate::http::page::{beginning, frame, page_or_told, page_or_twin, party, phrase, said, tag, website};
use crate::http::portal::{Held, held, named};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::locale::Locale;
use crate::pages::map::Told;
use crate::pages::path;
use crate::pages::portal::{Listed, PortalPage, PortalsPage, Property};
use crate::pages::question::Question;
use crate::pages::words::{Count, Fact, Link, Notice, Phrase, Tone};
use crate::read_model::{KeptPortal, OrganisationView, ReadModel};

pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Problem> {
    let id = named(&scid, &name)?;
    let twin = format!("/v1{}", href(&id));
    page_or_told(&reader, &twin, linked::portal(&app, &id), make(&app, &reader, &id, &twin)).await
}

async fn make(app: &App, reader: &Reader, id: &PortalId, twin: &str) -> Result<PortalPage, Problem> {
    let locale = reader.locale;
    let Held { portal, dates, .. } = held(app, id).await?;
    let asked = Asked { portal: Some(id.to_string()), ..Asked::default() };
    let question = Question::default().with(Facet::Portal.name(), &id.to_string());
    let Survey { model, mut cards, census } = survey(app, &asked).await?;
    cards.truncate(SHOWN);
    let (drawing, shades) = draw(locale, &View::Europe, &census, Told::All, &question).await;
    let mut by_country = with_bars(countries(locale, &census, &question));
    by_country.sort_by_key(|row| Reverse(row.cards()));
    let search = question.href(path::SEARCH);
    let documents = format!("/v1/organisations/{}/documents/portal/{}", id.keeper, path::segment(id.name()));
    let link = |key: &str, path: &str| Link::here(&locale.t(key).to_text(), path);
    Ok(PortalPage {
        frame: frame(app, reader, Some(twin)),
        title: title(locale, &portal),
        description: portal
            .descriptions
            .best(&[tag(locale)])
            .map(|(language, text)| phrase(text.trim(), language.as_str())),
        website: portal.website.as_ref().map(website),
        keeper: party(&model, &id.keeper),
        since: dates.first.day().to_string(),
        changed: dates.last.day().to_string(),
        notices: notices(locale, model.organisation(&id.keeper).map(Arc::as_ref), &portal),
        rule: rule(locale, &model, &portal),
        members: Count(portal.members.len() as u64),
        exceptions: Count(portal.exceptions.len() as u64),
        all: row("", &census.all),
        drawing,
        shades,
        map: question.href(path::MAP),
        counts: question.href(path::COUNTS),
        countries: by_country,
        results: describe(app, locale, &model, &cards).await?,
        search,
        others: others(&portal),
        downloads: vec![
            link("portal-json", &format!("{documents}.json")),
            link("listing-automerge", &format!("{documents}.automerge")),
            link("listing-entries", &format!("{documents}/entries")),
        ],
    })
}

fn notices(locale: Locale, keeper: Option<&OrganisationView>, portal: &Portal) -> Vec<Notice> {
    let mut notices = Vec::new();
    if keeper.is_some_and(|keeper| keeper.is_deactivated) {
        notices.push(Notice { tone: Tone::Fails, text: locale.t("portal-keeper-ended").to_text() });
    }
    if !portal.rule.unread.is_empty() {
        let keys: Vec<String> = portal.rule.unread.iter().take(UNREAD).map(|key| said(key)).collect();
        let text = locale.t("portal-not-understood").text("fields", keys.join(", ")).to_text();
        notices.push(Notice { tone: Tone::Unknown, text });
    }
    notices
}

/// By what the rule chooses, in the order in which the search offers it.
fn rule(locale: Locale, model: &ReadModel, portal: &Portal) -> Vec<Property> {
    let words = Some(said(&portal.rule.words)).filter(|words| !words.is_empty());
    let words =
        words.map(|words| Property { title: locale.t("portal-words").to_text(), values: vec![words] });
    let in_words = |facet: Facet, value: &str| match facet {
        // A whole country has a name in the language of the reader.
        Facet::Region if value.len() == 2 => value_in_words(locale, model, Facet::Country, value),
        facet => value_in_words(locale, model, facet, value),
    };
    let facets = Facet::ALL.into_iter().filter_map(|facet| {
        let values: Vec<String> = portal.rule.filters.of(facet).map(|value| in_words(facet, value)).collect();
        (!values.is_empty()).then(|| Property { title: heading(locale, facet), values })
    });
    words.into_iter().chain(facets).collect()
}

fn others(portal: &Portal) -> Vec<Fact> {
    let others = portal.others.iter().take(OTHERS);
    others.map(|(key, text)| Fact::words(&said(key), &said(&beginning(text, OTHER_LETTERS)))).collect()
}

pub(super) async fn list(
    State(app): State<App>,
    Query(turned): Query<Turned>,
    reader: Reader,
) -> Result<Response, Problem> {
    let number = turned.number()? as usize;
    let twin = format!("/v1{}", path::PORTALS);
    page_or_twin(&reader, &twin, make_list(&app, &reader, number, &twin)).await
}

async fn make_list(app: &App, reader: &Reader, number: usize, twin: &str) -> Result<PortalsPage, Problem> {
    let locale = reader.locale;
    let model = app.handle.model().await?;
    let all = by_title(locale, model.portals());
    let pages = all.len().div_ceil(PAGE).max(1);
    let number = number.min(pages);
    let some = || all.iter().skip((number - 1) * PAGE).take(PAGE);
    let ids: Vec<PortalId> = some().map(|(kept, _)| kept.id.clone()).collect();
    let search = Arc::clone(app.handle.search());
    let counted = move || ids.iter().map(|id| search.count_gathered(id)).collect::<Result<Vec<_>, _>>();
    let counted = beside(counted).await?;
    let listed = some().zip(counted).map(|((kept, title), count)| listed(&model, kept, title.clone(), count));
    let turn = |number: usize| match number {
        1 => path::PORTALS.to_owned(),
        number => format!("{}?page={number}", path::PORTALS),
    };
    Ok(PortalsPage {
        frame: frame(app, reader, Some(twin)),
        portals: listed.collect(),
        first: Count(((number - 1) * PAGE) as u64 + 1),
        in_all: Count(all.len() as u64),
        previous: (number > 1).then(|| turn(number - 1)),
        next: (number < pages).then(|| turn(number + 1)),
    })
}

fn listed(model: &ReadModel, kept: &KeptPortal, title: Phrase, gathered: usize) -> Listed {
    Listed {
        title,
        href: href(&kept.id),
        keeper: party(model, &kept.id.keeper),
        since: kept.dates.first.day().to_string(),
        gathered: Count(gathered as u64),
    }
}

/// The portals that an organisation keeps.
pub(super) fn kept_by(locale: Locale, view: &OrganisationView) -> Vec<(Phrase, String)> {
    let kept = by_title(locale, view.portals.iter()).into_iter().take(KEPT);
    kept.map(|(kept, title)| (title, href(&kept.id))).collect()
}

/// Portals with their titles for the reader, by these.
pub(super) fn by_title<'m>(
    locale: Locale,
    portals: impl Iterator<Item = &'m KeptPortal>,
) -> Vec<(&'m KeptPortal, Phrase)> {
    let mut titled: Vec<_> = portals.map(|kept| (kept, title(locale, &kept.portal))).collect();
    titled.sort_by_cached_key(|(kept, title)| (folded(&title.text), kept.id.clone()));
    titled
}

/// The title of a portal by its id, if it is held here.
pub(super) fn title_of(locale: Locale, model: &ReadModel, id: &str) -> Option<Phrase> {
    model.portal(&PortalId::parse(id)?).map(|kept| title(locale, &kept.portal))
}

fn title(locale: Locale, portal: &Portal) -> Phrase {
    let best = portal.titles.best(&[tag(locale)]);
    best.map_or_else(Phrase::default, |(language, title)| phrase(title, language.as_str()))
}

fn href(id: &PortalId) -> String {
    path::portal(&id.keeper.to_string(), id.name())
}

const PAGE: usize = 50;
/// Two, three or four stand beside each other.
const SHOWN: usize = 24;
const KEPT: usize = 50;
const UNREAD: usize = 10;
const OTHERS: usize = 50;
const OTHER_LETTERS: usize = 400;
