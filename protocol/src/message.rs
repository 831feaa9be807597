//! The messages of `/hanse/sync/1`, by which two nodes bring their sets of items in step.
//!
//! ```text
//! frame    = length (unsigned varint, at most 2^20) ‖ message
//! message  = deterministic CBOR, an array that begins with its kind
//! session  = Hello (Hello) [ Listed* [ Ask (Listed*) ] Reconcile* [ (Want | All) (Items* End) ]* [ Items+ End (Taken) ]* ] Done
//! ```
//!
//! What stands in brackets is left out when both sides hold the same set; what stands in parentheses
//! comes from the responder. `Items` may travel as `Packed`. `docs/spec/sync.md` has the rules and examples in bytes.
//! An item is opaque here: its bytes are parsed, verified and admitted elsewhere.

use thiserror::Error;

use crate::canonical::{CborError, CborReader, CborWriter};
use crate::digest::Digest;
use crate::directory::Directory;
use crate::organisation::OrganisationId;

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
    /// `Items`, compressed.
    Packed(Packed),
    /// Asks for the responder's list of organisations; answered by `Listed`.
    Ask,
    /// Asks for everything that is compared, by an initiator that holds nothing of it; answered by `Items` and `End`.
    All,
    /// A part of the sender's list of organisations, ascending, at most [`LISTED_PART_MAX`].
    Listed(Vec<OrganisationId>),
}

/// What a side says of itself and its set before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hello {
    /// Version of the session's messages: [`PROTOCOL`].
    pub protocol: u64,
    /// Number of the rules by which the sender computes verdicts. Sets are compared across rules; directory digests are not.
    pub rules: u64,
    /// Whose items the sender carries.
    pub carrying: Carrying,
    /// The responder needs the initiator's list of organisations before it can compare; the initiator never says so.
    pub asks: bool,
    /// How many items the set holds.
    pub count: u64,
    /// The set's fingerprint ([`Universe::fingerprint`](crate::reconcile::Universe::fingerprint)).
    pub fingerprint: Digest,
}

/// Whose items a node carries: a list of organisations, and whether it names those or all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carrying {
    /// Whether the list names what is carried, or what is not.
    pub willing: Willing,
    /// SHA-256 over the SCIDs of the list, 32 bytes each, ascending.
    pub list: Digest,
    /// How many organisations the list names, at most [`LISTED_MAX`].
    pub length: u64,
}

/// What a node takes beyond what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Willing {
    /// The items of every organisation that is not listed.
    All,
    /// The items of the listed organisations only.
    Listed,
}

/// The bytes of another message, compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// How many bytes they are when unpacked: 1 to [`FRAME_BYTES_MAX`].
    pub length: usize,
    /// One Zstandard frame (RFC 8878).
    pub bytes: Vec<u8>,
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
                let Carrying { willing, list, length } = hello.carrying;
                writer.array(9).uint(HELLO).uint(hello.protocol).uint(hello.rules);
                writer.uint(u64::from(willing == Willing::Listed)).bytes(list.as_bytes()).uint(length);
                writer.uint(u64::from(hello.asks)).uint(hello.count).bytes(hello.fingerprint.as_bytes());
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
            Self::Packed(packed) => {
                writer.array(3).uint(PACKED).uint(packed.length as u64).bytes(&packed.bytes);
            }
            Self::All => {
                writer.array(1).uint(ALL);
            }
            Self::Ask => {
                writer.array(1).uint(ASK);
            }
            Self::Listed(organisations) => {
                writer.array(2).uint(LISTED).array(organisations.len());
                for organisation in organisations {
                    writer.bytes(organisation.digest().as_bytes());
                }
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
            (HELLO, _) => {
                let protocol = reader.uint()?;
                if protocol != PROTOCOL || length != 9 {
                    return Err(MessageError::OtherProtocol { protocol });
                }
                Self::Hello(parse_hello(&mut reader)?)
            }
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
            (PACKED, 3) => Self::Packed(parse_packed(&mut reader)?),
            (ASK, 1) => Self::Ask,
            (ALL, 1) => Self::All,
            (LISTED, 2) => Self::Listed(parse_listed(&mut reader)?),
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
            Self::Packed(_) => "Packed",
            Self::Ask => "Ask",
            Self::All => "All",
            Self::Listed(_) => "Listed",
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
    /// The peer speaks another version of the session's messages.
    #[error(
        "the peer speaks protocol {protocol}, this node {PROTOCOL}; the older of the two is to be updated"
    )]
    OtherProtocol {
        /// The peer's.
        protocol: u64,
    },
    /// A number where only some have a meaning.
    #[error("{number} has no meaning as {what}")]
    Number {
        /// What it stands for.
        what: &'static str,
        /// The number.
        number: u64,
    },
    /// Organisations that are not in ascending order, or one that stands twice.
    #[error("the organisations of a list are not in ascending order")]
    NotAscending,
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

/// Reads what follows the protocol's number.
fn parse_hello(reader: &mut CborReader<'_>) -> Result<Hello, MessageError> {
    let rules = reader.uint()?;
    let willing = match reader.uint()? {
        0 => Willing::All,
        1 => Willing::Listed,
        number => return Err(MessageError::Number { what: "what a node is willing to take", number }),
    };
    let list = Digest::from_bytes(reader.exactly()?);
    let length = reader.uint()?;
    if length > LISTED_MAX {
        return Err(MessageError::Number { what: "the length of a list of organisations", number: length });
    }
    let asks = match reader.uint()? {
        0 => false,
        1 => true,
        number => return Err(MessageError::Number { what: "a wish for the list", number }),
    };
    Ok(Hello {
        protocol: PROTOCOL,
        rules,
        carrying: Carrying { willing, list, length },
        asks,
        count: reader.uint()?,
        fingerprint: Digest::from_bytes(reader.exactly()?),
    })
}

fn parse_packed(reader: &mut CborReader<'_>) -> Result<Packed, MessageError> {
    let number = reader.uint()?;
    let length = usize::try_from(number).ok().filter(|length| (1..=FRAME_BYTES_MAX).contains(length));
    let length = length.ok_or(MessageError::Number { what: "the length of a message", number })?;
    Ok(Packed { length, bytes: reader.bytes()?.to_vec() })
}

fn parse_listed(reader: &mut CborReader<'_>) -> Result<Vec<OrganisationId>, MessageError> {
    let length = reader.array()?;
    bounded(length, LISTED_PART_MAX)?;
    let mut organisations = Vec::with_capacity(length);
    for _ in 0..length {
        organisations.push(OrganisationId::from_digest(Digest::from_bytes(reader.exactly()?)));
    }
    if organisations.is_sorted_by(|earlier, later| earlier < later) {
        Ok(organisations)
    } else {
        Err(MessageError::NotAscending)
    }
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
pub const PROTOCOL: u64 = 2;
/// The number of the rules by which this version computes verdicts.
pub const RULES: u64 = Directory::RULES;
/// The longest message, without the frame's length.
pub const FRAME_BYTES_MAX: usize = 1 << 20;
/// The longest item.
pub const ITEM_BYTES_MAX: usize = 200 * 1024;
/// The most ids one `Want` asks for.
pub const WANT_IDS_MAX: usize = 4096;
/// The most items one `Items` holds.
pub const ITEMS_MAX: usize = 4096;
/// The most organisations that a node's list may name.
pub const LISTED_MAX: u64 = 131_072;
/// The most organisations one `Listed` names.
pub const LISTED_PART_MAX: usize = 16_384;

const HELLO: u64 = 0;
const RECONCILE: u64 = 1;
const WANT: u64 = 2;
const ITEMS: u64 = 3;
const END: u64 = 4;
const TAKEN: u64 = 5;
const DONE: u64 = 6;
const PACKED: u64 = 7;
const ASK: u64 = 8;
const LISTED: u64 = 9;
const ALL: u64 = 10;

#[cfg(test)]
mod tests {
    use super::*;

    const SPECIFICATION: &str = include_str!("../../docs/spec/sync.md");

    const ALL: Carrying = Carrying {
        willing: Willing::All,
        // SHA-256 of nothing.
        list: Digest::from_bytes([
            0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
            0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
        ]),
        length: 0,
    };

    fn hello(count: u64, fingerprint: Digest) -> Message {
        let carrying = ALL;
        Message::Hello(Hello { protocol: PROTOCOL, rules: RULES, carrying, asks: false, count, fingerprint })
    }

    fn scid(byte: u8) -> OrganisationId {
        OrganisationId::from_digest(Digest::from_bytes([byte; 32]))
    }

    fn one_of_each() -> Vec<Message> {
        vec![
            hello(2, Digest::of(&[b"ids"])),
            Message::Reconcile(vec![0x61, 0, 0, 2, 0]),
            Message::Want(vec![Digest::of(&[b"a"]), Digest::of(&[b"b"])]),
            Message::Items(vec![b"an item".to_vec(), vec![0; 300]]),
            Message::End,
            Message::Taken(Taken { accepted: 2, staged: 1, refused: 0 }),
            Message::Done,
            Message::Packed(Packed { length: 4000, bytes: vec![0x28, 0xb5, 0x2f, 0xfd] }),
            Message::Ask,
            Message::All,
            Message::Listed(vec![scid(1), scid(2)]),
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
        let examples = [
            hello(0, crate::reconcile::Universe::default().fingerprint()),
            Message::Reconcile(vec![0x61, 0, 0, 2, 0]),
            Message::Want(vec![Digest::from_bytes([0xab; 32])]),
            Message::Items(vec![b"one".to_vec(), b"two".to_vec()]),
            Message::End,
            Message::Taken(Taken { accepted: 2, staged: 1, refused: 0 }),
            Message::Done,
            Message::Ask,
            Message::All,
            Message::Listed(vec![scid(0xcd)]),
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
        assert_eq!(Message::parse(&[0x81, 0x0b]), Err(MessageError::UnknownKind { kind: 11, length: 1 }));
        let twice = Message::Listed(vec![scid(2), scid(2)]).encode();
        assert_eq!(Message::parse(&twice), Err(MessageError::NotAscending));
        // A Hello of the protocol before this one.
        let before = [&[0x86, 0x00, 0x01, 0x01, 0x00, 0x00, 0x58, 0x20], &[0; 32][..]].concat();
        assert_eq!(Message::parse(&before), Err(MessageError::OtherProtocol { protocol: 1 }));
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
        let packed = Message::Packed(Packed { length: FRAME_BYTES_MAX + 1, bytes: vec![0] });
        assert!(matches!(Message::parse(&packed.encode()), Err(MessageError::Number { .. })));
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
