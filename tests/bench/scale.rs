//! A directory of a hundred thousand organisations in real nodes: taken in, fetched by a fresh node, started again.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::ensure;
use harness::client::Client;
use harness::population::{self, WORDS_BENCH};
use harness::process::node;
use serde_json::{Map, Value, json};
use tempfile::tempdir;

use crate::machine::{folder_bytes, usage, verify_per_second};
use crate::replication::{difference, megabytes, publish, rounded, short, wait_for};

/// Measures a directory of `count` organisations, each with its identity line and a profile of about 2 KB.
///
/// The nodes' folders are made in `folder` and kept, or in a temporary one.
pub(crate) fn scale(count: u64, folder: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let temporary = tempdir()?;
    let folder = folder.unwrap_or(temporary.path());
    let folders: [PathBuf; 2] = [folder.join("first"), folder.join("second")];
    let size = short(count);
    let mut figures = Map::new();
    let mut tell = |key: &str, value: Value| {
        eprintln!("         {key} {value}");
        figures.insert(key.to_owned(), value);
    };

    let first = node(&folders[0]).start();
    let known = first.counter("organisations");
    let mut taking = Duration::ZERO;
    for from in (known..count).step_by(CHUNK as usize) {
        // A chunk at a time, or the generator would need more memory than the nodes.
        let organisations = population::organisations_from(from, CHUNK.min(count - from), WORDS_BENCH);
        let items = population::items(&organisations);
        let began = Instant::now();
        publish(&first, &items)?;
        taking += began.elapsed();
    }
    if !taking.is_zero() {
        tell(&format!("taken_in_{size}_s"), rounded(taking.as_secs_f64(), 1));
    }

    let before_rate = verify_per_second();
    let before = usage(first.id());
    let address = first.address("/tcp/");
    let began = Instant::now();
    let second = node(&folders[1]).peer(&address).start();
    wait_for("everything to arrive", PATIENCE, Duration::from_millis(100), || {
        second.counter("items") == count * 2
    })?;
    let seconds = began.elapsed().as_secs_f64();
    let (after, of_second) = (usage(first.id()), usage(second.id()));
    let wire = second.counter("sync_received_bytes_total") + second.counter("sync_sent_bytes_total");
    // What the cores can verify at best, before and after.
    let rate = f64::midpoint(before_rate, verify_per_second());
    tell(&format!("fresh_{size}_s"), rounded(seconds, 1));
    tell(&format!("fresh_{size}_ratio"), rounded(seconds / (2.0 * count as f64 / rate), 2));
    tell(&format!("fresh_{size}_docs_per_s"), rounded(count as f64 / seconds, 0));
    tell(&format!("fresh_{size}_wire_bytes_per_doc"), json!(wire / count));
    tell(&format!("fresh_{size}_cpu_s_receiver"), json!(of_second.cpu_s));
    tell(&format!("fresh_{size}_cpu_s_sender"), difference(after, before));
    tell(&format!("fresh_{size}_peak_rss_mb"), megabytes(of_second.peak_bytes));

    let began = Instant::now();
    ensure!(first.digest() == digest_when_read(&second)?, "the two nodes hold different directories");
    tell(&format!("read_{size}_s"), rounded(began.elapsed().as_secs_f64(), 1));
    tell(&format!("record_{size}_bytes"), json!(folder_bytes(&folders[1].join("record"))?));
    tell(&format!("index_{size}_bytes"), json!(folder_bytes(&folders[1].join("index"))?));
    second.stop();
    first.stop();

    let began = Instant::now();
    let again = node(&folders[1]).start();
    ensure!(again.get("/health/ready").status == 200, "the node is not ready");
    tell(&format!("restart_{size}_s"), rounded(began.elapsed().as_secs_f64(), 2));
    ensure!(again.counter("items") == count * 2, "items are missing after the restart");
    digest_when_read(&again)?;
    tell(&format!("restart_{size}_shown_s"), rounded(began.elapsed().as_secs_f64(), 1));
    tell(&format!("rss_{size}_mb"), megabytes(usage(again.id()).rss_bytes));
    again.kill();
    let began = Instant::now();
    let again = node(&folders[1]).start();
    ensure!(again.get("/health/ready").status == 200, "the node is not ready");
    tell(&format!("restart_after_kill_{size}_s"), rounded(began.elapsed().as_secs_f64(), 2));
    again.stop();
    Ok(figures)
}

/// The digest of everything that the node holds, once it has read it all.
pub(crate) fn digest_when_read(node: &Client) -> anyhow::Result<String> {
    let organisations = node.counter("organisations");
    wait_for("the node to read its documents", PATIENCE, Duration::from_millis(200), || {
        node.counter("documents") >= organisations
    })?;
    Ok(node.digest())
}

const CHUNK: u64 = 2_000;
const PATIENCE: Duration = Duration::from_secs(1_800);
