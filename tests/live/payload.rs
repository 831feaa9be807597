//! Hostile words travel through two nodes to pages, answers, exports, feeds and the terminal, and fire nowhere.

mod said;

use std::io::Write as _;
use std::process::Command;

use harness::process::{NodeProcess, interop, node, program, run_to_end, until};
use harness::story::World;
use protocol::text::is_unprintable;
use serde_json::{Value, json};
use tempfile::{NamedTempFile, TempDir, tempdir};

use crate::foreign::{path_text, run_python};
use crate::stage::ask;

use said::Said;

#[test]
fn no_word_of_a_stranger_fires_anywhere() {
    let said = Said::everywhere();
    let (_folders, second) = elsewhere(&said);
    let paths = said.paths();
    are_walked_through(&second, &paths);
    for path in said.pages_of(0) {
        let text = second.get(&path).text();
        assert!(text.contains("&#60;script&#62;fired=1;alert(1)"), "{path} shows the words");
    }
    for path in &paths {
        let linked = second.ask("GET", path, &[("accept", "application/ld+json")]);
        assert_eq!(linked.status, 200, "{path}");
        still(&format!("{path} as linked data"), &linked.text());
        leads_nowhere_else(path, &linked.json());
    }
}

#[test]
fn no_word_of_a_stranger_fires_in_programs_or_at_a_terminal() {
    let said = Said::everywhere();
    let (_folders, second) = elsewhere(&said);
    are_printed(&second, &said);
    are_taken_away(&second);
    are_fed(&second);
    are_answered(&second, &said);
}

/// A node that heard of it from another one.
fn elsewhere(said: &Said) -> ([TempDir; 2], NodeProcess) {
    let folders = [tempdir().expect("a temporary folder"), tempdir().expect("a temporary folder")];
    let first = node(folders[0].path()).start();
    first.publish(&said.world.items);
    let second = node(folders[1].path()).peer(&first.address("/tcp/")).start();
    until("the second node holds the same", || (second.digest() == first.digest()).then_some(()));
    (folders, second)
}

/// Opens pages in a browser with script.
fn are_walked_through(running: &NodeProcess, paths: &[String]) {
    for part in paths.chunks(WALKED_AT_ONCE) {
        let mut listed = NamedTempFile::new().expect("a temporary file");
        listed.write_all(serde_json::to_string(part).expect("JSON").as_bytes()).expect("it takes paths");
        let walked = ask(&interop().join("page_walk.mjs"), &[running.url(), path_text(listed.path())]);
        assert_eq!(walked["pages"].as_u64(), Some(part.len() as u64));
        assert_eq!(walked["ok"], true, "{}", serde_json::to_string_pretty(&walked["fired"]).expect("JSON"));
    }
}

/// Reads every file of an export that is text.
fn are_taken_away(running: &NodeProcess) {
    let catalogue = running.get("/v1/export").json();
    let files = catalogue["files"].as_array().expect("a list");
    assert!(files.len() > 15, "{catalogue}");
    for file in files.iter().map(|file| file["file"].as_str().expect("a name")) {
        let reply = running.get(&format!("/v1/export/{file}"));
        let form = file.rsplit('.').next().expect("an ending");
        if matches!(form, "cbor" | "automerge") {
            continue;
        }
        let text = reply.text();
        still(file, &text.replace('\r', ""));
        match form {
            "csv" => csv_rows(&text).iter().flatten().for_each(|cell| computes_nothing(cell)),
            "jsonl" => text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).expect("JSON"))),
            _ => drop(serde_json::from_str::<Value>(&text).expect("JSON")),
        }
    }
}

fn are_fed(running: &NodeProcess) {
    let feed = running.get("/changes.atom");
    still("the feed", &feed.text());
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(&feed.body).expect("it takes a feed");
    let read = run_python("atom_read.py", &[path_text(file.path())], None);
    assert_eq!(read["ok"], true, "{read}");
}

/// Asks what programs ask.
fn are_answered(running: &NodeProcess, said: &Said) {
    let lists = ["landscape", "posts", "portals", "schemes", "attestations", "listings", "organisations"];
    for list in lists {
        still(list, &running.get(&format!("/v1/{list}?limit=200")).text());
    }
    still("the links", &running.get(&format!("/v1/organisations/{}/links?limit=200", said.agency.id)).text());
    for (number, by) in said.strangers.iter().enumerate() {
        let id = by.member.id;
        for path in [
            format!("/v1/organisations/{id}"),
            format!("/v1/organisations/{id}/documents/profile/self"),
            format!("/v1/organisations/{id}/documents?limit=200"),
            format!("/organisations/{id}/changes.atom"),
            format!("/v1/posts/{id}/p{number}"),
            format!("/v1/portals/{id}/theirs"),
            format!("/v1/schemes/{}", by.scheme),
            format!("/v1/attestations/{}", by.label),
            format!("/v1/compare?with={id}&with={}/p{number}", said.agency.id),
        ] {
            let reply = running.get(&path);
            assert_eq!(reply.status, 200, "{path}: {}", reply.text());
            still(&path, &reply.text());
        }
        let badge = running.get(&format!("/v1/attestations/{}/badge.svg", by.label));
        let mut file = NamedTempFile::new().expect("a temporary file");
        file.write_all(&badge.body).expect("it takes a picture");
        let read = run_python("badge_read.py", &[path_text(file.path())], None);
        assert_eq!(
            (&read["ok"], &read["active"]),
            (&json!(true), &json!([])),
            "the badge of {}: {read}",
            by.label
        );
    }
}

/// Asks at a terminal.
fn are_printed(running: &NodeProcess, said: &Said) {
    let home = tempdir().expect("a temporary folder");
    let hanse = |words: &[&str], code: i32| {
        let mut command = Command::new(program("hanse"));
        command.arg("--home").arg(home.path()).args(["--node", running.url()]).args(words);
        let ended = run_to_end(command);
        assert_eq!(ended.code, Some(code), "{words:?}: {}{}", ended.stdout, ended.stderr);
        still(&format!("{words:?}"), &ended.stdout);
        still(&format!("{words:?}"), &ended.stderr);
        ended.stdout.len()
    };
    let mut printed = hanse(&["landscape", "search", "--limit", "20"], 0);
    assert!(printed > 2_000, "the terminal showed hits");
    for (number, by) in said.strangers.iter().enumerate() {
        let (id, post) = (by.member.id.to_string(), format!("{}/p{number}", by.member.id));
        let (portal, scheme) = (format!("{}/theirs", by.member.id), by.scheme.to_string());
        for words in [
            &["profile", "show", &*id][..],
            &["--json", "profile", "show", &*id],
            &["post", "show", &*post],
            &["portal", "show", &*portal],
            &["scheme", "show", &*scheme],
        ] {
            printed += hanse(words, 0);
        }
        printed += hanse(&["attestation", "verify", &by.label.to_string()], 1);
    }
    assert!(printed > 20_000, "the terminal showed the words");
}

#[test]
fn a_name_that_may_be_taken_for_another_is_marked_for_the_reader() {
    let mut world = World::default();
    let member = world.found("lookalike", "2026-01-03");
    world.edit(
        &member,
        "profile/self",
        &[("name.en", "Silic\u{43e}n Alps"), ("country", "AT")],
        "2026-01-04",
    );
    let folder = tempdir().expect("a temporary folder");
    let running = node(folder.path()).start();
    running.publish(&world.items);
    let mark = "(⚠ letters of several alphabets)";
    let page = format!("/organisations/{}", member.id);
    for path in [page.as_str(), "/?page=1"] {
        assert!(running.get(path).text().contains(mark), "{path}");
    }
    // The mark is the node's word, in the reader's language; programs get the name as it was given.
    let in_german = running.ask("GET", &format!("{page}?lang=de"), &[("accept", "text/html")]).text();
    assert!(in_german.contains("(⚠ Buchstaben aus mehreren Alphabeten)") && !in_german.contains(mark));
    assert!(in_german.contains("<title>Silic\u{43e}n Alps (⚠ Buchstaben"), "{in_german}");
    let data = running.ask("GET", &page, &[("accept", "application/ld+json")]).text();
    assert!(data.contains("\"Silic\u{43e}n Alps\"") && !data.contains('⚠'), "{data}");
    let mut command = Command::new(program("hanse"));
    let scid = member.id.to_string();
    command.arg("--home").arg(folder.path().join("home"));
    command.args(["--node", running.url(), "organisation", "show", &scid]);
    let shown = run_to_end(command);
    assert!(shown.stdout.contains(mark), "{}{}", shown.stdout, shown.stderr);
}

/// So many that a program comes to an end in time.
const WALKED_AT_ONCE: usize = 40;

/// Nothing in a text moves the cursor, hides or reorders.
fn still(what: &str, text: &str) {
    let found = text.chars().find(|c| is_unprintable(*c));
    assert_eq!(found.map(char::escape_unicode).map(|c| c.to_string()), None, "in {what}");
}

/// What programs follow leads to pages of the web or of this node.
fn leads_nowhere_else(path: &str, said: &Value) {
    match said {
        Value::Array(all) => all.iter().for_each(|one| leads_nowhere_else(path, one)),
        Value::Object(members) => {
            for (name, value) in members {
                let is_followed =
                    matches!(&**name, "@id" | "url" | "sameAs" | "logo" | "image" | "license" | "contentUrl");
                if let Some(address) = value.as_str().filter(|_| is_followed) {
                    let begins = ["https://", "http://", "/", "did:webvh:", "urn:hanse:"];
                    assert!(
                        begins.iter().any(|begin| address.starts_with(begin)),
                        "{path}: {name} is {address:?}"
                    );
                    assert!(!address.contains(['<', '>', '"', ' ']), "{path}: {name} is {address:?}");
                }
                leads_nowhere_else(path, value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// No spreadsheet takes the cell for a formula, unless it is a number.
fn computes_nothing(cell: &str) {
    let begins =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    assert!(!begins || cell.parse::<f64>().is_ok(), "{cell:?}");
}

/// Reads RFC 4180.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if is_quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !is_quoted => {}
            c => cell.push(c),
        }
    }
    let columns = rows.first().map_or(0, Vec::len);
    assert!(!is_quoted && rows.iter().all(|row| row.len() == columns), "every row has {columns} cells");
    rows
}
