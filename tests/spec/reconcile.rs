//! Comparing sets: the own engine beside the `negentropy` crate and beside a plain set difference.

use std::collections::BTreeSet;

use negentropy::{Id, Negentropy, NegentropyStorageVector};
use proptest::collection::{btree_set, vec};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use protocol::digest::Digest;
use protocol::organisation::OrganisationId;
use protocol::reconcile::{Difference, Initiator, MESSAGE_BYTES_MAX, MESSAGE_BYTES_MIN, Responder, Universe};
use protocol::time::Timestamp;

/// A time and a name, from which the id follows.
type Names = BTreeSet<(u64, u32)>;

fn id(name: u32) -> Digest {
    Digest::of(&[&name.to_be_bytes()])
}

fn universe(names: &Names) -> Universe {
    let organisation = OrganisationId::from_digest(Digest::of(&[b"somebody"]));
    let sorted: BTreeSet<(Timestamp, Digest)> = names
        .iter()
        .map(|(time, name)| (Timestamp::from_millis(*time).expect("a time"), id(*name)))
        .collect();
    Universe::from_sorted(sorted.into_iter().map(|(time, id)| (time, id, organisation))).expect("sorted")
}

fn vector(names: &Names) -> NegentropyStorageVector {
    let mut storage = NegentropyStorageVector::new();
    for (time, name) in names {
        storage.insert(*time, Id::from_byte_array(*id(*name).as_bytes())).expect("open");
    }
    storage.seal().expect("open");
    storage
}

/// The obvious twin, each list in the order of the set.
fn plain(ours: &Names, theirs: &Names) -> Difference {
    let only = |left: &Names, right: &Names| {
        let right = universe(right);
        universe(left)
            .iter()
            .filter(|(time, id, _)| !right.contains(*time, *id))
            .map(|(_, id, _)| id)
            .collect()
    };
    Difference { have: only(ours, theirs), need: only(theirs, ours) }
}

fn sorted(mut difference: Difference) -> Difference {
    difference.need.sort_unstable();
    difference.have.sort_unstable();
    difference
}

/// Which program speaks on a side.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Engine {
    Own,
    Crate,
}

/// Reconciles, and returns the difference and the longest message.
fn reconcile(ours: (&Names, Engine, usize), theirs: (&Names, Engine, usize)) -> (Difference, usize) {
    let own = Responder::within(universe(theirs.0), theirs.2);
    let limit = theirs.2.max(CRATE_BYTES_MIN) as u64;
    let mut other = Negentropy::owned(vector(theirs.0), limit).expect("a limit it takes");
    let mut respond = |message: &[u8]| match theirs.1 {
        Engine::Own => own.answer(message).expect("an honest message"),
        Engine::Crate => other.reconcile(message).expect("an honest message"),
    };
    let (mut rounds, mut longest) = (0, 0);
    let mut count = |message: &[u8]| {
        longest = longest.max(message.len());
        rounds += 1;
        assert!(rounds < 4_000, "the rounds do not end");
    };
    let difference = match ours.1 {
        Engine::Own => {
            let (mut initiator, first) = Initiator::begin_within(universe(ours.0), ours.2);
            let mut next = Some(first);
            while let Some(message) = next {
                let answer = respond(&message);
                count(&message);
                count(&answer);
                next = initiator.answer(&answer).expect("an honest answer");
            }
            initiator.finish()
        }
        Engine::Crate => {
            let mut initiator = Negentropy::owned(vector(ours.0), ours.2 as u64).expect("a limit it takes");
            let (mut have, mut need) = (Vec::new(), Vec::new());
            let mut next = Some(initiator.initiate().expect("fresh"));
            while let Some(message) = next {
                let answer = respond(&message);
                count(&message);
                count(&answer);
                next = initiator.reconcile_with_ids(&answer, &mut have, &mut need).expect("an honest answer");
            }
            let digests = |ids: Vec<Id>| {
                let ids: BTreeSet<_> = ids.iter().map(|id| Digest::from_bytes(id.to_bytes())).collect();
                ids.into_iter().collect()
            };
            Difference { have: digests(have), need: digests(need) }
        }
    };
    (difference, longest)
}

/// A shared part and what each side holds beyond it, crowded or spread in time.
fn two_sets() -> impl Strategy<Value = (Names, Names)> {
    let times = prop_oneof![Just(1u64), Just(50), Just(100_000)];
    times.prop_flat_map(|times| {
        let set = |most: usize| btree_set((0..times, any::<u32>()), 0..most);
        (set(900), set(250), set(250)).prop_map(|(shared, left, right)| {
            (shared.union(&left).copied().collect(), shared.union(&right).copied().collect())
        })
    })
}

/// The crate takes no lower limit.
const CRATE_BYTES_MIN: usize = 4096;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn reconciliation_finds_the_plain_set_difference((ours, theirs) in two_sets()) {
        let expected = plain(&ours, &theirs);
        let limit = MESSAGE_BYTES_MAX;
        let (own, _) = reconcile((&ours, Engine::Own, limit), (&theirs, Engine::Own, limit));
        prop_assert_eq!(&own.have, &expected.have, "in the order of the set");
        let expected = sorted(expected);
        prop_assert_eq!(&sorted(own), &expected);
        for (left, right) in [(Engine::Own, Engine::Crate), (Engine::Crate, Engine::Own)] {
            let (found, _) = reconcile((&ours, left, limit), (&theirs, right, limit));
            prop_assert_eq!(&sorted(found), &expected, "{:?} asks {:?}", left, right);
        }
    }

    #[test]
    fn small_messages_find_the_same((ours, theirs) in two_sets(), left in 0..3000usize, right in 0..3000usize) {
        let expected = sorted(plain(&ours, &theirs));
        for (asking, answering) in
            [(Engine::Own, Engine::Own), (Engine::Own, Engine::Crate), (Engine::Crate, Engine::Own)]
        {
            let limit =
                |engine, more| more + if engine == Engine::Own { MESSAGE_BYTES_MIN } else { CRATE_BYTES_MIN };
            let limits = (limit(asking, left), limit(answering, right));
            let (found, longest) = reconcile((&ours, asking, limits.0), (&theirs, answering, limits.1));
            prop_assert_eq!(&sorted(found), &expected, "{:?} asks {:?}", asking, answering);
            prop_assert!(longest <= limits.0.max(limits.1));
        }
    }

    #[test]
    fn the_first_answers_are_the_same_byte_by_byte((ours, theirs) in two_sets()) {
        // The own first message divides the set in another way, which either program may.
        let (_, own) = Initiator::begin(universe(&ours));
        let others = Negentropy::owned(vector(&ours), 0).expect("no limit").initiate().expect("fresh");
        if ours.len() < 32 {
            prop_assert_eq!(&own, &others);
        }
        for first in [own, others] {
            let mut other = Negentropy::owned(vector(&theirs), 0).expect("no limit");
            let answer = Responder::new(universe(&theirs)).answer(&first).expect("an honest message");
            prop_assert_eq!(answer, other.reconcile(&first).expect("an honest message"));
        }
    }

    #[test]
    fn strange_bytes_are_answered_or_refused_and_never_crash(
        (ours, theirs) in two_sets(),
        edits in vec((any::<usize>(), any::<u8>()), 0..6),
        cut in proptest::option::of(any::<usize>()),
        noise in vec(any::<u8>(), 0..300),
    ) {
        let responder = Responder::new(universe(&theirs));
        let (mut initiator, mut message) = Initiator::begin(universe(&ours));
        for _ in 0..3 {
            let mut mangled = message.clone();
            for (place, byte) in &edits {
                let place = place % mangled.len();
                mangled[place] = *byte;
            }
            mangled.truncate(cut.map_or(mangled.len(), |cut| cut % (mangled.len() + 1)));
            for bytes in [&mangled, &[&[0x61], &noise[..]].concat()] {
                if let Ok(answer) = responder.answer(bytes) {
                    prop_assert!(answer.len() <= MESSAGE_BYTES_MAX);
                }
                let (mut victim, _) = Initiator::begin(universe(&ours));
                if let Ok(Some(next)) = victim.answer(bytes) {
                    prop_assert!(next.len() <= MESSAGE_BYTES_MAX);
                }
                prop_assert!(victim.finish().have.len() <= ours.len());
            }
            let answer = responder.answer(&message).expect("an honest message");
            match initiator.answer(&answer).expect("an honest answer") {
                Some(next) => message = next,
                None => break,
            }
        }
    }
}
