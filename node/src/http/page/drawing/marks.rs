//! Marks of places: one a region, and one for several regions where their marks would cover each other.

use std::collections::{BTreeMap, BTreeSet};

use protocol::vocabulary::region::{ancestry, country_of, region};

use super::{View, name_of, search};
use crate::atlas::Frame;
use crate::census::{Census, Places};
use crate::pages::drawing::Mark;
use crate::pages::locale::Locale;
use crate::pages::question::Question;
use crate::pages::words::Count;

/// The marks that a view shows, by code of their region.
pub(super) fn marks(
    locale: Locale,
    view: &View,
    census: &Census,
    question: &Question,
    frame: &Frame,
    is_close: bool,
) -> Vec<Mark> {
    if *view == View::World && !is_close {
        return Vec::new();
    }
    let finest = match view {
        View::World | View::Europe if !is_close => 1,
        _ => 3,
    };
    let tree = Tree::of(census.places.iter().filter(|(code, _)| view.is_shown(code)), finest);
    let roots = tree.roots.iter().flat_map(|root| tree.gather(root, frame));
    let mut marks: Vec<Mark> = roots
        .map(|gathered| Mark {
            href: search(question, &gathered.code),
            name: name_of(locale, &gathered.code),
            count: Count(gathered.places.count.into()),
            x: gathered.at.0,
            y: gathered.at.1,
            radius: gathered.radius,
        })
        .collect();
    // Small ones stand before large ones.
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.radius));
    marks
}

/// Regions with something in them, below their countries.
struct Tree {
    roots: BTreeSet<String>,
    own: BTreeMap<String, Places>,
    inner: BTreeMap<String, BTreeSet<String>>,
}

/// One mark.
struct Gathered {
    code: String,
    places: Places,
    at: (i32, i32),
    radius: i32,
}

impl Tree {
    fn of<'c>(places: impl Iterator<Item = (&'c String, &'c Places)>, finest: u8) -> Self {
        let mut tree = Self { roots: BTreeSet::new(), own: BTreeMap::new(), inner: BTreeMap::new() };
        for (code, places) in places {
            let mut way =
                ancestry(code).filter(|region| region.level <= finest).map(|region| region.code.to_owned());
            let mut inner = way.next().unwrap_or_else(|| code.clone());
            *tree.own.entry(inner.clone()).or_default() += *places;
            for outer in
                way.chain(region(code).is_none().then(|| country_of(code).unwrap_or_default().to_owned()))
            {
                tree.inner.entry(outer.clone()).or_default().insert(inner);
                inner = outer;
            }
            tree.roots.insert(inner);
        }
        tree
    }

    /// The marks of a region: those of its parts where they can stand side by side, else one for all.
    fn gather(&self, code: &str, frame: &Frame) -> Vec<Gathered> {
        let parts: Vec<Gathered> =
            self.inner.get(code).into_iter().flatten().flat_map(|inner| self.gather(inner, frame)).collect();
        let is_crowded =
            |(place, one): (usize, &Gathered)| parts[..place].iter().any(|other| one.covers(other));
        let crowded = parts.iter().enumerate().filter(|part| is_crowded(*part)).count();
        if !self.own.contains_key(code) && !parts.is_empty() && crowded * CROWDED_SHARE <= parts.len() {
            return parts;
        }
        let places = self.all_in(code);
        let Some(at) = places.middle().and_then(|middle| frame.place(middle)) else { return parts };
        vec![Gathered { code: code.to_owned(), places, at, radius: radius(places.count) }]
    }

    fn all_in(&self, code: &str) -> Places {
        let mut all = self.own.get(code).copied().unwrap_or_default();
        for inner in self.inner.get(code).into_iter().flatten() {
            all += self.all_in(inner);
        }
        all
    }
}

impl Gathered {
    fn covers(&self, other: &Self) -> bool {
        let (x, y) = (self.at.0 - other.at.0, self.at.1 - other.at.1);
        let reach = (self.radius + other.radius) * 3 / 4;
        x * x + y * y < reach * reach
    }
}

/// The area of a mark grows with the number.
fn radius(count: u32) -> i32 {
    let area = u64::from(count) * 45;
    8 + i32::try_from(area.isqrt()).unwrap_or(i32::MAX)
}

/// One mark stands for all where more than one in so many covers another.
const CROWDED_SHARE: usize = 5;
