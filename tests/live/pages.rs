//! What holds for every page of a node, found by following the links: each is also JSON and JSON-LD at an address that is
//! the same on every node, and says to other sites what it is.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use harness::html::{Tag, tags, text, unescaped};
use harness::process::{NodeProcess, node};
use serde_json::Value;
use tempfile::tempdir;

use crate::routes::{FILES, pattern, routes};
use crate::stage::stage;

#[test]
fn every_page_is_also_json_and_json_ld_at_an_address_that_is_the_same_on_every_node() {
    let (folder, running, scene) = stage();
    let elsewhere = tempdir().expect("a temporary folder");
    std::fs::copy(folder.path().join("node.toml"), elsewhere.path().join("node.toml")).expect("it is copied");
    let other = node(elsewhere.path()).start();
    other.publish(&scene.world.items);
    let comparison = format!("/compare?with={}&with={}/at-one", scene.cluster.id, scene.authority.id);
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut next: VecDeque<String> = ["/".to_owned(), comparison].into();
    while let Some(address) = next.pop_front() {
        let pattern = pattern(&address);
        if FILES.contains(&&*pattern) || !known.insert(address.clone()) {
            continue;
        }
        let seen = met.entry(pattern).or_default();
        *seen += 1;
        if *seen > PAGES_OF_A_KIND {
            continue;
        }
        let tags = checked(&running, &address);
        let linked = |node: &NodeProcess| node.ask("GET", &address, &[("accept", LINKED_DATA)]).json();
        // What a node says of itself differs; nothing else does.
        if address != "/node" {
            assert_eq!(linked(&running), linked(&other), "{address} is the same on another node");
        }
        let links = tags.iter().filter(|tag| tag.name == "a" && tag.value("rel") != Some("nofollow"));
        let inner = links.filter_map(|tag| tag.value("href")).filter(|href| href.starts_with('/'));
        next.extend(inner.map(unescaped));
    }
    let missed: Vec<String> = routes().into_iter().filter(|route| !met.contains_key(route)).collect();
    assert!(
        missed.is_empty(),
        "no page links to {missed:?}: begin with an address of it, or name it in FILES"
    );
}

#[test]
fn a_node_with_a_name_tells_other_sites_the_whole_address_of_its_pages() {
    let folder = tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("node.toml"), "public_host = \"hanse.example\"\n")
        .expect("it is written");
    let running = node(folder.path()).start();
    let page = running.ask("GET", "/map?country=AT&lang=de", &[("accept", "text/html")]).text();
    for part in [
        "<link rel=\"canonical\" href=\"https://hanse.example/map?country=AT\">",
        "<meta property=\"og:url\" content=\"https://hanse.example/map?country=AT\">",
        "<meta property=\"og:image\" content=\"https://hanse.example/static/share.png\">",
        "<meta property=\"og:title\" content=\"Karte: Österreich\">",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let said = running.ask("GET", "/map?country=AT", &[("accept", LINKED_DATA)]).json();
    assert_eq!(said["url"], "https://hanse.example/map?country=AT");
    assert_eq!(running.get("/favicon.ico").content_type, "image/svg+xml");
    assert_eq!(running.get("/static/share.png").content_type, "image/png");
}

#[test]
fn each_part_of_a_profile_says_when_it_last_changed() {
    let (_folder, running, scene) = stage();
    let address = format!("/organisations/{}", scene.cluster.id);
    let page = running.ask("GET", &address, &[("accept", "text/html")]).text();
    let (_, history) = page.split_once("id=\"history-title\"").expect("the page tells its history");
    let (history, _) = history.split_once("</section>").expect("a section ends");
    let told = tags(history);
    let facts = told.iter().position(|tag| tag.name == "dl").expect("each part has a day");
    let parts: Vec<(String, String)> = told[facts..]
        .split(|tag| tag.name == "div")
        .skip(1)
        .map(|part| {
            let day = part.iter().position(|tag| tag.name == "dd").expect("a day stands beside it");
            (text(&part[..day]), text(&part[day..]))
        })
        .collect();
    let days = |day: &str| -> Vec<&str> {
        parts.iter().filter(|(_, changed)| changed == day).map(|(title, _)| &**title).collect()
    };
    assert_eq!(days("2026-05-12"), ["Members"], "{parts:?}");
    for title in ["Name", "Country", "Region", "Website", "Description"] {
        assert!(days("2026-05-10").contains(&title), "{title} in {parts:?}");
    }
    assert_eq!(parts.last().map(|(_, day)| &**day), Some("2026-05-12"), "the longest ago stands first");
    assert!(
        text(&tags(&page)).contains("Last changed on 2026-05-12"),
        "the whole is as new as its newest part"
    );
}

/// Asks for a page in each of its forms; returns the tags of the page.
fn checked(running: &NodeProcess, address: &str) -> Vec<Tag> {
    let page = running.ask("GET", address, &[("accept", "text/html")]);
    assert_eq!((page.status, &*page.content_type), (200, "text/html; charset=utf-8"), "{address}");
    let tags = tags(&page.text());
    let alternate = |kind: &str| {
        let mut links = tags.iter().filter(|tag| tag.name == "link" && tag.value("type") == Some(kind));
        let link = links.find(|tag| tag.value("rel") == Some("alternate"));
        link.and_then(|tag| tag.value("href")).map_or_else(|| panic!("{address} has no {kind}"), unescaped)
    };
    let twin = alternate("application/json");
    let sent = running.ask("GET", address, &[("accept", "application/json")]);
    assert_eq!((sent.status, &*sent.content_type), (200, "application/json"), "{address}");
    let members = |said: &Value| said.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(members(&sent.json()), members(&running.get(&twin).json()), "{address} leads to {twin}");

    assert_eq!(alternate(LINKED_DATA), address, "JSON-LD has the address of the page");
    let linked = running.ask("GET", address, &[("accept", LINKED_DATA)]);
    assert_eq!((linked.status, &*linked.content_type), (200, LINKED_DATA), "{address}");
    let said = linked.json();
    assert_eq!(said["@context"], "https://schema.org", "{address}: {said}");
    assert!(said["@type"].is_string(), "{address}: {said}");
    // Who has said nothing of itself has no name.
    let is_named = [&said["name"], &said["@id"]].into_iter().any(|name| !name.is_null() && *name != "");
    assert!(is_named, "{address}: {said}");

    let canonical = tags.iter().find(|tag| tag.value("rel") == Some("canonical"));
    assert_eq!(canonical.and_then(|tag| tag.value("href")).map(unescaped).as_deref(), Some(address));
    for property in ["og:title", "og:description", "og:site_name", "og:type"] {
        let meta = tags.iter().find(|tag| tag.value("property") == Some(property));
        let said = meta.and_then(|tag| tag.value("content")).unwrap_or_default();
        assert!(!said.trim().is_empty() && said.chars().count() < 400, "{address}: {property} is «{said}»");
    }
    assert!(tags.iter().any(|tag| tag.value("rel") == Some("icon")), "{address} has an icon");
    tags
}

const LINKED_DATA: &str = "application/ld+json";
/// So many pages of a kind are looked at.
const PAGES_OF_A_KIND: usize = 4;
