//! Portals, by their keepers: what is asked for by `portal=<scid>/<name>`.
//!
//! Whom a portal gathers is found anew for each question, as any search is, so nothing has to be kept in step with
//! cards that come, change and go. How many they are is kept until any of them does.

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol::organisation::OrganisationId;
use protocol::portal::{Portal, PortalId};

/// How many cards portals gather, in one generation of the search.
#[derive(Default)]
pub(super) struct Gathered {
    generation: u64,
    counts: BTreeMap<PortalId, usize>,
}

impl Gathered {
    /// What is known in a generation; what was known in another is let go.
    pub(super) fn at(&mut self, generation: u64) -> &mut BTreeMap<PortalId, usize> {
        if self.generation != generation {
            *self = Self { generation, counts: BTreeMap::new() };
        }
        &mut self.counts
    }
}

/// All portals that can be asked for.
#[derive(Default)]
pub(super) struct Portals(BTreeMap<OrganisationId, BTreeMap<PortalId, Arc<Portal>>>);

impl Portals {
    /// The portal of an id; without a title there is none.
    pub(super) fn get(&self, id: &str) -> Option<&Portal> {
        let id = PortalId::parse(id)?;
        let portal = self.0.get(&id.keeper)?.get(&id)?;
        (!portal.titles.is_empty()).then_some(&**portal)
    }

    /// Whether an organisation keeps exactly these.
    pub(super) fn are_kept_by(
        &self,
        keeper: &OrganisationId,
        portals: &BTreeMap<PortalId, Arc<Portal>>,
    ) -> bool {
        self.0.get(keeper).map_or(portals.is_empty(), |held| held == portals)
    }

    pub(super) fn put(&mut self, keeper: OrganisationId, portals: BTreeMap<PortalId, Arc<Portal>>) {
        match portals.is_empty() {
            true => drop(self.0.remove(&keeper)),
            false => drop(self.0.insert(keeper, portals)),
        }
    }
}
