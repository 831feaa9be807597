//! What Hanse means: identities, entries, documents, labels and verdicts.
//!
//! Nothing here does I/O, reads a clock, draws a random number, starts a thread or depends on the
//! order of a hash table; what the world has to say is an argument. The modules stand in reading
//! order, and each uses only those above it (`tests/spec/tidy.rs` holds that).

// Ground.
pub mod time;
pub mod base58;
pub mod gzip;
pub mod digest;
pub mod key;
pub mod canonical;
pub mod proof;
pub mod text;
pub mod sentence;
pub mod vocabulary;

// Said by organisations.
pub mod organisation;
pub mod identity;
pub mod automerge_guard;
pub mod document;
pub mod profile;
pub mod listing;
pub mod post;
pub mod link;

// Carried and checked.
pub mod entry;
pub mod tree;
pub mod heads;
pub mod item;
pub mod verdict;

// Held and answered.
pub mod reconcile;
pub mod ledger;
pub mod directory;
pub mod author;
pub mod message;
pub mod carrying;
pub mod landscape;
pub mod portal;

// Said about organisations.
pub mod scheme;
pub mod anchors;
pub mod credential;
pub mod attestation;
pub mod scorecard;
pub mod dossier;
pub mod status;
pub mod status_list;
pub mod accreditation;
pub mod evidence;
pub mod verification;
pub mod audit;
pub mod bundle;

// Said by other programs, and shown to them.
pub mod foreign;
pub mod badge;
