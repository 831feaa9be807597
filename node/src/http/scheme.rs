//! `/v1/schemes`, `/v1/accreditations`, `/v1/statuslists`: the rules of labels, who may issue them, and which count.

use axum::Json;
use axum::extract::State;
use protocol::evidence::content_of;
use protocol::scheme::{Scheme, SchemeId};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::http::App;
use crate::http::answer::{Path, Query, Stretch, Typed, Walk, address, organisation};
use crate::http::organisation::with_ledger;
use crate::http::problem::{Problem, ProblemBody};

/// A scheme in a list.
#[derive(Serialize, ToSchema)]
pub struct SchemeAnswer {
    /// `<owner scid>/<name>`.
    id: String,
    /// Its title, in English where there is one.
    title: String,
    /// Such as `1.0`.
    version: String,
    /// Codes of its levels, lowest first.
    levels: Vec<String>,
    /// How long a label holds.
    term_months: u16,
}

/// Lists label schemes.
#[utoipa::path(
    get, path = "/v1/schemes", tag = "schemes", params(Walk),
    responses(
        (status = 200, body = Stretch<SchemeAnswer>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a limit out of range"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    Query(walk): Query<Walk>,
) -> Result<Stretch<SchemeAnswer>, Problem> {
    let model = app.handle.model().await?;
    let some = walk.part(model.schemes(), |(id, _)| id.to_string())?;
    Ok(some.with(|schemes| schemes.into_iter().map(|(id, scheme)| SchemeAnswer::of(id, scheme)).collect()))
}

impl SchemeAnswer {
    fn of(id: &SchemeId, scheme: &Scheme) -> Self {
        Self {
            id: id.to_string(),
            title: scheme.title().to_owned(),
            version: scheme.version.clone(),
            levels: scheme.levels.iter().map(|level| level.code.clone()).collect(),
            term_months: scheme.term().0,
        }
    }
}

/// Shows a scheme as its owner published it.
#[utoipa::path(
    get, path = "/v1/schemes/{scid}/{name}", tag = "schemes",
    params(("scid" = String, Path, description = "the owner's SCID"), ("name" = String, Path, description = "such as cluster-excellence-1.0")),
    responses(
        (status = 200, body = Value, description = "the scheme (docs/spec/scheme.md), with its id and owner"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID or name"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
) -> Result<Json<Value>, Problem> {
    let content = content(&app, &scid, "scheme", &name).await?;
    let scheme = Scheme::parse_content(&content).map_err(|error| {
        Problem::unprocessable(format!("the owner published something that is no scheme: {error}"))
    })?;
    let rules: Value =
        serde_json::from_str(&content).map_err(|error| Problem::unprocessable(error.to_string()))?;
    Ok(Json(json!({"id": format!("{scid}/{}", scheme.document_name()), "owner": scid, "scheme": rules})))
}

/// Gives an accreditation as its scheme's owner sealed it.
#[utoipa::path(
    get, path = "/v1/accreditations/{scid}/{name}", tag = "schemes",
    params(("scid" = String, Path, description = "the scheme owner's SCID"), ("name" = String, Path, description = "the accreditation's name")),
    responses(
        (status = 200, content_type = "application/vc", body = Value, description = "a W3C Verifiable Credential 2.0"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID or name"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn accreditation(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
) -> Result<Typed, Problem> {
    Ok(Typed("application/vc", content(&app, &scid, "accreditation", &name).await?.into_bytes()))
}

/// Gives an issuer's status list as it sealed it last.
#[utoipa::path(
    get, path = "/v1/statuslists/{scid}/{purpose}", tag = "attestations",
    params(("scid" = String, Path, description = "the issuer's SCID"), ("purpose" = String, Path, description = "suspension or revocation")),
    responses(
        (status = 200, content_type = "application/vc", body = Value, description = "a W3C Bitstring Status List credential"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID or purpose"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn status_list(
    State(app): State<App>,
    Path((scid, purpose)): Path<(String, String)>,
) -> Result<Typed, Problem> {
    Ok(Typed("application/vc", content(&app, &scid, "statuslist", &purpose).await?.into_bytes()))
}

async fn content(app: &App, scid: &str, collection: &str, name: &str) -> Result<String, Problem> {
    organisation(scid)?;
    let address = address(collection, name)?;
    with_ledger(&app.handle, scid, move |ledger| ledger.document(&address).and_then(content_of))
        .await?
        .ok_or_else(|| Problem::not_found("document of this name"))
}
