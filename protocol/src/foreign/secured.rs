//! The form of a foreign credential: what is read of it before anything is believed.

use serde_json::{Map, Value};

use super::proof_set::is_known;
use super::{FOREIGN_BYTES_MAX, Facts, Finding, Verdict, quoted};
use crate::canonical::parse_unsigned_json;
use crate::credential::CONTEXTS;
use crate::time::Timestamp;

/// A credential taken apart: document, proofs, and what it says of itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Secured {
    document: Map<String, Value>,
    proofs: Vec<Map<String, Value>>,
    facts: Facts,
}

impl Secured {
    /// Reads the bytes.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Finding> {
        let value = parse_unsigned_json(bytes, FOREIGN_BYTES_MAX)
            .map_err(|error| Finding::malformed(error.to_string()))?;
        let Value::Object(mut document) = value else {
            return Err(Finding::malformed("the file holds no JSON object"));
        };
        let proofs = proofs(document.remove("proof"))?;
        let facts = facts(&document)?;
        Ok(Self { document, proofs, facts })
    }

    /// The document without its proofs.
    pub(super) fn document(&self) -> &Map<String, Value> {
        &self.document
    }

    pub(super) fn proofs(&self) -> &[Map<String, Value>] {
        &self.proofs
    }

    pub(super) fn facts(&self) -> &Facts {
        &self.facts
    }

    pub(super) fn into_facts(self) -> Facts {
        self.facts
    }

    /// The document's contexts. They were checked to be a list.
    pub(super) fn contexts(&self) -> &[Value] {
        self.document.get("@context").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Checks that the words mean what the W3C says: its context comes first, and none that no proof covers is unknown.
    pub(super) fn check_context(&self) -> Result<String, Finding> {
        let contexts = self.contexts();
        for (place, context) in contexts.iter().enumerate() {
            let is_context = context.is_object() || context.as_str().is_some_and(is_url);
            if !is_context || contexts[..place].contains(context) {
                return Err(Finding::malformed(format!(
                    "the context {} is no URL or stands twice",
                    place + 1
                )));
            }
        }
        // A proof over the first contexts alone lets anybody append one, and give words of the credential another sense.
        // A proof of another suite is not checked here, so it covers nothing.
        let covered =
            self.proofs.iter().filter(|proof| is_known(proof)).map(|proof| match proof.get("@context") {
                Some(Value::Array(signed)) => signed.len(),
                Some(_) => 1,
                None => contexts.len(),
            });
        let covered = covered.max().unwrap_or_default().min(contexts.len());
        let stranger = contexts[covered..].iter().find(|context| {
            !context.as_str().is_some_and(|url| CONTEXTS.contains(&url) || PUBLIC_CONTEXTS.contains(&url))
        });
        match stranger {
            Some(context) => Err(Finding::malformed(format!(
                "the context {} is covered by no proof: it may have been appended after signing",
                quoted(context.as_str().unwrap_or("written out in the file"))
            ))),
            None if covered < contexts.len() => Ok(format!(
                "the first {covered} of {} contexts are signed, the others are public ones",
                contexts.len()
            )),
            None => Ok("the context of Verifiable Credentials 2.0 comes first".to_owned()),
        }
    }

    /// Checks that the instant lies within the period of validity, both ends included.
    pub(super) fn check_period(&self, now: Timestamp) -> Result<String, Finding> {
        match (self.facts.valid_from, self.facts.valid_until) {
            (Some(from), _) if now < from => {
                Err(Finding::of(Verdict::NotYet, format!("it holds from {from} on, and it is {now}")))
            }
            (_, Some(until)) if now > until => {
                Err(Finding::of(Verdict::Expired, format!("it held until {until}, and it is {now}")))
            }
            (None, None) => Ok("it states no period, so it has no end".to_owned()),
            (from, until) => {
                let end = |at: Option<Timestamp>| at.map_or("without end".to_owned(), |at| at.to_string());
                Ok(format!("{now} lies within {} to {}", end(from), end(until)))
            }
        }
    }
}

fn proofs(value: Option<Value>) -> Result<Vec<Map<String, Value>>, Finding> {
    let values = match value {
        Some(Value::Array(values)) => values,
        Some(value) => vec![value],
        None => Vec::new(),
    };
    if values.is_empty() {
        return Err(Finding::malformed("it carries no proof"));
    }
    if values.len() > PROOFS_MAX {
        return Err(Finding::malformed(format!("it carries more than {PROOFS_MAX} proofs")));
    }
    let objects = values.into_iter().map(|value| match value {
        Value::Object(proof) => Ok(proof),
        _ => Err(Finding::malformed("a proof is no JSON object")),
    });
    objects.collect()
}

fn facts(document: &Map<String, Value>) -> Result<Facts, Finding> {
    let missing = |what: &str| Finding::malformed(format!("its {what} is missing or of another form"));
    let contexts = document.get("@context").and_then(Value::as_array);
    if contexts.and_then(|contexts| contexts.first()).and_then(Value::as_str) != Some(CONTEXTS[0]) {
        return Err(Finding::malformed(format!("its @context is no list that begins with {}", CONTEXTS[0])));
    }
    let types = match document.get("type") {
        Some(Value::Array(types)) => types.iter().map(Value::as_str).collect::<Option<Vec<_>>>(),
        other => other.and_then(Value::as_str).map(|one| vec![one]),
    };
    let types = types.filter(|types| types.contains(&"VerifiableCredential"));
    let types = types.ok_or_else(|| Finding::malformed("its type does not say VerifiableCredential"))?;
    let issuer = match document.get("issuer") {
        Some(Value::Object(issuer)) => issuer.get("id"),
        other => other,
    };
    let issuer = issuer.and_then(Value::as_str).filter(|issuer| is_url(issuer));
    let id = match document.get("id") {
        None => None,
        Some(id) => Some(id.as_str().filter(|id| is_url(id)).ok_or_else(|| missing("id"))?.to_owned()),
    };
    let (valid_from, valid_until) = (instant(document, "validFrom")?, instant(document, "validUntil")?);
    if let (Some(from), Some(until)) = (valid_from, valid_until)
        && until < from
    {
        return Err(Finding::malformed("its validUntil lies before its validFrom"));
    }
    Ok(Facts {
        id,
        name: document.get("name").and_then(Value::as_str).map(str::to_owned),
        types: types.into_iter().map(str::to_owned).collect(),
        issuer: issuer.ok_or_else(|| missing("issuer"))?.to_owned(),
        subjects: subjects(document.get("credentialSubject")).ok_or_else(|| missing("credentialSubject"))?,
        valid_from,
        valid_until,
    })
}

/// The ids of those it speaks about; `None` when it speaks about nobody.
fn subjects(value: Option<&Value>) -> Option<Vec<String>> {
    let subjects = match value? {
        Value::Array(subjects) => subjects.as_slice(),
        one => std::slice::from_ref(one),
    };
    let said = subjects.iter().map(|subject| subject.as_object().filter(|subject| !subject.is_empty()));
    let said: Vec<&Map<String, Value>> = said.collect::<Option<_>>()?;
    let ids = said.iter().filter_map(|subject| subject.get("id")?.as_str().map(str::to_owned));
    (!said.is_empty()).then(|| ids.collect())
}

pub(super) fn instant(object: &Map<String, Value>, name: &'static str) -> Result<Option<Timestamp>, Finding> {
    let Some(value) = object.get(name) else { return Ok(None) };
    let at = value.as_str().and_then(|text| Timestamp::parse_rfc3339(text).ok());
    at.map(Some).ok_or_else(|| {
        Finding::malformed(format!("its {name} is no instant with an offset, such as 2026-05-01T00:00:00Z"))
    })
}

/// Whether a text has the look of an absolute URL: a scheme, and nothing that ends one.
fn is_url(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && text.len() <= URL_BYTES_MAX
        && !text.contains(|character: char| {
            character.is_whitespace() || character.is_control() || "<>\"\\^`{|}".contains(character)
        })
}

/// Contexts beside Hanse's own that cannot give words another sense: their keepers are the W3C and 1EdTech.
const PUBLIC_CONTEXTS: [&str; 4] = [
    "https://w3id.org/security/data-integrity/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
];
const PROOFS_MAX: usize = 16;
const URL_BYTES_MAX: usize = 2048;
