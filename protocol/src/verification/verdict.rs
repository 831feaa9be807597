//! What a verifier can conclude about a label, and why.

use crate::accreditation::scope::{Action, OutOfScope};
use crate::organisation::OrganisationId;
use crate::scheme::assessors::IndependenceFault;
use crate::scheme::level::PrerequisiteFault;
use crate::scheme::period::PeriodFault;
use crate::scheme::scope::ScopeFault;
use crate::sentence::Sentence;
use crate::status::{Ending, Interruption};
use crate::time::{Day, Timestamp};

/// What a verifier concludes about a label. Only [`Verdict::Valid`] may be taken as held without more ado.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds on that day.
    Valid {
        /// The last day, included.
        until: Day,
    },
    /// It holds on that day, and something is still to be fulfilled.
    Conditional {
        /// The last day, included.
        until: Day,
        /// What is to be fulfilled, in the issuer's words.
        conditions: Vec<String>,
    },
    /// Its first day lies ahead.
    NotYet {
        /// The first day.
        from: Day,
    },
    /// Its last day is over, and the scheme still lets it be renewed.
    ExpiredRenewable {
        /// The last day.
        until: Day,
        /// The last day on which a renewal can begin.
        renewable_until: Day,
    },
    /// Its last day is over.
    Expired {
        /// The last day.
        until: Day,
    },
    /// It does not count for a while.
    Suspended {
        /// The first day without it.
        since: Day,
        /// The last one, if that is fixed.
        until: Option<Day>,
        /// The issuer's words.
        reason: String,
    },
    /// It ended before its last day.
    Withdrawn {
        /// The first day without it.
        since: Day,
        /// How.
        how: Ending,
        /// The issuer's words.
        reason: String,
    },
    /// The issuer had no right to issue it, or not so.
    IssuerNotEntitled(Entitlement),
    /// A signature, hash or path does not hold.
    BadSignature(BrokenProof),
    /// Another organisation holds it.
    SubjectMismatch {
        /// Who holds it.
        holder: String,
        /// Under which name.
        name: String,
    },
    /// The last statement of who could end it is too old to know that nothing happened since.
    StatusStale {
        /// Whose statement.
        name: String,
        /// The day of the statement.
        stated: Day,
        /// The verifier's limit.
        limit_days: u16,
    },
    /// The issuer said two things that cannot both be.
    Conflict(Contradiction),
    /// Nobody showed the scheme.
    UnknownScheme,
    /// It cannot be said, and is not to be taken as valid.
    Indeterminate(Doubt),
}

/// Why an issuer is not entitled, or not to this label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entitlement {
    /// What accreditation there is does not cover it.
    OutOfScope {
        /// Who granted it.
        grantor: String,
        /// What it does not cover.
        what: OutOfScope,
    },
    /// The accreditation did not hold on the day of the award.
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
    TakenBack {
        /// Who granted it.
        grantor: String,
        /// How.
        how: Interruption,
        /// Since when.
        since: Day,
        /// The day of the award.
        awarded: Day,
    },
    /// An accreditation grants more than its grantor has.
    Widened {
        /// Who granted it.
        grantor: String,
        /// What is more.
        what: OutOfScope,
    },
    /// An accreditation holds for longer than that by which it was granted.
    Outlasts {
        /// Who granted it.
        grantor: String,
    },
    /// The scheme has no such level.
    UnknownLevel,
    /// The period is not one that the scheme allows.
    Period(PeriodFault),
    /// The label that it renews was over when it was awarded.
    RenewsEnded {
        /// How.
        how: Ending,
        /// Since when.
        since: Day,
    },
    /// The label that it renews is of another scheme.
    RenewsOther,
    /// The issuer of a label that this one renews or presupposes was not entitled.
    Earlier(Box<Entitlement>),
    /// The scheme is not for such holders.
    Subject(ScopeFault),
    /// Assessment and decision were not as independent as the scheme asks.
    Independence(IndependenceFault),
    /// What the scheme presupposes is not there.
    Prerequisite(PrerequisiteFault),
}

impl From<PeriodFault> for Entitlement {
    fn from(fault: PeriodFault) -> Self {
        Self::Period(fault)
    }
}

impl From<ScopeFault> for Entitlement {
    fn from(fault: ScopeFault) -> Self {
        Self::Subject(fault)
    }
}

impl From<IndependenceFault> for Entitlement {
    fn from(fault: IndependenceFault) -> Self {
        Self::Independence(fault)
    }
}

/// What does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenProof {
    /// The log of an organisation.
    Log,
    /// An entry's signature, body, place or right.
    Entry,
    /// An entry of a device that was retired before it.
    Retired,
    /// The credential's form or proof.
    Credential,
    /// A document that the label rests on.
    Evidence,
    /// An accreditation's form or proof.
    Accreditation,
    /// An accreditation with another hash than the label names.
    Replaced,
    /// A status list.
    StatusList,
    /// A statement of heads, or a path to it.
    Statement,
}

/// What cannot both be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Two contents of one document.
    TwoContents,
    /// Two statements about one place.
    TwoRegisters,
    /// Acts and status list.
    StatusList,
}

/// Why it cannot be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Part of the evidence is missing.
    Missing {
        /// Which.
        part: Lacking,
    },
    /// The identity has several live branches and no anchor pins one.
    IssuerDisputed {
        /// Whose.
        organisation: OrganisationId,
    },
    /// The anchor pins a version that the log shown does not hold.
    PinnedVersionMissing {
        /// Whose.
        organisation: OrganisationId,
    },
    /// Entries were left out of a document.
    StatusWithheld,
    /// The statement is dated after the verifier's time.
    StatementFromTheFuture {
        /// When.
        stated: Timestamp,
    },
    /// A status of a later version.
    UnknownStatus,
    /// The label was awarded after the time whose knowledge counts.
    NotKnownThen {
        /// The day of the award.
        awarded: Day,
    },
    /// The credential does not say what the scheme asks for.
    NotStated {
        /// The rule.
        what: Sentence,
    },
    /// No anchor trusts the issuer or the owner.
    NoAnchor,
}

/// A part of the evidence that a verdict needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// The log of an organisation.
    Log,
    /// A document that the verdict rests on.
    Document,
    /// The content of a document.
    Content,
    /// The issuer's statement of how far it has spoken.
    Statement,
    /// An accreditation, for this, by the scheme's owner.
    Accreditation(Action),
    /// A label that this one renews or presupposes.
    Earlier,
    /// An accreditation of who issued a label that this one renews or presupposes.
    EarlierAccreditation,
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
