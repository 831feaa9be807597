//! The entry: one encoding, one signature, one place.

use harness::generator::{first_header, seal};
use harness::story::{Member, World, at, key};
use protocol::canonical::{CborError, CborReader, CborWriter};
use protocol::digest::Digest;
use protocol::directory::{Answer, Declined, Directory};
use protocol::entry::{Address, Adopted, Entry, EntryError, EntryKind, Header, Verified};
use protocol::identity::line::VersionRef;
use protocol::item::Item;
use protocol::key::SigningKey;
use protocol::ledger::Gap;
use protocol::time::Timestamp;

fn member() -> Member {
    Member::found("steiermark", at("2026-01-10"))
}

fn second_entry() -> (Header, SigningKey) {
    let member = member();
    let device = member.device(1);
    let header = Header {
        sequence: 2,
        previous: Some(Digest::of(&[b"the first entry"])),
        adopts: Some(Adopted { device: member.device(2).public(), id: Digest::of(&[b"another entry"]) }),
        ..first_header(&member, &device, "profile/self", at("2026-02-01"))
    };
    (header, device)
}

fn sealed() -> Entry<Verified> {
    let (header, device) = second_entry();
    seal(header, b"a body".to_vec(), &device)
}

/// Header, signature and body as they travel.
fn parts(entry: &Entry<Verified>) -> [Vec<u8>; 3] {
    let bytes = entry.to_bytes();
    let mut reader = CborReader::new(&bytes);
    reader.array_of(3).expect("three parts");
    [(); 3].map(|()| reader.bytes().expect("a part").to_vec())
}

fn wire(parts: [&[u8]; 3]) -> Vec<u8> {
    let mut writer = CborWriter::new();
    writer.array(3).bytes(parts[0]).bytes(parts[1]).bytes(parts[2]);
    writer.finish()
}

/// An entry around these header bytes, rightly signed, so that only their encoding can be wrong.
fn signed_around(header: &[u8]) -> Vec<u8> {
    let (_, device) = second_entry();
    let signature = device.sign(&[b"hanse entry 1", header]);
    wire([header, signature.as_bytes(), b"a body"])
}

fn refusal(bytes: &[u8]) -> Option<EntryError> {
    Entry::parse(bytes).and_then(Entry::verify).err()
}

#[test]
fn an_entry_reads_back_with_its_id() {
    let entry = sealed();
    let reread = Entry::parse(&entry.to_bytes()).and_then(Entry::verify).expect("it is sound");
    assert_eq!((reread.id(), reread.header(), reread.body()), (entry.id(), entry.header(), entry.body()));
    assert_eq!(entry.id(), Digest::of(&[b"hanse entry 1", &parts(&entry)[0]]));
}

#[test]
fn an_entry_with_any_byte_changed_is_refused() {
    let bytes = sealed().to_bytes();
    for index in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[index] ^= 1 << bit;
            assert!(refusal(&changed).is_some(), "bit {bit} of byte {index}");
        }
    }
}

#[test]
fn an_entry_cut_short_anywhere_or_with_a_byte_more_is_refused() {
    let bytes = sealed().to_bytes();
    for length in 0..bytes.len() {
        assert!(Entry::parse(&bytes[..length]).is_err(), "{length} bytes");
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(refusal(&longer), Some(EntryError::Encoding(CborError::TrailingBytes)));
}

#[test]
fn every_header_field_is_signed() {
    let (header, device) = second_entry();
    let [_, signature, body] = parts(&sealed());
    type Change = fn(&mut Header);
    let changes: [(&str, Change); 10] = [
        ("kind", |header| header.kind = EntryKind::Unknown(9)),
        ("organisation", |header| header.organisation = Member::found("tirol", at("2026-01-10")).id),
        ("version number", |header| header.version.number = 2),
        ("version hash", |header| header.version.hash[0] ^= 1),
        ("sequence", |header| header.sequence = 3),
        ("previous", |header| header.previous = Some(Digest::of(&[b"another"]))),
        ("address", |header| header.address = Address::parse("profile/other").expect("an address")),
        ("time", |header| header.time = header.time.plus_millis(1)),
        ("adopts", |header| header.adopts = None),
        ("adopted device", |header| header.adopts.as_mut().expect("it adopts").device = header.device),
    ];
    for (field, change) in changes {
        let mut changed = header.clone();
        change(&mut changed);
        let [changed, ..] = parts(&seal(changed, b"a body".to_vec(), &device));
        let forged = wire([&changed, &signature, &body]);
        assert_eq!(refusal(&forged), Some(EntryError::BadSignature), "{field}");
    }
}

#[test]
fn another_body_or_another_key_is_refused() {
    let [header, signature, _] = parts(&sealed());
    assert_eq!(refusal(&wire([&header, &signature, b"a b0dy"])), Some(EntryError::BodyMismatch));
    assert_eq!(refusal(&wire([&header, &signature, b"a body "])), Some(EntryError::BodyMismatch));
    let foreign = key("tirol", "device 1").sign(&[b"hanse entry 1", &header]);
    assert_eq!(refusal(&wire([&header, foreign.as_bytes(), b"a body"])), Some(EntryError::BadSignature));
    let other_domain = second_entry().1.sign(&[b"hanse entry 2", &header]);
    assert_eq!(refusal(&wire([&header, other_domain.as_bytes(), b"a body"])), Some(EntryError::BadSignature));
}

#[test]
fn a_value_has_one_spelling() {
    let [header, signature, body] = parts(&sealed());
    assert_eq!(header[..3], [0x8c, 1, 1], "twelve fields, format 1, kind 1");
    let spliced =
        |at: usize, length: usize, with: &[u8]| [&header[..at], with, &header[at + length..]].concat();
    let not_canonical = Some(EntryError::Encoding(CborError::NotCanonical));
    assert_eq!(refusal(&signed_around(&header)), None, "the frame around these is sound");
    assert_eq!(refusal(&signed_around(&spliced(2, 1, &[0x18, 1]))), not_canonical, "a longer integer");
    assert_eq!(refusal(&signed_around(&spliced(0, 1, &[0x98, 12]))), not_canonical, "a longer array head");
    assert_eq!(
        refusal(&signed_around(&spliced(3, 2, &[0x59, 0, 32]))),
        not_canonical,
        "a longer string head"
    );
    let indefinite = [&[0x9f], &header[1..], &[0xff]].concat();
    assert_eq!(refusal(&signed_around(&indefinite)), not_canonical, "an indefinite array");
    let trailing = [header.as_slice(), &[0]].concat();
    assert_eq!(
        refusal(&signed_around(&trailing)),
        Some(EntryError::Encoding(CborError::TrailingBytes)),
        "a byte behind the last field"
    );
    let thirteen = [&[0x8d], &header[1..], &[0]].concat();
    assert_eq!(refusal(&signed_around(&thirteen)), Some(EntryError::Encoding(CborError::Unexpected)));

    let frame = wire([&header, &signature, &body]);
    let longer_frame = [&[0x98, 3], &frame[1..]].concat();
    assert_eq!(refusal(&longer_frame), not_canonical, "a longer head around the parts");
    let split_body = [&frame[..frame.len() - 7], &[0x5f, 0x46], b"a body", &[0xff]].concat();
    assert!(matches!(refusal(&split_body), Some(EntryError::Encoding(_))), "a body in pieces");
}

#[test]
fn a_first_entry_has_no_predecessor_and_a_later_one_has() {
    let (header, device) = second_entry();
    for (sequence, previous) in
        [(0, None), (1, header.previous), (2, None), (1 << 53, header.previous), (u64::MAX, header.previous)]
    {
        let entry = seal(Header { sequence, previous, ..header.clone() }, Vec::new(), &device);
        assert_eq!(refusal(&entry.to_bytes()), Some(EntryError::BadSequence), "{sequence}");
    }
}

#[test]
fn a_format_of_a_later_version_is_named() {
    let [mut header, ..] = parts(&sealed());
    header[1] = 2;
    assert_eq!(refusal(&signed_around(&header)), Some(EntryError::UnknownFormat { format: 2 }));
}

#[test]
fn a_version_number_of_zero_is_refused() {
    let (header, device) = second_entry();
    let version = VersionRef { number: 0, ..header.version };
    let entry = seal(Header { version, ..header }, Vec::new(), &device);
    assert_eq!(refusal(&entry.to_bytes()), Some(EntryError::Encoding(CborError::Unexpected)));
}

#[test]
fn an_address_is_a_collection_and_a_name() {
    let long = format!("post/{}", "a".repeat(64));
    for good in ["profile/self", "post/A-b_c.9", "a/.a", long.as_str()] {
        assert!(Address::parse(good).is_ok(), "{good}");
    }
    let longer = format!("post/{}", "a".repeat(65));
    for bad in [
        "",
        "profile",
        "/self",
        "profile/",
        "Profile/self",
        "p1/self",
        "a/b/c",
        "a/é",
        "a/.",
        "a/..",
        "a b/c",
        "abcdefghijklmnopq/x",
        longer.as_str(),
    ] {
        assert!(Address::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_body_is_at_most_64_kib_long() {
    let (header, device) = second_entry();
    let longest = Entry::seal(header.clone(), vec![7; 64 * 1024], &device).expect("it just fits");
    assert!(Entry::parse(&longest.to_bytes()).is_ok());
    assert_eq!(Entry::seal(header, vec![7; 64 * 1024 + 1], &device).err(), Some(EntryError::BodyTooLong));
}

#[test]
fn a_time_beyond_42_bits_is_refused() {
    let [header, ..] = parts(&sealed());
    let time = second_entry().0.time.as_millis().to_be_bytes();
    let at = header.windows(8).position(|window| window == time).expect("the time stands there");
    let mut late = header.clone();
    late[at..at + 8].copy_from_slice(&(Timestamp::MAX.as_millis() + 1).to_be_bytes());
    assert_eq!(refusal(&signed_around(&late)), Some(EntryError::BadTime));
    late[at..at + 8].copy_from_slice(&Timestamp::MAX.as_millis().to_be_bytes());
    assert_eq!(refusal(&signed_around(&late)), None);
}

#[test]
fn an_entry_counts_only_for_the_organisation_that_it_names() {
    let mut world = World::default();
    let one = world.found("steiermark", "2026-01-10");
    let other = world.found("tirol", "2026-01-10");
    let header = first_header(&one, &one.device(1), "profile/self", at("2026-02-01"));
    let grafted = seal(Header { organisation: other.id, ..header }, Vec::new(), &one.device(1));
    let answer = world.directory.admit(Item::Entry(Box::new(grafted)));
    assert_eq!(answer, Answer::Staged(Gap::Device));
}

#[test]
fn a_stranger_cannot_fill_the_set_in_anothers_name() {
    let mut world = World::default();
    let member = world.found("steiermark", "2026-01-10");
    let before = (world.directory.item_count(), world.directory.digest());
    let stranger = key("stranger", "device 1");
    for number in 0..1_500_u64 {
        let time = at("2026-02-01").plus_millis(number);
        let forged = seal(first_header(&member, &stranger, "profile/self", time), Vec::new(), &stranger);
        let answer = world.directory.admit(Item::Entry(Box::new(forged)));
        let expected = match number {
            0..1_024 => Answer::Staged(Gap::Device),
            _ => Answer::Declined(Declined::TooManyStaged),
        };
        assert_eq!(answer, expected, "entry {number}");
    }
    assert_eq!((world.directory.item_count(), world.directory.digest()), before);
    assert_eq!(world.directory.staged_count(), 1_024);
}

#[test]
fn what_waits_comes_in_when_its_predecessor_arrives() {
    let member = member();
    let device = member.device(1);
    let mut entries =
        vec![seal(first_header(&member, &device, "profile/self", at("2026-02-01")), Vec::new(), &device)];
    for sequence in 2..=50 {
        let previous = entries.last().map(Entry::id);
        let header = first_header(&member, &device, "profile/self", at("2026-02-01"));
        entries.push(seal(Header { sequence, previous, ..header }, Vec::new(), &device));
    }
    let mut directory = Directory::default();
    for entry in entries.iter().rev() {
        let answer = directory.admit(Item::Entry(Box::new(entry.clone())));
        assert_eq!(answer, Answer::Staged(Gap::Line));
    }
    let Answer::Accepted { came_in } = directory.admit(Item::Line(Box::new(member.tip().clone()))) else {
        panic!("a first line stands by itself");
    };
    let expected: Vec<Digest> =
        [member.tip().id()].into_iter().chain(entries.iter().map(Entry::id)).collect();
    assert_eq!(came_in.iter().map(|recorded| recorded.id).collect::<Vec<_>>(), expected);
    assert_eq!((directory.item_count(), directory.staged_count()), (51, 0));
}
