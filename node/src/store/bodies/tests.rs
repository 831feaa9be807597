use protocol::entry::{Address, Apart, Entry, EntryKind, Header};
use protocol::identity::line::VersionRef;
use protocol::item::Item;
use protocol::key::SigningKey;
use protocol::organisation::OrganisationId;
use tempfile::{TempDir, tempdir};

use super::*;
use crate::store::{Arrival, Filing, Limits, Store};

#[test]
fn a_body_lies_in_a_file_of_its_own_and_comes_back_with_its_entry() {
    let (folder, mut store, contact) = holding_a_contact();
    assert_eq!(store.get(&contact.id()).unwrap(), Some(contact.to_bytes()));
    let path = file_of(&folder, &contact);
    assert_eq!(fs::read(&path).unwrap(), contact.body());
    drop(store);
    for segment in list(&folder.path().join("record")).unwrap() {
        assert!(!contains(&fs::read(segment).unwrap(), contact.body()));
    }
    store = open(&folder);
    assert_eq!(store.items_of(&organisation()).unwrap(), [(contact.id(), contact.to_bytes())]);
    // A body that somebody changed is not handed out as the entry's.
    fs::write(&path, b"another").unwrap();
    assert_eq!(store.get(&contact.id()).unwrap(), Apart::of(&contact.to_bytes()).map(|apart| apart.bare));
    append(&mut store, &contact).unwrap();
    assert_eq!(store.get(&contact.id()).unwrap(), Some(contact.to_bytes()), "it was written again");
}

#[test]
fn what_is_hidden_is_bare_at_once_and_destroyed_when_its_delay_is_over() {
    let (folder, mut store, contact) = holding_a_contact();
    let bare = Apart::of(&contact.to_bytes()).unwrap().bare;
    let now = Timestamp::from_millis(1_000_000).unwrap();
    store.hide(BTreeSet::from([contact.id()]), now);
    assert_eq!(store.get(&contact.id()).unwrap().as_ref(), Some(&bare));
    assert_eq!(store.hidden().unwrap(), [(contact.id(), bare.clone())]);
    drop(store);
    let mut store = open(&folder);
    assert_eq!(store.sweep(now.plus_millis(999)).unwrap(), 0, "the delay is a second");
    assert_eq!(store.sweep(now.plus_millis(1_000)).unwrap(), 1);
    assert!(list(&folder.path().join("erased")).unwrap().is_empty());
    assert_eq!(store.take_back(&contact.id(), &bare).unwrap(), None);
    assert_eq!(store.get(&contact.id()).unwrap(), Some(bare));
}

#[test]
fn a_hidden_body_can_be_taken_back_until_it_is_destroyed() {
    let (_folder, mut store, contact) = holding_a_contact();
    let bare = Apart::of(&contact.to_bytes()).unwrap().bare;
    store.hide(BTreeSet::from([contact.id()]), Timestamp::ZERO);
    assert_eq!(store.take_back(&contact.id(), &bare).unwrap(), Some(contact.to_bytes()));
    assert_eq!(store.get(&contact.id()).unwrap(), Some(contact.to_bytes()));
    assert_eq!(store.sweep(Timestamp::ZERO.plus_millis(1 << 40)).unwrap(), 0);
}

#[test]
fn where_a_body_cannot_be_written_its_entry_is_not_stored_either() {
    let folder = tempdir().unwrap();
    let mut store = open(&folder);
    fs::write(folder.path().join("bodies"), b"no folder").unwrap();
    let contact = contact();
    append(&mut store, &contact).unwrap_err();
    assert!(store.is_read_only());
    assert_eq!((store.len(), store.contains(&contact.id()).unwrap()), (0, false));
    fs::remove_file(folder.path().join("bodies")).unwrap();
    store.recover().unwrap();
    append(&mut store, &contact).unwrap();
    assert_eq!(store.get(&contact.id()).unwrap(), Some(contact.to_bytes()));
}

#[test]
fn where_an_entry_cannot_be_recorded_its_body_is_removed_again() {
    let folder = tempdir().unwrap();
    let mut store = open(&folder);
    store.set_limits(Limits { record_bytes_max: 10, ..LIMITS });
    let contact = contact();
    append(&mut store, &contact).unwrap_err();
    assert!(!file_of(&folder, &contact).exists());
}

#[test]
fn a_body_that_a_crash_left_without_its_entry_is_removed_at_the_next_start() {
    let folder = tempdir().unwrap();
    drop(open(&folder));
    let contact = contact();
    let bodies = Bodies::in_folder(folder.path());
    assert_eq!(bodies.write(&[(contact.id(), contact.body())]).unwrap(), [contact.id()]);
    drop(open(&folder));
    assert!(!bodies.has(&contact.id()));
}

fn holding_a_contact() -> (TempDir, Store, Entry<protocol::entry::Verified>) {
    let folder = tempdir().unwrap();
    let (mut store, contact) = (open(&folder), contact());
    append(&mut store, &contact).unwrap();
    (folder, store, contact)
}

fn open(folder: &TempDir) -> Store {
    let describe = |_: &Digest, bytes: &[u8]| {
        let item = Item::parse_own_record(bytes).ok()?;
        Some(Filing { organisation: item.organisation(), time: item.time() })
    };
    Store::open_with(folder.path(), LIMITS, describe).unwrap().0
}

fn append(store: &mut Store, entry: &Entry<protocol::entry::Verified>) -> Result<(), StoreError> {
    let filing = Filing { organisation: organisation(), time: entry.header().time };
    store.append(&[Arrival { id: entry.id(), filing, bytes: &entry.to_bytes() }])
}

fn contact() -> Entry<protocol::entry::Verified> {
    let key = SigningKey::from_seed(&[7; 32]);
    let header = Header {
        kind: EntryKind::Change,
        organisation: organisation(),
        version: VersionRef { number: 1, hash: [0; 16] },
        device: key.public(),
        sequence: 1,
        previous: None,
        address: Address::parse("contact/a").unwrap(),
        time: Timestamp::ZERO,
        adopts: None,
        body_hash: Digest::of(&[]),
        body_length: 0,
    };
    Entry::seal(header, b"sixteen of salt, and a name".to_vec(), &key).unwrap()
}

fn organisation() -> OrganisationId {
    OrganisationId::from_digest(Digest::of(&[b"valley"]))
}

fn file_of(folder: &TempDir, entry: &Entry<protocol::entry::Verified>) -> PathBuf {
    Bodies::in_folder(folder.path()).path(&entry.id())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

const LIMITS: Limits = Limits {
    record_bytes_max: u64::MAX,
    segment_bytes: 1 << 20,
    erase_delay: std::time::Duration::from_secs(1),
};
