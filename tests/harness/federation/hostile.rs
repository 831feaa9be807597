//! The hostile members of a federation, each with one way to do harm.

use std::collections::BTreeSet;
use std::fmt;

use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::entry::Header;
use protocol::item::Item;
use protocol::message::{FRAME_BYTES_MAX, Message};
use protocol::organisation::OrganisationId;
use protocol::reconcile::Universe;
use protocol::time::Timestamp;

use super::session::Frame;
use crate::chance::Chance;
use crate::generator::{self, history};
use crate::story::{Member, World, at};

/// A way to do harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Forks its identity and its devices, signs what does not stand, and tells each place another part of it.
    Forker,
    /// Shows items whose predecessor it keeps back.
    Withholder,
    /// Sends what it heard again, in part, mangled, and at the wrong place.
    Replayer,
    /// Signs changes that stand for millions of operations, and sends frames too large to be any.
    BombSender,
    /// Founds organisations in great number, and floods with entries whose predecessors do not exist.
    SybilSwarm,
    /// Claims to hold what it does not, and answers a comparison with nonsense.
    LyingReconciler,
    /// Signs two histories of its labels and shows each half of the federation one of them.
    SplitViewIssuer,
    /// Dates what it signs decades behind and ahead.
    ClockLiar,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Forker,
        Self::Withholder,
        Self::Replayer,
        Self::BombSender,
        Self::SybilSwarm,
        Self::LyingReconciler,
        Self::SplitViewIssuer,
        Self::ClockLiar,
    ];
}

/// A hostile member at its place.
pub(super) struct Hostile {
    kind: Kind,
    chance: Chance,
    /// What it signed beforehand.
    says: Vec<Item>,
    withheld: BTreeSet<Digest>,
    /// What it shows to every second place instead.
    other_view: Option<Directory>,
    /// Bytes of items that it heard.
    heard: Vec<Vec<u8>>,
    /// Frames that it sent or would have sent.
    frames: Vec<Frame>,
    made_up: Vec<(Timestamp, Digest, OrganisationId)>,
}

impl Hostile {
    /// Prepares a member of that kind; returns it with the items that its own directory takes in.
    pub(super) fn prepare(kind: Kind, number: usize, mut chance: Chance) -> (Self, Vec<Item>) {
        let name = format!("hostile-{number}");
        let mut hostile = Self {
            kind,
            chance: chance.clone(),
            says: Vec::new(),
            withheld: BTreeSet::new(),
            other_view: None,
            heard: Vec::new(),
            frames: Vec::new(),
            made_up: Vec::new(),
        };
        let own = match kind {
            Kind::Forker => {
                let deed = |_| u32::try_from(chance.below(1 << 32)).expect("32 bits");
                history(&(0..DEEDS).map(deed).collect::<Vec<_>>())
            }
            Kind::Withholder => hostile.keep_back(&name),
            Kind::Replayer => founded(&name).1.items,
            Kind::BombSender => bombs(&name),
            Kind::SybilSwarm => swarm(&name, &mut chance),
            Kind::LyingReconciler => hostile.make_up(&name),
            Kind::SplitViewIssuer => hostile.split(&name),
            Kind::ClockLiar => misdated(&name),
        };
        hostile.says.extend(own.iter().cloned());
        (hostile, own)
    }

    /// All that it signed beforehand.
    pub(super) fn signed(&self) -> impl Iterator<Item = &Item> {
        self.says.iter()
    }

    /// What it tells everybody in one round, and to whom: some of what it signed, to places that chance chooses.
    pub(super) fn says(&mut self, places: usize, is_quiet: bool) -> Vec<(usize, Vec<u8>)> {
        let mut told = Vec::new();
        let told_in_a_round = if self.kind == Kind::SybilSwarm { 12 * places } else { 12 };
        for _ in 0..told_in_a_round {
            let to = self.index(places);
            if self.kind == Kind::Replayer && !self.heard.is_empty() {
                told.push((to, self.replayed()));
            } else if self.kind == Kind::BombSender && self.chance.below(4) == 0 {
                told.push((to, vec![0x83; FRAME_BYTES_MAX + 1]));
            } else if !is_quiet && !self.says.is_empty() {
                let item = self.chance.pick(&self.says).clone();
                if !self.withheld.contains(&item.id()) {
                    told.push((to, item.to_bytes()));
                }
            }
        }
        told
    }

    /// Gives up what it kept back: to one place, as whoever finds an old disk would.
    pub(super) fn confess(&mut self) -> Vec<Vec<u8>> {
        let withheld = std::mem::take(&mut self.withheld);
        self.says.iter().filter(|item| withheld.contains(&item.id())).map(Item::to_bytes).collect()
    }

    /// Changes what an honest side would send in a session.
    pub(super) fn distort(&mut self, frames: Vec<Frame>) -> Vec<Frame> {
        match self.kind {
            Kind::LyingReconciler => frames.into_iter().map(|frame| self.lie(frame)).collect(),
            Kind::Replayer => frames.into_iter().map(|frame| self.repeat(frame)).collect(),
            Kind::BombSender if self.chance.below(6) == 0 => vec![self.giant()],
            _ => frames,
        }
    }

    pub(super) fn hear(&mut self, bytes: &[u8]) {
        if self.kind == Kind::Replayer && self.heard.len() < HEARD_MAX {
            self.heard.push(bytes.to_vec());
        }
    }

    pub(super) fn view(&self, peer: usize) -> Option<&Directory> {
        self.other_view.as_ref().filter(|_| !peer.is_multiple_of(2))
    }

    pub(super) fn withholds(&self, id: &Digest) -> bool {
        self.withheld.contains(id)
    }

    /// The set that it claims to hold.
    pub(super) fn claimed(&self, mut universe: Universe) -> Universe {
        for (time, id, organisation) in &self.made_up {
            universe.insert(*time, *id, *organisation);
        }
        universe
    }

    /// A long chain of which an early entry is kept back.
    fn keep_back(&mut self, name: &str) -> Vec<Item> {
        let (member, mut world) = founded(name);
        for number in 0..CHAIN {
            world.edit(&member, "profile/self", &[("place", &format!("Town {number}"))], "2026-02-02");
        }
        self.withheld.insert(world.items[2].id());
        world.items
    }

    /// Items that do not exist.
    fn make_up(&mut self, name: &str) -> Vec<Item> {
        let (member, world) = founded(name);
        for number in 0..MADE_UP {
            let id = Digest::of(&[name.as_bytes(), &number.to_be_bytes()]);
            self.made_up.push((at("2026-02-01").plus_millis(number * 977), id, member.id));
        }
        world.items
    }

    /// One history in which a label is withdrawn, and one in which it is not.
    fn split(&mut self, name: &str) -> Vec<Item> {
        let (member, mut world) = founded(name);
        let (subject, _) = founded("subject");
        let scheme = world.publish_scheme(&member, "2026-02-01");
        let label = world.issue(&member, &member, &subject, &scheme, "gold", "2026-02-02");
        let mut other = world.clone();
        world.withdraw(&member, &label, "it lapsed", "2026-02-10");
        other.issue(&member, &member, &subject, &scheme, "silver", "2026-02-10");
        self.says.extend(other.items);
        self.other_view = Some(other.directory);
        world.items
    }

    fn replayed(&mut self) -> Vec<u8> {
        let mut bytes = self.chance.pick(&self.heard).clone();
        match self.chance.below(4) {
            0 => {
                let place = self.index(bytes.len());
                bytes[place] ^= 1 << self.chance.below(8);
            }
            1 => bytes.truncate(self.index(bytes.len())),
            2 => {
                // The head of one item before the tail of another.
                let other = self.chance.pick(&self.heard).clone();
                let cut = self.index(bytes.len().min(other.len()));
                bytes.splice(cut.., other[cut..].iter().copied());
            }
            _ => {}
        }
        bytes
    }

    fn lie(&mut self, frame: Frame) -> Frame {
        let Ok(Message::Reconcile(mut bytes)) = Message::parse(&frame) else { return frame };
        match self.chance.below(4) {
            0 => {
                let length = self.index(200);
                bytes = (0..length).map(|_| self.byte()).collect();
                bytes.insert(0, 0x61);
            }
            1 if !bytes.is_empty() => {
                for _ in 0..3 {
                    let place = self.index(bytes.len());
                    bytes[place] = self.byte();
                }
            }
            // A list of ids that nobody holds, up to the end of time.
            2 => {
                bytes = vec![0x61, 0, 0, 2, 40];
                bytes.extend((0..40 * 32).map(|_| self.byte()));
            }
            _ => {}
        }
        Message::Reconcile(bytes).encode()
    }

    fn repeat(&mut self, frame: Frame) -> Frame {
        let old = (!self.frames.is_empty()).then(|| self.chance.pick(&self.frames).clone());
        if self.frames.len() < HEARD_MAX {
            self.frames.push(frame.clone());
        }
        old.filter(|_| self.chance.below(3) == 0).unwrap_or(frame)
    }

    fn giant(&mut self) -> Frame {
        match self.chance.below(3) {
            0 => vec![0; FRAME_BYTES_MAX + 1],
            // A list of items that claims to hold 2^60 of them.
            1 => vec![0x82, 0x03, 0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0],
            // An item that claims to be of 2^40 bytes.
            _ => vec![0x82, 0x03, 0x81, 0x5b, 0, 0, 1, 0, 0, 0, 0, 0],
        }
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.chance.below(length as u64)).expect("it is below a length")
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.chance.below(256)).expect("eight bits")
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

fn founded(name: &str) -> (Member, World) {
    let mut world = World::default();
    let member = world.found(name, "2026-01-20");
    world.edit(&member, "profile/self", &[("name.en", name)], "2026-01-21");
    (member, world)
}

/// A chain of rightly signed entries whose bodies are traps for Automerge.
fn bombs(name: &str) -> Vec<Item> {
    let (member, world) = founded(name);
    let (mut items, device) = (world.items, member.device(2));
    let mut member = member;
    items.push(Item::Line(Box::new(member.add_device(2, at("2026-01-22")))));
    let mut bodies: Vec<Vec<u8>> = AUTOMERGE_TRAPS.iter().map(|hex| bytes_of(hex)).collect();
    bodies.extend([vec![0; 65_536], vec![0x85; 4_000], crate::hostile::seal(&[0xff; 300]), Vec::new()]);
    let mut previous: Option<(u64, Digest)> = None;
    for body in bodies {
        let first = generator::first_header(&member, &device, "profile/self", at("2026-02-01"));
        let header = match previous {
            Some((sequence, id)) => Header { sequence: sequence + 1, previous: Some(id), ..first },
            None => first,
        };
        let sequence = header.sequence;
        let entry = generator::seal(header, body, &device);
        previous = Some((sequence, entry.id()));
        items.push(Item::Entry(Box::new(entry)));
    }
    items
}

/// Many organisations with nothing to say, and entries behind others that do not exist.
fn swarm(name: &str, chance: &mut Chance) -> Vec<Item> {
    let mut items = Vec::new();
    for number in 0..SWARM {
        let (member, world) = founded(&format!("{name}-{number}"));
        items.extend(world.items);
        for orphan in 0..chance.below(ORPHANS) {
            let device = member.device(1);
            let first = generator::first_header(&member, &device, "profile/self", at("2026-02-01"));
            let nobody = Digest::of(&[name.as_bytes(), &orphan.to_be_bytes()]);
            let header = Header { sequence: 5 + orphan, previous: Some(nobody), ..first };
            items.push(Item::Entry(Box::new(generator::seal(header, vec![1; 200], &device))));
        }
    }
    items
}

/// Entries of the years 1970 and 2099.
fn misdated(name: &str) -> Vec<Item> {
    let (member, mut world) = founded(name);
    for day in ["1970-01-02", "2099-01-01", "1999-12-31", "2099-12-31", "2026-02-01"] {
        world.edit(&member, "profile/self", &[("place", day)], day);
    }
    world.items
}

fn bytes_of(hex: &str) -> Vec<u8> {
    let digits = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal digits");
    (0..hex.len()).step_by(2).map(digits).collect()
}

/// Changes of a few bytes that panic, stand for a million operations, or never end.
pub(crate) const AUTOMERGE_TRAPS: [&str; 3] = [
    "856f4a83c33689fe0117000401010200020100017f0000060002770501030b0175",
    "856f4a836942de28012a00040909090901010000000515053403420456047004c0843d0161c0843dc0843d01c0843d00c0843d00",
    "856f4a834cd475380139000409090909010100000005150834064207560770078080808080200161808080808020808080808020018080808080200080808080802000",
];

const DEEDS: usize = 40;
const CHAIN: usize = 24;
const MADE_UP: u64 = 300;
const SWARM: usize = 60;
const ORPHANS: u64 = 12;
const HEARD_MAX: usize = 2_000;
