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
        // Most texts are written once.
        if self.inserted.is_empty() {
            self.inserted = added.collect();
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

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever changes insert and remove, each past sees what a list of single characters says.
        #[test]
        fn ranges_say_what_single_characters_say(
            inserts in vec((0..3u32, vec((1..5u32, 0..3u32), 1..4)), 1..8),
            removals in vec((0..3u32, 0..3u32, 1..40u32, 1..20u32), 0..12),
            clock in vec(0..9u32, 3),
        ) {
            let mut text = Text::new("description.en");
            let mut inserted = BTreeMap::new();
            let mut removed: Vec<(Id, Dot)> = Vec::new();
            let (mut counters, mut sequences) = ([1; 3], [0; 3]);
            for (actor, pieces) in inserts {
                let at = actor as usize;
                sequences[at] += 1;
                let dot = Dot { actor, sequence: sequences[at] };
                let mut ranges = Ascending::default();
                for (count, gap) in pieces {
                    ranges.push(counters[at], count);
                    for counter in counters[at]..counters[at] + count {
                        inserted.insert(Id { actor, counter }, dot);
                    }
                    counters[at] += count + gap;
                }
                text.insert(dot, ranges.as_slice());
            }
            for (by, actor, counter, count) in removals {
                let (first, by) = (Id { actor, counter }, by as usize);
                sequences[by] += 1;
                let dot = Dot { actor: by as u32, sequence: sequences[by] };
                text.remove(dot, first, count);
                removed.extend((0..count).map(|further| (first.later(further), dot)));
            }
            let past = Past { clock, max_op: 0, depth: 0, is_everything: false };
            let is_known = |id: &Id| inserted.get(id).is_some_and(|dot| past.contains(*dot));
            let stands = |id: &Id| is_known(id) && !removed.iter().any(|(gone, by)| gone == id && past.contains(*by));
            prop_assert_eq!(text.insertions(), inserted.len());
            prop_assert_eq!(text.insertions_in(&past), inserted.keys().filter(|id| is_known(id)).count());
            for actor in 0..3 {
                for counter in 1..60 {
                    let first = Id { actor, counter };
                    prop_assert_eq!(text.has(first, &past), is_known(&first));
                    let standing = (0..7).take_while(|further| stands(&first.later(*further))).count();
                    prop_assert_eq!(text.standing(first, 7, &past) as usize, standing);
                }
            }
        }

        #[test]
        fn a_range_takes_in_what_is_not_there_yet(added in vec((1..30u32, 1..9u32), 0..20)) {
            let mut ranges = Ranges::default();
            let mut single = std::collections::BTreeSet::new();
            for (counter, count) in added {
                let expected = (counter..counter + count).take_while(|counter| single.insert(*counter)).count();
                prop_assert_eq!(ranges.add(Id { actor: 0, counter }, count) as usize, expected);
            }
            let kept = ranges.iter().flat_map(|(first, count)| first.counter..first.counter + count);
            prop_assert!(kept.eq(single));
        }
    }
}
