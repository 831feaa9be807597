//! `GET /v1/compare`: up to four organisations or listings side by side.

use axum::Json;
use axum::extract::State;
use protocol::entry::Address;
use protocol::landscape::{Card, CardKind};
use protocol::organisation::OrganisationId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use crate::http::App;
use crate::http::answer::Query;
use crate::http::landscape::Found;
use crate::http::problem::{Problem, ProblemBody};
use crate::pages::question::Question;

/// Who is compared.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(from = "Vec<(String, String)>")]
#[into_params(parameter_in = Query)]
pub(super) struct With {
    /// An organisation by SCID, or a listing by `<scid>/<name>`; given up to four times.
    #[param(max_items = 4)]
    pub(super) with: Vec<String>,
}

impl From<Vec<(String, String)>> for With {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut with: Vec<String> = Vec::new();
        for (key, id) in pairs {
            if key == "with" && !with.contains(&id) {
                with.push(id);
            }
        }
        Self { with }
    }
}

impl With {
    /// The ids, each once, in the order in which they were given.
    ///
    /// # Errors
    ///
    /// A problem when there are more than can stand side by side.
    pub(super) fn ids(self) -> Result<Vec<String>, Problem> {
        if self.with.len() > MOST as usize {
            return Err(Problem::bad_request(format!("at most {MOST} can stand side by side")));
        }
        Ok(self.with)
    }

    /// The question that asks for the same.
    pub(super) fn question(ids: &[String]) -> Question {
        Question::of(ids.iter().map(|id| ("with".to_owned(), id.clone())).collect())
    }
}

/// Who is compared, each with what is said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Comparison {
    /// In the order in which they were asked for.
    items: Vec<Compared>,
}

/// One of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Compared {
    /// In few words.
    #[serde(flatten)]
    found: Found,
    /// What the profile or the listing says: flat keys and values.
    #[schema(value_type = Object)]
    content: Value,
}

/// Puts organisations and listings side by side, each with all that its profile or listing says.
#[utoipa::path(
    get, path = "/v1/compare", tag = "landscape", params(With),
    responses(
        (status = 200, body = Comparison),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "more than four"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "one of them is not held here"),
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    Query(with): Query<With>,
) -> Result<Json<Comparison>, Problem> {
    let model = app.handle.model().await?;
    let mut items = Vec::new();
    for id in with.ids()? {
        let card = model.card(&id).ok_or_else(not_held)?;
        let listed_by = match card.kind {
            CardKind::Profile => None,
            CardKind::Listing { listed_by } => Some(model.name_of(&listed_by)),
        };
        items.push(Compared { found: Found::of(card, listed_by), content: content(&app, card).await? });
    }
    Ok(Json(Comparison { items }))
}

/// The problem that an id names nothing.
pub(super) fn not_held() -> Problem {
    Problem::not_found("organisation or listing of this id")
}

/// Who says what a card shows, and in which document.
pub(super) fn document_of(card: &Card) -> Option<(OrganisationId, Address)> {
    let (speaker, address) = match card.kind {
        CardKind::Profile => (OrganisationId::parse(&card.id).ok()?, Address::new("profile", "self")),
        CardKind::Listing { listed_by } => {
            let name = card.id.split_once('/').map_or("", |(_, name)| name);
            (listed_by, Address::new("listing", name))
        }
    };
    Some((speaker, address.ok()?))
}

async fn content(app: &App, card: &Card) -> Result<Value, Problem> {
    let Some((speaker, address)) = document_of(card) else { return Ok(Value::Object(Map::new())) };
    let ledger = app.handle.ledger(speaker).await?;
    let document = ledger.as_ref().and_then(|ledger| ledger.document(&address));
    let content = document.map(|document| document.facts()).unwrap_or_default();
    Ok(Value::Object(content.into_iter().collect()))
}

/// So many can stand side by side.
pub(super) const MOST: u32 = 4;
