//! What of the record each organisation has, in memory.

use std::collections::{BTreeMap, BTreeSet};

use protocol::digest::Digest;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;

use super::Filing;
use super::segment::Place;

/// The items of every organisation, by where they stand.
#[derive(Default)]
pub(super) struct Catalogue {
    places: BTreeMap<OrganisationId, Vec<Place>>,
    /// What the items of each weigh in the record.
    bytes: BTreeMap<OrganisationId, u64>,
    /// Items that were filed before the store was opened, until somebody takes them.
    filed: Vec<(OrganisationId, Timestamp, Digest)>,
    /// Organisations whose items must be judged to know which of them stand.
    unsettled: BTreeSet<OrganisationId>,
    items: u64,
}

impl Catalogue {
    /// Files an item that the index knew.
    pub(super) fn file(&mut self, id: Digest, place: Place, filing: Filing) {
        self.filed.push((filing.organisation, filing.time, id));
        self.add(place, filing);
    }

    /// Files an item that nobody judged since it was recorded.
    pub(super) fn file_unsettled(&mut self, place: Place, filing: Filing) {
        self.unsettled.insert(filing.organisation);
        self.add(place, filing);
    }

    /// Files an item that just came in.
    pub(super) fn add(&mut self, place: Place, filing: Filing) {
        self.places.entry(filing.organisation).or_default().push(place);
        *self.bytes.entry(filing.organisation).or_default() += place.stored_bytes() as u64;
        self.items += 1;
    }

    pub(super) fn unsettle(&mut self, organisations: BTreeSet<OrganisationId>) {
        self.unsettled.extend(organisations);
    }

    /// How many items there are.
    pub(super) fn items(&self) -> u64 {
        self.items
    }

    /// Where the items of an organisation stand, in the order they came.
    pub(super) fn places_of(&mut self, organisation: &OrganisationId) -> &[Place] {
        let Some(places) = self.places.get_mut(organisation) else { return &[] };
        if !places.is_sorted_by_key(|place| (place.segment, place.offset)) {
            places.sort_unstable_by_key(|place| (place.segment, place.offset));
        }
        places
    }

    /// How many items an organisation has.
    pub(super) fn count_of(&self, organisation: &OrganisationId) -> u64 {
        self.places.get(organisation).map_or(0, |places| places.len() as u64)
    }

    /// How many bytes of the record an organisation's items take up.
    pub(super) fn bytes_of(&self, organisation: &OrganisationId) -> u64 {
        self.bytes.get(organisation).copied().unwrap_or_default()
    }

    /// The organisations of which there is anything, by SCID.
    pub(super) fn organisations(&self) -> impl Iterator<Item = &OrganisationId> {
        self.places.keys()
    }

    /// Takes what was found when the store was opened: items that stand, and organisations to be judged anew.
    pub(super) fn take_filed(
        &mut self,
    ) -> (Vec<(OrganisationId, Timestamp, Digest)>, BTreeSet<OrganisationId>) {
        let unsettled = std::mem::take(&mut self.unsettled);
        let mut filed = std::mem::take(&mut self.filed);
        filed.retain(|(organisation, _, _)| !unsettled.contains(organisation));
        (filed, unsettled)
    }
}
