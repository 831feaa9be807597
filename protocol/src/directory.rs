//! Everything a node or a home holds: the organisations' ledgers, and what waits outside the set.
//!
//! The set grows through one door, [`Directory::admit`]. An item that nothing in the set explains yet is *staged*:
//! outside the set and its digest, bounded, tried again when its organisation moves on.
//!
//! A directory of many organisations need not hold all their items in memory: [`Directory::fold`] lets go of the ledgers
//! that nobody asked for lately, and keeps of them only which items they hold. Whoever keeps the items elsewhere gives
//! them back by [`Directory::unfold`] before the organisation is looked at or told more.

mod ledgers;
mod staged;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thiserror::Error;

use crate::digest::Digest;
use crate::entry::{Entry, Header, Verified};
use crate::identity::StandingError;
use crate::identity::line::Line;
use crate::item::Item;
use crate::ledger::{Admission, Gap, Ledger};
use crate::organisation::OrganisationId;
use crate::reconcile::Universe;
use crate::time::Timestamp;
use crate::verdict::ItemVerdict;
use ledgers::Ledgers;
use staged::Staged;

pub use staged::Source;

/// The directory: a set of items, judged.
#[derive(Clone, Debug)]
pub struct Directory {
    ledgers: Ledgers,
    set: Universe,
    /// Organisations in which an erase may act that did not, or a body may have come too late.
    maybe_erased: BTreeSet<OrganisationId>,
    /// Organisations of which bare entries wait, and how many items must wait before it is worth trying to bring them in.
    out_of_reach: BTreeMap<OrganisationId, usize>,
    /// Organisations of which something fell, until somebody asks.
    fallen: BTreeSet<OrganisationId>,
    /// By id: when an item of the set is dated, and whose it is.
    places: BTreeMap<Digest, (Timestamp, OrganisationId)>,
    staged: Staged,
    /// What stood once, and what a retirement asks for beyond a fork: a whole chain may have to wait here.
    shelf: Staged,
    /// Whether something came or went since the shelf was last tried that can give back a standing that was lost.
    stirs_shelf: bool,
    /// To whom is charged what is staged now.
    source: Source,
}

/// The answer to an item that was offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is in the set. These items came in: itself and staged ones that waited for it, each after what explains it.
    Accepted {
        /// To be recorded.
        came_in: Vec<Recorded>,
    },
    /// It was in the set already.
    Known,
    /// It waits for something.
    Staged(Gap),
    /// It is sound, but this program does not carry its like.
    Declined(Declined),
    /// It can never stand.
    Refused(StandingError),
}

/// An item that came in, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The item's id.
    pub id: Digest,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// The time that its author claims.
    pub time: Timestamp,
    /// The item as it is stored.
    pub bytes: Vec<u8>,
}

/// Why a sound item is not carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Declined {
    /// Too much waits already.
    #[error("too many items wait for their predecessors; send the predecessors first")]
    TooManyStaged,
}

impl Default for Directory {
    fn default() -> Self {
        Self {
            ledgers: Ledgers::default(),
            set: Universe::default(),
            maybe_erased: BTreeSet::new(),
            out_of_reach: BTreeMap::new(),
            fallen: BTreeSet::new(),
            places: BTreeMap::new(),
            staged: Staged::with_room(STAGED_MAX, STAGED_PER_ORGANISATION_MAX, STAGED_PER_SOURCE_MAX),
            shelf: Staged::with_room(SHELF_MAX, SHELF_PER_ORGANISATION_MAX, SHELF_MAX),
            stirs_shelf: false,
            source: Source::default(),
        }
    }
}

impl Directory {
    /// Takes in an item that somebody sent. If it must wait, it takes up its sender's share of the room for waiting.
    pub fn admit_from(&mut self, item: Item, source: Source) -> Answer {
        self.source = source;
        let answer = self.admit(item);
        self.source = Source::default();
        answer
    }

    /// Takes in an item, and what waited for it.
    pub fn admit(&mut self, item: Item) -> Answer {
        let organisation = item.organisation();
        let is_line = matches!(item, Item::Line(_));
        let is_erasable = matches!(&item, Item::Entry(entry) if entry.header().address.is_erasable());
        if is_line || is_erasable {
            self.maybe_erased.insert(organisation);
            self.out_of_reach.remove(&organisation);
        }
        match self.admit_one(item) {
            Answer::Accepted { mut came_in } => {
                self.retry_staged(organisation, &mut came_in);
                Answer::Accepted { came_in }
            }
            Answer::Staged(gap) => {
                let mut came_in = Vec::new();
                if self.bring_in_ways(organisation, &mut came_in)
                    || self.bring_in_erased(organisation, &mut came_in)
                {
                    self.retry_staged(organisation, &mut came_in);
                }
                if came_in.is_empty() { Answer::Staged(gap) } else { Answer::Accepted { came_in } }
            }
            other => other,
        }
    }

    /// The rules by which the verdicts are computed; digests are compared only within one number.
    pub const RULES: u64 = 3;

    /// SHA-256 over the rules and every organisation's digest, in the order of their SCIDs.
    ///
    /// # Panics
    ///
    /// When an organisation is folded: who folds keeps the digests, and calls [`Directory::digest_of`].
    #[must_use]
    pub fn digest(&self) -> Digest {
        let digest_of = |id: &OrganisationId| {
            self.ledgers.get(id).expect("a directory that is asked for its digest is not folded").digest()
        };
        Self::digest_of(self.ledgers.organisations().map(|id| (*id, digest_of(id))))
    }

    /// The digest of a directory from those of its organisations, which come in the order of their SCIDs.
    pub fn digest_of(organisations: impl Iterator<Item = (OrganisationId, Digest)>) -> Digest {
        let mut bytes = Vec::new();
        bytes.extend_from_slice(b"hanse directory");
        bytes.extend_from_slice(&Self::RULES.to_be_bytes());
        for (organisation, digest) in organisations {
            bytes.extend_from_slice(organisation.digest().as_bytes());
            bytes.extend_from_slice(digest.as_bytes());
        }
        Digest::of(&[&bytes])
    }

    /// The organisations, by SCID.
    pub fn organisations(&self) -> impl ExactSizeIterator<Item = &OrganisationId> {
        self.ledgers.organisations()
    }

    /// The ledgers that are not folded, by SCID.
    pub fn ledgers(&self) -> impl Iterator<Item = (&OrganisationId, &Ledger)> {
        self.ledgers.open()
    }

    /// One organisation's ledger; `None` if nothing is known of it, or it is folded.
    #[must_use]
    pub fn ledger(&self, organisation: &OrganisationId) -> Option<&Ledger> {
        self.ledgers.get(organisation)
    }

    /// One organisation's ledger as it is now, to be looked at elsewhere; counts as a use of it.
    pub fn share(&mut self, organisation: &OrganisationId) -> Option<Arc<Ledger>> {
        self.ledgers.share(organisation)
    }

    /// Whether the organisation's ledger was folded, so that it must be unfolded before the next use.
    #[must_use]
    pub fn is_folded(&self, organisation: &OrganisationId) -> bool {
        self.ledgers.is_folded(organisation)
    }

    /// Once the open ledgers weigh more than `room_bytes`, in bytes of items, folds the least recently used ones.
    pub fn fold(&mut self, room_bytes: usize) {
        self.ledgers.fold(room_bytes);
    }

    /// A directory of folded organisations, on the word of who held these items in the set before.
    #[must_use]
    pub fn of_folded(items: Vec<(OrganisationId, Timestamp, Digest)>) -> Self {
        let mut directory = Self::default();
        let mut sorted: Vec<_> =
            items.into_iter().map(|(organisation, time, id)| (time, id, organisation)).collect();
        sorted.sort_unstable();
        sorted.dedup_by_key(|(time, id, _)| (*time, *id));
        for (_, _, organisation) in &sorted {
            directory.ledgers.insert_folded(*organisation);
        }
        directory.places =
            sorted.iter().map(|(time, id, organisation)| (*id, (*time, *organisation))).collect();
        directory.set = Universe::from_sorted(sorted).expect("they were sorted just now");
        directory
    }

    /// Opens a folded organisation again with all of its items, in an order in which they once came in.
    ///
    /// Anything else than the items that it was folded with would part the set from the ledger.
    pub fn unfold(&mut self, organisation: &OrganisationId, items: Vec<Item>) {
        let mut alone = Self::default();
        let mut bytes = 0;
        for item in items {
            if let Answer::Accepted { came_in } = alone.admit(item) {
                bytes += came_in.iter().map(|item| item.bytes.len()).sum::<usize>();
            }
        }
        if let Some(ledger) = alone.ledgers.take(organisation) {
            self.ledgers.insert(*organisation, ledger);
            self.maybe_erased.insert(*organisation);
            self.ledgers.weigh(organisation, bytes);
        }
        // What fell waits here already, unless the directory was made anew since.
        for (item, source) in alone.shelf.take(*organisation) {
            self.shelf.hold(item, source);
        }
    }

    /// Lets go of all organisations but those that are carried, with what waits of them; returns which they were.
    ///
    /// The others are not touched: their verdicts, and the digest over them, stay as they were.
    pub fn retain(&mut self, carries: impl Fn(&OrganisationId) -> bool) -> Vec<OrganisationId> {
        let gone: Vec<OrganisationId> = self.organisations().filter(|id| !carries(id)).copied().collect();
        for organisation in &gone {
            self.ledgers.take(organisation);
        }
        if !gone.is_empty() {
            self.set = self.set.restricted_to(&carries);
            self.places.retain(|_, (_, organisation)| carries(organisation));
        }
        self.staged.retain(&carries);
        self.shelf.retain(&carries);
        gone
    }

    /// How many items of how many senders wait, the busiest sender first.
    #[must_use]
    pub fn staged_by_source(&self) -> Vec<(Source, usize)> {
        self.staged.by_source()
    }

    /// How many items are in the set.
    #[must_use]
    pub fn item_count(&self) -> usize {
        self.set.count()
    }

    /// How many items wait outside it.
    #[must_use]
    pub fn staged_count(&self) -> usize {
        self.staged.count() + self.shelf.count()
    }

    /// Whether an item is in the set.
    #[must_use]
    pub fn holds(&self, id: &Digest) -> bool {
        self.places.contains_key(id)
    }

    /// The items of folded organisations, by time and id.
    pub fn folded_items(&self) -> impl Iterator<Item = (OrganisationId, Timestamp, Digest)> {
        let folded = self.set.iter().filter(|(_, _, organisation)| self.is_folded(organisation));
        folded.map(|(time, id, organisation)| (organisation, time, id))
    }

    /// Lets go of the bodies of erased documents that were at hand, and says which these were.
    ///
    /// Whoever keeps items elsewhere destroys them there too. What is folded was asked about before.
    pub fn take_erased(&mut self) -> BTreeSet<Digest> {
        let mut erased = BTreeSet::new();
        for organisation in std::mem::take(&mut self.maybe_erased) {
            let bodies = self.ledgers.get(&organisation).map(Ledger::erased_bodies).unwrap_or_default();
            if !bodies.is_empty() {
                if let Some(ledger) = self.ledgers.change(&organisation) {
                    ledger.drop_bodies(&bodies);
                }
                erased.extend(bodies);
            }
        }
        erased
    }

    /// The organisations of which something lost its standing since this was last asked.
    pub fn take_fallen(&mut self) -> BTreeSet<OrganisationId> {
        std::mem::take(&mut self.fallen)
    }

    /// The set in the order of reconciliation, (time, id).
    pub fn set(&self) -> impl Iterator<Item = (Timestamp, Digest)> + '_ {
        self.set.iter().map(|(time, id, _)| (time, id))
    }

    /// The set, ready to be compared with another one.
    #[must_use]
    pub fn universe(&self) -> &Universe {
        &self.set
    }

    /// Those of the ids that are in the set, ordered so that each item comes after what explains it.
    #[must_use]
    pub fn in_order(&self, ids: &[Digest]) -> Vec<Digest> {
        let mut known: Vec<(OrganisationId, u8, u64, Digest)> = ids
            .iter()
            .filter_map(|id| {
                let (_, organisation) = *self.places.get(id)?;
                let ledger = self.ledgers.get(&organisation)?;
                let (group, place) = match ledger.entry(id) {
                    Some((entry, _)) => (1, entry.header().sequence),
                    None => {
                        let line = ledger.identity().lines().find(|line| line.id() == *id);
                        (0, line.map_or(0, |line| u64::from(line.version().number)))
                    }
                };
                Some((organisation, group, place, *id))
            })
            .collect();
        known.sort_unstable();
        known.into_iter().map(|(_, _, _, id)| id).collect()
    }

    /// The verdict on an item of the set.
    #[must_use]
    pub fn verdict(&self, id: &Digest) -> Option<ItemVerdict> {
        let (_, organisation) = self.places.get(id)?;
        let ledger = self.ledgers.get(organisation)?;
        match ledger.entry(id) {
            Some((_, verdict)) => Some(verdict),
            None => {
                ledger.identity().lines().find(|line| line.id() == *id).map(|line| ledger.line_verdict(line))
            }
        }
    }

    fn admit_one(&mut self, item: Item) -> Answer {
        match item {
            Item::Line(line) => self.admit_line(*line),
            Item::Entry(entry) => self.admit_entry(*entry),
        }
    }

    fn admit_line(&mut self, line: Line) -> Answer {
        let (id, time, organisation, bytes) = (line.id(), line.time(), line.organisation(), line.to_bytes());
        let admission = match self.ledgers.change(&organisation) {
            Some(ledger) => ledger.admit_line(line.clone()),
            None => match Ledger::found(line.clone()) {
                Ok(ledger) => {
                    self.ledgers.insert(organisation, ledger);
                    Ok(Admission::Accepted { fallen: Vec::new() })
                }
                Err(StandingError::NoPredecessor) => Ok(Admission::Staged(Gap::Line)),
                Err(error) => Err(error),
            },
        };
        match admission {
            Err(error) => Answer::Refused(error),
            Ok(admission) => {
                self.stirs_shelf |= matches!(admission, Admission::Accepted { .. });
                self.settle(admission, id, time, organisation, bytes, || Item::Line(Box::new(line)))
            }
        }
    }

    fn admit_entry(&mut self, entry: Entry<Verified>) -> Answer {
        let header = entry.header();
        let (id, time, organisation, bytes) =
            (entry.id(), header.time, header.organisation, entry.to_bytes());
        let entry = Arc::new(entry);
        let admission = match self.ledgers.change(&organisation) {
            Some(ledger) => ledger.admit_entry(Arc::clone(&entry)),
            None => Admission::Staged(Gap::Line),
        };
        if matches!(admission, Admission::Accepted { .. }) {
            self.note_erasable(entry.header());
        }
        self.settle(admission, id, time, organisation, bytes, || Item::Entry(Box::new((*entry).clone())))
    }

    fn settle(
        &mut self,
        admission: Admission,
        id: Digest,
        time: Timestamp,
        organisation: OrganisationId,
        bytes: Vec<u8>,
        item: impl FnOnce() -> Item,
    ) -> Answer {
        match admission {
            Admission::Known => Answer::Known,
            Admission::Staged(gap) => {
                let item = item();
                let is_asked_for = match (&item, self.ledgers.get(&organisation)) {
                    (Item::Entry(entry), Some(ledger)) => ledger.asks_for(entry.header()),
                    _ => false,
                };
                let waits_for_erase =
                    gap == Gap::Body || gap == Gap::Predecessor && self.shelf.has_bare(&organisation);
                let place = if is_asked_for || waits_for_erase { &mut self.shelf } else { &mut self.staged };
                if place.hold(item, self.source) {
                    Answer::Staged(gap)
                } else {
                    Answer::Declined(Declined::TooManyStaged)
                }
            }
            Admission::Accepted { fallen } => {
                self.set.insert(time, id, organisation);
                self.places.insert(id, (time, organisation));
                self.let_fall(fallen);
                self.ledgers.weigh(&organisation, bytes.len());
                Answer::Accepted { came_in: vec![Recorded { id, organisation, time, bytes }] }
            }
        }
    }

    fn let_fall(&mut self, fallen: Vec<Item>) {
        for item in fallen {
            self.fallen.insert(item.organisation());
            self.out_of_reach.remove(&item.organisation());
            self.set.remove(item.time(), item.id());
            self.places.remove(&item.id());
            // A line that fell never stands again.
            if let Item::Entry(entry) = &item {
                // A bare entry falls for want of an erase, and perhaps a fork in its chain with it.
                self.stirs_shelf |= entry.is_bare();
                self.shelf.hold(item, Source::default());
            }
        }
    }

    /// Takes in the ways beyond a fork that a retirement names, if they wait whole; says whether any did.
    fn bring_in_ways(&mut self, organisation: OrganisationId, came_in: &mut Vec<Recorded>) -> bool {
        let Some(ledger) = self.ledgers.change(&organisation) else { return false };
        let (brought, fallen) =
            ledger.admit_ways(|id| self.shelf.entry(id).or_else(|| self.staged.entry(id)));
        for entry in &brought {
            self.enter(entry, came_in);
        }
        self.let_fall(fallen);
        !brought.is_empty()
    }

    /// Takes in bare entries together with the erases that cover them; says whether any came in.
    fn bring_in_erased(&mut self, organisation: OrganisationId, came_in: &mut Vec<Recorded>) -> bool {
        let waiting = [&self.shelf, &self.staged];
        let count: usize = waiting.iter().map(|place| place.count_of(&organisation)).sum();
        let may_bring = self.out_of_reach.get(&organisation).is_none_or(|enough| count >= *enough)
            && waiting.iter().any(|place| place.has_bare(&organisation))
            && waiting.iter().any(|place| place.has_erase(&organisation));
        if !may_bring {
            return false;
        }
        let Some(ledger) = self.ledgers.get(&organisation) else { return false };
        let waiting = self.shelf.entries(organisation).chain(self.staged.entries(organisation));
        let waiting = ledger.within_reach(waiting);
        if waiting.is_empty() {
            // Only a line, another body or another erase helps, and each of them is tried at once.
            self.out_of_reach.insert(organisation, usize::MAX);
            return false;
        }
        let Some(ledger) = self.ledgers.change(&organisation) else { return false };
        let (brought, fallen) = ledger.admit_erased(waiting);
        for entry in &brought {
            self.enter(entry, came_in);
        }
        self.let_fall(fallen);
        if brought.is_empty() {
            // Something between them is missing. To try with each of many that come would take too long; a session offers
            // the erase again.
            self.out_of_reach.insert(organisation, count + 1 + count / TRIED_AGAIN_AFTER);
            return false;
        }
        self.maybe_erased.insert(organisation);
        true
    }

    /// Notes that an entry came in which may erase others, or give back what fell for want of a body or an erase.
    fn note_erasable(&mut self, header: &Header) {
        if header.address.is_erasable() {
            self.maybe_erased.insert(header.organisation);
            self.out_of_reach.remove(&header.organisation);
            self.stirs_shelf |= self.shelf.has_bare(&header.organisation);
        }
    }

    /// Puts an entry that waited, and now stands, into the set.
    fn enter(&mut self, entry: &Entry<Verified>, came_in: &mut Vec<Recorded>) {
        let (id, organisation, time) = (entry.id(), entry.header().organisation, entry.header().time);
        self.staged.drop_waiting(&id);
        self.shelf.drop_waiting(&id);
        self.note_erasable(entry.header());
        self.set.insert(time, id, organisation);
        self.places.insert(id, (time, organisation));
        let bytes = entry.to_bytes();
        self.ledgers.weigh(&organisation, bytes.len());
        came_in.push(Recorded { id, organisation, time, bytes });
    }

    /// Offers what waits of an organisation again, until nothing more comes in.
    fn retry_staged(&mut self, organisation: OrganisationId, came_in: &mut Vec<Recorded>) {
        let offering = self.source;
        loop {
            let mut is_moving = false;
            for (item, source) in self.staged.take(organisation) {
                // What still has to wait stays charged to whoever sent it.
                self.source = source;
                if let Answer::Accepted { came_in: more } = self.admit_one(item) {
                    came_in.extend(more);
                    is_moving = true;
                }
            }
            self.source = offering;
            // Behind what was staged: a line that waited may give back what another one took.
            is_moving |= self.retry_shelf(organisation, came_in);
            let is_moving = is_moving
                || self.bring_in_ways(organisation, came_in)
                || self.bring_in_erased(organisation, came_in)
                || self.take_from_shelf(organisation, came_in);
            if !is_moving {
                return;
            }
        }
    }

    /// Offers what stood once again, if something came or went that can give back its standing: a line, a way, a body, an
    /// erase, or a bare entry that fell. Says whether anything came in.
    fn retry_shelf(&mut self, organisation: OrganisationId, came_in: &mut Vec<Recorded>) -> bool {
        if !std::mem::take(&mut self.stirs_shelf) {
            return false;
        }
        let mut is_moving = false;
        for (item, source) in self.shelf.take(organisation) {
            let is_reached = match (&item, self.ledgers.get(&organisation)) {
                (Item::Entry(entry), Some(ledger)) => ledger.reaches(entry.header()),
                _ => true,
            };
            if !is_reached {
                // Only another line changes that, and until it comes there is more room here than among the staged.
                self.shelf.hold(item, source);
            } else if let Answer::Accepted { came_in: more } = self.admit_one(item) {
                came_in.extend(more);
                is_moving = true;
            }
        }
        is_moving
    }

    /// Takes in what fell beyond a fork and has a place beside a way that came in; says whether anything did.
    fn take_from_shelf(&mut self, organisation: OrganisationId, came_in: &mut Vec<Recorded>) -> bool {
        let Some(ledger) = self.ledgers.get(&organisation) else { return false };
        let with_place =
            self.shelf.entries(organisation).find(|entry| ledger.has_place_for(entry.id(), entry.header()));
        let Some(entry) = with_place.cloned() else { return false };
        self.shelf.drop_waiting(&entry.id());
        match self.admit_entry(entry) {
            Answer::Accepted { came_in: more } => {
                came_in.extend(more);
                true
            }
            _ => false,
        }
    }
}

const STAGED_MAX: usize = 8_192;
const STAGED_PER_ORGANISATION_MAX: usize = 1_024;
/// A quarter of the room: no single sender can push out what others sent.
const STAGED_PER_SOURCE_MAX: usize = 2_048;
/// As long as the longest chain that can come back after a fork.
const SHELF_PER_ORGANISATION_MAX: usize = 65_536;
const SHELF_MAX: usize = 262_144;
/// Bare entries are tried again once the waiting items of their organisation have grown by this part.
const TRIED_AGAIN_AFTER: usize = 16;
