//! `hanse attestation issue|withdraw|verify|badge|evidence`

use std::path::Path;

use protocol::attestation::{AttestationId, Label, REASON_BYTES_MAX, StatusAct, StatusKind};
use protocol::author::Edits;
use protocol::entry::Address;
use protocol::time::{Day, Month, Months};
use serde_json::{Value, json};

use super::organisation::party;
use super::{CommandError, accreditation, badge, deliver, scheme, verify};
use crate::args::{Attestation, AttestationIssue, Withdraw};
use crate::home::durable;
use crate::home::random;
use crate::output::{Answer, sentence, shown};
use crate::own::{Own, facts};
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Attestation) -> Result<Answer, CommandError> {
    match verb {
        Attestation::Issue(asked) => issue(session, &asked),
        Attestation::Withdraw(asked) => withdraw(session, "attestation", &asked),
        Attestation::Verify(asked) => verify::verify(session, &asked),
        Attestation::Badge { label, out } => badge::save(session, &label, &out),
        Attestation::Evidence { id, out } => save_evidence(session, &id, &out),
    }
}

fn issue(session: &mut Session<'_, '_>, asked: &AttestationIssue) -> Result<Answer, CommandError> {
    let subject = organisation(&asked.subject)?;
    let from = Month::parse(&asked.valid_from)?;
    let mut own = session.own()?;
    let (scheme_id, scheme) = scheme::find(session, &own, &asked.scheme)?;
    scheme::check_levels(&scheme, std::slice::from_ref(&asked.level))?;
    let id = AttestationId::named(own.id(), *random::draw::<10>()?);
    let label = Label {
        id: id.clone(),
        issuer: party(session, &own, own.id())?,
        subject: party(session, &own, subject)?,
        owner: party(session, &own, scheme_id.owner)?,
        scheme: scheme_id.clone(),
        level: asked.level.clone(),
        valid_from: from.first_day(),
        valid_until: last_day(from, scheme.term().0)?,
        awarded: session.now,
    };
    warn_if_not_entitled(session, &own, &label);
    let credential = label.seal(&scheme, own.key()?)?;
    let edits: Edits = [("content".to_owned(), Some(Value::from(credential.to_text())))].into();
    own.edit(&id.address(), &edits, session.now)?;
    own.state_heads(session.now)?;
    own.keep()?;
    if let Some(out) = &asked.out {
        durable::replace(out, credential.to_text().as_bytes())?;
    }
    let answer = Answer::done(json!({
        "id": id.to_string(),
        "scheme": scheme_id.to_string(),
        "level": label.level,
        "issuer": {"did": label.issuer.did, "name": label.issuer.name},
        "subject": {"did": label.subject.did, "name": label.subject.name},
        "valid_from": label.valid_from.to_string(),
        "valid_until": label.valid_until.to_string(),
        "out": asked.out,
    }))
    .line(id.to_string())
    .hint(format!(
        "whoever trusts you or the scheme's owner can check it with `hanse attestation verify {id}`"
    ));
    session.console.say(format_args!(
        "{} {} for {}, valid from {} until {}",
        shown(scheme.title()),
        scheme.level(&label.level).map_or("", |level| level.title()),
        shown(&label.subject.name),
        label.valid_from,
        label.valid_until
    ));
    deliver(session, &mut own, answer)
}

fn warn_if_not_entitled(session: &mut Session<'_, '_>, own: &Own, label: &Label) {
    if label.scheme.owner == own.id() {
        return;
    }
    match accreditation::covers(session, own, &label.scheme, &label.level, label.awarded.day()) {
        Ok(true) => {}
        Ok(false) => session.console.say(format_args!(
            "warning: {} has not accredited you for {} on {}; who trusts only the scheme's owner \
             will read: the issuer is not entitled",
            shown(&label.owner.name),
            shown(&label.level),
            label.awarded.day()
        )),
        Err(error) => session.console.say(format_args!(
            "note: whether you are accredited could not be found out: {}",
            sentence(&error)
        )),
    }
}

/// Takes a label or an accreditation back.
pub(crate) fn withdraw(
    session: &mut Session<'_, '_>,
    collection: &'static str,
    asked: &Withdraw,
) -> Result<Answer, CommandError> {
    let reason = asked.reason.trim();
    if reason.is_empty() || reason.len() > REASON_BYTES_MAX {
        return Err(CommandError::Reason { limit_bytes: REASON_BYTES_MAX });
    }
    let effective = match &asked.effective {
        Some(day) => Day::parse(day)?,
        None => session.now.day(),
    };
    let mut own = session.own()?;
    let id = own_id(&own, collection, &asked.id)?;
    let address = Address::new(collection, &id.name).map_err(|_| no_label(collection, &asked.id))?;
    let content = facts(own.document(&address)?);
    if !content.contains_key("content") {
        return Err(no_label(collection, &asked.id));
    }
    let earlier = content
        .iter()
        .filter(|(key, _)| key.starts_with("event/"))
        .filter_map(|(_, act)| StatusAct::parse(act.as_str()?).ok())
        .min_by_key(|act| act.effective);
    if let Some(act) = earlier.filter(|act| act.effective <= effective) {
        let answer = Answer::done(json!({
            "id": id.to_string(),
            "status": "withdrawn",
            "effective": act.effective.to_string(),
            "reason": act.reason,
            "changed": false,
        }))
        .line(format!(
            "{id} is withdrawn already, since {}: {}",
            act.effective,
            shown(&act.reason)
        ));
        return deliver(session, &mut own, answer);
    }
    let act = StatusAct {
        kind: StatusKind::Withdrawn,
        effective,
        recorded: session.now,
        reason: reason.to_owned(),
    };
    let name = data_encoding::HEXLOWER.encode(&*random::draw::<4>()?);
    let edits: Edits = [(format!("event/{name}"), Some(Value::from(act.to_text())))].into();
    own.edit(&address, &edits, session.now)?;
    own.state_heads(session.now)?;
    let answer = Answer::done(json!({
        "id": id.to_string(),
        "status": "withdrawn",
        "effective": effective.to_string(),
        "reason": reason,
        "changed": true,
    }))
    .line(format!("withdrawn since {effective}: {id}"));
    deliver(session, &mut own, answer)
}

fn save_evidence(session: &mut Session<'_, '_>, text: &str, out: &Path) -> Result<Answer, CommandError> {
    let id = named(session, text)?;
    let heard = verify::ask_nodes(session, &id)?;
    durable::replace(out, &heard.evidence.to_bytes())?;
    let answer = Answer::done(json!({"id": id.to_string(), "out": out, "nodes": heard.nodes}));
    Ok(answer
        .line(out.display().to_string())
        .hint(format!("it can be verified offline with `hanse attestation verify {}`", out.display())))
}

/// Reads a label's id, its URL, or the beginning of the name of an own label.
///
/// # Errors
///
/// [`CommandError::NoLabel`], [`CommandError::Ambiguous`].
pub(crate) fn named(session: &mut Session<'_, '_>, text: &str) -> Result<AttestationId, CommandError> {
    if let Some(id) = AttestationId::parse(text) {
        return Ok(id);
    }
    if session.own_id()?.is_none() {
        return Err(no_label("attestation", text));
    }
    let own = session.own_offline()?;
    own_id(&own, "attestation", text)
}

fn own_id(own: &Own, collection: &'static str, text: &str) -> Result<AttestationId, CommandError> {
    if let Some(id) = AttestationId::parse(&text.replace("/v1/accreditations/", "/v1/attestations/")) {
        return if id.issuer == own.id() {
            Ok(id)
        } else {
            Err(CommandError::NotOurs { what: id.to_string(), owner: id.issuer })
        };
    }
    let name = scheme::own_name(own, collection, text)?.ok_or_else(|| no_label(collection, text))?;
    Ok(AttestationId { issuer: own.id(), name })
}

fn no_label(collection: &'static str, text: &str) -> CommandError {
    let kind = if collection == "attestation" { "label" } else { "accreditation" };
    CommandError::NoLabel { text: shown(text).into_owned(), kind }
}

/// The last day of a term that begins with a month.
///
/// # Errors
///
/// [`CommandError::TermTooLong`].
pub(crate) fn last_day(from: Month, months: u16) -> Result<Day, CommandError> {
    from.plus(Months(months.saturating_sub(1)))
        .map(Month::last_day)
        .ok_or_else(|| CommandError::TermTooLong { from: from.to_string() })
}
