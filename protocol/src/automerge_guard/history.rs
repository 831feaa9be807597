//! The second step: a change against its causal past.
//!
//! The history keeps what the changes taken so far did, in the form in which a later change refers to
//! it: values by key, characters by text, each with the changes that replaced it. A causal past is a
//! clock: for each actor the number of its changes in it. That is enough, because an actor's changes
//! form a chain, each with the one before in its past.

mod check;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use super::{Actor, ChangeHash, Reading, Refusal, Rules};
use crate::digest::Digest;
use text::{Ascending, Ranges, Text};

/// What the changes taken so far did.
#[derive(Clone, Debug)]
pub struct History {
    rules: Rules,
    /// The changes, in the order in which they were taken.
    nodes: Vec<Node>,
    /// The numbers of the changes, by hash.
    by_hash: Vec<u32>,
    /// The changes that no other builds on, by hash.
    heads: Vec<u32>,
    chains: Vec<Chain>,
    /// The numbers of the chains, by actor.
    by_actor: Vec<u32>,
    keys: BTreeMap<Box<str>, Slot>,
    texts: BTreeMap<Id, Box<Text>>,
}

/// A change that [`History::check`] found fit, and what it does.
#[derive(Clone, Debug)]
pub struct Checked<'b> {
    reading: Reading<'b>,
    past: Past,
    effects: Effects<'b>,
}

impl<'b> Checked<'b> {
    /// The length of the longest chain from the change down to the genesis change.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.past.depth + 1
    }

    /// The change as it was read.
    #[must_use]
    pub fn reading(&self) -> &Reading<'b> {
        &self.reading
    }
}

impl History {
    /// A history that begins with a genesis change, which is taken unchecked.
    #[must_use]
    pub fn new(rules: Rules, genesis: ChangeHash, actor: Actor) -> Self {
        let clock = Box::new([1]);
        Self {
            rules,
            nodes: vec![Node { hash: genesis, id: Digest::from_bytes(genesis), clock, max_op: 1, depth: 0 }],
            by_hash: vec![0],
            heads: vec![0],
            chains: vec![Chain { actor, changes: vec![0] }],
            by_actor: vec![0],
            keys: BTreeMap::new(),
            texts: BTreeMap::new(),
        }
    }

    /// The changes that no other builds on, sorted.
    pub fn heads(&self) -> impl ExactSizeIterator<Item = &ChangeHash> {
        self.heads.iter().map(|head| &self.nodes[*head as usize].hash)
    }

    /// Says whether the change was taken.
    #[must_use]
    pub fn contains(&self, hash: &ChangeHash) -> bool {
        self.node(hash).is_some()
    }

    /// The item that brought a change.
    #[must_use]
    pub fn item(&self, hash: &ChangeHash) -> Option<Digest> {
        self.node(hash).map(|node| node.id)
    }

    /// The length of the longest chain from the change down to the genesis change.
    #[must_use]
    pub fn depth(&self, hash: &ChangeHash) -> Option<u32> {
        self.node(hash).map(|node| node.depth)
    }

    /// The change that an actor has at a sequence.
    #[must_use]
    pub fn at(&self, actor: &Actor, sequence: u32) -> Option<&ChangeHash> {
        let changes = &self.chains[self.actor(actor)? as usize].changes;
        let change = *changes.get(usize::try_from(sequence).ok()?.checked_sub(1)?)?;
        Some(&self.nodes[change as usize].hash)
    }

    /// Depth and hash of each change that was taken, in the order in which they were taken.
    pub fn taken(&self) -> impl ExactSizeIterator<Item = (u32, &ChangeHash)> {
        self.nodes.iter().map(|node| (node.depth, &node.hash))
    }

    /// How many values stand at a key, and their actors: what the next write there replaces.
    #[must_use]
    pub fn standing(&self, key: &str) -> Vec<Actor> {
        let standing = self.keys.get(key).into_iter().flat_map(Slot::standing);
        standing.map(|value| self.actor_of(value.id)).collect()
    }

    /// How many insertions the one text that stands at a key took; `None` if no text or several stand there.
    #[must_use]
    pub fn insertions(&self, key: &str) -> Option<usize> {
        let [only] = self.keys.get(key)?.standing() else { return None };
        self.texts.get(&only.id).map(|text| text.insertions())
    }

    /// Judges a change against its causal past; what else was taken does not matter.
    ///
    /// # Errors
    ///
    /// A [`Refusal`]; [`Refusal::UnknownDependency`] unless every dependency was taken.
    pub fn check<'b>(&self, reading: Reading<'b>) -> Result<Checked<'b>, Refusal> {
        let past = self.past(reading.dependencies())?;
        let seen = self.actor(&reading.actor()).map_or(0, |actor| past.seen(actor));
        let (expected, found) = (seen + 1, reading.sequence());
        if expected != found {
            return Err(Refusal::Sequence { expected, found });
        }
        let (expected, found) = (past.max_op + 1, reading.start_op());
        if expected != found {
            return Err(Refusal::StartOp { expected, found });
        }
        let effects = check::check(self, &past, reading)?;
        Ok(Checked { reading, past, effects })
    }

    /// Takes a change that was checked against this history, with the id of the item that brought it.
    ///
    /// The caller has seen to it that the actor has no other change at this sequence.
    pub fn take(&mut self, id: Digest, checked: Checked<'_>) {
        let Checked { reading, mut past, effects } = checked;
        let actor = self.intern(reading.actor());
        let dot = Dot { actor, sequence: reading.sequence() };
        for (key, effect) in effects.keys {
            self.take_at_key(key, effect, dot);
        }
        for (text, effect) in effects.texts {
            // A text of this change that no longer stands cannot be referred to by anyone.
            let Some(text) = self.texts.get_mut(&text.by(actor)) else { continue };
            text.insert(dot, effect.inserted.as_slice());
            for (first, count) in effect.removed.iter() {
                text.remove(dot, first.by(actor), count);
            }
        }
        past.see(actor, dot.sequence);
        let max_op = reading.start_op() + reading.operations() - 1;
        let clock = past.clock.into_boxed_slice();
        self.add(actor, Node { hash: reading.hash(), id, clock, max_op, depth: past.depth + 1 }, &reading);
    }

    fn take_at_key(&mut self, key: &str, effect: KeyEffect, dot: Dot) {
        if let Some(slot) = self.keys.get_mut(key) {
            for id in effect.killed {
                slot.replace(id, dot);
            }
        }
        let Some((own, is_text)) = effect.stands else { return };
        let id = own.id().by(dot.actor);
        let value = Value { id, sequence: dot.sequence };
        match self.keys.get_mut(key) {
            Some(slot) => slot.many().standing.push(value),
            None => {
                self.keys.insert(key.into(), Slot::One(value));
            }
        }
        if is_text {
            self.texts.insert(id, Box::new(Text::new(key)));
        }
    }

    fn add(&mut self, actor: u32, node: Node, reading: &Reading<'_>) {
        for dependency in reading.dependencies() {
            if let Ok(place) = self.place_of(&self.heads, dependency) {
                self.heads.remove(place);
            }
        }
        let number = u32::try_from(self.nodes.len()).expect("fewer changes than fit in memory");
        let (Err(in_all) | Ok(in_all)) = self.place_of(&self.by_hash, &node.hash);
        let (Err(in_heads) | Ok(in_heads)) = self.place_of(&self.heads, &node.hash);
        self.by_hash.insert(in_all, number);
        self.heads.insert(in_heads, number);
        self.chains[actor as usize].changes.push(number);
        self.nodes.push(node);
    }

    /// The causal past that these dependencies span.
    fn past(&self, dependencies: &[ChangeHash]) -> Result<Past, Refusal> {
        let mut past = Past { clock: Vec::new(), max_op: 0, depth: 0, is_everything: false };
        for hash in dependencies {
            let node = self.node(hash).ok_or(Refusal::UnknownDependency)?;
            past.max_op = past.max_op.max(node.max_op);
            past.depth = past.depth.max(node.depth);
            for (actor, sequence) in (0..).zip(&node.clock) {
                past.see(actor, *sequence);
            }
        }
        past.is_everything = self.heads().all(|head| dependencies.binary_search(head).is_ok());
        Ok(past)
    }

    fn node(&self, hash: &ChangeHash) -> Option<&Node> {
        let place = self.place_of(&self.by_hash, hash).ok()?;
        Some(&self.nodes[self.by_hash[place] as usize])
    }

    /// Where a change stands among the numbers of some, by hash, or would.
    fn place_of(&self, numbers: &[u32], hash: &ChangeHash) -> Result<usize, usize> {
        numbers.binary_search_by(|number| self.nodes[*number as usize].hash.cmp(hash))
    }

    /// The number of an actor.
    fn actor(&self, actor: &Actor) -> Option<u32> {
        self.place(actor).ok().map(|place| self.by_actor[place])
    }

    /// Where an actor's number stands among all, or would.
    fn place(&self, actor: &Actor) -> Result<usize, usize> {
        self.by_actor.binary_search_by(|number| self.chains[*number as usize].actor.cmp(actor))
    }

    fn intern(&mut self, actor: Actor) -> u32 {
        match self.place(&actor) {
            Ok(place) => self.by_actor[place],
            Err(place) => {
                let number = u32::try_from(self.chains.len()).expect("fewer actors than changes");
                self.by_actor.insert(place, number);
                self.chains.push(Chain { actor, changes: Vec::new() });
                number
            }
        }
    }

    fn actor_of(&self, id: Id) -> Actor {
        self.chains[id.actor as usize].actor
    }
}

/// A change that was taken.
#[derive(Clone, Debug)]
struct Node {
    hash: ChangeHash,
    id: Digest,
    /// The causal past with the change itself.
    clock: Box<[u32]>,
    max_op: u32,
    depth: u32,
}

/// An actor's changes, by sequence from 1.
#[derive(Clone, Debug)]
struct Chain {
    actor: Actor,
    changes: Vec<u32>,
}

/// A causal past: by actor, how many of its changes.
#[derive(Clone, Debug)]
struct Past {
    clock: Vec<u32>,
    max_op: u32,
    depth: u32,
    /// Whether every change of the history is in it, as when people write one after the other.
    is_everything: bool,
}

impl Past {
    fn seen(&self, actor: u32) -> u32 {
        self.clock.get(actor as usize).copied().unwrap_or(0)
    }

    fn see(&mut self, actor: u32, sequence: u32) {
        let actor = actor as usize;
        if self.clock.len() <= actor {
            self.clock.resize(actor + 1, 0);
        }
        self.clock[actor] = self.clock[actor].max(sequence);
    }

    fn contains(&self, dot: Dot) -> bool {
        self.seen(dot.actor) >= dot.sequence
    }

    /// Says whether what one change made stands, when these changes took it away.
    fn stands(&self, made: Dot, taken_away: &[Dot]) -> bool {
        self.contains(made) && !taken_away.iter().any(|dot| self.contains(*dot))
    }
}

/// An operation: actor as numbered in this history, and counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Id {
    actor: u32,
    counter: u32,
}

impl Id {
    fn later(self, by: u32) -> Self {
        Self { counter: self.counter + by, ..self }
    }

    /// The operation when the change that was checked is that actor's.
    fn by(self, actor: u32) -> Self {
        self.own().map_or(self, |Own(counter)| Self { actor, counter })
    }

    /// The operation as one of the change that is being checked, if it is.
    fn own(self) -> Option<Own> {
        (self.actor == OWN).then_some(Own(self.counter))
    }
}

/// The actor number of the change that is being checked.
const OWN: u32 = u32::MAX;

/// The counter of an operation of the change that is being checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Own(u32);

impl Own {
    fn id(self) -> Id {
        Id { counter: self.0, actor: OWN }
    }
}

/// A change: actor as numbered in this history, and sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Dot {
    actor: u32,
    sequence: u32,
}

/// The values that changes left at a key.
#[derive(Clone, Debug)]
enum Slot {
    /// One, and no change replaced it.
    One(Value),
    Many(Box<Values>),
}

#[derive(Clone, Debug, Default)]
struct Values {
    /// Those that no change replaced.
    standing: Vec<Value>,
    /// Those that some changes replaced, with these: they still stand for who has not seen them.
    replaced: Vec<(Value, Vec<Dot>)>,
}

impl Slot {
    /// Those that no change replaced.
    fn standing(&self) -> &[Value] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => &values.standing,
        }
    }

    fn standing_in(&self, past: &Past) -> BTreeSet<Id> {
        let standing =
            self.standing().iter().filter(|value| past.contains(value.dot())).map(|value| value.id);
        let replaced = match self {
            Self::Many(values) if !past.is_everything => &values.replaced[..],
            _ => &[],
        };
        let replaced = replaced.iter().filter(|(value, by)| past.stands(value.dot(), by));
        standing.chain(replaced.map(|(value, _)| value.id)).collect()
    }

    fn stands(&self, id: Id, past: &Past) -> bool {
        self.standing_in(past).contains(&id)
    }

    fn replace(&mut self, id: Id, by: Dot) {
        let Values { standing, replaced } = self.many();
        if let Some(index) = standing.iter().position(|value| value.id == id) {
            replaced.push((standing.remove(index), vec![by]));
        } else if let Some((_, others)) = replaced.iter_mut().find(|(value, _)| value.id == id) {
            others.push(by);
        }
    }

    fn many(&mut self) -> &mut Values {
        if let Self::One(value) = *self {
            *self = Self::Many(Box::new(Values { standing: vec![value], replaced: Vec::new() }));
        }
        match self {
            Self::Many(values) => values,
            Self::One(_) => unreachable!("it was just made many"),
        }
    }
}

/// A value at a key: its operation, and the sequence of the change.
#[derive(Clone, Copy, Debug)]
struct Value {
    id: Id,
    sequence: u32,
}

impl Value {
    fn dot(self) -> Dot {
        Dot { actor: self.id.actor, sequence: self.sequence }
    }
}

/// What a change does.
#[derive(Clone, Debug)]
struct Effects<'b> {
    keys: BTreeMap<&'b str, KeyEffect>,
    texts: Vec<(Id, TextEffect)>,
}

/// What a change does at a key.
#[derive(Clone, Debug, Default)]
struct KeyEffect {
    /// Values of the past that still stand.
    standing: BTreeSet<Id>,
    /// Values of the past that it replaced.
    killed: BTreeSet<Id>,
    /// Its own value, if one stands, and whether that is a text.
    stands: Option<(Own, bool)>,
}

/// What a change does to a text.
#[derive(Clone, Debug, Default)]
struct TextEffect {
    inserted: Ascending,
    /// Characters of the past and of the change itself.
    removed: Ranges,
}
