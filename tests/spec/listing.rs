//! Listings: lines of a register as documents, and read again.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use protocol::listing::{Listing, RegisterLine};

/// Lines as a register of real organisations writes them.
const REGISTER: &str = r#"
{"id": "al-agrinet-albania", "name": "AgriNet Albania", "country": "AL", "nuts": "AL034", "nuts_version": "2024", "place": "Korçë", "lat": 40.619, "lon": 20.781, "ecosystems_guess": ["agri-food"], "sources": ["eccp"]}
{"id": "at-acstyria-mobilitatscluster", "name": "ACstyria Mobilitätscluster", "country": "AT", "nuts": "AT221", "nuts_version": "2024", "place": "Raaba-Grambach", "ecosystems": ["aerospace-defence"], "website": "https://www.acstyria.example/", "website_evidence": "code", "recognitions": [{"scheme": "Cluster Management Excellence Gold", "year": 2024, "source": "a press page"}], "external_ids": {"cordis_pic": "993426083"}, "sources": ["eccp", "cordis-fp7"]}
"#;

/// A line as the generator of landscapes writes it.
const SYNTHETIC: &str = r#"{"id":"syn-1-0000002","synthetic":true,"name":"Klastr textilu Karlovy Vary (syn 0000002)","name_en":"Karlovy Vary Textiles Cluster (syn 0000002)","country":"CZ","nuts":"CZ041","nuts_version":"2024","place":"Karlovy Vary","languages":["cs","en"],"founded":2024,"website":"https://c0000002.syn1.example/","ecosystems":["textiles","aerospace-defence"],"emerging_industries":[],"nace_revision":"2","nace":["14.3","51.21"],"technologies":["iot","cloud"],"s3_areas":["blue-economy"],"management_label":null,"members":{"sme":33,"startup":7},"staff_fte":14.5,"services":["funding-advice"],"competences":[{"lang":"en","text":"Strong in the internet of things."}],"cooperation":{"interests":["joint-projects"],"target_countries":["AT"],"open":true},"offers":[{"lang":"cs","technology":"iot","text":"x","trl":9}],"requests":[],"updated":"2024-07-20"}"#;

fn check_document(line: &str, expected: Expect) {
    let line = RegisterLine::parse(1, line.as_bytes()).expect("a line of a register");
    let mut shown = format!("listing/{}\n", line.document_name());
    for (key, value) in &line.content {
        shown.push_str(&format!("{key} = {value}\n"));
    }
    for remark in &line.remarks {
        shown.push_str(&format!("! {remark}\n"));
    }
    expected.assert_eq(&shown);
}

fn check_refused(line: &str, expected: Expect) {
    let error = RegisterLine::parse(7, line.as_bytes()).expect_err("no listing can be made of this");
    expected.assert_eq(&error.to_string());
}

#[test]
fn a_line_of_a_register_becomes_a_document() {
    let lines: Vec<&str> = REGISTER.trim().lines().collect();
    check_document(
        lines[0],
        expect![[r#"
        listing/al-agrinet-albania
        country = "AL"
        ecosystem_guess.agri-food = "1"
        lat = "40.619"
        lon = "20.781"
        name = "AgriNet Albania"
        place = "Korçë"
        region = "AL034"
        region.list = "nuts/2024"
        source.eccp = "1"
    "#]],
    );
    check_document(
        lines[1],
        expect![[r#"
        listing/at-acstyria-mobilitatscluster
        country = "AT"
        ecosystem.aerospace-defence = "1"
        external.cordis_pic = "993426083"
        name = "ACstyria Mobilitätscluster"
        place = "Raaba-Grambach"
        recognition.1.scheme = "Cluster Management Excellence Gold"
        recognition.1.source = "a press page"
        recognition.1.year = "2024"
        region = "AT221"
        region.list = "nuts/2024"
        source.cordis-fp7 = "1"
        source.eccp = "1"
        website = "https://www.acstyria.example/"
        website.evidence = "code"
    "#]],
    );
    check_document(
        SYNTHETIC,
        expect![[r#"
            listing/syn-1-0000002
            cooperation.country.AT = "2026"
            cooperation.objective.joint-projects = "1"
            country = "CZ"
            description.en = "Strong in the internet of things."
            ecosystem.aerospace-defence = "1"
            ecosystem.textiles = "1"
            founded = "2024"
            languages.cs = "1"
            languages.en = "1"
            management.fte = "14.5"
            members.sme = "33"
            members.startup = "7"
            nace.14.3 = "2"
            nace.51.21 = "2"
            name = "Klastr textilu Karlovy Vary (syn 0000002)"
            name.en = "Karlovy Vary Textiles Cluster (syn 0000002)"
            place = "Karlovy Vary"
            region = "CZ041"
            region.list = "nuts/2024"
            register.synthetic = "true"
            register.updated = "2024-07-20"
            s3.blue-economy = "1"
            service.funding-advice = "1"
            technology.cloud = "1"
            technology.iot = "1"
            website = "https://c0000002.syn1.example/"
            ! cooperation.open: has no place in a listing and was left out
            ! offers: has no place in a listing and was left out
        "#]],
    );
}

#[test]
fn a_line_that_is_no_record_is_refused_with_what_to_do() {
    check_refused(
        "name: X",
        expect![[
            r#"line 7: expected ident at line 1 column 2; each line must be one JSON object such as {"name": "…", "country": "AT"}"#
        ]],
    );
    check_refused(
        "[1]",
        expect![[
            r#"line 7: the line is not an object; each line must be one JSON object such as {"name": "…", "country": "AT"}"#
        ]],
    );
    check_refused(
        r#"{"name": "X", "name": "Y"}"#,
        expect![[
            r#"line 7: the key "name" stands twice at line 1 column 20; each line must be one JSON object such as {"name": "…", "country": "AT"}"#
        ]],
    );
    check_refused(
        r#"{"id": "x"}"#,
        expect![[r#"line 7: the record has no "name"; give it one line of text of at most 300 bytes"#]],
    );
    check_refused(
        r#"{"name": " \n"}"#,
        expect![[r#"line 7: the record has no "name"; give it one line of text of at most 300 bytes"#]],
    );
    check_refused(
        r#"{"name": "X\u001b[2J"}"#,
        expect![[r#"line 7: the record has no "name"; give it one line of text of at most 300 bytes"#]],
    );
    check_refused(
        &format!(r#"{{"name": "{}"}}"#, "x".repeat(65_536)),
        expect!["line 7: the line is longer than 65535 bytes; write each organisation on a line of its own"],
    );
}

#[test]
fn what_a_field_does_not_take_is_remarked_and_what_nobody_knows_is_kept() {
    check_document(
        r#"{"name": "X", "country": "QQ"}"#,
        expect![[r#"
        listing/qq-x
        country = "QQ"
        name = "X"
        ! country: QQ is not a code of countries/2026 as known here
    "#]],
    );
    check_document(
        r#"{"id": "ä/1", "name": "X", "country": "AT", "nuts": "AT99", "nuts_version": "2027", "lat": 95, "lon": "x",
            "ecosystems": ["time-travel", 7], "website": "javascript:alert(1)", "founded": "old", "staff": {"a": 1},
            "board": "twelve", "sources": "eccp", "members": {"sme": -1}, "bad key": 1}"#,
        expect![[r#"
            listing/1-8ac4591e5f817af0
            country = "AT"
            ecosystem.time-travel = "1"
            name = "X"
            region = "AT99"
            region.list = "nuts/2027"
            register.board = "twelve"
            register.id = "ä/1"
            source.eccp = "1"
            ! region: AT99 is not a code of nuts/2027 as known here
            ! lat: not understood, expected decimal degrees with at most six digits after the point
            ! founded: not understood, expected a year such as 2009
            ! website: not understood, expected a web address that begins with https:// or http://
            ! ecosystems: has no place in a listing and was left out
            ! ecosystem.time-travel: time-travel is not a code of ecosystems/1 as known here
            ! members.sme: has no place in a listing and was left out
            ! bad key: has no place in a listing and was left out
            ! staff: has no place in a listing and was left out
        "#]],
    );
}

#[test]
fn a_listing_reads_back_what_the_register_said() {
    let lines: Result<Vec<RegisterLine>, _> = RegisterLine::parse_all(REGISTER.as_bytes()).collect();
    let lines = lines.expect("the register is in order");
    let styria = Listing::read(&lines[1].content);
    assert!(styria.remarks.is_empty(), "{:?}", styria.remarks);
    assert_eq!(styria.name, "ACstyria Mobilitätscluster");
    assert_eq!(styria.facts.region.as_ref().map(|region| region.title().to_owned()), Some("Graz".to_owned()));
    assert_eq!((styria.recognitions.len(), styria.recognitions[0].year), (1, Some(2024)));
    assert_eq!(styria.external["cordis_pic"], "993426083");
    assert_eq!(styria.website_evidence.as_deref(), Some("code"));
    let agrinet = Listing::read(&lines[0].content);
    assert_eq!(agrinet.point.map(|point| point.lat_microdegrees), Some(40_619_000));
    assert_eq!(agrinet.ecosystem_guesses[0].title(), "Agri-food");
    assert!(agrinet.facts.ecosystems.is_empty(), "a guess is not shown as said");
}

#[test]
fn a_line_without_an_id_is_named_by_country_and_name() {
    let line = RegisterLine::parse(1, r#"{"name": "Öko-Cluster Süd", "country": "AT"}"#.as_bytes())
        .expect("a record");
    assert_eq!(line.document_name(), "at-oko-cluster-sud");
}

#[test]
fn the_number_of_a_line_counts_empty_lines_too() {
    let register = b"\n{\"name\": \"A\"}\r\n\n{}\n";
    let answers: Vec<Option<usize>> =
        RegisterLine::parse_all(register).map(|line| line.err().map(|error| error.line)).collect();
    assert_eq!(answers, [None, Some(4)]);
}

proptest! {
    #[test]
    fn every_line_is_read_or_refused_and_its_document_fits(
        id in any::<String>(),
        name in "[a-zA-ZÀ-ž ]{1,40}x",
        field in "[a-z._ ]{1,200}",
        value in any::<String>(),
    ) {
        let line = serde_json::json!({"id": id, "name": name, field: value});
        let line = RegisterLine::parse(1, line.to_string().as_bytes()).expect("a record with a name");
        prop_assert!((1..=64).contains(&line.document_name().len()));
        for (key, value) in &line.content {
            prop_assert!(key.len() <= 128 && value.is_string(), "{key}");
            prop_assert!(key.bytes().all(|b| b.is_ascii_alphanumeric() || b"._/-".contains(&b)), "{key}");
        }
        let listing = Listing::read(&line.content);
        prop_assert_eq!(&listing.name, name.trim());
        prop_assert!(listing.remarks.is_empty(), "what was written is read without remark: {:?}", listing.remarks);
    }
}
