//! Which cards are alike: other organisations of the same trade, and listings that may mean the same organisation.
//!
//! Both are counted in whole numbers from what the cards say, so every node gives the same answer. Neither is a statement
//! about anybody: a page shows the reasons beside the names.

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol::landscape::{Card, CardKind};
use protocol::text::{WebAddress, folded, words};
use protocol::vocabulary::region::ancestry;

/// What a card is compared by, beside itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Codes of technologies.
    pub technologies: Box<[Box<str>]>,
    /// Codes of economic activities.
    pub nace: Box<[Box<str>]>,
    /// The website.
    pub website: Option<WebAddress>,
    /// Ids in other registers, as `ror:05xyz`.
    pub external: Box<[Box<str>]>,
}

/// A card with its traits.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The card.
    pub card: Arc<Card>,
    /// Its traits.
    pub traits: Arc<Traits>,
}

/// A card that is like another, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    /// The card.
    pub card: Arc<Card>,
    /// How much: only meaningful against others of the same answer.
    pub score: u32,
    /// Codes of ecosystems of both.
    pub ecosystems: Vec<String>,
    /// Codes of technologies of both.
    pub technologies: Vec<String>,
    /// Codes of economic activities of both.
    pub nace: Vec<String>,
    /// The smallest region around both.
    pub region: Option<&'static str>,
    /// Whether they are in the same country.
    pub same_country: bool,
}

/// A listing that may mean the same organisation, and why.
#[derive(Clone, Debug)]
pub struct Twin {
    /// The other card.
    pub card: Arc<Card>,
    /// What speaks for it, the weightiest first.
    pub evidence: Vec<Evidence>,
}

/// What speaks for two cards meaning the same organisation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The same id in another register.
    ExternalId(String),
    /// The same website.
    Website(String),
    /// The same name but for case, accents and punctuation, in the same region or country.
    Name,
}

/// Cards by what could give them away as twins.
#[derive(Clone, Debug, Default)]
pub struct Twins {
    names: BTreeMap<Box<str>, Vec<u32>>,
    websites: BTreeMap<Box<str>, Vec<u32>>,
    external: BTreeMap<Box<str>, Vec<u32>>,
}

/// The cards that are most like one of them, the likest first; what shares a region only is not like it.
#[must_use]
pub fn most_like(one: &Compared, all: impl Iterator<Item = Compared>, wanted: usize) -> Vec<Like> {
    let mut likes: Vec<Like> =
        all.filter(|other| other.card.id != one.card.id).filter_map(|other| like(one, &other)).collect();
    likes.sort_by(|a, b| {
        let rank = |like: &Like| (std::cmp::Reverse(like.score), like.card.kind != CardKind::Profile);
        rank(a).cmp(&rank(b)).then_with(|| a.card.id.cmp(&b.card.id))
    });
    likes.truncate(wanted);
    likes
}

fn like(one: &Compared, other: &Compared) -> Option<Like> {
    let ecosystems: Vec<String> = shared(
        one.card.ecosystems.iter().map(|term| &*term.code),
        other.card.ecosystems.iter().map(|term| &*term.code),
    );
    let technologies = shared(
        one.traits.technologies.iter().map(|code| &**code),
        other.traits.technologies.iter().map(|code| &**code),
    );
    let nace =
        shared(one.traits.nace.iter().map(|code| &**code), other.traits.nace.iter().map(|code| &**code));
    let trade = 4 * ecosystems.len() + 3 * technologies.len() + 3 * nace.len();
    if trade == 0 {
        return None;
    }
    let code = |card: &Card| card.region.as_ref().map(|region| region.code.clone()).unwrap_or_default();
    let (inner, outer) = (code(&one.card), code(&other.card));
    let region = ancestry(&inner)
        .filter(|region| region.level > 0)
        .find(|region| ancestry(&outer).any(|around| around.code == region.code));
    let same_country = one.card.country.is_some() && one.card.country_code() == other.card.country_code();
    let near = region.map_or(0, |region| 1 + usize::from(region.level)) + usize::from(same_country);
    let score = u32::try_from(trade + near).unwrap_or(u32::MAX);
    let card = Arc::clone(&other.card);
    Some(Like {
        card,
        score,
        ecosystems,
        technologies,
        nace,
        region: region.map(|region| region.code),
        same_country,
    })
}

fn shared<'c>(
    ones: impl Iterator<Item = &'c str>,
    others: impl Iterator<Item = &'c str> + Clone,
) -> Vec<String> {
    ones.filter(|one| others.clone().any(|other| other == *one)).map(str::to_owned).collect()
}

impl Twins {
    /// Sorts all cards by name, website and ids.
    #[must_use]
    pub fn of<'c>(all: impl Iterator<Item = (&'c Card, &'c Traits)>) -> Self {
        let mut twins = Self::default();
        for (place, (card, traits)) in (0..).zip(all) {
            if let Some(name) = name_key(&card.name) {
                twins.names.entry(name).or_default().push(place);
            }
            if let Some(website) = &traits.website {
                twins.websites.entry(website_key(website)).or_default().push(place);
            }
            for id in &traits.external {
                twins.external.entry(id.clone()).or_default().push(place);
            }
        }
        twins
    }

    /// The places of cards that may mean the same organisation as the one given, each with the evidence.
    #[must_use]
    pub fn candidates(&self, card: &Card, traits: &Traits) -> BTreeMap<u32, Vec<Evidence>> {
        let mut found: BTreeMap<u32, Vec<Evidence>> = BTreeMap::new();
        let mut add = |places: Option<&Vec<u32>>, evidence: Evidence| {
            for place in places.into_iter().flatten() {
                found.entry(*place).or_default().push(evidence.clone());
            }
        };
        for id in &traits.external {
            add(self.external.get(id), Evidence::ExternalId(id.to_string()));
        }
        if let Some(website) = &traits.website {
            add(self.websites.get(&website_key(website)), Evidence::Website(website.as_str().to_owned()));
        }
        if let Some(name) = name_key(&card.name) {
            add(self.names.get(&name), Evidence::Name);
        }
        found
    }
}

/// Whether two cards lie in the same region, or where one names none, in the same country.
#[must_use]
pub fn are_neighbours(one: &Card, other: &Card) -> bool {
    let code = |card: &Card| card.region.as_ref().map(|region| region.code.clone());
    match (code(one), code(other)) {
        (Some(one), Some(other)) => one.starts_with(&other) || other.starts_with(&one),
        _ => one.country.is_some() && one.country_code() == other.country_code(),
    }
}

/// An address without what leads to the same page all the same: the scheme, `www.` and a slash at the end.
fn website_key(address: &WebAddress) -> Box<str> {
    let address = address.as_str().to_ascii_lowercase();
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').into()
}

/// The words of a name without case, accents, punctuation and order; too short a name is no evidence.
fn name_key(name: &str) -> Option<Box<str>> {
    let folded = folded(name);
    let mut words: Vec<&str> = words(&folded).collect();
    words.sort_unstable();
    let key = words.join(" ");
    (key.len() >= NAME_BYTES_MIN).then(|| key.into())
}

const NAME_BYTES_MIN: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::landscape::Findable;
    use protocol::listing::{Listing, RegisterLine};
    use protocol::organisation::OrganisationId;

    fn compared(line: &str) -> Compared {
        let line = RegisterLine::parse(1, line.as_bytes()).expect("a line of a register");
        let by = OrganisationId::parse("QmbnQXj7DhWFrmgjDPKZCybn8fkKW7Wze57SQHpwsSQ7NZ").expect("a SCID");
        let listing = Listing::read(&line.content);
        let traits = Traits { website: listing.facts.website.clone(), ..Traits::default() };
        Compared {
            card: Findable::of_listing(&format!("{by}/{}", line.id), by, &listing, None).card,
            traits: Arc::new(traits),
        }
    }

    #[test]
    fn the_nearest_of_the_same_trade_comes_first() {
        let [graz, vienna, leoben, mill] = [
            r#"{"id":"a","name":"Graz","country":"AT","nuts":"AT221","ecosystems":["digital"]}"#,
            r#"{"id":"b","name":"Vienna","country":"AT","nuts":"AT130","ecosystems":["digital"]}"#,
            r#"{"id":"c","name":"Leoben","country":"AT","nuts":"AT223","ecosystems":["digital"]}"#,
            r#"{"id":"d","name":"Mill","country":"AT","nuts":"AT221","ecosystems":["textiles"]}"#,
        ]
        .map(compared);
        let likes = most_like(&graz, [&vienna, &leoben, &mill, &graz].into_iter().cloned(), 5);
        let names: Vec<&str> = likes.iter().map(|like| &*like.card.name).collect();
        assert_eq!(names, ["Leoben", "Vienna"]);
        assert_eq!((likes[0].region, likes[1].region), (Some("AT22"), None));
        assert_eq!(likes[0].ecosystems, ["digital"]);
    }

    #[test]
    fn a_name_in_other_letters_and_order_is_evidence_in_the_same_region() {
        let cards = [
            r#"{"id":"a","name":"Silicon Alps Cluster","country":"AT","nuts":"AT211","website":"https://silicon-alps.example"}"#,
            r#"{"id":"b","name":"CLUSTER: Silicon-Alps","country":"AT","nuts":"AT21"}"#,
            r#"{"id":"c","name":"Other","country":"AT","website":"http://www.silicon-alps.example/"}"#,
        ]
        .map(compared);
        let twins = Twins::of(cards.iter().map(|one| (&*one.card, &*one.traits)));
        let found = twins.candidates(&cards[0].card, &cards[0].traits);
        assert_eq!(found[&1], [Evidence::Name]);
        assert!(matches!(found[&2].as_slice(), [Evidence::Website(_)]), "{found:?}");
        assert!(
            are_neighbours(&cards[0].card, &cards[1].card) && are_neighbours(&cards[0].card, &cards[2].card)
        );
    }
}
