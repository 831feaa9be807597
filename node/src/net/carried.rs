//! Whose items a node carries, and what two nodes with different choices have in common.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use protocol::digest::Digest;
use protocol::message::{Carrying, LISTED_MAX, Willing};
use protocol::organisation::OrganisationId;
use thiserror::Error;

/// Whose items a node carries. A clone shares the list.
#[derive(Clone, Debug, Default)]
pub enum Carried {
    /// Those of every organisation, known or not.
    #[default]
    All,
    /// Those of every organisation but these.
    AllBut(Arc<Listed>),
    /// Those of these organisations only.
    Listed(Arc<Listed>),
}

impl Carried {
    /// Whether this node takes an organisation's items.
    #[must_use]
    pub fn includes(&self, organisation: &OrganisationId) -> bool {
        match self {
            Self::All => true,
            Self::AllBut(listed) => !listed.organisations.contains(organisation),
            Self::Listed(listed) => listed.organisations.contains(organisation),
        }
    }

    /// What a `Hello` says of it.
    pub(crate) fn announced(&self) -> Carrying {
        let (willing, listed) = match self {
            Self::All => (Willing::All, None),
            Self::AllBut(listed) => (Willing::All, Some(listed)),
            Self::Listed(listed) => (Willing::Listed, Some(listed)),
        };
        let list = listed.map_or_else(|| Digest::of(&[]), |listed| listed.digest);
        let length = listed.map_or(0, |listed| listed.organisations.len() as u64);
        Carrying { willing, list, length }
    }

    /// The list that the peer may ask for, ascending.
    pub(crate) fn list(&self) -> Vec<OrganisationId> {
        match self {
            Self::All => Vec::new(),
            Self::AllBut(listed) | Self::Listed(listed) => listed.organisations.iter().copied().collect(),
        }
    }

    /// What a peer carries by its `Hello` and its list.
    pub(crate) fn of_peer(willing: Willing, listed: Arc<Listed>) -> Self {
        match willing {
            Willing::All if listed.organisations.is_empty() => Self::All,
            Willing::All => Self::AllBut(listed),
            Willing::Listed => Self::Listed(listed),
        }
    }
}

/// A list of organisations, with its digest.
#[derive(Debug, PartialEq, Eq)]
pub struct Listed {
    organisations: BTreeSet<OrganisationId>,
    digest: Digest,
}

impl Listed {
    /// Makes a list of at most 131,072 organisations.
    ///
    /// # Errors
    ///
    /// [`TooManyListed`] for a longer one.
    pub fn new(organisations: BTreeSet<OrganisationId>) -> Result<Self, TooManyListed> {
        if organisations.len() as u64 > LISTED_MAX {
            return Err(TooManyListed { count: organisations.len() });
        }
        let scids: Vec<&[u8]> =
            organisations.iter().map(|organisation| organisation.digest().as_bytes().as_slice()).collect();
        let digest = Digest::of(&scids);
        Ok(Self { organisations, digest })
    }

    /// The digest that a `Hello` announces.
    pub(crate) fn digest(&self) -> Digest {
        self.digest
    }
}

/// More organisations than a list may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "{count} organisations are listed, and a list names at most {LISTED_MAX}; carry all and list the exceptions"
)]
pub struct TooManyListed {
    /// How many there are.
    pub count: usize,
}

/// The lists that peers sent lately, by their digests: a list travels once, not with every session.
#[derive(Default)]
pub(crate) struct KnownLists(Mutex<VecDeque<Arc<Listed>>>);

impl KnownLists {
    /// The list that a peer announces, if it is known or empty.
    pub(crate) fn get(&self, announced: &Carrying) -> Option<Arc<Listed>> {
        if announced.length == 0 {
            return Some(Arc::new(Listed { organisations: BTreeSet::new(), digest: announced.list }));
        }
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|listed| listed.digest == announced.list).cloned()
    }

    pub(crate) fn insert(&self, listed: Arc<Listed>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|other| other.digest != listed.digest);
        known.push_front(listed);
        let (mut room, mut kept) = (KNOWN_ORGANISATIONS_MAX, 0);
        for listed in known.iter().take(KNOWN_LISTS_MAX) {
            if listed.organisations.len() > room {
                break;
            }
            room -= listed.organisations.len();
            kept += 1;
        }
        known.truncate(kept);
    }
}

const KNOWN_LISTS_MAX: usize = 64;
/// Two of the longest lists, or 64 of 4,096: about 12 MB.
const KNOWN_ORGANISATIONS_MAX: usize = 262_144;

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(numbers: std::ops::Range<u32>) -> Arc<Listed> {
        let scid = |number: u32| OrganisationId::from_digest(Digest::of(&[&number.to_be_bytes()]));
        Arc::new(Listed::new(numbers.map(scid).collect()).unwrap())
    }

    #[test]
    fn lists_are_known_for_a_while_and_take_bounded_memory() {
        let known = KnownLists::default();
        let first = Carried::Listed(listed(0..10));
        assert!(known.get(&first.announced()).is_none());
        known.insert(listed(0..10));
        assert_eq!(known.get(&first.announced()), Some(listed(0..10)));
        for number in 1..=KNOWN_LISTS_MAX as u32 {
            known.insert(listed(number..number + 10));
        }
        assert!(known.get(&first.announced()).is_none());
        assert_eq!(known.0.lock().unwrap().len(), KNOWN_LISTS_MAX);
        known.insert(listed(0..KNOWN_ORGANISATIONS_MAX as u32 / 2));
        known.insert(listed(1..KNOWN_ORGANISATIONS_MAX as u32 / 2));
        assert_eq!(known.0.lock().unwrap().len(), 2);
    }

    #[test]
    fn too_long_a_list_is_refused() {
        let scid = |number: u32| OrganisationId::from_digest(Digest::of(&[&number.to_be_bytes()]));
        let count = LISTED_MAX as usize + 1;
        assert_eq!(Listed::new((0..count as u32).map(scid).collect()), Err(TooManyListed { count }));
    }
}
