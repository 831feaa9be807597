//! The operations of a change, read off its columns in as few steps as they allow.
//!
//! A row of every column together is one operation. The columns are runs, and where none of them changes for
//! a stretch, the stretch is read at once: a text that was typed or pasted is one step, whatever its length.
//! Nothing is kept of the rows but where the columns stand.

use super::input::Input;
use super::runs::{Booleans, Counters, Runs, Series};
use super::scan::{Actors, Outline, TYPE_FALSE, TYPE_INTEGER, TYPE_NULL, TYPE_STRING, TYPE_TRUE};
use super::{Actor, INTEGER_LIMIT, Refusal, Rules, check_key, is_text_key};

/// Some operations of a change, one after the other. There are no other kinds in a document.
#[derive(Clone, Debug)]
pub enum Step<'b> {
    /// Puts a scalar, or a new and empty text, at a key.
    Put {
        /// The key.
        key: &'b str,
        /// Whether it is a text.
        is_text: bool,
        /// The values that it replaces.
        replaces: Names<'b>,
    },
    /// Deletes values at a key.
    Delete {
        /// The key.
        key: &'b str,
        /// The values that it deletes.
        replaces: Names<'b>,
    },
    /// Inserts characters into a text, each behind the one before it.
    Insert {
        /// The text.
        text: OpName,
        /// Behind which character the first stands; at the head of the text if `None`.
        after: Option<OpName>,
        /// How many: as many operations.
        count: u32,
    },
    /// Removes characters from a text whose counters follow one another.
    Remove {
        /// The text.
        text: OpName,
        /// The first character.
        first: OpName,
        /// How many: as many operations.
        count: u32,
    },
}

impl Step<'_> {
    /// How many operations it stands for.
    #[must_use]
    pub fn operations(&self) -> u32 {
        match self {
            Self::Put { .. } | Self::Delete { .. } => 1,
            Self::Insert { count, .. } | Self::Remove { count, .. } => *count,
        }
    }

    /// Takes the next step into this one, if they are one; `last` is the last operation of this one.
    fn join(&mut self, next: &Self, last: OpName) -> bool {
        match (self, next) {
            (
                Self::Insert { text, count, .. },
                Self::Insert { text: same, after: Some(after), count: further },
            ) if text == same && *after == last => {
                *count += further;
                true
            }
            (
                Self::Remove { text, first, count },
                Self::Remove { text: same, first: next, count: further },
            ) if text == same && *next == first.later(*count) => {
                *count += further;
                true
            }
            _ => false,
        }
    }
}

/// An operation's name in all documents: Automerge's counter and actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpName {
    /// Its number, from 1.
    pub counter: u32,
    /// Its writer.
    pub actor: Actor,
}

impl OpName {
    /// The operation of the same writer with a counter that much greater.
    #[must_use]
    pub fn later(self, by: u32) -> Self {
        Self { counter: self.counter + by, ..self }
    }
}

/// Operations that a step names, in the order of counters and actors.
#[derive(Clone, Debug)]
pub struct Names<'b> {
    actors: Actors<'b>,
    actor: Runs<'b, u32>,
    counter: Counters<'b>,
    left: u32,
}

impl Names<'_> {
    fn read(&mut self) -> Result<(u32, OpName), Refusal> {
        let ((Some(number), _), (Some(series), _)) = (self.actor.peek()?, self.counter.peek()?) else {
            return Err(Refusal::NotCanonical);
        };
        self.leave(1);
        Ok((number, name(&self.actors, number, series.first)?))
    }

    fn leave(&mut self, rows: u32) {
        self.actor.skip(rows);
        self.counter.skip(rows);
    }
}

impl Iterator for Names<'_> {
    type Item = OpName;

    fn next(&mut self) -> Option<OpName> {
        self.left = self.left.checked_sub(1)?;
        let (_, name) = self.read().expect("names are handed out once they were read");
        Some(name)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl ExactSizeIterator for Names<'_> {}

/// The steps of a change that [`super::read`] found in order.
#[derive(Clone, Debug)]
pub struct Steps<'b>(Walk<'b>);

impl<'b> Steps<'b> {
    pub(super) fn of(outline: &Outline<'b>, rules: Rules) -> Self {
        Self(Walk::new(outline, rules))
    }
}

impl<'b> Iterator for Steps<'b> {
    type Item = Step<'b>;

    fn next(&mut self) -> Option<Step<'b>> {
        self.0.step().expect("the change was walked before")
    }
}

/// Walks a change once.
///
/// # Errors
///
/// A [`Refusal`] for the first thing that is not in order.
pub(super) fn walk(outline: &Outline<'_>, rules: Rules) -> Result<(), Refusal> {
    let mut walk = Walk::new(outline, rules);
    while walk.step()?.is_some() {}
    Ok(())
}

/// The columns of a change, and how far they were read.
#[derive(Clone, Debug)]
struct Walk<'b> {
    rules: Rules,
    start_op: u32,
    operations: u32,
    /// The operation that is next, from 0.
    index: u32,
    /// Read, but not handed out, since the next may be one with it.
    ahead: Option<Step<'b>>,
    /// The actors named so far, a bit for each.
    named: u128,
    object_actor: Runs<'b, u32>,
    object_counter: Runs<'b, u32>,
    key_actor: Runs<'b, u32>,
    key_counter: Counters<'b>,
    key_string: Runs<'b, &'b [u8]>,
    insert: Booleans<'b>,
    action: Runs<'b, u32>,
    value_meta: Runs<'b, u32>,
    value: Input<'b>,
    replaced_count: Runs<'b, u32>,
    /// Its `left` is not used.
    replaced: Names<'b>,
}

/// What the columns say of the rows of a stretch.
struct Stretch<'b> {
    rows: u32,
    object: Option<OpName>,
    place: Place<'b>,
    insert: bool,
    action: u32,
    value_meta: u32,
    replaced: u32,
}

/// Where an operation acts.
enum Place<'b> {
    Key(&'b [u8]),
    Head,
    Element { actor: u32, series: Series },
}

impl<'b> Walk<'b> {
    fn new(outline: &Outline<'b>, rules: Rules) -> Self {
        let (columns, rows) = (&outline.columns, outline.operations);
        let replaced = Names {
            actors: outline.actors,
            actor: Runs::new(columns.replaced_actor, columns.replaced),
            counter: Counters::new(columns.replaced_counter, columns.replaced),
            left: 0,
        };
        Self {
            rules,
            start_op: outline.start_op,
            operations: rows,
            index: 0,
            ahead: None,
            named: 0,
            object_actor: Runs::new(columns.object_actor, rows),
            object_counter: Runs::new(columns.object_counter, rows),
            key_actor: Runs::new(columns.key_actor, rows),
            key_counter: Counters::new(columns.key_counter, rows),
            key_string: Runs::new(columns.key_string, rows),
            insert: Booleans::new(columns.insert),
            action: Runs::new(columns.action, rows),
            value_meta: Runs::new(columns.value_meta, rows),
            value: Input(columns.value),
            replaced_count: Runs::new(columns.replaced_count, rows),
            replaced,
        }
    }

    /// The next step, as long as it can be.
    fn step(&mut self) -> Result<Option<Step<'b>>, Refusal> {
        while self.index < self.operations {
            let last =
                OpName { counter: (self.start_op + self.index).saturating_sub(1), actor: self.writer() };
            let stretch = self.stretch()?;
            let next = match stretch.object {
                None => self.at_root(&stretch)?,
                Some(text) => self.in_text(&stretch, text)?,
            };
            self.skip(next.operations());
            if self.index == self.operations {
                self.finish()?;
            }
            let Some(ahead) = &mut self.ahead else {
                self.ahead = Some(next);
                continue;
            };
            if !ahead.join(&next, last) {
                return Ok(Some(std::mem::replace(ahead, next)));
            }
        }
        Ok(self.ahead.take())
    }

    /// Reads on to where some column changes.
    fn stretch(&mut self) -> Result<Stretch<'b>, Refusal> {
        let mut rows = self.operations - self.index;
        let mut cut = |to: u32| rows = rows.min(to);
        let (object_actor, to) = self.object_actor.peek()?;
        cut(to);
        let (object_counter, to) = self.object_counter.peek()?;
        cut(to);
        let (key_actor, to) = self.key_actor.peek()?;
        cut(to);
        let (key_counter, to) = self.key_counter.peek()?;
        cut(to);
        let (key_string, to) = self.key_string.peek()?;
        cut(to);
        let (insert, to) = self.insert.peek()?;
        cut(to);
        let (action, to) = self.action.peek()?;
        cut(to);
        let (value_meta, to) = self.value_meta.peek()?;
        cut(to);
        let (replaced, to) = self.replaced_count.peek()?;
        cut(to);
        let object = match (object_actor, object_counter) {
            (None, None) => None,
            (Some(actor), Some(counter)) => Some(self.name(actor, counter)?),
            _ => return Err(Refusal::NotCanonical),
        };
        let place = match (key_actor, key_counter, key_string) {
            (None, None, Some(key)) => Place::Key(key),
            (None, Some(Series { first: 0, .. }), None) => Place::Head,
            (Some(actor), Some(series), None) => Place::Element { actor, series },
            _ => return Err(Refusal::NotCanonical),
        };
        let (Some(action), Some(value_meta), Some(replaced)) = (action, value_meta, replaced) else {
            return Err(Refusal::NotCanonical);
        };
        Ok(Stretch { rows, object, place, insert, action, value_meta, replaced })
    }

    /// An operation on the map.
    fn at_root(&mut self, stretch: &Stretch<'b>) -> Result<Step<'b>, Refusal> {
        let refused = Refusal::Operation { index: self.index as usize };
        let Place::Key(key) = stretch.place else { return Err(refused) };
        let key = str::from_utf8(key).map_err(|_| Refusal::Key)?;
        check_key(key, self.rules)?;
        if stretch.insert {
            return Err(refused);
        }
        let is_value = self.value(stretch.value_meta)?;
        let replaces = self.names(stretch.replaced)?;
        match stretch.action {
            PUT if is_value && !is_text_key(key) => Ok(Step::Put { key, is_text: false, replaces }),
            PUT => Err(Refusal::Value { key: key.to_owned() }),
            MAKE_TEXT if is_text_key(key) => {
                without_value(stretch)?;
                Ok(Step::Put { key, is_text: true, replaces })
            }
            DELETE if self.rules == Rules::Free => {
                without_value(stretch)?;
                Ok(Step::Delete { key, replaces })
            }
            DELETE => Err(Refusal::SetOnce { key: key.to_owned() }),
            _ => Err(refused),
        }
    }

    /// Operations on a text: the whole stretch, where each goes on from the one before.
    fn in_text(&mut self, stretch: &Stretch<'b>, text: OpName) -> Result<Step<'b>, Refusal> {
        let refused = Refusal::Operation { index: self.index as usize };
        let (after, is_series) = match stretch.place {
            Place::Key(_) => return Err(refused),
            Place::Head => (None, false),
            Place::Element { actor, series } => {
                (Some((actor, self.name(actor, series.first)?)), series.step == 1)
            }
        };
        match (stretch.action, after) {
            (PUT, after) if stretch.insert && stretch.replaced == 0 => {
                // Behind the character before, each of them.
                let last = (0, self.start_op + self.index - 1);
                let goes_on = is_series && after.is_some_and(|(actor, name)| (actor, name.counter) == last);
                let count = if goes_on { stretch.rows } else { 1 };
                let is_text = self.characters(stretch.value_meta, count)?;
                let after = after.map(|(_, name)| name);
                if is_text { Ok(Step::Insert { text, after, count }) } else { Err(refused) }
            }
            (DELETE, Some((actor, first))) if !stretch.insert && stretch.replaced == 1 => {
                without_value(stretch)?;
                let count = self.replaced_series(actor, first, if is_series { stretch.rows } else { 1 })?;
                let count = count.ok_or(refused)?;
                Ok(Step::Remove { text, first, count })
            }
            _ => Err(refused),
        }
    }

    /// Reads replaced operations, one a row, that must be `first` and its successors; returns how many.
    fn replaced_series(&mut self, actor: u32, first: OpName, most: u32) -> Result<Option<u32>, Refusal> {
        let (number, actors) = self.replaced.actor.peek()?;
        let (series, counters) = self.replaced.counter.peek()?;
        let (Some(number), Some(series)) = (number, series) else { return Err(Refusal::NotCanonical) };
        if (number, series.first) != (actor, first.counter) {
            return Ok(None);
        }
        let count = if series.step == 1 { most.min(actors).min(counters) } else { 1 };
        self.replaced.leave(count);
        Ok(Some(count))
    }

    /// Reads a value; says whether it is one that documents hold.
    fn value(&mut self, meta: u32) -> Result<bool, Refusal> {
        let length = (meta >> 4) as usize;
        let bytes = self.value.take(length)?;
        match u64::from(meta & 0xf) {
            TYPE_NULL => Ok(false),
            TYPE_FALSE | TYPE_TRUE => Ok(true),
            TYPE_STRING if str::from_utf8(bytes).is_ok() => Ok(true),
            // Whatever takes more than nine bytes is beyond the limit.
            TYPE_INTEGER if length > 9 => Ok(false),
            TYPE_INTEGER => {
                let mut input = Input(bytes);
                let number = input.int()?;
                let is_all = input.0.is_empty();
                if is_all { Ok(number.unsigned_abs() < INTEGER_LIMIT) } else { Err(Refusal::ValueType) }
            }
            _ => Err(Refusal::ValueType),
        }
    }

    /// Reads so many values of one length; says whether each is a character.
    fn characters(&mut self, meta: u32, count: u32) -> Result<bool, Refusal> {
        let length = (meta >> 4) as usize;
        let bytes = self.value.take(length * count as usize)?;
        let is_character = |bytes| str::from_utf8(bytes).is_ok_and(|text| text.chars().count() == 1);
        Ok(u64::from(meta & 0xf) == TYPE_STRING
            && match length {
                1 => bytes.is_ascii(),
                2..=4 => bytes.chunks_exact(length).all(is_character),
                _ => false,
            })
    }

    /// Reads the names of replaced operations, which stand in order.
    fn names(&mut self, count: u32) -> Result<Names<'b>, Refusal> {
        let names = Names { left: count, ..self.replaced.clone() };
        let mut last = None;
        for _ in 0..count {
            let (number, name) = self.replaced.read()?;
            self.named |= 1 << number;
            if last.is_some_and(|last| last > name) {
                return Err(Refusal::NotCanonical);
            }
            last = Some(name);
        }
        Ok(names)
    }

    fn name(&mut self, number: u32, counter: u32) -> Result<OpName, Refusal> {
        self.named |= 1 << number;
        name(&self.replaced.actors, number, counter)
    }

    fn writer(&self) -> Actor {
        self.replaced.actors.writer
    }

    /// Leaves rows behind; values and replaced operations were read on the way.
    fn skip(&mut self, rows: u32) {
        self.object_actor.skip(rows);
        self.object_counter.skip(rows);
        self.key_actor.skip(rows);
        self.key_counter.skip(rows);
        self.key_string.skip(rows);
        self.insert.skip(rows);
        self.action.skip(rows);
        self.value_meta.skip(rows);
        self.replaced_count.skip(rows);
        self.index += rows;
    }

    /// Checks that no column goes on, and that the actors are listed as Automerge lists them: those that are
    /// named, in ascending order, without the writer.
    fn finish(&self) -> Result<(), Refusal> {
        self.object_actor.finish()?;
        self.object_counter.finish()?;
        self.key_actor.finish()?;
        self.key_counter.finish()?;
        self.key_string.finish()?;
        self.insert.finish()?;
        self.action.finish()?;
        self.value_meta.finish()?;
        self.replaced_count.finish()?;
        self.replaced.actor.finish()?;
        self.replaced.counter.finish()?;
        let actors = &self.replaced.actors;
        let are_named = (1..).zip(actors.others()).all(|(number, _)| self.named & (1 << number) != 0);
        let are_sorted = actors.others().is_sorted_by(|one, next| one < next);
        let are_others = actors.others().all(|actor| *actor != actors.writer);
        let is_all_read = self.value.0.is_empty();
        let is_canonical = are_named && are_sorted && are_others && is_all_read;
        if is_canonical { Ok(()) } else { Err(Refusal::NotCanonical) }
    }
}

/// What is made or deleted carries no value.
fn without_value(stretch: &Stretch<'_>) -> Result<(), Refusal> {
    if stretch.value_meta == 0 { Ok(()) } else { Err(Refusal::NotCanonical) }
}

fn name(actors: &Actors<'_>, number: u32, counter: u32) -> Result<OpName, Refusal> {
    match actors.get(number) {
        Some(actor) if counter > 0 => Ok(OpName { counter, actor }),
        _ => Err(Refusal::OutOfRange),
    }
}

/// Actions, as Automerge numbers them.
const PUT: u32 = 1;
const DELETE: u32 = 3;
const MAKE_TEXT: u32 = 4;
