//! What several nouns share: parameters and names in paths, pages of lists, bodies with a type.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use protocol::entry::Address;
use protocol::organisation::OrganisationId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::http::problem::Problem;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Window {
    /// How many to skip.
    #[param(minimum = 0, maximum = 10_000_000)]
    pub offset: Option<u32>,
    /// How many to show; 50 unless told, at most 200.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

impl Window {
    /// The first index and the number of items.
    ///
    /// # Errors
    ///
    /// A problem when the limit is 0 or above 200.
    pub fn range(self) -> Result<(usize, usize), Problem> {
        let limit = self.limit.unwrap_or(LIMIT_DEFAULT);
        if !(1..=LIMIT_MAX).contains(&limit) {
            return Err(Problem::bad_request(format!("limit must lie between 1 and {LIMIT_MAX}")));
        }
        Ok((self.offset.unwrap_or(0) as usize, limit as usize))
    }

    /// Cuts the window out of a whole list.
    ///
    /// # Errors
    ///
    /// A problem when the limit is 0 or above 200.
    pub fn cut<T>(self, all: impl ExactSizeIterator<Item = T>) -> Result<Paged<T>, Problem> {
        let (offset, limit) = self.range()?;
        let total = all.len();
        Ok(Paged { total, offset, limit, items: all.skip(offset).take(limit).collect() })
    }
}

/// A part of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Paged<T> {
    /// How many there are in all.
    pub total: usize,
    /// How many were skipped.
    pub offset: usize,
    /// How many are shown at most.
    pub limit: usize,
    /// The part.
    pub items: Vec<T>,
}

/// The parameters behind the `?`; what cannot be understood is a problem.
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let extracted = axum::extract::Query::from_request_parts(parts, state).await;
        extracted
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|error| Problem::bad_request(error.body_text()))
    }
}

/// The names in the path; what cannot be understood is a problem.
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let extracted = axum::extract::Path::from_request_parts(parts, state).await;
        extracted
            .map(|axum::extract::Path(value)| Self(value))
            .map_err(|error| Problem::bad_request(error.body_text()))
    }
}

/// Bytes with a media type.
pub struct Typed(pub &'static str, pub Vec<u8>);

impl IntoResponse for Typed {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, HeaderValue::from_static(self.0))], self.1).into_response()
    }
}

/// An answer with an `ETag`: the client that has it already is told so.
pub fn tagged(headers: &HeaderMap, tag: &str, answer: impl IntoResponse) -> Response {
    let tag = format!("\"{tag}\"");
    let has_it = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag));
    let mut response = if has_it { StatusCode::NOT_MODIFIED.into_response() } else { answer.into_response() };
    if let Ok(value) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

/// Reads a SCID in a path.
///
/// # Errors
///
/// A problem that says what a SCID looks like.
pub fn organisation(text: &str) -> Result<OrganisationId, Problem> {
    OrganisationId::parse(text).map_err(|error| Problem::bad_request(error.to_string()))
}

/// Reads a collection and a name in a path.
///
/// # Errors
///
/// A problem that says what an address looks like.
pub fn address(collection: &str, name: &str) -> Result<Address, Problem> {
    Address::new(collection, name).map_err(|error| Problem::bad_request(error.to_string()))
}

/// CBOR sequences of items.
pub const CBOR_SEQUENCE: &str = "application/cbor-seq";
/// JSON, one value a line.
pub const JSON_LINES: &str = "application/jsonl";

const LIMIT_DEFAULT: u32 = 50;
const LIMIT_MAX: u32 = 200;
