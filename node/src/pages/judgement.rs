//! What this node concludes about a label, with its reasons, as pages show it.

use super::path;
use super::words::{Link, Party, Phrase, Tone};

/// A label in a list, with the verdict.
#[derive(Clone, Debug)]
pub struct Label {
    /// The scheme's title, for example `Cluster Management Excellence`.
    pub title: Phrase,
    /// The level, for example `Gold`; empty where the scheme has none.
    pub level: String,
    /// Who issued it.
    pub issuer: Party,
    /// Whose label it is.
    pub subject: Party,
    /// The attestation's id in the issuer's collection.
    pub name: String,
    /// The verdict.
    pub judgement: Judgement,
    /// The credential and the evidence, to take away and to verify elsewhere.
    pub downloads: Vec<Link>,
}

impl Label {
    /// The id that `hanse attestation verify` takes.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", self.issuer.scid, self.name)
    }

    /// The path of the label's page.
    #[must_use]
    pub fn href(&self) -> String {
        path::attestation(&self.issuer.scid, &self.name)
    }
}

/// A verdict in words.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Chooses icon and colour.
    pub tone: Tone,
    /// The verdict itself, with its date, for example `Withdrawn since 2026-11-21`. No full stop.
    pub headline: String,
    /// Why, each a whole sentence, the weightiest first.
    pub reasons: Vec<Phrase>,
    /// The day of the issuer's newest statement that was taken into account, `YYYY-MM-DD`.
    pub statement_of: Option<String>,
}

/// On whose trust the verdicts of a page rest.
///
/// Pages that show a verdict name these, and say that the reader's own anchors may give another.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// The organisations that this node has pinned as anchors; may be empty.
    pub pinned: Vec<Party>,
}
