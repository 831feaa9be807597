//! `GET /map`: where organisations and listings are.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::census::{CountRow, Sieve};
use super::drawing::{Drawing, Shade, Zoom};
use super::head::Head;
use super::linked::{Linked, area, counted};
use super::words::{Count, Link};

/// The map with its table.
#[derive(Clone, Debug, Template)]
#[template(path = "map.html")]
pub struct MapPage {
    /// What stands around the page.
    pub frame: Frame,
    /// What is shown, for example `Austria`.
    pub here: String,
    /// The larger maps around it, the largest first.
    pub around: Vec<Link>,
    /// The page of the region that is shown.
    pub region_page: Option<String>,
    /// The form.
    pub sieve: Sieve,
    /// The counts of the same question.
    pub counts: String,
    /// What colours can tell.
    pub measures: Vec<Measure>,
    /// The map.
    pub drawing: Drawing,
    /// Which part of it is drawn; `None` where nothing is drawn.
    pub zoom: Option<Zoom>,
    /// What its colours mean.
    pub shades: Vec<Shade>,
    /// What the first column of the table names, for example `Country`.
    pub rows_are: RowsAre,
    /// The same numbers.
    pub rows: Vec<CountRow>,
    /// All that is counted here.
    pub all: CountRow,
    /// How many of them have no mark on the map.
    pub unplaced: Count,
}

impl Head for MapPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.frame.t("map-title").text("here", &self.here).to_text()
    }

    fn about(&self) -> String {
        self.frame
            .t("region-about")
            .text("where", &self.here)
            .count("organisations", self.all.organisations)
            .count("listings", self.all.listings)
            .to_text()
    }
}

impl Linked for MapPage {
    fn thing(&self) -> Value {
        let mut said = counted(&self.frame, &self.all);
        said["spatialCoverage"] = json!({"@type": "Place", "name": self.here});
        let inner = self.rows.iter().filter(|row| !row.code.is_empty());
        // What is in a part has no answer of its own.
        let frame = Frame { as_json: None, ..self.frame.clone() };
        said["hasPart"] = inner
            .map(|row| {
                let mut part = counted(&frame, row);
                part["spatialCoverage"] = area(&self.frame, &row.title, &row.code);
                part
            })
            .collect();
        said
    }
}

/// What the rows of a table are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsAre {
    /// Countries.
    Countries,
    /// Regions.
    Regions,
}

/// Something that the colours of a map can tell.
#[derive(Clone, Debug)]
pub struct Measure {
    /// In words.
    pub what: Told,
    /// The same map in these colours.
    pub href: String,
    /// Whether these are the colours now.
    pub is_chosen: bool,
}

impl Measure {
    /// The key of its word.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self.what {
            Told::All => "map-all",
            Told::Organisations => "map-organisations",
            Told::Listings => "map-listings",
            Told::Labels => "map-labels",
        }
    }
}

/// What the colours tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Organisations and listings.
    All,
    /// Organisations that speak for themselves.
    Organisations,
    /// Records that agencies keep.
    Listings,
    /// Labels in their term.
    Labels,
}

impl Told {
    /// Each, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::Organisations, Self::Listings, Self::Labels];

    /// The word in addresses; nothing for what is shown unless asked.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Organisations => "organisations",
            Self::Listings => "listings",
            Self::Labels => "labels",
        }
    }

    /// What an address asks for.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.code() == code)
    }
}
