//! `/v1/organisations/{scid}/documents`: what an organisation said, and the entries that say it.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use protocol::canonical::to_jcs;
use protocol::document::Document;
use protocol::entry::Address;
use protocol::item::to_sequence;
use protocol::ledger::Ledger;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::http::App;
use crate::http::answer::{CBOR_SEQUENCE, Path, Query, Stretch, Typed, Walk, address};
use crate::http::organisation::with_ledger;
use crate::http::problem::{Problem, ProblemBody};

/// A document in a list.
#[derive(Serialize, ToSchema)]
pub struct DocumentSummary {
    /// `collection/name`.
    address: String,
    /// Hashes of the changes that no other builds on.
    heads: Vec<String>,
    /// How many entries there are at this address.
    entries: usize,
}

/// A document with the entries that made it.
#[derive(Serialize, ToSchema)]
pub struct DocumentAnswer {
    /// `collection/name`.
    address: String,
    /// Hashes of the changes that no other builds on.
    heads: Vec<String>,
    /// Flat keys and values.
    #[schema(value_type = Object)]
    content: Value,
    /// The entries, by id.
    entries: Vec<EntryAnswer>,
}

/// An entry in short.
#[derive(Serialize, ToSchema)]
pub struct EntryAnswer {
    /// 64 hexadecimal digits.
    id: String,
    /// The verdict on it, such as `valid` or `rejected bad-body`.
    verdict: &'static str,
    /// The author's clock.
    time: String,
    /// The key that signed.
    device: String,
    /// Its place in the device's chain.
    sequence: u64,
}

/// Lists the documents of an organisation.
#[utoipa::path(
    get, path = "/v1/organisations/{scid}/documents", tag = "documents",
    params(("scid" = String, Path, description = "the organisation's SCID"), Walk),
    responses(
        (status = 200, body = Stretch<DocumentSummary>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID, or a limit out of range"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    Path(scid): Path<String>,
    Query(walk): Query<Walk>,
) -> Result<Stretch<DocumentSummary>, Problem> {
    with_ledger(&app.handle, &scid, move |ledger| {
        let some = walk.part(ledger.documents(), |(address, _)| address.to_string())?;
        let summary = |(address, document): (&Address, &Document)| DocumentSummary {
            address: address.to_string(),
            heads: document.heads().iter().map(hex).collect(),
            entries: document.change_count(),
        };
        Ok(some.with(|documents| documents.into_iter().map(summary).collect()))
    })
    .await?
}

/// Shows a document; with `.json` behind its name its content alone, with `.automerge` the saved Automerge document.
#[utoipa::path(
    get, path = "/v1/organisations/{scid}/documents/{collection}/{name}", tag = "documents",
    params(
        ("scid" = String, Path, description = "the organisation's SCID"),
        ("collection" = String, Path, description = "such as profile"),
        ("name" = String, Path, description = "such as self, self.json or self.automerge"),
    ),
    responses(
        (
            status = 200,
            content(
                (DocumentAnswer = "application/json"),
                (Vec<u8> = "application/octet-stream"),
            ),
            description = "the document; behind `.json` an object of its flat keys and values, behind `.automerge` bytes"
        ),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID or address"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    Path((scid, collection, name)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    // Only a name that is not a document's own is taken apart: a listing may be called `a.json`.
    let whole = address(&collection, &name)?;
    let cut = [(".json", Form::Content), (".automerge", Form::Automerge)]
        .into_iter()
        .find_map(|(ending, form)| Some((address(&collection, name.strip_suffix(ending)?).ok()?, form)));
    with_ledger(&app.handle, &scid, move |ledger| {
        let (address, form) = match cut {
            Some((cut, form)) if ledger.document(&whole).is_none() => (cut, form),
            _ => (whole, Form::Described),
        };
        describe(ledger, &address, form)
    })
    .await?
    .ok_or_else(|| Problem::not_found("document of this address"))
}

/// Gives the entries of a document, each after what explains it.
#[utoipa::path(
    get, path = "/v1/organisations/{scid}/documents/{collection}/{name}/entries", tag = "documents",
    params(
        ("scid" = String, Path, description = "the organisation's SCID"),
        ("collection" = String, Path, description = "such as profile"),
        ("name" = String, Path, description = "such as self"),
    ),
    responses(
        (status = 200, content_type = "application/cbor-seq", body = Vec<u8>, description = "CBOR sequence of entries"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID or address"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn entries(
    State(app): State<App>,
    Path((scid, collection, name)): Path<(String, String, String)>,
) -> Result<Typed, Problem> {
    let address = address(&collection, &name)?;
    let entries = with_ledger(&app.handle, &scid, move |ledger| {
        let mut entries: Vec<_> = ledger.entries_at(&address).into_iter().map(|(entry, _)| entry).collect();
        entries.sort_by_key(|entry| (entry.header().device, entry.header().sequence, entry.id()));
        entries.iter().map(|entry| entry.to_bytes()).collect::<Vec<_>>()
    })
    .await?;
    if entries.is_empty() {
        return Err(Problem::not_found("document of this address"));
    }
    Ok(Typed(CBOR_SEQUENCE, to_sequence(entries.iter().map(Vec::as_slice))))
}

#[derive(Clone, Copy)]
enum Form {
    Described,
    Content,
    Automerge,
}

fn describe(ledger: &Ledger, address: &Address, form: Form) -> Option<Response> {
    let document = ledger.document(address)?;
    let content = Value::Object(document.content().clone().into_iter().collect());
    Some(match form {
        Form::Content => Typed("application/json", to_jcs(&content)).into_response(),
        Form::Automerge => Typed("application/octet-stream", document.save()).into_response(),
        Form::Described => {
            let entries = ledger
                .entries_at(address)
                .into_iter()
                .map(|(entry, verdict)| EntryAnswer {
                    id: entry.id().to_string(),
                    verdict: verdict.code(),
                    time: entry.header().time.to_string(),
                    device: entry.header().device.to_string(),
                    sequence: entry.header().sequence,
                })
                .collect();
            let heads = document.heads().iter().map(hex).collect();
            Json(DocumentAnswer { address: address.to_string(), heads, content, entries }).into_response()
        }
    })
}

fn hex(hash: &[u8; 32]) -> String {
    protocol::digest::Digest::from_bytes(*hash).to_string()
}
