//! The search of the landscape: the answers of `protocol::landscape::search` without a look at every card.
//!
//! ```text
//! modeller ─► put, remove ─► columns (at once)  ┐
//!                       └──► index ─► commit ───┤ one state, read by many
//! query ──► words: index ─► filters, counts, order: columns ─► answer, kept until something changes
//! ```
//! Everything lies in memory, is made from the read model's sheets and dies with the process. What an answer holds is a
//! function of the cards alone: `tests/spec/search.rs` holds it to the slow look at every card, in any order and batch.

mod bits;
mod columns;
mod index;
mod gathering;
mod suggest;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use protocol::digest::Digest;
use protocol::landscape::facet::Facet;
use protocol::landscape::{Card, CardKind, Findable, LIMIT_MAX, Query};
use protocol::organisation::OrganisationId;
use protocol::portal::{Portal, PortalId};
use thiserror::Error;

use bits::Bits;
use columns::Columns;
use gathering::{Gathered, Portals};
use index::{Indexer, Inverted};

pub use suggest::{Of, Suggestion};

/// Finds cards. All of its parts are reached by many at once; only one puts cards in.
pub struct Search {
    intake: Mutex<Intake>,
    state: RwLock<State>,
    kept: Mutex<Kept>,
    gathered: Mutex<Gathered>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// How many cards match.
    pub total: usize,
    /// The wanted part of them with their scores, the best first.
    pub hits: Vec<(Arc<Card>, u32)>,
    /// How many cards have each value of each facet that was to be counted, as the protocol counts them.
    pub counts: Counts,
}

/// By facet, its values that occur with the number of cards, in the order of the values.
pub type Counts = BTreeMap<Facet, Vec<(Arc<str>, usize)>>;

/// Who holds which labels, by the values of [`Facet::Label`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holders(BTreeMap<Arc<str>, BTreeSet<OrganisationId>>);

impl Holders {
    /// Adds a holder of a label.
    pub fn insert(&mut self, value: &str, holder: OrganisationId) {
        if let Some(holders) = self.0.get_mut(value) {
            holders.insert(holder);
        } else {
            self.0.insert(value.into(), BTreeSet::from([holder]));
        }
    }
}

/// How much memory the search takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Cards that can be found.
    pub cards: usize,
    /// Bytes of the inverted index.
    pub index_bytes: u64,
    /// Bytes of the columns, without the cards.
    pub column_bytes: usize,
    /// Parts of the inverted index.
    pub segments: usize,
}

/// The engine refused.
#[derive(Debug, Error)]
#[error("the index of the search, which lies in memory, could not be used")]
pub struct SearchError(#[source] Box<dyn std::error::Error + Send + Sync>);

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self(error.into())
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

#[derive(Default)]
struct State {
    columns: Columns,
    words: Inverted,
    profiles: BTreeMap<OrganisationId, u32>,
    portals: Portals,
    /// Counts the changes.
    generation: u64,
}

/// What is needed to put cards in.
struct Intake {
    indexer: Indexer,
    taken: BTreeMap<Box<str>, Taken>,
    /// The cards of each organisation, by their ids.
    cards: BTreeMap<OrganisationId, Box<[Box<str>]>>,
    free: Vec<u32>,
    /// Free once the index knows that they are.
    freed: Vec<u32>,
    slots: u32,
    vouches: BTreeMap<OrganisationId, BTreeSet<OrganisationId>>,
    vouchers: BTreeMap<OrganisationId, BTreeSet<OrganisationId>>,
}

struct Taken {
    slot: u32,
    /// Of the words: a card whose words are the same need not be indexed again.
    words: Digest,
}

/// Answers of the present generation.
#[derive(Default)]
struct Kept {
    generation: u64,
    holders: Option<Arc<Holders>>,
    held: Arc<Held>,
    answers: BTreeMap<Query, Arc<Answer>>,
    hits: u64,
}

/// Who holds which labels, by slots.
#[derive(Default)]
struct Held(BTreeMap<Arc<str>, Vec<u32>>);

/// What others say of cards, and no column holds.
#[derive(Clone, Copy)]
struct Others<'a> {
    held: &'a Held,
    /// Whom the portals that are asked for gather.
    gathered: &'a BTreeMap<&'a str, Bits>,
}

impl Held {
    fn slots(&self, value: &str) -> &[u32] {
        self.0.get(value).map_or(&[], Vec::as_slice)
    }

    fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &[u32])> {
        self.0.iter().map(|(value, slots)| (value, slots.as_slice()))
    }
}

impl Search {
    /// An empty landscape.
    ///
    /// # Errors
    ///
    /// [`SearchError`] when the system gives no threads.
    pub fn new() -> Result<Self, SearchError> {
        let intake = Intake {
            indexer: Indexer::new()?,
            taken: BTreeMap::new(),
            cards: BTreeMap::new(),
            free: Vec::new(),
            freed: Vec::new(),
            slots: 0,
            vouches: BTreeMap::new(),
            vouchers: BTreeMap::new(),
        };
        Ok(Self {
            intake: Mutex::new(intake),
            state: RwLock::default(),
            kept: Mutex::default(),
            gathered: Mutex::default(),
        })
    }

    /// Takes in what an organisation says now: its cards, and for whom it vouches. Words of new and changed cards are
    /// found after [`Search::commit`].
    ///
    /// # Errors
    ///
    /// [`SearchError`].
    pub fn put(
        &self,
        organisation: OrganisationId,
        cards: Vec<Findable>,
        vouches: BTreeSet<OrganisationId>,
    ) -> Result<(), SearchError> {
        let mut intake = lock(&self.intake);
        let ids: BTreeSet<Box<str>> = cards.iter().map(|findable| findable.card.id.clone()).collect();
        let before = match ids.is_empty() {
            true => intake.cards.remove(&organisation),
            false => intake.cards.insert(organisation, ids.iter().cloned().collect()),
        };
        let gone: Vec<Box<str>> = before.into_iter().flatten().filter(|id| !ids.contains(id)).collect();
        for id in &gone {
            self.take_out(&mut intake, organisation, id);
        }
        for findable in cards {
            self.take_in(&mut intake, organisation, findable)?;
        }
        self.take_vouches(&mut intake, organisation, vouches);
        Ok(())
    }

    /// Takes in the portals that an organisation keeps now.
    pub fn put_portals(
        &self,
        organisation: OrganisationId,
        portals: impl IntoIterator<Item = (PortalId, Arc<Portal>)>,
    ) {
        let portals: BTreeMap<PortalId, Arc<Portal>> = portals.into_iter().collect();
        let is_same = |state: &State| state.portals.are_kept_by(&organisation, &portals);
        if !is_same(&self.state.read().unwrap_or_else(PoisonError::into_inner)) {
            self.change(|state| state.portals.put(organisation, portals));
        }
    }

    /// How many cards a portal gathers; nobody where there is no such portal. Kept until something changes.
    ///
    /// # Errors
    ///
    /// [`SearchError`].
    pub fn count_gathered(&self, portal: &PortalId) -> Result<usize, SearchError> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let known = lock(&self.gathered).at(state.generation).get(portal).copied();
        if let Some(count) = known {
            return Ok(count);
        }
        let count = state.gathered(&portal.to_string())?.len();
        lock(&self.gathered).at(state.generation).insert(portal.clone(), count);
        Ok(count)
    }

    /// Forgets what an organisation said.
    ///
    /// # Errors
    ///
    /// [`SearchError`].
    pub fn remove(&self, organisation: OrganisationId) -> Result<(), SearchError> {
        self.put_portals(organisation, []);
        self.put(organisation, Vec::new(), BTreeSet::new())
    }

    /// Makes the words of everything that was put in findable.
    ///
    /// # Errors
    ///
    /// [`SearchError`].
    pub fn commit(&self) -> Result<(), SearchError> {
        let mut intake = lock(&self.intake);
        let words = intake.indexer.commit()?;
        let freed = std::mem::take(&mut intake.freed);
        intake.free.extend(freed);
        self.change(|state| state.words = words);
        Ok(())
    }

    /// The answer, if somebody asked the same since the last change.
    #[must_use]
    pub fn at_hand(&self, query: &Query, holders: &Arc<Holders>) -> Option<Arc<Answer>> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let mut kept = lock(&self.kept);
        kept.meet(&state, query, holders);
        let answer = kept.answers.get(query).cloned()?;
        kept.hits += 1;
        Some(answer)
    }

    /// Finds what is asked for, at most [`LIMIT_MAX`] hits; `holders` says whose labels are valid on the day in question.
    ///
    /// # Errors
    ///
    /// [`SearchError`].
    pub fn find(&self, query: &Query, holders: &Arc<Holders>) -> Result<Arc<Answer>, SearchError> {
        let query = &Query { limit: query.limit.min(LIMIT_MAX), ..query.clone() };
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let held = {
            let mut kept = lock(&self.kept);
            kept.meet(&state, query, holders);
            if let Some(answer) = kept.answers.get(query).cloned() {
                kept.hits += 1;
                return Ok(answer);
            }
            Arc::clone(&kept.held)
        };
        let answer = Arc::new(state.answer(query, &held)?);
        let mut kept = lock(&self.kept);
        // Another question may have brought other labels meanwhile.
        if kept.generation == state.generation && (!asks_for_labels(query) || Arc::ptr_eq(&kept.held, &held))
        {
            if kept.answers.len() >= KEPT_MAX {
                kept.answers.clear();
            }
            kept.answers.insert(query.clone(), Arc::clone(&answer));
        }
        Ok(answer)
    }

    /// All cards that match, by score and id.
    ///
    /// # Errors
    ///
    /// [`SearchError`].
    pub fn matching(&self, query: &Query, holders: &Arc<Holders>) -> Result<Vec<Arc<Card>>, SearchError> {
        let query = Query { counted: BTreeSet::new(), limit: usize::MAX, offset: 0, ..query.clone() };
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        let answer = state.answer(&query, &state.held(holders))?;
        Ok(answer.hits.into_iter().map(|(card, _)| card).collect())
    }

    /// How often an answer was at hand.
    #[must_use]
    pub fn answers_kept(&self) -> u64 {
        lock(&self.kept).hits
    }

    /// Whether any card has a value.
    #[must_use]
    pub fn occurs(&self, facet: Facet, value: &str) -> bool {
        self.state.read().unwrap_or_else(PoisonError::into_inner).columns.occurs(facet, value)
    }

    /// How much memory it takes.
    ///
    #[must_use]
    pub fn size(&self) -> Size {
        let intake = lock(&self.intake);
        let (index_bytes, segments) = intake.indexer.size();
        let cards = intake.taken.len();
        let column_bytes = self.state.read().unwrap_or_else(PoisonError::into_inner).columns.bytes();
        Size { cards, index_bytes, column_bytes, segments }
    }

    fn take_in(
        &self,
        intake: &mut Intake,
        organisation: OrganisationId,
        findable: Findable,
    ) -> Result<(), SearchError> {
        let Findable { card, words, mut values, changed } = findable;
        let digest = digest_of(&words);
        let (slot, is_indexed) = match intake.taken.get(&card.id) {
            Some(taken) => (taken.slot, taken.words == digest),
            None => (intake.free.pop().unwrap_or(intake.slots), false),
        };
        if !is_indexed {
            let was_taken = slot < intake.slots;
            intake.indexer.put(slot, &words, was_taken)?;
            intake.slots = intake.slots.max(slot + 1);
            intake.taken.insert(card.id.clone(), Taken { slot, words: digest });
        }
        let is_profile = card.kind == CardKind::Profile;
        if is_profile {
            for voucher in intake.vouchers.get(&organisation).into_iter().flatten() {
                values.insert(Facet::VouchedBy, voucher.to_string());
            }
        }
        self.change(|state| {
            if is_profile {
                state.profiles.insert(organisation, slot);
            }
            state.columns.put(slot, card, &values, changed);
        });
        Ok(())
    }

    fn take_out(&self, intake: &mut Intake, organisation: OrganisationId, id: &str) {
        let Some(taken) = intake.taken.remove(id) else { return };
        intake.indexer.remove(taken.slot);
        intake.freed.push(taken.slot);
        self.change(|state| {
            state.columns.clear(taken.slot);
            if state.profiles.get(&organisation) == Some(&taken.slot) {
                state.profiles.remove(&organisation);
            }
        });
    }

    fn take_vouches(&self, intake: &mut Intake, by: OrganisationId, subjects: BTreeSet<OrganisationId>) {
        let before = match subjects.is_empty() {
            true => intake.vouches.remove(&by),
            false => intake.vouches.insert(by, subjects.clone()),
        };
        let before = before.unwrap_or_default();
        if before == subjects {
            return;
        }
        let value = by.to_string();
        self.change(|state| {
            for subject in before.symmetric_difference(&subjects) {
                let vouchers = intake.vouchers.entry(*subject).or_default();
                let is_vouched = subjects.contains(subject);
                if is_vouched {
                    vouchers.insert(by);
                } else {
                    vouchers.remove(&by);
                }
                if vouchers.is_empty() {
                    intake.vouchers.remove(subject);
                }
                if let Some(slot) = state.profiles.get(subject) {
                    state.columns.mark(*slot, Facet::VouchedBy, &value, is_vouched);
                }
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        state.generation += 1;
        change(&mut state);
    }
}

impl Kept {
    /// Lets go of what is not true any more.
    fn meet(&mut self, state: &State, query: &Query, holders: &Arc<Holders>) {
        if self.generation != state.generation {
            let hits = self.hits;
            *self = Self { generation: state.generation, hits, ..Self::default() };
        }
        let is_known = self.holders.as_ref().is_some_and(|known| Arc::ptr_eq(known, holders));
        if asks_for_labels(query) && !is_known {
            self.answers.retain(|query, _| !asks_for_labels(query));
            self.held = Arc::new(state.held(holders));
            self.holders = Some(Arc::clone(holders));
        }
    }
}

fn asks_for_labels(query: &Query) -> bool {
    query.counted.contains(&Facet::Label) || query.filters.of(Facet::Label).next().is_some()
}

impl State {
    fn answer(&self, query: &Query, held: &Held) -> io::Result<Answer> {
        let gathered: BTreeMap<&str, Bits> = query
            .filters
            .of(Facet::Portal)
            .map(|portal| Ok((portal, self.gathered(portal)?)))
            .collect::<io::Result<_>>()?;
        self.columns.answer(&self.words, query, Others { held, gathered: &gathered })
    }

    /// The slots of the cards that a portal gathers.
    fn gathered(&self, portal: &str) -> io::Result<Bits> {
        match self.portals.get(portal) {
            Some(portal) => self.columns.gathered(&self.words, portal),
            None => Ok(Bits::default()),
        }
    }

    fn held(&self, holders: &Holders) -> Held {
        let slots = |holders: &BTreeSet<OrganisationId>| {
            holders.iter().filter_map(|holder| self.profiles.get(holder).copied()).collect()
        };
        Held(holders.0.iter().map(|(value, holders)| (Arc::clone(value), slots(holders))).collect())
    }
}

fn digest_of(words: &protocol::landscape::words::Words) -> Digest {
    let mut bytes = Vec::new();
    for (word, zone) in words.words() {
        bytes.extend_from_slice(word.as_bytes());
        bytes.extend_from_slice(&[0, zone as u8]);
    }
    bytes.push(1);
    for (language, stem, zone) in words.stems() {
        bytes.extend_from_slice(language.language().as_bytes());
        bytes.extend_from_slice(stem.as_bytes());
        bytes.extend_from_slice(&[0, zone as u8]);
    }
    Digest::of(&[&bytes])
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// So many different answers are kept.
const KEPT_MAX: usize = 512;
