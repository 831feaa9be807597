//! The folder of a store: who holds it, and the index that is set aside in it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::StoreError;

/// Returns where the index is.
pub(super) fn index_path(folder: &Path) -> PathBuf {
    folder.join("index")
}

/// Moves an index out of the way, to be looked at; an earlier one that was kept so is deleted.
pub(super) fn set_aside(folder: &Path, index: &Path) -> Result<(), StoreError> {
    let mut number = 0;
    for entry in fs::read_dir(folder).map_err(|error| StoreError::io(folder, error))? {
        let entry = entry.map_err(|error| StoreError::io(folder, error))?;
        let name = entry.file_name();
        let kept = name.to_str().and_then(|name| name.strip_prefix(BROKEN)?.parse::<u32>().ok());
        if let Some(kept) = kept {
            number = number.max(kept);
            remove(&entry.path())?;
        }
    }
    let broken = folder.join(format!("{BROKEN}{}", number.saturating_add(1)));
    match fs::rename(index, &broken) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome.map_err(|error| StoreError::io(index, error)),
    }
}

fn remove(path: &Path) -> Result<(), StoreError> {
    let outcome = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    outcome.map_err(|error| StoreError::io(path, error))
}

/// Takes the folder for this process, until the file is closed.
pub(super) fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let open = || OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    let file = open().map_err(|error| StoreError::io(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: folder.to_path_buf() }),
        Err(TryLockError::Error(error)) => Err(StoreError::io(&path, error)),
    }
}

/// Whether a node uses the folder.
pub(super) fn is_in_use(folder: &Path) -> bool {
    match File::open(folder.join("lock")) {
        Ok(file) => matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)),
        Err(_) => false,
    }
}

/// Makes the names of new and deleted files durable.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    let sync = || File::open(folder)?.sync_all();
    sync().map_err(|error| StoreError::io(folder, error))
}

/// How a folder is named that holds an index set aside, before the number.
const BROKEN: &str = "index.broken-";
