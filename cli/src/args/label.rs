//! The words for labels and for the right to issue them.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// `hanse accreditation …`
#[derive(Debug, Subcommand)]
pub enum Accreditation {
    /// Let another organisation assess, decide on or issue labels, or accredit others in turn
    Grant(Box<AccreditationGrant>),
    /// Let the right rest for a while
    Suspend(Suspend),
    /// End a suspension
    Reinstate(Act),
    /// Take the right back; labels awarded later are not entitled
    Withdraw(Act),
}

/// What `accreditation grant` takes.
#[derive(Debug, Args)]
pub struct AccreditationGrant {
    /// DID or SCID of who gets it
    #[arg(long)]
    pub to: String,
    /// The scheme's id; repeat it for several versions
    #[arg(long = "scheme", required = true, value_name = "SCHEME")]
    pub schemes: Vec<String>,
    /// Codes of levels
    #[arg(long, required = true, value_delimiter = ',')]
    pub levels: Vec<String>,
    /// What it may do: assess, decide, issue, delegate
    #[arg(long, value_delimiter = ',', default_value = "issue", value_parser = ["assess", "decide", "issue", "delegate"])]
    pub actions: Vec<String>,
    /// Only for holders of these types [default: every type]
    #[arg(long = "subject-types", value_delimiter = ',', value_name = "TYPE")]
    pub subject_types: Vec<String>,
    /// Only for holders in these regions or countries, such as AT,DE2 [default: everywhere]
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    pub territory: Vec<String>,
    /// How many accreditations may follow below it; needs the action delegate
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=4))]
    pub depth: u8,
    /// The accreditation by which you grant; not needed by the scheme's owner
    #[arg(long, value_name = "ID")]
    pub under: Option<String>,
    /// DID or SCID of the issuer whose labels it shall keep from now on
    #[arg(long, value_name = "DID")]
    pub succeeds: Option<String>,
    /// First month in which labels may begin [default: this month]
    #[arg(long, value_name = "YYYY-MM")]
    pub valid_from: Option<String>,
    /// For how many months
    #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u16).range(1..=600))]
    pub months: u16,
}

/// `hanse attestation …`
#[derive(Debug, Subcommand)]
pub enum Attestation {
    /// Issue a label, or renew one
    Issue(Box<AttestationIssue>),
    /// Let a label not count for a while
    Suspend(Suspend),
    /// End a suspension
    Reinstate(Act),
    /// Withdraw a label for good
    Withdraw(Act),
    /// Record that its holder gave it back
    Return(Act),
    /// Let it count for a lower level only
    Reduce(Reduce),
    /// Put another label in its place
    Supersede(Replace),
    /// Say that it was issued with an error, and which label says it right
    Correct(Replace),
    /// Say that it should never have been issued: it counts as if it had not been
    Annul(Act),
    /// Record that another organisation holds it, after a merger or a change of name
    Transfer(Transfer),
    /// Let it hold for longer, its condition being met
    Extend(Extend),
    /// Record that its condition is met
    Fulfil(Act),
    /// Record that its holder appealed against an act; the act stands until that is decided
    Appeal(Appeal),
    /// Decide an appeal
    DecideAppeal(DecideAppeal),
    /// Keep a label of the issuer that you succeed
    TakeOver(Act),
    /// As its holder, say something about it or an act upon it
    Reply(Reply),
    /// Verify a label by your anchors
    Verify(AttestationVerify),
    /// Draw a label as a picture (SVG) that carries its credential
    Badge {
        /// The label's id, or a file with its credential or its evidence
        label: String,
        /// Where to write the picture
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Save the evidence of a label, for verifying it offline
    Evidence {
        /// The label's id
        id: String,
        /// Where to write it
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// What `attestation issue` takes.
#[derive(Debug, Args)]
pub struct AttestationIssue {
    /// A dossier whose application was granted: it says who gets what, by whose assessment and decision
    #[arg(long, value_name = "FILE")]
    pub dossier: Option<PathBuf>,
    /// The scheme's id
    #[arg(long, required_unless_present = "dossier")]
    pub scheme: Option<String>,
    /// Code of the level
    #[arg(long, required_unless_present = "dossier")]
    pub level: Option<String>,
    /// DID or SCID of the organisation that gets it
    #[arg(long, required_unless_present = "dossier")]
    pub subject: Option<String>,
    /// First month or day of its term
    #[arg(long, value_name = "YYYY-MM[-DD]")]
    pub valid_from: String,
    /// Its last day [default: the longest that the scheme allows]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub valid_until: Option<String>,
    /// The certificate's number
    #[arg(long)]
    pub number: Option<String>,
    /// What the holder is, a word of the scheme
    #[arg(long, value_name = "TYPE")]
    pub subject_type: Option<String>,
    /// Where the holder is, a NUTS code [default: what its profile says]
    #[arg(long, value_name = "CODE")]
    pub region: Option<String>,
    /// First and last day of the assessment
    #[arg(long, value_name = "DAY[..DAY]")]
    pub assessed: Option<String>,
    /// An assessor under a pseudonym, with the country; may be repeated
    #[arg(long = "assessor", value_name = "A-17:AT")]
    pub assessors: Vec<String>,
    /// DID or SCID of who sent the assessors, if not you
    #[arg(long, value_name = "DID")]
    pub assessor_body: Option<String>,
    /// DID or SCID of who decided, if not you
    #[arg(long, value_name = "DID")]
    pub decider: Option<String>,
    /// The label that this one renews
    #[arg(long, value_name = "ID")]
    pub follows: Option<String>,
    /// The label whose place this one takes; recorded in the same step
    #[arg(long, value_name = "ID", requires = "reason", group = "replaced")]
    pub supersedes: Option<String>,
    /// The label that was issued with an error, which this one says right; recorded in the same step
    #[arg(long, value_name = "ID", requires = "reason", group = "replaced")]
    pub corrects: Option<String>,
    /// Why it takes the other's place; everybody will read it
    #[arg(long, value_name = "TEXT", requires = "replaced")]
    pub reason: Option<String>,
    /// A label that the scheme presupposes; may be repeated
    #[arg(long, value_name = "ID")]
    pub basis: Vec<String>,
    /// What is to be fulfilled yet; may be repeated
    #[arg(long = "condition", value_name = "TEXT")]
    pub conditions: Vec<String>,
    /// The term in months that the score leads to, where the scheme makes it depend on that
    #[arg(long, value_name = "MONTHS")]
    pub score_term: Option<u16>,
    /// The commitment to the scorecard, as `hanse scorecard seal` prints it
    #[arg(long, value_name = "HEX")]
    pub scorecard: Option<String>,
    /// A document that the assessment rests on; only its hash is published; may be repeated
    #[arg(long = "evidence", value_name = "TITLE=FILE")]
    pub evidence: Vec<String>,
    /// An accreditation by which you, the assessors or the decider act; may be repeated [default: those of the owner]
    #[arg(long = "under", value_name = "ID")]
    pub rights: Vec<String>,
    /// Write the credential, JSON, for its holder
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What every act upon a label takes.
#[derive(Debug, Args)]
pub struct Act {
    /// The id, or the beginning of its name
    pub id: String,
    /// Why; everybody will read it
    #[arg(long)]
    pub reason: String,
    /// The first day on which it holds [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub effective: Option<String>,
}

/// What a suspension takes.
#[derive(Debug, Args)]
pub struct Suspend {
    /// The act.
    #[command(flatten)]
    pub act: Act,
    /// Its last day [default: until it is reinstated]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<String>,
}

/// What a reduction takes.
#[derive(Debug, Args)]
pub struct Reduce {
    /// The act.
    #[command(flatten)]
    pub act: Act,
    /// Code of the level that is left
    #[arg(long)]
    pub level: String,
}

/// What a replacement takes.
#[derive(Debug, Args)]
pub struct Replace {
    /// The act.
    #[command(flatten)]
    pub act: Act,
    /// The label in its place
    #[arg(long, value_name = "ID")]
    pub by: String,
}

/// What a transfer takes.
#[derive(Debug, Args)]
pub struct Transfer {
    /// The act.
    #[command(flatten)]
    pub act: Act,
    /// DID or SCID of who holds it now
    #[arg(long, value_name = "DID")]
    pub to: String,
}

/// What an extension takes.
#[derive(Debug, Args)]
pub struct Extend {
    /// The act.
    #[command(flatten)]
    pub act: Act,
    /// Its last day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: String,
}

/// What an appeal takes.
#[derive(Debug, Args)]
pub struct Appeal {
    /// The act.
    #[command(flatten)]
    pub act: Act,
    /// The name of the act that it is against, as `hanse attestation verify` shows it
    #[arg(long, value_name = "NAME")]
    pub about: String,
}

/// What the decision of an appeal takes.
#[derive(Debug, Args)]
pub struct DecideAppeal {
    /// The act.
    #[command(flatten)]
    pub act: Act,
    /// The name of the act that the appeal is against
    #[arg(long, value_name = "NAME")]
    pub about: String,
    /// How it was decided
    #[arg(long, value_parser = ["upheld", "rejected", "remitted"])]
    pub outcome: String,
    /// Pseudonyms of who decided
    #[arg(long, value_delimiter = ',', required = true)]
    pub panel: Vec<String>,
}

/// What a reply takes.
#[derive(Debug, Args)]
pub struct Reply {
    /// The label's id
    pub id: String,
    /// Your words; everybody will read them
    #[arg(long)]
    pub text: String,
    /// The name of the act that it is about
    #[arg(long, value_name = "NAME")]
    pub about: Option<String>,
}

/// What `attestation verify` takes.
#[derive(Debug, Args)]
pub struct AttestationVerify {
    /// A file with evidence, a credential, a badge or a bundle, or the label's id
    pub label: String,
    /// Read what organisations said from a bundle, and ask no node; may be repeated
    #[arg(long = "bundle", value_name = "FILE")]
    pub bundles: Vec<PathBuf>,
    /// The day that is asked about [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<String>,
    /// The day whose knowledge counts [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_known: Option<String>,
    /// DID or SCID of who should hold it
    #[arg(long, value_name = "DID")]
    pub holder: Option<String>,
    /// A document that the label names as evidence: is it still the same? May be repeated
    #[arg(long, value_name = "FILE")]
    pub evidence: Vec<PathBuf>,
    /// How old the issuer's last statement may be
    #[arg(long, value_name = "DAYS", default_value_t = 90)]
    pub max_age: u16,
}
