//! The own organisation: what it said, and what it says now.
//!
//! ```text
//! nodes ──catch up──► record ──► directory ──seal──► pending ──keep (fsync)──► record ──deliver──► nodes
//! ```
//! Nothing leaves that was not flushed to the record before. What no node has acknowledged is the outbox; every
//! command that can reach a node sends it first.

use std::collections::{BTreeMap, BTreeSet};

use protocol::author::{Author, AuthorError, Edits};
use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::document::Document;
use protocol::entry::{Address, Apart, Entry, Verified};
use protocol::identity::line::{Line, LineError};
use protocol::item::{Item, ItemError};
use protocol::key::SigningKey;
use protocol::ledger::Ledger;
use protocol::organisation::OrganisationId;
use protocol::profile::Content;
use protocol::time::Timestamp;
use serde_json::{Value, json};
use thiserror::Error;

use crate::client::{Client, ClientError, Node, Reply, Taken};
use crate::home::durable::FileError;
use crate::home::keys::KeysError;
use crate::home::lock::PATIENCE;
use crate::home::passphrase::PassphraseError;
use crate::home::place;
use crate::home::random::{self, RandomError};
use crate::home::record::{self, Record, RecordError};
use crate::home::sent::{Sent, SentError};
use crate::home::settings::{self, SettingsError};
use crate::home::{Home, HomeLock, LockError};
use crate::output::{Console, count, sentence, shown};

pub mod opened;
pub mod request;
pub mod line;

use opened::Opened;

/// The own organisation, open for writing; it holds the lock of its home.
pub struct Own {
    lock: HomeLock,
    record: Record,
    sent: Sent,
    directory: Directory,
    did: settings::Own,
    opened: Option<Opened>,
    key: Option<SigningKey>,
    pending: Vec<Vec<u8>>,
    /// Whether the home lies where it signed last, or was compared with a node since.
    is_settled: bool,
}

impl Own {
    /// Opens the organisation that the home speaks for.
    ///
    /// # Errors
    ///
    /// [`OwnError::NoOrganisation`], or what is wrong with the home.
    pub fn open(home: &Home, console: &mut Console<'_>) -> Result<Self, OwnError> {
        let did = settings::read(home)?.organisation;
        let did = did.ok_or_else(|| OwnError::NoOrganisation { home: home.root().display().to_string() })?;
        Self::open_as(home.lock(PATIENCE)?, did, console)
    }

    /// Opens the record as that organisation's.
    ///
    /// # Errors
    ///
    /// [`OwnError`] says what is wrong with the home.
    pub fn open_as(lock: HomeLock, did: settings::Own, console: &mut Console<'_>) -> Result<Self, OwnError> {
        let mut record = Record::open(&lock)?;
        if let Some(torn) = record.torn() {
            let (bytes, kept_at) = (torn.bytes, torn.kept_at.display());
            console.say(format_args!(
                "note: the last write to the record was cut short; its {bytes} bytes are kept in {kept_at}"
            ));
        }
        let mut directory = Directory::default();
        for item in record.items().iter() {
            directory.admit(Item::parse_own_record(item.bytes)?);
        }
        // What a crash or a restored copy left behind.
        record.destroy_bodies(&directory.take_erased())?;
        let sent = Sent::read(lock.home())?;
        let is_settled = place::is_known(&lock)?;
        let (opened, key, pending) = (None, None, Vec::new());
        Ok(Self { lock, record, sent, directory, did, opened, key, pending, is_settled })
    }

    /// Takes in what nodes know of the organisation and this home does not, and sends what waits.
    ///
    /// So another device's words are built upon, and a restored home sees that its device has spoken since.
    ///
    /// # Errors
    ///
    /// [`OwnError`]; that no node is in reach is none.
    pub fn catch_up(
        &mut self,
        client: &Client,
        now: Timestamp,
        console: &mut Console<'_>,
    ) -> Result<(), OwnError> {
        let mut compared = 0;
        // Before anything was acknowledged no node can know more than the home.
        let is_unheard = self.waiting() == self.record.items().len();
        for node in client.nodes() {
            let is_compared = match node.items(self.id()) {
                Ok(items) => self.take_from(node, &items, console)?,
                Err(error) if error.is_not_there() => is_unheard,
                Err(error) if error.is_out_of_reach() => false,
                Err(error) => {
                    console.say(format_args!("note: {}", sentence(&error)));
                    false
                }
            };
            compared += usize::from(is_compared);
            self.compare_clocks(node, now, console)?;
        }
        if compared > 0 && !self.is_settled {
            place::settle(&self.lock)?;
            self.is_settled = true;
            console.say(format_args!(
                "note: this home was restored, copied or moved; it was compared with {} and goes on from there. If the \
                 home that it was copied from is still in use, stop using one of the two: two that sign with one key \
                 contradict each other",
                count(compared, "node", "nodes")
            ));
        }
        self.tell_what_was_cut_off(console)?;
        let latest = self
            .ledger()
            .ok()
            .and_then(|ledger| ledger.entries().map(|(entry, _)| entry.header().time).max());
        if let Some(latest) = latest.filter(|latest| *latest > now.plus_millis(DAY_MS)) {
            console.say(format_args!(
                "warning: your organisation's newest entry is dated {latest}, and this computer's clock shows {now}"
            ));
        }
        let waiting = self.waiting();
        if waiting > 0 {
            let left = self.deliver(client)?.waiting;
            if left < waiting {
                let items = count(waiting - left, "item that waited", "items that waited");
                console.say(format_args!("sent {items} in the outbox"));
            }
        }
        Ok(())
    }

    /// Seals the changes that bring a document to these values, and says how many entries that took.
    ///
    /// # Errors
    ///
    /// [`OwnError::Author`] when the device or the document does not allow it; what is wrong with the keys.
    pub fn edit(&mut self, address: &Address, edits: &Edits, now: Timestamp) -> Result<usize, OwnError> {
        self.check_place()?;
        self.unlock()?;
        let entries = self.author()?.edit(address, edits, now)?;
        let count = entries.len();
        self.take(entries)?;
        // Who speaks anyway keeps its labels fresh for verifiers.
        let stated = self.ledger()?.newest_heads().map(|heads| heads.header().time);
        if count > 0 && stated.is_some_and(|stated| stated.plus_millis(DAY_MS) < now) {
            self.state_heads(now)?;
        }
        Ok(count)
    }

    /// Seals a statement of how far the organisation has spoken.
    ///
    /// # Errors
    ///
    /// As [`Own::edit`].
    pub fn state_heads(&mut self, now: Timestamp) -> Result<(), OwnError> {
        self.check_place()?;
        self.unlock()?;
        let heads = self.author()?.heads(now)?;
        self.take(vec![heads])
    }

    /// Seals the end of a document that can be erased; its content is destroyed when that is kept.
    ///
    /// # Errors
    ///
    /// As [`Own::edit`].
    pub fn erase(&mut self, address: &Address, now: Timestamp) -> Result<(), OwnError> {
        self.check_place()?;
        self.unlock()?;
        let erase = self.author()?.erase(address, now)?;
        self.take(vec![erase])
    }

    /// Takes in the organisation's first line.
    ///
    /// # Errors
    ///
    /// [`OwnError::NotTaken`] when it is none.
    pub fn found(&mut self, line: &Line, opened: Opened) -> Result<(), OwnError> {
        self.put_opened(opened);
        self.take_item(Item::Line(Box::new(line.clone())))
    }

    /// The device's key.
    ///
    /// # Errors
    ///
    /// [`OwnError`] when it cannot be opened.
    pub fn key(&mut self) -> Result<&SigningKey, OwnError> {
        self.unlock()?;
        self.key.as_ref().ok_or(OwnError::NotTaken)
    }

    /// Flushes what was sealed to the record; only then may it leave.
    ///
    /// # Errors
    ///
    /// [`OwnError::Record`], and nothing of it counts as said.
    pub fn keep(&mut self) -> Result<(), OwnError> {
        let items: Vec<&[u8]> = self.pending.iter().map(Vec::as_slice).collect();
        self.record.append(&items)?;
        self.pending.clear();
        self.record.destroy_bodies(&self.directory.take_erased())?;
        Ok(())
    }

    /// Flushes what was sealed and sends the outbox to every node.
    ///
    /// # Errors
    ///
    /// [`OwnError`] when the home cannot be written; that no node is in reach is none.
    pub fn deliver(&mut self, client: &Client) -> Result<Delivery, OwnError> {
        self.keep()?;
        let mut delivery = Delivery::default();
        let outbox: Vec<(Digest, Digest, &[u8])> = self
            .unsent()
            .map(|item| Ok((item.digest, Item::parse_own_record(item.bytes)?.id(), item.bytes)))
            .collect::<Result<_, ItemError>>()?;
        let mut held = BTreeSet::new();
        for node in client.nodes() {
            if outbox.is_empty() {
                break;
            }
            match self.send(node, &outbox) {
                Ok(replies) => {
                    delivery.reached.push(node.to_string());
                    for ((digest, id, _), reply) in outbox.iter().zip(&replies) {
                        if reply.taken.is_held() {
                            held.insert(*digest);
                        } else {
                            delivery.unheld.push(Unheld {
                                node: node.to_string(),
                                id: *id,
                                reply: reply.clone(),
                            });
                        }
                    }
                }
                Err(error) => delivery.failed.push(error),
            }
        }
        let held: Vec<Digest> = held.into_iter().collect();
        delivery.waiting = outbox.len() - held.len();
        self.sent.mark(&self.lock, &held)?;
        Ok(delivery)
    }

    /// The organisation.
    #[must_use]
    pub fn id(&self) -> OrganisationId {
        self.did.id()
    }

    /// Its DID.
    #[must_use]
    pub fn did(&self) -> &str {
        self.did.did()
    }

    /// The lock of the home.
    #[must_use]
    pub fn lock(&self) -> &HomeLock {
        &self.lock
    }

    /// What the organisation said.
    ///
    /// # Errors
    ///
    /// [`OwnError::NoLog`] when the record does not hold its first line.
    pub fn ledger(&self) -> Result<&Ledger, OwnError> {
        self.directory.ledger(&self.id()).ok_or_else(|| OwnError::NoLog { did: self.did().to_owned() })
    }

    /// One document, if there is anything in it.
    ///
    /// # Errors
    ///
    /// [`OwnError::NoLog`].
    pub fn document(&self, address: &Address) -> Result<Option<&Document>, OwnError> {
        Ok(self.ledger()?.document(address))
    }

    /// Everything that was said, each with its id, in an order in which each comes after what explains it.
    ///
    /// # Errors
    ///
    /// [`OwnError::Item`].
    pub fn items(&self) -> Result<Vec<(Digest, Vec<u8>)>, OwnError> {
        let parse = |item: crate::home::record::Item<'_>| {
            Ok((Item::parse_own_record(item.bytes)?.id(), item.bytes.to_vec()))
        };
        let items: BTreeMap<Digest, Vec<u8>> =
            self.record.items().iter().map(parse).collect::<Result<_, OwnError>>()?;
        let ids: Vec<Digest> = items.keys().copied().collect();
        let ordered = self.directory.in_order(&ids);
        Ok(ordered.into_iter().filter_map(|id| Some((id, items.get(&id)?.clone()))).collect())
    }

    /// How many items no node has acknowledged.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.unsent().count()
    }

    /// What no node has acknowledged and has standing: what a retirement cut off would wait for ever.
    fn unsent(&self) -> impl Iterator<Item = record::Item<'_>> {
        let stands = |item: &record::Item<'_>| {
            Item::parse_own_record(item.bytes).is_ok_and(|item| self.directory.verdict(&item.id()).is_some())
        };
        self.sent.unsent(self.record.items()).filter(stands)
    }

    /// Every item that the home knows of, those without standing too.
    fn record_items(&self) -> impl Iterator<Item = record::Item<'_>> {
        self.record.items().iter()
    }

    /// Refuses to sign in a home that was restored or copied and that no node has been compared with.
    fn check_place(&self) -> Result<(), OwnError> {
        if self.is_settled {
            Ok(())
        } else {
            Err(OwnError::NotCompared { home: self.lock.home().root().display().to_string() })
        }
    }

    /// Says that work of this device lies behind its retirement's cut.
    fn tell_what_was_cut_off(&self, console: &mut Console<'_>) -> Result<(), OwnError> {
        let Ok(public) = self.public_keys() else { return Ok(()) };
        let Ok(ledger) = self.ledger() else { return Ok(()) };
        let is_retired =
            ledger.identity().branches().iter().any(|branch| branch.retirement(&public.device).is_some());
        if !is_retired {
            return Ok(());
        }
        let lost = |entry: &&Entry<Verified>| {
            let document = ledger.document(&entry.header().address);
            !document.is_some_and(|document| document.holds_change(entry.change()))
        };
        let lost = self.changes_of(&public.device)?.iter().filter(lost).count();
        let kept = match lost {
            0 => String::new(),
            lost => format!(
                "; behind its cut lie {}, kept in this home, that count only if somebody repeated them",
                count(lost, "change", "changes")
            ),
        };
        console.say(format_args!("note: the device of this home, {}, is retired{kept}", public.device));
        Ok(())
    }

    /// Takes in items of the organisation that somebody else showed, and says how many were new.
    ///
    /// # Errors
    ///
    /// [`OwnError`] when the record cannot be written.
    pub fn take_in(&mut self, items: Vec<Item>) -> Result<usize, OwnError> {
        let mut came = Vec::new();
        for item in items {
            if let Answer::Accepted { came_in } = self.directory.admit(item) {
                came.extend(came_in.into_iter().map(|recorded| recorded.bytes));
            }
        }
        let erased = self.directory.take_erased();
        for bytes in &mut came {
            if let Some(apart) = Apart::of(bytes).filter(|apart| erased.contains(&apart.id)) {
                *bytes = apart.bare;
            }
        }
        let bytes: Vec<&[u8]> = came.iter().map(Vec::as_slice).collect();
        self.record.append(&bytes)?;
        self.record.destroy_bodies(&erased)?;
        Ok(came.len())
    }

    fn take_from(
        &mut self,
        node: &Node,
        shown_items: &[Vec<u8>],
        console: &mut Console<'_>,
    ) -> Result<bool, OwnError> {
        let mut new = Vec::new();
        for bytes in shown_items.iter().filter(|bytes| !self.record.items().contains(&record::name_of(bytes)))
        {
            match Item::parse(bytes) {
                Ok(item) if item.organisation() == self.id() => new.push(item),
                Ok(_) | Err(_) => {
                    console.say(format_args!(
                        "warning: {node} shows items as your organisation's that it never signed; nothing of its \
                         answer is taken"
                    ));
                    return Ok(false);
                }
            }
        }
        let came = self.take_in(new)?;
        if came > 0 {
            let items = count(came, "item", "items");
            console.say(format_args!(
                "took in {items} of your organisation that {node} holds and this home did not"
            ));
        }
        let held: Vec<Digest> = shown_items
            .iter()
            .map(|bytes| record::name_of(bytes))
            .filter(|digest| self.record.items().contains(digest))
            .collect();
        self.sent.mark(&self.lock, &held)?;
        Ok(true)
    }

    fn compare_clocks(&self, node: &Node, now: Timestamp, console: &mut Console<'_>) -> Result<(), OwnError> {
        let Some(theirs) = node.date() else { return Ok(()) };
        let apart = now.as_millis().abs_diff(theirs.as_millis());
        if apart > DAY_MS {
            return Err(OwnError::ClockOff { node: node.to_string(), theirs, ours: now });
        }
        if apart > NOTED_MS {
            console.say(format_args!("warning: this computer's clock shows {now}, that of {node} {theirs}"));
        }
        Ok(())
    }

    /// Sends the outbox; a node that does not know what comes before it gets everything.
    fn send(&self, node: &Node, outbox: &[(Digest, Digest, &[u8])]) -> Result<Vec<Reply>, OwnError> {
        let items: Vec<(Digest, &[u8])> = outbox.iter().map(|(_, id, bytes)| (*id, *bytes)).collect();
        let mut replies = node.send(&items)?;
        if replies.iter().any(|reply| reply.taken == Taken::Staged) {
            let whole = self.items()?;
            let whole: Vec<(Digest, &[u8])> =
                whole.iter().map(|(id, bytes)| (*id, bytes.as_slice())).collect();
            let again: BTreeMap<Digest, Reply> =
                node.send(&whole)?.into_iter().map(|reply| (reply.id, reply)).collect();
            for reply in &mut replies {
                if let Some(later) = again.get(&reply.id) {
                    *reply = later.clone();
                }
            }
        }
        Ok(replies)
    }

    fn unlock(&mut self) -> Result<(), OwnError> {
        if self.opened.is_none() {
            let opened = Opened::open(self.lock.home())?;
            self.put_opened(opened);
        }
        Ok(())
    }

    /// Goes on with secrets that were opened already, so that nobody is asked twice.
    pub fn put_opened(&mut self, opened: Opened) {
        self.key = Some(opened.secrets().device_key());
        self.opened = Some(opened);
    }

    fn take_opened(&mut self) -> Result<Opened, OwnError> {
        match self.opened.take() {
            Some(opened) => Ok(opened),
            None => Opened::open(self.lock.home()),
        }
    }

    fn author(&self) -> Result<Author<'_>, OwnError> {
        let key = self.key.as_ref().ok_or(OwnError::NotTaken)?;
        if let Some(end) = self.tip().ok().filter(|tip| tip.is_deactivated()) {
            return Err(OwnError::Ended { did: end.did() });
        }
        Ok(Author::new(self.ledger()?, key)?.salted(*random::draw()?))
    }

    fn take(&mut self, entries: Vec<Entry<Verified>>) -> Result<(), OwnError> {
        entries.into_iter().try_for_each(|entry| self.take_item(Item::Entry(Box::new(entry))))
    }

    fn take_item(&mut self, item: Item) -> Result<(), OwnError> {
        let bytes = item.to_bytes();
        match self.directory.admit(item) {
            Answer::Accepted { .. } => {
                self.pending.push(bytes);
                Ok(())
            }
            _ => Err(OwnError::NotTaken),
        }
    }
}

/// What the authors of a document wrote; nothing when there is none.
#[must_use]
pub fn facts(document: Option<&Document>) -> Content {
    document.map(Document::facts).unwrap_or_default()
}

/// How sending came out.
#[derive(Debug, Default)]
pub struct Delivery {
    /// How many items no node has acknowledged yet.
    pub waiting: usize,
    /// Nodes that answered.
    pub reached: Vec<String>,
    failed: Vec<OwnError>,
    unheld: Vec<Unheld>,
}

#[derive(Debug)]
struct Unheld {
    node: String,
    id: Digest,
    reply: Reply,
}

impl Delivery {
    /// Says what did not go smoothly.
    pub fn tell(&self, client: &Client, console: &mut Console<'_>) {
        for error in &self.failed {
            console.say(format_args!("note: {}", sentence(error)));
        }
        for Unheld { node, id, reply } in self.unheld.iter().take(TOLD_MAX) {
            let word = match reply.taken {
                Taken::Refused => "refuses",
                Taken::Declined => "does not carry",
                _ => "does not yet take",
            };
            let why = reply.why.as_deref().map(|why| format!(": {}", shown(why))).unwrap_or_default();
            console.say(format_args!("note: {node} {word} {id}{why}"));
        }
        if self.unheld.len() > TOLD_MAX {
            console.say(format_args!("note: … and {} more", self.unheld.len() - TOLD_MAX));
        }
        if self.waiting > 0 {
            let items = count(self.waiting, "item waits", "items wait");
            let why = match (client.nodes().is_empty(), self.reached.is_empty()) {
                (true, _) => "no node is given (--node, HANSE_NODE or settings.toml)",
                (false, true) => "no node could be reached",
                (false, false) => "no node has taken them",
            };
            console.say(format_args!(
                "{items} in the outbox: {why}; the next command that reaches a node sends what waits"
            ));
        }
    }

    /// Whether a node said that an item can never stand.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.unheld.iter().any(|unheld| unheld.reply.taken == Taken::Refused)
    }

    /// Adds `sent` and `waiting` to an answer's JSON.
    #[must_use]
    pub fn note_in(&self, mut json: Value) -> Value {
        json["sent"] = json!(self.waiting == 0);
        json["waiting"] = json!(self.waiting);
        json
    }
}

/// Why the own organisation cannot be read, or cannot speak.
#[derive(Debug, Error)]
pub enum OwnError {
    /// The home speaks for nobody.
    #[error("the home {home} speaks for no organisation yet")]
    NoOrganisation {
        /// The folder.
        home: String,
    },
    /// The record lacks the log.
    #[error("the record of this home does not hold the log of {did}, and no node that was asked showed it")]
    NoLog {
        /// The organisation.
        did: String,
    },
    /// The clock would date entries wrongly for good.
    #[error("this computer's clock shows {ours}, and that of {node} {theirs}; nothing was signed")]
    ClockOff {
        /// The node.
        node: String,
        /// Its time.
        theirs: Timestamp,
        /// Our time.
        ours: Timestamp,
    },
    /// A restored or copied home that no node was compared with.
    #[error(
        "the home {home} was restored from a backup, copied or moved, and no node could be reached to compare it with: its \
         device may have spoken since; nothing was signed"
    )]
    NotCompared {
        /// The folder.
        home: String,
    },
    /// The home holds another routine key, or none that counts.
    #[error("this home does not keep the keys of {did}: it writes documents, and cannot change who speaks")]
    NotController {
        /// The organisation.
        did: String,
    },
    /// The organisation was deactivated.
    #[error("{did} was ended: nobody speaks for it any more")]
    Ended {
        /// The organisation.
        did: String,
    },
    /// Words of another organisation, or of before a recovery.
    #[error("these are not the recovery words of {did}, as its version {number} commits to them")]
    OtherWords {
        /// The organisation.
        did: String,
        /// The version.
        number: u32,
    },
    /// No line can be made of it.
    #[error("the next line of the identity log cannot be written")]
    Line(#[from] LineError),
    /// A file of the home.
    #[error(transparent)]
    File(#[from] FileError),
    /// What was sealed does not stand in the own ledger.
    #[error("what was sealed does not stand in the organisation's own record; nothing of it was kept")]
    NotTaken,
    /// The device cannot speak.
    #[error(transparent)]
    Author(#[from] AuthorError),
    /// The record holds something else than items.
    #[error("the record of this home holds something that is no item")]
    Item(#[from] ItemError),
    /// The home is in use.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The settings are broken.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The record is broken.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The list of what was sent is broken.
    #[error(transparent)]
    Sent(#[from] SentError),
    /// The keys cannot be opened.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// No salt can be drawn.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// Nobody gives the passphrase.
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    /// A node does not answer.
    #[error(transparent)]
    Client(#[from] ClientError),
}

const DAY_MS: u64 = 24 * 60 * 60 * 1000;
/// Clocks that are further apart are worth a word.
const NOTED_MS: u64 = 10 * 60 * 1000;
/// So many items that a node did not take are named.
const TOLD_MAX: usize = 5;
