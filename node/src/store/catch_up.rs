//! Bringing the index up to date while the record is read.

use std::mem;
use std::path::Path;

use protocol::digest::Digest;

use super::catalogue::Catalogue;
use super::index::{Index, IndexFault, Row};
use super::segment::Place;
use super::{Describe, Filing};

/// An index being compared with the record and extended to its end, while the record is read.
pub(super) struct CatchUp {
    index: Result<Index, IndexFault>,
    catalogue: Catalogue,
    describe: Describe,
    /// Rows that the index held at first.
    held: Tally,
    /// Segment and offset up to which the record was indexed at first.
    watermark: (u32, u64),
    /// The part of the record that the index should have held at first.
    seen: Tally,
    compared: bool,
    pending: Vec<(Digest, Place, Option<Filing>)>,
    added: u64,
}

/// An index that has all of the record.
pub(super) struct Built {
    pub(super) index: Index,
    pub(super) catalogue: Catalogue,
    /// How many items the index did not have at first.
    pub(super) added: u64,
}

impl CatchUp {
    pub(super) fn begin(path: &Path, describe: Describe) -> Self {
        let (mut catalogue, mut held) = (Catalogue::default(), Tally::default());
        let opened = Index::open(path).and_then(|index| {
            let rest = index.walk(&mut |row| match row {
                Row::Item { id, place, filing } => {
                    held.add(&id, place);
                    catalogue.file(id, place, filing);
                }
                Row::Passed { id, place } => held.add(&id, place),
            })?;
            Ok((rest, index))
        });
        let (watermark, index) = match opened {
            Ok((rest, index)) => {
                catalogue.unsettle(rest.unsettled);
                (rest.watermark, Ok(index))
            }
            Err(fault) => ((0, 0), Err(fault)),
        };
        let (seen, pending) = (Tally::default(), Vec::new());
        Self { index, catalogue, describe, held, watermark, seen, compared: false, pending, added: 0 }
    }

    /// Takes the next item of the record.
    pub(super) fn take(&mut self, id: Digest, place: Place, bytes: &[u8]) {
        if (place.segment, place.offset) < self.watermark {
            self.seen.add(&id, place);
            return;
        }
        if self.index.is_ok() {
            self.pending.push((id, place, (self.describe)(&id, bytes)));
        }
        if self.pending.len() >= PENDING_MAX {
            self.add_pending();
        }
    }

    /// Ends at the end of the record.
    pub(super) fn finish(mut self, end: (u32, u64)) -> Result<Built, IndexFault> {
        self.add_pending();
        let index = self.index?;
        if self.watermark > end {
            return Err(IndexFault::Ahead);
        }
        if self.added > 0 {
            index.flush()?;
        }
        Ok(Built { index, catalogue: self.catalogue, added: self.added })
    }

    fn add_pending(&mut self) {
        let Ok(index) = &self.index else {
            self.pending.clear();
            return;
        };
        if !mem::replace(&mut self.compared, true) && self.seen != self.held {
            let (indexed, stored) = (self.held.rows, self.seen.rows);
            self.index = Err(IndexFault::Differs { indexed, stored });
            return;
        }
        let catalogue = &mut self.catalogue;
        // They are marked before they are indexed: should this be cut off, they are judged anew at the next start.
        let owners =
            self.pending.iter().filter_map(|(_, _, filing)| filing.map(|filing| filing.organisation));
        match index.add_all(&self.pending, &owners.collect(), &mut |_, place, filing| {
            catalogue.file_unsettled(place, filing);
        }) {
            Ok(()) => self.added += self.pending.len() as u64,
            Err(fault) => self.index = Err(fault),
        }
        self.pending.clear();
    }
}

/// The number of rows and a sum over their checksums, whatever their order.
#[derive(Default, PartialEq, Eq)]
struct Tally {
    rows: u64,
    sum: u64,
}

impl Tally {
    fn add(&mut self, id: &Digest, place: Place) {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(id.as_bytes());
        hasher.update(&place.to_bytes());
        self.rows += 1;
        self.sum = self.sum.wrapping_add(hasher.finalize().into());
    }
}

/// How many items are gathered before the index is told.
const PENDING_MAX: usize = 4_096;
