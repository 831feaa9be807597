//! The vectors in `tests/vectors`: what another program must reproduce, byte for byte.
//!
//! Each test computes a file anew from the inputs it names and compares. After a deliberate change of the format,
//! `HANSE_VECTORS=write cargo nextest run --workspace -E 'test(vectors)'` writes the files; the diff is the change.

use std::collections::BTreeMap;
use std::path::Path;

use harness::dossier::Way;
use harness::generator::{first_header, seal};
use harness::scene::{Scene, noon};
use harness::story::{Member, at, key, seed};
use protocol::anchors::Anchors;
use protocol::canonical::{CborReader, CborWriter, parse_json, to_jcs, to_jcs_text};
use protocol::digest::Digest;
use protocol::document;
use protocol::entry::{Address, Adopted, Entry, EntryKind, Header, Verified};
use protocol::evidence::Evidence;
use protocol::heads::{DeviceHead, Heads, document_leaf, documents_root};
use protocol::identity::line::{Line, Retirement, RetirementReason};
use protocol::key::{AgreementKey, SigningKey};
use protocol::proof::Proof;
use protocol::tree;
use protocol::verification::judge;
use serde_json::{Value, json};

/// Compares what was computed with the file, or writes the file when asked to.
fn check(name: &str, computed: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors").join(name);
    if std::env::var_os("HANSE_VECTORS").is_some_and(|wish| wish == "write") {
        let text = serde_json::to_string_pretty(computed).expect("JSON") + "\n";
        std::fs::write(&path, text).expect("the vectors can be written");
    }
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let held: Value = serde_json::from_slice(&text).expect("vectors are JSON");
    for (part, expected) in held.as_object().expect("vectors are an object") {
        assert_eq!(computed.get(part), Some(expected), "{name}: {part}");
    }
    assert_eq!(*computed, held, "{name}");
}

#[test]
fn canonical() {
    let json = [
        r#"{ "b": [true, false, null], "a": "é\u0000\n\"" }"#,
        r#"{"€":"euro","\r":"return","1":"one","\ud83d\ude02":"smile","ö":"umlaut"}"#,
        "[1.0, 1e3, -0, 9007199254740991]",
        r#""\u00e9\u000a""#,
    ];
    let refused = [
        r#"{"a":1,"a":1}"#,
        r#"{"a":1,"\u0061":2}"#,
        r#""\ud800""#,
        "0.5",
        "1e400",
        "9007199254740992",
        "[1],",
    ];
    for text in refused {
        assert!(parse_json(text.as_bytes(), 1_000).is_err(), "{text}");
    }
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(
        parse_json(nested(64).as_bytes(), 1_000).is_ok() && parse_json(nested(65).as_bytes(), 1_000).is_err()
    );
    let canonical = |text: &&str| to_jcs_text(&parse_json(text.as_bytes(), 1_000).expect("it is acceptable"));
    let mut cbor = CborWriter::new();
    cbor.array(5).uint(23).uint(24).bytes(&[1, 2]).text("é").null();
    check(
        "canonical.json",
        &json!({
            "comment": "JSON as it is hashed (RFC 8785), JSON that is refused, and one CBOR array [23, 24, h'0102', \"é\", null].",
            "json": json.iter().map(|text| json!({"text": text, "canonical": canonical(text)})).collect::<Vec<_>>(),
            "refused": refused,
            "deepest_nesting": 64,
            "cbor": hex(&cbor.finish()),
        }),
    );
}

#[test]
fn keys() {
    let signing = [[0; 32], [1; 32], seed("steiermark", "device 1")].map(|seed| {
        let public = SigningKey::from_seed(&seed).public();
        json!({
            "seed": hex(&seed),
            "public": hex(public.as_bytes()),
            "multikey": public.to_string(),
            "did_key": public.to_did_key(),
            "commitment": public.commitment(),
        })
    });
    let agreement = [[1; 32], seed("steiermark", "agreement 1")].map(
        |secret| json!({"secret": hex(&secret), "multikey": AgreementKey::from_secret(&secret).to_string()}),
    );
    let message = b"hanse";
    let signature = SigningKey::from_seed(&[1; 32]).sign(&[message]);
    check(
        "keys.json",
        &json!({
            "comment": "Ed25519 keys (commitment: the multihash over the multikey's text, as in nextKeyHashes), X25519 keys, and one signature by the seed 01…01.",
            "signing": signing,
            "agreement": agreement,
            "signature": {"message": hex(message), "signature": hex(signature.as_bytes())},
        }),
    );
}

/// An organisation's lines, each with the key that signs it.
fn lines() -> Vec<(&'static str, String, Line)> {
    let mut member = Member::found("steiermark", at("2026-01-10"));
    let mut lines = vec![("created", "routine 0".to_owned(), member.tip().clone())];
    let rotated = member.succeed(at("2026-01-11"), |_| {});
    lines.push(("routine key revealed", "routine 1".into(), rotated));
    let added = member.add_device(2, at("2026-01-12"));
    lines.push(("device added", "routine 2".into(), added));
    for (name, number, reason) in
        [("device left", 1, RetirementReason::Left), ("device compromised", 2, RetirementReason::Compromised)]
    {
        let device = member.device(number).public();
        let retirement = Retirement {
            sequence: 12,
            entry: Digest::of(&[b"the last entry"]),
            tree_head: Digest::of(&[b"the tree"]),
            reason,
        };
        let line = member.succeed(at("2026-01-13"), |document| {
            document.retired.insert(device, retirement);
            if reason == RetirementReason::Compromised {
                document.devices.remove(&device);
            }
        });
        lines.push((name, format!("routine {}", lines.len()), line));
    }
    let recovered = member.recover_after(2, at("2026-02-01"), |_| {});
    lines.push(("recovery key revealed, after the second line", "recovery".into(), recovered));
    lines
}

#[test]
fn identity() {
    let lines: Vec<Value> = lines()
        .into_iter()
        .map(|(name, signer, line)| {
            json!({
                "name": name,
                "signed_with_seed": hex(&seed("steiermark", &signer)),
                "line": String::from_utf8(line.to_bytes()).expect("JSON"),
                "id": line.id().to_string(),
                "version_hash": hex(&line.version().hash),
            })
        })
        .collect();
    let first: Value = serde_json::from_str(lines[0]["line"].as_str().expect("a text")).expect("JSON");
    check(
        "identity.json",
        &json!({
            "comment": "A log in the form of Hanse. Each line but the last follows the one before it; the last is a sibling of the third. id: SHA-256 over the line without proof; version_hash: the first 16 bytes of the digest in versionId.",
            "scid": first["parameters"]["scid"],
            "did": first["state"]["id"],
            "lines": lines,
        }),
    );
}

fn entries() -> Vec<(&'static str, &'static str, Entry<Verified>)> {
    let member = Member::found("steiermark", at("2026-01-10"));
    let (device, other) = (member.device(1), member.device(2));
    let time = at("2026-02-01").plus_millis(7);
    let author = protocol::automerge_guard::actor(&member.id, &device.public(), "profile/self");
    let edits = BTreeMap::from([("name.en".to_owned(), Some(json!("Photonics Valley")))]);
    let change = document::Document::new("profile").edit(author, time, &edits);
    let change = change.expect("the edit is possible").remove(0);
    let first = seal(first_header(&member, &device, "profile/self", time), change.clone(), &device);
    let heads = Header {
        kind: EntryKind::Heads,
        sequence: 2,
        previous: Some(first.id()),
        ..first_header(&member, &device, "heads/self", time.plus_millis(1_000))
    };
    let stated = Heads { devices: BTreeMap::new(), documents: 0, root: Digest::of(&[]) };
    let heads = seal(heads, stated.to_bytes(), &device);
    let adopting = Header {
        adopts: Some(Adopted { device: device.public(), id: first.id() }),
        ..first_header(&member, &other, "profile/self", time.plus_millis(2_000))
    };
    let adopting = seal(adopting, change, &other);
    let unknown = Header {
        kind: EntryKind::Unknown(1_000),
        ..first_header(&member, &other, "post/x", time.plus_millis(3_000))
    };
    let unknown = seal(unknown, Vec::new(), &other);
    vec![
        ("a change", "device 1", first),
        ("a statement of heads", "device 1", heads),
        ("an adopted change", "device 2", adopting),
        ("a kind of a later version", "device 2", unknown),
    ]
}

#[test]
fn entry() {
    let entries: Vec<Value> = entries()
        .into_iter()
        .map(|(name, device, entry)| {
            let header = entry.header();
            let bytes = entry.to_bytes();
            let mut reader = CborReader::new(&bytes);
            reader.array_of(3).expect("three parts");
            let [header_bytes, signature, body] = [(); 3].map(|()| hex(reader.bytes().expect("a part")));
            json!({
                "name": name,
                "seed": hex(&seed("steiermark", device)),
                "header": {
                    "kind": header.kind.code(),
                    "organisation": hex(header.organisation.digest().as_bytes()),
                    "version": [header.version.number, hex(&header.version.hash)],
                    "device": hex(header.device.as_bytes()),
                    "sequence": header.sequence,
                    "previous": header.previous.map(|id| id.to_string()),
                    "address": header.address.as_str(),
                    "time": header.time.as_millis(),
                    "adopts": header.adopts.map(|adopted| [hex(adopted.device.as_bytes()), adopted.id.to_string()]),
                },
                "body": body,
                "header_bytes": header_bytes,
                "id": entry.id().to_string(),
                "signature": signature,
                "bytes": hex(&bytes),
            })
        })
        .collect();
    check(
        "entry.json",
        &json!({
            "comment": "Entries of organisation and version as in identity.json, created. id: SHA-256(\"hanse entry 1\" ‖ header_bytes), and the seed signs the same bytes.",
            "entries": entries,
        }),
    );
}

#[test]
fn merkle_tree() {
    let leaves: Vec<Digest> = (0..9_u8).map(|number| Digest::of(&[&[number]])).collect();
    let trees: Vec<Value> = (0..=leaves.len())
        .map(|size| {
            let leaves = &leaves[..size];
            let paths: Vec<Vec<String>> = (0..size)
                .map(|index| {
                    tree::path(leaves, index).expect("a leaf").iter().map(Digest::to_string).collect()
                })
                .collect();
            json!({"size": size, "root": tree::root(leaves).to_string(), "paths": paths})
        })
        .collect();
    check(
        "tree.json",
        &json!({
            "comment": "RFC 6962 trees. Leaf n is SHA-256 of the one byte n; the tree of size s holds the leaves 0 to s − 1.",
            "leaves": leaves.iter().map(Digest::to_string).collect::<Vec<_>>(),
            "trees": trees,
        }),
    );
}

#[test]
fn heads() {
    let rows = [("device 1", 12), ("device 2", 3)].map(|(device, sequence)| {
        let head = DeviceHead {
            sequence,
            id: Digest::of(&[b"id of ", device.as_bytes()]),
            tree_head: Digest::of(&[b"tree of ", device.as_bytes()]),
        };
        (key("steiermark", device).public(), head)
    });
    let ids = [Digest::of(&[b"one"]), Digest::of(&[b"two"])];
    let documents: BTreeMap<Address, Vec<Digest>> =
        [("attestation/a", &ids[..]), ("scheme/s-1.0", &ids[..1])]
            .into_iter()
            .map(|(address, ids)| {
                let mut ids = ids.to_vec();
                ids.sort_unstable();
                (Address::parse(address).expect("an address"), ids)
            })
            .collect();
    let leaves: BTreeMap<Address, Digest> =
        documents.iter().map(|(address, ids)| (address.clone(), document_leaf(address, ids))).collect();
    let stated =
        Heads { devices: rows.into(), documents: leaves.len() as u64, root: documents_root(&leaves) };
    check(
        "heads.json",
        &json!({
            "comment": "The body of a heads entry, from what it states. leaf: SHA-256 over the CBOR array [address, [id …]], ids ascending; root: the RFC 6962 tree over the leaves by ascending address.",
            "devices": stated.devices.iter().map(|(device, head)| json!({
                "device": hex(device.as_bytes()),
                "sequence": head.sequence,
                "id": head.id.to_string(),
                "tree_head": head.tree_head.to_string(),
            })).collect::<Vec<_>>(),
            "documents": documents.iter().map(|(address, ids)| json!({
                "address": address.as_str(),
                "ids": ids.iter().map(Digest::to_string).collect::<Vec<_>>(),
                "leaf": leaves[address].to_string(),
            })).collect::<Vec<_>>(),
            "root": stated.root.to_string(),
            "body": hex(&stated.to_bytes()),
        }),
    );
}

#[test]
fn genesis() {
    let collections = [
        "accreditation",
        "attestation",
        "contact",
        "figures",
        "link",
        "listing",
        "member",
        "node",
        "person",
        "portal",
        "post",
        "profile",
        "scheme",
        "statuslist",
        "vouch",
    ];
    let changes: Vec<Value> = collections
        .iter()
        .map(|collection| {
            let bytes = document::genesis(collection);
            json!({"collection": collection, "bytes": hex(&bytes), "hash": Digest::of(&[&bytes[8..]]).to_string()})
        })
        .collect();
    let member = Member::found("steiermark", at("2026-01-10"));
    let device = member.device(1).public();
    check(
        "genesis.json",
        &json!({
            "comment": "The genesis change of each collection (Automerge change chunk; hash: SHA-256 behind the first 8 bytes), and one actor: the first 16 bytes of SHA-256(organisation ‖ device ‖ address).",
            "changes": changes,
            "actor": {
                "organisation": hex(member.id.digest().as_bytes()),
                "device": hex(device.as_bytes()),
                "address": "profile/self",
                "actor": hex(&protocol::automerge_guard::actor(&member.id, &device, "profile/self")),
            },
        }),
    );
}

#[test]
fn credential() {
    let scene = Scene::fully_awarded();
    let ledger = scene.world.directory.ledger(&scene.issuer.id).expect("the issuer is known");
    let document = ledger.document(&scene.label.address()).expect("the label is there");
    let text = document.content()["content"].as_str().expect("a text");
    let mut credential: serde_json::Map<String, Value> = serde_json::from_str(text).expect("JSON");
    let proof = Proof::detach(&mut credential).expect("a proof");
    let mut config = proof.raw().clone();
    config.remove("proofValue");
    check(
        "credential.json",
        &json!({
            "comment": "A label. The seed signs SHA-256(JCS(proof without proofValue)) ‖ SHA-256(JCS(credential without proof)).",
            "seed": hex(&seed("issuer", "device 1")),
            "credential": credential,
            "proof": proof.raw(),
            "proof_hash": Digest::of(&[&to_jcs(&Value::Object(config))]).to_string(),
            "credential_hash": Digest::of(&[&to_jcs(&Value::Object(credential.clone()))]).to_string(),
            "stored": text,
        }),
    );
}

#[test]
fn scorecard() {
    let way = Way::begin();
    let (sealed, secret) = (way.sealed(), [7; 32]);
    let text = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let disclosure = sealed.disclose(&way.label(), &["1.1.0", "2.4", "4.3"]).expect("they were answered");
    check(
        "scorecard.json",
        &json!({
            "comment": "A sealed scorecard, the hash that a label carries of it, and a disclosure of three answers.",
            "secret": hex(&secret),
            "sealed": text(&sealed.to_text()),
            "commitment": sealed.commitment().to_string(),
            "disclosure": text(&disclosure.to_text()),
        }),
    );
}

#[test]
fn evidence() {
    let mut scene = Scene::labelled();
    let valid = scene.evidence().to_bytes();
    scene.world.withdraw(&scene.issuer, &scene.label, "the cluster was dissolved", "2026-07-01");
    let withdrawn = scene.evidence().to_bytes();
    let cases = [
        ("valid", &valid, scene.anchors(), "2026-06-01"),
        ("nobody is trusted", &valid, Anchors::default(), "2026-06-01"),
        ("a statement too old", &valid, scene.anchors().with_statement_age(14), "2026-06-01"),
        ("withdrawn", &withdrawn, scene.anchors(), "2026-07-02"),
    ]
    .map(|(name, bytes, anchors, day)| {
        let evidence = Evidence::parse(bytes).expect("evidence");
        json!({
            "name": name,
            "evidence": hex(bytes),
            "anchors": anchors.iter().map(|anchor| json!({
                "organisation": anchor.organisation.to_string(),
                "version": [anchor.version.number, hex(&anchor.version.hash)],
            })).collect::<Vec<_>>(),
            "statement_age_days_max": anchors.statement_age_days_max(),
            "judgement": judge(&evidence, &anchors, noon(day)).to_json(noon(day)),
        })
    });
    check(
        "evidence.json",
        &json!({
            "comment": "Evidence with the judgement on it; the two times of the question stand in the judgement.",
            "cases": cases,
        }),
    );
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
