//! A judgement as a report: JSON for programs, one line for people.

use std::fmt;

use serde_json::{Value, json};

use crate::credential::Party;
use crate::status::{Standing, StatusAct, StatusKind, undone};
use crate::verification::{AsOf, Judgement, Verdict};

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
            "checks": self.checks.iter().map(|check| json!({
                "name": check.name,
                "outcome": check.outcome.code(),
                "sentence": check.sentence,
            })).collect::<Vec<_>>(),
        })
    }

    /// The last day, extensions included, once it is known.
    #[must_use]
    pub fn until(&self) -> Option<crate::time::Day> {
        let standing: Option<&Standing> = self.standing.as_ref();
        standing.map(|standing| standing.until).or(self.label.as_ref().map(|label| label.valid_until))
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
            Verdict::Valid { until } => write!(f, "until {until}"),
            Verdict::Conditional { until, conditions } => {
                write!(f, "until {until}, on the condition: {}", conditions.join("; "))
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
