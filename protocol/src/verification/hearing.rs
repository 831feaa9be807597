//! What organisations said, each heard once: out of the evidence about one label, or out of a whole register.
//!
//! Whoever judges asks here and nowhere else, so that one label and ten thousand are judged by the same rules, and nothing
//! is checked twice.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::accreditation::{Accreditation, SealedAccreditation};
use crate::anchors::Anchors;
use crate::attestation::{AttestationId, Credential, Label};
use crate::digest::Digest;
use crate::entry::Address;
use crate::evidence::Evidence;
use crate::key::PublicKey;
use crate::organisation::OrganisationId;
use crate::scheme::{Scheme, SchemeId};
use crate::status::{StatusAct, StatusError};
use crate::status_list::StatusListCredential;
use crate::verification::organisation::{Stated, Witness};
use crate::verification::register::Register;
use crate::verification::{AsOf, BrokenProof, Doubt, Verdict, rules};

/// Where words come from.
#[derive(Clone, Copy)]
pub(crate) enum Source<'e> {
    /// Evidence about one label, by somebody who is not believed.
    Evidence(&'e Evidence),
    /// What this process took in item by item, each signature checked.
    Register(&'e Register<'e>),
}

/// What was heard so far, and by which anchors and question.
pub(crate) struct Hearing<'e> {
    source: Source<'e>,
    anchors: &'e Anchors,
    as_of: AsOf,
    witnesses: Memory<OrganisationId, Witness>,
    credentials: Memory<AttestationId, Signed>,
    accreditations: Memory<(OrganisationId, Address), Granted>,
    schemes: Memory<SchemeId, Scheme>,
    lists: Memory<OrganisationId, Vec<StatusListCredential>>,
}

type Memory<K, V> = RefCell<BTreeMap<K, Result<Rc<V>, Verdict>>>;

/// A label as its credential says it.
pub(crate) struct Signed {
    pub(crate) label: Label,
    pub(crate) digest: Digest,
    /// Whether the proof holds by the key that it names.
    pub(crate) is_signed: bool,
    /// That key, if it is one of the issuer's DID.
    pub(crate) device: Option<PublicKey>,
}

/// An accreditation, whole and signed by its grantor, with the acts upon it.
pub(crate) struct Granted {
    pub(crate) accreditation: Accreditation,
    pub(crate) digest: Digest,
    pub(crate) acts: Result<Vec<StatusAct>, StatusError>,
}

impl<'e> Hearing<'e> {
    pub(crate) fn new(source: Source<'e>, anchors: &'e Anchors, as_of: AsOf) -> Self {
        Self {
            source,
            anchors,
            as_of,
            witnesses: Memory::default(),
            credentials: Memory::default(),
            accreditations: Memory::default(),
            schemes: Memory::default(),
            lists: Memory::default(),
        }
    }

    pub(super) fn anchors(&self) -> &'e Anchors {
        self.anchors
    }

    pub(super) fn as_of(&self) -> AsOf {
        self.as_of
    }

    /// The log and statement of an organisation.
    pub(crate) fn witness(&self, organisation: OrganisationId) -> Result<Rc<Witness>, Verdict> {
        remember(&self.witnesses, &organisation, || {
            Witness::hear(self.source, organisation, self.anchors, self.as_of)
        })
    }

    /// A set-once document of an organisation, checked against its statement.
    pub(super) fn document(
        &self,
        organisation: OrganisationId,
        address: &Address,
    ) -> Result<Stated<'e>, Verdict> {
        self.witness(organisation)?.document(self.source, address)
    }

    /// Whether there is a document at all.
    pub(super) fn shows(&self, organisation: OrganisationId, address: &Address) -> bool {
        match self.source {
            Source::Evidence(evidence) => evidence
                .documents
                .iter()
                .any(|shown| shown.organisation == organisation && shown.address == *address),
            Source::Register(register) => register.document(organisation, address).is_some(),
        }
    }

    /// The credential of a label out of its document's content.
    pub(crate) fn credential(&self, id: &AttestationId, content: &str) -> Result<Rc<Signed>, Verdict> {
        remember(&self.credentials, id, || {
            let broken = |_| Verdict::BadSignature(BrokenProof::Credential);
            let credential = Credential::parse(content.as_bytes()).map_err(broken)?;
            if credential.label().id != *id {
                return Err(Verdict::BadSignature(BrokenProof::Credential));
            }
            Ok(Signed {
                label: credential.label().clone(),
                digest: credential.digest(),
                is_signed: credential.verify().is_ok(),
                device: credential.device().ok(),
            })
        })
    }

    /// The hash of a credential that was read.
    pub(crate) fn digest_of(&self, id: &AttestationId) -> Option<Digest> {
        let credentials = self.credentials.borrow();
        Some(credentials.get(id)?.as_ref().ok()?.digest)
    }

    /// An accreditation, whole and signed; whether it was taken back is another question.
    pub(crate) fn accreditation(
        &self,
        grantor: OrganisationId,
        address: &Address,
    ) -> Result<Rc<Granted>, Verdict> {
        remember(&self.accreditations, &(grantor, address.clone()), || {
            let witness = self.witness(grantor)?;
            let stated = witness.document(self.source, address)?;
            let broken = || Verdict::BadSignature(BrokenProof::Accreditation);
            let sealed = SealedAccreditation::parse(stated.content()?.as_bytes()).map_err(|_| broken())?;
            sealed.verify().map_err(|_| broken())?;
            let granted = sealed.accreditation();
            let is_its_own = granted.id.issuer == grantor && granted.id.name == address.name();
            if !is_its_own || !witness.may_assert(&sealed.device().map_err(|_| broken())?) {
                return Err(broken());
            }
            Ok(Granted { accreditation: granted.clone(), digest: sealed.digest(), acts: stated.acts() })
        })
    }

    /// The accreditations that may bear upon a label: those that it names, and those of the scheme's owner.
    pub(super) fn offered(&self, label: &Label) -> Vec<(OrganisationId, Address)> {
        match self.source {
            Source::Evidence(evidence) => evidence
                .documents
                .iter()
                .filter(|shown| shown.address.collection() == "accreditation")
                .map(|shown| (shown.organisation, shown.address.clone()))
                .collect(),
            Source::Register(register) => register.offered(label),
        }
    }

    /// A scheme, whole and signed by its owner.
    pub(crate) fn scheme(&self, id: &SchemeId) -> Result<Rc<Scheme>, Verdict> {
        remember(&self.schemes, id, || {
            let stated =
                self.witness(id.owner)?.document(self.source, &id.address()).map_err(
                    |verdict| match verdict {
                        Verdict::Indeterminate(Doubt::Missing { .. }) => Verdict::UnknownScheme,
                        other => other,
                    },
                )?;
            let scheme = Scheme::parse_content(&stated.content()?).map_err(|_| Verdict::UnknownScheme)?;
            if scheme.document_name() == id.name { Ok(scheme) } else { Err(Verdict::UnknownScheme) }
        })
    }

    /// The newest status lists of an issuer.
    pub(super) fn status_lists(
        &self,
        issuer: OrganisationId,
    ) -> Result<Rc<Vec<StatusListCredential>>, Verdict> {
        remember(&self.lists, &issuer, || {
            let witness = self.witness(issuer)?;
            let texts = match self.source {
                Source::Evidence(evidence) => evidence.status_lists.clone(),
                Source::Register(register) => register.status_lists(issuer),
            };
            texts.iter().map(|text| rules::read_list(text, &witness)).collect()
        })
    }
}

/// Looks a thing up, and finds it out at most once.
fn remember<K: Ord + Clone, V>(
    memory: &Memory<K, V>,
    key: &K,
    find_out: impl FnOnce() -> Result<V, Verdict>,
) -> Result<Rc<V>, Verdict> {
    if let Some(known) = memory.borrow().get(key) {
        return known.clone();
    }
    let found = find_out().map(Rc::new);
    memory.borrow_mut().insert(key.clone(), found.clone());
    found
}
