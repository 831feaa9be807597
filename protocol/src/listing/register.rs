//! From one JSON object of a register to the flat keys of a listing.

use serde_json::{Map, Value};

use super::{RegisterFault, RegisterLine, text_of};
use crate::profile::Content;
use crate::profile::edit::parse_field;
use crate::profile::field::{Field, ValueKind};
use crate::profile::remark::{Expected, Remark};
use crate::text::folded;
use crate::vocabulary::region::{self, ISO_3166_2, Point};
use crate::vocabulary::{List, Term};

/// Reads the object.
pub(super) fn read(json: Map<String, Value>) -> Result<RegisterLine, RegisterFault> {
    let mut writer = Writer { json, content: Content::new(), remarks: Vec::new() };
    let name = writer.take_text("name").ok_or(RegisterFault::NoName)?;
    if !NAME.accepts(&name) {
        return Err(RegisterFault::NoName);
    }
    let country = writer.take_text("country");
    let id = writer.take_text("id").filter(|id| !id.is_empty());
    let id = id
        .unwrap_or_else(|| format!("{}-{}", country.as_deref().unwrap_or("xx").to_lowercase(), slug(&name)));
    writer.content.insert("name".to_owned(), name.into());
    if let Some(country) = country {
        writer.code("country", List::Country, &country);
    }
    writer.region();
    writer.point();
    writer.plain();
    writer.sets();
    writer.recognitions();
    writer.synthetic();
    writer.rest();
    let mut line = RegisterLine { id, content: writer.content, remarks: writer.remarks };
    if line.document_name() != line.id && line.id.len() <= ID_BYTES_MAX {
        line.content.insert("register.id".to_owned(), line.id.clone().into());
    }
    Ok(line)
}

const NAME: ValueKind = ValueKind::Text(300);
const ID_BYTES_MAX: usize = 500;
const ITEMS_MAX: usize = 100;

struct Writer {
    json: Map<String, Value>,
    content: Content,
    remarks: Vec<Remark>,
}

impl Writer {
    fn take_text(&mut self, name: &str) -> Option<String> {
        text_of(&self.json.remove(name)?).map(|text| text.trim().to_owned())
    }

    /// Takes a list of texts; whatever is none is left out with a remark.
    fn take_texts(&mut self, name: &str) -> Vec<String> {
        let items = match self.json.remove(name) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(single) => vec![single],
        };
        if items.len() > ITEMS_MAX || items.iter().any(|item| !item.is_string()) {
            self.left_out(name);
        }
        items
            .into_iter()
            .take(ITEMS_MAX)
            .filter_map(|item| item.as_str().map(|text| text.trim().to_owned()))
            .collect()
    }

    fn left_out(&mut self, name: &str) {
        self.remarks.push(Remark::LeftOut { field: name.chars().take(120).collect() });
    }

    /// Writes a value if its field takes it.
    fn set(&mut self, key: &str, kind: ValueKind, text: &str) {
        if text.is_empty() {
            return;
        }
        if kind.accepts(text) && is_key(key) {
            self.content.insert(key.to_owned(), text.into());
        } else {
            let field = key.chars().take(120).collect();
            self.remarks.push(Remark::Unreadable { field, expected: kind.into() });
        }
    }

    /// Writes a code as it stands; one that the list does not have gets a remark.
    fn code(&mut self, key: &str, list: List, code: &str) {
        self.set(key, ValueKind::Code(list), code);
        let term = Term::current(list, code);
        if !term.is_known() {
            self.remarks.push(Remark::UnknownCode { field: key.to_owned(), term });
        }
    }

    /// Writes members of a family of codes.
    fn members(&mut self, name: &str, family: &str, list: List, version: &str) {
        for code in self.take_texts(name) {
            let key = format!("{family}.{code}");
            self.set(&key, ValueKind::Member(list), version);
            let term = Term::of(list, version, &code);
            if !term.is_known() {
                self.remarks.push(Remark::UnknownCode { field: key, term });
            }
        }
    }

    fn region(&mut self) {
        let version = self.take_text("nuts_version").unwrap_or_else(|| List::Nuts.version().to_owned());
        let Some(code) =
            self.take_text("nuts").or_else(|| self.take_text("region")).filter(|code| !code.is_empty())
        else {
            return;
        };
        let list = if region::is_iso_3166_2(&code) {
            ISO_3166_2.to_owned()
        } else {
            format!("{}/{version}", List::Nuts.name())
        };
        let term = Term::parse(&list, &code);
        self.set("region", ValueKind::Region, &code);
        self.set("region.list", ValueKind::ListVersion, &list);
        if !term.is_known() {
            self.remarks.push(Remark::UnknownCode { field: "region".to_owned(), term });
        }
    }

    fn point(&mut self) {
        let mut degrees = |name: &str| match self.json.remove(name)? {
            // Six digits are a tenth of a metre; the printed form is exact and the same everywhere.
            Value::Number(number) => Some(format!("{:.6}", number.as_f64()?)),
            Value::String(text) => Some(text),
            _ => Some(String::new()),
        };
        let (lat, lon) = (degrees("lat"), degrees("lon"));
        match (lat, lon) {
            (None, None) => {}
            (Some(lat), Some(lon)) if let Some(point) = Point::parse(&lat, &lon) => {
                let (lat, lon) = point.degrees();
                self.content.insert("lat".to_owned(), lat.into());
                self.content.insert("lon".to_owned(), lon.into());
            }
            _ => {
                self.remarks.push(Remark::Unreadable { field: "lat".to_owned(), expected: Expected::Degrees })
            }
        }
    }

    fn plain(&mut self) {
        for (name, key) in PLAIN {
            if let Some(text) = self.take_text(name) {
                let kind =
                    Field::of_key(key).map_or(ValueKind::Text(500), |(field, rest)| field.value_under(rest));
                self.set(key, kind, &text);
            }
        }
    }

    fn sets(&mut self) {
        let nace = self.take_text("nace_revision").unwrap_or_else(|| List::Nace.version().to_owned());
        for (name, family, list) in SETS {
            let version = if list == List::Nace { &*nace } else { list.version() };
            self.members(name, family, list, version);
        }
        for name in self.take_texts("sources") {
            self.set(&format!("source.{name}"), ValueKind::Text(8), "1");
        }
        match self.json.remove("external_ids") {
            None => {}
            Some(Value::Object(ids)) if ids.len() <= ITEMS_MAX => {
                for (scheme, id) in ids {
                    match text_of(&id) {
                        Some(id) => self.set(&format!("external.{scheme}"), ValueKind::Text(200), &id),
                        None => self.left_out("external_ids"),
                    }
                }
            }
            Some(_) => self.left_out("external_ids"),
        }
    }

    fn recognitions(&mut self) {
        let items = match self.json.remove("recognitions") {
            None => return,
            Some(Value::Array(items)) if items.len() <= ITEMS_MAX => items,
            Some(_) => return self.left_out("recognitions"),
        };
        for (item, n) in items.iter().zip(1..) {
            for (part, kind) in
                [("scheme", NAME), ("year", ValueKind::Year), ("source", ValueKind::Text(500))]
            {
                if let Some(text) = item.get(part).and_then(text_of) {
                    self.set(&format!("recognition.{n}.{part}"), kind, &text);
                }
            }
            if item.get("scheme").is_none() {
                self.left_out("recognitions");
            }
        }
    }

    /// What the records of a generated landscape say beyond that.
    fn synthetic(&mut self) {
        match self.json.remove("members") {
            None => {}
            Some(Value::Object(members)) if members.len() <= ITEMS_MAX => {
                for (kind, count) in members {
                    let key = format!("members.{kind}");
                    match text_of(&count) {
                        Some(count) => self.set(&key, ValueKind::Count, &count),
                        None => self.left_out(&key),
                    }
                }
            }
            Some(_) => self.left_out("members"),
        }
        match self.json.remove("staff_fte") {
            None => {}
            Some(Value::Number(staff)) if let Some(staff) = staff.as_f64() => {
                let staff = format!("{staff:.2}");
                self.set(
                    "management.fte",
                    ValueKind::Decimal,
                    staff.trim_end_matches('0').trim_end_matches('.'),
                );
            }
            Some(_) => self.left_out("staff_fte"),
        }
        match self.json.remove("competences") {
            None => {}
            Some(Value::Array(texts)) if texts.len() <= ITEMS_MAX => {
                for text in &texts {
                    let part = |name: &str| text.get(name).and_then(Value::as_str).unwrap_or_default();
                    self.field(&format!("description.{}", part("lang")), part("text"));
                }
            }
            Some(_) => self.left_out("competences"),
        }
        match self.json.remove("cooperation") {
            None => {}
            Some(Value::Object(mut cooperation)) => {
                for (name, family, list) in COOPERATION {
                    let codes = cooperation.remove(name).unwrap_or(Value::Null);
                    self.json.insert(name.to_owned(), codes);
                    self.members(name, family, list, list.version());
                }
                for name in cooperation.keys() {
                    self.left_out(&format!("cooperation.{name}"));
                }
            }
            Some(_) => self.left_out("cooperation"),
        }
    }

    /// Writes a field of the template if the template takes it.
    fn field(&mut self, key: &str, text: &str) {
        match parse_field(&self.content, key, text) {
            Ok(edits) => {
                self.content.extend(edits.into_iter().filter_map(|(key, value)| Some((key, value?))))
            }
            Err(_) => self.left_out(key),
        }
    }

    /// Keeps what is left as text, if it is one value and its name can be a key.
    fn rest(&mut self) {
        for (name, value) in std::mem::take(&mut self.json) {
            let key = format!("register.{name}");
            let fits = text_of(&value).filter(|text| ValueKind::Text(500).accepts(text) && is_key(&key));
            match fits {
                Some(text) if self.content.len() < FIELDS_MAX => _ = self.content.insert(key, text.into()),
                None if value.is_null() || value.as_array().is_some_and(Vec::is_empty) => {}
                _ => self.left_out(&name),
            }
        }
    }
}

const FIELDS_MAX: usize = 400;

/// Members of the object that are one text, with their keys.
const PLAIN: [(&str, &str); 9] = [
    ("legal_name", "legal_name"),
    ("acronym", "acronym"),
    ("founded", "founded"),
    ("place", "place"),
    ("website", "website"),
    ("website_evidence", "website.evidence"),
    ("name_en", "name.en"),
    ("description", "description.en"),
    ("kind", "kind"),
];

/// Members of the object that are lists of codes, with their families.
const SETS: [(&str, &str, List); 8] = [
    ("ecosystems", "ecosystem", List::Ecosystem),
    ("ecosystems_guess", "ecosystem_guess", List::Ecosystem),
    ("nace", "nace", List::Nace),
    ("emerging_industries", "emerging", List::EmergingIndustry),
    ("s3_areas", "s3", List::S3Area),
    ("technologies", "technology", List::Technology),
    ("services", "service", List::Service),
    ("languages", "languages", List::Language),
];

const COOPERATION: [(&str, &str, List); 2] = [
    ("interests", "cooperation.objective", List::CooperationInterest),
    ("target_countries", "cooperation.country", List::Country),
];

/// Whether a text can be a key of a document.
fn is_key(key: &str) -> bool {
    (1..=128).contains(&key.len())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'/' | b'-'))
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for word in crate::text::words(&folded(name)) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}
