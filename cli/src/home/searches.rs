//! The searches that this home keeps, `searches.json`: a name, and what is asked under it. They are sent nowhere.

use std::collections::BTreeMap;
use std::path::PathBuf;

use protocol::canonical::{JsonError, parse_json, to_jcs};
use serde_json::json;
use thiserror::Error;

use super::durable::{self, FileError};
use super::{Home, HomeLock};

/// What is asked: parameters of `GET /v1/landscape` with their values.
pub type Question = BTreeMap<String, String>;

/// The searches by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searches {
    by_name: BTreeMap<String, Question>,
}

impl Searches {
    /// Reads what is kept.
    ///
    /// # Errors
    ///
    /// [`SearchesError::Damaged`], [`SearchesError::NotSearches`] or [`SearchesError::File`].
    pub fn read(home: &Home) -> Result<Self, SearchesError> {
        let path = home.searches_path();
        let Some(bytes) = durable::read(&path, FILE_BYTES_MAX)? else { return Ok(Self::default()) };
        let damaged = |source| SearchesError::Damaged { path: path.clone(), source };
        let value = parse_json(&bytes, bytes.len()).map_err(damaged)?;
        let by_name = serde_json::from_value(value["searches"].clone());
        let by_name: BTreeMap<String, Question> =
            by_name.map_err(|_| SearchesError::NotSearches { path: path.clone() })?;
        Ok(Self { by_name })
    }

    /// What is kept, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Question)> {
        self.by_name.iter().map(|(name, question)| (name.as_str(), question))
    }

    /// What is asked under a name.
    ///
    /// # Errors
    ///
    /// [`SearchesError::NoSuch`].
    pub fn of(&self, name: &str) -> Result<&Question, SearchesError> {
        self.by_name.get(name.trim()).ok_or_else(|| SearchesError::NoSuch { name: name.to_owned() })
    }

    /// Whether a question can be kept under a name, which is returned as it is kept.
    ///
    /// # Errors
    ///
    /// [`SearchesError::Name`] or [`SearchesError::Full`].
    pub fn room_for<'n>(&self, name: &'n str) -> Result<&'n str, SearchesError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX || name.chars().any(char::is_control) {
            return Err(SearchesError::Name);
        }
        if self.by_name.len() >= SEARCHES_MAX && !self.by_name.contains_key(name) {
            return Err(SearchesError::Full);
        }
        Ok(name)
    }

    /// Keeps a question beside those that the home keeps by now; one that was kept under the name before is forgotten.
    ///
    /// # Errors
    ///
    /// [`SearchesError`] when the name is none, there are too many, or the file cannot be read or written.
    pub fn keep(lock: &HomeLock, name: &str, question: Question) -> Result<(), SearchesError> {
        let mut kept = Self::read(lock.home())?;
        let name = kept.room_for(name)?.to_owned();
        kept.by_name.insert(name, question);
        kept.write(lock)
    }

    /// Forgets a question.
    ///
    /// # Errors
    ///
    /// [`SearchesError::NoSuch`], or another when the file cannot be read or written.
    pub fn remove(lock: &HomeLock, name: &str) -> Result<(), SearchesError> {
        let mut kept = Self::read(lock.home())?;
        kept.of(name)?;
        kept.by_name.remove(name.trim());
        kept.write(lock)
    }

    fn write(&self, lock: &HomeLock) -> Result<(), SearchesError> {
        Ok(durable::replace(&lock.home().searches_path(), &to_jcs(&json!({"searches": self.by_name})))?)
    }
}

/// Why a search is not kept, found or forgotten.
#[derive(Debug, Error)]
pub enum SearchesError {
    /// The name is none.
    #[error("the name of a search has 1 to {NAME_LETTERS_MAX} letters")]
    Name,
    /// There are as many as a home keeps.
    #[error("{SEARCHES_MAX} searches are kept already; `hanse landscape saved remove NAME` makes room")]
    Full,
    /// Nothing is kept under the name.
    #[error("no search is kept under the name {name:?}; `hanse landscape saved list` shows them")]
    NoSuch {
        /// What was asked for.
        name: String,
    },
    /// A later version kept it, and asked for more than this one can.
    #[error(
        "the search {name:?} asks for {parameter:?}, which this program does not know; use a newer one, or \
         `hanse landscape saved remove NAME` and keep it anew"
    )]
    Unknown {
        /// Its name.
        name: String,
        /// What is not known.
        parameter: String,
    },
    /// The file is no JSON.
    #[error("{} is damaged; remove it, and keep your searches anew", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: JsonError,
    },
    /// The file holds something else.
    #[error("{} holds no searches; remove it, and keep your searches anew", path.display())]
    NotSearches {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

const SEARCHES_MAX: usize = 100;
const NAME_LETTERS_MAX: usize = 80;
const FILE_BYTES_MAX: u64 = 1 << 20;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_search_is_kept_under_its_name_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Home::at(folder.path()).lock(Duration::ZERO).unwrap();
        let kept = || Searches::read(lock.home()).unwrap();
        let question = |text: &str| Question::from([("q".to_owned(), text.to_owned())]);
        let keep = |name: &str, text: &str| Searches::keep(&lock, name, question(text));
        let early = kept();
        keep(" light ", "photonics").unwrap();
        keep("light", "laser").unwrap();
        assert_eq!(kept().of("light").unwrap(), &question("laser"));
        assert!(matches!(keep("a\nb", "x"), Err(SearchesError::Name)));
        assert!(matches!(Searches::remove(&lock, "dark"), Err(SearchesError::NoSuch { .. })));
        assert_eq!(early, Searches::default(), "who read before knows nothing of it, and takes nothing away");
        Searches::remove(&lock, "light").unwrap();
        assert_eq!(kept(), Searches::default());
        for number in 0..SEARCHES_MAX {
            keep(&number.to_string(), "x").unwrap();
        }
        assert!(matches!(keep("one more", "x"), Err(SearchesError::Full)));
        assert!(matches!(kept().room_for("one more"), Err(SearchesError::Full)));
        keep(" 7 ", "y").unwrap();
        assert_eq!(kept().of("7").unwrap(), &question("y"));
        std::fs::write(lock.home().searches_path(), "{").unwrap();
        assert!(matches!(Searches::read(lock.home()), Err(SearchesError::Damaged { .. })));
        std::fs::write(lock.home().searches_path(), r#"{"searches": [1]}"#).unwrap();
        assert!(matches!(Searches::read(lock.home()), Err(SearchesError::NotSearches { .. })));
    }
}
