//! The command line: what waits, what is sent, and that nothing a node tells is believed.

mod audit;
mod label;
mod device;
mod landscape;
mod node;
mod post;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use cli::clock::Clock;
use cli::output::{Console, Exit};
use expect_test::expect;
use harness::story::at;
use node::FakeNode;
use protocol::entry::Address;
use protocol::organisation::OrganisationId;
use serde_json::{Value, json};

/// Somebody with a home and a clock.
struct Person {
    folder: tempfile::TempDir,
    nodes: Vec<String>,
    day: &'static str,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
struct Said {
    exit: Exit,
    json: Value,
    talk: String,
}

impl Person {
    fn new(nodes: &[&FakeNode]) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the home");
        Self { folder, nodes: nodes.iter().map(|node| node.url()).collect(), day: "2026-05-10" }
    }

    fn founded(name: &str, kind: &str, nodes: &[&FakeNode]) -> Self {
        let person = Self::new(nodes);
        let said = person.says(&[
            "organisation",
            "create",
            "--name",
            name,
            "--kind",
            kind,
            "--region",
            "AT22",
            "--host",
            "node.example",
        ]);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        person
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Runs a command in this person's home, with `--json`.
    fn says(&self, words: &[&str]) -> Said {
        let home = self.home().display().to_string();
        let mut line: Vec<OsString> =
            ["hanse", "--json", "--no-passphrase", "--home", &home].map(OsString::from).to_vec();
        for node in &self.nodes {
            line.extend(["--node", node].map(OsString::from));
        }
        line.extend(words.iter().map(OsString::from));
        let (mut out, mut talk) = (Vec::new(), Vec::new());
        let mut console = Console::new(&mut out, &mut talk);
        let exit = cli::run(line, Clock::Fixed(at(self.day)), &mut console);
        let json = serde_json::from_slice(&out).unwrap_or(Value::Null);
        Said { exit, json, talk: String::from_utf8(talk).expect("talk is text") }
    }

    fn did(&self) -> String {
        text(&self.says(&["organisation", "show"]).json, "did")
    }
}

fn text(json: &Value, member: &str) -> String {
    json[member].as_str().unwrap_or_else(|| panic!("{member} in {json}")).to_owned()
}

/// An authority with a Gold label for a cluster, an auditor who trusts the authority, and the node between them.
struct Labelled {
    node: FakeNode,
    authority: Person,
    auditor: Person,
    label: String,
}

fn labelled() -> Labelled {
    let node = FakeNode::start();
    let authority = Person::founded("Label Agency", "label-authority", &[&node]);
    let cluster = Person::founded("Photonics Valley", "cluster", &[&node]);
    let scheme = text(&authority.says(&["scheme", "publish", SCHEME]).json, "id");
    let label = authority.says(&[
        "attestation",
        "issue",
        "--scheme",
        &scheme,
        "--level",
        "gold",
        "--subject",
        &cluster.did(),
        "--valid-from",
        "2026-05",
        "--out",
        &authority.file("gold.json"),
    ]);
    assert_eq!((label.exit, &label.json["sent"]), (Exit::Done, &json!(true)), "{label:?}");
    let auditor = Person::new(&[&node]);
    let added = auditor.says(&["anchor", "add", &authority.did(), "--yes"]);
    assert_eq!(added.exit, Exit::Done, "{added:?}");
    Labelled { node, authority, auditor, label: text(&label.json, "id") }
}

#[test]
fn what_was_signed_offline_is_sent_by_the_next_command_that_reaches_a_node() {
    let mut person = Person::founded("Photonics Valley", "cluster", &[]);
    let said = person.says(&["profile", "set", "place=Graz"]);
    assert_eq!(
        (said.exit, &said.json["sent"], &said.json["waiting"]),
        (Exit::Done, &json!(false), &json!(3))
    );
    assert!(said.talk.contains("wait in the outbox"), "{}", said.talk);
    let node = FakeNode::start();
    person.nodes = vec![node.url()];
    let said = person.says(&["profile", "show"]);
    assert!(said.talk.contains("sent 3 items that waited"), "{}", said.talk);
    assert_eq!(node.directory().item_count(), 3);
    let said = person.says(&["profile", "set", "acronym=PV"]);
    assert_eq!((&said.json["sent"], &said.json["waiting"]), (&json!(true), &json!(0)));
    assert_eq!(node.directory().item_count(), 4);
}

#[test]
fn a_node_that_lost_everything_gets_everything_again() {
    let node = FakeNode::start();
    let person = Person::founded("Photonics Valley", "cluster", &[&node]);
    node.hold(protocol::directory::Directory::default());
    let said = person.says(&["profile", "set", "place=Graz"]);
    assert_eq!((said.exit, &said.json["sent"]), (Exit::Done, &json!(true)), "{said:?}");
    assert_eq!(node.directory().item_count(), 3);
}

#[test]
fn a_label_is_valid_to_who_trusts_its_owner_until_it_is_withdrawn() {
    let Labelled { authority, auditor, label, node } = labelled();
    let said = auditor.says(&["attestation", "verify", &label]);
    assert_eq!((said.exit, &said.json["verdict"]), (Exit::Done, &json!("valid")), "{said:?}");
    assert_eq!(said.json["valid_until"], "2029-04-30");
    let stranger = Person::new(&[&node]);
    let said = stranger.says(&["attestation", "verify", &label]);
    assert_eq!((said.exit, &said.json["verdict"]), (Exit::Unknown, &json!("indeterminate")));

    let evidence = auditor.file("label.cbor");
    assert_eq!(auditor.says(&["attestation", "evidence", &label, "--out", &evidence]).exit, Exit::Done);
    let prefix = &label.split_once('/').expect("an id has two parts").1[..6];
    let said = authority.says(&["attestation", "withdraw", prefix, "--reason", "dissolved"]);
    assert_eq!((said.exit, &said.json["changed"]), (Exit::Done, &json!(true)), "{said:?}");
    let said = auditor.says(&["attestation", "verify", &label]);
    assert_eq!((said.exit, &said.json["verdict"]), (Exit::No, &json!("withdrawn")), "{said:?}");
    let said = authority.says(&["attestation", "withdraw", prefix, "--reason", "again"]);
    assert_eq!((said.exit, &said.json["changed"]), (Exit::Done, &json!(false)));

    // A file that was saved before proves what was true then, needs no node, and is said to be older.
    let offline = Person { folder: auditor.folder, nodes: Vec::new(), day: "2026-06-01" };
    let said = offline.says(&["attestation", "verify", &evidence]);
    assert_eq!((said.exit, &said.json["source"]), (Exit::Done, &json!("file")), "{said:?}");
    let checks = said.json["checks"].as_array().expect("checks");
    let behind = checks.iter().find(|check| check["name"] == "behind").expect("it is said in the report");
    assert!(text(behind, "sentence").contains("this home has seen"), "{behind}");
    assert_eq!(offline.says(&["attestation", "verify", &label]).exit, Exit::Unknown);
    assert_eq!(offline.says(&["attestation", "verify", &evidence, "--as-of", "2026-04-30"]).exit, Exit::No);
}

#[test]
fn a_picture_shows_what_holds_today_and_says_when_that_is_not_known() {
    let Labelled { node: _running, authority, auditor, label } = labelled();
    let (gold, out, evidence) =
        (authority.file("gold.json"), auditor.file("gold.svg"), auditor.file("old.cbor"));
    let drawn = || {
        let svg = std::fs::read_to_string(&out).expect("the picture was written");
        svg.split_once("<title>").expect("a title").1.split_once("</title>").expect("its end").0.to_owned()
    };
    let said = auditor.done(&["attestation", "badge", &label, "--out", &out]);
    assert_eq!((&said["verdict"], said["text"].as_str()), (&json!("valid"), Some(drawn().as_str())));
    auditor.done(&["attestation", "evidence", &label, "--out", &evidence]);
    authority.done(&["attestation", "withdraw", &label, "--reason", "dissolved"]);
    for asked in [&label, &gold] {
        let said = auditor.done(&["attestation", "badge", asked, "--out", &out]);
        assert_eq!(said["verdict"], "withdrawn");
        assert!(drawn().ends_with("not valid: withdrawn"), "{}", drawn());
    }
    // Without a node, evidence is judged as it is, and the credential alone is not.
    let offline = Person { folder: auditor.folder, nodes: Vec::new(), day: "2026-06-01" };
    assert_eq!(offline.done(&["attestation", "badge", &evidence, "--out", &out])["verdict"], "valid");
    let said = offline.says(&["attestation", "badge", &gold, "--out", &out]);
    assert_eq!((said.exit, &said.json["verdict"]), (Exit::Done, &Value::Null), "{said:?}");
    assert!(said.talk.contains("no node is given"), "{}", said.talk);
}

#[test]
fn a_file_that_is_none_is_said_to_be_none() {
    let person = Person::new(&[]);
    let (missing, long) = (person.file("missing.json"), person.file("long.json"));
    std::fs::write(&long, vec![b' '; (16 << 20) + 1]).expect("the folder is writable");
    let folder = person.folder.path().display().to_string();
    let said = |words: &[&str]| {
        let said = person.says(words);
        assert_eq!(said.exit, Exit::Usage, "{said:?}");
        text(&said.json, "error")
    };
    for verb in ["verify", "badge"] {
        let rest: &[&str] = if verb == "badge" { &["--out", "never.svg"] } else { &[] };
        let asks = |name: &str| said(&[&["attestation", verb, name], rest].concat());
        assert_eq!(asks(&missing), format!("there is no file {missing}"));
        assert_eq!(asks(&folder), format!("{folder} is a directory; name a file in it"));
        assert!(asks("nothing").contains("names no label"));
    }
    let error = said(&["credential", "verify", &long]);
    assert!(error.contains("is longer than 16777216 bytes") && !error.contains("backup"), "{error}");
}

#[test]
fn a_status_list_is_sealed_anew_only_when_it_says_something_else() {
    let Labelled { node, mut authority, label, .. } = labelled();
    let id = OrganisationId::parse(&authority.did()).expect("a DID");
    let seals = || {
        let directory = node.directory();
        let ledger = directory.ledger(&id).expect("it is known");
        ["suspension", "revocation"]
            .map(|name| ledger.entries_at(&Address::new("statuslist", name).expect("a word")).len())
    };
    assert_eq!(seals(), [1, 1]);
    let subject = Person::founded("Materials Valley", "cluster", &[&node]).did();
    let (scheme, level) = (["--scheme", "cluster-ex"], ["--level", "silver"]);
    let rest = ["--subject", &subject, "--valid-from", "2026-05"];
    authority.day = "2026-05-11";
    authority.done(&[&["attestation", "issue"][..], &scheme, &level, &rest].concat());
    assert_eq!(seals(), [1, 1], "a label that holds has no bit set");
    let until = ["--until", "2026-05-20", "--reason", "a report is missing"];
    authority.done(&[&["attestation", "suspend", &label][..], &until].concat());
    assert_eq!(seals(), [2, 1]);
    authority.day = "2026-05-20";
    authority.done(&["organisation", "state"]);
    assert_eq!(seals(), [2, 1]);
    authority.day = "2026-05-21";
    authority.done(&["organisation", "state"]);
    assert_eq!(seals(), [3, 1], "the suspension ended by itself");
    authority.done(&["organisation", "device", "retire", &authority.device(), "--reason", "left"]);
    authority.done(&["organisation", "state"]);
    assert_eq!(seals(), [4, 2], "the device that sealed them left");
}

#[test]
fn what_would_break_a_rule_or_be_heeded_by_nobody_is_not_signed() {
    let Labelled { node, authority, label, .. } = labelled();
    let other = Person::founded("Materials Valley", "cluster", &[&node]);
    let refused = |person: &Person, verb: &str, rest: &[&str]| {
        let said = person.says(&[&["attestation", verb, &label][..], rest].concat());
        assert!(matches!(said.exit, Exit::No | Exit::Usage), "{verb}: {said:?}");
        said.talk.lines().last().unwrap_or_default().to_owned()
    };
    let because = ["--reason", "so"];
    let nothing = format!("{}/8RfyeHwYnothing", label.split_once('/').expect("an id").0);
    let issue = |subject: &str, rest: &[&str]| {
        let words =
            ["attestation", "issue", "--scheme", "cluster-ex", "--level", "silver", "--subject", subject];
        authority.says(&[&words[..], &["--valid-from", "2026-05"], rest].concat())
    };
    let silver = text(&issue(&other.did(), &[]).json, "id");
    let report = [
        refused(&authority, "supersede", &[&["--by", &nothing][..], &because].concat()),
        refused(&authority, "correct", &[&["--by", &silver][..], &because].concat()),
        refused(&authority, "transfer", &[&["--to", &authority.did()][..], &because].concat()),
        refused(&authority, "reduce", &[&["--level", "platinum"][..], &because].concat()),
        refused(&other, "take-over", &because),
        refused(&other, "reply", &["--text", "It is ours."]),
    ];
    let ids = regex::Regex::new("Qm[1-9A-HJ-NP-Za-km-z]{44}(/[1-9A-HJ-NP-Za-km-z]+)?").expect("a pattern");
    expect![[r#"
        error: "ID" names no label; an id is like Qm…/8RfyeHwY…, or the beginning of the name of one of your own
        error: this cannot be signed: ID is held by Materials Valley, and not by Photonics Valley
        error: this cannot be signed: the subject issued its own label, and the scheme is no self-declaration
        error: this cannot be signed: the scheme has no such level below the present one
        error: this cannot be signed: no accreditation of Label Agency names this organisation as the successor of Label Agency
        error: the label ID belongs to ID, and this home speaks for another organisation
    "#]].assert_eq(&format!("{}\n", ids.replace_all(&report.join("\n"), "ID")));

    let said = issue(&other.did(), &["--follows", &nothing]);
    assert!(said.exit == Exit::No && said.talk.contains("there is no label"), "{said:?}");
    let held = node.directory().item_count();
    let said = issue(&other.did(), &["--out", &authority.file("no-such-folder/label.json")]);
    assert_ne!(said.exit, Exit::Done);
    assert_eq!(authority.says(&["organisation", "state"]).exit, Exit::Done);
    assert_eq!(node.directory().item_count(), held + 1, "nothing was signed but the statement");
}

#[test]
fn evidence_that_a_node_changed_anywhere_gives_no_other_answer() {
    let Labelled { node, auditor, label, .. } = labelled();
    let honest = auditor.says(&["attestation", "verify", &label]).json;
    let path = format!("/v1/attestations/{label}/evidence");
    let length = node.body(&path).len();
    let mut noticed = 0;
    for place in (0..length).step_by(length / 150) {
        node.tamper(move |asked, mut body| {
            if asked.ends_with("/evidence") {
                body[place] ^= 1;
            }
            body
        });
        let said = auditor.says(&["attestation", "verify", &label]);
        if said.json != honest {
            assert_eq!(said.exit, Exit::Unknown, "byte {place}: {said:?}");
            let is_open = matches!(said.json["verdict"].as_str(), Some("indeterminate" | "unknown-scheme"));
            assert!(is_open || said.json["error"].is_string(), "{said:?}");
            noticed += 1;
        }
    }
    assert!(noticed > 140, "only {noticed} changes were noticed");
    for cut in [0, 1, length / 2, length - 1] {
        node.tamper(move |_, body| body[..cut].to_vec());
        assert_eq!(auditor.says(&["attestation", "verify", &label]).exit, Exit::Unknown, "{cut}");
    }
}

#[test]
fn an_older_answer_than_was_seen_before_is_stale_news() {
    let Labelled { node, authority, auditor, label } = labelled();
    let before = node.directory();
    let later = Person { day: "2026-05-20", ..authority };
    later.says(&["attestation", "withdraw", &label, "--reason", "dissolved"]);
    let auditor = Person { day: "2026-05-21", ..auditor };
    assert_eq!(auditor.says(&["attestation", "verify", &label]).json["verdict"], "withdrawn");
    node.hold(before);
    let said = auditor.says(&["attestation", "verify", &label]);
    assert_eq!(said.exit, Exit::Unknown, "{said:?}");
    assert!(said.talk.contains("stale news"), "{}", said.talk);
}

#[test]
fn one_node_that_lies_does_not_outvote_one_that_does_not() {
    let Labelled { node, auditor, label, .. } = labelled();
    let liar = FakeNode::start();
    liar.hold(node.directory());
    let auditor = Person { nodes: vec![liar.url(), node.url()], ..auditor };
    let length = node.body(&format!("/v1/attestations/{label}/evidence")).len();
    // A path, an entry, a log; and less than the whole.
    for (place, length) in [(length - 40, length), (length / 2, length), (200, length), (0, length / 2)] {
        liar.tamper(move |_, mut body| {
            body[place] ^= 1;
            body.truncate(length);
            body
        });
        let said = auditor.says(&["attestation", "verify", &label]);
        assert_eq!((said.exit, &said.json["nodes"]), (Exit::Done, &json!([node.url()])), "{place}: {said:?}");
        assert!(said.talk.contains("note: what http"), "{}", said.talk);
    }
}

#[test]
fn a_credential_that_somebody_changed_is_no_label() {
    let Labelled { authority, auditor, label, node: _node } = labelled();
    let given = std::fs::read_to_string(authority.file("gold.json")).expect("it was written");
    let file = auditor.file("given.json");
    std::fs::write(&file, &given).expect("it can be written");
    let said = auditor.says(&["attestation", "verify", &file]);
    assert_eq!((said.exit, text(&said.json, "id")), (Exit::Done, label), "{said:?}");
    for (from, to) in
        [("2029-04-30", "2030-04-30"), ("Photonics Valley", "Photonics Alley"), ("2026-05-01", "2026-04-01")]
    {
        std::fs::write(&file, given.replace(from, to)).expect("it can be written");
        let said = auditor.says(&["attestation", "verify", &file]);
        assert_eq!(
            (said.exit, &said.json["verdict"]),
            (Exit::No, &json!("bad-signature")),
            "{from}: {said:?}"
        );
    }
}

#[test]
fn a_log_that_a_node_changed_anywhere_is_not_trusted() {
    let Labelled { node, authority, .. } = labelled();
    let (did, scid) = (authority.did(), text(&authority.says(&["organisation", "show"]).json, "scid"));
    let length = node.body(&format!("/v1/organisations/{scid}/did.jsonl")).len();
    let stranger = Person::new(&[&node]);
    for place in (0..length - 1).step_by(37) {
        node.tamper(move |asked, mut body| {
            if asked.ends_with("/did.jsonl") {
                body[place] ^= 1;
            }
            body
        });
        let said = stranger.says(&["anchor", "add", &did, "--yes"]);
        assert_eq!(said.exit, Exit::Unknown, "byte {place}: {said:?}");
    }
    assert_eq!(stranger.says(&["anchor", "list"]).json["anchors"], json!([]));
    node.be_honest();
    assert_eq!(stranger.says(&["anchor", "add", &did]).exit, Exit::Usage);
    assert_eq!(
        stranger.says(&["anchor", "add", &did, "--yes", "--for", "cluster-excellence-1.0"]).exit,
        Exit::Done
    );
    assert_eq!(stranger.says(&["anchor", "remove", &did]).exit, Exit::No);
    assert_eq!(
        stranger.says(&["anchor", "remove", &did, "--for", "cluster-excellence-1.0"]).exit,
        Exit::Done
    );
}

#[test]
fn entries_and_items_that_a_node_changed_anywhere_are_not_shown() {
    let node = FakeNode::start();
    let cluster = Person::founded("Photonics Valley", "cluster", &[&node]);
    let (did, scid) = (cluster.did(), text(&cluster.says(&["organisation", "show"]).json, "scid"));
    let stranger = Person::new(&[&node]);
    let out = stranger.file("bundle");
    let cases = [
        ("documents/profile/self/entries", vec!["profile", "show", &did]),
        ("items", vec!["bundle", "export", &out, "--organisation", &did]),
    ];
    for (end, words) in cases {
        assert_eq!(stranger.says(&words).exit, Exit::Done);
        let length = node.body(&format!("/v1/organisations/{scid}/{end}")).len();
        for place in (0..length).step_by(23) {
            node.tamper(move |asked, mut body| {
                if asked.ends_with(end) {
                    body[place] ^= 1;
                }
                body
            });
            let said = stranger.says(&words);
            assert_eq!(said.exit, Exit::Unknown, "byte {place} of {end}: {said:?}");
        }
        node.be_honest();
    }
    // What a node invents about the own organisation does not get into the record.
    node.tamper(|asked, mut body| {
        if asked.ends_with("/items") {
            let last = body.len() - 1;
            body[last] ^= 1;
        }
        body
    });
    let said = cluster.says(&["profile", "set", "place=Graz"]);
    assert!(said.talk.contains("never signed"), "{}", said.talk);
    assert_eq!((said.exit, &said.json["waiting"]), (Exit::Done, &json!(0)));
}

#[test]
fn answers_about_other_items_than_were_sent_acknowledge_nothing() {
    let changes: [fn(&mut Vec<Value>); 5] = [
        |answers| answers[0]["id"] = json!("0".repeat(64)),
        |answers| answers.clear(),
        |answers| answers.push(answers[0].clone()),
        |answers| answers[0]["id"] = Value::Null,
        |answers| answers[0]["answer"] = json!("surely"),
    ];
    for change in changes {
        let node = FakeNode::start();
        let person = Person::founded("Photonics Valley", "cluster", &[&node]);
        node.tamper(move |asked, body| {
            if asked != "/v1/entries" {
                return body;
            }
            let mut value: Value = serde_json::from_slice(&body).expect("an answer");
            change(value["answers"].as_array_mut().expect("a list"));
            value.to_string().into_bytes()
        });
        let said = person.says(&["profile", "set", "place=Graz"]);
        assert_eq!(
            (said.exit, &said.json["sent"], &said.json["waiting"]),
            (Exit::Done, &json!(false), &json!(1)),
            "{said:?}"
        );
    }
}

#[test]
fn a_refused_item_is_told_and_waits() {
    let node = FakeNode::start();
    let person = Person::founded("Photonics Valley", "cluster", &[&node]);
    node.tamper(|asked, body| match asked {
        "/v1/entries" => String::from_utf8(body).expect("JSON").replace("accepted", "refused").into_bytes(),
        _ => body,
    });
    let said = person.says(&["profile", "set", "place=Graz"]);
    assert_eq!((said.exit, &said.json["waiting"]), (Exit::No, &json!(1)), "{said:?}");
    assert!(said.talk.contains("refuses"), "{}", said.talk);
}

#[test]
fn a_hit_that_a_node_changed_in_any_field_is_noticed() {
    let node = FakeNode::start();
    let agency = Person::founded("Styrian Agency", "agency", &[&node]);
    let register = agency.file("register.jsonl");
    let line = r#"{"id":"at-photonics","name":"Photonics Valley","country":"AT","nuts":"AT221","nuts_version":"2024","place":"Graz","ecosystems":["digital"]}"#;
    std::fs::write(&register, line).expect("it can be written");
    assert_eq!(agency.says(&["listing", "import", &register]).exit, Exit::Done);
    let stranger = Person::new(&[&node]);
    let said = stranger.says(&["landscape", "search", "photonics"]);
    assert_eq!(
        (said.exit, &said.json["hits"][0]["title"]),
        (Exit::Done, &json!("Photonics Valley")),
        "{said:?}"
    );
    assert_eq!(said.json["hits"][0]["listed_by"], "Styrian Agency");
    let agency_id = said.json["hits"][0]["organisation"].clone();
    for (field, value) in [
        ("title", json!("Photonics Alley")),
        ("region", json!("AT222")),
        ("country", json!("DE")),
        ("place", Value::Null),
        ("ecosystems", json!(["health"])),
        ("listed_by", json!("Saxony")),
        ("address", json!("listing/at-other")),
        ("kind", json!("profile")),
        ("organisation", json!("nobody")),
    ] {
        let lie = value.clone();
        node.tamper(move |asked, body| {
            if !asked.starts_with("/v1/landscape") {
                return body;
            }
            let mut page: Value = serde_json::from_slice(&body).expect("a page");
            page["items"][0][field] = lie.clone();
            page.to_string().into_bytes()
        });
        let said = stranger.says(&["landscape", "search", "photonics"]);
        assert_eq!((said.exit, &said.json["not_verified"]), (Exit::Unknown, &json!(1)), "{field}: {said:?}");
    }
    // A true card that was not asked for is no answer either.
    node.tamper(move |asked, body| {
        if !asked.starts_with("/v1/landscape") {
            return body;
        }
        json!({"total": 1, "items": [{"kind": "profile", "organisation": agency_id, "address": "profile/self",
            "title": "Styrian Agency", "region": "AT22", "country": "AT", "place": null, "ecosystems": [], "listed_by": null}]})
        .to_string()
        .into_bytes()
    });
    let said = stranger.says(&["landscape", "search", "photonics"]);
    assert_eq!((said.exit, &said.json["not_verified"]), (Exit::Unknown, &json!(1)), "{said:?}");
    node.be_honest();
    assert_eq!(stranger.says(&["landscape", "search", "nothing-like-it"]).exit, Exit::No);
}

#[test]
fn a_register_is_imported_but_for_its_bad_lines_and_again_makes_no_entry() {
    let node = FakeNode::start();
    let agency = Person::founded("Styrian Agency", "agency", &[&node]);
    let register = agency.file("register.jsonl");
    let lines = [
        r#"{"id":"a","name":"A","country":"AT","nuts":"AT22"}"#,
        r#"{"id":"b","name":"B""#,
        "",
        r#"{"id":"c","name":"C","country":"AT","nuts":"AT99X"}"#,
        r#"{"id":"d","name":"D","country":"DE"}"#,
        r#"{"id":"a","name":"A twice","country":"AT"}"#,
    ];
    std::fs::write(&register, lines.join("\n")).expect("it can be written");
    let said = agency.says(&["listing", "import", &register, "--country", "at"]);
    assert_eq!(said.exit, Exit::No);
    assert_eq!((&said.json["new"], &said.json["elsewhere"]), (&json!(2), &json!(1)), "{said:?}");
    let refused: Vec<&Value> =
        said.json["refused"].as_array().expect("a list").iter().map(|one| &one["line"]).collect();
    assert_eq!(refused, [&json!(2), &json!(6)]);
    assert!(said.json["remarks"].to_string().contains("AT99X"), "{said:?}");
    let held = node.directory().item_count();
    let said = agency.says(&["listing", "import", &register, "--country", "AT"]);
    assert_eq!((&said.json["new"], &said.json["unchanged"]), (&json!(0), &json!(2)));
    assert_eq!(node.directory().item_count(), held);
}

#[test]
fn a_home_that_was_copied_and_spoke_twice_is_told_so() {
    let node = FakeNode::start();
    let first = Person::founded("Photonics Valley", "cluster", &[&node]);
    let second = Person::new(&[&node]);
    copy(&first.home(), &second.home());
    // One after the other is fine: the copy takes in what the other said.
    first.says(&["profile", "set", "place=Graz"]);
    let said = second.says(&["profile", "set", "acronym=PV"]);
    assert_eq!((said.exit, &said.json["sent"]), (Exit::Done, &json!(true)), "{said:?}");
    assert!(said.talk.contains("took in 1 item"), "{}", said.talk);
    // Two that speak from one place contradict each other.
    let offline = Person { nodes: Vec::new(), ..first };
    offline.says(&["profile", "set", "founded=2001"]);
    let first = Person { nodes: vec![node.url()], ..offline };
    let said = first.says(&["profile", "set", "founded=2002"]);
    assert_eq!(said.exit, Exit::No, "{said:?}");
    assert!(said.talk.contains("retire it and add a new device"), "{}", said.talk);
}

#[test]
fn nothing_is_signed_by_a_clock_that_is_a_year_off() {
    let node = FakeNode::start();
    let person = Person::founded("Photonics Valley", "cluster", &[&node]);
    node.set_date("Mon, 10 May 2027 12:00:00 GMT");
    let said = person.says(&["profile", "set", "place=Graz"]);
    assert_eq!(said.exit, Exit::Unknown, "{said:?}");
    assert!(said.talk.contains("clock"), "{}", said.talk);
    assert_eq!(node.directory().item_count(), 2);
}

#[test]
fn of_a_truncated_bundle_the_whole_items_are_taken() {
    let node = FakeNode::start();
    let cluster = Person::founded("Photonics Valley", "cluster", &[]);
    let bundle = cluster.file("bundle");
    assert_eq!(cluster.says(&["bundle", "export", &bundle]).json["items"], 2);
    let bytes = std::fs::read(&bundle).expect("it was written");
    std::fs::write(&bundle, &bytes[..bytes.len() - 9]).expect("it can be written");
    let carrier = Person::new(&[&node]);
    let said = carrier.says(&["bundle", "import", &bundle]);
    assert_eq!(
        (said.exit, &said.json["items"], &said.json["whole"]),
        (Exit::No, &json!(1), &json!(false)),
        "{said:?}"
    );
    assert_eq!(node.directory().item_count(), 1);
    std::fs::write(&bundle, &bytes).expect("it can be written");
    let said = carrier.says(&["bundle", "import", &bundle]);
    assert_eq!((said.exit, &said.json["whole"]), (Exit::Done, &json!(true)), "{said:?}");
    assert_eq!(node.directory().item_count(), 2);
    let mut tampered = bytes.clone();
    let last = tampered.len() - 5;
    tampered[last] ^= 1;
    std::fs::write(&bundle, &tampered).expect("it can be written");
    let said = carrier.says(&["bundle", "import", &bundle]);
    assert_eq!((said.exit, &said.json["bad"][0]["item"]), (Exit::No, &json!(2)), "{said:?}");
}

#[test]
fn a_vouch_names_the_version_that_was_seen_and_is_verified_by_who_reads_it() {
    let node = FakeNode::start();
    let agency = Person::founded("Styrian Agency", "agency", &[&node]);
    let cluster = Person::founded("Photonics Valley", "cluster", &[&node]);
    let said = agency.says(&["vouch", "add", &cluster.did()]);
    assert_eq!((said.exit, &said.json["changed"]), (Exit::Done, &json!(true)), "{said:?}");
    assert_eq!(agency.says(&["vouch", "add", &agency.did()]).exit, Exit::No);
    let stranger = Person::new(&[&node]);
    let shown = stranger.says(&["organisation", "show", &cluster.did()]);
    assert_eq!(shown.json["vouched_by"][0]["name"], "Styrian Agency", "{shown:?}");
    assert_eq!(shown.json["vouched_by"][0]["version"], said.json["version"]);
}

#[test]
fn an_accredited_issuer_is_entitled_until_the_right_is_taken_back() {
    let Labelled { node, authority, auditor, .. } = labelled();
    let issuer = Person::founded("Assessors", "label-authority", &[&node]);
    let scheme =
        format!("{}/cluster-excellence-1.0", text(&authority.says(&["organisation", "show"]).json, "scid"));
    let issue = |subject: &str| {
        issuer.says(&[
            "attestation",
            "issue",
            "--scheme",
            &scheme,
            "--level",
            "gold",
            "--subject",
            subject,
            "--valid-from",
            "2026-05",
        ])
    };
    let subject = authority.did();
    let said = issue(&subject);
    assert!(said.talk.contains("the evidence lacks an accreditation of the issuer"), "{said:?}");
    let verdict = auditor.says(&["attestation", "verify", &text(&said.json, "id")]);
    // That a node shows no accreditation is no proof that there is none.
    assert_eq!((verdict.exit, &verdict.json["verdict"]), (Exit::Unknown, &json!("indeterminate")));
    let granted = authority.says(&[
        "accreditation",
        "grant",
        "--to",
        &issuer.did(),
        "--scheme",
        "cluster-ex",
        "--levels",
        "gold,silver",
    ]);
    assert_eq!(granted.exit, Exit::Done, "{granted:?}");
    let said = issue(&Person::founded("Photonics South", "cluster", &[&node]).did());
    assert!(!said.talk.contains("the evidence lacks"), "{said:?}");
    let verdict = auditor.says(&["attestation", "verify", &text(&said.json, "id")]);
    assert_eq!(verdict.exit, Exit::Done, "{verdict:?}");
    let unknown = authority.says(&[
        "accreditation",
        "grant",
        "--to",
        &issuer.did(),
        "--scheme",
        "cluster-ex",
        "--levels",
        "tin",
    ]);
    assert_eq!(unknown.exit, Exit::Usage);
    let name = text(&granted.json, "id");
    let said = authority.says(&[
        "accreditation",
        "withdraw",
        &name,
        "--reason",
        "fraud",
        "--effective",
        "2026-05-01",
    ]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
}

#[test]
fn wrong_usage_is_told_before_anything_is_written() {
    let person = Person::new(&[]);
    let create = |name: &str, kind: &str, region: &str, host: &str| {
        person
            .says(&[
                "organisation",
                "create",
                "--name",
                name,
                "--kind",
                kind,
                "--region",
                region,
                "--host",
                host,
            ])
            .exit
    };
    assert_eq!(create("A", "king", "AT22", "a.example"), Exit::Usage);
    assert_eq!(create("A", "cluster", "AT22", "localhost"), Exit::Usage);
    assert_eq!(create("A", "cluster", "XX99", "a.example"), Exit::Usage);
    assert!(!person.home().join("keys.json").exists());
    assert_eq!(person.says(&["profile", "set", "place=Graz"]).exit, Exit::Usage);
    assert_eq!(person.says(&["profile", "sett"]).exit, Exit::Usage);
    assert_eq!(create("A", "cluster", "AT22", "a.example"), Exit::Done);
    assert_eq!(create("B", "cluster", "AT22", "a.example"), Exit::No);
    assert_eq!(person.says(&["profile", "set", "place"]).exit, Exit::Usage);
    assert_eq!(person.says(&["organisation", "show", "did:web:a.example"]).exit, Exit::Usage);
}

#[test]
fn a_file_sets_what_it_names_and_leaves_the_rest() {
    let person = Person::founded("Photonics Valley", "cluster", &[]);
    person.says(&["profile", "set", "place=Graz", "ecosystem=digital,health"]);
    let file = person.file("profile.toml");
    std::fs::write(&file, "name.de = \"Photonik-Tal\"\necosystem = [\"digital\"]\n")
        .expect("it can be written");
    let said = person.says(&["profile", "import", &file]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    let content = person.says(&["profile", "show"]).json["content"].clone();
    assert_eq!((&content["place"], &content["name.de"]), (&json!("Graz"), &json!("Photonik-Tal")));
    assert!(content["ecosystem.digital"].is_string() && content["ecosystem.health"].is_null(), "{content}");
    std::fs::write(&file, r#"{"founded": 2001, "place": null}"#).expect("it can be written");
    assert_eq!(person.says(&["profile", "import", &file]).exit, Exit::Done);
    let content = person.says(&["profile", "show"]).json["content"].clone();
    assert!(content["place"].is_null(), "{content}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for file in std::fs::read_dir(from).expect("the home") {
        let file = file.expect("a file").path();
        std::fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("it can be copied");
    }
}

const SCHEME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/schemes/example.toml");
