//! Scoring against a slow twin that counts in whole numbers, and what holds for every scheme.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use protocol::scheme::Scheme;
use protocol::scheme::assess::LevelOutcome;
use protocol::scheme::ratio::Ratio;
use protocol::scheme::scorecard::{Answer, Scorecard};
use serde_json::{Value, json};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_total_and_the_levels_are_those_of_a_slow_count_in_whole_numbers(case in cases()) {
        let assessed = case.scheme().assess(&case.card());
        prop_assert!(assessed.faults.is_empty());
        for outcome in &assessed.levels {
            let twin = Twin { case: &case, level: &outcome.level };
            let (points, max, weights) = twin.total();
            let divisor = if case.is_average { weights } else { 42 * 42 };
            prop_assert!(is_quotient(outcome.total.points, points, divisor));
            prop_assert!(is_quotient(outcome.total.max, max, divisor));
            prop_assert_eq!(outcome.reached, twin.reached());
        }
    }

    #[test]
    fn the_order_of_criteria_does_not_matter(case in cases(), seed in any::<u64>()) {
        let mut other = case.clone();
        shuffle(&mut other.criteria, seed);
        let (before, after) = (case.scheme().assess(&case.card()), other.scheme().assess(&case.card()));
        for (before, after) in before.levels.iter().zip(&after.levels) {
            prop_assert_eq!(without_order(before), without_order(after));
        }
    }

    #[test]
    fn a_better_answer_never_lowers_the_total_nor_takes_a_level_away(case in cases(), which in any::<prop::sample::Index>()) {
        let mut better = case.clone();
        let code = which.get(&case.asked()).clone();
        let criterion = case.criteria.iter().find(|one| one["code"] == code).expect("it is answered");
        better.answers.insert(code.clone(), raised(criterion, &case.answers[&code]));
        let (before, after) = (case.scheme().assess(&case.card()), better.scheme().assess(&better.card()));
        for (before, after) in before.levels.iter().zip(&after.levels) {
            prop_assert!(after.total.points >= before.total.points);
            prop_assert!(after.reached || !before.reached);
        }
    }

    #[test]
    fn a_scheme_reads_back_from_its_content(case in cases()) {
        let scheme = case.scheme();
        let again = Scheme::parse_content(&scheme.to_content()).expect("its own content");
        prop_assert_eq!(again.to_content(), scheme.to_content());
        prop_assert!(scheme.diff(&again).is_empty());
        prop_assert_eq!(again, scheme);
    }
}

#[test]
fn a_dimension_asks_nothing_of_a_level_that_has_no_points_in_it() {
    let content = json!({
        "name": "parts", "version": "1", "title": {"en": "Parts"}, "term_months": 12,
        "level": [{"code": "low", "rank": 1, "title": {"en": "Low"}}, {"code": "high", "rank": 2, "title": {"en": "High"}}],
        "dimension": [{"code": "part", "title": {"en": "Part"}, "minimum": "50%"}],
        "criterion": [{"code": "a", "title": {"en": "A"}, "kind": "grade", "highest": 4, "dimension": "part", "levels": ["high"]}],
    });
    let scheme = Scheme::parse_content(&content.to_string()).expect("sound");
    let reached = |grade: u8| {
        let card = Scorecard::parse_toml(&format!("[answers]\na = {grade}")).expect("sound");
        scheme.assess(&card).highest().map(|level| level.level.clone())
    };
    assert_eq!((reached(1).as_deref(), reached(2).as_deref()), (Some("low"), Some("high")));
}

#[test]
fn three_thirds_are_a_whole() {
    let criterion =
        |code: &str| json!({"code": code, "title": {"en": code}, "kind": "gate", "points": "1/3"});
    let content = json!({
        "name": "thirds", "version": "1", "title": {"en": "Thirds"}, "term_months": 12,
        "level": [{"code": "whole", "rank": 1, "title": {"en": "Whole"}, "total": 1}],
        "criterion": [criterion("a"), criterion("b"), criterion("c")],
    });
    let scheme = Scheme::parse_content(&content.to_string()).expect("sound");
    let card = |third: &str| {
        let text = format!("[answers]\na = true\nb = true\nc = {third}");
        Scorecard::parse_toml(&text).expect("sound")
    };
    assert!(scheme.assess(&card("true")).highest().is_some());
    assert!(scheme.assess(&card("false")).highest().is_none());
}

#[test]
fn a_share_a_hair_below_the_threshold_is_below_it() {
    let content = json!({
        "name": "hair", "version": "1", "title": {"en": "Hair"}, "term_months": 12,
        "level": [{"code": "gold", "rank": 1, "title": {"en": "Gold"}, "total": "80%"}],
        "criterion": [
            {"code": "a", "title": {"en": "A"}, "kind": "gate", "points": 8000},
            {"code": "b", "title": {"en": "B"}, "kind": "judgement", "points": {"met": "2000.0001", "partly": 0}},
        ],
    });
    let scheme = Scheme::parse_content(&content.to_string()).expect("sound");
    let card = Scorecard::parse_toml("[answers]\na = true\nb = \"partly\"").expect("sound");
    let assessed = scheme.assess(&card);
    assert!(assessed.highest().is_none());
    assert_eq!(
        assessed.levels[0].reasons[1].sentence,
        "total: 8000 of 10000.0001 points, 79 99999921/100000001 %, at least 80 % needed"
    );
}

#[test]
fn a_scheme_at_all_its_limits_is_counted_without_overflow() {
    let dimension = |code: &str, parent: Option<&str>| json!({"code": code, "title": {"en": code}, "parent": parent, "weight": "99.999"});
    let criterion = |number: usize| {
        json!({"code": format!("c{number}"), "title": {"en": "C"}, "kind": "gate", "dimension": "c",
               "points": 10_000, "weight": 100})
    };
    let criteria: Vec<Value> = (0..200).map(criterion).collect();
    let mut content = json!({
        "name": "limits", "version": "1", "title": {"en": "Limits"}, "term_months": 240, "scoring": "average",
        "level": [{"code": "all", "rank": 1, "title": {"en": "All"}, "total": "99.999%"}],
        "dimension": [dimension("a", None), dimension("b", Some("a")), dimension("c", Some("b"))],
        "criterion": criteria,
    });
    content["dimension"][0].as_object_mut().expect("an object").remove("parent");
    let refused =
        Scheme::parse_content(&content.to_string()).expect_err("thousandths of thousandths of thousandths");
    assert!(refused.to_string().contains("no common denominator"), "{refused}");
    for index in 0..3 {
        content["dimension"][index]["weight"] = json!(["99.5", "99.5", "100"][index]);
    }
    let scheme = Scheme::parse_content(&content.to_string()).expect("within the limits");
    let answers: BTreeMap<String, Answer> =
        (0..199).map(|number| (format!("c{number}"), Answer::YesNo(true))).collect();
    let outcome = &scheme.assess(&Scorecard { answers, ..Scorecard::default() }).levels[0];
    assert_eq!(outcome.total.to_string(), "9950 of 10000 points, 99.5 %");
}

/// A scheme and answers to it, as JSON, so that the twin shares nothing with the engine.
#[derive(Clone, Debug)]
struct Case {
    criteria: Vec<Value>,
    answers: BTreeMap<String, Value>,
    dimension_weight: i128,
    percent: i128,
    is_average: bool,
}

impl Case {
    fn scheme(&self) -> Scheme {
        let content = json!({
            "name": "case", "version": "1", "title": {"en": "Case"}, "term_months": 12,
            "scoring": if self.is_average { "average" } else { "sum" },
            "level": [
                {"code": "low", "rank": 1, "title": {"en": "Low"}},
                {"code": "high", "rank": 2, "title": {"en": "High"}, "total": format!("{}/2%", self.percent)},
            ],
            "dimension": [{"code": "part", "title": {"en": "Part"}, "weight": fraction(self.dimension_weight)}],
            "criterion": self.criteria,
        });
        Scheme::parse_content(&content.to_string()).expect("cases are sound")
    }

    fn card(&self) -> Scorecard {
        let content = json!({"answers": self.answers});
        Scorecard::parse_json(&content.to_string()).expect("answers are sound")
    }

    fn asked(&self) -> Vec<String> {
        self.answers.keys().cloned().collect()
    }
}

/// Counts in 42nds of 42nds, since all weights are whole numbers of 42nds: no fraction is ever made.
struct Twin<'c> {
    case: &'c Case,
    level: &'c str,
}

impl Twin<'_> {
    fn total(&self) -> (i128, i128, i128) {
        let mut total = (0, 0, 0);
        for criterion in self.applying() {
            let own = whole(&criterion["weight"]);
            let around = if criterion["dimension"] == "part" { self.case.dimension_weight } else { 42 };
            let answer = self.answer(criterion);
            if answer.is_some_and(|answer| answer == "not-applicable") {
                continue;
            }
            let (points, max) = self.points(criterion, answer);
            total.0 += points * own * around;
            total.1 += max * own * around;
            total.2 += if max > 0 { own * around } else { 0 };
        }
        total
    }

    fn reached(&self) -> bool {
        let (points, max, _) = self.total();
        let enough = self.level == "low" || (max > 0 && points * 200 >= max * self.case.percent);
        let in_group: BTreeSet<&str> = self.case.criteria.iter().flat_map(members).collect();
        let needed = self.applying().filter(|criterion| !in_group.contains(code(criterion)));
        enough && needed.into_iter().all(|criterion| self.is_met(criterion, false))
    }

    /// Whether what is asked for holds; a member of a group with no minimum is met by the best answer only.
    fn is_met(&self, criterion: &Value, is_member: bool) -> bool {
        let minimum = &criterion["minimum"];
        let answer = self.answer(criterion);
        if answer.is_some_and(|answer| answer == "not-applicable") {
            return true;
        }
        match criterion["kind"].as_str().expect("a kind") {
            "gate" => answer.is_some_and(|answer| answer == "yes"),
            "group" => {
                let all = members(criterion)
                    .filter_map(|code| self.case.criteria.iter().find(|one| one["code"] == code));
                let counted =
                    all.filter(|one| self.answer(one).is_none_or(|answer| answer != "not-applicable"));
                let met = counted.into_iter().filter(|one| self.is_met(one, true)).count();
                i128::try_from(met).expect("small") >= whole_number(minimum)
            }
            "judgement" => {
                let rank = |word: &str| {
                    ["not", "partly", "met"].iter().position(|known| *known == word).expect("a judgement")
                };
                let least = match (minimum.as_str(), is_member) {
                    (Some(word), _) => rank(word),
                    (None, true) => 2,
                    (None, false) => return true,
                };
                rank(answer.expect("answered").as_str().expect("a word")) >= least
            }
            _ if minimum.is_null() => true,
            _ => {
                let (is, asked) = (whole_number(answer.expect("answered")), whole_number(minimum));
                if criterion["better"] == "less" { is <= asked } else { is >= asked }
            }
        }
    }

    fn points(&self, criterion: &Value, answer: Option<&Value>) -> (i128, i128) {
        let points = &criterion["points"];
        match criterion["kind"].as_str().expect("a kind") {
            "gate" => {
                let all = if points.is_null() { 0 } else { whole_number(points) };
                (if answer.is_some_and(|answer| answer == "yes") { all } else { 0 }, all)
            }
            "grade" => (whole_number(answer.expect("answered")), whole_number(&criterion["highest"])),
            "judgement" => {
                let (met, partly) = (whole_number(&points["met"]), whole_number(&points["partly"]));
                let own = match answer.expect("answered").as_str().expect("a word") {
                    "met" => met,
                    "partly" => partly,
                    _ => 0,
                };
                (own, met)
            }
            "number" => {
                let is = whole_number(answer.expect("answered"));
                let less = criterion["better"] == "less";
                let mut own = 0;
                let mut max = 0;
                for step in criterion["scale"].as_array().expect("a scale") {
                    let (at, brings) = (whole_number(&step["at"]), whole_number(&step["points"]));
                    max = max.max(brings);
                    if (less && is <= at) || (!less && is >= at) {
                        own = own.max(brings);
                    }
                }
                (own, max)
            }
            "group" => {
                let all = if points.is_null() { 0 } else { whole_number(points) };
                (if self.is_met(criterion, true) { all } else { 0 }, all)
            }
            other => panic!("no kind {other}"),
        }
    }

    fn applying(&self) -> impl Iterator<Item = &Value> {
        let applies =
            |criterion: &&Value| criterion["levels"].is_null() || criterion["levels"][0] == self.level;
        self.case.criteria.iter().filter(applies)
    }

    fn answer(&self, criterion: &Value) -> Option<&Value> {
        self.case.answers.get(code(criterion))
    }
}

fn cases() -> impl Strategy<Value = Case> {
    let one = (0..4_u8, any::<[u8; 8]>());
    (prop::collection::vec(one, 1..12), 1..200_i128, 0..=200_i128, 0..5_usize, any::<bool>()).prop_map(
        |(kinds, dimension_weight, percent, grouped, is_average)| {
            let (criteria, answers) = (Vec::new(), BTreeMap::new());
            let mut case = Case { criteria, answers, dimension_weight, percent, is_average };
            for (number, (kind, bytes)) in kinds.iter().enumerate() {
                let (criterion, answer) = criterion(number, *kind, bytes);
                case.answers.insert(format!("c{number}"), answer);
                case.criteria.push(criterion);
            }
            // At least one brings points, so that a share can be asked for.
            let (last, answer) = criterion(kinds.len(), 1, &[3, 0, 9, 0, 0, 1, 0, 1]);
            case.criteria.push(last);
            case.answers.insert(format!("c{}", kinds.len()), answer);
            let groupable: Vec<&Value> = case
                .criteria
                .iter()
                .filter(|one| one["kind"] == "gate" || !one["minimum"].is_null())
                .collect();
            let of: Vec<&str> = groupable.iter().take(grouped).map(|one| code(one)).collect();
            if !of.is_empty() {
                let minimum = of.len().div_ceil(2);
                let group = json!({"code": "group", "title": {"en": "Group"}, "kind": "group", "of": of,
                                   "minimum": minimum, "points": 7, "weight": "1/3"});
                case.criteria.push(group);
            }
            case
        },
    )
}

fn criterion(number: usize, kind: u8, bytes: &[u8; 8]) -> (Value, Value) {
    let [a, b, c, d, e, f, g, h] = *bytes;
    let mut criterion =
        json!({"code": format!("c{number}"), "title": {"en": "C"}, "weight": fraction(1 + i128::from(a))});
    if b % 2 == 0 {
        criterion["dimension"] = json!("part");
    }
    // Members of a group apply to every level here, so that the twin stays simple.
    let answer = match kind {
        0 => {
            criterion["kind"] = json!("gate");
            criterion["points"] = json!(c % 5);
            json!(if d % 4 == 0 { "no" } else { "yes" })
        }
        1 => {
            let highest = 1 + c % 9;
            criterion["kind"] = json!("grade");
            criterion["lowest"] = json!(0);
            criterion["highest"] = json!(highest);
            if d % 3 == 0 {
                criterion["minimum"] = json!(e % (highest + 1));
            } else if d % 3 == 1 {
                criterion["levels"] = json!(["high"]);
            }
            if h % 2 == 0 {
                criterion["may_not_apply"] = json!(true);
            }
            if h % 6 == 0 { json!("not-applicable") } else { json!(f % (highest + 1)) }
        }
        2 => {
            criterion["kind"] = json!("judgement");
            criterion["points"] = json!({"met": c, "partly": c / 2});
            match d % 3 {
                0 => criterion["minimum"] = json!("met"),
                1 => criterion["minimum"] = json!("partly"),
                _ => {}
            }
            json!(["not", "partly", "met"][usize::from(e % 3)])
        }
        _ => {
            let (first, second) = (i32::from(c), i32::from(c) + 1 + i32::from(d));
            let scale = if g % 2 == 0 {
                json!([{"at": first, "points": 2}, {"at": second, "points": 5}])
            } else {
                criterion["better"] = json!("less");
                json!([{"at": second, "points": 2}, {"at": first, "points": 5}])
            };
            criterion["kind"] = json!("number");
            criterion["scale"] = scale;
            if h % 2 == 0 {
                criterion["minimum"] = json!(first);
            }
            json!(u16::from(e) + u16::from(f))
        }
    };
    (criterion, answer)
}

/// A better answer, or the same where there is none.
fn raised(criterion: &Value, answer: &Value) -> Value {
    match (answer.as_str(), answer.as_i64()) {
        (Some("no"), _) => json!("yes"),
        (Some("not"), _) => json!("partly"),
        (Some("partly"), _) => json!("met"),
        (_, Some(number)) if criterion["better"] == "less" => json!((number - 1).max(0)),
        (_, Some(number)) if criterion["kind"] == "grade" => {
            json!((number + 1).min(criterion["highest"].as_i64().expect("a grade")))
        }
        (_, Some(number)) => json!(number + 1),
        _ => answer.clone(),
    }
}

fn shuffle(criteria: &mut [Value], mut seed: u64) {
    // A group stands after its members.
    let movable = criteria.iter().filter(|one| one["kind"] != "group").count();
    for place in (1..movable).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let places = u64::try_from(place).expect("small") + 1;
        criteria.swap(place, usize::try_from((seed >> 33) % places).expect("small"));
    }
}

fn without_order(outcome: &LevelOutcome) -> (bool, String, BTreeSet<String>, BTreeSet<String>) {
    let sentences =
        outcome.reasons.iter().map(|reason| format!("{} {}", reason.holds, reason.sentence)).collect();
    (outcome.reached, outcome.total.to_string(), sentences, outcome.missing.iter().cloned().collect())
}

/// Whether a ratio is the quotient of two whole numbers, or 0 where the second is 0.
fn is_quotient(ratio: Ratio, of: i128, by: i128) -> bool {
    if by == 0 { ratio == Ratio::ZERO } else { ratio.numerator() * by == of * ratio.denominator() }
}

fn fraction(of_42: i128) -> String {
    format!("{of_42}/42")
}

/// A weight in 42nds; 42 where there is none.
fn whole(weight: &Value) -> i128 {
    match weight.as_str() {
        Some("1/3") => 14,
        Some(text) => text.strip_suffix("/42").and_then(|digits| digits.parse().ok()).expect("42nds"),
        None => 42,
    }
}

fn whole_number(value: &Value) -> i128 {
    i128::from(value.as_i64().expect("a whole number"))
}

fn code(criterion: &Value) -> &str {
    criterion["code"].as_str().expect("a code")
}

fn members(criterion: &Value) -> impl Iterator<Item = &str> {
    criterion["of"].as_array().into_iter().flatten().filter_map(Value::as_str)
}
