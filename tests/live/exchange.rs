//! Nodes exchange what they hold: publish to one, read on all.

use harness::client::Client;
use harness::process::{LISTEN_QUIC, LISTEN_TCP, node, until};
use harness::story::World;
use serde_json::json;
use tempfile::tempdir;

#[test]
fn what_is_published_to_one_node_is_read_on_two_others_and_all_have_one_digest() {
    let folders = [tempdir().unwrap(), tempdir().unwrap(), tempdir().unwrap()];
    let first = node(folders[0].path()).start();
    let second = node(folders[1].path())
        .with("--listen", LISTEN_TCP)
        .with("--listen", LISTEN_QUIC)
        .peer(&first.address("/tcp/"))
        .start();
    // The third knows the second only, and only by QUIC: what reaches it went through two kinds of connections.
    let third = node(folders[2].path()).peer(&second.address("/quic-v1")).start();

    // Half is said before the nodes have met, half afterwards: sessions carry the one, gossip the other.
    let mut world = World::default();
    let cluster = world.found("valley", "2026-03-01");
    world.edit(&cluster, "profile/self", &[("name.en", "Photonics Valley")], "2026-03-02");
    first.publish(&world.items);
    let profile = format!("/v1/organisations/{}/documents/profile/self.json", cluster.id);
    for other in [&second, &third] {
        until("the profile arrives", || reads(other, &profile, "Photonics Valley"));
    }
    let known = world.items.len();
    world.edit(&cluster, "profile/self", &[("name.en", "Photonics Valley Styria")], "2026-03-03");
    third.publish(&world.items[known..]);
    for other in [&first, &second] {
        until("the edit arrives", || reads(other, &profile, "Photonics Valley Styria"));
    }

    let expected = world.directory.digest().to_string();
    for client in [&first, &second, &third] {
        assert_eq!(client.digest(), expected);
    }
}

#[test]
fn nodes_that_were_apart_come_to_one_digest_when_they_meet() {
    let folders = [tempdir().unwrap(), tempdir().unwrap()];
    let first = node(folders[0].path()).start();
    let address = first.address("/tcp/");
    let mut world = World::default();
    let agency = world.found("agency", "2026-01-05");
    for number in 0..40 {
        let name = format!("Organisation {number}");
        world.edit(
            &agency,
            &format!("listing/{number}"),
            &[("name", &name), ("country", "AT")],
            "2026-01-06",
        );
    }
    first.publish(&world.items);

    let mut elsewhere = World::default();
    let other = elsewhere.found("elsewhere", "2026-02-01");
    elsewhere.edit(&other, "profile/self", &[("name.en", "Elsewhere")], "2026-02-02");
    let alone = node(folders[1].path()).start();
    alone.publish(&elsewhere.items);
    assert_ne!(alone.digest(), first.digest());
    alone.stop();

    let second = node(folders[1].path()).peer(&address).start();
    for item in elsewhere.items {
        world.take(item);
    }
    let expected = world.directory.digest().to_string();
    until("the first node has everything", || (first.digest() == expected).then_some(()));
    until("the second node has everything", || (second.digest() == expected).then_some(()));
    assert_eq!(second.state()["listings"], 40);
    let peer = first.state()["peer_id"].clone();
    assert_eq!(second.state()["peers"], json!([peer]));
}

fn reads(client: &Client, path: &str, name: &str) -> Option<()> {
    let reply = client.get(path);
    (reply.status == 200 && reply.json()["name.en"] == name).then_some(())
}
