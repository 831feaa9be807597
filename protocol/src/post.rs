//! Posts: what an organisation offers, looks for or announces, from one day to another.
//!
//! ```text
//! post/battery-reuse    kind: offer   title.en: …   until: 2027-03-31   ecosystem.energy-renewables: 1
//!                        │ span, on a day
//!                        ▼
//!                       upcoming ─ from ─► open ─ until ─► ended          withdrawn, from its day on
//! ```
//! Facts that the standard template also has use its keys, so that they read as in a profile. A post that is over is
//! never shown as open: the reader's day decides, not whoever wrote it. Source: `docs/spec/post.md`.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::Value;
use thiserror::Error;

use crate::profile::edit::{self, Edits, FieldError, Near};
use crate::profile::field::{Field, ValueKind};
use crate::profile::remark::{Expected, Remark};
use crate::profile::{Content, Profile};
use crate::text::{LanguageTag, TaggedText, excerpt, nearest};
use crate::time::Day;

/// A post as it is shown. Everything but the remarks is the organisation's own word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// What sort of post it is; `None` where a later version named another.
    pub kind: Option<PostKind>,
    /// Its titles.
    pub titles: TaggedText,
    /// When it holds.
    pub span: Span,
    /// What it says in the fields of the standard template: descriptions, region, ecosystems, website and so on.
    pub facts: Profile,
    /// Fields that this version does not know or could not understand, as text.
    pub others: BTreeMap<String, String>,
    /// What a reader should know about the fields.
    pub remarks: Vec<Remark>,
}

/// What sort of post it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PostKind {
    /// Business, technology or capacity that a partner can have.
    Offer,
    /// A partner, technology or capacity that is looked for.
    Request,
    /// A meeting, fair or visit.
    Event,
    /// A call for proposals, tenders or interest.
    Call,
    /// A project that runs or ran.
    Project,
    /// Something that worked, described for others.
    Practice,
    /// A case study.
    Case,
    /// Training.
    Course,
    /// A laboratory, pilot line or other place that others can use.
    Facility,
    /// An exchange of staff or a visit to a host.
    Mobility,
    /// Mentoring, given or looked for.
    Mentoring,
    /// An opening for somebody; no data of persons.
    Talent,
    /// A template, checklist, guide or program.
    Tool,
    /// A measure or strategy of public policy.
    Policy,
}

impl PostKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 14] = [
        Self::Offer,
        Self::Request,
        Self::Event,
        Self::Call,
        Self::Project,
        Self::Practice,
        Self::Case,
        Self::Course,
        Self::Facility,
        Self::Mobility,
        Self::Mentoring,
        Self::Talent,
        Self::Tool,
        Self::Policy,
    ];

    /// The word in documents and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Request => "request",
            Self::Event => "event",
            Self::Call => "call",
            Self::Project => "project",
            Self::Practice => "practice",
            Self::Case => "case",
            Self::Course => "course",
            Self::Facility => "facility",
            Self::Mobility => "mobility",
            Self::Mentoring => "mentoring",
            Self::Talent => "talent",
            Self::Tool => "tool",
            Self::Policy => "policy",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether such a post asks somebody to answer or to come, so that it must say until when.
    #[must_use]
    pub const fn must_end(self) -> bool {
        matches!(
            self,
            Self::Offer
                | Self::Request
                | Self::Event
                | Self::Call
                | Self::Mobility
                | Self::Mentoring
                | Self::Talent
        )
    }
}

/// From which day until which a post holds; both belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day; without one it holds at once.
    pub from: Option<Day>,
    /// The last day; without one it does not end.
    pub until: Option<Day>,
    /// The first day on which it is taken back.
    pub withdrawn: Option<Day>,
    /// Whether all of these days could be read. A post with one that could not is over.
    pub is_clear: bool,
}

impl Default for Span {
    fn default() -> Self {
        Self { from: None, until: None, withdrawn: None, is_clear: true }
    }
}

/// What a post is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PostState {
    /// It holds.
    Open,
    /// It will.
    Upcoming,
    /// It held.
    Ended,
    /// It was taken back.
    Withdrawn,
}

impl PostState {
    /// All of them, the liveliest first.
    pub const ALL: [Self; 4] = [Self::Open, Self::Upcoming, Self::Ended, Self::Withdrawn];

    /// The word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Upcoming => "upcoming",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of that word.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether it is open or will be.
    #[must_use]
    pub const fn is_current(self) -> bool {
        matches!(self, Self::Open | Self::Upcoming)
    }
}

impl Span {
    /// What the post is on a day.
    #[must_use]
    pub fn state(&self, on: Day) -> PostState {
        let is_past = |last: Day| last < on;
        if self.withdrawn.is_some_and(|withdrawn| withdrawn <= on) {
            PostState::Withdrawn
        } else if !self.is_clear || self.until.is_some_and(is_past) {
            PostState::Ended
        } else if self.from.is_some_and(|first| first > on) {
            PostState::Upcoming
        } else {
            PostState::Open
        }
    }

    /// The first day on which a post that is open or upcoming is so no more; `None` where that day never comes.
    #[must_use]
    pub fn end(&self) -> Option<Day> {
        self.until.and_then(Day::next).into_iter().chain(self.withdrawn).min()
    }
}

impl Post {
    /// Reads whatever a document holds.
    #[must_use]
    pub fn read(content: &Content) -> Self {
        let mut post = Self::default();
        let (facts, own): (BTreeMap<&String, &Value>, BTreeMap<_, _>) =
            content.iter().partition(|(key, _)| {
                Field::of_key(key)
                    .is_some_and(|(field, rest)| SHARED.contains(&field.key) && field.takes(rest))
            });
        post.facts =
            Profile::read(&facts.into_iter().map(|(key, value)| (key.clone(), value.clone())).collect());
        for (key, value) in own {
            post.read_own(key, value);
        }
        // A post has titles where a profile has names.
        post.remarks.extend(std::mem::take(&mut post.facts.remarks));
        post.remarks.retain(|remark| *remark != Remark::NoName);
        if post.titles.is_empty() {
            post.remarks.push(Remark::Unreadable { field: "title".to_owned(), expected: TITLE.into() });
        }
        post.others.extend(std::mem::take(&mut post.facts.others));
        post
    }

    fn read_own(&mut self, key: &str, value: &Value) {
        let text = value.as_str();
        let read = match (key, text) {
            ("kind", Some(text)) => {
                self.kind = PostKind::parse(text);
                self.kind.ok_or(Expected::PostKind(KINDS)).map(drop)
            }
            ("from" | "until" | "withdrawn", _) => {
                let day = text.and_then(|text| Day::parse(text).ok());
                self.span.is_clear &= day.is_some();
                match key {
                    "from" => self.span.from = day,
                    "until" => self.span.until = day,
                    _ => self.span.withdrawn = day,
                }
                day.ok_or(ValueKind::Day.into()).map(drop)
            }
            (key, text) => match (title_language(key), text.filter(|text| TITLE.accepts(text))) {
                (Some(language), Some(text)) => {
                    self.titles.insert(language, text.to_owned());
                    Ok(())
                }
                (Some(_), None) => Err(TITLE.into()),
                (None, _) if key == "kind" => Err(Expected::PostKind(KINDS)),
                (None, _) => {
                    self.remarks.push(Remark::UnknownField { field: key.to_owned() });
                    self.keep(key, value);
                    return;
                }
            },
        };
        if let Err(expected) = read {
            self.remarks.push(Remark::Unreadable { field: key.to_owned(), expected });
            self.keep(key, value);
        }
    }

    fn keep(&mut self, key: &str, value: &Value) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        self.others.insert(key.to_owned(), text);
    }

    /// Whether it can be published: it says what it is, what it is called and, if somebody is to answer it, until when.
    ///
    /// # Errors
    ///
    /// [`PostFault`] says what is missing.
    pub fn check(&self) -> Result<(), PostFault> {
        let kind = self.kind.ok_or(PostFault::NoKind)?;
        if self.titles.is_empty() {
            return Err(PostFault::NoTitle);
        }
        let Span { from, until, is_clear, .. } = self.span;
        match (from, until) {
            _ if !is_clear => Err(PostFault::Days),
            (_, None) if kind.must_end() => Err(PostFault::NoEnd { kind: kind.code() }),
            (Some(from), Some(until)) if until < from => Err(PostFault::Reversed { from, until }),
            _ => Ok(()),
        }
    }
}

/// Reads `FIELD=VALUE` as the changes that it asks for; none if the post says so already. An empty value removes a field.
///
/// # Errors
///
/// [`PostFault`], with the nearest field names or codes.
pub fn parse_field(current: &Content, key: &str, text: &str) -> Result<Edits, PostFault> {
    let mut edits = asked_for(current, key, text.trim())?;
    edits.retain(|key, value| current.get(key) != value.as_ref());
    Ok(edits)
}

fn asked_for(current: &Content, key: &str, text: &str) -> Result<Edits, PostFault> {
    let named = Field::of_key(key).map(|(field, _)| field).or_else(|| Field::named(key));
    if named.is_some_and(|field| SHARED.contains(&field.key)) {
        return Ok(edit::parse_field(current, key, text)?);
    }
    if text.is_empty() && current.contains_key(key) {
        return Ok(Edits::from([(key.to_owned(), None)]));
    }
    let (key, is_right, expected) = match key {
        "kind" => (key.to_owned(), PostKind::parse(text).is_some(), Cow::Borrowed(KINDS)),
        "from" | "until" | "withdrawn" => {
            (key.to_owned(), Day::parse(text).is_ok(), ValueKind::Day.expected())
        }
        _ => match key.strip_prefix("title.").map(LanguageTag::parse) {
            Some(Ok(language)) => (format!("title.{language}"), TITLE.accepts(text), TITLE.expected()),
            Some(Err(_)) => return Err(PostFault::Title { key: excerpt(key) }),
            None if key == "title" => return Err(PostFault::Title { key: excerpt(key) }),
            None => {
                let word = key.split('.').next().unwrap_or_default();
                let near = nearest(word, OWN.into_iter().chain(SHARED)).into_iter().map(str::to_owned);
                return Err(PostFault::UnknownField { field: excerpt(key), near: Near(near.collect()) });
            }
        },
    };
    match (text.is_empty(), is_right) {
        (true, _) => Ok(Edits::from([(key, None)])),
        (false, true) => Ok(Edits::from([(key, Some(Value::from(text)))])),
        (false, false) => Err(PostFault::Value { field: key, expected, found: excerpt(text) }),
    }
}

/// The language of a title's key in the one form in which it is written.
fn title_language(key: &str) -> Option<LanguageTag> {
    let rest = key.strip_prefix("title.")?;
    LanguageTag::parse(rest).ok().filter(|tag| tag.as_str() == rest)
}

/// Those of an organisation's posts that readers take into account, the newest first, each with where it came from.
///
/// `newest` is the time and the id of the newest entry of a document. A document of which nothing is left is no post.
pub fn newest<D, N: Ord>(
    documents: impl IntoIterator<Item = D>,
    newest: impl Fn(&D) -> N,
    facts: impl Fn(&D) -> Content,
) -> Vec<(D, Post)> {
    let mut documents: Vec<D> = documents.into_iter().collect();
    documents.sort_by_cached_key(|document| Reverse(newest(document)));
    let read = documents.into_iter().map(|document| (facts(&document), document));
    let posts = read.filter(|(facts, _)| !facts.is_empty()).take(POSTS_MAX);
    posts.map(|(facts, document)| (document, Post::read(&facts))).collect()
}

/// Why a post cannot be so.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PostFault {
    /// A post has no such field.
    #[error("{field:?} is not a field of a post{near}")]
    UnknownField {
        /// What was asked for.
        field: String,
        /// Fields that may be meant.
        near: Near,
    },
    /// A title without its language.
    #[error("{key:?} should be formed as title.en")]
    Title {
        /// What was asked for.
        key: String,
    },
    /// The value is not what the field takes.
    #[error("{field}: expected {expected}, found {found:?}")]
    Value {
        /// The field.
        field: String,
        /// What it takes.
        expected: Cow<'static, str>,
        /// What was given.
        found: String,
    },
    /// A field of the template does not take that.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// No kind.
    #[error("the post does not say what it is: kind is {KINDS}")]
    NoKind,
    /// No title.
    #[error("the post has no title; give it one, such as title.en=\"Partner for battery reuse\"")]
    NoTitle,
    /// Somebody is to answer it, and nobody knows until when.
    #[error("a post of the kind {kind} must say its last day, such as until=2027-03-31")]
    NoEnd {
        /// The kind.
        kind: &'static str,
    },
    /// A last day before the first.
    #[error("the post would end on {until}, before it begins on {from}")]
    Reversed {
        /// The first day.
        from: Day,
        /// The last.
        until: Day,
    },
    /// A day that cannot be read.
    #[error("one of the days cannot be read; set from, until and withdrawn anew, or remove them")]
    Days,
}

/// The collection of posts.
pub const COLLECTION: &str = "post";
/// Readers take so many of an organisation's posts into account: those that were changed last.
pub const POSTS_MAX: usize = 500;
const TITLE: ValueKind = ValueKind::Text(512);
const KINDS: &str = "offer, request, event, call, project, practice, case, course, facility, mobility, mentoring, talent, tool or \
                     policy";
const OWN: [&str; 5] = ["kind", "title", "from", "until", "withdrawn"];
/// Fields of the standard template that a post has as well.
const SHARED: [&str; 13] = [
    "description",
    "country",
    "region",
    "region.list",
    "place",
    "website",
    "ecosystem",
    "nace",
    "emerging",
    "s3",
    "technology",
    "cooperation.objective",
    "cooperation.country",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn content(pairs: &[(&str, &str)]) -> Content {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect()
    }

    #[test]
    fn both_its_days_belong_to_a_post() {
        let post =
            Post::read(&content(&[("from", "2027-03-01"), ("until", "2027-03-31"), ("title.en", "x")]));
        for (on, state) in [
            ("2027-02-28", PostState::Upcoming),
            ("2027-03-01", PostState::Open),
            ("2027-03-31", PostState::Open),
            ("2027-04-01", PostState::Ended),
        ] {
            assert_eq!(post.span.state(day(on)), state, "{on}");
        }
        assert_eq!(post.span.end(), Some(day("2027-04-01")));
        let open = Post::read(&content(&[("title.en", "x")]));
        assert_eq!((open.span.state(day("1999-01-01")), open.span.end()), (PostState::Open, None));
    }

    #[test]
    fn a_post_is_withdrawn_from_its_day_on_even_if_it_had_ended() {
        let post = Post::read(&content(&[("until", "2027-03-31"), ("withdrawn", "2027-02-01")]));
        let state = |on: &str| post.span.state(day(on));
        assert_eq!(
            [state("2027-01-31"), state("2027-02-01"), state("2027-04-01")],
            [PostState::Open, PostState::Withdrawn, PostState::Withdrawn]
        );
        assert_eq!(post.span.end(), Some(day("2027-02-01")));
    }

    #[test]
    fn a_post_whose_days_cannot_be_read_is_never_open() {
        for pairs in [
            content(&[("until", "next spring")]),
            content(&[("from", "2027-3-1")]),
            content(&[("withdrawn", "yes")]),
            Content::from([("until".to_owned(), 20_270_331.into())]),
            content(&[("from", "2027-03-31"), ("until", "2027-03-01")]),
        ] {
            let post = Post::read(&pairs);
            let days = ["2026-01-01", "2027-02-28", "2027-03-15", "2027-04-01", "2100-01-01"];
            assert!(days.iter().all(|on| post.span.state(day(on)) != PostState::Open), "{pairs:?}");
        }
    }

    #[test]
    fn what_is_not_understood_is_kept() {
        let mut given = content(&[
            ("kind", "auction"),
            ("title.EN", "shouted"),
            ("title.de", "Partner gesucht"),
            ("members.sme", "84"),
            ("reply.to", "us"),
            ("ecosystem.new-one", "9"),
        ]);
        given.insert("until".to_owned(), true.into());
        let post = Post::read(&given);
        assert_eq!(post.kind, None);
        assert_eq!(
            post.titles.iter().map(|(tag, text)| (tag.as_str(), text)).collect::<Vec<_>>(),
            [("de", "Partner gesucht")]
        );
        assert_eq!(
            post.others.keys().collect::<Vec<_>>(),
            ["kind", "members.sme", "reply.to", "title.EN", "until"]
        );
        assert_eq!(post.facts.ecosystems.len(), 1);
        assert_eq!(post.remarks.len(), 6, "{:?}", post.remarks);
    }

    #[test]
    fn every_field_that_a_post_has_can_be_set_and_is_read() {
        let examples = [
            "offer",
            "2027-01-31",
            "AT221",
            "AT",
            "https://a.example",
            "digital",
            "26.11",
            "nuts/2024",
            "Graz",
        ];
        for field in OWN.into_iter().chain(SHARED) {
            let key = match field {
                "title" | "description" => format!("{field}.en"),
                "technology" => "technology.own-one".to_owned(),
                _ => field.to_owned(),
            };
            let list = match Field::named(field).map(|field| field.keys) {
                Some(crate::profile::field::Keys::ByCode(list)) => {
                    list.entries().next().map(|entry| entry.code)
                }
                _ => None,
            };
            let edits = list
                .into_iter()
                .chain(examples)
                .find_map(|text| parse_field(&Content::new(), &key, text).ok());
            let set =
                edit::edited(&Content::new(), &edits.unwrap_or_else(|| panic!("{key} takes no example")));
            let mut read = Post::read(&set);
            read.remarks.clear();
            let mut nothing = Post::read(&Content::new());
            nothing.remarks.clear();
            assert!(read.others.is_empty(), "{key}: {:?}", read.others);
            assert!(read != nothing || field == "region.list", "{key} changes the post");
        }
    }

    #[test]
    fn a_slip_gets_the_nearest_words() {
        let says = |key: &str, text: &str| {
            parse_field(&Content::new(), key, text).map_err(|fault| fault.to_string()).unwrap_err()
        };
        assert_eq!(says("titel.en", "x"), "\"titel.en\" is not a field of a post; did you mean title?");
        assert_eq!(says("title", "x"), "\"title\" should be formed as title.en");
        assert_eq!(
            says("until", "31.3.2027"),
            "until: expected a day such as 2026-11-21, found \"31.3.2027\""
        );
        assert!(says("ecosystem", "helth").contains("did you mean health"));
        assert!(says("members.sme", "3").contains("is not a field of a post"));
        assert!(says("kind", "auction").contains("offer, request"));
    }

    #[test]
    fn what_asks_for_answers_must_end() {
        let faults = |pairs: &[(&str, &str)]| Post::read(&content(pairs)).check();
        assert_eq!(faults(&[("title.en", "x")]), Err(PostFault::NoKind));
        assert_eq!(faults(&[("kind", "tool")]), Err(PostFault::NoTitle));
        assert_eq!(faults(&[("kind", "tool"), ("title.en", "x")]), Ok(()));
        assert_eq!(faults(&[("kind", "offer"), ("title.en", "x")]), Err(PostFault::NoEnd { kind: "offer" }));
        assert_eq!(faults(&[("kind", "offer"), ("title.en", "x"), ("until", "2027-01-01")]), Ok(()));
        assert_eq!(faults(&[("kind", "tool"), ("title.en", "x"), ("until", "soon")]), Err(PostFault::Days));
        let reversed =
            [("kind", "event"), ("title.en", "x"), ("from", "2027-02-02"), ("until", "2027-02-01")];
        assert!(matches!(faults(&reversed), Err(PostFault::Reversed { .. })));
    }

    #[test]
    fn words_for_kinds_and_states_are_read_as_they_are_written() {
        assert!(PostKind::ALL.iter().all(|kind| PostKind::parse(kind.code()) == Some(*kind)));
        assert!(PostState::ALL.iter().all(|state| PostState::parse(state.code()) == Some(*state)));
        let named: Vec<&str> =
            KINDS.split([',', ' ']).filter(|word| !word.is_empty() && *word != "or").collect();
        assert_eq!(named, PostKind::ALL.map(PostKind::code));
    }
}
