//! What a verifier trusts: organisations, each pinned at a version of its identity.
//!
//! Anchors are the verifier's own file. They never come from a bundle, a node or the evidence.

use crate::identity::line::VersionRef;
use crate::organisation::OrganisationId;
use crate::scheme::SchemeId;

/// One organisation that a verifier trusts to say who is entitled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The version that the verifier saw; of a disputed identity the branch through it is followed.
    pub version: VersionRef,
    /// The one scheme it is trusted for; any scheme when absent.
    pub scheme: Option<SchemeId>,
}

/// The anchors of one verifier, and how old an issuer's statement may be for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchors {
    anchors: Vec<Anchor>,
    statement_age_days_max: u16,
}

impl Default for Anchors {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Anchors {
    /// Trusts these, and takes statements of up to 90 days.
    #[must_use]
    pub fn new(anchors: Vec<Anchor>) -> Self {
        Self { anchors, statement_age_days_max: 90 }
    }

    /// Takes statements of up to that many days.
    #[must_use]
    pub fn with_statement_age(self, days_max: u16) -> Self {
        Self { statement_age_days_max: days_max, ..self }
    }

    /// How many days an issuer's last statement may be old.
    #[must_use]
    pub fn statement_age_days_max(&self) -> u16 {
        self.statement_age_days_max
    }

    /// Whether the organisation is trusted for the scheme.
    #[must_use]
    pub fn trust(&self, organisation: OrganisationId, scheme: &SchemeId) -> bool {
        self.of(organisation).any(|anchor| anchor.scheme.as_ref().is_none_or(|only| only == scheme))
    }

    /// The version at which an organisation is pinned.
    #[must_use]
    pub fn pin(&self, organisation: OrganisationId) -> Option<&VersionRef> {
        self.of(organisation).map(|anchor| &anchor.version).next()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Anchor> {
        self.anchors.iter()
    }

    fn of(&self, organisation: OrganisationId) -> impl Iterator<Item = &Anchor> {
        self.anchors.iter().filter(move |anchor| anchor.organisation == organisation)
    }
}
