//! The slow twin of `protocol::ledger`: standing and verdicts of a pool of items, straight from `docs/spec/ledger.md`.
//!
//! It remembers nothing between two questions, takes no short cut, and knows of no order of arrival.

use std::collections::{BTreeMap, BTreeSet};

use protocol::digest::Digest;
use protocol::document::{Document, Outcome};
use protocol::entry::{Entry, EntryKind, Header, Verified};
use protocol::heads::{HEADS_ADDRESS, Heads};
use protocol::identity::Capability;
use protocol::identity::line::{Line, Retirement};
use protocol::item::Item;
use protocol::key::PublicKey;

use crate::generator::actor;

/// The items of the pool that stand, each with its verdict as it is hashed. The pool is of one organisation.
#[must_use]
pub fn verdicts(pool: &[Item]) -> BTreeMap<Digest, String> {
    let twin = Twin::of(pool);
    let mut verdicts = BTreeMap::new();
    for line in &twin.lines {
        verdicts.insert(line.line.id(), twin.line_verdict(line));
    }
    let mut entries: BTreeMap<Digest, String> = BTreeMap::new();
    for entry in twin.standing_entries() {
        entries.insert(entry.id(), twin.entry_verdict(entry));
    }
    twin.settle_documents(&mut entries);
    verdicts.extend(entries);
    verdicts
}

struct Twin<'p> {
    /// Standing lines.
    lines: Vec<Node<'p>>,
    entries: BTreeMap<Digest, &'p Entry<Verified>>,
    branches: Vec<Branch<'p>>,
}

#[derive(Clone)]
struct Node<'p> {
    line: &'p Line,
    parent: Option<Digest>,
    by_recovery: bool,
}

/// The lines from the first to one that has no successor.
struct Branch<'p> {
    lines: Vec<&'p Line>,
    is_live: bool,
}

impl<'p> Twin<'p> {
    fn of(pool: &'p [Item]) -> Self {
        let all_lines: BTreeMap<Digest, &Line> = pool
            .iter()
            .filter_map(|item| match item {
                Item::Line(line) => Some((line.id(), &**line)),
                Item::Entry(_) => None,
            })
            .collect();
        let entries = pool
            .iter()
            .filter_map(|item| match item {
                Item::Entry(entry) => Some((entry.id(), &**entry)),
                Item::Line(_) => None,
            })
            .collect();
        let first = all_lines.values().find(|line| line.check_first().is_ok());
        let mut lines = Vec::new();
        if let Some(first) = first {
            lines.push(Node { line: first, parent: None, by_recovery: false });
            stand_after(first, &all_lines, &mut lines);
        }
        let mut twin = Self { lines, entries, branches: Vec::new() };
        twin.branches = twin.find_branches();
        twin
    }

    fn find_branches(&self) -> Vec<Branch<'p>> {
        let is_tip = |node: &&Node<'p>| !self.lines.iter().any(|other| other.parent == Some(node.line.id()));
        self.lines.iter().filter(is_tip).map(|tip| self.branch_to(tip)).collect()
    }

    fn branch_to(&self, tip: &Node<'p>) -> Branch<'p> {
        let mut branch = match tip.parent.and_then(|id| self.lines.iter().find(|node| node.line.id() == id)) {
            Some(parent) => self.branch_to(parent),
            None => Branch { lines: Vec::new(), is_live: true },
        };
        let is_beaten = !tip.by_recovery
            && tip.parent.is_some()
            && self.lines.iter().any(|other| other.parent == tip.parent && other.by_recovery);
        branch.lines.push(tip.line);
        branch.is_live &= !is_beaten;
        branch
    }

    fn live(&self) -> impl Iterator<Item = &Branch<'p>> {
        self.branches.iter().filter(|branch| branch.is_live)
    }

    fn line_verdict(&self, node: &Node<'p>) -> String {
        let id = node.line.id();
        let holding = self.live().filter(|branch| branch.lines.iter().any(|line| line.id() == id)).count();
        let word = match holding {
            0 => "rejected beaten",
            count if count == self.live().count() => "valid",
            _ => "disputed identity",
        };
        word.to_owned()
    }

    fn standing_entries(&self) -> Vec<&'p Entry<Verified>> {
        let devices: BTreeSet<PublicKey> = self.entries.values().map(|entry| entry.header().device).collect();
        let kept = devices.iter().flat_map(|device| self.kept(device)).flatten();
        kept.map(|id| self.entries[&id]).collect()
    }

    /// The entries of a device that stand, by sequence from 1, each row ascending by id.
    fn kept(&self, device: &PublicKey) -> Vec<Vec<Digest>> {
        let mut rows: Vec<Vec<Digest>> = Vec::new();
        loop {
            let sequence = rows.len() as u64 + 1;
            if !self.branches.iter().any(|branch| branch.reaches(device, sequence)) {
                return rows;
            }
            let is_forked = rows.iter().any(|row| row.len() > 1);
            let mut ends: Vec<Digest> = rows.last().cloned().unwrap_or_default();
            ends.retain(|id| !is_forked || self.is_on_a_way(device, id));
            let offered = self.entries.values().filter(|entry| {
                let header = entry.header();
                header.device == *device
                    && header.sequence == sequence
                    && header.previous.map_or(sequence == 1, |previous| ends.contains(&previous))
            });
            let offered: BTreeSet<Digest> = offered.map(|entry| entry.id()).collect();
            let lowest: Vec<Digest> = offered.iter().take(2).copied().collect();
            let stands = |id: &Digest| lowest.contains(id) || self.is_on_a_way(device, id);
            let row: Vec<Digest> = offered.into_iter().filter(stands).collect();
            if row.is_empty() {
                return rows;
            }
            rows.push(row);
        }
    }

    fn is_on_a_way(&self, device: &PublicKey, id: &Digest) -> bool {
        self.branches
            .iter()
            .filter_map(|branch| branch.retirement(device))
            .any(|retirement| self.way(device, retirement).contains(id))
    }

    /// The way to the entry that a retirement names; empty unless all of it is in the pool and may stand.
    fn way(&self, device: &PublicKey, retirement: &Retirement) -> BTreeSet<Digest> {
        if !self.branches.iter().any(|branch| branch.reaches(device, retirement.sequence)) {
            return BTreeSet::new();
        }
        let mut way = BTreeSet::new();
        let (mut sequence, mut id) = (retirement.sequence, retirement.entry);
        loop {
            let Some(entry) = self.entries.get(&id) else { return BTreeSet::new() };
            if entry.header().sequence != sequence || entry.header().device != *device {
                return BTreeSet::new();
            }
            way.insert(id);
            match entry.header().previous {
                Some(previous) => id = previous,
                None => return way,
            }
            sequence -= 1;
        }
    }

    fn entry_verdict(&self, entry: &Entry<Verified>) -> String {
        let header = entry.header();
        let granting: Vec<&Branch<'p>> = self.live().filter(|branch| branch.authorises(header)).collect();
        if granting.is_empty() {
            return "rejected not-authorised".into();
        }
        if granting.len() < self.live().count() {
            return "disputed identity".into();
        }
        let rows = self.kept(&header.device);
        let is_forked = rows.iter().zip(1..=header.sequence).any(|(row, _)| row.len() > 1);
        if is_forked {
            let ways: Vec<BTreeSet<Digest>> = granting
                .iter()
                .map(|branch| {
                    branch
                        .retirement(&header.device)
                        .map_or_else(BTreeSet::new, |retirement| self.way(&header.device, retirement))
                })
                .collect();
            if ways.iter().all(|way| !way.is_empty() && !way.contains(&entry.id())) {
                return "rejected fork-settled".into();
            }
            if !ways.iter().all(|way| way.contains(&entry.id())) {
                return "disputed device-fork".into();
            }
        }
        match header.kind {
            EntryKind::Change => "valid",
            EntryKind::Erase => "rejected not-erasable",
            EntryKind::Heads => {
                let is_heads = header.address.as_str() == HEADS_ADDRESS && Heads::parse(entry.body()).is_ok();
                if is_heads { "valid" } else { "rejected bad-body" }
            }
            EntryKind::Unknown(_) => "unknown-kind",
        }
        .into()
    }

    /// What the documents make of the changes that are valid so far.
    fn settle_documents(&self, verdicts: &mut BTreeMap<Digest, String>) {
        let changes: Vec<&Entry<Verified>> = self
            .entries
            .values()
            .copied()
            .filter(|entry| entry.header().kind == EntryKind::Change)
            .filter(|entry| verdicts.get(&entry.id()).is_some_and(|verdict| verdict == "valid"))
            .collect();
        let addresses: BTreeSet<_> = changes.iter().map(|entry| &entry.header().address).collect();
        for address in addresses {
            let of_it = changes.iter().filter(|entry| entry.header().address == *address);
            let of_it = of_it.map(|entry| (entry.id(), actor(entry.header()), entry.body()));
            for (id, outcome) in Document::from_changes(address.collection(), of_it).1 {
                let word = match outcome {
                    Outcome::Taken => "valid",
                    Outcome::Refused(_) => "rejected bad-body",
                    Outcome::Unfounded => "rejected unfounded",
                    Outcome::Duplicate { .. } => "rejected duplicate",
                };
                verdicts.insert(id, word.into());
            }
        }
    }
}

impl<'p> Branch<'p> {
    fn retirement(&self, device: &PublicKey) -> Option<&'p Retirement> {
        self.lines.iter().find_map(|line| line.document().retired.get(device))
    }

    fn reaches(&self, device: &PublicKey, sequence: u64) -> bool {
        let is_listed = self.lines.iter().any(|line| line.document().devices.contains_key(device));
        is_listed && self.retirement(device).is_none_or(|retirement| sequence <= retirement.sequence)
    }

    fn authorises(&self, header: &Header) -> bool {
        let asserted = ["scheme", "accreditation", "attestation", "statuslist", "vouch", "heads"];
        let needed = if asserted.contains(&header.address.collection()) {
            Capability::Assert
        } else {
            Capability::Write
        };
        let lists = self
            .lines
            .iter()
            .filter(|line| *line.version() == header.version && !line.is_deactivated())
            .filter_map(|line| line.document().devices.get(&header.device))
            .any(|listed| listed.may(needed));
        lists && self.reaches(&header.device, header.sequence)
    }
}

/// Adds the standing lines behind one: of those by the routine key the two lowest, and of those by the recovery key.
fn stand_after<'p>(line: &'p Line, pool: &BTreeMap<Digest, &'p Line>, standing: &mut Vec<Node<'p>>) {
    for by_recovery in [false, true] {
        let next =
            pool.values().filter(|next| next.follows(line) && next.check_after(line) == Ok(by_recovery));
        for next in next.take(2) {
            standing.push(Node { line: next, parent: Some(line.id()), by_recovery });
            stand_after(next, pool, standing);
        }
    }
}
