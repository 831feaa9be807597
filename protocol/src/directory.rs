//! Everything a node or a home holds: the organisations' ledgers, and what waits outside the set.
//!
//! The set grows through one door, [`Directory::admit`]. An item that nothing in the set explains yet is *staged*:
//! outside the set and its digest, bounded, tried again when its organisation moves on.

use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;

use crate::digest::Digest;
use crate::entry::{Entry, Verified};
use crate::identity::StandingError;
use crate::identity::line::Line;
use crate::item::Item;
use crate::key::PublicKey;
use crate::ledger::{Admission, Gap, Ledger};
use crate::organisation::OrganisationId;
use crate::reconcile::Universe;
use crate::time::Timestamp;
use crate::verdict::ItemVerdict;

/// The directory: a set of items, judged.
#[derive(Clone, Debug)]
pub struct Directory {
    ledgers: BTreeMap<OrganisationId, Ledger>,
    set: BTreeMap<(Timestamp, Digest), OrganisationId>,
    times: BTreeMap<Digest, Timestamp>,
    staged: Staged,
    /// What stood once, and what a retirement asks for beyond a fork: a whole chain may have to wait here.
    shelf: Staged,
}

/// The answer to an item that was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is in the set. These items came in: itself and staged ones that waited for it, each after what explains it.
    Accepted {
        /// To be recorded.
        came_in: Vec<Recorded>,
    },
    /// It was in the set already.
    Known,
    /// It waits for something.
    Staged(Gap),
    /// It is sound, but this program does not carry its like.
    Declined(Declined),
    /// It can never stand.
    Refused(StandingError),
}

/// An item that came in, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The item's id.
    pub id: Digest,
    /// The item as it is stored.
    pub bytes: Vec<u8>,
}

/// Why a sound item is not carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Declined {
    /// Data of persons travels only once erasure is there.
    #[error("documents that can be erased are not carried by this version")]
    Erasable,
    /// Too much waits already.
    #[error("too many items wait for their predecessors; send the predecessors first")]
    TooManyStaged,
}

impl Default for Directory {
    fn default() -> Self {
        Self {
            ledgers: BTreeMap::new(),
            set: BTreeMap::new(),
            times: BTreeMap::new(),
            staged: Staged::with_room(STAGED_MAX, STAGED_PER_ORGANISATION_MAX),
            shelf: Staged::with_room(SHELF_MAX, SHELF_PER_ORGANISATION_MAX),
        }
    }
}

impl Directory {
    /// Takes in an item, and what waited for it.
    pub fn admit(&mut self, item: Item) -> Answer {
        let (organisation, is_line) = (item.organisation(), matches!(item, Item::Line(_)));
        match self.admit_one(item) {
            Answer::Accepted { mut came_in } => {
                if is_line {
                    // Only a line or a way can give back a standing that was lost.
                    for item in self.shelf.take(organisation) {
                        if let Answer::Accepted { came_in: more } = self.admit_one(item) {
                            came_in.extend(more);
                        }
                    }
                }
                self.retry_staged(organisation, &mut came_in);
                Answer::Accepted { came_in }
            }
            Answer::Staged(gap) => {
                let mut came_in = Vec::new();
                if self.bring_in_ways(organisation, &mut came_in) {
                    self.retry_staged(organisation, &mut came_in);
                }
                if came_in.is_empty() { Answer::Staged(gap) } else { Answer::Accepted { came_in } }
            }
            other => other,
        }
    }

    /// The rules by which the verdicts are computed; digests are compared only within one number.
    pub const RULES: u64 = 1;

    /// SHA-256 over the rules and every organisation's digest, in the order of their SCIDs.
    pub fn digest(&mut self) -> Digest {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(b"hanse directory");
        bytes.extend_from_slice(&Self::RULES.to_be_bytes());
        for (organisation, ledger) in &mut self.ledgers {
            bytes.extend_from_slice(organisation.digest().as_bytes());
            bytes.extend_from_slice(ledger.digest().as_bytes());
        }
        Digest::of(&[&bytes])
    }

    /// The organisations, by SCID.
    pub fn ledgers(&self) -> impl Iterator<Item = (&OrganisationId, &Ledger)> {
        self.ledgers.iter()
    }

    /// One organisation.
    #[must_use]
    pub fn ledger(&self, organisation: &OrganisationId) -> Option<&Ledger> {
        self.ledgers.get(organisation)
    }

    /// One organisation's digest.
    pub fn ledger_digest(&mut self, organisation: &OrganisationId) -> Option<Digest> {
        self.ledgers.get_mut(organisation).map(Ledger::digest)
    }

    /// How many items are in the set.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.set.len()
    }

    /// How many items wait outside it.
    #[must_use]
    pub fn staged_count(&self) -> usize {
        self.staged.count() + self.shelf.count()
    }

    /// The set in the order of reconciliation, (time, id).
    pub fn set(&self) -> impl Iterator<Item = (Timestamp, Digest)> + '_ {
        self.set.keys().copied()
    }

    /// The set, ready to be compared with another one.
    #[must_use]
    pub fn universe(&self) -> Universe {
        Universe::from_sorted(self.set.iter().map(|((time, id), organisation)| (*time, *id, *organisation)))
            .expect("a map is sorted")
    }

    /// Those of the ids that are in the set, ordered so that each item comes after what explains it.
    #[must_use]
    pub fn in_order(&self, ids: &[Digest]) -> Vec<Digest> {
        let mut known: Vec<(OrganisationId, u8, u64, Digest)> = ids
            .iter()
            .filter_map(|id| {
                let organisation = *self.set.get(&(*self.times.get(id)?, *id))?;
                let ledger = &self.ledgers[&organisation];
                let (group, place) = match ledger.entry(id) {
                    Some((entry, _)) => (1, entry.header().sequence),
                    None => {
                        let line = ledger.identity().lines().find(|line| line.id() == *id);
                        (0, line.map_or(0, |line| u64::from(line.version().number)))
                    }
                };
                Some((organisation, group, place, *id))
            })
            .collect();
        known.sort_unstable();
        known.into_iter().map(|(_, _, _, id)| id).collect()
    }

    /// The verdict on an item of the set.
    #[must_use]
    pub fn verdict(&self, id: &Digest) -> Option<ItemVerdict> {
        let organisation = self.set.get(&(*self.times.get(id)?, *id))?;
        let ledger = &self.ledgers[organisation];
        match ledger.entry(id) {
            Some((_, verdict)) => Some(verdict),
            None => {
                ledger.identity().lines().find(|line| line.id() == *id).map(|line| ledger.line_verdict(line))
            }
        }
    }

    fn admit_one(&mut self, item: Item) -> Answer {
        match item {
            Item::Line(line) => self.admit_line(*line),
            Item::Entry(entry) => self.admit_entry(*entry),
        }
    }

    fn admit_line(&mut self, line: Line) -> Answer {
        let (id, time, organisation, bytes) = (line.id(), line.time(), line.organisation(), line.to_bytes());
        let admission = match self.ledgers.get_mut(&organisation) {
            Some(ledger) => ledger.admit_line(line.clone()),
            None => match Ledger::found(line.clone()) {
                Ok(ledger) => {
                    self.ledgers.insert(organisation, ledger);
                    Ok(Admission::Accepted { fallen: Vec::new() })
                }
                Err(StandingError::NoPredecessor) => Ok(Admission::Staged(Gap::Line)),
                Err(error) => Err(error),
            },
        };
        match admission {
            Err(error) => Answer::Refused(error),
            Ok(admission) => {
                self.settle(admission, id, time, organisation, bytes, || Item::Line(Box::new(line)))
            }
        }
    }

    fn admit_entry(&mut self, entry: Entry<Verified>) -> Answer {
        let header = entry.header();
        if header.address.is_erasable() {
            return Answer::Declined(Declined::Erasable);
        }
        let (id, time, organisation, bytes) =
            (entry.id(), header.time, header.organisation, entry.to_bytes());
        let entry = Arc::new(entry);
        let admission = match self.ledgers.get_mut(&organisation) {
            Some(ledger) => ledger.admit_entry(Arc::clone(&entry)),
            None => Admission::Staged(Gap::Line),
        };
        self.settle(admission, id, time, organisation, bytes, || Item::Entry(Box::new((*entry).clone())))
    }

    fn settle(
        &mut self,
        admission: Admission,
        id: Digest,
        time: Timestamp,
        organisation: OrganisationId,
        bytes: Vec<u8>,
        item: impl FnOnce() -> Item,
    ) -> Answer {
        match admission {
            Admission::Known => Answer::Known,
            Admission::Staged(gap) => {
                let item = item();
                let is_asked_for = match (&item, self.ledgers.get(&organisation)) {
                    (Item::Entry(entry), Some(ledger)) => ledger.asks_for(entry.header()),
                    _ => false,
                };
                let place = if is_asked_for { &mut self.shelf } else { &mut self.staged };
                if place.hold(item) { Answer::Staged(gap) } else { Answer::Declined(Declined::TooManyStaged) }
            }
            Admission::Accepted { fallen } => {
                self.set.insert((time, id), organisation);
                self.times.insert(id, time);
                self.let_fall(fallen);
                Answer::Accepted { came_in: vec![Recorded { id, bytes }] }
            }
        }
    }

    fn let_fall(&mut self, fallen: Vec<Item>) {
        for item in fallen {
            self.set.remove(&(item.time(), item.id()));
            self.times.remove(&item.id());
            self.shelf.hold(item);
        }
    }

    /// Takes in the ways beyond a fork that a retirement names, if they wait whole; says whether any did.
    fn bring_in_ways(&mut self, organisation: OrganisationId, came_in: &mut Vec<Recorded>) -> bool {
        let Some(ledger) = self.ledgers.get_mut(&organisation) else { return false };
        let (brought, fallen) =
            ledger.admit_ways(|id| self.shelf.entry(id).or_else(|| self.staged.entry(id)));
        for entry in &brought {
            self.staged.drop_waiting(&entry.id());
            self.shelf.drop_waiting(&entry.id());
            self.set.insert((entry.header().time, entry.id()), organisation);
            self.times.insert(entry.id(), entry.header().time);
            came_in.push(Recorded { id: entry.id(), bytes: entry.to_bytes() });
        }
        self.let_fall(fallen);
        !brought.is_empty()
    }

    /// Offers what waits of an organisation again, until nothing more comes in.
    fn retry_staged(&mut self, organisation: OrganisationId, came_in: &mut Vec<Recorded>) {
        loop {
            let mut is_moving = false;
            for item in self.staged.take(organisation) {
                if let Answer::Accepted { came_in: more } = self.admit_one(item) {
                    came_in.extend(more);
                    is_moving = true;
                }
            }
            let is_moving = is_moving
                || self.bring_in_ways(organisation, came_in)
                || self.take_from_shelf(organisation, came_in);
            if !is_moving {
                return;
            }
        }
    }

    /// Takes in what fell beyond a fork and has a place beside a way that came in; says whether anything did.
    fn take_from_shelf(&mut self, organisation: OrganisationId, came_in: &mut Vec<Recorded>) -> bool {
        let Some(ledger) = self.ledgers.get(&organisation) else { return false };
        let with_place =
            self.shelf.entries(organisation).find(|entry| ledger.has_place_for(entry.id(), entry.header()));
        let Some(entry) = with_place.cloned() else { return false };
        self.shelf.drop_waiting(&entry.id());
        match self.admit_entry(entry) {
            Answer::Accepted { came_in: more } => {
                came_in.extend(more);
                true
            }
            _ => false,
        }
    }
}

/// Items that wait for what explains them: bounded in all and for each organisation.
#[derive(Clone, Debug)]
struct Staged {
    room: usize,
    room_of_one: usize,
    /// By organisation, each in an order in which items come after what explains them.
    waiting: BTreeMap<OrganisationId, BTreeMap<Place, Item>>,
    places: BTreeMap<Digest, Held>,
    /// Ids by arrival, the longest waiting first.
    arrivals: BTreeMap<u64, Digest>,
    next_arrival: u64,
}

/// Where an item waits, and since when.
#[derive(Clone, Copy, Debug)]
struct Held {
    organisation: OrganisationId,
    place: Place,
    arrival: u64,
}

/// Lines come before entries, each by number, and entries device by device.
type Place = (Option<PublicKey>, u64, Digest);

impl Staged {
    fn with_room(room: usize, room_of_one: usize) -> Self {
        Self {
            room,
            room_of_one,
            waiting: BTreeMap::new(),
            places: BTreeMap::new(),
            arrivals: BTreeMap::new(),
            next_arrival: 0,
        }
    }

    /// Keeps an item; says whether there was room.
    fn hold(&mut self, item: Item) -> bool {
        let (id, organisation) = (item.id(), item.organisation());
        if self.places.contains_key(&id) {
            return true;
        }
        let of_one = self.waiting.get(&organisation).map_or(0, BTreeMap::len);
        if of_one >= self.room_of_one {
            return false;
        }
        if self.places.len() >= self.room
            && let Some(oldest) = self.arrivals.values().next().copied()
        {
            self.drop_waiting(&oldest);
        }
        let place = match &item {
            Item::Line(line) => (None, u64::from(line.version().number), id),
            Item::Entry(entry) => (Some(entry.header().device), entry.header().sequence, id),
        };
        let arrival = self.next_arrival;
        self.next_arrival += 1;
        self.arrivals.insert(arrival, id);
        self.places.insert(id, Held { organisation, place, arrival });
        self.waiting.entry(organisation).or_default().insert(place, item);
        true
    }

    fn count(&self) -> usize {
        self.places.len()
    }

    fn entry(&self, id: &Digest) -> Option<Arc<Entry<Verified>>> {
        let held = self.places.get(id)?;
        match self.waiting.get(&held.organisation)?.get(&held.place)? {
            Item::Entry(entry) => Some(Arc::new(Entry::clone(entry))),
            Item::Line(_) => None,
        }
    }

    /// The entries that wait of an organisation, by device, sequence and id.
    fn entries(&self, organisation: OrganisationId) -> impl Iterator<Item = &Entry<Verified>> {
        self.waiting.get(&organisation).into_iter().flat_map(BTreeMap::values).filter_map(|item| match item {
            Item::Entry(entry) => Some(&**entry),
            Item::Line(_) => None,
        })
    }

    fn drop_waiting(&mut self, id: &Digest) {
        let Some(held) = self.places.remove(id) else { return };
        self.arrivals.remove(&held.arrival);
        if let Some(waiting) = self.waiting.get_mut(&held.organisation) {
            waiting.remove(&held.place);
            if waiting.is_empty() {
                self.waiting.remove(&held.organisation);
            }
        }
    }

    /// Hands out everything that waits of an organisation, what explains before what is explained.
    fn take(&mut self, organisation: OrganisationId) -> Vec<Item> {
        let items: Vec<Item> = self.waiting.remove(&organisation).unwrap_or_default().into_values().collect();
        for item in &items {
            if let Some(held) = self.places.remove(&item.id()) {
                self.arrivals.remove(&held.arrival);
            }
        }
        items
    }
}

const STAGED_MAX: usize = 8_192;
const STAGED_PER_ORGANISATION_MAX: usize = 1_024;
/// As long as the longest chain that can come back after a fork.
const SHELF_PER_ORGANISATION_MAX: usize = 65_536;
const SHELF_MAX: usize = 262_144;
