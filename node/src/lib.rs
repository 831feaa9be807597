//! The node library.

pub mod pages;
