//! `hanse attestation badge`: a label as a picture that carries its credential, and shows what holds today.
//!
//! The label is judged as `hanse attestation verify` does it. Where neither node nor file gives evidence, the picture shows
//! what was issued, and the answer says so.

use std::path::Path;

use protocol::attestation::Credential;
use protocol::badge::{BadgeFacts, draw};
use protocol::canonical::parse_json;
use protocol::evidence::Evidence;
use protocol::verification::{AsOf, Judgement, judge};
use serde_json::json;

use super::CommandError;
use super::verify::{self, Asked};
use crate::home::durable;
use crate::output::{Answer, shown};
use crate::session::Session;

/// Draws a label, by its id as nodes tell it, or by a file with its credential or its evidence.
///
/// # Errors
///
/// [`CommandError`] when the label cannot be found out, its proof does not count, or it lacks what a picture needs.
pub(crate) fn save(session: &mut Session<'_, '_>, label: &str, out: &Path) -> Result<Answer, CommandError> {
    let Subject { credential, judgement } = find(session, label)?;
    // What was not signed is not handed on in a nice frame.
    credential.verify()?;
    let text = credential.to_text();
    let nothing = || CommandError::NothingToDraw { label: shown(label).into_owned() };
    let value = parse_json(text.as_bytes(), text.len()).map_err(|_| nothing())?;
    let issued = BadgeFacts::read(&value).ok_or_else(nothing)?;
    let facts = judgement.as_ref().map_or(issued, |judgement| issued.as_judged(judgement));
    durable::replace(out, draw(&facts, Some(&text)).as_bytes())?;
    let sentence = facts.to_sentence();
    let verdict = judgement.as_ref().map(|judgement| judgement.verdict.code());
    let reason = judgement.as_ref().map(|judgement| judgement.verdict.to_string());
    let answer = Answer::done(json!({
        "id": credential.label().id.to_string(),
        "out": out,
        "text": sentence,
        "verdict": verdict,
        "reason": reason,
    }));
    let shows = format!("the picture shows {}", shown(&sentence));
    let answer = answer.line(out.display().to_string());
    Ok(match &judgement {
        None => answer
            .line("not judged: the picture shows what was issued, and not whether it holds today")
            .hint(format!("{shows}; name a node with --node, or draw the label from its evidence")),
        Some(judgement) if judgement.verdict.is_open() => answer
            .line(shown(&judgement.to_string()))
            .hint(format!("{shows}, as its issuer says; whether it holds could not be found out")),
        Some(judgement) => answer
            .line(shown(&judgement.to_string()))
            .hint(format!("{shows}; the credential in it is what counts")),
    })
}

/// What is drawn.
struct Subject {
    credential: Credential,
    /// What is made of it today; `None` where there is no evidence.
    judgement: Option<Judgement>,
}

fn find(session: &mut Session<'_, '_>, label: &str) -> Result<Subject, CommandError> {
    let anchors = verify::trusted(session)?;
    let as_of = AsOf::today(session.now);
    let published = |evidence: &Evidence| {
        let lacking = || CommandError::NoEvidence { id: evidence.about.to_string(), why: Vec::new() };
        verify::published(evidence).ok_or_else(lacking)
    };
    match verify::asked_about(session, label, &[])? {
        Asked::Evidence { evidence, faults } => {
            if let Some(behind) = verify::behind(session, &evidence)? {
                session.console.say(format_args!("note: {}", behind.sentence));
            }
            for fault in faults {
                session.console.say(format_args!("note: {fault}"));
            }
            let judgement = Some(judge(&evidence, &anchors, as_of));
            Ok(Subject { credential: published(&evidence)?, judgement })
        }
        Asked::Label(id) => {
            let evidence = verify::ask_nodes(session, &id)?.evidence;
            let judgement = Some(judge(&evidence, &anchors, as_of));
            Ok(Subject { credential: published(&evidence)?, judgement })
        }
        Asked::Credential(credential) => {
            let judgement = match verify::ask_nodes(session, &credential.label().id) {
                Ok(told) => {
                    let mut judgement = judge(&told.evidence, &anchors, as_of);
                    verify::compare(&mut judgement, &credential, &told.evidence);
                    Some(judgement)
                }
                Err(CommandError::NoEvidence { why, .. }) => {
                    for fault in why {
                        session.console.say(format_args!("note: {}", shown(&fault)));
                    }
                    None
                }
                Err(other) => return Err(other),
            };
            Ok(Subject { credential: *credential, judgement })
        }
    }
}
