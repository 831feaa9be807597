//! What the protocol says, in the words of the reader's language: `node/locales/<language>/verdict.ftl` and `rule.ftl`.

use protocol::sentence::{Part, Sentence};

use crate::http::page::{capitalised, in_english, phrase, said, stopped, titled};
use crate::pages::locale::Locale;
use crate::pages::message::Message;
use crate::pages::words::Phrase;

/// A sentence that stands alone, with a capital and a full stop.
pub(super) fn whole(locale: Locale, sentence: &Sentence) -> Phrase {
    let alone = alone(locale, sentence);
    Phrase { text: stopped(&alone.text), ..alone }
}

/// The same as a title, without a full stop.
pub(super) fn alone(locale: Locale, sentence: &Sentence) -> Phrase {
    let within = within(locale, sentence);
    // A name keeps the letters that it has.
    let begins_with_name = sentence.parts().iter().any(|(_, part)| match part {
        Part::Text(name) | Part::Quoted(name) => !name.is_empty() && within.text.starts_with(&said(name)),
        _ => false,
    });
    if begins_with_name { within } else { Phrase { text: capitalised(&within.text), ..within } }
}

/// A sentence as a part of another.
pub(super) fn within(locale: Locale, sentence: &Sentence) -> Phrase {
    match sentence.key() {
        None => in_english(&sentence.to_string()),
        Some(key) => {
            let filled = |message, (name, part): &(&'static str, Part)| filled(locale, message, name, part);
            Phrase::plain(&sentence.parts().iter().fold(locale.t(key), filled).to_text())
        }
    }
}

fn filled(locale: Locale, message: Message, name: &'static str, part: &Part) -> Message {
    match part {
        Part::Number(number) => message.count(name, *number),
        // English says itself how many of what.
        Part::Amount { english, .. } if locale == Locale::En => message.text(name, english),
        Part::Decimal(digits) | Part::Amount { digits, .. } => match digits.parse::<u64>() {
            Ok(number) => message.count(name, number),
            Err(_) => message.text(name, locale.decimal(digits)),
        },
        Part::Day(day) => message.day(name, day),
        Part::Time(at) => message.text(name, locale.time(&at.to_string())),
        Part::Text(text) => message.text(name, locale.marked(phrase(text, ""))),
        Part::Quoted(text) => message.text(name, locale.quoted(&locale.marked(phrase(text, "")))),
        Part::Titles(titles) => message.text(name, locale.marked(titled(locale, titles))),
        Part::Word(word) => message.choice(name, word),
        Part::Sentence(inner) => message.text(name, within(locale, inner).text),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use protocol::sentence;
    use protocol::time::{Day, Timestamp};

    use super::*;

    fn day() -> Day {
        Day::parse("2027-02-01").expect("a day")
    }

    #[test]
    fn a_sentence_is_said_in_the_language_of_the_reader() {
        let said = |sentence: &Sentence| Locale::ALL.map(|locale| whole(locale, sentence).text);
        assert_eq!(
            said(&sentence!("verdict-holds-on", day = day())),
            [
                "K 1. února 2027 není pozastavená ani ukončená.",
                "Am 1. Februar 2027 weder ausgesetzt noch beendet.",
                "Neither suspended nor ended on 2027-02-01.",
                "A 1 de febrero de 2027, ni suspendido ni terminado.",
                "Ni suspendu ni terminé au 1er février 2027.",
                "Né sospeso né terminato alla data: 1 febbraio 2027.",
                "Nincs felfüggesztve, és nem szűnt meg ezen a napon: 2027. február 1.",
                "W dniu 1 lutego 2027 ani zawieszony, ani zakończony.",
            ]
        );
    }

    #[test]
    fn english_pages_say_what_reports_say() {
        let months = |count: u16| Part::amount(count, if count == 1 { "one month" } else { "6 months" });
        for sentence in [
            sentence!("verdict-may", party = "A", action = Part::Word("issue"), chain = "B", until = day()),
            sentence!("rule-suspension", months = months(1)),
            sentence!("rule-suspension", months = months(6)),
            sentence!("verdict-fresh", stated = Timestamp::parse("2027-02-01T12:00:00Z").expect("a time")),
            sentence!(
                "rule-total-points",
                points = Part::Decimal("2.5".into()),
                most = Part::Decimal("5".into())
            ),
        ] {
            assert_eq!(within(Locale::En, &sentence).text, sentence.to_string());
        }
    }

    #[test]
    fn parts_are_written_as_the_language_writes_them() {
        let german = |sentence: Sentence| whole(Locale::De, &sentence).text;
        let months = |digits: u16| Part::amount(digits, "in English");
        assert_eq!(
            german(sentence!("rule-suspension", months = months(1))),
            "Ein Label wird für höchstens 1 Monat ausgesetzt."
        );
        assert_eq!(
            german(sentence!("rule-suspension", months = months(6))),
            "Ein Label wird für höchstens 6 Monate ausgesetzt."
        );
        assert_eq!(
            german(sentence!("verdict-ended", how = Part::Word("withdrawn"), since = day(), reason = "x")),
            "Entzogen seit 1. Februar 2027: x."
        );
        let at = Timestamp::parse("2027-02-01T12:00:00Z").expect("a time");
        assert_eq!(
            german(sentence!("verdict-fresh", stated = at)),
            "Nach der Aussage des Ausstellers vom 1. Februar 2027, 12:00:00 UTC."
        );
        let titles =
            BTreeMap::from([("en".to_owned(), "Gold".to_owned()), ("de".to_owned(), "Goldstufe".to_owned())]);
        assert_eq!(
            german(sentence!("verdict-reduced", level = &titles)),
            "Es wurde auf „Goldstufe“ herabgesetzt."
        );
    }

    #[test]
    fn a_name_keeps_its_small_letter_and_hides_nothing() {
        let said = whole(Locale::En, &sentence!("verdict-holder", holder = "e\u{202e}Cluster"));
        assert!(said.text.starts_with('e') && !said.text.contains('\u{202e}'), "{}", said.text);
        let unsaid = sentence!("verdict-ended", how = Part::Word("withdrawn"), since = day(), reason = "");
        let said = whole(Locale::En, &unsaid).text;
        assert!(said.starts_with(char::is_uppercase), "{said}");
        let plain = whole(Locale::De, &Sentence::english("only in English".into()));
        assert_eq!((plain.text.as_str(), plain.language.as_str()), ("Only in English.", "en"));
    }
}
