//! `GET /counts`: how many there are, by country, ecosystem, time and freshness.

use std::cmp::Reverse;

use axum::extract::State;
use axum::response::Response;
use protocol::landscape::facet::Facet;
use protocol::landscape::posts::PostCounts as Counted;
use protocol::time::Months;
use protocol::vocabulary::{List, Term};

use crate::census::{AGES, Census, Counts};
use crate::http::App;
use crate::http::answer::Query;
use crate::http::census::{posts, taken};
use crate::http::landscape::Asked;
use crate::http::page::drawing::country_name;
use crate::http::page::map::{countries, row, sieve, with_bars};
use crate::http::page::post::kind_words;
use crate::http::page::{frame, page_or_twin, said};
use crate::http::post::AskedPosts;
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::census::CountRow;
use crate::pages::counts::{
    AgeRow, Cell, CountsPage, Course, Crossing, CrossingRow, MonthRow, PostCounts, PostRow,
};
use crate::pages::drawing::{bounds, class};
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::question::Question;
use crate::pages::words::Count;

pub(super) async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    Query(pairs): Query<Vec<(String, String)>>,
    reader: Reader,
) -> Result<Response, Problem> {
    let question = Question::of(pairs);
    let twin = question.href("/v1/counts");
    page_or_twin(&reader, &twin, make(&app, &reader, &asked, question, &twin)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    asked: &Asked,
    question: Question,
    twin: &str,
) -> Result<CountsPage, Problem> {
    let locale = reader.locale;
    let census = taken(app, asked).await?;
    let posts = posts(app, asked).await?;
    Ok(CountsPage {
        frame: frame(app, reader, Some(twin)),
        day: census.day.to_string(),
        map: question.href(path::MAP),
        all: CountRow { search: Some(question.href(path::SEARCH)), ..row("", &census.all) },
        countries: largest_first(countries(locale, &census, &question)),
        ecosystems: largest_first(ecosystems(locale, &census, &question)),
        crossing: crossing(locale, &census, &question),
        ages: ages(&census.all),
        course: course(&census),
        posts: of_posts(locale, &posts, &asked.posts())?,
        sieve: sieve(locale, path::COUNTS, question),
    })
}

fn largest_first(mut rows: Vec<CountRow>) -> Vec<CountRow> {
    rows.sort_by_key(|row| Reverse(row.cards()));
    with_bars(rows)
}

/// The ecosystems that something is counted in.
pub(super) fn ecosystems(locale: Locale, census: &Census, question: &Question) -> Vec<CountRow> {
    let line = |(code, counts): (&String, &Counts)| CountRow {
        code: code.clone(),
        href: Some(path::ecosystem(code)),
        search: Some(question.with("ecosystem", code).href(path::SEARCH)),
        ..row(&ecosystem_name(locale, code), counts)
    };
    census.ecosystems.iter().map(line).collect()
}

/// The name of an ecosystem.
pub(super) fn ecosystem_name(locale: Locale, code: &str) -> String {
    said(Term::current(List::Ecosystem, code).title_in(locale.tag()).0)
}

fn crossing(locale: Locale, census: &Census, question: &Question) -> Crossing {
    let codes: Vec<&str> = List::Ecosystem
        .entries()
        .map(|entry| entry.code)
        .filter(|code| census.ecosystems.contains_key(*code))
        .collect();
    let mut largest: Vec<(&String, &Counts)> = census.countries.iter().collect();
    largest.sort_by_key(|(_, counts)| Reverse(counts.cards()));
    largest.truncate(CROSSED);
    largest.retain(|(iso, _)| census.ecosystems_by_country.contains_key(*iso));
    let number = |iso: &str, code: &str| census.ecosystems_by_country[iso].get(code).copied().unwrap_or(0);
    let all = largest.iter().flat_map(|(iso, _)| codes.iter().map(|code| number(iso, code)));
    let bounds = bounds(all);
    let cell = |iso: &str, code: &str| Cell {
        count: Count(number(iso, code).into()),
        class: class(number(iso, code), &bounds),
        href: question.without(&["region"]).with("country", iso).with("ecosystem", code).href(path::SEARCH),
    };
    let line = |iso: &str| CrossingRow {
        title: country_name(locale, iso),
        cells: codes.iter().map(|code| cell(iso, code)).collect(),
    };
    Crossing {
        countries: largest.iter().map(|(iso, _)| line(iso)).collect(),
        ecosystems: codes.iter().map(|code| ecosystem_name(locale, code)).collect(),
    }
}

/// What was last changed when.
pub(super) fn ages(all: &Counts) -> [AgeRow; 4] {
    let mut rows = [AgeRow::default(); 4];
    for ((row, count), days) in rows.iter_mut().zip(all.ages).zip(AGES) {
        *row = AgeRow {
            days: u32::try_from(days).ok(),
            count: Count(count.into()),
            percent: (u64::from(count) * 100).checked_div(all.cards().into()).unwrap_or(0),
        };
    }
    rows
}

/// Posts, by kind, country, ecosystem and month.
fn of_posts(locale: Locale, counts: &Counted, asked: &AskedPosts) -> Result<PostCounts, Problem> {
    let (question, query) = (asked.question(), asked.query()?);
    let chosen: Vec<&str> = query.filters.of(Facet::Ecosystem).collect();
    // A list finds posts in any ecosystem that is asked for: none finds those that are in this one and in another.
    let leads_to = |code: &String| chosen.is_empty() || chosen.contains(&code.as_str());
    let row = |title: String, count: &usize, list: Option<Question>| PostRow {
        title,
        count: Count(*count as u64),
        list: list.map(|list| list.href(path::POSTS)),
        bar: 0,
    };
    let kinds = counts.kinds.iter().map(|(kind, count)| {
        row(kind_words(locale, Some(*kind)), count, Some(question.with("kind", kind.code())))
    });
    let countries = counts
        .countries
        .iter()
        .map(|(iso, count)| row(country_name(locale, iso), count, Some(question.with("country", iso))));
    let ecosystems = counts.ecosystems.iter().map(|(code, count)| {
        let list = leads_to(code).then(|| question.with("ecosystem", code));
        row(ecosystem_name(locale, code), count, list)
    });
    let months = counts.months.iter().rev().map(|(month, count)| row(month.to_string(), count, None));
    Ok(PostCounts {
        total: Count(counts.total as u64),
        list: question.href(path::POSTS),
        kinds: most_first(kinds.collect()),
        countries: most_first(countries.collect()),
        ecosystems: most_first(ecosystems.collect()),
        months: barred(months.take(POST_MONTHS).collect()),
    })
}

fn most_first(mut rows: Vec<PostRow>) -> Vec<PostRow> {
    rows.sort_by(|a, b| (b.count, &a.title).cmp(&(a.count, &b.title)));
    rows.truncate(POST_ROWS);
    barred(rows)
}

fn barred(mut rows: Vec<PostRow>) -> Vec<PostRow> {
    let longest = rows.iter().map(|row| row.count.0).max().unwrap_or(0);
    for row in &mut rows {
        row.bar = (row.count.0 * 100).checked_div(longest).unwrap_or(0);
    }
    rows
}

/// The months from the first in which something was said to the present one; of many the last.
fn course(census: &Census) -> Course {
    let present = census.day.month();
    let mut held = Counts::default();
    let mut months = Vec::new();
    let mut next = census.months.keys().next().copied().filter(|first| *first <= present);
    while let Some(month) = next {
        held += census.months.get(&month).copied().unwrap_or_default();
        months.push(MonthRow {
            month: month.to_string(),
            organisations: Count(held.organisations.into()),
            listings: Count(held.listings.into()),
            labels: Count(held.labels.into()),
        });
        next = month.plus(Months(1)).filter(|month| *month <= present);
    }
    months.drain(..months.len().saturating_sub(MONTHS));
    let cards: Vec<u64> = months.iter().map(|row| row.organisations.0 + row.listings.0).collect();
    let labels: Vec<u64> = months.iter().map(|row| row.labels.0).collect();
    let greatest = cards.iter().chain(&labels).copied().max().unwrap_or(0);
    Course {
        cards: line(&cards, greatest),
        labels: line(&labels, greatest),
        greatest: Count(greatest),
        months,
    }
}

/// A line from left to right in a field of 600 by 200.
fn line(numbers: &[u64], greatest: u64) -> String {
    let across = (numbers.len() as u64).saturating_sub(1);
    let height = |number: u64| 199 - (number * 198).checked_div(greatest).unwrap_or(0);
    let corner = |(place, number): (usize, &u64)| {
        let x = (place as u64 * 600).checked_div(across).unwrap_or(0);
        format!("{x} {}", height(*number))
    };
    let corners: Vec<String> = numbers.iter().enumerate().map(corner).collect();
    match numbers {
        [] => String::new(),
        // One month is a line across.
        [only] => format!("M0 {0}H600", height(*only)),
        _ => format!("M{}", corners.join("L")),
    }
}

const CROSSED: usize = 15;
const MONTHS: usize = 60;
const POST_ROWS: usize = 20;
const POST_MONTHS: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_rises_with_its_numbers() {
        assert_eq!(line(&[0, 5, 10], 10), "M0 199L300 100L600 1");
        assert_eq!(line(&[7], 7), "M0 1H600");
        assert_eq!((line(&[], 0), line(&[0, 0], 0)), (String::new(), "M0 199L600 199".to_owned()));
    }
}
