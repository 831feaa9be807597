//! What holds for every answer that is read: members can be chosen, the next part of a list is linked, what the client
//! has already is not sent again, and pages of other sites may read it.
//!
//! ```text
//! GET …?fields=id,level     only these members
//! Link: <…?cursor=…>; rel="next"
//! ETag, If-None-Match       304 where the answer is the same
//! Access-Control-Allow-Origin: *    for GET and HEAD alone: nothing can be sent from another site
//! ```

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next as Inner;
use axum::response::{IntoResponse, Response};
use protocol::digest::Digest;
use protocol::text::printable_json;
use serde::Deserialize;
use serde_json::Value;

use crate::http::answer::{Next, has_it};
use crate::http::description::{Description, FIELDS_MAX};
use crate::http::problem::Problem;

/// Completes an answer, by what the request says of how it is read.
pub(super) async fn complete(
    State(description): State<Arc<Description>>,
    request: Request,
    inner: Inner,
) -> Response {
    let (method, uri, headers) = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let is_for_operators = OPERATORS.iter().any(|path| uri.path().starts_with(path));
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let is_read = matches!(method, Method::GET | Method::HEAD);
    if !is_read || is_for_operators {
        let response = inner.run(request).await;
        let is_shared = !is_for_operators && path.is_some_and(|path| description.is_read_at(&path));
        return if method == Method::OPTIONS { told_methods(response, is_shared) } else { response };
    }
    let offered = path.and_then(|path| description.members_at(&path));
    let wanted = match wanted_members(&uri, offered) {
        Ok(wanted) => wanted,
        Err(problem) => return readable(problem.into_response()),
    };
    let mut response = inner.run(request).await;
    if let (Some(wanted), StatusCode::OK) = (wanted, response.status()) {
        response = choose(response, &wanted).await;
    }
    link_next(&mut response, &uri);
    readable(tell_whether_same(&headers, response).await)
}

#[derive(Deserialize)]
struct Chosen {
    fields: Option<String>,
}

fn wanted_members(
    uri: &Uri,
    offered: Option<&BTreeSet<String>>,
) -> Result<Option<BTreeSet<String>>, Problem> {
    let Some(offered) = offered else { return Ok(None) };
    let chosen = axum::extract::Query::<Chosen>::try_from_uri(uri);
    let chosen = chosen.map_err(|error| Problem::bad_request(error.body_text()))?;
    let Some(fields) = &chosen.0.fields else { return Ok(None) };
    let names = || fields.split(',');
    match names().find(|name| !offered.contains(*name)) {
        None if names().count() <= FIELDS_MAX => Ok(Some(names().map(str::to_owned).collect())),
        None => Err(Problem::bad_request(format!("fields names at most {FIELDS_MAX} members"))),
        Some(_) => {
            let offered: Vec<&str> = offered.iter().map(String::as_str).collect();
            Err(Problem::bad_request(format!(
                "fields names some of {}, parted by commas",
                offered.join(", ")
            )))
        }
    }
}

/// Leaves in an object, or in each item of a list, only the members that are wanted.
async fn choose(response: Response, wanted: &BTreeSet<String>) -> Response {
    let is_json = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    if !is_json {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let read = to_bytes(body, CHOSEN_BYTES_MAX).await.ok();
    let Some(mut value) = read.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok()) else {
        return Problem::unprocessable("the answer is too long to choose from; ask without fields")
            .into_response();
    };
    let keep = |object: &mut Value| {
        if let Some(object) = object.as_object_mut() {
            object.retain(|name, _| wanted.contains(name));
        }
    };
    match value.get_mut("items").filter(|items| items.is_array() && !wanted.contains("items")) {
        Some(items) => items.as_array_mut().into_iter().flatten().for_each(keep),
        None => keep(&mut value),
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(value.to_string()))
}

/// Links the part that comes next: the same question with another cursor.
fn link_next(response: &mut Response, uri: &Uri) {
    let Some(Next(cursor)) = response.extensions_mut().remove::<Next>() else { return };
    let others = uri.query().unwrap_or_default().split('&');
    let mut query: String = others
        .filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="))
        .map(|pair| format!("{pair}&"))
        .collect();
    query.push_str("cursor=");
    query.push_str(&cursor);
    if let Ok(link) = HeaderValue::from_str(&format!("<{}?{query}>; rel=\"next\"", uri.path())) {
        response.headers_mut().append(header::LINK, link);
    }
}

/// Tags an answer that lies whole in memory with its digest; says only that it is the same to whom has it.
async fn tell_whether_same(headers: &HeaderMap, response: Response) -> Response {
    let is_whole = response.body().size_hint().exact().is_some_and(|bytes| bytes <= TAGGED_BYTES_MAX);
    if response.status() != StatusCode::OK || !is_whole || response.headers().contains_key(header::ETAG) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::page_failed().into_response();
    };
    let is_json = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    let shown = if is_json { std::str::from_utf8(&bytes).ok().map(printable_json) } else { None };
    let bytes = match shown {
        // What a terminal would obey is written in digits.
        Some(Cow::Owned(shown)) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            Bytes::from(shown)
        }
        _ => bytes,
    };
    let tag = format!("\"{}\"", Digest::of(&[&bytes]));
    let tag_value = HeaderValue::from_str(&tag).expect("a digest is written in digits");
    parts.headers.insert(header::ETAG, tag_value);
    if has_it(headers, &tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Lets every site read the answer, and every cache keep it as long as it asks whether it still holds.
fn readable(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in READABLE {
        headers.entry(name).or_insert(value);
    }
    response
}

/// Answers which methods a path takes, in `Allow`, which the router adds; to a page of another site, that it may read.
fn told_methods(response: Response, is_shared: bool) -> Response {
    if response.status() != StatusCode::METHOD_NOT_ALLOWED {
        return response;
    }
    let mut told = StatusCode::NO_CONTENT.into_response();
    if is_shared {
        told.headers_mut().extend(PREFLIGHT);
    }
    told
}

/// Weakens the tag of an answer that was packed on its way: its bytes are not those that were tagged.
pub(super) async fn weaken_packed(mut response: Response) -> Response {
    if response.headers().contains_key(header::CONTENT_ENCODING)
        && let Some(tag) = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok())
        && tag.starts_with('"')
        && let Ok(weak) = HeaderValue::from_str(&format!("W/{tag}"))
    {
        response.headers_mut().insert(header::ETAG, weak);
    }
    response
}

const ANY_SITE: HeaderValue = HeaderValue::from_static("*");
const READABLE: [(HeaderName, HeaderValue); 3] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY_SITE),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("ETag, Link, Retry-After, Hanse-Directory-Digest"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
];
const PREFLIGHT: [(HeaderName, HeaderValue); 4] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, ANY_SITE),
    (header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, HEAD, OPTIONS")),
    (
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("Accept, Accept-Language, If-None-Match"),
    ),
    (header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400")),
];
/// For those who run the node, and for nobody's browser.
const OPERATORS: [&str; 2] = ["/health/", "/metrics"];
/// To digest a longer answer would hold up others.
const TAGGED_BYTES_MAX: u64 = 16 << 20;
const CHOSEN_BYTES_MAX: usize = 16 << 20;
