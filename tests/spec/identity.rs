//! An organisation's keys over time: which lines stand, which branch is live, whom a line lists.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use harness::story::{Member, at, key};
use protocol::digest::Digest;
use protocol::identity::line::{
    self, Commitments, Device, DidDocument, Line, LineError, Retirement, RetirementReason,
};
use protocol::identity::{Capability, Identity, StandingError};
use protocol::ledger::{Admission, Ledger};
use protocol::organisation::Host;
use serde_json::{Map, Value, json};

/// Offers named lines to the ledger of the first one, in this order, and says what each is worth in the end.
fn check(lines: &[(&str, &Line)], expected: &Expect) {
    let mut ledger = Ledger::found(lines[0].1.clone()).expect("the first line is one");
    let mut refusals = BTreeMap::new();
    for (name, line) in &lines[1..] {
        match ledger.admit_line((*line).clone()) {
            Ok(Admission::Staged(_)) => {
                refusals.insert(*name, StandingError::NoPredecessor.to_string());
            }
            Ok(_) => {}
            Err(error) => {
                refusals.insert(*name, error.to_string());
            }
        }
    }
    let stands = |line: &Line| ledger.identity().lines().any(|standing| standing.id() == line.id());
    let report: Vec<String> = lines
        .iter()
        .map(|(name, line)| match refusals.get(name) {
            Some(refusal) => format!("{name}: {refusal}\n"),
            None if stands(line) => format!("{name}: {}\n", ledger.line_verdict(line)),
            None => format!("{name}: evicted\n"),
        })
        .collect();
    expected.assert_eq(&report.concat());
}

fn founded() -> Member {
    Member::found("steiermark", at("2026-01-10"))
}

/// A line after `previous` by any key, with any next ones; nothing of it need be allowed.
fn line_after(previous: &Line, signer: &str, next: [&str; 2], change: impl FnOnce(&mut DidDocument)) -> Line {
    let commitment = |purpose: &str| key("steiermark", purpose).public().commitment();
    let next = Commitments { recovery: commitment(next[0]), routine: commitment(next[1]) };
    let mut document = previous.document().clone();
    change(&mut document);
    line::succeed(previous, &document, &key("steiermark", signer), Some(&next), at("2026-03-01"))
        .expect("it is short")
}

fn retire(document: &mut DidDocument, number: u32, reason: RetirementReason) {
    let device = key("steiermark", &format!("device {number}")).public();
    let entry = Digest::of(&[b"the last entry"]);
    document.retired.insert(device, Retirement { sequence: 7, entry, tree_head: Digest::of(&[]), reason });
    if reason == RetirementReason::Compromised {
        document.devices.remove(&device);
    }
}

/// Lists another device, so that two lines differ.
fn with_device(number: u32) -> impl FnOnce(&mut DidDocument) {
    move |document| {
        let device = key("steiermark", &format!("device {number}")).public();
        document.devices.insert(device, Device { writes: true, ..Device::default() });
    }
}

#[test]
fn an_organisation_is_found_rotates_its_routine_key_and_gains_and_loses_devices() {
    let mut member = founded();
    let rotated = member.succeed(at("2026-02-01"), |_| {});
    let added = member.add_device(2, at("2026-02-02"));
    let gone = member.device(1).public();
    let left = member.succeed(at("2026-02-03"), |document| retire(document, 1, RetirementReason::Left));
    let lost =
        member.succeed(at("2026-02-04"), |document| retire(document, 2, RetirementReason::Compromised));
    let first = member.lines[0].clone();
    check(
        &[("founded", &first), ("rotated", &rotated), ("added", &added), ("left", &left), ("lost", &lost)],
        &expect![[r#"
            founded: valid
            rotated: valid
            added: valid
            left: valid
            lost: valid
        "#]],
    );
    assert!(lost.document().devices.contains_key(&gone), "who left stays listed");
    assert!(!lost.document().devices.contains_key(&member.device(2).public()), "who was robbed is not");
}

#[test]
fn a_device_that_left_speaks_up_to_its_cut_and_no_further() {
    let mut member = founded();
    let version = *member.tip().version();
    let left = member.succeed(at("2026-02-03"), |document| retire(document, 1, RetirementReason::Left));
    let mut identity = Identity::found(member.lines[0].clone()).expect("a first line");
    identity.admit(left).expect("it stands");
    let branches = identity.branches();
    let speaks =
        |sequence| branches[0].authorises(&member.device(1).public(), &version, sequence, Capability::Assert);
    assert_eq!([speaks(1), speaks(7), speaks(8)], [true, true, false]);
}

#[test]
fn nobody_speaks_under_a_version_that_ends_the_organisation() {
    let member = founded();
    let end = line::succeed(
        member.tip(),
        member.tip().document(),
        &key("steiermark", "routine 1"),
        None,
        at("2026-02-01"),
    )
    .expect("it is short");
    let after = line_after(&end, "routine 2", ["recovery", "routine 3"], |_| {});
    check(
        &[("founded", member.tip()), ("end", &end), ("after", &after)],
        &expect![[r#"
        founded: valid
        end: valid
        after: the organisation had been deactivated
    "#]],
    );
    let mut identity = Identity::found(member.tip().clone()).expect("a first line");
    identity.admit(end.clone()).expect("it stands");
    let branches = identity.branches();
    let device = member.device(1).public();
    assert!(branches[0].authorises(&device, member.tip().version(), 1, Capability::Write));
    assert!(!branches[0].authorises(&device, end.version(), 1, Capability::Write));
}

#[test]
fn two_lines_of_one_rank_dispute_each_other() {
    let member = founded();
    let one = line_after(member.tip(), "routine 1", ["recovery", "routine 2"], |_| {});
    let other = line_after(member.tip(), "routine 1", ["recovery", "routine 2"], with_device(2));
    let behind = line_after(&one, "routine 2", ["recovery", "routine 3"], |_| {});
    check(
        &[("founded", member.tip()), ("one", &one), ("other", &other), ("behind one", &behind)],
        &expect![[r#"
            founded: valid
            one: disputed identity
            other: disputed identity
            behind one: disputed identity
        "#]],
    );
}

#[test]
fn the_recovery_key_beats_the_routine_key() {
    let member = founded();
    let stolen = line_after(member.tip(), "routine 1", ["recovery", "routine 2"], with_device(2));
    let behind = line_after(&stolen, "routine 2", ["recovery", "routine 3"], with_device(3));
    let recovered = line_after(member.tip(), "recovery", ["recovery 2", "routine 9"], |_| {});
    check(
        &[("founded", member.tip()), ("stolen", &stolen), ("behind", &behind), ("recovered", &recovered)],
        &expect![[r#"
            founded: valid
            stolen: rejected beaten
            behind: evicted
            recovered: valid
        "#]],
    );
}

#[test]
fn two_recoveries_dispute_each_other() {
    let member = founded();
    let one = line_after(member.tip(), "recovery", ["recovery 2", "routine 9"], |_| {});
    let other = line_after(member.tip(), "recovery", ["recovery 3", "routine 9"], |_| {});
    check(
        &[("founded", member.tip()), ("one", &one), ("other", &other)],
        &expect![[r#"
        founded: valid
        one: disputed identity
        other: disputed identity
    "#]],
    );
}

#[test]
fn of_three_siblings_the_two_lowest_ids_stand_whatever_came_first() {
    let member = founded();
    let mut siblings: Vec<Line> = (2..5)
        .map(|number| line_after(member.tip(), "routine 1", ["recovery", "routine 2"], with_device(number)))
        .collect();
    siblings.sort_by_key(Line::id);
    let [low, middle, high] = &siblings[..] else { unreachable!("three were made") };
    let behind = line_after(high, "routine 2", ["recovery", "routine 3"], |_| {});
    let evicted = expect![[r#"
        founded: valid
        high: evicted
        behind high: evicted
        middle: disputed identity
        low: disputed identity
    "#]];
    check(
        &[
            ("founded", member.tip()),
            ("high", high),
            ("behind high", &behind),
            ("middle", middle),
            ("low", low),
        ],
        &evicted,
    );
    check(
        &[("founded", member.tip()), ("low", low), ("middle", middle), ("high", high)],
        &expect![[r#"
        founded: valid
        low: disputed identity
        middle: disputed identity
        high: evicted
    "#]],
    );
}

#[test]
fn a_key_that_was_not_committed_signs_nothing() {
    let member = founded();
    let foreign = line_after(member.tip(), "routine 7", ["recovery", "routine 2"], |_| {});
    let spent = line_after(member.tip(), "routine 0", ["recovery", "routine 2"], |_| {});
    check(
        &[("founded", member.tip()), ("foreign", &foreign), ("spent", &spent)],
        &expect![[r#"
        founded: valid
        foreign: the line is signed with a key that its predecessor had not committed
        spent: the line is signed with a key that its predecessor had not committed
    "#]],
    );
}

#[test]
fn a_routine_key_cannot_change_the_recovery_key() {
    let member = founded();
    let coup = line_after(member.tip(), "routine 1", ["recovery of a thief", "routine 2"], |_| {});
    check(
        &[("founded", member.tip()), ("coup", &coup)],
        &expect![[r#"
        founded: valid
        coup: a routine key cannot change the recovery key
    "#]],
    );
}

#[test]
fn a_listed_key_never_just_vanishes() {
    let mut member = founded();
    member.add_device(2, at("2026-02-02"));
    let gone = member.device(2).public();
    let vanished = line_after(member.tip(), "routine 2", ["recovery", "routine 3"], |document| {
        document.devices.remove(&gone);
    });
    let left_unlisted = line_after(member.tip(), "routine 2", ["recovery", "routine 3"], |document| {
        retire(document, 2, RetirementReason::Left);
        document.devices.remove(&gone);
    });
    check(
        &[
            ("founded", &member.lines[0]),
            ("added", &member.lines[1]),
            ("vanished", &vanished),
            ("left, unlisted", &left_unlisted),
        ],
        &expect![[r#"
            founded: valid
            added: valid
            vanished: the device z6Mkiany39GRk8NZTyMTa3RZWpwGoS9yaUSNp68xfwnnjEGv vanished without being retired as compromised
            left, unlisted: the device z6Mkiany39GRk8NZTyMTa3RZWpwGoS9yaUSNp68xfwnnjEGv vanished without being retired as compromised
        "#]],
    );
}

#[test]
fn a_line_is_dated_after_its_predecessor() {
    let member = founded();
    let same_time =
        rewritten(&line_after(member.tip(), "routine 1", ["recovery", "routine 2"], |_| {}), |body| {
            body["versionTime"] = json!(member.tip().time().to_string());
        });
    let same_time = resealed(same_time, member.tip(), "routine 1");
    check(
        &[("founded", member.tip()), ("same time", &same_time)],
        &expect![[r#"
        founded: valid
        same time: the line is not dated after its predecessor
    "#]],
    );
    let written_with_a_slow_clock = line::succeed(
        member.tip(),
        member.tip().document(),
        &key("steiermark", "routine 1"),
        None,
        at("2020-01-01"),
    )
    .expect("it is short");
    assert_eq!(written_with_a_slow_clock.time().as_millis(), member.tip().time().as_millis() + 1000);
}

#[test]
fn a_line_of_another_log_is_refused() {
    let (member, other) = (founded(), Member::found("tirol", at("2026-01-10")));
    check(
        &[("founded", member.tip()), ("foreign", other.tip())],
        &expect![[r#"
        founded: valid
        foreign: the line belongs to another organisation
    "#]],
    );
}

#[test]
fn a_first_line_that_does_not_hash_to_its_scid_is_refused() {
    let (member, other) = (founded(), Member::found("tirol", at("2026-01-10")));
    let text = String::from_utf8(member.tip().to_bytes()).expect("JSON");
    let text = text.replace(&member.id.to_string(), &other.id.to_string());
    let renamed = resealed_first(&text, "routine 0");
    assert_eq!(Identity::found(renamed).err(), Some(StandingError::NotFirst));
}

/// Were the placeholder allowed to stand, one founder could sign two first lines with one SCID, and nodes would part.
#[test]
fn a_placeholder_left_in_a_first_line_is_refused() {
    let founded_with = |note: &str| {
        let mut draft: Map<String, Value> = parse(&founded().tip().to_bytes());
        let scid = founded().id.to_string();
        draft.remove("proof");
        draft.insert("versionId".into(), json!("{SCID}"));
        let text = Value::Object(draft).to_string().replace(&scid, "{SCID}");
        let mut draft = parse(text.as_bytes());
        draft["state"]["alsoKnownAs"] = json!(["{SCID}"]);
        let draft_text = protocol::canonical::to_jcs_text(&Value::Object(draft));
        let scid = Digest::of(&[draft_text.as_bytes()]).to_multihash();
        let mut line = parse(draft_text.replace("{SCID}", &scid).as_bytes());
        line["state"]["alsoKnownAs"] = json!([note.replace("SELF", &scid)]);
        resealed_first(&Value::Object(line).to_string(), "routine 0")
    };
    let (honest, twin) = (founded_with("SELF"), founded_with("{SCID}"));
    assert_eq!(honest.organisation(), twin.organisation());
    assert_ne!(honest.id(), twin.id());
    assert!(Identity::found(honest).is_ok());
    assert_eq!(Identity::found(twin).err(), Some(StandingError::NotFirst));
}

#[test]
fn a_line_with_any_part_changed_is_refused() {
    let mut member = founded();
    member.add_device(2, at("2026-02-02"));
    member.succeed(at("2026-02-03"), |document| retire(document, 2, RetirementReason::Left));
    let mut changes = 0;
    for line in &member.lines {
        let whole = Value::Object(parse(&line.to_bytes()));
        for changed in changes_of(&whole) {
            assert!(Line::parse(changed.to_string().as_bytes()).is_err(), "{changed}");
            changes += 1;
        }
    }
    assert!(changes > 200, "{changes} changes were tried");
}

#[test]
fn a_line_with_any_byte_flipped_is_refused_or_the_same() {
    let member = founded();
    let bytes = member.tip().to_bytes();
    for index in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[index] ^= 1;
        assert!(Line::parse(&flipped).is_err(), "byte {index}");
    }
}

#[test]
fn a_second_proof_of_a_line_changes_nothing() {
    let member = founded();
    let next = line_after(member.tip(), "routine 1", ["recovery", "routine 2"], |_| {});
    let resigned = rewritten(&next, |_| {});
    let resigned = {
        let mut body = resigned;
        let signer = key("steiermark", "routine 1");
        let method = format!("did:key:{0}#{0}", signer.public());
        let proof = protocol::proof::Proof::seal(&body, &method, &signer, at("2026-09-09"));
        body.insert("proof".into(), proof);
        Line::parse(Value::Object(body).to_string().as_bytes()).expect("a line with another proof")
    };
    assert_eq!(next.id(), resigned.id());
    let kept = |lines: [&Line; 2]| {
        let mut identity = Identity::found(member.tip().clone()).expect("a first line");
        for line in lines {
            identity.admit(line.clone()).expect("it stands");
        }
        identity.lines().find(|line| line.id() == next.id()).expect("it stands").proof_bytes()
    };
    assert_eq!(kept([&next, &resigned]), next.proof_bytes());
    assert_eq!(kept([&resigned, &next]), resigned.proof_bytes());
    let digest = |lines: [&Line; 2]| {
        let mut ledger = Ledger::found(member.tip().clone()).expect("a first line");
        for line in lines {
            ledger.admit_line(line.clone()).expect("it stands");
        }
        ledger.digest()
    };
    assert_eq!(digest([&next, &resigned]), digest([&resigned, &next]));
}

#[test]
fn the_newest_line_is_found_at_once_in_a_log_with_many_forks() {
    let member = founded();
    let mut identity = Identity::found(member.tip().clone()).expect("a first line");
    let mut tip = member.tip().clone();
    for number in 1..60 {
        let (signer, next) = (format!("routine {number}"), format!("routine {}", number + 1));
        let dead_end = line_after(&tip, &signer, ["recovery", "routine 0"], with_device(2));
        let recovered = line_after(&tip, "recovery", ["recovery", &next], |_| {});
        identity.admit(dead_end).expect("it stands");
        identity.admit(recovered.clone()).expect("it stands");
        tip = recovered;
    }
    assert_eq!(identity.all_branches().len(), 60);
    let branches = identity.branches();
    assert_eq!(branches.iter().map(|branch| branch.tip().id()).collect::<Vec<_>>(), [tip.id()]);
}

/// Whoever holds the keys tries to grow a tree: two children behind every line.
#[test]
fn a_tree_of_lines_is_cut_down_to_four_live_branches() {
    let member = founded();
    let mut offered = vec![(member.tip().clone(), 1)];
    for index in 0..31 {
        let (parent, number) = offered[index].clone();
        let (signer, next) = (format!("routine {number}"), format!("routine {}", number + 1));
        for device in [2, 3] {
            let child = line_after(&parent, &signer, ["recovery", &next], with_device(device));
            // The lines differ by their devices only where these are new.
            if offered.iter().all(|(known, _)| known.id() != child.id()) {
                offered.push((child, number + 1));
            }
        }
    }
    let standing = |offered: &[(Line, u32)]| {
        let mut identity = Identity::found(member.tip().clone()).expect("a first line");
        for (line, _) in offered {
            // What is refused here follows a line that does not stand.
            if let Err(error) = identity.admit(line.clone()) {
                assert!(matches!(error, StandingError::NoPredecessor | StandingError::NotFirst), "{error}");
            }
        }
        let tips: Vec<Digest> = identity.branches().iter().map(|branch| branch.tip().id()).collect();
        (tips, identity.lines().map(Line::id).collect::<Vec<_>>())
    };
    let (tips, lines) = standing(&offered);
    assert_eq!((tips.len(), lines.len()), (4, 7), "one, two, four");
    let mut by_branch = offered.clone();
    by_branch.sort_by_key(|(line, number)| (*number, std::cmp::Reverse(line.id())));
    assert_eq!(standing(&by_branch), (tips, lines));
}

#[test]
fn more_devices_than_a_line_can_hold_are_refused() {
    let member = founded();
    let mut document = member.tip().document().clone();
    for number in 2..100 {
        let device = key("steiermark", &format!("device {number}")).public();
        document.devices.insert(device, Device { writes: true, asserts: true, ..Device::default() });
    }
    let commitment = |purpose: &str| key("steiermark", purpose).public().commitment();
    let next = Commitments { recovery: commitment("recovery"), routine: commitment("routine 2") };
    let signer = key("steiermark", "routine 1");
    let refused = line::succeed(member.tip(), &document, &signer, Some(&next), at("2026-03-01"));
    assert!(matches!(refused, Err(LineError::TooLarge { .. })), "{refused:?}");
    let refused = line::found(&document, &signer, &next, at("2026-03-01")).expect_err("it is too long");
    assert!(refused.to_string().contains("some 45 devices fit"), "{refused}");
}

#[test]
fn a_line_of_the_own_record_is_the_line_that_was_verified() {
    let line = founded().tip().clone();
    assert_eq!(Line::parse_own_record(&line.to_bytes()).expect("it was verified once"), line);
    let text = String::from_utf8(line.to_bytes()).expect("JSON");
    let another = text.replace("\"proofValue\":\"z", "\"proofValue\":\"z1");
    assert!(Line::parse_own_record(another.as_bytes()).is_err(), "no signature at all");
}

#[test]
fn a_log_that_moved_keeps_its_former_names() {
    let mut member = founded();
    let names = ["steiermark.example", "one.example", "two.example"]
        .map(|host| member.id.did(&Host::parse(host).expect("a host")));
    let mut to = |host: &str| {
        let host = Host::parse(host).expect("a host");
        member.succeed(at("2026-02-01"), |document| document.host = host).also_known_as().to_vec()
    };
    assert_eq!(to("one.example"), [names[0].clone()]);
    let both: Vec<String> = [&names[1], &names[0]].into_iter().cloned().collect();
    assert_eq!(to("two.example"), both);
    assert_eq!(to("two.example"), both, "the next line keeps them");
    // Back at the first host, that name is no former one.
    assert_eq!(to("steiermark.example"), [names[1].clone(), names[2].clone()]);
}

#[test]
fn a_line_is_at_most_64_kib_long_and_lists_at_most_128_devices() {
    let mut long = founded().tip().to_bytes();
    long.resize(64 * 1024 + 1, b' ');
    assert!(matches!(Line::parse(&long), Err(LineError::Json(_))));
    long.truncate(64 * 1024);
    assert!(Line::parse(&long).is_ok(), "white space is no part of a line");
}

fn parse(bytes: &[u8]) -> Map<String, Value> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(map)) => map,
        other => panic!("{other:?} is no object"),
    }
}

/// The body of a line, changed, without its proof.
fn rewritten(line: &Line, change: impl FnOnce(&mut Map<String, Value>)) -> Map<String, Value> {
    let mut body = parse(&line.to_bytes());
    body.remove("proof");
    change(&mut body);
    body
}

/// Gives a body the hash and the proof that its author would have given it after `previous`.
fn resealed(mut body: Map<String, Value>, previous: &Line, signer: &str) -> Line {
    seal(&mut body, previous.version_id(), previous.version().number + 1, signer)
}

fn resealed_first(text: &str, signer: &str) -> Line {
    let mut body = parse(text.as_bytes());
    body.remove("proof");
    let scid = body["parameters"]["scid"].as_str().expect("a SCID").to_owned();
    seal(&mut body, &scid, 1, signer)
}

fn seal(body: &mut Map<String, Value>, predecessor: &str, number: u32, signer: &str) -> Line {
    body.insert("versionId".into(), json!(predecessor));
    let hash = Digest::of(&[&protocol::canonical::to_jcs(&Value::Object(body.clone()))]).to_multihash();
    body.insert("versionId".into(), json!(format!("{number}-{hash}")));
    let signer = key("steiermark", signer);
    let method = format!("did:key:{0}#{0}", signer.public());
    let proof = protocol::proof::Proof::seal(body, &method, &signer, at("2026-01-10"));
    body.insert("proof".into(), proof);
    Line::parse(Value::Object(body.clone()).to_string().as_bytes()).expect("a sealed line")
}

/// The value with one part of it changed or taken away, for each part.
fn changes_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, member)| {
                let mut without = members.clone();
                without.remove(name);
                let inner = changes_of(member).into_iter().map(|changed| {
                    let mut with = members.clone();
                    with.insert(name.clone(), changed);
                    Value::Object(with)
                });
                inner.chain([Value::Object(without)]).collect::<Vec<_>>()
            })
            .collect(),
        Value::Array(items) => (0..items.len())
            .flat_map(|index| {
                let mut without = items.clone();
                without.remove(index);
                let inner = changes_of(&items[index]).into_iter().map(move |changed| {
                    let mut with = items.clone();
                    with[index] = changed;
                    Value::Array(with)
                });
                inner.chain([Value::Array(without)]).collect::<Vec<_>>()
            })
            .collect(),
        Value::String(text) => vec![json!(format!("{text}x")), json!("")],
        Value::Number(number) => vec![json!(number.as_u64().unwrap_or_default() + 1)],
        Value::Bool(truth) => vec![json!(!truth)],
        Value::Null => vec![json!(1)],
    }
}
