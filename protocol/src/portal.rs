//! A portal: organisations that somebody groups and signs for, by a rule, by a list, or by both.
//!
//! ```text
//! rule: words and facets ── search ──┐
//! members ───────────────────────────┴─ union ── without the exceptions ──► whom the portal gathers
//! ```
//! A macro-region, a theme, a programme: a view of the landscape that copies nothing of it. Whom it gathers on a day is
//! the same on every node that holds the same items, so what depends on a reader's anchors has no place in a rule. The day
//! tells by the words of current posts alone. Source: `docs/spec/portal.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::entry::{Address, EntryError};
use crate::landscape::facet::Facet;
use crate::landscape::{Filters, Findable, Query, QueryText, matching};
use crate::organisation::OrganisationId;
use crate::profile::Content;
use crate::text::{TaggedText, WebAddress};

pub mod field;

use field::{Field, PortalFieldError};

/// Which portal: who keeps it, and its name there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PortalId {
    /// Who signs for it.
    pub keeper: OrganisationId,
    /// In the collection [`COLLECTION`].
    address: Address,
}

impl PortalId {
    /// Reads `<scid>/<name>`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Address::parse_id(COLLECTION, text).map(|(keeper, address)| Self { keeper, address })
    }

    /// The portal of that name.
    ///
    /// # Errors
    ///
    /// [`EntryError::BadAddress`] for what can be no name.
    pub fn of(keeper: OrganisationId, name: &str) -> Result<Self, EntryError> {
        Ok(Self { keeper, address: Address::new(COLLECTION, name)? })
    }

    /// Where its document stands.
    #[must_use]
    pub const fn address(&self) -> &Address {
        &self.address
    }

    /// The document's name in the collection [`COLLECTION`].
    #[must_use]
    pub fn name(&self) -> &str {
        self.address.name()
    }
}

impl fmt::Display for PortalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.keeper, self.name())
    }
}

/// A portal as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portal {
    /// What it is called. Without a title a portal is not shown, and gathers nobody.
    pub titles: TaggedText,
    /// What it is for.
    pub descriptions: TaggedText,
    /// Its pages elsewhere.
    pub website: Option<WebAddress>,
    /// By what it chooses.
    pub rule: Rule,
    /// Cards that belong to it whatever the rule says, by their ids: SCIDs, and `<scid>/<name>` of listings.
    pub members: BTreeSet<Box<str>>,
    /// Cards that do not belong to it whatever the rule says.
    pub exceptions: BTreeSet<Box<str>>,
    /// Fields that this version does not know or could not understand, as text.
    pub others: BTreeMap<String, String>,
}

/// By what a portal chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Words, as a search takes them.
    pub words: String,
    /// By facet, the values of which a card must have any.
    pub filters: Filters,
    /// Keys that this version could not understand. What their author meant would choose fewer, so such a rule finds
    /// nobody.
    pub unread: BTreeSet<String>,
}

impl Rule {
    /// What it searches for; `None` when there is no rule, or one that is not understood.
    #[must_use]
    pub fn query(&self) -> Option<Query> {
        let text = QueryText::parse(&self.words).ok()?;
        let is_open = text.needles().is_empty() && self.filters.is_empty();
        (!is_open && self.unread.is_empty()).then(|| Query {
            text,
            filters: self.filters.clone(),
            counted: BTreeSet::new(),
            limit: 0,
            ..Query::default()
        })
    }
}

impl Portal {
    /// Reads whatever a document holds.
    #[must_use]
    pub fn read(content: &Content) -> Self {
        Self::with_faults(content).0
    }

    /// Reads a document, and says of each field that could not be understood why.
    fn with_faults(content: &Content) -> (Self, BTreeMap<&str, PortalFieldError>) {
        let (mut portal, mut faults) = (Self::default(), BTreeMap::new());
        for (key, value) in content {
            let Err(fault) = portal.take(key, value) else { continue };
            if field::is_of_rule(key) {
                portal.rule.unread.insert(key.clone());
            }
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            portal.others.insert(key.clone(), text);
            faults.insert(key.as_str(), fault);
        }
        (portal, faults)
    }

    fn take(&mut self, key: &str, value: &Value) -> Result<(), PortalFieldError> {
        let field = Field::parse(key)?;
        let text = field.text_of(value)?;
        match field {
            Field::Title(language) => {
                bounded(LANGUAGES_MAX, "title", self.titles.iter().count())?;
                self.titles.insert(language, text.to_owned());
            }
            Field::Description(language) => {
                bounded(LANGUAGES_MAX, "description", self.descriptions.iter().count())?;
                self.descriptions.insert(language, text.to_owned());
            }
            Field::Website => self.website = WebAddress::parse(text).ok(),
            Field::Words => text.clone_into(&mut self.rule.words),
            Field::Facet(facet, value) => self.rule.filters.want(facet, &value)?,
            Field::Member(card) => {
                bounded(CARDS_MAX, "member", self.members.len())?;
                self.members.insert(card.into());
            }
            Field::Exception(card) => {
                bounded(CARDS_MAX, "except", self.exceptions.len())?;
                self.exceptions.insert(card.into());
            }
        }
        Ok(())
    }

    /// The part by which it is found and gathers; the rest, which may be long, is left out.
    #[must_use]
    pub fn in_short(self) -> Self {
        let unread = self.rule.unread.into_iter().take(1).collect();
        let rule = Rule { unread, ..self.rule };
        Self { rule, descriptions: TaggedText::default(), others: BTreeMap::new(), ..self }
    }

    /// The ids of the cards that it gathers. Looks at each card.
    #[must_use]
    pub fn gathered<'c>(&self, findables: &'c [Findable]) -> BTreeSet<&'c str> {
        if self.titles.is_empty() {
            return BTreeSet::new();
        }
        let found = self.rule.query().into_iter().flat_map(|query| matching(findables, &query));
        let held = findables.iter().map(|findable| &*findable.card);
        let members = held.filter(|card| self.members.contains(&card.id));
        let all = found.chain(members).map(|card| &*card.id);
        all.filter(|id| !self.exceptions.contains(*id)).collect()
    }
}

fn bounded(limit: usize, family: &'static str, held: usize) -> Result<(), PortalFieldError> {
    if held < limit { Ok(()) } else { Err(PortalFieldError::TooMany { family, limit }) }
}

/// The collection of portals, which has the word of their facet.
pub const COLLECTION: &str = Facet::Portal.name();
/// The facets by which a rule may choose: all that are the same for every reader on every day.
pub const RULE_FACETS: [Facet; 13] = [
    Facet::Country,
    Facet::Region,
    Facet::Ecosystem,
    Facet::Kind,
    Facet::VouchedBy,
    Facet::Nace,
    Facet::Emerging,
    Facet::S3,
    Facet::Technology,
    Facet::Members,
    Facet::Composition,
    Facet::Cooperation,
    Facet::OrganisationKind,
];
/// So many portals of an organisation are taken into account: of those that have a title the first by name.
pub const PORTALS_MAX: usize = 200;
/// So many members, and so many exceptions, a portal has at most.
pub const CARDS_MAX: usize = 2_000;
/// In so many languages it has titles, and descriptions, at most.
pub const LANGUAGES_MAX: usize = 40;
