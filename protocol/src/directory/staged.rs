//! Items that wait for what explains them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::digest::Digest;
use crate::entry::{Entry, Verified};
use crate::item::Item;
use crate::key::PublicKey;
use crate::organisation::OrganisationId;

/// Items that wait for what explains them: bounded in all and for each organisation.
#[derive(Clone, Debug)]
pub(super) struct Staged {
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
    pub(super) fn with_room(room: usize, room_of_one: usize) -> Self {
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
    pub(super) fn hold(&mut self, item: Item) -> bool {
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

    pub(super) fn count(&self) -> usize {
        self.places.len()
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
    pub(super) fn take(&mut self, organisation: OrganisationId) -> Vec<Item> {
        let items: Vec<Item> = self.waiting.remove(&organisation).unwrap_or_default().into_values().collect();
        for item in &items {
            if let Some(held) = self.places.remove(&item.id()) {
                self.arrivals.remove(&held.arrival);
            }
        }
        items
    }
}
