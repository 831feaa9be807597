//! Secrets at rest: closed with a passphrase, or in the clear.

use std::fmt;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::SECRET_BYTES;

/// The `secrets` of a key file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Sealed {
    /// Closed with a passphrase.
    Encrypted(Encrypted),
    /// Open to whoever reads the file.
    Clear(Clear),
}

impl Sealed {
    pub(super) fn clear(secrets: &[u8; SECRET_BYTES]) -> Self {
        Self::Clear(Clear(HEXLOWER.encode(secrets)))
    }

    /// Everything but the ciphertext, which binds the rest and is filled in after it.
    pub(super) fn to_fill(costs: Costs, salt: &[u8; SALT_BYTES], nonce: &[u8; NONCE_BYTES]) -> Self {
        Self::Encrypted(Encrypted {
            kdf: Kdf::Argon2id,
            memory_kib: costs.memory_kib,
            passes: costs.passes,
            lanes: costs.lanes,
            salt: HEXLOWER.encode(salt),
            cipher: Cipher::XChaCha20Poly1305,
            nonce: HEXLOWER.encode(nonce),
            ciphertext: String::new(),
        })
    }
}

/// What Argon2id costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Costs {
    pub(super) memory_kib: u32,
    pub(super) passes: u32,
    pub(super) lanes: u32,
}

impl Costs {
    /// RFC 9106's choice for where memory is scarce, with one lane: a few tenths of a second.
    pub(super) const CHOSEN: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    /// A file that asks for more is refused.
    const MOST: Self = Self { memory_kib: 1024 * 1024, passes: 16, lanes: 4 };
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Encrypted {
    kdf: Kdf,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    cipher: Cipher,
    nonce: String,
    ciphertext: String,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Kdf {
    #[serde(rename = "argon2id")]
    Argon2id,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Cipher {
    #[serde(rename = "xchacha20-poly1305")]
    XChaCha20Poly1305,
}

/// Why a closed secret stays closed.
pub(super) enum OpenError {
    Shape,
    CostsTooHigh,
    TooLittleMemory { mib: u32 },
    DoesNotOpen,
}

impl Encrypted {
    /// Closes the secrets and binds `bound`; fails with the MiB that are needed and not there.
    pub(super) fn fill(
        &mut self,
        passphrase: &str,
        bound: &[u8],
        secrets: &[u8; SECRET_BYTES],
    ) -> Result<(), u32> {
        let parts = self.parts().expect("salt and nonce were written by to_fill");
        let cipher = parts.cipher(passphrase)?;
        let payload = Payload { msg: secrets, aad: bound };
        let ciphertext = cipher
            .encrypt(&XNonce::from(parts.nonce), payload)
            .expect("128 bytes are not too long for the cipher");
        self.ciphertext = HEXLOWER.encode(&ciphertext);
        Ok(())
    }

    pub(super) fn open(
        &self,
        passphrase: &str,
        bound: &[u8],
    ) -> Result<Zeroizing<[u8; SECRET_BYTES]>, OpenError> {
        if self.memory_kib > Costs::MOST.memory_kib
            || self.passes > Costs::MOST.passes
            || self.lanes > Costs::MOST.lanes
        {
            return Err(OpenError::CostsTooHigh);
        }
        let parts = self.parts().ok_or(OpenError::Shape)?;
        let ciphertext: [u8; SECRET_BYTES + TAG_BYTES] =
            parse_hex(&self.ciphertext).ok_or(OpenError::Shape)?;
        let cipher = parts.cipher(passphrase).map_err(|mib| OpenError::TooLittleMemory { mib })?;
        let payload = Payload { msg: &ciphertext, aad: bound };
        let opened = cipher
            .decrypt(&XNonce::from(parts.nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| OpenError::DoesNotOpen)?;
        let mut secrets = Zeroizing::new([0; SECRET_BYTES]);
        secrets.copy_from_slice(&opened);
        Ok(secrets)
    }

    fn parts(&self) -> Option<Parts> {
        Some(Parts {
            params: Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY_BYTES)).ok()?,
            salt: parse_hex(&self.salt)?,
            nonce: parse_hex(&self.nonce)?,
        })
    }
}

struct Parts {
    params: Params,
    salt: [u8; SALT_BYTES],
    nonce: [u8; NONCE_BYTES],
}

impl Parts {
    /// Derives the key; fails with the MiB that are needed and not there.
    fn cipher(&self, passphrase: &str) -> Result<XChaCha20Poly1305, u32> {
        let mib = self.params.m_cost().div_ceil(1024);
        let count = self.params.block_count();
        let mut memory = Zeroizing::new(Vec::new());
        memory.try_reserve_exact(count).map_err(|_| mib)?;
        memory.resize(count, Block::new());
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        // A passphrase over 4 GiB is the one thing left that Argon2 could refuse; it comes from a terminal line
        // or an environment variable, and neither holds that much.
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
            .hash_password_into_with_memory(
                passphrase.as_bytes(),
                &self.salt,
                key.as_mut_slice(),
                memory.as_mut_slice(),
            )
            .expect("lengths are right and the memory is there");
        Ok(XChaCha20Poly1305::new(&Key::from(*key)))
    }
}

/// Secrets in the clear. The file shows them; this program does not.
#[derive(Serialize, Deserialize)]
pub(super) struct Clear(String);

impl Clear {
    pub(super) fn open(&self) -> Option<Zeroizing<[u8; SECRET_BYTES]>> {
        parse_hex(&self.0).map(Zeroizing::new)
    }
}

impl fmt::Debug for Clear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clear(not shown)")
    }
}

impl Drop for Clear {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

fn parse_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;
const TAG_BYTES: usize = 16;
