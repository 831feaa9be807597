//! `GET /attestations/{scid}/{name}`: the page of a label.

use axum::extract::State;
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
use crate::http::page::{frame, judgement, page_or_twin, party_or, phrase, said, spoken, titled};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::attestation::{AttestationPage, Check, Outcome, StatusEvent};
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::words::{Fact, Link};
use crate::read_model::ReadModel;

pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    Query(day): Query<OnDay>,
    reader: Reader,
) -> Result<Response, Problem> {
    let id = id(&scid, &name)?;
    let as_of = day.as_of()?;
    let twin = format!("/v1{}{}", path::attestation(&id.issuer.to_string(), &id.name), day.query());
    page_or_twin(&reader, &twin, make(&app, &reader, id, as_of, &twin)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    id: AttestationId,
    as_of: AsOf,
    twin: &str,
) -> Result<AttestationPage, Problem> {
    let judgement = judged(app, id.clone(), as_of).await?;
    let model = app.handle.model().await?;
    let anchors = app.about.anchors();
    // A label that fails an early check was not read by the judge; what it states is shown all the same.
    let unreadable =
        || Problem::unprocessable("the issuer published something under this name that is no label");
    let label = judgement.label.as_ref().or_else(|| model.label(&id)).ok_or_else(unreadable)?;
    let locale = reader.locale;
    let (title, level) = judgement::titles(locale, &model, label, &judgement);
    let named = |party: &Party| party_or(&model, &party.organisation().unwrap_or(id.issuer), &party.name);
    let holder = judgement::holder(label, &judgement);
    let day = as_of.true_at;
    let scheme = model.scheme(&label.scheme).map(|scheme| {
        let text = format!("{} {}", locale.marked(titled(locale, &scheme.title)), scheme.version);
        Link::here(&text, &path::scheme(&label.scheme.owner.to_string(), &label.scheme.name))
    });
    Ok(AttestationPage {
        frame: frame(app, reader, Some(twin)),
        title,
        level,
        subject: named(holder),
        first_holder: (holder.did != label.subject.did).then(|| named(&label.subject)),
        issuer: party_or(&model, &id.issuer, &label.issuer.name),
        scheme,
        id: id.to_string(),
        href: path::attestation(&id.issuer.to_string(), &id.name),
        as_of: day.to_string(),
        valid_from: label.valid_from.to_string(),
        valid_until: judgement.until().unwrap_or(label.valid_until).to_string(),
        judgement: judgement::worded(locale, &judgement, &anchors),
        checks: judgement
            .checks
            .iter()
            .chain(judgement.later(day).as_ref())
            .map(|found| check(locale, found))
            .collect(),
        facts: facts(locale, &model, label, &judgement),
        history: history(locale, &model, &judgement, day),
        anchors: judgement::pinned(&model, &anchors),
        downloads: judgement::downloads(locale, label),
        badge: badge::shown(app, &id, &judgement, as_of).await?,
    })
}

fn check(locale: Locale, check: &verification::Check) -> Check {
    Check {
        title: match check.name {
            "issuer" => locale.t("label-check-issuer").to_text(),
            "evidence" => locale.t("label-check-evidence").to_text(),
            "conflict" => locale.t("label-check-conflict").to_text(),
            "format" => locale.t("label-check-format").to_text(),
            "proof" => locale.t("label-check-proof").to_text(),
            "key" => locale.t("label-check-key").to_text(),
            "scheme" => locale.t("label-check-scheme").to_text(),
            "accreditation" => locale.t("label-check-accreditation").to_text(),
            "scope" => locale.t("label-check-scope").to_text(),
            "independence" => locale.t("label-check-independence").to_text(),
            "term" => locale.t("label-check-term").to_text(),
            "prerequisite" => locale.t("label-check-prerequisite").to_text(),
            "time" => locale.t("label-check-time").to_text(),
            "successor" => locale.t("label-check-successor").to_text(),
            "holder" => locale.t("label-check-holder").to_text(),
            "appeal" => locale.t("label-check-appeal").to_text(),
            "now" => locale.t("label-check-now").to_text(),
            "later" => locale.t("label-check-later").to_text(),
            "status" => locale.t("label-check-status").to_text(),
            "period" => locale.t("label-check-period").to_text(),
            "list" => locale.t("label-check-list").to_text(),
            "freshness" => locale.t("label-check-freshness").to_text(),
            other => other.to_owned(),
        },
        outcome: match check.outcome {
            CheckOutcome::Passed => Outcome::Passed,
            CheckOutcome::Failed => Outcome::Failed,
            CheckOutcome::Indeterminate => Outcome::Indeterminate,
            CheckOutcome::Noted => Outcome::Noted,
        },
        finding: spoken::whole(locale, &check.sentence),
    }
}

fn facts(locale: Locale, model: &ReadModel, label: &Label, judgement: &Judgement) -> Vec<Fact> {
    let award = &label.award;
    let term = |key: &str| locale.t(key).to_text();
    let words = |key: &str, text: Option<String>| text.map(|text| Fact::words(&term(key), &said(&text)));
    let party = |key: &str, party: &Option<Party>| words(key, party.as_ref().map(|party| party.name.clone()));
    let day = |key: &str, day: Day| Fact::words(&term(key), &locale.day(&day.to_string()));
    let assessors: Vec<String> =
        award.assessors.iter().map(|one| format!("{} ({})", one.pseudonym, one.country)).collect();
    let conditions = judgement.standing.as_ref().map_or(&award.conditions, |standing| &standing.conditions);
    let assessed = award.assessed.map(|(first, last)| {
        locale.t("label-fact-assessed-days").day("first", first).day("last", last).to_text()
    });
    let certified = [
        words("label-fact-certificate", award.number.clone()),
        words("label-fact-assessed", assessed),
        words("label-fact-assessors", (!assessors.is_empty()).then(|| assessors.join(", "))),
        party("label-fact-assessed-by", &award.assessor_body),
        party("label-fact-decided-by", &award.decider),
        words("label-fact-condition", (!conditions.is_empty()).then(|| conditions.join("; "))),
    ];
    let mut facts: Vec<Fact> = certified.into_iter().flatten().collect();
    facts.extend(award.evidence.iter().map(|file| {
        let title = locale.t("label-fact-file").text("title", said(&file.title)).to_text();
        Fact::code(&title, &file.digest.to_string())
    }));
    let until = judgement.until().unwrap_or(label.valid_until);
    let level = judgement::level_title(locale, model, label, &label.level);
    facts.extend([
        Fact::words(&term("label-fact-level"), &level),
        day("label-fact-first-day", label.valid_from),
        day("label-fact-last-day", label.valid_until),
    ]);
    if until != label.valid_until {
        facts.push(day("label-fact-extended", until));
    }
    facts.extend([
        Fact::words(&term("label-fact-holder"), &said(&label.subject.name)),
        Fact::code(&term("label-fact-holder-did"), &said(&label.subject.did)),
        Fact::words(&term("label-fact-issuer"), &said(&label.issuer.name)),
        Fact::code(&term("label-fact-issuer-did"), &said(&label.issuer.did)),
        Fact::code(&term("label-fact-scheme"), &label.scheme.to_string()),
        Fact::code(&term("label-fact-label"), &label.id.to_string()),
    ]);
    facts
}

fn history(locale: Locale, model: &ReadModel, judgement: &Judgement, day: Day) -> Vec<StatusEvent> {
    let issuer_name = judgement.label.as_ref().map_or("", |label| label.issuer.name.as_str());
    let undone = undone(&judgement.acts);
    let event = |act: &StatusAct| StatusEvent {
        name: said(&act.name),
        act: spoken::alone(locale, &act.sentence(day)).text,
        is_undone: undone.contains(act.name.as_str()),
        other: replacement(locale, &act.kind),
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
fn replacement(locale: Locale, kind: &StatusKind) -> Option<Link> {
    let (StatusKind::Superseded { by } | StatusKind::Corrected { by }) = kind else { return None };
    let text = locale.t("label-in-its-place").to_text();
    Some(Link::here(&text, &path::attestation(&by.issuer.to_string(), &by.name)))
}
