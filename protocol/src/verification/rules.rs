//! Whether a label was awarded as its scheme asks, and whether its issuer's status lists say what its acts say.

use std::rc::Rc;

use crate::accreditation::scope::Action;
use crate::attestation::{AttestationId, Label};
use crate::evidence::sealed_list;
use crate::organisation::OrganisationId;
use crate::scheme::Scheme;
use crate::scheme::assessors::{AssessmentParties, IndependenceFault};
use crate::scheme::level::Held;
use crate::scheme::period::PeriodClaim;
use crate::scheme::scope::ScopeFault;
use crate::sentence;
use crate::sentence::Sentence;
use crate::status::{Life, Standing, State};
use crate::status_list::{Purpose, StatusListCredential};
use crate::verification::organisation::Witness;
use crate::verification::right::Rights;
use crate::verification::{BrokenProof, Contradiction, Doubt, Entitlement, Lacking, Verdict};

/// The scheme that the label names, whole and signed by its owner, with the label's level.
pub(super) fn scheme_of(rights: &Rights<'_>, label: &Label) -> Result<Rc<Scheme>, Verdict> {
    let scheme = rights.hearing().scheme(&label.scheme)?;
    match scheme.level(&label.level) {
        Some(_) => Ok(scheme),
        None => Err(Verdict::IssuerNotEntitled(Entitlement::UnknownLevel)),
    }
}

/// Whether the scheme is for such holders.
pub(super) fn subject(scheme: &Scheme, label: &Label) -> Result<Sentence, Verdict> {
    let (kind, region) = (label.award.subject_type.as_deref(), label.award.region.as_deref());
    match scheme.check_subject(kind, region) {
        Ok(()) => Ok(match (kind, region) {
            (None, None) => sentence!("verdict-for-everyone"),
            _ => {
                let holder = [kind, region].into_iter().flatten().collect::<Vec<_>>().join(", ");
                sentence!("verdict-for-such", holder)
            }
        }),
        Err(fault @ (ScopeFault::TypeUnknown { .. } | ScopeFault::RegionUnknown { .. })) => {
            Err(not_stated(fault.sentence()))
        }
        Err(fault) => Err(Verdict::IssuerNotEntitled(fault.into())),
    }
}

/// Whether who holds the label by a transfer may hold one of its issuer.
pub(super) fn heir(scheme: &Scheme, label: &Label, heir: OrganisationId) -> Result<Sentence, Verdict> {
    let decider = label.award.decider.as_ref().and_then(|party| party.organisation().ok());
    match scheme.check_apart(label.id.issuer, decider.unwrap_or(label.id.issuer), heir) {
        Ok(()) => Ok(sentence!("verdict-heir-apart")),
        Err(fault) => Err(Verdict::IssuerNotEntitled(fault.into())),
    }
}

/// Whether assessment and decision were as independent as the scheme asks.
pub(super) fn independence(scheme: &Scheme, label: &Label) -> Result<Sentence, Verdict> {
    let award = &label.award;
    let decider = award.decider.as_ref().and_then(|party| party.organisation().ok());
    let parties = AssessmentParties {
        issuer: label.id.issuer,
        decider: decider.unwrap_or(label.id.issuer),
        assessor_body: award.assessor_body.as_ref().and_then(|party| party.organisation().ok()),
        subject: label.subject.organisation().map_err(|_| Verdict::BadSignature(BrokenProof::Credential))?,
        subject_country: award.region.as_deref().and_then(|region| region.get(..2)).map(str::to_owned),
    };
    scheme.check_assessors(&label.level, &award.assessors, &parties).map_err(|fault| match fault {
        IndependenceFault::CountryUnknown => not_stated(fault.sentence()),
        _ => Verdict::IssuerNotEntitled(fault.into()),
    })?;
    Ok(match award.assessors.as_slice() {
        [] => sentence!("verdict-no-assessors"),
        some => {
            let named = some.iter().map(|one| format!("{} ({})", one.pseudonym, one.country));
            sentence!("verdict-assessed-by", assessors = named.collect::<Vec<_>>().join(", "))
        }
    })
}

/// Whether the period is one that the scheme allows.
pub(super) fn term(rights: &Rights<'_>, scheme: &Scheme, label: &Label) -> Result<Sentence, Verdict> {
    let award = &label.award;
    let previous = match &award.follows {
        Some(id) => {
            let (renewed, standing) = earlier(rights, label, id)?;
            if !is_of(scheme, label, &renewed) {
                return Err(Verdict::IssuerNotEntitled(Entitlement::RenewsOther));
            }
            if let State::Ended { since, how, .. } = standing.state {
                return Err(Verdict::IssuerNotEntitled(Entitlement::RenewsEnded { how, since }));
            }
            Some(standing.until)
        }
        None => None,
    };
    let claim = PeriodClaim {
        assessed: award.assessed,
        decided: label.awarded.day(),
        from: label.valid_from,
        until: label.valid_until,
        previous_until: previous,
        score_term: award.term,
        conditional: !award.conditions.is_empty(),
    };
    scheme.check_period(&label.level, &claim).map_err(|fault| match fault.is_unknown() {
        true => not_stated(fault.sentence()),
        false => Verdict::IssuerNotEntitled(fault.into()),
    })?;
    Ok(match previous {
        Some(previous) => sentence!("verdict-renews", previous),
        None => sentence!("verdict-term", from = label.valid_from, until = label.valid_until),
    })
}

/// Whether the holder had the labels that this one presupposes.
pub(super) fn prerequisites(
    rights: &Rights<'_>,
    scheme: &Scheme,
    label: &Label,
) -> Result<Sentence, Verdict> {
    let mut held = Vec::new();
    for id in &label.award.basis {
        let (earlier, standing) = earlier(rights, label, id)?;
        let until = match standing.state {
            State::Holds => Some(standing.until),
            State::Ended { since, .. } | State::Suspended { since, .. } => since.previous(),
        };
        // What was annulled was never held.
        let Some(until) = until.filter(|until| *until >= earlier.valid_from) else { continue };
        held.push(Held {
            scheme: (!is_of(scheme, label, &earlier)).then(|| earlier.scheme.clone()),
            level: standing.level,
            from: earlier.valid_from,
            until,
        });
    }
    scheme
        .check_prerequisites(&label.level, &held, label.awarded.day())
        .map_err(|fault| Verdict::IssuerNotEntitled(Entitlement::Prerequisite(fault)))?;
    Ok(sentence!("verdict-presupposed"))
}

/// Whether an earlier label is of the same scheme, of whichever version.
fn is_of(scheme: &Scheme, label: &Label, earlier: &Label) -> bool {
    let name = earlier.scheme.name.rsplit_once('-').map(|(name, _)| name);
    earlier.scheme.owner == label.scheme.owner && name == Some(scheme.name.as_str())
}

fn not_stated(what: Sentence) -> Verdict {
    Verdict::Indeterminate(Doubt::NotStated { what })
}

/// A label that another one names, signed for the same holder by who was entitled to, and what was left of it when the other was awarded.
fn earlier(rights: &Rights<'_>, label: &Label, id: &AttestationId) -> Result<(Label, Standing), Verdict> {
    let broken = || Verdict::BadSignature(BrokenProof::Credential);
    let witness = rights.witness(id.issuer)?;
    let stated = rights.hearing().document(id.issuer, &id.address()).map_err(|verdict| match verdict {
        Verdict::Indeterminate(Doubt::Missing { .. }) => {
            Verdict::Indeterminate(Doubt::Missing { part: Lacking::Earlier })
        }
        other => other,
    })?;
    let credential = rights.hearing().credential(id, &stated.content()?)?;
    let device = credential.device.filter(|_| credential.is_signed).ok_or_else(broken)?;
    let holder = |label: &Label| -> Option<OrganisationId> { label.subject.organisation().ok() };
    let earlier = &credential.label;
    if holder(earlier) != holder(label) || !witness.may_assert(&device) {
        return Err(broken());
    }
    if !rights.hearing().anchors().trust(id.issuer, &earlier.scheme) {
        let chain = Rights::new(rights.hearing(), earlier).chain(&earlier.issuer, Action::Issue);
        chain.map_err(|verdict| match verdict {
            Verdict::IssuerNotEntitled(why) => Verdict::IssuerNotEntitled(Entitlement::Earlier(why.into())),
            Verdict::Indeterminate(Doubt::Missing { .. }) => {
                Verdict::Indeterminate(Doubt::Missing { part: Lacking::EarlierAccreditation })
            }
            other => other,
        })?;
    }
    let acts = stated.acts().map_err(|_| Verdict::Indeterminate(Doubt::UnknownStatus))?;
    // What was written down with the award, as that it takes the earlier one's place, came after it.
    let before = acts.into_iter().filter(|act| act.recorded < label.awarded).collect();
    let standing = Life::new(earlier, before).on(label.awarded.day(), label.awarded);
    Ok((earlier.clone(), standing))
}

/// Whether the issuer's status lists say what its acts say.
pub(super) fn lists(
    lists: &[StatusListCredential],
    index: u32,
    life: &Life<'_>,
) -> Result<Sentence, Verdict> {
    let mut newest = None;
    for list in lists {
        let broken = || Verdict::BadSignature(BrokenProof::StatusList);
        let bit = list.list.get(index as usize).ok_or_else(broken)?;
        let at = list.valid_from.ok_or_else(broken)?;
        let standing = life.on(at.day(), at);
        let expected = match list.purposes.as_slice() {
            [Purpose::Suspension] => standing.state != State::Holds,
            [Purpose::Revocation] => matches!(standing.state, State::Ended { .. }),
            _ => continue,
        };
        if bit != expected {
            return Err(Verdict::Conflict(Contradiction::StatusList));
        }
        newest = newest.max(Some(at));
    }
    Ok(newest.map_or_else(
        || sentence!("verdict-lists-silent"),
        |at| sentence!("verdict-lists-agree", day = at.day()),
    ))
}

/// A status list that the issuer sealed.
pub(crate) fn read_list(text: &str, issuer: &Witness) -> Result<StatusListCredential, Verdict> {
    sealed_list(text, &issuer.organisation(), |device| issuer.may_assert(device))
        .ok_or(Verdict::BadSignature(BrokenProof::StatusList))
}
