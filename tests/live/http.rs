//! The HTTP API as it is described, and as it answers.

use std::collections::BTreeSet;

use harness::process::{NodeProcess, node};
use harness::story::World;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

#[test]
fn the_description_lists_every_path_and_every_path_is_served() {
    let Scene { running, world, _folder } = a_node_with_a_label();
    let description = running.get("/openapi.json").json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"), "{}", description["openapi"]);
    let paths = description["paths"].as_object().unwrap();
    let described: BTreeSet<&str> = paths.keys().map(String::as_str).collect();
    assert_eq!(described, PATHS.into_iter().collect());

    let organisation = world.directory.ledgers().next().unwrap().0.to_string();
    for (path, methods) in paths {
        let path = path
            .replace("{scid}", &organisation)
            .replace("{collection}", "profile")
            .replace("{name}", "none")
            .replace("{file}", "vouches.csv");
        for method in methods.as_object().unwrap().keys() {
            let reply = match method.as_str() {
                "get" => running.get(&path),
                "post" => running.post(&path, "application/cbor-seq", b""),
                other => panic!("a method that no test knows: {other} {path}"),
            };
            assert!(reply.status < 500, "{method} {path}: {} {}", reply.status, reply.text());
            assert_ne!(reply.status, 405, "{method} {path}");
            if reply.status == 404 {
                let detail = reply.problem(404);
                assert!(detail.contains("holds no"), "{method} {path}: {detail}");
            }
            let described = &methods[method]["responses"][reply.status.to_string()];
            assert!(
                described.is_object(),
                "{method} {path} answers {}, which is not described",
                reply.status
            );
        }
    }
}

#[test]
fn every_problem_has_the_form_of_rfc_9457() {
    let Scene { running, world, _folder } = a_node_with_a_label();
    let organisation = world.directory.ledgers().next().unwrap().0.to_string();
    let nobody = "QmPZ9gcCEpqKTo6aq61g2nXGUhM4iCL3ewB6LDXZCtioEB";
    for path in [
        "/v1/nothing".to_owned(),
        format!("/v1/organisations/{nobody}"),
        format!("/v1/organisations/{nobody}/did.jsonl"),
        format!("/v1/organisations/{nobody}/items"),
        format!("/v1/organisations/{nobody}/documents"),
        format!("/v1/organisations/{organisation}/documents/profile/none"),
        format!("/v1/organisations/{organisation}/documents/profile/none/entries"),
        format!("/v1/attestations/{organisation}/none"),
        format!("/v1/attestations/{organisation}/none/evidence"),
        format!("/v1/attestations/{organisation}/none/badge.svg"),
        format!("/v1/attestations/{organisation}/none/qr.svg"),
        format!("/v1/schemes/{organisation}/none"),
        format!("/v1/accreditations/{organisation}/none"),
    ] {
        running.get(&path).problem(404);
    }
    for path in [
        "/v1/organisations/no-scid".to_owned(),
        "/v1/organisations/%FF".to_owned(),
        "/v1/organisations?limit=0".to_owned(),
        "/v1/organisations?limit=201".to_owned(),
        "/v1/listings?offset=minus".to_owned(),
        "/v1/landscape?limit=some".to_owned(),
        "/v1/attestations?subject=nobody".to_owned(),
        format!("/v1/organisations/{organisation}/documents/PROFILE/self"),
    ] {
        running.get(&path).problem(400);
    }
    running.post("/v1/node", "application/json", b"{}").problem(405);
    running.post("/v1/organisations/no-scid/did.jsonl", "application/jsonl", b"{}").problem(400);
}

#[test]
fn what_is_found_is_paged_and_says_how_much_there_is() {
    let Scene { running, _folder, .. } = a_node_with_a_label();
    for path in ["/v1/organisations", "/v1/listings", "/v1/landscape"] {
        let page = running.get(&format!("{path}?offset=1&limit=1")).json();
        let members: Vec<&String> = page.as_object().unwrap().keys().collect();
        assert_eq!(members, ["items", "limit", "offset", "total"], "{path}");
        assert_eq!((&page["offset"], &page["limit"]), (&1.into(), &1.into()), "{path}");
        let total = page["total"].as_u64().unwrap();
        let expected = usize::from(total > 1);
        assert_eq!(page["items"].as_array().map(Vec::len), Some(expected), "{path} of {total}");
    }
}

#[test]
fn what_a_node_gives_out_is_taken_in_by_another_as_it_is() {
    let Scene { running, world, _folder } = a_node_with_a_label();
    let folder = tempdir().unwrap();
    let other = node(folder.path()).start();
    for (id, _) in world.directory.ledgers() {
        let log = running.get(&format!("/v1/organisations/{id}/did.jsonl"));
        assert_eq!(log.content_type, "application/jsonl");
        let reply = other.post(&format!("/v1/organisations/{id}/did.jsonl"), &log.content_type, &log.body);
        assert_eq!(reply.json()["answers"][0]["answer"], "accepted", "{}", reply.text());
        let items = running.get(&format!("/v1/organisations/{id}/items"));
        let reply = other.post("/v1/entries", &items.content_type, &items.body);
        let answers = reply.json()["answers"].as_array().unwrap().clone();
        let is_in = |answer: &Value| ["accepted", "known"].contains(&answer["answer"].as_str().unwrap());
        assert!(!answers.is_empty() && answers.iter().all(is_in), "{answers:?}");
    }
    assert_eq!(other.digest(), running.digest());
}

struct Scene {
    running: NodeProcess,
    world: World,
    /// Dropped after the node that uses it.
    _folder: TempDir,
}

fn a_node_with_a_label() -> Scene {
    let folder = tempdir().expect("a temporary folder");
    let mut world = World::default();
    let (authority, cluster) = (world.found("authority", "2026-01-02"), world.found("valley", "2026-01-03"));
    world.edit(&cluster, "profile/self", &[("name.en", "Photonics Valley"), ("country", "AT")], "2026-01-04");
    for name in ["One", "Two"] {
        world.edit(&authority, &format!("listing/{}", name.to_lowercase()), &[("name", name)], "2026-01-05");
    }
    let scheme = world.publish_scheme(&authority, "2026-01-06");
    world.issue(&authority, &authority, &cluster, &scheme, "gold", "2026-02-01");
    let running = node(folder.path()).start();
    running.publish(&world.items);
    Scene { running, world, _folder: folder }
}

/// What a node promises to programs; a new path is written here and described there.
const PATHS: [&str; 34] = [
    "/health/live",
    "/health/ready",
    "/metrics",
    "/v1/accreditations/{scid}/{name}",
    "/v1/attestations",
    "/v1/attestations/{scid}/{name}",
    "/v1/attestations/{scid}/{name}/badge.svg",
    "/v1/attestations/{scid}/{name}/credential",
    "/v1/attestations/{scid}/{name}/evidence",
    "/v1/attestations/{scid}/{name}/qr.svg",
    "/v1/compare",
    "/v1/counts",
    "/v1/entries",
    "/v1/export",
    "/v1/export/{file}",
    "/v1/landscape",
    "/v1/landscape/suggest",
    "/v1/listings",
    "/v1/node",
    "/v1/organisations",
    "/v1/organisations/{scid}",
    "/v1/organisations/{scid}/did.jsonl",
    "/v1/organisations/{scid}/documents",
    "/v1/organisations/{scid}/documents/{collection}/{name}",
    "/v1/organisations/{scid}/documents/{collection}/{name}/entries",
    "/v1/organisations/{scid}/items",
    "/v1/organisations/{scid}/links",
    "/v1/portals",
    "/v1/portals/{scid}/{name}",
    "/v1/posts",
    "/v1/posts/{scid}/{name}",
    "/v1/schemes",
    "/v1/schemes/{scid}/{name}",
    "/v1/statuslists/{scid}/{purpose}",
];
