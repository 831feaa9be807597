//! A frame: the part of the Earth that a picture shows, and how large.

use protocol::vocabulary::region::Point;

use super::Area;
use super::projection::Projection;

/// A part of the Earth on a picture of whole units.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    projection: Projection,
    /// Kilometres east and south of the projection's centre.
    left_km: f64,
    top_km: f64,
    units_per_km: f64,
    /// The size of the picture.
    pub size: Size,
}

/// Width and height in units of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
}

impl Frame {
    /// Europe from Portugal to the Caucasus, in ETRS89-LAEA.
    #[must_use]
    pub fn europe(width: i32) -> Self {
        let projection = Projection::around(10.0, 52.0);
        Self::over(
            projection,
            Extent { left: -1_780.0, right: 2_960.0, top: -2_180.0, bottom: 1_990.0 },
            width,
        )
    }

    /// All countries, without the ice of the south.
    #[must_use]
    pub fn world(width: i32) -> Self {
        let projection = Projection::EqualEarth;
        let ((left, _), (right, _)) = (projection.project(-180.0, 0.0), projection.project(180.0, 0.0));
        let ((_, top), (_, bottom)) = (projection.project(0.0, 84.0), projection.project(0.0, -56.0));
        Self::over(projection, Extent { left, right, top, bottom }, width)
    }

    /// Around some areas, with a margin; no higher than it is wide. `None` if there are none.
    #[must_use]
    pub fn around<'a>(areas: impl IntoIterator<Item = Area<'a>>, size: Size) -> Option<Self> {
        let mut rings: Vec<Vec<(f64, f64)>> =
            areas.into_iter().flat_map(|area| area.topology.rings(area.shape, CORNER_KM2)).collect();
        let mut degrees = Extent::of(rings.iter().flatten().copied())?;
        if degrees.width() > 180.0 {
            // It lies on both sides of the 180th meridian: the larger part is shown.
            rings.sort_by(|a, b| area_of(b).total_cmp(&area_of(a)));
            rings.truncate(1);
            degrees = Extent::of(rings.iter().flatten().copied())?;
        }
        let centre = ((degrees.left + degrees.right) / 2.0, (degrees.top + degrees.bottom) / 2.0);
        let projection = Projection::around(centre.0, centre.1);
        let extent = Extent::of(rings.iter().flatten().map(|(lon, lat)| projection.project(*lon, *lat)))?;
        let margin = (extent.width().max(extent.height()) * 0.04).max(1.0);
        let (width, height) = (extent.width() + 2.0 * margin, extent.height() + 2.0 * margin);
        let units_per_km = (f64::from(size.width) / width).min(f64::from(size.height) / height);
        // What is left of the wider side is shared by both margins, what is left of the higher side is cut off.
        let left_km = (extent.left + extent.right - f64::from(size.width) / units_per_km) / 2.0;
        let used = (height * units_per_km).ceil().max(f64::from(size.height) * 0.6);
        let top_km = (extent.top + extent.bottom - used / units_per_km) / 2.0;
        Some(Self { projection, left_km, top_km, units_per_km, size: Size { height: whole(used), ..size } })
    }

    /// A part of the picture, drawn as large as the whole: its left and upper edge and its width in units of the whole.
    #[must_use]
    pub fn part(&self, x: i32, y: i32, width: i32) -> Self {
        Self {
            left_km: self.left_km + f64::from(x) / self.units_per_km,
            top_km: self.top_km + f64::from(y) / self.units_per_km,
            units_per_km: self.units_per_km * f64::from(self.size.width) / f64::from(width),
            ..*self
        }
    }

    /// So many units of the picture are a distance in kilometres.
    #[must_use]
    pub fn units(&self, kilometres: f64) -> i32 {
        whole(kilometres * self.units_per_km)
    }

    /// Where a point of the Earth lies on the picture, if it is on it.
    #[must_use]
    pub fn place(&self, point: Point) -> Option<(i32, i32)> {
        let degrees = |micro: i32| f64::from(micro) / 1e6;
        let (x, y) = self.on_picture(degrees(point.lon_microdegrees), degrees(point.lat_microdegrees));
        let (x, y) = (whole(x), whole(y));
        ((0..=self.size.width).contains(&x) && (0..=self.size.height).contains(&y)).then_some((x, y))
    }

    /// The outline of an area as the `d` of an SVG path; `None` if nothing of it is on the picture.
    #[must_use]
    pub fn outline(&self, area: Area<'_>) -> Option<String> {
        let least_weight = TRIANGLE_UNITS / (self.units_per_km * self.units_per_km);
        let mut rings: Vec<Vec<(f64, f64)>> = area
            .topology
            .rings(area.shape, least_weight)
            .map(|ring| {
                let ring: Vec<_> = ring.into_iter().map(|(lon, lat)| self.on_picture(lon, lat)).collect();
                cut(ring, self.size)
            })
            .filter(|ring| ring.len() > 2)
            .collect();
        // Islands that are no more than a dot are left out, unless nothing else is left.
        rings.sort_by(|a, b| area_of(b).total_cmp(&area_of(a)));
        let kept = rings.iter().take_while(|ring| area_of(ring) >= ISLAND_UNITS).count().max(1);
        rings.truncate(kept);
        let mut path = String::new();
        rings.iter().for_each(|ring| write_ring(&mut path, ring));
        (!path.is_empty()).then_some(path)
    }

    fn over(projection: Projection, extent: Extent, width: i32) -> Self {
        let units_per_km = f64::from(width) / extent.width();
        let height = whole(extent.height() * units_per_km);
        Self {
            projection,
            left_km: extent.left,
            top_km: extent.top,
            units_per_km,
            size: Size { width, height },
        }
    }

    fn on_picture(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (x, y) = self.projection.project(lon, lat);
        ((x - self.left_km) * self.units_per_km, (y - self.top_km) * self.units_per_km)
    }
}

/// From where to where something reaches.
#[derive(Clone, Copy, Debug)]
struct Extent {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Extent {
    fn of(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        points.into_iter().fold(None, |extent: Option<Self>, (x, y)| {
            let Some(e) = extent else { return Some(Self { left: x, right: x, top: y, bottom: y }) };
            Some(Self {
                left: e.left.min(x),
                right: e.right.max(x),
                top: e.top.min(y),
                bottom: e.bottom.max(y),
            })
        })
    }

    fn width(&self) -> f64 {
        self.right - self.left
    }

    fn height(&self) -> f64 {
        self.bottom - self.top
    }
}

/// Cuts a ring to the picture and a margin around it, side by side (Sutherland and Hodgman, 1974).
fn cut(ring: Vec<(f64, f64)>, size: Size) -> Vec<(f64, f64)> {
    let (right, bottom) = (f64::from(size.width) + MARGIN, f64::from(size.height) + MARGIN);
    let inside = |(x, y): &(f64, f64)| *x >= -MARGIN && *x <= right && *y >= -MARGIN && *y <= bottom;
    if ring.iter().all(inside) {
        return ring;
    }
    // How far a point lies within each of the four sides.
    let sides: [&dyn Fn((f64, f64)) -> f64; 4] =
        [&|(x, _)| x + MARGIN, &|(x, _)| right - x, &|(_, y)| y + MARGIN, &|(_, y)| bottom - y];
    sides.iter().fold(ring, |ring, within| {
        let mut cut = Vec::with_capacity(ring.len());
        for (index, to) in ring.iter().enumerate() {
            let from = ring[(index + ring.len() - 1) % ring.len()];
            let (a, b) = (within(from), within(*to));
            if (a < 0.0) != (b < 0.0) {
                let share = a / (a - b);
                cut.push((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share));
            }
            if b >= 0.0 {
                cut.push(*to);
            }
        }
        cut
    })
}

fn area_of(ring: &[(f64, f64)]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    (pairs.map(|((ax, ay), (bx, by))| ax * by - bx * ay).sum::<f64>() / 2.0).abs()
}

/// Writes `M12 40l3-2…z`: a place, then steps.
fn write_ring(path: &mut String, ring: &[(f64, f64)]) {
    let mut corners: Vec<(i32, i32)> = ring.iter().map(|(x, y)| (whole(*x), whole(*y))).collect();
    corners.dedup();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let Some((first, rest)) = corners.split_first() else { return };
    path.push_str(&format!("M{} {}l", first.0, first.1));
    let mut at = *first;
    for (index, corner) in rest.iter().enumerate() {
        for (place, step) in [corner.0 - at.0, corner.1 - at.1].into_iter().enumerate() {
            // A minus parts two numbers as well as a space does.
            if step >= 0 && (index > 0 || place > 0) {
                path.push(' ');
            }
            path.push_str(&step.to_string());
        }
        at = *corner;
    }
    if rest.is_empty() {
        // A dot: a step of nothing is drawn by its stroke.
        path.push_str("0 0");
    }
    path.push('z');
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "pictures are some thousand units wide; the cast saturates"
)]
fn whole(number: f64) -> i32 {
    number.round() as i32
}

/// A corner whose triangle is smaller than this many square units of the picture is not drawn.
const TRIANGLE_UNITS: f64 = 10.0;
/// The same for islands.
const ISLAND_UNITS: f64 = 14.0;
/// Beyond the picture, so that strokes along the cut are not seen.
const MARGIN: f64 = 24.0;
/// For finding out how far a country reaches.
const CORNER_KM2: f64 = 20.0;
