//! Changes that a person makes to a profile: `FIELD=VALUE`, and what a set of changes does.
//!
//! What a person types is held against the template, with the nearest words when it does not fit. An empty value
//! removes a field; a list (`ecosystem=digital,health`) replaces a family of codes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;
use thiserror::Error;

use super::Content;
use super::field::{self, FIELDS, Field, Group, Keys, ValueKind};
use crate::text::{LanguageTag, excerpt, nearest, printable};
use crate::vocabulary::{List, region};

/// New values by key; `None` removes the key.
pub type Edits = BTreeMap<String, Option<Value>>;

/// Reads `FIELD=VALUE` as the changes that it asks for; none if the profile says so already.
///
/// # Errors
///
/// [`FieldError`], with the nearest field names or codes.
pub fn parse_field(current: &Content, key: &str, text: &str) -> Result<Edits, FieldError> {
    let mut edits = asked_for(current, key, text)?;
    edits.retain(|key, value| current.get(key) != value.as_ref());
    Ok(edits)
}

/// The content after the edits.
#[must_use]
pub fn edited(current: &Content, edits: &Edits) -> Content {
    let mut content = current.clone();
    for (key, value) in edits {
        match value {
            Some(value) => _ = content.insert(key.clone(), value.clone()),
            None => _ = content.remove(key),
        }
    }
    content
}

/// What differs between two contents, by key.
#[must_use]
pub fn changes(before: &Content, after: &Content) -> Vec<Change> {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let shown = |value: Option<&Value>| {
        value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    keys.into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(|key| Change { key: key.clone(), before: shown(before.get(key)), after: shown(after.get(key)) })
        .collect()
}

/// One key whose value differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key.
    pub key: String,
    /// The value before, if there was one.
    pub before: Option<String>,
    /// The value after, if there is one.
    pub after: Option<String>,
}

/// Prints one line, safe for a terminal: `+ key: new`, `- key: old` or `~ key: old → new`, long values cut.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |text: &str| {
            let cut: String = text.chars().take(72).collect();
            let more = if cut.len() < text.len() { "…" } else { "" };
            format!("{}{more}", printable(&cut))
        };
        let key = printable(&self.key);
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "~ {key}: {} → {}", short(before), short(after)),
            (Some(before), None) => write!(f, "- {key}: {}", short(before)),
            (None, Some(after)) => write!(f, "+ {key}: {}", short(after)),
            (None, None) => write!(f, "  {key}"),
        }
    }
}

/// The changes that make a family of codes hold exactly these; a code that the profile has already is not questioned.
///
/// # Errors
///
/// [`FieldError::UnknownCode`].
pub(super) fn replace_set<'t>(
    current: &Content,
    field: &Field,
    codes: impl IntoIterator<Item = &'t str>,
) -> Result<Edits, FieldError> {
    let mut edits: Edits = members(current, field).map(|key| (key.clone(), None)).collect();
    for code in codes.into_iter().map(str::trim).filter(|code| !code.is_empty()) {
        let key = format!("{}.{code}", field.key);
        if let Some(value) = current.get(&key).filter(|_| edits.contains_key(&key)) {
            edits.insert(key, Some(value.clone()));
        } else {
            let (code, version) = listed(field, code)?;
            edits.insert(format!("{}.{code}", field.key), Some(version.into()));
        }
    }
    Ok(edits)
}

/// The keys of the content that belong to a family of codes and are members of the set.
pub(super) fn members<'c>(content: &'c Content, field: &Field) -> impl Iterator<Item = &'c String> {
    content.iter().filter_map(move |(key, value)| {
        let (of, rest) = Field::of_key(key)?;
        let is_member =
            of == field && of.takes(rest) && of.value_under(rest) == of.value && value.is_string();
        is_member.then_some(key)
    })
}

fn asked_for(current: &Content, key: &str, text: &str) -> Result<Edits, FieldError> {
    let text = text.trim();
    if let Some((field, rest)) = Field::of_key(key) {
        let (rest, kind) = under(current, field, rest, key, text.is_empty())?;
        let key = if rest.is_empty() { field.key.to_owned() } else { format!("{}.{rest}", field.key) };
        return if text.is_empty() { Ok(removed(&key)) } else { set(field, &key, &rest, kind, text) };
    }
    match Field::named(key) {
        Some(family) if text.is_empty() => {
            let own = |key: &&String| Field::of_key(key).is_some_and(|(field, _)| field == family);
            Ok(current.keys().filter(own).map(|key| (key.clone(), None)).collect())
        }
        Some(family) if family.is_set() => replace_set(current, family, text.split(',')),
        Some(family) => Err(FieldError::WhichOne { example: example(family) }),
        None if text.is_empty() && current.contains_key(key) => Ok(Edits::from([(key.to_owned(), None)])),
        None => Err(FieldError::UnknownField {
            field: excerpt(key),
            near: Near(
                nearest(key, FIELDS.iter().map(|field| field.key)).into_iter().map(str::to_owned).collect(),
            ),
        }),
    }
}

/// What follows the family's point as the template writes it, and what its value is.
fn under(
    current: &Content,
    field: &Field,
    rest: &str,
    key: &str,
    removes: bool,
) -> Result<(String, ValueKind), FieldError> {
    let unfit = |near: Vec<String>| FieldError::BadKey {
        key: excerpt(key),
        example: example(field),
        near: Near(near),
    };
    let rest = match field.keys {
        _ if removes && current.contains_key(key) => rest.to_owned(),
        Keys::ByLanguage => LanguageTag::parse(rest).map_err(|_| unfit(Vec::new()))?.to_string(),
        Keys::ByCode(_) => listed(field, rest)?.0.to_owned(),
        Keys::ByGroup if Group::parse(rest).is_none() => {
            let near = nearest(rest, Group::CONTENT.map(Group::code));
            return Err(unfit(near.into_iter().map(str::to_owned).collect()));
        }
        Keys::BySlug | Keys::ByCodeOrSlug(_) if !field::is_slug(rest) => return Err(unfit(Vec::new())),
        _ => rest.to_owned(),
    };
    let kind = field.value_under(&rest);
    Ok((rest, kind))
}

fn set(field: &Field, key: &str, rest: &str, kind: ValueKind, text: &str) -> Result<Edits, FieldError> {
    let unfit =
        || FieldError::BadValue { field: key.to_owned(), expected: kind.expected(), found: excerpt(text) };
    let unknown = |list: List, near: Vec<&'static str>| FieldError::UnknownCode {
        field: key.to_owned(),
        code: excerpt(text),
        list: list.name(),
        near: Near(near.into_iter().map(|code| with_name(list, code)).collect()),
    };
    let mut edits = Edits::new();
    let value = match kind {
        ValueKind::Region => {
            let term = region::term(text).ok_or_else(|| unknown(List::Nuts, List::Nuts.near(text)))?;
            edits.insert("region.list".to_owned(), Some(term.list_version().into()));
            term.code
        }
        ValueKind::Code(list) => {
            field::known_code(list, text).ok_or_else(|| unknown(list, list.near(text)))?.to_owned()
        }
        ValueKind::Member(_) => {
            let (_, version) = listed(field, rest)?;
            match text {
                "yes" | "true" => version.to_owned(),
                "no" | "false" => return Ok(removed(key)),
                text if text == version => text.to_owned(),
                _ => return Err(unfit()),
            }
        }
        ValueKind::LongText => text.replace("\r\n", "\n"),
        _ => text.to_owned(),
    };
    if !kind.accepts(&value) {
        return Err(unfit());
    }
    edits.insert(key.to_owned(), Some(value.into()));
    Ok(edits)
}

fn removed(key: &str) -> Edits {
    let companion = (key == "region").then(|| "region.list".to_owned());
    companion.into_iter().chain([key.to_owned()]).map(|key| (key, None)).collect()
}

/// The code as the family's list writes it, and the newest version of the list that has it.
fn listed(field: &Field, code: &str) -> Result<(&'static str, &'static str), FieldError> {
    let (Keys::ByCode(list) | Keys::ByCodeOrSlug(list)) = field.keys else {
        unreachable!("only families of codes are asked for a code");
    };
    if let Some(code) = field::known_code(list, code) {
        return Ok((code, list.version()));
    }
    list.versions()
        .find_map(|version| list.entry(version, code).map(|entry| (entry.code, version)))
        .ok_or_else(|| FieldError::UnknownCode {
            field: field.key.to_owned(),
            code: excerpt(code),
            list: list.name(),
            near: Near(list.near(code).into_iter().map(|code| with_name(list, code)).collect()),
        })
}

fn with_name(list: List, code: &str) -> String {
    let name = list.entry(list.version(), code).map_or("", |entry| entry.name);
    format!("{code} ({name})")
}

/// How a key of the family is written.
fn example(field: &Field) -> String {
    let under = match field.keys {
        Keys::One => return field.key.to_owned(),
        Keys::ByLanguage => "en",
        Keys::ByCode(list) | Keys::ByCodeOrSlug(list) => list.entries().next().map_or("", |entry| entry.code),
        Keys::BySlug => "laser-optics",
        Keys::ByGroup => "members",
    };
    format!("{}.{under}", field.key)
}

/// Why a field cannot be set so.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FieldError {
    /// The template has no such field.
    #[error("{field:?} is not a field of the profile{near}")]
    UnknownField {
        /// What was asked for.
        field: String,
        /// Fields that may be meant.
        near: Near,
    },
    /// A family was named where one of its keys is needed.
    #[error("say which one, as in {example}=…")]
    WhichOne {
        /// A key of the family.
        example: String,
    },
    /// What follows the family's point is no language, slug or group.
    #[error("{key:?} should be formed as {example}{near}")]
    BadKey {
        /// What was asked for.
        key: String,
        /// A key of the family.
        example: String,
        /// Endings that may be meant.
        near: Near,
    },
    /// The list has no such code.
    #[error("{field}: {code:?} is not in the list {list}{near}")]
    UnknownCode {
        /// The field.
        field: String,
        /// What was given.
        code: String,
        /// The list.
        list: &'static str,
        /// Codes that may be meant, with their names.
        near: Near,
    },
    /// The value is not what the field takes.
    #[error("{field}: expected {expected}, found {found:?}")]
    BadValue {
        /// The field.
        field: String,
        /// What the field takes.
        expected: Cow<'static, str>,
        /// What was given.
        found: String,
    },
}

/// What may be meant; prints `; did you mean a, b or c?`, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near(pub Vec<String>);

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_last() {
            None => Ok(()),
            Some((only, [])) => write!(f, "; did you mean {only}?"),
            Some((last, rest)) => write!(f, "; did you mean {} or {last}?", rest.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(current: &Content, edits: &[(&str, &str)]) -> Content {
        edits.iter().fold(current.clone(), |content, (key, text)| {
            edited(&content, &parse_field(&content, key, text).unwrap())
        })
    }

    #[test]
    fn a_list_replaces_its_family_and_touches_nothing_else() {
        let before = after(&Content::new(), &[("ecosystem", "digital, Health"), ("acronym", "PA")]);
        assert_eq!(before.keys().collect::<Vec<_>>(), ["acronym", "ecosystem.digital", "ecosystem.health"]);
        let edits = parse_field(&before, "ecosystem", "health,tourism").unwrap();
        assert_eq!(
            edits,
            Edits::from([("ecosystem.digital".into(), None), ("ecosystem.tourism".into(), Some("1".into()))])
        );
        assert_eq!(after(&before, &[("ecosystem", "")]).keys().collect::<Vec<_>>(), ["acronym"]);
        assert_eq!(after(&before, &[("ecosystem.digital", "no"), ("acronym", "")]).len(), 1);
    }

    #[test]
    fn a_code_that_is_there_already_is_not_questioned() {
        let before = Content::from([("ecosystem.new-one".to_owned(), "2".into())]);
        let edits = parse_field(&before, "ecosystem", "new-one,health").unwrap();
        assert_eq!(edits, Edits::from([("ecosystem.health".into(), Some("1".into()))]));
        assert!(parse_field(&Content::new(), "ecosystem", "new-one").is_err());
    }

    #[test]
    fn a_region_brings_its_list_along_and_takes_it_away() {
        let with = after(&Content::new(), &[("region", "gr30")]);
        assert_eq!(
            with,
            Content::from([("region".into(), "EL30".into()), ("region.list".into(), "nuts/2024".into())])
        );
        assert_eq!(after(&with, &[("region", "CH-ZH")])["region.list"], "iso-3166-2");
        assert!(after(&with, &[("region", "")]).is_empty());
    }

    #[test]
    fn what_is_there_already_is_no_edit() {
        let content = after(&Content::new(), &[("name.EN", " Photonics "), ("nace", "26.11")]);
        assert_eq!(content["name.en"], "Photonics");
        assert!(parse_field(&content, "name.en", "Photonics").unwrap().is_empty());
        assert!(parse_field(&content, "nace", "26.11").unwrap().is_empty());
    }

    #[test]
    fn an_unknown_field_of_the_document_can_be_removed_and_not_set() {
        let content = Content::from([("later.field".to_owned(), 7.into())]);
        assert!(parse_field(&content, "later.field", "8").is_err());
        assert!(edited(&content, &parse_field(&content, "later.field", "").unwrap()).is_empty());
    }

    #[test]
    fn a_nace_code_of_the_older_revision_is_kept_with_its_revision() {
        let content = after(&Content::new(), &[("nace", "26.11,45.11")]);
        assert_eq!(
            (content["nace.26.11"].as_str(), content["nace.45.11"].as_str()),
            (Some("2.1"), Some("2"))
        );
    }
}
