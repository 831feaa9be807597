//! Pages for people: the read model put into `pages`, by path.

use axum::Router;
use axum::routing::get;

use crate::http::App;
use crate::http::answer::Typed;
use crate::pages::{MARK, STYLESHEET, path};

/// The pages and what they are made up with.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route(path::STYLESHEET, get(|| async { Typed("text/css; charset=utf-8", STYLESHEET.into()) }))
        .route(path::MARK, get(|| async { Typed("image/svg+xml", MARK.into()) }))
}
