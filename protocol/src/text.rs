//! Text that people read: in which language it is, how it is shown safely, how it is found again.
//!
//! A name or a description is a family of texts, one for each language (`name.en`, `name.de-AT`). Whatever
//! came from another person may hold escape sequences, direction overrides or invisible characters:
//! [`printable`] makes them visible before a terminal sees them. [`folded`] is the one normal form in which
//! words are compared, and [`nearest`] answers a slip of the pen.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_security::MixedScript as _;
use unicode_security::confusable_detection::skeleton;

/// A language tag of BCP 47: a language, perhaps a script, perhaps a region: `en`, `sr-Latn`, `de-AT`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Parses a tag in any mixture of capitals and writes it as BCP 47 recommends.
    ///
    /// # Errors
    ///
    /// [`TextError::NotALanguage`] for extended subtags, variants, extensions and whatever is no tag.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let refused = || TextError::NotALanguage { text: excerpt(text) };
        let alphabetic = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
        let mut parts = text.split('-').peekable();
        let language = parts.next().filter(|part| (2..=3).contains(&part.len()) && alphabetic(part));
        let mut tag = language.ok_or_else(refused)?.to_ascii_lowercase();
        if let Some(script) = parts.next_if(|part| part.len() == 4 && alphabetic(part)) {
            tag.push('-');
            tag.push_str(&script[..1].to_ascii_uppercase());
            tag.push_str(&script[1..].to_ascii_lowercase());
        }
        let region = |part: &&str| {
            (part.len() == 2 && alphabetic(part))
                || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
        };
        if let Some(region) = parts.next_if(region) {
            tag.push('-');
            tag.push_str(&region.to_ascii_uppercase());
        }
        if parts.next().is_some() { Err(refused()) } else { Ok(Self(tag)) }
    }

    /// The tag as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language alone: `de` of `de-AT`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One text in several languages, sorted by their tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaggedText(Vec<(LanguageTag, Box<str>)>);

impl TaggedText {
    /// Adds or replaces the text of a language.
    pub fn insert(&mut self, language: LanguageTag, text: String) {
        let text = text.into_boxed_str();
        match self.place(&language) {
            Ok(place) => self.0[place].1 = text,
            Err(place) => {
                // Hundreds of thousands are held at once, most of one language.
                self.0.reserve_exact(1);
                self.0.insert(place, (language, text));
            }
        }
    }

    /// The text of exactly this language.
    #[must_use]
    pub fn get(&self, language: &LanguageTag) -> Option<&str> {
        self.place(language).ok().map(|place| &*self.0[place].1)
    }

    /// All texts, by tag.
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageTag, &str)> {
        self.0.iter().map(|(language, text)| (language, &**text))
    }

    /// A copy of all texts, by tag.
    #[must_use]
    pub fn by_language(&self) -> BTreeMap<String, String> {
        self.iter().map(|(language, text)| (language.to_string(), text.to_owned())).collect()
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the text of a language stands, or would stand.
    fn place(&self, language: &LanguageTag) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(language))
    }

    /// The text for a reader who prefers these languages, the dearest first, and the language it is in.
    ///
    /// A preference is met by the tag itself, else by its language alone, else by any tag of that language. If none
    /// is met, English serves, else the first tag in the order of the alphabet.
    #[must_use]
    pub fn best(&self, preferred: &[LanguageTag]) -> Option<(&LanguageTag, &str)> {
        let of_language = |language: &str| {
            let exact = self.iter().find(|(tag, _)| tag.as_str() == language);
            exact.or_else(|| self.iter().find(|(tag, _)| tag.language() == language))
        };
        preferred
            .iter()
            .find_map(|wish| {
                let exact = self.iter().find(|(tag, _)| *tag == wish);
                exact.or_else(|| of_language(wish.language()))
            })
            .or_else(|| of_language("en"))
            .or_else(|| self.iter().next())
    }
}

/// An address on the web: `http` or `https`, a host and no more than 2,048 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WebAddress(String);

impl WebAddress {
    /// Parses an address that is safe to show and to link.
    ///
    /// # Errors
    ///
    /// [`TextError::NotAWebAddress`] for other schemes, user names, literal IPv6 hosts, spaces, quotes, control
    /// characters and direction overrides.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let refused = || TextError::NotAWebAddress { text: excerpt(text) };
        if text.len() > WEB_ADDRESS_BYTES_MAX {
            return Err(refused());
        }
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
            .ok_or_else(refused)?;
        let rest = &text[scheme.len()..];
        let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
        let is_host = !host.is_empty()
            && host.len() <= 253
            && host.split('.').all(|label| {
                !label.is_empty()
                    && label.chars().all(|c| c.is_alphanumeric() || is_combining_mark(c) || c == '-')
            });
        let is_port = (1..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
        let is_clean = text.chars().all(|c| {
            !c.is_whitespace() && !is_unprintable(c) && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`')
        });
        if is_host && is_port && is_clean { Ok(Self(text.to_owned())) } else { Err(refused()) }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes text safe for one line of a terminal or a log.
///
/// Control characters (so every escape sequence), line breaks, direction overrides and invisible characters
/// become `\u{…}`: nothing moves the cursor, nothing is hidden, nothing vanishes.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    escape(text, |c| is_unprintable(c) || c == '\n')
}

/// Like [`printable`], but line breaks stay.
#[must_use]
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    escape(text, is_unprintable)
}

/// JSON on one line, safe to be shown: the same value, with every character that moves, hides, colours or reorders
/// written as `\u` and four digits.
#[must_use]
pub fn printable_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_unprintable) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    let mut units = [0; 2];
    for c in json.chars() {
        if is_unprintable(c) {
            for unit in c.encode_utf16(&mut units) {
                let digit = |shift: u32| char::from_digit(u32::from(*unit >> shift) & 15, 16).unwrap_or('0');
                out.push_str("\\u");
                out.extend([digit(12), digit(8), digit(4), digit(0)]);
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Text in the form in which words are compared: lower case, without accents, compatible forms united.
///
/// `Öko-Straße` and `oko-strasse` fold to the same; so do final and inner sigma.
#[must_use]
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ħ' => out.push('h'),
            'ł' => out.push('l'),
            'ŧ' => out.push('t'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            // Lower-casing İ brings a mark of its own.
            c if is_combining_mark(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// A word composed and in lower case, its accents kept.
pub(crate) fn lowered(word: &str) -> String {
    word.nfc().flat_map(char::to_lowercase).collect()
}

/// Whether a character belongs to the letter before it.
pub(crate) fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// A folded word in Greek or Cyrillic letters, written in Latin ones as signs and passports do; `None` for a word that
/// has none of them.
///
/// ```
/// # use protocol::text::latin;
/// assert_eq!(latin("υγεια").as_deref(), Some("ygeia"));
/// assert_eq!(latin("клъстер").as_deref(), Some("klaster"));
/// assert_eq!(latin("cluster"), None);
/// ```
#[must_use]
pub fn latin(folded: &str) -> Option<String> {
    let is_other = |c: char| ('\u{370}'..='\u{52f}').contains(&c);
    if !folded.contains(is_other) {
        return None;
    }
    let mut out = String::with_capacity(folded.len());
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        let pair =
            letters.peek().and_then(|next| LATIN_PAIRS.iter().find(|(pair, _)| *pair == [letter, *next]));
        if let Some((_, latin)) = pair {
            letters.next();
            out.push_str(latin);
            continue;
        }
        match LATIN.iter().find(|(other, _)| *other == letter) {
            Some((_, latin)) => out.push_str(latin),
            None if is_other(letter) => {}
            None => out.push(letter),
        }
    }
    (!out.is_empty()).then_some(out)
}

/// The words of a text, folded; whatever is neither letter nor digit parts them.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The candidates that a slip of the pen could have meant, the nearest first, at most three.
#[must_use]
pub fn nearest<'c>(text: &str, candidates: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
    let text: String = folded(text).chars().take(64).collect();
    let limit = (text.chars().count() / 3).clamp(1, 4);
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let other = folded(candidate);
            let begins =
                text.len() >= 3 && (other.starts_with(&text) || words(&other).any(|word| word == text));
            let distance = if begins { 1 } else { edit_distance(&text, &other) };
            (distance <= limit).then_some((distance, candidate))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

/// What makes a name look like another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookalike {
    /// A word of it mixes letters of alphabets that look alike.
    MixedAlphabets,
    /// All its letters look like Latin ones and are not.
    LooksLatin,
}

/// Prints a fragment for readers.
impl fmt::Display for Lookalike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MixedAlphabets => "letters of several alphabets",
            Self::LooksLatin => "other letters that look like Latin ones",
        })
    }
}

/// Whether a name may be taken for another one (Unicode Technical Standard 39). Longer texts are no names.
#[must_use]
pub fn lookalike(name: &str) -> Option<Lookalike> {
    if name.is_ascii() || name.len() > NAME_BYTES_MAX || name.contains('\n') {
        return None;
    }
    let is_letter = |c: char| c.is_alphabetic() || is_combining_mark(c);
    let words = || name.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty());
    // Japanese and Korean write Latin words without a space between.
    let is_european = |word: &str| word.chars().all(|c| u32::from(c) < 0x2000);
    if words().any(|word| is_european(word) && !word.is_single_script()) {
        return Some(Lookalike::MixedAlphabets);
    }
    let looks_latin = |word: &str| skeleton(word).all(|c| c.is_ascii_alphabetic());
    let is_foreign = |word: &str| word.chars().all(|c| (0x0370..0x2000).contains(&u32::from(c)));
    let mut words = words().peekable();
    (words.peek().is_some() && words.all(|word| is_foreign(word) && looks_latin(word)))
        .then_some(Lookalike::LooksLatin)
}

/// The first 120 characters of a text, for an error message, printable.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let short: String = text.chars().take(120).collect();
    printable(&short).into_owned()
}

/// Why a text is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TextError {
    /// No language tag of the form that Hanse knows.
    #[error("{text:?} is not a language tag such as en, de-AT or sr-Latn")]
    NotALanguage {
        /// What stood there.
        text: String,
    },
    /// No address that can be linked.
    #[error("{text:?} is not a web address that begins with https:// or http://")]
    NotAWebAddress {
        /// What stood there.
        text: String,
    },
}

const NAME_BYTES_MAX: usize = 400;
const WEB_ADDRESS_BYTES_MAX: usize = 2048;

/// Two letters that are written as one sound.
const LATIN_PAIRS: [([char; 2], &str); 4] =
    [(['ο', 'υ'], "ou"), (['α', 'υ'], "av"), (['ε', 'υ'], "ev"), (['γ', 'γ'], "ng")];

/// Letters after folding. Where languages differ, Bulgarian and Ukrainian practice comes before Russian.
#[rustfmt::skip]
const LATIN: [(char, &str); 64] = [
    ('α', "a"), ('β', "v"), ('γ', "g"), ('δ', "d"), ('ε', "e"), ('ζ', "z"), ('η', "i"), ('θ', "th"), ('ι', "i"),
    ('κ', "k"), ('λ', "l"), ('μ', "m"), ('ν', "n"), ('ξ', "x"), ('ο', "o"), ('π', "p"), ('ρ', "r"), ('σ', "s"),
    ('τ', "t"), ('υ', "y"), ('φ', "f"), ('χ', "ch"), ('ψ', "ps"), ('ω', "o"),
    ('а', "a"), ('б', "b"), ('в', "v"), ('г', "g"), ('ґ', "g"), ('д', "d"), ('ђ', "dj"), ('е', "e"), ('є', "ie"),
    ('ж', "zh"), ('з', "z"), ('ѕ', "dz"), ('и', "i"), ('і', "i"), ('ј', "j"), ('к', "k"), ('л', "l"), ('љ', "lj"),
    ('м', "m"), ('н', "n"), ('њ', "nj"), ('о', "o"), ('п', "p"), ('р', "r"), ('с', "s"), ('т', "t"), ('ћ', "c"),
    ('у', "u"), ('ф', "f"), ('х', "h"), ('ц', "ts"), ('ч', "ch"), ('џ', "dz"), ('ш', "sh"), ('щ', "sht"),
    ('ъ', "a"), ('ы', "y"), ('э', "e"), ('ю', "yu"), ('я', "ya"),
];

fn escape(text: &str, must_escape: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&must_escape) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if must_escape(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a character moves, hides, colours or reorders what stands around it.
///
/// The line break is judged by the caller; the joiners U+200C and U+200D stay, since several scripts need them.
#[must_use]
#[inline]
pub fn is_unprintable(c: char) -> bool {
    // Most letters are looked at no further.
    if c.is_ascii() { c.is_ascii_control() && c != '\n' } else { is_unprintable_beyond_ascii(c) }
}

fn is_unprintable_beyond_ascii(c: char) -> bool {
    c.is_control()
        || matches!(u32::from(c),
            0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B | 0x200E | 0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F)
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other.
pub(crate) fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 4 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, cb) in b.iter().enumerate() {
            row[j + 1] = (above[j] + usize::from(ca != cb)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *ca == b[j - 1] && a[i - 1] == *cb {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> LanguageTag {
        LanguageTag::parse(text).unwrap()
    }

    #[test]
    fn a_tag_is_written_in_one_way() {
        for (given, written) in
            [("EN", "en"), ("de-at", "de-AT"), ("SR-LATN-rs", "sr-Latn-RS"), ("es-419", "es-419")]
        {
            assert_eq!(tag(given).as_str(), written);
        }
        for refused in ["", "e", "english", "en_GB", "en-", "de-1996", "x-private", "en-GB-oed", "ünd"] {
            assert!(LanguageTag::parse(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_reader_gets_the_nearest_language() {
        let mut text = TaggedText::default();
        for language in ["fr", "de-AT", "en", "bg"] {
            text.insert(tag(language), language.to_uppercase());
        }
        let best = |wishes: &[&str]| {
            let wishes: Vec<LanguageTag> = wishes.iter().map(|wish| tag(wish)).collect();
            text.best(&wishes).unwrap().0.to_string()
        };
        assert_eq!(best(&["de-AT"]), "de-AT");
        assert_eq!(best(&["de"]), "de-AT");
        assert_eq!(best(&["fr-CA", "de"]), "fr");
        assert_eq!(best(&["fi", "de-CH"]), "de-AT");
        assert_eq!(best(&["fi"]), "en");
        let mut rest = TaggedText::default();
        rest.insert(tag("sk"), "b".into());
        rest.insert(tag("cs"), "a".into());
        assert_eq!(rest.best(&[tag("fi")]).unwrap().1, "a");
        assert_eq!(TaggedText::default().best(&[]), None);
    }

    #[test]
    fn nothing_that_is_printed_moves_the_cursor_or_hides() {
        assert_eq!(printable("Zürich 多 👩‍🔬"), "Zürich 多 👩‍🔬");
        assert!(matches!(printable("plain"), Cow::Borrowed(_)));
        assert_eq!(printable("\x1b[31mred\x1b]0;t\x07"), r"\u{1b}[31mred\u{1b}]0;t\u{7}");
        assert_eq!(printable("a\u{202e}gpj.exe\u{9b}2J\r\n"), r"a\u{202e}gpj.exe\u{9b}2J\u{d}\u{a}");
        assert_eq!(printable_lines("a\nb\u{2028}c"), "a\nb\\u{2028}c");
    }

    #[test]
    fn json_that_is_shown_means_the_same_and_moves_nothing() {
        let value = serde_json::json!({"a\u{9b}": "\u{202e}x\u{e0001}\n\u{1b}", "b": "é多"});
        let json = value.to_string();
        let shown = printable_json(&json);
        assert!(!shown.chars().any(is_unprintable), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).unwrap(), value);
        assert!(matches!(printable_json(r#"{"a":"é"}"#), Cow::Borrowed(_)));
    }

    #[test]
    fn a_name_that_may_be_taken_for_another_is_told() {
        for mixed in ["P\u{430}ypal Cluster", "Silic\u{3bf}n Alps", "\u{421}luster"] {
            assert_eq!(lookalike(mixed), Some(Lookalike::MixedAlphabets), "{mixed}");
        }
        assert_eq!(lookalike("\u{420}\u{410}\u{421}\u{415}"), Some(Lookalike::LooksLatin));
        for honest in [
            "Photonics Valley",
            "Μεταφορές Cluster",
            "Български клъстер",
            "Клъстер Health",
            "Łódź Żywność",
            "株式会社ABC",
            "ΕΛΛΑΔΑ",
            "",
            "β-Carotene 4.0",
            "Kraków – Małopolska",
        ] {
            assert_eq!(lookalike(honest), None, "{honest}");
        }
    }

    #[test]
    fn only_addresses_of_the_web_are_addresses() {
        for good in [
            "https://www.lisavienna.at/",
            "http://a.example:8080/x?y=1#z",
            "https://münchen.example",
            "HTTPS://a.b",
        ] {
            assert!(WebAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "ftp://a.example",
            "https://",
            "https:///x",
            "https://bank.example@evil.example/",
            "https://a.example/\"onclick=",
            "https://a.example/ b",
            "https://a.example/\u{202e}",
            "https://a..b/",
            "https://a.example:port/",
            "é",
        ] {
            assert!(WebAddress::parse(bad).is_err(), "{bad}");
        }
        assert!(WebAddress::parse(&format!("https://a.example/{}", "x".repeat(2048))).is_err());
    }

    #[test]
    fn accents_capitals_and_ligatures_do_not_part_words() {
        for (a, b) in
            [("Öko-Straße", "oko-strasse"), ("ŁÓDŹ", "lodz"), ("İstanbul", "istanbul"), ("ﬁn", "fin")]
        {
            assert_eq!(folded(a), b);
        }
        assert_eq!(folded("ΚΛΆΔΟΣ"), folded("κλάδος"));
        assert_eq!(
            words(&folded("Silicon-Alps, «Cluster» 4.0")).collect::<Vec<_>>(),
            ["silicon", "alps", "cluster", "4", "0"]
        );
    }

    #[test]
    fn greek_and_cyrillic_words_have_a_form_in_latin_letters() {
        for (word, written) in [
            ("Αθήνα", "athina"),
            ("Θεσσαλονίκη", "thessaloniki"),
            ("Ευρώπη", "evropi"),
            ("Софія", "sofiya"),
            ("Пловдив", "plovdiv"),
            ("Київ", "kiiv"),
            ("Београд", "beograd"),
        ] {
            assert_eq!(latin(&folded(word)).as_deref(), Some(written), "{word}");
        }
        assert_eq!(latin("graz"), None);
        assert_eq!(latin("ьь"), None);
    }

    #[test]
    fn a_slip_of_the_pen_finds_its_word() {
        let fields = ["name", "region", "website", "description", "members"];
        assert_eq!(nearest("nmae", fields), ["name"]);
        assert_eq!(nearest("webiste", fields), ["website"]);
        assert_eq!(nearest("desc", fields), ["description"]);
        assert_eq!(nearest("zzz", fields), [""; 0]);
    }
}
