//! Problems, as RFC 9457 tells them to programs; the pages tell people the same.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use protocol::landscape::QueryError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::handle::Unavailable;
use crate::search::SearchError;

/// What went wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// A few words, the same for every problem of the kind.
    pub title: &'static str,
    /// What happened and what to do.
    pub detail: String,
}

/// The body of a problem (RFC 9457).
#[derive(Serialize, ToSchema)]
pub struct ProblemBody {
    /// Always `about:blank`: the status says the kind.
    #[schema(example = "about:blank")]
    r#type: &'static str,
    /// A few words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What happened and what to do.
    detail: String,
}

impl Problem {
    /// Something that this node does not hold.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            title: "Not found",
            detail: format!(
                "this node holds no {what}; another node may, or it may come with the next exchange"
            ),
        }
    }

    /// A request that cannot be understood.
    #[must_use]
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, title: "Bad request", detail: detail.into() }
    }

    /// A body that cannot be understood.
    #[must_use]
    pub fn unprocessable(detail: impl Into<String>) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            title: "Unprocessable content",
            detail: detail.into(),
        }
    }

    /// A form that no page has.
    #[must_use]
    pub fn not_acceptable() -> Self {
        Self {
            status: StatusCode::NOT_ACCEPTABLE,
            title: "Not acceptable",
            detail: "a page is given as text/html, or as application/json; those of organisations and listings as \
                     application/ld+json too"
                .into(),
        }
    }

    /// A page whose template failed; nothing that a reader could have asked differently.
    #[must_use]
    pub fn page_failed() -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            title: "Internal server error",
            detail: "the page could not be written; the node's log says why".into(),
        }
    }
}

impl From<QueryError> for Problem {
    fn from(error: QueryError) -> Self {
        Self::bad_request(error.to_string())
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        tracing::error!(%error, cause = std::error::Error::source(&error).map(ToString::to_string), "a search failed");
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            title: "Internal server error",
            detail: format!("{error}; the node's log says why"),
        }
    }
}

impl From<Unavailable> for Problem {
    fn from(unavailable: Unavailable) -> Self {
        Self {
            status: StatusCode::SERVICE_UNAVAILABLE,
            title: "The node takes nothing now",
            detail: format!("{unavailable}; nothing was taken, send it again later"),
        }
    }
}

impl IntoResponse for Problem {
    /// Answers a program; the problem goes along, so that [`super::negotiate`] can tell it to a person.
    fn into_response(self) -> Response {
        let body = ProblemBody {
            r#type: "about:blank",
            title: self.title,
            status: self.status.as_u16(),
            detail: self.detail.clone(),
        };
        let mut response =
            (self.status, [(header::CONTENT_TYPE, "application/problem+json")], Json(body)).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives what a library answered in plain words (a path that is no UTF-8, a time that ran out) the form of
/// every other problem.
pub(super) async fn in_one_form(response: Response) -> Response {
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let is_plain = content_type.is_none_or(|value| value.as_bytes().starts_with(b"text/plain"));
    if !is_plain || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let words = axum::body::to_bytes(response.into_body(), WORDS_BYTES_MAX).await.unwrap_or_default();
    let detail = match String::from_utf8_lossy(&words).trim() {
        "" => "the node gave no answer in time; ask again later".to_owned(),
        words => words.to_owned(),
    };
    Problem { status, title: status.canonical_reason().unwrap_or("Problem"), detail }.into_response()
}

/// A path that no node has.
pub(super) async fn no_such_path() -> Problem {
    Problem {
        status: StatusCode::NOT_FOUND,
        title: "Not found",
        detail: "there is nothing at this path; /openapi.json lists the paths of the API".into(),
    }
}

/// A method that the path does not take.
pub(super) async fn no_such_method() -> Problem {
    Problem {
        status: StatusCode::METHOD_NOT_ALLOWED,
        title: "Method not allowed",
        detail: "this path does not take this method; /openapi.json lists what each path takes".into(),
    }
}

const WORDS_BYTES_MAX: usize = 4096;
