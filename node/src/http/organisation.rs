//! `/v1/organisations`: who there is, and what proves it.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use protocol::item::to_sequence;
use protocol::ledger::Ledger;
use protocol::organisation::OrganisationId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::handle::{Handle, Keeper, Unavailable};
use crate::http::App;
use crate::http::answer::{
    CBOR_SEQUENCE, JSON_LINES, Paged, Path, Query, Typed, Window, has_it, organisation, tagged,
};
use crate::http::landscape::{Asked, Found};
use crate::http::problem::{Problem, ProblemBody};
use crate::store::StoreError;

/// What a node holds of one organisation.
#[derive(Serialize, ToSchema)]
pub struct OrganisationAnswer {
    /// Its SCID.
    scid: String,
    /// Its DID.
    did: String,
    /// The newest version of its identity.
    version_id: String,
    /// The name it gives itself.
    name: Option<String>,
    /// What it says it is; never authority.
    kind: Option<String>,
    /// How many live branches the identity has; more than 1 is a dispute.
    branches: usize,
    /// Whether it ended.
    deactivated: bool,
    /// Addresses of its documents.
    documents: Vec<String>,
    /// How many items there are.
    items: usize,
    /// SCIDs of organisations that vouch for it.
    vouched_by: Vec<String>,
    /// Ids of labels about it.
    labels: Vec<String>,
    /// Digest over its items, verdicts and documents.
    digest: String,
}

/// Lists organisations that have an identity, found by words and facets.
#[utoipa::path(
    get, path = "/v1/organisations", tag = "organisations", params(Asked, Window),
    responses(
        (status = 200, body = Paged<Found>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a parameter cannot be understood"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    Query(window): Query<Window>,
) -> Result<Json<Paged<Found>>, Problem> {
    let found = asked.find(&app, window, Some(protocol::landscape::KindFilter::Profile)).await?;
    Ok(Json(found.paged()))
}

/// Shows what this node holds of an organisation.
#[utoipa::path(
    get, path = "/v1/organisations/{scid}", tag = "organisations",
    params(("scid" = String, Path, description = "the organisation's SCID")),
    responses(
        (status = 200, body = OrganisationAnswer),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    Path(scid): Path<String>,
) -> Result<Json<OrganisationAnswer>, Problem> {
    let id = organisation(&scid)?;
    let not_found = || Problem::not_found("organisation of this SCID");
    let model = app.handle.model().await?;
    let ledger = app.handle.ledger(id).await?.ok_or_else(not_found)?;
    let view = model.organisation(&id).ok_or_else(not_found)?;
    Ok(Json(OrganisationAnswer {
        scid: id.to_string(),
        did: view.did.clone(),
        version_id: view.version_id.clone(),
        name: view.name.clone(),
        kind: view.kind.map(|kind| kind.code().to_owned()),
        branches: ledger.identity().branches().len(),
        deactivated: view.is_deactivated,
        documents: ledger.documents().map(|(address, _)| address.to_string()).collect(),
        items: ledger.item_count(),
        vouched_by: model.vouches_for(&id).map(|vouch| vouch.by.to_string()).collect(),
        labels: model.labels_of(&id).map(|label| label.id.to_string()).collect(),
        digest: ledger.digest().to_string(),
    }))
}

/// Gives the organisation's log, as did:webvh resolvers read it.
#[utoipa::path(
    get, path = "/v1/organisations/{scid}/did.jsonl", tag = "organisations",
    params(("scid" = String, Path, description = "the organisation's SCID")),
    responses(
        (status = 200, content_type = "application/jsonl", body = String, description = "one line of JSON for each version; of a disputed identity every standing line"),
        (status = 304, description = "unchanged"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn log(
    State(app): State<App>,
    headers: HeaderMap,
    Path(scid): Path<String>,
) -> Result<Response, Problem> {
    let (tag, lines) = with_ledger(&app.handle, &scid, |ledger| {
        let mut lines: Vec<_> = ledger.identity().lines().collect();
        lines.sort_by_key(|line| (line.version().number, line.id()));
        let tag = lines.last().map(|line| format!("{}-{}", lines.len(), line.id())).unwrap_or_default();
        let mut text = Vec::new();
        for line in lines {
            text.extend_from_slice(&line.to_bytes());
            text.push(b'\n');
        }
        (tag, text)
    })
    .await?;
    Ok(tagged(&headers, &tag, Typed(JSON_LINES, lines)))
}

/// Gives every item of the organisation, each after what explains it.
#[utoipa::path(
    get, path = "/v1/organisations/{scid}/items", tag = "organisations",
    params(("scid" = String, Path, description = "the organisation's SCID")),
    responses(
        (status = 200, content_type = "application/cbor-seq", body = Vec<u8>, description = "CBOR sequence of items"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn items(
    State(app): State<App>,
    headers: HeaderMap,
    Path(scid): Path<String>,
) -> Result<Response, Problem> {
    let id = organisation(&scid)?;
    let tag = with_ledger(&app.handle, &scid, Ledger::digest).await?.to_string();
    if has_it(&headers, &format!("\"{tag}\"")) {
        return Ok(tagged(&headers, &tag, ()));
    }
    let items = app
        .handle
        .read(move |keeper: &mut Keeper| -> Result<Option<Vec<Vec<u8>>>, StoreError> {
            let Some(ledger) = keeper.ledger(&id)? else { return Ok(None) };
            let mut ids: Vec<_> = ledger.identity().lines().map(protocol::identity::line::Line::id).collect();
            ids.extend(ledger.entries().map(|(entry, _)| entry.id()));
            keeper.items(&ids).map(Some)
        })
        .await?
        .map_err(Unavailable::from)?
        .ok_or_else(|| Problem::not_found("organisation of this SCID"))?;
    Ok(tagged(&headers, &tag, Typed(CBOR_SEQUENCE, to_sequence(items.iter().map(Vec::as_slice)))))
}

/// Looks at one organisation's ledger.
///
/// # Errors
///
/// A problem when the text is no SCID or the organisation is not held here.
pub(super) async fn with_ledger<T: Send + 'static>(
    handle: &Handle,
    scid: &str,
    look: impl FnOnce(&Ledger) -> T + Send + 'static,
) -> Result<T, Problem> {
    let id: OrganisationId = organisation(scid)?;
    let ledger = handle.ledger(id).await?.ok_or_else(|| Problem::not_found("organisation of this SCID"))?;
    Ok(look(&ledger))
}
