//! What the network asks of the directory: the seam between the two.
//!
//! The network carries items as opaque bytes. What an item means, whether it has standing and where
//! it is kept is the directory's; the network learns one [`Answer`] for each item it brings.

use std::future::Future;
use std::sync::Arc;

use libp2p::PeerId;
use protocol::digest::Digest;
use protocol::directory::Source;
use protocol::organisation::OrganisationId;
use protocol::reconcile::Universe;
use thiserror::Error;
use tokio::sync::broadcast;

pub use super::carried::{Carried, Listed, TooManyListed};

/// The directory, as the network sees it. A clone speaks to the same directory.
///
/// Every future may be dropped midway; what was asked may then still be done.
pub trait Shelf: Clone + Send + Sync + 'static {
    /// Items that were checked as far as they can be without the directory: parsed, their signatures verified.
    type Checked: Send + 'static;

    /// Returns the set as it is now, frozen.
    fn universe(&self) -> impl Future<Output = Result<Universe, Unavailable>> + Send;

    /// Whose items this node carries.
    fn carries(&self) -> Carried;

    /// Returns the bytes of those items that exist, in an order in which each can be admitted after
    /// those before it, as far as [`RUN_BYTES`] go. Asked for at most 4,096 ids at a time.
    fn items(&self, ids: Vec<Digest>) -> impl Future<Output = Result<Run, Unavailable>> + Send;

    /// Checks items that a peer sent, each of 1 byte to 200 KiB. Costs the most of all, and many at once go side by side.
    fn check(&self, items: Vec<Vec<u8>>) -> impl Future<Output = Self::Checked> + Send;

    /// Asks for each sound item, by its organisation and its bytes, whether it may be brought; one that may not is answered
    /// [`Answer::Declined`] and not brought to the directory.
    fn sift(items: &mut Self::Checked, allow: impl FnMut(OrganisationId, usize) -> bool);

    /// The organisation that says that it runs this peer.
    fn organisation_of(&self, peer: &PeerId) -> Option<OrganisationId>;

    /// Brings checked items and returns an answer for each, in their order, once the accepted ones are durable.
    ///
    /// A second call, first polled after a first one and before it is done, is answered after it: what it brings may build
    /// on what the first one brought.
    fn admit(
        &self,
        items: Self::Checked,
        from: PeerId,
    ) -> impl Future<Output = Result<Vec<Answer>, Unavailable>> + Send;

    /// Subscribes to the items that are newly accepted from now on, wherever they came from.
    fn subscribe(&self) -> broadcast::Receiver<Arc<Fresh>>;
}

/// Items that were accepted together.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// The items.
    pub items: Vec<Vec<u8>>,
    /// The peer that sent all of them; none where several did, or none of the network.
    pub source: Source,
}

/// To whom is charged what a peer sends.
#[must_use]
pub fn source_of(peer: &PeerId) -> Source {
    Source(Some(Digest::of(&[&peer.to_bytes()])))
}

/// Items in an order in which they can be admitted, as many as are read at once.
#[derive(Debug, Default)]
pub struct Run {
    /// The items: they end with the one that fills [`RUN_BYTES`].
    pub items: Vec<Vec<u8>>,
    /// The ids of those that come after them. They are fewer than were asked for.
    pub rest: Vec<Digest>,
}

/// How many bytes of items are read at once, but for the last of them.
pub const RUN_BYTES: usize = 2 << 20;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// New in the set, and durable.
    Accepted,
    /// In the set already.
    Known,
    /// Kept outside the set until what it builds on arrives.
    Staged,
    /// Not carried here, by choice or for want of room; nobody is to blame.
    Declined,
    /// Malformed or wrongly signed: the peer should not have sent it.
    Refused,
}

/// The directory does not answer: it is shutting down, or cannot write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the directory does not answer")]
pub struct Unavailable;
