//! The Data Integrity proof `eddsa-jcs-2022`: what seals identity lines and credentials.
//!
//! ```text
//! signed bytes = SHA-256(JCS(proof without proofValue)) ‖ SHA-256(JCS(document without proof))
//! ```
//! The raw JSON of the proof is hashed, never a struct written back: a member that we do not know
//! still counts. Source: W3C *Data Integrity EdDSA Cryptosuites v1.0*, §3.3.

use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::base58;
use crate::canonical::object_to_jcs;
use crate::digest::Digest;
use crate::key::{PublicKey, Signature, SigningKey};
use crate::time::Timestamp;

/// A proof taken off its document, not yet checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Proof {
    raw: Map<String, Value>,
    method: String,
    signature: Signature,
}

impl Proof {
    /// Takes the one proof off a document; `proof` may be an object or an array of one.
    ///
    /// # Errors
    ///
    /// [`ProofError`] when there is none, more than one, or one of another suite, type or purpose.
    pub fn detach(document: &mut Map<String, Value>) -> Result<Self, ProofError> {
        let raw = match document.remove("proof") {
            Some(Value::Object(raw)) => raw,
            Some(Value::Array(mut proofs)) if proofs.len() == 1 => match proofs.remove(0) {
                Value::Object(raw) => raw,
                _ => return Err(ProofError::NotOneProof),
            },
            _ => return Err(ProofError::NotOneProof),
        };
        let member =
            |name: &'static str| raw.get(name).and_then(Value::as_str).ok_or(ProofError::Missing { name });
        if member("type")? != "DataIntegrityProof" || member("cryptosuite")? != SUITE {
            return Err(ProofError::UnknownSuite);
        }
        if member("proofPurpose")? != "assertionMethod" {
            return Err(ProofError::WrongPurpose);
        }
        if let Some(created) = raw.get("created") {
            // Any RFC 3339 form is somebody's honest proof; it is hashed as it stands.
            created
                .as_str()
                .filter(|text| text.len() <= 40)
                .ok_or(ProofError::Missing { name: "created" })?;
        }
        let method = member("verificationMethod")?.to_owned();
        let signature = member("proofValue")?
            .strip_prefix('z')
            .and_then(base58::decode)
            .map(Signature::from_bytes)
            .ok_or(ProofError::Missing { name: "proofValue" })?;
        Ok(Self { raw, method, signature })
    }

    /// The `verificationMethod`: a DID URL that names the key.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The proof as it stood in the document.
    #[must_use]
    pub fn raw(&self) -> &Map<String, Value> {
        &self.raw
    }

    /// Checks the proof over the document, from which it was taken, with the key that the caller found for it.
    ///
    /// # Errors
    ///
    /// [`ProofError::BadSignature`] when the key did not seal this document with this proof.
    pub fn verify(&self, document: &Map<String, Value>, key: &PublicKey) -> Result<(), ProofError> {
        self.verify_hash(&Digest::of(&[&object_to_jcs(document)]), key)
    }

    /// Checks the proof over a document of which the caller has SHA-256 over the canonical JSON.
    ///
    /// # Errors
    ///
    /// [`ProofError::BadSignature`] as for [`Proof::verify`].
    pub fn verify_hash(&self, document: &Digest, key: &PublicKey) -> Result<(), ProofError> {
        let mut config = self.raw.clone();
        config.remove("proofValue");
        let config = Digest::of(&[&object_to_jcs(&config)]);
        key.verify(&[config.as_bytes(), document.as_bytes()], &self.signature)
            .map_err(|_| ProofError::BadSignature)
    }

    /// Seals a document: makes the proof that the caller puts into it.
    ///
    /// A document with an `@context` gets a proof with the same one, the form that every verifier takes.
    #[must_use]
    pub fn seal(document: &Map<String, Value>, method: &str, key: &SigningKey, created: Timestamp) -> Value {
        let mut config = Map::new();
        if let Some(context) = document.get("@context") {
            config.insert("@context".into(), context.clone());
        }
        for (name, value) in [
            ("type", "DataIntegrityProof"),
            ("cryptosuite", SUITE),
            ("created", &created.to_string()),
            ("verificationMethod", method),
            ("proofPurpose", "assertionMethod"),
        ] {
            config.insert(name.into(), json!(value));
        }
        let [config_hash, document_hash] = hashes(&config, document);
        let signature = key.sign(&[config_hash.as_bytes(), document_hash.as_bytes()]);
        let value = format!("z{}", base58::encode(signature.as_bytes()));
        config.insert("proofValue".into(), json!(value));
        Value::Object(config)
    }
}

/// Why a document's proof does not count.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProofError {
    /// No proof, several, or something else in its place.
    #[error("the document does not carry exactly one proof")]
    NotOneProof,
    /// A member is missing or has another form.
    #[error("the proof's {name} is missing or malformed")]
    Missing {
        /// The member.
        name: &'static str,
    },
    /// Another type or cryptosuite.
    #[error("the proof is not of the suite eddsa-jcs-2022")]
    UnknownSuite,
    /// Another purpose than `assertionMethod`.
    #[error("the proof's purpose is not assertionMethod")]
    WrongPurpose,
    /// The key did not seal this.
    #[error("the proof's signature does not fit")]
    BadSignature,
}

fn hashes(config: &Map<String, Value>, document: &Map<String, Value>) -> [Digest; 2] {
    [config, document].map(|map| Digest::of(&[&object_to_jcs(map)]))
}

const SUITE: &str = "eddsa-jcs-2022";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_holds_for_its_document_and_every_member_of_itself() {
        let key = SigningKey::from_seed(&[7; 32]);
        let mut document = json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "name": "Gold"})
            .as_object()
            .unwrap()
            .clone();
        let proof = Proof::seal(&document, "did:key:z6Mk#z6Mk", &key, Timestamp::ZERO);
        document.insert("proof".into(), proof.clone());
        let detached = Proof::detach(&mut document).unwrap();
        assert_eq!(detached.verify(&document, &key.public()), Ok(()));

        let mut silver = document.clone();
        silver.insert("name".into(), json!("Silver"));
        assert_eq!(detached.verify(&silver, &key.public()), Err(ProofError::BadSignature));

        for (name, value) in
            [("created", "2026-01-01T00:00:00Z"), ("nonce", "1"), ("verificationMethod", "did:key:x")]
        {
            let mut changed = proof.as_object().unwrap().clone();
            changed.insert(name.into(), json!(value));
            document.insert("proof".into(), Value::Object(changed));
            let detached = Proof::detach(&mut document).unwrap();
            assert_eq!(detached.verify(&document, &key.public()), Err(ProofError::BadSignature), "{name}");
        }
    }
}
