//! An item: what sets are made of. Either an identity line or an entry.
//!
//! ```text
//! stored, in frames   a line: its JSON, beginning with '{'      an entry: its CBOR, beginning with 0x83 (bare 0x82)
//! in a CBOR sequence  a line: that JSON as a text string        an entry: as it is
//! ```

use thiserror::Error;

use crate::canonical::{CborError, CborReader, CborWriter};
use crate::digest::Digest;
use crate::entry::{ENTRY_BYTES_MAX, Entry, EntryError, Verified};
use crate::identity::line::{LINE_BYTES_MAX, Line, LineError};
use crate::organisation::OrganisationId;
use crate::time::Timestamp;

/// A verified item: its author signed it. Whether it has standing is the directory's to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A line of an organisation's log.
    Line(Box<Line>),
    /// A statement of one device.
    Entry(Box<Entry<Verified>>),
}

impl Item {
    /// Parses an item as it is stored and verifies it.
    ///
    /// # Errors
    ///
    /// [`ItemError`] says what is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, ItemError> {
        match bytes.first() {
            Some(b'{') => Ok(Self::Line(Box::new(Line::parse(bytes)?))),
            Some(&(ENTRY_FIRST_BYTE | BARE_FIRST_BYTE)) => {
                Ok(Self::Entry(Box::new(Entry::parse(bytes)?.verify()?)))
            }
            _ => Err(ItemError::NoItem),
        }
    }

    /// Parses an item of one's own record, whose signature this program checked before it was stored.
    ///
    /// # Errors
    ///
    /// [`ItemError`] when the record holds something else.
    pub fn parse_own_record(bytes: &[u8]) -> Result<Self, ItemError> {
        match bytes.first() {
            Some(b'{') => Ok(Self::Line(Box::new(Line::parse_own_record(bytes)?))),
            Some(&(ENTRY_FIRST_BYTE | BARE_FIRST_BYTE)) => {
                Ok(Self::Entry(Box::new(Entry::parse(bytes)?.trust_own_record())))
            }
            _ => Err(ItemError::NoItem),
        }
    }

    /// The item as it is stored.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Line(line) => line.to_bytes(),
            Self::Entry(entry) => entry.to_bytes(),
        }
    }

    /// The item's id.
    #[must_use]
    pub fn id(&self) -> Digest {
        match self {
            Self::Line(line) => line.id(),
            Self::Entry(entry) => entry.id(),
        }
    }

    /// The organisation it belongs to.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        match self {
            Self::Line(line) => line.organisation(),
            Self::Entry(entry) => entry.header().organisation,
        }
    }

    /// The time that its author claims: the sort key of reconciliation.
    #[must_use]
    pub fn time(&self) -> Timestamp {
        match self {
            Self::Line(line) => line.time(),
            Self::Entry(entry) => entry.header().time,
        }
    }
}

/// Writes stored items as a CBOR sequence (RFC 8742).
#[must_use]
pub fn to_sequence<'a>(items: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut sequence = Vec::new();
    for item in items {
        match std::str::from_utf8(item) {
            Ok(line) if item.first() == Some(&b'{') => {
                let mut writer = CborWriter::new();
                writer.text(line);
                sequence.extend_from_slice(&writer.finish());
            }
            _ => sequence.extend_from_slice(item),
        }
    }
    sequence
}

/// Takes a CBOR sequence apart into items as they are stored; none of them is verified yet.
///
/// # Errors
///
/// [`SequenceError`] names the first item that does not end, is too long, or is none. What stands before it
/// is lost with it: a caller that wants it reads it from [`SequenceError::before`].
pub fn from_sequence(bytes: &[u8]) -> Result<Vec<Vec<u8>>, SequenceError> {
    let mut items = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        match first_of(rest) {
            Ok((item, length)) => {
                items.push(item);
                rest = &rest[length..];
            }
            Err(source) => {
                return Err(SequenceError {
                    number: items.len() + 1,
                    offset: bytes.len() - rest.len(),
                    before: items,
                    source,
                });
            }
        }
    }
    Ok(items)
}

fn first_of(bytes: &[u8]) -> Result<(Vec<u8>, usize), CborError> {
    let mut reader = CborReader::new(bytes);
    if reader.at_text() {
        let line = reader.text()?;
        if line.len() > LINE_BYTES_MAX || !line.starts_with('{') {
            return Err(CborError::Unexpected);
        }
        return Ok((line.as_bytes().to_vec(), reader.position()));
    }
    let parts = reader.array()?;
    if !(parts == 2 || parts == 3) {
        return Err(CborError::Unexpected);
    }
    for _ in 0..parts {
        reader.bytes()?;
    }
    let length = reader.position();
    if length > ENTRY_BYTES_MAX {
        return Err(CborError::Unexpected);
    }
    Ok((bytes[..length].to_vec(), length))
}

/// Where a CBOR sequence breaks.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("item {number} of the sequence, at byte {offset}, cannot be read")]
pub struct SequenceError {
    /// Counted from 1.
    pub number: usize,
    /// Where it begins.
    pub offset: usize,
    /// The items before it, which are whole.
    pub before: Vec<Vec<u8>>,
    /// Why.
    pub source: CborError,
}

/// Why bytes are no verified item.
#[derive(Debug, Error)]
pub enum ItemError {
    /// Neither begins like a line nor like an entry.
    #[error("the bytes are neither an identity line nor an entry")]
    NoItem,
    /// A line that does not hold.
    #[error("the identity line is refused")]
    Line(#[from] LineError),
    /// An entry that does not hold.
    #[error("the entry is refused")]
    Entry(#[from] EntryError),
}

/// An array of three.
const ENTRY_FIRST_BYTE: u8 = 0x83;
/// An array of two.
const BARE_FIRST_BYTE: u8 = 0x82;
/// An item has at most this many bytes.
pub const ITEM_BYTES_MAX: usize =
    if ENTRY_BYTES_MAX > LINE_BYTES_MAX { ENTRY_BYTES_MAX } else { LINE_BYTES_MAX };
