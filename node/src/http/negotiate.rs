//! Page or JSON: what a client gets at the paths of the pages, by its `Accept`.
//!
//! ```text
//! Accept: text/html,…  (browsers)   the page            a problem page
//! Accept: application/json          303 to its twin     RFC 9457
//! Accept: */*, or none              the page            RFC 9457
//! ```
//! Under `/v1` everything is for programs.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::http::App;
use crate::http::page::problem;
use crate::http::problem::Problem;
use crate::http::reader::Reader;

/// What a client would rather have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// HTML.
    Page,
    /// JSON.
    Json,
    /// It takes both alike, or says nothing.
    Either,
}

impl Wish {
    /// Reads `Accept` (RFC 9110, section 12.5.1).
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let accepted: Vec<&str> = headers
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        let page = weight(&accepted, "text", "html");
        let json =
            weight(&accepted, "application", "json").max(weight(&accepted, "application", "problem+json"));
        match page.cmp(&json) {
            std::cmp::Ordering::Greater => Self::Page,
            std::cmp::Ordering::Less => Self::Json,
            std::cmp::Ordering::Equal => Self::Either,
        }
    }
}

/// Tells problems to whoever asked: a page to a person, RFC 9457 to a program.
pub(super) async fn tell_problems(State(app): State<App>, request: Request, next: Next) -> Response {
    let is_for_programs = PROGRAMS.iter().any(|path| request.uri().path().starts_with(path));
    let reader = Reader::of(request.headers(), request.uri());
    let response = next.run(request).await;
    match response.extensions().get::<Problem>() {
        Some(problem) if Wish::of(&reader.headers) == Wish::Page && !is_for_programs => {
            let mut page = problem::show(&app, &reader, problem);
            if let Some(methods) = response.headers().get(header::ALLOW) {
                page.headers_mut().insert(header::ALLOW, methods.clone());
            }
            page
        }
        _ => response,
    }
}

/// Sends a program to the JSON that a page is made of.
pub(super) fn see_twin(twin: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(twin) else {
        return StatusCode::NOT_ACCEPTABLE.into_response();
    };
    let headers = [(header::LOCATION, location), (header::VARY, HeaderValue::from_static("accept"))];
    (StatusCode::SEE_OTHER, headers, Body::empty()).into_response()
}

/// How much a media type is wanted, in thousandths; the range that fits most closely counts.
fn weight(accepted: &[&str], kind: &str, subtype: &str) -> u16 {
    let mut best = (0, 0);
    for range in accepted {
        let mut parts = range.split(';').map(str::trim);
        let Some((k, s)) = parts.next().and_then(|range| range.split_once('/')) else { continue };
        let closeness = match (k.eq_ignore_ascii_case(kind), s.eq_ignore_ascii_case(subtype)) {
            (true, true) => 3,
            (true, false) if s == "*" => 2,
            _ if k == "*" && s == "*" => 1,
            _ => continue,
        };
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        if closeness > best.0 {
            best = (closeness, quality.map_or(1000, thousandths));
        }
    }
    best.1
}

/// Reads `0.8` as 800; what is no such number is 0.
pub(super) fn thousandths(quality: &str) -> u16 {
    let (whole, part) = quality.split_once('.').unwrap_or((quality, ""));
    let part = format!("{part:0<3}");
    match (whole, part.get(..3).map(str::parse::<u16>)) {
        ("1", _) => 1000,
        ("0", Some(Ok(part))) => part,
        _ => 0,
    }
}

const PROGRAMS: [&str; 4] = ["/v1/", "/openapi.json", "/metrics", "/health/"];

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(accept: &str) -> Wish {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(accept).expect("a header"));
        Wish::of(&headers)
    }

    #[test]
    fn a_browser_gets_pages_and_a_program_gets_json() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert_eq!(wish(browser), Wish::Page);
        assert_eq!(wish("application/json"), Wish::Json);
        assert_eq!(wish("application/problem+json"), Wish::Json);
        assert_eq!(wish("*/*"), Wish::Either);
        assert_eq!(Wish::of(&HeaderMap::new()), Wish::Either);
    }

    #[test]
    fn the_closest_range_and_its_weight_decide() {
        assert_eq!(wish("text/html;q=0.4, application/json;q=0.5"), Wish::Json);
        assert_eq!(wish("text/html;q=0, */*"), Wish::Json);
        assert_eq!(wish("application/*, text/html;q=0.999"), Wish::Json);
        assert_eq!(wish("TEXT/HTML, application/json;q=0.9"), Wish::Page);
        assert_eq!(wish("text/html;q=banana, application/json;q=0.001"), Wish::Json);
    }
}
