//! Sample pages for the tests: everyday ones, extreme ones with hostile words, and empty ones.

mod posts;

use askama::Template;

use super::attestation::{AttestationPage, Badge, Check, Outcome, StatusEvent};
use super::census::CountRow;
use super::drawing::Drawing;
use super::history::History;
use super::issuer::States;
use super::judgement::{Anchors, Judgement, Label};
use super::listing::{ListingPage, Source};
use super::locale::Locale;
use super::node::{Carries, Holding, NodePage, Peer, PinnedAnchor};
use super::organisation::{Identity, ListedBy, OrganisationPage, OwnedScheme, Profile, Vouch};
use super::path;
use super::portal::{self, PortalPage, PortalsPage};
use super::problem::ProblemPage;
use super::profile::{Completeness, Field, Group, Language, Value};
use super::scheme::{Accredited, Criterion, CriterionGroup, Level, SchemePage};
use super::search::{
    Card, Choice, Choices, Facet, FacetChoice, FacetValue, FormField, Paging, Query, SearchPage, Totals, Word,
};
use super::words::{Count, Fact, Link, Notice, Party, Phrase, Tone};
use super::{Demonstration, Frame};

/// A rendered page with a name for messages.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) html: String,
}

/// Renders every page in every kind of words.
pub(crate) fn all() -> Vec<Sample> {
    let voices = [everyday(), hostile(), silent()];
    let mut samples: Vec<Sample> = voices.iter().flat_map(pages).collect();
    samples.push(sample("search-front", &front_page(&everyday())));
    samples.push(sample("search-nothing", &nothing_found(&everyday())));
    samples.push(sample("organisation-silent-issuer", &silent_issuer()));
    samples
}

/// Renders every page with the messages of a language; what organisations say stays as it is.
pub(crate) fn all_in(locale: Locale) -> Vec<Sample> {
    [everyday(), hostile(), silent()]
        .into_iter()
        .flat_map(|voice| pages(&Voice { locale, ..voice }))
        .collect()
}

/// The words that a set of samples is written with.
pub(crate) struct Voice {
    name: &'static str,
    words: Vec<Phrase>,
    many: usize,
    demonstration: Option<Demonstration>,
    locale: Locale,
}

/// Words as they occur.
pub(crate) fn everyday() -> Voice {
    let words = [
        ("Photonics Valley Jena e. V.", "de"),
        ("Oltermark Region Agency", "en"),
        ("European Label Board", "en"),
        ("Optik und Photonik aus Thüringen: Laser, Sensoren und Medizintechnik, seit 1999.", "de"),
    ];
    Voice {
        name: "everyday",
        words: words.map(|(text, language)| Phrase::new(text, language)).into(),
        many: 2,
        demonstration: None,
        locale: Locale::En,
    }
}

/// Markup, very long words, and scripts of several directions.
pub(crate) fn hostile() -> Voice {
    let words = [
        Phrase::new(PAYLOAD, "\"><script>alert(0)</script>"),
        Phrase::plain(&"Rindfleischetikettierungsüberwachungsaufgabenübertragungs".repeat(2)),
        Phrase::new("مجموعة الطاقة المتجددة (تونس) – Énergie <b>&amp;</b>", "ar"),
        Phrase::new(
            "Συνεργατικός Σχηματισμός Τεχνολογιών Διαστήματος · Кластер «Инновации» Подмосковья",
            "el",
        ),
    ];
    let file = format!("{PAYLOAD} register, {}", "x".repeat(120));
    let demonstration = Demonstration { source: format!("the register {file}"), file: Some(file) };
    Voice {
        name: "hostile",
        words: words.into(),
        many: 9,
        demonstration: Some(demonstration),
        locale: Locale::En,
    }
}

/// Nothing at all wherever nothing is allowed.
pub(crate) fn silent() -> Voice {
    Voice { name: "silent", words: vec![Phrase::default()], many: 0, demonstration: None, locale: Locale::En }
}

impl Voice {
    fn phrase(&self, number: usize) -> Phrase {
        self.words[number % self.words.len()].clone()
    }

    fn text(&self, number: usize) -> String {
        self.phrase(number).text
    }

    fn optional(&self, number: usize) -> Option<Phrase> {
        Some(self.phrase(number)).filter(|phrase| !phrase.text.is_empty())
    }

    fn party(&self, number: usize) -> Party {
        Party {
            name: self.phrase(number),
            scid: format!("Qm{number}nQXj7DhWFrmgjDPKZCybn8fkKW7Wze57SQHpwsS7NZ"),
        }
    }

    fn frame(&self) -> Frame {
        Frame {
            demonstration: self.demonstration.clone(),
            as_json: Some("/v1/same?as=json&page=1".into()),
            address: "/same?page=1".into(),
            locale: self.locale,
            languages: Locale::ALL.map(|locale| (locale, format!("/?lang={locale}"))).into(),
            ..Frame::new("hanse.oltermark.example", "0.1.0")
        }
    }

    /// Makes as many as this voice has to say.
    fn each<T>(&self, make: impl Fn(usize) -> T) -> Vec<T> {
        (0..self.many).map(make).collect()
    }

    fn anchors(&self) -> Anchors {
        Anchors { pinned: self.each(|number| self.party(number + 2)).into_iter().take(2).collect() }
    }

    fn website(&self) -> Option<Link> {
        self.optional(0)
            .map(|_| Link::elsewhere("photonics.example", "https://photonics.example/?a=1&b=\"2\""))
    }

    fn downloads(&self) -> Vec<Link> {
        let files = [("Credential (JSON)", "/v1/a/credential"), ("Evidence bundle", "/v1/a/evidence")];
        files.iter().take(self.many).map(|(text, path)| Link::here(text, path)).collect()
    }

    fn notices(&self) -> Vec<Notice> {
        let notice = |tone| Notice { tone, text: format!("This identity is disputed. {}", self.text(0)) };
        self.each(|_| notice(Tone::Reserved)).into_iter().take(1).collect()
    }

    fn groups(&self) -> Vec<Group> {
        let field = |title: &str, value| Field { title: title.into(), value, remarks: Vec::new() };
        let region = Field {
            remarks: vec![Phrase::plain("code DE999 is not in NUTS 2024; it is shown as given.")],
            ..field("Region", Value::Terms(vec![Phrase::plain("DE999"), self.phrase(1)]))
        };
        let members = [("Small and medium firms", "81"), ("Large firms", "9"), ("Research", "12")];
        let facts = members.iter().map(|(term, value)| Fact::words(term, value)).collect();
        let all = vec![
            Group {
                title: "Where and what".into(),
                confirmed: Some("2026-09-14".into()),
                fields: vec![
                    region,
                    field(
                        "Ecosystems",
                        Value::Terms(vec![
                            Phrase::plain("Electronics"),
                            Phrase::new("Health", "en"),
                            self.phrase(0),
                        ]),
                    ),
                    field("Description", Value::Texts(vec![self.phrase(3), self.phrase(0)])),
                ],
            },
            Group {
                title: "Members".into(),
                confirmed: None,
                fields: vec![field("Members by type", Value::Facts(facts))],
            },
            Group {
                title: "Cooperation".into(),
                confirmed: Some("2025-01-31".into()),
                fields: vec![
                    field(
                        "Willingness",
                        Value::Texts(vec![Phrase::new("We look for partners in Japan.", "en")]),
                    ),
                    field("Readiness, with evidence", Value::Links(self.website().into_iter().collect())),
                ],
            },
            Group { title: "Never shown".into(), confirmed: None, fields: Vec::new() },
        ];
        all.into_iter().take(self.many.min(4) * 4).collect()
    }

    fn label(&self, number: usize) -> Label {
        let (tone, headline, reason) = JUDGEMENTS[number % JUDGEMENTS.len()];
        let level = if self.many == 0 { "" } else { ["Gold", "Silver", "Bronze"][number % 3] };
        let reasons = if reason.is_empty() { vec![self.phrase(number)] } else { vec![Phrase::plain(reason)] };
        Label {
            title: if self.many > 2 {
                self.phrase(number)
            } else {
                Phrase::new("Cluster Management Excellence", "en")
            },
            level: level.into(),
            issuer: self.party(2),
            subject: self.party(0),
            name: format!("2026/{number}"),
            judgement: Judgement {
                tone,
                headline: headline.into(),
                reasons,
                statement_of: Some("2026-11-20".into()),
            },
            downloads: self.downloads(),
        }
    }
}

fn pages(voice: &Voice) -> Vec<Sample> {
    let named = |page: &str| format!("{page}-{}", voice.name);
    vec![
        sample(&named("search"), &search_page(voice)),
        sample(&named("organisation"), &organisation_page(voice)),
        sample(&named("listing"), &listing_page(voice)),
        sample(&named("posts"), &posts::list_page(voice)),
        sample(&named("post"), &posts::page(voice)),
        sample(&named("attestation"), &attestation_page(voice)),
        sample(&named("scheme"), &scheme_page(voice)),
        sample(&named("node"), &node_page(voice)),
        sample(&named("portal"), &portal_page(voice)),
        sample(&named("portals"), &portals_page(voice)),
        sample(&named("problem"), &problem_page(voice)),
    ]
}

fn sample(name: &str, page: &impl Template) -> Sample {
    Sample { name: name.to_owned(), html: page.render().expect("rendering into memory does not fail") }
}

pub(crate) fn search_page(voice: &Voice) -> SearchPage {
    let choice = |value: &str, title: &str| Choice { value: value.into(), title: title.into() };
    let query = Query { text: voice.text(0), country: "DE".into(), region: "DEG".into(), ..Query::default() };
    let results: Vec<Card> = voice
        .each(|number| card(voice, number * 2))
        .into_iter()
        .chain(voice.each(|number| card(voice, number * 2 + 1)))
        .collect();
    let total = if results.is_empty() { 0 } else { 1_312 };
    let value = |number: usize| FacetValue {
        title: if number == 0 { "Germany".into() } else { voice.text(number) },
        count: Count(1_200 / (number as u64 + 1)),
        href: Query { country: String::new(), ..query.clone() }.href(1),
        choice: if number == 0 { FacetChoice::Chosen } else { FacetChoice::Open },
    };
    let facet = |title: &str| Facet { title: title.into(), values: voice.each(value) };
    SearchPage {
        frame: voice.frame(),
        choices: Choices {
            countries: vec![choice("AT", "Austria"), choice("DE", "Germany"), choice("\"><b>", PAYLOAD)],
            ecosystems: vec![choice("electronics", "Electronics"), choice("health", "Health")],
            kinds: vec![choice("profile", "Own profiles"), choice("listing", "Listings by agencies")],
            more: vec![
                FormField {
                    name: "members",
                    title: "Members".into(),
                    hint: String::new(),
                    value: "50-99".into(),
                    choices: vec![choice("50-99", "50 to 99"), choice("500+", "500 and more")],
                },
                FormField {
                    name: "nace",
                    title: "Activity".into(),
                    hint: "NACE, such as 26.1".into(),
                    value: voice.text(0),
                    choices: Vec::new(),
                },
            ],
        },
        totals: Totals {
            listings: Count(1_475),
            organisations: Count(3),
            portals: Count(2 * voice.many as u64),
        },
        paging: Paging {
            first: Count(u64::from(total > 0)),
            last: Count(results.len() as u64),
            total: Count(total),
            previous: (total > 0).then(|| query.href(1)),
            next: (total > 0).then(|| query.href(3)),
        },
        facets: if voice.many == 0 {
            Vec::new()
        } else {
            ["Country", "Ecosystem", "Who says it"].map(facet).into()
        },
        more_facets: if voice.many == 0 { Vec::new() } else { vec![facet("Technology")] },
        query,
        results,
    }
}

fn card(voice: &Voice, number: usize) -> Card {
    let word = if number.is_multiple_of(2) { Word::Own } else { Word::ListedBy(voice.party(1)) };
    let labels = if number == 0 {
        vec![Link::here("Gold, Cluster Management Excellence", "/attestations/Q/1")]
    } else {
        Vec::new()
    };
    Card {
        name: voice.phrase(number),
        href: if number.is_multiple_of(2) {
            path::organisation("Qm1")
        } else {
            path::listing("Qm2", &voice.text(0))
        },
        place: "Jena, Thüringen, Germany".into(),
        region_page: Some("/regions/DEG03".into()),
        summary: voice.optional(3 + number),
        ecosystems: vec!["Electronics".into(), voice.text(number)],
        vouches: Count([2, 0, 1][number % 3]),
        labels,
        word,
    }
}

pub(crate) fn front_page(voice: &Voice) -> SearchPage {
    let page = search_page(voice);
    let title = |facet: &Facet| if facet.title == "Country" { COUNTRIES } else { ECOSYSTEMS };
    let browse = |facet: &Facet| Facet {
        title: facet.title.clone(),
        values: title(facet)
            .iter()
            .map(|(title, count)| FacetValue {
                title: (*title).into(),
                count: Count(*count),
                href: Query { country: (*title).into(), ..Query::default() }.href(1),
                choice: FacetChoice::Open,
            })
            .collect(),
    };
    SearchPage {
        query: Query::default(),
        facets: page.facets.iter().take(2).map(browse).collect(),
        more_facets: Vec::new(),
        results: Vec::new(),
        paging: Paging::default(),
        ..page
    }
}

pub(crate) fn nothing_found(voice: &Voice) -> SearchPage {
    let page = front_page(voice);
    SearchPage { query: Query { text: "zymurgy".into(), ..Query::default() }, facets: Vec::new(), ..page }
}

pub(crate) fn organisation_page(voice: &Voice) -> OrganisationPage {
    let profile = Profile {
        summary: voice.optional(3),
        groups: voice.groups(),
        completeness: Completeness { given: 14, of: 22 },
        languages: vec![language("de", "German"), language("el", "Greek"), language("ar", "Arabic")],
        changed: Some("2026-10-02".into()),
        remarks: voice
            .each(|number| {
                Phrase::plain(&format!("Field x was a list and is shown as text. {}", voice.text(number)))
            })
            .into_iter()
            .take(1)
            .collect(),
    };
    OrganisationPage {
        frame: voice.frame(),
        name: voice.phrase(0),
        other_names: voice.each(|number| voice.phrase(number + 1)).into_iter().take(2).collect(),
        calls_itself: (voice.many > 0).then(|| "calls itself a cluster organisation".into()),
        place: if voice.many > 0 { "Jena, Thüringen, Germany".into() } else { String::new() },
        region_page: (voice.many > 0).then(|| "/regions/DEG03".into()),
        website: voice.website(),
        logo: (voice.many > 2).then(|| path::MARK.into()),
        notices: voice.notices().into_iter().take(voice.many / 3).collect(),
        profile: (voice.many > 0).then_some(profile),
        listings: voice.each(|number| ListedBy {
            by: voice.party(1),
            under: voice.phrase(number),
            name: format!("l/{number}"),
        }),
        vouches: voice.each(|number| Vouch {
            by: voice.party(number + 1),
            since: "2026-03-01".into(),
            saw_version: number as u64 + 2,
            remarks: voice.each(|_| voice.phrase(number)).into_iter().take(number).collect(),
        }),
        labels: voice.each(|number| voice.label(number)),
        issued_in_all: Count(voice.many.saturating_sub(2) as u64),
        issued: voice.each(|number| voice.label(number + 1)).into_iter().skip(2).collect(),
        schemes: voice
            .each(|number| OwnedScheme {
                title: voice.phrase(number),
                href: path::scheme("Qm1", "s"),
                version: "2".into(),
            })
            .into_iter()
            .skip(2)
            .collect(),
        portals: voice.each(|number| (voice.phrase(number), path::portal("Qm1", "danube"))),
        anchors: voice.anchors(),
        posts: posts::of_organisation(voice),
        ties: posts::ties(voice),
        history: History::default(),
        is_agency: true,
        similar: Vec::new(),
        compare: String::new(),
        identity: identity(),
    }
}

/// An authority that has published nothing but the labels that it gives.
pub(crate) fn silent_issuer() -> OrganisationPage {
    let voice = everyday();
    OrganisationPage {
        name: voice.phrase(2),
        calls_itself: Some("calls itself a label authority".into()),
        issued_in_all: Count(3),
        issued: (0..3).map(|number| voice.label(number)).collect(),
        schemes: vec![OwnedScheme {
            title: Phrase::new("Cluster Management Excellence", "en"),
            href: path::scheme("Qm1", "excellence"),
            version: "2".into(),
        }],
        ..organisation_page(&silent())
    }
}

fn identity() -> Identity {
    let scid = "QmbnQXj7DhWFrmgjDPKZCybn8fkKW7Wze57SQHpwsSQ7NZ";
    Identity {
        did: format!("did:webvh:{scid}:hanse.oltermark.example:v1:organisations:{scid}"),
        scid: scid.into(),
        host: "hanse.oltermark.example".into(),
        version: 3,
        version_id: "3-QmWHUnwSZ3Y7cNTTWdYVeUqBcvf4vXqyXVGQRtfsTxSVXd".into(),
        version_time: "2026-05-04T09:30:00Z".into(),
        devices: Count(3),
        retired_devices: Count(1),
        downloads: vec![Link::here("Identity log (did.jsonl)", "/v1/organisations/x/did.jsonl")],
    }
}

fn language(tag: &str, name: &str) -> Language {
    Language { tag: tag.into(), name: name.into() }
}

pub(crate) fn listing_page(voice: &Voice) -> ListingPage {
    ListingPage {
        frame: voice.frame(),
        name: voice.phrase(0),
        other_names: voice.each(|number| voice.phrase(number + 1)).into_iter().take(1).collect(),
        by: voice.party(1),
        place: if voice.many > 0 { "Jena, Thüringen, Germany".into() } else { String::new() },
        region_page: (voice.many > 0).then(|| "/regions/DEG03".into()),
        website: voice.website(),
        sources: voice.each(|number| Source {
            title: voice.text(number + 1),
            link: voice.website(),
            retrieved: Some("2025-03-01".into()),
            licence: Some("CC BY 4.0".into()),
        }),
        claimed_by: (voice.many > 2).then(|| voice.party(0)),
        notices: voice.notices().into_iter().take(voice.many / 3).collect(),
        groups: voice.groups(),
        remarks: voice
            .each(|_| Phrase::new("the country is spelled in two ways.", "en"))
            .into_iter()
            .take(1)
            .collect(),
        changed: (voice.many > 0).then(|| "2025-03-02".into()),
        twins: Vec::new(),
        compare: String::new(),
        similar: Vec::new(),
        history: History::default(),
        downloads: voice.downloads(),
    }
}

pub(crate) fn attestation_page(voice: &Voice) -> AttestationPage {
    let checks = [
        (
            "Format",
            Outcome::Passed,
            "The credential is a W3C Verifiable Credential 2.0 and an Open Badge 3.0.",
        ),
        ("Proof", Outcome::Passed, "The issuer’s device signed these bytes."),
        ("Issuer’s identity", Outcome::Passed, "The device was listed in identity version 3."),
        (
            "Accreditation",
            Outcome::Indeterminate,
            "No chain of accreditations leads to an anchor of this node.",
        ),
        ("Status", Outcome::Failed, "The issuer withdrew the label from 2026-11-21."),
        ("Freshness", Outcome::Passed, "The issuer’s newest statement is 1 day old; the limit is 90 days."),
    ];
    let check = |(title, outcome, finding): (&str, Outcome, &str)| Check {
        title: title.into(),
        outcome,
        finding: Phrase::new(
            &format!("{finding} {}", if voice.many > 2 { voice.text(0) } else { String::new() }),
            "en",
        ),
    };
    let event = |number: usize| StatusEvent {
        name: "3a2251b6".into(),
        act: ["Suspended since 2026-11-21", "Superseded by Qm1/2 since 2026-11-21"][number % 2].into(),
        is_undone: number == 0,
        other: (number == 1).then(|| Link::here("The label in its place", "/attestations/Qm1/2")),
        recorded: "2026-11-20".into(),
        by: voice.party(2),
        successor: (number == 1).then(|| voice.phrase(3)),
        reason: if number == 1 { Phrase::default() } else { voice.phrase(3) },
        reply: if number == 1 { voice.optional(3) } else { None },
    };
    AttestationPage {
        frame: voice.frame(),
        title: Phrase::new("Cluster Management Excellence", "en"),
        level: if voice.many > 0 { "Gold".into() } else { String::new() },
        subject: voice.party(0),
        first_holder: (voice.many > 2).then(|| voice.party(1)),
        issuer: voice.party(2),
        scheme: voice
            .optional(0)
            .map(|_| Link::here("Cluster Management Excellence, version 2", "/schemes/Q/s")),
        id: "4f1c0d5a".repeat(8),
        href: path::attestation("Qm1", "2026/1"),
        as_of: "2026-11-22".into(),
        valid_from: "2026-05-04".into(),
        valid_until: "2029-04-30".into(),
        judgement: voice.label(usize::from(voice.many == 2)).judgement,
        checks: checks.into_iter().take(voice.many * 6).map(check).collect(),
        facts: vec![
            Fact::words("Issued on", "2026-05-04"),
            Fact::words("Valid until", "2029-04-30"),
            Fact::words("Name of the holder in it", &voice.text(0)),
            Fact::code("Credential id", &"urn:hanse:4f1c".repeat(6)),
        ],
        history: voice.each(event),
        anchors: voice.anchors(),
        downloads: voice.downloads(),
        badge: voice.optional(0).map(|text| Badge {
            picture: "/static/favicon.svg".into(),
            text: text.text,
            code: "/static/favicon.svg".into(),
            snippet: format!(
                "<a href=\"https://node.example/attestations/Qm1/{}\"><img></a>",
                "x".repeat(40)
            ),
        }),
    }
}

pub(crate) fn scheme_page(voice: &Voice) -> SchemePage {
    let criterion = |number: usize| Criterion {
        code: format!("1.{}", number + 1),
        title: voice.phrase(number + 3),
        counts: Phrase::new(if number == 0 { "gate" } else { "0 to 4 points, at least 2" }, "en"),
    };
    let level = |(title, requirement, term): (&str, &str, &str)| Level {
        title: if voice.many > 2 { voice.phrase(1) } else { Phrase::new(title, "en") },
        requirements: vec![Phrase::new(requirement, "en")],
        term: term.into(),
    };
    let levels = [
        ("Bronze", "taking part in the benchmarking", "24 months"),
        ("Gold", "at least 80 of 100 points", "until 2026-12-31"),
    ];
    SchemePage {
        frame: voice.frame(),
        title: voice.phrase(0),
        version: "2".into(),
        owner: voice.party(2),
        description: voice.optional(3),
        website: voice.website(),
        notices: voice.notices(),
        levels: levels.into_iter().take(voice.many).map(level).collect(),
        criteria: voice.each(|number| CriterionGroup {
            title: voice.phrase(number),
            counts: Phrase::plain("at least 50 %"),
            depth: number % 2,
            criteria: voice.each(criterion),
        }),
        rules: voice.each(|number| {
            Phrase::new(&format!("Renewal may start six months before the end. {}", voice.text(number)), "en")
        }),
        accredited: voice.each(|number| Accredited {
            party: voice.party(number),
            may: "assess and issue Bronze".into(),
            by: voice.party(2),
            until: number.is_multiple_of(2).then(|| "2029-12-31".into()),
        }),
        labels: voice.each(|number| voice.label(number)),
        states: States { action: "/schemes/Qm1/x".into(), ..States::default() },
        labels_in_all: Count(1_203 * voice.many as u64),
        anchors: voice.anchors(),
        versions: voice.each(|_| Link::here("Version 1, until 2025-12-31", "/schemes/Q/s1")),
        downloads: voice.downloads(),
    }
}

pub(crate) fn node_page(voice: &Voice) -> NodePage {
    let address =
        "/dns4/hanse.oltermark.example/tcp/4001/p2p/12D3KooWQYhTNQdmr3ArTeUHRYzFg94BKyTkoWBDWez9kSCVe2Xo";
    NodePage {
        frame: voice.frame(),
        name: if voice.many > 2 { voice.text(0) } else { "Oltermark".into() },
        operator: (voice.many > 0).then(|| voice.party(1)),
        peer_id: "12D3KooWQYhTNQdmr3ArTeUHRYzFg94BKyTkoWBDWez9kSCVe2Xo".into(),
        addresses: voice.each(|_| address.into()),
        holdings: voice.each(|number| Holding {
            count: Count([1_475, 3][number % 2]),
            noun: ["listings", "organisations"][number % 2].into(),
        }),
        digest: "9a3f71c2".repeat(8),
        rules: 1,
        carries: Carries::default(),
        waiting: Count(0),
        peers: voice.each(|number| Peer {
            peer_id: "12D3KooWQYhTNQdmr3ArTeUHRYzFg94BKyTkoWBDWez9kSCVe2Xo".into(),
            organisation: number.is_multiple_of(2).then(|| voice.party(number)),
            exchange: None,
        }),
        anchors: voice.each(|number| PinnedAnchor {
            party: voice.party(number + 2),
            version_id: identity().version_id,
        }),
        join_command: format!("hanse-node run --peer {address}"),
    }
}

pub(crate) fn portal_page(voice: &Voice) -> PortalPage {
    let all = CountRow {
        organisations: Count(3 * voice.many as u64),
        listings: Count(417 * voice.many as u64),
        search: Some("/?portal=Qm1%2Fdanube".into()),
        ..CountRow::default()
    };
    let country = |number: usize| CountRow {
        title: voice.text(number),
        code: "AT".into(),
        href: Some("/map?country=AT".into()),
        search: Some("/?country=AT".into()),
        bar: 100 / (number as u64 + 1),
        ..all.clone()
    };
    PortalPage {
        frame: voice.frame(),
        title: voice.phrase(0),
        description: voice.optional(3),
        website: voice.website(),
        keeper: voice.party(1),
        since: "2026-05-04".into(),
        changed: "2026-11-02".into(),
        notices: voice.notices(),
        rule: voice.each(|number| portal::Property {
            title: ["Words", "Country"][number % 2].into(),
            values: vec![voice.text(number), "Austria".into()],
        }),
        members: Count(voice.many as u64),
        exceptions: Count(voice.many as u64 / 2),
        drawing: Drawing::default(),
        shades: Vec::new(),
        map: "/map?portal=Qm1%2Fdanube".into(),
        counts: "/counts?portal=Qm1%2Fdanube".into(),
        countries: voice.each(country),
        results: voice.each(|number| card(voice, number)),
        search: "/?portal=Qm1%2Fdanube".into(),
        others: voice.each(|number| Fact::words("colour.of.tomorrow", &voice.text(number))),
        downloads: voice.downloads(),
        all,
    }
}

pub(crate) fn portals_page(voice: &Voice) -> PortalsPage {
    PortalsPage {
        frame: voice.frame(),
        portals: voice.each(|number| portal::Listed {
            title: voice.phrase(number),
            href: path::portal("Qm1", "danube"),
            keeper: voice.party(number + 1),
            since: "2026-05-04".into(),
            gathered: Count(417 * number as u64),
        }),
        first: Count(1),
        in_all: Count(51 * voice.many as u64),
        previous: (voice.many > 2).then(|| path::PORTALS.into()),
        next: (voice.many > 0).then(|| format!("{}?page=3", path::PORTALS)),
    }
}

pub(crate) fn problem_page(voice: &Voice) -> ProblemPage {
    ProblemPage {
        frame: voice.frame(),
        status: 404,
        title: "No such organisation".into(),
        what_happened: Phrase::plain(&format!(
            "This node holds no organisation with this SCID. {}",
            voice.text(0)
        )),
        detail: None,
        what_to_do: voice
            .each(|number| format!("Search for its name. {}", voice.text(number)))
            .into_iter()
            .take(3)
            .collect(),
        details: voice.each(|_| Fact::code("Request", "01JD7Z")).into_iter().take(1).collect(),
    }
}

/// Words that would become markup, an attribute or a link if they were not escaped.
pub(crate) const PAYLOAD: &str = "<script>alert(1)</script>\"' onmouseover='x' <img src=x onerror=alert(2)>";

const JUDGEMENTS: [(Tone, &str, &str); 5] = [
    (Tone::Holds, "Valid until 2029-04-30", "It was issued under an accreditation by European Label Board."),
    (Tone::Fails, "Withdrawn since 2026-11-21", "Reason: the organisation was dissolved."),
    (
        Tone::Reserved,
        "Statement too old",
        "The issuer’s newest statement is 120 days old; the limit is 90 days.",
    ),
    (Tone::Unknown, "Could not be judged: the issuer’s identity is disputed", ""),
    (Tone::Fails, "Suspended since 2027-01-10", ""),
];

const COUNTRIES: &[(&str, u64)] =
    &[("Germany", 181), ("Spain", 164), ("France", 121), ("Italy", 98), ("Poland", 77)];
const ECOSYSTEMS: &[(&str, u64)] =
    &[("Digital", 402), ("Health", 266), ("Agri-food", 231), ("Mobility, transport and automotive", 198)];
