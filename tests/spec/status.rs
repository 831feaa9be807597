//! What happens to a label after it was issued, on both axes of time.

use expect_test::{Expect, expect};
use harness::chance::Chance;
use harness::scene::{Scene, noon, trusting};
use harness::story::at;
use protocol::anchors::Anchors;
use protocol::attestation::{AttestationId, Label};
use protocol::badge::{BadgeFacts, Holding};
use protocol::credential::Party;
use protocol::evidence::Evidence;
use protocol::scheme::Scheme;
use protocol::scheme::assessors::AssessorFact;
use protocol::status::{AppealOutcome, Ending, Life, State, StatusAct, StatusKind, check_on_accreditation};
use protocol::time::{Day, Timestamp};
use protocol::verification::{AsOf, Reply, judge};

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn act(name: &str, kind: StatusKind, effective: &str, recorded: &str) -> StatusAct {
    StatusAct {
        name: name.to_owned(),
        kind,
        effective: day(effective),
        recorded: at(recorded),
        reason: String::new(),
    }
}

/// The Gold label of the scene, and a life that acts are written into.
struct Story {
    scene: Scene,
}

impl Story {
    fn begin() -> Self {
        Self { scene: Scene::labelled() }
    }

    fn act(&mut self, kind: StatusKind, effective: &str, recorded: &str) -> String {
        let scene = &mut self.scene;
        scene.world.act(&scene.issuer, &scene.label, kind, effective, recorded)
    }

    /// What is said of a day, as known on another.
    fn says(&self, true_at: &str, known_at: &str, expected: &Expect) {
        let as_of =
            AsOf { true_at: day(true_at), known_at: at(known_at), now: at("2027-12-31"), holder: None };
        let evidence = self.scene.evidence();
        let anchors = trusting(&self.scene.authority).with_statement_age(1_000);
        expected.assert_eq(&judge(&evidence, &anchors, as_of).verdict.to_string());
    }
}

#[test]
fn a_suspension_holds_until_the_label_is_reinstated() {
    let mut story = Story::begin();
    story.act(StatusKind::Suspended { until: None }, "2026-07-01", "2026-07-01");
    story.act(StatusKind::Reinstated, "2026-08-01", "2026-08-01");
    story.says("2026-06-30", "2026-09-01", &expect!["valid until 2029-04-30"]);
    story.says(
        "2026-07-01",
        "2026-09-01",
        &expect!["suspended since 2026-07-01: as was decided on 2026-07-01"],
    );
    story.says("2026-08-01", "2026-09-01", &expect!["valid until 2029-04-30"]);
}

#[test]
fn a_suspension_with_a_last_day_ends_by_itself() {
    let mut story = Story::begin();
    story.act(StatusKind::Suspended { until: Some(day("2026-09-30")) }, "2026-07-01", "2026-07-01");
    story.says(
        "2026-09-30",
        "2026-10-02",
        &expect!["suspended since 2026-07-01 until 2026-09-30: as was decided on 2026-07-01"],
    );
    story.says("2026-10-01", "2026-10-02", &expect!["valid until 2029-04-30"]);
}

#[test]
fn what_was_written_down_later_was_not_known_then() {
    let mut story = Story::begin();
    story.act(StatusKind::Withdrawn, "2026-06-15", "2026-08-01");
    // The deadline of a call: valid as known then, withdrawn as known now.
    story.says("2026-07-01", "2026-07-01", &expect!["valid until 2029-04-30"]);
    story.says(
        "2026-07-01",
        "2026-08-02",
        &expect!["withdrawn since 2026-06-15: as was decided on 2026-08-01"],
    );
    story.says("2026-06-14", "2026-08-02", &expect!["valid until 2029-04-30"]);
    story.says(
        "2026-05-02",
        "2026-05-03",
        &expect!["the label was awarded on 2026-05-04, and what was known before is asked for"],
    );
}

#[test]
fn an_annulled_label_was_never_there() {
    let mut story = Story::begin();
    story.act(StatusKind::Suspended { until: None }, "2026-07-01", "2026-07-01");
    story.act(StatusKind::Annulled, "2026-08-01", "2026-08-01");
    story.says(
        "2026-05-10",
        "2026-08-02",
        &expect!["annulled since 2026-05-01: as was decided on 2026-08-01"],
    );
    story.says("2026-05-10", "2026-07-31", &expect!["valid until 2029-04-30"]);
}

#[test]
fn an_appeal_changes_nothing_until_it_is_upheld() {
    let mut story = Story::begin();
    let withdrawal = story.act(StatusKind::Withdrawn, "2026-07-01", "2026-07-01");
    story.act(StatusKind::Appealed { about: withdrawal.clone() }, "2026-07-20", "2026-07-20");
    story.says(
        "2026-07-25",
        "2026-07-25",
        &expect!["withdrawn since 2026-07-01: as was decided on 2026-07-01"],
    );
    let panel = vec!["P-1".to_owned(), "P-2".to_owned()];
    let outcome = AppealOutcome::Upheld;
    story.act(StatusKind::AppealDecided { about: withdrawal, outcome, panel }, "2026-09-01", "2026-09-01");
    story.says("2026-07-25", "2026-09-02", &expect!["valid until 2029-04-30"]);
    story.says(
        "2026-07-25",
        "2026-08-31",
        &expect!["withdrawn since 2026-07-01: as was decided on 2026-07-01"],
    );
}

#[test]
fn a_rejected_appeal_leaves_the_act() {
    let mut story = Story::begin();
    let about = story.act(StatusKind::Suspended { until: None }, "2026-07-01", "2026-07-01");
    story.act(StatusKind::Appealed { about: about.clone() }, "2026-07-20", "2026-07-20");
    let (outcome, panel) = (AppealOutcome::Rejected, vec!["P-1".to_owned()]);
    story.act(StatusKind::AppealDecided { about, outcome, panel }, "2026-09-01", "2026-09-01");
    story.says(
        "2026-09-02",
        "2026-09-02",
        &expect!["suspended since 2026-07-01: as was decided on 2026-07-01"],
    );
}

#[test]
fn a_label_that_another_one_replaces_says_how() {
    for (kind, word) in [
        (StatusKind::Returned, Ending::Returned),
        (StatusKind::Superseded { by: other() }, Ending::Superseded),
        (StatusKind::Corrected { by: other() }, Ending::Corrected),
    ] {
        let mut story = Story::begin();
        story.act(kind, "2026-07-01", "2026-07-01");
        let verdict = story.scene.judged("2026-07-02").verdict;
        assert_eq!(verdict.code(), "withdrawn");
        assert!(verdict.to_string().starts_with(word.code()), "{verdict}");
    }
}

fn other() -> AttestationId {
    AttestationId::named(Scene::labelled().issuer.id, [99; 10])
}

#[test]
fn a_reduced_label_counts_for_the_lower_level() {
    let mut story = Story::begin();
    story.act(StatusKind::Reduced { level: "silver".into() }, "2026-07-01", "2026-07-01");
    let judged = |true_at| {
        let as_of = AsOf { true_at: day(true_at), ..noon("2026-07-02") };
        judge(&story.scene.evidence(), &story.scene.anchors(), as_of).to_string()
    };
    expect!["valid: Cluster Excellence Gold, photonics, by issuer, until 2029-04-30"]
        .assert_eq(&judged("2026-06-30"));
    expect!["valid: Cluster Excellence Silver, photonics, by issuer, until 2029-04-30"]
        .assert_eq(&judged("2026-07-01"));
}

#[test]
fn after_a_merger_the_label_is_held_by_the_new_organisation() {
    let mut story = Story::begin();
    let merged = story.scene.world.found("photonics-and-optics", "2026-06-01");
    story.act(StatusKind::Transferred { to: merged.party() }, "2026-07-01", "2026-07-01");
    let asked = |holder, true_at| {
        let as_of = AsOf { holder: Some(holder), ..noon("2026-07-02") };
        let as_of = AsOf { true_at: day(true_at), ..as_of };
        judge(&story.scene.evidence(), &story.scene.anchors(), as_of).verdict.to_string()
    };
    expect!["valid until 2029-04-30"].assert_eq(&asked(merged.id, "2026-07-01"));
    expect!["valid until 2029-04-30"].assert_eq(&asked(story.scene.cluster.id, "2026-06-30"));
    assert!(
        asked(story.scene.cluster.id, "2026-07-01").starts_with("the label is held by photonics-and-optics")
    );
    assert!(asked(merged.id, "2026-06-30").starts_with("the label is held by photonics ("));
}

#[test]
fn a_holder_that_only_changed_its_name_is_the_same_holder() {
    let mut story = Story::begin();
    let to = Party { name: "Light Valley".into(), ..story.scene.cluster.party() };
    story.act(StatusKind::Transferred { to }, "2026-07-01", "2026-07-01");
    let as_of = AsOf { holder: Some(story.scene.cluster.id), ..noon("2026-07-02") };
    let judgement = judge(&story.scene.evidence(), &story.scene.anchors(), as_of);
    expect!["valid: Cluster Excellence Gold, Light Valley, by issuer, until 2029-04-30"]
        .assert_eq(&judgement.to_string());
}

#[test]
fn the_holder_replies_in_its_own_name() {
    let mut story = Story::begin();
    let about = story.act(StatusKind::Suspended { until: None }, "2026-07-01", "2026-07-01");
    let scene = &mut story.scene;
    let reply = Reply { about: Some(about), text: "We were on strike.".into(), recorded: at("2026-07-03") };
    let address = scene.label.address_in("reply");
    scene.world.edit(
        &scene.cluster,
        address.as_str(),
        &[("event/1", &reply.to_text(&scene.label))],
        "2026-07-03",
    );
    scene.world.state_heads(&scene.cluster, "2026-07-03");
    assert_eq!(scene.judged("2026-07-04").replies, std::slice::from_ref(&reply));
    // Nobody else can put words into the holder's mouth.
    let forged = Reply { text: "We deserved it.".into(), ..reply };
    let text = forged.to_text(&scene.label);
    scene.world.edit(&scene.issuer, address.as_str(), &[("event/1", &text)], "2026-07-04");
    scene.world.state_heads(&scene.issuer, "2026-07-04");
    assert_eq!(scene.judged("2026-07-04").replies.len(), 1);
}

/// Every act that the rules do not allow, said so; the same acts in order are allowed.
#[test]
fn an_act_that_the_rules_do_not_allow_is_refused() {
    let scene = Scene::labelled();
    let mut label = scene.judged("2026-05-10").label.expect("it was read");
    label.award.assessors = vec![AssessorFact { pseudonym: "A-1".into(), country: "AT".into() }];
    let suspended = act("s", StatusKind::Suspended { until: None }, "2026-07-01", "2026-07-01");
    let withdrawn = act("w", StatusKind::Withdrawn, "2026-08-01", "2026-08-01");
    let appealed = act("a", StatusKind::Appealed { about: "s".into() }, "2026-07-02", "2026-07-02");
    let decided = |about: &str, panel: &str| StatusKind::AppealDecided {
        about: about.to_owned(),
        outcome: AppealOutcome::Rejected,
        panel: vec![panel.to_owned()],
    };
    let rejected = act("d", decided("s", "P-1"), "2026-07-03", "2026-07-03");
    let refused = |earlier: &[&StatusAct], kind, effective: &str, recorded: &str| {
        let life = Life::new(&label, earlier.iter().map(|act| (*act).clone()).collect());
        match life.check(&act("x", kind, effective, recorded), Some(&scene.scheme.1)) {
            Ok(()) => "allowed".to_owned(),
            Err(fault) => fault.to_string(),
        }
    };
    let report = [
        refused(&[], StatusKind::Withdrawn, "2026-05-04", "2026-05-03"),
        refused(&[], StatusKind::Withdrawn, "2026-04-30", "2026-05-05"),
        refused(&[&withdrawn], StatusKind::Suspended { until: None }, "2026-08-02", "2026-08-02"),
        refused(&[&suspended], StatusKind::Suspended { until: None }, "2026-07-02", "2026-07-02"),
        refused(&[], StatusKind::Suspended { until: Some(day("2026-06-01")) }, "2026-07-02", "2026-07-02"),
        refused(&[], StatusKind::Reinstated, "2026-07-02", "2026-07-02"),
        refused(&[], StatusKind::Reduced { level: "gold".into() }, "2026-07-02", "2026-07-02"),
        refused(&[], StatusKind::Superseded { by: label.id.clone() }, "2026-07-02", "2026-07-02"),
        refused(&[], StatusKind::Extended { until: label.valid_until }, "2026-07-02", "2026-07-02"),
        refused(&[], StatusKind::Extended { until: day("2030-04-30") }, "2026-07-02", "2026-07-02"),
        refused(&[], StatusKind::ConditionMet, "2026-07-02", "2026-07-02"),
        refused(&[], StatusKind::Appealed { about: "s".into() }, "2026-07-02", "2026-07-02"),
        refused(&[&suspended], decided("s", "P-1"), "2026-07-02", "2026-07-02"),
        refused(&[&suspended, &appealed], decided("s", "A-1"), "2026-07-03", "2026-07-03"),
        refused(&[&suspended, &appealed], decided("s", "P-1"), "2026-07-03", "2026-07-03"),
        refused(
            &[&suspended, &appealed],
            StatusKind::Appealed { about: "s".into() },
            "2026-07-03",
            "2026-07-03",
        ),
        refused(&[&suspended, &appealed], decided("s", " "), "2026-07-03", "2026-07-03"),
        refused(&[&suspended, &appealed, &rejected], decided("s", "P-2"), "2026-07-04", "2026-07-04"),
        refused(&[&suspended], StatusKind::Reinstated, "2026-07-02", "2026-07-02"),
        refused(&[&suspended], StatusKind::Withdrawn, "2026-07-02", "2026-07-02"),
        refused(&[&withdrawn], StatusKind::Appealed { about: "w".into() }, "2026-08-03", "2026-08-03"),
    ];
    expect![[r#"
        it was written down before the label was awarded
        it is to hold before the first day, 2026-05-01
        the label is withdrawn since 2026-08-01
        it is suspended already, since 2026-07-01
        the suspension ends before it begins
        it is not suspended
        the scheme has no such level below the present one
        a label cannot take its own place
        the label holds until 2029-04-30 already
        a label of this level cannot be extended
        the label has no condition
        there is no suspension, withdrawal, reduction or annulment of that name to appeal against
        nobody appealed against that act
        A-1 assessed the label and cannot decide the appeal
        allowed
        an appeal against that act was recorded already
        a member of the panel has no name
        that appeal was decided already
        allowed
        allowed
        allowed
    "#]]
    .assert_eq(&format!("{}\n", report.join("\n")));
}

#[test]
fn acts_read_back_as_they_were_written() {
    let scene = Scene::labelled();
    let to = scene.cluster.party();
    let kinds = [
        StatusKind::Suspended { until: None },
        StatusKind::Suspended { until: Some(day("2027-01-01")) },
        StatusKind::Reinstated,
        StatusKind::Withdrawn,
        StatusKind::Returned,
        StatusKind::Reduced { level: "silver".into() },
        StatusKind::Superseded { by: scene.label.clone() },
        StatusKind::Corrected { by: scene.label.clone() },
        StatusKind::Annulled,
        StatusKind::Transferred { to },
        StatusKind::Extended { until: day("2030-01-01") },
        StatusKind::ConditionMet,
        StatusKind::Appealed { about: "x".into() },
        StatusKind::AppealDecided {
            about: "x".into(),
            outcome: AppealOutcome::Remitted,
            panel: vec!["P".into()],
        },
        StatusKind::TakenOver,
    ];
    for kind in kinds {
        let act = StatusAct {
            name: "1".into(),
            kind,
            effective: day("2026-07-01"),
            recorded: at("2026-07-01"),
            reason: "a \u{201c}reason\u{201d}".into(),
        };
        let text = act.to_text();
        assert_eq!(StatusAct::parse("1", &text).expect("its own text"), act);
        let more = text.replacen('{', "{\"aside\":\"\",", 1);
        assert!(StatusAct::parse("1", &more).is_err(), "{more}");
    }
}

#[test]
fn every_act_is_told_in_plain_words() {
    let scene = Scene::labelled();
    let to = Party { did: scene.cluster.party().did, name: "Photonics Nord".into() };
    let decided = |outcome, panel: &[&str]| StatusKind::AppealDecided {
        about: "3a2251b6".into(),
        outcome,
        panel: panel.iter().map(|name| (*name).to_owned()).collect(),
    };
    let kinds = [
        StatusKind::Suspended { until: None },
        StatusKind::Suspended { until: Some(day("2026-09-30")) },
        StatusKind::Reinstated,
        StatusKind::Withdrawn,
        StatusKind::Returned,
        StatusKind::Reduced { level: "silver".into() },
        StatusKind::Superseded { by: scene.label.clone() },
        StatusKind::Corrected { by: scene.label.clone() },
        StatusKind::Annulled,
        StatusKind::Transferred { to },
        StatusKind::Extended { until: day("2030-01-01") },
        StatusKind::ConditionMet,
        StatusKind::Appealed { about: "3a2251b6".into() },
        decided(AppealOutcome::Upheld, &["P-1", "P-2"]),
        decided(AppealOutcome::Rejected, &[]),
        StatusKind::TakenOver,
    ];
    let line = |kind: &StatusKind, seen_from: &str| {
        let (name, reason) = ("1".to_owned(), String::new());
        let (effective, recorded) = (day("2026-07-01"), at("2026-06-01"));
        let act = StatusAct { name, kind: kind.clone(), effective, recorded, reason };
        let words = act.to_line(day(seen_from), &[].into());
        words.replace(&scene.label.to_string(), "ID").replace(&scene.cluster.id.to_string(), "SCID")
    };
    let since: Vec<String> = kinds.iter().map(|kind| line(kind, "2026-07-01")).collect();
    expect![[r#"
        suspended since 2026-07-01
        suspended from 2026-07-01 until 2026-09-30
        reinstated since 2026-07-01
        withdrawn since 2026-07-01
        returned by its holder since 2026-07-01
        reduced to the level silver since 2026-07-01
        superseded by ID since 2026-07-01
        corrected by ID since 2026-07-01
        annulled as if never issued
        transferred to Photonics Nord (SCID) since 2026-07-01
        extended on 2026-07-01 until 2030-01-01
        condition met on 2026-07-01
        appealed against act 3a2251b6 on 2026-07-01
        appeal against act 3a2251b6 upheld on 2026-07-01 by P-1, P-2
        appeal against act 3a2251b6 rejected on 2026-07-01 by a panel that is not named
        taken over by a successor of the issuer on 2026-07-01"#]]
    .assert_eq(&since.join("\n"));
    let ahead: Vec<String> = kinds
        .iter()
        .map(|kind| line(kind, "2026-06-30"))
        .filter(|line| line.contains(" on") && line.contains("from "))
        .collect();
    expect![[r#"
        suspended from 2026-07-01 on
        reinstated from 2026-07-01 on
        withdrawn from 2026-07-01 on
        returned by its holder from 2026-07-01 on
        reduced to the level silver from 2026-07-01 on
        superseded by ID from 2026-07-01 on
        corrected by ID from 2026-07-01 on
        transferred to Photonics Nord (SCID) from 2026-07-01 on
        extended from 2026-07-01 on until 2030-01-01
        condition met from 2026-07-01 on
        taken over by a successor of the issuer from 2026-07-01 on"#]]
    .assert_eq(&ahead.join("\n"));
}

#[test]
fn a_report_names_the_day_on_which_a_label_will_end() {
    let mut scene = Scene::labelled();
    let withdrawal = {
        let Scene { world, issuer, label, .. } = &mut scene;
        world.act(issuer, label, StatusKind::Reduced { level: "silver".into() }, "2026-09-01", "2026-06-01");
        world.act(issuer, label, StatusKind::Withdrawn, "2028-01-01", "2026-06-01")
    };
    let told = |scene: &Scene, on: &str| {
        let judgement = scene.judged(on);
        let json = judgement.to_json(noon(on));
        let checks = json["checks"].as_array().expect("checks");
        let later = checks.iter().find(|check| check["name"] == "later");
        let later = later.map_or("nothing", |check| check["sentence"].as_str().expect("a sentence"));
        format!("{judgement}; later: {later}; holds until {}", judgement.holds_until().expect("it was read"))
    };
    expect!["valid: Cluster Excellence Gold, photonics, by issuer, until 2027-12-31, withdrawn from 2028-01-01 on; later: reduced to the level silver from 2026-09-01 on; withdrawn from 2028-01-01 on; holds until 2027-12-31"]
        .assert_eq(&told(&scene, "2026-06-02"));
    expect!["valid: Cluster Excellence Silver, photonics, by issuer, until 2027-12-31, withdrawn from 2028-01-01 on; later: withdrawn from 2028-01-01 on; holds until 2027-12-31"]
        .assert_eq(&told(&scene, "2026-10-01"));
    // What an appeal undid will not come.
    let Scene { world, issuer, label, .. } = &mut scene;
    world.act(issuer, label, StatusKind::Appealed { about: withdrawal.clone() }, "2026-11-01", "2026-11-01");
    let upheld = StatusKind::AppealDecided {
        about: withdrawal,
        outcome: AppealOutcome::Upheld,
        panel: vec!["P-1".to_owned()],
    };
    world.act(issuer, label, upheld, "2026-12-01", "2026-12-01");
    expect!["valid: Cluster Excellence Silver, photonics, by issuer, until 2029-04-30; later: nothing; holds until 2029-04-30"]
        .assert_eq(&told(&scene, "2026-12-02"));
}

#[test]
fn a_badge_shows_the_level_the_holder_and_the_last_day_of_today() {
    let mut story = Story::begin();
    let to = Party { did: story.scene.authority.party().did, name: "Photonics Nord".into() };
    story.act(StatusKind::Reduced { level: "silver".into() }, "2026-07-01", "2026-07-01");
    story.act(StatusKind::Transferred { to }, "2026-08-01", "2026-08-01");
    story.act(StatusKind::Returned, "2026-12-01", "2026-09-01");
    let issued = BadgeFacts {
        achievement: "Cluster Excellence",
        level: "Gold",
        subject: "photonics",
        issuer: "issuer",
        holding: Holding::Until(Day::parse("2029-04-30").ok()),
    };
    let says = |scene: &Scene, on: &str| issued.as_judged(&scene.judged(on)).to_sentence();
    let scene = &story.scene;
    expect!["Cluster Excellence Gold, held by photonics, issued by issuer, valid until 2029-04-30"]
        .assert_eq(&says(scene, "2026-06-30"));
    expect!["Cluster Excellence Silver, held by Photonics Nord, issued by issuer, valid until 2026-11-30"]
        .assert_eq(&says(scene, "2026-09-02"));
    expect!["Cluster Excellence Silver, held by Photonics Nord, issued by issuer, not valid: returned"]
        .assert_eq(&says(scene, "2026-12-01"));
    // Who trusts nobody sees what the issuer says.
    let by_nobody = judge(&scene.evidence(), &Anchors::default(), noon("2026-09-02"));
    expect!["Cluster Excellence Silver, held by Photonics Nord, issued by issuer, valid until 2026-11-30"]
        .assert_eq(&issued.as_judged(&by_nobody).to_sentence());
}

/// A slow and obvious twin: it asks of every day since the first what the last word on it was.
fn twin(label: &Label, acts: &[StatusAct], asked: Day, known_at: Timestamp) -> &'static str {
    let known = acts.iter().filter(|act| act.recorded <= known_at);
    let undone = |name: &str| {
        acts.iter().any(|act| {
            act.recorded <= known_at
                && matches!(&act.kind, StatusKind::AppealDecided { about, outcome: AppealOutcome::Upheld, .. } if about == name)
        })
    };
    let mut counting: Vec<_> = known.filter(|act| !undone(&act.name)).collect();
    if counting.iter().any(|act| act.kind == StatusKind::Annulled) {
        return "ended";
    }
    counting.sort_by_key(|act| (act.effective, act.recorded, act.name.clone()));
    let mut state = "holds";
    let mut until = None;
    let mut today = label.valid_from;
    loop {
        if until.is_some_and(|until| until < today) {
            (state, until) = ("holds", None);
        }
        for act in counting.iter().filter(|act| act.effective == today) {
            match act.kind {
                _ if state == "ended" => {}
                StatusKind::Suspended { until: last } => (state, until) = ("suspended", last),
                StatusKind::Reinstated => (state, until) = ("holds", None),
                StatusKind::Withdrawn | StatusKind::Returned => (state, until) = ("ended", None),
                _ => {}
            }
        }
        // A suspension whose last day was over before it was written has no day.
        if until.is_some_and(|until| until < today) {
            (state, until) = ("holds", None);
        }
        if today == asked {
            return state;
        }
        today = today.next().expect("within the calendar");
    }
}

#[test]
fn a_life_is_what_its_days_say_one_after_the_other() {
    let scene = Scene::labelled();
    let label = scene.judged("2026-05-10").label.expect("it was read");
    let mut chance = Chance::seeded(7);
    let days: Vec<Day> = std::iter::successors(Some(label.valid_from), |day| day.next()).take(40).collect();
    for round in 0..2_000 {
        let count = chance.below(7);
        let acts: Vec<StatusAct> = (0..count)
            .map(|number| {
                let kind = match chance.below(7) {
                    0 | 1 => StatusKind::Suspended { until: None },
                    2 => StatusKind::Suspended { until: Some(*chance.pick(&days)) },
                    3 | 4 => StatusKind::Reinstated,
                    5 if chance.below(3) == 0 => StatusKind::Annulled,
                    5 => StatusKind::Withdrawn,
                    _ => StatusKind::AppealDecided {
                        about: format!("act-{}", chance.below(7)),
                        outcome: *chance.pick(&AppealOutcome::ALL),
                        panel: Vec::new(),
                    },
                };
                StatusAct {
                    name: format!("act-{number}"),
                    kind,
                    effective: *chance.pick(&days),
                    recorded: chance.pick(&days).start(),
                    reason: String::new(),
                }
            })
            .collect();
        let life = Life::new(&label, acts.clone());
        for _ in 0..8 {
            let (asked, known_at) = (*chance.pick(&days), chance.pick(&days).end());
            let state = match life.on(asked, known_at).state {
                State::Holds => "holds",
                State::Suspended { .. } => "suspended",
                State::Ended { .. } => "ended",
            };
            assert_eq!(state, twin(&label, &acts, asked, known_at), "round {round}, {asked}: {acts:?}");
        }
    }
}

#[test]
fn a_successor_keeps_the_labels_of_an_issuer_that_ended() {
    let mut scene = Scene::labelled();
    let successor = scene.world.found("successor", "2027-01-01");
    let granted = protocol::accreditation::Accreditation {
        id: AttestationId::named(scene.authority.id, [55; 10]),
        grantor: scene.authority.party(),
        holder: successor.party(),
        scope: harness::story::scope(&scene.authority, &scene.scheme.0, &["gold", "silver"]),
        under: None,
        succeeds: Some(scene.issuer.party()),
        valid_from: day("2027-01-01"),
        valid_until: day("2029-12-31"),
    };
    scene.world.grant(&scene.authority, &granted, &scene.scheme.1, "2027-01-02");
    let asked = |scene: &Scene, on: &str| {
        let anchors = trusting(&scene.authority).with_statement_age(90);
        let evidence = Evidence::gather(&scene.world.directory, &scene.label).expect("the label is known");
        judge(&evidence, &anchors, noon(on)).verdict.to_string()
    };
    // The issuer speaks no more, so nobody could know of a withdrawal.
    expect!["stale: issuer last stated its labels on 2026-05-04, more than 90 days before"]
        .assert_eq(&asked(&scene, "2027-01-10"));
    let label = scene.label.clone();
    scene.world.act(&successor, &label, StatusKind::TakenOver, "2027-01-03", "2027-01-03");
    expect!["valid until 2029-04-30"].assert_eq(&asked(&scene, "2027-01-10"));
    scene.world.act(&successor, &label, StatusKind::Withdrawn, "2027-02-01", "2027-02-01");
    expect!["withdrawn since 2027-02-01: as was decided on 2027-02-01"]
        .assert_eq(&asked(&scene, "2027-02-02"));
    // Who is no successor keeps nothing.
    let mut other = Scene::labelled();
    let stranger = other.world.found("stranger", "2027-01-01");
    let label = other.label.clone();
    other.world.act(&stranger, &label, StatusKind::TakenOver, "2027-01-03", "2027-01-03");
    other.world.act(&stranger, &label, StatusKind::Withdrawn, "2027-01-03", "2027-01-03");
    other.world.state_heads(&other.issuer, "2027-01-04");
    other.world.state_heads(&other.authority, "2027-01-04");
    expect!["valid until 2029-04-30"].assert_eq(&asked(&other, "2027-01-10"));
}

/// An issuer's label, with what a scheme says of appeals and of holders.
#[test]
fn an_appeal_is_filed_within_the_time_that_the_scheme_gives() {
    let scene = Scene::labelled();
    let label = scene.judged("2026-05-10").label.expect("it was read");
    let scheme = Scheme::parse_toml(
        "name = \"with-appeal\"\nversion = \"1\"\ntitle.en = \"With appeal\"\nterm_months = 36\n[appeal]\nmonths_max = 1\n\
         [[level]]\ncode = \"gold\"\nrank = 1\ntitle.en = \"Gold\"\n",
    )
    .expect("it is sound");
    let act = |name: &str, kind, on: &str| act(name, kind, on, on);
    let suspended = act("s", StatusKind::Suspended { until: None }, "2026-07-01");
    let appeal = |on: &str| {
        let life = Life::new(&label, vec![suspended.clone()]);
        life.check(&act("a", StatusKind::Appealed { about: "s".into() }, on), Some(&scheme))
    };
    assert_eq!(appeal("2026-08-01"), Ok(()));
    assert_eq!(
        appeal("2026-08-02").expect_err("it is late").to_string(),
        "the appeal was filed on 2026-08-02, and could be filed until 2026-08-01"
    );
}

#[test]
fn a_label_is_not_reduced_to_what_its_issuer_may_not_issue() {
    let mut story = Story::begin();
    story.act(StatusKind::Reduced { level: "bronze".into() }, "2026-07-01", "2026-07-01");
    story.says("2026-06-01", "2026-08-01", &expect!["valid until 2029-04-30"]);
    story.says(
        "2026-08-01",
        "2026-08-01",
        &expect![
            "the issuer is not entitled: the accreditation by authority: it is not for the level bronze"
        ],
    );
}

#[test]
fn an_issuer_does_not_come_to_hold_its_own_label() {
    let mut story = Story::begin();
    let to = story.scene.issuer.party();
    story.act(StatusKind::Transferred { to }, "2026-07-01", "2026-07-01");
    story.says("2026-06-01", "2026-08-01", &expect!["valid until 2029-04-30"]);
    story.says("2026-08-01", "2026-08-01", &expect!["the issuer is not entitled: the subject issued its own label, and the scheme is no self-declaration"]);
}

#[test]
fn an_act_upon_an_accreditation_follows_those_before_it() {
    let act = |name: &str, kind, on: &str| act(name, kind, on, on);
    let suspended = act("s", StatusKind::Suspended { until: Some(day("2026-08-01")) }, "2026-07-01");
    let says = |earlier: &[StatusAct], kind, on: &str| match check_on_accreditation(
        day("2026-02-01"),
        earlier,
        &act("x", kind, on),
    ) {
        Ok(()) => "allowed".to_owned(),
        Err(fault) => fault.to_string(),
    };
    let again = || StatusKind::Suspended { until: None };
    let report = [
        says(&[], StatusKind::Reinstated, "2026-07-02"),
        says(&[], StatusKind::Suspended { until: Some(day("2026-07-01")) }, "2026-07-02"),
        says(&[], StatusKind::Withdrawn, "2026-01-31"),
        says(std::slice::from_ref(&suspended), again(), "2026-07-02"),
        says(std::slice::from_ref(&suspended), again(), "2026-08-02"),
        says(std::slice::from_ref(&suspended), StatusKind::Reinstated, "2026-07-02"),
        says(&[suspended], StatusKind::Withdrawn, "2026-07-02"),
    ];
    expect![[r#"
        it is not suspended
        the suspension ends before it begins
        it is to hold before the first day, 2026-02-01
        it is suspended already, since 2026-07-01
        allowed
        allowed
        allowed
    "#]]
    .assert_eq(&format!("{}\n", report.join("\n")));
}
