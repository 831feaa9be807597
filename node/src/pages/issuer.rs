//! `GET /issuers/{scid}` and `GET /agencies/{scid}`: what an organisation does for others.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::census::CountRow;
use super::entry::Entries;
use super::head::Head;
use super::judgement::{Anchors, Label};
use super::linked::{Linked, list, organisation};
use super::scheme::Accredited;
use super::words::{Count, Link, Party, Tone};

/// The page of an issuer of labels.
#[derive(Clone, Debug, Template)]
#[template(path = "issuer.html")]
pub struct IssuerPage {
    /// What stands around the page.
    pub frame: Frame,
    /// Who issues.
    pub party: Party,
    /// Its labels by what they are worth on a day.
    pub states: States,
    /// Those of the chosen state, newest first; at most as many as fit on a page.
    pub labels: Vec<Label>,
    /// How many there are of that state.
    pub labels_in_all: Count,
    /// Schemes under which it issued, with the number of labels.
    pub schemes: Vec<(Link, Count)>,
    /// What others accredited it for.
    pub accreditations: Vec<Accredited>,
    /// Whom it accredited.
    pub granted: Vec<Accredited>,
    /// On whose trust the verdicts rest.
    pub anchors: Anchors,
}

impl Head for IssuerPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.frame.t("issuer-title").party("issuer", &self.party).to_text()
    }
}

impl Linked for IssuerPage {
    fn thing(&self) -> Value {
        let frame = &self.frame;
        let labels = self.labels.iter().map(|label| (&label.subject.name, label.href()));
        json!({
            "@type": "CollectionPage",
            "about": organisation(frame, &self.party),
            "mainEntity": list(frame, self.labels_in_all.0, 1, labels),
        })
    }
}

/// Labels by what they are worth on a day.
#[derive(Clone, Debug, Default)]
pub struct States {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The page itself, without a question.
    pub action: String,
    /// The state that is chosen, by its code; empty for all.
    pub chosen: String,
    /// Each state that some label is in.
    pub states: Vec<State>,
    /// How many labels were judged, where there are more.
    pub judged: Option<Count>,
    /// How many there are.
    pub in_all: Count,
}

/// What some labels are worth.
#[derive(Clone, Debug)]
pub struct State {
    /// The code of the verdict, for example `valid`.
    pub code: &'static str,
    /// How it is to be taken.
    pub tone: Tone,
    /// How many.
    pub count: Count,
    /// The page with these labels; of the chosen state, with all.
    pub href: String,
    /// Whether it is the chosen one.
    pub is_chosen: bool,
}

impl State {
    /// The key of the verdict's word.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self.code {
            "valid" => "issuer-valid",
            "conditional" => "issuer-conditional",
            "not-yet" => "issuer-not-yet",
            "expired-renewable" => "issuer-expired-renewable",
            "expired" => "issuer-expired",
            "suspended" => "issuer-suspended",
            "withdrawn" => "issuer-withdrawn",
            "issuer-not-entitled" => "issuer-not-entitled",
            "bad-signature" => "issuer-bad-signature",
            "subject-mismatch" => "issuer-subject-mismatch",
            "status-stale" => "issuer-status-stale",
            "conflict" => "issuer-conflict",
            "unknown-scheme" => "issuer-unknown-scheme",
            _ => "issuer-indeterminate",
        }
    }
}

impl Vouched {
    /// The key of the sentence about it.
    #[must_use]
    pub fn key(&self) -> &'static str {
        if self.as_agency { "issuer-agency-since-as" } else { "issuer-agency-since" }
    }
}

/// The page of an agency.
#[derive(Clone, Debug, Template)]
#[template(path = "agency.html")]
pub struct AgencyPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The agency.
    pub party: Party,
    /// What it lists.
    pub all: CountRow,
    /// By country, the largest first.
    pub countries: Vec<CountRow>,
    /// By ecosystem, the largest first.
    pub ecosystems: Vec<CountRow>,
    /// Its listings by name.
    pub entries: Entries,
    /// For whom it vouches.
    pub vouches: Vec<Vouched>,
    /// Who vouches for it.
    pub vouched_by: Vec<Vouched>,
    /// PeerIds of nodes that it says it runs.
    pub nodes: Vec<String>,
    /// How many organisations' nodes come to the directory by its word: those for whom it vouches that are held here.
    pub carried: Count,
}

impl Head for AgencyPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        self.frame.t("issuer-agency-title").party("agency", &self.party).to_text()
    }

    fn about(&self) -> String {
        let listings = self.frame.t("issuer-agency-total").strong("listings", self.all.listings);
        listings.count("fresh", self.all.fresh_percent).to_text()
    }
}

impl Linked for AgencyPage {
    fn thing(&self) -> Value {
        let frame = &self.frame;
        let listings = self.entries.shown.iter().map(|entry| (&entry.name, entry.href.clone()));
        json!({
            "@type": "CollectionPage",
            "about": organisation(frame, &self.party),
            "mainEntity": list(frame, self.entries.in_all.0, 1, listings),
        })
    }
}

/// A word for somebody.
#[derive(Clone, Debug)]
pub struct Vouched {
    /// Who, or for whom.
    pub party: Party,
    /// Since which day, `YYYY-MM-DD`.
    pub since: String,
    /// Whether as an agency, whose own vouches count in turn.
    pub as_agency: bool,
    /// Whether this node holds anything of it.
    pub is_held: bool,
}
