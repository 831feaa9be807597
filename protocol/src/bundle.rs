//! A bundle: items in a file, to be carried by hand. Taking one in is a set union.
//!
//! ```text
//! CBOR sequence:  [ "hanse bundle", 1, count, SHA-256 over the ids in order ]  then the items (docs/spec/item.md)
//! ```
//! Each item proves itself; the head only tells whether the file is whole.

use thiserror::Error;

use crate::canonical::{CborError, CborReader, CborWriter};
use crate::digest::Digest;
use crate::item::{SequenceError, from_sequence, to_sequence};

/// Writes items, in an order in which each comes after what explains it, as a bundle.
#[must_use]
pub fn write(items: &[(Digest, Vec<u8>)]) -> Vec<u8> {
    let mut writer = CborWriter::new();
    let sum = sum_of(items.iter().map(|(id, _)| id));
    writer.array(4).text(MAGIC).uint(FORMAT).uint(items.len() as u64).bytes(sum.as_bytes());
    let mut bytes = writer.finish();
    bytes.extend_from_slice(&to_sequence(items.iter().map(|(_, bytes)| bytes.as_slice())));
    bytes
}

/// A bundle that was taken apart; none of its items is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The items that are whole, as they are stored.
    pub items: Vec<Vec<u8>>,
    /// How many the head announces.
    pub announced: u64,
    /// Where the file breaks off, if it does.
    pub broken: Option<SequenceError>,
    sum: Digest,
}

impl Bundle {
    /// Takes a bundle apart. Of a truncated one the whole items are kept, since each stands for itself.
    ///
    /// # Errors
    ///
    /// [`BundleError`] when the file does not begin like a bundle.
    pub fn parse(bytes: &[u8]) -> Result<Self, BundleError> {
        let mut reader = CborReader::new(bytes);
        reader.array_of(4).map_err(|_| BundleError::NotABundle)?;
        if reader.text().map_err(|_| BundleError::NotABundle)? != MAGIC {
            return Err(BundleError::NotABundle);
        }
        let format = reader.uint()?;
        if format != FORMAT {
            return Err(BundleError::UnknownFormat { format });
        }
        let announced = reader.uint()?;
        let sum = Digest::from_bytes(reader.exactly()?);
        let (items, broken) = match from_sequence(&bytes[reader.position()..]) {
            Ok(items) => (items, None),
            Err(mut broken) => (std::mem::take(&mut broken.before), Some(broken)),
        };
        Ok(Self { items, announced, broken, sum })
    }

    /// Whether these are all the items that the bundle was written with.
    #[must_use]
    pub fn is_whole<'a>(&self, ids: impl Iterator<Item = &'a Digest>) -> bool {
        self.broken.is_none() && self.items.len() as u64 == self.announced && sum_of(ids) == self.sum
    }
}

/// Why a file is no bundle.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BundleError {
    /// Another kind of file.
    #[error("this is no bundle; write one with `hanse bundle export FILE`")]
    NotABundle,
    /// A later version.
    #[error("the bundle has format {format}; this program knows format 1: use a newer one")]
    UnknownFormat {
        /// The number.
        format: u64,
    },
    /// The head breaks off.
    #[error("the bundle is cut short in its first bytes; get it again")]
    Damaged(#[from] CborError),
}

fn sum_of<'a>(ids: impl Iterator<Item = &'a Digest>) -> Digest {
    let bytes: Vec<u8> = ids.flat_map(|id| *id.as_bytes()).collect();
    Digest::of(&[&bytes])
}

const MAGIC: &str = "hanse bundle";
const FORMAT: u64 = 1;
