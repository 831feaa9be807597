//! The record: a folder of segments, of which only the last one grows.
//!
//! A group of items is written and synced as a whole or cut back as a whole. What the record knows
//! of its segments is what was acknowledged; bytes behind that are never read, and are cut away
//! before anything is written again.

use std::cell::RefCell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::{fmt, mem};

use protocol::digest::Digest;

use super::folder::sync_folder;
use super::segment::{self, Found, HEADER_BYTES, Header, ITEM_BYTES_MAX, Place, Reader};
use super::{Limits, StoreError};

/// The items on disk, in the order they came.
pub(super) struct Record {
    folder: PathBuf,
    limits: Limits,
    /// The acknowledged length of every segment, by rising number.
    segments: Vec<Segment>,
    /// The last segment, open for writing, if it was already written to.
    writer: Option<Writer>,
    /// The segment that was read last: whoever reads one item reads its neighbours next. What is acknowledged of a segment
    /// stays in the file that has its name.
    reading: RefCell<Option<(u32, File)>>,
}

/// What reading the whole record showed.
#[derive(Debug, Default)]
pub(super) struct Inspection {
    pub(super) cut_bytes: u64,
    pub(super) damage: Vec<Damage>,
}

/// A part of the record that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// A stretch of a segment holds no item with a right checksum.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Where the stretch begins.
        offset: u64,
        /// How long it is.
        bytes: u64,
    },
    /// Segments are not there although later ones are.
    Missing {
        /// The first file that is not there.
        first: PathBuf,
        /// How many are not there.
        segments: u32,
    },
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, offset, bytes } => {
                write!(f, "{bytes} bytes of {} from offset {offset} on cannot be read", path.display())
            }
            Self::Missing { first, segments: 1 } => write!(f, "{} is missing", first.display()),
            Self::Missing { first, segments } => {
                write!(f, "{segments} segments from {} on are missing", first.display())
            }
        }
    }
}

impl Record {
    /// Opens the record in a folder, hands every item to `each` and cuts a torn tail.
    pub(super) fn open(
        folder: PathBuf,
        limits: Limits,
        each: &mut dyn FnMut(Digest, Place, &[u8]),
    ) -> Result<(Self, Inspection), StoreError> {
        let mut inspection = Inspection::default();
        let mut record =
            Self { folder, limits, segments: Vec::new(), writer: None, reading: RefCell::default() };
        record.list(&mut inspection)?;
        let mut torn = None;
        record.walk(&mut |found| {
            torn = None;
            match found {
                Found::Item { id, place, bytes } => each(id, place, bytes),
                Found::Unreadable { segment, offset, bytes } => {
                    let path = record.path(segment);
                    inspection.damage.push(Damage::Unreadable { path, offset, bytes });
                    torn = Some(offset);
                }
            }
            ControlFlow::Continue(())
        })?;
        // Behind the last item of a segment that could be grown there is only a group that was
        // never acknowledged; everywhere else an unreadable stretch is damage, and is left alone.
        if let (Some(offset), Some(last)) = (torn, record.segments.last_mut())
            && !last.sealed
        {
            inspection.damage.pop();
            inspection.cut_bytes += last.bytes - offset;
            last.bytes = offset;
            record.restore()?;
        }
        // A killed run may have left items that are readable but not yet on disk.
        if let Some(last) = record.segments.last() {
            let path = record.path(last.number);
            let sync = || File::open(&path)?.sync_all();
            sync().map_err(|error| StoreError::io(&path, error))?;
        }
        sync_folder(&record.folder)?;
        Ok((record, inspection))
    }

    /// Appends items and returns where they stand, after the disk has them.
    ///
    /// On failure the record is cut back to where it was, now or in [`Record::restore`].
    pub(super) fn append(&mut self, items: &[(Digest, &[u8])]) -> Result<Vec<Place>, StoreError> {
        let outcome = self.write(items);
        if outcome.is_err() {
            self.writer = None;
            if let Err(error) = self.restore() {
                tracing::warn!(%error, folder = %self.folder.display(), "a failed write is not cut back yet");
            }
        }
        outcome
    }

    /// Cuts away whatever stands behind the last acknowledged item.
    pub(super) fn restore(&mut self) -> Result<(), StoreError> {
        self.writer = None;
        let last = self.segments.last().copied();
        for number in segment_numbers(&self.folder)? {
            if last.is_none_or(|last| number > last.number) {
                let path = self.path(number);
                fs::remove_file(&path).map_err(|error| StoreError::io(&path, error))?;
            }
        }
        if let Some(last) = last {
            let path = self.path(last.number);
            let cut = || {
                let file = OpenOptions::new().write(true).open(&path)?;
                if file.metadata()?.len() > last.bytes {
                    file.set_len(last.bytes)?;
                    file.sync_all()?;
                }
                Ok(())
            };
            cut().map_err(|error| StoreError::io(&path, error))?;
        }
        sync_folder(&self.folder)
    }

    /// Writes as much as the longest item takes, syncs it and cuts it away again.
    pub(super) fn probe(&mut self) -> Result<(), StoreError> {
        let mut room = self.room();
        let mut probe = || {
            let mut writer = self.take_writer(&mut room)?;
            // Zeros are no item: should the cut never come, they are a torn tail.
            let place = Place { segment: writer.number, offset: writer.bytes, length: ITEM_BYTES_MAX };
            writer.unwritten.resize(place.stored_bytes(), 0);
            writer.finish(&mut room)
        };
        let outcome = probe();
        self.restore()?;
        outcome
    }

    /// Hands everything in the record to `each`, in the order it was appended.
    pub(super) fn walk(&self, each: &mut dyn FnMut(Found<'_>) -> ControlFlow<()>) -> Result<(), StoreError> {
        for segment in &self.segments {
            let path = self.path(segment.number);
            let failed = |error| StoreError::io(&path, error);
            let mut reader = Reader::open(&path, segment.number, segment.bytes).map_err(failed)?;
            while let Some(found) = reader.next().map_err(failed)? {
                if each(found).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Returns the item at a place; `None` if no item with the right checksum is there.
    pub(super) fn read(&self, place: Place) -> Result<Option<(Digest, Vec<u8>)>, StoreError> {
        let acknowledged = self.segments.binary_search_by_key(&place.segment, |segment| segment.number);
        if !acknowledged.is_ok_and(|at| place.end() <= self.segments[at].bytes) {
            return Ok(None);
        }
        let read = || {
            let mut reading = self.reading.borrow_mut();
            let file = match reading.take().filter(|(number, _)| *number == place.segment) {
                Some((_, file)) => file,
                None => File::open(self.path(place.segment))?,
            };
            let item = segment::read_item(&file, place)?;
            *reading = Some((place.segment, file));
            Ok(item)
        };
        read().map_err(|error| StoreError::io(&self.path(place.segment), error))
    }

    /// Returns the length of all segments.
    pub(super) fn bytes(&self) -> u64 {
        self.segments.iter().map(|segment| segment.bytes).sum()
    }

    /// Returns the number of the last segment and the offset of its end; zeros if there is none.
    pub(super) fn end(&self) -> (u32, u64) {
        self.segments.last().map_or((0, 0), |last| (last.number, last.bytes))
    }

    pub(super) fn path(&self, number: u32) -> PathBuf {
        self.folder.join(segment::file_name(number))
    }

    pub(super) fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// Finds the segments and reads their headers.
    fn list(&mut self, inspection: &mut Inspection) -> Result<(), StoreError> {
        let numbers = segment_numbers(&self.folder)?;
        let mut expected = 1;
        for &number in &numbers {
            let path = self.path(number);
            let failed = |error| StoreError::io(&path, error);
            let bytes = fs::metadata(&path).map_err(failed)?.len();
            if number > expected {
                let segments = number - expected;
                inspection.damage.push(Damage::Missing { first: self.path(expected), segments });
            }
            expected = number.saturating_add(1);
            let header = Header::read(&path, number).map_err(failed)?;
            if let Header::Newer(version) = header {
                return Err(StoreError::Newer { path, version });
            }
            let sealed = header == Header::Unreadable;
            if sealed && bytes <= HEADER_BYTES && numbers.last() == Some(&number) {
                // Items are written only after the header is on disk: this one was being created.
                inspection.cut_bytes += bytes;
                self.restore()?;
                continue;
            }
            if sealed {
                let bytes = HEADER_BYTES.min(bytes);
                inspection.damage.push(Damage::Unreadable { path, offset: 0, bytes });
            }
            self.segments.push(Segment { number, bytes, sealed });
        }
        Ok(())
    }

    fn write(&mut self, items: &[(Digest, &[u8])]) -> Result<Vec<Place>, StoreError> {
        let mut room = self.room();
        let mut places = Vec::with_capacity(items.len());
        let mut written = Vec::new();
        let mut writer = self.take_writer(&mut room)?;
        for (id, bytes) in items {
            if writer.is_full(self.limits) {
                writer.finish(&mut room)?;
                written.push(writer.segment());
                writer = Writer::create(&self.folder, writer.number.saturating_add(1), &mut room)?;
            }
            places.push(writer.push(id, bytes, &mut room)?);
        }
        writer.finish(&mut room)?;
        written.push(writer.segment());
        self.writer = Some(writer);
        if self.segments.last().is_some_and(|last| last.number == written[0].number) {
            self.segments.pop();
        }
        self.segments.append(&mut written);
        Ok(places)
    }

    /// Returns the segment that grows, a new one if the last one may not.
    fn take_writer(&mut self, room: &mut Room) -> Result<Writer, StoreError> {
        match (self.writer.take(), self.segments.last()) {
            (Some(writer), _) => Ok(writer),
            (None, Some(last)) if !last.sealed => Writer::open(&self.folder, *last),
            (None, Some(last)) => Writer::create(&self.folder, last.number.saturating_add(1), room),
            (None, None) => Writer::create(&self.folder, 1, room),
        }
    }

    fn room(&self) -> Room {
        Room { bytes: self.limits.record_bytes_max.saturating_sub(self.bytes()) }
    }
}

#[derive(Debug, Clone, Copy)]
struct Segment {
    number: u32,
    bytes: u64,
    /// Nothing is appended, because the header cannot be read.
    sealed: bool,
}

/// A segment open for writing.
struct Writer {
    file: File,
    path: PathBuf,
    number: u32,
    /// Length of the segment with what is still unwritten.
    bytes: u64,
    unwritten: Vec<u8>,
}

impl Writer {
    fn open(folder: &Path, segment: Segment) -> Result<Self, StoreError> {
        let path = folder.join(segment::file_name(segment.number));
        let open = || {
            let mut file = OpenOptions::new().write(true).open(&path)?;
            file.seek(SeekFrom::Start(segment.bytes))?;
            Ok(file)
        };
        let file = open().map_err(|error| StoreError::io(&path, error))?;
        Ok(Self { file, path, number: segment.number, bytes: segment.bytes, unwritten: Vec::new() })
    }

    /// Creates a segment; returns after the disk has the file, its name and its header.
    fn create(folder: &Path, number: u32, room: &mut Room) -> Result<Self, StoreError> {
        let path = folder.join(segment::file_name(number));
        let mut create = || {
            let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
            room.write(&mut file, &Header::bytes(number))?;
            file.sync_all()?;
            Ok(file)
        };
        let file = create().map_err(|error| StoreError::io(&path, error))?;
        sync_folder(folder)?;
        Ok(Self { file, path, number, bytes: HEADER_BYTES, unwritten: Vec::new() })
    }

    fn push(&mut self, id: &Digest, bytes: &[u8], room: &mut Room) -> Result<Place, StoreError> {
        let length = u32::try_from(bytes.len()).expect("the store refuses items that are too long");
        let place = Place { segment: self.number, offset: self.bytes, length };
        segment::write_item(&mut self.unwritten, place, id, bytes);
        self.bytes = place.end();
        if self.unwritten.len() >= WRITE_BYTES {
            self.write_out(room).map_err(|error| StoreError::io(&self.path, error))?;
        }
        Ok(place)
    }

    /// Returns after the disk has everything that was pushed.
    fn finish(&mut self, room: &mut Room) -> Result<(), StoreError> {
        let mut finish = || {
            self.write_out(room)?;
            self.file.sync_data()
        };
        finish().map_err(|error| StoreError::io(&self.path, error))
    }

    fn write_out(&mut self, room: &mut Room) -> io::Result<()> {
        let unwritten = mem::take(&mut self.unwritten);
        room.write(&mut self.file, &unwritten)
    }

    fn is_full(&self, limits: Limits) -> bool {
        self.bytes > HEADER_BYTES && self.bytes >= limits.segment_bytes
    }

    fn segment(&self) -> Segment {
        Segment { number: self.number, bytes: self.bytes, sealed: false }
    }
}

/// What the quota leaves. It runs out as a disk does: in the middle of a write.
struct Room {
    bytes: u64,
}

impl Room {
    fn write(&mut self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        let fitting = usize::try_from(self.bytes).map_or(bytes.len(), |room| room.min(bytes.len()));
        file.write_all(&bytes[..fitting])?;
        self.bytes -= fitting as u64;
        if fitting < bytes.len() {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        Ok(())
    }
}

/// Returns the numbers of the segments in a folder, rising; other files are left alone.
fn segment_numbers(folder: &Path) -> Result<Vec<u32>, StoreError> {
    let list = || {
        let mut numbers = Vec::new();
        for entry in fs::read_dir(folder)? {
            numbers.extend(entry?.file_name().to_str().and_then(segment::parse_file_name));
        }
        numbers.sort_unstable();
        Ok(numbers)
    };
    list().map_err(|error| StoreError::io(folder, error))
}

/// How much is gathered before it is written.
const WRITE_BYTES: usize = 1024 * 1024;
