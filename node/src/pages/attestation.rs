//! `GET /attestations/{scid}/{name}`: one label, the verdict, and every check that led to it.
//!
//! The page has a small form that asks for the verdict as of another day: `?as_of=YYYY-MM-DD`.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::head::Head;
use super::judgement::{Anchors, Judgement};
use super::linked::{Linked, organisation, target};
use super::words::{Fact, Link, Party, Phrase, Tone};

/// The page of a label.
#[derive(Clone, Debug, Template)]
#[template(path = "attestation.html")]
pub struct AttestationPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The scheme's title, for example `Cluster Management Excellence`.
    pub title: Phrase,
    /// The level that it counts for on that day, for example `Gold`; may be empty.
    pub level: String,
    /// Who holds it on that day.
    pub subject: Party,
    /// Who held it first, if that is another.
    pub first_holder: Option<Party>,
    /// Who issued it.
    pub issuer: Party,
    /// The scheme's page, or where it is described; `None` if this node does not hold it.
    pub scheme: Option<Link>,
    /// The id that `hanse attestation verify` takes.
    pub id: String,
    /// The path of this page, for the form that asks for another day.
    pub href: String,
    /// The day of the verdict, `YYYY-MM-DD`.
    pub as_of: String,
    /// The first day of its term, `YYYY-MM-DD`.
    pub valid_from: String,
    /// The last day of its term, as it was extended.
    pub valid_until: String,
    /// The verdict.
    pub judgement: Judgement,
    /// The checks in the order in which they were made.
    pub checks: Vec<Check>,
    /// What the label states: days, scope, subject as named in it.
    pub facts: Vec<Fact>,
    /// What the issuer said later, oldest first.
    pub history: Vec<StatusEvent>,
    /// On whose trust the verdict rests.
    pub anchors: Anchors,
    /// The credential and the evidence, to take away.
    pub downloads: Vec<Link>,
    /// The label as a picture, to be shown elsewhere; `None` where the credential cannot be read.
    pub badge: Option<Badge>,
}

impl Head for AttestationPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        let level = if self.level.is_empty() { String::new() } else { format!(", {}", self.level) };
        format!("{}: {}{level}", self.judgement.headline, self.frame.marked(&self.title))
    }

    fn about(&self) -> String {
        let reasons = self.judgement.reasons.iter().map(|reason| reason.text.as_str());
        let reasons = reasons.collect::<Vec<_>>().join(" ");
        match self.frame.marked(&self.subject.name).trim() {
            "" => reasons,
            holder => format!("{holder}. {reasons}"),
        }
    }
}

impl Linked for AttestationPage {
    fn thing(&self) -> Value {
        let frame = &self.frame;
        let status = match self.judgement.tone {
            Tone::Holds => Some("https://schema.org/CertificationActive"),
            Tone::Fails => Some("https://schema.org/CertificationInactive"),
            Tone::Reserved | Tone::Unknown => None,
        };
        let rating = |level: &String| json!({"@type": "Rating", "ratingValue": level});
        json!({
            "@type": "Certification",
            "name": format!("{} {}", self.title.text, self.level).trim(),
            "certificationIdentification": self.id,
            "certificationRating": Some(&self.level).filter(|level| !level.is_empty()).map(rating),
            "certificationStatus": status,
            "validFrom": self.valid_from,
            "expires": self.valid_until,
            "about": organisation(frame, &self.subject),
            "issuedBy": organisation(frame, &self.issuer),
            "isBasedOn": self.scheme.as_ref().map(|scheme| target(frame, scheme)),
        })
    }
}

impl AttestationPage {
    /// A finding in another language than the page; the page says so once, above them all.
    #[must_use]
    pub fn foreign_finding(&self) -> Option<&Phrase> {
        self.checks.iter().map(|check| &check.finding).find(|finding| self.frame.is_foreign(finding))
    }
}

/// A label as a picture.
#[derive(Clone, Debug)]
pub struct Badge {
    /// The path of the picture.
    pub picture: String,
    /// What it says, for who does not see it.
    pub text: String,
    /// The path of the QR code.
    pub code: String,
    /// The lines that put the picture into a page.
    pub snippet: String,
}

/// One check of a label.
#[derive(Clone, Debug)]
pub struct Check {
    /// What was checked, for example `Proof`.
    pub title: String,
    /// How it went.
    pub outcome: Outcome,
    /// What was found, in a whole sentence.
    pub finding: Phrase,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It does not hold.
    Failed,
    /// It could not be found out.
    Indeterminate,
    /// It decides nothing.
    Noted,
}

impl Outcome {
    /// The icon and colour that go with it.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::Passed => Tone::Holds,
            Self::Failed => Tone::Fails,
            Self::Indeterminate => Tone::Unknown,
            Self::Noted => Tone::Reserved,
        }
    }
}

/// What the issuer said about a label after issuing it.
#[derive(Clone, Debug)]
pub struct StatusEvent {
    /// The name by which other acts speak of it.
    pub name: String,
    /// What happened and from which day, for example `Suspended since 2026-11-21`.
    pub act: String,
    /// Whether an appeal against it was upheld: it does not count, and never did.
    pub is_undone: bool,
    /// The label that took the place of this one by it.
    pub other: Option<Link>,
    /// The day on which it was written down, `YYYY-MM-DD`.
    pub recorded: String,
    /// The issuer, who said so.
    pub by: Party,
    /// The name of the successor that keeps the label for the issuer: then one of both said so.
    pub successor: Option<Phrase>,
    /// The reason given; may be empty.
    pub reason: Phrase,
    /// What the label's holder replied.
    pub reply: Option<Phrase>,
}
