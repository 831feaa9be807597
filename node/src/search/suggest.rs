//! Suggestions for what somebody is typing: names, towns, regions and terms that begin with the last word.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, PoisonError};

use protocol::landscape::facet::Facet;
use protocol::landscape::{Query, QueryError, QueryText};
use protocol::text::{folded, words};
use protocol::vocabulary::region::{iso_form, regions};

use super::{Holders, Search, SearchError};

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The words to show.
    pub text: String,
    /// What they stand for.
    pub of: Of,
}

/// What a suggestion stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// The name of an organisation; the id of its card.
    Name(String),
    /// A town.
    Place,
    /// A value of a facet: a region, or a term of a list.
    Value(Facet, String),
}

impl Search {
    /// At most ten suggestions for a text whose last word may not be whole: names, towns, regions, terms.
    ///
    /// # Errors
    ///
    /// [`QueryError`] for more text than a person types, within; [`SearchError`].
    pub fn suggest(&self, text: &str) -> Result<Result<Vec<Suggestion>, QueryError>, SearchError> {
        let parsed = match QueryText::parse(text) {
            Ok(parsed) => parsed,
            Err(error) => return Ok(Err(error)),
        };
        let whole = folded(text.trim());
        let Some(last) = words(&whole).last().map(str::to_owned) else { return Ok(Ok(Vec::new())) };
        let mut suggestions = Vec::new();
        let query = Query { text: parsed, counted: BTreeSet::new(), limit: LOOKED_AT, ..Query::default() };
        let found = self.find(&query, &NOBODY)?;
        let mut seen = BTreeSet::new();
        for (card, _) in &found.hits {
            let name = folded(&card.name);
            if suggestions.len() < NAMES && begins(&name, &last) && seen.insert(name) {
                let of = Of::Name(card.id.to_string());
                suggestions.push(Suggestion { text: card.name.to_string(), of });
            }
        }
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let mut towns: Vec<_> = state.columns.towns(&whole).take(LOOKED_AT).collect();
        towns.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        let towns = towns.into_iter().take(PLACES);
        suggestions.extend(towns.map(|(town, _)| Suggestion { text: town.to_string(), of: Of::Place }));
        let known =
            TERMS.iter().filter(|term| term.folded.starts_with(&whole) || begins(&term.folded, &whole));
        let occurring = known.filter(|term| state.columns.occurs(term.facet, &term.value));
        suggestions.extend(occurring.take(SUGGESTIONS_MAX - suggestions.len()).map(|term| Suggestion {
            text: term.title.to_owned(),
            of: Of::Value(term.facet, term.value.clone()),
        }));
        Ok(Ok(suggestions))
    }
}

/// Whether a word of the text begins so.
fn begins(folded: &str, beginning: &str) -> bool {
    words(folded).any(|word| word.starts_with(beginning))
}

struct Known {
    folded: String,
    title: &'static str,
    facet: Facet,
    value: String,
}

/// Regions from the widest, then the terms of the lists.
static TERMS: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let region = |region: &'static protocol::vocabulary::region::Region| {
        (region.level, region.name, Facet::Region, iso_form(region.code))
    };
    let mut all: Vec<(u8, &'static str, Facet, String)> = regions().map(region).collect();
    for facet in [Facet::Ecosystem, Facet::Emerging, Facet::Technology, Facet::S3, Facet::Nace] {
        let entries = facet.list().into_iter().flat_map(protocol::vocabulary::List::entries);
        all.extend(entries.map(|entry| (u8::MAX, entry.name, facet, entry.code.to_owned())));
    }
    // The sort keeps the order of lists and codes.
    all.sort_by_key(|(level, ..)| *level);
    let known = all.into_iter();
    known.map(|(_, title, facet, value)| Known { folded: folded(title), title, facet, value }).collect()
});

static NOBODY: LazyLock<Arc<Holders>> = LazyLock::new(Arc::default);

const SUGGESTIONS_MAX: usize = 10;
const NAMES: usize = 5;
const PLACES: usize = 2;
const LOOKED_AT: usize = 50;
