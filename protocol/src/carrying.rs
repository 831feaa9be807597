//! Whose items a node takes: by its operator's choice, and by the word of those whom the operator trusts with it.
//!
//! ```text
//! operator ── hosted ─────────────────────────────────► carried
//!          └─ sponsors ─► carried ── vouch ───────────► carried, so many for each sponsor
//!                                 └─ vouch as agency ─► carried ── vouch ─► carried, so many for each agency
//! ```
//! What an agency says of other agencies goes no further. To carry is not to judge: what is carried changes no verdict on
//! anything that is held. The choice is a function of the policy and of the vouches, so two nodes with the same policy
//! that hold the same vouches carry the same organisations.

use std::collections::{BTreeMap, BTreeSet};

use crate::message::LISTED_MAX;
use crate::organisation::OrganisationId;
use crate::time::Timestamp;

/// What an operator decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Whether strangers are carried.
    pub mode: Mode,
    /// Whose vouches count.
    pub sponsors: BTreeSet<OrganisationId>,
    /// Whom the operator agreed to host.
    pub hosted: BTreeSet<OrganisationId>,
    /// Who is never carried, whoever vouches.
    pub blocked: BTreeSet<OrganisationId>,
    /// For how many organisations the word of one voucher counts.
    pub per_voucher_max: usize,
}

/// Whether a node carries organisations that nobody it trusts vouches for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Every organisation with standing.
    #[default]
    All,
    /// Sponsors, hosted organisations, and those that are vouched for.
    Vouched,
}

/// A vouch, as far as carrying asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vouch {
    /// Who is vouched for.
    pub subject: OrganisationId,
    /// When, by the clock of who vouches.
    pub since: Timestamp,
    /// Whether as an agency, whose own vouches count too when a sponsor says it.
    pub as_agency: bool,
}

/// Whom a node carries that does not carry all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The organisations.
    pub organisations: BTreeSet<OrganisationId>,
    /// Whose word counted, and how far.
    pub vouchers: BTreeMap<OrganisationId, Voucher>,
}

/// How far one voucher's word counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voucher {
    /// Whether its word counts as a sponsor's.
    pub is_sponsor: bool,
    /// For how many organisations that are not blocked it vouches.
    pub vouched: usize,
    /// How many of these its word brings in: the earliest, as far as the cap goes.
    pub carried: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            mode: Mode::All,
            sponsors: BTreeSet::new(),
            hosted: BTreeSet::new(),
            blocked: BTreeSet::new(),
            per_voucher_max: PER_VOUCHER_MAX,
        }
    }
}

impl Policy {
    /// Whether an organisation is carried whatever anybody says, and without a bound to what it says.
    #[must_use]
    pub fn is_chosen(&self, organisation: &OrganisationId) -> bool {
        let is_named = self.hosted.contains(organisation) || self.sponsors.contains(organisation);
        is_named && !self.blocked.contains(organisation)
    }

    /// Whom the node carries when it does not carry all.
    ///
    /// `vouches` returns what an organisation says of others; it is asked for sponsors and for the agencies they name.
    /// Of more vouches than the cap the earliest count, and of equal ones the lower SCID; several vouches for one organisation
    /// count once. Vouchers are heard in the order of their SCIDs, sponsors first, until a list is full.
    #[must_use]
    pub fn select(&self, vouches: impl Fn(&OrganisationId) -> Vec<Vouch>) -> Selection {
        let named = self.sponsors.union(&self.hosted).filter(|named| !self.blocked.contains(named));
        let mut selection = Selection {
            organisations: named.copied().take(ORGANISATIONS_MAX).collect(),
            vouchers: BTreeMap::new(),
        };
        let mut agencies = BTreeSet::new();
        for sponsor in self.sponsors.difference(&self.blocked) {
            agencies.extend(self.hear(*sponsor, true, vouches(sponsor), &mut selection));
        }
        for agency in agencies.difference(&self.sponsors) {
            self.hear(*agency, false, vouches(agency), &mut selection);
        }
        selection
    }

    /// Takes in those that a voucher names, and returns which of them it names as agencies.
    fn hear(
        &self,
        voucher: OrganisationId,
        is_sponsor: bool,
        vouches: Vec<Vouch>,
        selection: &mut Selection,
    ) -> Vec<OrganisationId> {
        let mut by_subject: BTreeMap<OrganisationId, (Timestamp, bool)> = BTreeMap::new();
        for Vouch { subject, since, as_agency } in vouches {
            if subject == voucher || self.blocked.contains(&subject) {
                continue;
            }
            let (first, is_agency) = by_subject.entry(subject).or_insert((since, as_agency));
            *first = since.min(*first);
            *is_agency |= as_agency;
        }
        let mut in_order: Vec<(Timestamp, OrganisationId, bool)> =
            by_subject.iter().map(|(subject, (since, is_agency))| (*since, *subject, *is_agency)).collect();
        in_order.sort_unstable();
        let mut heard = Voucher { is_sponsor, vouched: in_order.len(), carried: 0 };
        let mut agencies = Vec::new();
        for (_, subject, is_agency) in in_order.into_iter().take(self.per_voucher_max) {
            let is_room = selection.organisations.len() < ORGANISATIONS_MAX;
            if !is_room && !selection.organisations.contains(&subject) {
                continue;
            }
            selection.organisations.insert(subject);
            heard.carried += 1;
            if is_agency {
                agencies.push(subject);
            }
        }
        selection.vouchers.insert(voucher, heard);
        agencies
    }
}

/// For how many organisations one voucher's word counts unless the operator says otherwise.
pub const PER_VOUCHER_MAX: usize = 2_000;
/// As many as a node can tell another node of.
const ORGANISATIONS_MAX: usize = LISTED_MAX as usize;
