//! What was done with a label: whether each act may follow those before it, and whether its dates can be.

use std::collections::BTreeMap;

use crate::audit::finding::{Exhibit, FindingCode, Matter};
use crate::audit::{Case, DAY_MS, Inquiry};
use crate::automerge_guard;
use crate::document::{Document, Extension, Outcome, events};
use crate::entry::{Address, Entry, EntryKind, Verified};
use crate::organisation::OrganisationId;
use crate::status::{Life, StatusAct, StatusError, StatusKind};
use crate::time::Timestamp;
use crate::verification::register::Kept;

/// An act and the entry that carries it.
pub(super) struct Carried<'d> {
    act: Result<StatusAct, StatusError>,
    name: String,
    entry: &'d Entry<Verified>,
    /// The latest time that an earlier entry of the same device states.
    before: Timestamp,
}

impl<'i> Inquiry<'i> {
    /// Asks of each act upon a label whether it can be.
    pub(super) fn acts_upon(&mut self, case: &Case<'_>) {
        let id = &case.known.id;
        let address = id.address();
        let mut carried = self.carried(id.issuer, &address);
        self.check_dates(&case.matter(), &carried);
        let Some(label) = &case.known.label else { return };
        let register = self.register;
        for keeper in register.keepers(&address) {
            if !self.keeps(*keeper, label) {
                continue;
            }
            let theirs = self.carried(*keeper, &address);
            self.check_dates(&case.matter(), &theirs);
            carried.extend(theirs);
        }
        let scheme = self.hearing.scheme(&label.scheme).ok();
        let horizon = self.as_of.horizon();
        let mut acts: Vec<(&StatusAct, &Entry<Verified>)> = carried
            .iter()
            .filter_map(|carried| Some((carried.act.as_ref().ok()?, carried.entry)))
            .filter(|(act, _)| act.recorded <= horizon)
            .collect();
        acts.sort_by_key(|(act, entry)| {
            (act.recorded, entry.header().time, entry.header().sequence, act.name.clone())
        });
        let mut before: Vec<StatusAct> = Vec::new();
        for (act, entry) in acts {
            if let Err(fault) = Life::new(label, before.clone()).check(act, scheme.as_deref()) {
                let (kind, day) = (act.kind.code(), act.effective);
                let sentence =
                    format!("the act {} ({kind}, from {day}) contradicts those before it: {fault}", act.name);
                self.find(
                    FindingCode::ActContradicts,
                    case.matter(),
                    sentence,
                    vec![Exhibit::entry("act", entry)],
                );
            }
            if let StatusKind::Superseded { by } | StatusKind::Corrected { by } = &act.kind {
                self.check_replacement(case, label, by, entry);
            }
            before.push(act.clone());
        }
    }

    /// Is the label that takes another's place there, and the same holder's?
    fn check_replacement(
        &mut self,
        case: &Case<'_>,
        label: &crate::attestation::Label,
        by: &crate::attestation::AttestationId,
        entry: &Entry<Verified>,
    ) {
        let exhibits = vec![Exhibit::entry("act", entry)];
        if self.register.kept(by.issuer).is_none() {
            self.miss(
                case.matter(),
                format!("the label {by} in its place could not be looked at: its issuer was not heard"),
            );
            return;
        }
        let document = self.register.document(by.issuer, &by.address());
        let Some(replacement) = document.and_then(super::label_in).filter(|found| found.id == *by) else {
            let sentence = format!("the label {by}, which is to take its place, is not there");
            match self.is_whole(by.issuer) {
                true => self.find(FindingCode::ReplacementUnknown, case.matter(), sentence, exhibits),
                false => self.miss(case.matter(), sentence),
            }
            return;
        };
        let standing = case.examined.judgement.standing.as_ref();
        let holders = [Some(&label.subject), standing.map(|standing| &standing.holder)];
        let mut holders = holders.into_iter().flatten().filter_map(|party| party.organisation().ok());
        let theirs = replacement.subject.organisation().ok();
        if !holders.any(|holder| Some(holder) == theirs) {
            let sentence = format!(
                "the label {by}, which is to take its place, is held by {}",
                replacement.subject.name
            );
            self.find(FindingCode::ReplacementUnknown, case.matter(), sentence, exhibits);
        }
    }

    /// Holds what acts say of their dates against the entries that carry them.
    pub(super) fn check_dates(&mut self, about: &Matter, acts: &[Carried<'_>]) {
        for carried in acts {
            let (entry, name) = (carried.entry, &carried.name);
            let exhibits = vec![Exhibit::entry("act", entry)];
            let act = match &carried.act {
                Ok(act) => act,
                Err(error) => {
                    let sentence = format!("the act {name} cannot be read: {error}");
                    self.find(FindingCode::UnknownAct, about.clone(), sentence, exhibits);
                    continue;
                }
            };
            let (recorded, written) = (act.recorded, entry.header().time);
            let says = format!(
                "the act {name} ({}) says that it was recorded on {}",
                act.kind.code(),
                recorded.day()
            );
            if recorded.plus_millis(DAY_MS) < written {
                let sentence = format!("{says}, and the entry that carries it is of {}", written.day());
                self.find(FindingCode::ActBackdated, about.clone(), sentence, exhibits);
            } else if written.plus_millis(DAY_MS) < recorded {
                let sentence = format!("{says}, and the entry that carries it is of {}", written.day());
                self.find(FindingCode::ActPostdated, about.clone(), sentence, exhibits);
            } else if recorded.plus_millis(DAY_MS) < carried.before {
                let sentence =
                    format!("{says}, and its device had written before it on {}", carried.before.day());
                self.find(FindingCode::ActOutOfOrder, about.clone(), sentence, exhibits);
            }
        }
    }

    /// The acts in a document, each with the entry that carries it.
    pub(super) fn carried(&self, organisation: OrganisationId, address: &Address) -> Vec<Carried<'i>> {
        let Some(kept) = self.register.kept(organisation) else { return Vec::new() };
        let mut all = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        // A document of one entry has no act beside its content, but for one that a successor keeps.
        let entries: Vec<_> = kept.valid_at(address, EntryKind::Change).collect();
        let is_alone = entries.len() == 1
            && kept
                .ledger
                .document(address)
                .is_some_and(|document| events(document.content()).next().is_none());
        if is_alone {
            return all;
        }
        for (entry, document) in unfold(kept, organisation, address) {
            for (name, value) in events(document.content()) {
                if !seen.iter().any(|known| known == name) {
                    seen.push(name.to_owned());
                    let act = StatusAct::parse(name, value);
                    all.push(Carried { act, name: name.to_owned(), entry, before: before(kept, entry) });
                }
            }
        }
        all
    }
}

/// A document as it was after each of its entries, in the order in which they were written.
fn unfold<'d>(
    kept: &Kept<'d>,
    organisation: OrganisationId,
    address: &Address,
) -> Vec<(&'d Entry<Verified>, Document)> {
    let mut entries: Vec<_> = kept.valid_at(address, EntryKind::Change).collect();
    entries.sort_by_key(|entry| (entry.header().time, entry.header().sequence, entry.id()));
    let item = |entry: &'d Entry<Verified>| {
        let header = entry.header();
        let device = header.adopts.map_or(header.device, |adopted| adopted.device);
        (entry.id(), automerge_guard::actor(&organisation, &device, address.as_str()), entry.body())
    };
    let mut document = Document::new(address.collection());
    let mut unfolded = Vec::new();
    let mut waited = false;
    for (place, entry) in entries.iter().enumerate() {
        let (id, actor, body) = item(entry);
        match document.extend(id, actor, body) {
            Extension::Settled(Outcome::Unfounded) => waited = true,
            Extension::Settled(_) if !waited => {}
            Extension::Settled(_) | Extension::NeedsRebuild => {
                let items = entries[..=place].iter().map(|entry| item(entry));
                let outcomes: (Document, BTreeMap<_, _>) =
                    Document::from_changes(address.collection(), items);
                document = outcomes.0;
            }
        }
        unfolded.push((&***entry, document.clone()));
    }
    unfolded
}

/// The latest time that an entry states which its device wrote before this one.
fn before(kept: &Kept<'_>, entry: &Entry<Verified>) -> Timestamp {
    let header = entry.header();
    let earlier = usize::try_from(header.sequence.saturating_sub(1)).unwrap_or(usize::MAX);
    let chain = kept.ledger.chain(&header.device);
    let latest = chain[..earlier.min(chain.len())].iter().rev().take(CHAIN_LOOKED_BACK);
    latest
        .filter_map(|id| kept.ledger.entry(id))
        .map(|(entry, _)| entry.header().time)
        .max()
        .unwrap_or(Timestamp::ZERO)
}

/// How many entries of a chain are looked at for the time before an act.
const CHAIN_LOOKED_BACK: usize = 64;
