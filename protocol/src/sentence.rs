//! What the protocol says of its own: words under a key, with parts.
//!
//! ```text
//! sentence!("verdict-holds-on", day)    English:  neither suspended nor ended on 2027-02-01
//!                                       German:   am 1. Februar 2027 weder ausgesetzt noch beendet
//! ```
//! The English words stand in `protocol/data/sentences`, one line a key; a sentence prints itself in them, and so do
//! reports. Whoever speaks another language looks its own words up by the key, and fills in the parts as that language
//! writes them. A sentence whose key, or whose parts, are not those of the file does not compile.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::time::{Day, Timestamp};

/// A sentence: mostly a fragment without a capital and a full stop, so that it can stand in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    key: Option<&'static str>,
    english: Cow<'static, str>,
    parts: Vec<(&'static str, Part)>,
}

/// What is filled into a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A number of things; words may depend on it.
    Number(u64),
    /// A number as digits, with a point before its decimals.
    Decimal(String),
    /// So many of something. Another language has words of its own for what is counted.
    Amount {
        /// The number as digits.
        digits: String,
        /// Number and things.
        english: String,
    },
    /// A day.
    Day(Day),
    /// A moment.
    Time(Timestamp),
    /// A name or a code, the same in every language.
    Text(String),
    /// A name or a code that is set between quotation marks.
    Quoted(String),
    /// Words that somebody gave in several languages, by tag.
    Titles(BTreeMap<String, String>),
    /// One of a few words by which a language chooses its own.
    Word(&'static str),
    /// Another sentence.
    Sentence(Box<Sentence>),
}

impl Part {
    /// So many of something, counted in English.
    #[must_use]
    pub fn amount(number: impl fmt::Display, english: &str) -> Self {
        Self::Amount { digits: number.to_string(), english: english.to_owned() }
    }
}

impl Sentence {
    /// English words that have no other language: of programs that speak nothing else.
    #[must_use]
    pub fn english(words: String) -> Self {
        Self { key: None, english: Cow::Owned(words), parts: Vec::new() }
    }

    /// Both in one, the first first.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        crate::sentence!("verdict-and", one = self, other)
    }

    /// The key by which other languages find their words; `None` where there is English only.
    #[must_use]
    pub const fn key(&self) -> Option<&'static str> {
        self.key
    }

    /// What is filled in, by the names of the places.
    #[must_use]
    pub fn parts(&self) -> &[(&'static str, Part)] {
        &self.parts
    }

    /// What [`sentence!`](crate::sentence!) makes once it has looked up the words.
    #[doc(hidden)]
    #[must_use]
    pub const fn filled(key: &'static str, english: &'static str, parts: Vec<(&'static str, Part)>) -> Self {
        Self { key: Some(key), english: Cow::Borrowed(english), parts }
    }
}

/// Makes a [`Sentence`]: its key, then its parts, `name = value` or the name of a variable.
#[macro_export]
macro_rules! sentence {
    ($key:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        const ENGLISH: &str = $crate::sentence::words($key, &[$(stringify!($name)),*]);
        $crate::sentence::Sentence::filled(
            $key,
            ENGLISH,
            vec![$((stringify!($name), $crate::sentence::Part::from($crate::sentence!(@ $name $(= $value)?)))),*],
        )
    }};
    (@ $name:ident = $value:expr) => { $value };
    (@ $name:ident) => { $name };
}

/// Prints it in English.
impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest: &str = &self.english;
        while let Some((before, after)) = rest.split_once(OPEN).filter(|_| self.key.is_some()) {
            let (name, after) = after.split_once(CLOSE).expect("the words were read when this was compiled");
            let (_, part) = self.parts.iter().find(|(known, _)| *known == name).expect("the parts were too");
            write!(f, "{before}{part}")?;
            rest = after;
        }
        f.write_str(rest)
    }
}

/// Prints it in English.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Time(at) => write!(f, "{at}"),
            Self::Decimal(text) | Self::Text(text) | Self::Amount { english: text, .. } => f.write_str(text),
            Self::Quoted(text) => write!(f, "{text:?}"),
            Self::Titles(titles) => f.write_str(best(titles)),
            Self::Word(word) => f.write_str(word),
            Self::Sentence(sentence) => write!(f, "{sentence}"),
        }
    }
}

/// The text in English where there is one.
pub(crate) fn best(texts: &BTreeMap<String, String>) -> &str {
    texts.get("en").or_else(|| texts.values().next()).map_or("", String::as_str)
}

macro_rules! parts {
    ($($given:ty => |$value:ident| $part:expr;)*) => {
        $(impl From<$given> for Part {
            fn from($value: $given) -> Self {
                $part
            }
        })*
    };
}

parts! {
    u8 => |number| Self::Number(number.into());
    u16 => |number| Self::Number(number.into());
    u32 => |number| Self::Number(number.into());
    usize => |number| Self::Number(number as u64);
    Day => |day| Self::Day(day);
    Timestamp => |at| Self::Time(at);
    String => |text| Self::Text(text);
    &String => |text| Self::Text(text.clone());
    &str => |text| Self::Text(text.to_owned());
    &BTreeMap<String, String> => |titles| Self::Titles(titles.clone());
    Sentence => |sentence| Self::Sentence(Box::new(sentence));
}

/// Lets what has a `sentence` print it, as an error too.
macro_rules! told {
    ($($told:ty),* $(,)?) => {
        $(
            /// Prints it in English.
            impl std::fmt::Display for $told {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    write!(f, "{}", self.sentence())
                }
            }

            impl std::error::Error for $told {}
        )*
    };
}
pub(crate) use told;

/// The English words of a key, which must take just these parts. Called while the program is compiled.
#[doc(hidden)]
#[must_use]
pub const fn words(key: &str, parts: &[&str]) -> &'static str {
    let mut file = 0;
    while file < ENGLISH.len() {
        if let Some(words) = line_of(ENGLISH[file].1, key.as_bytes()) {
            assert!(takes(words.as_bytes(), parts), "the sentence takes other parts");
            return words;
        }
        file += 1;
    }
    panic!("no sentence has this key")
}

/// What stands behind `key = ` in a text of lines.
const fn line_of(text: &'static str, key: &[u8]) -> Option<&'static str> {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let mut end = start;
        while end < bytes.len() && bytes[end] != b'\n' {
            end += 1;
        }
        let words = start + key.len() + EQUALS.len();
        if stands_at(bytes, start, key) && stands_at(bytes, start + key.len(), EQUALS) {
            return Some(text.split_at(end).0.split_at(words).1);
        }
        start = end + 1;
    }
    None
}

/// Whether each part has its place, once, and no place is without one.
const fn takes(words: &[u8], parts: &[&str]) -> bool {
    let (mut places, mut at) = (0, 0);
    while at < words.len() {
        if words[at] == b'{' {
            places += 1;
        }
        at += 1;
    }
    let mut part = 0;
    while part < parts.len() {
        if !has_place(words, parts[part].as_bytes()) {
            return false;
        }
        part += 1;
    }
    places == parts.len()
}

const fn has_place(words: &[u8], name: &[u8]) -> bool {
    let mut at = 0;
    while at < words.len() {
        let name_at = at + OPEN.len();
        if stands_at(words, at, OPEN.as_bytes())
            && stands_at(words, name_at, name)
            && stands_at(words, name_at + name.len(), CLOSE.as_bytes())
        {
            return true;
        }
        at += 1;
    }
    false
}

const fn stands_at(text: &[u8], at: usize, wanted: &[u8]) -> bool {
    let mut letter = 0;
    while letter < wanted.len() {
        if at + letter >= text.len() || text[at + letter] != wanted[letter] {
            return false;
        }
        letter += 1;
    }
    true
}

/// The English words of every sentence: the name of a file, which begins its keys, and its text.
pub const ENGLISH: [(&str, &str); 2] = [("verdict", VERDICT), ("rule", RULE)];

/// What is said of labels, in lines `key = words with { $places }`, as Project Fluent writes messages too.
pub const VERDICT: &str = include_str!("../data/sentences/verdict.ftl");

/// What the rules of a scheme say, in lines of the same form.
pub const RULE: &str = include_str!("../data/sentences/rule.ftl");

const OPEN: &str = "{ $";
const CLOSE: &str = " }";
const EQUALS: &[u8] = b" = ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_prints_itself_in_english() {
        let day = Day::parse("2027-02-01").expect("a day");
        let said = sentence!("verdict-holds-on", day);
        assert_eq!(said.to_string(), "neither suspended nor ended on 2027-02-01");
        assert_eq!((said.key(), said.parts()), (Some("verdict-holds-on"), &[("day", Part::Day(day))][..]));
        let both = said.and(sentence!("verdict-proof-holds"));
        assert_eq!(both.to_string(), "neither suspended nor ended on 2027-02-01; its proof holds");
    }

    #[test]
    fn what_somebody_wrote_is_filled_in_as_it_is() {
        let said = sentence!("verdict-holder", holder = "{ $holder } { $x");
        assert_eq!(said.to_string(), "{ $holder } { $x holds it");
        assert_eq!(Sentence::english("{ $holder }".into()).to_string(), "{ $holder }");
    }

    #[test]
    fn a_sentence_takes_each_part_once_and_no_other() {
        let takes = |words: &str, parts: &[&str]| takes(words.as_bytes(), parts);
        assert!(takes("from { $from } to { $until }", &["until", "from"]) && takes("nothing", &[]));
        assert!(!takes("from { $from }", &[]) && !takes("from", &["from"]));
        assert!(!takes("{ $from } to { $from }", &["from"]) && !takes("{ $from }", &["until"]));
    }
}
