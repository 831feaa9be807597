//! The atlas: outlines of countries and regions, drawn as SVG paths by the node itself.
//!
//! ```text
//! TopoJSON (data/geo)  ─▶  arcs with weighted corners  ─▶  projected, thinned, cut to a frame  ─▶  "M12 40l3-2…z"
//! ```
//! Neighbours share their arcs and a corner is left out by its own weight alone, so a border stays one border at every
//! scale. What a map shows is decided elsewhere; here is only where things lie. Numbers are rounded to whole units of the
//! picture: nothing that nodes must agree on is computed from them.

mod projection;
mod topology;
mod frame;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use protocol::vocabulary::region::iso_form;

pub use frame::{Frame, Size};
pub use topology::Shape;

use topology::Topology;

/// The outlines that come with the program.
pub struct Atlas {
    regions: Topology,
    world: Topology,
}

/// What an area of a map stands for.
#[derive(Clone, Copy, Debug)]
pub struct Area<'a> {
    /// The NUTS code; of a country the code of ISO 3166-1.
    pub code: &'a str,
    /// Its outline.
    pub shape: &'a Shape,
    topology: &'a Topology,
}

/// The atlas, read when it is first needed.
#[must_use]
pub fn atlas() -> &'static Atlas {
    static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas {
        regions: Topology::read(include_str!("../data/geo/regions.topo.json")),
        world: Topology::read(include_str!("../data/geo/world.topo.json")),
    });
    &ATLAS
}

impl Atlas {
    /// Every country, those with regions in the finer outlines.
    pub fn countries(&self) -> impl Iterator<Item = Area<'_>> {
        let finer = self.regions.layer("nuts0").iter().map(|shape| self.of_regions(shape));
        let others = self.world.layer("countries").iter().filter(|shape| !self.has_regions(&shape.code));
        finer.chain(others.map(|shape| Area { code: &shape.code, shape, topology: &self.world }))
    }

    /// The outline of a country, by its ISO code.
    #[must_use]
    pub fn country(&self, iso: &str) -> Option<Area<'_>> {
        self.countries().find(|area| iso_form(area.code) == iso)
    }

    /// Whether the regions of a country, given by its ISO code, are drawn.
    #[must_use]
    pub fn has_regions(&self, iso: &str) -> bool {
        self.regions.layer("nuts0").iter().any(|shape| iso_form(&shape.code) == iso)
    }

    /// The shapes that cover the countries with regions without a hole, by code. Most are of level 2; where that is not
    /// drawn, the region around it stands for what is left of it.
    pub fn mosaic(&self) -> impl Iterator<Item = Area<'_>> {
        self.regions.layer("mosaic2").iter().map(|shape| self.of_regions(shape))
    }

    /// The outline of a region, if one is drawn for its code.
    #[must_use]
    pub fn region(&self, code: &str) -> Option<Area<'_>> {
        let layer = match code.len() {
            2 => "nuts0",
            3 => "nuts1",
            4 => "nuts2",
            _ => "nuts3",
        };
        let shapes = self.regions.layer(layer);
        let place = shapes.binary_search_by(|shape| (*shape.code).cmp(code)).ok()?;
        Some(self.of_regions(&shapes[place]))
    }

    fn of_regions<'a>(&'a self, shape: &'a Shape) -> Area<'a> {
        Area { code: &shape.code, shape, topology: &self.regions }
    }
}

/// Regions far from the rest of their country, which a map of it shows in a box of their own.
#[must_use]
pub fn is_outlying(code: &str) -> bool {
    OUTLYING.iter().any(|far| code.starts_with(far))
}

const OUTLYING: [&str; 6] = ["ES7", "FRY", "PT2", "PT3", "NO0B", "ES64"];

/// Shapes by the number that a layer gives them.
type Layers = BTreeMap<String, Vec<Shape>>;

#[cfg(test)]
mod tests;
