//! The messages of `/hanse/sync/1`, by which two nodes bring their sets of items in step.
//!
//! ```text
//! frame    = length (unsigned varint, at most 2^20) ‖ message
//! message  = deterministic CBOR, an array that begins with its kind
//! session  = Hello Hello [ Reconcile* [ Want (Items* End) ]* [ Items+ End (Taken) ]* ] Done
//! ```
//!
//! What stands in brackets is left out when both sides hold the same set; what stands in parentheses
//! comes from the responder. `docs/spec/sync.md` has the rules and examples in bytes. An item is
//! opaque here: its bytes are parsed, verified and admitted elsewhere.

use thiserror::Error;

use crate::canonical::{CborError, CborReader, CborWriter};
use crate::digest::Digest;
use crate::directory::Directory;

/// One message of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Opens the session: what each side holds.
    Hello(Hello),
    /// A negentropy v1 message; the initiator's and the responder's take turns.
    Reconcile(Vec<u8>),
    /// Asks for the items with these ids, at most [`WANT_IDS_MAX`]; answered by `Items` and `End`.
    Want(Vec<Digest>),
    /// Items, in an order in which each can be admitted after those before it.
    Items(Vec<Vec<u8>>),
    /// Ends a run of `Items`.
    End,
    /// What became of the items that were pushed, sent when the accepted ones are durable.
    Taken(Taken),
    /// The initiator has nothing more to say.
    Done,
}

/// What a side says of itself and its set before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hello {
    /// Version of the session's messages: [`PROTOCOL`].
    pub protocol: u64,
    /// Number of the rules by which the sender computes verdicts. Sets are compared across rules; directory digests are not.
    pub rules: u64,
    /// Which organisations' items the sender carries; 0 says all.
    pub carrying: u64,
    /// How many items the set holds.
    pub count: u64,
    /// SHA-256 over the ids in the order (time, id).
    pub fingerprint: Digest,
}

/// What became of pushed items. Those that were known already or declined are in neither number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// New in the set, and durable.
    pub accepted: u64,
    /// Kept outside the set until what they build on arrives.
    pub staged: u64,
    /// Malformed or wrongly signed.
    pub refused: u64,
}

impl Message {
    /// Encodes the message, without the frame's length.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = CborWriter::new();
        match self {
            Self::Hello(hello) => {
                writer.array(6).uint(HELLO).uint(hello.protocol).uint(hello.rules).uint(hello.carrying);
                writer.uint(hello.count).bytes(hello.fingerprint.as_bytes());
            }
            Self::Reconcile(bytes) => {
                writer.array(2).uint(RECONCILE).bytes(bytes);
            }
            Self::Want(ids) => {
                writer.array(2).uint(WANT).array(ids.len());
                for id in ids {
                    writer.bytes(id.as_bytes());
                }
            }
            Self::Items(items) => {
                writer.array(2).uint(ITEMS).array(items.len());
                for item in items {
                    writer.bytes(item);
                }
            }
            Self::End => {
                writer.array(1).uint(END);
            }
            Self::Taken(taken) => {
                writer.array(4).uint(TAKEN).uint(taken.accepted).uint(taken.staged).uint(taken.refused);
            }
            Self::Done => {
                writer.array(1).uint(DONE);
            }
        }
        writer.finish()
    }

    /// Parses one message.
    ///
    /// # Errors
    ///
    /// [`MessageError`] for bytes that are no message, are not its one spelling, or exceed a limit.
    pub fn parse(bytes: &[u8]) -> Result<Self, MessageError> {
        if bytes.len() > FRAME_BYTES_MAX {
            return Err(MessageError::TooLong { length: bytes.len() });
        }
        let mut reader = CborReader::new(bytes);
        let length = reader.array()?;
        let kind = reader.uint()?;
        let message = match (kind, length) {
            (HELLO, 6) => Self::Hello(Hello {
                protocol: reader.uint()?,
                rules: reader.uint()?,
                carrying: reader.uint()?,
                count: reader.uint()?,
                fingerprint: Digest::from_bytes(reader.exactly()?),
            }),
            (RECONCILE, 2) => Self::Reconcile(reader.bytes()?.to_vec()),
            (WANT, 2) => Self::Want(parse_ids(&mut reader)?),
            (ITEMS, 2) => Self::Items(parse_items(&mut reader)?),
            (END, 1) => Self::End,
            (TAKEN, 4) => Self::Taken(Taken {
                accepted: reader.uint()?,
                staged: reader.uint()?,
                refused: reader.uint()?,
            }),
            (DONE, 1) => Self::Done,
            _ => return Err(MessageError::UnknownKind { kind, length }),
        };
        reader.end()?;
        // One message has one spelling: a longer form of a length or number is no other way to say it.
        if message.encode() == bytes { Ok(message) } else { Err(CborError::NotCanonical.into()) }
    }

    /// The message's kind, for logs and errors.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Hello(_) => "Hello",
            Self::Reconcile(_) => "Reconcile",
            Self::Want(_) => "Want",
            Self::Items(_) => "Items",
            Self::End => "End",
            Self::Taken(_) => "Taken",
            Self::Done => "Done",
        }
    }
}

/// Why bytes are no message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MessageError {
    /// More bytes than a frame may hold.
    #[error("the message has {length} bytes, more than {FRAME_BYTES_MAX}")]
    TooLong {
        /// The bytes that came.
        length: usize,
    },
    /// No message of that number and length is defined.
    #[error("no message of kind {kind} has {length} fields")]
    UnknownKind {
        /// The first field.
        kind: u64,
        /// The number of fields.
        length: usize,
    },
    /// A list that must name something is empty, or longer than a message may make it.
    #[error("a list of {length} where 1 to {max} are allowed")]
    ListLength {
        /// Its length.
        length: usize,
        /// The longest list allowed.
        max: usize,
    },
    /// An item is empty or too long.
    #[error("an item of {length} bytes where 1 to {ITEM_BYTES_MAX} are allowed")]
    ItemLength {
        /// Its length.
        length: usize,
    },
    /// The bytes are not the CBOR that was expected.
    #[error("the message cannot be read")]
    Cbor(#[from] CborError),
}

fn parse_ids(reader: &mut CborReader<'_>) -> Result<Vec<Digest>, MessageError> {
    let length = reader.array()?;
    bounded(length, WANT_IDS_MAX)?;
    let mut ids = Vec::with_capacity(length);
    for _ in 0..length {
        ids.push(Digest::from_bytes(reader.exactly()?));
    }
    Ok(ids)
}

fn parse_items(reader: &mut CborReader<'_>) -> Result<Vec<Vec<u8>>, MessageError> {
    let length = reader.array()?;
    bounded(length, ITEMS_MAX)?;
    let mut items = Vec::with_capacity(length);
    for _ in 0..length {
        let item = reader.bytes()?;
        if item.is_empty() || item.len() > ITEM_BYTES_MAX {
            return Err(MessageError::ItemLength { length: item.len() });
        }
        items.push(item.to_vec());
    }
    Ok(items)
}

fn bounded(length: usize, max: usize) -> Result<(), MessageError> {
    if (1..=max).contains(&length) { Ok(()) } else { Err(MessageError::ListLength { length, max }) }
}

/// The version of the session's messages.
pub const PROTOCOL: u64 = 1;
/// The number of the rules by which this version computes verdicts.
pub const RULES: u64 = Directory::RULES;
/// `Hello`'s word for "items of every organisation with standing".
pub const CARRYING_ALL: u64 = 0;
/// The longest message, without the frame's length.
pub const FRAME_BYTES_MAX: usize = 1 << 20;
/// The longest item.
pub const ITEM_BYTES_MAX: usize = 200 * 1024;
/// The most ids one `Want` asks for.
pub const WANT_IDS_MAX: usize = 4096;
/// The most items one `Items` holds.
pub const ITEMS_MAX: usize = 4096;

const HELLO: u64 = 0;
const RECONCILE: u64 = 1;
const WANT: u64 = 2;
const ITEMS: u64 = 3;
const END: u64 = 4;
const TAKEN: u64 = 5;
const DONE: u64 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    const SPECIFICATION: &str = include_str!("../../docs/spec/sync.md");

    fn one_of_each() -> Vec<Message> {
        vec![
            Message::Hello(Hello {
                protocol: PROTOCOL,
                rules: RULES,
                carrying: CARRYING_ALL,
                count: 2,
                fingerprint: Digest::of(&[b"ids"]),
            }),
            Message::Reconcile(vec![0x61, 0, 0, 2, 0]),
            Message::Want(vec![Digest::of(&[b"a"]), Digest::of(&[b"b"])]),
            Message::Items(vec![b"an item".to_vec(), vec![0; 300]]),
            Message::End,
            Message::Taken(Taken { accepted: 2, staged: 1, refused: 0 }),
            Message::Done,
        ]
    }

    #[test]
    fn every_message_reads_back_and_no_shorter_or_longer_one_does() {
        for message in one_of_each() {
            let bytes = message.encode();
            assert_eq!(Message::parse(&bytes), Ok(message.clone()));
            for end in 0..bytes.len() {
                assert!(Message::parse(&bytes[..end]).is_err(), "{} cut at {end}", message.kind());
            }
            let mut longer = bytes;
            longer.push(0);
            assert_eq!(Message::parse(&longer), Err(CborError::TrailingBytes.into()));
        }
    }

    #[test]
    fn the_examples_of_the_specification_hold() {
        let hello = Hello { protocol: 1, rules: 1, carrying: 0, count: 0, fingerprint: Digest::of(&[]) };
        let examples = [
            Message::Hello(hello),
            Message::Reconcile(vec![0x61, 0, 0, 2, 0]),
            Message::Want(vec![Digest::from_bytes([0xab; 32])]),
            Message::Items(vec![b"one".to_vec(), b"two".to_vec()]),
            Message::End,
            Message::Taken(Taken { accepted: 2, staged: 1, refused: 0 }),
            Message::Done,
        ];
        for message in examples {
            let kind = format!("    {:<13}", message.kind());
            let line = SPECIFICATION.lines().find_map(|line| line.strip_prefix(&kind)).unwrap();
            let is_hex =
                |word: &&str| word.len().is_multiple_of(2) && word.bytes().all(|b| b.is_ascii_hexdigit());
            let hex: String = line.split_whitespace().take_while(is_hex).collect();
            let mut frame = vec![u8::try_from(message.encode().len()).unwrap()];
            frame.extend(message.encode());
            assert_eq!(data_encoding::HEXLOWER.encode(&frame), hex, "{}", message.kind());
        }
    }

    #[test]
    fn another_spelling_of_a_message_is_refused() {
        // `End` with its kind written in two bytes.
        assert_eq!(Message::parse(&[0x81, 0x18, 0x04]), Err(CborError::NotCanonical.into()));
        assert_eq!(Message::parse(&[0x81, 0x07]), Err(MessageError::UnknownKind { kind: 7, length: 1 }));
        assert_eq!(
            Message::parse(&[0x82, 0x04, 0x00]),
            Err(MessageError::UnknownKind { kind: 4, length: 2 })
        );
    }

    #[test]
    fn lists_and_items_are_bounded() {
        let too_many = Message::Want(vec![Digest::from_bytes([1; 32]); WANT_IDS_MAX + 1]);
        assert_eq!(
            Message::parse(&too_many.encode()),
            Err(MessageError::ListLength { length: WANT_IDS_MAX + 1, max: WANT_IDS_MAX })
        );
        assert!(Message::parse(&Message::Want(Vec::new()).encode()).is_err());
        assert!(Message::parse(&Message::Items(Vec::new()).encode()).is_err());
        assert!(Message::parse(&Message::Items(vec![Vec::new()]).encode()).is_err());
        let item = Message::Items(vec![vec![0; ITEM_BYTES_MAX + 1]]);
        assert_eq!(
            Message::parse(&item.encode()),
            Err(MessageError::ItemLength { length: ITEM_BYTES_MAX + 1 })
        );
        assert_eq!(
            Message::parse(&vec![0; FRAME_BYTES_MAX + 1]),
            Err(MessageError::TooLong { length: FRAME_BYTES_MAX + 1 })
        );
    }
}
