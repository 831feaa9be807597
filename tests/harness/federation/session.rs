//! One session of two directories, message by message and in real bytes, as `docs/spec/sync.md` tells it.
//!
//! Each side compares the set that it held at `Hello`; what came in since is found by the next session.

use std::collections::VecDeque;

use protocol::digest::Digest;
use protocol::message::{Carrying, Hello, Message, PROTOCOL, RULES, Taken, Willing};
use protocol::reconcile::{Initiator, Responder, Universe};

use super::place::{Outcome, Place, Record};

/// A message in bytes, as it travels.
pub(super) type Frame = Vec<u8>;

/// Why a side ends a session: what the peer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Breach(pub(super) String);

/// The side of one place.
pub(super) enum Side {
    Asking(Asking),
    Answering(Answering),
}

impl Side {
    /// Takes a frame and returns what is sent next; nothing once the session is over.
    pub(super) fn receive(&mut self, context: &mut Context<'_>, frame: &[u8]) -> Result<Vec<Frame>, Breach> {
        let message = Message::parse(frame).map_err(|error| Breach(error.to_string()))?;
        let messages = match self {
            Self::Asking(asking) => asking.receive(context, message),
            Self::Answering(answering) => answering.receive(context, message),
        }?;
        Ok(messages.iter().map(Message::encode).collect())
    }

    /// Whether it came to its end.
    pub(super) fn is_over(&self) -> bool {
        match self {
            Self::Asking(asking) => matches!(asking.stage, Stage::Over),
            Self::Answering(answering) => answering.is_over,
        }
    }
}

/// What a side acts upon.
pub(super) struct Context<'c> {
    pub(super) place: &'c mut Place,
    pub(super) record: &'c mut Record,
    pub(super) peer: usize,
}

impl Context<'_> {
    fn items(&self, ids: &[Digest]) -> Vec<Vec<u8>> {
        let mine = self.place.directory_for(self.peer).in_order(ids);
        let given = mine.iter().filter(|id| !self.place.withholds(id));
        given.map(|id| self.record.bytes[id].clone()).collect()
    }

    fn take(&mut self, items: &[Vec<u8>], taken: &mut Taken) -> Result<(), Breach> {
        for bytes in items {
            match self.place.admit(bytes, self.record) {
                Outcome::Accepted => taken.accepted += 1,
                Outcome::Staged => taken.staged += 1,
                Outcome::Known | Outcome::Declined => {}
                Outcome::Refused(why) => {
                    taken.refused += 1;
                    if self.place.strike(self.peer) {
                        return Err(Breach(format!("it keeps sending items that are refused: {why}")));
                    }
                }
            }
        }
        Ok(())
    }
}

/// Who began the session: asks, pulls what it lacks, then pushes what the other side lacks.
pub(super) struct Asking {
    stage: Stage,
}

enum Stage {
    Greeted(Universe),
    Comparing { initiator: Initiator, rounds: usize },
    Pulling { need: VecDeque<Digest>, awaited: usize, have: VecDeque<Digest> },
    Pushing(VecDeque<Digest>),
    Over,
}

impl Asking {
    pub(super) fn begin(universe: Universe) -> (Side, Frame) {
        let hello = hello(&universe).encode();
        (Side::Asking(Self { stage: Stage::Greeted(universe) }), hello)
    }

    fn receive(&mut self, context: &mut Context<'_>, message: Message) -> Result<Vec<Message>, Breach> {
        match (std::mem::replace(&mut self.stage, Stage::Over), message) {
            (Stage::Greeted(universe), Message::Hello(theirs)) => {
                if (theirs.count, theirs.fingerprint) == (universe.count() as u64, universe.fingerprint()) {
                    return Ok(vec![Message::Done]);
                }
                let (initiator, first) = Initiator::begin(universe);
                self.stage = Stage::Comparing { initiator, rounds: 1 };
                Ok(vec![Message::Reconcile(first)])
            }
            (Stage::Comparing { mut initiator, rounds }, Message::Reconcile(answer)) => {
                let next = initiator.answer(&answer).map_err(|error| Breach(error.to_string()))?;
                if let Some(next) = next.filter(|_| rounds < ROUNDS_MAX) {
                    self.stage = Stage::Comparing { initiator, rounds: rounds + 1 };
                    return Ok(vec![Message::Reconcile(next)]);
                }
                let difference = initiator.finish();
                let need = context.place.worth_asking(context.peer, difference.need);
                self.pull(context, need.into(), difference.have.into())
            }
            (Stage::Pulling { need, awaited, have }, Message::Items(items)) => {
                let awaited = awaited.checked_sub(items.len());
                let awaited = awaited.ok_or_else(|| Breach("more items than were asked for".into()))?;
                context.take(&items, &mut Taken::default())?;
                self.stage = Stage::Pulling { need, awaited, have };
                Ok(Vec::new())
            }
            (Stage::Pulling { need, have, .. }, Message::End) => self.pull(context, need, have),
            (Stage::Pushing(have), Message::Taken(_)) => self.push(context, have),
            (_, other) => Err(Breach(format!("a {} where it has no place", other.kind()))),
        }
    }

    fn pull(
        &mut self,
        context: &Context<'_>,
        mut need: VecDeque<Digest>,
        have: VecDeque<Digest>,
    ) -> Result<Vec<Message>, Breach> {
        let window: Vec<Digest> = need.drain(..need.len().min(WINDOW_IDS)).collect();
        if window.is_empty() {
            return self.push(context, have);
        }
        self.stage = Stage::Pulling { need, awaited: window.len(), have };
        Ok(vec![Message::Want(window)])
    }

    fn push(&mut self, context: &Context<'_>, mut have: VecDeque<Digest>) -> Result<Vec<Message>, Breach> {
        while !have.is_empty() {
            let window: Vec<Digest> = have.drain(..have.len().min(WINDOW_IDS)).collect();
            let items = context.items(&window);
            if !items.is_empty() {
                self.stage = Stage::Pushing(have);
                return Ok(vec![Message::Items(items), Message::End]);
            }
        }
        self.stage = Stage::Over;
        Ok(vec![Message::Done])
    }
}

/// Who was asked.
pub(super) struct Answering {
    universe: Universe,
    responder: Option<Responder>,
    rounds: usize,
    may_want: usize,
    taken: Taken,
    is_over: bool,
}

impl Answering {
    pub(super) fn begin(universe: Universe) -> Side {
        let may_want = universe.count() + WINDOW_IDS;
        let taken = Taken::default();
        Side::Answering(Self { universe, responder: None, rounds: 0, may_want, taken, is_over: false })
    }

    fn receive(&mut self, context: &mut Context<'_>, message: Message) -> Result<Vec<Message>, Breach> {
        let Some(responder) = &self.responder else {
            let Message::Hello(_) = message else { return Err(Breach("no greeting".into())) };
            self.responder = Some(Responder::new(self.universe.clone()));
            return Ok(vec![hello(&self.universe)]);
        };
        match message {
            Message::Reconcile(bytes) => {
                self.rounds += 1;
                if self.rounds > ROUNDS_MAX {
                    return Err(Breach("the session does not end".into()));
                }
                let answer = responder.answer(&bytes).map_err(|error| Breach(error.to_string()))?;
                Ok(vec![Message::Reconcile(answer)])
            }
            Message::Want(ids) => {
                let left = self.may_want.checked_sub(ids.len());
                self.may_want = left.ok_or_else(|| Breach("it asks without end".into()))?;
                let items = context.items(&ids);
                let items = Some(items).filter(|items| !items.is_empty()).map(Message::Items);
                Ok(items.into_iter().chain([Message::End]).collect())
            }
            Message::Items(items) => {
                context.take(&items, &mut self.taken)?;
                Ok(Vec::new())
            }
            Message::End => Ok(vec![Message::Taken(std::mem::take(&mut self.taken))]),
            Message::Done => {
                self.is_over = true;
                Ok(Vec::new())
            }
            other => Err(Breach(format!("a {} where it has no place", other.kind()))),
        }
    }
}

fn hello(universe: &Universe) -> Message {
    Message::Hello(Hello {
        protocol: PROTOCOL,
        rules: RULES,
        carrying: Carrying { willing: Willing::All, list: Digest::of(&[]), length: 0 },
        asks: false,
        count: universe.count() as u64,
        fingerprint: universe.fingerprint(),
    })
}

const ROUNDS_MAX: usize = 64;
const WINDOW_IDS: usize = 64;
