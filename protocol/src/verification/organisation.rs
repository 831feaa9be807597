//! One organisation as the evidence shows it: its log on one branch, its newest statement, its documents.

use std::collections::BTreeMap;

use crate::anchors::Anchors;
use crate::attestation::{CredentialError, StatusAct};
use crate::automerge_guard;
use crate::digest::Digest;
use crate::document::{Document, Outcome};
use crate::entry::{Address, Entry, EntryKind, Verified};
use crate::evidence::Evidence;
use crate::heads::{HEADS_ADDRESS, Heads, document_leaf};
use crate::identity::line::Line;
use crate::identity::{Branch, Capability, Identity};
use crate::key::PublicKey;
use crate::organisation::OrganisationId;
use crate::time::Timestamp;
use crate::tree;
use crate::verification::{AsOf, BrokenProof, CLOCK_TOLERANCE_MS, Doubt, Verdict};

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
        let statement = evidence
            .heads
            .iter()
            .filter(|entry| entry.header().organisation == organisation)
            .max_by_key(|entry| entry.header().recency(entry.id()))
            .ok_or(Verdict::Indeterminate(Doubt::Missing {
                part: "the issuer's statement of how far it has spoken",
            }))?;
        let broken = || Verdict::BadSignature(BrokenProof::Statement);
        let statement = statement.clone().verify().map_err(|_| broken())?;
        let header = statement.header();
        let is_heads = header.kind == EntryKind::Heads && header.address.as_str() == HEADS_ADDRESS;
        let is_authorised =
            branch.authorises(&header.device, &header.version, header.sequence, header.capability());
        if !is_heads || !is_authorised {
            return Err(broken());
        }
        let stated_at = header.time;
        if stated_at > as_of.known_at.plus_millis(CLOCK_TOLERANCE_MS) {
            return Err(Verdict::Indeterminate(Doubt::StatementFromTheFuture { stated: stated_at }));
        }
        let heads = Heads::parse(statement.body()).map_err(|_| broken())?;
        Ok(Self { organisation, branch, heads, stated_at })
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
        self.branch.lines().iter().any(|line| {
            line.document().devices.get(device).is_some_and(|listed| listed.may(Capability::Assert))
        })
    }

    /// Checks that the statement is not older than the verifier allows.
    pub(super) fn check_fresh(&self, anchors: &Anchors, as_of: AsOf) -> Result<(), Verdict> {
        let stated = self.stated_at.day();
        let limit_days = anchors.statement_age_days_max();
        if as_of.known_at.day().days_since(stated) > i64::from(limit_days) {
            return Err(Verdict::StatusStale { stated, limit_days });
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
        if outcomes.values().any(|outcome| !matches!(outcome, Outcome::Taken)) {
            return Err(Verdict::BadSignature(BrokenProof::Entry));
        }
        Ok(Stated { document })
    }

    fn check_entry(&self, entry: &Entry<Verified>, address: &Address) -> Result<(), Verdict> {
        let header = entry.header();
        let is_ours = header.organisation == self.organisation
            && header.address == *address
            && header.kind == EntryKind::Change;
        let is_authorised =
            self.branch.authorises(&header.device, &header.version, header.sequence, header.capability());
        if is_ours && is_authorised { Ok(()) } else { Err(Verdict::BadSignature(BrokenProof::Entry)) }
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
            return Err(Verdict::Conflict);
        }
        self.document
            .content()
            .get("content")
            .and_then(|content| content.as_str())
            .map(str::to_owned)
            .ok_or(Verdict::Indeterminate(Doubt::Missing { part: "the content of a document" }))
    }

    /// The status acts, oldest first.
    pub(super) fn acts(&self) -> Result<Vec<StatusAct>, CredentialError> {
        let content = self.document.content();
        let mut acts = content
            .iter()
            .filter(|(key, _)| key.starts_with("event/"))
            .map(|(_, value)| StatusAct::parse(value.as_str().unwrap_or_default()))
            .collect::<Result<Vec<_>, _>>()?;
        acts.sort_by(|a, b| (a.recorded, a.effective, &a.reason).cmp(&(b.recorded, b.effective, &b.reason)));
        Ok(acts)
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
