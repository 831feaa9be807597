//! The pages in a real browser: nothing breaks, nothing is asked of another host, and everybody can use them.

use std::time::{SystemTime, UNIX_EPOCH};

use expect_test::expect_file;
use harness::process::interop;
use harness::scene::Scene;
use protocol::time::Timestamp;
use serde_json::json;

use crate::routes::{kinds, routes};
use crate::stage::{a_page_of_each_kind, ask, stage, web, with};

#[test]
fn every_page_is_sound_on_a_desk() {
    are_sound("1280");
}

#[test]
fn every_page_is_sound_in_a_hand() {
    are_sound("390");
}

/// Opens a page of each kind, and searches that find much, little and nothing.
fn are_sound(width: &str) {
    let (folder, running, scene) = stage();
    let mut pages = a_page_of_each_kind(&scene);
    assert_eq!(kinds(&pages), routes());
    pages.extend(["/?q=valley", "/?q=Κοιλάδα&country=AT&region=AT2", "/?q=no-such-word"].map(str::to_owned));
    pages.push(format!("/organisations/{}", scene.authority.id));
    for page in pages {
        let picture = folder.path().join("picture.png");
        let url = format!("{}{page}", running.url());
        let picture = picture.to_str().expect("paths here are text");
        let seen = ask(&interop().join("page_look.mjs"), &[&url, picture, width]);
        assert_eq!(seen["ok"], true, "{page} at {width}: {seen}");
        assert_eq!(seen["status"], 200, "{page}");
    }
}

#[test]
fn every_page_is_sound_in_a_hand_in_czech_german_english_and_spanish() {
    are_sound_in(&["cs", "de", "en", "es"]);
}

#[test]
fn every_page_is_sound_in_a_hand_in_french_hungarian_italian_and_polish() {
    are_sound_in(&["fr", "hu", "it", "pl"]);
}

fn are_sound_in(languages: &[&str]) {
    let (_folder, running, scene) = stage();
    let mut pages = a_page_of_each_kind(&scene);
    assert_eq!(kinds(&pages), routes());
    pages.push("/?q=valley".to_owned());
    for language in languages {
        let parameter = format!("lang={language}");
        let urls: Vec<String> =
            pages.iter().map(|page| format!("{}{}", running.url(), with(page, &parameter))).collect();
        let told = ask(&web("languages.mjs"), &["360", &urls.join(" ")]);
        let seen = told["pages"].as_array().unwrap_or_else(|| panic!("{told:#}"));
        assert_eq!(seen.len(), pages.len());
        for page in seen {
            assert_eq!((&page["status"], &page["language"]), (&json!(200), &json!(language)), "{page}");
            assert_eq!((&page["sidewaysScroll"], &page["violations"]), (&json!(0), &json!([])), "{page}");
        }
    }
}

#[test]
fn no_kind_of_page_is_left_out_of_those_that_are_for_everybody() {
    let scene = Scene::spoken();
    let pages =
        [of_searches_and_maps, of_regions_and_comparisons, of_posts_and_portals, of_organisations_and_labels];
    let pages: Vec<String> = pages.iter().flat_map(|pages| pages(&scene)).collect();
    assert_eq!(kinds(pages.iter().filter(|page| page.starts_with('/'))), routes());
}

#[test]
fn every_search_and_every_map_is_for_everybody() {
    are_for_everybody(of_searches_and_maps);
}

#[test]
fn every_page_of_regions_and_comparisons_is_for_everybody() {
    are_for_everybody(of_regions_and_comparisons);
}

#[test]
fn every_page_of_posts_and_portals_is_for_everybody() {
    are_for_everybody(of_posts_and_portals);
}

#[test]
fn every_page_of_an_organisation_and_a_label_is_for_everybody() {
    are_for_everybody(of_organisations_and_labels);
}

fn of_searches_and_maps(scene: &Scene) -> Vec<String> {
    vec![
        "/".to_owned(),
        "/?q=valley".to_owned(),
        "/?q=no-such-word".to_owned(),
        format!("/?portal={}/alps", scene.authority.id),
        "/map".to_owned(),
        "/map?view=world".to_owned(),
        "/map?at=800,700,500".to_owned(),
        "/map?country=AT&colour=labels".to_owned(),
        "/map?region=AT22&q=photonics".to_owned(),
    ]
}

fn of_regions_and_comparisons(scene: &Scene) -> Vec<String> {
    let (cluster, authority) = (scene.cluster.id, scene.authority.id);
    let two = format!("/compare?with={cluster}&with={authority}/at-one");
    vec![
        "/counts".to_owned(),
        "/counts?country=AT".to_owned(),
        "/regions/AT".to_owned(),
        "/regions/AT22".to_owned(),
        "/regions/AT221".to_owned(),
        "/regions/CH-ZH".to_owned(),
        "/ecosystems/electronics".to_owned(),
        "/compare".to_owned(),
        format!("{two}&with={authority}/at-two&with={authority}"),
        two,
        "404:/regions/XX999".to_owned(),
    ]
}

fn of_posts_and_portals(scene: &Scene) -> Vec<String> {
    let (cluster, authority) = (scene.cluster.id, scene.authority.id);
    vec![
        "/posts".to_owned(),
        "/posts?state=any&q=partner".to_owned(),
        format!("/posts/{cluster}/laser-welding"),
        format!("/posts/{cluster}/fair"),
        format!("404:/posts/{cluster}/no-such-post"),
        "/portals".to_owned(),
        format!("/portals/{authority}/alps"),
    ]
}

fn of_organisations_and_labels(scene: &Scene) -> Vec<String> {
    let (cluster, authority) = (scene.cluster.id, scene.authority.id);
    vec![
        format!("/issuers/{authority}"),
        format!("/issuers/{}?as_of=2026-05-15", scene.issuer.id),
        format!("/agencies/{authority}"),
        format!("/organisations/{cluster}"),
        format!("/organisations/{authority}"),
        format!("/listings/{authority}/at-one"),
        format!("/attestations/{}", scene.label),
        format!("/schemes/{}", scene.scheme.0),
        format!("/schemes/{}?state=withdrawn", scene.scheme.0),
        "/node".to_owned(),
        "404:/no/such/page".to_owned(),
    ]
}

/// Looks at pages in light and dark, wide, narrow and enlarged, and walks through them by keyboard.
fn are_for_everybody(pages: fn(&Scene) -> Vec<String>) {
    let (_folder, running, scene) = stage();
    for page in pages(&scene) {
        let seen = ask(&interop().join("page_axe.mjs"), &[running.url(), &page]);
        assert_eq!(seen["ok"], true, "{page}: {seen:#}");
        assert_eq!((&seen["pages"], &seen["looks"]), (&json!(1), &json!(5)), "{page}");
    }
}

/// What a screen reader reads out, in its order: headings, landmarks, names of fields and links. `UPDATE_EXPECT=1` writes
/// the texts anew.
#[test]
fn pages_are_read_aloud_in_the_order_in_which_they_are_kept() {
    let (_folder, running, scene) = stage();
    for (name, page) in [
        ("search", "/?q=valley".to_owned()),
        ("map", "/map?region=AT22".to_owned()),
        ("organisation", format!("/organisations/{}", scene.cluster.id)),
        ("label", format!("/attestations/{}?as_of=2026-05-20", scene.label)),
        ("portal", format!("/portals/{}/alps", scene.authority.id)),
    ] {
        let before = today();
        let told = ask(&web("aloud.mjs"), &[&format!("{}{page}", running.url())]);
        let read = told["read"].as_str().unwrap_or_else(|| panic!("{page}: {told:#}"));
        // Before and behind midnight a page says another day.
        let text = [before, today()].iter().fold(format!("{read}\n"), |text, day| text.replace(day, "TODAY"));
        expect_file![web(&format!("aloud/{name}.txt"))].assert_eq(&text);
    }
}

fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is past 1970");
    let now = u64::try_from(since.as_millis()).ok().and_then(Timestamp::from_millis);
    now.expect("within the calendar").day().to_string()
}

#[test]
fn a_reader_without_script_comes_from_the_search_to_the_verdict() {
    let (_folder, running, scene) = stage();
    let walked = ask(&web("pages.mjs"), &[running.url(), "photonics"]);
    assert_eq!(walked["ok"], true, "{walked}");
    let says = |step: &str| walked["steps"][step]["says"].as_str().unwrap_or_default().to_owned();
    let path = |step: &str| walked["steps"][step]["path"].as_str().unwrap_or_default().to_owned();
    assert_eq!(says("results"), "1 result");
    assert_eq!(says("organisation"), "Photonics Valley");
    assert_eq!(path("label"), format!("/attestations/{}", scene.label));
    assert_eq!(says("label"), "Withdrawn since 2026-06-01");
    assert_eq!(says("label before its time"), "Not valid before 2026-05-01");
    assert_eq!(path("label before its time"), format!("/attestations/{}?as_of=2020-01-01", scene.label));
    assert_eq!(says("scheme"), "Cluster Excellence");
    assert_eq!(path("node"), "/node");
}
