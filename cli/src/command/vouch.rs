//! `hanse vouch add|withdraw`

use std::fmt;

use protocol::author::Edits;
use protocol::entry::Address;
use protocol::organisation::OrganisationId;
use serde_json::{Value, json};

use super::{CommandError, deliver};
use crate::args::Vouch;
use crate::output::{Answer, sentence, shown};
use crate::own::facts;
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Vouch) -> Result<Answer, CommandError> {
    match verb {
        Vouch::Add { organisation: text, agency } => add(session, organisation(&text)?, agency),
        Vouch::Withdraw { organisation: text } => withdraw(session, organisation(&text)?),
    }
}

/// Takes the statement back; that it was made stays to be seen in the record.
fn withdraw(session: &mut Session<'_, '_>, id: OrganisationId) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    let content = facts(own.document(&address_of(id))?);
    let edits: Edits = content.into_keys().map(|key| (key, None)).collect();
    let entries = if edits.is_empty() { 0 } else { own.edit(&address_of(id), &edits, session.now)? };
    let mut answer = Answer::done(json!({
        "organisation": id.to_string(),
        "address": address_of(id).as_str(),
        "changed": entries > 0,
    }));
    answer = match entries {
        0 => answer.line(format!("you do not vouch for {id}")),
        _ => answer.line(format!("you vouch no more for {id}")),
    };
    deliver(session, &mut own, answer)
}

fn add(session: &mut Session<'_, '_>, id: OrganisationId, is_agency: bool) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    if id == own.id() {
        return Err(CommandError::OwnVouch);
    }
    let tip = session.heard.tip(&session.client, id)?;
    let name = session.heard.name(&session.client, id)?;
    let mut edits: Edits = [("organisation", tip.did()), ("version", tip.version_id().to_owned())]
        .map(|(key, value)| (key.to_owned(), Some(Value::from(value))))
        .into();
    let was_agency = facts(own.document(&address_of(id))?).contains_key("role");
    if is_agency || was_agency {
        edits.insert("role".to_owned(), is_agency.then(|| "agency".into()));
    }
    let entries = own.edit(&address_of(id), &edits, session.now)?;
    let mut answer = Answer::done(json!({
        "organisation": tip.did(),
        "name": name,
        "version": tip.version_id(),
        "address": address_of(id).as_str(),
        "changed": entries > 0,
    }));
    answer = match entries {
        0 => answer.line(format!("you vouch for {} already, in the same version", shown(&name))),
        _ => answer.line(format!("you vouch for {}, {}", shown(&name), tip.did())),
    };
    deliver(session, &mut own, answer)
}

/// Somebody who vouches, by a statement that was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voucher {
    did: String,
    name: String,
    version: String,
}

impl Voucher {
    /// For answers.
    pub(crate) fn to_json(&self) -> Value {
        json!({"did": self.did, "name": self.name, "version": self.version})
    }
}

/// Prints the name, the DID and the version that was seen.
impl fmt::Display for Voucher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}, who saw version {}", shown(&self.name), self.did, shown(&self.version))
    }
}

/// Those who vouch for an organisation: a node names them, and each statement is verified. At most ten.
pub(crate) fn vouchers(session: &mut Session<'_, '_>, id: OrganisationId) -> Vec<Voucher> {
    let rumour = session.client.nodes().iter().find_map(|node| node.rumour(id).ok()).unwrap_or_default();
    let named = rumour.vouched_by.iter().filter_map(|value| {
        let text =
            value.as_str().or_else(|| value.get("scid")?.as_str()).or_else(|| value.get("did")?.as_str());
        OrganisationId::parse(text?).ok()
    });
    let named: Vec<OrganisationId> = named.take(VOUCHERS_MAX).collect();
    let mut vouchers = Vec::new();
    for voucher in named {
        match voucher_of(session, voucher, id) {
            Ok(Some(voucher)) => vouchers.push(voucher),
            Ok(None) => session.heard.note_lie(format!(
                "a node says that {voucher} vouches for {id}, and {voucher} did not sign that"
            )),
            Err(error) => {
                session.console.say(format_args!(
                    "note: whether {voucher} vouches could not be found out: {}",
                    sentence(&error)
                ));
            }
        }
    }
    vouchers
}

fn voucher_of(
    session: &mut Session<'_, '_>,
    voucher: OrganisationId,
    id: OrganisationId,
) -> Result<Option<Voucher>, CommandError> {
    let Some(document) = session.heard.document(&session.client, voucher, &address_of(id))? else {
        return Ok(None);
    };
    let content = facts(Some(&document));
    let text = |key: &str| content.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    if OrganisationId::parse(&text("organisation")) != Ok(id) {
        return Ok(None);
    }
    let did = session.heard.tip(&session.client, voucher)?.did();
    let name = session.heard.name(&session.client, voucher)?;
    Ok(Some(Voucher { did, name, version: text("version") }))
}

/// Where somebody's word for an organisation stands.
pub(super) fn address_of(id: OrganisationId) -> Address {
    Address::new("vouch", &id.to_string()).expect("a SCID is a name")
}

const VOUCHERS_MAX: usize = 10;
