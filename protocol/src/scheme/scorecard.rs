//! The answers of an assessment, and in an example what should come of them.
//!
//! ```toml
//! scheme = "ecei-2013.1"        # may be left out
//! [answers]
//! "1.1.0" = "yes"               # or true; codes with dots stand in quotes
//! "1.1.2" = 27                  # or "12/5", or "2.4"
//! "2.4" = "met"                 # or "partly", "not"
//! "3.2" = "not-applicable"
//! [expected]                    # only in examples
//! reached = ["gold"]
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::criterion::Judgement;
use super::fault::{SchemeError, Subject, from_json, from_toml};
use super::ratio::{Ratio, RatioForm};

/// The answers of an assessment, by the code of the criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// The document name of the scheme that they answer, such as `ecei-2013.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The answers.
    pub answers: BTreeMap<String, Answer>,
    /// What should come of them, in an example.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
}

/// An answer to a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To a gate.
    YesNo(bool),
    /// A number or a grade.
    Number(Ratio),
    /// A judgement.
    Judgement(Judgement),
    /// The criterion does not apply to the subject.
    NotApplicable,
}

/// What should come of the answers of an example; what is absent is not compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Codes of all levels that are reached, the lowest first.
    pub reached: Vec<String>,
    /// The level that the rest is about; the highest that is reached if absent, or the highest of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The points there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Ratio>,
    /// The most points that could be had there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_max: Option<Ratio>,
    /// The term there, such as `36 months` or `until 2026-12-31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Criteria and dimensions there that are below what is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Vec<String>>,
    /// Criteria there without an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<String>>,
}

impl Scorecard {
    /// Parses the file that an assessor writes.
    ///
    /// # Errors
    ///
    /// [`SchemeError`] with the line and the column that cannot be taken.
    pub fn parse_toml(text: &str) -> Result<Self, SchemeError> {
        from_toml::<Self>(text, SCORECARD_BYTES_MAX, Subject::Scorecard)?.bounded()
    }

    /// Parses JSON of the same structure.
    ///
    /// # Errors
    ///
    /// [`SchemeError`].
    pub fn parse_json(text: &str) -> Result<Self, SchemeError> {
        from_json::<Self>(text, SCORECARD_BYTES_MAX, Subject::Scorecard)?.bounded()
    }

    fn bounded(self) -> Result<Self, SchemeError> {
        if self.answers.len() > ANSWERS_MAX {
            return Err(SchemeError::TooManyAnswers { answers_max: ANSWERS_MAX });
        }
        Ok(self)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(true) => f.write_str("yes"),
            Self::YesNo(false) => f.write_str("no"),
            Self::Number(number) => number.fmt(f),
            Self::Judgement(judgement) => f.write_str(judgement.word()),
            Self::NotApplicable => f.write_str("not-applicable"),
        }
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::YesNo(_) | Self::NotApplicable => serializer.collect_str(self),
            Self::Number(number) => number.serialize(serializer),
            Self::Judgement(judgement) => judgement.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl Visitor<'_> for Form {
            type Value = Answer;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "an answer: \"yes\", \"no\", a whole number, \"12/5\", \"2.4\", \"met\", \"partly\", \"not\" or \
                     \"not-applicable\" (a code with dots stands in quotes)",
                )
            }
            fn visit_bool<E: serde::de::Error>(self, yes: bool) -> Result<Answer, E> {
                Ok(Answer::YesNo(yes))
            }
            fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Answer, E> {
                RatioForm.visit_i64(whole).map(Answer::Number)
            }
            fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Answer, E> {
                RatioForm.visit_u64(whole).map(Answer::Number)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Answer, E> {
                match text {
                    "yes" => Ok(Answer::YesNo(true)),
                    "no" => Ok(Answer::YesNo(false)),
                    "not-applicable" => Ok(Answer::NotApplicable),
                    _ => match Judgement::parse(text) {
                        Some(judgement) => Ok(Answer::Judgement(judgement)),
                        None => Ratio::parse(text).map(Answer::Number).ok_or_else(|| {
                            E::invalid_value(serde::de::Unexpected::Str(&crate::text::excerpt(text)), &self)
                        }),
                    },
                }
            }
        }
        deserializer.deserialize_any(Form)
    }
}

const SCORECARD_BYTES_MAX: usize = 64 * 1024;
/// A scorecard has at most this many answers.
pub const ANSWERS_MAX: usize = 400;
