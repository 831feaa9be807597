//! What changed between two versions, in sentences.

use protocol::scheme::Scheme;

const ECEI: &str = include_str!("../../../docs/schemes/ecei.toml");

#[test]
fn equal_versions_have_no_difference() {
    assert!(changed(&[]).is_empty());
}

#[test]
fn thresholds_that_rise_and_criteria_that_come_are_said_in_words() {
    assert_eq!(
        changed(&[
            ("version = \"2013.1\"", "version = \"2020.1\""),
            ("total = \"80%\"", "total = \"85%\""),
            ("unit = \"areas\"\nminimum = 3", "unit = \"areas\"\nminimum = 2"),
            ("code = \"5.3\"", "code = \"5.4\""),
            ("assessors_min = 2", "assessors_min = 3"),
        ]),
        [
            "version: 2013.1 became 2020.1",
            "improved: the minimum was lowered from 3 to 2",
            "criterion removed: 5.3 Assessment of customers' and participants' satisfaction",
            "criterion added: 5.4 Assessment of customers' and participants' satisfaction",
            "gold: the total was raised from 80 % to 85 %",
            "gold: assessment.assessors_min was 2, and is 3",
        ]
    );
}

#[test]
fn whatever_differs_makes_a_difference() {
    for change in [
        ("title.de =", "title.fr ="),
        ("grace_months = 12", "grace_months = 6"),
        ("months_min = 18", "months_min = 12"),
        ("code = \"recognition\"\ntitle.en", "code = \"recognition\"\nweight = 2\ntitle.en"),
        (
            "kind = \"grade\"\nlowest = 0\nhighest = 5\nminimum = 3",
            "kind = \"grade\"\nlowest = 0\nhighest = 5\nminimum = 4",
        ),
    ] {
        assert!(!changed(&[change]).is_empty(), "{change:?}");
    }
}

fn changed(changes: &[(&str, &str)]) -> Vec<String> {
    let after = changes.iter().fold(ECEI.to_owned(), |text, (was, becomes)| {
        assert!(text.contains(was), "{was}");
        text.replacen(was, becomes, 1)
    });
    let parse = |text: &str| Scheme::parse_toml(text).expect("sound");
    parse(ECEI).diff(&parse(&after)).into_iter().map(|difference| difference.sentence).collect()
}
