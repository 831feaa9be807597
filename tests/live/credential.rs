//! Credentials, status lists and badges beside other people's software (`tests/interop`).

use harness::process::node;
use harness::scene::Scene;
use harness::story::{at, seed};
use harness::stranger::{LIST, Stranger, entry, material};
use protocol::badge::{self, BadgeFacts, draw, qr_svg};
use protocol::credential::Party;
use protocol::foreign::{Material, judge};
use protocol::status::StatusKind;
use protocol::status_list::{Purpose, StatusList, StatusListCredential};
use protocol::time::Timestamp;
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::foreign::{file_of, hex, path_text, run_node, run_python};

const NOW: &str = "2026-06-01T12:00:00Z";

fn ours(credential: &Value, material: &Material) -> String {
    let now = Timestamp::parse(NOW).expect("an instant");
    judge(credential.to_string().as_bytes(), material, now).verdict.code().to_owned()
}

#[test]
fn a_credential_that_digital_bazaar_issued_is_valid_until_it_is_changed() {
    let issuer = Stranger::of_key("bazaar");
    let request = json!({
        "credential": issuer.credential(),
        "seed": hex(&seed("bazaar", "stranger")),
        "verification_method": issuer.method,
        "created": "2026-05-04T12:00:00Z",
    });
    let issued = run_node("vc_issue.mjs", &[], Some(&request));
    assert_eq!(issued["ok"], true, "{}", issued["why"]);
    let theirs = &issued["credential"];
    assert_eq!(ours(theirs, &Material::default()), "valid");
    for pointer in [
        "/id",
        "/name",
        "/issuer",
        "/validUntil",
        "/credentialSubject/name",
        "/proof/created",
        "/proof/proofValue",
    ] {
        let mut changed = theirs.clone();
        let member = changed.pointer_mut(pointer).expect(pointer);
        *member = match pointer {
            "/validUntil" | "/proof/created" => json!("2026-05-05T12:00:00Z"),
            _ => json!(format!("{}2", member.as_str().expect("a text"))),
        };
        assert_ne!(ours(&changed, &Material::default()), "valid", "{pointer}");
    }
}

#[test]
fn a_status_list_reads_alike_everywhere() {
    let set = [0, 1, 9, 94_567, 131_071];
    let asked = [0, 1, 2, 8, 9, 10, 94_566, 94_567, 94_568, 131_071];
    let expected: Vec<bool> = asked.iter().map(|index| set.contains(index)).collect();
    let mut list = StatusList::new(0);
    set.iter().for_each(|index| list.set(*index).expect("the list is long enough"));
    let decode = json!({"decode": {"encodedList": list.encode(), "indexes": asked}});
    let encode = json!({"encode": {"length": list.entries(), "set": set}});
    let answers = |request: &Value| {
        [run_node("status_list.mjs", &[], Some(request)), run_python("status_list.py", &[], Some(request))]
    };
    for answer in answers(&decode) {
        assert_eq!(answer["bits"], json!(expected), "{answer}");
        assert_eq!(answer["length"], json!(list.entries()));
    }
    for answer in answers(&encode) {
        let theirs = StatusList::decode(answer["encodedList"].as_str().expect("a text"));
        assert_eq!(theirs.as_ref(), Ok(&list), "{answer}");
    }
}

/// What is said of a credential with one status entry, beside a list with these bits set.
fn with_list(purpose: &Purpose, set: &[usize]) -> [(&'static str, bool, String); 3] {
    let issuer = Stranger::of_key("bazaar");
    let mut list = StatusList::new(0);
    set.iter().for_each(|index| list.set(*index).expect("the list is long enough"));
    let list = StatusListCredential {
        id: LIST.into(),
        issuer: issuer.did.clone(),
        purposes: vec![purpose.clone()],
        list,
        // Digital Bazaar judges lists by the clock of the machine.
        valid_from: Timestamp::parse("2026-01-01T00:00:00Z").ok(),
        valid_until: Timestamp::parse("2099-01-01T00:00:00Z").ok(),
        ttl_ms: None,
    };
    let list = issuer.seal(list.to_value());
    let mut credential = issuer.credential();
    credential["credentialStatus"] = entry(purpose.clone(), 4_711);
    let credential = issuer.seal(credential);
    let request = json!({
        "credential": credential,
        "did_documents": {issuer.did.clone(): issuer.document()},
        "status_lists": {LIST: list},
        "now": NOW,
    });
    let theirs =
        |answer: Value| (answer["ok"] == true, answer["why"].as_str().unwrap_or_default().to_owned());
    let bazaar = theirs(run_node("vc_verify.mjs", &[], Some(&request)));
    let openvc = theirs(run_python("vc_verify.py", &[], Some(&request)));
    let verdict = ours(&credential, &material(&[], &[list]));
    [
        ("Digital Bazaar", bazaar.0, bazaar.1),
        ("openvc-core", openvc.0, openvc.1),
        ("Hanse", verdict == "valid", verdict),
    ]
}

#[test]
fn a_credential_with_one_suspension_entry_is_refused_everywhere_while_its_bit_is_set() {
    for purpose in [Purpose::Suspension, Purpose::Revocation] {
        for (program, is_valid, why) in with_list(&purpose, &[4_710, 4_712]) {
            assert!(is_valid, "{purpose}, {program}: {why}");
        }
        for (program, is_valid, why) in with_list(&purpose, &[4_711]) {
            assert!(!is_valid, "{purpose}, {program}: {why}");
        }
    }
}

/// A credential that says all that a label can say.
fn label() -> (Value, String) {
    label_of(&Scene::fully_awarded())
}

fn label_of(scene: &Scene) -> (Value, String) {
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let document = ledger.document(&scene.label.address()).expect("the label is there");
    let text = document.content()["content"].as_str().expect("a text").to_owned();
    (serde_json::from_str(&text).expect("JSON"), text)
}

#[test]
fn a_label_of_hanse_is_valid_as_any_credential_is() {
    let scene = Scene::labelled();
    let mut given = Material::default();
    let lines = scene.issuer.lines.iter().map(|line| String::from_utf8(line.to_bytes()).expect("JSON"));
    given.add_controller(lines.collect::<Vec<_>>().join("\n").as_bytes());
    assert_eq!(ours(&label_of(&scene).0, &given), "valid");
}

#[test]
fn a_log_that_didwebvh_ts_wrote_tells_the_keys_of_its_issuer() {
    for form in ["library", "lean"] {
        let request = json!({"host": "node.example", "version_time": "2026-01-10T12:00:00Z", "form": form});
        let made = run_node("didwebvh_create.mjs", &[], Some(&request));
        assert_eq!(made["ok"], true, "{}", made["why"]);
        let logs = made["steps"]
            .as_array()
            .expect("steps")
            .iter()
            .chain(["recovered", "moved"].map(|name| &made["branches"][name]));
        for step in logs {
            let mut given = Material::default();
            given.add_controller(step["jsonl"].as_str().expect("a log").as_bytes());
            let state = &step["log"].as_array().and_then(|log| log.last()).expect("a line")["state"];
            let ended = |multikey: &str| {
                let services = state["service"].as_array().into_iter().flatten();
                services.map(|service| &service["serviceEndpoint"]["key"]).any(|key| key == multikey)
            };
            let methods = state["assertionMethod"].as_array().expect("keys").iter();
            let mut keys =
                methods.filter_map(|method| method.as_str()?.split_once('#').map(|(_, key)| (method, key)));
            let (method, multikey) =
                keys.find(|(_, multikey)| !ended(multikey)).expect("a device that stays");
            let method = method.as_str().expect("a key");
            let device =
                made["keys"].as_object().expect("keys").values().find(|key| key["multikey"] == multikey);
            let seed = device.expect("a key of the request")["seed"].as_str().expect("hex").to_owned();
            let key = protocol::key::SigningKey::from_seed(&bytes_of(&seed));
            let did = state["id"].as_str().expect("a DID");
            let issuer = Stranger::with(did, method, key);
            let sealed = issuer.seal_with(issuer.credential(), &json!({"created": "2026-05-01T00:00:00Z"}));
            let now = at("2026-06-01");
            let judgement = judge(sealed.to_string().as_bytes(), &given, now);
            assert!(judgement.is_valid(), "{form}, {}: {judgement}", step["name"]);
        }
    }
}

fn bytes_of(hex: &str) -> [u8; 32] {
    let digits = |place: usize| u8::from_str_radix(&hex[place * 2..place * 2 + 2], 16).expect("hex");
    std::array::from_fn(digits)
}

#[test]
fn a_label_of_hanse_is_an_open_badge_by_the_schema_of_1edtech() {
    let (honest, _) = label();
    let validated = |mut credential: Value| {
        // The schema wants a list of proofs; the signature does not cover how many there are.
        credential["proof"] = json!([credential["proof"]]);
        run_node("ob_schema.mjs", &[], Some(&json!({"credential": credential})))
    };
    let answer = validated(honest.clone());
    assert_eq!(answer["ok"], true, "{}", answer["why"]);
    let mut listed = honest.clone();
    listed["credentialStatus"] = entry(Purpose::Suspension, 4_711);
    let answer = validated(listed.clone());
    assert_eq!(answer["ok"], true, "{}", answer["why"]);
    listed["credentialStatus"] =
        json!([entry(Purpose::Suspension, 4_711), entry(Purpose::Revocation, 4_711)]);
    assert_eq!(validated(listed)["ok"], false, "the schema has one status");
    for pointer in ["/credentialSubject/achievement", "/issuer", "/validFrom", "/type"] {
        let mut broken = honest.clone();
        *broken.pointer_mut(pointer).expect(pointer) = json!(1);
        assert_eq!(validated(broken)["ok"], false, "{pointer}");
    }
}

#[test]
fn a_badge_is_read_by_other_programs() {
    let (value, text) = label();
    let facts = BadgeFacts::read(&value).expect("a label has what a badge needs");
    let svg = draw(&facts, Some(&text));
    let file = file_of(&svg);
    let answer = run_python("badge_read.py", &[path_text(file.path())], None);
    assert_eq!(answer["credential"], value, "{}", answer["why"]);
    assert_eq!(answer["active"], json!([]));
    let texts = answer["texts"].as_array().expect("texts");
    for said in ["Gold", "Cluster Excellence", "photonics", "Valid until 2029-04-30"] {
        assert!(texts.contains(&json!(said)), "{said}: {texts:?}");
    }
    assert_eq!(badge::extract(svg.as_bytes()).as_deref(), Ok(text.as_bytes()));
    let url =
        "https://node.example/attestations/QmcMiE6k3YWZxHpkEPfBbHrsBHBX3onwsxxu8GTkfoc21L/8RfyeHwYqQ3Zt1";
    let file = file_of(&qr_svg(url).expect("it is short"));
    let answer = run_node("qr_read.mjs", &[path_text(file.path())], None);
    assert_eq!(answer["text"], json!(url), "{}", answer["why"]);
}

#[test]
fn a_node_shows_the_level_and_the_holder_of_today() {
    let folder = tempdir().expect("a temporary folder");
    let running = node(folder.path()).start();
    let mut scene = Scene::labelled();
    let to = Party { did: scene.authority.party().did, name: "Photonics Nord".into() };
    let Scene { world, issuer, label, .. } = &mut scene;
    world.act(issuer, label, StatusKind::Reduced { level: "silver".into() }, "2026-07-01", "2026-07-01");
    world.act(issuer, label, StatusKind::Transferred { to }, "2026-07-02", "2026-07-02");
    running.publish(&scene.world.items);
    let page = running.get(&format!("/attestations/{}", scene.label)).text();
    let (_, head) = page.split_once("<h1>").expect("a heading");
    let (head, _) = head.split_once("</header>").expect("the end of the head");
    assert!(head.contains("Silver") && !head.contains("Gold"), "{head}");
    let (now, first) = head.split_once("First held by").expect("who held it first");
    assert!(now.contains("Photonics Nord") && first.contains("photonics"), "{head}");
    for said in ["Reduced to the level silver since 2026-07-01", "Transferred to Photonics Nord", "as act"] {
        assert!(page.contains(said), "{said}");
    }
    let (_, snippet) = page.split_once("<pre>").expect("a snippet");
    assert!(snippet.contains("Silver, held by Photonics Nord") && !snippet.contains("Gold"), "{snippet}");
    let picture = running.get(&format!("/v1/attestations/{}/badge.svg", scene.label)).text();
    let (_, seen) = picture.split_once("<title>").expect("a title");
    assert!(seen.contains(">Silver<") && seen.contains(">Photonics Nord<"), "{seen}");
    assert!(!seen.contains("Gold"), "{seen}");
    // Of a day before, the page shows what held then, and the picture is that of today.
    let page = running.get(&format!("/attestations/{}?as_of=2026-06-01", scene.label)).text();
    let (_, head) = page.split_once("<h1>").expect("a heading");
    assert!(head.split_once("</h1>").expect("its end").0.contains("Gold"), "{head}");
    assert!(page.split_once("<pre>").expect("a snippet").1.contains("Silver"));
}

#[test]
fn a_node_draws_a_label_and_leads_to_its_page() {
    let folder = tempdir().expect("a temporary folder");
    let running = node(folder.path()).start();
    let scene = Scene::labelled();
    running.publish(&scene.world.items);
    let base = format!("/v1/attestations/{}", scene.label);
    let picture = running.get(&format!("{base}/badge.svg"));
    assert_eq!(picture.content_type, "image/svg+xml");
    let credential = running.get(&format!("{base}/credential"));
    assert_eq!(badge::extract(&picture.body).as_ref(), Ok(&credential.body));
    let code = running.get(&format!("{base}/qr.svg"));
    let file = file_of(&code.text());
    let answer = run_node("qr_read.mjs", &[path_text(file.path())], None);
    let page = answer["text"].as_str().expect("an address");
    assert!(
        page.starts_with("https://") && page.ends_with(&format!("/attestations/{}", scene.label)),
        "{page}"
    );
}
