//! A profile, or the facts of a listing, as groups of titled fields in the order of the standard template.

use protocol::organisation::Kind;
use protocol::post::PostKind;
use protocol::profile::Profile;
use protocol::profile::field::{FIELDS, Field, Group, ValueKind};
use protocol::profile::remark::{Expected, Remark};
use protocol::text::{TaggedText, printable};
use protocol::vocabulary::region::region_of;
use protocol::vocabulary::{List, Term};

use crate::http::page::{beginning, in_english, phrase, said, tag, term, website};
use crate::pages::locale::Locale;
use crate::pages::profile as pages;
use crate::pages::profile::Value;
use crate::pages::words::{Fact, Phrase};

/// The groups with whatever is filled in, and remarks beside the fields that they are about.
pub(super) fn groups(locale: Locale, profile: &Profile, remarks: &[Remark]) -> Vec<pages::Group> {
    let mut groups: Vec<pages::Group> =
        Group::CONTENT.iter().map(|group| of_group(locale, profile, remarks, *group)).collect();
    groups.retain(|group| !group.fields.is_empty());
    groups.extend(others(locale, profile));
    groups
}

/// Remarks that are about no field which is shown.
pub(super) fn remarks_on_the_whole(locale: Locale, profile: &Profile, remarks: &[Remark]) -> Vec<Phrase> {
    let is_shown =
        |remark: &&Remark| field_of(remark).is_some_and(|field| value(locale, profile, field).is_some());
    let whole: Vec<&Remark> = remarks.iter().filter(|remark| !is_shown(remark)).collect();
    let mut told: Vec<Phrase> = whole.iter().take(REMARKS_MAX).map(|remark| told(locale, remark)).collect();
    if whole.len() > REMARKS_MAX {
        let more = locale.t("profile-more-remarks").count("count", whole.len() - REMARKS_MAX);
        told.push(Phrase::plain(&more.to_text()));
    }
    told
}

/// A remark in the reader's words.
fn told(locale: Locale, remark: &Remark) -> Phrase {
    let message = match remark {
        Remark::UnknownField { .. } => locale.t("remark-unknown-field"),
        Remark::WrongType { expected, .. } => {
            locale.t("remark-wrong-type").text("expected", wanted(locale, *expected))
        }
        Remark::Unreadable { expected, .. } => {
            locale.t("remark-unreadable").text("expected", wanted(locale, *expected))
        }
        Remark::UnknownCode { term, .. } => {
            let message = locale.t("remark-unknown-code").text("code", printable(&term.code));
            message.text("list", printable(&term.list_version()))
        }
        Remark::RegionOutsideCountry { region, country } => {
            let message = locale.t("remark-region-outside-country").text("region", printable(region));
            message.text("country", printable(country))
        }
        Remark::SharesBeyondWhole { percent } => {
            locale.t("remark-shares-beyond-whole").count("percent", *percent)
        }
        Remark::NoName => locale.t("remark-no-name"),
        Remark::LeftOut { .. } => locale.t("remark-left-out"),
    };
    Phrase::plain(&message.text("field", printable(remark.field())).to_text())
}

fn wanted(locale: Locale, expected: Expected) -> String {
    let message = match expected {
        Expected::Value(ValueKind::Text(limit_bytes)) => {
            locale.t("remark-expected-text").count("count", limit_bytes)
        }
        Expected::Value(ValueKind::LongText) => locale.t("remark-expected-long-text"),
        Expected::Value(ValueKind::Kind) => locale.t("remark-expected-kind"),
        Expected::Value(ValueKind::Code(_)) => locale.t("remark-expected-code"),
        Expected::Value(ValueKind::Region) => locale.t("remark-expected-region"),
        Expected::Value(ValueKind::ListVersion) => locale.t("remark-expected-list-version"),
        Expected::Value(ValueKind::Member(_)) => locale.t("remark-expected-member"),
        Expected::Value(ValueKind::Count) => locale.t("remark-expected-count"),
        Expected::Value(ValueKind::Decimal) => locale.t("remark-expected-decimal"),
        Expected::Value(ValueKind::Year) => locale.t("remark-expected-year"),
        Expected::Value(ValueKind::Day) => locale.t("remark-expected-day"),
        Expected::Value(ValueKind::Url) => locale.t("remark-expected-url"),
        Expected::Value(ValueKind::Scale) => locale.t("remark-expected-scale"),
        Expected::Value(ValueKind::Percent) => locale.t("remark-expected-percent"),
        Expected::Value(ValueKind::Logo) => locale.t("remark-expected-logo"),
        Expected::PostKind(_) => {
            locale.t("remark-expected-post-kind").text("words", PostKind::ALL.map(PostKind::code).join(", "))
        }
        Expected::Line => locale.t("remark-expected-line"),
        Expected::Degrees => locale.t("remark-expected-degrees"),
    };
    message.to_text()
}

/// What an organisation says that it is: a claim.
pub(super) fn calls_itself(locale: Locale, kind: Kind) -> String {
    let message = match kind {
        Kind::Cluster => locale.t("say-calls-itself-cluster"),
        Kind::Agency => locale.t("say-calls-itself-agency"),
        Kind::LabelAuthority => locale.t("say-calls-itself-label-authority"),
    };
    message.to_text()
}

/// Texts by language, that of the reader first, else English.
pub(super) fn phrases(texts: &TaggedText, locale: Locale) -> Vec<Phrase> {
    let best = texts.best(&[tag(locale)]).map(|(language, _)| language.clone());
    let mut phrases: Vec<_> = texts.iter().collect();
    phrases.sort_by_key(|(language, _)| Some(*language) != best.as_ref());
    phrases.into_iter().map(|(language, text)| phrase(text, language.as_str())).collect()
}

fn of_group(locale: Locale, profile: &Profile, remarks: &[Remark], group: Group) -> pages::Group {
    let fields = FIELDS.iter().filter(|field| field.group == group).filter_map(|field| {
        let about = remarks.iter().filter(|remark| field_of(remark) == Some(field));
        Some(pages::Field {
            title: locale.t(&field_key(field)).to_text(),
            value: value(locale, profile, field)?,
            remarks: about.map(|remark| told(locale, remark)).collect(),
        })
    });
    pages::Group {
        title: locale.t(&format!("profile-group-{}", group.code())).to_text(),
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
fn value(locale: Locale, profile: &Profile, field: &Field) -> Option<Value> {
    let line = |text: &Option<String>| text.as_deref().map(plain);
    let percent = |percent: Option<u8>| {
        percent
            .map(|percent| plain(&locale.t("profile-percent").count("percent", u32::from(percent)).to_text()))
    };
    let cooperation = &profile.cooperation;
    match field.key {
        "kind" => profile.kind.map(|kind| plain(&calls_itself(locale, kind))),
        "name" => texts(&profile.names, locale),
        "acronym" => line(&profile.acronym),
        "legal_name" => line(&profile.legal_name),
        "founded" => profile.founded.map(|year| plain(&year.to_string())),
        "languages" => terms(locale, &profile.languages),
        "country" => profile.country.as_ref().map(|country| plain(&with_code(locale, country))),
        "region" => profile.region.as_ref().map(|region| plain(&region_in_words(region))),
        "place" => line(&profile.place),
        "description" => texts(&profile.descriptions, locale),
        "website" => profile.website.as_ref().map(|address| Value::Links(vec![website(address)])),
        "ecosystem" => terms(locale, &profile.ecosystems),
        "nace" => terms_with_codes(&profile.nace),
        "emerging" => terms(locale, &profile.emerging_industries),
        "s3" => terms(locale, &profile.s3_areas),
        "members" => members(locale, profile),
        "competence" => lines(profile.competences.values()),
        "strength" => lines(profile.strengths.values()),
        "technology" => {
            let named = profile.technologies.iter().map(|code| term(locale, code));
            listed(named.chain(profile.own_technologies.values().map(|own| phrase(own, ""))).collect())
        }
        "service" => terms(locale, &profile.services),
        "programme" => lines(profile.programmes.values()),
        "management.fte" => profile.management.map(|staff| {
            let number = locale.decimal(&staff.to_string());
            plain(&locale.t("profile-staff").text("number", number).to_text())
        }),
        "legal_form" => line(&profile.legal_form),
        "governance.form" => line(&profile.governance),
        "financing.public_percent" => percent(profile.public_percent),
        "financing.private_percent" => percent(profile.private_percent),
        "cooperation.willingness" => {
            cooperation.willingness.map(|step| on_scale(locale, step, "willingness"))
        }
        "cooperation.readiness" => cooperation.readiness.map(|step| on_scale(locale, step, "readiness")),
        "cooperation.readiness.evidence" => line(&cooperation.evidence),
        "cooperation.objective" => terms(locale, &cooperation.objectives),
        "cooperation.country" => terms(locale, &cooperation.countries),
        "cooperation.ecosystem" => terms(locale, &cooperation.ecosystems),
        "cooperation.offers" => texts(&cooperation.offers, locale),
        "cooperation.seeks" => texts(&cooperation.seeks, locale),
        // The logo stands beside the name, the region's list with the region, confirmations with their groups.
        _ => None,
    }
}

fn plain(text: &str) -> Value {
    Value::Texts(vec![phrase(text, "")])
}

/// Each text, in paragraphs as it was written.
fn texts(family: &TaggedText, locale: Locale) -> Option<Value> {
    let paragraphs: Vec<Phrase> = phrases(family, locale)
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

fn terms(locale: Locale, terms: &[Term]) -> Option<Value> {
    listed(terms.iter().map(|code| term(locale, code)).collect())
}

fn terms_with_codes(terms: &[Term]) -> Option<Value> {
    let named = |code: &Term| match code.name() {
        // Activities have their English titles only.
        Some(name) => in_english(&format!("{} {name}", code.code)),
        None => phrase(&code.code, ""),
    };
    listed(terms.iter().map(named).collect())
}

fn listed(words: Vec<Phrase>) -> Option<Value> {
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

fn with_code(locale: Locale, code: &Term) -> String {
    if code.name().is_none() {
        return code.code.clone();
    }
    format!("{} ({})", code.title_in(locale.tag()).0, code.code)
}

fn members(locale: Locale, profile: &Profile) -> Option<Value> {
    if profile.members.is_empty() {
        return None;
    }
    let mut facts: Vec<Fact> = profile
        .members
        .iter()
        .map(|(kind, count)| Fact::words(&term(locale, kind).text, &locale.number(*count)))
        .collect();
    if facts.len() > 1 {
        let together = locale.t("profile-members-together").to_text();
        facts.push(Fact::words(&together, &locale.number(profile.members_total())));
    }
    Some(Value::Facts(facts))
}

/// `3 of 4: looking for partners`.
fn on_scale(locale: Locale, step: u8, scale: &str) -> Value {
    if usize::from(step) >= STEPS {
        return plain(&step.to_string());
    }
    let meaning = locale.t(&format!("profile-{scale}-{step}")).to_text();
    plain(&locale.t("profile-on-scale").count("step", u32::from(step)).text("meaning", meaning).to_text())
}

/// The title of the field that a key belongs to; of a key that the template does not know, that it is another.
pub(super) fn title_of_key(locale: Locale, key: &str) -> String {
    let field = Field::of_key(key).map(|(field, _)| field).or_else(|| Field::named(key));
    field.map_or_else(
        || locale.t("compare-other-part").to_text(),
        |field| locale.t(&field_key(field)).to_text(),
    )
}

fn field_key(field: &Field) -> String {
    format!("profile-field-{}", field.key.replace(['.', '_'], "-"))
}

/// Fields that this version does not know, as they were given.
fn others(locale: Locale, profile: &Profile) -> Option<pages::Group> {
    let fact =
        |(key, text): (&String, &String)| Fact::words(&said(key), &said(&beginning(text, OTHER_LETTERS)));
    let facts: Vec<Fact> = profile.others.iter().take(OTHERS_MAX).map(fact).collect();
    if facts.is_empty() {
        return None;
    }
    let left = profile.others.len().saturating_sub(OTHERS_MAX);
    let more = locale.t("profile-more-fields").count("count", left);
    let remarks = (left > 0).then(|| Phrase::plain(&more.to_text())).into_iter().collect();
    let field =
        pages::Field { title: locale.t("profile-as-given").to_text(), value: Value::Facts(facts), remarks };
    Some(pages::Group { title: locale.t("profile-others").to_text(), confirmed: None, fields: vec![field] })
}

/// The steps of the two scales, from 0.
const STEPS: usize = 5;
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
            assert!(value(Locale::En, &profile, field).is_some(), "{} is shown", field.key);
        }
    }

    #[test]
    fn the_english_words_are_those_of_the_template() {
        for scale in ["willingness", "readiness"] {
            let help = Field::named(&format!("cooperation.{scale}")).map_or("", |field| field.help);
            let explained: Vec<String> = (0..STEPS)
                .map(|step| format!("{step} {}", Locale::En.t(&format!("profile-{scale}-{step}")).to_text()))
                .collect();
            assert_eq!(help, format!("{}.", explained.join(", ")));
        }
        for field in FIELDS.iter().filter(|field| field.group != Group::Confirmation) {
            assert_eq!(Locale::En.t(&field_key(field)).to_text(), field.title);
        }
        for group in Group::CONTENT {
            let key = format!("profile-group-{}", group.code());
            assert_eq!(Locale::En.t(&key).to_text(), group.title());
        }
    }
}
