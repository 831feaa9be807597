//! One organisation's items, judged: its identity, the chains of its devices, its documents.
//!
//! ```text
//! lines ──► branches ─┐
//! entries ──► chains ─┴─► verdicts ──► documents (Automerge, fed with Valid changes alone)
//! ```
//! Everything here is a function of the set of items. [`Ledger::admit_entry`] has a short way for what
//! happens nearly always, the next entry of an undisputed chain; everything else goes the long way,
//! [`Ledger::rejudge`], which starts from the items. The tests hold the two against each other.

mod chain;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;
use thiserror::Error;

use crate::automerge_guard;
use crate::canonical::to_jcs;
use crate::digest::Digest;
use crate::document::{Document, Extension, Outcome};
use crate::entry::{Address, Entry, EntryKind, Header, Verified};
use crate::heads::{DeviceHead, Heads, document_leaf, documents_root};
use crate::identity::line::{Line, Retirement, VersionRef};
use crate::identity::{Admitted, Branch, Capability, Identity, StandingError};
use crate::item::Item;
use crate::key::PublicKey;
use crate::ledger::chain::{Chain, Place};
use crate::organisation::OrganisationId;
use crate::time::Timestamp;
use crate::verdict::{Dispute, ItemVerdict, Rejection};

/// The judged items of one organisation.
#[derive(Clone, Debug)]
pub struct Ledger {
    identity: Identity,
    entries: BTreeMap<Digest, Judged>,
    chains: BTreeMap<PublicKey, Chain>,
    documents: BTreeMap<Address, Held>,
    digest: Option<Digest>,
}

#[derive(Clone, Debug)]
struct Judged {
    entry: Arc<Entry<Verified>>,
    verdict: ItemVerdict,
}

/// A document and the hash of what it shows.
#[derive(Clone, Debug)]
struct Held {
    document: Document,
    digest: Option<Digest>,
}

/// What became of an item that was offered.
#[derive(Clone, Debug, PartialEq)]
pub enum Admission {
    /// It is in the set now.
    Accepted {
        /// What lost its standing by it.
        fallen: Vec<Item>,
    },
    /// It was in the set, or can add nothing to it.
    Known,
    /// Nothing in the set explains it yet.
    Staged(Gap),
}

/// What is missing before an item can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Gap {
    /// The organisation's first line, or the line before this one.
    #[error("the organisation's identity line before it is missing")]
    Line,
    /// A line that lists the device, or a retirement that leaves it this place.
    #[error("no identity line known here lets this device speak at this place")]
    Device,
    /// The entry before this one in its device's chain.
    #[error("the entry before it in its device's chain is missing")]
    Predecessor,
}

impl Ledger {
    /// Begins with a first line.
    ///
    /// # Errors
    ///
    /// [`StandingError`] when the line is no first one.
    pub fn found(first: Line) -> Result<Self, StandingError> {
        Ok(Self {
            identity: Identity::found(first)?,
            entries: BTreeMap::new(),
            chains: BTreeMap::new(),
            documents: BTreeMap::new(),
            digest: None,
        })
    }

    /// Takes in a line.
    ///
    /// # Errors
    ///
    /// [`StandingError`] when it can never stand; a missing predecessor is [`Admission::Staged`].
    pub fn admit_line(&mut self, line: Line) -> Result<Admission, StandingError> {
        match self.identity.admit(line) {
            Ok(Admitted::Nothing) => Ok(Admission::Known),
            Ok(Admitted::Stands { evicted }) => {
                let mut fallen: Vec<Item> =
                    evicted.into_iter().map(|line| Item::Line(Box::new(line))).collect();
                fallen.extend(self.rejudge().into_iter().map(to_item));
                Ok(Admission::Accepted { fallen })
            }
            Err(StandingError::NoPredecessor) => Ok(Admission::Staged(Gap::Line)),
            Err(error) => Err(error),
        }
    }

    /// Takes in an entry of this organisation.
    pub fn admit_entry(&mut self, entry: Arc<Entry<Verified>>) -> Admission {
        let (id, header) = (entry.id(), entry.header());
        if self.entries.contains_key(&id) {
            return Admission::Known;
        }
        let branches = self.identity.all_branches();
        if !branches.iter().any(|branch| branch.reaches(&header.device, header.sequence)) {
            return Admission::Staged(Gap::Device);
        }
        match self.chains.entry(header.device).or_default().place_of(header) {
            Place::Next => {
                self.append(entry);
                Admission::Accepted { fallen: Vec::new() }
            }
            Place::Beyond => Admission::Staged(Gap::Predecessor),
            Place::Beside => {
                self.entries.insert(id, Judged { entry, verdict: ItemVerdict::UnknownKind });
                let mut fallen = self.rejudge();
                let count = fallen.len();
                fallen.retain(|other| other.id() != id);
                if fallen.len() < count {
                    // It could not keep a place, and so changed nothing.
                    return Admission::Staged(Gap::Predecessor);
                }
                Admission::Accepted { fallen: fallen.into_iter().map(to_item).collect() }
            }
        }
    }

    /// Takes in the ways that retirements name beyond a fork, once what waits makes them whole.
    ///
    /// One by one their entries could never come in: what names them is their last one, and it comes last. Hands back
    /// what came in, each after its predecessor, and what lost its standing by it.
    pub fn admit_ways(
        &mut self,
        waiting: impl Fn(&Digest) -> Option<Arc<Entry<Verified>>>,
    ) -> (Vec<Arc<Entry<Verified>>>, Vec<Item>) {
        let branches = self.identity.all_branches();
        let mut brought: BTreeMap<Digest, Arc<Entry<Verified>>> = BTreeMap::new();
        for (device, chain) in self.chains.iter().filter(|(_, chain)| chain.is_forked()) {
            for retirement in branches.iter().filter_map(|branch| branch.retirement(device)) {
                if chain.lacks(retirement) {
                    brought.extend(self.missing_on_way(retirement, &waiting));
                }
            }
        }
        if brought.is_empty() {
            return (Vec::new(), Vec::new());
        }
        for (id, entry) in &brought {
            let judged = Judged { entry: Arc::clone(entry), verdict: ItemVerdict::UnknownKind };
            self.entries.insert(*id, judged);
        }
        let fallen = self.rejudge();
        for entry in &fallen {
            brought.remove(&entry.id());
        }
        let mut came_in: Vec<Arc<Entry<Verified>>> = brought.into_values().collect();
        came_in.sort_by_key(|entry| (entry.header().device, entry.header().sequence));
        (came_in, fallen.into_iter().map(to_item).collect())
    }

    /// Whether an entry may lie on a way that a retirement names beyond a fork, and that is not at hand yet.
    #[must_use]
    pub fn asks_for(&self, header: &Header) -> bool {
        let Some(chain) = self.chains.get(&header.device).filter(|chain| chain.is_forked()) else {
            return false;
        };
        let branches = self.identity.all_branches();
        let retirements = branches.iter().filter_map(|branch| branch.retirement(&header.device));
        retirements
            .into_iter()
            .any(|retirement| chain.lacks(retirement) && header.sequence <= retirement.sequence)
    }

    /// Whether an entry that fell beyond a fork has a place again, now that a way leads there.
    #[must_use]
    pub fn has_place_for(&self, id: Digest, header: &Header) -> bool {
        let branches = self.identity.all_branches();
        self.chains.get(&header.device).is_some_and(|chain| chain.has_place_for(id, header))
            && branches.iter().any(|branch| branch.reaches(&header.device, header.sequence))
    }

    /// The waiting entries on a way down to one that stands; none unless all of them are at hand.
    fn missing_on_way(
        &self,
        retirement: &Retirement,
        waiting: impl Fn(&Digest) -> Option<Arc<Entry<Verified>>>,
    ) -> Vec<(Digest, Arc<Entry<Verified>>)> {
        let mut missing = Vec::new();
        let (mut sequence, mut next) = (retirement.sequence, Some(retirement.entry));
        while let Some(id) = next.filter(|id| !self.entries.contains_key(id)) {
            let Some(entry) = waiting(&id).filter(|entry| entry.header().sequence == sequence) else {
                return Vec::new();
            };
            next = entry.header().previous;
            sequence -= 1;
            missing.push((id, entry));
        }
        missing
    }

    /// The organisation.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        self.identity.organisation()
    }

    /// The identity lines that stand.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The entries in the set, by id, with their verdicts.
    pub fn entries(&self) -> impl Iterator<Item = (&Arc<Entry<Verified>>, ItemVerdict)> {
        self.entries.values().map(|judged| (&judged.entry, judged.verdict))
    }

    /// One entry and its verdict.
    #[must_use]
    pub fn entry(&self, id: &Digest) -> Option<(&Arc<Entry<Verified>>, ItemVerdict)> {
        self.entries.get(id).map(|judged| (&judged.entry, judged.verdict))
    }

    /// The verdict on a line.
    #[must_use]
    pub fn line_verdict(&self, line: &Line) -> ItemVerdict {
        let branches = self.identity.branches();
        let holding = branches.iter().filter(|branch| branch.holds(line.version())).count();
        match holding {
            0 => ItemVerdict::Rejected(Rejection::Beaten),
            _ if holding == branches.len() => ItemVerdict::Valid,
            _ => ItemVerdict::Disputed(Dispute::Identity),
        }
    }

    /// How many items there are: lines and entries.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.identity.lines().count() + self.entries.len()
    }

    /// The documents, by address.
    pub fn documents(&self) -> impl Iterator<Item = (&Address, &Document)> {
        self.documents.iter().map(|(address, held)| (address, &held.document))
    }

    /// One document.
    #[must_use]
    pub fn document(&self, address: &Address) -> Option<&Document> {
        self.documents.get(address).map(|held| &held.document)
    }

    /// The entries at an address, in the order of their ids, with their verdicts.
    #[must_use]
    pub fn entries_at(&self, address: &Address) -> Vec<(&Arc<Entry<Verified>>, ItemVerdict)> {
        self.entries().filter(|(entry, _)| entry.header().address == *address).collect()
    }

    /// The newest valid statement of heads, see [`Header::recency`].
    #[must_use]
    pub fn newest_heads(&self) -> Option<&Arc<Entry<Verified>>> {
        self.entries
            .values()
            .filter(|judged| {
                judged.entry.header().kind == EntryKind::Heads && judged.verdict == ItemVerdict::Valid
            })
            .map(|judged| &judged.entry)
            .max_by_key(|entry| entry.header().recency(entry.id()))
    }

    /// The ids of a device's chain, from sequence 1: the way that its retirement names, else as far as it does not
    /// fork.
    #[must_use]
    pub fn chain(&self, device: &PublicKey) -> &[Digest] {
        let Some(chain) = self.chains.get(device) else { return &[] };
        match self.identity.branches().as_slice() {
            [branch] => chain.counting(branch.retirement(device)),
            _ => chain.stem(),
        }
    }

    /// The latest time any entry of this device states.
    #[must_use]
    pub fn latest_time(&self, device: &PublicKey) -> Timestamp {
        let last = self.chain(device).last().and_then(|id| self.entries.get(id));
        last.map_or(Timestamp::ZERO, |judged| judged.entry.header().time)
    }

    /// Whether a device contradicted itself.
    #[must_use]
    pub fn is_forked(&self, device: &PublicKey) -> bool {
        self.chains.get(device).is_some_and(Chain::is_forked)
    }

    /// How far every device has spoken, and what the set-once documents are: what a heads entry states.
    ///
    /// Devices that only a beaten branch lists are left out: whoever stole a routine key could name so many that
    /// no statement would fit any more.
    #[must_use]
    pub fn heads(&self) -> Heads {
        let branches = self.identity.branches();
        let is_ours = |device: &PublicKey| branches.iter().any(|branch| branch.lists(device));
        let devices = self
            .chains
            .iter()
            .filter(|(device, _)| is_ours(device))
            .filter_map(|(device, chain)| {
                let retirement = match branches.as_slice() {
                    [branch] => branch.retirement(device),
                    _ => None,
                };
                let counting = chain.counting(retirement);
                let (id, sequence) = (*counting.last()?, counting.len() as u64);
                Some((*device, DeviceHead { sequence, id, tree_head: chain.root(retirement) }))
            })
            .collect();
        let mut heads = Heads { devices, documents: 0, root: Digest::of(&[]) };
        let leaves = self.set_once_leaves(Some(&heads));
        (heads.documents, heads.root) = (leaves.len() as u64, documents_root(&leaves));
        heads
    }

    /// The leaves of the tree over the set-once documents; with `stated`, as they were when that was stated.
    #[must_use]
    pub fn set_once_leaves(&self, stated: Option<&Heads>) -> BTreeMap<Address, Digest> {
        let mut ids: BTreeMap<&Address, Vec<Digest>> = BTreeMap::new();
        for (id, judged) in &self.entries {
            let header = judged.entry.header();
            let counts = judged.verdict == ItemVerdict::Valid && header.kind == EntryKind::Change;
            let was_there = stated.is_none_or(|stated| stated.covers(header));
            if counts && was_there && header.address.is_set_once() {
                ids.entry(&header.address).or_default().push(*id);
            }
        }
        ids.into_iter().map(|(address, ids)| (address.clone(), document_leaf(address, &ids))).collect()
    }

    /// SHA-256 over every (item id, verdict) and every document's (address, heads, content).
    ///
    /// It is the same on every node that holds the same items. Signatures and Automerge's saved bytes are
    /// no part of it.
    pub fn digest(&mut self) -> Digest {
        if let Some(digest) = self.digest {
            return digest;
        }
        let mut verdicts: BTreeMap<Digest, ItemVerdict> =
            self.identity.lines().map(|line| (line.id(), self.line_verdict(line))).collect();
        verdicts.extend(self.entries.iter().map(|(id, judged)| (*id, judged.verdict)));
        let mut bytes = Vec::new();
        for (id, verdict) in &verdicts {
            bytes.extend_from_slice(id.as_bytes());
            bytes.extend_from_slice(verdict.code().as_bytes());
            bytes.push(0);
        }
        for (address, held) in &mut self.documents {
            bytes.extend_from_slice(address.as_str().as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(held.digest().as_bytes());
        }
        let digest = Digest::of(&[&bytes]);
        self.digest = Some(digest);
        digest
    }

    /// Judges everything anew and hands back the entries that have no standing any more.
    ///
    /// This is the definition; [`Ledger::append`] is its short cut.
    fn rejudge(&mut self) -> Vec<Arc<Entry<Verified>>> {
        let entries = std::mem::take(&mut self.entries);
        let branches = self.identity.branches();
        let all_branches = self.identity.all_branches();
        let mut by_device: BTreeMap<PublicKey, Vec<Arc<Entry<Verified>>>> = BTreeMap::new();
        for judged in entries.into_values() {
            by_device.entry(judged.entry.header().device).or_default().push(judged.entry);
        }
        let mut fallen = Vec::new();
        let mut standing = BTreeMap::new();
        let mut chains = BTreeMap::new();
        for (device, candidates) in by_device {
            let (chain, dropped) = Chain::build(&device, &candidates, &all_branches);
            fallen.extend(dropped);
            for entry in candidates.into_iter().filter(|entry| chain.holds(entry)) {
                let verdict = judge_header(entry.header(), entry.id(), &chain, &branches);
                standing.insert(entry.id(), Judged { entry, verdict });
            }
            chains.insert(device, chain);
        }
        self.entries = standing;
        self.chains = chains;
        let addresses: BTreeSet<Address> =
            self.entries.values().map(|judged| judged.entry.header().address.clone()).collect();
        self.documents.clear();
        for judged in self.entries.values_mut() {
            judged.verdict = judge_body(&judged.entry, judged.verdict);
        }
        for address in addresses {
            self.rebuild(&address);
        }
        self.digest = None;
        fallen
    }

    /// Adds the next entry of a chain that is not forked.
    fn append(&mut self, entry: Arc<Entry<Verified>>) {
        let (id, header) = (entry.id(), entry.header());
        let address = header.address.clone();
        let chain = self.chains.entry(header.device).or_default();
        chain.push(id);
        let verdict = judge_body(&entry, judge_header(header, id, chain, &self.identity.branches()));
        let is_change = header.kind == EntryKind::Change && verdict == ItemVerdict::Valid;
        self.entries.insert(id, Judged { entry: Arc::clone(&entry), verdict });
        self.digest = None;
        if !is_change {
            return;
        }
        let held = self
            .documents
            .entry(address.clone())
            .or_insert_with(|| Held { document: Document::new(address.collection()), digest: None });
        held.digest = None;
        match held.document.extend(id, actor_of(entry.header()), entry.shared_body()) {
            Extension::Settled(outcome) => self.set_outcome(&id, &outcome),
            Extension::NeedsRebuild => self.rebuild(&address),
        }
    }

    /// Builds one document anew from the entries that its branch authorises.
    fn rebuild(&mut self, address: &Address) {
        let members: Vec<Arc<Entry<Verified>>> = self
            .entries
            .values()
            .filter(|judged| {
                let header = judged.entry.header();
                header.address == *address
                    && header.kind == EntryKind::Change
                    && is_change_candidate(judged.verdict)
            })
            .map(|judged| Arc::clone(&judged.entry))
            .collect();
        if members.is_empty() {
            self.documents.remove(address);
            return;
        }
        let changes = members.iter().map(|entry| (entry.id(), actor_of(entry.header()), entry.shared_body()));
        let (document, outcomes) = Document::from_changes(address.collection(), changes);
        self.documents.insert(address.clone(), Held { document, digest: None });
        for (id, outcome) in &outcomes {
            self.set_outcome(id, outcome);
        }
    }

    fn set_outcome(&mut self, id: &Digest, outcome: &Outcome) {
        let judged = self.entries.get_mut(id).expect("outcomes are of entries held");
        judged.verdict = match outcome {
            Outcome::Taken => ItemVerdict::Valid,
            Outcome::Refused(_) => ItemVerdict::Rejected(Rejection::BadBody),
            Outcome::Unfounded => ItemVerdict::Rejected(Rejection::Unfounded),
            Outcome::Duplicate { .. } => ItemVerdict::Rejected(Rejection::Duplicate),
        };
    }
}

impl Held {
    /// SHA-256 over heads and content as canonical JSON.
    fn digest(&mut self) -> Digest {
        *self.digest.get_or_insert_with(|| {
            let content = Value::Object(self.document.content().clone().into_iter().collect());
            let heads = self.document.heads().concat();
            Digest::of(&[&(heads.len() as u64).to_be_bytes(), &heads, &to_jcs(&content)])
        })
    }
}

/// What the branches say of an entry, before anybody looks into its body.
fn judge_header(header: &Header, id: Digest, chain: &Chain, branches: &[Branch<'_>]) -> ItemVerdict {
    let capability = header.capability();
    let authorised =
        |branch: &Branch<'_>| branch.authorises(&header.device, &header.version, header.sequence, capability);
    let granting: Vec<&Branch<'_>> = branches.iter().filter(|branch| authorised(branch)).collect();
    if granting.is_empty() {
        return ItemVerdict::Rejected(Rejection::NotAuthorised);
    }
    // After a fork of the chain only the way that a retirement names counts.
    let at = |branch: &Branch<'_>| chain.at_fork(id, header.sequence, branch.retirement(&header.device));
    let sides: Vec<chain::Side> = granting.iter().map(|branch| at(branch)).collect();
    if granting.len() == branches.len() {
        if sides.iter().all(|side| *side == chain::Side::Chosen) {
            return ItemVerdict::Valid;
        }
        if sides.iter().all(|side| *side == chain::Side::Beaten) {
            return ItemVerdict::Rejected(Rejection::ForkSettled);
        }
        return ItemVerdict::Disputed(Dispute::DeviceFork);
    }
    ItemVerdict::Disputed(Dispute::Identity)
}

/// What the kind says of a body; a change's own soundness is its document's to say.
fn judge_body(entry: &Entry<Verified>, verdict: ItemVerdict) -> ItemVerdict {
    if verdict != ItemVerdict::Valid {
        return verdict;
    }
    match entry.header().kind {
        EntryKind::Change => ItemVerdict::Valid,
        EntryKind::Erase => ItemVerdict::Rejected(Rejection::NotErasable),
        EntryKind::Heads if entry.header().address.as_str() != crate::heads::HEADS_ADDRESS => {
            ItemVerdict::Rejected(Rejection::BadBody)
        }
        EntryKind::Heads => match Heads::parse(entry.body()) {
            Ok(_) => ItemVerdict::Valid,
            Err(_) => ItemVerdict::Rejected(Rejection::BadBody),
        },
        EntryKind::Unknown(_) => ItemVerdict::UnknownKind,
    }
}

/// Whether an entry's change takes part in its document: every branch authorises it, whatever its body was found to be.
fn is_change_candidate(verdict: ItemVerdict) -> bool {
    matches!(
        verdict,
        ItemVerdict::Valid
            | ItemVerdict::Rejected(Rejection::BadBody | Rejection::Unfounded | Rejection::Duplicate)
    )
}

fn to_item(entry: Arc<Entry<Verified>>) -> Item {
    Item::Entry(Box::new(Arc::unwrap_or_clone(entry)))
}

/// The Automerge actor that an entry's change must carry.
fn actor_of(header: &Header) -> [u8; 16] {
    let device = header.adopts.map_or(header.device, |adopted| adopted.device);
    automerge_guard::actor(&header.organisation, &device, header.address.as_str())
}

/// The newest version on the one live branch, if there is one, and whether a device may write or assert there.
#[must_use]
pub fn speaks_for(identity: &Identity, device: &PublicKey) -> Option<(VersionRef, Option<Capability>)> {
    let branches = identity.branches();
    let [branch] = branches.as_slice() else { return None };
    let listed = branch.tip().document().devices.get(device);
    let is_retired = branch.retirement(device).is_some();
    let may_speak = !is_retired && !branch.tip().is_deactivated();
    let capability = listed.filter(|_| may_speak).and_then(|listed| {
        [Capability::Assert, Capability::Write].into_iter().find(|capability| listed.may(*capability))
    });
    Some((*branch.tip().version(), capability))
}
