//! The words for the way to a label, and for the answers behind it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `hanse application …`
#[derive(Debug, Subcommand)]
pub enum Application {
    /// Begin a dossier: what you apply for, your answers and what they rest on
    Make(Box<ApplicationMake>),
    /// See who applied for what, and what the scheme says of the answers
    Check {
        /// The dossier
        file: PathBuf,
    },
}

/// What `application make` takes.
#[derive(Debug, Args)]
pub struct ApplicationMake {
    /// The scheme's id
    #[arg(long)]
    pub scheme: String,
    /// Code of the level
    #[arg(long)]
    pub level: String,
    /// Your answers, TOML or JSON, as `hanse scheme check --scorecard` takes them
    #[arg(long, value_name = "FILE")]
    pub answers: PathBuf,
    /// What you are, a word of the scheme
    #[arg(long, value_name = "TYPE")]
    pub subject_type: Option<String>,
    /// A document that the answers rest on; only its hash is told; may be repeated
    #[arg(long = "evidence", value_name = "TITLE=FILE")]
    pub evidence: Vec<String>,
    /// The label that is to be renewed
    #[arg(long, value_name = "ID")]
    pub follows: Option<String>,
    /// A label that the scheme presupposes; may be repeated
    #[arg(long, value_name = "ID")]
    pub basis: Vec<String>,
    /// Agree to the rules of the scheme without being asked
    #[arg(long)]
    pub yes: bool,
    /// Where to write the dossier
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// `hanse assessment …`
#[derive(Debug, Subcommand)]
pub enum Assessment {
    /// Put into a dossier what assessors found
    Record(Box<AssessmentRecord>),
    /// Put into a dossier what was decided
    Decide(AssessmentDecide),
}

/// What `assessment record` takes.
#[derive(Debug, Args)]
pub struct AssessmentRecord {
    /// The dossier with the application
    pub dossier: PathBuf,
    /// What the assessors answer, TOML or JSON
    #[arg(long, value_name = "FILE")]
    pub answers: PathBuf,
    /// First and last day
    #[arg(long, value_name = "DAY[..DAY]")]
    pub assessed: String,
    /// How they met
    #[arg(long, value_parser = ["onsite", "video"])]
    pub mode: String,
    /// An assessor under a pseudonym, with the country; may be repeated
    #[arg(long = "assessor", value_name = "A-17:AT")]
    pub assessors: Vec<String>,
    /// What an assessor declares of its interests in the applicant; one for each
    #[arg(long = "declares", value_name = "A-17=TEXT")]
    pub declarations: Vec<String>,
    /// DID or SCID of who is to issue the label, if not you
    #[arg(long, value_name = "DID")]
    pub issuer: Option<String>,
    /// What is to be improved; may be repeated
    #[arg(long = "improvement", value_name = "TEXT")]
    pub improvements: Vec<String>,
    /// What the assessors recommend; may be repeated
    #[arg(long = "recommendation", value_name = "TEXT")]
    pub recommendations: Vec<String>,
    /// The report of the assessors; only its hash is told
    #[arg(long, value_name = "TITLE=FILE")]
    pub report: Option<String>,
    /// Where to write the dossier
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// What `assessment decide` takes.
#[derive(Debug, Args)]
pub struct AssessmentDecide {
    /// The dossier with the assessment
    pub dossier: PathBuf,
    /// What was decided
    #[arg(long, value_parser = ["granted", "refused"])]
    pub outcome: String,
    /// What has to be fulfilled yet; may be repeated
    #[arg(long = "condition", value_name = "TEXT")]
    pub conditions: Vec<String>,
    /// Why
    #[arg(long)]
    pub reason: String,
    /// The day of the decision [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub day: Option<String>,
    /// Where to write the dossier
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// `hanse scorecard …`
#[derive(Debug, Subcommand)]
pub enum Scorecard {
    /// Seal answers without a dossier, for `hanse attestation issue --scorecard`
    Seal(ScorecardSeal),
    /// Disclose some of the answers behind a label, and nothing of the others
    Disclose {
        /// A dossier, or a sealed scorecard
        file: PathBuf,
        /// The label's id, or a file with its credential
        #[arg(long)]
        label: String,
        /// Codes of criteria, or all
        #[arg(long, required = true, value_delimiter = ',', value_name = "CODE")]
        indicators: Vec<String>,
        /// Where to write them
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Check disclosed answers against their label
    Verify {
        /// The file with the answers
        file: PathBuf,
        /// The label's evidence, to ask nobody
        #[arg(long, value_name = "FILE")]
        evidence: Option<PathBuf>,
        /// How old the issuer's last statement may be
        #[arg(long, value_name = "DAYS", default_value_t = 90)]
        max_age: u16,
    },
}

/// What `scorecard seal` takes.
#[derive(Debug, Args)]
pub struct ScorecardSeal {
    /// The scheme's id
    #[arg(long)]
    pub scheme: String,
    /// Code of the level
    #[arg(long)]
    pub level: String,
    /// DID or SCID of the organisation that was assessed
    #[arg(long)]
    pub subject: String,
    /// The answers, TOML or JSON
    #[arg(long, value_name = "FILE")]
    pub answers: PathBuf,
    /// Where to write answers and salts; keep it private
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}
