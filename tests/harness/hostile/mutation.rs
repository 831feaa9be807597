//! Ways to break a change.

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType, SortedVec};
use automerge::marks::ExpandMark;
use automerge::{ChangeHash, ExpandedChange, ObjType, ScalarValue};

use super::{Rng, seal};

/// Breaks one rule somewhere in a change, or perhaps none: some changes stay in order.
pub(super) fn break_rules(rng: &mut Rng, change: &mut ExpandedChange, names: &[OpId]) {
    let count = change.operations.len();
    match rng.below(16) {
        0 => change.seq = (change.seq + 1).saturating_sub(rng.below(3) as u64).max(1),
        1 => {
            let start = (change.start_op.get() + 3).saturating_sub(rng.below(6) as u64);
            change.start_op = std::num::NonZeroU64::new(start).unwrap_or(change.start_op);
        }
        2 => {
            let at = rng.below(change.deps.len() + 1);
            if at < change.deps.len() {
                change.deps.remove(at);
            } else {
                change.deps.push(ChangeHash([rng.below(256) as u8; 32]));
            }
        }
        3 => change.time = rng.next() as i64 >> rng.below(64),
        4 => change.actor_id = [rng.below(6) as u8; 16].into(),
        5 => change.message = Some("hello".to_owned()),
        6 if count > 0 => {
            change.operations.remove(rng.below(count));
        }
        7 if count > 0 => {
            let copy = change.operations[rng.below(count)].clone();
            change.operations.insert(rng.below(count + 1), copy);
        }
        8 if count > 1 => change.operations.swap(rng.below(count), rng.below(count)),
        _ if count > 0 => {
            let at = rng.below(count);
            break_operation(rng, &mut change.operations[at], names);
        }
        _ => change.seq += 1,
    }
}

fn break_operation(rng: &mut Rng, op: &mut Op, names: &[OpId]) {
    let name = rng.pick(names).cloned();
    match (rng.below(6), name) {
        (0, Some(name)) => op.obj = if rng.one_in(3) { ObjectId::Root } else { ObjectId::Id(name) },
        (1, Some(name)) => {
            op.key = match rng.below(4) {
                0 => Key::Seq(ElementId::Head),
                1 => Key::Seq(ElementId::Id(name)),
                2 => Key::Map("name.en".into()),
                _ => Key::Map(["", "schema", "description.en", "content", "ü"][rng.below(5)].into()),
            };
        }
        (2 | 3, Some(name)) => {
            let mut pred: Vec<OpId> = op.pred.iter().cloned().collect();
            match rng.below(3) {
                0 => pred.push(name),
                1 => pred = vec![name],
                _ => {
                    pred.pop();
                }
            }
            op.pred = SortedVec::from(pred);
        }
        (4, _) => op.insert = !op.insert,
        _ => op.action = action(rng),
    }
}

fn action(rng: &mut Rng) -> OpType {
    let value = match rng.below(12) {
        0 => ScalarValue::Null,
        1 => ScalarValue::Bytes(vec![1, 2]),
        2 => ScalarValue::F64(f64::NAN),
        3 => ScalarValue::Uint(u64::MAX),
        4 => ScalarValue::Int(i64::MIN),
        5 => ScalarValue::counter(3),
        6 => ScalarValue::Timestamp(-1),
        7 => ScalarValue::Unknown { type_code: 14, bytes: vec![9] },
        8 => ScalarValue::Boolean(true),
        9 => ScalarValue::Str("".into()),
        10 => ScalarValue::Str("ab".into()),
        _ => ScalarValue::Str("z".into()),
    };
    match rng.below(10) {
        0 => OpType::Delete,
        1 => OpType::Make(ObjType::Map),
        2 => OpType::Make(ObjType::List),
        3 => OpType::Make(ObjType::Table),
        4 => OpType::Make(ObjType::Text),
        5 => OpType::Increment(-1),
        6 => OpType::MarkEnd(ExpandMark::Both.after()),
        _ => OpType::Put(value),
    }
}

/// Changes bytes of a chunk's body; mostly with checksum and length repaired, else anywhere.
pub(super) fn break_bytes(rng: &mut Rng, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut broken = bytes.to_vec();
    let is_repaired = !rng.one_in(5);
    // Magic, checksum, type and a length of one or two bytes.
    let head = if bytes.get(9).is_some_and(|byte| byte & 0x80 != 0) { 11 } else { 10 };
    let head = if is_repaired { head } else { 0 };
    for _ in 0..=rng.below(3) {
        if broken.len() <= head {
            break;
        }
        let at = head + rng.below(broken.len() - head);
        match rng.below(6) {
            0 => broken[at] ^= 1 << rng.below(8),
            1 => broken[at] = rng.next() as u8,
            2 => broken[at] = [0, 1, 0x7f, 0x80, 0xff, 0x7e][rng.below(6)],
            3 => broken.insert(at, rng.next() as u8),
            4 => {
                broken.remove(at);
            }
            _ => {
                let length = rng.below(8).min(broken.len() - at);
                let from = rng.below(other.len());
                let piece = &other[from..other.len().min(from + rng.below(12))];
                broken.splice(at..at + length, piece.iter().copied());
            }
        }
    }
    if is_repaired { seal(&broken[head..]) } else { broken }
}
