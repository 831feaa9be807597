//! `hanse anchor add|list|remove`

use protocol::organisation::OrganisationId;
use protocol::scheme::SchemeId;
use serde_json::{Value, json};

use super::{CommandError, vouch};
use crate::args::Anchor;
use crate::home::anchors::{self, Added};
use crate::home::lock::PATIENCE;
use crate::output::{Answer, shown};
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Anchor) -> Result<Answer, CommandError> {
    match verb {
        Anchor::Add { organisation: text, scheme, yes } => {
            let id = organisation(&text)?;
            add(session, id, scheme.as_deref(), yes)
        }
        Anchor::List => list(session),
        Anchor::Remove { organisation: text, scheme } => {
            let id = organisation(&text)?;
            remove(session, id, scheme.as_deref())
        }
    }
}

fn add(
    session: &mut Session<'_, '_>,
    id: OrganisationId,
    scheme: Option<&str>,
    yes: bool,
) -> Result<Answer, CommandError> {
    let scheme = scheme.map(|text| scheme_of(id, text)).transpose()?;
    let (version, did, name) = match own_tip(session, id)? {
        Some(own) => own,
        None => {
            let tip = session.heard.tip(&session.client, id)?;
            let name = session.heard.name(&session.client, id)?;
            (tip.version_id().to_owned(), tip.did(), name)
        }
    };
    let vouchers = vouch::vouchers(session, id);
    session.console.say(format_args!("name:     {}, by its own word", shown(&name)));
    session.console.say(format_args!("did:      {did}"));
    session.console.say(format_args!("version:  {version}"));
    session.console.say(format_args!(
        "trust:    {}",
        scheme.as_ref().map_or_else(|| "for every scheme".to_owned(), |scheme| format!("for {scheme}"))
    ));
    for voucher in &vouchers {
        session.console.say(format_args!("vouched:  by {voucher}"));
    }
    if vouchers.is_empty() {
        session.console.say(
            "vouched:  by nobody that this node knows; compare the DID with what the organisation prints",
        );
    }
    if !yes && !session.console.confirm("trust it when you verify labels?")? {
        return Err(CommandError::Declined);
    }
    let anchor = anchors::Anchor {
        organisation: id,
        version,
        name: name.chars().filter(|c| !c.is_control()).take(100).collect::<String>().trim().to_owned(),
        scheme: scheme.as_ref().map(ToString::to_string),
        added: session.now.day(),
    };
    let added = anchors::add(&session.home.lock(PATIENCE)?, &anchor)?;
    let mut json = to_json(&anchor);
    json["did"] = json!(did);
    json["replaced"] = match &added {
        Added::New => Value::Null,
        Added::Replaced(before) => to_json(before),
    };
    json["vouched_by"] = vouchers.iter().map(vouch::Voucher::to_json).collect();
    let line = match added {
        Added::New => format!("anchor added: {}, {id}", shown(&anchor.name)),
        Added::Replaced(_) => format!("anchor renewed: {}, {id}", shown(&anchor.name)),
    };
    Ok(Answer::done(json).line(line))
}

/// The own organisation's version, DID and name, when the anchor is for it.
fn own_tip(
    session: &mut Session<'_, '_>,
    id: OrganisationId,
) -> Result<Option<(String, String, String)>, CommandError> {
    if session.own_id()? != Some(id) {
        return Ok(None);
    }
    let own = session.own_offline()?;
    let branches = own.ledger()?.identity().branches();
    let Some(tip) = branches.first().map(protocol::identity::Branch::tip) else { return Ok(None) };
    let name = crate::session::own_profile(&own)?.name(&[]).map_or_else(|| id.to_string(), str::to_owned);
    Ok(Some((tip.version_id().to_owned(), tip.did(), name)))
}

fn list(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let anchors = anchors::read(&session.home)?;
    let mut answer = Answer::done(json!({"anchors": anchors.iter().map(to_json).collect::<Vec<_>>()}));
    for anchor in &anchors {
        let scheme = anchor.scheme.as_deref().unwrap_or("every scheme");
        answer = answer.line(format!(
            "{}  {}  {}  for {scheme}, since {}",
            anchor.organisation,
            anchor.version,
            shown(&anchor.name),
            anchor.added
        ));
    }
    if anchors.is_empty() {
        answer =
            answer.line("you trust nobody yet").hint("trust a scheme's owner with `hanse anchor add DID`");
    }
    Ok(answer)
}

fn remove(
    session: &mut Session<'_, '_>,
    id: OrganisationId,
    scheme: Option<&str>,
) -> Result<Answer, CommandError> {
    let scheme = scheme.map(|text| scheme_of(id, text)).transpose()?.map(|scheme| scheme.to_string());
    let removed = anchors::remove(&session.home.lock(PATIENCE)?, id, scheme.as_deref())?;
    let anchor = removed.ok_or(CommandError::NoAnchor { organisation: id, scheme })?;
    let line = format!("anchor removed: {}, {id}", shown(&anchor.name));
    Ok(Answer::done(to_json(&anchor)).line(line))
}

/// A scheme's whole id, or the name of one of the organisation's own.
fn scheme_of(id: OrganisationId, text: &str) -> Result<SchemeId, CommandError> {
    SchemeId::parse(text)
        .or_else(|| SchemeId::parse(&format!("{id}/{text}")))
        .ok_or_else(|| CommandError::NoScheme { text: shown(text).into_owned() })
}

fn to_json(anchor: &anchors::Anchor) -> Value {
    json!({
        "organisation": anchor.organisation.to_string(),
        "version": anchor.version,
        "name": anchor.name,
        "scheme": anchor.scheme,
        "added": anchor.added.to_string(),
    })
}
