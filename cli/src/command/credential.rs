//! `hanse credential verify`: credentials that other programs made, with what is at hand and without any network.

use std::path::Path;

use protocol::badge;
use protocol::foreign::{CONTROLLER_BYTES_MAX, FOREIGN_BYTES_MAX, Judgement, Material, Verdict, judge};
use protocol::time::Timestamp;

use super::verify::check_line;
use super::{CommandError, read_file};
use crate::args::{Credential, CredentialVerify};
use crate::output::{Answer, Exit, Line, Tone, shown};
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`] for files that cannot be read; what stands in them is a matter of the verdict.
pub fn run(session: &Session<'_, '_>, verb: Credential) -> Result<Answer, CommandError> {
    let Credential::Verify(asked) = verb;
    let now = match &asked.now {
        Some(text) => Timestamp::parse_rfc3339(text)?,
        None => session.now,
    };
    let credential = read_credential(&asked.file)?;
    let judgement = judge(&credential, &material(&asked)?, now);
    Ok(report(&judgement, now))
}

/// Reads a credential, or takes it out of a badge.
fn read_credential(path: &Path) -> Result<Vec<u8>, CommandError> {
    let bytes = read_file(path, FOREIGN_BYTES_MAX as u64)?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii_start();
    if text.starts_with(b"<") {
        return badge::extract(&bytes)
            .map_err(|source| CommandError::Badge { path: path.to_owned(), source });
    }
    Ok(bytes)
}

fn material(asked: &CredentialVerify) -> Result<Material, CommandError> {
    let mut material = Material::default();
    for path in &asked.dids {
        material.add_controller(&read_file(path, CONTROLLER_BYTES_MAX as u64)?);
    }
    for path in &asked.lists {
        material.add_status_list(&read_file(path, FOREIGN_BYTES_MAX as u64)?);
    }
    for did in &asked.status_issuers {
        material.trust_status_issuer(did);
    }
    Ok(material)
}

fn report(judgement: &Judgement, now: Timestamp) -> Answer {
    let (word, tone, exit) = match judgement.verdict {
        Verdict::Valid => ("valid", Tone::Good, Exit::Done),
        Verdict::Indeterminate => ("not valid", Tone::Open, Exit::No),
        _ => ("not valid", Tone::Bad, Exit::No),
    };
    let said = judgement.facts.as_ref().map_or(String::new(), |facts| {
        let name = facts.name.as_deref().or(facts.id.as_deref()).unwrap_or("a credential");
        format!(": {}, by {}", shown(name), shown(&facts.issuer))
    });
    let mut answer = Answer::done(judgement.to_json(now)).exit(exit);
    if judgement.is_valid() {
        let said = format!("{said}, {}", judgement.reason);
        answer.lines.push(Line::toned(tone, word, &said));
    } else {
        answer.lines.push(Line::toned(tone, word, &said));
        answer = answer.line(shown(&judgement.to_string()));
    }
    for check in &judgement.checks {
        answer = answer.line(check_line(check));
    }
    if judgement.is_valid() {
        return answer.hint("this says that the issuer signed it and that it holds; whether to believe the issuer is yours to say");
    }
    answer
}
