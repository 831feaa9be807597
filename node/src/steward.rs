//! Sees to it that the node carries whom its operator chose, and reports to the operator.
//!
//! ```text
//! carrying.toml ─┐
//!                ├─► selection ─► Handle::carry ─► declined, shown, served ─► sessions with all peers
//! vouches ───────┘                                         status.json ◄── every half second
//! ```
//! Whom sponsors vouch for is computed anew whenever the read model changed.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use protocol::carrying::{Mode, Selection, Vouch};
use protocol::directory::Directory;
use protocol::organisation::{Host, OrganisationId};
use thiserror::Error;
use tokio::time::{MissedTickBehavior, interval};

use crate::carrying::{CarryingError, Choice, Terms, Written};
use crate::clock;
use crate::handle::{Handle, Unavailable};
use crate::http::intake::chain_of;
use crate::net::shelf::source_of;
use crate::net::shelf::{Carried, Listed, TooManyListed};
use crate::net::{LinkState, Net, Use};
use crate::read_model::ReadModel;
use crate::status::{
    CarryingStatus, DiskStatus, PeerStatus, QuotaStatus, SessionStatus, StagedStatus, Status, StatusError,
    UseStatus, VoucherStatus,
};

/// Keeps the node to its operator's choice.
pub struct Steward {
    folder: PathBuf,
    host: Option<Host>,
    handle: Handle,
    written: Written,
    /// Why a newer choice is not followed.
    problem: Option<String>,
    carried: Carried,
    selection: Selection,
    /// The read model that the selection was made from.
    model: Arc<ReadModel>,
    is_reported: bool,
}

/// What does not change while the node runs.
pub struct Identity {
    /// The node's name, for people.
    pub name: String,
    /// Where pages and API are.
    pub http: SocketAddr,
}

impl Steward {
    /// Reads the choice and puts it into force, before anybody can ask the node anything.
    ///
    /// Where only those vouched for are carried, this takes until all documents are read.
    ///
    /// # Errors
    ///
    /// [`StewardError`].
    pub async fn begin(folder: PathBuf, host: Option<Host>, handle: Handle) -> Result<Self, StewardError> {
        let written = Choice::read(&folder)?;
        if written.choice.policy.mode == Mode::Vouched {
            handle.model_within(MODEL_PATIENCE).await?;
        }
        let mut steward = Self {
            folder,
            host,
            written,
            problem: None,
            carried: Carried::All,
            selection: Selection::default(),
            model: handle.model_at_hand(),
            handle,
            is_reported: true,
        };
        steward.put_into_force().await?;
        if !matches!(steward.carried, Carried::All) {
            // Nobody is shown who is not carried, not even for a moment.
            steward.handle.model_within(MODEL_PATIENCE).await?;
        }
        Ok(steward)
    }

    /// Follows the choice as it changes, and reports, until the node ends.
    pub async fn run(mut self, net: Arc<Net>, identity: Identity) {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            match self.look().await {
                Ok(true) => net.carrying_changed().await,
                Ok(false) => {}
                Err(StewardError::Unavailable(Unavailable::ShuttingDown)) => return,
                Err(error) => {
                    let text = chain_of(&error);
                    if self.problem.as_ref() != Some(&text) {
                        tracing::error!(error = text, "whom the operator chose is not carried");
                    }
                    self.problem = Some(text);
                }
            }
            if self.report(&net, &identity).await.is_err() {
                return;
            }
        }
    }

    /// Looks whether the choice or the vouches changed, and says whether other organisations are carried since.
    async fn look(&mut self) -> Result<bool, StewardError> {
        let folder = self.folder.clone();
        let written = tokio::task::spawn_blocking(move || Choice::read(&folder))
            .await
            .expect("reading a file does not panic and is not cancelled")?;
        let model = self.handle.model_at_hand();
        let is_new = written.file != self.written.file;
        let is_vouched = written.choice.policy.mode == Mode::Vouched;
        if !is_new && self.problem.is_none() && (!is_vouched || Arc::ptr_eq(&model, &self.model)) {
            return Ok(false);
        }
        (self.written, self.model) = (written, model);
        let changed = self.put_into_force().await?;
        self.problem = None;
        if is_new {
            tracing::info!(mode = ?self.written.choice.policy.mode, "the operator's choice is in force");
        }
        Ok(changed)
    }

    async fn put_into_force(&mut self) -> Result<bool, StewardError> {
        let choice = self.written.choice.clone();
        let policy = &choice.policy;
        let (carried, selection) = match policy.mode {
            Mode::All if policy.blocked.is_empty() => (Carried::All, Selection::default()),
            Mode::All => {
                (Carried::AllBut(Arc::new(Listed::new(policy.blocked.clone())?)), Selection::default())
            }
            Mode::Vouched => {
                let selection = policy.select(|id| vouches_of(&self.model, id));
                let listed = Listed::new(selection.organisations.clone())?;
                (Carried::Listed(Arc::new(listed)), selection)
            }
        };
        let changed = carried.announced() != self.carried.announced();
        self.handle.carry(Terms { carried: carried.clone(), choice, host: self.host.clone() }).await?;
        (self.carried, self.selection) = (carried, selection);
        Ok(changed)
    }

    /// Writes the status. A disk that does not take it is told once.
    async fn report(&mut self, net: &Net, identity: &Identity) -> Result<(), Unavailable> {
        let status = self.status(net, identity).await?;
        let folder = self.folder.clone();
        let written = tokio::task::spawn_blocking(move || {
            let mut status = status;
            status.disk.index_bytes = bytes_below(&folder.join("index"));
            status.write(&folder)
        });
        let written = written.await.expect("writing a file does not panic and is not cancelled");
        if let Err(error) = &written
            && self.is_reported
        {
            tracing::warn!(error = error as &dyn std::error::Error, "the status was not written");
        }
        self.is_reported = written.is_ok();
        Ok(())
    }

    async fn status(&self, net: &Net, identity: &Identity) -> Result<Status, Unavailable> {
        let held = self.handle.read(|keeper| {
            let disk = DiskStatus {
                record_bytes: keeper.record_bytes(),
                record_items: keeper.recorded_count(),
                index_bytes: 0,
                read_only: keeper.is_read_only(),
                last_fsync_ms: keeper.last_fsync().map(|time| time.as_millis()),
            };
            let counts = (keeper.organisation_count(), keeper.item_count(), keeper.staged_count());
            (counts, keeper.staged_by_source(), disk)
        });
        let ((organisations, items, staged), by_source, disk) = held.await?;
        let (links, busiest, model) = (net.links(), net.busiest(), self.handle.model_at_hand());
        let staged_by = by_source.into_iter().take(STAGED_SHOWN).map(|(source, items)| {
            let sender = links.iter().find(|link| source_of(&link.peer) == source);
            let who = match (source.0, sender) {
                (None, _) => "http".to_owned(),
                (_, Some(link)) => link.peer.to_string(),
                (_, None) => "a peer that left".to_owned(),
            };
            StagedStatus { who, items }
        });
        let quotas = QuotaStatus {
            peers: uses(busiest.peers),
            prefixes: uses(busiest.prefixes),
            organisations: uses(busiest.organisations),
            staged: staged_by.collect(),
        };
        Ok(Status {
            written_ms: clock::now().as_millis(),
            name: identity.name.clone(),
            peer_id: net.peer_id().to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: Directory::RULES,
            process: std::process::id(),
            http: format!("http://{}", identity.http),
            addresses: net.addresses().iter().map(ToString::to_string).collect(),
            organisations,
            items,
            staged,
            carrying: self.carrying_status(&model),
            quotas,
            peers: links.iter().map(|link| peer_status(link, &model)).collect(),
            disk,
        })
    }

    fn carrying_status(&self, model: &ReadModel) -> CarryingStatus {
        let Choice { policy, organisation_items_max, organisation_bytes_max } = &self.written.choice;
        let list =
            |set: &std::collections::BTreeSet<OrganisationId>| set.iter().map(ToString::to_string).collect();
        let voucher = |(id, voucher): (&OrganisationId, &protocol::carrying::Voucher)| VoucherStatus {
            organisation: id.to_string(),
            name: model.organisation(id).and_then(|view| view.name.clone()),
            is_sponsor: voucher.is_sponsor,
            vouched: voucher.vouched,
            carried: voucher.carried,
        };
        CarryingStatus {
            file: self.written.file.to_string(),
            problem: self.problem.clone(),
            mode: policy.mode.into(),
            listed: (policy.mode == Mode::Vouched).then_some(self.selection.organisations.len()),
            sponsors: list(&policy.sponsors),
            hosted: list(&policy.hosted),
            blocked: list(&policy.blocked),
            per_voucher_max: policy.per_voucher_max,
            vouchers: self.selection.vouchers.iter().map(voucher).collect(),
            organisation_items_max: *organisation_items_max,
            organisation_bytes_max: *organisation_bytes_max,
        }
    }
}

/// What an organisation says of others; one that ended says nothing.
fn vouches_of(model: &ReadModel, id: &OrganisationId) -> Vec<Vouch> {
    let view = model.organisation(id).filter(|view| !view.is_deactivated);
    let vouches = view.map_or(&[][..], |view| &view.vouches);
    let vouch = |vouch: &crate::read_model::Vouch| Vouch {
        subject: vouch.subject,
        since: vouch.since,
        as_agency: vouch.as_agency,
    };
    vouches.iter().map(vouch).collect()
}

fn peer_status(link: &LinkState, model: &ReadModel) -> PeerStatus {
    let peer_id = link.peer.to_string();
    let organisation = model.organisation_of_peer(&peer_id).map(|view| model.name_of(&view.id));
    let last_session = link.last_session.as_ref().map(|last| {
        let (accepted_here, accepted_there) = *last.result.as_ref().unwrap_or(&(0, 0));
        SessionStatus {
            ended_ms: last.ended.as_millis(),
            accepted_here,
            accepted_there,
            failed: last.result.as_ref().err().cloned(),
        }
    });
    PeerStatus { peer_id, address: link.address.to_string(), organisation, last_session }
}

fn uses(busiest: Vec<(impl ToString, Use)>) -> Vec<UseStatus> {
    let status = |(who, used): (_, Use)| {
        let Use { items, items_max, bytes, bytes_max } = used;
        UseStatus { who: ToString::to_string(&who), items, items_max, bytes, bytes_max }
    };
    busiest.into_iter().map(status).collect()
}

/// The bytes of the files in a folder; what cannot be looked at counts as nothing.
fn bytes_below(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .filter_map(|entry| entry.metadata().ok())
        .filter(|file| file.is_file())
        .map(|file| file.len())
        .sum()
}

/// Why the operator's choice is not in force.
#[derive(Debug, Error)]
pub enum StewardError {
    /// The choice.
    #[error(transparent)]
    Carrying(#[from] CarryingError),
    /// More organisations than another node can be told of.
    #[error(transparent)]
    TooMany(#[from] TooManyListed),
    /// The directory.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    /// The status of an earlier run.
    #[error(transparent)]
    Status(#[from] StatusError),
}

const TICK: Duration = Duration::from_millis(500);
/// Reading the documents of a large directory anew takes minutes.
const MODEL_PATIENCE: Duration = Duration::from_secs(3600);
const STAGED_SHOWN: usize = 5;
