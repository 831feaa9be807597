//! A portal as a page that lists organisations.

use protocol::portal::PortalId;
use serde_json::{Value, json};

use super::{base, tagged_texts};
use crate::http::App;
use crate::http::portal::{Held, gathered, held};
use crate::http::problem::Problem;
use crate::pages::linked::without_nothing;
use crate::pages::path;

/// Whom an organisation groups, said to be its word.
pub(in crate::http) async fn portal(app: &App, id: &PortalId) -> Result<Value, Problem> {
    let Held { model, portal, dates } = held(app, id).await?;
    let cards = gathered(app, id).await?;
    let keeper = model.organisation(&id.keeper);
    let items = cards.iter().zip(1..).take(ITEMS).map(|(card, place)| {
        let url = format!("{}{}", base(app), path::card(card));
        json!({"@type": "ListItem", "position": place, "name": card.name, "url": url})
    });
    let said = json!({
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "url": format!("{}{}", base(app), path::portal(&id.keeper.to_string(), id.name())),
        "identifier": id.to_string(),
        "name": tagged_texts(&portal.titles),
        "description": tagged_texts(&portal.descriptions),
        "isBasedOn": portal.website.as_ref().map(ToString::to_string),
        "dateCreated": dates.first.day().to_string(),
        "dateModified": dates.last.day().to_string(),
        "author": {
            "@type": "Organization", "@id": keeper.map(|keeper| &keeper.did), "name": model.name_of(&id.keeper),
        },
        "mainEntity": {
            "@type": "ItemList", "numberOfItems": cards.len(), "itemListElement": items.collect::<Vec<Value>>(),
        },
    });
    Ok(without_nothing(said))
}

/// The first of them; all are under `/v1/portals`.
const ITEMS: usize = 200;
