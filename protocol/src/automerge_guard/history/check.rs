//! One change, operation by operation, over what its causal past holds.

use std::collections::{BTreeMap, BTreeSet};

use super::{Effects, History, Id, KeyEffect, Own, Past, TextEffect};
use crate::automerge_guard::{Names, OpName, Reading, Refusal, Rules, Step, TEXT_INSERTIONS_MAX};

/// Returns what a change does to keys and texts.
pub(super) fn check<'h, 'b: 'h>(
    history: &'h History,
    past: &'h Past,
    reading: Reading<'b>,
) -> Result<Effects<'b>, Refusal> {
    let (keys, texts) = (BTreeMap::new(), BTreeMap::new());
    let mut check = Check { history, past, reading, index: 0, keys, texts };
    for step in reading.steps() {
        check.step(&step)?;
        check.index += step.operations();
    }
    let texts = check.texts.into_iter().map(|(id, text)| (id, text.effect));
    Ok(Effects { keys: check.keys, texts: texts.collect() })
}

/// The check of one change: what it did so far, over what its past holds.
struct Check<'h, 'b> {
    history: &'h History,
    past: &'h Past,
    reading: Reading<'b>,
    /// The operation that is being checked, from 0.
    index: u32,
    keys: BTreeMap<&'b str, KeyEffect>,
    texts: BTreeMap<Id, OpenText<'h>>,
}

/// A text that the change met.
struct OpenText<'h> {
    key: &'h str,
    inserted_before: usize,
    inserted: usize,
    effect: TextEffect,
}

impl<'h, 'b: 'h> Check<'h, 'b> {
    fn step(&mut self, step: &Step<'b>) -> Result<(), Refusal> {
        match step {
            Step::Put { key, is_text, replaces } => self.put(key, *is_text, replaces),
            Step::Delete { key, replaces } => self.delete(key, replaces),
            Step::Insert { text, after, count } => self.insert(*text, *after, *count),
            Step::Remove { text, first, count } => self.remove(*text, *first, *count),
        }
    }

    fn put(&mut self, key: &'b str, is_text: bool, replaces: &Names<'b>) -> Result<(), Refusal> {
        let count = self.replace(key, replaces)?;
        if self.history.rules == Rules::SetOnce && count > 0 {
            return Err(Refusal::SetOnce { key: key.to_owned() });
        }
        let own = self.own();
        self.key(key).stands = Some((own, is_text));
        if is_text {
            self.texts.insert(own.id(), OpenText::new(key, 0));
        }
        Ok(())
    }

    /// Deletes what stands at a key: all of it, or, to settle a conflict, all but the winner.
    fn delete(&mut self, key: &'b str, replaces: &Names<'b>) -> Result<(), Refusal> {
        let named = self.names(key, replaces)?;
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
            0 => Err(self.replaces()),
            _ => Ok(()),
        }
    }

    /// Replaces what stands at a key, which must be exactly what the operation names; returns how much.
    fn replace(&mut self, key: &'b str, replaces: &Names<'b>) -> Result<usize, Refusal> {
        let named = self.names(key, replaces)?;
        let refused = self.replaces();
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

    /// Resolves what an operation replaces; nothing can be named twice, nor more than stands.
    fn names(&mut self, key: &'b str, replaces: &Names<'b>) -> Result<BTreeSet<Id>, Refusal> {
        let effect = self.key(key);
        let mut named = BTreeSet::new();
        if replaces.len() > effect.standing.len().max(1) {
            return Err(self.replaces());
        }
        for name in replaces.clone() {
            let is_new = self.name(name).is_some_and(|id| named.insert(id));
            if !is_new {
                return Err(self.replaces());
            }
        }
        Ok(named)
    }

    fn insert(&mut self, text: OpName, after: Option<OpName>, count: u32) -> Result<(), Refusal> {
        let id = self.text(text)?;
        if let Some(after) = after {
            let after = self.name(after).ok_or_else(|| self.not_there(0))?;
            let is_there = match after.own() {
                Some(Own(own)) => self.texts[&id].effect.inserted.contains(own),
                None => self.history.texts.get(&id).is_some_and(|text| text.has(after, self.past)),
            };
            if !is_there {
                return Err(self.not_there(0));
            }
        }
        let Own(own) = self.own();
        let text = self.texts.get_mut(&id).expect("the text was just looked up");
        text.effect.inserted.push(own, count);
        text.inserted += count as usize;
        if text.inserted_before + text.inserted <= TEXT_INSERTIONS_MAX {
            Ok(())
        } else {
            Err(Refusal::TextFull)
        }
    }

    fn remove(&mut self, text: OpName, first: OpName, count: u32) -> Result<(), Refusal> {
        let id = self.text(text)?;
        // The characters that follow one of the past are of the past, up to the change's own.
        let (mut from, mut left) = (first, count);
        while left > 0 {
            let character = self.name(from).ok_or_else(|| self.not_there(count - left))?;
            let open = self.texts.get_mut(&id).expect("the text was just looked up");
            let part = match character.own() {
                Some(Own(own)) => open.effect.inserted.from(own, left),
                None => {
                    let is_writer = from.actor == self.reading.actor();
                    let to_own = self.reading.start_op().saturating_sub(from.counter);
                    let part = if is_writer { left.min(to_own) } else { left };
                    let text = self.history.texts.get(&id);
                    text.map_or(0, |text| text.standing(character, part, self.past))
                }
            };
            let part = open.effect.removed.add(character, part);
            if part == 0 {
                return Err(self.not_there(count - left));
            }
            from = from.later(part);
            left -= part;
        }
        Ok(())
    }

    /// The text of that name, if it stands for the writer at this point.
    fn text(&mut self, name: OpName) -> Result<Id, Refusal> {
        let id = self.name(name).ok_or_else(|| self.not_there(0))?;
        let (history, past) = (self.history, self.past);
        let met = self.texts.get(&id);
        let known = history.texts.get(&id);
        let key = match (met, known) {
            (Some(met), _) => met.key,
            (None, Some(text)) => &*text.key,
            (None, None) => return Err(self.not_there(0)),
        };
        let stands = match self.keys.get(key) {
            Some(effect) => match effect.stands {
                Some((own, _)) => own.id() == id,
                None => effect.standing.contains(&id),
            },
            // Looked up before, and the change has not touched its key since.
            None if met.is_some() => true,
            None => history.keys.get(key).is_some_and(|slot| slot.stands(id, past)),
        };
        if !stands {
            return Err(self.not_there(0));
        }
        if let (None, Some(text)) = (met, known) {
            self.texts.insert(id, OpenText::new(key, text.insertions_in(past)));
        }
        Ok(id)
    }

    /// What stands at a key for the writer; looked up in the history when first asked for.
    fn key(&mut self, key: &'b str) -> &mut KeyEffect {
        let (history, past) = (self.history, self.past);
        self.keys.entry(key).or_insert_with(|| {
            let standing = history.keys.get(key).map(|slot| slot.standing_in(past)).unwrap_or_default();
            KeyEffect { standing, ..KeyEffect::default() }
        })
    }

    /// Resolves a name; operations of the change itself are told apart by their actor number.
    fn name(&self, name: OpName) -> Option<Id> {
        if name.actor == self.reading.actor() && name.counter >= self.reading.start_op() {
            return Some(Own(name.counter).id());
        }
        let actor = self.history.actor(&name.actor)?;
        Some(Id { actor, counter: name.counter })
    }

    /// The operation that is being checked.
    fn own(&self) -> Own {
        Own(self.reading.start_op() + self.index)
    }

    fn replaces(&self) -> Refusal {
        Refusal::Replaces { index: self.index as usize }
    }

    /// The refusal of an operation, counted from the one that is being checked.
    fn not_there(&self, further: u32) -> Refusal {
        Refusal::NotThere { index: (self.index + further) as usize }
    }
}

impl<'h> OpenText<'h> {
    fn new(key: &'h str, inserted_before: usize) -> Self {
        Self { key, inserted_before, inserted: 0, effect: TextEffect::default() }
    }
}
