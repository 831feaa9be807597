//! The first step: one walk over the bytes, without allocating.
//!
//! ```text
//! 85 6f 4a 83 ‖ checksum (4) ‖ 01 ‖ length ‖ dependencies ‖ actor ‖ sequence ‖ first operation ‖ time
//!   ‖ message (empty) ‖ other actors ‖ columns (specification, length)… ‖ column data…
//! ```
//! A column is a series of runs: `n value` stands for n equal rows, `-n value…` for n rows written out,
//! `0 n` for n rows without a value. So a few bytes can stand for 2^40 rows, and every run is counted
//! here before anything expands it.

use super::input::Input;
use super::{ACTORS_MAX, Actor, CHANGE_BYTES_MAX, ChangeHash, ROWS_MAX, Refusal, STRING_BYTES_MAX};
use crate::digest::Digest;
use crate::time::Timestamp;

/// Refuses whatever could make reading the change dear or dangerous.
///
/// # Errors
///
/// A [`Refusal`] that names the first thing found.
pub fn scan(bytes: &[u8]) -> Result<(), Refusal> {
    outline(bytes).map(|_| ())
}

/// A scanned change: where its parts lie in its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outline<'b> {
    pub(super) hash: ChangeHash,
    pub(super) dependencies: &'b [ChangeHash],
    pub(super) actors: Actors<'b>,
    pub(super) sequence: u32,
    pub(super) start_op: u32,
    pub(super) operations: u32,
    pub(super) columns: Columns<'b>,
}

/// The actors that a change names by number: 0 is its writer, the others follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Actors<'b> {
    pub(super) writer: Actor,
    /// Each behind the byte that says its length.
    others: &'b [[u8; 17]],
}

impl<'b> Actors<'b> {
    pub(super) fn others(&self) -> impl Iterator<Item = &'b Actor> + use<'b> {
        self.others.iter().map(|actor| actor.last_chunk().expect("16 of 17 bytes"))
    }

    pub(super) fn get(&self, number: u32) -> Option<Actor> {
        match number.checked_sub(1) {
            None => Some(self.writer),
            Some(other) => self.others.get(other as usize)?.last_chunk().copied(),
        }
    }
}

/// The bytes of each column; none where it is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns<'b> {
    pub(super) object_actor: &'b [u8],
    pub(super) object_counter: &'b [u8],
    pub(super) key_actor: &'b [u8],
    pub(super) key_counter: &'b [u8],
    pub(super) key_string: &'b [u8],
    pub(super) insert: &'b [u8],
    pub(super) action: &'b [u8],
    pub(super) value_meta: &'b [u8],
    pub(super) value: &'b [u8],
    pub(super) replaced_count: &'b [u8],
    pub(super) replaced_actor: &'b [u8],
    pub(super) replaced_counter: &'b [u8],
    /// The sum of the counts.
    pub(super) replaced: u32,
}

/// Scans a change and says where its parts lie.
pub(super) fn outline(bytes: &[u8]) -> Result<Outline<'_>, Refusal> {
    if bytes.len() > CHANGE_BYTES_MAX {
        return Err(Refusal::TooLong { bytes: bytes.len() });
    }
    let mut input = Input(bytes);
    let (magic, checksum) = (input.take(4)?, input.take(4)?);
    let hashed = input.0;
    if magic != MAGIC || input.byte()? != CHANGE_CHUNK {
        return Err(Refusal::NotAChange);
    }
    let length = input.uint()?;
    if length != input.0.len() as u64 {
        return Err(Refusal::Checksum);
    }
    let hash = *Digest::of(&[hashed]).as_bytes();
    if checksum != &hash[..4] {
        return Err(Refusal::Checksum);
    }
    let dependencies = scan_dependencies(&mut input)?;
    let writer = scan_actor(&mut input)?;
    let sequence = within(input.uint()?, 1..ID_LIMIT)?;
    let start_op = within(input.uint()?, 1..ID_LIMIT)?;
    let time = input.int()?;
    within(u64::try_from(time).map_err(|_| Refusal::OutOfRange)?, 0..Timestamp::MAX.as_millis() + 1)?;
    if input.uint()? != 0 {
        return Err(Refusal::Extra);
    }
    let others = at_most("other actors", input.uint()?, ACTORS_MAX)?;
    let listed = input.0;
    for _ in 0..others {
        scan_actor(&mut input)?;
    }
    let (listed, _) = listed[..listed.len() - input.0.len()].as_chunks();
    let (operations, columns) = scan_columns(input, others + 1)?;
    within(start_op + operations, 1..ID_LIMIT)?;
    let (sequence, start_op, operations) = (narrow(sequence)?, narrow(start_op)?, narrow(operations)?);
    let actors = Actors { writer: *writer, others: listed };
    Ok(Outline { hash, dependencies, actors, sequence, start_op, operations, columns })
}

/// Refuses dependencies that are missing, repeated or out of order.
fn scan_dependencies<'b>(input: &mut Input<'b>) -> Result<&'b [ChangeHash], Refusal> {
    let count = at_most("dependencies", input.uint()?, ACTORS_MAX)?;
    let bytes = 32 * usize::try_from(count).map_err(|_| Refusal::Broken)?;
    let (hashes, _) = input.take(bytes)?.as_chunks();
    // Only the genesis change of a collection depends on nothing, and that is not received.
    let is_in_order = !hashes.is_empty() && hashes.is_sorted_by(|one, next| one < next);
    if is_in_order { Ok(hashes) } else { Err(Refusal::Dependencies) }
}

fn scan_actor<'b>(input: &mut Input<'b>) -> Result<&'b Actor, Refusal> {
    if input.uint()? != 16 {
        return Err(Refusal::WrongActor);
    }
    input.array()
}

/// Walks every column; returns the number of operations, and the columns.
fn scan_columns(mut input: Input<'_>, actors: u64) -> Result<(u64, Columns<'_>), Refusal> {
    let count = at_most("columns", input.uint()?, COLUMNS_MAX)?;
    let mut data = Input(input.0);
    for _ in 0..count {
        data.uint()?;
        data.uint()?;
    }
    let (mut last, mut operations) = (None, 0);
    let (mut value_bytes, mut columns) = (0, Columns::default());
    for _ in 0..count {
        let (specification, length) = (input.uint()?, input.uint()?);
        let length = usize::try_from(length).map_err(|_| Refusal::Broken)?;
        let column = Input(data.take(length)?);
        if last.is_some_and(|last| last >= specification) || length == 0 {
            return Err(Refusal::Column { specification });
        }
        last = Some(specification);
        match specification {
            OBJECT_ACTOR => columns.object_actor = scan_actors(column, actors)?,
            OBJECT_COUNTER => {
                runs(column, |input, _| within(input.uint()?, 0..ID_LIMIT))?;
                columns.object_counter = column.0;
            }
            KEY_ACTOR => columns.key_actor = scan_actors(column, actors)?,
            KEY_COUNTER => columns.key_counter = scan_deltas(column)?,
            KEY_STRING => {
                runs(column, |input, _| {
                    let length = usize::try_from(input.uint()?).map_err(|_| Refusal::Broken)?;
                    input.take(length).map(|_| 0)
                })?;
                columns.key_string = column.0;
            }
            INSERT => columns.insert = scan_booleans(column)?,
            ACTION => {
                operations = runs(column, |input, _| within(input.uint()?, 0..ACTIONS))?;
                columns.action = column.0;
            }
            VALUE_META => {
                value_bytes = scan_value_types(column)?;
                columns.value_meta = column.0;
            }
            VALUE => {
                if length as u64 != value_bytes {
                    return Err(Refusal::ValueType);
                }
                value_bytes = 0;
                columns.value = column.0;
            }
            REPLACED_COUNT => {
                let mut replaced = 0u64;
                runs(column, |input, rows| {
                    let count = at_most("replaced operations", input.uint()?, ROWS_MAX)?;
                    replaced = at_most("replaced operations", replaced + count * rows, ROWS_MAX)?;
                    Ok(0)
                })?;
                columns.replaced_count = column.0;
                columns.replaced = narrow(replaced)?;
            }
            REPLACED_ACTOR => columns.replaced_actor = scan_actors(column, actors)?,
            REPLACED_COUNTER => columns.replaced_counter = scan_deltas(column)?,
            _ => return Err(Refusal::Column { specification }),
        }
    }
    if !data.0.is_empty() {
        return Err(Refusal::Extra);
    }
    if value_bytes != 0 {
        return Err(Refusal::ValueType);
    }
    if operations == 0 { Err(Refusal::Empty) } else { Ok((operations, columns)) }
}

/// Actors are numbers of the change's list.
fn scan_actors(column: Input<'_>, actors: u64) -> Result<&[u8], Refusal> {
    runs(column, |input, _| within(input.uint()?, 0..actors))?;
    Ok(column.0)
}

/// Counters written as differences stay within the range of ids at every row.
fn scan_deltas(column: Input<'_>) -> Result<&[u8], Refusal> {
    let mut counter = 0u64;
    runs(column, |input, rows| {
        let delta = input.int()?;
        let rows = i64::try_from(rows).expect("rows are counted up to a small limit");
        let moved = delta.checked_mul(rows).and_then(|by| counter.checked_add_signed(by));
        counter = within(moved.ok_or(Refusal::OutOfRange)?, 0..ID_LIMIT)?;
        Ok(0)
    })?;
    Ok(column.0)
}

/// Booleans are written as the lengths of alternating runs.
fn scan_booleans(column: Input<'_>) -> Result<&[u8], Refusal> {
    let (mut rest, mut rows) = (column, 0u64);
    while !rest.0.is_empty() {
        let run = at_most("rows", rest.uint()?, ROWS_MAX)?;
        rows = at_most("rows", rows + run, ROWS_MAX)?;
    }
    Ok(column.0)
}

/// Bounds type and length of each value and returns the bytes that they take together.
fn scan_value_types(column: Input<'_>) -> Result<u64, Refusal> {
    let mut bytes = 0u64;
    runs(column, |input, rows| {
        let meta = input.uint()?;
        let (length, kind) = (meta >> 4, meta & 0xf);
        let limit = match kind {
            TYPE_NULL | TYPE_FALSE | TYPE_TRUE => 0,
            TYPE_INTEGER => 10,
            TYPE_STRING => STRING_BYTES_MAX as u64,
            _ => return Err(Refusal::ValueType),
        };
        if length > limit {
            return Err(Refusal::ValueType);
        }
        bytes += length * rows;
        Ok(0)
    })?;
    Ok(bytes)
}

/// Walks the runs of a column and returns its rows.
///
/// `value` reads one value and is told for how many rows it stands.
fn runs(
    mut column: Input<'_>,
    mut value: impl FnMut(&mut Input<'_>, u64) -> Result<u64, Refusal>,
) -> Result<u64, Refusal> {
    let mut rows = 0u64;
    while !column.0.is_empty() {
        let run = column.int()?;
        let length = if run == 0 { column.uint()? } else { run.unsigned_abs() };
        rows = at_most("rows", rows.saturating_add(length), ROWS_MAX)?;
        match run {
            0 => {}
            1.. => {
                value(&mut column, length)?;
            }
            ..0 => {
                for _ in 0..length {
                    value(&mut column, 1)?;
                }
            }
        }
    }
    Ok(rows)
}

fn within(number: u64, range: std::ops::Range<u64>) -> Result<u64, Refusal> {
    if range.contains(&number) { Ok(number) } else { Err(Refusal::OutOfRange) }
}

fn narrow(number: u64) -> Result<u32, Refusal> {
    u32::try_from(number).map_err(|_| Refusal::OutOfRange)
}

fn at_most(what: &'static str, count: u64, limit: u64) -> Result<u64, Refusal> {
    if count <= limit { Ok(count) } else { Err(Refusal::TooMany { what, count, limit }) }
}

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHANGE_CHUNK: u8 = 1;
const COLUMNS_MAX: u64 = 32;
/// Operation counters and sequences stay below this.
const ID_LIMIT: u64 = 1 << 31;
/// Automerge numbers actions from 0; what may occur is settled when the operations are read.
const ACTIONS: u64 = 5;

/// Column specifications: the column's number, shifted by four, with its type.
const OBJECT_ACTOR: u64 = 0x01;
const OBJECT_COUNTER: u64 = 0x02;
const KEY_ACTOR: u64 = 0x11;
const KEY_COUNTER: u64 = 0x13;
const KEY_STRING: u64 = 0x15;
const INSERT: u64 = 0x34;
const ACTION: u64 = 0x42;
const VALUE_META: u64 = 0x56;
const VALUE: u64 = 0x57;
const REPLACED_COUNT: u64 = 0x70;
const REPLACED_ACTOR: u64 = 0x71;
const REPLACED_COUNTER: u64 = 0x73;

/// Value types, the low four bits of a value's description.
pub(super) const TYPE_NULL: u64 = 0;
pub(super) const TYPE_FALSE: u64 = 1;
pub(super) const TYPE_TRUE: u64 = 2;
pub(super) const TYPE_INTEGER: u64 = 4;
pub(super) const TYPE_STRING: u64 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_counted_before_it_is_walked() {
        // 2^40 rows of one value, in seven bytes.
        let run = [0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0x01];
        let refusal = runs(Input(&run), |input, _| input.uint()).unwrap_err();
        assert_eq!(refusal, Refusal::TooMany { what: "rows", count: 1 << 40, limit: 4096 });
        assert_eq!(runs(Input(&[0x03, 0x07, 0x7e, 0x01, 0x02, 0x00, 0x05]), |input, _| input.uint()), Ok(10));
    }
}
