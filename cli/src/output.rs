//! What a person or a program reads: answers on stdout, talk on stderr.
//!
//! With `--json` the answer is one object and nothing else stands on stdout. Colour only repeats what words say.
//! Whatever strangers wrote goes through [`printable`] before it is shown.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write};

use clap::ValueEnum;
use protocol::text::{lookalike, printable, printable_json};
use serde_json::Value;
use thiserror::Error;
use zeroize::Zeroizing;

/// When answers are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// When stdout is a terminal and `NO_COLOR` is not set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where a command speaks: stdout, stderr and the person at the terminal.
pub struct Console<'c> {
    out: &'c mut dyn Write,
    talk: &'c mut dyn Write,
    is_json: bool,
    is_coloured: bool,
    is_interactive: bool,
}

impl<'c> Console<'c> {
    /// Speaks to these two, with nobody to be asked.
    pub fn new(out: &'c mut dyn Write, talk: &'c mut dyn Write) -> Self {
        Self { out, talk, is_json: false, is_coloured: false, is_interactive: false }
    }

    /// Says that a person sits at stdin and stderr.
    #[must_use]
    pub fn with_person(self, is_interactive: bool) -> Self {
        Self { is_interactive, ..self }
    }

    /// Takes what the command line says of the form of answers.
    pub fn set_form(&mut self, is_json: bool, color: Color) {
        self.is_json = is_json;
        self.is_coloured = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                self.is_interactive && io::stdout().is_terminal() && !refused
            }
        };
    }

    /// Whether the answer is one JSON object.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.is_json
    }

    /// Whether somebody can be asked.
    #[must_use]
    pub fn is_interactive(&self) -> bool {
        self.is_interactive
    }

    /// Says a line on stderr.
    ///
    /// A stderr that is closed takes nothing, and there is nowhere else to say so.
    pub fn say(&mut self, line: impl fmt::Display) {
        let _nobody_listens = writeln!(self.talk, "{line}");
    }

    /// Prints the answer of a command.
    ///
    /// # Errors
    ///
    /// What the system says when stdout does not take it.
    pub fn answer(&mut self, answer: &Answer) -> io::Result<()> {
        if self.is_json {
            writeln!(self.out, "{}", printable_json(&answer.json.to_string()))?;
        } else {
            for line in &answer.lines {
                match (self.is_coloured, line.tone.code()) {
                    (true, Some(code)) => {
                        let (first, rest) = line.text.split_at(line.toned);
                        writeln!(self.out, "\u{1b}[{code}m{first}\u{1b}[0m{rest}")?;
                    }
                    _ => writeln!(self.out, "{}", line.text)?,
                }
            }
        }
        self.out.flush()?;
        if !self.is_json {
            for hint in &answer.hints {
                self.say(format_args!("hint: {hint}"));
            }
        }
        Ok(())
    }

    /// Asks a question that takes yes or no; anything but yes is no.
    ///
    /// # Errors
    ///
    /// [`AskError`] when nobody is there, or the terminal fails.
    pub fn confirm(&mut self, question: &str) -> Result<bool, AskError> {
        if !self.is_interactive {
            return Err(AskError::Nobody);
        }
        write!(self.talk, "{question} [y/N] ")
            .and_then(|()| self.talk.flush())
            .map_err(AskError::Terminal)?;
        let mut line = String::new();
        io::stdin().read_line(&mut line).map_err(AskError::Terminal)?;
        Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// Asks for a line of text that is seen while it is typed.
    ///
    /// # Errors
    ///
    /// [`AskError`] when nobody is there, or the terminal fails.
    pub fn ask(&mut self, question: &str) -> Result<Zeroizing<String>, AskError> {
        if !self.is_interactive {
            return Err(AskError::NobodyWrites);
        }
        write!(self.talk, "{question}").and_then(|()| self.talk.flush()).map_err(AskError::Terminal)?;
        let mut line = Zeroizing::new(String::new());
        io::stdin().lock().take(ASKED_BYTES_MAX).read_line(&mut line).map_err(AskError::Terminal)?;
        Ok(line)
    }
}

/// Why a question has no answer.
#[derive(Debug, Error)]
pub enum AskError {
    /// stdin is no terminal.
    #[error("there is no terminal to ask at; look at it yourself, then pass --yes")]
    Nobody,
    /// stdin is no terminal, and a text is needed.
    #[error("there is no terminal to ask at for the recovery words; give them in a file with --words FILE")]
    NobodyWrites,
    /// The terminal failed.
    #[error("the terminal could not be read; pass --yes instead")]
    Terminal(#[source] io::Error),
}

/// How a command ends; its number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Yes, or done.
    Done = 0,
    /// The answer is no.
    No = 1,
    /// The command was used wrongly.
    Usage = 2,
    /// It could not be found out.
    Unknown = 3,
}

impl Exit {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// What a command found or did.
#[derive(Debug)]
pub struct Answer {
    /// For programs, as `docs/cli/README.md` documents it.
    pub json: Value,
    /// For persons.
    pub lines: Vec<Line>,
    /// What to do next.
    pub hints: Vec<String>,
    /// How the process ends.
    pub exit: Exit,
}

impl Answer {
    /// An answer that means yes, or done.
    #[must_use]
    pub fn done(json: Value) -> Self {
        Self { json, lines: Vec::new(), hints: Vec::new(), exit: Exit::Done }
    }

    /// Adds a line.
    #[must_use]
    pub fn line(mut self, text: impl Into<String>) -> Self {
        self.lines.push(Line { text: text.into(), toned: 0, tone: Tone::Plain });
        self
    }

    /// Adds a member to the object.
    #[must_use]
    pub fn with(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.json[member] = value.into();
        self
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }

    /// Ends otherwise.
    #[must_use]
    pub fn exit(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }
}

/// A line of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// How many bytes at its beginning are coloured.
    pub toned: usize,
    /// In which way.
    pub tone: Tone,
}

impl Line {
    /// A line whose first bytes are coloured.
    #[must_use]
    pub fn toned(tone: Tone, first: &str, rest: &str) -> Self {
        Self { text: format!("{first}{rest}"), toned: first.len(), tone }
    }
}

/// What a colour repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing.
    Plain,
    /// Yes.
    Good,
    /// No.
    Bad,
    /// It cannot be said.
    Open,
}

impl Tone {
    const fn code(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Good => Some("32;1"),
            Self::Bad => Some("31;1"),
            Self::Open => Some("33;1"),
        }
    }
}

/// A stranger's text for one line, at most 400 characters of it; a name that may be taken for another is marked.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if let Some(why) = lookalike(text) {
        return Cow::Owned(format!("{} (⚠ {why})", printable(text)));
    }
    match text.char_indices().nth(SHOWN_CHARS_MAX) {
        Some((end, _)) => Cow::Owned(format!("{}…", printable(&text[..end]))),
        None => printable(text),
    }
}

/// An error with its causes, as one line.
#[must_use]
pub fn sentence(error: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    let mut sentence = error.to_string();
    for cause in causes {
        let cause = cause.to_string();
        // A transparent error says what its cause says.
        if !sentence.ends_with(&cause) {
            sentence.push_str(": ");
            sentence.push_str(&cause);
        }
    }
    sentence
}

/// `1 item`, `2 items`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

const SHOWN_CHARS_MAX: usize = 400;
const ASKED_BYTES_MAX: u64 = 4096;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn printed(is_json: bool, color: Color) -> (String, String) {
        let (mut out, mut talk) = (Vec::new(), Vec::new());
        let mut console = Console::new(&mut out, &mut talk);
        console.set_form(is_json, color);
        let mut answer = Answer::done(json!({"verdict": "valid"})).hint("look twice");
        answer.lines.push(Line::toned(Tone::Good, "valid", ": Gold"));
        console.answer(&answer).unwrap();
        (String::from_utf8(out).unwrap(), String::from_utf8(talk).unwrap())
    }

    #[test]
    fn json_is_the_only_thing_on_stdout() {
        assert_eq!(printed(true, Color::Always), ("{\"verdict\":\"valid\"}\n".into(), String::new()));
    }

    #[test]
    fn colour_only_repeats_what_the_words_say() {
        let plain = ("valid: Gold\n".to_owned(), "hint: look twice\n".to_owned());
        assert_eq!(printed(false, Color::Never), plain);
        assert_eq!(printed(false, Color::Auto), plain);
        assert_eq!(printed(false, Color::Always).0, "\u{1b}[32;1mvalid\u{1b}[0m: Gold\n");
    }

    #[test]
    fn nobody_is_asked_where_nobody_sits() {
        let (mut out, mut talk) = (Vec::new(), Vec::new());
        let asked = Console::new(&mut out, &mut talk).confirm("really?");
        assert!(matches!(asked, Err(AskError::Nobody)));
    }

    #[test]
    fn a_strangers_text_is_one_line_and_not_endless() {
        assert_eq!(shown("a\u{1b}[2Jb\n"), r"a\u{1b}[2Jb\u{a}");
        assert_eq!(shown("P\u{430}ypal"), "P\u{430}ypal (⚠ letters of several alphabets)");
        assert_eq!(shown(&"é".repeat(1000)).chars().count(), SHOWN_CHARS_MAX + 1);
    }
}
