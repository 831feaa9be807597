//! The name of an organisation: its SCID, and the DID that is made of it.
//!
//! ```text
//! did:webvh:<scid>:<host>:v1:organisations:<scid>
//! ```
//! The SCID is the hash of the first line of the organisation's log, so nobody gives it out. The host
//! is one place where the log can be found and may change; identities are compared by SCID.

use std::fmt;

use thiserror::Error;

use crate::digest::Digest;

/// An organisation's SCID; printed as a base58btc multihash of 46 characters, `Qm…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationId(Digest);

impl OrganisationId {
    /// Takes the digest of a first line.
    #[must_use]
    pub const fn from_digest(digest: Digest) -> Self {
        Self(digest)
    }

    /// The digest that the SCID spells.
    #[must_use]
    pub const fn digest(&self) -> &Digest {
        &self.0
    }

    /// Parses a SCID or a whole DID, of which only the SCID counts.
    ///
    /// # Errors
    ///
    /// [`OrganisationError::NotAnOrganisation`] for anything else.
    pub fn parse(text: &str) -> Result<Self, OrganisationError> {
        let scid = match text.strip_prefix("did:webvh:") {
            Some(rest) => rest.split(':').next().unwrap_or_default(),
            None => text,
        };
        Digest::parse_multihash(scid)
            .map(Self)
            .ok_or_else(|| OrganisationError::NotAnOrganisation { text: text.chars().take(120).collect() })
    }

    /// The DID of this organisation at a host.
    #[must_use]
    pub fn did(&self, host: &Host) -> String {
        format!("did:webvh:{self}:{host}:v1:organisations:{self}")
    }
}

/// Prints the SCID.
impl fmt::Display for OrganisationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_multihash())
    }
}

/// What an organisation says it is. It is never shown as authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A cluster organisation: it manages a cluster.
    Cluster,
    /// A regional agency: it hosts a node, lists and vouches.
    Agency,
    /// A body that owns label schemes or issues labels.
    LabelAuthority,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Cluster, Self::Agency, Self::LabelAuthority];

    /// The word in commands and documents.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cluster => "cluster",
            Self::Agency => "agency",
            Self::LabelAuthority => "label-authority",
        }
    }

    /// The words for a reader.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Cluster => "cluster organisation",
            Self::Agency => "regional agency",
            Self::LabelAuthority => "label authority",
        }
    }

    /// Parses the word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == text)
    }
}

/// A domain name with at least one dot, in lower case: where a log is served.
///
/// An address or a single word is refused, because a DID must be resolvable by anyone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Host(String);

impl Host {
    /// Parses a domain name.
    ///
    /// # Errors
    ///
    /// [`OrganisationError::NotAHost`] for a port, an IP address, a single word, capital letters or other characters.
    pub fn parse(text: &str) -> Result<Self, OrganisationError> {
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let labels: Vec<&str> = text.split('.').collect();
        let is_domain = text.len() <= 253
            && labels.len() >= 2
            && labels.iter().all(|part| label(part))
            && labels.last().is_some_and(|last| last.bytes().any(|b| b.is_ascii_lowercase()));
        if is_domain {
            Ok(Self(text.to_owned()))
        } else {
            Err(OrganisationError::NotAHost { text: text.chars().take(120).collect() })
        }
    }

    /// The domain name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What did not name an organisation or a host.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OrganisationError {
    /// Neither a SCID nor a did:webvh.
    #[error("{text:?} names no organisation; give a did:webvh:… or its SCID, Qm…")]
    NotAnOrganisation {
        /// What was read.
        text: String,
    },
    /// No domain name.
    #[error("{text:?} is no domain name; a host is like node.example.org, without port, in lower case")]
    NotAHost {
        /// What was read.
        text: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_dotted_domain_name() {
        for good in ["steiermark.example", "a.b-c.example.org", "xn--gyr-fna.example"] {
            assert!(Host::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "localhost",
            "127.0.0.1",
            "a..b",
            "A.example",
            "a.example:80",
            "-a.example",
            "a.example/",
            "é.at",
            "",
        ] {
            assert!(Host::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_did_is_compared_by_its_scid() {
        let id = OrganisationId::from_digest(Digest::of(&[b"first line"]));
        let did = id.did(&Host::parse("old.example").unwrap());
        let moved = id.did(&Host::parse("new.example").unwrap());
        assert_eq!(OrganisationId::parse(&did), OrganisationId::parse(&moved));
        assert_eq!(OrganisationId::parse(&id.to_string()), Ok(id));
        assert!(OrganisationId::parse("did:web:example.org").is_err());
    }
}
