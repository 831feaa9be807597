//! Credentials whose issuer has a did:webvh log: which key counted when, and which logs prove nothing.

use harness::story::{Member, at, key};
use harness::stranger::Stranger;
use protocol::canonical::to_jcs;
use protocol::digest::Digest;
use protocol::foreign::{Judgement, Material, judge};
use protocol::identity::line::{Retirement, RetirementReason};
use protocol::time::Timestamp;
use serde_json::{Value, json};

use super::{check, judged};

/// The log of an organisation with two devices, one of which is taken off it.
fn log() -> (Member, String) {
    let mut member = Member::found("agency", at("2026-01-10"));
    member.add_device(2, at("2026-02-10"));
    let gone = member.device(2).public();
    member.succeed(at("2026-04-10"), |document| {
        let end = Retirement {
            sequence: 0,
            entry: Digest::of(&[]),
            tree_head: Digest::of(&[]),
            reason: RetirementReason::Compromised,
        };
        document.devices.remove(&gone);
        document.retired.insert(gone, end);
    });
    let lines = member.lines.iter().map(|line| String::from_utf8(line.to_bytes()).expect("JSON"));
    let log = lines.collect::<Vec<_>>().join("\n");
    (member, log)
}

fn by_device(member: &Member, number: u32, created: &str) -> Value {
    let did = member.tip().did();
    let key = member.device(number);
    let method = format!("{did}#{}", key.public());
    let stranger = Stranger::with(&did, &method, key);
    stranger.seal_with(stranger.credential(), &json!({"created": created}))
}

#[test]
fn a_did_webvh_key_counts_in_the_version_that_stood_when_the_proof_was_made() {
    let (member, log) = log();
    let mut given = Material::default();
    given.add_controller(log.as_bytes());
    for (what, device, created, verdict, reason) in [
        ("listed always", 1, "2026-05-01T00:00:00Z", "valid", ""),
        ("before the log begins", 1, "2026-01-01T00:00:00Z", "bad-proof", "before the issuer's log begins"),
        ("before it was listed", 2, "2026-02-01T00:00:00Z", "bad-proof", "not listed in version 1"),
        ("after it was taken off", 2, "2026-05-01T00:00:00Z", "bad-proof", "not listed in version 3"),
        ("while it was listed, then stolen", 2, "2026-03-01T00:00:00Z", "indeterminate", "compromised"),
    ] {
        check(what, &judged(&by_device(&member, device, created), &given), verdict, reason);
    }
    let sound = by_device(&member, 1, "2026-05-01T00:00:00Z");
    check("no log", &judged(&sound, &Material::default()), "indeterminate", "log of did:webvh:");
    let early = judge(sound.to_string().as_bytes(), &given, Timestamp::ZERO);
    check("before everything", &early, "bad-proof", "begins after");
}

#[test]
fn a_device_that_left_signs_nothing_more() {
    let mut member = Member::found("agency", at("2026-01-10"));
    member.add_device(2, at("2026-02-10"));
    let gone = member.device(2).public();
    member.succeed(at("2026-04-10"), |document| {
        let (entry, tree_head) = (Digest::of(&[]), Digest::of(&[]));
        let end = Retirement { sequence: 0, entry, tree_head, reason: RetirementReason::Left };
        document.retired.insert(gone, end);
    });
    let mut given = Material::default();
    let lines = member.lines.iter().map(|line| String::from_utf8(line.to_bytes()).expect("JSON"));
    given.add_controller(lines.collect::<Vec<_>>().join("\n").as_bytes());
    check("before", &judged(&by_device(&member, 2, "2026-03-01T00:00:00Z"), &given), "valid", "");
    let after = judged(&by_device(&member, 2, "2026-05-01T00:00:00Z"), &given);
    check("after", &after, "bad-proof", "was retired on 2026-04-10");
}

#[test]
fn a_log_that_does_not_hold_proves_nothing() {
    let (member, log) = log();
    let sound = by_device(&member, 1, "2026-05-01T00:00:00Z");
    let lines: Vec<&str> = log.lines().collect();
    let changed = |line: usize, from: &str, to: &str| {
        assert!(lines[line].contains(from), "{from}");
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        lines[line] = lines[line].replace(from, to);
        lines.join("\n")
    };
    for (what, log) in [
        ("a line left out", [lines[0], lines[2]].join("\n")),
        ("the first left out", lines[1..].join("\n")),
        ("two swapped", [lines[0], lines[2], lines[1]].join("\n")),
        ("another date", changed(1, "2026-02-10T12:00:00Z", "2026-02-11T12:00:00Z")),
        ("another host", changed(0, "agency.example", "other.example")),
        ("a member more", changed(1, "{\"parameters\"", "{\"more\":1,\"parameters\"")),
        ("witnesses", changed(0, "\"portable\":true", "\"portable\":true,\"witness\":{\"threshold\":1}")),
        ("a key twice", changed(1, "{\"parameters\"", "{\"versionId\":\"2-x\",\"parameters\"")),
        ("half a line", log[..log.len() - 20].to_owned()),
    ] {
        let mut given = Material::default();
        given.add_controller(log.as_bytes());
        check(what, &judged(&sound, &given), "indeterminate", "does not hold");
    }
}

/// Writes logs of did:webvh 1.0 as their method allows them, and not only as Hanse does.
struct Chronicle {
    scid: String,
    lines: Vec<Value>,
}

impl Chronicle {
    fn begin(parameters: &Value, signer: &str) -> Self {
        let mut first = json!({
            "versionId": "{SCID}",
            "versionTime": "2026-01-10T12:00:00Z",
            "parameters": {"method": "did:webvh:1.0", "scid": "{SCID}"},
            "state": Self::state("{SCID}", "agency.example"),
        });
        for (name, value) in parameters.as_object().expect("an object") {
            first["parameters"][name] = value.clone();
        }
        let scid = Digest::of(&[&to_jcs(&first)]).to_multihash();
        let first = serde_json::from_str(&first.to_string().replace("{SCID}", &scid)).expect("JSON");
        let mut chronicle = Self { scid: scid.clone(), lines: Vec::new() };
        chronicle.seal(first, &scid, signer);
        chronicle
    }

    fn state(scid: &str, host: &str) -> Value {
        let did = format!("did:webvh:{scid}:{host}");
        let issuer = Stranger::with(&did, &format!("{did}#key-1"), key("chronicle", "stranger"));
        issuer.document()
    }

    fn go_on(mut self, parameters: Value, state: Value, signer: &str) -> Self {
        let number = self.lines.len() + 1;
        let line = json!({
            "versionTime": format!("2026-0{number}-10T12:00:00Z"), "parameters": parameters, "state": state,
        });
        let before = self.lines[number - 2]["versionId"].as_str().expect("a text").to_owned();
        self.seal(line, &before, signer);
        self
    }

    fn seal(&mut self, mut line: Value, before: &str, signer: &str) {
        line["versionId"] = json!(before);
        let hash = Digest::of(&[&to_jcs(&line)]).to_multihash();
        line["versionId"] = json!(format!("{}-{hash}", self.lines.len() + 1));
        let signer = key("chronicle", signer);
        let method = format!("{}#{}", signer.public().to_did_key(), signer.public());
        self.lines.push(Stranger::with("", &method, signer).seal(line));
    }

    /// What is said of a credential of the DID under its first name.
    fn judged(&self) -> Judgement {
        self.judged_at("2026-02-01T00:00:00Z")
    }

    fn judged_at(&self, created: &str) -> Judgement {
        let did = format!("did:webvh:{}:agency.example", self.scid);
        let issuer = Stranger::with(&did, &format!("{did}#key-1"), key("chronicle", "stranger"));
        let lines: Vec<String> = self.lines.iter().map(Value::to_string).collect();
        let mut given = Material::default();
        given.add_controller(lines.join("\n").as_bytes());
        judged(&issuer.seal_with(issuer.credential(), &json!({"created": created})), &given)
    }
}

fn public(name: &str) -> Value {
    json!(key("chronicle", name).public().to_string())
}

#[test]
fn a_log_of_anybody_is_held_to_every_rule_of_did_webvh() {
    let begin = || Chronicle::begin(&json!({"updateKeys": [public("a")]}), "a");
    let state = |log: &Chronicle| Chronicle::state(&log.scid, "agency.example");
    let next = |parameters: Value, signer: &'static str| {
        let log = begin();
        let same = state(&log);
        log.go_on(parameters, same, signer)
    };
    check("one line", &begin().judged(), "valid", "");
    check("nothing changes", &next(json!({}), "a").judged(), "valid", "");
    let rotated = || next(json!({"updateKeys": [public("b")]}), "a");
    let then = |signer: &'static str| {
        let log = rotated();
        let same = state(&log);
        log.go_on(json!({}), same, signer)
    };
    check("a new key", &rotated().judged(), "valid", "");
    check("the new key signs", &then("b").judged(), "valid", "");
    let committed = json!([key("chronicle", "c").public().commitment()]);
    let prepared = |parameters: Value, signer: &'static str| {
        let log = Chronicle::begin(&json!({"updateKeys": [public("a")], "nextKeyHashes": committed}), "a");
        let same = state(&log);
        log.go_on(parameters, same, signer)
    };
    let revealed = json!({"updateKeys": [public("c")], "nextKeyHashes": committed});
    check("a committed key", &prepared(revealed, "c").judged(), "valid", "");
    let moved = |parameters: &Value, names: Value| {
        let log = Chronicle::begin(parameters, "a");
        let mut there = Chronicle::state(&log.scid, "moved.example");
        let before = format!("did:webvh:{}:agency.example", log.scid);
        if names == true {
            there["alsoKnownAs"] = json!([before]);
        }
        log.go_on(json!({}), there, "a")
    };
    let portable = json!({"updateKeys": [public("a")], "portable": true});
    check("it moved", &moved(&portable, json!(true)).judged(), "valid", "until");
    for (what, log, reason) in [
        ("signed by a stranger", next(json!({}), "x"), "may not update"),
        ("signed by the new key at once", next(json!({"updateKeys": [public("b")]}), "b"), "may not update"),
        ("signed by the old key later", then("a"), "may not update"),
        ("a key that was not committed", prepared(json!({"updateKeys": [public("b")]}), "b"), "committed"),
        ("no key stated", prepared(json!({}), "c"), "no updateKeys"),
        ("an unknown parameter", next(json!({"more": 1}), "a"), "unknown parameter"),
        ("another method", next(json!({"method": "did:webvh:0.5"}), "a"), "method"),
        (
            "another SCID",
            next(json!({"scid": "QmXdAKmb4zZZwNfAqTZrFRdgJZxjDzYLPA2dSqHmCJk5Fj"}), "a"),
            "SCID",
        ),
        ("portable later", next(json!({"portable": true}), "a"), "portable"),
        ("witnesses", next(json!({"witness": {"threshold": 1, "witnesses": []}}), "a"), "witnesses"),
        ("keys that are no list", next(json!({"updateKeys": "z6Mk"}), "a"), "updateKeys"),
        ("moved without being portable", moved(&json!({"updateKeys": [public("a")]}), json!(true)), "moved"),
        ("moved without its old name", moved(&portable, json!(false)), "moved"),
    ] {
        check(what, &log.judged(), "indeterminate", reason);
    }
    let ended = next(json!({"deactivated": true}), "a");
    check("ended after signing", &ended.judged_at("2026-02-01T00:00:00Z"), "indeterminate", "ended its DID");
    check("ended before signing", &ended.judged_at("2026-03-01T00:00:00Z"), "bad-proof", "had ended");
    let same = state(&ended);
    check(
        "gone on after its end",
        &ended.go_on(json!({}), same, "a").judged(),
        "indeterminate",
        "had ended before",
    );
}
