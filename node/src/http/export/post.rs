//! Posts and links as records of exports.

use protocol::entry::Address;
use protocol::landscape::posts::PostCard;
use protocol::post::{self, Post, PostKind};
use protocol::profile::{Content, Profile};
use protocol::vocabulary::Term;
use serde_json::json;

use crate::http::App;
use crate::http::post::in_text;
use crate::pages::path;
use crate::read_model::{OrganisationView, ReadModel, Sheet};

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

/// Writes the posts of an organisation, by name; those too that are too many to be shown.
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
    for (card, content) in read(&sheet) {
        let record = Record::from_iter([
            ("id".into(), json!(card.id())),
            ("kind".into(), json!(card.kind.map(PostKind::code))),
            ("title".into(), json!(card.title())),
            ("titles".into(), json!(card.titles.by_language())),
            ("from".into(), json!(in_text(card.span.from))),
            ("until".into(), json!(in_text(card.span.until))),
            ("withdrawn".into(), json!(in_text(card.span.withdrawn))),
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
            ("content".into(), json!(content)),
        ]);
        writer.record(record).await?;
    }
    Ok(())
}

/// The posts of a sheet, each with what stands in it; one that was emptied is none.
fn read(sheet: &Sheet) -> impl Iterator<Item = (PostCard, Content)> {
    let own = sheet.documents.get(&Address::profile());
    let profile = own.map(|contents| Profile::read(&contents.facts())).unwrap_or_default();
    let posts = sheet.documents.iter().filter(|(address, _)| address.collection() == post::COLLECTION);
    let posts = posts.map(|(address, contents)| (address, contents, contents.facts()));
    posts.filter(|(_, _, content)| !content.is_empty()).map(move |(address, contents, content)| {
        let (post, said) = (Post::read(&content), (contents.since, contents.newest.0));
        (PostCard::of(sheet.id, address.name(), &post, &profile, said), content)
    })
}

/// Writes what an organisation says of its ties to others.
pub(super) async fn links(
    model: &ReadModel,
    view: &OrganisationView,
    writer: &mut Writer<'_>,
) -> Result<(), Broken> {
    for link in &view.links {
        let theirs = model.organisation(&link.with).map(|view| view.links.as_slice()).unwrap_or_default();
        let theirs = &theirs[theirs.partition_point(|other| other.with < link.by)..];
        let mut of_us = theirs.iter().take_while(|other| other.with == link.by);
        let is_said_there = of_us.any(|other| other.sort == link.sort.from_there());
        let text = link.texts.best(&[]).map(|(_, text)| text);
        let record = Record::from_iter([
            ("by".into(), json!(link.by.to_string())),
            ("by_name".into(), json!(model.name_of(&link.by))),
            ("with".into(), json!(link.with.to_string())),
            ("with_name".into(), json!(model.name_of(&link.with))),
            ("sort".into(), json!(link.sort.code())),
            ("since".into(), json!(in_text(link.since))),
            ("until".into(), json!(in_text(link.until))),
            ("text".into(), json!(text)),
            ("texts".into(), json!(link.texts.by_language())),
            ("said_by_other".into(), json!(is_said_there)),
        ]);
        writer.record(record).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use protocol::post::POSTS_MAX;

    use super::*;
    use crate::read_model::tests::sheet;

    #[test]
    fn posts_that_are_too_many_to_be_shown_are_taken_away_too() {
        let names: Vec<String> = (0..=POSTS_MAX).map(|number| format!("post/p{number}")).collect();
        let mut documents: Vec<(&str, &[(&str, &str)])> =
            names.iter().map(|name| (name.as_str(), [("title.en", "Offer")].as_slice())).collect();
        documents.extend([("post/emptied", [].as_slice()), ("profile/self", &[("country", "AT")])]);
        let sheet = sheet(1, &documents);
        assert_eq!(read(&sheet).count(), POSTS_MAX + 1);
        assert!(read(&sheet).all(|(card, _)| card.country.is_some_and(|country| country.code == "AT")));
    }
}
