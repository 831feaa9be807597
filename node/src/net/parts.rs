//! Sessions that compare a part of the set. The part is a copy, so there are few of them at once, and no peer can keep
//! the others waiting: it has one at a time, and only while sets are compared.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use libp2p::PeerId;
use tokio::sync::{AcquireError, Semaphore, SemaphorePermit};

/// The rights to hold a part: some for sessions that this node began, as many for those that it answers.
pub(crate) struct Parts {
    begun: Semaphore,
    answered: Semaphore,
    /// For whom a part is held, or waited for, in a session that the peer began.
    answering: Mutex<HashSet<PeerId>>,
}

/// The right to hold a part, until this is dropped.
pub(crate) struct PartRight<'p> {
    _permit: SemaphorePermit<'p>,
    _place: Option<Place<'p>>,
}

struct Place<'p> {
    of: PeerId,
    answering: &'p Mutex<HashSet<PeerId>>,
}

impl Default for Parts {
    fn default() -> Self {
        let some = || Semaphore::new(PARTS_MAX);
        Self { begun: some(), answered: some(), answering: Mutex::default() }
    }
}

impl Parts {
    /// Waits for the right to hold a part in a session that this node began. It begins one at a time with each peer.
    ///
    /// # Errors
    ///
    /// [`AcquireError`] when the network ends.
    pub(crate) async fn begin(&self) -> Result<PartRight<'_>, AcquireError> {
        Ok(PartRight { _permit: self.begun.acquire().await?, _place: None })
    }

    /// Waits for the right to hold a part in a session that a peer began; `None` at once when one is held for it already.
    ///
    /// # Errors
    ///
    /// [`AcquireError`] when the network ends.
    pub(crate) async fn answer(&self, peer: PeerId) -> Result<Option<PartRight<'_>>, AcquireError> {
        let is_first = self.answering.lock().unwrap_or_else(PoisonError::into_inner).insert(peer);
        if !is_first {
            return Ok(None);
        }
        let place = Place { of: peer, answering: &self.answering };
        Ok(Some(PartRight { _permit: self.answered.acquire().await?, _place: Some(place) }))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.answering.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.of);
    }
}

/// Each holds a copy of what it compares, 48 bytes an item at most.
const PARTS_MAX: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_peer_holds_one_part_at_a_time_and_others_are_served_beside_it() {
        let (parts, peer) = (Parts::default(), PeerId::random());
        let held = parts.answer(peer).await.unwrap();
        assert!(held.is_some() && parts.answer(peer).await.unwrap().is_none());
        let mut others = Vec::new();
        for _ in 1..PARTS_MAX {
            others.push(parts.answer(PeerId::random()).await.unwrap());
        }
        assert!(others.iter().all(Option::is_some));
        assert!(parts.begin().await.is_ok(), "what this node begins does not wait for those it answers");
        drop(held);
        assert!(parts.answer(peer).await.unwrap().is_some());
    }
}
