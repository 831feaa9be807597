//! The characters of a text, in ranges.
//!
//! A change inserts mostly runs of characters whose counters follow one another, and removes such runs; so
//! both are kept by range. Ranges are found by binary search.

use std::collections::BTreeMap;

use super::{Dot, Id, Past};

/// A text that some change left standing.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) key: Box<str>,
    /// The characters that were inserted, by actor and counter. An actor's later changes have greater counters.
    inserted: Vec<Inserted>,
    /// The characters that were removed, by actor and first counter; ranges do not overlap.
    removed: BTreeMap<Id, Removed>,
}

/// Characters that one change inserted.
#[derive(Clone, Copy, Debug)]
struct Inserted {
    first: Id,
    count: u32,
    sequence: u32,
    /// How many characters the actor inserted before them.
    before: u32,
}

/// Characters that the same changes removed.
#[derive(Clone, Debug)]
struct Removed {
    count: u32,
    by: Dot,
    /// Further changes, concurrent to the first.
    also_by: Vec<Dot>,
}

impl Text {
    pub(super) fn new(key: &str) -> Self {
        Self { key: key.into(), inserted: Vec::new(), removed: BTreeMap::new() }
    }

    /// How many characters were ever inserted.
    pub(super) fn insertions(&self) -> usize {
        self.inserted.iter().map(|range| range.count as usize).sum()
    }

    /// How many characters were ever inserted in a past.
    pub(super) fn insertions_in(&self, past: &Past) -> usize {
        let by_actor = (0..).zip(&past.clock).map(|(actor, sequence)| {
            let is_known = |range: &Inserted| (range.first.actor, range.sequence) <= (actor, *sequence);
            let known = &self.inserted[..self.inserted.partition_point(is_known)];
            let last = known.last().filter(|range| range.first.actor == actor);
            last.map_or(0, |range| (range.before + range.count) as usize)
        });
        by_actor.sum()
    }

    /// Says whether a character was inserted in a past.
    pub(super) fn has(&self, character: Id, past: &Past) -> bool {
        self.known(character, 1, past) == 1
    }

    /// How many characters stand in a past, from this one on, up to `count`.
    pub(super) fn standing(&self, first: Id, count: u32, past: &Past) -> u32 {
        let known = self.known(first, count, past);
        let before = self.removed.range(..first).next_back().filter(|(at, gone)| gone.reaches(**at, first));
        let within = self.removed.range(first..first.later(known));
        let mut gone = before.into_iter().chain(within).filter(|(_, gone)| gone.is_in(past));
        gone.next().map_or(known, |(at, _)| known.min(at.counter.saturating_sub(first.counter)))
    }

    /// How many characters were inserted in a past, from this one on, up to `count`.
    fn known(&self, first: Id, count: u32, past: &Past) -> u32 {
        let from = self.inserted.partition_point(|range| range.first <= first).saturating_sub(1);
        let end = first.later(count);
        let mut next = first;
        for range in &self.inserted[from..] {
            let is_there = range.first <= next && next < range.end() && past.contains(range.dot());
            if !is_there {
                break;
            }
            next = range.end().min(end);
            if next == end {
                break;
            }
        }
        next.counter - first.counter
    }

    /// Adds the characters that one change inserted, in ranges that ascend.
    pub(super) fn insert(&mut self, dot: Dot, ranges: &[(u32, u32)]) {
        let end = self.inserted.partition_point(|range| range.first.actor <= dot.actor);
        let last = self.inserted[..end].last().filter(|range| range.first.actor == dot.actor);
        let mut before = last.map_or(0, |range| range.before + range.count);
        let added = ranges.iter().map(|(counter, count)| {
            let first = Id { actor: dot.actor, counter: *counter };
            let range = Inserted { first, count: *count, sequence: dot.sequence, before };
            before += count;
            range
        });
        if end == self.inserted.len() {
            self.inserted.reserve_exact(ranges.len());
            self.inserted.extend(added);
        } else {
            self.inserted.splice(end..end, added);
        }
    }

    /// Notes that a change removed characters.
    pub(super) fn remove(&mut self, dot: Dot, first: Id, count: u32) {
        let end = first.later(count);
        self.cut(first);
        self.cut(end);
        let (mut next, mut fresh) = (first, Vec::new());
        for (at, removed) in self.removed.range_mut(first..end) {
            if next < *at {
                fresh.push((next, at.counter - next.counter));
            }
            removed.also_by.push(dot);
            next = at.later(removed.count);
        }
        if next < end {
            fresh.push((next, end.counter - next.counter));
        }
        for (at, count) in fresh {
            self.removed.insert(at, Removed { count, by: dot, also_by: Vec::new() });
        }
    }

    /// Cuts the range of removed characters that goes over this place, if one does.
    fn cut(&mut self, place: Id) {
        let Some((at, removed)) = self.removed.range_mut(..place).next_back() else { return };
        if !removed.reaches(*at, place) {
            return;
        }
        let kept = place.counter - at.counter;
        let rest = Removed { count: removed.count - kept, ..removed.clone() };
        removed.count = kept;
        self.removed.insert(place, rest);
    }
}

impl Inserted {
    fn end(&self) -> Id {
        self.first.later(self.count)
    }

    fn dot(&self) -> Dot {
        Dot { actor: self.first.actor, sequence: self.sequence }
    }
}

impl Removed {
    /// Says whether a range that begins at `at` holds a later place.
    fn reaches(&self, at: Id, place: Id) -> bool {
        at.actor == place.actor && place.counter - at.counter < self.count
    }

    fn is_in(&self, past: &Past) -> bool {
        past.contains(self.by) || self.also_by.iter().any(|dot| past.contains(*dot))
    }
}

/// Characters in ranges that do not overlap, by first character.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranges(BTreeMap<Id, u32>);

impl Ranges {
    /// Adds up to `count` characters from this one on, until one is there already; returns how many.
    pub(super) fn add(&mut self, first: Id, count: u32) -> u32 {
        let before = self.0.range(..=first).next_back().map(|(at, count)| (*at, at.later(*count)));
        if before.is_some_and(|(_, end)| first < end) {
            return 0;
        }
        let next = self.0.range(first..first.later(count)).next();
        let count = next.map_or(count, |(at, _)| at.counter - first.counter);
        match before.filter(|(_, end)| *end == first) {
            Some((at, _)) => *self.0.entry(at).or_default() += count,
            None => {
                self.0.insert(first, count);
            }
        }
        count
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Id, u32)> {
        self.0.iter().map(|(first, count)| (*first, *count))
    }
}

/// Counters in ranges that ascend.
#[derive(Clone, Debug, Default)]
pub(super) struct Ascending(Vec<(u32, u32)>);

impl Ascending {
    /// Adds counters behind all others.
    pub(super) fn push(&mut self, first: u32, count: u32) {
        match self.0.last_mut() {
            Some((last, before)) if *last + *before == first => *before += count,
            _ => self.0.push((first, count)),
        }
    }

    pub(super) fn contains(&self, counter: u32) -> bool {
        self.from(counter, 1) == 1
    }

    /// How many counters are there from this one on, up to `count`.
    pub(super) fn from(&self, first: u32, count: u32) -> u32 {
        let at = self.0.partition_point(|(at, _)| *at <= first);
        let Some((at, length)) = self.0[..at].last() else { return 0 };
        (at + length).saturating_sub(first).min(count)
    }

    pub(super) fn as_slice(&self) -> &[(u32, u32)] {
        &self.0
    }
}
