//! `hanse organisation rotate|recover|move|deactivate`: the identity log goes on, is taken back, moves, or ends.

use std::io::Read as _;
use std::sync::Arc;

use protocol::identity::Identity;
use protocol::identity::line::{Device, Line};
use protocol::organisation::Host;
use serde_json::json;
use zeroize::Zeroizing;

use super::device::{BACK_UP, fetched};
use super::show_words;
use crate::args::Recover;
use crate::command::{CommandError, deliver, read_text};
use crate::home::lock::PATIENCE;
use crate::home::random;
use crate::home::settings::{self, Settings};
use crate::home::words::Recovery;
use crate::output::Answer;
use crate::own::line::{Continuation, check_words};
use crate::own::opened::Opened;
use crate::own::{Own, OwnError};
use crate::session::{Session, organisation};

/// Reveals the routine key and commits the next one.
///
/// # Errors
///
/// [`CommandError`].
pub(super) fn rotate(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    own.check_controller()?;
    let document = own.tip()?.document().clone();
    let line = own.write_line(&document, Continuation::GoesOn, session.now)?;
    let answer = Answer::done(json!({"did": line.did(), "version_id": line.version_id()}))
        .line(format!("the routine key is another one since version {}", line.version_id()))
        .hint(BACK_UP);
    deliver(session, &mut own, answer)
}

/// Has the log found under another domain.
///
/// # Errors
///
/// [`CommandError`].
pub(super) fn relocate(session: &mut Session<'_, '_>, host: &str) -> Result<Answer, CommandError> {
    let host = Host::parse(host)?;
    let mut own = session.own()?;
    own.check_controller()?;
    let tip = own.tip()?.clone();
    let mut document = tip.document().clone();
    let is_new = document.host != host;
    document.host = host.clone();
    let line = match is_new {
        true => own.write_line(&document, Continuation::GoesOn, session.now)?,
        false => tip.clone(),
    };
    remember(&own, &line)?;
    let mut answer = Answer::done(json!({
        "did": line.did(),
        "former_did": is_new.then(|| tip.did()),
        "host": host.to_string(),
        "version_id": line.version_id(),
        "changed": is_new,
    }));
    answer = match is_new {
        true => answer
            .line(line.did())
            .hint(format!(
                "the node of {host} must serve the log; send it everything with --node and its address"
            ))
            .hint("the old DID goes on naming you: the SCID in it is the same, and labels keep their worth")
            .hint(BACK_UP),
        false => answer.line(format!("nothing changes: the log is found at {host}")),
    };
    deliver(session, &mut own, answer)
}

/// Ends the organisation.
///
/// # Errors
///
/// [`CommandError`].
pub(super) fn deactivate(session: &mut Session<'_, '_>, yes: bool) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    own.check_controller()?;
    let tip = own.tip()?.clone();
    session.console.say(format_args!(
        "this ends {}: nobody can speak for it any more, no label can be issued or withdrawn in its name, and only the \
         recovery words undo it",
        tip.did()
    ));
    if !yes && !session.console.confirm("end it?")? {
        return Err(CommandError::Declined);
    }
    let line = own.write_line(tip.document(), Continuation::Ends, session.now)?;
    let answer = Answer::done(json!({"did": line.did(), "version_id": line.version_id()}))
        .line(format!("ended with version {}", line.version_id()));
    deliver(session, &mut own, answer)
}

/// Takes the organisation back with the recovery words: this home gets its keys.
///
/// # Errors
///
/// [`CommandError`].
pub(super) fn recover(session: &mut Session<'_, '_>, asked: &Recover) -> Result<Answer, CommandError> {
    let settings = settings::read(&session.home)?;
    let asked_id = asked.organisation.as_deref().map(organisation).transpose()?;
    let (parent, recovery, mut own) = match (&settings.organisation, asked_id) {
        (Some(ours), Some(id)) if ours.id() != id => {
            return Err(CommandError::AlreadyFounded { did: ours.did().to_owned() });
        }
        (Some(_), _) => {
            let own = session.own()?;
            let parent = parent(own.ledger()?.identity(), asked.after)?;
            let recovery = asked_words(session, asked, &parent)?;
            (parent, recovery, own)
        }
        (None, None) => {
            return Err(OwnError::NoOrganisation { home: session.home.root().display().to_string() }.into());
        }
        (None, Some(id)) => {
            // Nothing is written before the words are the right ones.
            let parent = parent(session.heard.identity(&session.client, id)?, asked.after)?;
            let recovery = asked_words(session, asked, &parent)?;
            let items = fetched(session, id)?;
            let ours = settings::Own::parse(&parent.did()).ok_or(OwnError::NotTaken)?;
            let lock = session.home.lock(PATIENCE)?;
            let opened = Opened::open_or_draw(&lock, session.no_passphrase, session.console)?;
            settings::write(&lock, &Settings { organisation: Some(ours.clone()), ..settings })?;
            let mut own = Own::open_as(lock, ours, session.console)?;
            own.put_opened(opened);
            own.take_in(items)?;
            own.catch_up(&session.client, session.now, session.console)?;
            (parent, recovery, own)
        }
    };
    let mut this = own.public_keys()?;
    if own.ledger()?.identity().all_branches().iter().any(|branch| branch.retirement(&this.device).is_some())
    {
        this = own.renew_device()?;
    }
    let mut document = parent.document().clone();
    let listed = document.devices.entry(this.device).or_insert_with(Device::default);
    *listed = Device { writes: true, asserts: true, agreement: Some(this.agreement), ..listed.clone() };
    let next = Recovery::from_entropy(random::draw()?);
    if !session.console.is_json() {
        show_words(session.console, &next);
    }
    let line = own.recover(&parent, &document, &recovery.key(), &next.key().public(), session.now)?;
    own.keep()?;
    let others = line.document().devices.keys().filter(|key| **key != this.device).count();
    let mut answer = Answer::done(json!({
        "did": line.did(),
        "version_id": line.version_id(),
        "after": parent.version().number,
        "device": this.device.to_string(),
        "recovery_words": next.words().as_str(),
    }))
    .line(format!("this home speaks for {} and keeps its keys", line.did()))
    .hint("keep the old paper until this is sent; from then on only the new words count");
    if others > 0 {
        answer = answer.hint(
            "`hanse organisation device list` shows who else speaks; retire a stolen one with `hanse organisation device \
             retire KEY --reason compromised`",
        );
    }
    deliver(session, &mut own, answer)
}

/// The line that a recovery follows: the one that is named, else the newest that every live branch holds.
///
/// What ended the organisation is passed over: to recover is to go on.
fn parent(identity: &Identity, after: Option<u32>) -> Result<Line, CommandError> {
    let branches = identity.branches();
    let first = branches.first().ok_or(OwnError::NotTaken)?;
    let is_shared = |line: &&Arc<Line>| branches.iter().all(|branch| branch.holds(line.version()));
    let shared: Vec<&Arc<Line>> = first.lines().iter().take_while(is_shared).collect();
    let parent = match after {
        Some(number) => shared.iter().find(|line| line.version().number == number),
        None => shared.iter().rev().find(|line| !line.is_deactivated()),
    };
    let last = shared.last().map_or(0, |line| line.version().number);
    parent.map(|line| Line::clone(line)).ok_or(CommandError::NoVersion { last })
}

/// The words from a file, from stdin, or from the person; they are those that the line commits to.
fn asked_words(
    session: &mut Session<'_, '_>,
    asked: &Recover,
    parent: &Line,
) -> Result<Recovery, CommandError> {
    let text = match &asked.words {
        Some(path) if path.as_os_str() == "-" => {
            let mut text = Zeroizing::new(String::new());
            std::io::stdin().take(WORDS_BYTES_MAX).read_to_string(&mut text).map_err(CommandError::Stdin)?;
            text
        }
        Some(path) => Zeroizing::new(read_text(path, WORDS_BYTES_MAX)?),
        None => session.console.ask("the 24 recovery words, in one line: ")?,
    };
    let recovery = Recovery::parse(&text)?;
    check_words(parent, &recovery.key())?;
    Ok(recovery)
}

/// Writes the DID of the home's organisation into the settings.
fn remember(own: &Own, line: &Line) -> Result<(), CommandError> {
    let settings = settings::read(own.lock().home())?;
    let ours = settings::Own::parse(&line.did()).ok_or(OwnError::NotTaken)?;
    Ok(settings::write(own.lock(), &Settings { organisation: Some(ours), ..settings })?)
}

const WORDS_BYTES_MAX: u64 = 4096;
