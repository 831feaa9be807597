//! `hanse`: keys, profiles, labels and verdicts at the command line.

use std::io::{self, IsTerminal as _};
use std::process::ExitCode;

use cli::clock::Clock;
use cli::output::Console;

fn main() -> ExitCode {
    let (mut out, mut talk) = (io::stdout().lock(), io::stderr());
    let is_interactive = io::stdin().is_terminal() && talk.is_terminal();
    let mut console = Console::new(&mut out, &mut talk).with_person(is_interactive);
    ExitCode::from(cli::run(std::env::args_os(), Clock::System, &mut console).code())
}
