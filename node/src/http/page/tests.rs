//! What pages show of what organisations said through the real pipeline: signed, sent, admitted, read.

mod landscape;
mod posts;

use protocol::anchors::{Anchor, Anchors};
use protocol::digest::Digest;
use protocol::identity::line::VersionRef;
use protocol::listing::RegisterLine;
use protocol::status::StatusKind;
use tempfile::TempDir;

use crate::config::{Config, Requests};
use crate::demo::member::Member;
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::tests::{SCRIPTS, tags, visible_text};
use crate::run::{self, Running};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_directory_has_its_pages() {
    let stage = Stage::open().await;
    let front = stage.page("/");
    front.says("This node holds 0 listings and 0 organisations.");
    stage.page("/?page=1").says("This node holds 0 listings and 0 organisations.");
    stage.page("/?q=photonics&country=DE").says("Nothing found");
    let node = stage.page("/node");
    node.says("0 organisations");
    node.says("No peer is connected");
    node.says("None is pinned, so this node can trace no issuer’s right to anybody it trusts.");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_of_strangers_reach_the_pages_as_words() {
    let stage = Stage::open().await;
    let mut member = stage.found(PAYLOAD);
    let hostile = [
        ("kind", "agency"),
        ("name.en", PAYLOAD),
        ("legal_name", "\u{202e}redrum\u{200b}"),
        ("description.en", "\"><img src=x onerror=alert(2)>\nsecond paragraph"),
        ("website", "javascript:alert(3)"),
        ("competence.light", "'><svg onload=alert(4)>"),
        ("unknown.field", "<iframe src=\"https://evil.example\"></iframe>"),
        ("country", "<b>"),
        ("ecosystem.no-such-code", "1"),
    ];
    let line = format!(
        r#"{{"id": "l", "name": {0:?}, "country": "AT", "place": {0:?}, "odd": {0:?}, "sources": ["x"]}}"#,
        PAYLOAD
    );
    let register = vec![RegisterLine::parse(1, line.as_bytes()).unwrap()];
    tokio::task::block_in_place(|| {
        member.publish(&hostile, &stage.url).unwrap();
        member.import(&register, &stage.url, &mut |_| {}).unwrap();
    });
    let scid = member.id().to_string();
    for path in [path::organisation(&scid), path::listing(&scid, "l"), "/?page=1".to_owned()] {
        let page = stage.page(&path);
        page.says("<script>alert(1)</script>");
        assert!(!page.text.contains('\u{202e}') && !page.text.contains('\u{200b}'), "{path}");
    }
    let page = stage.page(&path::organisation(&scid));
    page.says("<img src=x onerror=alert(2)>");
    page.says("<iframe src=\"https://evil.example\"></iframe>");
    page.says(r"\u{202e}redrum\u{200b}");
    page.says("website: not understood");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_that_was_transferred_says_to_both_holders_who_holds_it() {
    let stage = Stage::open().await;
    let (mut authority, mut before, mut after) =
        (stage.found("Board"), stage.found("Valley"), stage.found("Union"));
    tokio::task::block_in_place(|| {
        before.publish(&[("name.en", "Valley")], &stage.url).unwrap();
        after.publish(&[("name.en", "Union")], &stage.url).unwrap();
        let scheme = authority.publish_scheme(&stage.url).unwrap();
        let label = authority.issue(&before, &scheme, "gold", &stage.url).unwrap();
        let kind = StatusKind::Transferred { to: after.party() };
        authority.act(&label, kind, "they merged", &stage.url).unwrap();
    });
    let version = VersionRef::parse(authority.version_id()).unwrap();
    stage.node.pin(Anchors::new(vec![Anchor { organisation: authority.id(), version, scheme: None }]));
    stage.page(&path::organisation(&before.id().to_string())).says("Held by another organisation");
    stage.page(&path::organisation(&after.id().to_string())).says("1 of 1 label valid judged by this node");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_is_shown_with_its_verdict_and_the_reason() {
    let stage = Stage::open().await;
    let (mut authority, cluster) = (stage.found("Board"), stage.found("Valley"));
    let label = tokio::task::block_in_place(|| {
        let mut cluster = cluster;
        cluster.publish(&[("name.en", "Valley")], &stage.url).unwrap();
        let scheme = authority.publish_scheme(&stage.url).unwrap();
        (authority.issue(&cluster, &scheme, "gold", &stage.url).unwrap(), cluster)
    });
    let (label, cluster) = label;
    let (of_label, of_holder) = (
        path::attestation(&label.issuer.to_string(), &label.name),
        path::organisation(&cluster.id().to_string()),
    );

    let unanchored = stage.page(&of_label);
    unanchored.says("Indeterminate: no anchor");
    unanchored.says("This node pins no anchors, so it does not say whether the issuer may give this label.");
    unanchored.says(&format!("hanse attestation verify {label}"));
    stage.page(&of_holder).says("0 of 1 label valid judged by this node");

    let version = VersionRef::parse(authority.version_id()).unwrap();
    stage.node.pin(Anchors::new(vec![Anchor { organisation: authority.id(), version, scheme: None }]));
    let valid = stage.page(&of_label);
    valid.says("Cluster Excellence, Gold");
    valid.says("Valid until");
    valid.says("Board owns the scheme and is an anchor.");
    valid.says("Freshness passed");
    stage.page(&of_holder).says("1 of 1 label valid judged by this node");
    stage.page("/?q=valley").says("Valid label: Cluster Excellence, Gold");
    let by_label = format!("/?label={}/cluster-excellence-1.0/gold", authority.id());
    stage.page(&by_label).says("1 result");
    stage.page(&format!("{by_label}&label_on=2020-01-01")).says("Nothing found");
    stage.page(&format!("{of_label}?as_of=2020-01-01")).says("Not valid before");

    tokio::task::block_in_place(|| authority.withdraw(&label, "merged with another", &stage.url)).unwrap();
    let withdrawn = stage.page(&of_label);
    withdrawn.says("Withdrawn since");
    withdrawn.says("The issuer’s reason: merged with another.");
    withdrawn.says("Status failed");
    stage.page(&of_holder).says("The issuer’s reason: merged with another.");
    assert!(!stage.page("/?q=valley").text.contains("Valid label"));
    stage.page(&by_label).says("Nothing found");
    let scheme = path::scheme(&authority.id().to_string(), "cluster-excellence-1.0");
    stage.page(&scheme).says("Withdrawn since");
    stage.page(&path::organisation(&authority.id().to_string())).says("1 label issued to others");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vouch_is_shown_with_the_version_that_was_seen_and_a_kind_as_a_claim() {
    let stage = Stage::open().await;
    let (mut agency, mut cluster) = (stage.found("Agency"), stage.found("Valley"));
    tokio::task::block_in_place(|| {
        agency.publish(&[("name.en", "Agency")], &stage.url).unwrap();
        agency.vouch_for(&cluster, &stage.url).unwrap();
        cluster.publish(&[("name.en", "Valley"), ("kind", "label-authority")], &stage.url).unwrap();
    });
    let page = stage.page(&path::organisation(&cluster.id().to_string()));
    page.says("calls itself a label authority");
    page.says("1 vouch that it exists");
    page.says("saw identity version 1, the current one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_logo_is_a_file_of_its_own() {
    let stage = Stage::open().await;
    let (mut pictured, plain) = (stage.found("Pictured"), stage.found("Plain"));
    let picture = b"\x89PNG\r\n\x1a\nwhatever follows";
    let logo = format!("data:image/png;base64,{}", data_encoding::BASE64.encode(picture));
    tokio::task::block_in_place(|| pictured.publish(&[("name.en", "P"), ("logo", &logo)], &stage.url))
        .unwrap();
    let path = path::logo(&pictured.id().to_string());
    let page = stage.page(&path::organisation(&pictured.id().to_string()));
    assert!(tags(&page.html).iter().any(|tag| tag.name == "img" && tag.value("src") == Some(&path)));
    let mut answer = stage.get(&path, BROWSER);
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()),
        (200, "image/png")
    );
    assert_eq!(answer.body_mut().read_to_vec().unwrap(), picture);
    assert_eq!(stage.get(&path::logo(&plain.id().to_string()), BROWSER).status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_gets_json_where_a_person_gets_a_page() {
    let stage = Stage::open().await;
    let member = stage.found("Valley");
    let of_member = path::organisation(&member.id().to_string());
    for (path, twin) in [
        ("/?q=light&country=AT&page=3", "/v1/landscape?q=light&country=AT&offset=50&limit=25"),
        ("/node", "/v1/node"),
        (&*of_member, &*format!("/v1{of_member}")),
    ] {
        let sent = stage.get(path, "application/json");
        assert_eq!((sent.status().as_u16(), sent.headers()["location"].to_str().unwrap()), (303, twin));
        let json = stage.get(twin, "application/json");
        assert_eq!(json.status(), 200, "{twin}");
        assert!(stage.page(path).html.contains(&twin.replace('&', "&#38;")), "{path} names its twin");
    }
    for path in
        ["/organisations/Qm1", "/nowhere", "/?kind=x", "/?page=0", "/?q=a&q=b", "/attestations/Qm1/x?as_of=1"]
    {
        let to_person = stage.get(path, BROWSER);
        assert!(to_person.status().is_client_error(), "{path}");
        assert_eq!(to_person.headers()["content-type"], "text/html; charset=utf-8", "{path}");
        let page = Shown::of(path, to_person);
        page.says("To the search page");
        for accept in ["application/json", "*/*"] {
            let to_program = stage.get(path, accept);
            assert_eq!(to_program.headers()["content-type"], "application/problem+json", "{path}");
        }
    }
    assert_eq!(stage.get("/v1/nowhere", BROWSER).headers()["content-type"], "application/problem+json");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_a_browser_has_is_not_sent_again() {
    let stage = Stage::open().await;
    let first = stage.get("/node", BROWSER);
    let tag = first.headers()["etag"].to_str().unwrap().to_owned();
    let again = stage.agent.get(format!("{}/node", stage.url)).header("If-None-Match", &tag).call().unwrap();
    assert_eq!(again.status(), 304);
    tokio::task::block_in_place(|| stage.found("Newcomer"));
    let changed =
        stage.agent.get(format!("{}/node", stage.url)).header("If-None-Match", &tag).call().unwrap();
    assert_eq!(changed.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn results_come_in_pages_and_beyond_the_last_one_stands_the_last() {
    let stage = Stage::open().await;
    let mut agency = stage.found("Agency");
    let line = |number: usize| format!(r#"{{"name": "Cluster {number:02}", "country": "AT"}}"#);
    let register: Vec<RegisterLine> =
        (1..=60).map(|number| RegisterLine::parse(number, line(number).as_bytes()).unwrap()).collect();
    tokio::task::block_in_place(|| agency.import(&register, &stage.url, &mut |_| {})).unwrap();
    let first = stage.page("/?q=cluster");
    first.says("1–25 of 60 results");
    assert!(first.html.contains("href=\"/?q=cluster&#38;page=2\"") && !first.text.contains("Previous page"));
    for path in ["/?q=cluster&page=3", "/?q=cluster&page=4000000000"] {
        let last = stage.page(path);
        last.says("51–60 of 60 results");
        last.says("Listed by an organisation without a name");
        assert!(!last.text.contains("Next page"));
    }
    assert!(!first.text.contains("Nobody vouches for it"), "a listing has no identity to vouch for");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_is_spoken_to_in_the_language_that_was_asked_for() {
    let stage = Stage::open().await;
    let polish = stage.get_in("/node", "pl, en;q=0.5", "");
    assert_eq!(polish.headers()["content-language"], "pl");
    assert_eq!(polish.headers()["vary"], "accept, accept-language, cookie");
    let (polish_tag, english) = (polish.headers()["etag"].clone(), stage.get("/node", BROWSER));
    assert_ne!(polish_tag, english.headers()["etag"], "each language has its tag");
    Shown::of("/node", polish).says("Żadna organizacja nie podaje, że prowadzi ten węzeł");

    let chosen = stage.get_in("/?lang=de", "pl", "");
    assert_eq!(chosen.headers()["set-cookie"], "lang=de; Path=/; Max-Age=31536000; SameSite=Lax");
    let front = Shown::of("/?lang=de", chosen);
    front.says("Hanse ist ein Verzeichnis ohne Zentrale.");
    let to_french = tags(&front.html).into_iter().find(|tag| tag.value("hreflang") == Some("fr"));
    assert_eq!(to_french.as_ref().and_then(|tag| tag.value("href")), Some("/?lang=fr"));
    let remembered = stage.get_in("/node", "pl", "lang=de");
    assert!(!remembered.headers().contains_key("set-cookie"));
    Shown::of("/node", remembered).says("Keine Organisation gibt an, diesen Knoten zu betreiben");

    let problem = stage.get_in("/organisations/Qm1?lang=cs", "", "");
    assert_eq!(problem.status(), 400);
    assert_eq!(problem.headers()["content-language"], "cs");
    let problem = Shown::of("problem", problem);
    problem.says("Problém 400 Nesrozumitelný požadavek Uzel nerozumí tomu, oč byl požádán.");
    problem.says("Na stránku hledání");
    let program = stage.get("/nowhere?lang=cs", "application/json");
    assert_eq!(program.headers()["content-type"], "application/problem+json");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_is_shown_in_the_readers_language_or_with_the_language_that_it_is_in() {
    let stage = Stage::open().await;
    let mut member = stage.found("Valley");
    let said = [
        ("name.en", "Valley"),
        ("name.de", "Tal"),
        ("description.pl", "Światło i co można z niego zrobić."),
        ("description.hu", "Fény."),
        ("country", "AT"),
        ("ecosystem.health", "1"),
        ("members.sme", "1475"),
        ("management.fte", "2.5"),
        ("nace.26.11", "2.1"),
    ];
    tokio::task::block_in_place(|| member.publish(&said, &stage.url)).unwrap();
    let path = path::organisation(&member.id().to_string());
    let page = |language: &str| Shown::of(&path, stage.get_in(&path, language, ""));
    let german = page("de");
    assert!(german.html.contains("<h1><bdi lang=\"de\">Tal</bdi></h1>"), "{}", german.html);
    german.says("Österreich (AT)");
    german.says("Gesundheit");
    german.says("Kleines oder mittleres Unternehmen 1.475");
    german.says("2,5 Vollzeitäquivalente");
    german.says("Fény. auf Ungarisch");
    german.says("26.11 Manufacture of electronic components");
    assert!(german.html.contains("<bdi lang=\"en\">26.11 "), "what has an English title only says so");
    let polish = page("pl");
    polish.says("Światło i co można z niego zrobić.");
    assert!(!polish.text.contains("po polsku"), "the reader's own language is not named");
    polish.says("Fény. po węgiersku");
    polish.says("2,5 etatu");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_leaves_english_unmarked_in_another_language() {
    let stage = Stage::open().await;
    let (mut authority, mut holder) = (stage.found("Rada"), stage.found("Tal"));
    let line =
        r#"{"id": "l", "name": "Kotva", "country": "AT", "place": "Graz", "sources": ["eccp", "press"],
        "website": "https://kotva.example/", "website_evidence": "page", "ror": "042nb2s44"}"#
            .replace('\n', "");
    let register = vec![RegisterLine::parse(1, line.as_bytes()).unwrap()];
    let (label, scheme) = tokio::task::block_in_place(|| {
        let own = [
            ("name.de", "Tal"),
            ("kind", "cluster"),
            ("country", "AT"),
            ("region", "AT221"),
            ("region.list", "nuts/2024"),
            ("founded", "2009"),
            ("members.sme", "3"),
            ("members.large", "2"),
            ("service.training", "1"),
            ("ecosystem.health", "1"),
            ("cooperation.willingness", "3"),
            ("cooperation.readiness", "2"),
            ("cooperation.objective.joint-projects", "1"),
            ("cooperation.country.PL", "2026"),
            ("technology.robotics", "1"),
            ("languages.de", "1"),
            ("financing.public_percent", "40"),
            ("odd.field", "?"),
        ];
        holder.publish(&own, &stage.url).unwrap();
        authority.publish(&[("name.de", "Rada"), ("kind", "label-authority")], &stage.url).unwrap();
        authority.import(&register, &stage.url, &mut |_| {}).unwrap();
        authority.vouch_for(&holder, &stage.url).unwrap();
        let scheme = authority.publish_scheme(&stage.url).unwrap();
        let label = authority.issue(&holder, &scheme, "gold", &stage.url).unwrap();
        authority.withdraw(&label, "Zusammenschluss", &stage.url).unwrap();
        (label, scheme)
    });
    let (authority, holder) = (authority.id().to_string(), holder.id().to_string());
    let paths = [
        "/".to_owned(),
        "/?page=1".to_owned(),
        "/?q=nichts".to_owned(),
        "/node".to_owned(),
        "/nowhere".to_owned(),
        path::organisation(&holder),
        path::organisation(&authority),
        path::listing(&authority, "l"),
        path::attestation(&label.issuer.to_string(), &label.name),
        path::scheme(&authority, &scheme.0.name),
    ];
    for locale in Locale::ALL.into_iter().filter(|locale| *locale != Locale::En) {
        for path in &paths {
            let page = Shown::of(path, stage.get_in(path, locale.tag(), ""));
            let words = words_in(&page.html, locale);
            for english in ["the", "this", "of", "and", "with", "from", "until", "since", "which"] {
                let is_left = words.split_whitespace().any(|word| word == english);
                assert!(!is_left, "«{english}» in {path} in {locale}: {words}");
            }
        }
    }
}

/// The words of a page in its own language: without what is marked as being in another, and without code.
fn words_in(html: &str, locale: Locale) -> String {
    let (_, body) = html.split_once("<body>").unwrap();
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut words = String::new();
    for piece in body.split('<').skip(1) {
        let (inside, text) = piece.split_once('>').unwrap();
        let tag = tags(&format!("<{inside}>")).remove(0);
        let is_foreign = open.last().is_some_and(|(_, is_foreign)| *is_foreign);
        if tag.name.starts_with('/') {
            open.pop();
        } else if !["meta", "link", "img", "input", "br"].contains(&tag.name.as_str())
            && !inside.ends_with('/')
        {
            let is_foreign = match tag.value("lang") {
                Some(language) => language != locale.tag(),
                None => is_foreign || matches!(tag.name.as_str(), "code" | "pre"),
            };
            open.push((tag.name, is_foreign));
        }
        if !open.last().is_some_and(|(_, is_foreign)| *is_foreign) {
            words.push(' ');
            words.push_str(text);
        }
    }
    words
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_narrow_what_is_found_and_say_how_much_each_would_leave() {
    let stage = Stage::open().await;
    let mut agency = stage.found("Agency");
    let line = |n: usize, technology: &str, country: &str, members: u32| {
        let line = format!(
            r#"{{"id": "l{n}", "name": "Netz {n}", "country": "{country}", "place": "Graz", "technologies": ["{technology}"], "nace": ["26.11"], "members": {{"sme": {members}}}}}"#
        );
        RegisterLine::parse(n, line.as_bytes()).unwrap()
    };
    let register =
        vec![line(1, "batteries", "AT", 30), line(2, "batteries", "DE", 60), line(3, "iot", "DE", 60)];
    tokio::task::block_in_place(|| agency.import(&register, &stage.url, &mut |_| {})).unwrap();
    let page = stage.page("/?technology=batteries");
    page.says("2 results");
    page.says("More filters");
    assert!(page.html.contains("<option value=\"batteries\" selected>"), "the form shows what was asked");
    assert!(page.html.contains("href=\"/?country=AT&#38;technology=batteries\""), "a count leads on");
    stage.page("/?country=AT,DE&members=50-99&nace=26").says("2 results");
    stage.page("/?country=AT&country=DE").says("3 results");
    let json = |path: &str| {
        let mut answer = stage.get(path, "application/json");
        let text = tokio::task::block_in_place(|| answer.body_mut().read_to_string()).unwrap();
        (answer.status().as_u16(), serde_json::from_str::<serde_json::Value>(&text).unwrap())
    };
    let (_, found) = json("/v1/landscape?technology=batteries&counts=technology,country");
    assert_eq!(found["total"], 2);
    let counts = serde_json::json!({
        "country": [{"value": "AT", "count": 1}, {"value": "DE", "count": 1}],
        "technology": [{"value": "batteries", "count": 2}, {"value": "iot", "count": 1}],
    });
    assert_eq!(found["counts"], counts);
    for (parameter, part) in [
        ("country=nowhere", "country is two letters"),
        ("fresh=soon", "fresh is 90d, 365d, older"),
        ("label=gold", "label is any, or"),
        ("label_on=someday", "label_on: "),
        ("counts=everything", "counts names facets"),
        ("q=a&q=b", "q is given more than once"),
    ] {
        let (status, problem) = json(&format!("/v1/landscape?{parameter}"));
        let detail = problem["detail"].as_str().unwrap();
        assert!(status == 400 && detail.contains(part), "{parameter}: {status} {detail}");
    }
    let (_, suggested) = json("/v1/landscape/suggest?q=gra");
    assert_eq!(suggested["items"], serde_json::json!([{"text": "Graz", "of": "place"}]));
}

/// A node with a folder of its own that nobody is connected with.
struct Stage {
    node: Running,
    url: String,
    agent: ureq::Agent,
    _folder: TempDir,
}

impl Stage {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            data: folder.path().to_owned(),
            http: "127.0.0.1:0".parse().unwrap(),
            listen: Vec::new(),
            peers: Vec::new(),
            host: None,
            name: Some("A node".to_owned()),
            anchors: Anchors::default(),
            requests: Requests::default(),
            licence: None,
            limits: crate::store::Limits::default(),
        };
        let node = run::start(config, None).await.unwrap();
        let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into();
        Self { url: node.url(), node, agent, _folder: folder }
    }

    /// An organisation that founds itself at the node.
    fn found(&self, name: &str) -> Member {
        let seed = Digest::of(&[b"pages"]);
        tokio::task::block_in_place(|| Member::join(name, "member.example", &seed, Vec::new(), &self.url))
            .unwrap()
    }

    fn get(&self, path: &str, accept: &str) -> ureq::http::Response<ureq::Body> {
        let url = format!("{}{path}", self.url);
        tokio::task::block_in_place(|| self.agent.get(url).header("Accept", accept).call()).unwrap()
    }

    /// The answer to a browser of a reader of these languages, with these cookies.
    fn get_in(&self, path: &str, languages: &str, cookies: &str) -> ureq::http::Response<ureq::Body> {
        let url = format!("{}{path}", self.url);
        let request = self.agent.get(url).header("Accept", BROWSER).header("Accept-Language", languages);
        tokio::task::block_in_place(|| request.header("Cookie", cookies).call()).unwrap()
    }

    /// A page as a browser gets it; what holds for every page is checked on the way.
    fn page(&self, path: &str) -> Shown {
        let response = self.get(path, BROWSER);
        assert_eq!(response.status(), 200, "{path}");
        Shown::of(path, response)
    }
}

/// A page and its words.
struct Shown {
    html: String,
    text: String,
}

impl Shown {
    fn of(path: &str, mut response: ureq::http::Response<ureq::Body>) -> Self {
        let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        let html = tokio::task::block_in_place(|| response.body_mut().read_to_string()).unwrap();
        for tag in tags(&html) {
            // The scripts that come with the program, by their addresses and with nothing in them.
            let script = tag.value("src").filter(|src| tag.name == "script" && SCRIPTS.contains(src));
            if let Some(src) = script {
                assert!(html.contains(&format!("<script src=\"{src}\" defer></script>")));
                continue;
            }
            assert!(
                !["script", "style", "iframe", "object"].contains(&tag.name.as_str()),
                "{path}: <{}>",
                tag.name
            );
            for (name, value) in &tag.attributes {
                assert!(!name.starts_with("on") && name != "style", "{path}: {name} in <{}>", tag.name);
                assert!(!value.trim_start().starts_with("javascript:"), "{path}: {name}={value}");
            }
        }
        let text = visible_text(&html);
        Self { html, text }
    }

    fn says(&self, sentence: &str) {
        assert!(self.text.contains(sentence), "«{sentence}» is missing in: {}", self.text);
    }
}

const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const PAYLOAD: &str = "<script>alert(1)</script>\"' onmouseover='x'";
