//! JSON-LD in the words of schema.org, at the addresses of the pages, for who asks with `Accept: application/ld+json`.
//!
//! What a page shows it says itself ([`crate::pages::linked`]). Of organisations, listings,
//! posts and portals more is told here than their pages show.

mod portal;
mod post;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use protocol::digest::Digest;
use protocol::entry::Address;
use protocol::landscape::CardKind;
use protocol::listing::Listing;
use protocol::organisation::OrganisationId;
use protocol::profile::Profile;
use protocol::text::{TaggedText, printable_json};
use protocol::vocabulary::Term;
use protocol::vocabulary::region::Point;
use serde_json::{Value, json};

use crate::http::App;
use crate::http::answer::{Typed, tagged};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::linked::without_nothing;
use crate::pages::path;

pub(super) use portal::portal;
pub(super) use post::post;

/// What an organisation says of itself.
pub(super) async fn organisation(app: &App, id: OrganisationId) -> Result<Value, Problem> {
    let not_found = || Problem::not_found("organisation of this SCID");
    let model = app.handle.model().await?;
    let view = model.organisation(&id).ok_or_else(not_found)?;
    let ledger = app.handle.ledger(id).await?.ok_or_else(not_found)?;
    let address = Address::profile();
    let profile =
        ledger.document(&address).map(|document| Profile::read(&document.facts())).unwrap_or_default();
    let point = view.cards.iter().find(|card| card.kind == CardKind::Profile).and_then(|card| card.point);
    let scid = id.to_string();
    let mut said = described(app, &path::organisation(&scid), &profile, point);
    said["@id"] = json!(view.did);
    said["identifier"] = json!({"@type": "PropertyValue", "propertyID": "SCID", "value": scid});
    if profile.logo.is_some() {
        said["logo"] = json!(format!("{}{}", base(app), path::logo(&scid)));
    }
    let labels: Vec<Value> = model
        .labels_of(&id)
        .map(|label| {
            let issuer = label.id.issuer.to_string();
            let page = format!("{}{}", base(app), path::attestation(&issuer, &label.id.name));
            json!({
                "@type": "Certification", "url": page, "certificationIdentification": label.id.to_string(),
                "certificationRating": {"@type": "Rating", "ratingValue": label.level},
                "validFrom": label.valid_from.to_string(), "expires": label.valid_until.to_string(),
                "issuedBy": {"@type": "Organization", "@id": label.issuer.did},
            })
        })
        .collect();
    if !labels.is_empty() {
        said["hasCertification"] = json!(labels);
    }
    Ok(said)
}

/// What an agency says of an organisation, said to be the agency's word.
pub(super) async fn listing(app: &App, by: OrganisationId, address: &Address) -> Result<Value, Problem> {
    let not_found = || Problem::not_found("listing of this name");
    let model = app.handle.model().await?;
    let ledger = app.handle.ledger(by).await?.ok_or_else(not_found)?;
    let listing = Listing::read(&ledger.document(address).ok_or_else(not_found)?.facts());
    let page = path::listing(&by.to_string(), address.name());
    let id = format!("{by}/{}", address.name());
    let card =
        model.organisation(&by).and_then(|view| view.cards.iter().find(|card| *card.id == *id).cloned());
    let mut said = described(app, &page, &listing.facts, card.and_then(|card| card.point));
    said["name"] = json!(listing.name);
    let did = model.organisation(&by).map(|view| view.did.clone());
    said["subjectOf"] = json!({
        "@type": "CreativeWork", "identifier": id, "isBasedOn": listing.sources,
        "author": {"@type": "Organization", "@id": did, "name": model.name_of(&by)},
    });
    Ok(said)
}

/// Says on a page that it is also given as JSON-LD, at the same address.
pub(super) fn announce(reader: &Reader, response: &mut Response) {
    let link = format!("<{}>; rel=\"alternate\"; type=\"{LINKED_DATA}\"", reader.address());
    if let Ok(link) = HeaderValue::from_str(&link) {
        response.headers_mut().append(header::LINK, link);
    }
}

/// Gives a document.
pub(super) fn answer(reader: &Reader, said: Value) -> Response {
    let text = printable_json(&said.to_string()).into_owned();
    let tag = Digest::of(&[text.as_bytes()]).to_string();
    let mut response = tagged(&reader.headers, &tag, Typed(LINKED_DATA, text.into_bytes()));
    reader.mark(response.headers_mut());
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn described(app: &App, page: &str, profile: &Profile, point: Option<Point>) -> Value {
    let mut said = json!({
        "@type": "Organization",
        "address": postal_address(profile.country.as_ref(), profile.region.as_ref(), profile.place.as_deref()),
        "name": tagged_texts(&profile.names),
        "alternateName": profile.acronym,
        "legalName": profile.legal_name,
        "foundingDate": profile.founded.map(|year| year.to_string()),
        "knowsAbout": profile.ecosystems.iter().map(|term| term.title()).collect::<Vec<_>>(),
    });
    introduce(&mut said, app, page, profile);
    if let Some(point) = point {
        let (lat, lon) = point.degrees();
        let geo = json!({"@type": "GeoCoordinates", "latitude": lat, "longitude": lon});
        said["location"] = json!({"@type": "Place", "geo": geo});
    }
    without_nothing(said)
}

fn postal_address(country: Option<&Term>, region: Option<&Term>, town: Option<&str>) -> Value {
    json!({
        "@type": "PostalAddress",
        "addressCountry": country.map(|country| &country.code),
        "addressRegion": region.map(Term::title),
        "addressLocality": town,
    })
}

/// Adds what is said of anything that has a page: where that is, a description, and its pages elsewhere.
fn introduce(said: &mut Value, app: &App, page: &str, facts: &Profile) {
    said["@context"] = json!("https://schema.org");
    said["mainEntityOfPage"] = json!(format!("{}{page}", base(app)));
    said["description"] = json!(tagged_texts(&facts.descriptions));
    said["url"] = json!(facts.website.as_ref().map(ToString::to_string));
}

fn tagged_texts(texts: &TaggedText) -> Vec<Value> {
    texts.iter().map(|(tag, text)| json!({"@language": tag.as_str(), "@value": text})).collect()
}

/// The address of this node before its paths; empty where it has no domain name, then addresses are relative.
fn base(app: &App) -> String {
    app.about.host.as_ref().map(|host| format!("https://{host}")).unwrap_or_default()
}

/// The media type of JSON-LD.
const LINKED_DATA: &str = "application/ld+json";
