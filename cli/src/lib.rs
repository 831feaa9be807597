//! The command line: keys, outbox and anchors in a home, and questions to nodes whose answers it verifies.
//!
//! The modules stand in reading order, and each uses only those above it.

use std::ffi::OsString;

use clap::Parser as _;

pub mod clock;
pub mod home;
pub mod output;
pub mod args;
pub mod client;
pub mod own;
pub mod heard;
pub mod session;
pub mod command;
pub mod exit;

use args::Arguments;
use clock::Clock;
use output::{Console, Exit};

/// Runs one command line, its first word being the program's name, and says how it ended.
pub fn run(words: impl IntoIterator<Item = OsString>, clock: Clock, console: &mut Console<'_>) -> Exit {
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => return exit::of_usage(&error),
    };
    console.set_form(arguments.global.json, arguments.global.color);
    let done = command::run(arguments, clock, console).and_then(|answer| {
        console.answer(&answer).map_err(command::CommandError::Stdout)?;
        Ok(answer.exit)
    });
    done.unwrap_or_else(|error| exit::of_error(&error, console))
}
