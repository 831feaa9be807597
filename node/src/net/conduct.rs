//! How peers behave: what each may still send, and what it was caught at.
//!
//! A peer's allowance is a token bucket for items and one for bytes, for what comes unasked: pushed in
//! a session or by gossip. What was asked for is bounded by the asking. A third bucket holds turns: to begin
//! a session or to have a comparison answered, which costs a walk over the set. Three strikes (an item refused,
//! a malformed message) and the peer is disconnected and not listened to for [`BAN`].

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use libp2p::PeerId;
use tokio::time::Instant;

/// The record of all peers heard of lately, bounded.
#[derive(Default)]
pub(crate) struct Conduct(Mutex<HashMap<PeerId, Record>>);

impl Conduct {
    /// Takes that many items and bytes from the peer's allowance; false, and nothing taken, when it is used up.
    pub(crate) fn allow(&self, peer: PeerId, items: usize, bytes: usize, now: Instant) -> bool {
        self.with(peer, now, |record| {
            let enough = record.items.holds(items, now) && record.bytes.holds(bytes, now);
            if enough {
                record.items.take(items, now);
                record.bytes.take(bytes, now);
            }
            enough
        })
    }

    /// Takes a turn from the peer's allowance; false when it has none left.
    pub(crate) fn allow_turn(&self, peer: PeerId, now: Instant) -> bool {
        self.with(peer, now, |record| record.turns.take(1, now))
    }

    /// Counts strikes against a peer and says whether it is now to be banned.
    ///
    /// The count begins anew with the ban.
    pub(crate) fn strike(&self, peer: PeerId, strikes: usize, now: Instant) -> bool {
        self.with(peer, now, |record| {
            record.strikes = record.strikes.saturating_add(strikes);
            let out = record.strikes >= STRIKES_MAX;
            if out {
                record.strikes = 0;
            }
            out
        })
    }

    fn with<T>(&self, peer: PeerId, now: Instant, act: impl FnOnce(&mut Record) -> T) -> T {
        let mut records = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if records.len() >= RECORDS_MAX && !records.contains_key(&peer) {
            let longest_silent = records.iter().min_by_key(|(_, record)| record.heard).map(|(peer, _)| *peer);
            records.remove(&longest_silent.expect("a full table is not empty"));
        }
        let record = records.entry(peer).or_insert_with(|| Record {
            heard: now,
            items: Bucket::full(ITEMS_BURST, ITEMS_PER_SECOND, now),
            bytes: Bucket::full(BYTES_BURST, BYTES_PER_SECOND, now),
            turns: Bucket::full(TURNS_BURST, TURNS_PER_SECOND, now),
            strikes: 0,
        });
        record.heard = now;
        act(record)
    }
}

struct Record {
    heard: Instant,
    items: Bucket,
    bytes: Bucket,
    turns: Bucket,
    strikes: usize,
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
        assert_eq!(conduct.0.lock().unwrap().len(), RECORDS_MAX);
    }
}
