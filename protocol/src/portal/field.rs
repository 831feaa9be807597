//! The fields of a portal: how their keys are read and written, and `FIELD=VALUE` as a person types it.
//!
//! ```text
//! title.<language>   description.<language>   website   rule.text
//! rule.<facet>.<value>   member.<card>   except.<card>          keys that only have to be there
//! ```

use serde_json::Value;
use thiserror::Error;

use super::{Portal, RULE_FACETS};
use crate::entry::Address;
use crate::landscape::facet::Facet;
use crate::landscape::{QueryError, QueryText};
use crate::listing;
use crate::organisation::OrganisationId;
use crate::profile::Content;
use crate::profile::edit::{Edits, Near, edited};
use crate::profile::field::ValueKind;
use crate::text::{LanguageTag, WebAddress, excerpt, is_unprintable, nearest};
use crate::vocabulary::List;
use crate::vocabulary::region::{nuts_form, term};

/// What a key stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title in a language.
    Title(LanguageTag),
    /// The description in a language.
    Description(LanguageTag),
    /// The pages elsewhere.
    Website,
    /// The words of the rule.
    Words,
    /// A value that the rule wants.
    Facet(Facet, String),
    /// A card that belongs to it.
    Member(String),
    /// A card that does not.
    Exception(String),
}

impl Field {
    /// Reads a key.
    ///
    /// # Errors
    ///
    /// [`PortalFieldError`] for what is no field of a portal.
    pub fn parse(key: &str) -> Result<Self, PortalFieldError> {
        let language = |tag: &str| {
            LanguageTag::parse(tag).map_err(|_| PortalFieldError::Language { text: excerpt(tag) })
        };
        match key.split_once('.') {
            None if key == WEBSITE => Ok(Self::Website),
            Some((TITLE, tag)) => language(tag).map(Self::Title),
            Some((DESCRIPTION, tag)) => language(tag).map(Self::Description),
            Some((MEMBER, id)) => card(id).map(Self::Member),
            Some((EXCEPT, id)) => card(id).map(Self::Exception),
            Some((RULE, TEXT)) => Ok(Self::Words),
            Some((RULE, rest)) => {
                let (facet, value) = rest.split_once('.').unwrap_or((rest, ""));
                let facet = chosen_by(facet)?;
                // No key of a document has a plus.
                let value = facet.parse(&value.replace('_', "+")).map_err(QueryError::from)?;
                Ok(Self::Facet(facet, value))
            }
            _ => Err(PortalFieldError::unknown(key)),
        }
    }

    /// The key in the one form in which it is written.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Title(language) => format!("{TITLE}.{language}"),
            Self::Description(language) => format!("{DESCRIPTION}.{language}"),
            Self::Website => WEBSITE.to_owned(),
            Self::Words => format!("{RULE}.{TEXT}"),
            Self::Facet(facet, value) => format!("{RULE}.{}.{}", facet.name(), value.replace('+', "_")),
            Self::Member(card) => format!("{MEMBER}.{card}"),
            Self::Exception(card) => format!("{EXCEPT}.{card}"),
        }
    }

    /// Whether the key only has to be there.
    #[must_use]
    pub const fn is_mark(&self) -> bool {
        matches!(self, Self::Facet(..) | Self::Member(_) | Self::Exception(_))
    }

    /// What stands under the key, if the field can hold it; of a key that only has to be there nothing.
    ///
    /// # Errors
    ///
    /// [`PortalFieldError::Value`] for what is no text, or as [`Field::check`].
    pub(super) fn text_of<'v>(&self, value: &'v Value) -> Result<&'v str, PortalFieldError> {
        match value {
            _ if self.is_mark() => Ok(""),
            Value::String(text) => self.check(text),
            _ => Err(self.refuses("a text", value)),
        }
    }

    /// The text, if the field can hold it.
    ///
    /// # Errors
    ///
    /// [`PortalFieldError::Long`], [`PortalFieldError::Value`], [`PortalFieldError::Website`] or
    /// [`PortalFieldError::Query`].
    fn check<'t>(&self, text: &'t str) -> Result<&'t str, PortalFieldError> {
        let limit = match self {
            Self::Title(_) => TITLE_BYTES_MAX,
            Self::Description(_) => DESCRIPTION_BYTES_MAX,
            _ => usize::MAX,
        };
        if text.len() > limit {
            return Err(PortalFieldError::Long { field: self.key(), limit });
        }
        match self {
            Self::Title(_) if !says_something(text) || !ValueKind::Text(limit).accepts(text) => {
                Err(self.refuses("one line that says something", &Value::from(text)))
            }
            Self::Description(_) if !says_something(text) => {
                Err(self.refuses("a text that says something", &Value::from(text)))
            }
            Self::Website if WebAddress::parse(text).is_err() => {
                Err(PortalFieldError::Website { text: excerpt(text) })
            }
            Self::Words => Ok(QueryText::parse(text).map(|_| text)?),
            _ => Ok(text),
        }
    }

    fn refuses(&self, expected: &'static str, found: &Value) -> PortalFieldError {
        PortalFieldError::Value { field: self.key(), expected, found: excerpt(&found.to_string()) }
    }
}

/// Whether a reader sees anything of a text.
fn says_something(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !is_unprintable(c))
}

/// Whether a key is a part of the rule, understood or not.
pub(super) fn is_of_rule(key: &str) -> bool {
    key.split_once('.').is_some_and(|(family, _)| family == RULE)
}

/// Reads `FIELD=VALUE` as the changes that it asks for; none if the portal says so already.
///
/// An empty value removes a field, also one that is not understood. A list (`rule.country=AT,HU`, `member=SCID,…`)
/// replaces what was there; `yes` and `no` add one of a list and take it away (`member.SCID=yes`).
///
/// # Errors
///
/// [`PortalFieldError`].
pub fn parse_field(current: &Content, key: &str, text: &str) -> Result<Edits, PortalFieldError> {
    let text = text.trim();
    let removed = if text.is_empty() { removed(current, key) } else { Edits::new() };
    let mut edits = match Family::named(key) {
        _ if !removed.is_empty() => removed,
        Some(family) => family?.replace(current, text)?,
        None => {
            let field = Field::parse(key)?;
            let value = match (field.is_mark(), text) {
                (_, "") | (true, "no" | "false") => None,
                (true, "yes" | "true" | MARK) => Some(MARK),
                (true, _) => return Err(PortalFieldError::Mark { field: field.key(), text: excerpt(text) }),
                (false, text) => Some(field.check(text)?),
            };
            if let Field::Facet(facet, value) = &field {
                check_code(*facet, value)?;
            }
            Edits::from([(field.key(), value.map(Value::from))])
        }
    };
    edits.retain(|key, value| current.get(key) != value.as_ref());
    let after = edited(current, &edits);
    let (_, before) = Portal::with_faults(current);
    // One more than a portal holds crowds another one out.
    let mut faults = Portal::with_faults(&after).1.into_iter().filter(|(key, _)| !before.contains_key(key));
    faults.next().map_or(Ok(edits), |(_, fault)| Err(fault))
}

/// What takes away the key itself and, where it names a list, all that begin with it.
fn removed(current: &Content, key: &str) -> Edits {
    let below = Family::named(key).map(|_| format!("{key}."));
    let is_meant = |held: &&String| {
        held.as_str() == key || below.as_ref().is_some_and(|below| held.starts_with(below.as_str()))
    };
    current.keys().filter(is_meant).map(|held| (held.clone(), None)).collect()
}

/// Keys that are set together, as a list.
enum Family {
    Facet(Facet),
    Members,
    Exceptions,
}

impl Family {
    /// The list that a key names, if it names one; of a rule it may be a list that no rule has.
    fn named(key: &str) -> Option<Result<Self, PortalFieldError>> {
        match key {
            MEMBER => Some(Ok(Self::Members)),
            EXCEPT => Some(Ok(Self::Exceptions)),
            _ => match key.split_once('.') {
                Some((RULE, facet)) if facet != TEXT && !facet.contains('.') => {
                    Some(chosen_by(facet).map(Self::Facet))
                }
                _ => None,
            },
        }
    }

    fn replace(&self, current: &Content, text: &str) -> Result<Edits, PortalFieldError> {
        let start = match self {
            Self::Facet(facet) => format!("{RULE}.{}.", facet.name()),
            Self::Members => format!("{MEMBER}."),
            Self::Exceptions => format!("{EXCEPT}."),
        };
        let held = current.keys().filter(|key| key.starts_with(&start));
        let mut edits: Edits = held.map(|key| (key.clone(), None)).collect();
        for value in text.split(',').map(str::trim).filter(|value| !value.is_empty()) {
            let field = match self {
                Self::Facet(facet) => {
                    let value = facet.parse(value).map_err(QueryError::from)?;
                    check_code(*facet, &value)?;
                    Field::Facet(*facet, value)
                }
                Self::Members => Field::Member(card(value)?),
                Self::Exceptions => Field::Exception(card(value)?),
            };
            edits.insert(field.key(), Some(MARK.into()));
        }
        Ok(edits)
    }
}

/// The facet of that name, if a rule may choose by it.
fn chosen_by(name: &str) -> Result<Facet, PortalFieldError> {
    Facet::named(name)
        .filter(|facet| RULE_FACETS.contains(facet))
        .ok_or_else(|| PortalFieldError::Facet { name: excerpt(name) })
}

/// Refuses a slip: a code that no list has. A card may still have it, so a document that names it is read.
fn check_code(facet: Facet, code: &str) -> Result<(), PortalFieldError> {
    let (list, form): (List, String) = match facet {
        Facet::Region if term(code).is_some() => return Ok(()),
        Facet::Region => (List::Nuts, nuts_form(code)),
        facet => match facet.list() {
            Some(list) => (list, code.into()),
            None => return Ok(()),
        },
    };
    if list.versions().any(|version| list.entry(version, &form).is_some()) {
        return Ok(());
    }
    let near = Near(list.near(code).into_iter().map(str::to_owned).collect());
    Err(PortalFieldError::Code { facet: facet.name(), code: excerpt(code), list: list.name(), near })
}

/// The id of a card: of an organisation its SCID, of a listing `<scid>/<name>`.
fn card(text: &str) -> Result<String, PortalFieldError> {
    let card = if text.contains('/') {
        Address::parse_id(listing::COLLECTION, text)
            .map(|(organisation, address)| format!("{organisation}/{}", address.name()))
    } else {
        OrganisationId::parse(text).ok().map(|organisation| organisation.to_string())
    };
    card.ok_or_else(|| PortalFieldError::Card { text: excerpt(text) })
}

/// Why a field cannot stand in a portal.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PortalFieldError {
    /// Another field.
    #[error(
        "{field:?} is not a field of a portal{near}; it has title.LANGUAGE, description.LANGUAGE, website, rule.text, \
         rule.FACET, member and except"
    )]
    Unknown {
        /// The field.
        field: String,
        /// Fields that may be meant.
        near: Near,
    },
    /// A tag that is none.
    #[error("{text:?} is no tag of a language; write title.en or description.pl")]
    Language {
        /// What stands there.
        text: String,
    },
    /// More than anybody would read.
    #[error("{field} is longer than {limit} bytes; make it shorter")]
    Long {
        /// The field.
        field: String,
        /// The limit, in bytes.
        limit: usize,
    },
    /// Nothing that a reader could see, or no text at all.
    #[error("{field}: expected {expected}, found {found}")]
    Value {
        /// The field.
        field: String,
        /// What it takes.
        expected: &'static str,
        /// What stands there, as JSON.
        found: String,
    },
    /// An address that is none.
    #[error("{text:?} is no address of a page; write https://…")]
    Website {
        /// What stands there.
        text: String,
    },
    /// Nobody who could be gathered.
    #[error("{text:?} is neither the SCID or DID of an organisation nor SCID/NAME of a listing")]
    Card {
        /// What stands there.
        text: String,
    },
    /// A facet by which no rule chooses.
    #[error(
        "a rule cannot choose by {name:?}, only by what is the same for every reader on every day: {}",
        RULE_FACETS.map(Facet::name).join(", ")
    )]
    Facet {
        /// Its name.
        name: String,
    },
    /// A code that the list of the facet lacks.
    #[error("{facet}: {code:?} is not in the list {list}{near}")]
    Code {
        /// The facet's name.
        facet: &'static str,
        /// What was given.
        code: String,
        /// The list.
        list: &'static str,
        /// Codes that may be meant.
        near: Near,
    },
    /// Words or a value that no search takes.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// One of a list that is neither added nor taken away.
    #[error("{field} is yes or no, not {text:?}")]
    Mark {
        /// The field.
        field: String,
        /// What was given.
        text: String,
    },
    /// More than a portal holds.
    #[error("{family} has more than {limit} values; choose by a rule, or leave some out")]
    TooMany {
        /// The first part of the key.
        family: &'static str,
        /// The limit.
        limit: usize,
    },
}

impl PortalFieldError {
    fn unknown(key: &str) -> Self {
        let known = [TITLE, DESCRIPTION, WEBSITE, RULE, MEMBER, EXCEPT];
        let family = key.split_once('.').map_or(key, |(family, _)| family);
        let near = nearest(family, known).into_iter().filter(|near| *near != family);
        Self::Unknown { field: excerpt(key), near: Near(near.map(str::to_owned).collect()) }
    }
}

const TITLE: &str = "title";
const DESCRIPTION: &str = "description";
const WEBSITE: &str = "website";
const RULE: &str = "rule";
const TEXT: &str = "text";
const MEMBER: &str = "member";
const EXCEPT: &str = "except";
/// The value of a key that only has to be there.
const MARK: &str = "1";
const TITLE_BYTES_MAX: usize = 200;
const DESCRIPTION_BYTES_MAX: usize = 4_000;
