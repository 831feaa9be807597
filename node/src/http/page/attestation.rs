//! `GET /attestations/{scid}/{name}`: the page of a label.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use protocol::attestation::{AttestationId, Label};
use protocol::credential::Party;
use protocol::status::{StatusAct, StatusKind};
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
    let twin = format!("/v1{}{}", path::attestation(&id.issuer.to_string(), &id.name), day.query());
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
        facts: facts(label, &judgement),
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
            "evidence" => "Evidence",
            "conflict" => "No contradiction",
            "format" => "Format",
            "proof" => "Proof",
            "key" => "Key at issuance",
            "scheme" => "Scheme",
            "accreditation" => "Accreditation",
            "scope" => "Scope",
            "independence" => "Independence",
            "term" => "Term",
            "prerequisite" => "Prerequisites",
            "time" => "Time",
            "successor" => "Successor",
            "holder" => "Holder",
            "appeal" => "Appeal",
            "now" => "Status since",
            "status" => "Status",
            "period" => "Period",
            "list" => "Status list",
            "freshness" => "Freshness",
            other => other,
        }
        .to_owned(),
        outcome: match check.outcome {
            CheckOutcome::Passed => Outcome::Passed,
            CheckOutcome::Failed => Outcome::Failed,
            CheckOutcome::Indeterminate => Outcome::Indeterminate,
            CheckOutcome::Noted => Outcome::Noted,
        },
        finding: stopped(&said(&check.sentence)),
    }
}

fn facts(label: &Label, judgement: &Judgement) -> Vec<Fact> {
    let award = &label.award;
    let words = |title: &str, text: Option<String>| text.map(|text| Fact::words(title, &said(&text)));
    let party =
        |title: &str, party: &Option<Party>| words(title, party.as_ref().map(|party| party.name.clone()));
    let assessors: Vec<String> =
        award.assessors.iter().map(|one| format!("{} ({})", one.pseudonym, one.country)).collect();
    let conditions = judgement.standing.as_ref().map_or(&award.conditions, |standing| &standing.conditions);
    let certified = [
        words("Certificate", award.number.clone()),
        words("Assessed", award.assessed.map(|(first, last)| format!("{first} to {last}"))),
        words("Assessors", (!assessors.is_empty()).then(|| assessors.join(", "))),
        party("Assessed by", &award.assessor_body),
        party("Decided by", &award.decider),
        words("Condition", (!conditions.is_empty()).then(|| conditions.join("; "))),
    ];
    let mut facts: Vec<Fact> = certified.into_iter().flatten().collect();
    facts.extend(
        award
            .evidence
            .iter()
            .map(|file| Fact::code(&format!("SHA-256 of “{}”", said(&file.title)), &file.digest.to_string())),
    );
    facts.extend([
        Fact::words("First day", &label.valid_from.to_string()),
        Fact::words("Last day", &judgement.until().unwrap_or(label.valid_until).to_string()),
        Fact::words("Holder, as named in it", &said(&label.subject.name)),
        Fact::code("Holder’s DID", &said(&label.subject.did)),
        Fact::words("Issuer, as named in it", &said(&label.issuer.name)),
        Fact::code("Issuer’s DID", &said(&label.issuer.did)),
        Fact::code("Scheme", &label.scheme.to_string()),
        Fact::code("Label", &label.id.to_string()),
    ]);
    facts
}

fn history(model: &ReadModel, judgement: &Judgement) -> Vec<StatusEvent> {
    let issuer_name = judgement.label.as_ref().map_or("", |label| label.issuer.name.as_str());
    let event = |act: &StatusAct| StatusEvent {
        act: act_in_words(&act.kind),
        effective: act.effective.to_string(),
        recorded: act.recorded.day().to_string(),
        by: party_or(model, &judgement.id.issuer, issuer_name),
        reason: phrase(act.reason.trim(), ""),
        reply: reply_to(judgement, act).map(|text| phrase(text, "")),
    };
    judgement.acts.iter().map(event).collect()
}

/// What the holder said to an act; what it said to none in particular stands beside the last one.
fn reply_to<'j>(judgement: &'j Judgement, act: &StatusAct) -> Option<&'j str> {
    let is_last = judgement.acts.last() == Some(act);
    let reply = judgement.replies.iter().rev().find(|reply| match &reply.about {
        Some(about) => *about == act.name,
        None => is_last,
    });
    reply.map(|reply| reply.text.as_str())
}

fn act_in_words(kind: &StatusKind) -> String {
    match kind {
        StatusKind::Suspended { until: Some(until) } => format!("Suspended until {until}"),
        StatusKind::Suspended { until: None } => "Suspended".to_owned(),
        StatusKind::Reinstated => "Reinstated".to_owned(),
        StatusKind::Withdrawn => "Withdrawn".to_owned(),
        StatusKind::Returned => "Returned by its holder".to_owned(),
        StatusKind::Reduced { level } => format!("Reduced to the level {}", said(level)),
        StatusKind::Superseded { by } => format!("Superseded by {by}"),
        StatusKind::Corrected { by } => format!("Corrected by {by}"),
        StatusKind::Annulled => "Annulled".to_owned(),
        StatusKind::Transferred { to } => format!("Transferred to {}", said(&to.name)),
        StatusKind::Extended { until } => format!("Extended until {until}"),
        StatusKind::ConditionMet => "Condition met".to_owned(),
        StatusKind::Appealed { .. } => "Appealed against by its holder".to_owned(),
        StatusKind::AppealDecided { outcome, .. } => format!("Appeal {}", outcome.code()),
        StatusKind::TakenOver => "Taken over by a successor of the issuer".to_owned(),
    }
}
