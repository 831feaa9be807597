//! The words of a card, and how well a word that is looked for matches them.
//!
//! ```text
//! text ─► tokens ─► folded word, its transliteration ─► whole, beginning, slip
//!                └► stem, where the language is known ─► stem
//! ```
//! `docs/spec/landscape.md` has the rules. Every one of them looks at words alone, so two programs that hold the same
//! cards agree to the last point, whatever index they use.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::stem::Stemming;
use crate::text::{edit_distance, folded, is_mark, latin, lowered, words};

/// Where a word stands, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// One of the names.
    Name,
    /// The town.
    Place,
    /// The region, those around it and the country.
    Region,
    /// An industrial ecosystem.
    Ecosystem,
    /// Everything else that the profile or the listing says.
    Text,
    /// A post that is open or upcoming.
    Post,
}

impl Zone {
    /// All of them, the weightiest first.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Place, Self::Region, Self::Ecosystem, Self::Text, Self::Post];

    const fn weight(self) -> u16 {
        match self {
            Self::Name => 16,
            Self::Place => 8,
            Self::Region => 6,
            Self::Ecosystem => 5,
            Self::Text | Self::Post => 1,
        }
    }
}

/// How a word of a card is what was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is the word.
    Whole,
    /// It begins with it.
    Beginning,
    /// It has the same stem in the language of its text.
    Stem,
    /// So many slips of the pen lie between them.
    Slips(u8),
}

impl Match {
    /// What a match in a zone is worth: a slip, wherever it stands, less than a beginning anywhere; in a post no match more
    /// than the same in the profile, and a whole word less than a beginning there.
    #[must_use]
    pub const fn score(self, zone: Zone) -> u16 {
        match (self, zone) {
            (Self::Whole, Zone::Post) => 39,
            (Self::Beginning | Self::Stem, Zone::Post) => 38,
            (Self::Slips(0 | 1), Zone::Post) => 20,
            (Self::Whole, zone) => 60 * zone.weight(),
            (Self::Beginning | Self::Stem, zone) => 40 * zone.weight(),
            (Self::Slips(0 | 1), zone) => 20 + zone.weight(),
            (Self::Slips(_), zone) => zone.weight(),
        }
    }
}

/// All words of a card, each with the weightiest place in which it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    words: BTreeMap<Box<str>, Zone>,
    stems: BTreeMap<(Stemming, Box<str>), Zone>,
    bytes: usize,
}

impl Words {
    /// The words, folded, with their transliterations.
    pub fn words(&self) -> impl Iterator<Item = (&str, Zone)> {
        self.words.iter().map(|(word, zone)| (&**word, *zone))
    }

    /// The stems of words whose language is known.
    pub fn stems(&self) -> impl Iterator<Item = (Stemming, &str, Zone)> {
        self.stems.iter().map(|((language, stem), zone)| (*language, &**stem, *zone))
    }

    /// Adds the words of a text. Texts must come in the order of their zones, the weightiest first: each ends at the
    /// first word that would bring the words of the card above [`TEXT_BYTES_MAX`] bytes.
    pub(super) fn add(&mut self, zone: Zone, text: &str, language: Option<Stemming>) {
        for token in tokens(text) {
            if self.bytes + token.word.len() > TEXT_BYTES_MAX {
                return;
            }
            if let Some(language) = language
                && let Some(stem) = language.stem(&lowered(token.raw))
            {
                self.stems.entry((language, stem.into())).or_insert(zone);
            }
            if !self.words.contains_key(&*token.word) {
                self.bytes += token.word.len();
                if let Some(latin) = latin(&token.word) {
                    self.words.entry(latin.into()).or_insert(zone);
                }
                self.words.insert(token.word.into(), zone);
            }
        }
    }

    /// The best score of a word by a match that is no slip, where `reach` holds the words that the beginning stands for.
    pub(super) fn direct(&self, needle: &Needle, reach: &BTreeSet<&str>) -> Option<u16> {
        let whole = self.words.get(&*needle.word).map(|zone| Match::Whole.score(*zone));
        let beginnings = self
            .words
            .range::<str, _>((Bound::Included(&*needle.word), Bound::Unbounded))
            .take_while(|(word, _)| word.starts_with(&*needle.word))
            .filter(|(word, _)| reach.contains(&***word))
            .map(|(_, zone)| Match::Beginning.score(*zone));
        let stems = needle.stems.iter().filter_map(|(language, stem)| {
            self.stems.get(&(*language, Box::from(&**stem))).map(|zone| Match::Stem.score(*zone))
        });
        whole.into_iter().chain(beginnings).chain(stems).max()
    }

    /// The best score by slips, where `near` holds the words that are near enough.
    pub(super) fn slips(&self, near: &BTreeMap<&str, u8>) -> Option<u16> {
        near.iter()
            .filter_map(|(word, slips)| Some(Match::Slips(*slips).score(*self.words.get(*word)?)))
            .max()
    }
}

/// A word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Needle {
    word: Box<str>,
    stems: Vec<(Stemming, Box<str>)>,
}

impl Needle {
    /// The needles of a text, in its order.
    pub(super) fn of(text: &str) -> impl Iterator<Item = Self> {
        tokens(text).map(|token| {
            let lower = lowered(token.raw);
            let stems =
                Stemming::all().filter_map(|language| Some((language, language.stem(&lower)?.into())));
            Self { stems: stems.collect(), word: token.word.into() }
        })
    }

    /// The folded word.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.word
    }

    /// Its stem in each language that has one for it.
    pub fn stems(&self) -> impl Iterator<Item = (Stemming, &str)> {
        self.stems.iter().map(|(language, stem)| (*language, &**stem))
    }

    /// How many words its beginning stands for at most; `None` for so short a beginning that it stands for all.
    #[must_use]
    pub fn reach(&self) -> Option<usize> {
        (self.word.chars().count() > SHORT_LETTERS_MAX).then_some(BEGINNINGS_MAX)
    }

    /// How many slips may lie between it and a word that is meant; 0 for short words and for numbers.
    #[must_use]
    pub fn slips_max(&self) -> u8 {
        if !self.word.chars().all(char::is_alphabetic) {
            return 0;
        }
        match self.word.chars().count() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        }
    }

    /// How many slips lie between it and a word, if no more than it may have.
    #[must_use]
    pub fn slips_to(&self, word: &str) -> Option<u8> {
        let limit = self.slips_max();
        let slips = u8::try_from(edit_distance(&self.word, word)).ok()?;
        (1..=limit).contains(&slips).then_some(slips)
    }
}

/// The beginnings of a word that are short enough to stand for all words.
pub fn short_beginnings(word: &str) -> impl Iterator<Item = &str> {
    word.char_indices().take(SHORT_LETTERS_MAX).map(|(at, letter)| &word[..at + letter.len_utf8()])
}

/// A beginning of at most so many letters stands for every word that begins with it.
pub const SHORT_LETTERS_MAX: usize = 3;
/// A longer one stands for the first so many of them, by their bytes.
pub const BEGINNINGS_MAX: usize = 1024;
/// A word that no card has, and that fewer cards than so many begin with or have in another form, is also looked for with
/// slips of the pen.
pub const FEW: usize = 5;
/// So many words are taken to be meant by a slip: the nearest, then the first by their bytes.
pub const SLIPS_MAX: usize = 64;
/// So many bytes of different words of a card can be found.
pub const TEXT_BYTES_MAX: usize = 16 * 1024;

/// A word of a text.
pub(super) struct Token<'t> {
    /// Folded.
    pub(super) word: String,
    /// As it was written.
    raw: &'t str,
}

/// The words of a text. What is neither letter, digit nor mark parts them.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let raw = text.split(|c: char| !c.is_alphanumeric() && !is_mark(c));
    raw.filter(|raw| !raw.is_empty()).flat_map(|raw| {
        let folded = folded(raw);
        // A compatibility form such as ½ may fold to several words.
        words(&folded).map(|word| Token { word: word.to_owned(), raw }).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(texts: &[(Zone, &str, &str)]) -> Words {
        let mut words = Words::default();
        for (zone, text, language) in texts {
            words.add(*zone, text, Stemming::of_language(language));
        }
        words
    }

    fn score(words: &Words, text: &str) -> Option<u16> {
        let needle = Needle::of(text).next().expect("a word");
        let reach =
            words.words().map(|(word, _)| word).filter(|word| word.starts_with(needle.word())).collect();
        words.direct(&needle, &reach).or_else(|| {
            let near = words.words().filter_map(|(word, _)| Some((word, needle.slips_to(word)?))).collect();
            words.slips(&near)
        })
    }

    #[test]
    fn a_word_counts_where_it_weighs_most() {
        let words = words_of(&[
            (Zone::Name, "Photonics Österreich", ""),
            (Zone::Place, "Graz", ""),
            (Zone::Text, "Health for all of Graz, photonics as well", ""),
        ]);
        assert_eq!(score(&words, "PHOTONICS"), Some(960));
        assert_eq!(score(&words, "photo"), Some(640));
        assert_eq!(score(&words, "graz"), Some(480));
        assert_eq!(score(&words, "a"), Some(40));
        assert_eq!(score(&words, "onics"), None);
    }

    #[test]
    fn a_slip_is_worth_less_than_any_beginning() {
        let words = words_of(&[(Zone::Name, "Photonics Graz", "")]);
        assert_eq!(score(&words, "fotonics"), Some(16), "two slips");
        assert_eq!(score(&words, "photnics"), Some(36));
        assert_eq!(score(&words, "gratz"), Some(36));
        assert_eq!(score(&words, "grz"), None, "a short word has no slips");
        let least = Zone::ALL.map(|zone| Match::Beginning.score(zone)).into_iter().min();
        let most = Zone::ALL.map(|zone| Match::Slips(1).score(zone)).into_iter().max();
        assert!(most < least);
    }

    #[test]
    fn a_post_weighs_no_more_than_the_profile_and_less_where_nothing_slipped() {
        let of_profile = || Zone::ALL.into_iter().filter(|zone| *zone != Zone::Post);
        let all = [Match::Whole, Match::Beginning, Match::Stem, Match::Slips(1), Match::Slips(2)];
        for (kind, zone) in all.into_iter().flat_map(|kind| of_profile().map(move |zone| (kind, zone))) {
            assert!(kind.score(Zone::Post) <= kind.score(zone), "{kind:?} {zone:?}");
            assert!(
                matches!(kind, Match::Slips(_)) || Match::Whole.score(Zone::Post) < kind.score(zone),
                "{kind:?} {zone:?}"
            );
        }
    }

    #[test]
    fn stems_meet_only_in_the_language_of_the_text() {
        let german = words_of(&[(Zone::Text, "Förderungen", "de")]);
        assert_eq!(score(&german, "förderung"), Some(40), "it begins so as well");
        assert_eq!(score(&german, "Förderungs"), Some(40), "no beginning of it, but the same stem");
        let english = words_of(&[(Zone::Text, "batteries", "en")]);
        assert_eq!(score(&english, "battery"), Some(40));
        let unknown = words_of(&[(Zone::Text, "batteries", "xx")]);
        assert_eq!(score(&unknown, "battery"), None);
    }

    #[test]
    fn names_in_greek_and_cyrillic_are_found_in_latin_letters() {
        let words =
            words_of(&[(Zone::Name, "Σύμπλεγμα Υγείας", "el"), (Zone::Name, "Български клъстер", "bg")]);
        for (text, expected) in [("συμπλεγμα", 960), ("ΥΓΕΙΑΣ", 960), ("symplegma", 960), ("klaster", 960)]
        {
            assert_eq!(score(&words, text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_card_of_many_words_stays_bounded() {
        let mut words = words_of(&[(Zone::Name, "Photonics", "")]);
        let text: String = (0..20_000).map(|n| format!("w{n} ")).collect();
        words.add(Zone::Text, &text, None);
        assert!(words.bytes <= TEXT_BYTES_MAX);
        assert_eq!((score(&words, "photonics"), score(&words, "w0")), (Some(960), Some(60)));
    }

    #[test]
    fn a_mark_that_stands_alone_belongs_to_its_letter() {
        assert_eq!(score(&words_of(&[(Zone::Name, "O\u{308}ko", "")]), "öko"), Some(960));
        assert_eq!(
            tokens("1½ Öko-Straße").map(|token| token.word).collect::<Vec<_>>(),
            ["11", "2", "oko", "strasse"]
        );
    }
}
