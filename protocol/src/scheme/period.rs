//! From when to when a label may hold.
//!
//! ```text
//!      opens          until        renewable until
//! ───────┼──────────────┼────────────────┼──────────▶
//!        │ may be renewed, from the day  │ only a new application
//!        │ after `until` where it is so  │
//! ```
//! A period is allowed up to its longest end; a shorter one is the issuer's to give. Whole months are counted from the first day
//! of the month in which the label begins to the last day of the last of them.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Scheme;
use super::assess::Score;
use super::ratio::Threshold;
use crate::sentence;
use crate::sentence::{Part, Sentence, told};
use crate::time::{Day, Months};

/// When a label begins and how long it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// What its first day follows from.
    #[serde(default, skip_serializing_if = "Starts::is_any")]
    pub starts: Starts,
    /// Whether it is counted in months or in days.
    #[serde(default, skip_serializing_if = "Precision::is_month")]
    pub precision: Precision,
    /// It holds for so many months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
    /// All labels end on this day, whenever they began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Day>,
    /// It holds as long as its score says, the lowest band first.
    #[serde(rename = "band", default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// On which condition it is given, by language tag; with one, every label of the kind says that it is conditional.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub condition: BTreeMap<String, String>,
    /// It can be extended to so many months in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_months: Option<u16>,
    /// It can be extended to this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_end: Option<Day>,
    /// It begins at most so many months before the decision; as many as you like if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retroactive_months: Option<u16>,
}

/// A score that decides how long a label holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// From this total on.
    pub from: Threshold,
    /// For so many months.
    pub months: u16,
}

/// What the first day of a label follows from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Starts {
    /// The issuer chooses.
    #[default]
    Any,
    /// The assessment.
    Assessment,
    /// The decision.
    Decision,
}

/// In what a label's time is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// From the first day of a month to the last day of one.
    #[default]
    Month,
    /// From any day to the day before its return.
    Day,
}

/// How a label is renewed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// It is decided at most so many months before the end; as early as you like if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_months: Option<u16>,
    /// It is decided at most so many months after the end. In that time the label has expired and is renewable.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub grace_months: u16,
    /// A renewed label holds for so many months; for the term of a first one if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
    /// Whether it begins on the day after the old end, whenever it was decided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub seamless: bool,
}

/// How long a label holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// So many months from its first day.
    Months(Months),
    /// Until this day.
    Until(Day),
}

/// The period that a label claims, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodClaim {
    /// The first and the last day of the assessment.
    pub assessed: Option<(Day, Day)>,
    /// The day of the decision.
    pub decided: Day,
    /// The first day of the label.
    pub from: Day,
    /// The last day of the label.
    pub until: Day,
    /// The last day of the label that it renews.
    pub previous_until: Option<Day>,
    /// The term that the score gave, where the score decides.
    pub score_term: Option<Months>,
    /// Whether the label says that it is given on a condition.
    pub conditional: bool,
}

/// Why a period is not one that the scheme allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodFault {
    /// No such level.
    NoLevel {
        /// What was asked for.
        level: String,
    },
    /// The end lies before the beginning.
    Backwards {
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
    },
    /// Decided before it was assessed.
    DecidedBeforeAssessed {
        /// Day of the decision.
        decided: Day,
        /// Last day of the assessment.
        assessed: Day,
    },
    /// Not whole months.
    NotWholeMonths {
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
    },
    /// The rule cannot be checked.
    AssessmentUnknown,
    /// Another beginning.
    Start {
        /// Assessment or decision.
        event: &'static str,
        /// The earliest first day.
        earliest: Day,
        /// The latest first day.
        latest: Day,
        /// The first day that was claimed.
        from: Day,
    },
    /// A gap or an overlap.
    NotSeamless {
        /// The day after the old end.
        expected: Day,
        /// The first day that was claimed.
        from: Day,
    },
    /// Too far back.
    TooFarBack {
        /// The first day that was claimed.
        from: Day,
        /// How far back it may begin.
        months: u16,
        /// The earliest first day.
        earliest: Day,
    },
    /// Renewed too early.
    RenewedTooEarly {
        /// Day of the decision.
        decided: Day,
        /// The first day on which it may be renewed.
        earliest: Day,
    },
    /// Renewed too late.
    RenewedTooLate {
        /// Day of the decision.
        decided: Day,
        /// The last day on which it could be renewed.
        latest: Day,
    },
    /// A trial was renewed.
    TrialRenewed,
    /// Too long.
    TooLong {
        /// The last day that was claimed.
        until: Day,
        /// The latest last day.
        latest: Day,
    },
    /// The rule cannot be checked.
    ScoreUnknown {
        /// The last day that was claimed.
        until: Day,
        /// The last day of the shortest term.
        latest: Day,
    },
    /// A score gave a term that no band has.
    NoSuchBand {
        /// The term that was claimed.
        months: u16,
    },
    /// A condition was left out.
    Unconditional,
    /// Nothing to extend.
    NotExtendable,
    /// The calendar ends.
    BeyondTheCalendar,
}

impl PeriodFault {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::NoLevel { ref level } => {
                sentence!("verdict-period-level", level = Part::Quoted(level.clone()))
            }
            Self::Backwards { from, until } => sentence!("verdict-period-backwards", until, from),
            Self::DecidedBeforeAssessed { decided, assessed } => {
                sentence!("verdict-period-decided", decided, assessed)
            }
            Self::NotWholeMonths { from, until } => sentence!("verdict-period-months", from, until),
            Self::AssessmentUnknown => sentence!("verdict-period-unassessed"),
            Self::Start { event, earliest, latest, from } => {
                sentence!("verdict-period-start", event = Part::Word(event), earliest, latest, from)
            }
            Self::NotSeamless { expected, from } => sentence!("verdict-period-gap", expected, from),
            Self::TooFarBack { from, months, earliest } => {
                sentence!("verdict-period-back", from, months, earliest)
            }
            Self::RenewedTooEarly { decided, earliest } => {
                sentence!("verdict-period-early", decided, earliest)
            }
            Self::RenewedTooLate { decided, latest } => sentence!("verdict-period-late", decided, latest),
            Self::TrialRenewed => sentence!("verdict-period-trial"),
            Self::TooLong { until, latest } => sentence!("verdict-period-long", until, latest),
            Self::ScoreUnknown { until, latest } => sentence!("verdict-period-unscored", latest, until),
            Self::NoSuchBand { months } => sentence!("verdict-period-band", months),
            Self::Unconditional => sentence!("verdict-period-unconditional"),
            Self::NotExtendable => sentence!("verdict-period-fixed"),
            Self::BeyondTheCalendar => sentence!("verdict-period-calendar"),
        }
    }

    /// Whether the rule could not be checked for lack of a fact, so that nothing is known to be broken.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::AssessmentUnknown | Self::ScoreUnknown { .. })
    }
}

told!(PeriodFault);

impl Scheme {
    /// Whether a label of a level may hold in this period, by the rules of start, term, renewal and condition.
    ///
    /// # Errors
    ///
    /// [`PeriodFault`] is the first rule that is broken or cannot be checked.
    pub fn check_period(&self, level: &str, claim: &PeriodClaim) -> Result<(), PeriodFault> {
        let found = self.level(level).ok_or_else(|| PeriodFault::NoLevel { level: level.to_owned() })?;
        if claim.until < claim.from {
            return Err(PeriodFault::Backwards { from: claim.from, until: claim.until });
        }
        if let Some((_, assessed)) = claim.assessed
            && claim.decided < assessed
        {
            return Err(PeriodFault::DecidedBeforeAssessed { decided: claim.decided, assessed });
        }
        let validity = self.validity(level);
        let renewal = self.renewal(level);
        validity.check_months(claim)?;
        match claim.previous_until {
            Some(_) if found.trial => return Err(PeriodFault::TrialRenewed),
            Some(previous) => {
                let renewable = self.renewable_until(level, previous);
                let is_seamless = renewal.is_some_and(|renewal| renewal.seamless);
                if let Some(renewal) = renewal {
                    renewal.check_decision(claim.decided, previous, renewable)?;
                }
                if is_seamless {
                    let expected = previous.next().ok_or(PeriodFault::BeyondTheCalendar)?;
                    if claim.from != expected {
                        return Err(PeriodFault::NotSeamless { expected, from: claim.from });
                    }
                } else {
                    validity.check_start(claim)?;
                }
            }
            None => validity.check_start(claim)?,
        }
        let renewed = claim.previous_until.and(renewal).and_then(|renewal| renewal.months);
        validity.check_end(claim, renewed)
    }

    /// Whether a label of a level that began on `from` may be extended to hold until `until`.
    ///
    /// # Errors
    ///
    /// [`PeriodFault`]: the level has no such rule, the calendar ends, or the day lies behind the latest.
    pub fn check_extension(&self, level: &str, from: Day, until: Day) -> Result<(), PeriodFault> {
        self.level(level).ok_or_else(|| PeriodFault::NoLevel { level: level.to_owned() })?;
        let validity = self.validity(level);
        let latest = match (validity.extended_end, validity.extended_months) {
            (Some(end), _) => end,
            (None, Some(months)) => validity.last_day(from, months)?,
            (None, None) => return Err(PeriodFault::NotExtendable),
        };
        if until > latest { Err(PeriodFault::TooLong { until, latest }) } else { Ok(()) }
    }

    /// The latest last day of a label that begins on a day: its first term, or its term when it renews one.
    ///
    /// # Errors
    ///
    /// [`PeriodFault::NoLevel`], [`PeriodFault::BeyondTheCalendar`].
    pub fn latest_end(
        &self,
        level: &str,
        from: Day,
        renews: bool,
        score_term: Option<Months>,
    ) -> Result<Day, PeriodFault> {
        self.level(level).ok_or_else(|| PeriodFault::NoLevel { level: level.to_owned() })?;
        let validity = self.validity(level);
        if let Some(end) = validity.end {
            return Ok(end);
        }
        let renewed = self.renewal(level).filter(|_| renews).and_then(|renewal| renewal.months);
        let shortest = validity.bands.iter().map(|band| band.months).min();
        let months = renewed.or(validity.months).or(score_term.map(|Months(months)| months)).or(shortest);
        validity.last_day(from, months.unwrap_or(TERM_MONTHS_MAX))
    }

    /// The last day on which a label that ends on `until` can still be renewed; `None` where the scheme renews nothing.
    ///
    /// From the day after `until` to this day a label has expired and is renewable.
    #[must_use]
    pub fn renewable_until(&self, level: &str, until: Day) -> Option<Day> {
        let renewal = self.renewal(level)?;
        let grace = Months(renewal.grace_months);
        if self.validity(level).precision == Precision::Month && until == until.month().last_day() {
            return until.month().plus(grace).map(crate::time::Month::last_day);
        }
        until.plus(grace)
    }

    /// How a label of a level is renewed, unless the level is a trial.
    #[must_use]
    pub fn renewal(&self, level: &str) -> Option<&Renewal> {
        let found = self.level(level)?;
        if found.trial {
            return None;
        }
        found.renewal.as_ref().or(self.renewal.as_ref())
    }

    /// When a label of a level begins and how long it holds.
    #[must_use]
    pub fn validity(&self, level: &str) -> Validity {
        let own = self.level(level).and_then(|level| level.validity.as_ref());
        own.or(self.validity.as_ref())
            .cloned()
            .unwrap_or_else(|| Validity { months: self.term_months, ..Validity::default() })
    }

    /// The longest time that a label of the scheme can hold, in months; 240 where the scheme names a day.
    #[must_use]
    pub fn term(&self) -> Months {
        let longest = |validity: Validity| {
            let named = validity.end.or(validity.extended_end).map(|_| TERM_MONTHS_MAX);
            let bands = validity.bands.iter().map(|band| band.months);
            bands.chain(validity.months).chain(validity.extended_months).chain(named).max()
        };
        let of_level = |level: &super::Level| {
            longest(self.validity(&level.code))
                .max(self.renewal(&level.code).and_then(|renewal| renewal.months))
        };
        Months(self.levels.iter().filter_map(of_level).max().unwrap_or(TERM_MONTHS_MAX))
    }

    /// The term that follows from a score at a level.
    #[must_use]
    pub fn term_of(&self, level: &str, score: &Score) -> Option<Term> {
        let validity = self.validity(level);
        if let Some(end) = validity.end {
            return Some(Term::Until(end));
        }
        let band = validity.bands.iter().rev().find(|band| score.reaches(band.from));
        validity.months.or(band.map(|band| band.months)).map(|months| Term::Months(Months(months)))
    }
}

impl Validity {
    fn check_months(&self, claim: &PeriodClaim) -> Result<(), PeriodFault> {
        let whole = claim.from == claim.from.month().first_day()
            && (self.end == Some(claim.until) || claim.until == claim.until.month().last_day());
        // A label that renews one that ended within a month begins within it.
        let follows = claim.previous_until.and_then(Day::next) == Some(claim.from);
        if self.precision == Precision::Month && self.is_stated() && !whole && !follows {
            return Err(PeriodFault::NotWholeMonths { from: claim.from, until: claim.until });
        }
        Ok(())
    }

    /// A term alone says nothing of the beginning.
    fn is_stated(&self) -> bool {
        self.starts != Starts::Any
    }

    fn check_start(&self, claim: &PeriodClaim) -> Result<(), PeriodFault> {
        let (event, first, last) = match self.starts {
            Starts::Any => return self.check_retroactive(claim),
            Starts::Assessment => {
                let (first, last) = claim.assessed.ok_or(PeriodFault::AssessmentUnknown)?;
                ("assessment", first, last)
            }
            Starts::Decision => ("decision", claim.decided, claim.decided),
        };
        let (earliest, latest) = match self.precision {
            Precision::Month => (first.month().first_day(), last.month().first_day()),
            Precision::Day => (first, last),
        };
        if !(earliest..=latest).contains(&claim.from) {
            return Err(PeriodFault::Start { event, earliest, latest, from: claim.from });
        }
        self.check_retroactive(claim)
    }

    fn check_retroactive(&self, claim: &PeriodClaim) -> Result<(), PeriodFault> {
        let Some(months) = self.retroactive_months else { return Ok(()) };
        let earliest = match self.precision {
            Precision::Month => claim.decided.month().first_day().minus(Months(months)),
            Precision::Day => claim.decided.minus(Months(months)),
        };
        match earliest {
            Some(earliest) if claim.from < earliest => {
                Err(PeriodFault::TooFarBack { from: claim.from, months, earliest })
            }
            _ => Ok(()),
        }
    }

    fn check_end(&self, claim: &PeriodClaim, renewed: Option<u16>) -> Result<(), PeriodFault> {
        let too_long = |latest| Err(PeriodFault::TooLong { until: claim.until, latest });
        if !self.condition.is_empty() && !claim.conditional {
            return Err(PeriodFault::Unconditional);
        }
        if let Some(latest) = self.end {
            return if claim.until > latest { too_long(latest) } else { Ok(()) };
        }
        if let Some(months) = renewed.or(self.months) {
            let latest = self.last_day(claim.from, months)?;
            return if claim.until > latest { too_long(latest) } else { Ok(()) };
        }
        let mut terms = self.bands.iter().map(|band| band.months);
        match claim.score_term {
            Some(Months(months)) if !terms.any(|term| term == months) => {
                Err(PeriodFault::NoSuchBand { months })
            }
            Some(Months(months)) => {
                let latest = self.last_day(claim.from, months)?;
                if claim.until > latest { too_long(latest) } else { Ok(()) }
            }
            None => {
                let latest = self.last_day(claim.from, terms.min().unwrap_or(0))?;
                if claim.until > latest {
                    return Err(PeriodFault::ScoreUnknown { until: claim.until, latest });
                }
                Ok(())
            }
        }
    }

    /// The last day of a label that begins on a day and holds for so many months.
    fn last_day(&self, from: Day, months: u16) -> Result<Day, PeriodFault> {
        let last = match self.precision {
            Precision::Month => {
                from.month().plus(Months(months.saturating_sub(1))).map(crate::time::Month::last_day)
            }
            Precision::Day => from.plus(Months(months)).and_then(Day::previous),
        };
        last.ok_or(PeriodFault::BeyondTheCalendar)
    }
}

impl Renewal {
    fn check_decision(&self, decided: Day, previous: Day, renewable: Option<Day>) -> Result<(), PeriodFault> {
        let opens = self.opens_months.and_then(|months| previous.next()?.minus(Months(months)));
        if let Some(earliest) = opens
            && decided < earliest
        {
            return Err(PeriodFault::RenewedTooEarly { decided, earliest });
        }
        match renewable {
            Some(latest) if decided > latest => Err(PeriodFault::RenewedTooLate { decided, latest }),
            _ => Ok(()),
        }
    }
}

impl Starts {
    fn is_any(&self) -> bool {
        *self == Self::Any
    }
}

impl Precision {
    fn is_month(&self) -> bool {
        *self == Self::Month
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Months(Months(1)) => f.write_str("1 month"),
            Self::Months(Months(months)) => write!(f, "{months} months"),
            Self::Until(day) => write!(f, "until {day}"),
        }
    }
}

fn is_zero(months: &u16) -> bool {
    *months == 0
}

/// The longest term that a scheme can give.
pub(super) const TERM_MONTHS_MAX: u16 = 240;
