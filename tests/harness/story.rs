//! A world in one process: organisations with their keys, and the directory that holds what they say.
//!
//! Everything is reproducible: keys come from names, time is set by hand.

use std::collections::BTreeMap;

use protocol::accreditation::Accreditation;
use protocol::accreditation::scope::{Action, Scope};
use protocol::attestation::award::{Award, Right};
use protocol::attestation::{AttestationId, Label};
use protocol::author::{Author, Edits};
use protocol::credential::Party;
use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::entry::{Address, Entry, Verified};
use protocol::identity::line::{self, Commitments, Device, DidDocument, Line};
use protocol::item::Item;
use protocol::key::{AgreementKey, SigningKey};
use protocol::organisation::{Host, OrganisationId};
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::{StatusAct, StatusKind};
use protocol::time::{Day, Month, Months, Timestamp};
use serde_json::{Value, json};

/// An organisation with all its keys.
#[derive(Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its SCID.
    pub id: OrganisationId,
    /// Its log.
    pub lines: Vec<Line>,
    rotations: u32,
}

impl Member {
    /// Founds an organisation with one device that may do everything.
    #[must_use]
    pub fn found(name: &str, now: Timestamp) -> Self {
        let device = key(name, "device 1");
        let listed = Device {
            writes: true,
            asserts: true,
            authenticates: false,
            agreement: Some(AgreementKey::from_secret(&seed(name, "agreement 1"))),
        };
        let document = DidDocument {
            host: Host::parse(&format!("{name}.example")).expect("names of members are labels of a domain"),
            devices: BTreeMap::from([(device.public(), listed)]),
            retired: BTreeMap::new(),
        };
        let next = commitments(name, 1);
        let first = line::found(&document, &key(name, "routine 0"), &next, now).expect("it is short");
        Self { name: name.to_owned(), id: first.organisation(), lines: vec![first], rotations: 0 }
    }

    /// The key of the n-th device.
    #[must_use]
    pub fn device(&self, number: u32) -> SigningKey {
        key(&self.name, &format!("device {number}"))
    }

    /// The recovery key.
    #[must_use]
    pub fn recovery(&self) -> SigningKey {
        key(&self.name, "recovery")
    }

    /// The last line.
    #[must_use]
    pub fn tip(&self) -> &Line {
        self.lines.last().expect("an organisation has a first line")
    }

    /// The party of a credential.
    #[must_use]
    pub fn party(&self) -> Party {
        Party { did: self.tip().did(), name: self.name.clone() }
    }

    /// Writes the next line with the routine key; the document is changed by the caller.
    pub fn succeed(&mut self, now: Timestamp, change: impl FnOnce(&mut DidDocument)) -> Line {
        let (previous, key) =
            (self.tip().clone(), key(&self.name, &format!("routine {}", self.rotations + 1)));
        let mut document = previous.document().clone();
        change(&mut document);
        let next = commitments(&self.name, self.rotations + 2);
        let line = line::succeed(&previous, &document, &key, Some(&next), now).expect("it is short");
        self.rotations += 1;
        self.lines.push(line.clone());
        line
    }

    /// Writes a line after the n-th one (from 1) with the recovery key.
    #[must_use]
    pub fn recover_after(
        &self,
        number: usize,
        now: Timestamp,
        change: impl FnOnce(&mut DidDocument),
    ) -> Line {
        let previous = &self.lines[number - 1];
        let mut document = previous.document().clone();
        change(&mut document);
        let next = Commitments {
            recovery: self.recovery().public().commitment(),
            routine: key(&self.name, "routine after recovery").public().commitment(),
        };
        line::succeed(previous, &document, &self.recovery(), Some(&next), now).expect("it is short")
    }

    /// Lists another device.
    pub fn add_device(&mut self, number: u32, now: Timestamp) -> Line {
        let device = self.device(number).public();
        self.succeed(now, |document| {
            document.devices.insert(device, Device { writes: true, asserts: true, ..Device::default() });
        })
    }
}

/// A directory and the clock of the story.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// What everybody said.
    pub directory: Directory,
    /// The items in the order in which they were said.
    pub items: Vec<Item>,
}

impl World {
    /// Founds an organisation and takes in its first line.
    pub fn found(&mut self, name: &str, day: &str) -> Member {
        let member = Member::found(name, at(day));
        self.take(Item::Line(Box::new(member.tip().clone())));
        member
    }

    /// Takes in an item and remembers it.
    ///
    /// # Panics
    ///
    /// When the directory does not accept it.
    pub fn take(&mut self, item: Item) -> Digest {
        let (id, answer) = (item.id(), self.directory.admit(item.clone()));
        assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
        self.items.push(item);
        id
    }

    /// Edits a document with the first device.
    pub fn edit(&mut self, member: &Member, address: &str, edits: &[(&str, &str)], day: &str) -> Vec<Digest> {
        self.edit_with(member, 1, address, edits, day)
    }

    /// Edits a document with the n-th device.
    ///
    /// # Panics
    ///
    /// When the device cannot speak.
    pub fn edit_with(
        &mut self,
        member: &Member,
        device: u32,
        address: &str,
        edits: &[(&str, &str)],
        day: &str,
    ) -> Vec<Digest> {
        let entries = self.seal_with(member, device, address, edits, day);
        entries.into_iter().map(|entry| self.take(Item::Entry(Box::new(entry)))).collect()
    }

    /// Seals an edit without taking it in.
    ///
    /// # Panics
    ///
    /// When the device cannot speak.
    #[must_use]
    pub fn seal_with(
        &self,
        member: &Member,
        device: u32,
        address: &str,
        edits: &[(&str, &str)],
        day: &str,
    ) -> Vec<Entry<Verified>> {
        let edits: Edits = edits.iter().map(|(key, value)| ((*key).to_owned(), Some(json!(value)))).collect();
        let ledger = self.directory.ledger(&member.id).expect("the member was founded here");
        let key = member.device(device);
        let author =
            Author::new(ledger, &key).expect("the device may speak").salted(seed(&member.name, "salt"));
        author
            .edit(&Address::parse(address).expect("an address"), &edits, at(day))
            .expect("the edit is possible")
    }

    /// Erases a document with the first device.
    ///
    /// # Panics
    ///
    /// When the device cannot speak, or the document cannot be erased.
    pub fn erase(&mut self, member: &Member, address: &str, day: &str) -> Digest {
        let erase = self.erase_with(member, 1, address, day);
        self.take(Item::Entry(Box::new(erase)))
    }

    /// Seals the n-th device's erase of a document without taking it in.
    ///
    /// # Panics
    ///
    /// When the device cannot speak, or the document cannot be erased.
    #[must_use]
    pub fn erase_with(&self, member: &Member, device: u32, address: &str, day: &str) -> Entry<Verified> {
        let ledger = self.directory.ledger(&member.id).expect("the member was founded here");
        let key = member.device(device);
        let author = Author::new(ledger, &key).expect("the device may speak");
        let erase = author.erase(&Address::parse(address).expect("an address"), at(day));
        erase.expect("the document can be erased")
    }

    /// States the heads with the first device.
    ///
    /// # Panics
    ///
    /// When the device cannot speak.
    pub fn state_heads(&mut self, member: &Member, day: &str) -> Digest {
        let ledger = self.directory.ledger(&member.id).expect("the member was founded here");
        let key = member.device(1);
        let heads =
            Author::new(ledger, &key).and_then(|author| author.heads(at(day))).expect("the device may speak");
        self.take(Item::Entry(Box::new(heads)))
    }

    /// Publishes a scheme with bronze, silver and gold, for 36 months.
    pub fn publish_scheme(&mut self, owner: &Member, day: &str) -> (SchemeId, Scheme) {
        let scheme = example_scheme();
        let id = SchemeId { owner: owner.id, name: scheme.document_name() };
        self.edit(owner, id.address().as_str(), &[("content", &scheme.to_content())], day);
        self.state_heads(owner, day);
        (id, scheme)
    }

    /// Accredits an issuer for levels, for two years from the day's month.
    ///
    /// # Panics
    ///
    /// When the scheme lacks a level.
    pub fn accredit(
        &mut self,
        owner: &Member,
        issuer: &Member,
        scheme: &(SchemeId, Scheme),
        levels: &[&str],
        day: &str,
    ) -> AttestationId {
        let id = AttestationId::named(owner.id, [self.items.len() as u8; 10]);
        let from = Day::parse(day).expect("a day");
        let sealed = Accreditation {
            id: id.clone(),
            grantor: owner.party(),
            holder: issuer.party(),
            scope: scope(owner, &scheme.0, levels),
            under: None,
            succeeds: None,
            valid_from: from,
            valid_until: from.month().plus(Months(23)).expect("within the calendar").last_day(),
        }
        .seal(&scheme.1, &owner.device(1), at(day))
        .expect("the scheme has the levels");
        self.edit(owner, &format!("accreditation/{}", id.name), &[("content", &sealed.to_text())], day);
        self.state_heads(owner, day);
        id
    }

    /// Issues a label that begins with the day's month.
    ///
    /// # Panics
    ///
    /// When the scheme lacks the level.
    pub fn issue(
        &mut self,
        issuer: &Member,
        owner: &Member,
        subject: &Member,
        scheme: &(SchemeId, Scheme),
        level: &str,
        day: &str,
    ) -> AttestationId {
        let id = AttestationId::named(issuer.id, [self.items.len() as u8; 10]);
        let month = Day::parse(day).expect("a day").month();
        let label = Label { awarded: at(day), ..label(&id, issuer, owner, subject, &scheme.0, level, month) };
        let sealed = label.seal(&scheme.1, &issuer.device(1)).expect("the scheme has the level");
        self.edit(issuer, id.address().as_str(), &[("content", &sealed.to_text())], day);
        self.state_heads(issuer, day);
        id
    }

    /// Publishes a scheme of one's own.
    ///
    /// # Panics
    ///
    /// When the text is no scheme.
    pub fn publish(&mut self, owner: &Member, toml: &str, day: &str) -> (SchemeId, Scheme) {
        let scheme = Scheme::parse_toml(toml).expect("a sound scheme");
        let id = SchemeId { owner: owner.id, name: scheme.document_name() };
        self.edit(owner, id.address().as_str(), &[("content", &scheme.to_content())], day);
        self.state_heads(owner, day);
        (id, scheme)
    }

    /// Grants an accreditation, and says how others name it.
    ///
    /// # Panics
    ///
    /// When the scheme lacks a level.
    pub fn grant(&mut self, grantor: &Member, granted: &Accreditation, scheme: &Scheme, day: &str) -> Right {
        let sealed = granted.seal(scheme, &grantor.device(1), at(day)).expect("the scheme has the levels");
        let address = granted.id.address_in("accreditation");
        self.edit(grantor, address.as_str(), &[("content", &sealed.to_text())], day);
        self.state_heads(grantor, day);
        Right { id: granted.id.clone(), digest: sealed.digest() }
    }

    /// Publishes a label as it stands.
    ///
    /// # Panics
    ///
    /// When the scheme lacks the level.
    pub fn award(&mut self, issuer: &Member, label: &Label, scheme: &Scheme, day: &str) -> AttestationId {
        let sealed = label.seal(scheme, &issuer.device(1)).expect("the scheme has the level");
        self.edit(issuer, label.id.address().as_str(), &[("content", &sealed.to_text())], day);
        self.state_heads(issuer, day);
        label.id.clone()
    }

    /// Acts upon a label, its own or one that it keeps for another; the act's name.
    pub fn act(
        &mut self,
        issuer: &Member,
        id: &AttestationId,
        kind: StatusKind,
        effective: &str,
        recorded: &str,
    ) -> String {
        let name = format!("act-{}", self.items.len());
        let act = StatusAct {
            name: name.clone(),
            kind,
            effective: Day::parse(effective).expect("a day"),
            recorded: at(recorded),
            reason: format!("as was decided on {recorded}"),
        };
        self.edit(issuer, id.address().as_str(), &[(&format!("event/{name}"), &act.to_text())], recorded);
        self.state_heads(issuer, recorded);
        name
    }

    /// Acts upon a label for a reason, on the day on which it is written down.
    ///
    /// # Panics
    ///
    /// When the text is no day.
    pub fn act_because(
        &mut self,
        issuer: &Member,
        id: &AttestationId,
        kind: StatusKind,
        reason: &str,
        day: &str,
    ) {
        let act = StatusAct {
            name: "1".to_owned(),
            kind,
            effective: Day::parse(day).expect("a day"),
            recorded: at(day),
            reason: reason.to_owned(),
        };
        self.edit(issuer, id.address().as_str(), &[("event/1", &act.to_text())], day);
        self.state_heads(issuer, day);
    }

    /// Withdraws a label and states the heads.
    pub fn withdraw(&mut self, issuer: &Member, id: &AttestationId, reason: &str, day: &str) {
        self.act_because(issuer, id, StatusKind::Withdrawn, reason, day);
    }
}

/// A label of the story, awarded on its first day.
#[must_use]
pub fn label(
    id: &AttestationId,
    issuer: &Member,
    owner: &Member,
    subject: &Member,
    scheme: &SchemeId,
    level: &str,
    month: Month,
) -> Label {
    Label {
        id: id.clone(),
        issuer: issuer.party(),
        subject: subject.party(),
        owner: owner.party(),
        scheme: scheme.clone(),
        level: level.to_owned(),
        valid_from: month.first_day(),
        valid_until: month.plus(Months(35)).expect("within the calendar").last_day(),
        awarded: month.first_day().start(),
        award: Award::default(),
    }
}

/// The scope of who may issue some levels of a scheme, everywhere and to everybody.
#[must_use]
pub fn scope(owner: &Member, scheme: &SchemeId, levels: &[&str]) -> Scope {
    Scope {
        levels: levels.iter().map(|level| (scheme.clone(), (*level).to_owned())).collect(),
        scheme_host: Host::parse(&format!("{}.example", owner.name)).expect("a member has a domain"),
        actions: [Action::Issue].into(),
        subject_types: [].into(),
        territory: [].into(),
        depth: 0,
    }
}

/// The scheme of the story.
#[must_use]
pub fn example_scheme() -> Scheme {
    Scheme::parse_toml(include_str!("../../docs/schemes/example.toml"))
        .expect("the example in the docs is sound")
}

/// Noon of a day.
///
/// # Panics
///
/// When the text is no day.
#[must_use]
pub fn at(day: &str) -> Timestamp {
    Day::parse(day).expect("a day").start().plus_millis(12 * 3_600_000)
}

/// The key that a name stands for.
#[must_use]
pub fn key(name: &str, purpose: &str) -> SigningKey {
    SigningKey::from_seed(&seed(name, purpose))
}

/// The seed of that key.
#[must_use]
pub fn seed(name: &str, purpose: &str) -> [u8; 32] {
    *Digest::of(&[b"story ", name.as_bytes(), b" ", purpose.as_bytes()]).as_bytes()
}

fn commitments(name: &str, rotation: u32) -> Commitments {
    Commitments {
        recovery: key(name, "recovery").public().commitment(),
        routine: key(name, &format!("routine {rotation}")).public().commitment(),
    }
}

/// The content of a document, for comparison.
///
/// # Panics
///
/// When the directory holds no such document.
#[must_use]
pub fn content(directory: &Directory, member: &Member, address: &str) -> Value {
    let ledger = directory.ledger(&member.id).expect("the member is known");
    let document =
        ledger.document(&Address::parse(address).expect("an address")).expect("the document is there");
    Value::Object(document.content().clone().into_iter().collect())
}
