//! `hanse assessment record|decide`

use std::collections::BTreeMap;

use protocol::dossier::application::Document;
use protocol::dossier::assessment::{Assessment as Said, Assessor, Finding, Mode};
use protocol::dossier::decision::{Decision, Outcome};
use protocol::dossier::signed::Signed;
use protocol::scorecard::SealedScorecard;
use protocol::time::Day;
use serde_json::json;

use super::attestation::{read_assessor, read_days, read_evidence};
use super::dossier::{self, country};
use super::organisation::party;
use super::{CommandError, scheme};
use crate::args::{Assessment, AssessmentDecide, AssessmentRecord};
use crate::home::{durable, random};
use crate::output::{Answer, Line, Tone, shown};
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Assessment) -> Result<Answer, CommandError> {
    match verb {
        Assessment::Record(asked) => record(session, &asked),
        Assessment::Decide(asked) => decide(session, &asked),
    }
}

fn record(session: &mut Session<'_, '_>, asked: &AssessmentRecord) -> Result<Answer, CommandError> {
    let mut dossier = dossier::read(&asked.dossier)?;
    let card = scheme::read_scorecard(&asked.answers)?;
    let (first, last) = read_days(&asked.assessed)?;
    let assessors = assessors(asked)?;
    let mut own = session.own()?;
    dossier::check_devices(session, &own, &dossier)?;
    let applied = dossier.application().said().clone();
    let (id, scheme) = scheme::find(session, &own, &applied.scheme.to_string())?;
    let subject = dossier::party_of(&dossier)?;
    let region = dossier::region(session, &own, subject)?;
    let issuer = match &asked.issuer {
        Some(did) => organisation(did)?,
        None => own.id(),
    };
    let sealed = SealedScorecard::seal(&id, &scheme, &applied.level, subject, &card, &*random::draw()?)?;
    let assessed = scheme.assess(&card);
    let report = asked.report.as_deref().map(|text| read_evidence("--report", text)).transpose()?;
    let assessment = Said {
        by: party(session, &own, own.id())?,
        issuer: party(session, &own, issuer)?,
        application: dossier.application().digest(),
        first,
        last,
        mode: if asked.mode == Mode::Video.code() { Mode::Video } else { Mode::Onsite },
        assessors,
        finding: Finding::of(&scheme, &sealed),
        scorecard: sealed,
        improvements: asked.improvements.clone(),
        recommendations: asked.recommendations.clone(),
        report: report.map(|file| Document { title: file.title, digest: file.digest }),
        made: session.now.floor_to_second(),
    };
    let (commitment, finding) = (assessment.scorecard.commitment(), assessment.finding.clone());
    dossier.assess(Signed::seal(&assessment, own.key()?)?)?;
    dossier.check(&scheme, country(region.as_deref()))?;
    durable::replace(&asked.out, dossier.to_text().as_bytes())?;
    let mut answer = Answer::done(json!({
        "assessment": dossier.assessment()?.digest().to_string(),
        "scorecard": commitment.to_string(),
        "reached": finding.reached,
        "score": finding.score,
        "assessed": scheme::assessed_json(&assessed),
        "out": asked.out,
    }))
    .line(format!("assessed {}: {}", shown(&applied.applicant.name), asked.out.display()))
    .line(format!("scorecard {commitment}"));
    for outcome in assessed.levels.iter().filter(|outcome| outcome.level == applied.level) {
        answer.lines.extend(scheme::outcome_lines(&scheme, outcome));
    }
    Ok(answer.hint(format!(
        "who decides runs `hanse assessment decide {} --outcome granted|refused --reason TEXT --out FILE`",
        asked.out.display()
    )))
}

/// The assessors, each with what it declares.
fn assessors(asked: &AssessmentRecord) -> Result<Vec<Assessor>, CommandError> {
    let mut declared = BTreeMap::new();
    let malformed = |text: &str| CommandError::Flag { flag: "--declares", text: shown(text).into_owned() };
    for text in &asked.declarations {
        let (pseudonym, declaration) = text.split_once('=').ok_or_else(|| malformed(text))?;
        if declared.insert(pseudonym, declaration).is_some() {
            return Err(malformed(text));
        }
    }
    let mut assessors = Vec::new();
    for text in &asked.assessors {
        let fact = read_assessor(text)?;
        let declaration = declared.remove(fact.pseudonym.as_str());
        let declaration = declaration
            .ok_or_else(|| CommandError::NotDeclared { pseudonym: shown(&fact.pseudonym).into_owned() })?;
        assessors.push(Assessor {
            pseudonym: fact.pseudonym,
            country: fact.country,
            declaration: declaration.to_owned(),
        });
    }
    // What is left was declared by nobody who assessed.
    match declared.into_iter().next() {
        None => Ok(assessors),
        Some((pseudonym, _)) => Err(malformed(pseudonym)),
    }
}

fn decide(session: &mut Session<'_, '_>, asked: &AssessmentDecide) -> Result<Answer, CommandError> {
    let mut dossier = dossier::read(&asked.dossier)?;
    let mut own = session.own()?;
    dossier::check_devices(session, &own, &dossier)?;
    let applied = dossier.application().said().clone();
    let (_, scheme) = scheme::find(session, &own, &applied.scheme.to_string())?;
    let region = dossier::region(session, &own, dossier::party_of(&dossier)?)?;
    let outcome = match (asked.outcome.as_str(), asked.conditions.is_empty()) {
        ("refused", _) => Outcome::Refused,
        (_, true) => Outcome::Granted,
        (_, false) => Outcome::GrantedOnCondition,
    };
    let day = asked.day.as_deref().map(Day::parse).transpose()?;
    let decision = Decision {
        by: party(session, &own, own.id())?,
        assessment: dossier.assessment()?.digest(),
        outcome,
        conditions: asked.conditions.clone(),
        day: day.unwrap_or_else(|| session.now.day()),
        reason: asked.reason.clone(),
        made: session.now.floor_to_second(),
    };
    dossier.decide(Signed::seal(&decision, own.key()?)?)?;
    dossier.check(&scheme, country(region.as_deref()))?;
    durable::replace(&asked.out, dossier.to_text().as_bytes())?;
    let mut answer = Answer::done(json!({
        "decision": dossier.decision()?.digest().to_string(),
        "outcome": outcome.code(),
        "conditions": decision.conditions,
        "reason": decision.reason,
        "day": decision.day.to_string(),
        "out": asked.out,
    }));
    let tone = if outcome == Outcome::Refused { Tone::Bad } else { Tone::Good };
    let said = format!(
        ": {} for {}, on {}: {}",
        shown(&applied.level),
        shown(&applied.applicant.name),
        decision.day,
        asked.out.display()
    );
    answer.lines.push(Line::toned(tone, outcome.code(), &said));
    let issuer = &dossier.assessment()?.said().issuer.name;
    Ok(match outcome {
        Outcome::Refused => {
            answer.hint("no label follows from it; give the applicant the dossier with the reason")
        }
        _ => answer.hint(format!(
            "{} issues it with `hanse attestation issue --dossier {} --valid-from YYYY-MM`",
            shown(issuer),
            asked.out.display()
        )),
    })
}
