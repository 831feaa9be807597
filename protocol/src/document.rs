//! A document: one Automerge document per organisation, collection and name, as a function of its changes.
//!
//! Documents are flat: a map of strings, integers and booleans under keys such as `name.en`, and
//! collaborative texts under keys that begin with `description.`. Every document begins with the
//! genesis change of its collection ([`genesis`]), which nobody sends, so two devices that create the
//! same document offline share history.
//!
//! # Which changes count
//!
//! The caller hands over the changes that it judged authorised; which of them are *taken* is a
//! function of that set, never of an order. It is defined in rounds, the genesis change taken first:
//!
//! 1. Changes that [`automerge_guard::read`] refuses are [`Outcome::Refused`]. Items that bring
//!    the same change are one change, of the item with the lowest id; the others share its outcome,
//!    except that they are [`Outcome::Duplicate`] where it is taken.
//! 2. In each round the changes are considered whose dependencies were all taken in earlier rounds,
//!    in the order of their ids. One that does not fit its causal past is refused
//!    ([`automerge_guard::History`]). One whose actor already has a taken change at that
//!    sequence is a duplicate: so an earlier round wins, and within a round the lowest id. All
//!    others are taken.
//! 3. When a round takes nothing, what is left is [`Outcome::Unfounded`].
//!
//! The round of a change is its depth: one more than the greatest depth among its dependencies.
//!
//! # How it is read
//!
//! Where each change builds on the one before it alone, as when one person writes after the other, the content is
//! read off the changes (`succession`), which gives what Automerge gives. Else Automerge is given all taken changes
//! in one call, sorted by (depth, hash), and only when somebody asks for the content; the content is kept, Automerge's state (20 KiB and more) is not. Should
//! Automerge panic in spite of the guard, or end up with other heads, the document reads as empty and
//! [`Document::is_sound`] says so: that too is a function of the set.

mod edit;
mod settle;
mod succession;
mod view;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

use automerge::legacy::{self, ObjectId};
use automerge::{Automerge, Change, ExpandedChange, ScalarValue, TextEncoding};
use serde_json::Value;

use crate::automerge_guard::{self, Actor, ChangeHash, Checked, History, Refusal, Rules, SCHEMA_KEY};
use crate::digest::Digest;
use view::View;

pub use edit::EditError;

/// The taken changes of one document, and what they say.
#[derive(Clone, Debug)]
pub struct Document {
    history: History,
    rules: Rules,
    collection: Box<str>,
    /// The taken changes, genesis first, in the order of the history.
    changes: Vec<Arc<[u8]>>,
    /// Changes that some unfounded change builds on.
    awaited: BTreeSet<ChangeHash>,
    view: OnceLock<View>,
}

/// What became of an item's change; the module's documentation defines it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is part of the document.
    Taken,
    /// The guard refuses it.
    Refused(Refusal),
    /// It builds on a change that is not taken.
    Unfounded,
    /// Another item brought the same change, or its actor's change at the same sequence.
    Duplicate {
        /// The item that counts.
        of: Digest,
    },
}

/// What [`Document::extend`] made of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extension {
    /// The outcome is what [`Document::from_changes`] would give, and no other item's outcome changed.
    Settled(Outcome),
    /// The item changes what became of others: make the document again from all its items.
    /// The document was left as it was.
    NeedsRebuild,
}

impl Document {
    /// A document of that collection that holds its genesis change only.
    #[must_use]
    pub fn new(collection: &str) -> Self {
        let genesis = Genesis::of(collection);
        let rules = Rules::of(collection);
        Self {
            history: History::new(rules, genesis.hash, GENESIS_ACTOR),
            rules,
            collection: collection.into(),
            changes: vec![genesis.bytes],
            awaited: BTreeSet::new(),
            view: OnceLock::new(),
        }
    }

    /// Makes the document of a set of items, each with the actor that its change must have.
    ///
    /// The order does not matter. The result says what became of each item.
    #[must_use]
    pub fn from_changes<'b, B: Into<Body<'b>>>(
        collection: &str,
        items: impl IntoIterator<Item = (Digest, Actor, B)>,
    ) -> (Self, BTreeMap<Digest, Outcome>) {
        let mut document = Self::new(collection);
        let items = items.into_iter().map(|(id, actor, body)| (id, actor, body.into()));
        let outcomes = settle::settle(&mut document, items);
        (document, outcomes)
    }

    /// Adds one more item to those that the document was made from.
    ///
    /// Whatever it answers as settled is what [`Document::from_changes`] gives for all items together.
    /// It asks for a rebuild when the item's change is taken and another item waited for it, or when the
    /// item has precedence over one that was taken: a lower id for the same change, or for its
    /// actor's change at the same sequence and depth, or a lesser depth.
    pub fn extend<'b>(&mut self, id: Digest, actor: Actor, body: impl Into<Body<'b>>) -> Extension {
        let body = body.into();
        let reading = match automerge_guard::read(body.bytes(), actor, self.rules) {
            Ok(reading) => reading,
            Err(refusal) => return Extension::Settled(Outcome::Refused(refusal)),
        };
        let hash = reading.hash();
        if let Some(of) = self.history.item(&hash) {
            return match of.cmp(&id) {
                Ordering::Less => Extension::Settled(Outcome::Duplicate { of }),
                Ordering::Equal => Extension::Settled(Outcome::Taken),
                Ordering::Greater => Extension::NeedsRebuild,
            };
        }
        let is_missing = |dependency: &&ChangeHash| !self.history.contains(dependency);
        let missing: Vec<ChangeHash> = reading.dependencies().iter().filter(is_missing).copied().collect();
        if !missing.is_empty() {
            self.awaited.extend(missing);
            return Extension::Settled(Outcome::Unfounded);
        }
        let checked = match self.history.check(reading) {
            Ok(checked) => checked,
            Err(refusal) => return Extension::Settled(Outcome::Refused(refusal)),
        };
        if let Some((of, depth)) = self.rival(&checked) {
            let has_precedence = (checked.depth(), id) < (depth, of);
            return if has_precedence {
                Extension::NeedsRebuild
            } else {
                Extension::Settled(Outcome::Duplicate { of })
            };
        }
        if self.awaited.contains(&hash) {
            return Extension::NeedsRebuild;
        }
        self.take(id, checked, body);
        Extension::Settled(Outcome::Taken)
    }

    /// The changes that no other builds on, sorted: what identifies the document's state.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeHash> {
        self.history.heads().copied().collect()
    }

    /// Whether this very change was taken, whoever brought it.
    #[must_use]
    pub fn holds_change(&self, bytes: &[u8]) -> bool {
        let hashed = bytes.get(HASHED_FROM..).unwrap_or_default();
        self.history.contains(Digest::of(&[hashed]).as_bytes())
    }

    /// How many changes were taken, without the genesis change.
    #[must_use]
    pub fn change_count(&self) -> usize {
        self.changes.len() - 1
    }

    /// What stands in the document, by key; texts as strings.
    ///
    /// Of several concurrent values the one that Automerge lets win is shown.
    #[must_use]
    pub fn content(&self) -> &BTreeMap<String, Value> {
        &self.view().content
    }

    /// What its authors wrote: the content without the mark of its collection.
    #[must_use]
    pub fn facts(&self) -> BTreeMap<String, Value> {
        let mut facts = self.content().clone();
        facts.remove(SCHEMA_KEY);
        facts
    }

    /// The keys at which several concurrent values stand, each with all of them, the shown one first.
    #[must_use]
    pub fn conflicts(&self) -> &BTreeMap<String, Vec<Value>> {
        &self.view().conflicts
    }

    /// False when Automerge failed over the taken changes, so that the document reads as empty.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.view().is_sound
    }

    /// The document in Automerge's own format, for other people's software.
    ///
    /// A document that is not sound is saved as its genesis change.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        let saved =
            self.load().and_then(|automerge| catch_unwind(AssertUnwindSafe(|| automerge.save())).ok());
        saved.unwrap_or_else(|| {
            let change = Change::try_from(&self.changes[0][..]).expect("it was written by Automerge");
            let mut automerge = empty();
            automerge.apply_changes([change]).expect("it depends on nothing");
            automerge.save()
        })
    }

    fn view(&self) -> &View {
        self.view.get_or_init(|| {
            let by_automerge = || self.load().and_then(|automerge| View::of(&automerge));
            self.succession().or_else(by_automerge).unwrap_or_default()
        })
    }

    /// What the document says, if each of its changes builds on the one before it alone.
    fn succession(&self) -> Option<View> {
        let in_order = self.in_order();
        let (genesis, _) = in_order.first()?;
        let readings: Option<Vec<_>> =
            in_order[1..].iter().map(|(_, bytes)| automerge_guard::reread(bytes, self.rules)).collect();
        succession::read(&schema(&self.collection), **genesis, readings?.into_iter())
    }

    /// The taken changes in the order of depth and hash, the genesis change first.
    fn in_order(&self) -> Vec<(&ChangeHash, &Arc<[u8]>)> {
        let mut in_order: Vec<_> = self.history.taken().zip(&self.changes).collect();
        in_order.sort_unstable_by_key(|(depth_and_hash, _)| *depth_and_hash);
        in_order.into_iter().map(|((_, hash), bytes)| (hash, bytes)).collect()
    }

    /// Automerge's state of the taken changes; `None` if it fails over them.
    fn load(&self) -> Option<Automerge> {
        let mut automerge = empty();
        let in_order = self.in_order();
        catch_unwind(AssertUnwindSafe(|| {
            let changes = in_order.iter().map(|(_, bytes)| Change::try_from(&bytes[..]));
            automerge.apply_changes(changes.collect::<Result<Vec<_>, _>>().ok()?).ok()?;
            let mut heads: Vec<ChangeHash> = automerge.get_heads().iter().map(|head| head.0).collect();
            heads.sort_unstable();
            (heads == self.heads()).then_some(automerge)
        }))
        .ok()?
    }

    /// The taken change of the same actor at the same sequence: its item and depth.
    fn rival(&self, checked: &Checked<'_>) -> Option<(Digest, u32)> {
        let reading = checked.reading();
        let rival = self.history.at(&reading.actor(), reading.sequence())?;
        Some((self.history.item(rival)?, self.history.depth(rival)?))
    }

    fn take(&mut self, id: Digest, checked: Checked<'_>, body: Body<'_>) {
        self.changes.push(body.share());
        self.history.take(id, checked);
        self.view = OnceLock::new();
    }
}

/// The bytes of a change. Those that others hold too are shared, the others copied when the change is taken.
#[derive(Clone, Copy, Debug)]
pub enum Body<'b> {
    /// Bytes of the caller.
    Borrowed(&'b [u8]),
    /// Bytes that may be held on to.
    Shared(&'b Arc<[u8]>),
}

impl<'b> Body<'b> {
    /// The bytes.
    #[must_use]
    pub fn bytes(self) -> &'b [u8] {
        match self {
            Self::Borrowed(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }

    fn share(self) -> Arc<[u8]> {
        match self {
            Self::Borrowed(bytes) => bytes.into(),
            Self::Shared(bytes) => Arc::clone(bytes),
        }
    }
}

impl<'b> From<&'b [u8]> for Body<'b> {
    fn from(bytes: &'b [u8]) -> Self {
        Self::Borrowed(bytes)
    }
}

impl<'b> From<&'b Vec<u8>> for Body<'b> {
    fn from(bytes: &'b Vec<u8>) -> Self {
        Self::Borrowed(bytes)
    }
}

impl<'b> From<&'b Arc<[u8]>> for Body<'b> {
    fn from(bytes: &'b Arc<[u8]>) -> Self {
        Self::Shared(bytes)
    }
}

/// The genesis change of a collection, with its hash.
#[derive(Clone)]
struct Genesis {
    bytes: Arc<[u8]>,
    hash: ChangeHash,
}

impl Genesis {
    /// That of the collections with a meaning is made once.
    fn of(collection: &str) -> Self {
        static MADE: [OnceLock<Genesis>; COLLECTIONS.len()] = [const { OnceLock::new() }; COLLECTIONS.len()];
        let known = COLLECTIONS.iter().position(|known| *known == collection);
        known.map_or_else(
            || Self::make(collection),
            |known| MADE[known].get_or_init(|| Self::make(collection)).clone(),
        )
    }

    fn make(collection: &str) -> Self {
        let bytes = genesis(collection);
        let hash = *Digest::of(&[&bytes[HASHED_FROM..]]).as_bytes();
        Self { bytes: bytes.into(), hash }
    }
}

/// What was added to a set-once document: the values of its keys `event/<name>` by name; empty where one is no text.
pub fn events(content: &BTreeMap<String, Value>) -> impl Iterator<Item = (&str, &str)> {
    content
        .iter()
        .filter_map(|(key, value)| Some((key.strip_prefix("event/")?, value.as_str().unwrap_or_default())))
}

/// The first change of every document of a collection: it puts `schema` to `<collection>/1`.
///
/// Its actor is 16 zero bytes and its time 0, so its bytes are the same everywhere.
#[must_use]
pub fn genesis(collection: &str) -> Vec<u8> {
    let schema = legacy::Op {
        action: legacy::OpType::Put(ScalarValue::Str(schema(collection).into())),
        obj: ObjectId::Root,
        key: legacy::Key::Map(SCHEMA_KEY.into()),
        pred: legacy::SortedVec::new(),
        insert: false,
    };
    let change = ExpandedChange {
        operations: vec![schema],
        actor_id: GENESIS_ACTOR.into(),
        hash: None,
        seq: 1,
        start_op: std::num::NonZeroU64::MIN,
        time: 0,
        message: None,
        deps: Vec::new(),
        extra_bytes: Vec::new(),
        author: None,
    };
    Change::from(change).raw_bytes().to_vec()
}

/// What documents of a collection hold at `schema`.
fn schema(collection: &str) -> String {
    format!("{collection}/1")
}

/// An Automerge document without changes. Positions in texts count code points.
///
/// Automerge draws a random actor for it, which writes nothing: an author's actor is set before it edits.
fn empty() -> Automerge {
    Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint)
}

/// The collections with a meaning. Others are documents too, but their genesis change is made each time.
const COLLECTIONS: [&str; 16] = [
    "accreditation",
    "attestation",
    "contact",
    "figures",
    "link",
    "listing",
    "member",
    "node",
    "person",
    "portal",
    "post",
    "profile",
    "reply",
    "scheme",
    "statuslist",
    "vouch",
];
const GENESIS_ACTOR: Actor = [0; 16];

/// A change's hash covers what stands behind the magic and the checksum.
const HASHED_FROM: usize = 8;
