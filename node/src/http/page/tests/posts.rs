//! Posts and ties, over the real pipeline.

use protocol::link::Sort;
use protocol::time::Months;

use super::*;

fn in_months(months: u16) -> String {
    let today = crate::clock::now().day();
    today.plus(Months(months)).expect("the calendar goes on").to_string()
}

fn months_ago(months: u16) -> String {
    let today = crate::clock::now().day();
    today.minus(Months(months)).expect("the calendar went on").to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_shown_on_its_page_in_the_list_on_the_page_of_its_organisation_and_in_the_counts() {
    let stage = Stage::open().await;
    let mut valley = stage.found("Valley");
    let (until, past) = (in_months(3), months_ago(1));
    tokio::task::block_in_place(|| {
        valley
            .publish(&[("name.en", "Valley"), ("country", "AT"), ("ecosystem.digital", "1")], &stage.url)
            .unwrap();
        let offer = [
            ("kind", "offer"),
            ("title.en", "Pilot line for frames"),
            ("title.de", "Pilotlinie für Rahmen"),
            ("description.en", "Ten days a month."),
            ("until", &until),
        ];
        valley.post("pilot-line", &offer, &stage.url).unwrap();
        let over = [("kind", "event"), ("title.en", "Fair of last month"), ("until", &past)];
        valley.post("fair", &over, &stage.url).unwrap();
        let gone = [("kind", "tool"), ("title.en", "Old checklist"), ("withdrawn", &past)];
        valley.post("checklist", &gone, &stage.url).unwrap();
    });
    let scid = valley.id().to_string();
    let list = stage.page("/posts");
    list.says("1 post");
    list.says("Pilot line for frames");
    assert!(!list.text.contains("Fair of last month") && !list.text.contains("Old checklist"));
    let all = stage.page("/posts?state=any");
    all.says("3 posts");
    all.says("Fair of last month");
    stage.page("/posts?kind=event").says("Nothing found");
    stage.page("/posts?q=rahmen&country=AT&ecosystem=digital&kind=offer").says("1 post");
    stage.page("/posts?country=DE").says("Nothing found");
    stage.page(&format!("/posts?on={until}")).says("1 post");
    stage.page(&format!("/posts?by={scid}&state=ended")).says("Fair of last month");

    let own = stage.page(&path::organisation(&scid));
    own.says("Pilot line for frames");
    own.says("All 3 posts, ended ones too");
    assert!(!own.text.contains("Fair of last month"), "only what is open or to come");

    let page = stage.page(&path::post(&scid, "pilot-line"));
    page.says("Pilot line for frames");
    page.says("also Pilotlinie für Rahmen");
    page.says("Ten days a month.");
    page.says(&format!("Open until {until}"));
    stage.page(&path::post(&scid, "fair")).says(&format!("Ended until {past}"));
    stage.page(&path::post(&scid, "checklist")).says("Withdrawn");
    stage.page("/counts").says("1 post");
    stage.page("/?q=frames").says("1 result");
    stage.page("/?q=checklist").says("Nothing found");
    assert_eq!(stage.get(&path::post(&scid, "nothing"), BROWSER).status(), 404);
    assert_eq!(stage.get("/posts?kind=auction", BROWSER).status(), 400);
    assert_eq!(stage.get("/posts?on=tomorrow", BROWSER).status(), 400);
    assert_eq!(stage.get("/posts?state=sold", BROWSER).status(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tie_is_shown_as_confirmed_only_when_both_say_it() {
    let stage = Stage::open().await;
    let (mut valley, mut union, mut stranger) =
        (stage.found("Valley"), stage.found("Union"), stage.found("Stranger"));
    tokio::task::block_in_place(|| {
        for member in [&mut valley, &mut union, &mut stranger] {
            let name = member.name().to_owned();
            member.publish(&[("name.en", &name)], &stage.url).unwrap();
        }
        valley.link(&union, Sort::MemberOf, "Since the beginning.", &stage.url).unwrap();
        stranger.link(&valley, Sort::Cooperation, "We know each other.", &stage.url).unwrap();
    });
    let of_valley = path::organisation(&valley.id().to_string());
    let page = stage.page(&of_valley);
    page.says("Is a member of Union");
    page.says("Only this organisation says so");
    page.says("Cooperates with Stranger");
    page.says("Only the other one says so");
    tokio::task::block_in_place(|| {
        union.link(&valley, Sort::HasMember, "A member.", &stage.url).unwrap();
    });
    let page = stage.page(&of_valley);
    page.says("Confirmed: both say so");
    page.says("Since the beginning.");
    stage.page(&path::organisation(&union.id().to_string())).says("Has Valley Qm");
    stage.page(&path::organisation(&union.id().to_string())).says("Confirmed: both say so");
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_and_ties_of_strangers_are_words_and_bounded() {
    let stage = Stage::open().await;
    let mut member = stage.found("Valley");
    let mut other = stage.found("Union");
    tokio::task::block_in_place(|| {
        member.publish(&[("name.en", PAYLOAD)], &stage.url).unwrap();
        let hostile = [
            ("kind", PAYLOAD),
            ("title.en", PAYLOAD),
            ("description.en", "\u{202e}redrum <iframe src=\"https://evil.example\"></iframe>"),
            ("website", "javascript:alert(3)"),
            ("until", "<b>"),
            ("place", PAYLOAD),
        ];
        member.post("hostile", &hostile, &stage.url).unwrap();
        member.link(&other, Sort::Cooperation, PAYLOAD, &stage.url).unwrap();
        other.publish(&[("name.en", "Union")], &stage.url).unwrap();
    });
    let scid = member.id().to_string();
    let pages = [
        path::post(&scid, "hostile"),
        path::organisation(&scid),
        path::organisation(&other.id().to_string()),
        "/posts?state=any".to_owned(),
        "/counts".to_owned(),
    ];
    for path in pages {
        let page = stage.page(&path);
        assert!(!page.text.contains('\u{202e}'), "{path}");
        let scripts = tags(&page.html).into_iter().filter(|tag| tag.name == "script" || tag.name == "iframe");
        assert_eq!(scripts.count(), 0, "{path}");
    }
    let page = stage.page(&path::post(&scid, "hostile"));
    page.says("<script>alert(1)</script>");
    page.says("until: not understood");
    page.says("Ended");
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_and_links_are_given_as_data() {
    let stage = Stage::open().await;
    let (mut valley, union) = (stage.found("Valley"), stage.found("Union"));
    let until = in_months(3);
    tokio::task::block_in_place(|| {
        valley.publish(&[("name.en", "Valley"), ("country", "AT")], &stage.url).unwrap();
        let kinds = [("offer", "Offer"), ("request", "Demand"), ("event", "Event"), ("tool", "CreativeWork")];
        for (kind, word) in kinds {
            let fields = [("kind", kind), ("title.en", word), ("until", until.as_str())];
            valley.post(kind, &fields, &stage.url).unwrap();
        }
        valley.link(&union, Sort::Cooperation, "=1+1", &stage.url).unwrap();
    });
    let scid = valley.id().to_string();
    let text = |path: &str, accept: &str| {
        let mut response = stage.get(path, accept);
        assert_eq!(response.status(), 200, "{path}");
        tokio::task::block_in_place(|| response.body_mut().read_to_string()).unwrap()
    };
    let json = |path: &str, accept: &str| -> serde_json::Value {
        serde_json::from_str(&text(path, accept)).unwrap()
    };
    // The model is made beside the keeper.
    stage.page("/posts").says("4 posts");
    for (kind, word) in
        [("offer", "Offer"), ("request", "Demand"), ("event", "Event"), ("tool", "CreativeWork")]
    {
        let page = path::post(&scid, kind);
        let linked = json(&page, "application/ld+json");
        assert_eq!((&linked["@type"], &linked["@context"]), (&word.into(), &"https://schema.org".into()));
        assert!(linked.to_string().contains(&scid) && linked.to_string().contains(&until), "{linked}");
        let own = json(&format!("/v1{page}"), "application/json");
        assert_eq!((&own["post"]["kind"], &own["post"]["state"]), (&kind.into(), &"open".into()));
        assert_eq!((&own["content"]["title.en"], &own["post"]["country"]), (&word.into(), &"AT".into()));
    }
    let list = json("/v1/posts?kind=offer,event&limit=1&offset=1", "application/json");
    assert_eq!((&list["total"], list["items"].as_array().map(Vec::len)), (&2.into(), Some(1)));
    assert_eq!(json(&format!("/v1/posts?by={scid}&state=ended"), "application/json")["total"], 0);
    let links = json(&format!("/v1/organisations/{scid}/links"), "application/json");
    assert_eq!(links["items"][0]["standing"], "said");
    let there = json(&format!("/v1/organisations/{}/links", union.id()), "application/json");
    assert_eq!(there["items"][0]["standing"], "said-by-other");
    assert_eq!(json("/v1/counts", "application/json")["posts"]["kinds"]["offer"], 1);
    assert_eq!(text("/v1/export/posts.jsonl", "*/*").lines().count(), 4);
    assert!(text("/v1/export/posts.csv", "*/*").contains(",Demand,"));
    assert!(text("/v1/export/links.csv", "*/*").contains("'=1+1"), "no spreadsheet computes it");
    assert!(text("/changes.atom", "*/*").contains("<title>Post of Valley: Demand</title>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_posts_lead_to_exactly_those_posts() {
    let stage = Stage::open().await;
    let mut valley = stage.found("Valley");
    tokio::task::block_in_place(|| {
        valley.publish(&[("name.en", "Valley")], &stage.url).unwrap();
        let posts: [(&str, &[(&str, &str)]); 4] = [
            (
                "a",
                &[
                    ("country", "AT"),
                    ("technology.micro-nano-electronics-photonics", "1"),
                    ("ecosystem.digital", "1"),
                ],
            ),
            ("b", &[("country", "DE"), ("ecosystem.digital", "1"), ("ecosystem.health", "1")]),
            ("c", &[("country", "FR"), ("ecosystem.health", "1")]),
            ("d", &[("country", "AT"), ("ecosystem.health", "1")]),
        ];
        for (name, fields) in posts {
            let fields = [&[("kind", "offer"), ("title.en", name)], fields].concat();
            valley.post(name, &fields, &stage.url).unwrap();
        }
    });
    for question in [
        "",
        "?country=AT&country=DE",
        "?country=AT,DE",
        "?ecosystem=digital",
        "?technology=micro-nano-electronics-photonics&q=a",
    ] {
        let shown = stage.page(&format!("/counts{question}"));
        let mut numbers = 0;
        for link in shown.html.split("<a href=\"/posts").skip(1) {
            let (query, rest) = link.split_once("\">").unwrap();
            let digits: String =
                rest.chars().take_while(|letter| *letter != '/').filter(char::is_ascii_digit).collect();
            let Ok(number) = digits.parse::<u64>() else { continue };
            let noun = if number == 1 { "post" } else { "posts" };
            let list = format!("/posts{}", query.replace("&#38;", "&"));
            stage.page(&list).says(&format!("{number} {noun}"));
            numbers += 1;
        }
        assert!(numbers > 1, "/counts{question} leads to no posts");
    }
    for (part, list, count) in [
        ("/regions/AT", "/posts?country=AT", "2 posts"),
        ("/ecosystems/digital", "/posts?ecosystem=digital", "2 posts"),
    ] {
        let shown = stage.page(part);
        shown.says(count);
        assert!(shown.html.contains(&format!("href=\"{list}\"")), "{part} leads to its posts");
    }
    assert!(!stage.page("/regions/PL").html.contains("posts-title"), "nobody posts there");
    let total = |path: &str| {
        let mut response = stage.get(path, "application/json");
        let text = tokio::task::block_in_place(|| response.body_mut().read_to_string()).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    assert_eq!(total("/v1/counts?technology=micro-nano-electronics-photonics")["posts"]["total"], 1);
    assert_eq!(total("/v1/posts?country=AT&country=DE")["total"], 3);
    assert_eq!(stage.get("/v1/posts?q=a&q=b", "application/json").status(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_over_posts_says_which_of_them_are_shown() {
    let stage = Stage::open().await;
    let chosen = |path: &str| {
        let html = stage.page(path).html;
        let states =
            html.split_once("name=\"state\"").unwrap().1.split_once("</select>").unwrap().0.to_owned();
        let before = states.split_once(" selected").expect("one is chosen").0;
        before.rsplit('"').nth(1).unwrap().to_owned()
    };
    assert_eq!(chosen("/posts"), "open,upcoming");
    assert_eq!(chosen("/posts?on=2027-02-01"), "open");
    assert_eq!(chosen("/posts?on=2027-02-01&state=any"), "any");
    assert_eq!(chosen("/posts?state=ended,open"), "ended,open");
}
