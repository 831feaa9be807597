//! Files that survive a crash: read within a bound, replaced as a whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Reads a whole file, or returns `None` when there is none.
///
/// # Errors
///
/// [`FileError::TooLarge`] over the limit, [`FileError::Read`] when the system refuses.
pub fn read(path: &Path, limit_bytes: u64) -> Result<Option<Vec<u8>>, FileError> {
    let refused = |source| FileError::Read { path: path.to_owned(), source };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(refused(error)),
    };
    let too_large = || FileError::TooLarge { path: path.to_owned(), limit_bytes };
    if file.metadata().map_err(refused)?.len() > limit_bytes {
        return Err(too_large());
    }
    // The file may grow while it is read, and a device has no length: the bound holds there too.
    let mut bytes = Vec::new();
    file.take(limit_bytes + 1).read_to_end(&mut bytes).map_err(refused)?;
    if bytes.len() as u64 > limit_bytes { Err(too_large()) } else { Ok(Some(bytes)) }
}

/// Replaces a file, or makes it: afterwards it holds these bytes, or after a crash what it held before.
///
/// Only its owner may read it where the platform knows such modes.
///
/// # Errors
///
/// [`FileError::Write`] when the system refuses; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let refused = |source| FileError::Write { path: path.to_owned(), source };
    let folder = folder_of(path);
    let mut making = tempfile::Builder::new();
    making.prefix(".new-");
    #[cfg(unix)]
    making.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    let mut new = making.tempfile_in(folder).map_err(refused)?;
    new.write_all(bytes).and_then(|()| new.as_file().sync_all()).map_err(refused)?;
    new.persist(path).map_err(|error| refused(error.error))?;
    sync_folder(folder).map_err(refused)
}

/// Replaces a file, or makes it, with what is written piece by piece; when `write` says no, the file stays as it was.
///
/// Everybody may read it whom the system lets read new files.
///
/// # Errors
///
/// [`FileError::Write`] when the system refuses; the file is then as it was.
pub fn replace_with(
    path: &Path,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<bool>,
) -> Result<(), FileError> {
    let refused = |source| FileError::Write { path: path.to_owned(), source };
    let folder = folder_of(path);
    let mut making = tempfile::Builder::new();
    making.prefix(".new-");
    #[cfg(unix)]
    making.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut new = making.tempfile_in(folder).map_err(refused)?;
    if !write(&mut new).map_err(refused)? {
        return Ok(());
    }
    new.as_file().sync_all().map_err(refused)?;
    new.persist(path).map_err(|error| refused(error.error))?;
    sync_folder(folder).map_err(refused)
}

/// Opens a file for appending, and makes it if need be so that it will still be there after a crash.
///
/// # Errors
///
/// [`FileError::Write`] when the system refuses.
pub fn open_to_append(path: &Path) -> Result<File, FileError> {
    let refused = |source| FileError::Write { path: path.to_owned(), source };
    let mut opening = fs::OpenOptions::new();
    opening.read(true).write(true);
    match opening.open(path) {
        Ok(file) => return Ok(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(refused(error)),
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opening, 0o600);
    let file = opening.create(true).truncate(false).open(path).map_err(refused)?;
    sync_folder(folder_of(path)).map_err(refused)?;
    Ok(file)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes a rename or a new name last; only Unix opens a folder for that.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix, where it can fail")]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Why a file could not be read or written.
#[derive(Debug, Error)]
pub enum FileError {
    /// The system refused to read.
    #[error("{} cannot be read; check that it is yours to read", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is longer than anything `hanse` writes there.
    #[error("{} is longer than {limit_bytes} bytes; restore it from a backup or move it away", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit.
        limit_bytes: u64,
    },
    /// The system refused to write.
    #[error("{} cannot be written; check the rights of its folder and the space on the disk", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit_and_not_beyond() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        assert!(read(&path, 4).unwrap().is_none());
        replace(&path, b"four").unwrap();
        assert_eq!(read(&path, 4).unwrap().unwrap(), b"four");
        assert!(matches!(read(&path, 3), Err(FileError::TooLarge { limit_bytes: 3, .. })));
    }

    #[test]
    fn replacing_leaves_no_other_file_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        replace(&path, b"old").unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_not_written_to_its_end_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        replace(&path, b"old").unwrap();
        let half = |out: &mut dyn io::Write| out.write_all(b"ne").map(|()| false);
        replace_with(&path, half).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert!(replace_with(&path, |_| Err(io::ErrorKind::StorageFull.into())).is_err());
        replace_with(&path, |out| out.write_all(b"new").map(|()| true)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_replaced_is_named_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("taken");
        fs::create_dir(&path).unwrap();
        let error = replace(&path, b"new").unwrap_err();
        assert!(error.to_string().contains("taken"), "{error}");
        assert!(path.is_dir());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
