//! What an assessment looks at: dimensions, and criteria of five kinds.
//!
//! | kind | answer | met |
//! |---|---|---|
//! | `described` | none; the scheme only names it | always |
//! | `gate` | yes or no | yes |
//! | `number` | an exact number in the criterion's unit | at least `minimum`, or at most where less is better |
//! | `grade` | a whole number from `lowest` to `highest` | at least `minimum` |
//! | `judgement` | met, partly or not | at least `minimum` |
//! | `group` | none; follows from its members | at least `minimum` of them are met |

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::best;
use super::ratio::{Ratio, RatioForm, Threshold};

/// A part of the criteria, such as structure or financing; its points are those of the criteria in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Such as `financing`.
    pub code: String,
    /// Titles by language tag.
    pub title: BTreeMap<String, String>,
    /// The dimension around it, which stands before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What the points in it are multiplied by; 1 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Ratio>,
    /// What every level asks for in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Threshold>,
    /// What single levels ask for in place of `minimum`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub minimum_at: BTreeMap<String, Threshold>,
}

/// One criterion of a scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Such as `governance` or `2.2.1`.
    pub code: String,
    /// Titles by language tag.
    pub title: BTreeMap<String, String>,
    /// What it asks, in more words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub description: BTreeMap<String, String>,
    /// The dimension it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dimension: Option<String>,
    /// The stage of the procedure in which it is looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What kind of answer it takes.
    #[serde(default, skip_serializing_if = "Kind::is_described")]
    pub kind: Kind,
    /// What a number counts, such as `participants`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Whether more or less of a number is better.
    #[serde(default, skip_serializing_if = "Better::is_more")]
    pub better: Better,
    /// The lowest grade; 1 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest: Option<u8>,
    /// The highest grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub highest: Option<u8>,
    /// The points that numbers bring: each step from its number on, or down where less is better.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scale: Vec<Step>,
    /// The points that the answer brings; a grade brings itself if absent, other kinds nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The members of a group, which stand before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<String>,
    /// The level of excellence: what every level asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<Minimum>,
    /// What single levels ask for in place of `minimum`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub minimum_at: BTreeMap<String, Minimum>,
    /// What the points are multiplied by; 1 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Ratio>,
    /// The levels it applies to; all if empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// Where the answer comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What an assessor asks to see.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Whether `not-applicable` is an answer; it then counts neither in the points nor in their maximum.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_not_apply: bool,
}

/// What kind of answer a criterion takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// None; the scheme only names the criterion.
    #[default]
    Described,
    /// Yes or no; without a yes there is no label.
    Gate,
    /// An exact number.
    Number,
    /// A whole number between two grades.
    Grade,
    /// Met, partly or not.
    Judgement,
    /// None; so many of its members must be met.
    Group,
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The subject says so.
    SelfDeclared,
    /// A document shows it.
    Document,
    /// It is asked in an interview.
    Interview,
    /// A statistic says it.
    Statistic,
}

/// Which way a number is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// More is better.
    #[default]
    More,
    /// Less is better.
    Less,
}

/// One step of a scale: from this number on, so many points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The number that the step begins with.
    pub at: Ratio,
    /// What it brings.
    pub points: Ratio,
}

/// The points of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Points {
    /// A gate's yes, a judgement's met or a group that is met.
    Whole(Ratio),
    /// Of each grade, the lowest first.
    Grades(Vec<Ratio>),
    /// Of a judgement.
    Judged {
        /// For met.
        met: Ratio,
        /// For partly.
        partly: Ratio,
    },
}

/// What a criterion asks for at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minimum {
    /// A number, a grade or so many members of a group.
    Number(Ratio),
    /// A judgement.
    Judgement(Judgement),
}

/// How a criterion is judged to be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// Not met.
    Not,
    /// In part.
    Partly,
    /// Met.
    Met,
}

impl Dimension {
    /// The title, in English where there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        best(&self.title)
    }

    /// What a level asks for in it.
    #[must_use]
    pub fn minimum_of(&self, level: &str) -> Option<Threshold> {
        self.minimum_at.get(level).copied().or(self.minimum)
    }
}

impl Criterion {
    /// The title, in English where there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        best(&self.title)
    }

    /// Whether a level looks at it.
    #[must_use]
    pub fn applies_to(&self, level: &str) -> bool {
        self.levels.is_empty() || self.levels.iter().any(|code| code == level)
    }

    /// What a level asks for at least.
    #[must_use]
    pub fn minimum_of(&self, level: &str) -> Option<Minimum> {
        self.minimum_at.get(level).copied().or(self.minimum)
    }

    /// The lowest and the highest grade.
    #[must_use]
    pub fn grades(&self) -> (u8, u8) {
        let lowest = self.lowest.unwrap_or(1);
        (lowest, self.highest.unwrap_or(lowest))
    }

    /// Whether somebody has to answer it.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        !matches!(self.kind, Kind::Described | Kind::Group)
    }

    /// The most points that it can bring, before any weight.
    #[must_use]
    pub fn points_max(&self) -> Ratio {
        match (self.kind, &self.points) {
            (Kind::Number, _) => self.scale.iter().map(|step| step.points).max().unwrap_or(Ratio::ZERO),
            (Kind::Grade, None) => Ratio::from(u32::from(self.grades().1)),
            (_, Some(Points::Whole(points))) => *points,
            (_, Some(Points::Grades(points))) => points.iter().copied().max().unwrap_or(Ratio::ZERO),
            (_, Some(Points::Judged { met, .. })) => *met,
            (_, None) => Ratio::ZERO,
        }
    }
}

impl Kind {
    fn is_described(&self) -> bool {
        *self == Self::Described
    }

    /// As it is written.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Described => "described",
            Self::Gate => "gate",
            Self::Number => "number",
            Self::Grade => "grade",
            Self::Judgement => "judgement",
            Self::Group => "group",
        }
    }
}

impl Better {
    fn is_more(&self) -> bool {
        *self == Self::More
    }
}

impl Judgement {
    /// As it is written.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Partly => "partly",
            Self::Met => "met",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Not, Self::Partly, Self::Met].into_iter().find(|judgement| judgement.word() == text)
    }
}

impl fmt::Display for Minimum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Judgement(judgement) => f.write_str(judgement.word()),
        }
    }
}

impl Serialize for Minimum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => number.serialize(serializer),
            Self::Judgement(judgement) => judgement.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Minimum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl Visitor<'_> for Form {
            type Value = Minimum;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, \"met\" or \"partly\"")
            }
            fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Minimum, E> {
                RatioForm.visit_i64(whole).map(Minimum::Number)
            }
            fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Minimum, E> {
                RatioForm.visit_u64(whole).map(Minimum::Number)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Minimum, E> {
                match Judgement::parse(text) {
                    Some(Judgement::Not) => Err(E::custom("\"not\" is no minimum; leave the minimum out")),
                    Some(judgement) => Ok(Minimum::Judgement(judgement)),
                    None => RatioForm.visit_str(text).map(Minimum::Number),
                }
            }
        }
        deserializer.deserialize_any(Form)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Whole(points) => points.serialize(serializer),
            Self::Grades(points) => points.serialize(serializer),
            Self::Judged { met, partly } => {
                BTreeMap::from([("met", met), ("partly", partly)]).serialize(serializer)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> Visitor<'de> for Form {
            type Value = Points;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("points such as 5, a list with those of each grade, or { met = 5, partly = 2 }")
            }
            fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Points, E> {
                RatioForm.visit_i64(whole).map(Points::Whole)
            }
            fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Points, E> {
                RatioForm.visit_u64(whole).map(Points::Whole)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Points, E> {
                RatioForm.visit_str(text).map(Points::Whole)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Points, A::Error> {
                let mut grades = Vec::new();
                while let Some(points) = list.next_element()? {
                    grades.push(points);
                }
                Ok(Points::Grades(grades))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Points, A::Error> {
                let (mut met, mut partly) = (None, Ratio::ZERO);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "met" => met = Some(map.next_value()?),
                        "partly" => partly = map.next_value()?,
                        _ => return Err(A::Error::unknown_field(&key, &["met", "partly"])),
                    }
                }
                Ok(Points::Judged { met: met.ok_or_else(|| A::Error::missing_field("met"))?, partly })
            }
        }
        deserializer.deserialize_any(Form)
    }
}
