//! Code lists: what a code of a profile means.
//!
//! A code means something only together with its list and the list's version: a [`Term`]. The lists that this
//! program knows are part of it (`protocol/data`, sources in its README); a code or a list that it does not know is
//! kept and shown as it is. Tables are built when they are first needed.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use crate::text::{folded, nearest, words};

pub mod names;
pub mod region;

/// A code list that this program holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Regions: Eurostat's NUTS, with the statistical regions of neighbours.
    Nuts,
    /// Countries: ISO 3166-1, two letters.
    Country,
    /// The Commission's industrial ecosystems.
    Ecosystem,
    /// Services that a cluster organisation offers its members.
    Service,
    /// What an organisation wants to cooperate for.
    CooperationInterest,
    /// Kinds of members of a cluster organisation.
    MemberType,
    /// Languages: ISO 639-1.
    Language,
    /// Economic activities: NACE.
    Nace,
    /// Levels of the cluster management excellence label.
    ManagementLabel,
    /// Key enabling and advanced technologies.
    Technology,
}

impl List {
    /// Every list.
    pub const ALL: [Self; 10] = [
        Self::Nuts,
        Self::Country,
        Self::Ecosystem,
        Self::Service,
        Self::CooperationInterest,
        Self::MemberType,
        Self::Language,
        Self::Nace,
        Self::ManagementLabel,
        Self::Technology,
    ];

    /// The name of the list in documents and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nuts => "nuts",
            Self::Country => "countries",
            Self::Ecosystem => "ecosystems",
            Self::Service => "services",
            Self::CooperationInterest => "cooperation-interests",
            Self::MemberType => "member-types",
            Self::Language => "languages",
            Self::Nace => "nace",
            Self::ManagementLabel => "management-labels",
            Self::Technology => "technologies",
        }
    }

    /// The list of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }

    /// The version that new terms are written in.
    #[must_use]
    pub const fn version(self) -> &'static str {
        match self {
            Self::Nuts => "2024",
            Self::Country => "2026",
            Self::Nace => "2.1",
            _ => "1",
        }
    }

    /// The versions that this program holds, the current one first.
    pub fn versions(self) -> impl Iterator<Item = &'static str> {
        EDITIONS.iter().filter(move |edition| edition.list == self).map(|edition| edition.version)
    }

    /// All entries of the current version, by code.
    pub fn entries(self) -> impl Iterator<Item = &'static Entry> {
        table(self, self.version()).into_iter().flat_map(BTreeMap::values)
    }

    /// The entry of a code in a version of the list.
    #[must_use]
    pub fn entry(self, version: &str, code: &str) -> Option<&'static Entry> {
        table(self, version)?.get(code)
    }

    /// Codes of the current version that a slip of the pen, or a name in place of the code, could have meant.
    #[must_use]
    pub fn near(self, text: &str) -> Vec<&'static str> {
        let wanted = folded(text);
        let named = self.entries().filter(|entry| {
            let name = folded(entry.name);
            wanted.len() >= 3 && (name == wanted || words(&name).any(|word| word.starts_with(&wanted)))
        });
        let mut near: Vec<&'static str> = named.map(|entry| entry.code).collect();
        // The widest region or activity of that name stands first.
        near.sort_by_key(|code| (code.len(), *code));
        near.truncate(3);
        for code in nearest(text, self.entries().map(|entry| entry.code)) {
            if near.len() < 3 && !near.contains(&code) {
                near.push(code);
            }
        }
        near
    }
}

/// One line of a code list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code.
    pub code: &'static str,
    /// Its English name; for a region the name in its country, in Latin letters.
    pub name: &'static str,
    /// The code above it, in lists that have levels.
    pub parent: Option<&'static str>,
}

/// A code with its list and version, known to this program or not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// The list's name.
    pub list: String,
    /// The list's version; empty where a list has none.
    pub version: String,
    /// The code.
    pub code: String,
}

impl Term {
    /// A code of the current version of a list.
    #[must_use]
    pub fn current(list: List, code: &str) -> Self {
        Self::of(list, list.version(), code)
    }

    /// A code of a version of a list.
    #[must_use]
    pub fn of(list: List, version: &str, code: &str) -> Self {
        Self { list: list.name().to_owned(), version: version.to_owned(), code: code.to_owned() }
    }

    /// A code of a list that is named as in `nuts/2024`; a list without versions is named alone.
    #[must_use]
    pub fn parse(list: &str, code: &str) -> Self {
        let (list, version) = list.split_once('/').unwrap_or((list, ""));
        Self { list: list.to_owned(), version: version.to_owned(), code: code.to_owned() }
    }

    /// List and version as one word, `nuts/2024`.
    #[must_use]
    pub fn list_version(&self) -> String {
        if self.version.is_empty() { self.list.clone() } else { format!("{}/{}", self.list, self.version) }
    }

    /// The name of the code, if this program knows it.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        let list = List::parse(&self.list)?;
        list.entry(&self.version, &self.code).map(|entry| entry.name)
    }

    /// Whether the code stands in its list, or has the form that its list asks for where the list is not held here.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.name().is_some() || (self.list == region::ISO_3166_2 && region::is_iso_3166_2(&self.code))
    }

    /// The name for a reader; of an unknown code, the code itself.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name().unwrap_or(&self.code)
    }
}

/// Prints `nuts/2024:AT221`.
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.list_version(), self.code)
    }
}

type Table = BTreeMap<&'static str, Entry>;

struct Edition {
    list: List,
    version: &'static str,
    table: LazyLock<Table>,
}

macro_rules! edition {
    ($list:ident, $version:literal, $file:literal, $code:literal, $name:literal, $parent:expr) => {
        Edition {
            list: List::$list,
            version: $version,
            table: LazyLock::new(|| parse(include_str!(concat!("../data/", $file)), $code, $name, $parent)),
        }
    };
}

/// The lists, each with its file and the columns of code, name and parent.
static EDITIONS: [Edition; 12] = [
    edition!(Nuts, "2024", "nuts/nuts-2024.tsv", "code", "name", Some("parent")),
    Edition {
        list: List::Nuts,
        version: region::NUTS_UK,
        table: LazyLock::new(region::table_of_the_united_kingdom),
    },
    edition!(Country, "2026", "countries/countries.tsv", "iso2", "name_en", None),
    edition!(Ecosystem, "1", "taxonomy/industrial-ecosystems.tsv", "id", "name", None),
    edition!(Service, "1", "taxonomy/services.tsv", "id", "name", None),
    edition!(CooperationInterest, "1", "taxonomy/cooperation-interests.tsv", "id", "name", None),
    edition!(MemberType, "1", "taxonomy/member-types.tsv", "id", "name", None),
    edition!(Language, "1", "taxonomy/languages.tsv", "iso639_1", "name_en", None),
    edition!(Nace, "2.1", "nace/nace-rev2.1.tsv", "code", "title", Some("parent")),
    edition!(Nace, "2", "nace/nace-rev2.tsv", "code", "title", Some("parent")),
    edition!(ManagementLabel, "1", "taxonomy/management-labels.tsv", "id", "name", None),
    edition!(Technology, "1", "taxonomy/key-enabling-technologies.tsv", "id", "name", None),
];

fn table(list: List, version: &str) -> Option<&'static Table> {
    EDITIONS
        .iter()
        .find(|edition| edition.list == list && edition.version == version)
        .map(|edition| &*edition.table)
}

fn parse(file: &'static str, code: &str, name: &str, parent: Option<&str>) -> Table {
    let rows = Rows::of(file);
    let (code, name) = (rows.column(code), rows.column(name));
    let parent = parent.map(|title| rows.column(title));
    rows.map(|row| {
        let parent = parent.and_then(|column| row.get(column).copied()).filter(|parent| !parent.is_empty());
        (row[code], Entry { code: row[code], name: row[name], parent })
    })
    .collect()
}

/// The rows of an embedded table, which has one header line.
struct Rows {
    titles: Vec<&'static str>,
    lines: std::str::Lines<'static>,
}

impl Rows {
    fn of(file: &'static str) -> Self {
        let mut lines = file.lines();
        Self { titles: lines.next().unwrap_or_default().split('\t').collect(), lines }
    }

    fn column(&self, title: &str) -> usize {
        self.titles.iter().position(|t| *t == title).expect("the embedded tables have these columns")
    }
}

impl Iterator for Rows {
    type Item = Vec<&'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        self.lines.next().map(|line| line.split('\t').collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_held_in_its_current_version() {
        let sizes: Vec<(&str, usize)> = List::ALL.map(|list| (list.name(), list.entries().count())).to_vec();
        assert_eq!(
            sizes,
            [
                ("nuts", 2204),
                ("countries", 250),
                ("ecosystems", 14),
                ("services", 16),
                ("cooperation-interests", 15),
                ("member-types", 10),
                ("languages", 38),
                ("nace", 1047),
                ("management-labels", 3),
                ("technologies", 24),
            ]
        );
        for list in List::ALL {
            assert_eq!(List::parse(list.name()), Some(list));
            assert_eq!(list.versions().next(), Some(list.version()));
            assert!(list.entries().all(|entry| !entry.code.is_empty() && !entry.name.is_empty()));
        }
        assert_eq!(
            List::Nuts.entry("2016", "UKN10").map(|entry| entry.name),
            Some("Derry City and Strabane")
        );
        assert_eq!(List::Nuts.entry("2016", "AT22"), None);
        assert_eq!(List::Nace.versions().collect::<Vec<_>>(), ["2.1", "2"]);
    }

    #[test]
    fn a_code_means_something_in_its_list_and_version_only() {
        assert_eq!(Term::current(List::Ecosystem, "agri-food").name(), Some("Agri-food"));
        assert_eq!(
            Term::of(List::Nace, "2", "01.11").title(),
            "Growing of cereals (except rice), leguminous crops and oil seeds"
        );
        assert_eq!(Term::of(List::Nuts, "2021", "AT22").name(), None);
        let unknown = Term::parse("nuts/2027", "AT99");
        assert_eq!((unknown.is_known(), unknown.title()), (false, "AT99"));
        assert_eq!(unknown.to_string(), "nuts/2027:AT99");
        assert!(Term::parse("iso-3166-2", "CH-ZH").is_known());
        assert!(!Term::parse("iso-3166-2", "QQ-ZH").is_known());
    }

    #[test]
    fn a_name_or_a_slip_leads_to_the_code() {
        assert_eq!(List::Nuts.near("Steiermark"), ["AT22"]);
        assert_eq!(List::Ecosystem.near("helth"), ["health"]);
        assert_eq!(List::Country.near("Austria")[0], "AT");
    }
}
