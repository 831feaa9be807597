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

/// Writes the columns of a change in another way, with lengths and checksum right; mostly the same rows.
pub(super) fn break_columns(rng: &mut Rng, bytes: &[u8]) -> Vec<u8> {
    let Some((head, mut columns)) = columns(bytes) else { return break_bytes(rng, bytes, bytes) };
    for _ in 0..=rng.below(2) {
        let at = rng.below(columns.len());
        match rng.below(8) {
            0 => {
                columns.remove(at);
            }
            1 => {
                // A column that says nothing, or little.
                let specification = [0x01, 0x02, 0x11, 0x13, 0x15, 0x57, 0x71, 0x73][rng.below(8)];
                let rows = 1 + rng.below(12) as u8;
                let data = [vec![0, rows], vec![rows, 0], vec![0x7f, 1], vec![0, 1, 0x7f, 2]];
                columns.push((specification, data[rng.below(4)].clone()));
                columns.sort();
            }
            2 => {
                let other = columns[rng.below(columns.len())].1.clone();
                columns[at].1 = other;
            }
            _ => break_runs(rng, &mut columns[at].1),
        }
        if columns.is_empty() {
            break;
        }
    }
    let mut body = head.to_vec();
    write_uint(&mut body, columns.len() as u64);
    for (specification, data) in &columns {
        write_uint(&mut body, *specification);
        write_uint(&mut body, data.len() as u64);
    }
    body.extend(columns.iter().flat_map(|(_, data)| data));
    seal(&body)
}

/// Cuts, joins or lengthens runs of a column, wherever a byte may be their length.
fn break_runs(rng: &mut Rng, data: &mut Vec<u8>) {
    if data.is_empty() {
        data.push(rng.next() as u8);
        return;
    }
    let at = rng.below(data.len());
    let (length, value) = (data[at], data.get(at + 1).copied().unwrap_or(0));
    match rng.below(9) {
        // A repeat becomes two.
        0 if (2..64).contains(&length) => {
            let part = 1 + rng.below(usize::from(length) - 1) as u8;
            data.splice(at..=at, [part, value, length - part]);
        }
        // A repeat becomes a literal.
        1 if (2..64).contains(&length) => {
            let literal = std::iter::once(0x80 - length).chain((0..length).map(|_| value));
            data.splice(at..data.len().min(at + 2), literal);
        }
        // A literal loses its first value to one of its own.
        2 if (0x41..0x7f).contains(&length) => {
            data.splice(at..=at, [0x7f, value, length + 1]);
            data.remove(data.len().min(at + 4) - 1);
        }
        3 => data.extend([[0x7f, value], [0, 1], [1, value], [2, value]][rng.below(4)]),
        4 => data.truncate(at),
        // A number is written longer than it must be.
        5 => {
            data.splice(at..=at, [length | 0x80, if length & 0x40 == 0 || rng.one_in(2) { 0 } else { 0x7f }]);
        }
        6 => data[at] = length.wrapping_add(1),
        7 => data[at] = length.wrapping_sub(1),
        _ => data[at] = rng.next() as u8,
    }
}

/// A column: its specification and its bytes.
type Column = (u64, Vec<u8>);

/// What stands before the columns of a chunk, and the columns by specification.
fn columns(bytes: &[u8]) -> Option<(&[u8], Vec<Column>)> {
    let mut rest = bytes.get(9..)?;
    read_uint(&mut rest)?;
    let body = rest;
    let dependencies = read_uint(&mut rest)?;
    skip(&mut rest, 32 * dependencies)?;
    let actor = read_uint(&mut rest)?;
    skip(&mut rest, actor)?;
    for _ in 0..3 {
        read_uint(&mut rest)?;
    }
    let message = read_uint(&mut rest)?;
    skip(&mut rest, message)?;
    for _ in 0..read_uint(&mut rest)? {
        let actor = read_uint(&mut rest)?;
        skip(&mut rest, actor)?;
    }
    let head = &body[..body.len() - rest.len()];
    let count = read_uint(&mut rest)?;
    let lengths = (0..count).map(|_| Some((read_uint(&mut rest)?, read_uint(&mut rest)?)));
    let lengths = lengths.collect::<Option<Vec<_>>>()?;
    let data = lengths.into_iter().map(|(specification, length)| {
        let data = skip(&mut rest, length)?;
        Some((specification, data.to_vec()))
    });
    Some((head, data.collect::<Option<Vec<_>>>()?))
}

fn skip<'b>(rest: &mut &'b [u8], length: u64) -> Option<&'b [u8]> {
    let (skipped, behind) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    *rest = behind;
    Some(skipped)
}

fn read_uint(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..63).step_by(7) {
        let byte = skip(rest, 1)?[0];
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn write_uint(body: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        body.push(number as u8 | 0x80);
        number >>= 7;
    }
    body.push(number as u8);
}
