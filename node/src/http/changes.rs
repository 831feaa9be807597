//! `/changes.atom`: what changed last, for readers of feeds (RFC 4287), of all organisations and of each.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use protocol::organisation::OrganisationId;
use protocol::text::printable_lines;
use protocol::time::Timestamp;

use crate::http::App;
use crate::http::answer::{Path, Typed, organisation, tagged};
use crate::http::problem::Problem;
use crate::pages::path;
use crate::read_model::{Change, ReadModel};
use protocol::digest::Digest;

/// The feeds.
pub(super) fn router() -> Router<App> {
    Router::new().route(path::CHANGES, get(of_all)).route("/organisations/{scid}/changes.atom", get(of_one))
}

async fn of_all(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let model = app.handle.model().await?;
    let feed = Feed {
        id: "urn:hanse:changes".into(),
        title: "Changes".into(),
        path: path::CHANGES.into(),
        page: path::SEARCH.into(),
    };
    Ok(answer(&app, &headers, &model, &feed, model.newest_changes(ENTRIES)))
}

async fn of_one(
    State(app): State<App>,
    Path(scid): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = organisation(&scid)?;
    let model = app.handle.model().await?;
    let view = model.organisation(&id).ok_or_else(|| Problem::not_found("organisation of this SCID"))?;
    let feed = Feed {
        id: format!("urn:hanse:changes:{id}"),
        title: format!("Changes of {}", model.name_of(&id)),
        path: path::changes(&scid),
        page: path::organisation(&scid),
    };
    Ok(answer(&app, &headers, &model, &feed, view.changes.iter().map(|change| (id, change)).collect()))
}

struct Feed {
    id: String,
    title: String,
    /// Where it is itself.
    path: String,
    /// What it is about.
    page: String,
}

fn answer(
    app: &App,
    headers: &HeaderMap,
    model: &ReadModel,
    feed: &Feed,
    changes: Vec<(OrganisationId, &Change)>,
) -> Response {
    let base = app.about.host.as_ref().map(|host| format!("https://{host}")).unwrap_or_default();
    let text = written(&base, model, feed, &changes);
    let tag = Digest::of(&[text.as_bytes()]).to_string();
    let mut response = tagged(headers, &tag, Typed("application/atom+xml; charset=utf-8", text.into_bytes()));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn written(base: &str, model: &ReadModel, feed: &Feed, changes: &[(OrganisationId, &Change)]) -> String {
    let updated = changes.iter().map(|(_, change)| change.at).max().unwrap_or(Timestamp::ZERO);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let mut line = |text: std::fmt::Arguments<'_>| {
        xml.write_fmt(text).and_then(|()| xml.write_char('\n')).expect("writing into memory cannot fail");
    };
    line(format_args!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">"));
    line(format_args!("<id>{}</id>", escaped(&feed.id)));
    line(format_args!("<title>{}</title>", escaped(&feed.title)));
    line(format_args!("<updated>{updated}</updated>"));
    line(format_args!(
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"{base}{}\"/>",
        escaped(&feed.path)
    ));
    line(format_args!("<link rel=\"alternate\" type=\"text/html\" href=\"{base}{}\"/>", escaped(&feed.page)));
    line(format_args!("<generator version=\"{}\">Hanse</generator>", env!("CARGO_PKG_VERSION")));
    for (organisation, change) in changes {
        let (title, page) = told(model, organisation, change);
        line(format_args!("<entry>"));
        line(format_args!("<id>urn:hanse:entry:{}</id>", change.entry));
        line(format_args!("<title>{}</title>", escaped(&title)));
        line(format_args!("<updated>{}</updated>", change.at));
        line(format_args!("<link rel=\"alternate\" type=\"text/html\" href=\"{base}{}\"/>", escaped(&page)));
        let uri = path::organisation(&organisation.to_string());
        let name = escaped(&model.name_of(organisation));
        line(format_args!("<author><name>{name}</name><uri>{base}{uri}</uri></author>"));
        line(format_args!("<summary>{}</summary>", escaped(&format!("{organisation}/{}", change.address))));
        line(format_args!("</entry>"));
    }
    line(format_args!("</feed>"));
    xml
}

/// What changed, in words, and the page that shows it.
fn told(model: &ReadModel, organisation: &OrganisationId, change: &Change) -> (String, String) {
    let (scid, name) = (organisation.to_string(), change.address.name());
    let by = model.name_of(organisation);
    match change.address.collection() {
        "profile" => (format!("Profile of {by}"), path::organisation(&scid)),
        "listing" => {
            let id = format!("{scid}/{name}");
            let cards =
                model.organisation(organisation).map(|view| view.cards.as_slice()).unwrap_or_default();
            let listed = cards.iter().find(|card| *card.id == *id).map_or(name, |card| &card.name);
            (format!("Listing of {listed} by {by}"), path::listing(&scid, name))
        }
        "post" => {
            let posts =
                model.organisation(organisation).map(|view| view.posts.as_slice()).unwrap_or_default();
            match posts.iter().find(|card| *card.name == *name) {
                Some(card) => {
                    let title = Some(card.title()).filter(|title| !title.is_empty()).unwrap_or(name);
                    (format!("Post of {by}: {title}"), path::post(&scid, name))
                }
                // One that was emptied has no page.
                None => (format!("Post of {by}: {name}"), path::organisation(&scid)),
            }
        }
        "link" => {
            let other = OrganisationId::parse(name).map_or_else(|_| name.to_owned(), |id| model.name_of(&id));
            (format!("Link of {by} with {other}"), path::organisation(&scid))
        }
        "attestation" => (format!("Label {name} by {by}"), path::attestation(&scid, name)),
        "scheme" => (format!("Label scheme {name} of {by}"), path::scheme(&scid, name)),
        "portal" => {
            let kept =
                model.organisation(organisation).map(|view| view.portals.as_slice()).unwrap_or_default();
            match kept.iter().find(|kept| kept.id.name() == name) {
                Some(kept) => {
                    let title = kept.portal.titles.best(&[]).map_or(name, |(_, title)| title);
                    (format!("Portal {title} of {by}"), path::portal(&scid, name))
                }
                // One that was taken back has no page.
                None => (format!("Portal {name} of {by}"), path::organisation(&scid)),
            }
        }
        "vouch" => {
            let subject =
                OrganisationId::parse(name).map_or_else(|_| name.to_owned(), |id| model.name_of(&id));
            (format!("{by} vouches for {subject}"), path::organisation(name))
        }
        collection => (format!("{collection}/{name} of {by}"), path::organisation(&scid)),
    }
}

/// A stranger's text as XML: nothing in it is markup, hidden, or no character of XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable_lines(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

const ENTRIES: usize = 50;

#[cfg(test)]
mod tests {
    use protocol::entry::Address;
    use protocol::time::Day;

    use super::*;
    use crate::read_model::OrganisationView;
    use crate::read_model::tests::sheet;

    #[test]
    fn a_post_that_was_emptied_leads_to_its_organisation() {
        let sheet = sheet(1, &[("post/offer", &[("title.en", "Offer")]), ("post/gone", &[])]);
        let mut model = ReadModel::default();
        model.show([OrganisationView::of(&sheet, Day::parse("2027-02-01").expect("a day")).0], &[]);
        let page_of = |address: &str| {
            let address = Address::parse(address).expect("an address");
            told(&model, &sheet.id, &Change { at: Timestamp::ZERO, entry: Digest::of(&[]), address }).1
        };
        let scid = sheet.id.to_string();
        assert_eq!(page_of("post/offer"), path::post(&scid, "offer"));
        assert_eq!(page_of("post/gone"), path::organisation(&scid));
    }
}
