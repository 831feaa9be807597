//! Where the passphrase comes from: `HANSE_PASSPHRASE`, else whoever sits at the terminal.

use std::env::VarError;
use std::io::{self, IsTerminal as _};

use thiserror::Error;
use zeroize::Zeroizing;

/// What the passphrase is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To choose it: it is asked for twice.
    Create,
    /// To open what it closed.
    Unlock,
}

/// Gets the passphrase from `HANSE_PASSPHRASE`, or asks at the terminal.
///
/// # Errors
///
/// [`PassphraseError`] when nobody can be asked, or the answer is none.
pub fn ask(purpose: Purpose) -> Result<Zeroizing<String>, PassphraseError> {
    let terminal = io::stdin().is_terminal() || io::stderr().is_terminal();
    let at_terminal = |prompt: &str| rpassword::prompt_password(prompt);
    choose(std::env::var(VARIABLE), terminal.then_some(at_terminal), purpose)
}

fn choose(
    variable: Result<String, VarError>,
    terminal: Option<impl FnMut(&str) -> io::Result<String>>,
    purpose: Purpose,
) -> Result<Zeroizing<String>, PassphraseError> {
    let passphrase = match variable {
        Ok(passphrase) => Zeroizing::new(passphrase),
        Err(VarError::NotUnicode(_)) => return Err(PassphraseError::NotText),
        Err(VarError::NotPresent) => at_terminal(terminal.ok_or(PassphraseError::Nobody)?, purpose)?,
    };
    if passphrase.is_empty() { Err(PassphraseError::Empty) } else { Ok(passphrase) }
}

fn at_terminal(
    mut prompt: impl FnMut(&str) -> io::Result<String>,
    purpose: Purpose,
) -> Result<Zeroizing<String>, PassphraseError> {
    let mut answer = |text| prompt(text).map(Zeroizing::new).map_err(PassphraseError::Terminal);
    match purpose {
        Purpose::Unlock => answer("passphrase of this home: "),
        Purpose::Create => {
            let first = answer("choose a passphrase for this home: ")?;
            // An empty one is refused by the caller; nobody need type nothing twice.
            if first.is_empty() || *answer("the same again: ")? == *first {
                Ok(first)
            } else {
                Err(PassphraseError::Differ)
            }
        }
    }
}

/// Why there is no passphrase.
#[derive(Debug, Error)]
pub enum PassphraseError {
    /// Neither the variable nor a terminal is there.
    #[error(
        "there is no terminal to ask for the passphrase; set {VARIABLE}, or pass --no-passphrase for a new home"
    )]
    Nobody,
    /// The variable or the answer is empty.
    #[error("the passphrase is empty; give one, or pass --no-passphrase for a new home")]
    Empty,
    /// The variable is not Unicode.
    #[error("{VARIABLE} is not valid Unicode; set it to plain text")]
    NotText,
    /// The two answers are not the same.
    #[error("the two passphrases differ; nothing was written, run the command again")]
    Differ,
    /// The terminal failed or the question was broken off.
    #[error("the passphrase could not be read from the terminal; set {VARIABLE} instead")]
    Terminal(#[source] io::Error),
}

const VARIABLE: &str = "HANSE_PASSPHRASE";

#[cfg(test)]
mod tests {
    use super::*;

    type Prompt = fn(&str) -> io::Result<String>;

    fn typed(answers: &'static [&'static str]) -> Option<impl FnMut(&str) -> io::Result<String>> {
        let mut answers = answers.iter();
        Some(move |_: &str| Ok((*answers.next().unwrap()).to_owned()))
    }

    const UNSET: Result<String, VarError> = Err(VarError::NotPresent);

    #[test]
    fn the_variable_comes_before_the_terminal() {
        let got = choose(Ok("from the variable".into()), typed(&[]), Purpose::Create).unwrap();
        assert_eq!(*got, "from the variable");
    }

    #[test]
    fn a_new_passphrase_is_typed_twice_alike() {
        assert_eq!(*choose(UNSET, typed(&["cog", "cog"]), Purpose::Create).unwrap(), "cog");
        let differ = choose(UNSET, typed(&["cog", "kogge"]), Purpose::Create);
        assert!(matches!(differ, Err(PassphraseError::Differ)));
        assert_eq!(*choose(UNSET, typed(&["cog"]), Purpose::Unlock).unwrap(), "cog");
    }

    #[test]
    fn an_empty_passphrase_is_none() {
        assert!(matches!(
            choose(Ok(String::new()), typed(&[]), Purpose::Unlock),
            Err(PassphraseError::Empty)
        ));
        assert!(matches!(choose(UNSET, typed(&[""]), Purpose::Create), Err(PassphraseError::Empty)));
    }

    #[test]
    fn without_variable_and_terminal_the_error_says_what_to_do() {
        let error = choose(UNSET, None::<Prompt>, Purpose::Unlock).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("HANSE_PASSPHRASE") && text.contains("--no-passphrase"), "{text}");
    }
}
