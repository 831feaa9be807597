//! Taking in, exchanging and reading back a directory.
//!
//! ```text
//! in this process   items ─► parse, verify, admit, fsync          ingest, bytes_per_edit
//! two processes     HTTP ─► A ─ /hanse/sync/1 ─► B                 bulk, equal_bytes, restart
//!                   HTTP ─► A ─ gossip ─► B ─► HTTP                propagation
//! ```

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use futures::{StreamExt as _, stream};
use harness::client::Client;
use harness::population::{self, Generated, WORDS_BENCH};
use harness::process::{NodeProcess, node};
use harness::story::World;
use libp2p::PeerId;
use node::handle::Handle;
use node::net::shelf::{Answer, Shelf as _};
use node::store::{Limits, Store};
use protocol::item::Item;
use serde_json::{Map, Value, json};
use tempfile::tempdir;

use crate::machine::{Usage, cores, folder_bytes, fsync_time, quantile, usage, verify_per_second};
use crate::reconciliation;
use crate::rejudge::rejudge;
use crate::scale::{self, digest_when_read};
use crate::wire::Wire;

/// What is measured, and how it is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Print one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
    /// How many organisations the directory holds, each with its identity line and a profile of about 2 KB.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(500..=1_000_000))]
    organisations: u64,
    /// How many organisations the large directory holds; 0 leaves it out.
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(..=1_000_000))]
    scale: u64,
    /// Where the nodes of the large directory keep their data; it is not deleted, and what is there is used again.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Measures everything, in one run.
pub(crate) fn measure(arguments: &Arguments) -> anyhow::Result<Value> {
    let began = Instant::now();
    let count = arguments.organisations;
    let mut figures = Map::new();
    let mut tell = |name: &str, value: Value| {
        eprintln!("{:>6.1} s  {name} {value}", began.elapsed().as_secs_f64());
        figures.insert(name.to_owned(), value);
    };
    tell("cores", json!(cores()));
    let verify_rate = verify_per_second();
    tell("verify_per_s", rounded(verify_rate, 0));
    tell("fsync_ms", millis(fsync_time(tempdir()?.path())?));

    let mut organisations = population::organisations(count, WORDS_BENCH);
    let items = population::items(&organisations);
    tell(
        "bytes_per_line_and_profile",
        json!(bytes_of(&items).iter().map(Vec::len).sum::<usize>() as u64 / count),
    );

    let bulk_rate = ingest(&items, &[])?.items_per_s;
    tell("ingest_per_s", rounded(bulk_rate, 0));
    tell("ingest_ratio", rounded(bulk_rate / verify_rate, 3));
    tell("operations_per_profile", json!(operations(&items) / count as usize));
    let (before, listings) = listings(LISTINGS);
    tell("ingest_listings_ratio", rounded(ingest(&listings, &before)?.items_per_s / verify_rate, 3));
    let (before, edits) = edits(EDITS);
    let edited = ingest(&edits, &before)?;
    tell("ingest_edits_ratio", rounded(edited.items_per_s / verify_rate, 3));
    tell("bytes_per_edit", json!(edited.record_bytes / edits.len() as u64));
    tell("rejudge_10k_ms", millis(rejudge()?));

    let folders = [tempdir()?, tempdir()?];
    let first = node(folders[0].path()).start();
    publish(&first, &items)?;
    let address = first.address("/tcp/");
    let bulk = bulk(&first, folders[1].path(), &address, count, verify_rate)?;
    tell(&format!("bulk_{}", short(count)), bulk);

    let started = Instant::now();
    let second = node(folders[1].path()).peer(&address).start();
    ensure!(second.get("/health/ready").status == 200, "the node is not ready");
    tell("restart_s", rounded(started.elapsed().as_secs_f64(), 2));
    tell("rss_mb", megabytes(usage(second.id()).rss_bytes));
    tell("equal_bytes", json!(bytes_of_an_equal_session(&second)?));
    wait_for("both nodes to show one directory", BULK_PATIENCE, Duration::from_millis(200), || {
        first.digest() == second.digest()
    })?;

    let mut times = propagation(&first, &second, &mut organisations)?;
    tell("propagation_samples", json!(times.len()));
    tell("propagation_p50_ms", millis(quantile(&mut times, 50)));
    tell("propagation_p99_ms", millis(quantile(&mut times, 99)));
    second.stop();
    for changed in [0, 1, 100] {
        let told = incremental(&first, folders[1].path(), &mut organisations, changed)?;
        tell(&format!("incremental_{changed}"), told);
    }
    first.stop();
    for (name, value) in reconciliation::measure()? {
        tell(&name, value);
    }
    drop((organisations, items));
    if arguments.scale > 0 {
        for (name, value) in scale::scale(arguments.scale, arguments.folder.as_deref())? {
            tell(&name, value);
        }
    }
    tell("total_s", rounded(began.elapsed().as_secs_f64(), 1));
    Ok(Value::Object(figures))
}

/// What taking in items came to.
struct Ingest {
    items_per_s: f64,
    /// By how much the record grew.
    record_bytes: u64,
}

/// Takes items into a store that holds others, through the one door: parse, verify, admit, record, fsync. As in a session,
/// groups are verified while those before them are admitted.
fn ingest(items: &[Item], before: &[Item]) -> anyhow::Result<Ingest> {
    let folder = tempdir()?;
    let record = folder.path().join("record");
    let runtime = tokio::runtime::Runtime::new()?;
    let (handle, _) = Handle::open(folder.path(), Limits::default())?;
    runtime.block_on(take_in(&handle, vec![bytes_of(before)]))?;
    let bytes_before = folder_bytes(&record).unwrap_or(0);
    let groups: Vec<Vec<Vec<u8>>> = items.chunks(GROUP_ITEMS).map(bytes_of).collect();
    let began = Instant::now();
    runtime.block_on(take_in(&handle, groups))?;
    let seconds = began.elapsed().as_secs_f64();
    let record_bytes = folder_bytes(&record)? - bytes_before;
    // The folder goes with the end of this function, and sled would wait for its files for ever.
    drop(handle);
    wait_for("the store to close", PATIENCE, Duration::from_millis(5), || !Store::is_in_use(folder.path()))?;
    Ok(Ingest { items_per_s: items.len() as f64 / seconds, record_bytes })
}

async fn take_in(handle: &Handle, groups: Vec<Vec<Vec<u8>>>) -> anyhow::Result<()> {
    let sender = PeerId::random();
    let checked = stream::iter(groups).map(|group| handle.check(group)).buffered(CHECKED_AHEAD);
    let mut admitted = pin!(checked.map(|group| handle.admit(group, sender)).buffered(ADMITTED_AHEAD));
    while let Some(answers) = admitted.next().await {
        let answers = answers?;
        let all_in = answers.iter().all(|answer| *answer == Answer::Accepted);
        ensure!(all_in, "an item was not accepted: {answers:?}");
    }
    Ok(())
}

/// Listings of one agency, which hold no text that people write together: its identity, and the listings.
fn listings(count: usize) -> (Vec<Item>, Vec<Item>) {
    let mut world = World::default();
    let agency = world.found("agency", "2026-01-05");
    for number in 0..count {
        let name = format!("Organisation {number}");
        let fields = [
            ("name", name.as_str()),
            ("country", "AT"),
            ("region", "AT22"),
            ("region.list", "nuts/2024"),
            ("place", "Graz"),
            ("website", "https://organisation.example/"),
            ("ecosystem.digital", "1"),
        ];
        world.edit(&agency, &format!("listing/{number}"), &fields, "2026-01-06");
    }
    let listings = world.items.split_off(1);
    (world.items, listings)
}

/// How many operations the changes of documents hold.
fn operations(items: &[Item]) -> usize {
    let of_entry = |item: &Item| match item {
        Item::Entry(entry) => automerge::Change::try_from(entry.body()).map_or(0, |change| change.len()),
        Item::Line(_) => 0,
    };
    items.iter().map(of_entry).sum()
}

/// One-field edits of a hundred profiles: what is there before, and the edits.
fn edits(count: usize) -> (Vec<Item>, Vec<Item>) {
    let mut organisations = population::organisations(EDITED_PROFILES as u64, WORDS_BENCH);
    let before = population::items(&organisations);
    let mut edits = Vec::new();
    for number in 0..count {
        let Generated { member, world } = &mut organisations[number % EDITED_PROFILES];
        let known = world.items.len();
        world.edit(member, "profile/self", &[("members.sme", &number.to_string())], "2026-03-01");
        edits.extend_from_slice(&world.items[known..]);
    }
    (before, edits)
}

pub(crate) fn publish(to: &Client, items: &[Item]) -> anyhow::Result<()> {
    for group in items.chunks(POST_ITEMS) {
        let answers = to.try_send(group).context("the first node does not answer")?;
        ensure!(answers.iter().all(|answer| answer.answer == "accepted"), "an item was not accepted");
    }
    Ok(())
}

/// A fresh node fetches everything from another one.
fn bulk(
    first: &NodeProcess,
    folder: &Path,
    address: &str,
    count: u64,
    verify_rate: f64,
) -> anyhow::Result<Value> {
    // The sender has nothing else to do any more.
    digest_when_read(first)?;
    let before = usage(first.id());
    let began = Instant::now();
    let second = node(folder).peer(address).start();
    wait_for("everything to arrive", BULK_PATIENCE, Duration::from_millis(20), || {
        second.counter("items") == count * 2
    })?;
    let seconds = began.elapsed().as_secs_f64();
    let (after, of_second) = (usage(first.id()), usage(second.id()));
    let wire = second.counter("sync_received_bytes_total") + second.counter("sync_sent_bytes_total");
    let disk = json!({
        "record": folder_bytes(&folder.join("record"))?,
        "index": folder_bytes(&folder.join("index"))?,
    });
    second.stop();
    Ok(json!({
        "seconds": rounded(seconds, 2),
        "docs_per_s": rounded(count as f64 / seconds, 0),
        "against_verify_alone": rounded(seconds / (2.0 * count as f64 / verify_rate), 2),
        "wire_bytes_per_doc": wire / count,
        "cpu_s_sender": difference(after, before),
        "cpu_s_receiver": of_second.cpu_s,
        "peak_rss_mb_sender": megabytes(after.peak_bytes),
        "peak_rss_mb_receiver": megabytes(of_second.peak_bytes),
        "disk_bytes": disk,
    }))
}

/// Waits for the session that follows a connection, and returns the bytes of its frames, both ways.
fn bytes_of_an_equal_session(second: &NodeProcess) -> anyhow::Result<u64> {
    wait_for("a session between equal nodes", PATIENCE, Duration::from_millis(20), || {
        second.counter("sync_sessions_total") > 0
    })?;
    let bytes = second.counter("sync_received_bytes_total") + second.counter("sync_sent_bytes_total");
    ensure!(second.counter("sync_received_items_total") == 0, "the nodes were not equal");
    Ok(bytes)
}

/// A node comes back after one field of `changed` profiles was edited elsewhere. Bytes are all that pass above TCP, both
/// ways, from the connection on until the session is over.
fn incremental(
    first: &NodeProcess,
    folder: &Path,
    organisations: &mut [Generated],
    changed: usize,
) -> anyhow::Result<Value> {
    let value = format!("Changed {changed}");
    // Those at the end were edited by no other measurement.
    for Generated { member, world } in organisations.iter_mut().rev().take(changed) {
        let known = world.items.len();
        world.edit(member, "profile/self", &[("place", &value)], "2026-04-01");
        publish(first, &world.items[known..])?;
    }
    let items = first.counter("items");
    let wire = Wire::to(&first.address("/tcp/"))?;
    // Addresses that proved good before would lead past the wire.
    std::fs::remove_file(folder.join("peers.json")).context("the node remembers no peer")?;
    let began = Instant::now();
    let second = node(folder).peer(wire.address()).start();
    wait_for("the changes to arrive", PATIENCE, Duration::from_millis(1), || {
        second.counter("items") == items && second.counter("sync_sessions_total") > 0
    })?;
    let seconds = began.elapsed().as_secs_f64();
    ensure!(wire.bytes() > 0, "the nodes did not speak over the wire");
    let frames = second.counter("sync_received_bytes_total") + second.counter("sync_sent_bytes_total");
    let bytes = wire.bytes();
    second.stop();
    Ok(json!({
        "bytes": bytes,
        "bytes_of_sessions": frames,
        "bytes_per_change": bytes.checked_div(changed as u64),
        "seconds": rounded(seconds, 3),
    }))
}

/// Edits one profile after the other at one node, and reads each at the other one until it is there.
///
/// The time runs from before the request to after the first answer that shows the edit; asking takes part of it.
fn propagation(
    first: &Client,
    second: &Client,
    organisations: &mut [Generated],
) -> anyhow::Result<Vec<Duration>> {
    let mut times = Vec::new();
    let mut values = BTreeSet::new();
    for (number, Generated { member, world }) in organisations.iter_mut().enumerate().take(SAMPLES) {
        let value = format!("Place {number}");
        let known = world.items.len();
        world.edit(member, "profile/self", &[("place", &value)], "2026-03-01");
        let path = format!("/v1/organisations/{}/documents/profile/self.json", member.id);
        let edit = &world.items[known..];
        let began = Instant::now();
        publish(first, edit)?;
        wait_for("an edit to arrive", PATIENCE, Duration::ZERO, || {
            second.get(&path).json()["place"] == value.as_str()
        })?;
        times.push(began.elapsed());
        values.insert(value);
    }
    ensure!(values.len() == SAMPLES, "every sample is another edit");
    Ok(times)
}

pub(crate) fn wait_for(
    what: &str,
    patience: Duration,
    pause: Duration,
    mut is_there: impl FnMut() -> bool,
) -> anyhow::Result<()> {
    let deadline = Instant::now() + patience;
    while !is_there() {
        ensure!(Instant::now() < deadline, "waited {} s in vain for {what}", patience.as_secs());
        std::thread::sleep(pause);
    }
    Ok(())
}

fn bytes_of(items: &[Item]) -> Vec<Vec<u8>> {
    items.iter().map(Item::to_bytes).collect()
}

pub(crate) fn difference(after: Usage, before: Usage) -> Value {
    after.cpu_s.zip(before.cpu_s).map_or(Value::Null, |(after, before)| rounded(after - before, 2))
}

fn millis(time: Duration) -> Value {
    rounded(time.as_secs_f64() * 1000.0, 2)
}

pub(crate) fn megabytes(bytes: Option<u64>) -> Value {
    bytes.map_or(Value::Null, |bytes| rounded(bytes as f64 / 1_000_000.0, 0))
}

/// A number for people: so many digits after the point.
pub(crate) fn rounded(value: f64, digits: i32) -> Value {
    let scale = 10f64.powi(digits);
    let value = (value * scale).round() / scale;
    if digits == 0 { json!(value as i64) } else { json!(value) }
}

/// `10k` for ten thousand.
pub(crate) fn short(count: u64) -> String {
    if count.is_multiple_of(1000) { format!("{}k", count / 1000) } else { count.to_string() }
}

const LISTINGS: usize = 2_000;
const EDITS: usize = 2_000;
const EDITED_PROFILES: usize = 100;
const SAMPLES: usize = 300;
/// As many items as a session brings to the directory at once, about.
const GROUP_ITEMS: usize = 256;
/// And as many groups are on their way.
const CHECKED_AHEAD: usize = 6;
const ADMITTED_AHEAD: usize = 2;
const POST_ITEMS: usize = 1_000;
const PATIENCE: Duration = Duration::from_secs(30);
const BULK_PATIENCE: Duration = Duration::from_secs(600);
