//! `GET /listings/{scid}/{name}`: what an agency has on record about an organisation.

use askama::Template;

use super::Frame;
use super::entry::Entry;
use super::head::Head;
use super::history::History;
use super::profile::Group;
use super::words::{Link, Notice, Party, Phrase};

/// The page of a listing; it says on top that this is not the organisation's own word.
#[derive(Clone, Debug, Template)]
#[template(path = "listing.html")]
pub struct ListingPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The name on record; may be empty.
    pub name: Phrase,
    /// The same in other languages and spellings.
    pub other_names: Vec<Phrase>,
    /// The agency that signs the record.
    pub by: Party,
    /// Town, region and country in words; may be empty.
    pub place: String,
    /// The page of its region, else of its country; `None` where neither is known.
    pub region_page: Option<String>,
    /// Its website, as on record.
    pub website: Option<Link>,
    /// Where the agency has the record from.
    pub sources: Vec<Source>,
    /// The organisation that has claimed this listing, if one has.
    pub claimed_by: Option<Party>,
    /// What a reader must know first, for example that the listing was taken back.
    pub notices: Vec<Notice>,
    /// The record.
    pub groups: Vec<Group>,
    /// What the node has to say about the record, in whole sentences.
    pub remarks: Vec<Phrase>,
    /// The day of the newest change, by the agency's own clock, `YYYY-MM-DD`.
    pub changed: Option<String>,
    /// Other records and profiles that may mean the same organisation, each with the evidence.
    pub twins: Vec<Entry>,
    /// The comparison with the first of them.
    pub compare: String,
    /// Organisations and listings of the same trade.
    pub similar: Vec<Entry>,
    /// What was changed when in the record.
    pub history: History,
    /// The record and its proof, to take away.
    pub downloads: Vec<Link>,
}

impl Head for ListingPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        match self.frame.marked(&self.name).trim() {
            "" => self.frame.t("listing-nameless").to_text(),
            name => self.frame.t("listing-title").text("name", name).to_text(),
        }
    }

    fn about(&self) -> String {
        let banner = self.frame.t("listing-banner").party("agency", &self.by).to_text();
        if self.place.is_empty() { banner } else { format!("{}. {banner}", self.place) }
    }
}

/// Where an agency has a record from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The register or data set.
    pub title: String,
    /// Its address.
    pub link: Option<Link>,
    /// The day it was read, `YYYY-MM-DD`.
    pub retrieved: Option<String>,
    /// Its licence, for example `CC BY 4.0`.
    pub licence: Option<String>,
}
