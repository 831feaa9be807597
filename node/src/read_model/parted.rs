//! A sorted map in parts, so that a copy is cheap and a change copies one part.
//!
//! ```text
//! model ─► 256 parts, each shared ──copy──► the same parts ──insert──► 255 of them, and one of its own
//! ```

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound::{Excluded, Unbounded};
use std::sync::Arc;

use protocol::organisation::OrganisationId;
use protocol::text::WebAddress;

use crate::likeness::Clue;

/// A sorted map in parts.
#[derive(Clone, Debug)]
pub(super) struct Parted<K, V> {
    parts: Vec<Arc<BTreeMap<K, V>>>,
    len: usize,
}

impl<K, V> Default for Parted<K, V> {
    fn default() -> Self {
        Self { parts: (0..PARTS).map(|_| Arc::default()).collect(), len: 0 }
    }
}

/// What says in which part it lies.
pub(super) trait Part {
    fn part(&self) -> u8;
}

/// In the order of the ids, so that the parts follow each other in it.
impl Part for OrganisationId {
    fn part(&self) -> u8 {
        self.digest().as_bytes()[0]
    }
}

impl Part for str {
    fn part(&self) -> u8 {
        // Addresses begin alike: all bytes count.
        self.bytes().fold(0, |sum: u8, byte| sum.wrapping_mul(31).wrapping_add(byte))
    }
}

impl Part for String {
    fn part(&self) -> u8 {
        self.as_str().part()
    }
}

impl Part for WebAddress {
    fn part(&self) -> u8 {
        self.as_str().part()
    }
}

/// By the clue, so that all cards with it lie in one part.
impl<A, B> Part for (Clue, A, B) {
    fn part(&self) -> u8 {
        self.0.0[0]
    }
}

impl<K: Ord + Clone + Part, V: Clone> Parted<K, V> {
    pub(super) fn get<Q: Ord + Part + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.parts[usize::from(key.part())].get(key)
    }

    pub(super) fn insert(&mut self, key: K, value: V) -> Option<V> {
        let before = Arc::make_mut(&mut self.parts[usize::from(key.part())]).insert(key, value);
        self.len += usize::from(before.is_none());
        before
    }

    pub(super) fn remove(&mut self, key: &K) -> Option<V> {
        self.get(key)?;
        let before = Arc::make_mut(&mut self.parts[usize::from(key.part())]).remove(key);
        self.len -= usize::from(before.is_some());
        before
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Part by part; of ids, in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.parts.iter().flat_map(|part| part.iter())
    }

    /// What comes behind a key, part by part; everything behind none.
    pub(super) fn behind<'m>(&'m self, key: Option<&'m K>) -> impl Iterator<Item = (&'m K, &'m V)> {
        let first = key.map_or(0, |key| usize::from(key.part()));
        let bound = key.map_or(Unbounded, Excluded);
        self.parts[first..].iter().flat_map(move |part| part.range::<K, _>((bound, Unbounded)))
    }

    /// From one key to another of the same part, both among them.
    pub(super) fn between<'m>(
        &'m self,
        first: &K,
        last: &K,
    ) -> impl Iterator<Item = (&'m K, &'m V)> + use<'m, K, V> {
        self.parts[usize::from(first.part())].range(first..=last)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }
}

impl<K: Ord + Clone + Part, T: Ord + Clone> Parted<K, BTreeSet<T>> {
    /// The set of a key, made if it is not there.
    pub(super) fn entry(&mut self, key: K) -> &mut BTreeSet<T> {
        if self.get(&key).is_none() {
            self.insert(key.clone(), BTreeSet::new());
        }
        let part = &mut self.parts[usize::from(key.part())];
        Arc::make_mut(part).entry(key).or_default()
    }

    /// Takes a member out of the set of a key, and the set with its last one.
    pub(super) fn drop_from(&mut self, key: &K, member: &T) {
        if self.get(key).is_none() {
            return;
        }
        let part = Arc::make_mut(&mut self.parts[usize::from(key.part())]);
        if let Some(set) = part.get_mut(key) {
            set.remove(member);
            if set.is_empty() {
                part.remove(key);
                self.len -= 1;
            }
        }
    }
}

const PARTS: usize = 256;

#[cfg(test)]
mod tests {
    use protocol::digest::Digest;

    use super::*;

    #[test]
    fn a_copy_keeps_what_it_was_and_ids_stay_in_order() {
        let id = |n: u32| OrganisationId::from_digest(Digest::of(&[&n.to_be_bytes()]));
        let mut map = Parted::default();
        for n in 0..1_000 {
            assert_eq!(map.insert(id(n), n), None);
        }
        let copy = map.clone();
        assert_eq!((map.insert(id(7), 0), map.remove(&id(8)), map.remove(&id(8))), (Some(7), Some(8), None));
        assert_eq!((map.len(), copy.len(), copy.get(&id(8))), (999, 1_000, Some(&8)));
        assert!(copy.iter().map(|(key, _)| *key).is_sorted());
        let all: Vec<_> = copy.iter().map(|(key, _)| *key).collect();
        let behind: Vec<_> = copy.behind(Some(&all[600])).map(|(key, _)| *key).collect();
        assert_eq!((behind.as_slice(), copy.behind(None).count()), (&all[601..], 1_000));
        let shared = map.parts.iter().zip(&copy.parts).filter(|(a, b)| Arc::ptr_eq(a, b)).count();
        assert!(shared >= PARTS - 2);
    }

    #[test]
    fn a_set_goes_with_its_last_member() {
        let mut map: Parted<String, BTreeSet<u8>> = Parted::default();
        map.entry("a".into()).extend([1, 2]);
        map.drop_from(&"a".into(), &1);
        assert_eq!((map.len(), map.get("a")), (1, Some(&BTreeSet::from([2]))));
        map.drop_from(&"a".into(), &2);
        map.drop_from(&"a".into(), &2);
        assert_eq!((map.len(), map.get("a")), (0, None));
    }
}
