//! Links: what two organisations say of each other, that they cooperate or that one is a member of the other.
//!
//! ```text
//! A: link/<B>  cooperation  ┐                     A: link/<B>  member-of   ┐
//! B: link/<A>  cooperation  ┴─► confirmed         B: link/<A>  has-member  ┴─► confirmed
//! A alone: "A says"         while both hold, on a day, whoever said it first
//! ```
//! One side's word is only that: anybody can claim to be a partner of anybody. Source: `docs/spec/link.md`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;
use thiserror::Error;

use crate::organisation::OrganisationId;
use crate::profile::Content;
use crate::profile::edit::{Edits, Near};
use crate::profile::field::ValueKind;
use crate::text::{LanguageTag, TaggedText, excerpt, nearest};
use crate::time::Day;

/// What one organisation says of its tie to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Who says it.
    pub by: OrganisationId,
    /// Of whom.
    pub with: OrganisationId,
    /// Which tie.
    pub sort: Sort,
    /// The first day; without one it is not said since when.
    pub since: Option<Day>,
    /// The last day; without one it lasts.
    pub until: Option<Day>,
    /// What the tie is about.
    pub texts: TaggedText,
    /// Whether both days could be read. A link with one that could not holds on no day.
    pub is_clear: bool,
}

/// Which tie, from the side of who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// They work together.
    Cooperation,
    /// The other is a member of the one who says it.
    HasMember,
    /// The one who says it is a member of the other.
    MemberOf,
}

impl Sort {
    /// All of them, by their words.
    pub const ALL: [Self; 3] = [Self::Cooperation, Self::HasMember, Self::MemberOf];

    /// The word in documents.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cooperation => "cooperation",
            Self::MemberOf => "member-of",
            Self::HasMember => "has-member",
        }
    }

    /// The sort of that word.
    ///
    /// # Errors
    ///
    /// [`LinkFault::Sort`].
    pub fn parse(code: &str) -> Result<Self, LinkFault> {
        let near = || Near(nearest(code, Self::ALL.map(Self::code)).into_iter().map(str::to_owned).collect());
        Self::ALL
            .into_iter()
            .find(|sort| sort.code() == code)
            .ok_or_else(|| LinkFault::Sort { text: excerpt(code), near: near() })
    }

    /// The same tie, from the other side.
    #[must_use]
    pub const fn from_there(self) -> Self {
        match self {
            Self::Cooperation => Self::Cooperation,
            Self::MemberOf => Self::HasMember,
            Self::HasMember => Self::MemberOf,
        }
    }
}

impl Link {
    /// Reads whatever a document holds: the links that stand in it, of each sort at most one.
    #[must_use]
    pub fn read_all(by: OrganisationId, with: OrganisationId, content: &Content) -> Vec<Self> {
        let stands = |sort: &Sort| content.contains_key(sort.code());
        Sort::ALL.into_iter().filter(stands).map(|sort| Self::read(by, with, sort, content)).collect()
    }

    fn read(by: OrganisationId, with: OrganisationId, sort: Sort, content: &Content) -> Self {
        let (since, until) = (day(content, sort, "since"), day(content, sort, "until"));
        let mut texts = TaggedText::default();
        let prefix = format!("{}.text.", sort.code());
        for (key, value) in content.range(prefix.clone()..).take_while(|(key, _)| key.starts_with(&prefix)) {
            let language = key.strip_prefix(&prefix).and_then(|tag| LanguageTag::parse(tag).ok());
            let text = value.as_str().filter(|text| TEXT.accepts(text));
            if let (Some(language), Some(text)) = (language, text) {
                texts.insert(language, text.to_owned());
            }
        }
        let is_clear = since.is_ok() && until.is_ok();
        Self { by, with, sort, since: since.unwrap_or(None), until: until.unwrap_or(None), texts, is_clear }
    }

    /// Whether it holds on a day, by the word of who says it.
    #[must_use]
    pub fn holds(&self, on: Day) -> bool {
        self.is_clear
            && self.since.is_none_or(|since| since <= on)
            && self.until.is_none_or(|until| on <= until)
    }

    fn is_to_come(&self, on: Day) -> bool {
        // One that ends before it begins never comes.
        let begins = self.since.filter(|since| self.until.is_none_or(|until| *since <= until));
        self.is_clear && begins.is_some_and(|begins| begins > on)
    }
}

/// A day of a link, if one is given.
fn day(content: &Content, sort: Sort, part: &str) -> Result<Option<Day>, ()> {
    let value = content.get(&format!("{}.{part}", sort.code()));
    value.map(|value| value.as_str().and_then(|text| Day::parse(text).ok()).ok_or(())).transpose()
}

/// A tie of an organisation to another, with what each side says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie<'l> {
    /// The other organisation.
    pub with: OrganisationId,
    /// Which tie, from this side.
    pub sort: Sort,
    /// What this side says.
    pub ours: Option<&'l Link>,
    /// What the other side says.
    pub theirs: Option<&'l Link>,
}

/// Who says that a tie holds on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Both.
    Confirmed,
    /// This side alone.
    Ours,
    /// The other side alone.
    Theirs,
    /// Nobody yet.
    ToCome,
    /// Nobody any more.
    Over,
}

impl Standing {
    /// The word in answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Ours => "said",
            Self::Theirs => "said-by-other",
            Self::ToCome => "to-come",
            Self::Over => "over",
        }
    }
}

impl<'l> Tie<'l> {
    /// Who says that it holds on a day.
    #[must_use]
    pub fn standing(&self, on: Day) -> Standing {
        let holds = |link: Option<&Link>| link.is_some_and(|link| link.holds(on));
        match (holds(self.ours), holds(self.theirs)) {
            (true, true) => Standing::Confirmed,
            (true, false) => Standing::Ours,
            (false, true) => Standing::Theirs,
            (false, false) => {
                if self.said().any(|link| link.is_to_come(on)) {
                    Standing::ToCome
                } else {
                    Standing::Over
                }
            }
        }
    }

    /// What either side says, this side's word first.
    pub fn said(&self) -> impl Iterator<Item = &'l Link> + use<'l> {
        self.ours.into_iter().chain(self.theirs)
    }
}

/// The ties of an organisation, by sort and then by the other's SCID, out of links in any order; links of others among
/// themselves are passed over, and so is what somebody says of itself.
#[must_use]
pub fn ties<'l>(of: OrganisationId, links: impl IntoIterator<Item = &'l Link>) -> Vec<Tie<'l>> {
    let mut ties: BTreeMap<(Sort, OrganisationId), Tie<'l>> = BTreeMap::new();
    for link in links {
        let (with, sort, is_ours) = match (link.by == of, link.with == of) {
            (true, false) => (link.with, link.sort, true),
            (false, true) => (link.by, link.sort.from_there(), false),
            _ => continue,
        };
        let tie = ties.entry((sort, with)).or_insert(Tie { with, sort, ours: None, theirs: None });
        *(if is_ours { &mut tie.ours } else { &mut tie.theirs }) = Some(link);
    }
    ties.into_values().collect()
}

/// What makes a link of that sort, or leaves it as it is.
///
/// # Errors
///
/// [`LinkFault`], with the nearest field names.
pub fn added(current: &Content, sort: Sort, fields: &[(&str, &str)]) -> Result<Edits, LinkFault> {
    let mut edits = Edits::from([(sort.code().to_owned(), Some(Value::from(MARK)))]);
    for (key, text) in fields {
        let text = text.trim();
        let (part, is_right, expected) = match *key {
            part @ ("since" | "until") => {
                (part.to_owned(), Day::parse(text).is_ok(), ValueKind::Day.expected())
            }
            key => {
                let language = key.strip_prefix("text.").and_then(|rest| LanguageTag::parse(rest).ok());
                let near = || Near(nearest(key, FIELDS).into_iter().map(str::to_owned).collect());
                let unknown = || LinkFault::UnknownField { field: excerpt(key), near: near() };
                let language = language.ok_or_else(unknown)?;
                (format!("text.{language}"), TEXT.accepts(text), TEXT.expected())
            }
        };
        if !is_right && !text.is_empty() {
            return Err(LinkFault::Value { field: part, expected, found: excerpt(text) });
        }
        let value = Some(text).filter(|text| !text.is_empty()).map(Value::from);
        edits.insert(format!("{}.{part}", sort.code()), value);
    }
    let after = crate::profile::edit::edited(current, &edits);
    if let (Ok(Some(since)), Ok(Some(until))) = (day(&after, sort, "since"), day(&after, sort, "until"))
        && until < since
    {
        return Err(LinkFault::Reversed { since, until });
    }
    edits.retain(|key, value| current.get(key) != value.as_ref());
    Ok(edits)
}

/// What takes a link of that sort away; nothing if there is none.
#[must_use]
pub fn removed(current: &Content, sort: Sort) -> Edits {
    let below = format!("{}.", sort.code());
    let is_part = |key: &&String| **key == sort.code() || key.starts_with(&below);
    current.keys().filter(is_part).map(|key| (key.clone(), None)).collect()
}

/// Why a link cannot be so.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LinkFault {
    /// Another word.
    #[error("{text:?} is no sort of link; there are cooperation, member-of and has-member{near}")]
    Sort {
        /// What was given.
        text: String,
        /// What may be meant.
        near: Near,
    },
    /// A link has no such field.
    #[error("{field:?} is not a field of a link, which has since, until and text.en{near}")]
    UnknownField {
        /// What was asked for.
        field: String,
        /// Fields that may be meant.
        near: Near,
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
    /// A last day before the first.
    #[error("the link would end on {until}, before it begins on {since}")]
    Reversed {
        /// The first day.
        since: Day,
        /// The last.
        until: Day,
    },
}

/// The collection of links, in which each is named by the SCID of the other.
pub const COLLECTION: &str = "link";
/// Readers take so many of an organisation's links into account: the first by the SCID of the other.
pub const LINKS_MAX: usize = 2_000;
const TEXT: ValueKind = ValueKind::Text(2_000);
const FIELDS: [&str; 3] = ["since", "until", "text.en"];
/// The value of a key that only has to be there.
const MARK: &str = "1";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::profile::edit::edited;

    fn organisation(n: u8) -> OrganisationId {
        OrganisationId::from_digest(Digest::of(&[&[n]]))
    }

    fn on(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn said(by: u8, with: u8, sort: Sort, fields: &[(&str, &str)]) -> Link {
        let content = edited(&Content::new(), &added(&Content::new(), sort, fields).unwrap());
        Link::read_all(organisation(by), organisation(with), &content).remove(0)
    }

    #[test]
    fn a_tie_is_confirmed_when_both_say_it_and_while_both_hold() {
        let links = [
            said(1, 2, Sort::Cooperation, &[("since", "2026-01-01"), ("until", "2026-12-31")]),
            said(2, 1, Sort::Cooperation, &[("since", "2026-03-01")]),
        ];
        let ties = ties(organisation(1), &links);
        let standing = |day: &str| ties[0].standing(on(day));
        assert_eq!(ties.len(), 1);
        for (day, expected) in [
            ("2025-12-31", Standing::ToCome),
            ("2026-01-01", Standing::Ours),
            ("2026-03-01", Standing::Confirmed),
            ("2026-12-31", Standing::Confirmed),
            ("2027-01-01", Standing::Theirs),
        ] {
            assert_eq!(standing(day), expected, "{day}");
        }
        let there = super::ties(organisation(2), &links);
        assert_eq!(there[0].standing(on("2026-01-01")), Standing::Theirs);
        assert_eq!(there[0].standing(on("2026-03-01")), Standing::Confirmed);
    }

    #[test]
    fn a_membership_is_confirmed_by_the_other_role_only() {
        let now = on("2026-11-22");
        let of_one = |links: Vec<Link>| {
            let ties = ties(organisation(1), &links);
            ties.iter().map(|tie| (tie.sort, tie.standing(now))).collect::<Vec<_>>()
        };
        let member = said(1, 2, Sort::MemberOf, &[]);
        assert_eq!(
            of_one(vec![member.clone(), said(2, 1, Sort::HasMember, &[])]),
            [(Sort::MemberOf, Standing::Confirmed)]
        );
        // Each says that it is a member of the other: two ties, each one side's word.
        assert_eq!(
            of_one(vec![member.clone(), said(2, 1, Sort::MemberOf, &[])]),
            [(Sort::HasMember, Standing::Theirs), (Sort::MemberOf, Standing::Ours)]
        );
        assert_eq!(
            of_one(vec![member, said(2, 1, Sort::Cooperation, &[])]),
            [(Sort::Cooperation, Standing::Theirs), (Sort::MemberOf, Standing::Ours)]
        );
    }

    #[test]
    fn what_somebody_says_of_itself_or_others_of_others_is_no_tie() {
        let links = [said(1, 1, Sort::Cooperation, &[]), said(2, 3, Sort::Cooperation, &[])];
        assert!(ties(organisation(1), &links).is_empty());
    }

    #[test]
    fn a_link_whose_days_cannot_be_read_holds_on_no_day() {
        let content = Content::from([
            ("cooperation".to_owned(), "1".into()),
            ("cooperation.since".to_owned(), "last summer".into()),
            ("cooperation.text.en".to_owned(), "Battery reuse".into()),
            ("member-of.since".to_owned(), "2026-01-01".into()),
        ]);
        let links = Link::read_all(organisation(1), organisation(2), &content);
        assert_eq!(links.len(), 1, "days alone make no link");
        assert!(!links[0].holds(on("2026-11-22")) && !links[0].is_to_come(on("2020-01-01")));
        assert_eq!(links[0].texts.iter().map(|(_, text)| text).collect::<Vec<_>>(), ["Battery reuse"]);
    }

    #[test]
    fn what_was_added_is_taken_away_whole_and_nothing_else() {
        let fields = [("since", "2026-01-01"), ("text.EN", "Battery reuse")];
        let one = edited(&Content::new(), &added(&Content::new(), Sort::Cooperation, &fields).unwrap());
        assert_eq!(
            one.keys().collect::<Vec<_>>(),
            ["cooperation", "cooperation.since", "cooperation.text.en"]
        );
        assert!(added(&one, Sort::Cooperation, &fields).unwrap().is_empty(), "it says so already");
        let both = edited(&one, &added(&one, Sort::MemberOf, &[]).unwrap());
        let left = edited(&both, &removed(&both, Sort::Cooperation));
        assert_eq!(left.keys().collect::<Vec<_>>(), ["member-of"]);
        assert!(removed(&left, Sort::Cooperation).is_empty());
    }

    #[test]
    fn slips_get_a_clear_answer() {
        let says = |fields: &[(&str, &str)]| {
            added(&Content::new(), Sort::Cooperation, fields).map_err(|fault| fault.to_string()).unwrap_err()
        };
        assert!(says(&[("sinec", "2026-01-01")]).ends_with("; did you mean since?"));
        assert!(says(&[("since", "1.1.2026")]).starts_with("since: expected a day"));
        assert!(says(&[("since", "2026-02-01"), ("until", "2026-01-01")]).contains("before it begins"));
        let sort = Sort::parse("member").map_err(|fault| fault.to_string()).unwrap_err();
        assert!(sort.contains("cooperation, member-of and has-member"), "{sort}");
        assert!(Sort::ALL.iter().all(|sort| Sort::parse(sort.code()) == Ok(*sort)));
        assert!(Sort::ALL.iter().all(|sort| sort.from_there().from_there() == *sort));
    }
}
