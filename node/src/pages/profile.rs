//! A profile or a listing as groups of titled fields; who speaks is said by the page around it.

use super::words::{Fact, Link, Phrase};

/// Fields that belong together, for example `Members`.
#[derive(Clone, Debug)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// The day `YYYY-MM-DD` on which the organisation last confirmed these fields; `None` if it never did.
    pub confirmed: Option<String>,
    /// The fields that are filled in. A group without any is not shown.
    pub fields: Vec<Field>,
}

/// One field with what was stated.
#[derive(Clone, Debug)]
pub struct Field {
    /// The field's title, for example `Year of foundation`.
    pub title: String,
    /// What was stated.
    pub value: Value,
    /// What the node has to say about it, for example `code DE999 is not in NUTS 2024; shown as given`.
    pub remarks: Vec<Phrase>,
}

/// What was stated in a field.
#[derive(Clone, Debug)]
pub enum Value {
    /// One or several texts: paragraphs, or one text in several languages.
    Texts(Vec<Phrase>),
    /// Short words from a code list, for example ecosystems.
    Terms(Vec<Phrase>),
    /// A small table, for example the numbers of members by type.
    Facts(Vec<Fact>),
    /// Web addresses and files.
    Links(Vec<Link>),
}

/// How many parts of the template are filled in.
#[derive(Clone, Copy, Debug)]
pub struct Completeness {
    /// Parts that are filled in.
    pub given: u32,
    /// Parts of the template; at least `given`.
    pub of: u32,
}

impl Completeness {
    /// The share that is filled in, in whole per cent, rounded down.
    #[must_use]
    pub fn percent(&self) -> u64 {
        u64::from(self.given.min(self.of)) * 100 / u64::from(self.of.max(1))
    }
}

/// A language in which a profile can be read.
#[derive(Clone, Debug)]
pub struct Language {
    /// BCP 47 tag, for example `de`.
    pub tag: String,
    /// The language's name, for example `German`.
    pub name: String,
}
