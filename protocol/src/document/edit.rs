//! The author's side: changes that bring a document to given values.

mod hunk;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, Automerge, AutomergeError, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};
use serde_json::Value;
use thiserror::Error;

use super::Document;
use crate::automerge_guard::{
    self, ACTORS_MAX, Actor, INTEGER_LIMIT, Refusal, Rules, SCHEMA_KEY, STRING_BYTES_MAX, TEXT_INSERTIONS_MAX,
};
use crate::digest::Digest;
use crate::time::Timestamp;
use hunk::Hunk;

impl Document {
    /// Makes the changes that bring the document to these values; `None` deletes a key.
    ///
    /// Returns the changes in order, each an uncompressed chunk that passes the guard after the ones
    /// before it, and none when nothing differs. An edit beyond the bounds of one change is split.
    /// Naming a key at which several values stand settles it. `time` is written in whole seconds.
    ///
    /// # Errors
    ///
    /// [`EditError`] when a key or a value cannot stand in this document; nothing was made then.
    pub fn edit(
        &self,
        actor: Actor,
        time: Timestamp,
        edits: &BTreeMap<String, Option<Value>>,
    ) -> Result<Vec<Vec<u8>>, EditError> {
        let heads = self.history.heads().len();
        if heads as u64 > ACTORS_MAX {
            return Err(EditError::TooManyHeads { heads });
        }
        let mut automerge = self.load().ok_or(EditError::Unsound)?;
        automerge.set_actor(ActorId::from(actor));
        // Automerge saw nothing but taken changes; should it fail over an edit, nothing is lost.
        let make = || self.make(&mut automerge, actor, time, edits);
        catch_unwind(AssertUnwindSafe(make)).unwrap_or(Err(EditError::Unsound))
    }

    fn make(
        &self,
        automerge: &mut Automerge,
        actor: Actor,
        time: Timestamp,
        edits: &BTreeMap<String, Option<Value>>,
    ) -> Result<Vec<Vec<u8>>, EditError> {
        let mut plan = Plan::default();
        for (key, value) in edits {
            self.plan(&mut plan, automerge, key, value.as_ref())?;
        }
        let seconds = i64::try_from(time.as_millis() / 1000).expect("42 bits");
        let mut after = self.history.clone();
        let mut made = Vec::new();
        for steps in plan.changes() {
            let mut transaction = automerge.transaction();
            for step in steps {
                step.perform(&mut transaction).map_err(EditError::Automerge)?;
            }
            transaction.commit_with(CommitOptions::default().with_time(seconds));
            let change = automerge.get_last_local_change().ok_or(EditError::Unsound)?;
            let bytes = change.raw_bytes().to_vec();
            let reading = automerge_guard::read(&bytes, actor, self.rules).map_err(EditError::Refused)?;
            let id = Digest::from_bytes(reading.hash());
            let checked = after.check(reading).map_err(EditError::Refused)?;
            after.take(id, checked);
            made.push(bytes);
        }
        Ok(made)
    }

    /// Plans what brings one key to its value.
    fn plan(
        &self,
        plan: &mut Plan,
        automerge: &mut Automerge,
        key: &str,
        value: Option<&Value>,
    ) -> Result<(), EditError> {
        let stands = self.content().get(key);
        if key == SCHEMA_KEY && stands == value {
            return Ok(());
        }
        automerge_guard::check_key(key, self.rules).map_err(|refusal| refused_key(key, refusal))?;
        let standing = self.history.standing(key);
        let cost = Cost { rows: standing.len().max(1), bytes: key.len(), actors: standing };
        let is_settled = stands == value && cost.actors.len() <= 1;
        if is_settled || (self.rules == Rules::SetOnce && stands == value) {
            return Ok(());
        }
        if self.rules == Rules::SetOnce && !cost.actors.is_empty() {
            return Err(EditError::SetOnce { key: key.to_owned() });
        }
        match value {
            None => plan.add(Step::Delete { key: key.to_owned() }, cost),
            Some(Value::String(text)) if automerge_guard::is_text_key(key) => {
                self.plan_text(plan, automerge, key, text, cost)?;
            }
            Some(value) => {
                let value = scalar(key, value)?;
                let bytes = cost.bytes + value.as_str().map_or(10, str::len);
                plan.add(Step::Put { key: key.to_owned(), value }, Cost { bytes, ..cost });
            }
        }
        Ok(())
    }

    /// Plans the edit of the one text that stands at a key, or a new text in place of whatever stands there.
    fn plan_text(
        &self,
        plan: &mut Plan,
        automerge: &mut Automerge,
        key: &str,
        text: &str,
        cost: Cost,
    ) -> Result<(), EditError> {
        let length = text.chars().count();
        if length > TEXT_INSERTIONS_MAX {
            return Err(EditError::TextTooLong { key: key.to_owned(), characters: length });
        }
        let old = match self.content().get(key) {
            Some(Value::String(old)) => Some(old),
            _ => None,
        };
        if let (Some(old), Some(insertions)) = (old, self.history.insertions(key)) {
            let hunks = hunk::between(old, text);
            let inserted: usize = hunks.iter().map(|hunk| hunk.insert.chars().count()).sum();
            if insertions + inserted <= TEXT_INSERTIONS_MAX {
                return plan_hunks(plan, automerge, key, text, &hunks);
            }
        }
        plan.add(Step::Begin { key: key.to_owned() }, cost);
        plan.splice(key, &Hunk { at: 0, delete: 0, insert: text.to_owned() });
        Ok(())
    }
}

/// Plans an edit of a text: by Automerge's own comparison where that is cheap, else hunk by hunk.
fn plan_hunks(
    plan: &mut Plan,
    automerge: &mut Automerge,
    key: &str,
    text: &str,
    hunks: &[Hunk],
) -> Result<(), EditError> {
    let differing: usize = hunks.iter().map(|hunk| hunk.delete + hunk.insert.chars().count()).sum();
    if differing * text.chars().count() <= COMPARISONS_MAX {
        // The fewest characters, so that what others write meanwhile between them stays in place.
        let step = Step::Update { key: key.to_owned(), text: text.to_owned() };
        let mut trial = automerge.transaction();
        step.perform(&mut trial).map_err(EditError::Automerge)?;
        let rows = trial.pending_ops();
        trial.rollback();
        if rows <= ROWS_OF_A_CHANGE {
            plan.add(step, Cost { rows, bytes: rows * 4, actors: Vec::new() });
            return Ok(());
        }
    }
    for hunk in hunks {
        plan.splice(key, hunk);
    }
    Ok(())
}

/// The steps of an edit, cut into changes.
#[derive(Default)]
struct Plan {
    steps: Vec<(Step, Cost)>,
}

impl Plan {
    fn add(&mut self, step: Step, cost: Cost) {
        self.steps.push((step, cost));
    }

    /// Replaces a stretch of a text, in pieces that fit into a change.
    fn splice(&mut self, key: &str, hunk: &Hunk) {
        let mut deletions = hunk.delete;
        let (mut at, mut rest) = (hunk.at, &hunk.insert[..]);
        while deletions > 0 || !rest.is_empty() {
            let delete = deletions.min(PIECE_CHARS);
            let length = rest.char_indices().nth(PIECE_CHARS).map_or(rest.len(), |(index, _)| index);
            let (piece, further) = rest.split_at(length);
            let inserted = piece.chars().count();
            let cost = Cost { rows: delete + inserted, bytes: length, actors: Vec::new() };
            self.add(Step::Splice { key: key.to_owned(), at, delete, insert: piece.to_owned() }, cost);
            deletions -= delete;
            at += inserted;
            rest = further;
        }
    }

    /// The steps of each change: as many as surely fit.
    fn changes(&self) -> Vec<Vec<&Step>> {
        let mut changes: Vec<Vec<&Step>> = Vec::new();
        let mut room = None;
        for (step, cost) in &self.steps {
            let fits = room.as_mut().is_some_and(|room: &mut Room| room.hold(cost));
            if let (true, Some(open)) = (fits, changes.last_mut()) {
                open.push(step);
            } else {
                let mut fresh = Room::default();
                fresh.hold(cost);
                room = Some(fresh);
                changes.push(vec![step]);
            }
        }
        changes
    }
}

/// One thing to do to the document.
enum Step {
    Put {
        key: String,
        value: ScalarValue,
    },
    Delete {
        key: String,
    },
    /// Puts an empty text.
    Begin {
        key: String,
    },
    /// Brings a text to that wording by the fewest characters.
    Update {
        key: String,
        text: String,
    },
    Splice {
        key: String,
        at: usize,
        delete: usize,
        insert: String,
    },
}

impl Step {
    fn perform(&self, transaction: &mut impl Transactable) -> Result<(), AutomergeError> {
        match self {
            Self::Put { key, value } => transaction.put(ROOT, key, value.clone()),
            Self::Delete { key } => transaction.delete(ROOT, key),
            Self::Begin { key } => transaction.put_object(ROOT, key, ObjType::Text).map(|_| ()),
            Self::Update { key, text } => {
                let id = text_at(transaction, key)?;
                transaction.update_text(&id, text)
            }
            Self::Splice { key, at, delete, insert } => {
                let id = text_at(transaction, key)?;
                transaction.splice_text(&id, *at, isize::try_from(*delete).expect("a piece is short"), insert)
            }
        }
    }
}

fn text_at(transaction: &impl ReadDoc, key: &str) -> Result<ObjId, AutomergeError> {
    let found = transaction.get(ROOT, key)?;
    found.map(|(_, id)| id).ok_or_else(|| AutomergeError::InvalidObjId(key.to_owned()))
}

/// What a step takes of a change.
struct Cost {
    rows: usize,
    bytes: usize,
    /// Whose values it replaces.
    actors: Vec<Actor>,
}

/// What is taken of a change so far.
#[derive(Default)]
struct Room {
    rows: usize,
    bytes: usize,
    actors: BTreeSet<Actor>,
}

impl Room {
    /// Adds a step's cost if it fits; a fresh one holds any step.
    fn hold(&mut self, cost: &Cost) -> bool {
        let mut actors = self.actors.clone();
        actors.extend(&cost.actors);
        let (rows, bytes) = (self.rows + cost.rows, self.bytes + cost.bytes + STEP_BYTES);
        let fits =
            rows <= ROWS_OF_A_CHANGE && bytes <= BYTES_OF_A_CHANGE && actors.len() as u64 <= ACTORS_MAX;
        if fits || self.rows == 0 {
            *self = Self { rows, bytes, actors };
            true
        } else {
            false
        }
    }
}

fn scalar(key: &str, value: &Value) -> Result<ScalarValue, EditError> {
    let key = || key.to_owned();
    if automerge_guard::is_text_key(&key()) {
        return Err(EditError::NotText { key: key() });
    }
    match value {
        Value::Bool(truth) => Ok(ScalarValue::Boolean(*truth)),
        Value::String(text) if text.len() <= STRING_BYTES_MAX => Ok(ScalarValue::Str(text.into())),
        Value::String(text) => Err(EditError::StringTooLong { key: key(), bytes: text.len() }),
        Value::Number(number) => number
            .as_i64()
            .filter(|number| number.unsigned_abs() < INTEGER_LIMIT)
            .map(ScalarValue::Int)
            .ok_or_else(|| EditError::NotAnInteger { key: key() }),
        Value::Null | Value::Array(_) | Value::Object(_) => Err(EditError::NotFlat { key: key() }),
    }
}

fn refused_key(key: &str, refusal: Refusal) -> EditError {
    let key = key.chars().take(160).collect();
    match refusal {
        Refusal::SetOnce { .. } => EditError::SetOnce { key },
        Refusal::Schema => EditError::Schema,
        _ => EditError::Key { key },
    }
}

/// Why an edit was not made.
#[derive(Debug, Error)]
pub enum EditError {
    /// Not a key that documents have.
    #[error("{key:?} is no key; use 1 to 128 of a-z A-Z 0-9 . _ / -")]
    Key {
        /// What was given, cut to 160 characters.
        key: String,
    },
    /// The key `schema` is written by the genesis change alone.
    #[error("the key schema cannot be changed")]
    Schema,
    /// The collection has other keys only, or the key is set already.
    #[error("{key} cannot be written: this collection has content and event/…, each set once")]
    SetOnce {
        /// The key.
        key: String,
    },
    /// Keys that begin with `description.` hold text.
    #[error("{key} holds text; give it a string")]
    NotText {
        /// The key.
        key: String,
    },
    /// Fractions, and integers of 2^53 and beyond.
    #[error("{key} takes integers below 2^53; write other numbers as strings")]
    NotAnInteger {
        /// The key.
        key: String,
    },
    /// Lists, maps and null.
    #[error("{key} takes a string, an integer or a boolean")]
    NotFlat {
        /// The key.
        key: String,
    },
    /// A string of more than 32 KiB.
    #[error("the string for {key} has {bytes} bytes; at most {STRING_BYTES_MAX}")]
    StringTooLong {
        /// The key.
        key: String,
        /// Its length.
        bytes: usize,
    },
    /// A text of more than 65,536 characters.
    #[error("the text for {key} has {characters} characters; at most {TEXT_INSERTIONS_MAX}")]
    TextTooLong {
        /// The key.
        key: String,
        /// Its length.
        characters: usize,
    },
    /// More unmerged branches than one change can name.
    #[error("the document has {heads} unmerged branches; one change can merge at most {ACTORS_MAX}")]
    TooManyHeads {
        /// How many.
        heads: usize,
    },
    /// Automerge fails over this document.
    #[error("Automerge fails over this document")]
    Unsound,
    /// Automerge did not make the edit.
    #[error("the edit could not be made")]
    Automerge(#[source] AutomergeError),
    /// The change would not pass the guard.
    #[error("the edit makes a change that would be refused")]
    Refused(#[source] Refusal),
}

/// A change is begun afresh before it comes near the guard's bounds.
const ROWS_OF_A_CHANGE: usize = 4_000;
const BYTES_OF_A_CHANGE: usize = 56 * 1024;
/// Column overhead of a step.
const STEP_BYTES: usize = 24;
/// A piece of a long text deletes and inserts up to so many characters.
const PIECE_CHARS: usize = 2_000;
/// Automerge's comparison takes the length of a text times what differs; beyond this it is not asked.
const COMPARISONS_MAX: usize = 20_000_000;
