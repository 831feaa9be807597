//! What other programs write: credentials, logs and documents of their issuers, status lists, badges.

use protocol::badge::{self, BadgeFacts, Holding, draw};
use protocol::canonical::{parse_unsigned_json, to_jcs};
use protocol::foreign::{Material, judge};
use protocol::status_list::{Purpose, StatusList, StatusListCredential, StatusListEntry};
use protocol::time::{Day, Timestamp};
use serde_json::{Value, json};

use super::Prepared;
use crate::story::{Member, at};
use crate::stranger::{Stranger, entry, material};

pub(super) fn credential() -> Prepared {
    let (key, web) = (Stranger::of_key("stranger"), Stranger::of_web("agency"));
    let mut listed = key.credential();
    listed["credentialStatus"] = entry(Purpose::Revocation, 5);
    let list = key.seal(key.status_list(Purpose::Revocation, &[6]));
    let sound = [key.seal(key.credential()), web.seal(web.credential()), key.seal(listed)];
    let signed: Vec<Vec<u8>> = sound.iter().map(said).collect();
    let given = material(&[web.document()], &[list]);
    let now = at("2026-06-01");
    Prepared::new(sound.iter().map(|value| value.to_string().into_bytes()).collect(), move |bytes| {
        let judgement = judge(bytes, &given, now);
        let _ = judgement.to_json(now);
        if judgement.is_valid() {
            let value = parse_unsigned_json(bytes, bytes.len()).expect("a valid credential is JSON");
            assert!(signed.contains(&said(&value)), "valid, and nobody signed it");
        }
        judgement.is_valid()
    })
}

/// What a document says, without its proofs.
fn said(value: &Value) -> Vec<u8> {
    let mut value = value.clone();
    value.as_object_mut().expect("a credential is an object").remove("proof");
    to_jcs(&value)
}

pub(super) fn controller() -> Prepared {
    let mut member = Member::found("agency", at("2026-01-10"));
    member.add_device(2, at("2026-01-20"));
    let lines = member.lines.iter().map(|line| [line.to_bytes(), vec![b'\n']].concat());
    let log: Vec<u8> = lines.collect::<Vec<_>>().concat();
    let did = member.tip().did();
    let key = member.device(2);
    let issuer = Stranger::with(&did, &format!("{did}#{}", key.public()), key);
    let web = Stranger::of_web("agency");
    let credentials = [issuer.seal(issuer.credential()), web.seal(web.credential())];
    let now = at("2026-06-01");
    Prepared::new(vec![log, web.document().to_string().into_bytes()], move |bytes| {
        let mut given = Material::default();
        given.add_controller(bytes);
        let judged = credentials.iter().map(|value| judge(value.to_string().as_bytes(), &given, now));
        judged.filter(protocol::foreign::Judgement::is_valid).count() > 0
    })
}

pub(super) fn status_list() -> Prepared {
    let key = Stranger::of_key("stranger");
    let list = key.status_list(Purpose::Revocation, &[0, 94_567]);
    let encoded = list["credentialSubject"]["encodedList"].as_str().expect("a text").as_bytes().to_vec();
    let seeds =
        vec![encoded, list.to_string().into_bytes(), entry(Purpose::Suspension, 12).to_string().into_bytes()];
    Prepared::new(seeds, |bytes| {
        let Ok(text) = std::str::from_utf8(bytes) else { return false };
        if let Ok(list) = StatusList::decode(text) {
            assert_eq!(StatusList::decode(&list.encode()), Ok(list));
            return true;
        }
        let Ok(value) = parse_unsigned_json(bytes, 1 << 20) else { return false };
        if let Ok(entry) = StatusListEntry::parse(&value) {
            assert_eq!(StatusListEntry::parse(&entry.to_value()), Ok(entry));
            return true;
        }
        let Some(Ok(list)) = value.as_object().map(StatusListCredential::parse) else { return false };
        let again = list.to_value();
        let again =
            StatusListCredential::parse(again.as_object().expect("an object")).expect("it was just written");
        assert_eq!((again.id, again.list, again.purposes), (list.id, list.list, list.purposes));
        true
    })
}

pub(super) fn badge() -> Prepared {
    let facts = BadgeFacts {
        achievement: "Cluster Excellence",
        level: "Gold",
        subject: "Photonics Valley",
        issuer: "Agency",
        holding: Holding::Until(Day::parse("2029-04-30").ok()),
    };
    let credential = json!({"name": "a ]]> b", "at": Timestamp::ZERO.to_string()}).to_string();
    let ours = draw(&facts, Some(&credential)).into_bytes();
    let theirs = "<?xml version='1.0'?><s:svg xmlns:s='http://www.w3.org/2000/svg' xmlns:o='https://purl.imsglobal.org/ob/v3p0'>\
                  <!-- - --><o:credential>&#123;&quot;a&quot;:1}</o:credential></s:svg>";
    Prepared::new(vec![ours, theirs.into()], move |bytes| {
        let Ok(credential) = badge::extract(bytes) else { return false };
        assert!(!credential.is_empty() && credential.len() <= bytes.len());
        let text = String::from_utf8(credential).expect("it was taken from text");
        // Only JSON may be baked as it stands: its escapes are not those of other texts.
        if serde_json::from_str::<Value>(&text).is_ok() {
            let again = badge::extract(draw(&facts, Some(&text)).as_bytes())
                .expect("what was baked can be taken out");
            let [before, after] = [text.as_bytes(), &again].map(serde_json::from_slice::<Value>);
            assert_eq!(before.ok(), after.ok());
        }
        true
    })
}
