//! A scorecard that stays private: the label carries one hash, and its holder shows single answers to whom it chooses.
//!
//! ```text
//! leaf       = SHA-256("hanse scorecard leaf 1\n" ‖ JCS{scheme, criterion, answer, points, salt})     one for each answer
//! root       = RFC 6962 tree over the leaves, in the order of the criteria's codes
//! commitment = SHA-256("hanse scorecard 1\n" ‖ JCS{scheme, level, subject, size, root})               in the label
//!
//! SealedScorecard ──disclose(codes)──▶ Disclosure ──verify(label, scheme)──▶ Vec<Disclosed>
//!  answers, salts                       some of them, with paths
//! ```
//! A salt of 16 bytes stands between an answer and whoever would try all answers. Source: `docs/spec/scorecard.md`.

pub(crate) mod spelling;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

use crate::attestation::{AttestationId, Label};
use crate::canonical::{JsonError, parse_json, to_jcs, to_jcs_text};
use crate::digest::Digest;
use crate::organisation::OrganisationId;
use crate::scheme::scorecard::{ANSWERS_MAX, Answer, Scorecard};
use crate::scheme::{Scheme, SchemeId};
use crate::scorecard::spelling::Spelled;
use crate::text::excerpt;
use crate::tree;

/// The answers of an assessment with their salts: a private file of those who were there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedScorecard {
    #[serde(rename = "type")]
    form: SealedForm,
    #[serde(with = "spelling")]
    scheme: SchemeId,
    level: String,
    #[serde(with = "spelling")]
    subject: OrganisationId,
    answers: BTreeMap<String, SealedAnswer>,
}

/// Some answers of a sealed scorecard, for whom the holder chooses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosure {
    #[serde(rename = "type")]
    form: DisclosureForm,
    #[serde(with = "spelling")]
    label: AttestationId,
    #[serde(with = "spelling")]
    scheme: SchemeId,
    level: String,
    #[serde(with = "spelling")]
    subject: OrganisationId,
    size: u64,
    #[serde(with = "spelling")]
    root: Digest,
    answers: Vec<ProvenAnswer>,
}

/// An answer that is proven to be the one that the label commits to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosed {
    /// Code of the criterion.
    pub criterion: String,
    /// What was answered.
    pub answer: Answer,
    /// The points that it brought, of how many, such as `4 of 5`; `None` where answers bring none.
    pub points: Option<String>,
}

/// 16 bytes that nobody can guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Salt(#[serde(with = "spelling")] SaltBytes);

impl SealedScorecard {
    /// Seals the answers of an assessment. The secret must be drawn at random for this one scorecard and forgotten: every
    /// salt follows from it.
    ///
    /// # Errors
    ///
    /// [`SealError`] when the scheme lacks the level or does not take an answer.
    pub fn seal(
        id: &SchemeId,
        scheme: &Scheme,
        level: &str,
        subject: OrganisationId,
        card: &Scorecard,
        secret: &[u8; 32],
    ) -> Result<Self, SealError> {
        if scheme.level(level).is_none() || scheme.document_name() != id.name {
            return Err(SealError::NoLevel { level: excerpt(level), scheme: scheme.document_name() });
        }
        if let Some(fault) = scheme.assess(card).faults.into_iter().next() {
            return Err(SealError::Answer { fault });
        }
        if card.answers.is_empty() {
            return Err(SealError::Empty);
        }
        let answers = card.answers.iter().map(|(code, answer)| {
            let sealed = SealedAnswer {
                answer: *answer,
                points: points_of(scheme, code, *answer),
                salt: Salt::drawn(secret, code),
            };
            (code.clone(), sealed)
        });
        Ok(Self {
            form: SealedForm::V1,
            scheme: id.clone(),
            level: level.to_owned(),
            subject,
            answers: answers.collect(),
        })
    }

    /// Parses the file.
    ///
    /// # Errors
    ///
    /// [`ScorecardError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ScorecardError> {
        let sealed: Self =
            serde_json::from_value(parse_json(bytes, SEALED_BYTES_MAX)?).map_err(JsonError::from)?;
        sealed.check()?;
        Ok(sealed)
    }

    /// Checks what types alone do not say.
    ///
    /// # Errors
    ///
    /// [`ScorecardError::Bounds`].
    pub(crate) fn check(&self) -> Result<(), ScorecardError> {
        let (shortest, longest) = (1, ANSWERS_MAX);
        check_code(&self.level)?;
        if !(shortest..=longest).contains(&self.answers.len()) {
            return Err(ScorecardError::Bounds { part: "answers" });
        }
        self.answers.iter().try_for_each(|(code, sealed)| check_answer(code, sealed.points.as_deref()))
    }

    /// The file, canonical JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        to_jcs_text(&serde_json::to_value(self).expect("a sealed scorecard is plain data"))
    }

    /// What the label carries.
    #[must_use]
    pub fn commitment(&self) -> Digest {
        let leaves = self.leaves();
        commitment(&self.scheme, &self.level, self.subject, leaves.len() as u64, &tree::root(&leaves))
    }

    /// The scheme that was answered.
    #[must_use]
    pub fn scheme(&self) -> &SchemeId {
        &self.scheme
    }

    /// The level that was asked for.
    #[must_use]
    pub fn level(&self) -> &str {
        &self.level
    }

    /// Whose scorecard it is.
    #[must_use]
    pub fn subject(&self) -> OrganisationId {
        self.subject
    }

    /// The answers, without salts.
    #[must_use]
    pub fn scorecard(&self) -> Scorecard {
        let answers = self.answers.iter().map(|(code, sealed)| (code.clone(), sealed.answer));
        Scorecard { answers: answers.collect(), ..Scorecard::default() }
    }

    /// Discloses the answers to some criteria for a reader of the label, and nothing of the others but how many there are.
    ///
    /// # Errors
    ///
    /// [`DiscloseError`] when the label commits to another scorecard, or a criterion has no answer.
    pub fn disclose<S: AsRef<str>>(&self, label: &Label, codes: &[S]) -> Result<Disclosure, DiscloseError> {
        if label.award.scorecard != Some(self.commitment()) {
            return Err(DiscloseError::OtherLabel { label: label.id.to_string() });
        }
        let leaves = self.leaves();
        let mut chosen: BTreeMap<&str, ProvenAnswer> = BTreeMap::new();
        for code in codes.iter().map(AsRef::as_ref) {
            let place = self.answers.iter().enumerate().find(|(_, (answered, _))| *answered == code);
            let (index, (answered, sealed)) =
                place.ok_or_else(|| DiscloseError::NoAnswer { code: excerpt(code) })?;
            let proven = ProvenAnswer {
                criterion: answered.clone(),
                answer: sealed.answer,
                points: sealed.points.clone(),
                salt: sealed.salt,
                index: index as u64,
                path: tree::path(&leaves, index).expect("the place is one of the leaves"),
            };
            chosen.insert(answered, proven);
        }
        if chosen.is_empty() {
            return Err(DiscloseError::Nothing);
        }
        Ok(Disclosure {
            form: DisclosureForm::V1,
            label: label.id.clone(),
            scheme: self.scheme.clone(),
            level: self.level.clone(),
            subject: self.subject,
            size: leaves.len() as u64,
            root: tree::root(&leaves),
            answers: chosen.into_values().collect(),
        })
    }

    /// The codes of all criteria that have an answer.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.answers.keys().map(String::as_str)
    }

    /// Whether the points are those that the scheme gives for the answers.
    ///
    /// # Errors
    ///
    /// [`DisclosureFault::Points`] names the first that is not.
    pub(crate) fn check_points(&self, scheme: &Scheme) -> Result<(), DisclosureFault> {
        let each = self.answers.iter();
        each.map(|(code, sealed)| (code, sealed.answer, &sealed.points))
            .try_for_each(|(code, answer, points)| check_points(scheme, code, answer, points.as_deref()))
    }

    fn leaves(&self) -> Vec<Digest> {
        let of_answer = |(code, sealed): (&String, &SealedAnswer)| {
            leaf(&self.scheme, code, sealed.answer, sealed.points.as_deref(), sealed.salt)
        };
        self.answers.iter().map(of_answer).collect()
    }
}

impl Disclosure {
    /// Parses the file.
    ///
    /// # Errors
    ///
    /// [`ScorecardError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, ScorecardError> {
        let read: Self =
            serde_json::from_value(parse_json(bytes, DISCLOSURE_BYTES_MAX)?).map_err(JsonError::from)?;
        check_code(&read.level)?;
        let bounds = |part, holds: bool| if holds { Ok(()) } else { Err(ScorecardError::Bounds { part }) };
        bounds("size", (1..=ANSWERS_MAX as u64).contains(&read.size))?;
        bounds("answers", (1..=read.size).contains(&(read.answers.len() as u64)))?;
        let is_in_order =
            |pair: &[ProvenAnswer]| pair[0].criterion < pair[1].criterion && pair[0].index < pair[1].index;
        bounds("answers", read.answers.windows(2).all(is_in_order))?;
        for proven in &read.answers {
            check_answer(&proven.criterion, proven.points.as_deref())?;
            bounds("path", proven.index < read.size && proven.path.len() <= tree::PATH_LENGTH_MAX)?;
        }
        Ok(read)
    }

    /// The file, canonical JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        to_jcs_text(&serde_json::to_value(self).expect("a disclosure is plain data"))
    }

    /// The label that it is about.
    #[must_use]
    pub fn label(&self) -> &AttestationId {
        &self.label
    }

    /// How many answers there are in all.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// All answers, when none was left out: with them the scheme can be asked again.
    #[must_use]
    pub fn scorecard(&self) -> Option<Scorecard> {
        let answers = self.answers.iter().map(|proven| (proven.criterion.clone(), proven.answer));
        let is_whole = self.answers.len() as u64 == self.size;
        is_whole.then(|| Scorecard { answers: answers.collect(), ..Scorecard::default() })
    }

    /// Checks the disclosed answers against a label, whose own proof is the caller's to check, and its scheme.
    ///
    /// # Errors
    ///
    /// [`DisclosureFault`]; a single wrong answer refuses all of them.
    pub fn verify(&self, label: &Label, scheme: &Scheme) -> Result<Vec<Disclosed>, DisclosureFault> {
        if label.id != self.label {
            return Err(DisclosureFault::OtherLabel { named: self.label.to_string() });
        }
        let is_same = label.scheme == self.scheme
            && scheme.document_name() == self.scheme.name
            && label.level == self.level
            && label.subject.organisation().ok() == Some(self.subject);
        if !is_same {
            return Err(DisclosureFault::Contradiction);
        }
        let committed = label.award.scorecard.ok_or(DisclosureFault::NoCommitment)?;
        let own = commitment(&self.scheme, &self.level, self.subject, self.size, &self.root);
        if own != committed {
            return Err(DisclosureFault::OtherCommitment);
        }
        let disclosed = self.answers.iter().map(|proven| {
            let points = proven.points.as_deref();
            let leaf = leaf(&self.scheme, &proven.criterion, proven.answer, points, proven.salt);
            if !tree::holds(&leaf, proven.index, self.size, &proven.path, &self.root) {
                return Err(DisclosureFault::NotCommitted { criterion: proven.criterion.clone() });
            }
            check_points(scheme, &proven.criterion, proven.answer, points)?;
            Ok(Disclosed {
                criterion: proven.criterion.clone(),
                answer: proven.answer,
                points: proven.points.clone(),
            })
        });
        disclosed.collect()
    }
}

impl Salt {
    /// The salt of a criterion, as it follows from the secret of a scorecard.
    fn drawn(secret: &[u8; 32], code: &str) -> Self {
        let whole = Digest::of(&[SALT_TAG, secret, code.as_bytes()]);
        let (salt, _) = whole.as_bytes().split_first_chunk().expect("32 bytes hold 16");
        Self(SaltBytes(*salt))
    }
}

/// Why a scorecard cannot be sealed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SealError {
    /// The scheme lacks the level, or it is not the scheme that the id names.
    #[error("the scheme {scheme} has no level {level:?}")]
    NoLevel {
        /// What was asked for.
        level: String,
        /// The scheme.
        scheme: String,
    },
    /// An answer that the scheme does not take.
    #[error("{fault}; correct the answer or leave it out")]
    Answer {
        /// Which, in words.
        fault: String,
    },
    /// Nothing to commit to.
    #[error("there is no answer to seal")]
    Empty,
}

/// Why nothing can be disclosed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DiscloseError {
    /// The label has another commitment, or none.
    #[error("the label {label} does not commit to this scorecard")]
    OtherLabel {
        /// The label.
        label: String,
    },
    /// Nobody answered it.
    #[error("the scorecard has no answer to {code:?}")]
    NoAnswer {
        /// The criterion.
        code: String,
    },
    /// No criterion was chosen.
    #[error("no criterion is named")]
    Nothing,
}

/// Why bytes are no file with a scorecard.
#[derive(Debug, Error)]
pub enum ScorecardError {
    /// No JSON, or of another form.
    #[error("the file is no sealed scorecard and no disclosure")]
    Json(#[from] JsonError),
    /// Too many, too long, or in another order.
    #[error("the {part} of the file are too many, too long or in another order than they are written")]
    Bounds {
        /// What.
        part: &'static str,
    },
}

/// Why a disclosure proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DisclosureFault {
    /// It is about another label.
    #[error("it discloses answers behind the label {named}, which is another one")]
    OtherLabel {
        /// The label that it names.
        named: String,
    },
    /// Scheme, level or subject are not those of the label.
    #[error("its scheme, level or subject is not the label's")]
    Contradiction,
    /// The label commits to no scorecard.
    #[error("the label commits to no scorecard, so nothing can be proven")]
    NoCommitment,
    /// The label commits to another scorecard.
    #[error("the label commits to another scorecard")]
    OtherCommitment,
    /// The answer is not the one of the assessment.
    #[error("the answer to {criterion:?} is not the one that the label commits to")]
    NotCommitted {
        /// The criterion.
        criterion: String,
    },
    /// The scheme gives other points.
    #[error(
        "the scheme gives {} to the answer to {criterion:?}, and {} were counted",
        said(given),
        said(counted)
    )]
    Points {
        /// The criterion.
        criterion: String,
        /// What the scheme gives.
        given: Option<String>,
        /// What stands in the file.
        counted: Option<String>,
    },
}

/// An answer with its salt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedAnswer {
    answer: Answer,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    points: Option<String>,
    salt: Salt,
}

/// An answer with its way to the root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvenAnswer {
    criterion: String,
    answer: Answer,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    points: Option<String>,
    salt: Salt,
    index: u64,
    #[serde(with = "spelling::each")]
    path: Vec<Digest>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum SealedForm {
    #[serde(rename = "hanse-scorecard-1")]
    V1,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum DisclosureForm {
    #[serde(rename = "hanse-disclosure-1")]
    V1,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct SaltBytes([u8; 16]);

impl fmt::Display for SaltBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl Spelled for SaltBytes {
    const EXPECTED: &'static str = "a salt of 32 lower-case hexadecimal digits";

    fn read(text: &str) -> Option<Self> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }
}

fn leaf(scheme: &SchemeId, criterion: &str, answer: Answer, points: Option<&str>, salt: Salt) -> Digest {
    let mut committed = json!({
        "scheme": scheme.to_string(),
        "criterion": criterion,
        "answer": answer,
        "salt": salt.0.to_string(),
    });
    if let Some(points) = points {
        committed["points"] = Value::from(points);
    }
    Digest::of(&[LEAF_TAG, &to_jcs(&committed)])
}

fn commitment(scheme: &SchemeId, level: &str, subject: OrganisationId, size: u64, root: &Digest) -> Digest {
    let bound = json!({
        "scheme": scheme.to_string(),
        "level": level,
        "subject": subject.to_string(),
        "size": size,
        "root": root.to_string(),
    });
    Digest::of(&[ROOT_TAG, &to_jcs(&bound)])
}

fn points_of(scheme: &Scheme, code: &str, answer: Answer) -> Option<String> {
    scheme.points_for(code, answer).map(|(brought, most)| format!("{brought} of {most}"))
}

fn check_points(
    scheme: &Scheme,
    code: &str,
    answer: Answer,
    counted: Option<&str>,
) -> Result<(), DisclosureFault> {
    let given = points_of(scheme, code, answer);
    if given.as_deref() == counted {
        return Ok(());
    }
    Err(DisclosureFault::Points { criterion: code.to_owned(), given, counted: counted.map(str::to_owned) })
}

fn said(points: &Option<String>) -> &str {
    points.as_deref().unwrap_or("no points")
}

fn check_answer(code: &str, points: Option<&str>) -> Result<(), ScorecardError> {
    check_code(code)?;
    if points.is_some_and(|points| points.len() > POINTS_BYTES_MAX) {
        return Err(ScorecardError::Bounds { part: "points" });
    }
    Ok(())
}

fn check_code(code: &str) -> Result<(), ScorecardError> {
    if (1..=CODE_BYTES_MAX).contains(&code.len()) {
        Ok(())
    } else {
        Err(ScorecardError::Bounds { part: "codes" })
    }
}

/// A sealed scorecard has at most this many bytes.
pub const SEALED_BYTES_MAX: usize = 128 * 1024;
/// A disclosure has at most this many bytes.
pub const DISCLOSURE_BYTES_MAX: usize = 512 * 1024;

const LEAF_TAG: &[u8] = b"hanse scorecard leaf 1\n";
const ROOT_TAG: &[u8] = b"hanse scorecard 1\n";
const SALT_TAG: &[u8] = b"hanse scorecard salt 1\n";
const CODE_BYTES_MAX: usize = 64;
const POINTS_BYTES_MAX: usize = 160;
