//! The profile: what an organisation says of itself, by the standard template.
//!
//! ```text
//! content    flat keys and values of the document     "ecosystem.health": "1"
//!   │  read            ▲ edits
//!   ▼                  │
//! Profile + remarks    FIELD=VALUE, or the file that the editor showed
//! ```
//! Reading is tolerant: a field of a later version is kept, a code of another list is kept and shown, a value of the
//! wrong type becomes a remark. Only what a person types here and now is refused.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::organisation::Kind;
use crate::text::{LanguageTag, TaggedText, WebAddress};
use crate::time::Day;
use crate::vocabulary::{List, Term, region};

pub mod field;
pub mod remark;
pub mod edit;
pub mod template;

use field::{Field, Group, Keys, ValueKind};
use remark::Remark;

/// What a document holds: flat keys of at most 128 bytes; values are texts, integers below 2^53 or truth values.
pub type Content = BTreeMap<String, Value>;

/// A profile as it is shown. Everything but the remarks is the organisation's own word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What the organisation says it is; never authority.
    pub kind: Option<Kind>,
    /// Its names.
    pub names: TaggedText,
    /// Its short name.
    pub acronym: Option<String>,
    /// Its registered name.
    pub legal_name: Option<String>,
    /// Its legal form.
    pub legal_form: Option<String>,
    /// The year in which it began.
    pub founded: Option<u16>,
    /// Its working languages.
    pub languages: Vec<Term>,
    /// Its pages.
    pub website: Option<WebAddress>,
    /// A `data:` address of a checked PNG, JPEG or WebP picture.
    pub logo: Option<String>,
    /// Its country.
    pub country: Option<Term>,
    /// Its region.
    pub region: Option<Term>,
    /// Its town.
    pub place: Option<String>,
    /// What it does.
    pub descriptions: TaggedText,
    /// Its industrial ecosystems.
    pub ecosystems: Vec<Term>,
    /// Economic activities of its members.
    pub nace: Vec<Term>,
    /// Emerging industries that its members work in.
    pub emerging_industries: Vec<Term>,
    /// Areas of smart specialisation that it takes part in.
    pub s3_areas: Vec<Term>,
    /// How many members it has of each kind.
    pub members: Vec<(Term, u64)>,
    /// Areas of specialisation, by slug.
    pub competences: BTreeMap<String, String>,
    /// Scientific and technological strengths, by slug.
    pub strengths: BTreeMap<String, String>,
    /// Technologies of the list.
    pub technologies: Vec<Term>,
    /// Technologies in its own words, by slug.
    pub own_technologies: BTreeMap<String, String>,
    /// What it offers its members.
    pub services: Vec<Term>,
    /// Programmes that support or recognise it, by slug.
    pub programmes: BTreeMap<String, String>,
    /// Staff that manages the cluster.
    pub management: Option<FullTimeEquivalents>,
    /// Who decides.
    pub governance: Option<String>,
    /// Share of public money, in percent.
    pub public_percent: Option<u8>,
    /// Share of private money, in percent.
    pub private_percent: Option<u8>,
    /// Its interest in international cooperation.
    pub cooperation: Cooperation,
    /// When each part was last confirmed.
    pub confirmed: BTreeMap<Group, Day>,
    /// Fields that this version does not know or could not understand, as text.
    pub others: BTreeMap<String, String>,
    /// What a reader should know about the fields.
    pub remarks: Vec<Remark>,
    filled: BTreeMap<Group, Vec<&'static str>>,
}

/// Interest in international cooperation, in its three parts: willingness, readiness with evidence, objectives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cooperation {
    /// 0 no interest to 4 a priority.
    pub willingness: Option<u8>,
    /// 0 no means to 4 several lasting partnerships.
    pub readiness: Option<u8>,
    /// What shows the readiness.
    pub evidence: Option<String>,
    /// What for.
    pub objectives: Vec<Term>,
    /// With partners in which countries.
    pub countries: Vec<Term>,
    /// With partners in which ecosystems.
    pub ecosystems: Vec<Term>,
    /// What a partner gains.
    pub offers: TaggedText,
    /// What a partner should bring.
    pub seeks: TaggedText,
}

/// Staff in full-time equivalents, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FullTimeEquivalents(u32);

/// How much of the template is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completeness {
    /// How many parts are filled.
    pub filled: usize,
    /// How many parts there are.
    pub of: usize,
    /// The parts that are not.
    pub missing: Vec<Group>,
}

impl Profile {
    /// Reads whatever a document holds.
    #[must_use]
    pub fn read(content: &Content) -> Self {
        let mut profile = Self::default();
        for (key, value) in content {
            profile.read_field(key, value, content);
        }
        profile.compare_fields();
        profile
    }

    /// The name for a reader of these languages: the best of the names, else the legal name, else the acronym.
    #[must_use]
    pub fn name(&self, preferred: &[LanguageTag]) -> Option<&str> {
        let name = self.names.best(preferred).map(|(_, name)| name);
        name.or(self.legal_name.as_deref()).or(self.acronym.as_deref())
    }

    /// All members together.
    #[must_use]
    pub fn members_total(&self) -> u64 {
        self.members.iter().map(|(_, count)| count).sum()
    }

    /// How much of the template is filled: a part counts when all its essential fields can be read, or, if it has
    /// none, when any of its fields can.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        let is_filled = |group: &Group| {
            self.filled.get(group).is_some_and(|filled| {
                field::FIELDS
                    .iter()
                    .filter(|f| f.group == *group && f.essential)
                    .all(|f| filled.contains(&f.key))
            })
        };
        let missing: Vec<Group> = Group::CONTENT.into_iter().filter(|group| !is_filled(group)).collect();
        Completeness { filled: Group::CONTENT.len() - missing.len(), of: Group::CONTENT.len(), missing }
    }

    fn read_field(&mut self, key: &str, value: &Value, content: &Content) {
        let Some((field, rest)) = Field::of_key(key).filter(|(field, rest)| field.takes(rest)) else {
            self.remarks.push(Remark::UnknownField { field: key.to_owned() });
            self.keep(key, value);
            return;
        };
        let kind = field.value_under(rest);
        let Some(text) = self.value_text(key, value, kind) else {
            self.keep(key, value);
            return;
        };
        if !kind.accepts(&text) {
            self.remarks.push(Remark::Unreadable { field: key.to_owned(), expected: kind.into() });
            self.keep(key, value);
            return;
        }
        let term = match (field.keys, kind) {
            (_, ValueKind::Region) => {
                let list = content.get("region.list").and_then(Value::as_str).filter(|list| !list.is_empty());
                let guessed = || region::term(&text).unwrap_or_else(|| Term::current(List::Nuts, &text));
                Some(list.map_or_else(guessed, |list| Term::parse(list, &text)))
            }
            (_, ValueKind::Code(list)) => Some(Term::current(list, &text)),
            (_, ValueKind::Member(list)) => Some(Term::of(list, &text, rest)),
            (Keys::ByCode(list), _) => Some(Term::current(list, rest)),
            _ => None,
        };
        if let Some(term) = term.as_ref().filter(|term| !term.is_known()) {
            self.remarks.push(Remark::UnknownCode { field: key.to_owned(), term: term.clone() });
        }
        self.filled.entry(field.group).or_default().push(field.key);
        self.set(field.key, rest, text, term);
    }

    /// The text of a value; a remark where its type is not the one that the field asks for.
    fn value_text(&mut self, key: &str, value: &Value, kind: ValueKind) -> Option<String> {
        let (text, is_right) = match value {
            Value::String(text) => (Some(text.clone()), true),
            Value::Number(number) if number.is_u64() => (Some(number.to_string()), kind.is_number()),
            Value::Bool(true) if matches!(kind, ValueKind::Member(_)) => (Some("1".to_owned()), false),
            _ => (None, false),
        };
        if !is_right {
            self.remarks.push(Remark::WrongType { field: key.to_owned(), expected: kind.into() });
        }
        text
    }

    fn keep(&mut self, key: &str, value: &Value) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        self.others.insert(key.to_owned(), text);
    }

    fn set(&mut self, field: &'static str, rest: &str, text: String, term: Option<Term>) {
        let percent = || text.parse::<u8>().ok();
        let language = || LanguageTag::parse(rest).ok();
        let tagged = |family: &mut TaggedText| {
            if let Some(language) = language() {
                family.insert(language, text.clone());
            }
        };
        match field {
            "kind" => self.kind = Kind::parse(&text),
            "name" => tagged(&mut self.names),
            "description" => tagged(&mut self.descriptions),
            "cooperation.offers" => tagged(&mut self.cooperation.offers),
            "cooperation.seeks" => tagged(&mut self.cooperation.seeks),
            "acronym" => self.acronym = Some(text),
            "legal_name" => self.legal_name = Some(text),
            "legal_form" => self.legal_form = Some(text),
            "founded" => self.founded = text.parse().ok(),
            "languages" => self.languages.extend(term),
            "website" => self.website = WebAddress::parse(&text).ok(),
            "logo" => self.logo = Some(text),
            "country" => self.country = term,
            "region" => self.region = term,
            "place" => self.place = Some(text),
            "ecosystem" => self.ecosystems.extend(term),
            "nace" => self.nace.extend(term),
            "emerging" => self.emerging_industries.extend(term),
            "s3" => self.s3_areas.extend(term),
            "members" => self.members.extend(term.zip(field::parse_number(&text))),
            "competence" => _ = self.competences.insert(rest.to_owned(), text),
            "strength" => _ = self.strengths.insert(rest.to_owned(), text),
            "programme" => _ = self.programmes.insert(rest.to_owned(), text),
            "technology" => match term {
                Some(term) => self.technologies.push(term),
                None => _ = self.own_technologies.insert(rest.to_owned(), text),
            },
            "service" => self.services.extend(term),
            "management.fte" => self.management = field::parse_hundredths(&text).map(FullTimeEquivalents),
            "governance.form" => self.governance = Some(text),
            "financing.public_percent" => self.public_percent = percent(),
            "financing.private_percent" => self.private_percent = percent(),
            "cooperation.willingness" => self.cooperation.willingness = percent(),
            "cooperation.readiness" => self.cooperation.readiness = percent(),
            "cooperation.readiness.evidence" => self.cooperation.evidence = Some(text),
            "cooperation.objective" => self.cooperation.objectives.extend(term),
            "cooperation.country" => self.cooperation.countries.extend(term),
            "cooperation.ecosystem" => self.cooperation.ecosystems.extend(term),
            "confirmed" => self.confirmed.extend(Group::parse(rest).zip(Day::parse(&text).ok())),
            // The list of the region is read together with it.
            "region.list" => {}
            other => unreachable!("the table has no field {other}"),
        }
    }

    /// Looks for fields that contradict each other.
    fn compare_fields(&mut self) {
        if self.name(&[]).is_none() {
            self.remarks.push(Remark::NoName);
        }
        if let (Some(region), Some(country)) = (&self.region, &self.country)
            && region.is_known()
            && country.is_known()
            && !region::is_within(&region.code, &country.code)
        {
            let (region, country) = (region.code.clone(), country.code.clone());
            self.remarks.push(Remark::RegionOutsideCountry { region, country });
        }
        let percent =
            u64::from(self.public_percent.unwrap_or(0)) + u64::from(self.private_percent.unwrap_or(0));
        if percent > 100 {
            self.remarks.push(Remark::SharesBeyondWhole { percent });
        }
    }
}

impl FullTimeEquivalents {
    /// The staff in hundredths of a full-time equivalent.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

/// Prints `2.5`.
impl fmt::Display for FullTimeEquivalents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, part) if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
            (whole, part) => write!(f, "{whole}.{part:02}"),
        }
    }
}

/// Prints `7 of 12`.
impl fmt::Display for Completeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.filled, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(pairs: &[(&str, Value)]) -> Content {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    #[test]
    fn every_field_of_the_template_is_read_into_its_place() {
        for field in &field::FIELDS {
            let rest = match field.keys {
                Keys::One => "",
                Keys::ByLanguage => ".en",
                Keys::BySlug | Keys::ByCodeOrSlug(_) => ".own-word",
                Keys::ByGroup => ".members",
                Keys::ByCode(_) => ".zz",
            };
            let examples = ["agency", "7", "2009", "2026-01-31", "https://a.example", "words"];
            let key = format!("{}{rest}", field.key);
            let kind = field.value_under(rest.trim_start_matches('.'));
            let Some(text) = examples.into_iter().find(|text| kind.accepts(text)).or(match kind {
                ValueKind::Scale => Some("3"),
                _ => None,
            }) else {
                assert_eq!(kind, ValueKind::Logo);
                continue;
            };
            let read = Profile::read(&content(&[(&key, text.into())]));
            let mut empty = Profile::read(&Content::new());
            empty.remarks.clone_from(&read.remarks);
            empty.filled.clone_from(&read.filled);
            assert_eq!(read == empty, field.key == "region.list", "{key} changes the profile");
            assert!(read.others.is_empty(), "{key}");
        }
    }

    #[test]
    fn full_time_equivalents_print_without_needless_digits() {
        let prints = |hundredths| FullTimeEquivalents(hundredths).to_string();
        assert_eq!([prints(0), prints(250), prints(1405), prints(1400)], ["0", "2.5", "14.05", "14"]);
    }
}
