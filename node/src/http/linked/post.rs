//! A post as an offer, a demand, an event, a course or a text.

use protocol::organisation::OrganisationId;
use protocol::post::PostKind;
use serde_json::{Value, json};

use super::{introduce, postal_address, tagged_texts};
use crate::http::App;
use crate::http::post::held;
use crate::http::problem::Problem;
use crate::pages::linked::without_nothing;
use crate::pages::path;

/// What an organisation offers, looks for or announces.
pub(in crate::http) async fn post(app: &App, id: OrganisationId, name: &str) -> Result<Value, Problem> {
    let held = held(app, id, name).await?;
    let model = app.handle.model().await?;
    let (post, span) = (&held.post, held.post.span);
    let page = path::post(&id.to_string(), name);
    let did = model.organisation(&id).map(|view| view.did.clone());
    let by = json!({"@type": "Organization", "@id": did, "name": model.name_of(&id)});
    let card = held.card(&model, id, name);
    let address = postal_address(card.country.as_ref(), card.region.as_ref(), card.place.as_deref());
    let place = json!({"@type": "Place", "address": address});
    let (from, until) = (span.from.map(|day| day.to_string()), span.until.map(|day| day.to_string()));
    let mut said = match post.kind {
        Some(PostKind::Offer | PostKind::Facility) => json!({
            "@type": "Offer", "offeredBy": by, "validFrom": from, "validThrough": until, "availableAtOrFrom": place,
        }),
        // There is no word for who demands, only for what an organisation seeks.
        Some(PostKind::Request) => json!({
            "@type": "Demand", "@reverse": {"seeks": by}, "validFrom": from, "validThrough": until,
            "availableAtOrFrom": place,
        }),
        Some(PostKind::Event) => json!({
            "@type": "Event", "organizer": by, "startDate": from, "endDate": until, "location": place,
        }),
        kind => json!({
            "@type": if kind == Some(PostKind::Course) { "Course" } else { "CreativeWork" }, "author": by,
            "datePublished": held.said.0.day().to_string(), "dateModified": held.said.1.day().to_string(),
            "expires": until, "keywords": card.ecosystems.iter().map(|term| term.title()).collect::<Vec<_>>(),
        }),
    };
    introduce(&mut said, app, &page, &post.facts);
    said["name"] = json!(tagged_texts(&post.titles));
    said["identifier"] = json!(format!("{id}/{name}"));
    Ok(without_nothing(said))
}
