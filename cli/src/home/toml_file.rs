//! TOML files that people edit too: read within a bound, and blamed by line.

use std::ops::Range;
use std::path::{Path, PathBuf};

use thiserror::Error;
use toml_edit::{Document, Item, Table, Value};

use super::durable::{self, FileError};

/// A TOML file as it was read, with the place of everything in it.
#[derive(Debug)]
pub struct TomlFile {
    path: PathBuf,
    document: Document<String>,
}

impl TomlFile {
    /// Reads and parses a file; one that is not there is empty.
    ///
    /// # Errors
    ///
    /// [`TomlError::Syntax`] with the line, or [`TomlError::File`].
    pub fn read(path: &Path, limit_bytes: u64) -> Result<Self, TomlError> {
        let bytes = durable::read(path, limit_bytes)?.unwrap_or_default();
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            TomlError::NotUtf8 { path: path.to_owned(), line: line_at(valid, valid.len()) }
        })?;
        let line = |span: Option<Range<usize>>| line_at(text.as_bytes(), span.map_or(0, |span| span.start));
        match Document::parse(text.clone()) {
            Ok(document) => Ok(Self { path: path.to_owned(), document }),
            Err(error) => Err(TomlError::Syntax {
                path: path.to_owned(),
                line: line(error.span()),
                message: error.message().to_owned(),
            }),
        }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.document.raw()
    }

    /// The outermost table.
    #[must_use]
    pub fn table(&self) -> &Table {
        self.document.as_table()
    }

    /// The document, to be changed; comments stay.
    #[must_use]
    pub fn into_document(self) -> toml_edit::DocumentMut {
        self.document.into_mut()
    }

    /// The line of something in the document, from 1.
    #[must_use]
    pub fn line(&self, span: Option<Range<usize>>) -> usize {
        line_at(self.text().as_bytes(), span.map_or(0, |span| span.start))
    }

    /// Refuses fields that nobody reads: a misspelt one would otherwise be missed in silence.
    ///
    /// # Errors
    ///
    /// [`TomlError::UnknownField`] for the first of them.
    pub fn refuse_other_fields(
        &self,
        table: &Table,
        known: &'static [&'static str],
    ) -> Result<(), TomlError> {
        match table.iter().find(|(field, _)| !known.contains(field)) {
            None => Ok(()),
            Some((field, item)) => Err(TomlError::UnknownField {
                path: self.path.clone(),
                line: self.line(table.key(field).and_then(toml_edit::Key::span).or_else(|| item.span())),
                field: field.chars().take(80).collect(),
                known,
            }),
        }
    }

    /// Parses the text of a field, which may be missing.
    ///
    /// # Errors
    ///
    /// [`TomlError::WrongValue`] when it is no text, or `parse` makes nothing of it.
    pub fn optional<T>(
        &self,
        table: &Table,
        field: &'static str,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, TomlError> {
        let Some(item) = table.get(field) else { return Ok(None) };
        match item.as_str().and_then(parse) {
            Some(value) => Ok(Some(value)),
            None => Err(self.wrong(item, field, expected)),
        }
    }

    /// Parses the text of a field that must be there.
    ///
    /// # Errors
    ///
    /// [`TomlError::MissingField`], or as [`TomlFile::optional`].
    pub fn required<T>(
        &self,
        table: &Table,
        field: &'static str,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, TomlError> {
        self.optional(table, field, expected, parse)?.ok_or_else(|| TomlError::MissingField {
            path: self.path.clone(),
            line: self.line(table.span()),
            field,
            expected,
        })
    }

    /// The error for a field with another value than was expected.
    #[must_use]
    pub fn wrong(&self, item: &Item, field: &'static str, expected: &'static str) -> TomlError {
        TomlError::WrongValue { path: self.path.clone(), line: self.line(item.span()), field, expected }
    }
}

/// Sets a field and keeps the comments before it and behind its old value.
pub fn set(table: &mut Table, field: &str, mut new: Value) {
    match table.get_mut(field) {
        None => drop(table.insert(field, Item::Value(new))),
        Some(old) => {
            if let Some(old) = old.as_value() {
                *new.decor_mut() = old.decor().clone();
            }
            *old = Item::Value(new);
        }
    }
}

/// What is wrong with a file that people edit.
#[derive(Debug, Error)]
pub enum TomlError {
    /// Not UTF-8.
    #[error("{}, line {line}: not UTF-8; save the file as UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
    },
    /// Not TOML.
    #[error("{}, line {line}: {message}; correct the line", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
        /// What the parser said.
        message: String,
    },
    /// A field that has no meaning here.
    #[error("{}, line {line}: unknown field {field:?}; known are {}", path.display(), known.join(", "))]
    UnknownField {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
        /// The field, cut to 80 characters.
        field: String,
        /// What could stand there.
        known: &'static [&'static str],
    },
    /// A field is not there.
    #[error("{}, line {line}: {field} is missing; give {expected}", path.display())]
    MissingField {
        /// The file.
        path: PathBuf,
        /// The line of its table.
        line: usize,
        /// The field.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// A field has a value that it cannot have.
    #[error("{}, line {line}: {field} must be {expected}", path.display())]
    WrongValue {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
        /// The field.
        field: &'static str,
        /// What it should be.
        expected: &'static str,
    },
    /// The file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

fn line_at(bytes: &[u8], offset: usize) -> usize {
    1 + bytes[..offset.min(bytes.len())].iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_toml_is_blamed_by_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchors.toml");
        let line_of = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            let text = TomlFile::read(&path, 1000).unwrap_err().to_string();
            assert!(text.contains("anchors.toml"), "{text}");
            text.split("line ").nth(1).unwrap().split(':').next().unwrap().parse::<usize>().unwrap()
        };
        assert_eq!(line_of(b"a = 1\nb = \n"), 2);
        assert_eq!(line_of(b"a = 1\n\nb = \"\xff\"\n"), 3);
        assert_eq!(line_of(b"a = 1\r\na = 2\r\n"), 2);
        assert_eq!(line_of(b"\n\n\n[[x"), 4);
    }
}
