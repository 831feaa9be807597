//! A synthetic organisation of the demonstration: its keys, and what it says.

use std::collections::BTreeMap;

use protocol::attestation::award::Award;
use protocol::attestation::{AttestationId, Label};
use protocol::author::{Author, Edits};
use protocol::credential::Party;
use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::entry::Address;
use protocol::identity::line::{self, Commitments, Device, DidDocument, Line};
use protocol::item::Item;
use protocol::key::{AgreementKey, SigningKey};
use protocol::link::Sort;
use protocol::listing::RegisterLine;
use protocol::organisation::{Host, OrganisationId};
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::{StatusAct, StatusKind};
use protocol::time::Months;
use serde_json::Value;

use crate::clock;
use crate::demo::wire::send;

/// An organisation with one device. It is not copied: two copies that both sign are a fork.
pub(crate) struct Member {
    name: String,
    id: OrganisationId,
    did: String,
    version_id: String,
    device: SigningKey,
    directory: Directory,
}

impl Member {
    /// Takes up an organisation that a node already holds, or founds it there.
    pub(crate) fn join(
        name: &str,
        host: &str,
        seed: &Digest,
        known: Vec<Vec<u8>>,
        url: &str,
    ) -> anyhow::Result<Self> {
        let key = |purpose: &str| {
            let seed =
                Digest::of(&[b"hanse demonstration", seed.as_bytes(), name.as_bytes(), purpose.as_bytes()]);
            SigningKey::from_seed(seed.as_bytes())
        };
        let device = key("device");
        let mut directory = Directory::default();
        for bytes in known {
            directory.admit(Item::parse(&bytes)?);
        }
        let mut lines: Vec<Line> =
            directory.ledgers().flat_map(|(_, ledger)| ledger.identity().lines()).cloned().collect();
        if lines.is_empty() {
            let agreement =
                AgreementKey::from_secret(Digest::of(&[b"agreement", seed.as_bytes()]).as_bytes());
            let listed =
                Device { writes: true, asserts: true, authenticates: true, agreement: Some(agreement) };
            let document = DidDocument {
                host: Host::parse(host)?,
                devices: BTreeMap::from([(device.public(), listed)]),
                retired: BTreeMap::new(),
            };
            let next = Commitments {
                recovery: key("recovery").public().commitment(),
                routine: key("routine 1").public().commitment(),
            };
            let first = line::found(&document, &key("routine 0"), &next, clock::now())?;
            directory.admit(Item::Line(Box::new(first.clone())));
            send(url, &[first.to_bytes()])?;
            lines.push(first);
        }
        let tip = lines.into_iter().max_by_key(|line| line.version().number).expect("there is a first line");
        Ok(Self {
            name: name.to_owned(),
            id: tip.organisation(),
            did: tip.did(),
            version_id: tip.version_id().to_owned(),
            device,
            directory,
        })
    }

    /// The device's key, by which a node's record is searched for the organisation.
    pub(crate) fn device_of(name: &str, seed: &Digest) -> protocol::key::PublicKey {
        let seed = Digest::of(&[b"hanse demonstration", seed.as_bytes(), name.as_bytes(), b"device"]);
        SigningKey::from_seed(seed.as_bytes()).public()
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn id(&self) -> OrganisationId {
        self.id
    }

    pub(crate) fn version_id(&self) -> &str {
        &self.version_id
    }

    /// Writes listings, and sends them in parts; lines that are unchanged are no entries.
    pub(crate) fn import(
        &mut self,
        register: &[RegisterLine],
        url: &str,
        progress: &mut dyn FnMut(usize),
    ) -> anyhow::Result<()> {
        for part in register.chunks(IMPORT_PART) {
            let mut items = Vec::new();
            for line in part {
                let edits: Edits =
                    line.content.iter().map(|(key, value)| (key.clone(), Some(value.clone()))).collect();
                items.extend(self.seal(&format!("listing/{}", line.document_name()), &edits)?);
            }
            if !items.is_empty() {
                send(url, &items)?;
            }
            progress(part.len());
        }
        Ok(())
    }

    /// Writes values into the profile and publishes it.
    pub(crate) fn publish(&mut self, fields: &[(&str, &str)], url: &str) -> anyhow::Result<()> {
        self.say("profile/self", fields, url)
    }

    /// Vouches for another organisation.
    pub(crate) fn vouch_for(&mut self, other: &Self, url: &str) -> anyhow::Result<()> {
        let address = format!("vouch/{}", other.id);
        self.say(&address, &[("organisation", &other.did), ("version", &other.version_id)], url)
    }

    /// Publishes a post.
    pub(crate) fn post(&mut self, name: &str, fields: &[(&str, &str)], url: &str) -> anyhow::Result<()> {
        self.say(&format!("post/{name}"), fields, url)
    }

    /// Says of another organisation that there is a tie of that sort.
    pub(crate) fn link(&mut self, other: &Self, sort: Sort, text: &str, url: &str) -> anyhow::Result<()> {
        let about = format!("{}.text.en", sort.code());
        self.say(&format!("link/{}", other.id), &[(sort.code(), "1"), (&about, text)], url)
    }

    /// Keeps a portal.
    pub(crate) fn keep_portal(
        &mut self,
        name: &str,
        fields: &[(&str, &str)],
        url: &str,
    ) -> anyhow::Result<()> {
        self.say(&format!("portal/{name}"), fields, url)
    }

    /// Publishes the example scheme and states it.
    pub(crate) fn publish_scheme(&mut self, url: &str) -> anyhow::Result<(SchemeId, Scheme)> {
        let scheme = Scheme::parse_toml(include_str!("../../../docs/schemes/example.toml"))?;
        let id = SchemeId { owner: self.id, name: scheme.document_name() };
        self.say(id.address().as_str(), &[("content", &scheme.to_content())], url)?;
        self.state(url)?;
        Ok((id, scheme))
    }

    /// Whether it has issued a label before.
    pub(crate) fn has_issued(&self) -> bool {
        let ledger = self.directory.ledger(&self.id).expect("a member holds itself");
        ledger.documents().any(|(address, _)| address.collection() == "attestation")
    }

    /// Issues a label of a level from this month on.
    pub(crate) fn issue(
        &mut self,
        subject: &Self,
        (scheme_id, scheme): &(SchemeId, Scheme),
        level: &str,
        url: &str,
    ) -> anyhow::Result<AttestationId> {
        let mut random = [0; 10];
        getrandom::fill(&mut random)?;
        let month = clock::now().day().month();
        let last = month.plus(Months(scheme.term().0 - 1)).expect("the calendar goes on").last_day();
        let label = Label {
            id: AttestationId::named(self.id, random),
            issuer: self.party(),
            subject: subject.party(),
            owner: self.party(),
            scheme: scheme_id.clone(),
            level: level.to_owned(),
            valid_from: month.first_day(),
            valid_until: last,
            awarded: clock::now(),
            award: Award::default(),
        };
        let credential = label.seal(scheme, &self.device)?;
        self.say(label.id.address().as_str(), &[("content", &credential.to_text())], url)?;
        self.state(url)?;
        Ok(label.id)
    }

    /// Takes a label back from today on.
    pub(crate) fn withdraw(&mut self, id: &AttestationId, reason: &str, url: &str) -> anyhow::Result<()> {
        self.act(id, StatusKind::Withdrawn, reason, url)
    }

    /// Does something with a label from today on.
    pub(crate) fn act(
        &mut self,
        id: &AttestationId,
        kind: StatusKind,
        reason: &str,
        url: &str,
    ) -> anyhow::Result<()> {
        let (now, name) = (clock::now(), kind.code().to_owned());
        let act = StatusAct { name, kind, effective: now.day(), recorded: now, reason: reason.to_owned() };
        let key = format!("event/{}", act.name);
        self.say(id.address().as_str(), &[(&key, &act.to_text())], url)?;
        self.state(url)
    }

    pub(crate) fn party(&self) -> Party {
        Party { did: self.did.clone(), name: self.name.clone() }
    }

    fn say(&mut self, address: &str, fields: &[(&str, &str)], url: &str) -> anyhow::Result<()> {
        let edits: Edits = fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), Some(Value::String((*value).to_owned()))))
            .collect();
        let items = self.seal(address, &edits)?;
        if items.is_empty() { Ok(()) } else { send(url, &items) }
    }

    fn state(&mut self, url: &str) -> anyhow::Result<()> {
        let ledger = self.directory.ledger(&self.id).expect("a member holds itself");
        let heads = Author::new(ledger, &self.device)?.heads(clock::now())?;
        let bytes = heads.to_bytes();
        self.take(Item::Entry(Box::new(heads)))?;
        send(url, &[bytes])
    }

    fn seal(&mut self, address: &str, edits: &Edits) -> anyhow::Result<Vec<Vec<u8>>> {
        let ledger = self.directory.ledger(&self.id).expect("a member holds itself");
        let entries =
            Author::new(ledger, &self.device)?.edit(&Address::parse(address)?, edits, clock::now())?;
        entries
            .into_iter()
            .map(|entry| {
                let bytes = entry.to_bytes();
                self.take(Item::Entry(Box::new(entry)))?;
                Ok(bytes)
            })
            .collect()
    }

    fn take(&mut self, item: Item) -> anyhow::Result<()> {
        match self.directory.admit(item) {
            Answer::Accepted { .. } => Ok(()),
            answer => anyhow::bail!("{} cannot continue its own record: {answer:?}", self.name),
        }
    }
}

const IMPORT_PART: usize = 100;
