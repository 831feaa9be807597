//! `GET /v1/node`: this node.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use protocol::directory::Directory;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::App;
use crate::http::problem::{Problem, ProblemBody};

/// What a node says of itself. It is the node's word alone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NodeAnswer {
    /// Its name, for people.
    pub name: String,
    /// Its domain name, if it has one.
    pub host: Option<String>,
    /// The software's version.
    pub version: &'static str,
    /// Its libp2p identity.
    pub peer_id: String,
    /// Multiaddrs under which it listens.
    pub addresses: Vec<String>,
    /// PeerIds it is connected with.
    pub peers: Vec<String>,
    /// The rules by which verdicts and digest are computed.
    pub rules: u64,
    /// How many organisations have an identity here.
    pub organisations: usize,
    /// How many listings there are.
    pub listings: usize,
    /// How many documents there are, listings included.
    pub documents: usize,
    /// How many items are in the set.
    pub items: usize,
    /// How many items wait outside the set.
    pub staged: usize,
    /// The directory's digest, 64 hexadecimal digits: equal on every node that holds the same items.
    pub digest: String,
    /// Whether the disk takes nothing.
    pub read_only: bool,
    /// Set when the data is not real.
    pub demonstration: Option<DemonstrationAnswer>,
}

/// Says that the data is not real.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DemonstrationAnswer {
    /// Where the data comes from.
    pub source: String,
}

/// Says what this node is and holds.
#[utoipa::path(
    get, path = "/v1/node", tag = "node",
    responses(
        (status = 200, body = NodeAnswer),
        (status = 503, body = ProblemBody, content_type = "application/problem+json", description = "the node is shutting down"),
    )
)]
pub(super) async fn show(State(app): State<App>) -> Result<Json<NodeAnswer>, Problem> {
    Ok(Json(describe(&app).await?))
}

/// Describes the node, for the API and its page.
///
/// # Errors
///
/// A problem while the node shuts down.
pub async fn describe(app: &App) -> Result<NodeAnswer, Problem> {
    let model = app.handle.model_within(DIGEST_PATIENCE).await?;
    let counts = count(app).await?;
    let (documents, listings) = model.document_counts();
    Ok(NodeAnswer {
        name: app.about.name.clone(),
        host: app.about.host.as_ref().map(ToString::to_string),
        version: env!("CARGO_PKG_VERSION"),
        peer_id: app.net.peer_id().to_string(),
        addresses: app.net.addresses().iter().map(ToString::to_string).collect(),
        peers: app.net.connected_peers().iter().map(ToString::to_string).collect(),
        rules: Directory::RULES,
        organisations: counts.organisations,
        listings,
        documents,
        items: counts.items,
        staged: counts.staged,
        digest: model.digest().to_string(),
        read_only: counts.read_only,
        demonstration: app
            .about
            .demonstration
            .clone()
            .map(|shown| DemonstrationAnswer { source: shown.source }),
    })
}

/// What can be counted without looking at any organisation.
pub(super) struct Counts {
    pub(super) organisations: usize,
    pub(super) items: usize,
    pub(super) staged: usize,
    pub(super) read_only: bool,
}

/// Counts what the directory holds.
///
/// # Errors
///
/// A problem while the node shuts down.
pub(super) async fn count(app: &App) -> Result<Counts, Problem> {
    let counts = app.handle.read(|keeper| Counts {
        organisations: keeper.organisation_count(),
        items: keeper.item_count(),
        staged: keeper.staged_count(),
        read_only: keeper.is_read_only(),
    });
    Ok(counts.await?)
}

/// Whoever asks for the digest wants that of all that was accepted, even if it takes a while to read.
const DIGEST_PATIENCE: Duration = Duration::from_secs(20);
