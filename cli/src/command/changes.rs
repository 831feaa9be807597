//! What leads from one content of a document to another: sealed, and told line by line.

use protocol::entry::Address;
use protocol::profile::Content;
use protocol::profile::edit::{Edits, changes};
use protocol::text::printable_lines;
use serde_json::json;

use super::CommandError;
use crate::output::{Answer, shown};
use crate::own::Own;
use crate::session::Session;

/// Seals what leads from one content to the other, and says what changes.
///
/// # Errors
///
/// [`CommandError::Own`] when the device or the document does not allow it.
pub(super) fn seal(
    session: &Session<'_, '_>,
    own: &mut Own,
    address: &Address,
    before: &Content,
    after: &Content,
) -> Result<Answer, CommandError> {
    let changes = changes(before, after);
    let mut answer = Answer::done(json!({
        "address": address.as_str(),
        "changes": changes.iter().map(|change| json!({
            "field": change.key,
            "before": change.before,
            "after": change.after,
        })).collect::<Vec<_>>(),
    }));
    if changes.is_empty() {
        return Ok(answer.line("nothing changes"));
    }
    let edits: Edits =
        changes.iter().map(|change| (change.key.clone(), after.get(&change.key).cloned())).collect();
    own.edit(address, &edits, session.now)?;
    for change in &changes {
        answer = answer.line(change.to_string());
    }
    Ok(answer)
}

/// Adds a line for each field of a content; what a text has behind its first line is indented.
pub(super) fn with_fields(answer: Answer, content: &Content) -> Answer {
    content.iter().fold(answer, |answer, (key, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        answer.line(format!("{}: {}", shown(key), printable_lines(&text).replace('\n', "\n    ")))
    })
}
