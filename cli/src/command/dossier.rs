//! What the steps to a label share: reading a dossier, whose devices sealed it, and what a label takes over from it.

use std::path::Path;

use protocol::attestation::award::Award;
use protocol::dossier::signed::{Said, Signed};
use protocol::dossier::{DOSSIER_BYTES_MAX, Dossier, DossierFault};
use protocol::identity::Capability;
use protocol::organisation::OrganisationId;
use protocol::scheme::Scheme;

use super::{CommandError, read_file};
use crate::args::AttestationIssue;
use crate::own::Own;
use crate::session::{Session, organisation, own_profile};

/// Reads a dossier: its form, its proofs, and that each part follows from the one before.
///
/// # Errors
///
/// [`CommandError`].
pub(super) fn read(path: &Path) -> Result<Dossier, CommandError> {
    Ok(Dossier::parse(&read_file(path, DOSSIER_BYTES_MAX as u64)?)?)
}

/// What a label is about, by flags or by a dossier.
pub(super) struct Named {
    pub(super) scheme: String,
    pub(super) level: String,
    pub(super) subject: OrganisationId,
}

/// Who gets what: the flags say so, or the dossier does.
///
/// # Errors
///
/// [`CommandError::Contradicted`] when both do and differ.
pub(super) fn named(asked: &AttestationIssue, dossier: Option<&Dossier>) -> Result<Named, CommandError> {
    let Some(dossier) = dossier else {
        let needed = |flag: &'static str, given: &Option<String>| {
            given.clone().ok_or(CommandError::Flag { flag, text: String::new() })
        };
        return Ok(Named {
            scheme: needed("--scheme", &asked.scheme)?,
            level: needed("--level", &asked.level)?,
            subject: organisation(&needed("--subject", &asked.subject)?)?,
        });
    };
    let applied = dossier.application().said();
    let subject = party_of(dossier)?;
    let scheme = applied.scheme.to_string();
    let is_scheme = |given: &String| {
        *given == scheme || given.ends_with(&scheme) || applied.scheme.name.starts_with(given)
    };
    for (flag, holds) in [
        ("--scheme", asked.scheme.as_ref().is_none_or(is_scheme)),
        ("--level", asked.level.as_ref().is_none_or(|given| *given == applied.level)),
        ("--subject", asked.subject.as_deref().map(organisation).transpose()?.is_none_or(|id| id == subject)),
    ] {
        if !holds {
            return Err(CommandError::Contradicted { flag });
        }
    }
    Ok(Named { scheme, level: applied.level.clone(), subject })
}

/// Puts into an award what the dossier says; flags may say the same, or add documents.
///
/// # Errors
///
/// [`CommandError::Contradicted`], [`CommandError::OtherIssuer`], or why no label follows from the dossier.
pub(super) fn complete(
    session: &mut Session<'_, '_>,
    own: &Own,
    dossier: &Dossier,
    scheme: &Scheme,
    award: &mut Award,
) -> Result<(), CommandError> {
    check_devices(session, own, dossier)?;
    let country = award.region.as_deref().and_then(|region| region.get(..2)).map(str::to_owned);
    let found = dossier.award(scheme, country.as_deref())?;
    let issuer = &dossier.assessment()?.said().issuer;
    if issuer.organisation()? != own.id() {
        return Err(CommandError::OtherIssuer { issuer: issuer.name.clone() });
    }
    fn agree<T: PartialEq + Default>(
        flag: &'static str,
        given: &mut T,
        found: T,
    ) -> Result<(), CommandError> {
        if *given != T::default() && *given != found {
            return Err(CommandError::Contradicted { flag });
        }
        *given = found;
        Ok(())
    }
    agree("--subject-type", &mut award.subject_type, found.subject_type)?;
    agree("--assessed", &mut award.assessed, found.assessed)?;
    agree("--assessor", &mut award.assessors, found.assessors)?;
    agree("--assessor-body", &mut award.assessor_body, found.assessor_body)?;
    agree("--decider", &mut award.decider, found.decider)?;
    agree("--follows", &mut award.follows, found.follows)?;
    agree("--basis", &mut award.basis, found.basis)?;
    agree("--condition", &mut award.conditions, found.conditions)?;
    agree("--score-term", &mut award.term, found.term)?;
    agree("--scorecard", &mut award.scorecard, found.scorecard)?;
    award.evidence.extend(found.evidence);
    Ok(())
}

/// Checks that each part was sealed by a device that speaks for its maker; says where it has left since.
///
/// # Errors
///
/// [`CommandError::ForeignDevice`], or why the maker's log cannot be had.
pub(super) fn check_devices(
    session: &mut Session<'_, '_>,
    own: &Own,
    dossier: &Dossier,
) -> Result<(), CommandError> {
    check_device(session, own, dossier.application())?;
    if let Ok(assessment) = dossier.assessment() {
        check_device(session, own, assessment)?;
    }
    if let Ok(decision) = dossier.decision() {
        check_device(session, own, decision)?;
    }
    Ok(())
}

fn check_device<T: Said>(
    session: &mut Session<'_, '_>,
    own: &Own,
    part: &Signed<T>,
) -> Result<(), CommandError> {
    let (maker, device) = (part.said().by(), part.device());
    let id = maker.organisation()?;
    let branches = if id == own.id() {
        own.ledger()?.identity().branches()
    } else {
        session.heard.identity(&session.client, id)?.branches()
    };
    let speaks = |line: &protocol::identity::line::Line| {
        line.document().devices.get(device).is_some_and(|listed| listed.may(Capability::Assert))
    };
    if !branches.is_empty() && branches.iter().all(|branch| speaks(branch.tip())) {
        return Ok(());
    }
    // A device that has left spoke for it once; of one whose key was stolen nobody knows who used it.
    let has_left = |branch: &protocol::identity::Branch| {
        use protocol::identity::line::RetirementReason;
        let spoke = branch.lines().iter().any(|line| speaks(line));
        spoke && branch.retirement(device).is_some_and(|end| end.reason == RetirementReason::Left)
    };
    if branches.is_empty() || !branches.iter().all(has_left) {
        return Err(CommandError::ForeignDevice { part: T::PART, device: *device, did: maker.did.clone() });
    }
    session.console.say(format_args!(
        "note: the device that sealed the {} has left since; that it was made on {} rests on its maker's word",
        T::PART,
        part.said().made().day()
    ));
    Ok(())
}

/// The applicant.
///
/// # Errors
///
/// [`DossierFault::NoOrganisation`].
pub(super) fn party_of(dossier: &Dossier) -> Result<OrganisationId, DossierFault> {
    let applicant = &dossier.application().said().applicant;
    applicant.organisation().map_err(|_| DossierFault::NoOrganisation { did: applicant.did.clone() })
}

/// The region that an organisation's profile tells.
///
/// # Errors
///
/// [`CommandError`] when the profile cannot be had.
pub(super) fn region(
    session: &mut Session<'_, '_>,
    own: &Own,
    id: OrganisationId,
) -> Result<Option<String>, CommandError> {
    if id == own.id() {
        return Ok(own_profile(own)?.region.map(|region| region.code));
    }
    let profile = session.heard.profile(&session.client, id)?;
    Ok(profile.and_then(|profile| profile.region.as_ref().map(|region| region.code.clone())))
}

/// The country of a region, as the scheme's rules compare it.
pub(super) fn country(region: Option<&str>) -> Option<&str> {
    region.and_then(|region| region.get(..2))
}
