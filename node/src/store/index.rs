//! The index: where in the record each item stands and how it is filed, in sled.
//!
//! ```text
//! e | id                     -> place 16 | organisation 32 | time u64     the first item with this id
//! d | place                  -> id                                        an item that is not served: a later one
//!                                                                         with the same id, or one that is not sound
//! u | organisation           -> nothing         something of it lost its standing: it is judged anew at the start
//! s | organisation           -> items u64 | sheet     what its documents said when it held that many items
//! h                          -> rules u32 | segment u32 | offset u64      up to where the record is indexed, and by
//!                                                                         which rules
//! ```

use std::collections::{BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;
use thiserror::Error;

use super::Filing;
use super::segment::{PLACE_BYTES, Place};

pub(super) struct Index {
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
    /// Another version of this program wrote it.
    #[error("the index was made by other rules")]
    OtherRules,
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

impl IndexFault {
    /// Whether somebody holds the database.
    fn is_lock(&self) -> bool {
        matches!(self, Self::Sled(sled::Error::Io(error)) if error.to_string().contains("could not acquire lock"))
    }
}

/// A row about an item.
pub(super) enum Row {
    /// The item is served.
    Item { id: Digest, place: Place, filing: Filing },
    /// It is not.
    Passed { id: Digest, place: Place },
}

/// What an index holds beside the rows about items.
#[derive(Default)]
pub(super) struct Rest {
    /// Segment and offset up to which the record is indexed.
    pub(super) watermark: (u32, u64),
    pub(super) unsettled: BTreeSet<OrganisationId>,
}

impl Index {
    /// Opens the index. The folder is nobody else's by then, but sled lets go of its files on threads of its own: who closed
    /// the index last may hold it for a moment longer, and that is waited for.
    pub(super) fn open(path: &Path) -> Result<Self, IndexFault> {
        let config = sled::Config::new().path(path).cache_capacity(CACHE_BYTES).flush_every_ms(None);
        let began = Instant::now();
        loop {
            match guarded(|| config.open()) {
                Err(fault) if fault.is_lock() && began.elapsed() < PATIENCE => thread::sleep(MOMENT),
                opened => return Ok(Self { rows: opened? }),
            }
        }
    }

    /// Closes an index that may have failed, and which may panic for that reason.
    pub(super) fn close(index: Option<Self>) {
        if let Err(fault) = guarded(|| {
            drop(index);
            Ok(())
        }) {
            tracing::warn!(%fault, "closing the index failed");
        }
    }

    /// Hands every row about an item to `each`.
    pub(super) fn walk(&self, each: &mut dyn FnMut(Row)) -> Result<Rest, IndexFault> {
        let mut rest = Rest::default();
        let mut is_empty = true;
        for prefix in [b"d", b"e", b"h", b"u"] {
            let mut rows = self.rows.scan_prefix(prefix);
            while let Some((key, value)) = guarded(|| rows.next().transpose())? {
                is_empty = false;
                match key.split_first() {
                    Some((b'e', id)) => each(parse_item(id, &value).ok_or(IndexFault::UnknownRow)?),
                    Some((b'd', place)) => {
                        let row = parse_id(&value).zip(Place::parse(place));
                        let (id, place) = row.ok_or(IndexFault::UnknownRow)?;
                        each(Row::Passed { id, place });
                    }
                    Some((b'u', id)) => {
                        rest.unsettled.insert(parse_organisation(id).ok_or(IndexFault::UnknownRow)?);
                    }
                    Some((b'h', [])) => {
                        let (rules, watermark) = parse_watermark(&value).ok_or(IndexFault::UnknownRow)?;
                        if rules != RULES {
                            return Err(IndexFault::OtherRules);
                        }
                        rest.watermark = watermark;
                    }
                    _ => return Err(IndexFault::UnknownRow),
                }
            }
        }
        // Rows without a word on how they were made are none of this version's.
        if !is_empty && rest.watermark == (0, 0) { Err(IndexFault::OtherRules) } else { Ok(rest) }
    }

    pub(super) fn find(&self, id: &Digest) -> Result<Option<Place>, IndexFault> {
        let Some(value) = guarded(|| self.rows.get(row_key(b'e', id.as_bytes())))? else { return Ok(None) };
        match parse_item(id.as_bytes(), &value) {
            Some(Row::Item { place, .. }) => Ok(Some(place)),
            _ => Err(IndexFault::UnknownRow),
        }
    }

    /// Adds the next items of the record, each with how it is filed unless it is not sound; hands those that are
    /// served from now on to `each`.
    pub(super) fn add_all(
        &self,
        items: &[(Digest, Place, Option<Filing>)],
        unsettled: &BTreeSet<OrganisationId>,
        each: &mut dyn FnMut(Digest, Place, Filing),
    ) -> Result<(), IndexFault> {
        self.add(items, unsettled, &|id| Ok(self.find(id)?.is_none()), each)
    }

    /// Adds the next items of the record, none of which it holds.
    pub(super) fn add_new(
        &self,
        items: &[(Digest, Place, Option<Filing>)],
        unsettled: &BTreeSet<OrganisationId>,
    ) -> Result<(), IndexFault> {
        self.add(items, unsettled, &|_| Ok(true), &mut |_, _, _| {})
    }

    fn add(
        &self,
        items: &[(Digest, Place, Option<Filing>)],
        unsettled: &BTreeSet<OrganisationId>,
        is_new: &dyn Fn(&Digest) -> Result<bool, IndexFault>,
        each: &mut dyn FnMut(Digest, Place, Filing),
    ) -> Result<(), IndexFault> {
        let mut batch = sled::Batch::default();
        for organisation in unsettled {
            batch.insert(&row_key(b'u', organisation.digest().as_bytes())[..], &[]);
        }
        guarded(|| self.rows.apply_batch(batch))?;
        for items in items.chunks(BATCH_ITEMS_MAX) {
            let mut in_batch = HashSet::new();
            let mut batch = sled::Batch::default();
            for (id, place, filing) in items {
                match filing {
                    Some(filing) if in_batch.insert(id) && is_new(id)? => {
                        batch.insert(&row_key(b'e', id.as_bytes())[..], &item_value(*place, *filing)[..]);
                        each(*id, *place, *filing);
                    }
                    _ => batch.insert(later_key(*place).as_slice(), id.as_bytes().as_slice()),
                }
            }
            if let Some((_, last, _)) = items.last() {
                batch.insert(b"h", watermark(*last).as_slice());
            }
            guarded(|| self.rows.apply_batch(batch))?;
        }
        Ok(())
    }

    /// Takes the mark from an organisation that was judged anew, with nothing left to say of it.
    pub(super) fn settle(&self, organisation: &OrganisationId) -> Result<(), IndexFault> {
        guarded(|| self.rows.remove(row_key(b'u', organisation.digest().as_bytes())))?;
        Ok(())
    }

    /// Keeps what the documents of organisations say, each with the number of its items.
    pub(super) fn keep_sheets(&self, sheets: &[(OrganisationId, u64, Vec<u8>)]) -> Result<(), IndexFault> {
        let mut batch = sled::Batch::default();
        for (organisation, items, sheet) in sheets {
            let value = [&items.to_be_bytes(), &sheet[..]].concat();
            batch.insert(&row_key(b's', organisation.digest().as_bytes())[..], value);
        }
        guarded(|| self.rows.apply_batch(batch))
    }

    /// The sheet of one organisation, with the number of items it was made of.
    pub(super) fn sheet(&self, organisation: &OrganisationId) -> Result<Option<(u64, Vec<u8>)>, IndexFault> {
        let row = guarded(|| self.rows.get(row_key(b's', organisation.digest().as_bytes())))?;
        let Some(row) = row else { return Ok(None) };
        let (items, sheet) = row.split_first_chunk().ok_or(IndexFault::UnknownRow)?;
        Ok(Some((u64::from_be_bytes(*items), sheet.to_vec())))
    }

    /// Up to `count` sheets of the organisations behind `after`, by SCID, each with the number of items it was made of.
    pub(super) fn sheets(
        &self,
        after: Option<&OrganisationId>,
        count: usize,
    ) -> Result<Vec<(OrganisationId, u64, Vec<u8>)>, IndexFault> {
        use std::ops::Bound::{Excluded, Included, Unbounded};
        let first =
            after.map_or(Included(vec![b's']), |id| Excluded(row_key(b's', id.digest().as_bytes()).to_vec()));
        let mut rows = self.rows.range::<Vec<u8>, _>((first, Unbounded));
        let mut sheets = Vec::new();
        while sheets.len() < count {
            let Some((key, value)) = guarded(|| rows.next().transpose())? else { break };
            let Some(id) = key.strip_prefix(b"s") else { break };
            let row = parse_organisation(id).zip(value.split_first_chunk());
            let (id, (items, sheet)) = row.ok_or(IndexFault::UnknownRow)?;
            sheets.push((id, u64::from_be_bytes(*items), sheet.to_vec()));
        }
        Ok(sheets)
    }

    pub(super) fn flush(&self) -> Result<(), IndexFault> {
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

fn row_key(prefix: u8, rest: &[u8; 32]) -> [u8; 33] {
    let mut key = [prefix; 33];
    key[1..].copy_from_slice(rest);
    key
}

fn later_key(place: Place) -> [u8; 1 + PLACE_BYTES] {
    let mut key = [b'd'; 1 + PLACE_BYTES];
    key[1..].copy_from_slice(&place.to_bytes());
    key
}

fn item_value(place: Place, filing: Filing) -> [u8; ITEM_VALUE_BYTES] {
    let mut value = [0; ITEM_VALUE_BYTES];
    value[..PLACE_BYTES].copy_from_slice(&place.to_bytes());
    value[PLACE_BYTES..][..32].copy_from_slice(filing.organisation.digest().as_bytes());
    value[PLACE_BYTES + 32..].copy_from_slice(&filing.time.as_millis().to_be_bytes());
    value
}

fn parse_item(id: &[u8], value: &[u8]) -> Option<Row> {
    let (place, value) = value.split_at_checked(PLACE_BYTES)?;
    let (organisation, time) = value.split_at_checked(32)?;
    let time = Timestamp::from_millis(u64::from_be_bytes(time.try_into().ok()?))?;
    let filing = Filing { organisation: parse_organisation(organisation)?, time };
    Some(Row::Item { id: parse_id(id)?, place: Place::parse(place)?, filing })
}

fn watermark(last: Place) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&RULES.to_be_bytes());
    bytes[4..8].copy_from_slice(&last.segment.to_be_bytes());
    bytes[8..].copy_from_slice(&last.end().to_be_bytes());
    bytes
}

fn parse_watermark(bytes: &[u8]) -> Option<(u32, (u32, u64))> {
    let (rules, bytes) = bytes.split_first_chunk()?;
    let (segment, offset) = bytes.split_first_chunk()?;
    let offset = u64::from_be_bytes(offset.try_into().ok()?);
    Some((u32::from_be_bytes(*rules), (u32::from_be_bytes(*segment), offset)))
}

fn parse_id(bytes: &[u8]) -> Option<Digest> {
    Some(Digest::from_bytes(bytes.try_into().ok()?))
}

fn parse_organisation(bytes: &[u8]) -> Option<OrganisationId> {
    parse_id(bytes).map(OrganisationId::from_digest)
}

const ITEM_VALUE_BYTES: usize = PLACE_BYTES + 40;

/// The form of the rows, and the rules by which items stand: an index made by others is built again.
const RULES: u32 = FORM << 16 | Directory::RULES as u32;
const FORM: u32 = 1;

/// How many items are added to the index at once; larger batches stall sled.
const BATCH_ITEMS_MAX: usize = 256;

/// Memory sled may use for what it has read.
const CACHE_BYTES: u64 = 32 * 1024 * 1024;
/// A database that is still held after this long is not let go of.
const PATIENCE: Duration = Duration::from_secs(5);
const MOMENT: Duration = Duration::from_millis(5);
