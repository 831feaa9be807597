//! Pages for people: the read model put into `pages`, by path.

mod search;
mod spoken;
mod map;
mod compare;
mod counts;
mod region;
mod issuer;
mod organisation;
mod listing;
mod post;
mod attestation;
mod scheme;
mod portal;
mod node;
mod profile;
mod judgement;
mod drawing;
mod history;
mod likeness;
mod entries;
mod states;
pub(super) mod problem;

use std::collections::BTreeMap;

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use protocol::digest::Digest;
use protocol::organisation::OrganisationId;
use protocol::text::{LanguageTag, lookalike, printable_lines};
use protocol::vocabulary::Term;
use serde_json::Value;

use crate::http::answer::{Typed, tagged};
use crate::http::negotiate::{Wish, see_twin};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::http::{App, linked};
use crate::pages::head::beginning;
use crate::pages::linked::{Linked, document};
use crate::pages::locale::Locale;
use crate::pages::words::{Link, Party, Phrase};
use crate::pages::{Frame, MARK, SAVED, SHARE, STYLESHEET, SUGGEST, Template, ZOOM, path};
use crate::read_model::ReadModel;

/// The pages and what they are made up with.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route(path::SEARCH, get(search::show))
        .route("/organisations/{scid}", get(organisation::show))
        .route("/organisations/{scid}/logo", get(organisation::logo))
        .route("/listings/{scid}/{name}", get(listing::show))
        .route(path::POSTS, get(post::list))
        .route("/posts/{scid}/{name}", get(post::show))
        .route("/attestations/{scid}/{name}", get(attestation::show))
        .route("/schemes/{scid}/{name}", get(scheme::show))
        .route(path::PORTALS, get(portal::list))
        .route("/portals/{scid}/{name}", get(portal::show))
        .route(path::MAP, get(map::show))
        .route(path::COUNTS, get(counts::show))
        .route(path::COMPARE, get(compare::show))
        .route("/regions/{code}", get(region::show))
        .route("/ecosystems/{code}", get(region::ecosystem))
        .route("/issuers/{scid}", get(issuer::show))
        .route("/agencies/{scid}", get(issuer::agency))
        .route(path::NODE, get(node::show))
        .route(
            path::STYLESHEET,
            get(|headers: HeaderMap| async move { file(&headers, "text/css; charset=utf-8", STYLESHEET) }),
        )
        .route(path::SUGGEST_SCRIPT, get(|headers: HeaderMap| async move { file(&headers, SCRIPT, SUGGEST) }))
        .route(path::SAVED_SCRIPT, get(|headers: HeaderMap| async move { file(&headers, SCRIPT, SAVED) }))
        .route(path::ZOOM_SCRIPT, get(|headers: HeaderMap| async move { file(&headers, SCRIPT, ZOOM) }))
        .route(path::MARK, get(|headers: HeaderMap| async move { file(&headers, "image/svg+xml", MARK) }))
        // Who knows no pages asks for the icon there.
        .route("/favicon.ico", get(async || Redirect::permanent(path::MARK)))
        .route(path::SHARE, get(|headers: HeaderMap| async move { file(&headers, "image/png", SHARE) }))
}

/// Answers with a page, with the same as JSON-LD, or sends a program on to the page's JSON twin; the page is made only if
/// it is wanted.
async fn page_or_twin<P: Linked>(
    reader: &Reader,
    twin: &str,
    make: impl Future<Output = Result<P, Problem>>,
) -> Result<Response, Problem> {
    match Wish::of(&reader.headers) {
        Wish::Json => Ok(see_twin(twin)),
        Wish::Neither => Err(Problem::not_acceptable()),
        Wish::LinkedData => Ok(linked::answer(reader, document(&make.await?))),
        Wish::Page | Wish::Either => page(reader, make).await,
    }
}

/// The same for a page whose JSON-LD says more than the page shows.
async fn page_or_told<P: Template>(
    reader: &Reader,
    twin: &str,
    tell: impl Future<Output = Result<Value, Problem>>,
    make: impl Future<Output = Result<P, Problem>>,
) -> Result<Response, Problem> {
    match Wish::of(&reader.headers) {
        Wish::Json => Ok(see_twin(twin)),
        Wish::Neither => Err(Problem::not_acceptable()),
        Wish::LinkedData => Ok(linked::answer(reader, tell.await?)),
        Wish::Page | Wish::Either => page(reader, make).await,
    }
}

async fn page<P: Template>(
    reader: &Reader,
    make: impl Future<Output = Result<P, Problem>>,
) -> Result<Response, Problem> {
    let text = make.await?.render().map_err(|error| {
        tracing::error!(%error, "a page could not be written");
        Problem::page_failed()
    })?;
    let tag = Digest::of(&[text.as_bytes()]).to_string();
    let mut response = tagged(&reader.headers, &tag, Html(text));
    reader.mark(response.headers_mut());
    response.headers_mut().insert(header::CACHE_CONTROL, REVALIDATE);
    linked::announce(reader, &mut response);
    Ok(response)
}

/// A file that comes with the program.
fn file(headers: &HeaderMap, kind: &'static str, bytes: impl AsRef<[u8]>) -> Response {
    let bytes = bytes.as_ref();
    let tag = Digest::of(&[bytes]).to_string();
    let mut response = tagged(headers, &tag, Typed(kind, bytes.to_vec())).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, REVALIDATE);
    response
}

/// What stands around a page whose data is also at `twin`.
fn frame(app: &App, reader: &Reader, twin: Option<&str>) -> Frame {
    let host = app.about.host.as_ref().map_or_else(|| app.about.name.clone(), ToString::to_string);
    Frame {
        demonstration: app.about.demonstration.clone(),
        as_json: twin.map(str::to_owned),
        origin: app.about.host.as_ref().map(|host| format!("https://{host}")),
        address: if twin.is_some() { reader.address() } else { String::new() },
        locale: reader.locale,
        languages: Locale::ALL.map(|locale| (locale, reader.address_in(locale))).into(),
        ..Frame::new(&host, env!("CARGO_PKG_VERSION"))
    }
}

/// Words of a stranger: whatever would hide or turn the words around it is made visible, and a name that may be taken for
/// another will be marked.
fn phrase(text: &str, language: &str) -> Phrase {
    Phrase { lookalike: lookalike(text), ..Phrase::new(&said(text), language) }
}

/// Words of a stranger whose language is not known.
fn said(text: &str) -> String {
    printable_lines(text).into_owned()
}

/// An organisation as pages name it: by the name that it gives itself now.
fn party(model: &ReadModel, id: &OrganisationId) -> Party {
    party_or(model, id, "")
}

/// The same; of an organisation that has no name here, the one that somebody else wrote.
fn party_or(model: &ReadModel, id: &OrganisationId, otherwise: &str) -> Party {
    let view = model.organisation(id);
    let name = match view.and_then(|view| Some((view.name.as_deref()?, &view.name_language))) {
        Some((name, language)) => phrase(name, language.as_ref().map_or("", |tag| tag.as_str())),
        None => phrase(otherwise, ""),
    };
    Party { name, scid: id.to_string() }
}

/// Town, region and country in words; what repeats itself is said once.
fn place(locale: Locale, town: Option<&str>, region: Option<&Term>, country: Option<&Term>) -> String {
    // Behind a comma NUTS says what kind of region it is: `Jena, Kreisfreie Stadt`.
    let region =
        region.map(|region| region.title().split_once(", ").map_or(region.title(), |(name, _)| name));
    let parts = [town.map(str::trim), region, country.map(|country| country.title_in(locale.tag()).0)];
    let mut place: Vec<&str> = Vec::new();
    for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
        if place.last() != Some(&part) {
            place.push(part);
        }
    }
    said(&place.join(", "))
}

/// The language of the reader, as what was written is asked for it.
fn tag(locale: Locale) -> LanguageTag {
    LanguageTag::parse(locale.tag()).expect("the tags are language tags")
}

/// The title in the language of the reader, else in English, else in the first that there is.
fn titled(locale: Locale, titles: &BTreeMap<String, String>) -> Phrase {
    let of = |wanted: &str| {
        let exact = titles.get_key_value(wanted);
        exact.or_else(|| titles.iter().find(|(tag, _)| tag.split('-').next() == Some(wanted)))
    };
    let best = of(locale.tag()).or_else(|| of("en")).or_else(|| titles.iter().next());
    best.map_or_else(Phrase::default, |(language, text)| phrase(text, &said(language)))
}

/// A sentence of the program's own that is written in English only.
fn in_english(sentence: &str) -> Phrase {
    phrase(sentence, "en")
}

/// The name of a code in the language of the reader, else with the language that it is in.
fn term(locale: Locale, term: &Term) -> Phrase {
    let (name, language) = term.title_in(locale.tag());
    phrase(name, language)
}

/// A website as a link that shows its host.
fn website(address: &protocol::text::WebAddress) -> Link {
    let text = address.as_str();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.strip_prefix("www.").unwrap_or(text);
    Link::elsewhere(text.trim_end_matches('/'), address.as_str())
}

/// A fragment as a sentence.
fn sentence(fragment: &str) -> String {
    stopped(&capitalised(fragment))
}

/// A fragment with a capital.
fn capitalised(fragment: &str) -> String {
    let mut letters = fragment.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// Words with a full stop, unless they end in something of the kind.
fn stopped(words: &str) -> String {
    let ends = words.ends_with(['.', '!', '?', '…', ':']);
    if ends { words.to_owned() } else { format!("{words}.") }
}

const SCRIPT: &str = "text/javascript; charset=utf-8";
/// Browsers keep a page and ask whether it is still the same.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

#[cfg(test)]
mod tests;
