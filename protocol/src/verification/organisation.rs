//! One organisation as the evidence shows it: its log on one branch, its newest statement, its documents.

use std::collections::BTreeMap;

use crate::anchors::Anchors;
use crate::automerge_guard;
use crate::digest::Digest;
use crate::document::{Document, Outcome};
use crate::entry::{Address, Entry, EntryKind, Verified};
use crate::evidence::Evidence;
use crate::heads::{HEADS_ADDRESS, Heads, document_leaf};
use crate::identity::line::{Line, RetirementReason, VersionRef};
use crate::identity::{Branch, Identity};
use crate::key::PublicKey;
use crate::organisation::OrganisationId;
use crate::status::{StatusAct, StatusError};
use crate::time::Timestamp;
use crate::tree;
use crate::verification::{AsOf, BrokenProof, CLOCK_TOLERANCE_MS, Contradiction, Doubt, Verdict};

/// An organisation whose log and newest statement were checked.
pub(super) struct Witness {
    organisation: OrganisationId,
    /// The branch that counts.
    branch: Branch,
    heads: Heads,
    stated_at: Timestamp,
}

/// A set-once document that was checked against the statement.
pub(super) struct Stated {
    document: Document,
    /// When its first entry says that it was written, and when the version is from under which it was.
    written: (Timestamp, Timestamp),
}

impl Witness {
    /// Checks an organisation's log and statement.
    pub(super) fn hear(
        evidence: &Evidence,
        organisation: OrganisationId,
        anchors: &Anchors,
        as_of: AsOf,
    ) -> Result<Self, Verdict> {
        let identity = read_log(evidence, organisation)?;
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
        for entry in evidence.heads.iter().filter(|entry| entry.header().organisation == organisation) {
            let entry = entry.clone().verify().map_err(|_| broken())?;
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
        let (_, stated_at, heads) = statements.pop().ok_or(Verdict::Indeterminate(Doubt::Missing {
            part: "the issuer's statement of how far it has spoken",
        }))?;
        if stated_at > as_of.now.plus_millis(CLOCK_TOLERANCE_MS) {
            return Err(Verdict::Indeterminate(Doubt::StatementFromTheFuture { stated: stated_at }));
        }
        if statements.iter().any(|(.., older)| older.contradicts(&heads)) {
            return Err(Verdict::Conflict(Contradiction::TwoRegisters));
        }
        Ok(Self { organisation, branch, heads, stated_at })
    }

    /// Whose words these are.
    pub(super) fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    pub(super) fn stated_at(&self) -> Timestamp {
        self.stated_at
    }

    /// How many versions the branch has.
    pub(super) fn versions(&self) -> u32 {
        self.branch.tip().version().number
    }

    /// Whether a version of the branch lists the device as one that asserts.
    pub(super) fn may_assert(&self, device: &PublicKey) -> bool {
        self.branch.may_assert(device)
    }

    /// How a device stands today, for readers.
    pub(super) fn device_in_words(&self, device: &PublicKey) -> &'static str {
        match self.branch.retirement(device).map(|retirement| retirement.reason) {
            None => "a device",
            Some(RetirementReason::Left) => "a device that has left since",
            Some(RetirementReason::Compromised) => "a device whose key was compromised since",
        }
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
    pub(super) fn document(&self, evidence: &Evidence, address: &Address) -> Result<Stated, Verdict> {
        let missing =
            || Verdict::Indeterminate(Doubt::Missing { part: "a document that the verdict rests on" });
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
        let first =
            entries.iter().map(Entry::header).min_by_key(|header| (header.version.number, header.time));
        let written = first.map(|header| (header.time, self.version_time(&header.version)));
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
        Ok(Stated { document, written: written.ok_or_else(missing)? })
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

impl Stated {
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
            .ok_or(Verdict::Indeterminate(Doubt::Missing { part: "the content of a document" }))
    }

    /// The values of its `event/…` keys, by name.
    pub(super) fn events(&self) -> impl Iterator<Item = (&str, &str)> {
        let content = self.document.content();
        content.iter().filter_map(|(key, value)| {
            Some((key.strip_prefix("event/")?, value.as_str().unwrap_or_default()))
        })
    }

    /// The status acts.
    pub(super) fn acts(&self) -> Result<Vec<StatusAct>, StatusError> {
        self.events().map(|(name, value)| StatusAct::parse(name, value)).collect()
    }

    /// When it was written by its writer's clock, and when the identity version is from under which it was written.
    pub(super) fn written(&self) -> (Timestamp, Timestamp) {
        self.written
    }
}

fn read_log(evidence: &Evidence, organisation: OrganisationId) -> Result<Identity, Verdict> {
    let lines = evidence
        .logs
        .get(&organisation)
        .ok_or(Verdict::Indeterminate(Doubt::Missing { part: "the log of an organisation" }))?;
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
