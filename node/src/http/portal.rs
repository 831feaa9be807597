//! `/v1/portals`: whom organisations group and sign for.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use protocol::landscape::facet::Facet;
use protocol::landscape::{self, Card};
use protocol::portal::{Portal, PortalId};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

use crate::census::Dates;
use crate::http::App;
use crate::http::answer::{Next, Path, Query, Stretch, Walk, organisation};
use crate::http::beside::beside;
use crate::http::landscape::Found;
use crate::http::problem::{Problem, ProblemBody};
use crate::read_model::{KeptPortal, ReadModel};
use crate::search::SearchError;

/// A portal in a list.
#[derive(Serialize, ToSchema)]
pub struct PortalAnswer {
    /// `<keeper scid>/<name>`.
    id: String,
    /// The SCID of who signs for it.
    keeper: String,
    /// Its title, in English where there is one.
    title: String,
    /// Its titles by language.
    titles: BTreeMap<String, String>,
    /// Since when it is kept, by its keeper's clock.
    since: String,
    /// When it was changed last.
    changed: String,
}

/// A portal, and a part of those whom it gathers.
#[derive(Serialize, ToSchema)]
pub struct PortalShown {
    /// `<keeper scid>/<name>`.
    id: String,
    /// The SCID of who signs for it.
    keeper: String,
    /// Its titles by language.
    titles: BTreeMap<String, String>,
    /// What it is for, by language.
    descriptions: BTreeMap<String, String>,
    /// Its pages elsewhere.
    website: Option<String>,
    /// By what it chooses.
    rule: RuleAnswer,
    /// How many it names as members, whatever the rule says; not all need be held here.
    members: usize,
    /// How many it leaves out, whatever the rule says.
    exceptions: usize,
    /// Since when it is kept, by its keeper's clock.
    since: String,
    /// When it was changed last.
    changed: String,
    /// How many it gathers in all.
    total: usize,
    /// How many are shown at most.
    limit: usize,
    /// The `cursor` of the next part; null at the end. The `Link` header has the whole address.
    next: Option<String>,
    /// The part, by SCID and name.
    items: Vec<Found>,
}

/// By what a portal chooses.
#[derive(Serialize, ToSchema)]
struct RuleAnswer {
    /// Words, as the search takes them.
    words: Option<String>,
    /// Values by facet, as the search takes them.
    facets: BTreeMap<&'static str, Vec<String>>,
    /// Fields of the rule that this node does not understand; with one of them the rule finds nobody.
    not_understood: Vec<String>,
}

/// Lists portals.
#[utoipa::path(
    get, path = "/v1/portals", tag = "portals", params(Walk),
    responses(
        (status = 200, body = Stretch<PortalAnswer>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a limit out of range"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    Query(walk): Query<Walk>,
) -> Result<Stretch<PortalAnswer>, Problem> {
    let model = app.handle.model().await?;
    let some = walk.part(model.portals(), |kept| kept.id.to_string())?;
    Ok(some.with(|portals| portals.into_iter().map(PortalAnswer::of).collect()))
}

impl PortalAnswer {
    fn of(kept: &KeptPortal) -> Self {
        let title = kept.portal.titles.best(&[]).map(|(_, title)| title);
        Self {
            id: kept.id.to_string(),
            keeper: kept.id.keeper.to_string(),
            title: title.unwrap_or_default().to_owned(),
            titles: kept.portal.titles.by_language(),
            since: kept.dates.first.floor_to_second().to_string(),
            changed: kept.dates.last.floor_to_second().to_string(),
        }
    }
}

/// Shows a portal, and a part of those whom it gathers; the same on every node that holds the same items.
#[utoipa::path(
    get, path = "/v1/portals/{scid}/{name}", tag = "portals",
    params(("scid" = String, Path, description = "the keeper's SCID"), ("name" = String, Path, description = "such as danube"), Walk),
    responses(
        (status = 200, body = PortalShown),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID or name, a limit out of range"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    Query(walk): Query<Walk>,
) -> Result<PortalShown, Problem> {
    let id = named(&scid, &name)?;
    let Held { model, portal, dates } = held(&app, &id).await?;
    let cards = gathered(&app, &id).await?;
    let part = walk.part(cards.iter(), |card| card.id.to_string())?;
    let part = part.with(|cards| cards.into_iter().map(|card| Found::in_model(card, &model)).collect());
    Ok(PortalShown {
        id: id.to_string(),
        keeper: id.keeper.to_string(),
        titles: portal.titles.by_language(),
        descriptions: portal.descriptions.by_language(),
        website: portal.website.as_ref().map(ToString::to_string),
        rule: RuleAnswer::of(&portal),
        members: portal.members.len(),
        exceptions: portal.exceptions.len(),
        since: dates.first.floor_to_second().to_string(),
        changed: dates.last.floor_to_second().to_string(),
        total: part.total,
        limit: part.limit,
        next: part.next,
        items: part.items,
    })
}

impl IntoResponse for PortalShown {
    fn into_response(self) -> Response {
        let next = self.next.clone().map(Next);
        let mut response = Json(self).into_response();
        if let Some(next) = next {
            response.extensions_mut().insert(next);
        }
        response
    }
}

impl RuleAnswer {
    fn of(portal: &Portal) -> Self {
        let rule = &portal.rule;
        let facets = rule.filters.iter();
        Self {
            words: Some(rule.words.clone()).filter(|words| !words.is_empty()),
            facets: facets.map(|(facet, values)| (facet.name(), values.iter().cloned().collect())).collect(),
            not_understood: rule.unread.iter().take(UNREAD_SHOWN).cloned().collect(),
        }
    }
}

/// Reads the names in a path.
///
/// # Errors
///
/// A problem that says what a SCID or a name looks like.
pub(super) fn named(scid: &str, name: &str) -> Result<PortalId, Problem> {
    PortalId::of(organisation(scid)?, name).map_err(|error| Problem::bad_request(error.to_string()))
}

/// A portal as its document says it now.
pub(super) struct Held {
    pub(super) model: Arc<ReadModel>,
    pub(super) portal: Portal,
    /// When it was first said and last changed.
    pub(super) dates: Dates,
}

/// Reads the document of a portal that is shown.
///
/// # Errors
///
/// A problem when there is none.
pub(super) async fn held(app: &App, id: &PortalId) -> Result<Held, Problem> {
    let model = app.handle.model().await?;
    let dates = model.portal(id).ok_or_else(not_found)?.dates;
    let ledger = app.handle.ledger(id.keeper).await?.ok_or_else(not_found)?;
    let document = ledger.document(id.address()).ok_or_else(not_found)?;
    let portal = Portal::read(&document.facts());
    Ok(Held { model, portal, dates })
}

/// The cards that a portal gathers, by their ids.
///
/// # Errors
///
/// A problem when the search fails.
pub(super) async fn gathered(app: &App, id: &PortalId) -> Result<Vec<Arc<Card>>, Problem> {
    let mut query = landscape::Query::default();
    query.filters.want(Facet::Portal, &id.to_string())?;
    let search = Arc::clone(app.handle.search());
    let by_id = move || -> Result<_, SearchError> {
        let mut cards = search.matching(&query, &Arc::default())?;
        cards.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Ok(cards)
    };
    Ok(beside(by_id).await?)
}

fn not_found() -> Problem {
    Problem::not_found("portal of this name")
}

const UNREAD_SHOWN: usize = 100;
