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

fn path(home: &Home, id: &Digest) -> PathBuf {
    home.bodies_path().join(id.to_string())
}
