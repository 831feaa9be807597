//! The specification as tests: sentences about the domain.

mod attestation;
