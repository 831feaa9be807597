//! `hanse organisation device request|add|retire|list` and `hanse organisation join`

use std::collections::BTreeMap;
use std::path::Path;

use protocol::attestation::{AttestationId, Credential};
use protocol::digest::Digest;
use protocol::entry::{Entry, Verified};
use protocol::identity::Branch;
use protocol::identity::line::{self, Retirement, RetirementReason};
use protocol::item::Item;
use protocol::key::PublicKey;
use protocol::ledger::Ledger;
use protocol::time::Timestamp;
use protocol::tree;
use serde_json::{Value, json};

use crate::args::{Device, DeviceRetire, EndReason, Right};
use crate::command::{CommandError, deliver, read_text};
use crate::home::durable;
use crate::home::lock::PATIENCE;
use crate::home::settings::{self, Settings};
use crate::output::{Answer, count, shown};
use crate::own::line::Continuation;
use crate::own::opened::Opened;
use crate::own::request::{DeviceRequest, TEXT_BYTES_MAX};
use crate::own::{Own, OwnError, facts};
use crate::session::{Session, organisation, own_profile};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub(super) fn run(session: &mut Session<'_, '_>, verb: Device) -> Result<Answer, CommandError> {
    match verb {
        Device::Request { may, label, out } => request(session, may, label, out.as_deref()),
        Device::Add { request, may, yes } => add(session, &request, may, yes),
        Device::Retire(asked) => retire(session, &asked),
        Device::List => list(session),
    }
}

fn request(
    session: &mut Session<'_, '_>,
    may: Vec<Right>,
    label: String,
    out: Option<&Path>,
) -> Result<Answer, CommandError> {
    let lock = session.home.lock(PATIENCE)?;
    let opened = Opened::open_or_draw(&lock, session.no_passphrase, session.console)?;
    let public = opened.secrets().public();
    let request = DeviceRequest { device: public.device, agreement: public.agreement, may, label };
    let text = request.seal(&opened.secrets().device_key())?;
    if let Some(out) = out {
        durable::replace(out, format!("{text}\n").as_bytes())?;
    }
    let mut answer = Answer::done(json!({
        "device": public.device.to_string(),
        "may": words(&request.may),
        "label": request.label,
        "request": text,
        "out": out,
    }));
    session.console.say(format_args!("the key of this computer: {}", public.device));
    answer = match out {
        None => answer.line(text),
        Some(out) => answer.line(format!("wrote {}", out.display())),
    };
    Ok(answer
        .hint(
            "send this to who keeps the organisation's keys; there: `hanse organisation device add REQUEST`, and compare \
             the key",
        )
        .hint("then, here: `hanse organisation join DID`"))
}

fn add(
    session: &mut Session<'_, '_>,
    request: &str,
    may: Vec<Right>,
    yes: bool,
) -> Result<Answer, CommandError> {
    let text = match DeviceRequest::parse(request) {
        Err(_) if Path::new(request).exists() => read_text(Path::new(request), TEXT_BYTES_MAX as u64)?,
        _ => request.to_owned(),
    };
    let request = DeviceRequest::parse(&text)?;
    let may = if may.is_empty() { request.may.clone() } else { may };
    let mut own = session.own()?;
    own.check_controller()?;
    let mut document = own.tip()?.document().clone();
    if branch(&own)?.retirement(&request.device).is_some() {
        return Err(CommandError::DeviceEnded { device: request.device });
    }
    let listed = rights(&may, &request);
    let is_new = document.devices.insert(request.device, listed.clone()) != Some(listed);
    session.console.say(format_args!(
        "device {}{}, may {}",
        request.device,
        if request.label.is_empty() { String::new() } else { format!(" ({})", shown(&request.label)) },
        words(&may).join(", ")
    ));
    if is_new && !yes && !session.console.confirm("does the other computer show this key?")? {
        return Err(CommandError::Declined);
    }
    let did = own.tip()?.did();
    if is_new {
        own.write_line(&document, Continuation::GoesOn, session.now)?;
    }
    let name = if request.label.is_empty() { None } else { Some(request.label.clone()) };
    call(&own, request.device, name.clone())?;
    let answer = Answer::done(json!({
        "device": request.device.to_string(),
        "may": words(&may),
        "label": name,
        "version_id": own.tip()?.version_id(),
        "changed": is_new,
    }))
    .line(match is_new {
        true => format!("added {}", request.device),
        false => format!("nothing changes: it is added already, {}", request.device),
    })
    .hint(format!("on the other computer: `hanse organisation join {did}`"))
    .hint(BACK_UP);
    deliver(session, &mut own, answer)
}

/// Lets the home speak for the organisation that a node tells of.
///
/// # Errors
///
/// [`CommandError`].
pub(super) fn join(session: &mut Session<'_, '_>, text: &str) -> Result<Answer, CommandError> {
    let id = organisation(text)?;
    let settings = settings::read(&session.home)?;
    if let Some(own) = settings.organisation.as_ref().filter(|own| own.id() != id) {
        return Err(CommandError::AlreadyFounded { did: own.did().to_owned() });
    }
    let lock = session.home.lock(PATIENCE)?;
    let device = crate::home::keys::KeyFile::read(&session.home).map_err(OwnError::from)?.public().device;
    let did = session.heard.tip(&session.client, id)?.did();
    let branches = session.heard.identity(&session.client, id)?.branches();
    let branch = branches.first().ok_or(OwnError::NotTaken)?;
    let listed = branch.tip().document().devices.get(&device);
    let listed = listed.filter(|_| branch.retirement(&device).is_none()).cloned();
    let Some(listed) = listed else {
        return Err(CommandError::NotAdded { device, did });
    };
    let items = fetched(session, id)?;
    let organisation = settings::Own::parse(&did).ok_or(OwnError::NotTaken)?;
    let mut own = Own::open_as(lock, organisation.clone(), session.console)?;
    own.take_in(items)?;
    own.catch_up(&session.client, session.now, session.console)?;
    settings::write(own.lock(), &Settings { organisation: Some(organisation), ..settings })?;
    let profile = own_profile(&own)?;
    let name = profile.name(&[]).map_or_else(|| id.to_string(), str::to_owned);
    let may = may_of(&listed);
    let answer = Answer::done(json!({
        "did": did,
        "name": name,
        "device": device.to_string(),
        "may": words(&may),
        "items": own.items()?.len(),
    }))
    .line(format!("this home speaks for {}, {did}", shown(&name)))
    .line(format!("it may {}", words(&may).join(", ")))
    .hint("say more of your organisation with `hanse profile edit`");
    deliver(session, &mut own, answer)
}

/// What nodes hold of an organisation, verified.
pub(super) fn fetched(
    session: &mut Session<'_, '_>,
    id: protocol::organisation::OrganisationId,
) -> Result<Vec<Item>, CommandError> {
    let items = session.heard.items(&session.client, id)?;
    let parse = |(_, bytes): &(Digest, Vec<u8>)| Item::parse_own_record(bytes);
    Ok(items.iter().map(parse).collect::<Result<_, _>>().map_err(OwnError::from)?)
}

fn retire(session: &mut Session<'_, '_>, asked: &DeviceRetire) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    own.check_controller()?;
    let tip = own.tip()?.clone();
    let device = named(&own, &asked.device)?;
    let reason = match asked.reason {
        EndReason::Left => RetirementReason::Left,
        EndReason::Compromised => RetirementReason::Compromised,
    };
    let retirement = retirement(&own, device, reason, asked.after.as_deref())?;
    let changes = own.changes_of(&device)?;
    let labels = match reason {
        RetirementReason::Left => Vec::new(),
        RetirementReason::Compromised => labels_signed(own.ledger()?, &device, session.now),
    };
    let mut document = tip.document().clone();
    let (sequence, was) = (retirement.sequence, document.devices.get(&device).cloned());
    document.retired.insert(device, retirement);
    if reason == RetirementReason::Compromised {
        document.devices.remove(&device);
    }
    // A home that ends its own device goes on with another key; so does one whose last try broke off on the way.
    let mut this = own.public_keys()?;
    let renewed = if document.devices.contains_key(&this.device) && this.device != device {
        None
    } else {
        if this.device == device {
            this = own.renew_device()?;
        }
        let agreement = Some(this.agreement);
        let listed = was.unwrap_or(line::Device { writes: true, asserts: true, ..line::Device::default() });
        document.devices.insert(this.device, line::Device { agreement, ..listed });
        Some(this.device)
    };
    let line = own.write_line(&document, Continuation::GoesOn, session.now)?;
    let is_adopted = asked.adopt || reason == RetirementReason::Left;
    let (adopted, left) = match is_adopted {
        true => own.adopt(&changes, session.now)?,
        false => (0, lost(own.ledger()?, &changes)),
    };
    if line.document().devices.get(&this.device).is_some_and(|listed| listed.asserts) {
        own.state_heads(session.now)?;
    }
    own.keep()?;
    let answer = Answer::done(json!({
        "device": device.to_string(),
        "reason": asked.reason_word(),
        "after": sequence,
        "version_id": line.version_id(),
        "adopted": adopted,
        "left_out": left,
        "seal_again": labels.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "new_device": renewed.map(|key| key.to_string()),
    }));
    let answer = tell_retired(answer, &Retired { device, sequence, adopted, left, labels, renewed });
    deliver(session, &mut own, answer)
}

/// What became of a device that was retired.
struct Retired {
    device: PublicKey,
    sequence: u64,
    adopted: usize,
    left: usize,
    labels: Vec<AttestationId>,
    renewed: Option<PublicKey>,
}

fn tell_retired(answer: Answer, retired: &Retired) -> Answer {
    let mut answer = answer.line(match retired.sequence {
        0 => format!("retired, and nothing that it signed counts: {}", retired.device),
        sequence => format!("retired, and what it signed counts up to entry {sequence}: {}", retired.device),
    });
    if retired.adopted > 0 {
        let changes = count(retired.adopted, "change", "changes");
        answer = answer.line(format!("took over {changes} that it made behind that"));
    }
    if retired.left > 0 {
        let changes = count(retired.left, "change", "changes");
        answer = answer
            .line(format!("{changes} that it made behind that count no more"))
            .hint("what of them was honest work can be typed in anew with `hanse profile edit`");
    }
    for label in &retired.labels {
        answer = answer.line(format!("issue this label again, its key is listed no more: {label}"));
    }
    if !retired.labels.is_empty() {
        answer = answer.hint(
            "here the labels still verify; other people's software needs a new one, by `hanse attestation issue`, before \
             the old one is withdrawn",
        );
    }
    if let Some(key) = retired.renewed {
        answer = answer.line(format!("this home speaks by a new key: {key}"));
    }
    answer.hint(BACK_UP)
}

impl DeviceRetire {
    const fn reason_word(&self) -> &'static str {
        match self.reason {
            EndReason::Left => "left",
            EndReason::Compromised => "compromised",
        }
    }
}

/// The retirement of a device, cut behind its last known entry or where the person says.
fn retirement(
    own: &Own,
    device: PublicKey,
    reason: RetirementReason,
    after: Option<&str>,
) -> Result<Retirement, CommandError> {
    let branch = branch(own)?;
    if let Some(earlier) = branch.retirement(&device) {
        // The first cut counts for good; who left can still turn out to be robbed.
        let is_worse = earlier.reason == RetirementReason::Left && reason == RetirementReason::Compromised;
        if !is_worse || after.is_some() {
            return Err(CommandError::DeviceEnded { device });
        }
        return Ok(Retirement { reason, ..earlier.clone() });
    }
    let chain = own.ledger()?.chain(&device);
    let way = match after.map(|text| (text, text.parse::<usize>())) {
        None => chain.to_vec(),
        Some((_, Ok(sequence))) if sequence <= chain.len() => chain[..sequence].to_vec(),
        Some((text, Ok(_))) => {
            return Err(CommandError::NoEntry { text: text.to_owned(), device, last: chain.len() });
        }
        Some((text, Err(_))) => {
            let no_entry =
                || CommandError::NoEntry { text: shown(text).into_owned(), device, last: chain.len() };
            let id = Digest::parse_hex(text).ok_or_else(no_entry)?;
            way_to(own.ledger()?, id, &device).ok_or_else(no_entry)?
        }
    };
    Ok(Retirement {
        sequence: way.len() as u64,
        // A device that never spoke has no last entry.
        entry: way.last().copied().unwrap_or_else(|| Digest::of(&[])),
        tree_head: tree::root(&way),
        reason,
    })
}

/// The ids of a device's entries from its first to this one.
fn way_to(ledger: &Ledger, id: Digest, device: &PublicKey) -> Option<Vec<Digest>> {
    let (mut way, mut next) = (Vec::new(), Some(id));
    while let Some(id) = next {
        let (entry, _) = ledger.entry(&id).filter(|(entry, _)| entry.header().device == *device)?;
        way.push(id);
        next = entry.header().previous;
    }
    way.reverse();
    Some(way)
}

/// How many changes no document holds.
fn lost(ledger: &Ledger, changes: &[Entry<Verified>]) -> usize {
    let is_held = |change: &&Entry<Verified>| {
        let document = ledger.document(&change.header().address);
        document.is_some_and(|document| document.holds_change(change.change()))
    };
    changes.len() - changes.iter().filter(is_held).count()
}

/// The labels that a device signed, and that are neither run out nor taken back.
fn labels_signed(ledger: &Ledger, device: &PublicKey, now: Timestamp) -> Vec<AttestationId> {
    let mut labels = Vec::new();
    for (address, document) in ledger.documents() {
        if address.collection() != "attestation" {
            continue;
        }
        let content = facts(Some(document));
        let text = content.get("content").and_then(Value::as_str).unwrap_or_default();
        let Ok(credential) = Credential::parse(text.as_bytes()) else { continue };
        let label = credential.label();
        let is_theirs = credential.device().is_ok_and(|signer| signer == *device);
        let is_over = label.valid_until < now.day() || content.keys().any(|key| key.starts_with("event/"));
        if is_theirs && !is_over {
            labels.push(label.id.clone());
        }
    }
    labels
}

fn list(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let own = session.own()?;
    let names = settings::read(&session.home)?.devices;
    let this = own.public_keys()?.device;
    let ledger = own.ledger()?;
    let branches = ledger.identity().branches();
    let mut rows: BTreeMap<PublicKey, Row> = BTreeMap::new();
    for branch in &branches {
        for line in branch.lines() {
            for (key, listed) in &line.document().devices {
                let row = rows.entry(*key).or_insert_with(|| Row {
                    since: line.time(),
                    listed: listed.clone(),
                    end: None,
                });
                row.listed = listed.clone();
            }
            for (key, retirement) in &line.document().retired {
                if let Some(row) = rows.get_mut(key) {
                    // The first cut counts; that a device was robbed may come to light later.
                    let (cut, at) =
                        row.end.as_ref().map_or((retirement.sequence, line.time()), |end| (end.cut, end.at));
                    row.end = Some(End { cut, at, reason: retirement.reason });
                }
            }
        }
    }
    let is_controller = own.check_controller().is_ok();
    let mut devices = Vec::new();
    let mut answer = Answer::done(Value::Null);
    let mut rows: Vec<(PublicKey, Row)> = rows.into_iter().collect();
    rows.sort_by_key(|(key, row)| (row.since, *key));
    for (key, row) in &rows {
        let (spoken, latest) = (ledger.chain(key).len(), ledger.latest_time(key));
        devices.push(row.to_json(key, names.get(&key.to_string()), *key == this, spoken, latest));
        let name = names.get(&key.to_string()).map(|name| format!(" {}", shown(name))).unwrap_or_default();
        let this = if *key == this { " (this device)" } else { "" };
        answer = answer.line(format!("{key}{name}{this}"));
        answer = answer.line(format!("    {}", row.sentence(spoken, latest)));
        if ledger.is_forked(key) {
            answer = answer.line("    signed two different entries for one place, as a copied home does");
        }
    }
    answer.json = json!({"devices": devices, "keeps_keys": is_controller});
    answer = answer.line(match is_controller {
        true => "this home keeps the organisation's keys: it can add and retire devices",
        false => "this home does not keep the organisation's keys: it cannot add or retire devices",
    });
    if branches.len() > 1 {
        answer = answer.line("disputed: two lines of the identity log contradict each other");
    }
    Ok(answer)
}

/// A device as the log tells it.
struct Row {
    since: Timestamp,
    listed: line::Device,
    end: Option<End>,
}

/// How a device ended.
struct End {
    cut: u64,
    at: Timestamp,
    reason: RetirementReason,
}

impl End {
    const fn word(&self) -> &'static str {
        match self.reason {
            RetirementReason::Left => "left",
            RetirementReason::Compromised => "compromised",
        }
    }
}

impl Row {
    fn to_json(
        &self,
        key: &PublicKey,
        name: Option<&String>,
        is_this: bool,
        spoken: usize,
        latest: Timestamp,
    ) -> Value {
        json!({
            "key": key.to_string(),
            "label": name,
            "this": is_this,
            "may": words(&may_of(&self.listed)),
            "since": self.since.to_string(),
            "sequence": spoken,
            "spoke_at": (spoken > 0).then(|| latest.to_string()),
            "retired": self.end.as_ref().map(|end| json!({
                "reason": end.word(),
                "after": end.cut,
                "at": end.at.to_string(),
            })),
        })
    }

    fn sentence(&self, spoken: usize, latest: Timestamp) -> String {
        let may = words(&may_of(&self.listed)).join(", ");
        let spoke = match spoken {
            0 => "has not spoken yet".to_owned(),
            1 => format!("spoke once, {latest}"),
            _ => format!("spoke {spoken} times, last {latest}"),
        };
        match &self.end {
            None => format!("may {may} since {}, {spoke}", self.since),
            Some(end) => format!(
                "{} on {}, counts up to entry {}; might {may} since {}",
                end.word(),
                end.at,
                end.cut,
                self.since
            ),
        }
    }
}

/// The device that a text names: its key or the beginning of one, or what this person calls it.
fn named(own: &Own, text: &str) -> Result<PublicKey, CommandError> {
    let names = settings::read(own.lock().home())?.devices;
    let called = |key: &str| names.get(key).is_some_and(|name| name == text);
    let ledger = own.ledger()?;
    let branches = ledger.identity().branches();
    let lines = branches.iter().flat_map(|branch| branch.lines().iter());
    let mut found: Vec<PublicKey> = lines
        .flat_map(|line| line.document().devices.keys())
        .filter(|key| {
            let key = key.to_string();
            called(&key) || (text.len() >= NAMED_CHARS_MIN && key.starts_with(text))
        })
        .copied()
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [device] => Ok(*device),
        [] => Err(CommandError::NoDevice { text: shown(text).into_owned() }),
        several => Err(CommandError::Ambiguous {
            text: shown(text).into_owned(),
            found: several.iter().map(ToString::to_string).collect(),
        }),
    }
}

/// Remembers what the person calls a device.
fn call(own: &Own, device: PublicKey, name: Option<String>) -> Result<(), CommandError> {
    let Some(name) = name else { return Ok(()) };
    let mut settings = settings::read(own.lock().home())?;
    settings.devices.insert(device.to_string(), name);
    Ok(settings::write(own.lock(), &settings)?)
}

fn branch(own: &Own) -> Result<Branch, OwnError> {
    own.tip()?;
    own.ledger()?.identity().branches().into_iter().next().ok_or(OwnError::NotTaken)
}

fn rights(may: &[Right], request: &DeviceRequest) -> line::Device {
    let has = |right| may.contains(&right);
    line::Device {
        writes: has(Right::Write) || has(Right::Assert),
        asserts: has(Right::Assert),
        authenticates: has(Right::Node),
        agreement: Some(request.agreement),
    }
}

fn may_of(listed: &line::Device) -> Vec<Right> {
    let rights =
        [(listed.writes, Right::Write), (listed.asserts, Right::Assert), (listed.authenticates, Right::Node)];
    rights.into_iter().filter(|(has, _)| *has).map(|(_, right)| right).collect()
}

fn words(may: &[Right]) -> Vec<&'static str> {
    may.iter().map(|right| right.word()).collect()
}

/// What to do after a line by the routine key.
pub(super) const BACK_UP: &str =
    "make a new backup of this home: the keys in an older one can no longer change who speaks";
/// Every key begins with `z6Mk`: less than this names nobody.
const NAMED_CHARS_MIN: usize = 6;
