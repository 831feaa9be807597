//! What the entries of the code lists are called in other languages than English.
//!
//! Names of regions are those of their country, and activities have their English titles only.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{List, Rows, Term};

impl List {
    /// The name of an entry of the current version in a language, given by its tag without a country; `None` where the
    /// list is not held in that language, or the code is not in it.
    #[must_use]
    pub fn name_in(self, code: &str, language: &str) -> Option<&'static str> {
        let (_, names) = NAMES.iter().find(|(list, _)| *list == self)?;
        names.get(language)?.get(code).copied()
    }
}

impl Term {
    /// The name in a language with the tag of the language that it is in, if this program knows one: that of the
    /// reader, else English, else, of a region, none.
    #[must_use]
    pub fn title_in(&self, language: &str) -> (&str, &'static str) {
        let list = List::parse(&self.list);
        let translated =
            list.filter(|_| self.name().is_some()).and_then(|list| list.name_in(&self.code, language));
        match (translated, self.name()) {
            (Some(name), _) => (name, ""),
            (None, Some(name)) if list == Some(List::Nuts) => (name, ""),
            (None, Some(name)) => (name, "en"),
            (None, None) => (&self.code, ""),
        }
    }
}

type Names = BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>;

macro_rules! names {
    ($list:ident, $file:literal) => {
        (List::$list, LazyLock::new(|| read(include_str!(concat!("../../data/", $file)))))
    };
}

/// By language and code.
static NAMES: [(List, LazyLock<Names>); 10] = [
    names!(Country, "countries/country-names.tsv"),
    names!(Ecosystem, "taxonomy/industrial-ecosystem-names.tsv"),
    names!(Service, "taxonomy/service-names.tsv"),
    names!(CooperationInterest, "taxonomy/cooperation-interest-names.tsv"),
    names!(MemberType, "taxonomy/member-type-names.tsv"),
    names!(Language, "taxonomy/language-names.tsv"),
    names!(ManagementLabel, "taxonomy/management-label-names.tsv"),
    names!(Technology, "taxonomy/key-enabling-technology-names.tsv"),
    names!(EmergingIndustry, "taxonomy/emerging-industry-names.tsv"),
    names!(S3Area, "taxonomy/s3-thematic-area-names.tsv"),
];

fn read(file: &'static str) -> Names {
    let rows = Rows::of(file);
    let languages: Vec<(usize, &'static str)> = rows.titles.iter().copied().enumerate().skip(1).collect();
    let mut names = Names::new();
    for row in rows {
        for (column, language) in &languages {
            names.entry(language).or_default().insert(row[0], row[*column]);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_list_is_held_whole_in_every_language() {
        for (list, names) in &NAMES {
            assert_eq!(names.keys().copied().collect::<Vec<_>>(), ["cs", "de", "es", "fr", "hu", "it", "pl"]);
            let codes: BTreeSet<&str> = list.entries().map(|entry| entry.code).collect();
            for (language, by_code) in names.iter() {
                assert_eq!(by_code.keys().copied().collect::<BTreeSet<_>>(), codes, "{list:?} in {language}");
                for (code, name) in by_code {
                    assert!(!name.is_empty() && name.trim() == *name, "{list:?} {code} in {language}");
                }
                let different: BTreeSet<&str> = by_code.values().copied().collect();
                assert_eq!(
                    different.len(),
                    by_code.len(),
                    "two entries of {list:?} share a name in {language}"
                );
            }
        }
    }

    #[test]
    fn a_name_is_given_with_its_language() {
        let (austria, health) =
            (Term::current(List::Country, "AT"), Term::current(List::Ecosystem, "health"));
        assert_eq!(austria.title_in("hu"), ("Ausztria", ""));
        assert_eq!(health.title_in("de"), ("Gesundheit", ""));
        assert_eq!(health.title_in("mt"), ("Health", "en"));
        assert_eq!(Term::current(List::Nuts, "AT22").title_in("it"), ("Steiermark", ""));
        assert_eq!(Term::current(List::Nace, "26.11").title_in("fr").1, "en");
        assert_eq!(Term::of(List::Ecosystem, "9", "health").title_in("de"), ("health", ""));
    }
}
