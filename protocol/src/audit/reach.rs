//! Whose words an audit needs: found step by step, from what was heard already.

use std::collections::BTreeSet;

use crate::accreditation::SealedAccreditation;
use crate::attestation::Label;
use crate::audit::{AuditOf, label_in};
use crate::credential::Party;
use crate::directory::Directory;
use crate::evidence::content_of;
use crate::organisation::OrganisationId;
use crate::status::{StatusAct, StatusKind};

/// The organisations whose words an audit needs, as far as what a directory holds tells; those that it holds among them.
///
/// Hear the missing ones and ask again, until none is missing. Holders are needed only for their replies: they come with
/// `with_holders`.
#[must_use]
pub fn reach(directory: &Directory, about: &AuditOf, with_holders: bool) -> BTreeSet<OrganisationId> {
    let mut needed: BTreeSet<OrganisationId> = [about.organisation()].into();
    for (organisation, ledger) in directory.ledgers() {
        for (address, document) in ledger.documents() {
            match address.collection() {
                "attestation" => {
                    let Some(label) = label_in(document).filter(|label| about.covers(label)) else {
                        continue;
                    };
                    needed.insert(*organisation);
                    name_all(&mut needed, &label, with_holders);
                    for act in StatusAct::all_in(document.content()).flatten() {
                        if let StatusKind::Superseded { by } | StatusKind::Corrected { by } = act.kind {
                            needed.insert(by.issuer);
                        }
                    }
                }
                "accreditation" => {
                    let content = content_of(document);
                    let sealed = content.and_then(|text| SealedAccreditation::parse(text.as_bytes()).ok());
                    let Some(sealed) = sealed else { continue };
                    let granted = sealed.accreditation();
                    let holder = granted.holder.organisation().ok();
                    let succeeds = granted.succeeds.as_ref().and_then(|party| party.organisation().ok());
                    let concerns = match about {
                        AuditOf::Scheme(scheme) => {
                            granted.scope.levels.iter().any(|(known, _)| known == scheme)
                        }
                        AuditOf::Issuer(one) | AuditOf::Organisation(one) => {
                            *organisation == *one || holder == Some(*one) || succeeds == Some(*one)
                        }
                    };
                    if concerns {
                        needed.insert(*organisation);
                        needed.extend(holder);
                        needed.extend(succeeds);
                        needed.extend(granted.under.as_ref().map(|right| right.id.issuer));
                    }
                }
                _ => {}
            }
        }
    }
    needed
}

fn name_all(needed: &mut BTreeSet<OrganisationId>, label: &Label, with_holders: bool) {
    let award = &label.award;
    let parties = [Some(&label.owner), award.decider.as_ref(), award.assessor_body.as_ref()];
    let holder = Some(&label.subject).filter(|_| with_holders);
    needed.extend(
        parties.into_iter().chain([holder]).flatten().filter_map(|party: &Party| party.organisation().ok()),
    );
    needed.extend(award.rights.iter().map(|right| right.id.issuer));
    needed.extend(award.follows.iter().chain(&award.basis).map(|id| id.issuer));
}
