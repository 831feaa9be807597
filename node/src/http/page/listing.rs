//! `GET /listings/{scid}/{name}`: the page of a listing.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use protocol::entry::Address;
use protocol::ledger::Ledger;
use protocol::listing::{Listing, Recognition};
use protocol::organisation::OrganisationId;

use crate::http::App;
use crate::http::answer::{Path, address, organisation};
use crate::http::linked;
use crate::http::negotiate::Wish;
use crate::http::page::{frame, page_or_twin, party, phrase, place, profile, said, website};
use crate::http::problem::Problem;
use crate::pages::listing::{ListingPage, Source};
use crate::pages::path;
use crate::pages::profile::{Field, Group, Value};
use crate::pages::words::{Fact, Link, Phrase};

pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let by = organisation(&scid)?;
    let address = address("listing", &name)?;
    if Wish::of(&headers) == Wish::LinkedData {
        return linked::listing(&app, &headers, by, &address).await;
    }
    let document = format!("/v1/organisations/{by}/documents/listing/{}", path::segment(address.name()));
    let path = path::listing(&scid, &name);
    let page = page_or_twin(&headers, &document, make(&app, by, address, &document)).await?;
    Ok(linked::announce(&path, page))
}

async fn make(
    app: &App,
    by: OrganisationId,
    address: Address,
    document: &str,
) -> Result<ListingPage, Problem> {
    let model = app.handle.model().await?;
    let held = app.handle.ledger(by).await?.and_then(|ledger| read(&ledger, &address));
    let (listing, changed) = held.ok_or_else(|| Problem::not_found("listing of this name"))?;
    let facts = &listing.facts;
    let mut other_names = profile::phrases(&facts.names);
    other_names
        .extend([&facts.acronym, &facts.legal_name].into_iter().flatten().map(|name| phrase(name, "")));
    other_names.retain(|name| name.text != said(&listing.name));
    let mut groups = profile::groups(facts, &listing.remarks);
    groups.extend(of_the_register(&listing));
    Ok(ListingPage {
        frame: frame(app, Some(document)),
        name: phrase(&listing.name, ""),
        other_names,
        by: party(&model, &by),
        place: place(facts.place.as_deref(), facts.region.as_ref(), facts.country.as_ref()),
        website: facts.website.as_ref().map(website),
        sources: listing.sources.iter().map(|name| source(name)).collect(),
        claimed_by: None,
        notices: Vec::new(),
        groups,
        remarks: profile::remarks_on_the_whole(facts, &listing.remarks),
        changed,
        downloads: vec![
            Link::here("The record (JSON)", &format!("{document}.json")),
            Link::here("The record (Automerge)", &format!("{document}.automerge")),
            Link::here("Signed entries (CBOR)", &format!("{document}/entries")),
            Link::here("The agency’s log (did.jsonl)", &format!("/v1/organisations/{by}/did.jsonl")),
        ],
    })
}

/// The listing, and the day of its newest change.
fn read(ledger: &Ledger, address: &Address) -> Option<(Listing, Option<String>)> {
    let listing = Listing::read(&ledger.document(address)?.facts());
    let newest = ledger.entries_at(address).iter().map(|(entry, _)| entry.header().time).max();
    Some((listing, newest.map(|time| time.day().to_string())))
}

/// What a register says beyond the standard template.
fn of_the_register(listing: &Listing) -> Option<Group> {
    let mut fields = Vec::new();
    let mut add = |title: &str, value: Value, remark: Option<&str>| {
        fields.push(Field {
            title: title.to_owned(),
            value,
            remarks: remark.map(str::to_owned).into_iter().collect(),
        });
    };
    if !listing.ecosystem_guesses.is_empty() {
        let titles = listing.ecosystem_guesses.iter().map(|term| said(term.title())).collect();
        let remark = "somebody guessed them; the register states none";
        add("Industrial ecosystems, guessed", Value::Terms(titles), Some(remark));
    }
    if !listing.recognitions.is_empty() {
        let reported = listing.recognitions.iter().map(recognition).collect();
        let remark = "as the register reports it; only a label that its issuer signed can be verified";
        add("Recognitions", Value::Texts(reported), Some(remark));
    }
    if !listing.external.is_empty() {
        let fact = |(scheme, id): (&String, &String)| Fact::code(&said(registry(scheme)), &said(id));
        add("In other registers", Value::Facts(listing.external.iter().map(fact).collect()), None);
    }
    if let Some(point) = listing.point {
        let (lat, lon) = point.degrees();
        add(
            "On the map",
            Value::Texts(vec![phrase(&format!("{lat}, {lon} (degrees north and east)"), "")]),
            None,
        );
    }
    if let Some(evidence) = &listing.website_evidence {
        let words = match evidence.as_str() {
            "ror" => "as the Research Organization Registry has it",
            "page" => "somebody opened it and found the organisation",
            "code" => "taken from a list; nobody has opened it yet",
            other => other,
        };
        add("Evidence for the website", Value::Texts(vec![phrase(words, "")]), None);
    }
    if !listing.register.is_empty() {
        let fact = |(name, text): (&String, &String)| Fact::words(&said(name), &said(text));
        add(
            "Other parts of the register’s line",
            Value::Facts(listing.register.iter().map(fact).collect()),
            None,
        );
    }
    (!fields.is_empty()).then(|| Group { title: "From the register".to_owned(), confirmed: None, fields })
}

/// `pôle de compétitivité, 2023 (source: vipress.net)`.
fn recognition(reported: &Recognition) -> Phrase {
    let year = reported.year.map(|year| format!(", {year}")).unwrap_or_default();
    let source = reported.source.as_ref().map(|source| format!(" (source: {source})")).unwrap_or_default();
    phrase(&format!("{}{year}{source}", reported.scheme), "")
}

fn registry(scheme: &str) -> &str {
    match scheme {
        "cordis_pic" => "CORDIS, participant code (PIC)",
        "ror" => "Research Organization Registry (ROR)",
        other => other,
    }
}

/// The sources that are known by their short names; of others the name as it was given.
fn source(name: &str) -> Source {
    let (title, link) = match name {
        "eccp" => (
            "European Cluster Collaboration Platform (ECCP)",
            Some(Link::elsewhere("clustercollaboration.eu", "https://www.clustercollaboration.eu/")),
        ),
        "cordis-fp7" => (
            "CORDIS, projects of FP7",
            Some(Link::elsewhere("cordis.europa.eu", "https://cordis.europa.eu/")),
        ),
        "ror" => {
            ("Research Organization Registry (ROR)", Some(Link::elsewhere("ror.org", "https://ror.org/")))
        }
        "press" => ("Press reports", None),
        other => (other, None),
    };
    Source { title: said(title), link, retrieved: None, licence: None }
}
