//! The node library.

pub mod keystore;
pub mod net;
