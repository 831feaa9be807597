//! Sets of slots: as bits where they are many, as a list where they are few.

/// A set of slots as bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// An empty set that has room for slots below `slots`.
    pub(super) fn with_room(slots: usize) -> Self {
        Self(vec![0; slots.div_ceil(64)])
    }

    pub(super) fn of(slots: usize, members: &[u32]) -> Self {
        let mut bits = Self::with_room(slots);
        members.iter().for_each(|slot| bits.insert(*slot));
        bits
    }

    pub(super) fn insert(&mut self, slot: u32) {
        let word = slot as usize / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (slot % 64);
    }

    pub(super) fn remove(&mut self, slot: u32) {
        if let Some(word) = self.0.get_mut(slot as usize / 64) {
            *word &= !(1 << (slot % 64));
        }
    }

    pub(super) fn has(&self, slot: u32) -> bool {
        self.0.get(slot as usize / 64).is_some_and(|word| word >> (slot % 64) & 1 == 1)
    }

    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Adds what is in the other set.
    pub(super) fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(word, more)| *word |= more);
    }

    /// Keeps what is in the other set as well.
    pub(super) fn keep(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    /// The slots, from the lowest.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0_u32..).zip(&self.0).flat_map(|(at, word)| {
            let left = |word: u64| (word != 0).then_some(word);
            let rests = std::iter::successors(left(*word), move |word| left(word & (word - 1)));
            rests.map(move |word| at * 64 + word.trailing_zeros())
        })
    }

    fn common(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    pub(super) fn bytes(&self) -> usize {
        self.0.capacity() * 8
    }
}

/// A set of slots in the form that takes less room.
#[derive(Clone, Debug)]
pub(super) enum Set {
    /// In order.
    Few(Vec<u32>),
    Many(Bits),
}

impl Default for Set {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Set {
    /// Adds a slot, of so many that there are in all.
    pub(super) fn insert(&mut self, slot: u32, slots: usize) {
        match self {
            Self::Many(bits) => bits.insert(slot),
            Self::Few(list) => {
                // Slots are mostly given out in order.
                if list.last().is_none_or(|last| *last < slot) {
                    list.push(slot);
                } else if let Err(place) = list.binary_search(&slot) {
                    list.insert(place, slot);
                }
                if list.len() >= FEW_MAX && list.len() * 32 > slots {
                    *self = Self::Many(Bits::of(slots, list));
                }
            }
        }
    }

    pub(super) fn remove(&mut self, slot: u32) {
        match self {
            Self::Many(bits) => bits.remove(slot),
            Self::Few(list) => {
                if let Ok(place) = list.binary_search(&slot) {
                    list.remove(place);
                }
            }
        }
    }

    /// How many steps [`Set::common`] takes, about.
    pub(super) fn effort(&self) -> usize {
        match self {
            Self::Many(bits) => bits.0.len(),
            Self::Few(list) => list.len(),
        }
    }

    /// How many there are in the other set as well.
    pub(super) fn common(&self, other: &Bits) -> usize {
        match self {
            Self::Many(bits) => bits.common(other),
            Self::Few(list) => list.iter().filter(|slot| other.has(**slot)).count(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Many(bits) => bits.len() == 0,
            Self::Few(list) => list.is_empty(),
        }
    }

    /// Adds all to the other set.
    pub(super) fn pour(&self, into: &mut Bits) {
        match self {
            Self::Few(list) => list.iter().for_each(|slot| into.insert(*slot)),
            Self::Many(bits) => into.add(bits),
        }
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Many(bits) => bits.bytes(),
            Self::Few(list) => list.capacity() * 4,
        }
    }
}

/// A list that is shorter than this stays one.
const FEW_MAX: usize = 128;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_hold_the_same() {
        let mut set = Set::default();
        let mut plain = std::collections::BTreeSet::new();
        for n in 0..4_000_u32 {
            let slot = n.wrapping_mul(2_654_435_761) % 1_000;
            if n % 3 == 0 {
                set.remove(slot);
                plain.remove(&slot);
            } else {
                set.insert(slot, 1_000);
                plain.insert(slot);
            }
        }
        assert!(matches!(set, Set::Many(_)));
        let mut bits = Bits::default();
        set.pour(&mut bits);
        assert_eq!(bits.iter().collect::<Vec<_>>(), plain.iter().copied().collect::<Vec<_>>());
        assert_eq!((bits.len(), set.is_empty()), (plain.len(), false));
        let odd = Bits::of(1_000, &(0..500).map(|n| n * 2 + 1).collect::<Vec<_>>());
        assert_eq!(set.common(&odd), plain.iter().filter(|slot| *slot % 2 == 1).count());
        bits.keep(&odd);
        assert!(bits.iter().all(|slot| slot % 2 == 1) && bits.len() == set.common(&odd));
    }
}
