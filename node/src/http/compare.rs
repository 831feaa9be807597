//! `GET /v1/compare`: up to four organisations or listings side by side.

use axum::Json;
use axum::extract::State;
use protocol::landscape::Card;
use protocol::profile::Content;
use serde::{Deserialize, Serialize};
use serde_json::Value;
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
            // One more than can stand side by side is enough to refuse.
            if with.len() <= COMPARED_MAX && key == "with" && !with.contains(&id) {
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
        if self.with.len() > COMPARED_MAX {
            let detail = format!("at most {COMPARED_MAX} can stand side by side; leave some `with` out");
            return Err(Problem::bad_request(detail));
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
        items.push(Compared { found: Found::in_model(card, &model), content: content(&app, card).await? });
    }
    Ok(Json(Comparison { items }))
}

/// The problem that an id names nothing.
pub(super) fn not_held() -> Problem {
    Problem::not_found("organisation or listing of this id")
}

async fn content(app: &App, card: &Card) -> Result<Value, Problem> {
    Ok(Value::Object(facts(app, card).await?.unwrap_or_default().into_iter().collect()))
}

/// What stands in the document that a card was made from.
pub(super) async fn facts(app: &App, card: &Card) -> Result<Option<Content>, Problem> {
    let (Some(speaker), Some(address)) = (card.speaker(), card.address()) else { return Ok(None) };
    let ledger = app.handle.ledger(speaker).await?;
    Ok(ledger.and_then(|ledger| Some(ledger.document(&address)?.facts())))
}

/// So many can stand side by side.
pub(super) const COMPARED_MAX: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_given_twice_stands_there_once_and_too_many_are_refused() {
        let with = |ids: &[&str]| {
            let pairs = ids.iter().map(|id| ("with".to_owned(), (*id).to_owned()));
            With::from(pairs.collect::<Vec<_>>()).ids()
        };
        assert_eq!(with(&["a", "b", "a", "c", "d", "d"]), Ok(["a", "b", "c", "d"].map(String::from).into()));
        let refused = with(&["a", "b", "c", "d", "e", "f"]).expect_err("five are too many");
        assert_eq!(refused.detail, "at most 4 can stand side by side; leave some `with` out");
    }
}
