//! The specification of Hanse as tests: each module is a concept, each test's name a sentence about it.

mod attestation;
mod audit;
mod automerge_guard;
mod bundle;
mod carrying;
mod cli;
mod credential;
mod document;
mod entry;
mod erasure;
mod federation;
mod fuzz;
mod identity;
mod landscape;
mod ledger;
mod listing;
mod profile;
mod reconcile;
mod scheme;
mod tidy;
mod vectors;
mod verdict;
mod verification;
