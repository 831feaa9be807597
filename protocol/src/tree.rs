//! The Merkle tree of RFC 6962 §2.1 over ids, with SHA-256.
//!
//! ```text
//! leaf = SHA-256(0x00 ‖ id)      node = SHA-256(0x01 ‖ left ‖ right)      empty = SHA-256("")
//! ```
//! A device's chain is such a tree: leaf *n* − 1 is the entry at sequence *n*. So one entry is proven by a path of
//! hashes and a tree head, without the chain.

use crate::digest::Digest;

/// Returns the root over these leaves, in order.
#[must_use]
pub fn root(leaves: &[Digest]) -> Digest {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(leaf);
    }
    frontier.root()
}

/// A growing tree: the roots of its complete subtrees, largest first. 32 bytes for each bit of its size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Digest>,
}

impl Frontier {
    /// Adds a leaf at the end.
    pub fn push(&mut self, leaf: &Digest) {
        let mut node = leaf_hash(leaf);
        let mut size = self.size;
        while size & 1 == 1 {
            let left = self.subtrees.pop().expect("a subtree for each bit of the size");
            node = node_hash(&left, &node);
            size >>= 1;
        }
        self.subtrees.push(node);
        self.size += 1;
    }

    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all of them.
    #[must_use]
    pub fn root(&self) -> Digest {
        let mut subtrees = self.subtrees.iter().rev();
        let Some(last) = subtrees.next() else { return Digest::of(&[]) };
        subtrees.fold(*last, |right, left| node_hash(left, &right))
    }
}

/// Returns the inclusion path of a leaf (RFC 6962 §2.1.1), or `None` beyond the leaves.
#[must_use]
pub fn path(leaves: &[Digest], index: usize) -> Option<Vec<Digest>> {
    if index >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let middle = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(middle);
    let (mut below, sibling) = if index < middle {
        (path(left, index)?, root(right))
    } else {
        (path(right, index - middle)?, root(left))
    };
    below.push(sibling);
    Some(below)
}

/// Whether the path leads from the leaf at `index` to the root of a tree of `size` leaves (RFC 9162 §2.1.3.2).
#[must_use]
pub fn holds(leaf: &Digest, index: u64, size: u64, path: &[Digest], root: &Digest) -> bool {
    if index >= size {
        return false;
    }
    let (mut position, mut last) = (index, size - 1);
    let mut node = leaf_hash(leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if position & 1 == 1 || position == last {
            node = node_hash(sibling, &node);
            while position & 1 == 0 && position != 0 {
                position >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(&node, sibling);
        }
        position >>= 1;
        last >>= 1;
    }
    last == 0 && node == *root
}

/// A path has at most as many steps as a sequence has bits.
pub const PATH_LENGTH_MAX: usize = 64;

fn leaf_hash(leaf: &Digest) -> Digest {
    Digest::of(&[&[0], leaf.as_bytes()])
}

fn node_hash(left: &Digest, right: &Digest) -> Digest {
    Digest::of(&[&[1], left.as_bytes(), right.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(count: u8) -> Vec<Digest> {
        (0..count).map(|n| Digest::of(&[&[n]])).collect()
    }

    /// The definition of RFC 6962, word by word: the slow twin of the frontier.
    fn defined_root(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Digest::of(&[]),
            [one] => leaf_hash(one),
            _ => {
                let mut split = 1;
                while split * 2 < leaves.len() {
                    split *= 2;
                }
                node_hash(&defined_root(&leaves[..split]), &defined_root(&leaves[split..]))
            }
        }
    }

    #[test]
    fn the_frontier_agrees_with_the_definition() {
        for count in 0..70 {
            assert_eq!(root(&leaves(count)), defined_root(&leaves(count)), "{count} leaves");
        }
    }

    #[test]
    fn every_leaf_is_proven_by_its_path_and_by_no_other() {
        for count in 1..34 {
            let leaves = leaves(count);
            let root = root(&leaves);
            let size = u64::from(count);
            for (index, leaf) in leaves.iter().enumerate() {
                let path = path(&leaves, index).unwrap();
                assert!(holds(leaf, index as u64, size, &path, &root));
                assert!(!holds(&Digest::of(&[b"other"]), index as u64, size, &path, &root));
                for wrong in (0..size + 2).filter(|wrong| *wrong != index as u64) {
                    assert!(
                        !holds(leaf, wrong, size, &path, &root),
                        "leaf {index} of {count} taken for {wrong}"
                    );
                }
                let mut longer = path.clone();
                longer.push(root);
                assert!(!holds(leaf, index as u64, size, &longer, &root));
                assert!(path.is_empty() || !holds(leaf, index as u64, size, &path[1..], &root));
            }
        }
    }
}
