//! The specification of Hanse as tests: each module is a concept, each test's name a sentence about it.

mod attestation;
mod cli;
mod profile;
