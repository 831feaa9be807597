//! The command-line library.

pub mod home;
