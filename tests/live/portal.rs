//! Portals on a node: a page each, answers for programs, and a search that follows what keepers and cards say.

use harness::process::{NodeProcess, node, until};
use harness::story::{Member, World};
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

#[test]
fn a_portal_has_a_page_that_says_who_signs_it_and_whom_it_gathers() {
    let stage = Stage::new();
    let page = stage.running.get(&stage.path()).text();
    for said in [
        "<h1><bdi lang=\"en\">Light in the Alps</bdi></h1>",
        "since <time>2026-05-04</time>",
        "From Nice to Maribor.",
        "<a class=\"elsewhere\" href=\"https://alps.example/\"",
        "Cluster One",
        "Cluster Three",
        "colour.of.tomorrow",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    assert!(page.contains(&format!("href=\"/organisations/{}\"", stage.keeper.id)), "it leads to its keeper");
    assert!(page.contains(&format!("href=\"/?portal={}%2Falps\"", stage.keeper.id)), "and to the search");
    assert!(!page.contains("Cluster Two"), "whom it leaves out is not there");
    let german = stage.running.get(&format!("{}?lang=de", stage.path())).text();
    assert!(german.contains("Licht in den Alpen") && german.contains("Wen es versammelt"), "{german}");

    let list = stage.running.get("/portals").text();
    assert!(
        list.contains(&format!("href=\"{}\"", stage.path())) && list.contains("Light in the Alps"),
        "{list}"
    );
    let keeper = stage.running.get(&format!("/organisations/{}", stage.keeper.id)).text();
    assert!(keeper.contains(&format!("href=\"{}\"", stage.path())), "the keeper's page leads to it");
    let front = stage.running.get("/").text();
    assert!(front.contains("href=\"/portals\""), "so do the front page and every other");
    let search = stage.running.get(&format!("/?portal={}/alps&country=AT", stage.keeper.id)).text();
    assert!(search.contains("Cluster One") && !search.contains("Cluster Three"), "and it is narrowed there");
}

#[test]
fn programs_read_a_portal_in_parts_and_as_linked_data() {
    let stage = Stage::new();
    let id = format!("{}/alps", stage.keeper.id);
    let list = stage.running.get("/v1/portals").json();
    assert_eq!((&list["total"], &list["items"][0]["id"]), (&json!(1), &json!(id)));
    assert_eq!(list["items"][0]["titles"], json!({"de": "Licht in den Alpen", "en": "Light in the Alps"}));

    let path = format!("/v1/portals/{id}");
    let whole = stage.running.get(&path).json();
    assert_eq!(whole["rule"], json!({"words": null, "facets": {"country": ["AT"]}, "not_understood": []}));
    assert_eq!((&whole["members"], &whole["exceptions"], &whole["total"]), (&json!(1), &json!(1), &json!(2)));
    assert_eq!((&whole["keeper"], &whole["next"]), (&json!(stage.keeper.id.to_string()), &Value::Null));
    let first = stage.running.get(&format!("{path}?limit=1&fields=title"));
    let link = first.header("link").expect("where it goes on");
    let next = link.strip_prefix('<').and_then(|link| link.split_once('>')).expect("a link").0;
    let titles = [first.json()["items"].clone(), stage.running.get(next).json()["items"].clone()];
    assert_eq!(titles, [json!([{"title": "Cluster One"}]), json!([{"title": "Cluster Three"}])]);

    let linked = stage.running.ask("GET", &stage.path(), &[("accept", "application/ld+json")]).json();
    assert_eq!((&linked["@type"], &linked["identifier"]), (&json!("CollectionPage"), &json!(id)));
    assert_eq!(linked["author"]["name"], "Alpine Agency");
    assert_eq!(linked["mainEntity"]["numberOfItems"], 2);
    assert_eq!(linked["mainEntity"]["itemListElement"][1]["name"], "Cluster Three");
    let page = stage.running.get(&stage.path());
    let announced = page.header("link").unwrap_or_default();
    assert!(announced.contains("rel=\"alternate\"") && announced.contains("ld+json"), "{announced}");

    for none in [format!("{}/andes", stage.keeper.id), format!("{}/alps", stage.other.id)] {
        stage.running.get(&format!("/v1/portals/{none}")).problem(404);
        assert_eq!(stage.running.get(&format!("/v1/landscape?portal={none}")).json()["total"], 0);
    }
    stage.running.get("/v1/portals/nobody/alps").problem(400);
    stage.running.get("/v1/landscape?portal=alps").problem(400);
    stage.running.get("/v1/landscape?counts=portal").problem(400);
}

#[test]
fn the_search_follows_what_the_keeper_and_the_cards_say() {
    let mut stage = Stage::new();
    let portal = format!("{}/alps", stage.keeper.id);
    stage.says("listing/two", &[("country", "SI")], "2026-05-05");
    stage.says("listing/four", &[("name", "Cluster Four"), ("country", "AT")], "2026-05-05");
    stage.gathers(&portal, &["Cluster Four", "Cluster One", "Cluster Three"]);
    stage.says("listing/five", &[("name", "Cluster Five"), ("country", "SI")], "2026-05-05");
    stage.says("portal/alps", &[("rule.country.SI", "1")], "2026-05-06");
    stage.gathers(&portal, &["Cluster Five", "Cluster Four", "Cluster One", "Cluster Three"]);
    stage.says("portal/alps", &[("rule.colour.red", "1")], "2026-05-07");
    stage.gathers(&portal, &["Cluster Three"]);
    let page = stage.running.get(&stage.path()).text();
    assert!(page.contains("does not understand a part of the rule (rule.colour.red)"), "{page}");
    stage.says("listing/six", &[("name", "Cluster Six"), ("country", "AT")], "2026-05-08");
    let six = format!("member.{}/six", stage.keeper.id);
    stage.says("portal/alps", &[(&six, "1")], "2026-05-08");
    stage.gathers(&portal, &["Cluster Six", "Cluster Three"]);
}

/// A node, and an agency that keeps a portal there.
struct Stage {
    running: NodeProcess,
    world: World,
    keeper: Member,
    other: Member,
    _folder: TempDir,
}

impl Stage {
    fn new() -> Self {
        let mut world = World::default();
        let (keeper, other) = (world.found("keeper", "2026-01-02"), world.found("other", "2026-01-03"));
        world.edit(
            &keeper,
            "profile/self",
            &[("name.en", "Alpine Agency"), ("kind", "agency")],
            "2026-01-04",
        );
        for (name, title, country) in
            [("one", "Cluster One", "AT"), ("two", "Cluster Two", "AT"), ("three", "Cluster Three", "FR")]
        {
            let address = format!("listing/{name}");
            world.edit(&keeper, &address, &[("name", title), ("country", country)], "2026-01-05");
        }
        let (member, except) = (format!("member.{}/three", keeper.id), format!("except.{}/two", keeper.id));
        let portal = [
            ("title.en", "Light in the Alps"),
            ("title.de", "Licht in den Alpen"),
            ("description.en", "From Nice to Maribor."),
            ("website", "https://alps.example/"),
            ("rule.country.AT", "1"),
            (&member, "1"),
            (&except, "1"),
            ("colour.of.tomorrow", "a field that nobody knows yet"),
        ];
        world.edit(&keeper, "portal/alps", &portal, "2026-05-04");
        let folder = tempdir().expect("a temporary folder");
        let running = node(folder.path()).start();
        running.publish(&world.items);
        let stage = Self { running, world, keeper, other, _folder: folder };
        stage.gathers(&format!("{}/alps", stage.keeper.id), &["Cluster One", "Cluster Three"]);
        stage
    }

    fn path(&self) -> String {
        format!("/portals/{}/alps", self.keeper.id)
    }

    /// The keeper says something more.
    fn says(&mut self, address: &str, edits: &[(&str, &str)], day: &str) {
        let held = self.world.items.len();
        self.world.edit(&self.keeper, address, edits, day);
        self.running.publish(&self.world.items[held..]);
    }

    /// Waits until a portal gathers these.
    fn gathers(&self, portal: &str, expected: &[&str]) {
        until(&format!("{portal} gathers {expected:?}"), || {
            let found = self.running.get(&format!("/v1/landscape?portal={portal}")).json();
            let mut titles: Vec<&str> =
                found["items"].as_array()?.iter().filter_map(|item| item["title"].as_str()).collect();
            titles.sort_unstable();
            (titles == expected).then_some(())
        });
    }
}
