//! The secrets of a home and the file they lie in, `keys.json`.
//!
//! ```text
//! passphrase ─ Argon2id ─▶ key ─ XChaCha20-Poly1305 ─▶ device ‖ agreement ‖ routine ‖ next routine
//! ```
//! The cipher binds everything else in the file: format, version, public keys and the costs of Argon2id.
//! A checksum over the whole file tells a damaged file from a wrong passphrase. The public keys stand
//! in the clear, so that reading needs no passphrase; of the next routine key only its commitment does.

use std::fmt;
use std::path::{Path, PathBuf};

use protocol::canonical::{parse_json, to_jcs};
use protocol::digest::Digest;
use protocol::key::{AgreementKey, PublicKey, SigningKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;
use zeroize::Zeroizing;

use super::durable::{self, FileError};
use super::random::{self, RandomError};
use super::{Home, HomeLock};

pub mod sealing;

use sealing::{Costs, Sealed};

/// The secrets of a device and of the organisation it administers. They print nothing and are wiped when dropped.
pub struct Secrets {
    device: Zeroizing<[u8; 32]>,
    agreement: Zeroizing<[u8; 32]>,
    routine: Zeroizing<[u8; 32]>,
    next_routine: Zeroizing<[u8; 32]>,
}

impl Secrets {
    /// Draws new secrets.
    ///
    /// # Errors
    ///
    /// [`RandomError`] when the system has no random bytes.
    pub fn draw() -> Result<Self, RandomError> {
        Ok(Self {
            device: random::draw()?,
            agreement: random::draw()?,
            routine: random::draw()?,
            next_routine: random::draw()?,
        })
    }

    /// The device's signing key.
    #[must_use]
    pub fn device_key(&self) -> SigningKey {
        SigningKey::from_seed(&self.device)
    }

    /// The device's X25519 secret.
    #[must_use]
    pub fn agreement_secret(&self) -> &[u8; 32] {
        &self.agreement
    }

    /// The routine key that the identity has revealed, or reveals in the line that is being made.
    #[must_use]
    pub fn routine_key(&self) -> SigningKey {
        SigningKey::from_seed(&self.routine)
    }

    /// The routine key that the identity only commits to.
    #[must_use]
    pub fn next_routine_key(&self) -> SigningKey {
        SigningKey::from_seed(&self.next_routine)
    }

    /// The next routine key becomes the routine key, and `fresh` the next one.
    ///
    /// Write the keys that come of it with [`replace`] *before* the line that commits to `fresh` is made: a crash
    /// between the two then loses no key. Afterwards the identity still commits to what is now
    /// [`Secrets::routine_key`]; so rotate only while it commits to [`Secrets::next_routine_key`].
    #[must_use]
    pub fn rotated(self, fresh: Zeroizing<[u8; 32]>) -> Self {
        Self {
            routine: self.next_routine,
            next_routine: fresh,
            device: self.device,
            agreement: self.agreement,
        }
    }

    /// Another device in the place of this one; the organisation's keys stay.
    #[must_use]
    pub fn with_device(self, device: Zeroizing<[u8; 32]>, agreement: Zeroizing<[u8; 32]>) -> Self {
        Self { device, agreement, ..self }
    }

    /// What of the secrets everybody may know.
    #[must_use]
    pub fn public(&self) -> PublicKeys {
        PublicKeys {
            device: self.device_key().public(),
            agreement: AgreementKey::from_secret(&self.agreement),
            routine: self.routine_key().public(),
            next_routine_commitment: self.next_routine_key().public().commitment(),
        }
    }

    fn to_bytes(&self) -> Zeroizing<[u8; SECRET_BYTES]> {
        let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
        let seeds = [&self.device, &self.agreement, &self.routine, &self.next_routine];
        for (place, seed) in bytes.chunks_exact_mut(32).zip(seeds) {
            place.copy_from_slice(seed.as_slice());
        }
        bytes
    }

    fn from_bytes(bytes: &[u8; SECRET_BYTES]) -> Self {
        let seed = |index: usize| {
            let mut seed = Zeroizing::new([0; 32]);
            seed.copy_from_slice(&bytes[index * 32..][..32]);
            seed
        };
        Self { device: seed(0), agreement: seed(1), routine: seed(2), next_routine: seed(3) }
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secrets(of {})", self.device_key().public())
    }
}

/// The public keys of a home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKeys {
    /// The device's signing key.
    pub device: PublicKey,
    /// The device's key for being sent something secret.
    pub agreement: AgreementKey,
    /// The routine key that the identity has revealed.
    pub routine: PublicKey,
    /// What the identity says of the next routine key, an entry of `nextKeyHashes`.
    pub next_routine_commitment: String,
}

/// How the secrets lie on the disk.
#[derive(Clone, Copy)]
pub enum Protection<'p> {
    /// Encrypted.
    Passphrase(&'p str),
    /// In the clear, because the person said so; only the rights of the file guard them.
    None,
}

/// Writes the secrets of a new home.
///
/// # Errors
///
/// [`KeysError::AlreadyThere`] when the home has keys; else what [`replace`] says.
pub fn create(lock: &HomeLock, secrets: &Secrets, protection: Protection<'_>) -> Result<(), KeysError> {
    let path = lock.home().keys_path();
    if path.symlink_metadata().is_ok() {
        return Err(KeysError::AlreadyThere { path });
    }
    replace(lock, secrets, protection)
}

/// Writes the secrets over those that are there; after a crash the file holds the ones or the others.
///
/// # Errors
///
/// [`KeysError`] when there are no random bytes, too little memory, or the file cannot be written.
pub fn replace(lock: &HomeLock, secrets: &Secrets, protection: Protection<'_>) -> Result<(), KeysError> {
    let text = write_with(secrets, protection, Costs::CHOSEN)?;
    Ok(durable::replace(&lock.home().keys_path(), text.as_bytes())?)
}

/// The key file of a home as it lies on the disk: undamaged, still locked.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
    public: PublicKeys,
    sealed: Sealed,
    bound: Vec<u8>,
}

impl KeyFile {
    /// Reads the key file; this needs no passphrase.
    ///
    /// # Errors
    ///
    /// [`KeysError::Missing`] in a home without keys, [`KeysError::Damaged`], [`KeysError::UnknownVersion`].
    pub fn read(home: &Home) -> Result<Self, KeysError> {
        let path = home.keys_path();
        match durable::read(&path, FILE_BYTES_MAX)? {
            Some(bytes) => Self::parse(&bytes, &path),
            None => Err(KeysError::Missing { path }),
        }
    }

    fn parse(bytes: &[u8], path: &Path) -> Result<Self, KeysError> {
        // What serde says of a misshapen file may quote it, and it may hold secrets: so it is not passed on.
        let damaged = |what| KeysError::Damaged { path: path.to_owned(), what };
        let mut value = parse_json(bytes, bytes.len()).map_err(|_| damaged(Damage::NotJson))?;
        let checksum = value.as_object_mut().and_then(|object| object.remove("checksum"));
        if checksum != Some(Value::String(checksum_of(&value))) {
            return Err(damaged(Damage::Checksum));
        }
        if value["format"] != FORMAT || value["version"] != VERSION {
            return Err(KeysError::UnknownVersion { path: path.to_owned() });
        }
        let bound = bound_bytes(&value);
        let written: Written = serde_json::from_value(value).map_err(|_| damaged(Damage::Shape))?;
        let public = written.public.parse().ok_or_else(|| damaged(Damage::Shape))?;
        Ok(Self { path: path.to_owned(), public, sealed: written.secrets, bound })
    }

    /// The public keys.
    #[must_use]
    pub fn public(&self) -> &PublicKeys {
        &self.public
    }

    /// Whether a passphrase is needed to unlock.
    #[must_use]
    pub fn needs_passphrase(&self) -> bool {
        matches!(self.sealed, Sealed::Encrypted(_))
    }

    /// Opens the secrets. A passphrase for a file in the clear is not looked at.
    ///
    /// # Errors
    ///
    /// [`KeysError::WrongPassphrase`], [`KeysError::PassphraseNeeded`], [`KeysError::Damaged`],
    /// [`KeysError::CostsTooHigh`] or [`KeysError::TooLittleMemory`].
    pub fn unlock(&self, protection: Protection<'_>) -> Result<Secrets, KeysError> {
        let damaged = |what| KeysError::Damaged { path: self.path.clone(), what };
        let path = || self.path.clone();
        let bytes = match (&self.sealed, protection) {
            (Sealed::Clear(clear), _) => clear.open().ok_or_else(|| damaged(Damage::Shape))?,
            (Sealed::Encrypted(_), Protection::None) => {
                return Err(KeysError::PassphraseNeeded { path: path() });
            }
            (Sealed::Encrypted(encrypted), Protection::Passphrase(passphrase)) => {
                encrypted.open(passphrase, &self.bound).map_err(|error| match error {
                    sealing::OpenError::Shape => damaged(Damage::Shape),
                    sealing::OpenError::CostsTooHigh => KeysError::CostsTooHigh { path: path() },
                    sealing::OpenError::TooLittleMemory { mib } => KeysError::TooLittleMemory { mib },
                    sealing::OpenError::DoesNotOpen => KeysError::WrongPassphrase { path: path() },
                })?
            }
        };
        let secrets = Secrets::from_bytes(&bytes);
        if secrets.public() == self.public { Ok(secrets) } else { Err(damaged(Damage::OtherKeys)) }
    }
}

/// Why keys could not be read, opened or written.
#[derive(Debug, Error)]
pub enum KeysError {
    /// The home has no keys.
    #[error("there are no keys at {}; make or restore an organisation's home first", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The home has keys, and new ones would destroy them.
    #[error("there are keys at {} already; choose another home with HANSE_HOME", path.display())]
    AlreadyThere {
        /// The file.
        path: PathBuf,
    },
    /// The file is undamaged and the passphrase does not open it.
    #[error("the passphrase does not open {}; try again, and mind the keyboard layout", path.display())]
    WrongPassphrase {
        /// The file.
        path: PathBuf,
    },
    /// The secrets are encrypted and no passphrase was given.
    #[error("{} is encrypted; give its passphrase, for example in HANSE_PASSPHRASE", path.display())]
    PassphraseNeeded {
        /// The file.
        path: PathBuf,
    },
    /// The file is not what was written.
    #[error("{} is damaged: {what}; restore it from a backup, or take the organisation back with the recovery words",
        path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// In what way.
        what: Damage,
    },
    /// The file was written by another program, or a later one.
    #[error("{} has a format that this hanse does not know; use the newest hanse", path.display())]
    UnknownVersion {
        /// The file.
        path: PathBuf,
    },
    /// The file asks for more memory or time than a key is worth.
    #[error("{} asks for more memory or time than hanse ever does; restore it from a backup", path.display())]
    CostsTooHigh {
        /// The file.
        path: PathBuf,
    },
    /// The computer has too little memory for the key derivation.
    #[error("the keys need {mib} MiB of free memory to open or close; end other programs and try again")]
    TooLittleMemory {
        /// How much is needed.
        mib: u32,
    },
    /// There are no random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

/// In what way a key file is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Damage {
    /// No JSON object.
    #[error("it is no JSON")]
    NotJson,
    /// Its checksum does not fit.
    #[error("its checksum does not fit")]
    Checksum,
    /// A field is missing, unknown or of the wrong form.
    #[error("a field is missing, unknown or of the wrong form")]
    Shape,
    /// The secrets belong to other public keys.
    #[error("its secrets do not belong to its public keys")]
    OtherKeys,
}

/// The file, but for its checksum.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    version: u32,
    public: WrittenPublic,
    secrets: Sealed,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPublic {
    device: String,
    agreement: String,
    routine: String,
    next_routine_commitment: String,
}

impl WrittenPublic {
    fn of(public: &PublicKeys) -> Self {
        Self {
            device: public.device.to_string(),
            agreement: public.agreement.to_string(),
            routine: public.routine.to_string(),
            next_routine_commitment: public.next_routine_commitment.clone(),
        }
    }

    fn parse(self) -> Option<PublicKeys> {
        Some(PublicKeys {
            device: PublicKey::parse(&self.device).ok()?,
            agreement: AgreementKey::parse(&self.agreement).ok()?,
            routine: PublicKey::parse(&self.routine).ok()?,
            next_routine_commitment: self.next_routine_commitment,
        })
    }
}

fn write_with(
    secrets: &Secrets,
    protection: Protection<'_>,
    costs: Costs,
) -> Result<Zeroizing<String>, KeysError> {
    let bytes = secrets.to_bytes();
    let mut written = Written {
        format: FORMAT.to_owned(),
        version: VERSION,
        public: WrittenPublic::of(&secrets.public()),
        secrets: match protection {
            Protection::None => Sealed::clear(&bytes),
            Protection::Passphrase(_) => Sealed::to_fill(costs, &*random::draw()?, &*random::draw()?),
        },
    };
    let to_value = |written: &Written| serde_json::to_value(written).expect("strings and numbers are JSON");
    if let (Protection::Passphrase(passphrase), Sealed::Encrypted(_)) = (protection, &written.secrets) {
        let bound = bound_bytes(&to_value(&written));
        if let Sealed::Encrypted(encrypted) = &mut written.secrets {
            encrypted.fill(passphrase, &bound, &bytes).map_err(|mib| KeysError::TooLittleMemory { mib })?;
        }
    }
    let mut value = to_value(&written);
    value["checksum"] = checksum_of(&value).into();
    Ok(Zeroizing::new(format!("{value:#}\n")))
}

/// What the cipher binds: the whole file without the ciphertext and the checksum.
fn bound_bytes(without_checksum: &Value) -> Vec<u8> {
    let mut value = without_checksum.clone();
    if let Some(encrypted) = value["secrets"]["encrypted"].as_object_mut() {
        encrypted.remove("ciphertext");
    }
    to_jcs(&value)
}

fn checksum_of(without_checksum: &Value) -> String {
    Digest::of(&[&to_jcs(without_checksum)]).to_string()
}

const FORMAT: &str = "hanse keys";
const VERSION: u32 = 1;
const SECRET_BYTES: usize = 128;
const FILE_BYTES_MAX: u64 = 64 * 1024;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn secrets() -> Secrets {
        let mut bytes = [0; SECRET_BYTES];
        for (place, byte) in bytes.iter_mut().zip(0..) {
            *place = byte;
        }
        Secrets::from_bytes(&bytes)
    }

    fn locked_home() -> (tempfile::TempDir, HomeLock) {
        let folder = tempfile::tempdir().unwrap();
        let lock = Home::at(folder.path()).lock(Duration::ZERO).unwrap();
        (folder, lock)
    }

    /// Argon2id at its cheapest: these tests are not about its cost.
    const CHEAP: Costs = Costs { memory_kib: 8, passes: 1, lanes: 1 };

    fn written(protection: Protection<'_>) -> Zeroizing<String> {
        write_with(&secrets(), protection, CHEAP).unwrap()
    }

    fn parse(text: &str) -> Result<KeyFile, KeysError> {
        KeyFile::parse(text.as_bytes(), Path::new("keys.json"))
    }

    /// Changes a file as somebody would who also mends the checksum.
    fn forged(text: &str, change: impl FnOnce(&mut Value)) -> String {
        let mut value: Value = serde_json::from_str(text).unwrap();
        value.as_object_mut().unwrap().remove("checksum");
        change(&mut value);
        value["checksum"] = checksum_of(&value).into();
        value.to_string()
    }

    #[test]
    fn the_passphrase_that_closed_the_keys_opens_them() {
        let (_folder, lock) = locked_home();
        create(&lock, &secrets(), Protection::Passphrase("cog and holk")).unwrap();
        let file = KeyFile::read(lock.home()).unwrap();
        assert!(file.needs_passphrase());
        assert_eq!(*file.public(), secrets().public());
        let opened = file.unlock(Protection::Passphrase("cog and holk")).unwrap();
        assert_eq!(*opened.to_bytes(), *secrets().to_bytes());
        let error = file.unlock(Protection::Passphrase("cog and hulk")).unwrap_err();
        assert!(matches!(error, KeysError::WrongPassphrase { .. }), "{error}");
        assert!(error.to_string().contains("keys.json"), "{error}");
        assert!(matches!(file.unlock(Protection::None), Err(KeysError::PassphraseNeeded { .. })));
    }

    #[test]
    fn keys_without_a_passphrase_open_for_whoever_reads_them() {
        let (_folder, lock) = locked_home();
        create(&lock, &secrets(), Protection::None).unwrap();
        let file = KeyFile::read(lock.home()).unwrap();
        assert!(!file.needs_passphrase());
        assert_eq!(file.unlock(Protection::None).unwrap().public(), secrets().public());
    }

    #[test]
    fn new_keys_never_overwrite_old_ones() {
        let (_folder, lock) = locked_home();
        assert!(matches!(KeyFile::read(lock.home()), Err(KeysError::Missing { .. })));
        create(&lock, &secrets(), Protection::None).unwrap();
        let again = create(&lock, &Secrets::draw().unwrap(), Protection::None);
        assert!(matches!(again, Err(KeysError::AlreadyThere { .. })));
        assert_eq!(*KeyFile::read(lock.home()).unwrap().public(), secrets().public());
    }

    #[test]
    fn a_flipped_bit_anywhere_is_damage_and_not_a_wrong_passphrase() {
        for protection in [Protection::Passphrase("cog"), Protection::None] {
            let text = written(protection);
            for bit in 0..text.len() * 8 {
                let mut bytes = text.as_bytes().to_vec();
                bytes[bit / 8] ^= 1 << (bit % 8);
                let outcome = KeyFile::parse(&bytes, Path::new("keys.json"));
                assert!(matches!(outcome, Err(KeysError::Damaged { .. })), "bit {bit}: {outcome:?}");
            }
        }
    }

    #[test]
    fn a_file_cut_short_anywhere_is_damage() {
        let text = written(Protection::None);
        for end in 0..text.trim_end().len() {
            assert!(matches!(parse(&text[..end]), Err(KeysError::Damaged { .. })), "{end}");
        }
    }

    #[test]
    fn what_stands_in_the_clear_is_bound_by_the_cipher() {
        let text = written(Protection::Passphrase("cog"));
        let unlock = |text: &str| parse(text).unwrap().unlock(Protection::Passphrase("cog"));
        assert!(unlock(&forged(&text, |_| {})).is_ok());
        let other = forged(&text, |value| value["public"]["device"] = value["public"]["routine"].clone());
        assert!(matches!(unlock(&other), Err(KeysError::WrongPassphrase { .. })));
        let cheaper = forged(&text, |value| value["secrets"]["encrypted"]["passes"] = 2.into());
        assert!(matches!(unlock(&cheaper), Err(KeysError::WrongPassphrase { .. })));
        let in_the_clear = forged(&written(Protection::None), |value| {
            value["public"]["device"] = value["public"]["routine"].clone();
        });
        let error = parse(&in_the_clear).unwrap().unlock(Protection::None).unwrap_err();
        assert!(matches!(error, KeysError::Damaged { what: Damage::OtherKeys, .. }), "{error}");
    }

    #[test]
    fn costs_beyond_the_bounds_are_refused_before_any_memory_is_taken() {
        let text = written(Protection::Passphrase("cog"));
        for (field, cost) in
            [("memory_kib", 1024 * 1024 + 1), ("memory_kib", u32::MAX), ("passes", 17), ("lanes", 5)]
        {
            let dear = forged(&text, |value| value["secrets"]["encrypted"][field] = cost.into());
            let error = parse(&dear).unwrap().unlock(Protection::Passphrase("cog")).unwrap_err();
            assert!(matches!(error, KeysError::CostsTooHigh { .. }), "{field} {cost}: {error}");
        }
        for (field, cost) in [("memory_kib", 7), ("passes", 0), ("lanes", 0)] {
            let dear = forged(&text, |value| value["secrets"]["encrypted"][field] = cost.into());
            let error = parse(&dear).unwrap().unlock(Protection::Passphrase("cog")).unwrap_err();
            assert!(
                matches!(error, KeysError::Damaged { what: Damage::Shape, .. }),
                "{field} {cost}: {error}"
            );
        }
    }

    #[test]
    fn a_later_format_and_an_unknown_field_are_told_apart() {
        let text = written(Protection::None);
        let later = forged(&text, |value| value["version"] = 2.into());
        assert!(matches!(parse(&later), Err(KeysError::UnknownVersion { .. })));
        let more = forged(&text, |value| value["public"]["more"] = 1.into());
        assert!(matches!(parse(&more), Err(KeysError::Damaged { what: Damage::Shape, .. })));
    }

    #[test]
    fn what_is_written_is_encrypted_anew_each_time() {
        let seed = data_encoding::HEXLOWER.encode(secrets().device.as_slice());
        let (one, other) = (written(Protection::Passphrase("cog")), written(Protection::Passphrase("cog")));
        assert!(!one.contains(&seed) && written(Protection::None).contains(&seed));
        let part = |text: &str, field: &str| {
            serde_json::from_str::<Value>(text).unwrap()["secrets"]["encrypted"][field].to_string()
        };
        for field in ["salt", "nonce", "ciphertext"] {
            assert_ne!(part(&one, field), part(&other, field), "{field}");
        }
    }

    #[test]
    fn rotating_moves_the_next_key_up_and_keeps_the_device() {
        let before = secrets().public();
        let after = secrets().rotated(Zeroizing::new([9; 32])).public();
        assert_eq!(after.routine.commitment(), before.next_routine_commitment);
        assert_eq!(after.next_routine_commitment, SigningKey::from_seed(&[9; 32]).public().commitment());
        assert_eq!((after.device, after.agreement), (before.device, before.agreement));
    }

    #[test]
    fn secrets_print_nothing_of_themselves() {
        let shown = format!("{:?} {:?}", secrets(), parse(&written(Protection::None)).unwrap());
        let hex = data_encoding::HEXLOWER.encode(&secrets().to_bytes()[..8]);
        assert!(!shown.contains(&hex) && !shown.contains("1, 2, 3"), "{shown}");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_reads_the_keys() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, lock) = locked_home();
        create(&lock, &secrets(), Protection::None).unwrap();
        replace(&lock, &secrets(), Protection::None).unwrap();
        let mode = std::fs::metadata(lock.home().keys_path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
