//! The network: connections with other nodes, by which the directory's items travel.
//!
//! ```text
//!               ┌───────────── swarm: the one task that owns libp2p ─────────────┐
//!  other nodes ─┤ connections, identify, ping │ gossipsub        │ streams       │
//!               └──────────────┬──────────────┴───┬──────────────┴───┬───────────┘
//!                    peers: whom to dial    gossip: speed    sync: correctness
//!                                                 └─────── Shelf ────┘  the directory
//! ```
//!
//! Nothing slow happens on the task that owns the swarm; every channel is bounded. Items are opaque
//! here: what they mean is the directory's, behind [`shelf::Shelf`]. The protocol is specified in
//! `docs/spec/sync.md`.

use std::collections::HashMap;
use std::io;
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use libp2p::identity::Keypair;
use libp2p::multiaddr::Protocol;
use libp2p::{Multiaddr, PeerId};
use protocol::directory::Source;
use protocol::time::Timestamp;
use thiserror::Error;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;

use crate::clock;

mod carried;
mod conduct;
mod frame;
mod gossip;
mod packing;
mod parts;
mod peers;
mod prefix;
pub mod shelf;
mod swarm;
mod sync;
mod vain;

pub(crate) use conduct::Bucket;
use conduct::Conduct;
pub use conduct::{Busiest, Use};
use shelf::Shelf;
use swarm::{Command, View};

/// Starts the network and returns when all listeners stand.
///
/// # Errors
///
/// [`NetError`] when an address cannot be listened on, or libp2p cannot be set up.
pub async fn start<H: Shelf>(config: NetConfig, shelf: H) -> Result<Net, NetError> {
    for address in &config.listen {
        refuse_used_port(address)?;
    }
    let peer_id = config.key.public().to_peer_id();
    let remembered = match &config.folder {
        Some(folder) => peers::read_good(folder).unwrap_or_else(|error| {
            tracing::warn!(error = &error as &dyn std::error::Error, "starting without remembered peers");
            Vec::new()
        }),
        None => Vec::new(),
    };
    let remembered =
        remembered.into_iter().filter(|address| peers::peer_of(address) != Some(peer_id)).collect();
    let peers = peers::Peers::new(config.peers, remembered, Instant::now());

    let (sender, commands) = mpsc::channel(COMMANDS_MAX);
    let context = Arc::new(Context {
        shelf,
        lists: carried::KnownLists::default(),
        vain: vain::Vain::default(),
        parts: parts::Parts::default(),
        last_sessions: Mutex::default(),
        conduct: Conduct::default(),
        heard: gossip::Heard::default(),
        counters: Arc::new(Counters::default()),
        commands: sender.clone(),
    });
    let (view_sender, view) = watch::channel(View::default());
    let (counters, observed) = (Arc::clone(&context.counters), Arc::clone(&context) as Arc<dyn Observed>);
    let swarm = swarm::build(config.key)?;
    let mut owner = swarm::Owner::new(swarm, context, peers, config.folder, commands, view_sender)?;
    owner.listen(config.listen, LISTEN_TIMEOUT).await?;
    let task = tokio::spawn(owner.run());
    Ok(Net { peer_id, view, counters, observed, commands: sender, task: Some(task) })
}

/// What the network needs to start.
pub struct NetConfig {
    /// The node's identity (`keystore::node_key`).
    pub key: Keypair,
    /// Addresses to listen on; none makes a node that only dials out.
    pub listen: Vec<Multiaddr>,
    /// Addresses of nodes to be connected with, dialled again whenever the connection is lost.
    pub peers: Vec<Multiaddr>,
    /// Where `peers.json` is kept; without a folder good peers are forgotten at the end.
    pub folder: Option<PathBuf>,
}

/// The running network. It ends when this is dropped.
pub struct Net {
    peer_id: PeerId,
    view: watch::Receiver<View>,
    counters: Arc<Counters>,
    observed: Arc<dyn Observed>,
    commands: mpsc::Sender<Command>,
    task: Option<JoinHandle<()>>,
}

impl Net {
    /// The addresses that are really listened on, each ending in `/p2p/` and the node's PeerId.
    #[must_use]
    pub fn addresses(&self) -> Vec<Multiaddr> {
        self.view.borrow().addresses.iter().map(|a| a.clone().with(Protocol::P2p(self.peer_id))).collect()
    }

    /// The address to give to others: one that is not of this machine alone, if there is one.
    #[must_use]
    pub fn address_for_others(&self) -> Option<Multiaddr> {
        let is_local = |address: &Multiaddr| {
            address.iter().any(|part| match part {
                Protocol::Ip4(ip) => ip.is_loopback() || ip.is_unspecified(),
                Protocol::Ip6(ip) => ip.is_loopback() || ip.is_unspecified(),
                _ => false,
            })
        };
        let addresses = self.addresses();
        addresses.iter().find(|address| !is_local(address)).or_else(|| addresses.first()).cloned()
    }

    /// The node's own PeerId.
    #[must_use]
    pub fn peer_id(&self) -> PeerId {
        self.peer_id
    }

    /// The nodes connected at this moment, in the order of their ids.
    #[must_use]
    pub fn connected_peers(&self) -> Vec<PeerId> {
        self.view.borrow().connected.clone()
    }

    /// The connected peers, each with its address and its last session.
    #[must_use]
    pub fn links(&self) -> Vec<LinkState> {
        let links = self.view.borrow().links.clone();
        let last = self.observed.last_sessions();
        let state = |(peer, address): (PeerId, Multiaddr)| {
            let last_session = last.get(&peer).cloned();
            LinkState { peer, address, last_session }
        };
        links.into_iter().map(state).collect()
    }

    /// Who used up the most of its allowances.
    #[must_use]
    pub fn busiest(&self) -> Busiest {
        self.observed.busiest()
    }

    /// Whom this node carries has changed: what was declined is asked for again, in sessions with all connected peers soon.
    pub async fn carrying_changed(&self) {
        self.observed.forget_vain();
        self.send(Command::Untold { source: Source::default() }).await;
    }

    /// What the network did since it started.
    #[must_use]
    pub fn counters(&self) -> &Arc<Counters> {
        &self.counters
    }

    /// Asks for a session with a connected peer; nothing happens when it is not connected.
    pub async fn sync_with(&self, peer: PeerId) {
        self.send(Command::SyncWith(peer)).await;
    }

    /// Connects with a node, as if its address had been configured.
    pub async fn dial(&self, address: Multiaddr) {
        self.send(Command::Dial(address)).await;
    }

    /// Closes all connections and listeners, and returns when that is done.
    pub async fn shutdown(mut self) {
        self.send(Command::Shutdown).await;
        if let Some(task) = self.task.take()
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the network task did not end well");
        }
    }

    async fn send(&self, command: Command) {
        if self.commands.send(command).await.is_err() {
            tracing::debug!("the network has ended");
        }
    }
}

impl Drop for Net {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
    }
}

/// What the network did since it started, for metrics.
#[derive(Debug, Default)]
pub struct Counters {
    /// Sessions that came to their end, on either side.
    pub sessions: Counter,
    /// Sessions that did not.
    pub sessions_failed: Counter,
    /// Bytes of frames received in sessions.
    pub bytes_in: Counter,
    /// Bytes of frames sent in sessions.
    pub bytes_out: Counter,
    /// Items received in sessions.
    pub items_in: Counter,
    /// Items sent in sessions.
    pub items_out: Counter,
    /// Items that arrived by gossip.
    pub gossip_in: Counter,
    /// Items published by gossip.
    pub gossip_out: Counter,
    /// Items refused as malformed or wrongly signed, and messages that broke the protocol.
    pub refused: Counter,
    /// Peers that were banned.
    pub bans: Counter,
}

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// The number at this moment.
    #[must_use]
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn add(&self, count: usize) {
        self.0.fetch_add(count as u64, Ordering::Relaxed);
    }
}

/// Why the network could not start.
#[derive(Debug, Error)]
pub enum NetError {
    /// Another program listens there.
    #[error(
        "{address} is in use; stop the program that listens there, or choose another port with `--listen`"
    )]
    InUse {
        /// The address.
        address: Multiaddr,
    },
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {address}; write it as /ip4/0.0.0.0/tcp/4001 or /ip4/0.0.0.0/udp/4001/quic-v1, with an address of this machine"
    )]
    Listen {
        /// The address.
        address: Multiaddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system's name resolver is not configured.
    #[error("the system's name resolver cannot be set up; see /etc/resolv.conf")]
    Resolver(#[source] io::Error),
    /// The node's key cannot be used for encryption.
    #[error("encryption cannot be set up with the node's key")]
    Encryption(#[source] libp2p::noise::Error),
    /// libp2p refused its own settings.
    #[error("libp2p refused its settings: {0}")]
    Behaviour(String),
}

/// What all tasks of the network share.
struct Context<H> {
    shelf: H,
    lists: carried::KnownLists,
    vain: vain::Vain,
    parts: parts::Parts,
    last_sessions: Mutex<HashMap<PeerId, LastSession>>,
    conduct: Conduct,
    heard: gossip::Heard,
    counters: Arc<Counters>,
    commands: mpsc::Sender<Command>,
}

/// What can be seen of the network from outside, whatever the directory is.
trait Observed: Send + Sync {
    fn last_sessions(&self) -> HashMap<PeerId, LastSession>;
    fn busiest(&self) -> Busiest;
    fn forget_vain(&self);
}

impl<H: Shelf> Observed for Context<H> {
    fn last_sessions(&self) -> HashMap<PeerId, LastSession> {
        self.last_sessions.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn busiest(&self) -> Busiest {
        self.conduct.busiest(Instant::now())
    }

    fn forget_vain(&self) {
        self.vain.forget();
    }
}

/// A connected peer.
#[derive(Clone, Debug)]
pub struct LinkState {
    /// The peer.
    pub peer: PeerId,
    /// Where it is.
    pub address: Multiaddr,
    /// Its last session that came to an end, well or not.
    pub last_session: Option<LastSession>,
}

/// How a session ended.
#[derive(Clone, Debug)]
pub struct LastSession {
    /// When.
    pub ended: Timestamp,
    /// How many items were accepted here and how many there; or why it failed.
    pub result: Result<(u64, u64), String>,
}

impl<H: Shelf> Context<H> {
    /// Remembers how a session ended.
    fn session_ended(&self, peer: PeerId, result: &Result<sync::Outcome, sync::SyncError>) {
        let result = match result {
            Ok(outcome) => Ok((outcome.received.accepted, outcome.taken.accepted)),
            Err(error) => Err(error.to_string()),
        };
        let mut last = self.last_sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() >= LAST_SESSIONS_MAX {
            last.clear();
        }
        last.insert(peer, LastSession { ended: clock::now(), result });
    }

    /// The peer is no longer connected.
    fn left(&self, peer: PeerId) {
        self.conduct.left(peer);
        self.last_sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(&peer);
    }

    /// Counts strikes against a peer, and says whether it was banned for them.
    async fn strike(&self, peer: PeerId, strikes: usize) -> bool {
        self.counters.refused.add(strikes);
        let out = self.conduct.strike(peer, strikes, Instant::now());
        if out {
            self.send(Command::Ban(peer)).await;
        }
        out
    }

    async fn send(&self, command: Command) {
        if self.commands.send(command).await.is_err() {
            tracing::debug!("the network has ended");
        }
    }
}

/// Refuses a port that another program listens on.
///
/// libp2p shares listening ports between its own sockets, and so two nodes of one user on one port would
/// both start, and each miss half of its visitors.
fn refuse_used_port(address: &Multiaddr) -> Result<(), NetError> {
    let parts: Vec<Protocol<'_>> = address.iter().collect();
    let bound = match parts.as_slice() {
        [Protocol::Ip4(ip), Protocol::Tcp(port), ..] => {
            TcpListener::bind(SocketAddr::from((*ip, *port))).map(drop)
        }
        [Protocol::Ip4(ip), Protocol::Udp(port), ..] => {
            UdpSocket::bind(SocketAddr::from((*ip, *port))).map(drop)
        }
        // The unspecified IPv6 address would claim the port of IPv4 as well, which libp2p does not.
        [Protocol::Ip6(ip), Protocol::Tcp(port), ..] if !ip.is_unspecified() => {
            TcpListener::bind(SocketAddr::from((*ip, *port))).map(drop)
        }
        [Protocol::Ip6(ip), Protocol::Udp(port), ..] if !ip.is_unspecified() => {
            UdpSocket::bind(SocketAddr::from((*ip, *port))).map(drop)
        }
        _ => Ok(()),
    };
    bound.map_err(|error| NetError::listen(address.clone(), error))
}

impl NetError {
    fn listen(address: Multiaddr, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::AddrInUse {
            Self::InUse { address }
        } else {
            Self::Listen { address, source }
        }
    }
}

const COMMANDS_MAX: usize = 1024;
const LAST_SESSIONS_MAX: usize = 4096;
const LISTEN_TIMEOUT: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests;
