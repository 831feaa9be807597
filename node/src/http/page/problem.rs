//! A problem, told to a person.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::http::App;
use crate::http::page::{frame, said, sentence};
use crate::http::problem::Problem;
use crate::pages::Template as _;
use crate::pages::problem::ProblemPage;

/// The page of a problem, with its status.
pub(in crate::http) fn show(app: &App, problem: &Problem) -> Response {
    let page = ProblemPage {
        frame: frame(app, None),
        status: problem.status.as_u16(),
        title: problem.title.to_owned(),
        what_happened: sentence(&said(&problem.detail)),
        what_to_do: advice(problem.status).map(str::to_owned).collect(),
        details: Vec::new(),
    };
    match page.render() {
        Ok(text) => (problem.status, Html(text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the page of a problem could not be written");
            problem.clone().into_response()
        }
    }
}

fn advice(status: StatusCode) -> impl Iterator<Item = &'static str> {
    let advice: &[&str] = match status {
        StatusCode::NOT_FOUND => &[
            "Check the address: an id is long, and every letter of it counts.",
            "Search for the name instead.",
        ],
        StatusCode::BAD_REQUEST => &["Go back, and change what was asked."],
        StatusCode::SERVICE_UNAVAILABLE => {
            &["Try again in a moment, or ask another node: all hold the same directory."]
        }
        _ => &[],
    };
    advice.iter().copied()
}
