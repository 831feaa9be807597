//! How a label comes about and what can follow: stages, rounds, adoption, peer review, suspension, appeal; and how a
//! scheme stands to others.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Scheme, best};
use crate::time::{Day, Months};

/// Who says that a subject meets the criteria.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Procedure {
    /// Assessors look, and a body decides.
    #[default]
    Assessment,
    /// The subject says so itself, and signs it.
    SelfDeclaration,
    /// Peers visit, recommend and come back; nobody passes or fails.
    PeerReview,
}

/// A step on the way to a label, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Such as `on-site`.
    pub code: String,
    /// Titles by language tag.
    pub title: BTreeMap<String, String>,
    /// Who does it, such as `assessors`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A time in which applications are taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Such as `2024`.
    pub code: String,
    /// The first day.
    pub opens: Day,
    /// The last day.
    pub closes: Day,
}

/// That several parties took a text over together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The day.
    pub on: Day,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// Who adopted it, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adopters: Vec<String>,
}

/// What follows the recommendations of a peer review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRule {
    /// What the host can answer to a recommendation, such as `accepted`.
    pub responses: Vec<String>,
    /// After so many months the peers ask what became of them.
    pub follow_up_months: u16,
}

/// How long a label can be suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    /// At most; then it is reinstated or withdrawn.
    pub months_max: u16,
}

/// How a decision is contested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// Within so many months after the decision.
    pub months_max: u16,
    /// Whether nobody on the panel may have assessed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub panel_apart: bool,
    /// Whether the decision rests until the appeal is decided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub suspensive: bool,
}

/// How the scheme stands to another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// How.
    pub relation: Relation,
    /// `<scid>/<name>` or a name for readers.
    pub scheme: String,
}

/// How one scheme, or one criterion, stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The other came before.
    Predecessor,
    /// The other comes after.
    Successor,
    /// Made from the other.
    DerivedFrom,
    /// Brought in line with the other.
    AlignedWith,
}

/// A criterion's counterpart in another scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// The other scheme: `<scid>/<name>` or a name for readers.
    pub scheme: String,
    /// The own criterion.
    pub from: String,
    /// The other one's code.
    pub to: String,
    /// How they match.
    #[serde(rename = "match")]
    pub matching: Match,
}

/// How two criteria match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Match {
    /// They ask the same.
    Same,
    /// The own one asks more.
    Stricter,
    /// The own one asks less.
    Weaker,
    /// They are about the same.
    Related,
}

/// Why an appeal is not one that the scheme allows.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AppealFault {
    /// The scheme has none.
    #[error("the scheme has no appeal")]
    None,
    /// Before the decision.
    #[error("the appeal was filed on {filed}, before the decision of {decided}")]
    TooEarly {
        /// The day.
        filed: Day,
        /// Day of the decision.
        decided: Day,
    },
    /// After the window.
    #[error("the appeal was filed on {filed}, and could be filed until {latest}")]
    TooLate {
        /// The day.
        filed: Day,
        /// The last day.
        latest: Day,
    },
    /// Somebody judges himself.
    #[error("{pseudonym:?} assessed and sits on the panel")]
    PanelAssessed {
        /// Who.
        pseudonym: String,
    },
}

impl Scheme {
    /// Whether subjects declare themselves what they meet.
    #[must_use]
    pub fn is_self_declared(&self) -> bool {
        self.procedure == Procedure::SelfDeclaration
    }

    /// For how many months a label can be suspended at most.
    #[must_use]
    pub fn suspension_months_max(&self) -> Option<u16> {
        self.suspension.map(|rule| rule.months_max)
    }

    /// The round in which an application of a day falls; schemes without rounds take applications at any time.
    #[must_use]
    pub fn round(&self, applied: Day) -> Option<&Round> {
        self.rounds.iter().find(|round| (round.opens..=round.closes).contains(&applied))
    }

    /// Whether the scheme says how one appeals.
    #[must_use]
    pub fn has_appeal(&self) -> bool {
        self.appeal.is_some()
    }

    /// Whether an appeal was filed in time and is heard by others than the assessors, all given by their pseudonyms.
    ///
    /// # Errors
    ///
    /// [`AppealFault`] is the first rule that is broken.
    pub fn check_appeal(
        &self,
        decided: Day,
        filed: Day,
        panel: &[String],
        assessors: &[String],
    ) -> Result<(), AppealFault> {
        let rule = self.appeal.ok_or(AppealFault::None)?;
        if filed < decided {
            return Err(AppealFault::TooEarly { filed, decided });
        }
        if let Some(latest) = decided.plus(Months(rule.months_max))
            && filed > latest
        {
            return Err(AppealFault::TooLate { filed, latest });
        }
        let assessed: BTreeSet<&String> = assessors.iter().collect();
        match panel.iter().find(|member| rule.panel_apart && assessed.contains(member)) {
            Some(member) => Err(AppealFault::PanelAssessed { pseudonym: member.clone() }),
            None => Ok(()),
        }
    }
}

impl Stage {
    /// The title, in English where there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        best(&self.title)
    }
}

impl Procedure {
    pub(super) fn is_assessment(&self) -> bool {
        *self == Self::Assessment
    }
}
