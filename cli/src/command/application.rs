//! `hanse application make|check`

use std::path::Path;

use protocol::dossier::Dossier;
use protocol::dossier::application::{Application as Said, Document};
use protocol::dossier::signed::Signed;
use protocol::scheme::Scheme;
use protocol::scheme::assess::Assessed;
use protocol::scheme::scope::ScopeFault;
use protocol::sentence::Sentence;
use protocol::verification::{Check, CheckOutcome};
use serde_json::json;

use super::attestation::{named_by, read_evidence};
use super::organisation::party;
use super::verify::check_line;
use super::{CommandError, dossier, scheme};
use crate::args::{Application, ApplicationMake};
use crate::home::durable;
use crate::output::{Answer, Exit, Line, Tone, shown};
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Application) -> Result<Answer, CommandError> {
    match verb {
        Application::Make(asked) => make(session, &asked),
        Application::Check { file } => check(session, &file),
    }
}

fn make(session: &mut Session<'_, '_>, asked: &ApplicationMake) -> Result<Answer, CommandError> {
    let card = scheme::read_scorecard(&asked.answers)?;
    let mut own = session.own()?;
    let (id, scheme) = scheme::find(session, &own, &asked.scheme)?;
    scheme::check_levels(&scheme, std::slice::from_ref(&asked.level))?;
    let assessed = scheme.assess(&card);
    if !assessed.faults.is_empty() {
        let answer = Answer::done(json!({"assessed": scheme::assessed_json(&assessed), "out": null}));
        return Ok(with_findings(answer, &scheme, &assessed, &asked.level).exit(Exit::No));
    }
    let region = dossier::region(session, &own, own.id())?;
    if let Err(fault) = scheme.check_subject(asked.subject_type.as_deref(), region.as_deref()) {
        let what_to_do = match fault {
            ScopeFault::TypeUnknown { .. } => "; say what you are with --subject-type",
            ScopeFault::RegionUnknown { .. } => "; say where you are with `hanse profile set region=CODE`",
            _ => "",
        };
        return Err(CommandError::NotEntitled { why: format!("{fault}{what_to_do}") });
    }
    let evidence = asked.evidence.iter().map(|text| {
        let file = read_evidence("--evidence", text)?;
        Ok::<_, CommandError>(Document { title: file.title, digest: file.digest })
    });
    let evidence = evidence.collect::<Result<_, _>>()?;
    let follows = asked.follows.iter().map(|text| named_by(&own, text)).collect::<Result<_, _>>()?;
    let basis = asked.basis.iter().map(|text| named_by(&own, text)).collect::<Result<_, _>>()?;
    let title = format!("{}, version {}", shown(scheme.title()), scheme.version);
    if !asked.yes && !session.console.confirm(&format!("do you agree to the rules of {title}?"))? {
        return Err(CommandError::Declined);
    }
    let application = Said {
        applicant: party(session, &own, own.id())?,
        scheme: id.clone(),
        level: asked.level.clone(),
        subject_type: asked.subject_type.clone(),
        answers: card.answers,
        evidence,
        follows,
        basis,
        agreement: format!("The applicant agrees to the rules of the scheme {id}."),
        made: session.now.floor_to_second(),
    };
    let sealed = Signed::seal(&application, own.key()?)?;
    let digest = sealed.digest();
    durable::replace(&asked.out, Dossier::begin(sealed).to_text().as_bytes())?;
    let answer = Answer::done(json!({
        "application": digest.to_string(),
        "scheme": id.to_string(),
        "level": asked.level,
        "assessed": scheme::assessed_json(&assessed),
        "out": asked.out,
    }))
    .line(format!("applied for {} of {title}: {}", asked.level, asked.out.display()));
    let answer = with_findings(answer, &scheme, &assessed, &asked.level);
    Ok(answer.hint(format!("give {} to the issuer; nothing of it was published", asked.out.display())))
}

fn check(session: &mut Session<'_, '_>, file: &Path) -> Result<Answer, CommandError> {
    let read = dossier::read(file)?;
    let own = session.own()?;
    dossier::check_devices(session, &own, &read)?;
    let said = read.application().said();
    let (_, scheme) = scheme::find(session, &own, &said.scheme.to_string())?;
    scheme::check_levels(&scheme, std::slice::from_ref(&said.level))?;
    let region = dossier::region(session, &own, dossier::party_of(&read)?)?;
    let assessed = scheme.assess(&said.scorecard());
    let mut checks = vec![Check {
        name: "proof",
        outcome: CheckOutcome::Passed,
        sentence: Sentence::english(format!(
            "sealed by a device of {} on {}",
            said.applicant.name,
            said.made.day()
        )),
    }];
    let (outcome, sentence) = match scheme.check_subject(said.subject_type.as_deref(), region.as_deref()) {
        Ok(()) => {
            (CheckOutcome::Passed, Sentence::english("the scheme is for such a subject there".to_owned()))
        }
        Err(fault) => (CheckOutcome::Failed, fault.sentence()),
    };
    checks.push(Check { name: "subject", outcome, sentence });
    let labels: Vec<String> = said.follows.iter().chain(&said.basis).map(ToString::to_string).collect();
    for needed in scheme.prerequisites(&said.level) {
        let named = if labels.is_empty() { "none".to_owned() } else { labels.join(", ") };
        checks.push(Check {
            name: "prerequisite",
            outcome: CheckOutcome::Indeterminate,
            sentence: Sentence::english(format!(
                "needs {}; the application names {named}",
                scheme.say_prerequisite(needed)
            )),
        });
    }
    let reached = assessed.levels.iter().any(|outcome| outcome.level == said.level && outcome.reached);
    let is_yes = reached
        && assessed.faults.is_empty()
        && checks.iter().all(|check| check.outcome != CheckOutcome::Failed);
    let answer = Answer::done(json!({
        "application": read.application().digest().to_string(),
        "applicant": {"did": said.applicant.did, "name": said.applicant.name},
        "scheme": said.scheme.to_string(),
        "level": said.level,
        "made": said.made.to_string(),
        "evidence": said.evidence.iter().map(|file| json!({"title": file.title, "digest": file.digest.to_string()})).collect::<Vec<_>>(),
        "agreement": said.agreement,
        "checks": checks.iter().map(|check| json!({"name": check.name, "outcome": check.outcome.code(), "sentence": check.sentence.to_string()})).collect::<Vec<_>>(),
        "assessed": scheme::assessed_json(&assessed),
        "sound": is_yes,
    }));
    let mut answer = answer.line(format!(
        "{} applies for {} of {}, version {}",
        shown(&said.applicant.name),
        shown(&said.level),
        shown(scheme.title()),
        scheme.version
    ));
    answer = checks.iter().fold(answer, |answer, check| answer.line(check_line(check)));
    for file in &said.evidence {
        answer = answer.line(format!("  -   evidence      {}, {}", shown(&file.title), file.digest));
    }
    answer = answer.line(format!("  -   agreement     {}", shown(&said.agreement)));
    answer = with_findings(answer, &scheme, &assessed, &said.level);
    Ok(if is_yes { answer } else { answer.exit(Exit::No) })
}

/// Adds what the scheme says of the answers: the level that is asked for in full, the others by one line each.
fn with_findings(mut answer: Answer, scheme: &Scheme, assessed: &Assessed, level: &str) -> Answer {
    for outcome in &assessed.levels {
        let lines = scheme::outcome_lines(scheme, outcome);
        let most = if outcome.level == level { lines.len() } else { 1 };
        answer.lines.extend(lines.into_iter().take(most));
    }
    for fault in &assessed.faults {
        answer.lines.push(Line::toned(Tone::Bad, "not taken", &format!(": {}", shown(fault))));
    }
    answer
}
