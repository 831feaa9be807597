//! Portals: who groups organisations, and whom a portal gathers.

use std::collections::BTreeSet;

use expect_test::expect;
use proptest::prelude::*;
use protocol::automerge_guard::{Rules, check_key};
use protocol::digest::Digest;
use protocol::landscape::Findable;
use protocol::landscape::facet::Facet;
use protocol::listing::{Listing, RegisterLine};
use protocol::organisation::OrganisationId;
use protocol::portal::field::{Field, PortalFieldError, parse_field};
use protocol::portal::{CARDS_MAX, LANGUAGES_MAX, Portal, PortalId, RULE_FACETS};
use protocol::profile::Content;
use protocol::profile::edit::edited;
use protocol::text::LanguageTag;
use protocol::vocabulary::List;
use serde_json::{Value, json};

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
fn a_title_says_something_in_one_line_and_what_should_be_a_text_is_one() {
    let with = |key: &str, value: Value| {
        let mut content = content(&[("rule.country.AT", "1")]);
        content.insert(key.to_owned(), value);
        let portal = Portal::read(&content);
        assert_eq!(portal.others.keys().collect::<Vec<_>>(), [key], "it is kept");
        portal
    };
    let no_texts = || [json!(true), json!(5), Value::Null, json!(["Alps"]), json!({"en": "Alps"})];
    let blanks = || ["", " ", "\u{a0}\t", "\u{200b}\u{3164}"].map(Value::from);
    for title in no_texts().into_iter().chain(blanks()).chain([json!("a\nb"), json!("\u{1b}[31mAlps")]) {
        let portal = with("title.en", title);
        assert!(portal.titles.is_empty());
        assert_eq!(gathered(&portal), [""; 0]);
    }
    for description in no_texts().into_iter().chain(blanks()) {
        assert!(with("description.en", description).descriptions.is_empty());
    }
    for no_text in no_texts() {
        assert_eq!(with("website", no_text.clone()).website, None);
        // Its author meant words, and nobody knows which.
        let rule = with("rule.text", no_text).rule;
        assert_eq!((rule.words.as_str(), rule.unread.len(), rule.query()), ("", 1, None));
    }
    for mark in no_texts().into_iter().chain(blanks()) {
        let marks = ["rule.country.AT".to_owned(), format!("member.{}", listing(2))];
        let content: Content = marks.map(|key| (key, mark.clone())).into_iter().collect();
        let portal = Portal::read(&content);
        assert!(portal.others.is_empty() && portal.members.len() == 1 && portal.rule.query().is_some());
    }
}

#[test]
fn what_is_not_understood_is_taken_away_by_an_empty_value() {
    let mut portal = content(&[
        ("member.nobody", "1"),
        ("rule.colour", "red"),
        ("rule.colour.red", "1"),
        ("rule.colourful.red", "1"),
        ("rule.country", "AT"),
        ("rule.country.AT", "1"),
        ("rule.country.Atlantis", "1"),
        ("title.en", "Alps"),
    ]);
    portal.insert("rule.text".to_owned(), json!(5));
    for (key, left) in [
        ("rule.country.Atlantis", 8),
        ("rule.colour", 6),
        ("rule.country", 4),
        ("rule.text", 3),
        ("rule.colourful.red", 2),
        ("member.nobody", 1),
    ] {
        let edits = parse_field(&portal, key, "").unwrap_or_else(|error| panic!("{key}=: {error}"));
        portal = edited(&portal, &edits);
        assert_eq!(portal.len(), left, "{key}= leaves {:?}", portal.keys());
    }
    assert_eq!(portal.keys().collect::<Vec<_>>(), ["title.en"]);
    let nothing_there = parse_field(&portal, "rule.colour", "");
    assert!(matches!(nothing_there, Err(PortalFieldError::Facet { .. })), "{nothing_there:?}");
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
    refused(
        "title.en",
        "Alps\nand more",
        expect![[r#"title.en: expected one line that says something, found "Alps\nand more""#]],
    );
    refused(
        "description.en",
        "\u{200b}",
        expect![[r#"description.en: expected a text that says something, found "\u{200b}""#]],
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
    assert_eq!((id.keeper, id.name(), id.address().as_str()), (organisation(1), "danube", "portal/danube"));
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

/// A field of any sort, with a value that its facet takes.
fn any_known_field() -> impl Strategy<Value = Field> {
    let language = prop::sample::select(vec!["en", "de-AT", "sr-Latn", "sr-Latn-RS", "es-419", "sme"]);
    let tag = language.prop_map(|tag| LanguageTag::parse(tag).expect("a tag"));
    let card = (0..9_usize, prop::option::of("[a-z][A-Za-z0-9._-]{0,63}")).prop_map(|(n, name)| {
        name.map_or_else(|| organisation(n).to_string(), |name| format!("{}/{name}", organisation(n)))
    });
    let chosen = prop::sample::select(RULE_FACETS.to_vec()).prop_flat_map(|facet| {
        let one_of = |values: Vec<&str>| {
            prop::sample::select(values.into_iter().map(str::to_owned).collect::<Vec<_>>()).boxed()
        };
        let value = match facet {
            facet if !facet.choices().is_empty() => one_of(facet.choices()),
            Facet::Country => one_of(List::Country.entries().map(|entry| entry.code).collect()),
            Facet::Region => one_of(vec!["AT", "AT22", "GR303", "GBI", "NL33B", "CH-ZH"]),
            Facet::Nace => one_of(vec!["C", "26", "26.1", "26.11"]),
            Facet::VouchedBy => (0..9_usize).prop_map(|n| organisation(n).to_string()).boxed(),
            _ => "[a-z0-9-]{1,64}".boxed(),
        };
        (Just(facet), value)
    });
    prop_oneof![
        tag.clone().prop_map(Field::Title),
        tag.prop_map(Field::Description),
        Just(Field::Website),
        Just(Field::Words),
        card.clone().prop_map(Field::Member),
        card.prop_map(Field::Exception),
        chosen.prop_map(|(facet, value)| Field::Facet(facet, value)),
    ]
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
        let is_nameless = |(key, text): &(&String, &Value)| key.starts_with("title.") && **text == json!("");
        let rest = content.iter().filter(|field| Field::parse(field.0).is_err() || is_nameless(field));
        prop_assert!(rest.map(|(key, _)| key).eq(portal.others.keys()));
        // Whom it gathers is all that its short form keeps, but it keeps that.
        prop_assert_eq!(portal.gathered(&cards), portal.clone().in_short().gathered(&cards));
    }

    #[test]
    fn a_key_is_read_as_it_was_written(field in any_known_field()) {
        let key = field.key();
        prop_assert_eq!(check_key(&key, Rules::Free), Ok(()));
        prop_assert_eq!(Field::parse(&key), Ok(field));
    }

    #[test]
    fn an_organisation_is_one_member_however_it_is_named(n in 0..9_usize, family in prop::sample::select(vec!["member", "except"])) {
        let scid = organisation(n);
        let did = format!("did:webvh:{scid}:agency.example:v1:organisations:{scid}");
        let named = |id: &str| Field::parse(&format!("{family}.{id}"));
        prop_assert!(named(&did).is_ok());
        prop_assert_eq!(named(&did), named(&scid.to_string()));
        prop_assert_eq!(named(&format!("{did}/a.b")), named(&format!("{scid}/a.b")));
    }
}
