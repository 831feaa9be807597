//! `GET /organisations/{scid}`: the page of an organisation, and its logo.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use data_encoding::BASE64;
use protocol::digest::Digest;
use protocol::entry::Address;
use protocol::identity::Branch;
use protocol::identity::line::VersionRef;
use protocol::ledger::Ledger;
use protocol::organisation::OrganisationId;
use protocol::profile::Profile;
use protocol::profile::remark::Remark;
use protocol::text::LanguageTag;
use protocol::verification::AsOf;
use protocol::vocabulary::{List, Term};

use crate::http::App;
use crate::http::answer::{self, Path, Typed, tagged};
use crate::http::attestation::OnDay;
use crate::http::linked;
use crate::http::organisation::with_ledger;
use crate::http::page::{
    beginning, frame, history, judgement, likeness, page_or_told, party, phrase, place, portal, post,
    profile, region, said, tag, term, titled, website,
};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::history::History;
use crate::pages::locale::Locale;
use crate::pages::organisation::{self as pages, Identity, ListedBy, OrganisationPage, OwnedScheme, Vouch};
use crate::pages::path;
use crate::pages::profile::{Completeness, Language};
use crate::pages::words::{Count, Link, Notice, Phrase, Tone};
use crate::read_model::{OrganisationView, ReadModel};

pub(super) async fn show(
    State(app): State<App>,
    Path(scid): Path<String>,
    reader: Reader,
) -> Result<Response, Problem> {
    let id = answer::organisation(&scid)?;
    let twin = format!("/v1{}", path::organisation(&id.to_string()));
    page_or_told(&reader, &twin, linked::organisation(&app, id), make(&app, &reader, id, &twin)).await
}

/// Gives the logo as a file of its own, so that pages need no `data:` pictures.
pub(super) async fn logo(
    State(app): State<App>,
    Path(scid): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let held = with_ledger(&app.handle, &scid, |ledger| Held::of(ledger, Locale::default())).await?;
    let logo = held.profile.and_then(|(profile, _)| profile.logo);
    let (kind, bytes) =
        logo.as_deref().and_then(picture).ok_or_else(|| Problem::not_found("logo of this organisation"))?;
    let tag = Digest::of(&[&bytes]).to_string();
    Ok(tagged(&headers, &tag, Typed(kind, bytes)))
}

async fn make(
    app: &App,
    reader: &Reader,
    id: OrganisationId,
    twin: &str,
) -> Result<OrganisationPage, Problem> {
    let locale = reader.locale;
    let model = app.handle.model().await?;
    let held = app.handle.ledger(id).await?.map(|ledger| Held::of(&ledger, locale));
    let not_found = || Problem::not_found("organisation of this SCID");
    let (held, view) = (held.ok_or_else(not_found)?, model.organisation(&id).ok_or_else(not_found)?);

    let scid = id.to_string();
    let similar = likeness::similar(locale, &model, &scid).await;
    let anchors = app.about.anchors();
    let as_of = OnDay::default().as_of()?;
    let labels: Vec<_> = model.labels_of(&id).collect();
    // One that was transferred is shown by both, and says to each who holds it.
    let held_here = AsOf { holder: Some(id), ..as_of };
    let mut labels = judgement::judged(app, locale, &model, &labels, held_here).await?;
    judgement::by_weight(&mut labels);
    let mut issued: Vec<_> = view.labels.iter().collect();
    issued.sort_by_key(|label| (Reverse(label.valid_from), label.id.clone()));
    issued.truncate(ISSUED);
    let issued = judgement::judged(app, locale, &model, &issued, as_of).await?;
    let in_list = |judged: &judgement::Judged<'_>| judged.in_list(&model, &anchors);

    let profile = held.profile.as_ref().map(|(profile, _)| profile);
    let head = profile.map(|profile| Head::of(profile, locale)).unwrap_or_default();
    Ok(OrganisationPage {
        frame: frame(app, reader, Some(twin)),
        name: head.name.unwrap_or_else(|| party(&model, &id).name),
        other_names: head.other_names,
        calls_itself: view.kind.map(|kind| profile::calls_itself(locale, kind)),
        place: head.place,
        region_page: head.region_page,
        website: head.website,
        logo: head.has_logo.then(|| path::logo(&id.to_string())),
        notices: held.notices,
        profile: held
            .profile
            .as_ref()
            .map(|(profile, changed)| own_words(locale, profile, changed.as_deref())),
        listings: profile.map(|profile| listings(&model, profile)).unwrap_or_default(),
        vouches: vouches(locale, &model, &id, &held.versions),
        labels: labels.iter().map(in_list).collect(),
        issued: issued.iter().map(in_list).collect(),
        issued_in_all: Count(view.labels.len() as u64),
        schemes: schemes(locale, view),
        portals: portal::kept_by(locale, view),
        anchors: judgement::pinned(&model, &anchors),
        is_agency: view.listings > 0 || !view.vouches.is_empty(),
        posts: post::of_organisation(locale, view),
        ties: post::ties(locale, &model, &id),
        history: held.history,
        compare: likeness::comparison(&scid, similar.iter()),
        similar,
        identity: held.identity,
    })
}

/// What the page takes from the organisation's ledger.
struct Held {
    profile: Option<(Profile, Option<String>)>,
    notices: Vec<Notice>,
    /// Versions on a live branch.
    versions: BTreeSet<VersionRef>,
    identity: Identity,
    history: History,
}

impl Held {
    fn of(ledger: &Ledger, locale: Locale) -> Self {
        let address = Address::profile();
        let profile = ledger.document(&address).map(|document| {
            let newest = ledger.entries_at(&address).iter().map(|(entry, _)| entry.header().time).max();
            (Profile::read(&document.facts()), newest.map(|time| time.day().to_string()))
        });
        let branches = ledger.identity().branches();
        Self {
            history: history::history(locale, ledger, &address),
            notices: notices(locale, &branches),
            versions: branches.iter().flat_map(Branch::lines).map(|line| *line.version()).collect(),
            identity: identity(locale, ledger.organisation(), &branches, profile.is_some()),
            profile,
        }
    }
}

fn notices(locale: Locale, branches: &[Branch]) -> Vec<Notice> {
    let mut notices = Vec::new();
    if branches.len() > 1 {
        notices.push(Notice {
            tone: Tone::Unknown,
            text: locale.t("organisation-disputed").count("branches", branches.len()).to_text(),
        });
    }
    if let Some(ended) = branches.iter().map(Branch::tip).find(|tip| tip.is_deactivated()) {
        notices.push(Notice {
            tone: Tone::Fails,
            text: locale.t("organisation-deactivated").day("day", ended.time().day()).to_text(),
        });
    }
    notices
}

fn identity(locale: Locale, id: OrganisationId, branches: &[Branch], has_profile: bool) -> Identity {
    let tip = branches.first().map(Branch::tip);
    let retired: BTreeSet<_> =
        branches.iter().flat_map(Branch::lines).flat_map(|line| line.document().retired.keys()).collect();
    let listed = tip.map(|tip| &tip.document().devices);
    let devices =
        listed.map_or(0, |devices| devices.keys().filter(|device| !retired.contains(device)).count());
    Identity {
        did: tip.map_or_else(String::new, |tip| tip.did()),
        scid: id.to_string(),
        host: tip.map_or_else(String::new, |tip| tip.document().host.to_string()),
        version: tip.map_or(0, |tip| u64::from(tip.version().number)),
        version_id: tip.map_or_else(String::new, |tip| tip.version_id().to_owned()),
        version_time: tip.map_or_else(String::new, |tip| tip.time().floor_to_second().to_string()),
        devices: Count(devices as u64),
        retired_devices: Count(retired.len() as u64),
        downloads: downloads(locale, id, has_profile),
    }
}

fn downloads(locale: Locale, id: OrganisationId, has_profile: bool) -> Vec<Link> {
    let of = format!("/v1/organisations/{id}");
    let link = |key: &str, path: &str| Link::here(&locale.t(key).to_text(), path);
    let mut downloads = vec![link("organisation-log", &format!("{of}/did.jsonl"))];
    if has_profile {
        let profile = format!("{of}/documents/profile/self");
        downloads.push(link("organisation-profile-json", &format!("{profile}.json")));
        downloads.push(link("organisation-profile-automerge", &format!("{profile}.automerge")));
        downloads.push(link("organisation-profile-entries", &format!("{profile}/entries")));
    }
    downloads.push(link("organisation-items", &format!("{of}/items")));
    downloads.push(link("organisation-changes", &path::changes(&id.to_string())));
    downloads
}

/// What the head of the page takes from the profile.
#[derive(Default)]
struct Head {
    name: Option<Phrase>,
    other_names: Vec<Phrase>,
    place: String,
    region_page: Option<String>,
    website: Option<Link>,
    has_logo: bool,
}

impl Head {
    fn of(profile: &Profile, locale: Locale) -> Self {
        let mut other_names = profile::phrases(&profile.names, locale);
        let shown = profile.name(&[tag(locale)]).map(said);
        other_names.extend(
            [&profile.acronym, &profile.legal_name].into_iter().flatten().map(|name| phrase(name, "")),
        );
        other_names.retain(|name| Some(&name.text) != shown.as_ref());
        Self {
            name: profile.names.best(&[tag(locale)]).map(|(language, name)| phrase(name, language.as_str())),
            other_names,
            place: place(locale, profile.place.as_deref(), profile.region.as_ref(), profile.country.as_ref()),
            region_page: region::page_of(profile.region.as_ref(), profile.country.as_ref()),
            website: profile.website.as_ref().map(website),
            has_logo: profile.logo.as_deref().and_then(picture).is_some(),
        }
    }
}

fn own_words(locale: Locale, profile: &Profile, changed: Option<&str>) -> pages::Profile {
    let mut shown = profile.clone();
    let mut summary = None;
    if let Some((language, text)) = profile.descriptions.best(&[tag(locale)]) {
        let begins = beginning(text.trim(), SUMMARY_LETTERS);
        summary = Some(phrase(&begins, language.as_str()));
        // A short description stands above the fields and is not repeated among them.
        if begins == text.trim() {
            let others = profile.descriptions.iter().filter(|(other, _)| *other != language);
            let mut descriptions = protocol::text::TaggedText::default();
            others.for_each(|(other, text)| descriptions.insert(other.clone(), text.to_owned()));
            shown.descriptions = descriptions;
        }
    }
    let completeness = profile.completeness();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    pages::Profile {
        summary,
        groups: profile::groups(locale, &shown, &profile.remarks),
        completeness: Completeness { given: count(completeness.filled), of: count(completeness.of) },
        languages: languages(locale, profile),
        changed: changed.map(str::to_owned),
        remarks: remarks(locale, profile),
    }
}

fn remarks(locale: Locale, profile: &Profile) -> Vec<Phrase> {
    let remarks: Vec<Remark> = profile.remarks.clone();
    profile::remarks_on_the_whole(locale, profile, &remarks)
}

/// Languages of names and descriptions.
fn languages(locale: Locale, profile: &Profile) -> Vec<Language> {
    let tags: BTreeMap<&LanguageTag, ()> =
        profile.names.iter().chain(profile.descriptions.iter()).map(|(tag, _)| (tag, ())).collect();
    let name = |tag: &LanguageTag| {
        let language = Term::current(List::Language, tag.language());
        if language.is_known() { term(locale, &language).text } else { tag.to_string() }
    };
    tags.keys().map(|tag| Language { tag: tag.to_string(), name: name(tag) }).collect()
}

/// Listings with the website of the profile. Only the agency can say whether they mean the same organisation, and
/// the page says that.
fn listings(model: &ReadModel, profile: &Profile) -> Vec<ListedBy> {
    let Some(website) = &profile.website else { return Vec::new() };
    let listed = model.listings_with(website).take(LISTINGS).map(|listed| ListedBy {
        by: party(model, &listed.by),
        under: phrase(&listed.name, ""),
        name: listed.listing.clone(),
    });
    listed.collect()
}

fn vouches(
    locale: Locale,
    model: &ReadModel,
    id: &OrganisationId,
    versions: &BTreeSet<VersionRef>,
) -> Vec<Vouch> {
    let vouch = |vouch: &crate::read_model::Vouch| {
        let saw = VersionRef::parse(&vouch.version_id);
        let remark = match saw {
            Some(version) if versions.contains(&version) => None,
            Some(_) => Some("organisation-vouch-not-in-log"),
            None => Some("organisation-vouch-no-version"),
        };
        Vouch {
            by: party(model, &vouch.by),
            since: vouch.since.day().to_string(),
            saw_version: saw.map_or(0, |version| u64::from(version.number)),
            remarks: remark.map(|key| Phrase::plain(&locale.t(key).to_text())).into_iter().collect(),
        }
    };
    model.vouches_for(id).map(vouch).collect()
}

fn schemes(locale: Locale, view: &OrganisationView) -> Vec<OwnedScheme> {
    let owned = view.schemes.iter().map(|(id, scheme)| OwnedScheme {
        title: titled(locale, &scheme.title),
        href: path::scheme(&id.owner.to_string(), &id.name),
        version: scheme.version.clone(),
    });
    owned.collect()
}

/// The media type and the bytes of a logo, of which reading the profile left only the three formats that are pictures.
fn picture(logo: &str) -> Option<(&'static str, Vec<u8>)> {
    let (kind, data) = logo.strip_prefix("data:")?.split_once(";base64,")?;
    let kind = match kind {
        "image/png" => "image/png",
        "image/jpeg" => "image/jpeg",
        "image/webp" => "image/webp",
        _ => return None,
    };
    Some((kind, BASE64.decode(data.as_bytes()).ok()?))
}

const ISSUED: usize = 20;
const LISTINGS: usize = 20;
const SUMMARY_LETTERS: usize = 600;
