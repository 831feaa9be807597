//! The thread that owns the directory and its record.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use protocol::digest::Digest;
use protocol::directory::{Answer, Directory, Recorded};
use protocol::item::Item;
use protocol::reconcile::Universe;
use protocol::time::Timestamp;
use tokio::sync::{broadcast, mpsc, oneshot};

use crate::clock;
use crate::handle::{DeclinedHere, Input, Outcome, Refused, Unavailable};
use crate::net::shelf::{RUN_BYTES, Run};
use crate::read_model::ReadModel;
use crate::store::{Limits, Opened, Store, StoreError};

/// The directory and its record, as the keeper thread holds them.
pub struct Keeper {
    directory: Directory,
    store: Store,
    /// The set as it is compared with others, until it changes.
    universe: Option<Universe>,
    /// Counts the changes of the set.
    generation: u64,
    /// The read model, and the generation that it shows.
    model: (Arc<ReadModel>, u64),
    last_recovery: Option<Instant>,
}

type Submission = (Vec<Item>, oneshot::Sender<Result<Vec<Outcome>, Unavailable>>);

impl Keeper {
    pub(super) fn open(folder: &Path, limits: Limits) -> Result<(Self, Opened), StoreError> {
        let (store, opened) = Store::open_with(folder, limits)?;
        let directory = load(&store)?;
        Ok((
            Self {
                directory,
                store,
                universe: None,
                generation: 1,
                model: (Arc::default(), 0),
                last_recovery: None,
            },
            opened,
        ))
    }

    /// The directory.
    pub fn directory(&mut self) -> &mut Directory {
        &mut self.directory
    }

    /// What answers and pages are made of, as of now.
    pub fn model(&mut self) -> Arc<ReadModel> {
        if self.model.1 != self.generation {
            Arc::make_mut(&mut self.model.0).refresh(&mut self.directory);
            self.model.1 = self.generation;
        }
        Arc::clone(&self.model.0)
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
        self.universe.get_or_insert_with(|| self.directory.universe()).clone()
    }

    /// The first of those items, as many as are read at once, and the ids of the others.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the record cannot be read.
    pub fn run_of(&self, ids: &[Digest]) -> Result<Run, StoreError> {
        let mut ordered = self.directory.in_order(ids).into_iter();
        let (mut items, mut bytes) = (Vec::new(), 0);
        while bytes < RUN_BYTES
            && let Some(id) = ordered.next()
        {
            if let Some(item) = self.store.get(&id)? {
                bytes += item.len();
                items.push(item);
            }
        }
        Ok(Run { items, rest: ordered.collect() })
    }

    /// Those of the items that are in the set, from the record, each after what explains it.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the record cannot be read.
    pub fn items(&self, ids: &[Digest]) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut items = Vec::with_capacity(ids.len());
        for id in self.directory.in_order(ids) {
            items.extend(self.store.get(&id)?);
        }
        Ok(items)
    }

    pub(super) fn run(
        mut self,
        mut inputs: mpsc::Receiver<Input>,
        fresh: &broadcast::Sender<Arc<[Vec<u8>]>>,
    ) {
        while let Some(first) = inputs.blocking_recv() {
            let mut next = Some(first);
            while let Some(input) = next.take() {
                match input {
                    Input::Read(look) => look(&mut self),
                    Input::Submit { items, reply } => {
                        // Whatever queued up meanwhile is one group with one fsync.
                        let mut group: Vec<Submission> = vec![(items, reply)];
                        let mut count = group[0].0.len();
                        while count < GROUP_ITEMS_MAX {
                            match inputs.try_recv() {
                                Ok(Input::Submit { items, reply }) => {
                                    count += items.len();
                                    group.push((items, reply));
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
    }

    /// Admits a group, records what came in, and only then answers.
    fn commit(&mut self, group: Vec<Submission>, fresh: &broadcast::Sender<Arc<[Vec<u8>]>>) {
        if let Err(error) = self.ensure_writable() {
            for (_, reply) in group {
                drop(reply.send(Err(error.clone())));
            }
            return;
        }
        let now = clock::now();
        let mut came_in: Vec<Recorded> = Vec::new();
        let mut answers = Vec::with_capacity(group.len());
        for (items, reply) in group {
            let outcomes: Vec<Outcome> =
                items.into_iter().map(|item| self.admit(item, now, &mut came_in)).collect();
            answers.push((outcomes, reply));
        }
        let recorded: Vec<(Digest, &[u8])> =
            came_in.iter().map(|item| (item.id, item.bytes.as_slice())).collect();
        match self.store.append(&recorded) {
            Ok(()) => {
                if !came_in.is_empty() {
                    self.universe = None;
                    self.generation += 1;
                    let items: Vec<Vec<u8>> = came_in.into_iter().map(|item| item.bytes).collect();
                    // Nobody listens while the network is down.
                    drop(fresh.send(items.into()));
                }
                for (outcomes, reply) in answers {
                    drop(reply.send(Ok(outcomes)));
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

    fn admit(&mut self, item: Item, now: Timestamp, came_in: &mut Vec<Recorded>) -> Outcome {
        let dated = item.time();
        if dated > now.plus_millis(FUTURE_TOLERANCE_MS) {
            return Outcome::Declined(DeclinedHere::Future { dated, now });
        }
        match self.directory.admit(item) {
            Answer::Accepted { came_in: items } => {
                came_in.extend(items);
                Outcome::Accepted
            }
            Answer::Known => Outcome::Known,
            Answer::Staged(gap) => Outcome::Staged(gap),
            Answer::Declined(why) => Outcome::Declined(why.into()),
            Answer::Refused(why) => Outcome::Refused(Refused::Standing(why)),
        }
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
        match load(&self.store) {
            Ok(directory) => {
                self.directory = directory;
                self.universe = None;
                self.generation += 1;
            }
            Err(error) => {
                tracing::error!(%error, "the record cannot be read; restart the node once the disk is sound")
            }
        }
    }
}

/// Computes the directory from the record. Signatures were checked before the items were recorded, and the record's
/// checksums say that they are the same bytes.
fn load(store: &Store) -> Result<Directory, StoreError> {
    let mut directory = Directory::default();
    store.scan(&mut |id, bytes| match Item::parse_own_record(bytes) {
        Ok(item) => {
            // An item that lost its standing after it was recorded is staged again, as it was before.
            directory.admit(item);
        }
        Err(error) => tracing::error!(%id, %error, "an item of the record is not sound and is left out"),
    })?;
    Ok(directory)
}

const GROUP_ITEMS_MAX: usize = 4_096;
const FUTURE_TOLERANCE_MS: u64 = 10 * 60 * 1000;
const RECOVERY_INTERVAL: Duration = Duration::from_secs(1);
