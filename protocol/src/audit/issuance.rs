//! Whether a label was issued as it may be: what the judge refused, as findings, and what its dates say.

use crate::audit::finding::{Exhibit, FindingCode};
use crate::audit::{Case, DAY_MS, Inquiry};
use crate::verification::{BrokenProof, Doubt, Entitlement, Verdict};

impl Inquiry<'_> {
    /// Turns the judge's refusals into findings.
    pub(super) fn issuance(&mut self, case: &Case<'_>) {
        let id = &case.known.id;
        let mut exhibits = self.entries_of(id.issuer, &id.address());
        if let Some(digest) = self.hearing.digest_of(id) {
            exhibits.insert(0, Exhibit::document("credential", digest));
        }
        for (question, verdict) in &case.examined.refused {
            match self.rule_of(case, question, verdict) {
                Ruled::Breaks(code) => {
                    self.find(code, case.matter(), verdict.to_string(), exhibits.clone());
                }
                Ruled::Open => self.miss(case.matter(), verdict.to_string()),
                Ruled::Otherwise => {}
            }
        }
        self.dates(case, exhibits);
    }

    fn dates(&mut self, case: &Case<'_>, exhibits: Vec<Exhibit>) {
        let (Some(label), Some((written, version))) = (&case.known.label, case.examined.written) else {
            return;
        };
        let awarded = label.awarded;
        if written > awarded.plus_millis(LATE_DAYS * DAY_MS) {
            let days = written.day().days_since(awarded.day());
            let sentence = format!(
                "awarded on {} by its own word, and published on {}, {days} days later",
                awarded.day(),
                written.day()
            );
            self.find(FindingCode::PublishedLate, case.matter(), sentence, exhibits.clone());
        }
        if version > awarded.plus_millis(DAY_MS) {
            let sentence = format!(
                "awarded on {} by its own word, and published under keys that were listed on {} only",
                awarded.day(),
                version.day()
            );
            self.find(FindingCode::PredatesVersion, case.matter(), sentence, exhibits);
        }
    }

    /// Which rule of the audit a refusal of the judge breaks, if any.
    fn rule_of(&self, case: &Case<'_>, question: &str, verdict: &Verdict) -> Ruled {
        let heard = |organisation| self.is_whole(organisation);
        match verdict {
            // Of an extension that the scheme does not allow the act's own finding tells.
            Verdict::IssuerNotEntitled(_) if question == "period" => Ruled::Otherwise,
            Verdict::IssuerNotEntitled(why) => Ruled::Breaks(entitlement(why)),
            Verdict::BadSignature(broken) => Ruled::Breaks(match (question, broken) {
                ("format", _) => FindingCode::NotALabel,
                ("term" | "prerequisite", BrokenProof::Credential) => FindingCode::EarlierLabel,
                (_, BrokenProof::Replaced) => FindingCode::AccreditationReplaced,
                // The list's own findings say which list it is.
                ("list", _) => return Ruled::Otherwise,
                _ => FindingCode::BadSignature,
            }),
            // The record's and the lists' own findings say more.
            Verdict::Conflict(_) | Verdict::Indeterminate(Doubt::UnknownStatus) => Ruled::Otherwise,
            Verdict::Indeterminate(Doubt::IssuerDisputed { .. }) => Ruled::Otherwise,
            Verdict::Indeterminate(Doubt::NotStated { .. }) => match question {
                "scope" => Ruled::Breaks(FindingCode::RuleSubject),
                "independence" => Ruled::Breaks(FindingCode::RuleAssessors),
                _ => Ruled::Breaks(FindingCode::RulePeriod),
            },
            // Where the whole register was heard, what is not in it is not.
            Verdict::Indeterminate(Doubt::Missing { .. }) => match (question, &case.known.label) {
                ("accreditation", Some(label)) if heard(label.scheme.owner) => {
                    Ruled::Breaks(FindingCode::NoAccreditation)
                }
                ("term", Some(label)) if label.award.follows.iter().all(|id| heard(id.issuer)) => {
                    Ruled::Breaks(FindingCode::EarlierLabel)
                }
                ("prerequisite", Some(label)) if label.award.basis.iter().all(|id| heard(id.issuer)) => {
                    Ruled::Breaks(FindingCode::EarlierLabel)
                }
                // A document without content is no label.
                ("conflict", None) if heard(case.known.id.issuer) => Ruled::Breaks(FindingCode::NotALabel),
                ("evidence", None) => Ruled::Otherwise,
                _ => Ruled::Open,
            },
            Verdict::UnknownScheme => match &case.known.label {
                Some(label) if heard(label.scheme.owner) => Ruled::Breaks(FindingCode::SchemeMissing),
                _ => Ruled::Open,
            },
            Verdict::Indeterminate(Doubt::StatusWithheld) if question == "evidence" => {
                match self.record_is_stated(case.known.id.issuer) {
                    true => Ruled::Open,
                    false => Ruled::Otherwise,
                }
            }
            Verdict::Indeterminate(_) | Verdict::StatusStale { .. } => Ruled::Open,
            // What happened to a label, and when, is no fault of its issuer.
            _ => Ruled::Otherwise,
        }
    }

    /// Whether the newest statement of an organisation fits its record.
    pub(super) fn record_is_stated(&self, organisation: crate::organisation::OrganisationId) -> bool {
        self.hearing.witness(organisation).is_ok_and(|witness| witness.states_documents())
    }
}

/// What a refusal of the judge means to an audit.
enum Ruled {
    Breaks(FindingCode),
    /// It could not be found out.
    Open,
    /// Somebody else says it, or there is nothing to say.
    Otherwise,
}

fn entitlement(why: &Entitlement) -> FindingCode {
    match why {
        Entitlement::OutOfScope { .. } => FindingCode::OutsideAccreditation,
        Entitlement::NotThen { from, awarded, .. } if awarded < from => FindingCode::BeforeAccreditation,
        Entitlement::NotThen { .. } => FindingCode::AfterAccreditation,
        Entitlement::TakenBack { .. } => FindingCode::AccreditationTakenBack,
        Entitlement::Widened { .. } | Entitlement::Outlasts { .. } => FindingCode::ChainWidens,
        Entitlement::UnknownLevel => FindingCode::RuleLevel,
        Entitlement::Period(_) => FindingCode::RulePeriod,
        Entitlement::RenewsEnded { .. } | Entitlement::RenewsOther | Entitlement::Earlier(_) => {
            FindingCode::EarlierLabel
        }
        Entitlement::Subject(_) => FindingCode::RuleSubject,
        Entitlement::Independence(_) => FindingCode::RuleAssessors,
        Entitlement::Prerequisite(_) => FindingCode::RulePrerequisite,
    }
}

/// A label that is published later than this after its award is a finding.
const LATE_DAYS: u64 = 14;
