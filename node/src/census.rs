//! The census: how many organisations, listings and labels there are, by region, ecosystem and time.
//!
//! A function of cards, their dates and a day: every node with the same statements counts the same. A card is counted in
//! its region and in all regions around it, in its country by what it says its country is, and in each of its ecosystems.
//! That is how the search finds it, so every number here is the number of results of a search.

use std::collections::BTreeMap;
use std::ops::{AddAssign, SubAssign};

use protocol::landscape::{Card, CardKind};
use protocol::time::{Day, Month, Timestamp};
use protocol::vocabulary::region::{Point, ancestry, country_of, iso_form, region_of};

/// What was counted of some cards, as of a day.
#[derive(Clone, Debug)]
pub struct Census {
    /// The day.
    pub day: Day,
    /// All of them.
    pub all: Counts,
    /// By ISO 3166-1 code.
    pub countries: BTreeMap<String, Counts>,
    /// By code: NUTS regions below the country, each with all in it, and codes that no list holds.
    pub regions: BTreeMap<String, Counts>,
    /// Those that name no region within their country, by the country's ISO code.
    pub without_region: BTreeMap<String, Counts>,
    /// By code.
    pub ecosystems: BTreeMap<String, Counts>,
    /// By the ISO code of the country, then by ecosystem: organisations and listings.
    pub ecosystems_by_country: BTreeMap<String, BTreeMap<String, u32>>,
    /// By the month in which they were first said, and labels by the month in which they begin.
    pub months: BTreeMap<Month, Counts>,
    /// Where those lie that name a region, by exactly that region.
    pub places: BTreeMap<String, Places>,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Organisations that speak for themselves.
    pub organisations: u32,
    /// Records that agencies keep.
    pub listings: u32,
    /// Labels whose term includes the day, by their credentials, whatever became of them since.
    pub labels: u32,
    /// Organisations and listings by the time since their last change.
    pub ages: [u32; AGES.len()],
}

/// How long ago something was last changed: up to so many days. What is older comes last.
pub const AGES: [i64; 4] = [30, 182, 365, i64::MAX];

/// Some points together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places {
    /// How many.
    pub count: u32,
    lat: i64,
    lon: i64,
}

/// A card with what is counted of it.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'m> {
    /// The card.
    pub card: &'m Card,
    /// When it was first said, and when it was last changed.
    pub dates: Dates,
}

/// From when to when something was said, by the author's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The earliest statement.
    pub first: Timestamp,
    /// The newest.
    pub last: Timestamp,
}

impl Counts {
    /// Organisations and listings.
    #[must_use]
    pub fn cards(&self) -> u32 {
        self.organisations + self.listings
    }

    fn of(counted: &Counted<'_>, day: Day) -> Self {
        let mut counts = Self::default();
        match counted.card.kind {
            CardKind::Profile => counts.organisations = 1,
            CardKind::Listing { .. } => counts.listings = 1,
        }
        counts.ages[age(counted.dates.last.day(), day)] = 1;
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.organisations += other.organisations;
        self.listings += other.listings;
        self.labels += other.labels;
        for (age, more) in self.ages.iter_mut().zip(other.ages) {
            *age += more;
        }
    }
}

/// Takes away a part of what was counted.
impl SubAssign for Counts {
    fn sub_assign(&mut self, part: Self) {
        self.organisations -= part.organisations;
        self.listings -= part.listings;
        self.labels -= part.labels;
        for (age, less) in self.ages.iter_mut().zip(part.ages) {
            *age -= less;
        }
    }
}

impl Places {
    /// The middle of the points.
    #[must_use]
    pub fn middle(&self) -> Option<Point> {
        let mean = |sum: i64| i32::try_from(sum.checked_div(i64::from(self.count))?).ok();
        Some(Point { lat_microdegrees: mean(self.lat)?, lon_microdegrees: mean(self.lon)? })
    }
}

impl AddAssign for Places {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.lat += other.lat;
        self.lon += other.lon;
    }
}

impl Census {
    /// Counts cards and the labels of those that are profiles.
    ///
    /// `labels` gives the first and the last day of each label that the organisation with this SCID holds.
    #[must_use]
    pub fn take<'m, L: IntoIterator<Item = (Day, Day)>>(
        cards: impl IntoIterator<Item = Counted<'m>>,
        labels: impl Fn(&str) -> L,
        day: Day,
    ) -> Self {
        let mut census = Self {
            day,
            all: Counts::default(),
            countries: BTreeMap::new(),
            regions: BTreeMap::new(),
            without_region: BTreeMap::new(),
            ecosystems: BTreeMap::new(),
            ecosystems_by_country: BTreeMap::new(),
            months: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        // Cards of one region mostly stand together: regions are counted by themselves, then added up.
        let mut exact: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
        for counted in cards {
            let card = counted.card;
            let mut counts = Counts::of(&counted, day);
            *at(&mut census.months, &counted.dates.first.day().month()) += Counts { ages: [0; 4], ..counts };
            if card.kind == CardKind::Profile {
                for (from, until) in labels(&card.id) {
                    census.months.entry(from.month()).or_default().labels += 1;
                    counts.labels += u32::from((from..=until).contains(&day));
                }
            }
            let region = card.region.as_ref().map_or("", |region| region.code.as_str());
            let country = card.country_code().unwrap_or_default();
            *exact.entry((country, region)).or_default() += counts;
            for term in &card.ecosystems {
                *at(&mut census.ecosystems, term.code.as_str()) += counts;
                let by_country = at(&mut census.ecosystems_by_country, country);
                *at(by_country, term.code.as_str()) += 1;
            }
            census.place(card);
        }
        for ((country, region), counts) in exact {
            census.add(country, region, counts);
        }
        census
    }

    /// Of a region or a country, by its code.
    #[must_use]
    pub fn of(&self, code: &str) -> Counts {
        let found = match code.len() {
            0..=2 => self.countries.get(&iso_form(code)),
            _ => self.regions.get(code),
        };
        found.copied().unwrap_or_default()
    }

    fn add(&mut self, country: &str, region: &str, counts: Counts) {
        self.all += counts;
        if !country.is_empty() {
            *at(&mut self.countries, country) += counts;
        }
        let mut around = ancestry(region).filter(|region| region.level > 0).peekable();
        if around.peek().is_some() {
            around.for_each(|region| *at(&mut self.regions, region.code) += counts);
        } else if region.len() > 2 {
            *at(&mut self.regions, region) += counts;
        } else if !country.is_empty() {
            *at(&mut self.without_region, country) += counts;
        }
    }

    fn place(&mut self, card: &Card) {
        let Some(point) = card.point else { return };
        let known = card.region.as_ref().and_then(region_of).filter(|region| region.level > 0);
        let code = match (known, card.region.as_ref()) {
            (Some(region), _) => region.code,
            (None, Some(region)) if region.code.len() > 2 && country_of(&region.code).is_some() => {
                region.code.as_str()
            }
            _ => return,
        };
        *at(&mut self.places, code) +=
            Places { count: 1, lat: point.lat_microdegrees.into(), lon: point.lon_microdegrees.into() };
    }
}

/// The place of a key; the key is only written down when it is new.
fn at<'t, K, Q, V: Default>(table: &'t mut BTreeMap<K, V>, key: &Q) -> &'t mut V
where
    K: Ord + std::borrow::Borrow<Q>,
    Q: Ord + ToOwned<Owned = K> + ?Sized,
{
    if !table.contains_key(key) {
        table.insert(key.to_owned(), V::default());
    }
    table.get_mut(key).expect("it was just put there")
}

fn age(changed: Day, day: Day) -> usize {
    let days = day.days_since(changed);
    AGES.iter().position(|most| days <= *most).unwrap_or(AGES.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::landscape::Findable;
    use protocol::listing::Listing;
    use protocol::listing::RegisterLine;
    use protocol::organisation::OrganisationId;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn card(line: &str) -> Card {
        let line = RegisterLine::parse(1, line.as_bytes()).expect("a line of a register");
        let by = OrganisationId::parse("QmbnQXj7DhWFrmgjDPKZCybn8fkKW7Wze57SQHpwsSQ7NZ").expect("a SCID");
        let found =
            Findable::of_listing(&format!("{by}/{}", line.id), by, &Listing::read(&line.content), None);
        Card::clone(&found.card)
    }

    fn taken(lines: &[(&str, &str)]) -> Census {
        let cards: Vec<(Card, Dates)> = lines
            .iter()
            .map(|(line, changed)| {
                let last = day(changed).start();
                (card(line), Dates { first: day("2026-01-05").start(), last })
            })
            .collect();
        let counted = cards.iter().map(|(card, dates)| Counted { card, dates: *dates });
        Census::take(counted, |_| Vec::new(), day("2026-11-22"))
    }

    #[test]
    fn a_listing_is_counted_in_its_region_and_in_all_around_it() {
        let census = taken(&[
            (r#"{"id":"a","name":"A","country":"AT","nuts":"AT221","ecosystems":["digital"]}"#, "2026-11-20"),
            (r#"{"id":"b","name":"B","country":"AT","nuts":"AT211"}"#, "2026-06-20"),
            (r#"{"id":"c","name":"C","country":"AT"}"#, "2024-06-20"),
            (r#"{"id":"d","name":"D","country":"GR","nuts":"EL301"}"#, "2024-06-20"),
        ]);
        let listings = |code: &str| census.of(code).listings;
        assert_eq!(["AT", "AT2", "AT22", "AT221", "AT21", "AT1"].map(listings), [3, 2, 1, 1, 1, 0]);
        assert_eq!(["GR", "EL", "EL3", "EL301"].map(listings), [1, 1, 1, 1]);
        assert_eq!(census.without_region["AT"].listings, 1);
        assert_eq!(census.all.ages, [1, 1, 0, 2]);
        assert_eq!(census.ecosystems.keys().collect::<Vec<_>>(), ["digital"]);
        assert_eq!(census.months.len(), 1);
        let graz = census.places["AT221"];
        assert_eq!((graz.count, graz.middle().is_some()), (1, true));
    }

    #[test]
    fn an_empty_directory_is_counted() {
        let census = taken(&[]);
        assert_eq!((census.all, census.of("AT"), census.of("")), Default::default());
        assert_eq!(Places::default().middle(), None);
    }
}
