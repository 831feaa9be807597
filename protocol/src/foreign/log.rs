//! A did:webvh 1.0 log of anybody: more forms than `identity::line` writes, and every rule of the method.
//!
//! A log that forks cannot be told from one file, and witnesses' proofs are not in it: a log that names witnesses is not
//! read here.

use serde_json::{Map, Value, json};

use super::{CONTROLLER_BYTES_MAX, quoted};
use crate::canonical::{object_to_jcs, parse_unsigned_json, to_jcs_text};
use crate::digest::Digest;
use crate::key::PublicKey;
use crate::proof::Proof;
use crate::time::Timestamp;

/// A log whose every line was checked.
#[derive(Clone, Debug)]
pub(super) struct Log {
    scid: String,
    versions: Vec<Version>,
}

/// One version of a DID document.
#[derive(Clone, Debug)]
pub(super) struct Version {
    /// 1 for the first.
    pub(super) number: usize,
    /// `versionTime`: its author's claim.
    pub(super) time: Timestamp,
    /// The DID document.
    pub(super) state: Map<String, Value>,
    /// Its name in this version.
    did: String,
    /// Whether the DID ended with it.
    pub(super) is_deactivated: bool,
}

impl Log {
    /// Reads and checks every line.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        let mut rules = Rules::default();
        let mut versions: Vec<Version> = Vec::new();
        for (place, line) in lines.enumerate() {
            if place == LINES_MAX {
                return Err(format!("it has more than {LINES_MAX} lines"));
            }
            let checked =
                rules.take(line, versions.last()).map_err(|fault| format!("line {}: {fault}", place + 1))?;
            versions.push(checked);
        }
        if versions.is_empty() {
            return Err("it is empty".to_owned());
        }
        Ok(Self { scid: rules.scid, versions })
    }

    pub(super) fn scid(&self) -> &str {
        &self.scid
    }

    /// The version that stood at an instant.
    pub(super) fn at(&self, time: Timestamp) -> Option<&Version> {
        self.versions.iter().take_while(|version| version.time <= time).last()
    }

    /// The versions up to a number.
    pub(super) fn versions(&self, until: usize) -> impl Iterator<Item = &Version> {
        self.versions.iter().take(until)
    }

    /// The names of the DID up to a version, the newest last.
    pub(super) fn names(&self, until: usize) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for version in self.versions(until) {
            names.retain(|known| *known != version.did);
            names.push(&version.did);
        }
        names
    }

    /// Whether the DID ever had this name.
    pub(super) fn is_named(&self, did: &str) -> bool {
        self.versions.iter().any(|version| version.did == did)
    }
}

/// What the lines so far demand of the next.
#[derive(Default)]
struct Rules {
    scid: String,
    version_id: String,
    update_keys: Vec<String>,
    next_key_hashes: Vec<String>,
    is_portable: bool,
}

impl Rules {
    fn take(&mut self, bytes: &[u8], previous: Option<&Version>) -> Result<Version, String> {
        let value = parse_unsigned_json(bytes, CONTROLLER_BYTES_MAX).map_err(|error| error.to_string())?;
        let Value::Object(mut line) = value else { return Err("it is no JSON object".to_owned()) };
        let proofs = line.remove("proof");
        if let Some(stranger) = line.keys().find(|key| !LINE_MEMBERS.contains(&key.as_str())) {
            return Err(format!("it has the unknown member {:?}", quoted(stranger)));
        }
        if previous.is_some_and(|previous| previous.is_deactivated) {
            return Err("the DID had ended before".to_owned());
        }
        let number = previous.map_or(1, |previous| previous.number + 1);
        let parameters =
            line.get("parameters").and_then(Value::as_object).ok_or("it has no parameters")?.clone();
        self.read_fixed(&parameters, previous.is_none())?;
        self.check_hash(&line, number)?;
        let signers = self.read_keys(&parameters, previous.is_none())?;
        check_proofs(&line, proofs, &signers)?;
        let time = line.get("versionTime").and_then(Value::as_str);
        let time = time
            .and_then(|text| Timestamp::parse_rfc3339(text).ok())
            .ok_or("its versionTime is no instant")?;
        if previous.is_some_and(|previous| time <= previous.time) {
            return Err("it is not dated after the line before".to_owned());
        }
        let state = line.get("state").and_then(Value::as_object).ok_or("it has no DID document")?.clone();
        let did = self.name_in(&state, previous)?;
        let is_deactivated = matches!(parameters.get("deactivated"), Some(Value::Bool(true)));
        Ok(Version { number, time, state, did, is_deactivated })
    }

    /// Reads the parameters that name the log, and those that could make it mean something else.
    fn read_fixed(&mut self, parameters: &Map<String, Value>, is_first: bool) -> Result<(), String> {
        if let Some(stranger) = parameters.keys().find(|key| !PARAMETERS.contains(&key.as_str())) {
            return Err(format!("it has the unknown parameter {:?}", quoted(stranger)));
        }
        match parameters.get("method") {
            Some(method) if *method == json!("did:webvh:1.0") => {}
            None if !is_first => {}
            _ => return Err("its method is not did:webvh:1.0".to_owned()),
        }
        match parameters.get("scid").map(Value::as_str) {
            Some(Some(scid)) if is_first && Digest::parse_multihash(scid).is_some() => {
                self.scid = scid.to_owned()
            }
            Some(Some(scid)) if !is_first && scid == self.scid => {}
            None if !is_first => {}
            _ => return Err("its SCID is missing or another".to_owned()),
        }
        match parameters.get("portable") {
            None => {}
            Some(Value::Bool(portable)) if is_first || !portable || self.is_portable => {
                self.is_portable = *portable
            }
            Some(_) => return Err("a DID cannot become portable later".to_owned()),
        }
        if parameters.get("deactivated").is_some_and(|value| !value.is_boolean()) {
            return Err("its parameter deactivated is neither true nor false".to_owned());
        }
        let witness = parameters.get("witness");
        let names_nobody = |value: &Value| value.is_null() || value.as_object().is_some_and(Map::is_empty);
        if witness.is_some_and(|value| !names_nobody(value)) {
            return Err("it names witnesses, whose proofs are not read here".to_owned());
        }
        Ok(())
    }

    /// Checks the hash that chains the line to the one before, or names the log.
    fn check_hash(&mut self, line: &Map<String, Value>, number: usize) -> Result<(), String> {
        let version_id = line.get("versionId").and_then(Value::as_str).ok_or("it has no versionId")?;
        let before = if number == 1 { self.scid.clone() } else { self.version_id.clone() };
        let mut hashed = line.clone();
        hashed.insert("versionId".into(), json!(before));
        let draft = to_jcs_text(&Value::Object(hashed));
        if number == 1 {
            // A placeholder left standing would hash like the SCID in its place.
            let preimage = draft.replace(&self.scid, PLACEHOLDER);
            if draft.contains(PLACEHOLDER) || Digest::of(&[preimage.as_bytes()]).to_multihash() != self.scid {
                return Err("it does not hash to its SCID".to_owned());
            }
        }
        if version_id != format!("{number}-{}", Digest::of(&[draft.as_bytes()]).to_multihash()) {
            return Err("its versionId is not the hash of the line and the one before".to_owned());
        }
        self.version_id = version_id.to_owned();
        Ok(())
    }

    /// Reads whose keys may sign this line, and the next.
    fn read_keys(&mut self, parameters: &Map<String, Value>, is_first: bool) -> Result<Vec<String>, String> {
        let stated = texts(parameters, "updateKeys")?;
        let is_committed = |key: &String| {
            let hash = Digest::of(&[key.as_bytes()]).to_multihash();
            self.next_key_hashes.contains(&hash)
        };
        let signers = if self.next_key_hashes.is_empty() && !is_first {
            self.update_keys.clone()
        } else {
            let keys = stated.clone().ok_or("it states no updateKeys")?;
            if !is_first && !keys.iter().all(is_committed) {
                return Err("an update key had not been committed in nextKeyHashes".to_owned());
            }
            keys
        };
        if let Some(keys) = stated {
            self.update_keys = keys;
        }
        if let Some(hashes) = texts(parameters, "nextKeyHashes")? {
            self.next_key_hashes = hashes;
        }
        Ok(signers)
    }

    /// The DID of the document, which moves only if the log is portable and the old name stays known.
    fn name_in(&self, state: &Map<String, Value>, previous: Option<&Version>) -> Result<String, String> {
        let did = state.get("id").and_then(Value::as_str).ok_or("its DID document has no id")?;
        let scid = did.strip_prefix("did:webvh:").and_then(|rest| rest.split_once(':')).map(|(scid, _)| scid);
        if scid != Some(self.scid.as_str()) {
            return Err("its DID document is of another DID".to_owned());
        }
        if let Some(previous) = previous.filter(|previous| previous.did != did) {
            let known_as = state.get("alsoKnownAs").and_then(Value::as_array);
            let keeps = known_as.is_some_and(|names| names.contains(&json!(previous.did)));
            if !self.is_portable || !keeps {
                return Err(
                    "the DID moved without being portable, or without keeping its old name".to_owned()
                );
            }
        }
        Ok(did.to_owned())
    }
}

/// Checks that every proof is of an update key and holds.
fn check_proofs(line: &Map<String, Value>, proofs: Option<Value>, signers: &[String]) -> Result<(), String> {
    let proofs = match proofs {
        Some(Value::Array(proofs)) if (1..=PROOFS_MAX).contains(&proofs.len()) => proofs,
        Some(proof @ Value::Object(_)) => vec![proof],
        _ => return Err("it carries no proof, or too many".to_owned()),
    };
    let hash = Digest::of(&[&object_to_jcs(line)]);
    for proof in proofs {
        let mut alone = Map::from_iter([("proof".to_owned(), proof)]);
        let proof = Proof::detach(&mut alone).map_err(|error| error.to_string())?;
        let signer = signers.iter().find(|key| proof.method() == format!("did:key:{key}#{key}"));
        let key = signer.and_then(|key| PublicKey::parse(key).ok());
        let key = key.ok_or("it is signed by a key that may not update the DID")?;
        proof.verify_hash(&hash, &key).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn texts(parameters: &Map<String, Value>, name: &str) -> Result<Option<Vec<String>>, String> {
    let Some(value) = parameters.get(name) else { return Ok(None) };
    let texts = value.as_array().filter(|values| values.len() <= KEYS_MAX);
    let texts =
        texts.and_then(|values| values.iter().map(|value| value.as_str().map(str::to_owned)).collect());
    texts.map(Some).ok_or_else(|| format!("its {name} are no list of at most {KEYS_MAX} texts"))
}

const LINE_MEMBERS: [&str; 4] = ["versionId", "versionTime", "parameters", "state"];
const PARAMETERS: [&str; 9] = [
    "method",
    "scid",
    "updateKeys",
    "nextKeyHashes",
    "portable",
    "deactivated",
    "witness",
    "watchers",
    "ttl",
];
const PLACEHOLDER: &str = "{SCID}";
const LINES_MAX: usize = 4096;
const PROOFS_MAX: usize = 16;
const KEYS_MAX: usize = 64;
