//! The landscape: search over profiles and listings, the same answer everywhere.

use std::collections::BTreeMap;

use proptest::prelude::*;
use protocol::digest::Digest;
use protocol::landscape::facet::Facet;
use protocol::landscape::{CardKind, Findable, Page, Query, QueryText, search};
use protocol::listing::{Listing, RegisterLine};
use protocol::organisation::OrganisationId;
use protocol::profile::Profile;
use protocol::text::{folded, words};
use protocol::vocabulary::region::is_within;

fn organisation(n: usize) -> OrganisationId {
    OrganisationId::from_digest(Digest::of(&[&n.to_be_bytes()]))
}

/// A card from a line of a register; an odd number makes it a profile of its own.
fn card(n: usize, line: &str) -> Findable {
    let line = RegisterLine::parse(n, line.as_bytes()).expect(line);
    if n % 2 == 1 {
        let mut profile = line.content;
        profile.insert("name.en".to_owned(), profile["name"].clone());
        Findable::of_profile(&organisation(n), &Profile::read(&profile), None)
    } else {
        Findable::of_listing(&format!("at/listing/{n}"), organisation(0), &Listing::read(&line.content), None)
    }
}

fn landscape() -> Vec<Findable> {
    [
        r#"{"name": "Photonics Austria", "country": "AT", "nuts": "AT221", "place": "Graz", "ecosystems": ["electronics", "health"], "description": "Light for tourism"}"#,
        r#"{"name": "Klaster Fotoniki", "name_en": "Photonics Cluster", "country": "PL", "nuts": "PL911", "place": "Warszawa", "ecosystems_guess": ["electronics"]}"#,
        r#"{"name": "Öko-Cluster Steiermark", "country": "AT", "nuts": "AT22", "place": "Graz", "ecosystems": ["energy-renewables"]}"#,
        r#"{"name": "Σύμπλεγμα Υγείας", "country": "GR", "nuts": "EL303", "ecosystems": ["health", "new-one"]}"#,
        r#"{"name": "Zurich Life Sciences", "country": "CH", "nuts": "CH-ZH", "place": "Zürich", "ecosystems": ["health"]}"#,
        r#"{"name": "Derry Digital", "country": "GB", "nuts": "UKN10", "ecosystems": ["digital"]}"#,
        r#"{"name": "Nowhere Network"}"#,
    ]
    .into_iter()
    .zip(1..)
    .map(|(line, n)| card(n, line))
    .collect()
}

fn names(page: &Page<'_>) -> Vec<String> {
    page.hits.iter().map(|hit| hit.card.name.to_string()).collect()
}

fn words_of(text: &str) -> QueryText {
    QueryText::parse(text).expect("not too many words")
}

fn about(text: &str) -> Query {
    Query { text: words_of(text), ..Query::default() }
}

fn narrowed(wanted: &[(Facet, &str)]) -> Query {
    let mut query = Query::default();
    for (facet, value) in wanted {
        query.filters.want(*facet, value).expect("a value of the facet");
    }
    query
}

fn check(text: &str, expected: &[&str]) {
    check_query(&about(text), expected);
}

fn check_query(query: &Query, expected: &[&str]) {
    let cards = landscape();
    let page = search(&cards, query);
    assert_eq!(names(&page), expected);
    assert_eq!(page.total, expected.len());
}

#[test]
fn every_word_must_begin_a_word_of_the_card() {
    check("photon", &["Photonics Austria", "Klaster Fotoniki"]);
    check("photon graz", &["Photonics Austria"]);
    check("onics", &[]);
    check("photonics tourism", &["Photonics Austria"]);
    check("photonics textiles", &[]);
}

#[test]
fn accents_and_capitals_do_not_matter() {
    check("OKO cluster", &["Öko-Cluster Steiermark"]);
    check("ÖKO", &["Öko-Cluster Steiermark"]);
    check("zürich", &["Zurich Life Sciences"]);
    check("ΥΓΕΙΑΣ", &["Σύμπλεγμα Υγείας"]);
    check("symplegma", &["Σύμπλεγμα Υγείας"]);
}

#[test]
fn a_slip_of_the_pen_is_forgiven_where_few_cards_have_the_word() {
    check("hotonics", &["Photonics Austria", "Klaster Fotoniki"]);
    check("zurihc", &["Zurich Life Sciences"]);
    check("gratz", &["Photonics Austria", "Öko-Cluster Steiermark"]);
    check("grz", &[]);
}

#[test]
fn a_word_that_is_written_so_somewhere_is_no_slip() {
    let cards = [card(1, r#"{"name": "ACstyria"}"#), card(2, r#"{"name": "Styria Food"}"#)];
    let found = |text: &str| names(&search(&cards, &about(text)));
    assert_eq!(found("acstyria"), ["ACstyria"]);
    assert_eq!(found("cstyria"), ["ACstyria", "Styria Food"], "nobody is called so: both are near");
    assert_eq!(found("acstyri"), ["ACstyria"], "a beginning that no other word is near to");
}

#[test]
fn a_name_weighs_more_than_a_region_and_a_region_more_than_a_description() {
    check("steiermark", &["Öko-Cluster Steiermark", "Photonics Austria"]);
    check("österreich", &["Photonics Austria", "Öko-Cluster Steiermark"]);
    let cards = landscape();
    let page = search(&cards, &about("photonics"));
    assert_eq!(page.hits[0].score, page.hits[1].score + 1, "an own profile stands before a listing");
}

#[test]
fn a_region_holds_what_lies_in_it_by_any_of_its_codes() {
    let within = |region: &str| narrowed(&[(Facet::Region, region)]);
    for (region, expected) in [
        ("AT22", vec!["Photonics Austria", "Öko-Cluster Steiermark"]),
        ("at221", vec!["Photonics Austria"]),
        ("GR", vec!["Σύμπλεγμα Υγείας"]),
        ("EL3", vec!["Σύμπλεγμα Υγείας"]),
        ("CH", vec!["Zurich Life Sciences"]),
        ("UKN0", vec!["Derry Digital"]),
        ("UKI", vec![]),
    ] {
        let mut found = names(&search(&landscape(), &within(region)));
        found.sort();
        assert_eq!(found, expected, "{region}");
    }
}

#[test]
fn a_count_says_what_choosing_it_instead_would_give() {
    let cards = landscape();
    let query = narrowed(&[(Facet::Country, "AT"), (Facet::Ecosystem, "health")]);
    let page = search(&cards, &query);
    assert_eq!(names(&page), ["Photonics Austria"]);
    let counted = |counts: &BTreeMap<String, usize>| {
        counts.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(counted(&page.counts[&Facet::Country]), "AT 1, CH 1, GR 1");
    assert_eq!(counted(&page.counts[&Facet::Ecosystem]), "electronics 1, energy-renewables 1, health 1");
    assert_eq!(counted(&page.counts[&Facet::Region]), "AT 1, AT2 1, AT22 1, AT221 1");
    assert_eq!(counted(&page.counts[&Facet::Kind]), "profile 1");
    let all = search(&cards, &Query::default());
    assert_eq!(
        counted(&all.counts[&Facet::Ecosystem]),
        "digital 1, electronics 2, energy-renewables 1, health 3, new-one 1"
    );
    assert_eq!(counted(&all.counts[&Facet::Kind]), "listing 3, profile 4");
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    let cards = landscape();
    let page = |offset, limit| names(&search(&cards, &Query { offset, limit, ..Query::default() }));
    let all = page(0, 20);
    assert_eq!(all.len(), 7);
    let by_two: Vec<String> = (0..5).flat_map(|n| page(2 * n, 2)).collect();
    assert_eq!(by_two, all);
    assert!(page(0, 0).is_empty() && page(usize::MAX, usize::MAX).is_empty());
}

#[test]
fn a_listing_is_never_shown_as_the_organisation_s_own_word() {
    let cards = landscape();
    let query = narrowed(&[(Facet::Kind, "listing")]);
    for hit in search(&cards, &query).hits {
        assert_eq!(hit.card.kind, CardKind::Listing { listed_by: organisation(0) });
    }
}

#[test]
fn more_than_a_person_types_is_refused() {
    assert!(QueryText::parse(&"я".repeat(513)).is_err());
    assert!(QueryText::parse(&"я".repeat(512)).is_ok());
    let sixteen = QueryText::parse(&"x ".repeat(16));
    assert!(sixteen.is_ok());
    assert_eq!(QueryText::parse(&"x ".repeat(17)), sixteen, "words behind the sixteenth are not looked for");
}

#[test]
fn what_can_be_no_value_is_refused_with_what_can() {
    let refused =
        |facet: Facet, value: &str| Query::default().filters.want(facet, value).expect_err(value).to_string();
    assert_eq!(
        refused(Facet::Country, "nowhere"),
        "country is two letters of a country, such as AT; \"nowhere\" is not"
    );
    assert_eq!(refused(Facet::Fresh, "1y"), "fresh is 90d, 365d, older; \"1y\" is not");
    let mut query = Query::default();
    let mut add = |n: usize| query.filters.want(Facet::Technology, &format!("t-{n}"));
    assert!((0..32).all(|n| add(n).is_ok()));
    assert_eq!(add(32).expect_err("one more").to_string(), "technology has more than 32 values; use fewer");
}

#[test]
fn any_of_several_values_will_do() {
    let found = names(&search(&landscape(), &narrowed(&[(Facet::Country, "CH"), (Facet::Country, "el")])));
    assert_eq!(found, ["Zurich Life Sciences", "Σύμπλεγμα Υγείας"]);
}

#[test]
fn members_activities_and_regions_of_earlier_nuts_are_facets() {
    let cards = [
        card(
            2,
            r#"{"name": "A", "nuts": "NL33B", "nuts_version": "2021", "nace": ["26.11"], "members": {"sme": 30, "large": 2}, "emerging_industries": ["digital"], "s3_areas": ["photonics"], "cooperation": {"interests": ["joint-projects"]}}"#,
        ),
        card(
            4,
            r#"{"name": "B", "nuts": "NL365", "nace": ["C"], "members": {"research": 4, "university": 3, "large": 5}, "technologies": ["batteries"]}"#,
        ),
    ];
    for (facet, value, expected) in [
        (Facet::Region, "NL365", vec!["A", "B"]),
        (Facet::Region, "NL33B", vec!["A", "B"]),
        (Facet::Region, "NL33", vec!["A", "B"]),
        (Facet::Country, "NL", vec!["A", "B"]),
        (Facet::Nace, "26", vec!["A"]),
        (Facet::Nace, "c", vec!["A", "B"]),
        (Facet::Members, "20-49", vec!["A"]),
        (Facet::Members, "1-19", vec!["B"]),
        (Facet::Composition, "mostly-sme", vec!["A"]),
        (Facet::Composition, "mostly-research", vec!["B"]),
        (Facet::Composition, "large", vec!["A", "B"]),
        (Facet::Emerging, "digital", vec!["A"]),
        (Facet::S3, "photonics", vec!["A"]),
        (Facet::Cooperation, "joint-projects", vec!["A"]),
        (Facet::Technology, "batteries", vec!["B"]),
    ] {
        assert_eq!(names(&search(&cards, &narrowed(&[(facet, value)]))), expected, "{facet:?} {value}");
    }
}

const WORDS: [&str; 12] = [
    "photonics",
    "photo",
    "cluster",
    "klaster",
    "öko",
    "okologie",
    "graz",
    "wien",
    "health",
    "digital",
    "a",
    "Σύμπλεγμα",
];

fn any_line() -> impl Strategy<Value = String> {
    let text = || {
        prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..4).prop_map(|words| words.join(" "))
    };
    let region = prop::sample::select(vec!["AT221", "AT22", "AT130", "EL303", "CH-ZH", "UKN10", "UKN06", ""]);
    let ecosystem = prop::sample::select(vec!["health", "digital", "new-one"]);
    (text(), text(), region, ecosystem).prop_map(|(name, description, region, ecosystem)| {
        let country = if region.is_empty() { "AT" } else { protocol::vocabulary::region::country_of(region).expect("known") };
        serde_json::json!({
            "name": name, "description": description, "nuts": region, "country": country, "ecosystems": [ecosystem],
        })
        .to_string()
    })
}

fn any_query() -> impl Strategy<Value = Query> {
    let text =
        prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..3).prop_map(|words| words.join(" "));
    let region = prop::sample::select(vec!["AT", "AT2", "AT22", "GR", "EL", "UKN0", "UKN", "CH-ZH"]);
    let ecosystem = prop::sample::select(vec!["health", "new-one"]);
    let country = prop::sample::select(vec!["AT", "GB", "gr", "EL"]);
    let kind = prop::sample::select(vec!["profile", "listing"]);
    let maybe = |value: prop::sample::Select<&'static str>| prop::option::of(value);
    (text, maybe(region), maybe(ecosystem), maybe(country), maybe(kind), 0..6usize, 0..4usize).prop_map(
        |(text, region, ecosystem, country, kind, limit, offset)| {
            let wanted = [
                (Facet::Region, region),
                (Facet::Ecosystem, ecosystem),
                (Facet::Country, country),
                (Facet::Kind, kind),
            ];
            let wanted: Vec<_> =
                wanted.into_iter().filter_map(|(facet, value)| Some((facet, value?))).collect();
            Query { limit, offset, text: words_of(&text), ..narrowed(&wanted) }
        },
    )
}

/// Whether the filters let a card pass, and whether the words begin words of it, by the slow and obvious way.
fn matches_slowly(findable: &Findable, line: &str, text: &str, query: &Query) -> (bool, bool) {
    let card = &findable.card;
    let wanted = |facet| query.filters.of(facet).next();
    let line: serde_json::Value = serde_json::from_str(line).expect("the line was written as JSON");
    let of_region = card.region.as_ref().map(|region| region.code.as_str());
    let mut all = vec![line["name"].as_str(), line["description"].as_str()];
    all.extend(
        of_region
            .into_iter()
            .flat_map(protocol::vocabulary::region::ancestry)
            .map(|region| Some(region.name)),
    );
    all.extend(
        of_region
            .and_then(protocol::vocabulary::region::region)
            .into_iter()
            .map(|_| Some("Ελλάδα"))
            .filter(|_| of_region == Some("EL303")),
    );
    all.push(card.country.as_ref().map(|country| country.title()));
    all.push(card.ecosystems.first().map(|term| term.title()));
    let all = folded(&all.into_iter().flatten().collect::<Vec<_>>().join(" "));
    let asked = folded(text);
    let passes = wanted(Facet::Region)
        .is_none_or(|outer| is_within(of_region.or(card.country_code()).unwrap_or_default(), outer))
        && wanted(Facet::Ecosystem).is_none_or(|code| card.ecosystems.iter().any(|term| term.code == code))
        && wanted(Facet::Country).is_none_or(|code| card.country_code() == Some(code))
        && wanted(Facet::Kind).is_none_or(|kind| (kind == "profile") == (card.kind == CardKind::Profile));
    (passes, words(&asked).all(|wanted| words(&all).any(|word| word.starts_with(wanted))))
}

proptest! {
    #[test]
    fn search_finds_what_a_slow_look_at_every_card_finds(
        lines in prop::collection::vec(any_line(), 0..12),
        text in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..3),
        query in any_query(),
    ) {
        let text = text.join(" ");
        let query = Query { limit: 100, offset: 0, text: words_of(&text), ..query };
        let cards: Vec<Findable> = lines.iter().zip(1..).map(|(line, n)| card(n, line)).collect();
        let found: Vec<&str> = search(&cards, &query).hits.iter().map(|hit| &*hit.card.id).collect();
        for (card, line) in cards.iter().zip(&lines) {
            let (passes, begins) = matches_slowly(card, line, &text, &query);
            // A stem or a slip may find more.
            let is_found = found.contains(&&*card.card.id);
            prop_assert!(passes || !is_found, "{} in {}", text, line);
            prop_assert!(!(passes && begins) || is_found, "{} in {}", text, line);
        }
    }

    #[test]
    fn the_order_of_the_cards_does_not_change_the_answer(
        lines in prop::collection::vec(any_line(), 0..12),
        query in any_query(),
    ) {
        let cards: Vec<Findable> = lines.iter().zip(1..).map(|(line, n)| card(n, line)).collect();
        let mut reversed = cards.clone();
        reversed.reverse();
        prop_assert_eq!(search(&cards, &query), search(&reversed, &query));
    }
}
