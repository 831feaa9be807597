//! `hanse organisation create|show|state|device|join|rotate|recover|move|deactivate`

use std::collections::BTreeMap;

use protocol::credential::Party;
use protocol::entry::Address;
use protocol::identity::line::{self, Commitments, Device, DidDocument, Line};
use protocol::organisation::{Host, OrganisationId};
use protocol::profile::Content;
use protocol::profile::Profile;
use protocol::profile::edit::{Edits, edited, parse_field};
use protocol::vocabulary::region;
use serde_json::{Value, json};

use super::{CommandError, deliver, status_list, vouch};
use crate::args::{Organisation, OrganisationCreate};
use crate::home::keys::Secrets;
use crate::home::lock::PATIENCE;
use crate::home::random;
use crate::home::record::Items;
use crate::home::settings::{self, Settings};
use crate::home::words::Recovery;
use crate::output::{Answer, Console, sentence, shown};
use crate::own::opened::Opened;
use crate::own::{Own, OwnError, facts};
use crate::session::{Session, organisation, own_profile};

pub mod device;
pub mod keys;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Organisation) -> Result<Answer, CommandError> {
    match verb {
        Organisation::Create(asked) => create(session, &asked),
        Organisation::Show { organisation: None } => show_own(session),
        Organisation::Show { organisation: Some(text) } => {
            let id = organisation(&text)?;
            if session.own_id()? == Some(id) { show_own(session) } else { show_other(session, id) }
        }
        Organisation::State => state(session),
        Organisation::Device(verb) => device::run(session, verb),
        Organisation::Join { organisation } => device::join(session, &organisation),
        Organisation::Rotate => keys::rotate(session),
        Organisation::Recover(asked) => keys::recover(session, &asked),
        Organisation::Move { host } => keys::relocate(session, &host),
        Organisation::Deactivate { yes } => keys::deactivate(session, yes),
    }
}

/// States anew how far the organisation has spoken: verifiers take an old statement for stale news.
fn state(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    // What an issuer set to begin or end by itself reaches its lists with this.
    status_list::publish(session, &mut own)?;
    own.state_heads(session.now)?;
    own.keep()?;
    let answer = Answer::done(json!({"stated_at": session.now.to_string()}))
        .line(format!("stated as of {}", session.now));
    deliver(session, &mut own, answer)
}

/// Makes keys, the first line and the profile.
///
/// A try that broke off before its first line was recorded is taken up again with the same keys.
fn create(session: &mut Session<'_, '_>, asked: &OrganisationCreate) -> Result<Answer, CommandError> {
    let profile = first_profile(asked)?;
    let settings = settings::read(&session.home)?;
    let is_begun = !Items::read(&session.home).map_err(OwnError::from)?.is_empty();
    if let Some(own) = settings.organisation.as_ref().filter(|_| is_begun) {
        return Err(CommandError::AlreadyFounded { did: own.did().to_owned() });
    }
    let host = host_of(session, asked)?;
    let lock = session.home.lock(PATIENCE)?;
    let opened = Opened::open_or_draw(&lock, session.no_passphrase, session.console)?;
    let recovery = Recovery::from_entropy(random::draw()?);
    let line = first_line(host.clone(), opened.secrets(), &recovery, session)?;
    if !session.console.is_json() {
        show_words(session.console, &recovery);
    }
    let did = line.did();
    let organisation = settings::Own::parse(&did).ok_or(OwnError::NotTaken)?;
    settings::write(&lock, &Settings { organisation: Some(organisation.clone()), ..settings.clone() })?;
    let mut own = Own::open_as(lock, organisation, session.console)?;
    own.found(&line, opened)?;
    own.edit(&Address::profile(), &profile, session.now)?;
    let said = Profile::read(&edited(&Content::new(), &profile));
    let mut answer = Answer::done(json!({
        "did": did,
        "scid": own.id().to_string(),
        "version_id": line.version_id(),
        "host": host.to_string(),
        "name": said.name(&[]),
        "kind": said.kind.map(protocol::organisation::Kind::code),
        "region": said.region.as_ref().map(|region| &region.code),
        "recovery_words": recovery.words().as_str(),
    }))
    .line(did)
    .hint("say more of yourselves with `hanse profile edit`");
    if session.client.nodes().iter().any(|node| !settings.nodes.iter().any(|known| known == node.url())) {
        let path = session.home.settings_path();
        answer = answer.hint(format!(
            "to ask this node always, write node = [\"{}\"] into {}",
            session.client.nodes()[0],
            path.display()
        ));
    }
    deliver(session, &mut own, answer)
}

fn first_profile(asked: &OrganisationCreate) -> Result<Edits, CommandError> {
    let mut edits = Edits::new();
    let mut content = Content::new();
    let mut set = |key: &str, text: &str| -> Result<(), CommandError> {
        let more = parse_field(&content, key, text)?;
        content = edited(&content, &more);
        edits.extend(more);
        Ok(())
    };
    set("name.en", &asked.name)?;
    set("kind", &asked.kind)?;
    set("region", &asked.region)?;
    if let Some(country) = region::country_of(&asked.region.to_uppercase()) {
        set("country", country)?;
    }
    Ok(edits)
}

fn host_of(session: &Session<'_, '_>, asked: &OrganisationCreate) -> Result<Host, CommandError> {
    if let Some(host) = &asked.host {
        return Ok(Host::parse(host)?);
    }
    let mut why = String::new();
    for node in session.client.nodes() {
        let told = match node.info() {
            Ok(info) => info.host.unwrap_or_default(),
            Err(error) => {
                why.push_str(&format!("; {}", sentence(&error)));
                continue;
            }
        };
        match Host::parse(&told) {
            Ok(host) => return Ok(host),
            Err(_) => why.push_str(&format!("; {node} has no public host")),
        }
    }
    Err(CommandError::HostNeeded { why })
}

fn first_line(
    host: Host,
    secrets: &Secrets,
    recovery: &Recovery,
    session: &Session<'_, '_>,
) -> Result<Line, OwnError> {
    let public = secrets.public();
    let device =
        Device { writes: true, asserts: true, authenticates: false, agreement: Some(public.agreement) };
    let document =
        DidDocument { host, devices: BTreeMap::from([(public.device, device)]), retired: BTreeMap::new() };
    let next = Commitments {
        recovery: recovery.key().public().commitment(),
        routine: public.next_routine_commitment,
    };
    Ok(line::found(&document, &secrets.routine_key(), &next, session.now)?)
}

fn show_words(console: &mut Console<'_>, recovery: &Recovery) {
    let words = recovery.words();
    let words: Vec<&str> = words.split(' ').collect();
    console.say("┌─ recovery words ─────────────────────────────────────────────────┐");
    for (row, four) in words.chunks(4).enumerate() {
        let cells: String =
            four.iter().zip(row * 4 + 1..).map(|(word, number)| format!("{number:>3} {word:<12}")).collect();
        console.say(format_args!("│ {cells} │"));
    }
    console.say("└──────────────────────────────────────────────────────────────────┘");
    console.say(
        "Write these 24 words on paper and keep them apart from this computer. They are shown this once and stored \
         nowhere. Who has them can take the organisation back when this computer is lost, or from you.",
    );
}

fn show_own(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let own = session.own()?;
    let ledger = own.ledger()?;
    let branches = ledger.identity().branches();
    let tip = branches.first().ok_or(OwnError::NotTaken)?.tip();
    let profile = own_profile(&own)?;
    let mut json = describe(tip, &profile);
    json["own"] = json!(true);
    json["disputed"] = json!(branches.len() > 1);
    json["items"] = json!(ledger.item_count());
    json["documents"] = json!(ledger.documents().count());
    json["sent"] = json!(own.waiting() == 0);
    json["waiting"] = json!(own.waiting());
    let mut answer = print(Answer::done(json), tip, &profile);
    answer = answer.line(format!(
        "items:    {} in {} documents, {} waiting to be sent",
        ledger.item_count(),
        ledger.documents().count(),
        own.waiting()
    ));
    if branches.len() > 1 {
        answer = answer.line("disputed: two lines of the identity log contradict each other");
    }
    Ok(answer)
}

fn show_other(session: &mut Session<'_, '_>, id: OrganisationId) -> Result<Answer, CommandError> {
    let tip = session.heard.tip(&session.client, id)?;
    let profile = session.heard.profile(&session.client, id)?.cloned().unwrap_or_default();
    let vouchers = vouch::vouchers(session, id);
    let mut json = describe(&tip, &profile);
    json["own"] = json!(false);
    json["disputed"] = json!(false);
    json["vouched_by"] = vouchers.iter().map(vouch::Voucher::to_json).collect();
    let mut answer = print(Answer::done(json), &tip, &profile);
    for voucher in &vouchers {
        answer = answer.line(format!("vouched:  by {voucher}"));
    }
    if vouchers.is_empty() {
        answer = answer.line("vouched:  by nobody that this node knows");
    }
    Ok(answer)
}

fn describe(tip: &Line, profile: &Profile) -> Value {
    let devices: Vec<Value> = tip
        .document()
        .devices
        .iter()
        .map(|(key, device)| {
            json!({
                "key": key.to_string(),
                "writes": device.writes,
                "asserts": device.asserts,
                "authenticates": device.authenticates,
                "retired": tip.document().retired.contains_key(key),
            })
        })
        .collect();
    json!({
        "did": tip.did(),
        "scid": tip.organisation().to_string(),
        "version_id": tip.version_id(),
        "host": tip.document().host.to_string(),
        "name": profile.name(&[]),
        "kind": profile.kind.map(protocol::organisation::Kind::code),
        "region": profile.region.as_ref().map(|region| &region.code),
        "country": profile.country.as_ref().map(|country| &country.code),
        "devices": devices,
    })
}

fn print(answer: Answer, tip: &Line, profile: &Profile) -> Answer {
    let name = profile.name(&[]).map_or_else(|| "without a name".to_owned(), |name| shown(name).into_owned());
    let region =
        profile.region.as_ref().map(|region| format!("{} ({})", shown(&region.code), shown(region.title())));
    let mut answer = answer.line(format!("name:     {name}"));
    if let Some(kind) = profile.kind {
        answer = answer.line(format!("kind:     {}, by its own word", kind.title()));
    }
    if let Some(region) = region {
        answer = answer.line(format!("region:   {region}"));
    }
    answer
        .line(format!("did:      {}", tip.did()))
        .line(format!("version:  {} of {}", tip.version_id(), tip.time()))
        .line(format!("devices:  {}", tip.document().devices.len()))
}

/// An organisation as credentials name it: its DID, and the name it has in its profile now.
///
/// # Errors
///
/// [`CommandError`] when its log or profile cannot be had, or does not hold.
pub(crate) fn party(
    session: &mut Session<'_, '_>,
    own: &Own,
    id: OrganisationId,
) -> Result<Party, CommandError> {
    if id == own.id() {
        let profile = own_profile(own)?;
        let branches = own.ledger()?.identity().branches();
        let did = branches.first().map_or_else(|| own.did().to_owned(), |branch| branch.tip().did());
        let name = profile.name(&[]).map_or_else(|| id.to_string(), str::to_owned);
        return Ok(Party { did, name });
    }
    let did = session.heard.tip(&session.client, id)?.did();
    Ok(Party { did, name: session.heard.name(&session.client, id)? })
}

/// What the own profile says, as it can be edited.
///
/// # Errors
///
/// [`OwnError::NoLog`].
pub(crate) fn own_content(own: &Own) -> Result<Content, OwnError> {
    Ok(facts(own.document(&Address::profile())?))
}
