//! The read model (layer L4): what answers and pages are made of. It can be thrown away at any time.
//!
//! One [`OrganisationView`] an organisation, made anew only when its ledger changed, and shared; the model is a
//! consistent picture of one moment that is read without holding up the keeper. It is made beside the keeper
//! (`handle/modeller.rs`), so what was just accepted is in it a moment later.

mod daily;
mod parted;
mod sheet;
mod view;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use protocol::attestation::{AttestationId, Label};
use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::landscape::Card;
use protocol::landscape::posts::{PostCard, PostCounts, PostQuery};
use protocol::link::{Tie, ties};
use protocol::organisation::OrganisationId;
use protocol::portal::PortalId;
use protocol::scheme::{Scheme, SchemeId};
use protocol::text::WebAddress;
use protocol::time::Day;

use crate::census::{Census, Counted, Dates};
use crate::likeness::{Clue, Compared, Like, Twin, evidence, most_like};

use daily::Daily;
use parted::Parted;

#[cfg(test)]
pub(crate) mod tests;

pub use sheet::{Contents, Sheet};
pub use view::{Change, Granted, KeptPortal, ListedWebsite, OrganisationView, Vouch};

/// A picture of the whole directory. A copy shares all of it; to show an edit in the copy copies only what lies around it.
#[derive(Clone, Debug, Default)]
pub struct ReadModel {
    views: Parted<OrganisationId, Arc<OrganisationView>>,
    documents: usize,
    listings: usize,
    portals: usize,
    cards: OnceLock<Arc<Vec<Arc<Card>>>>,
    digest: OnceLock<Digest>,
    /// Where the newest changes stand.
    newest: OnceLock<Vec<(OrganisationId, usize)>>,
    grantors_digest: OnceLock<Digest>,
    labels_by_subject: Parted<OrganisationId, BTreeSet<(OrganisationId, usize)>>,
    vouches_by_subject: Parted<OrganisationId, BTreeSet<(OrganisationId, usize)>>,
    links_by_subject: Parted<OrganisationId, BTreeSet<(OrganisationId, usize)>>,
    listings_by_website: Parted<WebAddress, BTreeSet<(OrganisationId, usize)>>,
    organisations_by_peer: Parted<String, BTreeSet<OrganisationId>>,
    /// Who keeps portals.
    keepers: Parted<OrganisationId, ()>,
    /// Who posts.
    posters: Parted<OrganisationId, ()>,
    /// Where there are posts, by the codes of countries.
    post_countries: OnceLock<Arc<BTreeSet<String>>>,
    /// The census of everything.
    census: Daily<Census>,
    /// The counts of all posts that are open or upcoming.
    post_counts: Daily<PostCounts>,
    /// Cards by what could give away that two of them mean the same organisation, with their places.
    clues: Parted<(Clue, OrganisationId, usize), ()>,
}

impl ReadModel {
    /// Takes in what organisations say now, and forgets those that are carried no more.
    pub fn show(&mut self, views: impl IntoIterator<Item = OrganisationView>, gone: &[OrganisationId]) {
        self.digest = OnceLock::new();
        self.newest = OnceLock::new();
        self.census = Daily::default();
        self.post_counts = Daily::default();
        self.post_countries = OnceLock::new();
        self.grantors_digest = OnceLock::new();
        self.cards = OnceLock::new();
        for organisation in gone {
            if let Some(view) = self.views.remove(organisation) {
                self.forget(&view);
            }
        }
        for view in views {
            let view = Arc::new(view);
            if let Some(before) = self.views.insert(view.id, Arc::clone(&view)) {
                self.forget(&before);
            }
            self.learn(&view);
        }
    }

    /// The digest of the directory that is shown.
    #[must_use]
    pub fn digest(&self) -> Digest {
        *self
            .digest
            .get_or_init(|| Directory::digest_of(self.views.iter().map(|(id, view)| (*id, view.digest))))
    }

    /// The digest of all who own schemes or accredit.
    #[must_use]
    pub fn grantors_digest(&self) -> Digest {
        let grants =
            |view: &&Arc<OrganisationView>| !view.schemes.is_empty() || !view.accreditations.is_empty();
        let all = || self.organisations().filter(grants).map(|view| (view.id, view.digest));
        *self.grantors_digest.get_or_init(|| Directory::digest_of(all()))
    }

    /// How many documents there are, and how many of them are listings.
    #[must_use]
    pub fn document_counts(&self) -> (usize, usize) {
        (self.documents, self.listings)
    }

    /// One organisation.
    #[must_use]
    pub fn organisation(&self, id: &OrganisationId) -> Option<&Arc<OrganisationView>> {
        self.views.get(id)
    }

    /// All organisations, by SCID.
    pub fn organisations(&self) -> impl Iterator<Item = &Arc<OrganisationView>> {
        self.views.values()
    }

    /// Organisations whose SCID comes behind another one; all of them behind none.
    pub fn organisations_behind<'m>(
        &'m self,
        behind: Option<&'m OrganisationId>,
    ) -> impl Iterator<Item = &'m Arc<OrganisationView>> {
        self.views.behind(behind).map(|(_, view)| view)
    }

    /// What changed last, the newest first, and who changed it.
    #[must_use]
    pub fn newest_changes(&self, count: usize) -> Vec<(OrganisationId, &Change)> {
        let newest = self.newest.get_or_init(|| {
            let of_view = |view: &Arc<OrganisationView>| {
                let places = view.changes.iter().enumerate();
                places.map(|(place, change)| (change.at, change.entry, view.id, place)).collect::<Vec<_>>()
            };
            let mut all: Vec<_> = self.organisations().flat_map(of_view).collect();
            all.sort_unstable_by(|a, b| b.cmp(a));
            all.truncate(NEWEST);
            all.into_iter().map(|(_, _, id, place)| (id, place)).collect()
        });
        let found =
            newest.iter().filter_map(|(id, place)| Some((*id, self.views.get(id)?.changes.get(*place)?)));
        found.take(count).collect()
    }

    /// The name by which an organisation is shown: its own, else its SCID.
    #[must_use]
    pub fn name_of(&self, id: &OrganisationId) -> String {
        self.organisation(id).and_then(|view| view.name.clone()).unwrap_or_else(|| id.to_string())
    }

    /// Cards of all profiles and listings.
    #[must_use]
    pub fn cards(&self) -> Arc<Vec<Arc<Card>>> {
        let all = || Arc::new(self.organisations().flat_map(|view| view.cards.iter().cloned()).collect());
        Arc::clone(self.cards.get_or_init(all))
    }

    /// How many organisations there are.
    #[must_use]
    pub fn organisation_count(&self) -> usize {
        self.views.len()
    }

    /// Counts everything, as of a day.
    #[must_use]
    pub fn census(&self, day: Day) -> Arc<Census> {
        self.census.of(day, || self.census_of(self.cards().iter().map(|card| &**card), day))
    }

    /// Counts some cards of the model, as of a day.
    #[must_use]
    pub fn census_of<'m>(&'m self, cards: impl IntoIterator<Item = &'m Card>, day: Day) -> Census {
        let counted =
            cards.into_iter().filter_map(|card| Some(Counted { card, dates: self.dates_of(card)? }));
        let labels = |scid: &str| {
            let holder = OrganisationId::parse(scid).ok();
            let held = holder.into_iter().flat_map(|holder| self.labels_of(&holder));
            held.map(|label| (label.valid_from, label.valid_until)).collect::<Vec<_>>()
        };
        Census::take(counted, labels, day)
    }

    /// When what is behind a card was first said and last changed.
    #[must_use]
    pub fn dates_of(&self, card: &Card) -> Option<Dates> {
        self.organisation(&card.speaker()?)?.dates_of(card)
    }

    /// The card of an id: `SCID` for a profile, `SCID/name` for a listing.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<&Arc<Card>> {
        let scid = id.split_once('/').map_or(id, |(scid, _)| scid);
        self.organisation(&OrganisationId::parse(scid).ok()?)?.card(id)
    }

    /// The cards that are most like one of them. It looks at every card.
    #[must_use]
    pub fn most_like(&self, id: &str, wanted: usize) -> Vec<Like> {
        let all = self.organisations().flat_map(|view| view.compared());
        self.compared(id).map_or_else(Vec::new, |one| most_like(one, all, wanted))
    }

    /// Other cards that may mean the same organisation as one of them, those with the weightiest evidence first.
    #[must_use]
    pub fn twins_of(&self, id: &str) -> Vec<Twin> {
        let Some(one) = self.compared(id) else { return Vec::new() };
        let places: BTreeSet<_> =
            Clue::all_of(one).into_iter().flat_map(|clue| self.followed(clue)).collect();
        let cards = places
            .iter()
            .filter_map(|(organisation, place)| self.organisation(organisation)?.compared_at(*place));
        let mut found: Vec<Twin> = cards
            .filter(|other| other.card.id != one.card.id)
            .map(|other| Twin { card: Arc::clone(other.card), evidence: evidence(one, other) })
            .filter(|twin| !twin.evidence.is_empty())
            .collect();
        found.sort_by(|a, b| (&a.evidence, &a.card.id).cmp(&(&b.evidence, &b.card.id)));
        found
    }

    /// Where cards with a clue stand: a few of each organisation, so that nobody hides what others list.
    fn followed(&self, clue: Clue) -> Vec<(OrganisationId, usize)> {
        let [lowest, highest] =
            [u8::MIN, u8::MAX].map(|byte| OrganisationId::from_digest(Digest::from_bytes([byte; 32])));
        let (mut first, last) = ((clue, lowest, 0), (clue, highest, usize::MAX));
        let mut places = Vec::new();
        while places.len() < CLUES_FOLLOWED
            && let Some(((_, organisation, _), ())) = self.clues.between(&first, &last).next()
        {
            let of_this = self.clues.between(&first, &(clue, *organisation, usize::MAX)).take(CLUES_OF_ONE);
            places.extend(of_this.map(|((_, _, place), ())| (*organisation, *place)));
            first = (clue, *organisation, usize::MAX);
        }
        places
    }

    fn compared(&self, id: &str) -> Option<Compared<'_>> {
        let scid = id.split_once('/').map_or(id, |(scid, _)| scid);
        self.organisation(&OrganisationId::parse(scid).ok()?)?.compared_as(id)
    }

    /// The digest of what is held of an organisation: it changes with every item.
    #[must_use]
    pub fn digest_of(&self, id: &OrganisationId) -> Option<Digest> {
        self.views.get(id).map(|view| view.digest)
    }

    /// The organisation whose `node` document names a PeerId; of several the first by SCID.
    #[must_use]
    pub fn organisation_of_peer(&self, peer_id: &str) -> Option<&Arc<OrganisationView>> {
        let first = self.organisations_by_peer.get(peer_id).and_then(BTreeSet::first);
        first.and_then(|id| self.organisation(id))
    }

    /// Listings with exactly this website. That does not say that they mean the same organisation.
    pub fn listings_with(&self, website: &WebAddress) -> impl Iterator<Item = &ListedWebsite> {
        let places = self.listings_by_website.get(website).into_iter().flatten();
        places.filter_map(|(by, place)| self.organisation(by)?.websites.get(*place))
    }

    /// One label.
    #[must_use]
    pub fn label(&self, id: &AttestationId) -> Option<&Label> {
        self.organisation(&id.issuer)?.labels.iter().find(|label| label.id == *id)
    }

    /// One scheme.
    #[must_use]
    pub fn scheme(&self, id: &SchemeId) -> Option<&Scheme> {
        let schemes = &self.organisation(&id.owner)?.schemes;
        schemes.iter().find(|(known, _)| known == id).map(|(_, scheme)| scheme)
    }

    /// Labels whose holder is this organisation.
    pub fn labels_of<'m>(&'m self, subject: &OrganisationId) -> impl Iterator<Item = &'m Label> + use<'m> {
        let places = self.labels_by_subject.get(subject).into_iter().flatten();
        places.filter_map(|(issuer, place)| self.organisation(issuer)?.labels.get(*place))
    }

    /// Vouches for this organisation.
    pub fn vouches_for(&self, subject: &OrganisationId) -> impl Iterator<Item = &Vouch> {
        let places = self.vouches_by_subject.get(subject).into_iter().flatten();
        places.filter_map(|(by, place)| self.organisation(by)?.vouches.get(*place))
    }

    /// All posts, by the organisation.
    pub fn posts(&self) -> impl Iterator<Item = &PostCard> {
        let posters = self.posters.iter().filter_map(|(id, ())| self.organisation(id));
        posters.flat_map(|view| &view.posts)
    }

    /// Counts all posts that are open or upcoming on a day.
    #[must_use]
    pub fn post_counts(&self, day: Day) -> Arc<PostCounts> {
        self.post_counts.of(day, || PostCounts::of(self.posts(), &PostQuery::current(day)))
    }

    /// The codes of the countries in which there are posts, over ones too.
    #[must_use]
    pub fn post_countries(&self) -> Arc<BTreeSet<String>> {
        let known = |card: &PostCard| {
            card.country.as_ref().filter(|country| country.is_known()).map(|country| country.code.clone())
        };
        Arc::clone(self.post_countries.get_or_init(|| Arc::new(self.posts().filter_map(known).collect())))
    }

    /// The ties of this organisation to others: what it says, and what others say of it.
    #[must_use]
    pub fn ties_of(&self, id: &OrganisationId) -> Vec<Tie<'_>> {
        let own = self.organisation(id).map(|view| view.links.as_slice()).unwrap_or_default();
        let places = self.links_by_subject.get(id).into_iter().flatten();
        let others = places.filter_map(|(by, place)| self.organisation(by)?.links.get(*place));
        ties(*id, own.iter().chain(others))
    }

    /// All labels, by issuer and name.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.organisations().flat_map(|view| &view.labels)
    }

    /// Whether anybody issued a label.
    #[must_use]
    pub fn has_labels(&self) -> bool {
        self.labels_by_subject.len() > 0
    }

    /// All schemes, by owner and name.
    pub fn schemes(&self) -> impl Iterator<Item = &(SchemeId, Scheme)> {
        self.organisations().flat_map(|view| &view.schemes)
    }

    /// All portals, by keeper and name.
    pub fn portals(&self) -> impl Iterator<Item = &KeptPortal> {
        let keepers = self.keepers.iter().filter_map(|(id, ())| self.organisation(id));
        keepers.flat_map(|view| &view.portals)
    }

    /// How many portals there are.
    #[must_use]
    pub fn portal_count(&self) -> usize {
        self.portals
    }

    /// One portal.
    #[must_use]
    pub fn portal(&self, id: &PortalId) -> Option<&KeptPortal> {
        self.organisation(&id.keeper)?.portals.iter().find(|kept| kept.id == *id)
    }

    /// Adds what others look up by what a view says.
    fn learn(&mut self, view: &OrganisationView) {
        self.documents += view.documents;
        self.listings += view.listings;
        self.portals += view.portals.len();
        if !view.portals.is_empty() {
            self.keepers.insert(view.id, ());
        }
        if !view.posts.is_empty() {
            self.posters.insert(view.id, ());
        }
        for (subject, place) in labelled(view) {
            self.labels_by_subject.entry(subject).insert((view.id, place));
        }
        for (place, vouch) in view.vouches.iter().enumerate() {
            self.vouches_by_subject.entry(vouch.subject).insert((view.id, place));
        }
        for (place, link) in view.links.iter().enumerate() {
            self.links_by_subject.entry(link.with).insert((view.id, place));
        }
        for (place, listed) in view.websites.iter().enumerate() {
            self.listings_by_website.entry(listed.website.clone()).insert((view.id, place));
        }
        for peer_id in &view.nodes {
            self.organisations_by_peer.entry(peer_id.clone()).insert(view.id);
        }
        for (clue, place) in clues_of(view) {
            self.clues.insert((clue, view.id, place), ());
        }
    }

    /// Takes away what [`ReadModel::learn`] added.
    fn forget(&mut self, view: &OrganisationView) {
        self.documents -= view.documents;
        self.listings -= view.listings;
        self.portals -= view.portals.len();
        self.keepers.remove(&view.id);
        self.posters.remove(&view.id);
        for (subject, place) in labelled(view) {
            self.labels_by_subject.drop_from(&subject, &(view.id, place));
        }
        for (place, vouch) in view.vouches.iter().enumerate() {
            self.vouches_by_subject.drop_from(&vouch.subject, &(view.id, place));
        }
        for (place, link) in view.links.iter().enumerate() {
            self.links_by_subject.drop_from(&link.with, &(view.id, place));
        }
        for (place, listed) in view.websites.iter().enumerate() {
            self.listings_by_website.drop_from(&listed.website, &(view.id, place));
        }
        for peer_id in &view.nodes {
            self.organisations_by_peer.drop_from(peer_id, &view.id);
        }
        for (clue, place) in clues_of(view) {
            self.clues.remove(&(clue, view.id, place));
        }
    }
}

/// Who holds, or came to hold, the labels of an issuer, with their places.
fn labelled(view: &OrganisationView) -> impl Iterator<Item = (OrganisationId, usize)> {
    let holders = view.labels.iter().enumerate();
    let holders = holders.filter_map(|(place, label)| Some((label.subject.organisation().ok()?, place)));
    holders.chain(view.heirs.iter().map(|(place, heir)| (*heir, *place)))
}

/// What could give away that a card of the view means the same organisation as another.
fn clues_of(view: &OrganisationView) -> impl Iterator<Item = (Clue, usize)> {
    let cards = view.compared().enumerate();
    cards.flat_map(|(place, card)| Clue::all_of(card).into_iter().map(move |clue| (clue, place)))
}

/// About so many cards with the same name, website or id are looked at.
const CLUES_FOLLOWED: usize = 1_000;
/// And so many of one organisation: whoever lists one organisation a thousand times gains nothing by it.
const CLUES_OF_ONE: usize = 20;
/// So many of the newest changes of all are known.
const NEWEST: usize = 200;
