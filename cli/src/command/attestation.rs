//! `hanse attestation issue|verify|badge|evidence`, and the acts of `status.rs`

use std::path::Path;

use protocol::attestation::award::{Award, EvidenceFile, Right};
use protocol::attestation::{AttestationId, Label};
use protocol::author::Edits;
use protocol::digest::Digest;
use protocol::organisation::OrganisationId;
use protocol::scheme::assessors::AssessorFact;
use protocol::status::StatusKind;
use protocol::time::{Day, Month, Months};
use serde_json::{Value, json};

use super::dossier::Named;
use super::organisation::party;
use super::{
    CommandError, accreditation, badge, beside, deliver, dossier, read_file, rehearsal, scheme, status,
    status_list, verify,
};
use crate::args::{Attestation, AttestationIssue};
use crate::home::durable;
use crate::home::random;
use crate::output::{Answer, shown};
use crate::own::Own;
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Attestation) -> Result<Answer, CommandError> {
    match verb {
        Attestation::Issue(asked) => issue(session, &asked),
        Attestation::Suspend(asked) => status::suspend(session, &asked),
        Attestation::Reinstate(asked) => status::act(session, &asked, StatusKind::Reinstated),
        Attestation::Withdraw(asked) => status::act(session, &asked, StatusKind::Withdrawn),
        Attestation::Return(asked) => status::act(session, &asked, StatusKind::Returned),
        Attestation::Reduce(asked) => status::reduce(session, &asked),
        Attestation::Supersede(asked) => status::supersede(session, &asked),
        Attestation::Correct(asked) => status::correct(session, &asked),
        Attestation::Annul(asked) => status::act(session, &asked, StatusKind::Annulled),
        Attestation::Transfer(asked) => status::transfer(session, &asked),
        Attestation::Extend(asked) => status::extend(session, &asked),
        Attestation::Fulfil(asked) => status::act(session, &asked, StatusKind::ConditionMet),
        Attestation::Appeal(asked) => status::appeal(session, &asked),
        Attestation::DecideAppeal(asked) => status::decide(session, &asked),
        Attestation::TakeOver(asked) => status::act(session, &asked, StatusKind::TakenOver),
        Attestation::Reply(asked) => status::reply(session, &asked),
        Attestation::Verify(asked) => verify::verify(session, &asked),
        Attestation::Badge { label, out } => badge::save(session, &label, &out),
        Attestation::Evidence { id, out } => save_evidence(session, &id, &out),
    }
}

fn issue(session: &mut Session<'_, '_>, asked: &AttestationIssue) -> Result<Answer, CommandError> {
    let dossier = asked.dossier.as_deref().map(dossier::read).transpose()?;
    let Named { scheme, level, subject } = dossier::named(asked, dossier.as_ref())?;
    let mut own = session.own()?;
    let (scheme_id, scheme) = scheme::find(session, &own, &scheme)?;
    scheme::check_levels(&scheme, std::slice::from_ref(&level))?;
    let mut award = award(session, &own, asked, subject)?;
    if let Some(dossier) = &dossier {
        dossier::complete(session, &own, dossier, &scheme, &mut award)?;
    }
    let from = match Month::parse(&asked.valid_from) {
        Ok(month) => month.first_day(),
        Err(_) => Day::parse(&asked.valid_from)?,
    };
    let until = match &asked.valid_until {
        Some(day) => Day::parse(day)?,
        None => scheme.latest_end(&level, from, award.follows.is_some(), award.term)?,
    };
    let id = AttestationId::named(own.id(), *random::draw::<10>()?);
    let label = Label {
        id: id.clone(),
        issuer: party(session, &own, own.id())?,
        subject: party(session, &own, subject)?,
        owner: party(session, &own, scheme_id.owner)?,
        scheme: scheme_id.clone(),
        level,
        valid_from: from,
        valid_until: until,
        awarded: session.now.floor_to_second(),
        award,
    };
    let credential = label.seal(&scheme, own.key()?)?;
    let edits: Edits = [("content".to_owned(), Some(Value::from(credential.to_text())))].into();
    own.edit(&id.address(), &edits, session.now)?;
    let replaced = status::replace(session, &mut own, asked, &label)?;
    status_list::publish(session, &mut own)?;
    own.state_heads(session.now)?;
    // Nothing is kept, and nothing leaves, before the judge has said that the issuer may.
    rehearsal::check(session, &own, &label)?;
    beside::check(session, &own, &label)?;
    // A file that cannot be written stops it before it is signed for good.
    if let Some(out) = &asked.out {
        durable::replace(out, credential.to_text().as_bytes())?;
    }
    own.keep()?;
    let answer = Answer::done(json!({
        "id": id.to_string(),
        "scheme": scheme_id.to_string(),
        "level": label.level,
        "issuer": {"did": label.issuer.did, "name": label.issuer.name},
        "subject": {"did": label.subject.did, "name": label.subject.name},
        "valid_from": label.valid_from.to_string(),
        "valid_until": label.valid_until.to_string(),
        "replaces": replaced.map(|id| id.to_string()),
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

/// How the label came about, as the arguments tell it.
fn award(
    session: &mut Session<'_, '_>,
    own: &Own,
    asked: &AttestationIssue,
    subject: OrganisationId,
) -> Result<Award, CommandError> {
    let malformed =
        |flag: &'static str, text: &str| CommandError::Flag { flag, text: shown(text).into_owned() };
    let assessed = asked.assessed.as_deref().map(read_days).transpose()?;
    let assessors = asked.assessors.iter().map(|text| read_assessor(text)).collect::<Result<_, _>>()?;
    let evidence = asked.evidence.iter().map(|text| read_evidence("--evidence", text));
    let evidence = evidence.collect::<Result<_, _>>()?;
    let scorecard = match &asked.scorecard {
        None => None,
        Some(text) => Some(Digest::parse_hex(text).ok_or_else(|| malformed("--scorecard", text))?),
    };
    let region = match &asked.region {
        Some(region) => Some(region.clone()),
        None if subject == own.id() => crate::session::own_profile(own)?.region.map(|region| region.code),
        None => session
            .heard
            .profile(&session.client, subject)?
            .and_then(|profile| profile.region.as_ref().map(|region| region.code.clone())),
    };
    let mut other = |text: &Option<String>| match text {
        Some(text) => Ok::<_, CommandError>(Some(party(session, own, organisation(text)?)?)),
        None => Ok(None),
    };
    let (assessor_body, decider) = (other(&asked.assessor_body)?, other(&asked.decider)?);
    let follows = asked.follows.as_deref().map(|text| named_by(own, text)).transpose()?;
    let basis = asked.basis.iter().map(|text| named_by(own, text)).collect::<Result<_, _>>()?;
    let mut rights = Vec::new();
    for text in &asked.rights {
        let id = AttestationId::parse(text).ok_or_else(|| no_label("accreditation", text))?;
        let digest = accreditation::sealed(session, own, &id)?.digest();
        rights.push(Right { id, digest });
    }
    Ok(Award {
        number: asked.number.clone(),
        subject_type: asked.subject_type.clone(),
        region,
        assessed,
        assessor_body,
        assessors,
        decider,
        follows,
        basis,
        conditions: asked.conditions.clone(),
        term: asked.score_term.map(Months),
        scorecard,
        evidence,
        rights,
        status_index: Some(status_list::free_index(own)?),
    })
}

/// Reads `DAY` or `DAY..DAY`.
pub(super) fn read_days(text: &str) -> Result<(Day, Day), CommandError> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    Ok((Day::parse(first)?, Day::parse(last)?))
}

/// Reads an assessor such as `A-17:AT`.
pub(super) fn read_assessor(text: &str) -> Result<AssessorFact, CommandError> {
    let malformed = || CommandError::Flag { flag: "--assessor", text: shown(text).into_owned() };
    let (pseudonym, country) = text.rsplit_once(':').ok_or_else(malformed)?;
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    if pseudonym.is_empty() || !is_country {
        return Err(malformed());
    }
    Ok(AssessorFact { pseudonym: pseudonym.to_owned(), country: country.to_owned() })
}

/// Reads `TITLE=FILE` and hashes the file.
pub(super) fn read_evidence(flag: &'static str, text: &str) -> Result<EvidenceFile, CommandError> {
    let malformed = || CommandError::Flag { flag, text: shown(text).into_owned() };
    let (title, path) = text.split_once('=').ok_or_else(malformed)?;
    let bytes = read_file(Path::new(path), EVIDENCE_FILE_BYTES_MAX)?;
    Ok(EvidenceFile { title: title.to_owned(), digest: Digest::of(&[&bytes]) })
}

/// A label that is named by its id, or one of one's own by the beginning of its name.
pub(super) fn named_by(own: &Own, text: &str) -> Result<AttestationId, CommandError> {
    match AttestationId::parse(text) {
        Some(id) => Ok(id),
        None => own_id(own, "attestation", text),
    }
}

fn save_evidence(session: &mut Session<'_, '_>, text: &str, out: &Path) -> Result<Answer, CommandError> {
    let id = named(session, text)?;
    let heard = verify::ask_nodes(session, &id)?;
    durable::replace(out, &heard.evidence.to_file())?;
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

/// Reads the id of something of one's own, or the beginning of its name.
///
/// # Errors
///
/// [`CommandError::NotOurs`], [`CommandError::NoLabel`], [`CommandError::Ambiguous`].
pub(super) fn own_id(own: &Own, collection: &'static str, text: &str) -> Result<AttestationId, CommandError> {
    if let Some(id) = AttestationId::parse(text) {
        return if id.issuer == own.id() {
            Ok(id)
        } else {
            Err(CommandError::NotOurs { what: id.to_string(), owner: id.issuer })
        };
    }
    let name = scheme::own_name(own, collection, text)?.ok_or_else(|| no_label(collection, text))?;
    Ok(AttestationId { issuer: own.id(), name })
}

pub(super) fn no_label(collection: &'static str, text: &str) -> CommandError {
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

/// A file whose hash is published has at most this many bytes.
const EVIDENCE_FILE_BYTES_MAX: u64 = 1 << 30;
