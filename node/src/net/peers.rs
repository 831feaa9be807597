//! The nodes to be connected with: those that were configured, and those that proved good before.
//!
//! Configured addresses are dialled for ever, with pauses from 1 s to 60 s. Addresses under which a
//! session succeeded are kept in `peers.json` and tried after a restart, so that the network is found
//! again when every configured node is away.

use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use libp2p::multiaddr::Protocol;
use libp2p::swarm::ConnectionId;
use libp2p::{Multiaddr, PeerId};
use protocol::organisation::OrganisationId;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use tokio::time::Instant;

/// Whom to dial and when. Time and chance are arguments.
pub(crate) struct Peers {
    targets: Vec<Target>,
    good: VecDeque<Multiaddr>,
}

/// An address to be connected with.
pub(crate) struct Target {
    pub(crate) address: Multiaddr,
    /// Known from the address, or since the first connection.
    pub(crate) peer: Option<PeerId>,
    kind: Kind,
    failures: u32,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Configured,
    Remembered,
}

enum State {
    Due(Instant),
    Dialling(ConnectionId),
    Connected,
}

impl Peers {
    /// Begins with configured addresses and those remembered from before, all due now.
    pub(crate) fn new(configured: Vec<Multiaddr>, remembered: Vec<Multiaddr>, now: Instant) -> Self {
        let mut peers = Self { targets: Vec::new(), good: remembered.iter().cloned().collect() };
        let configured = configured.into_iter().map(|address| (address, Kind::Configured));
        let remembered = remembered.into_iter().map(|address| (address, Kind::Remembered));
        for (address, kind) in configured.chain(remembered) {
            if !peers.add(address.clone(), kind, now) {
                tracing::warn!(%address, "left out: too many nodes are to be connected with");
            }
        }
        peers
    }

    /// Adds an address that is dialled now and again for ever; a known one is dialled now. Says whether there is room.
    pub(crate) fn add_configured(&mut self, address: Multiaddr, now: Instant) -> bool {
        self.add(address, Kind::Configured, now)
    }

    fn add(&mut self, address: Multiaddr, kind: Kind, now: Instant) -> bool {
        let is_full = self.targets.len() >= TARGETS_MAX;
        match self.targets.iter_mut().find(|target| target.address == address) {
            Some(target) => {
                if let State::Due(due) = &mut target.state {
                    *due = now;
                }
            }
            None if is_full => return false,
            None => {
                let peer = peer_of(&address);
                self.targets.push(Target { address, peer, kind, failures: 0, state: State::Due(now) });
            }
        }
        true
    }

    /// The targets whose time has come, by their index. Remembered ones only where their peer is wanted.
    pub(crate) fn due(&self, now: Instant, is_wanted: impl Fn(Option<PeerId>) -> bool) -> Vec<usize> {
        let wanted = |target: &Target| target.kind == Kind::Configured || is_wanted(target.peer);
        let is_due = |target: &Target| matches!(target.state, State::Due(due) if due <= now);
        (0..self.targets.len()).filter(|i| is_due(&self.targets[*i]) && wanted(&self.targets[*i])).collect()
    }

    /// The target of that index.
    pub(crate) fn target(&self, index: usize) -> &Target {
        &self.targets[index]
    }

    /// A dial has begun.
    pub(crate) fn dialling(&mut self, index: usize, connection: ConnectionId) {
        self.targets[index].state = State::Dialling(connection);
    }

    /// There was no need to dial: the peer is connected.
    pub(crate) fn already_connected(&mut self, index: usize) {
        self.targets[index].state = State::Connected;
        self.targets[index].failures = 0;
    }

    /// A connection stands, whoever dialled.
    pub(crate) fn connected(&mut self, connection: ConnectionId, peer: PeerId) {
        for target in &mut self.targets {
            let is_this = matches!(target.state, State::Dialling(dialling) if dialling == connection);
            if is_this {
                target.peer = Some(peer);
            }
            if is_this || target.peer == Some(peer) {
                target.state = State::Connected;
                target.failures = 0;
            }
        }
    }

    /// A dial failed. Returns the address and the pause until the next attempt.
    ///
    /// A remembered address that keeps failing is given up until the next start.
    pub(crate) fn failed(
        &mut self,
        connection: ConnectionId,
        now: Instant,
        chance: u32,
    ) -> Option<(Multiaddr, Duration)> {
        let is_this =
            |target: &Target| matches!(target.state, State::Dialling(dialling) if dialling == connection);
        let index = self.targets.iter().position(is_this)?;
        Some(self.failed_at(index, now, chance))
    }

    /// A dial could not even begin.
    pub(crate) fn failed_at(&mut self, index: usize, now: Instant, chance: u32) -> (Multiaddr, Duration) {
        let target = &mut self.targets[index];
        let pause = jittered(PAUSE_MIN.saturating_mul(1 << target.failures.min(6)).min(PAUSE_MAX), chance);
        target.failures += 1;
        target.state = State::Due(now + pause);
        let address = target.address.clone();
        if target.kind == Kind::Remembered && target.failures >= FAILURES_MAX {
            self.targets.remove(index);
        }
        (address, pause)
    }

    /// The last connection with a peer ended: its addresses are dialled again soon.
    pub(crate) fn disconnected(&mut self, peer: PeerId, now: Instant, chance: u32) {
        for target in self.targets.iter_mut().filter(|target| target.peer == Some(peer)) {
            if matches!(target.state, State::Connected) {
                target.state = State::Due(now + jittered(PAUSE_MIN, chance));
            }
        }
    }

    /// An address turned out to be this node's own: it is never dialled again.
    pub(crate) fn forget_self(&mut self, connection: ConnectionId) {
        self.targets
            .retain(|target| !matches!(target.state, State::Dialling(dialling) if dialling == connection));
    }

    /// A session succeeded under this address, which names the peer. Returns what to write to disk
    /// when that is news.
    pub(crate) fn good(&mut self, address: Multiaddr) -> Option<Vec<Multiaddr>> {
        if self.good.contains(&address) {
            return None;
        }
        self.good.push_front(address);
        self.good.truncate(GOOD_MAX);
        Some(self.good.iter().cloned().collect())
    }
}

/// Chooses a peer by chance: first among the organisations that run peers, then among the peers of that one. All peers that
/// no organisation names count as one, however many they are.
pub(crate) fn pick(
    peers: impl Iterator<Item = (PeerId, Option<OrganisationId>)>,
    chances: [u32; 2],
) -> Option<PeerId> {
    let mut groups: BTreeMap<Option<OrganisationId>, Vec<PeerId>> = BTreeMap::new();
    for (peer, organisation) in peers {
        groups.entry(organisation).or_default().push(peer);
    }
    let nth = |chance: u32, length: usize| chance as usize % length.max(1);
    let group = groups.values().nth(nth(chances[0], groups.len()))?;
    group.get(nth(chances[1], group.len())).copied()
}

/// The peer that an address names.
pub(crate) fn peer_of(address: &Multiaddr) -> Option<PeerId> {
    address.iter().find_map(|part| match part {
        Protocol::P2p(peer) => Some(peer),
        _ => None,
    })
}

/// Returns the pause, up to a quarter longer or shorter as chance has it, so that nodes that stopped
/// together do not come back together.
pub(crate) fn jittered(pause: Duration, chance: u32) -> Duration {
    pause * 3 / 4 + pause / 2 * (chance % 1000) / 1000
}

/// A random number for pauses and choices. Without one everything works, only less spread out.
pub(crate) fn chance() -> u32 {
    getrandom::u32().unwrap_or_default()
}

/// Reads the addresses that proved good before; none when there is no file yet.
///
/// # Errors
///
/// [`PeersError`] when the file cannot be read or understood.
pub(crate) fn read_good(folder: &Path) -> Result<Vec<Multiaddr>, PeersError> {
    let path = folder.join(FILE_NAME);
    let failed = |source| PeersError::Io { path: path.clone(), source };
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes).map_err(failed)?;
    let unreadable = |source| PeersError::Unreadable { path: path.clone(), source };
    let document: Document = serde_json::from_slice(&bytes).map_err(unreadable)?;
    let named = document.peers.into_iter().filter(|address| peer_of(address).is_some());
    Ok(named.take(GOOD_MAX).collect())
}

/// Writes the addresses, all or nothing.
///
/// # Errors
///
/// [`PeersError`] when the file cannot be written.
pub(crate) fn write_good(folder: &Path, peers: Vec<Multiaddr>) -> Result<(), PeersError> {
    let path = folder.join(FILE_NAME);
    let text = serde_json::to_vec_pretty(&Document { peers }).expect("a list of texts is JSON");
    let write = || {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&text)?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        Ok(())
    };
    write().map_err(|source| PeersError::Io { path: path.clone(), source })
}

/// Why the addresses of good peers are not at hand.
#[derive(Debug, Error)]
pub(crate) enum PeersError {
    /// The file cannot be read or written.
    #[error("{} cannot be read or written", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// The file holds something else.
    #[error("{} is no list of peers; delete it, it is only a memory of addresses", path.display())]
    Unreadable { path: PathBuf, source: serde_json::Error },
}

#[derive(Serialize, Deserialize)]
struct Document {
    peers: Vec<Multiaddr>,
}

const FILE_NAME: &str = "peers.json";
const FILE_BYTES_MAX: u64 = 256 * 1024;
const GOOD_MAX: usize = 256;
const TARGETS_MAX: usize = 1024;
const PAUSE_MIN: Duration = Duration::from_secs(1);
const PAUSE_MAX: Duration = Duration::from_secs(60);
/// After so many failures in a row a remembered address is given up until the next start.
const FAILURES_MAX: u32 = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn address(number: u16) -> Multiaddr {
        format!("/ip4/192.0.2.1/tcp/{}", 4000 + number).parse().unwrap()
    }

    fn named(number: u16) -> Multiaddr {
        address(number).with(Protocol::P2p(PeerId::random()))
    }

    #[test]
    fn pauses_grow_from_one_second_to_a_minute() {
        let now = Instant::now();
        let mut peers = Peers::new(vec![address(1)], Vec::new(), now);
        let mut pauses = Vec::new();
        for attempt in 0..9 {
            let connection = ConnectionId::new_unchecked(attempt);
            peers.dialling(0, connection);
            // 500 of 1000 is the middle: neither longer nor shorter.
            pauses.push(peers.failed(connection, now, 500).unwrap().1.as_secs());
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
        assert!(peers.due(now + Duration::from_secs(59), |_| true).is_empty());
        assert_eq!(peers.due(now + Duration::from_secs(60), |_| true), [0]);
        assert_eq!(jittered(PAUSE_MAX, 0), Duration::from_secs(45));
        assert!(jittered(PAUSE_MAX, 999) < Duration::from_secs(75));
    }

    #[test]
    fn a_peer_that_is_connected_is_not_dialled_until_it_goes() {
        let now = Instant::now();
        let (peer, connection) = (PeerId::random(), ConnectionId::new_unchecked(1));
        let mut peers = Peers::new(vec![address(1)], Vec::new(), now);
        peers.dialling(0, connection);
        peers.connected(connection, peer);
        assert!(peers.due(now + Duration::from_secs(3600), |_| true).is_empty());
        peers.disconnected(peer, now, 500);
        assert!(peers.due(now, |_| true).is_empty());
        assert_eq!(peers.due(now + Duration::from_secs(1), |_| true), [0]);
        assert_eq!(peers.target(0).peer, Some(peer));
    }

    #[test]
    fn remembered_peers_are_tried_when_lonely_and_given_up_in_the_end() {
        let now = Instant::now();
        let mut peers = Peers::new(vec![address(1)], vec![named(2)], now);
        assert_eq!(peers.due(now, |_| false), [0]);
        assert_eq!(peers.due(now, |_| true), [0, 1]);
        for _ in 0..FAILURES_MAX {
            peers.failed_at(1, now, 500);
        }
        assert_eq!(peers.due(now + PAUSE_MAX, |_| true), [0]);
    }

    #[test]
    fn peers_that_no_organisation_names_are_chosen_as_seldom_as_those_of_one() {
        let of = |number: u8| OrganisationId::from_digest(protocol::digest::Digest::of(&[&[number]]));
        let named: Vec<(PeerId, Option<OrganisationId>)> =
            (1..3).map(|number| (PeerId::random(), Some(of(number)))).collect();
        let strangers = (0..97).map(|_| (PeerId::random(), None));
        let peers: Vec<(PeerId, Option<OrganisationId>)> = named.iter().copied().chain(strangers).collect();
        let chosen = (0..300).filter_map(|chance| pick(peers.iter().copied(), [chance, chance]));
        let of_named = chosen.filter(|peer| named.iter().any(|(other, _)| other == peer)).count();
        assert_eq!(of_named, 200);
        assert_eq!(pick(std::iter::empty(), [1, 1]), None);
    }

    #[test]
    fn the_addresses_to_be_dialled_are_bounded() {
        let now = Instant::now();
        let mut peers = Peers::new((0..TARGETS_MAX as u16 + 9).map(address).collect(), Vec::new(), now);
        assert_eq!(peers.due(now, |_| true).len(), TARGETS_MAX);
        assert!(!peers.add_configured(address(2000), now), "there is no room for another one");
        assert!(peers.add_configured(address(1), now), "a known one takes none");
    }

    #[test]
    fn good_peers_survive_a_restart_and_are_bounded() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read_good(folder.path()).unwrap(), Vec::<Multiaddr>::new());
        let mut peers = Peers::new(Vec::new(), Vec::new(), Instant::now());
        let addresses: Vec<Multiaddr> = (0..300).map(named).collect();
        for address in &addresses {
            let list = peers.good(address.clone()).unwrap();
            assert!(peers.good(address.clone()).is_none(), "known already");
            write_good(folder.path(), list).unwrap();
        }
        let kept = read_good(folder.path()).unwrap();
        assert_eq!((kept.len(), kept.first()), (GOOD_MAX, addresses.last()));
        fs::write(folder.path().join(FILE_NAME), "[").unwrap();
        assert!(matches!(read_good(folder.path()), Err(PeersError::Unreadable { .. })));
    }
}
