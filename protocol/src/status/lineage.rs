//! Which labels come from which.

use std::collections::{BTreeMap, BTreeSet};

use crate::attestation::{AttestationId, Label};
use crate::status::{StatusAct, StatusKind};

/// Which labels come from which: by renewal, or because an act says that one takes the other's place.
#[derive(Clone, Debug, Default)]
pub struct Lineage<'l> {
    /// From a label to those that it comes from.
    origins: BTreeMap<&'l AttestationId, BTreeSet<&'l AttestationId>>,
    /// From a label to those that come from it.
    heirs: BTreeMap<&'l AttestationId, BTreeSet<&'l AttestationId>>,
}

impl<'l> Lineage<'l> {
    /// What labels and the acts upon them say of each other.
    #[must_use]
    pub fn of(labels: impl IntoIterator<Item = (&'l Label, &'l [StatusAct])>) -> Self {
        let mut lineage = Self::default();
        for (label, acts) in labels {
            if let Some(earlier) = &label.award.follows {
                lineage.tie(&label.id, earlier);
            }
            for act in acts {
                if let StatusKind::Superseded { by } | StatusKind::Corrected { by } = &act.kind {
                    lineage.tie(by, &label.id);
                }
            }
        }
        lineage
    }

    /// A label, those that it comes from, and those that come from it, directly or through others.
    #[must_use]
    pub fn kin(&self, id: &'l AttestationId) -> BTreeSet<&'l AttestationId> {
        let mut kin = BTreeSet::new();
        for ties in [&self.origins, &self.heirs] {
            let mut seen = BTreeSet::new();
            let mut open = vec![id];
            while let Some(id) = open.pop() {
                if seen.insert(id) {
                    open.extend(ties.get(id).into_iter().flatten());
                }
            }
            kin.append(&mut seen);
        }
        kin
    }

    fn tie(&mut self, later: &'l AttestationId, earlier: &'l AttestationId) {
        self.origins.entry(later).or_default().insert(earlier);
        self.heirs.entry(earlier).or_default().insert(later);
    }
}
