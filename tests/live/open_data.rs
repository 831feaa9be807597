//! The directory as open data: described so that programs can rely on it, exported, fed, and read from other sites.

use std::io::Write as _;

use harness::process::{node, program, run_to_end};
use serde_json::{Value, json};
use tempfile::{NamedTempFile, tempdir};

use crate::foreign::{path_text, run_python};
use crate::stage::stage;

#[test]
fn the_api_answers_as_it_is_described_whatever_it_is_asked() {
    let (_folder, running, scene) = stage();
    let known = json!({
        "scid": scene.cluster.id.to_string(),
        "label": scene.label.to_string(),
        "scheme": scene.scheme.0.to_string(),
        "portal": format!("{}/alps", scene.authority.id),
        "post": format!("{}/laser-welding", scene.cluster.id),
        "accreditation": scene.accreditation.to_string(),
        "with": format!("{}/at-one", scene.authority.id),
    });
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(known.to_string().as_bytes()).expect("it takes a line");
    let held = run_python("openapi_hold.py", &[running.url(), path_text(file.path())], None);
    assert_eq!(held["ok"], true, "{}", serde_json::to_string_pretty(&held["found"]).expect("JSON"));
    assert!(held["asked"].as_u64().is_some_and(|asked| asked > 500), "{held}");
}

#[test]
fn a_list_is_walked_through_by_cursors_and_links() {
    let (_folder, running, _) = stage();
    let whole = running.get("/v1/organisations?limit=200").json();
    let documents =
        |of: &Value| format!("/v1/organisations/{}/documents", of["organisation"].as_str().unwrap());
    let path = documents(&whole["items"][0]);
    let all = running.get(&path).json();
    let total = all["total"].as_u64().expect("a number");
    assert_eq!((all["items"].as_array().map(Vec::len), &all["next"]), (Some(total as usize), &Value::Null));

    let (mut seen, mut next) = (Vec::new(), format!("{path}?limit=1&fields=address"));
    loop {
        let reply = running.get(&next);
        let part = reply.json();
        assert_eq!(part["total"].as_u64(), Some(total));
        seen.extend(part["items"].as_array().expect("a list").clone());
        let Some(cursor) = part["next"].as_str() else { break };
        let link = reply.header("link").expect("where it goes on");
        next = link.strip_prefix('<').and_then(|link| link.split_once('>')).expect("a link").0.to_owned();
        assert!(link.ends_with("; rel=\"next\"") && next.ends_with(&format!("cursor={cursor}")), "{link}");
        assert!(next.contains("fields=address"), "the question stays the same: {next}");
    }
    let addresses: Vec<Value> = all["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| json!({"address": item["address"]}))
        .collect();
    assert_eq!(seen, addresses);
    running.get(&format!("{path}?cursor=xyz")).problem(400);
    running.get(&format!("{path}?fields=colour")).problem(400);
}

#[test]
fn what_a_client_has_is_not_sent_again() {
    let (_folder, running, scene) = stage();
    let cluster = &scene.cluster.id;
    for path in [
        "/".to_owned(),
        "/node".to_owned(),
        format!("/organisations/{cluster}"),
        format!("/attestations/{}", scene.label),
        "/changes.atom".to_owned(),
        format!("/organisations/{cluster}/changes.atom"),
        "/openapi.json".to_owned(),
        "/v1/landscape?q=photonics".to_owned(),
        "/v1/attestations".to_owned(),
        format!("/v1/organisations/{cluster}"),
        format!("/v1/organisations/{cluster}/items"),
        format!("/v1/organisations/{cluster}/did.jsonl"),
        "/v1/export".to_owned(),
        "/v1/export/listings.csv".to_owned(),
    ] {
        let first = running.ask("GET", &path, &[]);
        assert_eq!(first.status, 200, "{path}: {}", first.text());
        let tag = first.header("etag").unwrap_or_else(|| panic!("{path} has no tag"));
        assert!(first.header("cache-control").is_some_and(|value| value.contains("no-cache")), "{path}");
        let again = running.ask("GET", &path, &[("if-none-match", &format!("\"other\", {tag}"))]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(running.ask("GET", &path, &[("if-none-match", "\"other\"")]).status, 200, "{path}");
        let packed = running.ask("GET", &path, &[("accept-encoding", "gzip")]);
        if packed.header("content-encoding").is_some() {
            assert!(packed.header("etag").is_some_and(|tag| tag.starts_with("W/")), "{path}");
            assert!(packed.header("vary").is_some_and(|vary| vary.contains("accept-encoding")), "{path}");
        }
    }
}

#[test]
fn every_site_may_read_and_none_may_write() {
    let (_folder, running, scene) = stage();
    let log = format!("/v1/organisations/{}/did.jsonl", scene.cluster.id);
    let from = [("origin", "https://elsewhere.example"), ("access-control-request-method", "GET")];
    for path in ["/v1/landscape", "/", "/v1/export/labels.jsonl", "/v1/no-such-path", &log] {
        let read = running.ask("GET", path, &from[..1]);
        assert_eq!(read.header("access-control-allow-origin").as_deref(), Some("*"), "{path}");
        assert_eq!(read.header("access-control-allow-credentials"), None);
    }
    let asked = running.ask("OPTIONS", &log, &from);
    assert_eq!(asked.status, 204);
    assert_eq!(asked.header("access-control-allow-methods").as_deref(), Some("GET, HEAD, OPTIONS"));
    assert!(asked.header("allow").is_some_and(|allow| allow.contains("POST")), "{:?}", asked.headers);
    assert_eq!(running.ask("OPTIONS", "/v1/no-such-path", &from).status, 404);
    assert_eq!(running.ask("DELETE", &log, &[]).status, 405);
    let intake = running.ask("OPTIONS", "/v1/entries", &from);
    assert_eq!((intake.status, intake.header("access-control-allow-origin")), (204, None));
    let sent = running.post("/v1/entries", "application/cbor-seq", b"\xa0");
    assert_eq!(sent.header("access-control-allow-origin"), None);
    assert_eq!(running.ask("GET", "/metrics", &from[..1]).header("access-control-allow-origin"), None);
}

#[test]
fn everything_that_a_node_holds_can_be_taken_away() {
    let (_folder, running, scene) = stage();
    let catalogue = running.get("/v1/export").json();
    assert_eq!(catalogue["licence"], "https://creativecommons.org/licenses/by/4.0/");
    let files = catalogue["files"].as_array().expect("a list");
    assert_eq!(files.len(), 23);
    for file in files {
        let name = file["file"].as_str().expect("a name");
        let reply = running.get(&format!("/v1/export/{name}"));
        assert_eq!(reply.status, 200, "{name}");
        assert_eq!(reply.header("hanse-directory-digest").as_deref(), Some(&*running.digest()), "{name}");
        assert!(reply.header("link").is_some_and(|link| link.contains("rel=\"license\"")), "{name}");
        let text = reply.text();
        let ids: Vec<String> = match name.rsplit_once('.').expect("an ending").1 {
            "jsonl" => text.lines().map(|line| id_of(&serde_json::from_str(line).expect("JSON"))).collect(),
            "csv" => {
                let columns: Vec<&str> = text.lines().next().expect("a head").split(',').collect();
                assert_eq!(json!(columns), file["columns"], "{name}");
                text.lines().skip(1).filter_map(|line| Some(line.split(',').next()?.to_owned())).collect()
            }
            "geojson" => {
                let whole: Value = serde_json::from_str(&text).expect("JSON");
                assert_eq!(whole["type"], "FeatureCollection");
                assert!(whole["rights"].is_string() && whole["sources"].is_array(), "{name}");
                let features = whole["features"].as_array().expect("features").clone();
                assert!(features.iter().all(|feature| feature["type"] == "Feature"));
                features.iter().map(id_of).collect()
            }
            _ => continue,
        };
        assert!(!ids.is_empty(), "{name} is empty");
        assert!(ids.is_sorted(), "{name}: {ids:?}");
    }
    let features = running.get("/v1/export/organisations.geojson").json()["features"].clone();
    let cluster = features
        .as_array()
        .expect("features")
        .iter()
        .find(|feature| id_of(feature) == scene.cluster.id.to_string());
    let point = &cluster.expect("the cluster")["geometry"];
    let [lon, lat] = [0, 1].map(|axis| point["coordinates"][axis].as_f64().expect("degrees"));
    assert!((14.0..17.0).contains(&lon) && (46.0..48.0).contains(&lat), "Graz lies elsewhere: {point}");
    running.get("/v1/export/nothing.csv").problem(404);
}

#[test]
fn the_items_of_an_export_make_the_same_directory() {
    let (_folder, running, _) = stage();
    let folder = tempdir().expect("a temporary folder");
    let other = node(folder.path()).start();
    let items = running.get("/v1/export/items.cbor");
    let reply = other.post("/v1/entries", "application/cbor-seq", &items.body);
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(other.digest(), running.digest());
    let saved = running.get("/v1/export/documents.automerge").body;
    let mut rows = minicbor::Decoder::new(&saved);
    let mut documents = 0;
    while rows.position() < saved.len() {
        assert_eq!(rows.array().expect("an array"), Some(3));
        let (scid, address) = (rows.str().expect("a SCID"), rows.str().expect("an address"));
        let document = rows.bytes().expect("a saved document");
        automerge::AutoCommit::load(document).unwrap_or_else(|error| panic!("{scid}/{address}: {error}"));
        documents += 1;
    }
    assert_eq!(Some(documents), running.state()["documents"].as_u64());
}

#[test]
fn an_export_at_the_command_line_is_there_as_a_whole_or_not_at_all() {
    let (folder, running, _) = stage();
    let home = folder.path().join("home");
    let out = folder.path().join("listings.csv");
    let export = |url: &str, words: &[&str]| {
        let mut command = std::process::Command::new(program("hanse"));
        command
            .arg("--home")
            .arg(&home)
            .args(["--json", "--node", url, "export"])
            .args(words)
            .arg("--out")
            .arg(&out);
        run_to_end(command)
    };
    let told = export(running.url(), &["listings", "--format", "csv"]);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    let answer: Value = serde_json::from_str(&told.stdout).expect("JSON");
    let file = std::fs::read(&out).expect("the file is there");
    assert_eq!(file, running.get("/v1/export/listings.csv").body);
    assert_eq!((&answer["bytes"], &answer["verified"]), (&file.len().into(), &false.into()));
    assert_eq!(answer["digest"], running.digest());
    assert_eq!(export(running.url(), &["labels", "--format", "geojson"]).code, Some(2));
    assert_eq!(export("http://127.0.0.1:1", &["listings", "--format", "csv"]).code, Some(3));
    assert_eq!(std::fs::read(&out).expect("it is still there"), file);
}

#[test]
fn changes_are_fed_to_readers_of_feeds() {
    let (_folder, running, scene) = stage();
    for (path, newest) in [
        ("/changes.atom".to_owned(), format!("Label {} by ", scene.label.name)),
        (
            format!("/organisations/{}/changes.atom", scene.cluster.id),
            "Profile of Photonics Valley".to_owned(),
        ),
    ] {
        let feed = running.get(&path);
        assert_eq!(feed.content_type, "application/atom+xml; charset=utf-8");
        let mut file = NamedTempFile::new().expect("a temporary file");
        file.write_all(&feed.body).expect("it takes a feed");
        let read = run_python("atom_read.py", &[path_text(file.path())], None);
        assert_eq!(read["ok"], true, "{path}: {read}");
        let entries = read["entries"].as_array().expect("entries");
        assert!((1..=50).contains(&entries.len()), "{path}");
        let first = entries[0]["title"].as_str().unwrap_or_default();
        assert!(first.starts_with(&newest), "{path} begins with {first}");
        for entry in entries {
            let link = entry["link"].as_str().expect("a link");
            assert_eq!(running.get(link).status, 200, "{link}");
        }
    }
}

#[test]
fn who_asks_too_much_is_told_when_to_come_again() {
    let folder = tempdir().expect("a temporary folder");
    let settings = "[requests]\nper_second = 1\nburst = 30\naddress_header = \"x-forwarded-for\"\n";
    std::fs::write(folder.path().join("node.toml"), settings).expect("the folder is writable");
    let running = node(folder.path()).start();
    let ask = |from: &str| running.ask("GET", "/v1/node", &[("x-forwarded-for", from)]);
    let answers: Vec<_> = (0..40).map(|_| ask("192.0.2.1")).collect();
    let refused = answers.iter().find(|answer| answer.status == 429).expect("thirty are enough for a while");
    refused.problem(429);
    assert!(
        refused.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok_and(|n| n >= 1))
    );
    assert!(answers.iter().take(30).all(|answer| answer.status == 200));
    assert_eq!(ask("192.0.2.2").status, 200, "somebody else is not disturbed");
    assert_eq!(ask("2001:db8::1, 192.0.2.2").status, 200);
    let page = [("x-forwarded-for", "192.0.2.1"), ("accept", "text/html")];
    let page = running.ask("GET", "/", &page);
    assert!(page.status == 429 && page.header("retry-after").is_some() && page.text().contains("<html"));
    assert!((0..100).all(|_| running.get("/v1/node").status == 200), "this machine has no limit");
}

#[test]
fn an_address_may_load_fifty_pages_with_style_and_scripts_at_once_and_no_more_than_a_reader_would() {
    let folder = tempdir().expect("a temporary folder");
    let settings = "[requests]\naddress_header = \"x-forwarded-for\"\n";
    std::fs::write(folder.path().join("node.toml"), settings).expect("the folder is writable");
    let running = node(folder.path()).start();
    let ask =
        |path: &str| running.ask("GET", path, &[("x-forwarded-for", "192.0.2.1"), ("accept", "*/*")]).status;
    let beside = ["hanse.css", "suggest.js", "saved.js", "zoom.js", "favicon.svg"];
    for number in 0..50 {
        assert_eq!(ask("/"), 200, "page {number}");
        for file in beside {
            assert_eq!(ask(&format!("/static/{file}")), 200, "{file} of page {number}");
        }
    }
    assert!((0..10_000).any(|_| ask("/static/favicon.svg") == 429), "the limits hold for this address too");
}

#[test]
fn pages_speak_the_words_of_schema_org() {
    let (_folder, running, scene) = stage();
    let ask = |path: &str, accept: &str| running.ask("GET", path, &[("accept", accept)]);
    let path = format!("/organisations/{}", scene.cluster.id);
    let reply = ask(&path, "application/ld+json");
    assert_eq!((reply.status, &*reply.content_type), (200, "application/ld+json"));
    assert!(reply.header("vary").is_some_and(|vary| vary.contains("accept")));
    let said = reply.json();
    assert_eq!((&said["@context"], &said["@type"]), (&"https://schema.org".into(), &"Organization".into()));
    let names = said["name"].as_array().expect("a list of names");
    assert_eq!(names.len(), 3, "{said}");
    assert_eq!(names[2], json!({"@language": "en", "@value": "Photonics Valley"}));
    assert_eq!(said["address"]["addressCountry"], "AT");
    assert_eq!(said["hasCertification"][0]["certificationRating"]["ratingValue"], "gold");
    let listed = ask(&format!("/listings/{}/at-one", scene.authority.id), "application/ld+json").json();
    assert_eq!(listed["subjectOf"]["author"]["@type"], "Organization");
    let page = ask(&path, "text/html");
    assert_eq!(page.content_type, "text/html; charset=utf-8");
    assert_eq!(
        page.header("link"),
        Some(format!("<{path}>; rel=\"alternate\"; type=\"application/ld+json\""))
    );
    ask(&path, "text/turtle").problem(406);
    for (path, kind) in [
        ("/".to_owned(), "WebSite"),
        ("/?q=valley".to_owned(), "SearchResultsPage"),
        ("/map".to_owned(), "Dataset"),
        ("/counts".to_owned(), "Dataset"),
        ("/regions/AT".to_owned(), "Country"),
        ("/regions/AT22".to_owned(), "AdministrativeArea"),
        ("/ecosystems/electronics".to_owned(), "DefinedTerm"),
        (format!("/schemes/{}", scene.scheme.0), "DefinedTermSet"),
        (format!("/attestations/{}", scene.label), "Certification"),
        (format!("/issuers/{}", scene.issuer.id), "CollectionPage"),
        (format!("/agencies/{}", scene.authority.id), "CollectionPage"),
        (format!("/compare?with={}", scene.cluster.id), "CollectionPage"),
        ("/node".to_owned(), "DataCatalog"),
    ] {
        assert_eq!(ask(&path, "application/ld+json").json()["@type"], kind, "{path}");
    }
    let region = ask("/regions/AT22", "application/ld+json").json();
    assert_eq!(region["containedInPlace"]["url"], "/regions/AT2", "{region}");
    assert_eq!(region["subjectOf"]["variableMeasured"][0]["value"], 1, "{region}");
}

fn id_of(record: &Value) -> String {
    let named = ["id", "by"].iter().find_map(|name| record[*name].as_str());
    named.unwrap_or_else(|| panic!("no id in {record}")).to_owned()
}
