//! Worlds of any size, the same for the same numbers.
//!
//! With [`WORDS_BENCH`] words in each of its two descriptions, a profile is an entry of about two kilobytes.

use std::collections::BTreeMap;

use protocol::item::Item;

use crate::chance::Chance;
use crate::story::{Member, World};

/// An organisation of a generated world: its identity line and its profile.
#[derive(Debug)]
pub struct Generated {
    /// The organisation with its keys.
    pub member: Member,
    /// What it said, and the directory of it alone.
    pub world: World,
}

/// Makes the organisation of that number.
#[must_use]
pub fn organisation(number: u64, description_words: usize) -> Generated {
    let mut chance = Chance::seeded(number);
    let day = format!("20{}-{:02}-{:02}", 15 + chance.below(10), 1 + chance.below(12), 1 + chance.below(28));
    said(number, &day, &profile(number, description_words, &mut chance))
}

/// The organisation of that number, which said so much on a day.
pub(crate) fn said(number: u64, day: &str, profile: &BTreeMap<String, String>) -> Generated {
    let mut world = World::default();
    let member = world.found(&format!("cluster-{number}"), day);
    let edits: Vec<(&str, &str)> =
        profile.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    world.edit(&member, "profile/self", &edits, day);
    Generated { member, world }
}

/// Makes organisations 0 to `count`, on all cores.
///
/// # Panics
///
/// When the protocol does not take what it made.
#[must_use]
pub fn organisations(count: u64, description_words: usize) -> Vec<Generated> {
    organisations_from(0, count, description_words)
}

/// Makes `count` organisations, the first of that number, on all cores.
///
/// # Panics
///
/// When the protocol does not take what it made.
#[must_use]
pub fn organisations_from(first: u64, count: u64, description_words: usize) -> Vec<Generated> {
    made(first, count, |number| organisation(number, description_words))
}

/// Makes `count` organisations, the first of that number, on all cores, each by `make`.
///
/// # Panics
///
/// When the protocol does not take what it made.
#[must_use]
pub fn made(first: u64, count: u64, make: impl Fn(u64) -> Generated + Copy + Send) -> Vec<Generated> {
    let threads = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    std::thread::scope(|scope| {
        let at = move |thread| first + thread * count / threads;
        let part = move |thread| at(thread)..at(thread + 1);
        let makers =
            (0..threads).map(|thread| scope.spawn(move || part(thread).map(make).collect::<Vec<_>>()));
        let parts: Vec<_> = makers.collect();
        parts.into_iter().flat_map(|part| part.join().expect("organisations can be made")).collect()
    })
}

/// All items of organisations, each after what explains it.
#[must_use]
pub fn items(organisations: &[Generated]) -> Vec<Item> {
    organisations.iter().flat_map(|organisation| organisation.world.items.iter().cloned()).collect()
}

fn profile(number: u64, description_words: usize, chance: &mut Chance) -> BTreeMap<String, String> {
    let mut profile = BTreeMap::new();
    let mut set = |key: &str, value: String| {
        profile.insert(key.to_owned(), value);
    };
    let (region, country) = *chance.pick(&REGIONS);
    set("kind", "cluster".into());
    set("name.en", format!("Generated Cluster {number} {}", words(chance, 2)));
    set("region", region.into());
    set("region.list", "nuts/2024".into());
    set("country", country.into());
    set("place", words(chance, 1));
    set("founded", (1990 + chance.below(34)).to_string());
    set("website", format!("https://cluster-{number}.example/"));
    set("members.sme", chance.below(300).to_string());
    set("members.large", chance.below(40).to_string());
    set("members.research", chance.below(12).to_string());
    set(&format!("ecosystem.{}", chance.pick(&ECOSYSTEMS)), "1".into());
    set("cooperation.willingness", (1 + chance.below(5)).to_string());
    set("description.en", words(chance, description_words));
    set("description.de", words(chance, description_words));
    profile
}

fn words(chance: &mut Chance, count: usize) -> String {
    let words: Vec<&str> = (0..count).map(|_| *chance.pick(&WORDS)).collect();
    words.join(" ")
}

/// As many words in a description as make a profile of two kilobytes.
pub const WORDS_BENCH: usize = 85;

const REGIONS: [(&str, &str); 6] =
    [("AT22", "AT"), ("DED2", "DE"), ("HU221", "HU"), ("FR10", "FR"), ("ES51", "ES"), ("SE11", "SE")];
const ECOSYSTEMS: [&str; 4] = ["mobility-transport-automotive", "energy-renewables", "digital", "health"];
const WORDS: [&str; 48] = [
    "photonics",
    "battery",
    "makers",
    "of",
    "light",
    "vehicles",
    "suppliers",
    "research",
    "partners",
    "looks",
    "for",
    "reuse",
    "rail",
    "medical",
    "devices",
    "biotechnology",
    "timber",
    "construction",
    "offshore",
    "wind",
    "textile",
    "recycling",
    "packaging",
    "food",
    "robotics",
    "sensors",
    "software",
    "space",
    "materials",
    "hydrogen",
    "circular",
    "economy",
    "together",
    "brings",
    "members",
    "region",
    "valley",
    "network",
    "training",
    "export",
    "pilot",
    "lines",
    "testing",
    "mobility",
    "creative",
    "tourism",
    "water",
    "and",
];
