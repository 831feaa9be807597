//! Whom this node carries: what its operator wrote down, and what follows for each item that comes.
//!
//! The choice stands in `carrying.toml` in the data folder. `hanse-node carry`, `host`, `sponsor` and `block` change it, under
//! a lock and all at once; a running node looks at it twice a second ([`crate::steward`]).

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use protocol::carrying::{Mode, Policy};
use protocol::digest::Digest;
use protocol::item::Item;
use protocol::organisation::{Host, OrganisationError, OrganisationId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::net::shelf::Carried;

/// What the operator chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whom to carry.
    pub policy: Policy,
    /// How many items the node keeps of one organisation; of hosted ones and sponsors any number.
    pub organisation_items_max: u64,
    /// The same for their bytes.
    pub organisation_bytes_max: u64,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            policy: Policy::default(),
            organisation_items_max: ORGANISATION_ITEMS_MAX,
            organisation_bytes_max: ORGANISATION_BYTES_MAX,
        }
    }
}

/// A choice, and the digest of the file in which it stands.
#[derive(Clone, Debug)]
pub struct Written {
    /// What was chosen.
    pub choice: Choice,
    /// SHA-256 of the file; of nothing when there is none.
    pub file: Digest,
}

impl Choice {
    /// Reads the choice of a data folder; where nothing is written, the default.
    ///
    /// # Errors
    ///
    /// [`CarryingError`] names the file and what is wrong in it.
    pub fn read(folder: &Path) -> Result<Written, CarryingError> {
        let path = folder.join(FILE_NAME);
        let bytes = match File::open(&path) {
            Ok(file) => {
                let mut bytes = Vec::new();
                let read = file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes);
                read.map_err(|source| CarryingError::Io { path: path.clone(), source })?;
                bytes
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(source) => return Err(CarryingError::Io { path, source }),
        };
        if bytes.len() as u64 > FILE_BYTES_MAX {
            return Err(CarryingError::TooLong { path });
        }
        let document: Document = toml::from_slice(&bytes)
            .map_err(|error| CarryingError::Toml { path, source: Box::new(error) })?;
        Ok(Written { choice: document.parse()?, file: Digest::of(&[&bytes]) })
    }

    /// Changes the choice of a data folder, while nobody else does.
    ///
    /// # Errors
    ///
    /// [`CarryingError`]; the file is as it was then.
    pub fn change(folder: &Path, change: impl FnOnce(&mut Self)) -> Result<Written, CarryingError> {
        let path = folder.join(FILE_NAME);
        let failed = |source| CarryingError::Io { path: path.clone(), source };
        let lock = folder.join(LOCK_NAME);
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(lock).map_err(failed)?;
        lock.lock().map_err(failed)?;
        let before = Self::read(folder)?;
        let mut choice = before.choice.clone();
        change(&mut choice);
        if choice == before.choice {
            return Ok(before);
        }
        let text =
            toml::to_string_pretty(&Document::of(&choice)).expect("lists of texts and numbers are TOML");
        let write = || {
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(text.as_bytes())?;
            // It holds no secret, and the node may run as another user than the operator.
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
            }
            file.as_file().sync_all()?;
            file.persist(&path)?;
            Ok(())
        };
        write().map_err(failed)?;
        Ok(Written { choice, file: Digest::of(&[text.as_bytes()]) })
    }
}

/// What an item must meet to be taken in here. To decline it says nothing about its verdict.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Whom the node carries now.
    pub carried: Carried,
    /// What its operator chose.
    pub choice: Choice,
    /// The domain name of the node.
    pub host: Option<Host>,
}

impl Terms {
    /// Why an item of an organisation of which so many items and bytes are held is not taken in; `None` when it may be.
    #[must_use]
    pub fn decline(&self, item: &Item, items: u64, bytes: u64) -> Option<NotCarried> {
        let organisation = item.organisation();
        let policy = &self.choice.policy;
        if !self.carried.includes(&organisation) {
            return Some(if policy.blocked.contains(&organisation) {
                NotCarried::Blocked { organisation }
            } else if self.is_named_as_host(item) {
                NotCarried::NotHosted { organisation }
            } else {
                NotCarried::NotVouched { organisation }
            });
        }
        let (items_max, bytes_max) = (self.choice.organisation_items_max, self.choice.organisation_bytes_max);
        let is_full = items >= items_max || bytes >= bytes_max;
        (is_full && !policy.is_chosen(&organisation)).then_some(NotCarried::Full {
            organisation,
            items_max,
            bytes_max,
        })
    }

    fn is_named_as_host(&self, item: &Item) -> bool {
        match item {
            Item::Line(line) => self.host.as_ref() == Some(&line.document().host),
            Item::Entry(_) => false,
        }
    }
}

/// Why this node does not take an organisation's item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotCarried {
    /// The operator blocked it.
    #[error(
        "the operator of this node does not carry {organisation}: publish to another node, or ask the operator"
    )]
    Blocked {
        /// Whose item it is.
        organisation: OrganisationId,
    },
    /// Nobody whom the node trusts with it speaks for it.
    #[error(
        "this node carries only whom it hosts and whom its sponsors vouch for: ask a sponsor to vouch for the \
         organisation, or the agency that runs this node to host it, by `hanse-node host add {organisation}`; then publish again"
    )]
    NotVouched {
        /// Whose item it is.
        organisation: OrganisationId,
    },
    /// It names this node as its host without having asked.
    #[error(
        "the organisation names this node as its host, and the agency that runs it has not agreed: ask that agency to \
         enter `hanse-node host add {organisation}`, then publish again"
    )]
    NotHosted {
        /// Whose item it is.
        organisation: OrganisationId,
    },
    /// As much is held of it as the operator allows.
    #[error(
        "this node keeps at most {items_max} items and {bytes_max} bytes of {organisation}, which are there: ask the agency \
         that runs it to host the organisation, or to raise the limits in carrying.toml"
    )]
    Full {
        /// Whose item it is.
        organisation: OrganisationId,
        /// The limit of items.
        items_max: u64,
        /// The limit of bytes.
        bytes_max: u64,
    },
}

/// `carrying.toml`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Document {
    mode: Carries,
    per_voucher_max: usize,
    organisation_items_max: u64,
    organisation_bytes_max: u64,
    sponsors: Vec<String>,
    hosted: Vec<String>,
    blocked: Vec<String>,
}

/// The word for a mode, in the file and on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Carries {
    /// Every organisation with standing
    All,
    /// Sponsors, whom they vouch for, and hosted organisations
    Vouched,
}

impl From<Carries> for Mode {
    fn from(word: Carries) -> Self {
        match word {
            Carries::All => Self::All,
            Carries::Vouched => Self::Vouched,
        }
    }
}

impl From<Mode> for Carries {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::All => Self::All,
            Mode::Vouched => Self::Vouched,
        }
    }
}

impl Default for Document {
    fn default() -> Self {
        Self::of(&Choice::default())
    }
}

impl Document {
    fn of(choice: &Choice) -> Self {
        let Policy { mode, sponsors, hosted, blocked, per_voucher_max } = &choice.policy;
        let list = |set: &BTreeSet<OrganisationId>| set.iter().map(ToString::to_string).collect();
        Self {
            mode: (*mode).into(),
            per_voucher_max: *per_voucher_max,
            organisation_items_max: choice.organisation_items_max,
            organisation_bytes_max: choice.organisation_bytes_max,
            sponsors: list(sponsors),
            hosted: list(hosted),
            blocked: list(blocked),
        }
    }

    fn parse(self) -> Result<Choice, CarryingError> {
        let set = |list: &'static str, texts: Vec<String>| {
            let parse = |text: String| {
                OrganisationId::parse(&text).map_err(|source| CarryingError::Organisation {
                    list,
                    text,
                    source,
                })
            };
            texts.into_iter().map(parse).collect::<Result<BTreeSet<_>, _>>()
        };
        let blocked = set("blocked", self.blocked)?;
        if blocked.len() > BLOCKED_MAX {
            return Err(CarryingError::TooManyBlocked);
        }
        Ok(Choice {
            policy: Policy {
                mode: self.mode.into(),
                sponsors: set("sponsors", self.sponsors)?,
                hosted: set("hosted", self.hosted)?,
                blocked,
                per_voucher_max: self.per_voucher_max,
            },
            organisation_items_max: self.organisation_items_max,
            organisation_bytes_max: self.organisation_bytes_max,
        })
    }
}

/// Why a choice cannot be read or written.
#[derive(Debug, Error)]
pub enum CarryingError {
    /// The file.
    #[error("{} cannot be read or written", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file is longer than any list needs.
    #[error("{} is longer than {FILE_BYTES_MAX} bytes; take out what is not needed", path.display())]
    TooLong {
        /// Which file.
        path: PathBuf,
    },
    /// The file is no TOML of this form.
    #[error("{} is not as it must be; docs/operate.md shows every field", path.display())]
    Toml {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A line of a list names no organisation.
    #[error("`{text}` under {list} in {FILE_NAME}")]
    Organisation {
        /// Which list.
        list: &'static str,
        /// What stands there.
        text: String,
        /// Why it is none.
        source: OrganisationError,
    },
    /// More are blocked than another node can be told of.
    #[error(
        "{FILE_NAME} blocks more than {BLOCKED_MAX} organisations; carry only whom sponsors vouch for instead"
    )]
    TooManyBlocked,
}

/// Of one organisation that is neither hosted nor a sponsor: ten times what a national register lists.
const ORGANISATION_ITEMS_MAX: u64 = 2_000_000;
const ORGANISATION_BYTES_MAX: u64 = 4 << 30;
const BLOCKED_MAX: usize = protocol::message::LISTED_MAX as usize;
const FILE_BYTES_MAX: u64 = 32 << 20;
/// The file's name in the data folder.
pub const FILE_NAME: &str = "carrying.toml";
const LOCK_NAME: &str = "carrying.lock";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let nothing = Choice::read(folder.path()).unwrap();
        assert_eq!(nothing.choice, Choice::default());
        let organisation = OrganisationId::from_digest(Digest::of(&[b"one"]));
        let change = |choice: &mut Choice| {
            choice.policy.mode = Mode::Vouched;
            choice.policy.per_voucher_max = 7;
            choice.policy.hosted.insert(organisation);
        };
        let written = Choice::change(folder.path(), change).unwrap();
        let read = Choice::read(folder.path()).unwrap();
        assert_eq!((&read.choice, read.file), (&written.choice, written.file));
        assert_eq!(Choice::change(folder.path(), change).unwrap().file, written.file, "nothing changed");
        std::fs::remove_file(folder.path().join(FILE_NAME)).unwrap();
        assert_eq!(Choice::read(folder.path()).unwrap().file, nothing.file);
    }

    #[test]
    fn what_is_wrong_in_the_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for (text, named) in [
            ("mode = \"some\"", "carrying.toml"),
            ("sponsor = []", "carrying.toml"),
            ("blocked = [\"Qm\"]", "`Qm` under blocked"),
        ] {
            std::fs::write(folder.path().join(FILE_NAME), text).unwrap();
            let error = Choice::read(folder.path()).unwrap_err();
            assert!(error.to_string().contains(named), "{error}");
        }
    }
}
