//! What a map shows, held against the table beside it and the search that it leads to.

use std::collections::BTreeMap;

use harness::html::{Tag, tags, text, unescaped};
use harness::process::{NodeProcess, node};
use harness::story::World;
use tempfile::{TempDir, tempdir};

#[test]
fn marks_that_would_cover_each_other_are_one_and_the_numbers_add_up() {
    let (_folder, running) = austria();
    let whole = Map::at(&running, "/map");
    assert_eq!(whole.marks_named(), [("Ostösterreich", 18), ("Westösterreich", 4), ("Berlin", 1)]);
    let (x, y) = whole.marks[0].at;
    let close = Map::at(&running, &format!("/map?at={},{},600", x - 300, y - 300));
    let expected = [("Ostösterreich", 18), ("Innsbruck", 4), ("Berlin", 1)];
    assert_eq!(close.marks_named(), expected, "Vienna would cover what is around it");
    let country = Map::at(&running, "/map?country=AT");
    let expected = [("Wien", 12), ("Wiener Umland/Südteil", 6), ("Innsbruck", 4)];
    assert_eq!(country.marks_named(), expected, "there is room for both");
    for (map, cards) in [(&whole, 23), (&close, 23), (&country, 22)] {
        assert_eq!(map.marks.iter().map(|mark| mark.count).sum::<u64>(), cards);
        for (place, one) in map.marks.iter().enumerate() {
            assert!(map.marks[..place].iter().all(|other| !one.covers(other)), "{:?}", map.marks);
        }
        for mark in &map.marks {
            let found = running.get(&format!("/v1/landscape{}", mark.search)).json();
            assert_eq!(found["total"], mark.count, "{mark:?}");
        }
    }
}

#[test]
fn the_colour_of_an_area_is_that_of_its_number_in_the_legend_and_the_table_says_the_same() {
    let (_folder, running) = austria();
    for page in [
        "/map",
        "/map?view=world",
        "/map?country=AT",
        "/map?country=AT&colour=organisations",
        "/map?region=AT1",
    ] {
        let map = Map::at(&running, page);
        assert!(!map.areas.is_empty() && map.legend.contains_key("n0"), "{page}");
        let mut parts = 0;
        for (class, name, count) in map.areas.iter().flat_map(|area| &area.parts) {
            let (from, to) =
                map.legend.get(class).unwrap_or_else(|| panic!("{class} is in no legend of {page}"));
            assert!(
                (from..=to).contains(&count),
                "{name} has {count} and the colour of {from} to {to} on {page}"
            );
            parts += usize::from(*count > 0);
        }
        let coloured = map.legend.len() > 1;
        assert_eq!(parts > 0, coloured, "{page} has colours when there is something to tell");
        let told: BTreeMap<&str, u64> =
            map.areas.iter().filter(|area| area.count > 0).map(|area| (&*area.name, area.count)).collect();
        let rows: BTreeMap<&str, u64> =
            map.rows.iter().filter(|(_, count)| *count > 0).map(|(name, count)| (&**name, *count)).collect();
        if !page.contains("colour=") {
            assert_eq!(told, rows, "{page}");
        }
    }
    let organisations = Map::at(&running, "/map?country=AT&colour=organisations");
    let told: u64 = organisations.areas.iter().map(|area| area.count).sum();
    assert_eq!(told, 1, "one speaks for itself");
}

/// A node with twelve organisations and listings in Vienna, six south of it, four in Innsbruck, one in Berlin and one that
/// says no region.
fn austria() -> (TempDir, NodeProcess) {
    let mut world = World::default();
    let agency = world.found("agency", "2026-01-02");
    let cluster = world.found("cluster", "2026-01-02");
    let own = [("name.en", "Vienna Cluster"), ("kind", "cluster"), ("region", "AT130"), ("country", "AT")];
    world.edit(&cluster, "profile/self", &own, "2026-01-03");
    let places = [("AT130", 11), ("AT127", 6), ("AT332", 4), ("DE300", 1), ("", 1)];
    for (region, count) in places {
        for number in 0..count {
            let (name, country) = (format!("Cluster {region} {number}"), region.get(..2).unwrap_or("AT"));
            let mut facts = vec![("name", name.as_str()), ("country", country)];
            facts.extend((!region.is_empty()).then_some(("region", region)));
            let address = format!("listing/l{}-{number}", region.to_lowercase());
            world.edit(&agency, &address, &facts, "2026-01-04");
        }
    }
    let folder = tempdir().expect("a temporary folder");
    let running = node(folder.path()).start();
    running.publish(&world.items);
    (folder, running)
}

/// What a map says, and the table beside it.
struct Map {
    marks: Vec<Mark>,
    areas: Vec<Area>,
    /// From the class of a colour to the numbers that it stands for.
    legend: BTreeMap<String, (u64, u64)>,
    /// The lines of the table: name and number.
    rows: Vec<(String, u64)>,
}

#[derive(Debug)]
struct Mark {
    name: String,
    count: u64,
    search: String,
    at: (i64, i64),
    radius: i64,
}

struct Area {
    name: String,
    count: u64,
    /// Class of the colour, name and number of each part.
    parts: Vec<(String, String, u64)>,
}

impl Map {
    fn at(running: &NodeProcess, page: &str) -> Self {
        let tags = tags(&running.ask("GET", page, &[("accept", "text/html")]).text());
        let inner = |from: usize, end: &str| {
            let end = tags[from..].iter().position(|tag| tag.name == end).expect("it is closed");
            &tags[from..from + end]
        };
        let (mut marks, mut areas, mut legend, mut rows) =
            (Vec::new(), Vec::new(), BTreeMap::new(), Vec::new());
        for (place, tag) in tags.iter().enumerate() {
            match (&*tag.name, tag.value("class")) {
                ("a", Some("spot")) => marks.push(Mark::of(tag, inner(place, "/a"))),
                ("a" | "g", Some("area")) => {
                    areas.push(Area::of(tag, inner(place, if tag.name == "a" { "/a" } else { "/g" })));
                }
                ("ul", Some("legend")) => legend.extend(shades(inner(place, "/ul"))),
                ("table", Some("counts")) => {
                    rows.extend(inner(place, "/table").split(|tag| tag.name == "tr").filter_map(row))
                }
                _ => {}
            }
        }
        Self { marks, areas, legend, rows }
    }

    /// Name and number of each mark, the largest first.
    fn marks_named(&self) -> Vec<(&str, u64)> {
        self.marks.iter().map(|mark| (&*mark.name, mark.count)).collect()
    }
}

impl Mark {
    fn of(link: &Tag, inner: &[Tag]) -> Self {
        let circle = inner.iter().find(|tag| tag.name == "circle").expect("a mark is a circle");
        let number = |name: &str| circle.value(name).and_then(|text| text.parse().ok()).expect("a number");
        let (name, count) = told(inner);
        let href = unescaped(link.value("href").expect("a mark leads somewhere"));
        let search = href.strip_prefix('/').expect("to the search").to_owned();
        Self { name, count, search, at: (number("cx"), number("cy")), radius: number("r") }
    }

    /// Whether the two lie over each other for the greater part.
    fn covers(&self, other: &Self) -> bool {
        let (x, y) = (self.at.0 - other.at.0, self.at.1 - other.at.1);
        let reach = (self.radius + other.radius) * 3 / 4;
        x * x + y * y < reach * reach
    }
}

impl Area {
    fn of(link: &Tag, inner: &[Tag]) -> Self {
        let label = unescaped(link.value("aria-label").unwrap_or_default());
        let (name, count) = label.rsplit_once(": ").expect("name and number");
        let parts = inner.iter().zip(inner.iter().skip(1)).filter(|(path, _)| path.name == "path");
        let part = |(path, title): (&Tag, &Tag)| {
            let (name, count) = told(std::slice::from_ref(title));
            (path.value("class").unwrap_or_default().to_owned(), name, count)
        };
        Self { name: name.to_owned(), count: number(count), parts: parts.map(part).collect() }
    }
}

/// The name and the number of what is shown where a pointer rests.
fn told(inner: &[Tag]) -> (String, u64) {
    let title = inner.iter().find(|tag| tag.name == "title").expect("a title");
    let title = text(std::slice::from_ref(title));
    let (name, count) = title.rsplit_once(": ").expect("name and number");
    (name.to_owned(), number(count))
}

/// Each colour of a legend and the numbers that it stands for.
fn shades(legend: &[Tag]) -> BTreeMap<String, (u64, u64)> {
    let shade = |item: &[Tag]| {
        let class = item.iter().find(|tag| tag.name == "rect")?.value("class")?.to_owned();
        let said = text(item);
        let (from, to) = said.split_once('–').unwrap_or((&said, &said));
        Some((class, if said == "none" { (0, 0) } else { (number(from), number(to)) }))
    };
    legend.split(|tag| tag.name == "li").skip(1).filter_map(shade).collect()
}

/// Name and number of a line of the table that leads to another map.
fn row(line: &[Tag]) -> Option<(String, u64)> {
    let name = line.iter().find(|tag| tag.name == "bdi").map(|tag| text(std::slice::from_ref(tag)))?;
    let first = line.iter().position(|tag| tag.value("class") == Some("number"))?;
    let cell = line[first..].split(|tag| tag.name == "/td").next()?;
    Some((name, number(&text(cell))))
}

fn number(text: &str) -> u64 {
    text.replace(',', "").parse().unwrap_or_else(|_| panic!("{text:?} is no number"))
}
