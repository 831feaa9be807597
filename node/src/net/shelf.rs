//! What the network asks of the directory: the seam between the two.
//!
//! The network carries items as opaque bytes. What an item means, whether it has standing and where
//! it is kept is the directory's; the network learns one [`Answer`] for each item it brings.

use std::future::Future;
use std::sync::Arc;

use libp2p::PeerId;
use protocol::digest::Digest;
use protocol::time::Timestamp;
use thiserror::Error;
use tokio::sync::broadcast;

/// The directory, as the network sees it. A clone speaks to the same directory.
///
/// Every future may be dropped midway; what was asked may then still be done.
pub trait Shelf: Clone + Send + Sync + 'static {
    /// Returns the ids of all items of the set, strictly ascending by (time, id).
    ///
    /// As long as the set does not change it should be the same `Arc`: the network keeps what it
    /// computed over it.
    fn snapshot(&self) -> impl Future<Output = Result<Arc<[(Timestamp, Digest)]>, Unavailable>> + Send;

    /// Returns the bytes of those items that exist, in an order in which each can be admitted after
    /// those before it. Asked for at most 4,096 ids at a time.
    fn items(&self, ids: Vec<Digest>) -> impl Future<Output = Result<Vec<Vec<u8>>, Unavailable>> + Send;

    /// Brings items that a peer sent, each of 1 byte to 200 KiB, and returns an answer for each, in
    /// their order, once the accepted ones are durable.
    fn admit(
        &self,
        items: Vec<Vec<u8>>,
        from: PeerId,
    ) -> impl Future<Output = Result<Vec<Answer>, Unavailable>> + Send;

    /// Subscribes to the items that are newly accepted from now on, wherever they came from.
    fn subscribe(&self) -> broadcast::Receiver<Arc<[Vec<u8>]>>;
}

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
