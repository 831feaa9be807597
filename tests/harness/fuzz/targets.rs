//! The targets: each parser, what is sound for it, and what must hold.

mod strangers;

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::time::Duration;

use cli::home::{Home, anchors, marks, record, sent, settings};
use cli::own::request::DeviceRequest;
use protocol::accreditation::SealedAccreditation;
use protocol::attestation::{AttestationId, Credential};
use protocol::automerge_guard::{self, Rules};
use protocol::bundle::{self, Bundle};
use protocol::canonical::parse_json;
use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::document::{Document, Extension};
use protocol::dossier::{DOSSIER_BYTES_MAX, Dossier};
use protocol::entry::{Address, Entry, EntryKind};
use protocol::evidence::Evidence;
use protocol::heads::Heads;
use protocol::identity::line::{Line, VersionRef};
use protocol::item::{Item, from_sequence, to_sequence};
use protocol::key::{AgreementKey, PublicKey};
use protocol::landscape::facet::Facet;
use protocol::landscape::{Filters, Findable, Query, QueryText, search};
use protocol::listing::{Listing, RegisterLine};
use protocol::message::{Carrying, Hello, Message, PROTOCOL, Packed, RULES, Taken, Willing};
use protocol::organisation::{Host, OrganisationId};
use protocol::portal::{self, Portal, PortalId};
use protocol::profile::{Content, Profile, edit, template};
use protocol::proof::Proof;
use protocol::reconcile::{Initiator, MESSAGE_BYTES_MAX, Responder, Universe};
use protocol::scheme::{Scheme, SchemeId};
use protocol::scorecard::{Disclosure, SealedScorecard};
use protocol::status::StatusAct;
use protocol::text::{LanguageTag, WebAddress};
use protocol::time::{Day, Month, Timestamp};
use protocol::verification::judge;
use serde_json::Value;
use tempfile::tempdir;

use super::{Prepared, Target};
use crate::dossier::Way;
use crate::population;
use crate::scene::{Scene, noon, withdrawn};
use crate::story::at;

/// Every parser that bytes of strangers, files and words of people reach.
pub const TARGETS: &[Target] = &[
    Target { name: "item", prepare: item },
    Target { name: "entry", prepare: entry },
    Target { name: "line", prepare: line },
    Target { name: "log", prepare: log },
    Target { name: "sequence", prepare: sequence },
    Target { name: "bundle", prepare: bundle },
    Target { name: "message", prepare: message },
    Target { name: "negentropy", prepare: negentropy },
    Target { name: "change", prepare: change },
    Target { name: "heads", prepare: heads },
    Target { name: "credential", prepare: credential },
    Target { name: "stranger", prepare: strangers::credential },
    Target { name: "controller", prepare: strangers::controller },
    Target { name: "status-list", prepare: strangers::status_list },
    Target { name: "badge", prepare: strangers::badge },
    Target { name: "accreditation", prepare: accreditation },
    Target { name: "status", prepare: status },
    Target { name: "dossier", prepare: dossier },
    Target { name: "scorecard", prepare: scorecard },
    Target { name: "evidence", prepare: evidence },
    Target { name: "scheme", prepare: scheme },
    Target { name: "register", prepare: register },
    Target { name: "profile", prepare: profile },
    Target { name: "template", prepare: template },
    Target { name: "field", prepare: field },
    Target { name: "portal", prepare: portal },
    Target { name: "names", prepare: names },
    Target { name: "query", prepare: query },
    Target { name: "request", prepare: request },
    Target { name: "home", prepare: home },
    Target { name: "node-toml", prepare: node_toml },
];

impl Prepared {
    fn new(seeds: Vec<Vec<u8>>, check: impl FnMut(&[u8]) -> bool + 'static) -> Self {
        Self { seeds, check: Box::new(check), reseal: None }
    }
}

fn item() -> Prepared {
    Prepared::new(items(), |bytes| {
        let Ok(item) = Item::parse(bytes) else { return false };
        let again = Item::parse(&item.to_bytes()).expect("what was printed can be read");
        assert_eq!(again, item);
        let mut directory = Directory::default();
        drop(directory.admit(item));
        true
    })
}

fn entry() -> Prepared {
    let entries = items().into_iter().filter(|item| item.first() != Some(&b'{'));
    let reseal = |bytes: Vec<u8>| {
        // Signed anew, so that what stands behind the signature is reached.
        let signed = Entry::parse(&bytes).ok().and_then(|entry| {
            let header = entry.header().clone();
            let body = bytes.get(bytes.len().checked_sub(header.body_length as usize)?..)?.to_vec();
            Entry::seal(header, body, &crate::story::key("issuer", "device 1")).ok()
        });
        signed.map_or(bytes, |entry| entry.to_bytes())
    };
    let scene = Scene::labelled();
    let check = move |bytes: &[u8]| {
        let Ok(entry) = Entry::parse(bytes) else { return false };
        assert_eq!(entry.to_bytes(), bytes, "an entry has one spelling");
        if let Ok(verified) = entry.verify() {
            let mut directory = scene.world.directory.clone();
            if let Answer::Accepted { .. } = directory.admit(Item::Entry(Box::new(verified))) {
                let _ = directory.digest();
            }
        }
        true
    };
    Prepared { reseal: Some(reseal), ..Prepared::new(entries.collect(), check) }
}

fn line() -> Prepared {
    let lines = items().into_iter().filter(|item| item.first() == Some(&b'{'));
    Prepared::new(lines.collect(), |bytes| {
        let Ok(line) = Line::parse(bytes) else { return false };
        assert_eq!(Line::parse(&line.to_bytes()).map(|line| line.id()).ok(), Some(line.id()));
        true
    })
}

/// A did.jsonl log, as a client reads one of a node.
fn log() -> Prepared {
    let mut member = crate::story::Member::found("logged", at("2026-01-10"));
    for number in 2..5 {
        member.add_device(number, at("2026-02-01").plus_millis(u64::from(number)));
    }
    let log = member.lines.iter().flat_map(|line| [line.to_bytes(), vec![b'\n']].concat()).collect();
    Prepared::new(vec![log], |bytes| {
        let mut directory = Directory::default();
        let mut is_whole = true;
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let answer = Line::parse(line).map(|line| directory.admit(Item::Line(Box::new(line))));
            is_whole &= matches!(answer, Ok(Answer::Accepted { .. } | Answer::Known));
        }
        let _ = directory.digest();
        is_whole
    })
}

fn sequence() -> Prepared {
    let items = items();
    let whole = to_sequence(items.iter().map(Vec::as_slice));
    let few = to_sequence(items.iter().take(2).map(Vec::as_slice));
    Prepared::new(vec![whole, few], |bytes| {
        let items = match from_sequence(bytes) {
            Ok(items) => items,
            Err(broken) => {
                assert!(broken.offset <= bytes.len() && broken.number == broken.before.len() + 1);
                return false;
            }
        };
        let printed = to_sequence(items.iter().map(Vec::as_slice));
        assert_eq!(from_sequence(&printed).ok(), Some(items));
        true
    })
}

fn bundle() -> Prepared {
    let items: Vec<(Digest, Vec<u8>)> =
        Scene::labelled().world.items.iter().map(|item| (item.id(), item.to_bytes())).collect();
    Prepared::new(vec![bundle::write(&items), bundle::write(&items[..1])], |bytes| {
        let Ok(bundle) = Bundle::parse(bytes) else { return false };
        let ids: Vec<Digest> =
            bundle.items.iter().filter_map(|item| Item::parse(item).ok()).map(|item| item.id()).collect();
        let _ = bundle.is_whole(ids.iter());
        true
    })
}

fn message() -> Prepared {
    let scid = |byte| OrganisationId::from_digest(Digest::from_bytes([byte; 32]));
    let hello = Hello {
        protocol: PROTOCOL,
        rules: RULES,
        carrying: Carrying { willing: Willing::All, list: Digest::of(&[]), length: 0 },
        asks: false,
        count: 7,
        fingerprint: Digest::of(&[b"ids"]),
    };
    let messages = [
        Message::Hello(hello),
        Message::Reconcile(Initiator::begin(universe(50)).1),
        Message::Want((0..20).map(|number: u8| Digest::of(&[&[number]])).collect()),
        Message::Items(items().into_iter().take(3).collect()),
        Message::End,
        Message::Taken(Taken { accepted: 2, staged: 1, refused: 300 }),
        Message::Done,
        Message::Packed(Packed { length: 4_000, bytes: vec![0x28, 0xb5, 0x2f, 0xfd] }),
        Message::Ask,
        Message::Listed(vec![scid(1), scid(2)]),
    ];
    Prepared::new(messages.iter().map(Message::encode).collect(), |bytes| match Message::parse(bytes) {
        Ok(message) => {
            assert_eq!(message.encode(), bytes, "a message has one spelling");
            true
        }
        Err(error) => {
            assert!(error.to_string().len() < 500);
            false
        }
    })
}

fn negentropy() -> Prepared {
    let (ours, theirs) = (universe(300), universe(500));
    let (_, first) = Initiator::begin(ours.clone());
    let responder = Responder::new(theirs);
    let answer = responder.answer(&first).expect("an honest message");
    Prepared::new(vec![first, answer], move |bytes| {
        let (mut initiator, _) = Initiator::begin(ours.clone());
        if let Ok(Some(next)) = initiator.answer(bytes) {
            assert!(next.len() <= MESSAGE_BYTES_MAX);
        }
        assert!(initiator.finish().have.len() <= ours.count());
        responder.answer(bytes).is_ok_and(|answer| answer.len() <= MESSAGE_BYTES_MAX)
    })
}

/// An Automerge change: the guard agrees with its slow twin, and what passes does not break a document.
fn change() -> Prepared {
    let writer = automerge_guard::actor(
        &OrganisationId::from_digest(Digest::of(&[b"somebody"])),
        &PublicKey::from_bytes([7; 32]),
        "profile/self",
    );
    let mut document = Document::new("profile");
    let mut changes = Vec::new();
    for (key, value) in [("name.en", "Hansa"), ("description.en", "We connect."), ("place", "Graz")] {
        let edits = BTreeMap::from([(key.to_owned(), Some(Value::from(value)))]);
        let made = document.edit(writer, Timestamp::ZERO, &edits).expect("an edit can be made");
        for bytes in made {
            document.extend(Digest::of(&[&bytes]), writer, &bytes);
            changes.push(bytes);
        }
    }
    // Magic, checksum and kind stand before the length, which ends with the first byte below 128.
    let reseal = |bytes: Vec<u8>| {
        let length = bytes.iter().skip(9).position(|byte| *byte < 0x80).unwrap_or(0);
        bytes.get(10 + length..).map_or_else(|| bytes.clone(), crate::hostile::seal)
    };
    let check = move |bytes: &[u8]| {
        if !crate::guard::assert_same_reading(bytes, writer, Rules::Free) {
            return false;
        }
        let mut document = document.clone();
        if document.extend(Digest::of(&[b"a stranger's"]), writer, bytes) == Extension::NeedsRebuild {
            let offered = [(Digest::of(&[b"a stranger's"]), writer, bytes)];
            document = Document::from_changes("profile", offered).0;
        }
        assert!(document.is_sound(), "Automerge failed over a change that passed");
        true
    };
    Prepared { reseal: Some(reseal), ..Prepared::new(changes, check) }
}

fn heads() -> Prepared {
    let is_heads = |item: &Item| match item {
        Item::Entry(entry) if entry.header().kind == EntryKind::Heads => Some(entry.body().to_vec()),
        _ => None,
    };
    let seeds = Scene::labelled().world.items.iter().filter_map(is_heads).collect();
    Prepared::new(seeds, |bytes| {
        let Ok(heads) = Heads::parse(bytes) else { return false };
        assert_eq!(heads.to_bytes(), bytes, "heads have one spelling");
        true
    })
}

fn credential() -> Prepared {
    Prepared::new(contents("attestation"), |bytes| {
        let Ok(credential) = Credential::parse(bytes) else { return false };
        let again = Credential::parse(credential.to_text().as_bytes()).expect("what was printed can be read");
        assert_eq!((again.digest(), again.label()), (credential.digest(), credential.label()));
        assert_eq!(again.verify().is_ok(), credential.verify().is_ok());
        true
    })
}

fn accreditation() -> Prepared {
    Prepared::new(contents("accreditation"), |bytes| {
        let Ok(sealed) = SealedAccreditation::parse(bytes) else { return false };
        let again = SealedAccreditation::parse(sealed.to_text().as_bytes());
        let again = again.expect("what was printed can be read");
        assert_eq!(again.accreditation(), sealed.accreditation());
        assert_eq!(again.verify().is_ok(), sealed.verify().is_ok());
        true
    })
}

fn status() -> Prepared {
    Prepared::new(vec![withdrawn("2026-05-04", "it lapsed").to_text().into_bytes()], |bytes| {
        let Some(act) = text_of(bytes).and_then(|text| StatusAct::parse("1", text).ok()) else {
            return false;
        };
        assert_eq!(StatusAct::parse("1", &act.to_text()).ok(), Some(act));
        true
    })
}

fn dossier() -> Prepared {
    let way = Way::begin();
    let begun = Dossier::begin(way.seal(&way.application()));
    let scheme = way.scheme.1.clone();
    let reseal = |bytes: Vec<u8>| {
        // Signed anew, so that what stands behind the signature is reached.
        let Ok(Value::Object(mut file)) = parse_json(&bytes, DOSSIER_BYTES_MAX) else { return bytes };
        if let Some(Value::Object(application)) = file.get_mut("application")
            && let Some(proof) = application.remove("proof")
        {
            let method = proof["verificationMethod"].as_str().unwrap_or_default();
            let made = application.get("made").and_then(Value::as_str).unwrap_or_default();
            let made = Timestamp::parse(made).unwrap_or(Timestamp::ZERO);
            let device = crate::story::key("photonics", "device 1");
            let proof = Proof::seal(application, method, &device, made);
            application.insert("proof".to_owned(), proof);
        }
        Value::Object(file).to_string().into_bytes()
    };
    let seeds = vec![begun.to_text().into_bytes(), Way::begin().dossier().to_text().into_bytes()];
    let check = move |bytes: &[u8]| {
        let Ok(dossier) = Dossier::parse(bytes) else { return false };
        assert_eq!(Dossier::parse(dossier.to_text().as_bytes()).ok().as_ref(), Some(&dossier));
        drop(dossier.award(&scheme, Some("AT")));
        true
    };
    Prepared { reseal: Some(reseal), ..Prepared::new(seeds, check) }
}

/// A sealed scorecard and a disclosure: whoever changes one proves nothing with it.
fn scorecard() -> Prepared {
    let way = Way::begin();
    let (sealed, label) = (way.sealed(), way.label());
    let some = sealed.disclose(&label, &["4.3", "1.1.0"]).expect("both were answered");
    let seeds = vec![sealed.to_text().into_bytes(), some.to_text().into_bytes()];
    let known = some.verify(&label, &way.scheme.1).expect("it holds");
    Prepared::new(seeds, move |bytes| {
        if let Ok(read) = SealedScorecard::parse(bytes) {
            let again =
                SealedScorecard::parse(read.to_text().as_bytes()).expect("what was printed can be read");
            assert_eq!(again.commitment(), read.commitment());
            assert!(read == sealed || read.commitment() != sealed.commitment());
            return true;
        }
        let Ok(read) = Disclosure::parse(bytes) else { return false };
        assert_eq!(Disclosure::parse(read.to_text().as_bytes()).ok().as_ref(), Some(&read));
        if let Ok(proven) = read.verify(&label, &way.scheme.1) {
            assert!(proven.iter().all(|one| known.contains(one)), "{proven:?}");
        }
        true
    })
}

fn evidence() -> Prepared {
    let scene = Scene::labelled();
    let (anchors, seeds) = (scene.anchors(), vec![scene.evidence().to_bytes(), scene.evidence().to_file()]);
    let sound = judge(&scene.evidence(), &anchors, noon("2026-06-01"));
    Prepared::new(seeds, move |bytes| {
        let Ok(evidence) = Evidence::parse(bytes) else { return false };
        let is_packed = bytes.starts_with(&[0x1f, 0x8b]);
        assert!(is_packed || evidence.to_bytes() == bytes, "evidence has one spelling");
        let judgement = judge(&evidence, &anchors, noon("2026-06-01"));
        // Whoever changes evidence gets no other answer than the true one, or none.
        let is_true = judgement.verdict == sound.verdict;
        assert!(is_true || !judgement.verdict.is_valid(), "{:?}", judgement.verdict);
        true
    })
}

fn scheme() -> Prepared {
    let file = include_str!("../../../docs/schemes/example.toml").as_bytes().to_vec();
    let seeds = [vec![file], contents("scheme")].concat();
    Prepared::new(seeds, |bytes| {
        let Some(text) = text_of(bytes) else { return false };
        let (file, content) = (Scheme::parse_toml(text), Scheme::parse_content(text));
        let Ok(scheme) = file.or(content) else { return false };
        assert_eq!(Scheme::parse_content(&scheme.to_content()).ok(), Some(scheme));
        true
    })
}

fn register() -> Prepared {
    let seeds = REGISTER.lines().map(|line| line.as_bytes().to_vec());
    Prepared::new(seeds.collect(), |bytes| {
        let mut is_all = true;
        for line in RegisterLine::parse_all(bytes) {
            let Ok(line) = line else {
                is_all = false;
                continue;
            };
            assert!(Address::new("listing", &line.document_name()).is_ok(), "{:?}", line.document_name());
            for key in line.content.keys() {
                assert_eq!(automerge_guard::check_key(key, Rules::Free), Ok(()), "{key:?}");
            }
            let listing = Listing::read(&line.content);
            let _ = Findable::of_listing(
                "listing/x",
                OrganisationId::from_digest(Digest::of(&[])),
                &listing,
                None,
            );
        }
        is_all
    })
}

/// The content of a profile: JSON whose keys and values anybody may have signed.
fn profile() -> Prepared {
    Prepared::new(vec![content_json()], |bytes| {
        let Some(content) = content_of(bytes) else { return false };
        let profile = Profile::read(&content);
        let _ = (profile.name(&[]), profile.members_total(), profile.completeness());
        let _ = Findable::of_profile(&OrganisationId::from_digest(Digest::of(&[])), &profile, None);
        let _ = Listing::read(&content);
        let printed = template::to_template_toml(&content);
        let _ = template::from_template_toml(&printed, &content);
        true
    })
}

fn template() -> Prepared {
    let content = content_of(&content_json()).expect("the seed is sound");
    let seeds = vec![template::to_template_toml(&content).into_bytes(), b"place = \"Graz\"\n".to_vec()];
    Prepared::new(seeds, move |bytes| {
        let Some(Ok(edits)) = text_of(bytes).map(|text| template::from_template_toml(text, &content)) else {
            return false;
        };
        let _ = Profile::read(&edit::edited(&content, &edits));
        true
    })
}

/// `FIELD=VALUE`, as a person types it.
fn field() -> Prepared {
    let content = content_of(&content_json()).expect("the seed is sound");
    let seeds =
        ["place=Graz", "founded=2014", "members.sme=17", "website=https://hanse.example/", "region=AT22"];
    Prepared::new(seeds.map(|seed| seed.as_bytes().to_vec()).to_vec(), move |bytes| {
        let Some((key, text)) = text_of(bytes).and_then(|text| text.split_once('=')) else { return false };
        let Ok(edits) = edit::parse_field(&content, key, text) else { return false };
        for key in edits.keys() {
            assert_eq!(automerge_guard::check_key(key, Rules::Free), Ok(()), "{key:?}");
        }
        true
    })
}

/// A portal's document, or `FIELD=VALUE` of one.
fn portal() -> Prepared {
    let scid = OrganisationId::from_digest(Digest::of(&[b"somebody"]));
    let document = format!(
        "{{\"title.en\": \"Danube\", \"rule.country.AT\": \"1\", \"rule.text\": \"light\", \"member.{scid}/one\": \"1\"}}"
    );
    let seeds = vec![
        document.into_bytes(),
        b"rule.region=AT22,DE2".to_vec(),
        b"rule.members.500_=yes".to_vec(),
        format!("member={scid},{scid}/one").into_bytes(),
    ];
    let cards = [
        (
            "one",
            r#"{"name": "Lights of Graz", "country": "AT", "nuts": "AT221", "ecosystems": ["electronics"]}"#,
        ),
        ("two", r#"{"name": "Rail Budapest", "country": "HU", "nuts": "HU11"}"#),
        ("three", r#"{"name": "Light and Rail", "country": "AT", "nuts": "AT22", "members": {"sme": 600}}"#),
    ]
    .map(|(name, line)| {
        let line = RegisterLine::parse(1, line.as_bytes()).expect("a line of a register");
        Findable::of_listing(&format!("{scid}/{name}"), scid, &Listing::read(&line.content), None)
    });
    Prepared::new(seeds, move |bytes| {
        if let Some(content) = content_of(bytes) {
            let portal = Portal::read(&content);
            let gathered = portal.gathered(&cards);
            assert!(gathered.iter().all(|id| cards.iter().any(|findable| *findable.card.id == **id)));
            assert!(gathered.iter().all(|id| !portal.exceptions.contains(*id)));
            assert!(!portal.titles.is_empty() || gathered.is_empty());
            let is_by_rule = portal.rule.query().is_some();
            assert!(!is_by_rule || portal.rule.unread.is_empty());
            assert!(is_by_rule || gathered.iter().all(|id| portal.members.contains(*id)));
            assert_eq!(portal.clone().in_short().gathered(&cards), gathered);
            return !portal.titles.is_empty();
        }
        let Some((key, text)) = text_of(bytes).and_then(|text| text.split_once('=')) else { return false };
        let Ok(edits) = portal::field::parse_field(&Content::new(), key, text) else { return false };
        for key in edits.keys() {
            assert_eq!(automerge_guard::check_key(key, Rules::Free), Ok(()), "{key:?}");
            assert!(portal::field::Field::parse(key).is_ok(), "{key:?}");
        }
        true
    })
}

/// Names, ids, dates and addresses, one to an input: what is accepted is printed as it was read.
fn names() -> Prepared {
    let scene = Scene::labelled();
    let seeds = [
        scene.issuer.id.to_string(),
        scene.label.to_string(),
        scene.scheme.0.to_string(),
        scene.issuer.device(1).public().to_string(),
        "attestation/4f1c".into(),
        "photonics.example".into(),
        "https://photonics.example/a?b=c#d".into(),
        "sr-Latn-RS".into(),
        "2026-03-01".into(),
        "2026-03".into(),
        "2026-03-01T12:00:00Z".into(),
        "1-QmYtUc4iTCbbfVSDNKvtQqrfyezPPnFvE33wFmutw9PBBk".into(),
    ];
    Prepared::new(seeds.map(String::into_bytes).to_vec(), |bytes| {
        let Some(text) = text_of(bytes) else { return false };
        let accepted = [
            reads_back(text, |text| OrganisationId::parse(text).ok()),
            reads_back(text, AttestationId::parse),
            reads_back(text, SchemeId::parse),
            reads_back(text, PortalId::parse),
            reads_back(text, |text| PublicKey::parse(text).ok()),
            reads_back(text, |text| AgreementKey::parse(text).ok()),
            reads_back(text, |text| Address::parse(text).ok()),
            reads_back(text, |text| Host::parse(text).ok()),
            reads_back(text, |text| WebAddress::parse(text).ok()),
            reads_back(text, |text| LanguageTag::parse(text).ok()),
            reads_back(text, |text| Day::parse(text).ok()),
            reads_back(text, |text| Month::parse(text).ok()),
            reads_back(text, |text| Timestamp::parse(text).ok()),
            VersionRef::parse(text).is_some(),
            cli::clock::parse_http_date(text).is_some(),
        ];
        accepted.contains(&true)
    })
}

/// What comes behind the `?` of a search: words, and a value for each filter.
fn query() -> Prepared {
    let seeds = [
        "q=photonics graz&country=AT&region=AT22&counts=all",
        "q=Größe ÜBER Σύμπλεγμα кластер&nace=26.1,C&members=50-99&fresh=90d",
        "label=QmYWFtPS39MgoaQ9zWUGgzxALfQjZwhwXaM3GdY9awSFzo/excellence/gold&s3=photonics&region=NL33B",
        "q=a b c d e f g h&kind=listing&composition=mostly-sme&vouched_by=did:webvh:x",
    ];
    let profile = Profile::read(&BTreeMap::from([
        ("name.de".to_owned(), "Größe Σύμπλεγμα кластер".into()),
        ("region".to_owned(), "NL33B".into()),
        ("region.list".to_owned(), "nuts/2021".into()),
    ]));
    let card = Findable::of_profile(&OrganisationId::from_digest(Digest::of(&[])), &profile, None);
    Prepared::new(seeds.map(|seed| seed.as_bytes().to_vec()).to_vec(), move |bytes| {
        let Some(text) = text_of(bytes) else { return false };
        let mut query = Query::default();
        let (mut filters, mut is_taken) = (Filters::default(), false);
        for (name, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
            match Facet::named(name) {
                Some(facet) => {
                    is_taken |= value.split(',').all(|value| filters.want(facet, value).is_ok());
                    // What was taken is in the one form in which it is held.
                    filters.of(facet).for_each(|held| assert_eq!(facet.parse(held).as_deref(), Ok(held)));
                }
                None => {
                    if let Ok(words) = QueryText::parse(value) {
                        (query.text, is_taken) = (words, true);
                    }
                }
            }
        }
        query.filters = filters;
        assert!(search(std::slice::from_ref(&card), &query).total <= 1);
        is_taken
    })
}

/// A device's wish to be listed, as somebody pastes it; and the recovery words.
fn request() -> Prepared {
    let (device, agreement) =
        (crate::story::key("somebody", "device 1"), AgreementKey::from_secret(&[7; 32]));
    let request =
        DeviceRequest { device: device.public(), agreement, may: Vec::new(), label: "laptop".into() };
    let seed = request.seal(&device).expect("a short label");
    Prepared::new(vec![seed.into_bytes()], |bytes| {
        let Some(text) = text_of(bytes) else { return false };
        drop(cli::home::words::Recovery::parse(text));
        DeviceRequest::parse(text).is_ok()
    })
}

/// The files of a home: the same bytes in the place of each.
fn home() -> Prepared {
    let folder = tempdir().expect("a temporary folder");
    let home = Home::at(folder.path());
    home.create().expect("the temporary folder is writable");
    let lock = home.lock(Duration::ZERO).expect("nobody else is here");
    let scene = Scene::labelled();
    let anchor = anchors::Anchor {
        organisation: scene.authority.id,
        version: scene.authority.tip().version_id().to_owned(),
        name: "Authority".into(),
        scheme: None,
        added: Day::parse("2026-03-01").expect("a day"),
    };
    anchors::add(&lock, &anchor).expect("a sound anchor");
    let items = items();
    let mut record = record::Record::open(&lock).expect("an empty record");
    record.append(&[&items[0], &items[1], &items[2]]).expect("there is room");
    drop((record, lock));
    let written = [home.record_path(), home.anchors_path()];
    let mut seeds = written.map(|path| std::fs::read(path).expect("it was written just now")).to_vec();
    seeds.push(b"node = [\"http://127.0.0.1:8420\"]\n".to_vec());
    seeds.push(b"{\"version\":1,\"marks\":{}}".to_vec());
    let paths =
        [home.record_path(), home.sent_path(), home.anchors_path(), home.marks_path(), home.settings_path()];
    Prepared::new(seeds, move |bytes| {
        for path in &paths {
            std::fs::write(path, bytes).expect("the temporary folder is writable");
        }
        assert!(folder.path().is_dir() && sent::Sent::read(&home).is_ok());
        let accepted = [
            record::Items::read(&home).is_ok(),
            anchors::read(&home).is_ok(),
            marks::Marks::read(&home).is_ok(),
            settings::read(&home).is_ok(),
        ];
        accepted.contains(&true)
    })
}

fn node_toml() -> Prepared {
    let folder = tempdir().expect("a temporary folder");
    let seeds = vec![b"record_bytes_max = 100000000\n".to_vec(), Vec::new()];
    Prepared::new(seeds, move |bytes| {
        std::fs::write(folder.path().join("node.toml"), bytes).expect("the temporary folder is writable");
        node::config::ConfigFile::read(folder.path()).is_ok_and(|file| file.anchors().is_ok())
    })
}

fn items() -> Vec<Vec<u8>> {
    Scene::labelled().world.items.iter().map(Item::to_bytes).collect()
}

/// The contents of documents of a collection, as the scene has them.
fn contents(collection: &str) -> Vec<Vec<u8>> {
    let scene = Scene::labelled();
    let ids = [(&scene.issuer, scene.label.address()), (&scene.authority, scene.scheme.0.address())];
    let accredited = Address::new("accreditation", &scene.accreditation.name).expect("an address");
    let all = ids.into_iter().chain([(&scene.authority, accredited)]);
    let of_collection = all.filter(|(_, address)| address.collection() == collection);
    let read = |(member, address): (&crate::story::Member, Address)| {
        let ledger = scene.world.directory.ledger(&member.id)?;
        ledger.document(&address)?.content().get("content")?.as_str().map(|text| text.as_bytes().to_vec())
    };
    of_collection.filter_map(read).collect()
}

fn content_json() -> Vec<u8> {
    let generated = population::organisation(1, 12);
    let content = crate::story::content(&generated.world.directory, &generated.member, "profile/self");
    serde_json::to_vec(&content).expect("content is JSON")
}

fn content_of(bytes: &[u8]) -> Option<Content> {
    match parse_json(bytes, 1 << 18).ok()? {
        Value::Object(object) => Some(object.into_iter().collect()),
        _ => None,
    }
}

fn universe(count: u64) -> Universe {
    let organisation = OrganisationId::from_digest(Digest::of(&[b"somebody"]));
    let mut universe = Universe::default();
    for number in 0..count {
        let time = Timestamp::from_millis(number * number % 977).expect("a time");
        universe.insert(time, Digest::of(&[&number.to_be_bytes()]), organisation);
    }
    universe
}

/// Reads a text, and holds what was read against its own printing.
fn reads_back<T: Display + PartialEq + Debug>(text: &str, parse: impl Fn(&str) -> Option<T>) -> bool {
    let Some(read) = parse(text) else { return false };
    assert_eq!(parse(&read.to_string()).as_ref(), Some(&read), "{text:?} is printed as {read}");
    true
}

fn text_of(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

const REGISTER: &str = r#"{"id": "al-agrinet-albania", "name": "AgriNet Albania", "country": "AL", "nuts": "AL034", "nuts_version": "2024", "place": "Korçë", "lat": 40.619, "lon": 20.781, "ecosystems_guess": ["agri-food"], "sources": ["eccp"]}
{"id": "at-mobility", "name": "Mobilitätscluster", "country": "AT", "nuts": "AT221", "website": "https://mobility.example/", "recognitions": [{"scheme": "Excellence Gold", "year": 2024, "source": "a press page"}], "external_ids": {"cordis_pic": "993426083"}}
{"id":"syn-1-0000002","synthetic":true,"name":"Klastr textilu","name_en":"Textiles","country":"CZ","nuts":"CZ041","languages":["cs","en"],"founded":2024,"members":{"sme":33,"startup":7},"staff_fte":14.5,"competences":[{"lang":"en","text":"Strong."}],"cooperation":{"target_countries":["AT"],"open":true},"offers":[{"lang":"cs","technology":"iot","text":"x","trl":9}],"updated":"2024-07-20"}"#;
