//! `hanse portal set|show|list|withdraw`

use std::collections::BTreeSet;

use protocol::portal::field::parse_field;
use protocol::portal::{COLLECTION, Portal as Read, PortalId};
use protocol::profile::Content;
use protocol::profile::edit::edited;
use serde_json::{Value, json};

use super::changes::{seal, with_fields};
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
    let assignments = assignments(fields, "title.en=\"Danube Region\"")?;
    let mut own = session.own()?;
    let id = own_portal(&own, name)?;
    let before = facts(own.document(id.address())?);
    let mut after = before.clone();
    for (key, text) in assignments {
        let edits = parse_field(&after, key, text)?;
        after = edited(&after, &edits);
    }
    let portal = Read::read(&after);
    if portal.titles.is_empty() {
        return Err(CommandError::NoTitle);
    }
    if !portal.rule.unread.is_empty() {
        let keys = first_of(&portal.rule.unread);
        session.console.say(format_args!(
            "note: a part of the rule is not understood, so it finds nobody: {keys}; {} removes it",
            removal(name)
        ));
    } else if portal.rule.query().is_none() && portal.members.is_empty() {
        session.console.say("note: without a rule or a member it gathers nobody");
    }
    let answer = seal(session, &mut own, id.address(), &before, &after)?.with("id", id.to_string());
    let answer = answer.hint(format!("every node shows it at /portals/{id}"));
    deliver(session, &mut own, answer)
}

/// Takes the portal back; what it was stays to be seen in the record.
fn withdraw(session: &mut Session<'_, '_>, name: &str) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    let id = own_portal(&own, name)?;
    let before = facts(own.document(id.address())?);
    if before.is_empty() {
        return Err(CommandError::NoPortal { text: id.to_string() });
    }
    let answer = seal(session, &mut own, id.address(), &before, &Content::new())?.with("id", id.to_string());
    deliver(session, &mut own, answer)
}

fn show(session: &mut Session<'_, '_>, text: &str) -> Result<Answer, CommandError> {
    let (id, content) = read(session, text)?;
    if content.is_empty() {
        return Err(CommandError::NoPortal { text: id.to_string() });
    }
    let portal = Read::read(&content);
    let answer = Answer::done(json!({
        "id": id.to_string(),
        "content": content,
        "not_understood": portal.others.keys().collect::<Vec<_>>(),
    }));
    for key in portal.others.keys() {
        session.console.say(format_args!("note: {} is not understood here", shown(key)));
    }
    let answer = with_fields(answer, &content);
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
            let document = session.heard.document(&session.client, id.keeper, id.address())?;
            Ok((id, facts(document.as_ref())))
        }
        named => {
            let own = session.own()?;
            let id = named.map_or_else(|| own_portal(&own, text), Ok)?;
            let content = facts(own.document(id.address())?);
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
        let (has_rule, unread) = (portal.rule.query().is_some(), &portal.rule.unread);
        let (members, exceptions) = (portal.members.len(), portal.exceptions.len());
        let parts = [
            has_rule.then(|| "by a rule".to_owned()),
            (!unread.is_empty()).then(|| "by a rule that is not understood and finds nobody".to_owned()),
            (members > 0).then(|| format!("{members} by name")),
            (exceptions > 0).then(|| format!("{exceptions} left out")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        answer = answer.line(format!("{}  {}  {}", shown(address.name()), shown(title), parts.join(", ")));
        portals.push(json!({
            "id": format!("{}/{}", own.id(), address.name()),
            "title": title,
            "has_rule": has_rule,
            "not_understood": unread,
            "members": members,
            "exceptions": exceptions,
        }));
        if !unread.is_empty() {
            answer = answer.hint(format!("{} removes {}", removal(address.name()), first_of(unread)));
        }
    }
    if portals.is_empty() {
        answer = answer.line("you keep no portal").hint(
            "make one with `hanse portal set NAME title.en=TITLE rule.country=AT,HU`; `hanse portal set --help` says more",
        );
    }
    Ok(Answer { json: json!({"portals": portals}), ..answer })
}

fn own_portal(own: &Own, name: &str) -> Result<PortalId, CommandError> {
    PortalId::of(own.id(), name).map_err(|_| name_refused(name))
}

/// What takes a key out of a portal.
fn removal(name: &str) -> String {
    format!("`hanse portal set {} KEY=`", shown(name))
}

/// The first of the keys that are not understood.
fn first_of(keys: &BTreeSet<String>) -> String {
    let first: Vec<_> = keys.iter().take(KEYS_SHOWN).map(|key| shown(key)).collect();
    format!("{}{}", first.join(", "), if keys.len() > KEYS_SHOWN { ", …" } else { "" })
}

fn name_refused(text: &str) -> CommandError {
    CommandError::PortalName { text: shown(text).into_owned() }
}

const KEYS_SHOWN: usize = 5;
