//! The specification as tests: sentences about the domain.

mod attestation;
mod bundle;
mod entry;
mod identity;
mod ledger;
mod scheme;
mod vectors;
mod verification;
