//! The status lists that other people's software reads, brought to the state that the acts leave.

use std::collections::BTreeSet;

use protocol::attestation::Credential;
use protocol::attestation::award::{STATUS_INDEX_END, status_list_url};
use protocol::author::Edits;
use protocol::canonical::to_jcs_text;
use protocol::entry::Address;
use protocol::evidence::{STATUS_LISTS, content_of};
use protocol::proof::Proof;
use protocol::status::{Life, State, StatusAct};
use protocol::status_list::{Purpose, StatusList, StatusListCredential};
use serde_json::Value;

use super::CommandError;
use crate::home::random;
use crate::own::Own;
use crate::session::Session;

/// Seals each list anew that says something else than the one that stands, or stands under another key. Who issued no
/// label has none.
///
/// # Errors
///
/// [`CommandError::Own`], or an act of a kind that is not known.
pub(super) fn publish(session: &mut Session<'_, '_>, own: &mut Own) -> Result<(), CommandError> {
    let now = session.now.floor_to_second();
    let mut lists = STATUS_LISTS.map(|name| (name, StatusList::new(STATUS_INDEX_END as usize)));
    let labels = labels(own)?;
    if labels.is_empty() {
        return Ok(());
    }
    for (label, acts) in labels {
        let Some(index) = label.award.status_index else { continue };
        let state = Life::new(&label, acts).on(now.day(), now).state;
        for (name, list) in &mut lists {
            let is_set = match *name {
                "revocation" => matches!(state, State::Ended { .. }),
                _ => state != State::Holds,
            };
            if is_set {
                list.set(index as usize)?;
            }
        }
    }
    let branches = own.ledger()?.identity().branches();
    let did = branches.first().map_or_else(|| own.did().to_owned(), |branch| branch.tip().did());
    let host = did.split(':').nth(3).unwrap_or_default().to_owned();
    for (name, list) in lists {
        let credential = StatusListCredential {
            id: status_list_url(&host, own.id(), name),
            issuer: did.clone(),
            purposes: vec![Purpose::parse(name)],
            list,
            valid_from: Some(now),
            valid_until: None,
            ttl_ms: None,
        };
        let address = Address::new("statuslist", name).expect("a word is a name");
        let method = format!("{did}#{}", own.key()?.public());
        if standing(own, &address)?.is_some_and(|(stands, by)| by == method && stands.says_as(&credential)) {
            continue;
        }
        let Value::Object(mut whole) = credential.to_value() else { continue };
        let proof = Proof::seal(&whole, &method, own.key()?, now);
        whole.insert("proof".into(), proof);
        let content = to_jcs_text(&Value::Object(whole));
        let edits: Edits = [("content".to_owned(), Some(Value::from(content)))].into();
        own.edit(&address, &edits, session.now)?;
    }
    Ok(())
}

/// The list that stands at an address, and the verification method of its proof; none when it cannot be read.
fn standing(own: &Own, address: &Address) -> Result<Option<(StatusListCredential, String)>, CommandError> {
    let text = own.ledger()?.document(address).and_then(content_of);
    let Some(Ok(Value::Object(mut body))) = text.map(|text| serde_json::from_str(&text)) else {
        return Ok(None);
    };
    let method = Proof::detach(&mut body).map(|proof| proof.method().to_owned());
    Ok(StatusListCredential::parse(&body).ok().zip(method.ok()))
}

/// A place in the lists that no label has.
///
/// # Errors
///
/// [`CommandError::ListFull`].
pub(super) fn free_index(own: &Own) -> Result<u32, CommandError> {
    let taken: BTreeSet<u32> =
        labels(own)?.into_iter().filter_map(|(label, _)| label.award.status_index).collect();
    for _ in 0..DRAWS_MAX {
        let drawn = u32::from_be_bytes(*random::draw::<4>()?) % STATUS_INDEX_END;
        if !taken.contains(&drawn) {
            return Ok(drawn);
        }
    }
    (0..STATUS_INDEX_END).find(|index| !taken.contains(index)).ok_or(CommandError::ListFull)
}

/// The own labels, each with the acts upon it.
///
/// # Errors
///
/// [`CommandError::Own`], or an act of a kind that is not known.
pub(super) fn labels(own: &Own) -> Result<Vec<(protocol::attestation::Label, Vec<StatusAct>)>, CommandError> {
    let documents = own.ledger()?.documents().filter(|(address, _)| address.collection() == "attestation");
    let mut labels = Vec::new();
    for (_, document) in documents {
        // What another program wrote and is no label has no place in a list.
        let Some(credential) = content_of(document).and_then(|text| Credential::parse(text.as_bytes()).ok())
        else {
            continue;
        };
        let acts = StatusAct::all_in(document.content()).collect::<Result<_, _>>()?;
        labels.push((credential.label().clone(), acts));
    }
    Ok(labels)
}

const DRAWS_MAX: usize = 64;
