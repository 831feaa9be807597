//! Spec tests.
mod automerge_guard;
mod document;
