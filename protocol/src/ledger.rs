//! One organisation's items, judged: its identity, the chains of its devices, its documents.
//!
//! ```text
//! lines ──► branches ─┐
//! entries ──► chains ─┴─► verdicts ──► documents (Automerge, fed with Valid changes alone)
//! ```
//! Everything here is a function of the set of items, as `docs/spec/verdict.md` says. [`Ledger::admit_entry`] has a
//! short way for what happens nearly always, the next entry of an undisputed chain. Everything else goes the long way,
//! [`Ledger::rejudge`], which asks the branches about every header anew, and opens only those documents whose
//! authorised changes are others than before.

mod authority;
mod chain;
mod erasure;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde_json::Value;
use thiserror::Error;

use crate::automerge_guard;
use crate::canonical::to_jcs;
use crate::digest::Digest;
use crate::document::{Body, Document, Extension, Outcome};
use crate::entry::{Address, Entry, EntryKind, Header, Verified};
use crate::heads::{DeviceHead, HEADS_ADDRESS, Heads, document_leaf, documents_root};
use crate::identity::line::{Line, Retirement, VersionRef};
use crate::identity::{Admitted, Capability, Identity, StandingError};
use crate::item::Item;
use crate::key::PublicKey;
use crate::ledger::authority::{Authority, Branches};
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
    /// By adopted entry: the standing entries that adopt it.
    adoptions: BTreeMap<Digest, BTreeSet<Digest>>,
    /// By address: the standing erase entries.
    erases: BTreeMap<Address, BTreeSet<Digest>>,
    /// The standing entries without their bodies.
    bare: BTreeSet<Digest>,
    /// Bare entries come in although no erase covers them yet: a trial, that [`Ledger::admit_erased`] ends.
    is_trial: bool,
    documents: BTreeMap<Address, Arc<Held>>,
    digest: OnceLock<Digest>,
}

#[derive(Clone, Debug)]
struct Judged {
    entry: Arc<Entry<Verified>>,
    /// What kind and body say, whoever speaks; a change's soundness is its document's to say.
    own: ItemVerdict,
    /// What the live branches say of the header.
    authority: Authority,
    /// Whether it took part in its document when that was made.
    is_member: bool,
    verdict: ItemVerdict,
}

/// A document and the hash of what it shows.
#[derive(Clone, Debug)]
struct Held {
    document: Document,
    digest: OnceLock<Digest>,
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
    /// The body, or an erase that makes it needless.
    #[error("the entry came without its body, and no erase known here covers its document")]
    Body,
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
            adoptions: BTreeMap::new(),
            erases: BTreeMap::new(),
            bare: BTreeSet::new(),
            is_trial: false,
            documents: BTreeMap::new(),
            digest: OnceLock::new(),
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
            Ok(Admitted::Stands { evicted, moves_branches }) => {
                self.digest = OnceLock::new();
                let mut fallen: Vec<Item> =
                    evicted.into_iter().map(|line| Item::Line(Box::new(line))).collect();
                if moves_branches {
                    fallen.extend(self.rejudge(Scope::All, Vec::new()).into_iter().map(to_item));
                }
                Ok(Admission::Accepted { fallen })
            }
            Err(StandingError::NoPredecessor) => Ok(Admission::Staged(Gap::Line)),
            Err(error) => Err(error),
        }
    }

    /// Takes in an entry of this organisation.
    pub fn admit_entry(&mut self, entry: Arc<Entry<Verified>>) -> Admission {
        let (id, header) = (entry.id(), entry.header());
        if let Some(judged) = self.entries.get_mut(&id) {
            if judged.entry.is_bare() && !entry.is_bare() {
                judged.entry = entry;
                self.bare.remove(&id);
            }
            return Admission::Known;
        }
        if entry.is_bare() && !self.is_trial && !self.is_erased(&header.address) {
            return Admission::Staged(Gap::Body);
        }
        if !self.reaches(header) {
            return Admission::Staged(Gap::Device);
        }
        let device = header.device;
        let place = match self.chains.get(&device) {
            Some(chain) => chain.place_of(id, header),
            None => Chain::default().place_of(id, header),
        };
        match place {
            Place::Next => {
                let fallen = self.append(entry);
                Admission::Accepted { fallen: fallen.into_iter().map(to_item).collect() }
            }
            Place::Beyond => Admission::Staged(Gap::Predecessor),
            Place::Beside => {
                let mut fallen = self.rejudge(Scope::Device(device), vec![entry]);
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
        let mut brought: BTreeMap<Digest, Arc<Entry<Verified>>> = BTreeMap::new();
        let mut chains = std::mem::take(&mut self.chains);
        for (device, chain) in chains.iter_mut().filter(|(_, chain)| chain.is_forked()) {
            for retirement in self.identity.live().iter().filter_map(|branch| branch.retirement(device)) {
                if chain.lacks(retirement)
                    && let Some(missing) = self.missing_on_way(device, chain, retirement, &waiting)
                {
                    brought.extend(missing);
                }
            }
        }
        self.chains = chains;
        if brought.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let fallen = self.rejudge(Scope::All, brought.values().map(Arc::clone).collect());
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
        let live = self.identity.live().iter();
        live.filter_map(|branch| branch.retirement(&header.device))
            .any(|retirement| chain.lacks(retirement) && header.sequence <= retirement.sequence)
    }

    /// Whether an entry that fell beyond a fork has a place again, now that a way leads there.
    #[must_use]
    pub fn has_place_for(&self, id: Digest, header: &Header) -> bool {
        self.chains.get(&header.device).is_some_and(|chain| chain.has_place_for(id, header))
            && self.reaches(header)
    }

    /// Whether some live branch reaches the place of an entry.
    #[must_use]
    pub fn reaches(&self, header: &Header) -> bool {
        self.identity.live().iter().any(|branch| branch.reaches(&header.device, header.sequence))
    }

    /// The waiting entries on a way down to one that stands; none unless all of them are at hand, and the way is the one
    /// that the retirement means.
    fn missing_on_way(
        &self,
        device: &PublicKey,
        chain: &mut Chain,
        retirement: &Retirement,
        waiting: impl Fn(&Digest) -> Option<Arc<Entry<Verified>>>,
    ) -> Option<Vec<(Digest, Arc<Entry<Verified>>)>> {
        let mut missing = Vec::new();
        let mut way = Vec::new();
        let (mut sequence, mut next) = (retirement.sequence, Some(retirement.entry));
        while let Some(id) = next {
            let entry = match self.entries.get(&id) {
                Some(judged) => &judged.entry,
                None => {
                    missing.push((id, waiting(&id)?));
                    &missing[missing.len() - 1].1
                }
            };
            if entry.header().sequence != sequence || entry.header().device != *device {
                return None;
            }
            way.push(id);
            next = entry.header().previous;
            sequence -= 1;
        }
        way.reverse();
        chain.confirms(retirement, &way).then_some(missing)
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
        let branches = self.identity.live();
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
        match self.identity.live() {
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
        let branches = self.identity.live();
        let is_ours = |device: &PublicKey| branches.iter().any(|branch| branch.lists(device));
        let devices = self
            .chains
            .iter()
            .filter(|(device, _)| is_ours(device))
            .filter_map(|(device, chain)| {
                let retirement = match branches {
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
    pub fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| self.compute_digest())
    }

    fn compute_digest(&self) -> Digest {
        let mut verdicts: BTreeMap<Digest, ItemVerdict> =
            self.identity.lines().map(|line| (line.id(), self.line_verdict(line))).collect();
        verdicts.extend(self.entries.iter().map(|(id, judged)| (*id, judged.verdict)));
        let mut bytes = Vec::new();
        for (id, verdict) in &verdicts {
            bytes.extend_from_slice(id.as_bytes());
            bytes.extend_from_slice(verdict.code().as_bytes());
            bytes.push(0);
        }
        for (address, held) in &self.documents {
            bytes.extend_from_slice(address.as_str().as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(held.digest().as_bytes());
        }
        Digest::of(&[&bytes])
    }

    /// Judges anew what an arrival can have touched, and hands back the entries that have no standing any more.
    ///
    /// With [`Scope::All`] this is the definition; [`Ledger::append`] is its short cut.
    fn rejudge(&mut self, scope: Scope, brought: Vec<Arc<Entry<Verified>>>) -> Vec<Arc<Entry<Verified>>> {
        let mut fallen = self.rejudge_without(scope, brought, &BTreeSet::new());
        // An erase that acts no more leaves entries behind that have no body.
        while !self.is_trial {
            let uncovered = self.uncovered();
            if uncovered.is_empty() {
                break;
            }
            fallen.extend(self.rejudge_without(Scope::All, Vec::new(), &uncovered));
        }
        fallen
    }

    fn rejudge_without(
        &mut self,
        scope: Scope,
        brought: Vec<Arc<Entry<Verified>>>,
        left_out: &BTreeSet<Digest>,
    ) -> Vec<Arc<Entry<Verified>>> {
        self.digest = OnceLock::new();
        let mut touched = Touched::default();
        let mut candidates: BTreeMap<PublicKey, Vec<Arc<Entry<Verified>>>> = BTreeMap::new();
        let mut kept = Vec::new();
        for (device, chain) in self.chains.iter().filter(|(device, _)| scope.covers(device)) {
            let is_brought = brought.iter().any(|entry| entry.header().device == *device);
            let is_whole = chain.stands_whole(device, self.identity.live())
                && (left_out.is_empty() || !chain.ids().any(|id| left_out.contains(id)));
            if !is_brought && is_whole {
                kept.push(*device);
                continue;
            }
            let entries = chain.ids().filter(|id| !left_out.contains(id));
            candidates.insert(*device, entries.map(|id| Arc::clone(&self.entries[id].entry)).collect());
        }
        for entry in brought {
            self.index(&entry);
            candidates.entry(entry.header().device).or_default().push(Arc::clone(&entry));
            self.entries.insert(entry.id(), Judged::unasked(entry));
        }
        // An erase that came or goes covers what others wrote.
        let scope_of_verdicts = if self.erases.is_empty() { scope } else { Scope::All };
        let mut fallen = Vec::new();
        for id in left_out {
            let entry = Arc::clone(&self.entries[id].entry);
            touched.extend(self.let_go(&entry));
            fallen.push(entry);
        }
        for (device, candidates) in candidates {
            let before = self.chains.remove(&device).unwrap_or_default();
            let (mut chain, dropped) = Chain::build(&device, &candidates, self.identity.live(), before);
            for entry in &dropped {
                touched.extend(self.let_go(entry));
            }
            fallen.extend(dropped);
            if chain.stem().is_empty() && !chain.is_forked() {
                continue;
            }
            self.ask_about(&mut chain);
            self.chains.insert(device, chain);
        }
        for device in kept {
            let mut chain = self.chains.remove(&device).expect("it was found among the chains");
            self.ask_about(&mut chain);
            self.chains.insert(device, chain);
        }
        self.ask_adopters();
        let ids: Vec<Digest> = match scope_of_verdicts {
            Scope::All => self.entries.keys().copied().collect(),
            Scope::Device(device) => {
                let own = self.chains.get(&device).into_iter().flat_map(Chain::ids);
                own.chain(self.adoptions.values().flatten()).copied().collect()
            }
        };
        self.conclude(&ids, &mut touched);
        self.rebuild(&touched);
        fallen
    }

    /// Asks the live branches about every entry of a chain, each after its predecessor.
    fn ask_about(&mut self, chain: &mut Chain) {
        let live = self.identity.live();
        let mut claimed = chain::Claimed::default();
        for id in chain.stem() {
            let judged = self.entries.get_mut(id).expect("what stands in a chain is held");
            judged.authority = authority::ask(judged.entry.header(), *id, chain, live, claimed);
            claimed = authority::claim(judged.entry.header(), live, claimed);
        }
        let mut claimed_at = BTreeMap::from([(chain.stem().last().copied(), claimed)]);
        for id in chain.ids().skip(chain.stem().len()) {
            let judged = self.entries.get_mut(id).expect("what stands in a chain is held");
            let header = judged.entry.header();
            let before = claimed_at.get(&header.previous).copied().unwrap_or_default();
            judged.authority = authority::ask(header, *id, chain, live, before);
            claimed_at.insert(Some(*id), authority::claim(header, live, before));
        }
        chain.set_claimed(claimed);
    }

    /// Asks about every entry that adopts another, once all others were asked about.
    fn ask_adopters(&mut self) {
        let adopters: Vec<Digest> = self.adoptions.values().flatten().copied().collect();
        for id in adopters {
            let verdict = self.ask_adopter(&id);
            self.entries.get_mut(&id).expect("adopters are held").authority.verdict = verdict;
        }
    }

    fn ask_adopter(&self, id: &Digest) -> ItemVerdict {
        let judged = &self.entries[id];
        let (header, live) = (judged.entry.header(), self.identity.live());
        let Some(adopted) = header.adopts.filter(|_| judged.authority.counts.count() == live.len()) else {
            return judged.authority.verdict;
        };
        let named = self.entries.get(&adopted.id);
        let named = named.map(|named| (named.entry.header(), named.authority.counts));
        authority::ask_adoption(header, &adopted.device, named, live)
    }

    /// Draws the verdicts from what the branches said; notes the documents that have other members now.
    fn conclude(&mut self, ids: &[Digest], touched: &mut Touched) {
        for id in ids {
            let judged = &self.entries[id];
            let (header, kind) = (judged.entry.header(), judged.entry.header().kind);
            let is_covered = header.address.is_erasable()
                && matches!(kind, EntryKind::Change | EntryKind::Unknown(_))
                && self.is_erased(&header.address);
            let verdict = match judged.authority.verdict {
                ItemVerdict::Valid if is_covered => ItemVerdict::Erased,
                ItemVerdict::Valid => judged.own,
                other => other,
            };
            let is_member = kind == EntryKind::Change && verdict == ItemVerdict::Valid;
            if is_member != judged.is_member {
                touched.extend([header.address.clone()]);
            }
            let judged = self.entries.get_mut(id).expect("it was looked at just now");
            if !(is_member && judged.is_member) {
                judged.verdict = verdict;
            }
            judged.is_member = is_member;
        }
    }

    /// Adds the next entry of a chain that is not forked.
    fn append(&mut self, entry: Arc<Entry<Verified>>) -> Vec<Arc<Entry<Verified>>> {
        let (id, header) = (entry.id(), entry.header());
        let (address, device) = (header.address.clone(), header.device);
        if header.kind == EntryKind::Erase || self.adoptions.contains_key(&id) {
            return self.rejudge(Scope::All, vec![entry]);
        }
        let live = self.identity.live();
        let chain = self.chains.entry(device).or_default();
        let before = chain.claimed();
        chain.push(id, authority::claim(header, live, before));
        let asked = authority::ask(header, id, chain, live, before);
        self.index(&entry);
        self.entries.insert(id, Judged { authority: asked, ..Judged::unasked(Arc::clone(&entry)) });
        let verdict = self.ask_adopter(&id);
        self.entries.get_mut(&id).expect("it came in just now").authority.verdict = verdict;
        self.digest = OnceLock::new();
        self.conclude(&[id], &mut Touched::default());
        if !self.entries[&id].is_member {
            return Vec::new();
        }
        let held = self
            .documents
            .entry(address.clone())
            .or_insert_with(|| Arc::new(Held::of(Document::new(address.collection()))));
        let held = Arc::make_mut(held);
        held.digest = OnceLock::new();
        match held.document.extend(id, actor_of(entry.header()), change_of(&entry)) {
            Extension::Settled(outcome) => self.set_outcome(&id, &outcome),
            Extension::NeedsRebuild => self.rebuild(&Touched::from([address])),
        }
        Vec::new()
    }

    /// Notes what an entry that comes in says of others.
    fn index(&mut self, entry: &Entry<Verified>) {
        let header = entry.header();
        if let Some(adopted) = header.adopts {
            self.adoptions.entry(adopted.id).or_default().insert(entry.id());
        }
        if header.kind == EntryKind::Erase {
            self.erases.entry(header.address.clone()).or_default().insert(entry.id());
        }
        if entry.is_bare() {
            self.bare.insert(entry.id());
        }
    }

    /// Forgets an entry that lost its standing; says whose document it was part of.
    fn let_go(&mut self, entry: &Entry<Verified>) -> Option<Address> {
        let (id, header) = (entry.id(), entry.header());
        if let Some(adopted) = header.adopts
            && let Some(adopters) = self.adoptions.get_mut(&adopted.id)
        {
            adopters.remove(&id);
            if adopters.is_empty() {
                self.adoptions.remove(&adopted.id);
            }
        }
        if let Some(erases) = self.erases.get_mut(&header.address) {
            erases.remove(&id);
            if erases.is_empty() {
                self.erases.remove(&header.address);
            }
        }
        self.bare.remove(&id);
        let gone = self.entries.remove(&id)?;
        gone.is_member.then(|| header.address.clone())
    }

    /// Builds documents anew from the entries that are members of them.
    fn rebuild(&mut self, touched: &Touched) {
        if touched.is_empty() {
            return;
        }
        let mut members: BTreeMap<&Address, Vec<Arc<Entry<Verified>>>> =
            touched.iter().map(|address| (address, Vec::new())).collect();
        for judged in self.entries.values().filter(|judged| judged.is_member) {
            if let Some(members) = members.get_mut(&judged.entry.header().address) {
                members.push(Arc::clone(&judged.entry));
            }
        }
        for (address, members) in members {
            if members.is_empty() {
                self.documents.remove(address);
                continue;
            }
            let changes =
                members.iter().map(|entry| (entry.id(), actor_of(entry.header()), change_of(entry)));
            let (document, outcomes) = Document::from_changes(address.collection(), changes);
            self.documents.insert(address.clone(), Arc::new(Held::of(document)));
            for (id, outcome) in &outcomes {
                self.set_outcome(id, outcome);
            }
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
    fn of(document: Document) -> Self {
        Self { document, digest: OnceLock::new() }
    }

    /// SHA-256 over heads and content as canonical JSON.
    fn digest(&self) -> Digest {
        *self.digest.get_or_init(|| {
            let content = Value::Object(self.document.content().clone().into_iter().collect());
            let heads = self.document.heads().concat();
            Digest::of(&[&(heads.len() as u64).to_be_bytes(), &heads, &to_jcs(&content)])
        })
    }
}

impl Judged {
    /// An entry that no branch was asked about yet.
    fn unasked(entry: Arc<Entry<Verified>>) -> Self {
        let authority = Authority {
            verdict: ItemVerdict::Rejected(Rejection::NotAuthorised),
            counts: Branches::default(),
        };
        Self { own: own_verdict(&entry), entry, authority, is_member: false, verdict: authority.verdict }
    }
}

/// Which chains an arrival touches.
#[derive(Clone, Copy, Debug)]
enum Scope {
    /// Every one: the identity moved.
    All,
    /// That of one device.
    Device(PublicKey),
}

impl Scope {
    fn covers(&self, device: &PublicKey) -> bool {
        match self {
            Self::All => true,
            Self::Device(one) => one == device,
        }
    }
}

/// The addresses of documents whose members are others than before.
type Touched = BTreeSet<Address>;

/// What kind and body say of an entry, whoever speaks; a change's soundness is its document's to say.
fn own_verdict(entry: &Entry<Verified>) -> ItemVerdict {
    let address = &entry.header().address;
    match entry.header().kind {
        EntryKind::Change => ItemVerdict::Valid,
        EntryKind::Erase if address.is_erasable() => ItemVerdict::Valid,
        EntryKind::Erase => ItemVerdict::Rejected(Rejection::NotErasable),
        EntryKind::Heads if address.as_str() == HEADS_ADDRESS && Heads::parse(entry.body()).is_ok() => {
            ItemVerdict::Valid
        }
        EntryKind::Heads => ItemVerdict::Rejected(Rejection::BadBody),
        EntryKind::Unknown(_) => ItemVerdict::UnknownKind,
    }
}

fn to_item(entry: Arc<Entry<Verified>>) -> Item {
    Item::Entry(Box::new(Arc::unwrap_or_clone(entry)))
}

/// What Automerge is handed of an entry.
fn change_of(entry: &Entry<Verified>) -> Body<'_> {
    match entry.shared_body() {
        Some(body) if !entry.header().address.is_erasable() => Body::Shared(body),
        _ => Body::Borrowed(entry.change()),
    }
}

/// The Automerge actor that an entry's change must carry.
fn actor_of(header: &Header) -> [u8; 16] {
    let device = header.adopts.map_or(header.device, |adopted| adopted.device);
    automerge_guard::actor(&header.organisation, &device, header.address.as_str())
}

/// The newest version on the one live branch, if there is one, and whether a device may write or assert there.
#[must_use]
pub fn speaks_for(identity: &Identity, device: &PublicKey) -> Option<(VersionRef, Option<Capability>)> {
    let [branch] = identity.live() else { return None };
    let listed = branch.tip().document().devices.get(device);
    let is_retired = branch.retirement(device).is_some();
    let may_speak = !is_retired && !branch.tip().is_deactivated();
    let capability = listed.filter(|_| may_speak).and_then(|listed| {
        [Capability::Assert, Capability::Write].into_iter().find(|capability| listed.may(*capability))
    });
    Some((*branch.tip().version(), capability))
}
