//! All that a verdict on a label needs, in one file that proves itself.
//!
//! ```text
//! [ "hanse evidence", 2, [issuer scid 32, name],
//!   logs         [ [line text …] … ]                   of every organisation that has a say, ascending by SCID
//!   heads        [ entry bstr … ]                      the newest statement of each signing organisation
//!   documents    [ [scid 32, address, [[entry bstr, [path 32 …]] …], index | null, [path 32 …]] … ]
//!   status lists [ credential text … ] ]               the issuer's, for comparison with its acts
//! ```
//! Deterministic CBOR. An entry's path leads to its device's tree head in the heads; a document's path to the root over
//! the set-once documents, so that a status act cannot be left out unnoticed. What is in here proves itself to a
//! verifier who believes neither the file nor who gave it; anchors are never in here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use thiserror::Error;

use crate::accreditation::SealedAccreditation;
use crate::accreditation::scope::DEPTH_MAX;
use crate::attestation::{AttestationId, Credential};
use crate::canonical::{CborError, CborReader, CborWriter, parse_json};
use crate::credential::CREDENTIAL_BYTES_MAX;
use crate::digest::Digest;
use crate::directory::Directory;
use crate::document::Document;
use crate::entry::{Address, ENTRY_BYTES_MAX, Entry, EntryError, EntryKind, Unverified};
use crate::gzip::{self, GzipError};
use crate::heads::Heads;
use crate::identity::line::LINE_BYTES_MAX;
use crate::key::PublicKey;
use crate::ledger::Ledger;
use crate::organisation::OrganisationId;
use crate::proof::Proof;
use crate::status::heirs;
use crate::status_list::StatusListCredential;
use crate::tree;
use crate::verdict::ItemVerdict;

/// Evidence about one label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The label.
    pub about: AttestationId,
    /// Identity lines, as bytes, for each organisation.
    pub logs: BTreeMap<OrganisationId, Vec<Vec<u8>>>,
    /// Statements of heads.
    pub heads: Vec<Entry<Unverified>>,
    /// Set-once documents.
    pub documents: Vec<DocumentEvidence>,
    /// The issuer's newest status lists, each a credential that proves itself.
    pub status_lists: Vec<String>,
}

/// One set-once document, by the entries that make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEvidence {
    /// Whose document.
    pub organisation: OrganisationId,
    /// Which one.
    pub address: Address,
    /// Its entries, each with the path to its device's tree head in the heads; an entry newer than the
    /// heads has none.
    pub entries: Vec<ProvenEntry>,
    /// Place and path among the set-once documents in the heads; absent when it is newer than they.
    pub place: Option<DocumentPlace>,
}

/// An entry and its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenEntry {
    /// The entry.
    pub entry: Entry<Unverified>,
    /// RFC 6962 inclusion path in the device's tree.
    pub path: Vec<Digest>,
}

/// Where a document stands in the tree over set-once documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentPlace {
    /// Counted from 0 in the order of addresses.
    pub index: u64,
    /// RFC 6962 inclusion path.
    pub path: Vec<Digest>,
}

impl Evidence {
    /// Gathers what a directory holds about a label; `None` when it does not hold the label.
    #[must_use]
    pub fn gather(directory: &Directory, about: &AttestationId) -> Option<Self> {
        Self::of(about, |organisation| directory.ledger(organisation))
    }

    /// Gathers what some ledgers hold about a label; `None` when they do not hold the label. Where a ledger is not found,
    /// what it would have told is left out.
    #[must_use]
    pub fn of<'l>(
        about: &AttestationId,
        find: impl Fn(&OrganisationId) -> Option<&'l Ledger>,
    ) -> Option<Self> {
        find(&about.issuer)?.document(&about.address())?;
        let mut evidence = Self {
            about: about.clone(),
            logs: BTreeMap::new(),
            heads: Vec::new(),
            documents: Vec::new(),
            status_lists: Vec::new(),
        };
        for (organisation, addresses) in outline(about, &find) {
            if let Some(ledger) = find(&organisation) {
                evidence.add(ledger, &addresses);
            }
        }
        if let Some(ledger) = find(&about.issuer) {
            let lists = status_lists(|address| ledger.document(address)).filter(|text| {
                // One that does not hold would make the whole evidence look like a lie.
                let may_assert = |device: &PublicKey| {
                    let branches = ledger.identity().branches();
                    branches.iter().all(|branch| branch.may_assert(device))
                };
                sealed_list(text, &about.issuer, may_assert).is_some()
            });
            evidence.status_lists = lists.collect();
        }
        Some(evidence)
    }

    fn add(&mut self, ledger: &Ledger, addresses: &BTreeSet<Address>) {
        let organisation = ledger.organisation();
        let heads = ledger.newest_heads();
        let stated = heads.and_then(|entry| Heads::parse(entry.body()).ok());
        let mut lines: Vec<_> = ledger.identity().lines().collect();
        lines.sort_by_key(|line| (line.version().number, line.id()));
        self.logs.insert(organisation, lines.iter().map(|line| line.to_bytes()).collect());
        self.heads.extend(heads.map(|entry| unverified(entry)));
        let leaves = stated.as_ref().map(|stated| ledger.set_once_leaves(Some(stated))).unwrap_or_default();
        let hashes: Vec<Digest> = leaves.values().copied().collect();
        for address in addresses {
            let entries = ledger
                .entries_at(address)
                .into_iter()
                .filter(|(entry, verdict)| {
                    *verdict == ItemVerdict::Valid && entry.header().kind == EntryKind::Change
                })
                .map(|(entry, _)| {
                    let header = entry.header();
                    let end = stated.as_ref().and_then(|stated| stated.devices.get(&header.device));
                    let path = end.filter(|end| header.sequence <= end.sequence).and_then(|end| {
                        let chain =
                            ledger.chain(&header.device).get(..usize::try_from(end.sequence).ok()?)?;
                        tree::path(chain, usize::try_from(header.sequence - 1).ok()?)
                    });
                    ProvenEntry { entry: unverified(entry), path: path.unwrap_or_default() }
                })
                .collect();
            let place = leaves.keys().position(|known| known == address).and_then(|index| {
                Some(DocumentPlace { index: index as u64, path: tree::path(&hashes, index)? })
            });
            self.documents.push(DocumentEvidence { organisation, address: address.clone(), entries, place });
        }
    }

    /// The organisations that have a say in it.
    pub fn organisations(&self) -> impl Iterator<Item = &OrganisationId> {
        self.logs.keys()
    }

    /// Unites what two sources told about one label: every line and entry of both, and of each organisation the
    /// document proofs that go with the newest heads.
    ///
    /// Nothing is verified here; a lie in one half is found by `judge`.
    #[must_use]
    pub fn unite(self, other: Self) -> Self {
        let mut united = self;
        for (organisation, lines) in other.logs {
            let known = united.logs.entry(organisation).or_default();
            for line in lines {
                if !known.contains(&line) && known.len() < LINES_MAX {
                    known.push(line);
                }
            }
        }
        let newest = |heads: &[Entry<Unverified>], organisation: &OrganisationId| {
            heads
                .iter()
                .filter(|entry| entry.header().organisation == *organisation)
                .map(|entry| entry.header().recency(entry.id()))
                .max()
        };
        let overtaken: BTreeSet<OrganisationId> = united
            .logs
            .keys()
            .filter(|organisation| newest(&other.heads, organisation) > newest(&united.heads, organisation))
            .copied()
            .collect();
        let (mut first, theirs) = (united, other.heads);
        let (newer, older): (Vec<_>, Vec<_>) =
            theirs.into_iter().partition(|entry| overtaken.contains(&entry.header().organisation));
        let (kept, passed): (Vec<_>, Vec<_>) =
            first.heads.into_iter().partition(|entry| !overtaken.contains(&entry.header().organisation));
        first.heads = kept.into_iter().chain(newer).collect();
        // An older statement adds nothing, unless it says of the same place something else.
        for entry in passed.into_iter().chain(older) {
            let stated = |entry: &Entry<Unverified>| {
                entry.clone().verify().ok().and_then(|entry| Heads::parse(entry.body()).ok())
            };
            let theirs = stated(&entry);
            let is_against = |known: &Entry<Unverified>| {
                known.header().organisation == entry.header().organisation
                    && theirs.as_ref().zip(stated(known)).is_some_and(|(a, b)| a.contradicts(&b))
            };
            if first.heads.len() < HEADS_MAX && first.heads.iter().any(is_against) {
                first.heads.push(entry);
            }
        }
        for list in other.status_lists {
            if !first.status_lists.contains(&list) && first.status_lists.len() < STATUS_LISTS.len() {
                first.status_lists.push(list);
            }
        }
        for theirs in other.documents {
            let is_newer = overtaken.contains(&theirs.organisation);
            let place = |document: &DocumentEvidence| {
                document.organisation == theirs.organisation && document.address == theirs.address
            };
            match first.documents.iter_mut().find(|document| place(document)) {
                Some(ours) => ours.take_in(theirs, is_newer),
                None => first.documents.push(theirs),
            }
        }
        first
    }

    /// Prints the evidence; the same evidence always gives the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = CborWriter::new();
        writer.array(7).text(MAGIC).uint(FORMAT);
        writer.array(2).bytes(self.about.issuer.digest().as_bytes()).text(&self.about.name);
        writer.array(self.logs.len());
        for lines in self.logs.values() {
            writer.array(lines.len());
            for line in lines {
                writer.text(std::str::from_utf8(line).expect("lines are JSON"));
            }
        }
        writer.array(self.heads.len());
        for entry in &self.heads {
            writer.bytes(&entry.to_bytes());
        }
        writer.array(self.documents.len());
        for document in &self.documents {
            writer.array(5).bytes(document.organisation.digest().as_bytes()).text(document.address.as_str());
            writer.array(document.entries.len());
            for proven in &document.entries {
                writer.array(2).bytes(&proven.entry.to_bytes());
                write_path(&mut writer, &proven.path);
            }
            match &document.place {
                Some(place) => {
                    writer.uint(place.index);
                    write_path(&mut writer, &place.path);
                }
                None => {
                    writer.null();
                    write_path(&mut writer, &[]);
                }
            }
        }
        writer.array(self.status_lists.len());
        for list in &self.status_lists {
            writer.text(list);
        }
        writer.finish()
    }

    /// The bytes as they are carried by hand, packed with gzip to a third or a fourth.
    #[must_use]
    pub fn to_file(&self) -> Vec<u8> {
        gzip::pack(&self.to_bytes())
    }

    /// Parses evidence, packed or not. Nothing in it is verified by that.
    ///
    /// # Errors
    ///
    /// [`EvidenceError`] for other bytes, or more of anything than a label needs.
    pub fn parse(bytes: &[u8]) -> Result<Self, EvidenceError> {
        let unpacked;
        let bytes = if gzip::is_gzip(bytes) {
            unpacked = gzip::unpack(bytes, EVIDENCE_BYTES_MAX)?;
            &unpacked
        } else {
            bytes
        };
        if bytes.len() > EVIDENCE_BYTES_MAX {
            return Err(EvidenceError::TooLong);
        }
        let mut reader = CborReader::new(bytes);
        reader.array_of(7).map_err(|_| EvidenceError::NotEvidence)?;
        if reader.text().map_err(|_| EvidenceError::NotEvidence)? != MAGIC {
            return Err(EvidenceError::NotEvidence);
        }
        let format = reader.uint()?;
        if format != FORMAT {
            return Err(EvidenceError::UnknownFormat { format });
        }
        reader.array_of(2)?;
        let issuer = OrganisationId::from_digest(Digest::from_bytes(reader.exactly()?));
        let name = reader.text()?.to_owned();
        let about = AttestationId::parse(&format!("{issuer}/{name}")).ok_or(CborError::Unexpected)?;
        let mut logs = BTreeMap::new();
        for _ in 0..bounded(reader.array()?, LOGS_MAX)? {
            let mut lines = Vec::new();
            for _ in 0..bounded(reader.array()?, LINES_MAX)? {
                let line = reader.text()?;
                bounded(line.len(), LINE_BYTES_MAX)?;
                lines.push(line.as_bytes().to_vec());
            }
            let organisation = lines
                .first()
                .and_then(|line| crate::identity::line::Line::parse(line).ok())
                .map(|line| line.organisation())
                .ok_or(EvidenceError::BrokenLog)?;
            logs.insert(organisation, lines);
        }
        let mut heads = Vec::new();
        for _ in 0..bounded(reader.array()?, HEADS_MAX)? {
            heads.push(read_entry(&mut reader)?);
        }
        let mut documents = Vec::new();
        for _ in 0..bounded(reader.array()?, DOCUMENTS_MAX)? {
            documents.push(read_document(&mut reader)?);
        }
        let mut status_lists = Vec::new();
        for _ in 0..bounded(reader.array()?, STATUS_LISTS.len())? {
            let list = reader.text()?;
            bounded(list.len(), CREDENTIAL_BYTES_MAX)?;
            status_lists.push(list.to_owned());
        }
        reader.end()?;
        let evidence = Self { about, logs, heads, documents, status_lists };
        if evidence.to_bytes() == bytes { Ok(evidence) } else { Err(CborError::NotCanonical.into()) }
    }
}

impl DocumentEvidence {
    fn take_in(&mut self, other: Self, other_is_newer: bool) {
        let mut entries: BTreeMap<Digest, ProvenEntry> = BTreeMap::new();
        let (older, newer) =
            if other_is_newer { (&self.entries, &other.entries) } else { (&other.entries, &self.entries) };
        for proven in older.iter().chain(newer) {
            entries.insert(proven.entry.id(), proven.clone());
        }
        self.entries = entries.into_values().take(ENTRIES_MAX).collect();
        if other_is_newer {
            self.place = other.place;
        }
    }
}

/// Whose documents have a say about a label: the label itself, those it renews or presupposes, its scheme, the
/// accreditations up to the owner, what a successor did with it, and the holder's reply.
fn outline<'l>(
    about: &AttestationId,
    find: &impl Fn(&OrganisationId) -> Option<&'l Ledger>,
) -> BTreeMap<OrganisationId, BTreeSet<Address>> {
    let mut outline: BTreeMap<OrganisationId, BTreeSet<Address>> = BTreeMap::new();
    let mut put = |organisation: OrganisationId, address: Address| {
        let all: usize = outline.values().map(BTreeSet::len).sum();
        let is_known = outline.contains_key(&organisation);
        if all < DOCUMENTS_MAX && (is_known || outline.len() < LOGS_MAX) {
            outline.entry(organisation).or_default().insert(address);
        }
    };
    put(about.issuer, about.address());
    let Some(credential) = find(&about.issuer).and_then(|issuer| credential(issuer, about)) else {
        return outline;
    };
    let label = credential.label();
    put(label.scheme.owner, label.scheme.address());
    // By what right those were issued that it renews or presupposes is asked as well.
    let mut labels = vec![label.clone()];
    for earlier in label.award.follows.iter().chain(&label.award.basis) {
        put(earlier.issuer, earlier.address());
        labels.extend(
            find(&earlier.issuer).and_then(|issuer| Some(self::credential(issuer, earlier)?.label().clone())),
        );
    }
    // What the labels and each accreditation rest on, step by step up to the owner.
    let mut rights: Vec<AttestationId> =
        labels.iter().flat_map(|label| &label.award.rights).map(|right| right.id.clone()).collect();
    for _ in 0..=DEPTH_MAX {
        let mut above = Vec::new();
        for id in &rights {
            put(id.issuer, id.address_in("accreditation"));
            let sealed = find(&id.issuer).and_then(|ledger| accreditation(ledger, id));
            above
                .extend(sealed.and_then(|sealed| sealed.accreditation().under.clone()).map(|right| right.id));
        }
        rights = above;
    }
    let owners: BTreeSet<OrganisationId> = labels.iter().map(|label| label.scheme.owner).collect();
    for owner in owners {
        let documents = find(&owner).into_iter().flat_map(Ledger::documents);
        for (address, document) in documents.filter(|(address, _)| address.collection() == "accreditation") {
            let sealed =
                content_of(document).and_then(|text| SealedAccreditation::parse(text.as_bytes()).ok());
            let Some(sealed) = sealed else { continue };
            let granted = sealed.accreditation();
            if !labels.iter().any(|label| label.scheme.owner == owner && granted.concerns(label)) {
                continue;
            }
            put(owner, address.clone());
            if granted.succeeds(about.issuer)
                && let Ok(successor) = granted.holder.organisation()
                && find(&successor).is_some_and(|ledger| ledger.document(&about.address()).is_some())
            {
                put(successor, about.address());
            }
        }
    }
    let transferred = find(&about.issuer).and_then(|issuer| issuer.document(&about.address()));
    let heirs = transferred.into_iter().flat_map(|document| heirs(document.content()));
    let holders: BTreeSet<OrganisationId> = label.subject.organisation().into_iter().chain(heirs).collect();
    for holder in holders {
        let reply = about.address_in("reply");
        if find(&holder).is_some_and(|ledger| ledger.document(&reply).is_some()) {
            put(holder, reply);
        }
    }
    outline
}

/// What an issuer's status lists say, of those that are there.
pub(crate) fn status_lists<'d>(
    document: impl Fn(&Address) -> Option<&'d Document>,
) -> impl Iterator<Item = String> {
    STATUS_LISTS.iter().filter_map(move |name| {
        let address = Address::new("statuslist", name).expect("a word is a name");
        content_of(document(&address)?)
    })
}

/// Reads a status list that a device of the issuer sealed.
pub(crate) fn sealed_list(
    text: &str,
    issuer: &OrganisationId,
    may_assert: impl Fn(&PublicKey) -> bool,
) -> Option<StatusListCredential> {
    let Value::Object(mut body) = parse_json(text.as_bytes(), CREDENTIAL_BYTES_MAX).ok()? else {
        return None;
    };
    let proof = Proof::detach(&mut body).ok()?;
    let list = StatusListCredential::parse(&body).ok()?;
    let (did, multikey) = proof.method().split_once('#')?;
    let device = PublicKey::parse(multikey).ok().filter(may_assert)?;
    let is_issuers =
        |did: &str| did.starts_with("did:webvh:") && OrganisationId::parse(did).ok() == Some(*issuer);
    let is_whole = is_issuers(did) && is_issuers(&list.issuer) && list.valid_from.is_some();
    proof.verify(&body, &device).ok().filter(|()| is_whole)?;
    Some(list)
}

fn accreditation(ledger: &Ledger, id: &AttestationId) -> Option<SealedAccreditation> {
    let text = content_of(ledger.document(&id.address_in("accreditation"))?)?;
    SealedAccreditation::parse(text.as_bytes()).ok()
}

/// The `content` of a set-once document, when nobody contradicted it.
#[must_use]
pub fn content_of(document: &Document) -> Option<String> {
    if document.conflicts().contains_key("content") {
        return None;
    }
    document.content().get("content")?.as_str().map(str::to_owned)
}

fn credential(issuer: &Ledger, about: &AttestationId) -> Option<Credential> {
    let text = content_of(issuer.document(&about.address())?)?;
    Credential::parse(text.as_bytes()).ok()
}

/// Why bytes are no evidence.
#[derive(Debug, Error)]
pub enum EvidenceError {
    /// Another kind of file.
    #[error("this is no evidence; get it from a node under /v1/attestations/<id>/evidence")]
    NotEvidence,
    /// A later version.
    #[error(
        "the evidence has format {format}; this program knows format {FORMAT}: get it again from a node of today, or use a newer program"
    )]
    UnknownFormat {
        /// The number.
        format: u64,
    },
    /// A packed file that is cut short, damaged, or unpacks to more than evidence has.
    #[error("the evidence cannot be unpacked: {0}; get it again from a node")]
    Gzip(#[from] GzipError),
    /// More bytes than evidence has.
    #[error("the evidence is longer than {EVIDENCE_BYTES_MAX} bytes")]
    TooLong,
    /// More parts than a label needs.
    #[error("the evidence holds more parts than a label needs")]
    TooMany,
    /// A log without a sound first line.
    #[error("a log in the evidence does not begin with a sound identity line")]
    BrokenLog,
    /// The bytes break off or are changed.
    #[error("the evidence is damaged or cut short; get it again")]
    Damaged(#[from] CborError),
    /// An entry is none.
    #[error("an entry in the evidence cannot be read")]
    Entry(#[from] EntryError),
}

fn unverified(entry: &Entry<crate::entry::Verified>) -> Entry<Unverified> {
    Entry::parse(&entry.to_bytes()).expect("an entry reads back")
}

fn write_path(writer: &mut CborWriter, path: &[Digest]) {
    writer.array(path.len());
    for step in path {
        writer.bytes(step.as_bytes());
    }
}

fn read_path(reader: &mut CborReader<'_>) -> Result<Vec<Digest>, EvidenceError> {
    let length = bounded(reader.array()?, tree::PATH_LENGTH_MAX)?;
    (0..length).map(|_| Ok(Digest::from_bytes(reader.exactly()?))).collect()
}

fn read_entry(reader: &mut CborReader<'_>) -> Result<Entry<Unverified>, EvidenceError> {
    let bytes = reader.bytes()?;
    bounded(bytes.len(), ENTRY_BYTES_MAX)?;
    Ok(Entry::parse(bytes)?)
}

fn read_document(reader: &mut CborReader<'_>) -> Result<DocumentEvidence, EvidenceError> {
    reader.array_of(5)?;
    let organisation = OrganisationId::from_digest(Digest::from_bytes(reader.exactly()?));
    let address = Address::parse(reader.text()?)?;
    let mut entries = Vec::new();
    for _ in 0..bounded(reader.array()?, ENTRIES_MAX)? {
        reader.array_of(2)?;
        let entry = read_entry(reader)?;
        entries.push(ProvenEntry { entry, path: read_path(reader)? });
    }
    let index = if reader.null() { None } else { Some(reader.uint()?) };
    let path = read_path(reader)?;
    Ok(DocumentEvidence {
        organisation,
        address,
        entries,
        place: index.map(|index| DocumentPlace { index, path }),
    })
}

fn bounded(count: usize, limit: usize) -> Result<usize, EvidenceError> {
    if count <= limit { Ok(count) } else { Err(EvidenceError::TooMany) }
}

/// The names of an issuer's status lists, which are their purposes.
pub const STATUS_LISTS: [&str; 2] = ["revocation", "suspension"];
/// Evidence has at most this many bytes.
pub const EVIDENCE_BYTES_MAX: usize = 8 * 1024 * 1024;

const MAGIC: &str = "hanse evidence";
const FORMAT: u64 = 2;
const LOGS_MAX: usize = 16;
const HEADS_MAX: usize = 64;
const LINES_MAX: usize = 4_096;
const DOCUMENTS_MAX: usize = 64;
const ENTRIES_MAX: usize = 1_024;
