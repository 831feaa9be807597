//! How a label came about: who assessed and decided, by what right, on which evidence, under which conditions.
//!
//! ```text
//! licenseNumber                  number                    result #<kind>, each a text:
//! activityStartDate, …EndDate    assessed                    subject-type  region     assessor   decider
//! source                         assessor_body               follows       basis      condition  term
//! evidence                       evidence                    scorecard
//! relatedResource                rights                    credentialStatus   index in the issuer's status lists
//! ```
//! All of it is optional; what a scheme asks for, the judge asks for. Members of Open Badges 3.0 are used where there
//! is one, else a `result` whose description stands in the achievement.

use serde_json::{Map, Value, json};

use crate::attestation::{ACCREDITATIONS_PATH, AttestationId};
use crate::credential::{CredentialError, Party, day, from_multibase, text, text_of, to_multibase};
use crate::digest::Digest;
use crate::organisation::OrganisationId;
use crate::scheme::assessors::AssessorFact;
use crate::time::{Day, Months};

/// How a label came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Award {
    /// The certificate's number, as the issuer writes it.
    pub number: Option<String>,
    /// What the holder is, a word of the scheme such as `cluster-organisation`.
    pub subject_type: Option<String>,
    /// Where the holder is: a NUTS code, or a country.
    pub region: Option<String>,
    /// First and last day of the assessment.
    pub assessed: Option<(Day, Day)>,
    /// Who sent the assessors, where that is not the issuer.
    pub assessor_body: Option<Party>,
    /// Who assessed, under pseudonyms of the issuer's choice.
    pub assessors: Vec<AssessorFact>,
    /// Who decided, where that is not the issuer.
    pub decider: Option<Party>,
    /// The label that this one renews.
    pub follows: Option<AttestationId>,
    /// The labels that it presupposes.
    pub basis: Vec<AttestationId>,
    /// What has to be fulfilled yet.
    pub conditions: Vec<String>,
    /// The term that the score led to, where the scheme makes it depend on that.
    pub term: Option<Months>,
    /// The commitment to the scorecard ([`crate::scorecard`]).
    pub scorecard: Option<Digest>,
    /// Documents that the assessment rests on, by hash.
    pub evidence: Vec<EvidenceFile>,
    /// The accreditations by which issuer, assessor body and decider act.
    pub rights: Vec<Right>,
    /// The label's place in its issuer's status lists.
    pub status_index: Option<u32>,
}

/// A document that stays with whoever has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    /// What it is.
    pub title: String,
    /// SHA-256 over its bytes.
    pub digest: Digest,
}

/// An accreditation that a label or another accreditation rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// Which one.
    pub id: AttestationId,
    /// [`crate::accreditation::SealedAccreditation::digest`].
    pub digest: Digest,
}

impl Award {
    /// Puts the award into a credential that has none.
    pub(super) fn write(
        &self,
        credential: &mut Value,
        scheme_url: &str,
        issuer: &Party,
        issuer_id: OrganisationId,
    ) {
        let subject = &mut credential["credentialSubject"];
        if let Some(number) = &self.number {
            subject["licenseNumber"] = json!(number);
        }
        if let Some((first, last)) = self.assessed {
            subject["activityStartDate"] = json!(first.start().to_string());
            subject["activityEndDate"] = json!(last.end().to_string());
        }
        if let Some(body) = &self.assessor_body {
            subject["source"] = body.to_profile();
        }
        let mut results: Vec<(&str, String)> = Vec::new();
        results.extend(self.subject_type.iter().map(|word| ("subject-type", word.clone())));
        results.extend(self.region.iter().map(|code| ("region", code.clone())));
        results.extend(
            self.assessors.iter().map(|one| ("assessor", format!("{} {}", one.country, one.pseudonym))),
        );
        results.extend(self.decider.iter().map(|party| ("decider", format!("{} {}", party.did, party.name))));
        results.extend(self.follows.iter().map(|id| ("follows", id.to_string())));
        results.extend(self.basis.iter().map(|id| ("basis", id.to_string())));
        results.extend(self.conditions.iter().map(|text| ("condition", text.clone())));
        results.extend(self.term.iter().map(|months| ("term", months.0.to_string())));
        results.extend(self.scorecard.iter().map(|root| ("scorecard", root.to_string())));
        for (kind, value) in results {
            let id = format!("{scheme_url}#{kind}");
            let described = subject["achievement"]["resultDescription"].as_array_mut().expect("it has one");
            if !described.iter().any(|known| known["id"] == json!(id)) {
                described.push(json!({
                    "id": id,
                    "type": ["ResultDescription"],
                    "name": title_of(kind),
                    "resultType": format!("ext:{kind}"),
                }));
            }
            let result = json!({"type": ["Result"], "resultDescription": id, "value": value});
            subject["result"].as_array_mut().expect("it has one").push(result);
        }
        if !self.evidence.is_empty() {
            let files = self.evidence.iter().map(|file| {
                json!({
                    "id": format!("urn:sha256:{}", file.digest),
                    "type": ["Evidence"],
                    "name": file.title,
                    "digestMultibase": to_multibase(&file.digest),
                })
            });
            credential["evidence"] = files.collect();
        }
        if !self.rights.is_empty() {
            credential["relatedResource"] =
                self.rights.iter().map(|right| right.to_resource(issuer.host())).collect();
        }
        if let Some(index) = self.status_index {
            let list = status_list_url(issuer.host(), issuer_id, "suspension");
            credential["credentialStatus"] = json!({
                "id": format!("{list}#{index}"),
                "type": "BitstringStatusListEntry",
                "statusPurpose": "suspension",
                "statusListIndex": index.to_string(),
                "statusListCredential": list,
            });
        }
    }

    /// Reads the award out of a credential without its proof.
    pub(super) fn read(body: &Map<String, Value>, scheme_url: &str) -> Result<Self, CredentialError> {
        let malformed = |part| CredentialError::Malformed { part };
        let subject = body["credentialSubject"].as_object().ok_or(malformed("credentialSubject"))?;
        let mut award = Self::default();
        if subject.contains_key("licenseNumber") {
            award.number = Some(short(text_of(subject, "licenseNumber")?, "licenseNumber")?);
        }
        if subject.contains_key("activityStartDate") || subject.contains_key("activityEndDate") {
            let first = day(subject, "activityStartDate", Day::start)?;
            let last = day(subject, "activityEndDate", Day::end)?;
            if last < first {
                return Err(CredentialError::Contradiction);
            }
            award.assessed = Some((first, last));
        }
        if subject.contains_key("source") {
            award.assessor_body = Some(Party::read(subject.get("source"), "source")?);
        }
        let results = subject.get("result").and_then(Value::as_array).ok_or(malformed("result"))?;
        for result in
            results.iter().skip(1).take(RESULTS_MAX + 1).enumerate().map(|(place, result)| {
                if place < RESULTS_MAX { Ok(result) } else { Err(malformed("result")) }
            })
        {
            let result = result?;
            let kind = text(result, "resultDescription")?
                .strip_prefix(scheme_url)
                .and_then(|rest| rest.strip_prefix('#'));
            if let Some(kind) = kind.filter(|kind| !title_of(kind).is_empty()) {
                award.take(kind, &short(text(result, "value")?, "result")?)?;
            }
        }
        for file in listed(body, "evidence")? {
            award.evidence.push(EvidenceFile {
                title: short(text(file, "name")?, "evidence")?,
                digest: from_multibase(text(file, "digestMultibase")?).ok_or(malformed("evidence"))?,
            });
        }
        award.rights = Right::read_all(body)?;
        if let Some(entry) = body.get("credentialStatus") {
            award.status_index = Some(status_index(entry).ok_or(malformed("credentialStatus"))?);
        }
        Ok(award)
    }

    fn take(&mut self, kind: &str, value: &str) -> Result<(), CredentialError> {
        let malformed = || CredentialError::Malformed { part: "result" };
        let once = |slot: &mut Option<String>| match slot.replace(value.to_owned()) {
            None => Ok(()),
            Some(_) => Err(CredentialError::Contradiction),
        };
        match kind {
            "subject-type" => once(&mut self.subject_type)?,
            "region" => once(&mut self.region)?,
            "assessor" => {
                let (country, pseudonym) = value.split_once(' ').ok_or_else(malformed)?;
                let (country, pseudonym) = (country.to_owned(), pseudonym.to_owned());
                self.assessors.push(AssessorFact { pseudonym, country });
            }
            "decider" if self.decider.is_none() => {
                let (did, name) = value.split_once(' ').ok_or_else(malformed)?;
                let party = Party { did: did.to_owned(), name: name.to_owned() };
                party.organisation()?;
                self.decider = Some(party);
            }
            "follows" if self.follows.is_none() => {
                self.follows = Some(AttestationId::parse(value).ok_or_else(malformed)?);
            }
            "basis" => self.basis.push(AttestationId::parse(value).ok_or_else(malformed)?),
            "condition" => self.conditions.push(value.to_owned()),
            "term" if self.term.is_none() => {
                let months = value.parse().ok().filter(|months: &u16| months.to_string() == value);
                self.term = Some(Months(months.ok_or_else(malformed)?));
            }
            "scorecard" if self.scorecard.is_none() => {
                self.scorecard = Some(Digest::parse_hex(value).ok_or_else(malformed)?);
            }
            _ => return Err(CredentialError::Contradiction),
        }
        Ok(())
    }
}

impl Right {
    /// As `relatedResource` of a credential.
    pub(crate) fn to_resource(&self, host: &str) -> Value {
        json!({
            "id": format!("https://{host}{ACCREDITATIONS_PATH}{}", self.id),
            "mediaType": "application/vc",
            "digestMultibase": to_multibase(&self.digest),
        })
    }

    /// The rights that a credential rests on.
    pub(crate) fn read_all(body: &Map<String, Value>) -> Result<Vec<Self>, CredentialError> {
        let malformed = || CredentialError::Malformed { part: "relatedResource" };
        listed(body, "relatedResource")?
            .iter()
            .map(|resource| {
                let id = text(resource, "id")?;
                let id =
                    Some(id).filter(|id| id.contains(ACCREDITATIONS_PATH)).and_then(AttestationId::parse);
                Ok(Self {
                    id: id.ok_or_else(malformed)?,
                    digest: from_multibase(text(resource, "digestMultibase")?).ok_or_else(malformed)?,
                })
            })
            .collect()
    }
}

/// Where an issuer's status list of a purpose is found.
#[must_use]
pub fn status_list_url(host: &str, issuer: OrganisationId, purpose: &str) -> String {
    format!("https://{host}/v1/statuslists/{issuer}/{purpose}")
}

/// The words that readers get for a result.
fn title_of(kind: &str) -> &'static str {
    match kind {
        "subject-type" => "What the holder is",
        "region" => "Region of the holder",
        "assessor" => "Assessor",
        "decider" => "Decided by",
        "follows" => "Renews the label",
        "basis" => "Presupposes the label",
        "condition" => "Condition",
        "term" => "Term in months by score",
        "scorecard" => "Commitment to the scorecard",
        _ => "",
    }
}

fn status_index(entry: &Value) -> Option<u32> {
    let is_ours =
        entry.get("type")? == "BitstringStatusListEntry" && entry.get("statusPurpose")? == "suspension";
    let text = entry.get("statusListIndex")?.as_str().filter(|_| is_ours)?;
    let index: u32 = text.parse().ok()?;
    (index.to_string() == text && index < STATUS_INDEX_END).then_some(index)
}

fn listed<'b>(body: &'b Map<String, Value>, part: &'static str) -> Result<&'b [Value], CredentialError> {
    match body.get(part) {
        None => Ok(&[]),
        Some(Value::Array(all)) if all.len() <= LISTED_MAX => Ok(all),
        Some(_) => Err(CredentialError::Malformed { part }),
    }
}

fn short(text: &str, part: &'static str) -> Result<String, CredentialError> {
    if (1..=TEXT_BYTES_MAX).contains(&text.len()) {
        Ok(text.to_owned())
    } else {
        Err(CredentialError::Malformed { part })
    }
}

/// Status lists have this many places.
pub const STATUS_INDEX_END: u32 = 131_072;
/// A text of an award has at most this many bytes.
pub const TEXT_BYTES_MAX: usize = 600;

const RESULTS_MAX: usize = 64;
const LISTED_MAX: usize = 32;
