//! The first step: one walk over the bytes, without allocating.
//!
//! ```text
//! 85 6f 4a 83 ‖ checksum (4) ‖ 01 ‖ length ‖ dependencies ‖ actor ‖ sequence ‖ first operation ‖ time
//!   ‖ message (empty) ‖ other actors ‖ columns (specification, length)… ‖ column data…
//! ```
//! A column is a series of runs: `n value` stands for n equal rows, `-n value…` for n rows written out,
//! `0 n` for n rows without a value. So a few bytes can stand for 2^40 rows, and every run is counted
//! here before anything expands it.

use super::{ACTORS_MAX, CHANGE_BYTES_MAX, ROWS_MAX, Refusal, STRING_BYTES_MAX};
use crate::digest::Digest;
use crate::time::Timestamp;

/// Refuses whatever could make reading the change dear or dangerous.
///
/// # Errors
///
/// A [`Refusal`] that names the first thing found.
pub fn scan(bytes: &[u8]) -> Result<(), Refusal> {
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
    if length != input.0.len() as u64 || checksum != &Digest::of(&[hashed]).as_bytes()[..4] {
        return Err(Refusal::Checksum);
    }
    scan_dependencies(&mut input)?;
    scan_actor(&mut input)?;
    within(input.uint()?, 1..ID_LIMIT)?;
    let start_op = within(input.uint()?, 1..ID_LIMIT)?;
    let time = input.int()?;
    within(u64::try_from(time).map_err(|_| Refusal::OutOfRange)?, 0..Timestamp::MAX.as_millis() + 1)?;
    if input.uint()? != 0 {
        return Err(Refusal::Extra);
    }
    let others = at_most("other actors", input.uint()?, ACTORS_MAX)?;
    for _ in 0..others {
        scan_actor(&mut input)?;
    }
    let operations = scan_columns(input, others + 1)?;
    within(start_op + operations, 1..ID_LIMIT)?;
    Ok(())
}

/// Refuses dependencies that are missing, repeated or out of order.
fn scan_dependencies(input: &mut Input<'_>) -> Result<(), Refusal> {
    let count = at_most("dependencies", input.uint()?, ACTORS_MAX)?;
    let mut last: Option<&[u8]> = None;
    for _ in 0..count {
        let hash = input.take(32)?;
        if last.is_some_and(|last| last >= hash) {
            return Err(Refusal::Dependencies);
        }
        last = Some(hash);
    }
    // Only the genesis change of a collection depends on nothing, and that is not received.
    if last.is_some() { Ok(()) } else { Err(Refusal::Dependencies) }
}

fn scan_actor(input: &mut Input<'_>) -> Result<(), Refusal> {
    if input.uint()? != 16 {
        return Err(Refusal::WrongActor);
    }
    input.take(16).map(|_| ())
}

/// Walks every column and returns the number of operations.
fn scan_columns(mut input: Input<'_>, actors: u64) -> Result<u64, Refusal> {
    let count = at_most("columns", input.uint()?, COLUMNS_MAX)?;
    let mut data = Input(input.0);
    for _ in 0..count {
        data.uint()?;
        data.uint()?;
    }
    let (mut last, mut operations) = (None, 0);
    let mut value_bytes = 0;
    for _ in 0..count {
        let (specification, length) = (input.uint()?, input.uint()?);
        let length = usize::try_from(length).map_err(|_| Refusal::Broken)?;
        let column = Input(data.take(length)?);
        if last.is_some_and(|last| last >= specification) || length == 0 {
            return Err(Refusal::Column { specification });
        }
        last = Some(specification);
        match specification {
            OBJECT_ACTOR | KEY_ACTOR | PRED_ACTOR => {
                runs(column, |input, _| within(input.uint()?, 0..actors))?;
            }
            OBJECT_COUNTER => {
                runs(column, |input, _| within(input.uint()?, 0..ID_LIMIT))?;
            }
            KEY_COUNTER | PRED_COUNTER => scan_deltas(column)?,
            KEY_STRING => {
                runs(column, |input, _| {
                    let length = usize::try_from(input.uint()?).map_err(|_| Refusal::Broken)?;
                    input.take(length).map(|_| 0)
                })?;
            }
            INSERT => scan_booleans(column)?,
            ACTION => operations = runs(column, |input, _| within(input.uint()?, 0..ACTIONS))?,
            VALUE_META => value_bytes = scan_value_types(column)?,
            VALUE => {
                if length as u64 != value_bytes {
                    return Err(Refusal::ValueType);
                }
                value_bytes = 0;
            }
            PRED_COUNT => {
                let mut preds = 0u64;
                runs(column, |input, rows| {
                    let count = at_most("replaced operations", input.uint()?, ROWS_MAX)?;
                    preds = at_most("replaced operations", preds + count * rows, ROWS_MAX)?;
                    Ok(0)
                })?;
            }
            _ => return Err(Refusal::Column { specification }),
        }
    }
    if !data.0.is_empty() {
        return Err(Refusal::Extra);
    }
    if value_bytes != 0 {
        return Err(Refusal::ValueType);
    }
    if operations == 0 { Err(Refusal::Empty) } else { Ok(operations) }
}

/// Counters written as differences stay within the range of ids at every row.
fn scan_deltas(column: Input<'_>) -> Result<(), Refusal> {
    let mut counter = 0u64;
    runs(column, |input, rows| {
        let delta = input.int()?;
        let rows = i64::try_from(rows).expect("rows are counted up to a small limit");
        let moved = delta.checked_mul(rows).and_then(|by| counter.checked_add_signed(by));
        counter = within(moved.ok_or(Refusal::OutOfRange)?, 0..ID_LIMIT)?;
        Ok(0)
    })?;
    Ok(())
}

/// Booleans are written as the lengths of alternating runs.
fn scan_booleans(mut column: Input<'_>) -> Result<(), Refusal> {
    let mut rows = 0u64;
    while !column.0.is_empty() {
        let run = at_most("rows", column.uint()?, ROWS_MAX)?;
        rows = at_most("rows", rows + run, ROWS_MAX)?;
    }
    Ok(())
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

fn at_most(what: &'static str, count: u64, limit: u64) -> Result<u64, Refusal> {
    if count <= limit { Ok(count) } else { Err(Refusal::TooMany { what, count, limit }) }
}

/// The bytes that were not read yet.
struct Input<'b>(&'b [u8]);

impl<'b> Input<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], Refusal> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Refusal::Broken)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Refusal> {
        self.take(1).map(|byte| byte[0])
    }

    /// Reads an unsigned LEB128 number in its shortest form.
    fn uint(&mut self) -> Result<u64, Refusal> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part || (byte == 0 && shift > 0) {
                return Err(Refusal::Broken);
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Refusal::Broken)
    }

    /// Reads a signed LEB128 number of at most nine bytes: none of ours is longer.
    fn int(&mut self) -> Result<i64, Refusal> {
        let mut number = 0i64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let unused = 57 - shift;
                return Ok(number << unused >> unused);
            }
        }
        Err(Refusal::Broken)
    }
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
const PRED_COUNT: u64 = 0x70;
const PRED_ACTOR: u64 = 0x71;
const PRED_COUNTER: u64 = 0x73;

/// Value types, the low four bits of a value's description.
const TYPE_NULL: u64 = 0;
const TYPE_FALSE: u64 = 1;
const TYPE_TRUE: u64 = 2;
const TYPE_INTEGER: u64 = 4;
const TYPE_STRING: u64 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    fn uint(bytes: &[u8]) -> Result<u64, Refusal> {
        Input(bytes).uint()
    }

    #[test]
    fn numbers_have_one_spelling() {
        assert_eq!(uint(&[0x00]), Ok(0));
        assert_eq!(uint(&[0x80, 0x01]), Ok(128));
        assert_eq!(uint(&[0xff; 9]), Err(Refusal::Broken));
        assert_eq!(uint(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), Ok(u64::MAX));
        assert_eq!(uint(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]), Err(Refusal::Broken));
        assert_eq!(uint(&[0x80, 0x00]), Err(Refusal::Broken));
        assert_eq!(Input(&[0x7f]).int(), Ok(-1));
        assert_eq!(Input(&[0xc0, 0x00]).int(), Ok(64));
        assert_eq!(Input(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f]).int(), Ok((1 << 62) - 1));
        assert_eq!(Input(&[0xff; 12]).int(), Err(Refusal::Broken));
    }

    #[test]
    fn a_run_is_counted_before_it_is_walked() {
        // 2^40 rows of one value, in seven bytes.
        let run = [0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 0x01];
        let refusal = runs(Input(&run), |input, _| input.uint()).unwrap_err();
        assert_eq!(refusal, Refusal::TooMany { what: "rows", count: 1 << 40, limit: 4096 });
        assert_eq!(runs(Input(&[0x03, 0x07, 0x7e, 0x01, 0x02, 0x00, 0x05]), |input, _| input.uint()), Ok(10));
    }
}
