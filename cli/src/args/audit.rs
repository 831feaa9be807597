//! The words for audits.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// `hanse audit …`
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Every label that an organisation issued, or keeps for an issuer that it succeeds
    Issuer {
        /// DID or SCID
        issuer: String,
        /// How.
        #[command(flatten)]
        how: AuditHow,
    },
    /// Every label that an organisation issued, keeps, holds or held, and those of schemes that it owns
    Organisation {
        /// DID or SCID
        organisation: String,
        /// How.
        #[command(flatten)]
        how: AuditHow,
    },
    /// Every label of a scheme, whoever issued it
    Scheme {
        /// The scheme's id
        scheme: String,
        /// How.
        #[command(flatten)]
        how: AuditHow,
    },
}

/// What every audit takes.
#[derive(Debug, Args)]
pub struct AuditHow {
    /// The day that is asked about [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    /// The last day whose knowledge counts [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_known: Option<String>,
    /// How old the last statements may be
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    pub max_age: u16,
    /// Read what organisations said from a bundle, and ask no node; may be repeated
    #[arg(long = "bundle", value_name = "FILE")]
    pub bundles: Vec<PathBuf>,
    /// Ask nodes for the holders' replies too
    #[arg(long)]
    pub replies: bool,
    /// The form of the report
    #[arg(long, value_enum, value_name = "FORM", default_value_t = ReportForm::Text)]
    pub format: ReportForm,
    /// Write the report into a file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// In which form a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportForm {
    /// Lines for people
    Text,
    /// One JSON object (docs/spec/audit.md)
    Json,
    /// A table for spreadsheets
    Csv,
    /// A page for people, on a screen and on paper
    Html,
}
