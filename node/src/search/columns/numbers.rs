//! The values of a card by their numbers, facet by facet, so that who counts one facet passes the others over.

use protocol::landscape::facet::Facet;

/// The values of a card by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    all: Box<[u32]>,
    /// Where the numbers of each facet end.
    ends: [u32; Facet::ALL.len()],
}

impl Numbers {
    /// Some values, in any order.
    pub(super) fn of(mut values: Vec<(Facet, u32)>) -> Self {
        values.sort_unstable();
        let mut ends = [0; Facet::ALL.len()];
        for (at, end) in ends.iter_mut().enumerate() {
            *end = values.partition_point(|(facet, _)| *facet as usize <= at) as u32;
        }
        Self { all: values.into_iter().map(|(_, number)| number).collect(), ends }
    }

    /// The numbers of the values of a facet.
    pub(super) fn of_facet(&self, facet: Facet) -> &[u32] {
        let at = facet as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }

    /// All values, with their facets.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Facet, u32)> {
        Facet::ALL
            .into_iter()
            .flat_map(|facet| self.of_facet(facet).iter().map(move |number| (facet, *number)))
    }

    /// How many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_facet_has_its_own() {
        let values = vec![(Facet::Nace, 7), (Facet::Country, 3), (Facet::Nace, 2), (Facet::VouchedBy, 9)];
        let numbers = Numbers::of(values.clone());
        assert_eq!(numbers.of_facet(Facet::Nace), [2, 7]);
        assert_eq!(numbers.of_facet(Facet::Kind), [0; 0]);
        assert_eq!(numbers.of_facet(Facet::VouchedBy), [9]);
        let mut all: Vec<_> = numbers.iter().collect();
        let mut expected = values;
        all.sort_unstable();
        expected.sort_unstable();
        assert_eq!(all, expected);
        assert!(Numbers::default().iter().next().is_none());
    }
}
