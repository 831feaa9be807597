//! What an operator says: a file, flags and the environment, flags first.
//!
//! `DATA/node.toml` may hold whatever the flags say, and the anchors with which the pages judge labels. A flag
//! wins over the environment (`HANSE_…`), the environment over the file.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use libp2p::Multiaddr;
use protocol::anchors::{Anchor, Anchors};
use protocol::identity::line::VersionRef;
use protocol::organisation::{Host, OrganisationId};
use protocol::scheme::SchemeId;
use protocol::text::WebAddress;
use serde::Deserialize;
use thiserror::Error;

use crate::store::Limits;

/// How a node runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// The folder of record, index and key.
    pub data: PathBuf,
    /// Where pages and API are served.
    pub http: SocketAddr,
    /// Where other nodes are expected.
    pub listen: Vec<Multiaddr>,
    /// Nodes to be connected with.
    pub peers: Vec<Multiaddr>,
    /// The domain name under which the pages are reached.
    pub host: Option<Host>,
    /// The node's name, for people.
    pub name: Option<String>,
    /// With which the pages judge labels.
    pub anchors: Anchors,
    /// How large the record may become.
    pub limits: Limits,
    /// How much is answered to one address.
    pub requests: Requests,
    /// The licence under which the operator gives out what is theirs to give; named in exports.
    pub licence: Option<WebAddress>,
}

/// How much pages and API answer to one address.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Requests {
    /// How many requests for each second.
    pub per_second: NonZeroU32,
    /// How many at once, after a rest.
    pub burst: NonZeroU32,
    /// The header in which a proxy says who asks, such as `x-forwarded-for`; nobody else is believed.
    pub address_header: Option<String>,
    /// The addresses of proxies; this machine unless told.
    pub proxies: Vec<IpAddr>,
}

impl Default for Requests {
    fn default() -> Self {
        Self {
            per_second: const { NonZeroU32::new(50).expect("not zero") },
            burst: const { NonZeroU32::new(500).expect("not zero") },
            address_header: None,
            proxies: vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
        }
    }
}

/// What stands in `node.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfigFile {
    /// See [`Config::http`].
    pub http: Option<SocketAddr>,
    /// See [`Config::listen`].
    #[serde(default)]
    pub listen: Vec<Multiaddr>,
    /// See [`Config::peers`].
    #[serde(default)]
    pub peers: Vec<Multiaddr>,
    /// See [`Config::host`].
    pub public_host: Option<String>,
    /// See [`Config::name`].
    pub name: Option<String>,
    /// Longest the record may become, in bytes; beyond it the disk counts as full. Unlimited when absent.
    pub record_bytes_max: Option<u64>,
    /// For how long the bodies of erased documents are kept, hidden, before they are destroyed; 72 hours when absent.
    pub erase_delay_seconds: Option<u64>,
    /// See [`Config::requests`].
    #[serde(default)]
    pub requests: Requests,
    /// See [`Config::licence`].
    pub licence: Option<String>,
    /// See [`Config::anchors`].
    #[serde(default, rename = "anchor")]
    pub anchors: Vec<AnchorEntry>,
}

/// One anchor of the node's pages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorEntry {
    /// SCID or DID.
    organisation: String,
    /// The `versionId` that the operator saw.
    version: String,
    /// `<scid>/<name>` of the one scheme it is trusted for; any when absent.
    scheme: Option<String>,
}

impl ConfigFile {
    /// Reads `node.toml` in the data folder; an absent file says nothing.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] names the file and what is wrong in it.
    pub fn read(data: &Path) -> Result<Self, ConfigError> {
        let path = data.join("node.toml");
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                toml::from_str(&text).map_err(|source| ConfigError::Toml { path, source: Box::new(source) })
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(ConfigError::Unreadable { path, source }),
        }
    }

    /// How much is answered to one address.
    ///
    /// # Errors
    ///
    /// [`ConfigError::AddressHeader`].
    pub fn requests(&self) -> Result<Requests, ConfigError> {
        let is_name = |name: &str| {
            (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        match &self.requests.address_header {
            Some(name) if !is_name(name) => Err(ConfigError::AddressHeader),
            _ => Ok(self.requests.clone()),
        }
    }

    /// The licence, parsed.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Licence`].
    pub fn licence(&self) -> Result<Option<WebAddress>, ConfigError> {
        self.licence.as_deref().map(WebAddress::parse).transpose().map_err(ConfigError::Licence)
    }

    /// The anchors, parsed.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Anchor`] names the entry.
    pub fn anchors(&self) -> Result<Anchors, ConfigError> {
        let parse = |entry: &AnchorEntry| {
            Some(Anchor {
                organisation: OrganisationId::parse(&entry.organisation).ok()?,
                version: VersionRef::parse(&entry.version)?,
                scheme: match &entry.scheme {
                    Some(scheme) => Some(SchemeId::parse(scheme)?),
                    None => None,
                },
            })
        };
        let parsed: Result<Vec<Anchor>, ConfigError> = self
            .anchors
            .iter()
            .enumerate()
            .map(|(index, entry)| parse(entry).ok_or(ConfigError::Anchor { number: index + 1 }))
            .collect();
        parsed.map(Anchors::new)
    }
}

/// Why the configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is no TOML of this form.
    #[error("{} is not as it must be; docs/operate.md shows every field", path.display())]
    Toml {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// `public_host` is no domain name.
    #[error("public_host in node.toml: {0}")]
    Host(#[from] protocol::organisation::OrganisationError),
    /// `licence` is no address.
    #[error("licence in node.toml: {0}")]
    Licence(#[source] protocol::text::TextError),
    /// `address_header` is no name of a header.
    #[error("requests.address_header in node.toml is the name of a header, such as \"x-forwarded-for\"")]
    AddressHeader,
    /// An anchor cannot be parsed.
    #[error(
        "anchor {number} in node.toml is not as it must be: organisation = \"Qm…\", version = \"1-Qm…\", scheme = \"Qm…/name\""
    )]
    Anchor {
        /// Counted from 1.
        number: usize,
    },
}
