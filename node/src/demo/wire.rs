//! The demonstration as a client: what it sends to nodes and asks of them, over HTTP.

use std::time::{Duration, Instant};

use anyhow::Context;
use protocol::anchors::Anchors;
use protocol::attestation::AttestationId;
use protocol::evidence::{EVIDENCE_BYTES_MAX, Evidence};
use protocol::item::to_sequence;
use protocol::key::PublicKey;
use protocol::verification::{AsOf, Verdict, judge};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::clock;

/// What a node says of itself.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct NodeState {
    #[serde(skip)]
    pub http: String,
    pub name: String,
    pub peer_id: String,
    pub listings: u64,
    pub organisations: u64,
    pub documents: u64,
    pub items: u64,
    pub digest: String,
}

impl NodeState {
    pub(super) fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "peer_id": self.peer_id,
            "http": self.http,
            "listings": self.listings,
            "organisations": self.organisations,
            "documents": self.documents,
            "items": self.items,
            "digest": self.digest,
        })
    }
}

pub(super) fn node_state(url: &str) -> anyhow::Result<NodeState> {
    let text = ureq::get(format!("{url}/v1/node")).call()?.body_mut().read_to_string()?;
    let mut state: NodeState =
        serde_json::from_str(&text).context("a node describes itself in another form")?;
    state.http = url.to_owned();
    Ok(state)
}

/// Sends items to a node; every one must be in its set afterwards.
pub(super) fn send(url: &str, items: &[Vec<u8>]) -> anyhow::Result<()> {
    #[derive(Deserialize)]
    struct Answers {
        answers: Vec<Answer>,
    }
    #[derive(Deserialize)]
    struct Answer {
        answer: String,
        why: Option<String>,
    }
    let body = to_sequence(items.iter().map(Vec::as_slice));
    let mut response = ureq::post(format!("{url}/v1/entries"))
        .header("Content-Type", "application/cbor-seq")
        .send(&body[..])?;
    let answers: Answers = serde_json::from_str(&response.body_mut().read_to_string()?)?;
    anyhow::ensure!(answers.answers.len() == items.len(), "the node answered to another number of items");
    for answer in answers.answers {
        let is_in = answer.answer == "accepted" || answer.answer == "known";
        anyhow::ensure!(
            is_in,
            "the node did not take an item: {} {}",
            answer.answer,
            answer.why.unwrap_or_default()
        );
    }
    Ok(())
}

/// The items of the organisation of that name whose log lists the device, as a CBOR sequence; empty when the node
/// holds none.
pub(super) fn items_of(url: &str, name: &str, device: &PublicKey) -> anyhow::Result<Vec<u8>> {
    #[derive(Deserialize)]
    struct Page {
        items: Vec<Found>,
    }
    #[derive(Deserialize)]
    struct Found {
        organisation: String,
    }
    let mut response =
        ureq::get(format!("{url}/v1/organisations")).query("q", name).query("limit", "200").call()?;
    let page: Page = serde_json::from_str(&response.body_mut().read_to_string()?)?;
    for found in page.items {
        let of = format!("{url}/v1/organisations/{}", found.organisation);
        let log = ureq::get(format!("{of}/did.jsonl")).call()?.body_mut().read_to_string()?;
        if log.contains(&device.to_string()) {
            let mut response = ureq::get(format!("{of}/items")).call()?;
            return Ok(response.body_mut().with_config().limit(RECORD_BYTES_MAX).read_to_vec()?);
        }
    }
    Ok(Vec::new())
}

/// Asks for a label's evidence and judges it, again and again until the verdict is one that was waited for.
pub(super) fn verdict_when(
    url: &str,
    id: &AttestationId,
    anchors: &Anchors,
    timeout: Duration,
    is_awaited: impl Fn(&Verdict) -> bool,
) -> anyhow::Result<Verdict> {
    let deadline = Instant::now() + timeout;
    loop {
        let verdict = match ureq::get(format!("{url}/v1/attestations/{id}/evidence")).call() {
            Ok(mut response) => {
                let limit = EVIDENCE_BYTES_MAX as u64;
                let bytes = response.body_mut().with_config().limit(limit).read_to_vec()?;
                let known_at = clock::now();
                let as_of = AsOf::today(known_at);
                Some(judge(&Evidence::parse(&bytes)?, anchors, as_of).verdict)
            }
            // The label has not come this far yet.
            Err(ureq::Error::StatusCode(404)) => None,
            Err(error) => return Err(error.into()),
        };
        match verdict {
            Some(verdict) if is_awaited(&verdict) => return Ok(verdict),
            _ if Instant::now() > deadline => {
                let last = verdict
                    .map_or_else(|| "it does not hold the label".to_owned(), |verdict| verdict.to_string());
                anyhow::bail!("the third node did not come to the verdict in time: {last}");
            }
            _ => std::thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// An agency of the demonstration says at most this much.
const RECORD_BYTES_MAX: u64 = 1 << 30;
