//! What is wrong with a file is said with its line, its column and what to do.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use protocol::scheme::scorecard::Scorecard;
use protocol::scheme::{Scheme, SchemeError};

const ECEI: &str = include_str!("../../../docs/schemes/ecei.toml");

#[test]
fn a_broken_rule_is_shown_where_it_stands() {
    check(
        "minimum = 9",
        expect![[r#"
        line 8, column 11: the minimum 9 must be a grade from 0 to 5
          |
        8 | minimum = 9
          |           ^
    "#]],
    );
    check(
        "levels = [\"gold\", \"platinum\"]",
        expect![[r#"
        line 8, column 19: the scheme has no level "platinum"; add it or correct the code
          |
        8 | levels = ["gold", "platinum"]
          |                   ^^^^^^^^^^
    "#]],
    );
    check(
        "minimum_at.gold = 2.5",
        expect![[r#"
        line 8, column 19: invalid type: floating point `2.5`, expected a number, "met" or "partly"
          |
        8 | minimum_at.gold = 2.5
          |                   ^^^
    "#]],
    );
    check(
        "wieght = 2",
        expect![[r#"
        line 8, column 1: unknown field `wieght`; did you mean `weight`?
          |
        8 | wieght = 2
          | ^^^^^^
    "#]],
    );
    check(
        "weight = \"1/0\"",
        expect![[r#"
        line 8, column 10: "1/0" is not an exact number of at most 15 digits; write 12, "12/5" or "2.4"
          |
        8 | weight = "1/0"
          |          ^^^^^
    "#]],
    );
    check(
        "scale = [{ at = 1, points = 2 }]",
        expect![[r#"
        line 8, column 9: scale belongs to criteria of the kind number, and this one is of the kind grade; set kind or remove it
          |
        8 | scale = [{ at = 1, points = 2 }]
          |         ^^^^^^^^^^^^^^^^^^^^^^^^
    "#]],
    );
    check(
        "points = [0, 1, 2, 1, 5, 6]",
        expect![[r#"
        line 8, column 10: a better answer must not bring fewer points
          |
        8 | points = [0, 1, 2, 1, 5, 6]
          |          ^^^^^^^^^^^^^^^^^^
    "#]],
    );
    check(
        "unit = \"Ärger",
        expect![[r#"
        line 8, column 14: invalid basic string, expected `"`
          |
        8 | unit = "Ärger
          |              ^
    "#]],
    );
}

#[test]
fn every_broken_rule_is_told_at_once_in_the_order_of_the_file() {
    let text =
        SMALL.replace("rank = 1", "rank = 1\ntotal = 7").replace("version = \"1\"", "version = \"one\"");
    let text = text.replace("lowest = 0", "lowest = 6");
    let Err(SchemeError::Rules { faults }) = Scheme::parse_toml(&text) else { panic!("broken twice") };
    let lines: Vec<usize> = faults.iter().map(|fault| fault.place.as_ref().expect("a place").line).collect();
    assert_eq!(lines, [2, 15]);
}

#[test]
fn what_cannot_be_reached_is_a_fault_of_the_scheme() {
    for (was, becomes, said) in [
        (
            "rank = 1",
            "rank = 1\ntotal = 6",
            "6 points cannot be reached: all criteria of this level bring 5 at most",
        ),
        ("kind = \"grade\"\nlowest = 0\nhighest = 5", "", "no criterion of this level brings points"),
        ("term_months = 12", "", "it is not said how long a label of this level holds"),
        ("term_months = 12", "[validity]\nmonths = 12\nend = \"2026-12-31\"", "only one"),
        ("term_months = 12", "[validity]\nend = \"2026-02-30\"", "is no day"),
        ("term_months = 12", "[validity]\nmonths = 12\nextended_months = 12", "must lead beyond"),
        ("term_months = 12", "term_months = 12\nterritory = [\"Bavaria\"]", "is no country or region"),
        ("term_months = 12", "term_months = 12\nterritory = [\"QQ\"]", "is no country or region"),
        ("rank = 1", "rank = 1\nprerequisite = [{ any_of = [] }]", "needs at least one label"),
        ("rank = 1", "rank = 1\nprerequisite = [{ any_of = [{ scheme = \"ecei\" }] }]", "names no scheme"),
    ] {
        let text = SMALL.replace("rank = 1", "rank = 1\ntotal = \"50%\"");
        let text = text.replace(was, becomes);
        let text = if becomes.contains("total") { SMALL.replace(was, becomes) } else { text };
        let error = Scheme::parse_toml(&text).expect_err(becomes).to_string();
        assert!(error.contains(said), "{becomes}: {error}");
    }
}

#[test]
fn a_group_names_criteria_that_stand_before_it_and_can_be_met() {
    for (of, said) in [
        ("\"a\", \"later\"", "no criterion \"later\" stands before this group"),
        ("\"a\", \"g\"", "no criterion \"g\" stands before this group"),
        ("\"a\"", "needs a kind and a minimum, so that it can be met"),
        ("\"b\"", "1 members cannot be met at the level \"gold\", to which 0 apply"),
    ] {
        let text = format!(
            "{SMALL}{OTHER}[[criterion]]\ncode = \"g\"\ntitle.en = \"G\"\nkind = \"group\"\nminimum = 1\nof = [{of}]\n\
             [[criterion]]\ncode = \"later\"\ntitle.en = \"L\"\nkind = \"gate\"\n"
        );
        let error = Scheme::parse_toml(&text).expect_err(of);
        let is_said = error.faults().iter().any(|fault| fault.rule.contains(said));
        assert!(is_said, "{of}: {error}");
    }
}

#[test]
fn content_has_no_lines_and_its_faults_have_paths() {
    let scheme = Scheme::parse_toml(SMALL).expect("sound");
    let content = scheme.to_content().replace("\"rank\":1", "\"rank\":1,\"total\":7");
    let error = Scheme::parse_content(&content).expect_err("too many points");
    assert_eq!(
        error.to_string(),
        "the scheme breaks a rule: level.0.total: 7 points cannot be reached: all criteria of this level bring 5 at most"
    );
    assert!(
        Scheme::parse_content(&content.replace("total", "totals")).is_err(),
        "unknown members are refused"
    );
    assert!(Scheme::parse_content(&content.replace("\"total\":7", "\"total\":4.5")).is_err(), "no floats");
    assert!(Scheme::parse_content(&content.replace("\"total\":7", "\"total\":\"9/2\"")).is_ok());
    let long =
        SMALL.replace("title.en = \"A\"", &format!("title.en = \"A\"\nevidence = [{}]", "\"e\",".repeat(21)));
    assert!(Scheme::parse_toml(&long).expect_err("too many").to_string().contains("at most 20"));
}

#[test]
fn a_scorecard_says_what_it_cannot_take() {
    for (text, said) in [
        ("[answers]\n1.1.0 = true", "line 2, column 1: invalid type: map, expected an answer"),
        ("[answers]\na = 2.5", "line 2, column 5: invalid type: floating point `2.5`, expected an answer"),
        ("[answers]\na = \"maybe\"", "line 2, column 5: invalid value: string \"maybe\", expected an answer"),
        ("[answers]\na = 1\na = 2", "line 3, column 1: duplicate key"),
        ("answer = 1", "did you mean `answers`?"),
    ] {
        let error = Scorecard::parse_toml(text).expect_err(text).to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
    let many: String = (0..401).map(|number| format!("a{number} = 1\n")).collect();
    assert!(matches!(
        Scorecard::parse_toml(&format!("[answers]\n{many}")),
        Err(SchemeError::TooManyAnswers { .. })
    ));
    assert!(
        Scorecard::parse_json("{\"answers\": {\"a\": 1, \"a\": 2}}").is_err(),
        "two readers could differ"
    );
    assert!(matches!(Scorecard::parse_toml(&" ".repeat(1 << 17)), Err(SchemeError::TooLong { .. })));
}

#[test]
fn an_answer_of_another_kind_counts_as_missing_and_is_told() {
    let scheme = Scheme::parse_toml(SMALL).expect("sound");
    let faults = |answers: &str| {
        scheme.assess(&Scorecard::parse_toml(&format!("[answers]\n{answers}")).expect("a scorecard")).faults
    };
    assert_eq!(faults("a = 5"), Vec::<String>::new());
    assert_eq!(faults("a = 6"), ["a A: 6 is no grade from 0 to 5"]);
    assert_eq!(faults("a = \"5/2\""), ["a A: 2.5 is no grade from 0 to 5"]);
    assert_eq!(faults("a = \"yes\""), ["a A: yes is no grade from 0 to 5"]);
    assert_eq!(
        faults("a = \"not-applicable\""),
        ["a A: not-applicable is no answer here: the criterion applies to everybody"]
    );
    assert_eq!(faults("b = 1"), ["the scheme has no criterion \"b\""]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_change_to_a_file_makes_the_reader_fall_over(
        at in any::<prop::sample::Index>(), drop in 0..40_usize, put in "[a-z0-9\\[\\]{}=\"'.,/%#\n é-]{0,12}"
    ) {
        let places: Vec<usize> = ECEI.char_indices().map(|(place, _)| place).collect();
        let start = at.index(places.len());
        let end = (start + drop).min(places.len() - 1);
        let text = format!("{}{put}{}", &ECEI[..places[start]], &ECEI[places[end]..]);
        match Scheme::parse_toml(&text) {
            Ok(scheme) => prop_assert!(Scheme::parse_content(&scheme.to_content()).is_ok()),
            Err(error) => for fault in error.faults() {
                let place = fault.place.as_ref().expect("a file has lines");
                prop_assert!(place.line <= text.lines().count() + 1);
                prop_assert_eq!(place.picture().lines().count(), 3);
            },
        }
    }
}

fn check(line: &str, expected: Expect) {
    let text = SMALL
        .replace("term_months = 12\n", "")
        .replace("kind = \"grade\"", &format!("{line}\nkind = \"grade\""));
    // The criterion stands before the level, so that the line in question is always the same.
    let (head, rest) = text.split_once("[[level]]").expect("a level");
    let (level, criterion) = rest.split_once("[[criterion]]").expect("a criterion");
    let text = format!("{head}term_months = 12\n[[criterion]]{criterion}[[level]]{level}");
    let error = Scheme::parse_toml(&text).expect_err("broken");
    let fault = error.faults().first().expect("a fault");
    expected.assert_eq(&format!("{fault}\n{}\n", fault.place.as_ref().expect("a place").picture()));
}

/// A level that only one criterion looks at.
const OTHER: &str = r#"
[[criterion]]
code = "b"
title.en = "B"
kind = "gate"
levels = ["silver"]
[[level]]
code = "silver"
rank = 2
title.en = "Silver"
"#;

const SMALL: &str = r#"name = "small"
version = "1"
title.en = "Small"
term_months = 12
[[level]]
code = "gold"
rank = 1
title.en = "Gold"
[[criterion]]
code = "a"
title.en = "A"
kind = "grade"
lowest = 0
highest = 5
"#;
