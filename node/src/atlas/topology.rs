//! TopoJSON: outlines made of lines that neighbours share, with a weight at every corner.
//!
//! The weight of a corner is the area of the triangle that goes missing when it is left out (Visvalingam and Whyatt,
//! 1993), in square kilometres, and never less than that of corners which went before it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use serde::Deserialize;

use super::Layers;

/// Lines, and the shapes that they bound.
pub(super) struct Topology {
    arcs: Vec<Vec<Corner>>,
    layers: Layers,
}

impl std::fmt::Debug for Topology {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Topology").field("arcs", &self.arcs.len()).finish_non_exhaustive()
    }
}

/// A corner of a line, in degrees.
#[derive(Clone, Copy, Debug)]
pub(super) struct Corner {
    pub(super) lon: f64,
    pub(super) lat: f64,
    /// In square kilometres; ends of lines are never left out.
    pub(super) weight: f64,
}

/// The outline of one country or region.
#[derive(Debug)]
pub struct Shape {
    /// Its code.
    pub code: Box<str>,
    /// Rings of arcs, each to be walked backwards where it is written as its complement.
    rings: Vec<Vec<i32>>,
}

impl Topology {
    /// Reads a file that comes with the program.
    pub(super) fn read(text: &str) -> Self {
        let file: File =
            serde_json::from_str(text).expect("the outlines that come with the program can be read");
        let arcs: Vec<Vec<Corner>> =
            file.arcs.iter().map(|arc| weighted(file.transform.degrees(arc))).collect();
        let layers = file.objects.into_iter().map(|(name, object)| {
            let mut shapes: Vec<Shape> = object.geometries.into_iter().map(Shape::from).collect();
            shapes.sort_by(|a, b| a.code.cmp(&b.code));
            (name, shapes)
        });
        Self { layers: layers.collect(), arcs }
    }

    /// The shapes of a layer, by code; of a layer that there is not, none.
    pub(super) fn layer(&self, name: &str) -> &[Shape] {
        self.layers.get(name).map_or(&[], Vec::as_slice)
    }

    /// The rings of a shape, with the corners that weigh at least so much.
    pub(super) fn rings<'a>(
        &'a self,
        shape: &'a Shape,
        least_weight: f64,
    ) -> impl Iterator<Item = Vec<(f64, f64)>> + 'a {
        shape.rings.iter().map(move |ring| {
            let mut corners: Vec<(f64, f64)> = Vec::new();
            for arc in ring {
                let is_backwards = *arc < 0;
                let line =
                    &self.arcs[usize::try_from(if is_backwards { !*arc } else { *arc }).unwrap_or_default()];
                let mut take = |corner: &Corner| {
                    if corner.weight >= least_weight && corners.last() != Some(&(corner.lon, corner.lat)) {
                        corners.push((corner.lon, corner.lat));
                    }
                };
                if is_backwards {
                    line.iter().rev().for_each(&mut take)
                } else {
                    line.iter().for_each(&mut take)
                }
            }
            corners
        })
    }
}

/// Corners with their weights.
fn weighted(line: Vec<(f64, f64)>) -> Vec<Corner> {
    let mut corners: Vec<Corner> =
        line.into_iter().map(|(lon, lat)| Corner { lon, lat, weight: f64::INFINITY }).collect();
    let last = corners.len().saturating_sub(1);
    let mut before: Vec<usize> = (0..corners.len()).map(|index| index.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=corners.len()).collect();
    let mut heap: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
    // Areas are positive, and positive numbers are in the order of their bits.
    for index in 1..last {
        heap.push(Reverse((triangle(&corners, index - 1, index, index + 1).to_bits(), index)));
    }
    let mut current: Vec<u64> = vec![0; corners.len()];
    for Reverse((area, index)) in heap.iter() {
        current[*index] = *area;
    }
    let mut least = 0.0_f64;
    while let Some(Reverse((area, index))) = heap.pop() {
        if corners[index].weight.is_finite() || current[index] != area {
            continue;
        }
        least = least.max(f64::from_bits(area));
        corners[index].weight = least;
        let (left, right) = (before[index], after[index]);
        (after[left], before[right]) = (right, left);
        for neighbour in [left, right] {
            if neighbour > 0 && neighbour < last {
                let area = triangle(&corners, before[neighbour], neighbour, after[neighbour]).to_bits();
                current[neighbour] = area;
                heap.push(Reverse((area, neighbour)));
            }
        }
    }
    corners
}

/// The area of a triangle of three corners, in square kilometres, near enough.
fn triangle(corners: &[Corner], a: usize, b: usize, c: usize) -> f64 {
    let east = corners[b].lat.to_radians().cos() * DEGREE_KM;
    let at = |index: usize| (corners[index].lon * east, corners[index].lat * DEGREE_KM);
    let ((ax, ay), (bx, by), (cx, cy)) = (at(a), at(b), at(c));
    ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)).abs() / 2.0
}

#[derive(Deserialize)]
struct File {
    transform: Transform,
    objects: std::collections::BTreeMap<String, Object>,
    arcs: Vec<Vec<(i32, i32)>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

impl Transform {
    /// Every step is told from the one before it.
    fn degrees(&self, arc: &[(i32, i32)]) -> Vec<(f64, f64)> {
        let (mut x, mut y) = (0, 0);
        let corners = arc.iter().map(|(dx, dy)| {
            (x, y) = (x + dx, y + dy);
            (f64::from(x) * self.scale.0 + self.translate.0, f64::from(y) * self.scale.1 + self.translate.1)
        });
        corners.collect()
    }
}

#[derive(Deserialize)]
struct Object {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon { id: Box<str>, arcs: Vec<Vec<i32>> },
    MultiPolygon { id: Box<str>, arcs: Vec<Vec<Vec<i32>>> },
}

impl From<Geometry> for Shape {
    fn from(geometry: Geometry) -> Self {
        match geometry {
            Geometry::Polygon { id, arcs } => Self { code: id, rings: arcs },
            Geometry::MultiPolygon { id, arcs } => {
                Self { code: id, rings: arcs.into_iter().flatten().collect() }
            }
        }
    }
}

const DEGREE_KM: f64 = 111.2;
