//! What a verdict and its reasons say.

use crate::accreditation::scope::Action;
use crate::sentence;
use crate::sentence::{Part, Sentence, told};
use crate::status::{Ending, State};
use crate::time::Day;
use crate::verification::{BrokenProof, Contradiction, Doubt, Entitlement, Lacking, Verdict};

impl Verdict {
    /// It in a sentence, with its reason.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Valid { until } => sentence!("verdict-valid", until = *until),
            Self::Conditional { until, conditions } => {
                sentence!("verdict-conditional", until = *until, conditions = conditions.join("; "))
            }
            Self::NotYet { from } => sentence!("verdict-not-yet", from = *from),
            Self::ExpiredRenewable { until, renewable_until } => {
                sentence!("verdict-expired-renewable", until = *until, renewable = *renewable_until)
            }
            Self::Expired { until } => sentence!("verdict-expired", until = *until),
            Self::Suspended { since, until, reason } => suspended(*since, *until, reason),
            Self::Withdrawn { since, how, reason } => ended(*since, *how, reason),
            Self::IssuerNotEntitled(why) => sentence!("verdict-not-entitled", why = why.sentence()),
            Self::BadSignature(what) => what.sentence(),
            Self::SubjectMismatch { holder, name } => sentence!("verdict-other-holder", name, holder),
            Self::StatusStale { name, stated, limit_days } => {
                sentence!("verdict-stale", name, stated = *stated, limit = *limit_days)
            }
            Self::Conflict(what) => what.sentence(),
            Self::UnknownScheme => sentence!("verdict-unknown-scheme"),
            Self::Indeterminate(why) => why.sentence(),
        }
    }
}

impl State {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Holds => sentence!("verdict-holds"),
            Self::Suspended { since, reason, .. } => suspended(*since, None, reason),
            Self::Ended { since, how, reason } => ended(*since, *how, reason),
        }
    }
}

fn suspended(since: Day, until: Option<Day>, reason: &str) -> Sentence {
    match until {
        Some(until) => sentence!("verdict-suspended-until", since, until, reason),
        None => sentence!("verdict-suspended", since, reason),
    }
}

fn ended(since: Day, how: Ending, reason: &str) -> Sentence {
    sentence!("verdict-ended", how = Part::Word(how.code()), since, reason)
}

impl Entitlement {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::OutOfScope { grantor, what } => {
                sentence!("verdict-accreditation", grantor, what = what.sentence())
            }
            Self::NotThen { grantor, from, until, awarded } => {
                sentence!("verdict-not-then", grantor, from = *from, until = *until, awarded = *awarded)
            }
            Self::TakenBack { grantor, how, since, awarded } => sentence!(
                "verdict-taken-back",
                grantor,
                how = Part::Word(how.code()),
                since = *since,
                awarded = *awarded
            ),
            Self::Widened { grantor, what } => sentence!("verdict-widened", grantor, what = what.sentence()),
            Self::Outlasts { grantor } => sentence!("verdict-outlasts", grantor),
            Self::UnknownLevel => sentence!("verdict-no-such-level"),
            Self::Period(fault) => fault.sentence(),
            Self::RenewsEnded { how, since } => {
                sentence!("verdict-renews-ended", how = Part::Word(how.code()), since = *since)
            }
            Self::RenewsOther => sentence!("verdict-renews-other"),
            Self::Earlier(why) => sentence!("verdict-earlier", why = why.sentence()),
            Self::Subject(fault) => fault.sentence(),
            Self::Independence(fault) => fault.sentence(),
            Self::Prerequisite(fault) => sentence!("verdict-presupposes", what = fault.sentence()),
        }
    }
}

impl BrokenProof {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Log => sentence!("verdict-broken-log"),
            Self::Entry => sentence!("verdict-broken-entry"),
            Self::Retired => sentence!("verdict-broken-retired"),
            Self::Credential => sentence!("verdict-broken-credential"),
            Self::Evidence => sentence!("verdict-broken-document"),
            Self::Accreditation => sentence!("verdict-broken-accreditation"),
            Self::Replaced => sentence!("verdict-broken-replaced"),
            Self::StatusList => sentence!("verdict-broken-list"),
            Self::Statement => sentence!("verdict-broken-statement"),
        }
    }
}

impl Contradiction {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::TwoContents => sentence!("verdict-two-contents"),
            Self::TwoRegisters => sentence!("verdict-two-registers"),
            Self::StatusList => sentence!("verdict-list-contradicts"),
        }
    }
}

impl Doubt {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Missing { part } => part.sentence(),
            Self::IssuerDisputed { organisation } => {
                sentence!("verdict-disputed", organisation = organisation.to_string())
            }
            Self::PinnedVersionMissing { organisation } => {
                sentence!("verdict-pin-missing", organisation = organisation.to_string())
            }
            Self::StatusWithheld => sentence!("verdict-withheld"),
            Self::StatementFromTheFuture { stated } => {
                sentence!("verdict-from-the-future", stated = *stated)
            }
            Self::UnknownStatus => sentence!("verdict-unknown-status"),
            Self::NotKnownThen { awarded } => sentence!("verdict-not-known-then", awarded = *awarded),
            Self::NotStated { what } => sentence!("verdict-not-stated", what = what.clone()),
            Self::NoAnchor => sentence!("verdict-no-anchor"),
        }
    }
}

impl Lacking {
    fn sentence(self) -> Sentence {
        match self {
            Self::Log => sentence!("verdict-lacks-log"),
            Self::Document => sentence!("verdict-lacks-document"),
            Self::Content => sentence!("verdict-lacks-content"),
            Self::Statement => sentence!("verdict-lacks-statement"),
            Self::Accreditation(Action::Assess) => sentence!("verdict-lacks-assessing"),
            Self::Accreditation(Action::Decide) => sentence!("verdict-lacks-deciding"),
            Self::Accreditation(Action::Issue | Action::Delegate) => sentence!("verdict-lacks-issuing"),
            Self::Earlier => sentence!("verdict-lacks-earlier"),
            Self::EarlierAccreditation => sentence!("verdict-lacks-earlier-right"),
        }
    }
}

told!(Verdict, Entitlement, BrokenProof, Contradiction, Doubt);
