//! Whole federations under a seeded network and clock, with members who mean harm: honest directories end with one
//! digest, that of the plain union of all that was said.

use harness::federation::{Kind, Plan, Report};
use harness::generator::{first_header, seal};
use harness::story::{Member, World, at};
use protocol::digest::Digest;
use protocol::directory::{Answer, Declined, Directory, Source};
use protocol::entry::Header;
use protocol::item::Item;

/// Lives through a federation of a dozen with some hostile members.
fn check(hostile: &[Kind]) -> Report {
    let report = Plan::of(12, hostile).live(SEED);
    println!("{report}");
    report
}

#[test]
fn an_honest_federation_agrees_after_every_parting() {
    let report = check(&[]);
    assert_eq!((report.breaches, report.organisations), (0, 12));
}

#[test]
fn a_member_that_forks_everything_parts_nobody() {
    // They fork one organisation, each in its own way.
    for seed in 0..SEEDS {
        println!("{}", Plan::of(12, &[Kind::Forker; 4]).live(seed));
    }
}

#[test]
fn what_a_member_withholds_waits_and_comes_in_once_it_is_found() {
    let report = check(&[Kind::Withholder]);
    assert!(report.staged_max >= 10, "{report}");
}

#[test]
fn replayed_and_mangled_items_change_nothing() {
    let report = check(&[Kind::Replayer, Kind::Replayer]);
    assert!(report.breaches > 0, "{report}");
}

#[test]
fn bombs_and_giant_frames_stop_no_honest_session() {
    let report = check(&[Kind::BombSender]);
    assert!(report.breaches > 0, "{report}");
}

#[test]
fn a_swarm_of_organisations_takes_bounded_room() {
    let report = check(&[Kind::SybilSwarm]);
    assert!(report.organisations > 30 && report.staged_max < 2_000, "{report}");
}

#[test]
fn a_reconciler_that_lies_delays_nobody_for_long() {
    let report = check(&[Kind::LyingReconciler, Kind::LyingReconciler]);
    assert!(report.breaches > 0 && report.rounds_to_one < 20, "{report}");
}

#[test]
fn two_views_of_one_issuer_meet_in_every_directory() {
    check(&[Kind::SplitViewIssuer]);
}

#[test]
fn clocks_that_lie_by_decades_part_nobody() {
    check(&[Kind::ClockLiar, Kind::ClockLiar]);
}

#[test]
fn a_flood_of_orphans_is_bounded_and_keeps_no_honest_chain_out() {
    let mut directory = Directory::default();
    let mut declined = 0;
    for stranger in 0..9 {
        let member = Member::found(&format!("flooder-{stranger}"), at("2026-01-20"));
        let device = member.device(1);
        for number in 0..1_100_u64 {
            let nobody = Digest::of(&[&number.to_be_bytes()]);
            let first = first_header(&member, &device, "profile/self", at("2026-02-01"));
            let header = Header { sequence: 5 + number, previous: Some(nobody), ..first };
            let sender = Source(Some(Digest::of(&[&[stranger as u8]])));
            match directory.admit_from(Item::Entry(Box::new(seal(header, vec![1], &device))), sender) {
                Answer::Staged(_) => {}
                Answer::Declined(Declined::TooManyStaged) => declined += 1,
                other => panic!("{other:?}"),
            }
        }
        assert!(directory.staged_count() <= 1_024 * (stranger + 1), "{}", directory.staged_count());
    }
    // Eight fill the room. The ninth sender has as much in it as the others when it pushes out its own.
    assert_eq!((declined, directory.staged_count()), (8 * (1_100 - 1_024), 8_192));

    let mut world = World::default();
    let member = world.found("honest", "2026-03-01");
    for number in 0..50 {
        world.edit(&member, "profile/self", &[("place", &format!("Town {number}"))], "2026-03-02");
    }
    for item in world.items.iter().rev() {
        directory.admit(item.clone());
    }
    assert!(world.items.iter().all(|item| directory.holds(&item.id())));
    assert!(directory.staged_count() <= 8_192);
}

#[test]
fn fifty_directories_with_hostile_members_of_every_kind_end_with_one_digest() {
    println!("{}", Plan::of(50, &Kind::ALL).live(SEED));
}

#[test]
fn twenty_directories_agree_whatever_the_seed() {
    for seed in 0..SEEDS {
        println!("{}", Plan::of(20, &Kind::ALL).live(seed));
    }
}

const SEED: u64 = 20_260_301;
const SEEDS: u64 = 3;
