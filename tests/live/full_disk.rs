//! A disk that is full makes a node read-only: it says so, reads go on, nothing acknowledged is lost, and it recovers.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use harness::client::{CBOR_SEQUENCE, sequence};
use harness::process::{NodeProcess, NodeStart, node, until};
use harness::story::{Member, World};
use protocol::item::{Item, from_sequence};
use tempfile::{TempDir, tempdir};

#[test]
fn a_full_disk_makes_the_node_read_only_until_there_is_space_again() {
    let disk = Disk::small();
    let (agency, world) = a_long_register();
    let mut running = disk.node().start();
    let (acknowledged, rest) = fill(&running, &world.items);
    check_read_only(&running, &agency, &acknowledged);

    running = disk.free(running);
    until("the node finds that there is space again", || {
        (running.get("/health/ready").status == 200).then_some(())
    });
    assert_eq!(running.state()["read_only"], false);
    running.publish(&rest);
    check_held(&running, &agency, &acknowledged);
    let complete = running.state();
    assert_eq!(complete["digest"], world.directory.clone().digest().to_string());
    running.kill();
    let again = disk.node().start();
    assert_eq!(again.digest(), complete["digest"]);
}

#[test]
fn a_node_that_starts_on_a_full_disk_serves_what_it_has() {
    let disk = Disk::small();
    let (agency, world) = a_long_register();
    let running = disk.node().start();
    let (acknowledged, rest) = fill(&running, &world.items);
    running.kill();

    let mut running = disk.node().start();
    check_held(&running, &agency, &acknowledged);
    // Small groups may still find room; all of it does not.
    let replies =
        rest.chunks(GROUP).map(|group| running.post("/v1/entries", CBOR_SEQUENCE, &sequence(group)).status);
    assert!(replies.collect::<Vec<u16>>().contains(&503));
    check_held(&running, &agency, &acknowledged);
    running = disk.free(running);
    until("the node finds that there is space again", || {
        (running.get("/health/ready").status == 200).then_some(())
    });
    running.publish(&rest);
    assert_eq!(running.digest(), world.directory.clone().digest().to_string());
}

#[test]
fn a_record_at_its_limit_is_like_a_full_disk_until_the_limit_is_raised() {
    let folder = tempdir().unwrap();
    let (agency, world) = a_long_register();
    let running = node(folder.path()).with("--record-limit", "400000").start();
    let (acknowledged, rest) = fill(&running, &world.items);
    check_read_only(&running, &agency, &acknowledged);
    running.stop();

    fs::write(folder.path().join("node.toml"), "record_bytes_max = 100000000\n").unwrap();
    let running = node(folder.path()).start();
    running.publish(&rest);
    check_held(&running, &agency, &acknowledged);
    assert_eq!(running.digest(), world.directory.clone().digest().to_string());
}

/// Sends until the node takes nothing more. Returns the ids that it acknowledged, and the items that it did not.
fn fill(running: &NodeProcess, items: &[Item]) -> (BTreeSet<String>, Vec<Item>) {
    let mut acknowledged = BTreeSet::new();
    for (number, group) in items.chunks(GROUP).enumerate() {
        let reply = running.post("/v1/entries", CBOR_SEQUENCE, &sequence(group));
        if reply.status != 200 {
            let detail = reply.problem(503);
            assert!(detail.contains("read-only") && detail.contains("free"), "{detail}");
            assert!(detail.contains("nothing was taken"), "{detail}");
            return (acknowledged, items[number * GROUP..].to_vec());
        }
        for answer in reply.json()["answers"].as_array().expect("answers are a list") {
            assert_eq!(answer["answer"], "accepted");
            acknowledged.insert(answer["id"].as_str().expect("an accepted item has an id").to_owned());
        }
    }
    panic!("all of {} items fit onto the disk", items.len());
}

fn check_read_only(running: &NodeProcess, agency: &Member, acknowledged: &BTreeSet<String>) {
    let ready = running.get("/health/ready");
    assert_eq!((ready.status, ready.json()["status"].as_str()), (503, Some("read-only")));
    assert_eq!(running.get("/health/live").status, 200);
    assert_eq!(running.state()["read_only"], true);
    assert_eq!(running.counter("read_only"), 1);
    check_held(running, agency, acknowledged);
}

/// The node serves every acknowledged item, and counts no other.
fn check_held(running: &NodeProcess, agency: &Member, acknowledged: &BTreeSet<String>) {
    let reply = running.get(&format!("/v1/organisations/{}/items", agency.id));
    assert_eq!(reply.status, 200, "{}", reply.text());
    let items = from_sequence(&reply.body).expect("a whole sequence");
    let held: BTreeSet<String> =
        items.iter().map(|bytes| Item::parse(bytes).expect("a sound item").id().to_string()).collect();
    assert!(held.is_superset(acknowledged), "acknowledged and lost: {:?}", acknowledged.difference(&held));
    assert_eq!(running.state()["items"], held.len());
}

/// An agency with so many and such long listings that they do not fit onto the small disk.
fn a_long_register() -> (Member, World) {
    let mut world = World::default();
    let agency = world.found("agency", "2026-01-05");
    let notes = "long words ".repeat(NOTES_BYTES / 11);
    for number in 0..LISTINGS {
        let name = format!("Organisation {number}");
        world.edit(
            &agency,
            &format!("listing/{number}"),
            &[("name", &name), ("notes", &notes)],
            "2026-01-06",
        );
    }
    (agency, world)
}

/// A disk that few items fill: a file system in memory where the test may mount one, else the record's limit.
enum Disk {
    Mounted { folder: TempDir },
    Limited { folder: TempDir },
}

impl Disk {
    fn small() -> Self {
        let folder = tempdir().expect("a temporary folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={DISK_BYTES}"), "tmpfs"])
            .arg(folder.path())
            .output()
            .is_ok_and(|output| output.status.success());
        if !mounted {
            return Self::Limited { folder };
        }
        fs::write(folder.path().join("ballast"), vec![1; BALLAST_BYTES])
            .expect("there is room for the ballast");
        Self::Mounted { folder }
    }

    fn data(&self) -> PathBuf {
        let (Self::Mounted { folder } | Self::Limited { folder }) = self;
        folder.path().join("data")
    }

    fn node(&self) -> NodeStart {
        let start = node(&self.data());
        match self {
            Self::Limited { .. } if self.is_tight() => start.with("--record-limit", LIMIT_BYTES.to_string()),
            _ => start,
        }
    }

    /// Makes space. Where the limit stands for the disk, the node is started again without it.
    fn free(&self, running: NodeProcess) -> NodeProcess {
        match self {
            Self::Mounted { folder } => {
                fs::remove_file(folder.path().join("ballast")).expect("the ballast is there");
                running
            }
            Self::Limited { folder } => {
                fs::write(folder.path().join("freed"), []).expect("the folder is writable");
                running.stop();
                self.node().start()
            }
        }
    }

    fn is_tight(&self) -> bool {
        let (Self::Mounted { folder } | Self::Limited { folder }) = self;
        !folder.path().join("freed").exists()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if let Self::Mounted { folder } = self {
            unmount(folder.path());
        }
    }
}

fn unmount(folder: &Path) {
    let unmounted = Command::new("umount").arg("--lazy").arg(folder).status();
    assert!(unmounted.is_ok_and(|status| status.success()) || std::thread::panicking());
}

const LISTINGS: usize = 160;
const NOTES_BYTES: usize = 12_000;
const GROUP: usize = 4;
const DISK_BYTES: usize = 4 << 20;
const BALLAST_BYTES: usize = 3 << 20;
const LIMIT_BYTES: u64 = 400_000;
