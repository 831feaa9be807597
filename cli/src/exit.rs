//! What an error means for the person at the command line: the exit code, and what to do next.

use std::fmt::Write as _;

use protocol::author::AuthorError;
use protocol::dossier::DossierError;
use serde_json::json;

use crate::client::Fault;
use crate::command::CommandError;
use crate::heard::HeardError;
use crate::home::keys::KeysError;
use crate::home::searches::SearchesError;
use crate::output::{Answer, AskError, Console, Exit, sentence};
use crate::own::OwnError;

/// Prints what is wrong with the words of the command line.
#[must_use]
pub fn of_usage(error: &clap::Error) -> Exit {
    // Help and version are answers. A stream that is closed takes nothing.
    let _nobody_reads = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}

/// Prints an error and its hint, and says how the process ends.
pub fn of_error(error: &CommandError, console: &mut Console<'_>) -> Exit {
    let (exit, hint) = (exit_of(error), hint_of(error));
    let sentence = sentence(error);
    let mut talk = format!("error: {sentence}");
    if let Some(hint) = &hint {
        // Writing into a string cannot fail.
        let _always_fits = write!(talk, "\nhint: {hint}");
    }
    console.say(talk);
    if console.is_json() && !matches!(error, CommandError::Stdout(_)) {
        let answer = Answer::done(json!({"error": sentence, "hint": hint, "exit": exit.code()}));
        if console.answer(&answer).is_err() {
            return Exit::Unknown;
        }
    }
    exit
}

fn exit_of(error: &CommandError) -> Exit {
    match error {
        CommandError::Own(error) => exit_of_own(error),
        CommandError::Keys(error) => exit_of_keys(error),
        CommandError::AlreadyFounded { .. }
        | CommandError::OwnVouch
        | CommandError::OwnLink
        | CommandError::Badge { .. }
        | CommandError::NothingToDraw { .. }
        | CommandError::SchemeFixed { .. }
        | CommandError::NotOurs { .. }
        | CommandError::Act(_)
        | CommandError::Period(_)
        | CommandError::Grant(_)
        | CommandError::NotEntitled { .. }
        | CommandError::NumberTwice { .. }
        | CommandError::Overlap { .. }
        | CommandError::DossierFault(_)
        | CommandError::ForeignDevice { .. }
        | CommandError::OtherIssuer { .. }
        | CommandError::Contradicted { .. }
        | CommandError::Seal(_)
        | CommandError::Disclose(_)
        | CommandError::Dossier(
            DossierError::Chain { .. } | DossierError::ForeignKey { .. } | DossierError::Proof { .. },
        )
        | CommandError::ListFull
        | CommandError::NoAnchor { .. }
        | CommandError::DeviceEnded { .. }
        | CommandError::NotAdded { .. }
        | CommandError::Declined => Exit::No,
        CommandError::Searches(error) => exit_of_searches(error),
        CommandError::NodeUrl(_)
        | CommandError::Home(_)
        | CommandError::Settings(_)
        | CommandError::Passphrase(_)
        | CommandError::Anchors(_)
        | CommandError::Ask(AskError::Nobody | AskError::NobodyWrites)
        | CommandError::Request(_)
        | CommandError::Words(_)
        | CommandError::NoDevice { .. }
        | CommandError::NoEntry { .. }
        | CommandError::NoVersion { .. }
        | CommandError::Organisation(_)
        | CommandError::Time(_)
        | CommandError::Field(_)
        | CommandError::Post(_)
        | CommandError::Link(_)
        | CommandError::NoPost { .. }
        | CommandError::PostName { .. }
        | CommandError::PortalField(_)
        | CommandError::PortalName { .. }
        | CommandError::NoTitle
        | CommandError::NoPortal { .. }
        | CommandError::Template { .. }
        | CommandError::Scheme(_)
        | CommandError::Bundle(_)
        | CommandError::Query(_)
        | CommandError::NoFile { .. }
        | CommandError::IsFolder { .. }
        | CommandError::LongFile { .. }
        | CommandError::NotText { .. }
        | CommandError::HostNeeded { .. }
        | CommandError::NotAnAssignment { .. }
        | CommandError::NotFields { .. }
        | CommandError::NoEditor
        | CommandError::NoScheme { .. }
        | CommandError::NoLevel { .. }
        | CommandError::NoLabel { .. }
        | CommandError::BundleLabels { .. }
        | CommandError::NoContact { .. }
        | CommandError::Ambiguous { .. }
        | CommandError::TermTooLong { .. }
        | CommandError::Reason { .. }
        | CommandError::Flag { .. }
        | CommandError::NoAct { .. }
        | CommandError::AnchorScheme { .. }
        | CommandError::Dossier(_)
        | CommandError::NotDeclared { .. }
        | CommandError::Scorecard(_)
        | CommandError::Credential(_) => Exit::Usage,
        CommandError::Heard(_)
        | CommandError::Client(_)
        | CommandError::Lock(_)
        | CommandError::Random(_)
        | CommandError::Marks(_)
        | CommandError::File(_)
        | CommandError::Clock(_)
        | CommandError::Ask(AskError::Terminal(_))
        | CommandError::Evidence(_)
        | CommandError::Status(_)
        | CommandError::StatusList(_)
        | CommandError::Stdout(_)
        | CommandError::Stdin(_)
        | CommandError::Editor { .. }
        | CommandError::SchemeNotKnown { .. }
        | CommandError::NoEvidence { .. } => Exit::Unknown,
    }
}

fn exit_of_searches(error: &SearchesError) -> Exit {
    match error {
        SearchesError::NoSuch { .. } => Exit::No,
        SearchesError::Name | SearchesError::Full => Exit::Usage,
        SearchesError::Unknown { .. }
        | SearchesError::Damaged { .. }
        | SearchesError::NotSearches { .. }
        | SearchesError::File(_) => Exit::Unknown,
    }
}

fn exit_of_own(error: &OwnError) -> Exit {
    match error {
        OwnError::NoOrganisation { .. } | OwnError::Settings(_) | OwnError::Passphrase(_) => Exit::Usage,
        OwnError::Author(_)
        | OwnError::NotController { .. }
        | OwnError::Ended { .. }
        | OwnError::OtherWords { .. }
        | OwnError::Line(_) => Exit::No,
        OwnError::Keys(error) => exit_of_keys(error),
        OwnError::NoLog { .. }
        | OwnError::ClockOff { .. }
        | OwnError::NotCompared { .. }
        | OwnError::NotTaken
        | OwnError::File(_)
        | OwnError::Random(_)
        | OwnError::Item(_)
        | OwnError::Lock(_)
        | OwnError::Record(_)
        | OwnError::Sent(_)
        | OwnError::Client(_) => Exit::Unknown,
    }
}

fn exit_of_keys(error: &KeysError) -> Exit {
    match error {
        KeysError::Missing { .. }
        | KeysError::AlreadyThere { .. }
        | KeysError::WrongPassphrase { .. }
        | KeysError::PassphraseNeeded { .. } => Exit::Usage,
        KeysError::Damaged { .. }
        | KeysError::UnknownVersion { .. }
        | KeysError::CostsTooHigh { .. }
        | KeysError::TooLittleMemory { .. }
        | KeysError::Random(_)
        | KeysError::File(_) => Exit::Unknown,
    }
}

fn hint_of(error: &CommandError) -> Option<String> {
    let hint = match error {
        CommandError::Own(OwnError::NoOrganisation { .. }) => {
            "found one with `hanse organisation create --name NAME --kind cluster --region AT22`, or name its home with --home"
        }
        CommandError::Own(OwnError::NoLog { .. }) => {
            "name a node that holds it with --node, or restore record.cborseq from a backup"
        }
        CommandError::Own(OwnError::ClockOff { .. }) => {
            "set the clock; if it is the node's that is wrong, leave that node out"
        }
        CommandError::Own(OwnError::Author(AuthorError::Forked { .. })) => {
            "`hanse organisation device retire KEY --reason left`, in the home that keeps the organisation's keys, gives the \
             work of both copies to another key"
        }
        CommandError::Own(OwnError::Author(AuthorError::NotListed { .. })) => {
            "`hanse organisation device list` shows who speaks; `hanse organisation device request` asks to be added"
        }
        CommandError::Own(OwnError::Author(AuthorError::MayNotAssert { .. })) => {
            "ask who keeps the organisation's keys to add this device again, with `--may assert`"
        }
        CommandError::Own(OwnError::Author(AuthorError::IdentityDisputed)) => {
            "`hanse organisation recover` settles with the recovery words which line holds"
        }
        CommandError::Own(OwnError::NotCompared { .. }) => {
            "run a command that reaches a node once, with --node URL; after that the home works offline again"
        }
        CommandError::Own(OwnError::NotController { .. }) => {
            "run this in the home that keeps them, or take them over with `hanse organisation recover` and the words on paper"
        }
        CommandError::Own(OwnError::Ended { .. }) => {
            "if that was not you: `hanse organisation recover` takes it back with the words on paper"
        }
        CommandError::Own(OwnError::OtherWords { .. }) => {
            "each recovery gives new words: look for the newest paper; `--after NUMBER` follows an older version"
        }
        CommandError::Own(OwnError::Keys(KeysError::Missing { .. })) => {
            "`hanse organisation device request` makes keys for this computer"
        }
        CommandError::NotAdded { .. } => {
            "send the request of `hanse organisation device request` to who keeps the organisation's keys, and join again \
             when it is added"
        }
        CommandError::NoDevice { .. } => {
            "`hanse organisation device list` shows them; give the key, its first characters, or its label"
        }
        CommandError::DeviceEnded { .. } => "`hanse organisation device list` shows when and why",
        CommandError::Request(_) => "copy the whole line that `hanse organisation device request` printed",
        CommandError::Own(OwnError::Client(error)) | CommandError::Client(error) => match error.fault {
            Fault::NotThere => "ask another node with --node",
            _ => "see whether the node runs and the address is right",
        },
        CommandError::Heard(HeardError::NoNode) => {
            "name one with --node URL, HANSE_NODE, or `node` in the home's settings.toml"
        }
        CommandError::Heard(HeardError::OutOfReach { .. }) => {
            "see whether the node runs and the address is right"
        }
        CommandError::Heard(HeardError::Lied { .. }) => {
            "nothing of it was used; ask another node with --node, and tell the operator of this one"
        }
        CommandError::Heard(HeardError::NotKnown { .. }) => {
            "see whether the DID is whole, or ask another node with --node"
        }
        CommandError::Heard(HeardError::Disputed { .. }) => {
            "ask the organisation: its recovery key can settle which line holds"
        }
        CommandError::AlreadyFounded { .. } => "choose another folder with --home for another organisation",
        CommandError::HostNeeded { .. } => {
            "name the domain of the node that hosts you with --host, such as --host steiermark.example.org"
        }
        CommandError::NoEditor => "set EDITOR, for example to nano, or use `hanse profile set FIELD=VALUE`",
        CommandError::NotAnAssignment { example, .. } => {
            return Some(format!("write it as FIELD=VALUE, such as {example}"));
        }
        CommandError::NoTitle => "write it as in `hanse portal set danube title.en=\"Danube Region\"`",
        CommandError::NoPortal { .. } => {
            "`hanse portal list` shows your own; another's is named by SCID/NAME"
        }
        CommandError::SchemeFixed { .. } => "raise `version` in the file and publish that",
        CommandError::SchemeNotKnown { .. } => "ask a node that carries the scheme's owner with --node",
        CommandError::NoEvidence { .. } => "ask another node with --node, or verify a file with its evidence",
        CommandError::AnchorScheme { .. } => "write it as Qm…/name in anchors.toml",
        CommandError::NoAnchor { .. } => "`hanse anchor list` shows whom you trust and for what",
        CommandError::Badge { .. } => "give the credential itself, JSON, or a badge as its holder got it",
        CommandError::Evidence(_) => "save it again with `hanse attestation evidence ID --out FILE`",
        _ => return None,
    };
    Some(hint.to_owned())
}
