//! `GET /regions/{code}` and `GET /ecosystems/{code}`: what there is in a part of the landscape.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::census::CountRow;
use super::drawing::{Drawing, Shade};
use super::entry::Entries;
use super::head::Head;
use super::linked::{Linked, area, counted, target, words};
use super::post::PostsOf;
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
    /// Posts there that are open or upcoming.
    pub posts: PostsOf,
}

impl Head for RegionPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.name.text.clone()
    }

    fn about(&self) -> String {
        about(&self.frame, &self.name.text, &self.all)
    }
}

impl Linked for RegionPage {
    fn thing(&self) -> Value {
        let frame = &self.frame;
        let (kind, list) = match self.kind {
            RegionKind::Country => ("Country", "ISO 3166-1"),
            RegionKind::Nuts(_) => ("AdministrativeArea", "NUTS"),
            RegionKind::Iso => ("AdministrativeArea", "ISO 3166-2"),
        };
        let around = self.around.last().map(
            |outer| json!({"@type": "AdministrativeArea", "name": outer.text, "url": target(frame, outer)}),
        );
        let inner = self.inner.iter().filter(|row| !row.code.is_empty());
        json!({
            "@type": kind,
            "name": words(&self.name),
            "alternateName": self.name_native,
            "identifier": {"@type": "PropertyValue", "propertyID": list, "value": self.code},
            "containedInPlace": around,
            "containsPlace": inner.map(|row| area(frame, &row.title, &row.code)).collect::<Vec<_>>(),
            "hasMap": frame.absolute(&self.map),
            "subjectOf": counted(frame, &self.all),
        })
    }
}

/// How much there is somewhere, in a sentence.
fn about(frame: &Frame, place: &str, all: &CountRow) -> String {
    let said = frame.t("region-about").text("where", place);
    said.count("organisations", all.organisations).count("listings", all.listings).to_text()
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
    /// Posts there that are open or upcoming.
    pub posts: PostsOf,
}

impl Head for EcosystemPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn about(&self) -> String {
        about(&self.frame, &self.title, &self.all)
    }
}

impl Linked for EcosystemPage {
    fn thing(&self) -> Value {
        let frame = &self.frame;
        let mut said = counted(frame, &self.all);
        said["name"] = json!(self.about());
        json!({
            "@type": "DefinedTerm",
            "termCode": self.code,
            "inDefinedTermSet": {"@type": "DefinedTermSet", "name": frame.t("region-ecosystems").to_text()},
            "subjectOf": said,
        })
    }
}
