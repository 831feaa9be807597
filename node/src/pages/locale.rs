//! The languages that the pages speak, and how each writes numbers and days.
//!
//! What the pages say in them stands in `node/locales`, one folder a language; how to add one is told in
//! `docs/architecture.md`.

use std::fmt;

use super::words::Phrase;

/// A language that the pages speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Locale {
    /// English; who asks for nothing that is spoken here gets it.
    #[default]
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Hungarian.
    Hu,
    /// Polish.
    Pl,
    /// Czech.
    Cs,
    /// Italian.
    It,
    /// Spanish.
    Es,
}

impl Locale {
    /// Every language, in the order of the menu.
    pub const ALL: [Self; 8] =
        [Self::Cs, Self::De, Self::En, Self::Es, Self::Fr, Self::It, Self::Hu, Self::Pl];

    /// The tag of the language (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Hu => "hu",
            Self::Pl => "pl",
            Self::Cs => "cs",
            Self::It => "it",
            Self::Es => "es",
        }
    }

    /// What the language calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Fr => "Français",
            Self::Hu => "Magyar",
            Self::Pl => "Polski",
            Self::Cs => "Čeština",
            Self::It => "Italiano",
            Self::Es => "Español",
        }
    }

    /// The language of a tag, whatever the country behind it: `de-AT` is German.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }

    /// Whether a text is written in another language than this; one without a tag is not.
    #[must_use]
    pub fn is_foreign(self, phrase: &Phrase) -> bool {
        let language = phrase.language.split('-').next().unwrap_or_default();
        !language.is_empty() && !language.eq_ignore_ascii_case(self.tag()) && !phrase.text.trim().is_empty()
    }

    /// A whole number with the language's mark between thousands.
    #[must_use]
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let (mark, grouped_from) = match self {
            Self::En => (',', 4),
            Self::De => ('.', 4),
            Self::It | Self::Es => ('.', 5),
            Self::Fr => ('\u{202f}', 4),
            Self::Cs => ('\u{a0}', 4),
            Self::Hu | Self::Pl => ('\u{a0}', 5),
        };
        let mut printed = String::with_capacity(digits.len() + digits.len() / 3);
        for (position, digit) in digits.chars().enumerate() {
            let is_edge = position > 0 && (digits.len() - position).is_multiple_of(3);
            if is_edge && digits.len() >= grouped_from {
                printed.push(mark);
            }
            printed.push(digit);
        }
        printed
    }

    /// A number with decimals, given with a point, as the language writes it.
    #[must_use]
    pub fn decimal(self, number: &str) -> String {
        if self == Self::En { number.to_owned() } else { number.replace('.', ",") }
    }

    /// A moment, given as `YYYY-MM-DDThh:mm:ssZ`.
    #[must_use]
    pub fn time(self, at: &str) -> String {
        match at.trim_end_matches('Z').split_once('T') {
            Some((day, clock)) if self != Self::En => format!("{}, {clock} UTC", self.day(day)),
            _ => at.to_owned(),
        }
    }

    /// Words between the quotation marks of the language.
    #[must_use]
    pub fn quoted(self, words: &str) -> String {
        match self {
            Self::En => format!("“{words}”"),
            Self::De | Self::Cs => format!("„{words}“"),
            Self::Hu | Self::Pl => format!("„{words}”"),
            Self::Fr => format!("«\u{a0}{words}\u{a0}»"),
            Self::It | Self::Es => format!("«{words}»"),
        }
    }

    /// A day in full; what is no `YYYY-MM-DD` is given back as it is.
    ///
    /// English is read in every country, so it keeps the one order that is misread in none: ISO 8601.
    #[must_use]
    pub fn day(self, day: &str) -> String {
        let Some((year, month, number)) = parts(day) else { return day.to_owned() };
        let name = |months: [&'static str; 12]| months[month - 1];
        match self {
            Self::En => day.to_owned(),
            Self::De => format!("{number}. {} {year}", name(GERMAN)),
            // Only the first of a month is an ordinal.
            Self::Fr if number == 1 => format!("1er {} {year}", name(FRENCH)),
            Self::Fr => format!("{number} {} {year}", name(FRENCH)),
            Self::Hu => format!("{year}. {} {number}.", name(HUNGARIAN)),
            Self::Pl => format!("{number} {} {year}", name(POLISH)),
            Self::Cs => format!("{number}. {} {year}", name(CZECH)),
            Self::It => format!("{number} {} {year}", name(ITALIAN)),
            Self::Es => format!("{number} de {} de {year}", name(SPANISH)),
        }
    }
}

/// Prints the tag.
impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

fn parts(day: &str) -> Option<(u32, usize, u32)> {
    let (year, rest) = day.split_once('-')?;
    let (month, number) = rest.split_once('-')?;
    let (year, month, number) = (year.parse().ok()?, month.parse().ok()?, number.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&number)).then_some((year, month, number))
}

const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const HUNGARIAN: [&str; 12] = [
    "január",
    "február",
    "március",
    "április",
    "május",
    "június",
    "július",
    "augusztus",
    "szeptember",
    "október",
    "november",
    "december",
];
const POLISH: [&str; 12] = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
];
const CZECH: [&str; 12] = [
    "ledna",
    "února",
    "března",
    "dubna",
    "května",
    "června",
    "července",
    "srpna",
    "září",
    "října",
    "listopadu",
    "prosince",
];
const ITALIAN: [&str; 12] = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What Unicode's CLDR 47 prints for each (`Intl.NumberFormat`, `Intl.DateTimeFormat` of Node.js, style `long`),
    /// French *1er* and English ISO 8601 excepted.
    #[test]
    fn numbers_and_days_are_written_as_each_language_writes_them() {
        let expected = [
            (Locale::En, ["999", "1,475", "12,345", "1,234,567"], "2026-11-21"),
            (Locale::De, ["999", "1.475", "12.345", "1.234.567"], "21. November 2026"),
            (
                Locale::Fr,
                ["999", "1\u{202f}475", "12\u{202f}345", "1\u{202f}234\u{202f}567"],
                "21 novembre 2026",
            ),
            (Locale::Hu, ["999", "1475", "12\u{a0}345", "1\u{a0}234\u{a0}567"], "2026. november 21."),
            (Locale::Pl, ["999", "1475", "12\u{a0}345", "1\u{a0}234\u{a0}567"], "21 listopada 2026"),
            (Locale::Cs, ["999", "1\u{a0}475", "12\u{a0}345", "1\u{a0}234\u{a0}567"], "21. listopadu 2026"),
            (Locale::It, ["999", "1475", "12.345", "1.234.567"], "21 novembre 2026"),
            (Locale::Es, ["999", "1475", "12.345", "1.234.567"], "21 de noviembre de 2026"),
        ];
        for (locale, numbers, day) in expected {
            assert_eq!([999, 1_475, 12_345, 1_234_567].map(|number| locale.number(number)), numbers);
            assert_eq!(locale.day("2026-11-21"), day);
        }
        assert_eq!([0, 7, 100_000].map(|number| Locale::En.number(number)), ["0", "7", "100,000"]);
        assert_eq!(Locale::Fr.day("2026-05-01"), "1er mai 2026");
        assert_eq!((Locale::De.decimal("2.5"), Locale::En.decimal("2.5")), ("2,5".into(), "2.5".into()));
        let moment = "2026-11-21T08:30:00Z";
        assert_eq!(Locale::De.time(moment), "21. November 2026, 08:30:00 UTC");
        assert_eq!((Locale::En.time(moment), Locale::De.time("soon")), (moment.into(), "soon".into()));
        for odd in ["", "2026", "2026-13-01", "yesterday-1-1", "2026-01-01T00:00:00Z"] {
            assert_eq!(Locale::Pl.day(odd), odd);
        }
    }

    #[test]
    fn a_tag_with_a_country_is_of_its_language() {
        for (tag, locale) in [
            ("de-AT", Some(Locale::De)),
            ("PL", Some(Locale::Pl)),
            ("cs_CZ", Some(Locale::Cs)),
            ("den", None),
            ("", None),
            ("sk", None),
        ] {
            assert_eq!(Locale::parse(tag), locale, "{tag}");
        }
        let phrase = |language| Phrase::new("Wir", language);
        assert!(Locale::De.is_foreign(&phrase("pl")) && !Locale::De.is_foreign(&phrase("de-CH")));
        assert!(!Locale::De.is_foreign(&phrase("")) && !Locale::De.is_foreign(&Phrase::new(" ", "pl")));
    }
}
