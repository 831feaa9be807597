//! The search of a landscape of a hundred thousand organisations over HTTP, and the same questions to PostgreSQL.
//!
//! A question has one or two words and three facets (country, ecosystem, technology or activity), drawn by a seed from
//! what organisations of the set say of themselves, and asks for twenty hits with the counts of the three facets. No
//! question is asked twice unless the figure says *kept*: the node keeps answers until something changes, as a busy page
//! would use it. Words recur, as they do among readers, and the node keeps what they are worth as long.

mod http;
mod postgres;
mod questions;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use harness::landscape;
use harness::population::{self, Generated};
use harness::process::{NodeProcess, node};
use serde_json::{Map, Value, json};
use tempfile::tempdir;

use crate::machine::{cores, quantile, usage};
use crate::replication::{megabytes, publish, rounded, short, wait_for};
use http::{Connection, all_ask};
use questions::{Question, questions};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many organisations there are.
    #[arg(long, default_value_t = 100_000)]
    organisations: u64,
    /// How many different questions are asked.
    #[arg(long, default_value_t = 4_000)]
    questions: usize,
    /// The node's folder, kept and used again; a temporary one unless told.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Leave PostgreSQL aside.
    #[arg(long)]
    without_postgres: bool,
    /// Print one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn measure(arguments: &Arguments) -> anyhow::Result<Value> {
    let temporary = tempdir().context("a temporary folder")?;
    let folder = arguments.folder.as_deref().unwrap_or(temporary.path());
    let count = arguments.organisations;
    let began = Instant::now();
    let mut figures = Map::new();
    let mut tell = |name: &str, value: Value| {
        eprintln!("{:>6.1} s  {name} {value}", began.elapsed().as_secs_f64());
        figures.insert(name.to_owned(), value);
    };
    tell("cores", json!(cores()));
    tell("organisations", json!(count));
    fill(folder, count)?;

    // From sheets that lie in the index: nothing is read from documents again.
    let started = Instant::now();
    let running = node(folder).start();
    tell("ready_s", seconds(started));
    shows(&running, count)?;
    tell(&format!("rebuild_{}_s", short(count)), seconds(started));
    tell("search_rss_mb", megabytes(usage(running.id()).rss_bytes));
    tell("search_index_mb", megabytes(Some(running.counter("search_bytes"))));
    tell("search_segments", json!(running.counter("search_segments")));

    let asked = questions(count, arguments.questions * 3, 1);
    let (first, rest) = asked.split_at(arguments.questions);
    let (second, third) = rest.split_at(arguments.questions);
    let paths = |questions: &[Question]| questions.iter().map(Question::path).collect::<Vec<_>>();
    let kept_before = running.counter("search_answers_kept_total");
    let mut times = all_ask(running.url(), 2, &paths(first))?.times;
    tell("search_p50_ms", millis(quantile(&mut times, 50)));
    tell("search_p99_ms", millis(quantile(&mut times, 99)));
    tell("search_max_ms", millis(quantile(&mut times, 100)));
    let rate = all_ask(running.url(), 8, &paths(second))?;
    tell("requests_per_s", rounded(rate.per_second(), 0));
    tell("answers_that_were_kept", json!(running.counter("search_answers_kept_total") - kept_before));
    let few: Vec<String> = paths(&second[..second.len().min(200)]);
    let again: Vec<String> = few.iter().cycle().take(arguments.questions * 4).cloned().collect();
    let mut kept = all_ask(running.url(), 8, &again)?;
    tell("requests_per_s_kept", rounded(kept.per_second(), 0));
    tell("search_p99_kept_ms", millis(quantile(&mut kept.times, 99)));
    for (name, paths) in [
        ("all_counts_p99_ms", third.iter().map(Question::path_with_all_counts).collect::<Vec<_>>()),
        ("one_word_p99_ms", third.iter().map(Question::path_of_a_word).collect()),
        ("slip_p99_ms", third.iter().map(Question::path_with_a_slip).collect()),
        ("suggest_p99_ms", third.iter().map(Question::path_of_suggestions).collect()),
    ] {
        let mut times = all_ask(running.url(), 2, &paths[..paths.len().min(1_000)])?.times;
        tell(name, millis(quantile(&mut times, 99)));
    }
    let mut page = Connection::open(running.url())?;
    let began_page = Instant::now();
    let body = page.get("/", "text/html")?;
    tell("first_page_ms", millis(began_page.elapsed()));
    tell("first_page_kb", rounded(body.len() as f64 / 1000.0, 1));
    let results = page.get("/?country=DE", "text/html")?;
    tell("results_page_kb", rounded(results.len() as f64 / 1000.0, 1));

    let some = running.get(&format!("/v1/landscape?kind=profile&limit={PAGES}")).json();
    let ids = some["items"].as_array().context("the search lists items")?.iter();
    let mut times = Vec::new();
    for id in ids.filter_map(|item| item["organisation"].as_str()) {
        let began_page = Instant::now();
        page.get(&format!("/organisations/{id}"), "text/html")?;
        times.push(began_page.elapsed());
    }
    ensure!(!times.is_empty(), "an organisation has a page");
    tell("organisation_page_p50_ms", millis(quantile(&mut times, 50)));
    tell("organisation_page_max_ms", millis(quantile(&mut times, 100)));
    for name in ["map", "counts"] {
        let began_page = Instant::now();
        page.get(&format!("/{name}"), "text/html")?;
        tell(&format!("{name}_page_ms"), millis(began_page.elapsed()));
    }
    let began_export = Instant::now();
    let lines = page.get("/v1/export/organisations.jsonl", "*/*")?;
    tell("export_s", seconds(began_export));
    tell("export_mb", rounded(lines.len() as f64 / 1e6, 1));

    // A folder that was used before has edits already.
    let numbers = (0..count).rev().filter(|number| found(&running, &edit_of(*number)) == 0).take(EDITS);
    let mut edits = numbers.map(|number| edited(&running, number)).collect::<anyhow::Result<Vec<_>>>()?;
    ensure!(!edits.is_empty(), "every organisation of this folder was edited before; take another folder");
    tell("index_after_edit_ms", millis(quantile(&mut edits, 50)));
    tell("index_after_edit_max_ms", millis(quantile(&mut edits, 100)));
    tell("rss_after_mb", megabytes(usage(running.id()).rss_bytes));
    running.stop();

    if !arguments.without_postgres {
        for (name, value) in postgres::measure(count, first)? {
            tell(&name, value);
        }
    }
    Ok(Value::Object(figures))
}

/// Brings all organisations into the node's folder, and waits until their documents are read.
fn fill(folder: &Path, count: u64) -> anyhow::Result<()> {
    let filling = node(folder).start();
    let known = filling.counter("organisations");
    for from in (known..count).step_by(CHUNK as usize) {
        let organisations = population::made(from, CHUNK.min(count - from), landscape::organisation);
        publish(&filling, &population::items(&organisations))?;
    }
    shows(&filling, count)?;
    filling.stop();
    Ok(())
}

/// Waits until the search finds everything.
fn shows(node: &NodeProcess, count: u64) -> anyhow::Result<()> {
    wait_for("everything to be found", PATIENCE, Duration::from_millis(100), || {
        let answer = node.get("/v1/landscape?limit=1");
        answer.status == 200 && answer.json()["total"].as_u64() == Some(count)
    })
}

/// How long after an edit arrives it is found.
fn edited(node: &NodeProcess, number: u64) -> anyhow::Result<Duration> {
    let Generated { member, mut world } = landscape::organisation(number);
    let word = edit_of(number);
    world.edit(&member, "profile/self", &[("acronym", &word)], "2026-02-01");
    let edit = world.items.pop().context("an edit makes an item")?;
    ensure!(found(node, &word) == 0, "nobody has the word of an edit before it");
    let began = Instant::now();
    publish(node, &[edit])?;
    let is_found = || found(node, &word) == 1;
    wait_for("an edit to be found", Duration::from_secs(30), Duration::from_millis(2), is_found)?;
    let taken = began.elapsed();
    ensure!(!taken.is_zero(), "an edit takes time");
    Ok(taken)
}

/// The word that an edit of an organisation brings in; no two are alike, as those of a slip would be.
fn edit_of(number: u64) -> String {
    format!("edited{:016x}", (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// How many are found by a word.
fn found(node: &NodeProcess, word: &str) -> u64 {
    node.get(&format!("/v1/landscape?q={word}")).json()["total"].as_u64().unwrap_or_default()
}

fn seconds(since: Instant) -> Value {
    rounded(since.elapsed().as_secs_f64(), 1)
}

pub(crate) fn millis(time: Duration) -> Value {
    rounded(time.as_secs_f64() * 1000.0, 2)
}

const CHUNK: u64 = 2_000;
const EDITS: usize = 10;
const PAGES: usize = 50;
const PATIENCE: Duration = Duration::from_secs(1_800);
