//! What is printed: on A4, whole, and without what can only be pressed.

use harness::chance::Chance;
use harness::labelled::{Cast, Chronicle};
use harness::planted::plant;
use harness::process::interop;
use protocol::audit::FindingCode;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::stage::{ask, stage};

#[test]
fn the_pages_of_an_organisation_a_label_and_a_scheme_print_on_a4_without_navigation() {
    let (folder, running, scene) = stage();
    let printed = folder.path().join("page.pdf");
    for (page, says) in [
        (format!("/organisations/{}", scene.cluster.id), ["Photonics Valley", "Labels it holds"]),
        (format!("/attestations/{}", scene.label), ["Withdrawn since 2026-06-01", "What was checked"]),
        (
            format!("/schemes/{}", scene.scheme.0),
            ["Cluster Excellence", "Management, governance and strategy"],
        ),
    ] {
        let seen = print(&format!("{}{page}", running.url()), printed.to_str().expect("paths here are text"));
        assert_eq!(seen["navigation"], json!([]), "{page}");
        let text = seen["says"].as_str().unwrap_or_default();
        for said in says {
            assert!(text.contains(said), "{page} lacks {said}: {text}");
        }
        for pressed in ["Skip to", "This node\n", "Deutsch", "Judge\n"] {
            assert!(!text.contains(pressed), "{page} has {pressed:?}: {text}");
        }
    }
}

#[test]
fn a_report_of_an_audit_is_read_on_screens_and_printed() {
    let folder = tempdir().expect("a temporary folder");
    let cast = Cast::new();
    let mut chronicle = Chronicle::honest(&cast, &mut Chance::seeded(3));
    for fault in [FindingCode::BadSignature, FindingCode::NumberTwice, FindingCode::UnknownAct] {
        plant(&mut chronicle, fault);
    }
    let audit = chronicle.audited();
    assert!(audit.findings.len() >= 3 && audit.labels.len() >= 3, "{:?}", audit.findings);
    let (page, printed) = (folder.path().join("audit.html"), folder.path().join("audit.pdf"));
    std::fs::write(&page, audit.to_html()).expect("the folder is writable");
    let [page, printed] = [&page, &printed].map(|path| path.to_str().expect("paths here are text"));
    print(page, printed);
}

/// Prints a page in a file or of a node, and returns what the program saw.
fn print(page: &str, printed: &str) -> Value {
    let seen = ask(&interop().join("page_print.mjs"), &[page, printed]);
    let is_sound = [&seen["ok"], &seen["isPdf"], &seen["isTagged"], &seen["isA4"]];
    assert!(is_sound.iter().all(|is_so| **is_so == json!(true)), "{page}: {seen:#}");
    assert!(seen["pages"].as_u64().is_some_and(|pages| (1..=10).contains(&pages)), "{page}: {seen:#}");
    assert_eq!(seen["foreignRequests"], json!([]), "{page}");
    seen
}
