//! A document is a function of its set of changes.

use std::collections::BTreeMap;

use automerge::legacy::{Key, ObjectId, Op, OpId, OpType, SortedVec};
use automerge::{
    ActorId, Automerge, Change, ChangeHash, ExpandedChange, ObjType, ROOT, ReadDoc as _, ScalarValue,
};
use harness::chance::Chance;
use harness::hostile;
use proptest::prelude::*;
use protocol::automerge_guard::{Actor, Refusal};
use protocol::digest::Digest;
use protocol::document::{Document, EditError, Extension, Outcome, genesis};
use protocol::time::Timestamp;
use serde_json::{Value, json};

const ANNA: Actor = [1; 16];
const BEN: Actor = [2; 16];

#[test]
fn a_genesis_change_is_the_same_everywhere() {
    let hash = |collection: &str| Digest::of(&[&genesis(collection)]).to_string();
    assert_eq!(
        data_hex(&genesis("profile")),
        concat!(
            "856f4a83a5e45483013d",
            "0010000000000000000000000000000000000101000000",
            "061508340142025603570970027f06736368656d61017f017f960170726f66696c652f317f00"
        )
    );
    assert_eq!(hash("attestation"), hash("attestation"));
    assert_ne!(hash("attestation"), hash("scheme"));
    assert_eq!(Document::new("post").content(), &values(&[("schema", json!("post/1"))]));
}

#[test]
fn two_devices_that_create_a_document_offline_share_it() {
    let anna = write(&Document::new("profile"), ANNA, &[("name.en", json!("Photonics Valley"))]);
    let ben = write(&Document::new("profile"), BEN, &[("region", json!("DE212")), ("founded", json!(1999))]);
    let (document, _) = gather("profile", &[&anna, &ben]);
    assert_eq!(
        document.content(),
        &values(&[
            ("founded", json!(1999)),
            ("name.en", json!("Photonics Valley")),
            ("region", json!("DE212")),
            ("schema", json!("profile/1")),
        ])
    );
    assert_eq!(document.heads().len(), 2);
}

#[test]
fn what_two_people_write_at_once_is_a_conflict_until_somebody_settles_it() {
    let anna = write(&Document::new("profile"), ANNA, &[("name.en", json!("Anna's"))]);
    let ben = write(&Document::new("profile"), BEN, &[("name.en", json!("Ben's"))]);
    let (document, _) = gather("profile", &[&anna, &ben]);
    let shown = document.content()["name.en"].clone();
    assert_eq!(shown, json!("Ben's"), "the greater actor wins at the same counter");
    assert_eq!(
        document.conflicts(),
        &BTreeMap::from([("name.en".into(), vec![json!("Ben's"), json!("Anna's")])])
    );
    let settled = write(&document, ANNA, &[("name.en", shown.clone())]);
    let (document, _) = gather("profile", &[&anna, &ben, &settled]);
    assert_eq!(document.content()["name.en"], shown);
    assert!(document.conflicts().is_empty());
    assert!(write(&document, ANNA, &[("name.en", shown)]).is_empty(), "nothing differs any more");
}

#[test]
fn a_long_description_is_written_by_several_at_once() {
    let start = write(&Document::new("profile"), ANNA, &[("description.en", json!("A cluster of optics."))]);
    let (common, _) = gather("profile", &[&start]);
    let anna = write(&common, ANNA, &[("description.en", json!("A young cluster of optics."))]);
    let ben = write(&common, BEN, &[("description.en", json!("A cluster of optics and lasers."))]);
    let (document, _) = gather("profile", &[&start, &anna, &ben]);
    assert_eq!(document.content()["description.en"], json!("A young cluster of optics and lasers."));
    assert!(document.conflicts().is_empty());
}

#[test]
fn a_small_edit_of_a_very_long_text_stays_small() {
    let text: String = (0..20_000u32).map(|n| char::from(b'a' + (n * n % 251 % 26) as u8)).collect();
    let with = |places: &[usize]| {
        let mut edited = text.clone();
        for at in places.iter().rev() {
            edited.insert(*at, 'Z');
        }
        json!(edited)
    };
    let start = write(&Document::new("profile"), ANNA, &[("description.en", json!(text))]);
    let (common, _) = gather("profile", &[&start]);
    let anna = write(&common, ANNA, &[("description.en", with(&[10, 19_990]))]);
    let ben = write(&common, BEN, &[("description.en", with(&[10_000]))]);
    assert!(anna.len() == 1 && anna[0].1.len() < 300, "{} bytes", anna[0].1.len());
    let (document, _) = gather("profile", &[&start, &anna, &ben]);
    assert_eq!(document.content()["description.en"], with(&[10, 10_000, 19_990]));
}

#[test]
fn an_edit_beyond_one_change_is_split() {
    let long: String = (0..20_000).map(|n| char::from(b'a' + (n % 26) as u8)).collect();
    let logo = "L".repeat(32 * 1024);
    let edits = [
        ("description.en", json!(long)),
        ("logo.svg", json!(logo)),
        ("logo.dark", json!(logo)),
        ("logo.small", json!(logo)),
    ];
    let made = write(&Document::new("profile"), ANNA, &edits);
    assert!(made.len() > 6, "{} changes", made.len());
    let (document, outcomes) = gather("profile", &[&made]);
    assert!(outcomes.values().all(|outcome| *outcome == Outcome::Taken));
    assert_eq!(document.content()["description.en"], json!(long));
    assert_eq!(document.content()["logo.small"], json!(logo));

    let other: String = long.chars().rev().collect();
    let rewritten = write(&document, BEN, &[("description.en", json!(other)), ("logo.dark", Value::Null)]);
    let (document, _) = gather("profile", &[&made, &rewritten]);
    assert_eq!(document.content()["description.en"], json!(other));
    assert!(!document.content().contains_key("logo.dark"));
    let third = format!("{long}{}", "z".repeat(10_000)).replace('e', "É");
    let renewed = write(&document, ANNA, &[("description.en", json!(third))]);
    let begun = Change::try_from(&renewed[0].1[..]).expect("a change").decode().operations.swap_remove(0);
    assert_eq!(begun.action, OpType::Make(ObjType::Text), "a text that is full is begun anew");
    let (document, _) = gather("profile", &[&made, &rewritten, &renewed]);
    assert_eq!(document.content()["description.en"], json!(third));
}

#[test]
fn labels_are_written_once() {
    let empty = Document::new("attestation");
    let first = write(&empty, ANNA, &[("content", json!("{}")), ("event/1", json!("suspended"))]);
    let (document, _) = gather("attestation", &[&first]);
    let edit = |key: &str, value: Option<Value>| {
        document.edit(ANNA, Timestamp::ZERO, &BTreeMap::from([(key.to_owned(), value)]))
    };
    assert!(edit("content", Some(json!("{}"))).unwrap().is_empty());
    assert!(matches!(edit("content", Some(json!("other"))), Err(EditError::SetOnce { .. })));
    assert!(matches!(edit("content", None), Err(EditError::SetOnce { .. })));
    assert!(matches!(edit("name.en", Some(json!("a"))), Err(EditError::SetOnce { .. })));
    assert_eq!(edit("event/2", Some(json!("reinstated"))).unwrap().len(), 1);

    // Software that does not care is refused: overwriting, deleting, putting again without naming what stands.
    let content = OpId::new(2, &ActorId::from(ANNA));
    for (op, expected) in [
        (put("content", "other", vec![content.clone()]), Refusal::SetOnce { key: "content".into() }),
        (put("content", "other", vec![]), Refusal::Replaces { index: 0 }),
        (
            Op { action: OpType::Delete, ..put("content", "", vec![content]) },
            Refusal::SetOnce { key: "content".into() },
        ),
        (put("name.en", "a", vec![]), Refusal::SetOnce { key: "name.en".into() }),
        (put("event/", "a", vec![]), Refusal::SetOnce { key: "event/".into() }),
    ] {
        let bytes = change(ANNA, 2, 4, &document.heads(), vec![op]);
        let (after, outcomes) = gather("attestation", &[&first, &[(ANNA, bytes.clone())]]);
        assert_eq!(outcomes[&id(&bytes)], Outcome::Refused(expected));
        assert_eq!(after.content(), document.content());
    }

    // Two at once stay visible side by side.
    let other = write(&empty, BEN, &[("content", json!("[]"))]);
    let (document, _) = gather("attestation", &[&first, &other]);
    assert_eq!(document.conflicts()["content"], [json!("[]"), json!("{}")]);
}

#[test]
fn nobody_changes_what_a_document_is() {
    let document = Document::new("profile");
    let of_genesis = OpId::new(1, &ActorId::from([0; 16]));
    let bytes = change(ANNA, 1, 2, &document.heads(), vec![put("schema", "attestation/1", vec![of_genesis])]);
    let (after, outcomes) = gather("profile", &[&[(ANNA, bytes.clone())]]);
    assert_eq!(outcomes[&id(&bytes)], Outcome::Refused(Refusal::Schema));
    assert_eq!(after.content(), document.content());
    let schema = |value| BTreeMap::from([("schema".to_owned(), Some(json!(value)))]);
    assert!(matches!(document.edit(ANNA, Timestamp::ZERO, &schema("post/1")), Err(EditError::Schema)));
    assert_eq!(document.edit(ANNA, Timestamp::ZERO, &schema("profile/1")).unwrap().len(), 0);
}

#[test]
fn of_two_changes_at_one_sequence_the_lowest_id_counts_and_the_other_carries_nothing() {
    let start = Document::new("profile");
    let one = change(ANNA, 1, 2, &start.heads(), vec![put("name.en", "one", vec![])]);
    let two = change(ANNA, 1, 2, &start.heads(), vec![put("name.en", "two", vec![])]);
    let on_one = {
        let (after, _) = gather("profile", &[&[(ANNA, one.clone())]]);
        write(&after, BEN, &[("region", json!("FI1C1"))]).remove(0).1
    };
    let (low, high) = (Digest::from_bytes([1; 32]), Digest::from_bytes([9; 32]));
    let ben = Digest::from_bytes([5; 32]);
    let settle = |one_id, two_id| {
        let items = [(one_id, ANNA, &one[..]), (two_id, ANNA, &two[..]), (ben, BEN, &on_one[..])];
        Document::from_changes("profile", items)
    };
    let (document, outcomes) = settle(low, high);
    assert_eq!(document.content()["name.en"], json!("one"));
    assert_eq!(outcomes[&high], Outcome::Duplicate { of: low });
    assert_eq!(outcomes[&ben], Outcome::Taken);
    let (document, outcomes) = settle(high, low);
    assert_eq!(document.content()["name.en"], json!("two"));
    assert_eq!(outcomes[&ben], Outcome::Unfounded, "it was built upon what does not count");

    let (mut document, _) =
        Document::from_changes("profile", [(high, ANNA, &one[..]), (ben, BEN, &on_one[..])]);
    assert_eq!(document.extend(low, ANNA, &two), Extension::NeedsRebuild);
    assert_eq!(document.content()["name.en"], json!("one"), "it was left as it was");
}

#[test]
fn the_same_change_brought_twice_counts_once() {
    let made = write(&Document::new("profile"), ANNA, &[("name.en", json!("Hansa"))]).remove(0).1;
    let (low, high) = (Digest::from_bytes([1; 32]), Digest::from_bytes([9; 32]));
    let (mut document, outcomes) =
        Document::from_changes("profile", [(high, ANNA, &made[..]), (low, ANNA, &made[..])]);
    assert_eq!(outcomes, BTreeMap::from([(low, Outcome::Taken), (high, Outcome::Duplicate { of: low })]));
    assert_eq!(document.extend(low, ANNA, &made), Extension::Settled(Outcome::Taken));
    assert_eq!(document.change_count(), 1);
    assert_eq!(document.extend(Digest::from_bytes([0; 32]), ANNA, &made), Extension::NeedsRebuild);
}

#[test]
fn what_came_before_its_dependencies_waits_for_them() {
    let first = write(&Document::new("profile"), ANNA, &[("name.en", json!("one"))]).remove(0).1;
    let (after, _) = gather("profile", &[&[(ANNA, first.clone())]]);
    let second = write(&after, BEN, &[("name.en", json!("two"))]).remove(0).1;
    let mut document = Document::new("profile");
    assert_eq!(document.extend(id(&second), BEN, &second), Extension::Settled(Outcome::Unfounded));
    assert_eq!(document.extend(id(&first), ANNA, &first), Extension::NeedsRebuild);
    let (document, outcomes) = gather("profile", &[&[(BEN, second)], &[(ANNA, first)]]);
    assert!(outcomes.values().all(|outcome| *outcome == Outcome::Taken));
    assert_eq!(document.content()["name.en"], json!("two"));
}

#[test]
fn a_change_says_truly_what_it_was_made_on() {
    let first = write(&Document::new("profile"), ANNA, &[("name.en", json!("one"))]);
    let (document, _) = gather("profile", &[&first]);
    let name = || OpId::new(2, &ActorId::from(ANNA));
    let heads = document.heads();
    let refused = |actor: Actor, sequence, start, ops: Vec<Op>| {
        let bytes = change(actor, sequence, start, &heads, ops);
        match document.clone().extend(id(&bytes), actor, &bytes) {
            Extension::Settled(Outcome::Refused(refusal)) => Some(refusal),
            Extension::Settled(Outcome::Taken) => None,
            other => panic!("{other:?}"),
        }
    };
    let two = || vec![put("name.en", "two", vec![name()])];
    assert_eq!(refused(BEN, 1, 3, two()), None);
    assert_eq!(refused(ANNA, 2, 3, two()), None);
    assert_eq!(refused(BEN, 2, 3, two()), Some(Refusal::Sequence { expected: 1, found: 2 }));
    assert_eq!(refused(ANNA, 1, 3, two()), Some(Refusal::Sequence { expected: 2, found: 1 }));
    assert_eq!(refused(BEN, 1, 2, two()), Some(Refusal::StartOp { expected: 3, found: 2 }));
    assert_eq!(refused(BEN, 1, 9, two()), Some(Refusal::StartOp { expected: 3, found: 9 }));
    let replaces = Some(Refusal::Replaces { index: 0 });
    assert_eq!(refused(BEN, 1, 3, vec![put("name.en", "two", vec![])]), replaces);
    assert_eq!(refused(BEN, 1, 3, vec![put("name.de", "two", vec![name()])]), replaces);
    assert_eq!(refused(BEN, 1, 3, vec![put("name.en", "two", vec![name(), name()])]), replaces);
    assert_eq!(
        refused(BEN, 1, 3, vec![put("name.en", "two", vec![OpId::new(3, &ActorId::from(BEN))])]),
        replaces
    );
    assert_eq!(
        refused(BEN, 1, 3, vec![Op { action: OpType::Delete, ..put("name.de", "", vec![]) }]),
        replaces,
        "there is nothing to delete"
    );
    let twice = || vec![put("name.en", "two", vec![name()]), put("name.en", "three", vec![name()])];
    assert_eq!(refused(BEN, 1, 3, twice()), Some(Refusal::Replaces { index: 1 }));
    let character = Op { obj: ObjectId::Id(name()), key: Key::head(), insert: true, ..put("", "x", vec![]) };
    assert_eq!(refused(BEN, 1, 3, vec![character]), Some(Refusal::NotThere { index: 0 }));
}

#[test]
fn an_editor_is_told_what_a_document_cannot_hold() {
    let document = Document::new("profile");
    let edit = |key: &str, value: Value| {
        document.edit(ANNA, Timestamp::ZERO, &BTreeMap::from([(key.to_owned(), Some(value))])).map(|_| ())
    };
    assert!(matches!(edit("name en", json!("a")), Err(EditError::Key { .. })));
    assert!(matches!(edit("description.en", json!(1)), Err(EditError::NotText { .. })));
    assert!(matches!(edit("share", json!(0.5)), Err(EditError::NotAnInteger { .. })));
    assert!(matches!(edit("share", json!(1u64 << 53)), Err(EditError::NotAnInteger { .. })));
    assert!(matches!(edit("list", json!([])), Err(EditError::NotFlat { .. })));
    assert!(matches!(edit("logo", json!("a".repeat(32_769))), Err(EditError::StringTooLong { .. })));
    assert!(matches!(edit("description.en", json!("a".repeat(65_537))), Err(EditError::TextTooLong { .. })));
}

#[test]
fn an_organisation_of_many_devices_can_still_write() {
    let start = Document::new("profile");
    let writers: Vec<_> = (10..74).map(|n| write(&start, [n; 16], &[("name.en", json!(n))])).collect();
    let parts: Vec<&[(Actor, Vec<u8>)]> = writers.iter().map(|made| &made[..]).collect();
    let (document, _) = gather("profile", &parts);
    assert_eq!(document.conflicts()["name.en"].len(), 64);
    let settled = write(&document, [10; 16], &[("name.en", json!("settled")), ("region", json!("SE232"))]);
    let (document, _) = gather("profile", &[&parts.concat(), &settled]);
    assert_eq!(document.content()["name.en"], json!("settled"));
    assert!(document.conflicts().is_empty());
}

#[test]
fn hostile_members_cannot_part_nodes() {
    let tally = hostile::run(1, 200);
    println!("{tally}");
    // The generator reaches every kind of outcome, or it proves nothing.
    assert!(tally.offered > 5_000 && tally.taken > 1_000, "{tally}");
    assert!(tally.refused_by_past > 100 && tally.unfounded > 100 && tally.duplicate > 100, "{tally}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Three people edit, meet now and then, and end up with the same document, whatever the order.
    #[test]
    fn honest_people_always_agree(acts in proptest::collection::vec(act(), 1..24), seed in any::<u64>()) {
        let actors = [ANNA, BEN, [3; 16]];
        let mut replicas = vec![Document::new("profile"); 3];
        let mut all: Vec<(Actor, Vec<u8>)> = Vec::new();
        let mut known: [Vec<usize>; 3] = Default::default();
        for Act { who, meets, key, text } in acts {
            let others = known[meets].clone();
            for index in others {
                if !known[who].contains(&index) {
                    known[who].push(index);
                }
            }
            let part: Vec<_> = known[who].iter().map(|index| all[*index].clone()).collect();
            replicas[who] = gather("profile", &[&part]).0;
            for made in write(&replicas[who], actors[who], &[(key, json!(text))]) {
                known[who].push(all.len());
                all.push(made);
            }
        }
        let (document, outcomes) = gather("profile", &[&all]);
        prop_assert!(outcomes.values().all(|outcome| *outcome == Outcome::Taken));
        let mut order: Vec<_> = all.clone();
        order.sort_by_key(|(_, bytes)| Digest::of(&[&seed.to_be_bytes(), bytes]));
        let (shuffled, _) = gather("profile", &[&order]);
        prop_assert_eq!(shuffled.heads(), document.heads());
        prop_assert_eq!(shuffled.content(), document.content());
        prop_assert_eq!(shuffled.conflicts(), document.conflicts());
        let mut extended = Document::new("profile");
        for (actor, bytes) in &all {
            prop_assert_eq!(extended.extend(id(bytes), *actor, bytes), Extension::Settled(Outcome::Taken));
        }
        prop_assert_eq!(extended.content(), document.content());
        let loaded = Automerge::load(&document.save()).expect("its own format");
        prop_assert_eq!(loaded.get_heads().len(), document.heads().len());
    }
}

/// Somebody meets another, then writes at a key; an empty text deletes it.
#[derive(Clone, Debug)]
struct Act {
    who: usize,
    meets: usize,
    key: &'static str,
    text: String,
}

/// People who write one after the other: whatever is read without Automerge is what Automerge reads.
#[test]
fn a_succession_of_edits_reads_as_automerge_reads_it() {
    let letters: Vec<char> = "abc dé€\u{1f600}ñ".chars().collect();
    for seed in 0..150 {
        let mut chance = Chance::seeded(seed);
        let mut document = Document::new("profile");
        let mut text: Vec<char> = Vec::new();
        for _ in 0..30 {
            let actor = *chance.pick(&[ANNA, BEN, [9; 16]]);
            let key = *chance.pick(&["name.en", "founded", "open", "place"]);
            let value = match chance.below(5) {
                0 => None,
                1 => Some(json!(chance.below(1 << 40) as i64 - (1 << 39))),
                2 => Some(json!(chance.below(2) == 0)),
                _ => Some(json!(format!("value {}", chance.below(1000)))),
            };
            let mut edits = BTreeMap::from([(key.to_owned(), value)]);
            for _ in 0..chance.below(3) {
                let at = chance.below(text.len() as u64 + 1) as usize;
                let end = (at + chance.below(6) as usize).min(text.len());
                let new: Vec<char> = (0..chance.below(9)).map(|_| *chance.pick(&letters)).collect();
                text.splice(at..end, new);
                edits.insert("description.en".into(), Some(json!(text.iter().collect::<String>())));
            }
            if chance.below(15) == 0 {
                text.clear();
                edits.insert("description.en".into(), None);
            }
            for bytes in document.edit(actor, Timestamp::ZERO, &edits).unwrap() {
                assert_eq!(document.extend(id(&bytes), actor, &bytes), Extension::Settled(Outcome::Taken));
            }
            assert_eq!(document.heads().len(), 1);
            assert_eq!(*document.content(), by_automerge(&document), "seed {seed}");
        }
        let shown = document.content().get("description.en").and_then(Value::as_str).unwrap_or_default();
        assert_eq!(shown, text.iter().collect::<String>(), "seed {seed}");
    }
}

/// What Automerge reads from the document in its own format.
fn by_automerge(document: &Document) -> BTreeMap<String, Value> {
    let automerge = Automerge::load(&document.save()).expect("its own format");
    let json = |key: &str| match automerge.get(ROOT, key).expect("a map").expect("the key stands") {
        (automerge::Value::Object(ObjType::Text), id) => json!(automerge.text(&id).expect("a text")),
        (automerge::Value::Scalar(scalar), _) => match scalar.as_ref() {
            ScalarValue::Str(text) => json!(text.as_str()),
            ScalarValue::Int(number) => json!(number),
            ScalarValue::Boolean(truth) => json!(truth),
            other => panic!("{other:?} is in no document"),
        },
        (other, _) => panic!("{other:?} is in no document"),
    };
    automerge.keys(ROOT).map(|key| (key.clone(), json(&key))).collect()
}

fn act() -> impl Strategy<Value = Act> {
    let key = prop::sample::select(vec!["name.en", "region", "description.en"]);
    (0..3usize, 0..3usize, key, "[a-cé🚢]{0,6}").prop_map(|(who, meets, key, text)| Act {
        who,
        meets,
        key,
        text,
    })
}

/// Makes the changes of an edit; `null` deletes.
fn write(document: &Document, actor: Actor, edits: &[(&str, Value)]) -> Vec<(Actor, Vec<u8>)> {
    let edits =
        edits.iter().map(|(key, value)| ((*key).to_owned(), Some(value.clone()).filter(|v| !v.is_null())));
    let made = document.edit(
        actor,
        Timestamp::from_millis(1_800_000_000_000).expect("the year 2027"),
        &edits.collect(),
    );
    made.expect("an edit that can be made").into_iter().map(|bytes| (actor, bytes)).collect()
}

fn gather(collection: &str, parts: &[&[(Actor, Vec<u8>)]]) -> (Document, BTreeMap<Digest, Outcome>) {
    let all = parts.iter().copied().flatten();
    Document::from_changes(collection, all.map(|(actor, bytes)| (id(bytes), *actor, &bytes[..])))
}

fn id(bytes: &[u8]) -> Digest {
    Digest::of(&[bytes])
}

fn values(of: &[(&str, Value)]) -> BTreeMap<String, Value> {
    of.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

fn put(key: &str, value: &str, pred: Vec<OpId>) -> Op {
    let action = OpType::Put(ScalarValue::Str(value.into()));
    Op { action, obj: ObjectId::Root, key: Key::Map(key.into()), pred: SortedVec::from(pred), insert: false }
}

fn change(actor: Actor, sequence: u64, start: u64, deps: &[[u8; 32]], operations: Vec<Op>) -> Vec<u8> {
    let change = ExpandedChange {
        operations,
        actor_id: ActorId::from(actor),
        hash: None,
        seq: sequence,
        start_op: std::num::NonZeroU64::new(start).expect("counters begin at 1"),
        time: 0,
        message: None,
        deps: deps.iter().map(|hash| ChangeHash(*hash)).collect(),
        extra_bytes: vec![],
        author: None,
    };
    Change::from(change).raw_bytes().to_vec()
}

fn data_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
