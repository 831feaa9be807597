//! The status lists that other people's software reads, every version of them, against the acts that count.

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::finding::{Exhibit, FindingCode, Matter};
use crate::audit::{Case, DAY_MS, Inquiry, Known};
use crate::automerge_guard::{self, Rules, Scalar};
use crate::digest::Digest;
use crate::document::Document;
use crate::entry::{Address, Entry, EntryKind, Verified};
use crate::evidence::STATUS_LISTS;
use crate::organisation::OrganisationId;
use crate::status::{Life, State, StatusAct, StatusKind};
use crate::status_list::{Purpose, StatusListCredential};
use crate::time::Timestamp;
use crate::verification::register::Kept;
use crate::verification::rules;

/// One version of a list.
struct Version<'d> {
    entry: &'d Entry<Verified>,
    at: Timestamp,
    list: StatusListCredential,
}

/// What should stand at a label's place, by time.
struct Place<'c> {
    case: &'c Case<'c>,
    /// From each time on: whether it does not hold, and whether it ended. Before the first: neither.
    steps: Vec<(Timestamp, bool, bool)>,
    last_act: Option<Timestamp>,
}

impl<'i> Inquiry<'i> {
    /// Holds every version of the issuers' lists against the acts.
    pub(super) fn lists(&mut self, known: &[Known], cases: &[Case<'_>]) {
        let mut taken: BTreeMap<OrganisationId, BTreeSet<u32>> = BTreeMap::new();
        for label in known.iter().filter_map(|known| known.label.as_ref()) {
            taken.entry(label.id.issuer).or_default().extend(label.award.status_index);
        }
        let mut places: BTreeMap<OrganisationId, BTreeMap<u32, Place<'_>>> = BTreeMap::new();
        for case in cases {
            let Some(label) = &case.known.label else { continue };
            let of_issuer = places.entry(label.id.issuer).or_default();
            if let Some(index) = label.award.status_index
                && case.examined.judgement.standing.is_some()
            {
                // Of two labels at one place, which is a finding, the first is held against the list.
                let document = self.register.document(label.id.issuer, &label.id.address());
                of_issuer.entry(index).or_insert_with(|| Place::of(case, document));
            }
        }
        let none = BTreeSet::new();
        for (issuer, places) in &places {
            for name in STATUS_LISTS {
                self.list(*issuer, name, places, taken.get(issuer).unwrap_or(&none));
            }
        }
    }

    fn list(
        &mut self,
        issuer: OrganisationId,
        name: &str,
        places: &BTreeMap<u32, Place<'_>>,
        taken: &BTreeSet<u32>,
    ) {
        let address = Address::new("statuslist", name).expect("a word is a name");
        let versions = self.versions(issuer, &address);
        let mut told: BTreeSet<(FindingCode, Option<u32>)> = BTreeSet::new();
        for (number, version) in versions.iter().enumerate() {
            let set: BTreeSet<u32> =
                version.list.list.set_entries().filter_map(|index| u32::try_from(index).ok()).collect();
            let acted = places.iter().filter(|(_, place)| !place.steps.is_empty()).map(|(index, _)| *index);
            for index in set.iter().copied().chain(acted).collect::<BTreeSet<u32>>() {
                let is_set = set.contains(&index);
                let code = match places.get(&index) {
                    Some(place) if place.explains(name, version.at, is_set) => continue,
                    None if taken.contains(&index) => continue,
                    _ => self.fault(&versions, number, index, is_set),
                };
                let of = places.get(&index).map(|_| index);
                if told.insert((code, of)) {
                    self.tell(issuer, &address, version, index, is_set, code, places.get(&index));
                }
            }
        }
        self.behind(name, &versions, places);
    }

    /// Which rule a wrong bit breaks.
    fn fault(&self, versions: &[Version<'_>], number: usize, index: u32, is_set: bool) -> FindingCode {
        let version = &versions[number];
        let bit = |other: &Version<'_>| other.list.list.get(index as usize) == Some(true);
        let is_contradicted = versions.iter().any(|other| other.at == version.at && bit(other) != is_set);
        let is_revocation = version.list.purposes == [Purpose::Revocation];
        if is_contradicted {
            FindingCode::ListsContradict
        } else if is_revocation && !is_set && versions[..number].iter().any(bit) {
            FindingCode::RevocationUndone
        } else {
            FindingCode::ListDiffers
        }
    }

    #[expect(clippy::too_many_arguments, reason = "each is a part of one sentence")]
    fn tell(
        &mut self,
        issuer: OrganisationId,
        address: &Address,
        version: &Version<'_>,
        index: u32,
        is_set: bool,
        code: FindingCode,
        place: Option<&Place<'_>>,
    ) {
        let exhibits = vec![Exhibit::entry("status list", version.entry)];
        let (name, day) = (address.name(), version.at.day());
        let (about, sentence) = match place {
            Some(place) => {
                let (says, truth) = match is_set {
                    true => ("is set", "it holds"),
                    false => ("is not set", "it does not hold"),
                };
                (
                    place.case.matter(),
                    format!(
                        "in the {name} list of {day} its bit {index} {says}, and by the issuer's acts {truth} then"
                    ),
                )
            }
            None => (
                Matter::of(issuer, address),
                format!("in the {name} list of {day} the bit {index} is set, and no label has that place"),
            ),
        };
        self.find(code, about, sentence, exhibits);
    }

    /// Does the newest list know the last acts?
    fn behind(&mut self, name: &str, versions: &[Version<'_>], places: &BTreeMap<u32, Place<'_>>) {
        let Some(newest) = versions.last() else { return };
        let known_at = self.as_of.known_at;
        for (index, place) in places {
            let is_later =
                place.last_act.is_some_and(|act| newest.at < act && act.plus_millis(DAY_MS) < known_at);
            let is_set = newest.list.list.get(*index as usize) == Some(true);
            if is_later && place.explains(name, newest.at, is_set) && !place.explains(name, known_at, is_set)
            {
                let sentence = format!(
                    "the newest {name} list is of {}, and does not know what the issuer did with the label since",
                    newest.at.day()
                );
                let exhibits = vec![Exhibit::entry("status list", newest.entry)];
                self.find(FindingCode::ListBehind, place.case.matter(), sentence, exhibits);
            }
        }
    }

    /// Every version of a list that was known, by the time from which it holds.
    fn versions(&mut self, issuer: OrganisationId, address: &Address) -> Vec<Version<'i>> {
        let register = self.register;
        let (Some(kept), Ok(witness)) = (register.kept(issuer), self.hearing.witness(issuer)) else {
            return Vec::new();
        };
        let mut versions = Vec::new();
        for (entry, text) in texts(kept, address) {
            let exhibits = || vec![Exhibit::entry("status list", entry)];
            match rules::read_list(&text, &witness) {
                Ok(list) if list.purposes == [Purpose::parse(address.name())] => {
                    let at = list.valid_from.unwrap_or(entry.header().time);
                    if at <= self.as_of.horizon() {
                        versions.push(Version { entry, at, list });
                    }
                }
                Ok(_) => {
                    let sentence = "a status list is for another purpose than its name says";
                    self.find(FindingCode::ListDiffers, Matter::of(issuer, address), sentence, exhibits());
                }
                Err(_) => {
                    let sentence = "a status list is not what its issuer signed";
                    self.find(FindingCode::BadSignature, Matter::of(issuer, address), sentence, exhibits());
                }
            }
        }
        versions.sort_by_key(|version| (version.at, version.entry.header().sequence, version.entry.id()));
        versions
    }
}

impl<'c> Place<'c> {
    fn of(case: &'c Case<'c>, document: Option<&Document>) -> Self {
        let mut place = Self { case, steps: Vec::new(), last_act: None };
        let Some(label) = &case.known.label else { return place };
        // Of what a successor does with the label the issuer's list need not know.
        let own = document.into_iter().flat_map(|document| StatusAct::all_in(document.content()).flatten());
        let own: Vec<StatusAct> = own.collect();
        let mut acts = case.examined.judgement.acts.clone();
        acts.retain(|act| own.contains(act));
        place.last_act = acts.iter().map(|act| act.recorded).max();
        let life = Life::new(label, acts.clone());
        let mut times: BTreeSet<Timestamp> = acts.iter().flat_map(moments).collect();
        // Before anything was written down nothing was known.
        let first = acts.iter().map(|act| act.recorded).min();
        times.retain(|time| first.is_some_and(|first| first <= *time));
        for time in times {
            let state = life.on(time.day(), time).state;
            place.steps.push((time, state != State::Holds, matches!(state, State::Ended { .. })));
        }
        place
    }

    /// Whether the acts explain a bit in a list of that time. What was written down in the very second of the list may be in it or not.
    fn explains(&self, list: &str, at: Timestamp, is_set: bool) -> bool {
        let bit = |until: usize| {
            let step = until.checked_sub(1).map(|last| self.steps[last]);
            step.is_some_and(|(_, is_off, is_over)| if list == "revocation" { is_over } else { is_off })
        };
        let end = self.steps.partition_point(|(time, ..)| *time <= at);
        let second = at.floor_to_second();
        let begin = self.steps.partition_point(|(time, ..)| *time < second);
        (begin..=end).any(|until| bit(until) == is_set)
    }
}

/// The times at which an act can change what holds.
fn moments(act: &StatusAct) -> Vec<Timestamp> {
    let mut moments = vec![act.recorded, act.effective.start()];
    if let StatusKind::Suspended { until: Some(until) } = &act.kind {
        moments.extend(until.next().map(|after| after.start()));
    }
    moments
}

/// What a list said in each of its versions.
fn texts<'d>(kept: &Kept<'d>, address: &Address) -> Vec<(&'d Entry<Verified>, String)> {
    let mut texts = Vec::new();
    let mut seen: BTreeSet<Digest> = BTreeSet::new();
    for entry in kept.valid_at(address, EntryKind::Change) {
        let Some(reading) = automerge_guard::reread(entry.body(), Rules::of(address.collection())) else {
            continue;
        };
        let (mut values, operations) = (reading.values(), reading.operations());
        for _ in 0..operations {
            if let Some(Scalar::Str(text)) = values.scalar()
                && text.starts_with('{')
                && seen.insert(Digest::of(&[text.as_bytes()]))
            {
                texts.push((&**entry, text.to_owned()));
            }
        }
    }
    texts
}
