//! The values of the cards by their numbers, in a column for each facet: who counts one facet reads nothing of the others.
//!
//! ```text
//! slot   ─► place (start, length) ─► numbers 7 2 9 · 3 · 1 4 …        one list for all slots, mostly in their order
//! ```

use protocol::landscape::facet::Facet;

/// The values of all cards by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers([Column; Facet::ALL.len()]);

/// The values of a facet.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    places: Vec<Place>,
    numbers: Vec<u32>,
    /// How many of the numbers are nobody's any more.
    left: usize,
}

/// Where the numbers of a slot stand.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    start: u32,
    length: u32,
}

impl Numbers {
    pub(super) fn of_facet(&self, facet: Facet) -> &Column {
        &self.0[facet as usize]
    }

    /// All values of a slot, with their facets.
    pub(super) fn of_slot(&self, slot: u32) -> impl Iterator<Item = (Facet, u32)> {
        Facet::ALL
            .into_iter()
            .flat_map(move |facet| self.of_facet(facet).at(slot).iter().map(move |number| (facet, *number)))
    }

    /// Gives a slot these values, in any order, in place of what it had.
    pub(super) fn put(&mut self, slot: u32, mut values: Vec<(Facet, u32)>) {
        values.sort_unstable();
        for facet in Facet::ALL {
            let of_facet = values.iter().filter(|(other, _)| *other == facet);
            let numbers: Vec<u32> = of_facet.map(|(_, number)| *number).collect();
            self.0[facet as usize].put(slot, &numbers);
        }
    }

    /// How many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let of_column =
            |column: &Column| column.places.capacity() * size_of::<Place>() + column.numbers.capacity() * 4;
        self.0.iter().map(of_column).sum()
    }
}

impl Column {
    /// The numbers of the values of a slot.
    pub(super) fn at(&self, slot: u32) -> &[u32] {
        let Place { start, length } = self.places.get(slot as usize).copied().unwrap_or_default();
        &self.numbers[start as usize..][..length as usize]
    }

    fn put(&mut self, slot: u32, numbers: &[u32]) {
        let held = self.at(slot).len();
        if held == 0 && numbers.is_empty() {
            return;
        }
        if slot as usize >= self.places.len() {
            self.places.resize(slot as usize + 1, Place::default());
        }
        let place = &mut self.places[slot as usize];
        if numbers.len() <= held {
            self.numbers[place.start as usize..][..numbers.len()].copy_from_slice(numbers);
            self.left += held - numbers.len();
        } else {
            place.start = u32::try_from(self.numbers.len()).expect("fewer values than a number counts");
            self.numbers.extend_from_slice(numbers);
            self.left += held;
        }
        place.length = numbers.len() as u32;
        if self.left > LEFT_MIN && self.left > self.numbers.len() / 2 {
            self.close_up();
        }
    }

    /// Lets go of what is nobody's, and puts the rest into the order of the slots.
    fn close_up(&mut self) {
        let mut numbers = Vec::with_capacity(self.numbers.len() - self.left);
        for place in &mut self.places {
            let held = &self.numbers[place.start as usize..][..place.length as usize];
            place.start = numbers.len() as u32;
            numbers.extend_from_slice(held);
        }
        (self.numbers, self.left) = (numbers, 0);
    }
}

/// Fewer than so many that are nobody's are left where they are.
const LEFT_MIN: usize = 256;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn each_slot_has_what_it_was_given_last() {
        let mut numbers = Numbers::default();
        let mut plain: BTreeMap<u32, Vec<(Facet, u32)>> = BTreeMap::new();
        for n in 0..20_000_u32 {
            let (slot, many) = (n.wrapping_mul(2_654_435_761) % 97, n % 7);
            let facets = [Facet::Nace, Facet::Country, Facet::VouchedBy];
            let mut values: Vec<_> = (0..many).map(|k| (facets[(n + k) as usize % 3], n - k)).collect();
            numbers.put(slot, values.clone());
            values.sort_unstable();
            plain.insert(slot, values);
        }
        for (slot, values) in &plain {
            let mut held: Vec<_> = numbers.of_slot(*slot).collect();
            held.sort_unstable();
            assert_eq!(&held, values);
            let of_nace = values.iter().filter(|(facet, _)| *facet == Facet::Nace).map(|(_, number)| *number);
            assert_eq!(numbers.of_facet(Facet::Nace).at(*slot), of_nace.collect::<Vec<_>>());
        }
        assert_eq!(numbers.of_facet(Facet::Kind).at(3), [0; 0]);
        assert!(numbers.of_slot(1_000).next().is_none());
        // What was replaced again and again takes no room.
        let living = plain.values().map(Vec::len).sum::<usize>();
        let kept: usize = numbers.0.iter().map(|column| column.numbers.len()).sum();
        assert!(kept <= 2 * living + 3 * LEFT_MIN + 3, "{kept} numbers for {living}");
    }
}
