//! Labels by what they are worth on a day, on the pages of a scheme and of an issuer.

use std::collections::{BTreeMap, BTreeSet};

use harness::html::{Tag, tags, text, unescaped};
use harness::process::{NodeProcess, node};
use harness::scene::Scene;
use protocol::attestation::AttestationId;
use protocol::status::StatusKind;
use tempfile::tempdir;

#[test]
fn a_scheme_and_an_issuer_show_the_labels_of_a_state_on_a_day() {
    let (scene, labels) = several();
    let folder = tempdir().expect("a temporary folder");
    let authority = &scene.authority;
    let version = authority.tip().version_id();
    let anchor = format!("[[anchor]]\norganisation = \"{}\"\nversion = \"{version}\"\n", authority.id);
    std::fs::write(folder.path().join("node.toml"), anchor).expect("the folder is writable");
    let running = node(folder.path()).start();
    running.publish(&scene.world.items);

    let mut met = BTreeSet::new();
    for day in ["2026-04-01", "2026-05-15", "2026-05-25", "2026-06-05", "2026-07-15"] {
        let judged = judged(&running, &labels, day);
        for page in [format!("/schemes/{}", scene.scheme.0), format!("/issuers/{}", scene.issuer.id)] {
            let open = Shown::at(&running, &format!("{page}?as_of={day}"));
            let every: BTreeSet<String> =
                labels.iter().map(|label| format!("/attestations/{label}")).collect();
            assert_eq!((&open.labels, open.chosen.as_deref()), (&every, None), "{page} on {day}");
            let counts = judged.iter().map(|(state, labels)| (state.clone(), labels.len())).collect();
            assert_eq!(open.counts, counts, "{page} on {day}");
            for (state, labels) in &judged {
                let href = &open.links[state];
                assert_eq!(*href, format!("{page}?as_of={day}&state={state}"));
                let shown = Shown::at(&running, href);
                assert_eq!((&shown.labels, shown.chosen.as_ref()), (labels, Some(state)), "{href}");
                assert_eq!(shown.counts, counts, "{href}");
                assert_eq!(shown.carried.as_ref(), Some(state), "another day is asked about the same state");
                assert_eq!(shown.links[state], format!("{page}?as_of={day}"), "pressed again it shows all");
            }
        }
        met.extend(judged.into_keys());
    }
    let expected = ["not-yet", "status-stale", "suspended", "withdrawn"].map(str::to_owned);
    assert!(expected.iter().all(|state| met.contains(state)), "{met:?}");
    let unknown = Shown::at(&running, &format!("/schemes/{}?as_of=2026-05-15&state=odd", scene.scheme.0));
    assert_eq!((unknown.labels.len(), unknown.carried), (0, None), "nothing is in a state that there is not");
    running.get(&format!("/schemes/{}?as_of=yesterday", scene.scheme.0)).problem(400);
}

/// The scene with four labels: one is withdrawn, one is suspended for a while, one holds, and one begins later.
fn several() -> (Scene, Vec<AttestationId>) {
    let mut scene = Scene::labelled();
    let Scene { world, authority, issuer, scheme, label, .. } = &mut scene;
    let [sensors, lasers, optics] =
        ["sensors", "lasers", "optics"].map(|name| world.found(name, "2026-01-20"));
    let sensors = world.issue(issuer, authority, &sensors, scheme, "silver", "2026-05-05");
    let lasers = world.issue(issuer, authority, &lasers, scheme, "gold", "2026-05-06");
    world.act(issuer, &sensors, StatusKind::Suspended { until: None }, "2026-05-20", "2026-05-20");
    world.withdraw(issuer, label, "merged with another cluster", "2026-06-01");
    world.act(issuer, &sensors, StatusKind::Reinstated, "2026-06-20", "2026-06-20");
    let optics = world.issue(issuer, authority, &optics, scheme, "silver", "2026-07-01");
    let labels = vec![label.clone(), sensors, lasers, optics];
    (scene, labels)
}

/// The pages of labels by verdict, as the API judges each of them.
fn judged(running: &NodeProcess, labels: &[AttestationId], day: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut judged: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for label in labels {
        let report = running.get(&format!("/v1/attestations/{label}?as_of={day}")).json();
        let verdict =
            report["verdict"].as_str().unwrap_or_else(|| panic!("no verdict in {report}")).to_owned();
        judged.entry(verdict).or_default().insert(format!("/attestations/{label}"));
    }
    judged
}

/// What a page shows of labels and their states.
struct Shown {
    labels: BTreeSet<String>,
    counts: BTreeMap<String, usize>,
    links: BTreeMap<String, String>,
    chosen: Option<String>,
    /// The state that the form for another day keeps.
    carried: Option<String>,
}

impl Shown {
    fn at(running: &NodeProcess, address: &str) -> Self {
        let page = running.ask("GET", address, &[("accept", "text/html")]);
        assert_eq!(page.status, 200, "{address}");
        let tags = tags(&page.text());
        let href = |tag: &Tag| tag.value("href").map(unescaped);
        let headings = tags.windows(2).filter(|pair| pair[0].name == "h3" && pair[1].name == "a");
        let labels =
            headings.filter_map(|pair| href(&pair[1])).filter(|href| href.starts_with("/attestations/"));
        let states = tags.iter().position(|tag| tag.value("class") == Some("states")).unwrap_or(tags.len());
        let end = tags[states..].iter().position(|tag| tag.name == "/ul").map_or(states, |end| states + end);
        let (mut counts, mut links, mut chosen) = (BTreeMap::new(), BTreeMap::new(), None);
        for item in tags[states..end].split(|tag| tag.name == "li").skip(1) {
            let link = item.iter().find(|tag| tag.name == "a").expect("a state is a link");
            let count = item.iter().position(|tag| tag.name == "strong").expect("a state has a number");
            let count = text(&item[count..=count]).parse().expect("a number");
            let leads = href(link).expect("a link leads somewhere");
            // The one that is chosen leads back to all.
            let state = state_of(&leads).or(state_of(address)).expect("a state is named").to_owned();
            links.insert(state.clone(), leads);
            chosen = chosen.or(link.value("aria-current").map(|_| state.clone()));
            counts.insert(state, count);
        }
        let hidden = |tag: &&Tag| tag.value("type") == Some("hidden") && tag.value("name") == Some("state");
        let carried = tags.iter().find(hidden).and_then(|tag| tag.value("value")).map(unescaped);
        Self { labels: labels.collect(), counts, links, chosen, carried }
    }
}

fn state_of(address: &str) -> Option<&str> {
    address.split(['?', '&']).find_map(|part| part.strip_prefix("state="))
}
