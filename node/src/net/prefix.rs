//! Address prefixes: who sits behind one of them counts as one where peers are cheap to make up.
//!
//! A PeerId costs nothing, an address costs something. Connections are counted from the first packet on, so that sockets
//! that say nothing count too.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::task::{Context, Poll};

use libp2p::core::Endpoint;
use libp2p::core::transport::PortUse;
use libp2p::multiaddr::Protocol;
use libp2p::swarm::{
    ConnectionClosed, ConnectionDenied, ConnectionId, FromSwarm, ListenFailure, NetworkBehaviour, THandler,
    THandlerInEvent, THandlerOutEvent, ToSwarm, dummy,
};
use libp2p::{Multiaddr, PeerId};
use thiserror::Error;

/// The first 24 bits of an IPv4 address, or the first 48 of an IPv6 address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Prefix([u8; 7]);

impl Prefix {
    /// The prefix of an address that a peer has; none on this machine, and none without an IP address.
    pub(crate) fn of(address: &Multiaddr) -> Option<Self> {
        let ip = address.iter().find_map(|part| match part {
            Protocol::Ip4(ip) => Some(IpAddr::V4(ip)),
            Protocol::Ip6(ip) => Some(ip.to_ipv4_mapped().map_or(IpAddr::V6(ip), IpAddr::V4)),
            _ => None,
        })?;
        match ip {
            ip if ip.is_loopback() => None,
            IpAddr::V4(ip) => {
                let [a, b, c, _] = ip.octets();
                Some(Self([4, a, b, c, 0, 0, 0]))
            }
            IpAddr::V6(ip) => Some(Self::of_ip6(ip)),
        }
    }

    fn of_ip6(ip: Ipv6Addr) -> Self {
        let mut bytes = [6; 7];
        bytes[1..].copy_from_slice(&ip.octets()[..6]);
        Self(bytes)
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [4, a, b, c, ..] => write!(out, "{}/24", Ipv4Addr::new(a, b, c, 0)),
            [_, parts @ ..] => {
                let mut octets = [0; 16];
                octets[..6].copy_from_slice(&parts);
                write!(out, "{}/48", Ipv6Addr::from(octets))
            }
        }
    }
}

/// Refuses incoming connections from a prefix that has its share already.
#[derive(Default)]
pub(crate) struct Behaviour {
    prefixes: HashMap<ConnectionId, Prefix>,
    counts: HashMap<Prefix, usize>,
}

/// Why a connection was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{CONNECTIONS_MAX} connections from one address prefix")]
pub(crate) struct TooManyOfPrefix;

impl Behaviour {
    fn opened(&mut self, connection: ConnectionId, address: &Multiaddr) -> Result<(), TooManyOfPrefix> {
        let Some(prefix) = Prefix::of(address) else { return Ok(()) };
        let count = self.counts.entry(prefix).or_default();
        if *count >= CONNECTIONS_MAX {
            return Err(TooManyOfPrefix);
        }
        *count += 1;
        self.prefixes.insert(connection, prefix);
        Ok(())
    }

    fn closed(&mut self, connection: ConnectionId) {
        let Some(prefix) = self.prefixes.remove(&connection) else { return };
        if let Some(count) = self.counts.get_mut(&prefix) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&prefix);
            }
        }
    }
}

impl NetworkBehaviour for Behaviour {
    type ConnectionHandler = dummy::ConnectionHandler;
    type ToSwarm = Infallible;

    fn handle_pending_inbound_connection(
        &mut self,
        connection: ConnectionId,
        _: &Multiaddr,
        remote: &Multiaddr,
    ) -> Result<(), ConnectionDenied> {
        self.opened(connection, remote).map_err(ConnectionDenied::new)
    }

    fn handle_established_inbound_connection(
        &mut self,
        _: ConnectionId,
        _: PeerId,
        _: &Multiaddr,
        _: &Multiaddr,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        Ok(dummy::ConnectionHandler)
    }

    fn handle_established_outbound_connection(
        &mut self,
        _: ConnectionId,
        _: PeerId,
        _: &Multiaddr,
        _: Endpoint,
        _: PortUse,
    ) -> Result<THandler<Self>, ConnectionDenied> {
        // Whom this node dials is its own choice.
        Ok(dummy::ConnectionHandler)
    }

    fn on_swarm_event(&mut self, event: FromSwarm<'_>) {
        match event {
            FromSwarm::ConnectionClosed(ConnectionClosed { connection_id, .. })
            | FromSwarm::ListenFailure(ListenFailure { connection_id, .. }) => self.closed(connection_id),
            _ => {}
        }
    }

    fn on_connection_handler_event(&mut self, _: PeerId, _: ConnectionId, event: THandlerOutEvent<Self>) {
        match event {}
    }

    fn poll(&mut self, _: &mut Context<'_>) -> Poll<ToSwarm<Self::ToSwarm, THandlerInEvent<Self>>> {
        Poll::Pending
    }
}

const CONNECTIONS_MAX: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(address: &str) -> Option<Prefix> {
        Prefix::of(&address.parse().unwrap())
    }

    #[test]
    fn neighbours_share_a_prefix_and_this_machine_has_none() {
        let one = prefix("/ip4/192.0.2.1/tcp/4001");
        assert!(one.is_some());
        assert_eq!(one, prefix("/ip4/192.0.2.200/udp/9/quic-v1"));
        assert_eq!(one, prefix("/ip6/::ffff:192.0.2.7/tcp/4001"));
        assert_ne!(one, prefix("/ip4/192.0.3.1/tcp/4001"));
        let six = prefix("/ip6/2001:db8:1:2::1/tcp/1");
        assert!(six.is_some() && six == prefix("/ip6/2001:db8:1:ffff::9/tcp/1"));
        assert_ne!(six, prefix("/ip6/2001:db8:2:2::1/tcp/1"));
        assert_eq!(one.map(|prefix| prefix.to_string()).as_deref(), Some("192.0.2.0/24"));
        assert_eq!(six.map(|prefix| prefix.to_string()).as_deref(), Some("2001:db8:1::/48"));
        for local in ["/ip4/127.0.0.1/tcp/1", "/ip6/::1/tcp/1", "/dns4/node.example/tcp/1"] {
            assert_eq!(prefix(local), None);
        }
    }

    #[test]
    fn a_prefix_has_its_share_of_connections_and_gets_it_back() {
        let mut behaviour = Behaviour::default();
        let id = |number: usize| ConnectionId::new_unchecked(number);
        let one = "/ip4/192.0.2.1/tcp/4001".parse().unwrap();
        let other = "/ip4/198.51.100.1/tcp/4001".parse().unwrap();
        for number in 0..CONNECTIONS_MAX {
            assert_eq!(behaviour.opened(id(number), &one), Ok(()));
        }
        assert_eq!(behaviour.opened(id(100), &one), Err(TooManyOfPrefix));
        assert_eq!(behaviour.opened(id(101), &other), Ok(()));
        behaviour.closed(id(100));
        assert_eq!(behaviour.opened(id(102), &one), Err(TooManyOfPrefix), "what was refused is not counted");
        behaviour.closed(id(3));
        assert_eq!(behaviour.opened(id(103), &one), Ok(()));
        (0..200).for_each(|number| behaviour.closed(id(number)));
        assert!(behaviour.counts.is_empty() && behaviour.prefixes.is_empty());
    }
}
