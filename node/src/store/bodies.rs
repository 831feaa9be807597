//! The bodies of entries that can be erased: one file each, so that a single one can be destroyed.
//!
//! ```text
//! bodies/ab/cd/abcd…         the body of entry abcd…
//! erased/0001780000000000-abcd…   one that is hidden, and destroyed once that time (ms) is past
//! ```
//! The name says all: whatever a crash interrupts is taken up by the next sweep. To destroy a file is to unlink it; whether
//! the medium still holds its bytes is not in our hands.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use protocol::digest::Digest;
use protocol::entry::BODY_BYTES_MAX;
use protocol::time::Timestamp;

use super::StoreError;
use super::folder::sync_folder;

#[cfg(test)]
mod tests;

/// The two folders.
pub(super) struct Bodies {
    bodies: PathBuf,
    erased: PathBuf,
    /// Erased, but the disk did not let them be moved yet.
    unmoved: BTreeSet<Digest>,
}

impl Bodies {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { bodies: folder.join("bodies"), erased: folder.join("erased"), unmoved: BTreeSet::new() }
    }

    /// Writes the bodies that are not there; returns after the disk has them, with the ids of those it wrote.
    ///
    /// On failure none of them is left.
    pub(super) fn write(&self, bodies: &[(Digest, &[u8])]) -> Result<Vec<Digest>, StoreError> {
        let mut written = Vec::new();
        for (id, body) in bodies {
            if self.read(id)?.is_some_and(|there| there == *body) {
                continue;
            }
            written.push(*id);
            if let Err(error) = self.write_one(id, body) {
                self.remove(&written);
                return Err(error);
            }
        }
        Ok(written)
    }

    fn write_one(&self, id: &Digest, body: &[u8]) -> Result<(), StoreError> {
        let path = self.path(id);
        let folder = path.parent().unwrap_or(&self.bodies);
        if !folder.is_dir() {
            fs::create_dir_all(folder).map_err(|error| StoreError::io(folder, error))?;
            for above in folder.ancestors().skip(1).take(3) {
                sync_folder(above)?;
            }
        }
        let write = || {
            let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&path)?;
            file.write_all(body)?;
            file.sync_all()
        };
        write().map_err(|error| StoreError::io(&path, error))?;
        sync_folder(folder)
    }

    /// Takes back what was written for items that could not be recorded.
    pub(super) fn remove(&self, ids: &[Digest]) {
        for path in ids.iter().map(|id| self.path(id)) {
            if let Err(error) = unlink(&path) {
                tracing::warn!(%error, "a body without its entry is removed at the next start");
            }
        }
    }

    /// Reads a body; `None` when there is none, or it is erased. Whether it is the right one is not looked at.
    pub(super) fn read(&self, id: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        if self.unmoved.contains(id) { Ok(None) } else { read_body(&self.path(id)) }
    }

    /// Whether there is a file for a body.
    pub(super) fn has(&self, id: &Digest) -> bool {
        self.path(id).is_file()
    }

    /// Hides bodies at once, to be destroyed when `due` is past. What the disk does not let happen now is tried again by
    /// every sweep, and hidden all the same.
    pub(super) fn hide(&mut self, ids: impl IntoIterator<Item = Digest>, due: Timestamp) {
        self.unmoved.extend(ids);
        if let Err(error) = self.move_erased(due) {
            tracing::error!(%error, "bodies of erased documents could not be moved yet; they are hidden until then");
        }
    }

    fn move_erased(&mut self, due: Timestamp) -> Result<(), StoreError> {
        if self.unmoved.is_empty() {
            return Ok(());
        }
        if !self.erased.is_dir() {
            fs::create_dir_all(&self.erased).map_err(|error| StoreError::io(&self.erased, error))?;
            if let Some(above) = self.erased.parent() {
                sync_folder(above)?;
            }
        }
        let mut left = BTreeSet::new();
        for id in &self.unmoved {
            let from = self.path(id);
            let to = self.erased.join(format!("{:016}-{id}", due.as_millis()));
            match fs::rename(&from, &to) {
                Ok(()) => left.extend(from.parent().map(Path::to_owned)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(StoreError::io(&from, error)),
            }
        }
        sync_folder(&self.erased)?;
        left.iter().try_for_each(|folder| sync_folder(folder))?;
        self.unmoved.clear();
        Ok(())
    }

    /// Destroys the hidden bodies whose time is past; says how many.
    pub(super) fn sweep(&mut self, now: Timestamp) -> Result<usize, StoreError> {
        self.move_erased(now)?;
        let mut destroyed = 0;
        for (due, _, path) in self.hidden()? {
            if due <= now.as_millis() {
                unlink(&path)?;
                destroyed += 1;
            }
        }
        if destroyed > 0 {
            sync_folder(&self.erased)?;
        }
        Ok(destroyed)
    }

    /// The hidden bodies that are not destroyed yet.
    pub(super) fn hidden_ids(&self) -> Result<BTreeSet<Digest>, StoreError> {
        Ok(self.hidden()?.into_iter().map(|(_, id, _)| id).collect())
    }

    /// Takes a hidden body back, if it is not destroyed yet.
    pub(super) fn take_back(&mut self, id: &Digest) -> Result<Option<Vec<u8>>, StoreError> {
        self.unmoved.remove(id);
        for (_, hidden, path) in self.hidden()? {
            if hidden == *id
                && let Some(body) = read_body(&path)?
            {
                self.write(&[(*id, &body)])?;
                unlink(&path)?;
                sync_folder(&self.erased)?;
            }
        }
        read_body(&self.path(id))
    }

    fn hidden(&self) -> Result<Vec<(u64, Digest, PathBuf)>, StoreError> {
        let mut hidden = Vec::new();
        for path in list(&self.erased)? {
            let name = path.file_name().and_then(|name| name.to_str());
            let parts = name.and_then(|name| name.split_once('-'));
            let parsed = parts.and_then(|(due, id)| Some((due.parse().ok()?, Digest::parse_hex(id)?)));
            hidden.extend(parsed.map(|(due, id)| (due, id, path)));
        }
        Ok(hidden)
    }

    /// The entries that have a file here.
    pub(super) fn ids(&self) -> Result<BTreeSet<Digest>, StoreError> {
        let mut ids = BTreeSet::new();
        for first in list(&self.bodies)? {
            for second in list(&first)? {
                let names =
                    list(&second)?.into_iter().filter_map(|path| path.file_name().map(ToOwned::to_owned));
                ids.extend(names.filter_map(|name| Digest::parse_hex(name.to_str()?)));
            }
        }
        Ok(ids)
    }

    fn path(&self, id: &Digest) -> PathBuf {
        let hex = id.to_string();
        self.bodies.join(&hex[..2]).join(&hex[2..4]).join(&hex)
    }
}

fn read_body(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    let mut body = Vec::new();
    let read = |body: &mut Vec<u8>| File::open(path)?.take(BODY_BYTES_MAX as u64 + 1).read_to_end(body);
    match read(&mut body) {
        Ok(_) => Ok(Some(body)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(path, error)),
    }
}

fn unlink(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io(path, error)),
        _ => Ok(()),
    }
}

/// What stands in a folder; nothing when there is no such folder.
fn list(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        outcome => outcome.map_err(|error| StoreError::io(folder, error))?,
    };
    entries.map(|entry| Ok(entry.map_err(|error| StoreError::io(folder, error))?.path())).collect()
}
