//! Hanse beside other people's software: what it writes they accept, what they write it accepts, and what was tampered
//! with all refuse. The programs are described in `tests/interop/README.md`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use didwebvh_rs::prelude::{
    CreateDIDConfig, DIDWebVHState, Multibase, Parameters, Secret, UpdateDIDConfig, create_did, update_did,
};
use harness::scene::Scene;
use harness::story::{Member, at, key, seed};
use protocol::attestation::Credential;
use protocol::digest::Digest;
use protocol::identity::line::{self, Line, Retirement, RetirementReason};
use protocol::identity::{Identity, StandingError};
use protocol::organisation::Host;
use protocol::tree;
use serde_json::{Value, json};

/// A log as it is served: one line after the other.
fn jsonl<'l>(lines: impl IntoIterator<Item = &'l Line>) -> String {
    let lines = lines.into_iter().map(|line| String::from_utf8(line.to_bytes()).expect("JSON") + "\n");
    lines.collect()
}

/// An organisation that rotated its key, gained a device, lost one and bade farewell to another, line by line.
fn history() -> Member {
    let mut member = Member::found("steiermark", at("2026-01-10"));
    member.succeed(at("2026-01-11"), |_| {});
    member.add_device(2, at("2026-01-12"));
    member.add_device(3, at("2026-01-13"));
    for (number, reason) in [(2, RetirementReason::Left), (3, RetirementReason::Compromised)] {
        let device = member.device(number).public();
        let entry = Digest::of(&[b"the last entry"]);
        let retirement = Retirement { sequence: 4, entry, tree_head: Digest::of(&[b"tree"]), reason };
        member.succeed(at("2026-01-14"), |document| {
            document.retired.insert(device, retirement);
            if reason == RetirementReason::Compromised {
                document.devices.remove(&device);
            }
        });
    }
    member
}

/// Our own reading: every line stands, and the tip is the last.
fn accept(log: &str) -> Result<Line, String> {
    let mut lines = log.lines().map(|line| Line::parse(line.as_bytes()));
    let first = lines.next().ok_or("no line")?.map_err(|error| format!("{error:?}"))?;
    let mut identity = Identity::found(first).map_err(|error| error.to_string())?;
    for line in lines {
        identity.admit(line.map_err(|error| format!("{error:?}"))?).map_err(|error| error.to_string())?;
    }
    match identity.branches().as_slice() {
        [branch] => Ok(branch.tip().clone()),
        _ => Err("the log is disputed".into()),
    }
}

#[test]
fn the_logs_of_hanse_resolve_everywhere() {
    let member = history();
    for count in 1..=member.lines.len() {
        let log = jsonl(&member.lines[..count]);
        let tip = &member.lines[count - 1];
        for (program, document) in resolved_everywhere(&log, &tip.did()) {
            assert_eq!(document.as_ref(), Ok(&tip.state()), "{program}, {count} lines");
        }
    }
}

#[test]
fn a_log_that_hanse_moved_recovered_or_ended_is_read_alike_everywhere() {
    let member = history();
    let recovered = member.recover_after(2, at("2026-02-01"), |_| {});
    let log = jsonl(member.lines[..2].iter().chain([&recovered]));
    for (program, document) in resolved_everywhere(&log, &recovered.did()) {
        assert_eq!(document.as_ref(), Ok(&recovered.state()), "recovered: {program}");
    }
    let mut member = history();
    let moved = member.succeed(at("2026-02-01"), |document| {
        document.host = Host::parse("moved.example").expect("a host");
    });
    let log = jsonl(&member.lines);
    assert_eq!(moved.also_known_as(), [member.lines[0].did()]);
    for (program, document) in resolved_everywhere(&log, &moved.did()) {
        assert_eq!(document.as_ref(), Ok(&moved.state()), "moved: {program}");
    }
    let end = line::succeed(
        &member.lines[0],
        member.lines[0].document(),
        &key("steiermark", "routine 1"),
        None,
        at("2026-02-01"),
    )
    .expect("it is short");
    let after = line::succeed(&end, end.document(), &key("steiermark", "routine 2"), None, at("2026-02-02"))
        .expect("it is short");
    let log = jsonl([&member.lines[0], &end, &after]);
    assert_eq!(accept(&log), Err(StandingError::Deactivated.to_string()));
    for (program, document) in resolved_everywhere(&log, &end.did()) {
        assert!(document.as_ref().map_or(true, Value::is_null), "ended: {program} gives {document:?}");
    }
}

#[test]
fn a_log_of_hanse_that_was_tampered_with_is_refused_everywhere() {
    let member = history();
    type Tamper = fn(&mut Vec<Value>);
    let tampered: [(&str, Tamper); 6] = [
        ("a key swapped", |lines| {
            lines[1]["parameters"]["updateKeys"][0] = lines[0]["parameters"]["updateKeys"][0].clone()
        }),
        ("a device slipped in", |lines| {
            let method = lines[2]["state"]["verificationMethod"][0].clone();
            lines[1]["state"]["verificationMethod"].as_array_mut().expect("a list").push(method);
        }),
        ("a date changed", |lines| lines[1]["versionTime"] = json!("2026-01-11T12:00:01Z")),
        ("a line left out", |lines| drop(lines.remove(1))),
        ("two lines swapped", |lines| lines.swap(1, 2)),
        ("a signature of another line", |lines| lines[2]["proof"] = lines[1]["proof"].clone()),
    ];
    for (what, tamper) in tampered {
        let mut lines: Vec<Value> =
            member.lines.iter().map(|line| serde_json::from_slice(&line.to_bytes()).expect("JSON")).collect();
        tamper(&mut lines);
        let log: String = lines.iter().map(|line| format!("{line}\n")).collect();
        assert!(accept(&log).is_err(), "{what}");
        for (program, document) in resolved_everywhere(&log, &member.tip().did()) {
            assert!(document.is_err(), "{what}: {program}");
        }
    }
}

#[test]
fn the_logs_that_didwebvh_ts_writes_are_accepted_here() {
    for form in ["library", "lean"] {
        let request = json!({"host": "node.example", "version_time": "2026-01-10T12:00:00Z", "form": form});
        let made = node("didwebvh_create.mjs", &[], Some(&request));
        let steps = made["steps"].as_array().expect("steps");
        assert_eq!(steps.len(), 4);
        for step in steps {
            let tip = accept(step["jsonl"].as_str().expect("a log"));
            let tip = tip.unwrap_or_else(|why| panic!("{form}, {}: {why}", step["name"]));
            assert_eq!(Some(tip.did().as_str()), made["did"].as_str());
            let last = step["log"].as_array().and_then(|log| log.last()).expect("a line");
            assert_eq!(last["versionId"], tip.version_id());
        }
        let branch = |name: &str| accept(made["branches"][name]["jsonl"].as_str().expect("a log"));
        assert!(branch("recovered").is_ok(), "{form}");
        let moved = branch("moved").map(|tip| tip.document().host.to_string());
        match form {
            "lean" => {
                assert_eq!(moved, Ok("moved.example".into()));
                assert!(branch("deactivated").is_ok_and(|tip| tip.is_deactivated()));
            }
            // The library leaves the old DID in the ids of moved keys, and ends pre-rotation with a line of its own
            // before the last one. Hanse writes neither and refuses both.
            _ => {
                assert!(moved.is_err_and(|why| why.contains("verificationMethod")));
                assert!(branch("deactivated").is_err_and(|why| why.contains("nextKeyHashes")));
            }
        }
    }
}

#[tokio::test]
async fn the_logs_that_didwebvh_rs_writes_are_accepted_here() {
    let secret = |purpose: &str| {
        let public = key("steiermark", purpose).public();
        let id = format!("did:key:{public}#{public}");
        Secret::generate_ed25519(Some(&id), Some(&seed("steiermark", purpose)))
    };
    let update_keys = |purpose: &str| vec![Multibase::new(key("steiermark", purpose).public().to_string())];
    let next = |routine: &str| {
        ["recovery", routine]
            .map(|purpose| Multibase::new(key("steiermark", purpose).public().commitment()))
            .to_vec()
    };
    let did = "did:webvh:{SCID}:node.example:v1:organisations:{SCID}";
    let device = key("steiermark", "device 1").public();
    let document = json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [{
            "id": format!("{did}#{device}"), "type": "Multikey", "controller": did,
            "publicKeyMultibase": device.to_string(),
        }],
        "assertionMethod": [format!("{did}#{device}")],
    });
    let parameters = Parameters {
        update_keys: Some(update_keys("routine 0").into()),
        next_key_hashes: Some(next("routine 1").into()),
        portable: Some(true),
        ..Parameters::default()
    };
    let config = CreateDIDConfig::builder()
        .address(did)
        .authorization_key(secret("routine 0"))
        .did_document(document)
        .parameters(parameters)
        .version_time("2026-01-10T12:00:00+00:00".parse().expect("a time"))
        .build()
        .expect("a configuration");
    let created = create_did(config).await.expect("a log");
    let first = serde_json::to_string(created.log_entry()).expect("JSON") + "\n";
    let tip = accept(&first).expect("its first line");
    assert_eq!(tip.did(), created.did());
    assert!(tip.document().devices[&device].asserts);

    let mut state = DIDWebVHState::default();
    let file = file_of(&first);
    state.load_log_entries_from_file(path_text(file.path())).expect("its own line");
    state.validate().and_then(|report| report.assert_complete()).expect("its own line");
    let config = UpdateDIDConfig::builder()
        .state(state)
        .signing_key(secret("routine 1"))
        .update_keys(update_keys("routine 1"))
        .next_key_hashes(next("routine 2"))
        .version_time("2026-01-11T12:00:00+00:00".parse().expect("a time"))
        .build()
        .expect("a configuration");
    let updated = update_did(config).await.expect("a second line");
    let second = serde_json::to_string(updated.log_entry()).expect("JSON");
    assert_eq!(accept(&(first + &second)).expect("its second line").version().number, 2);
}

/// The label of the scene, and the DID document of its issuer.
fn credential() -> (Value, Value) {
    let scene = Scene::fully_awarded();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let document = ledger.document(&scene.label.address()).expect("the label is there");
    let credential = serde_json::from_str(document.content()["content"].as_str().expect("a text"));
    let did_documents = json!({scene.issuer.tip().did(): scene.issuer.tip().state()});
    (credential.expect("JSON"), did_documents)
}

/// What Digital Bazaar's library and openvc-core say of a credential, and what Hanse says.
fn verified_everywhere(credential: &Value, did_documents: &Value) -> [(&'static str, bool); 3] {
    let request =
        json!({"credential": credential, "did_documents": did_documents, "now": "2026-06-01T12:00:00Z"});
    let ours = Credential::parse(credential.to_string().as_bytes()).and_then(|parsed| parsed.verify());
    [
        ("Digital Bazaar", run_node("vc_verify.mjs", &[], Some(&request))["ok"] == true),
        ("openvc-core", run_python("vc_verify.py", &[], Some(&request))["ok"] == true),
        ("Hanse", ours.is_ok()),
    ]
}

#[test]
fn a_label_verifies_everywhere() {
    let (credential, did_documents) = credential();
    for (program, is_fine) in verified_everywhere(&credential, &did_documents) {
        assert!(is_fine, "{program}");
    }
}

#[test]
fn a_label_by_a_device_that_left_verifies_everywhere() {
    let (credential, _) = credential();
    let mut scene = Scene::labelled();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let device = scene.issuer.device(1).public();
    let chain = ledger.chain(&device);
    let (sequence, entry) = (chain.len() as u64, *chain.last().expect("it issued the label"));
    let end = |reason| Retirement { sequence, entry, tree_head: tree::root(chain), reason };
    let ends = [RetirementReason::Left, RetirementReason::Compromised].map(end);
    for end in ends {
        let is_listed = end.reason == RetirementReason::Left;
        let line = scene.issuer.succeed(at("2026-05-20"), |document| {
            document.retired.insert(device, end);
            if !is_listed {
                document.devices.remove(&device);
            }
        });
        let did_documents = json!({line.did(): line.state()});
        let [bazaar, openvc, hanse] = verified_everywhere(&credential, &did_documents);
        assert_eq!([bazaar.1, openvc.1], [is_listed, is_listed], "left: {is_listed}");
        assert!(hanse.1, "the proof is what it was");
    }
}

#[test]
fn a_label_that_was_tampered_with_is_refused_everywhere() {
    let (honest, did_documents) = credential();
    for pointer in [
        "/id",
        "/name",
        "/issuer/name",
        "/validUntil",
        "/credentialSubject/name",
        "/credentialSubject/achievement/name",
        "/credentialSubject/result/0/achievedLevel",
        "/proof/created",
        "/proof/verificationMethod",
        "/proof/proofValue",
    ] {
        let mut tampered = honest.clone();
        let member = tampered.pointer_mut(pointer).expect(pointer);
        *member = match pointer {
            "/validUntil" => json!("2036-04-30T23:59:59Z"),
            "/proof/created" => json!("2026-05-06T12:00:00Z"),
            _ => json!(format!("{}2", member.as_str().expect("a text"))),
        };
        for (program, is_fine) in verified_everywhere(&tampered, &did_documents) {
            assert!(!is_fine, "{pointer}: {program}");
        }
    }
    let mut extended = honest.clone();
    extended["credentialSubject"]["identifier"] = json!([]);
    for (program, is_fine) in verified_everywhere(&extended, &did_documents) {
        assert!(!is_fine, "a member more: {program}");
    }
}

#[test]
fn a_proof_that_digital_bazaar_made_counts_here() {
    let (mut credential, _) = credential();
    let ours = credential.as_object_mut().and_then(|members| members.remove("proof")).expect("a proof");
    let request = json!({
        "credential": credential,
        "seed": hex(&seed("issuer", "device 1")),
        "verification_method": ours["verificationMethod"],
        "created": "2026-05-04T12:00:00Z",
    });
    let issued = node("vc_issue.mjs", &[], Some(&request));
    let theirs = Credential::parse(issued["credential"].to_string().as_bytes()).expect("of our form");
    theirs.verify().expect("their proof");
}

#[test]
fn another_program_reproduces_the_vectors() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let answer = run_python("vectors.py", &[path_text(&vectors)], None);
    assert_eq!(answer["ok"], true, "{}", answer["why"]);
    assert_eq!(answer["reproduced"].as_array().map(Vec::len), Some(9));
}

/// What three other resolvers make of a log: the DID document, or why not.
fn resolved_everywhere(log: &str, did: &str) -> [(&'static str, Result<Value, String>); 3] {
    let file = file_of(log);
    let path = path_text(file.path());
    let read = |answer: Value| match answer["ok"] == true {
        true => Ok(answer["document"].clone()),
        false => Err(answer["why"].to_string()),
    };
    let typescript = read(run_node("didwebvh_resolve.mjs", &[path, did], None));
    let python = read(run_python("didwebvh_resolve.py", &[path, did], None));
    let rust = resolved_in_rust(path);
    [("didwebvh-ts", typescript), ("openvc-core", python), ("didwebvh-rs", rust)]
        .map(|(program, document)| (program, document.map(|document| without_implied(document, did))))
}

/// Takes away the two services that every did:webvh implies, and that some resolvers add.
fn without_implied(mut document: Value, did: &str) -> Value {
    if let Some(services) = document.get_mut("service").and_then(Value::as_array_mut) {
        services.retain(|service| {
            let id = service["id"].as_str().unwrap_or_default().trim_start_matches(did);
            !["#files", "#whois"].contains(&id)
        });
        if services.is_empty() {
            document.as_object_mut().expect("a document is an object").remove("service");
        }
    }
    document
}

fn resolved_in_rust(path: &str) -> Result<Value, String> {
    use didwebvh_rs::prelude::LogEntryMethods as _;
    let mut state = DIDWebVHState::default();
    state.load_log_entries_from_file(path).map_err(|error| error.to_string())?;
    let report = state.validate().map_err(|error| error.to_string())?;
    report.assert_complete().map_err(|error| error.to_string())?;
    let last = state.log_entries().last().ok_or("no entries")?;
    last.log_entry.get_did_document().map_err(|error| error.to_string())
}

fn node(program: &str, arguments: &[&str], request: Option<&Value>) -> Value {
    let answer = run_node(program, arguments, request);
    assert_eq!(answer["ok"], true, "{program}: {}", answer["why"]);
    answer
}

pub(crate) fn run_node(program: &str, arguments: &[&str], request: Option<&Value>) -> Value {
    let modules = interop().join("node_modules");
    assert!(modules.is_dir(), "the packages of tests/interop are not installed: run tests/run");
    run(Path::new("node"), program, arguments, request)
}

pub(crate) fn run_python(program: &str, arguments: &[&str], request: Option<&Value>) -> Value {
    let python =
        std::env::var_os("INTEROP_PYTHON").map_or_else(|| interop().join(".venv/bin/python"), PathBuf::from);
    assert!(python.exists(), "{} is not there: run tests/run, or set INTEROP_PYTHON", python.display());
    run(&python, program, arguments, request)
}

fn run(interpreter: &Path, program: &str, arguments: &[&str], request: Option<&Value>) -> Value {
    let mut child = Command::new(interpreter)
        .arg(interop().join(program))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{} cannot be run ({error}): run tests/run", interpreter.display()));
    let mut stdin = child.stdin.take().expect("it was asked for");
    let request = request.map(Value::to_string).unwrap_or_default();
    stdin.write_all(request.as_bytes()).expect("the program reads its request");
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} could not run: {talk}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{program}: {error}: {talk}"))
}

fn interop() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("interop")
}

pub(crate) fn file_of(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".jsonl").tempfile().expect("a temporary file");
    file.write_all(text.as_bytes()).expect("a temporary file takes a log");
    file
}

pub(crate) fn path_text(path: &Path) -> &str {
    path.to_str().expect("temporary paths are text")
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
