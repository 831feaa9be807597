//! `hanse scheme publish`

use std::path::Path;

use protocol::author::{AuthorError, Edits};
use protocol::document::EditError;
use protocol::evidence::content_of;
use protocol::scheme::{Scheme as Read, SchemeId};
use serde_json::{Value, json};

use super::{CommandError, deliver, read_text};
use crate::args::Scheme;
use crate::output::{Answer, shown};
use crate::own::{Own, OwnError};
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Scheme) -> Result<Answer, CommandError> {
    let Scheme::Publish { file } = verb;
    publish(session, &file)
}

fn publish(session: &mut Session<'_, '_>, file: &Path) -> Result<Answer, CommandError> {
    let scheme = Read::parse_toml(&read_text(file, FILE_BYTES_MAX)?)?;
    let mut own = session.own()?;
    let id = SchemeId { owner: own.id(), name: scheme.document_name() };
    let edits: Edits = [("content".to_owned(), Some(Value::from(scheme.to_content())))].into();
    let entries = own.edit(&id.address(), &edits, session.now).map_err(|error| match error {
        OwnError::Author(AuthorError::Edit(EditError::SetOnce { .. })) => {
            CommandError::SchemeFixed { id: id.clone() }
        }
        error => error.into(),
    })?;
    if entries > 0 {
        own.state_heads(session.now)?;
    }
    let mut answer = Answer::done(json!({
        "id": id.to_string(),
        "title": scheme.title(),
        "version": scheme.version,
        "levels": scheme.levels.iter().map(|level| &level.code).collect::<Vec<_>>(),
        "term_months": scheme.term().0,
        "changed": entries > 0,
    }))
    .line(id.to_string());
    if entries == 0 {
        session.console.say("this version was published before, with the same content");
    }
    let level = scheme.levels.last().map_or("LEVEL", |level| level.code.as_str());
    answer = answer.hint(format!(
        "issue with `hanse attestation issue --scheme {} --level {level} --subject DID --valid-from YYYY-MM`",
        id.name
    ));
    deliver(session, &mut own, answer)
}

/// Finds a scheme by its id, or by the beginning of the name of an own one.
///
/// # Errors
///
/// [`CommandError::NoScheme`], [`CommandError::Ambiguous`], or why the scheme cannot be had.
pub(crate) fn find(
    session: &mut Session<'_, '_>,
    own: &Own,
    text: &str,
) -> Result<(SchemeId, Read), CommandError> {
    let id = match SchemeId::parse(text) {
        Some(id) => id,
        None => {
            SchemeId { owner: own.id(), name: own_name(own, "scheme", text)?.ok_or_else(|| not_found(text))? }
        }
    };
    let content = if id.owner == own.id() {
        own.document(&id.address())?.and_then(content_of)
    } else {
        session.heard.document(&session.client, id.owner, &id.address())?.as_ref().and_then(content_of)
    };
    let content = content.ok_or_else(|| CommandError::SchemeNotKnown { id: id.clone() })?;
    Ok((id, Read::parse_content(&content)?))
}

/// The name of the one own document of a collection that begins so.
///
/// # Errors
///
/// [`CommandError::Ambiguous`] when several do.
pub(crate) fn own_name(own: &Own, collection: &str, text: &str) -> Result<Option<String>, CommandError> {
    let names = own.ledger()?.documents().map(|(address, _)| address);
    let names: Vec<String> = names
        .filter(|address| address.collection() == collection && address.name().starts_with(text))
        .map(|address| address.name().to_owned())
        .collect();
    match names.as_slice() {
        _ if names.iter().any(|name| name == text) => Ok(Some(text.to_owned())),
        [] => Ok(None),
        [name] if !text.is_empty() => Ok(Some(name.clone())),
        _ => Err(CommandError::Ambiguous {
            text: shown(text).into_owned(),
            found: names.into_iter().take(AMBIGUOUS_MAX).collect(),
        }),
    }
}

/// Checks that the scheme has these levels.
///
/// # Errors
///
/// [`CommandError::NoLevel`].
pub(crate) fn check_levels(scheme: &Read, levels: &[String]) -> Result<(), CommandError> {
    match levels.iter().find(|level| scheme.level(level).is_none()) {
        None => Ok(()),
        Some(level) => Err(CommandError::NoLevel {
            level: shown(level).into_owned(),
            known: scheme.levels.iter().map(|level| level.code.clone()).collect(),
        }),
    }
}

fn not_found(text: &str) -> CommandError {
    CommandError::NoScheme { text: shown(text).into_owned() }
}

const FILE_BYTES_MAX: u64 = 1 << 20;
const AMBIGUOUS_MAX: usize = 5;
