//! Whose words an audit needs: found step by step, from what was heard already.

use std::collections::BTreeSet;

use crate::accreditation::{Accreditation, SealedAccreditation};
use crate::anchors::Anchors;
use crate::attestation::Label;
use crate::audit::keeping::takes_over;
use crate::audit::{AuditOf, label_in};
use crate::credential::Party;
use crate::directory::Directory;
use crate::document::Document;
use crate::entry::Address;
use crate::evidence::content_of;
use crate::organisation::OrganisationId;
use crate::status::{StatusAct, StatusKind, heirs};

/// The organisations whose words an audit needs, as far as what a directory holds tells; those that it holds among them.
///
/// Hear the missing ones and ask again, until none is missing. Holders are needed only for their replies: they come with
/// `with_holders`. Where it is not known whose labels a successor keeps, the anchors tell who may have made it one.
#[must_use]
pub fn reach(
    directory: &Directory,
    about: &AuditOf,
    anchors: &Anchors,
    with_holders: bool,
) -> BTreeSet<OrganisationId> {
    let mut needed: BTreeSet<OrganisationId> = [about.organisation()].into();
    for (organisation, address, document) in labels(directory) {
        let label = label_in(document);
        let Some(label) = label.filter(|label| concerns(directory, about, label, address, document)) else {
            continue;
        };
        needed.insert(organisation);
        name_all(&mut needed, &label, with_holders);
        for act in StatusAct::all_in(document.content()).flatten() {
            if let StatusKind::Superseded { by } | StatusKind::Corrected { by } = act.kind {
                needed.insert(by.issuer);
            }
        }
    }
    let keeps_unknown = keeps_unknown(directory, about);
    if keeps_unknown {
        needed.extend(anchors.iter().map(|anchor| anchor.organisation));
    }
    for (grantor, granted) in accreditations(directory) {
        let (holder, succeeds) = (id(&granted.holder), granted.succeeds.as_ref().and_then(id));
        let concerns = match about {
            AuditOf::Scheme(scheme) => granted.scope.levels.iter().any(|(known, _)| known == scheme),
            AuditOf::Issuer(one) => [Some(grantor), holder, succeeds].contains(&Some(*one)),
            AuditOf::Organisation(one) => {
                [Some(grantor), holder, succeeds, Some(granted.scope.owner())].contains(&Some(*one))
            }
        };
        if concerns || keeps_unknown {
            needed.insert(grantor);
            needed.extend(holder);
            needed.extend(succeeds);
            needed.extend(granted.under.as_ref().map(|right| right.id.issuer));
        }
    }
    needed
}

/// Whether a label is to be audited, or kept by who is.
fn concerns(
    directory: &Directory,
    about: &AuditOf,
    label: &Label,
    address: &Address,
    document: &Document,
) -> bool {
    if about.covers(label) {
        return true;
    }
    let (AuditOf::Issuer(one) | AuditOf::Organisation(one)) = about else { return false };
    let came_by_transfer =
        matches!(about, AuditOf::Organisation(_)) && heirs(document.content()).any(|heir| heir == *one);
    let own = directory.ledger(one).and_then(|ledger| ledger.document(address));
    came_by_transfer || own.is_some_and(takes_over)
}

/// Whether the audited organisation keeps a label that nobody heard of yet.
fn keeps_unknown(directory: &Directory, about: &AuditOf) -> bool {
    let (AuditOf::Issuer(one) | AuditOf::Organisation(one)) = about else { return false };
    let Some(ledger) = directory.ledger(one) else { return false };
    let is_known = |address: &Address| {
        let mut others = directory.ledgers().filter(|(organisation, _)| *organisation != one);
        others.any(|(_, other)| other.document(address).and_then(label_in).is_some())
    };
    ledger
        .documents()
        .filter(|(address, _)| address.collection() == "attestation")
        .any(|(address, document)| takes_over(document) && !is_known(address))
}

/// Every document among labels.
fn labels(directory: &Directory) -> impl Iterator<Item = (OrganisationId, &Address, &Document)> {
    directory.ledgers().flat_map(|(organisation, ledger)| {
        let labels = ledger.documents().filter(|(address, _)| address.collection() == "attestation");
        labels.map(move |(address, document)| (*organisation, address, document))
    })
}

/// Every accreditation, and in whose ledger it stands.
fn accreditations(directory: &Directory) -> impl Iterator<Item = (OrganisationId, Accreditation)> {
    directory.ledgers().flat_map(|(organisation, ledger)| {
        let documents = ledger.documents().filter(|(address, _)| address.collection() == "accreditation");
        documents.filter_map(move |(_, document)| {
            let sealed = SealedAccreditation::parse(content_of(document)?.as_bytes()).ok()?;
            Some((*organisation, sealed.accreditation().clone()))
        })
    })
}

fn name_all(needed: &mut BTreeSet<OrganisationId>, label: &Label, with_holders: bool) {
    let award = &label.award;
    let parties = [Some(&label.owner), award.decider.as_ref(), award.assessor_body.as_ref()];
    let holder = Some(&label.subject).filter(|_| with_holders);
    needed.extend(parties.into_iter().chain([holder]).flatten().filter_map(id));
    needed.extend(award.rights.iter().map(|right| right.id.issuer));
    needed.extend(award.follows.iter().chain(&award.basis).map(|id| id.issuer));
}

fn id(party: &Party) -> Option<OrganisationId> {
    party.organisation().ok()
}
