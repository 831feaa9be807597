//! What nodes tell of other organisations, verified before it is used.
//!
//! Nodes are asked in order. An answer that does not hold is set aside and remembered as a lie; the next node is asked.
//! A node can still tell an old truth: what is found here was signed, and need not be the newest.

use std::collections::{BTreeMap, BTreeSet};

use protocol::automerge_guard;
use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::document::Document;
use protocol::entry::{Address, Entry, EntryError, EntryKind};
use protocol::identity::line::{Line, LineError};
use protocol::identity::{Identity, StandingError};
use protocol::item::{Item, ItemError};
use protocol::organisation::OrganisationId;
use protocol::profile::Profile;
use thiserror::Error;

use crate::client::{Client, ClientError, Fault, Node};
use crate::output::sentence;
use crate::own::facts;

/// What was heard so far.
#[derive(Debug, Default)]
pub struct Heard {
    identities: BTreeMap<OrganisationId, Identity>,
    profiles: BTreeMap<OrganisationId, Option<Profile>>,
    lies: Vec<String>,
}

impl Heard {
    /// The identity of an organisation: every line was checked, and the first one hashes to the SCID.
    ///
    /// # Errors
    ///
    /// [`HeardError`] when no node tells a log that holds.
    pub fn identity(
        &mut self,
        client: &Client,
        organisation: OrganisationId,
    ) -> Result<&Identity, HeardError> {
        if !self.identities.contains_key(&organisation) {
            let identity = self
                .ask(client, organisation, |node| read_log(organisation, &node.log(organisation)?))?
                .ok_or(HeardError::NotKnown { organisation })?;
            self.identities.insert(organisation, identity);
        }
        Ok(&self.identities[&organisation])
    }

    /// The newest line of an organisation that has one live branch.
    ///
    /// # Errors
    ///
    /// [`HeardError::Disputed`], or as [`Heard::identity`].
    pub fn tip(&mut self, client: &Client, organisation: OrganisationId) -> Result<Line, HeardError> {
        match self.identity(client, organisation)?.branches().as_slice() {
            [branch] => Ok(branch.tip().clone()),
            _ => Err(HeardError::Disputed { organisation }),
        }
    }

    /// A document of an organisation, made of the entries that every live branch of its identity authorises.
    ///
    /// # Errors
    ///
    /// [`HeardError`] when no node tells entries that hold; `None` when nodes say that there is no such document.
    pub fn document(
        &mut self,
        client: &Client,
        organisation: OrganisationId,
        address: &Address,
    ) -> Result<Option<Document>, HeardError> {
        let identity = self.identity(client, organisation)?.clone();
        self.ask(client, organisation, |node| {
            read_document(&identity, address, &node.entries(organisation, address)?)
        })
    }

    /// The profile of an organisation; `None` when it has published none.
    ///
    /// # Errors
    ///
    /// As [`Heard::document`].
    pub fn profile(
        &mut self,
        client: &Client,
        organisation: OrganisationId,
    ) -> Result<Option<&Profile>, HeardError> {
        if !self.profiles.contains_key(&organisation) {
            let document = self.document(client, organisation, &Address::profile())?;
            let profile = document.map(|document| Profile::read(&facts(Some(&document))));
            self.profiles.insert(organisation, profile);
        }
        Ok(self.profiles[&organisation].as_ref())
    }

    /// The name that an organisation gives itself in its profile, else its SCID.
    ///
    /// # Errors
    ///
    /// As [`Heard::document`].
    pub fn name(&mut self, client: &Client, organisation: OrganisationId) -> Result<String, HeardError> {
        let name = self.profile(client, organisation)?.and_then(|profile| profile.name(&[]));
        Ok(name.map_or_else(|| organisation.to_string(), str::to_owned))
    }

    /// Everything that an organisation said, as one node tells it.
    ///
    /// # Errors
    ///
    /// [`HeardError`] when no node tells items that hold.
    pub fn items(
        &mut self,
        client: &Client,
        organisation: OrganisationId,
    ) -> Result<Vec<(Digest, Vec<u8>)>, HeardError> {
        self.ask(client, organisation, |node| read_items(organisation, node.items(organisation)?))?
            .ok_or(HeardError::NotKnown { organisation })
    }

    /// Everything that an organisation said, as all nodes tell it together; items that wait for others come last.
    ///
    /// # Errors
    ///
    /// [`HeardError`] when no node tells items that hold.
    pub fn every_item(
        &mut self,
        client: &Client,
        organisation: OrganisationId,
    ) -> Result<Vec<Vec<u8>>, HeardError> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for node in client.nodes() {
            match node
                .items(organisation)
                .map_err(Told::from)
                .and_then(|items| read_items(organisation, items))
            {
                Ok(items) => {
                    all.extend(items.into_iter().filter(|(id, _)| seen.insert(*id)).map(|(_, bytes)| bytes));
                }
                Err(Told::Lied(lie)) => self
                    .lies
                    .push(format!("what {node} tells of {organisation} does not hold: {}", sentence(&lie))),
                // Where no node answers, the question below says why.
                Err(Told::Failed(_)) => {}
            }
        }
        if all.is_empty() {
            all.extend(self.items(client, organisation)?.into_iter().map(|(_, bytes)| bytes));
        }
        Ok(all)
    }

    /// Remembers an answer that did not hold.
    pub fn note_lie(&mut self, lie: String) {
        self.lies.push(lie);
    }

    /// The answers that did not hold, to be told to the person.
    pub fn take_lies(&mut self) -> Vec<String> {
        std::mem::take(&mut self.lies)
    }

    /// Asks one node after the other until an answer holds; `None` when the nodes that answered do not have it.
    fn ask<T>(
        &mut self,
        client: &Client,
        organisation: OrganisationId,
        ask: impl Fn(&Node) -> Result<T, Told>,
    ) -> Result<Option<T>, HeardError> {
        if client.nodes().is_empty() {
            return Err(HeardError::NoNode);
        }
        let (mut lies, mut failures, mut is_answered) = (Vec::new(), Vec::new(), false);
        let mut found = None;
        for node in client.nodes() {
            match ask(node) {
                Ok(answer) => {
                    found = Some(answer);
                    break;
                }
                Err(Told::Failed(error)) if error.is_not_there() => is_answered = true,
                Err(Told::Failed(ClientError {
                    node,
                    fault: fault @ (Fault::Sequence(_) | Fault::NotUnderstood),
                })) => {
                    lies.push(format!("{node} {fault}"));
                }
                Err(Told::Failed(error)) => failures.push(error.to_string()),
                Err(Told::Lied(lie)) => {
                    lies.push(format!(
                        "what {node} tells of {organisation} does not hold: {}",
                        sentence(&lie)
                    ));
                }
            }
        }
        self.lies.extend(lies.iter().cloned());
        match found {
            Some(found) => Ok(Some(found)),
            None if !lies.is_empty() => Err(HeardError::Lied { lies }),
            None if is_answered => Ok(None),
            None => Err(HeardError::OutOfReach { failures }),
        }
    }
}

/// Reads a log: all lines hold and stand.
fn read_log(organisation: OrganisationId, lines: &[Vec<u8>]) -> Result<Identity, Told> {
    let mut identity: Option<Identity> = None;
    for bytes in lines {
        let line = Line::parse(bytes).map_err(Lie::Line)?;
        if line.organisation() != organisation {
            return Err(Lie::Foreign.into());
        }
        match &mut identity {
            None => identity = Some(Identity::found(line).map_err(Lie::Standing)?),
            Some(identity) => drop(identity.admit(line).map_err(Lie::Standing)?),
        }
    }
    identity.ok_or_else(|| Lie::Empty.into())
}

/// Reads a document: every entry is signed, and those count that every live branch authorises.
fn read_document(identity: &Identity, address: &Address, entries: &[Vec<u8>]) -> Result<Document, Told> {
    let branches = identity.branches();
    let mut changes = Vec::new();
    for bytes in entries {
        let entry = Entry::parse(bytes).and_then(Entry::verify).map_err(Lie::Entry)?;
        let header = entry.header();
        if header.organisation != identity.organisation() || header.address != *address {
            return Err(Lie::Foreign.into());
        }
        let is_authorised = branches.iter().all(|branch| {
            branch.authorises(&header.device, &header.version, header.sequence, header.capability())
        });
        if is_authorised && header.kind == EntryKind::Change {
            let device = header.adopts.map_or(header.device, |adopted| adopted.device);
            let actor = automerge_guard::actor(&header.organisation, &device, address.as_str());
            changes.push((entry.id(), actor, entry));
        }
    }
    if changes.is_empty() {
        return Err(Lie::NobodySigned.into());
    }
    let changes = changes.iter().map(|(id, actor, entry)| (*id, *actor, entry.change()));
    Ok(Document::from_changes(address.collection(), changes).0)
}

/// Reads all items of an organisation: each holds and is explained by those before it.
fn read_items(organisation: OrganisationId, items: Vec<Vec<u8>>) -> Result<Vec<(Digest, Vec<u8>)>, Told> {
    let mut directory = Directory::default();
    let mut read = Vec::with_capacity(items.len());
    for bytes in items {
        let item = Item::parse(&bytes).map_err(Lie::Item)?;
        if item.organisation() != organisation {
            return Err(Lie::Foreign.into());
        }
        let id = item.id();
        match directory.admit(item) {
            Answer::Accepted { .. } | Answer::Known => read.push((id, bytes)),
            Answer::Refused(error) => return Err(Lie::Standing(error).into()),
            Answer::Staged(_) | Answer::Declined(_) => return Err(Lie::Unexplained.into()),
        }
    }
    if read.is_empty() { Err(Lie::Empty.into()) } else { Ok(read) }
}

/// Why one node's answer is not used.
#[derive(Debug)]
enum Told {
    Failed(ClientError),
    Lied(Lie),
}

impl From<ClientError> for Told {
    fn from(error: ClientError) -> Self {
        Self::Failed(error)
    }
}

impl From<Lie> for Told {
    fn from(lie: Lie) -> Self {
        Self::Lied(lie)
    }
}

/// How an answer does not hold.
#[derive(Debug, Error)]
enum Lie {
    #[error("a line of its log is not what the organisation signed")]
    Line(#[source] LineError),
    #[error("an item does not stand")]
    Standing(#[source] StandingError),
    #[error("an entry is not what a device signed")]
    Entry(#[source] EntryError),
    #[error("an item is not what the organisation signed")]
    Item(#[source] ItemError),
    #[error("it answers with items that were not asked for")]
    Foreign,
    #[error("nothing before it explains an item")]
    Unexplained,
    #[error("no entry is by a device that the organisation lists")]
    NobodySigned,
    #[error("it tells nothing at all")]
    Empty,
}

/// Why nothing was heard.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HeardError {
    /// Nobody to ask.
    #[error("no node is given to ask")]
    NoNode,
    /// Nobody answered.
    #[error("no node could be asked: {}", failures.join("; "))]
    OutOfReach {
        /// What each node did.
        failures: Vec<String>,
    },
    /// Answers that do not hold, and none that does.
    #[error("{}", lies.join("; "))]
    Lied {
        /// What each node told.
        lies: Vec<String>,
    },
    /// The nodes that answered do not know it.
    #[error("no node that was asked knows the organisation {organisation}")]
    NotKnown {
        /// Whom.
        organisation: OrganisationId,
    },
    /// Two lines contradict each other.
    #[error("the identity of {organisation} is disputed: two lines of its log contradict each other")]
    Disputed {
        /// Whose.
        organisation: OrganisationId,
    },
}
