//! What a running node tells its operator: `status.json` in the data folder, written twice a second.
//!
//! It names the addresses of peers, so it is a file that only its owner may read and no part of the HTTP API, which a proxy shows
//! to the world. It is gone when the node was stopped; one that was killed leaves a file that grows old.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use protocol::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::carrying::Carries;
use crate::clock;

/// What a running node says of itself. Times are milliseconds since 1970.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Status {
    /// When this was written.
    pub written_ms: u64,
    /// The node's name, for people.
    pub name: String,
    /// Its libp2p identity.
    pub peer_id: String,
    /// The program's version.
    pub version: String,
    /// The rules of verdicts.
    pub rules: u64,
    /// The process.
    pub process: u32,
    /// Where pages and API are.
    pub http: String,
    /// Where other nodes reach it.
    pub addresses: Vec<String>,
    /// How many organisations are carried and known.
    pub organisations: usize,
    /// How many items are in the set.
    pub items: usize,
    /// How many wait outside it.
    pub staged: usize,
    /// Whom it carries.
    pub carrying: CarryingStatus,
    /// Who uses the most of what is allowed.
    pub quotas: QuotaStatus,
    /// The connected peers.
    pub peers: Vec<PeerStatus>,
    /// The disk.
    pub disk: DiskStatus,
}

/// Whom a node carries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CarryingStatus {
    /// SHA-256 of the `carrying.toml` that is followed.
    pub file: String,
    /// Why a newer one is not followed.
    pub problem: Option<String>,
    /// All, or those vouched for.
    pub mode: Carries,
    /// How many organisations may come, when not all.
    pub listed: Option<usize>,
    /// Whose vouches count.
    pub sponsors: Vec<String>,
    /// Carried without a limit.
    pub hosted: Vec<String>,
    /// Never carried.
    pub blocked: Vec<String>,
    /// For how many organisations one voucher's word counts.
    pub per_voucher_max: usize,
    /// Whose word counted, and how far.
    pub vouchers: Vec<VoucherStatus>,
    /// How many items are kept of an organisation that was not chosen.
    pub organisation_items_max: u64,
    /// How many bytes.
    pub organisation_bytes_max: u64,
}

/// How far a voucher's word counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VoucherStatus {
    /// Its SCID.
    pub organisation: String,
    /// The name it gives itself.
    pub name: Option<String>,
    /// A sponsor, or an agency that a sponsor vouches for.
    pub is_sponsor: bool,
    /// For how many it vouches.
    pub vouched: usize,
    /// How many of these are carried.
    pub carried: usize,
}

/// Who uses the most of what may come unasked, the busiest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct QuotaStatus {
    /// By peer.
    pub peers: Vec<UseStatus>,
    /// By address prefix.
    pub prefixes: Vec<UseStatus>,
    /// By organisation.
    pub organisations: Vec<UseStatus>,
    /// Items that wait outside the set, by who sent them.
    pub staged: Vec<StagedStatus>,
}

/// How much of an allowance is used up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UseStatus {
    /// PeerId, prefix or SCID.
    pub who: String,
    /// Items not made up for by time.
    pub items: u64,
    /// How many there may be.
    pub items_max: u64,
    /// The same in bytes.
    pub bytes: u64,
    /// How many there may be.
    pub bytes_max: u64,
}

/// What waits of one sender.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StagedStatus {
    /// PeerId, `http`, or `a peer that left`.
    pub who: String,
    /// How many items.
    pub items: usize,
}

/// A connected peer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PeerStatus {
    /// Its PeerId.
    pub peer_id: String,
    /// Where it is.
    pub address: String,
    /// The organisation that says it runs it.
    pub organisation: Option<String>,
    /// Its last session.
    pub last_session: Option<SessionStatus>,
}

/// How a session ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SessionStatus {
    /// When.
    pub ended_ms: u64,
    /// Items accepted here.
    pub accepted_here: u64,
    /// Items accepted there.
    pub accepted_there: u64,
    /// Why it failed, if it did.
    pub failed: Option<String>,
}

/// The disk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DiskStatus {
    /// Length of the record.
    pub record_bytes: u64,
    /// Items in it, of organisations that are not carried any more too.
    pub record_items: u64,
    /// Length of the index.
    pub index_bytes: u64,
    /// Whether it takes nothing.
    pub read_only: bool,
    /// When items were last made durable since the start.
    pub last_fsync_ms: Option<u64>,
}

impl Status {
    /// Reads what the node of a data folder wrote last; `None` when it was stopped or never ran.
    ///
    /// # Errors
    ///
    /// [`StatusError`].
    pub fn read(folder: &Path) -> Result<Option<Self>, StatusError> {
        let path = folder.join(FILE_NAME);
        let failed = |source| StatusError::Io { path: path.clone(), source };
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let mut bytes = Vec::new();
        file.take(FILE_BYTES_MAX).read_to_end(&mut bytes).map_err(failed)?;
        serde_json::from_slice(&bytes).map(Some).map_err(|source| StatusError::Form { path, source })
    }

    /// Writes it, all at once, for the folder's owner alone. It need not outlive the machine, so nothing waits for the disk.
    ///
    /// # Errors
    ///
    /// [`StatusError::Io`].
    pub fn write(&self, folder: &Path) -> Result<(), StatusError> {
        let path = folder.join(FILE_NAME);
        let text = serde_json::to_vec_pretty(self).expect("texts and numbers are JSON");
        let write = || {
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(&text)?;
            file.persist(&path)?;
            Ok(())
        };
        write().map_err(|source| StatusError::Io { path: path.clone(), source })
    }

    /// Takes it away: the node stops.
    ///
    /// # Errors
    ///
    /// [`StatusError::Io`].
    pub fn remove(folder: &Path) -> Result<(), StatusError> {
        let path = folder.join(FILE_NAME);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(StatusError::Io { path, source: error })
            }
            _ => Ok(()),
        }
    }

    /// Whether the node that wrote it still writes.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        clock::now().as_millis().abs_diff(self.written_ms) < FRESH_MS
    }
}

impl fmt::Display for Status {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { carrying, quotas, disk, .. } = self;
        writeln!(out, "node:      {}, at {}", self.name, time(self.written_ms))?;
        writeln!(out, "version:   {}, rules {}, process {}", self.version, self.rules, self.process)?;
        writeln!(out, "PeerId:    {}", self.peer_id)?;
        writeln!(out, "pages:     {}", self.http)?;
        for address in &self.addresses {
            writeln!(out, "address:   {address}")?;
        }
        let (organisations, items, staged) = (self.organisations, self.items, self.staged);
        writeln!(out, "holds:     {organisations} organisations, {items} items; {staged} items wait")?;
        let mode = match (carrying.mode, carrying.listed) {
            (Carries::Vouched, Some(listed)) => format!("vouched ({listed} organisations)"),
            (Carries::Vouched, None) => "vouched".to_owned(),
            (Carries::All, _) => "all".to_owned(),
        };
        writeln!(out, "carries:   {mode}")?;
        if let Some(problem) = &carrying.problem {
            writeln!(out, "           carrying.toml is not followed: {problem}")?;
        }
        let lists =
            [("sponsor", &carrying.sponsors), ("hosted", &carrying.hosted), ("blocked", &carrying.blocked)];
        for (word, list) in lists {
            for organisation in list {
                writeln!(out, "{:<11}{organisation}", format!("{word}:"))?;
            }
        }
        for voucher in &carrying.vouchers {
            let name = voucher.name.as_deref().unwrap_or(&voucher.organisation);
            let (vouched, carried, max) = (voucher.vouched, voucher.carried, carrying.per_voucher_max);
            writeln!(out, "vouches:   {name}: {carried} of {vouched} carried, at most {max}")?;
        }
        let (items_max, bytes_max) = (carrying.organisation_items_max, carrying.organisation_bytes_max);
        writeln!(
            out,
            "at most:   {items_max} items and {bytes_max} bytes of an organisation that is not hosted"
        )?;
        let uses =
            [("peer", &quotas.peers), ("prefix", &quotas.prefixes), ("organisation", &quotas.organisations)];
        for (word, list) in uses {
            for UseStatus { who, items, items_max, bytes, bytes_max } in list {
                writeln!(
                    out,
                    "unasked:   {word} {who}: {items} of {items_max} items, {bytes} of {bytes_max} bytes"
                )?;
            }
        }
        for StagedStatus { who, items } in &quotas.staged {
            writeln!(out, "waiting:   {items} items from {who}")?;
        }
        writeln!(out, "peers:     {}", self.peers.len())?;
        for peer in &self.peers {
            let of = peer.organisation.as_deref().map(|name| format!(" of {name}")).unwrap_or_default();
            writeln!(out, "           {}{of}, {}", peer.peer_id, peer.address)?;
            match &peer.last_session {
                None => writeln!(out, "           no session yet")?,
                Some(SessionStatus { ended_ms, failed: Some(why), .. }) => {
                    writeln!(out, "           session failed {}: {why}", time(*ended_ms))?;
                }
                Some(SessionStatus { ended_ms, accepted_here, accepted_there, .. }) => writeln!(
                    out,
                    "           session {}: {accepted_here} items taken, {accepted_there} given",
                    time(*ended_ms)
                )?,
            }
        }
        let DiskStatus { record_bytes, record_items, index_bytes, .. } = disk;
        writeln!(
            out,
            "disk:      record {record_bytes} bytes, {record_items} items; index {index_bytes} bytes; {}",
            if disk.read_only { "READ-ONLY: free space" } else { "takes items" }
        )?;
        match disk.last_fsync_ms {
            Some(millis) => writeln!(out, "saved:     {}", time(millis)),
            None => writeln!(out, "saved:     nothing since the start"),
        }
    }
}

fn time(millis: u64) -> String {
    Timestamp::from_millis(millis).map_or_else(|| "at no time".to_owned(), |time| time.to_string())
}

/// Why the status is not at hand.
#[derive(Debug, Error)]
pub enum StatusError {
    /// The file.
    #[error("{} cannot be read or written; ask as the user who runs the node", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file has another form.
    #[error("{} was written by another version of the node; ask with the program that runs", path.display())]
    Form {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
}

/// The file's name in the data folder.
const FILE_NAME: &str = "status.json";
const FILE_BYTES_MAX: u64 = 64 << 20;
/// Twenty times the pause between two writings.
const FRESH_MS: u64 = 10_000;
