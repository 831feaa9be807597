//! A label scheme: which levels there are, what they ask for, and for how long a label holds.
//!
//! ```text
//! owner's TOML ──▶ Scheme ──▶ canonical JSON, a set-once document scheme/<name>-<version>
//!                    │
//!                    ├─ assess(scorecard)   which levels are reached, why, and for how long
//!                    ├─ check_period        may a label hold from this day to that day
//!                    ├─ check_assessors     enough of them, and independent
//!                    ├─ check_subject       is the scheme for such a subject, in its region
//!                    ├─ check_prerequisites what must have been held before
//!                    └─ rules, diff         what it says, and what changed, in sentences
//! ```
//! All numbers are exact. Source: `docs/spec/scheme.md`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::canonical::to_jcs_text;
use crate::entry::Address;
use crate::organisation::{Host, OrganisationId};
use crate::sentence::best;

use self::assessors::AssessmentRule;
pub use self::criterion::{Criterion, Dimension};
pub use self::fault::SchemeError;
use self::fault::{Subject, from_json, from_toml, locate};
pub use self::level::{Level, Prerequisite};
use self::period::{Renewal, Validity};
use self::procedure::{
    Adoption, Appeal, Crosswalk, Procedure, Related, ReviewRule, Round, Stage, Suspension,
};

pub mod ratio;
pub mod fault;
pub mod criterion;
pub mod scorecard;
pub mod assess;
pub mod period;
pub mod assessors;
pub mod level;
pub mod scope;
pub mod procedure;
pub mod sentences;
pub mod difference;
mod rules;

/// Names a version of a scheme: its owner and the document's name; printed `<scid>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemeId {
    /// Who owns the scheme.
    pub owner: OrganisationId,
    /// Such as `cluster-excellence-1.0`.
    pub name: String,
}

impl SchemeId {
    /// Parses `<scid>/<name>` or the scheme's URL.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, name) = parse_named(text, "/v1/schemes/")?;
        Address::new("scheme", &name).ok()?;
        Some(Self { owner, name })
    }

    /// The document of the scheme.
    #[must_use]
    pub fn address(&self) -> Address {
        Address::new("scheme", &self.name).expect("checked when it was parsed")
    }

    /// Whether this names the other one: that very version, or without a version every one of them.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let is_version = |rest: &str| {
            rest.strip_prefix('-').is_some_and(|version| {
                !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            })
        };
        self.owner == other.owner
            && other.name.strip_prefix(&self.name).is_some_and(|rest| rest.is_empty() || is_version(rest))
    }

    /// Where the scheme can be read; the identifier that credentials carry.
    #[must_use]
    pub fn url(&self, host: &Host) -> String {
        format!("https://{host}/v1/schemes/{}/{}", self.owner, self.name)
    }
}

impl fmt::Display for SchemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}

/// Parses `<scid>/<name>`, alone or at the end of an `https` URL with that path before it.
pub(crate) fn parse_named(text: &str, path: &str) -> Option<(OrganisationId, String)> {
    let named = match text.strip_prefix("https://") {
        Some(rest) => {
            let (host, named) = rest.split_once(path)?;
            Host::parse(host).ok()?;
            named
        }
        None => text,
    };
    let (organisation, name) = named.split_once('/')?;
    if !organisation.starts_with("Qm") {
        return None;
    }
    Some((OrganisationId::parse(organisation).ok()?, name.to_owned()))
}

/// One version of a label scheme, as its owner publishes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// A short name in lower case, such as `cluster-excellence`.
    pub name: String,
    /// Such as `1.0`.
    pub version: String,
    /// Titles by language tag; English is asked for.
    pub title: BTreeMap<String, String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub description: BTreeMap<String, String>,
    /// Where the full text of the rules can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// Who says that a subject meets the criteria.
    #[serde(default, skip_serializing_if = "Procedure::is_assessment")]
    pub procedure: Procedure,
    /// Types of subjects that it is for, such as `cluster-organisation`; any if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subject_types: Vec<String>,
    /// NUTS and ISO 3166 codes of where subjects are; anywhere if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub territory: Vec<String>,
    /// How points are made into a total.
    #[serde(default, skip_serializing_if = "Scoring::is_sum")]
    pub scoring: Scoring,
    /// How long a label holds, in months, counted from the month it begins in; where more is to be said, `validity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_months: Option<u16>,
    /// When a label begins and how long it holds, unless its level says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// How a label is renewed, unless its level says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
    /// Who may assess, unless the level says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<AssessmentRule>,
    /// How long a label can be suspended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<Suspension>,
    /// How a decision is contested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
    /// What follows recommendations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewRule>,
    /// That several parties took it over together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adoption: Option<Adoption>,
    /// The steps on the way to a label, in order.
    #[serde(rename = "stage", default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// When applications are taken; at any time if empty.
    #[serde(rename = "round", default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// How it stands to other schemes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// Counterparts of criteria in other schemes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crosswalk: Vec<Crosswalk>,
    /// Levels, lowest rank first.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    /// Parts of the criteria; one stands after the one around it.
    #[serde(rename = "dimension", default, skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<Dimension>,
    /// What an assessment looks at.
    #[serde(rename = "criterion", default)]
    pub criteria: Vec<Criterion>,
}

/// How points are made into a total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scoring {
    /// They are added.
    #[default]
    Sum,
    /// They are added and divided by the weights, so that the total is on the scale of one criterion.
    Average,
}

impl Scheme {
    /// Parses the file that a scheme owner writes.
    ///
    /// # Errors
    ///
    /// [`SchemeError`] names every rule that is broken, with its line and column.
    pub fn parse_toml(text: &str) -> Result<Self, SchemeError> {
        let scheme: Self = from_toml(text, FILE_BYTES_MAX, Subject::Scheme)?;
        scheme.checked().map_err(|mut faults| {
            locate(text, &mut faults);
            SchemeError::Rules { faults }
        })
    }

    /// Parses the `content` of a scheme document.
    ///
    /// # Errors
    ///
    /// [`SchemeError`].
    pub fn parse_content(content: &str) -> Result<Self, SchemeError> {
        let scheme: Self = from_json(content, CONTENT_BYTES_MAX, Subject::Scheme)?;
        scheme.checked().map_err(|faults| SchemeError::Rules { faults })
    }

    /// The `content` of the scheme's document.
    #[must_use]
    pub fn to_content(&self) -> String {
        to_jcs_text(&serde_json::to_value(self).expect("a scheme is plain data"))
    }

    /// The name of the scheme's document.
    #[must_use]
    pub fn document_name(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// The title, in English where there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        best(&self.title)
    }

    /// The level with this code.
    #[must_use]
    pub fn level(&self, code: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.code == code)
    }

    /// The criterion with this code.
    #[must_use]
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.code == code)
    }

    /// The dimension with this code.
    #[must_use]
    pub fn dimension(&self, code: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.code == code)
    }

    /// A dimension and those around it, from the inside out.
    pub fn ancestry(&self, code: &str) -> impl Iterator<Item = &Dimension> {
        let parent = |dimension: &&Dimension| self.dimension(dimension.parent.as_deref()?);
        // A dimension stands after the one around it, so this ends; while that is not checked yet, the count ends it.
        std::iter::successors(self.dimension(code), parent).take(self.dimensions.len())
    }

    fn checked(self) -> Result<Self, Vec<fault::Fault>> {
        let mut faults = rules::broken(&self);
        if faults.is_empty() && self.to_content().len() > CONTENT_BYTES_MAX {
            faults.push(fault::Fault {
                place: None,
                path: String::new(),
                rule: format!(
                    "published, the scheme is longer than {CONTENT_BYTES_MAX} bytes; shorten its texts"
                ),
            });
        }
        if faults.is_empty() { Ok(self) } else { Err(faults) }
    }
}

impl Scoring {
    fn is_sum(&self) -> bool {
        *self == Self::Sum
    }
}

/// With comments a file is longer than what is published of it.
const FILE_BYTES_MAX: usize = 192 * 1024;
const CONTENT_BYTES_MAX: usize = 48 * 1024;
