//! The census as a map: which areas are drawn, what they lead to, and where the marks stand.

mod marks;
mod window;

pub(super) use window::Window;

use std::collections::BTreeSet;
use std::sync::Arc;

use protocol::vocabulary::region::{Region, ancestry, is_iso_3166_2, iso_form, region, regions};
use protocol::vocabulary::{List, Term};

use crate::atlas::{Area, Frame, Size, atlas, is_outlying};
use crate::census::{Census, Counts};
use crate::http::beside::beside;
use crate::http::page::said;
use crate::pages::drawing::{AreaDrawn, Drawing, Inset, Part, Shade, Zoom, bounds, class, shades};
use crate::pages::locale::Locale;
use crate::pages::map::Told;
use crate::pages::path;
use crate::pages::question::Question;
use crate::pages::words::Count;

/// What a map shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// All countries.
    World,
    /// Europe.
    Europe,
    /// A country, by its ISO code.
    Country(String),
    /// A region below a country.
    Region(&'static Region),
}

impl View {
    /// What a question asks to see: the region, else the country, else Europe.
    pub(super) fn of(question: &Question) -> Self {
        let code = iso_form(question.get("region"));
        let nuts = protocol::vocabulary::region::term(&code).and_then(|term| region(&term.code));
        match nuts {
            Some(region) if region.level > 0 => return Self::Region(region),
            Some(region) => return Self::Country(region.country.to_owned()),
            None => {}
        }
        let outside_nuts = code.split_once('-').filter(|_| is_iso_3166_2(&code)).map(|(country, _)| country);
        let country = [outside_nuts.unwrap_or(&code), &iso_form(question.get("country"))]
            .into_iter()
            .find(|code| atlas().country(code).is_some())
            .map(str::to_owned);
        match country {
            Some(country) => Self::Country(country),
            None if question.get("view") == "world" => Self::World,
            None => Self::Europe,
        }
    }

    /// Its name.
    pub(super) fn name(&self, locale: Locale) -> String {
        match self {
            Self::World => locale.t("map-world").to_text(),
            Self::Europe => locale.t("map-europe").to_text(),
            Self::Country(iso) => country_name(locale, iso),
            Self::Region(region) => region_name(region).to_owned(),
        }
    }

    fn is_shown(&self, code: &str) -> bool {
        match self {
            Self::World | Self::Europe => true,
            Self::Country(iso) => iso_form(code).starts_with(iso.as_str()),
            Self::Region(region) => lies_in(code, region),
        }
    }
}

/// The name of a country.
pub(super) fn country_name(locale: Locale, iso: &str) -> String {
    said(Term::current(List::Country, iso).title_in(locale.tag()).0)
}

/// The name of a region without the kind that NUTS puts behind a comma.
pub(super) fn region_name(region: &Region) -> &'static str {
    region.name.split_once(", ").map_or(region.name, |(name, _)| name)
}

/// The name of an area by its code.
pub(super) fn name_of(locale: Locale, code: &str) -> String {
    match region(code) {
        Some(region) if region.level > 0 => region_name(region).to_owned(),
        _ => country_name(locale, &iso_form(code)),
    }
}

/// The number that a map's colours tell.
pub(super) fn number(counts: &Counts, told: Told) -> u32 {
    match told {
        Told::All => counts.cards(),
        Told::Organisations => counts.organisations,
        Told::Listings => counts.listings,
        Told::Labels => counts.labels,
    }
}

/// Draws the census on the whole map.
pub(super) async fn draw(
    locale: Locale,
    view: &View,
    census: &Arc<Census>,
    told: Told,
    question: &Question,
) -> (Drawing, Vec<Shade>) {
    let (drawing, shades, _) = draw_part(locale, view, None, census, told, question).await;
    (drawing, shades)
}

/// Draws the census on a part of the map, with what leads to others; there is nothing to move where nothing is drawn.
pub(super) async fn draw_part(
    locale: Locale,
    view: &View,
    window: Option<Window>,
    census: &Arc<Census>,
    told: Told,
    question: &Question,
) -> (Drawing, Vec<Shade>, Option<Zoom>) {
    let (view, census, question) = (view.clone(), Arc::clone(census), question.clone());
    beside(move || drawn(locale, &view, window, &census, told, &question)).await
}

fn drawn(
    locale: Locale,
    view: &View,
    window: Option<Window>,
    census: &Census,
    told: Told,
    question: &Question,
) -> (Drawing, Vec<Shade>, Option<Zoom>) {
    let Some(whole) = frame(view) else { return (Drawing::default(), Vec::new(), None) };
    let window = window.map_or_else(|| Window::whole(&whole), |window| window.within(&whole));
    let (frame, is_close) = (window.frame(&whole), window.is_close(&whole));
    let is_whole = window == Window::whole(&whole);
    let groups = groups(locale, view, census, is_close);
    let numbers: Vec<u32> =
        groups.iter().flat_map(|group| &group.parts).map(|part| number(&part.1, told)).collect();
    let bounds = bounds(numbers.iter().copied());
    let pen = Pen { locale, question, told, bounds: &bounds };
    let (far, near): (Vec<_>, Vec<_>) = groups.iter().partition(|group| {
        is_whole
            && matches!(view, View::Country(_))
            && group.parts.iter().all(|(area, _)| is_outlying(area.code))
    });
    let linked: BTreeSet<&str> =
        groups.iter().flat_map(|group| &group.parts).map(|(area, _)| area.code).collect();
    let land = outlines(atlas().countries().filter(|area| !linked.contains(area.code)), &frame);
    let drawing = Drawing {
        width: frame.size.width,
        height: frame.size.height,
        title: view.name(locale),
        land,
        areas: near.into_iter().filter_map(|group| pen.area(group, &frame)).collect(),
        borders: borders(view, &frame),
        marks: marks::marks(locale, view, census, question, &frame, is_close),
        insets: insets(&far, &pen, frame.size),
    };
    let greatest = numbers.into_iter().max().unwrap_or(0);
    (drawing, shades(&bounds, greatest), Some(window.zoom(&whole, question)))
}

/// Areas that lead to one place: a country with its regions, or one region.
struct Group<'a> {
    code: &'a str,
    counts: Counts,
    parts: Vec<(Area<'a>, Counts)>,
}

fn groups<'a>(locale: Locale, view: &View, census: &Census, is_close: bool) -> Vec<Group<'a>> {
    let whole = |area: Area<'a>| {
        let counts = census.of(area.code);
        Group { code: area.code, counts, parts: vec![(area, counts)] }
    };
    let mut groups: Vec<Group<'a>> = match view {
        View::World => {
            let countries = atlas().countries().map(whole);
            countries.filter(|group| group.counts != Counts::default()).collect()
        }
        View::Europe => {
            let country = |area: Area<'a>| {
                let mut group = whole(area);
                if atlas().has_regions(&iso_form(area.code)) {
                    group.parts = mosaic()
                        .filter(|part| part.code.starts_with(area.code))
                        .map(|part| (part, covered(part.code, census)))
                        .collect();
                }
                group
            };
            let is_wanted = |group: &Group<'_>| {
                atlas().has_regions(&iso_form(group.code)) || group.counts != Counts::default()
            };
            let countries = atlas().countries().map(country).filter(is_wanted);
            if is_close { countries.flat_map(by_parts).collect() } else { countries.collect() }
        }
        View::Country(iso) => {
            let parts = mosaic().filter(|area| iso_form(area.code).starts_with(iso.as_str()));
            let groups: Vec<_> =
                parts.map(|area| Group { counts: covered(area.code, census), ..whole(area) }).collect();
            let groups = groups
                .into_iter()
                .map(|group| Group { parts: vec![(group.parts[0].0, group.counts)], ..group });
            let groups: Vec<_> = groups.collect();
            if groups.is_empty() { atlas().country(iso).map(whole).into_iter().collect() } else { groups }
        }
        View::Region(around) => {
            let finer: Vec<Area<'a>> = below(around);
            if finer.is_empty() {
                shape_of(around).map(whole).into_iter().collect()
            } else {
                finer.into_iter().map(whole).collect()
            }
        }
    };
    groups.sort_by_key(|group| (name_of(locale, group.code), group.code));
    groups
}

/// Each part of a country as an area of its own.
fn by_parts<'a>(country: Group<'a>) -> Vec<Group<'a>> {
    let part =
        |(area, counts): (Area<'a>, Counts)| Group { code: area.code, counts, parts: vec![(area, counts)] };
    country.parts.into_iter().map(part).collect()
}

fn mosaic<'a>() -> impl Iterator<Item = Area<'a>> {
    atlas().mosaic()
}

/// The finest shapes of the next levels below a region.
fn below<'a>(around: &'static Region) -> Vec<Area<'a>> {
    let of_mosaic: Vec<Area<'a>> =
        mosaic().filter(|area| area.code != around.code && lies_in(area.code, around)).collect();
    if around.level < 2 && !of_mosaic.is_empty() {
        return of_mosaic;
    }
    let inner = regions().filter(|inner| inner.level == 3 && lies_in(inner.code, around));
    inner.filter_map(|inner| atlas().region(inner.code)).collect()
}

fn lies_in(code: &str, around: &Region) -> bool {
    ancestry(code).any(|region| region.code == around.code)
}

/// The outline of a region, or of the smallest around it that is drawn.
pub(super) fn shape_of<'a>(inner: &Region) -> Option<Area<'a>> {
    ancestry(inner.code).find_map(|region| atlas().region(region.code))
}

/// What a shape of the mosaic stands for: its region, less the parts that have shapes of their own.
fn covered(code: &str, census: &Census) -> Counts {
    let drawn: BTreeSet<&str> = mosaic()
        .map(|area| area.code)
        .filter(|other| other.len() > code.len() && other.starts_with(code))
        .collect();
    if drawn.is_empty() {
        return census.of(code);
    }
    let rest = regions().filter(|region| region.parent == Some(code) && !drawn.contains(region.code));
    rest.fold(Counts::default(), |mut sum, region| {
        sum += census.of(region.code);
        sum
    })
}

fn frame(view: &View) -> Option<Frame> {
    let size = Size { width: WIDTH, height: WIDTH };
    match view {
        View::World => Some(Frame::world(WIDTH)),
        View::Europe => Some(Frame::europe(WIDTH)),
        View::Country(iso) => {
            let near: Vec<Area<'_>> = mosaic()
                .filter(|area| iso_form(area.code).starts_with(iso.as_str()) && !is_outlying(area.code))
                .collect();
            if near.is_empty() {
                Frame::around(atlas().country(iso), size)
            } else {
                Frame::around(near, size)
            }
        }
        View::Region(region) => Frame::around(shape_of(region), size),
    }
}

fn borders(view: &View, frame: &Frame) -> String {
    match view {
        View::World => String::new(),
        View::Europe | View::Country(_) => {
            outlines(atlas().countries().filter(|area| atlas().has_regions(&iso_form(area.code))), frame)
        }
        View::Region(_) => outlines(mosaic(), frame),
    }
}

fn outlines<'a>(areas: impl Iterator<Item = Area<'a>>, frame: &Frame) -> String {
    areas.filter_map(|area| frame.outline(area)).collect()
}

/// Boxes from the lower left corner to the right.
fn insets(far: &[&Group<'_>], pen: &Pen<'_>, size: Size) -> Vec<Inset> {
    let drawn = far.iter().zip(0..).filter_map(|(group, place)| {
        let frame =
            Frame::around(group.parts.iter().map(|(area, _)| *area), Size { width: INSET, height: INSET })?;
        Some(Inset {
            x: 16 + place * (INSET + 16),
            y: size.height - INSET - 16,
            side: INSET,
            areas: pen.area(group, &frame).into_iter().collect(),
        })
    });
    drawn.collect()
}

/// What areas are drawn with.
struct Pen<'a> {
    locale: Locale,
    question: &'a Question,
    told: Told,
    bounds: &'a [u32],
}

impl Pen<'_> {
    fn area(&self, group: &Group<'_>, frame: &Frame) -> Option<AreaDrawn> {
        let parts: Vec<Part> = group
            .parts
            .iter()
            .filter_map(|(area, counts)| {
                let number = number(counts, self.told);
                Some(Part {
                    outline: frame.outline(*area)?,
                    class: class(number, self.bounds),
                    title: format!(
                        "{}: {}",
                        name_of(self.locale, area.code),
                        self.locale.n(Count(number.into()))
                    ),
                })
            })
            .collect();
        (!parts.is_empty()).then(|| AreaDrawn {
            href: Some(closer(self.question, group.code)),
            name: name_of(self.locale, group.code),
            count: Count(number(&group.counts, self.told).into()),
            parts,
        })
    }
}

/// The map of a country or a region, with the same filters.
pub(super) fn closer(question: &Question, code: &str) -> String {
    chosen(question, code).href(path::MAP)
}

/// The search in a country or a region, with the same filters.
pub(super) fn search(question: &Question, code: &str) -> String {
    chosen(question, code).without(&OF_THE_MAP).href(path::SEARCH)
}

/// The same question about a country or a region.
fn chosen(question: &Question, code: &str) -> Question {
    let open = question.without(&["country", "region", "view", "at"]);
    if code.len() > 2 { open.with("region", code) } else { open.with("country", &iso_form(code)) }
}

/// What an address asks of a map alone.
pub(super) const OF_THE_MAP: [&str; 3] = ["colour", "view", "at"];
/// Units across a map.
pub(super) const WIDTH: i32 = 2000;
const INSET: i32 = 230;
