//! Whose items a node takes.

use std::collections::{BTreeMap, BTreeSet};

use harness::story::{Member, World, at};
use proptest::prelude::*;
use protocol::carrying::{Mode, Policy, Vouch};
use protocol::digest::Digest;
use protocol::directory::{Directory, Source};
use protocol::item::Item;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;

#[test]
fn sponsors_those_they_vouch_for_and_those_of_their_agencies_are_carried() {
    let vouches =
        said(&[(0, 1, 1, true), (0, 2, 2, false), (1, 3, 1, true), (2, 4, 1, false), (3, 5, 1, false)]);
    let selection = policy(&[0], &[9], &[], 10).select(&vouches);
    // 4 is vouched for by one that is no agency; 5 by an agency that only an agency named.
    assert_eq!(selection.organisations, set(&[0, 1, 2, 3, 9]));
    assert_eq!(selection.vouchers.keys().copied().collect::<BTreeSet<_>>(), set(&[0, 1]));
}

#[test]
fn beyond_the_cap_the_earliest_vouches_count_and_of_equal_ones_the_lower_scid() {
    let mut equal = [id(1), id(2)];
    equal.sort();
    let vouches = said(&[(0, 1, 7, false), (0, 2, 7, false), (0, 3, 9, false), (0, 4, 1, false)]);
    let selection = policy(&[0], &[], &[], 2).select(&vouches);
    assert_eq!(selection.organisations, BTreeSet::from([id(0), id(4), equal[0]]));
    let voucher = selection.vouchers[&id(0)];
    assert_eq!((voucher.vouched, voucher.carried), (4, 2));
}

#[test]
fn a_blocked_organisation_is_not_carried_whoever_vouches_and_takes_up_no_place() {
    let vouches = said(&[(0, 1, 1, true), (0, 2, 2, false), (1, 3, 1, false)]);
    let selection = policy(&[0], &[1], &[1], 1).select(&vouches);
    assert_eq!(selection.organisations, set(&[0, 2]));
    assert!(
        policy(&[0], &[], &[0], 9).select(&vouches).organisations.is_empty(),
        "a blocked sponsor has no word"
    );
}

#[test]
fn what_a_directory_lets_go_of_leaves_the_others_as_they_were() {
    let mut world = World::default();
    let (kept, gone) = (world.found("kept", "2026-01-01"), world.found("gone", "2026-01-01"));
    world.edit(&kept, "profile/self", &[("name.en", "Kept")], "2026-01-02");
    world.edit(&gone, "profile/self", &[("name.en", "Gone")], "2026-01-02");
    let mut alone = Directory::default();
    for item in world.items.iter().filter(|item| item.organisation() == kept.id) {
        alone.admit(item.clone());
    }
    let all = world.directory.digest();
    assert_eq!(world.directory.retain(|id| *id != gone.id), [gone.id]);
    assert_eq!(world.directory.digest(), alone.digest());
    assert_eq!(world.directory.universe().fingerprint(), alone.universe().fingerprint());
    assert_eq!(world.directory.item_count(), alone.item_count());
    for item in world.items.iter().filter(|item| item.organisation() == gone.id) {
        world.directory.admit(item.clone());
    }
    assert_eq!(world.directory.digest(), all, "and what comes back is as it was");
}

#[test]
fn a_sender_that_floods_the_waiting_room_pushes_out_what_it_sent_itself() {
    let mut world = World::default();
    let honest = world.found("honest", "2026-01-01");
    world.edit(&honest, "profile/self", &[("name.en", "Honest")], "2026-01-02");
    let flooder = world.found("flooder", "2026-01-01");
    for number in 0..60 {
        world.edit(&flooder, "profile/self", &[("name.en", &format!("Flood {number}"))], "2026-01-02");
    }
    let [honest_sender, flooding] = [b"a", b"b"].map(|name| Source(Some(Digest::of(&[name]))));
    let mut directory = Directory::default();
    let entries = |of: OrganisationId| {
        world.items.iter().filter(move |item| item.organisation() == of && matches!(item, Item::Entry(_)))
    };
    for item in entries(honest.id) {
        directory.admit_from(item.clone(), honest_sender);
    }
    for item in entries(flooder.id) {
        directory.admit_from(item.clone(), flooding);
    }
    assert_eq!(directory.staged_by_source(), [(flooding, 60), (honest_sender, 1)]);
    // As many organisations that nobody knows as no sender may have waiting.
    for number in 0..2_050 {
        let mut stranger = Member::found(&format!("stranger{number}"), at("2026-01-01"));
        let line = stranger.succeed(at("2026-01-02"), |_| {});
        directory.admit_from(Item::Line(Box::new(line)), flooding);
    }
    assert_eq!(directory.staged_by_source(), [(flooding, 2_048), (honest_sender, 1)]);
    directory.admit(world.items[0].clone());
    assert_eq!(directory.staged_by_source(), [(flooding, 2_048)], "what came in is charged to nobody");
}

proptest! {
    #[test]
    fn the_order_of_vouches_does_not_matter_and_no_cap_is_passed(
        vouches in prop::collection::vec((0u8..12, 0u8..40, 0u64..5, any::<bool>()), 0..120),
        seed in any::<u64>(),
        sponsors in prop::collection::btree_set(0u8..12, 0..4),
        hosted in prop::collection::btree_set(0u8..40, 0..4),
        blocked in prop::collection::btree_set(0u8..40, 0..4),
        max in 0usize..8,
    ) {
        let numbers = |set: &BTreeSet<u8>| set.iter().copied().collect::<Vec<_>>();
        let policy = policy(&numbers(&sponsors), &numbers(&hosted), &numbers(&blocked), max);
        let selection = policy.select(said(&vouches));
        let mut shuffled = vouches.clone();
        shuffled.sort_by_key(|vouch| *Digest::of(&[&seed.to_be_bytes(), format!("{vouch:?}").as_bytes()]).as_bytes());
        prop_assert_eq!(&selection, &policy.select(said(&shuffled)));
        prop_assert!(selection.organisations.is_disjoint(&policy.blocked));
        prop_assert!(policy.hosted.union(&policy.sponsors).all(|id| policy.blocked.contains(id) || selection.organisations.contains(id)));
        prop_assert!(selection.vouchers.values().all(|voucher| voucher.carried <= max && voucher.carried <= voucher.vouched));
        let brought: usize = selection.vouchers.values().map(|voucher| voucher.carried).sum();
        prop_assert!(selection.organisations.len() <= policy.hosted.len() + policy.sponsors.len() + brought);
        // A higher cap never loses anybody.
        let wider = Policy { per_voucher_max: max + 1, ..policy }.select(said(&vouches));
        prop_assert!(selection.organisations.is_subset(&wider.organisations));
    }
}

fn policy(sponsors: &[u8], hosted: &[u8], blocked: &[u8], per_voucher_max: usize) -> Policy {
    Policy {
        mode: Mode::Vouched,
        sponsors: set(sponsors),
        hosted: set(hosted),
        blocked: set(blocked),
        per_voucher_max,
    }
}

fn set(numbers: &[u8]) -> BTreeSet<OrganisationId> {
    numbers.iter().map(|number| id(*number)).collect()
}

fn id(number: u8) -> OrganisationId {
    OrganisationId::from_digest(Digest::of(&[&[number]]))
}

/// Vouches as (by, subject, time, as an agency).
fn said(vouches: &[(u8, u8, u64, bool)]) -> impl Fn(&OrganisationId) -> Vec<Vouch> + use<> {
    let mut by: BTreeMap<OrganisationId, Vec<Vouch>> = BTreeMap::new();
    for (voucher, subject, time, as_agency) in vouches {
        let since = Timestamp::from_millis(*time).expect("a small number is a time");
        let vouch = Vouch { subject: id(*subject), since, as_agency: *as_agency };
        by.entry(id(*voucher)).or_default().push(vouch);
    }
    move |organisation| by.get(organisation).cloned().unwrap_or_default()
}
