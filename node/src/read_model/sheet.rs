//! What the read model needs of one organisation's ledger, in a form that outlives the process.
//!
//! To read a document takes Automerge a good part of a millisecond. A sheet is what came of it, so a start need not
//! read all documents again. It is a function of the ledger, is kept in the index and can be thrown away with it.

use std::collections::{BTreeMap, BTreeSet};

use protocol::automerge_guard::SCHEMA_KEY;
use protocol::digest::Digest;
use protocol::document::Document;
use protocol::entry::Address;
use protocol::ledger::Ledger;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An organisation's documents, read; those that can be erased are no part of it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The organisation.
    pub id: OrganisationId,
    /// The digest of its ledger.
    pub digest: Digest,
    /// Its DID in its newest version.
    pub did: String,
    /// The newest `versionId`; of a disputed identity that of one branch.
    pub version_id: String,
    /// Whether it ended.
    pub is_deactivated: bool,
    /// What its documents say.
    pub documents: BTreeMap<Address, Contents>,
}

/// What a document says.
#[derive(Clone, Debug)]
pub struct Contents {
    /// What stands in it, by key.
    pub content: BTreeMap<String, Value>,
    /// Keys at which several concurrent values stand.
    pub conflicts: BTreeSet<String>,
    /// The earliest time that an entry of it states.
    pub since: Timestamp,
    /// The newest time that an entry of it states.
    pub changed: Timestamp,
}

impl Contents {
    /// What the authors wrote: the content without the mark of its collection.
    #[must_use]
    pub fn facts(&self) -> BTreeMap<String, Value> {
        let mut facts = self.content.clone();
        facts.remove(SCHEMA_KEY);
        facts
    }

    /// The `content` of a set-once document, unless several stand there.
    #[must_use]
    pub fn set_once(&self) -> Option<&str> {
        if self.conflicts.contains("content") {
            return None;
        }
        self.content.get("content")?.as_str()
    }
}

impl Sheet {
    /// Reads a ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let id = ledger.organisation();
        let branches = ledger.identity().branches();
        let tip = branches.first().map(protocol::identity::Branch::tip);
        let mut times: BTreeMap<&Address, (Timestamp, Timestamp)> = BTreeMap::new();
        for (entry, _) in ledger.entries() {
            let header = entry.header();
            let (first, last) = times.entry(&header.address).or_insert((header.time, header.time));
            (*first, *last) = (header.time.min(*first), header.time.max(*last));
        }
        let read = |(address, document): (&Address, &Document)| {
            let (since, changed) = times.get(address).copied().unwrap_or((Timestamp::ZERO, Timestamp::ZERO));
            let conflicts = document.conflicts().keys().cloned().collect();
            (address.clone(), Contents { content: document.content().clone(), conflicts, since, changed })
        };
        Self {
            id,
            digest: ledger.digest(),
            did: tip.map_or_else(|| id.to_string(), protocol::identity::line::Line::did),
            version_id: tip.map_or_else(String::new, |line| line.version_id().to_owned()),
            is_deactivated: tip.is_some_and(protocol::identity::line::Line::is_deactivated),
            documents: ledger.documents().filter(|(address, _)| !address.is_erasable()).map(read).collect(),
        }
    }

    /// Writes the sheet down.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let documents = self.documents.iter();
        let row = Row {
            digest: self.digest.to_string(),
            did: self.did.clone(),
            version_id: self.version_id.clone(),
            is_deactivated: self.is_deactivated,
            documents: documents
                .map(|(address, contents)| DocumentRow {
                    address: address.to_string(),
                    since: contents.since.as_millis(),
                    changed: contents.changed.as_millis(),
                    content: contents.content.clone(),
                    conflicts: contents.conflicts.clone(),
                })
                .collect(),
        };
        serde_json::to_vec(&row).expect("a sheet has a JSON form")
    }

    /// Reads what [`Sheet::to_bytes`] wrote; `None` for anything else.
    #[must_use]
    pub fn parse(id: OrganisationId, bytes: &[u8]) -> Option<Self> {
        let row: Row = serde_json::from_slice(bytes).ok()?;
        let contents = |row: DocumentRow| {
            let since = Timestamp::from_millis(row.since)?;
            let changed = Timestamp::from_millis(row.changed)?;
            let contents = Contents { content: row.content, conflicts: row.conflicts, since, changed };
            Some((Address::parse(&row.address).ok()?, contents))
        };
        Some(Self {
            id,
            digest: Digest::parse_hex(&row.digest)?,
            did: row.did,
            version_id: row.version_id,
            is_deactivated: row.is_deactivated,
            documents: row.documents.into_iter().map(contents).collect::<Option<_>>()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct Row {
    digest: String,
    did: String,
    version_id: String,
    is_deactivated: bool,
    documents: Vec<DocumentRow>,
}

#[derive(Serialize, Deserialize)]
struct DocumentRow {
    address: String,
    since: u64,
    changed: u64,
    content: BTreeMap<String, Value>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    conflicts: BTreeSet<String>,
}
