//! The node library.

pub mod store;
