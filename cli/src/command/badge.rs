//! `hanse attestation badge`: a label as a picture that carries its credential.

use std::path::Path;

use protocol::attestation::Credential;
use protocol::badge::{BadgeFacts, draw};
use protocol::canonical::parse_json;
use serde_json::json;

use super::{CommandError, attestation, read_file, verify};
use crate::home::durable;
use crate::output::{Answer, shown};
use crate::session::Session;

/// Draws a label, by its id as nodes tell it, or by a file with its credential.
///
/// # Errors
///
/// [`CommandError`] when the label cannot be found out, does not hold, or lacks what a picture needs.
pub(crate) fn save(session: &mut Session<'_, '_>, label: &str, out: &Path) -> Result<Answer, CommandError> {
    let path = Path::new(label);
    let credential = if path.is_file() {
        Credential::parse(&read_file(path, FILE_BYTES_MAX)?)?
    } else {
        let id = attestation::named(session, label)?;
        let told = verify::ask_nodes(session, &id)?;
        let lacking = || CommandError::NoEvidence { id: id.to_string(), why: Vec::new() };
        verify::published(&told.evidence).ok_or_else(lacking)?
    };
    // What does not hold is not handed on in a nice frame.
    credential.verify()?;
    let text = credential.to_text();
    let nothing = || CommandError::NothingToDraw { label: shown(label).into_owned() };
    let value = parse_json(text.as_bytes(), text.len()).map_err(|_| nothing())?;
    let facts = BadgeFacts::read(&value).ok_or_else(nothing)?;
    durable::replace(out, draw(&facts, Some(&text)).as_bytes())?;
    let sentence = facts.to_sentence();
    let id = credential.label().id.to_string();
    Ok(Answer::done(json!({"id": id, "out": out, "text": sentence}))
        .line(out.display().to_string())
        .hint(format!("the picture shows {}; the credential in it is what counts", shown(&sentence))))
}

const FILE_BYTES_MAX: u64 = 1 << 20;
