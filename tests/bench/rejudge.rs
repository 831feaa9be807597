//! How long an organisation with much to say is judged anew when its identity moves.

use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use harness::story::{World, at};
use protocol::ledger::Admission;

/// The median time in which a new identity line of an organisation with 10,000 entries is taken in and judged.
pub(crate) fn rejudge() -> anyhow::Result<Duration> {
    let mut world = World::default();
    let mut member = world.found("agency", "2026-01-05");
    for number in 0..ENTRIES {
        let address = format!("post/{}", number % DOCUMENTS);
        world.edit(&member, &address, &[("title", &number.to_string())], "2026-01-06");
    }
    let mut ledger = world.directory.ledger(&member.id).context("the organisation was founded")?.clone();
    ensure!(ledger.entries().count() == ENTRIES, "every edit is one entry");
    let mut times = Vec::new();
    for number in 0..LINES {
        let line = member.add_device(number + 2, at("2026-02-01"));
        let began = Instant::now();
        let admission = ledger.admit_line(line)?;
        times.push(began.elapsed());
        ensure!(matches!(admission, Admission::Accepted { .. }), "the line was not taken in: {admission:?}");
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

const ENTRIES: usize = 10_000;
const DOCUMENTS: usize = 200;
const LINES: u32 = 9;
