//! Levels, and what must have been held before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::assessors::AssessmentRule;
use super::period::{Renewal, Validity};
use super::ratio::Threshold;
use super::{Scheme, SchemeId, best};
use crate::sentence;
use crate::sentence::{Sentence, told};
use crate::time::{Day, Months};

/// One level of a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Such as `gold`.
    pub code: String,
    /// 1 for the lowest.
    pub rank: u16,
    /// Titles by language tag.
    pub title: BTreeMap<String, String>,
    /// What it says of who has it, such as "Proven for Cluster Excellence".
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub description: BTreeMap<String, String>,
    /// The points in all that it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Threshold>,
    /// Whether every criterion that applies must have an answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub complete: bool,
    /// Whether it is a trial for those who do not meet everything yet; a trial is not renewed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trial: bool,
    /// What must have been held before; each of them.
    #[serde(rename = "prerequisite", default, skip_serializing_if = "Vec::is_empty")]
    pub prerequisites: Vec<Prerequisite>,
    /// In place of the scheme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// In place of the scheme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
    /// In place of the scheme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<AssessmentRule>,
}

/// Labels of which one must have been held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prerequisite {
    /// Any one of these.
    pub any_of: Vec<Earlier>,
}

/// A label that must have been held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// `<scid>/<name>` for every version of a scheme, `<scid>/<name>-<version>` for one; this scheme if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The level; any if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// It began at least so many months before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months_min: Option<u16>,
    /// It began at most so many months before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months_max: Option<u16>,
    /// It must still be valid on the day of the decision.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub valid: bool,
}

/// A label that the subject held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its scheme, or `None` for another version of the same one.
    pub scheme: Option<SchemeId>,
    /// Its level.
    pub level: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
}

/// What must have been held and was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrerequisiteFault {
    /// What was needed.
    pub needed: Sentence,
}

impl PrerequisiteFault {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        sentence!("verdict-needs", needed = self.needed.clone())
    }
}

told!(PrerequisiteFault);

impl Level {
    /// The title, in English where there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        best(&self.title)
    }
}

impl Scheme {
    /// What must have been held before a level; each of them.
    #[must_use]
    pub fn prerequisites(&self, level: &str) -> &[Prerequisite] {
        self.level(level).map_or(&[], |level| &level.prerequisites)
    }

    /// Whether the labels that a subject held are those that the level asks for.
    ///
    /// # Errors
    ///
    /// [`PrerequisiteFault`] names the first that is missing.
    pub fn check_prerequisites(
        &self,
        level: &str,
        held: &[Held],
        decided: Day,
    ) -> Result<(), PrerequisiteFault> {
        for prerequisite in self.prerequisites(level) {
            let is_met = |earlier: &Earlier| held.iter().any(|held| earlier.is_met_by(held, decided));
            if !prerequisite.any_of.iter().any(is_met) {
                return Err(PrerequisiteFault { needed: self.say_prerequisite(prerequisite) });
            }
        }
        Ok(())
    }
}

impl Earlier {
    /// Whether a label that was held is this one.
    #[must_use]
    pub fn is_met_by(&self, held: &Held, decided: Day) -> bool {
        let is_scheme = match (&self.scheme, &held.scheme) {
            (None, None) => true,
            (Some(wanted), Some(held)) => SchemeId::parse(wanted).is_some_and(|wanted| wanted.covers(held)),
            _ => false,
        };
        let months_before = |months: u16| decided.minus(Months(months));
        is_scheme
            && self.level.as_ref().is_none_or(|level| *level == held.level)
            && held.from <= decided
            && self.months_min.and_then(months_before).is_none_or(|latest| held.from <= latest)
            && self.months_max.and_then(months_before).is_none_or(|earliest| held.from >= earliest)
            && (!self.valid || held.until >= decided)
    }
}
