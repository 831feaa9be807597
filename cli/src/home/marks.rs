//! The high-water marks, `marks.json`: the newest word of each organisation that this home has seen.
//!
//! A node can withhold what an organisation said last. It cannot make this home forget that it has
//! seen something newer: an answer that rests on an older heads statement is refused.

use std::collections::BTreeMap;
use std::path::PathBuf;

use protocol::canonical::{JsonError, parse_json};
use protocol::digest::Digest;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::durable::{self, FileError};
use super::{Home, HomeLock};

/// A heads statement that was seen and verified. Later in time is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// When the organisation made the statement, by its own word.
    pub time: Timestamp,
    /// The statement's id.
    pub heads: Digest,
}

/// The marks of a home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    by_organisation: BTreeMap<OrganisationId, Mark>,
}

impl Marks {
    /// Reads the marks.
    ///
    /// # Errors
    ///
    /// [`MarksError::Damaged`] or [`MarksError::File`].
    pub fn read(home: &Home) -> Result<Self, MarksError> {
        let path = home.marks_path();
        let Some(bytes) = durable::read(&path, FILE_BYTES_MAX)? else { return Ok(Self::default()) };
        let damaged = |source| MarksError::Damaged { path: path.clone(), source };
        let value = parse_json(&bytes, bytes.len()).map_err(damaged)?;
        let written: Written = serde_json::from_value(value).map_err(|error| damaged(error.into()))?;
        if written.version != VERSION {
            return Err(MarksError::UnknownVersion { path });
        }
        let by_organisation =
            written.marks.iter().map(|(scid, mark)| mark.parse(scid)).collect::<Option<_>>();
        Ok(Self { by_organisation: by_organisation.ok_or(MarksError::NotAMark { path })? })
    }

    /// The newest statement of an organisation that was seen.
    #[must_use]
    pub fn of(&self, organisation: OrganisationId) -> Option<Mark> {
        self.by_organisation.get(&organisation).copied()
    }

    /// Refuses an answer that rests on an older statement than was seen before.
    ///
    /// # Errors
    ///
    /// [`BehindError`] when the statement is older.
    pub fn refuse_behind(&self, organisation: OrganisationId, answer: Timestamp) -> Result<(), BehindError> {
        match self.of(organisation) {
            Some(seen) if answer < seen.time => {
                Err(BehindError { organisation, answer, seen: seen.time, heads: seen.heads })
            }
            _ => Ok(()),
        }
    }

    /// Raises the marks of organisations to statements that were verified, and writes the file if one rose.
    ///
    /// The caller does not raise a mark into the future: a statement dated there would refuse every honest one
    /// until then. Returns the marks as they stand, those that another `hanse` raised in between included.
    ///
    /// # Errors
    ///
    /// [`MarksError`] when the file is damaged or cannot be written.
    pub fn raise(lock: &HomeLock, seen: &[(OrganisationId, Mark)]) -> Result<Self, MarksError> {
        let mut marks = Self::read(lock.home())?;
        let before = marks.clone();
        for (organisation, mark) in seen {
            let highest = marks.by_organisation.entry(*organisation).or_insert(*mark);
            *highest = (*highest).max(*mark);
        }
        if marks != before {
            marks.write(lock)?;
        }
        Ok(marks)
    }

    fn write(&self, lock: &HomeLock) -> Result<(), MarksError> {
        let marks = self.by_organisation.iter().map(|(scid, mark)| (scid.to_string(), WrittenMark::of(mark)));
        let written = Written { version: VERSION, marks: marks.collect() };
        let mut text = serde_json::to_string_pretty(&written).expect("strings and numbers are JSON");
        text.push('\n');
        Ok(durable::replace(&lock.home().marks_path(), text.as_bytes())?)
    }
}

/// A node answered with less than was seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "the answer knows {organisation} only up to {answer}, and this home has seen its statement of {seen}; \
     ask another node"
)]
pub struct BehindError {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The time of the statement that the answer rests on.
    pub answer: Timestamp,
    /// The time of the newest statement that was seen.
    pub seen: Timestamp,
    /// That statement.
    pub heads: Digest,
}

/// Why the marks could not be read or written.
#[derive(Debug, Error)]
pub enum MarksError {
    /// The file is no JSON, or not of this form.
    #[error("{} is damaged; restore it from a backup, or delete it and begin to watch anew", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where.
        source: JsonError,
    },
    /// An organisation, a time or a digest in it is none.
    #[error("{} holds something that is no mark; restore it from a backup, or delete it", path.display())]
    NotAMark {
        /// The file.
        path: PathBuf,
    },
    /// A later `hanse` wrote it.
    #[error("{} has a format that this hanse does not know; use the newest hanse", path.display())]
    UnknownVersion {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    marks: BTreeMap<String, WrittenMark>,
}

/// Milliseconds, because a heads statement has them and the text of an instant has not.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMark {
    time_ms: u64,
    heads: String,
}

impl WrittenMark {
    fn of(mark: &Mark) -> Self {
        Self { time_ms: mark.time.as_millis(), heads: mark.heads.to_string() }
    }

    fn parse(&self, scid: &str) -> Option<(OrganisationId, Mark)> {
        let mark =
            Mark { time: Timestamp::from_millis(self.time_ms)?, heads: Digest::parse_hex(&self.heads)? };
        Some((OrganisationId::parse(scid).ok()?, mark))
    }
}

const VERSION: u32 = 1;
const FILE_BYTES_MAX: u64 = 64 << 20;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    fn locked_home() -> (tempfile::TempDir, HomeLock) {
        let folder = tempfile::tempdir().unwrap();
        let lock = Home::at(folder.path()).lock(Duration::ZERO).unwrap();
        (folder, lock)
    }

    fn scid(who: &str) -> OrganisationId {
        OrganisationId::from_digest(Digest::of(&[who.as_bytes()]))
    }

    fn at(millis: u64) -> Timestamp {
        Timestamp::from_millis(millis).unwrap()
    }

    fn mark(millis: u64, heads: &str) -> Mark {
        Mark { time: at(millis), heads: Digest::of(&[heads.as_bytes()]) }
    }

    #[test]
    fn a_mark_rises_and_never_falls() {
        let (_folder, lock) = locked_home();
        let (gold, silver) = (scid("gold"), scid("silver"));
        assert_eq!(Marks::read(lock.home()).unwrap().of(gold), None);
        Marks::raise(&lock, &[(gold, mark(2001, "b")), (gold, mark(2000, "a")), (silver, mark(1, "s"))])
            .unwrap();
        Marks::raise(&lock, &[(gold, mark(1999, "z"))]).unwrap();
        let marks = Marks::read(lock.home()).unwrap();
        assert_eq!((marks.of(gold), marks.of(silver)), (Some(mark(2001, "b")), Some(mark(1, "s"))));
        assert_eq!(Marks::raise(&lock, &[(gold, mark(2002, "c"))]).unwrap().of(gold), Some(mark(2002, "c")));
    }

    #[test]
    fn an_answer_behind_the_mark_is_refused() {
        let (_folder, lock) = locked_home();
        let marks = Marks::raise(&lock, &[(scid("gold"), mark(1_700_000_000_001, "b"))]).unwrap();
        let error = marks.refuse_behind(scid("gold"), at(1_700_000_000_000)).unwrap_err();
        assert!(error.to_string().contains("ask another node"), "{error}");
        assert_eq!(marks.refuse_behind(scid("gold"), at(1_700_000_000_001)), Ok(()));
        assert_eq!(marks.refuse_behind(scid("silver"), at(0)), Ok(()));
    }

    #[test]
    fn a_damaged_file_is_an_error_and_not_an_empty_one() {
        let (_folder, lock) = locked_home();
        let path = lock.home().marks_path();
        Marks::raise(&lock, &[(scid("gold"), mark(5, "b"))]).unwrap();
        let good = fs::read_to_string(&path).unwrap();
        for bad in [
            String::new(),
            good[..good.len() - 3].to_owned(),
            good.replace("\"version\": 1", "\"version\": 2"),
            good.replace("Qm", "Qn"),
            good.replace("\"time_ms\": 5", "\"time_ms\": 4398046511104"),
            good.replace("time_ms", "time"),
        ] {
            fs::write(&path, &bad).unwrap();
            let error = Marks::read(lock.home()).unwrap_err();
            assert!(error.to_string().contains("marks.json"), "{error}");
            Marks::raise(&lock, &[(scid("gold"), mark(9, "c"))]).unwrap_err();
            assert_eq!(fs::read_to_string(&path).unwrap(), bad);
        }
    }
}
