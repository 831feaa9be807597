//! Portals as records of exports.

use protocol::portal::Portal;
use serde_json::{Value, json};

use crate::http::App;
use crate::pages::path;
use crate::read_model::{OrganisationView, ReadModel};

use super::Broken;
use super::form::{Record, Writer};

/// The columns of a table of portals.
pub(super) const COLUMNS: &[&str] = &[
    "id",
    "title",
    "words",
    "rule",
    "rule_not_understood",
    "members",
    "exceptions",
    "website",
    "keeper",
    "keeper_name",
    "since",
    "changed",
    "page",
];

/// Writes the portals that an organisation keeps, by name.
pub(super) async fn portals(
    app: &App,
    model: &ReadModel,
    view: &OrganisationView,
    writer: &mut Writer<'_>,
) -> Result<(), Broken> {
    if view.portals.is_empty() {
        return Ok(());
    }
    let Some(sheet) = app.handle.sheet(view.id).await? else { return Ok(()) };
    let (keeper, keeper_name) = (view.id.to_string(), model.name_of(&view.id));
    for kept in &view.portals {
        // One that was emptied a moment ago is none any more.
        let Some(contents) = sheet.documents.get(kept.id.address()) else { continue };
        let content = contents.facts();
        let portal = Portal::read(&content);
        let Some((_, title)) = portal.titles.best(&[]) else { continue };
        let chosen = portal.rule.filters.iter().flat_map(|(facet, values)| {
            values.iter().map(move |value| json!(format!("{}={value}", facet.name())))
        });
        let record = Record::from_iter([
            ("id".into(), json!(kept.id.to_string())),
            ("title".into(), json!(title)),
            ("titles".into(), json!(portal.titles.by_language())),
            ("words".into(), json!(portal.rule.words)),
            ("rule".into(), chosen.collect::<Value>()),
            ("rule_not_understood".into(), json!(portal.rule.unread)),
            ("members".into(), json!(portal.members)),
            ("exceptions".into(), json!(portal.exceptions)),
            ("website".into(), json!(portal.website.as_ref().map(ToString::to_string))),
            ("keeper".into(), json!(keeper)),
            ("keeper_name".into(), json!(keeper_name)),
            ("since".into(), json!(contents.since.to_string())),
            ("changed".into(), json!(contents.newest.0.to_string())),
            ("page".into(), json!(path::portal(&keeper, kept.id.name()))),
            ("content".into(), json!(content)),
        ]);
        writer.record(record).await?;
    }
    Ok(())
}
