//! What was fetched in vain: items of a peer that this node did not take when it last asked for them.
//!
//! Whatever a node declines or holds outside its set stays a difference between the two sets. Without this memory it
//! would travel again with every session.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use libp2p::PeerId;
use protocol::digest::Digest;
use tokio::time::Instant;

/// The ids fetched in vain, for each peer; bounded.
#[derive(Default)]
pub(crate) struct Vain(Mutex<HashMap<PeerId, Fetched>>);

struct Fetched {
    ids: HashSet<Digest>,
    until: Instant,
}

impl Vain {
    /// Remembers what a session brought that accepted nothing.
    pub(crate) fn insert(&self, peer: PeerId, ids: &[Digest], now: Instant) {
        let mut peers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        peers.retain(|_, fetched| fetched.until > now);
        if peers.len() >= PEERS_MAX && !peers.contains_key(&peer) {
            let oldest = peers.iter().min_by_key(|(_, fetched)| fetched.until).map(|(peer, _)| *peer);
            peers.remove(&oldest.expect("a full table is not empty"));
        }
        let fetched =
            peers.entry(peer).or_insert_with(|| Fetched { ids: HashSet::new(), until: now + MEMORY });
        let room = IDS_MAX - fetched.ids.len();
        fetched.ids.extend(ids.iter().take(room));
    }

    /// Whether anything was fetched from the peer in vain, a short while ago.
    pub(crate) fn remembers(&self, peer: &PeerId, now: Instant) -> bool {
        let peers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        peers.get(peer).is_some_and(|fetched| fetched.until > now)
    }

    /// Forgets everything: this node may take now what it did not take before.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Leaves out what was fetched from the peer in vain, a short while ago.
    pub(crate) fn leave_out(&self, peer: PeerId, ids: &mut Vec<Digest>, now: Instant) {
        let peers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(fetched) = peers.get(&peer).filter(|fetched| fetched.until > now) {
            ids.retain(|id| !fetched.ids.contains(id));
        }
    }
}

/// After this time everything is asked for once more: this node may take it now.
const MEMORY: Duration = Duration::from_secs(600);
const PEERS_MAX: usize = 64;
/// For each peer; all together some 20 MB.
const IDS_MAX: usize = 8192;

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: std::ops::Range<u32>) -> Vec<Digest> {
        numbers.map(|number| Digest::of(&[&number.to_be_bytes()])).collect()
    }

    #[test]
    fn what_came_in_vain_is_left_out_for_that_peer_and_ten_minutes() {
        let (vain, peer, now) = (Vain::default(), PeerId::random(), Instant::now());
        vain.insert(peer, &ids(0..3), now);
        let left = |peer, at| {
            let mut all = ids(0..5);
            vain.leave_out(peer, &mut all, at);
            all
        };
        assert_eq!(left(peer, now), ids(3..5));
        assert_eq!(left(PeerId::random(), now), ids(0..5));
        assert_eq!(left(peer, now + MEMORY), ids(0..5));
        vain.forget();
        assert_eq!(left(peer, now), ids(0..5));
    }

    #[test]
    fn the_memory_is_bounded() {
        let (vain, now) = (Vain::default(), Instant::now());
        let all = ids(0..IDS_MAX as u32 + 5);
        for second in 0..PEERS_MAX as u64 + 5 {
            vain.insert(PeerId::random(), &all, now + Duration::from_secs(second));
        }
        let peers = vain.0.lock().unwrap();
        assert_eq!(peers.len(), PEERS_MAX);
        assert!(peers.values().all(|fetched| fetched.ids.len() == IDS_MAX));
    }
}
