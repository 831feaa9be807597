//! The thread that makes the read model from the ledgers that changed.
//!
//! ```text
//! keeper: commit ──► Feed: organisations that changed ──► modeller: ledger ─► sheet ─► view ──► ReadModel, shown
//!                                                              │         └─► cards, words and values ──► Search
//!                                                              └─► sheets, kept in the index for the next start
//! ```
//! To read documents takes many times as long as to take them in. So while much comes in the modeller waits, and the
//! cores are the keeper's; what is shown may then be some seconds old. Documents themselves are always read from the
//! ledger as it is. When a day ends, organisations are read again whose posts ended with it: nobody is found by those any
//! more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use protocol::ledger::Ledger;
use protocol::organisation::OrganisationId;
use protocol::time::Day;
use tokio::sync::{mpsc, oneshot, watch};

use crate::clock;
use crate::handle::{Input, Keeper};
use crate::read_model::{OrganisationView, ReadModel, Sheet};
use crate::search::{Search, SearchError};
use crate::store::StoreError;

/// What changed since the modeller looked last.
pub(super) struct Feed {
    stirred: Mutex<Stirred>,
    ring: Condvar,
}

struct Stirred {
    /// Counts the changes of the set.
    generation: u64,
    organisations: BTreeSet<OrganisationId>,
    last: Option<Instant>,
    is_closed: bool,
}

impl Default for Feed {
    fn default() -> Self {
        // What was there at the start is the first generation.
        let stirred = Stirred { generation: 1, organisations: BTreeSet::new(), last: None, is_closed: false };
        Self { stirred: Mutex::new(stirred), ring: Condvar::new() }
    }
}

impl Feed {
    /// Tells that organisations changed.
    pub(super) fn stir(&self, organisations: impl Iterator<Item = OrganisationId>) {
        let mut stirred = self.lock();
        stirred.generation += 1;
        stirred.organisations.extend(organisations);
        stirred.last = Some(Instant::now());
        self.ring.notify_one();
    }

    /// How often the set changed.
    pub(super) fn generation(&self) -> u64 {
        self.lock().generation
    }

    /// Tells that nothing will change any more.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.ring.notify_one();
    }

    /// Adds what changed to `pending`, and returns the generation; waits for a change while nothing is pending, but no
    /// longer than until somebody should look at the calendar, and for calm, as long as patience lasts, while much is.
    /// `None` when the feed is closed.
    fn take(&self, pending: &mut BTreeSet<OrganisationId>, patience: &mut Duration) -> Option<u64> {
        let mut stirred = self.lock();
        loop {
            pending.append(&mut stirred.organisations);
            if stirred.is_closed {
                return None;
            }
            let since = stirred.last.map_or(CALM, |last| last.elapsed());
            stirred = if pending.is_empty() {
                *patience = PATIENCE;
                let (stirred, waited) =
                    self.ring.wait_timeout(stirred, LOOK_EVERY).unwrap_or_else(PoisonError::into_inner);
                if waited.timed_out() && stirred.organisations.is_empty() && !stirred.is_closed {
                    return Some(stirred.generation);
                }
                stirred
            } else if pending.len() > BUSY && since < CALM && !patience.is_zero() {
                let began = Instant::now();
                let (stirred, _) =
                    self.ring.wait_timeout(stirred, CALM).unwrap_or_else(PoisonError::into_inner);
                *patience = patience.saturating_sub(began.elapsed());
                stirred
            } else {
                return Some(stirred.generation);
            };
        }
    }

    fn lock(&self) -> MutexGuard<'_, Stirred> {
        self.stirred.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A read model, and the generation that it shows in full.
#[derive(Clone, Default)]
pub(super) struct Shown {
    pub(super) generation: u64,
    pub(super) model: Arc<ReadModel>,
}

pub(super) struct Modeller {
    feed: Arc<Feed>,
    keeper: mpsc::WeakSender<Input>,
    show: watch::Sender<Shown>,
    search: Arc<Search>,
    /// Views that are not shown yet.
    fresh: Vec<OrganisationView>,
    /// Organisations that are carried no more and still shown.
    gone: Vec<OrganisationId>,
    /// On which day organisations are found by fewer posts.
    turning: BTreeSet<(Day, OrganisationId)>,
    last_shown: Instant,
    /// How long it took to show what was read last.
    cost: Duration,
}

/// The keeper thread has ended.
struct Ended;

/// What the keeper hands over of one organisation: its ledger, and how many items the record has of it.
type Share = (Arc<Ledger>, u64);

impl Modeller {
    pub(super) fn new(
        feed: Arc<Feed>,
        keeper: mpsc::WeakSender<Input>,
        show: watch::Sender<Shown>,
        search: Arc<Search>,
    ) -> Self {
        let (last_shown, cost) = (Instant::now(), Duration::ZERO);
        let (fresh, gone, turning) = (Vec::new(), Vec::new(), BTreeSet::new());
        Self { feed, keeper, show, search, fresh, gone, turning, last_shown, cost }
    }

    /// Works until the keeper ends.
    pub(super) fn run(mut self) {
        // The keeper's end is the modeller's: nothing is lost that is not made again.
        drop(self.work());
    }

    fn work(&mut self) -> Result<(), Ended> {
        let mut pending = self.recall()?;
        self.show(pending.is_empty().then_some(1));
        let mut patience = PATIENCE;
        while let Some(generation) = self.feed.take(&mut pending, &mut patience) {
            pending.append(&mut self.turned(clock::now().day()));
            if pending.is_empty() {
                continue;
            }
            let some: Vec<OrganisationId> = pending.iter().copied().take(SLICE).collect();
            for id in &some {
                pending.remove(id);
            }
            self.read(some)?;
            if pending.is_empty() {
                self.show(Some(generation));
            } else if self.last_shown.elapsed() > SHOW_EVERY {
                self.show(None);
            }
        }
        Ok(())
    }

    /// Takes in the sheets that an earlier run kept; returns the organisations of which there is none as of now.
    fn recall(&mut self) -> Result<BTreeSet<OrganisationId>, Ended> {
        let mut counts: BTreeMap<OrganisationId, u64> =
            self.ask(|keeper| keeper.counts())?.into_iter().collect();
        let mut after = None;
        loop {
            let sheets = self.ask(move |keeper| keeper.store().sheets(after.as_ref(), RECALLED))?;
            let Some((last, _, _)) = sheets.last() else { break };
            after = Some(*last);
            let current = |(id, items, _): &&(OrganisationId, u64, Vec<u8>)| counts.get(id) == Some(items);
            let current: Vec<_> = sheets.iter().filter(current).collect();
            let today = clock::now().day();
            let views = on_all_cores(&current, |(id, _, bytes)| {
                Sheet::parse(*id, bytes).map(|sheet| find_in(&self.search, &sheet, today))
            });
            for view in views.into_iter().flatten() {
                counts.remove(&view.id);
                self.take_in(view);
            }
        }
        Ok(counts.into_keys().collect())
    }

    /// Reads the ledgers of organisations.
    fn read(&mut self, ids: Vec<OrganisationId>) -> Result<(), Ended> {
        let mut sheets = Vec::with_capacity(ids.len());
        for id in ids {
            let share = self.ask(move |keeper| -> Result<Option<Share>, StoreError> {
                let count = keeper.count_of(&id);
                Ok(keeper.ledger(&id)?.map(|ledger| (ledger, count)))
            })?;
            match share {
                Ok(Some((ledger, count))) => {
                    let sheet = Sheet::of(&ledger);
                    drop(ledger);
                    self.take_in(find_in(&self.search, &sheet, clock::now().day()));
                    sheets.push((id, count, sheet.to_bytes()));
                }
                Ok(None) => {
                    told(self.search.remove(id));
                    self.gone.push(id);
                }
                Err(error) => tracing::error!(%id, %error, "an organisation cannot be shown"),
            }
        }
        self.ask(move |keeper| keeper.store().keep_sheets(&sheets))
    }

    /// Takes the organisations of which a post was over by a day.
    fn turned(&mut self, today: Day) -> BTreeSet<OrganisationId> {
        let mut turned = BTreeSet::new();
        while let Some((_, id)) = self.turning.first().copied().filter(|(day, _)| *day <= today) {
            self.turning.pop_first();
            turned.insert(id);
        }
        turned
    }

    fn take_in(&mut self, view: OrganisationView) {
        // Of an earlier reading a day may still stand there: then it is read once more, and nothing changes.
        self.turning.extend(view.turns.map(|day| (day, view.id)));
        self.fresh.push(view);
    }

    /// Shows what was read, as the picture of a generation if it is complete.
    fn show(&mut self, generation: Option<u64>) {
        // Each picture costs something, however little it adds: showing takes no more than a part of the time.
        std::thread::sleep((self.cost * REST).min(REST_MAX).saturating_sub(self.last_shown.elapsed()));
        let began = Instant::now();
        let (fresh, gone) = (std::mem::take(&mut self.fresh), std::mem::take(&mut self.gone));
        let mut model = Arc::clone(&self.show.borrow().model);
        if !fresh.is_empty() || !gone.is_empty() {
            told(self.search.commit());
            Arc::make_mut(&mut model).show(fresh, &gone);
        }
        self.show.send_modify(|shown| {
            shown.model = model;
            shown.generation = generation.unwrap_or(shown.generation);
        });
        self.last_shown = Instant::now();
        self.cost = began.elapsed();
    }

    fn ask<T: Send + 'static>(
        &self,
        look: impl FnOnce(&mut Keeper) -> T + Send + 'static,
    ) -> Result<T, Ended> {
        let (reply, answer) = oneshot::channel();
        let inputs = self.keeper.upgrade().ok_or(Ended)?;
        let reading = Box::new(move |keeper: &mut Keeper| drop(reply.send(look(keeper))));
        inputs.blocking_send(Input::Read(reading)).map_err(|_| Ended)?;
        drop(inputs);
        answer.blocking_recv().map_err(|_| Ended)
    }
}

/// Lets what a sheet says be found on a day, and returns it as it is shown.
fn find_in(search: &Search, sheet: &Sheet, today: Day) -> OrganisationView {
    let (view, findables) = OrganisationView::of(sheet, today);
    let vouches = view.vouches.iter().map(|vouch| vouch.subject).collect();
    told(search.put(view.id, findables, vouches));
    let portals = view.portals.iter().map(|kept| (kept.id.clone(), Arc::clone(&kept.portal)));
    search.put_portals(view.id, portals);
    view
}

/// Does something with each of many, on as many threads as the machine has cores; the answers come in their order.
fn on_all_cores<T: Sync, Answer: Send>(all: &[T], work: impl Fn(&T) -> Answer + Sync) -> Vec<Answer> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = all.len().div_ceil(threads).max(1);
    let work = &work;
    std::thread::scope(|scope| {
        let shares: Vec<_> = all
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<_>>()))
            .collect();
        shares.into_iter().flat_map(|share| share.join().expect("reading a sheet does not panic")).collect()
    })
}

/// The search lies in memory: what it did not take in it takes in when the node starts again.
fn told(taken: Result<(), SearchError>) {
    if let Err(error) = taken {
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        tracing::error!(%error, cause, "the search misses what changed until the node is started again");
    }
}

/// As many organisations changed at once are worth waiting for calm.
const BUSY: usize = 64;
/// Calm is when nothing changed for so long.
const CALM: Duration = Duration::from_millis(150);
/// Until everything is read, waits for calm take no longer than this together.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many organisations are read before somebody may look at the clock.
const SLICE: usize = 64;
/// How many sheets are taken from the index at once.
const RECALLED: usize = 1_024;
/// While much is read, what there is is shown this often.
const SHOW_EVERY: Duration = Duration::from_secs(2);
/// Between two pictures the modeller rests so many times as long as one takes.
const REST: u32 = 4;
/// But no longer than this.
const REST_MAX: Duration = Duration::from_millis(500);
/// Somebody looks at the calendar this often.
const LOOK_EVERY: Duration = Duration::from_secs(30);
