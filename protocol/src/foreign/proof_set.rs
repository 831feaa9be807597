//! The proofs of a foreign credential: every one of a suite that is known here must hold.

use serde_json::{Map, Value};

use super::controller::Controller;
use super::secured::{Secured, instant};
use super::{CLOCK_TOLERANCE_MS, Finding, Verdict, quoted};
use crate::canonical::object_to_jcs;
use crate::digest::Digest;
use crate::proof::{Proof, ProofError};
use crate::time::Timestamp;

/// Checks every `eddsa-jcs-2022` proof, of which there must be one; other suites are passed over.
pub(super) fn check(
    secured: &Secured,
    controller: &Controller<'_>,
    now: Timestamp,
) -> Result<String, Finding> {
    let known: Vec<&Map<String, Value>> = secured.proofs().iter().filter(|proof| is_known(proof)).collect();
    if known.is_empty() {
        return Err(Finding::bad_proof("it has no proof of the suite eddsa-jcs-2022"));
    }
    let mut sentences = Vec::new();
    for proof in &known {
        sentences.push(check_one(proof, secured, controller, now)?);
    }
    let others = secured.proofs().len() - known.len();
    match others {
        0 => {}
        1 => sentences.push("1 proof of another suite was passed over".to_owned()),
        others => sentences.push(format!("{others} proofs of other suites were passed over")),
    }
    Ok(sentences.join("; "))
}

/// Whether a proof is of the suite that is checked here.
pub(super) fn is_known(proof: &Map<String, Value>) -> bool {
    let member = |name: &str| proof.get(name).and_then(Value::as_str);
    member("type") == Some("DataIntegrityProof") && member("cryptosuite") == Some("eddsa-jcs-2022")
}

fn check_one(
    raw: &Map<String, Value>,
    secured: &Secured,
    controller: &Controller<'_>,
    now: Timestamp,
) -> Result<String, Finding> {
    if raw.contains_key("previousProof") {
        return Err(Finding::bad_proof(
            "its proof builds on another one, and chains of proofs are not read here",
        ));
    }
    let mut alone = Map::from_iter([("proof".to_owned(), Value::Object(raw.clone()))]);
    let proof = Proof::detach(&mut alone).map_err(|error| Finding::bad_proof(error.to_string()))?;
    let created = check_times(raw, now)?;
    let (key, sentence) = controller.key(proof.method(), created, now)?;
    let document = signed_document(raw, secured)?;
    match proof.verify_hash(&Digest::of(&[&object_to_jcs(&document)]), &key) {
        Ok(()) => Ok(sentence),
        Err(ProofError::BadSignature) => Err(Finding::bad_proof(format!(
            "the signature does not fit: it was changed after {} signed it, or another key did",
            quoted(controller.did())
        ))),
        Err(error) => Err(Finding::bad_proof(error.to_string())),
    }
}

/// When the proof says it was made, if that and its end leave room for now.
fn check_times(raw: &Map<String, Value>, now: Timestamp) -> Result<Option<Timestamp>, Finding> {
    let bad = |finding: Finding| Finding::bad_proof(finding.sentence.replacen("its", "the proof's", 1));
    let created = instant(raw, "created").map_err(bad)?;
    let expires = instant(raw, "expires").map_err(bad)?;
    if let Some(created) = created
        && created > now.plus_millis(CLOCK_TOLERANCE_MS)
    {
        return Err(Finding::bad_proof(format!("its proof is dated {created}, and it is {now}")));
    }
    match (created, expires) {
        (Some(created), Some(expires)) if expires < created => {
            Err(Finding::bad_proof(format!("its proof ended on {expires}, before it was made")))
        }
        (_, Some(expires)) if now > expires => {
            Err(Finding::of(Verdict::Expired, format!("its proof held until {expires}, and it is {now}")))
        }
        _ => Ok(created),
    }
}

/// The document as the proof covers it. A proof may cover only the first contexts (eddsa-jcs-2022, §3.3.2).
fn signed_document(raw: &Map<String, Value>, secured: &Secured) -> Result<Map<String, Value>, Finding> {
    let mut document = secured.document().clone();
    let Some(context) = raw.get("@context") else { return Ok(document) };
    let signed = match context {
        Value::Array(signed) => signed.as_slice(),
        one => std::slice::from_ref(one),
    };
    if signed.is_empty() || !secured.contexts().starts_with(signed) {
        return Err(Finding::bad_proof("its @context does not begin with that of its proof"));
    }
    document.insert("@context".into(), context.clone());
    Ok(document)
}
