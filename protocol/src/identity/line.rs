//! One line of an organisation's log: a did:webvh 1.0 log entry in the form that Hanse writes.
//!
//! ```text
//! {"versionId":"2-Qm…","versionTime":"2026-05-01T12:00:00Z",
//!  "parameters":{"updateKeys":["z6Mk…"],"nextKeyHashes":["Qm… recovery","Qm… routine"]},
//!  "state":{ the DID document },"proof":[{ eddsa-jcs-2022 by updateKeys[0] }]}
//! ```
//! The line's *item id* is SHA-256 over its canonical JSON without the proof. Its *version* is the number and
//! entry hash in `versionId`. Names, e-mail addresses and network addresses never stand in a line.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use memchr::memmem;
use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::canonical::{JsonError, object_to_jcs, parse_json, to_jcs, to_jcs_text};
use crate::digest::Digest;
use crate::identity::{Capability, StandingError};
use crate::key::{AgreementKey, PublicKey, SigningKey};
use crate::organisation::{Host, OrganisationId};
use crate::proof::{Proof, ProofError};
use crate::time::{TimeError, Timestamp};

mod canonical;

use canonical::{Canonical, LINE_MEMBERS};

/// A line whose proof was checked. It knows nothing of its neighbours. A clone shares it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line(Arc<Parts>);

#[derive(Debug, PartialEq)]
struct Parts {
    canonical: Canonical,
    proof: Proof,
    id: Digest,
    organisation: OrganisationId,
    version: VersionRef,
    version_id: String,
    time: Timestamp,
    update_key: PublicKey,
    next: Option<Commitments>,
    document: DidDocument,
    also_known_as: Vec<String>,
    is_deactivated: bool,
    /// What the line says of `portable`, if it says anything: whether it is true.
    is_portable: Option<bool>,
    /// Whether the line states its SCID.
    states_scid: bool,
    /// Whether this is a first line that hashes to its SCID.
    hashes_to_scid: bool,
}

/// Names a version of an identity: its number and the first 16 bytes of its entry hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionRef {
    /// 1 for the first line.
    pub number: u32,
    /// The first half of the entry hash.
    pub hash: [u8; 16],
}

impl VersionRef {
    /// Parses a `versionId`, `<number>-<entry hash>`.
    #[must_use]
    pub fn parse(version_id: &str) -> Option<Self> {
        let (number, hash) = version_id.split_once('-')?;
        let parsed: u32 = number.parse().ok().filter(|n: &u32| *n > 0)?;
        if parsed.to_string() != number {
            return None;
        }
        let digest = Digest::parse_multihash(hash)?;
        Some(Self { number: parsed, hash: digest.as_bytes()[..16].try_into().expect("half of 32") })
    }
}

/// The two keys that may sign the next line, as did:webvh hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitments {
    /// The key on paper.
    pub recovery: String,
    /// The key in the home.
    pub routine: String,
}

/// What Hanse reads in the `state` of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DidDocument {
    /// Where the log is served.
    pub host: Host,
    /// Listed device keys.
    pub devices: BTreeMap<PublicKey, Device>,
    /// Retirements stated in this version.
    pub retired: BTreeMap<PublicKey, Retirement>,
}

/// A device as a line lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Listed in `capabilityInvocation`.
    pub writes: bool,
    /// Listed in `assertionMethod`.
    pub asserts: bool,
    /// Listed in `authentication`.
    pub authenticates: bool,
    /// Its X25519 key in `keyAgreement`, at the same place in the list of keys.
    pub agreement: Option<AgreementKey>,
}

impl Device {
    /// Whether the device holds a capability; asserting includes writing.
    #[must_use]
    pub fn may(&self, capability: Capability) -> bool {
        match capability {
            Capability::Write => self.writes || self.asserts,
            Capability::Assert => self.asserts,
            Capability::Authenticate => self.authenticates,
        }
    }
}

/// The end of a device: how far its chain counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retirement {
    /// The last accepted sequence; 0 accepts nothing.
    pub sequence: u64,
    /// The entry at that sequence.
    pub entry: Digest,
    /// Root of the device's tree over that many entries.
    pub tree_head: Digest,
    /// Why it ended.
    pub reason: RetirementReason,
}

/// Why a device ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetirementReason {
    /// Its keeper left: the key stays listed, so that what it signed verifies elsewhere too.
    Left,
    /// The key is in wrong hands: it is listed no more.
    Compromised,
}

impl Line {
    /// Parses a line and checks its proof.
    ///
    /// # Errors
    ///
    /// [`LineError`] for bytes over 64 KiB, JSON that is ambiguous or not of this form, or a proof that does not fit.
    pub fn parse(bytes: &[u8]) -> Result<Self, LineError> {
        let parts = Parts::parse(bytes)?;
        // The id is the very hash that the proof is over.
        parts.proof.verify_hash(&parts.id, &parts.update_key)?;
        Ok(Self(Arc::new(parts)))
    }

    /// Parses a line of one's own record: this program checked its proof before it was stored, and a checksum says that
    /// the bytes are the same.
    ///
    /// # Errors
    ///
    /// [`LineError`] as for [`Line::parse`], but for the signature.
    pub fn parse_own_record(bytes: &[u8]) -> Result<Self, LineError> {
        Ok(Self(Arc::new(Parts::parse(bytes)?)))
    }

    /// The line as it travels and is stored: one line of canonical JSON, without a line break.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.canonical.text.clone().into_bytes()
    }

    /// The item id.
    #[must_use]
    pub fn id(&self) -> Digest {
        self.0.id
    }

    /// The organisation whose log this is.
    #[must_use]
    pub fn organisation(&self) -> OrganisationId {
        self.0.organisation
    }

    /// Number and half of the entry hash.
    #[must_use]
    pub fn version(&self) -> &VersionRef {
        &self.0.version
    }

    /// The whole `versionId`.
    #[must_use]
    pub fn version_id(&self) -> &str {
        &self.0.version_id
    }

    /// `versionTime`: the author's claim.
    #[must_use]
    pub fn time(&self) -> Timestamp {
        self.0.time
    }

    /// What the line says of host and devices.
    #[must_use]
    pub fn document(&self) -> &DidDocument {
        &self.0.document
    }

    /// The DID document as JSON.
    ///
    /// # Panics
    ///
    /// Never: the canonical text was printed from a line that has a document.
    #[must_use]
    pub fn state(&self) -> Value {
        let line: Value = serde_json::from_str(&self.0.canonical.text).expect("it was printed as JSON");
        line["state"].clone()
    }

    /// The DID in this version.
    #[must_use]
    pub fn did(&self) -> String {
        self.0.organisation.did(&self.0.document.host)
    }

    /// Other names of the organisation: its DIDs under former hosts.
    #[must_use]
    pub fn also_known_as(&self) -> &[String] {
        &self.0.also_known_as
    }

    /// Whether the organisation ended with this line.
    #[must_use]
    pub fn is_deactivated(&self) -> bool {
        self.0.is_deactivated
    }

    /// The commitments to the next keys; none in a last line.
    #[must_use]
    pub fn commitments(&self) -> Option<&Commitments> {
        self.0.next.as_ref()
    }

    /// The proof in canonical JSON. It is no part of the id: of several proofs of one line nothing depends on which is held.
    #[must_use]
    pub fn proof_bytes(&self) -> Vec<u8> {
        object_to_jcs(self.0.proof.raw())
    }

    /// Checks that this is a first line and hashes to its SCID.
    ///
    /// # Errors
    ///
    /// [`StandingError::NotFirst`] or [`StandingError::WrongPlace`].
    pub fn check_first(&self) -> Result<(), StandingError> {
        if self.0.version.number != 1 {
            return Err(StandingError::NoPredecessor);
        }
        let is_complete = self.0.is_portable == Some(true)
            && self.0.states_scid
            && !self.0.is_deactivated
            && self.0.next.is_some();
        if !is_complete {
            return Err(StandingError::WrongPlace);
        }
        if self.0.hashes_to_scid { Ok(()) } else { Err(StandingError::NotFirst) }
    }

    /// Whether this line's entry hash names the other as its predecessor.
    #[must_use]
    pub fn follows(&self, previous: &Self) -> bool {
        previous.0.version.number.checked_add(1) == Some(self.0.version.number)
            && self.0.hashes_after(&previous.0.version_id)
    }

    /// Checks a line against the predecessor that it follows; says whether the recovery key signed it.
    ///
    /// # Errors
    ///
    /// [`StandingError`] says which rule it breaks.
    pub fn check_after(&self, previous: &Self) -> Result<bool, StandingError> {
        if previous.0.is_deactivated {
            return Err(StandingError::Deactivated);
        }
        let committed = previous.0.next.as_ref().ok_or(StandingError::Deactivated)?;
        let key = self.0.update_key.commitment();
        let by_recovery = key == committed.recovery;
        if !by_recovery && key != committed.routine {
            return Err(StandingError::KeyNotCommitted);
        }
        if let (false, Some(next)) = (by_recovery, &self.0.next)
            && next.recovery != committed.recovery
        {
            return Err(StandingError::RecoveryChanged);
        }
        if self.0.time <= previous.0.time {
            return Err(StandingError::TimeRegress);
        }
        // A SCID that is restated is this one: it was compared when the line was parsed.
        if self.0.is_portable == Some(false) {
            return Err(StandingError::WrongPlace);
        }
        let vanished = previous.0.document.devices.keys().find(|device| {
            let is_compromised = || {
                self.0
                    .document
                    .retired
                    .get(device)
                    .is_some_and(|retirement| retirement.reason == RetirementReason::Compromised)
            };
            !self.0.document.devices.contains_key(device) && !is_compromised()
        });
        match vanished {
            Some(device) => Err(StandingError::DeviceVanished { device: *device }),
            None => Ok(by_recovery),
        }
    }
}

impl Parts {
    /// Parses everything, but does not verify the proof.
    fn parse(bytes: &[u8]) -> Result<Self, LineError> {
        let Value::Object(mut body) = parse_json(bytes, LINE_BYTES_MAX)? else {
            return Err(LineError::Malformed { part: "line" });
        };
        let proof = Proof::detach(&mut body)?;
        let parts = Self::read(&body, proof)?;
        if parts.proof.method() != method_of(&parts.update_key) {
            return Err(LineError::Proof(ProofError::BadSignature));
        }
        Ok(parts)
    }

    fn read(body: &Map<String, Value>, proof: Proof) -> Result<Self, LineError> {
        if let Some(member) = body.keys().find(|key| !LINE_MEMBERS.contains(&key.as_str())) {
            return Err(LineError::UnknownMember { member: member.chars().take(80).collect() });
        }
        let text = |name: &'static str| {
            body.get(name).and_then(Value::as_str).ok_or(LineError::Malformed { part: name })
        };
        let version_id = text("versionId")?.to_owned();
        let version = VersionRef::parse(&version_id).ok_or(LineError::Malformed { part: "versionId" })?;
        let time = Timestamp::parse(text("versionTime")?)?;
        let parameters = body
            .get("parameters")
            .and_then(Value::as_object)
            .ok_or(LineError::Malformed { part: "parameters" })?;
        let (update_key, next, is_deactivated) = read_parameters(parameters, version.number)?;
        let state =
            body.get("state").and_then(Value::as_object).ok_or(LineError::Malformed { part: "state" })?;
        let (organisation, document) = read_state(state)?;
        let stated_scid = parameters.get("scid");
        if stated_scid.is_some_and(|scid| *scid != json!(organisation.to_string())) {
            return Err(LineError::Malformed { part: "scid" });
        }
        let names = state.get("alsoKnownAs").and_then(Value::as_array);
        let also_known_as =
            names.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let canonical = Canonical::of(body, &proof);
        let mut parts = Self {
            id: canonical.id(),
            canonical,
            proof,
            organisation,
            version,
            version_id,
            time,
            update_key,
            next,
            document,
            also_known_as,
            is_deactivated,
            is_portable: parameters.get("portable").map(|portable| *portable == json!(true)),
            states_scid: stated_scid.is_some(),
            hashes_to_scid: false,
        };
        parts.hashes_to_scid = parts.is_first_of_its_scid();
        Ok(parts)
    }

    fn is_first_of_its_scid(&self) -> bool {
        let scid = self.organisation.to_string();
        if self.version.number != 1 || !self.hashes_after(&scid) {
            return false;
        }
        let draft = self.canonical.with_version_id(&scid);
        // A placeholder left standing would hash like the SCID in its place: two first lines with one name.
        if memmem::find(draft.as_bytes(), PLACEHOLDER.as_bytes()).is_some() {
            return false;
        }
        let mut hashed = Vec::with_capacity(draft.len());
        let mut rest = 0;
        for place in memmem::find_iter(draft.as_bytes(), scid.as_bytes()) {
            hashed.extend_from_slice(&draft.as_bytes()[rest..place]);
            hashed.extend_from_slice(PLACEHOLDER.as_bytes());
            rest = place + scid.len();
        }
        hashed.extend_from_slice(&draft.as_bytes()[rest..]);
        Digest::of(&[&hashed]) == *self.organisation.digest()
    }

    fn hashes_after(&self, predecessor: &str) -> bool {
        let entry_hash = Digest::of(&[self.canonical.with_version_id(predecessor).as_bytes()]);
        self.version_id == format!("{}-{}", self.version.number, entry_hash.to_multihash())
    }
}

impl DidDocument {
    /// Writes the DID document; `scid` may still be the placeholder.
    fn to_state(&self, scid: &str, also_known_as: &[String]) -> Value {
        let did = format!("did:webvh:{scid}:{}:v1:organisations:{scid}", self.host);
        let url = |key: &dyn fmt::Display| format!("{did}#{key}");
        let method = |key: &dyn fmt::Display| json!({"id": url(key), "type": "Multikey", "controller": did, "publicKeyMultibase": key.to_string()});
        let mut methods = Vec::new();
        for (key, device) in &self.devices {
            methods.push(method(key));
            if let Some(agreement) = &device.agreement {
                methods.push(method(agreement));
            }
        }
        let listed = |holds: fn(&Device) -> bool| -> Vec<String> {
            self.devices.iter().filter(|(_, device)| holds(device)).map(|(key, _)| url(key)).collect()
        };
        let agreements: Vec<String> = self
            .devices
            .values()
            .filter_map(|device| device.agreement.as_ref())
            .map(|key| url(key))
            .collect();
        let services: Vec<Value> = self
            .retired
            .iter()
            .map(|(key, retirement)| {
                json!({
                    "id": format!("{did}#retired-{key}"),
                    "type": RETIRED_DEVICE,
                    "serviceEndpoint": {
                        "key": key.to_string(),
                        "sequence": retirement.sequence,
                        "entry": retirement.entry.to_string(),
                        "treeHead": retirement.tree_head.to_string(),
                        "reason": match retirement.reason {
                            RetirementReason::Left => "left",
                            RetirementReason::Compromised => "compromised",
                        },
                    },
                })
            })
            .collect();
        let mut state = json!({
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": did,
            "verificationMethod": methods,
            "capabilityInvocation": listed(|device| device.writes),
            "assertionMethod": listed(|device| device.asserts),
            "authentication": listed(|device| device.authenticates),
            "keyAgreement": agreements,
        });
        if !services.is_empty() {
            state["service"] = Value::Array(services);
        }
        if !also_known_as.is_empty() {
            state["alsoKnownAs"] = json!(also_known_as);
        }
        state
    }
}

/// Writes the first line of a new organisation.
///
/// The routine key signs it and is spent by that: the next routine line is signed by the key behind
/// `next.routine`.
///
/// # Errors
///
/// [`LineError::TooLarge`] or [`LineError::TooManyDevices`] when so many devices are listed that no line can hold them;
/// [`LineError::Malformed`] when both commitments are one.
pub fn found(
    document: &DidDocument,
    routine: &SigningKey,
    next: &Commitments,
    now: Timestamp,
) -> Result<Line, LineError> {
    let mut draft = Map::new();
    draft.insert("versionId".into(), json!(PLACEHOLDER));
    draft.insert("versionTime".into(), json!(now.floor_to_second().to_string()));
    draft.insert(
        "parameters".into(),
        json!({
            "method": METHOD,
            "scid": PLACEHOLDER,
            "portable": true,
            "updateKeys": [routine.public().to_string()],
            "nextKeyHashes": [next.recovery, next.routine],
        }),
    );
    draft.insert("state".into(), document.to_state(PLACEHOLDER, &[]));
    let draft = to_jcs_text(&Value::Object(draft));
    let scid = Digest::of(&[draft.as_bytes()]).to_multihash();
    let body = match serde_json::from_str(&draft.replace(PLACEHOLDER, &scid)) {
        Ok(Value::Object(body)) => body,
        _ => unreachable!("a SCID is as harmless inside JSON as the placeholder"),
    };
    finish(body, 1, &scid, routine)
}

/// Writes the line after `previous`, dated at the later of `now` and a second after it.
///
/// `next` is `None` only when the line deactivates the organisation. DIDs under former hosts stand in `alsoKnownAs`.
///
/// # Errors
///
/// [`LineError::TooLarge`] or [`LineError::TooManyDevices`] when so many devices are listed or retired that no line can
/// hold them: some 45, each with all its rights.
pub fn succeed(
    previous: &Line,
    document: &DidDocument,
    key: &SigningKey,
    next: Option<&Commitments>,
    now: Timestamp,
) -> Result<Line, LineError> {
    let time = now.max(previous.0.time.plus_millis(1000)).floor_to_second();
    let mut parameters = json!({
        "updateKeys": [key.public().to_string()],
        "nextKeyHashes": next.map_or_else(Vec::new, |next| vec![next.recovery.clone(), next.routine.clone()]),
    });
    if next.is_none() {
        parameters["deactivated"] = json!(true);
    }
    let mut body = Map::new();
    body.insert("versionTime".into(), json!(time.to_string()));
    body.insert("parameters".into(), parameters);
    let did = previous.0.organisation.did(&document.host);
    let mut former = previous.also_known_as().to_vec();
    former.push(previous.did());
    former.retain(|known| *known != did);
    former.sort_unstable();
    former.dedup();
    body.insert("state".into(), document.to_state(&previous.0.organisation.to_string(), &former));
    finish(body, previous.0.version.number + 1, &previous.0.version_id, key)
}

fn finish(
    mut body: Map<String, Value>,
    number: u32,
    predecessor: &str,
    key: &SigningKey,
) -> Result<Line, LineError> {
    let hash = entry_hash(&body, predecessor);
    body.insert("versionId".into(), json!(format!("{number}-{hash}")));
    let time =
        body["versionTime"].as_str().and_then(|text| Timestamp::parse(text).ok()).expect("just written");
    let proof = Proof::seal(&body, &method_of(&key.public()), key, time);
    body.insert("proof".into(), Value::Array(vec![proof]));
    let bytes = to_jcs(&Value::Object(body));
    if bytes.len() > LINE_BYTES_MAX {
        return Err(LineError::TooLarge { bytes: bytes.len() });
    }
    Line::parse(&bytes)
}

/// Why bytes are no line.
#[derive(Debug, Error)]
pub enum LineError {
    /// No JSON, or ambiguous JSON.
    #[error("the line cannot be read")]
    Json(#[from] JsonError),
    /// A part is missing or of another form.
    #[error("the line's {part} is missing or not of the form that Hanse writes")]
    Malformed {
        /// The part.
        part: &'static str,
    },
    /// A member that a log entry has not.
    #[error("the line has an unknown member {member:?}")]
    UnknownMember {
        /// Its name.
        member: String,
    },
    /// The date is none.
    #[error("the line's versionTime is not of the form 2026-05-01T00:00:00Z")]
    Time(#[from] TimeError),
    /// So many devices are listed or retired that the line would be too long.
    #[error(
        "the line would have {bytes} bytes, and at most {LINE_BYTES_MAX} are allowed: some 45 devices fit, each with all \
         its rights; give fewer devices a key of their own"
    )]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// More devices than a line may list.
    #[error("the line lists more than {DEVICES_MAX} devices")]
    TooManyDevices,
    /// The proof does not count.
    #[error("the line's proof does not count")]
    Proof(#[from] ProofError),
}

fn read_parameters(
    parameters: &Map<String, Value>,
    number: u32,
) -> Result<(PublicKey, Option<Commitments>, bool), LineError> {
    let malformed = |part| LineError::Malformed { part };
    match parameters.get("method") {
        Some(method) if *method == json!(METHOD) => {}
        None if number > 1 => {}
        _ => return Err(malformed("method")),
    }
    // Witnesses are not used yet: a line that demands them is none of ours.
    let is_empty = |value: &Value| {
        value.is_null()
            || value.as_object().is_some_and(Map::is_empty)
            || value.as_array().is_some_and(Vec::is_empty)
    };
    if parameters.get("witness").is_some_and(|witness| !is_empty(witness)) {
        return Err(malformed("witness"));
    }
    let strings = |part: &'static str| -> Result<Vec<&str>, LineError> {
        let values = parameters.get(part).and_then(Value::as_array).ok_or(malformed(part))?;
        values.iter().map(|value| value.as_str().ok_or(malformed(part))).collect()
    };
    let update_key = match strings("updateKeys")?[..] {
        [key] => PublicKey::parse(key).map_err(|_| malformed("updateKeys"))?,
        _ => return Err(malformed("updateKeys")),
    };
    let is_deactivated = match parameters.get("deactivated") {
        None | Some(Value::Bool(false)) => false,
        Some(Value::Bool(true)) => true,
        Some(_) => return Err(malformed("deactivated")),
    };
    let next = match strings("nextKeyHashes")?[..] {
        [recovery, routine] if recovery != routine => {
            for hash in [recovery, routine] {
                Digest::parse_multihash(hash).ok_or(malformed("nextKeyHashes"))?;
            }
            Some(Commitments { recovery: recovery.to_owned(), routine: routine.to_owned() })
        }
        [] if is_deactivated => None,
        _ => return Err(malformed("nextKeyHashes")),
    };
    Ok((update_key, next, is_deactivated))
}

fn read_state(state: &Map<String, Value>) -> Result<(OrganisationId, DidDocument), LineError> {
    let malformed = |part| LineError::Malformed { part };
    let did = state.get("id").and_then(Value::as_str).ok_or(malformed("id"))?;
    let organisation = OrganisationId::parse(did).map_err(|_| malformed("id"))?;
    let host = did.split(':').nth(3).and_then(|host| Host::parse(host).ok()).ok_or(malformed("id"))?;
    if did != organisation.did(&host) {
        return Err(malformed("id"));
    }
    let members = |part: &'static str| -> Result<&[Value], LineError> {
        match state.get(part) {
            None => Ok(&[]),
            Some(Value::Array(values)) if values.len() <= 4 * DEVICES_MAX => Ok(values),
            Some(Value::Array(_)) => Err(LineError::TooManyDevices),
            Some(_) => Err(malformed(part)),
        }
    };
    let mut devices: BTreeMap<PublicKey, Device> = BTreeMap::new();
    let mut last = None;
    for method in members("verificationMethod")? {
        let multikey = method
            .get("publicKeyMultibase")
            .and_then(Value::as_str)
            .ok_or(malformed("verificationMethod"))?;
        if method.get("id") != Some(&json!(format!("{did}#{multikey}")))
            || method.get("controller") != Some(&json!(did))
        {
            return Err(malformed("verificationMethod"));
        }
        if let Ok(key) = PublicKey::parse(multikey) {
            devices.insert(key, Device::default());
            last = Some(key);
        } else {
            // The agreement key of a device stands right behind its signing key.
            let key = AgreementKey::parse(multikey).map_err(|_| malformed("verificationMethod"))?;
            let device =
                last.and_then(|last| devices.get_mut(&last)).ok_or(malformed("verificationMethod"))?;
            device.agreement = Some(key);
        }
    }
    if devices.len() > DEVICES_MAX {
        return Err(LineError::TooManyDevices);
    }
    for (part, grant) in [
        ("capabilityInvocation", (|device| device.writes = true) as fn(&mut Device)),
        ("assertionMethod", |device| device.asserts = true),
        ("authentication", |device| device.authenticates = true),
    ] {
        for reference in members(part)? {
            let key = reference
                .as_str()
                .and_then(|url| url.strip_prefix(did)?.strip_prefix('#'))
                .and_then(|multikey| PublicKey::parse(multikey).ok())
                .ok_or(malformed(part))?;
            grant(devices.get_mut(&key).ok_or(malformed(part))?);
        }
    }
    let mut retired = BTreeMap::new();
    for service in
        members("service")?.iter().filter(|service| service.get("type") == Some(&json!(RETIRED_DEVICE)))
    {
        let (key, retirement) = read_retirement(service).ok_or(malformed("service"))?;
        if retired.insert(key, retirement).is_some() {
            return Err(malformed("service"));
        }
    }
    Ok((organisation, DidDocument { host, devices, retired }))
}

fn read_retirement(service: &Value) -> Option<(PublicKey, Retirement)> {
    let endpoint = service.get("serviceEndpoint")?;
    let digest = |name: &str| Digest::parse_hex(endpoint.get(name)?.as_str()?);
    Some((
        PublicKey::parse(endpoint.get("key")?.as_str()?).ok()?,
        Retirement {
            sequence: endpoint.get("sequence")?.as_u64().filter(|n| *n < 1 << 53)?,
            entry: digest("entry")?,
            tree_head: digest("treeHead")?,
            reason: match endpoint.get("reason")?.as_str()? {
                "left" => RetirementReason::Left,
                "compromised" => RetirementReason::Compromised,
                _ => return None,
            },
        },
    ))
}

/// The entry hash of did:webvh: over the line without proof, its `versionId` replaced by the predecessor's.
fn entry_hash(body: &Map<String, Value>, predecessor: &str) -> String {
    let mut hashed = body.clone();
    hashed.insert("versionId".into(), json!(predecessor));
    Digest::of(&[&object_to_jcs(&hashed)]).to_multihash()
}

fn method_of(key: &PublicKey) -> String {
    format!("did:key:{key}#{key}")
}

/// A line is at most this long, in bytes.
pub const LINE_BYTES_MAX: usize = 64 * 1024;
/// A line lists at most this many devices.
pub const DEVICES_MAX: usize = 128;

const METHOD: &str = "did:webvh:1.0";
const PLACEHOLDER: &str = "{SCID}";
const RETIRED_DEVICE: &str = "HanseRetiredDevice";
