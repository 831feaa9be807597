//! Entries without their bodies, and the erases that make bodies needless.
//!
//! A bare entry stands only while an erase that acts covers its address. That erase often stands behind it in the same
//! chain, so the two come in together: as a trial in which bare entries need nothing, kept if it leaves none uncovered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::digest::Digest;
use crate::entry::{Address, Entry, EntryKind, Header, Verified};
use crate::item::Item;
use crate::key::PublicKey;
use crate::ledger::{Admission, Judged, Ledger};
use crate::verdict::ItemVerdict;

impl Ledger {
    /// Whether an erase that acts covers an address: one that stands there, and that not every live branch rejects.
    #[must_use]
    pub fn is_erased(&self, address: &Address) -> bool {
        let acts = |id: &Digest| {
            let judged = &self.entries[id];
            judged.own == ItemVerdict::Valid
                && matches!(judged.authority.verdict, ItemVerdict::Valid | ItemVerdict::Disputed(_))
        };
        self.erases.get(address).is_some_and(|erases| erases.iter().any(acts))
    }

    /// Takes in bare entries that wait, with what follows them, once that brings the erases which cover them.
    ///
    /// One by one they could never come in: the erase often stands behind them in the same chain. Hands back what came
    /// in, each after its predecessor, and what lost its standing by it. `waiting` is what [`Ledger::within_reach`] left.
    pub fn admit_erased(
        &mut self,
        mut waiting: Vec<Arc<Entry<Verified>>>,
    ) -> (Vec<Arc<Entry<Verified>>>, Vec<Item>) {
        for _ in 0..TRIALS_MAX {
            if !waiting.iter().any(|entry| entry.is_bare()) {
                break;
            }
            let mut trial = self.clone();
            trial.is_trial = true;
            let (mut came_in, mut fallen, mut left) = (Vec::new(), Vec::new(), waiting.clone());
            let mut is_moving = true;
            while is_moving {
                let count = left.len();
                left.retain(|entry| {
                    let Admission::Accepted { fallen: more } = trial.admit_entry(Arc::clone(entry)) else {
                        return true;
                    };
                    came_in.push(entry.id());
                    fallen.extend(more);
                    false
                });
                is_moving = left.len() < count;
            }
            let uncovered = trial.uncovered();
            if uncovered.is_empty() {
                trial.is_trial = false;
                let stands = |id: &Digest| trial.entries.contains_key(id);
                fallen.retain(|item| !stands(&item.id()));
                let brought =
                    came_in.iter().filter_map(|id| Some(Arc::clone(&trial.entries.get(id)?.entry))).collect();
                *self = trial;
                return (brought, fallen);
            }
            waiting.retain(|entry| !uncovered.contains(&entry.id()));
        }
        (Vec::new(), Vec::new())
    }

    /// Of what waits, in the order of device, sequence and id, what comes before each device's first bare entry that neither an
    /// acting erase nor a waiting one covers: what lies behind that cannot come in. None, if no bare entry is left then:
    /// nothing but another erase, body or line can change that.
    #[must_use]
    pub fn within_reach<'e>(
        &self,
        waiting: impl Iterator<Item = &'e Entry<Verified>>,
    ) -> Vec<Arc<Entry<Verified>>> {
        let mut left: Vec<&Entry<Verified>> = waiting.collect();
        loop {
            let erased: BTreeSet<&Address> = left
                .iter()
                .filter(|entry| entry.header().kind == EntryKind::Erase)
                .map(|entry| &entry.header().address)
                .collect();
            let mut ends: BTreeMap<PublicKey, u64> = BTreeMap::new();
            for header in left.iter().filter(|entry| entry.is_bare()).map(|entry| entry.header()) {
                if !erased.contains(&header.address) && !self.is_erased(&header.address) {
                    let end = ends.entry(header.device).or_insert(u64::MAX);
                    *end = header.sequence.min(*end);
                }
            }
            if ends.is_empty() {
                break;
            }
            let is_before =
                |header: &Header| ends.get(&header.device).is_none_or(|end| header.sequence < *end);
            left.retain(|entry| is_before(entry.header()));
        }
        if !left.iter().any(|entry| entry.is_bare()) {
            return Vec::new();
        }
        left.sort_by_key(|entry| (entry.header().device, entry.header().sequence, entry.id()));
        left.into_iter().map(|entry| Arc::new(entry.clone())).collect()
    }

    /// The standing bare entries that no acting erase covers.
    pub(super) fn uncovered(&self) -> BTreeSet<Digest> {
        let is_covered = |id: &Digest| self.is_erased(&self.entries[id].entry.header().address);
        self.bare.iter().filter(|id| !is_covered(id)).copied().collect()
    }

    /// The ids of entries whose documents are erased, and whose bodies are still at hand.
    #[must_use]
    pub fn erased_bodies(&self) -> BTreeSet<Digest> {
        if self.erases.is_empty() {
            return BTreeSet::new();
        }
        let is_left = |judged: &&Judged| {
            let header = judged.entry.header();
            !judged.entry.is_bare() && header.may_be_bare() && self.is_erased(&header.address)
        };
        self.entries.values().filter(is_left).map(|judged| judged.entry.id()).collect()
    }

    /// Lets go of bodies.
    pub fn drop_bodies(&mut self, ids: &BTreeSet<Digest>) {
        for id in ids {
            if let Some(judged) = self.entries.get_mut(id) {
                judged.entry = Arc::new(Entry::clone(&judged.entry).without_body());
                if judged.entry.is_bare() {
                    self.bare.insert(*id);
                }
            }
        }
    }
}

/// How often what turned out to be uncovered is left out before a trial is given up.
const TRIALS_MAX: usize = 8;
