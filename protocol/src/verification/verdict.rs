//! What a verifier can conclude about a label, and why.

use thiserror::Error;

use crate::accreditation::scope::OutOfScope;
use crate::organisation::OrganisationId;
use crate::scheme::assessors::IndependenceFault;
use crate::scheme::period::PeriodFault;
use crate::scheme::scope::ScopeFault;
use crate::status::Ending;
use crate::time::{Day, Timestamp};

/// What a verifier concludes about a label. Only [`Verdict::Valid`] may be taken as held without more ado.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Verdict {
    /// It holds on that day.
    #[error("valid until {until}")]
    Valid {
        /// The last day, included.
        until: Day,
    },
    /// It holds on that day, and something is still to be fulfilled.
    #[error("valid until {until}, on the condition: {}", conditions.join("; "))]
    Conditional {
        /// The last day, included.
        until: Day,
        /// What is to be fulfilled, in the issuer's words.
        conditions: Vec<String>,
    },
    /// Its first day lies ahead.
    #[error("not valid before {from}")]
    NotYet {
        /// The first day.
        from: Day,
    },
    /// Its last day is over, and the scheme still lets it be renewed.
    #[error("expired: its last day was {until}; it can be renewed until {renewable_until}")]
    ExpiredRenewable {
        /// The last day.
        until: Day,
        /// The last day on which a renewal can begin.
        renewable_until: Day,
    },
    /// Its last day is over.
    #[error("expired: its last day was {until}")]
    Expired {
        /// The last day.
        until: Day,
    },
    /// It does not count for a while.
    #[error("suspended since {since}{}: {reason}", last_day(*until))]
    Suspended {
        /// The first day without it.
        since: Day,
        /// The last one, if that is fixed.
        until: Option<Day>,
        /// The issuer's words.
        reason: String,
    },
    /// It ended before its last day.
    #[error("{how} since {since}: {reason}")]
    Withdrawn {
        /// The first day without it.
        since: Day,
        /// How.
        how: Ending,
        /// The issuer's words.
        reason: String,
    },
    /// The issuer had no right to issue it, or not so.
    #[error("the issuer is not entitled: {0}")]
    IssuerNotEntitled(Entitlement),
    /// A signature, hash or path does not hold.
    #[error("{0}")]
    BadSignature(BrokenProof),
    /// Another organisation holds it.
    #[error("the label is held by {name} ({holder}), and not by whom you asked about")]
    SubjectMismatch {
        /// Who holds it.
        holder: String,
        /// Under which name.
        name: String,
    },
    /// The last statement of who could end it is too old to know that nothing happened since.
    #[error("stale: {name} last stated its labels on {stated}, more than {limit_days} days before")]
    StatusStale {
        /// Whose statement.
        name: String,
        /// The day of the statement.
        stated: Day,
        /// The verifier's limit.
        limit_days: u16,
    },
    /// The issuer said two things that cannot both be.
    #[error("{0}")]
    Conflict(Contradiction),
    /// Nobody showed the scheme.
    #[error("the scheme is not known")]
    UnknownScheme,
    /// It cannot be said, and is not to be taken as valid.
    #[error("{0}")]
    Indeterminate(Doubt),
}

fn last_day(until: Option<Day>) -> String {
    until.map(|until| format!(" until {until}")).unwrap_or_default()
}

/// Why an issuer is not entitled, or not to this label.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Entitlement {
    /// What accreditation there is does not cover it.
    #[error("the accreditation by {grantor}: {what}")]
    OutOfScope {
        /// Who granted it.
        grantor: String,
        /// What it does not cover.
        what: OutOfScope,
    },
    /// The accreditation did not hold on the day of the award.
    #[error(
        "the accreditation by {grantor} holds from {from} to {until}, and the label was awarded on {awarded}"
    )]
    NotThen {
        /// Who granted it.
        grantor: String,
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
        /// The day of the award.
        awarded: Day,
    },
    /// The accreditation was suspended or taken back by then.
    #[error("the accreditation by {grantor} is {word} since {since}, and the label was awarded on {awarded}")]
    TakenBack {
        /// Who granted it.
        grantor: String,
        /// How.
        word: &'static str,
        /// Since when.
        since: Day,
        /// The day of the award.
        awarded: Day,
    },
    /// An accreditation grants more than its grantor has.
    #[error("{grantor} passed on more than it has: {what}")]
    Widened {
        /// Who granted it.
        grantor: String,
        /// What is more.
        what: OutOfScope,
    },
    /// An accreditation holds for longer than that by which it was granted.
    #[error("{grantor} granted for a time in which it was not accredited itself")]
    Outlasts {
        /// Who granted it.
        grantor: String,
    },
    /// The scheme has no such level.
    #[error("the scheme has no such level")]
    UnknownLevel,
    /// The period is not one that the scheme allows.
    #[error("{0}")]
    Period(#[from] PeriodFault),
    /// The label that it renews was over when it was awarded.
    #[error("the label that it renews had been {how} since {since}")]
    RenewsEnded {
        /// How.
        how: Ending,
        /// Since when.
        since: Day,
    },
    /// The label that it renews is of another scheme.
    #[error("the label that it renews is of another scheme")]
    RenewsOther,
    /// The issuer of a label that this one renews or presupposes was not entitled.
    #[error("of the label that it renews or presupposes: {0}")]
    Earlier(Box<Entitlement>),
    /// The scheme is not for such holders.
    #[error("{0}")]
    Subject(#[from] ScopeFault),
    /// Assessment and decision were not as independent as the scheme asks.
    #[error("{0}")]
    Independence(#[from] IndependenceFault),
    /// What the scheme presupposes is not there.
    #[error("the scheme presupposes another label: {0}")]
    Prerequisite(String),
}

/// What does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BrokenProof {
    /// The log of an organisation.
    #[error("an organisation's log does not hold")]
    Log,
    /// An entry's signature, body, place or right.
    #[error("an entry is not what its device signed")]
    Entry,
    /// An entry of a device that was retired before it.
    #[error("an entry was signed with a key that its organisation had retired by then")]
    Retired,
    /// The credential's form or proof.
    #[error("the credential is not what its issuer signed")]
    Credential,
    /// A document that the label rests on.
    #[error("a document is not the one that the label rests on")]
    Evidence,
    /// An accreditation's form or proof.
    #[error("an accreditation is not what its grantor signed")]
    Accreditation,
    /// An accreditation with another hash than the label names.
    #[error("an accreditation was replaced: it is not the one that the label names")]
    Replaced,
    /// A status list.
    #[error("a status list in the evidence is not what the issuer sealed")]
    StatusList,
    /// A statement of heads, or a path to it.
    #[error("the evidence does not fit the issuer's statement")]
    Statement,
}

/// What cannot both be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Contradiction {
    /// Two contents of one document.
    #[error("the issuer signed two different contents for this label")]
    TwoContents,
    /// Two statements about one place.
    #[error("the issuer keeps two registers: it stated two different things about one place")]
    TwoRegisters,
    /// Acts and status list.
    #[error("the issuer's status list and its status acts contradict each other")]
    StatusList,
}

/// Why it cannot be said.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Doubt {
    /// Part of the evidence is missing.
    #[error("the evidence lacks {part}")]
    Missing {
        /// What.
        part: &'static str,
    },
    /// The identity has several live branches and no anchor pins one.
    #[error("the identity of {organisation} is disputed, and no anchor pins a branch")]
    IssuerDisputed {
        /// Whose.
        organisation: OrganisationId,
    },
    /// The anchor pins a version that the log shown does not hold.
    #[error("the log of {organisation} does not hold the version that the anchor pins")]
    PinnedVersionMissing {
        /// Whose.
        organisation: OrganisationId,
    },
    /// Entries were left out of a document.
    #[error("status acts of the issuer were left out of the evidence; ask another node")]
    StatusWithheld,
    /// The statement is dated after the verifier's time.
    #[error("the issuer's statement is dated {stated}, after the time of this verification: check the clock")]
    StatementFromTheFuture {
        /// When.
        stated: Timestamp,
    },
    /// A status of a later version.
    #[error("the label has a status that this version does not know; use a newer one")]
    UnknownStatus,
    /// The label was awarded after the time whose knowledge counts.
    #[error("the label was awarded on {awarded}, and what was known before is asked for")]
    NotKnownThen {
        /// The day of the award.
        awarded: Day,
    },
    /// The credential does not say what the scheme asks for.
    #[error("the label does not state what a rule of its scheme needs: {what}")]
    NotStated {
        /// The rule, in words.
        what: String,
    },
    /// No anchor trusts the issuer or the owner.
    #[error("no anchor of yours trusts the issuer or the scheme's owner; add one with `hanse anchor add`")]
    NoAnchor,
}

impl Verdict {
    /// The word in reports and JSON.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Valid { .. } => "valid",
            Self::Conditional { .. } => "conditional",
            Self::NotYet { .. } => "not-yet",
            Self::ExpiredRenewable { .. } => "expired-renewable",
            Self::Expired { .. } => "expired",
            Self::Suspended { .. } => "suspended",
            Self::Withdrawn { .. } => "withdrawn",
            Self::IssuerNotEntitled(_) => "issuer-not-entitled",
            Self::BadSignature(_) => "bad-signature",
            Self::SubjectMismatch { .. } => "subject-mismatch",
            Self::StatusStale { .. } => "status-stale",
            Self::Conflict(_) => "conflict",
            Self::UnknownScheme => "unknown-scheme",
            Self::Indeterminate(_) => "indeterminate",
        }
    }

    /// Whether the label is to be taken as held.
    #[must_use]
    pub const fn is_valid(&self) -> bool {
        matches!(self, Self::Valid { .. })
    }

    /// Whether more evidence, or another anchor, could lead to another verdict.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Indeterminate(_) | Self::StatusStale { .. } | Self::UnknownScheme)
    }
}
