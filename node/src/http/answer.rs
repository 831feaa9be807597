//! What several nouns share: parameters and names in paths, pages of lists, bodies with a type.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
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
        let offset = self.offset.unwrap_or(0);
        if offset > OFFSET_MAX {
            return Err(Problem::bad_request(format!("offset is at most {OFFSET_MAX}")));
        }
        Ok((offset as usize, limit as usize))
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

/// How far a list is read that is walked through from its beginning to its end.
///
/// Where a part ended is told as a cursor: the id behind which the next one begins. So nothing is left out or
/// comes twice while the list changes.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Walk {
    /// The `next` of the part before; from the beginning unless told.
    #[param(pattern = "^([0-9a-f]{2}){1,256}$", min_length = 2, max_length = 512)]
    pub cursor: Option<String>,
    /// How many to show; 50 unless told, at most 200.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

impl Walk {
    /// Takes the part that is wanted out of a list that is sorted by its keys.
    ///
    /// # Errors
    ///
    /// A problem when the limit is out of range, or the cursor is none.
    pub fn part<T>(
        &self,
        all: impl Iterator<Item = T>,
        key: impl Fn(&T) -> String,
    ) -> Result<Stretch<T>, Problem> {
        let (_, limit) = Window { offset: None, limit: self.limit }.range()?;
        let behind = match self.cursor.as_deref() {
            None => Vec::new(),
            Some(cursor) => HEXLOWER
                .decode(cursor.as_bytes())
                .ok()
                .filter(|behind| (1..=CURSOR_BYTES_MAX).contains(&behind.len()))
                .ok_or_else(|| Problem::bad_request("cursor is the `next` of an earlier answer, as it is"))?,
        };
        let (mut total, mut items, mut last, mut next) = (0, Vec::new(), String::new(), None);
        for item in all {
            total += 1;
            if items.len() < limit {
                let key = key(&item);
                if key.as_bytes() > &behind[..] {
                    items.push(item);
                    last = key;
                }
            } else if next.is_none() {
                next = Some(HEXLOWER.encode(last.as_bytes()));
            }
        }
        Ok(Stretch { total, limit, next, items })
    }
}

/// A part of a list that is walked through.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stretch<T> {
    /// How many there are in all.
    pub total: usize,
    /// How many are shown at most.
    pub limit: usize,
    /// The `cursor` of the next part; null at the end. The `Link` header has the whole address.
    pub next: Option<String>,
    /// The part.
    pub items: Vec<T>,
}

impl<T> Stretch<T> {
    /// The same part of another list.
    pub fn with<U>(self, make: impl FnOnce(Vec<T>) -> Vec<U>) -> Stretch<U> {
        Stretch { total: self.total, limit: self.limit, next: self.next, items: make(self.items) }
    }
}

impl<T: Serialize> IntoResponse for Stretch<T> {
    fn into_response(self) -> Response {
        let next = self.next.clone().map(Next);
        let mut response = axum::Json(self).into_response();
        if let Some(next) = next {
            response.extensions_mut().insert(next);
        }
        response
    }
}

/// The cursor with which an answer goes on; [`super::reading`] makes a link of it.
#[derive(Clone, Debug)]
pub(super) struct Next(pub(super) String);

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
    let mut response =
        if has_it(headers, &tag) { StatusCode::NOT_MODIFIED.into_response() } else { answer.into_response() };
    if let Ok(value) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

/// Whether the client says that it has the answer with this tag (RFC 9110, section 13.1.2).
pub(super) fn has_it(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut known = known.flat_map(|tags| tags.split(',')).map(str::trim);
    known.any(|known| known == "*" || known.trim_start_matches("W/") == tag.trim_start_matches("W/"))
}

/// Reads a SCID in a path.
///
/// # Errors
///
/// A problem that says what a SCID looks like; of letters that could be one and are no hash, that nobody has it.
pub fn organisation(text: &str) -> Result<OrganisationId, Problem> {
    OrganisationId::parse(text).map_err(|error| match has_form_of_scid(text) {
        true => Problem::not_found("organisation of this SCID"),
        false => Problem::bad_request(error.to_string()),
    })
}

fn has_form_of_scid(text: &str) -> bool {
    let is_base58 = |b: u8| b.is_ascii_alphanumeric() && !b"0OIl".contains(&b);
    text.len() == SCID_LETTERS && text.starts_with("Qm") && text.bytes().all(is_base58)
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

const CURSOR_BYTES_MAX: usize = 256;
const SCID_LETTERS: usize = 46;
const OFFSET_MAX: u32 = 10_000_000;
const LIMIT_DEFAULT: u32 = 50;
const LIMIT_MAX: u32 = 200;
