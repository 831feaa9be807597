//! Portals: who groups organisations, and whom a portal gathers.

use std::collections::BTreeSet;

use expect_test::expect;
use proptest::prelude::*;
use protocol::digest::Digest;
use protocol::landscape::Findable;
use protocol::landscape::facet::Facet;
use protocol::listing::{Listing, RegisterLine};
use protocol::organisation::OrganisationId;
use protocol::portal::field::{Field, PortalFieldError, parse_field};
use protocol::portal::{CARDS_MAX, LANGUAGES_MAX, Portal, PortalId, RULE_FACETS};
use protocol::profile::Content;
use protocol::profile::edit::edited;
use serde_json::json;

fn organisation(n: usize) -> OrganisationId {
    OrganisationId::from_digest(Digest::of(&[&n.to_be_bytes()]))
}

/// The listing `n` of the organisation 0.
fn listing(n: usize) -> String {
    format!("{}/{n}", organisation(0))
}

fn landscape() -> Vec<Findable> {
    [
        r#"{"name": "Photonics Austria", "country": "AT", "nuts": "AT221", "ecosystems": ["electronics"]}"#,
        r#"{"name": "Klaster Fotoniki", "country": "PL", "nuts": "PL911", "ecosystems": ["electronics"], "members": {"sme": 600}}"#,
        r#"{"name": "Öko-Cluster Steiermark", "country": "AT", "nuts": "AT22", "ecosystems": ["energy-renewables"]}"#,
        r#"{"name": "Photonics Bayern", "country": "DE", "nuts": "DE21", "ecosystems": ["electronics", "health"]}"#,
    ]
    .into_iter()
    .zip(1..)
    .map(|(line, n)| {
        let line = RegisterLine::parse(n, line.as_bytes()).expect(line);
        Findable::of_listing(&listing(n), organisation(0), &Listing::read(&line.content), None)
    })
    .collect()
}

fn content(fields: &[(&str, &str)]) -> Content {
    fields.iter().map(|(key, text)| ((*key).to_owned(), json!(text))).collect()
}

/// The names of the cards that a portal of these fields gathers.
fn check(fields: &[(&str, &str)], expected: &[&str]) {
    let mut content = content(fields);
    content.insert("title.en".to_owned(), json!("A portal"));
    assert_eq!(gathered(&Portal::read(&content)), expected, "{fields:?}");
}

fn gathered(portal: &Portal) -> Vec<String> {
    let cards = landscape();
    let ids = portal.gathered(&cards);
    let of_portal = cards.iter().filter(|findable| ids.contains(&*findable.card.id));
    of_portal.map(|findable| findable.card.name.to_string()).collect()
}

#[test]
fn a_rule_finds_what_a_search_finds() {
    check(&[("rule.country.AT", "1")], &["Photonics Austria", "Öko-Cluster Steiermark"]);
    check(&[("rule.text", "photonics")], &["Photonics Austria", "Photonics Bayern"]);
    check(
        &[("rule.country.AT", "1"), ("rule.country.PL", "1"), ("rule.ecosystem.electronics", "1")],
        &["Photonics Austria", "Klaster Fotoniki"],
    );
    check(
        &[("rule.region.DE2", "1"), ("rule.region.AT22", "1"), ("rule.text", "photonics")],
        &["Photonics Austria", "Photonics Bayern"],
    );
    check(&[("rule.members.500_", "1")], &["Klaster Fotoniki"]);
}

#[test]
fn members_belong_to_it_and_exceptions_do_not_whatever_the_rule_says() {
    let member = |n| format!("member.{}", listing(n));
    let except = |n| format!("except.{}", listing(n));
    check(&[(&member(2), "1")], &["Klaster Fotoniki"]);
    check(&[("rule.country.DE", "1"), (&member(2), "1")], &["Klaster Fotoniki", "Photonics Bayern"]);
    check(&[("rule.country.AT", "1"), (&except(1), "1")], &["Öko-Cluster Steiermark"]);
    check(&[(&member(2), "1"), (&except(2), "1")], &[]);
    check(&[(&member(9), "1")], &[]);
}

#[test]
fn nothing_is_gathered_without_a_title_or_without_rule_and_members() {
    assert_eq!(gathered(&Portal::read(&content(&[("rule.country.AT", "1")]))), [""; 0]);
    check(&[], &[]);
    check(&[("rule.text", "")], &[]);
    check(&[("rule.text", "– !")], &[]);
}

#[test]
fn a_rule_of_which_a_part_is_not_understood_finds_nobody_and_the_members_stay() {
    let member = format!("member.{}", listing(2));
    for unknown in
        ["rule.colour.red", "rule.country.Atlantis", "rule.label.any", "rule.fresh.90d", "rule.country"]
    {
        check(&[("rule.country.AT", "1"), (unknown, "1")], &[]);
        check(&[("rule.country.AT", "1"), (unknown, "1"), (&member, "1")], &["Klaster Fotoniki"]);
    }
}

#[test]
fn fields_of_a_later_version_are_kept_and_shown() {
    let portal = Portal::read(&content(&[
        ("title.de-at", "Alpen"),
        ("title.en", "Alps"),
        ("description.en", "From Nice to Maribor."),
        ("website", "https://alps.example/"),
        ("colour", "blue"),
        ("website.second", "https://alps.example/"),
        ("title.klingonian", "?"),
        ("member.nobody", "1"),
    ]));
    assert_eq!(portal.titles.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>(), ["de-AT", "en"]);
    assert_eq!(
        portal.others.keys().collect::<Vec<_>>(),
        ["colour", "member.nobody", "title.klingonian", "website.second"]
    );
    assert!(portal.website.is_some() && portal.members.is_empty() && portal.rule.query().is_none());
    let hostile =
        Portal::read(&content(&[("website", "javascript:alert(1)"), ("title.en", &"x".repeat(201))]));
    assert_eq!((hostile.website, hostile.titles.is_empty(), hostile.others.len()), (None, true, 2));
}

#[test]
fn a_rule_chooses_by_what_is_the_same_for_every_reader_on_every_day() {
    let left_out: Vec<&str> =
        Facet::ALL.into_iter().filter(|facet| !RULE_FACETS.contains(facet)).map(Facet::name).collect();
    assert_eq!(left_out, ["label", "fresh", "portal"]);
}

#[test]
fn a_list_replaces_what_was_there_and_yes_and_no_change_one_of_it() {
    let mut portal = Content::new();
    let mut set = |key: &str, text: &str, expected: &[&str]| {
        let edits = parse_field(&portal, key, text).unwrap_or_else(|error| panic!("{key}={text}: {error}"));
        portal = edited(&portal, &edits);
        assert_eq!(portal.keys().collect::<Vec<_>>(), expected, "{key}={text}");
    };
    set("rule.country", "at, el", &["rule.country.AT", "rule.country.GR"]);
    set("rule.country", "AT,HU", &["rule.country.AT", "rule.country.HU"]);
    set("rule.country.SI", "yes", &["rule.country.AT", "rule.country.HU", "rule.country.SI"]);
    set("rule.country.AT", "no", &["rule.country.HU", "rule.country.SI"]);
    set("rule.country.HU", "", &["rule.country.SI"]);
    set("rule.country", "", &[]);
    set("rule.members", "200-499,500+", &["rule.members.200-499", "rule.members.500_"]);
    set("rule.members", "", &[]);
    let scid = organisation(1).to_string();
    let did = format!("did:webvh:{scid}:agency.example:v1:organisations:{scid}");
    set(
        "member",
        &format!("{did}, {}", listing(3)),
        &[format!("member.{}", listing(3)).as_str(), format!("member.{scid}").as_str()],
    );
    set("member", "", &[]);
    set("title.EN", " Alps ", &["title.en"]);
    set("title.en", "", &[]);
}

#[test]
fn what_a_portal_cannot_hold_is_refused_with_what_to_do() {
    let refused = |key: &str, text: &str, expected: expect_test::Expect| {
        let error = parse_field(&Content::new(), key, text).expect_err(key);
        expected.assert_eq(&error.to_string());
    };
    refused(
        "titel.en",
        "Alps",
        expect![[
            r#""titel.en" is not a field of a portal; did you mean title?; it has title.LANGUAGE, description.LANGUAGE, website, rule.text, rule.FACET, member and except"#
        ]],
    );
    refused(
        "title.english!",
        "Alps",
        expect![[r#""english!" is no tag of a language; write title.en or description.pl"#]],
    );
    refused("title.en", &"x".repeat(201), expect!["title.en is longer than 200 bytes; make it shorter"]);
    refused("website", "alps", expect![[r#""alps" is no address of a page; write https://…"#]]);
    refused(
        "rule.label",
        "any",
        expect![[
            r#"a rule cannot choose by "label", only by what is the same for every reader on every day: country, region, ecosystem, kind, vouched_by, nace, emerging, s3, technology, members, composition, cooperation, type"#
        ]],
    );
    refused(
        "rule.country",
        "AT,Hungary",
        expect![[r#"country is two letters of a country, such as AT; "Hungary" is not"#]],
    );
    refused(
        "rule.ecosystem",
        "helth",
        expect![[r#"ecosystem: "helth" is not in the list ecosystems; did you mean health?"#]],
    );
    refused("rule.region", "AT99", expect![[r#"region: "AT99" is not in the list nuts"#]]);
    refused(
        "member",
        "Photonics Austria",
        expect![[
            r#""Photonics Austria" is neither the SCID or DID of an organisation nor SCID/NAME of a listing"#
        ]],
    );
    refused("rule.country.AT", "perhaps", expect![[r#"rule.country.AT is yes or no, not "perhaps""#]]);
    refused(
        "rule.text",
        &"x ".repeat(300),
        expect!["the search text is longer than 512 letters; use fewer words"],
    );
}

#[test]
fn a_portal_holds_so_much_and_no_more() {
    let many: Vec<String> = (0..=CARDS_MAX).map(listing).collect();
    let whole =
        parse_field(&Content::new(), "member", &many[1..].join(",")).expect("as many as there may be");
    let held = edited(&Content::new(), &whole);
    assert_eq!(Portal::read(&held).members.len(), CARDS_MAX);
    let one_more = parse_field(&held, &format!("member.{}", many[0]), "yes");
    assert_eq!(one_more, Err(PortalFieldError::TooMany { family: "member", limit: CARDS_MAX }));
    assert!(parse_field(&held, &format!("member.{}", many[1]), "yes").is_ok_and(|edits| edits.is_empty()));

    let countries =
        "AT,BE,BG,CH,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,IS,IT,LI,LT,LU,LV,MD,ME,MK,MT,NL,NO,PL,PT,RO,RS";
    let error = parse_field(&Content::new(), "rule.country", countries).expect_err("33 countries");
    assert_eq!(error.to_string(), "country has more than 32 values; use fewer");
    let tag = |n: usize| {
        format!("title.{}{}", char::from(b'a' + (n / 26) as u8), char::from(b'a' + (n % 26) as u8))
    };
    let babel: Content = (0..100).map(|n| (tag(n), json!("Alps"))).collect();
    assert_eq!(Portal::read(&babel).titles.iter().count(), LANGUAGES_MAX);
}

#[test]
fn a_portal_is_named_by_its_keeper_and_its_name() {
    let scid = organisation(1).to_string();
    let id = PortalId::parse(&format!("{scid}/danube")).expect("an id");
    assert_eq!(
        (id.keeper, id.name.as_str(), id.address().as_str()),
        (organisation(1), "danube", "portal/danube")
    );
    assert_eq!(PortalId::parse(&id.to_string()), Some(id.clone()));
    assert_eq!(Facet::Portal.parse(&id.to_string()), Ok(id.to_string()));
    for none in [
        "danube",
        "/danube",
        &format!("{scid}/"),
        &format!("{scid}/.."),
        &format!("{scid}/a b"),
        &format!("{scid}/a/b"),
    ] {
        assert_eq!(PortalId::parse(none), None, "{none}");
        assert!(Facet::Portal.parse(none).is_err(), "{none}");
    }
}

fn any_field() -> impl Strategy<Value = (String, String)> {
    let key = prop::sample::select(vec![
        "rule.country.AT",
        "rule.country.DE",
        "rule.country.PL",
        "rule.region.AT22",
        "rule.ecosystem.electronics",
        "rule.ecosystem.new-one",
        "rule.kind.listing",
        "rule.text",
        "rule.later.one",
        "title.en",
        "title.de",
        "x",
    ])
    .prop_map(str::to_owned);
    let card = (prop::sample::select(vec!["member", "except"]), 0..6_usize)
        .prop_map(|(family, n)| format!("{family}.{}", listing(n)));
    let value = prop::sample::select(vec!["1", "photonics", "cluster graz", ""]).prop_map(str::to_owned);
    (prop_oneof![key, card], value)
}

proptest! {
    #[test]
    fn whom_a_portal_gathers_does_not_depend_on_the_order_of_the_cards(
        fields in prop::collection::vec(any_field(), 0..8),
        order in Just((0..landscape().len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let content: Content = fields.into_iter().map(|(key, text)| (key, json!(text))).collect();
        let portal = Portal::read(&content);
        let cards = landscape();
        let shuffled: Vec<Findable> = order.iter().map(|place| cards[*place].clone()).collect();
        prop_assert_eq!(portal.gathered(&cards), portal.gathered(&shuffled));
        let held: BTreeSet<&str> = cards.iter().map(|findable| &*findable.card.id).collect();
        prop_assert!(portal.gathered(&cards).iter().all(|id| held.contains(id) && !portal.exceptions.contains(*id)));
        let rest = content.keys().filter(|key| Field::parse(key).is_err());
        prop_assert!(rest.eq(portal.others.keys()));
        // Whom it gathers is all that its short form keeps, but it keeps that.
        prop_assert_eq!(portal.gathered(&cards), portal.clone().in_short().gathered(&cards));
    }

    #[test]
    fn a_key_is_written_as_it_is_read(key in r"(title|description|member|except|rule)\.[a-zA-Z0-9._/-]{0,50}|[ -~]{0,30}") {
        if let Ok(field) = Field::parse(&key) {
            prop_assert_eq!(Field::parse(&field.key()), Ok(field));
        }
    }
}
