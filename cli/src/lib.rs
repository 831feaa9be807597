//! The command-line library.
