//! `GET /compare?with=…&with=…`: up to four organisations or listings side by side.

use axum::extract::State;
use axum::response::Response;
use protocol::landscape::{Card, CardKind};
use protocol::listing::Listing;
use protocol::profile::Profile;

use crate::http::App;
use crate::http::answer::Query;
use crate::http::attestation::OnDay;
use crate::http::compare::{COMPARED_MAX, With, facts, not_held};
use crate::http::page::entries::entry;
use crate::http::page::{frame, judgement, page_or_twin, profile, said};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::compare::{Column, ComparePage, Group, Row};
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::profile::Group as Said;
use crate::pages::words::{Count, Link};
use crate::read_model::ReadModel;

pub(super) async fn show(
    State(app): State<App>,
    Query(with): Query<With>,
    reader: Reader,
) -> Result<Response, Problem> {
    let ids = with.ids()?;
    let twin = With::question(&ids).href(path::COMPARISON);
    page_or_twin(&reader, &twin, make(&app, &reader, &ids, &twin)).await
}

async fn make(app: &App, reader: &Reader, ids: &[String], twin: &str) -> Result<ComparePage, Problem> {
    let model = app.handle.model().await?;
    let mut columns = Vec::new();
    let mut columns_say = Vec::new();
    for id in ids {
        let card = model.card(id).ok_or_else(not_held)?;
        columns_say.push(said_of(app, reader.locale, card).await?);
        columns.push(column(app, reader.locale, &model, card, ids).await?);
    }
    Ok(ComparePage {
        frame: frame(app, reader, Some(twin)),
        groups: side_by_side(&columns_say),
        columns,
        most: COMPARED_MAX,
    })
}

async fn column(
    app: &App,
    locale: Locale,
    model: &ReadModel,
    card: &Card,
    ids: &[String],
) -> Result<Column, Problem> {
    let own = card.speaker().filter(|_| card.kind == CardKind::Profile);
    let held: Vec<_> = own.iter().flat_map(|id| model.labels_of(id)).collect();
    let judged = judgement::judged(app, locale, model, &held, OnDay::default().as_of()?).await?;
    let valid = judged.iter().filter(|judged| judged.judgement.verdict.is_valid());
    let others: Vec<String> = ids.iter().filter(|id| **id != *card.id).cloned().collect();
    Ok(Column {
        ecosystems: card.ecosystems.iter().map(|term| said(term.title_in(locale.tag()).0)).collect(),
        labels: valid.map(|judged| Link::here(&judged.title(), &judged.href())).collect(),
        vouches: Count(own.map_or(0, |id| model.vouches_for(&id).count() as u64)),
        changed: model.dates_of(card).map(|dates| dates.last.day().to_string()),
        without: With::question(&others).href(path::COMPARE),
        entry: entry(locale, model, card, Vec::new()),
    })
}

/// What a profile or a listing says.
async fn said_of(app: &App, locale: Locale, card: &Card) -> Result<Vec<Said>, Problem> {
    let Some(content) = facts(app, card).await? else { return Ok(Vec::new()) };
    let facts = match card.kind {
        CardKind::Profile => Profile::read(&content),
        CardKind::Listing { .. } => Listing::read(&content).facts,
    };
    Ok(profile::groups(locale, &facts, &[]))
}

/// Groups and fields in the order of those who say most of them.
fn side_by_side(said: &[Vec<Said>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (place, one) in said.iter().enumerate() {
        for group in one {
            let at = groups.iter().position(|known| known.title == group.title).unwrap_or_else(|| {
                groups.push(Group { title: group.title.clone(), rows: Vec::new() });
                groups.len() - 1
            });
            for field in &group.fields {
                let rows = &mut groups[at].rows;
                let row = rows.iter().position(|known| known.title == field.title).unwrap_or_else(|| {
                    rows.push(Row { title: field.title.clone(), cells: vec![None; said.len()] });
                    rows.len() - 1
                });
                rows[row].cells[place] = Some(field.value.clone());
            }
        }
    }
    groups
}
