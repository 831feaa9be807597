//! The home of one person's `hanse`: keys, record, outbox, anchors, marks and settings.
//!
//! ```text
//! ~/.hanse/
//!   lock             held while anything here is signed or written
//!   keys.json        the device's and the organisation's secrets, encrypted
//!   record.cborseq   every item of the own organisation that this home knows
//!   sent.txt         which of them a node has acknowledged; the rest is the outbox
//!   anchors.toml     whom the verifier trusts; edited by hand as well
//!   marks.json       the newest word of each organisation that was seen
//!   settings.toml    nodes, the own organisation, names of devices; edited by hand as well
//!   searches.json    searches by name
//!   place.txt        where the home lies, so that a restored or copied one is noticed
//! ```
//! Reading takes a [`Home`] and no lock; writing takes a [`HomeLock`]. No file name tells whose home it is.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use thiserror::Error;

pub mod durable;
pub mod lock;
pub mod place;
pub mod random;
pub mod passphrase;
pub mod keys;
pub mod words;
pub mod bodies;
pub mod record;
pub mod sent;
pub mod toml_file;
pub mod anchors;
pub mod marks;
pub mod settings;
pub mod searches;

pub use lock::{HomeLock, LockError};

/// A home folder; it need not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// Names a home folder and touches nothing.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Names the home of whoever runs this: `$HANSE_HOME`, else `.hanse` in the platform's home folder.
    ///
    /// # Errors
    ///
    /// [`HomeError::Nowhere`] when there is neither.
    pub fn of_this_person() -> Result<Self, HomeError> {
        Self::locate(std::env::var_os("HANSE_HOME"), std::env::home_dir())
    }

    fn locate(hanse_home: Option<OsString>, platform_home: Option<PathBuf>) -> Result<Self, HomeError> {
        let named = hanse_home.filter(|path| !path.is_empty()).map(PathBuf::from);
        let platform = platform_home.filter(|path| !path.as_os_str().is_empty());
        named.or_else(|| platform.map(|path| path.join(".hanse"))).map(Self::at).ok_or(HomeError::Nowhere)
    }

    /// Makes the folder, for nobody else to enter where the platform knows such modes.
    ///
    /// # Errors
    ///
    /// [`HomeError::Create`] when the folder cannot be made.
    pub fn create(&self) -> Result<(), HomeError> {
        let mut folder = std::fs::DirBuilder::new();
        folder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.create(&self.root).map_err(|source| HomeError::Create { path: self.root.clone(), source })
    }

    /// Makes the home if need be and takes its lock, waiting at most `patience` for whoever holds it.
    ///
    /// # Errors
    ///
    /// [`LockError`] when another `hanse` keeps the lock, or the folder or file cannot be made.
    pub fn lock(&self, patience: Duration) -> Result<HomeLock, LockError> {
        HomeLock::take(self, patience)
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The lock file; it stays empty.
    #[must_use]
    pub fn lock_path(&self) -> PathBuf {
        self.root.join("lock")
    }

    /// Where the home lies.
    #[must_use]
    pub fn place_path(&self) -> PathBuf {
        self.root.join("place.txt")
    }

    /// The secrets.
    #[must_use]
    pub fn keys_path(&self) -> PathBuf {
        self.root.join("keys.json")
    }

    /// The record of the own organisation.
    #[must_use]
    pub fn record_path(&self) -> PathBuf {
        self.root.join("record.cborseq")
    }

    /// What the own documents of persons say.
    #[must_use]
    pub fn bodies_path(&self) -> PathBuf {
        self.root.join("bodies")
    }

    /// The list of acknowledged items.
    #[must_use]
    pub fn sent_path(&self) -> PathBuf {
        self.root.join("sent.txt")
    }

    /// The verifier's anchors.
    #[must_use]
    pub fn anchors_path(&self) -> PathBuf {
        self.root.join("anchors.toml")
    }

    /// The high-water marks.
    #[must_use]
    pub fn marks_path(&self) -> PathBuf {
        self.root.join("marks.json")
    }

    /// The searches that are kept.
    #[must_use]
    pub fn searches_path(&self) -> PathBuf {
        self.root.join("searches.json")
    }

    /// The settings.
    #[must_use]
    pub fn settings_path(&self) -> PathBuf {
        self.root.join("settings.toml")
    }
}

/// Why there is no home folder.
#[derive(Debug, Error)]
pub enum HomeError {
    /// Neither `HANSE_HOME` nor the platform names a folder.
    #[error("no home folder is known; set HANSE_HOME to a folder of your own")]
    Nowhere,
    /// The folder cannot be made.
    #[error("the home folder {} cannot be made; set HANSE_HOME to a folder you may write to", path.display())]
    Create {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hanse_home_comes_before_the_platforms_home() {
        let platform = || Some(PathBuf::from("person"));
        assert_eq!(
            Home::locate(Some("elsewhere".into()), platform()).unwrap().root(),
            Path::new("elsewhere")
        );
        let by_default = Home::locate(None, platform()).unwrap();
        assert_eq!(by_default.root(), Path::new("person").join(".hanse"));
        assert_eq!(Home::locate(Some("".into()), platform()).unwrap(), by_default);
        assert!(matches!(Home::locate(None, None), Err(HomeError::Nowhere)));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_enters_the_home() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("deep/home"));
        home.create().unwrap();
        assert_eq!(std::fs::metadata(home.root()).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
