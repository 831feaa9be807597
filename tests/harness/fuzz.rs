//! Strange bytes for every parser that a stranger reaches: sound inputs, broken in a few places, again and again.
//!
//! Each target says what must hold of an input whatever it is: no panic, an end within a second, little memory, and of what was
//! accepted that it is printed as it was read. Inputs that were accepted are broken further, so that chains of changes
//! are reached. The same seed gives the same inputs.

mod mutation;
mod targets;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::hostile::Rng;
use crate::process::memory_peak_bytes;
pub use targets::TARGETS;

/// A parser, with sound inputs and what must hold.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Makes the sound inputs, and what takes an input and says whether it was accepted.
    prepare: fn() -> Prepared,
}

/// Takes an input, holds it against what must hold, and says whether it was accepted.
type Check = Box<dyn FnMut(&[u8]) -> bool>;

struct Prepared {
    seeds: Vec<Vec<u8>>,
    check: Check,
    /// Repairs what the format seals, such as a checksum, so that an input comes further.
    reseal: Option<fn(Vec<u8>) -> Vec<u8>>,
}

impl Target {
    /// The target of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }

    /// Runs so many inputs.
    ///
    /// # Panics
    ///
    /// When a promise is broken; the message before names the input, and the seed by which it comes again.
    #[must_use]
    pub fn run(&self, seed: u64, executions: u64) -> Tally {
        let Prepared { seeds, mut check, reseal } = (self.prepare)();
        let began = Instant::now();
        let mut tally = Tally { target: self.name, seed, ..Tally::default() };
        for sound in &seeds {
            assert!(check(sound), "{}: a sound input is refused: {}", self.name, shown(sound));
        }
        let memory_before = memory_peak_bytes("self");
        let mut rng = Rng(seed);
        let mut accepted_before: Vec<Vec<u8>> = Vec::new();
        for execution in 0..executions {
            let from = if rng.one_in(2) { &seeds } else { &accepted_before };
            let base = rng.pick(from).or(seeds.first()).expect("a target has sound inputs").clone();
            let other = rng.pick(&seeds).expect("a target has sound inputs");
            let mut input = mutation::mutate(&mut rng, base, other);
            if let Some(reseal) = reseal.filter(|_| !rng.one_in(4)) {
                input = reseal(input);
            }
            let (mut outcome, mut took) = (Ok(false), Duration::MAX);
            // Another program may have held the core: what takes long is tried again, and its best time counts.
            for _ in 0..TRIES {
                let began = Instant::now();
                outcome = catch_unwind(AssertUnwindSafe(|| check(&input)));
                took = took.min(began.elapsed());
                if outcome.is_err() || took < TIME_MAX {
                    break;
                }
            }
            tally.slowest = tally.slowest.max(took);
            let Ok(is_accepted) = outcome else {
                panic!("{} broke at execution {execution} of seed {seed}: {}", self.name, shown(&input));
            };
            assert!(
                took < TIME_MAX,
                "{} took {took:?} at {execution} of seed {seed}: {}",
                self.name,
                shown(&input)
            );
            tally.executions += 1;
            if is_accepted {
                tally.accepted += 1;
                // The newest take the places of others.
                let place = rng.below(KEPT_MAX);
                if accepted_before.len() < KEPT_MAX {
                    accepted_before.push(input)
                } else {
                    accepted_before[place] = input
                }
            }
        }
        tally.took = began.elapsed();
        if let (Some(before), Some(after)) = (memory_before, memory_peak_bytes("self")) {
            let grown = after - before;
            assert!(grown < MEMORY_BYTES_MAX, "{} took {} MiB: seed {seed}", self.name, grown >> 20);
        }
        tally
    }
}

/// What happened, once everything held.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The target.
    pub target: &'static str,
    /// The seed.
    pub seed: u64,
    /// Inputs tried.
    pub executions: u64,
    /// Of them accepted.
    pub accepted: u64,
    /// The longest that one took.
    pub slowest: Duration,
    /// How long all of them took.
    pub took: Duration,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<14} {} inputs, {} accepted; slowest {:.1} ms; {:.1} s, {:.0} a second; seed {}",
            self.target,
            self.executions,
            self.accepted,
            self.slowest.as_secs_f64() * 1e3,
            self.took.as_secs_f64(),
            self.executions as f64 / self.took.as_secs_f64(),
            self.seed
        )
    }
}

/// The input as hexadecimal digits; of a long one the beginning: the seed brings it again.
fn shown(input: &[u8]) -> String {
    let digits: String = input.iter().take(SHOWN_BYTES).map(|byte| format!("{byte:02x}")).collect();
    format!("{} bytes, {digits}", input.len())
}

const KEPT_MAX: usize = 256;
const TRIES: usize = 3;
/// No input may keep a parser for longer.
const TIME_MAX: Duration = Duration::from_secs(1);
/// What a run may take beyond its sound inputs: no length that an input claims reserves memory.
const MEMORY_BYTES_MAX: u64 = 256 << 20;
const SHOWN_BYTES: usize = 2_048;
