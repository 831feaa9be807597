//! The record: every item of the own organisation that this home knows, in the order it came to know them.
//!
//! ```text
//! record.cborseq = element*
//! element        = item as a CBOR byte string ‖ 44 ‖ CRC-32 of that byte string, big-endian
//! ```
//! Of an entry that can be erased the record holds the bare form; its body is a file of its own ([`super::bodies`]).
//! An item is appended and flushed before any of it leaves; so a home never signs in a place that it has
//! given away. A last element that a crash tore is cut when the record is opened, and kept aside.
//! Anything else that does not fit is damage, and nothing is cut then.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::PathBuf;

use protocol::canonical::CborWriter;
use protocol::digest::Digest;
use protocol::entry::Apart;
use thiserror::Error;

use super::durable::{self, FileError};
use super::{Home, HomeLock, bodies};

/// The record, open for appending. It holds the lock of its home.
#[derive(Debug)]
pub struct Record {
    items: Items,
    file: File,
    path: PathBuf,
    torn: Option<Torn>,
    is_broken: bool,
    lock: HomeLock,
}

impl Record {
    /// Opens the record of a home, or begins it, and cuts a torn tail.
    ///
    /// # Errors
    ///
    /// [`RecordError::Damaged`] when something other than the tail does not fit; [`RecordError::File`].
    pub fn open(lock: &HomeLock) -> Result<Self, RecordError> {
        let path = lock.home().record_path();
        let file = durable::open_to_append(&path)?;
        let (items, tail) = Items::read_with_tail(lock.home())?;
        let bare = items.places.iter().filter_map(|(_, place)| Apart::of(&items.bytes[place.clone()]));
        bodies::sweep(lock.home(), &bare.map(|apart| apart.id).collect())?;
        let mut record = Self { items, file, path, torn: None, is_broken: false, lock: lock.clone() };
        if !tail.is_empty() {
            let kept_at = record.path.with_extension("torn");
            durable::replace(&kept_at, &tail)?;
            record.cut()?;
            record.torn = Some(Torn { bytes: tail.len(), kept_at });
        }
        Ok(record)
    }

    /// What was cut when the record was opened: to be told to the person.
    #[must_use]
    pub fn torn(&self) -> Option<&Torn> {
        self.torn.as_ref()
    }

    /// The items.
    #[must_use]
    pub fn items(&self) -> &Items {
        &self.items
    }

    /// Appends the items that are not there yet. When it returns they are on the disk.
    ///
    /// # Errors
    ///
    /// [`RecordError::ItemTooLarge`], and nothing is written; [`RecordError::File`], and then the items are not in
    /// the record unless a later opening finds them there.
    pub fn append(&mut self, items: &[&[u8]]) -> Result<(), RecordError> {
        if self.is_broken {
            return Err(RecordError::Broken { path: self.path.clone() });
        }
        if let Some(item) = items.iter().find(|item| item.len() > ITEM_BYTES_MAX) {
            return Err(RecordError::ItemTooLarge { bytes: item.len() });
        }
        let mut new = Vec::new();
        let mut seen = BTreeSet::new();
        for item in items {
            let apart = Apart::of(item);
            let stored = apart.as_ref().map_or(*item, |apart| apart.bare.as_slice());
            let digest = Digest::of(&[stored]);
            if let Some(Apart { id, bare, body: Some(body) }) = &apart {
                bodies::keep(self.lock.home(), id, body)?;
                self.items.join(bare, id, body);
            }
            if !self.items.contains(&digest) && seen.insert(digest) {
                push_element(&mut new, stored);
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        if self.items.bytes.len() + new.len() > RECORD_BYTES_MAX {
            return Err(RecordError::Full { path: self.path.clone() });
        }
        let written = self
            .file
            .seek(SeekFrom::Start(self.items.bytes.len() as u64))
            .and_then(|_| self.file.write_all(&new))
            .and_then(|()| self.file.sync_all());
        if let Err(source) = written {
            // After a failed flush nobody knows what the disk holds: only a new opening tells.
            self.is_broken = true;
            return Err(FileError::Write { path: self.path.clone(), source }.into());
        }
        self.items.take_in(new);
        Ok(())
    }

    /// Destroys the bodies of entries that were erased.
    ///
    /// # Errors
    ///
    /// [`RecordError::File`].
    pub fn destroy_bodies(&mut self, ids: &BTreeSet<Digest>) -> Result<(), RecordError> {
        bodies::destroy(self.lock.home(), ids)?;
        self.items.whole.retain(|_, (id, _)| !ids.contains(id));
        Ok(())
    }

    fn cut(&mut self) -> Result<(), RecordError> {
        let length = self.items.bytes.len() as u64;
        let cut = self.file.set_len(length).and_then(|()| self.file.sync_all());
        Ok(cut.map_err(|source| FileError::Write { path: self.path.clone(), source })?)
    }
}

/// A tail that a crash left and that was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Torn {
    /// How many bytes were cut.
    pub bytes: usize,
    /// The file that keeps them, in case they are wanted.
    pub kept_at: PathBuf,
}

/// One item of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'r> {
    /// SHA-256 over it as it is recorded: its name in the home, not the id that the network uses.
    pub digest: Digest,
    /// The item as it is signed and sent.
    pub bytes: &'r [u8],
}

/// The items of a record, in the order in which they were appended, each once.
#[derive(Debug, Default)]
pub struct Items {
    bytes: Vec<u8>,
    places: Vec<(Digest, Range<usize>)>,
    digests: BTreeSet<Digest>,
    /// By name: the ids and whole bytes of entries that are recorded bare.
    whole: BTreeMap<Digest, (Digest, Vec<u8>)>,
}

/// How the home names an item, whether it comes whole or bare.
#[must_use]
pub fn name_of(item: &[u8]) -> Digest {
    Apart::of(item).map_or_else(|| Digest::of(&[item]), |apart| Digest::of(&[&apart.bare]))
}

impl Items {
    /// Reads the record without its lock. A tail that is torn, or is being written just now, is left out.
    ///
    /// # Errors
    ///
    /// [`RecordError::Damaged`] or [`RecordError::File`].
    pub fn read(home: &Home) -> Result<Self, RecordError> {
        Ok(Self::read_with_tail(home)?.0)
    }

    fn read_with_tail(home: &Home) -> Result<(Self, Vec<u8>), RecordError> {
        let path = home.record_path();
        let mut bytes = durable::read(&path, RECORD_BYTES_MAX as u64)?.unwrap_or_default();
        let whole = whole_elements(&bytes).map_err(|offset| RecordError::Damaged { path, offset })?;
        let tail = bytes.split_off(whole);
        let mut items = Self::default();
        items.take_in(bytes);
        let bare: Vec<Apart> = items
            .iter()
            .filter(|item| Apart::is_bare(item.bytes))
            .filter_map(|item| Apart::of(item.bytes))
            .collect();
        for Apart { id, bare, .. } in bare {
            if let Some(body) = bodies::read(home, &id)? {
                items.join(&bare, &id, &body);
            }
        }
        Ok((items, tail))
    }

    /// The items in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Item<'_>> {
        self.places.iter().map(|(digest, place)| {
            let whole = self.whole.get(digest).map(|(_, bytes)| bytes.as_slice());
            Item { digest: *digest, bytes: whole.unwrap_or(&self.bytes[place.clone()]) }
        })
    }

    /// Puts a body to the entry that is recorded without it.
    fn join(&mut self, bare: &[u8], id: &Digest, body: &[u8]) {
        if let Some(whole) = Apart::join(bare, body) {
            self.whole.insert(Digest::of(&[bare]), (*id, whole));
        }
    }

    /// Whether an item with these bytes is in the record.
    #[must_use]
    pub fn contains(&self, digest: &Digest) -> bool {
        self.digests.contains(digest)
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Takes in elements that are known to be whole.
    fn take_in(&mut self, elements: Vec<u8>) {
        let mut at = self.bytes.len();
        if self.bytes.is_empty() {
            self.bytes = elements;
        } else {
            self.bytes.extend_from_slice(&elements);
        }
        while let Element::Whole { item, end } = element_at(&self.bytes, at) {
            let digest = Digest::of(&[&self.bytes[item.clone()]]);
            if self.digests.insert(digest) {
                self.places.push((digest, item));
            }
            at = end;
        }
    }
}

/// Why the record could not be read or appended to.
#[derive(Debug, Error)]
pub enum RecordError {
    /// Bytes before the tail are not what was written.
    #[error(
        "{} is damaged at byte {offset}; restore it from a backup, or move it away and fetch your items from a node \
         before anything is signed",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where the damage begins.
        offset: usize,
    },
    /// An item is larger than any that a node takes.
    #[error("an item of {bytes} bytes is over the limit of {ITEM_BYTES_MAX}; make it smaller")]
    ItemTooLarge {
        /// Its length.
        bytes: usize,
    },
    /// The record has reached its limit.
    #[error("{} has reached {RECORD_BYTES_MAX} bytes and takes no more", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// An earlier append failed.
    #[error("an earlier write to {} failed; free space on its disk and run the command again", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

fn push_element(bytes: &mut Vec<u8>, item: &[u8]) {
    let mut writer = CborWriter::new();
    writer.bytes(item);
    let item = writer.finish();
    bytes.extend_from_slice(&item);
    bytes.push(CRC_HEAD);
    bytes.extend_from_slice(&crc32fast::hash(&item).to_be_bytes());
}

/// Returns how many bytes are whole elements, the rest being torn; or where damage begins.
///
/// A tail is torn when its element runs past the end of the file, or when the file ends in zeros that reach into it:
/// a file system may have lengthened the file before it wrote the bytes. With a whole element behind it, it is no
/// tail: a damaged length is what made it look like one.
fn whole_elements(bytes: &[u8]) -> Result<usize, usize> {
    let written = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let mut at = 0;
    while at < bytes.len() {
        match element_at(bytes, at) {
            Element::Whole { end, .. } => at = end,
            Element::Wrong { end } if written >= end => return Err(at),
            Element::Unfinished | Element::Wrong { .. } => {
                let is_whole = |from| matches!(element_at(bytes, from), Element::Whole { .. });
                return if (at + 1..bytes.len()).any(is_whole) { Err(at) } else { Ok(at) };
            }
        }
    }
    Ok(at)
}

enum Element {
    Whole {
        item: Range<usize>,
        end: usize,
    },
    /// It runs past the end of the bytes.
    Unfinished,
    /// It is no element, or its checksum is another; `end` is where it would end, as far as one can tell.
    Wrong {
        end: usize,
    },
}

fn element_at(bytes: &[u8], at: usize) -> Element {
    let rest = &bytes[at..];
    let Some(first) = rest.first() else { return Element::Unfinished };
    let length_bytes = match first {
        0x40..=0x57 => 0,
        0x58 => 1,
        0x59 => 2,
        0x5a => 4,
        _ => return Element::Wrong { end: at + 1 },
    };
    let Some(length) = rest.get(1..1 + length_bytes) else { return Element::Unfinished };
    let length = match length_bytes {
        0 => usize::from(first - 0x40),
        _ => length.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)),
    };
    let head = 1 + length_bytes;
    if length > ITEM_BYTES_MAX {
        return Element::Wrong { end: at + head };
    }
    let end = head + length + 5;
    let Some(element) = rest.get(..end) else { return Element::Unfinished };
    let (item, crc) = element.split_at(head + length);
    if crc[0] == CRC_HEAD && crc[1..] == crc32fast::hash(item).to_be_bytes() {
        Element::Whole { item: at + head..at + head + length, end: at + end }
    } else {
        Element::Wrong { end: at + end }
    }
}

/// An item is at most this long; the largest entry, its body and signature fit in a quarter of it.
pub const ITEM_BYTES_MAX: usize = 256 * 1024;
const RECORD_BYTES_MAX: usize = 1 << 30;
/// The head of a CBOR byte string of four bytes.
const CRC_HEAD: u8 = 0x44;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    fn locked_home() -> (tempfile::TempDir, HomeLock) {
        let folder = tempfile::tempdir().unwrap();
        let lock = Home::at(folder.path()).lock(Duration::ZERO).unwrap();
        (folder, lock)
    }

    fn item_bytes(items: &Items) -> Vec<Vec<u8>> {
        items.iter().map(|item| item.bytes.to_vec()).collect()
    }

    fn elements(items: &[&[u8]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for item in items {
            push_element(&mut bytes, item);
        }
        bytes
    }

    #[test]
    fn what_was_appended_is_read_back_in_order_and_once() {
        let (_folder, lock) = locked_home();
        let mut record = Record::open(&lock).unwrap();
        let large = vec![7; ITEM_BYTES_MAX];
        record.append(&[b"one", b"two", b"one"]).unwrap();
        record.append(&[&large, b"two", b""]).unwrap();
        let expected = [b"one".to_vec(), b"two".to_vec(), large, Vec::new()];
        assert_eq!(item_bytes(record.items()), expected);
        drop(record);
        let record = Record::open(&lock).unwrap();
        assert_eq!(item_bytes(record.items()), expected);
        assert_eq!(item_bytes(&Items::read(lock.home()).unwrap()), expected);
        assert_eq!((record.items().len(), record.torn()), (4, None));
        assert!(record.items().contains(&Digest::of(&[b"two"])));
    }

    #[test]
    fn the_record_is_a_cbor_sequence_of_items_and_checksums() {
        let bytes = elements(&[b"one"]);
        assert_eq!(bytes[..5], *b"\x43one\x44");
        assert_eq!(bytes[5..], crc32fast::hash(b"\x43one").to_be_bytes());
    }

    #[test]
    fn a_tail_torn_at_any_byte_is_cut_and_the_rest_stays() {
        let kept = elements(&[b"first", &[0x5a; 300]]);
        let last = elements(&[&[&[0; 9][..], &[9; 20]].concat()]);
        for end in 0..last.len() {
            // Some file systems leave what was not written away, some leave zeros.
            for zeros in [0, last.len() - end] {
                let (_folder, lock) = locked_home();
                let torn = [&last[..end], &vec![0; zeros]].concat();
                fs::write(lock.home().record_path(), [&kept[..], &torn].concat()).unwrap();
                assert_eq!(Items::read(lock.home()).unwrap().len(), 2, "{end}");
                let mut record = Record::open(&lock).unwrap();
                assert_eq!(record.items().len(), 2, "{end}");
                assert_eq!(record.torn().map_or(0, |torn| torn.bytes), torn.len(), "{end}");
                if let Some(Torn { kept_at, .. }) = record.torn() {
                    assert_eq!(fs::read(kept_at).unwrap(), torn);
                }
                record.append(&[b"after"]).unwrap();
                drop(record);
                let again = Record::open(&lock).unwrap();
                assert_eq!((again.items().len(), again.torn()), (3, None), "{end}");
            }
        }
    }

    #[test]
    fn a_torn_batch_keeps_what_was_whole_of_it() {
        let (_folder, lock) = locked_home();
        let bytes = elements(&[b"first", b"second"]);
        fs::write(lock.home().record_path(), &bytes[..bytes.len() - 1]).unwrap();
        assert_eq!(item_bytes(Record::open(&lock).unwrap().items()), [b"first".to_vec()]);
    }

    #[test]
    fn a_flipped_bit_before_the_tail_is_damage_and_nothing_is_cut() {
        let (_folder, lock) = locked_home();
        let path = lock.home().record_path();
        let first = [2; 40];
        let whole = elements(&[&first, b"second"]);
        for bit in 0..elements(&[&first]).len() * 8 {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, &bytes).unwrap();
            let error = Record::open(&lock).unwrap_err();
            assert!(matches!(error, RecordError::Damaged { offset: 0, .. }), "bit {bit}: {error}");
            assert!(error.to_string().contains("record.cborseq"), "{error}");
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
    }

    #[test]
    fn an_item_over_the_limit_is_neither_written_nor_read() {
        let (_folder, lock) = locked_home();
        let path = lock.home().record_path();
        let mut record = Record::open(&lock).unwrap();
        let over = vec![7; ITEM_BYTES_MAX + 1];
        assert!(matches!(record.append(&[b"fine", &over]), Err(RecordError::ItemTooLarge { .. })));
        assert_eq!(fs::metadata(&path).unwrap().len(), 0);
        drop(record);
        fs::write(&path, elements(&[&over])).unwrap();
        assert!(matches!(Record::open(&lock), Err(RecordError::Damaged { offset: 0, .. })));
        fs::write(&path, b"\x5a\xff\xff\xff\xff and so on").unwrap();
        assert!(matches!(Record::open(&lock), Err(RecordError::Damaged { offset: 0, .. })));
        fs::write(&path, b"\x5b\xff\xff\xff\xff\xff\xff\xff\xff").unwrap();
        assert!(matches!(Record::open(&lock), Err(RecordError::Damaged { offset: 0, .. })));
    }

    #[test]
    fn a_record_holds_the_lock_as_long_as_it_is_open() {
        let (_folder, lock) = locked_home();
        let home = lock.home().clone();
        let record = Record::open(&lock).unwrap();
        drop(lock);
        assert!(home.lock(Duration::ZERO).is_err());
        drop(record);
        assert!(home.lock(Duration::ZERO).is_ok());
    }

    #[test]
    fn a_home_without_a_record_has_no_items() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Items::read(&Home::at(folder.path())).unwrap().is_empty());
    }
}
