//! `/v1/attestations/{scid}/{name}/badge.svg` and `…/qr.svg`: a label as a picture, for pages and for paper.
//!
//! The picture carries the credential as it was issued, and shows what holds today by this node's judgement: level, holder,
//! last day, or that the label holds no more. The code leads to the page of the label on this node, or where the node has no
//! domain name, on that of the issuer.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use protocol::attestation::AttestationId;
use protocol::badge::{BadgeFacts, draw, qr_svg, snippet};
use protocol::canonical::parse_json;
use protocol::digest::Digest;
use protocol::evidence::content_of;
use protocol::verification::{AsOf, Judgement};
use serde_json::Value;

use crate::http::App;
use crate::http::answer::{Path, Typed, tagged};
use crate::http::attestation::{OnDay, id, judged};
use crate::http::problem::{Problem, ProblemBody};
use crate::pages::attestation::Badge;
use crate::pages::path;

/// Draws a label, with its credential in the picture (Open Badges 3.0 baking).
#[utoipa::path(
    get, path = "/v1/attestations/{scid}/{name}/badge.svg", tag = "attestations",
    params(("scid" = String, Path, description = "the issuer's SCID"), ("name" = String, Path, description = "the label's name")),
    responses(
        (status = 200, content_type = "image/svg+xml", body = String, description = "a picture that carries the credential"),
        (status = 304, description = "the picture is the one that the client has"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no label id"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
        (status = 422, body = ProblemBody, content_type = "application/problem+json", description = "what is published under the name lacks what a picture needs"),
    )
)]
pub(super) async fn picture(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = id(&scid, &name)?;
    let text = credential(&app, &id).await?.ok_or_else(|| Problem::not_found("label of this name"))?;
    let judgement = judged(&app, id, OnDay::default().as_of()?).await?;
    let value = value_of(&text);
    let facts = facts(&value, &judgement).ok_or_else(unreadable)?;
    Ok(svg(&headers, draw(&facts, Some(&text))))
}

/// Draws the QR code that leads to the page of a label.
#[utoipa::path(
    get, path = "/v1/attestations/{scid}/{name}/qr.svg", tag = "attestations",
    params(("scid" = String, Path, description = "the issuer's SCID"), ("name" = String, Path, description = "the label's name")),
    responses(
        (status = 200, content_type = "image/svg+xml", body = String, description = "a QR code"),
        (status = 304, description = "the picture is the one that the client has"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no label id"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
        (status = 422, body = ProblemBody, content_type = "application/problem+json", description = "what is published under the name says no place"),
    )
)]
pub(super) async fn code(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = id(&scid, &name)?;
    let text = credential(&app, &id).await?.ok_or_else(|| Problem::not_found("label of this name"))?;
    let page = format!("{}{}", base(&app, &value_of(&text)).ok_or_else(unreadable)?, page_of(&id));
    Ok(svg(&headers, qr_svg(&page).map_err(|_| unreadable())?))
}

/// What the page of a label, of whatever day, shows of its picture, which is that of today.
///
/// # Errors
///
/// A problem when the node cannot answer.
pub(super) async fn shown(
    app: &App,
    id: &AttestationId,
    judgement: &Judgement,
    as_of: AsOf,
) -> Result<Option<Badge>, Problem> {
    let Some(text) = credential(app, id).await? else { return Ok(None) };
    let value = value_of(&text);
    let today = as_of.now.day();
    let is_of_today = as_of == AsOf::today(as_of.now);
    let todays;
    let judgement = if is_of_today {
        judgement
    } else {
        todays = judged(app, id.clone(), AsOf::today(as_of.now)).await?;
        &todays
    };
    let (Some(facts), Some(base)) = (facts(&value, judgement), base(app, &value)) else { return Ok(None) };
    let page = page_of(id);
    let picture = format!("/v1{page}/badge.svg");
    Ok(Some(Badge {
        text: facts.to_sentence(),
        code: format!("/v1{page}/qr.svg"),
        snippet: snippet(&facts, &format!("{base}{page}"), &format!("{base}{picture}"), today),
        picture,
    }))
}

async fn credential(app: &App, id: &AttestationId) -> Result<Option<String>, Problem> {
    let ledger = app.handle.ledger(id.issuer).await?;
    Ok(ledger.and_then(|ledger| content_of(ledger.document(&id.address())?)))
}

fn value_of(text: &str) -> Value {
    parse_json(text.as_bytes(), text.len()).unwrap_or_default()
}

fn facts<'t>(credential: &'t Value, judgement: &'t Judgement) -> Option<BadgeFacts<'t>> {
    Some(BadgeFacts::read(credential)?.as_judged(judgement))
}

/// The address before the path: of this node, else of the host that the credential names.
fn base(app: &App, credential: &Value) -> Option<String> {
    if let Some(host) = &app.about.host {
        return Some(format!("https://{host}"));
    }
    let (base, _) = credential.get("id")?.as_str()?.split_once("/v1/")?;
    base.starts_with("https://").then(|| base.to_owned())
}

fn page_of(id: &AttestationId) -> String {
    path::attestation(&id.issuer.to_string(), &id.name)
}

fn unreadable() -> Problem {
    Problem::unprocessable("the issuer published something under this name of which no picture can be drawn")
}

/// A picture: nothing in it may run, and what changed is asked for anew.
fn svg(headers: &HeaderMap, text: String) -> Response {
    let tag = Digest::of(&[text.as_bytes()]).to_string();
    let mut response = tagged(headers, &tag, Typed("image/svg+xml", text.into_bytes()));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    );
    response
}
