//! Credentials that Hanse did not make, each wrong in one thing, and what is said of them.

mod webvh;

use harness::story::{Member, at};
use harness::stranger::{LIST, Stranger, V2, entry, material};
use protocol::canonical::parse_unsigned_json;
use protocol::foreign::{Judgement, Material, judge};
use protocol::key::PublicKey;
use protocol::proof::Proof;
use protocol::status_list::Purpose;
use protocol::time::Timestamp;
use serde_json::{Value, json};

const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const NOW: &str = "2026-06-01T12:00:00Z";

fn judged(credential: &Value, material: &Material) -> Judgement {
    judge(credential.to_string().as_bytes(), material, Timestamp::parse(NOW).expect("an instant"))
}

/// Holds the verdict and a part of its reason against what is expected.
fn check(what: &str, judgement: &Judgement, verdict: &str, reason: &str) {
    assert_eq!(judgement.verdict.code(), verdict, "{what}: {judgement}");
    assert!(judgement.reason.contains(reason), "{what}: {judgement}");
}

#[test]
fn a_credential_of_any_issuer_is_valid_when_every_part_holds() {
    let key = Stranger::of_key("stranger");
    let web = Stranger::of_web("agency");
    let documents = [web.document()];
    let with = |member: &str, value: Value| {
        let mut credential = key.credential();
        credential[member] = value;
        credential
    };
    let two_contexts = with("@context", json!([V2, OPEN_BADGES]));
    for (what, credential, until) in [
        ("did:key", key.seal(key.credential()), "until 2027-12-31T23:59:59Z"),
        ("did:web", web.seal(web.credential()), "until 2027-12-31T23:59:59Z"),
        (
            "an issuer with members",
            key.seal(with("issuer", json!({"id": key.did, "name": "Agency"}))),
            "until",
        ),
        ("fractions", key.seal(with("score", json!([0.5, 1e21, -0.0, 1e-7]))), "until"),
        ("no end", key.seal(with("validUntil", json!("9999-12-31T23:59:59Z"))), "without end"),
        ("offsets", key.seal(with("validFrom", json!("2026-06-01T14:00:00.000+02:00"))), "until"),
        (
            "several subjects",
            key.seal(with("credentialSubject", json!([{"id": "did:a:b"}, {"name": "x"}]))),
            "until",
        ),
        ("no @context in the proof", key.seal_with(key.credential(), &json!({"@context": null})), "until"),
        ("its @context a text", key.seal_with(key.credential(), &json!({"@context": V2})), "until"),
        ("its @context the beginning", key.seal_with(two_contexts, &json!({"@context": [V2]})), "until"),
        ("no date", key.seal_with(key.credential(), &json!({"created": null})), "until"),
        (
            "members of its own",
            key.seal_with(key.credential(), &json!({"nonce": "1", "domain": "a.example"})),
            "until",
        ),
        (
            "an end of the proof",
            key.seal_with(key.credential(), &json!({"expires": "2026-07-01T00:00:00Z"})),
            "until",
        ),
    ] {
        check(what, &judged(&credential, &material(&documents, &[])), "valid", until);
    }
    let whole = judged(&key.seal(key.credential()), &Material::default());
    let names: Vec<&str> = whole.checks.iter().map(|check| check.name).collect();
    assert_eq!(names, ["format", "context", "issuer", "proof", "period", "status"]);
}

#[test]
fn what_two_readers_could_understand_differently_is_malformed() {
    let key = Stranger::of_key("stranger");
    let sound = key.seal(key.credential()).to_string();
    let instead = |from: &str, to: &str| {
        assert!(sound.contains(from), "{from}");
        sound.replacen(from, to, 1)
    };
    let deep = format!("\"x\":{}{},\"name\"", "[".repeat(64), "]".repeat(64));
    for (what, text, reason) in [
        ("a key twice", instead("\"name\"", "\"name\":\"Gold\",\"name\""), "stands twice"),
        ("a key twice, escaped", instead("\"name\"", "\"n\\u0061me\":\"Gold\",\"name\""), "stands twice"),
        (
            "a key twice, deep",
            instead("\"name\":\"Photonics", "\"id\":\"did:a:b\",\"name\":\"Photonics"),
            "stands twice",
        ),
        ("half a character", instead("Membership", "\\ud800."), "hex escape"),
        ("nested deep", instead("\"name\"", &deep), "64 levels"),
        ("a number beyond a double", instead("\"name\"", "\"x\":1e999,\"name\""), "number"),
        ("an integer beyond a double", instead("\"name\"", "\"x\":9007199254740993,\"name\""), "number"),
        ("two documents", format!("{sound}{sound}"), "trailing"),
        ("no JSON", "a credential".into(), "cannot be read"),
        ("a list", format!("[{sound}]"), "no JSON object"),
        ("nothing", String::new(), "cannot be read"),
    ] {
        let judgement = judge(text.as_bytes(), &Material::default(), Timestamp::ZERO);
        check(what, &judgement, "malformed", reason);
    }
}

#[test]
fn a_credential_of_another_form_is_malformed() {
    let key = Stranger::of_key("stranger");
    for (member, value, reason) in [
        ("@context", json!(V2), "@context"),
        ("@context", json!([OPEN_BADGES, V2]), "@context"),
        ("@context", json!(["https://www.w3.org/2018/credentials/v1"]), "@context"),
        ("@context", json!([V2, V2]), "stands twice"),
        ("@context", json!([V2, "no url"]), "no URL"),
        ("@context", json!([V2, 1]), "no URL"),
        ("type", json!(["VerifiablePresentation"]), "VerifiableCredential"),
        ("type", json!(["VerifiableCredential", 1]), "VerifiableCredential"),
        ("issuer", json!({"name": "Agency"}), "issuer"),
        ("issuer", json!(["did:key:z6Mk"]), "issuer"),
        ("id", json!(1), "id"),
        ("id", json!("a name"), "id"),
        ("credentialSubject", json!({}), "credentialSubject"),
        ("credentialSubject", json!([]), "credentialSubject"),
        ("credentialSubject", json!("did:a:b"), "credentialSubject"),
        ("validFrom", json!("2026-01-01"), "validFrom"),
        ("validUntil", json!("2026-01-01T00:00:00"), "validUntil"),
        ("validUntil", json!("2025-01-01T00:00:00Z"), "before its validFrom"),
        ("credentialStatus", json!([]), "credentialStatus"),
    ] {
        let mut credential = key.credential();
        credential[member] = value.clone();
        let judgement = judged(&key.seal(credential), &Material::default());
        check(&format!("{member}: {value}"), &judgement, "malformed", reason);
    }
    let mut unsigned = key.credential();
    check("no proof", &judged(&unsigned, &Material::default()), "malformed", "no proof");
    for proof in [json!([]), json!(null), json!("z"), json!(["z"])] {
        unsigned["proof"] = proof.clone();
        check(&proof.to_string(), &judged(&unsigned, &Material::default()), "malformed", "proof");
    }
}

#[test]
fn a_credential_that_was_changed_anywhere_has_a_bad_proof() {
    let key = Stranger::of_key("stranger");
    let sound = key.seal(key.credential());
    for (pointer, value) in [
        ("/id", "urn:uuid:0"),
        ("/name", "Gold"),
        ("/validFrom", "2026-01-02T00:00:00Z"),
        ("/validUntil", "2036-12-31T23:59:59Z"),
        ("/credentialSubject/id", "did:example:other"),
        ("/credentialSubject/name", "Other Valley"),
        ("/proof/created", "2026-02-02T00:00:00Z"),
        ("/proof/proofPurpose", "authentication"),
        (
            "/proof/proofValue",
            "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4",
        ),
        ("/proof/proofValue", "u123"),
        ("/proof/cryptosuite", "eddsa-jcs-2023"),
        ("/proof/type", "Ed25519Signature2020"),
    ] {
        let mut changed = sound.clone();
        *changed.pointer_mut(pointer).expect(pointer) = json!(value);
        check(pointer, &judged(&changed, &Material::default()), "bad-proof", "");
    }
    for pointer in ["", "/credentialSubject", "/proof"] {
        let mut changed = sound.clone();
        changed.pointer_mut(pointer).expect(pointer)["more"] = json!(true);
        check(pointer, &judged(&changed, &Material::default()), "bad-proof", "does not fit");
    }
}

#[test]
fn a_context_that_was_appended_after_signing_is_noticed() {
    let key = Stranger::of_key("stranger");
    let mut appended = key.seal(key.credential());
    appended["@context"] = json!([V2, "https://evil.example/context"]);
    check("appended", &judged(&appended, &Material::default()), "malformed", "appended after signing");
    appended["@context"] = json!([V2, {"name": "https://evil.example/other-name"}]);
    check(
        "appended, inline",
        &judged(&appended, &Material::default()),
        "malformed",
        "appended after signing",
    );
    appended["@context"] = json!([V2, "https://evil.example/context"]);
    let mut other_suite =
        json!({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z1"});
    for context in [json!(null), appended["@context"].clone()] {
        let mut covered = appended.clone();
        if context != json!(null) {
            other_suite["@context"] = context;
        }
        covered["proof"] = json!([other_suite, covered["proof"]]);
        let judgement = judged(&covered, &Material::default());
        check("appended under a proof that nobody checks", &judgement, "malformed", "appended after signing");
    }
    let mut credential = key.credential();
    credential["@context"] = json!([V2, OPEN_BADGES]);
    let mut without = key.seal_with(credential, &json!({"@context": null}));
    without["@context"] = json!([V2]);
    check("taken away", &judged(&without, &Material::default()), "bad-proof", "does not fit");
    let other = key.seal_with(key.credential(), &json!({"@context": [V2, OPEN_BADGES]}));
    check("longer in the proof", &judged(&other, &Material::default()), "bad-proof", "@context");
}

#[test]
fn the_key_must_be_one_that_the_issuer_lists_for_assertions() {
    let web = Stranger::of_web("agency");
    let sound = web.seal(web.credential());
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut document = web.document();
        change(&mut document);
        judged(&sound, &material(&[document], &[]))
    };
    let relative = |document: &mut Value| {
        document["verificationMethod"][0]["id"] = json!("#key-1");
        document["assertionMethod"] = json!(["#key-1"]);
    };
    check("relative ids", &changed(&relative), "valid", "");
    let embedded = |document: &mut Value| {
        document["assertionMethod"] = document["verificationMethod"].clone();
        document["verificationMethod"] = json!([]);
    };
    check("a key within assertionMethod", &changed(&embedded), "valid", "");
    type Change = fn(&mut Value);
    let refused: [(&str, Change, &str); 9] = [
        ("no assertionMethod", |document| document["assertionMethod"] = json!([]), "assertionMethod"),
        (
            "for authentication only",
            |document| {
                document["authentication"] = document["assertionMethod"].clone();
                document.as_object_mut().expect("an object").remove("assertionMethod");
            },
            "assertionMethod",
        ),
        ("not listed", |document| document["verificationMethod"] = json!([]), "not listed"),
        (
            "listed twice",
            |document| {
                let again = document["verificationMethod"][0].clone();
                document["verificationMethod"].as_array_mut().expect("a list").push(again);
            },
            "more than once",
        ),
        (
            "of another controller",
            |document| document["verificationMethod"][0]["controller"] = json!("did:web:other.example"),
            "another controller",
        ),
        (
            "no Multikey",
            |document| document["verificationMethod"][0]["type"] = json!("JsonWebKey"),
            "no Multikey",
        ),
        (
            "another key",
            |document| {
                let key = harness::story::key("other", "stranger").public().to_string();
                document["verificationMethod"][0]["publicKeyMultibase"] = json!(key);
            },
            "does not fit",
        ),
        (
            "a key for agreement",
            |document| {
                let key = protocol::key::AgreementKey::from_secret(&[1; 32]).to_string();
                document["verificationMethod"][0]["publicKeyMultibase"] = json!(key);
            },
            "no Multikey",
        ),
        (
            "an end that is no instant",
            |document| document["verificationMethod"][0]["expires"] = json!("soon"),
            "expires",
        ),
    ];
    for (what, change, reason) in refused {
        check(what, &changed(&change), "bad-proof", reason);
    }
    let none = judged(&sound, &Material::default());
    check("no document", &none, "indeterminate", "not at hand: give it with --did");
    let other = |document: &mut Value| document["id"] = json!("did:web:other.example");
    check("the document of another", &changed(&other), "indeterminate", "not at hand");
    let twice = material(&[web.document(), web.document()], &[]);
    check("two documents", &judged(&sound, &twice), "indeterminate", "two documents");
    let mut broken = material(&[web.document()], &[]);
    broken.add_controller(b"{\"id\":\"did:web:a\",\"id\":\"did:web:b\"}");
    check("a broken document", &judged(&sound, &broken), "indeterminate", "stands twice");
}

#[test]
fn nobody_signs_for_another() {
    let (key, thief, web) =
        (Stranger::of_key("stranger"), Stranger::of_key("thief"), Stranger::of_web("agency"));
    let stolen = thief.seal(key.credential());
    check(
        "another did:key",
        &judged(&stolen, &Material::default()),
        "bad-proof",
        "does not belong to the issuer",
    );
    let disguised = thief.seal_with(key.credential(), &json!({"verificationMethod": key.method}));
    check("under its name", &judged(&disguised, &Material::default()), "bad-proof", "does not fit");
    let stolen = thief.seal(web.credential());
    let judgement = judged(&stolen, &material(&[web.document()], &[]));
    check("a did:key for a did:web", &judgement, "bad-proof", "does not belong to the issuer");
    for issuer in ["https://vc.example/issuers/5678", "did:example:abc", "did:ion:abc"] {
        let mut credential = key.credential();
        credential["issuer"] = json!(issuer);
        let judgement = judged(&key.seal(credential), &Material::default());
        check(issuer, &judgement, "indeterminate", "no did:key, did:web or did:webvh");
    }
    for issuer in ["did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc", "did:key:x", "did:key:"] {
        let mut credential = key.credential();
        credential["issuer"] = json!(issuer);
        check(
            issuer,
            &judged(&key.seal(credential), &Material::default()),
            "bad-proof",
            "no Ed25519 did:key",
        );
    }
}

#[test]
fn a_key_counts_only_while_it_lives() {
    let web = Stranger::of_web("agency");
    let sound = web.seal(web.credential());
    for (member, end, verdict, reason) in [
        ("expires", "2026-07-01T00:00:00Z", "valid", ""),
        ("revoked", "2026-07-01T00:00:00Z", "valid", ""),
        ("expires", "2026-03-01T00:00:00Z", "indeterminate", "rests on its own date"),
        ("revoked", "2026-03-01T00:00:00Z", "indeterminate", "rests on its own date"),
        ("expires", "2026-02-01T00:00:00Z", "bad-proof", "before the proof was made"),
        ("revoked", "2026-01-01T00:00:00+02:00", "bad-proof", "before the proof was made"),
    ] {
        let mut document = web.document();
        document["verificationMethod"][0][member] = json!(end);
        let judgement = judged(&sound, &material(&[document], &[]));
        check(&format!("{member} {end}"), &judgement, verdict, reason);
    }
}

#[test]
fn a_proof_counts_only_while_it_lives() {
    let key = Stranger::of_key("stranger");
    for (members, verdict, reason) in [
        (json!({"created": "2026-06-01T12:05:00Z"}), "valid", ""),
        (json!({"created": "2026-06-01T13:00:00Z"}), "bad-proof", "is dated"),
        (json!({"created": "yesterday"}), "bad-proof", "created"),
        (json!({"created": 1}), "bad-proof", "created"),
        (json!({"expires": "2026-06-01T11:59:59Z"}), "expired", "its proof held until"),
        (json!({"expires": "2026-01-01T00:00:00Z"}), "bad-proof", "before it was made"),
        (json!({"expires": "never"}), "bad-proof", "expires"),
        (json!({"proofPurpose": "authentication"}), "bad-proof", "assertionMethod"),
        (json!({"proofPurpose": null}), "bad-proof", "proofPurpose"),
        (json!({"previousProof": "urn:uuid:1"}), "bad-proof", "chains of proofs"),
    ] {
        let judgement = judged(&key.seal_with(key.credential(), &members), &Material::default());
        check(&members.to_string(), &judgement, verdict, reason);
    }
}

#[test]
fn a_credential_holds_within_its_period() {
    let key = Stranger::of_key("stranger");
    let sound = key.seal(key.credential()).to_string();
    for (now, verdict) in [
        ("2026-02-01T00:00:00Z", "valid"),
        ("2027-12-31T23:59:59Z", "valid"),
        ("2028-01-01T00:00:00Z", "expired"),
    ] {
        let now_at = Timestamp::parse(now).expect("an instant");
        check(now, &judge(sound.as_bytes(), &Material::default(), now_at), verdict, "");
    }
    let mut later = key.credential();
    later["validFrom"] = json!("2026-06-01T12:00:01Z");
    check("later", &judged(&key.seal(later), &Material::default()), "not-yet", "2026-06-01T12:00:01Z");
}

#[test]
fn every_proof_of_a_known_suite_must_hold_and_one_must_be_there() {
    let (key, thief) = (Stranger::of_key("stranger"), Stranger::of_key("thief"));
    let document = key.credential();
    let sound = key.proof(&document, &json!({}));
    let other_suite = json!({
        "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-02-01T00:00:00Z",
        "verificationMethod": key.method, "proofPurpose": "assertionMethod", "proofValue": "z1",
    });
    let second = key.proof(&document, &json!({"created": "2026-02-02T00:00:00Z"}));
    let mut broken = second.clone();
    broken["created"] = json!("2026-02-03T00:00:00Z");
    let foreign = thief.proof(&document, &json!({}));
    for (what, proofs, verdict, reason) in [
        ("one", json!([sound]), "valid", ""),
        ("two", json!([sound, second]), "valid", ""),
        ("one beside another suite", json!([other_suite, sound]), "valid", ""),
        ("another suite alone", json!([other_suite]), "bad-proof", "no proof of the suite"),
        ("another suite alone, no list", other_suite.clone(), "bad-proof", "no proof of the suite"),
        ("one of two broken", json!([sound, broken]), "bad-proof", "does not fit"),
        ("one of two by a stranger", json!([sound, foreign]), "bad-proof", "does not belong"),
        ("more than anybody needs", json!(vec![&sound; 17]), "malformed", "more than 16"),
    ] {
        let mut credential = document.clone();
        credential["proof"] = proofs;
        check(what, &judged(&credential, &Material::default()), verdict, reason);
    }
}

#[test]
fn the_vectors_of_the_w3c_hold_and_their_issuer_cannot_be_told() {
    let text = include_str!("../interop/credentials/w3c-eddsa-jcs-2022.json");
    let mut document = parse_unsigned_json(text.as_bytes(), text.len()).expect("JSON");
    check(
        "the whole",
        &judged(&document, &Material::default()),
        "indeterminate",
        "https://vc.example/issuers/5678",
    );
    let document = document.as_object_mut().expect("an object");
    let proof = Proof::detach(document).expect("its proof");
    let key = proof.method().split_once('#').map(|(_, key)| PublicKey::parse(key));
    let key = key.expect("a fragment").expect("a key");
    assert_eq!(proof.verify(document, &key), Ok(()));
    document.insert("name".into(), json!("Alumna Credential"));
    assert!(proof.verify(document, &key).is_err());
}

#[test]
fn the_labels_of_other_programs_hold_until_they_are_changed() {
    let [label, accreditation] = [
        include_str!("../interop/credentials/label-gold.json"),
        include_str!("../interop/credentials/accreditation.json"),
    ]
    .map(|text| parse_unsigned_json(text.as_bytes(), text.len()).expect("JSON"));
    check("accreditation", &judged(&accreditation, &Material::default()), "valid", "until");
    check(
        "label",
        &judged(&label, &Material::default()),
        "indeterminate",
        "not at hand: give it with --status",
    );
    for (pointer, value) in [
        ("/credentialSubject/name", "Other Valley"),
        ("/credentialStatus/statusListIndex", "4712"),
        ("/evidence/0/digestMultibase", "uEA"),
        ("/issuer/id", "did:key:z6MksTTazdKHSaC3fkT9AZy19EbYHgTQ3Bc11rMqBSGEBYs7"),
    ] {
        let mut changed = label.clone();
        *changed.pointer_mut(pointer).expect(pointer) = json!(value);
        check(pointer, &judged(&changed, &Material::default()), "bad-proof", "");
    }
}

/// A credential with a status, and what is said of it beside these lists.
fn with_status(status: Value, lists: &[Value]) -> Judgement {
    let key = Stranger::of_key("stranger");
    let mut credential = key.credential();
    credential["credentialStatus"] = status;
    judged(&key.seal(credential), &material(&[], lists))
}

#[test]
fn a_status_list_says_whether_a_credential_was_revoked_or_suspended() {
    let key = Stranger::of_key("stranger");
    let revocation = |set: &[usize]| key.seal(key.status_list(Purpose::Revocation, set));
    let suspension = |set: &[usize]| {
        let mut list = key.status_list(Purpose::Suspension, set);
        list["id"] = json!(format!("{LIST}s"));
        key.seal(list)
    };
    let one = entry(Purpose::Revocation, 94_567);
    let mut other = entry(Purpose::Suspension, 7);
    other["statusListCredential"] = json!(format!("{LIST}s"));
    let both = json!([one, other]);
    for (what, judgement, verdict, reason) in [
        ("not set", with_status(one.clone(), &[revocation(&[94_566, 94_568])]), "valid", ""),
        ("revoked", with_status(one.clone(), &[revocation(&[94_567])]), "revoked", "its bit 94567 is set"),
        ("suspended", with_status(other.clone(), &[suspension(&[7])]), "suspended", "its bit 7 is set"),
        ("neither", with_status(both.clone(), &[revocation(&[]), suspension(&[])]), "valid", ""),
        ("one of both", with_status(both.clone(), &[revocation(&[]), suspension(&[7])]), "suspended", ""),
        ("one unknown", with_status(both.clone(), &[revocation(&[])]), "indeterminate", "not at hand"),
        ("one unknown, one set", with_status(both, &[suspension(&[7])]), "suspended", ""),
        ("no list", with_status(one.clone(), &[]), "indeterminate", "give it with --status"),
        ("two lists that differ", with_status(one, &[revocation(&[]), revocation(&[94_567])]), "revoked", ""),
    ] {
        check(what, &judgement, verdict, reason);
    }
    let mut both_purposes = key.status_list(Purpose::Revocation, &[5]);
    both_purposes["credentialSubject"]["statusPurpose"] = json!(["suspension", "revocation"]);
    let list = key.seal(both_purposes);
    check("a list for both", &with_status(entry(Purpose::Revocation, 5), &[list]), "revoked", "");
}

#[test]
fn a_status_list_that_does_not_hold_leaves_the_status_open() {
    let (key, thief) = (Stranger::of_key("stranger"), Stranger::of_key("thief"));
    let unsigned = |change: &dyn Fn(&mut Value)| {
        let mut list = key.status_list(Purpose::Revocation, &[]);
        change(&mut list);
        list
    };
    let sealed = |change: &dyn Fn(&mut Value)| key.seal(unsigned(change));
    let mut forged = sealed(&|_| {});
    forged["credentialSubject"]["encodedList"] =
        key.status_list(Purpose::Revocation, &[9])["credentialSubject"]["encodedList"].clone();
    let instant = |member: &'static str, at: &'static str| move |list: &mut Value| list[member] = json!(at);
    let subject = |member: &'static str, value: Value| {
        move |list: &mut Value| list["credentialSubject"][member] = value.clone()
    };
    for (what, list, reason) in [
        ("of another issuer", thief.seal(thief.status_list(Purpose::Revocation, &[])), "--status-issuer"),
        ("signed by another", thief.seal(unsigned(&|_| {})), "does not belong"),
        ("changed", forged, "does not fit"),
        ("unsigned", unsigned(&|_| {}), "no proof"),
        ("of the past", sealed(&instant("validUntil", "2026-06-01T11:59:59Z")), "it held until"),
        ("of the future", sealed(&instant("validFrom", "2026-06-01T12:00:01Z")), "holds from"),
        ("for another purpose", sealed(&subject("statusPurpose", json!("suspension"))), "not for revocation"),
        ("of another type", sealed(&subject("type", json!("StatusList2021"))), "type"),
        ("no list", sealed(&subject("encodedList", json!("uAAAA"))), "gzip"),
        (
            "with a status",
            sealed(&|list| list["credentialStatus"] = entry(Purpose::Revocation, 1)),
            "status itself",
        ),
        (
            "of a moved issuer that is another",
            thief.seal(unsigned(&|list| list["issuer"] = json!(thief.did))),
            "--status-issuer",
        ),
        ("at another place", sealed(&instant("id", "https://stranger.example/status/2")), "not at hand"),
    ] {
        check(what, &with_status(entry(Purpose::Revocation, 9), &[list]), "indeterminate", reason);
    }
    let sound = sealed(&|_| {});
    check(
        "beyond the end",
        &with_status(entry(Purpose::Revocation, 131_072), &[sound]),
        "indeterminate",
        "lies behind",
    );
}

#[test]
fn a_list_that_does_not_hold_spoils_the_one_beside_it_unless_it_is_of_another_time() {
    let key = Stranger::of_key("stranger");
    let sound = key.seal(key.status_list(Purpose::Revocation, &[]));
    let mut past = key.status_list(Purpose::Revocation, &[9]);
    past["validFrom"] = json!("2026-01-01T00:00:00Z");
    past["validUntil"] = json!("2026-05-01T00:00:00Z");
    let mut broken = sound.clone();
    broken["credentialSubject"]["encodedList"] = json!("uAAAA");
    let status = entry(Purpose::Revocation, 9);
    let judgement = with_status(status.clone(), &[key.seal(past), sound.clone()]);
    check("beside one of the past", &judgement, "valid", "");
    assert!(
        judgement.checks.iter().any(|check| check.sentence.to_string().ends_with("of 2026-05-01T00:00:00Z")),
        "{judgement:?}"
    );
    for lists in [[broken.clone(), sound.clone()], [sound.clone(), broken], [json!("no list"), sound]] {
        check("beside a broken one", &with_status(status.clone(), &lists), "indeterminate", "");
    }
}

#[test]
fn the_list_of_an_issuer_that_moved_counts() {
    let mut member = Member::found("agency", at("2026-01-10"));
    let before = member.tip().did();
    member.succeed(at("2026-04-10"), |document| {
        document.host = protocol::organisation::Host::parse("moved.example").expect("a host");
    });
    let after = member.tip().did();
    let issuer = |did: &str| {
        let key = member.device(1);
        Stranger::with(did, &format!("{did}#{}", key.public()), key)
    };
    let (old, new) = (issuer(&before), issuer(&after));
    let mut credential = old.credential();
    credential["credentialStatus"] = entry(Purpose::Revocation, 9);
    let credential = old.seal(credential);
    for (set, verdict) in [(&[][..], "valid"), (&[9], "revoked")] {
        let list = new.seal_with(
            new.status_list(Purpose::Revocation, set),
            &json!({"created": "2026-05-02T00:00:00Z"}),
        );
        let mut given = material(&[], &[list]);
        let lines = member.lines.iter().map(|line| String::from_utf8(line.to_bytes()).expect("JSON"));
        given.add_controller(lines.collect::<Vec<_>>().join("\n").as_bytes());
        check("moved", &judged(&credential, &given), verdict, "");
    }
}

#[test]
fn a_status_of_an_unknown_form_leaves_the_status_open() {
    let key = Stranger::of_key("stranger");
    let with = |member: &str, value: Value| {
        let mut status = entry(Purpose::Revocation, 12);
        status[member] = value;
        status
    };
    for (status, reason) in [
        (with("type", json!("StatusList2021Entry")), "StatusList2021Entry"),
        (with("type", json!(null)), "type"),
        (with("statusListIndex", json!("12x")), "statusListIndex"),
        (with("statusListIndex", json!(12)), "statusListIndex"),
        (with("statusListIndex", json!("-1")), "statusListIndex"),
        (with("statusPurpose", json!("message")), "\"message\""),
        (with("statusSize", json!(2)), "several bits"),
        (with("statusListCredential", json!(1)), "statusListCredential"),
        (json!({"id": "https://stranger.example/1"}), "type"),
        (json!("https://stranger.example/1"), "type"),
    ] {
        let mut list = key.status_list(Purpose::Revocation, &[]);
        list["credentialSubject"]["statusPurpose"] = json!(["revocation", "message"]);
        let judgement = with_status(status.clone(), &[key.seal(list)]);
        check(&status.to_string(), &judgement, "indeterminate", reason);
    }
}

#[test]
fn the_lists_of_a_delegate_count_for_who_trusts_it() {
    let (key, delegate) = (Stranger::of_key("stranger"), Stranger::of_web("register"));
    let mut credential = key.credential();
    credential["credentialStatus"] = entry(Purpose::Revocation, 3);
    let credential = key.seal(credential);
    let list = delegate.seal(delegate.status_list(Purpose::Revocation, &[3]));
    let mut given = material(&[delegate.document()], &[list]);
    check("not trusted", &judged(&credential, &given), "indeterminate", "--status-issuer");
    given.trust_status_issuer(&delegate.did);
    check("trusted", &judged(&credential, &given), "revoked", "");
}
