//! Audits from the command line: what they could not hear, and where they look.

use cli::output::Exit;
use serde_json::{Value, json};

use super::{Labelled, Person, labelled, text};

fn gaps(report: &Value) -> String {
    report["gaps"].as_array().expect("a report lists its gaps").iter().map(|gap| gap.to_string()).collect()
}

#[test]
fn a_bundle_that_is_cut_is_open_in_every_form_of_the_report() {
    let Labelled { node: _node, authority, auditor, label } = labelled();
    let authority = Person { day: "2026-05-20", ..authority };
    authority.done(&["attestation", "suspend", &label, "--reason", "the report is missing"]);
    let auditor = Person { day: "2026-05-21", ..auditor };
    let (issuer, whole, cut) = (authority.did(), auditor.file("whole"), auditor.file("cutb"));
    auditor.done(&["bundle", "export", &whole, "--organisation", &issuer]);
    let bytes = std::fs::read(&whole).expect("it was written");
    let audited = |path: &str, more: &[&str]| {
        let said = auditor.says(&[&["audit", "issuer", &issuer, "--bundle", path], more].concat());
        (said.exit, said.json)
    };
    let (exit, report) = audited(&whole, &[]);
    assert_eq!((exit, &report["outcome"]), (Exit::Done, &json!("clean")), "{report}");
    let items = report["items"]["count"].as_u64().expect("a report counts its items");
    // The last item is missing, then it is damaged.
    let mut damaged = bytes.clone();
    let last = damaged.len() - 3;
    damaged[last] ^= 1;
    for (bytes, fault) in [(&bytes[..bytes.len() - 9], "is missing"), (&damaged, "does not hold")] {
        std::fs::write(&cut, bytes).expect("it can be written");
        let (exit, report) = audited(&cut, &[]);
        assert_eq!((exit, &report["outcome"]), (Exit::Unknown, &json!("open")), "{report}");
        assert_eq!(report["findings"], json!([]));
        let gaps = gaps(&report);
        assert!(gaps.contains(&format!("1 of {items} items {fault}")) && gaps.contains("cutb"), "{gaps}");
        // The item was the newest statement, which this home has seen.
        assert!(gaps.contains("this home has seen its statement of 2026-05-20"), "{gaps}");
        for form in ["text", "json", "csv", "html"] {
            let out = auditor.file("report");
            let (exit, _) = audited(&cut, &["--format", form, "--out", &out]);
            let report = std::fs::read_to_string(&out).expect("it was written");
            assert!(exit == Exit::Unknown && report.contains(fault) && report.contains("cutb"), "{report}");
        }
    }
}

#[test]
fn nodes_that_tell_less_than_was_seen_leave_an_audit_open() {
    let Labelled { node, authority, auditor, label } = labelled();
    let before = node.directory();
    let later = Person { day: "2026-05-20", ..authority };
    later.done(&["attestation", "withdraw", &label, "--reason", "dissolved"]);
    let auditor = Person { day: "2026-05-21", ..auditor };
    let audit = ["audit", "issuer", &later.did()];
    assert_eq!(auditor.done(&audit)["verdicts"], json!({"withdrawn": 1}));
    let now = node.directory();
    node.hold(before);
    let said = auditor.says(&audit);
    assert_eq!((said.exit, &said.json["outcome"]), (Exit::Unknown, &json!("open")), "{said:?}");
    assert!(gaps(&said.json).contains("this home has seen its statement of 2026-05-20"), "{said:?}");
    // What was known on an earlier day is all there.
    assert_eq!(auditor.done(&[&audit[..], &["--as-known", "2026-05-09"]].concat())["outcome"], "clean");
    node.hold(now);
    assert_eq!(auditor.done(&audit)["outcome"], "clean");
}

#[test]
fn a_scheme_or_an_organisation_that_nobody_knows_is_not_clean() {
    let Labelled { node: _node, authority, auditor, .. } = labelled();
    let owner = text(&authority.says(&["organisation", "show"]).json, "scid");
    let stranger = Person::founded("Stranger", "cluster", &[]).did();
    let scheme = format!("{owner}/does-not-exist");
    for (words, sentence) in [
        (["audit", "scheme", &scheme], "no such scheme was heard of"),
        (["audit", "issuer", &stranger], "it is not known"),
        (["audit", "organisation", &stranger], "it is not known"),
    ] {
        let said = auditor.says(&words);
        assert_eq!((said.exit, &said.json["outcome"]), (Exit::Unknown, &json!("open")), "{said:?}");
        assert!(gaps(&said.json).contains(sentence), "{said:?}");
    }
}

#[test]
fn labels_that_came_by_transfer_are_found_where_nodes_know_of_them() {
    let Labelled { node, authority, auditor, label } = labelled();
    let heir = Person::founded("Photonics South", "cluster", &[&node]);
    authority.done(&["attestation", "transfer", &label, "--to", &heir.did(), "--reason", "they merged"]);
    let report = auditor.done(&["audit", "organisation", &heir.did()]);
    assert_eq!(
        (&report["outcome"], &report["labels"][0]["id"]),
        (&json!("clean"), &json!(label)),
        "{report}"
    );
}

#[test]
fn whose_labels_a_successor_keeps_is_found_by_the_anchors() {
    let Labelled { node, authority, auditor, .. } = labelled();
    let issuer = Person::founded("Assessors", "label-authority", &[&node]);
    let successor = Person::founded("Successors", "label-authority", &[&node]);
    let stranger = Person::founded("Strangers", "label-authority", &[&node]);
    let cluster = Person::founded("Medical Valley", "cluster", &[&node]);
    let scheme =
        format!("{}/cluster-excellence-1.0", text(&authority.says(&["organisation", "show"]).json, "scid"));
    let (from, to, next) = (issuer.did(), cluster.did(), successor.did());
    let grant = ["accreditation", "grant", "--scheme", &scheme, "--levels", "gold,silver", "--to"];
    authority.done(&[&grant[..], &[&from]].concat());
    let issue = ["attestation", "issue", "--scheme", &scheme, "--level", "gold", "--valid-from", "2026-05"];
    let label = text(&issuer.done(&[&issue[..], &["--subject", &to]].concat()), "id");
    authority.done(&[&grant[..], &[&next, "--succeeds", &from, "--valid-from", "2026-05"]].concat());
    let take_over = ["attestation", "take-over", &label, "--reason", "it ended"];
    successor.done(&take_over);
    let refused = stranger.says(&take_over);
    assert!(refused.exit == Exit::No && refused.talk.contains("the successor of Assessors"), "{refused:?}");
    let report = auditor.done(&["audit", "issuer", &next]);
    assert_eq!(
        (&report["outcome"], &report["labels"][0]["id"]),
        (&json!("clean"), &json!(label)),
        "{report}"
    );
}
