//! `/v1/export`: everything that a node holds, as files for other programs.
//!
//! ```text
//! organisations  listings  labels  vouches  schemes  accreditations     .jsonl  .csv
//! posts          links     portals                                      .jsonl  .csv
//! organisations  listings                                               .geojson
//! documents      what all documents say, and their Automerge form       .jsonl  .automerge
//! items          the signed items themselves, as another node takes them .cbor
//! ```
//! A file is written while it is sent, in the order of the ids, and only a small part of it is in memory at any time. What
//! changes meanwhile may be in it. Documents that can be erased are in none of them.

mod form;
mod portal;
mod post;
mod record;

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use protocol::digest::Digest;
use serde::Serialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use utoipa::ToSchema;

use crate::clock;
use crate::handle::Unavailable;
use crate::http::App;
use crate::http::answer::{Path, has_it};
use crate::http::problem::{Problem, ProblemBody};

use form::Form;
use record::What;

/// How many exports are under way.
#[derive(Clone)]
pub struct UnderWay(Arc<Semaphore>);

impl Default for UnderWay {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// What can be taken away, and from where it is.
#[derive(Serialize, ToSchema)]
pub struct Catalogue {
    /// The directory's digest, 64 hexadecimal digits.
    digest: String,
    /// Whose words these are, and what that means for their use.
    rights: &'static str,
    /// The address of the licence under which the operator of this node gives out what is theirs to give.
    licence: Option<String>,
    /// Where what was added to the organisations' words comes from.
    sources: Vec<SourceAnswer>,
    /// The files.
    files: Vec<FileAnswer>,
}

/// Where a part of the exports comes from.
#[derive(Serialize, ToSchema)]
pub struct SourceAnswer {
    /// Which part.
    part: &'static str,
    /// Who made it, in the words that it asks for.
    source: &'static str,
    /// The licence.
    licence: &'static str,
}

/// A file that can be taken away.
#[derive(Serialize, ToSchema)]
pub struct FileAnswer {
    /// Its name, to be put behind `/v1/export/`.
    #[schema(example = "organisations.csv")]
    file: String,
    /// Its media type.
    media_type: &'static str,
    /// What a record in it is.
    description: &'static str,
    /// The columns of a CSV file.
    columns: Vec<&'static str>,
}

/// Lists what can be taken away as files, with rights and sources.
#[utoipa::path(get, path = "/v1/export", tag = "export", responses((status = 200, body = Catalogue)))]
pub(super) async fn catalogue(State(app): State<App>) -> Result<Json<Catalogue>, Problem> {
    let model = app.handle.model().await?;
    let sources = SOURCES.map(|(part, source, licence)| SourceAnswer { part, source, licence });
    let describe = |(what, form): (What, Form)| FileAnswer {
        file: name_of(what, form),
        media_type: form.media_type(),
        description: what.description(),
        columns: if form == Form::Csv { what.columns().to_vec() } else { Vec::new() },
    };
    Ok(Json(Catalogue {
        digest: model.digest().to_string(),
        rights: RIGHTS,
        licence: app.about.licence.as_ref().map(ToString::to_string),
        sources: sources.into(),
        files: all().map(describe).collect(),
    }))
}

/// Gives one of the files, written while it is sent.
#[utoipa::path(
    get, path = "/v1/export/{file}", tag = "export",
    params(("file" = String, Path, description = "the name of a file in the catalogue")),
    responses(
        (
            status = 200,
            content(
                (String = "application/jsonl"),
                (String = "text/csv"),
                (Object = "application/geo+json"),
                (Vec<u8> = "application/cbor-seq"),
            ),
            headers(("Hanse-Directory-Digest" = String, description = "digest of the directory when the file was begun")),
            description = "the file (docs/spec/api.md)"
        ),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "no such file"),
    )
)]
pub(super) async fn file(
    State(app): State<App>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (what, form) = all().find(|(what, form)| name_of(*what, *form) == file).ok_or_else(no_such_file)?;
    let digest = app.handle.model().await?.digest();
    let tag = format!("W/\"{}\"", tag(&app, what, form, &digest));
    let mut response = if has_it(&headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let Ok(permit) = Arc::clone(&app.exports.0).try_acquire_owned() else { return Ok(all_taken()) };
        let (out, mut written) = mpsc::channel(CHUNKS);
        tokio::spawn(write(app.clone(), what, form, Out::new(out), permit));
        let chunks = futures::stream::poll_fn(move |context| written.poll_recv(context));
        ([(header::CONTENT_TYPE, form.media_type())], Body::from_stream(chunks)).into_response()
    };
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().append(name, value);
        }
    };
    set(header::ETAG, &tag);
    set(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"hanse-{file}\""));
    set(DIRECTORY_DIGEST, &digest.to_string());
    set(header::LINK, "</v1/export>; rel=\"describedby\"");
    if let Some(licence) = &app.about.licence {
        set(header::LINK, &format!("<{licence}>; rel=\"license\""));
    }
    Ok(response)
}

/// Every file, in the order in which they are listed.
fn all() -> impl Iterator<Item = (What, Form)> {
    What::ALL.into_iter().flat_map(|what| what.forms().iter().map(move |form| (what, *form)))
}

fn name_of(what: What, form: Form) -> String {
    format!("{}.{}", what.code(), form.ending())
}

/// The names of all files.
pub(super) fn files() -> Vec<String> {
    all().map(|(what, form)| name_of(what, form)).collect()
}

/// What the file is a function of; of verdicts the day and the anchors too.
fn tag(app: &App, what: What, form: Form, digest: &Digest) -> Digest {
    let by = match what {
        What::Labels => format!("{} {:?}", clock::now().day(), app.about.anchors()),
        _ => String::new(),
    };
    Digest::of(&[name_of(what, form).as_bytes(), digest.as_bytes(), by.as_bytes()])
}

fn no_such_file() -> Problem {
    let detail = format!("there is no such file; there are {}", files().join(", "));
    Problem { status: StatusCode::NOT_FOUND, title: "Not found", detail }
}

fn all_taken() -> Response {
    let problem = Problem {
        status: StatusCode::SERVICE_UNAVAILABLE,
        title: "Too many exports",
        detail: format!("{AT_ONCE} exports are under way; ask again in {AGAIN_SECONDS} s"),
    };
    let mut response = problem.into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(AGAIN_SECONDS));
    response
}

/// Writes a file; where that fails, the answer breaks off, which its reader notices.
async fn write(app: App, what: What, form: Form, mut out: Out, permit: OwnedSemaphorePermit) {
    let written = record::write(&app, what, form, &mut out).await;
    match written {
        Ok(()) => {}
        Err(Broken::Reader) => {
            tracing::debug!(file = name_of(what, form), "an export was not taken to its end")
        }
        Err(Broken::Node(error)) => {
            tracing::warn!(file = name_of(what, form), %error, "an export was broken off");
            // Whoever has gone needs no telling.
            drop(out.chunks.send(Err(std::io::Error::other(error.to_string()))).await);
        }
    }
    drop(permit);
}

/// Where a file is written to: what its reader has not taken yet is bounded.
struct Out {
    chunks: mpsc::Sender<std::io::Result<Bytes>>,
    begun: Vec<u8>,
}

/// Why a file was not written to its end.
enum Broken {
    /// Its reader went away, or took nothing for long.
    Reader,
    /// The node cannot read on.
    Node(Unavailable),
}

impl From<Unavailable> for Broken {
    fn from(unavailable: Unavailable) -> Self {
        Self::Node(unavailable)
    }
}

impl Out {
    fn new(chunks: mpsc::Sender<std::io::Result<Bytes>>) -> Self {
        Self { chunks, begun: Vec::new() }
    }

    async fn put(&mut self, bytes: &[u8]) -> Result<(), Broken> {
        self.begun.extend_from_slice(bytes);
        if self.begun.len() < CHUNK_BYTES { Ok(()) } else { self.pass_on().await }
    }

    async fn pass_on(&mut self) -> Result<(), Broken> {
        let chunk = Bytes::from(std::mem::take(&mut self.begun));
        match tokio::time::timeout(READER_PATIENCE, self.chunks.send(Ok(chunk))).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Broken::Reader),
        }
    }
}

/// The digest of the directory of which a file was made.
const DIRECTORY_DIGEST: HeaderName = HeaderName::from_static("hanse-directory-digest");
const RIGHTS: &str = "What organisations say of themselves, listings, vouches, schemes and labels are the words of those who \
                      signed them; each record names who that is, and a listing the registers that it was taken from. \
                      They are facts that were published to be found and used: name who said it.";
const SOURCES: [(&str, &str, &str); 3] = [
    (
        "points of regions",
        "Natural Earth; GeoNames",
        "public domain; https://creativecommons.org/licenses/by/4.0/",
    ),
    (
        "names and codes of regions",
        "Source: Eurostat, NUTS 2024",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    ("names of countries", "i18n-iso-countries", "MIT"),
];
/// So many files are written at once.
const AT_ONCE: usize = 16;
const AGAIN_SECONDS: u32 = 30;
const CHUNK_BYTES: usize = 64 << 10;
const CHUNKS: usize = 4;
/// A reader who takes nothing for so long is left.
const READER_PATIENCE: Duration = Duration::from_secs(30);
