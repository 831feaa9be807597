//! `hanse-node demo`, as a person or a script starts it.

use std::ffi::OsStr;
use std::fs;
use std::process::Command;

use harness::process::{Ended, program, run_to_end};
use serde_json::Value;
use tempfile::tempdir;

#[test]
fn the_demonstration_moves_the_real_register_through_three_nodes_to_one_digest() {
    let told = demo(&[]);
    check_form(&told);
    for node in told["nodes"].as_array().unwrap() {
        assert_eq!(node["listings"], 1475, "{node}");
        assert_eq!(node["organisations"], 5, "{node}");
        assert!(node["documents"].as_u64().unwrap() > 1475, "{node}");
    }
}

#[test]
fn a_demonstration_that_is_kept_imports_nothing_twice() {
    let folder = tempdir().unwrap();
    let register = folder.path().join("register.jsonl");
    fs::write(&register, REGISTER).unwrap();
    let data = folder.path().join("data");
    let arguments = ["--data".as_ref(), data.as_os_str(), "--register".as_ref(), register.as_os_str()];
    let first = demo(&arguments);
    check_form(&first);
    let second = demo(&arguments);
    check_form(&second);
    for (before, after) in first["nodes"].as_array().unwrap().iter().zip(second["nodes"].as_array().unwrap())
    {
        assert_eq!(before["listings"], 3, "{before}");
        for unchanged in ["name", "peer_id", "listings", "organisations"] {
            assert_eq!(before[unchanged], after[unchanged]);
        }
        // The second run issues and withdraws a label of its own: a document of two entries, and a statement after each.
        assert_eq!(after["documents"].as_u64(), before["documents"].as_u64().map(|count| count + 1));
        assert_eq!(
            after["items"].as_u64(),
            before["items"].as_u64().map(|count| count + 5),
            "and the scheme is stated"
        );
    }
}

#[test]
fn a_register_that_is_not_sound_is_told_with_the_line() {
    let folder = tempdir().unwrap();
    let register = folder.path().join("register.jsonl");
    fs::write(&register, format!("{REGISTER}no json\n")).unwrap();
    let ended = start(&["--register".as_ref(), register.as_os_str()]);
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(3), ""));
    assert!(ended.stderr.contains("register.jsonl") && ended.stderr.contains("line 4"), "{}", ended.stderr);
}

/// The object that the demonstration prints: its members, one digest on all nodes, and the label's two verdicts.
fn check_form(told: &Value) {
    let members = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(members(told), ["converged", "label", "nodes", "seconds"]);
    assert_eq!(told["converged"], true);
    assert!(told["seconds"].as_f64().is_some_and(|seconds| seconds > 0.0));
    let nodes = told["nodes"].as_array().expect("nodes are a list");
    assert_eq!(nodes.len(), 3);
    for node in nodes {
        assert_eq!(
            members(node),
            ["digest", "documents", "http", "items", "listings", "name", "organisations", "peer_id"]
        );
        assert_eq!((&node["digest"], &node["items"]), (&nodes[0]["digest"], &nodes[0]["items"]));
        assert_eq!(node["digest"].as_str().expect("a digest is text").len(), 64);
    }
    assert_eq!(members(&told["label"]), ["id", "verdict_after", "verdict_before"]);
    assert_eq!(
        (&told["label"]["verdict_before"], &told["label"]["verdict_after"]),
        (&"valid".into(), &"withdrawn".into())
    );
}

fn demo(arguments: &[&OsStr]) -> Value {
    let ended = start(arguments);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    assert_eq!(ended.stdout.lines().count(), 1, "{}", ended.stdout);
    serde_json::from_str(&ended.stdout).expect("one JSON object")
}

fn start(arguments: &[&OsStr]) -> Ended {
    let mut command = Command::new(program("hanse-node"));
    command.args(["demo", "--once", "--json"]).args(arguments);
    run_to_end(command)
}

const REGISTER: &str = r#"{"id": "at-one", "name": "Example Cluster One", "country": "AT", "nuts": "AT22", "nuts_version": "2024"}
{"id": "de-two", "name": "Example Cluster Two", "country": "DE", "ecosystems": ["digital"]}
{"id": "fr-three", "name": "Example Cluster Three", "country": "FR", "website": "https://three.example/"}
"#;
