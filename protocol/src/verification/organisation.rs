//! One organisation as evidence or register show it: its log on one branch, its newest statement, its documents.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::anchors::Anchors;
use crate::automerge_guard;
use crate::digest::Digest;
use crate::document::{Document, Outcome, events};
use crate::entry::{Address, Entry, EntryError, EntryKind, Header, Verified};
use crate::evidence::Evidence;
use crate::heads::{HEADS_ADDRESS, Heads, document_leaf, documents_root};
use crate::identity::line::{Line, RetirementReason, VersionRef};
use crate::identity::{Branch, Identity};
use crate::key::PublicKey;
use crate::organisation::OrganisationId;
use crate::status::{StatusAct, StatusError};
use crate::time::Timestamp;
use crate::tree;
use crate::verification::hearing::Source;
use crate::verification::register::Kept;
use crate::verification::{AsOf, BrokenProof, CLOCK_TOLERANCE_MS, Contradiction, Doubt, Lacking, Verdict};

/// An organisation whose log and newest statement were checked.
pub(crate) struct Witness {
    organisation: OrganisationId,
    /// The branch that counts.
    branch: Branch,
    heads: Heads,
    stated_at: Timestamp,
    /// In a register: the documents that the statement covers; none when the register holds others than it states.
    covered: BTreeSet<Address>,
}

/// A set-once document that was checked against the statement.
pub(super) struct Stated<'e> {
    document: Cow<'e, Document>,
    /// When its first entry says that it was written, and when the version is from under which it was.
    written: (Timestamp, Timestamp),
}

impl Witness {
    /// Checks an organisation's log and statement.
    pub(super) fn hear(
        source: Source<'_>,
        organisation: OrganisationId,
        anchors: &Anchors,
        as_of: AsOf,
    ) -> Result<Self, Verdict> {
        let identity = match source {
            Source::Evidence(evidence) => read_log(evidence, organisation)?,
            Source::Register(register) => {
                let kept = register.kept(organisation);
                kept.ok_or(Verdict::Indeterminate(Doubt::Missing { part: Lacking::Log }))?
                    .ledger
                    .identity()
                    .clone()
            }
        };
        let branches = identity.branches();
        let branch = match anchors.pin(organisation) {
            // A pin is followed wherever it leads, even on a branch that others hold beaten.
            Some(pin) => {
                let all = identity.all_branches();
                let holding: Vec<_> = all.into_iter().filter(|branch| branch.holds(pin)).collect();
                let live: Vec<_> = branches.iter().filter(|branch| branch.holds(pin)).cloned().collect();
                match (live.as_slice(), holding.as_slice()) {
                    ([one], _) | ([], [one]) => one.clone(),
                    ([], []) => {
                        return Err(Verdict::Indeterminate(Doubt::PinnedVersionMissing { organisation }));
                    }
                    _ => return Err(Verdict::Indeterminate(Doubt::IssuerDisputed { organisation })),
                }
            }
            None => match branches.as_slice() {
                [one] => one.clone(),
                _ => return Err(Verdict::Indeterminate(Doubt::IssuerDisputed { organisation })),
            },
        };
        let broken = || Verdict::BadSignature(BrokenProof::Statement);
        let mut statements = Vec::new();
        for entry in statements_of(source, organisation) {
            let entry = entry.map_err(|_| broken())?;
            let header = entry.header();
            let is_heads = header.kind == EntryKind::Heads && header.address.as_str() == HEADS_ADDRESS;
            let is_authorised =
                branch.authorises(&header.device, &header.version, header.sequence, header.capability());
            if !is_heads || !is_authorised {
                return Err(broken());
            }
            let heads = Heads::parse(entry.body()).map_err(|_| broken())?;
            statements.push((header.recency(entry.id()), header.time, heads));
        }
        statements.sort_by_key(|(recency, ..)| *recency);
        let (_, stated_at, heads) =
            statements.pop().ok_or(Verdict::Indeterminate(Doubt::Missing { part: Lacking::Statement }))?;
        if stated_at > as_of.now.plus_millis(CLOCK_TOLERANCE_MS) {
            return Err(Verdict::Indeterminate(Doubt::StatementFromTheFuture { stated: stated_at }));
        }
        if statements.iter().any(|(.., older)| older.contradicts(&heads)) {
            return Err(Verdict::Conflict(Contradiction::TwoRegisters));
        }
        let covered = match source {
            Source::Evidence(_) => BTreeSet::new(),
            Source::Register(register) => {
                register.kept(organisation).map(|kept| covered(kept, &heads)).unwrap_or_default()
            }
        };
        Ok(Self { organisation, branch, heads, stated_at, covered })
    }

    /// Whose words these are.
    pub(crate) fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    pub(crate) fn stated_at(&self) -> Timestamp {
        self.stated_at
    }

    /// In a register: whether its documents are those that the newest statement covers.
    pub(crate) fn states_documents(&self) -> bool {
        self.heads.documents == self.covered.len() as u64
    }

    /// How many versions the branch has.
    pub(crate) fn versions(&self) -> u32 {
        self.branch.tip().version().number
    }

    /// Whether a version of the branch lists the device as one that asserts.
    pub(crate) fn may_assert(&self, device: &PublicKey) -> bool {
        self.branch.may_assert(device)
    }

    /// Why a device speaks no more, if it does not.
    pub(super) fn retired(&self, device: &PublicKey) -> Option<RetirementReason> {
        self.branch.retirement(device).map(|retirement| retirement.reason)
    }

    /// Checks that the statement is not older than the verifier allows.
    pub(super) fn check_fresh(&self, name: &str, anchors: &Anchors, as_of: AsOf) -> Result<(), Verdict> {
        let stated = self.stated_at.day();
        let limit_days = anchors.statement_age_days_max();
        if as_of.known_at.day().days_since(stated) > i64::from(limit_days) {
            return Err(Verdict::StatusStale { name: name.to_owned(), stated, limit_days });
        }
        Ok(())
    }

    /// Checks a set-once document: every entry signed, authorised, in its chain, and none left out.
    pub(super) fn document<'e>(&self, source: Source<'e>, address: &Address) -> Result<Stated<'e>, Verdict> {
        match source {
            Source::Evidence(evidence) => self.document_in(evidence, address),
            Source::Register(register) => self.document_kept(register.kept(self.organisation), address),
        }
    }

    /// The register made the document of its valid entries, when it took them in.
    fn document_kept<'e>(&self, kept: Option<&Kept<'e>>, address: &Address) -> Result<Stated<'e>, Verdict> {
        let missing = || Verdict::Indeterminate(Doubt::Missing { part: Lacking::Document });
        let kept = kept.ok_or_else(missing)?;
        let document = kept.ledger.document(address).ok_or_else(missing)?;
        let entries: Vec<_> = kept.valid_at(address, EntryKind::Change).collect();
        for entry in &entries {
            self.check_entry(entry, address)?;
        }
        let written = self.first_written(entries.iter().map(|entry| entry.header())).ok_or_else(missing)?;
        if !self.covered.contains(address) {
            return Err(Verdict::Indeterminate(Doubt::StatusWithheld));
        }
        Ok(Stated { document: Cow::Borrowed(document), written })
    }

    fn document_in(&self, evidence: &Evidence, address: &Address) -> Result<Stated<'static>, Verdict> {
        let missing = || Verdict::Indeterminate(Doubt::Missing { part: Lacking::Document });
        let shown = evidence
            .documents
            .iter()
            .find(|shown| shown.organisation == self.organisation && shown.address == *address)
            .ok_or_else(missing)?;
        if shown.entries.is_empty() {
            return Err(missing());
        }
        let mut entries = Vec::new();
        let mut stated_ids = Vec::new();
        for proven in &shown.entries {
            let entry =
                proven.entry.clone().verify().map_err(|_| Verdict::BadSignature(BrokenProof::Entry))?;
            self.check_entry(&entry, address)?;
            if self.heads.covers(entry.header()) {
                self.check_in_chain(&entry, &proven.path)?;
                stated_ids.push(entry.id());
            }
            entries.push(entry);
        }
        stated_ids.sort_unstable();
        stated_ids.dedup();
        let place = shown.place.as_ref().ok_or(Verdict::Indeterminate(Doubt::StatusWithheld))?;
        let leaf = document_leaf(address, &stated_ids);
        if !tree::holds(&leaf, place.index, self.heads.documents, &place.path, &self.heads.root) {
            return Err(Verdict::Indeterminate(Doubt::StatusWithheld));
        }
        let written = self.first_written(entries.iter().map(Entry::header));
        let changes = entries.iter().map(|entry| {
            let header = entry.header();
            let device = header.adopts.map_or(header.device, |adopted| adopted.device);
            (
                entry.id(),
                automerge_guard::actor(&header.organisation, &device, address.as_str()),
                entry.body(),
            )
        });
        let (document, outcomes): (Document, BTreeMap<Digest, Outcome>) =
            Document::from_changes(address.collection(), changes);
        if outcomes.values().any(|outcome| !matches!(outcome, Outcome::Taken | Outcome::Duplicate { .. })) {
            return Err(Verdict::BadSignature(BrokenProof::Entry));
        }
        Ok(Stated { document: Cow::Owned(document), written: written.ok_or_else(missing)? })
    }

    fn first_written<'h>(&self, headers: impl Iterator<Item = &'h Header>) -> Option<(Timestamp, Timestamp)> {
        let first = headers.min_by_key(|header| (header.version.number, header.time))?;
        Some((first.time, self.version_time(&first.version)))
    }

    fn version_time(&self, version: &VersionRef) -> Timestamp {
        let line = self.branch.lines().iter().find(|line| line.version() == version);
        line.map_or(self.stated_at, |line| line.time())
    }

    fn check_entry(&self, entry: &Entry<Verified>, address: &Address) -> Result<(), Verdict> {
        let header = entry.header();
        let is_ours = header.organisation == self.organisation
            && header.address == *address
            && header.kind == EntryKind::Change;
        let is_authorised =
            self.branch.authorises(&header.device, &header.version, header.sequence, header.capability());
        if is_ours && is_authorised {
            return Ok(());
        }
        let cut = self.branch.retirement(&header.device).map(|retirement| retirement.sequence);
        let is_beyond = cut.is_some_and(|cut| header.sequence > cut);
        Err(Verdict::BadSignature(if is_ours && is_beyond {
            BrokenProof::Retired
        } else {
            BrokenProof::Entry
        }))
    }

    fn check_in_chain(&self, entry: &Entry<Verified>, path: &[Digest]) -> Result<(), Verdict> {
        let header = entry.header();
        let end = &self.heads.devices[&header.device];
        if tree::holds(&entry.id(), header.sequence - 1, end.sequence, path, &end.tree_head) {
            Ok(())
        } else {
            Err(Verdict::BadSignature(BrokenProof::Statement))
        }
    }
}

impl Stated<'_> {
    /// The `content`, which must be there once.
    pub(super) fn content(&self) -> Result<String, Verdict> {
        if !self.document.conflicts().is_empty() {
            return Err(Verdict::Conflict(Contradiction::TwoContents));
        }
        self.document
            .content()
            .get("content")
            .and_then(|content| content.as_str())
            .map(str::to_owned)
            .ok_or(Verdict::Indeterminate(Doubt::Missing { part: Lacking::Content }))
    }

    /// The values of its `event/…` keys, by name.
    pub(super) fn events(&self) -> impl Iterator<Item = (&str, &str)> {
        events(self.document.content())
    }

    /// The status acts.
    pub(super) fn acts(&self) -> Result<Vec<StatusAct>, StatusError> {
        StatusAct::all_in(self.document.content()).collect()
    }

    /// When it was written by its writer's clock, and when the identity version is from under which it was written.
    pub(super) fn written(&self) -> (Timestamp, Timestamp) {
        self.written
    }
}

/// The statements of heads, each with its signature checked.
fn statements_of<'e>(
    source: Source<'e>,
    organisation: OrganisationId,
) -> Box<dyn Iterator<Item = Result<Cow<'e, Entry<Verified>>, EntryError>> + 'e> {
    match source {
        Source::Evidence(evidence) => {
            let theirs =
                evidence.heads.iter().filter(move |entry| entry.header().organisation == organisation);
            Box::new(theirs.map(|entry| entry.clone().verify().map(Cow::Owned)))
        }
        Source::Register(register) => {
            let address = Address::parse(HEADS_ADDRESS).expect("it is an address");
            let kept = register.kept(organisation).into_iter();
            let stated: Vec<_> = kept.flat_map(|kept| kept.valid_at(&address, EntryKind::Heads)).collect();
            Box::new(stated.into_iter().map(|entry| Ok(Cow::Borrowed(&**entry))))
        }
    }
}

/// The set-once documents under a statement, if chains and documents of the register are what it states.
fn covered(kept: &Kept<'_>, heads: &Heads) -> BTreeSet<Address> {
    let is_in_chain = heads.devices.iter().all(|(device, end)| {
        let place = usize::try_from(end.sequence).ok().and_then(|sequence| sequence.checked_sub(1));
        place.and_then(|place| kept.ledger.chain(device).get(place)) == Some(&end.id)
    });
    let leaves = kept.ledger.set_once_leaves(Some(heads));
    let is_stated = leaves.len() as u64 == heads.documents && documents_root(&leaves) == heads.root;
    if is_in_chain && is_stated { leaves.into_keys().collect() } else { BTreeSet::new() }
}

fn read_log(evidence: &Evidence, organisation: OrganisationId) -> Result<Identity, Verdict> {
    let lines = evidence
        .logs
        .get(&organisation)
        .ok_or(Verdict::Indeterminate(Doubt::Missing { part: Lacking::Log }))?;
    let broken = || Verdict::BadSignature(BrokenProof::Log);
    let mut parsed =
        lines.iter().map(|line| Line::parse(line).map_err(|_| broken())).collect::<Result<Vec<_>, _>>()?;
    parsed.sort_by_key(|line| (line.version().number, line.id()));
    let mut parsed = parsed.into_iter();
    let first = parsed.next().ok_or_else(broken)?;
    let mut identity = Identity::found(first).map_err(|_| broken())?;
    for line in parsed {
        identity.admit(line).map_err(|_| broken())?;
    }
    if identity.organisation() == organisation { Ok(identity) } else { Err(broken()) }
}
