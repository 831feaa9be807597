//! The landscape: every organisation and listing as a card, searched and counted the same way everywhere.
//!
//! ```text
//! card   country, region, ecosystems, kind as small numbers │ which beginnings occur │ all words in one text
//!        ├── filters look here ────────────────────────────┤├── a word is refused ──┤├── and found here ──┤
//! ```
//! A search reads every card and no index, so there is nothing that could be out of step with the directory. Most cards
//! are refused by the numbers that lie in the card itself, without a look at their words. Scores are integers and
//! ties are broken by id: two nodes with the same cards give the same answer.

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use thiserror::Error;

use crate::listing::Listing;
use crate::organisation::{Kind, OrganisationId};
use crate::profile::Profile;
use crate::text::{TaggedText, folded, words};
use crate::vocabulary::region::{ISO_3166_2, Point, ancestry, iso_form, outside_prefix, region_of};
use crate::vocabulary::{List, Term};

mod haystack;

use haystack::{Haystack, Needle, Zone};

/// What a search shows of an organisation, and what it is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The SCID of an organisation, or the address of a listing.
    pub id: Box<str>,
    /// Whose word the card is.
    pub kind: CardKind,
    /// What the organisation says it is; never authority.
    pub organisation_kind: Option<Kind>,
    /// The name that stands for all readers whose language has none.
    pub name: Box<str>,
    /// The names by language.
    pub names: TaggedText,
    /// The country.
    pub country: Option<Term>,
    /// The region.
    pub region: Option<Term>,
    /// The town.
    pub place: Option<Box<str>>,
    /// Where it is on a map: the place itself if it is known, else a point in its region.
    pub point: Option<Point>,
    /// The ecosystems; of a listing that has none, the guesses.
    pub ecosystems: Vec<Term>,
    country_key: [u8; 2],
    region_key: Box<str>,
    ecosystem_bits: u32,
    haystack: Haystack,
}

/// Whose word a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardKind {
    /// The organisation's own profile.
    Profile,
    /// A record that another organisation keeps.
    Listing {
        /// Who lists.
        listed_by: OrganisationId,
    },
}

impl Card {
    /// The card of an organisation's own profile.
    #[must_use]
    pub fn of_profile(id: &OrganisationId, profile: &Profile) -> Self {
        let name = profile.name(&[]).unwrap_or_default();
        let ecosystems = profile.ecosystems.clone();
        Self::new(&id.to_string(), CardKind::Profile, name, profile, ecosystems, None)
    }

    /// The card of a listing at an address.
    #[must_use]
    pub fn of_listing(address: &str, listed_by: OrganisationId, listing: &Listing) -> Self {
        let facts = &listing.facts;
        let said = if facts.ecosystems.is_empty() { &listing.ecosystem_guesses } else { &facts.ecosystems };
        let kind = CardKind::Listing { listed_by };
        Self::new(address, kind, &listing.name, facts, said.clone(), listing.point)
    }

    fn new(
        id: &str,
        kind: CardKind,
        name: &str,
        facts: &Profile,
        ecosystems: Vec<Term>,
        point: Option<Point>,
    ) -> Self {
        let country = facts.country.clone().or_else(|| {
            let of = facts.region.as_ref().filter(|region| region.is_known())?;
            crate::vocabulary::region::country_of(&of.code).map(|code| Term::current(List::Country, code))
        });
        let known = facts.region.as_ref().and_then(region_of);
        let region_key = match (&facts.region, &country) {
            (Some(region), _) => iso_form(&region.code),
            (None, Some(country)) => iso_form(&country.code),
            (None, None) => String::new(),
        };
        Self {
            id: id.into(),
            kind,
            organisation_kind: facts.kind,
            name: name.into(),
            names: facts.names.clone(),
            place: facts.place.as_deref().map(Into::into),
            point: point.or_else(|| known.map(|region| region.point)),
            country_key: country.as_ref().map_or([0; 2], |country| country_key(&country.code)),
            region_key: region_key.into(),
            ecosystem_bits: ecosystems
                .iter()
                .filter_map(|term| ecosystem_bit(&term.code))
                .fold(0, |bits, bit| bits | bit),
            haystack: haystack_of(name, facts, country.as_ref(), &ecosystems),
            country,
            region: facts.region.clone(),
            ecosystems,
        }
    }

    /// The code of the country, or nothing.
    #[must_use]
    pub fn country_code(&self) -> Option<&str> {
        self.country.as_ref().map(|country| country.code.as_str())
    }
}

/// What is searched for. Everything that is left open matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Words, each of which must begin a word of the card.
    pub text: QueryText,
    /// Only in this region and those in it: `AT22`, `CH-ZH`, or a country.
    pub region: Option<String>,
    /// Only in this ecosystem, by code.
    pub ecosystem: Option<String>,
    /// Only in this country, by its two letters.
    pub country: Option<String>,
    /// Only profiles, or only listings.
    pub kind: Option<KindFilter>,
    /// How many hits are wanted, at most [`LIMIT_MAX`].
    pub limit: usize,
    /// How many of the best hits are passed over.
    pub offset: usize,
}

/// Profiles or listings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindFilter {
    /// Organisations that speak for themselves.
    Profile,
    /// Records that an agency keeps.
    Listing,
}

impl KindFilter {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Profile, Self::Listing];

    /// The word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Listing => "listing",
        }
    }

    /// The filter of that word.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    fn of(kind: CardKind) -> Self {
        match kind {
            CardKind::Profile => Self::Profile,
            CardKind::Listing { .. } => Self::Listing,
        }
    }
}

/// Everything, twenty cards a page.
impl Default for Query {
    fn default() -> Self {
        Self {
            text: QueryText::default(),
            region: None,
            ecosystem: None,
            country: None,
            kind: None,
            limit: LIMIT_DEFAULT,
            offset: 0,
        }
    }
}

/// The words of a query, in any order. No words match every card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryText(Vec<Needle>);

impl QueryText {
    /// Takes the words of a text.
    ///
    /// # Errors
    ///
    /// [`QueryError`] for more text than a person types.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(QueryError::TooLong { limit_bytes: TEXT_BYTES_MAX });
        }
        let folded = folded(text);
        let needles: Vec<Needle> = words(&folded).take(WORDS_MAX + 1).map(Needle::new).collect();
        if needles.len() > WORDS_MAX {
            return Err(QueryError::TooManyWords { limit: WORDS_MAX });
        }
        Ok(Self(needles))
    }
}

/// Why a query is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// More bytes than allowed.
    #[error("the search text is longer than {limit_bytes} bytes; use fewer words")]
    TooLong {
        /// The limit.
        limit_bytes: usize,
    },
    /// More words than allowed.
    #[error("the search text has more than {limit} words; use fewer")]
    TooManyWords {
        /// The limit.
        limit: usize,
    },
}

/// One page of the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page<'c> {
    /// How many cards match.
    pub total: usize,
    /// The hits of this page, the best first.
    pub hits: Vec<Hit<'c>>,
    /// Counts for narrowing the search.
    pub facets: Facets,
}

/// A card that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'c> {
    /// The card.
    pub card: &'c Card,
    /// How well it matches; only meaningful against other hits of the same answer.
    pub score: u32,
}

/// How many cards match in each country, ecosystem and kind. Each count leaves its own filter aside and keeps the
/// others, so that it says what choosing it instead would give.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By code of the country.
    pub countries: BTreeMap<String, usize>,
    /// By code of the ecosystem.
    pub ecosystems: BTreeMap<String, usize>,
    /// By profile and listing.
    pub kinds: BTreeMap<KindFilter, usize>,
}

/// Searches all cards.
///
/// Hits are ordered by score, then by id. The score adds up, over the words of the query, where the best match
/// stands (name before place, region, ecosystem, then text) and whether it is a whole word; a profile beats a listing of
/// the same score.
#[must_use]
pub fn search<'c, C: Borrow<Card>>(cards: &'c [C], query: &Query) -> Page<'c> {
    let filters = Filters::of(query);
    let mut counts = Counts::default();
    let mut found: Vec<Found> = Vec::new();
    for (index, card) in (0..).zip(cards) {
        let card = card.borrow();
        let misses = filters.misses(card);
        // A card that two filters refuse is in no count.
        if misses.count() > 1 || misses.region {
            continue;
        }
        let Some(score) = card.haystack.score(&query.text.0) else { continue };
        counts.add(card, misses);
        if misses.count() == 0 {
            let score = score * 2 + u32::from(card.kind == CardKind::Profile);
            found.push(Found { score: Reverse(score), id_start: id_start(&card.id), index });
        }
    }
    let total = found.len();
    let order = |a: &Found, b: &Found| {
        let id = |found: &Found| &cards[found.index as usize].borrow().id;
        (a.score, a.id_start).cmp(&(b.score, b.id_start)).then_with(|| id(a).cmp(id(b)))
    };
    let end = query.offset.saturating_add(query.limit.min(LIMIT_MAX));
    if end < found.len() {
        // Everything beyond the page stays unsorted.
        found.select_nth_unstable_by(end, order);
        found.truncate(end);
    }
    found.sort_unstable_by(order);
    let hits = found
        .get(query.offset..)
        .unwrap_or_default()
        .iter()
        .map(|found| Hit { card: cards[found.index as usize].borrow(), score: found.score.0 })
        .collect();
    Page { total, hits, facets: counts.finish() }
}

/// All cards that match, in the order in which they are given: for counting and for maps.
pub fn matching<'c, C: Borrow<Card>>(cards: &'c [C], query: &Query) -> impl Iterator<Item = &'c C> {
    let filters = Filters::of(query);
    cards.iter().filter(move |card| {
        let card: &Card = (*card).borrow();
        filters.misses(card).count() == 0 && card.haystack.score(&query.text.0).is_some()
    })
}

/// The most hits that one page holds.
pub const LIMIT_MAX: usize = 1000;
const LIMIT_DEFAULT: usize = 20;
const TEXT_BYTES_MAX: usize = 512;
const WORDS_MAX: usize = 16;

#[derive(Clone, Copy)]
struct Found {
    score: Reverse<u32>,
    id_start: u64,
    index: u32,
}

/// The first eight bytes of an id as a number that orders like them.
fn id_start(id: &str) -> u64 {
    let mut start = [0; 8];
    for (to, from) in start.iter_mut().zip(id.as_bytes()) {
        *to = *from;
    }
    u64::from_be_bytes(start)
}

/// The filters of a query in the form in which cards hold their answers.
struct Filters<'q> {
    region: Option<(String, Vec<String>)>,
    country: Option<[u8; 2]>,
    ecosystem: Option<(&'q str, u32)>,
    kind: Option<KindFilter>,
}

#[derive(Clone, Copy)]
struct Misses {
    region: bool,
    country: bool,
    ecosystem: bool,
    kind: bool,
}

impl<'q> Filters<'q> {
    fn of(query: &'q Query) -> Self {
        let region = query.region.as_deref().map(|code| {
            let prefix = iso_form(code.trim());
            let outside = outside_prefix(&prefix).map(|region| iso_form(region.code)).collect();
            (prefix, outside)
        });
        Self {
            region,
            country: query.country.as_deref().map(|code| match country_key(&iso_form(code.trim())) {
                // Cards without a country are not what a word that is no country asks for.
                [0, 0] => [u8::MAX; 2],
                key => key,
            }),
            ecosystem: query.ecosystem.as_deref().map(|code| (code, ecosystem_bit(code).unwrap_or(0))),
            kind: query.kind,
        }
    }

    fn misses(&self, card: &Card) -> Misses {
        Misses {
            region: self.region.as_ref().is_some_and(|(prefix, outside)| {
                !card.region_key.starts_with(prefix.as_str())
                    && outside.iter().all(|code| **code != *card.region_key)
            }),
            country: self.country.is_some_and(|country| country != card.country_key),
            ecosystem: self.ecosystem.is_some_and(|(code, bit)| match bit {
                0 => card.ecosystems.iter().all(|term| term.code != code),
                bit => card.ecosystem_bits & bit == 0,
            }),
            kind: self.kind.is_some_and(|kind| kind != KindFilter::of(card.kind)),
        }
    }
}

impl Misses {
    fn count(self) -> u32 {
        u32::from(self.region) + u32::from(self.country) + u32::from(self.ecosystem) + u32::from(self.kind)
    }
}

/// Counts in arrays; only codes that no list knows are counted by name.
#[derive(Default)]
struct Counts {
    countries: BTreeMap<[u8; 2], usize>,
    country_last: ([u8; 2], usize),
    ecosystems: [usize; 32],
    unknown: BTreeMap<String, usize>,
    kinds: [usize; 2],
}

impl Counts {
    fn add(&mut self, card: &Card, misses: Misses) {
        let others = misses.count();
        if others == u32::from(misses.country) && card.country_key != [0; 2] {
            // Cards of a country mostly stand together.
            if self.country_last.0 != card.country_key {
                self.flush_country();
                self.country_last.0 = card.country_key;
            }
            self.country_last.1 += 1;
        }
        if others == u32::from(misses.ecosystem) {
            let mut bits = card.ecosystem_bits;
            while bits != 0 {
                self.ecosystems[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
            if card.ecosystems.len() > card.ecosystem_bits.count_ones() as usize {
                for term in card.ecosystems.iter().filter(|term| ecosystem_bit(&term.code).is_none()) {
                    *self.unknown.entry(term.code.clone()).or_default() += 1;
                }
            }
        }
        if others == u32::from(misses.kind) {
            self.kinds[KindFilter::of(card.kind) as usize] += 1;
        }
    }

    fn flush_country(&mut self) {
        let (country, count) = std::mem::take(&mut self.country_last);
        if count > 0 {
            *self.countries.entry(country).or_default() += count;
        }
    }

    fn finish(mut self) -> Facets {
        self.flush_country();
        let country = |(key, count): ([u8; 2], usize)| (String::from_utf8_lossy(&key).into_owned(), count);
        let known = List::Ecosystem
            .entries()
            .zip(self.ecosystems)
            .map(|(entry, count)| (entry.code.to_owned(), count));
        Facets {
            countries: self.countries.into_iter().map(country).collect(),
            ecosystems: known.filter(|(_, count)| *count > 0).chain(self.unknown).collect(),
            kinds: KindFilter::ALL.into_iter().zip(self.kinds).filter(|(_, count)| *count > 0).collect(),
        }
    }
}

/// Two capital letters, or nothing for whatever is no country code.
fn country_key(code: &str) -> [u8; 2] {
    match *code.as_bytes() {
        [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => [a, b],
        _ => [0; 2],
    }
}

fn ecosystem_bit(code: &str) -> Option<u32> {
    List::Ecosystem.entries().position(|entry| entry.code == code).filter(|at| *at < 32).map(|at| 1 << at)
}

fn haystack_of(name: &str, facts: &Profile, country: Option<&Term>, ecosystems: &[Term]) -> Haystack {
    let mut haystack = haystack::Builder::default();
    haystack.add(Zone::Name, name);
    for (_, name) in facts.names.iter() {
        haystack.add(Zone::Name, name);
    }
    for name in [&facts.acronym, &facts.legal_name].into_iter().flatten() {
        haystack.add(Zone::Name, name);
    }
    haystack.add(Zone::Place, facts.place.as_deref().unwrap_or_default());
    for around in facts.region.iter().filter_map(region_of).flat_map(|region| ancestry(region.code)) {
        haystack.add(Zone::Region, around.name);
        haystack.add(Zone::Region, around.name_native.unwrap_or_default());
    }
    for term in facts.region.iter().filter(|term| term.list == ISO_3166_2).chain(country) {
        haystack.add(Zone::Region, term.title());
    }
    for term in ecosystems {
        haystack.add(Zone::Ecosystem, term.title());
    }
    let own = [&facts.competences, &facts.strengths, &facts.own_technologies, &facts.programmes];
    for text in own.into_iter().flat_map(BTreeMap::values) {
        haystack.add(Zone::Text, text);
    }
    for term in facts.technologies.iter().chain(&facts.services).chain(&facts.nace) {
        haystack.add(Zone::Text, term.title());
    }
    let cooperation = &facts.cooperation;
    for (_, text) in
        facts.descriptions.iter().chain(cooperation.offers.iter()).chain(cooperation.seeks.iter())
    {
        haystack.add(Zone::Text, text);
    }
    haystack.finish()
}
