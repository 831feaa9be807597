//! What one organisation said, ready to be shown.

use std::collections::BTreeSet;
use std::sync::Arc;

use protocol::accreditation::{Accreditation, SealedAccreditation};
use protocol::attestation::{Credential, Label};
use protocol::digest::Digest;
use protocol::entry::Address;
use protocol::landscape::posts::PostCard;
use protocol::landscape::{Card, CardKind, Findable};
use protocol::link::{self, LINKS_MAX, Link};
use protocol::listing::{self, Listing};
use protocol::organisation::{Kind, OrganisationId};
use protocol::portal::{self, PORTALS_MAX, Portal, PortalId};
use protocol::post;
use protocol::profile::Profile;
use protocol::scheme::{Scheme, SchemeId};
use protocol::status::{StatusAct, heirs};
use protocol::text::{LanguageTag, WebAddress};
use protocol::time::{Day, Timestamp};
use protocol::vocabulary::Term;

use super::sheet::{Contents, Sheet};
use crate::census::Dates;
use crate::likeness::{Compared, Sketch, Traits};

/// What one organisation said, ready to be shown.
#[derive(Clone, Debug)]
pub struct OrganisationView {
    /// The organisation.
    pub id: OrganisationId,
    /// The digest of its ledger.
    pub digest: Digest,
    /// How many documents it keeps.
    pub documents: usize,
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
    /// Cards of its listings, by name, then of its profile.
    pub cards: Vec<Arc<Card>>,
    /// When what is behind each of those cards was first said and last changed.
    dates: Vec<Dates>,
    /// What each of those cards is compared by.
    traits: Vec<Arc<Traits>>,
    /// How the descriptions behind those cards begin, sorted by the card's id.
    summaries: Vec<(Box<str>, LanguageTag, Box<str>)>,
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
    /// Who came to hold which of these labels later: the label's place in the list, and the organisation.
    pub heirs: Vec<(usize, OrganisationId)>,
    /// Schemes it owns.
    pub schemes: Vec<(SchemeId, Scheme)>,
    /// Accreditations it granted.
    pub accreditations: Vec<Granted>,
    /// Its posts, those that were changed last, the newest first.
    pub posts: Vec<PostCard>,
    /// The first day on which one of the posts that its card is found by is over.
    pub turns: Option<Day>,
    /// What it says of its ties to others, by the other's SCID.
    pub links: Vec<Link>,
    /// Portals that it keeps, by name: the first that have a title.
    pub portals: Vec<KeptPortal>,
    /// What of it changed last, the newest first.
    pub changes: Vec<Change>,
}

/// A change of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When, by its author's clock.
    pub at: Timestamp,
    /// The entry that changed it.
    pub entry: Digest,
    /// The document.
    pub address: Address,
}

/// An accreditation, and whether it was taken back.
#[derive(Clone, Debug)]
pub struct Granted {
    /// What was granted.
    pub accreditation: Accreditation,
    /// The first day without it; of acts that cannot be read, the first day that there is.
    pub withdrawn: Option<Day>,
}

/// A portal with when it was kept.
#[derive(Clone, Debug)]
pub struct KeptPortal {
    /// Which.
    pub id: PortalId,
    /// What of it is needed to find it and to gather.
    pub portal: Arc<Portal>,
    /// When it was first said and last changed, by the clocks of its keeper.
    pub dates: Dates,
}

impl KeptPortal {
    /// Reads a portal; `None` for one without a title, which is not shown.
    fn of(keeper: OrganisationId, name: &str, document: &Contents) -> Option<Self> {
        let portal = Portal::read(&document.facts());
        if portal.titles.is_empty() {
            return None;
        }
        let dates = Dates { first: document.since, last: document.newest.0 };
        Some(Self { id: PortalId::of(keeper, name).ok()?, portal: Arc::new(portal.in_short()), dates })
    }
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
    /// Whether as an agency, which may vouch in turn.
    pub as_agency: bool,
}

impl OrganisationView {
    /// Reads a sheet: what is shown, and what its cards are found by on a day.
    #[must_use]
    pub fn of(sheet: &Sheet, today: Day) -> (Self, Vec<Findable>) {
        let mut findables = Vec::new();
        let (mut own, mut posts) = (Profile::default(), Vec::new());
        let id = sheet.id;
        let mut view = Self {
            id,
            digest: sheet.digest,
            did: sheet.did.clone(),
            version_id: sheet.version_id.clone(),
            is_deactivated: sheet.is_deactivated,
            documents: sheet.documents.len(),
            name: None,
            name_language: None,
            kind: None,
            cards: Vec::new(),
            dates: Vec::new(),
            traits: Vec::new(),
            summaries: Vec::new(),
            guessed: BTreeSet::new(),
            websites: Vec::new(),
            nodes: Vec::new(),
            listings: 0,
            vouches: Vec::new(),
            labels: Vec::new(),
            heirs: Vec::new(),
            schemes: Vec::new(),
            accreditations: Vec::new(),
            posts: Vec::new(),
            turns: None,
            links: Vec::new(),
            portals: Vec::new(),
            changes: changes(sheet),
        };
        for (address, document) in &sheet.documents {
            match address.collection() {
                "profile" if address.name() == "self" => {
                    let profile = Profile::read(&document.facts());
                    view.name = profile.name(&[]).map(str::to_owned);
                    view.name_language = profile.names.best(&[]).map(|(language, _)| language.clone());
                    view.kind = profile.kind;
                    findables.push(Findable::of_profile(&id, &profile, Some(document.newest.0.day())));
                    view.add(&findables, &profile, document, Box::default());
                    own = profile;
                }
                post::COLLECTION => posts.push((address.name(), document)),
                link::COLLECTION => view.link(address.name(), document),
                listing::COLLECTION => {
                    view.listings += 1;
                    let mut listing = Listing::read(&document.facts());
                    let (place, changed) = (format!("{id}/{}", address.name()), document.newest.0.day());
                    findables.push(Findable::of_listing(&place, id, &listing, Some(changed)));
                    let external =
                        listing.external.iter().map(|(scheme, id)| format!("{scheme}:{id}").into());
                    view.add(&findables, &listing.facts, document, external.collect());
                    if listing.facts.ecosystems.is_empty() && !listing.ecosystem_guesses.is_empty() {
                        view.guessed.extend(view.cards.last().map(|card| card.id.clone()));
                    }
                    if let Some(website) = listing.facts.website.take() {
                        let (listing, name) = (address.name().to_owned(), listing.name);
                        view.websites.push(ListedWebsite { by: id, listing, name, website });
                    }
                }
                "node" => view.nodes.push(address.name().to_owned()),
                portal::COLLECTION if view.portals.len() < PORTALS_MAX => {
                    view.portals.extend(KeptPortal::of(id, address.name(), document));
                }
                "vouch" => {
                    let subject = OrganisationId::parse(address.name()).ok();
                    let version = document.content.get("version").and_then(|version| version.as_str());
                    if let (Some(subject), Some(version)) = (subject, version) {
                        let (version_id, since) = (version.to_owned(), document.since);
                        let as_agency =
                            document.content.get("role").and_then(|role| role.as_str()) == Some("agency");
                        view.vouches.push(Vouch { by: id, subject, version_id, since, as_agency });
                    }
                }
                "scheme" => {
                    let scheme = document.set_once().and_then(|text| Scheme::parse_content(text).ok());
                    if let Some(scheme) = scheme.filter(|scheme| scheme.document_name() == address.name()) {
                        view.schemes.push((SchemeId { owner: id, name: address.name().to_owned() }, scheme));
                    }
                }
                "accreditation" => {
                    let sealed = document
                        .set_once()
                        .and_then(|text| SealedAccreditation::parse(text.as_bytes()).ok())
                        .filter(|sealed| sealed.accreditation().id.issuer == id);
                    view.accreditations.extend(sealed.map(|sealed| Granted {
                        accreditation: sealed.accreditation().clone(),
                        withdrawn: withdrawal(document),
                    }));
                }
                "attestation" => {
                    let credential = document
                        .set_once()
                        .and_then(|text| Credential::parse(text.as_bytes()).ok())
                        .filter(|credential| {
                            credential.label().id.address() == *address && credential.label().id.issuer == id
                        });
                    if let Some(credential) = credential {
                        let place = view.labels.len();
                        view.heirs.extend(heirs(&document.content).map(|heir| (place, heir)));
                        view.labels.push(credential.label().clone());
                    }
                }
                _ => {}
            }
        }
        view.post(&own, posts, &mut findables, today);
        view.summaries.sort_unstable();
        view.summaries.shrink_to_fit();
        view.cards.shrink_to_fit();
        view.dates.shrink_to_fit();
        view.traits.shrink_to_fit();
        (view, findables)
    }

    /// How the description behind one of the cards begins, and its language.
    #[must_use]
    pub fn summary_of(&self, card: &str) -> Option<(&LanguageTag, &str)> {
        let place = self.summaries.binary_search_by(|(id, _, _)| (**id).cmp(card)).ok()?;
        let (_, language, beginning) = &self.summaries[place];
        Some((language, beginning))
    }

    /// When what is behind one of the cards was first said and last changed.
    #[must_use]
    pub fn dates_of(&self, card: &Card) -> Option<Dates> {
        self.dates.get(self.place_of(&card.id)?).copied()
    }

    /// What one of the cards is compared by.
    #[must_use]
    pub fn traits_of(&self, card: &Card) -> Option<&Arc<Traits>> {
        self.traits.get(self.place_of(&card.id)?)
    }

    /// The cards with what each is compared by.
    pub fn compared(&self) -> impl Iterator<Item = Compared<'_>> {
        self.cards.iter().zip(&self.traits).map(|(card, traits)| Compared { card, traits })
    }

    /// The card at a place with what it is compared by.
    #[must_use]
    pub fn compared_at(&self, place: usize) -> Option<Compared<'_>> {
        Some(Compared { card: self.cards.get(place)?, traits: self.traits.get(place)? })
    }

    /// The card of an id with what it is compared by.
    #[must_use]
    pub fn compared_as(&self, id: &str) -> Option<Compared<'_>> {
        let card = self.card(id)?;
        Some(Compared { card, traits: self.traits_of(card)? })
    }

    /// The card of an id: that of a listing, or of the profile.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<&Arc<Card>> {
        self.cards.get(self.place_of(id)?).filter(|card| *card.id == *id)
    }

    /// Where a card stands: listings by name, then the profile.
    fn place_of(&self, id: &str) -> Option<usize> {
        let listings = &self.cards[..self.listings.min(self.cards.len())];
        if !id.contains('/') {
            return Some(listings.len());
        }
        listings.binary_search_by(|known| (*known.id).cmp(id)).ok()
    }

    /// Reads its posts, and has its profile found by those that are open or upcoming.
    fn post(
        &mut self,
        profile: &Profile,
        posts: Vec<(&str, &Contents)>,
        findables: &mut [Findable],
        today: Day,
    ) {
        let mut current = Vec::new();
        let posts = post::newest(posts, |(_, document)| document.newest, |(_, document)| document.facts());
        for ((name, document), post) in posts {
            self.posts.push(PostCard::of(self.id, name, &post, profile, (document.since, document.newest.0)));
            if post.span.state(today).is_current() {
                self.turns = self.turns.into_iter().chain(post.span.end()).min();
                current.push(post);
            }
        }
        if let Some(own) = findables.iter_mut().find(|findable| findable.card.kind == CardKind::Profile) {
            own.add_posts(&current);
        }
    }

    /// Reads what it says of its ties to another.
    fn link(&mut self, with: &str, document: &Contents) {
        if let Ok(with) = OrganisationId::parse(with) {
            self.links.extend(Link::read_all(self.id, with, &document.facts()));
            self.links.truncate(LINKS_MAX);
        }
    }

    /// Shows the card that was read last.
    fn add(
        &mut self,
        findables: &[Findable],
        facts: &Profile,
        document: &Contents,
        external: Box<[Box<str>]>,
    ) {
        let Some(Findable { card, .. }) = findables.last() else { return };
        if let Some((language, text)) = facts.descriptions.best(&[]) {
            let beginning: String = text.chars().take(SUMMARY_LETTERS).collect();
            self.summaries.push((card.id.clone(), language.clone(), beginning.into()));
        }
        self.cards.push(Arc::clone(card));
        self.dates.push(Dates { first: document.since, last: document.newest.0 });
        let codes = |terms: &[Term]| -> Box<[Box<str>]> {
            terms.iter().map(|term| term.code.as_str().into()).collect()
        };
        let (technologies, nace) = (codes(&facts.technologies), codes(&facts.nace));
        self.traits.push(Arc::new(Traits {
            sketch: Sketch::of(card, &technologies, &nace),
            technologies,
            nace,
            website: facts.website.clone(),
            external,
        }));
    }
}

/// The newest changes, without those that only follow from others.
fn changes(sheet: &Sheet) -> Vec<Change> {
    let told = sheet.documents.iter().filter(|(address, _)| address.collection() != "statuslist");
    let mut newest: Vec<_> = told.map(|(address, contents)| (contents.newest, address)).collect();
    newest.sort_unstable_by(|a, b| b.cmp(a));
    newest.truncate(CHANGES_KEPT);
    let change = |((at, entry), address): ((Timestamp, Digest), &Address)| Change {
        at,
        entry,
        address: address.clone(),
    };
    newest.into_iter().map(change).collect()
}

/// The first day on which what a set-once document grants was taken back.
fn withdrawal(document: &Contents) -> Option<Day> {
    let effective = StatusAct::all_in(&document.content).filter_map(|act| match act {
        Ok(act) => act.kind.ending().map(|_| act.effective),
        // What is not understood may be an end.
        Err(_) => Some(Timestamp::ZERO.day()),
    });
    effective.min()
}

/// A description is kept this far; who wants all of it reads the document.
const SUMMARY_LETTERS: usize = 400;
/// More than are told at once.
const CHANGES_KEPT: usize = 50;
