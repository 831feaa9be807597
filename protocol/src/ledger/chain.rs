//! The chain of one device: its entries by sequence, and what a fork does to it.
//!
//! ```text
//! 1 ── 2 ── 3a ── 4        3a and 3b have one predecessor: a fork.
//!       └── 3b             4 has standing only if a retirement names 3a's way.
//! ```
//! The undisputed part is the *stem*. At a fork the two lowest ids stand, as proof, and every entry on the way to one that
//! a retirement names; beyond it only such ways go on. So a forking device cannot fill the set, and what stands
//! does not depend on what came first.
//!
//! A way counts only when it is whole, from sequence 1 to the entry that the retirement names: part of a way says nothing,
//! or what stands would depend on which part is at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::digest::Digest;
use crate::entry::{Entry, Header, Verified};
use crate::identity::Branch;
use crate::identity::line::Retirement;
use crate::key::PublicKey;
use crate::tree::{self, Frontier};

/// The standing entries of one device.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    /// Ids from sequence 1 up to the first fork.
    stem: Vec<Digest>,
    tree: Frontier,
    /// Standing ids from the first fork on, by sequence.
    forked: BTreeMap<u64, Vec<Digest>>,
    /// For each retirement's last entry that stands, the way to it from sequence 1.
    named: BTreeMap<Digest, Vec<Digest>>,
}

/// Where an entry would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Right behind the end of an undisputed chain.
    Next,
    /// Beside something that stands, or beyond a fork: the whole chain has to be looked at.
    Beside,
    /// Its predecessor is missing.
    Beyond,
}

/// What a branch makes of an entry at or beyond a fork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Before any fork, or on the way that the branch's retirement names.
    Chosen,
    /// On another way than the named one.
    Beaten,
    /// The branch names no way.
    Open,
}

impl Chain {
    /// Builds the chain from candidate entries of the device; also hands back those without standing.
    pub(super) fn build(
        device: &PublicKey,
        candidates: &[Arc<Entry<Verified>>],
        branches: &[Branch<'_>],
    ) -> (Self, Vec<Arc<Entry<Verified>>>) {
        let by_id: BTreeMap<Digest, &Arc<Entry<Verified>>> =
            candidates.iter().map(|entry| (entry.id(), entry)).collect();
        let mut chain = Self::default();
        for retirement in branches.iter().filter_map(|branch| branch.retirement(device)) {
            let is_reached = branches.iter().any(|branch| branch.reaches(device, retirement.sequence));
            let way = way_to(retirement, |id| by_id.get(id).map(|entry| entry.header()));
            if let (true, Some(way)) = (is_reached, way) {
                chain.named.insert(retirement.entry, way);
            }
        }
        let on_a_way: BTreeSet<Digest> = chain.named.values().flatten().copied().collect();
        let mut by_sequence: BTreeMap<u64, Vec<&Arc<Entry<Verified>>>> = BTreeMap::new();
        for entry in candidates {
            by_sequence.entry(entry.header().sequence).or_default().push(entry);
        }
        let mut ends: BTreeSet<Option<Digest>> = BTreeSet::from([None]);
        let mut standing = BTreeSet::new();
        let mut sequence = 1;
        while let Some(offered) = by_sequence.get(&sequence) {
            let mut ids: Vec<Digest> = offered
                .iter()
                .filter(|entry| ends.contains(&entry.header().previous))
                .filter(|_| branches.iter().any(|branch| branch.reaches(device, sequence)))
                .map(|entry| entry.id())
                .collect();
            ids.sort_unstable();
            let is_named = |id: &Digest| on_a_way.contains(id);
            let kept: Vec<Digest> = ids
                .iter()
                .enumerate()
                .filter(|(index, id)| *index < FORK_WIDTH || is_named(id))
                .map(|(_, id)| *id)
                .collect();
            if kept.is_empty() {
                break;
            }
            standing.extend(kept.iter().copied());
            if kept.len() == 1 && chain.forked.is_empty() {
                ends = BTreeSet::from([Some(kept[0])]);
                chain.push(kept[0]);
            } else {
                ends = kept.iter().filter(|id| is_named(id)).map(|id| Some(*id)).collect();
                chain.forked.insert(sequence, kept);
            }
            sequence += 1;
        }
        let fallen = candidates.iter().filter(|entry| !standing.contains(&entry.id())).cloned().collect();
        (chain, fallen)
    }

    /// Adds an entry right behind the stem.
    pub(super) fn push(&mut self, id: Digest) {
        self.stem.push(id);
        self.tree.push(&id);
    }

    pub(super) fn place_of(&self, header: &Header) -> Place {
        let length = self.stem.len() as u64;
        let continues = header.sequence == length + 1 && header.previous == self.stem.last().copied();
        if !self.forked.is_empty() {
            Place::Beside
        } else if continues {
            Place::Next
        } else if header.sequence <= length {
            Place::Beside
        } else {
            Place::Beyond
        }
    }

    /// Whether an entry at or beyond the first fork has an end before it, and a place among the lowest ids.
    pub(super) fn has_place_for(&self, id: Digest, header: &Header) -> bool {
        let length = self.stem.len() as u64;
        if self.forked.is_empty() || header.sequence <= length {
            return false;
        }
        let follows_an_end = if header.sequence == length + 1 {
            header.previous == self.stem.last().copied()
        } else {
            let before = |way: &Vec<Digest>| place_in(way, header.sequence - 1) == header.previous.as_ref();
            self.named.values().any(before)
        };
        let kept = self.forked.get(&header.sequence);
        follows_an_end
            && kept.is_none_or(|kept| {
                !kept.contains(&id) && kept.get(FORK_WIDTH - 1).is_none_or(|highest| id < *highest)
            })
    }

    pub(super) fn stem(&self) -> &[Digest] {
        &self.stem
    }

    /// The root over the ids that count.
    pub(super) fn root(&self, retirement: Option<&Retirement>) -> Digest {
        let counting = self.counting(retirement);
        if *counting == self.stem { self.tree.root() } else { tree::root(counting) }
    }

    /// Whether this retirement names a way beyond a fork that does not stand.
    pub(super) fn lacks(&self, retirement: &Retirement) -> bool {
        self.is_forked()
            && retirement.sequence > self.stem.len() as u64
            && !self.named.contains_key(&retirement.entry)
    }

    pub(super) fn is_forked(&self) -> bool {
        !self.forked.is_empty()
    }

    pub(super) fn holds(&self, entry: &Entry<Verified>) -> bool {
        let id = entry.id();
        let index = usize::try_from(entry.header().sequence - 1).ok();
        index.and_then(|index| self.stem.get(index)) == Some(&id)
            || self.forked.get(&entry.header().sequence).is_some_and(|ids| ids.contains(&id))
    }

    pub(super) fn at_fork(&self, id: Digest, sequence: u64, retirement: Option<&Retirement>) -> Side {
        if sequence <= self.stem.len() as u64 {
            return Side::Chosen;
        }
        match retirement.and_then(|retirement| self.way_of(retirement)) {
            Some(way) if place_in(way, sequence) == Some(&id) => Side::Chosen,
            Some(_) => Side::Beaten,
            None => Side::Open,
        }
    }

    /// The ids that count under a retirement, or without one: the way it names, else the stem.
    pub(super) fn counting(&self, retirement: Option<&Retirement>) -> &[Digest] {
        retirement.and_then(|retirement| self.way_of(retirement)).unwrap_or(&self.stem)
    }

    /// The way that a retirement names, if it stands. A retirement whose sequence is not its entry's names none.
    fn way_of(&self, retirement: &Retirement) -> Option<&Vec<Digest>> {
        self.named.get(&retirement.entry).filter(|way| way.len() as u64 == retirement.sequence)
    }
}

/// The way to the entry that a retirement names, from sequence 1, if all of it can be looked up.
pub(super) fn way_to<'h>(
    retirement: &Retirement,
    header_of: impl Fn(&Digest) -> Option<&'h Header>,
) -> Option<Vec<Digest>> {
    let mut way = Vec::new();
    let (mut sequence, mut next) = (retirement.sequence, Some(retirement.entry));
    while let Some(id) = next {
        let header = header_of(&id).filter(|header| header.sequence == sequence)?;
        way.push(id);
        next = header.previous;
        sequence -= 1;
    }
    way.reverse();
    Some(way)
}

fn place_in(way: &[Digest], sequence: u64) -> Option<&Digest> {
    way.get(usize::try_from(sequence - 1).ok()?)
}

/// How many ids prove a fork.
const FORK_WIDTH: usize = 2;
