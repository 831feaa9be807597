//! How peers behave: what each may still send, and what it was caught at.
//!
//! A peer's allowance is a token bucket for items and one for bytes, for what comes unasked: pushed in
//! a session or by gossip. What was asked for is bounded by the asking. A third bucket holds turns: to begin
//! a session or to have a comparison answered, which costs a walk over the set. Three strikes (an item refused,
//! a malformed message) and the peer is disconnected and not listened to for [`BAN`].
//!
//! PeerIds cost nothing: all peers of one address prefix together have a few times the allowance of one. And whoever sends
//! it, of one organisation no more is taken unasked than of one peer.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use libp2p::PeerId;
use protocol::organisation::OrganisationId;
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
    /// What comes unasked of an organisation, from whomever.
    organisations: HashMap<OrganisationId, Allowance>,
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

    /// Takes an item from the allowance of its organisation; false, and nothing taken, when it is used up.
    pub(crate) fn allow_of(&self, organisation: OrganisationId, bytes: usize, now: Instant) -> bool {
        let mut records = self.records();
        let allowance = records.organisation(organisation, now);
        let enough = allowance.holds(1, bytes, now);
        if enough {
            allowance.take(1, bytes, now);
        }
        enough
    }

    /// Who used up the most of its allowances, the busiest first.
    pub(crate) fn busiest(&self, now: Instant) -> Busiest {
        let mut records = self.records();
        let Records { peers, prefixes, organisations, .. } = &mut *records;
        Busiest {
            peers: top(peers.iter_mut().map(|(peer, record)| (*peer, record.unasked.used(now)))),
            prefixes: top(prefixes
                .iter_mut()
                .map(|(prefix, allowance)| (prefix.to_string(), allowance.used(now)))),
            organisations: top(organisations.iter_mut().map(|(id, allowance)| (*id, allowance.used(now)))),
        }
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

/// Who used up the most of its allowances for what comes unasked; who used nothing is left out.
#[derive(Clone, Debug, Default)]
pub struct Busiest {
    /// Peers.
    pub peers: Vec<(PeerId, Use)>,
    /// Address prefixes.
    pub prefixes: Vec<(String, Use)>,
    /// Organisations.
    pub organisations: Vec<(OrganisationId, Use)>,
}

/// How much of an allowance is used up at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// Items that came and are not made up for by time.
    pub items: u64,
    /// How many there may be.
    pub items_max: u64,
    /// The same in bytes.
    pub bytes: u64,
    /// How many there may be.
    pub bytes_max: u64,
}

fn top<K: Ord>(uses: impl Iterator<Item = (K, Use)>) -> Vec<(K, Use)> {
    let mut uses: Vec<(K, Use)> = uses.filter(|(_, used)| used.items > 0 || used.bytes > 0).collect();
    uses.sort_unstable_by(|(a, used_a), (b, used_b)| {
        (used_b.items, used_b.bytes).cmp(&(used_a.items, used_a.bytes)).then_with(|| a.cmp(b))
    });
    uses.truncate(BUSIEST_SHOWN);
    uses
}

impl Records {
    fn organisation(&mut self, organisation: OrganisationId, now: Instant) -> &mut Allowance {
        if self.organisations.len() >= ORGANISATIONS_MAX && !self.organisations.contains_key(&organisation) {
            self.organisations.retain(|_, allowance| {
                let used = allowance.used(now);
                used.items > 0 || used.bytes > 0
            });
            if self.organisations.len() >= ORGANISATIONS_MAX {
                self.organisations.clear();
            }
        }
        self.organisations.entry(organisation).or_insert_with(|| Allowance::new(1, now))
    }

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

    fn used(&mut self, now: Instant) -> Use {
        let [(items, items_max), (bytes, bytes_max)] = [self.items.used(now), self.bytes.used(now)];
        Use { items, items_max, bytes, bytes_max }
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

    /// How many tokens are missing, rounded up, and how many it holds when it is full.
    pub(crate) fn used(&mut self, now: Instant) -> (u64, u64) {
        self.holds(0, now);
        ((self.size * 1000 - self.level).div_ceil(1000), self.size)
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
/// Some 10 MB.
const ORGANISATIONS_MAX: usize = 65_536;
const BUSIEST_SHOWN: usize = 5;
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
    fn an_organisation_has_one_allowance_whoever_sends_its_items() {
        let (conduct, now) = (Conduct::default(), Instant::now());
        let id = |number: u8| OrganisationId::from_digest(protocol::digest::Digest::of(&[&[number]]));
        assert!((0..ITEMS_BURST).all(|_| conduct.allow_of(id(1), 1, now)));
        assert!(!conduct.allow_of(id(1), 1, now));
        assert!(conduct.allow_of(id(2), 7, now), "another organisation is not disturbed");
        let busiest = conduct.busiest(now).organisations;
        assert_eq!(busiest.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [id(1), id(2)]);
        let used = Use { items: 1, items_max: ITEMS_BURST, bytes: 7, bytes_max: BYTES_BURST };
        assert_eq!(busiest[1].1, used);
        assert!(conduct.allow_of(id(1), 1, now + Duration::from_secs(1)));
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
