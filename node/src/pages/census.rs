//! Numbers in tables, and the form that says what is counted: what the map and the counts have in common.

use super::question::Question;
use super::search::Choice;
use super::words::Count;

/// The form over a map or a table of counts.
#[derive(Clone, Debug)]
pub struct Sieve {
    /// Where the form leads: the page that it stands on.
    pub action: &'static str,
    /// What was asked.
    pub asked: Question,
    /// Industrial ecosystems.
    pub ecosystems: Vec<Choice>,
    /// The search with the same question.
    pub search: String,
    /// The same page without any question.
    pub clear: Option<String>,
}

impl Sieve {
    /// What was asked beyond the fields of the form, to be asked again with them.
    #[must_use]
    pub fn hidden(&self) -> Vec<(&str, &str)> {
        self.asked.pairs().filter(|(key, _)| !["q", "ecosystem", "kind"].contains(key)).collect()
    }
}

/// One line of a table of counts.
#[derive(Clone, Debug, Default)]
pub struct CountRow {
    /// In words.
    pub title: String,
    /// The code, if it has one.
    pub code: String,
    /// A closer look: a smaller map, or a page.
    pub href: Option<String>,
    /// The search that finds these organisations and listings; there is none for those that a search cannot part from others.
    pub search: Option<String>,
    /// Organisations that speak for themselves.
    pub organisations: Count,
    /// Records that agencies keep.
    pub listings: Count,
    /// Labels in their term.
    pub labels: Count,
    /// Hundredths that were changed within half a year.
    pub fresh_percent: u64,
    /// Of the longest bar, in hundredths.
    pub bar: u64,
}

impl CountRow {
    /// Organisations and listings.
    #[must_use]
    pub fn cards(&self) -> Count {
        Count(self.organisations.0 + self.listings.0)
    }
}
