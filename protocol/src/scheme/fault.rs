//! What is wrong with a scheme or a scorecard, and where it stands in the file.
//!
//! ```text
//! line 12, column 11: the minimum 7 is above the highest grade 5; lower it
//!    |
//! 12 | minimum = 7
//!    |           ^
//! ```

use std::fmt;
use std::ops::Range;

use serde::de::DeserializeOwned;
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::canonical::{JsonError, parse_json};
use crate::text::{excerpt, nearest};

/// What was wrong with a scheme or a scorecard.
#[derive(Debug, Error)]
pub enum SchemeError {
    /// The file is too long.
    #[error("the {subject} is longer than {limit_bytes} bytes")]
    TooLong {
        /// What was read.
        subject: Subject,
        /// The limit.
        limit_bytes: usize,
    },
    /// No TOML, or members that there are not.
    #[error("the {subject} cannot be read: {fault}")]
    Form {
        /// What was read.
        subject: Subject,
        /// What is wrong, and where.
        fault: Fault,
    },
    /// No JSON, or members that there are not.
    #[error("the {subject}'s content cannot be read")]
    Json {
        /// What was read.
        subject: Subject,
        /// Why.
        source: JsonError,
    },
    /// Rules that a scheme must follow are broken.
    #[error("the scheme breaks a rule: {}{}", faults[0], and_more(faults.len() - 1))]
    Rules {
        /// Each that is broken, at least one and at most twenty, in the order of the file.
        faults: Vec<Fault>,
    },
    /// More answers than any scheme has criteria.
    #[error("the scorecard has more than {answers_max} answers")]
    TooManyAnswers {
        /// The limit.
        answers_max: usize,
    },
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A scheme.
    Scheme,
    /// A scorecard.
    Scorecard,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands in the file; `None` in content, which has no lines.
    pub place: Option<Place>,
    /// Where it stands in the structure, such as `criterion.3.minimum`; may be empty.
    pub path: String,
    /// What is wrong and what to do.
    pub rule: String,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// In characters, at least 1.
    pub width: usize,
    /// The line, or its part around the place.
    pub text: String,
}

impl SchemeError {
    /// Everything that is wrong and has a place in the file.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        match self {
            Self::Form { fault, .. } => std::slice::from_ref(fault),
            Self::Rules { faults } => faults,
            Self::TooLong { .. } | Self::Json { .. } | Self::TooManyAnswers { .. } => &[],
        }
    }
}

impl Place {
    /// The line with a mark below the place, in three lines of text.
    #[must_use]
    pub fn picture(&self) -> String {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let before: usize = self.column - 1;
        let cut = before.saturating_sub(COLUMNS_BEFORE);
        let shown: String = self.text.chars().skip(cut).take(COLUMNS_SHOWN).collect();
        let width = self.width.min(shown.chars().count().saturating_sub(before - cut)).max(1);
        format!(
            "{margin} |\n{number} | {shown}\n{margin} | {}{}",
            " ".repeat(before - cut),
            "^".repeat(width)
        )
    }

    /// The place of a span of bytes.
    fn of(text: &str, span: Range<usize>) -> Self {
        let start = (0..=span.start.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (span.end.clamp(start, text.len())..=text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(text.len());
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = text[line_start..].lines().next().unwrap_or("");
        let marked = text[start..end].lines().next().unwrap_or("");
        // Whatever would move the cursor becomes a blank, so that the mark stands below what it marks.
        let shown = |c: char| if c == '\n' || crate::text::is_unprintable(c) { ' ' } else { c };
        Self {
            line: text[..line_start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            width: marked.chars().count().max(1),
            text: line.chars().map(shown).collect(),
        }
    }
}

/// Reads TOML and says where it cannot.
pub(super) fn from_toml<T: DeserializeOwned>(
    text: &str,
    limit_bytes: usize,
    subject: Subject,
) -> Result<T, SchemeError> {
    if text.len() > limit_bytes {
        return Err(SchemeError::TooLong { subject, limit_bytes });
    }
    toml::from_str(text).map_err(|error| {
        let place = error.span().map(|span| Place::of(text, span));
        let fault = Fault { place, path: String::new(), rule: words(error.message()) };
        SchemeError::Form { subject, fault }
    })
}

/// Reads JSON of the same structure.
pub(super) fn from_json<T: DeserializeOwned>(
    text: &str,
    limit_bytes: usize,
    subject: Subject,
) -> Result<T, SchemeError> {
    let value =
        parse_json(text.as_bytes(), limit_bytes).map_err(|source| SchemeError::Json { subject, source })?;
    serde_json::from_value(value)
        .map_err(|error| SchemeError::Json { subject, source: JsonError::from(error) })
}

/// Gives broken rules their places in the file.
pub(super) fn locate(text: &str, faults: &mut [Fault]) {
    let Ok(table) = DeTable::parse(text) else { return };
    for fault in faults.iter_mut() {
        fault.place = Some(Place::of(text, span_of(&table, &fault.path)));
    }
    faults.sort_by_key(|fault| fault.place.as_ref().map(|place| (place.line, place.column)));
}

/// The span of what a path leads to, or of the last thing on the way that is there.
fn span_of(table: &Spanned<DeTable<'_>>, path: &str) -> Range<usize> {
    let mut steps = path.split('.').peekable();
    let Some((key, mut value)) = steps.next().and_then(|step| member(table.get_ref(), step)) else {
        return 0..0;
    };
    let mut span = if steps.peek().is_none() && value.get_ref().is_table() { key } else { value.span() };
    for step in steps {
        let next = match value.get_ref() {
            DeValue::Table(table) => member(table, step).map(|(_, value)| value),
            DeValue::Array(list) => step.parse().ok().and_then(|index: usize| list.get(index)),
            _ => None,
        };
        let Some(next) = next else { break };
        value = next;
        span = value.span();
    }
    span
}

fn member<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<(Range<usize>, &'t Spanned<DeValue<'i>>)> {
    let (key, value) = table.iter().find(|(key, _)| key.get_ref().as_ref() == name)?;
    Some((key.span(), value))
}

/// The parser's words, with the nearest member in place of all of them.
fn words(message: &str) -> String {
    let Some((unknown, known)) = message.split_once(", expected one of ") else {
        return message.replace('\n', "; ");
    };
    let name = unknown.split('`').nth(1).unwrap_or("");
    let candidates: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    match nearest(name, candidates.iter().copied()).as_slice() {
        [] => excerpt_of_list(unknown, &candidates),
        [best, ..] => format!("{unknown}; did you mean `{best}`?"),
    }
}

fn excerpt_of_list(unknown: &str, candidates: &[&str]) -> String {
    let mut said = format!("{}; here stand only ", excerpt(unknown));
    said.push_str(&candidates.join(", "));
    said
}

fn and_more(count: usize) -> String {
    match count {
        0 => String::new(),
        count => format!(" (and {count} more)"),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "line {}, column {}: ", place.line, place.column)?,
            None if !self.path.is_empty() => write!(f, "{}: ", self.path)?,
            None => {}
        }
        f.write_str(&self.rule)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "scheme",
            Self::Scorecard => "scorecard",
        })
    }
}

const COLUMNS_BEFORE: usize = 60;
const COLUMNS_SHOWN: usize = 100;
