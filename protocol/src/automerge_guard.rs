//! The guard before Automerge: a stranger's change is read here first, and only an honest-looking one passes.
//!
//! Automerge trusts its input. A change of 57 bytes can stand for ten million operations, one of 33
//! bytes panics, and some that apply cleanly make a document that reads otherwise after it was saved.
//! So a change passes two steps, and nothing else reaches Automerge:
//!
//! ```text
//! bytes ─ scan ─ Change::from_bytes, decode, encode again ─▶ Reading ─ History::check ─▶ Checked
//!         │      │ same bytes, writer's actor, known         (alone)   │ fits its causal past
//!         │      │ operations, keys and values                         │
//!         └──────┴──────────────── Refusal ◀───────────────────────────┘
//! ```
//! - [`scan`] walks the bytes once, without allocating, and bounds everything that a run length, a
//!   count or an index could blow up.
//! - [`read`] judges a change by itself: our documents are flat, so only a few kinds of operation are
//!   left: put, delete, begin a text, insert and remove a character.
//! - [`History`] judges it against its causal past: sequence, first operation number, and that each
//!   operation replaces exactly what the writer saw.
//!
//! All three are functions of the change and its causal past alone, so a refusal never depends on the
//! order in which changes arrive.

mod history;
mod scan;

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::legacy::{self, ElementId, ObjectId};
use automerge::{ObjType, ScalarValue};
use thiserror::Error;

use crate::digest::Digest;
use crate::key::PublicKey;
use crate::organisation::OrganisationId;

pub use history::{Checked, History};
pub use scan::scan;

/// An Automerge actor: 16 bytes here, see [`actor`].
pub type Actor = [u8; 16];

/// An Automerge change hash: SHA-256 over the chunk without magic and checksum.
pub type ChangeHash = [u8; 32];

/// Returns the actor under which a device writes one document of an organisation.
///
/// It is the first 16 bytes of SHA-256 over the organisation's digest, the device's key and the
/// address (`collection/name`), so nobody can write as another device, nor carry a change elsewhere.
#[must_use]
pub fn actor(organisation: &OrganisationId, device: &PublicKey, address: &str) -> Actor {
    let digest = Digest::of(&[organisation.digest().as_bytes(), device.as_bytes(), address.as_bytes()]);
    *digest.as_bytes().first_chunk().expect("16 of 32 bytes")
}

/// What the keys of a document may go through; decided by its collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Keys are put, replaced and deleted; keys beginning `description.` hold collaborative text.
    Free,
    /// Only `content` and `event/…`, each put once. Two values for one key can only be concurrent.
    SetOnce,
}

impl Rules {
    /// The rules of a collection.
    #[must_use]
    pub fn of(collection: &str) -> Self {
        match collection {
            "scheme" | "accreditation" | "attestation" => Self::SetOnce,
            _ => Self::Free,
        }
    }
}

/// A change that is in order by itself: [`read`] made it, [`History::check`] comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    hash: ChangeHash,
    actor: Actor,
    sequence: u32,
    start_op: u32,
    dependencies: Vec<ChangeHash>,
    steps: Vec<Step>,
}

impl Reading {
    /// The change's hash.
    #[must_use]
    pub fn hash(&self) -> ChangeHash {
        self.hash
    }

    /// The writer.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The change's number among those of its writer, from 1.
    #[must_use]
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// The changes it builds on, sorted.
    #[must_use]
    pub fn dependencies(&self) -> &[ChangeHash] {
        &self.dependencies
    }
}

/// One operation. There are no other kinds in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// Puts a scalar, or a new and empty text, at a key.
    Put { key: String, is_text: bool, replaces: Vec<OpName> },
    /// Deletes a key.
    Delete { key: String, replaces: Vec<OpName> },
    /// Inserts a character into a text, behind another or at its head.
    Insert { text: OpName, after: Option<OpName> },
    /// Removes a character from a text.
    Remove { text: OpName, character: OpName },
}

/// An operation's name in all documents: Automerge's counter and actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct OpName {
    counter: u32,
    actor: Actor,
}

/// Reads a change by itself: the scan, then Automerge's own reader, then each operation.
///
/// # Errors
///
/// A [`Refusal`]; the same bytes, actor and rules always give the same answer.
pub fn read(bytes: &[u8], actor: Actor, rules: Rules) -> Result<Reading, Refusal> {
    scan(bytes)?;
    // The scan left nothing that is known to panic in here; should something remain, it is refused.
    let reread = || reread(bytes);
    let decoded = catch_unwind(AssertUnwindSafe(reread)).unwrap_or(Err(Refusal::Panicked))?;
    let (hash, change) = (decoded.0, decoded.1);
    if change.actor_id.to_bytes() != actor {
        return Err(Refusal::WrongActor);
    }
    let steps = change
        .operations
        .iter()
        .enumerate()
        .map(|(index, op)| step(op, index, rules))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Reading {
        hash,
        actor,
        sequence: narrow(change.seq)?,
        start_op: narrow(change.start_op.get())?,
        dependencies: change.deps.iter().map(|hash| hash.0).collect(),
        steps,
    })
}

/// Automerge's reading of scanned bytes, if it writes them the same way again.
fn reread(bytes: &[u8]) -> Result<(ChangeHash, automerge::ExpandedChange), Refusal> {
    let change = automerge::Change::try_from(bytes).map_err(|_| Refusal::Unreadable)?;
    let expanded = change.decode();
    let again = automerge::Change::from(expanded.clone());
    if again.raw_bytes() == bytes { Ok((change.hash().0, expanded)) } else { Err(Refusal::NotCanonical) }
}

fn step(op: &legacy::Op, index: usize, rules: Rules) -> Result<Step, Refusal> {
    match &op.obj {
        ObjectId::Root => root_step(op, index, rules),
        ObjectId::Id(text) => text_step(op, name(text)?, index),
    }
}

fn root_step(op: &legacy::Op, index: usize, rules: Rules) -> Result<Step, Refusal> {
    let legacy::Key::Map(key) = &op.key else { return Err(Refusal::Operation { index }) };
    check_key(key, rules)?;
    if op.insert {
        return Err(Refusal::Operation { index });
    }
    let (key, replaces) = (key.to_string(), names(op)?);
    match &op.action {
        legacy::OpType::Put(value) if !is_text_key(&key) && is_value(value) => {
            Ok(Step::Put { key, is_text: false, replaces })
        }
        legacy::OpType::Make(ObjType::Text) if is_text_key(&key) => {
            Ok(Step::Put { key, is_text: true, replaces })
        }
        legacy::OpType::Put(_) => Err(Refusal::Value { key }),
        legacy::OpType::Delete if rules == Rules::Free => Ok(Step::Delete { key, replaces }),
        legacy::OpType::Delete => Err(Refusal::SetOnce { key }),
        _ => Err(Refusal::Operation { index }),
    }
}

fn text_step(op: &legacy::Op, text: OpName, index: usize) -> Result<Step, Refusal> {
    let legacy::Key::Seq(place) = &op.key else { return Err(Refusal::Operation { index }) };
    let place = match place {
        ElementId::Head => None,
        ElementId::Id(id) => Some(name(id)?),
    };
    let replaces = names(op)?;
    match (&op.action, place) {
        (legacy::OpType::Put(ScalarValue::Str(character)), after) if op.insert && replaces.is_empty() => {
            if character.chars().count() == 1 {
                Ok(Step::Insert { text, after })
            } else {
                Err(Refusal::Operation { index })
            }
        }
        (legacy::OpType::Delete, Some(character)) if !op.insert && replaces == [character] => {
            Ok(Step::Remove { text, character })
        }
        _ => Err(Refusal::Operation { index }),
    }
}

/// Checks that a key can stand in a document under these rules.
///
/// # Errors
///
/// [`Refusal::Key`], [`Refusal::Schema`] or [`Refusal::SetOnce`].
pub fn check_key(key: &str, rules: Rules) -> Result<(), Refusal> {
    let is_key_byte = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'/' | b'-');
    if key.is_empty() || key.len() > KEY_BYTES_MAX || !key.bytes().all(is_key_byte) {
        return Err(Refusal::Key);
    }
    if key == SCHEMA_KEY {
        return Err(Refusal::Schema);
    }
    let is_set_once = key == "content" || key.strip_prefix("event/").is_some_and(|name| !name.is_empty());
    match rules {
        Rules::SetOnce if !is_set_once => Err(Refusal::SetOnce { key: key.to_owned() }),
        Rules::SetOnce | Rules::Free => Ok(()),
    }
}

/// Says whether a key holds collaborative text; every other key holds scalars.
#[must_use]
pub fn is_text_key(key: &str) -> bool {
    key.starts_with(TEXT_PREFIX)
}

/// Says whether a scalar can stand in a document.
#[must_use]
pub fn is_value(value: &ScalarValue) -> bool {
    match value {
        ScalarValue::Str(text) => text.len() <= STRING_BYTES_MAX,
        ScalarValue::Int(number) => number.unsigned_abs() < INTEGER_LIMIT,
        ScalarValue::Boolean(_) => true,
        _ => false,
    }
}

fn names(op: &legacy::Op) -> Result<Vec<OpName>, Refusal> {
    op.pred.iter().map(name).collect()
}

fn name(id: &legacy::OpId) -> Result<OpName, Refusal> {
    let actor = id.actor().to_bytes().try_into().map_err(|_| Refusal::WrongActor)?;
    Ok(OpName { counter: narrow(id.counter())?, actor })
}

fn narrow(number: u64) -> Result<u32, Refusal> {
    u32::try_from(number).map_err(|_| Refusal::OutOfRange)
}

/// Why a change was not handed to Automerge.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// More than 65,536 bytes.
    #[error("the change has {bytes} bytes; a writer splits longer edits")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// Ends within a field, or a number is not in its shortest form.
    #[error("the bytes end or break within a field")]
    Broken,
    /// Not an uncompressed change chunk.
    #[error("not an uncompressed change chunk")]
    NotAChange,
    /// The checksum or the length of the chunk does not fit its content.
    #[error("checksum or length of the chunk is wrong")]
    Checksum,
    /// More than the limit of something.
    #[error("{count} {what} in one change; at most {limit}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many, as far as was counted.
        count: u64,
        /// How many would do.
        limit: u64,
    },
    /// A column that is unknown, compressed, repeated or out of order.
    #[error("column {specification} does not belong there")]
    Column {
        /// The column's specification.
        specification: u64,
    },
    /// A counter, time or index outside its range.
    #[error("a counter, a time or an index is out of range")]
    OutOfRange,
    /// A value of a type that documents do not have, or that does not fit its bytes.
    #[error("a value of a type that documents do not have")]
    ValueType,
    /// A commit message or bytes behind the columns.
    #[error("a message or extra bytes")]
    Extra,
    /// No dependencies, or not in ascending order.
    #[error("dependencies are missing or not in ascending order")]
    Dependencies,
    /// No operations.
    #[error("a change without operations")]
    Empty,
    /// Automerge does not read it.
    #[error("not a change that Automerge reads")]
    Unreadable,
    /// Automerge would write it with other bytes.
    #[error("not the bytes that Automerge writes for this change")]
    NotCanonical,
    /// Automerge panicked over it.
    #[error("Automerge failed over this change")]
    Panicked,
    /// Written under another actor than the device's own, or an actor that is not 16 bytes.
    #[error("the actor is not that of the device and document")]
    WrongActor,
    /// An operation of a kind that documents do not have.
    #[error("operation {index} is of a kind that documents do not have")]
    Operation {
        /// Its place in the change, from 0.
        index: usize,
    },
    /// A key that is empty, longer than 128 bytes or has other characters than `a-z A-Z 0-9 . _ / -`.
    #[error("a key is empty, too long or has other characters than a-z A-Z 0-9 . _ / -")]
    Key,
    /// The key `schema` belongs to the genesis change.
    #[error("the key schema cannot be written")]
    Schema,
    /// A value of another type than the key holds, or out of bounds.
    #[error("the value at {key} is of the wrong type or too large")]
    Value {
        /// The key.
        key: String,
    },
    /// Deletes, overwrites or adds a key where keys are set once.
    #[error("{key} cannot be written: this collection has content and event/…, each set once")]
    SetOnce {
        /// The key.
        key: String,
    },
    /// A dependency is not in the history.
    #[error("a dependency is unknown")]
    UnknownDependency,
    /// Not the next sequence of this writer in the change's causal past.
    #[error("sequence {found} where {expected} is next")]
    Sequence {
        /// What it should be.
        expected: u32,
        /// What it is.
        found: u32,
    },
    /// The first operation's number is not one above the causal past.
    #[error("the first operation is {found} where {expected} is next")]
    StartOp {
        /// What it should be.
        expected: u32,
        /// What it is.
        found: u32,
    },
    /// An operation does not replace exactly what its writer saw.
    #[error("operation {index} does not replace what stood there")]
    Replaces {
        /// Its place in the change, from 0.
        index: usize,
    },
    /// A text or a character that was not there for the writer.
    #[error("operation {index} is about a text or character that is not there")]
    NotThere {
        /// Its place in the change, from 0.
        index: usize,
    },
    /// More than 65,536 insertions into one text; a writer begins a new one.
    #[error("the text took more than {TEXT_INSERTIONS_MAX} insertions")]
    TextFull,
}

/// The key that says what the document is; only the genesis change writes it.
pub const SCHEMA_KEY: &str = "schema";
/// Keys with this beginning hold collaborative text.
pub const TEXT_PREFIX: &str = "description.";
/// Bytes of a change.
pub const CHANGE_BYTES_MAX: usize = 65_536;
/// Rows of each column of a change, so also its operations.
pub const ROWS_MAX: u64 = 4_096;
/// Dependencies of a change, and actors besides its own.
pub const ACTORS_MAX: u64 = 64;
/// Bytes of a key.
pub const KEY_BYTES_MAX: usize = 128;
/// Bytes of a string.
pub const STRING_BYTES_MAX: usize = 32 * 1024;
/// Insertions into one text over its whole life.
pub const TEXT_INSERTIONS_MAX: usize = 65_536;
/// Integers are smaller than this on both sides of 0: beyond it JavaScript loses digits.
pub const INTEGER_LIMIT: u64 = 1 << 53;
