//! What a verifier concludes about a label, and what nobody can make it conclude.

use expect_test::{Expect, expect};
use harness::generator::{first_header, seal};
use harness::scene::{Scene, noon, pinned, trusting};
use harness::story::{at, key, label};
use protocol::anchors::{Anchor, Anchors};
use protocol::attestation::AttestationId;
use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::entry::{Entry, EntryKind, Header};
use protocol::evidence::Evidence;
use protocol::heads::Heads;
use protocol::identity::line::{self, Commitments, Retirement, RetirementReason};
use protocol::item::Item;
use protocol::scheme::SchemeId;
use protocol::time::{Day, Month};
use protocol::verification::{AsOf, judge};
use serde_json::json;

fn check(scene: &Scene, day: &str, expected: &Expect) {
    expected.assert_eq(&scene.judged(day).verdict.to_string());
}

fn check_with(evidence: &Evidence, anchors: &Anchors, as_of: AsOf, expected: &Expect) {
    expected.assert_eq(&judge(evidence, anchors, as_of).verdict.to_string());
}

#[test]
fn a_label_holds_from_its_first_day_to_its_last() {
    let scene = Scene::labelled();
    let on = |day: &str, expected: Expect| {
        let as_of = AsOf::on(Day::parse(day).expect("a day"), at("2026-06-01"));
        check_with(&scene.evidence(), &scene.anchors(), as_of, &expected);
    };
    on("2026-04-30", expect!["not valid before 2026-05-01"]);
    on("2026-05-01", expect!["valid until 2029-04-30"]);
    on("2029-04-30", expect!["valid until 2029-04-30"]);
    on("2029-05-01", expect!["expired: its last day was 2029-04-30"]);
}

#[test]
fn a_withdrawn_label_held_until_it_was_withdrawn() {
    let mut scene = Scene::labelled();
    scene.world.withdraw(&scene.issuer, &scene.label, "the cluster was dissolved", "2026-07-01");
    let on = |day: &str, expected: Expect| {
        let as_of = AsOf::on(Day::parse(day).expect("a day"), at("2026-07-02"));
        check_with(&scene.evidence(), &scene.anchors(), as_of, &expected);
    };
    on("2026-06-30", expect!["valid until 2029-04-30"]);
    on("2026-07-01", expect!["withdrawn since 2026-07-01: the cluster was dissolved"]);
}

#[test]
fn a_withdrawal_counts_although_its_writers_clock_was_a_little_ahead() {
    let mut scene = Scene::labelled();
    scene.world.withdraw(&scene.issuer, &scene.label, "the cluster was dissolved", "2026-07-01");
    let minutes = 5 * 60 * 1000;
    let known_at = protocol::time::Timestamp::from_millis(at("2026-07-01").as_millis() - minutes);
    let as_of = AsOf::on(Day::parse("2026-07-01").expect("a day"), known_at.expect("an instant"));
    check_with(
        &scene.evidence(),
        &scene.anchors(),
        as_of,
        &expect!["withdrawn since 2026-07-01: the cluster was dissolved"],
    );
}

#[test]
fn a_statement_older_than_the_verifier_allows_is_stale() {
    let scene = Scene::labelled();
    let anchors = trusting(&scene.authority);
    check_with(
        &scene.evidence(),
        &anchors.clone().with_statement_age(97),
        noon("2026-05-10"),
        &expect!["valid until 2029-04-30"],
    );
    // The issuer's word is fresh, the scheme owner's is not: it may have withdrawn the accreditation since.
    check_with(
        &scene.evidence(),
        &anchors.clone().with_statement_age(96),
        noon("2026-05-10"),
        &expect!["stale: authority last stated its labels on 2026-02-02, more than 96 days before"],
    );
    check_with(
        &scene.evidence(),
        &anchors,
        noon("2026-08-03"),
        &expect!["stale: issuer last stated its labels on 2026-05-04, more than 90 days before"],
    );
}

#[test]
fn a_statement_from_the_future_says_nothing() {
    let scene = Scene::labelled();
    check(
        &scene,
        "2026-05-03",
        &expect![
            "the issuer's statement is dated 2026-05-04T12:00:00Z, after the time of this verification: check the clock"
        ],
    );
}

#[test]
fn without_an_anchor_nobody_is_entitled() {
    let scene = Scene::labelled();
    let elsewhere = SchemeId { owner: scene.authority.id, name: "another-1.0".into() };
    let for_another_scheme = Anchors::new(vec![Anchor {
        organisation: scene.authority.id,
        version: *scene.authority.tip().version(),
        scheme: Some(elsewhere),
    }]);
    let no_anchor = expect![
        "no anchor of yours trusts the issuer or the scheme's owner; add one with `hanse anchor add`"
    ];
    check_with(&scene.evidence(), &Anchors::default(), noon("2026-05-10"), &no_anchor);
    check_with(&scene.evidence(), &for_another_scheme, noon("2026-05-10"), &no_anchor);
    check_with(&scene.evidence(), &trusting(&scene.cluster), noon("2026-05-10"), &no_anchor);
}

#[test]
fn who_anchors_the_issuer_itself_asks_for_no_accreditation() {
    let scene = Scene::accredited_for(&["silver"]);
    let anchors = trusting(&scene.issuer).with_statement_age(365);
    check_with(&scene.evidence(), &anchors, noon("2026-05-10"), &expect!["valid until 2029-04-30"]);
}

#[test]
fn an_owner_labels_by_its_own_right() {
    let scene = labelled_by_its_owner();
    check(&scene, "2026-05-10", &expect!["valid until 2029-04-30"]);
    check_with(
        &scene.evidence(),
        &Anchors::default(),
        noon("2026-05-10"),
        &expect![
            "no anchor of yours trusts the issuer or the scheme's owner; add one with `hanse anchor add`"
        ],
    );
}

#[test]
fn an_accreditation_for_another_level_does_not_entitle() {
    check(
        &Scene::accredited_for(&["silver"]),
        "2026-05-10",
        &expect!["the issuer is not entitled: the accreditation by authority: it is not for the level gold"],
    );
}

#[test]
fn an_accreditation_that_was_withdrawn_before_the_label_began_does_not_entitle() {
    let mut before = Scene::labelled();
    before.withdraw_accreditation("2026-05-01");
    check(
        &before,
        "2026-05-10",
        &expect![
            "the issuer is not entitled: the accreditation by authority is withdrawn since 2026-05-01, and the label was awarded on 2026-05-04"
        ],
    );
    let mut after = Scene::labelled();
    after.withdraw_accreditation("2026-05-20");
    check(&after, "2026-06-10", &expect!["valid until 2029-04-30"]);
}

#[test]
fn an_accreditation_left_out_of_the_evidence_entitles_nobody() {
    let scene = Scene::labelled();
    let mut evidence = scene.evidence();
    evidence.documents.retain(|document| document.address.collection() != "accreditation");
    check_with(
        &evidence,
        &scene.anchors(),
        noon("2026-05-10"),
        &expect!["the evidence lacks an accreditation of the issuer by the scheme's owner"],
    );
}

#[test]
fn an_accreditation_whose_withdrawal_was_left_out_entitles_nobody() {
    let mut scene = Scene::labelled();
    scene.withdraw_accreditation("2026-05-01");
    let mut evidence = scene.evidence();
    for document in &mut evidence.documents {
        if document.address.collection() == "accreditation" {
            document.entries.retain(|proven| proven.entry.header().sequence < 4);
        }
    }
    check_with(
        &evidence,
        &scene.anchors(),
        noon("2026-05-10"),
        &expect!["status acts of the issuer were left out of the evidence; ask another node"],
    );
}

#[test]
fn a_label_beyond_the_term_of_its_scheme_is_nobodys_right() {
    check(
        &with_label(|label| label.valid_until = Day::parse("2029-05-31").expect("a day")),
        "2026-05-10",
        &expect![
            "the issuer is not entitled: the label ends on 2029-05-31, and may end on 2029-04-30 at the latest"
        ],
    );
}

#[test]
fn a_level_that_the_scheme_has_not_is_nobodys_right() {
    let mut scene = Scene::labelled();
    let mut richer = scene.scheme.1.clone();
    let mut platinum = richer.levels[2].clone();
    (platinum.code, platinum.rank) = ("platinum".into(), 4);
    richer.levels.push(platinum);
    let month = Month::parse("2026-05").expect("a month");
    let id = AttestationId::named(scene.issuer.id, [77; 10]);
    let sealed =
        label(&id, &scene.issuer, &scene.authority, &scene.cluster, &scene.scheme.0, "platinum", month)
            .seal(&richer, &scene.issuer.device(1))
            .expect("the richer scheme has the level");
    scene.world.edit(&scene.issuer, id.address().as_str(), &[("content", &sealed.to_text())], "2026-05-05");
    scene.world.state_heads(&scene.issuer, "2026-05-05");
    scene.label = id;
    check(&scene, "2026-05-10", &expect!["the issuer is not entitled: the scheme has no such level"]);
}

#[test]
fn a_label_of_a_scheme_that_nobody_published_is_of_an_unknown_scheme() {
    let scene = with_label(|label| label.scheme.name = "cluster-excellence-9.9".into());
    check(&scene, "2026-05-10", &expect!["the scheme is not known"]);
}

#[test]
fn two_contents_by_two_devices_are_a_conflict() {
    let mut scene = Scene::labelled();
    let line = scene.issuer.add_device(2, at("2026-05-05"));
    scene.world.take(Item::Line(Box::new(line)));
    let id = AttestationId::named(scene.issuer.id, [78; 10]);
    let month = Month::parse("2026-05").expect("a month");
    let mut entries = Vec::new();
    for (device, level) in [(1, "gold"), (2, "silver")] {
        let sealed =
            label(&id, &scene.issuer, &scene.authority, &scene.cluster, &scene.scheme.0, level, month)
                .seal(&scene.scheme.1, &scene.issuer.device(device))
                .expect("a level of the scheme");
        let edits = [("content", sealed.to_text())].map(|(key, text)| (key.to_owned(), text));
        let edits: Vec<(&str, &str)> =
            edits.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        entries.extend(scene.world.seal_with(
            &scene.issuer,
            device,
            id.address().as_str(),
            &edits,
            "2026-05-06",
        ));
    }
    for entry in entries {
        scene.world.take(Item::Entry(Box::new(entry)));
    }
    scene.world.state_heads(&scene.issuer, "2026-05-07");
    scene.label = id;
    check(&scene, "2026-05-10", &expect!["the issuer signed two different contents for this label"]);
}

#[test]
fn an_act_of_an_unknown_kind_makes_the_label_indeterminate() {
    let mut scene = Scene::labelled();
    let act = json!({"type": "blessed", "effective": "2026-06-01", "recorded": "2026-06-01T12:00:00Z", "reason": ""});
    let address = scene.label.address();
    scene.world.edit(&scene.issuer, address.as_str(), &[("event/1", &act.to_string())], "2026-06-01");
    scene.world.state_heads(&scene.issuer, "2026-06-01");
    check(
        &scene,
        "2026-06-10",
        &expect!["the label has a status that this version does not know; use a newer one"],
    );
}

#[test]
fn a_withdrawal_cannot_be_left_out() {
    let mut scene = Scene::labelled();
    let before = scene.evidence();
    scene.world.withdraw(&scene.issuer, &scene.label, "the cluster was dissolved", "2026-07-01");
    let honest = scene.evidence();
    let withheld = expect!["status acts of the issuer were left out of the evidence; ask another node"];
    let mut without = honest.clone();
    for document in &mut without.documents {
        if document.address == scene.label.address() {
            assert_eq!(document.entries.len(), 2, "the content and the withdrawal");
            document.entries.pop();
        }
    }
    check_with(&without, &scene.anchors(), noon("2026-07-02"), &withheld);
    let mut swapped = without.clone();
    for (document, old) in swapped.documents.iter_mut().zip(&before.documents) {
        document.place.clone_from(&old.place);
        document.entries.clone_from(&old.entries);
    }
    check_with(
        &swapped,
        &scene.anchors(),
        noon("2026-07-02"),
        &expect!["the evidence does not fit the issuer's statement"],
    );
    // What nobody can exclude: evidence from before. The verifier's limit ends it.
    check_with(&before, &scene.anchors(), noon("2026-07-02"), &expect!["valid until 2029-04-30"]);
    check_with(
        &before,
        &trusting(&scene.authority),
        noon("2026-10-02"),
        &expect!["stale: issuer last stated its labels on 2026-05-04, more than 90 days before"],
    );
}

#[test]
fn evidence_that_lacks_a_part_is_indeterminate_and_says_which() {
    let scene = Scene::labelled();
    let whole = scene.evidence();
    let lacking = |change: &dyn Fn(&mut Evidence)| {
        let mut evidence = whole.clone();
        change(&mut evidence);
        let judgement = judge(&evidence, &scene.anchors(), noon("2026-05-10"));
        format!("{}\n", judgement.verdict)
    };
    let (issuer, authority) = (scene.issuer.id, scene.authority.id);
    let report = [
        lacking(&|evidence| drop(evidence.logs.remove(&issuer))),
        lacking(&|evidence| drop(evidence.logs.remove(&authority))),
        lacking(&|evidence| evidence.heads.retain(|entry| entry.header().organisation != issuer)),
        lacking(&|evidence| evidence.heads.retain(|entry| entry.header().organisation != authority)),
        lacking(&|evidence| evidence.documents.retain(|shown| shown.address.collection() != "attestation")),
        lacking(&|evidence| evidence.documents.retain(|shown| shown.address.collection() != "scheme")),
        lacking(&|evidence| evidence.documents[0].entries.clear()),
        lacking(&|evidence| evidence.documents[0].place = None),
    ];
    expect![[r#"
        the evidence lacks the log of an organisation
        the evidence lacks the log of an organisation
        the evidence lacks the issuer's statement of how far it has spoken
        the evidence lacks the issuer's statement of how far it has spoken
        the evidence lacks a document that the verdict rests on
        the scheme is not known
        the evidence lacks a document that the verdict rests on
        status acts of the issuer were left out of the evidence; ask another node
    "#]]
    .assert_eq(&report.concat());
}

#[test]
fn evidence_that_was_forged_is_refused_and_says_what_does_not_hold() {
    let scene = Scene::labelled();
    let whole = scene.evidence();
    let forged = |change: &dyn Fn(&mut Evidence)| {
        let mut evidence = whole.clone();
        change(&mut evidence);
        format!("{}\n", judge(&evidence, &scene.anchors(), noon("2026-05-10")).verdict)
    };
    let foreign_log = scene.cluster.tip().to_bytes();
    let stranger = key("stranger", "device 1");
    let of_stranger = |kind, address: &str, body: Vec<u8>| {
        let header = Header { kind, ..first_header(&scene.issuer, &stranger, address, at("2026-05-09")) };
        Entry::parse(&seal(header, body, &stranger).to_bytes()).expect("it is well formed")
    };
    let no_heads = Heads { devices: [].into(), documents: 0, root: Digest::of(&[]) }.to_bytes();
    let report = [
        forged(&|evidence| evidence.logs.get_mut(&scene.issuer.id).expect("a log")[0][20] ^= 1),
        forged(&|evidence| drop(evidence.logs.insert(scene.issuer.id, vec![foreign_log.clone()]))),
        forged(&|evidence| {
            evidence.heads.push(of_stranger(EntryKind::Heads, "heads/self", no_heads.clone()))
        }),
        forged(&|evidence| evidence.heads.push(of_stranger(EntryKind::Change, "profile/self", Vec::new()))),
        forged(&|evidence| {
            let entry = of_stranger(EntryKind::Change, scene.label.address().as_str(), Vec::new());
            evidence.documents[0].entries[0].entry = entry;
        }),
        forged(&|evidence| evidence.documents[0].entries[0].path.push(Digest::of(&[]))),
        forged(&|evidence| evidence.documents[0].place.as_mut().expect("a place").index += 1),
    ];
    expect![[r#"
        an organisation's log does not hold
        an organisation's log does not hold
        the evidence does not fit the issuer's statement
        the evidence does not fit the issuer's statement
        an entry is not what its device signed
        the evidence does not fit the issuer's statement
        status acts of the issuer were left out of the evidence; ask another node
    "#]]
    .assert_eq(&report.concat());
}

#[test]
fn a_credential_that_its_issuer_did_not_sign_is_refused_wherever_it_stands() {
    let mut scene = Scene::labelled();
    let id = AttestationId::named(scene.issuer.id, [79; 10]);
    let month = Month::parse("2026-05").expect("a month");
    // Another organisation's device signs, and a device of the issuer publishes it.
    let sealed = label(&id, &scene.issuer, &scene.authority, &scene.cluster, &scene.scheme.0, "gold", month)
        .seal(&scene.scheme.1, &scene.cluster.device(1))
        .expect("a level of the scheme");
    scene.world.edit(&scene.issuer, id.address().as_str(), &[("content", &sealed.to_text())], "2026-05-05");
    scene.world.state_heads(&scene.issuer, "2026-05-05");
    scene.label = id;
    check(&scene, "2026-05-10", &expect!["the credential is not what its issuer signed"]);
}

#[test]
fn a_credential_under_another_name_is_refused() {
    let mut scene = Scene::labelled();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let document = ledger.document(&scene.label.address()).expect("the label is there");
    let credential = document.content()["content"].as_str().expect("a text").to_owned();
    let copy = AttestationId::named(scene.issuer.id, [80; 10]);
    scene.world.edit(&scene.issuer, copy.address().as_str(), &[("content", &credential)], "2026-05-05");
    scene.world.state_heads(&scene.issuer, "2026-05-05");
    scene.label = copy;
    check(&scene, "2026-05-10", &expect!["the credential is not what its issuer signed"]);
}

#[test]
fn of_a_disputed_issuer_only_a_pinned_branch_is_followed() {
    let mut scene = Scene::labelled();
    let founding = scene.issuer.tip().clone();
    let next = |routine: &str| Commitments {
        recovery: scene.issuer.recovery().public().commitment(),
        routine: key("issuer", routine).public().commitment(),
    };
    let line = |routine: &str| {
        let signer = key("issuer", "routine 1");
        line::succeed(&founding, founding.document(), &signer, Some(&next(routine)), at("2026-05-05"))
            .expect("it is short")
    };
    let (one, other) = (line("routine 2"), line("routine 2 of a thief"));
    scene.world.take(Item::Line(Box::new(one.clone())));
    scene.world.take(Item::Line(Box::new(other.clone())));
    check(
        &scene,
        "2026-05-10",
        &expect![
            "the identity of QmXdAKmb4zZZwNfAqTZrFRdgJZxjDzYLPA2dSqHmCJk5Fi is disputed, and no anchor pins a branch"
        ],
    );
    let with_pin = |version| {
        let owner = scene.anchors();
        let pin = pinned(&scene.issuer, version);
        let anchors = owner.iter().chain(pin.iter()).cloned().collect();
        Anchors::new(anchors).with_statement_age(365)
    };
    check_with(
        &scene.evidence(),
        &with_pin(*one.version()),
        noon("2026-05-10"),
        &expect!["valid until 2029-04-30"],
    );
    check_with(
        &scene.evidence(),
        &with_pin(*founding.version()),
        noon("2026-05-10"),
        &expect![
            "the identity of QmXdAKmb4zZZwNfAqTZrFRdgJZxjDzYLPA2dSqHmCJk5Fi is disputed, and no anchor pins a branch"
        ],
    );
    let mut unheard_of = *one.version();
    unheard_of.hash[0] ^= 1;
    check_with(
        &scene.evidence(),
        &with_pin(unheard_of),
        noon("2026-05-10"),
        &expect![
            "the log of QmXdAKmb4zZZwNfAqTZrFRdgJZxjDzYLPA2dSqHmCJk5Fi does not hold the version that the anchor pins"
        ],
    );

    // The recovery key decides the dispute: whoever pinned nothing follows it.
    let recovered = scene.issuer.recover_after(1, at("2026-05-06"), |_| {});
    scene.world.take(Item::Line(Box::new(recovered)));
    check(&scene, "2026-05-10", &expect!["valid until 2029-04-30"]);
}

/// Retires a device of the issuer at some place of its chain, with a second device to go on with.
fn retire(scene: &mut Scene, device: u32, at_sequence: usize, reason: RetirementReason, day: &str) {
    let key = scene.issuer.device(device).public();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let chain = &ledger.chain(&key)[..at_sequence];
    let retirement = Retirement {
        sequence: chain.len() as u64,
        entry: *chain.last().expect("it spoke"),
        tree_head: protocol::tree::root(chain),
        reason,
    };
    scene.issuer.succeed(at(day), |document| {
        document.retired.insert(key, retirement);
        if reason == RetirementReason::Compromised {
            document.devices.remove(&key);
        }
    });
    scene.issuer_writes_line();
}

fn state_heads_with(scene: &mut Scene, device: u32, day: &str) {
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let key = scene.issuer.device(device);
    let author = protocol::author::Author::new(ledger, &key).expect("the device may speak");
    let heads = author.heads(at(day)).expect("they are short");
    scene.world.take(Item::Entry(Box::new(heads)));
}

#[test]
fn a_label_outlives_the_device_that_signed_it() {
    for reason in [RetirementReason::Left, RetirementReason::Compromised] {
        let mut scene = Scene::labelled();
        scene.issuer.add_device(2, at("2026-05-05"));
        scene.issuer_writes_line();
        retire(&mut scene, 1, 2, reason, "2026-05-06");
        state_heads_with(&mut scene, 2, "2026-05-07");
        check(&scene, "2026-05-10", &expect!["valid until 2029-04-30"]);
    }
}

#[test]
fn a_label_beyond_the_cut_of_its_device_is_nobodys_word() {
    let mut scene = Scene::labelled();
    let (known, second) = (
        scene.label.clone(),
        scene.world.issue(
            &scene.issuer,
            &scene.authority,
            &scene.cluster,
            &scene.scheme,
            "gold",
            "2026-05-05",
        ),
    );
    scene.label = second;
    let early = scene.evidence();
    scene.issuer.add_device(2, at("2026-05-05"));
    scene.issuer_writes_line();
    retire(&mut scene, 1, 2, RetirementReason::Compromised, "2026-05-06");
    state_heads_with(&mut scene, 2, "2026-05-07");
    assert!(Evidence::gather(&scene.world.directory, &scene.label).is_none(), "nothing valid is left of it");
    // Whoever kept the old evidence is undeceived by the new log.
    let mut stitched = early;
    let lines = scene.issuer.lines.iter().map(line::Line::to_bytes).collect();
    stitched.logs.insert(scene.issuer.id, lines);
    check_with(
        &stitched,
        &scene.anchors(),
        noon("2026-05-10"),
        &expect!["the evidence does not fit the issuer's statement"],
    );
    scene.label = known;
    check(&scene, "2026-05-10", &expect!["valid until 2029-04-30"]);
}

/// A device forks its chain, as a restored home does, and issues a label on the way that its retirement then names.
#[test]
fn labels_on_the_way_that_a_retirement_names_are_valid() {
    let mut scene = Scene::labelled();
    scene.issuer.add_device(2, at("2026-05-05"));
    scene.issuer_writes_line();
    let rival =
        scene.world.seal_with(&scene.issuer, 1, "profile/self", &[("name", "from a backup")], "2026-05-05");
    let second = scene.world.issue(
        &scene.issuer,
        &scene.authority,
        &scene.cluster,
        &scene.scheme,
        "silver",
        "2026-05-06",
    );
    let way = scene
        .world
        .directory
        .ledger(&scene.issuer.id)
        .expect("known")
        .chain(&scene.issuer.device(1).public())
        .len();
    retire_later(&mut scene, way, rival);
    check(&scene, "2026-05-10", &expect!["valid until 2029-04-30"]);
    scene.label = second;
    check(&scene, "2026-05-10", &expect!["valid until 2029-04-30"]);
}

/// The fork comes to light only after the retirement was written, and the way beyond it was dropped in between.
fn retire_later(scene: &mut Scene, way: usize, rival: Vec<Entry<protocol::entry::Verified>>) {
    let before = scene.world.items.clone();
    retire(scene, 1, way, RetirementReason::Left, "2026-05-07");
    let retirement = Item::Line(Box::new(scene.issuer.tip().clone()));
    let rival = rival.into_iter().map(|entry| Item::Entry(Box::new(entry)));
    let mut directory = Directory::default();
    for item in before.into_iter().chain(rival).chain([retirement]) {
        directory.admit(item);
    }
    scene.world.directory = directory;
    state_heads_with(scene, 2, "2026-05-08");
}

#[test]
fn who_stole_a_routine_key_cannot_make_the_statements_unreadable() {
    let mut scene = Scene::labelled();
    let founding = scene.issuer.tip().clone();
    let thief = |number: u32| key("thief", &format!("device {number}"));
    let next = Commitments {
        recovery: scene.issuer.recovery().public().commitment(),
        routine: key("thief", "routine").public().commitment(),
    };
    let mut document = founding.document().clone();
    document.devices.insert(thief(1).public(), line::Device { writes: true, ..line::Device::default() });
    let stolen =
        line::succeed(&founding, &document, &key("issuer", "routine 1"), Some(&next), at("2026-05-05"))
            .expect("it is short");
    scene.world.take(Item::Line(Box::new(stolen.clone())));
    let header = Header {
        version: *stolen.version(),
        ..first_header(&scene.issuer, &thief(1), "profile/self", at("2026-05-05"))
    };
    scene.world.take(Item::Entry(Box::new(seal(header, Vec::new(), &thief(1)))));
    let recovered = scene.issuer.recover_after(1, at("2026-05-06"), |_| {});
    scene.world.take(Item::Line(Box::new(recovered.clone())));
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("known");
    let devices: Vec<_> = ledger.heads().devices.into_keys().collect();
    assert_eq!(devices, [scene.issuer.device(1).public()]);
}

#[test]
fn of_two_statements_at_one_time_the_later_in_the_chain_is_the_newest() {
    let mut scene = Scene::labelled();
    // The issuer's clock stands still while it withdraws the label and states so.
    for number in 0..8 {
        let id = scene.world.state_heads(&scene.issuer, "2026-05-04");
        let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("known");
        assert_eq!(ledger.newest_heads().map(|entry| entry.id()), Some(id), "statement {number}");
    }
    scene.world.withdraw(&scene.issuer, &scene.label, "an error", "2026-05-04");
    check(&scene, "2026-05-10", &expect!["withdrawn since 2026-05-04: an error"]);
}

#[test]
fn united_evidence_knows_what_either_half_knew() {
    let mut scene = Scene::labelled();
    let before = scene.evidence();
    scene.world.withdraw(&scene.issuer, &scene.label, "the cluster was dissolved", "2026-07-01");
    let after = scene.evidence();
    let is_withdrawn = expect!["withdrawn since 2026-07-01: the cluster was dissolved"];
    check_with(&before.clone().unite(after.clone()), &scene.anchors(), noon("2026-07-02"), &is_withdrawn);
    check_with(&after.clone().unite(before.clone()), &scene.anchors(), noon("2026-07-02"), &is_withdrawn);
    assert_eq!(after.clone().unite(after.clone()), after);
}

#[test]
fn the_same_items_give_the_same_evidence_and_the_same_report() {
    let mut scene = Scene::labelled();
    scene.world.withdraw(&scene.issuer, &scene.label, "the cluster was dissolved", "2026-07-01");
    let mut other = Directory::default();
    for item in scene.world.items.iter().rev() {
        let answer = other.admit(item.clone());
        assert!(!matches!(answer, Answer::Refused(_) | Answer::Declined(_)), "{answer:?}");
    }
    let (ours, theirs) = (scene.evidence(), Evidence::gather(&other, &scene.label).expect("it is known"));
    assert_eq!(ours.to_bytes(), theirs.to_bytes());
    let report = |evidence| judge(evidence, &scene.anchors(), noon("2026-07-02")).to_json(noon("2026-07-02"));
    assert_eq!(report(&ours).to_string(), report(&theirs).to_string());
}

#[test]
fn a_report_says_every_question_and_its_answer() {
    let scene = Scene::labelled();
    let judgement = scene.judged("2026-05-10");
    let checks: Vec<String> = judgement
        .checks
        .iter()
        .map(|check| format!("{} {}: {}\n", check.outcome.code(), check.name, check.sentence))
        .collect();
    expect![[r#"
        passed issuer: the log of the issuer holds up to version 1
        passed evidence: every entry of the label is in the statement of 2026-05-04T12:00:00Z
        passed conflict: the issuer keeps one register, and one content
        passed format: a Verifiable Credential 2.0 and Open Badge 3.0 of the form of labels
        passed proof: its proof holds
        passed key: signed by a device of issuer, z6MkmZvFWSdRfjjX5H1QbTpZdZNUciJejrAcCoFZNPNCgayf
        passed scheme: Cluster Excellence 1.0 of authority
        passed accreditation: issuer may issue, accredited by authority until 2028-01-31
        passed scope: the scheme is for every holder
        passed independence: the scheme asks for no assessors by name
        passed term: 2026-05-01 to 2029-04-30 is a term of the scheme
        noted time: that it was awarded on 2026-05-04 rests on the issuer's word; it published the label on 2026-05-04, under keys of 2026-01-11
        passed status: neither suspended nor ended on 2026-05-10
        passed period: 2026-05-10 lies within 2026-05-01 to 2029-04-30
        passed freshness: as of the issuer's statement of 2026-05-04T12:00:00Z
    "#]]
    .assert_eq(&checks.concat());
}

#[test]
fn evidence_has_one_encoding() {
    let bytes = labelled_by_its_owner().evidence().to_bytes();
    assert_eq!(bytes[..2], [0x87, 0x6e], "seven parts, the first a text of 14 bytes");
    let longer = [&[0x98, 7], &bytes[1..]].concat();
    assert!(Evidence::parse(&longer).is_err());
    assert!(Evidence::parse(&[bytes.as_slice(), &[0]].concat()).is_err());
    for length in (0..bytes.len()).step_by(11).chain([bytes.len() - 1]) {
        assert!(Evidence::parse(&bytes[..length]).is_err(), "{length} bytes");
    }
}

#[test]
fn evidence_in_a_file_is_packed_and_no_byte_of_it_can_change_what_it_says() {
    let evidence = labelled_by_its_owner().evidence();
    let file = evidence.to_file();
    assert!(file.len() * 2 < evidence.to_bytes().len(), "{} bytes", file.len());
    assert_eq!(Evidence::parse(&file).expect("it reads back"), evidence);
    // The head tells time and make of the packing program, and the last packed byte has bits to spare.
    let mut refused = 0;
    for (place, changed) in tampered(&file, 1).enumerate() {
        match Evidence::parse(&changed) {
            Ok(read) => assert_eq!(read, evidence, "byte {place}"),
            Err(_) => refused += 1,
        }
    }
    assert!(refused >= file.len() - 7, "{refused} of {}", file.len());
    for length in 0..file.len() {
        assert!(Evidence::parse(&file[..length]).is_err(), "{length} bytes");
    }
}

/// One bit of every `step`-th byte, in turn.
fn tampered(bytes: &[u8], step: usize) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len()).step_by(step).map(|index| {
        let mut tampered = bytes.to_vec();
        tampered[index] ^= 1 << (index % 8);
        tampered
    })
}

/// A scene in which the owner of the scheme issues the label itself: the evidence is half as long.
fn labelled_by_its_owner() -> Scene {
    let mut scene = Scene::labelled();
    scene.label = scene.world.issue(
        &scene.authority,
        &scene.authority,
        &scene.cluster,
        &scene.scheme,
        "bronze",
        "2026-05-05",
    );
    scene
}

#[test]
fn no_byte_of_the_evidence_can_be_changed_to_make_a_withdrawn_label_valid() {
    let mut own = labelled_by_its_owner();
    own.world.withdraw(&own.authority, &own.label, "the cluster was dissolved", "2026-07-01");
    let mut accredited = Scene::labelled();
    accredited.world.withdraw(&accredited.issuer, &accredited.label, "an error", "2026-07-01");
    for (scene, step) in [(own, 1), (accredited, 5)] {
        for bytes in tampered(&scene.evidence().to_bytes(), step) {
            let Ok(evidence) = Evidence::parse(&bytes) else { continue };
            let judgement = judge(&evidence, &scene.anchors(), noon("2026-07-02"));
            assert!(!judgement.verdict.is_valid(), "{judgement}");
        }
    }
}

#[test]
fn no_byte_of_the_evidence_can_be_changed_to_make_a_valid_label_say_something_else() {
    for (scene, step) in [(labelled_by_its_owner(), 1), (Scene::labelled(), 5)] {
        let honest = scene.judged("2026-05-10");
        assert!(honest.verdict.is_valid());
        for bytes in tampered(&scene.evidence().to_bytes(), step) {
            let Ok(evidence) = Evidence::parse(&bytes) else { continue };
            let judgement = judge(&evidence, &scene.anchors(), noon("2026-05-10"));
            if judgement.verdict.is_valid() {
                let facts = (judgement.id, judgement.label, judgement.titles);
                assert_eq!(facts, (honest.id.clone(), honest.label.clone(), honest.titles.clone()));
            }
        }
    }
}

/// The scene with another label, sealed after a change to what it says.
fn with_label(change: impl FnOnce(&mut protocol::attestation::Label)) -> Scene {
    let mut scene = Scene::labelled();
    let id = AttestationId::named(scene.issuer.id, [76; 10]);
    let month = Month::parse("2026-05").expect("a month");
    let mut label =
        label(&id, &scene.issuer, &scene.authority, &scene.cluster, &scene.scheme.0, "gold", month);
    change(&mut label);
    let sealed = label.seal(&scene.scheme.1, &scene.issuer.device(1)).expect("a level of the scheme");
    scene.world.edit(&scene.issuer, id.address().as_str(), &[("content", &sealed.to_text())], "2026-05-05");
    scene.world.state_heads(&scene.issuer, "2026-05-05");
    scene.label = id;
    scene
}
