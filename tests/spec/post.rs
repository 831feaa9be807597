//! Posts: lists of them, and organisations found by what they post, the same answer everywhere.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use proptest::prelude::*;
use protocol::digest::Digest;
use protocol::landscape::facet::Facet;
use protocol::landscape::posts::{PostCard, PostCounts, PostQuery, search_posts};
use protocol::landscape::{Findable, Query, QueryText, search};
use protocol::organisation::OrganisationId;
use protocol::post::{Post, PostKind, PostState};
use protocol::profile::{Content, Profile};
use protocol::time::{Day, Timestamp};

fn organisation(n: u64) -> OrganisationId {
    OrganisationId::from_digest(Digest::of(&[&n.to_be_bytes()]))
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn content(fields: &[(&str, &str)]) -> Content {
    fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect()
}

fn profile() -> Profile {
    Profile::read(&content(&[
        ("name.en", "Photonics Valley"),
        ("country", "AT"),
        ("region", "AT221"),
        ("region.list", "nuts/2024"),
        ("ecosystem.electronics", "1"),
        ("competence.light", "Laser optics"),
    ]))
}

fn card(name: &str, fields: &[(&str, &str)]) -> PostCard {
    let at = |text: &str| day(text).start();
    let post = Post::read(&content(fields));
    PostCard::of(organisation(1), name, &post, &profile(), (at("2026-01-01"), at("2026-02-01")))
}

fn posts() -> Vec<PostCard> {
    vec![
        card("forever", &[("kind", "tool"), ("title.en", "Checklist for missions")]),
        card("later", &[("kind", "offer"), ("title.en", "Öffentliche Halle"), ("until", "2027-06-30")]),
        card("sooner", &[("kind", "offer"), ("title.en", "Pilot line"), ("until", "2026-12-31")]),
        card(
            "fair",
            &[("kind", "event"), ("title.en", "Fair"), ("from", "2027-01-10"), ("until", "2027-01-12")],
        ),
        card("over", &[("kind", "call"), ("title.en", "Call of spring"), ("until", "2026-05-31")]),
        card("gone", &[("kind", "call"), ("title.en", "Call of autumn"), ("withdrawn", "2026-10-01")]),
        card(
            "abroad",
            &[
                ("kind", "project"),
                ("title.en", "Corridor"),
                ("country", "HU"),
                ("region", "HU221"),
                ("ecosystem.health", "1"),
                ("until", "2026-12-31"),
            ],
        ),
    ]
}

fn names(query: &PostQuery) -> Vec<String> {
    let posts = posts();
    let page = search_posts(&posts, query, 0, 50);
    assert_eq!(page.total, page.hits.len());
    page.hits.iter().map(|card| card.name.to_string()).collect()
}

fn today() -> PostQuery {
    PostQuery::current(day("2026-11-22"))
}

#[test]
fn what_ends_soonest_stands_first_and_what_is_over_is_not_shown_as_open() {
    assert_eq!(names(&today()), ["abroad", "sooner", "later", "forever", "fair"]);
    let all = PostQuery { states: PostState::ALL.into(), ..today() };
    assert_eq!(names(&all), ["abroad", "sooner", "later", "forever", "fair", "over", "gone"]);
    let at_the_fair = PostQuery { on: day("2027-01-11"), states: [PostState::Open].into(), ..today() };
    assert_eq!(names(&at_the_fair), ["fair", "later", "forever"]);
    let gone = PostQuery { states: [PostState::Withdrawn].into(), ..today() };
    assert_eq!(names(&gone), ["gone"]);
    assert_eq!(
        names(&PostQuery { on: day("2026-09-30"), states: [PostState::Withdrawn].into(), ..gone }),
        [""; 0]
    );
}

#[test]
fn a_post_that_names_no_place_is_where_its_organisation_is() {
    let within = |facet: Facet, value: &str| {
        let mut query = today();
        query.filters.want(facet, value).expect("a value");
        names(&query)
    };
    assert_eq!(within(Facet::Country, "HU"), ["abroad"]);
    assert_eq!(within(Facet::Region, "AT22"), ["sooner", "later", "forever", "fair"]);
    assert_eq!(within(Facet::Ecosystem, "health"), ["abroad"]);
    assert_eq!(within(Facet::Ecosystem, "electronics"), ["sooner", "later", "forever", "fair"]);
}

#[test]
fn each_word_must_begin_a_word_of_the_post() {
    let about = |text: &str| names(&PostQuery { text: QueryText::parse(text).expect("words"), ..today() });
    assert_eq!(about("pilot"), ["sooner"]);
    assert_eq!(about("LINE pil"), ["sooner"]);
    assert_eq!(about("offentlich"), ["later"]);
    assert_eq!(about("ilot"), [""; 0]);
    assert_eq!(about("pilot fair"), [""; 0]);
}

#[test]
fn a_post_is_found_by_the_titles_of_its_codes() {
    let coded = card(
        "coded",
        &[
            ("kind", "tool"),
            ("ecosystem.health", "1"),
            ("nace.26.11", "2.1"),
            ("cooperation.objective.skills-exchange", "1"),
        ],
    );
    let finds = |text: &str| {
        let query = PostQuery { text: QueryText::parse(text).expect("words"), ..today() };
        search_posts([&coded], &query, 0, 1).total == 1
    };
    for title in ["health", "electronic components", "training"] {
        assert!(finds(title), "{title}");
    }
    assert!(!finds("electronics"), "what the post says counts, not what its organisation says");
}

#[test]
fn words_are_parted_as_in_the_landscape_and_what_is_said_again_takes_no_room() {
    let finds = |card: &PostCard, text: &str| {
        let query = PostQuery { text: QueryText::parse(text).expect("words"), ..today() };
        search_posts([card], &query, 0, 1).total == 1
    };
    let days = card("days", &[("kind", "tool"), ("title.en", "Laser™Days in Αθήνα")]);
    assert!(finds(&days, "days") && finds(&days, "laser") && finds(&days, "athina") && finds(&days, "αθηνα"));
    assert!(!finds(&days, "lasertm"));

    // 90 and 4,000 bytes of different words, and room for one more of six.
    let (long, many) = ("x".repeat(90), (0..1000).map(|n| format!("w{n:03} ")).collect::<String>());
    let text = format!("{many}{} zebras beyond", format!("{long} ").repeat(50));
    let full = card("full", &[("kind", "tool"), ("title.en", &long), ("description.en", &text)]);
    assert!(finds(&full, "w999") && finds(&full, "zebras"));
    assert!(!finds(&full, "beyond"));
}

#[test]
fn posts_are_counted_by_kind_place_and_month() {
    let counts = PostCounts::of(&posts(), &today());
    assert_eq!(counts.total, 5);
    let kinds: Vec<_> = counts.kinds.iter().map(|(kind, count)| (kind.code(), *count)).collect();
    assert_eq!(kinds, [("offer", 2), ("event", 1), ("project", 1), ("tool", 1)]);
    assert_eq!(counts.countries, BTreeMap::from([("AT".to_owned(), 4), ("HU".to_owned(), 1)]));
    assert_eq!((counts.regions["AT22"], counts.regions["HU221"], counts.regions["HU"]), (4, 1, 1));
    assert_eq!(counts.ecosystems, BTreeMap::from([("electronics".to_owned(), 4), ("health".to_owned(), 1)]));
    assert_eq!(
        counts.months.iter().map(|(month, count)| (month.to_string(), *count)).collect::<Vec<_>>(),
        [("2026-01".to_owned(), 5)]
    );
}

#[test]
fn an_organisation_is_found_by_its_posts_less_than_by_what_its_profile_says() {
    let post =
        |title: &str| Post::read(&content(&[("title.en", title), ("description.en", "with batteries")]));
    let of = |n: u64, posts: &[Post]| {
        let mut findable = Findable::of_profile(&organisation(n), &profile(), None);
        findable.add_posts(posts);
        findable
    };
    let plain = Findable::of_profile(&organisation(1), &profile(), None);
    let with = of(2, &[post("Laser days")]);
    let found = |text: &str| {
        let cards = [plain.clone(), with.clone()];
        let query = Query { text: QueryText::parse(text).expect("words"), ..Query::default() };
        let page = search(&cards, &query);
        page.hits.iter().map(|hit| (hit.card.id.to_string(), hit.score)).collect::<Vec<_>>()
    };
    assert_eq!(found("batteries"), [(organisation(2).to_string(), 39 * 2 + 1)]);
    assert_eq!(found("battery"), [(organisation(2).to_string(), 38 * 2 + 1)], "by the stem of its language");
    assert_eq!(found("batteires"), [(organisation(2).to_string(), 20 * 2 + 1)], "a slip");
    // The competence that both have weighs more, and the post adds nothing to it.
    assert_eq!(found("laser").into_iter().map(|(_, score)| score).collect::<Vec<_>>(), [60 * 2 + 1; 2]);
}

/// Whose a post is and when it was said; its words, its three days, its kind, and whether it is elsewhere.
type Drawn = (u64, u64, Vec<&'static str>, [Option<&'static str>; 3], PostKind, bool);

/// Posts of five organisations, each with its text. Many were said at one time.
fn any_posts() -> impl Strategy<Value = Vec<(String, PostCard)>> {
    let words = prop::sample::subsequence(vec!["laser", "light", "Öl", "rail", "Batterie"], 0..4);
    let on =
        prop::option::of(prop::sample::select(vec!["2026-01-01", "2026-06-01", "2026-11-22", "2027-01-01"]));
    let kind = prop::sample::select(PostKind::ALL.to_vec());
    let days = prop::array::uniform3(on);
    let drawn = (0..5_u64, 0..4_u64, words, days, kind, any::<bool>());
    prop::collection::vec(drawn, 0..12).prop_map(|posts| posts.into_iter().zip(0..).map(drawn_post).collect())
}

fn drawn_post(((by, said, words, days, kind, is_abroad), place): (Drawn, u32)) -> (String, PostCard) {
    let text = words.join(" ");
    let mut fields = content(&[("kind", kind.code()), ("title.en", &text)]);
    for (key, on) in ["from", "until", "withdrawn"].into_iter().zip(days) {
        fields.extend(on.map(|on| (key.to_owned(), on.into())));
    }
    if is_abroad {
        fields.insert("country".to_owned(), "HU".into());
    }
    let said = Timestamp::from_millis(said * 86_400_000).expect("before 2108");
    let (name, post) = (format!("p{place}"), Post::read(&fields));
    (text, PostCard::of(organisation(by), &name, &post, &profile(), (said, said)))
}

/// Rule 3 of the lists, word by word: a later sort leaves what it holds for equal as the earlier ones put it.
fn in_order<'c>(mut cards: Vec<&'c PostCard>, on: Day) -> Vec<&'c PostCard> {
    cards.sort_by_key(|card| card.id());
    cards.sort_by_key(|card| Reverse(card.said.1));
    let all = |state: PostState| -> Vec<&'c PostCard> {
        cards.iter().copied().filter(|card| card.span.state(on) == state).collect()
    };
    let (mut ending, endless): (Vec<_>, Vec<_>) =
        all(PostState::Open).into_iter().partition(|card| card.span.until.is_some());
    ending.sort_by_key(|card| card.span.until);
    let mut upcoming = all(PostState::Upcoming);
    upcoming.sort_by_key(|card| card.span.from);
    let mut ended = all(PostState::Ended);
    ended.sort_by_key(|card| Reverse(card.span.until));
    [ending, endless, upcoming, ended, all(PostState::Withdrawn)].concat()
}

proptest! {
    #[test]
    fn a_list_holds_what_a_look_at_every_post_finds_in_any_order(
        posts in any_posts(),
        kind in prop::option::of(prop::sample::select(PostKind::ALL.to_vec())),
        word in prop::option::of(prop::sample::select(vec!["laser", "lig", "ol", "batt", "no"])),
        country in prop::option::of(prop::sample::select(vec!["AT", "HU"])),
        on in prop::sample::select(vec!["2025-12-31", "2026-01-01", "2026-11-22", "2027-01-02"]),
        state in prop::option::of(prop::sample::select(PostState::ALL.to_vec())),
        offset in 0..4_usize,
        turn in any::<prop::sample::Index>(),
    ) {
        let mut query = PostQuery::current(day(on));
        query.states = state.into_iter().collect();
        query.kinds = kind.into_iter().collect();
        query.text = QueryText::parse(word.unwrap_or_default()).expect("a word");
        if let Some(country) = country {
            query.filters.want(Facet::Country, country).expect("a country");
        }
        let cards: Vec<PostCard> = posts.iter().map(|(_, card)| card.clone()).collect();
        let page = search_posts(&cards, &query, offset, 3);
        let fits = |(text, card): &&(String, PostCard)| {
            let folded = text.to_lowercase().replace('ö', "o");
            kind.is_none_or(|kind| card.kind == Some(kind))
                && country.is_none_or(|country| card.country.as_ref().is_some_and(|held| held.code == country))
                && state.is_none_or(|state| card.span.state(day(on)) == state)
                && word.is_none_or(|word| folded.split(' ').any(|held| held.starts_with(word)))
        };
        let expected: Vec<&PostCard> = posts.iter().filter(fits).map(|(_, card)| card).collect();
        prop_assert_eq!(page.total, expected.len());
        prop_assert_eq!(PostCounts::of(&cards, &query).total, expected.len());
        let expected: Vec<&PostCard> = in_order(expected, day(on)).into_iter().skip(offset).take(3).collect();
        prop_assert_eq!(&page.hits, &expected);
        let mut turned = cards.clone();
        if !turned.is_empty() {
            turned.rotate_left(turn.index(cards.len()));
        }
        prop_assert_eq!(search_posts(&turned, &query, offset, 3), page);
    }
}
