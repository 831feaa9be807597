//! The words of one card, laid out so that a search touches few bytes.
//!
//! ```text
//! " photonics austria pa| graz| steiermark osterreich| health| light made in"      each word once, the weightiest zone first
//! ```
//! A space before each word makes "begins a word" a search for `" word"`; since the zones stand in the order of their
//! weight, the first match is the best one. In front of the text stands a sketch: 256 bits, one for each beginning of
//! two and of three letters that occurs. A word whose bits are not all set occurs nowhere, and the text is not read.

use std::collections::BTreeSet;

use memchr::memmem::Finder;

use crate::text::{folded, words};

/// Where a word stands, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    Name,
    Place,
    Region,
    Ecosystem,
    Text,
}

impl Zone {
    const ALL: [Self; 5] = [Self::Name, Self::Place, Self::Region, Self::Ecosystem, Self::Text];

    const fn weight(self) -> u32 {
        match self {
            Self::Name => 16,
            Self::Place => 8,
            Self::Region => 6,
            Self::Ecosystem => 5,
            Self::Text => 1,
        }
    }
}

/// All words of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Haystack {
    sketch: [u64; 4],
    /// Where each zone but the last ends.
    ends: [u16; 4],
    text: Box<str>,
}

impl Haystack {
    /// How well the words match, or nothing if one of them does not.
    pub(super) fn score(&self, needles: &[Needle]) -> Option<u32> {
        let may_hold = |needle: &Needle| {
            needle.sketch.iter().zip(self.sketch).all(|(wanted, held)| wanted & held == *wanted)
        };
        if !needles.iter().all(may_hold) {
            return None;
        }
        needles.iter().map(|needle| self.weight_of(needle)).sum()
    }

    fn weight_of(&self, needle: &Needle) -> Option<u32> {
        let text = self.text.as_bytes();
        let mut matches = needle.finder.find_iter(text);
        let first = matches.next()?;
        let zone = self.zone_at(first);
        let is_whole = |at: usize| text.get(at + needle.length).is_none_or(|byte| *byte == b' ');
        let in_zone = std::iter::once(first).chain(matches).take_while(|at| self.zone_at(*at) == zone);
        let whole = in_zone.into_iter().any(is_whole);
        Some(zone.weight() * 2 + u32::from(whole) * zone.weight())
    }

    fn zone_at(&self, at: usize) -> Zone {
        let passed = self.ends.iter().filter(|end| usize::from(**end) <= at).count();
        Zone::ALL[passed]
    }
}

/// A word that is looked for.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    sketch: [u64; 4],
    length: usize,
    finder: Finder<'static>,
}

impl Needle {
    /// Takes a folded word.
    pub(super) fn new(word: &str) -> Self {
        let text = format!(" {word}");
        Self { sketch: sketch_of(word), length: text.len(), finder: Finder::new(&text).into_owned() }
    }
}

impl PartialEq for Needle {
    fn eq(&self, other: &Self) -> bool {
        self.finder.needle() == other.finder.needle()
    }
}

impl Eq for Needle {}

/// Collects the words of a card.
#[derive(Default)]
pub(super) struct Builder {
    texts: Vec<(Zone, String)>,
}

impl Builder {
    pub(super) fn add(&mut self, zone: Zone, text: &str) {
        if !text.is_empty() {
            self.texts.push((zone, folded(text)));
        }
    }

    /// Lays the words out; beyond [`TEXT_BYTES_MAX`] bytes the least weighty are not found.
    pub(super) fn finish(mut self) -> Haystack {
        self.texts.sort_by_key(|(zone, _)| *zone);
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let (mut text, mut sketch, mut ends) = (String::new(), [0; 4], [0_u16; 4]);
        for zone in Zone::ALL {
            let here = self.texts.iter().filter(|(of, _)| *of == zone);
            for word in here.flat_map(|(_, text)| words(text)) {
                if text.len() + word.len() < TEXT_BYTES_MAX && seen.insert(word) {
                    text.push(' ');
                    text.push_str(word);
                    for (held, wanted) in sketch.iter_mut().zip(sketch_of(word)) {
                        *held |= wanted;
                    }
                }
            }
            if let Some(end) = ends.get_mut(zone as usize) {
                *end = u16::try_from(text.len()).expect("the text is bounded");
            }
        }
        Haystack { sketch, ends, text: text.into() }
    }
}

const TEXT_BYTES_MAX: usize = 16 * 1024;

/// One bit for the first two letters of a word and one for the first three; a shorter word has fewer.
fn sketch_of(word: &str) -> [u64; 4] {
    let mut sketch = [0; 4];
    let mut hash: u32 = 0x811c_9dc5;
    for (at, letter) in word.chars().take(3).enumerate() {
        // FNV-1a over the code points, its high bits folded down.
        hash = (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193);
        if at > 0 {
            let bit = (hash ^ (hash >> 16)) as u8;
            sketch[usize::from(bit >> 6)] |= 1 << (bit & 63);
        }
    }
    sketch
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(haystack: &Haystack, text: &str) -> Option<u32> {
        haystack.score(&words(&folded(text)).map(Needle::new).collect::<Vec<_>>())
    }

    #[test]
    fn a_word_counts_where_it_weighs_most() {
        let mut builder = Builder::default();
        builder.add(Zone::Text, "Health for all of Graz, photonics as well");
        builder.add(Zone::Name, "Photonics Österreich");
        builder.add(Zone::Place, "Graz");
        let haystack = builder.finish();
        assert_eq!(&*haystack.text, " photonics osterreich graz health for all of as well");
        assert_eq!(score(&haystack, "PHOTONICS"), Some(48));
        assert_eq!(score(&haystack, "photo"), Some(32));
        assert_eq!(score(&haystack, "öst"), Some(32));
        assert_eq!(score(&haystack, "graz"), Some(24));
        assert_eq!(score(&haystack, "a"), Some(2));
        assert_eq!(score(&haystack, "well photo"), Some(35));
        assert_eq!(score(&haystack, "onics"), None);
        assert_eq!(score(&haystack, "photo tourism"), None);
        assert_eq!(score(&haystack, ""), Some(0));
    }

    #[test]
    fn a_card_of_many_words_stays_bounded() {
        let mut builder = Builder::default();
        let text: String = (0..20_000).map(|n| format!("w{n} ")).collect();
        builder.add(Zone::Text, &text);
        builder.add(Zone::Name, "Photonics");
        let haystack = builder.finish();
        assert!(haystack.text.len() <= TEXT_BYTES_MAX);
        assert_eq!((score(&haystack, "photonics"), score(&haystack, "w0")), (Some(48), Some(3)));
    }
}
