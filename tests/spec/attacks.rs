//! One attack for each way to deceive who verifies a label, and what the verifier says to a person.

use expect_test::{Expect, expect};
use harness::scene::{Scene, noon, pinned, trusting};
use harness::story::{Member, at, label, scope};
use protocol::accreditation::Accreditation;
use protocol::accreditation::scope::Action;
use protocol::anchors::{Anchor, Anchors};
use protocol::attestation::award::{EvidenceFile, Right, status_list_url};
use protocol::attestation::{AttestationId, Credential, Label};
use protocol::author::Author;
use protocol::canonical::to_jcs_text;
use protocol::digest::Digest;
use protocol::evidence::{Evidence, EvidenceError, content_of};
use protocol::identity::line::{Retirement, RetirementReason};
use protocol::item::Item;
use protocol::proof::Proof;
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::StatusKind;
use protocol::status_list::{Purpose, StatusList, StatusListCredential};
use protocol::time::{Day, Month};
use protocol::verification::{AsOf, Judgement, judge};
use serde_json::Value;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn says(judgement: &Judgement, expected: &Expect) {
    expected.assert_eq(&judgement.to_string());
}

/// Owner, delegate and issuer, one accrediting the next, and a label of the issuer.
struct Chain {
    scene: Scene,
    delegate: Member,
    upper: Right,
}

/// What the issuer gets from the delegate, unless a test changes it.
fn lower(chain: &Chain) -> Accreditation {
    let scene = &chain.scene;
    Accreditation {
        id: AttestationId::named(chain.delegate.id, [2; 10]),
        grantor: chain.delegate.party(),
        holder: scene.issuer.party(),
        scope: scope(&scene.authority, &scene.scheme.0, &["gold"]),
        under: Some(chain.upper.clone()),
        succeeds: None,
        valid_from: day("2026-03-01"),
        valid_until: day("2026-12-31"),
    }
}

impl Chain {
    /// The owner lets a delegate accredit issuers of gold in Austria, in 2026.
    fn begin() -> Self {
        let mut scene = Scene::accredited_for(&["bronze"]);
        let delegate = scene.world.found("delegate", "2026-01-13");
        let mut granted = scope(&scene.authority, &scene.scheme.0, &["gold"]);
        granted.actions.insert(Action::Delegate);
        granted.depth = 1;
        let upper = Accreditation {
            id: AttestationId::named(scene.authority.id, [1; 10]),
            grantor: scene.authority.party(),
            holder: delegate.party(),
            scope: granted,
            under: None,
            succeeds: None,
            valid_from: day("2026-01-01"),
            valid_until: day("2026-12-31"),
        };
        let upper = scene.world.grant(&scene.authority, &upper, &scene.scheme.1, "2026-02-03");
        Self { scene, delegate, upper }
    }

    /// The issuer's label by an accreditation of the delegate that a test has changed.
    fn judged(mut self, change: impl FnOnce(&mut Accreditation)) -> Judgement {
        let mut granted = lower(&self);
        change(&mut granted);
        let scene = &mut self.scene;
        let right = scene.world.grant(&self.delegate, &granted, &scene.scheme.1, "2026-03-02");
        scene.label = award(scene, |label| label.award.rights = vec![right]);
        scene.judged("2026-05-10")
    }
}

/// Another gold label of the scene's issuer, changed before it is sealed.
fn award(scene: &mut Scene, change: impl FnOnce(&mut Label)) -> AttestationId {
    let id = AttestationId::named(scene.issuer.id, [76; 10]);
    let month = Month::parse("2026-05").expect("a month");
    let mut label =
        label(&id, &scene.issuer, &scene.authority, &scene.cluster, &scene.scheme.0, "gold", month);
    label.awarded = at("2026-05-05");
    change(&mut label);
    scene.world.award(&scene.issuer, &label, &scene.scheme.1, "2026-05-05")
}

#[test]
fn a_chain_of_accreditations_entitles() {
    let judgement = Chain::begin().judged(|_| {});
    says(&judgement, &expect!["valid: Cluster Excellence Gold, photonics, by issuer, until 2029-04-30"]);
    assert_eq!(judgement.chain.len(), 2, "the delegate's and the owner's");
}

#[test]
fn a_chain_that_widens_its_scope_entitles_nobody() {
    let says_to = |change: fn(&mut Accreditation), expected: Expect| {
        says(&Chain::begin().judged(change), &expected);
    };
    says_to(
        |granted| granted.scope.depth = 1,
        expect![
            "issuer-not-entitled: Cluster Excellence Gold, photonics, by issuer, the issuer is not entitled: delegate passed on more than it has: it may not be passed on so far"
        ],
    );
    says_to(
        |granted| {
            let (scheme, _) = granted.scope.levels.first().cloned().expect("it has one");
            granted.scope.levels.insert((scheme, "silver".into()));
        },
        expect![
            "issuer-not-entitled: Cluster Excellence Gold, photonics, by issuer, the issuer is not entitled: delegate passed on more than it has: it is not for the level silver"
        ],
    );
    says_to(
        |granted| {
            granted.scope.actions.insert(Action::Decide);
        },
        expect![
            "issuer-not-entitled: Cluster Excellence Gold, photonics, by issuer, the issuer is not entitled: delegate passed on more than it has: it is not for the action decide"
        ],
    );
    says_to(
        |granted| granted.valid_until = day("2027-01-31"),
        expect![
            "issuer-not-entitled: Cluster Excellence Gold, photonics, by issuer, the issuer is not entitled: delegate granted for a time in which it was not accredited itself"
        ],
    );
}

#[test]
fn an_accreditation_that_is_narrower_expired_or_suspended_does_not_entitle() {
    let says_to = |change: fn(&mut Accreditation), expected: Expect| {
        says(&Chain::begin().judged(change), &expected);
    };
    says_to(
        |granted| {
            granted.scope.territory.insert("AT".into());
        },
        expect![
            "issuer-not-entitled: Cluster Excellence Gold, photonics, by issuer, the issuer is not entitled: the accreditation by delegate: it is only for some regions, and the label states none"
        ],
    );
    says_to(
        |granted| granted.valid_until = day("2026-04-30"),
        expect![
            "issuer-not-entitled: Cluster Excellence Gold, photonics, by issuer, the issuer is not entitled: the accreditation by delegate holds from 2026-03-01 to 2026-04-30, and the label was awarded on 2026-05-05"
        ],
    );
    let mut chain = Chain::begin();
    let address = chain.upper.id.address_in("accreditation");
    let act = protocol::status::StatusAct {
        kind: StatusKind::Suspended { until: None },
        ..harness::scene::withdrawn("2026-04-01", "it lost its assessors")
    };
    let scene = &mut chain.scene;
    scene.world.edit(&scene.authority, address.as_str(), &[("event/1", &act.to_text())], "2026-04-01");
    scene.world.state_heads(&scene.authority, "2026-04-01");
    says(
        &chain.judged(|_| {}),
        &expect![
            "issuer-not-entitled: Cluster Excellence Gold, photonics, by issuer, the issuer is not entitled: the accreditation by authority is suspended since 2026-04-01, and the label was awarded on 2026-05-05"
        ],
    );
}

#[test]
fn an_accreditation_that_was_forged_or_replaced_does_not_entitle() {
    // Sealed by a stranger's device.
    let mut chain = Chain::begin();
    let forged = lower(&chain);
    let scene = &mut chain.scene;
    let sealed = forged.seal(&scene.scheme.1, &scene.cluster.device(1), at("2026-03-02")).expect("a level");
    let address = forged.id.address_in("accreditation");
    scene.world.edit(&chain.delegate, address.as_str(), &[("content", &sealed.to_text())], "2026-03-02");
    scene.world.state_heads(&chain.delegate, "2026-03-02");
    let right = Right { id: forged.id.clone(), digest: sealed.digest() };
    scene.label = award(scene, |label| label.award.rights = vec![right]);
    says(
        &scene.judged("2026-05-10"),
        &expect![
            "bad-signature: Cluster Excellence Gold, photonics, by issuer, an accreditation is not what its grantor signed"
        ],
    );
    // Another one than the label names.
    let mut chain = Chain::begin();
    let granted = lower(&chain);
    let scene = &mut chain.scene;
    let right = scene.world.grant(&chain.delegate, &granted, &scene.scheme.1, "2026-03-02");
    let other = Right { digest: Digest::of(&[b"another"]), ..right };
    scene.label = award(scene, |label| label.award.rights = vec![other]);
    says(
        &scene.judged("2026-05-10"),
        &expect![
            "bad-signature: Cluster Excellence Gold, photonics, by issuer, an accreditation was replaced: it is not the one that the label names"
        ],
    );
}

#[test]
fn a_key_that_was_stolen_and_used_after_its_retirement_signs_nothing() {
    let mut scene = Scene::labelled();
    let second = scene.world.issue(
        &scene.issuer,
        &scene.authority,
        &scene.cluster,
        &scene.scheme,
        "gold",
        "2026-05-05",
    );
    let stolen = Evidence::gather(&scene.world.directory, &second).expect("it was published");
    scene.issuer.add_device(2, at("2026-05-05"));
    scene.issuer_writes_line();
    let key = scene.issuer.device(1).public();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let chain = &ledger.chain(&key)[..2];
    let retirement = Retirement {
        sequence: 2,
        entry: chain[1],
        tree_head: protocol::tree::root(chain),
        reason: RetirementReason::Compromised,
    };
    scene.issuer.succeed(at("2026-05-06"), |document| {
        document.retired.insert(key, retirement);
        document.devices.remove(&key);
    });
    scene.issuer_writes_line();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let device = scene.issuer.device(2);
    let heads =
        Author::new(ledger, &device).and_then(|author| author.heads(at("2026-05-07"))).expect("it may");
    scene.world.take(Item::Entry(Box::new(heads)));
    // The thief shows its label with the issuer's newest log and statement.
    scene.label = second;
    let honest = Evidence::gather(&scene.world.directory, &AttestationId { ..known(&scene) }).expect("known");
    let mut shown = stolen;
    shown.logs = honest.logs;
    shown.heads = honest.heads;
    let judgement = judge(&shown, &scene.anchors(), noon("2026-05-10"));
    says(
        &judgement,
        &expect!["bad-signature: an entry was signed with a key that its organisation had retired by then"],
    );
}

/// The label of the scene that was issued first.
fn known(scene: &Scene) -> AttestationId {
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let address =
        ledger.documents().map(|(address, _)| address).find(|address| address.collection() == "attestation");
    AttestationId { issuer: scene.issuer.id, name: address.expect("it has one").name().to_owned() }
}

#[test]
fn a_status_list_that_contradicts_the_acts_is_a_conflict() {
    let published = |is_set: bool, withdrawn: bool| {
        let mut scene = Scene::labelled();
        scene.label = award(&mut scene, |label| label.award.status_index = Some(4_711));
        if withdrawn {
            let label = scene.label.clone();
            scene.world.act(&scene.issuer, &label, StatusKind::Withdrawn, "2026-05-06", "2026-05-06");
        }
        let mut list = StatusList::new(131_072);
        if is_set {
            list.set(4_711).expect("within the list");
        }
        let (did, now) = (scene.issuer.party().did, at("2026-05-07"));
        let credential = StatusListCredential {
            id: status_list_url("issuer.example", scene.issuer.id, "suspension"),
            issuer: did.clone(),
            purposes: vec![Purpose::Suspension],
            list,
            valid_from: Some(now),
            valid_until: None,
            ttl_ms: None,
        };
        let Value::Object(mut whole) = credential.to_value() else {
            unreachable!("a credential is an object")
        };
        let key = scene.issuer.device(1);
        let proof = Proof::seal(&whole, &format!("{did}#{}", key.public()), &key, now);
        whole.insert("proof".into(), proof);
        let text = to_jcs_text(&Value::Object(whole));
        scene.world.edit(&scene.issuer, "statuslist/suspension", &[("content", &text)], "2026-05-07");
        scene.world.state_heads(&scene.issuer, "2026-05-07");
        scene.judged("2026-05-10")
    };
    let holds = expect!["valid: Cluster Excellence Gold, photonics, by issuer, until 2029-04-30"];
    let contradicts = expect![
        "conflict: Cluster Excellence Gold, photonics, by issuer, the issuer's status list and its status acts contradict each other"
    ];
    says(&published(false, false), &holds);
    says(&published(true, false), &contradicts);
    // A withdrawal that the list conceals from other people's software is named beside the withdrawal.
    let concealed = published(false, true);
    assert_eq!(concealed.verdict.code(), "withdrawn");
    assert!(concealed.checks.iter().any(|check| check.name == "list" && check.outcome.code() == "failed"));
    assert_eq!(published(true, true).verdict.code(), "withdrawn");
}

#[test]
fn duplicate_keys_in_a_credential_are_no_credential() {
    let scene = Scene::labelled();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let honest = content_of(ledger.document(&scene.label.address()).expect("there")).expect("one content");
    let doubled =
        honest.replacen("\"validUntil\"", "\"validUntil\":\"2099-12-31T23:59:59Z\",\"validUntil\"", 1);
    assert!(Credential::parse(honest.as_bytes()).is_ok() && doubled.len() > honest.len());
    expect!["the credential cannot be read"]
        .assert_eq(&Credential::parse(doubled.as_bytes()).expect_err("it is ambiguous").to_string());
}

#[test]
fn a_swapped_subject_is_not_what_the_issuer_signed() {
    let scene = Scene::labelled();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let honest = content_of(ledger.document(&scene.label.address()).expect("there")).expect("one content");
    let swapped = honest.replace(&scene.cluster.party().did, &scene.authority.party().did);
    let credential = Credential::parse(swapped.as_bytes()).expect("its form is sound");
    expect!["the credential's proof does not count"]
        .assert_eq(&credential.verify().expect_err("it was changed").to_string());
}

#[test]
fn an_organisation_of_the_same_name_does_not_hold_the_label() {
    let mut scene = Scene::labelled();
    let double = scene.world.found("photonics-double", "2026-03-01");
    let as_of = AsOf { holder: Some(double.id), ..noon("2026-05-10") };
    let verdict = judge(&scene.evidence(), &scene.anchors(), as_of).verdict;
    assert_eq!(verdict.code(), "subject-mismatch");
}

#[test]
fn evidence_that_was_replaced_has_another_hash() {
    let mut scene = Scene::labelled();
    let report = EvidenceFile { title: "Assessment report".into(), digest: Digest::of(&[b"the report"]) };
    scene.label = award(&mut scene, |label| label.award.evidence = vec![report]);
    let shown = |document: &[u8]| {
        let mut judgement = scene.judged("2026-05-10");
        judgement.compare_document("report.pdf", document);
        let last = judgement.checks.last().expect("it was asked").sentence.to_string();
        (judgement.verdict.code(), last)
    };
    assert_eq!(shown(b"the report"), ("valid", "report.pdf is the label's \"Assessment report\"".to_owned()));
    let refused = "report.pdf is no document that the label rests on";
    assert_eq!(shown(b"a kinder report"), ("bad-signature", refused.to_owned()));

    // Who puts the other document's hash into the credential breaks the issuer's proof.
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let honest = content_of(ledger.document(&scene.label.address()).expect("there")).expect("one content");
    let mut other = scene.judged("2026-05-10").label.expect("it was read");
    other.award.evidence[0].digest = Digest::of(&[b"a kinder report"]);
    let sealed =
        other.seal(&scene.scheme.1, &scene.issuer.device(1)).expect("the scheme has the level").to_text();
    let hash = |text: &str| {
        let credential: Value = serde_json::from_str(text).expect("JSON");
        credential["evidence"][0]["digestMultibase"].as_str().expect("a hash").to_owned()
    };
    let replaced = honest.replace(&hash(&honest), &hash(&sealed));
    assert_ne!(replaced, honest);
    let credential = Credential::parse(replaced.as_bytes()).expect("its form is sound");
    expect!["the credential's proof does not count"]
        .assert_eq(&credential.verify().expect_err("it was changed").to_string());
}

#[test]
fn a_scheme_cannot_be_changed_after_a_label_was_issued() {
    let mut scene = Scene::labelled();
    let changed = Scheme { term_months: Some(240), ..scene.scheme.1.clone() };
    let address = scene.scheme.0.address();
    let ledger = scene.world.directory.ledger(&scene.authority.id).expect("known");
    let key = scene.authority.device(1);
    let edits = [("content".to_owned(), Some(Value::from(changed.to_content())))].into();
    let refused = Author::new(ledger, &key).expect("it may").edit(&address, &edits, at("2026-06-01"));
    assert!(refused.is_err(), "a set-once document takes no second content");
    // Two devices that publish two contents at one time contradict each other, and so does every label of the scheme.
    let line = scene.authority.add_device(2, at("2026-05-05"));
    scene.world.take(Item::Line(Box::new(line)));
    let id = SchemeId { owner: scene.authority.id, name: "cluster-excellence-2.0".into() };
    let second = Scheme { version: "2.0".into(), ..changed };
    let first = Scheme { version: "2.0".into(), ..scene.scheme.1.clone() };
    let entries = [(1, &first), (2, &second)].map(|(device, scheme)| {
        let content = scheme.to_content();
        scene.world.seal_with(
            &scene.authority,
            device,
            id.address().as_str(),
            &[("content", &content)],
            "2026-05-06",
        )
    });
    for entry in entries.into_iter().flatten() {
        scene.world.take(Item::Entry(Box::new(entry)));
    }
    scene.world.state_heads(&scene.authority, "2026-05-07");
    let sealed = award(&mut scene, |label| label.scheme = id.clone());
    scene.label = sealed;
    assert_eq!(scene.judged("2026-05-10").verdict.code(), "conflict");
}

#[test]
fn an_anchor_cannot_be_smuggled_in_by_the_evidence() {
    // There is no place for it: what follows the last part is refused, and whom the evidence shows is nobody's anchor.
    let scene = Scene::labelled();
    let bytes = scene.evidence().to_bytes();
    let smuggled = [bytes.as_slice(), &[0x81, 0x01]].concat();
    assert!(matches!(Evidence::parse(&smuggled), Err(EvidenceError::Damaged(_))));
    assert_eq!(
        judge(&scene.evidence(), &Anchors::default(), noon("2026-05-10")).verdict.code(),
        "indeterminate"
    );
}

#[test]
fn a_node_that_withholds_the_newest_status_is_found_out_by_a_second_node_or_by_age() {
    let mut scene = Scene::labelled();
    let withheld = scene.evidence();
    let label = scene.label.clone();
    scene.world.act(&scene.issuer, &label, StatusKind::Withdrawn, "2026-05-20", "2026-05-20");
    let anchors = trusting(&scene.authority).with_statement_age(120);
    let judged = |evidence: &Evidence, on| judge(evidence, &anchors, noon(on)).verdict.code();
    assert_eq!(judged(&withheld, "2026-05-21"), "valid", "nothing in it is older than is allowed");
    assert_eq!(judged(&withheld.clone().unite(scene.evidence()), "2026-05-21"), "withdrawn");
    assert_eq!(judged(&withheld, "2026-10-01"), "status-stale");
}

#[test]
fn two_registers_are_a_conflict_when_both_are_in_the_evidence() {
    // The issuer's device signs two statements at one place of its chain, one with the withdrawal and one without.
    let mut split = Scene::labelled();
    let mut other = Scene::labelled();
    let label = split.label.clone();
    split.world.withdraw(&split.issuer, &label, "an error", "2026-05-20");
    other.world.edit(&other.issuer, "profile/self", &[("name", "issuer")], "2026-05-20");
    other.world.state_heads(&other.issuer, "2026-05-20");
    let (one, two) = (split.evidence(), other.evidence());
    let judged = |evidence: &Evidence| judge(evidence, &split.anchors(), noon("2026-05-21")).to_string();
    expect!["withdrawn: Cluster Excellence Gold, photonics, by issuer, since 2026-05-20: an error"]
        .assert_eq(&judged(&one));
    expect!["valid: Cluster Excellence Gold, photonics, by issuer, until 2029-04-30"]
        .assert_eq(&judged(&two));
    let two_registers =
        expect!["conflict: the issuer keeps two registers: it stated two different things about one place"];
    two_registers.assert_eq(&judged(&one.clone().unite(two.clone())));
    two_registers.assert_eq(&judged(&two.unite(one)));
}

#[test]
fn a_date_that_rests_on_the_issuers_word_is_reported_as_such() {
    let judgement = Scene::labelled().judged("2026-05-10");
    let time = judgement.checks.iter().find(|check| check.name == "time").expect("it is asked");
    assert_eq!(time.outcome.code(), "noted");
    let time = time.sentence.to_string();
    assert!(time.contains("rests on the issuer's word"), "{time}");
}

#[test]
fn an_issuer_anchored_for_another_scheme_is_no_anchor_for_this_one() {
    let scene = Scene::labelled();
    let elsewhere = SchemeId { owner: scene.authority.id, name: "another-1.0".into() };
    let anchors = pinned(&scene.issuer, *scene.issuer.tip().version());
    let only: Vec<Anchor> =
        anchors.iter().map(|anchor| Anchor { scheme: Some(elsewhere.clone()), ..anchor.clone() }).collect();
    assert_eq!(
        judge(&scene.evidence(), &Anchors::new(only), noon("2026-05-10")).verdict.code(),
        "indeterminate"
    );
}
