//! Keeps the items of the directory on disk.
//!
//! ```text
//! lock                  held while a node uses the folder
//! record/00000001.seg   the items, in the order they came; the only copy
//! bodies/ erased/       what entries of erasable collections say: one file each, never in the record or the index
//! index/                where in the record an item stands; can be deleted at any time
//! index.broken-N        the last index that could not be used
//! ```
//!
//! An item is acknowledged when its segment is synced. The index (sled) follows behind a tail in
//! memory and is never trusted: opening compares it with the record, and where it fails, panics or
//! disagrees it is set aside and built again. Until then the record itself answers, slowly.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use protocol::digest::Digest;
use protocol::entry::Apart;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;

use self::bodies::Bodies;
use self::catalogue::Catalogue;
use self::catch_up::{Built, CatchUp};
use self::folder::{index_path, lock, set_aside, sync_folder};
use self::index::Index;
use self::record::{Inspection, Record};
use self::segment::{Found, Place};

mod bodies;
mod catalogue;
mod catch_up;
mod error;
mod folder;
mod index;
mod record;
mod segment;

pub use self::error::StoreError;
pub use self::index::IndexFault;
pub use self::record::Damage;
pub use self::segment::ITEM_BYTES_MAX;

/// The items of one node, in a folder that it alone uses.
///
/// Every call may wait for the disk.
pub struct Store {
    folder: PathBuf,
    record: Record,
    bodies: Bodies,
    limits: Limits,
    index: Option<Index>,
    /// The index failed in a call that could not replace it, and is not asked again.
    index_failed: AtomicBool,
    /// The index names an item that is damaged.
    index_outdated: AtomicBool,
    /// What the record has and the index has not, in the order of the record.
    tail: Vec<(Digest, Place, Option<Filing>)>,
    tail_places: HashMap<Digest, Place>,
    catalogue: Catalogue,
    describe: Describe,
    /// Organisations to be judged anew at the next start, which the index does not know yet.
    unsettled: BTreeSet<OrganisationId>,
    read_only: bool,
    /// Dropped last: until then the folder is in use.
    _lock: File,
}

/// How an item is filed: what the directory sorts it by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filing {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// The time that its author claims.
    pub time: Timestamp,
}

/// Reads from an item's bytes how it is filed; `None` when they are no sound item.
pub type Describe = fn(&Digest, &[u8]) -> Option<Filing>;

/// An item to be stored.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'b> {
    /// Its id.
    pub id: Digest,
    /// How it is filed.
    pub filing: Filing,
    /// The item.
    pub bytes: &'b [u8],
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
    /// How long the bodies of an erased document are kept, hidden, before they are destroyed.
    pub erase_delay: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record_bytes_max: u64::MAX, segment_bytes: 64 * 1024 * 1024, erase_delay: ERASE_DELAY }
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
    pub fn open(folder: &Path, describe: Describe) -> Result<(Self, Opened), StoreError> {
        Self::open_with(folder, Limits::default(), describe)
    }

    /// Opens the store as [`Store::open`] does, with other limits.
    ///
    /// # Errors
    ///
    /// Those of [`Store::open`].
    pub fn open_with(
        folder: &Path,
        limits: Limits,
        describe: Describe,
    ) -> Result<(Self, Opened), StoreError> {
        let record_folder = folder.join("record");
        fs::create_dir_all(&record_folder).map_err(|error| StoreError::io(&record_folder, error))?;
        let lock = lock(folder)?;
        sync_folder(folder)?;

        let mut catch_up = CatchUp::begin(&index_path(folder), describe);
        let mut apart = Survey::default();
        let (record, inspection) = Record::open(record_folder, limits, &mut |id, place, bytes| {
            apart.look_at(id, bytes, describe);
            catch_up.take(id, place, bytes);
        })?;
        let Inspection { cut_bytes, damage } = inspection;
        let record_bytes = record.bytes();
        let mut store = Self {
            folder: folder.to_path_buf(),
            record,
            bodies: Bodies::in_folder(folder),
            limits,
            index: None,
            index_failed: AtomicBool::new(false),
            index_outdated: AtomicBool::new(false),
            tail: Vec::new(),
            tail_places: HashMap::new(),
            catalogue: Catalogue::default(),
            describe,
            unsettled: BTreeSet::new(),
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
                    store.catalogue = store.catalogue_of_record()?;
                    IndexState::Missing { why }
                }
            },
        };
        store.compare_bodies(apart)?;
        let opened = Opened { items: store.len(), record_bytes, cut_bytes, damage, index };
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
    pub fn append(&mut self, items: &[Arrival<'_>]) -> Result<(), StoreError> {
        if let Some(item) = items.iter().find(|item| item.bytes.len() > ITEM_BYTES_MAX as usize) {
            return Err(StoreError::TooLong { id: item.id, bytes: item.bytes.len() });
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

    /// Whether a node uses a folder at this moment.
    #[must_use]
    pub fn is_in_use(folder: &Path) -> bool {
        folder::is_in_use(folder)
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
        self.place(id)?.map(|place| self.checked(id, place)).transpose()
    }

    fn checked(&self, id: &Digest, place: Place) -> Result<Vec<u8>, StoreError> {
        if let Some(bytes) = self.read(id, place)? {
            return self.joined(id, bytes);
        }
        self.index_outdated.store(true, Ordering::Relaxed);
        let path = self.record.path(place.segment);
        Err(StoreError::Damaged { id: *id, path, offset: place.offset })
    }

    /// Returns those of the items that the store holds, in the order in which they came, until they are `bytes_max` or
    /// more; and the ids of the others, in that order.
    ///
    /// # Errors
    ///
    /// Those of [`Store::get`].
    pub fn in_order<'i>(
        &self,
        ids: impl Iterator<Item = &'i Digest>,
        bytes_max: usize,
    ) -> Result<(Vec<Vec<u8>>, Vec<Digest>), StoreError> {
        let mut places = Vec::new();
        for id in ids {
            places.extend(self.place(id)?.map(|place| (*id, place)));
        }
        places.sort_unstable_by_key(|(_, place)| (place.segment, place.offset));
        let (mut items, mut bytes, mut read) = (Vec::new(), 0, 0);
        for (id, place) in &places {
            if bytes >= bytes_max {
                break;
            }
            let item = self.checked(id, *place)?;
            bytes += item.len();
            read += 1;
            items.push(item);
        }
        Ok((items, places[read..].iter().map(|(id, _)| *id).collect()))
    }

    /// Returns all items of an organisation with their ids, in the order in which they came; those that cannot be
    /// read are passed over, as [`Opened`] tells.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`] if the record cannot be read.
    pub fn items_of(&mut self, organisation: &OrganisationId) -> Result<Vec<(Digest, Vec<u8>)>, StoreError> {
        let mut items = Vec::new();
        for place in self.catalogue.places_of(organisation) {
            items.extend(self.record.read(*place)?);
        }
        items.into_iter().map(|(id, bytes)| Ok((id, self.joined(&id, bytes)?))).collect()
    }

    /// How many items of an organisation the store holds.
    #[must_use]
    pub fn count_of(&self, organisation: &OrganisationId) -> u64 {
        self.catalogue.count_of(organisation)
    }

    /// How many bytes of the record an organisation's items take up.
    #[must_use]
    pub fn bytes_of(&self, organisation: &OrganisationId) -> u64 {
        self.catalogue.bytes_of(organisation)
    }

    /// The organisations of which the store holds anything, by SCID.
    pub fn organisations(&self) -> impl Iterator<Item = &OrganisationId> {
        self.catalogue.organisations()
    }

    /// Hands over, once, what opening the store found: the items that stand, and the organisations that must be
    /// judged anew to know which of theirs do.
    pub fn take_filed(&mut self) -> (Vec<(OrganisationId, Timestamp, Digest)>, BTreeSet<OrganisationId>) {
        self.catalogue.take_filed()
    }

    /// Hides the bodies of erased entries: from now on they are handed out bare. Once the delay is over,
    /// [`Store::sweep`] destroys them.
    pub fn hide(&mut self, erased: BTreeSet<Digest>, now: Timestamp) {
        if !erased.is_empty() {
            let delay = u64::try_from(self.limits.erase_delay.as_millis()).unwrap_or(u64::MAX);
            self.bodies.hide(erased, now.plus_millis(delay));
        }
    }

    /// Destroys the hidden bodies whose delay is over, and says how many.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`]; what is left is tried again by the next sweep.
    pub fn sweep(&mut self, now: Timestamp) -> Result<usize, StoreError> {
        self.bodies.sweep(now)
    }

    /// Entries whose bodies are hidden, and not destroyed yet, with their bare items.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`].
    pub fn hidden(&self) -> Result<Vec<(Digest, Vec<u8>)>, StoreError> {
        let mut hidden = Vec::new();
        for id in self.bodies.hidden_ids()? {
            if let Some(place) = self.place(&id)? {
                hidden.extend(self.read(&id, place)?.map(|bytes| (id, bytes)));
            }
        }
        Ok(hidden)
    }

    /// Takes the body of an entry back that is erased no more, and hands the entry out whole.
    ///
    /// # Errors
    ///
    /// [`StoreError::Io`].
    pub fn take_back(&mut self, id: &Digest, bare: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.bodies.take_back(id)?.and_then(|body| Apart::join(bare, &body)))
    }

    /// Notes that something of an organisation lost its standing: it is judged anew at the next start.
    pub fn unsettle(&mut self, organisation: OrganisationId) {
        self.unsettled.insert(organisation);
    }

    /// Notes that everything of an organisation stands, as was found by judging it anew.
    pub fn settle(&mut self, organisation: &OrganisationId) {
        if let Some(index) = &self.index
            && let Err(fault) = index.settle(organisation)
        {
            tracing::warn!(%fault, "the index failed; the organisation is judged anew at the next start too");
        }
    }

    /// Tells the index what it does not know yet, so that the next start finds nothing left to do.
    pub fn bring_index_up_to_date(&mut self) {
        // Where the folder was taken away there is no index, and sled would wait for its files for ever.
        let Some(index) = self.index.as_ref().filter(|_| !self.read_only && self.folder.exists()) else {
            return;
        };
        match self.tell(index) {
            Ok(()) => self.forget_tail(),
            Err(fault) => tracing::warn!(%fault, "the index is brought up to date at the next start"),
        }
    }

    /// Keeps sheets, each with the number of items that it was made of, for later starts.
    pub fn keep_sheets(&self, sheets: &[(OrganisationId, u64, Vec<u8>)]) {
        if let Some(index) = &self.index
            && let Err(fault) = index.keep_sheets(sheets)
        {
            tracing::warn!(%fault, "the index failed; sheets are made again at the next start");
        }
    }

    /// Up to `count` sheets of organisations behind `after`, by SCID, each with the number of items it was made of.
    #[must_use]
    pub fn sheets(
        &self,
        after: Option<&OrganisationId>,
        count: usize,
    ) -> Vec<(OrganisationId, u64, Vec<u8>)> {
        let Some(index) = &self.index else { return Vec::new() };
        index.sheets(after, count).unwrap_or_else(|fault| {
            tracing::warn!(%fault, "the index failed; sheets are made again");
            Vec::new()
        })
    }

    /// The sheet that was kept of an organisation, with the number of items that it was made of.
    #[must_use]
    pub fn sheet(&self, organisation: &OrganisationId) -> Option<(u64, Vec<u8>)> {
        self.index.as_ref()?.sheet(organisation).unwrap_or_else(|fault| {
            tracing::warn!(%fault, "the index failed; a sheet is made again");
            None
        })
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
        self.limits = limits;
        self.record.set_limits(limits);
    }

    /// Returns how many items the store holds.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.catalogue.items()
    }

    /// Returns whether the store holds no item.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the length of the record in bytes.
    #[must_use]
    pub fn record_bytes(&self) -> u64 {
        self.record.bytes()
    }

    fn append_new(&mut self, items: &[Arrival<'_>]) -> Result<(), StoreError> {
        self.heal_index()?;
        let mut in_group = HashSet::new();
        let mut new = Vec::new();
        let apart: Vec<Option<Apart>> = items.iter().map(|item| Apart::of(item.bytes)).collect();
        for (item, apart) in items.iter().zip(&apart) {
            // An organisation of which there is nothing has not this item either.
            let may_be_stored = self.catalogue.count_of(&item.filing.organisation) > 0;
            if in_group.insert(item.id) && !(may_be_stored && self.contains(&item.id)?) {
                new.push((item, apart.as_ref().map_or(item.bytes, |apart| apart.bare.as_slice())));
            }
        }
        // A body may come later than its entry: bodies are written whether the entry is new or not.
        let bodies: Vec<(Digest, &[u8])> =
            apart.iter().flatten().filter_map(|apart| Some((apart.id, apart.body.as_deref()?))).collect();
        let written = self.bodies.write(&bodies)?;
        if new.is_empty() {
            return Ok(());
        }
        let bytes: Vec<(Digest, &[u8])> = new.iter().map(|(item, bytes)| (item.id, *bytes)).collect();
        let places = self.record.append(&bytes).inspect_err(|_| self.bodies.remove(&written))?;
        for ((item, _), place) in new.into_iter().zip(places) {
            self.tail.push((item.id, place, Some(item.filing)));
            self.tail_places.insert(item.id, place);
            self.catalogue.add(place, item.filing);
        }
        Ok(())
    }

    /// A bare entry with its body, if it is there and not hidden; other items as they are.
    fn joined(&self, id: &Digest, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        if Apart::is_bare(&bytes)
            && let Some(body) = self.bodies.read(id)?
        {
            return Ok(Apart::join(&bytes, &body).unwrap_or_else(|| {
                tracing::error!(%id, "the body of this entry is damaged; it is fetched again");
                bytes
            }));
        }
        Ok(bytes)
    }

    /// Removes bodies that belong to nothing, and has those organisations judged anew whose bodies may have to go, or
    /// are missing.
    fn compare_bodies(&mut self, survey: Survey) -> Result<(), StoreError> {
        let bodies = self.bodies.ids()?;
        let mut of_bodies = BTreeSet::new();
        let mut unsettled = BTreeSet::new();
        for (id, organisation) in &survey.bare {
            if self.bodies.has(id) {
                of_bodies.insert(*organisation);
            } else {
                unsettled.insert(*organisation);
            }
        }
        let known: BTreeSet<Digest> = survey.bare.iter().map(|(id, _)| *id).collect();
        let strays: Vec<Digest> = bodies.difference(&known).copied().collect();
        self.bodies.remove(&strays);
        unsettled.extend(survey.erasing.intersection(&of_bodies));
        self.catalogue.unsettle(unsettled);
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

    /// Tells the index what it does not know yet; returns after the disk has it.
    fn tell(&self, index: &Index) -> Result<(), IndexFault> {
        if self.tail.is_empty() && self.unsettled.is_empty() {
            return Ok(());
        }
        index.add_new(&self.tail, &self.unsettled)?;
        index.flush()
    }

    fn forget_tail(&mut self) {
        self.tail = Vec::new();
        self.tail_places = HashMap::new();
        self.unsettled = BTreeSet::new();
    }

    /// Moves the tail into the index.
    fn index_tail(&mut self) -> Result<(), StoreError> {
        if let Some(index) = &self.index {
            match self.tell(index) {
                Ok(()) => {
                    self.forget_tail();
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
        let mut catch_up = CatchUp::begin(&path, self.describe);
        self.record.walk(&mut |found| {
            if let Found::Item { id, place, bytes } = found {
                catch_up.take(id, place, bytes);
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

    /// Files everything in the record without the help of an index.
    fn catalogue_of_record(&self) -> Result<Catalogue, StoreError> {
        let (mut catalogue, mut met) = (Catalogue::default(), HashSet::new());
        self.record.walk(&mut |found| {
            if let Found::Item { id, place, bytes } = found
                && let Some(filing) = (self.describe)(&id, bytes)
                && met.insert(id)
            {
                catalogue.file_unsettled(place, filing);
            }
            ControlFlow::Continue(())
        })?;
        Ok(catalogue)
    }

    /// Takes over an index that has all of the record.
    fn adopt(&mut self, built: Built) {
        self.index = Some(built.index);
        self.index_failed = AtomicBool::new(false);
        self.index_outdated = AtomicBool::new(false);
        self.tail = Vec::new();
        self.tail_places = HashMap::new();
        self.catalogue = built.catalogue;
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.bring_index_up_to_date();
        Index::close(self.index.take());
    }
}

/// What the record says of bodies.
#[derive(Default)]
struct Survey {
    /// The bare entries, each with its organisation.
    bare: Vec<(Digest, OrganisationId)>,
    /// Organisations that erased something.
    erasing: BTreeSet<OrganisationId>,
}

impl Survey {
    fn look_at(&mut self, id: Digest, bytes: &[u8], describe: Describe) {
        let (is_bare, is_erase) = (Apart::is_bare(bytes), Apart::is_erase(bytes));
        if (is_bare || is_erase)
            && let Some(filing) = describe(&id, bytes)
        {
            if is_bare {
                self.bare.push((id, filing.organisation));
            }
            if is_erase {
                self.erasing.insert(filing.organisation);
            }
        }
    }
}

/// What an operator has to take a mistaken or forged erase back, if nothing else is said.
const ERASE_DELAY: Duration = Duration::from_secs(72 * 60 * 60);
/// How many items may be in the record but not in the index before they are added to it.
const TAIL_ITEMS_MAX: usize = 4096;

#[cfg(test)]
mod tests;
