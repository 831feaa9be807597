//! What can go wrong with the store, and what to do then.

use std::io;
use std::path::{Path, PathBuf};

use protocol::digest::Digest;
use thiserror::Error;

use super::IndexFault;
#[cfg(doc)]
use super::Store;
use super::segment::ITEM_BYTES_MAX;

/// Why the store could not do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Another process has the folder open.
    #[error("{path} is in use by another node: stop it, or name another folder for this one")]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The disk or the quota is exhausted.
    #[error("no room to write {path}: free disk space or raise the quota")]
    DiskFull {
        /// What was written.
        path: PathBuf,
    },
    /// A write failed earlier, and [`Store::recover`] has not succeeded since.
    #[error("{path} is read-only since a write failed: free disk space or repair the disk")]
    ReadOnly {
        /// The folder.
        path: PathBuf,
    },
    /// The item is longer than [`ITEM_BYTES_MAX`].
    #[error("item {id} has {bytes} bytes, more than the {ITEM_BYTES_MAX} an item may have")]
    TooLong {
        /// The item.
        id: Digest,
        /// Its length.
        bytes: usize,
    },
    /// The item was stored, but its bytes have changed on disk since. The next [`Store::append`] or
    /// [`Store::recover`] forgets it, so that it can be stored again.
    #[error("item {id} is damaged in {path} at offset {offset}: check the disk")]
    Damaged {
        /// The item.
        id: Digest,
        /// The segment.
        path: PathBuf,
        /// Where in the segment the item begins.
        offset: u64,
    },
    /// A later version of the node wrote the record.
    #[error("{path} has format {version}, which this version of the node cannot read: use a later one")]
    Newer {
        /// The segment.
        path: PathBuf,
        /// Its format.
        version: u32,
    },
    /// The index cannot be built, for a reason other than a full disk.
    #[error("the index {path} cannot be built: check the disk, or delete this folder and restart the node")]
    Index {
        /// The index.
        path: PathBuf,
        /// What stood in the way.
        source: IndexFault,
    },
    /// The operating system refused.
    #[error("cannot read or write {path}: check the disk and the permissions")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Its answer.
        source: io::Error,
    },
}

impl StoreError {
    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        if is_full(&source) { Self::DiskFull { path } } else { Self::Io { path, source } }
    }
}

fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}
