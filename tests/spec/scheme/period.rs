//! From when to when a label may hold, by the rules of real schemes.

use proptest::prelude::*;
use protocol::scheme::Scheme;
use protocol::scheme::level::Held;
use protocol::scheme::period::PeriodClaim;
use protocol::time::{Day, Months, Timestamp};

#[test]
fn a_label_begins_in_the_month_of_its_assessment_and_holds_for_its_term() {
    let gold =
        || claim("2026-05-01", "2028-04-30").assessed("2026-05-11", "2026-05-12").decided("2026-06-20");
    ecei(gold(), "allowed");
    ecei(gold().until("2027-04-30"), "allowed");
    ecei(gold().until("2028-05-31"), "the label ends on 2028-05-31, and may end on 2028-04-30 at the latest");
    ecei(
        gold().from("2026-06-01"),
        "the label begins with its assessment, from 2026-05-01 to 2026-05-01, and not on 2026-06-01",
    );
    ecei(
        gold().from("2026-05-11"),
        "a label of this scheme holds for whole months, from a first to a last day, and this one from 2026-05-11 to 2028-04-30",
    );
    ecei(
        claim("2026-05-01", "2028-04-30"),
        "the label begins with its assessment, and no day of an assessment is stated",
    );
    ecei(
        gold().decided("2026-05-11"),
        "it was decided on 2026-05-11, before the assessment ended on 2026-05-12",
    );
    ecei(gold().until("2026-04-30"), "the label would end on 2026-04-30, before it begins on 2026-05-01");
}

#[test]
fn a_renewal_within_the_grace_goes_on_seamlessly_from_the_old_end() {
    let renewed = || claim("2028-05-01", "2031-04-30").decided("2029-01-15").renews("2028-04-30");
    ecei(renewed(), "allowed");
    ecei(renewed().decided("2028-02-01"), "allowed");
    ecei(renewed().decided("2029-04-30"), "allowed");
    ecei(
        renewed().decided("2029-05-01"),
        "the renewal was decided on 2029-05-01, and could be decided until 2029-04-30; afterwards only as a new label",
    );
    ecei(
        renewed().from("2028-06-01"),
        "a renewed label begins on the day after the old one ended, 2028-05-01, and not on 2028-06-01",
    );
    ecei(
        renewed().until("2031-05-31"),
        "the label ends on 2031-05-31, and may end on 2031-04-30 at the latest",
    );
}

#[test]
fn grace_ends_with_a_month_where_terms_do() {
    let scheme = scheme("ecei");
    assert_eq!(scheme.renewable_until("gold", day("2027-02-28")), Some(day("2028-02-29")));
    let none = self::scheme("pl-key-cluster");
    assert_eq!(none.renewable_until("key-cluster", day("2027-02-28")), None);
}

#[test]
fn an_early_renewal_is_refused_where_the_scheme_says_from_when_on() {
    let scheme = scheme("hu-accredited-innovation-cluster");
    let renewed = claim("2030-03-01", "2034-02-28").decided("2030-03-15").renews("2030-08-31");
    check(&scheme, "accredited", renewed.clone(), "allowed");
    check(
        &scheme,
        "accredited",
        renewed.from("2030-02-01").decided("2030-02-28"),
        "the renewal was decided on 2030-02-28, and may be decided from 2030-03-01 on",
    );
}

#[test]
fn days_are_counted_where_the_scheme_counts_days() {
    let scheme = scheme("pl-key-cluster");
    let label = || claim("2024-07-15", "2027-07-14").decided("2024-07-15");
    check(&scheme, "key-cluster", label(), "allowed");
    check(
        &scheme,
        "key-cluster",
        label().until("2027-07-15"),
        "the label ends on 2027-07-15, and may end on 2027-07-14 at the latest",
    );
}

#[test]
fn labels_of_a_cohort_end_together_and_can_be_extended_on_a_condition() {
    let scheme = scheme("fr-poles-phase-5");
    let new = || claim("2023-03-17", "2024-12-31").conditional();
    check(&scheme, "new", new(), "allowed");
    check(
        &scheme,
        "new",
        claim("2023-03-17", "2024-12-31"),
        "a label of this level is given on a condition, and must say so",
    );
    check(
        &scheme,
        "new",
        new().until("2026-12-31"),
        "the label ends on 2026-12-31, and may end on 2024-12-31 at the latest",
    );
    check(&scheme, "four-years", claim("2023-01-01", "2026-12-31"), "allowed");
    let extended =
        |level: &str, until: &str| match scheme.check_extension(level, day("2023-03-17"), day(until)) {
            Ok(()) => "allowed".to_owned(),
            Err(fault) => fault.to_string(),
        };
    assert_eq!(extended("new", "2026-12-31"), "allowed");
    assert_eq!(
        extended("new", "2027-01-01"),
        "the label ends on 2027-01-01, and may end on 2026-12-31 at the latest"
    );
    assert_eq!(extended("four-years", "2027-12-31"), "a label of this level cannot be extended");
}

#[test]
fn the_score_decides_how_long_a_label_holds() {
    let scheme = scheme("ch-health");
    let label = |until: &str| claim("2026-03-01", until).decided("2026-03-20");
    check(&scheme, "label", label("2028-02-29"), "allowed");
    check(
        &scheme,
        "label",
        label("2029-02-28"),
        "the score decides how long the label holds; without it the label may end on 2028-02-29 at the latest, and not on 2029-02-28",
    );
    check(&scheme, "label", label("2029-02-28").scored(36), "allowed");
    check(
        &scheme,
        "label",
        label("2029-02-28").scored(24),
        "the label ends on 2029-02-28, and may end on 2028-02-29 at the latest",
    );
    check(
        &scheme,
        "label",
        label("2029-02-28").scored(48),
        "no score of this scheme gives a term of 48 months",
    );
}

#[test]
fn a_trial_is_not_renewed() {
    let scheme = scheme("ket-centre");
    let renewed = claim("2029-02-01", "2032-01-31").decided("2029-02-10").renews("2029-01-31");
    check(&scheme, "trial", renewed.clone(), "a trial is not renewed");
    check(&scheme, "member", renewed, "allowed");
    assert_eq!(scheme.renewable_until("trial", day("2029-01-31")), None);
}

#[test]
fn a_label_begins_no_further_back_than_the_scheme_says() {
    let text = SCHEME.replace("months = 12", "months = 12\nretroactive_months = 2");
    let scheme = Scheme::parse_toml(&text).expect("sound");
    let label = |from: &str| claim(from, "2026-09-30").decided("2026-05-20");
    check(&scheme, "label", label("2026-03-01"), "allowed");
    check(
        &scheme,
        "label",
        label("2026-02-01"),
        "the label begins on 2026-02-01, and may begin 2 months before its decision at most, on 2026-03-01",
    );
}

#[test]
fn an_earlier_label_must_have_been_held_long_enough() {
    let scheme = scheme("ecei");
    let bronze =
        |from: &str| Held { scheme: None, level: "bronze".into(), from: day(from), until: day("2027-12-31") };
    let silver = |held: &[Held]| {
        scheme.check_prerequisites("silver", held, day("2027-07-10")).map_err(|fault| fault.to_string())
    };
    assert_eq!(silver(&[bronze("2026-01-01")]), Ok(()));
    let fault = "needs Bronze that began 18 to 30 months before, and no label of the subject is that";
    for held in [vec![], vec![bronze("2026-02-01")], vec![bronze("2025-01-09")]] {
        assert_eq!(silver(&held), Err(fault.to_owned()), "{held:?}");
    }
    assert_eq!(scheme.check_prerequisites("bronze", &[], day("2027-07-10")), Ok(()));
}

#[test]
fn any_version_of_another_scheme_will_do_and_no_other_scheme() {
    let scheme = scheme("go-cluster");
    let held = |name: &str| Held {
        scheme: protocol::scheme::SchemeId::parse(name),
        level: "silver".into(),
        from: day("2026-01-01"),
        until: day("2027-12-31"),
    };
    let owner = "QmX7Ee4d2qUZA7SSEHRUuftiz3FsjkQcG4V4YaQCScZkyz";
    let member = |held: Held, on: &str| scheme.check_prerequisites("member", &[held], day(on)).is_ok();
    assert!(member(held(&format!("{owner}/ecei-2013.1")), "2027-12-31"));
    assert!(!member(held(&format!("{owner}/ecei-2013.1")), "2028-01-01"), "it must still be valid");
    assert!(!member(held(&format!("{owner}/ecei-light-1.0")), "2027-12-31"));
    assert!(!member(held("QmQcrLvGHpHw3nctXDUwMvtgW6ntBdGMak6xv5Bi8kYYq2/ecei-2013.1"), "2027-12-31"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_longest_period_is_the_one_that_is_found_by_walking_day_by_day(
        start in 0..20_000_i64, months in 1..=240_u16, by_day in any::<bool>()
    ) {
        let precision = if by_day { "precision = \"day\"\n" } else { "" };
        let text = SCHEME.replace("months = 12", &format!("{precision}months = {months}"));
        let scheme = Scheme::parse_toml(&text).expect("sound");
        let from = Timestamp::from_millis(u64::try_from(start).expect("positive") * 86_400_000).expect("in range").day();
        let last = walk(from, i64::from(months), by_day);
        let is_allowed = |until: Day| {
            let claim = claim(&from.to_string(), &until.to_string());
            scheme.check_period("label", &claim.0).is_ok()
        };
        prop_assert!(is_allowed(last), "{last}");
        prop_assert!(!is_allowed(last.next().expect("the calendar goes on")), "{last}");
    }
}

/// The last day before `months` have passed since a day, or since its month began.
fn walk(from: Day, months: i64, by_day: bool) -> Day {
    let parts = |day: Day| {
        let text = day.to_string();
        let part = |range: std::ops::Range<usize>| text[range].parse::<i64>().expect("digits");
        (part(0..4) * 12 + part(5..7), part(8..10))
    };
    let (first_month, first_day) = parts(from);
    let mut last = from;
    loop {
        let next = last.next().expect("the calendar goes on");
        let (month, day) = parts(next);
        let returns = !by_day || day >= first_day || next == next.month().last_day();
        if month - first_month >= months && returns {
            return last;
        }
        last = next;
    }
}

fn ecei(claim: Claim, expected: &str) {
    check(&scheme("ecei"), "gold", claim, expected);
}

fn check(scheme: &Scheme, level: &str, claim: Claim, expected: &str) {
    let found = match scheme.check_period(level, &claim.0) {
        Ok(()) => "allowed".to_owned(),
        Err(fault) => fault.to_string(),
    };
    assert_eq!(found, expected, "{:?}", claim.0);
}

/// A claim that is changed word by word; decided on its first day unless it says otherwise.
#[derive(Clone)]
struct Claim(PeriodClaim);

fn claim(from: &str, until: &str) -> Claim {
    Claim(PeriodClaim {
        assessed: None,
        decided: day(from),
        from: day(from),
        until: day(until),
        previous_until: None,
        score_term: None,
        conditional: false,
    })
}

impl Claim {
    fn assessed(self, first: &str, last: &str) -> Self {
        Self(PeriodClaim { assessed: Some((day(first), day(last))), ..self.0 })
    }
    fn decided(self, on: &str) -> Self {
        Self(PeriodClaim { decided: day(on), ..self.0 })
    }
    fn from(self, on: &str) -> Self {
        Self(PeriodClaim { from: day(on), ..self.0 })
    }
    fn until(self, on: &str) -> Self {
        Self(PeriodClaim { until: day(on), ..self.0 })
    }
    fn renews(self, until: &str) -> Self {
        Self(PeriodClaim { previous_until: Some(day(until)), ..self.0 })
    }
    fn scored(self, months: u16) -> Self {
        Self(PeriodClaim { score_term: Some(Months(months)), ..self.0 })
    }
    fn conditional(self) -> Self {
        Self(PeriodClaim { conditional: true, ..self.0 })
    }
}

pub(super) fn scheme(name: &str) -> Scheme {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../docs/schemes/{name}.toml"));
    Scheme::parse_toml(&std::fs::read_to_string(path).expect("a scheme of the docs")).expect("sound")
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

const SCHEME: &str = r#"
name = "small"
version = "1"
title.en = "Small"
[validity]
months = 12
[[level]]
code = "label"
rank = 1
title.en = "Label"
"#;
