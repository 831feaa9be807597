//! `GET /listings/{scid}/{name}`: the page of a listing.

use axum::extract::State;
use axum::response::Response;
use protocol::entry::Address;
use protocol::ledger::Ledger;
use protocol::listing::{Listing, Recognition};
use protocol::organisation::OrganisationId;

use crate::http::App;
use crate::http::answer::{Path, address, organisation};
use crate::http::linked;
use crate::http::page::{
    frame, history, likeness, page_or_told, party, phrase, place, profile, region, said, term, website,
};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::listing::{ListingPage, Source};
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::profile::{Field, Group, Value};
use crate::pages::words::{Fact, Link, Phrase};

pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Problem> {
    let by = organisation(&scid)?;
    let address = address("listing", &name)?;
    let document = format!("/v1/organisations/{by}/documents/listing/{}", path::segment(address.name()));
    let told = linked::listing(&app, by, &address);
    page_or_told(&reader, &document, told, make(&app, &reader, by, address.clone(), &document)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    by: OrganisationId,
    address: Address,
    document: &str,
) -> Result<ListingPage, Problem> {
    let model = app.handle.model().await?;
    let locale = reader.locale;
    let held = app.handle.ledger(by).await?;
    let held =
        held.and_then(|ledger| Some((read(&ledger, &address)?, history::history(locale, &ledger, &address))));
    let ((listing, changed), history) = held.ok_or_else(|| Problem::not_found("listing of this name"))?;
    let facts = &listing.facts;
    let id = format!("{by}/{}", address.name());
    let twins = likeness::twins(locale, &model, &id).await;
    let similar = likeness::similar(locale, &model, &id).await;
    let mut other_names = profile::phrases(&facts.names, locale);
    other_names
        .extend([&facts.acronym, &facts.legal_name].into_iter().flatten().map(|name| phrase(name, "")));
    other_names.retain(|name| name.text != said(&listing.name));
    let mut groups = profile::groups(locale, facts, &listing.remarks);
    groups.extend(of_the_register(locale, &listing));
    let link = |key: &str, path: &str| Link::here(&locale.t(key).to_text(), path);
    Ok(ListingPage {
        frame: frame(app, reader, Some(document)),
        name: phrase(&listing.name, ""),
        other_names,
        by: party(&model, &by),
        region_page: region::page_of(facts.region.as_ref(), facts.country.as_ref()),
        place: place(locale, facts.place.as_deref(), facts.region.as_ref(), facts.country.as_ref()),
        website: facts.website.as_ref().map(website),
        sources: listing.sources.iter().map(|name| source(locale, name)).collect(),
        claimed_by: None,
        notices: Vec::new(),
        groups,
        remarks: profile::remarks_on_the_whole(locale, facts, &listing.remarks),
        changed,
        history,
        compare: likeness::comparison(&id, twins.iter().chain(&similar)),
        twins,
        similar,
        downloads: vec![
            link("listing-json", &format!("{document}.json")),
            link("listing-automerge", &format!("{document}.automerge")),
            link("listing-entries", &format!("{document}/entries")),
            link("listing-agency-log", &format!("/v1/organisations/{by}/did.jsonl")),
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
fn of_the_register(locale: Locale, listing: &Listing) -> Option<Group> {
    let mut fields = Vec::new();
    let say = |key: &str| locale.t(key).to_text();
    let mut add = |key: &str, value: Value, remark: Option<&str>| {
        fields.push(Field {
            title: say(key),
            value,
            remarks: remark.map(|key| Phrase::plain(&say(key))).into_iter().collect(),
        });
    };
    if !listing.ecosystem_guesses.is_empty() {
        let titles = listing.ecosystem_guesses.iter().map(|code| term(locale, code)).collect();
        let remark = "listing-guessed-by";
        add("listing-guessed", Value::Terms(titles), Some(remark));
    }
    if !listing.recognitions.is_empty() {
        let reported = listing.recognitions.iter().map(|reported| recognition(locale, reported)).collect();
        let remark = "listing-recognitions-as";
        add("listing-recognitions", Value::Texts(reported), Some(remark));
    }
    if !listing.external.is_empty() {
        let fact = |(scheme, id): (&String, &String)| Fact::code(&said(&registry(locale, scheme)), &said(id));
        add("listing-registers", Value::Facts(listing.external.iter().map(fact).collect()), None);
    }
    if let Some(point) = listing.point {
        let (lat, lon) = point.degrees();
        let [lat, lon] = [lat, lon].map(|degrees| locale.decimal(&degrees.to_string()));
        let at = locale.t("listing-point-at").text("lat", lat).text("lon", lon).to_text();
        add("listing-point", Value::Texts(vec![phrase(&at, "")]), None);
    }
    if let Some(evidence) = &listing.website_evidence {
        let words = match evidence.as_str() {
            "ror" => say("listing-website-ror"),
            "page" => say("listing-website-page"),
            "code" => say("listing-website-code"),
            other => other.to_owned(),
        };
        add("listing-website-evidence", Value::Texts(vec![phrase(&words, "")]), None);
    }
    if !listing.register.is_empty() {
        let fact = |(name, text): (&String, &String)| Fact::words(&said(name), &said(text));
        add("listing-line", Value::Facts(listing.register.iter().map(fact).collect()), None);
    }
    (!fields.is_empty()).then(|| Group {
        title: locale.t("listing-register").to_text(),
        confirmed: None,
        fields,
    })
}

/// `pôle de compétitivité, 2023 (source: vipress.net)`.
fn recognition(locale: Locale, reported: &Recognition) -> Phrase {
    let year = reported.year.map(|year| format!(", {year}")).unwrap_or_default();
    let source = reported
        .source
        .as_ref()
        .map(|source| format!(" {}", locale.t("listing-recognition-source").text("source", source).to_text()))
        .unwrap_or_default();
    phrase(&format!("{}{year}{source}", reported.scheme), "")
}

fn registry(locale: Locale, scheme: &str) -> String {
    match scheme {
        "cordis_pic" => locale.t("listing-cordis-pic").to_text(),
        "ror" => ROR.to_owned(),
        other => other.to_owned(),
    }
}

/// The sources that are known by their short names; of others the name as it was given.
fn source(locale: Locale, name: &str) -> Source {
    let (title, link) = match name {
        "eccp" => (
            "European Cluster Collaboration Platform (ECCP)".to_owned(),
            Some(Link::elsewhere("clustercollaboration.eu", "https://www.clustercollaboration.eu/")),
        ),
        "cordis-fp7" => (
            locale.t("listing-cordis-fp7").to_text(),
            Some(Link::elsewhere("cordis.europa.eu", "https://cordis.europa.eu/")),
        ),
        "ror" => (ROR.to_owned(), Some(Link::elsewhere("ror.org", "https://ror.org/"))),
        "press" => (locale.t("listing-press").to_text(), None),
        other => (other.to_owned(), None),
    };
    Source { title: said(&title), link, retrieved: None, licence: None }
}

/// A name of its own in every language.
const ROR: &str = "Research Organization Registry (ROR)";
