//! Where items come in: `POST /v1/entries` and `POST …/did.jsonl`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use protocol::entry::Entry;
use protocol::identity::line::Line;
use protocol::item::from_sequence;
use serde::Serialize;
use utoipa::ToSchema;

use crate::handle::Outcome;
use crate::http::App;
use crate::http::answer::{CBOR_SEQUENCE, Path, organisation};
use crate::http::problem::{Problem, ProblemBody};

/// An answer for each item, in their order.
#[derive(Serialize, ToSchema)]
pub struct Answers {
    answers: Vec<ItemAnswer>,
}

/// What became of one item.
#[derive(Serialize, ToSchema)]
pub struct ItemAnswer {
    /// The item's id, 64 hexadecimal digits; null when the bytes are no item.
    id: Option<String>,
    /// `accepted` and `known` items are in the set and durable; `staged` ones wait in memory for what they build on;
    /// `declined` ones are not carried here; `refused` ones can never stand.
    #[schema(example = "accepted")]
    answer: &'static str,
    /// Why it is not in the set.
    why: Option<String>,
}

/// Takes in a CBOR sequence of entries, and of identity lines as text strings.
#[utoipa::path(
    post, path = "/v1/entries", tag = "intake",
    request_body(content = String, content_type = "application/cbor-seq", description = "CBOR sequence of items (docs/spec/item.md)"),
    responses(
        (status = 200, body = Answers, description = "an answer for each item, in their order"),
        (status = 413, body = ProblemBody, content_type = "application/problem+json", description = "more than 8 MiB: send less at a time"),
        (status = 415, body = ProblemBody, content_type = "application/problem+json", description = "not application/cbor-seq"),
        (status = 422, body = ProblemBody, content_type = "application/problem+json", description = "the sequence is empty or breaks; nothing was taken"),
        (status = 503, body = ProblemBody, content_type = "application/problem+json", description = "the node is read-only; nothing was taken"),
    )
)]
pub(super) async fn entries(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<Json<Answers>, Problem> {
    let content_type =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some(CBOR_SEQUENCE) {
        return Err(Problem {
            status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
            title: "Unsupported media type",
            detail: format!("send a CBOR sequence with `Content-Type: {CBOR_SEQUENCE}`"),
        });
    }
    let items = from_sequence(&whole(body)?).map_err(|error| {
        Problem::unprocessable(format!(
            "{error}: {}; nothing was taken, send the sequence again",
            error.source
        ))
    })?;
    take(&app, items).await
}

/// Takes in lines of an organisation's log, one JSON a line.
#[utoipa::path(
    post, path = "/v1/organisations/{scid}/did.jsonl", tag = "intake",
    params(("scid" = String, Path, description = "the organisation's SCID")),
    request_body(content = String, content_type = "application/jsonl"),
    responses(
        (status = 200, body = Answers, description = "an answer for each line, in their order"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "nobody has that SCID"),
        (status = 413, body = ProblemBody, content_type = "application/problem+json", description = "more than 8 MiB: send less at a time"),
        (status = 422, body = ProblemBody, content_type = "application/problem+json", description = "no line, or one of another organisation; nothing was taken"),
        (status = 503, body = ProblemBody, content_type = "application/problem+json", description = "the node is read-only; nothing was taken"),
    )
)]
pub(super) async fn log(
    State(app): State<App>,
    Path(scid): Path<String>,
    body: Result<Bytes, axum::extract::rejection::BytesRejection>,
) -> Result<Json<Answers>, Problem> {
    let of = organisation(&scid)?;
    let lines: Vec<Vec<u8>> = whole(body)?
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .filter(|line| !line.is_empty())
        .map(<[u8]>::to_vec)
        .collect();
    for (index, line) in lines.iter().enumerate() {
        if Line::parse(line).is_ok_and(|line| line.organisation() != of) {
            let number = index + 1;
            return Err(Problem::unprocessable(format!(
                "line {number} belongs to another organisation; nothing was taken"
            )));
        }
    }
    take(&app, lines).await
}

async fn take(app: &App, items: Vec<Vec<u8>>) -> Result<Json<Answers>, Problem> {
    if items.is_empty() {
        return Err(Problem::unprocessable("the body holds nothing; nothing was taken"));
    }
    let ids: Vec<Option<String>> = items.iter().map(|bytes| id_of(bytes)).collect();
    let outcomes = app.handle.submit(items).await?;
    let answers = ids
        .into_iter()
        .zip(&outcomes)
        .map(|(id, outcome)| {
            let (answer, why) = match outcome {
                Outcome::Accepted => ("accepted", None),
                Outcome::Known => ("known", None),
                Outcome::Staged(gap) => ("staged", Some(gap.to_string())),
                Outcome::Declined(why) => ("declined", Some(why.to_string())),
                Outcome::Refused(why) => ("refused", Some(chain_of(why))),
            };
            ItemAnswer { id, answer, why }
        })
        .collect();
    Ok(Json(Answers { answers }))
}

fn id_of(bytes: &[u8]) -> Option<String> {
    let id = match bytes.first() {
        Some(b'{') => Line::parse(bytes).ok()?.id(),
        _ => Entry::parse(bytes).ok()?.id(),
    };
    Some(id.to_string())
}

fn whole(body: Result<Bytes, axum::extract::rejection::BytesRejection>) -> Result<Bytes, Problem> {
    body.map_err(|rejection| Problem {
        status: rejection.status(),
        title: "The body cannot be taken",
        detail: format!("{}; send at most {BODY_BYTES_MAX} bytes at a time", rejection.body_text()),
    })
}

/// An error with its causes.
pub(crate) fn chain_of(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// A body has at most this many bytes.
pub const BODY_BYTES_MAX: usize = 8 * 1024 * 1024;
