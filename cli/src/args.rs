//! The words of the command line: `hanse <noun> <verb>`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::output::Color;

mod audit;
mod dossier;
mod export;
mod label;
mod post;
mod portal;

pub use audit::{Audit, AuditHow, ReportForm};
pub use dossier::{
    Application, ApplicationMake, Assessment, AssessmentDecide, AssessmentRecord, Scorecard, ScorecardSeal,
};
pub use export::{Export, ExportForm, ExportHow};
pub use label::{
    Accreditation, AccreditationGrant, Act, Appeal, Attestation, AttestationIssue, AttestationVerify,
    DecideAppeal, Extend, Reduce, Replace, Reply, Suspend, Transfer,
};
pub use portal::Portal;
pub use post::{Link, Post};

/// Keys, profiles, labels and verdicts of cluster organisations, without a central operator.
#[derive(Debug, Parser)]
#[command(name = "hanse", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 yes or done, 1 the answer is no, 2 wrong usage, 3 could not find out.")]
pub struct Arguments {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// The noun.
    #[command(subcommand)]
    pub noun: Noun,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// The folder with keys, record, outbox and anchors [default: $HANSE_HOME, else ~/.hanse]
    #[arg(long, global = true, value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// A node to ask and to send to; may be repeated [default: `node` in the home's settings.toml]
    #[arg(long = "node", global = true, value_name = "URL", env = "HANSE_NODE", value_delimiter = ' ')]
    pub nodes: Vec<String>,
    /// Answer with one JSON object (docs/cli/README.md)
    #[arg(long, global = true)]
    pub json: bool,
    /// Colour the answers
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
    /// Keep the keys of a new home unencrypted
    #[arg(long, global = true)]
    pub no_passphrase: bool,
}

/// What a command is about.
#[derive(Debug, Subcommand)]
pub enum Noun {
    /// Your organisation and others
    #[command(subcommand)]
    Organisation(Organisation),
    /// What an organisation says of itself
    #[command(subcommand)]
    Profile(Profile),
    /// Persons of your organisation, whose data can be erased
    #[command(subcommand)]
    Contact(Contact),
    /// Records of organisations that have no identity here yet
    #[command(subcommand)]
    Listing(Listing),
    /// Statements that an organisation exists
    #[command(subcommand)]
    Vouch(Vouch),
    /// What your organisation offers, looks for and announces
    #[command(subcommand)]
    Post(Post),
    /// With whom your organisation cooperates, and who is a member of whom
    #[command(subcommand)]
    Link(Link),
    /// Groups of organisations that you sign for, each with a page on every node
    #[command(subcommand)]
    Portal(Portal),
    /// Label schemes
    #[command(subcommand)]
    Scheme(Scheme),
    /// Rights to issue labels of a scheme
    #[command(subcommand)]
    Accreditation(Accreditation),
    /// What you apply for, in a file that goes to the issuer
    #[command(subcommand)]
    Application(Application),
    /// What assessors found and what was decided
    #[command(subcommand)]
    Assessment(Assessment),
    /// Answers behind a label, shown one by one to whom you choose
    #[command(subcommand)]
    Scorecard(Scorecard),
    /// Labels
    #[command(subcommand)]
    Attestation(Attestation),
    /// Whole records of labels, held against every rule
    #[command(subcommand)]
    Audit(Audit),
    /// Credentials that other programs made
    #[command(subcommand)]
    Credential(Credential),
    /// Whom you trust when you verify
    #[command(subcommand)]
    Anchor(Anchor),
    /// All organisations that a node knows
    #[command(subcommand)]
    Landscape(Landscape),
    /// Everything that a node holds, as a file for other programs
    #[command(subcommand)]
    Export(Export),
    /// Items in a file, to be carried by hand
    #[command(subcommand)]
    Bundle(Bundle),
}

/// `hanse organisation …`
#[derive(Debug, Subcommand)]
pub enum Organisation {
    /// Found your organisation: make its keys, its first identity line and its profile
    Create(OrganisationCreate),
    /// Show your organisation, or another one as a node tells it
    Show {
        /// DID or SCID of another organisation
        organisation: Option<String>,
    },
    /// State anew how far your organisation has spoken, so that verifiers find its labels fresh
    State,
    /// Whose computers and nodes speak for your organisation
    #[command(subcommand)]
    Device(Device),
    /// Let this home speak for an organisation that has added its device
    Join {
        /// DID or SCID
        organisation: String,
    },
    /// Reveal the routine key and commit the next one
    Rotate,
    /// Take the organisation back with the recovery words: this home gets its keys
    Recover(Recover),
    /// Have the identity log found under another domain; the SCID stays
    Move {
        /// The domain, such as steiermark.example.org
        #[arg(long)]
        host: String,
    },
    /// End the organisation: nobody speaks for it any more
    Deactivate {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// `hanse organisation device …`
#[derive(Debug, Subcommand)]
pub enum Device {
    /// Make this computer's keys and a request to be added, for who keeps the organisation's keys
    Request {
        /// What it shall do
        #[arg(long, value_enum, value_delimiter = ',', default_value = "write")]
        may: Vec<Right>,
        /// Whose computer it is; never published
        #[arg(long, default_value = "")]
        label: String,
        /// Write the request into a file
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Add the device of a request
    Add {
        /// The request, or a file that holds it
        request: String,
        /// What it may do [default: what it asks for]
        #[arg(long, value_enum, value_delimiter = ',')]
        may: Vec<Right>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// End a device: what it signed counts up to a cut
    Retire(DeviceRetire),
    /// Show every device: what it may do, how far it has spoken, how it ended
    List,
}

/// What a device may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Right {
    /// Write documents such as the profile.
    Write,
    /// Also issue labels, publish schemes, accredit and vouch.
    Assert,
    /// Run a node.
    Node,
}

impl Right {
    /// As it is written on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Assert => "assert",
            Self::Node => "node",
        }
    }
}

/// What `organisation device retire` takes.
#[derive(Debug, Args)]
pub struct DeviceRetire {
    /// Its key, the beginning of it, or the label that it was added with
    pub device: String,
    /// Its keeper left, or its key is in wrong hands
    #[arg(long, value_enum)]
    pub reason: EndReason,
    /// Its last entry that counts, by sequence or id [default: the last one known]
    #[arg(long, value_name = "SEQ|ENTRY")]
    pub after: Option<String>,
    /// Take over a compromised device's work behind the cut too; of one that left it is always taken over
    #[arg(long)]
    pub adopt: bool,
}

/// Why a device ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EndReason {
    /// Its keeper left: the key stays listed, so that its labels verify everywhere.
    Left,
    /// Its key is in wrong hands: it is listed no more.
    Compromised,
}

/// What `organisation recover` takes.
#[derive(Debug, Args)]
pub struct Recover {
    /// DID or SCID [default: the one this home speaks for]
    pub organisation: Option<String>,
    /// A file with the 24 words, or - for stdin [default: they are asked for]
    #[arg(long, value_name = "FILE")]
    pub words: Option<PathBuf>,
    /// Follow this version and beat all later ones [default: the newest that nobody disputes]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub after: Option<u32>,
}

/// What `organisation create` takes.
#[derive(Debug, Args)]
pub struct OrganisationCreate {
    /// Its name, in English or as it is used internationally
    #[arg(long)]
    pub name: String,
    /// What it is: cluster, agency or label-authority
    #[arg(long)]
    pub kind: String,
    /// Its region, a NUTS code such as AT22
    #[arg(long)]
    pub region: String,
    /// The domain under which its identity log is found [default: the node's own]
    #[arg(long)]
    pub host: Option<String>,
}

/// `hanse profile …`
#[derive(Debug, Subcommand)]
pub enum Profile {
    /// Set fields; an empty value removes one
    Set {
        /// Such as name.en="Photonics Valley" or ecosystem=digital,health
        #[arg(required = true, value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Edit the commented template in $VISUAL or $EDITOR
    Edit,
    /// Take fields from a TOML template or a JSON object; fields that the file does not name stay
    Import {
        /// The file
        file: PathBuf,
    },
    /// Show your profile, or another organisation's as it signed it
    Show {
        /// DID or SCID of another organisation
        organisation: Option<String>,
    },
}

/// `hanse contact …`
#[derive(Debug, Subcommand)]
pub enum Contact {
    /// Publish how a person can be reached
    Add(ContactAdd),
    /// List the contacts
    List,
    /// Show one
    Show {
        /// Its id, or the beginning of it
        id: String,
    },
    /// Erase one: hidden at once, destroyed on every node after a delay
    Erase {
        /// Its id, or the beginning of it
        id: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// `hanse contact add …`
#[derive(Debug, Args)]
pub struct ContactAdd {
    /// The person's name
    #[arg(long)]
    pub name: String,
    /// E-mail address
    #[arg(long)]
    pub email: Option<String>,
    /// Telephone number
    #[arg(long)]
    pub phone: Option<String>,
    /// What the person does
    #[arg(long)]
    pub role: Option<String>,
    /// When and how the person agreed to this publication
    #[arg(long)]
    pub consent: String,
}

/// `hanse listing …`
#[derive(Debug, Subcommand)]
pub enum Listing {
    /// Import a register: one JSON object a line; what is unchanged makes no entry
    Import {
        /// The file
        file: PathBuf,
        /// Take only this country; may be repeated
        #[arg(long = "country", value_name = "CODE")]
        countries: Vec<String>,
    },
}

/// `hanse vouch …`
#[derive(Debug, Subcommand)]
pub enum Vouch {
    /// Vouch that an organisation exists and that this is its identity
    Add {
        /// DID or SCID
        organisation: String,
        /// Vouch for it as an agency: nodes that trust your vouches also carry those it vouches for
        #[arg(long)]
        agency: bool,
    },
    /// Vouch no more
    Withdraw {
        /// DID or SCID
        organisation: String,
    },
}

/// `hanse scheme …`
#[derive(Debug, Subcommand)]
pub enum Scheme {
    /// Check a scheme's file, and what follows from the answers of an assessment; needs no node
    Check {
        /// A TOML file such as docs/schemes/example.toml
        file: PathBuf,
        /// Answers, in TOML or JSON, such as docs/schemes/ecei-gold.example.toml
        #[arg(long)]
        scorecard: Option<PathBuf>,
    },
    /// Publish a version of a label scheme
    Publish {
        /// A TOML file such as docs/schemes/example.toml
        file: PathBuf,
    },
    /// Show levels, criteria and rules in sentences
    Show {
        /// A TOML file, an id such as Qm…/cluster-excellence-1.0, or the beginning of an own scheme's name
        scheme: String,
    },
    /// Say what changed from one version to another
    Diff {
        /// As for show
        before: String,
        /// As for show
        after: String,
    },
}

/// `hanse credential …`
#[derive(Debug, Subcommand)]
pub enum Credential {
    /// Verify a W3C Verifiable Credential 2.0 with what is at hand, offline
    Verify(CredentialVerify),
}

/// What `credential verify` takes.
#[derive(Debug, Args)]
pub struct CredentialVerify {
    /// The credential, JSON, or a badge (SVG) that carries one
    pub file: PathBuf,
    /// A DID document (did:web), or a did:webvh log; may be repeated
    #[arg(long = "did", value_name = "DOCUMENT_OR_LOG")]
    pub dids: Vec<PathBuf>,
    /// A status list credential; may be repeated
    #[arg(long = "status", value_name = "FILE")]
    pub lists: Vec<PathBuf>,
    /// Believe status lists of this DID, beside those of the issuer; may be repeated
    #[arg(long = "status-issuer", value_name = "DID", value_parser = did)]
    pub status_issuers: Vec<String>,
    /// The instant that is asked about [default: now]
    #[arg(long, value_name = "INSTANT")]
    pub now: Option<String>,
}

/// Takes a DID as a word of the command line.
fn did(text: &str) -> Result<String, String> {
    let is_did = text.strip_prefix("did:").is_some_and(|rest| rest.split_once(':').is_some());
    if is_did { Ok(text.to_owned()) } else { Err("a DID is written like did:web:agency.example".to_owned()) }
}

/// `hanse anchor …`
#[derive(Debug, Subcommand)]
pub enum Anchor {
    /// Trust an organisation, from the version of its identity that is found now
    Add {
        /// DID or SCID
        organisation: String,
        /// Only for this scheme
        #[arg(long = "for", value_name = "SCHEME")]
        scheme: Option<String>,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Show whom you trust
    List,
    /// Trust no more
    Remove {
        /// DID or SCID
        organisation: String,
        /// The scheme that the anchor is for
        #[arg(long = "for", value_name = "SCHEME")]
        scheme: Option<String>,
    },
}

/// `hanse landscape …`
#[derive(Debug, Subcommand)]
pub enum Landscape {
    /// Search profiles and listings
    Search(Box<LandscapeSearch>),
    /// Searches that this home keeps; no node learns of them
    #[command(subcommand)]
    Saved(Saved),
}

/// `hanse landscape saved …`
#[derive(Debug, Subcommand)]
pub enum Saved {
    /// Show them
    List,
    /// Search again
    Run {
        /// The name under which it is kept
        name: String,
    },
    /// Keep one no longer
    Remove {
        /// The name under which it is kept
        name: String,
    },
}

/// What `landscape search` takes.
#[derive(Debug, Args)]
pub struct LandscapeSearch {
    /// Words to look for
    #[arg(default_value = "")]
    pub text: String,
    /// Only in these countries, such as DE,AT
    #[arg(long)]
    pub country: Option<String>,
    /// Only in these regions, such as AT2, of NUTS or ISO 3166-2
    #[arg(long)]
    pub region: Option<String>,
    /// Only in these industrial ecosystems, such as digital
    #[arg(long)]
    pub ecosystem: Option<String>,
    /// Only what organisations say themselves (profile), or only what others list (listing)
    #[arg(long, value_parser = ["profile", "listing"])]
    pub kind: Option<String>,
    /// Only holders of a label that is valid by the node's anchors: any, or SCID/NAME of its scheme, or with /LEVEL
    #[arg(long, value_name = "LABEL")]
    pub label: Option<String>,
    /// The day on which the label must be valid; today unless told
    #[arg(long, value_name = "DAY", requires = "label")]
    pub label_on: Option<String>,
    /// Only whom this organisation vouches for
    #[arg(long, value_name = "DID")]
    pub vouched_by: Option<String>,
    /// Only with these economic activities, such as C or 26.1
    #[arg(long)]
    pub nace: Option<String>,
    /// Only in these emerging industries, such as medical-devices
    #[arg(long)]
    pub emerging: Option<String>,
    /// Only in these smart specialisation areas, such as photonics
    #[arg(long)]
    pub s3: Option<String>,
    /// Only with these technologies, such as batteries
    #[arg(long)]
    pub technology: Option<String>,
    /// Only with so many members: 1-19, 20-49, 50-99, 100-199, 200-499 or 500+
    #[arg(long)]
    pub members: Option<String>,
    /// Only with such members: sme, startup, large, research, public, mostly-sme or mostly-research
    #[arg(long)]
    pub composition: Option<String>,
    /// Only who wants to cooperate for this, such as joint-projects
    #[arg(long)]
    pub cooperation: Option<String>,
    /// Only what was confirmed or changed within 90d or 365d, or is older
    #[arg(long)]
    pub fresh: Option<String>,
    /// Only who calls itself a cluster, an agency or a label-authority
    #[arg(long = "type", value_name = "KIND")]
    pub organisation_kind: Option<String>,
    /// Only whom this portal gathers, by SCID/NAME
    #[arg(long, value_name = "PORTAL")]
    pub portal: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=20))]
    pub limit: u16,
    /// Keep this search under a name; `hanse landscape saved run NAME` asks again
    #[arg(long, value_name = "NAME")]
    pub save: Option<String>,
}

/// `hanse bundle …`
#[derive(Debug, Subcommand)]
pub enum Bundle {
    /// Write everything that your organisation said, or others did
    Export {
        /// The file
        file: PathBuf,
        /// DID or SCID of another organisation, as nodes tell it; may be repeated
        #[arg(long = "organisation", value_name = "DID")]
        organisations: Vec<String>,
    },
    /// Take in what a bundle holds: your own items into the home, all of them to the nodes
    Import {
        /// The file
        file: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn several_nodes_are_asked_in_order() {
        let read = Arguments::parse_from([
            "hanse",
            "anchor",
            "list",
            "--node",
            "http://a.example",
            "--node",
            "http://b.example",
        ]);
        assert_eq!(read.global.nodes, ["http://a.example", "http://b.example"]);
    }
}
