//! `GET /regions/{code}` and `GET /ecosystems/{code}`: what there is in a part of the landscape.

use std::cmp::Reverse;

use axum::extract::State;
use axum::response::Response;
use protocol::vocabulary::region::{self, Region, ancestry, country_of, iso_form};
use protocol::vocabulary::{List, Term};

use crate::atlas::atlas;
use crate::http::App;
use crate::http::answer::Path;
use crate::http::census::survey;
use crate::http::landscape::Asked;
use crate::http::page::counts::{ecosystem_name, ecosystems};
use crate::http::page::drawing::{View, country_name, draw, region_name, shape_of};
use crate::http::page::entries::entries;
use crate::http::page::map::{countries, country_rows, inner_rows, row, with_bars};
use crate::http::page::post::current;
use crate::http::page::{frame, page_or_twin};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::census::CountRow;
use crate::pages::locale::Locale;
use crate::pages::map::Told;
use crate::pages::path;
use crate::pages::question::Question;
use crate::pages::region::{EcosystemPage, RegionKind, RegionPage};
use crate::pages::words::{Link, Phrase};

pub(super) async fn show(
    State(app): State<App>,
    Path(code): Path<String>,
    reader: Reader,
) -> Result<Response, Problem> {
    let place = Place::of(&code).ok_or_else(|| Problem::not_found("region of this code"))?;
    let question = place.question();
    let twin = question.href("/v1/counts");
    page_or_twin(&reader, &twin, make(&app, &reader, place, &question, &twin)).await
}

/// What the address of a page names.
enum Place {
    /// By its ISO code.
    Country(&'static str),
    Nuts(&'static Region),
    /// By ISO 3166-2, with its country.
    Iso(String, &'static str),
}

impl Place {
    fn of(code: &str) -> Option<Self> {
        let term = region::term(code);
        if let Some(found) = term.as_ref().and_then(|term| region::region(&term.code)) {
            return Some(if found.level == 0 { Self::Country(found.country) } else { Self::Nuts(found) });
        }
        let country = country_of(code)?;
        if code.len() == 2 {
            return Some(Self::Country(country));
        }
        term.map(|term| Self::Iso(term.code, country))
    }

    fn question(&self) -> Question {
        match self {
            Self::Country(iso) => Question::default().with("country", iso),
            Self::Nuts(region) => Question::default().with("region", region.code),
            Self::Iso(code, _) => Question::default().with("region", code),
        }
    }
}

/// The page of a region, else of a country.
pub(super) fn page_of(region: Option<&Term>, country: Option<&Term>) -> Option<String> {
    let codes = region.into_iter().chain(country).map(|term| &*term.code);
    codes.filter(|code| Place::of(code).is_some()).map(path::region).next()
}

async fn make(
    app: &App,
    reader: &Reader,
    place: Place,
    question: &Question,
    twin: &str,
) -> Result<RegionPage, Problem> {
    let given = |key: &str| Some(question.get(key).to_owned()).filter(|value| !value.is_empty());
    let asked = Asked { country: given("country"), region: given("region"), ..Asked::default() };
    let found = survey(app, &asked).await?;
    let posts = current(app, reader.locale, &asked.posts()).await?;
    let (locale, census) = (reader.locale, &found.census);
    let (view, name, name_native, kind, code) = match &place {
        Place::Country(iso) => {
            let native = region::regions().find(|region| region.level == 0 && region.country == *iso);
            let native = native.and_then(|region| region.name_native).map(str::to_owned);
            (
                View::Country((*iso).to_owned()),
                country_name(locale, iso),
                native,
                RegionKind::Country,
                (*iso).to_owned(),
            )
        }
        Place::Nuts(region) => {
            let native = region.name_native.map(str::to_owned);
            (
                View::Region(region),
                region_name(region).to_owned(),
                native,
                RegionKind::Nuts(region.level),
                region.code.to_owned(),
            )
        }
        Place::Iso(code, country) => {
            (View::Country((*country).to_owned()), code.clone(), None, RegionKind::Iso, code.clone())
        }
    };
    let open = Question::default();
    let is_drawn = match &place {
        Place::Country(iso) | Place::Iso(_, iso) => atlas().country(iso).is_some(),
        Place::Nuts(region) => shape_of(region).is_some(),
    };
    let (drawing, shades) =
        if is_drawn { draw(locale, &view, census, Told::All, &open).await } else { Default::default() };
    let inner = match &place {
        Place::Country(iso) => country_rows(iso, census, &open),
        Place::Nuts(region) => inner_rows(region, census, &open),
        Place::Iso(..) => Vec::new(),
    };
    let mut ecosystems = with_bars(ecosystems(locale, census, question));
    ecosystems.sort_by_key(|row| Reverse(row.cards()));
    let search = question.href(path::SEARCH);
    Ok(RegionPage {
        frame: frame(app, reader, Some(twin)),
        name: Phrase::plain(&name),
        name_native,
        kind,
        code,
        around: around(locale, &place),
        drawing,
        shades,
        map: question.href(path::MAP),
        counts: question.href(path::COUNTS),
        all: CountRow { search: Some(search.clone()), ..row("", &census.all) },
        inner: with_bars(inner.into_iter().map(to_page).collect()),
        ecosystems,
        entries: entries(locale, &found.model, &found.cards, search),
        posts,
    })
}

/// Leads to the page of a region in place of its map.
fn to_page(row: CountRow) -> CountRow {
    CountRow { href: row.href.map(|_| path::region(&row.code)), ..row }
}

fn around(locale: Locale, place: &Place) -> Vec<Link> {
    let country = |iso: &str| Link::here(&country_name(locale, iso), &path::region(iso));
    match place {
        Place::Country(_) => Vec::new(),
        Place::Iso(_, iso) => vec![country(iso)],
        Place::Nuts(region) => {
            let mut outer: Vec<&Region> =
                ancestry(region.code).skip(1).filter(|outer| outer.level > 0).collect();
            outer.reverse();
            let outer =
                outer.into_iter().map(|outer| Link::here(region_name(outer), &path::region(outer.code)));
            [country(&iso_form(region.country))].into_iter().chain(outer).collect()
        }
    }
}

pub(super) async fn ecosystem(
    State(app): State<App>,
    Path(code): Path<String>,
    reader: Reader,
) -> Result<Response, Problem> {
    let term = Term::current(List::Ecosystem, &code);
    if !term.is_known() {
        return Err(Problem::not_found("industrial ecosystem of this code"));
    }
    let question = Question::default().with("ecosystem", &code);
    let twin = question.href("/v1/counts");
    page_or_twin(&reader, &twin, make_ecosystem(&app, &reader, &term, &question, &twin)).await
}

async fn make_ecosystem(
    app: &App,
    reader: &Reader,
    term: &Term,
    question: &Question,
    twin: &str,
) -> Result<EcosystemPage, Problem> {
    let locale = reader.locale;
    let asked = Asked { ecosystem: Some(term.code.clone()), ..Asked::default() };
    let found = survey(app, &asked).await?;
    let (drawing, shades) = draw(locale, &View::Europe, &found.census, Told::All, question).await;
    let mut countries = with_bars(countries(locale, &found.census, question));
    countries.sort_by_key(|row| Reverse(row.cards()));
    let others = List::Ecosystem.entries().filter(|entry| entry.code != term.code);
    let search = question.href(path::SEARCH);
    Ok(EcosystemPage {
        frame: frame(app, reader, Some(twin)),
        title: term.title_in(locale.tag()).0.to_owned(),
        code: term.code.clone(),
        others: others
            .map(|entry| Link::here(&ecosystem_name(locale, entry.code), &path::ecosystem(entry.code)))
            .collect(),
        drawing,
        shades,
        map: question.href(path::MAP),
        counts: question.href(path::COUNTS),
        all: CountRow { search: Some(search.clone()), ..row("", &found.census.all) },
        countries,
        entries: entries(locale, &found.model, &found.cards, search),
        posts: current(app, locale, &asked.posts()).await?,
    })
}
