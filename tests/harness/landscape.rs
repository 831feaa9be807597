//! Landscapes of any size as rich as real ones: names in several scripts, descriptions in the organisation's languages,
//! members, activities, technologies and cooperation, with the codes of the real lists.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use protocol::vocabulary::List;
use protocol::vocabulary::region::{NUTS_UK, Region, regions};
use serde_json::Value;

use crate::chance::Chance;
use crate::population::{Generated, said};

/// Makes the organisation of that number.
#[must_use]
pub fn organisation(number: u64) -> Generated {
    let mut chance = Chance::seeded(number);
    let day = format!("20{}-{:02}-{:02}", 21 + chance.below(5), 1 + chance.below(12), 1 + chance.below(28));
    said(number, &day, &profile(number))
}

/// What the organisation of that number says of itself.
#[must_use]
pub fn profile(number: u64) -> BTreeMap<String, String> {
    let mut chance = Chance::seeded(number ^ 0x0068_616e_7365);
    let mut profile = BTreeMap::new();
    let mut set = |key: String, value: String| _ = profile.insert(key, value);
    let region = *chance.pick(&REGIONS);
    let languages = languages_of(region);
    let ecosystems = some(&mut chance, List::Ecosystem, &[1, 1, 1, 2, 3]);
    let place = region.name.split(", ").next().unwrap_or(region.name);
    let mut voice = Voice { chance, ecosystem: ecosystems[0] };
    set("kind".into(), "cluster".into());
    for language in languages.iter().take(2).copied().chain(["en"]) {
        set(format!("name.{language}"), format!("{} {number}", voice.name(language, place)));
        set(format!("description.{language}"), voice.sentences(language));
    }
    for (slug, language) in ["first", "second", "third"].iter().zip(languages.iter().copied().chain(["en"])) {
        set(format!("competence.{slug}"), voice.sentences(language));
    }
    let mut chance = voice.chance;
    set("country".into(), region.country.into());
    set("region".into(), region.code.into());
    let version = if region.country == "GB" { NUTS_UK } else { List::Nuts.version() };
    set("region.list".into(), format!("nuts/{version}"));
    set("place".into(), place.into());
    set("founded".into(), (1990 + chance.below(35)).to_string());
    set("website".into(), format!("https://cluster-{number}.example/"));
    for code in ecosystems {
        set(format!("ecosystem.{code}"), "1".into());
    }
    for (family, list, sizes) in [
        ("technology", List::Technology, &[2, 3, 4, 5][..]),
        ("nace", List::Nace, &[1, 2, 3, 5]),
        ("emerging", List::EmergingIndustry, &[0, 0, 1, 1, 2]),
        ("s3", List::S3Area, &[0, 1, 1, 2]),
        ("service", List::Service, &[3, 5, 8]),
        ("cooperation.objective", List::CooperationInterest, &[1, 2, 3, 5]),
    ] {
        for code in some(&mut chance, list, sizes) {
            set(format!("{family}.{code}"), list.version().into());
        }
    }
    for (kind, most) in
        [("sme", 200), ("startup", 20), ("large", 25), ("research", 12), ("university", 8), ("public", 6)]
    {
        let count = chance.below(most);
        if count > 0 {
            set(format!("members.{kind}"), count.to_string());
        }
    }
    set("cooperation.willingness".into(), chance.below(5).to_string());
    profile
}

struct Voice {
    chance: Chance,
    ecosystem: &'static str,
}

impl Voice {
    fn name(&mut self, language: &str, place: &str) -> String {
        let words = &PHRASES["languages"][language];
        let pattern = self.pick(&words["names"]);
        let theme = words["themes"][self.ecosystem].as_str().unwrap_or_default();
        pattern.replace("{t}", theme).replace("{p}", place)
    }

    fn sentences(&mut self, language: &str) -> String {
        let words = &PHRASES["languages"][language];
        let theme = words["themes"][self.ecosystem].as_str().unwrap_or_default();
        let technologies: Vec<&str> = words["technologies"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, word)| word.as_str())
            .collect();
        let count = 1 + self.chance.below(3);
        let sentences = (0..count).map(|_| {
            let (first, second) = (*self.chance.pick(&technologies), *self.chance.pick(&technologies));
            self.pick(&words["competences"])
                .replace("{a}", first)
                .replace("{b}", second)
                .replace("{t}", theme)
        });
        sentences.collect::<Vec<_>>().join(" ")
    }

    fn pick(&mut self, from: &'static Value) -> &'static str {
        let from = from.as_array().map_or(&[][..], Vec::as_slice);
        self.chance.pick(from).as_str().unwrap_or_default()
    }
}

/// Different codes of a list, as many as one of the sizes.
fn some(chance: &mut Chance, list: List, sizes: &[usize]) -> Vec<&'static str> {
    let codes: Vec<&'static str> = list.entries().map(|entry| entry.code).collect();
    let wanted = *chance.pick(sizes);
    let mut some: Vec<&'static str> = Vec::new();
    while some.len() < wanted {
        let code = *chance.pick(&codes);
        if !some.contains(&code) {
            some.push(code);
        }
    }
    some
}

fn languages_of(region: &Region) -> Vec<&'static str> {
    let of =
        |value: &'static Value| value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let narrower = (3..=region.code.len())
        .rev()
        .find_map(|length| PHRASES["region_languages"].get(&region.code[..length]));
    narrower.or_else(|| PHRASES["country_languages"].get(&region.code[..2])).map_or_else(|| vec!["en"], of)
}

static PHRASES: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("landscape/phrases.json")).expect("the phrases are JSON")
});

/// Regions of level 2 and 3, in which organisations sit.
static REGIONS: LazyLock<Vec<&'static Region>> =
    LazyLock::new(|| regions().filter(|region| region.level > 1).collect());
