//! A problem, told to a person.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::http::App;
use crate::http::page::{frame, in_english, sentence};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::Template as _;
use crate::pages::locale::Locale;
use crate::pages::problem::ProblemPage;
use crate::pages::words::Phrase;

/// The page of a problem, with its status.
pub(in crate::http) fn show(app: &App, reader: &Reader, problem: &Problem) -> Response {
    let locale = reader.locale;
    let say = |key: &str| locale.t(key).to_text();
    let [title, what_happened] = words(problem.status);
    let detail = in_english(&sentence(&problem.detail));
    // The detail says all that is known, in English; to others it stands behind what kind of problem it is.
    let (title, what_happened, detail) = if locale == Locale::En {
        (problem.title.to_owned(), detail, None)
    } else {
        (say(title), Phrase::plain(&say(what_happened)), Some(detail))
    };
    let page = ProblemPage {
        frame: frame(app, reader, None),
        status: problem.status.as_u16(),
        title,
        what_happened,
        detail,
        what_to_do: advice(problem.status).iter().map(|key| say(key)).collect(),
        details: Vec::new(),
    };
    match page.render() {
        Ok(text) => {
            let mut response = (problem.status, Html(text)).into_response();
            reader.mark(response.headers_mut());
            response
        }
        Err(error) => {
            tracing::error!(%error, "the page of a problem could not be written");
            problem.clone().into_response()
        }
    }
}

/// The keys of a problem's title and of what happened.
fn words(status: StatusCode) -> [&'static str; 2] {
    match status {
        StatusCode::NOT_FOUND => ["problem-not-found", "problem-not-found-what"],
        StatusCode::BAD_REQUEST => ["problem-bad-request", "problem-bad-request-what"],
        StatusCode::UNPROCESSABLE_ENTITY => ["problem-unprocessable", "problem-unprocessable-what"],
        StatusCode::METHOD_NOT_ALLOWED => ["problem-method", "problem-method-what"],
        StatusCode::SERVICE_UNAVAILABLE => ["problem-unavailable", "problem-unavailable-what"],
        StatusCode::INTERNAL_SERVER_ERROR => ["problem-internal", "problem-internal-what"],
        _ => ["problem-other", "problem-other-what"],
    }
}

fn advice(status: StatusCode) -> &'static [&'static str] {
    match status {
        StatusCode::NOT_FOUND => &["problem-check-address", "problem-search-name"],
        StatusCode::BAD_REQUEST => &["problem-go-back"],
        StatusCode::SERVICE_UNAVAILABLE => &["problem-try-again"],
        _ => &[],
    }
}
