//! A judgement as a report: JSON for programs, one line for people, and one for each act.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Value, json};

use crate::credential::Party;
use crate::sentence;
use crate::sentence::{Part, Sentence};
use crate::status::{AppealOutcome, Ending, Life, Standing, State, StatusAct, StatusKind, undone};
use crate::time::{Day, Timestamp};
use crate::verification::{AsOf, Check, CheckOutcome, Judgement, Verdict};

impl Judgement {
    /// The report as JSON, documented in `docs/spec/verification.md`.
    #[must_use]
    pub fn to_json(&self, as_of: AsOf) -> Value {
        let label = self.label.as_ref();
        let standing = self.standing.as_ref();
        let undone = undone(&self.acts);
        json!({
            "id": self.id.to_string(),
            "verdict": self.verdict.code(),
            "reason": self.verdict.to_string(),
            "true_at": as_of.true_at.to_string(),
            "known_at": as_of.known_at.to_string(),
            "stated_at": self.stated_at.map(|at| at.to_string()),
            "scheme": label.map(|label| label.scheme.to_string()),
            "scheme_title": self.titles.as_ref().map(|(scheme, _)| scheme),
            "level": standing.map(|standing| &standing.level).or(label.map(|label| &label.level)),
            "level_title": self.titles.as_ref().map(|(_, level)| level),
            "number": label.and_then(|label| label.award.number.as_ref()),
            "issuer": label.map(|label| party(&label.issuer)),
            "subject": label.map(|label| party(&label.subject)),
            "holder": standing.map(|standing| party(&standing.holder)),
            "valid_from": label.map(|label| label.valid_from.to_string()),
            "valid_until": self.until().map(|until| until.to_string()),
            "conditions": standing.map(|standing| &standing.conditions),
            "under_appeal": standing.map(|standing| standing.is_under_appeal),
            "acts": self.acts.iter().map(|one| act(one, undone.contains(one.name.as_str()))).collect::<Vec<_>>(),
            "replies": self.replies.iter().map(|reply| json!({
                "about": reply.about,
                "text": reply.text,
                "recorded": reply.recorded.to_string(),
            })).collect::<Vec<_>>(),
            "accreditations": self.chain,
            "checks": self.checks.iter().chain(self.later(as_of.true_at).as_ref()).map(|check| json!({
                "name": check.name,
                "outcome": check.outcome.code(),
                "sentence": check.sentence.to_string(),
            })).collect::<Vec<_>>(),
        })
    }

    /// The last day, extensions included, once it is known.
    #[must_use]
    pub fn until(&self) -> Option<Day> {
        let standing: Option<&Standing> = self.standing.as_ref();
        standing.map(|standing| standing.until).or(self.label.as_ref().map(|label| label.valid_until))
    }

    /// How and from which day on an act ends a label that has not ended yet, before its last day.
    #[must_use]
    pub fn ends_early(&self) -> Option<(Day, Ending)> {
        let (label, standing) = (self.label.as_ref()?, self.standing.as_ref()?);
        if matches!(standing.state, State::Ended { .. }) {
            return None;
        }
        // What was not known at the time that was asked about is not among the acts.
        match Life::new(label, self.acts.clone()).on(standing.until, Timestamp::MAX).state {
            State::Ended { since, how, .. } => Some((since, how)),
            State::Holds | State::Suspended { .. } => None,
        }
    }

    /// The last day on which it holds by all acts that are known, those that lie ahead included.
    #[must_use]
    pub fn holds_until(&self) -> Option<Day> {
        let before = self.ends_early().and_then(|(since, _)| since.previous());
        self.until().map(|until| before.map_or(until, |before| before.min(until)))
    }

    /// `until` a last day; where an act that lies ahead ends it before, until then, and how.
    #[must_use]
    pub fn until_in_words(&self, until: Day) -> String {
        match self.ends_early() {
            None => format!("until {until}"),
            Some((since, how)) => {
                let last = since.previous().map_or(until, |before| before.min(until));
                format!("until {last}, {how} from {since} on")
            }
        }
    }

    /// What acts that lie ahead of a day will change, as a check that decides nothing; `None` if nothing.
    #[must_use]
    pub fn later(&self, day: Day) -> Option<Check> {
        if matches!(self.standing.as_ref()?.state, State::Ended { .. }) {
            return None;
        }
        let undone = undone(&self.acts);
        let changes = |act: &&StatusAct| {
            act.effective > day && act.kind.waits_for_its_day() && !undone.contains(act.name.as_str())
        };
        let mut ahead: Vec<&StatusAct> = self.acts.iter().filter(changes).collect();
        ahead.sort_by_key(|act| (act.effective, act.recorded));
        let sentence = ahead.iter().map(|act| act.sentence(day)).reduce(Sentence::and)?;
        Some(Check { name: "later", outcome: CheckOutcome::Noted, sentence })
    }
}

impl StatusAct {
    /// What it did and from when, without its reason, seen from a day: *since* a day what has begun,
    /// *from* it *on* what lies ahead.
    #[must_use]
    pub fn sentence(&self, day: Day) -> Sentence {
        let effective = self.effective;
        macro_rules! seen {
            ($begun:literal, $ahead:literal $(, $name:ident = $value:expr)*) => {
                if effective > day {
                    sentence!($ahead, day = effective $(, $name = $value)*)
                } else {
                    sentence!($begun, day = effective $(, $name = $value)*)
                }
            };
        }
        match &self.kind {
            StatusKind::Suspended { until: Some(until) } => {
                sentence!("verdict-act-suspended-until", day = effective, until = *until)
            }
            StatusKind::Suspended { until: None } => {
                seen!("verdict-act-suspended", "verdict-act-suspended-ahead")
            }
            StatusKind::Reinstated => seen!("verdict-act-reinstated", "verdict-act-reinstated-ahead"),
            StatusKind::Withdrawn => seen!("verdict-act-withdrawn", "verdict-act-withdrawn-ahead"),
            StatusKind::Returned => seen!("verdict-act-returned", "verdict-act-returned-ahead"),
            StatusKind::Reduced { level } => {
                seen!("verdict-act-reduced", "verdict-act-reduced-ahead", level = level)
            }
            StatusKind::Superseded { by } => {
                seen!("verdict-act-superseded", "verdict-act-superseded-ahead", by = by.to_string())
            }
            StatusKind::Corrected { by } => {
                seen!("verdict-act-corrected", "verdict-act-corrected-ahead", by = by.to_string())
            }
            // Whatever day the act names: what is void was never there.
            StatusKind::Annulled => sentence!("verdict-act-annulled"),
            StatusKind::Transferred { to } => {
                let id = to.organisation().map_or_else(|_| to.did.clone(), |id| id.to_string());
                seen!("verdict-act-transferred", "verdict-act-transferred-ahead", to = &to.name, id = id)
            }
            StatusKind::Extended { until } => {
                seen!("verdict-act-extended", "verdict-act-extended-ahead", until = *until)
            }
            StatusKind::ConditionMet => {
                seen!("verdict-act-condition-met", "verdict-act-condition-met-ahead")
            }
            // An appeal and its decision count from when they were written down.
            StatusKind::Appealed { about } => {
                sentence!("verdict-act-appealed", act = about, day = effective)
            }
            StatusKind::AppealDecided { about: act, outcome, panel } => {
                let panel = match panel.as_slice() {
                    [] => Part::from(sentence!("verdict-act-no-panel")),
                    named => Part::from(named.join(", ")),
                };
                let day = effective;
                match outcome {
                    AppealOutcome::Upheld => sentence!("verdict-act-appeal-upheld", act, day, panel),
                    AppealOutcome::Rejected => sentence!("verdict-act-appeal-rejected", act, day, panel),
                    AppealOutcome::Remitted => sentence!("verdict-act-appeal-remitted", act, day, panel),
                }
            }
            StatusKind::TakenOver => seen!("verdict-act-taken-over", "verdict-act-taken-over-ahead"),
        }
    }

    /// The same with its reason, and whether an appeal undid it: one of the names that [`undone`] gives.
    #[must_use]
    pub fn to_line(&self, day: Day, undone: &BTreeSet<&str>) -> String {
        let mut line = self.sentence(day).to_string();
        let reason = self.reason.trim();
        if !reason.is_empty() {
            line.push_str(": ");
            line.push_str(reason);
        }
        if undone.contains(self.name.as_str()) {
            line.push_str(" (undone by an appeal)");
        }
        line
    }
}

impl StatusKind {
    /// Whether it changes what holds, and not before its effective day.
    const fn waits_for_its_day(&self) -> bool {
        !matches!(self, Self::Annulled | Self::Appealed { .. } | Self::AppealDecided { .. } | Self::TakenOver)
    }
}

fn party(party: &Party) -> Value {
    json!({"did": party.did, "name": party.name})
}

fn act(act: &StatusAct, is_undone: bool) -> Value {
    let mut json = json!({
        "name": act.name,
        "type": act.kind.code(),
        "effective": act.effective.to_string(),
        "recorded": act.recorded.to_string(),
        "reason": act.reason,
    });
    if is_undone {
        json["undone"] = json!(true);
    }
    match &act.kind {
        StatusKind::Suspended { until: Some(until) } | StatusKind::Extended { until } => {
            json["until"] = json!(until.to_string());
        }
        StatusKind::Reduced { level } => json["level"] = json!(level),
        StatusKind::Superseded { by } | StatusKind::Corrected { by } => json["by"] = json!(by.to_string()),
        StatusKind::Transferred { to } => json["to"] = party(to),
        StatusKind::Appealed { about } => json["about"] = json!(about),
        StatusKind::AppealDecided { about, outcome, panel } => {
            json["about"] = json!(about);
            json["outcome"] = json!(outcome.code());
            json["panel"] = json!(panel);
        }
        _ => {}
    }
    json
}

/// Prints `<code>: <label>, <holder>, by <issuer>, <what the code does not say>`.
impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.verdict.code())?;
        if let Some(label) = &self.label {
            match &self.titles {
                Some((scheme, level)) => write!(f, "{scheme} {level}")?,
                None => write!(f, "{}", label.level)?,
            }
            let holder = self.standing.as_ref().map_or(&label.subject, |standing| &standing.holder);
            write!(f, ", {}, by {}, ", holder.name, label.issuer.name)?;
        }
        match &self.verdict {
            Verdict::Valid { until } => f.write_str(&self.until_in_words(*until)),
            Verdict::Conditional { until, conditions } => {
                write!(f, "{}, on the condition: {}", self.until_in_words(*until), conditions.join("; "))
            }
            Verdict::NotYet { from } => write!(f, "before {from}"),
            Verdict::Expired { until } => write!(f, "its last day was {until}"),
            Verdict::ExpiredRenewable { until, renewable_until } => {
                write!(f, "its last day was {until}; it can be renewed until {renewable_until}")
            }
            other => {
                let sentence = other.to_string();
                let after = sentence.strip_prefix(other.code()).map(str::trim_start);
                f.write_str(after.unwrap_or(&sentence))
            }
        }
    }
}
