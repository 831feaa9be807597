//! Posts in lists: what is shown of each, and how a list of them is narrowed, counted and ordered.
//!
//! ```text
//! Post, and where its organisation is ─► PostCard ─┐ in any order
//! PostQuery { words, kinds, filters, states, day } ┴─► PostsFound { total, hits: the liveliest first }
//! ```
//! A word that is looked for must begin a word of the post; there are no slips and no stems here. Source: `docs/spec/post.md`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::facet::{Facet, Values};
use super::words::{Words, Zone, tokens};
use super::{Filters, Findable, LIMIT_MAX, QueryText, country_of_place, tagged};
use crate::organisation::OrganisationId;
use crate::post::{Post, PostKind, PostState, Span};
use crate::profile::Profile;
use crate::text::{TaggedText, latin};
use crate::time::{Day, Month, Timestamp};
use crate::vocabulary::Term;

/// What a list shows of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostCard {
    /// Whose word it is.
    pub organisation: OrganisationId,
    /// The document's name in the collection `post`.
    pub name: Box<str>,
    /// What sort of post it is.
    pub kind: Option<PostKind>,
    /// Its titles.
    pub titles: TaggedText,
    /// When it holds.
    pub span: Span,
    /// The country: the post's, else the organisation's.
    pub country: Option<Term>,
    /// The region: the post's, else the organisation's.
    pub region: Option<Term>,
    /// The town that the post names.
    pub place: Option<Box<str>>,
    /// The ecosystems: the post's, else the organisation's.
    pub ecosystems: Vec<Term>,
    /// When it was first said, and when last, by the author's clock.
    pub said: (Timestamp, Timestamp),
    /// Its folded words, each with a blank before it.
    words: Box<str>,
    values: Values,
}

impl PostCard {
    /// The card of a post. Where the post does not say where it is or what it is about, the organisation's profile does.
    #[must_use]
    pub fn of(
        organisation: OrganisationId,
        name: &str,
        post: &Post,
        profile: &Profile,
        said: (Timestamp, Timestamp),
    ) -> Self {
        let facts = &post.facts;
        let is_placed = facts.country.is_some() || facts.region.is_some();
        let place = if is_placed { facts } else { profile };
        let (region, country) = (place.region.clone(), country_of_place(place));
        let ecosystems = if facts.ecosystems.is_empty() { &profile.ecosystems } else { &facts.ecosystems };
        let mut placed = Profile::default();
        placed.region.clone_from(&region);
        placed.nace.clone_from(&facts.nace);
        placed.emerging_industries.clone_from(&facts.emerging_industries);
        placed.s3_areas.clone_from(&facts.s3_areas);
        placed.technologies.clone_from(&facts.technologies);
        Self {
            organisation,
            name: name.into(),
            kind: post.kind,
            titles: post.titles.clone(),
            span: post.span,
            words: words_of(post).into(),
            values: Values::of_facts(true, &placed, country.as_ref(), ecosystems),
            country,
            region,
            place: facts.place.as_deref().map(Into::into),
            ecosystems: ecosystems.clone(),
            said,
        }
    }

    /// `<scid>/<name>`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", self.organisation, self.name)
    }

    /// The title that stands for all readers whose language has none; may be empty.
    #[must_use]
    pub fn title(&self) -> &str {
        self.titles.best(&[]).map_or("", |(_, title)| title)
    }
}

/// The words of titles, descriptions, town and codes, in this order, folded, with those in Latin letters; no more of them
/// than [`WORD_BYTES_MAX`].
fn words_of(post: &Post) -> String {
    let facts = &post.facts;
    let texts = post.titles.iter().chain(facts.descriptions.iter()).map(|(_, text)| text);
    let own = facts.place.as_deref().into_iter().chain(facts.own_technologies.values().map(String::as_str));
    let terms = [
        &facts.ecosystems,
        &facts.nace,
        &facts.emerging_industries,
        &facts.s3_areas,
        &facts.technologies,
        &facts.cooperation.objectives,
    ];
    let terms = terms.into_iter().flatten().map(Term::title);
    let (mut known, mut bytes, mut out) = (BTreeSet::new(), 0, String::new());
    for token in texts.chain(own).chain(terms).flat_map(tokens) {
        if known.contains(&token.word) {
            continue;
        }
        bytes += token.word.len();
        if bytes > WORD_BYTES_MAX {
            break;
        }
        for word in latin(&token.word).iter().chain([&token.word]) {
            out.push(' ');
            out.push_str(word);
        }
        known.insert(token.word);
    }
    out
}

/// Which posts are wanted. Everything that is left open matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostQuery {
    /// Words, each of which must begin a word of the post.
    pub text: QueryText,
    /// The kinds, of which it must be one.
    pub kinds: BTreeSet<PostKind>,
    /// By facet, the values of which it must have any.
    pub filters: Filters,
    /// What it must be on the day.
    pub states: BTreeSet<PostState>,
    /// The day.
    pub on: Day,
    /// Whose it must be.
    pub by: Option<OrganisationId>,
}

impl PostQuery {
    /// Whatever is open or upcoming on a day.
    #[must_use]
    pub fn current(on: Day) -> Self {
        Self {
            text: QueryText::default(),
            kinds: BTreeSet::new(),
            filters: Filters::default(),
            states: PostState::ALL.into_iter().filter(|state| state.is_current()).collect(),
            on,
            by: None,
        }
    }

    /// Whether a post is wanted, to be asked of many.
    fn wanted(&self) -> impl Fn(&PostCard) -> bool {
        let meanings = self.filters.meanings();
        // Each word of a card stands behind a blank.
        let beginnings: Vec<String> =
            self.text.needles().iter().map(|needle| format!(" {}", needle.word())).collect();
        move |card| {
            (self.states.is_empty() || self.states.contains(&card.span.state(self.on)))
                && (self.kinds.is_empty() || card.kind.is_some_and(|kind| self.kinds.contains(&kind)))
                && self.by.is_none_or(|by| card.organisation == by)
                && meanings
                    .iter()
                    .all(|(facet, meant)| card.values.of(*facet).any(|value| meant.contains(value)))
                && beginnings.iter().all(|beginning| card.words.contains(beginning))
        }
    }
}

/// The facets by which posts can be narrowed.
pub const POST_FACETS: [Facet; 7] = [
    Facet::Country,
    Facet::Region,
    Facet::Ecosystem,
    Facet::Nace,
    Facet::Emerging,
    Facet::S3,
    Facet::Technology,
];

/// One page of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostsFound<'c> {
    /// How many posts are wanted.
    pub total: usize,
    /// Those of this page.
    pub hits: Vec<&'c PostCard>,
}

/// The posts that are wanted: open ones first, those that end soonest before the others; then upcoming ones by their first
/// day; then what ended, the last first; then what was withdrawn. What is equal stands by its newest entry, the newest first,
/// then by id.
#[must_use]
pub fn search_posts<'c>(
    cards: impl IntoIterator<Item = &'c PostCard>,
    query: &PostQuery,
    offset: usize,
    limit: usize,
) -> PostsFound<'c> {
    let is_wanted = query.wanted();
    let mut hits: Vec<&PostCard> = cards.into_iter().filter(|card| is_wanted(card)).collect();
    let order = |card: &&PostCard| {
        let state = card.span.state(query.on);
        let until = card.span.until;
        let day = match state {
            PostState::Open => (until.is_none(), until, None),
            PostState::Upcoming => (false, card.span.from, None),
            PostState::Ended => (until.is_none(), None, Some(Reverse(until))),
            PostState::Withdrawn => (false, None, None),
        };
        (state, day, Reverse(card.said.1), card.organisation, card.name.clone())
    };
    hits.sort_by_cached_key(order);
    let total = hits.len();
    PostsFound { total, hits: hits.into_iter().skip(offset).take(limit.min(LIMIT_MAX)).collect() }
}

/// How many posts there are of each kind and in each place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostCounts {
    /// All of them.
    pub total: usize,
    /// By kind; posts of kinds that are not known here are in the total only.
    pub kinds: BTreeMap<PostKind, usize>,
    /// By ISO 3166-1 code.
    pub countries: BTreeMap<String, usize>,
    /// By code, each with all regions in it.
    pub regions: BTreeMap<String, usize>,
    /// By code; a post in several ecosystems is counted in each.
    pub ecosystems: BTreeMap<String, usize>,
    /// By the month in which they were first said.
    pub months: BTreeMap<Month, usize>,
}

impl PostCounts {
    /// Counts the posts that are wanted.
    #[must_use]
    pub fn of<'c>(cards: impl IntoIterator<Item = &'c PostCard>, query: &PostQuery) -> Self {
        let (mut counts, is_wanted) = (Self::default(), query.wanted());
        for card in cards.into_iter().filter(|card| is_wanted(card)) {
            counts.total += 1;
            if let Some(kind) = card.kind {
                *counts.kinds.entry(kind).or_default() += 1;
            }
            let values = [
                (Facet::Country, &mut counts.countries),
                (Facet::Region, &mut counts.regions),
                (Facet::Ecosystem, &mut counts.ecosystems),
            ];
            for (facet, table) in values {
                for value in card.values.of(facet) {
                    *table.entry(value.to_owned()).or_default() += 1;
                }
            }
            *counts.months.entry(card.said.0.day().month()).or_default() += 1;
        }
        counts
    }
}

impl Findable {
    /// Has the card found by the words of posts as well, which come in the order in which they are taken.
    pub fn add_posts<'p>(&mut self, posts: impl IntoIterator<Item = &'p Post>) {
        let words: &mut Words = &mut self.words;
        for post in posts {
            tagged(words, Zone::Post, &post.titles);
            for term in post.facts.technologies.iter().chain(&post.facts.ecosystems) {
                words.add(Zone::Post, term.title(), super::Stemming::of_language("en"));
            }
            for text in post.facts.own_technologies.values() {
                words.add(Zone::Post, text, None);
            }
            tagged(words, Zone::Post, &post.facts.descriptions);
        }
    }
}

/// So many bytes of different words of a post can be found in a list of posts; their forms in Latin letters do not count.
const WORD_BYTES_MAX: usize = 4 * 1024;
