//! Asks a node over HTTP, as any program may.

use std::time::Duration;

use protocol::item::{Item, to_sequence};
use serde_json::Value;

/// A client of one node. Whatever the node answers is an answer; only a broken connection is an error.
#[derive(Clone, Debug)]
pub struct Client {
    agent: ureq::Agent,
    url: String,
}

/// What a node answered.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The media type, with its parameters.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
    /// The headers, their names in lower case.
    pub headers: Vec<(String, String)>,
}

/// What became of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemAnswer {
    /// The item's id.
    pub id: Option<String>,
    /// `accepted`, `known`, `staged`, `declined` or `refused`.
    pub answer: String,
    /// Why it is not in the set.
    pub why: Option<String>,
}

impl Client {
    /// A client of the node at `http://address:port`.
    #[must_use]
    pub fn new(url: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .no_delay(true)
            .timeout_global(Some(TIMEOUT))
            .build();
        Self { agent: config.new_agent(), url: url.to_owned() }
    }

    /// Where it asks.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Asks for a path.
    ///
    /// # Errors
    ///
    /// When the connection broke.
    pub fn try_get(&self, path: &str) -> Result<Reply, ureq::Error> {
        Reply::read(self.agent.get(format!("{}{path}", self.url)).call()?)
    }

    /// Sends a body.
    ///
    /// # Errors
    ///
    /// When the connection broke.
    pub fn try_post(&self, path: &str, content_type: &str, body: &[u8]) -> Result<Reply, ureq::Error> {
        // A node that answers before it has read the body closes the connection: no later request may go over it.
        let request = self.agent.post(format!("{}{path}", self.url));
        let request = request.header("Content-Type", content_type).header("Connection", "close");
        Reply::read(request.send(body)?)
    }

    /// Asks for a path of a node that must answer.
    ///
    /// # Panics
    ///
    /// When the connection broke.
    #[must_use]
    pub fn get(&self, path: &str) -> Reply {
        self.try_get(path).unwrap_or_else(|error| panic!("GET {}{path}: {error}", self.url))
    }

    /// Asks with a method and headers of one's own, for a path of a node that must answer.
    ///
    /// # Panics
    ///
    /// When the connection broke, or there is no such method.
    #[must_use]
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(()).expect("a sound request");
        let reply = self.agent.run(request).and_then(Reply::read);
        reply.unwrap_or_else(|error| panic!("{method} {}{path}: {error}", self.url))
    }

    /// Sends a body to a node that must answer.
    ///
    /// # Panics
    ///
    /// When the connection broke.
    pub fn post(&self, path: &str, content_type: &str, body: &[u8]) -> Reply {
        self.try_post(path, content_type, body)
            .unwrap_or_else(|error| panic!("POST {}{path}: {error}", self.url))
    }

    /// Sends items and returns an answer for each.
    ///
    /// # Errors
    ///
    /// When the connection broke.
    pub fn try_send(&self, items: &[Item]) -> Result<Vec<ItemAnswer>, ureq::Error> {
        let reply = self.try_post("/v1/entries", CBOR_SEQUENCE, &sequence(items))?;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let read = |answer: &Value| ItemAnswer {
            id: answer["id"].as_str().map(str::to_owned),
            answer: answer["answer"].as_str().unwrap_or_default().to_owned(),
            why: answer["why"].as_str().map(str::to_owned),
        };
        let answers = reply.json()["answers"].as_array().map(|answers| answers.iter().map(read).collect());
        Ok(answers.unwrap_or_default())
    }

    /// Publishes items that the node must take, every one of them.
    ///
    /// # Panics
    ///
    /// When one is not accepted or known.
    pub fn publish(&self, items: &[Item]) {
        let answers = self.try_send(items).unwrap_or_else(|error| panic!("POST {}: {error}", self.url));
        assert_eq!(answers.len(), items.len(), "an answer for each item");
        for answer in answers {
            assert!(matches!(answer.answer.as_str(), "accepted" | "known"), "{answer:?}");
        }
    }

    /// What the node says of itself.
    #[must_use]
    pub fn state(&self) -> Value {
        let reply = self.get("/v1/node");
        assert_eq!(reply.status, 200, "{}", reply.text());
        reply.json()
    }

    /// The directory's digest.
    #[must_use]
    pub fn digest(&self) -> String {
        self.state()["digest"].as_str().expect("a node states its digest").to_owned()
    }

    /// One of the node's counters, by its name without `hanse_`.
    ///
    /// # Panics
    ///
    /// When there is no such counter.
    #[must_use]
    pub fn counter(&self, name: &str) -> u64 {
        let text = self.get("/metrics").text();
        let value = text.lines().find_map(|line| line.strip_prefix(&format!("hanse_{name} ")));
        let value = value.unwrap_or_else(|| panic!("no counter {name} in\n{text}"));
        value.parse().expect("a counter is a number")
    }
}

impl Reply {
    fn read(mut response: ureq::http::Response<ureq::Body>) -> Result<Self, ureq::Error> {
        let content_type = response.headers().get("content-type").and_then(|value| value.to_str().ok());
        let text = |value: &ureq::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value)));
        let headers = headers.collect();
        Ok(Self {
            headers,
            status: response.status().as_u16(),
            content_type: content_type.unwrap_or_default().to_owned(),
            body: response.body_mut().with_config().limit(REPLY_BYTES_MAX).read_to_vec()?,
        })
    }

    /// The values of a header, parted by commas; its name is given in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        let values: Vec<&str> =
            self.headers.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    ///
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    /// The detail of a problem, after a look at its form (RFC 9457).
    ///
    /// # Panics
    ///
    /// When it is no problem of that status.
    pub fn problem(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.content_type, "application/problem+json");
        let body = self.json();
        let members: Vec<&str> =
            body.as_object().expect("a problem is an object").keys().map(String::as_str).collect();
        assert_eq!(members, ["detail", "status", "title", "type"], "the members of RFC 9457");
        assert_eq!((&body["type"], &body["status"]), (&"about:blank".into(), &status.into()));
        assert!(body["title"].as_str().is_some_and(|title| !title.is_empty()));
        body["detail"].as_str().expect("a problem says what to do").to_owned()
    }
}

/// Items as `POST /v1/entries` takes them.
#[must_use]
pub fn sequence(items: &[Item]) -> Vec<u8> {
    let bytes: Vec<Vec<u8>> = items.iter().map(Item::to_bytes).collect();
    to_sequence(bytes.iter().map(Vec::as_slice))
}

/// The media type of items.
pub const CBOR_SEQUENCE: &str = "application/cbor-seq";

const TIMEOUT: Duration = Duration::from_secs(60);
const REPLY_BYTES_MAX: u64 = 1 << 30;
