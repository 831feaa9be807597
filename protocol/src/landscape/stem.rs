//! Stems: what the forms of a word have in common in one language.
//!
//! The algorithms are Snowball's, in one exact version: another version may cut other stems, and two nodes would not
//! give the same answer.

use frostem::{Algorithm, Stemmer};

use crate::text::{folded, words};

/// A language whose stems are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stemming(u8);

impl Stemming {
    /// The stems of a language by the first part of its tag, such as `de`.
    #[must_use]
    pub fn of_language(language: &str) -> Option<Self> {
        let at = LANGUAGES.iter().position(|(known, _, _)| *known == language)?;
        u8::try_from(at).ok().map(Self)
    }

    /// Every language.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..LANGUAGES.len()).filter_map(|at| u8::try_from(at).ok().map(Self))
    }

    /// The first part of the language's tag.
    #[must_use]
    pub fn language(self) -> &'static str {
        LANGUAGES[usize::from(self.0)].0
    }

    /// The stem of a word in lower case, folded; `None` where it is too short or too long, or the word is not written
    /// in the letters of the language.
    pub(super) fn stem(self, lower: &str) -> Option<String> {
        let (_, algorithm, letters) = LANGUAGES[usize::from(self.0)];
        let count = lower.chars().count();
        if !(LETTERS_MIN..=LETTERS_MAX).contains(&count) || !lower.chars().all(|c| letters.have(c)) {
            return None;
        }
        let stem = folded(&Stemmer::new(algorithm).stem(lower));
        let is_word = stem.chars().count() >= LETTERS_MIN && words(&stem).next() == Some(stem.as_str());
        is_word.then_some(stem)
    }
}

#[derive(Clone, Copy)]
enum Letters {
    Latin,
    Greek,
    Cyrillic,
}

impl Letters {
    fn have(self, c: char) -> bool {
        match self {
            Self::Latin => {
                c.is_ascii_lowercase() || (c.is_alphabetic() && ('\u{df}'..='\u{24f}').contains(&c))
            }
            Self::Greek => c.is_alphabetic() && ('\u{370}'..='\u{3ff}').contains(&c),
            Self::Cyrillic => c.is_alphabetic() && ('\u{400}'..='\u{4ff}').contains(&c),
        }
    }
}

const LETTERS_MIN: usize = 3;
const LETTERS_MAX: usize = 40;

/// The order decides nothing that is told: a stem is compared with stems of its own language only.
const LANGUAGES: [(&str, Algorithm, Letters); 26] = [
    ("ca", Algorithm::Catalan, Letters::Latin),
    ("cs", Algorithm::Czech, Letters::Latin),
    ("da", Algorithm::Danish, Letters::Latin),
    ("de", Algorithm::German, Letters::Latin),
    ("el", Algorithm::Greek, Letters::Greek),
    ("en", Algorithm::English, Letters::Latin),
    ("es", Algorithm::Spanish, Letters::Latin),
    ("et", Algorithm::Estonian, Letters::Latin),
    ("eu", Algorithm::Basque, Letters::Latin),
    ("fi", Algorithm::Finnish, Letters::Latin),
    ("fr", Algorithm::French, Letters::Latin),
    ("ga", Algorithm::Irish, Letters::Latin),
    ("hu", Algorithm::Hungarian, Letters::Latin),
    ("it", Algorithm::Italian, Letters::Latin),
    ("lt", Algorithm::Lithuanian, Letters::Latin),
    ("nb", Algorithm::Norwegian, Letters::Latin),
    ("nl", Algorithm::Dutch, Letters::Latin),
    ("nn", Algorithm::Norwegian, Letters::Latin),
    ("no", Algorithm::Norwegian, Letters::Latin),
    ("pl", Algorithm::Polish, Letters::Latin),
    ("pt", Algorithm::Portuguese, Letters::Latin),
    ("ro", Algorithm::Romanian, Letters::Latin),
    ("ru", Algorithm::Russian, Letters::Cyrillic),
    ("sv", Algorithm::Swedish, Letters::Latin),
    ("tr", Algorithm::Turkish, Letters::Latin),
    ("uk", Algorithm::Ukrainian, Letters::Cyrillic),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (language, forms) in [
            ("en", ["innovation", "innovations"]),
            ("de", ["netzwerke", "netzwerken"]),
            ("fr", ["industries", "industrie"]),
            ("pl", ["klastry", "klastrów"]),
            ("el", ["δίκτυο", "δίκτυα"]),
            ("uk", ["кластери", "кластерів"]),
        ] {
            let language = Stemming::of_language(language).expect("a language with stems");
            assert_eq!(language.stem(forms[0]), language.stem(forms[1]), "{forms:?}");
            assert!(language.stem(forms[0]).is_some());
        }
        assert_eq!(Stemming::of_language("xx"), None);
    }

    #[test]
    fn a_word_in_other_letters_has_no_stem() {
        let stem = |language: &str, word: &str| Stemming::of_language(language).expect("known").stem(word);
        assert_eq!(stem("de", "кластер"), None);
        assert_eq!(stem("el", "cluster"), None);
        assert_eq!(stem("en", "4g"), None);
        assert_eq!(stem("en", &"a".repeat(41)), None);
    }

    #[test]
    fn no_word_makes_a_stemmer_fall_over() {
        let letters = ["a", "e", "ı", "ß", "ȳ", "ngen", "lığ", "ého", "ость", "ία", "ς", "к", "ů", "y", "gh"];
        for (n, first) in letters.iter().enumerate() {
            for second in letters {
                for third in &letters[n..] {
                    let word = crate::text::lowered(&format!("{first}{second}{third}{second}"));
                    Stemming::all().for_each(|language| drop(language.stem(&word)));
                }
            }
        }
    }
}
