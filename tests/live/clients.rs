//! Programs that other people wrote speak with a node and read what it gives out (`tests/interop`).

use std::process::Command;

use harness::population::{self, Generated};
use harness::process::{interop, node, run_to_end};
use harness::story::World;
use serde_json::{Value, json};
use tempfile::tempdir;

#[test]
fn js_libp2p_dials_identifies_pings_and_opens_a_session() {
    let folder = tempdir().unwrap();
    let running = node(folder.path()).start();
    let seen = ask("libp2p_dial.mjs", &[&running.address("/tcp/"), "/hanse/sync/1"]);
    assert_eq!(seen["peerId"], running.state()["peer_id"]);
    assert!(seen["agentVersion"].as_str().unwrap().starts_with("hanse-node/"), "{seen}");
    assert_eq!(seen["protocolVersion"], "hanse/1");
    for protocol in ["/hanse/sync/1", "/ipfs/id/1.0.0", "/ipfs/ping/1.0.0", "/meshsub/1.1.0"] {
        assert!(seen["protocols"].as_array().unwrap().contains(&protocol.into()), "{protocol}: {seen}");
    }
    assert_eq!((&seen["encryption"], &seen["multiplexer"]), (&json!("/noise"), &json!("/yamux/1.0.0")));
    assert!(seen["rttMillis"].as_f64().is_some(), "{seen}");
    assert_eq!(seen["stream"], json!({"opened": true, "protocol": "/hanse/sync/1"}));

    let refused = ask("libp2p_dial.mjs", &[&running.address("/tcp/"), "/hanse/sync/2"]);
    assert_eq!(refused["stream"]["opened"], false, "{refused}");
    assert_eq!(running.get("/health/ready").status, 200);
}

#[test]
fn a_client_in_javascript_fetches_and_verifies_what_a_node_holds() {
    let folder = tempdir().unwrap();
    let running = node(folder.path()).start();
    let mut organisations = population::organisations(60, 40);
    for Generated { member, world } in &mut organisations {
        for edit in 0..4 {
            world.edit(member, "profile/self", &[("place", &format!("Place {edit}"))], "2026-03-01");
        }
    }
    let items = population::items(&organisations);
    running.publish(&items);
    let mut expected: Vec<Value> =
        items.iter().map(|item| json!([item.time().as_millis(), item.id().to_string()])).collect();
    let in_order = |item: &Value| (item[0].as_u64(), item[1].to_string());
    expected.sort_by_key(in_order);
    let address = running.address("/tcp/");

    let fetched = ask("sync.mjs", &[&address]);
    let mut got = fetched["items"].as_array().unwrap().clone();
    got.sort_by_key(in_order);
    assert_eq!(got, expected);
    assert_eq!((&fetched["lines"], &fetched["entries"]), (&json!(60), &json!(300)));
    assert_eq!((&fetched["count"], &fetched["rounds"]), (&json!(360), &json!(1)));
    assert_eq!(fetched["isComplete"], true, "the fingerprint of both is the same");
    assert!(fetched["packed"].as_u64() > Some(0), "nothing came packed");

    // Who holds all but a few is sent those; who holds all, nothing.
    let held = folder.path().join("held.json");
    let missing: Vec<Value> = expected.iter().skip(7).step_by(50).cloned().collect();
    let known: Vec<&Value> = expected.iter().filter(|item| !missing.contains(item)).collect();
    std::fs::write(&held, json!(known).to_string()).unwrap();
    let fetched = ask("sync.mjs", &[&address, held.to_str().unwrap()]);
    let mut got = fetched["items"].as_array().unwrap().clone();
    got.sort_by_key(in_order);
    assert_eq!((got, &fetched["isComplete"]), (missing, &json!(true)));
    std::fs::write(&held, json!(expected).to_string()).unwrap();
    let equal = ask("sync.mjs", &[&address, held.to_str().unwrap()]);
    assert_eq!((&equal["isEqual"], &equal["rounds"], &equal["items"]), (&json!(true), &json!(0), &json!([])));
}

#[test]
fn automerge_in_javascript_loads_a_document_and_sees_what_the_node_shows() {
    let folder = tempdir().unwrap();
    let running = node(folder.path()).start();
    let mut world = World::default();
    let mut member = world.found("valley", "2026-03-01");
    let line = member.add_device(2, harness::story::at("2026-03-02"));
    world.take(protocol::item::Item::Line(Box::new(line)));
    let texts = [
        ("name.en", "Photonics Valley"),
        ("description.en", "A longer text, such as people write together."),
    ];
    world.edit(&member, "profile/self", &texts, "2026-03-03");
    world.edit_with(
        &member,
        2,
        "profile/self",
        &[("place", "Graz"), ("name.de", "Tal der Photonik")],
        "2026-03-04",
    );
    running.publish(&world.items);

    let path = format!("/v1/organisations/{}/documents/profile/self", member.id);
    let saved = running.get(&format!("{path}.automerge"));
    assert_eq!(saved.status, 200);
    let file = folder.path().join("self.automerge");
    std::fs::write(&file, &saved.body).unwrap();
    let seen = ask("automerge_load.mjs", &[file.to_str().unwrap()]);
    let shown = running.get(&path).json();
    assert_eq!(seen["document"], shown["content"]);
    assert_eq!(seen["document"], running.get(&format!("{path}.json")).json());
    assert_eq!(seen["heads"], shown["heads"]);
    assert_eq!(seen["document"]["name.de"], "Tal der Photonik");
    assert_eq!(seen["conflicts"], json!({}));
}

/// Runs one of the programs and returns its answer, which must be yes.
fn ask(program: &str, parameters: &[&str]) -> Value {
    let mut command = Command::new("node");
    command.arg(interop().join(program)).args(parameters);
    let ended = run_to_end(command);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let answer: Value = serde_json::from_str(&ended.stdout).expect("one JSON object");
    assert_eq!(answer["ok"], true, "{answer}");
    answer
}
