//! Data of a person is erased: hidden at once, destroyed after the delay, and nothing brings it back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use harness::chance::Chance;
use harness::client::Client;
use harness::process::{Ended, NodeProcess, node, program, run_to_end, until};
use harness::story::{World, at};
use protocol::identity::line::{Retirement, RetirementReason};
use protocol::item::Item;
use protocol::tree;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

#[test]
fn an_erased_contact_is_found_nowhere_and_no_peer_bundle_backup_or_rebuild_brings_it_back() {
    let [first_folder, second_folder, third_folder] = [(); 3].map(|()| tempdir().unwrap());
    let first = start(first_folder.path(), None);
    let second = start(second_folder.path(), Some(&first));
    let third = start(third_folder.path(), Some(&first));
    let manager = Manager::found(&first);
    let contact = manager.add_contact();
    for running in [&first, &second, &third] {
        until("the contact arrives", || (running.try_get(&contact).ok()?.status == 200).then_some(()));
        assert_eq!(running.get(&format!("{contact}.json")).json()["name"], NAME);
    }
    let bundle = manager.folder.path().join("before.bundle");
    manager.says(&["bundle", "export", bundle.to_str().unwrap()]);
    third.stop();
    let backup = tempdir().unwrap();
    copy(third_folder.path(), backup.path());
    let homes = [manager.home(), first_folder.path().into(), second_folder.path().into()];
    for folder in homes.iter().map(PathBuf::as_path).chain([third_folder.path(), backup.path()]) {
        assert!(!holding(folder, NAME).is_empty(), "before, {} holds the name", folder.display());
        for file in holding(folder, NAME) {
            assert!(file.components().any(|part| part.as_os_str() == "bodies"), "{}", file.display());
        }
    }
    assert!(!holding(manager.folder.path(), NAME).is_empty());

    manager.says(&["contact", "erase", contact.rsplit_once('/').unwrap().1, "--yes"]);
    assert!(holding(&manager.home(), NAME).is_empty(), "the home destroys its copy itself");
    assert_eq!(first.get(&contact).status, 404, "it is hidden at once");
    until("the other node hears of it", || (second.get(&contact).status == 404).then_some(()));
    for folder in &homes {
        until_gone(folder);
    }
    let digest = first.digest();
    assert_eq!(second.digest(), digest);

    // A bundle that was made before.
    let stranger = tempdir().unwrap();
    let said = hanse(stranger.path(), Some(&second), &["bundle", "import", bundle.to_str().unwrap()]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert_eq!((second.get(&contact).status, second.digest()), (404, digest.clone()));
    assert!(holding(second_folder.path(), NAME).is_empty());

    // A peer that was away, and one that is a restored copy of its folder.
    for folder in [third_folder.path(), backup.path()] {
        // It would find the others by the addresses that it remembers.
        std::fs::remove_file(folder.join("peers.json")).unwrap();
        let alone = start(folder, None);
        assert_eq!(alone.get(&contact).status, 200, "alone it cannot know");
        alone.stop();
        let late = start(folder, Some(&first));
        until("the late node hears of it", || (late.get(&contact).status == 404).then_some(()));
        until("all is the same", || (late.digest() == digest).then_some(()));
        until_gone(folder);
        assert_eq!((first.digest(), second.digest()), (digest.clone(), digest.clone()));
        assert!(!late.log().contains(NAME));
        late.stop();
    }
    for folder in &homes {
        assert!(holding(folder, NAME).is_empty(), "{} has it again", folder.display());
    }

    // A rebuilt index, and a node that never had it.
    assert!(!first.log().contains(NAME) && !second.log().contains(NAME));
    first.stop();
    fs::remove_dir_all(first_folder.path().join("index")).unwrap();
    let first = start(first_folder.path(), None);
    assert_eq!((first.digest(), first.get(&contact).status), (digest.clone(), 404));
    assert!(holding(first_folder.path(), NAME).is_empty());
    let new_folder = tempdir().unwrap();
    let new = start(new_folder.path(), Some(&first));
    until("the new node has the same set", || (new.digest() == digest).then_some(()));
    assert_eq!(new.state()["items"], first.state()["items"]);
    assert!(holding(new_folder.path(), NAME).is_empty());
}

#[test]
fn a_node_killed_while_it_destroys_goes_on_when_it_starts_again() {
    let seed = 20_261_121;
    let mut chance = Chance::seeded(seed);
    let folder = tempdir().unwrap();
    let mut world = World::default();
    let cluster = world.found("valley", "2026-03-01");
    let addresses: Vec<String> = (0..CONTACTS).map(|number| format!("contact/{number}")).collect();
    for address in &addresses {
        world.edit(&cluster, address, &[("name", NAME)], "2026-03-02");
    }
    let written = world.items.len();
    for address in &addresses {
        world.erase(&cluster, address, "2026-03-03");
    }
    let running = node(folder.path()).with("--erase-delay", "0").start();
    running.publish(&world.items[..written]);
    assert_eq!(holding(folder.path(), NAME).len(), CONTACTS);
    let mut rest = &world.items[written..];
    let mut running = running;
    let mut kills = 0;
    while !rest.is_empty() {
        let (group, later) = rest.split_at(rest.len().min(GROUP));
        let client = Client::clone(&running);
        let moment = Duration::from_micros(chance.below(8_000));
        std::thread::scope(|scope| {
            // Whether it is answered before the kill does not matter: it is sent again.
            scope.spawn(|| drop(client.try_send(group)));
            std::thread::sleep(moment);
            running.kill();
        });
        kills += 1;
        running = node(folder.path()).with("--erase-delay", "0").start();
        running.publish(group);
        rest = later;
    }
    assert!(kills > 3);
    until_gone(folder.path());
    assert_eq!(running.digest(), world.directory.clone().digest().to_string(), "seed {seed}");
    running.stop();
    let again = node(folder.path()).start();
    assert_eq!(again.digest(), world.directory.clone().digest().to_string());
}

#[test]
fn a_node_that_starts_with_an_erase_in_its_record_sweeps_bodies_that_somebody_put_back() {
    let folder = tempdir().unwrap();
    let mut world = World::default();
    let cluster = world.found("valley", "2026-03-01");
    world.edit(&cluster, "person/a", &[("name", NAME)], "2026-03-02");
    let running = node(folder.path()).with("--erase-delay", "0").start();
    running.publish(&world.items);
    let put_aside = tempdir().unwrap();
    copy(&folder.path().join("bodies"), put_aside.path());
    let written = world.items.len();
    world.erase(&cluster, "person/a", "2026-03-03");
    running.publish(&world.items[written..]);
    until_gone(folder.path());
    running.stop();

    copy(put_aside.path(), &folder.path().join("bodies"));
    assert_eq!(holding(folder.path(), NAME).len(), 1);
    let running = node(folder.path()).with("--erase-delay", "0").start();
    until_gone(folder.path());
    let items = running.get(&format!("/v1/organisations/{}/items", cluster.id)).body;
    assert!(!contains(&items, NAME), "nothing that is served holds the name");
    assert_eq!(running.digest(), world.directory.clone().digest().to_string());
}

#[test]
fn an_erase_that_is_cut_off_within_the_delay_gives_the_document_back() {
    let folder = tempdir().unwrap();
    let mut world = World::default();
    let mut cluster = world.found("valley", "2026-03-01");
    let second = cluster.add_device(2, at("2026-03-02"));
    world.take(Item::Line(Box::new(second)));
    world.edit(&cluster, "contact/a", &[("name", NAME)], "2026-03-03");
    let before = world.edit_with(&cluster, 2, "post/a", &[("title", "before the theft")], "2026-03-03");
    let stolen = cluster.device(2).public();
    let cut = cluster.succeed(at("2026-03-05"), |document| {
        let (entry, tree_head) = (before[0], tree::root(&before));
        let retired = Retirement { sequence: 1, entry, tree_head, reason: RetirementReason::Compromised };
        document.devices.remove(&stolen);
        document.retired.insert(stolen, retired);
    });
    let erase = world.erase_with(&cluster, 2, "contact/a", "2026-03-04");
    let start = || node(folder.path()).with("--erase-delay", "3600").start();
    let running = start();
    running.publish(&world.items);
    let contact = format!("/v1/organisations/{}/documents/contact/a.json", cluster.id);
    assert_eq!(running.get(&contact).json()["name"], NAME);
    running.publish(&[Item::Entry(Box::new(erase))]);
    assert_eq!(running.get(&contact).status, 404);
    let items = format!("/v1/organisations/{}/items", cluster.id);
    assert!(!contains(&running.get(&items).body, NAME), "it is hidden in what is served, too");
    running.stop();
    let running = start();
    assert_eq!(running.get(&contact).status, 404);

    running.publish(&[Item::Line(Box::new(cut.clone()))]);
    world.take(Item::Line(Box::new(cut)));
    until("the contact is back", || (running.get(&contact).status == 200).then_some(()));
    assert_eq!(running.get(&contact).json()["name"], NAME);
    assert_eq!(running.digest(), world.directory.clone().digest().to_string());
    running.stop();
    let again = start();
    assert_eq!(again.get(&contact).json()["name"], NAME);
    assert_eq!(again.digest(), world.directory.clone().digest().to_string());
}

/// Somebody with a home.
struct Manager {
    folder: TempDir,
    node: String,
}

impl Manager {
    fn found(running: &NodeProcess) -> Self {
        let manager =
            Self { folder: tempdir().expect("a folder for the home"), node: running.url().to_owned() };
        let host = ["--host", "node.example", "--kind", "cluster", "--region", "AT22"];
        manager.says(&[&["organisation", "create", "--name", "Photonics Valley"], &host[..]].concat());
        manager
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Adds the contact and returns the path of its document.
    fn add_contact(&self) -> String {
        let did = self.says(&["organisation", "show"])["did"].as_str().expect("a DID").to_owned();
        let scid = did.split(':').nth(2).expect("a SCID").to_owned();
        let consent = "agreed in writing on 2 March 2026";
        let asked =
            ["contact", "add", "--name", NAME, "--email", "office@valley.example", "--consent", consent];
        let address = self.says(&asked)["address"].as_str().expect("an address").to_owned();
        format!("/v1/organisations/{scid}/documents/{address}")
    }

    fn says(&self, words: &[&str]) -> Value {
        let said = hanse_at(&self.home(), Some(&self.node), words);
        assert_eq!(said.code, Some(0), "{words:?}: {said:?}");
        serde_json::from_str(&said.stdout).expect("an answer")
    }
}

fn hanse(home: &Path, running: Option<&NodeProcess>, words: &[&str]) -> Ended {
    hanse_at(home, running.map(|running| running.url()), words)
}

fn hanse_at(home: &Path, node: Option<&str>, words: &[&str]) -> Ended {
    let mut command = Command::new(program("hanse"));
    command.args(["--json", "--no-passphrase", "--home"]).arg(home);
    if let Some(node) = node {
        command.args(["--node", node]);
    }
    command.args(words);
    run_to_end(command)
}

fn start(folder: &Path, peer: Option<&NodeProcess>) -> NodeProcess {
    let start = node(folder).with("--erase-delay", "1");
    match peer {
        Some(peer) => start.peer(&peer.address("/tcp/")).start(),
        None => start.start(),
    }
}

fn until_gone(folder: &Path) {
    until("no file holds the name any more", || holding(folder, NAME).is_empty().then_some(()));
}

/// The files below a folder in which a text stands.
fn holding(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.map(|entry| entry.expect("the folder can be read").path()) {
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else if fs::read(&path).is_ok_and(|bytes| contains(&bytes, text)) {
            found.push(path);
        }
    }
    found
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the copy");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("a file")) {
        let (path, copied) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).expect("the file can be copied");
        }
    }
}

const NAME: &str = "Quendolin Zwetschkenröster";
const CONTACTS: usize = 120;
const GROUP: usize = 12;
