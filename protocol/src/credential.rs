//! The form that labels and accreditations share: a W3C Verifiable Credential 2.0 that is also an Open Badge 3.0.
//!
//! Only the two public contexts, one `eddsa-jcs-2022` proof by a device of the issuer, no numbers. What is stored and
//! exchanged is canonical JSON. Source: `docs/spec/attestation.md`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::canonical::{JsonError, parse_json, to_jcs, to_jcs_text};
use crate::digest::Digest;
use crate::key::{PublicKey, SigningKey};
use crate::organisation::OrganisationId;
use crate::proof::{Proof, ProofError};
use crate::time::{Day, Timestamp};

/// A party of a credential, by DID and by the name it had when the credential was issued.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    pub(crate) fn host(&self) -> &str {
        self.did.split(':').nth(3).unwrap_or_default()
    }

    pub(crate) fn to_profile(&self) -> Value {
        json!({"id": self.did, "type": ["Profile"], "name": self.name})
    }

    pub(crate) fn read(value: Option<&Value>, part: &'static str) -> Result<Self, CredentialError> {
        let value = value.ok_or(CredentialError::Malformed { part })?;
        Ok(Self { did: text(value, "id")?.to_owned(), name: text(value, "name")?.to_owned() })
    }
}

/// A credential taken apart: form and contexts are checked, the proof is another question.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    whole: Map<String, Value>,
    body: Map<String, Value>,
    proof: Proof,
}

impl Sealed {
    /// Puts a proof of the issuer's device on a credential.
    pub(crate) fn seal(credential: Value, issuer_did: &str, key: &SigningKey, now: Timestamp) -> Value {
        let Value::Object(mut whole) = credential else { unreachable!("credentials are written as objects") };
        let method = format!("{issuer_did}#{}", key.public());
        let proof = Proof::seal(&whole, &method, key, now);
        whole.insert("proof".into(), proof);
        Value::Object(whole)
    }

    /// Parses the bytes of a credential.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] names what is missing or of another form.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, CredentialError> {
        Self::open(parse_json(bytes, CREDENTIAL_BYTES_MAX)?)
    }

    pub(crate) fn open(value: Value) -> Result<Self, CredentialError> {
        let malformed = |part| CredentialError::Malformed { part };
        let Value::Object(whole) = value else { return Err(malformed("credential")) };
        let mut body = whole.clone();
        let proof = Proof::detach(&mut body)?;
        if body.get("@context") != Some(&json!(CONTEXTS)) {
            return Err(malformed("@context"));
        }
        if body.get("type") != Some(&json!(["VerifiableCredential", "OpenBadgeCredential"])) {
            return Err(malformed("type"));
        }
        Ok(Self { whole, body, proof })
    }

    /// The credential without its proof.
    pub(crate) fn body(&self) -> &Map<String, Value> {
        &self.body
    }

    /// The key that the proof names, which must be a device of the issuer.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`].
    pub(crate) fn device(&self, issuer: OrganisationId) -> Result<PublicKey, CredentialError> {
        let (did, multikey) = self.proof.method().split_once('#').ok_or(CredentialError::ForeignKey)?;
        let is_issuer = did.starts_with("did:webvh:") && OrganisationId::parse(did) == Ok(issuer);
        PublicKey::parse(multikey).ok().filter(|_| is_issuer).ok_or(CredentialError::ForeignKey)
    }

    /// Checks the proof with the key that it names; whether the issuer lists that key is the caller's to check.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`] or [`CredentialError::Proof`].
    pub(crate) fn verify(&self, issuer: OrganisationId) -> Result<(), CredentialError> {
        Ok(self.proof.verify(&self.body, &self.device(issuer)?)?)
    }

    /// The credential as canonical JSON, with its proof: the bytes that are stored and exchanged.
    pub(crate) fn to_text(&self) -> String {
        to_jcs_text(&Value::Object(self.whole.clone()))
    }

    /// SHA-256 over those bytes.
    pub(crate) fn digest(&self) -> Digest {
        Digest::of(&[&to_jcs(&Value::Object(self.whole.clone()))])
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
    /// The proof names a key that is not the issuer's.
    #[error("the proof's key is not a key of the issuer")]
    ForeignKey,
    /// The proof does not count.
    #[error("the credential's proof does not count")]
    Proof(#[from] ProofError),
}

/// A member that must be a text.
pub(crate) fn text<'v>(value: &'v Value, part: &'static str) -> Result<&'v str, CredentialError> {
    value.get(part).and_then(Value::as_str).ok_or(CredentialError::Malformed { part })
}

/// A member of a credential that must be a text.
pub(crate) fn text_of<'v>(
    map: &'v Map<String, Value>,
    part: &'static str,
) -> Result<&'v str, CredentialError> {
    map.get(part).and_then(Value::as_str).ok_or(CredentialError::Malformed { part })
}

/// A day that is written as its first or last second.
pub(crate) fn day(
    map: &Map<String, Value>,
    part: &'static str,
    edge: fn(Day) -> Timestamp,
) -> Result<Day, CredentialError> {
    let at = Timestamp::parse(text_of(map, part)?).map_err(|_| CredentialError::Malformed { part })?;
    Some(at.day()).filter(|day| edge(*day) == at).ok_or(CredentialError::Malformed { part })
}

/// A hash as credentials spell it: base64url multihash of SHA-256.
pub(crate) fn to_multibase(digest: &Digest) -> String {
    let multihash = [&MULTIHASH_SHA256[..], digest.as_bytes()].concat();
    format!("u{}", data_encoding::BASE64URL_NOPAD.encode(&multihash))
}

/// Reads what [`to_multibase`] writes.
pub(crate) fn from_multibase(text: &str) -> Option<Digest> {
    let encoded = text.strip_prefix('u').filter(|rest| rest.len() <= 64)?;
    let bytes = data_encoding::BASE64URL_NOPAD.decode(encoded.as_bytes()).ok()?;
    Some(Digest::from_bytes(bytes.strip_prefix(&MULTIHASH_SHA256)?.try_into().ok()?))
}

/// The two public contexts, and no others.
pub const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
/// A credential has at most this many bytes.
pub const CREDENTIAL_BYTES_MAX: usize = 48 * 1024;

const MULTIHASH_SHA256: [u8; 2] = [0x12, 0x20];
