//! SHA-256, the one hash of Hanse.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::base58;

/// A SHA-256 digest: the id of an item, the hash of a body, the root of a tree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Hashes the parts one after the other, as if they were one run of bytes.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// Takes 32 bytes that are known to be a digest.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Parses 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse_hex(text: &str) -> Option<Self> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// Prints the digest as a base58btc multihash, 46 characters beginning with `Qm`.
    #[must_use]
    pub fn to_multihash(&self) -> String {
        let mut bytes = [0; 34];
        bytes[..2].copy_from_slice(&MULTIHASH_SHA256);
        bytes[2..].copy_from_slice(&self.0);
        base58::encode(&bytes)
    }

    /// Parses what [`Digest::to_multihash`] prints.
    #[must_use]
    pub fn parse_multihash(text: &str) -> Option<Self> {
        let bytes: [u8; 34] = base58::decode(text)?;
        let digest = bytes.strip_prefix(&MULTIHASH_SHA256)?;
        Some(Self(digest.try_into().ok()?))
    }
}

/// Prints 64 hexadecimal digits.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// Multihash code of SHA-256 and the length 32.
const MULTIHASH_SHA256: [u8; 2] = [0x12, 0x20];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hash_as_one_run() {
        assert_eq!(Digest::of(&[b"ab", b"c"]), Digest::of(&[b"abc"]));
        assert_eq!(
            Digest::of(&[b"abc"]).to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_multihash_reads_back() {
        let digest = Digest::of(&[b"hanse"]);
        assert_eq!(Digest::parse_multihash(&digest.to_multihash()), Some(digest));
        assert_eq!(Digest::parse_multihash("Qm"), None);
        assert_eq!(Digest::parse_hex(&digest.to_string()), Some(digest));
    }
}
