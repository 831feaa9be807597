//! The slow twin of `protocol::automerge_guard`: Automerge decodes a change and writes it again, then every
//! operation is looked at by itself, and every character is remembered by itself.
//!
//! Both must pass and refuse the same changes. There is one difference: the guard also refuses a change that
//! names an operation 0, which no writer has.

mod check;
mod history;

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::legacy::{self, ElementId, ObjectId};
use automerge::{ObjType, ScalarValue};
use protocol::automerge_guard::{
    self, Actor, ChangeHash, INTEGER_LIMIT, OpName, Refusal, Rules, STRING_BYTES_MAX, check_key, is_text_key,
};
use protocol::digest::Digest;

pub use history::History;

/// A change that is in order by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    hash: ChangeHash,
    actor: Actor,
    sequence: u32,
    start_op: u32,
    dependencies: Vec<ChangeHash>,
    steps: Vec<Step>,
}

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Put { key: String, is_text: bool, replaces: Vec<OpName> },
    Delete { key: String, replaces: Vec<OpName> },
    Insert { text: OpName, after: Option<OpName> },
    Remove { text: OpName, character: OpName },
}

/// Reads a change with the guard and with its twin, and says whether it passed.
///
/// # Panics
///
/// If they part.
pub fn assert_same_reading(bytes: &[u8], actor: Actor, rules: Rules) -> bool {
    let twin = read(bytes, actor, rules);
    match (automerge_guard::read(bytes, actor, rules), twin) {
        (Ok(reading), Some(twin)) => {
            assert_eq!(Reading::of(&reading), twin);
            assert_eq!(reading.operations() as usize, twin.steps.len());
            true
        }
        (Err(_), None) => false,
        (Err(refusal), Some(twin)) => {
            assert!(twin.names_nothing(), "the guard refused {twin:?}: {refusal}");
            assert_eq!(refusal, Refusal::OutOfRange);
            false
        }
        (Ok(reading), None) => panic!("the guard passed what Automerge would not write: {reading:?}"),
    }
}

/// Takes what can be taken of some changes, in rounds, with the guard's history and with its twin's.
///
/// # Panics
///
/// If they part over a change, or over what stands at one of the keys.
pub fn assert_same_history(rules: Rules, genesis: ChangeHash, keys: &[&str], changes: &[(Actor, &[u8])]) {
    let mut history = automerge_guard::History::new(rules, genesis, [0; 16]);
    let mut twin = History::new(rules, genesis, [0; 16]);
    let mut taken = usize::MAX;
    while std::mem::take(&mut taken) > 0 {
        for (actor, bytes) in changes {
            let Ok(reading) = automerge_guard::read(bytes, *actor, rules) else { continue };
            if history.contains(&reading.hash()) {
                continue;
            }
            let checked = history.check(reading);
            let twins = twin.check(Reading::of(&reading));
            assert_eq!(checked.as_ref().err(), twins.as_ref().err());
            let (Ok(checked), Ok(twins)) = (checked, twins) else { continue };
            if history.at(actor, reading.sequence()).is_some() {
                continue;
            }
            history.take(Digest::from_bytes(reading.hash()), checked);
            twin.take(twins);
            taken += 1;
            assert!(history.heads().eq(twin.heads()));
            for key in keys {
                assert_eq!(history.standing(key), twin.standing(key), "{key}");
                assert_eq!(history.insertions(key), twin.insertions(key), "{key}");
            }
        }
    }
}

/// Reads a change by itself; `None` where it is refused.
#[must_use]
pub fn read(bytes: &[u8], actor: Actor, rules: Rules) -> Option<Reading> {
    // Without the scan, Automerge would fail over some of them, or never return.
    automerge_guard::scan(bytes).ok()?;
    let (hash, change) = catch_unwind(AssertUnwindSafe(|| reread(bytes))).ok()??;
    if change.actor_id.to_bytes() != actor {
        return None;
    }
    let steps = change.operations.iter().map(|op| step(op, rules)).collect::<Option<Vec<_>>>()?;
    Some(Reading {
        hash,
        actor,
        sequence: u32::try_from(change.seq).ok()?,
        start_op: u32::try_from(change.start_op.get()).ok()?,
        dependencies: change.deps.iter().map(|hash| hash.0).collect(),
        steps,
    })
}

/// Automerge's reading of scanned bytes, if it writes them the same way again.
fn reread(bytes: &[u8]) -> Option<(ChangeHash, automerge::ExpandedChange)> {
    let change = automerge::Change::try_from(bytes).ok()?;
    let expanded = change.decode();
    let again = automerge::Change::from(expanded.clone());
    (again.raw_bytes() == bytes).then(|| (change.hash().0, expanded))
}

impl Reading {
    /// What the guard read, operation by operation.
    #[must_use]
    pub fn of(reading: &automerge_guard::Reading<'_>) -> Self {
        let mut steps = Vec::new();
        for step in reading.steps() {
            let start = reading.start_op() + u32::try_from(steps.len()).expect("a change is short");
            match step {
                automerge_guard::Step::Put { key, is_text, replaces } => {
                    steps.push(Step::Put { key: key.to_owned(), is_text, replaces: replaces.collect() });
                }
                automerge_guard::Step::Delete { key, replaces } => {
                    steps.push(Step::Delete { key: key.to_owned(), replaces: replaces.collect() });
                }
                automerge_guard::Step::Insert { text, after, count } => {
                    let first = OpName { counter: start, actor: reading.actor() };
                    let behind = (1..count).map(|further| Some(first.later(further - 1)));
                    let all = std::iter::once(after).chain(behind);
                    steps.extend(all.map(|after| Step::Insert { text, after }));
                }
                automerge_guard::Step::Remove { text, first, count } => {
                    steps.extend((0..count).map(|by| Step::Remove { text, character: first.later(by) }));
                }
            }
        }
        Self {
            hash: reading.hash(),
            actor: reading.actor(),
            sequence: reading.sequence(),
            start_op: reading.start_op(),
            dependencies: reading.dependencies().to_vec(),
            steps,
        }
    }

    /// Says whether some operation names an operation 0.
    fn names_nothing(&self) -> bool {
        self.steps.iter().any(|step| match step {
            Step::Put { replaces, .. } | Step::Delete { replaces, .. } => {
                replaces.iter().any(|name| name.counter == 0)
            }
            Step::Insert { text, after } => {
                text.counter == 0 || after.is_some_and(|after| after.counter == 0)
            }
            Step::Remove { text, character } => text.counter == 0 || character.counter == 0,
        })
    }
}

fn step(op: &legacy::Op, rules: Rules) -> Option<Step> {
    match &op.obj {
        ObjectId::Root => root_step(op, rules),
        ObjectId::Id(text) => text_step(op, name(text)?),
    }
}

fn root_step(op: &legacy::Op, rules: Rules) -> Option<Step> {
    let legacy::Key::Map(key) = &op.key else { return None };
    check_key(key, rules).ok()?;
    if op.insert {
        return None;
    }
    let (key, replaces) = (key.to_string(), names(op)?);
    match &op.action {
        legacy::OpType::Put(value) if !is_text_key(&key) && is_value(value) => {
            Some(Step::Put { key, is_text: false, replaces })
        }
        legacy::OpType::Make(ObjType::Text) if is_text_key(&key) => {
            Some(Step::Put { key, is_text: true, replaces })
        }
        legacy::OpType::Delete if rules == Rules::Free => Some(Step::Delete { key, replaces }),
        _ => None,
    }
}

fn text_step(op: &legacy::Op, text: OpName) -> Option<Step> {
    let legacy::Key::Seq(place) = &op.key else { return None };
    let place = match place {
        ElementId::Head => None,
        ElementId::Id(id) => Some(name(id)?),
    };
    let replaces = names(op)?;
    match (&op.action, place) {
        (legacy::OpType::Put(ScalarValue::Str(character)), after) if op.insert && replaces.is_empty() => {
            (character.chars().count() == 1).then_some(Step::Insert { text, after })
        }
        (legacy::OpType::Delete, Some(character)) if !op.insert && replaces == [character] => {
            Some(Step::Remove { text, character })
        }
        _ => None,
    }
}

fn is_value(value: &ScalarValue) -> bool {
    match value {
        ScalarValue::Str(text) => text.len() <= STRING_BYTES_MAX,
        ScalarValue::Int(number) => number.unsigned_abs() < INTEGER_LIMIT,
        ScalarValue::Boolean(_) => true,
        _ => false,
    }
}

fn names(op: &legacy::Op) -> Option<Vec<OpName>> {
    op.pred.iter().map(name).collect()
}

fn name(id: &legacy::OpId) -> Option<OpName> {
    let actor = id.actor().to_bytes().try_into().ok()?;
    Some(OpName { counter: u32::try_from(id.counter()).ok()?, actor })
}
