//! What assessors found: when, how, who, which answers, and what follows from them.

use serde::{Deserialize, Serialize};

use super::application::Document;
use super::signed::{Said, check_count, check_length, check_party, check_text};
use super::{DossierError, DossierFault, organisation};
use crate::credential::Party;
use crate::digest::Digest;
use crate::scheme::Scheme;
use crate::scheme::assessors::{AssessmentParties, AssessorFact};
use crate::scheme::period::Term;
use crate::scorecard::{SealedScorecard, spelling};
use crate::time::{Day, Months, Timestamp};

/// An assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Whose assessors came, and who seals this.
    pub by: Party,
    /// Who is to issue the label; the same where no other body assesses.
    pub issuer: Party,
    /// The application with its proof.
    #[serde(with = "spelling")]
    pub application: Digest,
    /// First day.
    pub first: Day,
    /// Last day, included.
    pub last: Day,
    /// How they met.
    pub mode: Mode,
    /// Who assessed.
    pub assessors: Vec<Assessor>,
    /// The answers with their salts.
    pub scorecard: SealedScorecard,
    /// What the scheme says of the answers.
    pub finding: Finding,
    /// What is to be improved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub improvements: Vec<String>,
    /// What the assessors recommend.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<String>,
    /// The report: one or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Document>,
    /// When it was written down.
    #[serde(with = "spelling")]
    pub made: Timestamp,
}

/// How assessors and the applicant met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// At the applicant's.
    Onsite,
    /// By video.
    Video,
}

/// Somebody who assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessor {
    /// An id that names no person.
    pub pseudonym: String,
    /// ISO 3166-1, two letters.
    pub country: String,
    /// What the assessor declares of its interests in the applicant.
    pub declaration: String,
}

/// What the scheme says of the answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Codes of all levels that are reached, the lowest first.
    pub reached: Vec<String>,
    /// The points at the level that was applied for, such as `128 of 150 points, 85 1/3 %`.
    pub score: String,
}

impl Assessment {
    /// Who took part, for the rules of the scheme.
    ///
    /// # Errors
    ///
    /// [`DossierFault::NoOrganisation`] when a DID is none.
    pub fn parties(
        &self,
        applicant: &Party,
        decider: &Party,
        country: Option<&str>,
    ) -> Result<AssessmentParties, DossierFault> {
        let (issuer, body) = (organisation(&self.issuer)?, organisation(&self.by)?);
        Ok(AssessmentParties {
            issuer,
            decider: organisation(decider)?,
            assessor_body: (body != issuer).then_some(body),
            subject: organisation(applicant)?,
            subject_country: country.map(str::to_owned),
        })
    }

    /// The assessors as a label names them.
    #[must_use]
    pub fn facts(&self) -> Vec<AssessorFact> {
        let fact =
            |one: &Assessor| AssessorFact { pseudonym: one.pseudonym.clone(), country: one.country.clone() };
        self.assessors.iter().map(fact).collect()
    }

    /// The term that the score leads to, where the scheme makes it depend on that.
    pub(super) fn score_term(&self, scheme: &Scheme) -> Option<Months> {
        let level = self.scorecard.level();
        if scheme.validity(level).bands.is_empty() {
            return None;
        }
        let assessed = scheme.assess(&self.scorecard.scorecard());
        match assessed.levels.into_iter().find(|outcome| outcome.level == level)?.term? {
            Term::Months(months) => Some(months),
            _ => None,
        }
    }
}

impl Mode {
    /// The word in the file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Onsite => "onsite",
            Self::Video => "video",
        }
    }
}

impl Finding {
    /// Asks the scheme.
    #[must_use]
    pub fn of(scheme: &Scheme, card: &SealedScorecard) -> Self {
        let assessed = scheme.assess(&card.scorecard());
        let score = assessed.levels.iter().find(|outcome| outcome.level == card.level());
        Self {
            score: score.map_or_else(String::new, |outcome| outcome.total.to_string()),
            reached: assessed
                .levels
                .into_iter()
                .filter(|outcome| outcome.reached)
                .map(|outcome| outcome.level)
                .collect(),
        }
    }
}

impl Said for Assessment {
    const PART: &'static str = "assessment";
    const TYPE: &'static str = "hanse-assessment-1";

    fn by(&self) -> &Party {
        &self.by
    }

    fn made(&self) -> Timestamp {
        self.made
    }

    fn check(&self) -> Result<(), DossierError> {
        check_party("who assessed", &self.by)?;
        check_party("the issuer", &self.issuer)?;
        if self.last < self.first {
            let why = "it ends before it begins";
            return Err(DossierError::Contradiction { part: Self::PART, why });
        }
        if self.made.day() < self.last {
            let why = "it was written down before it ended";
            return Err(DossierError::Contradiction { part: Self::PART, why });
        }
        check_count("assessors", &self.assessors, 0, ASSESSORS_MAX)?;
        self.assessors.iter().try_for_each(Assessor::check)?;
        self.scorecard.check()?;
        check_count("levels", &self.finding.reached, 0, LEVELS_MAX)?;
        self.finding.reached.iter().try_for_each(|level| check_text("the level", level))?;
        check_text("the score", &self.finding.score)?;
        for (part, texts) in
            [("areas of improvement", &self.improvements), ("recommendations", &self.recommendations)]
        {
            check_count(part, texts, 0, REMARKS_MAX)?;
            texts.iter().try_for_each(|text| check_length(part, text, REMARK_BYTES_MAX))?;
        }
        self.report.iter().try_for_each(Document::check)
    }
}

impl Assessor {
    fn check(&self) -> Result<(), DossierError> {
        check_length("the pseudonym of an assessor", &self.pseudonym, PSEUDONYM_BYTES_MAX)?;
        if self.country.len() != 2 || !self.country.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(DossierError::Text {
                part: "the country of an assessor, such as AT,",
                limit_bytes: 2,
            });
        }
        check_length("the declaration of an assessor", &self.declaration, REMARK_BYTES_MAX)
    }
}

const ASSESSORS_MAX: usize = 16;
const LEVELS_MAX: usize = 64;
const REMARKS_MAX: usize = 64;
const REMARK_BYTES_MAX: usize = 2_000;
const PSEUDONYM_BYTES_MAX: usize = 100;
