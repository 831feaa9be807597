//! Which items a node has acknowledged. What is in the record and not here is the outbox.
//!
//! ```text
//! sent.txt = one line of 64 hexadecimal digits for each item: SHA-256 over its bytes
//! ```
//! A line counts when it is whole. One that a crash tore, or anything else, names no item: that item is
//! sent once more, which does no harm. So no damage to this file can keep an item from being sent.

use std::collections::BTreeSet;
use std::io::{Seek as _, SeekFrom, Write as _};

use protocol::digest::Digest;
use thiserror::Error;

use super::durable::{self, FileError};
use super::record::{Item, Items};
use super::{Home, HomeLock};

/// The acknowledged items of a home.
#[derive(Debug, Default)]
pub struct Sent {
    digests: BTreeSet<Digest>,
}

impl Sent {
    /// Reads what was acknowledged.
    ///
    /// # Errors
    ///
    /// [`SentError::File`] when the file cannot be read.
    pub fn read(home: &Home) -> Result<Self, SentError> {
        let bytes = durable::read(&home.sent_path(), FILE_BYTES_MAX)?.unwrap_or_default();
        let lines = bytes.split(|byte| *byte == b'\n');
        let digests =
            lines.filter_map(|line| str::from_utf8(line).ok().and_then(Digest::parse_hex)).collect();
        Ok(Self { digests })
    }

    /// Notes that a node has acknowledged these items, after it said so.
    ///
    /// # Errors
    ///
    /// [`SentError::File`] when the file cannot be written: the items are then sent once more.
    pub fn mark(&mut self, lock: &HomeLock, items: &[Digest]) -> Result<(), SentError> {
        let new: BTreeSet<Digest> =
            items.iter().filter(|digest| !self.digests.contains(digest)).copied().collect();
        if new.is_empty() {
            return Ok(());
        }
        let path = lock.home().sent_path();
        // The line break in front closes what a crash may have left unfinished.
        let mut lines = String::from("\n");
        for digest in &new {
            lines.push_str(&format!("{digest}\n"));
        }
        let mut file = durable::open_to_append(&path)?;
        file.seek(SeekFrom::End(0))
            .and_then(|_| file.write_all(lines.as_bytes()))
            .and_then(|()| file.sync_all())
            .map_err(|source| FileError::Write { path, source })?;
        self.digests.extend(new);
        Ok(())
    }

    /// The outbox: the items that no node has acknowledged, in the order of the record.
    pub fn unsent<'r>(&self, items: &'r Items) -> impl Iterator<Item = Item<'r>> {
        items.iter().filter(|item| !self.digests.contains(&item.digest))
    }
}

/// Why the list of acknowledged items could not be read or written.
#[derive(Debug, Error)]
pub enum SentError {
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

const FILE_BYTES_MAX: u64 = 1 << 30;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::super::record::Record;
    use super::*;

    fn locked_home() -> (tempfile::TempDir, HomeLock) {
        let folder = tempfile::tempdir().unwrap();
        let lock = Home::at(folder.path()).lock(Duration::ZERO).unwrap();
        (folder, lock)
    }

    /// What a new process finds to send.
    fn outbox(home: &Home) -> Vec<String> {
        let (items, sent) = (Items::read(home).unwrap(), Sent::read(home).unwrap());
        sent.unsent(&items).map(|item| String::from_utf8(item.bytes.to_vec()).unwrap()).collect()
    }

    fn digest(item: &str) -> Digest {
        Digest::of(&[item.as_bytes()])
    }

    #[test]
    fn an_item_is_unsent_until_it_is_written_as_sent() {
        let (_folder, lock) = locked_home();
        let home = lock.home();
        Record::open(&lock).unwrap().append(&[b"one", b"two", b"three"]).unwrap();
        // The process ends here, between appending and sending.
        assert_eq!(outbox(home), ["one", "two", "three"]);
        Sent::read(home).unwrap().mark(&lock, &[digest("two")]).unwrap();
        assert_eq!(outbox(home), ["one", "three"]);
        let mut sent = Sent::read(home).unwrap();
        sent.mark(&lock, &[digest("three"), digest("one"), digest("two")]).unwrap();
        assert!(outbox(home).is_empty());
        Record::open(&lock).unwrap().append(&[b"four"]).unwrap();
        assert_eq!(outbox(home), ["four"]);
    }

    #[test]
    fn a_mark_torn_at_any_byte_means_sending_again() {
        let (_folder, lock) = locked_home();
        let home = lock.home();
        Record::open(&lock).unwrap().append(&[b"one", b"two", b"three"]).unwrap();
        let mut sent = Sent::default();
        sent.mark(&lock, &[digest("one")]).unwrap();
        let before = fs::read(home.sent_path()).unwrap().len();
        sent.mark(&lock, &[digest("two")]).unwrap();
        let whole = fs::read(home.sent_path()).unwrap();
        for end in before..whole.len() {
            for zeros in [0, whole.len() - end] {
                fs::write(home.sent_path(), [&whole[..end], &vec![0; zeros]].concat()).unwrap();
                let found = outbox(home);
                // All digits and no line break is as good as whole.
                assert!(
                    found == ["two", "three"] || (found == ["three"] && end == whole.len() - 1),
                    "{end}: {found:?}"
                );
                Sent::read(home).unwrap().mark(&lock, &[digest("three")]).unwrap();
                assert!(!outbox(home).contains(&"three".to_owned()), "{end}");
                assert!(!outbox(home).contains(&"one".to_owned()), "{end}");
            }
        }
    }

    #[test]
    fn marking_again_writes_nothing() {
        let (_folder, lock) = locked_home();
        let mut sent = Sent::default();
        sent.mark(&lock, &[digest("one")]).unwrap();
        let length = fs::metadata(lock.home().sent_path()).unwrap().len();
        sent.mark(&lock, &[digest("one")]).unwrap();
        Sent::read(lock.home()).unwrap().mark(&lock, &[digest("one"), digest("one")]).unwrap();
        assert_eq!(fs::metadata(lock.home().sent_path()).unwrap().len(), length);
    }
}
