//! Who may sign for a DID: the key itself, a DID document at hand, or a did:webvh log at hand.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::log::{Log, Version};
use super::secured::instant;
use super::{CLOCK_TOLERANCE_MS, CONTROLLER_BYTES_MAX, Finding, quoted};
use crate::canonical::parse_unsigned_json;
use crate::key::PublicKey;
use crate::time::Timestamp;

/// The DID documents and logs at hand.
#[derive(Clone, Debug, Default)]
pub(super) struct Controllers {
    documents: BTreeMap<String, Map<String, Value>>,
    /// By SCID.
    logs: BTreeMap<String, Log>,
}

impl Controllers {
    /// Takes a DID document, or a log: the latter is known by its `versionId`.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<(), String> {
        if bytes.len() > CONTROLLER_BYTES_MAX {
            return Err(format!("a DID document or log is longer than {CONTROLLER_BYTES_MAX} bytes"));
        }
        let first = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
        let first = first.and_then(|line| parse_unsigned_json(line, CONTROLLER_BYTES_MAX).ok());
        if first.is_some_and(|line| line.get("versionId").is_some()) {
            let log = Log::parse(bytes).map_err(|fault| format!("a did:webvh log does not hold: {fault}"))?;
            let scid = log.scid().to_owned();
            return match self.logs.insert(scid.clone(), log) {
                Some(_) => Err(format!("two logs were given for the SCID {}", quoted(&scid))),
                None => Ok(()),
            };
        }
        let document = parse_unsigned_json(bytes, CONTROLLER_BYTES_MAX)
            .map_err(|error| format!("a DID document or log cannot be read: {error}"))?;
        let Value::Object(document) = document else {
            return Err("a file given for a DID holds no JSON object".to_owned());
        };
        let did = document.get("id").and_then(Value::as_str).filter(|id| id.starts_with("did:"));
        let did =
            did.ok_or("a file given for a DID is neither a DID document nor a did:webvh log")?.to_owned();
        match self.documents.insert(did.clone(), document) {
            Some(_) => Err(format!("two documents were given for {}", quoted(&did))),
            None => Ok(()),
        }
    }

    /// Finds who may sign for a DID, and says where that stands.
    pub(super) fn find(&self, did: &str, now: Timestamp) -> Result<(Controller<'_>, String), Finding> {
        let of = |source| Controller { did: did.to_owned(), source };
        if let Some(multikey) = did.strip_prefix("did:key:") {
            let key = PublicKey::parse(multikey)
                .map_err(|_| Finding::bad_proof(format!("{} is no Ed25519 did:key", quoted(did))))?;
            return Ok((of(Source::Key(key)), "a did:key, which is its own key".to_owned()));
        }
        if did.strip_prefix("did:web:").is_some() {
            let document = self.documents.get(did).ok_or_else(|| {
                Finding::open(format!(
                    "the DID document of {} is not at hand: give it with --did",
                    quoted(did)
                ))
            })?;
            return Ok((of(Source::Document(document)), "its DID document was given".to_owned()));
        }
        if let Some(rest) = did.strip_prefix("did:webvh:") {
            let scid = rest.split(':').next().unwrap_or_default();
            let log = self.logs.get(scid).ok_or_else(|| {
                Finding::open(format!(
                    "the did:webvh log of {} is not at hand: give it with --did",
                    quoted(did)
                ))
            })?;
            if !log.is_named(did) {
                return Err(Finding::bad_proof(format!(
                    "the log given never went by the name {}",
                    quoted(did)
                )));
            }
            let tip = log.at(now.plus_millis(CLOCK_TOLERANCE_MS)).ok_or_else(|| {
                Finding::bad_proof(format!("the log of {} begins after {now}", quoted(did)))
            })?;
            let sentence = format!("its did:webvh log holds up to version {} of {}", tip.number, tip.time);
            return Ok((of(Source::Log { log, tip }), sentence));
        }
        Err(Finding::open(format!(
            "the issuer {} is no did:key, did:web or did:webvh, so nobody can tell its keys offline",
            quoted(did)
        )))
    }
}

/// Whether two DIDs are one: a did:webvh that moved keeps its SCID, which nobody else can have.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let scid =
        |did: &str| did.strip_prefix("did:webvh:").and_then(|rest| rest.split(':').next().map(str::to_owned));
    one == other || (scid(one).is_some() && scid(one) == scid(other))
}

/// Who may sign for one DID.
pub(super) struct Controller<'m> {
    did: String,
    source: Source<'m>,
}

enum Source<'m> {
    Key(PublicKey),
    Document(&'m Map<String, Value>),
    Log { log: &'m Log, tip: &'m Version },
}

impl Controller<'_> {
    /// The DID.
    pub(super) fn did(&self) -> &str {
        &self.did
    }

    /// The key that a proof's `verificationMethod` names, if it was an assertion key when the proof says it was made.
    pub(super) fn key(
        &self,
        method: &str,
        created: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(PublicKey, String), Finding> {
        match &self.source {
            Source::Key(key) => {
                if method != format!("{}#{key}", self.did) {
                    return Err(self.not_its_key(method));
                }
                Ok((*key, format!("signed by {}", quoted(&self.did))))
            }
            Source::Document(document) => {
                let listed =
                    listed_key(document, &[&self.did], method).map_err(|fault| self.refuse(method, fault))?;
                listed.check_lifetime(created, now)?;
                Ok((
                    listed.key,
                    format!("signed by {}, which its document lists for assertions", quoted(method)),
                ))
            }
            Source::Log { log, tip } => self.key_of_version(log, tip, method, created, now),
        }
    }

    /// The key of the version that stood when the proof says it was made. What later versions say of it counts too.
    fn key_of_version(
        &self,
        log: &Log,
        tip: &Version,
        method: &str,
        created: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(PublicKey, String), Finding> {
        let version = match created {
            None => tip,
            Some(created) => log.at(created).ok_or_else(|| {
                Finding::bad_proof(format!("its proof is dated {created}, before the issuer's log begins"))
            })?,
        };
        let names = log.names(version.number);
        let listed = listed_key(&version.state, &names, method).map_err(|fault| {
            let refused = self.refuse(method, fault);
            Finding::bad_proof(format!(
                "{} in version {} of the log, which stood on {}",
                refused.sentence,
                version.number,
                created.unwrap_or(now)
            ))
        })?;
        if version.is_deactivated {
            return Err(Finding::bad_proof(format!("the issuer had ended its DID on {}", version.time)));
        }
        if tip.is_deactivated {
            return Err(Finding::open(format!(
                "the issuer ended its DID on {}; that the proof is older rests on its own date",
                tip.time
            )));
        }
        listed.check_lifetime(created, now)?;
        check_retirement(log, &listed.key, tip.number, created.unwrap_or(now))?;
        match listed_key(&tip.state, &log.names(tip.number), method) {
            Ok(newest) => {
                newest.check_lifetime(created, now)?;
                Ok((
                    listed.key,
                    format!(
                        "signed by {}, listed for assertions since version {} or before",
                        quoted(method),
                        version.number
                    ),
                ))
            }
            Err(_) => Ok((
                listed.key,
                format!(
                    "signed by {}, listed in version {} and no more in version {}; that it was signed on {} rests on the issuer's word",
                    quoted(method),
                    version.number,
                    tip.number,
                    created.unwrap_or(now)
                ),
            )),
        }
    }

    fn refuse(&self, method: &str, fault: MethodFault) -> Finding {
        let method = quoted(method);
        match fault {
            MethodFault::NotItsKey => self.not_its_key(&method),
            MethodFault::NotListed => Finding::bad_proof(format!("the key {method} is not listed")),
            MethodFault::NotForAssertions => {
                Finding::bad_proof(format!("the key {method} is not listed under assertionMethod"))
            }
            MethodFault::Ambiguous => {
                Finding::bad_proof(format!("the key {method} is listed more than once"))
            }
            MethodFault::ForeignController => {
                Finding::bad_proof(format!("the key {method} has another controller than the issuer"))
            }
            MethodFault::NotEd25519 => {
                Finding::bad_proof(format!("the key {method} is no Multikey of an Ed25519 key"))
            }
            MethodFault::NoLifetime(sentence) => Finding::bad_proof(sentence),
        }
    }

    fn not_its_key(&self, method: &str) -> Finding {
        Finding::bad_proof(format!(
            "the proof's key {} does not belong to the issuer {}",
            quoted(method),
            quoted(&self.did)
        ))
    }
}

/// A key that a document lists under `assertionMethod`.
struct Listed {
    key: PublicKey,
    expires: Option<Timestamp>,
    revoked: Option<Timestamp>,
}

impl Listed {
    /// No proof is to be verified with a key at or after its end (Controlled Identifiers 1.0, §2.2): a thief writes any date.
    fn check_lifetime(&self, created: Option<Timestamp>, now: Timestamp) -> Result<(), Finding> {
        for (end, word) in [(self.revoked, "was revoked"), (self.expires, "expired")] {
            let Some(end) = end else { continue };
            if created.is_some_and(|created| created >= end) {
                return Err(Finding::bad_proof(format!(
                    "the key {} {word} on {end}, before the proof was made",
                    self.key
                )));
            }
            if now >= end {
                return Err(Finding::open(format!(
                    "the key {} {word} on {end}; that the proof is older rests on its own date",
                    self.key
                )));
            }
        }
        Ok(())
    }
}

/// Why a method is no key to assert with.
enum MethodFault {
    NotItsKey,
    NotListed,
    NotForAssertions,
    Ambiguous,
    ForeignController,
    NotEd25519,
    NoLifetime(String),
}

/// Finds a method in a DID document. `names` are the DIDs of whom the document is.
fn listed_key(document: &Map<String, Value>, names: &[&str], method: &str) -> Result<Listed, MethodFault> {
    let is_name = |did: &str| names.contains(&did);
    let (did, fragment) = method.split_once('#').ok_or(MethodFault::NotItsKey)?;
    if !is_name(did) || fragment.is_empty() {
        return Err(MethodFault::NotItsKey);
    }
    // Ids may be written relative to the document.
    let is_method = |id: &str| {
        id == method || id.strip_prefix('#').is_some_and(|id| id == fragment && names.last() == Some(&did))
    };
    let list = |name: &str| document.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let embedded = list("assertionMethod").iter().filter(|value| value.is_object());
    let is_ours = |listed: &&Value| listed.get("id").and_then(Value::as_str).is_some_and(is_method);
    let mut found = list("verificationMethod").iter().chain(embedded).filter(is_ours);
    let listed = found.next().ok_or(MethodFault::NotListed)?;
    if found.next().is_some() {
        return Err(MethodFault::Ambiguous);
    }
    let is_for_assertions = list("assertionMethod").iter().any(|value| match value {
        Value::String(id) => is_method(id),
        other => other == listed,
    });
    if !is_for_assertions {
        return Err(MethodFault::NotForAssertions);
    }
    if !listed.get("controller").and_then(Value::as_str).is_some_and(is_name) {
        return Err(MethodFault::ForeignController);
    }
    let multikey = listed.get("publicKeyMultibase").and_then(Value::as_str);
    let is_multikey = listed.get("type").and_then(Value::as_str) == Some("Multikey");
    let key = multikey.filter(|_| is_multikey).and_then(|text| PublicKey::parse(text).ok());
    let lifetime = |name| {
        let end = listed.as_object().map_or(Ok(None), |members| instant(members, name));
        end.map_err(|finding| MethodFault::NoLifetime(finding.sentence.replacen("its", "the key's", 1)))
    };
    Ok(Listed {
        key: key.ok_or(MethodFault::NotEd25519)?,
        expires: lifetime("expires")?,
        revoked: lifetime("revoked")?,
    })
}

/// Holds a proof against the end of its device, as a log of Hanse's form tells it (`docs/spec/identity.md`).
///
/// A device that left stays listed, so that what it signed before verifies; one in wrong hands may have written any date.
fn check_retirement(log: &Log, key: &PublicKey, until: usize, signed: Timestamp) -> Result<(), Finding> {
    let name = key.to_string();
    for version in log.versions(until) {
        let services = version.state.get("service").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let ends = services.iter().map(|service| &service["serviceEndpoint"]);
        for end in ends.filter(|end| end["key"] == *name) {
            if end["reason"] == "compromised" {
                return Err(Finding::open(format!(
                    "the key {key} was retired as compromised; that the proof is older rests on its own date"
                )));
            }
            if signed >= version.time {
                return Err(Finding::bad_proof(format!(
                    "the key {key} was retired on {}, before the proof was made",
                    version.time
                )));
            }
        }
    }
    Ok(())
}
