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
//! A way counts only when it is whole, from sequence 1 to the entry that the retirement names, and when its tree head is
//! the one that the retirement states: part of a way says nothing, or what stands would depend on which part is at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::digest::Digest;
use crate::entry::{Entry, Header, Verified};
use crate::identity::line::Retirement;
use crate::identity::{Branch, LIVE_MAX};
use crate::key::PublicKey;
use crate::tree::{self, Frontier};

/// The standing entries of one device.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    /// Ids from sequence 1 up to the first fork.
    stem: Vec<Digest>,
    tree: Frontier,
    /// The latest version under which the stem speaks, on each live branch.
    claimed: Claimed,
    /// Standing ids from the first fork on, by sequence.
    forked: BTreeMap<u64, Vec<Digest>>,
    /// By the last entry that a retirement names: the way to it, if it stands.
    named: BTreeMap<Digest, Way>,
    /// Entries and tree heads that do not belong together, whatever else comes: a way is fixed by its last entry.
    refuted: BTreeSet<(Digest, Digest)>,
}

/// All ids from sequence 1 to an entry, and the root over them.
#[derive(Clone, Debug)]
struct Way {
    ids: Vec<Digest>,
    root: Digest,
}

/// For each live branch, the number of the latest of its versions that a device has spoken under.
pub(super) type Claimed = [u32; LIVE_MAX];

/// Where an entry would go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Right behind the end of an undisputed chain.
    Next,
    /// Beside something that stands, or beyond a fork: the whole chain has to be looked at.
    Beside,
    /// Its predecessor is missing, or nothing gives it a place.
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
    ///
    /// What the chain was before saves hashing; it has no say in what comes out.
    pub(super) fn build(
        device: &PublicKey,
        candidates: &[Arc<Entry<Verified>>],
        live: &[Branch],
        before: Self,
    ) -> (Self, Vec<Arc<Entry<Verified>>>) {
        let mut by_sequence: BTreeMap<u64, Vec<&Arc<Entry<Verified>>>> = BTreeMap::new();
        for entry in candidates {
            by_sequence.entry(entry.header().sequence).or_default().push(entry);
        }
        let mut chain = Self { refuted: before.refuted, ..Self::default() };
        if by_sequence.values().any(|offered| offered.len() > 1) {
            chain.find_ways(device, candidates, live);
        }
        let on_a_way: BTreeSet<Digest> = chain.named.values().flat_map(|way| &way.ids).copied().collect();
        let mut ends: BTreeSet<Option<Digest>> = BTreeSet::from([None]);
        let mut standing = BTreeSet::new();
        let mut sequence = 1;
        while let Some(offered) = by_sequence.get(&sequence) {
            if !live.iter().any(|branch| branch.reaches(device, sequence)) {
                break;
            }
            let follows_an_end = |entry: &&&Arc<Entry<Verified>>| ends.contains(&entry.header().previous);
            let mut ids: Vec<Digest> =
                offered.iter().filter(follows_an_end).map(|entry| entry.id()).collect();
            ids.sort_unstable();
            let is_named = |id: &Digest| on_a_way.contains(id);
            let has_place = |(index, id): &(usize, &Digest)| *index < FORK_WIDTH || is_named(id);
            let kept: Vec<Digest> = ids.iter().enumerate().filter(has_place).map(|(_, id)| *id).collect();
            if kept.is_empty() {
                break;
            }
            standing.extend(kept.iter().copied());
            if kept.len() == 1 && chain.forked.is_empty() {
                ends = BTreeSet::from([Some(kept[0])]);
                chain.stem.push(kept[0]);
            } else {
                ends = kept.iter().filter(|id| is_named(id)).map(|id| Some(*id)).collect();
                chain.forked.insert(sequence, kept);
            }
            sequence += 1;
        }
        chain.grow_tree(&before.stem, before.tree);
        let fallen = candidates.iter().filter(|entry| !standing.contains(&entry.id())).cloned().collect();
        (chain, fallen)
    }

    /// Whether all of it stands under these branches as it did before: it has no fork, and one of them reaches its end.
    pub(super) fn stands_whole(&self, device: &PublicKey, live: &[Branch]) -> bool {
        self.forked.is_empty() && live.iter().any(|branch| branch.reaches(device, self.stem.len() as u64))
    }

    /// Finds the ways that live branches name and that are whole.
    fn find_ways(&mut self, device: &PublicKey, candidates: &[Arc<Entry<Verified>>], live: &[Branch]) {
        let by_id: BTreeMap<Digest, &Arc<Entry<Verified>>> =
            candidates.iter().map(|entry| (entry.id(), entry)).collect();
        for retirement in live.iter().filter_map(|branch| branch.retirement(device)) {
            if !live.iter().any(|branch| branch.reaches(device, retirement.sequence)) {
                continue;
            }
            let way = way_to(retirement, |id| by_id.get(id).map(|entry| entry.header()));
            if let Some(ids) = way
                && self.confirms(retirement, &ids)
            {
                self.named.insert(retirement.entry, Way { ids, root: retirement.tree_head });
            }
        }
    }

    /// Whether a whole way has the tree head that its retirement states; remembers when not.
    pub(super) fn confirms(&mut self, retirement: &Retirement, ids: &[Digest]) -> bool {
        let refutation = (retirement.entry, retirement.tree_head);
        if self.refuted.contains(&refutation) {
            return false;
        }
        let is_right = tree::root(ids) == retirement.tree_head;
        if !is_right {
            self.refuted.insert(refutation);
        }
        is_right
    }

    /// Makes the tree of the stem, from that of the stem before if it only grew.
    fn grow_tree(&mut self, stem_before: &[Digest], tree_before: Frontier) {
        let (mut tree, rest) = match self.stem.strip_prefix(stem_before) {
            Some(rest) => (tree_before, rest),
            None => (Frontier::default(), self.stem.as_slice()),
        };
        for id in rest {
            tree.push(id);
        }
        self.tree = tree;
    }

    /// Adds an entry right behind the stem.
    pub(super) fn push(&mut self, id: Digest, claimed: Claimed) {
        self.stem.push(id);
        self.tree.push(&id);
        self.claimed = claimed;
    }

    /// The latest versions that the stem speaks under.
    pub(super) fn claimed(&self) -> Claimed {
        self.claimed
    }

    /// Notes the latest versions that the stem speaks under, once they were found out anew.
    pub(super) fn set_claimed(&mut self, claimed: Claimed) {
        self.claimed = claimed;
    }

    pub(super) fn place_of(&self, id: Digest, header: &Header) -> Place {
        let length = self.stem.len() as u64;
        let follows_the_stem = match header.sequence.checked_sub(2) {
            None => header.previous.is_none(),
            Some(before) => {
                let before = usize::try_from(before).ok().and_then(|before| self.stem.get(before));
                before.is_some() && before == header.previous.as_ref()
            }
        };
        if header.sequence <= length && follows_the_stem || self.has_place_for(id, header) {
            Place::Beside
        } else if self.forked.is_empty() && header.sequence == length + 1 && follows_the_stem {
            Place::Next
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
            let before = |way: &Way| place_in(&way.ids, header.sequence - 1) == header.previous.as_ref();
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

    /// The ids that stand, each after its predecessor.
    pub(super) fn ids(&self) -> impl Iterator<Item = &Digest> {
        self.stem.iter().chain(self.forked.values().flatten())
    }

    /// The root over the ids that count.
    pub(super) fn root(&self, retirement: Option<&Retirement>) -> Digest {
        match retirement.and_then(|retirement| self.way_of(retirement)) {
            Some(way) => way.root,
            None => self.tree.root(),
        }
    }

    /// Whether this retirement may name a way beyond a fork that does not stand.
    pub(super) fn lacks(&self, retirement: &Retirement) -> bool {
        self.is_forked()
            && retirement.sequence > self.stem.len() as u64
            && self.way_of(retirement).is_none()
            && !self.refuted.contains(&(retirement.entry, retirement.tree_head))
    }

    pub(super) fn is_forked(&self) -> bool {
        !self.forked.is_empty()
    }

    pub(super) fn at_fork(&self, id: Digest, sequence: u64, retirement: Option<&Retirement>) -> Side {
        if sequence <= self.stem.len() as u64 {
            return Side::Chosen;
        }
        match retirement.and_then(|retirement| self.way_of(retirement)) {
            Some(way) if place_in(&way.ids, sequence) == Some(&id) => Side::Chosen,
            Some(_) => Side::Beaten,
            None => Side::Open,
        }
    }

    /// The ids that count under a retirement, or without one: the way it names, else the stem.
    pub(super) fn counting(&self, retirement: Option<&Retirement>) -> &[Digest] {
        retirement.and_then(|retirement| self.way_of(retirement)).map_or(&self.stem, |way| &way.ids)
    }

    /// The way that a retirement names, if it stands. A retirement whose sequence or tree head is not its entry's names
    /// none.
    fn way_of(&self, retirement: &Retirement) -> Option<&Way> {
        let is_its =
            |way: &&Way| way.ids.len() as u64 == retirement.sequence && way.root == retirement.tree_head;
        self.named.get(&retirement.entry).filter(is_its)
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
