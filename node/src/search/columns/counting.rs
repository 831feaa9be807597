//! How many of some cards have each value, in one of two ways, whichever is shorter.
//!
//! ```text
//! few cards ──► the values of each                                     as many looks as cards
//! many      ──► how much of the set of each value lies among them      as many steps as the sets are long
//! ```

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use protocol::landscape::facet::{Facet, fresh_of_age};
use protocol::time::Day;

use super::{Base, Columns, day_number};
use crate::search::bits::{Bits, Set};
use crate::search::{Counts, Held};

impl Columns {
    /// Counts the values of facets among some cards.
    pub(super) fn count(
        &self,
        facets: &[Facet],
        base: &Base,
        today: Option<Day>,
        held: &Held,
        counts: &mut Counts,
    ) {
        let counting = Counting::new(self, base, facets);
        for facet in facets {
            let counted = match facet {
                Facet::Fresh => self.count_fresh(&counting, today),
                Facet::Label => {
                    let bits = counting.bits();
                    let count = |slots: &[u32]| slots.iter().filter(|slot| bits.has(**slot)).count();
                    occurring(held.iter().map(|(value, slots)| (value, count(slots))))
                }
                _ => {
                    let values = || self.named.get(facet).into_iter().flatten();
                    let count = counting.counter(values().map(|(_, number)| &self.sets[*number as usize]));
                    occurring(values().map(|(value, number)| (value, count(*number))))
                }
            };
            if !counted.is_empty() {
                counts.insert(*facet, counted);
            }
        }
    }

    fn count_fresh(&self, counting: &Counting<'_>, today: Option<Day>) -> Vec<(Arc<str>, usize)> {
        let Some(today) = today.map(day_number) else { return Vec::new() };
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        // Many cards were changed on the same days.
        let mut by_day: BTreeMap<i32, usize> = BTreeMap::new();
        for changed in counting.bits().iter().filter_map(|slot| self.changed[slot as usize]) {
            *by_day.entry(changed).or_default() += 1;
        }
        for (changed, count) in by_day {
            for value in fresh_of_age(i64::from(today) - i64::from(changed)) {
                *counts.entry(value).or_default() += count;
            }
        }
        counts.into_iter().map(|(value, count)| (value.into(), count)).collect()
    }
}

/// Most values of a long list do not occur in an answer.
fn occurring<'v>(counted: impl Iterator<Item = (&'v Arc<str>, usize)>) -> Vec<(Arc<str>, usize)> {
    counted.filter(|(_, count)| *count > 0).map(|(value, count)| (Arc::clone(value), count)).collect()
}

/// Some cards whose values are counted. Nothing is done before it is needed.
struct Counting<'a> {
    columns: &'a Columns,
    base: &'a Base,
    facets: &'a [Facet],
    bits: OnceCell<Bits>,
    by_number: OnceCell<Vec<u32>>,
}

impl<'a> Counting<'a> {
    fn new(columns: &'a Columns, base: &'a Base, facets: &'a [Facet]) -> Self {
        Self { columns, base, facets, bits: OnceCell::new(), by_number: OnceCell::new() }
    }

    fn bits(&self) -> &Bits {
        self.bits.get_or_init(|| match self.base {
            Base::Slots(slots) => Bits::of(self.columns.slots(), slots),
            Base::Bits(bits) => bits.clone(),
        })
    }

    /// Counts a value by its number, in the way that is shorter for all these sets together.
    fn counter(&self, sets: impl Iterator<Item = &'a Set>) -> impl Fn(u32) -> usize {
        let looks = self.base.len() * LOOK_EFFORT;
        let mut effort = 0;
        let are_sets_shorter = self.by_number.get().is_none()
            && sets.map(Set::effort).all(|of_set| {
                effort += of_set;
                effort < looks
            });
        let (bits, by_number) = match are_sets_shorter {
            true => (Some(self.bits()), None),
            false => (None, Some(self.by_number.get_or_init(|| self.look_at_each()))),
        };
        move |number| match (bits, by_number) {
            (Some(bits), _) => self.columns.sets[number as usize].common(bits),
            (None, by_number) => by_number.map_or(0, |by_number| by_number[number as usize] as usize),
        }
    }

    fn look_at_each(&self) -> Vec<u32> {
        let mut by_number = vec![0; self.columns.sets.len()];
        for facet in self.facets {
            let column = self.columns.values.of_facet(*facet);
            let look = |slot: u32| column.at(slot).iter().for_each(|number| by_number[*number as usize] += 1);
            match self.base {
                Base::Slots(slots) => slots.iter().copied().for_each(look),
                Base::Bits(bits) => bits.iter().for_each(look),
            }
        }
        by_number
    }
}

/// As many steps of [`Set::common`] take as long as a look at the values of one card, about.
const LOOK_EFFORT: usize = 64;
