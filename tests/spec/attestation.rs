//! What a verifier concludes about labels.

use expect_test::{Expect, expect};
use harness::story::{Member, World, at};
use protocol::anchors::{Anchor, Anchors};
use protocol::attestation::AttestationId;
use protocol::evidence::Evidence;
use protocol::time::Day;
use protocol::verification::{AsOf, judge};

/// An authority that owns a scheme, an accredited issuer, a cluster organisation, and a Gold label of May 2026.
struct Labelled {
    world: World,
    authority: Member,
    issuer: Member,
    label: AttestationId,
}

fn labelled() -> Labelled {
    let mut world = World::default();
    let authority = world.found("authority", "2026-01-10");
    let issuer = world.found("issuer", "2026-01-11");
    let cluster = world.found("photonics", "2026-01-12");
    let scheme = world.publish_scheme(&authority, "2026-02-01");
    world.accredit(&authority, &issuer, &scheme, &["gold", "silver"], "2026-02-02");
    let label = world.issue(&issuer, &authority, &cluster, &scheme, "gold", "2026-05-04");
    Labelled { world, authority, issuer, label }
}

fn trusting(member: &Member) -> Anchors {
    Anchors::new(vec![Anchor { organisation: member.id, version: *member.tip().version(), scheme: None }])
}

fn check(labelled: &Labelled, anchors: &Anchors, day: &str, expected: &Expect) {
    let evidence = Evidence::gather(&labelled.world.directory, &labelled.label).expect("the label is known");
    let reread = Evidence::parse(&evidence.to_bytes()).expect("evidence reads back");
    assert_eq!(reread, evidence);
    let as_of = AsOf { true_at: Day::parse(day).expect("a day"), known_at: at(day) };
    expected.assert_eq(&judge(&reread, anchors, as_of).to_string());
}

#[test]
fn a_label_of_an_accredited_issuer_is_valid_to_who_trusts_the_owner() {
    let story = labelled();
    let anchors = trusting(&story.authority).with_statement_age(365);
    check(
        &story,
        &anchors,
        "2026-06-01",
        &expect!["valid: Cluster Excellence Gold, photonics, valid until 2029-04-30, by issuer"],
    );
}

#[test]
fn a_withdrawn_label_says_since_when_and_why() {
    let mut story = labelled();
    story.world.withdraw(&story.issuer, &story.label, "the cluster was dissolved", "2026-07-01");
    let anchors = trusting(&story.authority).with_statement_age(365);
    check(
        &story,
        &anchors,
        "2026-07-02",
        &expect![
            "withdrawn: Cluster Excellence Gold, photonics, withdrawn since 2026-07-01: the cluster was dissolved, by issuer"
        ],
    );
}
