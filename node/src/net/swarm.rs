//! The one task that owns libp2p. It waits for nothing but its own select: whatever takes time is
//! another task, which answers by a [`Command`].

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt as _;
use libp2p::core::transport::ListenerId;
use libp2p::gossipsub::{self, MessageAcceptance, MessageId, PublishError};
use libp2p::identity::Keypair;
use libp2p::swarm::dial_opts::{DialOpts, PeerCondition};
use libp2p::swarm::{DialError, NetworkBehaviour, SwarmEvent};
use libp2p::{
    Multiaddr, PeerId, StreamProtocol, Swarm, SwarmBuilder, TransportError, allow_block_list,
    connection_limits, identify, noise, ping, tcp, yamux,
};
use protocol::directory::Source;
use protocol::organisation::OrganisationId;
use tokio::sync::{mpsc, watch};
use tokio::task::{self, JoinError, JoinSet};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use super::conduct::BAN;
use super::gossip::{self, Arrival};
use super::peers::{Peers, chance, jittered, pick, write_good};
use super::prefix::{self, Prefix};
use super::shelf::{Shelf, source_of};
use super::sync::{self, Outcome, SyncError};
use super::{Context, NetError};

/// What other tasks ask of the task that owns the swarm.
pub(crate) enum Command {
    /// Begin a session with the peer.
    SyncWith(PeerId),
    /// Something that an item of this peer builds on is missing: begin a session soon.
    Gap(PeerId),
    /// More was accepted than gossip tells: begin a session with every connected peer soon, but for the source.
    Untold { source: Source },
    /// Be connected with the node at this address.
    Dial(Multiaddr),
    /// Publish an item, unless nobody is connected but the peer that sent it.
    Publish { item: Vec<u8>, source: Source },
    /// A gossiped message was judged.
    Report { message_id: MessageId, source: PeerId, acceptance: MessageAcceptance },
    /// Disconnect the peer and do not listen to it for a while.
    Ban(PeerId),
    /// End.
    Shutdown,
}

/// What others may see of the swarm.
#[derive(Clone, Default)]
pub(crate) struct View {
    pub(crate) addresses: Vec<Multiaddr>,
    pub(crate) connected: Vec<PeerId>,
    pub(crate) links: Vec<(PeerId, Multiaddr)>,
}

/// Everything libp2p does for this node. The limits stand first, so that they are asked first.
#[derive(NetworkBehaviour)]
pub(crate) struct Behaviour {
    limits: connection_limits::Behaviour,
    prefixes: prefix::Behaviour,
    banned: allow_block_list::Behaviour<allow_block_list::BlockedPeers>,
    identify: identify::Behaviour,
    ping: ping::Behaviour,
    gossip: gossipsub::Behaviour,
    pub(crate) streams: libp2p_stream::Behaviour,
}

/// Builds the swarm; nothing listens or dials yet.
pub(crate) fn build(key: Keypair) -> Result<Swarm<Behaviour>, NetError> {
    let limits = connection_limits::ConnectionLimits::default()
        .with_max_pending_incoming(Some(256))
        .with_max_pending_outgoing(Some(32))
        .with_max_established_incoming(Some(256))
        .with_max_established_outgoing(Some(64))
        .with_max_established_per_peer(Some(4));
    let identity = identify::Config::new("hanse/1".into(), key.public())
        .with_agent_version(concat!("hanse-node/", env!("CARGO_PKG_VERSION")).into())
        // Nobody dials what others say of themselves: a node remembers the addresses that it was given and that proved good.
        .with_hide_listen_addrs(true);
    let behaviour = Behaviour {
        limits: connection_limits::Behaviour::new(limits),
        prefixes: prefix::Behaviour::default(),
        banned: allow_block_list::Behaviour::default(),
        identify: identify::Behaviour::new(identity),
        ping: ping::Behaviour::default(),
        gossip: gossip::behaviour()?,
        streams: libp2p_stream::Behaviour::new(),
    };
    let swarm = SwarmBuilder::with_existing_identity(key)
        .with_tokio()
        .with_tcp(tcp::Config::default().nodelay(true), noise::Config::new, yamux_config)
        .map_err(NetError::Encryption)?
        .with_quic_config(|mut config| {
            // The defaults, 10 and 15 MB, would let 256 peers occupy gigabytes.
            config.max_stream_data = 1 << 20;
            config.max_connection_data = 4 << 20;
            config
        })
        .with_dns()
        .map_err(NetError::Resolver)?
        .with_behaviour(|_| behaviour)
        .unwrap_or_else(|never| match never {})
        .with_swarm_config(|config| config.with_idle_connection_timeout(IDLE_TIMEOUT).with_smart_dial())
        .with_connection_timeout(CONNECTION_TIMEOUT)
        .build();
    Ok(swarm)
}

fn yamux_config() -> yamux::Config {
    let mut config = yamux::Config::default();
    config.set_max_num_streams(64);
    config
}

/// The task's state.
pub(crate) struct Owner<H: Shelf> {
    swarm: Swarm<Behaviour>,
    context: Arc<Context<H>>,
    peers: Peers,
    links: HashMap<PeerId, Link>,
    commands: mpsc::Receiver<Command>,
    arrivals: mpsc::Sender<Arrival>,
    view: watch::Sender<View>,
    control: libp2p_stream::Control,
    /// Sessions that this node began.
    sessions: JoinSet<Result<Outcome, SyncError>>,
    session_peers: HashMap<task::Id, PeerId>,
    /// Tasks that run as long as this one; they end when this is dropped.
    helpers: JoinSet<()>,
    good: watch::Sender<Vec<Multiaddr>>,
    bans: VecDeque<(Instant, PeerId)>,
    next_round: Instant,
    /// What happened while the listeners were awaited.
    early: VecDeque<SwarmEvent<BehaviourEvent>>,
}

/// A connected peer.
#[derive(Default)]
struct Link {
    /// The address under which this node dialled it.
    dialled: Option<Multiaddr>,
    /// Where it was when it connected last.
    remote: Option<Multiaddr>,
    /// When a session with it is to begin.
    due: Option<Instant>,
    /// When the last one began.
    begun: Option<Instant>,
    is_running: bool,
    /// Sessions right after another, for what the last one left open.
    repeats: u32,
    /// Sessions that failed in a row.
    failures: u32,
}

impl Link {
    fn is_due_by(&mut self, at: Instant) {
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    /// Makes a session due after a moment in which more may come, and not too soon after the last one.
    fn is_due_soon(&mut self, now: Instant) {
        let earliest = self.begun.map_or(now, |begun| begun + GAP_PAUSE_MIN);
        self.is_due_by(earliest.max(now + GAP_DEBOUNCE));
    }
}

impl<H: Shelf> Owner<H> {
    pub(crate) fn new(
        swarm: Swarm<Behaviour>,
        context: Arc<Context<H>>,
        peers: Peers,
        folder: Option<PathBuf>,
        commands: mpsc::Receiver<Command>,
        view: watch::Sender<View>,
    ) -> Result<Self, NetError> {
        let mut control = swarm.behaviour().streams.new_control();
        let incoming = control.accept(SYNC).map_err(|error| NetError::Behaviour(error.to_string()))?;
        let (arrivals, arrived) = mpsc::channel(ARRIVALS_MAX);
        let (good, good_changes) = watch::channel(Vec::new());
        let mut helpers = JoinSet::new();
        helpers.spawn(accept_sessions(Arc::clone(&context), incoming));
        helpers.spawn(gossip::admit_arrivals(Arc::clone(&context), arrived));
        helpers.spawn(gossip::publish_accepted(Arc::clone(&context), context.shelf.subscribe()));
        if let Some(folder) = folder {
            helpers.spawn(keep_good(folder, good_changes));
        }
        let next_round = Instant::now() + jittered(ROUND, chance());
        Ok(Self {
            swarm,
            context,
            peers,
            links: HashMap::new(),
            commands,
            arrivals,
            view,
            control,
            sessions: JoinSet::new(),
            session_peers: HashMap::new(),
            helpers,
            good,
            bans: VecDeque::new(),
            next_round,
            early: VecDeque::new(),
        })
    }

    /// Listens on the addresses and returns when each of them is really bound.
    pub(crate) async fn listen(
        &mut self,
        addresses: Vec<Multiaddr>,
        limit: Duration,
    ) -> Result<(), NetError> {
        let mut awaited: Vec<(ListenerId, Multiaddr)> = Vec::new();
        for address in addresses {
            let listener = self.swarm.listen_on(address.clone()).map_err(|error| match error {
                TransportError::Other(source) => NetError::listen(address.clone(), root_cause(source)),
                error @ TransportError::MultiaddrNotSupported(_) => {
                    NetError::listen(address.clone(), std::io::Error::other(error.to_string()))
                }
            })?;
            awaited.push((listener, address));
        }
        let deadline = Instant::now() + limit;
        while let Some((_, address)) = awaited.first() {
            let late = || std::io::Error::from(std::io::ErrorKind::TimedOut);
            let event = tokio::time::timeout_at(deadline, self.swarm.select_next_some())
                .await
                .map_err(|_| NetError::listen(address.clone(), late()))?;
            match &event {
                SwarmEvent::NewListenAddr { listener_id, .. } => awaited.retain(|(id, _)| id != listener_id),
                SwarmEvent::ListenerClosed { listener_id, reason, .. } => {
                    if let Some((_, address)) = awaited.iter().find(|(id, _)| id == listener_id) {
                        let kind = reason.as_ref().map_or_else(std::io::Error::kind, |()| late().kind());
                        return Err(NetError::listen(address.clone(), kind.into()));
                    }
                }
                _ => {}
            }
            self.early.push_back(event);
        }
        self.show();
        Ok(())
    }

    /// Runs until [`Command::Shutdown`].
    pub(crate) async fn run(mut self) {
        while let Some(event) = self.early.pop_front() {
            self.on_event(event);
        }
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                event = self.swarm.select_next_some() => self.on_event(event),
                command = self.commands.recv() => match command {
                    Some(Command::Shutdown) | None => return,
                    Some(command) => self.on_command(command),
                },
                Some(ended) = self.sessions.join_next_with_id() => self.on_session_ended(ended),
                Some(ended) = self.helpers.join_next() => {
                    if let Err(error) = ended {
                        tracing::error!(%error, "a part of the network failed");
                    }
                }
                _ = tick.tick() => self.on_tick(),
            }
        }
    }

    fn on_event(&mut self, event: SwarmEvent<BehaviourEvent>) {
        match event {
            SwarmEvent::Behaviour(BehaviourEvent::Gossip(gossipsub::Event::Message {
                propagation_source: source,
                message_id,
                message,
            })) => {
                let arrival = Arrival { message_id: message_id.clone(), source, item: message.data };
                if self.arrivals.try_send(arrival).is_err() {
                    // More than can be admitted: the next session finds it.
                    self.report(&message_id, source, MessageAcceptance::Ignore);
                }
            }
            SwarmEvent::Behaviour(_) => {}
            SwarmEvent::ConnectionEstablished {
                peer_id, connection_id, endpoint, num_established, ..
            } => {
                tracing::debug!(peer = %peer_id, address = %endpoint.get_remote_address(), "connected");
                self.peers.connected(connection_id, peer_id);
                self.context.conduct.met(peer_id, Prefix::of(endpoint.get_remote_address()));
                let link = self.links.entry(peer_id).or_default();
                link.remote = Some(endpoint.get_remote_address().clone());
                if endpoint.is_dialer() {
                    let address = endpoint.get_remote_address().clone();
                    link.dialled = Some(address.with_p2p(peer_id).unwrap_or_else(|address| address));
                    // Where both dialled at once, one of the two begins.
                    let is_first = num_established.get() == 1;
                    if is_first || *self.swarm.local_peer_id() < peer_id {
                        link.is_due_by(Instant::now());
                    }
                }
                self.show();
                self.begin_due_sessions();
            }
            SwarmEvent::ConnectionClosed { peer_id, num_established: 0, .. } => {
                tracing::debug!(peer = %peer_id, "disconnected");
                self.links.remove(&peer_id);
                self.context.left(peer_id);
                self.peers.disconnected(peer_id, Instant::now(), chance());
                self.show();
            }
            SwarmEvent::OutgoingConnectionError { connection_id, error, .. } => match error {
                DialError::LocalPeerId { address } => {
                    tracing::warn!(%address, "a configured peer is this node itself");
                    self.peers.forget_self(connection_id);
                }
                error => {
                    if let Some((address, pause)) = self.peers.failed(connection_id, Instant::now(), chance())
                    {
                        tracing::info!(%address, %error, pause_s = pause.as_secs(), "not connected; trying again");
                    }
                }
            },
            SwarmEvent::NewListenAddr { .. } | SwarmEvent::ExpiredListenAddr { .. } => self.show(),
            SwarmEvent::ListenerClosed { addresses, reason, .. } => {
                tracing::error!(?addresses, ?reason, "a listener closed");
                self.show();
            }
            SwarmEvent::ListenerError { error, .. } => tracing::warn!(%error, "a listener failed once"),
            _ => {}
        }
    }

    fn on_command(&mut self, command: Command) {
        let now = Instant::now();
        match command {
            Command::SyncWith(peer) => {
                if let Some(link) = self.links.get_mut(&peer) {
                    link.is_due_by(now);
                    self.begin_due_sessions();
                }
            }
            Command::Gap(peer) => {
                if let Some(link) = self.links.get_mut(&peer) {
                    link.is_due_soon(now);
                }
            }
            Command::Untold { source } => {
                for (_, link) in self.links.iter_mut().filter(|(peer, _)| source_of(peer) != source) {
                    link.is_due_soon(now);
                }
            }
            Command::Dial(address) => {
                if self.peers.add_configured(address.clone(), now) {
                    self.dial_due();
                } else {
                    tracing::warn!(%address, "not dialled: too many nodes are to be connected with already");
                }
            }
            Command::Publish { item, source } => {
                if self.links.keys().all(|peer| source_of(peer) == source) {
                    return;
                }
                match self.swarm.behaviour_mut().gossip.publish(gossip::topic(), item) {
                    Ok(_) => self.context.counters.gossip_out.add(1),
                    // Nobody to tell, or everybody knows: sessions do the rest.
                    Err(PublishError::NoPeersSubscribedToTopic | PublishError::Duplicate) => {}
                    Err(error) => tracing::debug!(%error, "an item was not gossiped"),
                }
            }
            Command::Report { message_id, source, acceptance } => {
                self.report(&message_id, source, acceptance)
            }
            Command::Ban(peer) => {
                tracing::warn!(%peer, "the peer sends what is malformed or wrongly signed; not listening to it for an hour");
                self.context.counters.bans.add(1);
                self.bans.retain(|(_, banned)| *banned != peer);
                self.bans.push_back((now + BAN, peer));
                self.swarm.behaviour_mut().banned.block_peer(peer);
                if self.bans.len() > BANS_MAX {
                    self.lift_oldest_ban();
                }
            }
            Command::Shutdown => unreachable!("taken by the loop"),
        }
    }

    fn on_tick(&mut self) {
        let now = Instant::now();
        while self.bans.front().is_some_and(|(until, _)| *until <= now) {
            self.lift_oldest_ban();
        }
        self.dial_due();
        if self.next_round <= now {
            self.next_round = now + jittered(ROUND, chance());
            let shelf = &self.context.shelf;
            let connected = self.links.keys().map(|peer| (*peer, shelf.organisation_of(peer)));
            let picked = pick(connected, [chance(), chance()]);
            if let Some(link) = picked.and_then(|peer| self.links.get_mut(&peer)) {
                link.is_due_by(now);
            }
        }
        self.begin_due_sessions();
    }

    fn lift_oldest_ban(&mut self) {
        if let Some((_, peer)) = self.bans.pop_front() {
            self.swarm.behaviour_mut().banned.unblock_peer(peer);
        }
    }

    fn dial_due(&mut self) {
        let now = Instant::now();
        let lonely = self.links.len() < CONNECTED_WANTED;
        // From the last to the first: a failed one may be taken out.
        let shelf = &self.context.shelf;
        let organisations = OnceCell::new();
        let met = || -> BTreeSet<OrganisationId> {
            self.links.keys().filter_map(|peer| shelf.organisation_of(peer)).collect()
        };
        let is_wanted = |peer: Option<PeerId>| {
            lonely || {
                let met = organisations.get_or_init(met);
                let of_peer = peer.and_then(|peer| shelf.organisation_of(&peer));
                met.len() < ORGANISATIONS_WANTED && of_peer.is_some_and(|of_peer| !met.contains(&of_peer))
            }
        };
        let due = self.peers.due(now, is_wanted);
        for index in due.into_iter().rev() {
            let target = self.peers.target(index);
            let address = target.address.clone();
            let options = match target.peer {
                Some(peer) if self.links.contains_key(&peer) => {
                    self.peers.already_connected(index);
                    continue;
                }
                Some(peer) => DialOpts::peer_id(peer)
                    .addresses(vec![address])
                    .condition(PeerCondition::DisconnectedAndNotDialing)
                    .allocate_new_port()
                    .build(),
                None => DialOpts::unknown_peer_id().address(address).allocate_new_port().build(),
            };
            let connection = options.connection_id();
            match self.swarm.dial(options) {
                Ok(()) => self.peers.dialling(index, connection),
                Err(error) => {
                    let (address, pause) = self.peers.failed_at(index, now, chance());
                    tracing::debug!(%address, %error, pause_s = pause.as_secs(), "not dialled");
                }
            }
        }
    }

    fn begin_due_sessions(&mut self) {
        let now = Instant::now();
        for (peer, link) in &mut self.links {
            let is_due = link.due.is_some_and(|due| due <= now);
            if !is_due || link.is_running || self.sessions.len() >= SESSIONS_MAX {
                continue;
            }
            (link.due, link.begun, link.is_running) = (None, Some(now), true);
            let session = begin_session(Arc::clone(&self.context), self.control.clone(), *peer);
            let id = self.sessions.spawn(session).id();
            self.session_peers.insert(id, *peer);
        }
    }

    fn on_session_ended(&mut self, ended: Result<(task::Id, Result<Outcome, SyncError>), JoinError>) {
        let (id, result) = match ended {
            Ok((id, result)) => (id, result),
            Err(error) => (error.id(), Err(SyncError::Computation(error))),
        };
        let Some(peer) = self.session_peers.remove(&id) else { return };
        let now = Instant::now();
        self.context.session_ended(peer, &result);
        let link = self.links.get_mut(&peer);
        match result {
            Ok(outcome) => {
                tracing::debug!(%peer, ?outcome, "session done");
                self.context.counters.sessions.add(1);
                if outcome.taken.refused > 0 {
                    tracing::warn!(%peer, count = outcome.taken.refused, "the peer refuses items of this node");
                }
                let Some(link) = link else { return };
                (link.is_running, link.failures) = (false, 0);
                if outcome.calls_for_another() && link.repeats < REPEATS_MAX {
                    link.repeats += 1;
                    link.is_due_by(now);
                } else {
                    link.repeats = 0;
                }
                if let Some(list) = link.dialled.clone().and_then(|address| self.peers.good(address)) {
                    self.good.send_replace(list);
                }
            }
            Err(error) => {
                tracing::debug!(%peer, error = &error as &dyn std::error::Error, "session failed");
                self.context.counters.sessions_failed.add(1);
                let Some(link) = link else { return };
                (link.is_running, link.repeats) = (false, 0);
                if error.is_passing() && link.failures < RETRIES_MAX {
                    link.is_due_by(now + jittered(RETRY * (1 << link.failures), chance()));
                    link.failures += 1;
                } else {
                    link.failures = 0;
                }
            }
        }
        self.begin_due_sessions();
    }

    fn report(&mut self, message_id: &MessageId, source: PeerId, acceptance: MessageAcceptance) {
        let gossip = &mut self.swarm.behaviour_mut().gossip;
        if !gossip.report_message_validation_result(message_id, &source, acceptance) {
            tracing::debug!(%message_id, "judged too late to be passed on");
        }
    }

    /// Lets others see what changed.
    fn show(&mut self) {
        let mut connected: Vec<PeerId> = self.links.keys().copied().collect();
        connected.sort_unstable();
        let addresses = self.swarm.listeners().cloned().collect();
        let remote = |peer: &PeerId| Some((*peer, self.links.get(peer)?.remote.clone()?));
        let links = connected.iter().filter_map(remote).collect();
        self.view.send_replace(View { addresses, connected, links });
    }
}

/// Opens a stream and runs a session on it.
async fn begin_session<H: Shelf>(
    context: Arc<Context<H>>,
    mut control: libp2p_stream::Control,
    peer: PeerId,
) -> Result<Outcome, SyncError> {
    let stream = timeout(CONNECTION_TIMEOUT, control.open_stream(peer, SYNC)).await??;
    let result = sync::initiate(stream, peer, &context).await;
    strike_violation(&context, peer, &result).await;
    result
}

/// Takes the streams that peers open, at once, and runs a session on each.
///
/// libp2p-stream holds none back: a stream that is not taken at once is reset, and its peer tries again.
async fn accept_sessions<H: Shelf>(context: Arc<Context<H>>, mut incoming: libp2p_stream::IncomingStreams) {
    let mut sessions = JoinSet::new();
    let mut places: HashMap<task::Id, (PeerId, Option<Prefix>)> = HashMap::new();
    loop {
        tokio::select! {
            Some((peer, stream)) = incoming.next() => {
                let prefix = context.conduct.prefix_of(peer);
                let of_peer = places.values().filter(|(other, _)| *other == peer).count();
                let of_prefix = places.values().filter(|(_, other)| prefix.is_some() && *other == prefix).count();
                let is_full = sessions.len() >= INCOMING_MAX;
                if of_peer >= INCOMING_PER_PEER_MAX || of_prefix >= INCOMING_PER_PREFIX_MAX || is_full {
                    // Dropping the stream tells the peer to come back later.
                    tracing::debug!(%peer, "too many sessions at once");
                    continue;
                }
                let context = Arc::clone(&context);
                let id = sessions.spawn(async move {
                    let result = sync::respond(stream, peer, &context).await;
                    strike_violation(&context, peer, &result).await;
                    context.session_ended(peer, &result);
                    match result {
                        Ok(outcome) => {
                            tracing::debug!(%peer, ?outcome, "session done");
                            context.counters.sessions.add(1);
                        }
                        Err(error) => {
                            tracing::debug!(%peer, error = &error as &dyn std::error::Error, "session failed");
                            context.counters.sessions_failed.add(1);
                        }
                    }
                }).id();
                places.insert(id, (peer, prefix));
            }
            Some(ended) = sessions.join_next_with_id() => {
                let id = match ended {
                    Ok((id, ())) => id,
                    Err(error) => {
                        tracing::error!(%error, "a session failed");
                        error.id()
                    }
                };
                places.remove(&id);
            }
            else => return,
        }
    }
}

async fn strike_violation<H: Shelf>(context: &Context<H>, peer: PeerId, result: &Result<Outcome, SyncError>) {
    if result.as_ref().is_err_and(SyncError::is_violation) {
        context.strike(peer, 1).await;
    }
}

/// Writes the list of good peers whenever it changed.
async fn keep_good(folder: PathBuf, mut changes: watch::Receiver<Vec<Multiaddr>>) {
    while changes.changed().await.is_ok() {
        let (list, folder) = (changes.borrow_and_update().clone(), folder.clone());
        match task::spawn_blocking(move || write_good(&folder, list)).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "good peers were not written down");
            }
            Err(error) => tracing::error!(%error, "writing down good peers failed"),
        }
    }
}

/// libp2p wraps what the system said several times; the kind of the innermost error is what counts.
fn root_cause(error: std::io::Error) -> std::io::Error {
    let mut cause: &(dyn std::error::Error + 'static) = &error;
    let mut kind = error.kind();
    while let Some(inner) = cause.source() {
        if let Some(inner) = inner.downcast_ref::<std::io::Error>() {
            kind = inner.kind();
        }
        cause = inner;
    }
    std::io::Error::new(kind, error)
}

/// The stream protocol of sessions.
pub(crate) const SYNC: StreamProtocol = StreamProtocol::new("/hanse/sync/1");

/// A connection on which nothing happens is closed; the redial is cheap.
const IDLE_TIMEOUT: Duration = Duration::from_secs(120);
/// A socket that does not come to an encrypted connection in this time is closed.
const CONNECTION_TIMEOUT: Duration = Duration::from_secs(5);
const TICK: Duration = Duration::from_millis(100);
/// The pause between sessions with a random peer.
const ROUND: Duration = Duration::from_secs(300);
/// How long to wait after a gap: often the missing item is already on its way.
const GAP_DEBOUNCE: Duration = Duration::from_millis(200);
/// The least time between the beginnings of sessions that gaps cause with one peer.
const GAP_PAUSE_MIN: Duration = Duration::from_secs(2);
const RETRY: Duration = Duration::from_millis(250);
const RETRIES_MAX: u32 = 5;
const REPEATS_MAX: u32 = 8;
/// Sessions that this node runs at once of its own accord.
const SESSIONS_MAX: usize = 8;
const INCOMING_PER_PEER_MAX: usize = 4;
const INCOMING_PER_PREFIX_MAX: usize = 32;
const INCOMING_MAX: usize = 1024;
const ARRIVALS_MAX: usize = 1024;
const BANS_MAX: usize = 4096;
/// While fewer peers are connected, remembered ones are dialled.
const CONNECTED_WANTED: usize = 8;
/// While the connected peers are of fewer organisations, remembered ones of other organisations are dialled.
const ORGANISATIONS_WANTED: usize = 3;
