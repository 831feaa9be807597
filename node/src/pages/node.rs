//! `GET /node`: whose node this is, what it holds, whom it talks to and whom it trusts.

use askama::Template;

use super::Frame;
use super::words::{Count, Party};

/// The page about this node.
#[derive(Clone, Debug, Template)]
#[template(path = "node.html")]
pub struct NodePage {
    /// What stands around the page.
    pub frame: Frame,
    /// The name that its operator gave it.
    pub name: String,
    /// The organisation that says it runs this node, if one does.
    pub operator: Option<Party>,
    /// Its PeerId.
    pub peer_id: String,
    /// Multiaddrs under which it can be reached; may be empty.
    pub addresses: Vec<String>,
    /// What it holds, for example 1,475 `listings`.
    pub holdings: Vec<Holding>,
    /// The digest of the directory, in hexadecimal.
    pub digest: String,
    /// The number of the rules under which the digest was computed.
    pub rules: u64,
    /// Peers that are connected now.
    pub peers: Vec<Peer>,
    /// Organisations that this node has pinned as anchors, for the verdicts on its pages.
    pub anchors: Vec<PinnedAnchor>,
    /// The command that joins the network through this node.
    pub join_command: String,
}

/// How much of something a node holds.
#[derive(Clone, Debug)]
pub struct Holding {
    /// How many.
    pub count: Count,
    /// Of what, in the number that fits, for example `listings`.
    pub noun: String,
}

/// A peer that is connected.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Its PeerId.
    pub peer_id: String,
    /// The organisation whose `node` document names it.
    pub organisation: Option<Party>,
}

/// An anchor of this node.
#[derive(Clone, Debug)]
pub struct PinnedAnchor {
    /// The organisation.
    pub party: Party,
    /// The versionId that was pinned.
    pub version_id: String,
}
