//! What several labels show together: one number twice, one place twice, two labels at one time.

use std::collections::BTreeMap;

use crate::audit::finding::{Exhibit, FindingCode};
use crate::audit::{Case, Inquiry};
use crate::status::{Life, Lineage};
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
        let told = cases
            .iter()
            .filter_map(|case| Some((case.known.label.as_ref()?, case.examined.judgement.acts.as_slice())));
        let lineage = Lineage::of(told);
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

    /// One finding for all labels of one holder, scheme and level.
    fn overlaps(&mut self, cases: &[&Case<'_>], lineage: &Lineage<'_>) {
        let mut terms: Vec<Term<'_, '_>> = cases
            .iter()
            .filter_map(|case| {
                let (from, until) = self.term(case)?;
                Some(Term { from, until, case })
            })
            .collect();
        terms.sort_by(|a, b| (a.from, a.until, &a.case.known.id).cmp(&(b.from, b.until, &b.case.known.id)));
        let mut beside = terms.iter().filter_map(|term| {
            let kin = lineage.kin(&term.case.known.id);
            let mut others = terms.iter().take_while(|other| other.from <= term.until);
            let other = others.find(|other| {
                term.from <= other.until
                    && term.case.known.id != other.case.known.id
                    && !kin.contains(&other.case.known.id)
            });
            Some((term, other?))
        });
        let Some((earlier, later)) = beside.next() else { return };
        let all: Vec<&Case<'_>> =
            [earlier.case].into_iter().chain(beside.map(|(term, _)| term.case)).collect();
        let others = match all.len() {
            2 => String::new(),
            number => format!("; so it is with {number} labels in all"),
        };
        let sentence = format!(
            "from {} on it holds beside {}, which holds until {}, for the same holder, scheme and level, and neither \
             comes from the other{others}",
            later.from, earlier.case.known.id, earlier.until
        );
        let exhibits = self.credentials(&all);
        self.find(FindingCode::Overlap, later.case.matter(), sentence, exhibits);
    }

    /// From when until when it held; `None` when it counts as never issued.
    fn term(&self, case: &Case<'_>) -> Option<(Day, Day)> {
        let label = case.known.label.as_ref()?;
        Life::new(label, case.examined.judgement.acts.clone()).term(self.as_of.horizon())
    }
}

/// From when until when a label held.
struct Term<'t, 'k> {
    from: Day,
    until: Day,
    case: &'t Case<'k>,
}

/// The first of the cases, and those that come from none of those before them.
fn apart<'c, 'k>(cases: &[&'c Case<'k>], lineage: &Lineage<'_>) -> Vec<&'c Case<'k>> {
    let mut apart: Vec<&Case<'_>> = Vec::new();
    for case in cases {
        let kin = lineage.kin(&case.known.id);
        if !apart.iter().any(|known| kin.contains(&known.known.id)) {
            apart.push(case);
        }
    }
    apart
}
