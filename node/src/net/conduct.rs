//! How peers behave: what each may still send, and what it was caught at.
//!
//! A peer's allowance is a token bucket for items and one for bytes, for what comes unasked: pushed in
//! a session or by gossip. What was asked for is bounded by the asking. A third bucket holds turns: to begin
//! a session or to have a comparison answered, which costs a walk over the set. Three strikes (an item refused,
//! a malformed message) and the peer is disconnected and not listened to for [`BAN`].
//!
//! PeerIds cost nothing: all peers of one address prefix together have a few times the allowance of one.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use libp2p::PeerId;
use tokio::time::Instant;

use super::prefix::Prefix;

/// The record of all peers heard of lately, bounded.
#[derive(Default)]
pub(crate) struct Conduct(Mutex<Records>);

#[derive(Default)]
struct Records {
    peers: HashMap<PeerId, Record>,
    /// What comes unasked from all peers of a prefix.
    prefixes: HashMap<Prefix, Allowance>,
    /// Where the connected peers are.
    places: HashMap<PeerId, Prefix>,
}

impl Conduct {
    /// The peer is connected from there.
    pub(crate) fn met(&self, peer: PeerId, prefix: Option<Prefix>) {
        if let Some(prefix) = prefix {
            self.records().places.insert(peer, prefix);
        }
    }

    /// The peer is no longer connected.
    pub(crate) fn left(&self, peer: PeerId) {
        self.records().places.remove(&peer);
    }

    /// Where a connected peer is.
    pub(crate) fn prefix_of(&self, peer: PeerId) -> Option<Prefix> {
        self.records().places.get(&peer).copied()
    }

    /// Takes that many items and bytes from the allowances of the peer and of its prefix; false, and nothing taken,
    /// when either is used up.
    pub(crate) fn allow(&self, peer: PeerId, items: usize, bytes: usize, now: Instant) -> bool {
        let mut records = self.records();
        let prefix = records.places.get(&peer).copied();
        if let Some(prefix) = prefix
            && !records.prefix(prefix, now).holds(items, bytes, now)
        {
            return false;
        }
        let of_peer = &mut records.peer(peer, now).unasked;
        let enough = of_peer.holds(items, bytes, now);
        if enough {
            of_peer.take(items, bytes, now);
            if let Some(prefix) = prefix {
                records.prefix(prefix, now).take(items, bytes, now);
            }
        }
        enough
    }

    /// Takes a turn from the peer's allowance; false when it has none left.
    pub(crate) fn allow_turn(&self, peer: PeerId, now: Instant) -> bool {
        self.records().peer(peer, now).turns.take(1, now)
    }

    /// Counts strikes against a peer and says whether it is now to be banned.
    ///
    /// The count begins anew with the ban.
    pub(crate) fn strike(&self, peer: PeerId, strikes: usize, now: Instant) -> bool {
        let mut records = self.records();
        let record = records.peer(peer, now);
        record.strikes = record.strikes.saturating_add(strikes);
        let out = record.strikes >= STRIKES_MAX;
        if out {
            record.strikes = 0;
        }
        out
    }

    fn records(&self) -> MutexGuard<'_, Records> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Records {
    fn peer(&mut self, peer: PeerId, now: Instant) -> &mut Record {
        if self.peers.len() >= RECORDS_MAX && !self.peers.contains_key(&peer) {
            let silent = self.peers.iter().min_by_key(|(_, record)| record.heard).map(|(peer, _)| *peer);
            self.peers.remove(&silent.expect("a full table is not empty"));
        }
        let record = self.peers.entry(peer).or_insert_with(|| Record {
            heard: now,
            unasked: Allowance::new(1, now),
            turns: Bucket::full(TURNS_BURST, TURNS_PER_SECOND, now),
            strikes: 0,
        });
        record.heard = now;
        record
    }

    fn prefix(&mut self, prefix: Prefix, now: Instant) -> &mut Allowance {
        if self.prefixes.len() >= RECORDS_MAX && !self.prefixes.contains_key(&prefix) {
            let silent =
                self.prefixes.iter().min_by_key(|(_, allowance)| allowance.heard).map(|(prefix, _)| *prefix);
            self.prefixes.remove(&silent.expect("a full table is not empty"));
        }
        let allowance = self.prefixes.entry(prefix).or_insert_with(|| Allowance::new(PREFIX_SHARE, now));
        allowance.heard = now;
        allowance
    }
}

struct Record {
    heard: Instant,
    unasked: Allowance,
    turns: Bucket,
    strikes: usize,
}

/// How much may still come unasked.
struct Allowance {
    heard: Instant,
    items: Bucket,
    bytes: Bucket,
}

impl Allowance {
    fn new(share: u64, now: Instant) -> Self {
        Self {
            heard: now,
            items: Bucket::full(share * ITEMS_BURST, share * ITEMS_PER_SECOND, now),
            bytes: Bucket::full(share * BYTES_BURST, share * BYTES_PER_SECOND, now),
        }
    }

    fn holds(&mut self, items: usize, bytes: usize, now: Instant) -> bool {
        self.items.holds(items, now) && self.bytes.holds(bytes, now)
    }

    fn take(&mut self, items: usize, bytes: usize, now: Instant) {
        self.items.take(items, now);
        self.bytes.take(bytes, now);
    }
}

/// A token bucket: full at first, refilled with time, never above its size.
pub(crate) struct Bucket {
    size: u64,
    per_second: u64,
    /// In thousandths of a token, so that a millisecond refills a whole number of them.
    level: u64,
    filled: Instant,
}

impl Bucket {
    /// A full bucket.
    pub(crate) fn full(size: u64, per_second: u64, now: Instant) -> Self {
        Self { size, per_second, level: size * 1000, filled: now }
    }

    /// Takes that many tokens; false, and none taken, when there are fewer.
    pub(crate) fn take(&mut self, tokens: usize, now: Instant) -> bool {
        let enough = self.holds(tokens, now);
        if enough {
            self.level -= tokens as u64 * 1000;
        }
        enough
    }

    fn holds(&mut self, tokens: usize, now: Instant) -> bool {
        let elapsed = now.saturating_duration_since(self.filled);
        let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        self.level = self.level.saturating_add(millis.saturating_mul(self.per_second)).min(self.size * 1000);
        self.filled += Duration::from_millis(millis);
        self.level >= (tokens as u64).saturating_mul(1000)
    }
}

/// How long a peer with three strikes is not listened to.
pub(crate) const BAN: Duration = Duration::from_secs(3600);

const STRIKES_MAX: usize = 3;
const RECORDS_MAX: usize = 4096;
/// A node that was away for long pushes everything it made since; this is a multiple of all that exists.
const ITEMS_BURST: u64 = 200_000;
const ITEMS_PER_SECOND: u64 = 2_000;
const BYTES_BURST: u64 = 1 << 30;
const BYTES_PER_SECOND: u64 = 4 << 20;
/// How many peers' allowances all peers of one prefix have together.
const PREFIX_SHARE: u64 = 4;
/// A session of a fresh node takes up to 64 turns.
const TURNS_BURST: u64 = 512;
const TURNS_PER_SECOND: u64 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_strike_bans() {
        let (conduct, peer, now) = (Conduct::default(), PeerId::random(), Instant::now());
        assert!(!conduct.strike(peer, 1, now));
        assert!(!conduct.strike(PeerId::random(), 2, now), "strikes are counted for each peer");
        assert!(!conduct.strike(peer, 1, now));
        assert!(conduct.strike(peer, 1, now));
        assert!(!conduct.strike(peer, 1, now), "the count begins anew");
    }

    #[test]
    fn an_allowance_is_used_up_and_refills_with_time() {
        let (conduct, peer, now) = (Conduct::default(), PeerId::random(), Instant::now());
        assert!(conduct.allow(peer, ITEMS_BURST as usize, 1, now));
        assert!(!conduct.allow(peer, 1, 1, now));
        assert!(conduct.allow(PeerId::random(), 1, 1, now), "each peer has its own allowance");
        let later = now + Duration::from_secs(1);
        assert!(conduct.allow(peer, ITEMS_PER_SECOND as usize, 1, later));
        assert!(!conduct.allow(peer, 1, 1, later));
        assert!(!conduct.allow(peer, 0, BYTES_BURST as usize + 1, later));
        assert!((0..TURNS_BURST).all(|_| conduct.allow_turn(peer, now)));
        assert!(!conduct.allow_turn(peer, now));
    }

    #[test]
    fn strangers_without_number_take_bounded_memory() {
        let (conduct, now) = (Conduct::default(), Instant::now());
        let first = PeerId::random();
        conduct.strike(first, 2, now);
        for second in 0..RECORDS_MAX as u64 + 10 {
            conduct.allow(PeerId::random(), 1, 1, now + Duration::from_millis(second));
        }
        assert_eq!(conduct.records().peers.len(), RECORDS_MAX);
    }

    #[test]
    fn many_peers_of_one_prefix_share_an_allowance() {
        let (conduct, now) = (Conduct::default(), Instant::now());
        let prefix = Prefix::of(&"/ip4/192.0.2.1/tcp/1".parse().unwrap());
        for _ in 0..PREFIX_SHARE {
            let peer = PeerId::random();
            conduct.met(peer, prefix);
            assert!(conduct.allow(peer, ITEMS_BURST as usize, 1, now));
            conduct.left(peer);
        }
        let peer = PeerId::random();
        conduct.met(peer, prefix);
        assert!(!conduct.allow(peer, 1, 1, now), "the prefix has had its share");
        let elsewhere = PeerId::random();
        conduct.met(elsewhere, Prefix::of(&"/ip4/198.51.100.1/tcp/1".parse().unwrap()));
        assert!(conduct.allow(elsewhere, 1, 1, now));
        conduct.left(peer);
        assert!(conduct.records().places.len() == 1 && conduct.prefix_of(peer).is_none());
    }
}
