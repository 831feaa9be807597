//! A label: a W3C Verifiable Credential 2.0 that is also an Open Badge 3.0, and the status its issuer gives it.
//!
//! ```text
//! document attestation/<name>, set-once:   content        the credential, canonical JSON with its proof
//!                                          event/<name>   a status act, canonical JSON
//! ```
//! Only the two public contexts, proof `eddsa-jcs-2022`, issuer a did:webvh, no number anywhere. The form is
//! the one that other people's verifiers accept (`docs/spec/attestation.md`).

use std::fmt;

use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::canonical::{JsonError, parse_json, to_jcs, to_jcs_text};
use crate::digest::Digest;
use crate::entry::Address;
use crate::key::{PublicKey, SigningKey};
use crate::organisation::OrganisationId;
use crate::proof::{Proof, ProofError};
use crate::scheme::{Scheme, SchemeId, parse_named};
use crate::time::{Day, Timestamp};

/// Names a label or an accreditation: its issuer and the document's name; printed `<scid>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttestationId {
    /// Who issued it.
    pub issuer: OrganisationId,
    /// The document's name, drawn at random.
    pub name: String,
}

impl AttestationId {
    /// Parses `<scid>/<name>` or the credential's URL.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (issuer, name) = parse_named(text, ATTESTATIONS_PATH)?;
        Address::new("attestation", &name).ok()?;
        Some(Self { issuer, name })
    }

    /// Makes a name of 10 random bytes.
    #[must_use]
    pub fn named(issuer: OrganisationId, random: [u8; 10]) -> Self {
        Self { issuer, name: bs58::encode(random).into_string() }
    }

    /// The document that holds it.
    #[must_use]
    pub fn address(&self) -> Address {
        Address::new("attestation", &self.name).expect("checked when it was parsed")
    }
}

impl fmt::Display for AttestationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.issuer, self.name)
    }
}

/// A party of a credential, by DID and by the name it had when the credential was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The whole DID; compared by SCID.
    pub did: String,
    /// For readers alone.
    pub name: String,
}

impl Party {
    /// The organisation behind the DID.
    ///
    /// # Errors
    ///
    /// [`CredentialError::Malformed`] when the DID is no did:webvh.
    pub fn organisation(&self) -> Result<OrganisationId, CredentialError> {
        let is_webvh = self.did.starts_with("did:webvh:");
        OrganisationId::parse(&self.did)
            .ok()
            .filter(|_| is_webvh)
            .ok_or(CredentialError::Malformed { part: "did" })
    }

    /// The host in the DID.
    fn host(&self) -> &str {
        self.did.split(':').nth(3).unwrap_or_default()
    }
}

/// What a label says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The label's name with its issuer.
    pub id: AttestationId,
    /// Who issues it.
    pub issuer: Party,
    /// Who holds it.
    pub subject: Party,
    /// Who owns the scheme.
    pub owner: Party,
    /// The scheme.
    pub scheme: SchemeId,
    /// Code of the level.
    pub level: String,
    /// First day.
    pub valid_from: Day,
    /// Last day, included.
    pub valid_until: Day,
}

/// A credential whose form was checked. Its proof is another question: [`Credential::verify`].
#[derive(Clone, Debug, PartialEq)]
pub struct Credential {
    whole: Map<String, Value>,
    body: Map<String, Value>,
    proof: Proof,
    label: Label,
}

impl Label {
    /// Writes the credential and seals it with a device of the issuer.
    ///
    /// # Errors
    ///
    /// [`CredentialError::UnknownLevel`] when the scheme has no such level.
    pub fn seal(
        &self,
        scheme: &Scheme,
        key: &SigningKey,
        now: Timestamp,
    ) -> Result<Credential, CredentialError> {
        let level = scheme.level(&self.level).ok_or(CredentialError::UnknownLevel)?;
        let scheme_url = format!("https://{}/v1/schemes/{}", self.owner.host(), self.scheme);
        let title = format!("{} {}", scheme.title(), level.title());
        let level_url = |code: &str| format!("{scheme_url}#level-{code}");
        let levels: Vec<Value> = scheme
            .levels
            .iter()
            .map(|level| {
                json!({
                    "id": level_url(&level.code),
                    "type": ["RubricCriterionLevel"],
                    "name": level.title(),
                    "level": level.rank.to_string(),
                })
            })
            .collect();
        let credential = json!({
            "@context": CONTEXTS,
            "id": format!("https://{}{ATTESTATIONS_PATH}{}", self.issuer.host(), self.id),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": title,
            "issuer": profile(&self.issuer),
            "awardedDate": now.to_string(),
            "validFrom": self.valid_from.start().to_string(),
            "validUntil": self.valid_until.end().to_string(),
            "credentialSubject": {
                "id": self.subject.did,
                "type": ["AchievementSubject"],
                "name": self.subject.name,
                "achievement": {
                    "id": format!("{scheme_url}#{}", self.level),
                    "type": ["Achievement"],
                    "achievementType": LABEL_TYPE,
                    "name": title,
                    "description": format!("The organisation met the criteria of the level {}.", level.title()),
                    "version": scheme.version,
                    "creator": profile(&self.owner),
                    "criteria": {"id": format!("{scheme_url}#criteria")},
                    "resultDescription": [{
                        "id": format!("{scheme_url}#level"),
                        "type": ["ResultDescription"],
                        "name": "Level",
                        "resultType": "RubricCriterionLevel",
                        "requiredLevel": level_url(&self.level),
                        "rubricCriterionLevel": levels,
                    }],
                },
                "result": [{
                    "type": ["Result"],
                    "resultDescription": format!("{scheme_url}#level"),
                    "achievedLevel": level_url(&self.level),
                }],
            },
        });
        let whole = seal_credential(credential, &self.issuer.did, key, now);
        Credential::read(Value::Object(whole))
    }
}

impl Credential {
    /// Parses a credential of the label form.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] names what is missing or of another form.
    pub fn parse(bytes: &[u8]) -> Result<Self, CredentialError> {
        Self::read(parse_json(bytes, CREDENTIAL_BYTES_MAX)?)
    }

    fn read(value: Value) -> Result<Self, CredentialError> {
        let (whole, body, proof) = open(value)?;
        let subject =
            body.get("credentialSubject").ok_or(CredentialError::Malformed { part: "credentialSubject" })?;
        let achievement =
            subject.get("achievement").ok_or(CredentialError::Malformed { part: "achievement" })?;
        if achievement.get("achievementType") != Some(&json!(LABEL_TYPE)) {
            return Err(CredentialError::Malformed { part: "achievementType" });
        }
        let url = text(achievement, "id")?;
        let (scheme, level) =
            url.split_once('#').ok_or(CredentialError::Malformed { part: "achievement id" })?;
        let label = Label {
            id: AttestationId::parse(text_of(&body, "id")?)
                .ok_or(CredentialError::Malformed { part: "id" })?,
            issuer: party(body.get("issuer"), "issuer")?,
            subject: party(Some(subject), "credentialSubject")?,
            owner: party(achievement.get("creator"), "creator")?,
            scheme: SchemeId::parse(scheme)
                .filter(|_| scheme.starts_with("https://"))
                .ok_or(CredentialError::Malformed { part: "achievement id" })?,
            level: level.to_owned(),
            valid_from: day(&body, "validFrom", Day::start)?,
            valid_until: day(&body, "validUntil", Day::end)?,
        };
        let is_consistent = label.issuer.organisation()? == label.id.issuer
            && label.owner.organisation()? == label.scheme.owner
            && label.subject.organisation().is_ok()
            && label.valid_from <= label.valid_until;
        let achieved = format!("{scheme}#level-{level}");
        let says_level = subject["result"][0]["achievedLevel"] == json!(achieved);
        if !is_consistent || !says_level {
            return Err(CredentialError::Contradiction);
        }
        Ok(Self { whole, body, proof, label })
    }

    /// What it says. Nobody need have signed it.
    #[must_use]
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// The key that the proof names: a device of the issuer.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`] when the method is not a device key of the issuer's DID.
    pub fn device(&self) -> Result<PublicKey, CredentialError> {
        device_of(&self.proof, self.label.id.issuer)
    }

    /// Checks the proof with the key that it names; whether the issuer lists that key is the caller's to check.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`] or [`CredentialError::Proof`].
    pub fn verify(&self) -> Result<(), CredentialError> {
        Ok(self.proof.verify(&self.body, &self.device()?)?)
    }

    /// The credential as canonical JSON, with its proof: the bytes that are stored and exchanged.
    #[must_use]
    pub fn to_text(&self) -> String {
        to_jcs_text(&Value::Object(self.whole.clone()))
    }

    /// SHA-256 over those bytes.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&[&to_jcs(&Value::Object(self.whole.clone()))])
    }
}

/// What an issuer did with a label after issuing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusAct {
    /// What it did.
    pub kind: StatusKind,
    /// The first day on which it holds.
    pub effective: Day,
    /// When the issuer wrote it down, by its own clock.
    pub recorded: Timestamp,
    /// Why.
    pub reason: String,
}

/// Kinds of status acts. A later version adds suspension, reinstatement and others; an act of unknown kind makes
/// a verdict indeterminate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// The label ends for good.
    Withdrawn,
}

impl StatusAct {
    /// The value of an `event/…` key.
    #[must_use]
    pub fn to_text(&self) -> String {
        let StatusKind::Withdrawn = self.kind;
        to_jcs_text(&json!({
            "type": "withdrawn",
            "effective": self.effective.to_string(),
            "recorded": self.recorded.to_string(),
            "reason": self.reason,
        }))
    }

    /// Parses the value of an `event/…` key.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] for another form or an unknown kind.
    pub fn parse(value: &str) -> Result<Self, CredentialError> {
        let value = parse_json(value.as_bytes(), REASON_BYTES_MAX + 1024)?;
        if text(&value, "type")? != "withdrawn" {
            return Err(CredentialError::UnknownStatus);
        }
        let malformed = |part| move |_| CredentialError::Malformed { part };
        let reason = text(&value, "reason")?;
        if reason.len() > REASON_BYTES_MAX {
            return Err(CredentialError::Malformed { part: "reason" });
        }
        Ok(Self {
            kind: StatusKind::Withdrawn,
            effective: Day::parse(text(&value, "effective")?).map_err(malformed("effective"))?,
            recorded: Timestamp::parse(text(&value, "recorded")?).map_err(malformed("recorded"))?,
            reason: reason.to_owned(),
        })
    }
}

/// Why JSON is no credential of ours, or does not hold.
#[derive(Debug, Error)]
pub enum CredentialError {
    /// No JSON, or ambiguous JSON.
    #[error("the credential cannot be read")]
    Json(#[from] JsonError),
    /// A part is missing or of another form.
    #[error("the credential's {part} is missing or not of the form that labels have")]
    Malformed {
        /// The part.
        part: &'static str,
    },
    /// Parts say different things.
    #[error("parts of the credential contradict each other")]
    Contradiction,
    /// A level that the scheme has not.
    #[error("the scheme has no such level")]
    UnknownLevel,
    /// A status act of a later version.
    #[error("the label has a status that this version does not know")]
    UnknownStatus,
    /// The proof names a key that is not the issuer's.
    #[error("the proof's key is not a key of the issuer")]
    ForeignKey,
    /// The proof does not count.
    #[error("the credential's proof does not count")]
    Proof(#[from] ProofError),
}

/// Puts a proof of the issuer's device on a credential.
pub(crate) fn seal_credential(
    credential: Value,
    issuer_did: &str,
    key: &SigningKey,
    now: Timestamp,
) -> Map<String, Value> {
    let Value::Object(mut whole) = credential else { unreachable!("credentials are written as objects") };
    let method = format!("{issuer_did}#{}", key.public());
    let proof = Proof::seal(&whole, &method, key, now);
    whole.insert("proof".into(), proof);
    whole
}

/// A credential as it came, its body without the proof, and the proof.
pub(crate) type Opened = (Map<String, Value>, Map<String, Value>, Proof);

/// Takes a credential apart into itself, its body and its proof, and checks what labels and accreditations share.
pub(crate) fn open(value: Value) -> Result<Opened, CredentialError> {
    let Value::Object(whole) = value else { return Err(CredentialError::Malformed { part: "credential" }) };
    let mut body = whole.clone();
    let proof = Proof::detach(&mut body)?;
    if body.get("@context") != Some(&json!(CONTEXTS)) {
        return Err(CredentialError::Malformed { part: "@context" });
    }
    if body.get("type") != Some(&json!(["VerifiableCredential", "OpenBadgeCredential"])) {
        return Err(CredentialError::Malformed { part: "type" });
    }
    Ok((whole, body, proof))
}

/// The device key in a proof's verification method, which must be a key of the issuer's DID.
pub(crate) fn device_of(proof: &Proof, issuer: OrganisationId) -> Result<PublicKey, CredentialError> {
    let (did, multikey) = proof.method().split_once('#').ok_or(CredentialError::ForeignKey)?;
    let is_issuer = did.starts_with("did:webvh:") && OrganisationId::parse(did) == Ok(issuer);
    PublicKey::parse(multikey).ok().filter(|_| is_issuer).ok_or(CredentialError::ForeignKey)
}

pub(crate) fn party(value: Option<&Value>, part: &'static str) -> Result<Party, CredentialError> {
    let value = value.ok_or(CredentialError::Malformed { part })?;
    Ok(Party { did: text(value, "id")?.to_owned(), name: text(value, "name")?.to_owned() })
}

pub(crate) fn profile(party: &Party) -> Value {
    json!({"id": party.did, "type": ["Profile"], "name": party.name})
}

pub(crate) fn text<'v>(value: &'v Value, part: &'static str) -> Result<&'v str, CredentialError> {
    value.get(part).and_then(Value::as_str).ok_or(CredentialError::Malformed { part })
}

pub(crate) fn text_of<'v>(
    map: &'v Map<String, Value>,
    part: &'static str,
) -> Result<&'v str, CredentialError> {
    map.get(part).and_then(Value::as_str).ok_or(CredentialError::Malformed { part })
}

/// A day that is written as its first or last second.
pub(crate) fn day(
    body: &Map<String, Value>,
    part: &'static str,
    edge: fn(Day) -> Timestamp,
) -> Result<Day, CredentialError> {
    let at = Timestamp::parse(text_of(body, part)?).map_err(|_| CredentialError::Malformed { part })?;
    Some(at.day()).filter(|day| edge(*day) == at).ok_or(CredentialError::Malformed { part })
}

/// The two public contexts, and no others.
pub const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
/// A credential has at most this many bytes.
pub const CREDENTIAL_BYTES_MAX: usize = 48 * 1024;
/// A reason has at most this many bytes.
pub const REASON_BYTES_MAX: usize = 2_000;

const ATTESTATIONS_PATH: &str = "/v1/attestations/";
const LABEL_TYPE: &str = "QualityAssuranceCredential";
