//! The read model (layer L4): what answers and pages are made of. It can be thrown away at any time.
//!
//! One [`OrganisationView`] an organisation, made anew only when its ledger changed, and shared; the model is a
//! consistent picture of one moment that is read without holding up the keeper.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use protocol::accreditation::{Accreditation, SealedAccreditation};
use protocol::attestation::{AttestationId, Credential, Label, StatusAct};
use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::document::Document;
use protocol::evidence::content_of;
use protocol::landscape::{self, Card, Facets};
use protocol::ledger::Ledger;
use protocol::listing::Listing;
use protocol::organisation::{Kind, OrganisationId};
use protocol::profile::Profile;
use protocol::scheme::{Scheme, SchemeId};
use protocol::text::{LanguageTag, WebAddress};
use protocol::time::{Day, Timestamp};

/// A picture of the whole directory.
#[derive(Clone, Debug, Default)]
pub struct ReadModel {
    views: BTreeMap<OrganisationId, (Digest, Arc<OrganisationView>)>,
    cards: Arc<Vec<Card>>,
    /// What an empty search counts.
    facets: Facets,
    labels_by_subject: BTreeMap<OrganisationId, Vec<(OrganisationId, usize)>>,
    vouches_by_subject: BTreeMap<OrganisationId, Vec<(OrganisationId, usize)>>,
    listings_by_website: BTreeMap<WebAddress, Vec<(OrganisationId, usize)>>,
    organisation_by_peer: BTreeMap<String, OrganisationId>,
}

/// What one organisation said, ready to be shown.
#[derive(Clone, Debug)]
pub struct OrganisationView {
    /// The organisation.
    pub id: OrganisationId,
    /// Its DID in its newest version.
    pub did: String,
    /// The newest `versionId`; of a disputed identity that of one branch.
    pub version_id: String,
    /// Whether it ended.
    pub is_deactivated: bool,
    /// The name it gives itself.
    pub name: Option<String>,
    /// The language of that name, where it is one of the names by language.
    pub name_language: Option<LanguageTag>,
    /// What it says it is.
    pub kind: Option<Kind>,
    /// Cards of its profile and its listings.
    pub cards: Vec<Card>,
    /// How the descriptions behind those cards begin, by the card's id.
    pub summaries: BTreeMap<Box<str>, (LanguageTag, Box<str>)>,
    /// Cards of listings whose ecosystems somebody guessed, by the card's id.
    pub guessed: BTreeSet<Box<str>>,
    /// Listings that name a website.
    pub websites: Vec<ListedWebsite>,
    /// PeerIds for which it keeps a `node` document.
    pub nodes: Vec<String>,
    /// How many listings it keeps.
    pub listings: usize,
    /// For whom it vouches.
    pub vouches: Vec<Vouch>,
    /// Labels it issued whose credential can be read.
    pub labels: Vec<Label>,
    /// Schemes it owns.
    pub schemes: Vec<(SchemeId, Scheme)>,
    /// Accreditations it granted.
    pub accreditations: Vec<Granted>,
}

/// An accreditation, and whether it was taken back.
#[derive(Clone, Debug)]
pub struct Granted {
    /// What was granted.
    pub accreditation: Accreditation,
    /// The first day without it; of acts that cannot be read, the first day that there is.
    pub withdrawn: Option<Day>,
}

/// A listing that names a website.
#[derive(Clone, Debug)]
pub struct ListedWebsite {
    /// The agency that lists.
    pub by: OrganisationId,
    /// The listing's name in the agency's collection.
    pub listing: String,
    /// The name under which it lists.
    pub name: String,
    /// The website.
    pub website: WebAddress,
}

/// One organisation's word that another exists.
#[derive(Clone, Debug)]
pub struct Vouch {
    /// Who vouches.
    pub by: OrganisationId,
    /// For whom.
    pub subject: OrganisationId,
    /// The `versionId` that was seen.
    pub version_id: String,
    /// When, by the clock of who vouches.
    pub since: Timestamp,
}

impl ReadModel {
    /// Brings the model up to date; views of unchanged organisations are kept.
    pub fn refresh(&mut self, directory: &mut Directory) {
        let ids: Vec<OrganisationId> = directory.ledgers().map(|(id, _)| *id).collect();
        let mut is_changed = false;
        for id in ids {
            let Some(digest) = directory.ledger_digest(&id) else { continue };
            if self.views.get(&id).is_some_and(|(known, _)| *known == digest) {
                continue;
            }
            if let Some(ledger) = directory.ledger(&id) {
                self.views.insert(id, (digest, Arc::new(OrganisationView::of(ledger))));
                is_changed = true;
            }
        }
        if is_changed {
            self.index();
        }
    }

    /// One organisation.
    #[must_use]
    pub fn organisation(&self, id: &OrganisationId) -> Option<&Arc<OrganisationView>> {
        self.views.get(id).map(|(_, view)| view)
    }

    /// All organisations, by SCID.
    pub fn organisations(&self) -> impl Iterator<Item = &Arc<OrganisationView>> {
        self.views.values().map(|(_, view)| view)
    }

    /// The name by which an organisation is shown: its own, else its SCID.
    #[must_use]
    pub fn name_of(&self, id: &OrganisationId) -> String {
        self.organisation(id).and_then(|view| view.name.clone()).unwrap_or_else(|| id.to_string())
    }

    /// Cards of all profiles and listings.
    #[must_use]
    pub fn cards(&self) -> Arc<Vec<Card>> {
        Arc::clone(&self.cards)
    }

    /// How many profiles and listings there are in each country, ecosystem and kind.
    #[must_use]
    pub fn facets(&self) -> &Facets {
        &self.facets
    }

    /// The digest of what is held of an organisation: it changes with every item.
    #[must_use]
    pub fn digest_of(&self, id: &OrganisationId) -> Option<Digest> {
        self.views.get(id).map(|(digest, _)| *digest)
    }

    /// The organisation whose `node` document names a PeerId; of several the first by SCID.
    #[must_use]
    pub fn organisation_of_peer(&self, peer_id: &str) -> Option<&Arc<OrganisationView>> {
        self.organisation_by_peer.get(peer_id).and_then(|id| self.organisation(id))
    }

    /// Listings with exactly this website. That does not say that they mean the same organisation.
    pub fn listings_with(&self, website: &WebAddress) -> impl Iterator<Item = &ListedWebsite> {
        let places = self.listings_by_website.get(website).map_or(&[][..], Vec::as_slice);
        places.iter().map(|(by, index)| &self.views[by].1.websites[*index])
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
        places.iter().map(|(issuer, index)| &self.views[issuer].1.labels[*index])
    }

    /// Vouches for this organisation.
    pub fn vouches_for(&self, subject: &OrganisationId) -> impl Iterator<Item = &Vouch> {
        let places = self.vouches_by_subject.get(subject).map_or(&[][..], Vec::as_slice);
        places.iter().map(|(by, index)| &self.views[by].1.vouches[*index])
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
        let mut cards = Vec::new();
        self.labels_by_subject.clear();
        self.vouches_by_subject.clear();
        self.listings_by_website.clear();
        self.organisation_by_peer.clear();
        for (id, (_, view)) in &self.views {
            cards.extend(view.cards.iter().cloned());
            for (index, label) in view.labels.iter().enumerate() {
                if let Ok(subject) = label.subject.organisation() {
                    self.labels_by_subject.entry(subject).or_default().push((*id, index));
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

impl OrganisationView {
    fn of(ledger: &Ledger) -> Self {
        let id = ledger.organisation();
        let branches = ledger.identity().branches();
        let tip = branches.first().map(protocol::identity::Branch::tip);
        let mut view = Self {
            id,
            did: tip.map_or_else(|| id.to_string(), protocol::identity::line::Line::did),
            version_id: tip.map_or_else(String::new, |line| line.version_id().to_owned()),
            is_deactivated: tip.is_some_and(protocol::identity::line::Line::is_deactivated),
            name: None,
            name_language: None,
            kind: None,
            cards: Vec::new(),
            summaries: BTreeMap::new(),
            guessed: BTreeSet::new(),
            websites: Vec::new(),
            nodes: Vec::new(),
            listings: 0,
            vouches: Vec::new(),
            labels: Vec::new(),
            schemes: Vec::new(),
            accreditations: Vec::new(),
        };
        for (address, document) in ledger.documents() {
            match address.collection() {
                "profile" if address.name() == "self" => {
                    let profile = Profile::read(&document.facts());
                    view.name = profile.name(&[]).map(str::to_owned);
                    view.name_language = profile.names.best(&[]).map(|(language, _)| language.clone());
                    view.kind = profile.kind;
                    view.add(Card::of_profile(&id, &profile), &profile);
                }
                "listing" => {
                    view.listings += 1;
                    let mut listing = Listing::read(&document.facts());
                    view.add(
                        Card::of_listing(&format!("{id}/{}", address.name()), id, &listing),
                        &listing.facts,
                    );
                    if listing.facts.ecosystems.is_empty() && !listing.ecosystem_guesses.is_empty() {
                        view.guessed.extend(view.cards.last().map(|card| card.id.clone()));
                    }
                    if let Some(website) = listing.facts.website.take() {
                        let (listing, name) = (address.name().to_owned(), listing.name);
                        view.websites.push(ListedWebsite { by: id, listing, name, website });
                    }
                }
                "node" => view.nodes.push(address.name().to_owned()),
                "vouch" => {
                    let subject = OrganisationId::parse(address.name()).ok();
                    let version = document.content().get("version").and_then(|version| version.as_str());
                    if let (Some(subject), Some(version)) = (subject, version) {
                        let entries = ledger.entries_at(address);
                        let since = entries.iter().map(|(entry, _)| entry.header().time).min();
                        let since = since.unwrap_or(Timestamp::ZERO);
                        view.vouches.push(Vouch { by: id, subject, version_id: version.to_owned(), since });
                    }
                }
                "scheme" => {
                    let scheme = content_of(document).and_then(|text| Scheme::parse_content(&text).ok());
                    if let Some(scheme) = scheme.filter(|scheme| scheme.document_name() == address.name()) {
                        view.schemes.push((SchemeId { owner: id, name: address.name().to_owned() }, scheme));
                    }
                }
                "accreditation" => {
                    let sealed = content_of(document)
                        .and_then(|text| SealedAccreditation::parse(text.as_bytes()).ok())
                        .filter(|sealed| sealed.accreditation().id.issuer == id);
                    view.accreditations.extend(sealed.map(|sealed| Granted {
                        accreditation: sealed.accreditation().clone(),
                        withdrawn: withdrawal(document),
                    }));
                }
                "attestation" => {
                    let credential = content_of(document)
                        .and_then(|text| Credential::parse(text.as_bytes()).ok())
                        .filter(|credential| {
                            credential.label().id.address() == *address && credential.label().id.issuer == id
                        });
                    view.labels.extend(credential.map(|credential| credential.label().clone()));
                }
                _ => {}
            }
        }
        view
    }

    fn add(&mut self, card: Card, facts: &Profile) {
        if let Some((language, text)) = facts.descriptions.best(&[]) {
            let beginning: String = text.chars().take(SUMMARY_LETTERS).collect();
            self.summaries.insert(card.id.clone(), (language.clone(), beginning.into()));
        }
        self.cards.push(card);
    }
}

/// The first day on which what a set-once document grants was taken back.
fn withdrawal(document: &Document) -> Option<Day> {
    let events = document.content().iter().filter(|(key, _)| key.starts_with("event/"));
    let effective = |value: &serde_json::Value| {
        StatusAct::parse(value.as_str().unwrap_or_default())
            .map_or(Timestamp::ZERO.day(), |act| act.effective)
    };
    events.map(|(_, value)| effective(value)).min()
}

/// A description is kept this far; who wants all of it reads the document.
const SUMMARY_LETTERS: usize = 400;
