//! What is sent wrongly gets a clear answer, and nothing of it is taken.

use std::time::{SystemTime, UNIX_EPOCH};

use harness::client::{CBOR_SEQUENCE, sequence};
use harness::process::{NodeProcess, node};
use harness::story::{Member, World};
use protocol::entry::Entry;
use protocol::item::to_sequence;
use protocol::time::Timestamp;
use serde_json::json;
use tempfile::{TempDir, tempdir};

#[test]
fn a_tampered_entry_is_refused_with_the_reason() {
    let Scene { running, world, _folder, .. } = a_node_with_a_profile();
    let before = running.state();
    let entry = world.items.last().unwrap().to_bytes();
    let (mut refused, mut broken) = (0, 0);
    for place in 0..entry.len() {
        let mut bytes = entry.clone();
        bytes[place] ^= 0x01;
        let reply = running.post("/v1/entries", CBOR_SEQUENCE, &bytes);
        match reply.status {
            // A length that was tampered with breaks the sequence itself.
            422 => {
                assert!(reply.problem(422).contains("nothing was taken"));
                broken += 1;
            }
            200 => {
                let answer = &reply.json()["answers"][0];
                assert_eq!(answer["answer"], "refused", "byte {place}: {answer}");
                assert!(answer["why"].as_str().is_some_and(|why| !why.is_empty()), "byte {place}: {answer}");
                refused += 1;
            }
            other => panic!("byte {place}: {other} {}", reply.text()),
        }
    }
    assert!(broken > 0 && refused > broken, "{refused} refused, {broken} broken");
    assert_eq!(running.state(), before);
}

#[test]
fn the_reason_names_what_was_tampered_with() {
    let Scene { running, world, _folder, .. } = a_node_with_a_profile();
    let entry = world.items.last().unwrap().to_bytes();
    let parsed = Entry::parse(&entry).unwrap();
    let why = |bytes: &[u8]| {
        let reply = running.post("/v1/entries", CBOR_SEQUENCE, bytes).json();
        reply["answers"][0]["why"].as_str().unwrap_or_default().to_owned()
    };
    let mut body = entry.clone();
    *body.last_mut().unwrap() ^= 1;
    assert!(why(&body).contains("body"), "{}", why(&body));
    let mut signature = entry.clone();
    let body_starts = entry.len() - parsed.verify().unwrap().body().len();
    signature[body_starts - 10] ^= 1;
    assert!(why(&signature).contains("signature"), "{}", why(&signature));
    let line =
        String::from_utf8(world.items[0].to_bytes()).unwrap().replace("valley.example", "hollow.example");
    let reply = running.post("/v1/entries", CBOR_SEQUENCE, &to_sequence([line.as_bytes()].into_iter()));
    assert_eq!(reply.json()["answers"][0]["answer"], "refused", "{}", reply.text());
}

#[test]
fn a_truncated_sequence_is_told_and_nothing_of_it_is_taken() {
    let Scene { running, mut world, member, _folder } = a_node_with_a_profile();
    let before = running.state();
    let known = world.items.len();
    for number in 0..3 {
        world.edit(&member, &format!("listing/{number}"), &[("name", "One more")], "2026-03-04");
    }
    let whole = sequence(&world.items[known..]);
    let two = sequence(&world.items[known..known + 2]).len();
    for cut in [two + 1, whole.len() - 1, two + 60] {
        let detail = running.post("/v1/entries", CBOR_SEQUENCE, &whole[..cut]).problem(422);
        assert!(detail.contains("item 3") && detail.contains("nothing was taken"), "{detail}");
        assert_eq!(running.state(), before);
    }
    running.publish(&world.items[known..]);
    assert_eq!(running.digest(), world.directory.digest().to_string());
}

#[test]
fn a_wrong_content_type_is_told_with_the_right_one() {
    let Scene { running, world, _folder, .. } = a_node_with_a_profile();
    let body = sequence(&world.items);
    for content_type in ["application/json", "application/cbor", "text/plain", ""] {
        let detail = running.post("/v1/entries", content_type, &body).problem(415);
        assert!(detail.contains(CBOR_SEQUENCE), "{detail}");
    }
    assert_eq!(running.post("/v1/entries", "application/cbor-seq; charset=binary", &body).status, 200);
}

#[test]
fn a_body_beyond_the_limit_is_told_with_the_limit() {
    let Scene { running, _folder, .. } = a_node_with_a_profile();
    let before = running.state();
    let detail = running.post("/v1/entries", CBOR_SEQUENCE, &vec![0x40; (8 << 20) + 1]).problem(413);
    assert!(detail.contains("8388608"), "{detail}");
    assert_eq!(running.state(), before);
}

#[test]
fn an_entry_dated_a_year_ahead_is_declined_with_a_hint_at_the_clock() {
    let Scene { running, mut world, member, _folder } = a_node_with_a_profile();
    let known = world.items.len();
    let today = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
    let in_a_year = Timestamp::from_millis(u64::try_from(today).unwrap() + 365 * 86_400_000).unwrap();
    world.edit(&member, "profile/self", &[("place", "Tomorrow")], &in_a_year.day().to_string());
    let answers = running.try_send(&world.items[known..]).unwrap();
    assert_eq!(answers[0].answer, "declined");
    let why = answers[0].why.clone().unwrap();
    assert!(why.contains("check the clock of the device that signed"), "{why}");
    assert!(why.contains(&in_a_year.day().to_string()), "{why}");
    let path = format!("/v1/organisations/{}/documents/profile/self.json", member.id);
    assert_eq!(running.get(&path).json()["place"], json!(null), "nothing of it was taken");
}

#[test]
fn an_entry_before_its_predecessor_waits_and_comes_in_with_it() {
    let Scene { running, mut world, member, _folder } = a_node_with_a_profile();
    let known = world.items.len();
    for place in ["Graz", "Leoben"] {
        world.edit(&member, "profile/self", &[("place", place)], "2026-03-05");
    }
    let answers = running.try_send(&world.items[known + 1..]).unwrap();
    assert_eq!(answers[0].answer, "staged");
    assert_eq!(running.state()["staged"], 1);
    running.publish(&world.items[known..=known]);
    assert_eq!(running.state()["staged"], 0);
    assert_eq!(running.digest(), world.directory.digest().to_string());
}

/// A node that holds one organisation with a profile.
struct Scene {
    running: NodeProcess,
    world: World,
    member: Member,
    /// Dropped after the node that uses it.
    _folder: TempDir,
}

fn a_node_with_a_profile() -> Scene {
    let folder = tempdir().expect("a temporary folder");
    let mut world = World::default();
    let member = world.found("valley", "2026-03-01");
    world.edit(&member, "profile/self", &[("name.en", "Photonics Valley")], "2026-03-02");
    let running = node(folder.path()).start();
    running.publish(&world.items);
    Scene { running, world, member, _folder: folder }
}
