//! Listings: an agency's record of an organisation that has no identity here yet.
//!
//! ```text
//! register, one JSON object a line  →  RegisterLine  →  document name and content  →  Listing, shown as "listed by"
//! {"id": "at-x", "name": "X", …}                        listing/at-x
//! ```
//! A listing is never the organisation's own word. Facts that the standard template also has use its keys, so that
//! they read as in a profile.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use thiserror::Error;

use crate::canonical::{JsonError, parse_unsigned_json};
use crate::digest::Digest;
use crate::profile::field::{Field, ValueKind};
use crate::profile::remark::{Expected, Remark};
use crate::profile::{Content, Profile};
use crate::vocabulary::region::Point;
use crate::vocabulary::{List, Term};

mod register;

/// A listing as it is shown. Everything is the word of the agency that lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The name, as the register writes it.
    pub name: String,
    /// Where it is, if the register knows the place.
    pub point: Option<Point>,
    /// Ecosystems that somebody guessed, where the register says none.
    pub ecosystem_guesses: Vec<Term>,
    /// On what the website rests: `ror`, `page`, or `code`, which nobody has opened yet.
    pub website_evidence: Option<String>,
    /// Labels and recognitions as the register reports them; they prove nothing.
    pub recognitions: Vec<Recognition>,
    /// Ids in other registers, by scheme.
    pub external: BTreeMap<String, String>,
    /// Where the record comes from.
    pub sources: BTreeSet<String>,
    /// Other parts of the register's line, as text.
    pub register: BTreeMap<String, String>,
    /// What the listing says in the fields of the standard template: country, region, website and so on.
    pub facts: Profile,
    /// What a reader should know about the fields.
    pub remarks: Vec<Remark>,
}

/// A recognition that a register reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognition {
    /// The label or programme.
    pub scheme: String,
    /// The year.
    pub year: Option<u16>,
    /// Where the register has it from.
    pub source: Option<String>,
}

impl Listing {
    /// Reads whatever a document holds.
    #[must_use]
    pub fn read(content: &Content) -> Self {
        let mut listing = Self::default();
        let is_fact = |key: &&String| Field::of_key(key).is_some_and(|(field, rest)| field.takes(rest));
        let (facts, own): (BTreeMap<&String, &Value>, BTreeMap<_, _>) =
            content.iter().partition(|(key, _)| is_fact(key));
        listing.facts =
            Profile::read(&facts.into_iter().map(|(key, value)| (key.clone(), value.clone())).collect());
        let mut recognitions: BTreeMap<u32, Recognition> = BTreeMap::new();
        for (key, value) in own {
            listing.read_own(key, value, &mut recognitions);
        }
        listing.recognitions = recognitions.into_values().collect();
        let degrees = |key| content.get(key).and_then(Value::as_str);
        if let (Some(lat), Some(lon)) = (degrees("lat"), degrees("lon")) {
            listing.point = Point::parse(lat, lon);
            if listing.point.is_none() {
                listing
                    .remarks
                    .push(Remark::Unreadable { field: "lat".to_owned(), expected: Expected::Degrees });
            }
        }
        // The listing has a name of its own; the template's name in each language is a fact beside it.
        listing.remarks.extend(std::mem::take(&mut listing.facts.remarks));
        if !listing.name.is_empty() {
            listing.remarks.retain(|remark| *remark != Remark::NoName);
        }
        listing
    }

    fn read_own(&mut self, key: &str, value: &Value, recognitions: &mut BTreeMap<u32, Recognition>) {
        let Some(text) = text_of(value) else {
            self.remarks.push(Remark::WrongType { field: key.to_owned(), expected: Expected::Line });
            return;
        };
        match key.split_once('.') {
            None if key == "name" => self.name = text,
            // Read together.
            None if key == "lat" || key == "lon" => {}
            Some(("website", "evidence")) => self.website_evidence = Some(text),
            Some(("ecosystem_guess", code)) => {
                let term = Term::of(List::Ecosystem, &text, code);
                if !term.is_known() {
                    self.remarks.push(Remark::UnknownCode { field: key.to_owned(), term: term.clone() });
                }
                self.ecosystem_guesses.push(term);
            }
            Some(("external", scheme)) => _ = self.external.insert(scheme.to_owned(), text),
            Some(("source", name)) => _ = self.sources.insert(name.to_owned()),
            Some(("register", name)) => _ = self.register.insert(name.to_owned(), text),
            Some(("recognition", rest)) => {
                let part = rest.split_once('.').and_then(|(n, part)| Some((n.parse::<u32>().ok()?, part)));
                match part {
                    Some((n, "scheme")) => recognitions.entry(n).or_default().scheme = text,
                    Some((n, "source")) => recognitions.entry(n).or_default().source = Some(text),
                    Some((n, "year")) => match text.parse() {
                        Ok(year) => recognitions.entry(n).or_default().year = Some(year),
                        Err(_) => self.remarks.push(Remark::Unreadable {
                            field: key.to_owned(),
                            expected: ValueKind::Year.into(),
                        }),
                    },
                    _ => self.remarks.push(Remark::UnknownField { field: key.to_owned() }),
                }
            }
            _ => self.remarks.push(Remark::UnknownField { field: key.to_owned() }),
        }
    }
}

/// One line of a register, ready to be written as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLine {
    /// The id in the register; of a line without one, country and name as one word.
    pub id: String,
    /// What the document will hold.
    pub content: Content,
    /// Codes that are not known, and parts that have no place in a listing.
    pub remarks: Vec<Remark>,
}

impl RegisterLine {
    /// Reads one line of a register: a JSON object with at least a `name`.
    ///
    /// Values that are not what their field takes are left out with a remark; codes that are not known are kept
    /// with a remark.
    ///
    /// # Errors
    ///
    /// [`RegisterError`] with the number of the line, counted from 1 by the caller.
    pub fn parse(number: usize, line: &[u8]) -> Result<Self, RegisterError> {
        let refused = |fault| RegisterError { line: number, fault };
        let json = match parse_unsigned_json(line.trim_ascii(), LINE_BYTES_MAX) {
            Ok(Value::Object(object)) => object,
            Ok(_) => return Err(refused(RegisterFault::NoObject)),
            Err(JsonError::TooLong { limit_bytes }) => {
                return Err(refused(RegisterFault::TooLong { limit_bytes }));
            }
            Err(JsonError::Unreadable(source)) => {
                let message = source.to_string();
                return Err(refused(RegisterFault::NoJson { message }));
            }
        };
        register::read(json).map_err(refused)
    }

    /// The lines of a register that are not empty, each read or refused.
    pub fn parse_all(register: &[u8]) -> impl Iterator<Item = Result<Self, RegisterError>> {
        let lines = register.split(|byte| *byte == b'\n').zip(1..);
        lines
            .filter(|(line, _)| !line.trim_ascii().is_empty())
            .map(|(line, number)| Self::parse(number, line))
    }

    /// The name of the document: the id where it can be a name, else what is left of it and the beginning of its
    /// hash, so that two ids never share a name.
    #[must_use]
    pub fn document_name(&self) -> String {
        let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        let is_name = (1..=NAME_BYTES_MAX).contains(&self.id.len())
            && self.id.bytes().all(fits)
            && self.id.starts_with(|c: char| c.is_ascii_alphanumeric());
        if is_name {
            return self.id.clone();
        }
        let hash = Digest::of(&[self.id.as_bytes()]).to_string();
        let start: String = self
            .id
            .chars()
            .map(|c| if c.is_ascii() && fits(c as u8) { c } else { '-' })
            .take(NAME_BYTES_MAX - 17)
            .collect();
        let start = start.trim_matches(['-', '.', '_']);
        let start = if start.is_empty() { "listing" } else { start };
        format!("{start}-{}", &hash[..16])
    }
}

/// A line of a register that cannot be a listing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct RegisterError {
    /// Counted from 1.
    pub line: usize,
    /// Why.
    pub fault: RegisterFault,
}

/// Why a line of a register cannot be a listing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RegisterFault {
    /// More bytes than a record needs.
    #[error("the line is longer than {limit_bytes} bytes; write each organisation on a line of its own")]
    TooLong {
        /// The limit.
        limit_bytes: usize,
    },
    /// No JSON.
    #[error("{message}; each line must be one JSON object such as {{\"name\": \"…\", \"country\": \"AT\"}}")]
    NoJson {
        /// The parser's words.
        message: String,
    },
    /// JSON of another shape.
    #[error(
        "the line is not an object; each line must be one JSON object such as {{\"name\": \"…\", \"country\": \"AT\"}}"
    )]
    NoObject,
    /// No usable name.
    #[error("the record has no \"name\"; give it one line of text of at most 300 bytes")]
    NoName,
}

/// The collection of listings.
pub const COLLECTION: &str = "listing";
const LINE_BYTES_MAX: usize = 64 * 1024 - 1;
const NAME_BYTES_MAX: usize = 64;

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if number.is_u64() => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(id: &str) -> String {
        RegisterLine { id: id.to_owned(), content: Content::new(), remarks: Vec::new() }.document_name()
    }

    #[test]
    fn an_id_is_its_document_s_name_where_it_can_be() {
        assert_eq!(name_of("at-acstyria"), "at-acstyria");
        assert_eq!(name_of(&"x".repeat(64)), "x".repeat(64));
        let long = name_of(&"x".repeat(65));
        assert_eq!((long.len(), &long[..48]), (64, &*format!("{}-", "x".repeat(47))));
        for odd in ["", "..", ".hidden", "a/b", "Ö", "a b", "-x", &"é".repeat(100)] {
            let name = name_of(odd);
            assert!((1..=64).contains(&name.len()), "{name}");
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)), "{name}");
            assert!(name.starts_with(|c: char| c.is_ascii_alphanumeric()), "{name}");
        }
        assert_ne!(name_of("a/b"), name_of("a b"));
        assert_ne!(name_of(&format!("{}1", "x".repeat(90))), name_of(&format!("{}2", "x".repeat(90))));
    }
}
