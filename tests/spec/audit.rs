//! What an audit finds in a record of labels, and what it does not hold against anybody.

use std::collections::BTreeSet;

use harness::chance::Chance;
use harness::labelled::{Cast, Chronicle};
use harness::planted::{self, plant, plantable};
use harness::scene::{Scene, noon};
use harness::story::at;
use protocol::audit::{Audit, AuditOf, FindingCode, Outcome, audit};
use protocol::directory::Directory;
use protocol::status::{StatusAct, StatusKind};
use protocol::time::Day;

fn codes(audit: &Audit) -> BTreeSet<&'static str> {
    audit.findings.iter().map(|finding| finding.code.code()).collect()
}

#[test]
fn an_honest_record_gives_no_finding_whatever_is_audited() {
    let scene = Scene::labelled();
    for about in [
        AuditOf::Issuer(scene.issuer.id),
        AuditOf::Organisation(scene.cluster.id),
        AuditOf::Organisation(scene.authority.id),
        AuditOf::Scheme(scene.scheme.0.clone()),
    ] {
        let audit = audit(&scene.world.directory, about, &scene.anchors(), noon("2026-06-01"));
        assert_eq!(audit.findings, []);
        assert_eq!(audit.gaps, []);
        assert_eq!(audit.labels.len(), 1);
        assert_eq!(audit.outcome(), Outcome::Clean);
    }
}

#[test]
fn a_suspension_and_a_withdrawal_are_verdicts_and_no_findings() {
    let mut scene = Scene::labelled();
    scene.world.withdraw(&scene.issuer, &scene.label, "the cluster was dissolved", "2026-07-01");
    let about = AuditOf::Issuer(scene.issuer.id);
    let audit = audit(&scene.world.directory, about, &scene.anchors(), noon("2026-07-02"));
    assert_eq!(audit.findings, []);
    assert_eq!(audit.labels[0].judgement.verdict.code(), "withdrawn");
}

#[test]
fn who_trusts_nobody_finds_nothing_and_is_told_so() {
    let scene = Scene::labelled();
    let about = AuditOf::Issuer(scene.issuer.id);
    let audit =
        audit(&scene.world.directory, about, &protocol::anchors::Anchors::default(), noon("2026-06-01"));
    assert_eq!(audit.outcome(), Outcome::Open);
    assert!(audit.gaps.iter().any(|gap| gap.sentence.contains("no anchor")), "{:?}", audit.gaps);
}

#[test]
fn the_audit_and_the_judge_give_one_verdict() {
    let scene = Scene::labelled();
    for day in ["2026-04-30", "2026-05-01", "2029-05-01"] {
        let as_of = protocol::verification::AsOf::on(Day::parse(day).expect("a day"), at("2026-06-01"));
        let judged = protocol::verification::judge(&scene.evidence(), &scene.anchors(), as_of);
        let about = AuditOf::Issuer(scene.issuer.id);
        let audited = audit(&scene.world.directory, about, &scene.anchors(), as_of);
        assert_eq!(audited.labels[0].judgement, judged);
    }
}

#[test]
fn each_planted_fault_is_found_and_nothing_else() {
    let cast = Cast::new();
    let mut wrong = Vec::new();
    for fault in plantable() {
        let mut chronicle = Chronicle::begin(&cast);
        chronicle.issue(0, 0, "bronze", |label| label.award.number = Some("2026-001".to_owned()));
        chronicle.pass(1);
        chronicle.state();
        assert_eq!(chronicle.audited().findings, [], "before {fault}");
        plant(&mut chronicle, fault);
        let audit = chronicle.audited();
        if codes(&audit) != BTreeSet::from([fault.code()]) {
            wrong.push(format!("{fault}: {:#?} {:#?}", audit.findings, audit.gaps));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_device_of_one_disputed_version_said_is_named() {
    let cast = Cast::new();
    let mut chronicle = Chronicle::begin(&cast);
    plant(&mut chronicle, FindingCode::EntryDisputed);
    let audit = chronicle.audited();
    assert_eq!(codes(&audit), BTreeSet::from(["entry-disputed", "identity-disputed"]));
    assert_eq!(audit.outcome(), Outcome::Findings);
}

#[test]
fn a_correction_of_a_correction_is_one_label_still() {
    let cast = Cast::new();
    let mut chronicle = Chronicle::begin(&cast);
    chronicle.issue(0, 0, "bronze", |label| label.award.number = Some("2026-001".to_owned()));
    for some in 0..3 {
        chronicle.pass(1);
        chronicle.correct(some);
    }
    chronicle.state();
    let audit = chronicle.audited();
    assert_eq!((audit.labels.len(), audit.findings.as_slice()), (4, [].as_slice()));
}

#[test]
fn random_histories_are_clean_until_a_fault_is_planted() {
    println!("{}", planted::run(HISTORIES, 0));
}

#[test]
fn every_kind_of_finding_has_a_word_of_its_own() {
    let words: BTreeSet<&str> = FindingCode::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(words.len(), FindingCode::ALL.len());
    assert!(FindingCode::ALL.is_sorted());
}

#[test]
fn the_same_items_in_another_order_give_the_same_bytes() {
    let cast = Cast::new();
    let mut chronicle = Chronicle::honest(&cast, &mut Chance::seeded(7));
    plant(&mut chronicle, FindingCode::Overlap);
    let first = chronicle.audited();
    let mut turned = Directory::default();
    for item in chronicle.world.items.iter().rev() {
        turned.admit(item.clone());
    }
    assert_eq!(turned.item_count(), chronicle.world.directory.item_count());
    let second = audit(&turned, first.about.clone(), &first.anchors, first.as_of);
    assert_eq!(first.to_json().to_string(), second.to_json().to_string());
    assert_eq!(first.to_csv(), second.to_csv());
    assert_eq!(first.to_html(), second.to_html());
}

#[test]
fn what_strangers_wrote_is_a_text_in_the_page_and_a_cell_in_the_table() {
    let mut scene = Scene::labelled();
    let act = StatusAct {
        name: "1".to_owned(),
        kind: StatusKind::Withdrawn,
        effective: Day::parse("2026-07-01").expect("a day"),
        recorded: at("2026-07-01"),
        reason: "<script>alert(1)</script>\n=1+1".to_owned(),
    };
    let address = scene.label.address().to_string();
    scene.world.edit(&scene.issuer, &address, &[("event/1", &act.to_text())], "2026-07-01");
    scene.world.state_heads(&scene.issuer, "2026-07-01");
    let about = AuditOf::Issuer(scene.issuer.id);
    let audit = audit(&scene.world.directory, about, &scene.anchors(), noon("2026-07-02"));
    let (page, table) = (audit.to_html(), audit.to_csv());
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    for forbidden in ["<script", "javascript:", " src=", "href=", "url(", "@import", "<link", "<iframe"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for line in table.lines() {
        assert!(
            !line.split(',').any(|cell| cell.trim_start_matches('"').starts_with(['=', '+', '-', '@'])),
            "{line}"
        );
    }
}

/// All ten thousand: `cargo run --release -p tests --bin survive -- audits --count 10000`.
const HISTORIES: u64 = 300;
