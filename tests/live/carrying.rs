//! An operator chooses whom a node carries, and changes the choice while the node runs.

use std::path::Path;
use std::process::Command;

use harness::client::Client;
use harness::process::{Ended, node, program, run_to_end, until};
use harness::story::{Member, World};
use protocol::directory::Directory;
use protocol::organisation::OrganisationId;
use serde_json::{Value, json};
use tempfile::tempdir;

#[test]
fn a_vouched_node_carries_whom_its_sponsors_vouch_for_and_no_others() {
    let scene = Scene::new();
    let folders = [tempdir().unwrap(), tempdir().unwrap()];
    let all = node(folders[0].path()).start();
    all.publish(&scene.world.items);
    told(folders[1].path(), &["sponsor", "add", &scene.sponsor.id.to_string()]);
    told(folders[1].path(), &["carry", "vouched"]);
    let vouched = node(folders[1].path()).peer(&all.address("/tcp/")).start();

    let carried = [&scene.sponsor, &scene.agency, &scene.member, &scene.of_agency];
    let expected = digest_of(&scene.world, &carried);
    until("the vouched node has what it carries", || (vouched.digest() == expected).then_some(()));
    assert!(!shows(&vouched, &scene.stranger));
    let answers = vouched.try_send(&items_of(&scene.world, &scene.stranger)).unwrap();
    for answer in answers {
        assert_eq!(answer.answer, "declined");
        let why = answer.why.unwrap();
        assert!(why.contains(&format!("hanse-node host add {}", scene.stranger.id)), "{why}");
    }
    let carrying = status(folders[1].path())["carrying"].clone();
    assert_eq!((&carrying["mode"], &carrying["listed"]), (&json!("vouched"), &json!(4)));
    let sponsor = voucher(&carrying, &scene.sponsor);
    assert_eq!((&sponsor["vouched"], &sponsor["carried"]), (&json!(2), &json!(2)));

    // Its page says so to everybody, and by whose word.
    let page = vouched.ask("GET", "/node", &[("accept", "text/html")]).text();
    let (_, carries) = page.split_once("id=\"carries-title\"").expect("it says whom it carries");
    let (carries, _) = carries.split_once("</section>").expect("a section ends");
    assert!(carries.contains("<h3>Sponsors</h3>"), "{carries}");
    let named = |member: &Member| carries.contains(&format!("href=\"/organisations/{}\"", member.id));
    assert!(named(&scene.sponsor) && carries.contains("sponsor"), "{carries}");
    assert!(
        !named(&scene.agency) && !named(&scene.member),
        "whom a sponsor vouches for is no sponsor: {carries}"
    );
    let everybody = all.ask("GET", "/node", &[("accept", "text/html")]).text();
    assert!(!everybody.contains(">Sponsors<"), "{everybody}");

    // A vouch that comes while the node runs brings in whom it names, without a restart.
    let mut world = scene.world.clone();
    let known = world.items.len();
    vouch(&mut world, &scene.sponsor, &scene.stranger, false, "2026-05-01");
    all.publish(&world.items[known..]);
    until("the newly vouched one is carried", || shows(&vouched, &scene.stranger).then_some(()));
    let expected =
        digest_of(&world, &[&scene.sponsor, &scene.agency, &scene.member, &scene.of_agency, &scene.stranger]);
    until("everything of it arrives", || (vouched.digest() == expected).then_some(()));
}

#[test]
fn of_more_vouches_than_the_cap_the_earliest_count() {
    let mut world = World::default();
    let sponsor = world.found("sponsor", "2026-01-01");
    let members: Vec<Member> =
        (0..4).map(|number| world.found(&format!("member{number}"), "2026-01-02")).collect();
    for (number, day) in [(1, "2026-02-01"), (2, "2026-02-02"), (3, "2026-02-03"), (0, "2026-02-04")] {
        vouch(&mut world, &sponsor, &members[number], false, day);
    }
    let folder = tempdir().unwrap();
    let running = node(folder.path()).start();
    told(folder.path(), &["sponsor", "add", &sponsor.id.to_string()]);
    told(folder.path(), &["carry", "vouched", "--per-voucher-max", "2"]);
    running.publish(&items_of(&world, &sponsor));
    until("the vouches count", || (status(folder.path())["carrying"]["listed"] == json!(3)).then_some(()));
    let taken = |member: &Member| {
        let answers = running.try_send(&items_of(&world, member)).unwrap();
        answers.iter().all(|answer| answer.answer == "accepted")
    };
    assert_eq!(members.iter().map(taken).collect::<Vec<_>>(), [false, true, true, false]);
    let carrying = status(folder.path())["carrying"].clone();
    let heard = voucher(&carrying, &sponsor);
    assert_eq!((&heard["vouched"], &heard["carried"]), (&json!(4), &json!(2)));
}

#[test]
fn a_blocked_organisation_is_gone_without_a_restart_and_comes_back_when_it_is_unblocked() {
    let scene = Scene::new();
    let folders = [tempdir().unwrap(), tempdir().unwrap()];
    let first = node(folders[0].path()).start();
    first.publish(&scene.world.items);
    let second = node(folders[1].path()).peer(&first.address("/tcp/")).start();
    let whole = scene.world.directory.digest().to_string();
    until("the nodes agree", || (second.digest() == whole).then_some(()));

    let scid = scene.stranger.id.to_string();
    let ended = told(folders[1].path(), &["block", "add", &scid]);
    assert!(ended.stdout.contains("the running node follows"), "{}", ended.stdout);
    assert!(!shows(&second, &scene.stranger));
    let search = second.get("/v1/landscape?q=stranger").text();
    assert!(!search.contains(&scid), "{search}");
    assert_eq!(second.get(&format!("/v1/organisations/{scid}/did.jsonl")).status, 404);
    let others = [&scene.sponsor, &scene.agency, &scene.member, &scene.of_agency];
    let rest = digest_of(&scene.world, &others);
    assert_eq!(second.digest(), rest, "the rest is not disturbed");
    assert_eq!(told(folders[1].path(), &["block", "list"]).stdout.trim(), scid);
    let declined = second.try_send(&items_of(&scene.world, &scene.stranger)).unwrap();
    assert!(declined.iter().all(|answer| answer.answer == "declined"), "{declined:?}");

    // What the blocked one says meanwhile is not asked for; the others go on.
    let mut world = scene.world.clone();
    let known = world.items.len();
    world.edit(&scene.stranger, "profile/self", &[("name.en", "Stranger renamed")], "2026-05-01");
    world.edit(&scene.member, "profile/self", &[("name.en", "Member renamed")], "2026-05-01");
    first.publish(&world.items[known..]);
    let rest = digest_of(&world, &others);
    until("the others go on", || (second.digest() == rest).then_some(()));
    assert!(!shows(&second, &scene.stranger));

    // The block outlives a restart, and what is in the record stays there.
    second.stop();
    let second = node(folders[1].path()).peer(&first.address("/tcp/")).start();
    assert!(!shows(&second, &scene.stranger));
    assert_eq!(second.digest(), rest);

    told(folders[1].path(), &["block", "remove", &scid]);
    assert!(shows(&second, &scene.stranger), "its items never left the disk");
    let whole = world.directory.digest().to_string();
    until("what it said meanwhile arrives", || (second.digest() == whole).then_some(()));
}

#[test]
fn a_node_hosts_only_whom_its_agency_agreed_to_host() {
    let mut world = World::default();
    let guest = world.found("guest", "2026-01-01");
    let folder = tempdir().unwrap();
    told(folder.path(), &["carry", "vouched"]);
    let running = node(folder.path()).with("--public-host", "guest.example").start();
    let answers = running.try_send(&world.items).unwrap();
    let why = answers[0].why.clone().unwrap();
    assert!(why.contains("names this node as its host") && why.contains("host add"), "{why}");

    let ended = told(folder.path(), &["host", "add", &guest.tip().did()]);
    assert!(ended.stdout.contains("is hosted; the running node follows"), "{}", ended.stdout);
    running.publish(&world.items);
    assert!(shows(&running, &guest));
    told(folder.path(), &["host", "remove", &guest.id.to_string()]);
    assert!(!shows(&running, &guest));
    assert_eq!(told(folder.path(), &["host", "list"]).stdout, "");
}

#[test]
fn an_organisation_that_is_full_is_declined_until_it_is_hosted() {
    let mut world = World::default();
    let busy = world.found("busy", "2026-01-01");
    for number in 0..5 {
        world.edit(&busy, "profile/self", &[("name.en", &format!("Busy {number}"))], "2026-01-02");
    }
    let folder = tempdir().unwrap();
    std::fs::write(folder.path().join("carrying.toml"), "organisation_items_max = 3\n").unwrap();
    let running = node(folder.path()).start();
    let answers = running.try_send(&world.items).unwrap();
    let words: Vec<&str> = answers.iter().map(|answer| answer.answer.as_str()).collect();
    assert_eq!(words, ["accepted", "accepted", "accepted", "declined", "declined", "declined"]);
    assert!(answers[3].why.as_ref().unwrap().contains("at most 3 items"));
    told(folder.path(), &["host", "add", &busy.id.to_string()]);
    running.publish(&world.items);
}

#[test]
fn the_status_is_for_the_operator_and_only_while_the_node_runs() {
    let folders = [tempdir().unwrap(), tempdir().unwrap()];
    let ended = hanse_node(folders[0].path(), &["status"]);
    assert_eq!(ended.code, Some(3));
    assert!(ended.stderr.contains("no node runs on"), "{}", ended.stderr);

    let first = node(folders[0].path()).with("--name", "First").start();
    let second = node(folders[1].path()).peer(&first.address("/tcp/")).start();
    let mut world = World::default();
    let cluster = world.found("valley", "2026-03-01");
    world.edit(&cluster, "profile/self", &[("name.en", "Valley")], "2026-03-02");
    first.publish(&world.items);
    let expected = world.directory.digest().to_string();
    until("the second node has it", || (second.digest() == expected).then_some(()));
    let found = until("the session is told", || {
        let status = status(folders[0].path());
        let is_told = status["peers"][0]["last_session"].is_object() && status["items"] == 2;
        is_told.then_some(status)
    });
    assert_eq!((&found["name"], &found["organisations"]), (&json!("First"), &json!(1)));
    assert_eq!(found["peers"][0]["peer_id"], second.state()["peer_id"]);
    assert!(found["disk"]["last_fsync_ms"].as_u64().is_some() && found["disk"]["read_only"] == json!(false));
    let text = told(folders[0].path(), &["status"]).stdout;
    for line in
        ["node:      First, at 2", "carries:   all", "holds:     1 organisations, 2 items", "peers:     1"]
    {
        assert!(text.contains(line), "{text}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = folders[0].path().join("status.json").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "addresses of peers are for the operator alone");
    }
    first.stop();
    assert_eq!(hanse_node(folders[0].path(), &["status"]).code, Some(3));
    let ended = told(folders[0].path(), &["carry", "vouched"]);
    assert!(ended.stdout.contains("from the next start"), "{}", ended.stdout);
}

#[test]
fn a_choice_that_cannot_be_read_stops_a_start_and_leaves_a_running_node_as_it_was() {
    let folder = tempdir().unwrap();
    let running = node(folder.path()).start();
    let mut world = World::default();
    world.found("valley", "2026-03-01");
    std::fs::write(folder.path().join("carrying.toml"), "mode = \"some\"\n").unwrap();
    until("the problem is told", || {
        status(folder.path())["carrying"]["problem"]
            .as_str()
            .filter(|text| text.contains("carrying.toml"))
            .map(drop)
    });
    running.publish(&world.items);
    running.stop();
    let ended = node(folder.path()).run_to_end();
    assert_eq!(ended.code, Some(3));
    assert!(ended.stderr.contains("carrying.toml"), "{}", ended.stderr);
}

/// A sponsor that vouches for a member and for an agency, which vouches for one more; and a stranger.
struct Scene {
    world: World,
    sponsor: Member,
    agency: Member,
    member: Member,
    of_agency: Member,
    stranger: Member,
}

impl Scene {
    fn new() -> Self {
        let mut world = World::default();
        let [sponsor, agency, member, of_agency, stranger] =
            ["sponsor", "agency", "member", "far", "stranger"].map(|name| {
                let found = world.found(name, "2026-01-01");
                world.edit(&found, "profile/self", &[("name.en", name)], "2026-01-02");
                found
            });
        vouch(&mut world, &sponsor, &agency, true, "2026-02-01");
        vouch(&mut world, &sponsor, &member, false, "2026-02-01");
        vouch(&mut world, &agency, &of_agency, true, "2026-02-02");
        vouch(&mut world, &of_agency, &stranger, true, "2026-02-03");
        Self { world, sponsor, agency, member, of_agency, stranger }
    }
}

fn vouch(world: &mut World, by: &Member, subject: &Member, as_agency: bool, day: &str) {
    let (did, version) = (subject.tip().did(), subject.tip().version_id().to_owned());
    let mut edits = vec![("organisation", did.as_str()), ("version", version.as_str())];
    if as_agency {
        edits.push(("role", "agency"));
    }
    world.edit(by, &format!("vouch/{}", subject.id), &edits, day);
}

/// The digest of a directory that holds these organisations and nothing else.
fn digest_of(world: &World, members: &[&Member]) -> String {
    let ids: Vec<OrganisationId> = members.iter().map(|member| member.id).collect();
    let mut directory = Directory::default();
    for item in world.items.iter().filter(|item| ids.contains(&item.organisation())) {
        directory.admit(item.clone());
    }
    directory.digest().to_string()
}

fn items_of(world: &World, member: &Member) -> Vec<protocol::item::Item> {
    world.items.iter().filter(|item| item.organisation() == member.id).cloned().collect()
}

fn shows(client: &Client, member: &Member) -> bool {
    client.get(&format!("/v1/organisations/{}", member.id)).status == 200
}

fn voucher(carrying: &Value, member: &Member) -> Value {
    let vouchers = carrying["vouchers"].as_array().expect("a list of vouchers");
    let id = json!(member.id.to_string());
    vouchers.iter().find(|voucher| voucher["organisation"] == id).expect("it is heard").clone()
}

fn status(folder: &Path) -> Value {
    until("the status is written", || {
        let ended = hanse_node(folder, &["status", "--json"]);
        (ended.code == Some(0)).then(|| serde_json::from_str(&ended.stdout).expect("the status is JSON"))
    })
}

fn told(folder: &Path, arguments: &[&str]) -> Ended {
    let ended = hanse_node(folder, arguments);
    assert_eq!(ended.code, Some(0), "{arguments:?}: {}", ended.stderr);
    ended
}

fn hanse_node(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(program("hanse-node"));
    command.args(arguments).arg("--data").arg(folder).env_remove("HANSE_DATA");
    run_to_end(command)
}
