//! The small things that pages are written with: phrases, names, links, counts and facts.

use protocol::text::Lookalike;

use super::path;

/// A piece of text that somebody wrote, with its language.
///
/// Pages isolate it from the text around (direction of writing) and give its language to readers
/// and hyphenation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// The text as it was given.
    pub text: String,
    /// BCP 47 language tag, for example `de`; empty where it is not known.
    pub language: String,
    /// Why it may be taken for another text, if it may: pages then say so behind it.
    pub lookalike: Option<Lookalike>,
}

impl AsRef<Self> for Phrase {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Phrase {
    /// A text in a known language.
    #[must_use]
    pub fn new(text: &str, language: &str) -> Self {
        Self { text: text.to_owned(), language: language.to_owned(), lookalike: None }
    }

    /// A text whose language is not known.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::new(text, "")
    }
}

/// An organisation that is named in a sentence, with a link to its page.
///
/// Anybody can take any name, so pages show the first and last letters of the SCID beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The name it gives itself; may be empty, then the page says so.
    pub name: Phrase,
    /// Its SCID.
    pub scid: String,
}

impl AsRef<Self> for Party {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Party {
    /// The path of its page.
    #[must_use]
    pub fn href(&self) -> String {
        path::organisation(&self.scid)
    }

    /// The first six and the last four letters of the SCID.
    #[must_use]
    pub fn short_scid(&self) -> String {
        let letters: Vec<char> = self.scid.chars().collect();
        if letters.len() <= 12 {
            return self.scid.clone();
        }
        let first: String = letters.iter().take(6).collect();
        let last: String = letters.iter().skip(letters.len() - 4).collect();
        format!("{first}…{last}")
    }
}

/// A link with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What to click on.
    pub text: String,
    /// Where it leads.
    pub to: Target,
}

impl AsRef<Self> for Link {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Link {
    /// A link to a path of this node, already percent-encoded.
    #[must_use]
    pub fn here(text: &str, path: &str) -> Self {
        Self { text: text.to_owned(), to: Target::Here(path.to_owned()) }
    }

    /// A link to another site; the caller has checked that it is an `http` or `https` URL.
    #[must_use]
    pub fn elsewhere(text: &str, url: &str) -> Self {
        Self { text: text.to_owned(), to: Target::Elsewhere(url.to_owned()) }
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A path on this node, already percent-encoded.
    Here(String),
    /// An `http` or `https` URL of another site, checked by the caller.
    Elsewhere(String),
}

/// A number of things; how it is written depends on the language ([`Locale::number`](super::locale::Locale::number)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count(pub u64);

impl Count {
    /// True if there are more than the given number.
    #[must_use]
    pub fn exceeds(&self, shown: usize) -> bool {
        self.0 > shown as u64
    }
}

/// A term and its value, one row of a list of facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What is stated, for example `Issued on`.
    pub term: String,
    /// The value.
    pub value: String,
    /// How the value is set.
    pub script: Script,
}

impl Fact {
    /// A value in words, for example a day.
    #[must_use]
    pub fn words(term: &str, value: &str) -> Self {
        Self { term: term.to_owned(), value: value.to_owned(), script: Script::Words }
    }

    /// A value that machines made, for example an id.
    #[must_use]
    pub fn code(term: &str, value: &str) -> Self {
        Self { term: term.to_owned(), value: value.to_owned(), script: Script::Code }
    }
}

/// How a value is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// In the running typeface.
    Words,
    /// In letters of one width, broken anywhere.
    Code,
}

/// Something a reader must know before the rest of a page, for example a disputed identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How bad it is.
    pub tone: Tone,
    /// One or two whole sentences.
    pub text: String,
}

/// How a statement is to be taken; chooses icon and colour, while the words stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It holds: Valid.
    Holds,
    /// It holds with a reservation, or will soon not: Conditional, NotYet, ExpiredRenewable, StatusStale.
    Reserved,
    /// It does not hold: Expired, Suspended, Withdrawn, IssuerNotEntitled, BadSignature, SubjectMismatch.
    Fails,
    /// It could not be found out: Conflict, UnknownScheme, Indeterminate.
    Unknown,
}

impl Tone {
    /// The name of the style.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Reserved => "reserved",
            Self::Fails => "fails",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_scid_keeps_both_ends() {
        let party = |scid: &str| Party { name: Phrase::default(), scid: scid.to_owned() };
        assert_eq!(party("QmbnQXj7DhWFrmgjDPKZCybn8fkKW7Wze57SQHpwsSQ7NZ").short_scid(), "QmbnQX…Q7NZ");
        assert_eq!(party("Qm1").short_scid(), "Qm1");
    }
}
