//! All that a verdict on a label needs, in one file that proves itself.
//!
//! ```text
//! [ "hanse evidence", 1, [issuer scid 32, name],
//!   logs       [ [line text …] … ]                     of every organisation that has a say, ascending by SCID
//!   heads      [ entry bstr … ]                        the newest statement of each signing organisation
//!   documents  [ [scid 32, address, [[entry bstr, [path 32 …]] …], index | null, [path 32 …]] … ] ]
//! ```
//! Deterministic CBOR. An entry's path leads to its device's tree head in the heads; a document's path to the root over
//! the set-once documents, so that a status act cannot be left out unnoticed. What is in here proves itself to a
//! verifier who believes neither the file nor who gave it; anchors are never in here.

use std::collections::{BTreeMap, BTreeSet, btree_map};

use thiserror::Error;

use crate::accreditation::SealedAccreditation;
use crate::attestation::{AttestationId, Credential};
use crate::canonical::{CborError, CborReader, CborWriter};
use crate::digest::Digest;
use crate::directory::Directory;
use crate::document::Document;
use crate::entry::{Address, ENTRY_BYTES_MAX, Entry, EntryError, EntryKind, Unverified};
use crate::heads::Heads;
use crate::identity::line::LINE_BYTES_MAX;
use crate::ledger::Ledger;
use crate::organisation::OrganisationId;
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
        let issuer = directory.ledger(&about.issuer)?;
        let owner = Self::scheme_owner(issuer, about).and_then(|owner| directory.ledger(&owner));
        Self::of(issuer, owner, about)
    }

    /// Who owns the scheme that a label names.
    #[must_use]
    pub fn scheme_owner(issuer: &Ledger, about: &AttestationId) -> Option<OrganisationId> {
        Some(credential(issuer, about)?.label().scheme.owner)
    }

    /// Gathers what the ledgers of a label's issuer and of its scheme's owner hold about it; `None` when the issuer's
    /// does not hold the label. Where both are one organisation, they must be one ledger.
    #[must_use]
    pub fn of(issuer: &Ledger, owner: Option<&Ledger>, about: &AttestationId) -> Option<Self> {
        let mut evidence =
            Self { about: about.clone(), logs: BTreeMap::new(), heads: Vec::new(), documents: Vec::new() };
        evidence.add(issuer, &[about.address()]);
        issuer.document(&about.address())?;
        let credential = credential(issuer, about);
        if let (Some(credential), Some(owner)) = (&credential, owner) {
            let scheme = &credential.label().scheme;
            let granted = owner.documents().filter(|(address, document)| {
                address.collection() == "accreditation"
                    && content_of(document)
                        .and_then(|text| SealedAccreditation::parse(text.as_bytes()).ok())
                        .is_some_and(|sealed| {
                            let granted = sealed.accreditation();
                            granted.scheme == *scheme
                                && granted.issuer.organisation().ok() == Some(about.issuer)
                        })
            });
            let mut addresses = vec![scheme.address()];
            addresses.extend(granted.map(|(address, _)| address.clone()).take(DOCUMENTS_MAX - 2));
            evidence.add(owner, &addresses);
        }
        Some(evidence)
    }

    fn add(&mut self, ledger: &Ledger, addresses: &[Address]) {
        let organisation = ledger.organisation();
        let heads = ledger.newest_heads();
        let stated = heads.and_then(|entry| Heads::parse(entry.body()).ok());
        if let btree_map::Entry::Vacant(log) = self.logs.entry(organisation) {
            let mut lines: Vec<_> = ledger.identity().lines().collect();
            lines.sort_by_key(|line| (line.version().number, line.id()));
            log.insert(lines.iter().map(|line| line.to_bytes()).collect());
            self.heads.extend(heads.map(|entry| unverified(entry)));
        }
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
        let (mut first, mut second) = (united, other.heads);
        first.heads.retain(|entry| !overtaken.contains(&entry.header().organisation));
        second.retain(|entry| overtaken.contains(&entry.header().organisation));
        first.heads.extend(second);
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
        writer.array(6).text(MAGIC).uint(FORMAT);
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
        writer.finish()
    }

    /// Parses evidence. Nothing in it is verified by that.
    ///
    /// # Errors
    ///
    /// [`EvidenceError`] for other bytes, or more of anything than a label needs.
    pub fn parse(bytes: &[u8]) -> Result<Self, EvidenceError> {
        if bytes.len() > EVIDENCE_BYTES_MAX {
            return Err(EvidenceError::TooLong);
        }
        let mut reader = CborReader::new(bytes);
        reader.array_of(6).map_err(|_| EvidenceError::NotEvidence)?;
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
        for _ in 0..bounded(reader.array()?, LOGS_MAX)? {
            heads.push(read_entry(&mut reader)?);
        }
        let mut documents = Vec::new();
        for _ in 0..bounded(reader.array()?, DOCUMENTS_MAX)? {
            documents.push(read_document(&mut reader)?);
        }
        reader.end()?;
        let evidence = Self { about, logs, heads, documents };
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
    #[error("the evidence has format {format}; this program knows format 1: use a newer one")]
    UnknownFormat {
        /// The number.
        format: u64,
    },
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

/// Evidence has at most this many bytes.
pub const EVIDENCE_BYTES_MAX: usize = 8 * 1024 * 1024;

const MAGIC: &str = "hanse evidence";
const FORMAT: u64 = 1;
const LOGS_MAX: usize = 16;
const LINES_MAX: usize = 4_096;
const DOCUMENTS_MAX: usize = 64;
const ENTRIES_MAX: usize = 1_024;
