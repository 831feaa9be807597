//! Cards of the model as short lists.

use std::sync::Arc;

use protocol::landscape::{Card, CardKind};

use crate::http::page::{party, phrase, place};
use crate::pages::entry::{Entries, Entry};
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::words::Count;
use crate::read_model::ReadModel;

/// A card in a list.
pub(super) fn entry(locale: Locale, model: &ReadModel, card: &Card, why: Vec<String>) -> Entry {
    let name = match card.names.best(&[]) {
        Some((language, name)) if card.kind == CardKind::Profile => phrase(name, language.as_str()),
        _ => phrase(&card.name, ""),
    };
    let listed_by = match card.kind {
        CardKind::Profile => None,
        CardKind::Listing { listed_by } => Some(party(model, &listed_by)),
    };
    Entry {
        name,
        href: path::card(card),
        listed_by,
        place: place(locale, card.place.as_deref(), card.region.as_ref(), card.country.as_ref()),
        why,
        id: card.id.to_string(),
    }
}

/// The first of some cards: organisations' own profiles, then listings, by name.
pub(super) fn entries(locale: Locale, model: &ReadModel, cards: &[Arc<Card>], search: String) -> Entries {
    let mut cards: Vec<&Arc<Card>> = cards.iter().collect();
    cards.sort_by(|a, b| {
        let rank = |card: &Card| card.kind != CardKind::Profile;
        (rank(a), &a.name, &a.id).cmp(&(rank(b), &b.name, &b.id))
    });
    Entries {
        in_all: Count(cards.len() as u64),
        shown: cards.into_iter().take(SHOWN).map(|card| entry(locale, model, card, Vec::new())).collect(),
        search,
    }
}

const SHOWN: usize = 60;
