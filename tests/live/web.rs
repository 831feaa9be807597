//! The pages in a real browser: nothing breaks, nothing is asked of another host, and everybody can use them.

use std::path::Path;
use std::process::Command;

use harness::chance::Chance;
use harness::labelled::{Cast, Chronicle};
use harness::planted::plant;
use harness::process::{NodeProcess, interop, node, run_to_end};
use harness::scene::Scene;
use protocol::audit::FindingCode;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

#[test]
fn every_page_is_sound_on_a_desk_and_in_a_hand() {
    let (folder, running, scene) = stage();
    let pages = [
        "/".to_owned(),
        "/?q=valley".to_owned(),
        "/?q=Κοιλάδα&country=AT&region=AT2".to_owned(),
        "/?q=no-such-word".to_owned(),
        format!("/organisations/{}", scene.cluster.id),
        format!("/organisations/{}", scene.authority.id),
        format!("/listings/{}/at-one", scene.authority.id),
        format!("/attestations/{}", scene.label),
        format!("/schemes/{}", scene.scheme.0),
        format!("/portals/{}/alps", scene.authority.id),
        "/portals".to_owned(),
        "/node".to_owned(),
    ];
    for page in pages {
        for width in ["1280", "390"] {
            let picture = folder.path().join("picture.png");
            let url = format!("{}{page}", running.url());
            let seen = ask(&interop().join("page_look.mjs"), &[&url, picture.to_str().unwrap(), width]);
            assert_eq!(seen["ok"], true, "{page} at {width}: {seen}");
            assert_eq!(seen["status"], 200, "{page}");
        }
    }
}

#[test]
fn every_page_is_sound_in_a_hand_in_every_language() {
    let (_folder, running, scene) = stage();
    let pages = [
        "/?q=valley&".to_owned(),
        format!("/organisations/{}?", scene.cluster.id),
        format!("/listings/{}/at-one?", scene.authority.id),
        "/posts?state=any&".to_owned(),
        format!("/posts/{}/laser-welding?", scene.cluster.id),
        format!("/attestations/{}?", scene.label),
        format!("/schemes/{}?", scene.scheme.0),
        format!("/portals/{}/alps?", scene.authority.id),
        "/portals?".to_owned(),
        "/node?".to_owned(),
    ];
    let in_language = |language: &str| {
        pages.iter().map(|page| format!("{}{page}lang={language}", running.url())).collect::<Vec<_>>()
    };
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/languages.mjs");
    for language in ["cs", "de", "en", "es", "fr", "hu", "it", "pl"] {
        let seen = ask(&program, &["360", &in_language(language).join(" ")]);
        let seen = seen["pages"].as_array().expect("the program tells of each page");
        assert_eq!(seen.len(), pages.len());
        for page in seen {
            assert_eq!((&page["status"], &page["language"]), (&json!(200), &json!(language)), "{page}");
            assert_eq!((&page["sidewaysScroll"], &page["violations"]), (&json!(0), &json!([])), "{page}");
        }
    }
}

#[test]
fn every_page_of_the_landscape_is_for_everybody() {
    let (_folder, running, scene) = stage();
    let (cluster, authority) = (scene.cluster.id, scene.authority.id);
    are_for_everybody(
        &running,
        [
            "/".to_owned(),
            "/?q=valley".to_owned(),
            "/?q=no-such-word".to_owned(),
            "/map".to_owned(),
            "/map?view=world".to_owned(),
            "/map?country=AT&colour=labels".to_owned(),
            "/map?region=AT22&q=photonics".to_owned(),
            "/counts".to_owned(),
            "/counts?country=AT".to_owned(),
            "/regions/AT".to_owned(),
            "/regions/AT22".to_owned(),
            "/regions/AT221".to_owned(),
            "/regions/CH-ZH".to_owned(),
            "/ecosystems/electronics".to_owned(),
            "/compare".to_owned(),
            format!("/compare?with={cluster}&with={authority}/at-one"),
        ],
    );
}

#[test]
fn every_page_of_posts_and_portals_is_for_everybody() {
    let (_folder, running, scene) = stage();
    let (cluster, authority) = (scene.cluster.id, scene.authority.id);
    are_for_everybody(
        &running,
        [
            "/posts".to_owned(),
            "/posts?state=any&q=partner".to_owned(),
            format!("/posts/{cluster}/laser-welding"),
            "/portals".to_owned(),
            format!("/portals/{authority}/alps"),
            format!("/?portal={authority}/alps"),
        ],
    );
}

#[test]
fn every_page_of_an_organisation_and_a_label_is_for_everybody() {
    let (_folder, running, scene) = stage();
    let (cluster, authority) = (scene.cluster.id, scene.authority.id);
    are_for_everybody(
        &running,
        [
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
        ],
    );
}

/// Looks at pages in light and dark, wide, narrow and enlarged, and walks through them by keyboard.
fn are_for_everybody<const N: usize>(running: &NodeProcess, pages: [String; N]) {
    for page in pages {
        let seen = ask(&interop().join("page_axe.mjs"), &[running.url(), &page]);
        assert_eq!(seen["ok"], true, "{page}: {seen:#}");
        assert_eq!((&seen["pages"], &seen["looks"]), (&json!(1), &json!(5)), "{page}");
    }
}

#[test]
fn a_report_of_an_audit_is_read_on_screens_and_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cast = Cast::new();
    let mut chronicle = Chronicle::honest(&cast, &mut Chance::seeded(3));
    for fault in [FindingCode::BadSignature, FindingCode::NumberTwice, FindingCode::UnknownAct] {
        plant(&mut chronicle, fault);
    }
    let audit = chronicle.audited();
    assert!(audit.findings.len() >= 3 && audit.labels.len() >= 3, "{:?}", audit.findings);
    let (page, printed) = (folder.path().join("audit.html"), folder.path().join("audit.pdf"));
    std::fs::write(&page, audit.to_html()).expect("the folder is writable");
    let parameters = [page.to_str().unwrap(), printed.to_str().unwrap()];
    let seen = ask(&interop().join("page_print.mjs"), &parameters);
    assert_eq!(
        (&seen["ok"], &seen["isPdf"], &seen["isTagged"]),
        (&json!(true), &json!(true), &json!(true)),
        "{seen}"
    );
    assert!(seen["pages"].as_u64().is_some_and(|pages| (1..=10).contains(&pages)), "{seen}");
    assert_eq!(seen["foreignRequests"], json!([]));
}

#[test]
fn a_reader_without_script_comes_from_the_search_to_the_verdict() {
    let (_folder, running, scene) = stage();
    let walk = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/pages.mjs");
    let walked = ask(&walk, &[running.url(), "photonics"]);
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

/// A node that pins the authority of a scene, and what the scene's organisations said.
pub(crate) fn stage() -> (TempDir, NodeProcess, Scene) {
    assert!(interop().is_dir());
    let mut scene = Scene::labelled();
    let own = [
        ("kind", "cluster"),
        ("name.en", "Photonics Valley"),
        ("name.el", "Κοιλάδα Φωτονικής"),
        ("name.bg", "Фотонна долина"),
        ("website", "https://valley.example/"),
        ("description.en", "Light, and what can be made of it: lasers, sensors, medical technology."),
        ("members.sme", "84"),
        ("country", "AT"),
        ("region", "AT221"),
        ("region.list", "nuts/2024"),
        ("ecosystem.electronics", "1"),
        ("code.of.tomorrow", "a field that nobody knows yet"),
    ];
    let listed = [
        ("name", "Photonics Valley"),
        ("country", "AT"),
        ("website", "https://valley.example/"),
        ("source.eccp", "1"),
    ];
    let board = [("name.en", "Example Label Board"), ("kind", "label-authority")];
    let Scene { world, cluster, authority, issuer, label, .. } = &mut scene;
    world.edit(cluster, "profile/self", &own, "2026-05-10");
    world.edit(authority, "profile/self", &board, "2026-05-10");
    world.edit(authority, "listing/at-one", &listed, "2026-05-10");
    let until_then = [
        ("kind", "request"),
        ("title.en", "Partner for laser welding"),
        ("title.el", "Συνεργάτης"),
        ("description.en", "A partner with a pilot line, for two years."),
        ("until", "2087-03-31"),
        ("technology.photonics", "1"),
        ("website", "https://valley.example/welding"),
    ];
    let fair = [("kind", "event"), ("title.en", "Fair"), ("from", "2019-05-06"), ("until", "2019-05-08")];
    world.edit(cluster, "post/laser-welding", &until_then, "2026-05-11");
    world.edit(cluster, "post/fair", &fair, "2026-05-11");
    let member = [("member-of", "1"), ("member-of.text.en", "Since the founding")];
    world.edit(cluster, &format!("link/{}", authority.id), &member, "2026-05-11");
    world.edit(authority, &format!("link/{}", cluster.id), &[("has-member", "1")], "2026-05-11");
    world.edit(issuer, &format!("link/{}", cluster.id), &[("cooperation", "1")], "2026-05-11");
    let member = format!("member.{}/at-one", authority.id);
    let portal = [
        ("title.en", "Light in the Alps"),
        ("title.de", "Licht in den Alpen"),
        ("description.en", "Whoever works with light between Nice and Maribor."),
        ("website", "https://alps.example/"),
        ("rule.country.AT", "1"),
        ("rule.ecosystem.electronics", "1"),
        (&member, "1"),
        ("colour.of.tomorrow", "a field that nobody knows yet"),
    ];
    world.edit(authority, "portal/alps", &portal, "2026-05-10");
    world.withdraw(issuer, label, "merged with another cluster", "2026-06-01");
    let folder = tempdir().expect("a temporary folder");
    let tip = authority.tip();
    let anchor =
        format!("[[anchor]]\norganisation = \"{}\"\nversion = \"{}\"\n", authority.id, tip.version_id());
    std::fs::write(folder.path().join("node.toml"), anchor).expect("the folder is writable");
    let running = node(folder.path()).start();
    running.publish(&scene.world.items);
    (folder, running, scene)
}

/// Runs one of the programs and returns its answer, yes or no.
pub(crate) fn ask(program: &Path, parameters: &[&str]) -> Value {
    let mut command = Command::new("node");
    command.arg(program).args(parameters);
    let ended = run_to_end(command);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    serde_json::from_str(&ended.stdout).expect("the program prints JSON")
}
