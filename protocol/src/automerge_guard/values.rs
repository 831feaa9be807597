//! The values of a change, in the order of its operations.

use super::input::Input;
use super::runs::Runs;
use super::scan::{Outline, TYPE_FALSE, TYPE_INTEGER, TYPE_STRING, TYPE_TRUE};

/// A value that stands at a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar<'b> {
    /// A string.
    Str(&'b str),
    /// An integer.
    Int(i64),
    /// A boolean.
    Bool(bool),
}

/// Reads the values of a change that was found in order, beside its steps.
#[derive(Clone, Debug)]
pub struct Values<'b> {
    meta: Runs<'b, u32>,
    value: Input<'b>,
}

impl<'b> Values<'b> {
    pub(super) fn of(outline: &Outline<'b>) -> Self {
        let meta = Runs::new(outline.columns.value_meta, outline.operations);
        Self { meta, value: Input(outline.columns.value) }
    }

    /// Passes over operations without a value; `None` if there are not so many.
    pub fn pass(&mut self, operations: u32) -> Option<()> {
        let mut left = operations;
        while left > 0 {
            let (meta, rows) = self.meta.peek().ok()?;
            meta.filter(|meta| meta >> 4 == 0)?;
            let rows = rows.min(left);
            self.meta.skip(rows);
            left = left.checked_sub(rows).filter(|_| rows > 0)?;
        }
        Some(())
    }

    /// The value of the next operation; `None` if it has none that documents hold.
    pub fn scalar(&mut self) -> Option<Scalar<'b>> {
        let (kind, bytes) = self.next(1)?;
        match kind {
            TYPE_FALSE => Some(Scalar::Bool(false)),
            TYPE_TRUE => Some(Scalar::Bool(true)),
            TYPE_INTEGER => Input(bytes).int().ok().map(Scalar::Int),
            TYPE_STRING => str::from_utf8(bytes).ok().map(Scalar::Str),
            _ => None,
        }
    }

    /// The characters that the next operations insert, one each; `None` if they are none.
    pub fn characters(&mut self, operations: u32) -> Option<&'b str> {
        let all = self.value.0;
        let (mut left, mut length) = (operations, 0);
        while left > 0 {
            let (_, rows) = self.meta.peek().ok()?;
            let rows = rows.min(left);
            let (kind, bytes) = self.next(rows)?;
            if kind != TYPE_STRING || rows == 0 {
                return None;
            }
            length += bytes.len();
            left -= rows;
        }
        str::from_utf8(all.get(..length)?).ok()
    }

    /// The values of as many operations as have one length and kind together.
    fn next(&mut self, operations: u32) -> Option<(u64, &'b [u8])> {
        let (meta, _) = self.meta.peek().ok()?;
        let meta = meta?;
        let bytes = self.value.take((meta >> 4) as usize * operations as usize).ok()?;
        self.meta.skip(operations);
        Some((u64::from(meta & 0xf), bytes))
    }
}
