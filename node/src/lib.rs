//! The node: holds, replicates and serves the directory.
//!
//! `protocol` decides; this crate gives it a disk, a network, a clock and readers. `store` alone names sled,
//! `net` libp2p, `clock` the time of day.

pub mod clock;
pub mod keystore;
pub mod store;
pub mod config;
pub mod net;
pub mod search;
pub mod census;
pub mod likeness;
pub mod read_model;
pub mod carrying;
pub mod handle;
pub mod verdicts;
pub mod holders;
pub mod atlas;
pub mod pages;
pub mod http;
pub mod status;
pub mod steward;
pub mod run;
pub mod operator;
pub mod demo;
