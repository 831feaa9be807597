//! An audit as JSON, and the words that all its forms share.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::audit::finding::{Exhibit, Finding, Gap, Matter, Severity};
use crate::audit::{Audit, Outcome};
use crate::identity::line::VersionRef;

impl Audit {
    /// The report as one JSON object; its members are listed in `docs/spec/audit.md`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "audit": {"of": self.about.kind(), "id": self.about.to_string()},
            "outcome": self.outcome().code(),
            "summary": self.summary(),
            "as_of": self.as_of.true_at.to_string(),
            "as_known": self.as_of.known_at.day().to_string(),
            "statement_age_days_max": self.anchors.statement_age_days_max(),
            "tool": TOOL,
            "items": {"digest": self.items.to_string(), "count": self.item_count},
            "anchors": self.anchors.iter().map(|anchor| json!({
                "organisation": anchor.organisation.to_string(),
                "version": version(&anchor.version),
                "scheme": anchor.scheme.as_ref().map(ToString::to_string),
            })).collect::<Vec<_>>(),
            "organisations": self.organisations.iter().map(|heard| json!({
                "organisation": heard.organisation.to_string(),
                "name": heard.name,
                "items": heard.items,
                "stated_at": heard.stated_at.map(|at| at.to_string()),
            })).collect::<Vec<_>>(),
            "verdicts": self.verdicts(),
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
            "gaps": self.gaps.iter().map(gap).collect::<Vec<_>>(),
            "labels": self.labels.iter().map(|label| {
                let mut json = label.judgement.to_json(self.as_of);
                json["digest"] = json!(label.digest.map(|digest| digest.to_string()));
                json["entries"] = label.entries.iter().map(|(id, at)| json!({
                    "id": id.to_string(),
                    "at": at.to_string(),
                })).collect();
                json
            }).collect::<Vec<_>>(),
            "limits": LIMITS,
        })
    }

    /// What came out, in a sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let labels = count(self.labels.len(), "label", "labels");
        let open = count(self.gaps.len(), "question", "questions");
        match self.outcome() {
            Outcome::Clean => format!("no finding in {labels}"),
            Outcome::Open => format!("no finding in {labels}, and {open} could not be answered"),
            Outcome::Findings => {
                let weigh = |severity: Severity| {
                    let number =
                        self.findings.iter().filter(|finding| finding.code.severity() == severity).count();
                    (number > 0).then(|| format!("{number} {}", severity.code()))
                };
                let parts: Vec<String> = [Severity::Grave, Severity::Serious, Severity::Slight]
                    .into_iter()
                    .filter_map(weigh)
                    .collect();
                let found = count(self.findings.len(), "finding", "findings");
                let and_open = if self.gaps.is_empty() {
                    String::new()
                } else {
                    format!("; {open} could not be answered")
                };
                format!("{found} in {labels}: {}{and_open}", parts.join(", "))
            }
        }
    }

    /// How many labels have each verdict.
    #[must_use]
    pub fn verdicts(&self) -> BTreeMap<&'static str, usize> {
        let mut verdicts = BTreeMap::new();
        for label in &self.labels {
            *verdicts.entry(label.judgement.verdict.code()).or_default() += 1;
        }
        verdicts
    }
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code.code(),
        "severity": finding.code.severity().code(),
        "about": matter(&finding.about),
        "sentence": finding.sentence,
        "evidence": finding.exhibits.iter().map(exhibit).collect::<Vec<_>>(),
    })
}

fn gap(gap: &Gap) -> Value {
    json!({"about": matter(&gap.about), "sentence": gap.sentence})
}

fn matter(matter: &Matter) -> Value {
    json!({"kind": matter.kind(), "id": matter.to_string()})
}

fn exhibit(exhibit: &Exhibit) -> Value {
    json!({
        "what": exhibit.what,
        "digest": exhibit.digest.map(|digest| digest.to_string()),
        "at": exhibit.at.map(|at| at.to_string()),
    })
}

/// A version as anchors keep it: its number, and the first half of its entry hash.
pub(super) fn version(version: &VersionRef) -> String {
    format!("{}-{}", version.number, data_encoding::HEXLOWER.encode(&version.hash))
}

pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What no audit can say.
pub(super) const LIMITS: [&str; 5] = [
    "Whether what is claimed is true was not checked: an audit holds what was signed against the rules, and not against the world.",
    "A label is signed by a device of its issuer. No legal presumption of a qualified electronic seal goes with that.",
    "A date rests on the word of who signed it, unless the chain of entries or another organisation's word contradicts it.",
    "Words that nobody showed to the auditor are not in it: the report rests on the items whose digest it names, as far as each \
     organisation had stated them.",
    "Assessors appear under pseudonyms; that they are who they are, and that they were independent, rests on the issuer's word.",
];

/// The program and its version.
pub(super) const TOOL: &str = concat!("hanse ", env!("CARGO_PKG_VERSION"));
