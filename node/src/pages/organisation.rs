//! `GET /organisations/{scid}`: what an organisation says, and what others say about it.

use askama::Template;

use super::Frame;
use super::entry::Entry;
use super::head::{Head, about};
use super::history::History;
use super::judgement::{Anchors, Label};
use super::message::Number;
use super::path;
use super::post::{PostsOf, Ties};
use super::profile::{Completeness, Group, Language};
use super::words::{Count, Link, Notice, Party, Phrase, Tone};

/// The page of an organisation that has an identity here.
#[derive(Clone, Debug, Template)]
#[template(path = "organisation.html")]
pub struct OrganisationPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The name it gives itself; may be empty.
    pub name: Phrase,
    /// The same in other languages, short names, former names.
    pub other_names: Vec<Phrase>,
    /// Its own claim of a kind in words, for example `calls itself a label authority`: a claim is never shown as
    /// authority.
    pub calls_itself: Option<String>,
    /// Town, region and country in words; may be empty.
    pub place: String,
    /// The page of its region, else of its country; `None` where neither is known.
    pub region_page: Option<String>,
    /// Its website.
    pub website: Option<Link>,
    /// Path of its logo on this node; shown beside the name, without further meaning.
    pub logo: Option<String>,
    /// What a reader must know first: a disputed or deactivated identity, an incomplete log.
    pub notices: Vec<Notice>,
    /// What it says of itself; `None` if it has published no profile.
    pub profile: Option<Profile>,
    /// Agencies' listings with the website that the profile names; the page says that this alone proves nothing.
    pub listings: Vec<ListedBy>,
    /// Who vouches that it exists.
    pub vouches: Vec<Vouch>,
    /// Labels it holds or held, the weightiest first.
    pub labels: Vec<Label>,
    /// Labels it issued to others, newest first; at most as many as fit on a page.
    pub issued: Vec<Label>,
    /// How many labels it issued in all; the page says so where not all are shown.
    pub issued_in_all: Count,
    /// Label schemes it owns.
    pub schemes: Vec<OwnedScheme>,
    /// Portals that it keeps: the title, and the path of the page.
    pub portals: Vec<(Phrase, String)>,
    /// On whose trust the verdicts rest.
    pub anchors: Anchors,
    /// Whether it lists others or vouches for them.
    pub is_agency: bool,
    /// What it offers, looks for and announces.
    pub posts: PostsOf,
    /// With whom it cooperates, whose member it is, who is a member of it.
    pub ties: Ties,
    /// What was changed when in its profile.
    pub history: History,
    /// Organisations and listings of the same trade.
    pub similar: Vec<Entry>,
    /// The comparison with the first of them.
    pub compare: String,
    /// The facts of its identity, for those who check.
    pub identity: Identity,
}

impl Head for OrganisationPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        match self.frame.marked(&self.name).trim() {
            "" => self.frame.t("organisation-nameless").to_text(),
            name => name.to_owned(),
        }
    }

    fn about(&self) -> String {
        about(&self.frame, self.profile.as_ref().and_then(|own| own.summary.as_ref()))
    }
}

impl OrganisationPage {
    /// How many of its labels are valid.
    #[must_use]
    pub fn valid_labels(&self) -> Count {
        Count(self.labels.iter().filter(|label| label.judgement.tone == Tone::Holds).count() as u64)
    }

    /// How many of its labels are valid, of how many.
    #[must_use]
    pub fn share_valid(&self) -> String {
        self.share(self.valid_labels(), self.labels.len())
    }

    /// How many parts of the standard profile are filled in, of how many.
    #[must_use]
    pub fn parts_given(&self) -> String {
        self.profile.as_ref().map_or_else(
            || self.frame.n(0_u64),
            |own| self.share(own.completeness.given, own.completeness.of),
        )
    }

    fn share(&self, part: impl Number, all: impl Number) -> String {
        self.frame.t("organisation-share").count("part", part).count("all", all).to_text()
    }
}

/// What an organisation says of itself.
#[derive(Clone, Debug)]
pub struct Profile {
    /// A description in a paragraph or two.
    pub summary: Option<Phrase>,
    /// The fields.
    pub groups: Vec<Group>,
    /// How much of the template is filled in.
    pub completeness: Completeness,
    /// The languages in which it can be read.
    pub languages: Vec<Language>,
    /// The day of the newest change, by the writer's own clock, `YYYY-MM-DD`.
    pub changed: Option<String>,
    /// What the node has to say about the profile as a whole, in whole sentences.
    pub remarks: Vec<Phrase>,
}

impl Profile {
    /// The languages that it can be read in.
    #[must_use]
    pub fn language_names(&self) -> String {
        self.languages.iter().map(|language| language.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// An agency's listing that names the organisation's website.
#[derive(Clone, Debug)]
pub struct ListedBy {
    /// The agency.
    pub by: Party,
    /// The name under which it lists the organisation.
    pub under: Phrase,
    /// The listing's id in the agency's collection.
    pub name: String,
}

impl ListedBy {
    /// The path of the listing's page.
    #[must_use]
    pub fn href(&self) -> String {
        path::listing(&self.by.scid, &self.name)
    }
}

/// Somebody's word that the organisation exists.
#[derive(Clone, Debug)]
pub struct Vouch {
    /// Who vouches.
    pub by: Party,
    /// Since which day, `YYYY-MM-DD`.
    pub since: String,
    /// The number of the identity version that they saw.
    pub saw_version: u64,
    /// What the node has to say about it, in whole sentences.
    pub remarks: Vec<Phrase>,
}

/// A label scheme that the organisation owns.
#[derive(Clone, Debug)]
pub struct OwnedScheme {
    /// The scheme's title.
    pub title: Phrase,
    /// Path of its page: [`path::scheme`].
    pub href: String,
    /// Its newest version, for example `2`.
    pub version: String,
}

/// The facts of an identity.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The whole DID.
    pub did: String,
    /// The SCID: the organisation's name on the network.
    pub scid: String,
    /// The host where its log is to be found.
    pub host: String,
    /// The number of the newest identity version.
    pub version: u64,
    /// The whole versionId, number and hash.
    pub version_id: String,
    /// The versionTime, `YYYY-MM-DDTHH:MM:SSZ`.
    pub version_time: String,
    /// Devices that may speak for it now.
    pub devices: Count,
    /// Devices that were retired.
    pub retired_devices: Count,
    /// The identity log and other files to take away.
    pub downloads: Vec<Link>,
}
