//! Ed25519 keys and signatures, and the X25519 keys that go with a device.
//!
//! A signature counts only when `verify_strict` says so: batch verification gives another answer on
//! crafted signatures, and two nodes would part.

use std::fmt;

use ed25519_dalek::Signer as _;
use thiserror::Error;

use crate::base58;
use crate::digest::Digest;

/// An Ed25519 public key; written as a Multikey, `z6Mk…`.
///
/// The bytes need not be a point of the curve: that shows when a signature is checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Takes the 32 bytes of a public key.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Parses a Multikey, `z6Mk…`.
    ///
    /// # Errors
    ///
    /// [`KeyError::NotAMultikey`] unless it is base58btc of the Ed25519 prefix and 32 bytes.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        parse_multikey(text, ED25519_PREFIX).map(Self)
    }

    /// The `did:key` of this key.
    #[must_use]
    pub fn to_did_key(&self) -> String {
        format!("did:key:{self}")
    }

    /// The `nextKeyHashes` commitment of did:webvh: a multihash over the Multikey's text.
    #[must_use]
    pub fn commitment(&self) -> String {
        Digest::of(&[self.to_string().as_bytes()]).to_multihash()
    }

    /// Checks a signature over the parts, taken as one run of bytes.
    ///
    /// # Errors
    ///
    /// [`KeyError::BadSignature`] when the key is no point, is of small order, or did not sign this.
    pub fn verify(&self, parts: &[&[u8]], signature: &Signature) -> Result<(), KeyError> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.0).map_err(|_| KeyError::BadSignature)?;
        key.verify_strict(&parts.concat(), &ed25519_dalek::Signature::from_bytes(&signature.0))
            .map_err(|_| KeyError::BadSignature)
    }
}

/// Prints the Multikey.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print_multikey(&self.0, ED25519_PREFIX))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// An Ed25519 signature, 64 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signature([u8; 64]);

impl Signature {
    /// Takes the 64 bytes of a signature.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// The 64 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({})", data_encoding::HEXLOWER.encode(&self.0))
    }
}

/// A private Ed25519 key. It prints nothing of itself and is wiped when dropped.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// Makes the key of a 32-byte seed; the caller drew the seed at random.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs the parts, taken as one run of bytes.
    #[must_use]
    pub fn sign(&self, parts: &[&[u8]]) -> Signature {
        Signature(self.0.sign(&parts.concat()).to_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey(of {})", self.public())
    }
}

/// An X25519 public key, by which a device can be sent something secret; written `z6LS…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AgreementKey([u8; 32]);

impl AgreementKey {
    /// The public key of a 32-byte secret; the caller drew the secret at random.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(*secret)).to_bytes())
    }

    /// Parses a Multikey, `z6LS…`.
    ///
    /// # Errors
    ///
    /// [`KeyError::NotAMultikey`] unless it is base58btc of the X25519 prefix and 32 bytes.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        parse_multikey(text, X25519_PREFIX).map(Self)
    }
}

/// Prints the Multikey.
impl fmt::Display for AgreementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&print_multikey(&self.0, X25519_PREFIX))
    }
}

/// What was wrong with a key or a signature.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// Not the Multikey of the expected kind.
    #[error("{text:?} is no Multikey of the expected kind")]
    NotAMultikey {
        /// What was read, cut to 80 characters.
        text: String,
    },
    /// The signature is not this key's over these bytes.
    #[error("the signature does not fit")]
    BadSignature,
}

fn parse_multikey(text: &str, prefix: [u8; 2]) -> Result<[u8; 32], KeyError> {
    let refused = || KeyError::NotAMultikey { text: text.chars().take(80).collect() };
    let bytes: [u8; 34] = text.strip_prefix('z').and_then(base58::decode).ok_or_else(refused)?;
    bytes.strip_prefix(&prefix).and_then(|key| key.try_into().ok()).ok_or_else(refused)
}

fn print_multikey(key: &[u8; 32], prefix: [u8; 2]) -> String {
    let mut bytes = [0; 34];
    bytes[..2].copy_from_slice(&prefix);
    bytes[2..].copy_from_slice(key);
    format!("z{}", base58::encode(&bytes))
}

/// Multicodec prefixes, as unsigned varints.
const ED25519_PREFIX: [u8; 2] = [0xed, 0x01];
const X25519_PREFIX: [u8; 2] = [0xec, 0x01];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_holds_for_its_bytes_and_key_alone() {
        let (one, other) = (SigningKey::from_seed(&[1; 32]), SigningKey::from_seed(&[2; 32]));
        let signature = one.sign(&[b"hanse ", b"1"]);
        assert_eq!(one.public().verify(&[b"hanse 1"], &signature), Ok(()));
        assert_eq!(one.public().verify(&[b"hanse 2"], &signature), Err(KeyError::BadSignature));
        assert_eq!(other.public().verify(&[b"hanse 1"], &signature), Err(KeyError::BadSignature));
    }

    #[test]
    fn keys_read_back_and_kinds_are_not_confused() {
        let signing = SigningKey::from_seed(&[1; 32]).public();
        let agreement = AgreementKey::from_secret(&[1; 32]);
        assert_eq!(PublicKey::parse(&signing.to_string()), Ok(signing));
        assert_eq!(AgreementKey::parse(&agreement.to_string()), Ok(agreement));
        assert!(signing.to_string().starts_with("z6Mk") && agreement.to_string().starts_with("z6LS"));
        assert!(PublicKey::parse(&agreement.to_string()).is_err());
    }

    #[test]
    fn the_neutral_element_signs_nothing() {
        let neutral = PublicKey::from_bytes({
            let mut bytes = [0; 32];
            bytes[0] = 1;
            bytes
        });
        let mut forged = [0; 64];
        forged[0] = 1;
        assert_eq!(
            neutral.verify(&[b"anything"], &Signature::from_bytes(forged)),
            Err(KeyError::BadSignature)
        );
    }
}
