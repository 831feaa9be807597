//! The profile as a file for an editor, and back.
//!
//! The file is TOML with every field of the template: those that are set, and the others as comments with their
//! help. What comes back is compared with what the file said, so that fields that the person did not touch are never
//! changed, whatever they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;
use thiserror::Error;
use toml::de::{DeTable, DeValue};

use super::Content;
use super::edit::{Edits, FieldError, members, parse_field, replace_set};
use super::field::{FIELDS, Field, Group, Keys, ValueKind};
use crate::text::is_unprintable;

/// Writes the file.
#[must_use]
pub fn to_template_toml(content: &Content) -> String {
    let shown = shown(content);
    let keys: BTreeSet<&str> = shown.keys().map(String::as_str).collect();
    let mut out = String::from(HEAD);
    let mut left: BTreeSet<&str> = keys.clone();
    for group in Group::CONTENT.into_iter().chain([Group::Confirmation]) {
        push(&mut out, format_args!("\n# ── {} ──\n", group.title()));
        for field in FIELDS.iter().filter(|field| field.group == group && !is_apart(field)) {
            push(&mut out, format_args!("\n# {}: {}\n", field.title, field.help));
            push_choices(&mut out, field);
            let own: Vec<&str> =
                left.iter().copied().filter(|key| belongs(field, key, &shown[*key])).collect();
            for key in &own {
                left.remove(key);
                push(
                    &mut out,
                    format_args!("{} = {}\n", toml_key(key, &keys), shown[*key].to_toml(field.value)),
                );
            }
            if own.is_empty() {
                push(&mut out, format_args!("# {}\n", unset(field)));
            }
        }
    }
    if !left.is_empty() {
        out.push_str("\n# ── Other fields, which this version does not know or could not understand ──\n\n");
    }
    for key in left {
        push(&mut out, format_args!("{} = {}\n", quoted(key), shown[key].to_toml(ValueKind::LongText)));
    }
    out
}

/// The edits that lead from the current content to what the file says.
///
/// # Errors
///
/// [`TemplateError`] with the line that cannot be taken.
pub fn from_template_toml(text: &str, current: &Content) -> Result<Edits, TemplateError> {
    if text.len() > TEMPLATE_BYTES_MAX {
        return Err(TemplateError { line: 1, fault: Fault::TooLong { limit_bytes: TEMPLATE_BYTES_MAX } });
    }
    let text = text.replace("\r\n", "\n");
    let said = parse(&text)?;
    let shown = shown(current);
    let mut edits = Edits::new();
    for (key, before) in shown.iter().filter(|(key, _)| !said.contains_key(*key)) {
        let removed = match (before, Field::named(key)) {
            (Cell::Set(_), Some(field)) => members(current, field).cloned().collect(),
            _ if key == "region" => vec![key.clone(), "region.list".to_owned()],
            _ => vec![key.clone()],
        };
        edits.extend(removed.into_iter().filter(|key| current.contains_key(key)).map(|key| (key, None)));
    }
    for (key, (line, cell)) in &said {
        if shown.get(key).is_some_and(|before| before.says(cell))
            || (cell.is_blank() && !shown.contains_key(key))
        {
            continue;
        }
        let at_line = |fault| TemplateError { line: *line, fault: Fault::Field(fault) };
        edits.extend(edits_of(key, cell, current).map_err(at_line)?);
    }
    edits.retain(|key, value| current.get(key) != value.as_ref());
    Ok(edits)
}

/// A line of the file that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {fault}")]
pub struct TemplateError {
    /// Counted from 1.
    pub line: usize,
    /// Why.
    pub fault: Fault,
}

/// Why a line cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The file is longer than any profile.
    #[error("the file is longer than {limit_bytes} bytes; a profile is far shorter")]
    TooLong {
        /// The limit.
        limit_bytes: usize,
    },
    /// No TOML.
    #[error("{message}; a line is written as key = \"value\"")]
    Syntax {
        /// The parser's words.
        message: String,
    },
    /// The same field stands there twice.
    #[error("{key} stands here a second time; remove one of them")]
    Twice {
        /// The key.
        key: String,
    },
    /// A value inside a list, or a list where a text should be.
    #[error("{key} takes {expected}")]
    Shape {
        /// The key.
        key: String,
        /// What it takes.
        expected: &'static str,
    },
    /// The template refuses the field or its value.
    #[error(transparent)]
    Field(#[from] FieldError),
}

/// What the file says of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Text(String),
    Number(String),
    Truth(bool),
    Set(BTreeSet<String>),
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.clone(),
            Self::Truth(truth) => truth.to_string(),
            Self::Set(codes) => codes.iter().map(String::as_str).collect::<Vec<_>>().join(","),
        }
    }

    /// Whether another cell says the same, be it a number or the text of a number.
    fn says(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Set(_), Self::Set(_))
                | (
                    Self::Text(_) | Self::Number(_) | Self::Truth(_),
                    Self::Text(_) | Self::Number(_) | Self::Truth(_)
                )
        ) && self.text() == other.text()
    }

    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
            || matches!(self, Self::Set(codes) if codes.is_empty())
    }

    fn to_toml(&self, kind: ValueKind) -> String {
        match self {
            Self::Text(text) if kind.is_number() && kind.accepts(text) => text.clone(),
            Self::Text(text) => toml_text(text),
            Self::Number(text) => text.clone(),
            Self::Truth(truth) => truth.to_string(),
            Self::Set(codes) => {
                let codes: Vec<String> = codes.iter().map(|code| toml_text(code)).collect();
                format!("[{}]", codes.join(", "))
            }
        }
    }
}

const HEAD: &str = "# The profile of the organisation. Lines that begin with # say nothing.
# To fill in a field, remove the # before it; to remove a field, delete its line or put the # back.
";
const TEMPLATE_BYTES_MAX: usize = 1 << 20;
const CHOICES_MAX: usize = 30;

/// What the file shows of a content. The logo and the list of the region are left as they are.
fn shown(content: &Content) -> BTreeMap<String, Cell> {
    let mut shown = BTreeMap::new();
    let mut in_sets: BTreeSet<&String> = BTreeSet::new();
    for field in FIELDS.iter().filter(|field| field.is_set()) {
        let keys: Vec<&String> = members(content, field).collect();
        if !keys.is_empty() && !content.contains_key(field.key) {
            let codes = keys.iter().map(|key| key[field.key.len() + 1..].to_owned()).collect();
            shown.insert(field.key.to_owned(), Cell::Set(codes));
            in_sets.extend(keys);
        }
    }
    for (key, value) in content {
        let is_apart = Field::of_key(key).is_some_and(|(field, _)| is_apart(field));
        let cell = match value {
            Value::String(text) => Cell::Text(text.clone()),
            Value::Number(number) if number.is_i64() => Cell::Number(number.to_string()),
            Value::Bool(truth) => Cell::Truth(*truth),
            _ => continue,
        };
        if !is_apart && !in_sets.contains(key) {
            shown.insert(key.clone(), cell);
        }
    }
    shown
}

fn is_apart(field: &Field) -> bool {
    field.value == ValueKind::Logo || field.key == "region.list"
}

/// Whether a key of the file is shown under the field.
fn belongs(field: &Field, key: &str, cell: &Cell) -> bool {
    match cell {
        Cell::Set(_) => field.key == key,
        _ => Field::of_key(key).is_some_and(|(of, rest)| {
            of == field && of.takes(rest) && !(of.is_set() && of.value_under(rest) == of.value)
        }),
    }
}

fn edits_of(key: &str, cell: &Cell, current: &Content) -> Result<Edits, FieldError> {
    match (cell, Field::named(key)) {
        (Cell::Set(codes), Some(field)) => replace_set(current, field, codes.iter().map(String::as_str)),
        // What this version does not know may be corrected by those who do; its type follows what is written.
        _ if current.contains_key(key) && Field::of_key(key).is_none() && !cell.is_blank() => {
            let value = match cell {
                Cell::Number(text) => text.parse::<i64>().map_or_else(|_| text.clone().into(), Value::from),
                Cell::Truth(truth) => Value::from(*truth),
                _ => Value::from(cell.text()),
            };
            Ok(Edits::from([(key.to_owned(), Some(value))]))
        }
        _ => parse_field(current, key, &cell.text()),
    }
}

fn push(out: &mut String, line: std::fmt::Arguments<'_>) {
    out.write_fmt(line).expect("a string takes every line");
}

fn push_choices(out: &mut String, field: &Field) {
    let codes: Vec<&str> = match (field.keys, field.value) {
        (Keys::ByCode(list) | Keys::ByCodeOrSlug(list), _) => {
            list.entries().map(|entry| entry.code).collect()
        }
        (_, ValueKind::Kind) => crate::organisation::Kind::ALL.map(crate::organisation::Kind::code).to_vec(),
        _ => return,
    };
    if codes.len() > CHOICES_MAX {
        return;
    }
    let mut line = String::from("# One of:");
    for code in codes {
        if line.len() + code.len() > 100 {
            push(out, format_args!("{line}\n"));
            line = String::from("#        ");
        }
        push(&mut line, format_args!(" {code}"));
    }
    push(out, format_args!("{line}\n"));
}

/// How a field that is not set would be written.
fn unset(field: &Field) -> String {
    let value = if field.value.is_number() { "0" } else { "\"\"" };
    match field.keys {
        Keys::One => format!("{} = {value}", toml_key(field.key, &BTreeSet::new())),
        Keys::ByLanguage => format!("{}.en = {value}", field.key),
        Keys::BySlug => format!("{}.your-word = {value}", field.key),
        Keys::ByGroup => format!("{}.members = {value}", field.key),
        Keys::ByCode(_) | Keys::ByCodeOrSlug(_) if field.is_set() => format!("{} = []", field.key),
        Keys::ByCode(list) | Keys::ByCodeOrSlug(list) => {
            format!("{}.{} = {value}", field.key, list.entries().next().map_or("", |entry| entry.code))
        }
    }
}

/// The key with its points as TOML's own where that is possible, else quoted as one word.
fn toml_key(key: &str, shown: &BTreeSet<&str>) -> String {
    let is_bare = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let is_below_a_value = key.match_indices('.').any(|(point, _)| {
        let above = &key[..point];
        shown.contains(above)
            || Field::named(above).is_some_and(|field| field.keys == Keys::One || field.is_set())
    });
    if key.split('.').all(is_bare) && !is_below_a_value { key.to_owned() } else { quoted(key) }
}

fn toml_text(text: &str) -> String {
    if !text.contains('\n') {
        return quoted(text);
    }
    let mut out = String::from("\"\"\"\n");
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        push_escaped(&mut out, line);
    }
    out.push_str("\"\"\"");
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    push_escaped(&mut out, text);
    out.push('"');
    out
}

/// Escapes what TOML demands and what an editor would hide or obey.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if is_unprintable(c) || c == '\n' => push(out, format_args!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
}

type Said = BTreeMap<String, (usize, Cell)>;

fn parse(text: &str) -> Result<Said, TemplateError> {
    let table = DeTable::parse(text).map_err(|error| TemplateError {
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        fault: Fault::Syntax { message: error.message().to_owned() },
    })?;
    let mut said = Said::new();
    flatten(text, "", table.get_ref(), &mut said)?;
    Ok(said)
}

/// Tables become keys with points: `[name]` with `en = …` is `name.en = …`.
fn flatten(text: &str, above: &str, table: &DeTable<'_>, said: &mut Said) -> Result<(), TemplateError> {
    for (name, value) in table {
        let line = line_of(text, name.span().start);
        let key =
            if above.is_empty() { name.get_ref().to_string() } else { format!("{above}.{}", name.get_ref()) };
        let shape = |expected| TemplateError { line, fault: Fault::Shape { key: key.clone(), expected } };
        let cell = match value.get_ref() {
            DeValue::Table(inner) => {
                flatten(text, &key, inner, said)?;
                continue;
            }
            DeValue::String(text) => Cell::Text(text.to_string()),
            DeValue::Integer(number) if number.radix() == 10 => Cell::Number(number.as_str().to_owned()),
            DeValue::Integer(_) => return Err(shape("a number in plain digits")),
            DeValue::Float(number) => Cell::Number(number.as_str().to_owned()),
            DeValue::Boolean(truth) => Cell::Truth(*truth),
            DeValue::Datetime(day) => Cell::Text(day.to_string()),
            DeValue::Array(codes) if Field::named(&key).is_some_and(Field::is_set) => {
                let codes: Option<BTreeSet<String>> =
                    codes.iter().map(|code| code.get_ref().as_str().map(str::to_owned)).collect();
                Cell::Set(codes.ok_or_else(|| shape("a list of codes in quotes"))?)
            }
            DeValue::Array(_) => return Err(shape("one value, not a list")),
        };
        if let Some((first, _)) = said.insert(key.clone(), (line, cell)) {
            return Err(TemplateError { line: line.max(first), fault: Fault::Twice { key } });
        }
    }
    Ok(())
}

fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}
