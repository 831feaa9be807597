//! What the pages say: messages under keys, in the language of the reader.
//!
//! A message is text without markup, with places for what differs from page to page:
//!
//! ```text
//! say-shown = The newest { $shown } of           frame.t("say-shown")
//!     { $all } are shown here.                       .count("shown", list.len()).count("all", in_all)
//! search-results = { $total ->                   frame.t("search-results")
//!     [one] { $total } result                        .strong("total", paging.total)
//!    *[other] { $total } results
//! }
//! ```
//! A language may put the places in another order and choose words by a number. Whatever is filled in is written as
//! what it is (a day in the language's form, a name with its own language, a link); message and filling are escaped
//! each for itself, so neither can become markup.

use std::fmt::{self, Write as _};
use std::sync::LazyLock;

use askama::Template;
use askama::filters::{Html, HtmlSafe, escape};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use protocol::text::Lookalike;
use unic_langid::LanguageIdentifier;

use super::locale::Locale;
use super::words::{Count, Link, Party, Phrase};

impl Locale {
    /// The message of a key.
    pub fn t(self, key: &str) -> Message {
        Message { locale: self, key: key.to_owned(), fillings: Vec::new() }
    }

    /// A count as the language writes it.
    #[must_use]
    pub fn n(self, count: impl Number) -> String {
        self.number(count.value())
    }

    /// A day as the language writes it.
    pub fn date(self, day: impl ToString) -> Dated {
        Dated { locale: self, day: day.to_string() }
    }

    /// In words, in which language a text is; of a language without a name here its tag.
    pub fn in_language(self, phrase: impl AsRef<Phrase>) -> Message {
        let tag = &phrase.as_ref().language;
        let language = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let key = format!("in-language-{language}");
        if self.bundle().has_message(&key) { self.t(&key) } else { self.t("in-language").text("tag", tag) }
    }

    /// In words, why a name may be taken for another one, if it may.
    #[must_use]
    pub fn mark(self, phrase: impl AsRef<Phrase>) -> Option<Message> {
        phrase.as_ref().lookalike.map(|why| match why {
            Lookalike::MixedAlphabets => self.t("say-mixed-alphabets"),
            Lookalike::LooksLatin => self.t("say-looks-latin"),
        })
    }

    /// What somebody wrote, with the mark of a name that may be taken for another one, as plain text.
    #[must_use]
    pub fn marked(self, phrase: impl AsRef<Phrase>) -> String {
        let phrase = phrase.as_ref();
        match self.mark(phrase) {
            Some(mark) => format!("{} (⚠ {})", phrase.text, mark.to_text()),
            None => phrase.text.clone(),
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        let place = Self::ALL.iter().position(|locale| *locale == self);
        &BUNDLES[place.expect("all are in the list of all")]
    }
}

/// A message, to be filled in and shown. As HTML it prints itself escaped; [`Message::to_text`] gives the plain words.
#[derive(Clone, Debug)]
#[must_use]
pub struct Message {
    locale: Locale,
    key: String,
    fillings: Vec<(&'static str, Filling)>,
}

#[derive(Clone, Debug)]
enum Filling {
    Number {
        value: u64,
        is_strong: bool,
    },
    Day(String),
    Text(String),
    Code(String),
    Strong(String),
    Phrase(Phrase),
    Party(Party),
    Link(Link),
    /// Chooses words, and is not shown.
    Choice(String),
}

impl Message {
    /// Fills in a number; the language may choose its words by it.
    pub fn count(self, name: &'static str, count: impl Number) -> Self {
        self.filled(name, Filling::Number { value: count.value(), is_strong: false })
    }

    /// Fills in a number that stands out.
    pub fn strong(self, name: &'static str, count: impl Number) -> Self {
        self.filled(name, Filling::Number { value: count.value(), is_strong: true })
    }

    /// Fills in a day, `YYYY-MM-DD`.
    pub fn day(self, name: &'static str, day: impl ToString) -> Self {
        self.filled(name, Filling::Day(day.to_string()))
    }

    /// Fills in words in the language of the message, or a name that has none.
    pub fn text(self, name: &'static str, text: impl ToString) -> Self {
        self.filled(name, Filling::Text(text.to_string()))
    }

    /// Fills in words that stand out.
    pub fn strong_text(self, name: &'static str, text: impl ToString) -> Self {
        self.filled(name, Filling::Strong(text.to_string()))
    }

    /// Fills in what people type, or a code.
    pub fn code(self, name: &'static str, code: impl ToString) -> Self {
        self.filled(name, Filling::Code(code.to_string()))
    }

    /// Fills in what somebody said, with its language and isolated from the writing direction around it.
    pub fn phrase(self, name: &'static str, phrase: impl AsRef<Phrase>) -> Self {
        self.filled(name, Filling::Phrase(phrase.as_ref().clone()))
    }

    /// Fills in an organisation.
    pub fn party(self, name: &'static str, party: impl AsRef<Party>) -> Self {
        self.filled(name, Filling::Party(party.as_ref().clone()))
    }

    /// Fills in a link.
    pub fn link(self, name: &'static str, link: impl AsRef<Link>) -> Self {
        self.filled(name, Filling::Link(link.as_ref().clone()))
    }

    /// Gives a word by which the language chooses its own.
    pub fn choice(self, name: &'static str, word: impl ToString) -> Self {
        self.filled(name, Filling::Choice(word.to_string()))
    }

    /// The plain words, for a title, an attribute or a text that is escaped later.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write(
            &mut text,
            |out, words| out.write_str(words),
            |out, filling| filling.write_text(out, self.locale),
        )
        .expect("writing into memory does not fail");
        text
    }

    fn filled(mut self, name: &'static str, filling: Filling) -> Self {
        self.fillings.push((name, filling));
        self
    }

    /// Writes the words and the fillings in the order of the language.
    fn write<W: fmt::Write>(
        &self,
        out: &mut W,
        words: impl Fn(&mut W, &str) -> fmt::Result,
        filling: impl Fn(&mut W, &Filling) -> fmt::Result,
    ) -> fmt::Result {
        let pattern = self.pattern();
        let mut rest = pattern.as_str();
        while let Some((position, mark)) = rest.char_indices().find(|(_, letter)| place_of(*letter).is_some())
        {
            words(out, &rest[..position])?;
            if let Some((_, filled)) = place_of(mark).and_then(|place| self.fillings.get(place)) {
                filling(out, filled)?;
            }
            rest = &rest[position + mark.len_utf8()..];
        }
        words(out, rest)
    }

    /// The message with a mark wherever something is filled in.
    fn pattern(&self) -> String {
        let bundle = self.locale.bundle();
        let Some(pattern) = bundle.get_message(&self.key).and_then(|message| message.value()) else {
            tracing::error!(key = self.key, language = %self.locale, "a message is missing");
            debug_assert!(false, "{} has no message {}", self.locale, self.key);
            return self.key.clone();
        };
        let mut arguments = FluentArgs::with_capacity(self.fillings.len());
        for (place, (name, filling)) in self.fillings.iter().enumerate() {
            arguments.set(*name, filling.argument(mark_of(place)));
        }
        let mut errors = Vec::new();
        let written = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(key = self.key, language = %self.locale, ?errors, "a message is not filled in");
            debug_assert!(false, "{} in {}: {errors:?}", self.key, self.locale);
        }
        written
    }
}

/// Prints HTML.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, escaped, |out, filling| filling.write_html(out, self.locale))
    }
}

impl HtmlSafe for Message {}

impl Filling {
    fn argument(&self, mark: char) -> FluentValue<'static> {
        match self {
            Self::Number { value, .. } => {
                // Counts here stay far below 2^53, up to which a float is exact.
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "plural rules look at the last digits of small counts"
                )]
                let value = *value as f64;
                let options =
                    FluentNumberOptions { currency: Some(mark.into()), ..FluentNumberOptions::default() };
                FluentValue::Number(FluentNumber::new(value, options))
            }
            Self::Choice(word) => FluentValue::String(word.clone().into()),
            _ => FluentValue::String(String::from(mark).into()),
        }
    }

    fn write_text(&self, out: &mut impl fmt::Write, locale: Locale) -> fmt::Result {
        match self {
            Self::Number { value, .. } => out.write_str(&locale.number(*value)),
            Self::Day(day) => out.write_str(&locale.day(day)),
            Self::Text(text) | Self::Code(text) | Self::Strong(text) | Self::Choice(text) => {
                out.write_str(text)
            }
            Self::Phrase(phrase) => out.write_str(&locale.marked(phrase)),
            Self::Party(party) => out.write_str(&locale.marked(&party.name)),
            Self::Link(link) => out.write_str(&link.text),
        }
    }

    fn write_html(&self, out: &mut impl fmt::Write, locale: Locale) -> fmt::Result {
        match self {
            Self::Number { value, is_strong: true } => {
                write!(out, "<strong>{}</strong>", locale.number(*value))
            }
            Self::Day(day) => write!(out, "{}", locale.date(day)),
            Self::Code(code) => {
                out.write_str("<code>")?;
                escaped(out, code)?;
                out.write_str("</code>")
            }
            Self::Strong(text) => {
                out.write_str("<strong>")?;
                escaped(out, text)?;
                out.write_str("</strong>")
            }
            Self::Phrase(said) => write!(out, "{}", SaidTag { frame: locale, said }),
            Self::Party(named) => write!(out, "{}", PartyTag { frame: locale, named }),
            Self::Link(leading) => write!(out, "{}", LinkTag { leading }),
            Self::Number { .. } | Self::Text(_) | Self::Choice(_) => {
                let mut text = String::new();
                self.write_text(&mut text, locale)?;
                escaped(out, &text)
            }
        }
    }
}

/// A day, written in a language; prints HTML.
#[derive(Clone, Debug)]
#[must_use]
pub struct Dated {
    locale: Locale,
    day: String,
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.locale.day(&self.day);
        f.write_str("<time")?;
        if written != self.day {
            f.write_str(" datetime=\"")?;
            escaped(f, &self.day)?;
            f.write_char('"')?;
        }
        f.write_char('>')?;
        escaped(f, &written)?;
        f.write_str("</time>")
    }
}

impl HtmlSafe for Dated {}

/// What counts something.
pub trait Number {
    /// The number.
    fn value(&self) -> u64;
}

impl Number for Count {
    fn value(&self) -> u64 {
        self.0
    }
}

impl Number for u64 {
    fn value(&self) -> u64 {
        *self
    }
}

impl Number for u32 {
    fn value(&self) -> u64 {
        u64::from(*self)
    }
}

impl Number for usize {
    fn value(&self) -> u64 {
        *self as u64
    }
}

impl<T: Number + ?Sized> Number for &T {
    fn value(&self) -> u64 {
        (**self).value()
    }
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% import "say.html" as say %}{{ say::phrase(said) }}"#)]
struct SaidTag<'a> {
    /// Where the macro looks for words.
    frame: Locale,
    said: &'a Phrase,
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% import "say.html" as say %}{{ say::party(named) }}"#)]
struct PartyTag<'a> {
    /// Where the macro looks for words.
    frame: Locale,
    named: &'a Party,
}

#[derive(Template)]
#[template(ext = "html", source = r#"{% import "say.html" as say %}{{ say::link(leading) }}"#)]
struct LinkTag<'a> {
    leading: &'a Link,
}

fn escaped(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    let Ok(text) = escape(text, Html);
    write!(out, "{text}")
}

/// The mark of a filling: a letter of the private-use area, which no message holds (a test sees to it).
fn mark_of(place: usize) -> char {
    u32::try_from(place).ok().and_then(|place| char::from_u32(FIRST_MARK + place)).unwrap_or('\u{f8ff}')
}

fn place_of(letter: char) -> Option<usize> {
    let is_mark = (FIRST_MARK..=LAST_MARK).contains(&u32::from(letter));
    is_mark.then(|| (u32::from(letter) - FIRST_MARK) as usize)
}

const FIRST_MARK: u32 = 0xe000;
const LAST_MARK: u32 = 0xf8ff;

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; Locale::ALL.len()]> =
    LazyLock::new(|| Locale::ALL.map(bundle));

/// The messages of a language. A number is written as its mark, which it carries where a currency would stand.
fn bundle(locale: Locale) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = locale.tag().parse().expect("the tags are language tags");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) => number.options.currency.clone(),
        _ => None,
    }));
    for (file, text) in texts(locale) {
        let resource = FluentResource::try_new((*text).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("locales/{locale}/{file}.ftl cannot be read: {errors:?}"));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("locales/{locale}/{file}.ftl says again: {errors:?}"));
    }
    bundle
}

/// One file a page, and two for what stands on several.
macro_rules! files {
    ($language:tt) => {
        files!($language, ["frame", "say", "search", "organisation", "profile", "listing", "post", "label", "scheme", "node", "problem", "languages", "map", "counts", "region", "remark", "issuer", "compare", "portal", "saved", "zoom"])
    };
    ($language:tt, [$($file:literal),* $(,)?]) => {
        &[
            $(($file, include_str!(concat!("../../locales/", $language, "/", $file, ".ftl"))),)*
            ("verdict", sentences!($language, VERDICT, "verdict")),
            ("rule", sentences!($language, RULE, "rule")),
        ]
    };
}

/// What the protocol says; its English stands with it.
macro_rules! sentences {
    ("en", $english:ident, $file:literal) => {
        protocol::sentence::$english
    };
    ($language:tt, $english:ident, $file:literal) => {
        include_str!(concat!("../../locales/", $language, "/", $file, ".ftl"))
    };
}

/// The files of a language with their names.
pub(crate) const fn texts(locale: Locale) -> &'static [(&'static str, &'static str)] {
    match locale {
        Locale::En => files!("en"),
        Locale::De => files!("de"),
        Locale::Fr => files!("fr"),
        Locale::Hu => files!("hu"),
        Locale::Pl => files!("pl"),
        Locale::Cs => files!("cs"),
        Locale::It => files!("it"),
        Locale::Es => files!("es"),
    }
}

#[cfg(test)]
mod tests;
