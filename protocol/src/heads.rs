//! The heads entry: an organisation's word on how far it has spoken.
//!
//! ```text
//! body [ [ [device 32, sequence, id 32, tree head 32] … ],  one row for each device, ascending by key
//!        count, root 32 ]                                   over the organisation's set-once documents
//! leaf = SHA-256(CBOR [address, [entry id 32 …ascending]])
//! ```
//! The rows prove that an entry belongs to the chain. The root proves that *all* entries of a label are at hand: a
//! node that leaves out a withdrawal cannot show the path to a root that contains it
//! (`docs/decisions/0002-heads-commit-to-set-once-documents.md`).

use std::collections::BTreeMap;

use thiserror::Error;

use crate::canonical::{CborError, CborReader, CborWriter};
use crate::digest::Digest;
use crate::entry::{Address, Header};
use crate::identity::line::DEVICES_MAX;
use crate::key::PublicKey;
use crate::tree;

/// What a heads entry states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heads {
    /// How far each device has spoken.
    pub devices: BTreeMap<PublicKey, DeviceHead>,
    /// How many set-once documents the organisation holds.
    pub documents: u64,
    /// Root of the tree over them.
    pub root: Digest,
}

/// The end of one device's chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceHead {
    /// The last sequence.
    pub sequence: u64,
    /// The entry there.
    pub id: Digest,
    /// Root of the device's tree over that many entries.
    pub tree_head: Digest,
}

impl Heads {
    /// Parses the body of a heads entry.
    ///
    /// # Errors
    ///
    /// [`HeadsError`] for anything but the one encoding.
    pub fn parse(body: &[u8]) -> Result<Self, HeadsError> {
        let mut reader = CborReader::new(body);
        reader.array_of(3)?;
        let rows = reader.array()?;
        // A device that was retired as compromised is listed no more, but its chain stays.
        if rows > 4 * DEVICES_MAX {
            return Err(HeadsError::TooManyDevices);
        }
        let mut devices = BTreeMap::new();
        for _ in 0..rows {
            reader.array_of(4)?;
            let device = PublicKey::from_bytes(reader.exactly()?);
            let head = DeviceHead {
                sequence: reader.uint()?,
                id: Digest::from_bytes(reader.exactly()?),
                tree_head: Digest::from_bytes(reader.exactly()?),
            };
            devices.insert(device, head);
        }
        let documents = reader.uint()?;
        let root = Digest::from_bytes(reader.exactly()?);
        reader.end()?;
        let heads = Self { devices, documents, root };
        if heads.to_bytes() == body { Ok(heads) } else { Err(CborError::NotCanonical.into()) }
    }

    /// Whether an entry lies within what is stated.
    #[must_use]
    pub fn covers(&self, header: &Header) -> bool {
        self.devices.get(&header.device).is_some_and(|end| header.sequence <= end.sequence)
    }

    /// Whether both speak of one place in a device's chain, and say different things of it.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> bool {
        self.devices.iter().any(|(device, end)| {
            other.devices.get(device).is_some_and(|theirs| theirs.sequence == end.sequence && theirs != end)
        })
    }

    /// The body of a heads entry.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = CborWriter::new();
        writer.array(3).array(self.devices.len());
        for (device, head) in &self.devices {
            writer.array(4).bytes(device.as_bytes()).uint(head.sequence);
            writer.bytes(head.id.as_bytes()).bytes(head.tree_head.as_bytes());
        }
        writer.uint(self.documents).bytes(self.root.as_bytes());
        writer.finish()
    }
}

/// The leaf of one set-once document: its address and the ids of all its valid entries, ascending.
#[must_use]
pub fn document_leaf(address: &Address, ids: &[Digest]) -> Digest {
    let mut writer = CborWriter::new();
    writer.array(2).text(address.as_str()).array(ids.len());
    for id in ids {
        writer.bytes(id.as_bytes());
    }
    Digest::of(&[&writer.finish()])
}

/// The root over the leaves of all set-once documents, in the order of their addresses.
#[must_use]
pub fn documents_root(leaves: &BTreeMap<Address, Digest>) -> Digest {
    tree::root(&leaves.values().copied().collect::<Vec<_>>())
}

/// Why a body states no heads.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HeadsError {
    /// Not the one encoding.
    #[error("the heads are not encoded as they must be")]
    Encoding(#[from] CborError),
    /// More rows than devices.
    #[error("the heads list too many devices")]
    TooManyDevices,
}

/// Heads entries stand at this address, which is no document.
pub const HEADS_ADDRESS: &str = "heads/self";
