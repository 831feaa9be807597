//! What an organisation applies for, and what it says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::DossierError;
use super::signed::{Said, check_count, check_party, check_text};
use crate::attestation::AttestationId;
use crate::attestation::award::EvidenceFile;
use crate::credential::Party;
use crate::digest::Digest;
use crate::scheme::SchemeId;
use crate::scheme::scorecard::{ANSWERS_MAX, Answer, Scorecard};
use crate::scorecard::spelling;
use crate::time::Timestamp;

/// An application with its self-assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Who applies.
    pub applicant: Party,
    /// For a label of this scheme.
    #[serde(with = "spelling")]
    pub scheme: SchemeId,
    /// Code of the level.
    pub level: String,
    /// What the applicant is, a word of the scheme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_type: Option<String>,
    /// The self-assessment.
    pub answers: BTreeMap<String, Answer>,
    /// Documents that it rests on; they stay with the applicant until somebody asks for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Document>,
    /// The label that is to be renewed: one or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "spelling::each")]
    pub follows: Vec<AttestationId>,
    /// Labels that the scheme presupposes.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "spelling::each")]
    pub basis: Vec<AttestationId>,
    /// That the applicant agrees to the rules, in words.
    pub agreement: String,
    /// When it was made.
    #[serde(with = "spelling")]
    pub made: Timestamp,
}

/// A document that stays with whoever has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What it is.
    pub title: String,
    /// SHA-256 over its bytes.
    #[serde(with = "spelling")]
    pub digest: Digest,
}

impl Application {
    /// The self-assessment, for the scheme to judge.
    #[must_use]
    pub fn scorecard(&self) -> Scorecard {
        Scorecard { answers: self.answers.clone(), ..Scorecard::default() }
    }
}

impl Said for Application {
    const PART: &'static str = "application";
    const TYPE: &'static str = "hanse-application-1";

    fn by(&self) -> &Party {
        &self.applicant
    }

    fn made(&self) -> Timestamp {
        self.made
    }

    fn check(&self) -> Result<(), DossierError> {
        check_party("the applicant", &self.applicant)?;
        check_text("the level", &self.level)?;
        self.subject_type.iter().try_for_each(|word| check_text("the type of the subject", word))?;
        if self.answers.len() > ANSWERS_MAX {
            return Err(DossierError::Count { part: "answers", least: 0, most: ANSWERS_MAX });
        }
        self.answers.keys().try_for_each(|code| check_text("the code of a criterion", code))?;
        check_count("documents", &self.evidence, 0, DOCUMENTS_MAX)?;
        self.evidence.iter().try_for_each(Document::check)?;
        check_count("labels that are renewed", &self.follows, 0, 1)?;
        check_count("labels that are presupposed", &self.basis, 0, BASIS_MAX)?;
        check_text("the agreement", &self.agreement)
    }
}

impl Document {
    pub(super) fn check(&self) -> Result<(), DossierError> {
        check_text("the title of a document", &self.title)
    }
}

impl From<&Document> for EvidenceFile {
    fn from(document: &Document) -> Self {
        Self { title: document.title.clone(), digest: document.digest }
    }
}

/// With the report of the assessors they are as many as a label takes.
const DOCUMENTS_MAX: usize = 31;
const BASIS_MAX: usize = 8;
