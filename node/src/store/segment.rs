//! One segment of the record: a file of items, one behind the other.
//!
//! ```text
//! header   "hanserec" 8 | version u32 | number u32 | crc32 of the 16 bytes before
//! item     length u32 | crc32 | id 32 | bytes, `length` of them
//! item     …
//! ```
//!
//! Numbers are big-endian. An item's checksum also covers the segment's number and the item's
//! offset: a stretch that the disk wrote to the wrong place does not pass for an item, nor do bytes
//! shaped like one inside the item of a stranger, where reading resumes behind damage.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use protocol::digest::Digest;

/// Longest item in bytes; a longer length on disk is damage and is not read.
pub const ITEM_BYTES_MAX: u32 = 256 * 1024;

/// Reads a segment from its first item on, without trusting any of it.
pub(super) struct Reader {
    file: File,
    number: u32,
    /// Offset in the file where reading ends.
    end: u64,
    /// Offset in the file of `buffer[taken]`, where the next item is looked for.
    offset: u64,
    buffer: Vec<u8>,
    taken: usize,
}

/// What a segment holds next.
pub(super) enum Found<'a> {
    /// An item whose checksum is right.
    Item { id: Digest, place: Place, bytes: &'a [u8] },
    /// A stretch without any such item.
    Unreadable { segment: u32, offset: u64, bytes: u64 },
}

impl Reader {
    /// Opens a segment for reading up to the offset `end`.
    pub(super) fn open(path: &Path, number: u32, end: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let offset = HEADER_BYTES.min(end);
        file.seek(SeekFrom::Start(offset))?;
        Ok(Self { file, number, end, offset, buffer: Vec::new(), taken: 0 })
    }

    /// Returns the next item, or the stretch up to the next item, or `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Found<'_>>> {
        if self.offset == self.end {
            return Ok(None);
        }
        if let Some((id, place)) = self.item_here()? {
            let from = self.taken + ITEM_HEAD_BYTES;
            self.advance(place.stored_bytes());
            return Ok(Some(Found::Item { id, place, bytes: &self.buffer[from..self.taken] }));
        }
        // A damaged length says nothing about where the next item is: every offset is tried.
        let offset = self.offset;
        while self.offset < self.end {
            self.fill(1)?;
            self.advance(1);
            if self.item_here()?.is_some() {
                break;
            }
        }
        Ok(Some(Found::Unreadable { segment: self.number, offset, bytes: self.offset - offset }))
    }

    /// Returns the item at the current offset, if one with the right checksum is there; the buffer
    /// then holds all of it.
    fn item_here(&mut self) -> io::Result<Option<(Digest, Place)>> {
        let left = self.end - self.offset;
        if left < ITEM_HEAD_BYTES as u64 {
            return Ok(None);
        }
        let head = ItemHead::parse(self.fill(ITEM_HEAD_BYTES)?);
        let place = Place { segment: self.number, offset: self.offset, length: head.length };
        if head.length > ITEM_BYTES_MAX || place.stored_bytes() as u64 > left {
            return Ok(None);
        }
        let item = self.fill(place.stored_bytes())?;
        let fits = checksum(place, &head.id, &item[ITEM_HEAD_BYTES..]) == head.checksum;
        Ok(fits.then_some((head.id, place)))
    }

    /// Reads on until `wanted` bytes, which the segment must have, are in the buffer.
    fn fill(&mut self, wanted: usize) -> io::Result<&[u8]> {
        let held = self.buffer.len() - self.taken;
        if held < wanted {
            self.buffer.drain(..self.taken);
            self.taken = 0;
            let unread = self.end - self.offset - held as u64;
            let more = unread.min((wanted - held).max(READ_BYTES) as u64);
            let read = (&mut self.file).take(more).read_to_end(&mut self.buffer)?;
            if (read as u64) < more {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(&self.buffer[self.taken..self.taken + wanted])
    }

    fn advance(&mut self, bytes: usize) {
        self.taken += bytes;
        self.offset += bytes as u64;
    }
}

/// Where an item stands in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) segment: u32,
    /// Offset of the item's length in the segment.
    pub(super) offset: u64,
    /// Length of the item's bytes, without what the segment puts before them.
    pub(super) length: u32,
}

impl Place {
    /// Returns how many bytes of the segment the item takes.
    pub(super) fn stored_bytes(self) -> usize {
        ITEM_HEAD_BYTES.saturating_add(self.length as usize)
    }

    /// Returns the offset behind the item.
    pub(super) fn end(self) -> u64 {
        self.offset.saturating_add(self.stored_bytes() as u64)
    }

    pub(super) fn to_bytes(self) -> [u8; PLACE_BYTES] {
        let mut bytes = [0; PLACE_BYTES];
        bytes[..4].copy_from_slice(&self.segment.to_be_bytes());
        bytes[4..12].copy_from_slice(&self.offset.to_be_bytes());
        bytes[12..].copy_from_slice(&self.length.to_be_bytes());
        bytes
    }

    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let (segment, rest) = bytes.split_first_chunk()?;
        let (offset, rest) = rest.split_first_chunk()?;
        let length = rest.try_into().ok()?;
        Some(Self {
            segment: u32::from_be_bytes(*segment),
            offset: u64::from_be_bytes(*offset),
            length: u32::from_be_bytes(length),
        })
    }
}

/// Appends an item to `out` as it stands at `place`.
pub(super) fn write_item(out: &mut Vec<u8>, place: Place, id: &Digest, bytes: &[u8]) {
    out.extend_from_slice(&place.length.to_be_bytes());
    out.extend_from_slice(&checksum(place, id, bytes).to_be_bytes());
    out.extend_from_slice(id.as_bytes());
    out.extend_from_slice(bytes);
}

/// Reads the item at a place; `None` if no item with the right checksum is there.
pub(super) fn read_item(mut segment: &File, place: Place) -> io::Result<Option<(Digest, Vec<u8>)>> {
    if place.length > ITEM_BYTES_MAX {
        return Ok(None);
    }
    segment.seek(SeekFrom::Start(place.offset))?;
    let mut bytes = vec![0; place.stored_bytes()];
    match segment.read_exact(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        outcome => outcome?,
    }
    let head = ItemHead::parse(&bytes);
    bytes.drain(..ITEM_HEAD_BYTES);
    let fits = head.length == place.length && head.checksum == checksum(place, &head.id, &bytes);
    Ok(fits.then_some((head.id, bytes)))
}

/// What the first bytes of a file say about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// A segment of this number that this program can read.
    Readable,
    /// A segment in a later format.
    Newer(u32),
    /// Not what a segment of this number begins with.
    Unreadable,
}

impl Header {
    /// Reads the header of the file that should be segment `number`.
    pub(super) fn read(path: &Path, number: u32) -> io::Result<Self> {
        let mut bytes = Vec::new();
        File::open(path)?.take(HEADER_BYTES).read_to_end(&mut bytes)?;
        if bytes == header(VERSION, number) {
            return Ok(Self::Readable);
        }
        let version = bytes.get(8..12).and_then(|version| version.try_into().ok()).map(u32::from_be_bytes);
        Ok(match version {
            Some(version) if version > VERSION && bytes == header(version, number) => Self::Newer(version),
            _ => Self::Unreadable,
        })
    }

    /// Returns the bytes that a new segment begins with.
    pub(super) fn bytes(number: u32) -> [u8; HEADER_BYTES as usize] {
        header(VERSION, number)
    }
}

/// Returns the file name of a segment.
pub(super) fn file_name(number: u32) -> String {
    format!("{number:08}.seg")
}

/// Returns the number of the segment with this file name.
pub(super) fn parse_file_name(name: &str) -> Option<u32> {
    let number = name.strip_suffix(".seg")?.parse().ok()?;
    (number > 0 && file_name(number) == name).then_some(number)
}

struct ItemHead {
    length: u32,
    checksum: u32,
    id: Digest,
}

impl ItemHead {
    /// Takes apart the bytes an item begins with, at least `ITEM_HEAD_BYTES` of them.
    fn parse(bytes: &[u8]) -> Self {
        let word = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let mut id = [0; 32];
        id.copy_from_slice(&bytes[8..ITEM_HEAD_BYTES]);
        Self { length: word(0), checksum: word(4), id: Digest::from_bytes(id) }
    }
}

fn checksum(place: Place, id: &Digest, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&place.to_bytes());
    hasher.update(id.as_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

fn header(version: u32, number: u32) -> [u8; HEADER_BYTES as usize] {
    let mut bytes = [0; HEADER_BYTES as usize];
    bytes[..8].copy_from_slice(b"hanserec");
    bytes[8..12].copy_from_slice(&version.to_be_bytes());
    bytes[12..16].copy_from_slice(&number.to_be_bytes());
    let checksum = crc32fast::hash(&bytes[..16]);
    bytes[16..].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

/// Length of the header; the first item stands behind it.
pub(super) const HEADER_BYTES: u64 = 20;

/// Length of a place as it is written down.
pub(super) const PLACE_BYTES: usize = 16;

/// What stands before the bytes of an item.
const ITEM_HEAD_BYTES: usize = 40;

/// Format of the segments that this program writes.
const VERSION: u32 = 1;

/// How much is read from a segment at once.
const READ_BYTES: usize = 1024 * 1024;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn items_read_back_in_order() {
        let segment = Written::of(&[b"first", b"", b"third"]);
        assert_eq!(segment.found(), ["item first", "item ", "item third"]);
    }

    #[test]
    fn items_larger_than_one_read_come_back_whole() {
        let long = vec![7; ITEM_BYTES_MAX as usize];
        let items: Vec<&[u8]> = (0..9).map(|_| long.as_slice()).collect();
        let segment = Written::of(&items);
        let mut reader = segment.reader();
        for place in &segment.places {
            match reader.next().expect("the segment can be read") {
                Some(Found::Item { place: found, bytes, .. }) => {
                    assert_eq!((found, bytes), (*place, long.as_slice()))
                }
                _ => panic!("an item stands at {place:?}"),
            }
        }
        assert!(reader.next().expect("the segment can be read").is_none());
    }

    #[test]
    fn one_flipped_bit_anywhere_costs_one_item() {
        let segment = Written::of(&[b"first", b"second", b"third"]);
        let second = segment.places[1];
        for offset in second.offset..second.end() {
            for bit in 0..8 {
                let mut bytes = segment.bytes.clone();
                bytes[offset as usize] ^= 1 << bit;
                fs::write(&segment.path, &bytes).expect("the segment can be written");
                assert_eq!(segment.found(), ["item first", "unreadable 65+46", "item third"]);
            }
        }
    }

    #[test]
    fn an_item_in_an_item_is_not_taken_for_one() {
        // The outer item begins at offset 20, so the inner one could be meant for offset 60.
        let mut inner = Vec::new();
        let elsewhere = Place { segment: SEGMENT, offset: HEADER_BYTES, length: 4 };
        write_item(&mut inner, elsewhere, &Digest::of(&[b"fake"]), b"fake");
        let mut segment = Written::of(&[&inner, b"true"]);
        segment.bytes[HEADER_BYTES as usize + 10] ^= 1;
        fs::write(&segment.path, &segment.bytes).expect("the segment can be written");
        assert_eq!(segment.found(), ["unreadable 20+84", "item true"]);
    }

    #[test]
    fn a_place_reads_an_item_only_where_one_is() {
        let segment = Written::of(&[b"first", b"second"]);
        let place = segment.places[1];
        let file = File::open(&segment.path).expect("the segment can be opened");
        let read = |place| read_item(&file, place).expect("the segment can be read");
        assert_eq!(read(place), Some((Digest::of(&[b"second"]), b"second".to_vec())));
        assert_eq!(read(Place { offset: place.offset + 1, ..place }), None);
        assert_eq!(read(Place { length: 5, ..place }), None);
        assert_eq!(read(Place { offset: place.end(), ..place }), None);
        assert_eq!(read(Place { length: u32::MAX, ..place }), None);
        assert_eq!(Place::parse(&place.to_bytes()), Some(place));
        assert_eq!(Place::parse(&place.to_bytes()[1..]), None);
    }

    #[test]
    fn a_header_names_format_and_number() {
        let segment = Written::of(&[]);
        let read = |number| Header::read(&segment.path, number).expect("the file can be read");
        assert_eq!(read(SEGMENT), Header::Readable);
        assert_eq!(read(SEGMENT + 1), Header::Unreadable);
        fs::write(&segment.path, header(VERSION + 1, SEGMENT)).expect("the file can be written");
        assert_eq!(read(SEGMENT), Header::Newer(VERSION + 1));
        fs::write(&segment.path, b"hanse").expect("the file can be written");
        assert_eq!(read(SEGMENT), Header::Unreadable);
    }

    #[test]
    fn only_one_name_stands_for_a_segment() {
        assert_eq!(parse_file_name("00000012.seg"), Some(12));
        assert_eq!(parse_file_name(&file_name(u32::MAX)), Some(u32::MAX));
        for name in ["12.seg", "000000012.seg", "+0000012.seg", "00000000.seg", "00000012", "notes.txt"] {
            assert_eq!(parse_file_name(name), None, "{name}");
        }
    }

    const SEGMENT: u32 = 3;

    struct Written {
        _folder: tempfile::TempDir,
        path: std::path::PathBuf,
        bytes: Vec<u8>,
        places: Vec<Place>,
    }

    impl Written {
        fn of(items: &[&[u8]]) -> Self {
            let folder = tempfile::tempdir().expect("a folder for the test");
            let path = folder.path().join(file_name(SEGMENT));
            let mut bytes = Header::bytes(SEGMENT).to_vec();
            let mut places = Vec::new();
            for item in items {
                let place = Place { segment: SEGMENT, offset: bytes.len() as u64, length: item.len() as u32 };
                write_item(&mut bytes, place, &Digest::of(&[item]), item);
                places.push(place);
            }
            fs::write(&path, &bytes).expect("the segment can be written");
            Self { _folder: folder, path, bytes, places }
        }

        fn reader(&self) -> Reader {
            Reader::open(&self.path, SEGMENT, self.bytes.len() as u64).expect("the segment can be opened")
        }

        fn found(&self) -> Vec<String> {
            let mut reader = self.reader();
            let mut found = Vec::new();
            while let Some(next) = reader.next().expect("the segment can be read") {
                found.push(match next {
                    Found::Item { bytes, .. } => format!("item {}", String::from_utf8_lossy(bytes)),
                    Found::Unreadable { offset, bytes, .. } => format!("unreadable {offset}+{bytes}"),
                });
            }
            found
        }
    }
}
