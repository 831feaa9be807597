//! The guard before Automerge: a stranger's change is read here first, and only an honest-looking one passes.
//!
//! Automerge trusts its input. A change of 57 bytes can stand for ten million operations, one of 33
//! bytes panics, and some that apply cleanly make a document that reads otherwise after it was saved.
//! So a change passes two steps, and nothing else reaches Automerge:
//!
//! ```text
//! bytes ─ scan ─ read ─▶ Reading ─ History::check ─▶ Checked ─ History::take
//!         │      │ Automerge's only spelling,   │ fits its causal past
//!         │      │ writer's actor, known        │
//!         │      │ operations, keys and values  │
//!         └──────┴────────── Refusal ◀──────────┘
//! ```
//! - [`scan`] walks the bytes once, without allocating, and bounds everything that a run length, a
//!   count or an index could blow up.
//! - [`read`] judges a change by itself. It passes only the bytes that Automerge would write for the
//!   change, so no two changes say the same; and our documents are flat, so only a few kinds of operation
//!   are left: put, delete, begin a text, insert and remove a character. It keeps nothing of the
//!   operations: a [`Reading`] borrows the bytes and reads them again, in stretches ([`Step`]).
//! - [`History`] judges it against its causal past: sequence, first operation number, and that each
//!   operation replaces exactly what the writer saw.
//!
//! All three are functions of the change and its causal past alone, so a refusal never depends on the
//! order in which changes arrive. `docs/spec/document.md` has the form of a change.

mod history;
mod input;
mod runs;
mod scan;
mod steps;
mod values;

use thiserror::Error;

use crate::digest::Digest;
use crate::key::PublicKey;
use crate::organisation::OrganisationId;
use scan::Outline;

pub use history::{Checked, History};
pub use scan::scan;
pub use steps::{Names, OpName, Step, Steps};
pub use values::{Scalar, Values};

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
            "scheme" | "accreditation" | "attestation" | "reply" => Self::SetOnce,
            _ => Self::Free,
        }
    }
}

/// A change that is in order by itself: [`read`] made it, [`History::check`] comes next.
///
/// It borrows the bytes of the change.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'b> {
    outline: Outline<'b>,
    rules: Rules,
}

impl<'b> Reading<'b> {
    /// The change's hash.
    #[must_use]
    pub fn hash(&self) -> ChangeHash {
        self.outline.hash
    }

    /// The writer.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.outline.actors.writer
    }

    /// The change's number among those of its writer, from 1.
    #[must_use]
    pub fn sequence(&self) -> u32 {
        self.outline.sequence
    }

    /// The counter of its first operation.
    #[must_use]
    pub fn start_op(&self) -> u32 {
        self.outline.start_op
    }

    /// How many operations it has.
    #[must_use]
    pub fn operations(&self) -> u32 {
        self.outline.operations
    }

    /// The changes it builds on, sorted.
    #[must_use]
    pub fn dependencies(&self) -> &'b [ChangeHash] {
        self.outline.dependencies
    }

    /// The values that its operations bring, in order.
    #[must_use]
    pub fn values(&self) -> Values<'b> {
        Values::of(&self.outline)
    }

    /// What it does, in order.
    #[must_use]
    pub fn steps(&self) -> Steps<'b> {
        Steps::of(&self.outline, self.rules)
    }
}

/// Reads a change by itself: the scan, then each operation.
///
/// # Errors
///
/// A [`Refusal`]; the same bytes, actor and rules always give the same answer.
pub fn read(bytes: &[u8], actor: Actor, rules: Rules) -> Result<Reading<'_>, Refusal> {
    let outline = scan::outline(bytes)?;
    if outline.actors.writer != actor {
        return Err(Refusal::WrongActor);
    }
    steps::walk(&outline, rules)?;
    Ok(Reading { outline, rules })
}

/// Reads a change again that [`read`] once found in order; `None` for anything else that can be told from its outside.
#[must_use]
pub fn reread(bytes: &[u8], rules: Rules) -> Option<Reading<'_>> {
    Some(Reading { outline: scan::outline(bytes).ok()?, rules })
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
    /// Automerge would write it with other bytes.
    #[error("not the bytes that Automerge writes for this change")]
    NotCanonical,
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
