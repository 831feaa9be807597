//! One change, operation by operation, over what its causal past holds.

use std::collections::{BTreeMap, BTreeSet};

use protocol::automerge_guard::{OpName, Refusal, Rules, TEXT_INSERTIONS_MAX};

use super::history::{Effects, History, Id, KeyEffect, Own, Past, TextEffect};
use super::{Reading, Step};

/// Returns what a change does to keys and texts.
pub(super) fn check(history: &History, past: &Past, reading: &Reading) -> Result<Effects, Refusal> {
    let (keys, texts) = (BTreeMap::new(), BTreeMap::new());
    let mut check = Check { history, past, reading, index: 0, keys, texts };
    for (index, step) in reading.steps.iter().enumerate() {
        check.index = index;
        check.step(step)?;
    }
    let keys = check.keys.into_iter().map(|(key, effect)| (key.to_owned(), effect));
    Ok(Effects { keys: keys.collect(), texts: check.texts })
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
                    text.is_some_and(|text| text.has(after, self.past))
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
        let known = self.history.texts.get(&text);
        let stood = known.is_some_and(|text| text.stands(character, self.past));
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
            // Looked up before, and the change has not touched its key since.
            None if self.texts.contains_key(&id) => true,
            None => history.keys.get(key).is_some_and(|slot| slot.stands(id, past)),
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
