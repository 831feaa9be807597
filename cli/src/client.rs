//! Nodes over HTTP. Nothing that is read here is believed: the callers verify it.
//!
//! Every answer is bounded before it is read, and every question has a time limit. A node that could not be reached
//! is not tried again by the same command.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Read as _};
use std::time::Duration;

use protocol::attestation::AttestationId;
use protocol::canonical::parse_json;
use protocol::digest::Digest;
use protocol::entry::Address;
use protocol::evidence::EVIDENCE_BYTES_MAX;
use protocol::item::{self, SequenceError};
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use ureq::http::{self, Uri};

use crate::clock::parse_http_date;

/// The nodes of a command, in the order in which they are asked.
#[derive(Debug, Default)]
pub struct Client {
    nodes: Vec<Node>,
}

impl Client {
    /// Takes the addresses of nodes, `http://…` or `https://…`; asks nobody yet.
    ///
    /// # Errors
    ///
    /// [`NodeUrlError`] for any other form.
    pub fn new<'u>(urls: impl IntoIterator<Item = &'u str>) -> Result<Self, NodeUrlError> {
        let mut nodes: Vec<Node> = Vec::new();
        for url in urls.into_iter().filter(|url| !url.is_empty()) {
            let node = Node::parse(url)?;
            if nodes.iter().all(|other| other.url != node.url) {
                nodes.push(node);
            }
        }
        Ok(Self { nodes })
    }

    /// The nodes.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}

/// One node.
#[derive(Debug)]
pub struct Node {
    url: String,
    agent: ureq::Agent,
    is_down: Cell<bool>,
    date: Cell<Option<Timestamp>>,
}

/// What a node says of itself, as far as it matters here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct NodeInfo {
    /// Its name.
    pub name: String,
    /// The domain under which it serves identity logs.
    pub host: Option<String>,
}

/// What a node says of an organisation; nothing of it is relied on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Rumour {
    /// Who is said to vouch for it, by SCID or as an object with one.
    #[serde(default)]
    pub vouched_by: Vec<serde_json::Value>,
    /// The ids of labels that it holds or held, those that were transferred among them.
    #[serde(default)]
    pub labels: Vec<String>,
}

/// One hit of a search, as the node tells it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Hit {
    /// `profile` or `listing`.
    pub kind: String,
    /// Whose document it is.
    pub organisation: String,
    /// The document.
    pub address: String,
    /// Its name.
    pub title: String,
    /// The region.
    pub region: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The town.
    pub place: Option<String>,
    /// Industrial ecosystems.
    #[serde(default)]
    pub ecosystems: Vec<String>,
    /// Who lists it.
    pub listed_by: Option<String>,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Page<T> {
    /// How many there are in all.
    pub total: u64,
    /// Those of this part.
    pub items: Vec<T>,
}

/// A part of the list of labels.
#[derive(Debug, Deserialize)]
struct ToldLabels {
    next: Option<String>,
    items: Vec<ToldLabel>,
}

/// A label, as far as it matters whom to ask about it.
#[derive(Debug, Deserialize)]
struct ToldLabel {
    issuer: String,
}

/// A node's answer to one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The item.
    pub id: Digest,
    /// What became of it.
    pub taken: Taken,
    /// Why, where the node says so.
    pub why: Option<String>,
}

/// What is known of an export that was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How long it is.
    pub bytes: u64,
    /// The digest of the directory that it was made of, as the node tells it.
    pub directory: Option<String>,
}

/// What became of an item at a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Taken {
    /// It holds it now.
    Accepted,
    /// It held it already.
    Known,
    /// It waits for what explains it.
    Staged,
    /// It does not carry its like.
    Declined,
    /// It can never stand.
    Refused,
}

impl Taken {
    /// Whether the node holds the item on its disk.
    #[must_use]
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Accepted | Self::Known)
    }
}

impl Node {
    fn parse(text: &str) -> Result<Self, NodeUrlError> {
        let url = text.trim_end_matches('/').to_owned();
        let refused = || NodeUrlError { text: text.chars().take(200).collect() };
        let uri: Uri = url.parse().map_err(|_| refused())?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(refused)?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        if !is_web || uri.query().is_some() || url.len() > 500 || url.contains(['#', '@']) {
            return Err(refused());
        }
        let mut config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(CONNECT_LIMIT))
            .timeout_global(Some(ANSWER_LIMIT))
            .user_agent(concat!("hanse/", env!("CARGO_PKG_VERSION")));
        if host == "localhost" || host.starts_with("127.") || host == "[::1]" {
            config = config.proxy(None);
        }
        Ok(Self { url, agent: config.build().new_agent(), is_down: Cell::new(false), date: Cell::new(None) })
    }

    /// The address, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The time by the node's clock in its last answer.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.date.get()
    }

    /// Asks the node about itself.
    ///
    /// # Errors
    ///
    /// [`ClientError`].
    pub fn info(&self) -> Result<NodeInfo, ClientError> {
        self.get_json("/v1/node", &[])
    }

    /// Asks for what the node says of an organisation.
    ///
    /// # Errors
    ///
    /// [`ClientError`]; the fault is [`Fault::NotThere`] when the node does not know it.
    pub fn rumour(&self, organisation: OrganisationId) -> Result<Rumour, ClientError> {
        self.get_json(&format!("/v1/organisations/{organisation}"), &[])
    }

    /// Asks for the lines of an organisation's log, as bytes.
    ///
    /// # Errors
    ///
    /// [`ClientError`]; the fault is [`Fault::NotThere`] when the node does not know it.
    pub fn log(&self, organisation: OrganisationId) -> Result<Vec<Vec<u8>>, ClientError> {
        let bytes = self.get(
            &format!("/v1/organisations/{organisation}/did.jsonl"),
            &[],
            "application/jsonl",
            LOG_BYTES_MAX,
        )?;
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        Ok(lines.map(|line| line.trim_ascii().to_vec()).collect())
    }

    /// Asks for every item of an organisation, as bytes.
    ///
    /// # Errors
    ///
    /// [`ClientError`]; the fault is [`Fault::NotThere`] when the node does not know it.
    pub fn items(&self, organisation: OrganisationId) -> Result<Vec<Vec<u8>>, ClientError> {
        self.get_sequence(&format!("/v1/organisations/{organisation}/items"), ITEMS_BYTES_MAX)
    }

    /// Asks for the entries of one document, as bytes.
    ///
    /// # Errors
    ///
    /// [`ClientError`]; the fault is [`Fault::NotThere`] when the node has no such document.
    pub fn entries(
        &self,
        organisation: OrganisationId,
        address: &Address,
    ) -> Result<Vec<Vec<u8>>, ClientError> {
        let path = format!("/v1/organisations/{organisation}/documents/{address}/entries");
        self.get_sequence(&path, ENTRIES_BYTES_MAX)
    }

    /// Asks for the evidence of a label, as bytes.
    ///
    /// # Errors
    ///
    /// [`ClientError`]; the fault is [`Fault::NotThere`] when the node does not hold the label.
    pub fn evidence(&self, id: &AttestationId) -> Result<Vec<u8>, ClientError> {
        let path = format!("/v1/attestations/{}/{}/evidence", id.issuer, id.name);
        self.get(&path, &[], "application/cbor", EVIDENCE_BYTES_MAX as u64)
    }

    /// Asks who issued the labels that a question finds, as DIDs; nothing of it is relied on.
    ///
    /// # Errors
    ///
    /// [`ClientError`].
    pub fn label_issuers(&self, question: (&str, &str)) -> Result<BTreeSet<String>, ClientError> {
        let mut issuers = BTreeSet::new();
        let (limit, mut next) = (LABELS_A_PAGE.to_string(), None::<String>);
        for _ in 0..LABEL_PAGES_MAX {
            let mut query = vec![question, ("limit", limit.as_str())];
            query.extend(next.as_deref().map(|cursor| ("cursor", cursor)));
            let told: ToldLabels = self.get_json("/v1/attestations", &query)?;
            issuers.extend(told.items.into_iter().map(|label| label.issuer));
            next = told.next;
            if next.is_none() {
                break;
            }
        }
        Ok(issuers)
    }

    /// Searches profiles and listings.
    ///
    /// # Errors
    ///
    /// [`ClientError`].
    pub fn landscape(&self, query: &[(&str, &str)]) -> Result<Page<Hit>, ClientError> {
        self.get_json("/v1/landscape", query)
    }

    /// Copies one of the node's exports, as it comes; nothing of it is relied on.
    ///
    /// # Errors
    ///
    /// [`ClientError`]; the fault is [`Fault::NotWritten`] when `out` does not take it, and [`Fault::BrokenOff`] when the
    /// node did not write it to its end.
    pub fn export(&self, file: &str, out: &mut dyn io::Write) -> Result<Exported, ClientError> {
        let agent = self.agent.clone();
        let request = agent.get(format!("{}/v1/export/{file}", self.url));
        let response = self.ask(|| request.config().timeout_global(Some(EXPORT_LIMIT)).build().call())?;
        let status = response.status();
        let directory =
            response.headers().get("hanse-directory-digest").and_then(|value| value.to_str().ok());
        let directory = directory.and_then(Digest::parse_hex).map(|digest| digest.to_string());
        let mut body = response.into_body().into_reader();
        if !status.is_success() {
            let mut words = Vec::new();
            body.take(PROBLEM_BYTES_MAX)
                .read_to_end(&mut words)
                .map_err(|error| self.failed(Fault::BrokenOff(error)))?;
            return Err(self.failed(match status.as_u16() {
                404 => Fault::NotThere,
                status => Fault::Status { status, detail: detail_of(&words) },
            }));
        }
        let (mut bytes, mut piece) = (0, vec![0; PIECE_BYTES]);
        loop {
            let length = body.read(&mut piece).map_err(|error| self.failed(Fault::BrokenOff(error)))?;
            if length == 0 {
                return Ok(Exported { bytes, directory });
            }
            bytes += length as u64;
            if bytes > EXPORT_BYTES_MAX {
                return Err(self.failed(Fault::TooLong { limit_bytes: EXPORT_BYTES_MAX }));
            }
            out.write_all(&piece[..length]).map_err(|error| self.failed(Fault::NotWritten(error)))?;
        }
    }

    /// Sends items, each with its id, and returns the node's answer to each, in order.
    ///
    /// # Errors
    ///
    /// [`ClientError`]; the fault is [`Fault::OtherItems`] when the answers are not about what was sent.
    pub fn send(&self, items: &[(Digest, &[u8])]) -> Result<Vec<Reply>, ClientError> {
        let mut replies = Vec::with_capacity(items.len());
        let mut rest = items;
        while !rest.is_empty() {
            let (mut count, mut bytes) = (0, 0);
            while let Some((_, item)) = rest.get(count) {
                bytes += item.len() + 8;
                if count > 0 && (bytes > SENT_BYTES_MAX || count == SENT_ITEMS_MAX) {
                    break;
                }
                count += 1;
            }
            let (now, later) = rest.split_at(count);
            replies.extend(self.send_one(now)?);
            rest = later;
        }
        Ok(replies)
    }

    fn send_one(&self, items: &[(Digest, &[u8])]) -> Result<Vec<Reply>, ClientError> {
        let body = item::to_sequence(items.iter().map(|(_, bytes)| *bytes));
        let request = self
            .agent
            .post(format!("{}/v1/entries", self.url))
            .header("content-type", "application/cbor-seq")
            .header("accept", "application/json");
        let bytes = self.read(|| request.send(&body[..]), ANSWER_BYTES_MAX)?;
        let told: ToldReplies = self.understand(&bytes)?;
        if told.answers.len() != items.len() {
            return Err(self.failed(Fault::OtherItems));
        }
        let pair = |((id, _), reply): (&(Digest, &[u8]), ToldReply)| {
            let is_about = match &reply.id {
                Some(told) => Digest::parse_hex(told) == Some(*id),
                // Of an item that it cannot read a node cannot name the id.
                None => reply.answer == Taken::Refused,
            };
            let reply = Reply { id: *id, taken: reply.answer, why: reply.why };
            if is_about { Ok(reply) } else { Err(self.failed(Fault::OtherItems)) }
        };
        items.iter().zip(told.answers).map(pair).collect()
    }

    fn get_json<T: DeserializeOwned>(&self, path: &str, query: &[(&str, &str)]) -> Result<T, ClientError> {
        let bytes = self.get(path, query, "application/json", ANSWER_BYTES_MAX)?;
        self.understand(&bytes)
    }

    fn get_sequence(&self, path: &str, limit_bytes: u64) -> Result<Vec<Vec<u8>>, ClientError> {
        let bytes = self.get(path, &[], "application/cbor-seq", limit_bytes)?;
        item::from_sequence(&bytes).map_err(|broken| self.failed(Fault::Sequence(broken)))
    }

    fn get(
        &self,
        path: &str,
        query: &[(&str, &str)],
        accept: &str,
        limit_bytes: u64,
    ) -> Result<Vec<u8>, ClientError> {
        let mut request = self.agent.get(format!("{}{path}", self.url)).header("accept", accept);
        for (key, value) in query {
            request = request.query(key, value);
        }
        self.read(|| request.call(), limit_bytes)
    }

    fn read(
        &self,
        ask: impl FnOnce() -> Result<http::Response<ureq::Body>, ureq::Error>,
        limit_bytes: u64,
    ) -> Result<Vec<u8>, ClientError> {
        let response = self.ask(ask)?;
        let status = response.status().as_u16();
        let limit_bytes = if response.status().is_success() { limit_bytes } else { PROBLEM_BYTES_MAX };
        let mut bytes = Vec::new();
        let mut body = response.into_body().into_reader().take(limit_bytes + 1);
        body.read_to_end(&mut bytes).map_err(|error| self.failed(Fault::BrokenOff(error)))?;
        match status {
            200..=299 if bytes.len() as u64 > limit_bytes => Err(self.failed(Fault::TooLong { limit_bytes })),
            200..=299 => Ok(bytes),
            404 => Err(self.failed(Fault::NotThere)),
            status => Err(self.failed(Fault::Status { status, detail: detail_of(&bytes) })),
        }
    }

    fn ask(
        &self,
        ask: impl FnOnce() -> Result<http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<http::Response<ureq::Body>, ClientError> {
        if self.is_down.get() {
            return Err(self.failed(Fault::WasDown));
        }
        let response = ask().map_err(|error| {
            self.is_down.set(true);
            self.failed(Fault::Unreachable(error))
        })?;
        if let Some(date) = response.headers().get("date").and_then(|value| value.to_str().ok()) {
            self.date.set(parse_http_date(date));
        }
        Ok(response)
    }

    fn understand<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<T, ClientError> {
        let value = parse_json(bytes, bytes.len()).map_err(|_| self.failed(Fault::NotUnderstood))?;
        serde_json::from_value(value).map_err(|_| self.failed(Fault::NotUnderstood))
    }

    fn failed(&self, fault: Fault) -> ClientError {
        ClientError { node: self.url.clone(), fault }
    }
}

/// Prints the address.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// A text that is no address of a node.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{text:?} is no address of a node; it is like https://node.example.org or http://127.0.0.1:8420")]
pub struct NodeUrlError {
    /// What was read.
    pub text: String,
}

/// A question that a node did not answer.
#[derive(Debug, Error)]
#[error("{node} {fault}")]
pub struct ClientError {
    /// The node.
    pub node: String,
    /// Why.
    pub fault: Fault,
}

impl ClientError {
    /// Whether nobody answered at all.
    #[must_use]
    pub fn is_out_of_reach(&self) -> bool {
        matches!(self.fault, Fault::Unreachable(_) | Fault::WasDown)
    }

    /// Whether the node says that it does not have it.
    #[must_use]
    pub fn is_not_there(&self) -> bool {
        matches!(self.fault, Fault::NotThere)
    }
}

/// Why a node did not answer.
#[derive(Debug, Error)]
pub enum Fault {
    /// Nobody is there, or too slow.
    #[error("cannot be reached: {0}")]
    Unreachable(ureq::Error),
    /// It could not be reached a moment ago.
    #[error("could not be reached a moment ago")]
    WasDown,
    /// What it answered could not be written down.
    #[error("gave an answer that could not be written down: {0}")]
    NotWritten(std::io::Error),
    /// The answer stopped.
    #[error("broke off its answer: {0}")]
    BrokenOff(std::io::Error),
    /// 404.
    #[error("does not have it")]
    NotThere,
    /// Another status.
    #[error("answered {status}: {detail}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// The node's words, printable.
        detail: String,
    },
    /// More than the question can need.
    #[error("answered with more than {limit_bytes} bytes, which were not read")]
    TooLong {
        /// The limit.
        limit_bytes: u64,
    },
    /// No JSON of the expected form.
    #[error("gave an answer that this hanse does not understand; is it a node of the same version?")]
    NotUnderstood,
    /// A sequence of items that breaks off.
    #[error("gave an answer whose items cannot be read: {0}")]
    Sequence(SequenceError),
    /// Answers about other items than were sent.
    #[error("answered about other items than were sent; nothing of it is believed")]
    OtherItems,
}

#[derive(Deserialize)]
struct ToldReplies {
    answers: Vec<ToldReply>,
}

#[derive(Deserialize)]
struct ToldReply {
    id: Option<String>,
    answer: Taken,
    why: Option<String>,
}

/// The words of a problem (RFC 9457), or that there are none.
fn detail_of(bytes: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Problem {
        title: Option<String>,
        detail: Option<String>,
    }
    let problem: Option<Problem> =
        parse_json(bytes, bytes.len()).ok().and_then(|value| serde_json::from_value(value).ok());
    let words = problem.and_then(|problem| problem.detail.or(problem.title));
    words.map_or_else(|| "without a reason".to_owned(), |words| crate::output::shown(&words).into_owned())
}

const CONNECT_LIMIT: Duration = Duration::from_secs(5);
const ANSWER_LIMIT: Duration = Duration::from_secs(120);
/// An export may be long.
const EXPORT_LIMIT: Duration = Duration::from_secs(3600);
const EXPORT_BYTES_MAX: u64 = 64 << 30;
const PIECE_BYTES: usize = 64 << 10;

/// How many labels a node is asked for at once, and how often.
const LABELS_A_PAGE: usize = 200;
const LABEL_PAGES_MAX: usize = 500;
const ANSWER_BYTES_MAX: u64 = 4 << 20;
const PROBLEM_BYTES_MAX: u64 = 64 << 10;
const LOG_BYTES_MAX: u64 = 32 << 20;
const ENTRIES_BYTES_MAX: u64 = 64 << 20;
const ITEMS_BYTES_MAX: u64 = 256 << 20;
/// A node takes 8 MiB at once.
const SENT_BYTES_MAX: usize = 4 << 20;
const SENT_ITEMS_MAX: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_has_an_address_of_the_web() {
        for good in ["http://127.0.0.1:8420", "https://node.example/", "http://[::1]:8420"] {
            assert!(Client::new([good]).is_ok(), "{good}");
        }
        for bad in [
            "ftp://node.example",
            "node.example",
            "https://",
            "http://a b",
            "https://u@node.example",
            "file:///x",
        ] {
            assert!(Client::new([bad]).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_node_is_asked_once_however_often_it_is_named() {
        let client = Client::new(["http://a.example", "http://a.example/", ""]).unwrap();
        assert_eq!(client.nodes().len(), 1);
    }
}
