//! The author's side: a device seals what its organisation says.
//!
//! An [`Author`] looks at the organisation's own ledger, continues the device's chain and seals entries. It changes
//! nothing: the caller records the entries, admits them to the ledger, and only then lets them out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use thiserror::Error;

use crate::automerge_guard;
use crate::digest::Digest;
use crate::document::{Document, EditError, Extension, Outcome};
use crate::entry::{Address, Adopted, Entry, EntryError, EntryKind, Header, SALT_BYTES, Verified};
use crate::heads::HEADS_ADDRESS;
use crate::identity::Capability;
use crate::identity::line::VersionRef;
use crate::key::{PublicKey, SigningKey};
use crate::ledger::{Ledger, speaks_for};
use crate::time::Timestamp;
use crate::verdict::ItemVerdict;

/// Values by which a document is changed; `None` takes a key away.
pub type Edits = BTreeMap<String, Option<Value>>;

/// A device about to speak for its organisation.
pub struct Author<'a> {
    ledger: &'a Ledger,
    key: &'a SigningKey,
    version: VersionRef,
    capability: Capability,
    /// From which the salts of erasable documents are made.
    salt_seed: Option<[u8; 32]>,
}

/// Work of a retired device, sealed anew.
#[derive(Clone, Debug)]
pub struct Rescue {
    /// What was sealed.
    pub entries: Vec<Entry<Verified>>,
    /// What could not be taken over in this way.
    pub left: Vec<Entry<Verified>>,
}

impl<'a> Author<'a> {
    /// Prepares to speak under the newest version of the identity.
    ///
    /// # Errors
    ///
    /// [`AuthorError`] when the identity or the device's chain is disputed, or the device may not write.
    pub fn new(ledger: &'a Ledger, key: &'a SigningKey) -> Result<Self, AuthorError> {
        let device = key.public();
        if ledger.is_forked(&device) {
            return Err(AuthorError::Forked { device });
        }
        let (version, capability) =
            speaks_for(ledger.identity(), &device).ok_or(AuthorError::IdentityDisputed)?;
        let capability = capability.ok_or(AuthorError::NotListed { device })?;
        Ok(Self { ledger, key, version, capability, salt_seed: None })
    }

    /// Prepares to speak of persons: `seed` was drawn at random, for this author alone.
    #[must_use]
    pub fn salted(self, seed: [u8; 32]) -> Self {
        Self { salt_seed: Some(seed), ..self }
    }

    /// Seals the changes that bring a document to these values; none when nothing differs.
    ///
    /// # Errors
    ///
    /// [`AuthorError::MayNotAssert`], [`AuthorError::NoSalt`], or why the edit is not possible.
    pub fn edit(
        &self,
        address: &Address,
        edits: &Edits,
        now: Timestamp,
    ) -> Result<Vec<Entry<Verified>>, AuthorError> {
        let blank;
        let document = match self.ledger.document(address) {
            Some(document) => document,
            None => {
                blank = Document::new(address.collection());
                &blank
            }
        };
        let actor = automerge_guard::actor(&self.ledger.organisation(), &self.key.public(), address.as_str());
        let changes = document.edit(actor, now, edits)?;
        let mut chain = self.end_of_chain();
        changes.into_iter().map(|change| self.seal_change(&mut chain, address, change, now)).collect()
    }

    /// Seals the end of an erasable document.
    ///
    /// # Errors
    ///
    /// [`AuthorError::NotErasable`].
    pub fn erase(&self, address: &Address, now: Timestamp) -> Result<Entry<Verified>, AuthorError> {
        if !address.is_erasable() {
            return Err(AuthorError::NotErasable { address: address.clone() });
        }
        self.seal_next(&mut self.end_of_chain(), EntryKind::Erase, address.clone(), Vec::new(), now)
    }

    /// Seals a statement of how far the organisation has spoken.
    ///
    /// # Errors
    ///
    /// [`AuthorError::Entry`] when the statement is too long.
    pub fn heads(&self, now: Timestamp) -> Result<Entry<Verified>, AuthorError> {
        let address = Address::parse(HEADS_ADDRESS).expect("the heads' address is one");
        let body = self.ledger.heads().to_bytes();
        // The newest statement counts: it must be dated after every other.
        let last = self.ledger.newest_heads().map(|entry| entry.header().time.plus_millis(1));
        let now = last.map_or(now, |after_last| now.max(after_last));
        self.seal_next(&mut self.end_of_chain(), EntryKind::Heads, address, body, now)
    }

    /// Seals changes of retired devices anew, in this device's name: work that lies behind their cut is not lost.
    ///
    /// The change keeps its bytes and its actor, so it counts once, whoever brings it. What the documents hold already is
    /// left out; so are entries that are no changes. Two copies of one home made changes for one place: of those the
    /// first is adopted, and the others are handed back for [`Author::repeat`].
    ///
    /// # Errors
    ///
    /// [`AuthorError::NotRetired`] when an entry's device still speaks, [`AuthorError::MayNotAssert`].
    pub fn adopt(&self, originals: &[Entry<Verified>], now: Timestamp) -> Result<Rescue, AuthorError> {
        let branches = self.ledger.identity().branches();
        let mut documents: BTreeMap<Address, Document> = BTreeMap::new();
        let mut chain = self.end_of_chain();
        let (mut adopted, mut rivals) = (Vec::new(), Vec::new());
        for original in originals {
            let header = original.header();
            let document = documents.entry(header.address.clone()).or_insert_with(|| {
                let known = self.ledger.document(&header.address).cloned();
                known.unwrap_or_else(|| Document::new(header.address.collection()))
            });
            let is_there = original.is_bare() || document.holds_change(original.change());
            if header.kind != EntryKind::Change || is_there {
                continue;
            }
            if branches.iter().any(|branch| branch.retirement(&header.device).is_none()) {
                return Err(AuthorError::NotRetired { device: header.device });
            }
            // The highest id: what stands already keeps its place.
            let extension = document.extend(HIGHEST, actor_of(header), original.change());
            if !matches!(extension, Extension::Settled(Outcome::Taken) | Extension::NeedsRebuild) {
                rivals.push(original.clone());
                continue;
            }
            let source = header.adopts.unwrap_or(Adopted { device: header.device, id: original.id() });
            let (address, body) = (header.address.clone(), original.body().to_vec());
            adopted.push(self.seal(&mut chain, EntryKind::Change, address, body, now, Some(source))?);
        }
        Ok(Rescue { entries: adopted, left: rivals })
    }

    /// Seals, as this device's own edits, what changes did that cannot be adopted; hands back those still to be repeated.
    ///
    /// The edits build on what the changes built on, so texts that both copies of a home changed merge.
    ///
    /// # Errors
    ///
    /// As [`Author::edit`].
    pub fn repeat(&self, rivals: &[Entry<Verified>], now: Timestamp) -> Result<Rescue, AuthorError> {
        let mut chain = self.end_of_chain();
        let (mut repeated, mut left) = (Vec::new(), Vec::new());
        let addresses: BTreeSet<&Address> = rivals.iter().map(|rival| &rival.header().address).collect();
        for address in addresses {
            let rivals: Vec<&Entry<Verified>> =
                rivals.iter().filter(|rival| rival.header().address == *address).collect();
            let is_rivalled = |header: &Header| {
                rivals
                    .iter()
                    .any(|rival| header.adopts.is_some_and(|adopted| adopted.device == rival.header().device))
            };
            let known: Vec<&Entry<Verified>> = self
                .ledger
                .entries_at(address)
                .into_iter()
                .filter(|(entry, verdict)| {
                    *verdict == ItemVerdict::Valid
                        && entry.header().kind == EntryKind::Change
                        && !is_rivalled(entry.header())
                })
                .map(|(entry, _)| &**entry)
                .collect();
            let changes = |entries: &[&'_ Entry<Verified>]| {
                let changes =
                    entries.iter().map(|entry| (entry.id(), actor_of(entry.header()), entry.change()));
                Document::from_changes(address.collection(), changes)
            };
            let (before, outcomes) = changes(&known);
            let (after, expressed) = changes(&[&known[..], &rivals[..]].concat());
            let mut edits: Edits = after
                .content()
                .iter()
                .filter(|(key, value)| before.content().get(*key) != Some(*value))
                .map(|(key, value)| (key.clone(), Some(value.clone())))
                .collect();
            let gone = before.content().keys().filter(|key| !after.content().contains_key(*key));
            edits.extend(gone.map(|key| (key.clone(), None)));
            // What this device wrote on top of an adopted change is not in `before`: its next change must count that.
            let is_whole = outcomes.values().all(|outcome| *outcome == Outcome::Taken);
            let base = if is_whole { &before } else { self.ledger.document(address).unwrap_or(&before) };
            let actor =
                automerge_guard::actor(&self.ledger.organisation(), &self.key.public(), address.as_str());
            for change in base.edit(actor, now, &edits)? {
                repeated.push(self.seal_change(&mut chain, address, change, now)?);
            }
            let is_expressed = |rival: &&Entry<Verified>| expressed.get(&rival.id()) == Some(&Outcome::Taken);
            left.extend(rivals.into_iter().filter(|rival| !is_expressed(rival)).cloned());
        }
        Ok(Rescue { entries: repeated, left })
    }

    fn end_of_chain(&self) -> EndOfChain {
        let chain = self.ledger.chain(&self.key.public());
        EndOfChain { sequence: chain.len() as u64, id: chain.last().copied() }
    }

    fn seal_change(
        &self,
        end: &mut EndOfChain,
        address: &Address,
        change: Vec<u8>,
        now: Timestamp,
    ) -> Result<Entry<Verified>, AuthorError> {
        let body = if address.is_erasable() {
            let seed = self.salt_seed.ok_or(AuthorError::NoSalt)?;
            let salt = Digest::of(&[SALT_DOMAIN, &seed, &(end.sequence + 1).to_be_bytes()]);
            [&salt.as_bytes()[..SALT_BYTES], &change].concat()
        } else {
            change
        };
        self.seal_next(end, EntryKind::Change, address.clone(), body, now)
    }

    fn seal_next(
        &self,
        end: &mut EndOfChain,
        kind: EntryKind,
        address: Address,
        body: Vec<u8>,
        now: Timestamp,
    ) -> Result<Entry<Verified>, AuthorError> {
        self.seal(end, kind, address, body, now, None)
    }

    fn seal(
        &self,
        end: &mut EndOfChain,
        kind: EntryKind,
        address: Address,
        body: Vec<u8>,
        now: Timestamp,
        adopts: Option<Adopted>,
    ) -> Result<Entry<Verified>, AuthorError> {
        let header = Header {
            kind,
            organisation: self.ledger.organisation(),
            version: self.version,
            device: self.key.public(),
            sequence: end.sequence + 1,
            previous: end.id,
            address,
            // A clock that went back must not make the chain look as if it did.
            time: now.max(self.ledger.latest_time(&self.key.public())),
            adopts,
            body_hash: Digest::of(&[]),
            body_length: 0,
        };
        if header.capability() == Capability::Assert && self.capability != Capability::Assert {
            return Err(AuthorError::MayNotAssert { device: header.device });
        }
        let entry = Entry::seal(header, body, self.key)?;
        *end = EndOfChain { sequence: end.sequence + 1, id: Some(entry.id()) };
        Ok(entry)
    }
}

/// The Automerge actor that an entry's change has: the device's that first made it.
fn actor_of(header: &Header) -> [u8; 16] {
    let device = header.adopts.map_or(header.device, |adopted| adopted.device);
    automerge_guard::actor(&header.organisation, &device, header.address.as_str())
}

/// Where the next entry goes.
struct EndOfChain {
    sequence: u64,
    id: Option<Digest>,
}

/// Why a device cannot speak.
#[derive(Debug, Error)]
pub enum AuthorError {
    /// Two lines contradict each other.
    #[error("the organisation's identity is disputed: sign a line with the recovery key first")]
    IdentityDisputed,
    /// The device signed two entries for one place.
    #[error(
        "the device {device} signed two different entries for one place, as a restored or copied home does: retire it and add a new device"
    )]
    Forked {
        /// The device.
        device: PublicKey,
    },
    /// The newest version does not list the device, or it was retired.
    #[error("the device {device} does not write for this organisation (any more)")]
    NotListed {
        /// The device.
        device: PublicKey,
    },
    /// A device that still speaks for itself.
    #[error("the device {device} is not retired: what it signed needs nobody to repeat it")]
    NotRetired {
        /// The device.
        device: PublicKey,
    },
    /// The device writes documents, but no labels.
    #[error("the device {device} may write documents, but not schemes, accreditations, labels and vouches")]
    MayNotAssert {
        /// The device.
        device: PublicKey,
    },
    /// Documents of persons are salted, and the caller drew no salt.
    #[error("what is said of persons needs random bytes, and none were drawn")]
    NoSalt,
    /// What everybody keeps for ever.
    #[error("{address} cannot be erased: only contact, person and member documents can")]
    NotErasable {
        /// The document.
        address: Address,
    },
    /// The edit is not possible.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The entry cannot be made.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

const SALT_DOMAIN: &[u8] = b"hanse salt";

/// An id that gives way to every other.
const HIGHEST: Digest = Digest::from_bytes([0xff; 32]);
