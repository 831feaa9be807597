//! The long runs of what `tests/run` holds a short run of: `cargo run --release -p tests --bin survive -- kills`.
//!
//! Each ends with one line: counts, digest, seconds and the seed by which it can be repeated. A broken promise ends it with
//! exit code 1 and says what to repeat.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use harness::federation::{Kind, Plan};
use harness::{crash, fuzz, planted, process};

#[derive(Debug, Parser)]
#[command(name = "survive", about = "Federations, crashes and strange bytes, at length")]
struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Debug, Subcommand)]
enum Subject {
    /// A federation with hostile members of every kind ends with one digest.
    Directories {
        /// How many directories, the hostile ones among them.
        #[arg(long, default_value_t = 1_000)]
        count: usize,
        /// The first seed.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many federations, each with the next seed.
        #[arg(long, default_value_t = 1)]
        runs: u64,
    },
    /// A node that is killed again and again loses nothing that it acknowledged.
    Kills {
        /// How many kills.
        #[arg(long, default_value_t = 1_000)]
        count: u64,
        /// The seed.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Random histories of labels: honest ones are clean, and each planted fault is found.
    Audits {
        /// How many.
        #[arg(long, default_value_t = 10_000)]
        count: u64,
        /// The first seed.
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
    /// Strange bytes for every parser that a stranger reaches.
    Fuzz {
        /// The name of a target, or `all`.
        #[arg(default_value = "all")]
        target: String,
        /// How many inputs for each target.
        #[arg(long, default_value_t = 10_000_000)]
        executions: u64,
        /// The seed.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

fn main() -> ExitCode {
    let ended = std::panic::catch_unwind(|| match Arguments::parse().subject {
        Subject::Directories { count, seed, runs } => {
            for seed in seed..seed + runs {
                println!("{}", Plan::of(count, &Kind::ALL).live(seed));
            }
            Ok(())
        }
        Subject::Kills { count, seed } => {
            process::build_node().map(|()| println!("{}", crash::run(count, seed)))
        }
        Subject::Audits { count, seed } => {
            println!("{}", planted::run(count, seed));
            Ok(())
        }
        Subject::Fuzz { target, executions, seed } => fuzz_all(&target, executions, seed),
    });
    match ended {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("survive: {error:#}");
            ExitCode::from(2)
        }
        // The panic has said what to repeat.
        Err(_) => ExitCode::FAILURE,
    }
}

fn fuzz_all(name: &str, executions: u64, seed: u64) -> anyhow::Result<()> {
    let targets: Vec<_> =
        fuzz::TARGETS.iter().filter(|target| name == "all" || target.name == name).collect();
    if targets.is_empty() {
        let names: Vec<&str> = fuzz::TARGETS.iter().map(|target| target.name).collect();
        anyhow::bail!("no target {name}; there are all, {}", names.join(", "));
    }
    for target in targets {
        println!("{}", target.run(seed, executions));
    }
    Ok(())
}
