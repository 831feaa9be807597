//! `GET /portals` and `GET /portals/{scid}/{name}`: whom organisations group and sign for.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::census::CountRow;
use super::drawing::{Drawing, Shade};
use super::head::Head;
use super::linked::{Linked, list};
use super::search::Card;
use super::words::{Count, Fact, Link, Notice, Party, Phrase};

/// The page of a portal.
#[derive(Clone, Debug, Template)]
#[template(path = "portal.html")]
pub struct PortalPage {
    /// What stands around the page.
    pub frame: Frame,
    /// What it is called.
    pub title: Phrase,
    /// What it is for.
    pub description: Option<Phrase>,
    /// Its pages elsewhere.
    pub website: Option<Link>,
    /// Who signs for it.
    pub keeper: Party,
    /// The day since which it is kept, `YYYY-MM-DD`.
    pub since: String,
    /// The day of its newest change, `YYYY-MM-DD`.
    pub changed: String,
    /// What a reader must know first.
    pub notices: Vec<Notice>,
    /// By what its rule chooses, each property with the values of which one is enough.
    pub rule: Vec<Property>,
    /// How many it names.
    pub members: Count,
    /// How many it leaves out.
    pub exceptions: Count,
    /// All that it gathers.
    pub all: CountRow,
    /// A map of them.
    pub drawing: Drawing,
    /// What the map's colours mean.
    pub shades: Vec<Shade>,
    /// The larger map of them.
    pub map: String,
    /// The counts of them.
    pub counts: String,
    /// The countries that they are in, the largest first.
    pub countries: Vec<CountRow>,
    /// The first of them, as the search shows them.
    pub results: Vec<Card>,
    /// The search for them, where they can be narrowed.
    pub search: String,
    /// Fields that this version does not know, as they were given.
    pub others: Vec<Fact>,
    /// The document in other forms.
    pub downloads: Vec<Link>,
}

impl Head for PortalPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.frame.marked(&self.title)
    }

    fn about(&self) -> String {
        let said = self.frame.t("portal-about").phrase("title", &self.title);
        said.count("organisations", self.all.organisations).count("listings", self.all.listings).to_text()
    }
}

/// A property by which a rule chooses.
#[derive(Clone, Debug)]
pub struct Property {
    /// In words, for example `Country`.
    pub title: String,
    /// The values, of which one is enough; of words all are needed.
    pub values: Vec<String>,
}

/// The list of portals.
#[derive(Clone, Debug, Template)]
#[template(path = "portals.html")]
pub struct PortalsPage {
    /// What stands around the page.
    pub frame: Frame,
    /// Those of this page, by title.
    pub portals: Vec<Listed>,
    /// The place of the first of them in all, from 1.
    pub first: Count,
    /// How many there are in all.
    pub in_all: Count,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
}

impl Head for PortalsPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.frame.t("portal-all-portals").to_text()
    }

    fn about(&self) -> String {
        self.frame.t("portal-what").to_text()
    }
}

impl Linked for PortalsPage {
    fn thing(&self) -> Value {
        let portals = self.portals.iter().map(|portal| (&portal.title, portal.href.clone()));
        json!({
            "@type": "CollectionPage",
            "mainEntity": list(&self.frame, self.in_all.0, self.first.0, portals),
        })
    }
}

/// A portal in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What it is called.
    pub title: Phrase,
    /// Path of its page.
    pub href: String,
    /// Who signs for it.
    pub keeper: Party,
    /// The day since which it is kept, `YYYY-MM-DD`.
    pub since: String,
    /// How many it gathers.
    pub gathered: Count,
}
