//! `GET /counts`: how many there are, by country, ecosystem, time and freshness, as pictures with their tables.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::census::{CountRow, Sieve};
use super::head::Head;
use super::linked::{Linked, counted};
use super::words::Count;

/// The page of counts.
#[derive(Clone, Debug, Template)]
#[template(path = "counts.html")]
pub struct CountsPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The day for which labels and ages are counted, `YYYY-MM-DD`.
    pub day: String,
    /// The form.
    pub sieve: Sieve,
    /// The map of the same question.
    pub map: String,
    /// Everything that fits.
    pub all: CountRow,
    /// By country, the largest first.
    pub countries: Vec<CountRow>,
    /// By ecosystem, the largest first.
    pub ecosystems: Vec<CountRow>,
    /// What is counted in each ecosystem of the largest countries.
    pub crossing: Crossing,
    /// By the time since the last change.
    pub ages: [AgeRow; 4],
    /// Month by month.
    pub course: Course,
    /// Posts that are open or upcoming.
    pub posts: PostCounts,
}

/// How many posts are open or upcoming.
#[derive(Clone, Debug, Default)]
pub struct PostCounts {
    /// All of them.
    pub total: Count,
    /// The list of them.
    pub list: String,
    /// By kind, the most first.
    pub kinds: Vec<PostRow>,
    /// By country, the most first.
    pub countries: Vec<PostRow>,
    /// By ecosystem, the most first.
    pub ecosystems: Vec<PostRow>,
    /// By the month in which they were first said, the latest first.
    pub months: Vec<PostRow>,
}

/// One number of posts.
#[derive(Clone, Debug)]
pub struct PostRow {
    /// In words.
    pub title: String,
    /// How many.
    pub count: Count,
    /// The list of these, where one finds them: none finds those of a month.
    pub list: Option<String>,
    /// Of the longest bar, in hundredths.
    pub bar: u64,
}

impl Head for CountsPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.frame.t("counts-title").to_text()
    }

    fn about(&self) -> String {
        self.frame.t("counts-lead").day("day", &self.day).to_text()
    }
}

impl Linked for CountsPage {
    fn thing(&self) -> Value {
        let mut said = counted(&self.frame, &self.all);
        said["temporalCoverage"] = json!(self.day);
        said
    }
}

/// Countries against ecosystems.
#[derive(Clone, Debug, Default)]
pub struct Crossing {
    /// Titles of the ecosystems.
    pub ecosystems: Vec<String>,
    /// Countries, each with its numbers in the order of the ecosystems.
    pub countries: Vec<CrossingRow>,
}

/// One country in each ecosystem.
#[derive(Clone, Debug)]
pub struct CrossingRow {
    /// The country.
    pub title: String,
    /// The numbers.
    pub cells: Vec<Cell>,
}

/// Organisations and listings of one country in one ecosystem.
#[derive(Clone, Debug)]
pub struct Cell {
    /// How many.
    pub count: Count,
    /// The class of its colour.
    pub class: usize,
    /// The search that finds them.
    pub href: String,
}

/// What was last changed in a span of time.
#[derive(Clone, Copy, Debug, Default)]
pub struct AgeRow {
    /// Up to so many days ago; `None` for what is older than the row before.
    pub days: Option<u32>,
    /// Organisations and listings.
    pub count: Count,
    /// Hundredths of all.
    pub percent: u64,
}

/// How the numbers grew.
#[derive(Clone, Debug, Default)]
pub struct Course {
    /// Months with what was held at their end, the oldest first.
    pub months: Vec<MonthRow>,
    /// The line of organisations and listings in a field of 600 by 200, the `d` of a path.
    pub cards: String,
    /// The line of labels.
    pub labels: String,
    /// The upper end of the field.
    pub greatest: Count,
}

/// What was held at the end of a month.
#[derive(Clone, Debug)]
pub struct MonthRow {
    /// `YYYY-MM`.
    pub month: String,
    /// Organisations that had spoken for themselves.
    pub organisations: Count,
    /// Listings that had been made.
    pub listings: Count,
    /// Labels that had begun.
    pub labels: Count,
}
