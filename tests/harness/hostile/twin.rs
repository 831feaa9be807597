//! A slow and obvious reading of a document, straight from its operations.
//!
//! It knows what stands for a writer, so it can write changes that are in order but that no editor would
//! make: operations of several keys mixed, insertions behind removed characters, texts made and dropped
//! within one change. It also says which scalars stand, without asking Automerge.

use std::collections::{BTreeMap, BTreeSet};

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType, SortedVec};
use automerge::{ActorId, Automerge, ChangeHash, ExpandedChange, ObjType, ScalarValue};
use protocol::automerge_guard::{Actor, is_text_key};
use serde_json::Value;

use super::Rng;

/// The operations of a document, by counter and actor.
#[derive(Clone)]
pub(super) struct Twin {
    operations: BTreeMap<(u64, Vec<u8>), Op>,
    replaced: BTreeSet<(u64, Vec<u8>)>,
    sequences: BTreeMap<Vec<u8>, u64>,
    heads: Vec<ChangeHash>,
    hashes: Vec<ChangeHash>,
}

impl Twin {
    pub(super) fn of(automerge: &Automerge) -> Self {
        let mut twin = Self {
            operations: BTreeMap::new(),
            replaced: BTreeSet::new(),
            sequences: BTreeMap::new(),
            heads: automerge.get_heads(),
            hashes: Vec::new(),
        };
        for change in automerge.get_changes(&[]) {
            let change = change.decode();
            let actor = change.actor_id.to_bytes().to_vec();
            for (counter, op) in (change.start_op.get()..).zip(change.operations) {
                twin.add(counter, &actor, op);
            }
            twin.sequences.insert(actor, change.seq);
            twin.hashes.extend(change.hash);
        }
        twin
    }

    fn add(&mut self, counter: u64, actor: &[u8], op: Op) {
        self.replaced.extend(op.pred.iter().map(|id| (id.counter(), id.actor().to_bytes().to_vec())));
        self.operations.insert((counter, actor.to_vec()), op);
    }

    /// Every operation's name.
    pub(super) fn names(&self) -> Vec<OpId> {
        self.operations.keys().map(name).collect()
    }

    /// The scalars that stand; of several at a key the one with the greatest counter and actor.
    pub(super) fn scalars(&self) -> BTreeMap<String, Value> {
        let mut scalars = BTreeMap::new();
        for (id, op) in &self.operations {
            let Key::Map(key) = &op.key else { continue };
            let value = match &op.action {
                OpType::Put(ScalarValue::Str(text)) => Value::from(text.as_str()),
                OpType::Put(ScalarValue::Int(number)) => Value::from(*number),
                OpType::Put(ScalarValue::Boolean(truth)) => Value::from(*truth),
                _ => continue,
            };
            if !self.replaced.contains(id) {
                scalars.insert(key.to_string(), value);
            }
        }
        scalars
    }

    /// A change in order by that actor, with up to a dozen operations.
    pub(super) fn write(mut self, rng: &mut Rng, actor: Actor, collection: &str) -> ExpandedChange {
        let start = self.operations.keys().next_back().map_or(0, |(counter, _)| *counter) + 1;
        let mut operations = Vec::new();
        for _ in 0..=rng.below(12) {
            let Some(op) = self.operation(rng, collection) else { continue };
            self.add(start + operations.len() as u64, &actor, op.clone());
            operations.push(op);
        }
        // A dependency that another covers already is superfluous but true.
        let covered = rng.pick(&self.hashes).filter(|hash| !self.heads.contains(hash)).copied();
        self.heads.extend(covered.filter(|_| rng.one_in(3)));
        ExpandedChange {
            operations,
            actor_id: ActorId::from(actor),
            hash: None,
            seq: self.sequences.get(&actor[..]).copied().unwrap_or(0) + 1,
            start_op: std::num::NonZeroU64::new(start).expect("counters begin at 1"),
            time: rng.below(1000) as i64,
            message: None,
            deps: self.heads,
            extra_bytes: Vec::new(),
            author: None,
        }
    }

    fn operation(&self, rng: &mut Rng, collection: &str) -> Option<Op> {
        let texts = self.standing(|op| matches!(op.action, OpType::Make(ObjType::Text)));
        if let Some(text) = rng.pick(&texts).filter(|_| !rng.one_in(3)).cloned() {
            return self.text_operation(rng, &text);
        }
        let key = key(rng, collection);
        let mut pred =
            self.standing(|op| matches!(&op.key, Key::Map(at) if *at == key[..]) && !is_delete(op));
        if collection != "profile" && !pred.is_empty() {
            return None;
        }
        let action = match rng.below(4) {
            0 if !pred.is_empty() => {
                // A conflict is also settled by deleting all values but the winner, which stands last.
                if pred.len() > 1 && rng.one_in(2) {
                    pred.pop();
                }
                OpType::Delete
            }
            _ if is_text_key(&key) => OpType::Make(ObjType::Text),
            1 => OpType::Put(ScalarValue::Int(rng.below(9) as i64 - 4)),
            2 => OpType::Put(ScalarValue::Boolean(rng.one_in(2))),
            _ => OpType::Put(ScalarValue::Str(format!("odd {}", rng.below(50)).into())),
        };
        Some(Op { action, obj: ObjectId::Root, key: Key::Map(key.into()), pred: pred.into(), insert: false })
    }

    fn text_operation(&self, rng: &mut Rng, text: &OpId) -> Option<Op> {
        let obj = ObjectId::Id(text.clone());
        let here = |op: &Op| op.obj == obj && op.insert;
        if rng.one_in(3) {
            let standing = self.standing(here);
            let character = rng.pick(&standing)?.clone();
            let key = Key::Seq(ElementId::Id(character.clone()));
            return Some(Op {
                action: OpType::Delete,
                obj,
                key,
                pred: vec![character].into(),
                insert: false,
            });
        }
        let all: Vec<OpId> =
            self.operations.iter().filter(|(_, op)| here(op)).map(|(id, _)| name(id)).collect();
        let place = rng.pick(&all).filter(|_| !rng.one_in(4)).cloned().map_or(ElementId::Head, ElementId::Id);
        let character = *rng.pick(&["a", "b", "é", "🚢", "\u{301}", " "]).expect("there are characters");
        let action = OpType::Put(ScalarValue::Str(character.into()));
        Some(Op { action, obj, key: Key::Seq(place), pred: SortedVec::new(), insert: true })
    }

    fn standing(&self, is_meant: impl Fn(&Op) -> bool) -> Vec<OpId> {
        let standing = self.operations.iter().filter(|(id, op)| is_meant(op) && !self.replaced.contains(*id));
        standing.map(|(id, _)| name(id)).collect()
    }
}

/// The scalars among the values of a document.
pub(super) fn scalars(content: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    content
        .iter()
        .filter(|(key, _)| !is_text_key(key))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// A key of the collection; few, so that writers meet.
pub(super) fn key(rng: &mut Rng, collection: &str) -> String {
    (*rng.pick(keys(collection)).expect("there are keys")).to_owned()
}

/// The keys of a collection.
pub(super) fn keys(collection: &str) -> &'static [&'static str] {
    match collection {
        "profile" => &["name.en", "region", "service.training", "description.en", "description.de"],
        _ => &["content", "event/a", "event/b", "event/c"],
    }
}

/// The names that a change knows of, and those of its own operations.
pub(super) fn names_in(change: &ExpandedChange) -> Vec<OpId> {
    let mut names = Vec::new();
    for (counter, op) in (change.start_op.get()..).zip(&change.operations) {
        names.push(OpId::new(counter, &change.actor_id));
        names.extend(op.pred.iter().cloned());
        names.extend(op.key.to_opid());
        if let ObjectId::Id(id) = &op.obj {
            names.push(id.clone());
        }
    }
    names
}

fn is_delete(op: &Op) -> bool {
    matches!(op.action, OpType::Delete)
}

fn name(id: &(u64, Vec<u8>)) -> OpId {
    OpId::new(id.0, &ActorId::from(&id.1[..]))
}
