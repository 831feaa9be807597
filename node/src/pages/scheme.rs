//! `GET /schemes/{scid}/{name}`: a label scheme, its rules, who may issue it and who has it.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::head::{Head, about};
use super::issuer::States;
use super::judgement::{Anchors, Label};
use super::linked::{Linked, organisation, target, words};
use super::words::{Count, Link, Notice, Party, Phrase};

/// The page of a label scheme.
#[derive(Clone, Debug, Template)]
#[template(path = "scheme.html")]
pub struct SchemePage {
    /// What stands around the page.
    pub frame: Frame,
    /// The scheme's title.
    pub title: Phrase,
    /// The version shown, for example `2`.
    pub version: String,
    /// The owner, who wrote it.
    pub owner: Party,
    /// What it is for.
    pub description: Option<Phrase>,
    /// Where the full text of the rules can be read.
    pub website: Option<Link>,
    /// What a reader must know first, for example that a newer version exists.
    pub notices: Vec<Notice>,
    /// The levels, the lowest first.
    pub levels: Vec<Level>,
    /// The criteria, in groups; a scheme without groups has one with an empty title.
    pub criteria: Vec<CriterionGroup>,
    /// Rules in whole sentences: thresholds, renewal, grace, what other label is needed first.
    pub rules: Vec<Phrase>,
    /// Who may assess, decide or issue under this scheme.
    pub accredited: Vec<Accredited>,
    /// Its labels by what they are worth on a day.
    pub states: States,
    /// Those of the chosen state, newest first; at most as many as fit on a page.
    pub labels: Vec<Label>,
    /// How many there are of that state; the page says so where not all are shown.
    pub labels_in_all: Count,
    /// On whose trust the verdicts rest.
    pub anchors: Anchors,
    /// Other versions of the scheme.
    pub versions: Vec<Link>,
    /// The scheme and its proof, to take away.
    pub downloads: Vec<Link>,
}

impl Head for SchemePage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        let version = self.frame.t("say-version").text("version", &self.version).to_text();
        match self.frame.marked(&self.title).trim() {
            "" => format!("{}, {version}", self.frame.t("scheme-kind").to_text()),
            title => format!("{title}, {version}"),
        }
    }

    fn about(&self) -> String {
        about(&self.frame, self.description.as_ref())
    }
}

impl Linked for SchemePage {
    fn thing(&self) -> Value {
        let frame = &self.frame;
        let level = |level: &Level| {
            let requirements: Vec<&str> =
                level.requirements.iter().map(|words| words.text.as_str()).collect();
            let description = (!requirements.is_empty()).then(|| requirements.join("; "));
            json!({"@type": "DefinedTerm", "name": words(&level.title), "description": description})
        };
        json!({
            "@type": "DefinedTermSet",
            "name": words(&self.title),
            "version": self.version,
            "publisher": organisation(frame, &self.owner),
            "sameAs": self.website.as_ref().map(|link| target(frame, link)),
            "hasDefinedTerm": self.levels.iter().map(level).collect::<Vec<_>>(),
        })
    }
}

impl SchemePage {
    /// Whether any level says what it takes.
    #[must_use]
    pub fn has_requirements(&self) -> bool {
        self.levels.iter().any(|level| !level.requirements.is_empty())
    }

    /// Rules or criteria in another language than the page, of which it says so once, above them all.
    #[must_use]
    pub fn foreign_words(&self) -> Option<&Phrase> {
        let required = self.levels.iter().flat_map(|level| &level.requirements);
        let criteria =
            self.criteria.iter().flat_map(|group| &group.criteria).map(|criterion| &criterion.title);
        required.chain(&self.rules).chain(criteria).find(|words| self.frame.is_foreign(words))
    }
}

/// A level of a scheme.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its name, for example `Gold`.
    pub title: Phrase,
    /// What it takes and gives, in sentences, for example `At least 80 of 100 points are needed.`; may be empty.
    pub requirements: Vec<Phrase>,
    /// For how long it is given, for example `36 months`.
    pub term: String,
}

/// Criteria under one heading.
#[derive(Clone, Debug)]
pub struct CriterionGroup {
    /// The heading; may be empty.
    pub title: Phrase,
    /// What the part asks for as a whole, for example `at least 50 %`; may be empty.
    pub counts: Phrase,
    /// How many groups this one stands in.
    pub depth: usize,
    /// The criteria.
    pub criteria: Vec<Criterion>,
}

/// One criterion.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// Its code in the scheme, for example `1.2`; may be empty.
    pub code: String,
    /// Its title.
    pub title: Phrase,
    /// How it counts, in words, for example `gate` or `0 to 4 points, at least 2`; may be empty.
    pub counts: Phrase,
}

/// An organisation that may act under the scheme.
#[derive(Clone, Debug)]
pub struct Accredited {
    /// Who may.
    pub party: Party,
    /// What it may, for example `assess and issue Bronze`.
    pub may: String,
    /// Who accredited it.
    pub by: Party,
    /// The last day, `YYYY-MM-DD`; `None` if no end is set.
    pub until: Option<String>,
}
