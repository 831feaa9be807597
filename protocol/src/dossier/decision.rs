//! What was decided on an application, by whom and why.

use serde::{Deserialize, Serialize};

use super::DossierError;
use super::signed::{Said, check_count, check_length, check_party, check_text};
use crate::credential::Party;
use crate::digest::Digest;
use crate::scorecard::spelling;
use crate::time::{Day, Timestamp};

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Who decided, and seals this.
    pub by: Party,
    /// The assessment with its proof.
    #[serde(with = "spelling")]
    pub assessment: Digest,
    /// What.
    pub outcome: Outcome,
    /// What has to be fulfilled yet, where it was granted on a condition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
    /// The day of the decision.
    pub day: Day,
    /// Why.
    pub reason: String,
    /// When it was written down.
    #[serde(with = "spelling")]
    pub made: Timestamp,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The label is to be issued.
    Granted,
    /// It is to be issued, and something is to be fulfilled yet.
    GrantedOnCondition,
    /// There is no label.
    Refused,
}

impl Outcome {
    /// The word in the file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::GrantedOnCondition => "granted-on-condition",
            Self::Refused => "refused",
        }
    }
}

impl Said for Decision {
    const PART: &'static str = "decision";
    const TYPE: &'static str = "hanse-decision-1";

    fn by(&self) -> &Party {
        &self.by
    }

    fn made(&self) -> Timestamp {
        self.made
    }

    fn check(&self) -> Result<(), DossierError> {
        check_party("who decided", &self.by)?;
        let on_condition = self.outcome == Outcome::GrantedOnCondition;
        if on_condition == self.conditions.is_empty() {
            let why = "conditions stand with the outcome granted-on-condition, and only there";
            return Err(DossierError::Contradiction { part: Self::PART, why });
        }
        if self.made.day() < self.day {
            let why = "it was written down before it was made";
            return Err(DossierError::Contradiction { part: Self::PART, why });
        }
        check_count("conditions", &self.conditions, 0, CONDITIONS_MAX)?;
        self.conditions.iter().try_for_each(|text| check_text("a condition", text))?;
        check_length("the reason", &self.reason, REASON_BYTES_MAX)
    }
}

const CONDITIONS_MAX: usize = 16;
const REASON_BYTES_MAX: usize = 2_000;
