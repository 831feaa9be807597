//! The words for exports.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// `hanse export …`
#[derive(Debug, Subcommand)]
pub enum Export {
    /// Organisations with an identity, and what they say of themselves
    Organisations(ExportHow),
    /// Organisations as agencies list them
    Listings(ExportHow),
    /// Labels, with the verdicts of the day by the node's anchors
    Labels(ExportHow),
    /// Who says of whom that it exists
    Vouches(ExportHow),
    /// Label schemes
    Schemes(ExportHow),
    /// Rights to assess, decide, issue or pass that on
    Accreditations(ExportHow),
    /// What organisations offer, look for and announce
    Posts(ExportHow),
    /// With whom organisations say that they cooperate, and who is a member of whom
    Links(ExportHow),
    /// Portals: whom organisations group, and by what rule
    Portals(ExportHow),
    /// Documents of every collection but those that can be erased
    Documents(ExportHow),
    /// The signed items themselves, as a node takes them in
    Items(ExportHow),
}

/// What every export takes.
#[derive(Debug, Args)]
pub struct ExportHow {
    /// The form of the file [default: jsonl; of items cbor]
    #[arg(long, value_enum)]
    pub format: Option<ExportForm>,
    /// The file; it is there as a whole or as it was
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// One JSON object a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
    /// For maps; of organisations and listings.
    Geojson,
    /// Saved Automerge documents, one after the other; of documents.
    Automerge,
    /// A sequence of items; of items.
    Cbor,
}

impl ExportForm {
    /// As it is written on the command line, and behind the point of a file's name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Geojson => "geojson",
            Self::Automerge => "automerge",
            Self::Cbor => "cbor",
        }
    }
}

impl Export {
    /// Of what, in which forms, and how.
    #[must_use]
    pub fn asked(&self) -> (&'static str, &'static [ExportForm], &ExportHow) {
        use ExportForm::{Automerge, Cbor, Csv, Geojson, Jsonl};
        match self {
            Self::Organisations(how) => ("organisations", &[Jsonl, Csv, Geojson], how),
            Self::Listings(how) => ("listings", &[Jsonl, Csv, Geojson], how),
            Self::Labels(how) => ("labels", &[Jsonl, Csv], how),
            Self::Vouches(how) => ("vouches", &[Jsonl, Csv], how),
            Self::Schemes(how) => ("schemes", &[Jsonl, Csv], how),
            Self::Accreditations(how) => ("accreditations", &[Jsonl, Csv], how),
            Self::Posts(how) => ("posts", &[Jsonl, Csv], how),
            Self::Links(how) => ("links", &[Jsonl, Csv], how),
            Self::Portals(how) => ("portals", &[Jsonl, Csv], how),
            Self::Documents(how) => ("documents", &[Jsonl, Automerge], how),
            Self::Items(how) => ("items", &[Cbor], how),
        }
    }
}
