//! The ledgers of a directory, of which only some are in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ledger::Ledger;
use crate::organisation::OrganisationId;

/// Ledgers by organisation, each open or folded.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledgers {
    slots: BTreeMap<OrganisationId, Option<Open>>,
    /// What the open ones weigh together, in bytes of items.
    open_bytes: usize,
    /// Counts the uses.
    uses: u64,
}

#[derive(Clone, Debug)]
struct Open {
    ledger: Arc<Ledger>,
    bytes: usize,
    /// The count of uses at its last one.
    used: u64,
}

impl Ledgers {
    /// The organisations, open and folded.
    pub(super) fn organisations(&self) -> impl ExactSizeIterator<Item = &OrganisationId> {
        self.slots.keys()
    }

    /// The open ledgers.
    pub(super) fn open(&self) -> impl Iterator<Item = (&OrganisationId, &Ledger)> {
        self.slots.iter().filter_map(|(id, open)| open.as_ref().map(|open| (id, &*open.ledger)))
    }

    pub(super) fn is_folded(&self, id: &OrganisationId) -> bool {
        matches!(self.slots.get(id), Some(None))
    }

    /// One ledger; `None` if there is none, or it is folded.
    pub(super) fn get(&self, id: &OrganisationId) -> Option<&Ledger> {
        self.slots.get(id)?.as_ref().map(|open| &*open.ledger)
    }

    /// One ledger to be kept beside the directory.
    pub(super) fn share(&mut self, id: &OrganisationId) -> Option<Arc<Ledger>> {
        self.touch(id).map(|open| Arc::clone(&open.ledger))
    }

    /// One ledger, to be changed.
    ///
    /// # Panics
    ///
    /// When it is folded.
    pub(super) fn change(&mut self, id: &OrganisationId) -> Option<&mut Ledger> {
        assert!(
            !self.is_folded(id),
            "the organisation {id} is folded: it is unfolded before it is told anything"
        );
        self.touch(id).map(|open| Arc::make_mut(&mut open.ledger))
    }

    pub(super) fn insert(&mut self, id: OrganisationId, ledger: Ledger) {
        self.uses += 1;
        let open = Open { ledger: Arc::new(ledger), bytes: 0, used: self.uses };
        self.slots.insert(id, Some(open));
    }

    pub(super) fn insert_folded(&mut self, id: OrganisationId) {
        self.slots.entry(id).or_insert(None);
    }

    /// Takes a ledger out.
    pub(super) fn take(&mut self, id: &OrganisationId) -> Option<Ledger> {
        let open = self.slots.remove(id)??;
        self.open_bytes -= open.bytes;
        Some(Arc::unwrap_or_clone(open.ledger))
    }

    /// Counts bytes that a ledger took in.
    pub(super) fn weigh(&mut self, id: &OrganisationId, bytes: usize) {
        if let Some(Some(open)) = self.slots.get_mut(id) {
            open.bytes += bytes;
            self.open_bytes += bytes;
        }
    }

    /// Folds those that were not used for longest, until the open ones weigh half of `room_bytes`; does nothing while
    /// they weigh no more than all of it.
    pub(super) fn fold(&mut self, room_bytes: usize) {
        if self.open_bytes <= room_bytes {
            return;
        }
        let mut by_use: Vec<(u64, OrganisationId)> =
            self.slots.iter().filter_map(|(id, open)| Some((open.as_ref()?.used, *id))).collect();
        by_use.sort_unstable();
        // The one used last stays, however large it is: it is about to be used again.
        by_use.pop();
        for (_, id) in by_use {
            if self.open_bytes <= room_bytes / 2 {
                return;
            }
            if let Some(open) = self.slots.get_mut(&id).and_then(Option::take) {
                self.open_bytes -= open.bytes;
            }
        }
    }

    fn touch(&mut self, id: &OrganisationId) -> Option<&mut Open> {
        self.uses += 1;
        let open = self.slots.get_mut(id)?.as_mut()?;
        open.used = self.uses;
        Some(open)
    }
}
