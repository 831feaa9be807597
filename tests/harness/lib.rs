//! Test harness.
pub mod hostile;
