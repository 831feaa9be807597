//! Facets: by what a landscape is narrowed and counted.
//!
//! A card has a set of values in each facet, closed upwards: who sits in `AT221` sits in `AT22`, `AT2` and `AT` too.
//! To narrow is to ask whether a card has any of the wanted values, to count is to count the cards of each value.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::entry::Address;
use crate::organisation::{Kind, OrganisationId};
use crate::profile::Profile;
use crate::text::excerpt;
use crate::time::Day;
use crate::vocabulary::region::{ISO_3166_2, ancestry, iso_form, nuts_form, region_today, successors};
use crate::vocabulary::{List, Term};

/// A property by which cards are narrowed and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// An organisation's own word, or a listing.
    Kind,
    /// What the organisation says it is.
    OrganisationKind,
    /// The country, ISO 3166-1.
    Country,
    /// The region and those around it.
    Region,
    /// Industrial ecosystems.
    Ecosystem,
    /// Economic activities and those around them.
    Nace,
    /// Emerging industries.
    Emerging,
    /// Smart specialisation areas.
    S3,
    /// Technologies of the list.
    Technology,
    /// How many members it has.
    Members,
    /// Which kinds of members it has.
    Composition,
    /// What it wants to cooperate for.
    Cooperation,
    /// How long ago it was confirmed or changed.
    Fresh,
    /// Labels that are valid on the day that is asked about, by somebody's anchors.
    Label,
    /// Who vouches for it.
    VouchedBy,
    /// Portals that gather it.
    Portal,
}

impl Facet {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 16] = [
        Self::Country,
        Self::Region,
        Self::Ecosystem,
        Self::Kind,
        Self::Label,
        Self::VouchedBy,
        Self::Nace,
        Self::Emerging,
        Self::S3,
        Self::Technology,
        Self::Members,
        Self::Composition,
        Self::Cooperation,
        Self::Fresh,
        Self::OrganisationKind,
        Self::Portal,
    ];

    /// Those that are counted: not portals, each of which is a search of its own.
    pub const COUNTED: [Self; 15] = *Self::ALL.first_chunk().expect("all but one are fifteen");

    /// The word in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::OrganisationKind => "type",
            Self::Country => "country",
            Self::Region => "region",
            Self::Ecosystem => "ecosystem",
            Self::Nace => "nace",
            Self::Emerging => "emerging",
            Self::S3 => "s3",
            Self::Technology => "technology",
            Self::Members => "members",
            Self::Composition => "composition",
            Self::Cooperation => "cooperation",
            Self::Fresh => "fresh",
            Self::Label => "label",
            Self::VouchedBy => "vouched_by",
            Self::Portal => "portal",
        }
    }

    /// The facet of that word.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }

    /// The list that its values are codes of.
    #[must_use]
    pub const fn list(self) -> Option<List> {
        match self {
            Self::Country => Some(List::Country),
            Self::Ecosystem => Some(List::Ecosystem),
            Self::Nace => Some(List::Nace),
            Self::Emerging => Some(List::EmergingIndustry),
            Self::S3 => Some(List::S3Area),
            Self::Technology => Some(List::Technology),
            Self::Cooperation => Some(List::CooperationInterest),
            _ => None,
        }
    }

    /// The values that the facet can have, where they are few and fixed.
    #[must_use]
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            Self::Kind => vec![PROFILE, LISTING],
            Self::OrganisationKind => vec!["cluster", "agency", "label-authority"],
            Self::Members => MEMBERS.iter().map(|(name, _)| *name).collect(),
            Self::Composition => COMPOSITION.iter().map(|(name, _, _)| *name).collect(),
            Self::Fresh => FRESH.iter().map(|(name, _)| *name).chain([OLDER]).collect(),
            _ => Vec::new(),
        }
    }

    /// A value as a person writes it, in the one form in which cards hold it.
    ///
    /// # Errors
    ///
    /// [`ValueError`] for what can be no value of this facet. A code that no list has may still be on a card.
    pub fn parse(self, text: &str) -> Result<String, ValueError> {
        let text = text.trim();
        let refused = |expected: &str| ValueError {
            facet: self.name(),
            text: excerpt(text),
            expected: String::from(expected),
        };
        match self {
            Self::Kind | Self::OrganisationKind | Self::Members | Self::Composition | Self::Fresh => {
                let choices = self.choices();
                let choice = choices.iter().find(|choice| **choice == text);
                choice.map(|choice| (*choice).to_owned()).ok_or_else(|| refused(&choices.join(", ")))
            }
            Self::Country => {
                let code = iso_form(text);
                let is_known = List::Country.entry(List::Country.version(), &code).is_some();
                if is_known { Ok(code) } else { Err(refused("two letters of a country, such as AT")) }
            }
            Self::Region => {
                let code = iso_form(text);
                let is_nuts = (2..=NUTS_BYTES_MAX).contains(&code.len())
                    && code.bytes().all(|b| b.is_ascii_alphanumeric());
                let is_iso = code.get(2..3) == Some("-")
                    && (4..=6).contains(&code.len())
                    && code[3..].bytes().all(|b| b.is_ascii_alphanumeric());
                let has_country = code.bytes().take(2).all(|b| b.is_ascii_uppercase());
                let expected = "a code of NUTS such as AT22, or of ISO 3166-2 such as CH-ZH";
                if has_country && (is_nuts || is_iso) { Ok(code) } else { Err(refused(expected)) }
            }
            Self::Nace => {
                let code = text.to_ascii_uppercase();
                if is_nace(&code) {
                    Ok(code)
                } else {
                    Err(refused("a section such as C or a code such as 26.1"))
                }
            }
            Self::Ecosystem | Self::Emerging | Self::S3 | Self::Technology | Self::Cooperation => {
                let is_slug = (1..=64).contains(&text.len())
                    && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                let list = self.list().map_or("", List::name);
                if is_slug {
                    Ok(text.to_owned())
                } else {
                    Err(refused(&format!("a code of the list {list}")))
                }
            }
            Self::Label => {
                let mut parts = text.split('/');
                let is_owner = parts.next().is_some_and(|owner| OrganisationId::parse(owner).is_ok());
                let is_name = |part: &str| {
                    (1..=64).contains(&part.len())
                        && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
                };
                let names: Vec<&str> = parts.collect();
                let is_label = is_owner && (1..=2).contains(&names.len()) && names.into_iter().all(is_name);
                let expected = "any, or <scid>/<name> of a scheme, or <scid>/<name>/<level>";
                if is_label || text == ANY { Ok(text.to_owned()) } else { Err(refused(expected)) }
            }
            Self::VouchedBy => OrganisationId::parse(text)
                .map(|id| id.to_string())
                .map_err(|_| refused("the SCID or DID of an organisation")),
            Self::Portal => Address::parse_id(self.name(), text)
                .map(|(keeper, address)| format!("{keeper}/{}", address.name()))
                .ok_or_else(|| refused("<scid>/<name> of a portal")),
        }
    }

    /// The values by which a wanted value is met: of a region of earlier NUTS also what it became.
    #[must_use]
    pub fn meaning(self, value: &str) -> BTreeSet<String> {
        let mut values = BTreeSet::from([value.to_owned()]);
        if self == Self::Region {
            // Successors stand in the letters of NUTS, and so does the code of a country that ISO writes otherwise.
            let nuts = nuts_form(value);
            values.extend(successors(&nuts).iter().map(|code| iso_form(code)));
        }
        values
    }
}

/// The values of a card, by facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<Facet, BTreeSet<String>>);

impl Values {
    /// Those of one facet.
    pub fn of(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.0.get(&facet).into_iter().flatten().map(String::as_str)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (Facet, &str)> {
        self.0.iter().flat_map(|(facet, values)| values.iter().map(|value| (*facet, value.as_str())))
    }

    /// Adds what is known from elsewhere, such as a label.
    pub fn insert(&mut self, facet: Facet, value: impl Into<String>) {
        self.0.entry(facet).or_default().insert(value.into());
    }

    fn extend<'v>(&mut self, facet: Facet, values: impl IntoIterator<Item = &'v str>) {
        for value in values {
            self.insert(facet, value);
        }
    }

    /// What the fields of a profile or listing say.
    pub(super) fn of_facts(
        is_profile: bool,
        facts: &Profile,
        country: Option<&Term>,
        ecosystems: &[Term],
    ) -> Self {
        let mut values = Self::default();
        values.insert(Facet::Kind, if is_profile { PROFILE } else { LISTING });
        values.extend(Facet::OrganisationKind, facts.kind.map(Kind::code));
        values.extend(Facet::Country, country.map(|country| country.code.as_str()));
        for code in
            facts.region.iter().flat_map(regions_of).chain(country.map(|country| iso_form(&country.code)))
        {
            values.insert(Facet::Region, code);
        }
        let codes = |terms: &[Term]| terms.iter().map(|term| term.code.clone()).collect::<Vec<_>>();
        for (facet, terms) in [
            (Facet::Ecosystem, ecosystems),
            (Facet::Emerging, &facts.emerging_industries),
            (Facet::S3, &facts.s3_areas),
            (Facet::Technology, &facts.technologies),
            (Facet::Cooperation, &facts.cooperation.objectives),
        ] {
            values.extend(facet, codes(terms).iter().map(String::as_str));
        }
        for term in &facts.nace {
            let entry = |code: &str| List::Nace.entry(&term.version, code);
            let above = std::iter::successors(entry(&term.code), |inner| inner.parent.and_then(entry));
            values.insert(Facet::Nace, term.code.clone());
            values.extend(Facet::Nace, above.map(|entry| entry.code));
        }
        let total = facts.members_total();
        values.extend(Facet::Members, members_range(total));
        let of_kind = |code: &str| -> u64 {
            facts.members.iter().filter(|(term, _)| term.code == code).map(|(_, count)| count).sum()
        };
        for (name, kinds, share) in &COMPOSITION {
            let count: u64 = kinds.iter().map(|kind| of_kind(kind)).sum();
            let is_met = match share {
                Share::Any => count > 0,
                Share::Most => count > 0 && count * 2 > total,
            };
            values.extend(Facet::Composition, is_met.then_some(*name));
        }
        values
    }
}

/// How long ago a card was confirmed or changed, on a day.
pub fn fresh_on(today: Day, changed: Day) -> impl Iterator<Item = &'static str> {
    fresh_of_age(today.days_since(changed))
}

/// The values of [`Facet::Fresh`] of a card that was confirmed or changed so many days ago.
pub fn fresh_of_age(days: i64) -> impl Iterator<Item = &'static str> {
    let within = FRESH.iter().filter(move |(_, most)| days <= *most).map(|(name, _)| *name);
    within.chain((days > FRESH[FRESH.len() - 1].1).then_some(OLDER))
}

/// What a word of a question cannot mean.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{facet} is {expected}; {text:?} is not")]
pub struct ValueError {
    /// The facet's word in addresses.
    pub facet: &'static str,
    /// What stood there.
    pub text: String,
    /// What can stand there.
    pub expected: String,
}

/// The value of [`Facet::Label`] of whoever holds any.
pub const ANY: &str = "any";
/// The value of [`Facet::Kind`] of an organisation's own word.
pub const PROFILE: &str = "profile";
/// The value of [`Facet::Kind`] of a listing.
pub const LISTING: &str = "listing";

// The facet that is not counted stands where `COUNTED` ends.
const _: () = assert!(matches!(Facet::ALL[Facet::COUNTED.len()], Facet::Portal));

const NUTS_BYTES_MAX: usize = 5;
const OLDER: &str = "older";
const FRESH: [(&str, i64); 2] = [("90d", 90), ("365d", 365)];
const MEMBERS: [(&str, u64); 6] =
    [("1-19", 19), ("20-49", 49), ("50-99", 99), ("100-199", 199), ("200-499", 499), ("500+", u64::MAX)];

enum Share {
    Any,
    Most,
}

/// Kinds of members, each with those of the list that it sums up.
const COMPOSITION: [(&str, &[&str], Share); 7] = [
    ("sme", &["sme", "startup"], Share::Any),
    ("startup", &["startup"], Share::Any),
    ("large", &["large"], Share::Any),
    ("research", &["research", "university"], Share::Any),
    ("public", &["public"], Share::Any),
    ("mostly-sme", &["sme", "startup"], Share::Most),
    ("mostly-research", &["research", "university"], Share::Most),
];

fn members_range(total: u64) -> Option<&'static str> {
    let range = MEMBERS.iter().find(|(_, most)| total <= *most).map(|(name, _)| *name);
    range.filter(|_| total > 0)
}

/// A region and those around it, in the form in which they are compared; of a region of earlier NUTS also of what it
/// became.
fn regions_of(term: &Term) -> BTreeSet<String> {
    let code = iso_form(&term.code);
    let mut regions = BTreeSet::from([code.clone()]);
    if term.list == ISO_3166_2 {
        regions.extend(code.get(..2).map(str::to_owned));
    } else if code.len() <= NUTS_BYTES_MAX {
        // The code of a version that is not held lies where its beginnings lie.
        regions.extend((2..code.len()).filter_map(|length| code.get(..length).map(str::to_owned)));
    }
    let today = region_today(term).into_iter();
    regions.extend(today.flat_map(|region| ancestry(region.code)).map(|region| iso_form(region.code)));
    regions
}

fn is_nace(code: &str) -> bool {
    let digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    match code.split_once('.') {
        None => digits(code, 2, 2) || matches!(code.as_bytes(), [b'A'..=b'V']),
        Some((division, rest)) => digits(division, 2, 2) && digits(rest, 1, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_one_form() {
        for (facet, given, held) in [
            (Facet::Country, "el", "GR"),
            (Facet::Region, "uki", "GBI"),
            (Facet::Region, "ch-zh", "CH-ZH"),
            (Facet::Nace, "c", "C"),
            (Facet::Nace, "26.11", "26.11"),
            (Facet::Members, "500+", "500+"),
            (Facet::Label, "any", "any"),
        ] {
            assert_eq!(facet.parse(given).as_deref(), Ok(held), "{given}");
        }
        for (facet, given) in [
            (Facet::Country, "nowhere"),
            (Facet::Country, "QQ"),
            (Facet::Region, "A"),
            (Facet::Region, "AT2210"),
            (Facet::Region, "2A"),
            (Facet::Region, "CH-ABCD"),
            (Facet::Nace, "26."),
            (Facet::Nace, "W"),
            (Facet::Members, "7"),
            (Facet::Fresh, ""),
            (Facet::Ecosystem, "Health"),
            (Facet::Label, "gold"),
            (Facet::VouchedBy, "nobody"),
            (Facet::Portal, "danube"),
            (Facet::Portal, "Qm/danube"),
        ] {
            assert!(facet.parse(given).is_err(), "{given}");
        }
        for facet in Facet::ALL {
            assert_eq!(Facet::named(facet.name()), Some(facet));
            assert!(facet.choices().iter().all(|choice| facet.parse(choice).as_deref() == Ok(choice)));
        }
    }

    #[test]
    fn a_region_of_earlier_nuts_is_found_under_what_it_became_and_under_its_own_code() {
        let regions =
            |list: &str, code: &str| regions_of(&Term::parse(list, code)).into_iter().collect::<Vec<_>>();
        assert_eq!(regions("nuts/2021", "NL33B"), ["NL", "NL3", "NL33", "NL33B", "NL36", "NL365"]);
        assert_eq!(regions("nuts/2024", "EL303"), ["GR", "GR3", "GR30", "GR303"]);
        assert_eq!(regions("nuts/2016", "UKN10"), ["GB", "GBN", "GBN0", "GBN1", "GBN10"]);
        assert_eq!(regions("iso-3166-2", "CH-ZH"), ["CH", "CH-ZH"]);
        assert_eq!(Facet::Region.meaning("NL33B"), BTreeSet::from(["NL33B".into(), "NL365".into()]));
        assert_eq!(Facet::Region.meaning("AT22"), BTreeSet::from(["AT22".into()]));
    }

    #[test]
    fn freshness_is_counted_in_days() {
        let day = |text| Day::parse(text).expect("a day");
        let fresh = |changed| fresh_on(day("2026-11-22"), day(changed)).collect::<Vec<_>>();
        assert_eq!(fresh("2026-12-24"), ["90d", "365d"]);
        assert_eq!(fresh("2026-08-24"), ["90d", "365d"]);
        assert_eq!(fresh("2026-08-23"), ["365d"]);
        assert_eq!(fresh("2025-11-22"), ["365d"]);
        assert_eq!(fresh("2025-11-21"), ["older"]);
    }
}
