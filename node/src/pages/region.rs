//! `GET /regions/{code}` and `GET /ecosystems/{code}`: what there is in a part of the landscape.

use askama::Template;

use super::Frame;
use super::census::CountRow;
use super::drawing::{Drawing, Shade};
use super::entry::Entries;
use super::words::{Link, Phrase};

/// The page of a country or a region.
#[derive(Clone, Debug, Template)]
#[template(path = "region.html")]
pub struct RegionPage {
    /// What stands around the page.
    pub frame: Frame,
    /// Its name in Latin letters.
    pub name: Phrase,
    /// Its name in its own letters, where they differ.
    pub name_native: Option<String>,
    /// What kind of code it has.
    pub kind: RegionKind,
    /// Its code.
    pub code: String,
    /// The regions around it, the country first.
    pub around: Vec<Link>,
    /// A map of it.
    pub drawing: Drawing,
    /// What its colours mean.
    pub shades: Vec<Shade>,
    /// The map with its table.
    pub map: String,
    /// The counts of it.
    pub counts: String,
    /// All that is in it.
    pub all: CountRow,
    /// The regions in it.
    pub inner: Vec<CountRow>,
    /// Industrial ecosystems in it, the largest first.
    pub ecosystems: Vec<CountRow>,
    /// Organisations and listings in it.
    pub entries: Entries,
}

/// What kind of a code a region has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegionKind {
    /// ISO 3166-1.
    Country,
    /// NUTS, with its level.
    Nuts(u8),
    /// ISO 3166-2.
    Iso,
}

/// The page of an industrial ecosystem.
#[derive(Clone, Debug, Template)]
#[template(path = "ecosystem.html")]
pub struct EcosystemPage {
    /// What stands around the page.
    pub frame: Frame,
    /// Its title.
    pub title: String,
    /// Its code.
    pub code: String,
    /// Other ecosystems.
    pub others: Vec<Link>,
    /// A map of it.
    pub drawing: Drawing,
    /// What its colours mean.
    pub shades: Vec<Shade>,
    /// The map with its table.
    pub map: String,
    /// The counts of it.
    pub counts: String,
    /// All that is in it.
    pub all: CountRow,
    /// Countries, the largest first.
    pub countries: Vec<CountRow>,
    /// Organisations and listings in it.
    pub entries: Entries,
}
