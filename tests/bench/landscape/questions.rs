//! Questions that somebody could have, drawn from what organisations say.

use harness::chance::Chance;
use harness::landscape;

/// One or two words and three facets.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) words: Vec<String>,
    pub(super) country: String,
    pub(super) ecosystem: String,
    /// `technology` or `nace`, and a code.
    pub(super) third: (&'static str, String),
}

/// So many different questions, by a seed.
pub(super) fn questions(organisations: u64, count: usize, seed: u64) -> Vec<Question> {
    let mut chance = Chance::seeded(seed ^ 0x6173_6b65_6400);
    (0..count).map(|_| question(organisations, &mut chance)).collect()
}

fn question(organisations: u64, chance: &mut Chance) -> Question {
    let profile = landscape::profile(chance.below(organisations));
    let codes = |family: &str| -> Vec<String> {
        profile.keys().filter_map(|key| key.strip_prefix(family)).map(str::to_owned).collect()
    };
    let texts: Vec<&String> = profile
        .iter()
        .filter(|(key, _)| {
            ["name.", "description.", "competence."].iter().any(|family| key.starts_with(family))
        })
        .map(|(_, text)| text)
        .collect();
    let mut word = || {
        let words: Vec<&str> = chance
            .pick(&texts)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 3 && !word.starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        words
            .get(chance.below(words.len() as u64) as usize)
            .map_or_else(String::new, |word| (*word).to_owned())
    };
    let (first, second) = (word(), word());
    let is_needed = second != first && second.len() % 3 > 0;
    let mut words: Vec<String> = [Some(first), is_needed.then_some(second)].into_iter().flatten().collect();
    // The last word is often not typed to its end.
    if let Some(last) =
        words.last_mut().filter(|last| last.chars().count() > 6 && last.len().is_multiple_of(2))
    {
        *last = last.chars().take(5).collect();
    }
    let country = profile["country"].clone();
    let third = match chance.below(2) {
        0 => ("technology", chance.pick(&codes("technology.")).clone()),
        _ => ("nace", chance.pick(&codes("nace.")).chars().take(2).collect()),
    };
    Question { words, country, ecosystem: chance.pick(&codes("ecosystem.")).clone(), third }
}

impl Question {
    pub(super) fn text(&self) -> String {
        self.words.join(" ")
    }

    /// The question to a node: twenty hits, and the counts of the three facets.
    pub(super) fn path(&self) -> String {
        format!("{}&counts=country,ecosystem,{}", self.asked(), self.third.0)
    }

    pub(super) fn path_with_all_counts(&self) -> String {
        format!("{}&counts=all", self.asked())
    }

    /// One word and nothing else, with all counts.
    pub(super) fn path_of_a_word(&self) -> String {
        format!("/v1/landscape?q={}&limit=20&counts=all", encoded(&self.words[0]))
    }

    /// The first word with a letter that does not belong there.
    pub(super) fn path_with_a_slip(&self) -> String {
        let mut letters: Vec<char> = self.words[0].chars().collect();
        letters.insert(letters.len() / 2, 'x');
        format!("/v1/landscape?q={}&limit=20", encoded(&letters.into_iter().collect::<String>()))
    }

    pub(super) fn path_of_suggestions(&self) -> String {
        let beginning: String = self.words[0].chars().take(3 + self.words[0].len() % 3).collect();
        format!("/v1/landscape/suggest?q={}", encoded(&beginning))
    }

    fn asked(&self) -> String {
        let Self { country, ecosystem, third, .. } = self;
        let (name, code) = third;
        let text = encoded(&self.text());
        format!("/v1/landscape?q={text}&country={country}&ecosystem={ecosystem}&{name}={code}&limit=20")
    }
}

fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}
