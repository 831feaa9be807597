//! The one door to the directory: a thread that owns it, and the handles that speak to the thread.
//!
//! ```text
//! HTTP, sync, gossip ──► verify (blocking pool) ──► queue ──► keeper thread: admit ─► record ─► fsync ─► answer
//!                                                                     reads ─────────────────────────► answer
//! ```
//! Whatever queued up during the last fsync is the next group. An answer of *accepted* leaves after the record was
//! fsynced. The read model is made beside the keeper, by the modeller thread, from the ledgers that changed. When the disk
//! fails, the directory goes back to what the record holds, nothing is acknowledged, and writing is tried again when
//! somebody next wants to write.

mod keeper;
mod modeller;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use libp2p::PeerId;
use protocol::attestation::AttestationId;
use protocol::digest::Digest;
use protocol::directory::{Declined, Source};
use protocol::evidence::Evidence;
use protocol::identity::StandingError;
use protocol::item::{Item, ItemError};
use protocol::ledger::{Gap, Ledger};
use protocol::organisation::OrganisationId;
use protocol::reconcile::Universe;
use protocol::time::Timestamp;
use thiserror::Error;
use tokio::sync::{broadcast, mpsc, oneshot, watch};

use crate::carrying::{NotCarried, Terms};
use crate::net::shelf::{self, Carried, Fresh, Run, Shelf, source_of};
use crate::read_model::{ReadModel, Sheet};
use crate::search::Search;
use crate::store::{Limits, Opened, StoreError};

pub use keeper::Keeper;
use modeller::{Feed, Modeller, Shown};

/// Speaks to the directory. A clone speaks to the same one.
#[derive(Clone)]
pub struct Handle {
    inputs: mpsc::Sender<Input>,
    fresh: broadcast::Sender<Arc<Fresh>>,
    feed: Arc<Feed>,
    shown: watch::Receiver<Shown>,
    search: Arc<Search>,
    carried: Arc<watch::Sender<Carried>>,
}

/// What the keeper thread is asked.
enum Input {
    /// Items that were verified.
    Submit { items: Vec<Item>, source: Source, reply: oneshot::Sender<Result<Vec<Outcome>, Unavailable>> },
    /// A look at the directory.
    Read(Reading),
}

type Reading = Box<dyn FnOnce(&mut Keeper) + Send>;

/// The answer to one item.
#[derive(Debug)]
pub enum Outcome {
    /// In the set now, and durable.
    Accepted,
    /// In the set already.
    Known,
    /// Kept in memory until what it builds on arrives; not durable.
    Staged(Gap),
    /// Sound, but not carried here.
    Declined(DeclinedHere),
    /// It can never stand.
    Refused(Refused),
}

/// Why this node does not carry a sound item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DeclinedHere {
    /// No node of this version would.
    #[error(transparent)]
    ByAll(#[from] Declined),
    /// The operator's choice.
    #[error(transparent)]
    ByOperator(#[from] NotCarried),
    /// Too much came of its organisation, unasked.
    #[error("more of {organisation} came in a short time than this node takes unasked; it is fetched later")]
    Throttled {
        /// Whose item it is.
        organisation: OrganisationId,
    },
    /// Its date lies ahead of this node's clock.
    #[error(
        "dated {dated}, more than ten minutes ahead of this node's clock ({now}): check the clock of the device that signed"
    )]
    Future {
        /// The item's time.
        dated: Timestamp,
        /// This node's time.
        now: Timestamp,
    },
}

/// Why an item can never stand.
#[derive(Debug, Error)]
pub enum Refused {
    /// Its bytes or its signature.
    #[error(transparent)]
    Item(#[from] ItemError),
    /// Its place in the log.
    #[error(transparent)]
    Standing(#[from] StandingError),
}

/// The directory cannot take anything now.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unavailable {
    /// The disk does not take it.
    #[error("the node is read-only: {why}")]
    ReadOnly {
        /// What the disk said.
        why: String,
    },
    /// The record cannot be read.
    #[error("the record cannot be read; look at the disk, then at the node's log: {why}")]
    Unreadable {
        /// What the disk said.
        why: String,
    },
    /// The node is going down.
    #[error("the node is shutting down")]
    ShuttingDown,
}

impl From<StoreError> for Unavailable {
    fn from(error: StoreError) -> Self {
        Self::Unreadable { why: error.to_string() }
    }
}

impl Handle {
    /// Opens the store and starts the keeper.
    ///
    /// # Errors
    ///
    /// [`StoreError`] when the folder is in use or cannot be read.
    pub fn open(folder: &Path, limits: Limits) -> Result<(Self, Opened), StoreError> {
        let feed = Arc::new(Feed::default());
        let (keeper, opened) = Keeper::open(folder, limits, Arc::clone(&feed))?;
        let (inputs, received) = mpsc::channel(QUEUE_LENGTH);
        let (fresh, _) = broadcast::channel(FRESH_LENGTH);
        let (show, shown) = watch::channel(Shown::default());
        let announced = fresh.clone();
        let thread = |name: &str| std::thread::Builder::new().name(name.into());
        let failed = |source| StoreError::Io { path: folder.to_owned(), source };
        thread("keeper").spawn(move || keeper.run(received, &announced)).map_err(failed)?;
        let search = Search::new().map(Arc::new).map_err(|error| failed(std::io::Error::other(error)))?;
        let modeller = Modeller::new(Arc::clone(&feed), inputs.downgrade(), show, Arc::clone(&search));
        thread("modeller").spawn(move || modeller.run()).map_err(failed)?;
        let (asks, interval) = (inputs.downgrade(), sweep_interval(limits.erase_delay));
        thread("sweeper").spawn(move || sweep_regularly(&asks, interval)).map_err(failed)?;
        let carried = Arc::new(watch::Sender::new(Carried::All));
        Ok((Self { inputs, fresh, feed, shown, search, carried }, opened))
    }

    /// Verifies items, admits them and returns an answer for each, in their order.
    ///
    /// Accepted ones are durable by then. The future may be dropped; the items may then still be admitted.
    ///
    /// # Errors
    ///
    /// [`Unavailable`] when nothing could be made durable; nothing was accepted then.
    pub async fn submit(&self, items: Vec<Vec<u8>>) -> Result<Vec<Outcome>, Unavailable> {
        self.submit_verified(verify_all(items).await, Source::default()).await
    }

    /// Admits what was verified. Calls are answered in the order in which they were first polled.
    async fn submit_verified(&self, items: Verified, source: Source) -> Result<Vec<Outcome>, Unavailable> {
        let mut sound = Vec::new();
        let mut outcomes: Vec<Option<Outcome>> = Vec::with_capacity(items.0.len());
        for result in items.0 {
            match result {
                Ok((item, _)) => {
                    sound.push(item);
                    outcomes.push(None);
                }
                Err(Unfit::Item(error)) => outcomes.push(Some(Outcome::Refused(error.into()))),
                Err(Unfit::Throttled(organisation)) => {
                    outcomes.push(Some(Outcome::Declined(DeclinedHere::Throttled { organisation })));
                }
            }
        }
        let (reply, answer) = oneshot::channel();
        self.inputs
            .send(Input::Submit { items: sound, source, reply })
            .await
            .map_err(|_| Unavailable::ShuttingDown)?;
        let mut answers = answer.await.map_err(|_| Unavailable::ShuttingDown)??.into_iter();
        Ok(outcomes
            .into_iter()
            .map(|outcome| outcome.or_else(|| answers.next()).expect("an answer for each item"))
            .collect())
    }

    /// Looks at the directory, after everything that was submitted before.
    ///
    /// # Errors
    ///
    /// [`Unavailable::ShuttingDown`].
    pub async fn read<T: Send + 'static>(
        &self,
        look: impl FnOnce(&mut Keeper) -> T + Send + 'static,
    ) -> Result<T, Unavailable> {
        let (reply, answer) = oneshot::channel();
        let reading: Reading = Box::new(move |keeper| {
            // Whoever asked may have gone.
            drop(reply.send(look(keeper)));
        });
        self.inputs.send(Input::Read(reading)).await.map_err(|_| Unavailable::ShuttingDown)?;
        answer.await.map_err(|_| Unavailable::ShuttingDown)
    }
}

impl Handle {
    /// One organisation's ledger as it is now; `None` when nothing is known of it.
    ///
    /// # Errors
    ///
    /// [`Unavailable::Unreadable`], [`Unavailable::ShuttingDown`].
    pub async fn ledger(&self, id: OrganisationId) -> Result<Option<Arc<Ledger>>, Unavailable> {
        Ok(self.read(move |keeper| keeper.ledger(&id)).await??)
    }

    /// What an organisation's documents say, without those that can be erased; `None` when nothing is known of it.
    ///
    /// # Errors
    ///
    /// Those of [`Handle::ledger`].
    pub async fn sheet(&self, id: OrganisationId) -> Result<Option<Sheet>, Unavailable> {
        if let Some(kept) = self.read(move |keeper| keeper.kept_sheet(&id)).await? {
            let read = tokio::task::spawn_blocking(move || Sheet::parse(id, &kept));
            if let Some(sheet) = read.await.expect("reading a sheet does not panic and is not cancelled") {
                return Ok(Some(sheet));
            }
        }
        Ok(self.ledger(id).await?.map(|ledger| Sheet::of(&ledger)))
    }

    /// What proves a label; `None` when the label is not held here.
    ///
    /// # Errors
    ///
    /// Those of [`Handle::ledger`].
    pub async fn evidence(&self, about: &AttestationId) -> Result<Option<Evidence>, Unavailable> {
        let mut known: BTreeMap<OrganisationId, Option<Arc<Ledger>>> = BTreeMap::new();
        loop {
            let missing = RefCell::new(BTreeSet::new());
            let gathered = Evidence::of(about, |organisation| match known.get(organisation) {
                Some(ledger) => ledger.as_deref(),
                None => {
                    missing.borrow_mut().insert(*organisation);
                    None
                }
            });
            let missing = missing.into_inner();
            if missing.is_empty() {
                return Ok(gathered);
            }
            // Each ledger is asked for once: a later one may hold another statement of heads.
            for organisation in missing {
                known.insert(organisation, self.ledger(organisation).await?);
            }
        }
    }

    /// What answers and pages are made of. Whatever was accepted before this call is in it, unless so much came in that
    /// it is not worked through within a second: then the newest there is.
    ///
    /// # Errors
    ///
    /// [`Unavailable::ShuttingDown`].
    pub async fn model(&self) -> Result<Arc<ReadModel>, Unavailable> {
        self.model_within(MODEL_PATIENCE).await
    }

    /// The same, with another patience.
    ///
    /// # Errors
    ///
    /// [`Unavailable::ShuttingDown`].
    pub async fn model_within(&self, patience: Duration) -> Result<Arc<ReadModel>, Unavailable> {
        let wanted = self.feed.generation();
        let mut shown = self.shown.clone();
        match tokio::time::timeout(patience, shown.wait_for(|shown| shown.generation >= wanted)).await {
            Ok(Ok(shown)) => Ok(Arc::clone(&shown.model)),
            Ok(Err(_)) => Err(Unavailable::ShuttingDown),
            Err(_) => Ok(self.model_at_hand()),
        }
    }

    /// Carries by other terms from now on. Whoever is carried no more is not served by the time this returns, but for
    /// what is on its way, and not shown, unless much is coming in: then a moment later.
    ///
    /// # Errors
    ///
    /// [`Unavailable`].
    pub async fn carry(&self, terms: Terms) -> Result<(), Unavailable> {
        let carried = terms.carried.clone();
        self.read(move |keeper| keeper.carry(terms)).await?;
        while self.read(Keeper::bring_back).await?? {}
        let before = self.carried.send_replace(carried.clone());
        if before.announced() != carried.announced() {
            self.model().await?;
        }
        Ok(())
    }

    /// Leaves the disk in the state from which a start is quickest. What comes in later is safe, but not part of that.
    ///
    /// # Errors
    ///
    /// [`Unavailable::ShuttingDown`].
    pub async fn bring_index_up_to_date(&self) -> Result<(), Unavailable> {
        self.read(Keeper::bring_index_up_to_date).await
    }

    /// The search, over the cards of the newest read model there is.
    #[must_use]
    pub fn search(&self) -> &Arc<Search> {
        &self.search
    }

    /// The newest read model there is, without waiting.
    #[must_use]
    pub fn model_at_hand(&self) -> Arc<ReadModel> {
        Arc::clone(&self.shown.borrow().model)
    }
}

impl Shelf for Handle {
    type Checked = Verified;

    async fn universe(&self) -> Result<Universe, shelf::Unavailable> {
        self.read(Keeper::universe).await.map_err(|_| shelf::Unavailable)
    }

    fn carries(&self) -> Carried {
        self.carried.borrow().clone()
    }

    async fn items(&self, ids: Vec<Digest>) -> Result<Run, shelf::Unavailable> {
        let run = self.read(move |keeper| keeper.run_of(&ids)).await.map_err(|_| shelf::Unavailable)?;
        run.map_err(|_| shelf::Unavailable)
    }

    async fn check(&self, items: Vec<Vec<u8>>) -> Verified {
        verify_all(items).await
    }

    fn sift(items: &mut Verified, mut allow: impl FnMut(OrganisationId, usize) -> bool) {
        for item in &mut items.0 {
            if let Ok((sound, bytes)) = item
                && !allow(sound.organisation(), *bytes)
            {
                *item = Err(Unfit::Throttled(sound.organisation()));
            }
        }
    }

    fn organisation_of(&self, peer: &PeerId) -> Option<OrganisationId> {
        self.model_at_hand().organisation_of_peer(&peer.to_string()).map(|view| view.id)
    }

    async fn admit(&self, items: Verified, from: PeerId) -> Result<Vec<shelf::Answer>, shelf::Unavailable> {
        let outcomes = self.submit_verified(items, source_of(&from)).await.map_err(|_| shelf::Unavailable)?;
        Ok(outcomes
            .iter()
            .map(|outcome| match outcome {
                Outcome::Accepted => shelf::Answer::Accepted,
                Outcome::Known => shelf::Answer::Known,
                Outcome::Staged(_) => shelf::Answer::Staged,
                Outcome::Declined(_) => shelf::Answer::Declined,
                Outcome::Refused(_) => shelf::Answer::Refused,
            })
            .collect())
    }

    fn subscribe(&self) -> broadcast::Receiver<Arc<Fresh>> {
        self.fresh.subscribe()
    }
}

/// Items that were parsed and verified, and why others were not.
pub struct Verified(Vec<Result<(Item, usize), Unfit>>);

/// Why an item is not brought to the directory.
enum Unfit {
    Item(ItemError),
    Throttled(OrganisationId),
}

/// Parses and verifies items on the blocking pool, on as many threads as the machine has cores.
async fn verify_all(items: Vec<Vec<u8>>) -> Verified {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = items.len().div_ceil(threads).max(VERIFY_SHARE_MIN);
    let mut tasks = Vec::new();
    let mut items = items.into_iter();
    loop {
        let part: Vec<Vec<u8>> = items.by_ref().take(share).collect();
        if part.is_empty() {
            break;
        }
        tasks.push(tokio::task::spawn_blocking(move || {
            let parse =
                |bytes: &Vec<u8>| Item::parse(bytes).map(|item| (item, bytes.len())).map_err(Unfit::Item);
            part.iter().map(parse).collect::<Vec<_>>()
        }));
    }
    let mut verified = Vec::new();
    for task in tasks {
        verified.extend(task.await.expect("verification does not panic and is not cancelled"));
    }
    Verified(verified)
}

/// Has the keeper destroy what is due, until the node ends.
fn sweep_regularly(inputs: &mpsc::WeakSender<Input>, interval: Duration) {
    loop {
        std::thread::sleep(interval);
        let Some(inputs) = inputs.upgrade() else { return };
        if inputs.blocking_send(Input::Read(Box::new(Keeper::sweep))).is_err() {
            return;
        }
    }
}

fn sweep_interval(delay: Duration) -> Duration {
    (delay / 4).clamp(Duration::from_millis(200), Duration::from_secs(60))
}

/// How long a page waits for the read model to catch up.
const MODEL_PATIENCE: Duration = Duration::from_secs(1);
const QUEUE_LENGTH: usize = 256;
const FRESH_LENGTH: usize = 1_024;
/// Fewer items than these are not worth another thread.
const VERIFY_SHARE_MIN: usize = 32;
