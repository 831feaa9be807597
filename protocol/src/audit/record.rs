//! What an organisation's record shows by itself: its identity, the chains of its devices, its statements, its documents
//! and the accreditations that it granted.

use std::collections::{BTreeMap, BTreeSet};

use crate::attestation::AttestationId;
use crate::audit::finding::{Exhibit, FindingCode, Matter};
use crate::audit::{AuditOf, EXHIBITS_MAX, Inquiry, Known};
use crate::entry::{Address, Entry, EntryKind, Verified};
use crate::heads::{DeviceHead, HEADS_ADDRESS, Heads};
use crate::key::PublicKey;
use crate::organisation::OrganisationId;
use crate::verdict::{Dispute, ItemVerdict};
use crate::verification::register::{Judged, Kept};
use crate::verification::{BrokenProof, Verdict};

impl<'i> Inquiry<'i> {
    /// Examines the record of one organisation that has a say.
    pub(super) fn record(
        &mut self,
        organisation: OrganisationId,
        about: &AuditOf,
        labels: &BTreeSet<&AttestationId>,
        known: &[Known],
    ) {
        let register = self.register;
        let Some(kept) = register.kept(organisation) else {
            let sentence = match organisation == about.organisation() {
                true => "it is not known: nothing that was heard is by it",
                false => "nothing of it was heard",
            };
            self.miss(Matter::Organisation(organisation), sentence);
            return;
        };
        let branches = kept.ledger.identity().branches();
        if branches.len() != 1 {
            let sentence =
                format!("its identity has {} live branches that contradict each other", branches.len());
            let tips = branches.iter().map(|branch| {
                Exhibit::document(format!("version {}", branch.tip().version_id()), branch.tip().id())
            });
            self.find(
                FindingCode::IdentityDisputed,
                Matter::Organisation(organisation),
                sentence,
                tips.collect(),
            );
        }
        // Who only holds labels need not state anything. Of whom it is asked what it issued, silence is no answer.
        let has_say = *about == AuditOf::Issuer(organisation)
            || kept.entries.keys().any(|address| address.is_set_once() && address.collection() != "reply");
        if let Err(verdict) = self.hearing.witness(organisation)
            && has_say
            && !matches!(verdict, Verdict::Conflict(_))
            && branches.len() == 1
        {
            self.miss(Matter::Organisation(organisation), verdict.to_string());
        }
        let forked = self.forks(organisation, kept);
        self.statements(organisation, kept, &forked);
        // Of an issuer's other labels a scheme's audit says nothing.
        let is_other = |address: &Address| {
            let id = AttestationId { issuer: organisation, name: address.name().to_owned() };
            address.collection() == "attestation"
                && !labels.contains(&id)
                && known.iter().any(|known| known.id == id && known.label.is_some())
        };
        let others: BTreeSet<&Address> =
            kept.entries.keys().copied().filter(|address| is_other(address)).collect();
        for (address, entries) in &kept.entries {
            let is_ours = matches!(
                address.collection(),
                "attestation" | "accreditation" | "scheme" | "statuslist" | "heads"
            );
            if is_ours && !others.contains(*address) {
                self.verdicts(organisation, address, entries);
                self.contents(organisation, kept, address);
            }
        }
        self.granted(organisation, kept, about);
    }

    fn forks(&mut self, organisation: OrganisationId, kept: &Kept<'_>) -> BTreeSet<PublicKey> {
        let mut forked = BTreeSet::new();
        for device in devices(kept).into_iter().filter(|device| kept.ledger.is_forked(device)) {
            forked.insert(device);
            let is_beside = |(entry, verdict): &&Judged<'_>| {
                let is_its = entry.header().device == device;
                is_its
                    && !matches!(verdict, ItemVerdict::Valid | ItemVerdict::Rejected(_) | ItemVerdict::Erased)
            };
            let mut beside: Vec<_> = kept.entries.values().flatten().filter(is_beside).collect();
            beside.sort_by_key(|(entry, _)| (entry.header().sequence, entry.id()));
            let exhibits = beside.iter().take(EXHIBITS_MAX).map(|(entry, _)| Exhibit::entry("entry", entry));
            let sentence = format!("its device {device} signed two entries for one place of its chain");
            self.find(
                FindingCode::DeviceFork,
                Matter::Organisation(organisation),
                sentence,
                exhibits.collect(),
            );
        }
        forked
    }

    fn statements(&mut self, organisation: OrganisationId, kept: &Kept<'i>, forked: &BTreeSet<PublicKey>) {
        let address = Address::parse(HEADS_ADDRESS).expect("it is an address");
        let mut ends: BTreeMap<(PublicKey, u64), (DeviceHead, &Entry<Verified>)> = BTreeMap::new();
        let (mut is_contradicted, mut is_unfit) = (false, None);
        let about = || Matter::Organisation(organisation);
        for entry in kept.valid_at(&address, EntryKind::Heads) {
            let Ok(heads) = Heads::parse(entry.body()) else { continue };
            for (device, end) in heads.devices {
                if forked.contains(&device) {
                    continue;
                }
                match ends.get(&(device, end.sequence)) {
                    Some((known, other)) if *known != end => {
                        is_contradicted = true;
                        let sentence = format!(
                            "two of its statements say different things of place {} of the chain of its device {device}",
                            end.sequence
                        );
                        let exhibits =
                            vec![Exhibit::entry("statement", other), Exhibit::entry("statement", entry)];
                        self.find(FindingCode::TwoRegisters, about(), sentence, exhibits);
                    }
                    Some(_) => {}
                    None => drop(ends.insert((device, end.sequence), (end, entry))),
                }
            }
        }
        let mut missing: BTreeMap<PublicKey, (u64, &Entry<Verified>)> = BTreeMap::new();
        for ((device, sequence), (end, entry)) in &ends {
            let chain = kept.ledger.chain(device);
            let place = usize::try_from(*sequence).ok().and_then(|sequence| sequence.checked_sub(1));
            match place.and_then(|place| chain.get(place)) {
                Some(id) if *id == end.id => {}
                Some(_) => is_unfit = is_unfit.or(Some(*entry)),
                None => drop(missing.insert(*device, (*sequence, entry))),
            }
        }
        for (device, (sequence, entry)) in &missing {
            let there = kept.ledger.chain(device).len();
            let sentence =
                format!("it stated {sequence} entries of its device {device}, and {there} are there");
            // Of what was left out on the way to the auditor the organisation cannot be accused.
            match self.is_cut(organisation) {
                true => self.miss(about(), sentence),
                false => {
                    let exhibits = vec![Exhibit::entry("statement", entry)];
                    self.find(FindingCode::EntryMissing, about(), sentence, exhibits);
                }
            }
        }
        let is_whole = missing.is_empty() && forked.is_empty() && !is_contradicted;
        let is_heard = self.hearing.witness(organisation).is_ok();
        if is_whole && is_unfit.is_none() && is_heard && !self.record_is_stated(organisation) {
            is_unfit = kept.ledger.newest_heads().map(|entry| &**entry);
        }
        if let Some(entry) = is_unfit.filter(|_| is_whole) {
            let sentence = "a statement of how far it has spoken does not fit its entries";
            self.find(
                FindingCode::StatementUnfit,
                about(),
                sentence,
                vec![Exhibit::entry("statement", entry)],
            );
        }
    }

    /// Entries that do not count, or about which branches disagree.
    fn verdicts(&mut self, organisation: OrganisationId, address: &Address, entries: &[Judged<'_>]) {
        for (entry, verdict) in entries {
            let code = match verdict {
                ItemVerdict::Disputed(Dispute::Identity) => FindingCode::EntryDisputed,
                ItemVerdict::Rejected(_) => FindingCode::EntryRejected,
                // The fork is a finding by itself.
                ItemVerdict::Disputed(Dispute::DeviceFork) => continue,
                ItemVerdict::Valid | ItemVerdict::Erased | ItemVerdict::UnknownKind => continue,
            };
            let sentence =
                format!("an entry of {} at {address} does not count: {verdict}", entry.header().time.day());
            self.find(
                code,
                Matter::of(organisation, address),
                sentence,
                vec![Exhibit::entry("entry", entry)],
            );
        }
    }

    fn contents(&mut self, organisation: OrganisationId, kept: &Kept<'_>, address: &Address) {
        let Some(document) = kept.ledger.document(address).filter(|_| address.is_set_once()) else { return };
        for (key, values) in document.conflicts() {
            let sentence = format!("its {key} was signed with {} different values", values.len());
            let exhibits = self.entries_of(organisation, address);
            self.find(FindingCode::TwoContents, Matter::of(organisation, address), sentence, exhibits);
        }
    }

    /// The accreditations that it granted, each against the one by which it was granted.
    fn granted(&mut self, organisation: OrganisationId, kept: &Kept<'i>, about: &AuditOf) {
        for (address, outline) in kept.accreditations() {
            let is_covered = match about {
                AuditOf::Scheme(scheme) => outline.scope.levels.iter().any(|(known, _)| known == scheme),
                AuditOf::Issuer(_) | AuditOf::Organisation(_) => true,
            };
            if !is_covered {
                continue;
            }
            let matter = Matter::of(organisation, address);
            let acts = self.carried(organisation, address);
            self.check_dates(&matter, &acts);
            let exhibits = self.entries_of(organisation, address);
            let granted = match self.hearing.accreditation(organisation, address) {
                Ok(granted) => granted,
                Err(Verdict::BadSignature(broken)) => {
                    self.find(FindingCode::BadSignature, matter, broken.to_string(), exhibits);
                    continue;
                }
                // Contents, statements and identities have their own findings.
                Err(_) => continue,
            };
            let Some(under) = &granted.accreditation.under else { continue };
            let above = self.hearing.accreditation(under.id.issuer, &under.id.address_in("accreditation"));
            let Ok(above) = above else {
                let sentence =
                    format!("the accreditation {} by which it was granted cannot be looked at", under.id);
                self.miss(matter, sentence);
                continue;
            };
            if above.digest != under.digest {
                let sentence = BrokenProof::Replaced.to_string();
                self.find(FindingCode::AccreditationReplaced, matter, sentence, exhibits);
            } else if let Err(fault) = granted.accreditation.check_under(&above.accreditation) {
                self.find(FindingCode::ChainWidens, matter, fault.to_string(), exhibits);
            }
        }
    }
}

/// Every device that a line lists.
fn devices(kept: &Kept<'_>) -> BTreeSet<PublicKey> {
    let lines = kept.ledger.identity().lines();
    lines.flat_map(|line| line.document().devices.keys().copied().collect::<Vec<_>>()).collect()
}
