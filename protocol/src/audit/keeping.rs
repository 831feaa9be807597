//! Labels that a successor keeps: by a document of the label's address in its own ledger, without content, with an act
//! `taken-over`. It is no label of its own.

use std::collections::BTreeMap;

use crate::accreditation::scope::Action;
use crate::attestation::Label;
use crate::audit::finding::{FindingCode, Matter};
use crate::audit::{AuditOf, Inquiry, Known};
use crate::document::Document;
use crate::entry::Address;
use crate::organisation::OrganisationId;
use crate::status::{StatusAct, StatusKind, interruption};
use crate::time::Day;
use crate::verification::hearing::Granted;

/// By what right a label is kept.
pub(super) enum Right {
    /// An accreditation of the scheme's owner.
    Held,
    /// There is none, for this reason.
    None(String),
    /// It could not be found out.
    Open(String),
}

impl Inquiry<'_> {
    /// Asks of each label that is kept by who did not issue it whether it may be.
    pub(super) fn keepings(&mut self, about: &AuditOf, known: &[Known]) {
        let register = self.register;
        let mut by_name: BTreeMap<&str, Vec<&Label>> = BTreeMap::new();
        for Known { id, label } in known {
            by_name.entry(&id.name).or_default().extend(label);
        }
        // What others do with a label is neither its issuer's nor its holder's to explain.
        let is_covered = |labels: &[&Label]| match about {
            AuditOf::Issuer(_) => false,
            AuditOf::Organisation(one) => labels.iter().any(|label| label.scheme.owner == *one),
            AuditOf::Scheme(scheme) => labels.iter().any(|label| label.scheme == *scheme),
        };
        for (keeper, kept) in register.organisations() {
            let is_audited = match about {
                AuditOf::Issuer(one) | AuditOf::Organisation(one) => one == keeper,
                AuditOf::Scheme(_) => false,
            };
            for (address, document) in kept.ledger.documents() {
                if address.collection() != "attestation" || !takes_over(document) {
                    continue;
                }
                let mut labels = by_name.get(address.name()).cloned().unwrap_or_default();
                labels.retain(|label| label.id.issuer != *keeper);
                if let Some(day) = self.taken_over(document)
                    && (is_audited || is_covered(&labels))
                {
                    self.keeping(*keeper, address, &labels, day);
                }
            }
        }
    }

    fn keeping(&mut self, keeper: OrganisationId, address: &Address, labels: &[&Label], day: Day) {
        let matter = Matter::Document(keeper, address.clone());
        let (mut open, mut refusal) = (None, None);
        // Several issuers may have a label of that name: the right to one of them is enough.
        for label in labels {
            match self.right_to_keep(keeper, label, day) {
                Right::Held => return,
                Right::Open(why) => open = Some(why),
                Right::None(why) => refusal = refusal.or(Some((why, label.id.clone()))),
            }
        }
        if let Some(why) = open {
            return self.miss(matter, why);
        }
        let Some((why, id)) = refusal else {
            let sentence =
                format!("it keeps a label {}, and nothing was heard of such a label", address.name());
            return self.miss(matter, sentence);
        };
        let exhibits = self.entries_of(keeper, address);
        let sentence = format!("it took over the label {id} on {day}, and {why}");
        self.find(FindingCode::KeptWithoutRight, matter, sentence, exhibits);
    }

    /// Since when a document keeps a label, as was known then.
    fn taken_over(&self, document: &Document) -> Option<Day> {
        let acts = StatusAct::all_in(document.content()).flatten();
        let acts =
            acts.filter(|act| act.kind == StatusKind::TakenOver && act.recorded <= self.as_of.horizon());
        acts.map(|act| act.recorded.day()).min()
    }

    /// Whether an organisation keeps a label of another, and may.
    pub(super) fn keeps(&self, keeper: OrganisationId, label: &Label) -> bool {
        let document = self.register.document(keeper, &label.id.address());
        document
            .filter(|document| keeper != label.id.issuer && takes_over(document))
            .and_then(|document| self.taken_over(document))
            .is_some_and(|day| matches!(self.right_to_keep(keeper, label, day), Right::Held))
    }

    /// By what right it was taken over on a day.
    fn right_to_keep(&self, keeper: OrganisationId, label: &Label, day: Day) -> Right {
        let owner = label.scheme.owner;
        let granted = self.register.kept(owner).into_iter().flat_map(|kept| kept.accreditations());
        let named = granted.filter(|(_, granted)| {
            granted.succeeds(label.id.issuer)
                && granted.concerns(label)
                && granted.holder.organisation().ok() == Some(keeper)
                && granted.scope.actions.contains(&Action::Issue)
        });
        let mut refusal = None;
        for (address, _) in named {
            match self.hearing.accreditation(owner, address) {
                Ok(granted) if self.was_in_force(&granted, day) => return Right::Held,
                Ok(_) => refusal = Some("its accreditation as successor did not hold then".to_owned()),
                Err(verdict) if verdict.is_open() => return Right::Open(verdict.to_string()),
                Err(verdict) => refusal = Some(verdict.to_string()),
            }
        }
        match refusal {
            Some(why) => Right::None(why),
            None if self.is_whole(owner) => Right::None(
                "no accreditation by the scheme's owner makes it the successor of the issuer".to_owned(),
            ),
            None => Right::Open(format!(
                "whether it may keep the label {} could not be found out: not all that the scheme's owner said was heard",
                label.id
            )),
        }
    }

    /// Whether an accreditation held on a day, as is known of it.
    fn was_in_force(&self, granted: &Granted, day: Day) -> bool {
        let Granted { accreditation, acts: Ok(acts), .. } = granted else { return false };
        let known = acts.iter().filter(|act| act.recorded <= self.as_of.horizon());
        let is_in_term = (accreditation.valid_from..=accreditation.valid_until).contains(&day);
        is_in_term && interruption(known, day).is_none()
    }
}

/// Whether a document keeps another's label: it has no content, and an act that takes the label over.
pub(super) fn takes_over(document: &Document) -> bool {
    !document.content().contains_key("content")
        && StatusAct::all_in(document.content()).flatten().any(|act| act.kind == StatusKind::TakenOver)
}
