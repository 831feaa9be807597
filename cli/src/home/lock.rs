//! The lock of a home: one `hanse` at a time signs or writes.
//!
//! Two that signed at once would use a sequence number twice, and everybody would see double-dealing.
//! The system lets go of the lock when its holder ends, however it ends; no file is ever stale.

use std::fs::{File, TryLockError};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use thiserror::Error;

use super::{Home, HomeError, durable};

/// How long a command waits for another one to finish.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Proof that this process alone writes to a home. Clones share the lock; the last one lets go of it.
#[derive(Clone, Debug)]
pub struct HomeLock {
    home: Home,
    _held: Arc<File>,
}

impl HomeLock {
    pub(super) fn take(home: &Home, patience: Duration) -> Result<Self, LockError> {
        home.create()?;
        let path = home.lock_path();
        let refused = |source| LockError::System { path: path.clone(), source };
        let file = durable::open_to_append(&path)?;
        let until = Instant::now() + patience;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { home: home.clone(), _held: Arc::new(file) }),
                Err(TryLockError::Error(source)) => return Err(refused(source)),
                Err(TryLockError::WouldBlock) if Instant::now() >= until => {
                    return Err(LockError::Held { path, waited_seconds: patience.as_secs() });
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN_TRIES),
            }
        }
    }

    /// The home that is locked.
    #[must_use]
    pub fn home(&self) -> &Home {
        &self.home
    }
}

/// Why a home could not be locked.
#[derive(Debug, Error)]
pub enum LockError {
    /// Somebody else holds it.
    #[error(
        "another hanse has held {} for {waited_seconds} s; let it finish or end it, then run this again",
        path.display()
    )]
    Held {
        /// The lock file.
        path: PathBuf,
        /// How long this one waited.
        waited_seconds: u64,
    },
    /// The file system does not lock.
    #[error("{} cannot be locked; set HANSE_HOME to a folder on a local disk", path.display())]
    System {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The lock file cannot be made.
    #[error(transparent)]
    File(#[from] durable::FileError),
    /// The home cannot be made.
    #[error(transparent)]
    Home(#[from] HomeError),
}

const BETWEEN_TRIES: Duration = Duration::from_millis(25);

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn two_processes_cannot_sign_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let held = home.lock(Duration::ZERO).unwrap();
        assert_eq!(another_process_tries(&home), "held");
        drop(held);
        assert_eq!(another_process_tries(&home), "taken");
    }

    #[test]
    fn a_lock_ends_with_its_process() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let mut other = start_another_process(&home, "hold");
        let mut says = BufReader::new(other.stdout.take().unwrap()).lines();
        assert!(says.any(|line| line.unwrap().contains("lock: taken")));
        let error = home.lock(Duration::ZERO).unwrap_err();
        assert!(matches!(error, LockError::Held { .. }), "{error}");
        assert!(error.to_string().contains(&home.lock_path().display().to_string()), "{error}");
        other.kill().unwrap();
        other.wait().unwrap();
        home.lock(PATIENCE).unwrap();
    }

    #[test]
    fn whoever_waits_gets_the_lock_when_it_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let held = home.lock(Duration::ZERO).unwrap();
        let clone = held.clone();
        drop(held);
        assert!(home.lock(Duration::ZERO).is_err(), "a clone holds it still");
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| home.lock(Duration::from_secs(60)));
            drop(clone);
            waiting.join().unwrap().unwrap();
        });
    }

    /// Runs as a test of its own does nothing; started by the tests above it is the other process.
    #[test]
    fn the_other_process() {
        let Some(root) = std::env::var_os("HANSE_TEST_LOCK_HOME") else { return };
        let held = Home::at(root).lock(Duration::ZERO);
        println!("\nlock: {}", if held.is_ok() { "taken" } else { "held" });
        io::stdout().flush().unwrap();
        if std::env::var_os("HANSE_TEST_LOCK_DO").is_some_and(|what| what == "hold") {
            // Ends when it is killed, or when the test that started it is gone and closes the pipe.
            io::stdin().read_line(&mut String::new()).unwrap();
        }
    }

    fn another_process_tries(home: &Home) -> String {
        let output = start_another_process(home, "try").wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().find_map(|line| line.strip_prefix("lock: ")).unwrap().to_owned()
    }

    fn start_another_process(home: &Home, what: &str) -> std::process::Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "home::lock::tests::the_other_process", "--nocapture"])
            .env("HANSE_TEST_LOCK_HOME", home.root())
            .env("HANSE_TEST_LOCK_DO", what)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }
}
