//! `hanse portal set|show|list|withdraw`

use protocol::author::Edits;
use protocol::portal::field::parse_field;
use protocol::portal::{COLLECTION, Portal as Read, PortalId};
use protocol::profile::Content;
use protocol::profile::edit::{changes, edited};
use protocol::text::printable_lines;
use serde_json::{Value, json};

use super::{CommandError, assignments, deliver};
use crate::args::Portal;
use crate::output::{Answer, shown};
use crate::own::{Own, facts};
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Portal) -> Result<Answer, CommandError> {
    match verb {
        Portal::Set { name, fields } => set(session, &name, &fields),
        Portal::Show { portal } => show(session, &portal),
        Portal::List => list(session),
        Portal::Withdraw { name } => withdraw(session, &name),
    }
}

fn set(session: &mut Session<'_, '_>, name: &str, fields: &[String]) -> Result<Answer, CommandError> {
    let assignments = assignments(fields)?;
    let mut own = session.own()?;
    let id = own_portal(&own, name)?;
    let before = facts(own.document(&id.address())?);
    let mut after = before.clone();
    for (key, text) in assignments {
        let edits = parse_field(&after, key, text)?;
        after = edited(&after, &edits);
    }
    let portal = Read::read(&after);
    if portal.titles.is_empty() {
        return Err(CommandError::NoTitle);
    }
    if portal.rule.query().is_none() && portal.members.is_empty() {
        session.console.say("note: without a rule or a member it gathers nobody");
    }
    let answer = apply(session, &mut own, &id, &before, &after)?;
    let answer = answer.hint(format!("every node shows it at /portals/{id}"));
    deliver(session, &mut own, answer)
}

/// Takes the portal back; what it was stays to be seen in the record.
fn withdraw(session: &mut Session<'_, '_>, name: &str) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    let id = own_portal(&own, name)?;
    let before = facts(own.document(&id.address())?);
    if before.is_empty() {
        return Err(CommandError::NoPortal { text: id.to_string() });
    }
    let answer = apply(session, &mut own, &id, &before, &Content::new())?;
    deliver(session, &mut own, answer)
}

/// Seals what leads from one content to the other, and says what changes.
fn apply(
    session: &Session<'_, '_>,
    own: &mut Own,
    id: &PortalId,
    before: &Content,
    after: &Content,
) -> Result<Answer, CommandError> {
    let changes = changes(before, after);
    let mut answer = Answer::done(json!({
        "id": id.to_string(),
        "address": id.address().as_str(),
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
    own.edit(&id.address(), &edits, session.now)?;
    for change in &changes {
        answer = answer.line(change.to_string());
    }
    Ok(answer)
}

fn show(session: &mut Session<'_, '_>, text: &str) -> Result<Answer, CommandError> {
    let (id, content) = read(session, text)?;
    if content.is_empty() {
        return Err(CommandError::NoPortal { text: id.to_string() });
    }
    let portal = Read::read(&content);
    let mut answer = Answer::done(json!({
        "id": id.to_string(),
        "content": content,
        "not_understood": portal.others.keys().collect::<Vec<_>>(),
    }));
    for (key, value) in &content {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let text = printable_lines(&text).replace('\n', "\n    ");
        answer = answer.line(format!("{}: {text}", shown(key)));
    }
    for key in portal.others.keys() {
        session.console.say(format_args!("note: {} is not understood here", shown(key)));
    }
    Ok(answer.hint(format!("`hanse landscape search --portal {id}` shows whom it gathers")))
}

/// The portal that a text names, and what its document holds.
fn read(session: &mut Session<'_, '_>, text: &str) -> Result<(PortalId, Content), CommandError> {
    let named = match text.contains('/') {
        true => Some(PortalId::parse(text).ok_or_else(|| name_refused(text))?),
        false => None,
    };
    match named {
        Some(id) if session.own_id()? != Some(id.keeper) => {
            let document = session.heard.document(&session.client, id.keeper, &id.address())?;
            Ok((id, facts(document.as_ref())))
        }
        named => {
            let own = session.own()?;
            let id = named.map_or_else(|| own_portal(&own, text), Ok)?;
            let content = facts(own.document(&id.address())?);
            Ok((id, content))
        }
    }
}

fn list(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let own = session.own()?;
    let documents = own.ledger()?.documents().filter(|(address, _)| address.collection() == COLLECTION);
    let mut answer = Answer::done(Value::Null);
    let mut portals: Vec<Value> = Vec::new();
    for (address, document) in documents {
        let portal = Read::read(&document.facts());
        let Some((_, title)) = portal.titles.best(&[]) else { continue };
        let has_rule = portal.rule.query().is_some();
        let (members, exceptions) = (portal.members.len(), portal.exceptions.len());
        let parts = [
            has_rule.then(|| "by a rule".to_owned()),
            (members > 0).then(|| format!("{members} by name")),
            (exceptions > 0).then(|| format!("{exceptions} left out")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        answer = answer.line(format!("{}  {}  {}", shown(address.name()), shown(title), parts.join(", ")));
        portals.push(json!({
            "id": format!("{}/{}", own.id(), address.name()),
            "title": title,
            "has_rule": has_rule,
            "members": members,
            "exceptions": exceptions,
        }));
    }
    if portals.is_empty() {
        answer = answer.line("you keep no portal").hint(
            "make one with `hanse portal set NAME title.en=TITLE rule.country=AT,HU`; `hanse portal set --help` says more",
        );
    }
    Ok(Answer { json: json!({"portals": portals}), ..answer })
}

fn own_portal(own: &Own, name: &str) -> Result<PortalId, CommandError> {
    PortalId::of(own.id(), name).ok_or_else(|| name_refused(name))
}

fn name_refused(text: &str) -> CommandError {
    CommandError::PortalName { text: shown(text).into_owned() }
}
