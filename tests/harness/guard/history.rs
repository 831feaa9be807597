//! What the changes taken so far did, value by value and character by character.

use std::collections::{BTreeMap, BTreeSet};

use protocol::automerge_guard::{Actor, ChangeHash, Refusal, Rules};

use super::{Reading, check};

/// What the changes taken so far did.
#[derive(Clone, Debug)]
pub struct History {
    pub(super) rules: Rules,
    nodes: BTreeMap<ChangeHash, Node>,
    heads: BTreeSet<ChangeHash>,
    pub(super) actors: BTreeMap<Actor, u32>,
    /// By actor: the change at each sequence.
    chains: Vec<Vec<ChangeHash>>,
    pub(super) keys: BTreeMap<String, Slot>,
    pub(super) texts: BTreeMap<Id, Text>,
}

/// A change that [`History::check`] found fit, and what it does.
#[derive(Clone, Debug)]
pub struct Checked {
    reading: Reading,
    past: Past,
    effects: Effects,
}

impl History {
    /// A history that begins with a genesis change, which is taken unchecked.
    #[must_use]
    pub fn new(rules: Rules, genesis: ChangeHash, actor: Actor) -> Self {
        let mut history = Self {
            rules,
            nodes: BTreeMap::new(),
            heads: BTreeSet::new(),
            actors: BTreeMap::new(),
            chains: Vec::new(),
            keys: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        let actor = history.intern(actor);
        history.chains[actor as usize].push(genesis);
        let node = Node { clock: vec![1], max_op: 1 };
        history.nodes.insert(genesis, node);
        history.heads.insert(genesis);
        history
    }

    /// The changes that no other builds on, sorted.
    pub fn heads(&self) -> impl ExactSizeIterator<Item = &ChangeHash> {
        self.heads.iter()
    }

    /// Says whether the change was taken.
    #[must_use]
    pub fn contains(&self, hash: &ChangeHash) -> bool {
        self.nodes.contains_key(hash)
    }

    /// The change that an actor has at a sequence.
    #[must_use]
    pub fn at(&self, actor: &Actor, sequence: u32) -> Option<&ChangeHash> {
        let chain = self.chains.get(*self.actors.get(actor)? as usize)?;
        chain.get(usize::try_from(sequence).ok()?.checked_sub(1)?)
    }

    /// How many values stand at a key, and their actors: what the next write there replaces.
    #[must_use]
    pub fn standing(&self, key: &str) -> Vec<Actor> {
        let standing = self.keys.get(key).into_iter().flat_map(|slot| &slot.standing);
        standing.map(|value| self.actor_of(value.id)).collect()
    }

    /// How many insertions the one text that stands at a key took; `None` if no text or several stand there.
    #[must_use]
    pub fn insertions(&self, key: &str) -> Option<usize> {
        let [only] = &self.keys.get(key)?.standing[..] else { return None };
        self.texts.get(&only.id).map(|text| text.characters.len())
    }

    /// Judges a change against its causal past; what else was taken does not matter.
    ///
    /// # Errors
    ///
    /// A [`Refusal`]; [`Refusal::UnknownDependency`] unless every dependency was taken.
    pub fn check(&self, reading: Reading) -> Result<Checked, Refusal> {
        let past = self.past(&reading.dependencies)?;
        let seen = self.actors.get(&reading.actor).map_or(0, |actor| past.seen(*actor));
        let (expected, found) = (seen + 1, reading.sequence);
        if expected != found {
            return Err(Refusal::Sequence { expected, found });
        }
        let (expected, found) = (past.max_op + 1, reading.start_op);
        if expected != found {
            return Err(Refusal::StartOp { expected, found });
        }
        let effects = check::check(self, &past, &reading)?;
        Ok(Checked { reading, past, effects })
    }

    /// Takes a change that was checked against this history.
    ///
    /// The caller has seen to it that the actor has no other change at this sequence.
    pub fn take(&mut self, checked: Checked) {
        let Checked { reading, mut past, effects } = checked;
        let actor = self.intern(reading.actor);
        let dot = Dot { actor, sequence: reading.sequence };
        let own = |own: Own| Id { counter: own.0, actor };
        for (key, effect) in effects.keys {
            let slot = self.keys.entry(key.clone()).or_default();
            for id in effect.killed {
                slot.replace(id, dot);
            }
            if let Some((id, is_text)) = effect.stands {
                slot.standing.push(Value { id: own(id), sequence: reading.sequence });
                if is_text {
                    self.texts.insert(own(id), Text { key, ..Text::default() });
                }
            }
        }
        for (text, effect) in effects.texts {
            // A text of this change that no longer stands cannot be referred to by anyone.
            let text = text.own().map_or(text, own);
            let Some(text) = self.texts.get_mut(&text) else { continue };
            for character in effect.removed {
                text.removed.entry(character).or_default().push(dot);
            }
            if !effect.inserted.is_empty() {
                let before =
                    text.insertions.get(&actor).and_then(|counts| counts.last()).map_or(0, |last| last.1);
                let count = before + effect.inserted.len();
                text.insertions.entry(actor).or_default().push((reading.sequence, count));
            }
            for (id, is_removed) in effect.inserted {
                text.characters.insert(own(id), reading.sequence);
                if is_removed {
                    text.removed.insert(own(id), vec![dot]);
                }
            }
        }
        for hash in &reading.dependencies {
            self.heads.remove(hash);
        }
        self.heads.insert(reading.hash);
        self.chains[actor as usize].push(reading.hash);
        let operations = u32::try_from(reading.steps.len()).expect("the scan bounds the operations");
        past.see(actor, reading.sequence);
        let node = Node { clock: past.clock, max_op: reading.start_op + operations - 1 };
        self.nodes.insert(reading.hash, node);
    }

    /// The causal past that these dependencies span.
    fn past(&self, dependencies: &[ChangeHash]) -> Result<Past, Refusal> {
        let mut past = Past { clock: Vec::new(), max_op: 0, is_everything: false };
        for hash in dependencies {
            let node = self.nodes.get(hash).ok_or(Refusal::UnknownDependency)?;
            past.max_op = past.max_op.max(node.max_op);
            for (actor, sequence) in (0..).zip(&node.clock) {
                past.see(actor, *sequence);
            }
        }
        past.is_everything = self.heads.iter().all(|head| dependencies.binary_search(head).is_ok());
        Ok(past)
    }

    fn intern(&mut self, actor: Actor) -> u32 {
        let next = u32::try_from(self.chains.len()).expect("fewer actors than changes");
        let number = *self.actors.entry(actor).or_insert(next);
        if number == next {
            self.chains.push(Vec::new());
        }
        number
    }

    pub(super) fn actor_of(&self, id: Id) -> Actor {
        let actor = self.actors.iter().find(|(_, number)| **number == id.actor);
        *actor.expect("every id names an interned actor").0
    }
}

/// A change that was taken.
#[derive(Clone, Debug)]
struct Node {
    /// The causal past with the change itself.
    clock: Vec<u32>,
    max_op: u32,
}

/// A causal past: by actor, how many of its changes.
#[derive(Clone, Debug)]
pub(super) struct Past {
    clock: Vec<u32>,
    max_op: u32,
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
    pub(super) fn stands(&self, made: Dot, taken_away: &[Dot]) -> bool {
        self.contains(made) && !taken_away.iter().any(|dot| self.contains(*dot))
    }
}

/// An operation: counter, and actor as numbered in this history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id {
    pub(super) counter: u32,
    pub(super) actor: u32,
}

impl Id {
    /// The operation as one of the change that is being checked, if it is.
    pub(super) fn own(self) -> Option<Own> {
        (self.actor == OWN).then_some(Own(self.counter))
    }
}

/// The actor number of the change that is being checked.
pub(super) const OWN: u32 = u32::MAX;

/// The counter of an operation of the change that is being checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Own(pub(super) u32);

impl Own {
    pub(super) fn id(self) -> Id {
        Id { counter: self.0, actor: OWN }
    }
}

/// A change: actor as numbered in this history, and sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dot {
    pub(super) actor: u32,
    sequence: u32,
}

/// The values that changes left standing at a key.
#[derive(Clone, Debug, Default)]
pub(super) struct Slot {
    /// Those that no change replaced.
    standing: Vec<Value>,
    /// Those that some changes replaced, with these: they still stand for who has not seen them.
    replaced: Vec<(Value, Vec<Dot>)>,
}

impl Slot {
    pub(super) fn standing_in(&self, past: &Past) -> BTreeSet<Id> {
        let standing = self.standing.iter().filter(|value| past.contains(value.dot())).map(|value| value.id);
        if past.is_everything {
            return standing.collect();
        }
        let replaced = self.replaced.iter().filter(|(value, by)| past.stands(value.dot(), by));
        standing.chain(replaced.map(|(value, _)| value.id)).collect()
    }

    pub(super) fn stands(&self, id: Id, past: &Past) -> bool {
        self.standing_in(past).contains(&id)
    }

    fn replace(&mut self, id: Id, by: Dot) {
        if let Some(index) = self.standing.iter().position(|value| value.id == id) {
            self.replaced.push((self.standing.remove(index), vec![by]));
        } else if let Some((_, others)) = self.replaced.iter_mut().find(|(value, _)| value.id == id) {
            others.push(by);
        }
    }
}

/// A value at a key: its operation, and the sequence of the change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    id: Id,
    sequence: u32,
}

impl Value {
    fn dot(self) -> Dot {
        Dot { actor: self.id.actor, sequence: self.sequence }
    }
}

/// A text that some change left standing.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub(super) key: String,
    /// Every character that was inserted, with the sequence of the change.
    characters: BTreeMap<Id, u32>,
    /// The changes that removed a character.
    removed: BTreeMap<Id, Vec<Dot>>,
    /// By actor, after each of its changes that inserted: sequence, and insertions up to there.
    insertions: BTreeMap<u32, Vec<(u32, usize)>>,
}

impl Text {
    pub(super) fn has(&self, character: Id, past: &Past) -> bool {
        self.dot(character).is_some_and(|dot| past.contains(dot))
    }

    pub(super) fn stands(&self, character: Id, past: &Past) -> bool {
        let removed = self.removed.get(&character).map(Vec::as_slice).unwrap_or_default();
        self.dot(character).is_some_and(|dot| past.stands(dot, removed))
    }

    fn dot(&self, character: Id) -> Option<Dot> {
        let sequence = *self.characters.get(&character)?;
        Some(Dot { actor: character.actor, sequence })
    }

    pub(super) fn insertions_in(&self, past: &Past) -> usize {
        let by_actor = self.insertions.iter().map(|(actor, counts)| {
            let seen = past.seen(*actor);
            let known = counts.partition_point(|(sequence, _)| *sequence <= seen);
            known.checked_sub(1).map_or(0, |last| counts[last].1)
        });
        by_actor.sum()
    }
}

/// What a change does.
#[derive(Clone, Debug)]
pub(super) struct Effects {
    pub(super) keys: BTreeMap<String, KeyEffect>,
    pub(super) texts: BTreeMap<Id, TextEffect>,
}

/// What a change does at a key.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyEffect {
    /// Values of the past that still stand.
    pub(super) standing: BTreeSet<Id>,
    /// Values of the past that it replaced.
    pub(super) killed: BTreeSet<Id>,
    /// Its own value, if one stands, and whether that is a text.
    pub(super) stands: Option<(Own, bool)>,
}

/// What a change does to a text.
#[derive(Clone, Debug, Default)]
pub(super) struct TextEffect {
    pub(super) key: String,
    pub(super) inserted_before: usize,
    /// Its insertions, and whether it removed them again.
    pub(super) inserted: BTreeMap<Own, bool>,
    pub(super) removed: BTreeSet<Id>,
}
