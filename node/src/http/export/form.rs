//! The forms in which records are written down.

use protocol::text::{printable_json, printable_lines};
use serde_json::{Map, Value, json};

use super::{Broken, Out};

/// A record: members by name.
pub(super) type Record = Map<String, Value>;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One JSON object a line.
    JsonLines,
    /// RFC 4180, for spreadsheets.
    Csv,
    /// RFC 7946, for maps.
    GeoJson,
    /// CBOR sequence of arrays: organisation, address, saved Automerge document.
    Automerge,
    /// CBOR sequence of items.
    Cbor,
}

impl Form {
    /// Behind the point of a file's name.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::GeoJson => "geojson",
            Self::Automerge => "automerge",
            Self::Cbor => "cbor",
        }
    }

    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::JsonLines => "application/jsonl",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::GeoJson => "application/geo+json",
            Self::Automerge | Self::Cbor => "application/cbor-seq",
        }
    }
}

/// Writes records in a form, one after the other.
pub(super) struct Writer<'o> {
    form: Form,
    columns: &'static [&'static str],
    out: &'o mut Out,
    is_first: bool,
}

impl<'o> Writer<'o> {
    /// Begins a file; `about` is said in a file that has a place for it.
    pub(super) async fn begin(
        form: Form,
        columns: &'static [&'static str],
        about: Record,
        out: &'o mut Out,
    ) -> Result<Self, Broken> {
        match form {
            Form::Csv => out.put(format!("{}\r\n", columns.join(",")).as_bytes()).await?,
            Form::GeoJson => {
                let mut head = Record::from_iter([("type".into(), json!("FeatureCollection"))]);
                head.extend(about);
                let head = Value::Object(head).to_string();
                let open = head.strip_suffix('}').unwrap_or(&head);
                out.put(printable_json(open).as_bytes()).await?;
                out.put(b",\"features\":[").await?;
            }
            _ => {}
        }
        Ok(Self { form, columns, out, is_first: true })
    }

    pub(super) async fn record(&mut self, record: Record) -> Result<(), Broken> {
        let text = match self.form {
            Form::Csv => csv_line(self.columns, &record),
            Form::GeoJson => {
                let mark = if self.is_first { "\n" } else { ",\n" };
                format!("{mark}{}", printable_json(&feature(record).to_string()))
            }
            _ => format!("{}\n", printable_json(&Value::Object(record).to_string())),
        };
        self.is_first = false;
        self.out.put(text.as_bytes()).await
    }

    pub(super) async fn end(self) -> Result<(), Broken> {
        if self.form == Form::GeoJson {
            self.out.put(b"\n]}\n").await?;
        }
        self.out.pass_on().await
    }
}

/// A place with what is known of it; without a point where none is known.
fn feature(mut record: Record) -> Value {
    let geometry = match (record.remove("lat"), record.remove("lon")) {
        (Some(Value::Number(lat)), Some(Value::Number(lon))) => {
            json!({"type": "Point", "coordinates": [lon, lat]})
        }
        _ => Value::Null,
    };
    json!({"type": "Feature", "id": record.get("id"), "geometry": geometry, "properties": record})
}

fn csv_line(columns: &[&str], record: &Record) -> String {
    let cells: Vec<String> = columns.iter().map(|column| csv_cell(record.get(*column))).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell; what a spreadsheet would take for a formula gets an apostrophe before it.
fn csv_cell(value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => return String::new(),
        // Numbers and truth values are ours: no stranger's text is in them.
        Some(Value::Number(number)) => return number.to_string(),
        Some(Value::Bool(is_so)) => return is_so.to_string(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(parts)) => {
            let words =
                parts.iter().map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned));
            words.collect::<Vec<_>>().join(";")
        }
        Some(object) => object.to_string(),
    };
    let is_formula = text.starts_with(FORMULA);
    let mark = if is_formula { "'" } else { "" };
    let text = format!("{mark}{}", printable_lines(&text));
    let is_plain = !text.contains([',', '"', '\n', '\r', ';', '\'']) && text.trim() == text;
    if is_plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

/// With these, or their wide forms, a cell begins that a spreadsheet computes.
const FORMULA: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        csv_cell(Some(&json!(text)))
    }

    #[test]
    fn a_cell_is_never_computed() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("@SUM(A1)"), "\"'@SUM(A1)\"");
        assert_eq!(cell("-2"), "\"'-2\"");
        assert_eq!(cell("\t=1"), "\"'\\u{9}=1\"");
        assert_eq!(cell("＝1"), "\"'＝1\"");
        assert_eq!(csv_cell(Some(&json!(-2.5))), "-2.5");
        assert_eq!(csv_cell(Some(&json!(["=a", "b"]))), "\"'=a;b\"");
    }

    #[test]
    fn a_cell_keeps_what_stands_in_it() {
        assert_eq!(cell("plain words"), "plain words");
        assert_eq!(cell("a, \"b\"\nc"), "\"a, \"\"b\"\"\nc\"");
        assert_eq!(cell("\u{1b}[2J\u{202e}"), "\\u{1b}[2J\\u{202e}");
        assert_eq!(csv_cell(None), "");
    }

    #[test]
    fn a_place_without_a_point_is_a_feature_all_the_same() {
        let with = feature(Record::from_iter([
            ("id".into(), json!("a")),
            ("lat".into(), json!(47.1)),
            ("lon".into(), json!(15.4)),
        ]));
        assert_eq!(with["geometry"], json!({"type": "Point", "coordinates": [15.4, 47.1]}));
        assert_eq!(feature(Record::from_iter([("id".into(), json!("b"))]))["geometry"], Value::Null);
    }
}
