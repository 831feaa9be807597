//! `hanse landscape search|saved`: a node finds, and every hit that is shown was verified; searches are kept at home.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::entry::{Address, PROFILE};
use protocol::item::Item;
use protocol::landscape::facet::Facet;
use protocol::landscape::{Card, CardKind, Findable, Query, QueryText, search};
use protocol::listing::{self, Listing};
use protocol::organisation::OrganisationId;
use protocol::portal::{Portal, PortalId};
use protocol::post::{self, Post};
use protocol::profile::Profile;
use protocol::time::Timestamp;
use serde_json::{Value, json};

use super::{CommandError, vouch};
use crate::args::{Landscape, LandscapeSearch, Saved};
use crate::client::{Fault, Hit, Page};
use crate::heard::HeardError;
use crate::home::lock::PATIENCE;
use crate::home::searches::{Question, Searches, SearchesError};
use crate::output::{Answer, Exit, sentence, shown};
use crate::own::facts;
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Landscape) -> Result<Answer, CommandError> {
    match verb {
        Landscape::Search(asked) => {
            // What cannot be kept is said before anybody is asked.
            if let Some(name) = &asked.save {
                Searches::read(&session.home)?.room_for(name)?;
            }
            let answer = find(session, &asked)?;
            // What no node understands is not worth keeping.
            if let Some(name) = &asked.save {
                Searches::keep(&session.home.lock(PATIENCE)?, name, asked.question())?;
                session.console.say(format_args!("kept: {}", shown(name.trim())));
            }
            Ok(answer)
        }
        Landscape::Saved(Saved::List) => list(session),
        Landscape::Saved(Saved::Run { name }) => {
            let kept = Searches::read(&session.home)?;
            find(session, &LandscapeSearch::of(&name, kept.of(&name)?.clone())?)
        }
        Landscape::Saved(Saved::Remove { name }) => {
            Searches::remove(&session.home.lock(PATIENCE)?, &name)?;
            Ok(Answer::done(json!({"removed": name.trim()})).line(format!("removed: {}", shown(name.trim()))))
        }
    }
}

fn list(session: &Session<'_, '_>) -> Result<Answer, CommandError> {
    let kept = Searches::read(&session.home)?;
    let searches = kept.iter().map(|(name, question)| json!({"name": name, "question": question}));
    let mut answer = Answer::done(json!({"searches": searches.collect::<Vec<_>>()}));
    for (name, question) in kept.iter() {
        let said = question.iter().map(|(parameter, values)| format!("{parameter}={values}"));
        answer = answer.line(format!("{}: {}", shown(name), shown(&said.collect::<Vec<_>>().join(" "))));
    }
    if kept.iter().next().is_none() {
        return Ok(answer.line("no search is kept"));
    }
    Ok(answer)
}

fn find(session: &mut Session<'_, '_>, asked: &LandscapeSearch) -> Result<Answer, CommandError> {
    let mut query = Query { text: QueryText::parse(&asked.text)?, ..Query::default() };
    for (facet, values) in asked.filters() {
        for value in values.split(',').filter(|value| !value.trim().is_empty()) {
            query.filters.want(facet, value)?;
        }
    }
    let portals = portals(session, &query)?;
    let (node, page) = ask(session, asked)?;
    let limit = usize::from(asked.limit);
    let mut hits = Vec::new();
    for hit in page.items.iter().take(limit) {
        hits.push(verify(session, hit, &query, &portals));
    }
    let not_verified = hits.iter().filter(|hit| !hit.faults.is_empty()).count();
    let mut answer = Answer::done(json!({
        "node": node,
        "total": page.total,
        "hits": hits.iter().map(Verified::to_json).collect::<Vec<_>>(),
        "not_verified": not_verified,
    }));
    for hit in &hits {
        for line in hit.lines() {
            answer = answer.line(line);
        }
    }
    if hits.is_empty() {
        return Ok(answer.line("nothing found").exit(Exit::No));
    }
    session.console.say(format_args!("{} of {} that {node} counts", hits.len(), page.total));
    if not_verified > 0 {
        answer = answer
            .hint(format!("{node} tells something else than what was signed; ask another node with --node"))
            .exit(Exit::Unknown);
    }
    Ok(answer)
}

impl LandscapeSearch {
    /// What is asked, by the parameters of the API, without how much of it is shown.
    fn question(&self) -> Question {
        let mut asked: Vec<(&str, &str)> = vec![("q", &self.text)];
        asked.extend(self.filters().map(|(facet, values)| (facet.name(), values)));
        asked.extend(self.label_on.as_deref().map(|day| ("label_on", day)));
        asked.retain(|(_, values)| !values.is_empty());
        asked.into_iter().map(|(parameter, values)| (parameter.to_owned(), values.to_owned())).collect()
    }

    /// The search that asks so.
    ///
    /// # Errors
    ///
    /// [`SearchesError::Unknown`]: what is left out would find more than was asked for.
    fn of(name: &str, mut question: Question) -> Result<Self, SearchesError> {
        let mut take = |parameter: &str| question.remove(parameter);
        let asked = Self {
            text: take("q").unwrap_or_default(),
            country: take(Facet::Country.name()),
            region: take(Facet::Region.name()),
            ecosystem: take(Facet::Ecosystem.name()),
            kind: take(Facet::Kind.name()),
            label: take(Facet::Label.name()),
            label_on: take("label_on"),
            vouched_by: take(Facet::VouchedBy.name()),
            portal: take(Facet::Portal.name()),
            nace: take(Facet::Nace.name()),
            emerging: take(Facet::Emerging.name()),
            s3: take(Facet::S3.name()),
            technology: take(Facet::Technology.name()),
            members: take(Facet::Members.name()),
            composition: take(Facet::Composition.name()),
            cooperation: take(Facet::Cooperation.name()),
            fresh: take(Facet::Fresh.name()),
            organisation_kind: take(Facet::OrganisationKind.name()),
            limit: HITS_MAX,
            save: None,
        };
        match question.into_keys().next() {
            None => Ok(asked),
            Some(parameter) => Err(SearchesError::Unknown { name: name.to_owned(), parameter }),
        }
    }

    /// What is asked of each facet.
    fn filters(&self) -> impl Iterator<Item = (Facet, &str)> {
        let values = |facet| match facet {
            Facet::Kind => &self.kind,
            Facet::OrganisationKind => &self.organisation_kind,
            Facet::Country => &self.country,
            Facet::Region => &self.region,
            Facet::Ecosystem => &self.ecosystem,
            Facet::Nace => &self.nace,
            Facet::Emerging => &self.emerging,
            Facet::S3 => &self.s3,
            Facet::Technology => &self.technology,
            Facet::Members => &self.members,
            Facet::Composition => &self.composition,
            Facet::Cooperation => &self.cooperation,
            Facet::Fresh => &self.fresh,
            Facet::Label => &self.label,
            Facet::VouchedBy => &self.vouched_by,
            Facet::Portal => &self.portal,
        };
        Facet::ALL.into_iter().filter_map(move |facet| Some((facet, values(facet).as_deref()?)))
    }
}

/// What of a question a card with its vouches can answer. Labels and times are said elsewhere, and so are portals.
fn of_the_card(query: &Query) -> Query {
    let mut query = query.clone();
    for facet in [Facet::Label, Facet::Fresh, Facet::Portal] {
        query.filters.open(facet);
    }
    query
}

/// Whether alone a card is found; it is found by no less than among others.
fn is_found(findable: &Findable, query: &Query) -> bool {
    search(std::slice::from_ref(findable), &of_the_card(query)).total == 1
}

/// The portals that are asked for, as their keepers signed them.
fn portals(session: &mut Session<'_, '_>, query: &Query) -> Result<Vec<Portal>, CommandError> {
    let mut portals = Vec::new();
    for text in query.filters.of(Facet::Portal) {
        let id = PortalId::parse(text).ok_or_else(|| CommandError::PortalName { text: text.to_owned() })?;
        let document = session.heard.document(&session.client, id.keeper, id.address())?;
        let portal = Portal::read(&facts(document.as_ref()));
        if portal.titles.is_empty() {
            return Err(CommandError::NoPortal { text: id.to_string() });
        }
        portals.push(portal);
    }
    Ok(portals)
}

/// Whether a portal gathers a card, as far as the card can tell.
fn gathers(portal: &Portal, findable: &Findable) -> bool {
    let id = &findable.card.id;
    let by_rule = || portal.rule.query().is_some_and(|query| is_found(findable, &query));
    !portal.exceptions.contains(id) && (portal.members.contains(id) || by_rule())
}

/// Asks the first node that answers.
fn ask(session: &mut Session<'_, '_>, asked: &LandscapeSearch) -> Result<(String, Page<Hit>), CommandError> {
    let limit = asked.limit.to_string();
    let mut words: Vec<(&str, &str)> = vec![("q", &asked.text), ("limit", &limit)];
    words.extend(asked.filters().map(|(facet, values)| (facet.name(), values)));
    words.extend(asked.label_on.as_deref().map(|day| ("label_on", day)));
    if session.client.nodes().is_empty() {
        return Err(HeardError::NoNode.into());
    }
    let mut failures = Vec::new();
    for node in session.client.nodes() {
        match node.landscape(&words) {
            Ok(page) => {
                for failure in failures {
                    session.console.say(format_args!("note: {failure}"));
                }
                return Ok((node.to_string(), page));
            }
            // The node says what is wrong with the question: another would say the same.
            Err(error) if matches!(error.fault, Fault::Status { status: 400..=499, .. }) => {
                return Err(error.into());
            }
            Err(error) => failures.push(sentence(&error)),
        }
    }
    Err(HeardError::OutOfReach { failures }.into())
}

/// A hit, as it was signed.
struct Verified {
    card: Option<Arc<Card>>,
    organisation: String,
    address: String,
    title: String,
    listed_by: Option<String>,
    /// In what the node's answer differs from what was signed, or why that cannot be said.
    faults: Vec<String>,
}

/// Fetches what a hit stands for, verifies it and makes the card again.
fn verify(session: &mut Session<'_, '_>, hit: &Hit, query: &Query, portals: &[Portal]) -> Verified {
    let mut verified = Verified {
        card: None,
        organisation: hit.organisation.clone(),
        address: hit.address.clone(),
        title: hit.title.clone(),
        listed_by: hit.listed_by.clone(),
        faults: Vec::new(),
    };
    match card_of(session, hit) {
        Ok((findable, listed_by)) => {
            let card = Arc::clone(&findable.card);
            verified.faults = compare(hit, &card, listed_by.as_deref());
            if let Err(fault) = is_asked_for(session, hit, findable, query, portals) {
                verified.faults.push(fault);
            }
            // Who gave itself no name is shown by its id.
            let title = if card.name.is_empty() { &card.id } else { &card.name };
            verified.title = title.to_string();
            verified.listed_by = listed_by;
            verified.card = Some(card);
        }
        Err(fault) => verified.faults.push(fault),
    }
    verified
}

/// Whether what was hit is what was asked for. An organisation is found by who vouches for it and by its posts too; the
/// posts are fetched only where the profile does not do.
fn is_asked_for(
    session: &mut Session<'_, '_>,
    hit: &Hit,
    mut findable: Findable,
    query: &Query,
    portals: &[Portal],
) -> Result<(), String> {
    let is_asked_for = |findable: &Findable| {
        is_found(findable, query)
            && (portals.is_empty() || portals.iter().any(|portal| gathers(portal, findable)))
    };
    let is_profile = findable.card.kind == CardKind::Profile;
    let organisation = OrganisationId::parse(&hit.organisation).map_err(|error| sentence(&error))?;
    if is_profile {
        add_vouches(session, &mut findable, organisation, query, portals)?;
    }
    if is_asked_for(&findable) {
        return Ok(());
    }
    if is_profile {
        let posts = posts_of(session, organisation)?;
        // A node's day may not have changed yet. Each day is tried alone: a card holds so many words and no more.
        let today = session.now.day();
        for on in [Some(today), today.previous()].into_iter().flatten() {
            let mut on_that_day = findable.clone();
            on_that_day.add_posts(posts.iter().filter(|post| post.span.state(on).is_current()));
            if is_asked_for(&on_that_day) {
                return Ok(());
            }
        }
    }
    Err("it is not what was asked for".to_owned())
}

/// Has an organisation's card found by those who vouch for it, by what they signed, as far as they are asked for.
fn add_vouches(
    session: &mut Session<'_, '_>,
    findable: &mut Findable,
    organisation: OrganisationId,
    query: &Query,
    portals: &[Portal],
) -> Result<(), String> {
    let by_rules = portals.iter().flat_map(|portal| portal.rule.filters.of(Facet::VouchedBy));
    let asked: BTreeSet<&str> = query.filters.of(Facet::VouchedBy).chain(by_rules).collect();
    for scid in asked {
        let voucher = OrganisationId::parse(scid).map_err(|error| sentence(&error))?;
        let document =
            match session.heard.document(&session.client, voucher, &vouch::address_of(organisation)) {
                Ok(document) => document,
                // Of whom nobody knows nobody knows a vouch.
                Err(HeardError::NotKnown { .. }) => None,
                Err(error) => return Err(sentence(&error)),
            };
        if facts(document.as_ref()).get("version").is_some_and(Value::is_string) {
            findable.values.insert(Facet::VouchedBy, scid);
        }
    }
    Ok(())
}

/// The posts of an organisation that count, the newest first.
fn posts_of(session: &mut Session<'_, '_>, id: OrganisationId) -> Result<Vec<Post>, String> {
    let items = session.heard.items(&session.client, id).map_err(|error| sentence(&error))?;
    let mut directory = Directory::default();
    for (_, bytes) in items {
        directory.admit(Item::parse(&bytes).map_err(|error| sentence(&error))?);
    }
    let Some(ledger) = directory.ledger(&id) else { return Ok(Vec::new()) };
    let mut newest: BTreeMap<&Address, (Timestamp, Digest)> = BTreeMap::new();
    for (entry, _) in ledger.entries() {
        let this = (entry.header().time, entry.id());
        let held = newest.entry(&entry.header().address).or_insert(this);
        *held = this.max(*held);
    }
    let posts = ledger.documents().filter(|(address, _)| address.collection() == post::COLLECTION);
    let posts =
        post::newest(posts, |(address, _)| newest.get(address).copied(), |(_, document)| document.facts());
    Ok(posts.into_iter().map(|(_, post)| post).collect())
}

fn card_of(session: &mut Session<'_, '_>, hit: &Hit) -> Result<(Findable, Option<String>), String> {
    let id = OrganisationId::parse(&hit.organisation).map_err(|error| sentence(&error))?;
    let address = Address::parse(&hit.address).map_err(|error| sentence(&error))?;
    let is_profile = match (hit.kind.as_str(), address.as_str(), address.collection()) {
        ("profile", PROFILE, _) => true,
        ("listing", _, listing::COLLECTION) => false,
        _ => return Err(format!("{address} is no {}", shown(&hit.kind))),
    };
    let document = session.heard.document(&session.client, id, &address).map_err(|error| sentence(&error))?;
    let document = document.ok_or_else(|| format!("nobody shows what {id} signed at {address}"))?;
    let content = facts(Some(&document));
    if is_profile {
        return Ok((Findable::of_profile(&id, &Profile::read(&content), None), None));
    }
    let lister = session.heard.name(&session.client, id).map_err(|error| sentence(&error))?;
    let card = format!("{id}/{}", address.name());
    Ok((Findable::of_listing(&card, id, &Listing::read(&content), None), Some(lister)))
}

/// The fields in which the node's hit differs from the card.
fn compare(hit: &Hit, card: &Card, listed_by: Option<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut hold = |field: &str, told: Option<&str>, signed: Option<&str>| {
        if told.unwrap_or_default() != signed.unwrap_or_default() {
            let (told, signed) = (shown(told.unwrap_or("nothing")), shown(signed.unwrap_or("nothing")));
            faults.push(format!("{field}: the node tells {told:?}, signed is {signed:?}"));
        }
    };
    hold("title", Some(&hit.title), Some(&card.name));
    hold("region", hit.region.as_deref(), card.region.as_ref().map(|region| region.code.as_str()));
    hold("country", hit.country.as_deref(), card.country_code());
    hold("place", hit.place.as_deref(), card.place.as_deref());
    hold("listed_by", hit.listed_by.as_deref(), listed_by);
    let told: BTreeSet<&str> = hit.ecosystems.iter().map(String::as_str).collect();
    let signed: BTreeSet<&str> = card.ecosystems.iter().map(|term| term.code.as_str()).collect();
    let line = |codes: BTreeSet<&str>| codes.into_iter().collect::<Vec<_>>().join(",");
    hold("ecosystems", Some(&line(told)), Some(&line(signed)));
    faults
}

impl Verified {
    fn to_json(&self) -> Value {
        let card = self.card.as_deref();
        json!({
            "kind": card.map(|card| match card.kind {
                CardKind::Profile => "profile",
                CardKind::Listing { .. } => "listing",
            }),
            "organisation": self.organisation,
            "address": self.address,
            "title": self.title,
            "region": card.and_then(|card| card.region.as_ref()).map(|region| &region.code),
            "country": card.and_then(Card::country_code),
            "place": card.and_then(|card| card.place.as_deref()),
            "ecosystems": card.map(|card| card.ecosystems.iter().map(|term| &term.code).collect::<Vec<_>>()),
            "listed_by": self.listed_by,
            "verified": self.faults.is_empty(),
            "faults": self.faults,
        })
    }

    fn lines(&self) -> Vec<String> {
        let mut first = shown(&self.title).into_owned();
        if let Some(card) = &self.card {
            let region = card.region.as_ref().map(|region| region.code.as_str());
            let parts = [card.place.as_deref(), region, card.country_code()];
            for part in parts.into_iter().flatten() {
                first.push_str(&format!(", {}", shown(part)));
            }
            let ecosystems: Vec<&str> = card.ecosystems.iter().map(|term| term.code.as_str()).collect();
            if !ecosystems.is_empty() {
                first.push_str(&format!(" [{}]", shown(&ecosystems.join(", "))));
            }
        }
        let second = match &self.listed_by {
            Some(lister) => format!(
                "    listed by {}: {}/{}",
                shown(lister),
                shown(&self.organisation),
                shown(&self.address)
            ),
            None => format!("    {}", shown(&self.organisation)),
        };
        let faults = self.faults.iter().map(|fault| format!("    NOT AS SIGNED: {}", shown(fault)));
        [first, second].into_iter().chain(faults).collect()
    }
}

/// So many hits are shown and verified.
const HITS_MAX: u16 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_that_is_kept_asks_the_same_again() {
        let every = Facet::ALL.map(|facet| (facet.name().to_owned(), format!("values of {}", facet.name())));
        let mut question = Question::from(every);
        question
            .extend([("q".to_owned(), "light".to_owned()), ("label_on".to_owned(), "2026-11-22".to_owned())]);
        let of = |question: &Question| LandscapeSearch::of("light", question.clone());
        assert_eq!(of(&question).unwrap().question(), question);
        question.insert("colour".to_owned(), "blue".to_owned());
        assert!(
            matches!(of(&question), Err(SearchesError::Unknown { parameter, .. }) if parameter == "colour")
        );
    }
}
