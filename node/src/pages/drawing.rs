//! A map as a page draws it: areas that lead somewhere, and marks of places, all with their numbers in words.

use super::words::Count;

/// A map in SVG. Whatever it shows stands in a table beside it too.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// In units of the picture.
    pub width: i32,
    /// In units of the picture.
    pub height: i32,
    /// What the map is called for those who do not see it.
    pub title: String,
    /// Outlines of land that leads nowhere, the `d` of a path.
    pub land: String,
    /// Areas, in the order in which a keyboard comes by.
    pub areas: Vec<AreaDrawn>,
    /// Borders of countries, the `d` of a path.
    pub borders: String,
    /// Marks of places, after all areas.
    pub marks: Vec<Mark>,
    /// Far parts of a country, each in a box of its own.
    pub insets: Vec<Inset>,
}

/// Which part of a map is drawn, and what leads to others.
#[derive(Clone, Debug, Default)]
pub struct Zoom {
    /// Left edge of the part in units of the whole.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// The least width.
    pub least: i32,
    /// Closer, farther, and to all sides.
    pub steps: Vec<Step>,
    /// Back to the whole map.
    pub whole: Step,
}

/// What leads to another part of a map.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// Its name in the script, and behind `zoom-` in the messages.
    pub name: &'static str,
    /// What is shown of it.
    pub sign: &'static str,
    /// The map of that part.
    pub href: String,
    /// Whether that is another part than this one.
    pub leads_on: bool,
}

impl Step {
    /// The key of its word.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self.name {
            "closer" => "zoom-closer",
            "farther" => "zoom-farther",
            "west" => "zoom-west",
            "north" => "zoom-north",
            "south" => "zoom-south",
            "east" => "zoom-east",
            _ => "zoom-whole",
        }
    }
}

/// A country or a region on a map.
#[derive(Clone, Debug)]
pub struct AreaDrawn {
    /// Where it leads; `None` for one that is already shown.
    pub href: Option<String>,
    /// Its name.
    pub name: String,
    /// What its colour tells.
    pub count: Count,
    /// Its parts, each with a colour of its own.
    pub parts: Vec<Part>,
}

/// A part of an area.
#[derive(Clone, Debug)]
pub struct Part {
    /// The `d` of a path.
    pub outline: String,
    /// The class of its colour: 0 for nothing, then 1 to 5.
    pub class: usize,
    /// Name and number, shown where a pointer rests.
    pub title: String,
}

/// A mark where organisations and listings are; the larger, the more.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The search that finds them.
    pub href: String,
    /// The region that they are in.
    pub name: String,
    /// How many there are.
    pub count: Count,
    /// From left to right.
    pub x: i32,
    /// From top to bottom.
    pub y: i32,
    /// Radius.
    pub radius: i32,
}

impl Mark {
    /// Whether its number can be read inside of it.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.radius >= 22
    }
}

/// A box with a far part of a country.
#[derive(Clone, Debug)]
pub struct Inset {
    /// Left edge of the box on the map.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width and height of the box.
    pub side: i32,
    /// What is drawn in it, in units of the picture from its upper left corner.
    pub areas: Vec<AreaDrawn>,
}

/// One colour of a map and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shade {
    /// The class of the colour.
    pub class: usize,
    /// The least number.
    pub from: Count,
    /// The greatest number.
    pub to: Count,
}

/// The lower bounds of at most five classes of about the same size, for numbers above 0.
#[must_use]
pub fn bounds(numbers: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut sorted: Vec<u32> = numbers.into_iter().filter(|number| *number > 0).collect();
    sorted.sort_unstable();
    let mut bounds: Vec<u32> =
        (0..CLASSES).filter_map(|class| sorted.get(sorted.len() * class / CLASSES)).copied().collect();
    bounds.dedup();
    bounds
}

/// The class of a number: 0 for none, else the last class whose bound it reaches.
#[must_use]
pub fn class(number: u32, bounds: &[u32]) -> usize {
    let reached = bounds.partition_point(|bound| *bound <= number);
    // Few classes take the strong colours too.
    if number == 0 || reached == 0 { 0 } else { (reached * CLASSES).div_ceil(bounds.len().max(1)) }
}

/// The legend of a map.
#[must_use]
pub fn shades(bounds: &[u32], greatest: u32) -> Vec<Shade> {
    let ends = bounds.iter().skip(1).map(|next| next - 1).chain([greatest]);
    let shade = |(from, to): (&u32, u32)| Shade {
        class: class(*from, bounds),
        from: Count(u64::from(*from)),
        to: Count(u64::from(to)),
    };
    bounds.iter().zip(ends).map(shade).collect()
}

const CLASSES: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_part_the_numbers_evenly() {
        let numbers = [0, 0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55];
        let bounds = bounds(numbers);
        assert_eq!(bounds, [1, 2, 5, 13, 34]);
        assert_eq!([0, 1, 4, 5, 33, 34, 900].map(|number| class(number, &bounds)), [0, 1, 2, 3, 4, 5, 5]);
        let words = |shade: &Shade| format!("{}–{}", shade.from.0, shade.to.0);
        assert_eq!(
            shades(&bounds, 55).iter().map(words).collect::<Vec<_>>(),
            ["1–1", "2–4", "5–12", "13–33", "34–55"]
        );
    }

    #[test]
    fn few_numbers_have_few_colours() {
        assert_eq!((super::bounds([0, 0]), class(0, &[])), (vec![], 0));
        assert_eq!((super::bounds([3]), class(3, &[3])), (vec![3], 5));
        assert_eq!(super::bounds([1, 1, 1, 7]), [1, 7]);
    }
}
