//! The entry: the unit that is signed, replicated, stored and judged.
//!
//! ```text
//! wire   [ header bstr, signature bstr 64, body bstr ]        bare, in erasable collections: [ header, signature ]
//! header [ format 1, kind, organisation 32, [version number, version hash 16], device 32,
//!          sequence, previous 32 | null, address, time ms,                      ← these nine are frozen for ever
//!          adopts [device 32, id 32] | null, body hash 32, body length ]
//! id     SHA-256("hanse entry 1" ‖ header);  the signature is over the same bytes
//! ```
//! Deterministic CBOR; a header that does not re-encode to its bytes is refused. The signature is not part of
//! the id, so nothing may be remembered by id before signature and body were checked.
//!
//! In erasable collections a body is 16 random bytes of salt ‖ what the kind says, and the entry may be *bare*: it has
//! the same id with and without its body.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use thiserror::Error;

use crate::canonical::{CborError, CborReader, CborWriter};
use crate::digest::Digest;
use crate::identity::Capability;
use crate::identity::line::VersionRef;
use crate::key::{KeyError, PublicKey, Signature, SigningKey};
use crate::organisation::OrganisationId;
use crate::time::Timestamp;

/// An entry came from outside: its bytes parse, nothing more is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unverified {}

/// The device signed the header, and the body is the one the header names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verified {}

/// A signed statement of one device for its organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<S> {
    header: Header,
    header_bytes: Vec<u8>,
    signature: Signature,
    /// None of a bare entry.
    body: Option<Arc<[u8]>>,
    id: Digest,
    state: PhantomData<S>,
}

/// What the device states and signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the body is.
    pub kind: EntryKind,
    /// The organisation spoken for.
    pub organisation: OrganisationId,
    /// The version of the identity that the author knew.
    pub version: VersionRef,
    /// The key that signs.
    pub device: PublicKey,
    /// Place in the device's own chain, from 1.
    pub sequence: u64,
    /// The entry before it in that chain; none at 1.
    pub previous: Option<Digest>,
    /// The document it is about.
    pub address: Address,
    /// The author's clock: a sort key, never an authority.
    pub time: Timestamp,
    /// The entry of another device whose change this one repeats.
    pub adopts: Option<Adopted>,
    /// SHA-256 of the body.
    pub body_hash: Digest,
    /// Bytes of the body.
    pub body_length: u32,
}

/// What a body holds. Unknown kinds are kept and passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// An Automerge change of the document.
    Change,
    /// The end of an erasable document.
    Erase,
    /// The organisation's word on how far it has spoken.
    Heads,
    /// A kind of a later version.
    Unknown(u64),
}

/// The entry whose change is repeated by another device of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The device that first made the change.
    pub device: PublicKey,
    /// Its entry.
    pub id: Digest,
}

impl Entry<Unverified> {
    /// Parses one entry, which must be all of the bytes.
    ///
    /// # Errors
    ///
    /// [`EntryError`] for anything but the one encoding of an entry of format 1.
    pub fn parse(bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::TooLong);
        }
        let mut reader = CborReader::new(bytes);
        let parts = reader.array()?;
        if !(parts == 2 || parts == 3) {
            return Err(CborError::Unexpected.into());
        }
        let header_bytes = reader.bytes()?.to_vec();
        let signature = Signature::from_bytes(reader.exactly()?);
        let body: Option<Arc<[u8]>> = if parts == 3 { Some(reader.bytes()?.into()) } else { None };
        reader.end()?;
        let header = Header::parse(&header_bytes)?;
        if body.is_none() && !header.may_be_bare() {
            return Err(EntryError::Bare);
        }
        let entry =
            Self { id: id_of(&header_bytes), header, header_bytes, signature, body, state: PhantomData };
        if entry.to_bytes() == bytes { Ok(entry) } else { Err(CborError::NotCanonical.into()) }
    }

    /// Checks the signature, and the body unless the entry is bare.
    ///
    /// # Errors
    ///
    /// [`EntryError::BadSignature`], or [`EntryError::BodyMismatch`].
    pub fn verify(self) -> Result<Entry<Verified>, EntryError> {
        if self.body.as_ref().is_some_and(|body| !self.header.names(body)) {
            return Err(EntryError::BodyMismatch);
        }
        self.header.device.verify(&[DOMAIN, &self.header_bytes], &self.signature)?;
        Ok(self.vouched())
    }

    /// Takes the entry as verified because this program verified it before it was stored, and a checksum says that
    /// the bytes are the same. What is served as evidence is verified again by who receives it.
    #[must_use]
    pub fn trust_own_record(self) -> Entry<Verified> {
        self.vouched()
    }

    fn vouched(self) -> Entry<Verified> {
        let Self { header, header_bytes, signature, body, id, state: PhantomData } = self;
        Entry { header, header_bytes, signature, body, id, state: PhantomData }
    }
}

impl Entry<Verified> {
    /// Signs a statement. Hash and length of the body are filled in.
    ///
    /// # Errors
    ///
    /// [`EntryError::BodyTooLong`] above 64 KiB.
    pub fn seal(mut header: Header, body: Vec<u8>, key: &SigningKey) -> Result<Self, EntryError> {
        if body.len() > BODY_BYTES_MAX {
            return Err(EntryError::BodyTooLong);
        }
        header.device = key.public();
        header.body_hash = Digest::of(&[&body]);
        header.body_length = u32::try_from(body.len()).map_err(|_| EntryError::BodyTooLong)?;
        let header_bytes = header.to_bytes();
        let signature = key.sign(&[DOMAIN, &header_bytes]);
        let (id, body) = (id_of(&header_bytes), Some(body.into()));
        Ok(Self { id, header, header_bytes, signature, body, state: PhantomData })
    }

    /// The body; its meaning depends on the kind. That of a bare entry is empty.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.body.as_deref().unwrap_or_default()
    }

    /// What the author wrote into the body: all of it, in erasable collections without the salt.
    #[must_use]
    pub fn change(&self) -> &[u8] {
        let salted = if self.header.address.is_erasable() { SALT_BYTES } else { 0 };
        self.body().get(salted..).unwrap_or_default()
    }

    /// The body as it is shared among copies of the entry; none of a bare one.
    #[must_use]
    pub fn shared_body(&self) -> Option<&Arc<[u8]>> {
        self.body.as_ref()
    }

    /// The entry without its body, where it may be without one.
    #[must_use]
    pub fn without_body(mut self) -> Self {
        if self.header.may_be_bare() {
            self.body = None;
        }
        self
    }
}

impl<S> Entry<S> {
    /// SHA-256 over the domain and the header.
    #[must_use]
    pub fn id(&self) -> Digest {
        self.id
    }

    /// What the entry states; nobody need have signed it before it is verified.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Whether its body is missing.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.body.is_none()
    }

    /// The entry as it travels.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = CborWriter::new();
        let parts = if self.is_bare() { 2 } else { 3 };
        writer.array(parts).bytes(&self.header_bytes).bytes(self.signature.as_bytes());
        if let Some(body) = &self.body {
            writer.bytes(body);
        }
        writer.finish()
    }
}

/// An entry of an erasable collection, taken apart to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Its id.
    pub id: Digest,
    /// The bare entry.
    pub bare: Vec<u8>,
    /// Its body; none if it came without.
    pub body: Option<Vec<u8>>,
}

impl Apart {
    /// Takes an entry apart if it may be without its body; `None` for all other bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        // Nearly all items are no such entries, and need not be read whole to see it.
        if !ERASABLE.contains(&collection_of(bytes)?) {
            return None;
        }
        let entry = Entry::parse(bytes).ok().filter(|entry| entry.header.may_be_bare())?.trust_own_record();
        let body = entry.body.as_ref().map(|body| body.to_vec());
        Some(Self { id: entry.id, bare: entry.without_body().to_bytes(), body })
    }

    /// Whether these are the bytes of a bare entry.
    #[must_use]
    pub fn is_bare(bytes: &[u8]) -> bool {
        bytes.first() == Some(&0x82)
    }

    /// Whether these are the bytes of an erase; nothing else of them is looked at.
    #[must_use]
    pub fn is_erase(bytes: &[u8]) -> bool {
        let mut reader = CborReader::new(bytes);
        let kind = reader.array().and_then(|_| reader.bytes()).and_then(|header| {
            let mut reader = CborReader::new(header);
            reader.array()?;
            reader.uint()?;
            reader.uint()
        });
        kind == Ok(EntryKind::Erase.code())
    }

    /// The whole entry again, if the body is the one that the bare entry names.
    #[must_use]
    pub fn join(bare: &[u8], body: &[u8]) -> Option<Vec<u8>> {
        let mut entry = Entry::parse(bare).ok().filter(|entry| entry.header.names(body))?;
        entry.body = Some(body.into());
        Some(entry.to_bytes())
    }
}

impl Header {
    fn parse(bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > HEADER_BYTES_MAX {
            return Err(EntryError::TooLong);
        }
        let mut reader = CborReader::new(bytes);
        let fields = reader.array()?;
        let format = reader.uint()?;
        if format != FORMAT {
            return Err(EntryError::UnknownFormat { format });
        }
        if fields != FIELDS {
            return Err(CborError::Unexpected.into());
        }
        let kind = EntryKind::from_code(reader.uint()?);
        let organisation = OrganisationId::from_digest(Digest::from_bytes(reader.exactly()?));
        reader.array_of(2)?;
        let number = u32::try_from(reader.uint()?).ok().filter(|n| *n > 0).ok_or(CborError::Unexpected)?;
        let version = VersionRef { number, hash: reader.exactly()? };
        let device = PublicKey::from_bytes(reader.exactly()?);
        let sequence = reader.uint()?;
        let previous = if reader.null() { None } else { Some(Digest::from_bytes(reader.exactly()?)) };
        if sequence == 0 || sequence >= 1 << 53 || (sequence == 1) != previous.is_none() {
            return Err(EntryError::BadSequence);
        }
        let address = Address::parse(reader.text()?)?;
        let time = Timestamp::from_millis(reader.uint()?).ok_or(EntryError::BadTime)?;
        let adopts = if reader.null() {
            None
        } else {
            reader.array_of(2)?;
            let device = PublicKey::from_bytes(reader.exactly()?);
            Some(Adopted { device, id: Digest::from_bytes(reader.exactly()?) })
        };
        let body_hash = Digest::from_bytes(reader.exactly()?);
        let body_length = u32::try_from(reader.uint()?)
            .ok()
            .filter(|length| *length as usize <= BODY_BYTES_MAX)
            .ok_or(EntryError::BodyTooLong)?;
        reader.end()?;
        let header = Self {
            kind,
            organisation,
            version,
            device,
            sequence,
            previous,
            address,
            time,
            adopts,
            body_hash,
            body_length,
        };
        if header.to_bytes() == bytes { Ok(header) } else { Err(CborError::NotCanonical.into()) }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut writer = CborWriter::new();
        writer.array(FIELDS).uint(FORMAT).uint(self.kind.code()).bytes(self.organisation.digest().as_bytes());
        writer.array(2).uint(u64::from(self.version.number)).bytes(&self.version.hash);
        writer.bytes(self.device.as_bytes()).uint(self.sequence);
        match &self.previous {
            Some(previous) => writer.bytes(previous.as_bytes()),
            None => writer.null(),
        };
        writer.text(self.address.as_str()).uint(self.time.as_millis());
        match &self.adopts {
            Some(adopted) => writer.array(2).bytes(adopted.device.as_bytes()).bytes(adopted.id.as_bytes()),
            None => writer.null(),
        };
        writer.bytes(self.body_hash.as_bytes()).uint(u64::from(self.body_length));
        writer.finish()
    }

    fn names(&self, body: &[u8]) -> bool {
        body.len() == self.body_length as usize && Digest::of(&[body]) == self.body_hash
    }

    /// Whether the entry may be without its body; one that has nothing in it is always whole.
    #[must_use]
    pub fn may_be_bare(&self) -> bool {
        self.address.is_erasable() && self.body_length > 0
    }

    /// What makes one statement newer than another: time, then place in the chain, then id.
    ///
    /// A clock that once went wrong holds a device's time still; its chain still tells first from last.
    #[must_use]
    pub fn recency(&self, id: Digest) -> (Timestamp, u64, Digest) {
        (self.time, self.sequence, id)
    }

    /// The capability that the author needs.
    #[must_use]
    pub fn capability(&self) -> Capability {
        if ASSERTED.contains(&self.address.collection()) { Capability::Assert } else { Capability::Write }
    }
}

impl EntryKind {
    /// The number in the header.
    #[must_use]
    pub const fn code(self) -> u64 {
        match self {
            Self::Change => 1,
            Self::Erase => 2,
            Self::Heads => 3,
            Self::Unknown(code) => code,
        }
    }

    const fn from_code(code: u64) -> Self {
        match code {
            1 => Self::Change,
            2 => Self::Erase,
            3 => Self::Heads,
            other => Self::Unknown(other),
        }
    }
}

/// The name of a document within its organisation, `collection/name`.
///
/// A collection is 1 to 16 lower-case letters; a name is 1 to 64 characters of `A–Z a–z 0–9 . _ -`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// Parses `collection/name`.
    ///
    /// # Errors
    ///
    /// [`EntryError::BadAddress`].
    pub fn parse(text: &str) -> Result<Self, EntryError> {
        let is_fine = text.split_once('/').is_some_and(|(collection, name)| {
            (1..=16).contains(&collection.len())
                && collection.bytes().all(|b| b.is_ascii_lowercase())
                && (1..=64).contains(&name.len())
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
                && !name.bytes().all(|b| b == b'.')
        });
        if is_fine {
            Ok(Self(text.to_owned()))
        } else {
            Err(EntryError::BadAddress { text: text.chars().take(100).collect() })
        }
    }

    /// Joins a collection and a name.
    ///
    /// # Errors
    ///
    /// [`EntryError::BadAddress`].
    pub fn new(collection: &str, name: &str) -> Result<Self, EntryError> {
        Self::parse(&format!("{collection}/{name}"))
    }

    /// Where an organisation's profile stands.
    #[must_use]
    pub fn profile() -> Self {
        Self(PROFILE.to_owned())
    }

    /// Reads `<scid>/<name>`, the id of a document of a collection: whose it is, and where it stands.
    #[must_use]
    pub fn parse_id(collection: &str, text: &str) -> Option<(OrganisationId, Self)> {
        let (organisation, name) = text.split_once('/')?;
        Some((OrganisationId::parse(organisation).ok()?, Self::new(collection, name).ok()?))
    }

    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the slash.
    #[must_use]
    pub fn collection(&self) -> &str {
        self.0.split_once('/').map_or("", |(collection, _)| collection)
    }

    /// What stands behind the slash.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, name)| name)
    }

    /// Whether documents of this collection can be erased and travel without their bodies.
    #[must_use]
    pub fn is_erasable(&self) -> bool {
        ERASABLE.contains(&self.collection())
    }

    /// Whether values of this collection are written once and never replaced.
    #[must_use]
    pub fn is_set_once(&self) -> bool {
        SET_ONCE.contains(&self.collection())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of an organisation's profile.
pub const PROFILE: &str = "profile/self";

/// Why bytes are no entry, or not a verified one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EntryError {
    /// Longer than an entry can be.
    #[error("the entry is longer than {ENTRY_BYTES_MAX} bytes")]
    TooLong,
    /// Not the one encoding.
    #[error("the entry is not encoded as it must be")]
    Encoding(#[from] CborError),
    /// A format of a later version.
    #[error("the entry has format {format}; this program knows format 1")]
    UnknownFormat {
        /// The number.
        format: u64,
    },
    /// Sequence 0, too large, or with or without a predecessor where it must not be.
    #[error("the entry's sequence and its predecessor do not fit")]
    BadSequence,
    /// No address.
    #[error("{text:?} is no address; it is collection/name, such as profile/self")]
    BadAddress {
        /// What was read.
        text: String,
    },
    /// 2^42 ms or later.
    #[error("the entry's time lies beyond the year 2109")]
    BadTime,
    /// A body above 64 KiB.
    #[error("the entry's body is longer than {BODY_BYTES_MAX} bytes")]
    BodyTooLong,
    /// A body is missing that must be there.
    #[error("the entry has no body; only entries of erasable collections may be without theirs")]
    Bare,
    /// Another body than the header names.
    #[error("the entry's body is not the one that its header names")]
    BodyMismatch,
    /// The device did not sign this.
    #[error("the entry's signature does not fit")]
    BadSignature,
}

impl From<KeyError> for EntryError {
    fn from(_: KeyError) -> Self {
        Self::BadSignature
    }
}

/// The collection in an entry's header, of which nothing else is looked at.
fn collection_of(bytes: &[u8]) -> Option<&str> {
    let mut reader = CborReader::new(bytes);
    reader.array().ok()?;
    let mut header = CborReader::new(reader.bytes().ok()?);
    header.array().ok()?;
    header.uint().and_then(|_| header.uint()).ok()?;
    header.bytes().ok()?;
    header.array().ok()?;
    header.uint().ok()?;
    header.bytes().and_then(|_| header.bytes()).ok()?;
    header.uint().ok()?;
    if !header.null() {
        header.bytes().ok()?;
    }
    Some(header.text().ok()?.split_once('/')?.0)
}

fn id_of(header_bytes: &[u8]) -> Digest {
    Digest::of(&[DOMAIN, header_bytes])
}

/// A body has at most this many bytes.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
/// An entry has at most this many bytes.
pub const ENTRY_BYTES_MAX: usize = BODY_BYTES_MAX + HEADER_BYTES_MAX + 128;

/// So many random bytes stand before what the author wrote in the bodies of erasable collections: who knows only the
/// hash of the body cannot try out what may have stood there.
pub const SALT_BYTES: usize = 16;

const HEADER_BYTES_MAX: usize = 1024;
const DOMAIN: &[u8] = b"hanse entry 1";
const FORMAT: u64 = 1;
const FIELDS: usize = 12;
const ERASABLE: [&str; 3] = ["contact", "person", "member"];
const SET_ONCE: [&str; 4] = ["scheme", "accreditation", "attestation", "reply"];
/// Heads too: a device that may not withdraw a label must not be able to hide a withdrawal.
const ASSERTED: [&str; 6] = ["scheme", "accreditation", "attestation", "statuslist", "vouch", "heads"];
