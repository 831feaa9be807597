//! A stranger's change is read by the guard before Automerge sees it.

use automerge::legacy::{Key, ObjectId, Op, OpType, SortedVec};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange, ObjType, ScalarValue};
use protocol::automerge_guard::{Actor, Refusal, Rules, actor, read, scan};
use protocol::digest::Digest;
use protocol::document::Document;
use protocol::key::PublicKey;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;

const WRITER: Actor = [7; 16];

#[test]
fn changes_that_once_broke_automerge_are_refused_unread() {
    for (what, hex) in [
        ("panics in apply", "856f4a83c33689fe0117000401010200020100017f0000060002770501030b0175"),
        (
            "a million operations",
            "856f4a836942de28012a00040909090901010000000515053403420456047004c0843d0161c0843dc0843d01c0843d00c0843d00",
        ),
        (
            "never returns",
            "856f4a834cd475380139000409090909010100000005150834064207560770078080808080200161808080808020808080808020018080808080200080808080802000",
        ),
    ] {
        assert!(scan(&bytes(hex)).is_err(), "{what}");
    }
}

#[test]
fn a_few_bytes_cannot_stand_for_many_operations() {
    let million = [0xc0, 0x84, 0x3d];
    let columns = |run: &[u8]| {
        let key = [run, &[1, b'a']].concat();
        let action = [run, &[1]].concat();
        let pred = [run, &[0]].concat();
        vec![(0x15, key), (0x34, run.to_vec()), (0x42, action.clone()), (0x56, action), (0x70, pred)]
    };
    assert_eq!(scan(&chunk(&columns(&[1]))), Ok(()));
    assert_eq!(
        scan(&chunk(&columns(&million))),
        Err(Refusal::TooMany { what: "rows", count: 1_000_000, limit: 4096 })
    );
    // Each column by itself, so that none is taken on another's word.
    for index in 0..5 {
        let mut mixed = columns(&[1]);
        mixed[index] = columns(&million)[index].clone();
        let refused = matches!(scan(&chunk(&mixed)), Err(Refusal::TooMany { what: "rows", .. }));
        assert!(refused, "column {index}");
    }
    let many_preds = [&[1][..], &million].concat();
    let mut columns = columns(&[1]);
    columns[4].1 = many_preds;
    assert!(matches!(scan(&chunk(&columns)), Err(Refusal::TooMany { what: "replaced operations", .. })));
}

#[test]
fn the_outside_of_a_chunk_is_checked() {
    let good = honest().raw_bytes().to_vec();
    assert!(read(&good, WRITER, Rules::Free).is_ok());
    for index in 0..good.len() {
        let mut flipped = good.clone();
        flipped[index] ^= 1;
        assert!(scan(&flipped).is_err(), "bit of byte {index}");
        assert!(scan(&good[..index]).is_err(), "cut at {index}");
    }
    let deflated = Change::from(ExpandedChange {
        operations: vec![put("name.en", ScalarValue::Str("a".repeat(1000).into()))],
        ..honest().decode()
    })
    .bytes()
    .to_vec();
    assert_eq!(scan(&deflated), Err(Refusal::NotAChange));
    assert_eq!(scan(&vec![0; 65_537]), Err(Refusal::TooLong { bytes: 65_537 }));
}

#[test]
fn documents_are_flat_and_hold_few_types() {
    let refused = |operation: Op| {
        let change = Change::from(ExpandedChange { operations: vec![operation], ..honest().decode() });
        read(change.raw_bytes(), WRITER, Rules::Free).err()
    };
    assert_eq!(refused(put("name.en", "Hansa".into())), None);
    assert_eq!(refused(put("founded", ScalarValue::Int(1356))), None);
    assert_eq!(refused(put("open", true.into())), None);
    let value_type = Some(Refusal::ValueType);
    for value in [
        ScalarValue::Bytes(vec![1]),
        ScalarValue::F64(0.5),
        ScalarValue::Uint(1),
        ScalarValue::counter(1),
        ScalarValue::Timestamp(1),
        ScalarValue::Unknown { type_code: 12, bytes: vec![] },
    ] {
        assert_eq!(refused(put("k", value.clone())), value_type, "{value:?}");
    }
    let value = |key: &str| Some(Refusal::Value { key: key.into() });
    assert_eq!(refused(put("k", ScalarValue::Null)), value("k"));
    assert_eq!(refused(put("k", ScalarValue::Int(1 << 53))), value("k"));
    assert_eq!(refused(put("k", "a".repeat(32 * 1024 + 1).into())), value_type);
    assert_eq!(refused(put("description.en", "a scalar".into())), value("description.en"));
    let operation = Some(Refusal::Operation { index: 0 });
    for (key, action) in [
        ("k", OpType::Make(ObjType::Map)),
        ("k", OpType::Make(ObjType::List)),
        ("k", OpType::Make(ObjType::Text)),
        ("description.en", OpType::Make(ObjType::Map)),
    ] {
        assert_eq!(refused(Op { action, ..put(key, 0.into()) }), operation);
    }
    // Increments and marks do not even pass the scan.
    assert_eq!(refused(Op { action: OpType::Increment(1), ..put("k", 0.into()) }), Some(Refusal::OutOfRange));
    assert_eq!(
        refused(Op { action: OpType::MarkEnd(false), ..put("k", 0.into()) }),
        Some(Refusal::OutOfRange)
    );
    assert_eq!(refused(Op { insert: true, ..put("k", 0.into()) }), operation);
    for key in ["", "über", "a b", "a\0", &"k".repeat(129)] {
        assert_eq!(refused(put(key, 0.into())), Some(Refusal::Key), "{key:?}");
    }
    assert_eq!(refused(put("schema", "other/1".into())), Some(Refusal::Schema));
}

#[test]
fn a_change_says_nothing_beside_its_operations() {
    let refused = |change: ExpandedChange| {
        read(Change::from(change).raw_bytes(), WRITER, Rules::Free).expect_err("it must be refused")
    };
    let honest = || honest().decode();
    assert_eq!(refused(ExpandedChange { message: Some("hello".into()), ..honest() }), Refusal::Extra);
    assert_eq!(refused(ExpandedChange { extra_bytes: vec![1], ..honest() }), Refusal::Extra);
    assert_eq!(refused(ExpandedChange { operations: vec![], ..honest() }), Refusal::Empty);
    assert_eq!(refused(ExpandedChange { deps: vec![], ..honest() }), Refusal::Dependencies);
    assert_eq!(refused(ExpandedChange { time: -1, ..honest() }), Refusal::OutOfRange);
    assert_eq!(refused(ExpandedChange { seq: 1 << 31, ..honest() }), Refusal::OutOfRange);
    assert_eq!(refused(ExpandedChange { actor_id: [8; 16].into(), ..honest() }), Refusal::WrongActor);
    assert_eq!(refused(ExpandedChange { actor_id: [7; 15].into(), ..honest() }), Refusal::WrongActor);
    let hash = ChangeHash([1; 32]);
    assert_eq!(refused(ExpandedChange { deps: vec![hash, hash], ..honest() }), Refusal::Dependencies);
    let many = (0..65).map(|n| ChangeHash([n; 32])).collect();
    assert!(matches!(refused(ExpandedChange { deps: many, ..honest() }), Refusal::TooMany { .. }));
    let limit = std::num::NonZeroU64::new((1 << 31) - 1).unwrap();
    assert_eq!(refused(ExpandedChange { start_op: limit, ..honest() }), Refusal::OutOfRange);
}

#[test]
fn the_guard_passes_what_automerge_would_write_and_nothing_else() {
    let (read, passed) = harness::hostile::compare(1, 90, 24);
    // Enough of both kinds, or the comparison says little.
    assert!(read > 20_000 && passed > 1_000 && passed < read / 2, "{passed} of {read} passed");
}

#[test]
fn a_long_text_is_one_step() {
    let text = "We connect companies, universities and investors. ".repeat(40);
    let edits = [("description.en".to_owned(), Some(text.clone().into()))].into();
    let made = Document::new("profile").edit(WRITER, Timestamp::ZERO, &edits).expect("an edit can be made");
    let reading = read(&made[0], WRITER, Rules::Free).expect("it is honest");
    assert_eq!(reading.operations() as usize, 1 + text.len());
    assert_eq!(reading.steps().count(), 2, "the text is begun, and written");

    let mut document = Document::new("profile");
    document.extend(Digest::of(&[&made[0]]), WRITER, &made[0]);
    let shorter = [("description.en".to_owned(), Some(text[..500].into()))].into();
    let made = document.edit(WRITER, Timestamp::ZERO, &shorter).expect("an edit can be made");
    let reading = read(&made[0], WRITER, Rules::Free).expect("it is honest");
    assert_eq!((reading.operations(), reading.steps().count()), (1500, 1));
}

#[test]
fn an_actor_belongs_to_one_device_in_one_document_of_one_organisation() {
    let organisation = |n| OrganisationId::from_digest(Digest::from_bytes([n; 32]));
    let device = |n| PublicKey::from_bytes([n; 32]);
    let one = actor(&organisation(1), &device(2), "profile/self");
    assert_eq!(
        one[..],
        Digest::of(&[&[1; 32], &[2; 32], b"profile/self"]).as_bytes()[..16],
        "the recipe is part of the protocol"
    );
    assert_ne!(one, actor(&organisation(2), &device(2), "profile/self"));
    assert_ne!(one, actor(&organisation(1), &device(1), "profile/self"));
    assert_ne!(one, actor(&organisation(1), &device(2), "post/self"));
}

fn honest() -> Change {
    Change::from(ExpandedChange {
        operations: vec![put("name.en", "Hansa".into())],
        actor_id: ActorId::from(WRITER),
        hash: None,
        seq: 1,
        start_op: std::num::NonZeroU64::new(2).expect("two"),
        time: 1_800_000_000,
        message: None,
        deps: vec![ChangeHash([3; 32])],
        extra_bytes: vec![],
        author: None,
    })
}

fn put(key: &str, value: ScalarValue) -> Op {
    Op {
        action: OpType::Put(value),
        obj: ObjectId::Root,
        key: Key::Map(key.into()),
        pred: SortedVec::new(),
        insert: false,
    }
}

/// A change chunk with these columns, right in all else.
fn chunk(columns: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut body = vec![1];
    body.extend([3; 32]);
    body.push(16);
    body.extend(WRITER);
    body.extend([1, 2, 0, 0, 0, u8::try_from(columns.len()).expect("few columns")]);
    for (specification, data) in columns {
        body.extend([*specification, u8::try_from(data.len()).expect("short columns")]);
    }
    body.extend(columns.iter().flat_map(|(_, data)| data));
    harness::hostile::seal(&body)
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal digits");
    (0..hex.len()).step_by(2).map(digits).collect()
}
