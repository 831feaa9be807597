//! Every order in which a small history can arrive, and every part of it that can be all that arrived.
//!
//! Orders that begin alike share that beginning, so each part of the history is reached in each of its own orders, and at
//! each of these places what is held is compared with the slow twin of what was offered.

use std::collections::BTreeMap;

use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::item::Item;

use crate::twin;

/// Something that items are offered to.
pub trait Holder: Clone + Default {
    /// Offers an item; whatever else waits may come in or fall with it.
    fn offer(&mut self, item: &Item);
    /// What is in the set, and what it is worth.
    fn verdicts(&self) -> BTreeMap<Digest, String>;
    /// The digest of the set.
    fn digest(&mut self) -> Digest;
}

/// Walks through every order of the items. Of more than six, the first comes first: it explains all others, which would
/// only wait for it.
///
/// # Panics
///
/// When a holder is not what the twin says, or two orders of the same items give two digests.
pub fn walk<H: Holder>(items: &[Item]) {
    let parts = 1 << items.len();
    let mut walk = Walk { items, expected: vec![None; parts], digests: vec![None; parts] };
    let mut holder = H::default();
    if items.len() > ALL_ORDERS_MAX {
        holder.offer(&items[0]);
        walk.go_on(1, &mut vec![0], &holder);
    } else {
        walk.go_on(0, &mut Vec::new(), &holder);
    }
}

struct Walk<'i> {
    items: &'i [Item],
    /// By the items offered, as bits.
    expected: Vec<Option<BTreeMap<Digest, String>>>,
    digests: Vec<Option<Digest>>,
}

impl Walk<'_> {
    fn go_on<H: Holder>(&mut self, offered: usize, order: &mut Vec<usize>, holder: &H) {
        for next in (0..self.items.len()).filter(|next| offered & (1 << next) == 0) {
            let (part, mut holder) = (offered | (1 << next), holder.clone());
            holder.offer(&self.items[next]);
            order.push(next);
            let expected = self.expected(part);
            assert_eq!(holder.verdicts(), expected, "after {order:?}");
            let digest = holder.digest();
            assert_eq!(*self.digests[part].get_or_insert(digest), digest, "after {order:?}");
            self.go_on(part, order, &holder);
            order.pop();
        }
    }

    fn expected(&mut self, part: usize) -> BTreeMap<Digest, String> {
        let items = self.items;
        let make = || {
            let offered = items.iter().enumerate().filter(|(index, _)| part & (1 << index) != 0);
            twin::verdicts(&offered.map(|(_, item)| item.clone()).collect::<Vec<_>>())
        };
        self.expected[part].get_or_insert_with(make).clone()
    }
}

impl Holder for Directory {
    fn offer(&mut self, item: &Item) {
        self.admit(item.clone());
    }

    fn verdicts(&self) -> BTreeMap<Digest, String> {
        let verdict = |id| self.verdict(&id).expect("it is in the set").to_string();
        self.set().map(|(_, id)| (id, verdict(id))).collect()
    }

    fn digest(&mut self) -> Digest {
        Directory::digest(self)
    }
}

const ALL_ORDERS_MAX: usize = 6;
