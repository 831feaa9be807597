//! Finding what two sets of items do not share, at the cost of the difference.
//!
//! The set is the *universe*: the ids of all items, in the order (time, id). Two universes are
//! reconciled by ranges: ranges with equal fingerprints are skipped, others are split, small ones
//! are listed. The messages are those of negentropy v1. The order puts what is new at the end, so recent
//! differences, the usual ones, cost little more than their ids.
//!
//! ```text
//! initiator: Initiator::begin ──► message ──► Responder::answer
//!            Initiator::answer ◄── message ◄──┘        … until `None`: then Initiator::finish
//! ```

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use negentropy::{Bound, Id, Item, Negentropy, NegentropyStorageBase, Storage};
use thiserror::Error;

use crate::digest::Digest;
use crate::time::Timestamp;

/// The ids of all items of a set, frozen; cloning shares it.
#[derive(Clone)]
pub struct Universe {
    items: Arc<[(Timestamp, Digest)]>,
    fingerprint: Digest,
}

impl Universe {
    /// Freezes a set and hashes it, in time linear in its size.
    ///
    /// # Errors
    ///
    /// [`NotSorted`] unless each (time, id) is above the one before it.
    pub fn new(items: Arc<[(Timestamp, Digest)]>) -> Result<Self, NotSorted> {
        if !items.is_sorted_by(|earlier, later| earlier < later) {
            return Err(NotSorted);
        }
        let ids: Vec<&[u8]> = items.iter().map(|(_, id)| id.as_bytes().as_slice()).collect();
        let fingerprint = Digest::of(&ids);
        Ok(Self { items, fingerprint })
    }

    /// The ids with their times, in order.
    #[must_use]
    pub fn items(&self) -> &Arc<[(Timestamp, Digest)]> {
        &self.items
    }

    /// How many items the set holds.
    #[must_use]
    pub fn count(&self) -> usize {
        self.items.len()
    }

    /// SHA-256 over the ids, in order. Unlike the sums that negentropy compares, nobody can craft
    /// two sets for which it is the same.
    #[must_use]
    pub fn fingerprint(&self) -> Digest {
        self.fingerprint
    }
}

impl fmt::Debug for Universe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Universe({} items, {})", self.count(), self.fingerprint)
    }
}

/// The side that asks, drives the rounds and learns the difference.
pub struct Initiator {
    machine: Negentropy<'static, Universe>,
    universe: Universe,
    have: BTreeSet<Digest>,
    need: Vec<Digest>,
    needed: BTreeSet<Digest>,
}

impl Initiator {
    /// Begins, and returns the first message.
    #[must_use]
    pub fn begin(universe: Universe) -> (Self, Vec<u8>) {
        let mut machine = machine(&universe);
        let first = machine.initiate().expect("a fresh machine over a bounded set begins");
        let (have, need, needed) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
        (Self { machine, universe, have, need, needed }, first)
    }

    /// Takes the responder's message and returns the next one, or `None` when the sets are compared.
    ///
    /// # Errors
    ///
    /// [`ReconcileError`] when the bytes are no negentropy v1 message. What was learnt before remains.
    pub fn answer(&mut self, message: &[u8]) -> Result<Option<Vec<u8>>, ReconcileError> {
        let (mut have, mut need) = (Vec::new(), Vec::new());
        let next = self.machine.reconcile_with_ids(message, &mut have, &mut need).map_err(refused)?;
        self.have.extend(have.iter().map(|id| Digest::from_bytes(id.to_bytes())));
        let mut need: BTreeSet<Digest> = need.iter().map(|id| Digest::from_bytes(id.to_bytes())).collect();
        need.retain(|id| !self.needed.contains(id));
        // The crate collects ids through a hash table; the message has them in the order of the set.
        for id in ids_in_order(message) {
            if need.remove(&id) {
                self.need.push(id);
                self.needed.insert(id);
            }
        }
        Ok(next)
    }

    /// Ends, and returns what was learnt.
    #[must_use]
    pub fn finish(self) -> Difference {
        let ours = self.universe.items.iter().map(|(_, id)| *id);
        Difference { have: ours.filter(|id| self.have.contains(id)).collect(), need: self.need }
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
pub struct Responder(Negentropy<'static, Universe>);

impl Responder {
    /// Answers for this set.
    #[must_use]
    pub fn new(universe: &Universe) -> Self {
        Self(machine(universe))
    }

    /// Answers a message, in time linear in the size of the set and of the message.
    ///
    /// # Errors
    ///
    /// [`ReconcileError`] when the bytes are no negentropy v1 message.
    pub fn answer(&mut self, message: &[u8]) -> Result<Vec<u8>, ReconcileError> {
        self.0.reconcile(message).map_err(refused)
    }
}

/// Why a set could not be frozen: it is no sorted set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the ids are not sorted by time and id, or one stands twice")]
pub struct NotSorted;

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

impl NegentropyStorageBase for Universe {
    fn size(&self) -> Result<usize, negentropy::Error> {
        Ok(self.items.len())
    }

    fn get_item(&self, i: usize) -> Result<Option<Item>, negentropy::Error> {
        Ok(self.items.get(i).map(to_item))
    }

    fn iterate(
        &self,
        begin: usize,
        end: usize,
        visit: &mut dyn FnMut(Item, usize) -> Result<bool, negentropy::Error>,
    ) -> Result<(), negentropy::Error> {
        let range = self.items.get(begin..end).ok_or(negentropy::Error::BadRange)?;
        for (index, item) in (begin..end).zip(range) {
            if !visit(to_item(item), index)? {
                break;
            }
        }
        Ok(())
    }

    fn find_lower_bound(&self, first: usize, last: usize, bound: &Bound) -> usize {
        first + self.items[first..last].partition_point(|item| to_item(item) < bound.item)
    }
}

fn to_item((time, id): &(Timestamp, Digest)) -> Item {
    Item::with_timestamp_and_id(time.as_millis(), Id::from_byte_array(*id.as_bytes()))
}

fn machine(universe: &Universe) -> Negentropy<'static, Universe> {
    Negentropy::new(Storage::Owned(universe.clone()), MESSAGE_BYTES_MAX)
        .expect("the limit is above the least")
}

fn refused(error: negentropy::Error) -> ReconcileError {
    use negentropy::Error::{InvalidProtocolVersion, UnsupportedProtocolVersion};
    match error {
        InvalidProtocolVersion | UnsupportedProtocolVersion => ReconcileError::Version,
        _ => ReconcileError::Malformed,
    }
}

/// Returns the ids that a message lists, as they stand there; stops where it cannot be read on.
fn ids_in_order(message: &[u8]) -> Vec<Digest> {
    let mut ids = Vec::new();
    let mut rest = message.get(1..).unwrap_or_default();
    while !rest.is_empty() && take_range(&mut rest, &mut ids).is_some() {}
    ids
}

/// Takes one range, `bound ‖ mode ‖ payload`, off the front.
fn take_range(rest: &mut &[u8], ids: &mut Vec<Digest>) -> Option<()> {
    take_varint(rest)?;
    let prefix_length = take_varint(rest)?;
    rest.split_off(..usize::try_from(prefix_length).ok()?)?;
    match take_varint(rest)? {
        0 => {}
        1 => {
            rest.split_off(..negentropy::FINGERPRINT_SIZE)?;
        }
        2 => {
            for _ in 0..take_varint(rest)? {
                let id = rest.split_off(..negentropy::ID_SIZE)?;
                ids.push(Digest::from_bytes(id.try_into().ok()?));
            }
        }
        _ => return None,
    }
    Some(())
}

/// Takes negentropy's own variable-length integer: most significant group first.
fn take_varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value: u64 = 0;
    loop {
        let byte = rest.split_off_first()?;
        value = (value << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
}

/// The longest message either side sends: it fits a frame with room to spare.
pub const MESSAGE_BYTES_MAX: u64 = 512 * 1024;

#[cfg(test)]
mod tests {
    use proptest::collection::btree_set;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::*;

    type Ids = BTreeSet<(u64, u64)>;

    fn universe(ids: &Ids) -> Universe {
        let items: BTreeSet<(Timestamp, Digest)> = ids
            .iter()
            .map(|(time, name)| {
                (
                    Timestamp::from_millis(*time).unwrap(),
                    Digest::of(&[&time.to_be_bytes(), &name.to_be_bytes()]),
                )
            })
            .collect();
        Universe::new(items.into_iter().collect()).unwrap()
    }

    struct Run {
        difference: Difference,
        rounds: usize,
        bytes: usize,
    }

    fn reconcile(ours: &Universe, theirs: &Universe) -> Run {
        let (mut initiator, first) = Initiator::begin(ours.clone());
        let mut responder = Responder::new(theirs);
        let (mut rounds, mut bytes, mut next) = (0, 0, Some(first));
        while let Some(message) = next {
            let answer = responder.answer(&message).unwrap();
            bytes += message.len() + answer.len();
            rounds += 1;
            assert!(rounds <= 64, "the rounds do not end");
            assert!(message.len().max(answer.len()) as u64 <= MESSAGE_BYTES_MAX);
            next = initiator.answer(&answer).unwrap();
        }
        Run { difference: initiator.finish(), rounds, bytes }
    }

    /// The obvious twin: a plain set difference, in the order of the set.
    fn only_in(left: &Universe, right: &Universe) -> Vec<Digest> {
        let right: BTreeSet<_> = right.items().iter().collect();
        left.items().iter().filter(|item| !right.contains(item)).map(|(_, id)| *id).collect()
    }

    proptest! {
        #[test]
        fn reconciliation_finds_the_plain_set_difference(
            shared in btree_set((0..5000u64, any::<u64>()), 0..600),
            left in btree_set((0..5000u64, any::<u64>()), 0..200),
            right in btree_set((0..5000u64, any::<u64>()), 0..200),
        ) {
            let ours = universe(&shared.union(&left).copied().collect());
            let theirs = universe(&shared.union(&right).copied().collect());
            let found = reconcile(&ours, &theirs).difference;
            prop_assert_eq!(found.have, only_in(&ours, &theirs));
            let need: BTreeSet<_> = found.need.iter().copied().collect();
            prop_assert_eq!(need.len(), found.need.len());
            prop_assert_eq!(need, only_in(&theirs, &ours).into_iter().collect());
        }

        #[test]
        fn strange_bytes_are_answered_or_refused_and_never_crash(
            bytes in proptest::collection::vec(any::<u8>(), 0..400),
            ids in btree_set((0..50u64, any::<u64>()), 0..100),
        ) {
            let universe = universe(&ids);
            let mut message = vec![0x61];
            message.extend(&bytes);
            for message in [&bytes, &message] {
                if let Ok(answer) = Responder::new(&universe).answer(message) {
                    prop_assert!(answer.len() as u64 <= MESSAGE_BYTES_MAX);
                }
                let (mut initiator, _) = Initiator::begin(universe.clone());
                if initiator.answer(message).is_ok() {
                    prop_assert!(initiator.finish().have.len() <= universe.count());
                }
            }
        }
    }

    #[test]
    fn equal_sets_cost_one_round() {
        let set = universe(&(0..10_000).map(|n| (n, n)).collect());
        let run = reconcile(&set, &set);
        assert_eq!((run.difference, run.rounds), (Difference::default(), 1));
        assert!(run.bytes < 400, "{} bytes", run.bytes);
    }

    #[test]
    fn recent_differences_cost_little_more_than_their_ids() {
        let ours: Ids = (0..10_000).map(|n| (n, n)).collect();
        let theirs: Ids = (0..11_000).map(|n| (n, n)).collect();
        let run = reconcile(&universe(&ours), &universe(&theirs));
        assert_eq!(run.difference.need.len(), 1000);
        assert!(run.bytes < 40 * 1000, "{} bytes", run.bytes);
    }

    #[test]
    fn a_fresh_node_is_told_what_to_ask_for_in_the_order_of_time() {
        let theirs = universe(&(0..40_000).map(|n| (n, n)).collect());
        let run = reconcile(&universe(&Ids::new()), &theirs);
        assert_eq!(run.difference.need, only_in(&theirs, &universe(&Ids::new())));
        assert!(run.rounds > 1, "the message limit was not reached");
    }

    #[test]
    fn the_example_of_the_specification_holds() {
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        let empty = universe(&Ids::new());
        let at = Timestamp::from_millis(1).unwrap();
        let one = Universe::new([(at, Digest::from_bytes([0xab; 32]))].into()).unwrap();
        let (mut initiator, first) = Initiator::begin(empty);
        assert_eq!(hex(&first), "6100000200");
        let answer = Responder::new(&one).answer(&first).unwrap();
        assert_eq!(hex(&answer), format!("6100000201{}", "ab".repeat(32)));
        assert_eq!(initiator.answer(&answer), Ok(None));
        assert_eq!(initiator.finish().need, [Digest::from_bytes([0xab; 32])]);
    }

    #[test]
    fn a_set_out_of_order_is_refused() {
        let at = |millis| Timestamp::from_millis(millis).unwrap();
        let id = Digest::of(&[b"one"]);
        assert_eq!(Universe::new([(at(2), id), (at(1), id)].into()).unwrap_err(), NotSorted);
        assert_eq!(Universe::new([(at(1), id), (at(1), id)].into()).unwrap_err(), NotSorted);
    }

    #[test]
    fn other_versions_and_broken_messages_are_told_apart() {
        let set = universe(&[(1, 1)].into());
        assert_eq!(Responder::new(&set).answer(b"GET / HTTP/1.1"), Err(ReconcileError::Version));
        // A list that claims 2^34 ids.
        let claim = [0x61, 0x00, 0x00, 0x02, 0xc0, 0x80, 0x80, 0x80, 0x00];
        assert_eq!(Responder::new(&set).answer(&claim), Err(ReconcileError::Malformed));
        assert_eq!(Responder::new(&set).answer(&[]), Err(ReconcileError::Malformed));
    }
}
