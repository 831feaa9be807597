//! Comparing two sets: bytes, round trips and computing, while the sets grow a thousandfold.
//!
//! Both sides compute in this process, on one core, one after the other; the times are of both together.

use std::time::Instant;

use anyhow::ensure;
use protocol::digest::Digest;
use protocol::message::{Carrying, Hello, Message, PROTOCOL, RULES, Willing};
use protocol::organisation::OrganisationId;
use protocol::reconcile::{Initiator, Responder, Universe};
use protocol::time::Timestamp;
use serde_json::{Map, Value, json};

use crate::replication::rounded;

type Item = (Timestamp, Digest, OrganisationId);

/// Measures everything. The keys of the largest sets stand by themselves, those of all sizes in `growth`.
pub(crate) fn measure() -> anyhow::Result<Map<String, Value>> {
    let mut figures = Map::new();
    let mut growth = Map::new();
    for (name, count) in SIZES {
        let of_size = of_size(count)?;
        if name == LARGEST {
            for (key, value) in &of_size {
                let key = if let Some(rest) = key.strip_prefix("equal_") {
                    format!("equal_{LARGEST}_{rest}")
                } else {
                    key.clone()
                };
                figures.insert(key, value.clone());
            }
        }
        growth.insert(name.to_owned(), Value::Object(of_size));
    }
    figures.insert("growth".into(), Value::Object(growth));
    Ok(figures)
}

fn of_size(count: u64) -> anyhow::Result<Map<String, Value>> {
    // At most a tenth of the set is new, so that the smallest sets stay what they are.
    let new = NEW.min(count / 10);
    let mut all: Vec<Item> = (0..count + new).map(|number| item(number, number * MINUTE)).collect();
    let began = Instant::now();
    let set = universe(&all[..usize::try_from(count)?])?;
    let build = began.elapsed();
    let mut figures = Map::new();
    let mut tell = |name: &str, value: Value| figures.insert(name.to_owned(), value);
    tell("build_ns_per_item", rounded(build.as_nanos() as f64 / count as f64, 0));

    // Equal sets, after each side took in one and the same item since the last time.
    ensure!(set.fingerprint() != Universe::default().fingerprint(), "the set is not empty");
    let (mut left, mut right) = (set.clone(), set.clone());
    let (time, id, of) = item(u64::MAX, count / 2 * MINUTE + 1);
    left.insert(time, id, of);
    right.insert(time, id, of);
    let began = Instant::now();
    let is_equal = left.fingerprint() == right.fingerprint();
    let computing = began.elapsed() / 2;
    ensure!(is_equal, "equal sets have one fingerprint");
    let hello = |universe: &Universe| {
        let carrying = Carrying { willing: Willing::All, list: Digest::of(&[]), length: 0 };
        let (count, fingerprint) = (universe.count() as u64, universe.fingerprint());
        Message::Hello(Hello { protocol: PROTOCOL, rules: RULES, carrying, asks: false, count, fingerprint })
    };
    let frames = [hello(&left), hello(&right), Message::Done].map(|message| message.encode().len() + 1);
    tell("equal_bytes", json!(frames.iter().sum::<usize>()));
    tell("equal_round_trips", json!(1));
    tell("equal_cpu_ms", rounded(computing.as_secs_f64() * 1000.0, 3));

    let mut differ =
        |name: &str, ours: &Universe, theirs: &Universe, differences: u64| -> anyhow::Result<()> {
            let run = compare(ours, theirs)?;
            ensure!(run.differences == differences, "{name}: {} of {differences} found", run.differences);
            tell(&format!("{name}_differences"), json!(differences));
            tell(&format!("{name}_bytes_per_difference"), rounded(run.bytes as f64 / differences as f64, 1));
            tell(&format!("{name}_round_trips"), json!(run.round_trips));
            tell(&format!("{name}_cpu_ms"), rounded(run.milliseconds, 2));
            Ok(())
        };
    differ("newest", &set, &universe(&all)?, new)?;

    // One in so many, anywhere.
    let scattered = SCATTERED.min(new);
    let step = usize::try_from(count / scattered)?;
    let mut lacking = set.clone();
    for (time, id, _) in all.iter().skip(step / 2).step_by(step).take(usize::try_from(scattered)?) {
        lacking.remove(*time, *id);
    }
    differ("scattered", &lacking, &set, scattered)?;

    // A folder of old papers: dated between the older half of what is there.
    all.truncate(usize::try_from(count)?);
    all.extend(
        (0..new).map(|number| item(count + new + number, number * (count / 2) / new * MINUTE + MINUTE / 2)),
    );
    all.sort_unstable();
    differ("old_import", &set, &universe(&all)?, new)?;
    Ok(figures)
}

struct Run {
    differences: u64,
    bytes: usize,
    round_trips: usize,
    milliseconds: f64,
}

fn compare(ours: &Universe, theirs: &Universe) -> anyhow::Result<Run> {
    let began = Instant::now();
    let (mut initiator, first) = Initiator::begin(ours.clone());
    let responder = Responder::new(theirs.clone());
    let (mut next, mut bytes, mut round_trips) = (Some(first), 0, 0);
    while let Some(message) = next {
        let answer = responder.answer(&message)?;
        bytes += message.len() + answer.len();
        round_trips += 1;
        next = initiator.answer(&answer)?;
    }
    let difference = initiator.finish();
    let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
    let differences = (difference.have.len() + difference.need.len()) as u64;
    Ok(Run { differences, bytes, round_trips, milliseconds })
}

fn universe(sorted: &[Item]) -> anyhow::Result<Universe> {
    Ok(Universe::from_sorted(sorted.iter().copied())?)
}

/// An item of one of so many organisations that each says ten things.
fn item(number: u64, millis: u64) -> Item {
    let organisation =
        OrganisationId::from_digest(Digest::of(&[b"organisation", &(number / 10).to_be_bytes()]));
    let time = Timestamp::from_millis(START + millis).expect("a time of this century");
    (time, Digest::of(&[b"item", &number.to_be_bytes()]), organisation)
}

const SIZES: [(&str, u64); 4] = [("1k", 1_000), ("10k", 10_000), ("100k", 100_000), (LARGEST, 1_000_000)];
const LARGEST: &str = "1m";
const NEW: u64 = 10_000;
const SCATTERED: u64 = 1_000;
const MINUTE: u64 = 60_000;
/// 2024-01-01.
const START: u64 = 1_704_067_200_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_keeps_its_budget() -> anyhow::Result<()> {
        let figures = of_size(100_000)?;
        let figure = |name: &str| figures[name].as_f64().unwrap_or(f64::MAX);
        assert!(figure("equal_bytes") <= 400.0);
        assert!(figure("newest_bytes_per_difference") <= 36.0 && figure("newest_round_trips") <= 3.0);
        // The first message outlines the newest items finely and the oldest coarsely: what was imported with old dates takes
        // a round more than it would by even parts.
        assert!(figure("old_import_round_trips") <= 5.0 && figure("scattered_round_trips") <= 4.0);
        Ok(())
    }
}
