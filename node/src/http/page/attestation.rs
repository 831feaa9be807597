//! `GET /attestations/{scid}/{name}`: the page of a label.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use protocol::attestation::{AttestationId, Label, StatusAct, StatusKind};
use protocol::verification::{self, AsOf, CheckOutcome, Judgement};

use crate::http::App;
use crate::http::answer::{Path, Query};
use crate::http::attestation::{OnDay, id, judged};
use crate::http::badge;
use crate::http::page::{frame, judgement, page_or_twin, party_or, phrase, said, stopped};
use crate::http::problem::Problem;
use crate::pages::attestation::{AttestationPage, Check, Outcome, StatusEvent};
use crate::pages::path;
use crate::pages::words::{Fact, Link, Phrase};
use crate::read_model::ReadModel;

pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    Query(day): Query<OnDay>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = id(&scid, &name)?;
    let as_of = day.as_of()?;
    let question = if day.is_today() { String::new() } else { format!("?as_of={}", as_of.true_at) };
    let twin = format!("/v1{}{question}", path::attestation(&id.issuer.to_string(), &id.name));
    page_or_twin(&headers, &twin, make(&app, id, as_of, &twin)).await
}

async fn make(app: &App, id: AttestationId, as_of: AsOf, twin: &str) -> Result<AttestationPage, Problem> {
    let judgement = judged(app, id.clone(), as_of).await?;
    let model = app.handle.model().await?;
    let anchors = app.about.anchors();
    // A label that fails an early check was not read by the judge; what it states is shown all the same.
    let unreadable =
        || Problem::unprocessable("the issuer published something under this name that is no label");
    let label = judgement.label.as_ref().or_else(|| model.label(&id)).ok_or_else(unreadable)?;
    let (title, level) = judgement::titles(&model, label);
    let subject = label.subject.organisation().unwrap_or(id.issuer);
    let scheme = model.scheme(&label.scheme).map(|scheme| {
        let text = format!("{} {}", said(scheme.title()), scheme.version);
        Link::here(&text, &path::scheme(&label.scheme.owner.to_string(), &label.scheme.name))
    });
    Ok(AttestationPage {
        frame: frame(app, Some(twin)),
        title: Phrase::plain(&title),
        level,
        subject: party_or(&model, &subject, &label.subject.name),
        issuer: party_or(&model, &id.issuer, &label.issuer.name),
        scheme,
        id: id.to_string(),
        href: path::attestation(&id.issuer.to_string(), &id.name),
        as_of: as_of.true_at.to_string(),
        judgement: judgement::worded(&judgement, &anchors),
        checks: judgement.checks.iter().map(check).collect(),
        facts: facts(label),
        history: history(&model, &judgement),
        anchors: judgement::pinned(&model, &anchors),
        downloads: judgement::downloads(label),
        badge: badge::shown(app, &id, &judgement).await?,
    })
}

fn check(check: &verification::Check) -> Check {
    Check {
        title: match check.name {
            "issuer" => "Issuer",
            "completeness" => "Completeness",
            "credential" => "Credential",
            "scheme" => "Scheme",
            "entitlement" => "Entitlement",
            "status" => "Status",
            "period" => "Period",
            "freshness" => "Freshness",
            other => other,
        }
        .to_owned(),
        outcome: match check.outcome {
            CheckOutcome::Passed => Outcome::Passed,
            CheckOutcome::Failed => Outcome::Failed,
            CheckOutcome::Indeterminate => Outcome::Indeterminate,
        },
        finding: stopped(&said(&check.sentence)),
    }
}

fn facts(label: &Label) -> Vec<Fact> {
    vec![
        Fact::words("First day", &label.valid_from.to_string()),
        Fact::words("Last day", &label.valid_until.to_string()),
        Fact::words("Holder, as named in it", &said(&label.subject.name)),
        Fact::code("Holder’s DID", &said(&label.subject.did)),
        Fact::words("Issuer, as named in it", &said(&label.issuer.name)),
        Fact::code("Issuer’s DID", &said(&label.issuer.did)),
        Fact::code("Scheme", &label.scheme.to_string()),
        Fact::code("Label", &label.id.to_string()),
    ]
}

fn history(model: &ReadModel, judgement: &Judgement) -> Vec<StatusEvent> {
    let issuer_name = judgement.label.as_ref().map_or("", |label| label.issuer.name.as_str());
    let event = |act: &StatusAct| StatusEvent {
        act: match act.kind {
            StatusKind::Withdrawn => "Withdrawn".to_owned(),
        },
        effective: act.effective.to_string(),
        recorded: act.recorded.day().to_string(),
        by: party_or(model, &judgement.id.issuer, issuer_name),
        reason: phrase(act.reason.trim(), ""),
        reply: None,
    };
    judgement.acts.iter().map(event).collect()
}
