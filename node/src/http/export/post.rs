//! Posts and links as records of exports.

use protocol::link::Link;
use protocol::post::PostKind;
use protocol::text::TaggedText;
use protocol::time::Day;
use protocol::vocabulary::Term;
use serde_json::{Value, json};

use crate::http::App;
use crate::pages::path;
use crate::read_model::{OrganisationView, ReadModel};

use super::Broken;
use super::form::{Record, Writer};

/// The columns of a table of posts.
pub(super) const POST_COLUMNS: &[&str] = &[
    "id",
    "kind",
    "title",
    "from",
    "until",
    "withdrawn",
    "country",
    "region",
    "region_list",
    "place",
    "ecosystems",
    "organisation",
    "organisation_name",
    "published",
    "changed",
    "page",
];

/// The columns of a table of links.
pub(super) const LINK_COLUMNS: &[&str] =
    &["by", "by_name", "with", "with_name", "sort", "since", "until", "text", "said_by_other"];

/// Writes the posts of an organisation, by name.
pub(super) async fn posts(
    app: &App,
    model: &ReadModel,
    view: &OrganisationView,
    writer: &mut Writer<'_>,
) -> Result<(), Broken> {
    if view.posts.is_empty() {
        return Ok(());
    }
    let Some(sheet) = app.handle.sheet(view.id).await? else { return Ok(()) };
    let (by, by_name) = (view.id.to_string(), model.name_of(&view.id));
    for (address, contents) in &sheet.documents {
        // A post that came in a moment ago has no card yet: it is in the next export.
        let of_this = |address: &protocol::entry::Address| address.collection() == "post";
        let Some(card) = view.posts.iter().find(|card| of_this(address) && *card.name == *address.name())
        else {
            continue;
        };
        let record = Record::from_iter([
            ("id".into(), json!(card.id())),
            ("kind".into(), json!(card.kind.map(PostKind::code))),
            ("title".into(), json!(card.title())),
            ("titles".into(), by_language(&card.titles)),
            ("from".into(), day(card.span.from)),
            ("until".into(), day(card.span.until)),
            ("withdrawn".into(), day(card.span.withdrawn)),
            ("country".into(), json!(card.country.as_ref().map(|country| &country.code))),
            ("region".into(), json!(card.region.as_ref().map(|region| &region.code))),
            ("region_list".into(), json!(card.region.as_ref().map(Term::list_version))),
            ("place".into(), json!(card.place)),
            ("ecosystems".into(), card.ecosystems.iter().map(|term| json!(term.code)).collect()),
            ("organisation".into(), json!(by)),
            ("organisation_name".into(), json!(by_name)),
            ("published".into(), json!(card.said.0.to_string())),
            ("changed".into(), json!(card.said.1.to_string())),
            ("page".into(), json!(path::post(&by, &card.name))),
            ("content".into(), json!(contents.facts())),
        ]);
        writer.record(record).await?;
    }
    Ok(())
}

/// Writes what an organisation says of its ties to others.
pub(super) async fn links(
    model: &ReadModel,
    view: &OrganisationView,
    writer: &mut Writer<'_>,
) -> Result<(), Broken> {
    for link in &view.links {
        let is_mirror = |other: &Link| other.with == link.by && other.sort == link.sort.from_there();
        let other = model.organisation(&link.with).map(|view| view.links.as_slice()).unwrap_or_default();
        let text = link.texts.best(&[]).map(|(_, text)| text);
        let record = Record::from_iter([
            ("by".into(), json!(link.by.to_string())),
            ("by_name".into(), json!(model.name_of(&link.by))),
            ("with".into(), json!(link.with.to_string())),
            ("with_name".into(), json!(model.name_of(&link.with))),
            ("sort".into(), json!(link.sort.code())),
            ("since".into(), day(link.since)),
            ("until".into(), day(link.until)),
            ("text".into(), json!(text)),
            ("texts".into(), by_language(&link.texts)),
            ("said_by_other".into(), json!(other.iter().any(is_mirror))),
        ]);
        writer.record(record).await?;
    }
    Ok(())
}

fn day(day: Option<Day>) -> Value {
    json!(day.map(|day| day.to_string()))
}

fn by_language(texts: &TaggedText) -> Value {
    texts.iter().map(|(language, text)| (language.to_string(), json!(text))).collect()
}
