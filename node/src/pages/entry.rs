//! Organisations and listings in a list, in few words.

use super::words::{Count, Party, Phrase};

/// An organisation or a listing in a list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name; may be empty.
    pub name: Phrase,
    /// The path of its page.
    pub href: String,
    /// Who lists it; `None` for an organisation that speaks for itself.
    pub listed_by: Option<Party>,
    /// Town, region and country in words; may be empty.
    pub place: String,
    /// Why it stands in the list, in words; may be empty.
    pub why: Vec<String>,
    /// What [`super::path::COMPARE`] calls it.
    pub id: String,
}

/// A list that may be longer than what is shown.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// The first of them.
    pub shown: Vec<Entry>,
    /// How many there are.
    pub in_all: Count,
    /// The search that finds them all.
    pub search: String,
}
