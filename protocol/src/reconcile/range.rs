//! The bytes of a negentropy v1 message: ranges of a universe, each by its upper bound.
//!
//! ```text
//! message = 0x61 ‖ range …
//! range   = bound ‖ mode ‖ payload              from the bound before it, or the beginning, up to its own
//! bound   = time ‖ length ‖ that many bytes of an id; what lies at the bound is not in the range
//! time    = 0: after all times; else 1 + what is added to the time of the bound before
//! mode    = 0: skip, nothing ‖ 1: fingerprint, 16 bytes ‖ 2: list, number of ids ‖ the ids
//! ```
//!
//! Numbers are in groups of 7 bits, the most significant first, all but the last with the top bit set.

use super::ReconcileError;
use super::block::Key;
use crate::digest::Digest;

/// What a range says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Range<'m> {
    /// Nothing is to be compared here.
    Skip,
    /// What the sender holds here comes to this.
    Fingerprint(&'m [u8; 16]),
    /// The sender holds these and no others here.
    List(&'m [[u8; 32]]),
}

/// Where a range ends: before the first item that is not below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bound {
    time: u64,
    /// Filled up with zeros.
    id: [u8; 32],
    length: usize,
}

impl Bound {
    /// After all items.
    pub(super) const MAX: Self = Self { time: u64::MAX, id: [0; 32], length: 0 };

    /// The shortest bound that parts two neighbours.
    pub(super) fn between(before: &Key, after: &Key) -> Self {
        if before.0 != after.0 {
            return Self { time: after.0.as_millis(), ..Self::default() };
        }
        let same =
            before.1.as_bytes().iter().zip(after.1.as_bytes()).take_while(|(left, right)| left == right);
        Self::with_prefix(after, same.count() + 1)
    }

    /// The bound right before an item.
    pub(super) fn before(key: &Key) -> Self {
        Self::with_prefix(key, 32)
    }

    pub(super) fn is_above(&self, key: &Key) -> bool {
        (key.0.as_millis(), key.1.as_bytes()) < (self.time, &self.id)
    }

    fn with_prefix(key: &Key, length: usize) -> Self {
        let mut id = [0; 32];
        id[..length].copy_from_slice(&key.1.as_bytes()[..length]);
        Self { time: key.0.as_millis(), id, length }
    }
}

/// Reads the ranges of a message.
pub(super) struct Reader<'m> {
    rest: &'m [u8],
    bound: Bound,
}

impl<'m> Reader<'m> {
    pub(super) fn new(message: &'m [u8]) -> Result<Self, ReconcileError> {
        match message.split_first() {
            Some((&VERSION, rest)) => Ok(Self { rest, bound: Bound::default() }),
            Some(_) => Err(ReconcileError::Version),
            None => Err(ReconcileError::Malformed),
        }
    }

    /// The next range and its upper bound, which is not below the one before it; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<(Bound, Range<'m>)>, ReconcileError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let next = self.take_range().ok_or(ReconcileError::Malformed)?;
        Ok(Some(next))
    }

    fn take_range(&mut self) -> Option<(Bound, Range<'m>)> {
        let time = match self.take_number()? {
            0 => u64::MAX,
            more => self.bound.time.checked_add(more - 1)?,
        };
        let length = usize::try_from(self.take_number()?).ok().filter(|length| *length <= 32)?;
        let mut id = [0; 32];
        id[..length].copy_from_slice(self.rest.split_off(..length)?);
        let bound = Bound { time, id, length };
        if (bound.time, bound.id) < (self.bound.time, self.bound.id) {
            return None;
        }
        self.bound = bound;
        let range = match self.take_number()? {
            0 => Range::Skip,
            1 => Range::Fingerprint(self.rest.split_off(..16)?.try_into().ok()?),
            2 => {
                let bytes = usize::try_from(self.take_number()?).ok()?.checked_mul(32)?;
                let (ids, _) = self.rest.split_off(..bytes)?.as_chunks();
                Range::List(ids)
            }
            _ => return None,
        };
        Some((bound, range))
    }

    fn take_number(&mut self) -> Option<u64> {
        let mut value: u64 = 0;
        loop {
            let byte = self.rest.split_off_first()?;
            value = value.checked_mul(128)? | u64::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
    }
}

/// Writes a message.
pub(super) struct Writer {
    bytes: Vec<u8>,
    time: u64,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { bytes: vec![VERSION], time: 0 }
    }

    pub(super) fn skip(&mut self, to: &Bound) {
        self.bound(to);
        self.bytes.push(0);
    }

    pub(super) fn fingerprint(&mut self, to: &Bound, fingerprint: &[u8; 16]) {
        self.bound(to);
        self.bytes.push(1);
        self.bytes.extend_from_slice(fingerprint);
    }

    pub(super) fn list<'i>(&mut self, to: &Bound, count: usize, ids: impl Iterator<Item = Digest> + 'i) {
        self.bound(to);
        self.bytes.push(2);
        push_number(&mut self.bytes, count as u64);
        for id in ids {
            self.bytes.extend_from_slice(id.as_bytes());
        }
    }

    pub(super) fn length(&self) -> usize {
        self.bytes.len()
    }

    /// What is written so far, to go back to.
    pub(super) fn mark(&self) -> (usize, u64) {
        (self.bytes.len(), self.time)
    }

    pub(super) fn go_back(&mut self, (length, time): (usize, u64)) {
        self.bytes.truncate(length);
        self.time = time;
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    fn bound(&mut self, bound: &Bound) {
        let more = if bound.time == u64::MAX { 0 } else { bound.time - self.time + 1 };
        self.time = bound.time;
        push_number(&mut self.bytes, more);
        push_number(&mut self.bytes, bound.length as u64);
        self.bytes.extend_from_slice(&bound.id[..bound.length]);
    }
}

/// What the items of a range come to: 16 bytes of SHA-256 over the sum of their ids and their number.
pub(super) fn fingerprint(count: usize, sum: &super::block::Sum) -> [u8; 16] {
    let mut number = Vec::new();
    push_number(&mut number, count as u64);
    let digest = Digest::of(&[&sum.to_bytes(), &number]);
    let mut fingerprint = [0; 16];
    fingerprint.copy_from_slice(&digest.as_bytes()[..16]);
    fingerprint
}

fn push_number(bytes: &mut Vec<u8>, value: u64) {
    let groups = (64 - value.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let bits = (value >> (7 * group)) as u8 & 0x7f;
        bytes.push(if group == 0 { bits } else { bits | 0x80 });
    }
}

/// Negentropy v1.
const VERSION: u8 = 0x61;
/// The longest range that no list makes longer: a bound, a mode and a fingerprint or the number of a list.
pub(super) const RANGE_BYTES_MAX: usize = 10 + 1 + 32 + 1 + 16;
