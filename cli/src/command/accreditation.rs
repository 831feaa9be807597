//! `hanse accreditation grant|withdraw`

use protocol::accreditation::{Accreditation as Right, SealedAccreditation};
use protocol::attestation::AttestationId;
use protocol::author::Edits;
use protocol::entry::Address;
use protocol::evidence::content_of;
use protocol::organisation::OrganisationId;
use protocol::scheme::SchemeId;
use protocol::time::{Day, Month};
use serde_json::{Value, json};

use super::attestation::{last_day, withdraw};
use super::organisation::party;
use super::{CommandError, deliver, scheme};
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
        Accreditation::Withdraw(asked) => withdraw(session, "accreditation", &asked),
    }
}

fn grant(session: &mut Session<'_, '_>, asked: &AccreditationGrant) -> Result<Answer, CommandError> {
    let issuer = organisation(&asked.to)?;
    let from = match &asked.valid_from {
        Some(month) => Month::parse(month)?,
        None => session.now.day().month(),
    };
    let until = last_day(from, asked.months)?;
    let mut own = session.own()?;
    let (scheme_id, scheme) = scheme::find(session, &own, &asked.scheme)?;
    if scheme_id.owner != own.id() {
        return Err(CommandError::NotOurs {
            what: format!("the scheme {}", scheme_id.name),
            owner: scheme_id.owner,
        });
    }
    scheme::check_levels(&scheme, &asked.levels)?;
    let id = AttestationId::named(own.id(), *random::draw::<10>()?);
    let right = Right {
        id: id.clone(),
        owner: party(session, &own, own.id())?,
        issuer: party(session, &own, issuer)?,
        scheme: scheme_id.clone(),
        levels: asked.levels.clone(),
        valid_from: from.first_day(),
        valid_until: until,
    };
    let sealed = right.seal(&scheme, own.key()?, session.now)?;
    let address = Address::new("accreditation", &id.name).expect("a drawn name is one");
    let edits: Edits = [("content".to_owned(), Some(Value::from(sealed.to_text())))].into();
    own.edit(&address, &edits, session.now)?;
    own.state_heads(session.now)?;
    let answer = Answer::done(json!({
        "id": id.to_string(),
        "scheme": scheme_id.to_string(),
        "levels": right.levels,
        "issuer": {"did": right.issuer.did, "name": right.issuer.name},
        "valid_from": right.valid_from.to_string(),
        "valid_until": right.valid_until.to_string(),
    }))
    .line(id.to_string());
    session.console.say(format_args!(
        "{} may issue {} of {} for labels awarded from {} to {}",
        shown(&right.issuer.name),
        right.levels.join(", "),
        shown(scheme.title()),
        right.valid_from,
        right.valid_until
    ));
    deliver(session, &mut own, answer)
}

/// Whether the owner of a scheme lets the own organisation issue this; the owner's accreditations are verified.
///
/// # Errors
///
/// [`CommandError::Heard`] when the owner's words cannot be had.
pub(crate) fn covers(
    session: &mut Session<'_, '_>,
    own: &Own,
    scheme: &SchemeId,
    level: &str,
    from: Day,
) -> Result<bool, CommandError> {
    let items = session.heard.items(&session.client, scheme.owner)?;
    let mut directory = protocol::directory::Directory::default();
    for (_, bytes) in &items {
        // They were verified when they were heard.
        if let Ok(item) = protocol::item::Item::parse_own_record(bytes) {
            directory.admit(item);
        }
    }
    let Some(ledger) = directory.ledger(&scheme.owner) else { return Ok(false) };
    let granted = ledger.documents().filter(|(address, _)| address.collection() == "accreditation");
    Ok(granted.filter_map(|(_, document)| content_of(document)).any(|content| {
        SealedAccreditation::parse(content.as_bytes()).is_ok_and(|sealed| {
            let right = sealed.accreditation();
            let issuer: Option<OrganisationId> = right.issuer.organisation().ok();
            right.scheme == *scheme
                && issuer == Some(own.id())
                && right.levels.iter().any(|granted| granted == level)
                && right.valid_from <= from
                && from <= right.valid_until
        })
    }))
}
