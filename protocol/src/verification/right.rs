//! By what right a party acts: the chain of accreditations from it up to the scheme's owner.
//!
//! ```text
//! issuer ◄── accreditation ── delegate ◄── accreditation ── owner ◄── an anchor of the verifier
//! ```
//! Each step is the grantor's whole, signed, unwithdrawn word, and lies within the scope and time of the step above.

use std::rc::Rc;

use crate::accreditation::scope::{Action, DEPTH_MAX, Deed, OutOfScope};
use crate::accreditation::{Accreditation, GrantError};
use crate::attestation::Label;
use crate::credential::Party;
use crate::digest::Digest;
use crate::entry::Address;
use crate::organisation::OrganisationId;
use crate::sentence;
use crate::sentence::Part;
use crate::status::interruption;
use crate::time::Day;
use crate::verification::hearing::Hearing;
use crate::verification::organisation::Witness;
use crate::verification::{BrokenProof, Doubt, Entitlement, Lacking, Verdict};

/// The accreditations that were heard of, and the label that they are held against.
pub(super) struct Rights<'e> {
    hearing: &'e Hearing<'e>,
    label: &'e Label,
}

/// One step of a chain, already checked.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) granted: Accreditation,
}

impl<'e> Rights<'e> {
    pub(super) fn new(hearing: &'e Hearing<'e>, label: &'e Label) -> Self {
        Self { hearing, label }
    }

    /// Where it asks.
    pub(super) fn hearing(&self) -> &'e Hearing<'e> {
        self.hearing
    }

    /// The log and statement of an organisation, heard once.
    pub(super) fn witness(&self, organisation: OrganisationId) -> Result<Rc<Witness>, Verdict> {
        self.hearing.witness(organisation)
    }

    /// Finds the chain by which a party may do something about the label; the step nearest to the party comes first, and
    /// there is none where the party owns the scheme.
    pub(super) fn chain(&self, party: &Party, action: Action) -> Result<Vec<Step>, Verdict> {
        let organisation =
            party.organisation().map_err(|_| Verdict::BadSignature(BrokenProof::Credential))?;
        if organisation == self.label.scheme.owner {
            return Ok(Vec::new());
        }
        // A node that shows no accreditation at all may be keeping it back: that is no proof that there is none.
        let mut refusal = Verdict::Indeterminate(Doubt::Missing { part: Lacking::Accreditation(action) });
        for (grantor, address) in self.hearing.offered(self.label) {
            match self.try_chain(organisation, action, grantor, &address) {
                Ok(Some(chain)) => return Ok(chain),
                Ok(None) => {}
                // What was shown and does not cover the label says more than what was not shown.
                Err(verdict) if verdict.is_open() && !refusal.is_open() => {}
                Err(verdict) => refusal = verdict,
            }
        }
        Err(refusal)
    }

    /// The chain that begins with one accreditation; `None` when it is for somebody or something else altogether.
    fn try_chain(
        &self,
        holder: OrganisationId,
        action: Action,
        grantor: OrganisationId,
        address: &Address,
    ) -> Result<Option<Vec<Step>>, Verdict> {
        let awarded = self.label.awarded.day();
        let first = self.accreditation(grantor, address, awarded)?.step;
        let is_for_it = first.granted.holder.organisation().ok() == Some(holder)
            && first.granted.scope.owner() == self.label.scheme.owner
            && first.granted.scope.actions.contains(&action);
        if !is_for_it {
            return Ok(None);
        }
        let deed = Deed {
            scheme: &self.label.scheme,
            level: &self.label.level,
            subject_type: self.label.award.subject_type.as_deref(),
            region: self.label.award.region.as_deref(),
            action,
        };
        let grantor = first.granted.grantor.name.clone();
        first.granted.scope.covers(&deed).map_err(|what| {
            Verdict::IssuerNotEntitled(Entitlement::OutOfScope { grantor: grantor.clone(), what })
        })?;
        let (from, until) = (first.granted.valid_from, first.granted.valid_until);
        if !(from..=until).contains(&awarded) {
            return Err(Verdict::IssuerNotEntitled(Entitlement::NotThen { grantor, from, until, awarded }));
        }
        let mut chain = vec![first];
        for _ in 0..=DEPTH_MAX {
            let last = &chain[chain.len() - 1].granted;
            let Some(under) = last.under.clone() else { return Ok(Some(chain)) };
            let above =
                self.accreditation(under.id.issuer, &under.id.address_in("accreditation"), awarded)?;
            let last = &chain[chain.len() - 1].granted;
            check_step(last, &above, &under.digest)?;
            chain.push(above.step);
        }
        let grantor = chain[chain.len() - 1].granted.grantor.name.clone();
        Err(Verdict::IssuerNotEntitled(Entitlement::Widened { grantor, what: OutOfScope::Depth }))
    }

    /// One accreditation, whole, signed and not taken back by a day; whether its period covers the day is another question.
    fn accreditation(&self, grantor: OrganisationId, address: &Address, day: Day) -> Result<Shown, Verdict> {
        let as_of = self.hearing.as_of();
        let named = self
            .label
            .award
            .rights
            .iter()
            .find(|right| right.id.issuer == grantor && right.id.address_in("accreditation") == *address);
        let named = named.map(|right| right.digest);
        let shown = self.hearing.accreditation(grantor, address)?;
        let granted = &shown.accreditation;
        if named.is_some_and(|digest| digest != shown.digest) {
            return Err(Verdict::BadSignature(BrokenProof::Replaced));
        }
        let acts = shown.acts.as_ref().map_err(|_| Verdict::Indeterminate(Doubt::UnknownStatus))?;
        let known = acts.iter().filter(|act| act.recorded <= as_of.horizon());
        if let Some((how, since)) = interruption(known, day) {
            let (grantor, awarded) = (granted.grantor.name.clone(), day);
            return Err(Verdict::IssuerNotEntitled(Entitlement::TakenBack { grantor, how, since, awarded }));
        }
        Ok(Shown { step: Step { granted: granted.clone() }, digest: shown.digest })
    }

    /// Who keeps the labels of the issuer after it, by accreditation of the owner.
    pub(super) fn successors(&self) -> Vec<Party> {
        let (owner, day) = (self.label.scheme.owner, self.hearing.as_of().known_at.day());
        let offered = self.hearing.offered(self.label).into_iter();
        let mut successors = Vec::new();
        for (_, address) in offered.filter(|(grantor, _)| *grantor == owner) {
            // One that does not hold entitles nobody; whether the label's own does is asked elsewhere.
            let Ok(shown) = self.accreditation(owner, &address, day) else { continue };
            let granted = shown.step.granted;
            let is_in_force = (granted.valid_from..=granted.valid_until).contains(&day);
            let may_issue = granted.scope.actions.contains(&Action::Issue);
            if granted.succeeds(self.label.id.issuer) && is_in_force && may_issue {
                successors.push(granted.holder);
            }
        }
        successors
    }
}

/// An accreditation with its hash.
struct Shown {
    step: Step,
    digest: Digest,
}

/// Checks that a step lies within the one above it, and that it is the one it names.
fn check_step(below: &Accreditation, above: &Shown, named: &Digest) -> Result<(), Verdict> {
    let refused = |entitlement| Err(Verdict::IssuerNotEntitled(entitlement));
    if above.digest != *named {
        return Err(Verdict::BadSignature(BrokenProof::Replaced));
    }
    let grantor = below.grantor.name.clone();
    match below.check_under(&above.step.granted) {
        Ok(()) => Ok(()),
        Err(GrantError::NotHolder) => Err(Verdict::BadSignature(BrokenProof::Accreditation)),
        Err(GrantError::Wider(what)) => refused(Entitlement::Widened { grantor, what }),
        Err(GrantError::Outlasts { .. }) => refused(Entitlement::Outlasts { grantor }),
    }
}

/// The last day on which all steps hold.
pub(super) fn last_day(chain: &[Step]) -> Option<Day> {
    chain.iter().map(|step| step.granted.valid_until).min()
}

/// Who grants, from the nearest up to the owner.
pub(super) fn in_words(chain: &[Step]) -> Part {
    let mut grantors = chain.iter().rev().map(|step| &step.granted.grantor.name);
    let owner = grantors.next().map_or_else(|| Part::from(""), Part::from);
    grantors.fold(owner, |above, grantor| Part::from(sentence!("verdict-chain", grantor, above)))
}
