//! A whole federation in one process: directories that hold sessions in real bytes over a network that loses, repeats,
//! reorders and parts, with clocks that differ and members who mean harm. All chance comes from one seed.
//!
//! ```text
//! round = every member may say something ─► it is told to some ─► every place begins a session with some other
//!         ─► what is on its way arrives in an order that chance chooses, or not at all
//! parted rounds ─► healed rounds, until all honest directories have one digest
//! ```

mod hostile;
mod honest;
mod place;
mod session;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::time::{Duration, Instant};

use protocol::digest::Digest;
use protocol::directory::{Answer, Directory};
use protocol::item::Item;
use protocol::organisation::OrganisationId;
use protocol::time::Timestamp;

use crate::chance::Chance;
use crate::story::at;
use crate::twin;
use honest::Honest;
use hostile::Hostile;
pub use hostile::Kind;
use place::{Place, Record};
use session::{Answering, Asking, Context, Frame, Side};

/// What a federation is made of.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many directories there are, the hostile ones among them.
    pub directories: usize,
    /// How many of the honest places are the home of an organisation.
    pub members: usize,
    /// The hostile members, each at a directory of its own.
    pub hostile: Vec<Kind>,
    /// Rounds in which the network is parted, in another way every third round.
    pub parted_rounds: usize,
    /// Of a thousand messages, so many are lost; of those between directories, the session with them.
    pub lost_of_1000: u64,
}

impl Plan {
    /// A federation of so many directories with hostile members of those kinds.
    #[must_use]
    pub fn of(directories: usize, hostile: &[Kind]) -> Self {
        let members = (directories - hostile.len()).min(MEMBERS_MAX);
        Self { directories, members, hostile: hostile.to_vec(), parted_rounds: 6, lost_of_1000: 15 }
    }

    /// Lives through the plan and holds it against every promise.
    ///
    /// # Panics
    ///
    /// When a promise is broken; the message before names the seed.
    #[must_use]
    pub fn live(&self, seed: u64) -> Report {
        let lived = std::panic::catch_unwind(|| Federation::begin(self, seed).live(self));
        lived.unwrap_or_else(|_| {
            panic!("a federation of {} with {:?} broke: seed {seed}", self.directories, self.hostile)
        })
    }
}

/// What happened, once everything held.
#[derive(Clone, Debug)]
pub struct Report {
    /// The seed it came from.
    pub seed: u64,
    /// Directories, the hostile ones among them.
    pub directories: usize,
    /// Organisations that the honest directories know.
    pub organisations: usize,
    /// Items that each of them holds.
    pub items: usize,
    /// The one digest.
    pub digest: Digest,
    /// Sessions begun, and of them come to their end.
    pub sessions: [u64; 2],
    /// Sessions that an honest side ended for what a hostile one did.
    pub breaches: u64,
    /// Messages that arrived.
    pub messages: u64,
    /// The most items that waited outside the set of an honest directory.
    pub staged_max: usize,
    /// Rounds from the heal to one digest.
    pub rounds_to_one: usize,
    /// How long it took.
    pub took: Duration,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} directories, {} organisations, {} items: digest {} {} rounds after the heal; {} sessions ({} ended \
             well, {} ended for a breach), {} messages, at most {} staged; {:.1} s; seed {}",
            self.directories,
            self.organisations,
            self.items,
            self.digest,
            self.rounds_to_one,
            self.sessions[0],
            self.sessions[1],
            self.breaches,
            self.messages,
            self.staged_max,
            self.took.as_secs_f64(),
            self.seed
        )
    }
}

struct Federation {
    seed: u64,
    chance: Chance,
    places: Vec<Place>,
    honest: Vec<Honest>,
    record: Record,
    /// What is on its way, in no order.
    flights: Vec<Flight>,
    sessions: Vec<Session>,
    /// By place: which part of the network it is in.
    groups: Vec<u64>,
    time: Timestamp,
    lost_of_1000: u64,
    begun: u64,
    ended: u64,
    breaches: u64,
    messages: u64,
    staged_max: usize,
}

enum Flight {
    /// An item that is told to a place.
    Told { from: usize, to: usize, bytes: Vec<u8> },
    /// The next frame of a session, to its initiator or its responder.
    Frame { session: usize, to: usize },
}

/// A session between two places: first the initiator's side, then the responder's.
struct Session {
    ends: [usize; 2],
    sides: [Option<Side>; 2],
    /// What is on its way to each end, in order, as on a stream.
    queues: [VecDeque<Frame>; 2],
    frames: usize,
}

impl Federation {
    fn begin(plan: &Plan, seed: u64) -> Self {
        let mut chance = Chance::seeded(seed);
        let (time, mut record) = (at("2026-03-01").plus_millis(3_600_000), Record::default());
        let mut places = Vec::new();
        for number in 0..plan.directories {
            let first_hostile = plan.directories - plan.hostile.len();
            let prepared = number.checked_sub(first_hostile).map(|index| {
                let hostile = Chance::seeded(chance.below(u64::MAX));
                Hostile::prepare(plan.hostile[index], number, hostile)
            });
            let (hostile, own) = prepared.map_or((None, Vec::new()), |(hostile, own)| (Some(hostile), own));
            for item in hostile.iter().flat_map(Hostile::signed) {
                record.bytes.insert(item.id(), item.to_bytes());
            }
            let mut place = Place::new(time, hostile);
            for item in own {
                // What it lets fall of its own it only tells.
                place.world.directory.admit(item);
            }
            places.push(place);
        }
        let homes = plan.directories - plan.hostile.len();
        let honest = (0..plan.members).map(|number| {
            let home = number * homes / plan.members;
            let founded = Honest::found(number, home, &mut places[home]);
            places[home].said_since(0, &mut record);
            founded
        });
        let honest = honest.collect();
        let groups = vec![0; plan.directories];
        Self {
            seed,
            chance,
            places,
            honest,
            record,
            flights: Vec::new(),
            sessions: Vec::new(),
            groups,
            time,
            lost_of_1000: plan.lost_of_1000,
            begun: 0,
            ended: 0,
            breaches: 0,
            messages: 0,
            staged_max: 0,
        }
    }

    fn live(mut self, plan: &Plan) -> Report {
        let began = Instant::now();
        for round in 0..plan.parted_rounds {
            if round.is_multiple_of(3) {
                let parts = 2 + self.chance.below(3);
                self.groups = (0..self.places.len()).map(|_| self.chance.below(parts)).collect();
            }
            self.round(false);
        }
        self.groups.fill(0);
        self.confess();
        let mut rounds_to_one = 0;
        while !self.is_one() {
            rounds_to_one += 1;
            assert!(rounds_to_one <= ROUNDS_TO_ONE_MAX, "no one digest: {}", self.describe());
            self.round(true);
        }
        let digest = self.check();
        let honest = self.honest_places().next().expect("somebody is honest");
        let directory = &self.places[honest].world.directory;
        Report {
            seed: self.seed,
            directories: self.places.len(),
            organisations: directory.organisations().len(),
            items: directory.item_count(),
            digest,
            sessions: [self.begun, self.ended],
            breaches: self.breaches,
            messages: self.messages,
            staged_max: self.staged_max,
            rounds_to_one,
            took: began.elapsed(),
        }
    }

    /// Everybody may say something, everybody begins a session, and everything on its way arrives or is lost.
    fn round(&mut self, is_healed: bool) {
        self.time = self.time.plus_millis(3_600_000);
        for place in &mut self.places {
            // No honest clock is more than four minutes off.
            let minutes = self.chance.below(8);
            place.now = self.time.plus_millis(minutes * 60_000);
        }
        if !is_healed {
            self.honest_act();
        }
        self.hostile_act(is_healed);
        for from in 0..self.places.len() {
            self.begin_session(from);
        }
        while !self.flights.is_empty() {
            self.deliver_one();
        }
        self.sessions.clear();
    }

    fn honest_act(&mut self) {
        for number in 0..self.honest.len() {
            let homes: Vec<usize> = self.honest[number].devices.keys().copied().collect();
            for home in homes {
                if self.chance.below(3) == 0 {
                    continue;
                }
                let places = self.honest_places().count();
                let known = self.places[home].world.items.len();
                self.honest[number].act(home, &mut self.places[home], places, &mut self.chance);
                for bytes in self.places[home].said_since(known, &mut self.record) {
                    for _ in 0..TOLD_TO {
                        let to = self.some_place();
                        self.tell(home, to, bytes.clone());
                    }
                }
            }
        }
    }

    fn hostile_act(&mut self, is_quiet: bool) {
        let places = self.places.len();
        for from in 0..places {
            let Some(hostile) = &mut self.places[from].hostile else { continue };
            for (to, bytes) in hostile.says(places, is_quiet) {
                self.tell(from, to, bytes);
            }
        }
    }

    /// What was kept back comes to light at one honest place.
    fn confess(&mut self) {
        for from in 0..self.places.len() {
            let Some(hostile) = &mut self.places[from].hostile else { continue };
            for bytes in hostile.confess() {
                let to = self.chance.below(self.honest_places().count() as u64);
                let to = usize::try_from(to).expect("it is below a length");
                self.places[to].admit(&bytes, &mut self.record);
            }
        }
    }

    fn tell(&mut self, from: usize, to: usize, bytes: Vec<u8>) {
        if self.chance.below(8) == 0 {
            self.flights.push(Flight::Told { from, to, bytes: bytes.clone() });
        }
        self.flights.push(Flight::Told { from, to, bytes });
    }

    fn begin_session(&mut self, from: usize) {
        let reachable: Vec<usize> = (0..self.places.len())
            .filter(|to| *to != from && self.groups[*to] == self.groups[from])
            .filter(|to| !self.places[from].shuns(*to) && !self.places[*to].shuns(from))
            .collect();
        if reachable.is_empty() {
            return;
        }
        let to = *self.chance.pick(&reachable);
        self.begun += 1;
        let session = self.sessions.len();
        let (asking, hello) = Asking::begin(self.places[from].universe_for(to));
        let answering = Answering::begin(self.places[to].universe_for(from));
        let sides = [Some(asking), Some(answering)];
        self.sessions.push(Session { ends: [from, to], sides, queues: Default::default(), frames: 0 });
        self.send(session, 1, vec![hello]);
    }

    fn send(&mut self, session: usize, to: usize, frames: Vec<Frame>) {
        for frame in frames {
            self.sessions[session].queues[to].push_back(frame);
            self.flights.push(Flight::Frame { session, to });
        }
    }

    fn deliver_one(&mut self) {
        let index = self.chance.below(self.flights.len() as u64);
        let flight = self.flights.swap_remove(usize::try_from(index).expect("it is below a length"));
        let is_lost = self.chance.below(1_000) < self.lost_of_1000;
        match flight {
            Flight::Told { from, to, bytes } => {
                let is_apart = self.groups[from] != self.groups[to];
                if from != to && !is_lost && !is_apart && !self.places[to].shuns(from) {
                    self.messages += 1;
                    let outcome = self.places[to].admit(&bytes, &mut self.record);
                    if matches!(outcome, place::Outcome::Refused(_)) {
                        self.places[to].strike(from);
                    }
                    self.measure(to);
                }
            }
            Flight::Frame { session, to } => self.deliver_frame(session, to, is_lost),
        }
    }

    fn deliver_frame(&mut self, number: usize, to: usize, is_lost: bool) {
        let session = &mut self.sessions[number];
        let Some(frame) = session.queues[to].pop_front() else { return };
        session.frames += 1;
        // A stream either brings everything in order or breaks; no side waits for the other for ever.
        let is_broken = is_lost || session.frames > FRAMES_MAX;
        let Some(mut side) = session.sides[to].take().filter(|_| !is_broken) else {
            session.sides = [None, None];
            return;
        };
        self.messages += 1;
        let (end, peer) = (session.ends[to], session.ends[1 - to]);
        let place = &mut self.places[end];
        let mut context = Context { place, record: &mut self.record, peer };
        match side.receive(&mut context, &frame) {
            Ok(frames) => {
                let is_over = side.is_over() && to == 1;
                let place = &mut self.places[end];
                let frames = match &mut place.hostile {
                    Some(hostile) => hostile.distort(frames),
                    None => frames,
                };
                if is_over {
                    self.ended += 1;
                } else {
                    self.sessions[number].sides[to] = Some(side);
                }
                self.send(number, 1 - to, frames);
            }
            Err(breach) => {
                let is_among_honest = self.places[end].is_honest() && self.places[peer].is_honest();
                assert!(!is_among_honest, "{end} ends its session with {peer}, both honest: {}", breach.0);
                self.breaches += u64::from(self.places[end].is_honest());
                self.sessions[number].sides = [None, None];
            }
        }
        self.measure(end);
    }

    fn measure(&mut self, place: usize) {
        if self.places[place].is_honest() {
            let staged = self.places[place].world.directory.staged_count();
            assert!(staged <= STAGED_MAX, "{staged} items are staged at {place}");
            self.staged_max = self.staged_max.max(staged);
        }
    }

    /// Whether all honest directories hold the same set.
    fn is_one(&self) -> bool {
        let fingerprints = self.honest_places().map(|place| self.universe_of(place).fingerprint());
        fingerprints.collect::<BTreeSet<Digest>>().len() == 1
    }

    fn universe_of(&self, place: usize) -> &protocol::reconcile::Universe {
        self.places[place].world.directory.universe()
    }

    /// Holds the end against the promises; returns the one digest.
    fn check(&self) -> Digest {
        let digests: BTreeSet<Digest> =
            self.honest_places().map(|place| self.places[place].world.directory.digest()).collect();
        assert_eq!(digests.len(), 1, "one set has several digests");
        let digest = *digests.first().expect("there is one");
        let first = &self.places[self.honest_places().next().expect("somebody is honest")];
        for place in self.honest_places() {
            for item in &self.places[place].world.items {
                assert!(first.world.directory.holds(&item.id()), "what was honestly said at {place} is lost");
            }
            let accused: Vec<usize> =
                self.places[place].accused().filter(|peer| self.places[*peer].is_honest()).collect();
            assert!(accused.is_empty(), "{place} refused what {accused:?} sent, all of them honest");
        }
        let in_2050 = at("2050-01-01");
        assert!(first.world.directory.set().all(|(time, _)| time < in_2050), "the future has come in");
        self.check_twins(&first.world.directory, digest);
        digest
    }

    /// The set is what a fresh directory makes of everything that ever stood, in another order, and the verdicts are
    /// those of the slow twin.
    fn check_twins(&self, directory: &Directory, digest: Digest) {
        let mut pool: Vec<Item> = self
            .record
            .stood
            .iter()
            .map(|id| Item::parse_own_record(&self.record.bytes[id]).expect("it was recorded"))
            .collect();
        let mut plain = Directory::default();
        let mut waiting = pool.clone();
        // The order of ids is no order at all; a whole pass may wait for its first item.
        while !waiting.is_empty() {
            let before = waiting.len();
            waiting.retain(|item| matches!(plain.admit(item.clone()), Answer::Declined(_)));
            assert!(waiting.len() < before, "{before} items are declined again and again");
        }
        assert_eq!(plain.digest(), digest, "the union of all that stood gives another digest");
        let mut by_organisation: BTreeMap<OrganisationId, Vec<Item>> = BTreeMap::new();
        for item in pool.drain(..) {
            by_organisation.entry(item.organisation()).or_default().push(item);
        }
        for (organisation, pool) in by_organisation.iter().filter(|(_, pool)| pool.len() <= TWIN_ITEMS_MAX) {
            let expected = twin::verdicts(pool);
            let held = pool.iter().filter_map(|item| {
                directory.verdict(&item.id()).map(|verdict| (item.id(), verdict.to_string()))
            });
            assert_eq!(held.collect::<BTreeMap<_, _>>(), expected, "verdicts of {organisation}");
        }
    }

    fn describe(&self) -> String {
        let all: BTreeSet<Digest> = self
            .honest_places()
            .flat_map(|place| self.universe_of(place).iter().map(|(_, id, _)| id))
            .collect();
        let lacking = self.honest_places().map(|place| {
            let directory = &self.places[place].world.directory;
            let lacks = all.iter().filter(|id| !directory.holds(id)).count();
            format!("{place} lacks {lacks}, {} staged", directory.staged_count())
        });
        lacking.filter(|line| !line.contains("lacks 0,")).collect::<Vec<_>>().join("; ")
    }

    fn honest_places(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.places.len()).filter(|place| self.places[*place].is_honest())
    }

    fn some_place(&mut self) -> usize {
        usize::try_from(self.chance.below(self.places.len() as u64)).expect("it is below a length")
    }
}

/// The most organisations that honest members found.
const MEMBERS_MAX: usize = 100;
const TOLD_TO: usize = 4;
/// A session of more frames than this is given up, as by a time limit.
const FRAMES_MAX: usize = 600;
const ROUNDS_TO_ONE_MAX: usize = 60;
/// What waits outside the set of a directory, fallen items included, in a federation of honest size.
const STAGED_MAX: usize = 8_192;
const TWIN_ITEMS_MAX: usize = 70;
