//! What an audit finds: which rule, about what, in which words, and by which evidence.

use std::fmt;

use crate::attestation::AttestationId;
use crate::digest::Digest;
use crate::entry::{Address, Entry};
use crate::organisation::OrganisationId;
use crate::time::Timestamp;

/// One thing that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Which rule.
    pub code: FindingCode,
    /// What it is about.
    pub about: Matter,
    /// What was found, in a sentence.
    pub sentence: String,
    /// What shows it.
    pub exhibits: Vec<Exhibit>,
}

/// What an audit could not find out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What it is about.
    pub about: Matter,
    /// Why, in a sentence.
    pub sentence: String,
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// A label.
    Label(AttestationId),
    /// An accreditation.
    Accreditation(AttestationId),
    /// Another document of an organisation.
    Document(OrganisationId, Address),
    /// An organisation and its record.
    Organisation(OrganisationId),
    /// A file that the auditor was given, by its name.
    File(String),
}

/// A piece of evidence, named so that anybody can find it again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exhibit {
    /// What it is.
    pub what: String,
    /// The id of the entry, or the hash of the document.
    pub digest: Option<Digest>,
    /// The time that it states.
    pub at: Option<Timestamp>,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Somebody contradicted itself, or acted without a right: what it says is in doubt.
    Grave,
    /// A rule of the scheme, or of keeping records, was broken.
    Serious,
    /// A matter of form or of dates, which has to be explained.
    Slight,
}

/// The rules that an audit holds a record against. Their order is the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingCode {
    /// The identity has several live branches.
    IdentityDisputed,
    /// A device signed two entries for one place of its chain.
    DeviceFork,
    /// Two statements of heads say different things of one place.
    TwoRegisters,
    /// A statement of heads does not fit the entries that there are.
    StatementUnfit,
    /// A set-once document has two contents.
    TwoContents,
    /// A signature, or the right of a key, does not hold.
    BadSignature,
    /// An accreditation is not the one that was named.
    AccreditationReplaced,
    /// Issued for what the accreditation does not cover.
    OutsideAccreditation,
    /// Issued before the accreditation held.
    BeforeAccreditation,
    /// Issued after it held.
    AfterAccreditation,
    /// Issued while it was suspended, or after it was taken back.
    AccreditationTakenBack,
    /// Issued without any.
    NoAccreditation,
    /// A label of another is kept by who is not accredited as its issuer's successor.
    KeptWithoutRight,
    /// An accreditation grants more than its grantor has.
    ChainWidens,
    /// A status list does not say what the acts say.
    ListDiffers,
    /// Two status lists for one time differ.
    ListsContradict,
    /// A status list takes a revocation back.
    RevocationUndone,
    /// An act that may not follow those before it.
    ActContradicts,
    /// An act was recorded long before the entry that carries it.
    ActBackdated,
    /// The level is none of the scheme's.
    RuleLevel,
    /// The period is none that the scheme allows.
    RulePeriod,
    /// The assessors are not those that the scheme asks for.
    RuleAssessors,
    /// The scheme is not for such holders.
    RuleSubject,
    /// What the scheme presupposes was not there.
    RulePrerequisite,
    /// The label that it renews or presupposes is not there, or is another holder's.
    EarlierLabel,
    /// The label in its place is not there, or is another holder's.
    ReplacementUnknown,
    /// The issuer's scheme is not there.
    SchemeMissing,
    /// One certificate number for several labels.
    NumberTwice,
    /// One place in the status lists for several labels.
    StatusIndexTwice,
    /// Two labels of one holder, scheme and level at one time.
    Overlap,
    /// A document among the labels that is no label.
    NotALabel,
    /// An act that cannot be read.
    UnknownAct,
    /// An entry that branches of the identity disagree about.
    EntryDisputed,
    /// An entry that does not count.
    EntryRejected,
    /// An entry that was stated and is not there.
    EntryMissing,
    /// An act was recorded long after the entry that carries it.
    ActPostdated,
    /// An act was recorded before what its device had written earlier.
    ActOutOfOrder,
    /// The label says that it was awarded before the keys were listed that signed it.
    PredatesVersion,
    /// The label was published long after it was awarded.
    PublishedLate,
    /// The status lists do not know the last acts.
    ListBehind,
}

impl FindingCode {
    /// All of them.
    pub const ALL: [Self; 40] = [
        Self::IdentityDisputed,
        Self::DeviceFork,
        Self::TwoRegisters,
        Self::StatementUnfit,
        Self::TwoContents,
        Self::BadSignature,
        Self::AccreditationReplaced,
        Self::OutsideAccreditation,
        Self::BeforeAccreditation,
        Self::AfterAccreditation,
        Self::AccreditationTakenBack,
        Self::NoAccreditation,
        Self::KeptWithoutRight,
        Self::ChainWidens,
        Self::ListDiffers,
        Self::ListsContradict,
        Self::RevocationUndone,
        Self::ActContradicts,
        Self::ActBackdated,
        Self::RuleLevel,
        Self::RulePeriod,
        Self::RuleAssessors,
        Self::RuleSubject,
        Self::RulePrerequisite,
        Self::EarlierLabel,
        Self::ReplacementUnknown,
        Self::SchemeMissing,
        Self::NumberTwice,
        Self::StatusIndexTwice,
        Self::Overlap,
        Self::NotALabel,
        Self::UnknownAct,
        Self::EntryDisputed,
        Self::EntryRejected,
        Self::EntryMissing,
        Self::ActPostdated,
        Self::ActOutOfOrder,
        Self::PredatesVersion,
        Self::PublishedLate,
        Self::ListBehind,
    ];

    /// The word in reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::IdentityDisputed => "identity-disputed",
            Self::DeviceFork => "device-fork",
            Self::TwoRegisters => "two-registers",
            Self::StatementUnfit => "statement-unfit",
            Self::TwoContents => "two-contents",
            Self::BadSignature => "bad-signature",
            Self::AccreditationReplaced => "accreditation-replaced",
            Self::OutsideAccreditation => "outside-accreditation",
            Self::BeforeAccreditation => "before-accreditation",
            Self::AfterAccreditation => "after-accreditation",
            Self::AccreditationTakenBack => "accreditation-taken-back",
            Self::NoAccreditation => "no-accreditation",
            Self::KeptWithoutRight => "kept-without-right",
            Self::ChainWidens => "chain-widens",
            Self::ListDiffers => "list-differs",
            Self::ListsContradict => "lists-contradict",
            Self::RevocationUndone => "revocation-undone",
            Self::ActContradicts => "act-contradicts",
            Self::ActBackdated => "act-backdated",
            Self::RuleLevel => "rule-level",
            Self::RulePeriod => "rule-period",
            Self::RuleAssessors => "rule-assessors",
            Self::RuleSubject => "rule-subject",
            Self::RulePrerequisite => "rule-prerequisite",
            Self::EarlierLabel => "earlier-label",
            Self::ReplacementUnknown => "replacement-unknown",
            Self::SchemeMissing => "scheme-missing",
            Self::NumberTwice => "number-twice",
            Self::StatusIndexTwice => "status-index-twice",
            Self::Overlap => "overlap",
            Self::NotALabel => "not-a-label",
            Self::UnknownAct => "unknown-act",
            Self::EntryDisputed => "entry-disputed",
            Self::EntryRejected => "entry-rejected",
            Self::EntryMissing => "entry-missing",
            Self::ActPostdated => "act-postdated",
            Self::ActOutOfOrder => "act-out-of-order",
            Self::PredatesVersion => "predates-version",
            Self::PublishedLate => "published-late",
            Self::ListBehind => "list-behind",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::IdentityDisputed
            | Self::DeviceFork
            | Self::TwoRegisters
            | Self::StatementUnfit
            | Self::TwoContents
            | Self::BadSignature
            | Self::AccreditationReplaced
            | Self::OutsideAccreditation
            | Self::BeforeAccreditation
            | Self::AfterAccreditation
            | Self::AccreditationTakenBack
            | Self::NoAccreditation
            | Self::KeptWithoutRight
            | Self::ChainWidens
            | Self::ListDiffers
            | Self::ListsContradict
            | Self::RevocationUndone
            | Self::ActContradicts
            | Self::ActBackdated => Severity::Grave,
            Self::RuleLevel
            | Self::RulePeriod
            | Self::RuleAssessors
            | Self::RuleSubject
            | Self::RulePrerequisite
            | Self::EarlierLabel
            | Self::ReplacementUnknown
            | Self::SchemeMissing
            | Self::NumberTwice
            | Self::StatusIndexTwice
            | Self::Overlap
            | Self::NotALabel
            | Self::UnknownAct
            | Self::EntryDisputed
            | Self::EntryRejected
            | Self::EntryMissing => Severity::Serious,
            Self::ActPostdated
            | Self::ActOutOfOrder
            | Self::PredatesVersion
            | Self::PublishedLate
            | Self::ListBehind => Severity::Slight,
        }
    }
}

impl fmt::Display for FindingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Severity {
    /// The word in reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Grave => "grave",
            Self::Serious => "serious",
            Self::Slight => "slight",
        }
    }
}

impl Matter {
    /// A document, named as what it is.
    #[must_use]
    pub fn of(organisation: OrganisationId, address: &Address) -> Self {
        let id = AttestationId { issuer: organisation, name: address.name().to_owned() };
        match address.collection() {
            "attestation" => Self::Label(id),
            "accreditation" => Self::Accreditation(id),
            "heads" => Self::Organisation(organisation),
            _ => Self::Document(organisation, address.clone()),
        }
    }

    /// The word for what it is.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Label(_) => "label",
            Self::Accreditation(_) => "accreditation",
            Self::Document(..) => "document",
            Self::Organisation(_) => "organisation",
            Self::File(_) => "file",
        }
    }
}

/// Prints its id.
impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Label(id) | Self::Accreditation(id) => id.fmt(f),
            Self::Document(organisation, address) => write!(f, "{organisation}/{address}"),
            Self::Organisation(organisation) => organisation.fmt(f),
            Self::File(name) => name.fmt(f),
        }
    }
}

impl Exhibit {
    /// An entry.
    #[must_use]
    pub fn entry<S>(what: &str, entry: &Entry<S>) -> Self {
        Self { what: what.to_owned(), digest: Some(entry.id()), at: Some(entry.header().time) }
    }

    /// A document by its hash.
    #[must_use]
    pub fn document(what: impl Into<String>, digest: Digest) -> Self {
        Self { what: what.into(), digest: Some(digest), at: None }
    }
}
