//! Figures of Hanse on this machine: `cargo run --release -p tests --bin bench -- replication|labels|landscape [--json]`.
//!
//! Every rate stands beside a rate of the same cores in the same run, since machines differ and share their cores.
//! `docs/performance.md` says what came out and how it compares with the budgets.

mod labels;
mod landscape;
mod machine;
mod reconciliation;
mod rejudge;
mod replication;
mod scale;
mod wire;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use harness::process::build_node;
use serde_json::Value;

#[derive(Debug, Parser)]
#[command(name = "bench", about = "Figures of Hanse on this machine")]
struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Debug, Subcommand)]
enum Subject {
    /// Taking in, exchanging and reading back a directory.
    Replication(replication::Arguments),
    /// Verifying one label, and auditing ten thousand.
    Labels(labels::Arguments),
    /// Searching a hundred thousand organisations, and PostgreSQL beside it.
    Landscape(landscape::Arguments),
}

fn main() -> ExitCode {
    let (is_json, figures) = match Arguments::parse().subject {
        Subject::Replication(arguments) => {
            (arguments.json, build_node().and_then(|()| replication::measure(&arguments)))
        }
        Subject::Labels(arguments) => (arguments.json, labels::measure(&arguments)),
        Subject::Landscape(arguments) => {
            (arguments.json, build_node().and_then(|()| landscape::measure(&arguments)))
        }
    };
    match figures {
        Ok(figures) if is_json => println!("{figures}"),
        Ok(figures) => print_table("", &figures),
        Err(error) => {
            eprintln!("bench: {error:#}");
            return ExitCode::from(3);
        }
    }
    ExitCode::SUCCESS
}

fn print_table(before: &str, figures: &Value) {
    for (name, value) in figures.as_object().into_iter().flatten() {
        match value {
            Value::Object(_) => print_table(&format!("{before}{name}."), value),
            value => println!("{:<44} {value}", format!("{before}{name}")),
        }
    }
}
