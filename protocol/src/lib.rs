//! What Hanse means: identities, entries, documents, labels and verdicts.
//!
//! Nothing here does I/O, reads a clock, draws a random number, starts a thread or depends on the
//! order of a hash table; what the world has to say is an argument. The modules stand in reading
//! order, and each uses only those above it (`tests/spec/tidy.rs` holds that).

// Ground.
pub mod time;
pub mod digest;
pub mod key;
pub mod canonical;

// Said by organisations.
pub mod organisation;

// Held as documents.
pub mod automerge_guard;
pub mod document;
