//! `/v1/attestations`: labels, what proves them, and what this node's anchors make of them.

use axum::Json;
use axum::extract::State;
use protocol::attestation::{AttestationId, Label};
use protocol::evidence::content_of;
use protocol::organisation::OrganisationId;
use protocol::scheme::SchemeId;
use protocol::time::Day;
use protocol::verification::{AsOf, Judgement, judge};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::clock;
use crate::http::App;
use crate::http::answer::{Path, Query, Stretch, Typed, Walk, organisation};
use crate::http::problem::{Problem, ProblemBody};
use crate::pages::path;

/// Which labels are wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// SCID or DID of the holder.
    #[param(
        pattern = "^(did:webvh:)?Qm[1-9A-HJ-NP-Za-km-z]{44}(:[A-Za-z0-9.%:-]{1,400})?$",
        max_length = 512
    )]
    subject: Option<String>,
    /// SCID or DID of the issuer.
    #[param(
        pattern = "^(did:webvh:)?Qm[1-9A-HJ-NP-Za-km-z]{44}(:[A-Za-z0-9.%:-]{1,400})?$",
        max_length = 512
    )]
    issuer: Option<String>,
    /// `<scid>/<name>` of the scheme.
    #[param(
        pattern = "^Qm[1-9A-HJ-NP-Za-km-z]{44}/[.]{0,63}[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$",
        max_length = 111
    )]
    scheme: Option<String>,
}

/// A label in a list, with this node's verdict.
#[derive(Serialize, ToSchema)]
pub struct LabelAnswer {
    /// `<issuer scid>/<name>`.
    id: String,
    /// `<owner scid>/<name>`.
    scheme: String,
    /// Code of the level.
    level: String,
    /// DID of the issuer.
    issuer: String,
    /// DID of the holder.
    subject: String,
    /// First day.
    valid_from: String,
    /// Last day, included.
    valid_until: String,
    /// Verdict today by this node's anchors; yours may give another.
    verdict: &'static str,
    /// The verdict in words.
    reason: String,
}

impl LabelAnswer {
    /// A label with what was concluded of it.
    pub(super) fn of(label: &Label, judgement: &Judgement) -> Self {
        Self {
            id: label.id.to_string(),
            scheme: label.scheme.to_string(),
            level: label.level.clone(),
            issuer: label.issuer.did.clone(),
            subject: label.subject.did.clone(),
            valid_from: label.valid_from.to_string(),
            valid_until: label.valid_until.to_string(),
            verdict: judgement.verdict.code(),
            reason: judgement.verdict.to_string(),
        }
    }
}

/// The day that is asked about, and the day whose knowledge counts.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OnDay {
    /// `YYYY-MM-DD`; today unless told.
    as_of: Option<String>,
    /// `YYYY-MM-DD`: only what was written down by then counts; today unless told.
    as_known: Option<String>,
}

impl OnDay {
    /// The question as the end of an address; empty when it is about today.
    #[must_use]
    pub fn query(&self) -> String {
        let days = [("as_of", &self.as_of), ("as_known", &self.as_known)];
        let given = days.into_iter().filter_map(|(name, day)| {
            let day = day.as_deref().filter(|day| !day.is_empty())?;
            Some(format!("{name}={}", path::segment(day)))
        });
        let query = given.collect::<Vec<_>>().join("&");
        if query.is_empty() { query } else { format!("?{query}") }
    }

    /// The two times of the question.
    ///
    /// # Errors
    ///
    /// A problem when the text is no day.
    pub fn as_of(&self) -> Result<AsOf, Problem> {
        let now = clock::now();
        let day = |text: &Option<String>| match text.as_deref().filter(|text| !text.is_empty()) {
            Some(text) => Day::parse(text).map(Some).map_err(|error| Problem::bad_request(error.to_string())),
            None => Ok(None),
        };
        let true_at = day(&self.as_of)?.unwrap_or(now.day());
        let known_at = day(&self.as_known)?.map_or(now, |known| known.end().min(now));
        Ok(AsOf { known_at, ..AsOf::on(true_at, now) })
    }
}

/// Lists labels.
#[utoipa::path(
    get, path = "/v1/attestations", tag = "attestations", params(Wanted, Walk),
    responses(
        (status = 200, body = Stretch<LabelAnswer>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a parameter cannot be understood"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "nobody has that SCID"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    Query(wanted): Query<Wanted>,
    Query(walk): Query<Walk>,
) -> Result<Stretch<LabelAnswer>, Problem> {
    let subject = wanted.subject.as_deref().map(organisation).transpose()?;
    let issuer = wanted.issuer.as_deref().map(organisation).transpose()?;
    let scheme = wanted.scheme.as_deref().map(scheme_of).transpose()?;
    let anchors = app.about.anchors();
    let as_of = OnDay::default().as_of()?;
    let model = app.handle.model().await?;
    let is_wanted = |label: &Label| {
        let holder = label.subject.organisation().ok();
        issuer.is_none_or(|issuer| label.id.issuer == issuer)
            && subject.is_none_or(|subject| holder == Some(subject))
            && scheme.as_ref().is_none_or(|scheme| label.scheme == *scheme)
    };
    let labels = model.labels().filter(|label| is_wanted(label));
    let some = walk.part(labels, |label| label.id.to_string())?;
    let judgements = app.verdicts.of(&app.handle, &model, &some.items, &anchors, as_of).await?;
    Ok(some.with(|labels| {
        let judged = labels.into_iter().zip(&judgements);
        judged.filter_map(|(label, judgement)| Some(LabelAnswer::of(label, judgement.as_deref()?))).collect()
    }))
}

/// Judges a label with this node's anchors. Your own may give another verdict: take the evidence and judge yourself.
#[utoipa::path(
    get, path = "/v1/attestations/{scid}/{name}", tag = "attestations",
    params(("scid" = String, Path, description = "the issuer's SCID"), ("name" = String, Path, description = "the label's name"), OnDay),
    responses(
        (status = 200, body = Value, description = "the report of docs/spec/verification.md"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no label id, or no day"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    Query(day): Query<OnDay>,
) -> Result<Json<Value>, Problem> {
    let as_of = day.as_of()?;
    let judgement = judged(&app, id(&scid, &name)?, as_of).await?;
    Ok(Json(judgement.to_json(as_of)))
}

/// Gives the credential as its issuer sealed it.
#[utoipa::path(
    get, path = "/v1/attestations/{scid}/{name}/credential", tag = "attestations",
    params(("scid" = String, Path, description = "the issuer's SCID"), ("name" = String, Path, description = "the label's name")),
    responses(
        (status = 200, content_type = "application/vc", body = Value, description = "a W3C Verifiable Credential 2.0 and Open Badge 3.0"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no label id"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn credential(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
) -> Result<Typed, Problem> {
    let id = id(&scid, &name)?;
    let ledger = app.handle.ledger(id.issuer).await?;
    let content = ledger
        .and_then(|ledger| content_of(ledger.document(&id.address())?))
        .ok_or_else(|| Problem::not_found("label of this name"))?;
    Ok(Typed("application/vc", content.into_bytes()))
}

/// Gives all that a verdict needs, proving itself.
#[utoipa::path(
    get, path = "/v1/attestations/{scid}/{name}/evidence", tag = "attestations",
    params(("scid" = String, Path, description = "the issuer's SCID"), ("name" = String, Path, description = "the label's name")),
    responses(
        (status = 200, content_type = "application/cbor", body = Vec<u8>, description = "evidence (docs/spec/evidence.md)"),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no label id"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn evidence(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
) -> Result<Typed, Problem> {
    let id = id(&scid, &name)?;
    let evidence = app.handle.evidence(&id).await?.ok_or_else(|| Problem::not_found("label of this name"))?;
    Ok(Typed("application/cbor", evidence.to_bytes()))
}

fn scheme_of(text: &str) -> Result<SchemeId, Problem> {
    // Of what has the form of a SCID and is none, that is said.
    text.split_once('/').map(|(owner, _)| organisation(owner)).transpose()?;
    SchemeId::parse(text).ok_or_else(|| Problem::bad_request("scheme is written <scid>/<name>"))
}

/// Judges a label with this node's anchors.
///
/// # Errors
///
/// A problem when it is not held here.
pub async fn judged(app: &App, id: AttestationId, as_of: AsOf) -> Result<Judgement, Problem> {
    let evidence = app.handle.evidence(&id).await?.ok_or_else(|| Problem::not_found("label of this name"))?;
    Ok(judge(&evidence, &app.about.anchors(), as_of))
}

/// Reads a label's id in a path.
///
/// # Errors
///
/// A problem that says what an id looks like.
pub fn id(scid: &str, name: &str) -> Result<AttestationId, Problem> {
    let issuer: OrganisationId = organisation(scid)?;
    AttestationId::parse(&format!("{issuer}/{name}"))
        .ok_or_else(|| Problem::bad_request("a label's name has 1 to 64 characters of A–Z a–z 0–9 . _ -"))
}
