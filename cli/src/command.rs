//! What `hanse <noun> <verb>` does, one file for each noun.
//!
//! A command that changes something seals it, flushes it to the record and then tries to send the outbox; that no node
//! is in reach is not a failure. Whatever nodes tell is verified before it is used.

use std::io;
use std::path::{Path, PathBuf};

use protocol::accreditation::GrantError;
use protocol::attestation::AttestationId;
use protocol::badge::BadgeError;
use protocol::bundle::BundleError;
use protocol::credential::CredentialError;
use protocol::dossier::{DossierError, DossierFault};
use protocol::evidence::EvidenceError;
use protocol::key::PublicKey;
use protocol::landscape::QueryError;
use protocol::link::LinkFault;
use protocol::organisation::{OrganisationError, OrganisationId};
use protocol::portal::field::PortalFieldError;
use protocol::post::PostFault;
use protocol::profile::edit::FieldError;
use protocol::profile::template::TemplateError;
use protocol::scheme::period::PeriodFault;
use protocol::scheme::{SchemeError, SchemeId};
use protocol::scorecard::{DiscloseError, ScorecardError, SealError};
use protocol::status::{ActFault, StatusError};
use protocol::status_list::StatusListError;
use protocol::time::TimeError;
use serde_json::Value;
use thiserror::Error;

use crate::args::{Arguments, Noun, Scheme};
use crate::client::{Client, ClientError, NodeUrlError};
use crate::clock::{Clock, ClockError};
use crate::heard::{Heard, HeardError};
use crate::home::anchors::AnchorsError;
use crate::home::durable::{self, FileError};
use crate::home::keys::KeysError;
use crate::home::marks::MarksError;
use crate::home::passphrase::PassphraseError;
use crate::home::random::RandomError;
use crate::home::searches::SearchesError;
use crate::home::settings::{self, SettingsError};
use crate::home::words::WordsError;
use crate::home::{Home, HomeError, LockError};
use crate::output::{Answer, AskError, Console, Exit, shown};
use crate::own::request::RequestError;
use crate::own::{Own, OwnError};
use crate::session::Session;

pub mod organisation;
mod changes;
pub mod profile;
pub mod contact;
pub mod listing;
pub mod vouch;
pub mod post;
pub mod link;
pub mod portal;
pub mod scheme;
pub mod application;
pub mod assessment;
pub mod dossier;
pub mod scorecard;
pub mod accreditation;
pub mod attestation;
pub mod rehearsal;
pub mod status;
pub mod status_list;
pub mod verify;
pub mod audit;
pub mod credential;
pub mod badge;
mod beside;
mod unpack;
pub mod anchor;
pub mod landscape;
pub mod export;
pub mod bundle;

/// Runs what the command line asks for.
///
/// # Errors
///
/// [`CommandError`]; `exit` says what it means for the person.
pub fn run(arguments: Arguments, clock: Clock, console: &mut Console<'_>) -> Result<Answer, CommandError> {
    let global = arguments.global;
    // A file is checked even where no home can be opened.
    if let Noun::Scheme(Scheme::Check { file, scorecard }) = &arguments.noun {
        return scheme::check(file, scorecard.as_deref());
    }
    let home = global.home.map_or_else(Home::of_this_person, |folder| Ok(Home::at(folder)))?;
    let nodes = if global.nodes.is_empty() { settings::read(&home)?.nodes } else { global.nodes };
    let client = Client::new(nodes.iter().map(String::as_str))?;
    let now = clock.now()?;
    let no_passphrase = global.no_passphrase;
    let mut session = Session { home, client, heard: Heard::default(), now, console, no_passphrase };
    let answer = match arguments.noun {
        Noun::Organisation(verb) => organisation::run(&mut session, verb),
        Noun::Profile(verb) => profile::run(&mut session, verb),
        Noun::Contact(verb) => contact::run(&mut session, verb),
        Noun::Listing(verb) => listing::run(&mut session, verb),
        Noun::Vouch(verb) => vouch::run(&mut session, verb),
        Noun::Post(verb) => post::run(&mut session, verb),
        Noun::Link(verb) => link::run(&mut session, verb),
        Noun::Portal(verb) => portal::run(&mut session, verb),
        Noun::Scheme(verb) => scheme::run(&mut session, verb),
        Noun::Accreditation(verb) => accreditation::run(&mut session, verb),
        Noun::Application(verb) => application::run(&mut session, verb),
        Noun::Assessment(verb) => assessment::run(&mut session, verb),
        Noun::Scorecard(verb) => scorecard::run(&mut session, verb),
        Noun::Attestation(verb) => attestation::run(&mut session, verb),
        Noun::Audit(verb) => audit::run(&mut session, verb),
        Noun::Credential(verb) => credential::run(&session, verb),
        Noun::Anchor(verb) => anchor::run(&mut session, verb),
        Noun::Landscape(verb) => landscape::run(&mut session, verb),
        Noun::Export(verb) => export::run(&mut session, &verb),
        Noun::Bundle(verb) => bundle::run(&mut session, verb),
    };
    if !matches!(answer, Err(CommandError::Heard(HeardError::Lied { .. }))) {
        for lie in session.heard.take_lies() {
            session.console.say(format_args!("warning: {lie}"));
        }
    }
    answer
}

/// Sends what was sealed and adds to the answer how that came out.
///
/// # Errors
///
/// [`CommandError::Own`] when the home cannot be written.
pub(crate) fn deliver(
    session: &mut Session<'_, '_>,
    own: &mut Own,
    answer: Answer,
) -> Result<Answer, CommandError> {
    let delivery = own.deliver(&session.client)?;
    delivery.tell(&session.client, session.console);
    let exit = if delivery.is_refused() { Exit::No } else { answer.exit };
    Ok(Answer { json: delivery.note_in(answer.json), exit, ..answer })
}

/// Reads a file that the person named.
///
/// # Errors
///
/// [`CommandError::NoFile`], [`CommandError::IsFolder`], [`CommandError::LongFile`] or [`CommandError::File`].
pub(crate) fn read_file(path: &Path, limit_bytes: u64) -> Result<Vec<u8>, CommandError> {
    if path.is_dir() {
        return Err(CommandError::IsFolder { path: path.to_owned() });
    }
    match durable::read(path, limit_bytes) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(CommandError::NoFile { path: path.to_owned() }),
        // The home's own files have another cure.
        Err(FileError::TooLarge { path, limit_bytes }) => Err(CommandError::LongFile { path, limit_bytes }),
        Err(other) => Err(other.into()),
    }
}

/// Reads a text file that the person named.
///
/// # Errors
///
/// [`CommandError::NotText`], or as [`read_file`].
pub(crate) fn read_text(path: &Path, limit_bytes: u64) -> Result<String, CommandError> {
    let bytes = read_file(path, limit_bytes)?;
    String::from_utf8(bytes).map_err(|_| CommandError::NotText { path: path.to_owned() })
}

/// Reads words of the form `FIELD=VALUE`, of which one of this noun is an example.
///
/// # Errors
///
/// [`CommandError::NotAnAssignment`].
pub(crate) fn assignments<'f>(
    fields: &'f [String],
    example: &'static str,
) -> Result<Vec<(&'f str, &'f str)>, CommandError> {
    let parted = fields.iter().map(|text| {
        let (key, value) = text
            .split_once('=')
            .ok_or_else(|| CommandError::NotAnAssignment { text: shown(text).into_owned(), example })?;
        Ok((key.trim(), value))
    });
    parted.collect()
}

/// Why a command did not come to an answer.
#[derive(Debug, Error)]
pub enum CommandError {
    /// The own organisation.
    #[error(transparent)]
    Own(#[from] OwnError),
    /// What nodes tell of others.
    #[error(transparent)]
    Heard(#[from] HeardError),
    /// One node.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// An address of a node.
    #[error(transparent)]
    NodeUrl(#[from] NodeUrlError),
    /// No home.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The home is in use.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The settings.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The passphrase.
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    /// Chance.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The anchors.
    #[error(transparent)]
    Anchors(#[from] AnchorsError),
    /// Searches that are kept.
    #[error(transparent)]
    Searches(#[from] SearchesError),
    /// The high-water marks.
    #[error(transparent)]
    Marks(#[from] MarksError),
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The computer's clock.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The question at the terminal.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// A DID, a SCID or a host.
    #[error(transparent)]
    Organisation(#[from] OrganisationError),
    /// A day or a month.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// A field of the profile.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// A field of a portal.
    #[error(transparent)]
    PortalField(#[from] PortalFieldError),
    /// What can be no name of a portal.
    #[error("{text:?} is no name of a portal; it has 1 to 64 of the characters a-z A-Z 0-9 - . _")]
    PortalName {
        /// What was read.
        text: String,
    },
    /// A portal that nobody could recognise.
    #[error("a portal needs a title")]
    NoTitle,
    /// No such portal.
    #[error("there is no portal {text}")]
    NoPortal {
        /// What was asked for.
        text: String,
    },
    /// A file with a profile.
    #[error("{}", path.display())]
    Template {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: TemplateError,
    },
    /// A file with a scheme.
    #[error(transparent)]
    Scheme(#[from] SchemeError),
    /// A credential.
    #[error(transparent)]
    Credential(#[from] CredentialError),
    /// A status act that cannot be read.
    #[error(transparent)]
    Status(#[from] StatusError),
    /// A status act that the rules do not allow.
    #[error("this cannot be signed: {0}")]
    Act(#[from] ActFault),
    /// A period that the scheme does not allow.
    #[error("this cannot be signed: {0}")]
    Period(#[from] PeriodFault),
    /// More than the grantor has itself.
    #[error("this cannot be signed: {0}")]
    Grant(#[from] GrantError),
    /// A label that its issuer may not issue.
    #[error("this cannot be signed: {why}")]
    NotEntitled {
        /// Which rule is broken.
        why: String,
    },
    /// A certificate's number that another label bears.
    #[error(
        "this cannot be signed: {other} has the number {number}; give another --number, or say with --supersedes or --corrects that the new label \
         takes its place"
    )]
    NumberTwice {
        /// The number.
        number: String,
        /// The label that bears it.
        other: String,
    },
    /// A bundle that does not say by itself which label is meant.
    #[error("{} holds {}; name the one you mean: `hanse attestation verify ID --bundle {}`", path.display(), listed(labels), path.display())]
    BundleLabels {
        /// The file.
        path: PathBuf,
        /// The labels in it.
        labels: Vec<AttestationId>,
    },
    /// A label beside another of one holder, scheme and level.
    #[error(
        "this cannot be signed: {other} of the same holder and level holds at that time as well; renew it with --follows from \
         the day after it, or say with --supersedes or --corrects that the new label takes its place"
    )]
    Overlap {
        /// The label that holds.
        other: String,
    },
    /// A dossier that cannot be read.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// A dossier from which no next step follows.
    #[error("this cannot be signed: {0}")]
    DossierFault(#[from] DossierFault),
    /// A part of a dossier by a device that does not speak for its maker.
    #[error("the {part} is sealed by {device}, which does not speak for {did}")]
    ForeignDevice {
        /// Which part.
        part: &'static str,
        /// The device.
        device: PublicKey,
        /// Who says it made it.
        did: String,
    },
    /// A dossier for another issuer.
    #[error("the assessment was made for {issuer}, and this home speaks for another organisation")]
    OtherIssuer {
        /// Who is to issue.
        issuer: String,
    },
    /// A flag that the dossier contradicts.
    #[error("{flag} says something else than the dossier; leave it out, or have the dossier made anew")]
    Contradicted {
        /// Which one.
        flag: &'static str,
    },
    /// An assessor of whom nothing is declared.
    #[error(
        "the assessor {pseudonym:?} declares nothing about its interests in the applicant; add --declares {pseudonym}=TEXT"
    )]
    NotDeclared {
        /// Which one.
        pseudonym: String,
    },
    /// A scorecard that cannot be sealed.
    #[error("this cannot be sealed: {0}")]
    Seal(#[from] SealError),
    /// A file with answers that cannot be read.
    #[error(transparent)]
    Scorecard(#[from] ScorecardError),
    /// Answers that cannot be disclosed.
    #[error(transparent)]
    Disclose(#[from] DiscloseError),
    /// A status list.
    #[error(transparent)]
    StatusList(#[from] StatusListError),
    /// All places of the status lists are taken.
    #[error("the status lists have no free place left; issue further labels as another organisation")]
    ListFull,
    /// A flag of another form.
    #[error("{flag} {text:?} is of another form; `--help` shows how it is written")]
    Flag {
        /// Which one.
        flag: &'static str,
        /// What was read.
        text: String,
    },
    /// No act of that name.
    #[error("no act of the name {name:?} is known; `hanse attestation verify` shows the names")]
    NoAct {
        /// What was read.
        name: String,
    },
    /// A label whose credential lacks what a picture needs.
    #[error("the credential of {label:?} lacks a name that a badge needs")]
    NothingToDraw {
        /// What was asked for.
        label: String,
    },
    /// A picture that carries no credential.
    #[error("{}", path.display())]
    Badge {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: BadgeError,
    },
    /// A file with evidence.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// A bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// What is searched for.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// stdout does not take the answer.
    #[error("the answer could not be written to stdout")]
    Stdout(#[source] io::Error),
    /// No such file.
    #[error("there is no file {}", path.display())]
    NoFile {
        /// The path.
        path: PathBuf,
    },
    /// A folder in place of a file.
    #[error("{} is a directory; name a file in it", path.display())]
    IsFolder {
        /// The path.
        path: PathBuf,
    },
    /// A file that is longer than anything of its kind.
    #[error("{} is longer than {limit_bytes} bytes, the most that is read here; is it the right file?", path.display())]
    LongFile {
        /// The path.
        path: PathBuf,
        /// The limit.
        limit_bytes: u64,
    },
    /// A file that is not UTF-8.
    #[error("{} is not text in UTF-8", path.display())]
    NotText {
        /// The path.
        path: PathBuf,
    },
    /// The home has an organisation.
    #[error("this home speaks for {did} already")]
    AlreadyFounded {
        /// The organisation.
        did: String,
    },
    /// A text that is no request of a device.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// Words that are no recovery words.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// stdin does not give the words.
    #[error("the words could not be read from stdin")]
    Stdin(#[source] io::Error),
    /// No device of the organisation.
    #[error("{text:?} names no device of this organisation")]
    NoDevice {
        /// What was read.
        text: String,
    },
    /// A cut beyond what the device said.
    #[error("{text:?} is no entry of the device {device}; it has spoken {last} times")]
    NoEntry {
        /// What was read.
        text: String,
        /// The device.
        device: PublicKey,
        /// Its last entry's sequence.
        last: usize,
    },
    /// The device was retired before.
    #[error("the device {device} is retired already, and its cut stays where it is")]
    DeviceEnded {
        /// The device.
        device: PublicKey,
    },
    /// The identity does not list the device of this home.
    #[error("{did} does not list the key of this home, {device}")]
    NotAdded {
        /// The device.
        device: PublicKey,
        /// The organisation.
        did: String,
    },
    /// No such version on every live branch.
    #[error("no version with this number is undisputed; the last one is {last}")]
    NoVersion {
        /// The last undisputed one.
        last: u32,
    },
    /// Nobody says under which domain the log is found.
    #[error("no node told a host for the organisation's log{why}")]
    HostNeeded {
        /// What the nodes did.
        why: String,
    },
    /// Something else than `FIELD=VALUE`.
    #[error("{text:?} is not of the form FIELD=VALUE")]
    NotAnAssignment {
        /// What was read.
        text: String,
        /// One that is.
        example: &'static str,
    },
    /// A JSON file that holds something else than fields.
    #[error("{} is no JSON object whose values are texts or whole numbers", path.display())]
    NotFields {
        /// The file.
        path: PathBuf,
    },
    /// No editor is named.
    #[error("neither VISUAL nor EDITOR names an editor")]
    NoEditor,
    /// The editor failed.
    #[error("the editor {command:?} {what}; nothing was signed")]
    Editor {
        /// The command.
        command: String,
        /// What it did.
        what: String,
    },
    /// A post that cannot be so.
    #[error(transparent)]
    Post(#[from] PostFault),
    /// A link that cannot be so.
    #[error(transparent)]
    Link(#[from] LinkFault),
    /// No post of that name.
    #[error("there is no post {name:?}; `hanse post list --all` shows yours")]
    NoPost {
        /// The name.
        name: String,
    },
    /// A name that no document can have.
    #[error(
        "{text:?} cannot be the name of a post; take 1 to 64 of A–Z a–z 0–9 . _ -, such as battery-reuse"
    )]
    PostName {
        /// What was given.
        text: String,
    },
    /// One cannot be one's own partner.
    #[error("an organisation cannot be linked with itself")]
    OwnLink,
    /// One cannot vouch for oneself.
    #[error("an organisation cannot vouch for itself")]
    OwnVouch,
    /// The scheme's version was published with another content.
    #[error("{id} was published before with another content, and a published version never changes")]
    SchemeFixed {
        /// The scheme.
        id: SchemeId,
    },
    /// Neither a scheme's id nor the beginning of an own scheme's name.
    #[error("{text:?} names no scheme; an id is like Qm…/cluster-excellence-1.0")]
    NoScheme {
        /// What was read.
        text: String,
    },
    /// A scheme that its owner did not publish.
    #[error("no node that was asked holds the scheme {id}")]
    SchemeNotKnown {
        /// The scheme.
        id: SchemeId,
    },
    /// The scheme lacks a level.
    #[error("the scheme has no level {level:?}; it has {}", known.join(", "))]
    NoLevel {
        /// What was asked for.
        level: String,
        /// What there is.
        known: Vec<String>,
    },
    /// Only the owner grants and only the issuer withdraws.
    #[error("{what} belongs to {owner}, and this home speaks for another organisation")]
    NotOurs {
        /// What.
        what: String,
        /// Whose it is.
        owner: OrganisationId,
    },
    /// Neither an id nor the beginning of an own one.
    #[error(
        "{text:?} names no {kind}; an id is like Qm…/8RfyeHwY…, or the beginning of the name of one of your own"
    )]
    NoLabel {
        /// What was read.
        text: String,
        /// What was looked for.
        kind: &'static str,
    },
    /// No contact of the organisation.
    #[error("{text:?} is the beginning of no contact's id; `hanse contact list` shows them")]
    NoContact {
        /// What was read.
        text: String,
    },
    /// The beginning of several.
    #[error("{text:?} is the beginning of several: {}", found.join(", "))]
    Ambiguous {
        /// What was read.
        text: String,
        /// What begins so.
        found: Vec<String>,
    },
    /// The term runs past the calendar.
    #[error("the term from {from} runs past the year 2108")]
    TermTooLong {
        /// Its first month.
        from: String,
    },
    /// A reason that nobody would read.
    #[error("the reason must be a text of 1 to {limit_bytes} bytes")]
    Reason {
        /// The limit.
        limit_bytes: usize,
    },
    /// Nothing could be found out about a label.
    #[error("nothing could be found out about {id}{}", why.iter().map(|why| format!("; {why}")).collect::<String>())]
    NoEvidence {
        /// The label.
        id: String,
        /// What each node did.
        why: Vec<String>,
    },
    /// An anchor for something that is no scheme.
    #[error("the anchor {name:?} is for {scheme:?}, which is no scheme's id")]
    AnchorScheme {
        /// The anchor's name.
        name: String,
        /// What it names.
        scheme: String,
    },
    /// There was no such anchor.
    #[error("{organisation} is no anchor{}", scheme.as_deref().map(|scheme| format!(" for {scheme}")).unwrap_or_default())]
    NoAnchor {
        /// Whom.
        organisation: OrganisationId,
        /// For what.
        scheme: Option<String>,
    },
    /// The person said no.
    #[error("nothing was changed")]
    Declined,
}

/// The texts of a JSON list, as one line.
pub(crate) fn joined(values: &[Value]) -> String {
    values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
}

/// How many labels there are, and the first of them.
fn listed(labels: &[AttestationId]) -> String {
    let first: Vec<String> = labels.iter().take(LISTED_MAX).map(ToString::to_string).collect();
    match labels.len() {
        0 => "no label".to_owned(),
        number => format!("{number} labels, such as {}", first.join(", ")),
    }
}

const LISTED_MAX: usize = 5;
