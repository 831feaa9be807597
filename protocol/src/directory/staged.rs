//! Items that wait for what explains them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::digest::Digest;
use crate::entry::{Entry, EntryKind, Verified};
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
    /// By organisation: entries that wait without their bodies, and erases.
    bare: BTreeSet<(OrganisationId, Digest)>,
    erases: BTreeSet<(OrganisationId, Digest)>,
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
            bare: BTreeSet::new(),
            erases: BTreeSet::new(),
            arrivals: BTreeMap::new(),
            next_arrival: 0,
        }
    }

    /// Keeps an item; says whether there was room.
    pub(super) fn hold(&mut self, item: Item) -> bool {
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
        if self.places.len() >= self.room
            && let Some(oldest) = self.arrivals.values().next().copied()
        {
            self.drop_waiting(&oldest);
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
        self.arrivals.insert(arrival, id);
        self.places.insert(id, Held { organisation, place, arrival });
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

    fn forget(&mut self, id: &Digest) -> Option<Held> {
        let held = self.places.remove(id)?;
        self.arrivals.remove(&held.arrival);
        self.bare.remove(&(held.organisation, *id));
        self.erases.remove(&(held.organisation, *id));
        Some(held)
    }

    /// Hands out everything that waits of an organisation, what explains before what is explained.
    pub(super) fn take(&mut self, organisation: OrganisationId) -> Vec<Item> {
        let items: Vec<Item> = self.waiting.remove(&organisation).unwrap_or_default().into_values().collect();
        for item in &items {
            self.forget(&item.id());
        }
        items
    }
}

fn has_of(ids: &BTreeSet<(OrganisationId, Digest)>, organisation: &OrganisationId) -> bool {
    let first = (*organisation, Digest::from_bytes([0; 32]));
    ids.range(first..).next().is_some_and(|(owner, _)| owner == organisation)
}
