//! `hanse attestation suspend|withdraw|…`, `hanse accreditation suspend|reinstate|withdraw`: acts upon what was issued.
//!
//! What the rules do not allow is not signed: the check is the one by which an audit finds what other programs signed.

use protocol::accreditation::SealedAccreditation;
use protocol::attestation::{AttestationId, Credential, Label};
use protocol::author::Edits;
use protocol::credential::Party;
use protocol::entry::Address;
use protocol::evidence::content_of;
use protocol::scheme::Scheme;
use protocol::status::{
    AppealOutcome, Life, REASON_BYTES_MAX, State, StatusAct, StatusKind, check_on_accreditation,
};
use protocol::time::{Day, Timestamp};
use protocol::verification;
use serde_json::{Value, json};

use super::attestation::{named, no_label, own_id};
use super::organisation::party;
use super::{CommandError, deliver, rehearsal, scheme, status_list};
use crate::args::{
    Act, Appeal, AttestationIssue, DecideAppeal, Extend, Reduce, Replace, Reply, Suspend, Transfer,
};
use crate::home::random;
use crate::output::{Answer, sentence, shown};
use crate::own::Own;
use crate::session::{Session, organisation};

/// Suspends a label.
pub(super) fn suspend(session: &mut Session<'_, '_>, asked: &Suspend) -> Result<Answer, CommandError> {
    let until = asked.until.as_deref().map(Day::parse).transpose()?;
    act(session, &asked.act, StatusKind::Suspended { until })
}

/// Reduces a label.
pub(super) fn reduce(session: &mut Session<'_, '_>, asked: &Reduce) -> Result<Answer, CommandError> {
    act(session, &asked.act, StatusKind::Reduced { level: asked.level.clone() })
}

/// Puts another label in the place of one.
pub(super) fn supersede(session: &mut Session<'_, '_>, asked: &Replace) -> Result<Answer, CommandError> {
    let by = named(session, &asked.by)?;
    act(session, &asked.act, StatusKind::Superseded { by })
}

/// Corrects a label by another one.
pub(super) fn correct(session: &mut Session<'_, '_>, asked: &Replace) -> Result<Answer, CommandError> {
    let by = named(session, &asked.by)?;
    act(session, &asked.act, StatusKind::Corrected { by })
}

/// Transfers a label.
pub(super) fn transfer(session: &mut Session<'_, '_>, asked: &Transfer) -> Result<Answer, CommandError> {
    let holder = organisation(&asked.to)?;
    let own = session.own()?;
    let to = party(session, &own, holder)?;
    drop(own);
    act(session, &asked.act, StatusKind::Transferred { to })
}

/// Extends a label.
pub(super) fn extend(session: &mut Session<'_, '_>, asked: &Extend) -> Result<Answer, CommandError> {
    let until = Day::parse(&asked.until)?;
    act(session, &asked.act, StatusKind::Extended { until })
}

/// Records an appeal.
pub(super) fn appeal(session: &mut Session<'_, '_>, asked: &Appeal) -> Result<Answer, CommandError> {
    act(session, &asked.act, StatusKind::Appealed { about: asked.about.clone() })
}

/// Records how an appeal was decided.
pub(super) fn decide(session: &mut Session<'_, '_>, asked: &DecideAppeal) -> Result<Answer, CommandError> {
    let outcome = AppealOutcome::parse(&asked.outcome).expect("the reader of arguments knows the words");
    let (about, panel) = (asked.about.clone(), asked.panel.clone());
    act(session, &asked.act, StatusKind::AppealDecided { about, outcome, panel })
}

/// Acts upon a label.
pub(super) fn act(
    session: &mut Session<'_, '_>,
    asked: &Act,
    kind: StatusKind,
) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    let takes_over = kind == StatusKind::TakenOver;
    let id = match AttestationId::parse(&asked.id).filter(|id| id.issuer != own.id()) {
        // Only of a label that was taken over is there a document of one's own.
        Some(foreign) if takes_over || own.document(&foreign.address())?.is_some() => foreign,
        _ => own_id(&own, "attestation", &asked.id)?,
    };
    let (label, acts) = known(session, &own, &id)?;
    let act = new_act(session, asked, kind, &acts)?;
    let life = Life::new(&label, acts);
    if let State::Ended { since, how, reason } = life.on(act.effective, session.now).state
        && act.kind.ending() == Some(how)
    {
        let answer = Answer::done(json!({
            "id": id.to_string(),
            "status": how.code(),
            "effective": since.to_string(),
            "reason": reason,
            "changed": false,
        }))
        .line(format!("{id} is {how} already, since {since}: {}", shown(&reason)));
        return deliver(session, &mut own, answer);
    }
    let scheme = scheme_of(session, &own, &label);
    life.check(&act, scheme.as_ref())?;
    if let StatusKind::Superseded { by } | StatusKind::Corrected { by } = &act.kind {
        let holder = life.on(act.effective, session.now).holder;
        check_replacement(session, &own, by, &holder)?;
    }
    seal(&mut own, &id.address(), &act, session.now)?;
    status_list::publish(session, &mut own)?;
    own.state_heads(session.now)?;
    rehearsal::check_act(session, &own, &label, &act.kind)?;
    say(session, &mut own, &id, &act)
}

/// Seals, where that is asked for, that a new label takes the place of an earlier one, which is returned.
///
/// # Errors
///
/// As [`act`].
pub(super) fn replace(
    session: &mut Session<'_, '_>,
    own: &mut Own,
    asked: &AttestationIssue,
    new: &Label,
) -> Result<Option<AttestationId>, CommandError> {
    let by = new.id.clone();
    let (replaced, kind) = match (&asked.supersedes, &asked.corrects) {
        (Some(replaced), _) => (replaced, StatusKind::Superseded { by }),
        (None, Some(replaced)) => (replaced, StatusKind::Corrected { by }),
        (None, None) => return Ok(None),
    };
    let id = own_id(own, "attestation", replaced)?;
    let (label, acts) = known(session, own, &id)?;
    let effective = new.valid_from.max(session.now.day());
    let asked = Act {
        id: replaced.clone(),
        reason: asked.reason.clone().unwrap_or_default(),
        effective: Some(effective.to_string()),
    };
    let act = new_act(session, &asked, kind, &acts)?;
    let life = Life::new(&label, acts);
    life.check(&act, scheme_of(session, own, &label).as_ref())?;
    check_replacement(session, own, &new.id, &life.on(effective, session.now).holder)?;
    seal(own, &id.address(), &act, session.now)?;
    Ok(Some(id))
}

/// Refuses to put a label in the place of another that is not there, is over, or is another organisation's.
fn check_replacement(
    session: &mut Session<'_, '_>,
    own: &Own,
    by: &AttestationId,
    holder: &Party,
) -> Result<(), CommandError> {
    let (label, acts) = known(session, own, by)?;
    let standing = Life::new(&label, acts).on(session.now.day(), session.now);
    let why = match &standing.state {
        State::Ended { since, how, .. } => format!("{by} is {how} since {since} itself"),
        _ if standing.holder.organisation().ok() != holder.organisation().ok() => {
            format!("{by} is held by {}, and not by {}", standing.holder.name, holder.name)
        }
        _ => return Ok(()),
    };
    Err(CommandError::NotEntitled { why })
}

/// Acts upon an accreditation.
pub(super) fn act_on_accreditation(
    session: &mut Session<'_, '_>,
    asked: &Act,
    kind: StatusKind,
) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    let id = own_id(&own, "accreditation", &asked.id)?;
    let address = id.address_in("accreditation");
    let content = own.document(&address)?.and_then(content_of);
    let content = content.ok_or_else(|| no_label("accreditation", &asked.id))?;
    let valid_from = SealedAccreditation::parse(content.as_bytes())?.accreditation().valid_from;
    let earlier = acts_in(&own, &address)?;
    let act = new_act(session, asked, kind, &earlier)?;
    if let Some(ended) =
        earlier.iter().find(|known| known.kind.ending().is_some() && known.effective <= act.effective)
    {
        let answer = Answer::done(json!({
            "id": id.to_string(),
            "status": ended.kind.code(),
            "effective": ended.effective.to_string(),
            "reason": ended.reason,
            "changed": false,
        }))
        .line(format!(
            "{id} is {} already, since {}: {}",
            ended.kind.code(),
            ended.effective,
            shown(&ended.reason)
        ));
        return deliver(session, &mut own, answer);
    }
    check_on_accreditation(valid_from, &earlier, &act)?;
    seal(&mut own, &address, &act, session.now)?;
    own.state_heads(session.now)?;
    say(session, &mut own, &id, &act)
}

/// Publishes what the holder says about its label.
pub(super) fn reply(session: &mut Session<'_, '_>, asked: &Reply) -> Result<Answer, CommandError> {
    let text = asked.text.trim();
    if text.is_empty() || text.len() > REASON_BYTES_MAX {
        return Err(CommandError::Reason { limit_bytes: REASON_BYTES_MAX });
    }
    let id = named(session, &asked.id)?;
    let mut own = session.own()?;
    let (label, acts) = known(session, &own, &id)?;
    let holder = Life::new(&label, acts.clone()).on(session.now.day(), session.now).holder.organisation()?;
    if holder != own.id() && label.subject.organisation()? != own.id() {
        return Err(CommandError::NotOurs { what: format!("the label {id}"), owner: holder });
    }
    if let Some(about) = asked.about.as_ref().filter(|about| !acts.iter().any(|act| act.name == **about)) {
        return Err(CommandError::NoAct { name: shown(about).into_owned() });
    }
    let reply =
        verification::Reply { about: asked.about.clone(), text: text.to_owned(), recorded: session.now };
    let edits: Edits = [(format!("event/{}", act_name()?), Some(Value::from(reply.to_text(&id))))].into();
    own.edit(&id.address_in("reply"), &edits, session.now)?;
    own.state_heads(session.now)?;
    let answer = Answer::done(json!({"id": id.to_string(), "about": asked.about, "text": text}))
        .line(format!("replied to {id}: {}", shown(text)));
    deliver(session, &mut own, answer)
}

fn new_act(
    session: &Session<'_, '_>,
    asked: &Act,
    kind: StatusKind,
    earlier: &[StatusAct],
) -> Result<StatusAct, CommandError> {
    let reason = asked.reason.trim();
    if reason.is_empty() || reason.len() > REASON_BYTES_MAX {
        return Err(CommandError::Reason { limit_bytes: REASON_BYTES_MAX });
    }
    let effective = match &asked.effective {
        Some(day) => Day::parse(day)?,
        None => session.now.day(),
    };
    // Acts are told apart by the second: one that follows another within it is written down a second later.
    let after = earlier.iter().map(|act| act.recorded.plus_millis(1_000)).max();
    let recorded = after.max(Some(session.now.floor_to_second())).unwrap_or(session.now);
    Ok(StatusAct { name: act_name()?, kind, effective, recorded, reason: reason.to_owned() })
}

fn seal(own: &mut Own, address: &Address, act: &StatusAct, now: Timestamp) -> Result<(), CommandError> {
    let edits: Edits = [(format!("event/{}", act.name), Some(Value::from(act.to_text())))].into();
    own.edit(address, &edits, now)?;
    Ok(())
}

/// Sends an act that was sealed, and says so.
fn say(
    session: &mut Session<'_, '_>,
    own: &mut Own,
    id: &AttestationId,
    act: &StatusAct,
) -> Result<Answer, CommandError> {
    let answer = Answer::done(json!({
        "id": id.to_string(),
        "act": act.name,
        "status": act.kind.code(),
        "effective": act.effective.to_string(),
        "reason": act.reason,
        "changed": true,
    }))
    .line(format!("{}: {id}", act.sentence(session.now.day())));
    deliver(session, own, answer)
}

/// A label, own or another's, and the acts upon it that are known here.
fn known(
    session: &mut Session<'_, '_>,
    own: &Own,
    id: &AttestationId,
) -> Result<(Label, Vec<StatusAct>), CommandError> {
    let document = if id.issuer == own.id() {
        own.document(&id.address())?.cloned()
    } else {
        session.heard.document(&session.client, id.issuer, &id.address())?
    };
    let document = document.ok_or_else(|| no_label("attestation", &id.to_string()))?;
    let content = content_of(&document).ok_or_else(|| no_label("attestation", &id.to_string()))?;
    let credential = Credential::parse(content.as_bytes())?;
    let mut acts = StatusAct::all_in(document.content()).collect::<Result<Vec<_>, _>>()?;
    if id.issuer != own.id() {
        acts.extend(acts_in(own, &id.address())?);
    }
    Ok((credential.label().clone(), acts))
}

fn acts_in(own: &Own, address: &Address) -> Result<Vec<StatusAct>, CommandError> {
    let document = own.document(address)?;
    let acts = document.into_iter().flat_map(|document| StatusAct::all_in(document.content()));
    Ok(acts.collect::<Result<_, _>>()?)
}

/// The scheme of a label; without it some rules cannot be checked, and that is said.
fn scheme_of(session: &mut Session<'_, '_>, own: &Own, label: &Label) -> Option<Scheme> {
    match scheme::find(session, own, &label.scheme.to_string()) {
        Ok((_, scheme)) => Some(scheme),
        Err(error) => {
            session.console.say(format_args!(
                "note: the scheme could not be had, so its rules were not checked: {}",
                sentence(&error)
            ));
            None
        }
    }
}

/// A name for an act or a reply that no other one in its document has.
fn act_name() -> Result<String, CommandError> {
    Ok(data_encoding::HEXLOWER.encode(&*random::draw::<4>()?))
}
