//! `GET /attestations/{scid}/{name}`: the page of a label.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use protocol::attestation::{AttestationId, Label};
use protocol::credential::Party;
use protocol::status::{StatusAct, StatusKind, undone};
use protocol::time::Day;
use protocol::verification::{self, AsOf, CheckOutcome, Judgement};

use crate::http::App;
use crate::http::answer::{Path, Query};
use crate::http::attestation::{OnDay, id, judged};
use crate::http::badge;
use crate::http::page::{capitalised, frame, judgement, page_or_twin, party_or, phrase, said, stopped};
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
    let (title, level) = judgement::titles(&model, label, &judgement);
    let named = |party: &Party| party_or(&model, &party.organisation().unwrap_or(id.issuer), &party.name);
    let holder = judgement::holder(label, &judgement);
    let day = as_of.true_at;
    let scheme = model.scheme(&label.scheme).map(|scheme| {
        let text = format!("{} {}", said(scheme.title()), scheme.version);
        Link::here(&text, &path::scheme(&label.scheme.owner.to_string(), &label.scheme.name))
    });
    Ok(AttestationPage {
        frame: frame(app, Some(twin)),
        title: Phrase::plain(&title),
        level,
        subject: named(holder),
        first_holder: (holder.did != label.subject.did).then(|| named(&label.subject)),
        issuer: party_or(&model, &id.issuer, &label.issuer.name),
        scheme,
        id: id.to_string(),
        href: path::attestation(&id.issuer.to_string(), &id.name),
        as_of: day.to_string(),
        judgement: judgement::worded(&judgement, &anchors),
        checks: judgement.checks.iter().chain(judgement.later(day).as_ref()).map(check).collect(),
        facts: facts(&model, label, &judgement),
        history: history(&model, &judgement, day),
        anchors: judgement::pinned(&model, &anchors),
        downloads: judgement::downloads(label),
        badge: badge::shown(app, &id, &judgement, as_of).await?,
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
            "later" => "Later",
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

fn facts(model: &ReadModel, label: &Label, judgement: &Judgement) -> Vec<Fact> {
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
    let until = judgement.until().unwrap_or(label.valid_until);
    facts.extend([
        Fact::words("Level, as issued", &judgement::level_title(model, label, &label.level)),
        Fact::words("First day", &label.valid_from.to_string()),
        Fact::words("Last day", &label.valid_until.to_string()),
    ]);
    if until != label.valid_until {
        facts.push(Fact::words("Last day, as extended", &until.to_string()));
    }
    facts.extend([
        Fact::words("Holder, as named in it", &said(&label.subject.name)),
        Fact::code("Holder’s DID", &said(&label.subject.did)),
        Fact::words("Issuer, as named in it", &said(&label.issuer.name)),
        Fact::code("Issuer’s DID", &said(&label.issuer.did)),
        Fact::code("Scheme", &label.scheme.to_string()),
        Fact::code("Label", &label.id.to_string()),
    ]);
    facts
}

fn history(model: &ReadModel, judgement: &Judgement, day: Day) -> Vec<StatusEvent> {
    let issuer_name = judgement.label.as_ref().map_or("", |label| label.issuer.name.as_str());
    let undone = undone(&judgement.acts);
    let event = |act: &StatusAct| StatusEvent {
        name: said(&act.name),
        act: capitalised(&said(&act.in_words(day))),
        is_undone: undone.contains(act.name.as_str()),
        other: replacement(&act.kind),
        recorded: act.recorded.day().to_string(),
        by: party_or(model, &judgement.id.issuer, issuer_name),
        successor: judgement.keeper.as_ref().map(|keeper| phrase(&keeper.name, "")),
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

/// The label that took the place of this one.
fn replacement(kind: &StatusKind) -> Option<Link> {
    let (StatusKind::Superseded { by } | StatusKind::Corrected { by }) = kind else { return None };
    Some(Link::here("The label in its place", &path::attestation(&by.issuer.to_string(), &by.name)))
}
