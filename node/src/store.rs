//! Keeps the items of the directory on disk.
//!
//! ```text
//! lock                  held while a node uses the folder
//! record/00000001.seg   the items, in the order they came; the only copy
//! index/                where in the record an item stands; can be deleted at any time
//! index.broken-N        the last index that could not be used
//! ```
//!
//! An item is acknowledged when its segment is synced. The index (sled) follows behind a tail in
//! memory and is never trusted: opening compares it with the record, and where it fails, panics or
//! disagrees it is set aside and built again. Until then the record itself answers, slowly.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use protocol::digest::Digest;
use thiserror::Error;

use self::catch_up::{Built, CatchUp, Rows};
use self::folder::{index_path, lock, set_aside, sync_folder};
use self::record::{Inspection, Record};
use self::segment::{Found, PLACE_BYTES, Place};

mod catch_up;
mod error;
mod folder;
mod record;
mod segment;

pub use self::error::StoreError;
pub use self::record::Damage;
pub use self::segment::ITEM_BYTES_MAX;

/// The items of one node, in a folder that it alone uses.
///
/// Every call may wait for the disk.
pub struct Store {
    folder: PathBuf,
    record: Record,
    index: Option<Index>,
    /// The index failed in a call that could not replace it, and is not asked again.
    index_failed: AtomicBool,
    /// The index names an item that is damaged.
    index_outdated: AtomicBool,
    /// What the record has and the index has not, in the order of the record.
    tail: Vec<(Digest, Place)>,
    tail_places: HashMap<Digest, Place>,
    items: u64,
    read_only: bool,
    /// Dropped last: until then the folder is in use.
    _lock: File,
}

/// What opening a store found and did.
#[derive(Debug)]
pub struct Opened {
    /// How many items the store holds.
    pub items: u64,
    /// Length of the record.
    pub record_bytes: u64,
    /// Bytes of a torn write that were cut from the end of the record.
    pub cut_bytes: u64,
    /// What of the record cannot be read. It is skipped, and its items count as not stored.
    pub damage: Vec<Damage>,
    /// How the index was brought up to date.
    pub index: IndexState,
}

/// What became of the index when the store was opened.
#[derive(Debug)]
pub enum IndexState {
    /// It agreed with the record.
    Kept {
        /// How many items of the record it did not have yet.
        added: u64,
    },
    /// It was set aside and built again from the record.
    Rebuilt {
        /// What was wrong with it.
        why: IndexFault,
    },
    /// It could not be built again: the store is read-only and slow until [`Store::recover`].
    Missing {
        /// What stood in the way.
        why: StoreError,
    },
}

/// Bounds that the operator sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest the record may become, in bytes; beyond it the disk counts as full. The index comes
    /// on top, with at most about a hundred bytes an item.
    pub record_bytes_max: u64,
    /// Length at which a segment is full and a new one begins.
    pub segment_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record_bytes_max: u64::MAX, segment_bytes: 64 * 1024 * 1024 }
    }
}

impl Store {
    /// Opens the store in a folder, or creates it.
    ///
    /// Reads the whole record, checks every checksum, cuts off what a crash left half written and
    /// brings the index up to date.
    ///
    /// # Errors
    ///
    /// [`StoreError::InUse`] if another node has the folder open, [`StoreError::Newer`],
    /// [`StoreError::DiskFull`] and [`StoreError::Io`]. Damage to items is not an error but told
    /// in [`Opened`], and so is an index that cannot be built.
    pub fn open(folder: &Path) -> Result<(Self, Opened), StoreError> {
        Self::open_with(folder, Limits::default())
    }

    /// Opens the store as [`Store::open`] does, with other limits.
    ///
    /// # Errors
    ///
    /// Those of [`Store::open`].
    pub fn open_with(folder: &Path, limits: Limits) -> Result<(Self, Opened), StoreError> {
        let record_folder = folder.join("record");
        fs::create_dir_all(&record_folder).map_err(|error| StoreError::io(&record_folder, error))?;
        let lock = lock(folder)?;
        sync_folder(folder)?;

        let mut catch_up = CatchUp::begin(&index_path(folder));
        let (record, inspection) =
            Record::open(record_folder, limits, &mut |id, place| catch_up.take(id, place))?;
        let Inspection { items, cut_bytes, damage } = inspection;
        let record_bytes = record.bytes();
        let mut store = Self {
            folder: folder.to_path_buf(),
            record,
            index: None,
            index_failed: AtomicBool::new(false),
            index_outdated: AtomicBool::new(false),
            tail: Vec::new(),
            tail_places: HashMap::new(),
            items,
            read_only: false,
            _lock: lock,
        };
        let index = match catch_up.finish(store.record.end()) {
            Ok(built) => {
                let added = built.added;
                store.adopt(built);
                IndexState::Kept { added }
            }
            Err(fault) => match store.rebuild_index() {
                Ok(()) => IndexState::Rebuilt { why: fault },
                Err(why) => {
                    store.read_only = true;
                    IndexState::Missing { why }
                }
            },
        };
        let opened = Opened { items: store.items, record_bytes, cut_bytes, damage, index };
        Ok((store, opened))
    }

    /// Stores a group of items; returns after the disk has all of them.
    ///
    /// An item that is stored already is passed over.
    ///
    /// # Errors
    ///
    /// [`StoreError::TooLong`] if an item is too long; [`StoreError::DiskFull`], [`StoreError::Io`]
    /// or [`StoreError::Index`] if the disk fails, after which the store is read-only. None of the
    /// items is stored then, and those stored before are not touched. [`StoreError::ReadOnly`] from
    /// then on, until [`Store::recover`] succeeds.
    pub fn append(&mut self, items: &[(Digest, &[u8])]) -> Result<(), StoreError> {
        let too_long = |bytes: &[u8]| bytes.len() > ITEM_BYTES_MAX as usize;
        if let Some((id, bytes)) = items.iter().find(|(_, bytes)| too_long(bytes)) {
            return Err(StoreError::TooLong { id: *id, bytes: bytes.len() });
        }
        if self.read_only {
            return Err(StoreError::ReadOnly { path: self.folder.clone() });
        }
        let outcome = self.append_new(items);
        self.read_only = outcome.is_err();
        outcome?;
        if self.tail.len() >= TAIL_ITEMS_MAX
            && let Err(error) = self.index_tail()
        {
            // The items are safe; the store only cannot take more of them.
            tracing::error!(error = &error as &dyn std::error::Error, "the store is now read-only");
            self.read_only = true;
        }
        Ok(())
    }

    /// Returns whether the store holds an item.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`] if the index has failed and the record cannot be read either.
    pub fn contains(&self, id: &Digest) -> Result<bool, StoreError> {
        Ok(self.place(id)?.is_some())
    }

    /// Returns the bytes of an item, after checking them against their checksum.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] if they do not fit it, [`StoreError::Io`] if they cannot be read.
    pub fn get(&self, id: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(place) = self.place(id)? else {
            return Ok(None);
        };
        if let Some(bytes) = self.read(id, place)? {
            return Ok(Some(bytes));
        }
        self.index_outdated.store(true, Ordering::Relaxed);
        let path = self.record.path(place.segment);
        Err(StoreError::Damaged { id: *id, path, offset: place.offset })
    }

    /// Hands every item to `each`, in the order they were appended, holding few in memory.
    ///
    /// Stretches that cannot be read are passed over, as [`Opened`] tells. An item may come twice
    /// if the index once lost it without a sign and it was stored again.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`] if the record cannot be read.
    pub fn scan(&self, each: &mut dyn FnMut(Digest, &[u8])) -> Result<(), StoreError> {
        self.record.walk(&mut |found| {
            if let Found::Item { id, bytes, .. } = found {
                each(id, bytes);
            }
            ControlFlow::Continue(())
        })
    }

    /// Returns whether the store takes no items because a write failed.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Makes a read-only store take items again, if the disk lets it.
    ///
    /// Cuts back what a failed write left, writes and syncs as much as the longest item takes, and
    /// builds the index again if it is needed.
    ///
    /// # Errors
    ///
    /// [`StoreError::DiskFull`], [`StoreError::Io`] or [`StoreError::Index`] if writing still
    /// fails; the store stays read-only.
    pub fn recover(&mut self) -> Result<(), StoreError> {
        if self.read_only {
            self.record.restore()?;
            self.record.probe()?;
        }
        self.heal_index()?;
        self.read_only = false;
        Ok(())
    }

    /// Sets other limits, for what is appended from now on.
    pub fn set_limits(&mut self, limits: Limits) {
        self.record.set_limits(limits);
    }

    /// Returns how many items the store holds.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.items
    }

    /// Returns whether the store holds no item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items == 0
    }

    /// Returns the length of the record in bytes.
    #[must_use]
    pub fn record_bytes(&self) -> u64 {
        self.record.bytes()
    }

    fn append_new(&mut self, items: &[(Digest, &[u8])]) -> Result<(), StoreError> {
        self.heal_index()?;
        let mut in_group = HashSet::new();
        let mut new = Vec::new();
        for &(id, bytes) in items {
            if in_group.insert(id) && !self.contains(&id)? {
                new.push((id, bytes));
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        let places = self.record.append(&new)?;
        self.items += new.len() as u64;
        for ((id, _), place) in new.into_iter().zip(places) {
            self.tail.push((id, place));
            self.tail_places.insert(id, place);
        }
        Ok(())
    }

    fn read(&self, id: &Digest, place: Place) -> Result<Option<Vec<u8>>, StoreError> {
        let item = self.record.read(place)?;
        Ok(item.filter(|(found, _)| found == id).map(|(_, bytes)| bytes))
    }

    fn place(&self, id: &Digest) -> Result<Option<Place>, StoreError> {
        if let Some(place) = self.tail_places.get(id) {
            return Ok(Some(*place));
        }
        match &self.index {
            Some(index) if !self.index_failed.load(Ordering::Relaxed) => match index.find(id) {
                Ok(place) => return Ok(place),
                Err(fault) => {
                    tracing::warn!(%fault, "the index failed; the record is searched instead");
                    self.index_failed.store(true, Ordering::Relaxed);
                }
            },
            _ => {}
        }
        self.place_in_record(id)
    }

    /// Finds an item without the index, by reading the record.
    fn place_in_record(&self, id: &Digest) -> Result<Option<Place>, StoreError> {
        let mut at = None;
        self.record.walk(&mut |found| match found {
            Found::Item { id: found, place, .. } if found == *id => {
                at = Some(place);
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        })?;
        Ok(at)
    }

    /// Moves the tail into the index.
    fn index_tail(&mut self) -> Result<(), StoreError> {
        if let Some(index) = &self.index {
            match index.add_all(&self.tail).and_then(|_| index.flush()) {
                Ok(()) => {
                    self.tail = Vec::new();
                    self.tail_places = HashMap::new();
                    return Ok(());
                }
                Err(fault) => tracing::warn!(%fault, "the index failed and is built again"),
            }
        }
        self.rebuild_index()
    }

    /// Builds the index again if a call found it wanting that could not do that.
    fn heal_index(&mut self) -> Result<(), StoreError> {
        let failed = self.index_failed.load(Ordering::Relaxed);
        let outdated = self.index_outdated.load(Ordering::Relaxed);
        if self.index.is_none() || failed || outdated { self.rebuild_index() } else { Ok(()) }
    }

    /// Sets the index aside and builds it again from the record.
    fn rebuild_index(&mut self) -> Result<(), StoreError> {
        Index::close(self.index.take());
        let path = index_path(&self.folder);
        set_aside(&self.folder, &path)?;
        let mut catch_up = CatchUp::begin(&path);
        self.record.walk(&mut |found| {
            if let Found::Item { id, place, .. } = found {
                catch_up.take(id, place);
            }
            ControlFlow::Continue(())
        })?;
        let built = catch_up.finish(self.record.end()).map_err(|fault| match fault {
            IndexFault::Sled(sled::Error::Io(error)) => StoreError::io(&path, error),
            source => StoreError::Index { path, source },
        })?;
        self.adopt(built);
        Ok(())
    }

    /// Takes over an index that has all of the record.
    fn adopt(&mut self, built: Built) {
        self.index = Some(built.index);
        self.index_failed = AtomicBool::new(false);
        self.index_outdated = AtomicBool::new(false);
        self.tail = Vec::new();
        self.tail_places = HashMap::new();
        self.items = built.items;
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        Index::close(self.index.take());
    }
}

/// Where in the record each item stands.
///
/// ```text
/// e | id                     -> place      the first item with this id
/// d | place                  -> id         a later item with the same id
/// h                          -> segment u32 | offset u64, up to which the record is indexed
/// ```
struct Index {
    rows: sled::Db,
}

/// Why an index cannot be used.
#[derive(Debug, Error)]
pub enum IndexFault {
    /// sled returned an error.
    #[error("the database failed: {0}")]
    Sled(sled::Error),
    /// sled panicked.
    #[error("the database panicked: {0}")]
    Panicked(String),
    /// A row has a form this program does not write.
    #[error("the index has an unknown row")]
    UnknownRow,
    /// The index tells of a record longer than the one there is.
    #[error("the index is ahead of the record")]
    Ahead,
    /// Rows are missing or wrong, or the record was damaged.
    #[error("the index has {indexed} rows where the record has {stored} items, or other ones")]
    Differs {
        /// Rows in the index.
        indexed: u64,
        /// Items in the part of the record that was indexed.
        stored: u64,
    },
}

impl Index {
    fn open(path: &Path) -> Result<Self, IndexFault> {
        let config = sled::Config::new().path(path).cache_capacity(CACHE_BYTES).flush_every_ms(None);
        Ok(Self { rows: guarded(|| config.open())? })
    }

    /// Closes an index that may have failed, and which may panic for that reason.
    fn close(index: Option<Self>) {
        if let Err(fault) = guarded(|| {
            drop(index);
            Ok(())
        }) {
            tracing::warn!(%fault, "closing the index failed");
        }
    }

    fn rows(&self) -> Result<Rows, IndexFault> {
        let mut rows = Rows::default();
        let mut iter = self.rows.iter();
        while let Some((key, value)) = guarded(|| iter.next().transpose())? {
            let row = match key.split_first() {
                Some((b'e', id)) => {
                    rows.items += 1;
                    parse_id(id).zip(Place::parse(&value))
                }
                Some((b'd', place)) => parse_id(&value).zip(Place::parse(place)),
                Some((b'h', [])) => {
                    rows.watermark = parse_watermark(&value).ok_or(IndexFault::UnknownRow)?;
                    continue;
                }
                _ => None,
            };
            let (id, place) = row.ok_or(IndexFault::UnknownRow)?;
            rows.tally.add(&id, place);
        }
        Ok(rows)
    }

    fn find(&self, id: &Digest) -> Result<Option<Place>, IndexFault> {
        let value = guarded(|| self.rows.get(item_key(id)))?;
        value.map(|value| Place::parse(&value).ok_or(IndexFault::UnknownRow)).transpose()
    }

    /// Adds the next items of the record and returns how many ids were new.
    fn add_all(&self, items: &[(Digest, Place)]) -> Result<u64, IndexFault> {
        let mut new = 0;
        for items in items.chunks(BATCH_ITEMS_MAX) {
            let mut in_batch = HashSet::new();
            let mut batch = sled::Batch::default();
            for (id, place) in items {
                if in_batch.insert(id) && self.find(id)?.is_none() {
                    batch.insert(item_key(id).as_slice(), place.to_bytes().as_slice());
                    new += 1;
                } else {
                    batch.insert(later_key(*place).as_slice(), id.as_bytes().as_slice());
                }
            }
            if let Some((_, last)) = items.last() {
                batch.insert(b"h", watermark(*last).as_slice());
            }
            guarded(|| self.rows.apply_batch(batch))?;
        }
        Ok(new)
    }

    fn flush(&self) -> Result<(), IndexFault> {
        guarded(|| self.rows.flush())?;
        Ok(())
    }
}

/// Calls sled, which panics where others return an error.
fn guarded<T>(call: impl FnOnce() -> sled::Result<T>) -> Result<T, IndexFault> {
    // After a panic the index is closed and its files are set aside: nothing half done is seen.
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(outcome) => outcome.map_err(IndexFault::Sled),
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            Err(IndexFault::Panicked(text.unwrap_or_else(|| "no message".to_owned())))
        }
    }
}

fn item_key(id: &Digest) -> [u8; 33] {
    let mut key = [b'e'; 33];
    key[1..].copy_from_slice(id.as_bytes());
    key
}

fn later_key(place: Place) -> [u8; 1 + PLACE_BYTES] {
    let mut key = [b'd'; 1 + PLACE_BYTES];
    key[1..].copy_from_slice(&place.to_bytes());
    key
}

fn watermark(last: Place) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[..4].copy_from_slice(&last.segment.to_be_bytes());
    bytes[4..].copy_from_slice(&last.end().to_be_bytes());
    bytes
}

fn parse_watermark(bytes: &[u8]) -> Option<(u32, u64)> {
    let (segment, offset) = bytes.split_first_chunk()?;
    Some((u32::from_be_bytes(*segment), u64::from_be_bytes(offset.try_into().ok()?)))
}

fn parse_id(bytes: &[u8]) -> Option<Digest> {
    Some(Digest::from_bytes(bytes.try_into().ok()?))
}

/// How many items may be in the record but not in the index before they are added to it.
const TAIL_ITEMS_MAX: usize = 4096;

/// How many items are added to the index at once; larger batches stall sled.
const BATCH_ITEMS_MAX: usize = 256;

/// Memory sled may use for what it has read.
const CACHE_BYTES: u64 = 64 * 1024 * 1024;

#[cfg(test)]
mod tests;
