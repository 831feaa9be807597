//! `hanse accreditation grant|suspend|reinstate|withdraw`

use std::collections::BTreeSet;

use protocol::accreditation::scope::{Action, Scope};
use protocol::accreditation::{Accreditation as Right, SealedAccreditation};
use protocol::attestation::{self, AttestationId};
use protocol::author::Edits;
use protocol::evidence::content_of;
use protocol::organisation::Host;
use protocol::status::StatusKind;
use protocol::time::{Day, Month};
use protocol::vocabulary::region;
use serde_json::{Value, json};

use super::attestation::{last_day, no_label};
use super::organisation::party;
use super::{CommandError, deliver, scheme, status};
use crate::args::{Accreditation, AccreditationGrant};
use crate::home::random;
use crate::output::{Answer, shown};
use crate::own::Own;
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Accreditation) -> Result<Answer, CommandError> {
    match verb {
        Accreditation::Grant(asked) => grant(session, &asked),
        Accreditation::Suspend(asked) => {
            let until = asked.until.as_deref().map(Day::parse).transpose()?;
            status::act_on_accreditation(session, &asked.act, StatusKind::Suspended { until })
        }
        Accreditation::Reinstate(asked) => {
            status::act_on_accreditation(session, &asked, StatusKind::Reinstated)
        }
        Accreditation::Withdraw(asked) => {
            status::act_on_accreditation(session, &asked, StatusKind::Withdrawn)
        }
    }
}

fn grant(session: &mut Session<'_, '_>, asked: &AccreditationGrant) -> Result<Answer, CommandError> {
    let from = match &asked.valid_from {
        Some(month) => Month::parse(month)?,
        None => session.now.day().month(),
    };
    let until = last_day(from, asked.months)?;
    let mut own = session.own()?;
    let mut levels = BTreeSet::new();
    let mut first = None;
    for text in &asked.schemes {
        let (id, scheme) = scheme::find(session, &own, text)?;
        scheme::check_levels(&scheme, &asked.levels)?;
        levels.extend(asked.levels.iter().map(|level| (id.clone(), level.clone())));
        first.get_or_insert((id, scheme));
    }
    let (scheme_id, scheme) = first.expect("the reader of arguments asks for one");
    if let Some((other, _)) = levels.iter().find(|(id, _)| id.owner != scheme_id.owner) {
        return Err(CommandError::NotOurs { what: format!("the scheme {}", other.name), owner: other.owner });
    }
    let owner = party(session, &own, scheme_id.owner)?;
    let under = match &asked.under {
        None if scheme_id.owner == own.id() => None,
        None => {
            return Err(CommandError::NotOurs {
                what: format!("the scheme {}", scheme_id.name),
                owner: scheme_id.owner,
            });
        }
        Some(text) => {
            let id = AttestationId::parse(text).ok_or_else(|| no_label("accreditation", text))?;
            Some((sealed(session, &own, &id)?, id))
        }
    };
    let succeeds = match &asked.succeeds {
        Some(text) => Some(party(session, &own, organisation(text)?)?),
        None => None,
    };
    let id = AttestationId::named(own.id(), *random::draw::<10>()?);
    let right = Right {
        id: id.clone(),
        grantor: party(session, &own, own.id())?,
        holder: party(session, &own, organisation(&asked.to)?)?,
        scope: Scope {
            levels,
            scheme_host: Host::parse(owner.did.split(':').nth(3).unwrap_or_default())?,
            actions: asked.actions.iter().filter_map(|word| Action::parse(word)).collect(),
            subject_types: asked.subject_types.iter().cloned().collect(),
            territory: asked.territory.iter().cloned().collect(),
            depth: asked.depth,
        },
        under: under
            .as_ref()
            .map(|(sealed, id)| attestation::award::Right { id: id.clone(), digest: sealed.digest() }),
        succeeds,
        valid_from: from.first_day(),
        valid_until: until,
    };
    check(&own, &right)?;
    if let Some((above, _)) = &under {
        right.check_under(above.accreditation())?;
    }
    let sealed = right.seal(&scheme, own.key()?, session.now.floor_to_second())?;
    let edits: Edits = [("content".to_owned(), Some(Value::from(sealed.to_text())))].into();
    own.edit(&id.address_in("accreditation"), &edits, session.now)?;
    own.state_heads(session.now)?;
    let answer = Answer::done(json!({
        "id": id.to_string(),
        "scheme": scheme_id.to_string(),
        "levels": asked.levels,
        "actions": asked.actions,
        "issuer": {"did": right.holder.did, "name": right.holder.name},
        "valid_from": right.valid_from.to_string(),
        "valid_until": right.valid_until.to_string(),
    }))
    .line(id.to_string());
    session.console.say(format_args!(
        "{} may {} {} of {} for labels awarded from {} to {}",
        shown(&right.holder.name),
        asked.actions.join(", "),
        asked.levels.join(", "),
        shown(scheme.title()),
        right.valid_from,
        right.valid_until
    ));
    deliver(session, &mut own, answer)
}

/// Refuses an accreditation that says nothing, or nothing that could be understood.
fn check(own: &Own, right: &Right) -> Result<(), CommandError> {
    let scope = &right.scope;
    let delegates = scope.actions.contains(&Action::Delegate);
    let why = if right.holder.organisation()? == own.id() {
        "an accreditation is for another organisation than its grantor".to_owned()
    } else if scope.depth > 0 && !delegates {
        "who may not delegate needs no --depth: add `delegate` to --actions".to_owned()
    } else if delegates && scope.depth == 0 {
        "who may delegate needs --depth 1 or more".to_owned()
    } else if let Some(code) = scope.territory.iter().find(|code| !is_region(code)) {
        format!("{:?} is no country and no region", shown(code))
    } else if let Some(kind) = scope.subject_types.iter().find(|kind| !is_code(kind)) {
        format!("{:?} is no kind of holder; a kind is like cluster-organisation", shown(kind))
    } else {
        return Ok(());
    };
    Err(CommandError::NotEntitled { why })
}

fn is_region(code: &str) -> bool {
    region::region(code).is_some()
        || (code.len() == 2 && region::country_of(code).is_some())
        || region::is_iso_3166_2(code)
}

fn is_code(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(is_sign)
}

/// An accreditation, own or as nodes tell it.
///
/// # Errors
///
/// [`CommandError::NoLabel`] when there is none of that name.
pub(super) fn sealed(
    session: &mut Session<'_, '_>,
    own: &Own,
    id: &AttestationId,
) -> Result<SealedAccreditation, CommandError> {
    let address = id.address_in("accreditation");
    let content = if id.issuer == own.id() {
        own.document(&address)?.and_then(content_of)
    } else {
        session.heard.document(&session.client, id.issuer, &address)?.as_ref().and_then(content_of)
    };
    let content = content.ok_or_else(|| no_label("accreditation", &id.to_string()))?;
    let sealed = SealedAccreditation::parse(content.as_bytes())?;
    sealed.verify()?;
    Ok(sealed)
}
