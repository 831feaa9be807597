//! The read model (layer L4): what answers and pages are made of. It can be thrown away at any time.
//!
//! One [`OrganisationView`] an organisation, made anew only when its ledger changed, and shared; the model is a
//! consistent picture of one moment that is read without holding up the keeper. It is made beside the keeper
//! (`handle/modeller.rs`), so what was just accepted is in it a moment later.

mod sheet;
mod view;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use protocol::attestation::{AttestationId, Label};
use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::landscape::{self, Card, CardKind, Facets};
use protocol::organisation::OrganisationId;
use protocol::scheme::{Scheme, SchemeId};
use protocol::text::WebAddress;
use protocol::time::Day;

use crate::census::{Census, Counted, Dates};
use crate::likeness::Evidence;
use crate::likeness::{Compared, Like, Twin, Twins, are_neighbours, most_like};

pub use sheet::{Contents, Sheet};
pub use view::{Granted, ListedWebsite, OrganisationView, Vouch};

/// A picture of the whole directory.
#[derive(Clone, Debug, Default)]
pub struct ReadModel {
    views: BTreeMap<OrganisationId, Arc<OrganisationView>>,
    cards: Arc<Vec<Arc<Card>>>,
    digest: OnceLock<Digest>,
    /// What an empty search counts.
    facets: Facets,
    /// The census of everything, on the day on which it was first asked for.
    census: OnceLock<Arc<Census>>,
    /// All cards by what could give away that two of them mean the same organisation.
    twins: OnceLock<Arc<Twins>>,
    labels_by_subject: BTreeMap<OrganisationId, Vec<(OrganisationId, usize)>>,
    vouches_by_subject: BTreeMap<OrganisationId, Vec<(OrganisationId, usize)>>,
    listings_by_website: BTreeMap<WebAddress, Vec<(OrganisationId, usize)>>,
    organisation_by_peer: BTreeMap<String, OrganisationId>,
}

impl ReadModel {
    /// Takes in what organisations say now, and forgets those that are carried no more.
    pub fn show(&mut self, views: impl IntoIterator<Item = OrganisationView>, gone: &[OrganisationId]) {
        for organisation in gone {
            self.views.remove(organisation);
        }
        self.views.extend(views.into_iter().map(|view| (view.id, Arc::new(view))));
        self.index();
    }

    /// The digest of the directory that is shown.
    #[must_use]
    pub fn digest(&self) -> Digest {
        *self
            .digest
            .get_or_init(|| Directory::digest_of(self.views.iter().map(|(id, view)| (*id, view.digest))))
    }

    /// How many documents there are, and how many of them are listings.
    #[must_use]
    pub fn document_counts(&self) -> (usize, usize) {
        self.views.values().fold((0, 0), |(documents, listings), view| {
            (documents + view.documents, listings + view.listings)
        })
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

    /// The name by which an organisation is shown: its own, else its SCID.
    #[must_use]
    pub fn name_of(&self, id: &OrganisationId) -> String {
        self.organisation(id).and_then(|view| view.name.clone()).unwrap_or_else(|| id.to_string())
    }

    /// Cards of all profiles and listings.
    #[must_use]
    pub fn cards(&self) -> Arc<Vec<Arc<Card>>> {
        Arc::clone(&self.cards)
    }

    /// How many profiles and listings there are in each country, ecosystem and kind.
    #[must_use]
    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    /// Counts everything, as of a day.
    #[must_use]
    pub fn census(&self, day: Day) -> Arc<Census> {
        let everything = || Arc::new(self.census_of(self.cards.iter().map(|card| &**card), day));
        let kept = self.census.get_or_init(everything);
        if kept.day == day { Arc::clone(kept) } else { everything() }
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
        let speaker = match card.kind {
            CardKind::Profile => OrganisationId::parse(&card.id).ok()?,
            CardKind::Listing { listed_by } => listed_by,
        };
        self.organisation(&speaker)?.dates_of(card)
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
        let compared = |(card, traits): (&Arc<Card>, &Arc<_>)| Compared {
            card: Arc::clone(card),
            traits: Arc::clone(traits),
        };
        let all = self.organisations().flat_map(|view| view.compared()).map(compared);
        let one = self.organisations().flat_map(|view| view.compared()).find(|(card, _)| *card.id == *id);
        one.map(compared).map_or_else(Vec::new, |one| most_like(&one, all, wanted))
    }

    /// Other cards that may mean the same organisation as one of them, those with the weightiest evidence first. The same
    /// name alone is evidence only nearby, and an agency's own website none for what it lists.
    #[must_use]
    pub fn twins_of(&self, id: &str) -> Vec<Twin> {
        let all = || self.organisations().flat_map(|view| view.compared());
        let twins =
            self.twins.get_or_init(|| Arc::new(Twins::of(all().map(|(card, traits)| (&**card, &**traits)))));
        let Some((card, traits)) = all().find(|(card, _)| *card.id == *id) else { return Vec::new() };
        let candidates = twins.candidates(card, traits).into_iter();
        let mut found: Vec<Twin> = candidates
            .filter_map(|(place, evidence)| {
                Some(Twin { card: Arc::clone(self.cards.get(place as usize)?), evidence })
            })
            .filter(|twin| *twin.card.id != *id)
            .filter(|twin| twin.evidence != [Evidence::Name] || are_neighbours(card, &twin.card))
            .collect();
        found.sort_by(|a, b| (&a.evidence, &a.card.id).cmp(&(&b.evidence, &b.card.id)));
        found
    }

    /// The digest of what is held of an organisation: it changes with every item.
    #[must_use]
    pub fn digest_of(&self, id: &OrganisationId) -> Option<Digest> {
        self.views.get(id).map(|view| view.digest)
    }

    /// The organisation whose `node` document names a PeerId; of several the first by SCID.
    #[must_use]
    pub fn organisation_of_peer(&self, peer_id: &str) -> Option<&Arc<OrganisationView>> {
        self.organisation_by_peer.get(peer_id).and_then(|id| self.organisation(id))
    }

    /// Listings with exactly this website. That does not say that they mean the same organisation.
    pub fn listings_with(&self, website: &WebAddress) -> impl Iterator<Item = &ListedWebsite> {
        let places = self.listings_by_website.get(website).map_or(&[][..], Vec::as_slice);
        places.iter().map(|(by, index)| &self.views[by].websites[*index])
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
        let places = self.labels_by_subject.get(subject).map_or(&[][..], Vec::as_slice);
        places.iter().map(|(issuer, index)| &self.views[issuer].labels[*index])
    }

    /// Vouches for this organisation.
    pub fn vouches_for(&self, subject: &OrganisationId) -> impl Iterator<Item = &Vouch> {
        let places = self.vouches_by_subject.get(subject).map_or(&[][..], Vec::as_slice);
        places.iter().map(|(by, index)| &self.views[by].vouches[*index])
    }

    /// All labels, by issuer and name.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        self.organisations().flat_map(|view| &view.labels)
    }

    /// All schemes, by owner and name.
    pub fn schemes(&self) -> impl Iterator<Item = &(SchemeId, Scheme)> {
        self.organisations().flat_map(|view| &view.schemes)
    }

    fn index(&mut self) {
        let mut cards = Vec::with_capacity(self.cards.len());
        self.digest = OnceLock::new();
        self.census = OnceLock::new();
        self.twins = OnceLock::new();
        self.labels_by_subject.clear();
        self.vouches_by_subject.clear();
        self.listings_by_website.clear();
        self.organisation_by_peer.clear();
        for (id, view) in &self.views {
            cards.extend(view.cards.iter().cloned());
            for (index, label) in view.labels.iter().enumerate() {
                if let Ok(subject) = label.subject.organisation() {
                    self.labels_by_subject.entry(subject).or_default().push((*id, index));
                }
            }
            for (index, heir) in &view.heirs {
                let held = self.labels_by_subject.entry(*heir).or_default();
                if !held.contains(&(*id, *index)) {
                    held.push((*id, *index));
                }
            }
            for (index, vouch) in view.vouches.iter().enumerate() {
                self.vouches_by_subject.entry(vouch.subject).or_default().push((*id, index));
            }
            for (index, listed) in view.websites.iter().enumerate() {
                self.listings_by_website.entry(listed.website.clone()).or_default().push((*id, index));
            }
            for peer_id in &view.nodes {
                self.organisation_by_peer.entry(peer_id.clone()).or_insert(*id);
            }
        }
        let everything = landscape::Query { limit: 0, ..landscape::Query::default() };
        self.facets = landscape::search(&cards, &everything).facets;
        self.cards = Arc::new(cards);
    }
}
