//! Histories of one organisation, honest or not, made from small numbers: forks, thefts, retirements, bad bodies.
//!
//! Every item is signed by a key that the organisation has or had; nothing else is promised. Which of them stand, and
//! what they are worth, is what the tests ask.

use std::collections::BTreeMap;

use protocol::digest::Digest;
use protocol::document::Document;
use protocol::entry::{Address, Adopted, Entry, EntryKind, Header, SALT_BYTES, Verified};
use protocol::heads::Heads;
use protocol::identity::line::{self, Commitments, Device, Line, Retirement, RetirementReason};
use protocol::item::Item;
use protocol::key::SigningKey;
use protocol::time::Timestamp;
use protocol::tree;
use serde_json::json;

use crate::story::{Member, at, key};

/// One step of a history: four bytes, what is done and how.
pub type Deed = u32;

/// The items of a history, each after what it builds on; the first is the organisation's first line.
///
/// # Panics
///
/// When an entry cannot be sealed, which does not happen: the bodies are small.
#[must_use]
pub fn history(deeds: &[Deed]) -> Vec<Item> {
    let mut history = History::begin();
    for deed in deeds {
        let [what, how, which, extra] = deed.to_be_bytes();
        match what % 8 {
            0 => history.write_line(how, which, extra),
            1 => history.retire(how, which, extra),
            _ => history.write_entry(what, how, which, extra),
        }
    }
    history.items
}

struct History {
    member: Member,
    items: Vec<Item>,
    lines: Vec<Line>,
    /// The routine key that each line committed.
    routine: BTreeMap<Digest, String>,
    entries: Vec<Entry<Verified>>,
}

impl History {
    fn begin() -> Self {
        let member = Member::found("saga", at("2026-01-10"));
        let first = member.tip().clone();
        let mut history = Self {
            member,
            items: Vec::new(),
            lines: Vec::new(),
            routine: BTreeMap::from([(first.id(), "routine 1".to_owned())]),
            entries: Vec::new(),
        };
        history.items.push(Item::Line(Box::new(first.clone())));
        history.lines.push(first);
        history
    }

    /// Continues some line, mostly the newest, with one of its two keys; it may list a device or end the organisation.
    fn write_line(&mut self, how: u8, which: u8, extra: u8) {
        let base = self.some_line(which);
        let mut document = base.document().clone();
        if !how.is_multiple_of(4) {
            let device = self.member.device(u32::from(extra % 4) + 1).public();
            let rights = Device { writes: true, asserts: extra & 16 != 0, ..Device::default() };
            document.devices.insert(device, rights);
        }
        self.seal_line(&base, &document, how, how % 16 == 15);
    }

    /// Retires a device after some line; the entry it names may be any of the device's, or none of them.
    fn retire(&mut self, how: u8, which: u8, extra: u8) {
        let base = self.some_line(which);
        let device = self.member.device(u32::from(how % 3) + 1).public();
        let named: Vec<&Entry<Verified>> =
            self.entries.iter().filter(|entry| entry.header().device == device).collect();
        let (mut sequence, entry) = match named.len() {
            0 => (0, Digest::of(&[b"no entry"])),
            count => {
                let named = named[usize::from(extra) % count];
                (named.header().sequence, named.id())
            }
        };
        if how & 64 != 0 {
            sequence += u64::from(extra % 3);
        }
        let reason = if how & 32 == 0 { RetirementReason::Left } else { RetirementReason::Compromised };
        let mut document = base.document().clone();
        let tree_head = if extra % 16 == 9 { Digest::of(&[b"another tree"]) } else { self.tree_head(entry) };
        document.retired.insert(device, Retirement { sequence, entry, tree_head, reason });
        if reason == RetirementReason::Compromised {
            document.devices.remove(&device);
        }
        self.seal_line(&base, &document, how, false);
    }

    /// The root over the way to an entry.
    fn tree_head(&self, entry: Digest) -> Digest {
        let mut way = Vec::new();
        let mut next = Some(entry);
        while let Some(entry) = next.and_then(|id| self.entries.iter().find(|entry| entry.id() == id)) {
            way.push(entry.id());
            next = entry.header().previous;
        }
        way.reverse();
        tree::root(&way)
    }

    fn seal_line(&mut self, base: &Line, document: &line::DidDocument, how: u8, is_last: bool) {
        let name = format!("routine of saga {}", self.lines.len());
        let next = Commitments {
            recovery: self.member.recovery().public().commitment(),
            routine: key("saga", &name).public().commitment(),
        };
        let signer =
            if how & 128 == 0 { key("saga", &self.routine[&base.id()]) } else { self.member.recovery() };
        let now = base.time().plus_millis(1000 * (1 + self.lines.len() as u64));
        let line = line::succeed(base, document, &signer, Some(&next).filter(|_| !is_last), now)
            .expect("it is short");
        self.routine.insert(line.id(), name);
        self.items.push(Item::Line(Box::new(line.clone())));
        self.lines.push(line);
    }

    /// Writes with some device behind some entry of its own, mostly its newest, under some version.
    fn write_entry(&mut self, what: u8, how: u8, which: u8, extra: u8) {
        let device = self.member.device(u32::from(which % 3) + 1);
        let own: Vec<&Entry<Verified>> =
            self.entries.iter().filter(|entry| entry.header().device == device.public()).collect();
        let previous = match own.len() {
            0 => None,
            count if what & 128 == 0 => Some(own[count - 1]),
            count => Some(own[usize::from(extra) % count]).filter(|_| extra != 255),
        };
        let (sequence, previous) =
            previous.map_or((1, None), |entry| (entry.header().sequence + 1, Some(entry.id())));
        let address = ["profile/self", "attestation/a", "post/b"][usize::from(how % 3)];
        let address = Address::parse(address).expect("an address");
        let adopted = (how >= 224 && !self.entries.is_empty())
            .then(|| self.entries[usize::from(extra) % self.entries.len()].clone());
        let adopts =
            adopted.as_ref().map(|adopted| Adopted { device: adopted.header().device, id: adopted.id() });
        let address = match &adopted {
            Some(adopted) if how < 248 => adopted.header().address.clone(),
            _ => address,
        };
        let kind = match what % 8 {
            2..=5 => EntryKind::Change,
            6 => [EntryKind::Heads, EntryKind::Erase][usize::from(extra % 2)],
            _ => EntryKind::Unknown(4 + u64::from(extra % 3)),
        };
        let address = if kind == EntryKind::Heads && extra & 2 == 0 {
            Address::parse(protocol::heads::HEADS_ADDRESS).expect("an address")
        } else {
            address
        };
        let header = Header {
            kind,
            organisation: self.member.id,
            version: *self.some_line(which / 3).version(),
            device: device.public(),
            sequence,
            previous,
            address,
            time: at("2026-02-01").plus_millis(self.entries.len() as u64),
            adopts,
            body_hash: Digest::of(&[]),
            body_length: 0,
        };
        let body = match &adopted {
            Some(adopted) if how < 248 => adopted.body().to_vec(),
            _ => self.body(&header, how, extra),
        };
        let entry = seal(header, body, &device);
        self.items.push(Item::Entry(Box::new(entry.clone())));
        self.entries.push(entry);
    }

    fn body(&self, header: &Header, how: u8, extra: u8) -> Vec<u8> {
        if how % 16 == 7 {
            return vec![extra; usize::from(extra % 40)];
        }
        if header.kind != EntryKind::Change {
            let no_heads = Heads { devices: BTreeMap::new(), documents: 0, root: Digest::of(&[]) };
            return no_heads.to_bytes();
        }
        // What the author saw: everything, or only every other entry.
        let seen = self
            .entries
            .iter()
            .enumerate()
            .filter(|(index, entry)| {
                entry.header().address == header.address
                    && (how & 8 == 0 || (index + usize::from(extra)) % 2 == 0)
            })
            .map(|(_, entry)| (entry.id(), actor(entry.header()), entry.change()));
        let (document, _) = Document::from_changes(header.address.collection(), seen);
        let edits = match header.address.is_set_once() {
            true if extra.is_multiple_of(8) => {
                BTreeMap::from([("content".to_owned(), Some(json!(extra.to_string())))])
            }
            true => BTreeMap::from([(format!("event/{}", extra % 16), Some(json!(how.to_string())))]),
            false => BTreeMap::from([(format!("field{}", extra % 3), Some(json!(how.to_string())))]),
        };
        let made = document.edit(actor(header), header.time, &edits).unwrap_or_default();
        let salt: &[u8] = if header.address.is_erasable() { &[extra; SALT_BYTES] } else { &[] };
        [salt, &made.into_iter().next().unwrap_or_default()].concat()
    }

    fn some_line(&self, which: u8) -> Line {
        let index = if which < 128 { self.lines.len() - 1 } else { usize::from(which) % self.lines.len() };
        self.lines[index].clone()
    }
}

/// Seals whatever a header says, in its order or out of it.
///
/// # Panics
///
/// When the body is too long.
#[must_use]
pub fn seal(header: Header, body: Vec<u8>, key: &SigningKey) -> Entry<Verified> {
    Entry::seal(header, body, key).expect("the body is small")
}

/// The Automerge actor of an entry.
#[must_use]
pub fn actor(header: &Header) -> [u8; 16] {
    let device = header.adopts.map_or(header.device, |adopted| adopted.device);
    protocol::automerge_guard::actor(&header.organisation, &device, header.address.as_str())
}

/// A header at the start of a device's chain, to be changed by who needs another.
#[must_use]
pub fn first_header(member: &Member, device: &SigningKey, address: &str, time: Timestamp) -> Header {
    Header {
        kind: EntryKind::Change,
        organisation: member.id,
        version: *member.tip().version(),
        device: device.public(),
        sequence: 1,
        previous: None,
        address: Address::parse(address).expect("an address"),
        time,
        adopts: None,
        body_hash: Digest::of(&[]),
        body_length: 0,
    }
}
