//! An accreditation: a scheme owner says who else may issue its labels, at which levels, until when.
//!
//! It has the same form as a label, a credential with `achievementType` `License` whose `alignment` names the
//! levels, in a set-once document `accreditation/<name>` of the scheme's owner. A right that was given is taken back by a
//! status act in the same document.

use serde_json::{Map, Value, json};

use crate::attestation::{
    AttestationId, CredentialError, Opened, Party, day, device_of, open, party, profile, seal_credential,
    text, text_of,
};
use crate::canonical::{parse_json, to_jcs_text};
use crate::key::{PublicKey, SigningKey};
use crate::proof::Proof;
use crate::scheme::{Scheme, SchemeId};
use crate::time::{Day, Timestamp};

/// Who may issue what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accreditation {
    /// The accreditation's name with the scheme's owner, who grants it.
    pub id: AttestationId,
    /// The scheme's owner.
    pub owner: Party,
    /// Who may issue.
    pub issuer: Party,
    /// The scheme.
    pub scheme: SchemeId,
    /// Codes of the levels that may be issued.
    pub levels: Vec<String>,
    /// First day on which labels may be issued.
    pub valid_from: Day,
    /// Last day, included.
    pub valid_until: Day,
}

/// An accreditation whose form was checked, with its proof.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedAccreditation {
    whole: Map<String, Value>,
    body: Map<String, Value>,
    proof: Proof,
    accreditation: Accreditation,
}

impl Accreditation {
    /// Writes the credential and seals it with a device of the owner.
    ///
    /// # Errors
    ///
    /// [`CredentialError::UnknownLevel`] when the scheme lacks a level, or none is named.
    pub fn seal(
        &self,
        scheme: &Scheme,
        key: &SigningKey,
        now: Timestamp,
    ) -> Result<SealedAccreditation, CredentialError> {
        if self.levels.is_empty() {
            return Err(CredentialError::UnknownLevel);
        }
        let host = self.owner.did.split(':').nth(3).unwrap_or_default();
        let scheme_url = format!("https://{host}/v1/schemes/{}", self.scheme);
        let alignment: Vec<Value> = self
            .levels
            .iter()
            .map(|code| {
                let level = scheme.level(code).ok_or(CredentialError::UnknownLevel)?;
                Ok(json!({
                    "type": ["Alignment"],
                    "targetName": format!("{} {}", scheme.title(), level.title()),
                    "targetUrl": format!("{scheme_url}#{code}"),
                    "targetFramework": scheme.title(),
                    "targetType": "ext:LabelLevel",
                }))
            })
            .collect::<Result<_, CredentialError>>()?;
        let credential = json!({
            "@context": crate::attestation::CONTEXTS,
            "id": format!("https://{host}{ACCREDITATIONS_PATH}{}", self.id),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": format!("Accredited issuer: {}", scheme.title()),
            "issuer": profile(&self.owner),
            "awardedDate": now.to_string(),
            "validFrom": self.valid_from.start().to_string(),
            "validUntil": self.valid_until.end().to_string(),
            "credentialSubject": {
                "id": self.issuer.did,
                "type": ["AchievementSubject"],
                "name": self.issuer.name,
                "achievement": {
                    "id": format!("{scheme_url}#label-issuer"),
                    "type": ["Achievement"],
                    "achievementType": LICENCE_TYPE,
                    "name": format!("{}: accredited issuer", scheme.title()),
                    "description": "May issue labels of this scheme at the levels listed in alignment.",
                    "version": scheme.version,
                    "creator": profile(&self.owner),
                    "criteria": {"id": format!("{scheme_url}#criteria")},
                    "alignment": alignment,
                },
            },
        });
        SealedAccreditation::read(Value::Object(seal_credential(credential, &self.owner.did, key, now)))
    }
}

impl SealedAccreditation {
    /// Parses the `content` of an accreditation document.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] names what is missing or of another form.
    pub fn parse(bytes: &[u8]) -> Result<Self, CredentialError> {
        Self::read(parse_json(bytes, crate::attestation::CREDENTIAL_BYTES_MAX)?)
    }

    fn read(value: Value) -> Result<Self, CredentialError> {
        let Opened { whole, body, proof } = open(value)?;
        let malformed = |part| CredentialError::Malformed { part };
        let subject = body.get("credentialSubject").ok_or(malformed("credentialSubject"))?;
        let achievement = subject.get("achievement").ok_or(malformed("achievement"))?;
        if achievement.get("achievementType") != Some(&json!(LICENCE_TYPE)) {
            return Err(malformed("achievementType"));
        }
        let (scheme_url, _) = text(achievement, "id")?.split_once('#').ok_or(malformed("achievement id"))?;
        let levels = achievement
            .get("alignment")
            .and_then(Value::as_array)
            .filter(|alignment| (1..=20).contains(&alignment.len()))
            .ok_or(malformed("alignment"))?
            .iter()
            .map(|target| {
                let (url, level) =
                    text(target, "targetUrl")?.split_once('#').ok_or(malformed("targetUrl"))?;
                if url == scheme_url { Ok(level.to_owned()) } else { Err(CredentialError::Contradiction) }
            })
            .collect::<Result<Vec<String>, CredentialError>>()?;
        let named = text_of(&body, "id")?.split_once(ACCREDITATIONS_PATH).map(|(_, named)| named);
        let accreditation = Accreditation {
            id: named.and_then(AttestationId::parse).ok_or(malformed("id"))?,
            owner: party(body.get("issuer"), "issuer")?,
            issuer: party(Some(subject), "credentialSubject")?,
            scheme: SchemeId::parse(scheme_url).ok_or(malformed("achievement id"))?,
            levels,
            valid_from: day(&body, "validFrom", Day::start)?,
            valid_until: day(&body, "validUntil", Day::end)?,
        };
        let owner = accreditation.owner.organisation()?;
        accreditation.issuer.organisation()?;
        if owner != accreditation.id.issuer || owner != accreditation.scheme.owner {
            return Err(CredentialError::Contradiction);
        }
        Ok(Self { whole, body, proof, accreditation })
    }

    /// What it grants. Nobody need have signed it.
    #[must_use]
    pub fn accreditation(&self) -> &Accreditation {
        &self.accreditation
    }

    /// The key that the proof names: a device of the owner.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`].
    pub fn device(&self) -> Result<PublicKey, CredentialError> {
        device_of(&self.proof, self.accreditation.id.issuer)
    }

    /// Checks the proof with the key that it names.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`] or [`CredentialError::Proof`].
    pub fn verify(&self) -> Result<(), CredentialError> {
        Ok(self.proof.verify(&self.body, &self.device()?)?)
    }

    /// The credential as canonical JSON, with its proof.
    #[must_use]
    pub fn to_text(&self) -> String {
        to_jcs_text(&Value::Object(self.whole.clone()))
    }
}

const ACCREDITATIONS_PATH: &str = "/v1/accreditations/";
const LICENCE_TYPE: &str = "License";
