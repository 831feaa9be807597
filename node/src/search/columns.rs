//! What cards are narrowed, counted and ordered by, in columns: a card has a slot, and each value of each facet the set
//! of slots that have it.
//!
//! ```text
//! slot │ card │ values ──► Country AT, Region AT2, …          counts of a few cards: look at their values
//! value AT │ ▪▪▫▪…   value DE │ ▫▫▪▫…                         counts of many: how much of each set lies in the answer
//! ```

mod counting;
mod numbers;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use protocol::landscape::facet::{Facet, Values, fresh_of_age};
use protocol::landscape::{Card, CardKind, Query, ranked};
use protocol::portal::Portal;
use protocol::time::Day;

use self::numbers::Numbers;
use super::bits::{Bits, Set};
use super::index::Inverted;
use super::{Answer, Counts, Held, Others};

#[derive(Default)]
pub(super) struct Columns {
    cards: Vec<Option<Arc<Card>>>,
    /// The first bytes of each card's id as a number that orders like them.
    id_starts: Vec<u64>,
    /// Days since the epoch; of a card that does not say, none.
    changed: Vec<Option<i32>>,
    values: Numbers,
    live: Bits,
    /// Own profiles first, then by id.
    order: Vec<u32>,
    /// Who has a value, by its number.
    sets: Vec<Set>,
    /// The numbers of values, by facet and name.
    named: BTreeMap<Facet, BTreeMap<Arc<str>, u32>>,
    towns: BTreeMap<String, BTreeMap<Arc<str>, u32>>,
}

impl Columns {
    /// How many slots there are, taken or not.
    pub(super) fn slots(&self) -> usize {
        self.cards.len()
    }

    pub(super) fn card(&self, slot: u32) -> Option<&Arc<Card>> {
        self.cards.get(slot as usize)?.as_ref()
    }

    /// Puts a card into a slot, in place of whatever is there.
    pub(super) fn put(&mut self, slot: u32, card: Arc<Card>, values: &Values, changed: Option<Day>) {
        let numbers: Vec<(Facet, u32)> =
            values.iter().map(|(facet, value)| (facet, self.number(facet, value))).collect();
        self.clear(slot);
        let at = slot as usize;
        if at >= self.cards.len() {
            self.cards.resize(at + 1, None);
            self.id_starts.resize(at + 1, 0);
            self.changed.resize(at + 1, None);
        }
        let slots = self.cards.len();
        numbers.iter().for_each(|(_, number)| self.sets[*number as usize].insert(slot, slots));
        self.id_starts[at] = id_start(&card.id);
        self.changed[at] = changed.map(day_number);
        self.values.put(slot, numbers);
        self.live.insert(slot);
        if let Some(town) = card.place.as_deref().filter(|town| !town.is_empty()) {
            let shown = self.towns.entry(protocol::text::folded(town)).or_default();
            *shown.entry(town.into()).or_default() += 1;
        }
        let place = self.order.partition_point(|other| self.before(*other, &card));
        self.cards[at] = Some(card);
        self.order.insert(place, slot);
    }

    /// Takes the card out of a slot.
    pub(super) fn clear(&mut self, slot: u32) {
        let at = slot as usize;
        let Some(card) = self.cards.get(at).and_then(Clone::clone) else { return };
        let first = self.order.partition_point(|other| self.before(*other, &card));
        self.order.remove(first);
        self.cards[at] = None;
        self.live.remove(slot);
        for (_, number) in self.values.of_slot(slot) {
            self.sets[number as usize].remove(slot);
        }
        self.values.put(slot, Vec::new());
        if let Some(town) = card.place.as_deref().filter(|town| !town.is_empty()) {
            let folded = protocol::text::folded(town);
            if let Some(shown) = self.towns.get_mut(&folded) {
                if let Some(count) = shown.get_mut(town) {
                    *count -= 1;
                }
                shown.retain(|_, count| *count > 0);
                if shown.is_empty() {
                    self.towns.remove(&folded);
                }
            }
        }
    }

    /// Adds a value to a card, or takes it away.
    pub(super) fn mark(&mut self, slot: u32, facet: Facet, value: &str, has_it: bool) {
        let number = self.number(facet, value);
        let slots = self.cards.len();
        if slot as usize >= slots {
            return;
        }
        let others = self.values.of_slot(slot).filter(|(_, other)| *other != number);
        self.values.put(slot, others.chain(has_it.then_some((facet, number))).collect());
        match has_it {
            true => self.sets[number as usize].insert(slot, slots),
            false => self.sets[number as usize].remove(slot),
        }
    }

    /// Whether any card has the value.
    pub(super) fn occurs(&self, facet: Facet, value: &str) -> bool {
        let number = self.named.get(&facet).and_then(|values| values.get(value));
        number.is_some_and(|number| !self.sets[*number as usize].is_empty())
    }

    /// Towns whose folded name begins so, with the number of cards in them.
    pub(super) fn towns(&self, beginning: &str) -> impl Iterator<Item = (&Arc<str>, u32)> {
        let from = self.towns.range(beginning.to_owned()..);
        from.take_while(move |(town, _)| town.starts_with(beginning))
            .flat_map(|(_, shown)| shown.iter().map(|(town, count)| (town, *count)))
    }

    /// How many bytes the columns take, cards left aside.
    pub(super) fn bytes(&self) -> usize {
        let sets: usize = self.sets.iter().map(|set| set.bytes() + size_of::<Set>()).sum();
        self.values.bytes() + sets + self.cards.len() * (8 + 8 + 8 + 4) + self.live.bytes()
    }

    fn number(&mut self, facet: Facet, value: &str) -> u32 {
        if let Some(number) = self.named.get(&facet).and_then(|values| values.get(value)) {
            return *number;
        }
        let number = u32::try_from(self.sets.len()).expect("fewer values than a number counts");
        self.sets.push(Set::default());
        self.named.entry(facet).or_default().insert(value.into(), number);
        number
    }

    /// The slot of a card by its id.
    fn slot_of(&self, id: &str) -> Option<u32> {
        let place = (id.contains('/'), id);
        let of = |slot: &u32| self.card(*slot).map(|card| (listed(card), &*card.id));
        let at = self.order.partition_point(|slot| of(slot).is_some_and(|other| other < place));
        self.order.get(at).copied().filter(|slot| of(slot) == Some(place))
    }

    /// Whether a slot stands before a card in the order of an answer without words.
    fn before(&self, slot: u32, card: &Card) -> bool {
        let Some(other) = self.card(slot) else { return false };
        (listed(other), &other.id) < (listed(card), &card.id)
    }
}

/// The cards that an answer is about, or one of its counts.
enum Base {
    Slots(Vec<u32>),
    Bits(Bits),
}

impl Columns {
    /// Answers a query.
    pub(super) fn answer(&self, words: &Inverted, query: &Query, others: Others<'_>) -> io::Result<Answer> {
        let held = others.held;
        let filters = self.filters(query, others);
        let (matching, hits) = self.found(words, query, &filters)?;
        let mut counts = Counts::new();
        let own: Vec<Facet> = filters.iter().map(|(facet, _)| *facet).collect();
        let plain: Vec<Facet> = query.counted.iter().copied().filter(|facet| !own.contains(facet)).collect();
        let total = matching.common.len();
        for (facet, base) in own.iter().zip(&matching.by_facet) {
            if query.counted.contains(facet) {
                self.count(&[*facet], base, query.today, held, &mut counts);
            }
        }
        self.count(&plain, &matching.common, query.today, held, &mut counts);
        Ok(Answer { total, hits, counts })
    }

    /// The slots of the cards that a portal gathers.
    pub(super) fn gathered(&self, words: &Inverted, portal: &Portal) -> io::Result<Bits> {
        let mut bits = Bits::with_room(self.slots());
        if let Some(query) = portal.rule.query() {
            let others = Others { held: &Held::default(), gathered: &BTreeMap::new() };
            let filters = self.filters(&query, others);
            match self.found(words, &query, &filters)?.0.common {
                Base::Slots(slots) => slots.into_iter().for_each(|slot| bits.insert(slot)),
                Base::Bits(found) => bits = found,
            }
        }
        portal.members.iter().filter_map(|id| self.slot_of(id)).for_each(|slot| bits.insert(slot));
        portal.exceptions.iter().filter_map(|id| self.slot_of(id)).for_each(|slot| bits.remove(slot));
        Ok(bits)
    }

    fn filters(&self, query: &Query, others: Others<'_>) -> Vec<(Facet, Bits)> {
        query.filters.iter().map(|(facet, _)| (facet, self.filter(query, facet, others))).collect()
    }

    fn found(
        &self,
        words: &Inverted,
        query: &Query,
        filters: &[(Facet, Bits)],
    ) -> io::Result<(Matching, Hits)> {
        match query.text.needles().is_empty() {
            true => Ok(self.all(query, filters)),
            false => self.matching(words, query, filters),
        }
    }

    /// The cards that have any of the wanted values of a facet.
    fn filter(&self, query: &Query, facet: Facet, others: Others<'_>) -> Bits {
        let mut bits = Bits::with_room(self.slots());
        for wanted in query.filters.of(facet) {
            match facet {
                Facet::Fresh => {
                    let Some(today) = query.today.map(day_number) else { continue };
                    for slot in
                        self.live.iter().filter(|slot| self.fresh(*slot, today).any(|value| value == wanted))
                    {
                        bits.insert(slot);
                    }
                }
                Facet::Label => others.held.slots(wanted).iter().for_each(|slot| bits.insert(*slot)),
                Facet::Portal => {
                    others.gathered.get(wanted).into_iter().for_each(|gathered| bits.add(gathered));
                }
                _ => {
                    let values = self.named.get(&facet);
                    let meant = facet.meaning(wanted);
                    for number in
                        values.into_iter().flat_map(|values| meant.iter().filter_map(|v| values.get(&**v)))
                    {
                        self.sets[*number as usize].pour(&mut bits);
                    }
                }
            }
        }
        bits
    }

    fn fresh(&self, slot: u32, today: i32) -> impl Iterator<Item = &'static str> {
        let changed = self.changed.get(slot as usize).copied().flatten();
        changed.into_iter().flat_map(move |changed| fresh_of_age(i64::from(today) - i64::from(changed)))
    }

    /// Without words: every card, by the filters.
    fn all(&self, query: &Query, filters: &[(Facet, Bits)]) -> (Matching, Hits) {
        let but = |left_out: Option<Facet>| {
            let mut bits = self.live.clone();
            filters
                .iter()
                .filter(|(facet, _)| Some(*facet) != left_out)
                .for_each(|(_, filter)| bits.keep(filter));
            bits
        };
        let common = but(None);
        let by_facet = filters.iter().map(|(facet, _)| Base::Bits(but(Some(*facet)))).collect();
        let total = common.len();
        let hits = if total * 8 > self.order.len() {
            // So many match that the page is near.
            let slots = self.order.iter().copied().filter(|slot| common.has(*slot));
            let slots: Vec<u32> = slots.skip(query.offset).take(query.limit).collect();
            slots.into_iter().filter_map(|slot| self.hit(slot, 0)).collect()
        } else {
            self.page(common.iter().map(|slot| (0, slot)).collect(), query)
        };
        (Matching { common: Base::Bits(common), by_facet }, hits)
    }

    /// The cards in which every word matches, by the filters.
    fn matching(
        &self,
        words: &Inverted,
        query: &Query,
        filters: &[(Facet, Bits)],
    ) -> io::Result<(Matching, Hits)> {
        let among = self.near(query, filters);
        let scores = query.text.needles().iter().map(|needle| words.scores(needle, self.slots()));
        let mut scores = scores.collect::<io::Result<Vec<_>>>()?;
        // The rarest word first: the others are looked up where it stands.
        scores.sort_by_key(|scores| scores.len());
        let mut scores = scores.iter();
        let first = scores.next().into_iter().flat_map(|scores| scores.iter());
        let first = first.filter(|(slot, _)| among.has(*slot));
        let mut found: Vec<(u32, u32)> = first.map(|(slot, worth)| (u32::from(worth), slot)).collect();
        for scores in scores {
            let mut from = 0;
            found.retain_mut(|(sum, slot)| {
                let worth = scores.seek(*slot, &mut from);
                *sum += worth.map_or(0, u32::from);
                worth.is_some()
            });
        }
        let mut hits = Vec::new();
        let mut near: Vec<Vec<u32>> = vec![Vec::new(); filters.len()];
        for (score, slot) in found {
            let mut misses = filters.iter().zip(&mut near).filter(|((_, filter), _)| !filter.has(slot));
            match (misses.next(), misses.next()) {
                (None, _) => hits.push((score, slot)),
                (Some((_, near)), None) => near.push(slot),
                _ => {}
            }
        }
        let common: Vec<u32> = hits.iter().map(|(_, slot)| *slot).collect();
        let by_facet = near
            .into_iter()
            .map(|mut near| {
                near.extend_from_slice(&common);
                Base::Slots(near)
            })
            .collect();
        Ok((Matching { common: Base::Slots(common), by_facet }, self.page(hits, query)))
    }

    /// The cards that an answer can speak of: those that all filters let through, and those that fail only the one filter
    /// which a count leaves aside.
    fn near(&self, query: &Query, filters: &[(Facet, Bits)]) -> Bits {
        let (mut all, mut near) = (self.live.clone(), self.live.clone());
        for (facet, filter) in filters {
            near.keep(filter);
            if query.counted.contains(facet) {
                near.add(&all);
            }
            all.keep(filter);
        }
        near
    }

    /// The wanted part of the hits, the best first, then by id.
    fn page(&self, hits: Vec<(u32, u32)>, query: &Query) -> Hits {
        let key = |(score, slot): (u32, u32)| {
            let kind = self.card(slot).map_or(CardKind::Profile, |card| card.kind);
            (Reverse(ranked(score, kind)), self.id_starts[slot as usize], slot, score)
        };
        let mut keys: Vec<_> = hits.into_iter().map(key).collect();
        let id = |slot: u32| self.card(slot).map(|card| &*card.id);
        let order = |a: &(Reverse<u32>, u64, u32, u32), b: &(Reverse<u32>, u64, u32, u32)| {
            (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| id(a.2).cmp(&id(b.2)))
        };
        let end = query.offset.saturating_add(query.limit);
        if end < keys.len() {
            // Everything beyond the page stays unsorted.
            keys.select_nth_unstable_by(end, order);
            keys.truncate(end);
        }
        keys.sort_unstable_by(order);
        let page = keys.get(query.offset..).unwrap_or_default();
        page.iter().filter_map(|(_, _, slot, score)| self.hit(*slot, *score)).collect()
    }

    fn hit(&self, slot: u32, score: u32) -> Option<(Arc<Card>, u32)> {
        let card = self.card(slot)?;
        Some((Arc::clone(card), ranked(score, card.kind)))
    }
}

/// Cards with their scores.
type Hits = Vec<(Arc<Card>, u32)>;

struct Matching {
    common: Base,
    /// For each filter, what matches all the others.
    by_facet: Vec<Base>,
}

impl Base {
    fn len(&self) -> usize {
        match self {
            Self::Slots(slots) => slots.len(),
            Self::Bits(bits) => bits.len(),
        }
    }
}

fn listed(card: &Card) -> bool {
    card.kind != CardKind::Profile
}

fn id_start(id: &str) -> u64 {
    let mut start = [0; 8];
    for (to, from) in start.iter_mut().zip(id.as_bytes()) {
        *to = *from;
    }
    u64::from_be_bytes(start)
}

/// A day as a number of days.
fn day_number(day: Day) -> i32 {
    let epoch = protocol::time::Timestamp::ZERO.day();
    i32::try_from(day.days_since(epoch)).unwrap_or(i32::MAX)
}
