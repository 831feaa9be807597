//! A profile, or the facts of a listing, as groups of titled fields in the order of the standard template.

use protocol::profile::Profile;
use protocol::profile::field::{FIELDS, Field, Group};
use protocol::profile::remark::Remark;
use protocol::text::TaggedText;
use protocol::vocabulary::region::region_of;
use protocol::vocabulary::{List, Term};

use crate::http::page::{beginning, phrase, said, website};
use crate::pages::profile as pages;
use crate::pages::profile::Value;
use crate::pages::words::{Fact, Phrase};

/// The groups with whatever is filled in, and remarks beside the fields that they are about.
pub(super) fn groups(profile: &Profile, remarks: &[Remark]) -> Vec<pages::Group> {
    let mut groups: Vec<pages::Group> =
        Group::CONTENT.iter().map(|group| of_group(profile, remarks, *group)).collect();
    groups.retain(|group| !group.fields.is_empty());
    groups.extend(others(profile));
    groups
}

/// Remarks that are about no field which is shown.
pub(super) fn remarks_on_the_whole(profile: &Profile, remarks: &[Remark]) -> Vec<String> {
    let is_shown = |remark: &&Remark| field_of(remark).is_some_and(|field| value(profile, field).is_some());
    let whole: Vec<&Remark> = remarks.iter().filter(|remark| !is_shown(remark)).collect();
    let mut told: Vec<String> = whole.iter().take(REMARKS_MAX).map(|remark| remark.to_string()).collect();
    if whole.len() > REMARKS_MAX {
        told.push(format!("and {} more of the kind", whole.len() - REMARKS_MAX));
    }
    told
}

/// Texts by language, English first.
pub(super) fn phrases(texts: &TaggedText) -> Vec<Phrase> {
    let best = texts.best(&[]).map(|(language, _)| language.clone());
    let mut phrases: Vec<_> = texts.iter().collect();
    phrases.sort_by_key(|(language, _)| Some(*language) != best.as_ref());
    phrases.into_iter().map(|(language, text)| phrase(text, language.as_str())).collect()
}

fn of_group(profile: &Profile, remarks: &[Remark], group: Group) -> pages::Group {
    let fields = FIELDS.iter().filter(|field| field.group == group).filter_map(|field| {
        let told = remarks.iter().filter(|remark| field_of(remark) == Some(field));
        Some(pages::Field {
            title: field.title.to_owned(),
            value: value(profile, field)?,
            remarks: told.map(ToString::to_string).collect(),
        })
    });
    pages::Group {
        title: group.title().to_owned(),
        confirmed: profile.confirmed.get(&group).map(ToString::to_string),
        fields: fields.collect(),
    }
}

fn field_of(remark: &Remark) -> Option<&'static Field> {
    match remark {
        Remark::UnknownField { .. } | Remark::Unreadable { .. } | Remark::LeftOut { .. } => None,
        about => Field::of_key(about.field()).map(|(field, _)| field).or_else(|| Field::named(about.field())),
    }
}

/// What stands in a field of the template, `None` where nothing does.
fn value(profile: &Profile, field: &Field) -> Option<Value> {
    let line = |text: &Option<String>| text.as_deref().map(plain);
    let number = |number: Option<String>| number.map(|number| plain(&number));
    let cooperation = &profile.cooperation;
    match field.key {
        "kind" => profile.kind.map(|kind| plain(&format!("calls itself a {}", kind.title()))),
        "name" => texts(&profile.names),
        "acronym" => line(&profile.acronym),
        "legal_name" => line(&profile.legal_name),
        "founded" => number(profile.founded.map(|year| year.to_string())),
        "languages" => terms(&profile.languages),
        "country" => profile.country.as_ref().map(|country| plain(&with_code(country))),
        "region" => profile.region.as_ref().map(|region| plain(&region_in_words(region))),
        "place" => line(&profile.place),
        "description" => texts(&profile.descriptions),
        "website" => profile.website.as_ref().map(|address| Value::Links(vec![website(address)])),
        "ecosystem" => terms(&profile.ecosystems),
        "nace" => terms_with_codes(&profile.nace),
        "emerging" => terms(&profile.emerging_industries),
        "s3" => terms(&profile.s3_areas),
        "members" => members(profile),
        "competence" => lines(profile.competences.values()),
        "strength" => lines(profile.strengths.values()),
        "technology" => {
            let named = profile.technologies.iter().map(Term::title);
            listed(named.chain(profile.own_technologies.values().map(String::as_str)).map(said).collect())
        }
        "service" => terms(&profile.services),
        "programme" => lines(profile.programmes.values()),
        "management.fte" => number(profile.management.map(|staff| format!("{staff} full-time equivalents"))),
        "legal_form" => line(&profile.legal_form),
        "governance.form" => line(&profile.governance),
        "financing.public_percent" => number(profile.public_percent.map(|percent| format!("{percent} %"))),
        "financing.private_percent" => number(profile.private_percent.map(|percent| format!("{percent} %"))),
        "cooperation.willingness" => cooperation.willingness.map(|step| on_scale(step, &WILLINGNESS)),
        "cooperation.readiness" => cooperation.readiness.map(|step| on_scale(step, &READINESS)),
        "cooperation.readiness.evidence" => line(&cooperation.evidence),
        "cooperation.objective" => terms(&cooperation.objectives),
        "cooperation.country" => terms(&cooperation.countries),
        "cooperation.ecosystem" => terms(&cooperation.ecosystems),
        "cooperation.offers" => texts(&cooperation.offers),
        "cooperation.seeks" => texts(&cooperation.seeks),
        // The logo stands beside the name, the region's list with the region, confirmations with their groups.
        _ => None,
    }
}

fn plain(text: &str) -> Value {
    Value::Texts(vec![phrase(text, "")])
}

/// Each text, in paragraphs as it was written.
fn texts(family: &TaggedText) -> Option<Value> {
    let paragraphs: Vec<Phrase> = phrases(family)
        .into_iter()
        .flat_map(|whole| {
            let paragraphs = whole.text.split('\n').map(str::trim).filter(|paragraph| !paragraph.is_empty());
            paragraphs.map(|paragraph| Phrase::new(paragraph, &whole.language)).collect::<Vec<_>>()
        })
        .collect();
    (!paragraphs.is_empty()).then_some(Value::Texts(paragraphs))
}

fn lines<'t>(texts: impl Iterator<Item = &'t String>) -> Option<Value> {
    let lines: Vec<Phrase> = texts.map(|text| phrase(text, "")).collect();
    (!lines.is_empty()).then_some(Value::Texts(lines))
}

fn terms(terms: &[Term]) -> Option<Value> {
    listed(terms.iter().map(|term| said(term.title())).collect())
}

fn terms_with_codes(terms: &[Term]) -> Option<Value> {
    listed(
        terms
            .iter()
            .map(|term| said(&format!("{} {}", term.code, term.name().unwrap_or_default())))
            .collect(),
    )
}

fn listed(words: Vec<String>) -> Option<Value> {
    (!words.is_empty()).then_some(Value::Terms(words))
}

/// `Graz (AT221, NUTS 2024)`.
fn region_in_words(term: &Term) -> String {
    let name = region_of(term).map_or(term.title(), |region| region.name);
    let native = region_of(term).and_then(|region| region.name_native);
    let list = match List::parse(&term.list) {
        Some(List::Nuts) => format!("NUTS {}", term.version),
        _ if term.list == "iso-3166-2" => "ISO 3166-2".to_owned(),
        _ => term.list_version(),
    };
    match native {
        Some(native) => format!("{name}, {native} ({}, {list})", term.code),
        None if name == term.code => format!("{name} ({list})"),
        None => format!("{name} ({}, {list})", term.code),
    }
}

fn with_code(term: &Term) -> String {
    term.name().map_or_else(|| term.code.clone(), |name| format!("{name} ({})", term.code))
}

fn members(profile: &Profile) -> Option<Value> {
    if profile.members.is_empty() {
        return None;
    }
    let mut facts: Vec<Fact> = profile
        .members
        .iter()
        .map(|(kind, count)| {
            Fact::words(&said(kind.title()), &crate::pages::words::Count(*count).to_string())
        })
        .collect();
    if facts.len() > 1 {
        facts.push(Fact::words("Together", &crate::pages::words::Count(profile.members_total()).to_string()));
    }
    Some(Value::Facts(facts))
}

/// `3 of 4: looking for partners`.
fn on_scale(step: u8, words: &[&str; 5]) -> Value {
    match words.get(usize::from(step)) {
        Some(meaning) => plain(&format!("{step} of 4: {meaning}")),
        None => plain(&step.to_string()),
    }
}

/// Fields that this version does not know, as they were given.
fn others(profile: &Profile) -> Option<pages::Group> {
    let fact =
        |(key, text): (&String, &String)| Fact::words(&said(key), &said(&beginning(text, OTHER_LETTERS)));
    let facts: Vec<Fact> = profile.others.iter().take(OTHERS_MAX).map(fact).collect();
    if facts.is_empty() {
        return None;
    }
    let left = profile.others.len().saturating_sub(OTHERS_MAX);
    let remarks = (left > 0).then(|| format!("{left} more stand in the document")).into_iter().collect();
    let field = pages::Field { title: "As they were given".to_owned(), value: Value::Facts(facts), remarks };
    Some(pages::Group { title: "Other fields".to_owned(), confirmed: None, fields: vec![field] })
}

/// The steps of the two scales, as the template explains them to those who fill it in.
const WILLINGNESS: [&str; 5] =
    ["no interest", "open to approaches", "interested", "looking for partners", "a priority of the strategy"];
const READINESS: [&str; 5] = [
    "no means",
    "a contact person",
    "staff and languages",
    "experience in projects",
    "several lasting partnerships",
];
const OTHERS_MAX: usize = 40;
const OTHER_LETTERS: usize = 300;
const REMARKS_MAX: usize = 20;

#[cfg(test)]
mod tests {
    use protocol::profile::Content;

    use super::*;

    #[test]
    fn every_field_of_the_template_has_its_place_on_the_page() {
        let content: Content = FIELDS
            .iter()
            .map(|field| {
                let rest = match field.key {
                    "name" | "description" | "cooperation.offers" | "cooperation.seeks" => ".en",
                    "languages" => ".de",
                    "ecosystem" | "cooperation.ecosystem" => ".health",
                    "nace" => ".26.11",
                    "members" => ".sme",
                    "emerging" => ".digital",
                    "s3" => ".photonics",
                    "service" => ".internationalisation",
                    "cooperation.objective" => ".joint-projects",
                    "cooperation.country" => ".AT",
                    "competence" | "strength" | "technology" | "programme" => ".own-word",
                    "confirmed" => ".members",
                    _ => "",
                };
                let value = match field.key {
                    "kind" => "agency",
                    "founded" => "2009",
                    "country" => "AT",
                    "region" => "AT221",
                    "region.list" => "nuts/2024",
                    "website" => "https://a.example",
                    "confirmed" => "2026-01-31",
                    "languages"
                    | "ecosystem"
                    | "service"
                    | "emerging"
                    | "s3"
                    | "cooperation.objective"
                    | "cooperation.ecosystem" => "1",
                    "nace" => "2.1",
                    "cooperation.country" => "2026",
                    _ => "3",
                };
                (format!("{}{rest}", field.key), value.into())
            })
            .collect();
        let profile = Profile::read(&content);
        let elsewhere = ["region.list", "logo", "confirmed"];
        for field in FIELDS.iter().filter(|field| !elsewhere.contains(&field.key)) {
            assert!(value(&profile, field).is_some(), "{} is shown", field.key);
        }
    }

    #[test]
    fn the_words_of_the_scales_are_those_of_the_template() {
        for (key, words) in [("cooperation.willingness", WILLINGNESS), ("cooperation.readiness", READINESS)] {
            let help = Field::named(key).map_or("", |field| field.help);
            let explained: Vec<String> =
                (0..5).zip(words).map(|(step, word)| format!("{step} {word}")).collect();
            assert_eq!(help, format!("{}.", explained.join(", ")));
        }
    }
}
