//! `hanse bundle export|import`

use std::collections::BTreeMap;
use std::path::Path;

use protocol::bundle::{Bundle as Read, write};
use protocol::digest::Digest;
use protocol::item::Item;
use serde_json::{Value, json};

use super::{CommandError, read_file};
use crate::args::Bundle;
use crate::client::Taken;
use crate::home::durable;
use crate::output::{Answer, Exit, count, sentence};
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Bundle) -> Result<Answer, CommandError> {
    match verb {
        Bundle::Export { file, organisations } => export(session, &file, &organisations),
        Bundle::Import { file } => import(session, &file),
    }
}

fn export(
    session: &mut Session<'_, '_>,
    file: &Path,
    organisations: &[String],
) -> Result<Answer, CommandError> {
    let mut items = Vec::new();
    if organisations.is_empty() {
        items.extend(session.own()?.items()?);
    }
    for text in organisations {
        let id = organisation(text)?;
        if session.own_id()? == Some(id) {
            items.extend(session.own()?.items()?);
        } else {
            items.extend(session.heard.items(&session.client, id)?);
        }
    }
    durable::replace(file, &write(&items))?;
    let line = format!("{} written to {}", count(items.len(), "item", "items"), file.display());
    Ok(Answer::done(json!({"file": file, "items": items.len()})).line(line))
}

/// Takes in what holds, whatever else the file holds: each item stands for itself.
fn import(session: &mut Session<'_, '_>, file: &Path) -> Result<Answer, CommandError> {
    let bundle = Read::parse(&read_file(file, BUNDLE_BYTES_MAX)?)?;
    let mut sound: Vec<(Digest, Item)> = Vec::new();
    let mut bad = Vec::new();
    for (bytes, number) in bundle.items.iter().zip(1..) {
        match Item::parse(bytes) {
            Ok(item) => sound.push((item.id(), item)),
            Err(error) => bad.push((number, sentence(&error))),
        }
    }
    let is_whole = bad.is_empty() && bundle.is_whole(sound.iter().map(|(id, _)| id));
    for (number, why) in bad.iter().take(TOLD_MAX) {
        session.console.say(format_args!("item {number} does not hold and is left out: {why}"));
    }
    if bad.len() > TOLD_MAX {
        session.console.say(format_args!("… and {} more", bad.len() - TOLD_MAX));
    }
    if let Some(broken) = &bundle.broken {
        session.console.say(format_args!(
            "the file is damaged or cut short: {}; {} of {} items before that are whole",
            sentence(broken),
            bundle.items.len(),
            bundle.announced
        ));
    } else if !is_whole && bad.is_empty() {
        session.console.say("the file does not hold the items that it was written with");
    }
    let own_new = take_own(session, &sound)?;
    let told = send(session, &sound);
    let is_sent = told.iter().any(|(_, counts)| counts.is_some());
    let held = told.iter().filter_map(|(_, counts)| counts.as_ref()).map(held).max().unwrap_or(0);
    let mut answer = Answer::done(json!({
        "items": sound.len(),
        "announced": bundle.announced,
        "whole": is_whole,
        "bad": bad.iter().map(|(item, why)| json!({"item": item, "why": why})).collect::<Vec<_>>(),
        "own_new": own_new,
        "nodes": told.iter().map(|(node, counts)| json!({
            "node": node,
            "answers": counts.as_ref().map(|counts| counts.iter().map(|(taken, number)| (word(*taken).to_owned(), json!(number))).collect::<serde_json::Map<String, Value>>()),
        })).collect::<Vec<_>>(),
    }))
    .line(format!("{} hold, {own_new} of them new to this home", count(sound.len(), "item", "items")));
    for (node, counts) in &told {
        if let Some(counts) = counts.as_ref().filter(|counts| !counts.is_empty()) {
            let parts: Vec<String> =
                counts.iter().map(|(taken, number)| format!("{number} {}", word(*taken))).collect();
            answer = answer.line(format!("{node}: {}", parts.join(", ")));
        }
    }
    if !is_whole
        || told
            .iter()
            .filter_map(|(_, counts)| counts.as_ref())
            .any(|counts| counts.contains_key(&Taken::Refused))
    {
        answer = answer.exit(Exit::No).hint("what holds was taken; get the rest from who wrote the bundle");
    } else if !is_sent && sound.len() > own_new {
        answer = answer.exit(Exit::Unknown).hint("no node was reached; import the bundle again when one is");
    } else if is_sent && held < sound.len() {
        answer =
            answer.exit(Exit::No).hint("some items wait for others that explain them; import those first");
    }
    Ok(answer)
}

/// Takes the own organisation's items into the home.
fn take_own(session: &mut Session<'_, '_>, items: &[(Digest, Item)]) -> Result<usize, CommandError> {
    let Some(id) = session.own_id()? else { return Ok(0) };
    let ours: Vec<Item> =
        items.iter().filter(|(_, item)| item.organisation() == id).map(|(_, item)| item.clone()).collect();
    if ours.is_empty() {
        return Ok(0);
    }
    Ok(session.own_offline()?.take_in(ours)?)
}

type Counts = BTreeMap<Taken, usize>;

/// Sends all items to every node and counts the answers; of a node that did not answer there are none.
fn send(session: &mut Session<'_, '_>, items: &[(Digest, Item)]) -> Vec<(String, Option<Counts>)> {
    let bytes: Vec<(Digest, Vec<u8>)> = items.iter().map(|(id, item)| (*id, item.to_bytes())).collect();
    let bytes: Vec<(Digest, &[u8])> = bytes.iter().map(|(id, bytes)| (*id, bytes.as_slice())).collect();
    let mut told = Vec::new();
    for node in session.client.nodes() {
        let counts = match node.send(&bytes) {
            Ok(replies) => {
                let mut counts = Counts::new();
                for reply in replies {
                    *counts.entry(reply.taken).or_default() += 1;
                }
                Some(counts)
            }
            Err(error) => {
                session.console.say(format_args!("note: {}", sentence(&error)));
                None
            }
        };
        told.push((node.to_string(), counts));
    }
    told
}

fn held(counts: &Counts) -> usize {
    counts.iter().filter(|(taken, _)| taken.is_held()).map(|(_, number)| number).sum()
}

const fn word(taken: Taken) -> &'static str {
    match taken {
        Taken::Accepted => "accepted",
        Taken::Known => "known",
        Taken::Staged => "staged",
        Taken::Declined => "declined",
        Taken::Refused => "refused",
    }
}

/// A bundle has at most this many bytes.
pub(super) const BUNDLE_BYTES_MAX: u64 = 256 << 20;
const TOLD_MAX: usize = 20;
