//! A directory, arranged by document, so that ten thousand labels are found in it without looking through it for each.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::accreditation::{Accreditation, SealedAccreditation};
use crate::attestation::Label;
use crate::directory::Directory;
use crate::document::Document;
use crate::entry::{Address, Entry, EntryKind, Verified};
use crate::evidence::{content_of, status_lists};
use crate::ledger::Ledger;
use crate::organisation::OrganisationId;
use crate::verdict::ItemVerdict;

/// What organisations said, arranged by document.
pub(crate) struct Register<'d> {
    organisations: BTreeMap<OrganisationId, Kept<'d>>,
    /// By address: who writes acts there upon a label whose content stands with another.
    keepers: BTreeMap<&'d Address, Vec<OrganisationId>>,
}

/// What one organisation said.
pub(crate) struct Kept<'d> {
    pub(crate) ledger: &'d Ledger,
    /// By address, in the order of their ids: every entry with its verdict.
    pub(crate) entries: BTreeMap<&'d Address, Vec<Judged<'d>>>,
    /// The accreditations that it granted, as they say of themselves.
    accreditations: Vec<Outline>,
}

/// An entry and what the ledger says of it.
pub(crate) type Judged<'d> = (&'d Arc<Entry<Verified>>, ItemVerdict);

/// Of an accreditation, what tells whether a label has to do with it.
struct Outline {
    address: Address,
    accreditation: Accreditation,
}

impl<'d> Register<'d> {
    pub(crate) fn of(directory: &'d Directory) -> Self {
        let organisations = directory.ledgers().map(|(id, ledger)| (*id, Kept::of(ledger))).collect();
        let mut keepers: BTreeMap<&'d Address, Vec<OrganisationId>> = BTreeMap::new();
        for (organisation, ledger) in directory.ledgers() {
            let labels = ledger.documents().filter(|(address, _)| address.collection() == "attestation");
            for (address, _) in labels.filter(|(_, document)| !document.content().contains_key("content")) {
                keepers.entry(address).or_default().push(*organisation);
            }
        }
        Self { organisations, keepers }
    }

    /// Who writes acts at an address upon a label whose content stands with another.
    pub(crate) fn keepers(&self, address: &Address) -> &[OrganisationId] {
        self.keepers.get(address).map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn organisations(&self) -> impl Iterator<Item = (&OrganisationId, &Kept<'d>)> {
        self.organisations.iter()
    }

    pub(crate) fn kept(&self, organisation: OrganisationId) -> Option<&Kept<'d>> {
        self.organisations.get(&organisation)
    }

    pub(crate) fn document(&self, organisation: OrganisationId, address: &Address) -> Option<&'d Document> {
        self.kept(organisation)?.ledger.document(address)
    }

    pub(super) fn status_lists(&self, issuer: OrganisationId) -> Vec<String> {
        status_lists(|address| self.document(issuer, address)).collect()
    }

    /// The accreditations that may bear upon a label: those that it names, and those of the scheme's owner for it.
    pub(super) fn offered(&self, label: &Label) -> Vec<(OrganisationId, Address)> {
        let rights = label.award.rights.iter();
        let named = rights.map(|right| (right.id.issuer, right.id.address_in("accreditation")));
        let mut offered: Vec<_> = named.filter(|(from, at)| self.document(*from, at).is_some()).collect();
        let owner = label.scheme.owner;
        let granted = self.kept(owner).into_iter().flat_map(Kept::accreditations);
        let concerning = granted.filter(|(_, accreditation)| accreditation.concerns(label));
        offered.extend(concerning.map(|(address, _)| (owner, address.clone())));
        offered.sort_unstable();
        offered.dedup();
        offered
    }
}

impl<'d> Kept<'d> {
    fn of(ledger: &'d Ledger) -> Self {
        let mut entries: BTreeMap<&'d Address, Vec<Judged<'d>>> = BTreeMap::new();
        for (entry, verdict) in ledger.entries() {
            entries.entry(&entry.header().address).or_default().push((entry, verdict));
        }
        let accreditations = ledger.documents().filter_map(|(address, document)| {
            let content =
                (address.collection() == "accreditation").then(|| content_of(document)).flatten()?;
            let sealed = SealedAccreditation::parse(content.as_bytes()).ok()?;
            let accreditation = sealed.accreditation().clone();
            Some(Outline { address: address.clone(), accreditation })
        });
        Self { ledger, entries, accreditations: accreditations.collect() }
    }

    /// The valid entries of a kind at an address.
    pub(crate) fn valid_at(
        &self,
        address: &Address,
        kind: EntryKind,
    ) -> impl Iterator<Item = &'d Arc<Entry<Verified>>> {
        let entries = self.entries.get(address).map(Vec::as_slice).unwrap_or_default();
        entries
            .iter()
            .filter(move |(entry, verdict)| *verdict == ItemVerdict::Valid && entry.header().kind == kind)
            .map(|(entry, _)| *entry)
    }

    /// The accreditations that it granted, as they say of themselves.
    pub(crate) fn accreditations(&self) -> impl Iterator<Item = (&Address, &Accreditation)> {
        self.accreditations.iter().map(|outline| (&outline.address, &outline.accreditation))
    }
}
