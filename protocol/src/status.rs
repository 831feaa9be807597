//! What happens to a label after it was issued: the acts of its issuer, and the state they leave it in on a day.
//!
//! ```text
//! acts known at a time ─ those that an upheld appeal undid ─► in the order of their effective days ─► Standing
//!
//! holds ──suspended──► suspended ──reinstated, or its last day──► holds
//!   └──────────┴──withdrawn | returned | superseded | corrected | annulled──► ended, for good
//! reduced, extended, condition-met, transferred change what holds; appealed and appeal-decided speak of an act
//! ```
//! Two times, never mixed: *effective* is when an act is true, *recorded* when it was written down. Source:
//! `docs/spec/status.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::attestation::{AttestationId, Label};
use crate::canonical::{JsonError, parse_json, to_jcs_text};
use crate::credential::Party;
use crate::document::events;
use crate::organisation::OrganisationId;
use crate::scheme::Scheme;
use crate::scheme::period::PeriodFault;
use crate::scheme::procedure::AppealFault;
use crate::time::{Day, Months, Timestamp};

mod lineage;

pub use lineage::Lineage;

/// What an issuer did with a label after issuing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusAct {
    /// The name of its key, `event/<name>`: other acts speak of it by this.
    pub name: String,
    /// What it did.
    pub kind: StatusKind,
    /// The first day on which it holds.
    pub effective: Day,
    /// When the issuer wrote it down, by its own clock.
    pub recorded: Timestamp,
    /// Why.
    pub reason: String,
}

/// Kinds of status acts. An act of a kind that is not known makes a verdict indeterminate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// The label does not count for a while.
    Suspended {
        /// The last day of it, if that is fixed.
        until: Option<Day>,
    },
    /// A suspension is over.
    Reinstated,
    /// The issuer ends the label for good.
    Withdrawn,
    /// The holder gave it back.
    Returned,
    /// From now on it counts for a lower level only.
    Reduced {
        /// Code of the level.
        level: String,
    },
    /// Another label takes its place.
    Superseded {
        /// Which one.
        by: AttestationId,
    },
    /// It was issued with an error; another label says it right.
    Corrected {
        /// Which one.
        by: AttestationId,
    },
    /// It should never have been issued, and counts as if it had not been.
    Annulled,
    /// Another organisation holds it, or the holder bears another name.
    Transferred {
        /// Who.
        to: Party,
    },
    /// It holds for longer, and without a condition.
    Extended {
        /// The last day.
        until: Day,
    },
    /// What was asked for is fulfilled.
    ConditionMet,
    /// The holder appealed against an act. That alone changes nothing.
    Appealed {
        /// The act's name.
        about: String,
    },
    /// An appeal was decided.
    AppealDecided {
        /// The name of the act that was appealed against.
        about: String,
        /// How.
        outcome: AppealOutcome,
        /// Who decided, under pseudonyms; none of them may have assessed.
        panel: Vec<String>,
    },
    /// A successor of the issuer keeps the label from now on.
    TakenOver,
}

/// How an appeal was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppealOutcome {
    /// The act counts as if it had not been.
    Upheld,
    /// The act stands.
    Rejected,
    /// The issuer has to decide anew; until then the act stands.
    Remitted,
}

impl AppealOutcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Upheld, Self::Rejected, Self::Remitted];

    /// The word in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
            Self::Remitted => "remitted",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == text)
    }
}

impl StatusKind {
    /// The word in files and reports.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Suspended { .. } => SUSPENDED,
            Self::Reinstated => "reinstated",
            Self::Withdrawn => "withdrawn",
            Self::Returned => "returned",
            Self::Reduced { .. } => "reduced",
            Self::Superseded { .. } => "superseded",
            Self::Corrected { .. } => "corrected",
            Self::Annulled => "annulled",
            Self::Transferred { .. } => "transferred",
            Self::Extended { .. } => "extended",
            Self::ConditionMet => "condition-met",
            Self::Appealed { .. } => "appealed",
            Self::AppealDecided { .. } => "appeal-decided",
            Self::TakenOver => "taken-over",
        }
    }

    /// How it ends a label, if it does.
    #[must_use]
    pub const fn ending(&self) -> Option<Ending> {
        match self {
            Self::Withdrawn => Some(Ending::Withdrawn),
            Self::Returned => Some(Ending::Returned),
            Self::Superseded { .. } => Some(Ending::Superseded),
            Self::Corrected { .. } => Some(Ending::Corrected),
            Self::Annulled => Some(Ending::Annulled),
            _ => None,
        }
    }

    /// Whether a holder may appeal against it.
    #[must_use]
    pub const fn is_burden(&self) -> bool {
        matches!(self, Self::Suspended { .. } | Self::Withdrawn | Self::Reduced { .. } | Self::Annulled)
    }
}

/// How a label ended before its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By its issuer.
    Withdrawn,
    /// By its holder.
    Returned,
    /// By another label.
    Superseded,
    /// By a label that corrects it.
    Corrected,
    /// As if it had not been.
    Annulled,
}

impl Ending {
    /// The word in reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Returned => "returned",
            Self::Superseded => "superseded",
            Self::Corrected => "corrected",
            Self::Annulled => "annulled",
        }
    }
}

/// What keeps an accreditation from holding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// It does not count for a while.
    Suspended,
    /// It ended.
    Ended(Ending),
}

impl Interruption {
    /// The word in reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Suspended => SUSPENDED,
            Self::Ended(how) => how.code(),
        }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl StatusAct {
    /// The value of its `event/…` key.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut members = Map::new();
        let mut put = |name: &str, value: Value| drop(members.insert(name.to_owned(), value));
        put("type", json!(self.kind.code()));
        put("effective", json!(self.effective.to_string()));
        put("recorded", json!(self.recorded.to_string()));
        put("reason", json!(self.reason));
        match &self.kind {
            StatusKind::Suspended { until: Some(until) } | StatusKind::Extended { until } => {
                put("until", json!(until.to_string()));
            }
            StatusKind::Reduced { level } => put("level", json!(level)),
            StatusKind::Superseded { by } | StatusKind::Corrected { by } => put("by", json!(by.to_string())),
            StatusKind::Transferred { to } => put("to", json!({"did": to.did, "name": to.name})),
            StatusKind::Appealed { about } => put("about", json!(about)),
            StatusKind::AppealDecided { about, outcome, panel } => {
                put("about", json!(about));
                put("outcome", json!(outcome.code()));
                put("panel", json!(panel));
            }
            StatusKind::Suspended { until: None }
            | StatusKind::Reinstated
            | StatusKind::Withdrawn
            | StatusKind::Returned
            | StatusKind::Annulled
            | StatusKind::ConditionMet
            | StatusKind::TakenOver => {}
        }
        to_jcs_text(&Value::Object(members))
    }

    /// The acts in the content of a document, in the order of their names.
    pub fn all_in(content: &BTreeMap<String, Value>) -> impl Iterator<Item = Result<Self, StatusError>> {
        events(content).map(|(name, value)| Self::parse(name, value))
    }

    /// Parses the value of the key `event/<name>`.
    ///
    /// # Errors
    ///
    /// [`StatusError`] for another form or an unknown kind.
    pub fn parse(name: &str, value: &str) -> Result<Self, StatusError> {
        let value = parse_json(value.as_bytes(), ACT_BYTES_MAX)?;
        let Value::Object(mut members) = value else { return Err(StatusError::Malformed { part: "act" }) };
        let mut take = |part: &'static str| match members.remove(part) {
            Some(Value::String(text)) if text.len() <= REASON_BYTES_MAX => Ok(text),
            _ => Err(StatusError::Malformed { part }),
        };
        let (code, effective, recorded, reason) =
            (take("type")?, take("effective")?, take("recorded")?, take("reason")?);
        let malformed = |part| move |_| StatusError::Malformed { part };
        let until = |text: String| Day::parse(&text).map_err(malformed("until"));
        let by = |text: String| AttestationId::parse(&text).ok_or(StatusError::Malformed { part: "by" });
        let kind = match code.as_str() {
            "suspended" => StatusKind::Suspended { until: take("until").ok().map(until).transpose()? },
            "reinstated" => StatusKind::Reinstated,
            "withdrawn" => StatusKind::Withdrawn,
            "returned" => StatusKind::Returned,
            "reduced" => StatusKind::Reduced { level: take("level")? },
            "superseded" => StatusKind::Superseded { by: by(take("by")?)? },
            "corrected" => StatusKind::Corrected { by: by(take("by")?)? },
            "annulled" => StatusKind::Annulled,
            "extended" => StatusKind::Extended { until: until(take("until")?)? },
            "condition-met" => StatusKind::ConditionMet,
            "appealed" => StatusKind::Appealed { about: take("about")? },
            "taken-over" => StatusKind::TakenOver,
            "appeal-decided" => {
                let outcome = AppealOutcome::parse(&take("outcome")?)
                    .ok_or(StatusError::Malformed { part: "outcome" })?;
                let about = take("about")?;
                StatusKind::AppealDecided { about, outcome, panel: panel(members.remove("panel"))? }
            }
            "transferred" => {
                let to = members.remove("to").ok_or(StatusError::Malformed { part: "to" })?;
                StatusKind::Transferred { to: party(&to)? }
            }
            _ => return Err(StatusError::UnknownKind),
        };
        if let Some(unknown) = members.keys().next() {
            return Err(StatusError::UnknownMember { member: unknown.chars().take(40).collect() });
        }
        Ok(Self {
            name: name.to_owned(),
            kind,
            effective: Day::parse(&effective).map_err(malformed("effective"))?,
            recorded: Timestamp::parse(&recorded).map_err(malformed("recorded"))?,
            reason,
        })
    }
}

fn panel(value: Option<Value>) -> Result<Vec<String>, StatusError> {
    let malformed = || StatusError::Malformed { part: "panel" };
    let Some(Value::Array(names)) = value else { return Err(malformed()) };
    if names.len() > PANEL_MAX {
        return Err(malformed());
    }
    names.into_iter().map(|name| name.as_str().map(str::to_owned).ok_or_else(malformed)).collect()
}

fn party(value: &Value) -> Result<Party, StatusError> {
    let part = |part| value.get(part).and_then(Value::as_str).map(str::to_owned);
    part("did")
        .zip(part("name"))
        .map(|(did, name)| Party { did, name })
        .filter(|party| party.organisation().is_ok())
        .ok_or(StatusError::Malformed { part: "to" })
}

/// Why a value is no status act.
#[derive(Debug, Error)]
pub enum StatusError {
    /// No JSON, or ambiguous JSON.
    #[error("the status act cannot be read")]
    Json(#[from] JsonError),
    /// A part is missing or of another form.
    #[error("the status act's {part} is missing or of another form")]
    Malformed {
        /// The part.
        part: &'static str,
    },
    /// A member that an act of this kind has not.
    #[error("the status act has a member {member:?} that this version does not know")]
    UnknownMember {
        /// Its name.
        member: String,
    },
    /// An act of a later version.
    #[error("the label has a status that this version does not know")]
    UnknownKind,
}

/// To whom the acts in a document transfer its label.
pub fn heirs(content: &BTreeMap<String, Value>) -> impl Iterator<Item = OrganisationId> {
    StatusAct::all_in(content).flatten().filter_map(|act| match act.kind {
        StatusKind::Transferred { to } => to.organisation().ok(),
        _ => None,
    })
}

/// The names of the acts that upheld appeals undid: they do not count, and never did.
pub fn undone<'a>(acts: impl IntoIterator<Item = &'a StatusAct>) -> BTreeSet<&'a str> {
    let about = acts.into_iter().filter_map(|act| match &act.kind {
        StatusKind::AppealDecided { about, outcome: AppealOutcome::Upheld, .. } => Some(about.as_str()),
        _ => None,
    });
    about.collect()
}

/// A label and all acts upon it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life<'l> {
    label: &'l Label,
    /// In the order in which they were written down.
    acts: Vec<StatusAct>,
}

/// What holds on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether it counts.
    pub state: State,
    /// Code of the level it counts for.
    pub level: String,
    /// Who holds it.
    pub holder: Party,
    /// Since when that is another than at first.
    pub transferred: Option<Day>,
    /// The last day.
    pub until: Day,
    /// What is not fulfilled yet.
    pub conditions: Vec<String>,
    /// Whether an appeal waits for its decision.
    pub is_under_appeal: bool,
}

/// Whether a label counts, its period aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It does.
    Holds,
    /// Not for a while.
    Suspended {
        /// The first day without it.
        since: Day,
        /// The last one, if that is fixed.
        until: Option<Day>,
        /// The issuer's words.
        reason: String,
    },
    /// No more.
    Ended {
        /// The first day without it.
        since: Day,
        /// How.
        how: Ending,
        /// The issuer's words.
        reason: String,
    },
}

impl<'l> Life<'l> {
    /// The life of a label.
    #[must_use]
    pub fn new(label: &'l Label, mut acts: Vec<StatusAct>) -> Self {
        acts.sort_by(|a, b| (a.recorded, &a.name).cmp(&(b.recorded, &b.name)));
        Self { label, acts }
    }

    /// The label.
    #[must_use]
    pub fn label(&self) -> &Label {
        self.label
    }

    /// The acts, in the order in which they were written down.
    #[must_use]
    pub fn acts(&self) -> &[StatusAct] {
        &self.acts
    }

    /// The first and the last day of it, by the acts that were written down until `known_at`; `None` when it counts as never issued.
    #[must_use]
    pub fn term(&self, known_at: Timestamp) -> Option<(Day, Day)> {
        let last = self.acts.iter().map(|act| act.effective).max().unwrap_or(self.label.valid_until);
        let end = self.on(last.max(self.label.valid_until), known_at);
        let until = match end.state {
            State::Ended { how: Ending::Annulled, .. } => return None,
            State::Ended { since, .. } => since.previous()?.min(end.until),
            _ => end.until,
        };
        (self.label.valid_from <= until).then_some((self.label.valid_from, until))
    }

    /// What holds on a day, by the acts that were written down until `known_at`.
    #[must_use]
    pub fn on(&self, day: Day, known_at: Timestamp) -> Standing {
        let known: Vec<&StatusAct> = self.acts.iter().filter(|act| act.recorded <= known_at).collect();
        let undone = undone(known.iter().copied());
        let mut standing = Standing {
            state: State::Holds,
            level: self.label.level.clone(),
            holder: self.label.subject.clone(),
            transferred: None,
            until: self.label.valid_until,
            conditions: self.label.award.conditions.clone(),
            is_under_appeal: false,
        };
        let mut appeals: BTreeMap<&str, bool> = BTreeMap::new();
        let mut counting: Vec<&StatusAct> = Vec::new();
        for act in known {
            match &act.kind {
                StatusKind::Appealed { about } => drop(appeals.insert(about, true)),
                StatusKind::AppealDecided { about, .. } => drop(appeals.insert(about, false)),
                _ if undone.contains(act.name.as_str()) => {}
                // What is void was never there, whatever day the act names.
                StatusKind::Annulled => counting.push(act),
                _ if act.effective <= day => counting.push(act),
                _ => {}
            }
        }
        standing.is_under_appeal = appeals.values().any(|is_open| *is_open);
        counting.sort_by_key(|act| match act.kind {
            StatusKind::Annulled => (self.label.valid_from, act.recorded, act.name.as_str()),
            _ => (act.effective, act.recorded, act.name.as_str()),
        });
        for act in counting {
            standing.take(act, self.label);
        }
        if let State::Suspended { until: Some(until), .. } = standing.state
            && until < day
        {
            standing.state = State::Holds;
        }
        standing
    }

    /// Why the issuer may not do this, everything else having been done: what the command line refuses to sign, and
    /// what an audit finds where another program signed it.
    ///
    /// # Errors
    ///
    /// [`ActFault`].
    pub fn check(&self, act: &StatusAct, scheme: Option<&Scheme>) -> Result<(), ActFault> {
        let before = Life {
            label: self.label,
            acts: self.acts.iter().filter(|known| known.name != act.name).cloned().collect(),
        };
        let at = before.on(act.effective, act.recorded);
        let find = |name: &str| before.acts.iter().find(|known| known.name == name);
        if act.recorded < self.label.awarded.floor_to_second() {
            return Err(ActFault::BeforeAward);
        }
        let is_about_acts = matches!(
            act.kind,
            StatusKind::Appealed { .. } | StatusKind::AppealDecided { .. } | StatusKind::TakenOver
        );
        if let State::Ended { since, how, .. } = &at.state
            && !is_about_acts
        {
            return Err(ActFault::Ended { how: *how, since: *since });
        }
        if !is_about_acts && act.kind != StatusKind::Annulled && act.effective < self.label.valid_from {
            return Err(ActFault::BeforeLabel { from: self.label.valid_from });
        }
        match &act.kind {
            StatusKind::Suspended { until } => {
                if let State::Suspended { since, .. } = at.state {
                    return Err(ActFault::AlreadySuspended { since });
                }
                if until.is_some_and(|until| until < act.effective) {
                    return Err(ActFault::EndsBeforeItBegins);
                }
                if let Some(months) = scheme.and_then(Scheme::suspension_months_max) {
                    let last = act.effective.plus(Months(months));
                    if until.is_none_or(|until| last.is_some_and(|last| until >= last)) {
                        return Err(ActFault::SuspendedTooLong { months });
                    }
                }
            }
            StatusKind::Reinstated if !matches!(at.state, State::Suspended { .. }) => {
                return Err(ActFault::NotSuspended);
            }
            StatusKind::Reduced { level } => {
                if let Some(scheme) = scheme {
                    let rank = |code: &str| scheme.level(code).map(|level| level.rank);
                    if rank(level).is_none() || rank(level) >= rank(&at.level) {
                        return Err(ActFault::NoLowerLevel);
                    }
                }
            }
            StatusKind::Superseded { by } | StatusKind::Corrected { by } if *by == self.label.id => {
                return Err(ActFault::ReplacedByItself);
            }
            StatusKind::Extended { until } if *until <= at.until => {
                return Err(ActFault::NotLonger { until: at.until });
            }
            StatusKind::Extended { until } => {
                if let Some(scheme) = scheme {
                    scheme.check_extension(&at.level, self.label.valid_from, *until)?;
                }
            }
            StatusKind::ConditionMet if at.conditions.is_empty() => return Err(ActFault::NoCondition),
            StatusKind::Appealed { about } => {
                let burden = find(about).filter(|known| known.kind.is_burden());
                let burden = burden.ok_or(ActFault::NothingToAppeal)?;
                if before.appeals(about).next().is_some() {
                    return Err(ActFault::AppealedAlready);
                }
                if let Some(scheme) = scheme.filter(|scheme| scheme.has_appeal()) {
                    scheme.check_appeal(burden.recorded.day(), act.effective, &[], &[])?;
                }
            }
            StatusKind::AppealDecided { about, panel, .. } => {
                if before.appeals(about).next().is_none() {
                    return Err(ActFault::NoAppeal);
                }
                let is_decided = |known: &StatusAct| matches!(&known.kind, StatusKind::AppealDecided { about: decided, .. } if decided == about);
                if before.acts.iter().any(is_decided) {
                    return Err(ActFault::DecidedAlready);
                }
                if panel.iter().any(|name| name.trim().is_empty()) {
                    return Err(ActFault::NamelessPanel);
                }
                let assessed =
                    |name: &String| self.label.award.assessors.iter().any(|a| a.pseudonym == *name);
                if let Some(name) = panel.iter().find(|name| assessed(name)) {
                    return Err(ActFault::PanelAssessed { pseudonym: name.clone() });
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The appeals against an act.
    fn appeals(&self, against: &str) -> impl Iterator<Item = &StatusAct> {
        self.acts
            .iter()
            .filter(move |act| matches!(&act.kind, StatusKind::Appealed { about } if about == against))
    }
}

/// What keeps an accreditation from holding on a day, and since when: an end, or a suspension that is not over.
#[must_use]
pub fn interruption<'a>(
    acts: impl IntoIterator<Item = &'a StatusAct>,
    day: Day,
) -> Option<(Interruption, Day)> {
    // What is void was never there, whatever day the act names.
    let counts = |act: &&StatusAct| act.effective <= day || act.kind == StatusKind::Annulled;
    let mut counting: Vec<&StatusAct> = acts.into_iter().filter(counts).collect();
    counting.sort_by_key(|act| (act.effective, act.recorded, act.name.as_str()));
    let mut interrupted: Option<(Interruption, Day)> = None;
    for act in counting {
        match &act.kind {
            StatusKind::Reinstated if interrupted.is_some_and(|(how, _)| how == Interruption::Suspended) => {
                interrupted = None;
            }
            StatusKind::Suspended { until }
                if interrupted.is_none() && until.is_none_or(|until| day <= until) =>
            {
                interrupted = Some((Interruption::Suspended, act.effective));
            }
            kind => {
                let ended = kind.ending().map(|how| (Interruption::Ended(how), act.effective));
                interrupted = ended.or(interrupted);
            }
        }
    }
    interrupted
}

/// Why an act upon an accreditation, which holds from a day on, may not follow those before it.
///
/// # Errors
///
/// [`ActFault`].
pub fn check_on_accreditation(
    valid_from: Day,
    earlier: &[StatusAct],
    act: &StatusAct,
) -> Result<(), ActFault> {
    if act.effective < valid_from {
        return Err(ActFault::BeforeLabel { from: valid_from });
    }
    let interrupted = interruption(earlier, act.effective);
    let suspended = interrupted.and_then(|(how, since)| (how == Interruption::Suspended).then_some(since));
    match (&act.kind, suspended) {
        (StatusKind::Suspended { .. }, Some(since)) => Err(ActFault::AlreadySuspended { since }),
        (StatusKind::Suspended { until: Some(until) }, None) if *until < act.effective => {
            Err(ActFault::EndsBeforeItBegins)
        }
        (StatusKind::Reinstated, None) => Err(ActFault::NotSuspended),
        _ => Ok(()),
    }
}

impl Standing {
    fn take(&mut self, act: &StatusAct, label: &Label) {
        if matches!(self.state, State::Ended { .. }) {
            return;
        }
        if let Some(how) = act.kind.ending() {
            let since = if how == Ending::Annulled { label.valid_from } else { act.effective };
            self.state = State::Ended { since, how, reason: act.reason.clone() };
            return;
        }
        match &act.kind {
            StatusKind::Suspended { until } => {
                let (since, reason) = (act.effective, act.reason.clone());
                self.state = State::Suspended { since, until: *until, reason };
            }
            StatusKind::Reinstated => self.state = State::Holds,
            StatusKind::Reduced { level } => self.level.clone_from(level),
            StatusKind::Transferred { to } => {
                self.holder = to.clone();
                self.transferred = Some(act.effective);
            }
            StatusKind::Extended { until } => {
                self.until = (*until).max(self.until);
                self.conditions.clear();
            }
            StatusKind::ConditionMet => self.conditions.clear(),
            _ => {}
        }
    }
}

/// Why an act may not follow the others.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ActFault {
    /// Written down before there was a label.
    #[error("it was written down before the label was awarded")]
    BeforeAward,
    /// In force before there was a label.
    #[error("it is to hold before the first day, {from}")]
    BeforeLabel {
        /// The label's first day.
        from: Day,
    },
    /// The label is over.
    #[error("the label is {how} since {since}")]
    Ended {
        /// How.
        how: Ending,
        /// Since when.
        since: Day,
    },
    /// Suspended twice.
    #[error("it is suspended already, since {since}")]
    AlreadySuspended {
        /// Since when.
        since: Day,
    },
    /// A suspension with its last day before its first.
    #[error("the suspension ends before it begins")]
    EndsBeforeItBegins,
    /// Longer than the scheme allows.
    #[error("the scheme allows a suspension of at most {months} months: give its last day with --until")]
    SuspendedTooLong {
        /// The scheme's limit.
        months: u16,
    },
    /// Nothing to reinstate.
    #[error("it is not suspended")]
    NotSuspended,
    /// Not a lower level.
    #[error("the scheme has no such level below the present one")]
    NoLowerLevel,
    /// A label in its own place.
    #[error("a label cannot take its own place")]
    ReplacedByItself,
    /// An extension that is none.
    #[error("the label holds until {until} already")]
    NotLonger {
        /// Its last day.
        until: Day,
    },
    /// An extension that the scheme does not allow.
    #[error(transparent)]
    Period(#[from] PeriodFault),
    /// Nothing to fulfil.
    #[error("the label has no condition")]
    NoCondition,
    /// An appeal against nothing.
    #[error("there is no suspension, withdrawal, reduction or annulment of that name to appeal against")]
    NothingToAppeal,
    /// One appeal is enough.
    #[error("an appeal against that act was recorded already")]
    AppealedAlready,
    /// An appeal too late, or before what it is against.
    #[error(transparent)]
    Appeal(#[from] AppealFault),
    /// Decided twice.
    #[error("that appeal was decided already")]
    DecidedAlready,
    /// Nobody on the panel.
    #[error("a member of the panel has no name")]
    NamelessPanel,
    /// A decision about nothing.
    #[error("nobody appealed against that act")]
    NoAppeal,
    /// Judge in one's own case.
    #[error("{pseudonym} assessed the label and cannot decide the appeal")]
    PanelAssessed {
        /// Who.
        pseudonym: String,
    },
}

const SUSPENDED: &str = "suspended";

/// A reason has at most this many bytes.
pub const REASON_BYTES_MAX: usize = 2_000;

const ACT_BYTES_MAX: usize = REASON_BYTES_MAX + 4_096;
const PANEL_MAX: usize = 20;
