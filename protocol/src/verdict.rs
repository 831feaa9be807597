//! What the set says of an item (layer L2), each with its reason.
//!
//! A verdict is a pure function of the set of items: of no clock, load, order of arrival or sender. What a
//! reader concludes of a *label* is another thing (`attestation`).

use std::fmt;

/// The verdict on an item that stands in the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemVerdict {
    /// Every live branch of the identity authorises it, and its body is sound.
    Valid,
    /// Some live branches authorise it, others do not; or its author contradicted itself.
    Disputed(Dispute),
    /// No live branch authorises it, or its body is not sound.
    Rejected(Rejection),
    /// An erase that acts covers its document: nothing of it is shown, whatever it held.
    Erased,
    /// A kind of a later version: kept and passed on.
    UnknownKind,
}

/// Why an item is disputed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dispute {
    /// The identity has branches that disagree about it.
    Identity,
    /// The device signed two entries for one place of its chain.
    DeviceFork,
}

/// Why an item is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rejection {
    /// A line or a branch beaten by the recovery key.
    Beaten,
    /// The version it names does not give the device this right.
    NotAuthorised,
    /// Its device had spoken under a later version of the identity before.
    OldVersion,
    /// It adopts what its author may not adopt: see `docs/spec/verdict.md`.
    BadAdoption,
    /// The other branch of a fork that a retirement settled.
    ForkSettled,
    /// The body is not what its kind and collection allow.
    BadBody,
    /// It builds on changes that are not valid.
    Unfounded,
    /// The same change, or the same place in the document's history, is held by another entry.
    Duplicate,
    /// An erase outside the erasable collections.
    NotErasable,
}

impl ItemVerdict {
    /// The verdict as it is hashed and shown, such as `rejected bad-body`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Disputed(Dispute::Identity) => "disputed identity",
            Self::Disputed(Dispute::DeviceFork) => "disputed device-fork",
            Self::Rejected(Rejection::Beaten) => "rejected beaten",
            Self::Rejected(Rejection::NotAuthorised) => "rejected not-authorised",
            Self::Rejected(Rejection::OldVersion) => "rejected old-version",
            Self::Rejected(Rejection::BadAdoption) => "rejected bad-adoption",
            Self::Rejected(Rejection::ForkSettled) => "rejected fork-settled",
            Self::Rejected(Rejection::BadBody) => "rejected bad-body",
            Self::Rejected(Rejection::Unfounded) => "rejected unfounded",
            Self::Rejected(Rejection::Duplicate) => "rejected duplicate",
            Self::Rejected(Rejection::NotErasable) => "rejected not-erasable",
            Self::Erased => "erased",
            Self::UnknownKind => "unknown-kind",
        }
    }
}

impl fmt::Display for ItemVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
