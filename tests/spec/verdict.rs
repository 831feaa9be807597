//! The verdict function of `docs/spec/verdict.md`: small histories in all their orders, and random ones, beside the slow
//! twin; and which verdicts can follow upon which.

mod histories;

use std::collections::{BTreeMap, BTreeSet};

use harness::chance::Chance;
use harness::generator::{Deed, history};
use harness::orders::{Holder, walk};
use harness::twin;
use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::item::Item;

/// What was before and what came after, in the words of the table.
type Transitions = BTreeSet<(String, String)>;

/// Not in the set: unknown, waiting, or without standing.
const OUTSIDE: &str = "outside";

/// The page's table: what can follow upon a state when the set grows.
fn table() -> Transitions {
    let page = include_str!("../../docs/spec/verdict.md");
    let rows = page.lines().skip_while(|line| *line != "| from | to |").skip(2);
    let rows = rows.take_while(|line| line.starts_with('|')).map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        (cells[0].to_owned(), cells[1].split(", ").map(str::to_owned).collect::<Vec<_>>())
    });
    rows.flat_map(|(from, to)| to.into_iter().map(move |to| (from.clone(), to))).collect()
}

/// The state of the table that a verdict belongs to.
fn state(code: &str, is_line: bool) -> &str {
    match code {
        OUTSIDE => OUTSIDE,
        "valid" if is_line => "line valid",
        "disputed identity" if is_line => "line disputed",
        "rejected beaten" => "line beaten",
        "disputed identity" | "disputed device-fork" => "disputed",
        "rejected not-authorised"
        | "rejected old-version"
        | "rejected bad-adoption"
        | "rejected fork-settled" => "refused",
        "rejected bad-body" | "rejected not-erasable" => "unsound",
        "rejected unfounded" | "rejected duplicate" => "set aside",
        other => other,
    }
}

/// What became of each item between two states of a set, in the words of the table.
fn steps(items: &[Item], before: &BTreeMap<Digest, String>, after: &BTreeMap<Digest, String>) -> Transitions {
    let mut steps = Transitions::new();
    for item in items {
        let is_line = matches!(item, Item::Line(_));
        let [from, to] = [before, after].map(|verdicts| {
            let code = verdicts.get(&item.id()).map_or(OUTSIDE, String::as_str);
            state(code, is_line).to_owned()
        });
        if from != to {
            steps.insert((from, to));
        }
    }
    steps
}

/// Walks through all orders of one history.
fn check(name: &str) {
    let history = histories::named(name);
    walk::<Directory>(&history.items);
}

macro_rules! every_order {
    ($($name:ident)*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        mod in_every_order {
            $(#[test]
            fn $name() {
                super::check(stringify!($name));
            })*
        }
    };
}

every_order! {
    a_device_forks_and_a_farewell_names_a_way
    a_device_forks_and_a_wrong_tree_head_names_none
    a_robbed_device_is_cut_at_the_highest_of_three_rivals
    a_device_leaves_and_another_adopts_what_lies_beyond_the_cut
    an_adoption_needs_a_retirement_and_the_same_change
    two_routine_lines_dispute_each_other
    the_recovery_key_beats_a_routine_line_with_a_tail
    a_device_of_a_beaten_line_is_listed_again
    a_third_sibling_evicts_another_with_its_tail
    a_branch_goes_on_behind_one_fork_only
    two_recoveries_dispute_an_old_log
    a_device_speaks_under_an_older_version_again
    a_fork_between_two_versions_and_one_branch_that_settles_it
    changes_that_build_on_others_or_stand_in_their_place
    an_organisation_ends
    kinds_beside_changes
    an_erase_covers_its_document
    an_erase_is_disputed_and_taken_back_by_a_cut
    an_erase_on_one_side_of_an_identity_fork
    bodies_of_every_sort_under_a_version_that_comes_late_and_is_disputed
    bodies_of_every_sort_of_a_device_that_one_branch_retires
    an_unknown_kind_and_its_erase_on_a_branch_that_is_beaten
    a_change_that_breaks_its_past_waits_for_it
    an_erase_covers_what_was_set_aside
    an_erase_covers_a_disputed_writer
    of_three_beaten_siblings_one_has_no_place
}

#[test]
fn the_table_of_transitions_is_what_small_histories_show() {
    let mut shown = Transitions::new();
    for name in NAMES {
        let items = histories::named(name).items;
        let parts = 1_usize << items.len();
        let expected: Vec<_> = (0..parts).map(|part| twin::verdicts(&part_of(&items, part))).collect();
        for part in 0..parts {
            for next in (0..items.len()).filter(|next| part & (1 << next) == 0) {
                shown.extend(steps(&items, &expected[part], &expected[part | (1 << next)]));
            }
        }
    }
    let mut rows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in &shown {
        rows.entry(from).or_default().insert(to);
    }
    let cells = |to: &BTreeSet<&str>| to.iter().copied().collect::<Vec<_>>().join(", ");
    let printed: String = rows.iter().map(|(from, to)| format!("| {from} | {} |\n", cells(to))).collect();
    assert!(shown == table(), "the histories show this table:\n{printed}");
}

fn part_of(items: &[Item], part: usize) -> Vec<Item> {
    items
        .iter()
        .enumerate()
        .filter(|(index, _)| part & (1 << index) != 0)
        .map(|(_, item)| item.clone())
        .collect()
}

/// Several seeds, thousands of arrivals; after each the directory is what the twin says of all that was offered.
#[test]
fn random_histories_agree_with_the_twin_at_every_step() {
    let table = table();
    for seed in 0..SEEDS {
        let mut chance = Chance::seeded(seed);
        let deeds: Vec<Deed> =
            (0..DEEDS).map(|_| u32::try_from(chance.below(1 << 32)).expect("32 bits")).collect();
        let mut waiting = history(&deeds);
        let (mut directory, mut offered) = (Directory::default(), Vec::new());
        let mut before = BTreeMap::new();
        while !waiting.is_empty() {
            let next = usize::try_from(chance.below(waiting.len() as u64)).expect("it is below a length");
            // Near the order in which it was said, so that much stands early.
            let item = waiting.remove(next.min(usize::try_from(chance.below(6)).expect("below six")));
            directory.offer(&item);
            offered.push(item);
            let expected = twin::verdicts(&offered);
            assert_eq!(directory.verdicts(), expected, "seed {seed}, {} items offered", offered.len());
            let unheard_of: Vec<_> =
                steps(&offered, &before, &expected).difference(&table).cloned().collect();
            assert!(unheard_of.is_empty(), "seed {seed}: {unheard_of:?} is not in the table");
            before = expected;
        }
    }
}

const SEEDS: u64 = 80;
const DEEDS: usize = 30;
