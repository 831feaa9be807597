//! Reading a document in which each change builds on the one before it alone.
//!
//! Nearly all documents are such: one person writes after the other. Nothing in them is concurrent, so what Automerge
//! would work out with much machinery is plain: the last value at a key stands, and a character stands right behind the
//! one that it was put behind. `spec/document.rs` holds this against Automerge.
//!
//! Whatever is not plain, or would take long, is left to Automerge: the answer is `None` then.

use std::collections::BTreeMap;

use serde_json::Value;

use super::view::View;
use crate::automerge_guard::{ChangeHash, OpName, Reading, SCHEMA_KEY, Scalar, Step, Values};

/// Reads a succession of changes that were all taken, the first behind the genesis change of that schema and hash.
pub(super) fn read<'b>(
    schema: &str,
    genesis: ChangeHash,
    changes: impl Iterator<Item = Reading<'b>>,
) -> Option<View> {
    let mut state = State::default();
    let mut last = genesis;
    for reading in changes {
        if *reading.dependencies() != [last] {
            return None;
        }
        last = reading.hash();
        state.apply(&reading)?;
    }
    let mut content: BTreeMap<String, Value> =
        state.keys.into_iter().map(|(key, standing)| (key.to_owned(), standing.into_value())).collect();
    content.insert(SCHEMA_KEY.to_owned(), Value::String(schema.to_owned()));
    Some(View { content, conflicts: BTreeMap::new(), is_sound: true })
}

/// What stands at the keys.
#[derive(Default)]
struct State<'b> {
    keys: BTreeMap<&'b str, Standing<'b>>,
    /// By the operation that began it: the key of a text.
    texts: BTreeMap<OpName, &'b str>,
    /// How many stretches of texts were looked at.
    effort: usize,
}

enum Standing<'b> {
    Scalar(Scalar<'b>),
    Text(Vec<Stretch<'b>>),
}

/// Characters that were inserted one behind the other, by operations that follow one another.
#[derive(Clone, Copy)]
struct Stretch<'b> {
    first: OpName,
    count: u32,
    characters: &'b str,
    is_removed: bool,
}

impl<'b> State<'b> {
    fn apply(&mut self, reading: &Reading<'b>) -> Option<()> {
        let mut values = reading.values();
        let mut own = OpName { counter: reading.start_op(), actor: reading.actor() };
        for step in reading.steps() {
            let operations = step.operations();
            self.step(step, own, &mut values)?;
            own = own.later(operations);
        }
        Some(())
    }

    fn step(&mut self, step: Step<'b>, own: OpName, values: &mut Values<'b>) -> Option<()> {
        match step {
            Step::Put { key, is_text: true, .. } => {
                values.pass(1)?;
                self.keys.insert(key, Standing::Text(Vec::new()));
                self.texts.insert(own, key);
            }
            Step::Put { key, is_text: false, .. } => {
                self.keys.insert(key, Standing::Scalar(values.scalar()?));
            }
            Step::Delete { key, .. } => {
                values.pass(1)?;
                self.keys.remove(key);
            }
            Step::Insert { text, after, count } => {
                let characters = values.characters(count)?;
                let stretch = Stretch { first: own, count, characters, is_removed: false };
                let (stretches, effort) = self.text(text)?;
                insert(stretches, after, stretch, effort)?;
            }
            Step::Remove { text, first, count } => {
                values.pass(count)?;
                let (stretches, effort) = self.text(text)?;
                remove(stretches, first, count, effort)?;
            }
        }
        Some(())
    }

    fn text(&mut self, name: OpName) -> Option<(&mut Vec<Stretch<'b>>, &mut usize)> {
        match self.keys.get_mut(self.texts.get(&name)?)? {
            Standing::Text(stretches) => Some((stretches, &mut self.effort)),
            Standing::Scalar(_) => None,
        }
    }
}

impl Standing<'_> {
    fn into_value(self) -> Value {
        match self {
            Self::Scalar(Scalar::Str(text)) => Value::String(text.to_owned()),
            Self::Scalar(Scalar::Int(number)) => Value::from(number),
            Self::Scalar(Scalar::Bool(truth)) => Value::Bool(truth),
            Self::Text(stretches) => {
                let standing = stretches.iter().filter(|stretch| !stretch.is_removed);
                Value::String(standing.map(|stretch| stretch.characters).collect())
            }
        }
    }
}

impl Stretch<'_> {
    /// The place of a character in the stretch, if it is in it.
    fn place_of(&self, name: OpName) -> Option<u32> {
        let place = name.counter.checked_sub(self.first.counter)?;
        (name.actor == self.first.actor && place < self.count).then_some(place)
    }

    /// Two stretches of one, the first with so many characters, of which there are more.
    fn split(self, at: u32) -> (Self, Self) {
        let (byte, _) = self.characters.char_indices().nth(at as usize).expect("it has more characters");
        let (left, right) = self.characters.split_at(byte);
        let (first, count) = (self.first.later(at), self.count - at);
        (Self { count: at, characters: left, ..self }, Self { first, count, characters: right, ..self })
    }
}

/// Puts a stretch right behind a character, or at the head.
fn insert<'b>(
    stretches: &mut Vec<Stretch<'b>>,
    after: Option<OpName>,
    stretch: Stretch<'b>,
    effort: &mut usize,
) -> Option<()> {
    let Some(after) = after else {
        spend(effort, stretches.len())?;
        stretches.insert(0, stretch);
        return Some(());
    };
    let (index, place) = find(stretches, after, effort)?;
    if place + 1 < stretches[index].count {
        let (left, right) = stretches[index].split(place + 1);
        stretches.splice(index..=index, [left, stretch, right]);
    } else {
        stretches.insert(index + 1, stretch);
    }
    Some(())
}

/// Removes characters whose operations follow one another, wherever they stand.
fn remove(
    stretches: &mut Vec<Stretch<'_>>,
    mut first: OpName,
    mut count: u32,
    effort: &mut usize,
) -> Option<()> {
    while count > 0 {
        let (index, place) = find(stretches, first, effort)?;
        let here = count.min(stretches[index].count - place);
        let mut parts = Vec::with_capacity(3);
        let mut rest = stretches[index];
        if place > 0 {
            let (left, right) = rest.split(place);
            parts.push(left);
            rest = right;
        }
        let (removed, right) =
            if here < rest.count { rest.split(here) } else { (rest, Stretch { count: 0, ..rest }) };
        parts.push(Stretch { is_removed: true, ..removed });
        if right.count > 0 {
            parts.push(right);
        }
        stretches.splice(index..=index, parts);
        first = first.later(here);
        count -= here;
    }
    Some(())
}

fn find(stretches: &[Stretch<'_>], name: OpName, effort: &mut usize) -> Option<(usize, u32)> {
    spend(effort, stretches.len())?;
    stretches.iter().enumerate().find_map(|(index, stretch)| Some((index, stretch.place_of(name)?)))
}

fn spend(effort: &mut usize, stretches: usize) -> Option<()> {
    *effort += 1 + stretches;
    (*effort <= EFFORT_MAX).then_some(())
}

/// Beyond this, a few milliseconds, Automerge's trees are worth their cost.
const EFFORT_MAX: usize = 2_000_000;
