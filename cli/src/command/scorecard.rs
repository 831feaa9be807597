//! `hanse scorecard seal|disclose|verify`

use std::path::Path;

use protocol::attestation::{Credential, Label};
use protocol::credential::CREDENTIAL_BYTES_MAX;
use protocol::dossier::{DOSSIER_BYTES_MAX, Dossier};
use protocol::evidence::{EVIDENCE_BYTES_MAX, Evidence};
use protocol::scheme::Scheme;
use protocol::scorecard::{DISCLOSURE_BYTES_MAX, Disclosed, Disclosure, SealedScorecard};
use protocol::verification::{AsOf, Verdict, judge};
use serde_json::json;

use super::{CommandError, attestation, read_file, scheme, verify};
use crate::args::{Scorecard, ScorecardSeal};
use crate::home::{durable, random};
use crate::output::{Answer, Exit, Line, Tone, count, sentence, shown};
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Scorecard) -> Result<Answer, CommandError> {
    match verb {
        Scorecard::Seal(asked) => seal(session, &asked),
        Scorecard::Disclose { file, label, indicators, out } => {
            disclose(session, &file, &label, &indicators, &out)
        }
        Scorecard::Verify { file, evidence, max_age } => check(session, &file, evidence.as_deref(), max_age),
    }
}

fn seal(session: &mut Session<'_, '_>, asked: &ScorecardSeal) -> Result<Answer, CommandError> {
    let card = scheme::read_scorecard(&asked.answers)?;
    let subject = organisation(&asked.subject)?;
    let own = session.own()?;
    let (id, scheme) = scheme::find(session, &own, &asked.scheme)?;
    scheme::check_levels(&scheme, std::slice::from_ref(&asked.level))?;
    let sealed = SealedScorecard::seal(&id, &scheme, &asked.level, subject, &card, &*random::draw()?)?;
    durable::replace(&asked.out, sealed.to_text().as_bytes())?;
    let commitment = sealed.commitment().to_string();
    Ok(Answer::done(json!({"scorecard": commitment, "answers": card.answers.len(), "out": asked.out}))
        .line(commitment)
        .hint(format!(
            "give the commitment to `hanse attestation issue --scorecard`, and {} to the holder alone",
            asked.out.display()
        )))
}

fn disclose(
    session: &mut Session<'_, '_>,
    file: &Path,
    label: &str,
    indicators: &[String],
    out: &Path,
) -> Result<Answer, CommandError> {
    let sealed = read_sealed(file)?;
    let label = find_label(session, label)?;
    let codes: Vec<&str> = match indicators {
        [all] if all == "all" => sealed.codes().collect(),
        some => some.iter().map(String::as_str).collect(),
    };
    let disclosure = sealed.disclose(&label, &codes)?;
    durable::replace(out, disclosure.to_text().as_bytes())?;
    let number = count(codes.len(), "answer", "answers");
    Ok(Answer::done(json!({
        "label": label.id.to_string(),
        "disclosed": codes,
        "of": disclosure.size(),
        "out": out,
    }))
    .line(format!("{number} of {} disclosed: {}", disclosure.size(), out.display()))
    .hint(format!("whoever gets the file checks it with `hanse scorecard verify {}`", out.display())))
}

/// A sealed scorecard, alone or in a dossier.
fn read_sealed(file: &Path) -> Result<SealedScorecard, CommandError> {
    let bytes = read_file(file, DOSSIER_BYTES_MAX as u64)?;
    match SealedScorecard::parse(&bytes) {
        Ok(sealed) => Ok(sealed),
        Err(error) => match Dossier::parse(&bytes) {
            Ok(dossier) => Ok(dossier.assessment()?.said().scorecard.clone()),
            Err(protocol::dossier::DossierError::NoDossier) => Err(error.into()),
            Err(error) => Err(error.into()),
        },
    }
}

/// A label by its credential in a file, or as nodes tell it.
fn find_label(session: &mut Session<'_, '_>, text: &str) -> Result<Label, CommandError> {
    let path = Path::new(text);
    if path.is_file() {
        let credential = Credential::parse(&read_file(path, CREDENTIAL_BYTES_MAX as u64)?)?;
        credential.verify()?;
        return Ok(credential.label().clone());
    }
    let id = attestation::named(session, text)?;
    let told = verify::ask_nodes(session, &id)?;
    let published = verify::published(&told.evidence);
    let why = || CommandError::NoEvidence { id: id.to_string(), why: Vec::new() };
    Ok(published.ok_or_else(why)?.label().clone())
}

/// Says whether disclosed answers are those that a label commits to, and what the label is worth.
fn check(
    session: &mut Session<'_, '_>,
    file: &Path,
    evidence: Option<&Path>,
    max_age: u16,
) -> Result<Answer, CommandError> {
    let disclosure = Disclosure::parse(&read_file(file, DISCLOSURE_BYTES_MAX as u64)?)?;
    let id = disclosure.label().clone();
    let evidence = match evidence {
        Some(path) => Box::new(Evidence::parse(&read_file(path, EVIDENCE_BYTES_MAX as u64)?)?),
        None => verify::ask_nodes(session, &id)?.evidence,
    };
    let anchors = verify::trusted(session)?.with_statement_age(max_age);
    let judgement = judge(&evidence, &anchors, AsOf::today(session.now));
    let missing = || CommandError::NoEvidence {
        id: id.to_string(),
        why: vec!["the evidence lacks the label or its scheme".to_owned()],
    };
    let label = verify::published(&evidence).ok_or_else(missing)?.label().clone();
    let content = verify::content_in(&evidence, label.scheme.owner, &label.scheme.address());
    let scheme = Scheme::parse_content(&content.ok_or_else(missing)?)?;
    let verdict = judgement.verdict.to_string();
    let json = json!({
        "label": id.to_string(),
        "verdict": judgement.verdict.code(),
        "reason": verdict,
        "of": disclosure.size(),
    });
    let disclosed = match disclosure.verify(&label, &scheme) {
        Ok(disclosed) => disclosed,
        Err(fault) => {
            let mut answer = Answer::done(json).exit(Exit::No);
            answer.json["proven"] = json!(false);
            answer.json["fault"] = json!(sentence(&fault));
            answer.lines.push(Line::toned(Tone::Bad, "not proven", &format!(": {}", sentence(&fault))));
            return Ok(answer);
        }
    };
    let (exit, tone, word) = match &judgement.verdict {
        Verdict::BadSignature(_) | Verdict::IssuerNotEntitled(_) | Verdict::Conflict { .. } => {
            (Exit::No, Tone::Bad, "not proven")
        }
        verdict if verdict.is_open() => (Exit::Unknown, Tone::Open, "not known"),
        _ => (Exit::Done, Tone::Good, "proven"),
    };
    let mut answer = Answer::done(json).exit(exit);
    answer.json["proven"] = json!(exit == Exit::Done);
    let said = format!(
        ": {} of {} answers behind {} {}, {}",
        disclosed.len(),
        disclosure.size(),
        shown(scheme.title()),
        scheme.level(&label.level).map_or("", |level| level.title()),
        shown(&label.subject.name)
    );
    answer.lines.push(Line::toned(tone, word, &said));
    answer = answer.line(format!("the label itself: {}", shown(&verdict)));
    answer.json["disclosed"] = disclosed
        .iter()
        .map(|one| json!({"criterion": one.criterion, "answer": one.answer, "points": one.points}))
        .collect();
    answer = disclosed.iter().fold(answer, |answer, one| answer.line(answer_line(&scheme, one)));
    if let Some(card) = disclosure.scorecard() {
        let assessed = scheme.assess(&card);
        answer.json["assessed"] = scheme::assessed_json(&assessed);
        for outcome in assessed.levels.iter().filter(|outcome| outcome.level == label.level) {
            answer.lines.extend(scheme::outcome_lines(&scheme, outcome));
        }
    }
    Ok(answer)
}

fn answer_line(scheme: &Scheme, one: &Disclosed) -> String {
    let name = scheme.criterion(&one.criterion).map_or_else(|| one.criterion.clone(), |known| known.name());
    let points = one.points.as_deref().map(|points| format!(", {points} points")).unwrap_or_default();
    format!("  {}: {}{points}", shown(&name), one.answer)
}
