//! Which changes of a set are taken: the rounds that `document` defines.

use std::collections::BTreeMap;

use super::{Body, Document, Outcome};
use crate::automerge_guard::{self, Actor, ChangeHash, Reading};
use crate::digest::Digest;

/// Takes what can be taken of a set of items into a fresh document, and says what became of each.
pub(super) fn settle<'b>(
    document: &mut Document,
    items: impl IntoIterator<Item = (Digest, Actor, Body<'b>)>,
) -> BTreeMap<Digest, Outcome> {
    let mut outcomes = BTreeMap::new();
    let mut pending = Pending::default();
    let mut items: Vec<(Digest, Actor, Body<'b>)> = items.into_iter().collect();
    items.sort_by_key(|(id, actor, body)| (*id, *actor, body.bytes()));
    let mut last = None;
    for (id, actor, body) in items {
        // An id stands for one item: were it given with several bodies, the first in order would count.
        if last.replace(id) == Some(id) {
            continue;
        }
        match automerge_guard::read(body.bytes(), actor, document.rules) {
            Ok(reading) => pending.add(id, reading, body),
            Err(refusal) => {
                outcomes.insert(id, Outcome::Refused(refusal));
            }
        }
    }
    let mut round = pending.ready(document);
    while !round.is_empty() {
        let mut next = BTreeMap::new();
        for (id, hash) in round {
            let outcome = pending.consider(document, id, hash);
            if outcome == Outcome::Taken {
                next.extend(pending.freed_by(&hash));
            }
            pending.report(hash, &outcome, &mut outcomes);
        }
        round = next;
    }
    for (hash, candidate) in &pending.candidates {
        if let Some(reading) = &candidate.reading {
            pending.report(*hash, &Outcome::Unfounded, &mut outcomes);
            let dependencies = reading.dependencies().iter();
            document.awaited.extend(dependencies.filter(|hash| !document.history.contains(hash)));
        }
    }
    outcomes
}

/// The changes that the guard could read, and who waits for whom.
#[derive(Default)]
struct Pending<'b> {
    candidates: BTreeMap<ChangeHash, Candidate<'b>>,
    /// By change: the changes that build on it directly.
    dependants: BTreeMap<ChangeHash, Vec<ChangeHash>>,
}

/// One change, with every item that brought it.
struct Candidate<'b> {
    id: Digest,
    further_ids: Vec<Digest>,
    /// Until it is considered.
    reading: Option<Reading<'b>>,
    body: Body<'b>,
    /// How many of its dependencies are not taken yet.
    waits_for: usize,
}

impl<'b> Pending<'b> {
    /// Adds an item. Items come in the order of their ids, so the first of a change is the lowest.
    fn add(&mut self, id: Digest, reading: Reading<'b>, body: Body<'b>) {
        let hash = reading.hash();
        if let Some(known) = self.candidates.get_mut(&hash) {
            known.further_ids.push(id);
            return;
        }
        let waits_for = reading.dependencies().len();
        for dependency in reading.dependencies() {
            self.dependants.entry(*dependency).or_default().push(hash);
        }
        let (further_ids, reading) = (Vec::new(), Some(reading));
        self.candidates.insert(hash, Candidate { id, further_ids, reading, body, waits_for });
    }

    /// The first round: what builds on nothing but the genesis change, in the order of ids.
    fn ready(&mut self, document: &Document) -> BTreeMap<Digest, ChangeHash> {
        document.history.heads().flat_map(|genesis| self.freed_by(genesis)).collect()
    }

    /// The changes for which this was the last dependency that was missing.
    fn freed_by(&mut self, taken: &ChangeHash) -> Vec<(Digest, ChangeHash)> {
        let mut freed = Vec::new();
        for hash in self.dependants.remove(taken).unwrap_or_default() {
            let Some(candidate) = self.candidates.get_mut(&hash) else { continue };
            candidate.waits_for -= 1;
            if candidate.waits_for == 0 {
                freed.push((candidate.id, hash));
            }
        }
        freed
    }

    /// Judges a change whose dependencies are all taken, and takes it if nothing speaks against it.
    fn consider(&mut self, document: &mut Document, id: Digest, hash: ChangeHash) -> Outcome {
        let candidate = self.candidates.get_mut(&hash).expect("only candidates are freed");
        let reading = candidate.reading.take().expect("the last dependency is taken once");
        let checked = match document.history.check(reading) {
            Ok(checked) => checked,
            Err(refusal) => return Outcome::Refused(refusal),
        };
        if let Some((of, _)) = document.rival(&checked) {
            return Outcome::Duplicate { of };
        }
        document.take(id, checked, candidate.body);
        Outcome::Taken
    }

    /// Notes the outcome of a change for every item that brought it.
    fn report(&self, hash: ChangeHash, outcome: &Outcome, outcomes: &mut BTreeMap<Digest, Outcome>) {
        let candidate = &self.candidates[&hash];
        outcomes.insert(candidate.id, outcome.clone());
        let shared = match outcome {
            Outcome::Taken => Outcome::Duplicate { of: candidate.id },
            other => other.clone(),
        };
        for id in &candidate.further_ids {
            outcomes.insert(*id, shared.clone());
        }
    }
}
