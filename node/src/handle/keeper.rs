//! The thread that owns the directory and its record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use protocol::digest::Digest;
use protocol::directory::{Answer, Directory, Recorded, Source};
use protocol::entry::Apart;
use protocol::item::Item;
use protocol::ledger::Ledger;
use protocol::organisation::OrganisationId;
use protocol::reconcile::Universe;
use protocol::time::Timestamp;
use tokio::sync::{broadcast, mpsc, oneshot};

use crate::carrying::Terms;
use crate::clock;
use crate::handle::modeller::Feed;
use crate::handle::{DeclinedHere, Input, Outcome, Refused, Unavailable};
use crate::net::shelf::{Fresh, RUN_BYTES, Run};
use crate::store::{Arrival, Filing, Limits, Opened, Store, StoreError};

/// The directory and its record, as the keeper thread holds them.
///
/// Only the ledgers used lately are in memory; the others are read from the record when they are asked for.
pub struct Keeper {
    directory: Directory,
    store: Store,
    /// Who makes the read model is told here what changed.
    feed: Arc<Feed>,
    terms: Terms,
    /// Organisations that are carried again and not judged yet.
    returning: BTreeSet<OrganisationId>,
    /// Items and bytes of each organisation that came in and are not recorded yet.
    unrecorded: BTreeMap<OrganisationId, (u64, u64)>,
    last_fsync: Option<Timestamp>,
    last_recovery: Option<Instant>,
}

type Submission = (Vec<Item>, Source, oneshot::Sender<Result<Vec<Outcome>, Unavailable>>);

impl Keeper {
    pub(super) fn open(folder: &Path, limits: Limits, feed: Arc<Feed>) -> Result<(Self, Opened), StoreError> {
        let (mut store, opened) = Store::open_with(folder, limits, describe)?;
        let directory = load(&mut store)?;
        store.sweep(clock::now())?;
        let keeper = Self {
            directory,
            store,
            feed,
            terms: Terms::default(),
            returning: BTreeSet::new(),
            unrecorded: BTreeMap::new(),
            last_fsync: None,
            last_recovery: None,
        };
        Ok((keeper, opened))
    }

    /// One organisation's ledger as it is now.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when it is not in memory and the record cannot be read.
    pub fn ledger(&mut self, id: &OrganisationId) -> Result<Option<Arc<Ledger>>, StoreError> {
        self.unfold(id)?;
        let erased = self.directory.take_erased();
        self.store.hide(erased, clock::now());
        let ledger = self.directory.share(id);
        self.directory.fold(OPEN_BYTES_MAX);
        Ok(ledger)
    }

    /// Carries by other terms from now on.
    ///
    /// Organisations that are not carried any more leave the directory; their items stay in the record, and stand again
    /// when they are carried again, after [`Keeper::bring_back`] or when somebody asks for them.
    pub(super) fn carry(&mut self, terms: Terms) {
        let carried = terms.carried.clone();
        let before = std::mem::replace(&mut self.terms, terms).carried;
        if before.announced() == carried.announced() {
            return;
        }
        let gone = self.directory.retain(|organisation| carried.includes(organisation));
        let known: BTreeSet<OrganisationId> = self.directory.organisations().copied().collect();
        let is_back = |id: &&OrganisationId| carried.includes(id) && !known.contains(id);
        self.returning = self.store.organisations().filter(is_back).copied().collect();
        if !gone.is_empty() {
            self.feed.stir(gone.into_iter());
        }
    }

    /// Judges some of the organisations that are carried again, and says whether others are left.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the record cannot be read.
    pub(super) fn bring_back(&mut self) -> Result<bool, StoreError> {
        for organisation in self.returning.iter().take(RETURNING_AT_ONCE).copied().collect::<Vec<_>>() {
            self.bring_back_one(&organisation)?;
        }
        Ok(!self.returning.is_empty())
    }

    fn bring_back_one(&mut self, organisation: &OrganisationId) -> Result<(), StoreError> {
        if self.returning.contains(organisation) {
            judge(&mut self.store, &mut self.directory, organisation)?;
            self.returning.remove(organisation);
            self.feed.stir(std::iter::once(*organisation));
        }
        Ok(())
    }

    /// How many items of each sender wait outside the set, the busiest first.
    #[must_use]
    pub fn staged_by_source(&self) -> Vec<(Source, usize)> {
        self.directory.staged_by_source()
    }

    /// How many bytes the record has.
    #[must_use]
    pub fn record_bytes(&self) -> u64 {
        self.store.record_bytes()
    }

    /// How many items the record has, of organisations that are not carried any more too.
    #[must_use]
    pub fn recorded_count(&self) -> u64 {
        self.store.len()
    }

    /// When items were last made durable since the node started.
    #[must_use]
    pub fn last_fsync(&self) -> Option<Timestamp> {
        self.last_fsync
    }

    /// How many organisations are in the directory.
    #[must_use]
    pub fn organisation_count(&self) -> usize {
        self.directory.organisations().len()
    }

    /// How many items are in the set.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.directory.item_count()
    }

    /// How many items wait outside the set.
    #[must_use]
    pub fn staged_count(&self) -> usize {
        self.directory.staged_count()
    }

    /// Every organisation with the number of items that the record has of it.
    pub(super) fn counts(&self) -> Vec<(OrganisationId, u64)> {
        self.directory.organisations().map(|id| (*id, self.store.count_of(id))).collect()
    }

    /// How many items the record has of an organisation.
    pub(super) fn count_of(&self, id: &OrganisationId) -> u64 {
        self.store.count_of(id)
    }

    /// The sheet that was kept of an organisation, if it is of all that the record has of it.
    pub(super) fn kept_sheet(&self, id: &OrganisationId) -> Option<Vec<u8>> {
        let (items, sheet) = self.store.sheet(id)?;
        (items == self.count_of(id)).then_some(sheet)
    }

    /// The store, for what is kept beside the items.
    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// Tells the index on disk what it does not know yet.
    pub(super) fn bring_index_up_to_date(&mut self) {
        self.store.bring_index_up_to_date();
    }

    /// Whom the operator chose to carry.
    #[must_use]
    pub fn policy(&self) -> &protocol::carrying::Policy {
        &self.terms.choice.policy
    }

    /// Whether the disk takes nothing.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.store.is_read_only()
    }

    /// Whether the disk takes items. When it failed before, it is tried again, at most once a second.
    pub fn takes_items(&mut self) -> bool {
        self.ensure_writable().is_ok()
    }

    /// The set, frozen.
    pub fn universe(&mut self) -> Universe {
        self.directory.universe().clone()
    }

    /// The first of those items, as many as are read at once, and the ids of the others.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the record cannot be read.
    pub fn run_of(&self, ids: &[Digest]) -> Result<Run, StoreError> {
        let (items, rest) = self.store.in_order(self.in_set(ids), RUN_BYTES)?;
        Ok(Run { items, rest })
    }

    /// Those of the items that are in the set, from the record, each after what explains it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the record cannot be read.
    pub fn items(&self, ids: &[Digest]) -> Result<Vec<Vec<u8>>, StoreError> {
        let (items, _) = self.store.in_order(self.in_set(ids), usize::MAX)?;
        Ok(items)
    }

    fn in_set<'i>(&'i self, ids: &'i [Digest]) -> impl Iterator<Item = &'i Digest> {
        ids.iter().filter(|id| self.directory.holds(id))
    }

    pub(super) fn run(mut self, mut inputs: mpsc::Receiver<Input>, fresh: &broadcast::Sender<Arc<Fresh>>) {
        while let Some(first) = inputs.blocking_recv() {
            let mut next = Some(first);
            while let Some(input) = next.take() {
                match input {
                    Input::Read(look) => look(&mut self),
                    Input::Submit { items, source, reply } => {
                        // Whatever queued up meanwhile is one group with one fsync.
                        let mut group: Vec<Submission> = vec![(items, source, reply)];
                        let mut count = group[0].0.len();
                        while count < GROUP_ITEMS_MAX {
                            match inputs.try_recv() {
                                Ok(Input::Submit { items, source, reply }) => {
                                    count += items.len();
                                    group.push((items, source, reply));
                                }
                                Ok(read) => {
                                    next = Some(read);
                                    break;
                                }
                                Err(_) => break,
                            }
                        }
                        self.commit(group, fresh);
                    }
                }
            }
        }
        self.feed.close();
    }

    /// Admits a group, records what came in, and only then answers.
    fn commit(&mut self, group: Vec<Submission>, fresh: &broadcast::Sender<Arc<Fresh>>) {
        if let Err(error) = self.ensure_writable() {
            for (_, _, reply) in group {
                drop(reply.send(Err(error.clone())));
            }
            return;
        }
        let now = clock::now();
        let mut came_in: Vec<Recorded> = Vec::new();
        let mut answers = Vec::with_capacity(group.len());
        let mut failure = None;
        let first_source = group.first().map(|(_, source, _)| *source).unwrap_or_default();
        let is_of_one = group.iter().all(|(_, source, _)| *source == first_source);
        let source_of_all = if is_of_one { first_source } else { Source::default() };
        for (items, source, reply) in group {
            let mut outcomes = Vec::with_capacity(items.len());
            for item in items {
                match self.admit(item, source, now, &mut came_in) {
                    Ok(outcome) => outcomes.push(outcome),
                    Err(error) => failure = Some(error),
                }
            }
            answers.push((outcomes, reply));
        }
        let erased = self.directory.take_erased();
        for item in came_in.iter_mut().filter(|item| erased.contains(&item.id)) {
            item.bytes = Apart::of(&item.bytes).map_or_else(|| item.bytes.clone(), |apart| apart.bare);
        }
        self.unrecorded.clear();
        let recorded: Vec<Arrival<'_>> = came_in.iter().map(arrival).collect();
        match failure.map_or_else(|| self.store.append(&recorded), Err) {
            Ok(()) => {
                self.store.hide(erased, now);
                let fallen = if came_in.is_empty() { BTreeSet::new() } else { self.directory.take_fallen() };
                if !came_in.is_empty() {
                    self.last_fsync = Some(clock::now());
                    for organisation in &fallen {
                        self.store.unsettle(*organisation);
                    }
                    self.feed.stir(came_in.iter().map(|item| item.organisation));
                    let items = came_in.into_iter().map(|item| item.bytes).collect();
                    // Nobody listens while the network is down.
                    drop(fresh.send(Arc::new(Fresh { items, source: source_of_all })));
                }
                for (outcomes, reply) in answers {
                    drop(reply.send(Ok(outcomes)));
                }
                let items = if fallen.is_empty() { Vec::new() } else { self.take_back_bodies() };
                self.directory.fold(OPEN_BYTES_MAX);
                if !items.is_empty() {
                    let (reply, _) = oneshot::channel();
                    self.commit(vec![(items, Source::default(), reply)], fresh);
                }
            }
            Err(error) => {
                tracing::error!(%error, "the record takes nothing: the node is read-only");
                self.go_back_to_the_record();
                let unavailable = Unavailable::ReadOnly { why: error.to_string() };
                for (_, reply) in answers {
                    drop(reply.send(Err(unavailable.clone())));
                }
            }
        }
    }

    fn admit(
        &mut self,
        item: Item,
        source: Source,
        now: Timestamp,
        came_in: &mut Vec<Recorded>,
    ) -> Result<Outcome, StoreError> {
        let dated = item.time();
        if dated > now.plus_millis(FUTURE_TOLERANCE_MS) {
            return Ok(Outcome::Declined(DeclinedHere::Future { dated, now }));
        }
        let organisation = item.organisation();
        let (items, bytes) = self.unrecorded.get(&organisation).copied().unwrap_or_default();
        let held_items = self.store.count_of(&organisation).saturating_add(items);
        let held_bytes = self.store.bytes_of(&organisation).saturating_add(bytes);
        if let Some(why) = self.terms.decline(&item, held_items, held_bytes)
            && !self.directory.holds(&item.id())
        {
            return Ok(Outcome::Declined(why.into()));
        }
        self.unfold(&organisation)?;
        Ok(match self.directory.admit_from(item, source) {
            Answer::Accepted { came_in: items } => {
                let bytes: usize = items.iter().map(|item| item.bytes.len()).sum();
                let (of_items, of_bytes) = self.unrecorded.entry(organisation).or_default();
                *of_items += items.len() as u64;
                *of_bytes += bytes as u64;
                came_in.extend(items);
                Outcome::Accepted
            }
            Answer::Known => Outcome::Known,
            Answer::Staged(gap) => Outcome::Staged(gap),
            Answer::Declined(why) => Outcome::Declined(why.into()),
            Answer::Refused(why) => Outcome::Refused(Refused::Standing(why)),
        })
    }

    /// Destroys the bodies of erased documents whose delay is over.
    pub(super) fn sweep(&mut self) {
        match self.store.sweep(clock::now()) {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "bodies of erased documents were destroyed"),
            Err(error) => tracing::error!(%error, "bodies of erased documents are not destroyed yet"),
        }
    }

    /// What is hidden, and not erased any more because the erase was taken back, with its body.
    fn take_back_bodies(&mut self) -> Vec<Item> {
        let hidden = self.store.hidden().unwrap_or_else(|error| {
            tracing::error!(%error, "hidden bodies cannot be looked at");
            Vec::new()
        });
        let mut items = Vec::new();
        for (id, bare) in hidden {
            let Ok(Item::Entry(entry)) = Item::parse_own_record(&bare) else { continue };
            let (organisation, address) = (entry.header().organisation, &entry.header().address);
            let ledger = self.directory.ledger(&organisation);
            if ledger.is_none_or(|ledger| ledger.is_erased(address)) {
                continue;
            }
            match self.store.take_back(&id, &bare) {
                Ok(whole) => items.extend(whole.and_then(|whole| Item::parse_own_record(&whole).ok())),
                Err(error) => tracing::error!(%error, %id, "the body of this entry cannot be taken back"),
            }
        }
        items
    }

    /// Reads an organisation from the record unless it is in memory.
    fn unfold(&mut self, id: &OrganisationId) -> Result<(), StoreError> {
        self.bring_back_one(id)?;
        if self.directory.is_folded(id) {
            let items = own_items(self.store.items_of(id)?);
            self.directory.unfold(id, items);
        }
        Ok(())
    }

    /// When the disk failed before, tries it again, at most once a second.
    fn ensure_writable(&mut self) -> Result<(), Unavailable> {
        if !self.store.is_read_only() {
            return Ok(());
        }
        let waits = self.last_recovery.is_some_and(|last| last.elapsed() < RECOVERY_INTERVAL);
        if waits {
            return Err(Unavailable::ReadOnly {
                why: "the disk failed a moment ago; free space and send again".into(),
            });
        }
        self.last_recovery = Some(Instant::now());
        self.store.recover().map_err(|error| Unavailable::ReadOnly { why: error.to_string() })?;
        tracing::info!("the record takes items again");
        Ok(())
    }

    /// Forgets what could not be recorded.
    fn go_back_to_the_record(&mut self) {
        match reload(&mut self.store, &self.directory) {
            Ok(directory) => {
                self.directory = directory;
                let all: Vec<OrganisationId> = self.directory.organisations().copied().collect();
                self.feed.stir(all.into_iter());
            }
            Err(error) => {
                tracing::error!(%error, "the record cannot be read; restart the node once the disk is sound")
            }
        }
    }
}

/// Computes the directory from the record. Signatures were checked before the items were recorded, and the record's
/// checksums say that they are the same bytes.
fn load(store: &mut Store) -> Result<Directory, StoreError> {
    let (filed, unsettled) = store.take_filed();
    let mut directory = Directory::of_folded(filed);
    for organisation in unsettled {
        judge(store, &mut directory, &organisation)?;
    }
    Ok(directory)
}

/// Judges all items of an organisation, as they came.
fn judge(
    store: &mut Store,
    directory: &mut Directory,
    organisation: &OrganisationId,
) -> Result<(), StoreError> {
    for item in own_items(store.items_of(organisation)?) {
        // An item that lost its standing after it was recorded is staged again, as it was before.
        directory.admit(item);
    }
    if directory.take_fallen().is_empty() {
        store.settle(organisation);
    }
    store.hide(directory.take_erased(), clock::now());
    directory.fold(OPEN_BYTES_MAX);
    Ok(())
}

/// Computes the directory anew in the midst of its life, without what the record does not hold.
fn reload(store: &mut Store, before: &Directory) -> Result<Directory, StoreError> {
    // Nothing was told to the folded ones since they were folded.
    let mut directory = Directory::of_folded(before.folded_items().collect());
    for (organisation, _) in before.ledgers() {
        judge(store, &mut directory, organisation)?;
    }
    Ok(directory)
}

fn own_items(items: Vec<(Digest, Vec<u8>)>) -> Vec<Item> {
    let parse = |(id, bytes): (Digest, Vec<u8>)| match Item::parse_own_record(&bytes) {
        Ok(item) => Some(item),
        Err(error) => {
            tracing::error!(%id, %error, "an item of the record is not sound and is left out");
            None
        }
    };
    items.into_iter().filter_map(parse).collect()
}

/// How an item of the record is filed.
fn describe(id: &Digest, bytes: &[u8]) -> Option<Filing> {
    match Item::parse_own_record(bytes) {
        Ok(item) => Some(Filing { organisation: item.organisation(), time: item.time() }),
        Err(error) => {
            tracing::error!(%id, %error, "an item of the record is not sound and is left out");
            None
        }
    }
}

fn arrival(item: &Recorded) -> Arrival<'_> {
    let filing = Filing { organisation: item.organisation, time: item.time };
    Arrival { id: item.id, filing, bytes: &item.bytes }
}

/// Ledgers in memory may weigh this much, in bytes of their items; what is computed from them takes as much again.
const OPEN_BYTES_MAX: usize = 32 * 1024 * 1024;
/// So many are judged before others are answered.
const RETURNING_AT_ONCE: usize = 64;
const GROUP_ITEMS_MAX: usize = 4_096;
const FUTURE_TOLERANCE_MS: u64 = 10 * 60 * 1000;
const RECOVERY_INTERVAL: Duration = Duration::from_secs(1);
