//! What a page says in the words of schema.org (JSON-LD), for programs that know no others.
//!
//! It is made of what the page shows, so that both say the same. Types and properties are those of
//! <https://schema.org>; addresses begin with the node's own, where it has one.

use serde_json::{Value, json};

use super::Frame;
use super::census::CountRow;
use super::head::Head;
use super::path;
use super::words::{Link, Party, Phrase, Target};

/// A page that is also given as JSON-LD.
pub trait Linked: Head {
    /// What the page is about: a thing of schema.org with its `@type`. Name, description and address are added unless it
    /// has its own.
    fn thing(&self) -> Value;
}

/// The whole document of a page.
#[must_use]
pub fn document(page: &impl Linked) -> Value {
    let frame = page.frame();
    let mut said = page.thing();
    let mut add = |key: &str, value: Value| {
        if said[key].is_null() {
            said[key] = value;
        }
    };
    add("@context", json!("https://schema.org"));
    add("name", json!(page.title()));
    add("description", json!(page.about()));
    add("url", json!(frame.absolute(&frame.address)));
    without_nothing(said)
}

/// A text with its language, where that is known; nothing for an empty one.
pub(super) fn words(phrase: &Phrase) -> Value {
    match (phrase.text.trim(), phrase.language.as_str()) {
        ("", _) => Value::Null,
        (text, "") => json!(text),
        (text, language) => json!({"@language": language, "@value": text}),
    }
}

/// An organisation by the address of its page.
pub(super) fn organisation(frame: &Frame, party: &Party) -> Value {
    json!({
        "@type": "Organization", "name": words(&party.name), "url": frame.absolute(&party.href()),
        "identifier": {"@type": "PropertyValue", "propertyID": "SCID", "value": party.scid},
    })
}

/// Part of a list, from the given place on (from 1): names and paths.
pub(super) fn list<'a>(
    frame: &Frame,
    total: u64,
    first: u64,
    items: impl IntoIterator<Item = (&'a Phrase, String)>,
) -> Value {
    let item = |((name, href), position): ((&Phrase, String), u64)| json!({"@type": "ListItem", "position": position, "name": words(name), "url": frame.absolute(&href)});
    let items: Vec<Value> = items.into_iter().zip(first..).map(item).collect();
    json!({"@type": "ItemList", "numberOfItems": total, "itemListElement": items})
}

/// The counts of something, with the answer that gives them all.
pub(super) fn counted(frame: &Frame, all: &CountRow) -> Value {
    let number = |name: &str, value: u64| json!({"@type": "PropertyValue", "name": name, "value": value});
    let download = frame.as_json.as_deref().map(|twin| {
        json!({"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": frame.absolute(twin)})
    });
    json!({
        "@type": "Dataset",
        "isAccessibleForFree": true,
        "distribution": download,
        "variableMeasured": [
            number("organisations", all.organisations.0),
            number("listings", all.listings.0),
            number("labels", all.labels.0),
        ],
    })
}

/// A region or a country by the address of its page.
pub(super) fn area(frame: &Frame, name: &str, code: &str) -> Value {
    let kind = if code.len() == 2 { "Country" } else { "AdministrativeArea" };
    json!({
        "@type": kind, "name": name, "identifier": (!code.is_empty()).then_some(code),
        "url": (!code.is_empty()).then(|| frame.absolute(&path::region(code))),
    })
}

/// What a link leads to, by its address.
pub(super) fn target(frame: &Frame, link: &Link) -> String {
    match &link.to {
        Target::Here(path) => frame.absolute(path),
        Target::Elsewhere(url) => url.clone(),
    }
}

/// Leaves out what is not known.
pub(crate) fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| (name, without_nothing(value)));
            Value::Object(members.filter(|(_, value)| !value.is_null() && *value != json!([])).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_nothing).collect()),
        other => other,
    }
}
