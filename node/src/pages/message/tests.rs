//! That every language says everything, says the same, and that nothing is said past the messages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use protocol::profile::field::{FIELDS, Group};
use protocol::vocabulary::List;

use super::*;
use crate::pages::samples;

#[test]
fn every_language_has_every_message_and_no_other() {
    let english = messages(Locale::En);
    for locale in Locale::ALL {
        let (said, wanted): (BTreeSet<_>, BTreeSet<_>) =
            (messages(locale).into_keys().collect(), english.keys().cloned().collect());
        assert_eq!(
            wanted.difference(&said).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "missing in {locale}"
        );
        assert_eq!(
            said.difference(&wanted).collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "too many in {locale}"
        );
    }
}

#[test]
fn a_message_is_filled_with_the_same_in_every_language() {
    let english = messages(Locale::En);
    for locale in Locale::ALL {
        for (key, message) in messages(locale) {
            let wanted = &english[&key];
            // English shows such a word itself.
            let words: BTreeSet<_> =
                wanted.shown.iter().filter(|name| WORDS.contains(&name.as_str())).cloned().collect();
            let shown: BTreeSet<_> = wanted.shown.difference(&words).cloned().collect();
            if is_protocols(&key) && locale != Locale::En {
                assert_eq!(message.shown, shown, "what {key} shows in {locale}");
                assert!(words.is_subset(&message.chosen_by), "what {key} chooses by in {locale}");
            } else {
                assert_eq!(message.shown, wanted.shown, "what {key} shows in {locale}");
            }
            let given: BTreeSet<_> = wanted.chosen_by.union(&wanted.shown).cloned().collect();
            assert!(message.chosen_by.is_subset(&given), "what {key} chooses by in {locale}");
        }
    }
}

#[test]
fn words_that_go_by_a_number_have_every_form_of_the_language() {
    for locale in Locale::ALL {
        let forms: BTreeSet<&str> = match locale {
            Locale::Pl | Locale::Cs => BTreeSet::from(["one", "few", "many", "other"]),
            _ => BTreeSet::from(["one", "other"]),
        };
        for (key, message) in messages(locale) {
            for given in &message.plurals {
                let given: BTreeSet<&str> = given.iter().map(String::as_str).collect();
                assert_eq!(given, forms, "{key} in {locale}");
            }
        }
    }
    let totals = |locale: Locale, count: u64| {
        locale.t("search-totals").strong("listings", count).strong("organisations", 1_u64).to_text()
    };
    for (count, polish) in
        [(1, "1 wpis "), (2, "2 wpisy "), (5, "5 wpisów "), (22, "22 wpisy "), (112, "112 wpisów ")]
    {
        assert!(totals(Locale::Pl, count).contains(polish), "{}", totals(Locale::Pl, count));
    }
    for (count, czech) in [(1, "1 záznam "), (3, "3 záznamy "), (5, "5 záznamů "), (22, "22 záznamů ")]
    {
        assert!(totals(Locale::Cs, count).contains(czech), "{}", totals(Locale::Cs, count));
    }
}

#[test]
fn messages_are_words_without_markup() {
    for locale in Locale::ALL {
        for (file, text) in texts(locale) {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let words = line.replace("->", "");
                let is_marked = words.chars().any(|letter| place_of(letter).is_some());
                let is_plain = !is_marked && !words.contains(['<', '>', '&']);
                assert!(is_plain, "{locale}/{file}.ftl: {line}");
            }
        }
    }
}

#[test]
fn french_keeps_its_marks_with_the_words_before_them() {
    for (file, text) in texts(Locale::Fr) {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let parts = [" ;", " :", " ?", " !", " %", "« ", " »"].into_iter();
            let torn: Vec<&str> = parts.filter(|part| line.contains(part)).collect();
            assert!(torn.is_empty(), "{torn:?} in fr/{file}.ftl: {line}");
        }
    }
}

#[test]
fn nothing_is_left_in_english() {
    let english = messages(Locale::En);
    for locale in Locale::ALL.into_iter().filter(|locale| *locale != Locale::En) {
        for (key, message) in messages(locale) {
            let has_words = message.words.chars().any(char::is_alphabetic);
            let is_same = has_words && message.words == english[&key].words;
            let may_be = SAME
                .iter()
                .any(|(same, locales)| *same == key && (locales.is_empty() || locales.contains(&locale)));
            assert!(!is_same || may_be, "{key} in {locale}: {}", message.words);
        }
    }
    for (key, _) in SAME {
        assert!(english.contains_key(*key), "{key} is no message");
    }
}

#[test]
fn every_message_is_said_somewhere_and_nothing_is_said_that_is_none() {
    let keys: BTreeSet<String> = messages(Locale::En).into_keys().collect();
    let mut families: BTreeSet<String> = FIELDS
        .iter()
        .filter(|field| field.group != Group::Confirmation)
        .map(|field| format!("profile-field-{}", field.key.replace(['.', '_'], "-")))
        .collect();
    families.extend(Group::CONTENT.map(|group| format!("profile-group-{}", group.code())));
    families.extend(List::Language.entries().map(|entry| format!("in-language-{}", entry.code)));
    for scale in ["willingness", "readiness"] {
        families.extend((0..5).map(|step| format!("profile-{scale}-{step}")));
    }
    families.extend(keys.iter().filter(|key| is_protocols(key)).cloned());
    let files: BTreeSet<&str> = texts(Locale::En).iter().map(|(file, _)| *file).collect();
    let mut said = families;
    for (path, text) in sources() {
        for literal in text.split('"').filter(|literal| is_key(literal)) {
            if keys.contains(literal) {
                said.insert(literal.to_owned());
            }
            let is_meant = text.contains(&format!(".t(\"{literal}\")"));
            let file = literal.split('-').next().unwrap_or_default();
            assert!(
                !is_meant || keys.contains(literal),
                "{path} says {literal}, which is no message of {file}.ftl"
            );
        }
    }
    assert_eq!(keys.difference(&said).collect::<Vec<_>>(), Vec::<&String>::new(), "never said");
    assert_eq!(said.difference(&keys).collect::<Vec<_>>(), Vec::<&String>::new(), "no messages");
    for key in &keys {
        let file = key.split('-').next().unwrap_or_default();
        assert!(files.contains(file) || key.starts_with("in-language"), "{key} is named after its file");
    }
}

#[test]
fn templates_hold_no_words() {
    for (path, text) in sources().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let mut bare = String::new();
        let mut rest = text.as_str();
        // What the engine reads is cut out; what remains is tags and words.
        while let Some(start) = rest.find('{') {
            let end = match rest.get(start..start + 2) {
                Some("{{") => "}}",
                Some("{%") => "%}",
                Some("{#") => "#}",
                _ => {
                    bare.push_str(&rest[..=start]);
                    rest = &rest[start + 1..];
                    continue;
                }
            };
            bare.push_str(&rest[..start]);
            let after = rest[start..].find(end).unwrap_or_else(|| panic!("{path} closes what it opens"));
            rest = &rest[start + after + 2..];
        }
        bare.push_str(rest);
        for piece in bare.split('<').skip(1) {
            let (tag, words) = piece.split_once('>').unwrap_or_else(|| panic!("{path}: <{piece}"));
            assert!(
                !words.chars().any(char::is_alphabetic),
                "{path} says «{}» past the messages",
                words.trim()
            );
            for attribute in ["aria-label", "title", "alt", "placeholder"] {
                let said =
                    tag.split(&format!("{attribute}=\"")).nth(1).and_then(|rest| rest.split('"').next());
                let has_words = said.is_some_and(|said| said.chars().any(char::is_alphabetic));
                assert!(!has_words, "{path}: {attribute} in <{tag}>");
            }
        }
    }
}

#[test]
fn every_page_can_be_said_in_every_language() {
    for locale in Locale::ALL {
        for sample in samples::all_in(locale) {
            let begins = format!("<html lang=\"{locale}\">");
            assert!(sample.html.contains(&begins), "{} in {locale}", sample.name);
        }
    }
}

#[test]
fn what_is_filled_in_is_escaped_and_keeps_its_form() {
    let phrase = Phrase::new("<b>Łódź</b>", "pl");
    let party = Party { name: phrase.clone(), scid: "Qm1".to_owned() };
    let html = |message: Message| message.to_string();
    assert_eq!(
        html(Locale::De.t("label-reason").phrase("reason", &phrase)),
        "Grund: <bdi lang=\"pl\">&#60;b&#62;Łódź&#60;/b&#62;</bdi>"
    );
    assert!(
        html(Locale::En.t("say-held-by").party("holder", &party))
            .contains("&#60;b&#62;Łódź&#60;/b&#62;</bdi></a>")
    );
    assert_eq!(Locale::En.t("say-held-by").party("holder", &party).to_text(), "Held by <b>Łódź</b>");
    assert_eq!(
        html(Locale::Fr.t("listing-read").day("day", "2026-11-01")),
        "consulté le <time datetime=\"2026-11-01\">1er novembre 2026</time>"
    );
    assert_eq!(
        html(Locale::It.t("search-results").strong("total", 12_345_u64)),
        "<strong>12.345</strong> risultati"
    );
    assert_eq!(
        html(Locale::En.t("listing-licence").text("licence", "\"<i>\"")),
        "licence &#34;&#60;i&#62;&#34;"
    );
    // A stranger's text may hold the very letters that mark places.
    assert_eq!(
        Locale::En.t("say-version").text("version", "\u{e000}\u{e001}").to_text(),
        "version \u{e000}\u{e001}"
    );
}

#[test]
fn a_language_is_named_in_the_readers_words() {
    let named = |locale: Locale, tag: &str| locale.in_language(Phrase::new("x", tag)).to_text();
    assert_eq!(named(Locale::De, "pl"), "auf Polnisch");
    assert_eq!(named(Locale::Pl, "de-AT"), "po niemiecku");
    assert_eq!(named(Locale::Hu, "en"), "angolul");
    assert_eq!(named(Locale::Cs, "tlh"), "v jazyce tlh");
}

/// What a message holds.
#[derive(Debug, Default)]
struct Said {
    /// What it shows of what is filled in.
    shown: BTreeSet<String>,
    /// By what it chooses its words, without the plurals of what it shows.
    chosen_by: BTreeSet<String>,
    /// The forms of each choice by a number.
    plurals: Vec<Vec<String>>,
    /// All its words.
    words: String,
}

fn messages(locale: Locale) -> BTreeMap<String, Said> {
    let mut messages = BTreeMap::new();
    for (file, text) in texts(locale) {
        let resource = fluent_syntax::parser::parse(*text)
            .unwrap_or_else(|(_, errors)| panic!("{locale}/{file}.ftl: {errors:?}"));
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                other => panic!("{locale}/{file}.ftl holds more than messages: {other:?}"),
            };
            let mut said = Said::default();
            read(&message.value.expect("a message says something"), &mut said);
            let is_new = messages.insert(message.id.name.to_owned(), said).is_none();
            assert!(is_new, "{} stands twice in {locale}", message.id.name);
        }
    }
    messages
}

fn read(pattern: &Pattern<&str>, said: &mut Said) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => said.words.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                said.shown.insert(variable(inline));
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                said.chosen_by.insert(variable(selector));
                let mut forms = Vec::new();
                for variant in variants {
                    if let VariantKey::Identifier { name } = variant.key {
                        forms.push(name.to_owned());
                    }
                    read(&variant.value, said);
                }
                if forms.iter().any(|form| form == "other") {
                    said.plurals.push(forms);
                }
            }
        }
    }
}

fn variable(expression: &InlineExpression<&str>) -> String {
    match expression {
        InlineExpression::VariableReference { id } => id.name.to_owned(),
        other => panic!("messages are filled with variables only: {other:?}"),
    }
}

/// Templates and the sources that fill them, tests apart.
fn sources() -> Vec<(String, String)> {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let mut folders: Vec<_> =
        ["templates", "src/pages", "src/http/page"].map(|folder| crate_folder.join(folder)).into();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            let name = path.display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.ends_with("tests.rs") && !name.ends_with("samples.rs") {
                sources.push((name, std::fs::read_to_string(&path).expect("sources are text")));
            }
        }
    }
    assert!(sources.len() > 20);
    sources
}

fn is_key(literal: &str) -> bool {
    literal.contains('-')
        && literal.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether it is a sentence of the protocol, whose own test sees to it that it is said.
fn is_protocols(key: &str) -> bool {
    ["verdict-", "rule-"].iter().any(|prefix| key.starts_with(prefix))
}

/// Parts of the protocol's sentences that are English words, by which the other languages choose theirs.
const WORDS: [&str; 4] = ["action", "event", "how", "judgement"];

/// What is the same word in English; everywhere where no language is named.
const SAME: &[(&str, &[Locale])] = &[
    ("counts-organisations", &[Locale::Fr]),
    ("frame-api", &[]),
    ("frame-licence", &[Locale::Cs, Locale::Fr]),
    ("issuer-count", &[Locale::Fr]),
    ("label-check-format", &[Locale::De, Locale::Fr, Locale::Pl]),
    ("label-check-status", &[Locale::De]),
    ("label-fact-condition", &[Locale::Fr]),
    ("label-fact-label", &[Locale::De, Locale::Fr]),
    ("label-kind", &[Locale::De, Locale::Fr]),
    ("label-verdict", &[Locale::Fr]),
    ("listing-licence", &[Locale::Cs, Locale::Fr]),
    ("map-europe", &[Locale::Fr]),
    ("map-labels", &[Locale::Fr]),
    ("map-labels-column", &[Locale::De, Locale::Fr]),
    ("map-organisations", &[Locale::Fr]),
    ("map-region", &[Locale::Cs, Locale::De, Locale::Pl]),
    ("node-documents", &[Locale::Fr]),
    ("node-labels", &[Locale::Fr]),
    ("node-openapi", &[Locale::Cs, Locale::Hu, Locale::Pl]),
    ("node-organisations", &[Locale::Fr]),
    ("post-kind-mentoring", &[Locale::Cs, Locale::De, Locale::It, Locale::Pl]),
    ("portal-kind", &[Locale::De, Locale::Es, Locale::Pl]),
    ("problem-kind", &[Locale::De, Locale::Pl]),
    ("problem-other", &[Locale::De]),
    ("profile-field-description", &[Locale::Fr]),
    ("profile-field-governance-form", &[Locale::De, Locale::It]),
    ("profile-field-logo", &[Locale::Cs, Locale::De, Locale::Fr, Locale::It, Locale::Pl]),
    ("profile-field-name", &[Locale::De]),
    ("profile-field-programme", &[Locale::Fr]),
    ("profile-field-region", &[Locale::Cs, Locale::De, Locale::Pl]),
    ("profile-field-service", &[Locale::Fr]),
    ("profile-field-technology", &[Locale::Fr]),
    ("profile-field-website", &[Locale::De]),
    ("profile-group-programmes", &[Locale::Fr]),
    ("profile-group-services", &[Locale::Fr]),
    ("region-iso", &[Locale::Cs, Locale::De, Locale::Pl]),
    ("say-version", &[Locale::Fr]),
    ("search-composition-startup", &[Locale::De]),
    ("search-facet-label", &[Locale::De, Locale::Fr]),
    ("search-facet-region", &[Locale::Cs, Locale::De, Locale::Pl]),
    ("search-region", &[Locale::Cs, Locale::De, Locale::Pl]),
];
