//! The verifier's anchors, `anchors.toml`: whose word counts, and in which version of its identity.
//!
//! ```toml
//! [[anchor]]
//! organisation = "Qm…"        # the SCID
//! version = "1-Qm…"           # the identity is followed from this version on
//! name = "Example Label Agency"
//! scheme = "gold"             # left out: for every scheme of the organisation
//! added = "2026-11-21"
//! ```
//! The file is the person's own: it is edited by hand too, comments survive, and nothing that a node or a
//! bundle says gets in. A misspelt field is refused, because a `scheme` that is not read trusts too much.

use std::path::PathBuf;

use protocol::digest::Digest;
use protocol::organisation::OrganisationId;
use protocol::time::Day;
use thiserror::Error;
use toml_edit::{ArrayOfTables, DocumentMut, Item, RawString, Table};

use super::durable::{self, FileError};
use super::toml_file::{TomlError, TomlFile, set};
use super::{Home, HomeLock};

/// One organisation that the verifier trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Whom.
    pub organisation: OrganisationId,
    /// The `versionId` of its identity that was checked when it was added, `1-Qm…`.
    pub version: String,
    /// What the person calls it; it proves nothing.
    pub name: String,
    /// The one label scheme it is trusted for; else all of its schemes.
    pub scheme: Option<String>,
    /// The day on which it was added.
    pub added: Day,
}

impl Anchor {
    fn is_for(&self, organisation: OrganisationId, scheme: Option<&str>) -> bool {
        self.organisation == organisation && self.scheme.as_deref() == scheme
    }
}

/// Reads the anchors in the order of the file.
///
/// # Errors
///
/// [`AnchorsError`] with the line of the first thing that is wrong; no anchor counts then.
pub fn read(home: &Home) -> Result<Vec<Anchor>, AnchorsError> {
    parse(&TomlFile::read(&home.anchors_path(), FILE_BYTES_MAX)?)
}

/// What adding an anchor came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// The organisation was no anchor for this scheme.
    New,
    /// It was one, and this is what it was.
    Replaced(Anchor),
}

/// Adds an anchor, or replaces the one for the same organisation and scheme.
///
/// # Errors
///
/// [`AnchorsError`] when the file is broken or cannot be written, or the anchor would not read back.
pub fn add(lock: &HomeLock, anchor: &Anchor) -> Result<Added, AnchorsError> {
    let file = TomlFile::read(&lock.home().anchors_path(), FILE_BYTES_MAX)?;
    let anchors = parse(&file)?;
    check(anchor)?;
    let path = file.path().to_owned();
    match anchors.iter().position(|other| other.is_for(anchor.organisation, anchor.scheme.as_deref())) {
        Some(index) => {
            let mut document = file.into_document();
            let table = document["anchor"].as_array_of_tables_mut().and_then(|tables| tables.get_mut(index));
            fill(table.expect("parse took the anchors from there"), anchor);
            write(path, &document.to_string())?;
            Ok(Added::Replaced(anchors[index].clone()))
        }
        None => {
            // Appended as text: comments at the end of the file stay above what is new.
            let mut text = file.text().to_owned();
            if !text.is_empty() {
                text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
            }
            text.push_str(&print(anchor));
            write(path, &text)?;
            Ok(Added::New)
        }
    }
}

/// Removes the anchor for an organisation and scheme, and returns it if it was there.
///
/// # Errors
///
/// [`AnchorsError`] when the file is broken or cannot be written.
pub fn remove(
    lock: &HomeLock,
    organisation: OrganisationId,
    scheme: Option<&str>,
) -> Result<Option<Anchor>, AnchorsError> {
    let file = TomlFile::read(&lock.home().anchors_path(), FILE_BYTES_MAX)?;
    let anchors = parse(&file)?;
    let Some(index) = anchors.iter().position(|anchor| anchor.is_for(organisation, scheme)) else {
        return Ok(None);
    };
    let path = file.path().to_owned();
    let mut document = file.into_document();
    let tables = document["anchor"].as_array_of_tables_mut().expect("parse took the anchors from there");
    // What stands above it may be about the whole file: it goes to what follows.
    let above = text_of(tables.remove(index).decor().prefix());
    if let Some(following) = tables.get_mut(index) {
        let decor = following.decor_mut();
        let own = text_of(decor.prefix());
        decor.set_prefix(above + &own);
    } else {
        let trailing = text_of(Some(document.trailing()));
        document.set_trailing(above + &trailing);
    }
    write(path, &document.to_string())?;
    Ok(Some(anchors[index].clone()))
}

/// Why the anchors could not be read or changed.
#[derive(Debug, Error)]
pub enum AnchorsError {
    /// Two anchors for one organisation and scheme: they could name different versions.
    #[error("{}, line {line}: {organisation} is an anchor twice for the same scheme; remove one", path.display())]
    Twice {
        /// The file.
        path: PathBuf,
        /// The line of the second one.
        line: usize,
        /// The organisation.
        organisation: OrganisationId,
    },
    /// The anchor that was to be added would not read back.
    #[error("the anchor's {field} must be {expected}")]
    NotAnAnchor {
        /// The field.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// There would be too many.
    #[error("{} would grow over {FILE_BYTES_MAX} bytes; remove anchors that are no longer needed", path.display())]
    TooMany {
        /// The file.
        path: PathBuf,
    },
    /// The file is broken.
    #[error(transparent)]
    Toml(#[from] TomlError),
    /// The file cannot be written.
    #[error(transparent)]
    File(#[from] FileError),
}

fn parse(file: &TomlFile) -> Result<Vec<Anchor>, AnchorsError> {
    file.refuse_other_fields(file.table(), &["anchor"])?;
    let Some(item) = file.table().get("anchor") else { return Ok(Vec::new()) };
    let tables =
        item.as_array_of_tables().ok_or_else(|| file.wrong(item, "anchor", "written as [[anchor]]"))?;
    let mut anchors: Vec<Anchor> = Vec::new();
    for table in tables {
        let anchor = parse_one(file, table)?;
        if anchors.iter().any(|other| other.is_for(anchor.organisation, anchor.scheme.as_deref())) {
            return Err(AnchorsError::Twice {
                path: file.path().to_owned(),
                line: file.line(table.span()),
                organisation: anchor.organisation,
            });
        }
        anchors.push(anchor);
    }
    Ok(anchors)
}

fn parse_one(file: &TomlFile, table: &Table) -> Result<Anchor, TomlError> {
    file.refuse_other_fields(table, &["organisation", "version", "name", "scheme", "added"])?;
    Ok(Anchor {
        organisation: file
            .required(table, "organisation", ORGANISATION, |text| OrganisationId::parse(text).ok())?,
        version: file
            .required(table, "version", VERSION, |text| is_version(text).then(|| text.to_owned()))?,
        name: file.required(table, "name", NAME, |text| is_name(text).then(|| text.to_owned()))?,
        scheme: file.optional(table, "scheme", SCHEME, |text| is_scheme(text).then(|| text.to_owned()))?,
        added: file.required(table, "added", "a day such as \"2026-11-21\"", |text| Day::parse(text).ok())?,
    })
}

fn check(anchor: &Anchor) -> Result<(), AnchorsError> {
    let refused = |field, expected| Err(AnchorsError::NotAnAnchor { field, expected });
    if !is_version(&anchor.version) {
        refused("version", VERSION)
    } else if !is_name(&anchor.name) {
        refused("name", NAME)
    } else if !anchor.scheme.as_deref().is_none_or(is_scheme) {
        refused("scheme", SCHEME)
    } else {
        Ok(())
    }
}

/// Whether the text is a `versionId`: a number from 1 without leading zeros, and an entry hash.
fn is_version(text: &str) -> bool {
    let Some((number, hash)) = text.split_once('-') else { return false };
    number.len() <= 10
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !number.starts_with('0')
        && !number.is_empty()
        && Digest::parse_multihash(hash).is_some()
}

fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= 400 && !text.chars().any(char::is_control)
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.len() <= 200 && !text.chars().any(|c| c.is_control() || c.is_whitespace())
}

fn print(anchor: &Anchor) -> String {
    let mut table = Table::new();
    fill(&mut table, anchor);
    let mut tables = ArrayOfTables::new();
    tables.push(table);
    let mut document = DocumentMut::new();
    document.insert("anchor", Item::ArrayOfTables(tables));
    document.to_string()
}

fn fill(table: &mut Table, anchor: &Anchor) {
    set(table, "organisation", anchor.organisation.to_string().into());
    set(table, "version", anchor.version.as_str().into());
    set(table, "name", anchor.name.as_str().into());
    if let Some(scheme) = &anchor.scheme {
        set(table, "scheme", scheme.as_str().into());
    }
    set(table, "added", anchor.added.to_string().into());
}

fn text_of(raw: Option<&RawString>) -> String {
    raw.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

fn write(path: PathBuf, text: &str) -> Result<(), AnchorsError> {
    if text.len() as u64 > FILE_BYTES_MAX {
        return Err(AnchorsError::TooMany { path });
    }
    Ok(durable::replace(&path, text.as_bytes())?)
}

const FILE_BYTES_MAX: u64 = 1 << 20;
const ORGANISATION: &str = "a SCID, Qm…, or a did:webvh:…";
const VERSION: &str = "a versionId such as 1-Qm…";
const NAME: &str = "a name of at most 400 bytes on one line";
const SCHEME: &str = "the id of a label scheme, at most 200 bytes without blanks";

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

    fn anchor(who: &str, scheme: Option<&str>) -> Anchor {
        Anchor {
            organisation: scid(who),
            version: format!("1-{}", Digest::of(&[b"line", who.as_bytes()]).to_multihash()),
            name: format!("The “{who}” \\ Agency"),
            scheme: scheme.map(str::to_owned),
            added: Day::parse("2026-11-21").unwrap(),
        }
    }

    fn error_in(text: &str) -> String {
        let (_folder, lock) = locked_home();
        fs::write(lock.home().anchors_path(), text).unwrap();
        let error = read(lock.home()).unwrap_err().to_string();
        assert!(error.contains("anchors.toml"), "{error}");
        error
    }

    #[test]
    fn anchors_read_back_as_they_were_added() {
        let (_folder, lock) = locked_home();
        assert_eq!(read(lock.home()).unwrap(), []);
        let anchors = [anchor("gold", None), anchor("gold", Some("gold-2026")), anchor("silver", None)];
        for anchor in &anchors {
            assert_eq!(add(&lock, anchor).unwrap(), Added::New);
        }
        assert_eq!(read(lock.home()).unwrap(), anchors);
    }

    #[test]
    fn the_same_organisation_and_scheme_twice_replaces_and_says_so() {
        let (_folder, lock) = locked_home();
        add(&lock, &anchor("gold", Some("gold-2026"))).unwrap();
        add(&lock, &anchor("gold", None)).unwrap();
        let renamed = Anchor { name: "Gold again".into(), ..anchor("gold", Some("gold-2026")) };
        assert_eq!(add(&lock, &renamed).unwrap(), Added::Replaced(anchor("gold", Some("gold-2026"))));
        assert_eq!(read(lock.home()).unwrap(), [renamed, anchor("gold", None)]);
    }

    #[test]
    fn comments_survive_what_is_added_replaced_and_removed() {
        let (_folder, lock) = locked_home();
        let path = lock.home().anchors_path();
        let by_hand = format!(
            "# whom I trust\n\n[[anchor]] # since the meeting in May\n{}version = \"{}\" # checked by phone\n\
             name = 'Gold'\norganisation = \"{}\"\nadded = \"2026-05-01\"\n\n# room for more, without a line break",
            "# why gold\n",
            anchor("gold", None).version,
            scid("gold")
        );
        fs::write(&path, &by_hand).unwrap();
        add(&lock, &anchor("silver", None)).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(&by_hand), "{text}");
        assert!(matches!(add(&lock, &anchor("gold", None)).unwrap(), Added::Replaced(_)));
        let text = fs::read_to_string(&path).unwrap();
        let comments = [
            "# whom I trust\n",
            "# since the meeting in May\n",
            "# why gold\n",
            "# checked by phone\n",
            "# room for",
        ];
        for comment in comments {
            assert!(text.contains(comment), "{comment} is gone from {text}");
        }
        assert_eq!(read(lock.home()).unwrap(), [anchor("gold", None), anchor("silver", None)]);
        assert_eq!(remove(&lock, scid("silver"), None).unwrap(), Some(anchor("silver", None)));
        assert_eq!(remove(&lock, scid("silver"), None).unwrap(), None);
        let text = fs::read_to_string(&path).unwrap();
        assert!(comments.iter().all(|comment| text.contains(comment)), "{text}");
        assert_eq!(read(lock.home()).unwrap(), [anchor("gold", None)]);
        add(&lock, &anchor("silver", None)).unwrap();
        remove(&lock, scid("gold"), None).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# whom I trust\n") && text.contains("# room for"), "{text}");
        assert_eq!(read(lock.home()).unwrap(), [anchor("silver", None)]);
    }

    #[test]
    fn removing_one_scheme_leaves_the_other() {
        let (_folder, lock) = locked_home();
        add(&lock, &anchor("gold", None)).unwrap();
        add(&lock, &anchor("gold", Some("gold-2026"))).unwrap();
        remove(&lock, scid("gold"), Some("gold-2026")).unwrap();
        assert_eq!(read(lock.home()).unwrap(), [anchor("gold", None)]);
    }

    #[test]
    fn a_broken_file_is_blamed_by_line_and_left_alone() {
        let good = print(&anchor("gold", None));
        assert!(error_in(&format!("{good}\n[[anchor]\n")).contains("line 7"));
        let misspelt = good.replace("added", "shceme = \"gold-2026\"\nadded");
        let error = error_in(&misspelt);
        assert!(error.contains("line 5") && error.contains("shceme") && error.contains("scheme"), "{error}");
        let error = error_in(&good.replace("2026-11-21", "21.11.2026"));
        assert!(error.contains("line 5") && error.contains("2026-11-21"), "{error}");
        let error = error_in(&good.replace("1-Qm", "0-Qm"));
        assert!(error.contains("line 3") && error.contains("versionId"), "{error}");
        let error = error_in(&good.replace("name = ", "# name = "));
        assert!(error.contains("line 1") && error.contains("name is missing"), "{error}");
        assert!(error_in(&format!("# twice\n{good}\n{good}")).contains("line 8"));
        assert!(error_in("anchor = [{ name = \"x\" }]").contains("[[anchor]]"));
        assert!(error_in("ankor = 1").contains("line 1"));

        let (_folder, lock) = locked_home();
        fs::write(lock.home().anchors_path(), &misspelt).unwrap();
        add(&lock, &anchor("silver", None)).unwrap_err();
        assert_eq!(fs::read_to_string(lock.home().anchors_path()).unwrap(), misspelt);
    }

    #[test]
    fn an_anchor_that_would_not_read_back_is_not_written() {
        let (_folder, lock) = locked_home();
        for (field, wrong) in [
            ("name", Anchor { name: "two\nlines".into(), ..anchor("gold", None) }),
            ("name", Anchor { name: " ".into(), ..anchor("gold", None) }),
            ("version", Anchor { version: "Qm".into(), ..anchor("gold", None) }),
            ("scheme", anchor("gold", Some(""))),
        ] {
            let error = add(&lock, &wrong).unwrap_err();
            assert!(error.to_string().contains(field), "{error}");
        }
        assert!(!lock.home().anchors_path().exists());
    }

    #[test]
    fn a_file_over_the_limit_is_not_read() {
        let (_folder, lock) = locked_home();
        fs::write(lock.home().anchors_path(), vec![b'#'; 1 + (1 << 20)]).unwrap();
        let error = read(lock.home()).unwrap_err();
        assert!(matches!(error, AnchorsError::Toml(TomlError::File(FileError::TooLarge { .. }))), "{error}");
    }
}
