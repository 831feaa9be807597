//! A running node: store, network and pages, put together.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use libp2p::Multiaddr;
use protocol::anchors::Anchors;
use thiserror::Error;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::config::{Config, ConfigError};
use crate::handle::Handle;
use crate::http::{self, About, App, HttpError};
use crate::keystore::{KeystoreError, node_key};
use crate::net::{self, Net, NetConfig, NetError};
use crate::pages::Demonstration;
use crate::status::Status;
use crate::steward::{Identity, Steward, StewardError};
use crate::store::{Opened, StoreError};

/// A node that was started. It ends when this is dropped or [`Running::shut_down`].
pub struct Running {
    /// The directory.
    pub handle: Handle,
    /// The network.
    pub net: Arc<Net>,
    /// Where pages and API are served.
    pub http: SocketAddr,
    /// What opening the store found.
    pub opened: Opened,
    anchors: watch::Sender<Anchors>,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<Result<(), HttpError>>,
    folder: PathBuf,
    steward: JoinHandle<()>,
}

/// Starts a node and returns once it listens and answers.
///
/// `demonstration` marks every page, and says where the listings come from.
///
/// # Errors
///
/// [`StartError`] says what is in use or cannot be read, and what to do.
pub async fn start(config: Config, demonstration: Option<Demonstration>) -> Result<Running, StartError> {
    std::fs::create_dir_all(&config.data)
        .map_err(|source| StartError::Folder { path: config.data.clone(), source })?;
    // Ports are bound before the store is opened: what is in use is told at once and nothing is begun.
    let listener = http::bind(config.http).await?;
    let address = listener.local_addr().map_err(|source| HttpError::Bind { address: config.http, source })?;
    let (data, limits) = (config.data.clone(), config.limits);
    let (handle, opened) = tokio::task::spawn_blocking(move || Handle::open(&data, limits))
        .await
        .expect("opening the store does not panic and is not cancelled")?;
    let key = node_key(&config.data)?;
    let folder = config.data.clone();
    let steward = Steward::begin(folder.clone(), config.host.clone(), handle.clone()).await?;
    let network = NetConfig { key, listen: config.listen, peers: config.peers, folder: Some(config.data) };
    let net = Arc::new(net::start(network, handle.clone()).await?);
    let name = config.name.unwrap_or_else(|| match &config.host {
        Some(host) => host.to_string(),
        None => "A Hanse node".to_owned(),
    });
    let (anchors, pinned) = watch::channel(config.anchors);
    let (host, licence) = (config.host, config.licence);
    let about = Arc::new(About { name, host, demonstration, licence, anchors: pinned });
    let identity = Identity { name: about.name.clone(), http: address };
    let app = App {
        handle: handle.clone(),
        about,
        net: Arc::clone(&net),
        verdicts: Arc::default(),
        exports: http::export::UnderWay::default(),
        callers: Arc::new(http::caller::Callers::new(config.requests)),
        standing: Arc::default(),
    };
    let steward = tokio::spawn(steward.run(Arc::clone(&net), identity));
    let (stop, stopped) = oneshot::channel();
    let serving = tokio::spawn(http::serve(listener, app, async move {
        // Dropping the sender stops the node too.
        drop(stopped.await);
    }));
    Ok(Running { handle, net, http: address, opened, anchors, stop: Some(stop), serving, folder, steward })
}

impl Running {
    /// The address of the pages.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.http)
    }

    /// Where other nodes reach this one.
    #[must_use]
    pub fn addresses(&self) -> Vec<Multiaddr> {
        self.net.addresses()
    }

    /// Pins other anchors, with which the pages judge from now on.
    pub fn pin(&self, anchors: Anchors) {
        self.anchors.send_replace(anchors);
    }

    /// Nobody may take an old status for that of a running node.
    async fn end_steward(&mut self) {
        self.steward.abort();
        // It was aborted: there is nothing to hear from it.
        drop((&mut self.steward).await);
        if let Err(error) = Status::remove(&self.folder) {
            tracing::warn!(error = &error as &dyn std::error::Error, "the status was not taken away");
        }
    }

    /// Stops serving and ends.
    ///
    /// # Errors
    ///
    /// [`HttpError::Serve`] when serving had ended by itself.
    pub async fn shut_down(mut self) -> Result<(), HttpError> {
        self.end_steward().await;
        drop(self.stop.take());
        let served = (&mut self.serving).await.expect("serving does not panic and is not cancelled");
        if let Err(error) = self.handle.bring_index_up_to_date().await {
            tracing::warn!(%error, "the index is brought up to date at the next start");
        }
        served
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.steward.abort();
    }
}

/// Why a node does not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The folder cannot be made.
    #[error("the folder {} cannot be made; give another one with `--data`", path.display())]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Whom the operator chose to carry.
    #[error(transparent)]
    Steward(#[from] StewardError),
    /// The node's key.
    #[error(transparent)]
    Key(#[from] KeystoreError),
    /// The network.
    #[error(transparent)]
    Net(#[from] NetError),
    /// Pages and API.
    #[error(transparent)]
    Http(#[from] HttpError),
}
