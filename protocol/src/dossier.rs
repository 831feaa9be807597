//! The way to a label: what was applied for, assessed and decided, in one file that grows and is passed on by hand.
//!
//! ```text
//! application ──hash──▶ assessment ──hash──▶ decision          each sealed by a device of who made it
//!  applicant             assessor body        decider
//!  answers, evidence     sealed scorecard     granted | granted-on-condition | refused
//!                              └──── Dossier::award ────▶ Award of the label
//! ```
//! Nothing of it is published: it stays with those who took part, and the label carries hashes. Parsing checks form, proofs
//! and hashes; whether an organisation lists the device is the caller's to check, as it is for credentials. Source:
//! `docs/spec/dossier.md`.

pub mod application;
pub mod assessment;
pub mod decision;
pub mod signed;

use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::attestation::award::Award;
use crate::canonical::{JsonError, parse_json, to_jcs_text};
use crate::credential::Party;
use crate::dossier::application::Application;
use crate::dossier::assessment::{Assessment, Finding};
use crate::dossier::decision::{Decision, Outcome};
use crate::dossier::signed::Signed;
use crate::organisation::OrganisationId;
use crate::proof::ProofError;
use crate::scheme::Scheme;
use crate::scheme::assessors::IndependenceFault;
use crate::scorecard::{DisclosureFault, ScorecardError};
use crate::time::Day;

/// What was applied for, and as far as they were made, its assessment and the decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    application: Signed<Application>,
    assessment: Option<Signed<Assessment>>,
    decision: Option<Signed<Decision>>,
}

impl Dossier {
    /// Begins with an application.
    #[must_use]
    pub const fn begin(application: Signed<Application>) -> Self {
        Self { application, assessment: None, decision: None }
    }

    /// Parses the file: the form, each proof by the key that it names, and that each part follows from the one before.
    ///
    /// # Errors
    ///
    /// [`DossierError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, DossierError> {
        let Value::Object(mut parts) = parse_json(bytes, DOSSIER_BYTES_MAX)? else {
            return Err(DossierError::NoDossier);
        };
        if parts.remove("type") != Some(json!(DOSSIER_TYPE)) {
            return Err(DossierError::NoDossier);
        }
        let application = parts.remove("application").ok_or(DossierError::Part { part: "application" })?;
        let mut dossier = Self::begin(Signed::open(application)?);
        if let Some(assessment) = parts.remove("assessment") {
            dossier.assess(Signed::open(assessment)?)?;
        }
        if let Some(decision) = parts.remove("decision") {
            dossier.decide(Signed::open(decision)?)?;
        }
        if parts.is_empty() { Ok(dossier) } else { Err(DossierError::NoDossier) }
    }

    /// The file, canonical JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut parts = Map::new();
        parts.insert("type".to_owned(), json!(DOSSIER_TYPE));
        parts.insert("application".to_owned(), self.application.to_value());
        parts.extend(self.assessment.iter().map(|part| ("assessment".to_owned(), part.to_value())));
        parts.extend(self.decision.iter().map(|part| ("decision".to_owned(), part.to_value())));
        to_jcs_text(&Value::Object(parts))
    }

    /// Puts the assessment into it.
    ///
    /// # Errors
    ///
    /// [`DossierError::Chain`] when it is of another application, or there is one already.
    pub fn assess(&mut self, assessment: Signed<Assessment>) -> Result<(), DossierError> {
        let (application, assessed) = (self.application.said(), assessment.said());
        let card = &assessed.scorecard;
        let follows = self.assessment.is_none()
            && assessed.application == self.application.digest()
            && *card.scheme() == application.scheme
            && card.level() == application.level
            && application.applicant.organisation().ok() == Some(card.subject());
        if !follows {
            return Err(DossierError::Chain { part: "assessment", of: "application" });
        }
        self.assessment = Some(assessment);
        Ok(())
    }

    /// Puts the decision into it.
    ///
    /// # Errors
    ///
    /// [`DossierError::Chain`] when it is of another assessment, or there is one already.
    pub fn decide(&mut self, decision: Signed<Decision>) -> Result<(), DossierError> {
        let assessed = self.assessment.as_ref().map(Signed::digest);
        if self.decision.is_some() || assessed != Some(decision.said().assessment) {
            return Err(DossierError::Chain { part: "decision", of: "assessment" });
        }
        self.decision = Some(decision);
        Ok(())
    }

    /// What was applied for.
    #[must_use]
    pub const fn application(&self) -> &Signed<Application> {
        &self.application
    }

    /// What the assessors found.
    ///
    /// # Errors
    ///
    /// [`DossierFault::Missing`] while there is none.
    pub fn assessment(&self) -> Result<&Signed<Assessment>, DossierFault> {
        self.assessment.as_ref().ok_or(DossierFault::Missing { part: "assessment" })
    }

    /// What was decided.
    ///
    /// # Errors
    ///
    /// [`DossierFault::Missing`] while there is none.
    pub fn decision(&self) -> Result<&Signed<Decision>, DossierFault> {
        self.decision.as_ref().ok_or(DossierFault::Missing { part: "decision" })
    }

    /// Checks the parts against the scheme: its levels, its points, who may assess and decide, and that nothing was granted
    /// which was not reached.
    ///
    /// The country is that of the applicant, as far as it is known.
    ///
    /// # Errors
    ///
    /// [`DossierFault`] is the first rule that is broken.
    pub fn check(&self, scheme: &Scheme, country: Option<&str>) -> Result<(), DossierFault> {
        let application = self.application.said();
        if scheme.document_name() != application.scheme.name || scheme.level(&application.level).is_none() {
            return Err(DossierFault::NoLevel {
                level: application.level.clone(),
                scheme: application.scheme.to_string(),
            });
        }
        let Some(assessment) = &self.assessment else { return Ok(()) };
        let assessed = assessment.said();
        assessed.scorecard.check_points(scheme)?;
        if assessed.finding != Finding::of(scheme, &assessed.scorecard) {
            return Err(DossierFault::Finding);
        }
        let decider = self.decision.as_ref().map_or(&assessed.issuer, |decision| &decision.said().by);
        let parties = assessed.parties(&application.applicant, decider, country)?;
        scheme.check_assessors(&application.level, &assessed.facts(), &parties)?;
        let Some(decision) = &self.decision else { return Ok(()) };
        let decided = decision.said();
        if decided.day < assessed.last {
            return Err(DossierFault::DecidedBeforeAssessed {
                decided: decided.day,
                assessed: assessed.last,
            });
        }
        if decided.outcome == Outcome::Granted && !assessed.finding.reached.contains(&application.level) {
            return Err(DossierFault::NotReached { level: application.level.clone() });
        }
        Ok(())
    }

    /// What a label takes over from a granted application. Region, number and rights are the issuer's to add.
    ///
    /// # Errors
    ///
    /// [`DossierFault::Refused`] when it was refused, [`DossierFault::Missing`] while it is not decided, or what
    /// [`Dossier::check`] finds.
    pub fn award(&self, scheme: &Scheme, country: Option<&str>) -> Result<Award, DossierFault> {
        self.check(scheme, country)?;
        let (application, assessed) = (self.application.said(), self.assessment()?.said());
        let decided = self.decision()?.said();
        if decided.outcome == Outcome::Refused {
            return Err(DossierFault::Refused { reason: decided.reason.clone() });
        }
        let unless_issuer = |party: &Party| (party.did != assessed.issuer.did).then(|| party.clone());
        Ok(Award {
            subject_type: application.subject_type.clone(),
            assessed: Some((assessed.first, assessed.last)),
            assessor_body: unless_issuer(&assessed.by),
            assessors: assessed.facts(),
            decider: unless_issuer(&decided.by),
            follows: application.follows.first().cloned(),
            basis: application.basis.clone(),
            conditions: decided.conditions.clone(),
            term: assessed.score_term(scheme),
            scorecard: Some(assessed.scorecard.commitment()),
            evidence: application.evidence.iter().chain(&assessed.report).map(Into::into).collect(),
            ..Award::default()
        })
    }
}

/// The organisation of a party.
///
/// # Errors
///
/// [`DossierFault::NoOrganisation`].
fn organisation(party: &Party) -> Result<OrganisationId, DossierFault> {
    party.organisation().map_err(|_| DossierFault::NoOrganisation { did: party.did.clone() })
}

/// Why bytes are no dossier that holds.
#[derive(Debug, Error)]
pub enum DossierError {
    /// No JSON.
    #[error("the dossier cannot be read")]
    Json(#[from] JsonError),
    /// Another kind of file.
    #[error("the file is no dossier; `hanse application make` begins one")]
    NoDossier,
    /// A part is missing or of another form.
    #[error("the dossier's {part} is missing or of another form")]
    Part {
        /// Which one.
        part: &'static str,
    },
    /// A part has members of another form.
    #[error("the {part} cannot be read")]
    Form {
        /// Which one.
        part: &'static str,
        /// Why.
        source: JsonError,
    },
    /// A text that nobody would read, or is missing.
    #[error("{part} must be a text of 1 to {limit_bytes} bytes")]
    Text {
        /// Which one.
        part: &'static str,
        /// The limit.
        limit_bytes: usize,
    },
    /// Too many of something, or too few.
    #[error("there must be {least} to {most} {part}")]
    Count {
        /// Of what.
        part: &'static str,
        /// At least.
        least: usize,
        /// At most.
        most: usize,
    },
    /// The members of a part do not go together.
    #[error("the parts of the {part} contradict each other: {why}")]
    Contradiction {
        /// Which one.
        part: &'static str,
        /// How.
        why: &'static str,
    },
    /// The scorecard in it.
    #[error("the scorecard of the assessment cannot be taken")]
    Scorecard(#[from] ScorecardError),
    /// A part that does not follow from the one before.
    #[error("the {part} is not of this {of}")]
    Chain {
        /// What was to be added.
        part: &'static str,
        /// To what.
        of: &'static str,
    },
    /// A proof by another party's key.
    #[error("the {part} is not sealed by a device of {did}, who it says made it")]
    ForeignKey {
        /// Which one.
        part: &'static str,
        /// Whose it should be.
        did: String,
    },
    /// The proof does not count.
    #[error("the proof of the {part} does not count")]
    Proof {
        /// Which one.
        part: &'static str,
        /// Why.
        source: ProofError,
    },
}

/// Why no label follows from a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DossierFault {
    /// It has not come that far.
    #[error("the dossier holds no {part} yet")]
    Missing {
        /// What is missing.
        part: &'static str,
    },
    /// Another scheme, or a level that it has not.
    #[error("the scheme at hand has no level {level:?} of {scheme}")]
    NoLevel {
        /// What was applied for.
        level: String,
        /// The scheme.
        scheme: String,
    },
    /// A party without an organisation.
    #[error("{did:?} is the DID of no organisation")]
    NoOrganisation {
        /// What stands there.
        did: String,
    },
    /// Points that the scheme does not give.
    #[error(transparent)]
    Points(#[from] DisclosureFault),
    /// Another finding than the scheme's.
    #[error("the assessment says of the answers something else than the scheme does")]
    Finding,
    /// Assessors or bodies that the scheme does not allow.
    #[error(transparent)]
    Independence(#[from] IndependenceFault),
    /// A decision too early.
    #[error("it was decided on {decided}, before the assessment ended on {assessed}")]
    DecidedBeforeAssessed {
        /// The day of the decision.
        decided: Day,
        /// The last day of the assessment.
        assessed: Day,
    },
    /// Granted and not reached.
    #[error("the answers do not reach {level:?}; refuse it, or grant it on a condition")]
    NotReached {
        /// The level.
        level: String,
    },
    /// No label follows from a refusal.
    #[error("the application was refused: {reason}")]
    Refused {
        /// Why.
        reason: String,
    },
}

/// A dossier has at most this many bytes.
pub const DOSSIER_BYTES_MAX: usize = 512 * 1024;

const DOSSIER_TYPE: &str = "hanse-dossier-1";
