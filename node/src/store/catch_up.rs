//! Bringing the index up to date while the record is read.

use std::mem;
use std::path::Path;

use protocol::digest::Digest;

use super::segment::Place;
use super::{BATCH_ITEMS_MAX, Index, IndexFault};

/// An index being compared with the record and extended to its end, while the record is read.
pub(super) struct CatchUp {
    index: Result<Index, IndexFault>,
    /// What the index held at first.
    held: Rows,
    /// The part of the record that the index should have held at first.
    seen: Tally,
    compared: bool,
    pending: Vec<(Digest, Place)>,
    added: u64,
    items: u64,
}

/// An index that has all of the record.
pub(super) struct Built {
    pub(super) index: Index,
    pub(super) items: u64,
    /// How many items the index did not have at first.
    pub(super) added: u64,
}

impl CatchUp {
    pub(super) fn begin(path: &Path) -> Self {
        let opened = Index::open(path).and_then(|index| Ok((index.rows()?, index)));
        let (held, index) = match opened {
            Ok((held, index)) => (held, Ok(index)),
            Err(fault) => (Rows::default(), Err(fault)),
        };
        let items = held.items;
        let (seen, pending) = (Tally::default(), Vec::new());
        Self { index, held, seen, compared: false, pending, added: 0, items }
    }

    /// Takes the next item of the record.
    pub(super) fn take(&mut self, id: Digest, place: Place) {
        if (place.segment, place.offset) < self.held.watermark {
            self.seen.add(&id, place);
            return;
        }
        self.pending.push((id, place));
        if self.pending.len() >= BATCH_ITEMS_MAX {
            self.add_pending();
        }
    }

    /// Ends at the end of the record.
    pub(super) fn finish(mut self, end: (u32, u64)) -> Result<Built, IndexFault> {
        self.add_pending();
        let index = self.index?;
        if self.held.watermark > end {
            return Err(IndexFault::Ahead);
        }
        index.flush()?;
        Ok(Built { index, items: self.items, added: self.added })
    }

    fn add_pending(&mut self) {
        let Ok(index) = &self.index else {
            self.pending.clear();
            return;
        };
        if !mem::replace(&mut self.compared, true) && self.seen != self.held.tally {
            let (indexed, stored) = (self.held.tally.rows, self.seen.rows);
            self.index = Err(IndexFault::Differs { indexed, stored });
            return;
        }
        match index.add_all(&self.pending) {
            Ok(new) => {
                self.added += self.pending.len() as u64;
                self.items += new;
            }
            Err(fault) => self.index = Err(fault),
        }
        self.pending.clear();
    }
}

/// All rows of an index, in short.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) tally: Tally,
    /// How many ids there are.
    pub(super) items: u64,
    /// Segment and offset up to which the record is indexed.
    pub(super) watermark: (u32, u64),
}

/// The number of rows and a sum over their checksums, whatever their order.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Tally {
    rows: u64,
    sum: u64,
}

impl Tally {
    pub(super) fn add(&mut self, id: &Digest, place: Place) {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(id.as_bytes());
        hasher.update(&place.to_bytes());
        self.rows += 1;
        self.sum = self.sum.wrapping_add(hasher.finalize().into());
    }
}
