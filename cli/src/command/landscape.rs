//! `hanse landscape search`: a node finds, and every hit that is shown was verified.

use std::collections::BTreeSet;
use std::sync::Arc;

use protocol::entry::Address;
use protocol::landscape::facet::Facet;
use protocol::landscape::{Card, CardKind, Findable, Query, QueryText, search};
use protocol::listing::Listing;
use protocol::organisation::OrganisationId;
use protocol::portal::{Portal, PortalId};
use protocol::profile::Profile;
use serde_json::{Value, json};

use super::CommandError;
use crate::args::{Landscape, LandscapeSearch};
use crate::client::{Fault, Hit, Page};
use crate::heard::{HeardError, PROFILE};
use crate::output::{Answer, Exit, sentence, shown};
use crate::own::facts;
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Landscape) -> Result<Answer, CommandError> {
    let Landscape::Search(asked) = verb;
    find(session, &asked)
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

/// What of a question the card itself can answer. Labels, vouches and times are said elsewhere, and so are portals.
fn of_the_card(query: &Query) -> Query {
    let mut query = query.clone();
    for facet in [Facet::Label, Facet::VouchedBy, Facet::Fresh, Facet::Portal] {
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
        let document = session.heard.document(&session.client, id.keeper, &id.address())?;
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
            let is_gathered = portals.is_empty() || portals.iter().any(|portal| gathers(portal, &findable));
            if !is_found(&findable, query) || !is_gathered {
                verified.faults.push("it is not what was asked for".to_owned());
            }
            if !card.name.is_empty() {
                verified.title = card.name.to_string();
            }
            verified.listed_by = listed_by;
            verified.card = Some(card);
        }
        Err(fault) => verified.faults.push(fault),
    }
    verified
}

fn card_of(session: &mut Session<'_, '_>, hit: &Hit) -> Result<(Findable, Option<String>), String> {
    let id = OrganisationId::parse(&hit.organisation).map_err(|error| sentence(&error))?;
    let address = Address::parse(&hit.address).map_err(|error| sentence(&error))?;
    let is_profile = match (hit.kind.as_str(), address.as_str(), address.collection()) {
        ("profile", PROFILE, _) => true,
        ("listing", _, "listing") => false,
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
    let title = if card.name.is_empty() { &*card.id } else { &*card.name };
    hold("title", Some(&hit.title), Some(title));
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
