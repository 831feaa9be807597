//! What was acknowledged is there after whatever ended the node, and the index can be lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use harness::chance::Chance;
use harness::client::Client;
use harness::population;
use harness::process::{NodeProcess, node, until};
use protocol::directory::Directory;
use protocol::item::{Item, from_sequence};
use protocol::organisation::OrganisationId;
use tempfile::tempdir;

#[test]
fn a_node_killed_in_mid_import_has_everything_that_it_acknowledged() {
    let seed = 20_260_301;
    let mut chance = Chance::seeded(seed);
    let folder = tempdir().unwrap();
    let organisations = population::organisations(160, 4);
    let ids: Vec<OrganisationId> = organisations.iter().map(|organisation| organisation.member.id).collect();
    let items = population::items(&organisations);
    let mut acknowledged = BTreeSet::new();
    let mut rest = &items[..];
    for kill in 0..KILLS {
        let running = node(folder.path()).start();
        check_held(&running, &ids, &acknowledged, &format!("after {kill} kills, seed {seed}"));
        let sent = import_until_killed(running, &mut rest, &mut chance, &mut acknowledged);
        assert!(sent, "the import was over before the node was killed: seed {seed}");
    }
    let running = node(folder.path()).start();
    check_held(&running, &ids, &acknowledged, &format!("after the last kill, seed {seed}"));
    running.publish(&items);
    assert_eq!(running.digest(), digest_of(&items), "an interrupted import is completed by repeating it");
    running.stop();
}

#[test]
fn an_index_that_was_deleted_or_spoilt_is_built_again_with_an_equal_digest() {
    let folder = tempdir().unwrap();
    let items = population::items(&population::organisations(20, 4));
    let running = node(folder.path()).start();
    running.publish(&items);
    let before = running.state();
    assert_eq!(before["digest"], digest_of(&items));
    running.stop();

    let index = folder.path().join("index");
    let check = |why: &str| {
        let running = node(folder.path()).start();
        let after = running.state();
        assert_eq!((&after["digest"], &after["items"]), (&before["digest"], &before["items"]), "{why}");
        // The record still serves its items through the new index, byte for byte.
        let organisation = population::organisation(7, 4);
        let reply = running.get(&format!("/v1/organisations/{}/items", organisation.member.id));
        assert_eq!(from_sequence(&reply.body).unwrap(), bytes(&organisation.world.items), "{why}");
        running.stop();
    };
    fs::remove_dir_all(&index).unwrap();
    check("the index was deleted");
    for file in files_in(&index) {
        let length = fs::metadata(&file).unwrap().len();
        fs::write(&file, vec![0xA5; usize::try_from(length).unwrap()]).unwrap();
    }
    check("every file of the index was overwritten");
    assert!(folder.path().join("index.broken-1").is_dir(), "the spoilt index is kept to be looked at");
    fs::remove_dir_all(&index).unwrap();
    fs::write(&index, b"no folder").unwrap();
    check("a file stood where the index belongs");
}

#[test]
fn a_record_cut_in_mid_item_loses_that_item_alone() {
    let folder = tempdir().unwrap();
    let organisations = population::organisations(6, 4);
    let items = population::items(&organisations);
    let running = node(folder.path()).start();
    running.publish(&items);
    running.stop();
    let segment = files_in(&folder.path().join("record")).pop().unwrap();
    let length = fs::metadata(&segment).unwrap().len();
    fs::OpenOptions::new().write(true).open(&segment).unwrap().set_len(length - 100).unwrap();

    let running = node(folder.path()).start();
    assert!(running.log().contains("unfinished write was cut"), "{}", running.log());
    assert_eq!(running.digest(), digest_of(&items[..items.len() - 1]));
    running.publish(&items);
    assert_eq!(running.digest(), digest_of(&items));
}

/// Sends items in small groups, notes what was acknowledged, and kills the node at a moment that chance chooses. Says
/// whether anything was left to send.
fn import_until_killed(
    running: NodeProcess,
    rest: &mut &[Item],
    chance: &mut Chance,
    acknowledged: &mut BTreeSet<String>,
) -> bool {
    let client = Client::clone(&running);
    let groups_before = usize::try_from(2 + chance.below(8)).expect("a small number");
    // Somewhere within the time that a group takes, so that parsing, writing and answering are all cut short.
    let moment = Duration::from_micros(chance.below(6_000));
    let answered = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let import = scope.spawn(|| {
            while !rest.is_empty() {
                let (group, later) = rest.split_at(rest.len().min(GROUP));
                // A group that was cut short is sent again to the next process.
                let Ok(answers) = client.try_send(group) else { return };
                let taken =
                    answers.iter().filter(|answer| matches!(answer.answer.as_str(), "accepted" | "known"));
                acknowledged.extend(taken.filter_map(|answer| answer.id.clone()));
                *rest = later;
                answered.fetch_add(1, Ordering::SeqCst);
            }
        });
        until("the import is under way", || {
            (answered.load(Ordering::SeqCst) >= groups_before || import.is_finished()).then_some(())
        });
        std::thread::sleep(moment);
        running.kill();
    });
    !rest.is_empty()
}

/// The node holds what was acknowledged, and its digest is that of a fresh directory of the same items.
fn check_held(running: &NodeProcess, ids: &[OrganisationId], acknowledged: &BTreeSet<String>, when: &str) {
    let mut held = Vec::new();
    for id in ids {
        let reply = running.get(&format!("/v1/organisations/{id}/items"));
        if reply.status == 200 {
            let items = from_sequence(&reply.body).expect("a whole sequence");
            held.extend(items.iter().map(|bytes| Item::parse(bytes).expect("a sound item")));
        }
    }
    let held_ids: BTreeSet<String> = held.iter().map(|item| item.id().to_string()).collect();
    let lost: Vec<&String> = acknowledged.difference(&held_ids).collect();
    assert!(lost.is_empty(), "acknowledged and lost {when}: {lost:?}");
    assert_eq!(running.digest(), digest_of(&held), "{when}");
}

fn digest_of(items: &[Item]) -> String {
    let mut directory = Directory::default();
    for item in items {
        directory.admit(item.clone());
    }
    directory.digest().to_string()
}

fn bytes(items: &[Item]) -> Vec<Vec<u8>> {
    items.iter().map(Item::to_bytes).collect()
}

fn files_in(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() { files.extend(files_in(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

const KILLS: usize = 6;
const GROUP: usize = 4;
