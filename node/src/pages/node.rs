//! `GET /node`: whose node this is, what it holds, whom it talks to and whom it trusts.

use askama::Template;
use serde_json::{Value, json};

use super::Frame;
use super::head::Head;
use super::linked::{Linked, organisation};
use super::path;
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
    /// Whom it carries, and why.
    pub carries: Carries,
    /// How many statements wait for what they build on.
    pub waiting: Count,
    /// Organisations that this node has pinned as anchors, for the verdicts on its pages.
    pub anchors: Vec<PinnedAnchor>,
    /// The command that joins the network through this node.
    pub join_command: String,
}

impl Head for NodePage {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn title(&self) -> String {
        format!("{} {}", self.frame.t("frame-node-name").to_text(), self.frame.host)
    }

    fn about(&self) -> String {
        self.frame.t("node-what").to_text()
    }
}

impl Linked for NodePage {
    fn thing(&self) -> Value {
        let frame = &self.frame;
        let holds = |holding: &Holding| json!({"@type": "PropertyValue", "name": holding.noun, "value": holding.count.0});
        json!({
            "@type": "DataCatalog",
            "name": self.name,
            "identifier": self.peer_id,
            "provider": self.operator.as_ref().map(|operator| organisation(frame, operator)),
            "dataset": {
                "@type": "Dataset",
                "name": super::NAME,
                "description": frame.t("frame-about").to_text(),
                "version": self.digest,
                "isAccessibleForFree": true,
                "variableMeasured": self.holdings.iter().map(holds).collect::<Vec<_>>(),
                "distribution": {
                    "@type": "DataDownload", "encodingFormat": "application/json",
                    "contentUrl": frame.absolute(path::EXPORT),
                },
            },
        })
    }
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
    /// How the last exchange with it ended, if there was one.
    pub exchange: Option<Exchange>,
}

/// An exchange of statements with a peer.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// When it ended, `YYYY-MM-DDTHH:MM:SSZ`.
    pub ended: String,
    /// Statements that came; `None` where it failed.
    pub came: Option<Count>,
    /// Statements that went; 0 where it failed.
    pub went: Count,
}

/// Whom a node carries.
#[derive(Clone, Debug, Default)]
pub struct Carries {
    /// Whether everybody is carried, or those only that are vouched for.
    pub everybody: bool,
    /// Whose vouches count.
    pub sponsors: Vec<Party>,
    /// Whom the operator agreed to host.
    pub hosted: Vec<Party>,
    /// How many are never carried.
    pub blocked: Count,
    /// For how many organisations one vouches at most.
    pub per_voucher: Count,
}

/// An anchor of this node.
#[derive(Clone, Debug)]
pub struct PinnedAnchor {
    /// The organisation.
    pub party: Party,
    /// The versionId that was pinned.
    pub version_id: String,
}
