//! What an audit finds in a record of labels, and what it does not hold against anybody.

use std::collections::BTreeSet;

use harness::chance::Chance;
use harness::labelled::{Cast, Chronicle};
use harness::planted::{self, plant, plantable};
use harness::scene::{Scene, noon};
use harness::story::{Member, at, scope};
use protocol::accreditation::Accreditation;
use protocol::attestation::AttestationId;
use protocol::audit::{Audit, AuditOf, FindingCode, Gap, Matter, Outcome, audit, audit_in_part, reach};
use protocol::directory::Directory;
use protocol::scheme::SchemeId;
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

#[test]
fn a_successor_that_keeps_a_label_has_a_clean_record() {
    let (mut scene, successor) = with_successor();
    let label = scene.label.clone();
    scene.world.act(&successor, &label, StatusKind::TakenOver, "2027-01-03", "2027-01-03");
    scene.world.act(&successor, &label, StatusKind::Withdrawn, "2027-02-01", "2027-02-01");
    scene.world.state_heads(&scene.authority, "2027-02-01");
    for about in [
        AuditOf::Issuer(successor.id),
        AuditOf::Organisation(successor.id),
        AuditOf::Issuer(scene.issuer.id),
        AuditOf::Organisation(scene.cluster.id),
        AuditOf::Scheme(scene.scheme.0.clone()),
    ] {
        let audit = audit(&scene.world.directory, about, &scene.anchors(), noon("2027-02-02"));
        assert_eq!((audit.findings.as_slice(), audit.gaps.as_slice()), ([].as_slice(), [].as_slice()));
        assert_eq!((audit.labels.len(), &audit.labels[0].judgement.id), (1, &label));
        assert_eq!(audit.labels[0].judgement.verdict.code(), "withdrawn");
    }
}

#[test]
fn who_keeps_a_label_and_is_no_successor_has_no_right_to_it() {
    let mut scene = Scene::labelled();
    let stranger = scene.world.found("stranger", "2027-01-01");
    let label = scene.label.clone();
    scene.world.act(&stranger, &label, StatusKind::TakenOver, "2027-01-03", "2027-01-03");
    scene.world.act(&stranger, &label, StatusKind::Withdrawn, "2027-01-03", "2027-01-03");
    for member in [&scene.issuer, &scene.authority] {
        scene.world.state_heads(member, "2027-01-04");
    }
    let audited = |about| audit(&scene.world.directory, about, &scene.anchors(), noon("2027-01-10"));
    for about in [
        AuditOf::Issuer(stranger.id),
        AuditOf::Organisation(stranger.id),
        AuditOf::Scheme(scene.scheme.0.clone()),
    ] {
        let audit = audited(about);
        assert_eq!(codes(&audit), BTreeSet::from(["kept-without-right"]), "{:#?}", audit.findings);
        assert!(audit.findings[0].sentence.contains("no accreditation"), "{:?}", audit.findings);
    }
    // Issuer and holder are not answerable for it, and the label goes on.
    for about in [AuditOf::Issuer(scene.issuer.id), AuditOf::Organisation(scene.cluster.id)] {
        let audit = audited(about);
        assert_eq!((audit.outcome(), audit.labels[0].judgement.verdict.code()), (Outcome::Clean, "valid"));
    }
    // Where the issuer was not heard, nobody can say whether it may.
    let mut alone = Directory::default();
    for item in scene.world.items.iter().filter(|item| item.organisation() == stranger.id) {
        alone.admit(item.clone());
    }
    let audit = audit(&alone, AuditOf::Issuer(stranger.id), &scene.anchors(), noon("2027-01-10"));
    assert_eq!(audit.outcome(), Outcome::Open, "{:?}", audit.findings);
}

#[test]
fn a_successor_whose_accreditation_had_not_begun_kept_the_label_without_right() {
    let (mut scene, successor) = with_successor();
    let label = scene.label.clone();
    scene.world.act(&successor, &label, StatusKind::TakenOver, "2026-12-30", "2026-12-30");
    scene.world.state_heads(&successor, "2027-01-04");
    let about = AuditOf::Issuer(successor.id);
    let audit = audit(&scene.world.directory, about, &scene.anchors(), noon("2027-01-10"));
    assert_eq!(codes(&audit), BTreeSet::from(["kept-without-right"]), "{:#?}", audit.findings);
}

#[test]
fn a_holder_by_transfer_is_audited_with_the_label_and_its_issuer_is_asked() {
    let mut scene = Scene::labelled();
    let heir = scene.world.found("heir", "2026-01-13");
    let label = scene.label.clone();
    let kind = StatusKind::Transferred { to: heir.party() };
    scene.world.act(&scene.issuer, &label, kind, "2026-05-10", "2026-05-10");
    let about = AuditOf::Organisation(heir.id);
    let anchors = scene.anchors();
    let needed = reach(&scene.world.directory, &about, &anchors, false);
    assert_eq!(needed, BTreeSet::from([heir.id, scene.issuer.id, scene.authority.id]));
    let audit = audit(&scene.world.directory, about, &anchors, noon("2026-06-01"));
    assert_eq!((audit.outcome(), audit.labels.len()), (Outcome::Clean, 1), "{:?}", audit.findings);
}

#[test]
fn what_nobody_knows_is_a_gap_and_not_clean() {
    let scene = Scene::labelled();
    let nobody = Member::found("nobody", at("2026-01-10")).id;
    let no_scheme = SchemeId { name: "does-not-exist-1.0".to_owned(), ..scene.scheme.0.clone() };
    // The cluster organisation is known, and never said what it issued.
    for about in [
        AuditOf::Scheme(no_scheme),
        AuditOf::Issuer(nobody),
        AuditOf::Organisation(nobody),
        AuditOf::Issuer(scene.cluster.id),
    ] {
        let audit = audit(&scene.world.directory, about, &scene.anchors(), noon("2026-06-01"));
        assert_eq!((audit.outcome(), audit.gaps.len()), (Outcome::Open, 1), "{:?}", audit.gaps);
    }
}

#[test]
fn of_a_record_that_is_not_whole_absence_accuses_nobody() {
    let cast = Cast::new();
    for fault in [FindingCode::NoAccreditation, FindingCode::EntryMissing, FindingCode::ReplacementUnknown] {
        let mut chronicle = Chronicle::begin(&cast);
        plant(&mut chronicle, fault);
        let whole = chronicle.audited();
        assert_eq!(whole.outcome(), Outcome::Findings);
        let gap = Gap { about: Matter::File("cut".to_owned()), sentence: "it is cut".to_owned() };
        let (directory, about) = (&chronicle.world.directory, whole.about.clone());
        let audit = audit_in_part(directory, about, &whole.anchors, whole.as_of, vec![gap.clone()]);
        assert_eq!(audit.outcome(), Outcome::Open, "{fault}: {:#?}", audit.findings);
        assert!(audit.gaps.contains(&gap) && audit.gaps.len() > 1, "{fault}: {:#?}", audit.gaps);
        assert!(audit.to_html().contains("it is cut") && audit.to_csv().contains("gap,cut,"));
    }
}

#[test]
fn however_many_labels_overlap_they_are_one_finding() {
    let cast = Cast::new();
    let mut chronicle = Chronicle::begin(&cast);
    for _ in 0..150 {
        chronicle.issue(0, 5, "bronze", |_| {});
    }
    chronicle.pass(1);
    chronicle.state();
    let audit = chronicle.audited();
    assert_eq!((audit.labels.len(), audit.findings.len()), (150, 1));
    let overlap = &audit.findings[0];
    assert!(overlap.sentence.contains("150 labels in all"), "{}", overlap.sentence);
    assert_eq!((overlap.code, overlap.exhibits.len()), (FindingCode::Overlap, 32));
    assert!(audit.to_html().len() < 500_000, "{}", audit.to_html().len());
}

/// The scene, in which the owner makes another organisation the issuer's successor from 2027 on.
fn with_successor() -> (Scene, Member) {
    let mut scene = Scene::labelled();
    let successor = scene.world.found("successor", "2026-12-01");
    let granted = Accreditation {
        id: AttestationId::named(scene.authority.id, [55; 10]),
        grantor: scene.authority.party(),
        holder: successor.party(),
        scope: scope(&scene.authority, &scene.scheme.0, &["gold", "silver"]),
        under: None,
        succeeds: Some(scene.issuer.party()),
        valid_from: Day::parse("2027-01-01").expect("a day"),
        valid_until: Day::parse("2029-12-31").expect("a day"),
    };
    scene.world.grant(&scene.authority, &granted, &scene.scheme.1, "2026-12-02");
    (scene, successor)
}

/// All ten thousand: `cargo run --release -p tests --bin survive -- audits --count 10000`.
const HISTORIES: u64 = 300;
