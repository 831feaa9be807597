//! Items that wait for what explains them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::digest::Digest;
use crate::entry::{Entry, EntryKind, Verified};
use crate::item::Item;
use crate::key::PublicKey;
use crate::organisation::OrganisationId;

/// Who sent an item, for those who count; the default is this node itself and everybody who has no name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source(pub Option<Digest>);

/// Items that wait for what explains them: bounded in all, for each organisation and for each sender.
///
/// A sender whose share is full pushes out its own oldest item. When there is no room at all, the oldest item of the
/// sender that takes up the most makes room.
#[derive(Clone, Debug)]
pub(super) struct Staged {
    room: usize,
    room_of_one: usize,
    room_of_source: usize,
    /// By organisation, each in an order in which items come after what explains them.
    waiting: BTreeMap<OrganisationId, BTreeMap<Place, Item>>,
    places: BTreeMap<Digest, Held>,
    /// By organisation: entries that wait without their bodies, and erases.
    bare: BTreeSet<(OrganisationId, Digest)>,
    erases: BTreeSet<(OrganisationId, Digest)>,
    /// Ids by sender and arrival, the longest waiting first.
    arrivals: BTreeMap<Source, BTreeMap<u64, Digest>>,
    next_arrival: u64,
}

/// Where an item waits, and since when.
#[derive(Clone, Copy, Debug)]
struct Held {
    organisation: OrganisationId,
    place: Place,
    source: Source,
    arrival: u64,
}

/// Lines come before entries, each by number, and entries device by device.
type Place = (Option<PublicKey>, u64, Digest);

impl Staged {
    pub(super) fn with_room(room: usize, room_of_one: usize, room_of_source: usize) -> Self {
        Self {
            room,
            room_of_one,
            room_of_source,
            waiting: BTreeMap::new(),
            places: BTreeMap::new(),
            bare: BTreeSet::new(),
            erases: BTreeSet::new(),
            arrivals: BTreeMap::new(),
            next_arrival: 0,
        }
    }

    /// Keeps an item; says whether there was room.
    pub(super) fn hold(&mut self, item: Item, source: Source) -> bool {
        let (id, organisation) = (item.id(), item.organisation());
        if self.places.contains_key(&id) {
            let brings_body = matches!(&item, Item::Entry(entry) if !entry.is_bare());
            if !(brings_body && self.bare.contains(&(organisation, id))) {
                return true;
            }
            self.drop_waiting(&id);
        }
        let of_one = self.waiting.get(&organisation).map_or(0, BTreeMap::len);
        if of_one >= self.room_of_one {
            return false;
        }
        if self.arrivals.get(&source).is_some_and(|arrivals| arrivals.len() >= self.room_of_source) {
            self.drop_oldest_of(source);
        } else if self.places.len() >= self.room
            && let Some(busiest) = self.busiest()
        {
            self.drop_oldest_of(busiest);
        }
        let place = match &item {
            Item::Line(line) => (None, u64::from(line.version().number), id),
            Item::Entry(entry) => (Some(entry.header().device), entry.header().sequence, id),
        };
        if let Item::Entry(entry) = &item {
            if entry.is_bare() {
                self.bare.insert((organisation, id));
            }
            if entry.header().kind == EntryKind::Erase {
                self.erases.insert((organisation, id));
            }
        }
        let arrival = self.next_arrival;
        self.next_arrival += 1;
        self.arrivals.entry(source).or_default().insert(arrival, id);
        self.places.insert(id, Held { organisation, place, source, arrival });
        self.waiting.entry(organisation).or_default().insert(place, item);
        true
    }

    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// How many items of an organisation wait.
    pub(super) fn count_of(&self, organisation: &OrganisationId) -> usize {
        self.waiting.get(organisation).map_or(0, BTreeMap::len)
    }

    /// Whether an entry of that organisation waits without its body.
    pub(super) fn has_bare(&self, organisation: &OrganisationId) -> bool {
        has_of(&self.bare, organisation)
    }

    /// Whether an erase of that organisation waits.
    pub(super) fn has_erase(&self, organisation: &OrganisationId) -> bool {
        has_of(&self.erases, organisation)
    }

    pub(super) fn entry(&self, id: &Digest) -> Option<Arc<Entry<Verified>>> {
        let held = self.places.get(id)?;
        match self.waiting.get(&held.organisation)?.get(&held.place)? {
            Item::Entry(entry) => Some(Arc::new(Entry::clone(entry))),
            Item::Line(_) => None,
        }
    }

    /// The entries that wait of an organisation, by device, sequence and id.
    pub(super) fn entries(&self, organisation: OrganisationId) -> impl Iterator<Item = &Entry<Verified>> {
        self.waiting.get(&organisation).into_iter().flat_map(BTreeMap::values).filter_map(|item| match item {
            Item::Entry(entry) => Some(&**entry),
            Item::Line(_) => None,
        })
    }

    pub(super) fn drop_waiting(&mut self, id: &Digest) {
        let Some(held) = self.forget(id) else { return };
        if let Some(waiting) = self.waiting.get_mut(&held.organisation) {
            waiting.remove(&held.place);
            if waiting.is_empty() {
                self.waiting.remove(&held.organisation);
            }
        }
    }

    /// Hands out everything that waits of an organisation, and who sent it, what explains before what is explained.
    pub(super) fn take(&mut self, organisation: OrganisationId) -> Vec<(Item, Source)> {
        let items = self.waiting.remove(&organisation).unwrap_or_default().into_values();
        let mut taken = Vec::with_capacity(items.len());
        for item in items {
            let source = self.forget(&item.id()).map_or_else(Source::default, |held| held.source);
            taken.push((item, source));
        }
        taken
    }

    /// Drops what waits of organisations that are not carried.
    pub(super) fn retain(&mut self, carries: impl Fn(&OrganisationId) -> bool) {
        let gone: Vec<OrganisationId> = self.waiting.keys().filter(|id| !carries(id)).copied().collect();
        for organisation in gone {
            drop(self.take(organisation));
        }
    }

    /// How many items of each sender wait, the busiest first; of equal ones the lower.
    pub(super) fn by_source(&self) -> Vec<(Source, usize)> {
        let mut counts: Vec<(Source, usize)> =
            self.arrivals.iter().map(|(source, arrivals)| (*source, arrivals.len())).collect();
        counts.sort_by_key(|(source, count)| (std::cmp::Reverse(*count), *source));
        counts
    }

    fn busiest(&self) -> Option<Source> {
        self.arrivals.iter().max_by_key(|(_, arrivals)| arrivals.len()).map(|(source, _)| *source)
    }

    fn drop_oldest_of(&mut self, source: Source) {
        let oldest = self.arrivals.get(&source).and_then(|arrivals| arrivals.values().next().copied());
        if let Some(oldest) = oldest {
            self.drop_waiting(&oldest);
        }
    }

    /// Takes an item out of the counts.
    fn forget(&mut self, id: &Digest) -> Option<Held> {
        let held = self.places.remove(id)?;
        self.bare.remove(&(held.organisation, *id));
        self.erases.remove(&(held.organisation, *id));
        if let Some(arrivals) = self.arrivals.get_mut(&held.source) {
            arrivals.remove(&held.arrival);
            if arrivals.is_empty() {
                self.arrivals.remove(&held.source);
            }
        }
        Some(held)
    }
}

fn has_of(ids: &BTreeSet<(OrganisationId, Digest)>, organisation: &OrganisationId) -> bool {
    let first = (*organisation, Digest::from_bytes([0; 32]));
    ids.range(first..).next().is_some_and(|(owner, _)| owner == organisation)
}
