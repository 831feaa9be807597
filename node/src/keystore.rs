//! The node's libp2p identity key: a file that is made once and kept.
//!
//! Whoever holds the file can pose as the node, so only its owner may read it. Losing it gives the
//! node another PeerId and nothing worse: nothing in the directory is signed with it.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use libp2p::identity::Keypair;
use thiserror::Error;

/// Reads the node's key from the folder, or makes one there when there is none.
///
/// Two programs that start at once agree on one key: the file appears whole or not at all, and
/// never replaces another.
///
/// # Errors
///
/// [`KeystoreError`] when the file cannot be read, written or understood, or others may read it.
pub fn node_key(folder: &Path) -> Result<Keypair, KeystoreError> {
    let path = folder.join(FILE_NAME);
    match read(&path) {
        Err(KeystoreError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            create(folder, &path)?;
            read(&path)
        }
        read => read,
    }
}

/// Why the node's key is not at hand.
#[derive(Debug, Error)]
pub enum KeystoreError {
    /// The file is there and cannot be read.
    #[error("the node's key {} cannot be read", path.display())]
    Read {
        /// The key file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file could not be made.
    #[error("the node's key {} cannot be written", path.display())]
    Write {
        /// The key file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others than the owner may read or write the file.
    #[error("the node's key {} is open to others; run `chmod 600` on it", path.display())]
    OpenToOthers {
        /// The key file.
        path: PathBuf,
    },
    /// The file holds no key.
    #[error("{} holds no node key; restore it from a backup, or move it away to get a new one", path.display())]
    NotAKey {
        /// The key file.
        path: PathBuf,
    },
}

fn read(path: &Path) -> Result<Keypair, KeystoreError> {
    let failed = |source| KeystoreError::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    if is_open_to_others(&file.metadata().map_err(failed)?) {
        return Err(KeystoreError::OpenToOthers { path: path.to_owned() });
    }
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes).map_err(failed)?;
    Keypair::from_protobuf_encoding(&bytes).map_err(|_| KeystoreError::NotAKey { path: path.to_owned() })
}

fn create(folder: &Path, path: &Path) -> Result<(), KeystoreError> {
    let failed = |source| KeystoreError::Write { path: path.to_owned(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let bytes = Keypair::generate_ed25519().to_protobuf_encoding().expect("an Ed25519 key has an encoding");
    // A temporary file is made with mode 0600 on Unix and keeps it.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(&bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => {}
        // Another program was faster: its key is the node's.
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(failed(error.error)),
    }
    // The name must be on disk as well as the bytes.
    #[cfg(unix)]
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    Ok(())
}

#[cfg(unix)]
fn is_open_to_others(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o077 != 0
}

/// Elsewhere the folder's own access list decides.
#[cfg(not(unix))]
fn is_open_to_others(_metadata: &fs::Metadata) -> bool {
    false
}

const FILE_NAME: &str = "node.key";
/// An Ed25519 key takes 68 bytes.
const FILE_BYTES_MAX: u64 = 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("node");
        let first = node_key(&home).unwrap().public().to_peer_id();
        assert_eq!(node_key(&home).unwrap().public().to_peer_id(), first);
        assert_eq!(fs::read_dir(&home).unwrap().count(), 1, "a temporary file was left behind");
    }

    #[test]
    fn programs_that_start_at_once_agree_on_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let peers: Vec<_> = std::thread::scope(|scope| {
            let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| node_key(folder.path()).unwrap())).collect();
            starts.into_iter().map(|start| start.join().unwrap().public().to_peer_id()).collect()
        });
        assert!(peers.iter().all(|peer| *peer == peers[0]));
    }

    #[test]
    fn a_file_that_is_no_key_is_refused_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        node_key(folder.path()).unwrap();
        let path = folder.path().join(FILE_NAME);
        fs::write(&path, b"no key").unwrap();
        assert!(matches!(node_key(folder.path()), Err(KeystoreError::NotAKey { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"no key");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_key() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        node_key(folder.path()).unwrap();
        let path = folder.path().join(FILE_NAME);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(node_key(folder.path()), Err(KeystoreError::OpenToOthers { .. })));
    }
}
