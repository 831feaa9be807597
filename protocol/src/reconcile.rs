//! Finding what two sets of items do not share, at the cost of the difference.
//!
//! The set is the [`Universe`]: the ids of all items, in the order (time, id). Two universes are
//! reconciled by ranges: ranges with equal fingerprints are skipped, others are split, small ones
//! are listed. The messages are those of negentropy v1. The order puts what is new at the end, so recent
//! differences, the usual ones, cost little more than their ids.
//!
//! ```text
//! initiator: Initiator::begin ──► message ──► Responder::answer
//!            Initiator::answer ◄── message ◄──┘        … until `None`: then Initiator::finish
//! ```
//!
//! A message costs what its ranges hold at their edges: whole blocks within a range are added up unseen.

use std::collections::BTreeSet;

use thiserror::Error;

use crate::digest::Digest;
use crate::time::Timestamp;

mod block;
mod range;
mod universe;

use range::{Bound, RANGE_BYTES_MAX, Range, Reader, Writer};
use universe::Position;
pub use universe::{NotSorted, Universe};

/// The side that asks, drives the rounds and learns the difference.
pub struct Initiator {
    universe: Universe,
    limit: usize,
    learnt: Learnt,
}

impl Initiator {
    /// Begins, and returns the first message.
    #[must_use]
    pub fn begin(universe: Universe) -> (Self, Vec<u8>) {
        Self::begin_within(universe, MESSAGE_BYTES_MAX)
    }

    /// Begins with messages of at most so many bytes, though not fewer than [`MESSAGE_BYTES_MIN`].
    #[must_use]
    pub fn begin_within(universe: Universe, message_bytes_max: usize) -> (Self, Vec<u8>) {
        let mut first = Writer::new();
        outline(&universe, &mut first);
        let limit = message_bytes_max.max(MESSAGE_BYTES_MIN);
        (Self { universe, limit, learnt: Learnt::default() }, first.finish())
    }

    /// Takes the responder's message and returns the next one, or `None` when the sets are compared.
    ///
    /// # Errors
    ///
    /// [`ReconcileError`] when the bytes are no negentropy v1 message. What was learnt before remains.
    pub fn answer(&mut self, message: &[u8]) -> Result<Option<Vec<u8>>, ReconcileError> {
        let next = answer(&self.universe, message, self.limit, Some(&mut self.learnt))?;
        Ok(Some(next).filter(|next| next.len() > 1))
    }

    /// Ends, and returns what was learnt.
    #[must_use]
    pub fn finish(self) -> Difference {
        let Learnt { mut have, need } = self.learnt;
        have.sort_unstable();
        have.dedup();
        Difference { have: have.into_iter().map(|(_, id)| id).collect(), need: without_repetition(need) }
    }
}

/// What two sets do not share, each list in the order of the set it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What only the initiator holds.
    pub have: Vec<Digest>,
    /// What only the responder holds.
    pub need: Vec<Digest>,
}

/// The side that answers and learns nothing.
pub struct Responder {
    universe: Universe,
    limit: usize,
}

impl Responder {
    /// Answers for this set.
    #[must_use]
    pub fn new(universe: Universe) -> Self {
        Self::within(universe, MESSAGE_BYTES_MAX)
    }

    /// Answers with messages of at most so many bytes, though not fewer than [`MESSAGE_BYTES_MIN`].
    #[must_use]
    pub fn within(universe: Universe, message_bytes_max: usize) -> Self {
        Self { universe, limit: message_bytes_max.max(MESSAGE_BYTES_MIN) }
    }

    /// The set for which it answers.
    #[must_use]
    pub fn universe(&self) -> &Universe {
        &self.universe
    }

    /// Answers a message. It costs a look at each block of the set and two blocks for each range of the message, at most.
    ///
    /// # Errors
    ///
    /// [`ReconcileError`] when the bytes are no negentropy v1 message.
    pub fn answer(&self, message: &[u8]) -> Result<Vec<u8>, ReconcileError> {
        answer(&self.universe, message, self.limit, None)
    }
}

/// Why a message could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReconcileError {
    /// The peer speaks another version of negentropy.
    #[error("the message is of another version than negentropy v1")]
    Version,
    /// The bytes are no message.
    #[error("the bytes are no negentropy message")]
    Malformed,
}

/// What an initiator has learnt so far. What did not fit into a message is listed again and may stand here twice.
#[derive(Default)]
struct Learnt {
    have: Vec<(Timestamp, Digest)>,
    need: Vec<Digest>,
}

impl Learnt {
    /// Compares a range of one's own set with the list of the other side.
    fn compare(&mut self, ours: impl Iterator<Item = (Timestamp, Digest)>, theirs: &[[u8; 32]]) {
        let ours: Vec<(Timestamp, Digest)> = ours.collect();
        let listed: BTreeSet<&[u8; 32]> =
            if ours.is_empty() { BTreeSet::new() } else { theirs.iter().collect() };
        let held: BTreeSet<&[u8; 32]> = ours.iter().map(|(_, id)| id.as_bytes()).collect();
        self.need.extend(theirs.iter().filter(|id| !held.contains(id)).map(|id| Digest::from_bytes(*id)));
        self.have.extend(ours.iter().filter(|(_, id)| !listed.contains(id.as_bytes())));
    }
}

/// Answers a message. An initiator learns from the lists in it, a responder lists its own items in their place.
///
/// When the answer grows to the limit, it ends with the fingerprint of everything after its last range: what follows
/// there is compared in the next round.
fn answer(
    universe: &Universe,
    message: &[u8],
    limit: usize,
    mut learnt: Option<&mut Learnt>,
) -> Result<Vec<u8>, ReconcileError> {
    let mut reader = Reader::new(message)?;
    let mut answer = Writer::new();
    // Where the last range of the answer ends, and whether ranges after it were skipped.
    let (mut written, mut is_skipping) = (Position::default(), false);
    let (mut lower, mut lower_bound) = (Position::default(), Bound::default());
    let room = limit - 2 * RANGE_BYTES_MAX;
    while let Some((bound, range)) = reader.next()? {
        let upper = universe.lower_bound(lower, |key| bound.is_above(key));
        let mark = answer.mark();
        let mut begin = |answer: &mut Writer| {
            if std::mem::take(&mut is_skipping) {
                answer.skip(&lower_bound);
            }
        };
        match (range, &mut learnt) {
            (Range::Fingerprint(theirs), _) if *theirs != fingerprint_of(universe, lower, upper) => {
                begin(&mut answer);
                split(universe, lower, upper, &bound, &mut answer);
                if answer.length() > room {
                    answer.go_back(mark);
                    return Ok(cut(universe, written, answer));
                }
                written = upper;
            }
            (Range::List(theirs), Some(learnt)) => {
                learnt.compare(universe.between(lower, upper), theirs);
                is_skipping = true;
            }
            (Range::List(_), None) => {
                begin(&mut answer);
                let count = universe.count_between(lower, upper);
                let fitting = room.saturating_sub(answer.length()) / 32;
                if count > fitting {
                    let end = universe.advance(lower, fitting);
                    if fitting == 0 {
                        answer.go_back(mark);
                    } else {
                        let (_, next) = universe.around(end);
                        let bound = Bound::before(&next.expect("more items follow"));
                        answer.list(&bound, fitting, universe.between(lower, end).map(|(_, id)| id));
                        written = end;
                    }
                    return Ok(cut(universe, written, answer));
                }
                answer.list(&bound, count, universe.between(lower, upper).map(|(_, id)| id));
                written = upper;
            }
            (Range::Skip | Range::Fingerprint(_), _) => is_skipping = true,
        }
        (lower, lower_bound) = (upper, bound);
    }
    Ok(answer.finish())
}

fn cut(universe: &Universe, written: Position, mut answer: Writer) -> Vec<u8> {
    answer.fingerprint(&Bound::MAX, &fingerprint_of(universe, written, universe.end()));
    answer.finish()
}

/// Says what the whole set holds, to a peer that most likely lacks what is newest: the parts shrink towards the end, so
/// that a few newest differences are listed in the first answer.
fn outline(universe: &Universe, message: &mut Writer) {
    let (count, end) = (universe.count(), universe.end());
    if count < 2 * PARTS {
        return split(universe, Position::default(), end, &Bound::MAX, message);
    }
    let behind = std::iter::successors(Some(1), |behind| Some(behind * OUTLINE_RATIO));
    let behind: Vec<usize> = behind.take_while(|behind| *behind < count).collect();
    let (mut begin, mut before) = (Position::default(), count);
    for behind in behind.into_iter().rev() {
        let next = universe.advance(begin, before - behind);
        let bound = match universe.around(next) {
            (Some(last), Some(first)) => Bound::between(&last, &first),
            _ => unreachable!("items stand on both sides"),
        };
        message.fingerprint(&bound, &fingerprint_of(universe, begin, next));
        (begin, before) = (next, behind);
    }
    message.fingerprint(&Bound::MAX, &fingerprint_of(universe, begin, end));
}

/// Says what a range holds: by a list when that is short, else by the fingerprints of its parts.
fn split(universe: &Universe, from: Position, to: Position, bound: &Bound, message: &mut Writer) {
    let count = universe.count_between(from, to);
    if count < 2 * PARTS {
        message.list(bound, count, universe.between(from, to).map(|(_, id)| id));
        return;
    }
    let mut begin = from;
    for part in 0..PARTS {
        let length = count / PARTS + usize::from(part < count % PARTS);
        let end = universe.advance(begin, length);
        let bound = match universe.around(end) {
            (Some(before), Some(after)) if part + 1 < PARTS => Bound::between(&before, &after),
            _ => *bound,
        };
        message.fingerprint(&bound, &fingerprint_of(universe, begin, end));
        begin = end;
    }
}

fn fingerprint_of(universe: &Universe, from: Position, to: Position) -> [u8; 16] {
    let (count, sum) = universe.span(from, to);
    range::fingerprint(count, &sum)
}

/// Drops what stands there again, and keeps the order.
fn without_repetition(mut ids: Vec<Digest>) -> Vec<Digest> {
    let mut seen = BTreeSet::new();
    let is_repeated: Vec<bool> = ids.iter().map(|id| !seen.insert(*id)).collect();
    if is_repeated.contains(&true) {
        let mut is_repeated = is_repeated.into_iter();
        ids.retain(|_| !is_repeated.next().unwrap_or_default());
    }
    ids
}

/// The longest message either side sends: it fits a frame.
pub const MESSAGE_BYTES_MAX: usize = (1 << 20) - 1024;
/// The least limit of a message: the parts of one range fit, and so every message says something.
pub const MESSAGE_BYTES_MIN: usize = 2048;

/// How many parts a range is split into. Below twice as many items it is listed.
const PARTS: usize = 16;
/// How many times as many items stand behind a part of an outline as behind the next one; behind the last but one stands
/// the newest item.
const OUTLINE_RATIO: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::OrganisationId;

    fn universe(numbers: std::ops::Range<u64>) -> Universe {
        let organisation = OrganisationId::from_digest(Digest::of(&[b"somebody"]));
        let item =
            |number: u64| (Timestamp::from_millis(number).unwrap(), Digest::of(&[&number.to_be_bytes()]));
        Universe::from_sorted(numbers.map(item).map(|(time, id)| (time, id, organisation))).unwrap()
    }

    struct Run {
        difference: Difference,
        rounds: usize,
        bytes: usize,
    }

    fn reconcile(ours: &Universe, theirs: &Universe) -> Run {
        let (mut initiator, first) = Initiator::begin(ours.clone());
        let responder = Responder::new(theirs.clone());
        let (mut rounds, mut bytes, mut next) = (0, 0, Some(first));
        while let Some(message) = next {
            let answer = responder.answer(&message).unwrap();
            bytes += message.len() + answer.len();
            rounds += 1;
            assert!(message.len().max(answer.len()) <= MESSAGE_BYTES_MAX);
            next = initiator.answer(&answer).unwrap();
        }
        Run { difference: initiator.finish(), rounds, bytes }
    }

    fn ids(universe: &Universe) -> Vec<Digest> {
        universe.iter().map(|(_, id, _)| id).collect()
    }

    #[test]
    fn equal_sets_cost_one_round() {
        let set = universe(0..10_000);
        let run = reconcile(&set, &set);
        assert_eq!((run.difference, run.rounds), (Difference::default(), 1));
        assert!(run.bytes < 400, "{} bytes", run.bytes);
    }

    #[test]
    fn recent_differences_cost_little_more_than_their_ids() {
        let run = reconcile(&universe(0..100_000), &universe(0..110_000));
        assert_eq!((run.difference.need.len(), run.difference.have.len()), (10_000, 0));
        assert!(run.bytes <= 36 * 10_000 && run.rounds <= 3, "{} bytes, {} rounds", run.bytes, run.rounds);
    }

    #[test]
    fn one_newest_difference_is_found_in_one_round_among_many() {
        for (ours, theirs) in [(100_000, 100_001), (100_001, 100_000)] {
            let run = reconcile(&universe(0..ours), &universe(0..theirs));
            assert_eq!(run.difference.need.len() + run.difference.have.len(), 1);
            assert!(run.bytes < 300 && run.rounds == 1, "{} bytes, {} rounds", run.bytes, run.rounds);
        }
    }

    #[test]
    fn a_fresh_node_is_told_what_to_ask_for_in_the_order_of_time() {
        let theirs = universe(0..40_000);
        let run = reconcile(&Universe::default(), &theirs);
        assert_eq!(run.difference, Difference { have: Vec::new(), need: ids(&theirs) });
        assert_eq!(run.rounds, 2, "the message limit was not reached");
        let run = reconcile(&theirs, &Universe::default());
        assert_eq!(run.difference, Difference { have: ids(&theirs), need: Vec::new() });
        assert_eq!(run.rounds, 1);
    }

    #[test]
    fn the_example_of_the_specification_holds() {
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        let organisation = OrganisationId::from_digest(Digest::of(&[b"somebody"]));
        let at = Timestamp::from_millis(1).unwrap();
        let one = Universe::from_sorted([(at, Digest::from_bytes([0xab; 32]), organisation)]).unwrap();
        let (mut initiator, first) = Initiator::begin(Universe::default());
        assert_eq!(hex(&first), "6100000200");
        let answer = Responder::new(one).answer(&first).unwrap();
        assert_eq!(hex(&answer), format!("6100000201{}", "ab".repeat(32)));
        assert_eq!(initiator.answer(&answer), Ok(None));
        assert_eq!(initiator.finish().need, [Digest::from_bytes([0xab; 32])]);
    }

    #[test]
    fn other_versions_and_broken_messages_are_told_apart() {
        let responder = Responder::new(universe(1..2));
        assert_eq!(responder.answer(b"GET / HTTP/1.1"), Err(ReconcileError::Version));
        for broken in [
            &[][..],
            // A list that claims 2^34 ids, a number without end, an id of 33 bytes, a mode that is none.
            &[0x61, 0x00, 0x00, 0x02, 0xc0, 0x80, 0x80, 0x80, 0x00],
            &[0x61, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00],
            &[[0x61, 0x01, 0x21].as_slice(), &[0; 40]].concat(),
            &[0x61, 0x00, 0x00, 0x03],
            // A range that ends below the one before it.
            &[0x61, 0x03, 0x01, 0x07, 0x00, 0x01, 0x01, 0x06, 0x00],
        ] {
            assert_eq!(responder.answer(broken), Err(ReconcileError::Malformed), "{broken:02x?}");
        }
    }
}
