//! What operators and their machines ask: alive, ready, and the counters.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;
use serde::Serialize;
use std::sync::atomic::AtomicU64;
use utoipa::ToSchema;

use crate::handle::Keeper;
use crate::http::App;
use crate::http::answer::Typed;
use crate::http::node::count;
use crate::http::problem::{Problem, ProblemBody};

/// Whether the node is alive or ready.
#[derive(Serialize, ToSchema)]
pub struct HealthAnswer {
    /// `ok`, or `read-only` while the disk takes nothing.
    status: &'static str,
}

/// Says that the process answers.
#[utoipa::path(get, path = "/health/live", tag = "operate", responses((status = 200, body = HealthAnswer)))]
pub(super) async fn live() -> Json<HealthAnswer> {
    Json(HealthAnswer { status: "ok" })
}

/// Says whether the node takes and gives items. A disk that failed is tried again for the answer.
#[utoipa::path(
    get, path = "/health/ready", tag = "operate",
    responses((status = 200, body = HealthAnswer), (status = 503, body = HealthAnswer, description = "read-only, or shutting down"))
)]
pub(super) async fn ready(State(app): State<App>) -> Response {
    match app.handle.read(Keeper::takes_items).await {
        Ok(true) => Json(HealthAnswer { status: "ok" }).into_response(),
        Ok(false) => {
            (StatusCode::SERVICE_UNAVAILABLE, Json(HealthAnswer { status: "read-only" })).into_response()
        }
        Err(_) => {
            (StatusCode::SERVICE_UNAVAILABLE, Json(HealthAnswer { status: "shutting-down" })).into_response()
        }
    }
}

/// Gives the counters in the OpenMetrics text format.
#[utoipa::path(
    get, path = "/metrics", tag = "operate",
    responses(
        (status = 200, content_type = "application/openmetrics-text", body = String),
        (status = 503, body = ProblemBody, content_type = "application/problem+json", description = "the node is shutting down"),
    )
)]
pub(super) async fn metrics(State(app): State<App>) -> Result<Typed, Problem> {
    let counts = count(&app).await?;
    let (documents, listings) = app.handle.model_at_hand().document_counts();
    let counters = app.net.counters();
    let search = app.handle.search().size();
    let mut registry = Registry::with_prefix("hanse");
    let gauges = [
        ("organisations", "Organisations with an identity", counts.organisations as u64),
        ("listings", "Listings", listings as u64),
        ("documents", "Documents", documents as u64),
        ("items", "Items in the set", counts.items as u64),
        ("staged_items", "Items that wait outside the set", counts.staged as u64),
        ("connected_peers", "Connected peers", app.net.connected_peers().len() as u64),
        ("search_cards", "Cards that a search looks among", search.cards as u64),
        (
            "search_bytes",
            "Memory of the search, without the cards",
            search.index_bytes + search.column_bytes as u64,
        ),
        ("search_segments", "Parts of the inverted index of the search", search.segments as u64),
        ("read_only", "1 while the disk takes nothing", u64::from(counts.read_only)),
    ];
    // The format itself puts `_total` behind the name of what only grows.
    let totals = [
        ("sync_sessions", "Sessions that came to their end", counters.sessions.get()),
        ("sync_sessions_failed", "Sessions that did not", counters.sessions_failed.get()),
        ("sync_received_bytes", "Bytes of frames received", counters.bytes_in.get()),
        ("sync_sent_bytes", "Bytes of frames sent", counters.bytes_out.get()),
        ("sync_received_items", "Items received in sessions", counters.items_in.get()),
        ("sync_sent_items", "Items sent in sessions", counters.items_out.get()),
        ("gossip_received_items", "Items that arrived by gossip", counters.gossip_in.get()),
        ("gossip_sent_items", "Items published by gossip", counters.gossip_out.get()),
        ("search_answers_kept", "Searches whose answer was at hand", app.handle.search().answers_kept()),
        ("refused_items", "Malformed or wrongly signed items and broken rules", counters.refused.get()),
        ("banned_peers", "Peers that were banned", counters.bans.get()),
    ];
    for (name, help, value) in gauges {
        let gauge = Gauge::<u64, AtomicU64>::default();
        gauge.set(value);
        registry.register(name, help, gauge);
    }
    for (name, help, value) in totals {
        let total = Counter::<u64, AtomicU64>::default();
        total.inc_by(value);
        registry.register(name, help, total);
    }
    let mut text = String::new();
    encode(&mut text, &registry).expect("writing into memory cannot fail");
    Ok(Typed("application/openmetrics-text; version=1.0.0; charset=utf-8", text.into_bytes()))
}
