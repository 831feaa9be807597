//! Chance that can be repeated: numbers from a seed.

use protocol::digest::Digest;

/// A source of numbers. The same seed gives the same ones.
#[derive(Clone, Debug)]
pub struct Chance {
    seed: u64,
    drawn: u64,
}

impl Chance {
    /// Begins with a seed.
    #[must_use]
    pub const fn seeded(seed: u64) -> Self {
        Self { seed, drawn: 0 }
    }

    /// Draws a number below the limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.drawn += 1;
        let drawn = Digest::of(&[b"chance", &self.seed.to_be_bytes(), &self.drawn.to_be_bytes()]);
        let (first, _) = drawn.as_bytes().split_first_chunk().expect("a digest is longer than eight bytes");
        u64::from_be_bytes(*first) % limit.max(1)
    }

    /// Draws one of several.
    ///
    /// # Panics
    ///
    /// When there is none.
    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[usize::try_from(self.below(from.len() as u64)).expect("it is below a length")]
    }
}
