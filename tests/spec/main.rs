//! The specification as tests: sentences about the domain.

mod attestation;
mod entry;
mod identity;
mod ledger;
