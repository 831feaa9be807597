//! A place of the federation: a directory, its clock, and what it thinks of its peers.

use std::collections::{BTreeMap, BTreeSet};

use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::item::{ITEM_BYTES_MAX, Item};
use protocol::reconcile::Universe;
use protocol::time::Timestamp;

use super::hostile::Hostile;
use crate::story::World;

/// The bytes of all items that any directory holds, kept once for all of them.
#[derive(Default)]
pub(super) struct Record {
    pub(super) bytes: BTreeMap<Digest, Vec<u8>>,
    /// Those that an honest directory accepted at some time.
    pub(super) stood: BTreeSet<Digest>,
}

pub(super) struct Place {
    /// The directory, and what was said here.
    pub(super) world: World,
    /// What this place's clock shows.
    pub(super) now: Timestamp,
    /// None at an honest place.
    pub(super) hostile: Option<Hostile>,
    strikes: BTreeMap<usize, u32>,
    /// By peer: ids that it named and never gave.
    vain: BTreeMap<usize, BTreeMap<Digest, u32>>,
}

/// What became of bytes that were offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Accepted,
    Known,
    Staged,
    Declined,
    Refused(String),
}

impl Place {
    pub(super) fn new(now: Timestamp, hostile: Option<Hostile>) -> Self {
        Self { world: World::default(), now, hostile, strikes: BTreeMap::new(), vain: BTreeMap::new() }
    }

    pub(super) fn is_honest(&self) -> bool {
        self.hostile.is_none()
    }

    /// Offers bytes that came from outside, as a node does.
    pub(super) fn admit(&mut self, bytes: &[u8], record: &mut Record) -> Outcome {
        if bytes.len() > ITEM_BYTES_MAX {
            return Outcome::Refused(format!("an item of {} bytes", bytes.len()));
        }
        let item = match Item::parse(bytes) {
            Ok(item) => item,
            Err(error) => return Outcome::Refused(error.to_string()),
        };
        if item.time() > self.now.plus_millis(FUTURE_TOLERANCE_MS) {
            return Outcome::Declined;
        }
        if let Some(hostile) = &mut self.hostile {
            hostile.hear(bytes);
        }
        match self.world.directory.admit(item) {
            Answer::Accepted { came_in } => {
                for item in came_in {
                    if self.is_honest() {
                        record.stood.insert(item.id);
                    }
                    record.bytes.insert(item.id, item.bytes);
                }
                Outcome::Accepted
            }
            Answer::Known => Outcome::Known,
            Answer::Staged(_) => Outcome::Staged,
            Answer::Declined(_) => Outcome::Declined,
            Answer::Refused(why) => Outcome::Refused(why.to_string()),
        }
    }

    /// Records what was said here since; returns it.
    pub(super) fn said_since(&self, known: usize, record: &mut Record) -> Vec<Vec<u8>> {
        let said: Vec<(Digest, Vec<u8>)> =
            self.world.items[known..].iter().map(|item| (item.id(), item.to_bytes())).collect();
        for (id, bytes) in &said {
            record.bytes.insert(*id, bytes.clone());
            if self.is_honest() {
                record.stood.insert(*id);
            }
        }
        said.into_iter().map(|(_, bytes)| bytes).collect()
    }

    /// The directory that a peer is shown.
    pub(super) fn directory_for(&self, peer: usize) -> &Directory {
        self.hostile.as_ref().and_then(|hostile| hostile.view(peer)).unwrap_or(&self.world.directory)
    }

    /// The set that a peer is shown.
    pub(super) fn universe_for(&self, peer: usize) -> Universe {
        let universe = self.directory_for(peer).universe().clone();
        match &self.hostile {
            Some(hostile) => hostile.claimed(universe),
            None => universe,
        }
    }

    pub(super) fn withholds(&self, id: &Digest) -> bool {
        self.hostile.as_ref().is_some_and(|hostile| hostile.withholds(id))
    }

    /// Counts a refused item against a peer; says whether that was once too often.
    pub(super) fn strike(&mut self, peer: usize) -> bool {
        let strikes = self.strikes.entry(peer).or_default();
        *strikes += 1;
        *strikes >= STRIKES_MAX
    }

    pub(super) fn shuns(&self, peer: usize) -> bool {
        self.is_honest() && self.strikes.get(&peer).is_some_and(|strikes| *strikes >= STRIKES_MAX)
    }

    /// Whom this place has counted anything against.
    pub(super) fn accused(&self) -> impl Iterator<Item = usize> + '_ {
        self.strikes.keys().copied()
    }

    /// Of ids that a peer named, those that it did not name in vain twice before.
    pub(super) fn worth_asking(&mut self, peer: usize, ids: Vec<Digest>) -> Vec<Digest> {
        let asked = self.vain.entry(peer).or_default();
        if asked.len() > VAIN_MAX {
            asked.clear();
        }
        let mut worth = Vec::new();
        for id in ids {
            let times = asked.entry(id).or_default();
            *times += 1;
            if *times <= 2 || times.is_multiple_of(4) {
                worth.push(id);
            }
        }
        worth
    }
}

const FUTURE_TOLERANCE_MS: u64 = 10 * 60 * 1000;
const STRIKES_MAX: u32 = 3;
const VAIN_MAX: usize = 4_096;
