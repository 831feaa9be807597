//! The audit of labels: the whole record of an issuer, an organisation or a scheme, held against every rule.
//!
//! ```text
//! directory that this process took in itself ─► register ─► each label: judge ──┐
//!   (the check of every signature in it)            ├─► acts, lists, chains ─────┼─► Audit { labels, findings, gaps }
//!                                                   └─► labels against each other ┘
//! ```
//! [`audit`] asks of each label what [`crate::verification::judge`] asks, by the same functions, and of the record what
//! one label cannot show. It takes nothing else: the same items, anchors and days give the same bytes. What a holder
//! could not be blamed for, an end or a suspension, is no finding. Source: `docs/spec/audit.md`.

mod across;
mod acts;
pub mod finding;
mod issuance;
mod keeping;
mod lists;
mod page;
mod reach;
mod record;
mod report;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use crate::anchors::Anchors;
use crate::attestation::{AttestationId, Credential, Label};
use crate::audit::keeping::takes_over;
use crate::digest::Digest;
use crate::directory::Directory;
use crate::document::Document;
use crate::entry::Address;
use crate::evidence::content_of;
use crate::organisation::OrganisationId;
use crate::scheme::SchemeId;
use crate::status::heirs;
use crate::time::Timestamp;
use crate::verification::hearing::{Hearing, Source};
use crate::verification::register::Register;
use crate::verification::{AsOf, Examined, Judgement, examine};

pub use crate::audit::finding::{Exhibit, Finding, FindingCode, Gap, Matter, Severity};
pub use crate::audit::reach::reach;

/// Whose labels are audited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuditOf {
    /// Those that it issued, and those that it keeps for an issuer that it succeeds.
    Issuer(OrganisationId),
    /// Those that it issued, keeps, holds or held, and those of schemes that it owns.
    Organisation(OrganisationId),
    /// Those of one scheme, whoever issued them.
    Scheme(SchemeId),
}

impl AuditOf {
    /// The word in reports.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Issuer(_) => "issuer",
            Self::Organisation(_) => "organisation",
            Self::Scheme(_) => "scheme",
        }
    }

    /// The organisation in whose name it stands: the issuer, the organisation or the scheme's owner.
    #[must_use]
    pub const fn organisation(&self) -> OrganisationId {
        match self {
            Self::Issuer(organisation) | Self::Organisation(organisation) => *organisation,
            Self::Scheme(scheme) => scheme.owner,
        }
    }

    fn covers(&self, label: &Label) -> bool {
        match self {
            Self::Issuer(issuer) => label.id.issuer == *issuer,
            Self::Organisation(one) => {
                label.id.issuer == *one
                    || label.scheme.owner == *one
                    || label.subject.organisation().ok() == Some(*one)
            }
            Self::Scheme(scheme) => label.scheme == *scheme,
        }
    }
}

/// Prints its id.
impl std::fmt::Display for AuditOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Issuer(organisation) | Self::Organisation(organisation) => organisation.fmt(f),
            Self::Scheme(scheme) => scheme.fmt(f),
        }
    }
}

/// What an audit came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Audit {
    /// Whose labels.
    pub about: AuditOf,
    /// The day that is asked about, and the time whose knowledge counts.
    pub as_of: AsOf,
    /// Whom the auditor trusts.
    pub anchors: Anchors,
    /// SHA-256 over the ids of all items that it rests on, ascending.
    pub items: Digest,
    /// How many items those are.
    pub item_count: usize,
    /// The organisations whose words were heard, and how far.
    pub organisations: Vec<Heard>,
    /// The labels, by id.
    pub labels: Vec<AuditedLabel>,
    /// What is not as it must be, the gravest first.
    pub findings: Vec<Finding>,
    /// What could not be found out.
    pub gaps: Vec<Gap>,
}

/// An organisation whose words were heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Which one.
    pub organisation: OrganisationId,
    /// What labels and accreditations call it.
    pub name: Option<String>,
    /// How many items of it were heard.
    pub items: usize,
    /// When it last stated how far it had spoken, if that holds.
    pub stated_at: Option<Timestamp>,
}

/// A label and what was concluded about it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditedLabel {
    /// The verdict, with every question that was asked.
    pub judgement: Judgement,
    /// SHA-256 over the credential.
    pub digest: Option<Digest>,
    /// The entries of its document, each with the time that it states.
    pub entries: Vec<(Digest, Timestamp)>,
}

/// What came out in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is not as it must be.
    Clean,
    /// Something is.
    Findings,
    /// Nothing was found, and something could not be found out.
    Open,
}

impl Outcome {
    /// The word in reports.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Findings => "findings",
            Self::Open => "open",
        }
    }
}

impl Audit {
    /// What came out in one word.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match (self.findings.is_empty(), self.gaps.is_empty()) {
            (false, _) => Outcome::Findings,
            (true, false) => Outcome::Open,
            (true, true) => Outcome::Clean,
        }
    }
}

/// Audits the labels that a directory knows.
///
/// The directory must be one that this process took in itself, item by item: that is the check of every entry's
/// signature. The proof of each credential is checked here, once.
#[must_use]
pub fn audit(directory: &Directory, about: AuditOf, anchors: &Anchors, as_of: AsOf) -> Audit {
    audit_in_part(directory, about, anchors, as_of, Vec::new())
}

/// Audits what is known not to be everything: a file that is cut, a record that ends before a statement that was seen.
///
/// Each of these is a gap of the audit. Of an organisation that it names, and of all when it names a file, what is not
/// there is not held to be nowhere.
#[must_use]
pub fn audit_in_part(
    directory: &Directory,
    about: AuditOf,
    anchors: &Anchors,
    as_of: AsOf,
    lacking: Vec<Gap>,
) -> Audit {
    let register = Register::of(directory);
    let hearing = Hearing::new(Source::Register(&register), anchors, as_of);
    let mut inquiry = Inquiry {
        register: &register,
        hearing: &hearing,
        as_of,
        lacking: lacking.iter().map(|gap| gap.about.clone()).collect(),
        findings: Vec::new(),
        gaps: lacking,
    };
    inquiry.subject(&about);
    let known = inquiry.labels();
    let covered: Vec<&Known> = known.iter().filter(|known| inquiry.is_covered(&about, known)).collect();
    let cases: Vec<Case> = covered
        .iter()
        .map(|known| Case { known, examined: examine(&hearing, &known.id) })
        .filter(|case| case.was_known(as_of))
        .collect();
    let mut concerned = concerned(&about, &cases);
    for label in cases.iter().filter_map(|case| case.known.label.as_ref()) {
        let keepers = register.keepers(&label.id.address()).iter();
        concerned.extend(keepers.filter(|keeper| inquiry.keeps(**keeper, label)));
    }
    for case in &cases {
        inquiry.issuance(case);
        inquiry.acts_upon(case);
    }
    inquiry.across(&cases);
    inquiry.lists(&known, &cases);
    inquiry.keepings(&about, &known);
    let ids: BTreeSet<&AttestationId> = cases.iter().map(|case| &case.known.id).collect();
    for organisation in &concerned {
        inquiry.record(*organisation, &about, &ids, &known);
    }
    let Inquiry { mut findings, mut gaps, .. } = inquiry;
    findings.sort();
    findings.dedup();
    gaps.sort();
    gaps.dedup();
    let names = names(&cases);
    let organisations = register.organisations().map(|(organisation, kept)| Heard {
        organisation: *organisation,
        name: names.get(organisation).cloned(),
        items: kept.ledger.item_count(),
        stated_at: hearing.witness(*organisation).ok().map(|witness| witness.stated_at()),
    });
    let mut ids: Vec<Digest> = directory.set().map(|(_, id)| id).collect();
    ids.sort_unstable();
    let labels = cases.iter().map(|case| AuditedLabel {
        digest: hearing.digest_of(&case.known.id),
        entries: inquiry_entries(&register, &case.known.id),
        judgement: case.examined.judgement.clone(),
    });
    Audit {
        about,
        as_of,
        anchors: anchors.clone(),
        items: Digest::of(&ids.iter().map(|id| id.as_bytes().as_slice()).collect::<Vec<_>>()),
        item_count: ids.len(),
        organisations: organisations.collect(),
        labels: labels.collect(),
        findings,
        gaps,
    }
}

/// A document among labels, before it is judged.
struct Known {
    id: AttestationId,
    /// What it says, if it can be read at all; the first of several contents.
    label: Option<Label>,
}

/// A label that is audited.
struct Case<'k> {
    known: &'k Known,
    examined: Examined,
}

/// An audit at work.
struct Inquiry<'i> {
    register: &'i Register<'i>,
    hearing: &'i Hearing<'i>,
    as_of: AsOf,
    /// The organisations of which, or files of whose words, a part is known to be missing.
    lacking: BTreeSet<Matter>,
    findings: Vec<Finding>,
    gaps: Vec<Gap>,
}

impl<'i> Inquiry<'i> {
    /// Is there what is to be audited?
    fn subject(&mut self, about: &AuditOf) {
        let AuditOf::Scheme(scheme) = about else { return };
        if self.register.kept(scheme.owner).is_some()
            && self.register.document(scheme.owner, &scheme.address()).is_none()
        {
            let sentence = "no such scheme was heard of: its owner has published none of this name, as far as it was heard";
            self.miss(Matter::Document(scheme.owner, scheme.address()), sentence);
        }
    }

    /// Whether the whole record of an organisation was heard: then what is not in it does not exist.
    fn is_whole(&self, organisation: OrganisationId) -> bool {
        !self.is_cut(organisation) && self.hearing.witness(organisation).is_ok()
    }

    /// Whether a part of what an organisation said is known to be missing, or may be.
    fn is_cut(&self, organisation: OrganisationId) -> bool {
        self.lacking.iter().any(|matter| match matter {
            Matter::File(_) => true,
            other => *other == Matter::Organisation(organisation),
        })
    }

    /// Every document among the labels of all organisations, but for those in which a successor keeps another's label.
    fn labels(&self) -> Vec<Known> {
        let mut labels = Vec::new();
        for (organisation, kept) in self.register.organisations() {
            for (address, document) in kept.ledger.documents() {
                if address.collection() == "attestation" && !takes_over(document) {
                    let id = AttestationId { issuer: *organisation, name: address.name().to_owned() };
                    labels.push(Known { label: label_in(document), id });
                }
            }
        }
        labels
    }

    fn is_covered(&self, about: &AuditOf, known: &Known) -> bool {
        match &known.label {
            Some(label) => about.covers(label) || self.came_to(about, label),
            // What cannot be read is its issuer's to explain.
            None => match about {
                AuditOf::Issuer(one) | AuditOf::Organisation(one) => known.id.issuer == *one,
                AuditOf::Scheme(_) => false,
            },
        }
    }

    /// Whether a label came to the audited organisation after it was issued: to be kept, or to be held.
    fn came_to(&self, about: &AuditOf, label: &Label) -> bool {
        let (AuditOf::Issuer(one) | AuditOf::Organisation(one)) = about else { return false };
        if self.keeps(*one, label) {
            return true;
        }
        let address = label.id.address();
        let keepers = self.register.keepers(&address).iter().filter(|keeper| self.keeps(**keeper, label));
        let mut acted =
            keepers.chain([&label.id.issuer]).filter_map(|by| self.register.document(*by, &address));
        matches!(about, AuditOf::Organisation(_))
            && acted.any(|document| heirs(document.content()).any(|heir| heir == *one))
    }

    fn find(
        &mut self,
        code: FindingCode,
        about: Matter,
        sentence: impl Into<String>,
        exhibits: Vec<Exhibit>,
    ) {
        self.findings.push(Finding { code, about, sentence: sentence.into(), exhibits });
    }

    fn miss(&mut self, about: Matter, sentence: impl Into<String>) {
        self.gaps.push(Gap { about, sentence: sentence.into() });
    }

    /// The entries of a label's document, as exhibits.
    fn entries_of(&self, organisation: OrganisationId, address: &Address) -> Vec<Exhibit> {
        let entries = self.register.kept(organisation).and_then(|kept| kept.entries.get(address));
        let mut entries: Vec<_> = entries.into_iter().flatten().map(|(entry, _)| *entry).collect();
        entries.sort_by_key(|entry| (entry.header().time, entry.header().sequence, entry.id()));
        entries.iter().take(EXHIBITS_MAX).map(|entry| Exhibit::entry("entry", entry)).collect()
    }
}

impl Case<'_> {
    /// Whether it was awarded by the time whose knowledge counts.
    fn was_known(&self, as_of: AsOf) -> bool {
        self.known.label.as_ref().is_none_or(|label| label.awarded <= as_of.horizon())
    }

    fn matter(&self) -> Matter {
        Matter::Label(self.known.id.clone())
    }
}

/// What a document says as a label; the first of several contents.
fn label_in(document: &Document) -> Option<Label> {
    let text = content_of(document).or_else(|| {
        let first = document.conflicts().get("content")?.first()?;
        first.as_str().map(str::to_owned)
    })?;
    Some(Credential::parse(text.as_bytes()).ok()?.label().clone())
}

/// Whose records have a say: the audited, issuers, owners, grantors and successors.
fn concerned(about: &AuditOf, cases: &[Case<'_>]) -> BTreeSet<OrganisationId> {
    let mut concerned: BTreeSet<OrganisationId> = [about.organisation()].into();
    for case in cases {
        concerned.insert(case.known.id.issuer);
        if let Some(label) = &case.known.label {
            concerned.insert(label.scheme.owner);
            concerned.extend(label.award.rights.iter().map(|right| right.id.issuer));
        }
        let chain = case.examined.judgement.chain.iter();
        concerned.extend(chain.filter_map(|id| Some(AttestationId::parse(id)?.issuer)));
    }
    concerned
}

/// What labels call the organisations that they name.
fn names(cases: &[Case<'_>]) -> BTreeMap<OrganisationId, String> {
    let mut names = BTreeMap::new();
    for label in cases.iter().filter_map(|case| case.known.label.as_ref()) {
        for party in [&label.issuer, &label.owner, &label.subject] {
            if let Ok(organisation) = party.organisation() {
                names.entry(organisation).or_insert_with(|| party.name.clone());
            }
        }
    }
    names
}

/// The valid entries of a label's document, in the order of their times.
fn inquiry_entries(register: &Register<'_>, id: &AttestationId) -> Vec<(Digest, Timestamp)> {
    let entries = register.kept(id.issuer).and_then(|kept| kept.entries.get(&id.address()));
    let mut entries: Vec<_> =
        entries.into_iter().flatten().map(|(entry, _)| (entry.header().time, entry.id())).collect();
    entries.sort_unstable();
    entries.into_iter().map(|(time, id)| (id, time)).collect()
}

/// A finding shows at most this many exhibits of one kind.
const EXHIBITS_MAX: usize = 32;

/// Times that differ by less than this are not held against anybody.
const DAY_MS: u64 = 24 * 60 * 60 * 1000;
