//! The set: what has standing, what it is worth, and that no order of arrival has a say in it.

use std::collections::{BTreeMap, BTreeSet};

use harness::generator::{Deed, first_header, history, seal};
use harness::story::{Member, at};
use harness::twin;
use proptest::prelude::*;
use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::entry::{Address, Entry, EntryKind, Header, Verified};
use protocol::identity::line::{Line, Retirement, RetirementReason};
use protocol::item::Item;
use protocol::tree;

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(any::<Deed>(), 0..40)
}

/// A history, and an order in which its items arrive, some of them twice.
fn arrivals() -> impl Strategy<Value = (Vec<Deed>, Vec<usize>)> {
    deeds().prop_flat_map(|deeds| {
        let count = history(&deeds).len();
        let twice: Vec<usize> = (0..count).chain((0..count).step_by(3)).collect();
        (Just(deeds), Just(twice).prop_shuffle())
    })
}

fn directory_of<'i>(items: impl IntoIterator<Item = &'i Item>) -> Directory {
    let mut directory = Directory::default();
    for item in items {
        directory.admit(item.clone());
    }
    directory
}

/// Sends one directory's set to another, in order; says whether anything was new.
fn send(from: &Directory, to: &mut Directory, items: &BTreeMap<Digest, &Item>) -> bool {
    let ids: Vec<Digest> = from.set().map(|(_, id)| id).collect();
    let before: Vec<_> = to.set().collect();
    for id in from.in_order(&ids) {
        to.admit(items[&id].clone());
    }
    !before.into_iter().eq(to.set())
}

fn verdicts(directory: &Directory) -> BTreeMap<Digest, String> {
    directory
        .set()
        .map(|(_, id)| (id, directory.verdict(&id).expect("it is in the set").to_string()))
        .collect()
}

/// A home is restored from an old backup and writes one entry: everything it had said since stands beyond a fork.
#[test]
fn a_long_chain_comes_back_when_the_retirement_of_its_forked_device_names_its_end() {
    let mut member = Member::found("steiermark", at("2026-01-10"));
    let device = member.device(1);
    let header = first_header(&member, &device, "profile/self", at("2026-02-01"));
    let mut chain = vec![seal(header.clone(), Vec::new(), &device)];
    while chain.len() < 1_300 {
        let (sequence, previous) = (chain.len() as u64 + 1, chain.last().map(Entry::id));
        chain.push(seal(Header { sequence, previous, ..header.clone() }, Vec::new(), &device));
    }
    let rival = Header { sequence: 2, previous: Some(chain[0].id()), time: at("2026-03-01"), ..header };
    let rival = seal(rival, Vec::new(), &device);
    let ids: Vec<Digest> = chain.iter().map(Entry::id).collect();
    let retirement = Retirement {
        sequence: 1_300,
        entry: ids[1_299],
        tree_head: tree::root(&ids),
        reason: RetirementReason::Left,
    };
    let founding = Item::Line(Box::new(member.tip().clone()));
    let key = device.public();
    let farewell = member.succeed(at("2026-03-02"), |document| {
        document.retired.insert(key, retirement);
    });
    let farewell = Item::Line(Box::new(farewell));
    let chain: Vec<Item> = chain.into_iter().map(|entry| Item::Entry(Box::new(entry))).collect();
    let rival = Item::Entry(Box::new(rival));

    let mut holder = directory_of([&founding].into_iter().chain(&chain).chain([&rival]));
    assert_eq!(holder.item_count(), 4, "a line, the stem and the two sides of the fork");
    holder.admit(farewell.clone());
    assert_eq!(holder.item_count(), 1_303);
    let fresh = directory_of([&founding, &farewell, &rival].into_iter().chain(&chain));
    assert_eq!(fresh.item_count(), 1_303);
    assert_eq!(holder.digest(), fresh.digest());
}

/// A history that the twin found: what fell at a fork has its place again once a way leads past it.
#[test]
fn what_fell_beside_a_way_stands_again_when_the_way_is_named() {
    let deeds = [
        1172727966, 816699370, 1605337233, 2143985246, 3167232824, 4268179877, 317579315, 3651552341,
        3521285722, 3949323988, 143168568, 735248063, 1322290334, 2721312569, 2941256405, 3195393684,
        608737489, 3945703437, 1586407941, 3989468614, 1629309720, 2547067802, 3950803315,
    ];
    let order = [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 3, 6, 9, 12,
        15, 18, 21,
    ];
    let items = history(&deeds);
    let directory = directory_of(order.iter().map(|index: &usize| &items[*index]));
    assert_eq!(verdicts(&directory), twin::verdicts(&items));
}

/// A history that the twin found: of two lines that wait together, the first cuts a device off and the second, a rival of
/// the first, lets it speak on.
#[test]
fn what_one_waiting_line_takes_and_the_next_one_gives_back_stands() {
    let deeds = [
        2019171617, 3110768488, 33105320, 3119344691, 4052177363, 386208979, 3185075464, 3834615067,
        2141576120, 2264894826, 3921411698,
    ];
    let order = [0, 4, 2, 11, 8, 5, 9, 0, 6, 3, 6, 9, 7, 10, 1, 3];
    let items = history(&deeds);
    let directory = directory_of(order.iter().map(|index: &usize| &items[*index]));
    assert_eq!(verdicts(&directory), twin::verdicts(&items));
}

/// A stolen routine key retires the device from its first entry on and writes another line, before the recovery key beats
/// it: what fell waits longer than there is room for what never stood.
#[test]
fn a_long_chain_that_a_thief_cut_off_comes_back_whole_with_the_recovery_line() {
    let mut member = Member::found("steiermark", at("2026-01-10"));
    let device = member.device(1);
    let header = first_header(&member, &device, "profile/self", at("2026-02-01"));
    let mut chain = vec![seal(header.clone(), Vec::new(), &device)];
    while chain.len() < 1_300 {
        let (sequence, previous) = (chain.len() as u64 + 1, chain.last().map(Entry::id));
        chain.push(seal(Header { sequence, previous, ..header.clone() }, Vec::new(), &device));
    }
    let line = |line: Line| Item::Line(Box::new(line));
    let founding = line(member.tip().clone());
    let nothing = Retirement {
        sequence: 0,
        entry: Digest::of(&[b"no entry"]),
        tree_head: tree::root(&[]),
        reason: RetirementReason::Left,
    };
    let theft = line(member.succeed(at("2026-03-02"), |document| {
        document.retired.insert(device.public(), nothing);
    }));
    let more = line(member.add_device(2, at("2026-03-03")));
    let recovery = line(member.recover_after(1, at("2026-03-04"), |_| ()));
    let chain: Vec<Item> = chain.into_iter().map(|entry| Item::Entry(Box::new(entry))).collect();

    let mut robbed = directory_of([&founding].into_iter().chain(&chain).chain([&theft, &more]));
    assert_eq!(robbed.item_count(), 3, "only lines are left");
    robbed.admit(recovery.clone());
    assert_eq!(robbed.item_count(), 1_303, "all but the line behind the beaten one");
    let fresh = directory_of([&founding, &recovery, &theft].into_iter().chain(&chain));
    assert_eq!(robbed.digest(), fresh.digest());
}

#[test]
fn an_erase_that_waited_for_its_predecessor_takes_the_body_with_it() {
    let member = Member::found("steiermark", at("2026-01-10"));
    let device = member.device(1);
    let person = first_header(&member, &device, "person/anna", at("2026-02-01"));
    let body = seal(person.clone(), vec![7; 40], &device);
    let next = Header { sequence: 2, previous: Some(body.id()), ..person.clone() };
    let next = seal(
        Header { address: Address::parse("profile/self").expect("it is one"), ..next },
        Vec::new(),
        &device,
    );
    let erase = Header { kind: EntryKind::Erase, sequence: 3, previous: Some(next.id()), ..person };
    let erase = seal(erase, Vec::new(), &device);
    let id = body.id();
    let entry = |entry: Entry<Verified>| Item::Entry(Box::new(entry));
    let mut directory =
        directory_of(&[Item::Line(Box::new(member.tip().clone())), entry(body), entry(erase)]);
    assert!(directory.take_erased().is_empty(), "the erase waits");
    directory.admit(entry(next));
    assert_eq!(directory.take_erased(), BTreeSet::from([id]));
}

/// A failure prints its seed; nothing is written beside the tests.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::with_cases(64) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_order_and_repetition_of_a_set_give_one_digest((deeds, order) in arrivals()) {
        let items = history(&deeds);
        let told = directory_of(&items);
        let shuffled = directory_of(order.iter().map(|index| &items[*index]));
        prop_assert_eq!(verdicts(&told), verdicts(&shuffled));
        prop_assert_eq!(told.digest(), shuffled.digest());
    }

    #[test]
    fn two_nodes_that_exchange_their_sets_agree((deeds, order) in arrivals(), cut in any::<prop::sample::Index>()) {
        let items = history(&deeds);
        let cut = cut.index(order.len() + 1);
        let (ours, theirs) = order.split_at(cut);
        let mut one = directory_of(ours.iter().map(|index| &items[*index]));
        let mut other = directory_of(theirs.iter().map(|index| &items[*index]));
        let by_id: BTreeMap<Digest, &Item> = items.iter().map(|item| (item.id(), item)).collect();
        // What waited at one node may stand by what the other had, so they exchange until nothing is new.
        while send(&one, &mut other, &by_id) | send(&other, &mut one, &by_id) {}
        prop_assert_eq!(verdicts(&one), verdicts(&other));
        prop_assert_eq!(one.digest(), other.digest());
    }

    #[test]
    fn what_came_in_makes_the_same_directory_again((deeds, order) in arrivals()) {
        let items = history(&deeds);
        let mut grown = Directory::default();
        let mut record = Vec::new();
        for index in &order {
            if let Answer::Accepted { came_in } = grown.admit(items[*index].clone()) {
                record.extend(came_in);
            }
        }
        let mut replayed = Directory::default();
        for recorded in record {
            replayed.admit(Item::parse_own_record(&recorded.bytes).expect("it was recorded whole"));
        }
        prop_assert_eq!(grown.digest(), replayed.digest());
    }

    #[test]
    fn the_directory_agrees_with_its_slow_twin((deeds, order) in arrivals()) {
        let items = history(&deeds);
        let directory = directory_of(order.iter().map(|index| &items[*index]));
        prop_assert_eq!(verdicts(&directory), twin::verdicts(&items));
    }
}
