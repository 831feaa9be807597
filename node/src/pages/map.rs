//! `GET /map`: where organisations and listings are.

use askama::Template;

use super::Frame;
use super::census::{CountRow, Sieve};
use super::drawing::{Drawing, Shade};
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
    /// What colours can tell.
    pub measures: Vec<Measure>,
    /// The map.
    pub drawing: Drawing,
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
