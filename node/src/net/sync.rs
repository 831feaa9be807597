//! Sessions of `/hanse/sync/1`: two nodes bring their sets in step.
//!
//! The initiator compares, asks for what it lacks, then pushes what the responder lacks; the
//! responder answers. A session keeps nothing for the next: after a break it is simply begun again,
//! and what both hold by then costs nothing. Both sides compare the sets that they held at `Hello`.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::{AsyncRead, AsyncWrite};
use libp2p::PeerId;
use protocol::digest::Digest;
use protocol::message::{
    CARRYING_ALL, Hello, ITEM_BYTES_MAX, ITEMS_MAX, Message, PROTOCOL, RULES, Taken, WANT_IDS_MAX,
};
use protocol::reconcile::{Difference, Initiator, NotSorted, ReconcileError, Responder, Universe};
use thiserror::Error;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::Instant;

use super::Context;
use super::frame::{FRAME_TIMEOUT, FrameError, Frames};
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
    let universe = context.universes.latest(&context.shelf).await?;
    session.frames.send(&hello(&universe)).await?;
    let theirs = session.receive_hello(PATIENCE).await?;
    if (theirs.count, theirs.fingerprint) != (universe.count() as u64, universe.fingerprint()) {
        let difference = session.reconcile(universe).await?;
        for ids in difference.need.chunks(WANT_IDS_MAX) {
            session.pull(ids).await?;
        }
        for ids in difference.have.chunks(WANT_IDS_MAX) {
            session.push(ids).await?;
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
    session.receive_hello(FRAME_TIMEOUT).await?;
    session.take_turn()?;
    let universe = context.universes.latest(&context.shelf).await?;
    session.frames.send(&hello(&universe)).await?;

    let mut responder = Some(Responder::new(&universe));
    let mut rounds = 0;
    // Nobody need ask for more than there was, and a little that came since.
    let mut may_want = universe.count() + WANT_IDS_MAX;
    let mut taken = Tally::default();
    let mut arrived = None;
    loop {
        let message = match arrived.take() {
            Some(message) => message,
            None => session.frames.receive(PATIENCE).await?,
        };
        match message {
            Message::Reconcile(bytes) => {
                rounds += 1;
                if rounds > ROUNDS_MAX {
                    return Err(SyncError::Endless);
                }
                session.take_turn()?;
                let mut machine = responder.take().expect("put back after each round");
                let (machine, answer) = spawn_blocking(move || {
                    let answer = machine.answer(&bytes);
                    (machine, answer)
                })
                .await?;
                responder = Some(machine);
                session.frames.send(&Message::Reconcile(answer?)).await?;
            }
            Message::Want(ids) => {
                may_want = may_want.checked_sub(ids.len()).ok_or(SyncError::Endless)?;
                session.send_items(&ids).await?;
                session.frames.send(&Message::End).await?;
            }
            Message::Items(items) => {
                let bytes = items.iter().map(Vec::len).sum();
                if !context.conduct.allow(peer, items.len(), bytes, Instant::now()) {
                    return Err(SyncError::Throttled);
                }
                let (next, answers) = session.admit_while_receiving(items).await?;
                taken.count(&answers);
                arrived = Some(next?);
            }
            Message::End => {
                let Tally { accepted, staged, refused, .. } = std::mem::take(&mut taken);
                session.frames.send(&Message::Taken(Taken { accepted, staged, refused })).await?;
            }
            Message::Done => break,
            other @ (Message::Hello(_) | Message::Taken(_)) => {
                return Err(SyncError::Unexpected { kind: other.kind() });
            }
        }
    }
    if let Err(error) = session.frames.close().await {
        // Everything was said and taken; the peer merely did not wait for the farewell.
        tracing::debug!(%peer, %error, "a finished session broke");
    }
    Ok(session.outcome)
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
}

/// Why a session did not come to its end.
#[derive(Debug, Error)]
pub(crate) enum SyncError {
    /// The stream ended, broke, or carried no message.
    #[error("the stream failed")]
    Frame(#[from] FrameError),
    /// The peer speaks a version or carries a selection that this node does not know.
    #[error("the peer speaks protocol {protocol}, carrying {carrying}; this node speaks 1, carrying 0")]
    Unsupported { protocol: u64, carrying: u64 },
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
    /// The peer sent refused items once too often.
    #[error("the peer keeps sending items that are malformed or wrongly signed")]
    Misconduct,
    /// The directory does not answer.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// The directory handed out a set that is none.
    #[error("the directory's own set cannot be compared")]
    NotSorted(#[from] NotSorted),
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
            Self::Frame(error) => {
                matches!(error, FrameError::Prefix | FrameError::TooLong { .. } | FrameError::Message(_))
            }
            Self::Unexpected { .. } | Self::Unasked | Self::Endless => true,
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

/// The universe computed last: as long as the directory's set does not change, nothing is computed again.
#[derive(Default)]
pub(crate) struct Universes(Mutex<Option<Universe>>);

impl Universes {
    async fn latest<H: Shelf>(&self, shelf: &H) -> Result<Universe, SyncError> {
        let items = shelf.snapshot().await?;
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match kept {
            Some(universe) if Arc::ptr_eq(universe.items(), &items) => Ok(universe),
            _ => {
                let universe = spawn_blocking(move || Universe::new(items)).await??;
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(universe.clone());
                Ok(universe)
            }
        }
    }
}

fn hello(universe: &Universe) -> Message {
    Message::Hello(Hello {
        protocol: PROTOCOL,
        rules: RULES,
        carrying: CARRYING_ALL,
        count: universe.count() as u64,
        fingerprint: universe.fingerprint(),
    })
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

    async fn receive_hello(&mut self, patience: Duration) -> Result<Hello, SyncError> {
        match self.frames.receive(patience).await? {
            Message::Hello(hello) if hello.protocol == PROTOCOL && hello.carrying == CARRYING_ALL => {
                Ok(hello)
            }
            Message::Hello(Hello { protocol, carrying, .. }) => {
                Err(SyncError::Unsupported { protocol, carrying })
            }
            other => Err(SyncError::Unexpected { kind: other.kind() }),
        }
    }

    fn take_turn(&self) -> Result<(), SyncError> {
        let allowed = self.context.conduct.allow_turn(self.peer, Instant::now());
        if allowed { Ok(()) } else { Err(SyncError::Throttled) }
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

    /// Asks for items and admits them as they arrive.
    async fn pull(&mut self, ids: &[Digest]) -> Result<(), SyncError> {
        self.frames.send(&Message::Want(ids.to_vec())).await?;
        let mut awaited = ids.len();
        let mut arrived = self.frames.receive(PATIENCE).await?;
        loop {
            match arrived {
                Message::Items(items) => {
                    awaited = awaited.checked_sub(items.len()).ok_or(SyncError::Unasked)?;
                    arrived = self.admit_while_receiving(items).await?.0?;
                }
                Message::End => return Ok(()),
                other => return Err(SyncError::Unexpected { kind: other.kind() }),
            }
        }
    }

    /// Sends items that the peer lacks, and waits until it has taken them.
    async fn push(&mut self, ids: &[Digest]) -> Result<(), SyncError> {
        if self.send_items(ids).await? == 0 {
            return Ok(());
        }
        self.frames.send(&Message::End).await?;
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

    /// Sends those of the items that exist, a few at a time, and returns how many they were.
    async fn send_items(&mut self, ids: &[Digest]) -> Result<usize, SyncError> {
        let mut sent = 0;
        for ids in ids.chunks(READ_IDS_MAX) {
            for items in batches(self.context.shelf.items(ids.to_vec()).await?) {
                sent += items.len();
                self.context.counters.items_out.add(items.len());
                self.frames.send(&Message::Items(items)).await?;
            }
        }
        Ok(sent)
    }

    /// Brings items to the directory while the next message is on its way.
    ///
    /// What the directory answered counts even where the next message failed to arrive.
    async fn admit_while_receiving(
        &mut self,
        items: Vec<Vec<u8>>,
    ) -> Result<(Result<Message, FrameError>, Vec<Answer>), SyncError> {
        self.context.counters.items_in.add(items.len());
        let admitted = self.context.shelf.admit(items, self.peer);
        let (next, answers) = futures::join!(self.frames.receive(PATIENCE), admitted);
        let answers = answers?;
        self.outcome.received.count(&answers);
        let refused = answers.iter().filter(|answer| **answer == Answer::Refused).count();
        if refused > 0 && self.context.strike(self.peer, refused).await {
            return Err(SyncError::Misconduct);
        }
        Ok((next, answers))
    }
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
    batches
}

/// How long a side waits for the other to compute, admit or read from its disk.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most negentropy rounds of one session.
const ROUNDS_MAX: usize = 64;
/// The most ids the directory is asked for at once, so that even the longest items fit into memory.
const READ_IDS_MAX: usize = 256;
/// The bytes after which a message of items is sent.
const BATCH_BYTES: usize = 256 * 1024;

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
        assert_eq!(lengths, [vec![10, ITEM_BYTES_MAX], vec![ITEM_BYTES_MAX, 5, 6]]);
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
