use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use protocol::digest::Digest;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;
use tempfile::TempDir;

use super::{Arrival, Damage, Filing, ITEM_BYTES_MAX, IndexState, Limits, Opened, Store, StoreError};

#[test]
fn what_was_stored_comes_back() {
    let folder = folder();
    let (mut store, opened) = open(&folder);
    assert_eq!((opened.items, store.len(), store.is_empty(), store.record_bytes()), (0, 0, true, 0));
    append(&mut store, 0..3);
    assert_holds(&store, 0..3);
    assert_lacks(&store, 3..5);
    drop(store);
    let (store, opened) = open(&folder);
    assert_eq!((opened.items, opened.cut_bytes, opened.damage), (3, 0, vec![]));
    assert_eq!(opened.record_bytes, store.record_bytes());
    assert_holds(&store, 0..3);
    assert_lacks(&store, 3..5);
}

#[test]
fn an_item_is_stored_once() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    let (id, bytes) = item(0);
    store.append(&[arrival(id, &bytes), arrival(id, &bytes)]).expect("the items are stored");
    let once = store.record_bytes();
    append(&mut store, 0..1);
    drop(store);
    let (mut store, _) = open(&folder);
    append(&mut store, 0..1);
    assert_eq!((store.len(), store.record_bytes()), (1, once));
    assert_holds(&store, 0..1);
}

#[test]
fn a_scan_gives_the_order_of_appending_over_all_segments() {
    let folder = folder();
    let (mut store, _) = open_with(&folder, SMALL_SEGMENTS);
    for first in [40, 0, 20] {
        append(&mut store, first..first + 20);
    }
    assert!(segments(&folder).len() > 3);
    let expected: Vec<Digest> = (40..60).chain(0..40).map(|number| item(number).0).collect();
    assert_eq!(scan(&store), expected);
    drop(store);
    let (store, opened) = open(&folder);
    assert_eq!((opened.items, opened.damage), (60, vec![]));
    assert_eq!(scan(&store), expected);
    assert_holds(&store, 0..60);
}

#[test]
fn a_torn_tail_is_cut_wherever_it_was_torn() {
    let whole = folder();
    let (mut store, _) = open(&whole);
    append(&mut store, 0..2);
    let kept = store.record_bytes() as usize;
    append(&mut store, 2..3);
    drop(store);
    let bytes = fs::read(last_segment(&whole)).expect("the segment can be read");
    for length in kept..bytes.len() {
        // A write that was torn leaves a part of the bytes, or the length with zeros in it.
        let mut zeros = bytes[..length].to_vec();
        zeros.resize(bytes.len(), 0);
        for torn in [&bytes[..length], &zeros] {
            let folder = folder();
            fs::create_dir(folder.path().join("record")).expect("the folder can be made");
            fs::write(folder.path().join("record/00000001.seg"), torn).expect("the segment can be written");
            let (mut store, opened) = open(&folder);
            assert_eq!(opened.cut_bytes as usize, torn.len() - kept, "torn at {length}");
            assert_eq!((opened.items, opened.damage), (2, vec![]));
            assert_eq!(store.record_bytes() as usize, kept);
            assert_holds(&store, 0..2);
            assert_lacks(&store, 2..3);
            append(&mut store, 2..3);
            assert_eq!(fs::read(last_segment(&folder)).expect("the segment can be read"), bytes);
        }
    }
}

#[test]
fn a_tail_torn_below_what_was_indexed_is_forgotten_by_the_index() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    append(&mut store, 0..3);
    drop(store);
    drop(open(&folder)); // Opening moves all three into the index.
    let path = last_segment(&folder);
    let length = fs::metadata(&path).expect("the segment is there").len();
    let file = OpenOptions::new().write(true).open(&path).expect("the segment can be opened");
    file.set_len(length - 1).expect("the segment can be cut");
    let (store, opened) = open(&folder);
    assert!(matches!(opened.index, IndexState::Rebuilt { .. }), "{:?}", opened.index);
    assert_eq!(opened.items, 2);
    assert_holds(&store, 0..2);
    assert_lacks(&store, 2..3);
}

#[test]
fn a_segment_torn_while_it_was_created_is_taken_away() {
    for torn in [&b""[..], b"hans", &[0; 20]] {
        let folder = folder();
        let (mut store, _) = open(&folder);
        append(&mut store, 0..2);
        drop(store);
        fs::write(folder.path().join("record/00000002.seg"), torn).expect("the segment can be written");
        let (mut store, opened) = open(&folder);
        assert_eq!((opened.cut_bytes, opened.damage), (torn.len() as u64, vec![]));
        assert_eq!(segments(&folder).len(), 1);
        append(&mut store, 2..3);
        assert_holds(&store, 0..3);
    }
}

#[test]
fn an_index_that_is_still_being_closed_is_waited_for_and_not_made_anew() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    append(&mut store, 0..3);
    drop(store);
    drop(open(&folder));
    let database = fs::File::open(folder.path().join("index/db")).expect("sled has a file of that name");
    database.lock().expect("nobody holds it for long");
    let opened = std::thread::scope(|scope| {
        let opening = scope.spawn(|| open(&folder).1);
        // Who did not wait would be done long before.
        let began = Instant::now();
        while began.elapsed() < Duration::from_millis(500) {
            assert!(!opening.is_finished(), "it is opened while somebody holds it");
            std::thread::yield_now();
        }
        drop(database);
        opening.join().expect("it opens")
    });
    assert!(matches!(opened.index, IndexState::Kept { .. }), "{:?}", opened.index);
}

#[test]
fn damage_in_the_middle_is_reported_and_costs_no_other_item() {
    let folder = folder();
    let (mut store, _) = open_with(&folder, SMALL_SEGMENTS);
    append(&mut store, 0..20);
    drop(store);
    drop(open(&folder));
    let path = folder.path().join("record/00000002.seg");
    let hit = offset_of(&path, &item_in(&path, 1));
    flip(&path, hit + 3);
    let (mut store, opened) = open(&folder);
    let [Damage::Unreadable { path: damaged, offset, bytes }] = &opened.damage[..] else {
        panic!("one stretch is damaged, not {:?}", opened.damage);
    };
    assert_eq!((damaged, *offset, opened.cut_bytes), (&path, hit - 40, 0));
    assert_eq!((opened.items, store.len()), (19, 19));
    let lost: Vec<u32> = (0..20).filter(|number| !store.contains(&item(*number).0).expect("ok")).collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(*bytes, 40 + item(lost[0]).1.len() as u64);
    // The item can be fetched and stored again; the damage stays where it is and is told again.
    append(&mut store, lost[0]..lost[0] + 1);
    assert_holds(&store, 0..20);
    drop(store);
    let (store, again) = open(&folder);
    assert_eq!((again.items, again.damage), (20, opened.damage));
    assert!(matches!(again.index, IndexState::Kept { added: 0 }), "{:?}", again.index);
    assert_holds(&store, 0..20);
}

#[test]
fn a_damaged_header_costs_no_item_and_nothing_is_written_behind_it() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    append(&mut store, 0..3);
    drop(store);
    let path = last_segment(&folder);
    flip(&path, 2);
    let before = fs::read(&path).expect("the segment can be read");
    let (mut store, opened) = open(&folder);
    assert_eq!(opened.damage, [Damage::Unreadable { path: path.clone(), offset: 0, bytes: 20 }]);
    append(&mut store, 3..5);
    assert_holds(&store, 0..5);
    assert_eq!(fs::read(&path).expect("the segment can be read"), before);
    assert_eq!(segments(&folder).len(), 2);
}

#[test]
fn a_missing_segment_is_reported() {
    let folder = folder();
    let (mut store, _) = open_with(&folder, SMALL_SEGMENTS);
    append(&mut store, 0..30);
    drop(store);
    let first = folder.path().join("record/00000002.seg");
    fs::remove_file(&first).expect("the segment can be deleted");
    fs::remove_file(folder.path().join("record/00000003.seg")).expect("the segment can be deleted");
    let (store, opened) = open(&folder);
    assert_eq!(opened.damage, [Damage::Missing { first, segments: 2 }]);
    assert!(store.len() < 30 && !store.is_empty());
    assert_eq!(scan(&store).len() as u64, store.len());
}

#[test]
fn a_record_in_a_later_format_is_left_alone() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    append(&mut store, 0..1);
    drop(store);
    let path = last_segment(&folder);
    let mut bytes = fs::read(&path).expect("the segment can be read");
    bytes[11] = 9;
    let checksum = crc32fast::hash(&bytes[..16]);
    bytes[16..20].copy_from_slice(&checksum.to_be_bytes());
    fs::write(&path, &bytes).expect("the segment can be written");
    let refused = Store::open(folder.path(), describe).err();
    assert!(matches!(&refused, Some(StoreError::Newer { version: 9, .. })), "{refused:?}");
    assert_eq!(fs::read(&path).expect("the segment can be read"), bytes);
}

#[test]
fn a_lost_index_is_built_again() {
    let folder = stored_and_indexed(0..300);
    fs::remove_dir_all(folder.path().join("index")).expect("the index can be deleted");
    let (store, opened) = open(&folder);
    assert!(matches!(opened.index, IndexState::Kept { added: 300 }), "{:?}", opened.index);
    assert_holds(&store, 0..300);
    assert_lacks(&store, 300..310);
}

#[test]
fn a_broken_index_is_set_aside_and_built_again() {
    type Harm = fn(&Path);
    let harms: [Harm; 3] = [
        |index| fs::write(index.join("db"), vec![0xa5; 100_000]).expect("a file can be written"),
        |index| {
            fs::remove_dir_all(index).expect("the index can be deleted");
            fs::write(index, b"not a folder").expect("a file can be written");
        },
        |index| {
            let other = stored_and_indexed(300..500);
            fs::remove_dir_all(index).expect("the index can be deleted");
            fs::rename(other.path().join("index"), index).expect("the index can be moved");
        },
    ];
    let folder = stored_and_indexed(0..300);
    let mut set_aside = 0;
    for (round, harm) in harms.into_iter().enumerate() {
        harm(&folder.path().join("index"));
        let (store, opened) = open(&folder);
        match opened.index {
            IndexState::Rebuilt { .. } => set_aside += 1,
            // sled may take garbage for a log that never began: then everything is indexed again in place.
            IndexState::Kept { added: 300 } if round == 0 => {}
            other => panic!("harm {round}: {other:?}"),
        }
        assert_eq!((opened.items, opened.damage), (300, vec![]));
        assert_holds(&store, 0..300);
        assert_lacks(&store, 300..310);
        let kept: Vec<String> =
            names(folder.path()).into_iter().filter(|name| name.contains("broken")).collect();
        let expected: Vec<String> =
            (set_aside > 0).then(|| format!("index.broken-{set_aside}")).into_iter().collect();
        assert_eq!(kept, expected);
    }
}

#[test]
fn an_index_cut_short_or_flipped_anywhere_changes_no_answer() {
    let folder = stored_and_indexed(0..300);
    let index = folder.path().join("index");
    let sound = tempfile::tempdir().expect("a folder for the test");
    let sound = sound.path().join("index");
    copy_folder(&index, &sound);
    let length = fs::metadata(sound.join("db")).expect("the database is there").len();
    for part in 0..16 {
        for cut in [true, false] {
            fs::remove_dir_all(&index).expect("the index can be deleted");
            copy_folder(&sound, &index);
            let offset = length * part / 16 + part;
            if cut {
                let database = OpenOptions::new().write(true).open(index.join("db"));
                database.and_then(|file| file.set_len(offset)).expect("the database can be cut");
            } else {
                flip(&index.join("db"), offset);
            }
            let (store, opened) = open(&folder);
            assert_eq!((opened.items, opened.damage), (300, vec![]), "at {offset}, cut: {cut}");
            assert_holds(&store, 0..300);
            assert_lacks(&store, 300..310);
        }
    }
}

#[test]
fn an_index_that_names_the_wrong_item_is_noticed() {
    let folder = stored_and_indexed(0..20);
    {
        let (store, _) = open(&folder);
        let index = store.index.as_ref().expect("the index is there");
        let place = index.find(&item(3).0).expect("the index answers").expect("the item is indexed");
        let (id, bytes) = item(1_000);
        let row = [(id, place, describe(&id, &bytes))];
        index.add_all(&row, &BTreeSet::new(), &mut |_, _, _| {}).expect("the index takes a row");
    }
    let (store, opened) = open(&folder);
    assert!(matches!(opened.index, IndexState::Rebuilt { .. }), "{:?}", opened.index);
    assert_holds(&store, 0..20);
    assert_lacks(&store, 1_000..1_001);
}

#[test]
fn an_index_that_lags_behind_is_brought_up_to_date() {
    let folder = stored_and_indexed(0..300);
    let earlier = tempfile::tempdir().expect("a folder for the test");
    let earlier = earlier.path().join("index");
    copy_folder(&folder.path().join("index"), &earlier);
    let (mut store, _) = open(&folder);
    append(&mut store, 300..700);
    drop(store);
    fs::remove_dir_all(folder.path().join("index")).expect("the index can be deleted");
    copy_folder(&earlier, &folder.path().join("index"));
    let (store, opened) = open(&folder);
    assert!(matches!(opened.index, IndexState::Kept { added: 400 }), "{:?}", opened.index);
    assert_holds(&store, 0..700);
}

#[test]
fn an_index_brought_up_to_date_has_nothing_left_to_add_even_after_a_crash() {
    let [folder, crashed] = [folder(), folder()];
    let (mut store, _) = open(&folder);
    append(&mut store, 0..300);
    store.bring_index_up_to_date();
    for part in ["record", "index"] {
        copy_folder(&folder.path().join(part), &crashed.path().join(part));
    }
    append(&mut store, 300..400);
    assert_holds(&store, 0..400);
    let (store, opened) = open(&crashed);
    assert!(matches!(opened.index, IndexState::Kept { added: 0 }), "{:?}", opened.index);
    assert_holds(&store, 0..300);
}

#[test]
fn an_item_that_stands_twice_in_the_record_counts_once() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    append(&mut store, 0..3);
    let (id, bytes) = item(1);
    store.record.append(&[(id, &bytes)]).expect("the record takes the item again");
    drop(store);
    for added in [1, 0] {
        let (store, opened) = open(&folder);
        assert!(
            matches!(opened.index, IndexState::Kept { added: now } if now == added),
            "{:?}",
            opened.index
        );
        assert_eq!((opened.items, store.len(), scan(&store).len()), (3, 3, 4));
        assert_holds(&store, 0..3);
    }
}

#[test]
fn while_the_index_fails_the_record_answers() {
    let folder = stored_and_indexed(0..50);
    let (mut store, _) = open(&folder);
    append(&mut store, 50..60);
    store.index_failed.store(true, Ordering::Relaxed);
    assert_holds(&store, 0..60);
    assert_lacks(&store, 60..62);
    append(&mut store, 58..61);
    assert!(!store.index_failed.load(Ordering::Relaxed));
    assert!(store.index.is_some());
    assert_holds(&store, 0..61);
    assert_eq!(store.len(), 61);
}

#[test]
fn an_item_damaged_while_the_store_is_open_is_refused_and_can_be_stored_again() {
    let folder = stored_and_indexed(0..10);
    let (mut store, _) = open(&folder);
    let path = last_segment(&folder);
    let (id, bytes) = item(4);
    flip(&path, offset_of(&path, &bytes));
    let refused = store.get(&id);
    assert!(matches!(&refused, Err(StoreError::Damaged { id: named, .. }) if *named == id), "{refused:?}");
    assert_holds(&store, 0..4);
    assert_holds(&store, 5..10);
    store.recover().expect("the index can be built");
    assert!(!store.contains(&id).expect("the store answers"));
    append(&mut store, 4..5);
    assert_holds(&store, 0..10);
    assert_eq!(store.len(), 10);
}

#[test]
fn two_nodes_cannot_use_one_folder() {
    let folder = folder();
    let (store, _) = open(&folder);
    let refused = Store::open(folder.path(), describe).err();
    assert!(matches!(&refused, Some(StoreError::InUse { path }) if path == folder.path()), "{refused:?}");
    let message = refused.map(|error| error.to_string()).unwrap_or_default();
    assert!(message.contains(&folder.path().display().to_string()), "{message}");
    drop(store);
    open(&folder);
}

#[test]
fn a_full_disk_loses_nothing_and_the_store_recovers() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    append(&mut store, 0..10);
    let before = fs::read(last_segment(&folder)).expect("the segment can be read");
    store.set_limits(Limits { record_bytes_max: store.record_bytes() + 100, ..Limits::default() });

    let refused = try_append(&mut store, 10..20);
    assert!(matches!(refused, Err(StoreError::DiskFull { .. })), "{refused:?}");
    assert!(store.is_read_only());
    assert_eq!(fs::read(last_segment(&folder)).expect("the segment can be read"), before);
    assert_holds(&store, 0..10);
    assert_lacks(&store, 10..20);
    assert_eq!((store.len(), scan(&store).len()), (10, 10));
    let refused = try_append(&mut store, 10..11);
    assert!(matches!(refused, Err(StoreError::ReadOnly { .. })), "{refused:?}");
    let refused = store.recover();
    assert!(matches!(refused, Err(StoreError::DiskFull { .. })), "{refused:?}");
    assert!(store.is_read_only());

    store.set_limits(Limits::default());
    store.recover().expect("there is room now");
    assert!(!store.is_read_only());
    assert_eq!(fs::read(last_segment(&folder)).expect("the segment can be read"), before);
    append(&mut store, 10..20);
    drop(store);
    let (store, opened) = open(&folder);
    assert_eq!((opened.items, opened.cut_bytes, opened.damage), (20, 0, vec![]));
    assert_holds(&store, 0..20);
}

#[test]
fn a_group_that_fails_in_a_later_segment_is_cut_back_as_a_whole() {
    let folder = folder();
    let (mut store, _) = open_with(&folder, SMALL_SEGMENTS);
    append(&mut store, 0..5);
    let (bytes, files) = (store.record_bytes(), segments(&folder).len());
    store.set_limits(Limits { record_bytes_max: bytes + 2_500, ..SMALL_SEGMENTS });
    let refused = try_append(&mut store, 5..100);
    assert!(matches!(refused, Err(StoreError::DiskFull { .. })), "{refused:?}");
    assert_eq!((store.record_bytes(), segments(&folder).len()), (bytes, files));
    assert_lacks(&store, 5..100);
    store.set_limits(SMALL_SEGMENTS);
    store.recover().expect("there is room now");
    append(&mut store, 5..100);
    drop(store);
    let (store, opened) = open(&folder);
    assert_eq!((opened.cut_bytes, opened.damage), (0, vec![]));
    assert_holds(&store, 0..100);
}

#[test]
fn an_item_too_long_stores_none_of_its_group() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    let longest = vec![7; ITEM_BYTES_MAX as usize];
    let longer = vec![7; ITEM_BYTES_MAX as usize + 1];
    let ids = [Digest::of(&[&longest]), Digest::of(&[&longer])];
    let refused = store.append(&[arrival(ids[0], &longest), arrival(ids[1], &longer)]);
    assert!(matches!(&refused, Err(StoreError::TooLong { id, .. }) if *id == ids[1]), "{refused:?}");
    assert!(store.is_empty() && !store.is_read_only());
    store.append(&[arrival(ids[0], &longest)]).expect("the longest item is stored");
    assert_eq!(store.get(&ids[0]).expect("the store answers"), Some(longest));
}

#[test]
fn ten_thousand_items_are_there_again_and_indexed() {
    let folder = folder();
    let (mut store, _) = open(&folder);
    for first in (0..10_000).step_by(500) {
        append(&mut store, first..first + 500);
        assert!(store.tail.len() < 4_096 && store.tail.len() == store.tail_places.len());
    }
    drop(store);
    let (store, opened) = open(&folder);
    assert_eq!((opened.items, store.len()), (10_000, 10_000));
    assert!(matches!(opened.index, IndexState::Kept { added: 0 }), "{:?}", opened.index);
    assert_holds(&store, 0..10_000);
    assert_lacks(&store, 10_000..10_100);
}

/// Needs a file system of its own with about 8 MiB, empty, named in `HANSE_SMALL_DISK`.
#[test]
#[ignore = "fills the file system in HANSE_SMALL_DISK"]
fn a_disk_that_is_really_full_loses_nothing() {
    let disk = PathBuf::from(std::env::var_os("HANSE_SMALL_DISK").expect("HANSE_SMALL_DISK is set"));
    let folder = disk.join("store");
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![1; 1024 * 1024]).expect("the disk is empty");
    let (mut store, _) = Store::open(&folder, describe).expect("the store opens");
    let mut stored = 0;
    let refused = loop {
        match try_append(&mut store, stored..stored + 500) {
            Ok(()) => stored += 500,
            Err(error) => break error,
        }
    };
    eprintln!("{stored} items fitted, then: {refused}");
    assert!(stored > 0 && store.is_read_only());
    assert_holds(&store, (0..stored).step_by(97));
    assert!(store.recover().is_err() && store.is_read_only());
    drop(store);
    let (mut store, opened) = Store::open(&folder, describe).expect("the store opens on the full disk");
    eprintln!("{opened:?}");
    assert_eq!((opened.items, opened.damage), (u64::from(stored), vec![]));
    assert_holds(&store, (0..stored).step_by(97));
    fs::remove_file(&ballast).expect("the ballast can be deleted");
    store.recover().expect("there is room now");
    append(&mut store, stored..stored + 10);
    assert_holds(&store, 0..stored + 10);
    drop(store);
    let (store, opened) = Store::open(&folder, describe).expect("the store opens");
    assert_eq!((opened.items, opened.cut_bytes), (u64::from(stored) + 10, 0));
    assert_holds(&store, 0..stored + 10);
}

/// Segments of some seven items.
const SMALL_SEGMENTS: Limits =
    Limits { record_bytes_max: u64::MAX, segment_bytes: 400, erase_delay: std::time::Duration::from_secs(1) };

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn open(folder: &TempDir) -> (Store, Opened) {
    open_with(folder, Limits::default())
}

fn open_with(folder: &TempDir, limits: Limits) -> (Store, Opened) {
    Store::open_with(folder.path(), limits, describe).expect("the store opens")
}

/// Returns a folder in which items are stored and indexed.
fn stored_and_indexed(numbers: Range<u32>) -> TempDir {
    let folder = folder();
    let (mut store, _) = open(&folder);
    append(&mut store, numbers);
    drop(store);
    drop(open(&folder)); // Opening brings the index up to date.
    folder
}

fn item(number: u32) -> (Digest, Vec<u8>) {
    let bytes = format!("item {number} {}", "x".repeat(number as usize % 17)).into_bytes();
    (Digest::of(&[&bytes]), bytes)
}

fn try_append(store: &mut Store, numbers: Range<u32>) -> Result<(), StoreError> {
    let items: Vec<(Digest, Vec<u8>)> = numbers.map(item).collect();
    let items: Vec<Arrival<'_>> = items.iter().map(|(id, bytes)| arrival(*id, bytes)).collect();
    store.append(&items)
}

fn arrival(id: Digest, bytes: &[u8]) -> Arrival<'_> {
    Arrival { id, filing: describe(&id, bytes).expect("every item of these tests is sound"), bytes }
}

/// One of four organisations, and a time, for each item.
#[expect(clippy::unnecessary_wraps, reason = "it stands for a reader that refuses what is not sound")]
fn describe(id: &Digest, bytes: &[u8]) -> Option<Filing> {
    let organisation =
        OrganisationId::from_digest(Digest::of(&[&id.as_bytes()[..1], &[bytes.len() as u8 % 4]]));
    Some(Filing { organisation, time: Timestamp::ZERO })
}

fn append(store: &mut Store, numbers: Range<u32>) {
    try_append(store, numbers).expect("the items are stored");
}

fn assert_holds(store: &Store, numbers: impl Iterator<Item = u32>) {
    for number in numbers {
        let (id, bytes) = item(number);
        assert!(store.contains(&id).expect("the store answers"), "item {number} is stored");
        assert_eq!(store.get(&id).expect("the store answers"), Some(bytes), "item {number}");
    }
}

fn assert_lacks(store: &Store, numbers: impl Iterator<Item = u32>) {
    for number in numbers {
        let (id, _) = item(number);
        assert!(!store.contains(&id).expect("the store answers"), "item {number} is not stored");
        assert_eq!(store.get(&id).expect("the store answers"), None, "item {number}");
    }
}

fn scan(store: &Store) -> Vec<Digest> {
    let mut ids = Vec::new();
    store
        .scan(&mut |id, bytes| {
            assert_eq!(id, Digest::of(&[bytes]));
            ids.push(id);
        })
        .expect("the record can be read");
    ids
}

fn segments(folder: &TempDir) -> Vec<PathBuf> {
    let record = folder.path().join("record");
    names(&record).into_iter().map(|name| record.join(name)).collect()
}

fn last_segment(folder: &TempDir) -> PathBuf {
    segments(folder).pop().expect("there is a segment")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        entry.expect("the folder can be read").file_name().into_string().expect("a name in plain letters")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

/// Returns the bytes of the first item from `number` on that a segment holds.
fn item_in(path: &Path, number: u32) -> Vec<u8> {
    let segment = fs::read(path).expect("the segment can be read");
    let holds = |bytes: &[u8]| segment.windows(bytes.len()).any(|window| window == bytes);
    (number..).map(|number| item(number).1).find(|bytes| holds(bytes)).expect("the segment holds an item")
}

fn offset_of(path: &Path, bytes: &[u8]) -> u64 {
    let segment = fs::read(path).expect("the segment can be read");
    let at = segment.windows(bytes.len()).position(|window| window == bytes);
    at.expect("the segment holds the bytes") as u64
}

fn flip(path: &Path, offset: u64) {
    let byte = fs::read(path).expect("the file can be read")[offset as usize];
    let mut file = OpenOptions::new().write(true).open(path).expect("the file can be opened");
    file.seek(SeekFrom::Start(offset)).expect("the file has the offset");
    file.write_all(&[byte ^ 1]).expect("the file can be written");
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).expect("the folder can be made");
    for name in names(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(from, to).expect("the file can be copied");
        }
    }
}
