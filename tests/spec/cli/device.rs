//! Several people, several computers: devices that come and go, keys that rotate, are lost and taken back.

use cli::output::Exit;
use protocol::identity::line::RetirementReason;
use protocol::organisation::OrganisationId;
use protocol::verdict::ItemVerdict;
use serde_json::{Value, json};

use super::node::FakeNode;
use super::{Labelled, Person, SCHEME, copy, labelled, text};

/// A home that asks to be added, is added by another one, and joins.
fn joined(keeper: &Person, may: &str, nodes: &[&FakeNode]) -> Person {
    let person = Person::new(nodes);
    let request = person.done(&["organisation", "device", "request", "--label", "a colleague's laptop"]);
    let added = ["organisation", "device", "add", &text(&request, "request"), "--may", may, "--yes"];
    assert_eq!(keeper.done(&added)["changed"], true);
    assert_eq!(person.done(&["organisation", "join", &keeper.did()])["may"][0], "write");
    person
}

impl Person {
    /// Runs a command that succeeds.
    pub(super) fn done(&self, words: &[&str]) -> Value {
        let said = self.says(words);
        assert_eq!(said.exit, Exit::Done, "{words:?}: {said:?}");
        said.json
    }

    /// Runs a command that fails so, and says what it said.
    fn fails(&self, exit: Exit, words: &[&str]) -> String {
        let said = self.says(words);
        assert_eq!(said.exit, exit, "{words:?}: {said:?}");
        said.talk
    }

    /// The same person, who reaches these nodes.
    fn reaching(self, nodes: &[&FakeNode]) -> Self {
        Self { nodes: nodes.iter().map(|node| node.url()).collect(), ..self }
    }

    fn devices(&self) -> Vec<Value> {
        self.done(&["organisation", "device", "list"])["devices"].as_array().expect("a list").clone()
    }

    /// The key of this person's device.
    pub(super) fn device(&self) -> String {
        let devices = self.devices();
        text(devices.iter().find(|device| device["this"] == true).expect("it is listed"), "key")
    }

    fn field(&self, key: &str) -> Value {
        self.done(&["profile", "show"])["content"][key].clone()
    }

    fn words(&self, name: &str, words: &str) -> String {
        let path = self.file(name);
        std::fs::write(&path, words).expect("it can be written");
        path
    }
}

/// Founds an organisation and hands back the recovery words too.
fn founded(nodes: &[&FakeNode]) -> (Person, String) {
    let person = Person::new(nodes);
    let created = person.done(&[
        "organisation",
        "create",
        "--name",
        "Photonics Valley",
        "--kind",
        "cluster",
        "--region",
        "AT22",
        "--host",
        "node.example",
    ]);
    (person, text(&created, "recovery_words"))
}

#[test]
fn a_second_laptop_asks_is_added_and_writes() {
    let node = FakeNode::start();
    let (keeper, _) = founded(&[&node]);
    let colleague = Person::new(&[&node]);
    let out = colleague.file("request.txt");
    let asked = colleague.done(&["organisation", "device", "request", "--label", "Anna", "--out", &out]);
    // Before it is added the home speaks for nobody.
    let talk = colleague.fails(Exit::No, &["organisation", "join", &keeper.did()]);
    assert!(talk.contains("does not list the key of this home"), "{talk}");
    colleague.fails(Exit::Usage, &["profile", "set", "place=Graz"]);
    // Nobody is added without being looked at.
    keeper.fails(Exit::Usage, &["organisation", "device", "add", &out]);
    let added = keeper.done(&["organisation", "device", "add", &out, "--yes"]);
    assert_eq!(
        (&added["device"], &added["may"], &added["label"]),
        (&asked["device"], &json!(["write"]), &json!("Anna"))
    );
    assert_eq!(keeper.done(&["organisation", "device", "add", &out, "--yes"])["changed"], false);
    let joined = colleague.done(&["organisation", "join", &keeper.did()]);
    assert_eq!((&joined["name"], &joined["may"]), (&json!("Photonics Valley"), &json!(["write"])));
    colleague.done(&["profile", "set", "place=Graz"]);
    assert_eq!(keeper.field("place"), "Graz");
    // It writes documents, and neither labels nor who speaks.
    let talk = colleague.fails(Exit::No, &["scheme", "publish", SCHEME]);
    assert!(talk.contains("--may assert"), "{talk}");
    let talk = colleague.fails(Exit::No, &["organisation", "rotate"]);
    assert!(talk.contains("does not keep the keys") && talk.contains("recover"), "{talk}");
    let devices = keeper.devices();
    assert_eq!(devices.len(), 2);
    assert_eq!((&devices[0]["this"], &devices[0]["may"]), (&json!(true), &json!(["write", "assert"])));
    assert_eq!((&devices[1]["label"], &devices[1]["sequence"]), (&json!("Anna"), &json!(1)));
    assert_eq!(colleague.devices()[1]["label"], Value::Null, "a label stays in the home of who gave it");
}

#[test]
fn a_request_that_was_changed_on_its_way_adds_nobody() {
    let node = FakeNode::start();
    let (keeper, _) = founded(&[&node]);
    let request = text(&Person::new(&[]).done(&["organisation", "device", "request"]), "request");
    let middle = request.len() / 2;
    let letter = if request[middle..].starts_with('A') { "B" } else { "A" };
    let flipped = [&request[..middle], letter, &request[middle + 1..]].concat();
    for wrong in [flipped.as_str(), &request[..request.len() - 9], "nothing.txt"] {
        keeper.fails(Exit::Usage, &["organisation", "device", "add", wrong, "--yes"]);
    }
    assert_eq!(keeper.devices().len(), 1);
}

#[test]
fn two_people_edit_one_profile_offline_and_nothing_is_lost() {
    let (one, other) = (FakeNode::start(), FakeNode::start());
    let (anna, _) = founded(&[&one]);
    let long = "We bring light to the valley. Our members make lasers, lenses and sensors. Write to us.";
    anna.done(&["profile", "set", &format!("description.en={long}"), "place=Graz"]);
    let ben = joined(&anna, "write", &[&one]);
    let (anna, ben) = (anna.reaching(&[]), ben.reaching(&[]));
    anna.done(&["profile", "set", &format!("description.en={}", long.replace("light", "bright light"))]);
    anna.done(&["profile", "set", "acronym=PV", "place=Wien"]);
    ben.done(&["profile", "set", &format!("description.en={}", long.replace("Write", "Come, or write"))]);
    ben.done(&["profile", "set", "founded=2001"]);
    // Each reaches another node first, and both nodes in the end.
    let (anna, ben) = (anna.reaching(&[&other]), ben.reaching(&[&one]));
    anna.done(&["profile", "show"]);
    ben.done(&["profile", "show"]);
    let (anna, ben) = (anna.reaching(&[&one, &other]), ben.reaching(&[&one, &other]));
    anna.done(&["organisation", "state"]);
    ben.done(&["profile", "show"]);
    let both = long.replace("light", "bright light").replace("Write", "Come, or write");
    for person in [&anna, &ben] {
        assert_eq!(person.field("description.en"), both);
        assert_eq!((person.field("acronym"), person.field("founded")), (json!("PV"), json!("2001")));
        assert_eq!(person.field("place"), "Wien");
    }
}

#[test]
fn a_label_of_a_device_that_left_stays_valid() {
    let Labelled { node, authority, auditor, label } = labelled();
    let colleague = joined(&authority, "assert", &[&node]);
    // The colleague takes the keys over, and whoever issued the label leaves.
    let gone = authority.device();
    let retired = authority.done(&["organisation", "device", "retire", &gone[..12], "--reason", "left"]);
    assert_eq!((&retired["seal_again"], &retired["adopted"]), (&json!([]), &json!(0)));
    assert_ne!(retired["new_device"], json!(gone), "who ends the own device goes on by another key");
    let verdict = auditor.done(&["attestation", "verify", &label]);
    assert_eq!(verdict["verdict"], "valid");
    // Other people's software finds the key where it was.
    let id = OrganisationId::parse(&authority.did()).expect("a DID");
    let directory = node.directory();
    let branches = directory.ledger(&id).expect("it is known").identity().branches();
    assert!(branches[0].tip().document().devices.keys().any(|key| key.to_string() == gone));
    drop(branches);
    // And the label can be taken back by another device.
    colleague.done(&["attestation", "withdraw", &label, "--reason", "dissolved"]);
    assert_eq!(auditor.says(&["attestation", "verify", &label]).json["verdict"], "withdrawn");
}

#[test]
fn what_a_compromised_device_signed_is_to_be_issued_again() {
    let Labelled { node, authority, auditor, label } = labelled();
    let thief = joined(&authority, "assert", &[&node]);
    let cluster = Person::founded("Photonics Valley", "cluster", &[&node]);
    let scheme = text(&authority.says(&["scheme", "publish", SCHEME]).json, "id");
    let theirs = thief.done(&[
        "attestation",
        "issue",
        "--scheme",
        &scheme,
        "--level",
        "gold",
        "--subject",
        &cluster.did(),
        "--valid-from",
        "2026-05",
    ]);
    thief.done(&["profile", "set", "place=Nowhere"]);
    // The label, the two status lists and the statement count; what comes after them does not.
    let stolen = thief.device();
    let retired = authority.done(&[
        "organisation",
        "device",
        "retire",
        &stolen,
        "--reason",
        "compromised",
        "--after",
        "4",
    ]);
    assert_eq!((&retired["seal_again"], &retired["after"]), (&json!([theirs["id"]]), &json!(4)));
    assert_eq!((&retired["adopted"], &retired["left_out"]), (&json!(0), &json!(1)), "{retired}");
    assert_eq!(authority.field("place"), Value::Null, "what lies behind the cut counts no more");
    thief.fails(Exit::No, &["profile", "set", "place=Elsewhere"]);
    assert_eq!(auditor.done(&["attestation", "verify", &label])["verdict"], "valid");
    let ended = &authority.devices()[1]["retired"];
    assert_eq!((&ended["reason"], &ended["after"]), (&json!("compromised"), &json!(4)));
    authority.fails(Exit::No, &["organisation", "device", "retire", &stolen, "--reason", "left"]);
}

#[test]
fn honest_work_behind_the_cut_is_taken_over_and_counts_once() {
    let node = FakeNode::start();
    let (keeper, _) = founded(&[&node]);
    let colleague = joined(&keeper, "write", &[&node]);
    colleague.done(&["profile", "set", "place=Graz"]);
    colleague.done(&["profile", "set", "founded=2001"]);
    colleague.done(&["profile", "set", "acronym=PV"]);
    let device = colleague.device();
    let retired =
        keeper.done(&["organisation", "device", "retire", &device, "--reason", "left", "--after", "1"]);
    assert_eq!((&retired["adopted"], &retired["left_out"]), (&json!(2), &json!(0)), "{retired}");
    assert_eq!(
        (keeper.field("place"), keeper.field("founded"), keeper.field("acronym")),
        (json!("Graz"), json!("2001"), json!("PV"))
    );
    let directory = node.directory();
    let ledger =
        directory.ledger(&OrganisationId::parse(&keeper.did()).expect("a DID")).expect("it is known");
    let adopted: Vec<_> = ledger.entries().filter(|(entry, _)| entry.header().adopts.is_some()).collect();
    assert_eq!(adopted.len(), 2);
    for (entry, verdict) in adopted {
        let source = entry.header().adopts.expect("it adopts");
        assert_eq!((verdict, source.device.to_string()), (ItemVerdict::Valid, device.clone()));
        assert!(ledger.entry(&source.id).is_none(), "the original lies behind the cut");
    }
    // The colleague's home sees the same, and says that it speaks no more.
    let talk = colleague.fails(Exit::No, &["profile", "set", "place=Wien"]);
    assert!(talk.contains("is retired"), "{talk}");
    assert_eq!(colleague.field("founded"), "2001");
}

#[test]
fn the_work_of_two_copies_of_one_home_is_saved_by_a_new_key() {
    let node = FakeNode::start();
    let (home, _) = founded(&[&node]);
    let long = "We bring light to the valley. Write to us.";
    home.done(&["profile", "set", "place=Graz", &format!("description.en={long}")]);
    let twin = Person::new(&[&node]);
    copy(&home.home(), &twin.home());
    twin.done(&["profile", "show"]);
    let (home, twin) = (home.reaching(&[]), twin.reaching(&[]));
    let ours = format!("description.en={}", long.replace("light", "bright light"));
    let theirs = format!("description.en={}", long.replace("Write", "Come, or write"));
    home.done(&["profile", "set", "founded=2001", &ours]);
    twin.done(&["profile", "set", "acronym=PV", &theirs]);
    let twin = twin.reaching(&[&node]);
    twin.done(&["profile", "show"]);
    let home = home.reaching(&[&node]);
    let talk = home.fails(Exit::No, &["profile", "set", "place=Wien"]);
    assert!(talk.contains("device retire"), "{talk}");
    let device = home.device();
    let retired = home.done(&["organisation", "device", "retire", &device, "--reason", "left"]);
    assert_eq!(retired["adopted"], 2, "{retired}");
    assert_eq!((home.field("founded"), home.field("acronym")), (json!("2001"), json!("PV")));
    let both = long.replace("light", "bright light").replace("Write", "Come, or write");
    assert_eq!(home.field("description.en"), both);
    home.done(&["profile", "set", "place=Wien"]);
    assert_eq!(home.field("place"), "Wien");
    twin.fails(Exit::No, &["profile", "set", "place=Linz"]);
}

#[test]
fn a_restored_home_signs_nothing_before_it_was_compared_with_a_node() {
    let node = FakeNode::start();
    let (home, _) = founded(&[&node]);
    let backup = Person::new(&[]);
    copy(&home.home(), &backup.home());
    home.done(&["profile", "set", "place=Graz"]);
    // Offline right after the restore: whether the device spoke since cannot be known.
    let restored = backup;
    let talk = restored.fails(Exit::Unknown, &["profile", "set", "place=Wien"]);
    assert!(talk.contains("restored from a backup") && talk.contains("reaches a node"), "{talk}");
    assert_eq!(restored.field("place"), Value::Null, "reading goes on");
    // A node out of reach, and one that lies, are no comparison.
    let restored = Person { nodes: vec!["http://127.0.0.1:9".into()], ..restored };
    restored.fails(Exit::Unknown, &["organisation", "rotate"]);
    node.tamper(|asked, mut body| {
        if asked.ends_with("/items") {
            let last = body.len() - 1;
            body[last] ^= 1;
        }
        body
    });
    let restored = restored.reaching(&[&node]);
    restored.fails(Exit::Unknown, &["profile", "set", "place=Wien"]);
    node.be_honest();
    // Compared once, it goes on behind what it said before, and works offline again.
    let said = restored.says(&["profile", "set", "acronym=PV"]);
    assert_eq!(said.exit, Exit::Done, "{said:?}");
    assert!(said.talk.contains("took in 1 item") && said.talk.contains("stop using one"), "{}", said.talk);
    assert_eq!(restored.field("place"), "Graz");
    restored.reaching(&[]).done(&["profile", "set", "founded=2001"]);
}

#[test]
fn the_keys_of_a_backup_from_before_a_rotation_change_nothing_any_more() {
    let node = FakeNode::start();
    let (home, _) = founded(&[&node]);
    let backup = Person::new(&[&node]);
    copy(&home.home(), &backup.home());
    let first = home.done(&["organisation", "rotate"]);
    let second = home.done(&["organisation", "rotate"]);
    assert_ne!(first["version_id"], second["version_id"]);
    assert!(text(&second, "version_id").starts_with("3-"));
    let talk = backup.fails(Exit::No, &["organisation", "rotate"]);
    assert!(talk.contains("does not keep the keys"), "{talk}");
    backup.done(&["profile", "set", "place=Graz"]);
}

#[test]
fn the_recovery_words_take_the_organisation_back_in_a_new_home() {
    let node = FakeNode::start();
    let (lost, words) = founded(&[&node]);
    lost.done(&["profile", "set", "place=Graz"]);
    let (did, stolen) = (lost.did(), lost.device());
    let found = Person::new(&[&node]);
    let other = "abandon ".repeat(23) + "art";
    for (wrong, exit) in
        [(other.as_str(), Exit::No), ("one two three", Exit::Usage), (&words[9..], Exit::Usage)]
    {
        let file = found.words("wrong.txt", wrong);
        found.fails(exit, &["organisation", "recover", &did, "--words", &file]);
    }
    let file = found.words("paper.txt", &words.to_uppercase().replace(' ', "\n"));
    let recovered = found.done(&["organisation", "recover", &did, "--words", &file]);
    assert_eq!(recovered["sent"], true);
    let fresh = text(&recovered, "recovery_words");
    assert_ne!(fresh, words);
    found.done(&["organisation", "device", "retire", &stolen, "--reason", "compromised"]);
    found.done(&["profile", "set", "founded=2001"]);
    assert_eq!((found.field("place"), found.field("founded")), (json!("Graz"), json!("2001")));
    lost.fails(Exit::No, &["profile", "set", "place=Wien"]);
    lost.fails(Exit::No, &["organisation", "rotate"]);
    // The old words are spent, the new ones work.
    let again = Person::new(&[&node]);
    let file = again.words("paper.txt", &words);
    let talk = again.fails(Exit::No, &["organisation", "recover", &did, "--words", &file]);
    assert!(talk.contains("newest paper"), "{talk}");
    let file = again.words("paper.txt", &fresh);
    again.done(&["organisation", "recover", &did, "--words", &file]);
}

#[test]
fn a_recovery_beats_what_a_thief_did_with_the_routine_key() {
    let node = FakeNode::start();
    let (home, words) = founded(&[&node]);
    home.done(&["profile", "set", "place=Graz"]);
    let did = home.did();
    // A thief copies the home, adds a device and ends the organisation.
    let thief = Person::new(&[&node]);
    copy(&home.home(), &thief.home());
    thief.done(&["organisation", "device", "list"]);
    thief.fails(Exit::Usage, &["organisation", "deactivate"]);
    thief.done(&["organisation", "deactivate", "--yes"]);
    let talk = home.fails(Exit::No, &["profile", "set", "place=Wien"]);
    assert!(talk.contains("does not write") || talk.contains("ended"), "{talk}");
    let talk = home.fails(Exit::No, &["organisation", "rotate"]);
    assert!(talk.contains("recover"), "{talk}");
    let file = home.words("paper.txt", &words);
    let recovered = home.done(&["organisation", "recover", "--words", &file]);
    assert_eq!(recovered["after"], 1, "the line that ended it is passed over");
    home.done(&["profile", "set", "place=Wien"]);
    let stranger = Person::new(&[&node]);
    assert_eq!(stranger.done(&["profile", "show", &did])["content"]["place"], "Wien");
    thief.fails(Exit::No, &["organisation", "rotate"]);
}

#[test]
fn a_dispute_between_two_routine_lines_is_settled_by_the_words() {
    let node = FakeNode::start();
    let (home, words) = founded(&[&node]);
    home.done(&["organisation", "rotate"]);
    let twin = Person::new(&[&node]);
    copy(&home.home(), &twin.home());
    twin.done(&["profile", "show"]);
    let twin = twin.reaching(&[]);
    twin.done(&["organisation", "rotate"]);
    home.done(&["organisation", "move", "--host", "other.example"]);
    let twin = twin.reaching(&[&node]);
    twin.says(&["profile", "show"]);
    let talk = home.fails(Exit::No, &["organisation", "rotate"]);
    assert!(talk.contains("disputed") && talk.contains("recover"), "{talk}");
    home.fails(Exit::No, &["profile", "set", "place=Graz"]);
    let file = home.words("paper.txt", &words);
    let talk = home.fails(Exit::Usage, &["organisation", "recover", "--words", &file, "--after", "3"]);
    assert!(talk.contains("the last one is 2"), "{talk}");
    assert_eq!(home.done(&["organisation", "recover", "--words", &file])["after"], 2);
    home.done(&["profile", "set", "place=Graz"]);
    assert_eq!(home.done(&["organisation", "show"])["disputed"], false);
}

#[test]
fn an_organisation_that_moves_keeps_its_scid_and_its_labels() {
    let Labelled { node, authority, auditor, label } = labelled();
    let before = authority.did();
    authority.fails(Exit::Usage, &["organisation", "move", "--host", "localhost"]);
    let moved = authority.done(&["organisation", "move", "--host", "moved.example"]);
    assert_eq!((&moved["former_did"], moved["changed"].as_bool()), (&json!(before), Some(true)));
    assert_eq!(authority.did(), before.replace("node.example", "moved.example"));
    assert_eq!(authority.done(&["organisation", "move", "--host", "moved.example"])["changed"], false);
    let id = OrganisationId::parse(&before).expect("a DID");
    let directory = node.directory();
    let tip = directory.ledger(&id).expect("it is known").identity().branches()[0].tip().clone();
    assert_eq!(tip.also_known_as(), [before]);
    assert_eq!(auditor.done(&["attestation", "verify", &label])["verdict"], "valid");
}

#[test]
fn a_device_that_left_can_turn_out_to_be_robbed_and_its_cut_stays() {
    let node = FakeNode::start();
    let (keeper, _) = founded(&[&node]);
    let colleague = joined(&keeper, "write", &[&node]);
    colleague.done(&["profile", "set", "place=Graz"]);
    let device = colleague.device();
    keeper.done(&["organisation", "device", "retire", &device, "--reason", "left"]);
    let again = keeper.done(&["organisation", "device", "retire", &device, "--reason", "compromised"]);
    assert_eq!(again["after"], 1);
    let id = OrganisationId::parse(&keeper.did()).expect("a DID");
    let directory = node.directory();
    let branches = directory.ledger(&id).expect("it is known").identity().branches();
    let document = branches[0].tip().document();
    assert!(document.devices.keys().all(|key| key.to_string() != device));
    assert!(document.retired.values().any(|end| end.reason == RetirementReason::Compromised));
    assert_eq!(keeper.field("place"), "Graz");
    for (text, exit) in [("z6Mk", Exit::Usage), ("nobody", Exit::Usage)] {
        keeper.fails(exit, &["organisation", "device", "retire", text, "--reason", "left"]);
    }
    let own = keeper.device();
    keeper
        .fails(Exit::Usage, &["organisation", "device", "retire", &own, "--reason", "left", "--after", "99"]);
}

#[test]
fn a_vouch_can_be_taken_back() {
    let node = FakeNode::start();
    let agency = Person::founded("Styrian Agency", "agency", &[&node]);
    let cluster = Person::founded("Photonics Valley", "cluster", &[&node]);
    agency.done(&["vouch", "add", &cluster.did()]);
    assert_eq!(agency.done(&["vouch", "withdraw", &cluster.did()])["changed"], true);
    assert_eq!(agency.done(&["vouch", "withdraw", &cluster.did()])["changed"], false);
    let shown = Person::new(&[&node]).done(&["organisation", "show", &cluster.did()]);
    assert_eq!(shown["vouched_by"], json!([]));
    assert_eq!(agency.done(&["vouch", "add", &cluster.did()])["changed"], true);
}
