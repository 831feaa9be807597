//! Where a home lies: how it knows that it was restored from a backup, copied or moved.
//!
//! ```text
//! place.txt = when the file `lock` was made, and on Unix its number in the file system
//! ```
//! The lock file is made once and never replaced, and no copy of it has the same birth. So a home that comes from a
//! backup, or is one of two copies, is told apart without any node. It signs again once it has compared itself with one: its
//! device may have spoken since. A disk that is restored as a whole, as with a virtual machine, keeps all of this and
//! cannot be told apart here; then only the comparison, at the next command that reaches a node, shows it.

use std::fs::Metadata;

use super::durable::{self, FileError};
use super::{Home, HomeLock};
use crate::clock::since_epoch;

/// Whether the home lies where it signed last.
///
/// # Errors
///
/// [`FileError`] when the system does not tell.
pub fn is_known(lock: &HomeLock) -> Result<bool, FileError> {
    let written = durable::read(&lock.home().place_path(), FILE_BYTES_MAX)?;
    Ok(written == Some(here(lock.home())?.into_bytes()))
}

/// Notes that the home lies here: it is new, or it was compared with a node.
///
/// # Errors
///
/// [`FileError`] when the file cannot be written.
pub fn settle(lock: &HomeLock) -> Result<(), FileError> {
    durable::replace(&lock.home().place_path(), here(lock.home())?.as_bytes())
}

fn here(home: &Home) -> Result<String, FileError> {
    let path = home.lock_path();
    let metadata = std::fs::metadata(&path).map_err(|source| FileError::Read { path, source })?;
    // Not every file system knows when a file was made.
    let made = metadata.created().ok().and_then(since_epoch);
    let made = made.map_or_else(|| "-".to_owned(), |made| made.as_nanos().to_string());
    Ok(format!("{made} {}\n", number(&metadata)))
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> String {
    std::os::unix::fs::MetadataExt::ino(metadata).to_string()
}

#[cfg(not(unix))]
fn number(_metadata: &Metadata) -> String {
    "-".to_owned()
}

const FILE_BYTES_MAX: u64 = 200;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_home_knows_its_place_until_it_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("one"));
        let lock = home.lock(Duration::ZERO).unwrap();
        assert!(!is_known(&lock).unwrap(), "nobody settled here yet");
        settle(&lock).unwrap();
        assert!(is_known(&lock).unwrap());
        drop(lock);
        assert!(is_known(&home.lock(Duration::ZERO).unwrap()).unwrap(), "opened again");
        let copy = Home::at(folder.path().join("two"));
        copy.create().unwrap();
        for path in [Home::lock_path, Home::place_path] {
            std::fs::copy(path(&home), path(&copy)).unwrap();
        }
        assert!(!is_known(&copy.lock(Duration::ZERO).unwrap()).unwrap());
    }
}
