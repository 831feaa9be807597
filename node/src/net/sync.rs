//! Sessions of `/hanse/sync/1`: two nodes bring their sets in step.
//!
//! The initiator compares, asks for what it lacks, then pushes what the responder lacks; the
//! responder answers. A session keeps nothing for the next: after a break it is simply begun again,
//! and what both hold by then costs nothing. Both sides compare the sets that they held at `Hello`.
//!
//! ```text
//! initiator   Want Want ──────── Want …                        two windows are on their way
//!             frame ─► unpack ─► check, check, check ─► admit  while one batch is made durable, others are verified
//! responder   disk ─► pack ─► frame                            while one run is sent, the next is read
//! ```

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use futures::channel::mpsc;
use futures::{AsyncRead, AsyncWrite, SinkExt as _, StreamExt as _};
use libp2p::PeerId;
use protocol::digest::Digest;
use protocol::message::{
    Carrying, Hello, ITEM_BYTES_MAX, ITEMS_MAX, LISTED_PART_MAX, Message, PROTOCOL, RULES, Taken,
    WANT_IDS_MAX,
};
use protocol::reconcile::{Difference, Initiator, ReconcileError, Responder, Universe};
use thiserror::Error;
use tokio::sync::AcquireError;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::Instant;

use super::Context;
use super::carried::{Carried, Listed};
use super::frame::{FRAME_TIMEOUT, FrameError, Frames};
use super::parts::PartRight;
use super::shelf::{Answer, Shelf, Unavailable};

/// Runs a session on a stream that this node opened.
///
/// May be dropped midway; what was admitted until then stays.
///
/// # Errors
///
/// [`SyncError`] when the session did not come to its end. What it brought until then stays.
pub(crate) async fn initiate<H: Shelf, S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    peer: PeerId,
    context: &Context<H>,
) -> Result<Outcome, SyncError> {
    let mut session = Session::new(stream, peer, context);
    let own = session.own().await?;
    session.frames.send(&own.hello(false)).await?;
    let theirs = session.receive_hello(PATIENCE).await?;
    if (theirs.count, theirs.fingerprint) != (own.universe.count() as u64, own.fingerprint) {
        let (universe, right) = session.agree_asking(own, &theirs).await?;
        if universe.count() == 0 && !context.vain.remembers(&peer, Instant::now()) {
            drop(right);
            session.pull_all(theirs.count).await?;
        } else {
            let Difference { have, mut need } = session.reconcile(universe).await?;
            drop(right);
            context.vain.leave_out(peer, &mut need, Instant::now());
            session.pull(&need).await?;
            session.push(&have).await?;
        }
    }
    session.frames.send(&Message::Done).await?;
    session.frames.finish().await?;
    Ok(session.outcome)
}

/// Runs a session on a stream that the peer opened.
///
/// May be dropped midway; what was admitted until then stays.
///
/// # Errors
///
/// [`SyncError`] when the session did not come to its end. What it brought until then stays.
pub(crate) async fn respond<H: Shelf, S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    peer: PeerId,
    context: &Context<H>,
) -> Result<Outcome, SyncError> {
    let mut session = Session::new(stream, peer, context);
    let theirs = session.receive_hello(FRAME_TIMEOUT).await?;
    session.take_turn()?;
    let own = session.own().await?;
    let list = own.known_list_of(&theirs, context);
    session.frames.send(&own.hello(list.is_none())).await?;

    let mut first = session.frames.receive(PATIENCE).await?;
    // Where the sets are equal the initiator knows it by now, and nothing is compared.
    if matches!(first, Message::Done) {
        return session.farewell().await;
    }
    let list = match list {
        Some(list) => list,
        None => {
            let list = session.receive_list(Some(first), &theirs.carrying).await?;
            first = session.frames.receive(PATIENCE).await?;
            list
        }
    };
    if matches!(first, Message::Ask) {
        session.send_list(&own.carried).await?;
        first = session.frames.receive(PATIENCE).await?;
    }
    let (universe, right) = session.part(own, &theirs, list, Side::Responder).await?;
    session.answer(universe, right, first).await?;
    session.farewell().await
}

/// What a session brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// What became of the items that the peer sent.
    pub(crate) received: Tally,
    /// What became of the items that were pushed to the peer, by its word.
    pub(crate) taken: Taken,
    /// The comparison was cut short: there is more to be found.
    pub(crate) unfinished: bool,
}

impl Outcome {
    /// Whether another session right away may bring more.
    pub(crate) fn calls_for_another(&self) -> bool {
        let progress = self.received.accepted > 0 || self.taken.accepted > 0;
        progress && (self.received.staged > 0 || self.taken.staged > 0 || self.unfinished)
    }
}

/// How many items got which answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) accepted: u64,
    pub(crate) known: u64,
    pub(crate) staged: u64,
    pub(crate) declined: u64,
    pub(crate) refused: u64,
}

impl Tally {
    fn count(&mut self, answers: &[Answer]) {
        for answer in answers {
            *match answer {
                Answer::Accepted => &mut self.accepted,
                Answer::Known => &mut self.known,
                Answer::Staged => &mut self.staged,
                Answer::Declined => &mut self.declined,
                Answer::Refused => &mut self.refused,
            } += 1;
        }
    }

    fn add(&mut self, other: &Self) {
        self.accepted += other.accepted;
        self.known += other.known;
        self.staged += other.staged;
        self.declined += other.declined;
        self.refused += other.refused;
    }
}

/// Why a session did not come to its end.
#[derive(Debug, Error)]
pub(crate) enum SyncError {
    /// The stream ended, broke, or carried no message.
    #[error("the stream failed")]
    Frame(#[from] FrameError),
    /// A list of organisations that is not the one that was announced.
    #[error("the peer's list of organisations is another than it announced")]
    OtherList,
    /// A message that has no place here.
    #[error("a {kind} where it has no place")]
    Unexpected { kind: &'static str },
    /// More items than were asked for.
    #[error("the peer sent more items than were asked for")]
    Unasked,
    /// The comparison failed.
    #[error("the sets could not be compared")]
    Reconcile(#[from] ReconcileError),
    /// More rounds or requests than any honest session needs.
    #[error("the session does not end")]
    Endless,
    /// The peer pushed or asked more than its allowance.
    #[error("the peer's allowance is used up")]
    Throttled,
    /// The peer has another session in which a part of the set is compared.
    #[error("the peer compares a part of the set in another session")]
    Busy,
    /// The peer sent refused items once too often.
    #[error("the peer keeps sending items that are malformed or wrongly signed")]
    Misconduct,
    /// The directory does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// The network is ending.
    #[error("the network is ending")]
    Ending(#[from] AcquireError),
    /// No stream could be opened: the peer does not speak the protocol, or is busy.
    #[error("no session could be opened")]
    Open(#[from] libp2p_stream::OpenStreamError),
    /// The peer did not answer the wish for a stream.
    #[error("no session could be opened in time")]
    OpenTimeout(#[from] tokio::time::error::Elapsed),
    /// A computation was cut off.
    #[error("a computation did not end")]
    Computation(#[from] JoinError),
}

impl SyncError {
    /// Whether the peer broke the rules, as against being slow, busy or gone.
    pub(crate) fn is_violation(&self) -> bool {
        match self {
            Self::Frame(error) => error.is_violation(),
            Self::Unexpected { .. } | Self::Unasked | Self::Endless | Self::OtherList => true,
            Self::Reconcile(error) => *error == ReconcileError::Malformed,
            _ => false,
        }
    }

    /// Whether the peer may simply be busy, so that another attempt soon makes sense.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Frame(FrameError::Ended | FrameError::Broken(_))
                | Self::Open(libp2p_stream::OpenStreamError::Io(_))
        )
    }
}

/// Who began a session.
#[derive(Clone, Copy)]
enum Side {
    Initiator,
    Responder,
}

/// Whether this node asked for items.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Yes,
    No,
}

/// What this node held when the session began.
struct Own {
    universe: Universe,
    fingerprint: Digest,
    carried: Carried,
}

impl Own {
    fn hello(&self, asks: bool) -> Message {
        Message::Hello(Hello {
            protocol: PROTOCOL,
            rules: RULES,
            carrying: self.carried.announced(),
            asks,
            count: self.universe.count() as u64,
            fingerprint: self.fingerprint,
        })
    }

    /// The peer's list, where it is known, or there is no need to know it.
    fn known_list_of<H: Shelf>(&self, theirs: &Hello, context: &Context<H>) -> Option<Arc<Listed>> {
        match &self.carried {
            Carried::AllBut(listed) | Carried::Listed(listed) if listed.digest() == theirs.carrying.list => {
                Some(Arc::clone(listed))
            }
            _ => context.lists.get(&theirs.carrying),
        }
    }
}

struct Session<'c, H, S> {
    frames: Frames<S>,
    peer: PeerId,
    context: &'c Context<H>,
    outcome: Outcome,
}

impl<'c, H: Shelf, S: AsyncRead + AsyncWrite + Unpin> Session<'c, H, S> {
    fn new(stream: S, peer: PeerId, context: &'c Context<H>) -> Self {
        let frames = Frames::new(stream, Arc::clone(&context.counters));
        Self { frames, peer, context, outcome: Outcome::default() }
    }

    async fn own(&mut self) -> Result<Own, SyncError> {
        let universe = self.context.shelf.universe().await?;
        let carried = self.context.shelf.carries();
        // What did not change since it was last asked for is not hashed again.
        let hashing = move || Own { fingerprint: universe.fingerprint(), universe, carried };
        Ok(spawn_blocking(hashing).await?)
    }

    async fn receive_hello(&mut self, patience: Duration) -> Result<Hello, SyncError> {
        match self.frames.receive(patience).await? {
            Message::Hello(hello) => Ok(hello),
            other => Err(SyncError::Unexpected { kind: other.kind() }),
        }
    }

    fn take_turn(&self) -> Result<(), SyncError> {
        let allowed = self.context.conduct.allow_turn(self.peer, Instant::now());
        if allowed { Ok(()) } else { Err(SyncError::Throttled) }
    }

    /// Sends and asks for the lists that are needed, and returns what is to be compared.
    async fn agree_asking(
        &mut self,
        own: Own,
        theirs: &Hello,
    ) -> Result<(Universe, Option<PartRight<'c>>), SyncError> {
        if theirs.asks {
            self.send_list(&own.carried).await?;
        }
        let list = match own.known_list_of(theirs, self.context) {
            Some(list) => list,
            None => {
                self.frames.send(&Message::Ask).await?;
                self.receive_list(None, &theirs.carrying).await?
            }
        };
        self.part(own, theirs, list, Side::Initiator).await
    }

    /// Returns what this node holds of what the peer carries, and the right to hold a copy of it.
    async fn part(
        &mut self,
        own: Own,
        theirs: &Hello,
        list: Arc<Listed>,
        side: Side,
    ) -> Result<(Universe, Option<PartRight<'c>>), SyncError> {
        let Own { universe, carried, .. } = own;
        let theirs = match Carried::of_peer(theirs.carrying.willing, list) {
            Carried::All => return Ok((universe, None)),
            same if same.announced() == carried.announced() => return Ok((universe, None)),
            other => other,
        };
        let right = match side {
            Side::Initiator => self.context.parts.begin().await?,
            Side::Responder => self.context.parts.answer(self.peer).await?.ok_or(SyncError::Busy)?,
        };
        let part = move || universe.restricted_to(|organisation| theirs.includes(organisation));
        Ok((spawn_blocking(part).await?, Some(right)))
    }

    async fn send_list(&mut self, carried: &Carried) -> Result<(), SyncError> {
        for part in carried.list().chunks(LISTED_PART_MAX) {
            self.frames.send(&Message::Listed(part.to_vec())).await?;
        }
        Ok(())
    }

    /// Receives the list that the peer announced, and remembers it.
    async fn receive_list(
        &mut self,
        first: Option<Message>,
        announced: &Carrying,
    ) -> Result<Arc<Listed>, SyncError> {
        let mut organisations = BTreeSet::new();
        let mut arrived = first;
        while (organisations.len() as u64) < announced.length {
            let message = match arrived.take() {
                Some(message) => message,
                None => self.frames.receive(PATIENCE).await?,
            };
            match message {
                Message::Listed(part) if part.first() > organisations.last() => organisations.extend(part),
                other => return Err(SyncError::Unexpected { kind: other.kind() }),
            }
        }
        let count = organisations.len() as u64;
        let list = Arc::new(Listed::new(organisations).map_err(|_| SyncError::OtherList)?);
        if (count, list.digest()) != (announced.length, announced.list) {
            return Err(SyncError::OtherList);
        }
        self.context.lists.insert(Arc::clone(&list));
        Ok(list)
    }

    /// Compares the sets; ends early when that takes too many rounds.
    async fn reconcile(&mut self, universe: Universe) -> Result<Difference, SyncError> {
        let (mut initiator, first) = spawn_blocking(move || Initiator::begin(universe)).await?;
        let mut next = Some(first);
        let mut rounds = 0;
        while let Some(message) = next {
            if rounds == ROUNDS_MAX {
                self.outcome.unfinished = true;
                break;
            }
            rounds += 1;
            self.frames.send(&Message::Reconcile(message)).await?;
            let reply = match self.frames.receive(PATIENCE).await? {
                Message::Reconcile(reply) => reply,
                other => return Err(SyncError::Unexpected { kind: other.kind() }),
            };
            let (machine, answer) = spawn_blocking(move || {
                let answer = initiator.answer(&reply);
                (initiator, answer)
            })
            .await?;
            initiator = machine;
            next = answer?;
        }
        Ok(spawn_blocking(move || initiator.finish()).await?)
    }

    /// Answers the initiator until it is done.
    async fn answer(
        &mut self,
        universe: Universe,
        right: Option<PartRight<'c>>,
        first: Message,
    ) -> Result<(), SyncError> {
        // Nobody need ask for more than there was, and a little that came since.
        let mut may_want = universe.count() + WANT_IDS_MAX;
        // What is compared is let go of as soon as the initiator knows the difference: another session may need the room.
        let mut comparing = Some((Arc::new(Responder::new(universe)), right));
        let mut rounds = 0;
        let mut message = first;
        loop {
            match message {
                Message::Reconcile(bytes) => {
                    let Some((responder, _)) = &comparing else {
                        return Err(SyncError::Unexpected { kind: "Reconcile" });
                    };
                    let responder = Arc::clone(responder);
                    rounds += 1;
                    if rounds > ROUNDS_MAX {
                        return Err(SyncError::Endless);
                    }
                    self.take_turn()?;
                    let answer = spawn_blocking(move || responder.answer(&bytes)).await??;
                    self.frames.send(&Message::Reconcile(answer)).await?;
                }
                Message::Want(ids) => {
                    comparing = None;
                    may_want = may_want.checked_sub(ids.len()).ok_or(SyncError::Endless)?;
                    self.send_items(ids).await?;
                    self.frames.send(&Message::End).await?;
                }
                Message::All => {
                    // All is asked for once, in place of comparing.
                    let Some((responder, _)) = comparing.take() else {
                        return Err(SyncError::Unexpected { kind: "All" });
                    };
                    let mut left = responder.universe().iter().map(|(_, id, _)| id);
                    loop {
                        let window: Vec<Digest> = left.by_ref().take(WINDOW_IDS).collect();
                        if window.is_empty() {
                            break;
                        }
                        self.send_items(window).await?;
                    }
                    self.frames.send(&Message::End).await?;
                }
                Message::Items(items) => {
                    comparing = None;
                    let Tally { accepted, staged, refused, .. } = self.take(items).await?;
                    self.frames.send(&Message::Taken(Taken { accepted, staged, refused })).await?;
                }
                Message::Done => return Ok(()),
                other => return Err(SyncError::Unexpected { kind: other.kind() }),
            }
            message = self.frames.receive(PATIENCE).await?;
        }
    }

    async fn farewell(mut self) -> Result<Outcome, SyncError> {
        if let Err(error) = self.frames.close().await {
            // Everything was said and taken; the peer merely did not wait for the farewell.
            tracing::debug!(peer = %self.peer, %error, "a finished session broke");
        }
        Ok(self.outcome)
    }

    /// Asks for items, window by window, and admits them as they arrive.
    async fn pull(&mut self, ids: &[Digest]) -> Result<(), SyncError> {
        let Self { frames, outcome, .. } = self;
        let (peer, context) = (self.peer, self.context);
        let (mut batches, queue) = mpsc::channel(0);
        let receive = async move {
            let mut windows = ids.chunks(WINDOW_IDS);
            let mut awaited = VecDeque::new();
            for window in windows.by_ref().take(WINDOWS_AHEAD) {
                frames.send(&Message::Want(window.to_vec())).await?;
                awaited.push_back(window.len());
            }
            while let Some(mut awaited_here) = awaited.pop_front() {
                loop {
                    match frames.receive(PATIENCE).await? {
                        Message::Items(items) => {
                            awaited_here = awaited_here.checked_sub(items.len()).ok_or(SyncError::Unasked)?;
                            context.counters.items_in.add(items.len());
                            if batches.send(items).await.is_err() {
                                return Ok(());
                            }
                        }
                        Message::End => break,
                        other => return Err(SyncError::Unexpected { kind: other.kind() }),
                    }
                }
                if let Some(window) = windows.next() {
                    frames.send(&Message::Want(window.to_vec())).await?;
                    awaited.push_back(window.len());
                }
            }
            Ok(())
        };
        let tally = &mut outcome.received;
        let (received, admitted) =
            futures::join!(receive, admit_all(context, peer, Asked::Yes, queue, tally));
        if tally.accepted == 0 && *tally != Tally::default() {
            context.vain.insert(peer, ids, Instant::now());
        }
        admitted.and(received)
    }

    /// Asks for everything, which is at most so many items, and admits it as it arrives.
    async fn pull_all(&mut self, most: u64) -> Result<(), SyncError> {
        let Self { frames, outcome, .. } = self;
        let (peer, context) = (self.peer, self.context);
        let (mut batches, queue) = mpsc::channel(0);
        let receive = async move {
            frames.send(&Message::All).await?;
            let mut awaited = most;
            loop {
                match frames.receive(PATIENCE).await? {
                    Message::Items(items) => {
                        awaited = awaited.checked_sub(items.len() as u64).ok_or(SyncError::Unasked)?;
                        context.counters.items_in.add(items.len());
                        if batches.send(items).await.is_err() {
                            return Ok(());
                        }
                    }
                    Message::End => return Ok(()),
                    other => return Err(SyncError::Unexpected { kind: other.kind() }),
                }
            }
        };
        let tally = &mut outcome.received;
        let (received, admitted) =
            futures::join!(receive, admit_all(context, peer, Asked::Yes, queue, tally));
        if tally.accepted == 0 && *tally != Tally::default() {
            context.vain.insert(peer, &[], Instant::now());
        }
        admitted.and(received)
    }

    /// Takes what the initiator pushes, until it ends.
    async fn take(&mut self, first: Vec<Vec<u8>>) -> Result<Tally, SyncError> {
        let Self { frames, outcome, .. } = self;
        let (peer, context) = (self.peer, self.context);
        let (mut batches, queue) = mpsc::channel(0);
        let receive = async move {
            let mut items = first;
            loop {
                let bytes = items.iter().map(Vec::len).sum();
                if !context.conduct.allow(peer, items.len(), bytes, Instant::now()) {
                    return Err(SyncError::Throttled);
                }
                context.counters.items_in.add(items.len());
                if batches.send(items).await.is_err() {
                    return Ok(());
                }
                items = match frames.receive(PATIENCE).await? {
                    Message::Items(next) => next,
                    Message::End => return Ok(()),
                    other => return Err(SyncError::Unexpected { kind: other.kind() }),
                };
            }
        };
        let mut taken = Tally::default();
        let (received, admitted) =
            futures::join!(receive, admit_all(context, peer, Asked::No, queue, &mut taken));
        outcome.received.add(&taken);
        admitted.and(received)?;
        Ok(taken)
    }

    /// Sends items that the peer lacks, window by window, and hears what it took.
    async fn push(&mut self, ids: &[Digest]) -> Result<(), SyncError> {
        let mut unanswered = 0;
        for window in ids.chunks(WINDOW_IDS) {
            if self.send_items(window.to_vec()).await? == 0 {
                continue;
            }
            self.frames.send(&Message::End).await?;
            unanswered += 1;
            if unanswered == WINDOWS_AHEAD {
                self.receive_taken().await?;
                unanswered -= 1;
            }
        }
        for _ in 0..unanswered {
            self.receive_taken().await?;
        }
        Ok(())
    }

    async fn receive_taken(&mut self) -> Result<(), SyncError> {
        match self.frames.receive(PATIENCE).await? {
            Message::Taken(taken) => {
                let sum = &mut self.outcome.taken;
                sum.accepted = sum.accepted.saturating_add(taken.accepted);
                sum.staged = sum.staged.saturating_add(taken.staged);
                sum.refused = sum.refused.saturating_add(taken.refused);
                Ok(())
            }
            other => Err(SyncError::Unexpected { kind: other.kind() }),
        }
    }

    /// Sends those of the items that exist, and returns how many they were.
    async fn send_items(&mut self, ids: Vec<Digest>) -> Result<usize, SyncError> {
        let shelf = &self.context.shelf;
        let mut sent = 0;
        let mut run = shelf.items(ids).await?;
        loop {
            let (items, rest) = (run.items, run.rest);
            let is_last = rest.is_empty();
            let batches = batches(items);
            let count: usize = batches.iter().map(Vec::len).sum();
            let read_on = async { if is_last { Ok(Default::default()) } else { shelf.items(rest).await } };
            let (written, next) = futures::join!(self.frames.send_items(batches), read_on);
            written?;
            sent += count;
            self.context.counters.items_out.add(count);
            if is_last {
                return Ok(sent);
            }
            run = next?;
        }
    }
}

/// Brings batches of items to the directory, in their order. While one is made durable the next ones are verified.
///
/// What the directory answered counts even where the next batch failed to arrive.
async fn admit_all<H: Shelf>(
    context: &Context<H>,
    peer: PeerId,
    asked: Asked,
    batches: mpsc::Receiver<Vec<Vec<u8>>>,
    tally: &mut Tally,
) -> Result<(), SyncError> {
    let checked = batches.map(|items| context.shelf.check(items)).buffered(CHECKED_AHEAD);
    let checked = checked.map(|mut items| {
        if asked == Asked::No {
            H::sift(&mut items, |organisation, bytes| {
                context.conduct.allow_of(organisation, bytes, Instant::now())
            });
        }
        items
    });
    let admitted = checked.map(|items| context.shelf.admit(items, peer)).buffered(ADMITTED_AHEAD);
    let mut admitted = std::pin::pin!(admitted);
    while let Some(answers) = admitted.next().await {
        let answers = answers?;
        tally.count(&answers);
        let refused = answers.iter().filter(|answer| **answer == Answer::Refused).count();
        if refused > 0 && context.strike(peer, refused).await {
            return Err(SyncError::Misconduct);
        }
    }
    Ok(())
}

/// Groups items into messages: few writes, and none near the limit of a frame.
fn batches(items: Vec<Vec<u8>>) -> Vec<Vec<Vec<u8>>> {
    let mut batches: Vec<Vec<Vec<u8>>> = Vec::new();
    let mut room = 0;
    for item in items {
        if item.is_empty() || item.len() > ITEM_BYTES_MAX {
            tracing::error!(bytes = item.len(), "the directory holds an item that no message can carry");
            continue;
        }
        match batches.last_mut() {
            Some(batch) if item.len() <= room && batch.len() < ITEMS_MAX => {
                room -= item.len();
                batch.push(item);
            }
            _ => {
                room = BATCH_BYTES.saturating_sub(item.len());
                batches.push(vec![item]);
            }
        }
    }
    // Lines resemble one another, and so do entries: side by side they pack better. An entry builds on lines alone.
    for batch in &mut batches {
        batch.sort_by_key(|item| item.first() != Some(&b'{'));
    }
    batches
}

/// How long a side waits for the other to compute, admit or read from its disk.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most negentropy rounds of one session.
const ROUNDS_MAX: usize = 64;
/// How many ids a window asks for. The windows on their way fit into what a stream holds unread, 256 KiB: neither side
/// waits for the other to read.
const WINDOW_IDS: usize = 2048;
/// How many windows are on their way at once.
const WINDOWS_AHEAD: usize = 2;
/// The bytes after which a message of items is sent: many, so that it packs well.
const BATCH_BYTES: usize = 512 * 1024;
/// How many batches are verified, or wait for the disk verified: enough to work on while the index is brought up to date.
const CHECKED_AHEAD: usize = 6;
/// How many verified batches wait for the disk at once.
const ADMITTED_AHEAD: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_travel_in_few_messages_each_within_a_frame() {
        let items: Vec<Vec<u8>> = [10, ITEM_BYTES_MAX, ITEM_BYTES_MAX, 0, 5, ITEM_BYTES_MAX + 1, 6]
            .map(|length| vec![1; length])
            .to_vec();
        let lengths: Vec<Vec<usize>> =
            batches(items).iter().map(|batch| batch.iter().map(Vec::len).collect()).collect();
        assert_eq!(lengths, [vec![10, ITEM_BYTES_MAX, ITEM_BYTES_MAX, 5, 6]]);
        let long = batches(vec![vec![1; ITEM_BYTES_MAX]; 4]);
        assert_eq!(long.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
        assert_eq!(batches(vec![vec![1; 20]; 10_000]).iter().map(Vec::len).max(), Some(ITEMS_MAX));
    }

    #[test]
    fn another_session_follows_only_progress_that_left_something_open() {
        let outcome = |accepted, staged, unfinished| Outcome {
            received: Tally { accepted, staged, ..Tally::default() },
            unfinished,
            ..Outcome::default()
        };
        assert!(outcome(1, 1, false).calls_for_another());
        assert!(outcome(1, 0, true).calls_for_another());
        assert!(!outcome(0, 5, true).calls_for_another());
        assert!(!outcome(5, 0, false).calls_for_another());
    }
}
