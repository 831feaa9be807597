//! `/v1/organisations/{scid}/links`: with whom an organisation cooperates, whose member it is and who is a member of it.

use std::collections::BTreeMap;

use axum::extract::State;
use protocol::link::{Link, Tie};
use protocol::time::Day;
use serde::Serialize;
use utoipa::ToSchema;

use crate::clock;
use crate::http::App;
use crate::http::answer::{Path, Query, Stretch, Walk, organisation};
use crate::http::post::in_text;
use crate::http::problem::{Problem, ProblemBody};
use crate::read_model::ReadModel;

/// A tie of the organisation to another.
#[derive(Serialize, ToSchema)]
pub struct TieAnswer {
    /// The SCID of the other.
    with: String,
    /// The name that the other gives itself, else its SCID.
    with_name: String,
    /// `cooperation`; `member-of` where the organisation is a member of the other, `has-member` where the other is its.
    sort: &'static str,
    /// Today: `confirmed` by both, `said` by the organisation alone, `said-by-other` by the other alone, `to-come` or `over`.
    standing: &'static str,
    /// What the organisation says.
    said: Option<LinkAnswer>,
    /// What the other says.
    said_by_other: Option<LinkAnswer>,
}

/// What one side says of a tie.
#[derive(Serialize, ToSchema)]
pub struct LinkAnswer {
    /// The first day.
    since: Option<String>,
    /// The last day, included.
    until: Option<String>,
    /// What it is about, by language.
    texts: BTreeMap<String, String>,
}

impl TieAnswer {
    fn of(model: &ReadModel, tie: &Tie<'_>, on: Day) -> Self {
        Self {
            with: tie.with.to_string(),
            with_name: model.name_of(&tie.with),
            sort: tie.sort.code(),
            standing: tie.standing(on).code(),
            said: tie.ours.map(LinkAnswer::of),
            said_by_other: tie.theirs.map(LinkAnswer::of),
        }
    }
}

impl LinkAnswer {
    fn of(link: &Link) -> Self {
        Self { since: in_text(link.since), until: in_text(link.until), texts: link.texts.by_language() }
    }
}

/// Lists the ties of an organisation, with what each side says; only what both say is confirmed.
#[utoipa::path(
    get, path = "/v1/organisations/{scid}/links", tag = "organisations",
    params(("scid" = String, Path, description = "the organisation's SCID"), Walk),
    responses(
        (status = 200, body = Stretch<TieAnswer>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID, or a limit out of range"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    Path(scid): Path<String>,
    Query(walk): Query<Walk>,
) -> Result<Stretch<TieAnswer>, Problem> {
    let id = organisation(&scid)?;
    let model = app.handle.model().await?;
    model.organisation(&id).ok_or_else(|| Problem::not_found("organisation of this SCID"))?;
    let today = clock::now().day();
    let some =
        walk.part(model.ties_of(&id).into_iter(), |tie| format!("{}/{}", tie.sort.code(), tie.with))?;
    Ok(some.with(|ties| ties.iter().map(|tie| TieAnswer::of(&model, tie, today)).collect()))
}
