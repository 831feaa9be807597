//! The second step: a change against its causal past.
//!
//! The history keeps what the changes taken so far did, in the form in which a later change refers to
//! it: values by key, characters by text, each with the changes that replaced it. A causal past is a
//! clock: for each actor the number of its changes in it. That is enough, because an actor's changes
//! form a chain, each with the one before in its past.

use std::collections::{BTreeMap, BTreeSet};

use super::{Actor, ChangeHash, OpName, Reading, Refusal, Rules, Step, TEXT_INSERTIONS_MAX};
use crate::digest::Digest;

/// What the changes taken so far did.
#[derive(Clone, Debug)]
pub struct History {
    rules: Rules,
    nodes: BTreeMap<ChangeHash, Node>,
    heads: BTreeSet<ChangeHash>,
    actors: BTreeMap<Actor, u32>,
    /// By actor: the change at each sequence.
    chains: Vec<Vec<ChangeHash>>,
    keys: BTreeMap<String, Slot>,
    texts: BTreeMap<Id, Text>,
}

/// A change that [`History::check`] found fit, and what it does.
#[derive(Clone, Debug)]
pub struct Checked {
    reading: Reading,
    past: Past,
    keys: BTreeMap<String, KeyEffect>,
    texts: BTreeMap<Id, TextEffect>,
}

impl Checked {
    /// The length of the longest chain from the change down to the genesis change.
    #[must_use]
    pub fn depth(&self) -> u32 {
        self.past.depth + 1
    }

    /// The change as it was read.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }
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
        let node = Node { id: Digest::from_bytes(genesis), clock: vec![1], max_op: 1, depth: 0 };
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

    /// The item that brought a change.
    #[must_use]
    pub fn item(&self, hash: &ChangeHash) -> Option<Digest> {
        self.nodes.get(hash).map(|node| node.id)
    }

    /// The length of the longest chain from the change down to the genesis change.
    #[must_use]
    pub fn depth(&self, hash: &ChangeHash) -> Option<u32> {
        self.nodes.get(hash).map(|node| node.depth)
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
        let standing = self.keys.get(key).into_iter().flat_map(|slot| slot.standing.keys());
        standing.map(|id| self.actor_of(*id)).collect()
    }

    /// How many insertions the one text that stands at a key took; `None` if no text or several stand there.
    #[must_use]
    pub fn insertions(&self, key: &str) -> Option<usize> {
        let mut standing = self.keys.get(key)?.standing.keys();
        let (only, further) = (standing.next()?, standing.next());
        let text = self.texts.get(only).filter(|_| further.is_none())?;
        Some(text.characters.len())
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
        let mut check = Check {
            history: self,
            past: &past,
            reading: &reading,
            index: 0,
            keys: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        for (index, step) in reading.steps.iter().enumerate() {
            check.index = index;
            check.step(step)?;
        }
        let (keys, texts) = (check.keys, check.texts);
        let keys = keys.into_iter().map(|(key, state)| (key.to_owned(), state)).collect();
        Ok(Checked { reading, past, keys, texts })
    }

    /// Takes a change that was checked against this history, with the id of the item that brought it.
    ///
    /// The caller has seen to it that the actor has no other change at this sequence.
    pub fn take(&mut self, id: Digest, checked: Checked) {
        let Checked { reading, mut past, keys, texts } = checked;
        let actor = self.intern(reading.actor);
        let dot = Dot { actor, sequence: reading.sequence };
        let own = |own: Own| Id { counter: own.0, actor };
        for (key, effect) in keys {
            let slot = self.keys.entry(key.clone()).or_default();
            for id in effect.killed {
                slot.replace(id, dot);
            }
            if let Some((id, is_text)) = effect.stands {
                let value = Value { sequence: reading.sequence, killers: Vec::new() };
                slot.standing.insert(own(id), value);
                if is_text {
                    self.texts.insert(own(id), Text { key, ..Text::default() });
                }
            }
        }
        for (text, effect) in texts {
            // A text of this change that no longer stands cannot be referred to by anyone.
            let text = text.own().map_or(text, own);
            let Some(text) = self.texts.get_mut(&text) else { continue };
            for character in effect.removed {
                if let Some(character) = text.characters.get_mut(&character) {
                    character.killers.push(dot);
                }
            }
            if !effect.inserted.is_empty() {
                let before =
                    text.insertions.get(&actor).and_then(|counts| counts.last()).map_or(0, |last| last.1);
                let count = before + effect.inserted.len();
                text.insertions.entry(actor).or_default().push((reading.sequence, count));
            }
            for (id, is_removed) in effect.inserted {
                let killers = if is_removed { vec![dot] } else { Vec::new() };
                text.characters.insert(own(id), Value { sequence: reading.sequence, killers });
            }
        }
        for hash in &reading.dependencies {
            self.heads.remove(hash);
        }
        self.heads.insert(reading.hash);
        self.chains[actor as usize].push(reading.hash);
        let operations = u32::try_from(reading.steps.len()).expect("the scan bounds the operations");
        past.see(actor, reading.sequence);
        let node =
            Node { id, clock: past.clock, max_op: reading.start_op + operations - 1, depth: past.depth + 1 };
        self.nodes.insert(reading.hash, node);
    }

    /// The causal past that these dependencies span.
    fn past(&self, dependencies: &[ChangeHash]) -> Result<Past, Refusal> {
        let mut past = Past { clock: Vec::new(), max_op: 0, depth: 0, is_everything: false };
        for hash in dependencies {
            let node = self.nodes.get(hash).ok_or(Refusal::UnknownDependency)?;
            past.max_op = past.max_op.max(node.max_op);
            past.depth = past.depth.max(node.depth);
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

    fn actor_of(&self, id: Id) -> Actor {
        let actor = self.actors.iter().find(|(_, number)| **number == id.actor);
        *actor.expect("every id names an interned actor").0
    }
}

/// The check of one change: what it did so far, over what its past holds.
struct Check<'h, 'r> {
    history: &'h History,
    past: &'h Past,
    reading: &'r Reading,
    /// The operation that is being checked.
    index: usize,
    keys: BTreeMap<&'r str, KeyEffect>,
    texts: BTreeMap<Id, TextEffect>,
}

impl<'r> Check<'_, 'r> {
    fn step(&mut self, step: &'r Step) -> Result<(), Refusal> {
        match step {
            Step::Put { key, is_text, replaces } => self.put(key, *is_text, replaces),
            Step::Delete { key, replaces } => self.delete(key, replaces),
            Step::Insert { text, after } => self.insert(text, after.as_ref()),
            Step::Remove { text, character } => self.remove(text, character),
        }
    }

    fn put(&mut self, key: &'r str, is_text: bool, replaces: &[OpName]) -> Result<(), Refusal> {
        let count = self.replace(key, replaces)?;
        if self.history.rules == Rules::SetOnce && count > 0 {
            return Err(Refusal::SetOnce { key: key.to_owned() });
        }
        let own = self.own();
        self.key(key).stands = Some((own, is_text));
        if is_text {
            self.texts.insert(own.id(), TextEffect { key: key.to_owned(), ..TextEffect::default() });
        }
        Ok(())
    }

    /// Deletes what stands at a key: all of it, or, to settle a conflict, all but the winner.
    fn delete(&mut self, key: &'r str, replaces: &[OpName]) -> Result<(), Refusal> {
        let named = self.names(replaces)?;
        let history = self.history;
        let effect = self.key(key);
        let winner = effect.standing.iter().max_by_key(|id| (id.counter, history.actor_of(**id))).copied();
        let losers = effect.standing.iter().filter(|id| Some(**id) != winner);
        if effect.stands.is_none() && !named.is_empty() && losers.eq(&named) {
            effect.killed.extend(&named);
            effect.standing = winner.into_iter().collect();
            return Ok(());
        }
        match self.replace(key, replaces)? {
            0 => Err(Refusal::Replaces { index: self.index }),
            _ => Ok(()),
        }
    }

    /// Replaces what stands at a key, which must be exactly what the operation names; returns how much.
    fn replace(&mut self, key: &'r str, replaces: &[OpName]) -> Result<usize, Refusal> {
        let named = self.names(replaces)?;
        let refused = Refusal::Replaces { index: self.index };
        let effect = self.key(key);
        let is_exact = match effect.stands {
            Some((own, _)) => named.len() == 1 && named.contains(&own.id()),
            None => named == effect.standing,
        };
        if !is_exact {
            return Err(refused);
        }
        effect.stands = None;
        effect.killed.append(&mut effect.standing);
        Ok(named.len())
    }

    /// Resolves what an operation replaces; nothing can be named twice.
    fn names(&self, replaces: &[OpName]) -> Result<BTreeSet<Id>, Refusal> {
        let mut named = BTreeSet::new();
        for name in replaces {
            let is_new = self.name(name).is_some_and(|id| named.insert(id));
            if !is_new {
                return Err(Refusal::Replaces { index: self.index });
            }
        }
        Ok(named)
    }

    fn insert(&mut self, text: &OpName, after: Option<&OpName>) -> Result<(), Refusal> {
        let refused = Refusal::NotThere { index: self.index };
        let text = self.text(text)?;
        if let Some(after) = after {
            let after = self.name(after).ok_or_else(|| refused.clone())?;
            let is_there = match after.own() {
                Some(own) => self.texts[&text].inserted.contains_key(&own),
                None => {
                    let text = self.history.texts.get(&text);
                    let known = text.and_then(|text| text.characters.get(&after));
                    known.is_some_and(|known| known.is_in(after, self.past))
                }
            };
            if !is_there {
                return Err(refused);
            }
        }
        let own = self.own();
        let effect = self.texts.get_mut(&text).expect("the text was just looked up");
        effect.inserted.insert(own, false);
        let insertions = effect.inserted_before + effect.inserted.len();
        if insertions <= TEXT_INSERTIONS_MAX { Ok(()) } else { Err(Refusal::TextFull) }
    }

    fn remove(&mut self, text: &OpName, character: &OpName) -> Result<(), Refusal> {
        let refused = Refusal::NotThere { index: self.index };
        let text = self.text(text)?;
        let character = self.name(character).ok_or_else(|| refused.clone())?;
        let known = self.history.texts.get(&text).and_then(|text| text.characters.get(&character));
        let stood = known.is_some_and(|known| known.stands_in(character, self.past));
        let effect = self.texts.get_mut(&text).expect("the text was just looked up");
        let is_removed = match character.own() {
            Some(own) => effect.inserted.get_mut(&own).is_some_and(|gone| !std::mem::replace(gone, true)),
            None => stood && effect.removed.insert(character),
        };
        if is_removed { Ok(()) } else { Err(refused) }
    }

    /// The text of that name, if it stands for the writer at this point.
    fn text(&mut self, name: &OpName) -> Result<Id, Refusal> {
        let refused = || Refusal::NotThere { index: self.index };
        let id = self.name(name).ok_or_else(refused)?;
        let (history, past) = (self.history, self.past);
        let key = match (self.texts.get(&id), history.texts.get(&id)) {
            (Some(met), _) => met.key.as_str(),
            (None, Some(text)) => &text.key,
            (None, None) => return Err(refused()),
        };
        let stands = match self.keys.get(key) {
            Some(effect) => match effect.stands {
                Some((own, _)) => own.id() == id,
                None => effect.standing.contains(&id),
            },
            None => history.keys.get(key).is_some_and(|slot| slot.stands_in(id, past)),
        };
        if !stands {
            return Err(refused());
        }
        if let (false, Some(text)) = (self.texts.contains_key(&id), history.texts.get(&id)) {
            let inserted_before = text.insertions_in(past);
            let effect = TextEffect { key: text.key.clone(), inserted_before, ..TextEffect::default() };
            self.texts.insert(id, effect);
        }
        Ok(id)
    }

    /// What stands at a key for the writer; looked up in the history when first asked for.
    fn key(&mut self, key: &'r str) -> &mut KeyEffect {
        let (history, past) = (self.history, self.past);
        self.keys.entry(key).or_insert_with(|| {
            let standing = history.keys.get(key).map(|slot| slot.standing_in(past)).unwrap_or_default();
            KeyEffect { standing, ..KeyEffect::default() }
        })
    }

    /// Resolves a name; operations of the change itself are told apart by their actor number.
    fn name(&self, name: &OpName) -> Option<Id> {
        if name.actor == self.reading.actor && name.counter >= self.reading.start_op {
            return Some(Own(name.counter).id());
        }
        let actor = *self.history.actors.get(&name.actor)?;
        Some(Id { counter: name.counter, actor })
    }

    /// The operation that is being checked.
    fn own(&self) -> Own {
        let index = u32::try_from(self.index).expect("the scan bounds the operations");
        Own(self.reading.start_op + index)
    }
}

/// A change that was taken.
#[derive(Clone, Debug)]
struct Node {
    id: Digest,
    /// The causal past with the change itself.
    clock: Vec<u32>,
    max_op: u32,
    depth: u32,
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
}

/// An operation: counter, and actor as numbered in this history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Id {
    counter: u32,
    actor: u32,
}

impl Id {
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

/// The values that changes left standing at a key.
#[derive(Clone, Debug, Default)]
struct Slot {
    /// Those that no change replaced.
    standing: BTreeMap<Id, Value>,
    /// Those that some change replaced: they still stand for who has not seen it.
    replaced: BTreeMap<Id, Value>,
}

impl Slot {
    fn standing_in(&self, past: &Past) -> BTreeSet<Id> {
        if past.is_everything {
            return self.standing.keys().copied().collect();
        }
        let values = self.standing.iter().chain(&self.replaced);
        values.filter(|(id, value)| value.stands_in(**id, past)).map(|(id, _)| *id).collect()
    }

    fn stands_in(&self, id: Id, past: &Past) -> bool {
        let value = self.standing.get(&id).or_else(|| self.replaced.get(&id));
        value.is_some_and(|value| value.stands_in(id, past))
    }

    fn replace(&mut self, id: Id, by: Dot) {
        if let Some(value) = self.standing.remove(&id) {
            self.replaced.insert(id, value);
        }
        if let Some(value) = self.replaced.get_mut(&id) {
            value.killers.push(by);
        }
    }
}

/// A value, or a character of a text: the sequence of its change, and the changes that replaced it.
#[derive(Clone, Debug)]
struct Value {
    sequence: u32,
    killers: Vec<Dot>,
}

impl Value {
    fn stands_in(&self, id: Id, past: &Past) -> bool {
        self.is_in(id, past) && !self.killers.iter().any(|dot| past.contains(*dot))
    }

    fn is_in(&self, id: Id, past: &Past) -> bool {
        past.contains(Dot { actor: id.actor, sequence: self.sequence })
    }
}

/// A text that some change left standing.
#[derive(Clone, Debug, Default)]
struct Text {
    key: String,
    characters: BTreeMap<Id, Value>,
    /// By actor, after each of its changes that inserted: sequence, and insertions up to there.
    insertions: BTreeMap<u32, Vec<(u32, usize)>>,
}

impl Text {
    fn insertions_in(&self, past: &Past) -> usize {
        let by_actor = self.insertions.iter().map(|(actor, counts)| {
            let seen = past.seen(*actor);
            let known = counts.partition_point(|(sequence, _)| *sequence <= seen);
            known.checked_sub(1).map_or(0, |last| counts[last].1)
        });
        by_actor.sum()
    }
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
    key: String,
    inserted_before: usize,
    /// Its insertions, and whether it removed them again.
    inserted: BTreeMap<Own, bool>,
    removed: BTreeSet<Id>,
}
