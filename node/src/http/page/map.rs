//! `GET /map`: where organisations and listings are.

use axum::extract::State;
use axum::response::Response;
use protocol::vocabulary::region::{Region, ancestry, iso_form, regions};
use protocol::vocabulary::{Entry, List, Term};

use crate::census::{AGES, Census, Counts};
use crate::http::App;
use crate::http::answer::Query;
use crate::http::census::taken;
use crate::http::landscape::Asked;
use crate::http::page::drawing::{
    OF_THE_MAP, View, Window, closer, country_name, draw_part, name_of, region_name, search,
};
use crate::http::page::{frame, page_or_twin, said};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::census::{CountRow, Sieve};
use crate::pages::locale::Locale;
use crate::pages::map::{MapPage, Measure, RowsAre, Told};
use crate::pages::path;
use crate::pages::question::Question;
use crate::pages::search::Choice;
use crate::pages::words::{Count, Link};

pub(super) async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    Query(pairs): Query<Vec<(String, String)>>,
    reader: Reader,
) -> Result<Response, Problem> {
    let question = Question::of(pairs);
    let told = Told::parse(question.get("colour"))
        .ok_or_else(|| Problem::bad_request("colour is organisations, listings or labels"))?;
    let window = Window::parse(question.get("at"))?;
    let twin = question.without(&OF_THE_MAP).href("/v1/counts");
    page_or_twin(&reader, &twin, make(&app, &reader, &asked, question, told, window, &twin)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    asked: &Asked,
    question: Question,
    told: Told,
    window: Option<Window>,
    twin: &str,
) -> Result<MapPage, Problem> {
    let locale = reader.locale;
    let census = taken(app, asked).await?;
    let view = View::of(&question);
    let (drawing, shades, zoom) = draw_part(locale, &view, window, &census, told, &question).await;
    let (rows_are, rows) = rows(locale, &view, &census, &question);
    let placed: u64 = drawing.marks.iter().map(|mark| mark.count.0).sum();
    let all =
        CountRow { search: Some(question.without(&OF_THE_MAP).href(path::SEARCH)), ..row("", &census.all) };
    let unplaced =
        all.cards().0.saturating_sub(if drawing.marks.is_empty() { all.cards().0 } else { placed });
    Ok(MapPage {
        frame: frame(app, reader, Some(twin)),
        here: view.name(locale),
        around: around(locale, &view, &question),
        region_page: match &view {
            View::World | View::Europe => None,
            View::Country(iso) => Some(path::region(iso)),
            View::Region(region) => Some(path::region(region.code)),
        },
        measures: Told::ALL
            .map(|what| Measure {
                what,
                href: question.with("colour", what.code()).href(path::MAP),
                is_chosen: what == told,
            })
            .to_vec(),
        counts: question.without(&OF_THE_MAP).href(path::COUNTS),
        zoom,
        // On a part of the map most of them have their marks elsewhere.
        unplaced: Count(if window.is_some() { 0 } else { unplaced }),
        sieve: sieve(locale, path::MAP, question),
        drawing,
        shades,
        rows_are,
        rows: with_bars(rows),
        all,
    })
}

/// The form over maps and counts.
pub(super) fn sieve(locale: Locale, action: &'static str, asked: Question) -> Sieve {
    let title = |code: &str| Term::current(List::Ecosystem, code).title_in(locale.tag()).0.to_owned();
    let choice = |entry: &Entry| Choice { value: entry.code.to_owned(), title: title(entry.code) };
    Sieve {
        action,
        search: asked.without(&OF_THE_MAP).href(path::SEARCH),
        clear: (!asked.without(&OF_THE_MAP).is_empty()).then(|| action.to_owned()),
        asked,
        ecosystems: List::Ecosystem.entries().map(choice).collect(),
    }
}

/// The table beside a map: the countries, or the regions of the next level that is drawn.
fn rows(locale: Locale, view: &View, census: &Census, question: &Question) -> (RowsAre, Vec<CountRow>) {
    match view {
        View::World | View::Europe => (RowsAre::Countries, countries(locale, census, question)),
        View::Country(iso) => (RowsAre::Regions, country_rows(iso, census, question)),
        View::Region(around) => (RowsAre::Regions, inner_rows(around, census, question)),
    }
}

/// The regions of a country, and what is in none of them.
pub(super) fn country_rows(iso: &str, census: &Census, question: &Question) -> Vec<CountRow> {
    let top = top_regions(iso).into_iter();
    let mut rows: Vec<CountRow> = top.map(|region| region_row(region, census, question)).collect();
    rows.extend(others_of(iso, census, question));
    rows.extend(census.without_region.get(iso).map(|counts| row("", counts)));
    rows
}

/// The countries that something is counted of, by name.
pub(super) fn countries(locale: Locale, census: &Census, question: &Question) -> Vec<CountRow> {
    let mut rows: Vec<CountRow> = census
        .countries
        .iter()
        .map(|(iso, counts)| CountRow {
            code: iso.clone(),
            href: Some(closer(question, iso)),
            search: Some(search(question, iso)),
            ..row(&name_of(locale, iso), counts)
        })
        .collect();
    rows.sort_by(|a, b| a.title.cmp(&b.title));
    rows
}

/// The regions of a country by which people know it: those of level 2, or of level 1 where there are more than ten of them.
fn top_regions(iso: &str) -> Vec<&'static Region> {
    let level = |level: u8| {
        regions().filter(move |region| region.country == iso && region.level == level).collect::<Vec<_>>()
    };
    let first = level(1);
    let mut top = if first.len() > MANY { first } else { level(2) };
    top.sort_by_key(|region| region_name(region));
    top
}

/// Codes of a country that are not of NUTS.
fn others_of(iso: &str, census: &Census, question: &Question) -> Vec<CountRow> {
    let is_other = |code: &String| iso_form(code).starts_with(iso) && ancestry(code).next().is_none();
    let others = census.regions.iter().filter(|(code, _)| is_other(code));
    others
        .map(|(code, counts)| CountRow {
            code: said(code),
            href: Some(closer(question, code)),
            search: Some(search(question, code)),
            ..row(code, counts)
        })
        .collect()
}

/// The regions of the next level, and what is in none of them.
pub(super) fn inner_rows(around: &Region, census: &Census, question: &Question) -> Vec<CountRow> {
    let inner: Vec<&Region> = regions().filter(|inner| inner.parent == Some(around.code)).collect();
    let mut rows: Vec<CountRow> = inner.iter().map(|region| region_row(region, census, question)).collect();
    let mut rest = census.of(around.code);
    inner.iter().for_each(|region| rest -= census.of(region.code));
    if !inner.is_empty() && rest != Counts::default() {
        rows.push(row("", &rest));
    }
    rows
}

fn region_row(region: &Region, census: &Census, question: &Question) -> CountRow {
    CountRow {
        code: region.code.to_owned(),
        href: Some(closer(question, region.code)),
        search: Some(search(question, region.code)),
        ..row(region_name(region), &census.of(region.code))
    }
}

/// A line of numbers.
pub(super) fn row(title: &str, counts: &Counts) -> CountRow {
    let fresh: u32 =
        counts.ages.iter().zip(AGES).filter(|(_, days)| *days <= FRESH_DAYS).map(|(count, _)| count).sum();
    CountRow {
        title: said(title),
        organisations: Count(counts.organisations.into()),
        listings: Count(counts.listings.into()),
        labels: Count(counts.labels.into()),
        fresh_percent: (u64::from(fresh) * 100).checked_div(counts.cards().into()).unwrap_or(0),
        ..CountRow::default()
    }
}

/// Gives every line its bar.
pub(super) fn with_bars(mut rows: Vec<CountRow>) -> Vec<CountRow> {
    let longest = rows.iter().map(|row| row.cards().0).max().unwrap_or(0);
    for row in &mut rows {
        row.bar = (row.cards().0 * 100).checked_div(longest).unwrap_or(0);
    }
    rows
}

/// The larger maps, the largest first.
fn around(locale: Locale, view: &View, question: &Question) -> Vec<Link> {
    let open = question.without(&["country", "region", "view", "at"]);
    let mut links =
        vec![Link::here(&locale.t("map-world").to_text(), &open.with("view", "world").href(path::MAP))];
    if *view != View::World {
        links.push(Link::here(&locale.t("map-europe").to_text(), &open.href(path::MAP)));
    }
    if let View::Region(region) = view {
        links.push(Link::here(&country_name(locale, region.country), &closer(question, region.country)));
        let mut between: Vec<&Region> =
            ancestry(region.code).skip(1).filter(|region| region.level > 0).collect();
        between.reverse();
        links.extend(
            between.into_iter().map(|region| Link::here(region_name(region), &closer(question, region.code))),
        );
    }
    if *view == View::Europe {
        links.truncate(1);
    }
    if *view == View::World {
        links = vec![Link::here(&locale.t("map-europe").to_text(), &open.href(path::MAP))];
    }
    links
}

const FRESH_DAYS: i64 = 182;
const MANY: usize = 10;
