//! Who may assess whom, whom a scheme is for, and how a decision is contested.

use protocol::organisation::OrganisationId;
use protocol::scheme::Scheme;
use protocol::scheme::assessors::{AssessmentParties, AssessorFact};
use protocol::time::Day;

use super::period::scheme;

#[test]
fn gold_takes_two_assessors_one_of_them_from_abroad() {
    let gold = scheme("ecei");
    let found = |assessors: &[(&str, &str)]| said(&gold, "gold", assessors, &parties());
    assert_eq!(found(&[("a", "AT"), ("b", "DE")]), "independent");
    assert_eq!(found(&[("a", "AT")]), "1 assessors are named and the scheme asks for at least 2");
    assert_eq!(found(&[("a", "DE"), ("a", "AT")]), "the assessor \"a\" is named twice");
    assert_eq!(
        found(&[("a", "AT"), ("b", "AT")]),
        "0 assessors come from another country than AT and the scheme asks for at least 1"
    );
    assert_eq!(
        found(&[("a", "DE"), ("b", "FR")]),
        "0 assessors come from AT and the scheme asks for at least 1"
    );
    assert_eq!(said(&gold, "bronze", &[("a", "AT")], &parties()), "independent");
}

#[test]
fn letters_of_nuts_and_iso_name_the_same_country() {
    let greek = AssessmentParties { subject_country: Some("EL".into()), ..parties() };
    let assessors = [("a", "GR"), ("b", "EL")];
    assert!(
        said(&scheme("ecei"), "gold", &assessors, &greek)
            .starts_with("0 assessors come from another country")
    );
}

#[test]
fn who_assesses_neither_issues_nor_decides_nor_gets_the_label() {
    let gold = scheme("ecei");
    let found = |parties: AssessmentParties| said(&gold, "gold", &[("a", "AT"), ("b", "DE")], &parties);
    let with_body = |body| AssessmentParties { assessor_body: body, ..parties() };
    assert_eq!(found(with_body(Some(organisation(1)))), "the assessing body is the issuer itself");
    assert_eq!(found(with_body(Some(organisation(2)))), "who assessed also decided");
    assert_eq!(found(with_body(Some(organisation(4)))), "the assessing body is the subject itself");
    assert_eq!(
        found(with_body(None)),
        "the scheme asks for an independent assessing body, and none is named"
    );
    assert_eq!(
        found(AssessmentParties { issuer: organisation(4), ..parties() }),
        "the subject issued its own label, and the scheme is no self-declaration"
    );
    assert_eq!(
        found(AssessmentParties { decider: organisation(4), ..parties() }),
        "the subject decided on its own label"
    );
    assert_eq!(
        found(AssessmentParties { subject_country: None, ..parties() }),
        "the scheme asks where assessors come from, and the subject's country is not known"
    );
}

#[test]
fn who_declares_itself_issues_its_own_label() {
    let own = AssessmentParties {
        issuer: organisation(4),
        decider: organisation(4),
        assessor_body: None,
        ..parties()
    };
    assert_eq!(said(&scheme("cee-quality-guidelines"), "declared", &[], &own), "independent");
}

#[test]
fn a_scheme_is_for_its_types_of_subjects_in_its_territory() {
    let bw = scheme("cluster-exzellenz-bw");
    let found = |subject: Option<&str>, region: Option<&str>| match bw.check_subject(subject, region) {
        Ok(()) => "in scope".to_owned(),
        Err(fault) => fault.to_string(),
    };
    let cluster = Some("cluster-organisation");
    assert_eq!(found(cluster, Some("DE111")), "in scope");
    assert_eq!(found(cluster, Some("DE2")), "the scheme is for subjects in DE1, and the subject is in DE2");
    assert_eq!(
        found(cluster, None),
        "the scheme is for subjects in DE1, and the region of the subject is not known"
    );
    assert_eq!(
        found(Some("firm"), Some("DE1")),
        "the scheme is for cluster-organisation, and the subject is of the type firm"
    );
    assert_eq!(
        found(None, Some("DE1")),
        "the scheme is for cluster-organisation, and the type of the subject is not known"
    );
    assert_eq!(scheme("kea-kibs").check_subject(Some("person"), None), Ok(()));
}

#[test]
fn an_appeal_is_filed_in_time_and_heard_by_others() {
    let ecei = scheme("ecei");
    let day = |text: &str| Day::parse(text).expect("a day");
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let found = |filed: &str, panel: &[&str]| match ecei.check_appeal(
        day("2026-01-31"),
        day(filed),
        &names(panel),
        &names(&["a", "b"]),
    ) {
        Ok(()) => "allowed".to_owned(),
        Err(fault) => fault.to_string(),
    };
    assert_eq!(found("2026-02-28", &["c", "d"]), "allowed");
    assert_eq!(
        found("2026-03-01", &["c"]),
        "the appeal was filed on 2026-03-01, and could be filed until 2026-02-28"
    );
    assert_eq!(found("2026-02-01", &["c", "b"]), "\"b\" assessed and sits on the panel");
    assert_eq!(
        found("2026-01-30", &[]),
        "the appeal was filed on 2026-01-30, before the decision of 2026-01-31"
    );
    assert_eq!((ecei.suspension_months_max(), scheme("ch-health").suspension_months_max()), (Some(6), None));
}

#[test]
fn an_application_falls_in_a_round() {
    let poland = scheme("pl-key-cluster");
    let round = |text: &str| poland.round(Day::parse(text).expect("a day")).map(|round| round.code.as_str());
    assert_eq!(
        (round("2024-03-31"), round("2024-04-01"), round("2024-05-31"), round("2024-06-01")),
        (None, Some("2024"), Some("2024"), None)
    );
}

fn said(scheme: &Scheme, level: &str, assessors: &[(&str, &str)], parties: &AssessmentParties) -> String {
    let fact = |(pseudonym, country): &(&str, &str)| AssessorFact {
        pseudonym: (*pseudonym).to_owned(),
        country: (*country).to_owned(),
    };
    let assessors: Vec<AssessorFact> = assessors.iter().map(fact).collect();
    match scheme.check_assessors(level, &assessors, parties) {
        Ok(()) => "independent".to_owned(),
        Err(fault) => fault.to_string(),
    }
}

/// Issued by 1, decided by 2, assessed by 3, about 4 in Austria.
fn parties() -> AssessmentParties {
    AssessmentParties {
        issuer: organisation(1),
        decider: organisation(2),
        assessor_body: Some(organisation(3)),
        subject: organisation(4),
        subject_country: Some("AT".to_owned()),
    }
}

fn organisation(number: usize) -> OrganisationId {
    let ids = [
        "QmX7Ee4d2qUZA7SSEHRUuftiz3FsjkQcG4V4YaQCScZkyz",
        "QmQcrLvGHpHw3nctXDUwMvtgW6ntBdGMak6xv5Bi8kYYq2",
        "QmajXs9LkifDJHekgM683e3cr7eBUtWNFk5mmAScBkc2Mj",
        "QmT5NvUtoM5nWFfrQdVrFtvGfKFmG7AHE8P34isapyhCxX",
    ];
    OrganisationId::parse(ids[number - 1]).expect("an id")
}
