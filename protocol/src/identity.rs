//! An organisation's keys over time: a did:webvh 1.0 log, judged as a set of lines.
//!
//! ```text
//! line 1 ──► line 2 ──► line 3a        each line: proof by its own updateKeys[0],
//!                  └──► line 3b        which its predecessor committed in nextKeyHashes
//! ```
//! `nextKeyHashes` always commits two keys: *recovery* first, *routine* second. Two lines with one
//! predecessor are a **fork**: both stay, as proof of double-dealing. A line by the recovery key beats its
//! siblings by the routine key; equals stay disputed, and every branch through them is *live*.
//!
//! The file [`line`] reads and writes one line; here lines become branches.

pub mod line;

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::digest::Digest;
use crate::identity::line::{Line, Retirement, VersionRef};
use crate::key::PublicKey;
use crate::organisation::OrganisationId;

/// What a device may do for its organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// Writes documents (`capabilityInvocation`).
    Write,
    /// Also writes schemes, accreditations, attestations and vouches, and signs credentials (`assertionMethod`).
    Assert,
    /// Runs a node (`authentication`).
    Authenticate,
}

/// The standing lines of one organisation.
#[derive(Clone, Debug)]
pub struct Identity {
    organisation: OrganisationId,
    lines: BTreeMap<Digest, Standing>,
}

#[derive(Clone, Debug)]
struct Standing {
    line: Line,
    parent: Option<Digest>,
    rank: Rank,
}

/// Which key signed a line. The order is that of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Routine,
    Recovery,
}

/// What became of a line that was offered.
#[derive(Clone, Debug, PartialEq)]
pub enum Admitted {
    /// It stands now; lines that had to give way to it are named.
    Stands {
        /// Lines that lost their place to siblings with lower ids.
        evicted: Vec<Line>,
    },
    /// It stood already, or two siblings with lower ids have its place.
    Nothing,
}

impl Identity {
    /// Begins an organisation with its first line.
    ///
    /// # Errors
    ///
    /// [`StandingError`] when the line is not a first one or does not hash to its SCID.
    pub fn found(first: Line) -> Result<Self, StandingError> {
        first.check_first()?;
        let organisation = first.organisation();
        let standing = Standing { line: first, parent: None, rank: Rank::Routine };
        Ok(Self { organisation, lines: BTreeMap::from([(standing.line.id(), standing)]) })
    }

    /// Takes in a line, if a standing line explains it.
    ///
    /// The result depends on the set of lines offered, not on their order, once each has been offered after
    /// its predecessor. Of siblings with one rank the two lowest ids stand.
    ///
    /// # Errors
    ///
    /// [`StandingError::NoPredecessor`] when nothing standing leads to it yet; otherwise why it can never stand.
    pub fn admit(&mut self, line: Line) -> Result<Admitted, StandingError> {
        if line.organisation() != self.organisation {
            return Err(StandingError::AnotherOrganisation);
        }
        if let Some(known) = self.lines.get_mut(&line.id()) {
            if line.proof_bytes() < known.line.proof_bytes() {
                known.line = line;
                return Ok(Admitted::Stands { evicted: Vec::new() });
            }
            return Ok(Admitted::Nothing);
        }
        if line.version().number == 1 {
            // A first line that hashes to the SCID is unique, so this one does not.
            line.check_first()?;
            return Err(StandingError::NotFirst);
        }
        let (parent, rank) = self.predecessor_of(&line)?;
        let id = line.id();
        self.lines.insert(id, Standing { line, parent: Some(parent), rank });
        let siblings: Vec<Digest> = self
            .lines
            .iter()
            .filter(|(_, other)| other.parent == Some(parent) && other.rank == rank)
            .map(|(id, _)| *id)
            .collect();
        let evicted: Vec<Line> =
            siblings.into_iter().skip(SIBLINGS_MAX).flat_map(|id| self.remove(id)).collect();
        let is_lost = evicted.iter().any(|lost| lost.id() == id);
        if is_lost { Ok(Admitted::Nothing) } else { Ok(Admitted::Stands { evicted }) }
    }

    /// The organisation.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// Every standing line, by id.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.values().map(|standing| &standing.line)
    }

    /// The live branches, each from the first line to a tip; more than one while the identity is disputed.
    ///
    /// They come in the order of their tips' ids.
    #[must_use]
    pub fn branches(&self) -> Vec<Branch<'_>> {
        // Parents of whom a child was signed by the recovery key: it beats the siblings.
        let recovered: BTreeSet<Digest> = self
            .lines
            .values()
            .filter(|standing| standing.rank == Rank::Recovery)
            .filter_map(|standing| standing.parent)
            .collect();
        let is_beaten = |step: &Standing| {
            step.rank == Rank::Routine && step.parent.is_some_and(|parent| recovered.contains(&parent))
        };
        let paths = self.tips().map(|tip| self.path_to(tip));
        let live = paths.filter(|path| !path.iter().any(|step| is_beaten(step)));
        live.map(|path| Branch { lines: path.iter().map(|step| &step.line).collect() }).collect()
    }

    /// Every branch, live or beaten, for questions of standing.
    #[must_use]
    pub fn all_branches(&self) -> Vec<Branch<'_>> {
        let paths = self.tips().map(|tip| self.path_to(tip));
        paths.map(|path| Branch { lines: path.iter().map(|step| &step.line).collect() }).collect()
    }

    /// The lines that no other follows, by id.
    fn tips(&self) -> impl Iterator<Item = &Standing> {
        let parents: BTreeSet<Digest> = self.lines.values().filter_map(|standing| standing.parent).collect();
        self.lines.iter().filter(move |(id, _)| !parents.contains(id)).map(|(_, tip)| tip)
    }

    fn predecessor_of(&self, line: &Line) -> Result<(Digest, Rank), StandingError> {
        let number = line.version().number - 1;
        let candidates = self.lines.iter().filter(|(_, known)| known.line.version().number == number);
        for (id, known) in candidates {
            if line.follows(&known.line) {
                return line
                    .check_after(&known.line)
                    .map(|by_recovery| (*id, if by_recovery { Rank::Recovery } else { Rank::Routine }));
            }
        }
        Err(StandingError::NoPredecessor)
    }

    fn remove(&mut self, id: Digest) -> Vec<Line> {
        let mut removed: Vec<Line> =
            self.lines.remove(&id).map(|standing| standing.line).into_iter().collect();
        let children: Vec<Digest> =
            self.lines.iter().filter(|(_, child)| child.parent == Some(id)).map(|(id, _)| *id).collect();
        for child in children {
            removed.extend(self.remove(child));
        }
        removed
    }

    fn path_to<'a>(&'a self, tip: &'a Standing) -> Vec<&'a Standing> {
        let mut path = vec![tip];
        while let Some(parent) = path.last().and_then(|step| step.parent) {
            path.push(&self.lines[&parent]);
        }
        path.reverse();
        path
    }
}

/// One line of descent, from the first line to a tip.
#[derive(Clone, Debug)]
pub struct Branch<'a> {
    lines: Vec<&'a Line>,
}

impl<'a> Branch<'a> {
    /// The lines, first to last.
    #[must_use]
    pub fn lines(&self) -> &[&'a Line] {
        &self.lines
    }

    /// The last line.
    #[must_use]
    pub fn tip(&self) -> &'a Line {
        self.lines[self.lines.len() - 1]
    }

    /// Whether the branch leads through a version.
    #[must_use]
    pub fn holds(&self, version: &VersionRef) -> bool {
        self.line(version).is_some()
    }

    /// The first retirement of a device on this branch, the one that counts.
    #[must_use]
    pub fn retirement(&self, device: &PublicKey) -> Option<&'a Retirement> {
        self.lines.iter().find_map(|line| line.document().retired.get(device))
    }

    /// Whether a device, speaking under a version, may do this at this place of its chain.
    ///
    /// The version must lie on this branch and list the device with the capability, must not be the one that deactivates
    /// the organisation, and a retirement must not have cut the place off.
    #[must_use]
    pub fn authorises(
        &self,
        device: &PublicKey,
        version: &VersionRef,
        sequence: u64,
        capability: Capability,
    ) -> bool {
        let listed = self
            .line(version)
            .filter(|line| !line.is_deactivated())
            .and_then(|line| line.document().devices.get(device))
            .is_some_and(|listed| listed.may(capability));
        listed && self.retirement(device).is_none_or(|retirement| sequence <= retirement.sequence)
    }

    /// Whether any line of the branch lists the device.
    #[must_use]
    pub fn lists(&self, device: &PublicKey) -> bool {
        self.lines.iter().any(|line| line.document().devices.contains_key(device))
    }

    /// Whether any line of the branch lists the device, and its retirement leaves that place of the chain.
    #[must_use]
    pub fn reaches(&self, device: &PublicKey, sequence: u64) -> bool {
        self.lists(device) && self.retirement(device).is_none_or(|retirement| sequence <= retirement.sequence)
    }

    fn line(&self, version: &VersionRef) -> Option<&'a Line> {
        let index = usize::try_from(version.number).ok()?.checked_sub(1)?;
        self.lines.get(index).copied().filter(|line| line.version() == version)
    }
}

/// Why a line does not stand.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StandingError {
    /// The line belongs to another log.
    #[error("the line belongs to another organisation")]
    AnotherOrganisation,
    /// A first line whose hash is not the SCID.
    #[error("the first line does not hash to the SCID it claims")]
    NotFirst,
    /// A line that must be first, or must not be.
    #[error("the line's parameters do not fit its place in the log")]
    WrongPlace,
    /// No standing line leads to this one (yet).
    #[error("the line's predecessor is not known")]
    NoPredecessor,
    /// The key had not been committed.
    #[error("the line is signed with a key that its predecessor had not committed")]
    KeyNotCommitted,
    /// A routine line that changes the recovery commitment.
    #[error("a routine key cannot change the recovery key")]
    RecoveryChanged,
    /// `versionTime` does not grow.
    #[error("the line is not dated after its predecessor")]
    TimeRegress,
    /// A device key disappeared without a retirement.
    #[error("the device {device} vanished without being retired as compromised")]
    DeviceVanished {
        /// The key.
        device: PublicKey,
    },
    /// A line after the organisation was deactivated.
    #[error("the organisation had been deactivated")]
    Deactivated,
}

/// How many siblings of one rank stand.
const SIBLINGS_MAX: usize = 2;
