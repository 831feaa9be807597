//! Credentials that Hanse did not make: W3C Verifiable Credentials 2.0 under `eddsa-jcs-2022`, of anybody's issuer.
//!
//! ```text
//! FILE ─ format ─ context ─ issuer ─ proof ─ period ─ status ─► verdict
//!                              │        │                │
//!            did:key, or a DID document │                list credentials, checked alike
//!            or did:webvh log at hand ──┘
//! ```
//! [`judge`] fetches nothing: what is not at hand is *indeterminate*, and that is never valid. It says what the W3C calls
//! verification. Whether the issuer is one to be believed is the reader's question (`docs/spec/credential.md`).

mod controller;
mod log;
mod proof_set;
mod secured;
mod status;

use std::fmt;

use serde_json::{Value, json};

use crate::foreign::controller::Controllers;
use crate::foreign::secured::Secured;
use crate::sentence::Sentence;
use crate::time::Timestamp;
use crate::verification::{Check, CheckOutcome};

/// What the reader has at hand beside the credential.
#[derive(Clone, Debug, Default)]
pub struct Material {
    controllers: Controllers,
    lists: Vec<Result<Secured, String>>,
    status_issuers: Vec<String>,
    /// What could not be read.
    faults: Vec<String>,
}

impl Material {
    /// Takes the DID document of a did:web, or the log (JSON lines) of a did:webvh.
    ///
    /// One that cannot be read makes every verdict indeterminate: it may be the one that counts.
    pub fn add_controller(&mut self, bytes: &[u8]) {
        if let Err(fault) = self.controllers.add(bytes) {
            self.faults.push(fault);
        }
    }

    /// Takes a status list credential.
    pub fn add_status_list(&mut self, bytes: &[u8]) {
        self.lists.push(Secured::parse(bytes).map_err(|fault| fault.sentence));
    }

    /// Believes status lists of this DID, also about credentials of others.
    pub fn trust_status_issuer(&mut self, did: &str) {
        self.status_issuers.push(did.to_owned());
    }
}

/// The answer, with all that a report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The conclusion.
    pub verdict: Verdict,
    /// Why, in the words of the check that decided.
    pub reason: String,
    /// What the credential says of itself, once it could be read. Believe it only when the verdict is valid.
    pub facts: Option<Facts>,
    /// The questions that were asked, in order.
    pub checks: Vec<Check>,
}

/// What a credential says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Its `id`.
    pub id: Option<String>,
    /// Its name, if it is one text.
    pub name: Option<String>,
    /// Its types.
    pub types: Vec<String>,
    /// The DID or URL of who issued it.
    pub issuer: String,
    /// About whom it speaks, as far as they have ids.
    pub subjects: Vec<String>,
    /// From when it holds.
    pub valid_from: Option<Timestamp>,
    /// Until when it holds.
    pub valid_until: Option<Timestamp>,
}

/// What a verifier concludes about a foreign credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its issuer signed it, and it holds now.
    Valid,
    /// It is no credential of a form that can be verified, or two readers could understand it differently.
    Malformed,
    /// It is not what its issuer signed, or not signed by a key that the issuer had for it.
    BadProof,
    /// Its time lies ahead.
    NotYet,
    /// Its time is over.
    Expired,
    /// Its issuer ended it for good.
    Revoked,
    /// Its issuer suspended it.
    Suspended,
    /// It cannot be said, and is not to be taken as valid.
    Indeterminate,
}

impl Verdict {
    /// The word in reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Malformed => "malformed",
            Self::BadProof => "bad-proof",
            Self::NotYet => "not-yet",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Suspended => "suspended",
            Self::Indeterminate => "indeterminate",
        }
    }
}

/// Judges a credential at an instant. The same bytes, material and instant give the same answer.
#[must_use]
pub fn judge(credential: &[u8], material: &Material, now: Timestamp) -> Judgement {
    let mut report = Report::default();
    let secured = match Secured::parse(credential) {
        Ok(secured) => secured,
        Err(fault) => {
            report.take("format", Err(fault));
            return report.conclude(None);
        }
    };
    report.pass("format", "a W3C Verifiable Credential 2.0 that reads one way only");
    report.take("context", secured.check_context());
    for fault in &material.faults {
        report.take("issuer", Err(Finding::open(fault.clone())));
    }
    let controller = material.controllers.find(&secured.facts().issuer, now);
    match controller {
        Ok((controller, sentence)) => {
            report.pass("issuer", &sentence);
            report.take("proof", proof_set::check(&secured, &controller, now));
        }
        Err(finding) => report.take("issuer", Err(finding)),
    }
    report.take("period", secured.check_period(now));
    report.take("status", status::check(&secured, material, now));
    report.conclude(Some(secured.into_facts()))
}

/// Why a check did not pass, and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Finding {
    verdict: Verdict,
    sentence: String,
}

impl Finding {
    fn of(verdict: Verdict, sentence: impl Into<String>) -> Self {
        Self { verdict, sentence: sentence.into() }
    }

    fn malformed(sentence: impl Into<String>) -> Self {
        Self::of(Verdict::Malformed, sentence)
    }

    fn bad_proof(sentence: impl Into<String>) -> Self {
        Self::of(Verdict::BadProof, sentence)
    }

    fn open(sentence: impl Into<String>) -> Self {
        Self::of(Verdict::Indeterminate, sentence)
    }
}

/// The checks so far, and the finding that decides: the first that failed, else the first that stayed open.
#[derive(Default)]
struct Report {
    checks: Vec<Check>,
    decisive: Option<Finding>,
}

impl Report {
    fn pass(&mut self, name: &'static str, sentence: &str) {
        self.checks.push(Check {
            name,
            outcome: CheckOutcome::Passed,
            sentence: Sentence::english(sentence.to_owned()),
        });
    }

    fn take(&mut self, name: &'static str, result: Result<String, Finding>) {
        let finding = match result {
            Ok(sentence) => return self.pass(name, &sentence),
            Err(finding) => finding,
        };
        let is_open = |finding: &Finding| finding.verdict == Verdict::Indeterminate;
        let outcome = if is_open(&finding) { CheckOutcome::Indeterminate } else { CheckOutcome::Failed };
        let sentence = Sentence::english(finding.sentence.clone());
        self.checks.push(Check { name, outcome, sentence });
        if self.decisive.as_ref().is_none_or(|known| is_open(known) && !is_open(&finding)) {
            self.decisive = Some(finding);
        }
    }

    fn conclude(self, facts: Option<Facts>) -> Judgement {
        let (verdict, reason) = match self.decisive {
            Some(finding) => (finding.verdict, finding.sentence),
            None => {
                let until = facts.as_ref().and_then(|facts| facts.valid_until);
                let until = until.filter(|until| *until < Timestamp::MAX);
                (Verdict::Valid, until.map_or("without end".to_owned(), |until| format!("until {until}")))
            }
        };
        Judgement { verdict, reason, facts, checks: self.checks }
    }
}

impl Judgement {
    /// Whether the credential is valid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.verdict == Verdict::Valid
    }

    /// The report as JSON, documented in `docs/spec/credential.md`.
    #[must_use]
    pub fn to_json(&self, now: Timestamp) -> Value {
        let facts = self.facts.as_ref();
        let instant = |at: Option<Timestamp>| at.map(|at| at.to_string());
        json!({
            "verdict": self.verdict.code(),
            "valid": self.is_valid(),
            "reason": self.reason,
            "now": now.to_string(),
            "id": facts.and_then(|facts| facts.id.clone()),
            "name": facts.and_then(|facts| facts.name.clone()),
            "types": facts.map(|facts| facts.types.clone()),
            "issuer": facts.map(|facts| facts.issuer.clone()),
            "subjects": facts.map(|facts| facts.subjects.clone()),
            "valid_from": facts.and_then(|facts| instant(facts.valid_from)),
            "valid_until": facts.and_then(|facts| instant(facts.valid_until)),
            "checks": self.checks.iter().map(|check| json!({
                "name": check.name,
                "outcome": check.outcome.code(),
                "sentence": check.sentence.to_string(),
            })).collect::<Vec<_>>(),
        })
    }
}

/// Prints `<code>: <reason>`.
impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.verdict.code(), self.reason)
    }
}

/// A stranger's text within a sentence, at most 200 characters of it.
fn quoted(text: &str) -> String {
    text.chars().take(200).collect()
}

/// A foreign credential, or a list, has at most this many bytes.
pub const FOREIGN_BYTES_MAX: usize = 16 << 20;
/// A DID document or log has at most this many bytes.
pub const CONTROLLER_BYTES_MAX: usize = 4 << 20;
/// Clocks differ by this much without anybody lying.
const CLOCK_TOLERANCE_MS: u64 = 10 * 60 * 1000;
