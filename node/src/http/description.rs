//! `/openapi.json`: what programs may rely on.
//!
//! What each handler says of itself is gathered by `utoipa`. What is true of all of them is written here, once: how the
//! names in paths look, which problems every path may answer, that answers can be asked for conditionally, and that
//! members of objects can be chosen.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Map, Value, json};

use crate::http::answer::{Typed, tagged};
use crate::http::compare::COMPARED_MAX;
use crate::http::export;
use protocol::digest::Digest;
use protocol::landscape::facet::{ANY, Facet};
use protocol::landscape::{TEXT_LETTERS_MAX, VALUES_MAX};
use protocol::post::{PostKind, PostState};
use protocol::vocabulary::List;

/// The description, and what the node itself reads in it.
pub(super) struct Description {
    text: Bytes,
    tag: String,
    /// The members that can be chosen from the answer at each path.
    members: BTreeMap<String, BTreeSet<String>>,
    /// Paths that are only sent to.
    sent_to: BTreeSet<String>,
}

impl Description {
    /// Completes what was gathered.
    pub(super) fn complete(gathered: &utoipa::openapi::OpenApi) -> Self {
        let mut whole = serde_json::to_value(gathered).expect("a description is JSON");
        let schemas = whole["components"]["schemas"].take();
        let mut schemas = match schemas {
            Value::Object(schemas) => schemas,
            _ => Map::new(),
        };
        let (mut members, mut sent_to) = (BTreeMap::new(), BTreeSet::new());
        if let Some(paths) = whole["paths"].as_object_mut() {
            for (path, methods) in paths {
                if methods.get("get").is_none() {
                    sent_to.insert(path.clone());
                }
                for (method, operation) in methods.as_object_mut().into_iter().flatten() {
                    name_parameters(operation);
                    add_problems(operation, method);
                    if method == "get"
                        && path.starts_with("/v1/")
                        && let Some(names) = offer_choice(operation, &mut schemas)
                    {
                        members.insert(path.clone(), names);
                    }
                }
            }
        }
        let content = "/paths/~1v1~1organisations~1{scid}~1documents~1{collection}~1{name}/get\
                       /responses/200/content/application~1json/schema";
        if let Some(schema) = whole.pointer_mut(content) {
            let described = schema.take();
            *schema = json!({"anyOf": [described, {"type": "object", "description": "with `.json` behind the name"}]});
        }
        whole["components"]["schemas"] = Value::Object(schemas);
        let text = serde_json::to_vec(&whole).expect("values are JSON");
        Self { tag: Digest::of(&[&text]).to_string(), text: text.into(), members, sent_to }
    }

    /// The description as it is served.
    pub(super) fn serve(&self, headers: &HeaderMap) -> Response {
        tagged(headers, &self.tag, Typed("application/json", self.text.to_vec()))
    }

    /// Whether anything can be read at a path.
    pub(super) fn is_read_at(&self, path: &str) -> bool {
        !self.sent_to.contains(path)
    }

    /// The members that can be chosen from the answer at a path; `None` where there is no choice.
    pub(super) fn members_at(&self, path: &str) -> Option<&BTreeSet<String>> {
        self.members.get(path)
    }
}

/// Says how each name in a path looks, the same in all of them.
fn name_parameters(operation: &mut Value) {
    let is_of_posts = operation["tags"][0] == "posts";
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        let schema = match name.as_str() {
            // What forms send empty counts as not given.
            "as_of" | "as_known" | "label_on" | "on" => {
                json!({"type": "string", "pattern": format!("^({DAY})?$"), "maxLength": 10})
            }
            "kind" if is_of_posts => several(parameter, &PostKind::ALL.map(PostKind::code).join("|")),
            "state" => {
                several(parameter, &format!("{ANY}|{}", PostState::ALL.map(PostState::code).join("|")))
            }
            "by" => json!({"type": "string", "pattern": format!("^({ANY_SCID})?$"), "maxLength": 46}),
            "q" => json!({"type": "string", "maxLength": TEXT_LETTERS_MAX}),
            // Given again for each, as no comma parts them.
            "with" => json!({
                "type": "array", "maxItems": COMPARED_MAX,
                "items": {"type": "string", "pattern": format!("^({ANY_SCID})(/[A-Za-z0-9._-]{{1,64}})?$")},
            }),
            "counts" => {
                let names = Facet::COUNTED.map(Facet::name).join("|");
                several(parameter, &format!("all|{names}"))
            }
            name if parameter["in"] == "query" && Facet::named(name).is_some() => {
                let one = Facet::named(name).map(value_of).unwrap_or_default();
                several(parameter, &one)
            }
            _ if parameter["in"] != "path" => continue,
            "scid" => json!({"type": "string", "pattern": SCID, "minLength": 46, "maxLength": 46}),
            "collection" => {
                json!({"type": "string", "pattern": "^[a-z]{1,16}$", "minLength": 1, "maxLength": 16})
            }
            "name" | "purpose" => json!({"type": "string", "pattern": NAME, "minLength": 1, "maxLength": 64}),
            "file" => json!({"type": "string", "enum": export::files()}),
            _ => continue,
        };
        parameter["schema"] = schema;
    }
}

/// A parameter of several values parted by commas; an empty one counts as not given.
fn several(parameter: &mut Value, one: &str) -> Value {
    parameter["style"] = json!("form");
    parameter["explode"] = json!(false);
    json!({"type": "array", "items": {"type": "string", "pattern": format!("^({one})?$")}, "maxItems": VALUES_MAX})
}

/// How a value of a filter looks.
fn value_of(facet: Facet) -> String {
    let alternatives = |codes: Vec<&str>| codes.join("|").replace('+', "[+]");
    match facet {
        Facet::Country => alternatives(List::Country.entries().map(|entry| entry.code).collect()),
        Facet::Region => "[A-Za-z]{2}[A-Za-z0-9]{0,3}|[A-Za-z]{2}-[A-Za-z0-9]{1,3}".to_owned(),
        Facet::Nace => "[A-Va-v]|[0-9]{2}([.][0-9]{1,2})?".to_owned(),
        Facet::Label => format!("any|({ANY_SCID})(/[A-Za-z0-9._-]{{1,64}}){{1,2}}"),
        Facet::VouchedBy => ANY_SCID.to_owned(),
        Facet::Portal => format!("({ANY_SCID})/{ANY_NAME}"),
        Facet::Ecosystem | Facet::Emerging | Facet::S3 | Facet::Technology | Facet::Cooperation => {
            "[a-z0-9-]{1,64}".to_owned()
        }
        Facet::Kind | Facet::OrganisationKind | Facet::Members | Facet::Composition | Facet::Fresh => {
            alternatives(facet.choices())
        }
    }
}

/// Adds what any path may answer, unless the handler says something closer.
fn add_problems(operation: &mut Value, method: &str) {
    let problem = |description: &str| {
        json!({
            "description": description,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemBody"}}},
        })
    };
    let mut later =
        problem("this address asked for too much; ask again after as many seconds as Retry-After says");
    later["headers"] =
        json!({"Retry-After": {"schema": {"type": "integer", "minimum": 1}, "description": "seconds"}});
    let mut all = vec![
        (StatusCode::BAD_REQUEST, problem("a part of the path or a parameter cannot be understood")),
        (StatusCode::TOO_MANY_REQUESTS, later),
        (StatusCode::SERVICE_UNAVAILABLE, problem("the node takes or gives nothing now")),
        (StatusCode::GATEWAY_TIMEOUT, problem("no answer within 60 s")),
    ];
    if method == "get" {
        let unchanged =
            json!({"description": "the client has this answer already: If-None-Match names its ETag"});
        all.push((StatusCode::NOT_MODIFIED, unchanged));
    }
    for response in operation["responses"].as_object_mut().into_iter().flat_map(Map::values_mut) {
        if response["description"].as_str().is_none_or(str::is_empty) {
            response["description"] = json!("the answer");
        }
    }
    for (status, response) in all {
        let said = &mut operation["responses"][status.as_str()];
        if said.is_null() {
            *said = response;
        }
    }
}

/// Describes the parameter `fields` where the answer is an object whose members are known, or a list of such; returns
/// the members.
fn offer_choice(operation: &mut Value, schemas: &mut Map<String, Value>) -> Option<BTreeSet<String>> {
    let place = operation.pointer_mut("/responses/200/content/application~1json/schema")?;
    let name = place["$ref"].as_str()?.strip_prefix(SCHEMAS)?.to_owned();
    let whole = resolve(place, schemas)?;
    let is_list = whole["properties"]["total"].is_object() && whole["properties"]["items"].is_object();
    let chosen_from =
        if is_list { resolve(&whole["properties"]["items"]["items"], schemas)? } else { whole.clone() };
    let names: BTreeSet<String> = chosen_from["properties"].as_object()?.keys().cloned().collect();
    let mut part = chosen_from;
    if let Some(part) = part.as_object_mut() {
        part.remove("required");
        part.insert("additionalProperties".into(), json!(false));
    }
    if is_list {
        let mut list = whole;
        list["properties"]["items"]["items"] = part;
        part = list;
    }
    let part_name = format!("{name}_chosen");
    *place =
        json!({"anyOf": [{"$ref": format!("{SCHEMAS}{name}")}, {"$ref": format!("{SCHEMAS}{part_name}")}]});
    schemas.insert(part_name, part);
    let parameter = json!({
        "name": "fields", "in": "query", "required": false, "style": "form", "explode": false,
        "description": "The members that are wanted, parted by commas; of a list, of each of its items. All unless told.",
        "schema": {"type": "array", "items": {"type": "string", "enum": names}, "minItems": 1, "maxItems": FIELDS_MAX},
    });
    match operation.get_mut("parameters").and_then(Value::as_array_mut) {
        Some(parameters) => parameters.push(parameter),
        None => operation["parameters"] = json!([parameter]),
    }
    Some(names)
}

/// The schema that stands there or is referred to.
fn resolve(schema: &Value, schemas: &Map<String, Value>) -> Option<Value> {
    match schema["$ref"].as_str() {
        Some(reference) => schemas.get(reference.strip_prefix(SCHEMAS)?).cloned(),
        None => Some(schema.clone()),
    }
}

/// So many members can be named at once.
pub(super) const FIELDS_MAX: usize = 64;
const SCHEMAS: &str = "#/components/schemas/";
/// A SHA-256 multihash in base58: what lies between the least and the greatest, but for a few at the edges.
const ANY_SCID: &str = "Qm([P-Zabcde][1-9A-HJ-NP-Za-km-z]{43}|N[M-NP-Za-km-z][1-9A-HJ-NP-Za-km-z]{42}|f[1-9A-HJ-NP-Y][1-9A-HJ-NP-Za-km-z]{42})";
const SCID: &str = "^Qm[1-9A-HJ-NP-Za-km-z]{44}$";
/// A document's name, within a longer pattern; shorter than names may be, so that it stays simple.
const ANY_NAME: &str = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}";
/// A document's name; one of points alone would be a step in a path.
const NAME: &str = "^[.]{0,63}[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$";
/// `YYYY-MM-DD`, a day that there is, from 1970 to 2108.
const DAY: &str = "((19[7-9][0-9]|20[0-9]{2}|210[0-8])-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])))|((197[26]|198[048]|199[26]|20([02468][048]|[13579][26])|210[48])-02-29)";
