//! A part of a dossier with the proof of who made it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::DossierError;
use crate::attestation::award::TEXT_BYTES_MAX;
use crate::canonical::{JsonError, to_jcs};
use crate::credential::Party;
use crate::digest::Digest;
use crate::key::{PublicKey, SigningKey};
use crate::proof::Proof;
use crate::time::Timestamp;

/// What somebody says in a dossier.
pub trait Said: Serialize + DeserializeOwned {
    /// What it is, as readers call it.
    const PART: &'static str;
    /// The `type` in the file.
    const TYPE: &'static str;

    /// Who says it.
    fn by(&self) -> &Party;

    /// When, by the maker's own clock.
    fn made(&self) -> Timestamp;

    /// Checks what the types of the members do not say.
    ///
    /// # Errors
    ///
    /// [`DossierError`].
    fn check(&self) -> Result<(), DossierError>;
}

/// A part that was sealed with the key that its proof names, which names a device of its maker.
///
/// Whether the maker lists that device is the caller's to check.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed<T> {
    said: T,
    device: PublicKey,
    whole: Map<String, Value>,
}

impl<T: Said> Signed<T> {
    /// Seals it with a device of its maker.
    ///
    /// # Errors
    ///
    /// [`DossierError`] when a text is too long, there is too much of something, or parts contradict each other.
    pub fn seal(said: &T, key: &SigningKey) -> Result<Self, DossierError> {
        let Ok(Value::Object(mut body)) = serde_json::to_value(said) else {
            return Err(DossierError::Part { part: T::PART });
        };
        body.insert("type".to_owned(), json!(T::TYPE));
        let method = format!("{}#{}", said.by().did, key.public());
        let proof = Proof::seal(&body, &method, key, said.made());
        body.insert("proof".to_owned(), proof);
        Self::open(Value::Object(body))
    }

    /// Reads it and checks its proof.
    ///
    /// # Errors
    ///
    /// [`DossierError`].
    pub fn open(value: Value) -> Result<Self, DossierError> {
        let Value::Object(whole) = value else { return Err(DossierError::Part { part: T::PART }) };
        let mut body = whole.clone();
        let broken = |source| DossierError::Proof { part: T::PART, source };
        let proof = Proof::detach(&mut body).map_err(broken)?;
        let mut members = body.clone();
        if members.remove("type") != Some(json!(T::TYPE)) {
            return Err(DossierError::Part { part: T::PART });
        }
        let said: T = serde_json::from_value(Value::Object(members))
            .map_err(|error| DossierError::Form { part: T::PART, source: JsonError::from(error) })?;
        said.check()?;
        let did = &said.by().did;
        let foreign = || DossierError::ForeignKey { part: T::PART, did: did.clone() };
        said.by().organisation().map_err(|_| foreign())?;
        let (named, multikey) = proof.method().split_once('#').ok_or_else(foreign)?;
        let device = PublicKey::parse(multikey).ok().filter(|_| named == did).ok_or_else(foreign)?;
        if proof.raw().get("created") != Some(&json!(said.made().to_string())) {
            let why = "the proof was made at another time than it says";
            return Err(DossierError::Contradiction { part: T::PART, why });
        }
        proof.verify(&body, &device).map_err(broken)?;
        Ok(Self { said, device, whole })
    }

    /// What it says.
    #[must_use]
    pub const fn said(&self) -> &T {
        &self.said
    }

    /// The key that sealed it.
    #[must_use]
    pub const fn device(&self) -> &PublicKey {
        &self.device
    }

    /// SHA-256 over its canonical JSON with the proof, by which the next part names it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::of(&[&to_jcs(&self.to_value())])
    }

    /// As it stands in the file.
    #[must_use]
    pub fn to_value(&self) -> Value {
        Value::Object(self.whole.clone())
    }
}

/// Checks a text that a label may carry.
pub(super) fn check_text(part: &'static str, text: &str) -> Result<(), DossierError> {
    check_length(part, text, TEXT_BYTES_MAX)
}

/// Checks a text that stays in the dossier.
pub(super) fn check_length(part: &'static str, text: &str, limit_bytes: usize) -> Result<(), DossierError> {
    if (1..=limit_bytes).contains(&text.len()) && !text.trim().is_empty() {
        Ok(())
    } else {
        Err(DossierError::Text { part, limit_bytes })
    }
}

/// Checks how many there are.
pub(super) fn check_count<V>(
    part: &'static str,
    values: &[V],
    least: usize,
    most: usize,
) -> Result<(), DossierError> {
    if (least..=most).contains(&values.len()) {
        Ok(())
    } else {
        Err(DossierError::Count { part, least, most })
    }
}

/// Checks the name and the DID of a party.
pub(super) fn check_party(part: &'static str, party: &Party) -> Result<(), DossierError> {
    check_text(part, &party.did)?;
    check_text(part, &party.name)
}
