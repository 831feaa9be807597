//! The ids of all items of a set, sorted and ready to be compared.
//!
//! ```text
//! Universe ─► slots:  [first, count, sum] [first, count, sum] …     one for each block
//!                            │                   │
//!                          block               block                2,048 items at most, shared by clones
//! ```
//!
//! A clone is frozen: it shares every block, and whoever changes a universe afterwards copies the summaries and
//! the one block that changes. Blocks begin where *pieces* of the fingerprint begin; a piece that is too long for
//! one block lies in several.

use std::fmt;
use std::sync::{Arc, OnceLock};

use thiserror::Error;

use super::block::{Key, Member, Slot, Sum, begins_piece, hash_piece};
use crate::digest::Digest;
use crate::organisation::OrganisationId;
use crate::time::Timestamp;

/// The ids of all items of a set with their times and organisations, in the order (time, id).
#[derive(Clone, Default)]
pub struct Universe {
    blocks: Arc<Blocks>,
    organisations: Arc<Organisations>,
}

impl Universe {
    /// Builds a universe from items in order, in time linear in their number.
    ///
    /// # Errors
    ///
    /// [`NotSorted`] unless each (time, id) is above the one before it.
    pub fn from_sorted(
        items: impl IntoIterator<Item = (Timestamp, Digest, OrganisationId)>,
    ) -> Result<Self, NotSorted> {
        let mut organisations = Organisations::default();
        let mut builder = Builder::default();
        for (time, id, organisation) in items {
            let organisation = organisations.intern(organisation);
            builder.push(Member { key: (time, id), organisation })?;
        }
        Ok(Self { blocks: Arc::new(builder.finish()), organisations: Arc::new(organisations) })
    }

    /// Takes an item in, and says whether it is new.
    pub fn insert(&mut self, time: Timestamp, id: Digest, organisation: OrganisationId) -> bool {
        if self.contains(time, id) {
            return false;
        }
        let organisation = match self.organisations.find(&organisation) {
            Ok(number) => number,
            Err(_) => Arc::make_mut(&mut self.organisations).intern(organisation),
        };
        Arc::make_mut(&mut self.blocks).insert(Member { key: (time, id), organisation });
        true
    }

    /// Takes an item out, and says whether it was there.
    pub fn remove(&mut self, time: Timestamp, id: Digest) -> bool {
        let found = self.blocks.find((time, id));
        if let Some((slot, offset)) = found {
            Arc::make_mut(&mut self.blocks).remove(slot, offset);
        }
        found.is_some()
    }

    /// Whether the set holds the item.
    #[must_use]
    pub fn contains(&self, time: Timestamp, id: Digest) -> bool {
        self.blocks.find((time, id)).is_some()
    }

    /// How many items the set holds.
    #[must_use]
    pub fn count(&self) -> usize {
        self.blocks.count
    }

    /// The items in order.
    pub fn iter(&self) -> impl Iterator<Item = (Timestamp, Digest, OrganisationId)> + '_ {
        let members = self.blocks.slots.iter().flat_map(Slot::members);
        members.map(|member| {
            let (time, id) = member.key;
            (time, id, self.organisations.names[member.organisation as usize])
        })
    }

    /// The items of those organisations only. Blocks that stay as they are, are shared.
    #[must_use]
    pub fn restricted_to(&self, carries: impl Fn(&OrganisationId) -> bool) -> Self {
        let carried: Vec<bool> = self.organisations.names.iter().map(carries).collect();
        if carried.iter().all(|carried| *carried) {
            return self.clone();
        }
        let is_in = |member: &&Member| carried[member.organisation as usize];
        let mut builder = Builder::default();
        for slot in &self.blocks.slots {
            if slot.members().iter().all(|member| is_in(&member)) {
                builder.push_slot(slot.clone());
            } else {
                for member in slot.members().iter().filter(is_in) {
                    builder.push(*member).expect("a part of a sorted list is sorted");
                }
            }
        }
        Self { blocks: Arc::new(builder.finish()), organisations: Arc::clone(&self.organisations) }
    }

    /// The set in 32 bytes. Unlike for the sums by which ranges are compared, nobody can craft two sets for which
    /// they are the same.
    ///
    /// The ids in order are cut into pieces: one begins with the first id, and with every id whose last byte is 0.
    /// The fingerprint is SHA-256(1 ‖ SHA-256(0 ‖ ids of a piece) …). It depends on the set alone, and after a change only
    /// the pieces that changed are hashed again.
    #[must_use]
    pub fn fingerprint(&self) -> Digest {
        *self.blocks.fingerprint.get_or_init(|| {
            let pieces: Vec<Digest> = self
                .blocks
                .slots
                .chunk_by(|_, next| !next.begins_piece())
                .map(|piece| if let [slot] = piece { slot.piece() } else { hash_piece(piece) })
                .collect();
            let pieces = pieces.iter().map(|piece| piece.as_bytes().as_slice());
            let parts: Vec<&[u8]> = std::iter::once(&PIECES[..]).chain(pieces).collect();
            Digest::of(&parts)
        })
    }

    /// Where the items begin that are not below a bound, at `from` or after it.
    pub(super) fn lower_bound(&self, from: Position, is_below: impl Fn(&Key) -> bool) -> Position {
        let slots = &self.blocks.slots;
        let after = slots.partition_point(|slot| is_below(&slot.first()));
        let Some(slot) = after.checked_sub(1) else { return from };
        let offset = slots[slot].members().partition_point(|member| is_below(&member.key));
        from.max(self.position(slot, offset))
    }

    /// The place behind the last item.
    pub(super) fn end(&self) -> Position {
        Position { slot: self.blocks.slots.len(), offset: 0 }
    }

    /// How many items lie between two places, and the sum of their ids.
    pub(super) fn span(&self, from: Position, to: Position) -> (usize, Sum) {
        let (mut count, mut sum) = (0, Sum::default());
        for (slot, members) in self.parts(from, to) {
            count += members.len();
            if members.len() == slot.count() {
                sum.add_sum(slot.sum());
            } else {
                members.iter().for_each(|member| sum.add(&member.key.1));
            }
        }
        (count, sum)
    }

    /// How many items lie between two places.
    pub(super) fn count_between(&self, from: Position, to: Position) -> usize {
        self.parts(from, to).map(|(_, members)| members.len()).sum()
    }

    /// The place that many items further on.
    pub(super) fn advance(&self, from: Position, items: usize) -> Position {
        let (mut slot, mut offset) = (from.slot, from.offset + items);
        while let Some(count) = self.blocks.slots.get(slot).map(Slot::count).filter(|count| *count <= offset)
        {
            offset -= count;
            slot += 1;
        }
        Position { slot, offset }
    }

    /// The items between two places.
    pub(super) fn between(&self, from: Position, to: Position) -> impl Iterator<Item = Key> + '_ {
        self.parts(from, to).flat_map(|(_, members)| members).map(|member| member.key)
    }

    /// The item at a place, and the one before it.
    pub(super) fn around(&self, at: Position) -> (Option<Key>, Option<Key>) {
        let slots = &self.blocks.slots;
        let here = slots.get(at.slot).map(|slot| slot.members()[at.offset].key);
        let before = match at.offset.checked_sub(1) {
            Some(offset) => Some(slots[at.slot].members()[offset].key),
            None => at.slot.checked_sub(1).and_then(|slot| slots[slot].members().last()).map(|last| last.key),
        };
        (before, here)
    }

    fn parts(&self, from: Position, to: Position) -> impl Iterator<Item = (&Slot, &[Member])> {
        let last = (to.slot + usize::from(to.offset > 0)).max(from.slot);
        let slots = self.blocks.slots[from.slot..last].iter().enumerate();
        slots.map(move |(number, slot)| {
            let begin = if number == 0 { from.offset } else { 0 };
            let end = if from.slot + number == to.slot { to.offset } else { slot.count() };
            (slot, &slot.members()[begin.min(end)..end])
        })
    }

    fn position(&self, slot: usize, offset: usize) -> Position {
        if offset == self.blocks.slots[slot].count() {
            Position { slot: slot + 1, offset: 0 }
        } else {
            Position { slot, offset }
        }
    }
}

impl PartialEq for Universe {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.blocks, &other.blocks) || self.iter().eq(other.iter())
    }
}

impl Eq for Universe {}

impl fmt::Debug for Universe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Universe({} items, {})", self.count(), self.fingerprint())
    }
}

/// A place in a universe: an item's, or the end. Places of one universe compare as its items do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    slot: usize,
    offset: usize,
}

#[derive(Clone, Default)]
struct Blocks {
    slots: Vec<Slot>,
    count: usize,
    fingerprint: OnceLock<Digest>,
}

impl Blocks {
    fn find(&self, key: Key) -> Option<(usize, usize)> {
        let slot = self.slots.partition_point(|slot| slot.first() <= key).checked_sub(1)?;
        let offset = self.slots[slot].members().binary_search_by_key(&key, |member| member.key).ok()?;
        Some((slot, offset))
    }

    /// Takes in an item that is not there yet.
    fn insert(&mut self, member: Member) {
        self.fingerprint.take();
        self.count += 1;
        let after = self.slots.partition_point(|slot| slot.first() < member.key);
        let Some(at) = after.checked_sub(1) else {
            match self.slots.first_mut() {
                Some(first) if !first.begins_piece() => {
                    first.insert(0, member);
                    self.halve(0);
                }
                _ => self.slots.insert(0, Slot::new(vec![member])),
            }
            return;
        };
        let slot = &mut self.slots[at];
        let offset = slot.members().partition_point(|other| other.key < member.key);
        if begins_piece(&member.key.1) {
            let mut next =
                if offset < slot.count() { slot.split_off(offset) } else { Slot::new(vec![member]) };
            if next.first() != member.key {
                next.insert(0, member);
            }
            self.slots.insert(at + 1, next);
        } else {
            slot.insert(offset, member);
            self.halve(at);
        }
    }

    fn remove(&mut self, at: usize, offset: usize) {
        self.fingerprint.take();
        self.count -= 1;
        if self.slots[at].count() == 1 {
            self.slots.remove(at);
        } else {
            self.slots[at].remove(offset);
        }
        // What continues a piece is joined with its beginning where one block has room for both.
        for at in [at + 1, at] {
            let Some([former, latter]) = at.checked_sub(1).and_then(|from| self.slots.get(from..=at)) else {
                continue;
            };
            if !latter.begins_piece() && former.count() + latter.count() <= BLOCK_MAX / 2 {
                let latter = self.slots.remove(at);
                self.slots[at - 1].append(&latter);
            }
        }
    }

    fn halve(&mut self, at: usize) {
        let count = self.slots[at].count();
        if count > BLOCK_MAX {
            let latter = self.slots[at].split_off(count / 2);
            self.slots.insert(at + 1, latter);
        }
    }
}

/// Makes blocks of items that come in order.
#[derive(Default)]
struct Builder {
    slots: Vec<Slot>,
    count: usize,
    open: Vec<Member>,
    last: Option<Key>,
}

impl Builder {
    fn push(&mut self, member: Member) -> Result<(), NotSorted> {
        if self.last.is_some_and(|last| last >= member.key) {
            return Err(NotSorted);
        }
        if begins_piece(&member.key.1) || self.open.len() == BLOCK_MAX {
            self.close();
        }
        self.last = Some(member.key);
        self.open.push(member);
        Ok(())
    }

    /// Takes a whole block, which lies above what came before.
    fn push_slot(&mut self, slot: Slot) {
        self.close();
        self.count += slot.count();
        self.last = slot.members().last().map(|member| member.key);
        self.slots.push(slot);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.count += self.open.len();
            self.slots.push(Slot::new(std::mem::take(&mut self.open)));
        }
    }

    fn finish(mut self) -> Blocks {
        self.close();
        Blocks { slots: self.slots, count: self.count, fingerprint: OnceLock::new() }
    }
}

/// The organisations of a universe, numbered as they came. One whose last item went keeps its number.
#[derive(Clone, Default)]
struct Organisations {
    names: Vec<OrganisationId>,
    /// The numbers in the order of the names.
    order: Vec<u32>,
}

impl Organisations {
    fn find(&self, name: &OrganisationId) -> Result<u32, usize> {
        let found = self.order.binary_search_by(|number| self.names[*number as usize].cmp(name));
        found.map(|place| self.order[place])
    }

    fn intern(&mut self, name: OrganisationId) -> u32 {
        self.find(&name).unwrap_or_else(|place| {
            let number = u32::try_from(self.names.len()).expect("memory ends before the numbers do");
            self.names.push(name);
            self.order.insert(place, number);
            number
        })
    }
}

/// Why a set could not be built: it is no sorted set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the ids are not sorted by time and id, or one stands twice")]
pub struct NotSorted;

/// The most items of a block.
const BLOCK_MAX: usize = 2048;
/// Stands before the hashes of the pieces.
const PIECES: [u8; 1] = [1];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::*;

    type Twin = BTreeMap<Key, OrganisationId>;

    /// Few times and crowded ids, about half of which begin a piece.
    fn item(number: u32) -> (Timestamp, Digest, OrganisationId) {
        let mut id = *Digest::of(&[&number.to_be_bytes()]).as_bytes();
        if number.is_multiple_of(2) {
            id[31] = 0;
        }
        let time = Timestamp::from_millis(u64::from(number % 7)).unwrap();
        let organisation = OrganisationId::from_digest(Digest::of(&[&[number.to_be_bytes()[3] % 5]]));
        (time, Digest::from_bytes(id), organisation)
    }

    fn of_twin(twin: &Twin) -> Universe {
        Universe::from_sorted(twin.iter().map(|((time, id), organisation)| (*time, *id, *organisation)))
            .unwrap()
    }

    /// The definition of the specification, word by word.
    fn fingerprint_of(twin: &Twin) -> Digest {
        let ids: Vec<Digest> = twin.keys().map(|(_, id)| *id).collect();
        let mut all = vec![1];
        for piece in ids.chunk_by(|_, next| next.as_bytes()[31] != 0) {
            let mut bytes = vec![0];
            piece.iter().for_each(|id| bytes.extend_from_slice(id.as_bytes()));
            all.extend_from_slice(Digest::of(&[&bytes]).as_bytes());
        }
        Digest::of(&[&all])
    }

    fn check(universe: &Universe, twin: &Twin) {
        assert_eq!(universe.count(), twin.len());
        assert!(
            universe.iter().map(|(time, id, of)| ((time, id), of)).eq(twin.iter().map(|(k, v)| (*k, *v)))
        );
        assert_eq!(universe.fingerprint(), fingerprint_of(twin));
        assert_eq!(universe, &of_twin(twin));
        for slot in &universe.blocks.slots {
            assert!((1..=BLOCK_MAX).contains(&slot.count()) && slot.first() == slot.members()[0].key);
            assert!(slot.members()[1..].iter().all(|member| !begins_piece(&member.key.1)));
        }
        let (count, sum) = universe.span(Position::default(), universe.end());
        let mut plain = Sum::default();
        twin.keys().for_each(|(_, id)| plain.add(id));
        assert_eq!((count, sum), (twin.len(), plain));
    }

    proptest! {
        #[test]
        fn a_universe_is_a_sorted_set_whatever_its_history(
            steps in proptest::collection::vec((0..300u32, any::<bool>()), 0..400),
            frozen_at in 0..400usize,
        ) {
            let (mut universe, mut twin) = (Universe::default(), Twin::new());
            let mut frozen = (universe.clone(), twin.clone());
            for (number, (name, is_in)) in steps.into_iter().enumerate() {
                let (time, id, organisation) = item(name);
                if is_in {
                    let is_new = twin.insert((time, id), organisation).is_none();
                    prop_assert_eq!(universe.insert(time, id, organisation), is_new);
                } else {
                    prop_assert_eq!(universe.remove(time, id), twin.remove(&(time, id)).is_some());
                }
                prop_assert_eq!(universe.contains(time, id), is_in);
                if number == frozen_at {
                    frozen = (universe.clone(), twin.clone());
                    check(&universe, &twin);
                }
            }
            check(&universe, &twin);
            check(&frozen.0, &frozen.1);
        }

        #[test]
        fn a_part_is_what_its_organisations_hold(
            names in proptest::collection::btree_set(0..600u32, 0..300),
            carried in proptest::collection::btree_set(0..5u8, 0..5),
        ) {
            let twin: Twin =
                names.into_iter().map(item).map(|(time, id, organisation)| ((time, id), organisation)).collect();
            let carried: Vec<OrganisationId> =
                carried.into_iter().map(|name| OrganisationId::from_digest(Digest::of(&[&[name]]))).collect();
            let universe = of_twin(&twin);
            prop_assert_eq!(universe.fingerprint(), fingerprint_of(&twin));
            let mut part = universe.restricted_to(|organisation| carried.contains(organisation));
            let mut twin: Twin = twin.into_iter().filter(|(_, organisation)| carried.contains(organisation)).collect();
            check(&part, &twin);
            let (time, id, organisation) = item(601);
            part.insert(time, id, organisation);
            twin.insert((time, id), organisation);
            check(&part, &twin);
        }
    }

    #[test]
    fn a_long_piece_lies_in_several_blocks_and_comes_together_again() {
        let key = |number: u64| {
            let mut id = *Digest::of(&[&number.to_be_bytes()]).as_bytes();
            id[31] |= 1;
            (Timestamp::from_millis(number).unwrap(), Digest::from_bytes(id))
        };
        let of = item(0).2;
        let (mut universe, mut twin) = (Universe::default(), Twin::new());
        for (time, id) in (0..5_000).rev().map(key) {
            universe.insert(time, id, of);
            twin.insert((time, id), of);
        }
        check(&universe, &twin);
        assert!(universe.blocks.slots.len() > 2);
        let sorted = of_twin(&twin);
        assert_eq!(universe.fingerprint(), sorted.fingerprint());
        for (time, id) in (10..5_000).map(key) {
            universe.remove(time, id);
            twin.remove(&(time, id));
        }
        check(&universe, &twin);
        assert_eq!(universe.blocks.slots.len(), 1);
    }

    #[test]
    fn items_out_of_order_are_refused() {
        let (a, b) = (item(1), item(2));
        assert!(Universe::from_sorted([a, b]).is_ok());
        assert_eq!(Universe::from_sorted([b, a]), Err(NotSorted));
        assert_eq!(Universe::from_sorted([a, a]), Err(NotSorted));
    }
}
