//! A block: neighbouring items of a universe, with the sum of their ids.

use std::sync::{Arc, OnceLock};

use crate::digest::Digest;
use crate::time::Timestamp;

/// What a universe is sorted by.
pub(super) type Key = (Timestamp, Digest);

/// One item, as a comparison sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) key: Key,
    /// The organisation's number among those of the universe.
    pub(super) organisation: u32,
}

/// A block behind its summary, so that whole blocks are counted and added up without looking into them.
#[derive(Clone)]
pub(super) struct Slot {
    first: Key,
    sum: Sum,
    block: Arc<Block>,
    count: u32,
}

/// Neighbouring items. Whoever changes one that others hold changes a copy of it.
struct Block {
    members: Vec<Member>,
    piece: OnceLock<Digest>,
}

impl Slot {
    /// Fills a block with at least one item, in order.
    pub(super) fn new(mut members: Vec<Member>) -> Self {
        members.shrink_to_fit();
        let mut sum = Sum::default();
        for member in &members {
            sum.add(&member.key.1);
        }
        let (first, count) = (members[0].key, length(&members));
        Self { first, sum, block: Arc::new(Block { members, piece: OnceLock::new() }), count }
    }

    pub(super) fn first(&self) -> Key {
        self.first
    }

    pub(super) fn count(&self) -> usize {
        self.count as usize
    }

    pub(super) fn sum(&self) -> &Sum {
        &self.sum
    }

    pub(super) fn members(&self) -> &[Member] {
        &self.block.members
    }

    /// Whether a piece begins with this block, unless it is the first of all.
    pub(super) fn begins_piece(&self) -> bool {
        begins_piece(&self.first.1)
    }

    /// The hash of the piece that is this block and no other.
    pub(super) fn piece(&self) -> Digest {
        *self.block.piece.get_or_init(|| hash_piece(std::slice::from_ref(self)))
    }

    pub(super) fn insert(&mut self, at: usize, member: Member) {
        self.sum.add(&member.key.1);
        let members = self.members_mut();
        if members.len() == members.capacity() {
            // A vector would double: half of the memory of a universe would lie empty.
            members.reserve_exact((members.len() / 16).max(4));
        }
        members.insert(at, member);
        self.recount();
    }

    /// Takes an item out. A block that is empty afterwards is to be taken out itself.
    pub(super) fn remove(&mut self, at: usize) {
        let member = self.members_mut().remove(at);
        self.sum.subtract(&member.key.1);
        self.recount();
    }

    /// Cuts the block and returns its latter part; neither part may be empty.
    pub(super) fn split_off(&mut self, at: usize) -> Self {
        let latter = self.members_mut().split_off(at);
        let former = std::mem::take(self.members_mut());
        *self = Self::new(former);
        Self::new(latter)
    }

    /// Appends the items of the block that follows.
    pub(super) fn append(&mut self, next: &Self) {
        let members = self.members_mut();
        members.reserve_exact(next.members().len());
        members.extend_from_slice(next.members());
        self.sum.add_sum(&next.sum);
        self.recount();
    }

    fn members_mut(&mut self) -> &mut Vec<Member> {
        let block = Arc::make_mut(&mut self.block);
        block.piece.take();
        &mut block.members
    }

    fn recount(&mut self) {
        let members = &self.block.members;
        self.count = length(members);
        if let Some(first) = members.first() {
            self.first = first.key;
        }
    }
}

impl Clone for Block {
    /// Copies the items in order to change them: what was hashed is not taken along.
    fn clone(&self) -> Self {
        let mut members = Vec::with_capacity(self.members.len() + 4);
        members.extend_from_slice(&self.members);
        Self { members, piece: OnceLock::new() }
    }
}

/// Whether a piece of the fingerprint begins with the item of this id, as about every 256th does.
pub(super) fn begins_piece(id: &Digest) -> bool {
    id.as_bytes()[31] == 0
}

/// Hashes a piece, which may lie in several blocks.
pub(super) fn hash_piece(slots: &[Slot]) -> Digest {
    let ids = slots.iter().flat_map(Slot::members).map(|member| member.key.1.as_bytes().as_slice());
    let parts: Vec<&[u8]> = std::iter::once(&PIECE[..]).chain(ids).collect();
    Digest::of(&parts)
}

/// The sum of ids modulo 2^256, each read with the least byte first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum([u64; 4]);

impl Sum {
    pub(super) fn add(&mut self, id: &Digest) {
        self.add_sum(&Self::of(id));
    }

    pub(super) fn add_sum(&mut self, other: &Self) {
        let mut carry = false;
        for (limb, other) in self.0.iter_mut().zip(other.0) {
            let (sum, over) = limb.overflowing_add(other);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            (*limb, carry) = (sum, over || over_again);
        }
    }

    fn subtract(&mut self, id: &Digest) {
        let mut borrow = false;
        for (limb, other) in self.0.iter_mut().zip(Self::of(id).0) {
            let (rest, under) = limb.overflowing_sub(other);
            let (rest, under_again) = rest.overflowing_sub(u64::from(borrow));
            (*limb, borrow) = (rest, under || under_again);
        }
    }

    pub(super) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (part, limb) in bytes.chunks_exact_mut(8).zip(self.0) {
            part.copy_from_slice(&limb.to_le_bytes());
        }
        bytes
    }

    fn of(id: &Digest) -> Self {
        let (limbs, _) = id.as_bytes().as_chunks::<8>();
        let mut sum = [0; 4];
        for (limb, bytes) in sum.iter_mut().zip(limbs) {
            *limb = u64::from_le_bytes(*bytes);
        }
        Self(sum)
    }
}

fn length(members: &[Member]) -> u32 {
    u32::try_from(members.len()).expect("a block is short")
}

/// Stands before the ids of a piece, so that no piece hashes like a list of pieces.
const PIECE: [u8; 1] = [0];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_carries_and_borrows_over_all_its_limbs() {
        let all = Digest::from_bytes([0xff; 32]);
        let mut one = [0; 32];
        one[0] = 1;
        let one = Digest::from_bytes(one);
        let mut sum = Sum::default();
        sum.add(&all);
        assert_eq!(sum.to_bytes(), [0xff; 32]);
        sum.add(&one);
        assert_eq!(sum, Sum::default());
        sum.subtract(&one);
        assert_eq!(sum.to_bytes(), [0xff; 32]);
    }

    #[test]
    fn an_item_takes_forty_eight_bytes() {
        assert_eq!(size_of::<Member>(), 48);
    }
}
