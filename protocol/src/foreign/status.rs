//! The status that a foreign credential names: every entry must be answered, by a list that is believed.

use serde_json::Value;

use super::controller::is_same;
use super::secured::Secured;
use super::{Finding, Material, Verdict, proof_set, quoted};
use crate::status_list::{Purpose, StatusListCredential, StatusListEntry};
use crate::time::Timestamp;

/// Checks every entry of `credentialStatus`. A bit that is set counts more than an entry that cannot be answered.
pub(super) fn check(secured: &Secured, material: &Material, now: Timestamp) -> Result<String, Finding> {
    let entries = match secured.document().get("credentialStatus") {
        None => return Ok("it names no status list, so it cannot be revoked".to_owned()),
        Some(Value::Array(entries)) => entries.as_slice(),
        Some(one) => std::slice::from_ref(one),
    };
    if entries.is_empty() || entries.len() > ENTRIES_MAX {
        return Err(Finding::malformed(format!("its credentialStatus has not 1 to {ENTRIES_MAX} entries")));
    }
    let (mut passed, mut open) = (Vec::new(), None);
    for entry in entries {
        match check_entry(entry, secured, material, now) {
            Ok(sentence) => passed.push(sentence),
            Err(finding) if finding.verdict == Verdict::Indeterminate => open = open.or(Some(finding)),
            Err(finding) => return Err(finding),
        }
    }
    open.map_or_else(|| Ok(passed.join("; ")), Err)
}

fn check_entry(
    entry: &Value,
    secured: &Secured,
    material: &Material,
    now: Timestamp,
) -> Result<String, Finding> {
    let entry = StatusListEntry::parse(entry)
        .map_err(|error| Finding::open(format!("its status cannot be told: {error}")))?;
    // A list of the past or the future has nothing to say about now; every other one that was given must hold.
    let (mut refused, mut aside, mut answer) = (Vec::new(), Vec::new(), None);
    for list in &material.lists {
        let list = match list {
            Ok(list) if list.facts().id.as_deref() == Some(&entry.list) => list,
            Ok(_) => continue,
            Err(fault) => {
                refused.push(format!("a status list cannot be read: {fault}"));
                continue;
            }
        };
        if let Err(finding) = list.check_period(now) {
            aside.push(of_list(&finding));
            continue;
        }
        match read(list, &entry, secured, material, now) {
            // Of several lists that hold now, the one that says no is believed.
            Ok(is_set) => answer = answer.max(Some((is_set, list.facts().valid_from))),
            Err(fault) => refused.push(fault),
        }
    }
    let purpose = &entry.purpose;
    let place = format!("its bit {} is set in {}", entry.index, quoted(&entry.list));
    match (answer, purpose) {
        (Some((true, _)), Purpose::Revocation) => return Err(Finding::of(Verdict::Revoked, place)),
        (Some((true, _)), Purpose::Suspension) => return Err(Finding::of(Verdict::Suspended, place)),
        _ if !refused.is_empty() => return Err(Finding::open(refused.join("; "))),
        _ => {}
    }
    match (answer, purpose) {
        (_, Purpose::Unknown(purpose)) => {
            Err(Finding::open(format!("what a status of the purpose {purpose:?} means is not known here")))
        }
        (Some((true, _)), _) => Ok("a newer one can be had".to_owned()),
        (Some((false, from)), _) => {
            let from = from.map_or("of no date".to_owned(), |from| format!("of {from}"));
            Ok(format!("no bit of {purpose} is set in {}, {from}", quoted(&entry.list)))
        }
        (None, _) if aside.is_empty() => Err(Finding::open(format!(
            "the status list {} is not at hand: give it with --status",
            quoted(&entry.list)
        ))),
        (None, _) => Err(Finding::open(aside.join("; "))),
    }
}

/// Whether the bit of an entry is set in a list, if the list is to be believed.
fn read(
    list: &Secured,
    entry: &StatusListEntry,
    secured: &Secured,
    material: &Material,
    now: Timestamp,
) -> Result<bool, String> {
    let issuer = &list.facts().issuer;
    if !is_same(issuer, &secured.facts().issuer) && !material.status_issuers.contains(issuer) {
        return Err(format!(
            "the status list is of {}, which is not the issuer: trust it with --status-issuer",
            quoted(issuer)
        ));
    }
    list.check_context().map_err(|finding| of_list(&finding))?;
    let (controller, _) = material.controllers.find(issuer, now).map_err(|finding| of_list(&finding))?;
    proof_set::check(list, &controller, now).map_err(|finding| of_list(&finding))?;
    if list.document().contains_key("credentialStatus") {
        return Err("the status list has a status itself, which is not followed".to_owned());
    }
    let list = StatusListCredential::parse(list.document())
        .map_err(|error| format!("the status list does not hold: {error}"))?;
    if !list.purposes.contains(&entry.purpose) {
        return Err(format!("the status list is not for {}", entry.purpose));
    }
    list.list.get(entry.index).ok_or_else(|| {
        format!(
            "the entry {} lies behind the last of {} of the status list",
            entry.index,
            list.list.entries()
        )
    })
}

fn of_list(finding: &Finding) -> String {
    format!("the status list does not hold: {}", finding.sentence)
}

const ENTRIES_MAX: usize = 16;
