//! Gossip: new items reach the other nodes in milliseconds, without anybody having asked.
//!
//! One message on the topic is one item, up to 8 KiB. It is passed on only after the directory has
//! taken it. Whatever is lost here is found by the next session; what is too large or comes too fast for a message
//! makes a session due at once. Gossip is speed, the sessions are correctness.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use libp2p::PeerId;
use libp2p::gossipsub::{
    Behaviour, ConfigBuilder, IdentTopic, Message, MessageAcceptance, MessageAuthenticity, MessageId,
    ValidationMode,
};
use protocol::digest::Digest;
use protocol::directory::Source;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::conduct::Bucket;
use super::shelf::{Answer, Fresh, Shelf};
use super::swarm::Command;
use super::{Context, NetError};

/// Builds the behaviour, subscribed to the one topic.
pub(crate) fn behaviour() -> Result<Behaviour, NetError> {
    let config = ConfigBuilder::default()
        .validation_mode(ValidationMode::Anonymous)
        // Nothing is forwarded before `report_message_validation_result`.
        .validate_messages()
        // Over all bytes, not the item's id: that leaves out the signature, and a mangled copy that
        // came first would keep the honest one out.
        .message_id_fn(|message: &Message| message_id(&message.data))
        .max_transmit_size(64 * 1024)
        .build()
        .map_err(|error| NetError::Behaviour(error.to_string()))?;
    let mut behaviour = Behaviour::new(MessageAuthenticity::Anonymous, config)
        .map_err(|error| NetError::Behaviour(error.into()))?;
    behaviour.subscribe(&topic()).map_err(|error| NetError::Behaviour(error.to_string()))?;
    Ok(behaviour)
}

/// The topic of all items.
pub(crate) fn topic() -> IdentTopic {
    IdentTopic::new("/hanse/items/1")
}

/// A message that arrived and waits for the directory's answer.
pub(crate) struct Arrival {
    pub(crate) message_id: MessageId,
    pub(crate) source: PeerId,
    pub(crate) item: Vec<u8>,
}

/// Brings what arrives to the directory and reports what became of it, until the channel closes.
pub(crate) async fn admit_arrivals<H: Shelf>(
    context: Arc<Context<H>>,
    mut arrivals: mpsc::Receiver<Arrival>,
) {
    let mut batch = Vec::new();
    // What came while the last batch was made durable is the next one.
    while arrivals.recv_many(&mut batch, BATCH_MAX).await > 0 {
        let mut by_source: Vec<(PeerId, Vec<Arrival>)> = Vec::new();
        for arrival in batch.drain(..) {
            match by_source.iter_mut().find(|(source, _)| *source == arrival.source) {
                Some((_, of_source)) => of_source.push(arrival),
                None => by_source.push((arrival.source, vec![arrival])),
            }
        }
        let admitting = by_source.into_iter().map(|(source, of_source)| admit(&context, source, of_source));
        futures::future::join_all(admitting).await;
    }
}

/// Publishes what the directory newly accepts, until the directory is gone.
pub(crate) async fn publish_accepted<H: Shelf>(
    context: Arc<Context<H>>,
    mut accepted: broadcast::Receiver<Arc<Fresh>>,
) {
    let mut budget = Bucket::full(PUBLISH_BURST, PUBLISH_PER_SECOND, Instant::now());
    loop {
        let fresh = match accepted.recv().await {
            Ok(fresh) => fresh,
            Err(RecvError::Lagged(batches)) => {
                tracing::debug!(batches, "not gossiped: more was accepted than can be told");
                context.send(Command::Untold { source: Source::default() }).await;
                continue;
            }
            Err(RecvError::Closed) => return,
        };
        let mut is_all_told = true;
        for item in &fresh.items {
            if item.len() > ITEM_BYTES_MAX {
                is_all_told = false;
                continue;
            }
            if context.heard.contains(item) {
                continue;
            }
            if budget.take(1, Instant::now()) {
                context.send(Command::Publish { item: item.clone(), source: fresh.source }).await;
            } else {
                // Of thousands that came together the rest need not be looked at.
                is_all_told = false;
                break;
            }
        }
        if !is_all_told {
            context.send(Command::Untold { source: fresh.source }).await;
        }
    }
}

/// The messages heard lately, so that they are not published once more when the directory accepts them.
#[derive(Default)]
pub(crate) struct Heard(Mutex<(HashSet<MessageId>, VecDeque<MessageId>)>);

impl Heard {
    fn insert(&self, id: MessageId) {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (set, order) = &mut *guard;
        if set.insert(id.clone()) {
            order.push_back(id);
        }
        if order.len() > HEARD_MAX {
            let oldest = order.pop_front().expect("the queue is over its length");
            set.remove(&oldest);
        }
    }

    fn contains(&self, item: &[u8]) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.contains(&message_id(item))
    }
}

async fn admit<H: Shelf>(context: &Context<H>, source: PeerId, arrivals: Vec<Arrival>) {
    let (mut ids, mut items) = (Vec::new(), Vec::new());
    for Arrival { message_id, item, .. } in arrivals {
        if item.is_empty() || item.len() > ITEM_BYTES_MAX {
            report(context, message_id, source, MessageAcceptance::Reject).await;
            context.strike(source, 1).await;
        } else if !context.conduct.allow(source, 1, item.len(), Instant::now()) {
            report(context, message_id, source, MessageAcceptance::Ignore).await;
        } else {
            context.heard.insert(message_id.clone());
            ids.push(message_id);
            items.push(item);
        }
    }
    if items.is_empty() {
        return;
    }
    context.counters.gossip_in.add(items.len());
    let mut checked = context.shelf.check(items).await;
    H::sift(&mut checked, |organisation, bytes| {
        context.conduct.allow_of(organisation, bytes, Instant::now())
    });
    let Ok(answers) = context.shelf.admit(checked, source).await else {
        for id in ids {
            report(context, id, source, MessageAcceptance::Ignore).await;
        }
        return;
    };
    for (id, answer) in ids.into_iter().zip(&answers) {
        let acceptance = match answer {
            Answer::Accepted | Answer::Known => MessageAcceptance::Accept,
            Answer::Staged | Answer::Declined => MessageAcceptance::Ignore,
            Answer::Refused => MessageAcceptance::Reject,
        };
        report(context, id, source, acceptance).await;
    }
    let refused = answers.iter().filter(|answer| **answer == Answer::Refused).count();
    if refused > 0 {
        context.strike(source, refused).await;
    }
    if answers.contains(&Answer::Staged) {
        // Something before it did not arrive; whoever sent it should have that.
        context.send(Command::Gap(source)).await;
    }
}

async fn report<H: Shelf>(
    context: &Context<H>,
    message_id: MessageId,
    source: PeerId,
    acceptance: MessageAcceptance,
) {
    context.send(Command::Report { message_id, source, acceptance }).await;
}

fn message_id(bytes: &[u8]) -> MessageId {
    MessageId::new(Digest::of(&[bytes]).as_bytes())
}

/// Longer items travel in sessions only.
const ITEM_BYTES_MAX: usize = 8 * 1024;
const BATCH_MAX: usize = 256;
const HEARD_MAX: usize = 8192;
/// A node that has just caught up does not tell everybody everything it learnt.
const PUBLISH_BURST: u64 = 512;
const PUBLISH_PER_SECOND: u64 = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_heard_is_remembered_for_a_bounded_while() {
        let heard = Heard::default();
        heard.insert(message_id(b"first"));
        assert!(heard.contains(b"first") && !heard.contains(b"second"));
        for number in 0..HEARD_MAX {
            heard.insert(message_id(&number.to_be_bytes()));
        }
        assert!(!heard.contains(b"first"));
        let guard = heard.0.lock().unwrap();
        assert_eq!((guard.0.len(), guard.1.len()), (HEARD_MAX, HEARD_MAX));
    }
}
