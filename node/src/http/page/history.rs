//! The history of a document, read from its entries one after the other.

use std::collections::BTreeMap;

use protocol::automerge_guard::actor;
use protocol::document::{Body, Document, Extension};
use protocol::entry::{Address, Entry, Verified};
use protocol::ledger::Ledger;
use protocol::profile::edit::changes;
use protocol::time::Day;
use protocol::verdict::ItemVerdict;

use crate::http::page::post;
use crate::http::page::profile::title_of_key;
use crate::pages::history::{Change, History, PartAge};
use crate::pages::locale::Locale;
use crate::pages::words::Count;

/// Which entry changed which parts of a profile or a listing.
pub(super) fn history(locale: Locale, ledger: &Ledger, address: &Address) -> History {
    let mut entries: Vec<&Entry<Verified>> = ledger
        .entries_at(address)
        .into_iter()
        .filter(|(_, verdict)| *verdict == ItemVerdict::Valid)
        .map(|(entry, _)| &**entry)
        .collect();
    entries.sort_by_key(|entry| (entry.header().time, entry.header().device, entry.header().sequence));
    let item = |entry: &&Entry<Verified>| {
        let header = entry.header();
        let actor = actor(&header.organisation, &header.device, address.as_str());
        (entry.id(), actor)
    };
    let is_post = address.collection() == "post";
    let title = |key: &str| {
        let of_post = if is_post { post::title_of_key(locale, key) } else { None };
        of_post.unwrap_or_else(|| title_of_key(locale, key))
    };
    let mut document = Document::new(address.collection());
    let mut before = document.facts();
    let mut found: Vec<Change> = Vec::new();
    let mut ages: BTreeMap<String, Day> = BTreeMap::new();
    let unread = entries.len().saturating_sub(READ);
    for (place, entry) in entries.iter().enumerate() {
        let (id, actor) = item(entry);
        if document.extend(id, actor, Body::Borrowed(entry.change())) == Extension::NeedsRebuild {
            let so_far = entries[..=place].iter().map(|entry| {
                let (id, actor) = item(entry);
                (id, actor, Body::Borrowed(entry.change()))
            });
            document = Document::from_changes(address.collection(), so_far).0;
        }
        if place + 1 < unread {
            continue;
        }
        let after = document.facts();
        let day = entry.header().time.day();
        let mut parts: Vec<String> =
            changes(&before, &after).iter().map(|change| title(&change.key)).collect();
        parts.sort();
        parts.dedup();
        before = after;
        if place < unread || parts.is_empty() {
            continue;
        }
        ages.extend(parts.iter().map(|part| (part.clone(), day)));
        let device: String = entry.header().device.to_string().chars().take(KEY_LETTERS).collect();
        found.push(Change { day: day.to_string(), device, parts });
    }
    found.reverse();
    found.truncate(SHOWN);
    let mut parts: Vec<(Day, String)> = ages.into_iter().map(|(title, day)| (day, title)).collect();
    parts.sort();
    History {
        changes: found,
        in_all: Count(entries.len() as u64),
        parts: parts.into_iter().map(|(day, title)| PartAge { title, day: day.to_string() }).collect(),
    }
}

/// So many entries are read, the newest.
const READ: usize = 200;
const SHOWN: usize = 20;
const KEY_LETTERS: usize = 12;
