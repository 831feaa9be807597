//! `hanse landscape` and `hanse portal`: hits are held to what was signed and asked for, and searches are kept.

use cli::home::Home;
use cli::output::{Console, Exit};
use cli::own::Own;
use harness::story::at;
use protocol::author::Edits;
use protocol::portal::PortalId;
use serde_json::json;

use super::node::FakeNode;
use super::{Person, Said, text};

/// The titles of the hits that are as they were signed and asked for.
fn verified(said: &Said) -> Vec<&str> {
    let hits = said.json["hits"].as_array().map(Vec::as_slice).unwrap_or_default();
    hits.iter().filter(|hit| hit["verified"] == true).filter_map(|hit| hit["title"].as_str()).collect()
}

#[test]
fn a_hit_that_the_portal_does_not_gather_is_noticed() {
    // This node finds by words alone, whatever portal is asked for.
    let node = FakeNode::start();
    let agency = Person::founded("Styrian Agency", "agency", &[&node]);
    let register = agency.file("register.jsonl");
    let lines = [
        r#"{"id":"one","name":"Photonics Graz","country":"AT","nuts":"AT221"}"#,
        r#"{"id":"two","name":"Photonics Budapest","country":"HU","nuts":"HU11"}"#,
    ];
    std::fs::write(&register, lines.join("\n")).expect("it can be written");
    assert_eq!(agency.says(&["listing", "import", &register]).exit, Exit::Done);
    let stranger = Person::new(&[&node]);
    let portal = |fields: &[&str]| {
        let words = [&["portal", "set", "alps", "title.en=Alps"], fields].concat();
        let said = agency.says(&words);
        assert_eq!(said.exit, Exit::Done, "{said:?}");
        stranger.says(&["landscape", "search", "photonics", "--portal", &text(&said.json, "id")])
    };
    let said = portal(&["rule.country=AT"]);
    assert_eq!(verified(&said), ["Photonics Graz"], "{said:?}");
    assert_eq!((said.exit, &said.json["not_verified"]), (Exit::Unknown, &json!(1)));

    let card = |place: usize| {
        let hits = stranger.says(&["landscape", "search", "photonics"]).json;
        let hit = &hits["hits"][place];
        let (by, address) = (text(hit, "organisation"), text(hit, "address"));
        (text(hit, "title"), format!("{by}/{}", address.trim_start_matches("listing/")))
    };
    let cards = [card(0), card(1)];
    let of =
        |title: &str| cards.iter().find(|(held, _)| held == title).map(|(_, id)| id.as_str()).expect(title);
    let (graz, budapest) = (of("Photonics Graz"), of("Photonics Budapest"));
    let said = portal(&[&format!("except={graz}"), &format!("member={budapest}")]);
    assert_eq!(verified(&said), ["Photonics Budapest"], "{said:?}");
    let said = portal(&["except="]);
    assert_eq!((verified(&said).len(), said.exit), (2, Exit::Done), "{said:?}");
}

#[test]
fn a_hit_for_which_nobody_signed_the_vouch_that_was_asked_for_is_noticed() {
    let node = FakeNode::start();
    let agency = Person::founded("Styrian Agency", "agency", &[&node]);
    let known = Person::founded("Photonics Valley", "cluster", &[&node]);
    Person::founded("Photonics Hill", "cluster", &[&node]);
    assert_eq!(agency.says(&["vouch", "add", &known.did()]).exit, Exit::Done);
    let vouched = format!("rule.vouched_by={},{}", agency.did(), known.did());
    let portal = agency.says(&["portal", "set", "known", "title.en=Known", &vouched]);
    let stranger = Person::new(&[&node]);
    let search = ["landscape", "search", "photonics"];
    for narrowed in [["--portal", &text(&portal.json, "id")], ["--vouched-by", &agency.did()]] {
        let said = stranger.says(&[&search[..], &narrowed].concat());
        assert_eq!(verified(&said), ["Photonics Valley"], "{said:?}");
        assert_eq!((said.exit, &said.json["not_verified"]), (Exit::Unknown, &json!(1)));
    }
    assert_eq!(agency.says(&["vouch", "withdraw", &known.did()]).exit, Exit::Done);
    let said = stranger.says(&[&search[..], &["--vouched-by", &agency.did()]].concat());
    assert_eq!(verified(&said), [""; 0], "{said:?}");
}

#[test]
fn a_rule_that_is_not_understood_is_told_with_what_removes_it() {
    let agency = Person::founded("Styrian Agency", "agency", &[]);
    let said = agency.says(&["portal", "set", "alps", "title.en=Alps", "rule.country=AT"]);
    let id = PortalId::parse(&text(&said.json, "id")).expect("an id");
    // What a later version of the program would write.
    let (mut out, mut talk) = (Vec::new(), Vec::new());
    let mut own =
        Own::open(&Home::at(agency.home()), &mut Console::new(&mut out, &mut talk)).expect("a home");
    let later = Edits::from([("rule.colour.red".to_owned(), Some(json!("1")))]);
    own.edit(id.address(), &later, at(agency.day)).expect("it may");
    own.keep().expect("it can be written");
    drop(own);

    let said = agency.says(&["portal", "list"]);
    assert_eq!(said.json["portals"][0]["not_understood"], json!(["rule.colour.red"]));
    assert_eq!(said.json["portals"][0]["has_rule"], false);
    let said = agency.says(&["portal", "set", "alps", "rule.country=AT,HU"]);
    assert!(said.talk.contains("rule.colour.red; `hanse portal set alps KEY=` removes it"), "{}", said.talk);
    let said = agency.says(&["portal", "set", "alps", "rule.colour.red="]);
    assert!(!said.talk.contains("not understood"), "{}", said.talk);
    let said = agency.says(&["portal", "list"]);
    assert_eq!(
        (&said.json["portals"][0]["not_understood"], &said.json["portals"][0]["has_rule"]),
        (&json!([]), &json!(true))
    );
}

#[test]
fn what_cannot_be_kept_is_said_before_anybody_is_asked() {
    let person = Person::new(&[]);
    // Without a node a search ends otherwise.
    assert_eq!(person.says(&["landscape", "search", "light", "--save", "light"]).exit, Exit::Unknown);
    assert_eq!(person.says(&["landscape", "search", "light", "--save", " "]).exit, Exit::Usage);
    assert_eq!(person.says(&["landscape", "saved", "run", "light"]).exit, Exit::No);
    assert_eq!(person.says(&["landscape", "saved", "list"]).exit, Exit::Done);
}

#[test]
fn searches_that_this_program_does_not_understand_are_not_asked_in_part() {
    let person = Person::founded("Photonics Valley", "cluster", &[]);
    let file = person.home().join("searches.json");
    let later = json!({"searches": {"light": {"q": "light", "colour": "blue"}}});
    std::fs::write(&file, later.to_string()).expect("it can be written");
    let said = person.says(&["landscape", "saved", "run", "light"]);
    let error = text(&said.json, "error");
    assert_eq!(said.exit, Exit::Unknown, "{said:?}");
    assert!(error.contains("\"colour\"") && error.contains("saved remove"), "{error}");
    std::fs::write(&file, "{").expect("it can be written");
    assert_eq!(person.says(&["landscape", "saved", "list"]).exit, Exit::Unknown);
    let said = person.says(&["landscape", "search", "light", "--save", "light"]);
    assert_eq!((said.exit, text(&said.json, "error").contains("is damaged")), (Exit::Unknown, true));
}
