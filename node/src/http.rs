//! What a node says over HTTP: pages for people, an API for programs, from the same handlers' data.
//!
//! ```text
//! /                      pages (node/src/http/page)         HTML, useful without script
//! /v1/…                  one file a noun                    JSON, CBOR, JSON Lines
//! /health/… /metrics     operate                            for operators
//! /openapi.json          what of this programs may rely on (description)
//! ```
//! A problem is RFC 9457 JSON to a program and a page to a person. Nothing here decides anything: it asks the
//! [`Handle`] and shows what it is told.

pub mod problem;
pub mod negotiate;
pub mod reader;
pub mod answer;
mod beside;
pub mod intake;
pub mod node;
pub mod organisation;
pub mod document;
pub mod landscape;
pub mod census;
mod compare;
pub mod post;
pub mod link;
pub mod attestation;
pub mod badge;
pub mod scheme;
pub mod portal;
pub mod operate;
pub mod export;
pub mod caller;
mod changes;
mod linked;
pub mod page;
mod description;
mod reading;
mod door;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use protocol::anchors::Anchors;
use protocol::organisation::Host;
use protocol::text::WebAddress;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::handle::Handle;
use crate::holders::Standing;
use crate::http::door::Door;
use crate::net::Net;
use crate::pages::Demonstration;
use crate::verdicts::Verdicts;

/// What the handlers share.
#[derive(Clone)]
pub struct App {
    /// The directory.
    pub handle: Handle,
    /// What does not change while the node runs.
    pub about: Arc<About>,
    /// The network.
    pub net: Arc<Net>,
    /// What the pages concluded about labels a moment ago.
    pub verdicts: Arc<Verdicts>,
    /// How many exports are under way.
    pub exports: export::UnderWay,
    /// How much each address may still ask for.
    pub callers: Arc<caller::Callers>,
    /// Who holds a valid label on which day.
    pub standing: Arc<Standing>,
}

/// What a node says of itself, and what its pages trust.
#[derive(Debug)]
pub struct About {
    /// The node's name, for people.
    pub name: String,
    /// The domain name under which it is reached, if it has one.
    pub host: Option<Host>,
    /// Set where the organisations are not real.
    pub demonstration: Option<Demonstration>,
    /// The licence under which the operator gives out what is theirs to give.
    pub licence: Option<WebAddress>,
    /// With which the pages judge labels.
    pub anchors: watch::Receiver<Anchors>,
}

impl About {
    /// The anchors as they are pinned now.
    #[must_use]
    pub fn anchors(&self) -> Anchors {
        self.anchors.borrow().clone()
    }
}

/// Binds the address, so that a port in use is told before anything else is done.
///
/// # Errors
///
/// [`HttpError`].
pub async fn bind(address: SocketAddr) -> Result<TcpListener, HttpError> {
    TcpListener::bind(address).await.map_err(|source| match source.kind() {
        std::io::ErrorKind::AddrInUse => HttpError::InUse { address },
        _ => HttpError::Bind { address, source },
    })
}

/// Serves until `stop` is done; answers under way are finished.
///
/// # Errors
///
/// [`HttpError::Serve`].
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), HttpError> {
    let service = router(app).into_make_service_with_connect_info::<caller::Caller>();
    axum::serve(Door::new(listener), service).with_graceful_shutdown(stop).await.map_err(HttpError::Serve)
}

/// Every path.
pub fn router(app: App) -> Router {
    let (api, description) = OpenApiRouter::with_openapi(Gathered::openapi())
        .routes(routes!(node::show))
        .routes(routes!(organisation::list))
        .routes(routes!(organisation::show))
        .routes(routes!(organisation::log, intake::log))
        .routes(routes!(organisation::items))
        .routes(routes!(document::list))
        .routes(routes!(document::show))
        .routes(routes!(document::entries))
        .routes(routes!(landscape::listings))
        .routes(routes!(landscape::search))
        .routes(routes!(landscape::suggest))
        .routes(routes!(census::counts))
        .routes(routes!(compare::show))
        .routes(routes!(post::list))
        .routes(routes!(post::show))
        .routes(routes!(link::list))
        .routes(routes!(attestation::list))
        .routes(routes!(attestation::show))
        .routes(routes!(attestation::credential))
        .routes(routes!(attestation::evidence))
        .routes(routes!(badge::picture))
        .routes(routes!(badge::code))
        .routes(routes!(scheme::list))
        .routes(routes!(scheme::show))
        .routes(routes!(scheme::accreditation))
        .routes(routes!(scheme::status_list))
        .routes(routes!(portal::list))
        .routes(routes!(portal::show))
        .routes(routes!(intake::entries))
        .routes(routes!(export::catalogue))
        .routes(routes!(export::file))
        .routes(routes!(operate::live))
        .routes(routes!(operate::ready))
        .routes(routes!(operate::metrics))
        .split_for_parts();
    let description = Arc::new(description::Description::complete(&description));
    let served = Arc::clone(&description);
    api.route(
        "/openapi.json",
        axum::routing::get(move |headers: HeaderMap| async move { served.serve(&headers) }),
    )
    .merge(page::router())
    .merge(changes::router())
    .fallback(problem::no_such_path)
    .method_not_allowed_fallback(problem::no_such_method)
    .layer(axum::middleware::from_fn_with_state(description, reading::complete))
    .layer(axum::middleware::from_fn_with_state(app.clone(), caller::admit))
    .layer(axum::middleware::from_fn_with_state(app.clone(), negotiate::tell_problems))
    .layer(DefaultBodyLimit::max(intake::BODY_BYTES_MAX))
    .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::GATEWAY_TIMEOUT, REQUEST_TIMEOUT))
    .layer(axum::middleware::map_response(problem::in_one_form))
    .layer(CompressionLayer::new())
    .layer(axum::middleware::map_response(reading::weaken_packed))
    .layer(set(header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY))
    .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
    .layer(set(header::REFERRER_POLICY, "no-referrer"))
    .with_state(app)
}

fn set(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Hanse node",
        description = "A node of the federated directory of cluster organisations. What a node says proves itself \
                       only where it is signed: identity lines, entries, credentials and evidence.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    servers((url = "/")),
    components(schemas(problem::ProblemBody))
)]
struct Gathered;

/// Why the node does not serve.
#[derive(Debug, Error)]
pub enum HttpError {
    /// Another program has the port.
    #[error("{address} is in use; stop the program that listens there, or choose another port with `--http`")]
    InUse {
        /// The address.
        address: SocketAddr,
    },
    /// The address cannot be bound.
    #[error("cannot listen on {address}; give an address of this machine, such as 127.0.0.1:8420")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// Serving ended.
    #[error("serving HTTP ended")]
    Serve(#[source] std::io::Error),
}

const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
/// Only what the node itself serves is loaded or run, and nothing that stands in a page: no script, style or frame of it.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'";
