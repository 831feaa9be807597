//! `GET /compare`: up to four organisations or listings side by side.

use askama::Template;
use serde_json::json;

use super::Frame;
use super::entry::Entry;
use super::head::Head;
use super::linked::{Linked, list};
use super::profile::Value;
use super::words::{Count, Link};

/// Organisations side by side.
#[derive(Clone, Debug, Template)]
#[template(path = "compare.html")]
pub struct ComparePage {
    /// What stands around the page.
    pub frame: Frame,
    /// Who is compared; may be empty.
    pub columns: Vec<Column>,
    /// What they say, part by part.
    pub groups: Vec<Group>,
    /// How many can stand side by side.
    pub most: usize,
}

impl Head for ComparePage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.frame.t("compare-title").to_text()
    }
}

impl Linked for ComparePage {
    fn thing(&self) -> serde_json::Value {
        let compared = self.columns.iter().map(|column| (&column.entry.name, column.entry.href.clone()));
        json!({
            "@type": "CollectionPage",
            "mainEntity": list(&self.frame, self.columns.len() as u64, 1, compared),
        })
    }
}

/// Who is compared.
#[derive(Clone, Debug)]
pub struct Column {
    /// In few words.
    pub entry: Entry,
    /// Its industrial ecosystems; of a listing that has none, the guesses.
    pub ecosystems: Vec<String>,
    /// Labels that are valid today by this node's anchors.
    pub labels: Vec<Link>,
    /// How many vouch for it.
    pub vouches: Count,
    /// The day of the newest change, `YYYY-MM-DD`.
    pub changed: Option<String>,
    /// The comparison without it.
    pub without: String,
}

/// Fields under one heading.
#[derive(Clone, Debug)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// The fields that somebody filled in.
    pub rows: Vec<Row>,
}

/// One field, for each who is compared.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its title.
    pub title: String,
    /// What each says; `None` where nothing is said.
    pub cells: Vec<Option<Value>>,
}
