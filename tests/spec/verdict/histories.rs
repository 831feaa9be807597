//! Small histories, of at most seven items each. Their first item is a first line that lists device 1.

use std::collections::BTreeMap;

use automerge::transaction::Transactable as _;
use automerge::{ActorId, Automerge, ROOT};
use harness::generator::{actor, first_header, seal};
use harness::story::{Member, at, key};
use protocol::digest::Digest;
use protocol::document::Document;
use protocol::entry::{Address, Adopted, Entry, EntryKind, Header, SALT_BYTES, Verified};
use protocol::heads::{HEADS_ADDRESS, Heads};
use protocol::identity::line::{self, Commitments, Device, DidDocument, Line, Retirement, RetirementReason};
use protocol::item::Item;
use protocol::tree;
use serde_json::json;

use RetirementReason::{Compromised, Left};

/// What is offered.
pub(super) struct History {
    pub(super) items: Vec<Item>,
}

/// The history of a name.
pub(super) fn named(name: &str) -> History {
    let mut pen = Pen::new();
    match name {
        "a_device_forks_and_a_farewell_names_a_way" => {
            let first = pen.write(1, None, "post/a");
            let left = pen.write(1, Some(&first), "post/b");
            pen.write(1, Some(&first), "post/c");
            let end = pen.write(1, Some(&left), "post/d");
            pen.write(1, Some(&end), "post/e");
            pen.retire(&pen.first(), 1, &[&first, &left, &end], Left);
        }
        "a_device_forks_and_a_wrong_tree_head_names_none" => {
            let first = pen.write(1, None, "post/a");
            let left = pen.write(1, Some(&first), "post/b");
            pen.write(1, Some(&first), "post/c");
            let end = pen.write(1, Some(&left), "post/d");
            let ids = [first.id(), end.id(), left.id()];
            let retirement =
                Retirement { sequence: 3, entry: end.id(), tree_head: tree::root(&ids), reason: Left };
            pen.retire_with(&pen.first(), 1, retirement);
        }
        "a_robbed_device_is_cut_at_the_highest_of_three_rivals" => {
            let mut rivals = ["post/a", "post/b", "post/c"].map(|address| pen.write(1, None, address));
            rivals.sort_by_key(Entry::id);
            let behind = pen.write(1, Some(&rivals[2]), "post/d");
            pen.write(1, Some(&rivals[0]), "post/e");
            pen.retire(&pen.first(), 1, &[&rivals[2], &behind], Compromised);
        }
        "a_device_leaves_and_another_adopts_what_lies_beyond_the_cut" => {
            let two = pen.add_device(&pen.first(), 2);
            let counts = pen.write(1, None, "post/a");
            let beyond = pen.write(1, Some(&counts), "post/a");
            let farewell = pen.retire(&two, 1, &[&counts], Left);
            let adopting = pen.adopt(2, &farewell, None, &beyond, &beyond);
            pen.adopt(2, &farewell, Some(&adopting), &counts, &counts);
        }
        "an_adoption_needs_a_retirement_and_the_same_change" => {
            let two = pen.add_device(&pen.first(), 2);
            let beyond = pen.write(1, None, "post/a");
            let other = pen.seal(2, &two, None, "post/b", EntryKind::Change, b"no change".to_vec(), None);
            let farewell = pen.retire(&two, 1, &[], Compromised);
            let adopting = pen.adopt(2, &farewell, Some(&other), &beyond, &other);
            pen.adopt(2, &two, Some(&adopting), &beyond, &beyond);
        }
        "two_routine_lines_dispute_each_other" => {
            let one = pen.add_device(&pen.first(), 2);
            let other = pen.add_device(&pen.first(), 3);
            pen.write_under(2, &one, None, "post/a");
            let everywhere = pen.write(1, None, "post/b");
            pen.write_under(1, &other, Some(&everywhere), "post/c");
            pen.recover(&pen.first(), &[2]);
        }
        "the_recovery_key_beats_a_routine_line_with_a_tail" => {
            let stolen = pen.add_device(&pen.first(), 2);
            let tail = pen.add_device(&stolen, 3);
            pen.recover(&pen.first(), &[4]);
            pen.write_under(2, &stolen, None, "post/a");
            pen.write_under(3, &tail, None, "post/b");
            pen.write_under(1, &stolen, None, "post/c");
        }
        "a_device_of_a_beaten_line_is_listed_again" => {
            let beaten = pen.add_device(&pen.first(), 2);
            let recovered = pen.recover(&pen.first(), &[]);
            let again = pen.add_device_with(&recovered, 2, "routine recovered");
            let lost = pen.write_under(2, &beaten, None, "post/a");
            pen.write_under(2, &again, Some(&lost), "post/a");
            pen.retire(&beaten, 1, &[], Compromised);
        }
        "a_third_sibling_evicts_another_with_its_tail" => {
            let mut siblings = [2, 3, 4].map(|device| pen.add_device(&pen.first(), device));
            siblings.sort_by_key(Line::id);
            let tail = pen.add_device(&siblings[2], 5);
            pen.write_under(5, &tail, None, "post/a");
            pen.write_under(1, &siblings[1], None, "post/b");
        }
        "a_branch_goes_on_behind_one_fork_only" => {
            let [one, _] = [2, 3].map(|device| pen.add_device(&pen.first(), device));
            let [further, _] = [4, 5].map(|device| pen.add_device(&one, device));
            let beyond = pen.add_device(&further, 6);
            pen.write_under(6, &beyond, None, "post/a");
        }
        "two_recoveries_dispute_an_old_log" => {
            let one = pen.recover(&pen.first(), &[2]);
            pen.recover(&pen.first(), &[3]);
            let tail = pen.add_device_with(&one, 4, "routine recovered");
            pen.add_device(&pen.first(), 5);
            let first = pen.write(1, None, "post/a");
            pen.write_under(1, &tail, Some(&first), "post/b");
        }
        "a_device_speaks_under_an_older_version_again" => {
            let newer = pen.add_device(&pen.first(), 2);
            let rival = pen.add_device(&pen.first(), 3);
            let first = pen.write_under(1, &newer, None, "post/a");
            let again = pen.write(1, Some(&first), "post/b");
            let last = pen.write_under(1, &newer, Some(&again), "post/c");
            pen.write_under(1, &rival, Some(&last), "post/d");
        }
        "a_fork_between_two_versions_and_one_branch_that_settles_it" => {
            let one = pen.write(1, None, "post/a");
            let other = pen.write(1, None, "post/b");
            pen.retire(&pen.first(), 1, &[&one], Left);
            pen.retire(&pen.first(), 1, &[&other], Left);
            pen.add_device(&pen.first(), 3);
        }
        "changes_that_build_on_others_or_stand_in_their_place" => {
            let two = pen.add_device(&pen.first(), 2);
            let first = pen.write(1, None, "post/a");
            let behind = pen.change(2, &two, None, "post/a", &[&first], "behind");
            let rival = pen.change(2, &two, Some(&behind), "post/a", &[&first], "in its place");
            let bad =
                pen.seal(2, &two, Some(&rival), "post/a", EntryKind::Change, b"no change".to_vec(), None);
            pen.change(1, &pen.first(), None, "post/a", &[&behind], "a fork");
            drop(bad);
        }
        "an_organisation_ends" => {
            let end = pen.end(&pen.first());
            let first = pen.write(1, None, "post/a");
            pen.write_under(1, &end, Some(&first), "post/b");
            pen.add_device(&pen.first(), 2);
            pen.recover(&pen.first(), &[3]);
        }
        "kinds_beside_changes" => {
            let no_heads = Heads { devices: BTreeMap::new(), documents: 0, root: Digest::of(&[]) }.to_bytes();
            let first = pen.first();
            let heads = pen.seal(1, &first, None, HEADS_ADDRESS, EntryKind::Heads, no_heads, None);
            let bad = pen.seal(1, &first, Some(&heads), HEADS_ADDRESS, EntryKind::Heads, Vec::new(), None);
            let erase = pen.seal(1, &first, Some(&bad), "post/a", EntryKind::Erase, Vec::new(), None);
            pen.seal(1, &first, Some(&erase), "post/a", EntryKind::Unknown(9), Vec::new(), None);
            pen.seal(1, &first, Some(&heads), "post/a", EntryKind::Unknown(7), Vec::new(), None);
            pen.retire(&first, 1, &[&heads, &bad, &erase], Left);
        }
        "an_erase_covers_its_document" => {
            let first = pen.first();
            let told = pen.write(1, None, "contact/a");
            let erase = pen.seal(1, &first, Some(&told), "contact/a", EntryKind::Erase, Vec::new(), None);
            let later = pen.write(1, Some(&erase), "contact/a");
            let bad = pen.seal(
                1,
                &first,
                Some(&later),
                "contact/a",
                EntryKind::Change,
                b"no change".to_vec(),
                None,
            );
            let rival = pen.write(1, None, "contact/a");
            pen.seal(1, &first, Some(&bad), "contact/a", EntryKind::Unknown(9), Vec::new(), None);
            drop(rival);
        }
        "an_erase_is_disputed_and_taken_back_by_a_cut" => {
            let two = pen.add_device(&pen.first(), 2);
            let first = pen.write(1, None, "contact/a");
            let bad =
                pen.seal(1, &two, Some(&first), "contact/a", EntryKind::Change, b"no change".to_vec(), None);
            pen.seal(2, &two, None, "contact/a", EntryKind::Erase, Vec::new(), None);
            let rival = pen.write_under(2, &two, None, "contact/b");
            pen.retire(&two, 2, &[&rival], Compromised);
            drop(bad);
        }
        "an_erase_on_one_side_of_an_identity_fork" => {
            let one = pen.add_device(&pen.first(), 2);
            pen.add_device(&pen.first(), 3);
            let first = pen.write(1, None, "contact/a");
            pen.change(1, &one, Some(&first), "contact/a", &[&first], "behind");
            pen.seal(2, &one, None, "contact/a", EntryKind::Erase, Vec::new(), None);
            pen.recover(&pen.first(), &[2]);
        }
        "bodies_of_every_sort_under_a_version_that_comes_late_and_is_disputed" => {
            let version = pen.add_device(&pen.first(), 2);
            pen.add_device(&pen.first(), 3);
            let sound = pen.write_under(1, &version, None, "post/a");
            let bad = pen.bad(1, &version, Some(&sound), "post/a");
            let unknown = pen.unknown(1, &version, Some(&bad), "post/a");
            pen.write_under(1, &version, Some(&unknown), "post/a");
            pen.recover(&pen.first(), &[2]);
        }
        "bodies_of_every_sort_of_a_device_that_one_branch_retires" => {
            let first = pen.first();
            let sound = pen.write(1, None, "post/a");
            let bad = pen.bad(1, &first, Some(&sound), "post/a");
            let rival = pen.write(1, Some(&bad), "post/a");
            pen.retire(&first, 1, &[], Left);
            pen.add_device(&first, 3);
            pen.recover(&first, &[]);
            drop(rival);
        }
        "an_unknown_kind_and_its_erase_on_a_branch_that_is_beaten" => {
            let first = pen.first();
            let told = pen.write(1, None, "contact/a");
            let unknown = pen.unknown(1, &first, Some(&told), "contact/a");
            pen.seal(1, &first, Some(&unknown), "contact/a", EntryKind::Erase, Vec::new(), None);
            pen.retire(&first, 1, &[], Left);
            pen.add_device(&first, 3);
            pen.recover(&first, &[]);
        }
        "a_change_that_breaks_its_past_waits_for_it" => {
            let two = pen.add_device(&pen.first(), 2);
            let first = pen.write(1, None, "attestation/a");
            let behind = pen.change(2, &two, None, "attestation/a", &[&first], "behind");
            pen.overwrite(2, &two, Some(&behind), "attestation/a", &[&first, &behind]);
        }
        "an_erase_covers_what_was_set_aside" => {
            let two = pen.add_device(&pen.first(), 2);
            let first = pen.write(1, None, "contact/a");
            let again = pen.write(1, Some(&first), "contact/a");
            pen.unknown(1, &two, Some(&again), "contact/a");
            pen.seal(2, &two, None, "contact/a", EntryKind::Erase, Vec::new(), None);
            pen.retire(&two, 2, &[], Compromised);
        }
        "an_erase_covers_a_disputed_writer" => {
            let first = pen.first();
            let two = pen.add_device(&first, 2);
            pen.unknown(2, &two, None, "contact/a");
            pen.seal(1, &first, None, "contact/a", EntryKind::Erase, Vec::new(), None);
            pen.add_device(&first, 3);
            pen.retire(&first, 1, &[], Left);
        }
        "of_three_beaten_siblings_one_has_no_place" => {
            pen.recover(&pen.first(), &[]);
            for device in [2, 3, 4] {
                pen.add_device(&pen.first(), device);
            }
        }
        _ => unreachable!("{name} names no history"),
    }
    History { items: pen.items }
}

/// Writes lines and entries, honest or not, and keeps them.
struct Pen {
    member: Member,
    items: Vec<Item>,
}

impl Pen {
    fn new() -> Self {
        let member = Member::found("saga", at("2026-01-10"));
        let items = vec![Item::Line(Box::new(member.tip().clone()))];
        Self { member, items }
    }

    fn first(&self) -> Line {
        self.member.tip().clone()
    }

    fn add_device(&mut self, previous: &Line, number: u32) -> Line {
        let signer = format!("routine {}", previous.version().number);
        self.add_device_with(previous, number, &signer)
    }

    fn add_device_with(&mut self, previous: &Line, number: u32, signer: &str) -> Line {
        let device = self.member.device(number).public();
        self.line(previous, signer, |document| {
            document.devices.insert(device, Device { writes: true, asserts: true, ..Device::default() });
        })
    }

    fn recover(&mut self, previous: &Line, devices: &[u32]) -> Line {
        let devices: Vec<_> = devices.iter().map(|number| self.member.device(*number).public()).collect();
        self.line(previous, "recovery", |document| {
            for device in devices {
                document.devices.insert(device, Device { writes: true, asserts: true, ..Device::default() });
            }
        })
    }

    /// Retires a device at the last of these entries of its own.
    fn retire(
        &mut self,
        previous: &Line,
        number: u32,
        way: &[&Entry<Verified>],
        reason: RetirementReason,
    ) -> Line {
        let ids: Vec<Digest> = way.iter().map(|entry| entry.id()).collect();
        let entry = ids.last().copied().unwrap_or(Digest::of(&[]));
        let retirement =
            Retirement { sequence: ids.len() as u64, entry, tree_head: tree::root(&ids), reason };
        self.retire_with(previous, number, retirement)
    }

    fn retire_with(&mut self, previous: &Line, number: u32, retirement: Retirement) -> Line {
        let device = self.member.device(number).public();
        let signer = format!("routine {}", previous.version().number);
        self.line(previous, &signer, |document| {
            if retirement.reason == Compromised {
                document.devices.remove(&device);
            }
            document.retired.insert(device, retirement);
        })
    }

    fn line(&mut self, previous: &Line, signer: &str, change: impl FnOnce(&mut DidDocument)) -> Line {
        let mut document = previous.document().clone();
        change(&mut document);
        let routine = match signer {
            "recovery" => "routine recovered".to_owned(),
            _ => format!("routine {}", previous.version().number + 1),
        };
        let commitment = |purpose: &str| key("saga", purpose).public().commitment();
        let next = Commitments { recovery: commitment("recovery"), routine: commitment(&routine) };
        self.finish(previous, &document, signer, Some(&next))
    }

    fn end(&mut self, previous: &Line) -> Line {
        let signer = format!("routine {}", previous.version().number);
        self.finish(previous, previous.document(), &signer, None)
    }

    fn finish(
        &mut self,
        previous: &Line,
        document: &DidDocument,
        signer: &str,
        next: Option<&Commitments>,
    ) -> Line {
        let now = at("2026-02-01").plus_millis(1000 * self.items.len() as u64);
        let line = line::succeed(previous, document, &key("saga", signer), next, now).expect("it is short");
        self.items.push(Item::Line(Box::new(line.clone())));
        line
    }

    /// A change of its own document, under the first version.
    fn write(&mut self, device: u32, previous: Option<&Entry<Verified>>, address: &str) -> Entry<Verified> {
        self.write_under(device, &self.first(), previous, address)
    }

    fn write_under(
        &mut self,
        device: u32,
        version: &Line,
        previous: Option<&Entry<Verified>>,
        address: &str,
    ) -> Entry<Verified> {
        let text = format!("item {}", self.items.len());
        self.change(device, version, previous, address, &[], &text)
    }

    /// A change that builds on what some entries say of its document.
    fn change(
        &mut self,
        device: u32,
        version: &Line,
        previous: Option<&Entry<Verified>>,
        address: &str,
        seen: &[&Entry<Verified>],
        text: &str,
    ) -> Entry<Verified> {
        let header = self.header(device, version, previous, address);
        let seen = seen.iter().map(|entry| (entry.id(), actor(entry.header()), entry.change()));
        let (document, _) = Document::from_changes(header.address.collection(), seen);
        let key = match (header.address.is_set_once(), document.change_count()) {
            (false, _) => "title",
            (true, 0) => "content",
            (true, _) => "event/1",
        };
        let edits = BTreeMap::from([(key.to_owned(), Some(json!(text)))]);
        let changes = document.edit(actor(&header), header.time, &edits).expect("the edit is possible");
        let body = salted(&header.address, &changes[0]);
        self.seal(device, version, previous, address, EntryKind::Change, body, None)
    }

    /// A change that replaces what is written once; only who knows its past can tell.
    fn overwrite(
        &mut self,
        device: u32,
        version: &Line,
        previous: Option<&Entry<Verified>>,
        address: &str,
        seen: &[&Entry<Verified>],
    ) -> Entry<Verified> {
        let header = self.header(device, version, previous, address);
        let seen = seen.iter().map(|entry| (entry.id(), actor(entry.header()), entry.change()));
        let (document, _) = Document::from_changes(header.address.collection(), seen);
        let mut automerge = Automerge::load(&document.save()).expect("it was saved whole");
        automerge.set_actor(ActorId::from(actor(&header)));
        let mut transaction = automerge.transaction();
        transaction.put(ROOT, "content", "another").expect("a string can be put");
        transaction.commit();
        let body = automerge.get_last_local_change().expect("it was made just now").raw_bytes().to_vec();
        self.seal(device, version, previous, address, EntryKind::Change, body, None)
    }

    fn bad(
        &mut self,
        device: u32,
        version: &Line,
        previous: Option<&Entry<Verified>>,
        address: &str,
    ) -> Entry<Verified> {
        self.seal(device, version, previous, address, EntryKind::Change, b"no change".to_vec(), None)
    }

    fn unknown(
        &mut self,
        device: u32,
        version: &Line,
        previous: Option<&Entry<Verified>>,
        address: &str,
    ) -> Entry<Verified> {
        self.seal(device, version, previous, address, EntryKind::Unknown(9), Vec::new(), None)
    }

    /// Repeats the body of one entry, as the change of another.
    fn adopt(
        &mut self,
        device: u32,
        version: &Line,
        previous: Option<&Entry<Verified>>,
        named: &Entry<Verified>,
        repeated: &Entry<Verified>,
    ) -> Entry<Verified> {
        let adopts = Adopted { device: named.header().device, id: named.id() };
        let (address, body) = (repeated.header().address.to_string(), repeated.body().to_vec());
        self.seal(device, version, previous, &address, EntryKind::Change, body, Some(adopts))
    }

    #[expect(clippy::too_many_arguments, reason = "an entry has as many parts")]
    fn seal(
        &mut self,
        device: u32,
        version: &Line,
        previous: Option<&Entry<Verified>>,
        address: &str,
        kind: EntryKind,
        body: Vec<u8>,
        adopts: Option<Adopted>,
    ) -> Entry<Verified> {
        let header = Header { kind, adopts, ..self.header(device, version, previous, address) };
        let entry = seal(header, body, &self.member.device(device));
        self.items.push(Item::Entry(Box::new(entry.clone())));
        entry
    }

    fn header(
        &self,
        device: u32,
        version: &Line,
        previous: Option<&Entry<Verified>>,
        address: &str,
    ) -> Header {
        let time = at("2026-03-01").plus_millis(self.items.len() as u64);
        Header {
            version: *version.version(),
            sequence: previous.map_or(1, |entry| entry.header().sequence + 1),
            previous: previous.map(Entry::id),
            address: Address::parse(address).expect("an address"),
            ..first_header(&self.member, &self.member.device(device), address, time)
        }
    }
}

/// A change as it lies in a body of its collection.
fn salted(address: &Address, change: &[u8]) -> Vec<u8> {
    let salt: &[u8] = if address.is_erasable() { &[7; SALT_BYTES] } else { &[] };
    [salt, change].concat()
}
