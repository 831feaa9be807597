//! The search of a node: with an index it answers what a look at every card answers, however the cards came.

use std::collections::BTreeSet;
use std::sync::Arc;

use node::search::{Answer, Holders, Of, Search};
use proptest::prelude::*;
use protocol::digest::Digest;
use protocol::landscape::facet::Facet;
use protocol::landscape::{Findable, Query, QueryText, search};
use protocol::listing::{Listing, RegisterLine};
use protocol::organisation::OrganisationId;
use protocol::portal::{Portal, PortalId};
use protocol::post::Post;
use protocol::profile::{Content, Profile};
use protocol::time::Day;
use serde_json::{Value, json};

fn organisation(n: usize) -> OrganisationId {
    OrganisationId::from_digest(Digest::of(&[&n.to_be_bytes()]))
}

/// What an organisation says: its profile, and for some a listing as well.
#[derive(Clone, Debug)]
struct Said {
    n: usize,
    line: Value,
    vouches: BTreeSet<usize>,
    /// The fields of a portal that it keeps.
    portal: Content,
    changed: &'static str,
    /// The words of its posts.
    posts: Vec<String>,
}

impl Said {
    fn findables(&self) -> Vec<Findable> {
        let line = RegisterLine::parse(1, self.line.to_string().as_bytes()).expect("a line of a register");
        let changed = Some(day(self.changed));
        let id = organisation(self.n);
        if self.n % 4 == 3 {
            let listing = Listing::read(&line.content);
            return vec![
                Findable::of_listing(&format!("{id}/one"), id, &listing, changed),
                Findable::of_listing(&format!("{id}/two"), id, &listing, changed),
            ];
        }
        let mut profile = line.content;
        profile.insert("name.en".to_owned(), profile["name"].clone());
        let mut own = Findable::of_profile(&id, &Profile::read(&profile), changed);
        let post =
            |words: &String| Post::read(&Content::from([("title.en".to_owned(), words.as_str().into())]));
        own.add_posts(&self.posts.iter().map(post).collect::<Vec<_>>());
        vec![own]
    }

    fn put(&self, search: &Search) {
        let vouches = self.vouches.iter().map(|n| organisation(*n)).collect();
        search.put(organisation(self.n), self.findables(), vouches).expect("the index lies in memory");
        let portal = (!self.portal.is_empty()).then(|| (portal_of(self.n), Arc::new(self.portal())));
        search.put_portals(organisation(self.n), portal);
    }

    fn portal(&self) -> Portal {
        Portal::read(&self.portal)
    }
}

fn portal_of(n: usize) -> PortalId {
    PortalId::of(organisation(n), "theirs").expect("a name")
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn holders() -> Arc<Holders> {
    let mut holders = Holders::default();
    for n in [0, 1, 4] {
        holders.insert("any", organisation(n));
    }
    Arc::new(holders)
}

/// What a look at every card finds.
fn looked_at(all: &[Said], query: &Query) -> Answer {
    let mut findables: Vec<Findable> = Vec::new();
    for said in all {
        for mut findable in said.findables() {
            let id = organisation(said.n);
            if *findable.card.id == *id.to_string() {
                for other in all.iter().filter(|other| other.vouches.contains(&said.n)) {
                    findable.values.insert(Facet::VouchedBy, organisation(other.n).to_string());
                }
                if [0, 1, 4].contains(&said.n) {
                    findable.values.insert(Facet::Label, "any");
                }
            }
            findables.push(findable);
        }
    }
    for said in all {
        let ids: BTreeSet<String> =
            said.portal().gathered(&findables).into_iter().map(str::to_owned).collect();
        for findable in findables.iter_mut().filter(|findable| ids.contains(&*findable.card.id)) {
            findable.values.insert(Facet::Portal, portal_of(said.n).to_string());
        }
    }
    let page = search(&findables, query);
    Answer {
        total: page.total,
        hits: page.hits.iter().map(|hit| (Arc::new(hit.card.clone()), hit.score)).collect(),
        counts: page
            .counts
            .into_iter()
            .map(|(facet, values)| {
                (facet, values.into_iter().map(|(value, count)| (value.into(), count)).collect())
            })
            .collect(),
    }
}

const WORDS: [&str; 22] = [
    "photonics",
    "photonic",
    "fotonics",
    "photo",
    "cluster",
    "clusters",
    "clutser",
    "öko",
    "okologie",
    "ökologisch",
    "Σύμπλεγμα",
    "Συμπλέγματα",
    "symplegma",
    "кластер",
    "klaster",
    "Förderung",
    "Förderungen",
    "a",
    "be",
    "innovation",
    "innovations",
    "graz",
];

fn some<T: Clone + std::fmt::Debug + 'static>(
    of: &[T],
    most: usize,
) -> impl Strategy<Value = Vec<T>> + use<T> {
    prop::collection::vec(prop::sample::select(of.to_vec()), 0..=most)
}

fn any_said(n: usize) -> impl Strategy<Value = Said> {
    let facts = (
        some(&WORDS, 4),
        some(&WORDS, 6),
        prop::sample::select(vec![
            ("AT221", "2024"),
            ("AT22", "2024"),
            ("EL303", "2024"),
            ("NL33B", "2021"),
            ("NL365", "2024"),
            ("CH-ZH", ""),
            ("UKN10", "2016"),
            ("PT16", "2021"),
            ("AT999", "2024"),
        ]),
        some(&["health", "digital", "new-one"], 2),
        some(&["26.11", "26.1", "C", "62.01"], 2),
        some(&["batteries", "iot"], 2),
    );
    let more = (
        some(&["digital", "medical-devices"], 1),
        prop::collection::btree_map(prop::sample::select(vec!["sme", "large", "research"]), 0..300_u32, 0..3),
        some(&["joint-projects", "study-visit"], 2),
        prop::collection::btree_set(0..12_usize, 0..3),
        prop::sample::select(vec!["2026-11-20", "2026-03-01", "2019-01-01"]),
        prop::sample::select(vec!["de", "en", "el", "bg"]),
        prop::collection::vec(some(&WORDS, 3).prop_map(|words| format!("Post {}", words.join(" "))), 0..3),
    );
    (facts, more, any_portal()).prop_map(move |((name, text, region, ecosystems, nace, technologies), more, portal)| {
        let (emerging, members, interests, vouches, changed, language, posts) = more;
        let country = protocol::vocabulary::region::country_of(region.0);
        let line = json!({
            "name": format!("x{n} {}", name.join(" ")),
            "nuts": region.0, "nuts_version": region.1, "country": country, "ecosystems": ecosystems,
            "nace": nace, "technologies": technologies, "emerging_industries": emerging, "members": members,
            "competences": [{"lang": language, "text": format!("Text {}", text.join(" "))}],
            "cooperation": {"interests": interests}, "place": if n.is_multiple_of(3) { "Graz" } else { "Wien" },
        });
        Said { n, line, vouches, portal, changed, posts }
    })
}

/// Most organisations keep no portal; some keep one without a title.
fn any_portal() -> impl Strategy<Value = Content> {
    let rule = prop::sample::select(vec![
        "rule.country.AT",
        "rule.country.GR",
        "rule.region.AT22",
        "rule.region.NL365",
        "rule.ecosystem.digital",
        "rule.kind.profile",
        "rule.nace.26",
        "rule.composition.sme",
        "rule.of.tomorrow",
    ]);
    let rule = prop::collection::vec(rule.prop_map(str::to_owned), 0..3);
    let card = (prop::sample::select(vec!["member", "except"]), 0..12_usize, prop::option::of(Just("one")));
    let card = card.prop_map(|(family, n, listing)| match listing {
        None => format!("{family}.{}", organisation(n)),
        Some(name) => format!("{family}.{}/{name}", organisation(n)),
    });
    let cards = prop::collection::vec(card, 0..4);
    let voucher = prop::option::of((0..8_usize).prop_map(|n| format!("rule.vouched_by.{}", organisation(n))));
    let words = prop::option::of(some(&WORDS, 2));
    let portal =
        (rule, cards, voucher, words, any::<bool>()).prop_map(|(rule, cards, voucher, words, has_title)| {
            let marks = rule.into_iter().chain(cards).chain(voucher).map(|key| (key, json!("1")));
            let words = words.map(|words| ("rule.text".to_owned(), json!(words.join(" "))));
            let title = has_title.then(|| ("title.en".to_owned(), json!("A portal")));
            marks.chain(words).chain(title).collect()
        });
    prop_oneof![2 => Just(Content::new()), 1 => portal]
}

fn any_landscape() -> impl Strategy<Value = Vec<Said>> {
    (0..12_usize).prop_flat_map(|count| (0..count).map(any_said).collect::<Vec<_>>())
}

fn any_query() -> impl Strategy<Value = Query> {
    let filter = prop::sample::select(vec![
        (Facet::Country, "AT"),
        (Facet::Country, "GR"),
        (Facet::Region, "AT2"),
        (Facet::Region, "NL33"),
        (Facet::Region, "NL365"),
        (Facet::Ecosystem, "health"),
        (Facet::Ecosystem, "new-one"),
        (Facet::Nace, "C"),
        (Facet::Nace, "26"),
        (Facet::Technology, "iot"),
        (Facet::Emerging, "digital"),
        (Facet::Members, "100-199"),
        (Facet::Composition, "mostly-sme"),
        (Facet::Cooperation, "study-visit"),
        (Facet::Fresh, "365d"),
        (Facet::Fresh, "older"),
        (Facet::Label, "any"),
        (Facet::Kind, "profile"),
        (Facet::Kind, "listing"),
    ]);
    let filters = prop::collection::vec(filter, 0..4);
    let portals = prop_oneof![1 => Just(Vec::new()), 1 => prop::collection::vec(0..12_usize, 1..3)];
    (some(&WORDS, 3), filters, portals, prop::option::of(0..8_usize), 0..9_usize, 0..5_usize).prop_map(
        |(words, filters, portals, voucher, limit, offset)| {
            let text = QueryText::parse(&words.join(" ")).expect("few words");
            let mut query = Query { text, limit, offset, today: Some(day("2026-11-22")), ..Query::default() };
            for (facet, value) in filters {
                query.filters.want(facet, value).expect("a value of the facet");
            }
            for n in portals {
                query.filters.want(Facet::Portal, &portal_of(n).to_string()).expect("an id");
            }
            if let Some(voucher) = voucher.filter(|voucher| voucher % 2 == 0) {
                let value = organisation(voucher).to_string();
                query.filters.want(Facet::VouchedBy, &value).expect("a SCID");
            }
            query
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn an_index_answers_what_a_look_at_every_card_answers_in_any_order_and_batch(
        before in any_landscape(),
        after in any_landscape(),
        queries in prop::collection::vec(any_query(), 1..8),
        batch in 1..5_usize,
    ) {
        // One took in everything that was ever said, in small batches; the other, backwards, what is left of it.
        let (eventful, plain) = (Search::new().expect("threads"), Search::new().expect("threads"));
        for (at, said) in before.iter().chain(&after).enumerate() {
            said.put(&eventful);
            if at % batch == 0 {
                eventful.commit().expect("memory");
            }
        }
        for gone in before.iter().skip(after.len()) {
            eventful.remove(organisation(gone.n)).expect("memory");
        }
        eventful.commit().expect("memory");
        after.iter().rev().for_each(|said| said.put(&plain));
        plain.commit().expect("memory");
        let holders = holders();
        for query in queries {
            let expected = looked_at(&after, &query);
            for search in [&eventful, &plain] {
                let found = search.find(&query, &holders).expect("memory");
                prop_assert_eq!(&*found, &expected);
                // What is kept is the same.
                prop_assert_eq!(&*search.find(&query, &holders).expect("memory"), &expected);
                let all: Vec<_> = search.matching(&query, &holders).expect("memory");
                prop_assert_eq!(all.len(), expected.total);
            }
        }
    }
}

#[test]
fn counts_are_the_same_whether_few_or_many_of_all_are_counted() {
    let said = |n: usize| {
        let (country, ecosystem) = (["AT", "DE", "FR"][n % 3], ["digital", "health", "textiles"][n % 3]);
        let another = ["digital", "agri-food"][n % 2];
        let name = format!("Wort{n:04} gemeinsam");
        Said {
            n: n * 4,
            line: json!({"name": name, "country": country, "ecosystems": [ecosystem, another], "members": n}),
            vouches: BTreeSet::new(),
            portal: Content::new(),
            changed: "2026-11-20",
            posts: Vec::new(),
        }
    };
    let all: Vec<Said> = (0..400).map(said).collect();
    let search = Search::new().expect("threads");
    all.iter().for_each(|said| said.put(&search));
    search.commit().expect("memory");
    let holders = holders();
    // One card of four hundred, a tenth of them, all; then the same words again with a filter.
    for (text, total) in [("wort0007", 1), ("wort000", 10), ("gemeinsam", 400), ("wort000 gemeinsam", 10)] {
        for country in [None, Some("AT")] {
            let mut query = Query {
                text: QueryText::parse(text).expect("words"),
                counted: Facet::COUNTED.into(),
                limit: 5,
                today: Some(day("2026-11-21")),
                ..Query::default()
            };
            match country {
                Some(country) => query.filters.want(Facet::Country, country).expect("a country"),
                None => assert_eq!(looked_at(&all, &query).total, total),
            }
            assert_eq!(*search.find(&query, &holders).expect("memory"), looked_at(&all, &query), "{text}");
        }
    }
}

#[test]
fn a_beginning_stands_for_the_first_words_that_a_card_still_has() {
    let said = |n: usize| Said {
        n: n * 4,
        line: json!({"name": format!("wort{n:04}")}),
        vouches: BTreeSet::new(),
        portal: Content::new(),
        changed: "2026-11-20",
        posts: Vec::new(),
    };
    let all: Vec<Said> = (0..1_100).map(said).collect();
    let search = Search::new().expect("threads");
    for some in all.chunks(300) {
        some.iter().for_each(|said| said.put(&search));
        search.commit().expect("memory");
    }
    let holders = Arc::default();
    let query =
        |text: &str| Query { text: QueryText::parse(text).expect("a word"), limit: 1000, ..Query::default() };
    assert_eq!(search.find(&query("wort"), &holders).expect("memory").total, 1_024);
    assert_eq!(search.find(&query("wor"), &holders).expect("memory").total, 1_100);
    for gone in &all[..50] {
        search.remove(organisation(gone.n)).expect("memory");
    }
    search.commit().expect("memory");
    let found = search.find(&query("wort"), &holders).expect("memory");
    assert_eq!(found.total, 1_024, "words that nobody has any more do not count");
    assert_eq!(*found, looked_at(&all[50..], &query("wort")));
}

#[test]
fn an_edit_is_found_and_what_it_replaced_is_not() {
    let search = Search::new().expect("threads");
    let said = |name: &str| Said {
        n: 0,
        line: json!({"name": name, "country": "AT"}),
        vouches: BTreeSet::new(),
        portal: Content::new(),
        changed: "2026-11-20",
        posts: Vec::new(),
    };
    let total = |text: &str| {
        let query = Query { text: QueryText::parse(text).expect("a word"), ..Query::default() };
        search.find(&query, &Arc::default()).expect("memory").total
    };
    said("Before").put(&search);
    search.commit().expect("memory");
    assert_eq!((total("before"), total("after")), (1, 0));
    said("After").put(&search);
    search.commit().expect("memory");
    assert_eq!((total("before"), total("after"), total("")), (0, 1, 1));
    search.remove(organisation(0)).expect("memory");
    search.commit().expect("memory");
    assert_eq!((total("after"), total("")), (0, 0));
    assert_eq!(search.size().cards, 0);
}

#[test]
fn whom_a_portal_gathers_follows_its_rule_its_members_and_the_cards() {
    let search = Search::new().expect("threads");
    let said = |n: usize, country: &str, portal: &[(&str, &str)]| Said {
        n,
        line: json!({"name": format!("Cluster {n}"), "country": country}),
        vouches: BTreeSet::new(),
        portal: portal.iter().map(|(key, text)| ((*key).to_owned(), json!(text))).collect(),
        changed: "2026-11-20",
        posts: Vec::new(),
    };
    let gathered = |words: &str| {
        let mut query = Query { text: QueryText::parse(words).expect("a word"), ..Query::default() };
        query.filters.want(Facet::Portal, &portal_of(0).to_string()).expect("an id");
        let answer = search.find(&query, &Arc::default()).expect("memory");
        answer.hits.iter().map(|(card, _)| card.name.to_string()).collect::<BTreeSet<_>>()
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let by_rule = [("title.en", "Austria"), ("rule.country.AT", "1")];
    said(0, "DE", &by_rule).put(&search);
    said(1, "AT", &[]).put(&search);
    search.commit().expect("memory");
    assert_eq!(gathered(""), names(&["Cluster 1"]));
    assert_eq!(search.count_gathered(&portal_of(0)).expect("memory"), 1);

    said(2, "AT", &[]).put(&search);
    said(1, "DE", &[]).put(&search);
    search.commit().expect("memory");
    assert_eq!(gathered(""), names(&["Cluster 2"]), "cards come and change");
    assert_eq!(
        (gathered("cluster"), gathered("nobody")),
        (names(&["Cluster 2"]), names(&[])),
        "and are narrowed"
    );

    let member = format!("member.{}", organisation(1));
    let except = format!("except.{}", organisation(2));
    said(0, "DE", &[&by_rule[..], &[(member.as_str(), "1"), (except.as_str(), "1")]].concat()).put(&search);
    assert_eq!(gathered(""), names(&["Cluster 1"]), "its keeper changes it");
    search.remove(organisation(1)).expect("memory");
    assert_eq!(gathered(""), names(&[]), "a member goes");
    said(0, "DE", &by_rule[1..]).put(&search);
    assert_eq!(gathered(""), names(&[]), "without a title there is no portal");
    search.remove(organisation(0)).expect("memory");
    assert_eq!(search.count_gathered(&portal_of(0)).expect("memory"), 0, "the keeper goes");
}

#[test]
fn suggestions_are_names_towns_regions_and_terms_that_begin_so() {
    let search = Search::new().expect("threads");
    for (n, name, place) in
        [(0, "Styrian Photonics", "Graz"), (1, "Grazer Netz", "Graz"), (2, "Wiener Netz", "Wien")]
    {
        let line = json!({"name": name, "place": place, "country": "AT", "nuts": "AT221", "technologies": ["batteries"]});
        let (vouches, portal) = (BTreeSet::new(), Content::new());
        Said { n, line, vouches, portal, changed: "2026-11-20", posts: Vec::new() }.put(&search);
    }
    search.commit().expect("memory");
    let suggested = |text: &str| {
        let suggestions = search.suggest(text).expect("memory").expect("a short text");
        suggestions.into_iter().map(|suggestion| suggestion.text).collect::<Vec<_>>()
    };
    assert_eq!(suggested("gra"), ["Grazer Netz", "Graz", "Graz"], "a name, the town, the region");
    assert_eq!(suggested("wiener n"), ["Wiener Netz"]);
    assert_eq!(suggested("batt"), ["Batteries and energy storage"]);
    assert_eq!(suggested("steier"), ["Steiermark"]);
    assert_eq!(suggested("berl"), [""; 0], "nobody is there");
    assert_eq!(suggested(""), [""; 0]);
    assert!(search.suggest(&"x".repeat(600)).expect("memory").is_err());
    let of = search.suggest("steier").expect("memory").expect("a short text").remove(0).of;
    assert_eq!(of, Of::Value(Facet::Region, "AT22".to_owned()));
}
