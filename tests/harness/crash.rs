//! A real node that is killed again and again while it takes in items, and whose folder is damaged before it starts anew:
//! nothing that it acknowledged may be lost.
//!
//! ```text
//! start ─► every acknowledged item is there, the digest is the twin's ─► send, or hold a session ─► kill -9 ─► damage ─► …
//! ```
//! What was on its way may be there or not, and is asked for. Damage is what a power cut or a bad disk does to what no
//! fsync vouched for: bytes behind the last acknowledged one are cut and garbled, the index is deleted or flipped.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::item::{Item, from_sequence};
use protocol::organisation::OrganisationId;
use tempfile::{TempDir, tempdir};

use crate::chance::Chance;
use crate::client::Client;
use crate::population;
use crate::process::{NodeProcess, node, until};

/// Kills a node so often, and returns what happened.
///
/// # Panics
///
/// When something acknowledged is lost, or a digest is wrong; names the seed and the kill.
#[must_use]
pub fn run(kills: u64, seed: u64) -> Report {
    let began = Instant::now();
    let mut report = Report { seed, ..Report::default() };
    while report.kills < kills {
        let cycles = CYCLES.min(kills - report.kills);
        Crashed::new(seed, report.kills).live(cycles, &mut report);
    }
    report.took = began.elapsed();
    report
}

/// What happened, once everything held.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The seed it came from.
    pub seed: u64,
    /// Kills; as often the node was started again and held against its word.
    pub kills: u64,
    /// Items that the nodes acknowledged.
    pub acknowledged: u64,
    /// Items on their way at a kill: found in the record, and not.
    pub in_flight: [u64; 2],
    /// How often which damage was done.
    pub damages: BTreeMap<&'static str, u64>,
    /// The last digest.
    pub digest: String,
    /// How long it took.
    pub took: Duration,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let damages: Vec<String> =
            self.damages.iter().map(|(what, times)| format!("{what} {times}")).collect();
        write!(
            f,
            "{} kills, {} items acknowledged and none lost, {} on their way kept and {} not; {}; digest {}; {:.1} s; \
             seed {}",
            self.kills,
            self.acknowledged,
            self.in_flight[0],
            self.in_flight[1],
            damages.join(", "),
            self.digest,
            self.took.as_secs_f64(),
            self.seed
        )
    }
}

/// A data folder over some kills, and what must be in it.
struct Crashed {
    chance: Chance,
    name: String,
    folder: TempDir,
    /// What the folder must make of it.
    twin: Directory,
    /// On its way when the node was killed last.
    in_flight: Vec<Item>,
    /// The record's last file and its length when the node last vouched for it.
    vouched: Option<(PathBuf, u64)>,
    next_organisation: u64,
}

impl Crashed {
    fn new(seed: u64, kills_before: u64) -> Self {
        Self {
            chance: Chance::seeded(seed ^ kills_before << 20),
            name: format!("seed {seed}, from kill {kills_before} on"),
            folder: tempdir().expect("a temporary folder"),
            twin: Directory::default(),
            in_flight: Vec::new(),
            vouched: None,
            next_organisation: 0,
        }
    }

    fn live(&mut self, cycles: u64, report: &mut Report) {
        for cycle in 0..cycles {
            let running = node(self.folder.path()).start();
            self.check(&running, cycle, report);
            if cycle % 4 == 3 {
                self.sync(running)
            } else {
                self.import(running, report)
            }
            report.kills += 1;
            *report.damages.entry(self.damage()).or_default() += 1;
        }
        let running = node(self.folder.path()).start();
        self.check(&running, cycles, report);
        report.digest = running.digest();
        running.stop();
    }

    /// Finds out what of the items on their way came in, and holds the node's digest against the twin's.
    fn check(&mut self, running: &NodeProcess, cycle: u64, report: &mut Report) {
        let name = format!("{}, after {cycle}: data in {}", self.name, self.folder.path().display());
        let mut held: BTreeMap<OrganisationId, Vec<Digest>> = BTreeMap::new();
        for item in std::mem::take(&mut self.in_flight) {
            let organisation = item.organisation();
            let held = held.entry(organisation).or_insert_with(|| held_of(running, organisation));
            let is_held = held.contains(&item.id());
            report.in_flight[usize::from(!is_held)] += 1;
            if is_held {
                self.twin.admit(item);
            }
        }
        let expected = self.twin.digest().to_string();
        if running.digest() != expected {
            let lost = self.twin.organisations().flat_map(|organisation| {
                let held = held_of(running, *organisation);
                let ledger = self.twin.ledger(organisation).expect("it is not folded");
                let ids = ledger.identity().lines().map(|line| line.id());
                let ids = ids.chain(ledger.entries().map(|(entry, _)| entry.id()));
                ids.filter(|id| !held.contains(id)).collect::<Vec<_>>()
            });
            let lost: Vec<Digest> = lost.collect();
            // To be looked at.
            self.folder.disable_cleanup(true);
            panic!("acknowledged and lost, {name}: {lost:?}\n{}", running.log());
        }
        self.vouch();
    }

    /// Sends items group by group, and kills the node at a moment that chance chooses.
    fn import(&mut self, running: NodeProcess, report: &mut Report) {
        let items = self.more(ORGANISATIONS);
        let client = Client::clone(&running);
        let groups_before = usize::try_from(1 + self.chance.below(8)).expect("a small number");
        // Within the time that a group takes, so that parsing, writing and answering are all cut short.
        let moment = Duration::from_micros(self.chance.below(6_000));
        let (answered, mut rest) = (AtomicUsize::new(0), &items[..]);
        let mut acknowledged = Vec::new();
        std::thread::scope(|scope| {
            let import = scope.spawn(|| {
                while !rest.is_empty() {
                    let (group, later) = rest.split_at(rest.len().min(GROUP));
                    let Ok(answers) = client.try_send(group) else { return };
                    assert!(answers.iter().all(|answer| answer.answer == "accepted"), "{answers:?}");
                    acknowledged.extend_from_slice(group);
                    self.vouched = end_of_record(self.folder.path());
                    rest = later;
                    answered.fetch_add(1, Ordering::SeqCst);
                }
            });
            until("the import is under way", || {
                (answered.load(Ordering::SeqCst) >= groups_before || import.is_finished()).then_some(())
            });
            std::thread::sleep(moment);
            running.kill();
        });
        report.acknowledged += acknowledged.len() as u64;
        for item in acknowledged {
            self.twin.admit(item);
        }
        self.in_flight = rest[..rest.len().min(GROUP)].to_vec();
    }

    /// Another node brings items by session; the node is killed in the midst of it.
    fn sync(&mut self, running: NodeProcess) {
        let items = self.more(4 * ORGANISATIONS);
        let folder = tempdir().expect("a temporary folder");
        let other = node(folder.path()).start();
        other.publish(&items);
        other.stop();
        let before = running.state()["items"].as_u64();
        let other = node(folder.path()).peer(&running.address("/tcp/")).start();
        let enough = self.chance.below(2) == 0;
        until("the session is under way", || {
            let now = running.try_get("/v1/node").ok()?.json()["items"].as_u64();
            (!enough || now > before).then_some(())
        });
        std::thread::sleep(Duration::from_micros(self.chance.below(20_000)));
        running.kill();
        other.kill();
        self.in_flight = items;
    }

    /// Does to the folder what a power cut or a bad disk does.
    fn damage(&mut self) -> &'static str {
        let index = self.folder.path().join("index");
        if let Some((file, length)) = self.vouched.clone() {
            self.tear(&file, length);
        }
        match self.chance.below(4) {
            0 => {
                fs::remove_dir_all(&index).expect("the index can be deleted");
                "index deleted"
            }
            1 => {
                for file in files_in(&index) {
                    let mut bytes = fs::read(&file).expect("the index can be read");
                    for _ in 0..bytes.len().min(1 + bytes.len() / 2_000) {
                        let place = self.below(bytes.len());
                        bytes[place] ^= 1 << self.chance.below(8);
                    }
                    fs::write(&file, bytes).expect("the index can be written");
                }
                "index flipped"
            }
            2 => {
                for file in files_in(&index) {
                    let length = fs::metadata(&file).expect("it is there").len();
                    set_length(&file, self.chance.below(length + 1));
                }
                "index cut"
            }
            _ => "index whole",
        }
    }

    /// Cuts, garbles or lengthens what lies behind the last byte that the node vouched for.
    fn tear(&mut self, file: &Path, vouched: u64) {
        let mut bytes = fs::read(file).expect("the record can be read");
        let vouched = usize::try_from(vouched).expect("it fits into memory");
        let open = bytes.len().checked_sub(vouched).expect("what was vouched for is still there");
        match self.chance.below(4) {
            0 => bytes.truncate(vouched + self.below(open + 1)),
            1 if open > 0 => {
                let place = vouched + self.below(open);
                bytes[place] ^= 1 << self.chance.below(8);
            }
            2 => {
                let garbage = self.below(300);
                bytes.extend((0..garbage).map(|_| u8::try_from(self.chance.below(256)).expect("eight bits")));
            }
            _ => return,
        }
        fs::write(file, bytes).expect("the record can be written");
    }

    fn more(&mut self, organisations: u64) -> Vec<Item> {
        let from = self.next_organisation;
        self.next_organisation += organisations;
        let made = (from..from + organisations).map(|number| population::organisation(number, 4));
        population::items(&made.collect::<Vec<_>>())
    }

    fn vouch(&mut self) {
        self.vouched = end_of_record(self.folder.path());
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.chance.below(limit as u64)).expect("it is below a length")
    }
}

fn held_of(running: &NodeProcess, organisation: OrganisationId) -> Vec<Digest> {
    let reply = running.get(&format!("/v1/organisations/{organisation}/items"));
    if reply.status == 404 {
        return Vec::new();
    }
    assert_eq!(reply.status, 200, "{}", reply.text());
    let items = from_sequence(&reply.body).expect("a whole sequence");
    items.iter().map(|bytes| Item::parse(bytes).expect("a sound item").id()).collect()
}

fn end_of_record(data: &Path) -> Option<(PathBuf, u64)> {
    let last = files_in(&data.join("record")).pop()?;
    let length = fs::metadata(&last).expect("it is there").len();
    Some((last, length))
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() { files.extend(files_in(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn set_length(file: &Path, length: u64) {
    let file = fs::OpenOptions::new().write(true).open(file).expect("it can be opened");
    file.set_len(length).expect("it can be cut");
}

/// After so many kills a fresh folder is begun.
const CYCLES: u64 = 50;
const ORGANISATIONS: u64 = 24;
const GROUP: usize = 4;
