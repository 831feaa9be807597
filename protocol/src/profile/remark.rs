//! What a reader is told about a document that is not quite as it should be.

use std::fmt;

use super::field::ValueKind;
use crate::text::printable;
use crate::vocabulary::Term;

/// Something about a field that a reader should see. It never keeps the rest from being read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// This version of the template does not have the field; it is kept.
    UnknownField {
        /// The key.
        field: String,
    },
    /// The value is a number, a truth value or something else where a text should be, or the other way round.
    WrongType {
        /// The key.
        field: String,
        /// What should stand there.
        expected: Expected,
    },
    /// The value has the right type and cannot be understood; it is kept and not used.
    Unreadable {
        /// The key.
        field: String,
        /// What should stand there.
        expected: Expected,
    },
    /// The code is not in its list as this program knows it; it is kept and shown.
    UnknownCode {
        /// The key.
        field: String,
        /// The code with its list.
        term: Term,
    },
    /// The region lies in another country than the one that is stated.
    RegionOutsideCountry {
        /// The region.
        region: String,
        /// The country that is stated.
        country: String,
    },
    /// Public and private financing are more than the whole.
    SharesBeyondWhole {
        /// Their sum in percent.
        percent: u64,
    },
    /// No name is given in any language.
    NoName,
    /// A part of a register's line that has no place in a listing and was left out.
    LeftOut {
        /// The name in the register's line.
        field: String,
    },
}

/// What should stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expected {
    /// A value of the template.
    Value(ValueKind),
    /// What a post is, by one of these words.
    PostKind(&'static str),
    /// A line of text, however long.
    Line,
    /// Half of a point on a map.
    Degrees,
}

impl From<ValueKind> for Expected {
    fn from(kind: ValueKind) -> Self {
        Self::Value(kind)
    }
}

/// Prints a phrase.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Value(kind) => return f.write_str(&kind.expected()),
            Self::PostKind(words) => words,
            Self::Line => "one line of text",
            Self::Degrees => "decimal degrees with at most six digits after the point",
        })
    }
}

impl Remark {
    /// The key that the remark is about.
    #[must_use]
    pub fn field(&self) -> &str {
        match self {
            Self::UnknownField { field }
            | Self::WrongType { field, .. }
            | Self::Unreadable { field, .. }
            | Self::UnknownCode { field, .. }
            | Self::LeftOut { field } => field,
            Self::RegionOutsideCountry { .. } => "region",
            Self::SharesBeyondWhole { .. } => "financing.public_percent",
            Self::NoName => "name",
        }
    }
}

/// Prints a sentence without a full stop; safe for a terminal.
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = printable(self.field());
        match self {
            Self::UnknownField { .. } => write!(f, "{field}: not a field of this template"),
            Self::WrongType { expected, .. } => {
                write!(f, "{field}: not of the right type, expected {expected}")
            }
            Self::Unreadable { expected, .. } => write!(f, "{field}: not understood, expected {expected}"),
            Self::UnknownCode { term, .. } => {
                write!(f, "{field}: {} is not a code of {} as known here", printable(&term.code), {
                    let list = term.list_version();
                    printable(&list).into_owned()
                })
            }
            Self::RegionOutsideCountry { region, country } => {
                write!(f, "{field}: {} does not lie in {}", printable(region), printable(country))
            }
            Self::SharesBeyondWhole { percent } => {
                write!(f, "{field}: the shares of financing add up to {percent} %")
            }
            Self::NoName => write!(f, "{field}: no name in any language"),
            Self::LeftOut { .. } => write!(f, "{field}: has no place in a listing and was left out"),
        }
    }
}
