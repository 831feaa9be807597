//! What a label says of itself, and what its issuer says later.

use expect_test::{Expect, expect};
use harness::scene::{Scene, noon};
use protocol::attestation::Credential;
use protocol::credential::CredentialError;
use protocol::status::StatusAct;
use protocol::verification::judge;
use serde_json::{Value, json};

fn check(scene: &Scene, day: &str, expected: &Expect) {
    expected.assert_eq(&judge(&scene.evidence(), &scene.anchors(), noon(day)).to_string());
}

#[test]
fn a_label_of_an_accredited_issuer_is_valid_to_who_trusts_the_owner() {
    check(
        &Scene::labelled(),
        "2026-06-01",
        &expect!["valid: Cluster Excellence Gold, photonics, by issuer, until 2029-04-30"],
    );
}

#[test]
fn a_withdrawn_label_says_since_when_and_why() {
    let mut scene = Scene::labelled();
    scene.world.withdraw(&scene.issuer, &scene.label, "the cluster was dissolved", "2026-07-01");
    check(
        &scene,
        "2026-07-02",
        &expect![
            "withdrawn: Cluster Excellence Gold, photonics, by issuer, since 2026-07-01: the cluster was dissolved"
        ],
    );
}

/// The credential of the scene's label as JSON.
fn credential() -> Value {
    let scene = Scene::labelled();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let document = ledger.document(&scene.label.address()).expect("the label is there");
    serde_json::from_str(document.content()["content"].as_str().expect("a text")).expect("JSON")
}

#[test]
fn a_credential_holds_for_every_one_of_its_members() {
    let honest = credential();
    let parsed = Credential::parse(honest.to_string().as_bytes()).expect("it is of the form");
    parsed.verify().expect("its issuer signed it");
    for pointer in [
        "/@context/0",
        "/id",
        "/type/0",
        "/name",
        "/issuer/id",
        "/issuer/name",
        "/awardedDate",
        "/validFrom",
        "/validUntil",
        "/credentialSubject/id",
        "/credentialSubject/name",
        "/credentialSubject/achievement/id",
        "/credentialSubject/achievement/creator/id",
        "/credentialSubject/achievement/description",
        "/credentialSubject/result/0/achievedLevel",
        "/proof/created",
        "/proof/verificationMethod",
        "/proof/proofPurpose",
        "/proof/proofValue",
        "/proof/@context/0",
    ] {
        let mut changed = honest.clone();
        let member = changed.pointer_mut(pointer).expect(pointer);
        let text = member.as_str().expect("a text").to_owned();
        *member = json!(format!("{text}x"));
        let verified = Credential::parse(changed.to_string().as_bytes()).and_then(|parsed| parsed.verify());
        assert!(verified.is_err(), "{pointer}");
    }
    let mut more = honest;
    more["termsOfUse"] = json!({"type": "always fine"});
    let verified = Credential::parse(more.to_string().as_bytes()).and_then(|parsed| parsed.verify());
    assert!(matches!(verified, Err(CredentialError::Proof(_))), "a member more");
}

#[test]
fn parts_of_a_credential_that_contradict_each_other_are_refused() {
    for (pointer, value) in [
        (
            "/issuer/id",
            "did:webvh:QmXdAKmb4zZZwNfAqTZrFRdgJZxjDzYLPA2dSqHmCJk5Fj:a.example:v1:organisations:x",
        ),
        ("/credentialSubject/result/0/achievedLevel", "https://authority.example/v1/schemes/x#level-bronze"),
        ("/validUntil", "2026-04-30T23:59:59Z"),
    ] {
        let mut changed = credential();
        *changed.pointer_mut(pointer).expect(pointer) = json!(value);
        let refused = Credential::parse(changed.to_string().as_bytes()).err();
        assert!(
            matches!(refused, Some(CredentialError::Contradiction | CredentialError::Malformed { .. })),
            "{pointer}: {refused:?}"
        );
    }
}

#[test]
fn a_status_act_of_another_form_is_refused() {
    let act = json!({"type": "withdrawn", "effective": "2026-07-01", "recorded": "2026-07-01T12:00:00Z", "reason": ""});
    assert!(StatusAct::parse("1", &act.to_string()).is_ok());
    for (member, value) in [
        ("type", "blessed"),
        ("effective", "soon"),
        ("recorded", "2026-07-01"),
        ("reason", &"x".repeat(2_001)),
    ] {
        let mut changed = act.clone();
        changed[member] = json!(value);
        assert!(StatusAct::parse("1", &changed.to_string()).is_err(), "{member}");
    }
}

#[test]
fn a_label_can_say_how_it_came_about_and_all_of_it_is_judged() {
    let scene = Scene::fully_awarded();
    let judgement = scene.judged("2026-05-10");
    expect!["conditional: Cluster Excellence Gold, photonics, by issuer, until 2029-04-30, on the condition: The strategy is adopted by the members."]
        .assert_eq(&judgement.to_string());
    let label = judgement.label.clone().expect("it was read");
    assert_eq!(label.award.assessors.len(), 2);
    assert_eq!(judgement.chain.len(), 3, "of the issuer, the assessor body and the decider");
    let document = scene
        .world
        .directory
        .ledger(&scene.issuer.id)
        .and_then(|ledger| ledger.document(&scene.label.address()));
    let text = document.and_then(protocol::evidence::content_of).expect("it was published");
    let credential = Credential::parse(text.as_bytes()).expect("its own form");
    assert_eq!((credential.label(), credential.to_text()), (&label, text));
}
