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
//! Forks are bounded, or whoever has a key could grow a tree without end: nothing stands behind a beaten line, and a
//! branch goes on behind one fork, not behind two. So there are at most four live branches, and what else stands hangs
//! on them as proof. `docs/spec/verdict.md` shows why the order of arrival has no say in that.
//!
//! The file [`line`] reads and writes one line, [`branch`] says whom a line of descent lets speak; here lines become
//! branches.

pub mod branch;
pub mod line;

use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;

use crate::digest::Digest;
use crate::identity::line::Line;
use crate::key::PublicKey;
use crate::organisation::OrganisationId;

pub use branch::Branch;

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
    /// By number and id, so that what a line may follow is found at once.
    lines: BTreeMap<(u32, Digest), Standing>,
    /// The live branches, in the order of their tips' ids.
    live: Vec<Branch>,
}

#[derive(Clone, Debug)]
struct Standing {
    line: Arc<Line>,
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
    /// It stands now.
    Stands {
        /// Lines that lost their place to it, for good.
        evicted: Vec<Line>,
        /// Whether the live branches are others than before.
        moves_branches: bool,
    },
    /// It stood already, or it can never stand beside what does.
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
        let line = Arc::new(first);
        let live = vec![Branch::of(vec![Arc::clone(&line)])];
        let standing = Standing { line, parent: None, rank: Rank::Routine };
        Ok(Self { organisation, lines: BTreeMap::from([(standing.key(), standing)]), live })
    }

    /// Takes in a line, if a standing line explains it.
    ///
    /// The result depends on the set of lines offered, not on their order, once each has been offered after
    /// its predecessor. Of several proofs of one line the first that came stays: nothing depends on it.
    ///
    /// # Errors
    ///
    /// [`StandingError::NoPredecessor`] when nothing standing leads to it yet; otherwise why it can never stand.
    pub fn admit(&mut self, line: Line) -> Result<Admitted, StandingError> {
        if line.organisation() != self.organisation {
            return Err(StandingError::AnotherOrganisation);
        }
        if self.lines.contains_key(&(line.version().number, line.id())) {
            return Ok(Admitted::Nothing);
        }
        if line.version().number == 1 {
            // A first line that hashes to the SCID is unique, so this one does not.
            line.check_first()?;
            return Err(StandingError::NotFirst);
        }
        let (parent, rank) = self.predecessor_of(&line)?;
        let standing = Standing { line: Arc::new(line), parent: Some(parent), rank };
        let key = standing.key();
        let has_sibling = self.children_of((key.0 - 1, parent)).next().is_some();
        if let ([only], false) = (self.live.as_mut_slice(), has_sibling)
            && only.tip().id() == parent
        {
            only.push(Arc::clone(&standing.line));
            self.lines.insert(key, standing);
            return Ok(Admitted::Stands { evicted: Vec::new(), moves_branches: true });
        }
        self.lines.insert(key, standing);
        let tips_before = self.tips();
        let evicted = self.settle();
        if evicted.iter().any(|lost| lost.id() == key.1) {
            return Ok(Admitted::Nothing);
        }
        Ok(Admitted::Stands { evicted, moves_branches: self.tips() != tips_before })
    }

    /// The organisation.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// Every standing line, by number and id.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.values().map(|standing| &*standing.line)
    }

    /// The live branches, each from the first line to a tip; more than one while the identity is disputed.
    ///
    /// They come in the order of their tips' ids.
    #[must_use]
    pub fn branches(&self) -> Vec<Branch> {
        self.live.clone()
    }

    /// The live branches, at most [`LIVE_MAX`].
    pub(crate) fn live(&self) -> &[Branch] {
        &self.live
    }

    /// Every branch, live or beaten, for a verifier who pinned a version. It walks over all lines.
    #[must_use]
    pub fn all_branches(&self) -> Vec<Branch> {
        let is_tip = |(key, _): &(&(u32, Digest), &Standing)| self.children_of(**key).next().is_none();
        self.lines.iter().filter(is_tip).map(|(_, tip)| self.branch_to(tip)).collect()
    }

    /// Finds out anew which lines stand and which branches are live; hands back what stands no more.
    fn settle(&mut self) -> Vec<Line> {
        let first = *self.lines.keys().next().expect("an organisation has a first line");
        let mut standing = vec![first];
        let mut live_tips = Vec::new();
        // Lines on live branches, each with the forks that its branch passed, itself included.
        let mut reached = vec![(first, 0)];
        while let Some((parent, passed)) = reached.pop() {
            let siblings: Vec<((u32, Digest), Rank)> =
                self.children_of(parent).map(|child| (child.key(), child.rank)).collect();
            let of_rank = |rank| siblings.iter().filter(move |(_, other)| *other == rank).take(SIBLINGS_MAX);
            standing.extend(of_rank(Rank::Routine).chain(of_rank(Rank::Recovery)).map(|(key, _)| *key));
            let counting = siblings.iter().map(|(_, rank)| *rank).max().unwrap_or(Rank::Routine);
            let rivals: Vec<(u32, Digest)> = of_rank(counting).map(|(key, _)| *key).collect();
            let passed = passed + usize::from(rivals.len() > 1);
            match rivals.as_slice() {
                [] => live_tips.push(parent),
                _ if passed > FORKS_PASSED_MAX => live_tips.extend(rivals),
                _ => reached.extend(rivals.into_iter().map(|rival| (rival, passed))),
            }
        }
        standing.sort_unstable();
        let fallen: Vec<(u32, Digest)> =
            self.lines.keys().filter(|key| standing.binary_search(key).is_err()).copied().collect();
        let fallen = fallen.iter().filter_map(|key| self.lines.remove(key));
        let fallen = fallen.map(|lost| Arc::unwrap_or_clone(lost.line)).collect();
        live_tips.sort_unstable_by_key(|(_, id)| *id);
        self.live = live_tips.iter().map(|tip| self.branch_to(&self.lines[tip])).collect();
        fallen
    }

    fn tips(&self) -> Vec<Digest> {
        self.live.iter().map(|branch| branch.tip().id()).collect()
    }

    /// The lines that follow one, by id.
    fn children_of(&self, (number, id): (u32, Digest)) -> impl Iterator<Item = &Standing> {
        let numbered = number.checked_add(1).map(|next| self.numbered(next));
        numbered.into_iter().flatten().filter(move |child| child.parent == Some(id))
    }

    fn numbered(&self, number: u32) -> impl Iterator<Item = &Standing> {
        let lowest = Digest::from_bytes([0; 32]);
        let highest = Digest::from_bytes([0xff; 32]);
        self.lines.range((number, lowest)..=(number, highest)).map(|(_, standing)| standing)
    }

    fn predecessor_of(&self, line: &Line) -> Result<(Digest, Rank), StandingError> {
        let number = line.version().number - 1;
        let previous = self.numbered(number).find(|known| line.follows(&known.line));
        let previous = previous.ok_or(StandingError::NoPredecessor)?;
        let by_recovery = line.check_after(&previous.line)?;
        Ok((previous.line.id(), if by_recovery { Rank::Recovery } else { Rank::Routine }))
    }

    fn branch_to(&self, tip: &Standing) -> Branch {
        let mut path = vec![Arc::clone(&tip.line)];
        let mut step = tip;
        while let Some(parent) = step.parent {
            step = &self.lines[&(step.key().0 - 1, parent)];
            path.push(Arc::clone(&step.line));
        }
        path.reverse();
        Branch::of(path)
    }
}

impl Standing {
    fn key(&self) -> (u32, Digest) {
        (self.line.version().number, self.line.id())
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

/// How many live branches there can be: two behind a fork, and two more at a fork on each of them.
pub const LIVE_MAX: usize = 4;
/// How many siblings of one rank stand.
const SIBLINGS_MAX: usize = 2;
/// How many forks a branch goes on behind.
const FORKS_PASSED_MAX: usize = 1;
