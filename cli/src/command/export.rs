//! `hanse export`: everything that a node holds, as a file for other programs.
//!
//! The file is the node's word: nothing in it was verified, and the answer says so. Who wants proof takes the items, or asks
//! for what he needs with the other commands.

use serde_json::json;

use super::CommandError;
use crate::args::Export;
use crate::client::Fault;
use crate::heard::HeardError;
use crate::home::durable;
use crate::output::{Answer, sentence};
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: &Export) -> Result<Answer, CommandError> {
    let (what, forms, how) = verb.asked();
    let form = how.format.unwrap_or(forms[0]);
    if !forms.contains(&form) {
        return Err(CommandError::Flag { flag: "--format", text: form.word().to_owned() });
    }
    let file = format!("{what}.{}", form.word());
    if session.client.nodes().is_empty() {
        return Err(HeardError::NoNode.into());
    }
    let mut failures = Vec::new();
    for node in session.client.nodes() {
        // A download that breaks off leaves what was there.
        let mut fetched = None;
        durable::replace_with(&how.out, |out| match node.export(&file, out) {
            Ok(taken) => {
                fetched = Some(Ok(taken));
                Ok(true)
            }
            Err(error) => match error.fault {
                Fault::NotWritten(why) => Err(why),
                _ => {
                    fetched = Some(Err(error));
                    Ok(false)
                }
            },
        })?;
        match fetched {
            Some(Ok(taken)) => {
                for failure in failures {
                    session.console.say(format_args!("note: {failure}"));
                }
                let answer = Answer::done(json!({
                    "what": what,
                    "format": form.word(),
                    "out": how.out,
                    "node": node.to_string(),
                    "bytes": taken.bytes,
                    "digest": taken.directory,
                    "verified": false,
                }));
                let held = taken.directory.as_deref().unwrap_or("unknown");
                return Ok(answer
                    .line(format!("{}: {} bytes", how.out.display(), taken.bytes))
                    .line(format!("directory {held}"))
                    .hint(format!("this is the word of {node}; rights and sources: {node}/v1/export")));
            }
            Some(Err(error)) => failures.push(sentence(&error)),
            None => {}
        }
    }
    Err(HeardError::OutOfReach { failures }.into())
}
