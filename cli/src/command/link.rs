//! `hanse link add|list|remove`

use protocol::entry::Address;
use protocol::link::{COLLECTION, Link as Said, Sort, Standing, Tie, added, removed, ties};
use protocol::organisation::OrganisationId;
use protocol::time::Day;
use serde_json::{Value, json};

use super::{CommandError, assignments, deliver};
use crate::args::Link;
use crate::heard::HeardError;
use crate::output::{Answer, sentence, shown};
use crate::own::facts;
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Link) -> Result<Answer, CommandError> {
    match verb {
        Link::Add { organisation: text, sort, fields } => {
            add(session, organisation(&text)?, Sort::parse(&sort)?, &fields)
        }
        Link::List => list(session),
        Link::Remove { organisation: text, sort } => {
            remove(session, organisation(&text)?, Sort::parse(&sort)?)
        }
    }
}

fn add(
    session: &mut Session<'_, '_>,
    id: OrganisationId,
    sort: Sort,
    fields: &[String],
) -> Result<Answer, CommandError> {
    let fields = assignments(fields, "since=2026-01-01")?;
    let mut own = session.own()?;
    if id == own.id() {
        return Err(CommandError::OwnLink);
    }
    let edits = added(&facts(own.document(&address_of(id))?), sort, &fields)?;
    // Who is known to nobody is refused; that nobody can be asked keeps no word back.
    let name = match session.heard.name(&session.client, id) {
        Ok(name) => name,
        Err(HeardError::NoNode | HeardError::OutOfReach { .. }) => id.to_string(),
        Err(error) => return Err(error.into()),
    };
    let heard = other_side(session, own.id(), id);
    let entries = if edits.is_empty() { 0 } else { own.edit(&address_of(id), &edits, session.now)? };
    let after = facts(own.document(&address_of(id))?);
    let mut said = Said::read_all(own.id(), id, &after);
    let is_heard = heard.is_ok();
    match heard {
        Ok(other) => said.extend(other),
        Err(error) => tell_not_heard(session, id, &error),
    }
    let tie = ties(own.id(), &said).into_iter().find(|tie| tie.sort == sort);
    let standing = tie.map_or(Standing::Over, |tie| tie.standing(session.now.day()));
    let words = in_words(sort, &name);
    let mut answer = Answer::done(json!({
        "organisation": id.to_string(),
        "name": name,
        "sort": sort.code(),
        "standing": Some(standing).filter(|standing| is_heard || *standing != Standing::Ours).map(Standing::code),
        "address": address_of(id).as_str(),
        "changed": entries > 0,
    }));
    answer = match entries {
        0 => answer.line(format!("you say already that your organisation {words}")),
        _ => answer.line(format!("you say that your organisation {words}")),
    };
    answer = match standing {
        Standing::Confirmed => answer.line("confirmed: the other side says so too"),
        Standing::Ours => answer.hint(format!(
            "it is confirmed when the other side runs `hanse link add {} {}`",
            own.id(),
            sort.from_there().code()
        )),
        Standing::Theirs | Standing::ToCome | Standing::Over => {
            answer.hint("by the days that you gave it does not hold today")
        }
    };
    deliver(session, &mut own, answer)
}

fn remove(session: &mut Session<'_, '_>, id: OrganisationId, sort: Sort) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    let edits = removed(&facts(own.document(&address_of(id))?), sort);
    let entries = if edits.is_empty() { 0 } else { own.edit(&address_of(id), &edits, session.now)? };
    let answer = Answer::done(json!({
        "organisation": id.to_string(),
        "sort": sort.code(),
        "address": address_of(id).as_str(),
        "changed": entries > 0,
    }));
    let answer = match entries {
        0 => answer.line(format!("you do not say {} of {id}", sort.code())),
        _ => answer.line(format!("you say {} of {id} no more", sort.code())),
    };
    deliver(session, &mut own, answer)
}

/// The own links, each held against what the other side signed; what others alone say is on the page of the organisation.
fn list(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let own = session.own()?;
    let own_id = own.id();
    let mut links = Vec::new();
    for (address, document) in own.ledger()?.documents() {
        if let (COLLECTION, Ok(with)) = (address.collection(), OrganisationId::parse(address.name())) {
            links.push((with, Said::read_all(own_id, with, &facts(Some(document)))));
        }
    }
    links.retain(|(_, said)| !said.is_empty());
    let mut heard: Vec<(Vec<Said>, String, bool)> = Vec::new();
    for (with, mut said) in links {
        let (name, is_heard) = match other_side(session, own_id, with) {
            Ok(other) => {
                said.extend(other);
                let name = session.heard.name(&session.client, with);
                (name.unwrap_or_else(|_| with.to_string()), true)
            }
            Err(error) => {
                tell_not_heard(session, with, &error);
                (with.to_string(), false)
            }
        };
        heard.push((said, name, is_heard));
    }
    let found: Vec<(Tie<'_>, &str, bool)> = heard
        .iter()
        .flat_map(|(said, name, is_heard)| {
            ties(own_id, said).into_iter().map(|tie| (tie, name.as_str(), *is_heard))
        })
        .collect();
    let today = session.now.day();
    let standing = |(tie, _, is_heard): &(Tie<'_>, &str, bool)| match tie.standing(today) {
        Standing::Ours if !is_heard => None,
        standing => Some(standing),
    };
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let json: Vec<Value> = found
        .iter()
        .map(|all @ (tie, name, _)| {
            json!({
                "organisation": tie.with.to_string(),
                "name": name,
                "sort": tie.sort.code(),
                "standing": standing(all).map(Standing::code),
                "since": day(tie.ours.and_then(|link| link.since)),
                "until": day(tie.ours.and_then(|link| link.until)),
            })
        })
        .collect();
    let mut answer = Answer::done(json!({"links": json}));
    for all in &found {
        let (tie, name, _) = all;
        let who = match standing(all) {
            Some(Standing::Confirmed) => "confirmed",
            Some(Standing::Ours) => "only you say so",
            Some(Standing::Theirs) => "only the other side says so",
            Some(Standing::ToCome) => "not yet",
            Some(Standing::Over) => "no longer",
            None => "the other side could not be asked",
        };
        answer = answer.line(format!("{}: {}, {who}", in_words(tie.sort, name), tie.with));
    }
    if found.is_empty() {
        answer = answer.line("your organisation says nothing of others");
    }
    Ok(answer)
}

/// What the other organisation says of the own one, verified; nothing where no node is asked.
fn other_side(
    session: &mut Session<'_, '_>,
    own: OrganisationId,
    with: OrganisationId,
) -> Result<Vec<Said>, HeardError> {
    let document = session.heard.document(&session.client, with, &address_of(own))?;
    Ok(Said::read_all(with, own, &facts(document.as_ref())))
}

fn tell_not_heard(session: &mut Session<'_, '_>, with: OrganisationId, error: &HeardError) {
    session.console.say(format_args!("note: what {with} says could not be found out: {}", sentence(error)));
}

fn in_words(sort: Sort, name: &str) -> String {
    match sort {
        Sort::Cooperation => format!("cooperates with {}", shown(name)),
        Sort::MemberOf => format!("is a member of {}", shown(name)),
        Sort::HasMember => format!("has {} as a member", shown(name)),
    }
}

fn address_of(id: OrganisationId) -> Address {
    Address::new(COLLECTION, &id.to_string()).expect("a SCID is a name")
}
