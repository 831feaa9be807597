//! The verdict on a label: what a verifier concludes from evidence, anchors and a day.
//!
//! [`judge`] takes nothing else, in the command line and in a node's page: no clock, no network, no belief in who
//! gave the evidence. The same three give the same bytes. What is missing makes a verdict *indeterminate*, never
//! valid. The order in which the questions are asked is the order of the checks in the report
//! (`docs/spec/verification.md`).

mod organisation;

use std::fmt;

use serde_json::{Value, json};
use thiserror::Error;

use crate::accreditation::SealedAccreditation;
use crate::anchors::Anchors;
use crate::attestation::{AttestationId, Credential, Label, StatusAct};
use crate::evidence::Evidence;
use crate::organisation::OrganisationId;
use crate::scheme::Scheme;
use crate::time::{Day, Months, Timestamp};
use crate::verification::organisation::{Stated, Witness};

/// The two times of a question: was it true then, as far as is known now?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// The day that is asked about.
    pub true_at: Day,
    /// The time whose knowledge counts; normally now.
    pub known_at: Timestamp,
}

/// The answer, with all that a report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The label.
    pub id: AttestationId,
    /// The conclusion.
    pub verdict: Verdict,
    /// What the label says, once its credential could be read.
    pub label: Option<Label>,
    /// Titles of the scheme and of the level, once the scheme could be read.
    pub titles: Option<(String, String)>,
    /// When the issuer last stated how far it had spoken.
    pub stated_at: Option<Timestamp>,
    /// The issuer's status acts, oldest first.
    pub acts: Vec<StatusAct>,
    /// The questions that were asked, in order; the last one decided unless all passed.
    pub checks: Vec<Check>,
}

/// One question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// A word for the question.
    pub name: &'static str,
    /// How it came out.
    pub outcome: CheckOutcome,
    /// The answer in a sentence.
    pub sentence: String,
}

/// How a question came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckOutcome {
    /// As it must be.
    Passed,
    /// Not as it must be.
    Failed,
    /// It cannot be said.
    Indeterminate,
}

impl CheckOutcome {
    /// The word in reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Indeterminate => "indeterminate",
        }
    }
}

/// What a verifier concludes about a label.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Verdict {
    /// It holds on that day.
    #[error("valid until {until}")]
    Valid {
        /// The last day, included.
        until: Day,
    },
    /// Its first day lies ahead.
    #[error("not valid before {from}")]
    NotYet {
        /// The first day.
        from: Day,
    },
    /// Its last day is over.
    #[error("expired: its last day was {until}")]
    Expired {
        /// The last day.
        until: Day,
    },
    /// The issuer took it back.
    #[error("withdrawn since {since}: {reason}")]
    Withdrawn {
        /// The first day without it.
        since: Day,
        /// The issuer's words.
        reason: String,
    },
    /// The issuer had no right to issue it.
    #[error("the issuer is not entitled: {0}")]
    IssuerNotEntitled(Entitlement),
    /// A signature, hash or path does not hold.
    #[error("{0}")]
    BadSignature(BrokenProof),
    /// The issuer's last statement is too old to know that nothing happened since.
    #[error("stale: the issuer last stated its labels on {stated}, more than {limit_days} days before")]
    StatusStale {
        /// The day of the statement.
        stated: Day,
        /// The verifier's limit.
        limit_days: u16,
    },
    /// The issuer signed two contents for one label.
    #[error("the issuer signed two different contents for this label")]
    Conflict,
    /// Nobody showed the scheme.
    #[error("the scheme is not known")]
    UnknownScheme,
    /// It cannot be said, and is not to be taken as valid.
    #[error("{0}")]
    Indeterminate(Doubt),
}

/// Why an issuer is not entitled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Entitlement {
    /// What accreditation there is does not cover it.
    #[error(
        "its accreditation by the scheme's owner does not cover this level, or not the day it was awarded"
    )]
    NotAccredited,
    /// The scheme has no such level.
    #[error("the scheme has no such level")]
    UnknownLevel,
    /// The label holds for longer than the scheme allows.
    #[error("the label holds for longer than the scheme's term")]
    TermExceeded,
}

/// What does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BrokenProof {
    /// The log of an organisation.
    #[error("an organisation's log does not hold")]
    Log,
    /// An entry's signature, body, place or right.
    #[error("an entry is not what its device signed")]
    Entry,
    /// The credential's form or proof.
    #[error("the credential is not what its issuer signed")]
    Credential,
    /// A statement of heads, or a path to it.
    #[error("the evidence does not fit the issuer's statement")]
    Statement,
}

/// Why it cannot be said.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Doubt {
    /// Part of the evidence is missing.
    #[error("the evidence lacks {part}")]
    Missing {
        /// What.
        part: &'static str,
    },
    /// The identity has several live branches and no anchor pins one.
    #[error("the identity of {organisation} is disputed, and no anchor pins a branch")]
    IssuerDisputed {
        /// Whose.
        organisation: OrganisationId,
    },
    /// The anchor pins a version that the log shown does not hold.
    #[error("the log of {organisation} does not hold the version that the anchor pins")]
    PinnedVersionMissing {
        /// Whose.
        organisation: OrganisationId,
    },
    /// Entries were left out of a document.
    #[error("status acts of the issuer were left out of the evidence; ask another node")]
    StatusWithheld,
    /// The statement is dated after the verifier's time.
    #[error("the issuer's statement is dated {stated}, after the time of this verification: check the clock")]
    StatementFromTheFuture {
        /// When.
        stated: Timestamp,
    },
    /// A status of a later version.
    #[error("the label has a status that this version does not know; use a newer one")]
    UnknownStatus,
    /// No anchor trusts the issuer or the owner.
    #[error("no anchor of yours trusts the issuer or the scheme's owner; add one with `hanse anchor add`")]
    NoAnchor,
}

impl Verdict {
    /// The word in reports and JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Valid { .. } => "valid",
            Self::NotYet { .. } => "not-yet",
            Self::Expired { .. } => "expired",
            Self::Withdrawn { .. } => "withdrawn",
            Self::IssuerNotEntitled(_) => "issuer-not-entitled",
            Self::BadSignature(_) => "bad-signature",
            Self::StatusStale { .. } => "status-stale",
            Self::Conflict => "conflict",
            Self::UnknownScheme => "unknown-scheme",
            Self::Indeterminate(_) => "indeterminate",
        }
    }

    /// Whether the label is to be taken as held.
    #[must_use]
    pub const fn is_valid(&self) -> bool {
        matches!(self, Self::Valid { .. })
    }
}

/// Judges a label.
#[must_use]
pub fn judge(evidence: &Evidence, anchors: &Anchors, as_of: AsOf) -> Judgement {
    let mut report = Judgement {
        id: evidence.about.clone(),
        verdict: Verdict::Conflict,
        label: None,
        titles: None,
        stated_at: None,
        acts: Vec::new(),
        checks: Vec::new(),
    };
    report.verdict = match examine(evidence, anchors, as_of, &mut report) {
        Ok(until) => Verdict::Valid { until },
        Err(decided) => {
            let outcome = match decided.verdict {
                Verdict::Indeterminate(_) | Verdict::StatusStale { .. } | Verdict::UnknownScheme => {
                    CheckOutcome::Indeterminate
                }
                _ => CheckOutcome::Failed,
            };
            report.checks.push(Check { name: decided.check, outcome, sentence: decided.verdict.to_string() });
            decided.verdict
        }
    };
    report
}

/// A question whose answer ends the examination.
struct Decided {
    check: &'static str,
    verdict: Verdict,
}

/// Asks one question after the other; the last day of the label is the answer when none of them ended it.
fn examine(
    evidence: &Evidence,
    anchors: &Anchors,
    as_of: AsOf,
    report: &mut Judgement,
) -> Result<Day, Decided> {
    let deciding = |check: &'static str| move |verdict: Verdict| Decided { check, verdict };

    // Who is the issuer, and what did it state last?
    let issuer =
        Witness::hear(evidence, evidence.about.issuer, anchors, as_of).map_err(deciding("issuer"))?;
    report.stated_at = Some(issuer.stated_at());
    report.pass("issuer", format!("the log of the issuer holds up to version {}", issuer.versions()));

    // Is the label all that the issuer said of it?
    let stated = issuer.document(evidence, &evidence.about.address()).map_err(deciding("completeness"))?;
    report.pass(
        "completeness",
        format!("every entry of the label is in the statement of {}", issuer.stated_at()),
    );

    // What does it say, and did the issuer sign it?
    let credential = credential_of(&stated, evidence, &issuer).map_err(deciding("credential"))?;
    let label = credential.label().clone();
    report.label = Some(label.clone());
    report.pass("credential", format!("signed by a device of {}", label.issuer.name));

    // Under which scheme?
    let owner = if label.scheme.owner == label.id.issuer {
        None
    } else {
        Some(Witness::hear(evidence, label.scheme.owner, anchors, as_of).map_err(deciding("scheme"))?)
    };
    let owner = owner.as_ref().unwrap_or(&issuer);
    let scheme = scheme_of(owner, evidence, &label).map_err(deciding("scheme"))?;
    let level = scheme
        .level(&label.level)
        .ok_or(Verdict::IssuerNotEntitled(Entitlement::UnknownLevel))
        .map_err(deciding("scheme"))?;
    report.titles = Some((scheme.title().to_owned(), level.title().to_owned()));
    report.pass("scheme", format!("{} {} of {}", scheme.title(), scheme.version, label.owner.name));

    // By what right?
    let right =
        entitlement(owner, evidence, anchors, &label, &scheme, as_of).map_err(deciding("entitlement"))?;
    report.pass("entitlement", right);

    // What happened to it since?
    report.acts = acts_of(&stated, as_of).map_err(deciding("status"))?;
    let withdrawn =
        report.acts.iter().filter(|act| act.effective <= as_of.true_at).min_by_key(|act| act.effective);
    if let Some(act) = withdrawn {
        let verdict = Verdict::Withdrawn { since: act.effective, reason: act.reason.clone() };
        return Err(deciding("status")(verdict));
    }
    report.pass("status", format!("not withdrawn on {}", as_of.true_at));

    // Does it hold on that day?
    if as_of.true_at < label.valid_from {
        return Err(deciding("period")(Verdict::NotYet { from: label.valid_from }));
    }
    if as_of.true_at > label.valid_until {
        return Err(deciding("period")(Verdict::Expired { until: label.valid_until }));
    }
    report.pass(
        "period",
        format!("{} lies within {} to {}", as_of.true_at, label.valid_from, label.valid_until),
    );

    // Is the last word of those who could end it fresh enough?
    for party in [&issuer, owner] {
        party.check_fresh(anchors, as_of).map_err(deciding("freshness"))?;
    }
    report.pass("freshness", format!("as of the issuer's statement of {}", issuer.stated_at()));
    Ok(label.valid_until)
}

fn credential_of(stated: &Stated, evidence: &Evidence, issuer: &Witness) -> Result<Credential, Verdict> {
    let content = stated.content()?;
    let broken = || Verdict::BadSignature(BrokenProof::Credential);
    let credential = Credential::parse(content.as_bytes()).map_err(|_| broken())?;
    credential.verify().map_err(|_| broken())?;
    let device = credential.device().map_err(|_| broken())?;
    if credential.label().id != evidence.about || !issuer.may_assert(&device) {
        return Err(broken());
    }
    Ok(credential)
}

fn scheme_of(owner: &Witness, evidence: &Evidence, label: &Label) -> Result<Scheme, Verdict> {
    let address = label.scheme.address();
    let stated = owner.document(evidence, &address).map_err(|verdict| match verdict {
        Verdict::Indeterminate(Doubt::Missing { .. }) => Verdict::UnknownScheme,
        other => other,
    })?;
    let scheme = Scheme::parse_content(&stated.content()?).map_err(|_| Verdict::UnknownScheme)?;
    if scheme.document_name() != label.scheme.name {
        return Err(Verdict::UnknownScheme);
    }
    let term = Months(scheme.term().0 - 1);
    let last = label.valid_from.month().plus(term).map(|month| month.last_day());
    match last {
        Some(last) if label.valid_until <= last => Ok(scheme),
        _ => Err(Verdict::IssuerNotEntitled(Entitlement::TermExceeded)),
    }
}

/// Finds the chain from the issuer to an anchor and says it in a sentence.
fn entitlement(
    owner: &Witness,
    evidence: &Evidence,
    anchors: &Anchors,
    label: &Label,
    scheme: &Scheme,
    as_of: AsOf,
) -> Result<String, Verdict> {
    let issuer = label.id.issuer;
    let owner_is_anchored = anchors.trust(label.scheme.owner, &label.scheme);
    if issuer == label.scheme.owner {
        return if owner_is_anchored {
            Ok(format!("{} owns the scheme and is an anchor", label.issuer.name))
        } else {
            Err(Verdict::Indeterminate(Doubt::NoAnchor))
        };
    }
    if !owner_is_anchored && !anchors.trust(issuer, &label.scheme) {
        return Err(Verdict::Indeterminate(Doubt::NoAnchor));
    }
    // A node that shows no accreditation at all may be keeping it back: that is no proof that there is none.
    let mut refusal = Verdict::Indeterminate(Doubt::Missing {
        part: "an accreditation of the issuer by the scheme's owner",
    });
    let offered = evidence.documents.iter().filter(|document| {
        document.organisation == label.scheme.owner && document.address.collection() == "accreditation"
    });
    for document in offered {
        match accredits(owner, evidence, document, label, scheme, as_of) {
            Ok(Some(until)) => {
                let (owner, day) = (&label.owner.name, label.awarded.day());
                return Ok(format!(
                    "accredited by {owner} until {until}; that it was awarded on {day} rests on the issuer's word"
                ));
            }
            Ok(None) => refusal = Verdict::IssuerNotEntitled(Entitlement::NotAccredited),
            Err(verdict) => refusal = verdict,
        }
    }
    if anchors.trust(issuer, &label.scheme) && !owner_is_anchored {
        return Ok(format!("{} is itself an anchor for this scheme", label.issuer.name));
    }
    Err(refusal)
}

/// Whether one accreditation covers the label; the last day on which it does.
fn accredits(
    owner: &Witness,
    evidence: &Evidence,
    document: &crate::evidence::DocumentEvidence,
    label: &Label,
    scheme: &Scheme,
    as_of: AsOf,
) -> Result<Option<Day>, Verdict> {
    let stated = owner.document(evidence, &document.address)?;
    let broken = || Verdict::BadSignature(BrokenProof::Credential);
    let sealed = SealedAccreditation::parse(stated.content()?.as_bytes()).map_err(|_| broken())?;
    sealed.verify().map_err(|_| broken())?;
    let granted = sealed.accreditation();
    if granted.id.name != document.address.name()
        || !owner.may_assert(&sealed.device().map_err(|_| broken())?)
    {
        return Err(broken());
    }
    let awarded = label.awarded.day();
    let covers = granted.scheme == label.scheme
        && granted.issuer.organisation().ok() == Some(label.id.issuer)
        && granted.levels.contains(&label.level)
        && granted.levels.iter().all(|level| scheme.level(level).is_some())
        && granted.valid_from <= awarded
        && awarded <= granted.valid_until;
    let withdrawn_before = acts_of(&stated, as_of)?.iter().any(|act| act.effective <= awarded);
    Ok((covers && !withdrawn_before).then_some(granted.valid_until))
}

/// The acts that were known then. A clock a little ahead of the verifier's must not hide a withdrawal.
fn acts_of(stated: &Stated, as_of: AsOf) -> Result<Vec<StatusAct>, Verdict> {
    let mut acts = stated.acts().map_err(|_| Verdict::Indeterminate(Doubt::UnknownStatus))?;
    acts.retain(|act| act.recorded <= as_of.known_at.plus_millis(CLOCK_TOLERANCE_MS));
    Ok(acts)
}

/// Clocks differ by this much without anybody lying.
const CLOCK_TOLERANCE_MS: u64 = 10 * 60 * 1000;

impl Judgement {
    fn pass(&mut self, name: &'static str, sentence: String) {
        self.checks.push(Check { name, outcome: CheckOutcome::Passed, sentence });
    }

    /// The report as JSON, documented in `docs/spec/verification.md`.
    #[must_use]
    pub fn to_json(&self, as_of: AsOf) -> Value {
        json!({
            "id": self.id.to_string(),
            "verdict": self.verdict.code(),
            "reason": self.verdict.to_string(),
            "true_at": as_of.true_at.to_string(),
            "known_at": as_of.known_at.to_string(),
            "stated_at": self.stated_at.map(|at| at.to_string()),
            "scheme": self.label.as_ref().map(|label| label.scheme.to_string()),
            "scheme_title": self.titles.as_ref().map(|(scheme, _)| scheme),
            "level": self.label.as_ref().map(|label| &label.level),
            "level_title": self.titles.as_ref().map(|(_, level)| level),
            "issuer": self.label.as_ref().map(|label| json!({"did": label.issuer.did, "name": label.issuer.name})),
            "subject": self.label.as_ref().map(|label| json!({"did": label.subject.did, "name": label.subject.name})),
            "valid_from": self.label.as_ref().map(|label| label.valid_from.to_string()),
            "valid_until": self.label.as_ref().map(|label| label.valid_until.to_string()),
            "acts": self.acts.iter().map(|act| json!({
                "type": "withdrawn",
                "effective": act.effective.to_string(),
                "recorded": act.recorded.to_string(),
                "reason": act.reason,
            })).collect::<Vec<_>>(),
            "checks": self.checks.iter().map(|check| json!({
                "name": check.name,
                "outcome": check.outcome.code(),
                "sentence": check.sentence,
            })).collect::<Vec<_>>(),
        })
    }
}

/// Prints `<code>: <label>, <subject>, by <issuer>, <what the code does not say>`.
impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.verdict.code())?;
        if let Some(label) = &self.label {
            match &self.titles {
                Some((scheme, level)) => write!(f, "{scheme} {level}")?,
                None => write!(f, "{}", label.level)?,
            }
            write!(f, ", {}, by {}, ", label.subject.name, label.issuer.name)?;
        }
        match &self.verdict {
            Verdict::Valid { until } => write!(f, "until {until}"),
            Verdict::NotYet { from } => write!(f, "before {from}"),
            Verdict::Expired { until } => write!(f, "its last day was {until}"),
            Verdict::Withdrawn { since, reason } => write!(f, "since {since}: {reason}"),
            other => write!(f, "{other}"),
        }
    }
}
