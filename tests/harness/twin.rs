//! The slow twin of `protocol::ledger`: standing and verdicts of a pool of items, straight from `docs/spec/verdict.md`.
//!
//! It remembers nothing between two questions, takes no short cut, and knows of no order of arrival. Numbers in
//! brackets are the rules of that page.

use std::collections::{BTreeMap, BTreeSet};

use protocol::digest::Digest;
use protocol::document::{Document, Outcome};
use protocol::entry::{Entry, EntryKind, Header, Verified};
use protocol::heads::{HEADS_ADDRESS, Heads};
use protocol::identity::Capability;
use protocol::identity::line::{Line, Retirement};
use protocol::item::Item;
use protocol::key::PublicKey;
use protocol::tree;

use crate::generator::actor;

/// The items of the pool that stand, each with its verdict as it is hashed. The pool is of one organisation.
#[must_use]
pub fn verdicts(pool: &[Item]) -> BTreeMap<Digest, String> {
    let twin = Twin::of(pool);
    let mut verdicts = BTreeMap::new();
    for line in twin.lines.iter().filter(|line| twin.line_stands(line)) {
        verdicts.insert(line.line.id(), twin.line_verdict(line));
    }
    let standing = twin.standing_entries();
    let headers: BTreeMap<Digest, String> =
        standing.iter().map(|entry| (entry.id(), twin.header_verdict(entry, &standing))).collect();
    let mut entries: BTreeMap<Digest, String> = BTreeMap::new();
    for entry in &standing {
        entries.insert(entry.id(), entry_verdict(entry, &standing, &headers));
    }
    twin.settle_documents(&mut entries);
    verdicts.extend(entries);
    verdicts
}

struct Twin<'p> {
    /// Lines with an unbroken descent from the first; not all of them stand.
    lines: Vec<Node<'p>>,
    entries: BTreeMap<Digest, &'p Entry<Verified>>,
    /// The live branches.
    branches: Vec<Branch<'p>>,
}

#[derive(Clone)]
struct Node<'p> {
    line: &'p Line,
    parent: Option<Digest>,
    by_recovery: bool,
}

/// The lines from the first to one that no standing line follows.
struct Branch<'p> {
    lines: Vec<&'p Line>,
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
            descend(first, &all_lines, &mut lines);
        }
        let mut twin = Self { lines, entries, branches: Vec::new() };
        twin.branches = twin.live_branches();
        twin
    }

    fn parent(&self, node: &Node<'p>) -> Option<&Node<'p>> {
        node.parent.and_then(|id| self.lines.iter().find(|other| other.line.id() == id))
    }

    /// The siblings of a line by one kind of key, itself perhaps among them, by id.
    fn siblings(&self, node: &Node<'p>, by_recovery: bool) -> Vec<Digest> {
        let siblings = self.lines.iter().filter(|other| other.parent == node.parent);
        let of_rank = siblings.filter(|other| other.by_recovery == by_recovery);
        let ids: BTreeSet<Digest> = of_rank.map(|other| other.line.id()).collect();
        ids.into_iter().collect()
    }

    /// [4] Whether the predecessor goes on, and this is one of the two lowest siblings of its rank.
    fn line_stands(&self, node: &Node<'p>) -> bool {
        let Some(parent) = self.parent(node) else { return true };
        let is_low = self.siblings(node, node.by_recovery).iter().take(2).any(|id| *id == node.line.id());
        is_low && self.goes_on(parent)
    }

    /// [5] Whether anything may stand behind a line: it stands, is not beaten, and lies behind one fork at most.
    fn goes_on(&self, node: &Node<'p>) -> bool {
        self.line_stands(node) && !self.is_beaten(node) && self.forks_to(node) <= 1
    }

    fn is_beaten(&self, node: &Node<'p>) -> bool {
        node.parent.is_some() && !node.by_recovery && !self.siblings(node, true).is_empty()
    }

    fn forks_to(&self, node: &Node<'p>) -> usize {
        let Some(parent) = self.parent(node) else { return 0 };
        self.forks_to(parent) + usize::from(self.siblings(node, node.by_recovery).len() > 1)
    }

    /// [6]
    fn live_branches(&self) -> Vec<Branch<'p>> {
        let is_tip = |node: &&Node<'p>| {
            let has_next = |other: &Node<'p>| other.parent == Some(node.line.id()) && self.line_stands(other);
            self.line_stands(node) && !self.is_beaten(node) && !self.lines.iter().any(has_next)
        };
        self.lines.iter().filter(is_tip).map(|tip| self.branch_to(tip)).collect()
    }

    fn branch_to(&self, tip: &Node<'p>) -> Branch<'p> {
        let mut lines = self.parent(tip).map_or_else(Vec::new, |parent| self.branch_to(parent).lines);
        lines.push(tip.line);
        Branch { lines }
    }

    fn line_verdict(&self, node: &Node<'p>) -> String {
        let id = node.line.id();
        let holds = |branch: &&Branch<'p>| branch.lines.iter().any(|line| line.id() == id);
        let holding = self.branches.iter().filter(holds).count();
        let word = match holding {
            0 => "rejected beaten",
            count if count == self.branches.len() => "valid",
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
        let (mut way, mut leaves) = (BTreeSet::new(), Vec::new());
        let (mut sequence, mut id) = (retirement.sequence, retirement.entry);
        loop {
            let Some(entry) = self.entries.get(&id) else { return BTreeSet::new() };
            if entry.header().sequence != sequence || entry.header().device != *device {
                return BTreeSet::new();
            }
            way.insert(id);
            leaves.insert(0, id);
            match entry.header().previous {
                Some(previous) => id = previous,
                None if tree::root(&leaves) == retirement.tree_head => return way,
                None => return BTreeSet::new(),
            }
            sequence -= 1;
        }
    }

    /// Whether the device had spoken under a later version of the branch before.
    fn goes_back(&self, entry: &Entry<Verified>, branch: &Branch<'p>) -> bool {
        let mut before = entry.header().previous;
        while let Some(earlier) = before.and_then(|id| self.entries.get(&id)) {
            let is_later = earlier.header().version.number > entry.header().version.number;
            if is_later && branch.lines.iter().any(|line| *line.version() == earlier.header().version) {
                return true;
            }
            before = earlier.header().previous;
        }
        false
    }

    /// What a branch makes of an entry that stands: does it grant it, and if the chain is forked, is it on its way?
    fn word(&self, entry: &Entry<Verified>, branch: &Branch<'p>) -> Word {
        let header = entry.header();
        if !branch.authorises(header) {
            return Word::NotAuthorised;
        }
        if self.goes_back(entry, branch) {
            return Word::OldVersion;
        }
        let rows = self.kept(&header.device);
        if !rows.iter().zip(1..=header.sequence).any(|(row, _)| row.len() > 1) {
            return Word::Counts;
        }
        let way = branch.retirement(&header.device).map(|retirement| self.way(&header.device, retirement));
        match way.filter(|way| !way.is_empty()) {
            Some(way) if way.contains(&entry.id()) => Word::Counts,
            Some(_) => Word::Beaten,
            None => Word::Open,
        }
    }

    /// [11–14] What the live branches say, before anybody looks into the body.
    fn header_verdict(&self, entry: &Entry<Verified>, standing: &[&Entry<Verified>]) -> String {
        let words: Vec<Word> = self.branches.iter().map(|branch| self.word(entry, branch)).collect();
        let refuses = |word: &Word| matches!(word, Word::NotAuthorised | Word::OldVersion);
        let word = if words.iter().all(|word| *word == Word::NotAuthorised) {
            "rejected not-authorised"
        } else if words.iter().all(refuses) {
            "rejected old-version"
        } else if words.iter().any(refuses) {
            "disputed identity"
        } else if words.iter().all(|word| *word == Word::Beaten) {
            "rejected fork-settled"
        } else if words.iter().any(|word| *word != Word::Counts) {
            "disputed device-fork"
        } else {
            self.adoption_verdict(entry, standing)
        };
        word.to_owned()
    }

    fn adoption_verdict(&self, entry: &Entry<Verified>, standing: &[&Entry<Verified>]) -> &'static str {
        let header = entry.header();
        let Some(adopted) = header.adopts else { return "valid" };
        let named = standing.iter().find(|named| named.id() == adopted.id);
        let is_stranded_on = |branch: &&Branch<'p>| {
            branch.retirement(&adopted.device).is_some()
                && named.is_none_or(|named| self.word(named, branch) != Word::Counts)
        };
        let is_same_change = named.is_none_or(|named| {
            let named = named.header();
            named.device == adopted.device
                && named.kind == EntryKind::Change
                && (&named.address, named.body_hash) == (&header.address, header.body_hash)
                && named.adopts.is_none()
        });
        let is_sound = adopted.device != header.device && header.kind == EntryKind::Change && is_same_change;
        match self.branches.iter().filter(is_stranded_on).count() {
            0 => "rejected bad-adoption",
            _ if !is_sound => "rejected bad-adoption",
            count if count == self.branches.len() => "valid",
            _ => "disputed identity",
        }
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
            let of_it = of_it.map(|entry| (entry.id(), actor(entry.header()), entry.change()));
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

/// What one branch makes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    NotAuthorised,
    OldVersion,
    Counts,
    Beaten,
    Open,
}

/// [15–17] What kind and body add to what the branches said; documents come later.
fn entry_verdict(
    entry: &Entry<Verified>,
    standing: &[&Entry<Verified>],
    headers: &BTreeMap<Digest, String>,
) -> String {
    let (header, said) = (entry.header(), &headers[&entry.id()]);
    if said != "valid" {
        return said.clone();
    }
    let is_covered = header.address.is_erasable()
        && standing.iter().any(|erase| {
            erase.header().kind == EntryKind::Erase
                && erase.header().address == header.address
                && !headers[&erase.id()].starts_with("rejected")
        });
    match header.kind {
        EntryKind::Change | EntryKind::Unknown(_) if is_covered => "erased",
        EntryKind::Erase if !header.address.is_erasable() => "rejected not-erasable",
        EntryKind::Heads => {
            let is_heads = header.address.as_str() == HEADS_ADDRESS && Heads::parse(entry.body()).is_ok();
            if is_heads { "valid" } else { "rejected bad-body" }
        }
        EntryKind::Unknown(_) => "unknown-kind",
        EntryKind::Change | EntryKind::Erase => "valid",
    }
    .into()
}

/// Adds the lines that descend from one, by the rules that bind a line to its predecessor.
fn descend<'p>(line: &'p Line, pool: &BTreeMap<Digest, &'p Line>, lines: &mut Vec<Node<'p>>) {
    for next in pool.values().filter(|next| next.follows(line)) {
        if let Ok(by_recovery) = next.check_after(line) {
            lines.push(Node { line: next, parent: Some(line.id()), by_recovery });
            descend(next, pool, lines);
        }
    }
}
