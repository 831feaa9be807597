//! The landscape: every organisation and listing as a card, searched and counted the same way everywhere.
//!
//! ```text
//! document ─► Findable { card: what is shown, words: what it is found by, values: by what it is narrowed and counted }
//!                                 │ docs/spec/landscape.md says how words match and what that is worth
//!                                 ▼
//! Query ─► Page { total, hits: best score first, then by id, counts of each facet }
//! ```
//! Scores are constant integers for a place and a kind of match, and ties are broken by id: two nodes with the same
//! cards give the same answer. [`search`] looks at every card. It says what an answer is; a node that holds many cards
//! finds the same with an index (`node/src/search.rs`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thiserror::Error;

use crate::entry::Address;
use crate::listing::{self, Listing};
use crate::organisation::{Kind, OrganisationId};
use crate::profile::Profile;
use crate::text::TaggedText;
use crate::time::Day;
use crate::vocabulary::region::{ISO_3166_2, Point, ancestry, country_of, region_today};
use crate::vocabulary::{List, Term};

pub mod stem;
pub mod words;
pub mod facet;
pub mod posts;

use facet::{Facet, LISTING, PROFILE, ValueError, Values, fresh_on};
use stem::Stemming;
use words::{FEW, Needle, SLIPS_MAX, Words, Zone};

/// What a search shows of an organisation.
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
    /// The code of the country, or nothing.
    #[must_use]
    pub fn country_code(&self) -> Option<&str> {
        self.country.as_ref().map(|country| country.code.as_str())
    }

    /// Whose word it is: the organisation itself, or who lists it; `None` where its id is no SCID.
    #[must_use]
    pub fn speaker(&self) -> Option<OrganisationId> {
        match self.kind {
            CardKind::Profile => OrganisationId::parse(&self.id).ok(),
            CardKind::Listing { listed_by } => Some(listed_by),
        }
    }

    /// The document of its speaker that it was made from; `None` where its id names none.
    #[must_use]
    pub fn address(&self) -> Option<Address> {
        match self.kind {
            CardKind::Profile => Some(Address::profile()),
            CardKind::Listing { .. } => Address::new(listing::COLLECTION, self.id.split_once('/')?.1).ok(),
        }
    }
}

/// A card with all that it is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findable {
    /// What is shown.
    pub card: Arc<Card>,
    /// The words that it is found by.
    pub words: Words,
    /// By what it is narrowed and counted. Labels, vouches and portals, which are others' words, are added by the caller.
    pub values: Values,
    /// The day on which it was last confirmed or changed.
    pub changed: Option<Day>,
}

impl Findable {
    /// The card of an organisation's own profile, whose document was last changed on a day.
    #[must_use]
    pub fn of_profile(id: &OrganisationId, profile: &Profile, changed: Option<Day>) -> Self {
        let name = profile.name(&[]).unwrap_or_default();
        Self::new(&id.to_string(), CardKind::Profile, name, profile, &profile.ecosystems, None, changed)
    }

    /// The card of a listing at an address, whose document was last changed on a day.
    #[must_use]
    pub fn of_listing(
        address: &str,
        listed_by: OrganisationId,
        listing: &Listing,
        changed: Option<Day>,
    ) -> Self {
        let facts = &listing.facts;
        let said = if facts.ecosystems.is_empty() { &listing.ecosystem_guesses } else { &facts.ecosystems };
        let kind = CardKind::Listing { listed_by };
        Self::new(address, kind, &listing.name, facts, said, listing.point, changed)
    }

    fn new(
        id: &str,
        kind: CardKind,
        name: &str,
        facts: &Profile,
        ecosystems: &[Term],
        point: Option<Point>,
        changed: Option<Day>,
    ) -> Self {
        let known = facts.region.as_ref().and_then(region_today);
        let country = country_of_place(facts);
        Self {
            words: words_of(name, facts, country.as_ref(), ecosystems),
            values: Values::of_facts(kind == CardKind::Profile, facts, country.as_ref(), ecosystems),
            changed: changed.into_iter().chain(facts.confirmed.values().copied()).max(),
            card: Arc::new(Card {
                id: id.into(),
                kind,
                organisation_kind: facts.kind,
                name: name.into(),
                names: facts.names.clone(),
                place: facts.place.as_deref().map(Into::into),
                point: point.or_else(|| known.map(|region| region.point)),
                country,
                region: facts.region.clone(),
                ecosystems: ecosystems.to_vec(),
            }),
        }
    }
}

/// What is searched for. Everything that is left open matches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Query {
    /// Words, each of which must match a word of the card.
    pub text: QueryText,
    /// By facet, the values of which a card must have any.
    pub filters: Filters,
    /// The day on which is asked how fresh cards are; without one none is fresh or old.
    pub today: Option<Day>,
    /// The facets that are to be counted, of [`Facet::COUNTED`].
    pub counted: BTreeSet<Facet>,
    /// How many hits are wanted, at most [`LIMIT_MAX`].
    pub limit: usize,
    /// How many of the best hits are passed over.
    pub offset: usize,
}

/// Everything, twenty cards a page, with all counts.
impl Default for Query {
    fn default() -> Self {
        Self {
            text: QueryText::default(),
            filters: Filters::default(),
            today: None,
            counted: Facet::COUNTED.into(),
            limit: LIMIT_DEFAULT,
            offset: 0,
        }
    }
}

/// By facet, the values of which a card must have any. A facet without values is left open.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filters(BTreeMap<Facet, BTreeSet<String>>);

impl Filters {
    /// Adds a wanted value.
    ///
    /// # Errors
    ///
    /// [`QueryError::Value`] for what can be no value of the facet, [`QueryError::TooManyValues`].
    pub fn want(&mut self, facet: Facet, value: &str) -> Result<(), QueryError> {
        let value = facet.parse(value)?;
        let wanted = self.0.entry(facet).or_default();
        if wanted.len() == VALUES_MAX && !wanted.contains(&value) {
            return Err(QueryError::TooManyValues { facet: facet.name(), limit: VALUES_MAX });
        }
        wanted.insert(value);
        Ok(())
    }

    /// Leaves a facet open.
    pub fn open(&mut self, facet: Facet) {
        self.0.remove(&facet);
    }

    /// What is wanted of a facet.
    pub fn of(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.0.get(&facet).into_iter().flatten().map(String::as_str)
    }

    /// The facets that are not left open, with what is wanted of them.
    pub fn iter(&self) -> impl Iterator<Item = (Facet, &BTreeSet<String>)> {
        self.0.iter().map(|(facet, values)| (*facet, values))
    }

    /// The facets that are not left open, each with the values of which a card must have any.
    fn meanings(&self) -> Vec<(Facet, BTreeSet<String>)> {
        let meant = |facet: Facet, values: &BTreeSet<String>| {
            values.iter().flat_map(|value| facet.meaning(value)).collect()
        };
        self.iter().map(|(facet, values)| (facet, meant(facet, values))).collect()
    }

    /// Whether everything is left open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
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
            Self::Profile => PROFILE,
            Self::Listing => LISTING,
        }
    }
}

/// The words of a query, in any order. No words match every card.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct QueryText(Vec<Needle>);

impl QueryText {
    /// Takes the words of a text; those behind the sixteenth are not looked for.
    ///
    /// # Errors
    ///
    /// [`QueryError`] for more text than a person types.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.chars().count() > TEXT_LETTERS_MAX {
            return Err(QueryError::TooLong { limit: TEXT_LETTERS_MAX });
        }
        Ok(Self(Needle::of(text).take(WORDS_MAX).collect()))
    }

    /// The words.
    #[must_use]
    pub fn needles(&self) -> &[Needle] {
        &self.0
    }
}

/// Why a query is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// More letters than allowed.
    #[error("the search text is longer than {limit} letters; use fewer words")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// A value that its facet cannot have.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// More values of a facet than allowed.
    #[error("{facet} has more than {limit} values; use fewer")]
    TooManyValues {
        /// The facet's word in addresses.
        facet: &'static str,
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
    pub counts: Counts,
}

/// A card that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'c> {
    /// The card.
    pub card: &'c Card,
    /// How well it matches; only meaningful against other hits of the same answer.
    pub score: u32,
}

/// How many cards have each value of each facet that was to be counted. Each count leaves its own filter aside and
/// keeps the others, so that it says what choosing it instead would give.
pub type Counts = BTreeMap<Facet, BTreeMap<String, usize>>;

/// Searches all cards, looking at each.
///
/// Hits are ordered by score, then by id. The score adds up, over the words of the query, the best
/// [`Match::score`](words::Match::score); a profile beats a listing of the same score.
#[must_use]
pub fn search<'c>(findables: &'c [Findable], query: &Query) -> Page<'c> {
    let (mut hits, counts) = looked_at(findables, query);
    let total = hits.len();
    hits.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.card.id.cmp(&b.card.id)));
    let hits = hits.into_iter().skip(query.offset).take(query.limit.min(LIMIT_MAX)).collect();
    Page { total, hits, counts }
}

/// All cards that match, in the order in which they came. Looks at each.
pub fn matching<'c>(findables: &'c [Findable], query: &Query) -> impl Iterator<Item = &'c Card> + use<'c> {
    looked_at(findables, query).0.into_iter().map(|hit| hit.card)
}

fn looked_at<'c>(findables: &'c [Findable], query: &Query) -> (Vec<Hit<'c>>, Counts) {
    let scores = scores(findables, &query.text);
    let wanted = query.filters.meanings();
    let (mut hits, mut counts) = (Vec::new(), Counts::new());
    for (findable, score) in findables.iter().zip(scores) {
        let Some(score) = score else { continue };
        let has_any = |facet, wanted: &BTreeSet<String>| {
            values(findable, facet, query.today).iter().any(|value| wanted.contains(*value))
        };
        let misses: Vec<Facet> = wanted
            .iter()
            .filter(|(facet, wanted)| !has_any(*facet, wanted))
            .map(|(facet, _)| *facet)
            .collect();
        let counted = query.counted.iter().filter(|facet| Facet::COUNTED.contains(facet));
        for facet in counted.filter(|facet| misses.iter().all(|missed| missed == *facet)) {
            for value in values(findable, *facet, query.today) {
                *counts.entry(*facet).or_default().entry(value.to_owned()).or_default() += 1;
            }
        }
        if misses.is_empty() {
            hits.push(Hit { card: &findable.card, score: ranked(score, findable.card.kind) });
        }
    }
    (hits, counts)
}

/// The score of a card by the scores of its words: between equals, an organisation's own word comes first.
#[must_use]
pub fn ranked(words: u32, kind: CardKind) -> u32 {
    words * 2 + u32::from(kind == CardKind::Profile)
}

/// The most hits that one page holds.
pub const LIMIT_MAX: usize = 1000;
const LIMIT_DEFAULT: usize = 20;
/// So many letters a search text has at most.
pub const TEXT_LETTERS_MAX: usize = 512;
const WORDS_MAX: usize = 16;
/// So many values of one facet can be asked for.
pub const VALUES_MAX: usize = 32;

fn values(findable: &Findable, facet: Facet, today: Option<Day>) -> Vec<&str> {
    match facet {
        Facet::Fresh => {
            today.zip(findable.changed).into_iter().flat_map(|(today, on)| fresh_on(today, on)).collect()
        }
        facet => findable.values.of(facet).collect(),
    }
}

/// What the words are worth in each card; nothing where one of them does not match.
fn scores(findables: &[Findable], text: &QueryText) -> Vec<Option<u32>> {
    let mut scores = vec![Some(0); findables.len()];
    for needle in text.needles() {
        let all: BTreeSet<&str> =
            findables.iter().flat_map(|findable| findable.words.words().map(|(word, _)| word)).collect();
        let begun = all.iter().copied().filter(|word| word.starts_with(needle.word()));
        let reach: BTreeSet<&str> = begun.take(needle.reach().unwrap_or(usize::MAX)).collect();
        let direct: Vec<Option<u16>> =
            findables.iter().map(|findable| findable.words.direct(needle, &reach)).collect();
        // What somebody wrote so is meant so.
        let is_written = all.contains(needle.word());
        let is_rare = direct.iter().flatten().count() < FEW;
        let near = if is_rare && !is_written { near(needle, &all) } else { BTreeMap::new() };
        for ((score, direct), findable) in scores.iter_mut().zip(direct).zip(findables) {
            let word = direct.max(findable.words.slips(&near));
            *score = score.zip(word).map(|(score, word)| score + u32::from(word));
        }
    }
    scores
}

/// The words that a needle with slips may mean: the nearest, then the first by their bytes.
fn near<'w>(needle: &Needle, all: &BTreeSet<&'w str>) -> BTreeMap<&'w str, u8> {
    let mut near: Vec<(u8, &str)> =
        all.iter().filter_map(|word| Some((needle.slips_to(word)?, *word))).collect();
    near.sort_unstable();
    near.into_iter().take(SLIPS_MAX).map(|(slips, word)| (word, slips)).collect()
}

/// The country that is named, else that of the region.
fn country_of_place(facts: &Profile) -> Option<Term> {
    facts.country.clone().or_else(|| {
        let region =
            facts.region.as_ref().filter(|region| region_today(region).is_some() || region.is_known())?;
        country_of(&region.code).map(|code| Term::current(List::Country, code))
    })
}

fn words_of(name: &str, facts: &Profile, country: Option<&Term>, ecosystems: &[Term]) -> Words {
    let mut words = Words::default();
    let english = Stemming::of_language("en");
    tagged(&mut words, Zone::Name, &facts.names);
    for name in [Some(name), facts.acronym.as_deref(), facts.legal_name.as_deref()].into_iter().flatten() {
        words.add(Zone::Name, name, None);
    }
    words.add(Zone::Place, facts.place.as_deref().unwrap_or_default(), None);
    for around in facts.region.iter().filter_map(region_today).flat_map(|region| ancestry(region.code)) {
        words.add(Zone::Region, around.name, None);
        words.add(Zone::Region, around.name_native.unwrap_or_default(), None);
    }
    for term in facts.region.iter().filter(|term| term.list == ISO_3166_2).chain(country) {
        words.add(Zone::Region, term.title(), None);
    }
    for term in ecosystems {
        words.add(Zone::Ecosystem, term.title(), english);
    }
    let own = [&facts.competences, &facts.strengths, &facts.own_technologies, &facts.programmes];
    for text in own.into_iter().flat_map(BTreeMap::values) {
        words.add(Zone::Text, text, None);
    }
    let terms =
        [&facts.technologies, &facts.services, &facts.nace, &facts.emerging_industries, &facts.s3_areas];
    for term in terms.into_iter().flatten() {
        words.add(Zone::Text, term.title(), english);
    }
    let cooperation = &facts.cooperation;
    for texts in [&facts.descriptions, &cooperation.offers, &cooperation.seeks] {
        tagged(&mut words, Zone::Text, texts);
    }
    words
}

/// Adds texts with the language of each.
fn tagged(words: &mut Words, zone: Zone, texts: &TaggedText) {
    for (tag, text) in texts.iter() {
        words.add(zone, text, Stemming::of_language(tag.language()));
    }
}
