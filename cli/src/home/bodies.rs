//! What the home's own documents of persons say, one file each, so that it can be destroyed.
//!
//! ```text
//! bodies/abcd…      the body of the entry abcd…; the record holds that entry without it
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use protocol::digest::Digest;
use protocol::entry::BODY_BYTES_MAX;

use super::Home;
use super::durable::{self, FileError};

/// Writes a body. When it returns it is on the disk.
///
/// # Errors
///
/// [`FileError`].
pub fn keep(home: &Home, id: &Digest, body: &[u8]) -> Result<(), FileError> {
    let folder = home.bodies_path();
    if !folder.is_dir() {
        let made = fs::create_dir(&folder).and_then(|()| durable::sync_folder(home.root()));
        made.map_err(|source| FileError::Write { path: folder.clone(), source })?;
    }
    durable::replace(&path(home, id), body)
}

/// Reads a body.
///
/// # Errors
///
/// [`FileError`].
pub fn read(home: &Home, id: &Digest) -> Result<Option<Vec<u8>>, FileError> {
    durable::read(&path(home, id), BODY_BYTES_MAX as u64)
}

/// Destroys bodies. When it returns no name leads to them; whether the medium still holds the bytes is not in our hands.
///
/// # Errors
///
/// [`FileError`].
pub fn destroy(home: &Home, ids: &BTreeSet<Digest>) -> Result<(), FileError> {
    let folder = home.bodies_path();
    if ids.is_empty() || !folder.is_dir() {
        return Ok(());
    }
    for path in ids.iter().map(|id| path(home, id)) {
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                return Err(FileError::Write { path, source });
            }
            _ => {}
        }
    }
    durable::sync_folder(&folder).map_err(|source| FileError::Write { path: folder, source })
}

/// Removes what a crash left here: bodies, whole or half written, of entries that are not recorded.
///
/// # Errors
///
/// [`FileError`].
pub fn sweep(home: &Home, recorded: &BTreeSet<Digest>) -> Result<(), FileError> {
    let folder = home.bodies_path();
    let refused = |source| FileError::Write { path: folder.clone(), source };
    let files = match fs::read_dir(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        outcome => outcome.map_err(refused)?,
    };
    for file in files {
        let file = file.map_err(refused)?;
        let id = file.file_name().to_str().and_then(Digest::parse_hex);
        if !id.is_some_and(|id| recorded.contains(&id)) {
            fs::remove_file(file.path()).map_err(refused)?;
        }
    }
    Ok(())
}

fn path(home: &Home, id: &Digest) -> PathBuf {
    home.bodies_path().join(id.to_string())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::home::record::Record;

    #[test]
    fn what_a_crash_left_of_bodies_is_removed_when_the_record_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let lock = home.lock(Duration::ZERO).unwrap();
        keep(&home, &Digest::of(&[b"never recorded"]), b"a name").unwrap();
        fs::write(home.bodies_path().join(".new-1"), b"half a na").unwrap();
        drop(Record::open(&lock).unwrap());
        assert_eq!(fs::read_dir(home.bodies_path()).unwrap().count(), 0);
    }

    #[test]
    fn a_body_is_read_back_until_it_is_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let id = Digest::of(&[b"an entry"]);
        keep(&home, &id, b"a name").unwrap();
        assert_eq!(read(&home, &id).unwrap(), Some(b"a name".to_vec()));
        destroy(&home, &BTreeSet::from([id])).unwrap();
        destroy(&home, &BTreeSet::from([id])).unwrap();
        assert_eq!(read(&home, &id).unwrap(), None);
    }
}
