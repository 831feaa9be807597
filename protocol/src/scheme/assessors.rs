//! Who may assess: how many, from where, and who must not be the same.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Scheme;
use crate::organisation::OrganisationId;
use crate::sentence;
use crate::sentence::{Part, Sentence, told};
use crate::vocabulary::region::{country_of, iso_form};

/// What a scheme asks of those who assess.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentRule {
    /// At least so many assessors.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub assessors_min: u8,
    /// At least so many from another country than the subject.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub foreign_min: u8,
    /// At least so many from the subject's country.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub domestic_min: u8,
    /// An assessing body must be named, and is neither the issuer nor the subject.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub independent_body: bool,
    /// Who decides is not who assessed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decider_apart: bool,
    /// How long it takes on site or by video, who is there, what it costs: in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What an attestation says of an assessor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessorFact {
    /// An id that names no person.
    pub pseudonym: String,
    /// ISO 3166-1, two letters.
    pub country: String,
}

/// Who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentParties {
    /// Who signs the label.
    pub issuer: OrganisationId,
    /// Who decided on it.
    pub decider: OrganisationId,
    /// Whose assessors came.
    pub assessor_body: Option<OrganisationId>,
    /// Who gets the label.
    pub subject: OrganisationId,
    /// ISO 3166-1, two letters.
    pub subject_country: Option<String>,
}

/// Why an assessment was not independent enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndependenceFault {
    /// Too few.
    TooFew {
        /// How many the scheme asks for.
        needed: u8,
        /// How many there are.
        named: usize,
    },
    /// One person stands there as two.
    Twice {
        /// Who.
        pseudonym: String,
    },
    /// From nowhere.
    NoCountry {
        /// Who.
        pseudonym: String,
        /// From where.
        country: String,
    },
    /// Too few from abroad.
    TooFewForeign {
        /// How many the scheme asks for.
        needed: u8,
        /// How many there are.
        named: usize,
        /// The subject's country.
        country: String,
    },
    /// Too few from the subject's country.
    TooFewDomestic {
        /// How many the scheme asks for.
        needed: u8,
        /// How many there are.
        named: usize,
        /// The subject's country.
        country: String,
    },
    /// The rule cannot be checked.
    CountryUnknown,
    /// The rule cannot be checked.
    BodyUnknown,
    /// The issuer assessed.
    BodyIsIssuer,
    /// The subject assessed itself.
    BodyIsSubject,
    /// The assessors decided.
    BodyDecided,
    /// The subject decided on its own label.
    SubjectDecided,
    /// The subject gave itself the label, and the scheme is no self-declaration.
    SubjectIssued,
}

impl IndependenceFault {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let quoted = |text: &String| Part::Quoted(text.clone());
        match self {
            Self::TooFew { needed, named } => {
                sentence!("verdict-assessors-few", named = *named, needed = *needed)
            }
            Self::Twice { pseudonym } => sentence!("verdict-assessors-twice", assessor = quoted(pseudonym)),
            Self::NoCountry { pseudonym, country } => sentence!(
                "verdict-assessors-country",
                assessor = quoted(pseudonym),
                country = quoted(country)
            ),
            Self::TooFewForeign { needed, named, country } => {
                sentence!("verdict-assessors-foreign", named = *named, country, needed = *needed)
            }
            Self::TooFewDomestic { needed, named, country } => {
                sentence!("verdict-assessors-domestic", named = *named, country, needed = *needed)
            }
            Self::CountryUnknown => sentence!("verdict-assessors-home"),
            Self::BodyUnknown => sentence!("verdict-body-unknown"),
            Self::BodyIsIssuer => sentence!("verdict-body-issuer"),
            Self::BodyIsSubject => sentence!("verdict-body-subject"),
            Self::BodyDecided => sentence!("verdict-body-decided"),
            Self::SubjectDecided => sentence!("verdict-subject-decided"),
            Self::SubjectIssued => sentence!("verdict-subject-issued"),
        }
    }
}

told!(IndependenceFault);

impl Scheme {
    /// Whether an assessment was done by as many and as independent assessors as the scheme asks for.
    ///
    /// # Errors
    ///
    /// [`IndependenceFault`] is the first rule that is broken or cannot be checked.
    pub fn check_assessors(
        &self,
        level: &str,
        assessors: &[AssessorFact],
        parties: &AssessmentParties,
    ) -> Result<(), IndependenceFault> {
        self.check_apart(parties.issuer, parties.decider, parties.subject)?;
        check_names(assessors)?;
        let Some(rule) = self.assessment(level) else { return Ok(()) };
        check_bodies(rule, parties)?;
        check_persons(rule, assessors, parties.subject_country.as_deref())
    }

    /// Whether who holds a label neither issued it nor decided on it, where the scheme is no self-declaration.
    ///
    /// # Errors
    ///
    /// [`IndependenceFault::SubjectIssued`], [`IndependenceFault::SubjectDecided`].
    pub fn check_apart(
        &self,
        issuer: OrganisationId,
        decider: OrganisationId,
        holder: OrganisationId,
    ) -> Result<(), IndependenceFault> {
        if self.is_self_declared() {
            return Ok(());
        }
        if issuer == holder {
            return Err(IndependenceFault::SubjectIssued);
        }
        if decider == holder {
            return Err(IndependenceFault::SubjectDecided);
        }
        Ok(())
    }

    /// The rule for the assessors of a level.
    #[must_use]
    pub fn assessment(&self, level: &str) -> Option<&AssessmentRule> {
        self.level(level).and_then(|level| level.assessment.as_ref()).or(self.assessment.as_ref())
    }
}

fn check_bodies(rule: &AssessmentRule, parties: &AssessmentParties) -> Result<(), IndependenceFault> {
    let needs_body = rule.independent_body || rule.decider_apart;
    let Some(body) = parties.assessor_body else {
        return if needs_body { Err(IndependenceFault::BodyUnknown) } else { Ok(()) };
    };
    if body == parties.subject && needs_body {
        return Err(IndependenceFault::BodyIsSubject);
    }
    if rule.independent_body && body == parties.issuer {
        return Err(IndependenceFault::BodyIsIssuer);
    }
    if rule.decider_apart && body == parties.decider {
        return Err(IndependenceFault::BodyDecided);
    }
    Ok(())
}

/// Nobody counts twice, and everybody comes from a country that there is.
fn check_names(assessors: &[AssessorFact]) -> Result<(), IndependenceFault> {
    let mut seen = BTreeSet::new();
    for AssessorFact { pseudonym, country } in assessors {
        if !seen.insert(pseudonym) {
            return Err(IndependenceFault::Twice { pseudonym: pseudonym.clone() });
        }
        if country.len() != 2 || country_of(country).is_none() {
            return Err(IndependenceFault::NoCountry {
                pseudonym: pseudonym.clone(),
                country: country.clone(),
            });
        }
    }
    Ok(())
}

fn check_persons(
    rule: &AssessmentRule,
    assessors: &[AssessorFact],
    country: Option<&str>,
) -> Result<(), IndependenceFault> {
    if assessors.len() < usize::from(rule.assessors_min) {
        return Err(IndependenceFault::TooFew { needed: rule.assessors_min, named: assessors.len() });
    }
    if rule.foreign_min == 0 && rule.domestic_min == 0 {
        return Ok(());
    }
    let country = iso_form(country.ok_or(IndependenceFault::CountryUnknown)?);
    let domestic = assessors.iter().filter(|assessor| iso_form(&assessor.country) == country).count();
    let foreign = assessors.len() - domestic;
    if foreign < usize::from(rule.foreign_min) {
        return Err(IndependenceFault::TooFewForeign { needed: rule.foreign_min, named: foreign, country });
    }
    if domestic < usize::from(rule.domestic_min) {
        return Err(IndependenceFault::TooFewDomestic {
            needed: rule.domestic_min,
            named: domestic,
            country,
        });
    }
    Ok(())
}

fn is_zero(count: &u8) -> bool {
    *count == 0
}
