//! Regions: NUTS with its levels and points, and the form of codes outside NUTS.
//!
//! ```text
//! AT ⊃ AT2 ⊃ AT22 ⊃ AT221     country, NUTS 1, NUTS 2, NUTS 3
//! CH ⊃ CH-ZH                  ISO 3166-2, where a country has no NUTS code or prefers its own
//! ```
//! NUTS writes Greece `EL` and the United Kingdom `UK`, ISO writes `GR` and `GB`; both are understood as a prefix.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Entry, List, Rows, Term};

/// The last version of NUTS in which the United Kingdom has codes; of this version no others are held.
pub const NUTS_UK: &str = "2016";

/// The list name of codes by ISO 3166-2.
pub const ISO_3166_2: &str = "iso-3166-2";

/// A region of NUTS 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// The code, as `AT221`.
    pub code: &'static str,
    /// 0 for a country, 1 to 3 below it.
    pub level: u8,
    /// Its name in its country, in Latin letters.
    pub name: &'static str,
    /// The name in the country's own letters, where they are not Latin.
    pub name_native: Option<&'static str>,
    /// The region around it.
    pub parent: Option<&'static str>,
    /// The country, ISO 3166-1, two letters.
    pub country: &'static str,
    /// A point inside, to place a mark on a map.
    pub point: Point,
}

/// A place on Earth, in millionths of a degree (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// North is positive, at most 90,000,000.
    pub lat_microdegrees: i32,
    /// East is positive, at most 180,000,000.
    pub lon_microdegrees: i32,
}

impl Point {
    /// Parses two decimal numbers of degrees with at most six digits after the point.
    #[must_use]
    pub fn parse(lat: &str, lon: &str) -> Option<Self> {
        let (lat_microdegrees, lon_microdegrees) = (microdegrees(lat)?, microdegrees(lon)?);
        let on_earth = lat_microdegrees.abs() <= 90_000_000 && lon_microdegrees.abs() <= 180_000_000;
        on_earth.then_some(Self { lat_microdegrees, lon_microdegrees })
    }

    /// Latitude and longitude as decimal numbers of degrees, as short as they can be.
    #[must_use]
    pub fn degrees(self) -> (String, String) {
        (decimal(self.lat_microdegrees), decimal(self.lon_microdegrees))
    }
}

/// The region of a NUTS 2024 code.
#[must_use]
pub fn region(code: &str) -> Option<&'static Region> {
    REGIONS.get(code)
}

/// The region that a term names, if its list and version are held here.
#[must_use]
pub fn region_of(term: &Term) -> Option<&'static Region> {
    let is_nuts = term.list == List::Nuts.name() && term.is_known();
    if is_nuts { region(&term.code) } else { None }
}

/// The region that a term names, or that the region of an earlier NUTS became, where that is one region.
#[must_use]
pub fn region_today(term: &Term) -> Option<&'static Region> {
    region_of(term).or_else(|| {
        let is_nuts = term.list == List::Nuts.name();
        match *successors(&term.code) {
            [one] if is_nuts => region(one),
            _ => None,
        }
    })
}

/// What a region of NUTS 2021 became in 2024, by code; empty for a code that is still in use and for one of which
/// Eurostat's table does not say it.
///
/// A region that ended without a successor of its own became those that the regions in it became part of.
#[must_use]
pub fn successors(code: &str) -> &'static [&'static str] {
    SUCCESSORS.get(code).map_or(&[], Vec::as_slice)
}

/// All regions, by code.
pub fn regions() -> impl Iterator<Item = &'static Region> {
    REGIONS.values()
}

/// The region and those around it, from the smallest to the country; empty for an unknown code.
pub fn ancestry(code: &str) -> impl Iterator<Item = &'static Region> {
    std::iter::successors(region(code), |inner| inner.parent.and_then(region))
}

/// Whether a region is the outer one or lies in it. Either may be a NUTS code, one by ISO 3166-2 or a country.
///
/// ```
/// use protocol::vocabulary::region::is_within;
/// assert!(is_within("AT221", "AT22") && is_within("EL30", "GR") && is_within("CH-ZH", "CH"));
/// assert!(!is_within("AT22", "AT221") && !is_within("AT", "A"));
/// ```
#[must_use]
pub fn is_within(inner: &str, outer: &str) -> bool {
    let (inner, outer) = (iso_form(inner), iso_form(outer));
    outer.len() >= 2
        && (inner.starts_with(&outer) || outside_prefix(&outer).any(|region| iso_form(region.code) == inner))
}

/// The regions that lie in an outer one, given in the letters of [`iso_form`], though their codes do not begin with its
/// code. Northern Ireland ran out of digits: `UKN10` lies in `UKN0`.
pub fn outside_prefix(outer: &str) -> impl Iterator<Item = &'static Region> {
    let outer = nuts_form(outer);
    OUTSIDE_PREFIX
        .iter()
        .copied()
        .filter(move |region| ancestry(region.code).any(|around| around.code == outer))
}

/// The code in capitals with the country's letters as ISO writes them, so that prefixes can be compared.
#[must_use]
pub fn iso_form(code: &str) -> String {
    let mut code = code.to_ascii_uppercase();
    for (nuts, iso) in NUTS_AND_ISO {
        if code.starts_with(nuts) {
            code.replace_range(..2, iso);
        }
    }
    code
}

/// The code with the country's letters as NUTS writes them; `code` is in capitals.
#[must_use]
pub fn nuts_form(code: &str) -> String {
    let nuts = NUTS_AND_ISO.iter().find(|(_, iso)| code.starts_with(iso));
    nuts.map_or_else(|| code.to_owned(), |(nuts, _)| format!("{nuts}{}", &code[2..]))
}

/// The ISO 3166-1 code of the country that a region's code begins with, if there is such a country.
#[must_use]
pub fn country_of(code: &str) -> Option<&'static str> {
    let form = iso_form(code);
    List::Country.entry(List::Country.version(), form.get(..2)?).map(|entry| entry.code)
}

/// Whether a code has the form of ISO 3166-2 and begins with a country: `CH-ZH`.
#[must_use]
pub fn is_iso_3166_2(code: &str) -> bool {
    code.split_once('-').is_some_and(|(country, part)| {
        List::Country.entry(List::Country.version(), country).is_some()
            && (1..=3).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}

/// The region that a person means by a code in any mixture of capitals, `GR30` for `EL30` included.
#[must_use]
pub fn term(text: &str) -> Option<Term> {
    let code = text.to_ascii_uppercase();
    let nuts_code = nuts_form(&code);
    if let Some(region) = region(&nuts_code) {
        let version = if region.country == "GB" { NUTS_UK } else { List::Nuts.version() };
        return Some(Term::of(List::Nuts, version, &nuts_code));
    }
    is_iso_3166_2(&code).then(|| Term::parse(ISO_3166_2, &code))
}

const NUTS_AND_ISO: [(&str, &str); 2] = [("EL", "GR"), ("UK", "GB")];

pub(super) fn table_of_the_united_kingdom() -> BTreeMap<&'static str, Entry> {
    let kingdom = regions().filter(|region| region.country == "GB");
    kingdom
        .map(|region| (region.code, Entry { code: region.code, name: region.name, parent: region.parent }))
        .collect()
}

static REGIONS: LazyLock<BTreeMap<&'static str, Region>> = LazyLock::new(|| {
    let rows = Rows::of(include_str!("../../data/nuts/nuts-2024.tsv"));
    let [code, level, name, native, parent, country, lat, lon] =
        ["code", "level", "name", "name_native", "parent", "iso2", "lat", "lon"]
            .map(|title| rows.column(title));
    let filled = |text: &'static str| (!text.is_empty()).then_some(text);
    rows.map(|row| {
        let region = Region {
            code: row[code],
            level: row[level].parse().expect("levels are 0 to 3"),
            name: row[name],
            name_native: filled(row[native]),
            parent: filled(row[parent]),
            country: row[country],
            point: Point::parse(row[lat], row[lon]).expect("every region has a point"),
        };
        (region.code, region)
    })
    .collect()
});

static SUCCESSORS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let rows = Rows::of(include_str!("../../data/nuts/changes-2021-2024.tsv"));
    let (before, after) = (rows.column("code_2021"), rows.column("code_2024"));
    let rows: Vec<(&str, &str)> = rows.map(|row| (row[before], row[after])).collect();
    let ended = |code: &str| !code.is_empty() && region(code).is_none();
    let mut became: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
    for (before, after) in &rows {
        if ended(before) && region(after).is_some() {
            became.entry(before).or_default().push(after);
        }
    }
    let around: Vec<(&'static str, &'static str)> = rows
        .iter()
        .filter(|(before, _)| ended(before) && !became.contains_key(before))
        .flat_map(|&(before, _)| {
            let lies_in = move |inner: &str| inner.len() > before.len() && inner.starts_with(before);
            let inside = became.iter().filter(move |(inner, _)| lies_in(inner));
            inside
                .flat_map(|(_, after)| after)
                .filter_map(move |after| Some((before, region(after)?.parent?)))
        })
        .collect();
    for (before, after) in around {
        let known = became.entry(before).or_default();
        if !known.contains(&after) {
            known.push(after);
        }
    }
    became
});

static OUTSIDE_PREFIX: LazyLock<Vec<&'static Region>> = LazyLock::new(|| {
    regions().filter(|inner| inner.parent.is_some_and(|outer| !inner.code.starts_with(outer))).collect()
});

fn microdegrees(text: &str) -> Option<i32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(part) || whole.len() > 3 || part.len() > 6 {
        return None;
    }
    let whole: i32 = whole.parse().ok()?;
    let part: i32 = format!("{part:0<6}").parse().ok()?;
    Some(sign * (whole * 1_000_000 + part))
}

fn decimal(microdegrees: i32) -> String {
    let sign = if microdegrees < 0 { "-" } else { "" };
    let all = microdegrees.unsigned_abs();
    let text = format!("{sign}{}.{:06}", all / 1_000_000, all % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_lies_in_all_regions_around_it() {
        assert_eq!(ancestry("AT221").map(|r| r.code).collect::<Vec<_>>(), ["AT221", "AT22", "AT2", "AT"]);
        assert_eq!(ancestry("AT999").count(), 0);
        for inner in regions() {
            assert!(inner.parent.is_none_or(|outer| is_within(inner.code, outer)), "{}", inner.code);
            assert_eq!(ancestry(inner.code).count(), usize::from(inner.level) + 1);
            assert_eq!(country_of(inner.code), Some(inner.country));
        }
    }

    #[test]
    fn a_region_lies_in_another_even_where_the_code_does_not_show_it() {
        assert!(is_within("UKN10", "UKN0") && is_within("GBN10", "ukn0") && is_within("UKN10", "UKN"));
        assert!(!is_within("UKN10", "UKI"));
        assert_eq!(outside_prefix("GBN0").count(), 7);
        assert_eq!(outside_prefix("AT2").count(), 0);
    }

    #[test]
    fn a_region_of_an_earlier_version_leads_to_what_it_became() {
        assert_eq!(successors("NL33B"), ["NL365"]);
        assert_eq!(successors("NL33"), ["NL36"]);
        assert_eq!(successors("PT16"), ["PT1D", "PT19"]);
        assert_eq!(successors("PT17"), [""; 0], "it was split, and the table does not say into what");
        assert_eq!(successors("AT22"), [""; 0], "it is still in use");
        let earlier = Term::parse("nuts/2021", "PT16E");
        assert_eq!(region_today(&earlier).map(|region| region.code), Some("PT192"));
        assert_eq!(region_today(&Term::parse("nuts/2021", "PT16")), None, "it became two");
        assert_eq!(region_today(&Term::parse(ISO_3166_2, "PT-16")), None);
    }

    #[test]
    fn greece_and_the_united_kingdom_are_found_under_both_their_codes() {
        assert!(
            is_within("EL30", "GR")
                && is_within("EL30", "el")
                && is_within("UKI", "GB")
                && is_within("GB", "UK")
        );
        assert_eq!(region("EL30").unwrap().country, "GR");
        assert_eq!(term("gr30").unwrap().to_string(), "nuts/2024:EL30");
        assert_eq!(term("gbi").unwrap().to_string(), "nuts/2016:UKI");
    }

    #[test]
    fn outside_nuts_a_region_is_named_by_iso_3166_2() {
        assert_eq!(term("ch-zh").unwrap().to_string(), "iso-3166-2:CH-ZH");
        assert_eq!(term("CH040").unwrap().list, "nuts");
        for unknown in ["", "C", "CH-", "CH-ABCD", "QQ-A", "AT999", "é-A", "ÖST"] {
            assert_eq!(term(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_point_is_exact_to_a_millionth_of_a_degree() {
        let point = Point::parse("-0.5", "19.819").unwrap();
        assert_eq!((point.lat_microdegrees, point.lon_microdegrees), (-500_000, 19_819_000));
        assert_eq!(point.degrees(), ("-0.5".to_owned(), "19.819".to_owned()));
        assert_eq!(Point::parse("47", "-16").unwrap().degrees(), ("47".to_owned(), "-16".to_owned()));
        for (lat, lon) in [
            ("91", "0"),
            ("0", "181"),
            ("1e1", "0"),
            ("", "0"),
            ("1.", "0"),
            ("0.1234567", "0"),
            ("NaN", "0"),
        ] {
            assert_eq!(Point::parse(lat, lon), None, "{lat} {lon}");
        }
    }
}
