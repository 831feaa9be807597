//! The way to a label: application, assessment, decision.

use expect_test::{Expect, expect};
use harness::dossier::Way;
use harness::story::at;
use protocol::dossier::application::Application;
use protocol::dossier::assessment::{Assessment, Finding};
use protocol::dossier::decision::Outcome;
use protocol::dossier::signed::Signed;
use protocol::dossier::{Dossier, DossierError, DossierFault};
use protocol::scheme::Scheme;
use protocol::scheme::scorecard::Scorecard;
use protocol::scorecard::SealedScorecard;
use protocol::time::Day;
use serde_json::Value;

#[test]
fn the_way_to_a_label_leads_to_its_award() {
    let way = Way::begin();
    let text = way.dossier().to_text();
    let dossier = Dossier::parse(text.as_bytes()).expect("it reads back");
    assert_eq!((dossier.to_text(), &dossier), (text, &way.dossier()));
    let award = dossier.award(&way.scheme.1, Some("AT")).expect("it was granted");
    let assessors: Vec<String> =
        award.assessors.iter().map(|one| format!("{}:{}", one.pseudonym, one.country)).collect();
    assert_eq!(assessors, ["A-17:AT", "D-4:DE"]);
    assert_eq!(award.assessor_body, Some(way.body.party()));
    assert_eq!(award.decider, None, "the issuer decided itself");
    assert_eq!(award.assessed, Some((day("2026-04-20"), day("2026-04-21"))));
    assert_eq!(award.scorecard, Some(way.sealed().commitment()));
    let titles: Vec<&str> = award.evidence.iter().map(|file| file.title.as_str()).collect();
    assert_eq!(titles, ["Strategy", "Report"]);

    let credential =
        way.label().seal(&way.scheme.1, &way.issuer.device(1)).expect("the scheme has the level");
    assert_eq!(credential.label(), &way.label(), "a label can carry all of it");
    let published = credential.to_text();
    for private in ["no business with", "Human resources for", "128 of 150", "Ask members"] {
        assert!(dossier.to_text().contains(private) && !published.contains(private), "{private}");
    }
}

#[test]
fn a_refusal_leads_to_no_label() {
    let way = Way::begin();
    let refused = way.changed(
        |_| {},
        |_| {},
        |decision| {
            decision.outcome = Outcome::Refused;
            decision.reason = "the strategy is not that of the cluster".to_owned();
        },
    );
    check(&way, &refused, &expect!["the application was refused: the strategy is not that of the cluster"]);
}

#[test]
fn no_label_follows_before_it_was_decided() {
    let way = Way::begin();
    let mut dossier = Dossier::begin(way.seal(&way.application()));
    check(&way, &dossier, &expect!["the dossier holds no assessment yet"]);
    let assessment = way.assessment(dossier.application());
    dossier.assess(way.seal(&assessment)).expect("it is of this application");
    check(&way, &dossier, &expect!["the dossier holds no decision yet"]);
}

#[test]
fn each_part_names_the_one_before() {
    let way = Way::begin();
    let mut other = way.application();
    other.made = at("2026-03-03");
    let mut dossier = Dossier::begin(way.seal(&other));
    let of_another = way.dossier();
    let refused = dossier.assess(of_another.assessment().expect("it is whole").clone());
    assert!(matches!(refused, Err(DossierError::Chain { part: "assessment", .. })), "{refused:?}");
    let decision = of_another.decision().expect("it is whole").clone();
    let refused = dossier.decide(decision.clone());
    assert!(matches!(refused, Err(DossierError::Chain { part: "decision", .. })), "{refused:?}");
    let assessment = way.assessment(dossier.application());
    dossier.assess(way.seal(&assessment)).expect("it is of this application");
    assert!(dossier.decide(decision).is_err(), "a decision on another assessment");

    // The same through the file: an application that is put in the place of another.
    let mut file: Value = serde_json::from_str(&of_another.to_text()).expect("JSON");
    file["application"] = dossier.application().to_value();
    let refused = Dossier::parse(file.to_string().as_bytes());
    assert!(matches!(refused, Err(DossierError::Chain { part: "assessment", .. })), "{refused:?}");
}

#[test]
fn no_byte_of_a_dossier_can_be_changed() {
    let text = Way::begin().dossier().to_text();
    for place in (0..text.len()).step_by(41) {
        let mut bytes = text.clone().into_bytes();
        bytes[place] = if bytes[place] == b'7' { b'8' } else { b'7' };
        assert!(Dossier::parse(&bytes).is_err(), "byte {place}");
    }
}

#[test]
fn a_part_is_sealed_by_a_device_that_its_maker_names() {
    let way = Way::begin();
    let sealed = way.seal(&way.application()).to_value();
    for (from, to) in [
        (way.applicant.party().did, way.body.party().did),
        (way.applicant.device(1).public().to_string(), way.body.device(1).public().to_string()),
    ] {
        let mut changed = sealed.clone();
        let method = changed["proof"]["verificationMethod"].as_str().expect("a method").replace(&from, &to);
        changed["proof"]["verificationMethod"] = Value::from(method);
        let refused = Signed::<Application>::open(changed);
        assert!(
            matches!(refused, Err(DossierError::ForeignKey { .. } | DossierError::Proof { .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn who_may_assess_and_decide_is_checked_at_each_step() {
    let way = Way::begin();
    let both_from = |country: &'static str| {
        way.changed(
            |_| {},
            move |assessment| {
                assessment.assessors.iter_mut().for_each(|one| one.country = country.to_owned());
            },
            |_| {},
        )
    };
    check(
        &way,
        &both_from("AT"),
        &expect!["0 assessors come from another country than AT and the scheme asks for at least 1"],
    );
    check(&way, &both_from("DE"), &expect!["0 assessors come from AT and the scheme asks for at least 1"]);
    let alone = way.changed(|_| {}, |assessment| assessment.assessors.truncate(1), |_| {});
    check(&way, &alone, &expect!["1 assessors are named and the scheme asks for at least 2"]);
    let twice = way.changed(
        |_| {},
        |assessment| {
            assessment.assessors[1].pseudonym = "A-17".to_owned();
        },
        |_| {},
    );
    check(&way, &twice, &expect![[r#"the assessor "A-17" is named twice"#]]);
    let itself = way.changed(|_| {}, |assessment| assessment.by = way.issuer.party(), |_| {});
    check(&way, &itself, &expect!["the scheme asks for an independent assessing body, and none is named"]);
    let subject = way.changed(|_| {}, |assessment| assessment.by = way.applicant.party(), |_| {});
    check(&way, &subject, &expect!["the assessing body is the subject itself"]);
    let assessors = way.changed(|_| {}, |_| {}, |decision| decision.by = way.body.party());
    check(&way, &assessors, &expect!["who assessed also decided"]);
    let unknown = way.dossier().check(&way.scheme.1, None).expect_err("the country is needed");
    assert_eq!(
        unknown.to_string(),
        "the scheme asks where assessors come from, and the subject's country is not known"
    );
}

#[test]
fn what_was_not_reached_is_granted_on_a_condition_or_not_at_all() {
    let mut way = Way::begin();
    way.card.answers.remove("1.1.0");
    check(
        &way,
        &way.dossier(),
        &expect![[r#"the answers do not reach "gold"; refuse it, or grant it on a condition"#]],
    );
    let conditional = way.changed(
        |_| {},
        |_| {},
        |decision| {
            decision.outcome = Outcome::GrantedOnCondition;
            decision.conditions = vec!["Letters of commitment of all members".to_owned()];
        },
    );
    let award = conditional.award(&way.scheme.1, Some("AT")).expect("it was granted on a condition");
    assert_eq!(award.conditions, ["Letters of commitment of all members"]);
}

#[test]
fn an_assessment_says_what_the_scheme_says_of_its_answers() {
    let way = Way::begin();
    let flattered = way.changed(
        |_| {},
        |assessment| assessment.finding.score = "150 of 150 points, 100 %".to_owned(),
        |_| {},
    );
    check(
        &way,
        &flattered,
        &expect!["the assessment says of the answers something else than the scheme does"],
    );
    let early = way.changed(|_| {}, |_| {}, |decision| decision.day = day("2026-04-20"));
    check(&way, &early, &expect!["it was decided on 2026-04-20, before the assessment ended on 2026-04-21"]);
}

#[test]
fn a_score_that_decides_the_term_is_taken_over() {
    let mut way = Way::begin();
    let scheme = include_str!("../../docs/schemes/ch-health.toml");
    let card = include_str!("../../docs/schemes/ch-health-three.example.toml");
    way.scheme.1 = Scheme::parse_toml(scheme).expect("a scheme");
    way.scheme.0.name = way.scheme.1.document_name();
    let card = Scorecard::parse_toml(card).expect("a scorecard");
    way.card = Scorecard { scheme: None, expected: None, ..card };
    let (id, scheme) = way.scheme.clone();
    let sealed = SealedScorecard::seal(&id, &scheme, "label", way.applicant.id, &way.card, &[7; 32])
        .expect("the scheme takes the answers");
    let mut application = way.application();
    application.level = "label".to_owned();
    let mut dossier = Dossier::begin(way.seal(&application));
    let gold = Way::begin();
    let mut assessment = gold.assessment(dossier.application());
    assessment.finding = Finding::of(&scheme, &sealed);
    assessment.scorecard = sealed;
    dossier.assess(way.seal(&assessment)).expect("it is of this application");
    let decision = way.decision(dossier.assessment().expect("it is there"));
    dossier.decide(way.seal(&decision)).expect("it is of this assessment");
    let award = dossier.award(&scheme, Some("CH")).expect("it was granted");
    assert_eq!(award.term.map(|months| months.0), Some(36));
}

#[test]
fn texts_and_lists_are_bounded_and_parts_agree() {
    let way = Way::begin();
    let application = |change: &dyn Fn(&mut Application)| {
        let mut said = way.application();
        change(&mut said);
        Signed::seal(&said, &way.applicant.device(1)).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(application(&|_| {}), Ok(()));
    type Change = fn(&mut Application);
    let changes: [(Change, &str); 3] = [
        (|said| said.agreement = " ".to_owned(), "the agreement must be a text of 1 to 600 bytes"),
        (|said| said.level = "x".repeat(601), "the level must be a text of 1 to 600 bytes"),
        (|said| said.evidence = vec![said.evidence[0].clone(); 32], "there must be 0 to 31 documents"),
    ];
    for (change, expected) in changes {
        assert_eq!(application(&change), Err(expected.to_owned()));
    }
    let assessed = way.dossier().assessment().expect("it is whole").said().clone();
    let refused = |change: &dyn Fn(&mut Assessment)| {
        let mut said = assessed.clone();
        change(&mut said);
        Signed::seal(&said, &way.body.device(1)).expect_err("it breaks a bound").to_string()
    };
    assert_eq!(
        refused(&|said| said.first = day("2026-04-30")),
        "the parts of the assessment contradict each other: it ends before it begins"
    );
    assert_eq!(
        refused(&|said| said.assessors[0].declaration = String::new()),
        "the declaration of an assessor must be a text of 1 to 2000 bytes"
    );
    let mut decision = way.dossier().decision().expect("it is whole").said().clone();
    decision.outcome = Outcome::GrantedOnCondition;
    let refused = Signed::seal(&decision, &way.issuer.device(1)).expect_err("no condition").to_string();
    assert_eq!(
        refused,
        "the parts of the decision contradict each other: conditions stand with the outcome granted-on-condition, and only \
         there"
    );
    assert!(matches!(Dossier::parse(b"{}"), Err(DossierError::NoDossier)));
}

/// Says why no label follows from a dossier.
fn check(way: &Way, dossier: &Dossier, expected: &Expect) {
    let fault: DossierFault = dossier.award(&way.scheme.1, Some("AT")).expect_err("no label follows from it");
    expected.assert_eq(&fault.to_string());
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}
