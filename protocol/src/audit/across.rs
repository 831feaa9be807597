//! What several labels show together: one number twice, one place twice, two labels at one time.

use std::collections::{BTreeMap, BTreeSet};

use crate::attestation::AttestationId;
use crate::audit::finding::{Exhibit, FindingCode};
use crate::audit::{Case, Inquiry};
use crate::status::{Ending, Life, State, StatusKind};
use crate::time::Day;

impl Inquiry<'_> {
    /// Holds the labels against each other.
    pub(super) fn across(&mut self, cases: &[Case<'_>]) {
        let mut numbers: BTreeMap<_, Vec<&Case<'_>>> = BTreeMap::new();
        let mut places: BTreeMap<_, Vec<&Case<'_>>> = BTreeMap::new();
        let mut held: BTreeMap<_, Vec<&Case<'_>>> = BTreeMap::new();
        for case in cases {
            let Some(label) = &case.known.label else { continue };
            if let Some(number) = &label.award.number {
                numbers.entry((label.id.issuer, number.as_str())).or_default().push(case);
            }
            if let Some(place) = label.award.status_index {
                places.entry((label.id.issuer, place)).or_default().push(case);
            }
            let standing = case.examined.judgement.standing.as_ref();
            let holder = standing.map_or(&label.subject, |standing| &standing.holder);
            if let Ok(holder) = holder.organisation() {
                held.entry((holder, &label.scheme, label.level.as_str())).or_default().push(case);
            }
        }
        let lineage = Lineage::of(cases);
        for ((_, number), cases) in &numbers {
            let apart = apart(cases, &lineage);
            self.find_twice(FindingCode::NumberTwice, &apart, &format!("the certificate number {number:?}"));
        }
        for ((_, place), cases) in &places {
            let what = format!("the place {place} in the status lists");
            self.find_twice(FindingCode::StatusIndexTwice, cases, &what);
        }
        for cases in held.values().filter(|cases| cases.len() > 1) {
            self.overlaps(cases, &lineage);
        }
    }

    fn find_twice(&mut self, code: FindingCode, cases: &[&Case<'_>], what: &str) {
        if let [first, second, ..] = cases {
            let sentence = format!("{what} stands in {} labels, first in {}", cases.len(), first.known.id);
            let exhibits = self.credentials(cases);
            self.find(code, second.matter(), sentence, exhibits);
        }
    }

    fn credentials(&self, cases: &[&Case<'_>]) -> Vec<Exhibit> {
        let shown = cases.iter().take(super::EXHIBITS_MAX);
        shown
            .filter_map(|case| {
                let digest = self.hearing.digest_of(&case.known.id)?;
                Some(Exhibit::document(format!("credential of {}", case.known.id), digest))
            })
            .collect()
    }

    fn overlaps(&mut self, cases: &[&Case<'_>], lineage: &Lineage<'_>) {
        let mut terms: Vec<(Day, Day, &Case<'_>)> = cases
            .iter()
            .filter_map(|case| {
                let (from, until) = self.term(case)?;
                Some((from, until, *case))
            })
            .collect();
        terms.sort_by(|a, b| (a.0, a.1, &a.2.known.id).cmp(&(b.0, b.1, &b.2.known.id)));
        for (place, (_, until, earlier)) in terms.iter().enumerate() {
            for (from, _, later) in terms[place + 1..].iter().take_while(|(from, ..)| from <= until) {
                if lineage.ties(&earlier.known.id, &later.known.id) {
                    continue;
                }
                let sentence = format!(
                    "from {from} on it holds beside {}, which holds until {until}, for the same holder, scheme and level, \
                     and neither comes from the other",
                    earlier.known.id
                );
                let exhibits = self.credentials(&[earlier, later]);
                self.find(FindingCode::Overlap, later.matter(), sentence, exhibits);
            }
        }
    }

    /// From when until when it held, whatever happened; `None` when it counts as never issued.
    fn term(&self, case: &Case<'_>) -> Option<(Day, Day)> {
        let label = case.known.label.as_ref()?;
        let acts = &case.examined.judgement.acts;
        let last = acts.iter().map(|act| act.effective).max().unwrap_or(label.valid_until);
        let life = Life::new(label, acts.clone());
        let end = life.on(last.max(label.valid_until), self.as_of.horizon());
        let until = match end.state {
            State::Ended { how: Ending::Annulled, .. } => return None,
            State::Ended { since, .. } => since.previous()?.min(end.until),
            _ => end.until,
        };
        (label.valid_from <= until).then_some((label.valid_from, until))
    }
}

/// The first of the cases, and those that come from none of those before them.
fn apart<'c, 'k>(cases: &[&'c Case<'k>], lineage: &Lineage<'_>) -> Vec<&'c Case<'k>> {
    let mut apart: Vec<&Case<'_>> = Vec::new();
    for case in cases {
        if !apart.iter().any(|known| lineage.ties(&known.known.id, &case.known.id)) {
            apart.push(case);
        }
    }
    apart
}

/// Which labels come from which: by renewal, or because an act says that one takes the other's place.
struct Lineage<'c> {
    /// From a label to those that it comes from.
    origins: BTreeMap<&'c AttestationId, BTreeSet<&'c AttestationId>>,
}

impl<'c> Lineage<'c> {
    fn of(cases: &'c [Case<'_>]) -> Self {
        let mut origins: BTreeMap<&AttestationId, BTreeSet<&AttestationId>> = BTreeMap::new();
        for case in cases {
            let Some(label) = &case.known.label else { continue };
            origins.entry(&case.known.id).or_default().extend(&label.award.follows);
            for act in &case.examined.judgement.acts {
                if let StatusKind::Superseded { by } | StatusKind::Corrected { by } = &act.kind {
                    origins.entry(by).or_default().insert(&case.known.id);
                }
            }
        }
        Self { origins }
    }

    /// Whether one of two labels comes from the other, directly or through others.
    fn ties(&self, one: &AttestationId, other: &AttestationId) -> bool {
        self.descends(one, other) || self.descends(other, one)
    }

    fn descends(&self, later: &'c AttestationId, earlier: &AttestationId) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![later];
        while let Some(id) = open.pop() {
            if id == earlier {
                return true;
            }
            if seen.insert(id) {
                open.extend(self.origins.get(id).into_iter().flatten());
            }
        }
        false
    }
}
