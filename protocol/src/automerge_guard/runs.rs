//! A column, read stretch by stretch, and only in the one form in which it can be written.
//!
//! ```text
//! n value     n ≥ 2 rows of one value            a repeat
//! -n value…   n ≥ 1 rows, each unlike the next   a literal
//! 0 n         n ≥ 1 rows without a value         a gap
//! ```
//! Every run is as long as it can be: a value never equals the one before it across two runs, and neither two
//! literals nor two gaps meet. A column that would be one gap is left out. So the rows decide the bytes.

use super::Refusal;
use super::input::Input;

/// What can stand in a row of a column.
pub(super) trait Cell<'b>: Copy + PartialEq {
    fn read(input: &mut Input<'b>) -> Result<Self, Refusal>;
}

impl Cell<'_> for u32 {
    fn read(input: &mut Input<'_>) -> Result<Self, Refusal> {
        Self::try_from(input.uint()?).map_err(|_| Refusal::OutOfRange)
    }
}

impl Cell<'_> for i64 {
    fn read(input: &mut Input<'_>) -> Result<Self, Refusal> {
        input.int()
    }
}

impl<'b> Cell<'b> for &'b [u8] {
    fn read(input: &mut Input<'b>) -> Result<Self, Refusal> {
        let length = usize::try_from(input.uint()?).map_err(|_| Refusal::Broken)?;
        input.take(length)
    }
}

/// A column of runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Runs<'b, V> {
    input: Input<'b>,
    kind: Kind,
    /// What stands in the rows of this stretch.
    value: Option<V>,
    /// Rows left of this stretch.
    rows: u32,
    /// Values left of this literal behind the stretch.
    literals: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Start,
    Repeat,
    Literal,
    Gap,
}

impl<'b, V: Cell<'b>> Runs<'b, V> {
    /// A column that stands for so many rows; without bytes it is one gap.
    pub(super) fn new(column: &'b [u8], rows: u32) -> Self {
        let is_left_out = column.is_empty();
        let (kind, rows) = if is_left_out { (Kind::Gap, rows) } else { (Kind::Start, 0) };
        Self { input: Input(column), kind, value: None, rows, literals: 0 }
    }

    /// What stands in the next rows, and in how many of them at least.
    pub(super) fn peek(&mut self) -> Result<(Option<V>, u32), Refusal> {
        if self.rows == 0 {
            self.stretch()?;
        }
        Ok((self.value, self.rows))
    }

    /// Leaves rows behind, not more than were peeked at.
    pub(super) fn skip(&mut self, rows: u32) {
        self.rows -= rows;
    }

    /// Checks that no row is left.
    pub(super) fn finish(&self) -> Result<(), Refusal> {
        let is_done = self.rows == 0 && self.literals == 0 && self.input.0.is_empty();
        if is_done { Ok(()) } else { Err(Refusal::NotCanonical) }
    }

    fn stretch(&mut self) -> Result<(), Refusal> {
        if self.literals > 0 {
            self.literals -= 1;
            return self.hold(1);
        }
        if self.input.0.is_empty() {
            return Err(Refusal::NotCanonical);
        }
        let run = self.input.int()?;
        let before = self.kind;
        let length = if run == 0 { self.input.uint()? } else { run.unsigned_abs() };
        let length = u32::try_from(length).map_err(|_| Refusal::OutOfRange)?;
        match run {
            0 => {
                let is_whole_column = before == Kind::Start && self.input.0.is_empty();
                if length == 0 || before == Kind::Gap || is_whole_column {
                    return Err(Refusal::NotCanonical);
                }
                (self.kind, self.value, self.rows) = (Kind::Gap, None, length);
                Ok(())
            }
            2.. => {
                self.kind = Kind::Repeat;
                self.hold(length)
            }
            ..0 if before != Kind::Literal => {
                (self.kind, self.literals) = (Kind::Literal, length - 1);
                self.hold(1)
            }
            _ => Err(Refusal::NotCanonical),
        }
    }

    /// Reads the value of a stretch, which must differ from the one before it.
    fn hold(&mut self, rows: u32) -> Result<(), Refusal> {
        let value = V::read(&mut self.input)?;
        if self.value == Some(value) {
            return Err(Refusal::NotCanonical);
        }
        (self.value, self.rows) = (Some(value), rows);
        Ok(())
    }
}

/// A column of counters, each written as its difference from the one before; the first from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counters<'b> {
    differences: Runs<'b, i64>,
    last: i64,
}

/// The counters of a stretch: the first, and by how much each further one is greater.
#[derive(Clone, Copy, Debug)]
pub(super) struct Series {
    pub(super) first: u32,
    pub(super) step: i64,
}

impl<'b> Counters<'b> {
    pub(super) fn new(column: &'b [u8], rows: u32) -> Self {
        Self { differences: Runs::new(column, rows), last: 0 }
    }

    pub(super) fn peek(&mut self) -> Result<(Option<Series>, u32), Refusal> {
        let (difference, rows) = self.differences.peek()?;
        let Some(step) = difference else { return Ok((None, rows)) };
        let first = self.last.checked_add(step).and_then(|first| u32::try_from(first).ok());
        Ok((Some(Series { first: first.ok_or(Refusal::OutOfRange)?, step }), rows))
    }

    pub(super) fn skip(&mut self, rows: u32) {
        // The scan saw that every counter stays in range.
        self.last += self.differences.value.unwrap_or(0) * i64::from(rows);
        self.differences.skip(rows);
    }

    pub(super) fn finish(&self) -> Result<(), Refusal> {
        self.differences.finish()
    }
}

/// A column of booleans: the lengths of alternating stretches, the first of rows that are false.
///
/// Only the first may be empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Booleans<'b> {
    input: Input<'b>,
    value: bool,
    rows: u32,
    is_begun: bool,
}

impl<'b> Booleans<'b> {
    pub(super) fn new(column: &'b [u8]) -> Self {
        Self { input: Input(column), value: true, rows: 0, is_begun: false }
    }

    pub(super) fn peek(&mut self) -> Result<(bool, u32), Refusal> {
        while self.rows == 0 {
            if self.input.0.is_empty() {
                return Err(Refusal::NotCanonical);
            }
            self.rows = u32::read(&mut self.input)?;
            self.value = !self.value;
            if self.rows == 0 && self.is_begun {
                return Err(Refusal::NotCanonical);
            }
            self.is_begun = true;
        }
        Ok((self.value, self.rows))
    }

    pub(super) fn skip(&mut self, rows: u32) {
        self.rows -= rows;
    }

    pub(super) fn finish(&self) -> Result<(), Refusal> {
        if self.rows == 0 && self.input.0.is_empty() { Ok(()) } else { Err(Refusal::NotCanonical) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a column, if it is in the form in which they are written.
    fn rows(column: &[u8]) -> Result<Vec<Option<u32>>, Refusal> {
        let mut runs = Runs::<u32>::new(column, 0);
        let mut rows = Vec::new();
        while runs.finish().is_err() {
            let (value, count) = runs.peek()?;
            runs.skip(count);
            rows.extend((0..count).map(|_| value));
        }
        Ok(rows)
    }

    #[test]
    fn rows_are_written_in_one_way() {
        let written = [3, 7, 0x7e, 8, 9, 0, 2, 2, 9];
        let expected: Vec<Option<u32>> =
            [7, 7, 7, 8, 9, 0, 0, 9, 9].map(|value| (value > 0).then_some(value)).into();
        assert_eq!(rows(&written), Ok(expected));
        for (what, column) in [
            ("a repeat of one", &[1, 7][..]),
            ("an empty gap", &[2, 7, 0, 0, 2, 7]),
            ("two gaps that meet", &[2, 7, 0, 1, 0, 1]),
            ("a gap alone", &[0, 3]),
            ("two repeats of one value", &[2, 7, 2, 7]),
            ("two literals that meet", &[0x7f, 7, 0x7f, 8]),
            ("a literal with equal neighbours", &[0x7e, 7, 7]),
            ("a literal that goes on with the repeated value", &[2, 7, 0x7f, 7]),
            ("a repeat that begins in the literal", &[0x7e, 6, 7, 2, 7]),
        ] {
            assert_eq!(rows(column), Err(Refusal::NotCanonical), "{what}");
        }
    }

    #[test]
    fn counters_are_differences() {
        let mut counters = Counters::new(&[0x7f, 5, 3, 1, 0x7f, 0x7e], 5);
        let mut stretch = || {
            let (series, rows) = counters.peek().expect("they are in form");
            counters.skip(rows);
            (series.map(|series| (series.first, series.step)), rows)
        };
        assert_eq!(
            [stretch(), stretch(), stretch()],
            [(Some((5, 5)), 1), (Some((6, 1)), 3), (Some((6, -2)), 1)]
        );
    }

    #[test]
    fn booleans_alternate() {
        let mut booleans = Booleans::new(&[0, 2, 1]);
        assert_eq!(booleans.peek(), Ok((true, 2)));
        booleans.skip(2);
        assert_eq!(booleans.peek(), Ok((false, 1)));
        assert_eq!(booleans.finish(), Err(Refusal::NotCanonical));
        let mut broken = Booleans::new(&[1, 0, 1]);
        broken.peek().expect("the first stretch is sound");
        broken.skip(1);
        assert_eq!(broken.peek(), Err(Refusal::NotCanonical));
    }
}
