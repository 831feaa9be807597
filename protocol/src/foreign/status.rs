//! The status that a foreign credential names: every entry must be answered, by a list that is believed.

use serde_json::Value;

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
    let mut refused = Vec::new();
    let mut answer = None;
    for list in &material.lists {
        let list = match list {
            Ok(list) => list,
            Err(fault) => {
                refused.push(format!("a status list cannot be read: {fault}"));
                continue;
            }
        };
        if list.facts().id.as_deref() != Some(&entry.list) {
            continue;
        }
        match read(list, &entry, secured, material, now) {
            // Of several lists that hold now, the one that says no is believed.
            Ok(answered) => answer = answer.max(Some(answered)),
            Err(fault) => refused.push(fault),
        }
    }
    let purpose = &entry.purpose;
    match (answer, purpose) {
        (Some(true), Purpose::Revocation) => Err(Finding::of(
            Verdict::Revoked,
            format!("its bit {} is set in {}", entry.index, quoted(&entry.list)),
        )),
        (Some(true), Purpose::Suspension) => Err(Finding::of(
            Verdict::Suspended,
            format!("its bit {} is set in {}", entry.index, quoted(&entry.list)),
        )),
        (Some(true), Purpose::Refresh) => Ok("a newer one can be had".to_owned()),
        (Some(_), Purpose::Unknown(purpose)) => {
            Err(Finding::open(format!("what a status of the purpose {purpose:?} means is not known here")))
        }
        (Some(false), _) => Ok(format!("no bit of {purpose} is set in {}", quoted(&entry.list))),
        (None, _) if refused.is_empty() => Err(Finding::open(format!(
            "the status list {} is not at hand: give it with --status",
            quoted(&entry.list)
        ))),
        (None, _) => Err(Finding::open(refused.join("; "))),
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
    if *issuer != secured.facts().issuer && !material.status_issuers.contains(issuer) {
        return Err(format!(
            "the status list is of {}, which is not the issuer: trust it with --status-issuer",
            quoted(issuer)
        ));
    }
    let of_list = |finding: Finding| format!("the status list does not hold: {}", finding.sentence);
    list.check_context().map_err(of_list)?;
    let (controller, _) = material.controllers.find(issuer, now).map_err(of_list)?;
    proof_set::check(list, &controller, now).map_err(of_list)?;
    list.check_period(now).map_err(of_list)?;
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

const ENTRIES_MAX: usize = 16;
