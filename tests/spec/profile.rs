//! The profile: reading whatever a document holds, and editing it by the standard template.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use protocol::profile::edit::{Edits, changes, edited, parse_field};
use protocol::profile::template::{from_template_toml, to_template_toml};
use protocol::profile::{Content, Profile};
use serde_json::Value;

/// A content after `FIELD=VALUE` for each line.
fn profile(fields: &str) -> Content {
    fields.lines().map(str::trim).filter(|line| !line.is_empty()).fold(Content::new(), |content, line| {
        let (key, text) = line.split_once('=').expect("FIELD=VALUE");
        edited(&content, &parse_field(&content, key, text).expect(line))
    })
}

fn photonics() -> Content {
    profile(
        "kind=cluster
         name.en=Photonics Austria
         name.de=Photonik Österreich
         acronym=PA
         founded=2009
         region=at221
         country=at
         place=Graz
         website=https://www.photonics.example/
         description.en=Light made in Austria.
         ecosystem=electronics,health
         nace=26.70,72.1
         members.sme=40
         members.university=3
         management.fte=2.5
         competence.laser-optics=Laser optics for surgery
         technology=quantum,robotics
         technology.nano-prints=Nanoimprint on glass
         cooperation.willingness=4
         cooperation.readiness=3
         cooperation.readiness.evidence=Three Horizon projects
         cooperation.objective=joint-projects,testbed-access
         cooperation.country=SI,el
         confirmed.members=2026-11-01",
    )
}

fn check_remarks(content: &[(&str, Value)], expected: Expect) {
    let content: Content = content.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    let remarks: Vec<String> = Profile::read(&content).remarks.iter().map(ToString::to_string).collect();
    expected.assert_eq(&remarks.join("\n"));
}

fn check_refused(key: &str, text: &str, expected: Expect) {
    let error = parse_field(&photonics(), key, text).expect_err("the template refuses this");
    expected.assert_eq(&error.to_string());
}

fn check_file(change: impl Fn(&str) -> String, expected: Expect) {
    let before = photonics();
    let file = change(&to_template_toml(&before));
    let answer = match from_template_toml(&file, &before) {
        Ok(edits) => {
            changes(&before, &edited(&before, &edits)).iter().map(|change| format!("{change}\n")).collect()
        }
        Err(error) => error.to_string(),
    };
    expected.assert_eq(&answer);
}

#[test]
fn a_profile_says_what_was_entered() {
    let read = Profile::read(&photonics());
    assert!(read.remarks.is_empty(), "{:?}", read.remarks);
    assert_eq!(read.name(&[]), Some("Photonics Austria"));
    assert_eq!(read.region.as_ref().unwrap().title(), "Graz");
    assert_eq!(read.members_total(), 43);
    assert_eq!(read.management.unwrap().to_string(), "2.5");
    assert_eq!(
        read.nace.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["nace/2.1:26.70", "nace/2.1:72.1"]
    );
    assert_eq!(read.own_technologies["nano-prints"], "Nanoimprint on glass");
    assert_eq!(
        read.cooperation.countries.iter().map(|term| term.title()).collect::<Vec<_>>(),
        ["Greece", "Slovenia"]
    );
    assert_eq!(read.cooperation.evidence.as_deref(), Some("Three Horizon projects"));
}

#[test]
fn completeness_counts_the_parts_that_are_filled() {
    let completeness = Profile::read(&photonics()).completeness();
    assert_eq!(completeness.to_string(), "9 of 12");
    assert_eq!(
        completeness.missing.iter().map(|group| group.code()).collect::<Vec<_>>(),
        ["services", "programmes", "financing"]
    );
    assert_eq!(Profile::read(&Content::new()).completeness().to_string(), "0 of 12");
    let half = profile("cooperation.willingness=4\nacronym=PA");
    assert_eq!(
        Profile::read(&half).completeness().filled,
        0,
        "willingness without objectives is not yet an interest"
    );
}

#[test]
fn what_cannot_be_understood_is_kept_and_remarked() {
    check_remarks(
        &[
            ("name.en", 7.into()),
            ("name.EN", "Capitals".into()),
            ("founded", "long ago".into()),
            ("founded.year", 2009.into()),
            ("ecosystem.time-travel", "9".into()),
            ("ecosystem.health", true.into()),
            ("members.sme", (-4).into()),
            ("members.large", 4.into()),
            ("region", "DE212".into()),
            ("region.list", "nuts/2024".into()),
            ("country", "AT".into()),
            ("financing.public_percent", "80".into()),
            ("financing.private_percent", "30".into()),
            ("\u{1b}[2J", "gone".into()),
        ],
        expect![[r#"
            \u{1b}[2J: not a field of this template
            ecosystem.health: not of the right type, expected the version of the list, or yes
            ecosystem.time-travel: time-travel is not a code of ecosystems/9 as known here
            founded: not understood, expected a year such as 2009
            founded.year: not a field of this template
            members.sme: not of the right type, expected a whole number below 1000000000
            name.EN: not a field of this template
            name.en: not of the right type, expected one line of at most 300 bytes
            region: DE212 does not lie in AT
            financing.public_percent: the shares of financing add up to 110 %"#]],
    );
}

#[test]
fn an_unknown_code_is_shown_as_it_is() {
    let content = Content::from([
        ("region".to_owned(), "AT99".into()),
        ("region.list".to_owned(), "nuts/2027".into()),
        ("ecosystem.new".to_owned(), "2".into()),
    ]);
    let read = Profile::read(&content);
    assert_eq!(read.region.unwrap().to_string(), "nuts/2027:AT99");
    assert_eq!(read.ecosystems[0].title(), "new");
}

#[test]
fn a_slip_is_answered_with_what_may_be_meant() {
    check_refused("nmae", "x", expect![[r#""nmae" is not a field of the profile; did you mean name?"#]]);
    check_refused("name", "x", expect!["say which one, as in name.en=…"]);
    check_refused("name.english", "x", expect![[r#""name.english" should be formed as name.en"#]]);
    check_refused(
        "ecosystem",
        "helth",
        expect![[r#"ecosystem: "helth" is not in the list ecosystems; did you mean health (Health)?"#]],
    );
    check_refused(
        "region",
        "Steiermark",
        expect![[r#"region: "Steiermark" is not in the list nuts; did you mean AT22 (Steiermark)?"#]],
    );
    check_refused(
        "country",
        "Austria",
        expect![[r#"country: "Austria" is not in the list countries; did you mean AT (Austria)?"#]],
    );
    check_refused("founded", "09", expect![[r#"founded: expected a year such as 2009, found "09""#]]);
    check_refused(
        "website",
        "javascript:alert(1)",
        expect![[
            r#"website: expected a web address that begins with https:// or http://, found "javascript:alert(1)""#
        ]],
    );
    check_refused(
        "confirmed.member",
        "2026-11-01",
        expect![[r#""confirmed.member" should be formed as confirmed.members; did you mean members?"#]],
    );
    check_refused(
        "competence.Laser Optics",
        "x",
        expect![[r#""competence.Laser Optics" should be formed as competence.laser-optics"#]],
    );
}

#[test]
fn the_file_shows_every_field_with_its_help() {
    let file = to_template_toml(&photonics());
    for line in [
        "name.de = \"Photonik Österreich\"",
        "founded = 2009",
        "ecosystem = [\"electronics\", \"health\"]",
        "members.sme = 40",
        "\"technology.nano-prints\" = \"Nanoimprint on glass\"",
        "technology = [\"quantum\", \"robotics\"]",
        "cooperation.readiness = 3",
        "\"cooperation.readiness.evidence\" = \"Three Horizon projects\"",
        "# legal_form = \"\"",
        "# service = []",
        "# programme.your-word = \"\"",
    ] {
        assert!(file.lines().any(|shown| shown == line), "{line} is missing in\n{file}");
    }
    assert!(file.contains("# Founded: The year in which the cluster organisation began.\n"));
    assert!(file.contains("# One of: aerospace-defence agri-food"));
}

#[test]
fn a_field_that_was_commented_out_can_be_filled_in() {
    let uncommented = |file: &str| {
        file.lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(line) if line.contains(" = ") && !line.contains(": ") => format!("{line}\n"),
                _ => format!("{line}\n"),
            })
            .collect::<String>()
    };
    // Every line that the file offers is good TOML; the blanks say nothing, the zeros are values.
    check_file(
        uncommented,
        expect![[r#"
            + financing.private_percent: 0
            + financing.public_percent: 0
        "#]],
    );
}

#[test]
fn the_file_says_what_changes() {
    check_file(
        |file| {
            file.replace("ecosystem = [\"electronics\", \"health\"]", "ecosystem = [\"health\", \"digital\"]")
                .replace("members.sme = 40", "members.sme = 41")
                .replace("acronym = \"PA\"\n", "")
                .replace("region = \"AT221\"", "region = \"AT22\"")
                .replace("# legal_form = \"\"", "legal_form = \"association\"")
                .replace("\"Light made in Austria.\"", "\"\"\"\nLight made in Austria.\n\nSince 2009.\"\"\"")
                .replace("management.fte = \"2.5\"", "management.fte = 3.25")
                .replace('\n', "\r\n")
        },
        expect![[r#"
            - acronym: PA
            ~ description.en: Light made in Austria. → Light made in Austria.\u{a}\u{a}Since 2009.
            + ecosystem.digital: 1
            - ecosystem.electronics: 1
            + legal_form: association
            ~ management.fte: 2.5 → 3.25
            ~ members.sme: 40 → 41
            ~ region: AT221 → AT22
        "#]],
    );
    check_file(|_| String::new(), {
        let all: String = photonics()
            .iter()
            .map(|(key, value)| format!("- {key}: {}\n", value.as_str().unwrap()))
            .collect();
        expect_same(&all)
    });
}

#[test]
fn a_line_that_cannot_be_taken_is_named() {
    check_file(
        |file| format!("knid = \"cluster\"\n{file}"),
        expect![[r#"line 1: "knid" is not a field of the profile; did you mean kind?"#]],
    );
    check_file(
        |_| "\n\nfounded = \n".to_owned(),
        expect![
            "line 3: string values must be quoted, expected literal string; a line is written as key = \"value\""
        ],
    );
    check_file(
        |_| "acronym = \"A\"\n\"name.en\" = \"B\"\nname.en = \"C\"\n".to_owned(),
        expect!["line 3: name.en stands here a second time; remove one of them"],
    );
    check_file(|_| "acronym = [\"A\"]".to_owned(), expect!["line 1: acronym takes one value, not a list"]);
    check_file(
        |_| "ecosystem = [1]".to_owned(),
        expect!["line 1: ecosystem takes a list of codes in quotes"],
    );
    check_file(
        |_| "x".repeat(1 << 21),
        expect!["line 1: the file is longer than 1048576 bytes; a profile is far shorter"],
    );
}

#[test]
fn keys_nested_without_end_are_refused() {
    let before = Content::new();
    assert!(from_template_toml(&format!("{}a = 1", "a.".repeat(200_000)), &before).is_err());
    assert!(from_template_toml(&format!("a = {}", "[".repeat(200_000)), &before).is_err());
}

/// An expectation made at run time.
fn expect_same(text: &str) -> Expect {
    let mut expected = expect![""];
    expected.data = Box::leak(text.to_owned().into_boxed_str());
    expected
}

fn any_key() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "kind",
        "name",
        "name.en",
        "name.de-AT",
        "acronym",
        "founded",
        "region",
        "region.list",
        "ecosystem",
        "ecosystem.health",
        "ecosystem.unknown",
        "nace.26.11",
        "members.sme",
        "technology.quantum",
        "technology.own",
        "cooperation.readiness",
        "cooperation.readiness.evidence",
        "cooperation.country.SI",
        "confirmed.members",
        "logo",
        "description.en",
        "management.fte",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "[a-zA-Z0-9._/-]{1,12}"]
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => any::<String>().prop_map(Value::from),
        2 => prop::sample::select(vec!["1", "2009", "AT22", "2.5", "health", " a\r\nb\n\"\"\"\\ ", ""]).prop_map(Value::from),
        2 => (-9_007_199_254_740_991i64..9_007_199_254_740_991).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
    ]
}

fn any_content() -> impl Strategy<Value = Content> {
    prop::collection::btree_map(any_key(), any_value(), 0..16)
}

proptest! {
    #[test]
    fn a_file_that_was_not_touched_changes_nothing(content in any_content()) {
        let file = to_template_toml(&content);
        let edits = from_template_toml(&file, &content);
        prop_assert_eq!(edits, Ok(Edits::new()), "{}", file);
    }

    #[test]
    fn reading_never_fails_and_loses_no_field(content in any_content()) {
        let read = Profile::read(&content);
        for remark in &read.remarks {
            prop_assert!(!remark.to_string().contains(char::is_control));
        }
        for key in content.keys().filter(|key| protocol::profile::field::Field::of_key(key).is_none()) {
            prop_assert!(read.others.contains_key(key));
        }
    }

    #[test]
    fn edits_lead_to_what_was_asked_for_and_back(before in any_content(), after in any_content()) {
        let edits: Edits = changes(&before, &after)
            .into_iter()
            .map(|change| (change.key.clone(), after.get(&change.key).cloned()))
            .collect();
        prop_assert_eq!(edited(&before, &edits), after);
    }
}
