//! Which cards are alike: other organisations of the same trade, and listings that may mean the same organisation.
//!
//! Both are counted in whole numbers from what the cards say, so every node gives the same answer. Neither is a statement
//! about anybody: a page shows the reasons beside the names.

use std::cmp::Reverse;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use protocol::digest::Digest;
use protocol::landscape::{Card, CardKind};
use protocol::text::{WebAddress, folded, words};
use protocol::vocabulary::region::{Region, ancestry};

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
    /// Its trade in short.
    pub sketch: Sketch,
}

/// A trade in short: each of its codes lies in one of 128 drawers, so two trades that share no drawer share no code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sketch(u128);

/// A card with its traits.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'m> {
    /// The card.
    pub card: &'m Arc<Card>,
    /// Its traits.
    pub traits: &'m Traits,
}

/// A card that is like another, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    /// The card.
    pub card: Arc<Card>,
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

/// A name, a website or an id of a card, as a number by which cards are found that may have it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clue(pub [u8; 8]);

impl Sketch {
    /// The sketch of a card's ecosystems, technologies and economic activities.
    #[must_use]
    pub fn of(card: &Card, technologies: &[Box<str>], nace: &[Box<str>]) -> Self {
        let weights = weights(card, technologies, nace);
        Self(
            (0..)
                .zip(weights)
                .filter(|(_, weight)| *weight > 0)
                .fold(0, |all, (drawer, _)| all | 1 << drawer),
        )
    }

    /// The drawers that both have something in.
    fn shared(self, other: Self) -> impl Iterator<Item = usize> {
        let left = |drawers: u128| (drawers != 0).then_some(drawers);
        let rests = std::iter::successors(left(self.0 & other.0), move |rest| left(rest & (rest - 1)));
        rests.map(|rest| rest.trailing_zeros() as usize)
    }
}

/// What the codes of a trade weigh, by their drawers.
fn weights(card: &Card, technologies: &[Box<str>], nace: &[Box<str>]) -> [usize; DRAWERS] {
    let ecosystems = card.ecosystems.iter().map(|term| (ECOSYSTEM, &*term.code));
    let technologies = technologies.iter().map(|code| (TECHNOLOGY, &**code));
    let nace = nace.iter().map(|code| (NACE, &**code));
    let mut weights = [0; DRAWERS];
    for (weight, code) in ecosystems.chain(technologies).chain(nace) {
        let mut hasher = DefaultHasher::new();
        code.hash(&mut hasher);
        weights[hasher.finish() as usize % DRAWERS] += weight;
    }
    weights
}

/// The cards that are most like one of them, the likest first; what shares a region only is not like it.
#[must_use]
pub fn most_like<'m>(one: Compared<'m>, all: impl Iterator<Item = Compared<'m>>, wanted: usize) -> Vec<Like> {
    // Of a hundred thousand only the few that are wanted are described, most are left after a look at their trade, and
    // of these most after a look at its sketch.
    let weights = weights(one.card, &one.traits.technologies, &one.traits.nace);
    let mut best: BTreeMap<(Reverse<usize>, bool, &str), Compared<'m>> = BTreeMap::new();
    for other in all.filter(|other| other.card.id != one.card.id) {
        let worst = best.last_key_value().filter(|_| best.len() >= wanted).map(|(rank, _)| *rank);
        let is_beaten = |trade: usize| {
            trade == 0 || worst.is_some_and(|(Reverse(score), ..)| trade + NEARNESS_MAX < score)
        };
        let at_most = one.traits.sketch.shared(other.traits.sketch).map(|drawer| weights[drawer]).sum();
        if is_beaten(at_most) {
            continue;
        }
        let trade = trade_of(one, other);
        if is_beaten(trade) {
            continue;
        }
        let score = trade + nearness(one, other);
        let rank = (Reverse(score), other.card.kind != CardKind::Profile, &*other.card.id);
        if worst.is_none_or(|worst| rank < worst) {
            best.insert(rank, other);
            if best.len() > wanted {
                best.pop_last();
            }
        }
    }
    best.into_values().map(|other| like(one, other)).collect()
}

fn trade_of(one: Compared<'_>, other: Compared<'_>) -> usize {
    ECOSYSTEM * ecosystems(one, other).count()
        + TECHNOLOGY * technologies(one, other).count()
        + NACE * nace(one, other).count()
}

fn nearness(one: Compared<'_>, other: Compared<'_>) -> usize {
    let region = region_around(one, other).map_or(0, |region| 1 + usize::from(region.level));
    region + usize::from(in_same_country(one, other))
}

fn like(one: Compared<'_>, other: Compared<'_>) -> Like {
    let codes = |codes: &mut dyn Iterator<Item = &str>| codes.map(str::to_owned).collect();
    Like {
        card: Arc::clone(other.card),
        ecosystems: codes(&mut ecosystems(one, other)),
        technologies: codes(&mut technologies(one, other)),
        nace: codes(&mut nace(one, other)),
        region: region_around(one, other).map(|region| region.code),
        same_country: in_same_country(one, other),
    }
}

fn ecosystems<'m>(one: Compared<'m>, other: Compared<'m>) -> impl Iterator<Item = &'m str> {
    let codes = |of: Compared<'m>| of.card.ecosystems.iter().map(|term| &*term.code);
    shared(codes(one), codes(other))
}

fn technologies<'m>(one: Compared<'m>, other: Compared<'m>) -> impl Iterator<Item = &'m str> {
    let codes = |of: Compared<'m>| of.traits.technologies.iter().map(|code| &**code);
    shared(codes(one), codes(other))
}

fn nace<'m>(one: Compared<'m>, other: Compared<'m>) -> impl Iterator<Item = &'m str> {
    let codes = |of: Compared<'m>| of.traits.nace.iter().map(|code| &**code);
    shared(codes(one), codes(other))
}

fn shared<'m>(
    ones: impl Iterator<Item = &'m str>,
    others: impl Iterator<Item = &'m str> + Clone,
) -> impl Iterator<Item = &'m str> {
    ones.filter(move |one| others.clone().any(|other| other == *one))
}

/// The smallest region around both.
fn region_around(one: Compared<'_>, other: Compared<'_>) -> Option<&'static Region> {
    let code = |of: Compared<'_>| of.card.region.as_ref().map(|region| region.code.clone());
    let (inner, outer) = (code(one)?, code(other)?);
    ancestry(&inner)
        .filter(|region| region.level > 0)
        .find(|region| ancestry(&outer).any(|around| around.code == region.code))
}

fn in_same_country(one: Compared<'_>, other: Compared<'_>) -> bool {
    one.card.country.is_some() && one.card.country_code() == other.card.country_code()
}

impl Clue {
    /// All clues of a card.
    #[must_use]
    pub fn all_of(of: Compared<'_>) -> BTreeSet<Self> {
        let website = of.traits.website.as_ref().map(|website| ("website", website_key(website)));
        let name = name_key(&of.card.name).map(|name| ("name", name));
        let external = of.traits.external.iter().map(|id| ("id", id.clone()));
        external.chain(website).chain(name).map(|(sort, key)| Self::of(sort, &key)).collect()
    }

    fn of(sort: &str, key: &str) -> Self {
        let digest = Digest::of(&[sort.as_bytes(), b" ", key.as_bytes()]);
        Self(*digest.as_bytes().first_chunk().expect("a digest is longer"))
    }
}

/// What speaks for two cards meaning the same organisation, the weightiest first. The same name alone is evidence only
/// nearby.
#[must_use]
pub fn evidence(one: Compared<'_>, other: Compared<'_>) -> Vec<Evidence> {
    let ids = one.traits.external.iter().filter(|id| other.traits.external.contains(id));
    let mut evidence: Vec<Evidence> = ids.map(|id| Evidence::ExternalId(id.to_string())).collect();
    evidence.sort();
    let key = |of: Compared<'_>| of.traits.website.as_ref().map(website_key);
    if let Some(website) = one.traits.website.as_ref().filter(|_| key(one) == key(other)) {
        evidence.push(Evidence::Website(website.as_str().to_owned()));
    }
    let has_name = name_key(&one.card.name).is_some_and(|name| Some(name) == name_key(&other.card.name));
    if has_name && (!evidence.is_empty() || are_neighbours(one.card, other.card)) {
        evidence.push(Evidence::Name);
    }
    evidence
}

/// Whether two cards lie in the same region, or where one names none, in the same country.
fn are_neighbours(one: &Card, other: &Card) -> bool {
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

/// What two cards of one smallest region have: its three levels, one for any, one for the country.
const NEARNESS_MAX: usize = 5;
/// What a code that both have is worth.
const ECOSYSTEM: usize = 4;
const TECHNOLOGY: usize = 3;
const NACE: usize = 3;
const DRAWERS: usize = 128;
const NAME_BYTES_MIN: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::landscape::Findable;
    use protocol::listing::{Listing, RegisterLine};
    use protocol::organisation::OrganisationId;

    fn listed(line: &str) -> (Arc<Card>, Traits) {
        let line = RegisterLine::parse(1, line.as_bytes()).expect("a line of a register");
        let by = OrganisationId::parse("QmbnQXj7DhWFrmgjDPKZCybn8fkKW7Wze57SQHpwsSQ7NZ").expect("a SCID");
        let listing = Listing::read(&line.content);
        let card = Findable::of_listing(&format!("{by}/{}", line.id), by, &listing, None).card;
        let sketch = Sketch::of(&card, &[], &[]);
        (card, Traits { website: listing.facts.website.clone(), sketch, ..Traits::default() })
    }

    fn compared((card, traits): &(Arc<Card>, Traits)) -> Compared<'_> {
        Compared { card, traits }
    }

    #[test]
    fn the_nearest_of_the_same_trade_comes_first() {
        let listed = [
            r#"{"id":"a","name":"Graz","country":"AT","nuts":"AT221","ecosystems":["digital"]}"#,
            r#"{"id":"b","name":"Vienna","country":"AT","nuts":"AT130","ecosystems":["digital"]}"#,
            r#"{"id":"c","name":"Leoben","country":"AT","nuts":"AT223","ecosystems":["digital"]}"#,
            r#"{"id":"d","name":"Mill","country":"AT","nuts":"AT221","ecosystems":["textiles"]}"#,
            r#"{"id":"e","name":"Bonn","country":"DE","nuts":"DEA22","ecosystems":["digital"]}"#,
        ]
        .map(listed);
        let likest = |wanted| most_like(compared(&listed[0]), listed.iter().map(compared), wanted);
        let names = |wanted| likest(wanted).iter().map(|like| like.card.name.to_string()).collect::<Vec<_>>();
        assert_eq!(names(5), ["Leoben", "Vienna", "Bonn"]);
        assert_eq!((names(0), names(1), names(2)), (vec![], names(5)[..1].to_vec(), names(5)[..2].to_vec()));
        let likes = likest(5);
        assert_eq!((likes[0].region, likes[1].region), (Some("AT22"), None));
        assert_eq!(likes[0].ecosystems, ["digital"]);
    }

    #[test]
    fn the_likest_are_those_that_a_look_at_all_of_each_finds() {
        let codes = |seed: usize, of: usize, count: usize| {
            (0..count).map(|n| (seed * 31 + n * n * 17 + n * 7) % of).collect::<BTreeSet<_>>()
        };
        let boxed = |codes: BTreeSet<usize>| codes.iter().map(|code| code.to_string().into()).collect();
        let regions = ["AT221", "AT130", "DEA22", "DEA23", "FRK24"];
        let ecosystems = ["digital", "textiles", "health", "agri-food"];
        let cards: Vec<(Arc<Card>, Traits)> = (0..300)
            .map(|n| {
                let ecosystems: Vec<&str> = codes(n, 4, n % 3).into_iter().map(|at| ecosystems[at]).collect();
                let region = regions[n * 3 % 5];
                let line = serde_json::json!({
                    "id": format!("n{n}"), "name": format!("Cluster {n}"), "country": &region[..2], "nuts": region,
                    "ecosystems": ecosystems,
                });
                let (card, traits) = listed(&line.to_string());
                // More codes than drawers, so that some share one.
                let (technologies, nace): (Box<[_]>, Box<[_]>) =
                    (boxed(codes(n, 90, n % 5)), boxed(codes(n + 7, 700, n % 4)));
                let sketch = Sketch::of(&card, &technologies, &nace);
                (card, Traits { technologies, nace, sketch, ..traits })
            })
            .collect();
        for one in cards.iter().step_by(7).map(compared) {
            let mut expected: Vec<_> = cards
                .iter()
                .map(compared)
                .filter(|other| other.card.id != one.card.id && trade_of(one, *other) > 0)
                .map(|other| (Reverse(trade_of(one, other) + nearness(one, other)), other.card.id.clone()))
                .collect();
            expected.sort();
            let found = most_like(one, cards.iter().map(compared), 6);
            let found: Vec<_> = found.iter().map(|like| &like.card.id).collect();
            assert_eq!(found, expected.iter().take(6).map(|(_, id)| id).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_name_in_other_letters_and_order_is_evidence_in_the_same_region() {
        let cards = [
            r#"{"id":"a","name":"Silicon Alps Cluster","country":"AT","nuts":"AT211","website":"https://silicon-alps.example"}"#,
            r#"{"id":"b","name":"CLUSTER: Silicon-Alps","country":"AT","nuts":"AT21"}"#,
            r#"{"id":"c","name":"Other","country":"AT","website":"http://www.silicon-alps.example/"}"#,
            r#"{"id":"d","name":"silicon alps cluster","country":"FR","nuts":"FRK24"}"#,
        ]
        .map(listed);
        let [one, anagram, other, far] = [0, 1, 2, 3].map(|place| compared(&cards[place]));
        assert_eq!(evidence(one, anagram), [Evidence::Name]);
        assert_eq!(evidence(one, other), [Evidence::Website("https://silicon-alps.example".into())]);
        assert_eq!((evidence(one, far), evidence(anagram, other)), (vec![], vec![]));
        let share_a_clue = |a, b| !Clue::all_of(a).is_disjoint(&Clue::all_of(b));
        assert!(share_a_clue(one, anagram) && share_a_clue(one, other) && !share_a_clue(anagram, other));
    }
}
