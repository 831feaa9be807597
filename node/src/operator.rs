//! What the operator asks of a node from the command line, while it runs or not.
//!
//! A change is written to the data folder; whoever may write there may give orders, and nobody else. When a node runs, the
//! command waits until its status says that it follows what was written.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use protocol::digest::Digest;
use thiserror::Error;

use crate::carrying::{CarryingError, Choice, Written};
use crate::status::{Status, StatusError};
use crate::store::Store;

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The running node follows it.
    Now,
    /// No node runs on the folder: the next one will.
    FromTheNextStart,
}

/// Changes whom the node of a data folder carries, and waits for a running one to follow.
///
/// # Errors
///
/// [`OperatorError`]. After [`OperatorError::NotFollowed`] the change is written all the same.
pub fn change(folder: &Path, change: impl FnOnce(&mut Choice)) -> Result<Followed, OperatorError> {
    check(folder)?;
    let Written { file, .. } = Choice::change(folder, change)?;
    await_followed(folder, &file)
}

/// Whom the node of a data folder is to carry.
///
/// # Errors
///
/// [`OperatorError`].
pub fn choice(folder: &Path) -> Result<Choice, OperatorError> {
    check(folder)?;
    Ok(Choice::read(folder)?.choice)
}

/// What the node that runs on a data folder says of itself.
///
/// # Errors
///
/// [`OperatorError::NotRunning`] when none does.
pub fn status(folder: &Path) -> Result<Status, OperatorError> {
    check(folder)?;
    let status = Status::read(folder)?.filter(Status::is_fresh);
    status.ok_or_else(|| {
        let folder = folder.to_owned();
        if Store::is_in_use(&folder) {
            OperatorError::Busy { folder }
        } else {
            OperatorError::NotRunning { folder }
        }
    })
}

fn check(folder: &Path) -> Result<(), OperatorError> {
    if folder.is_dir() { Ok(()) } else { Err(OperatorError::NoFolder { folder: folder.to_owned() }) }
}

fn await_followed(folder: &Path, file: &Digest) -> Result<Followed, OperatorError> {
    let (file, deadline) = (file.to_string(), Instant::now() + PATIENCE);
    loop {
        let status = Status::read(folder)?.filter(Status::is_fresh);
        let is_followed = |status: &Status| status.carrying.file == file && status.carrying.problem.is_none();
        if status.as_ref().is_some_and(is_followed) {
            return Ok(Followed::Now);
        }
        if status.is_none() && !Store::is_in_use(folder) {
            return Ok(Followed::FromTheNextStart);
        }
        if Instant::now() > deadline {
            let problem = status.and_then(|status| status.carrying.problem);
            let problem = problem.unwrap_or_else(|| "it says nothing of it yet".to_owned());
            return Err(OperatorError::NotFollowed { problem });
        }
        std::thread::sleep(POLL);
    }
}

/// Why an order could not be given.
#[derive(Debug, Error)]
pub enum OperatorError {
    /// There is no such folder.
    #[error("{} is no folder; give the data folder of the node with `--data`", folder.display())]
    NoFolder {
        /// Which one.
        folder: PathBuf,
    },
    /// No node runs there.
    #[error("no node runs on {}; start it with `hanse-node run`", folder.display())]
    NotRunning {
        /// The data folder.
        folder: PathBuf,
    },
    /// A node has the folder, and says nothing.
    #[error("the node on {} is starting, busy, or its disk is full; ask again, and look at its log", folder.display())]
    Busy {
        /// The data folder.
        folder: PathBuf,
    },
    /// The running node did not follow in time.
    #[error(
        "it is written down, and the running node does not follow it yet ({problem}); `hanse-node status` says when it does"
    )]
    NotFollowed {
        /// What the node says to it.
        problem: String,
    },
    /// The choice.
    #[error(transparent)]
    Carrying(#[from] CarryingError),
    /// The status.
    #[error(transparent)]
    Status(#[from] StatusError),
}

const POLL: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(30);
