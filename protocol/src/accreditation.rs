//! An accreditation: who may assess, decide on, issue or pass on which labels, where, until when.
//!
//! ```text
//! scheme's owner ──grants──► delegate ──grants──► issuer        each step within the scope of the one above it
//! ```
//! It has the same form as a label, a credential with `achievementType` `License` whose `alignment` spells the
//! [`Scope`], in a set-once document `accreditation/<name>` of who grants it. A right that was given is suspended or
//! taken back by a status act in the same document. Source: `docs/spec/accreditation.md`.

pub mod scope;

use serde_json::{Value, json};
use thiserror::Error;

use crate::accreditation::scope::{OutOfScope, Scope};
use crate::attestation::award::Right;
use crate::attestation::{ACCREDITATIONS_PATH, AttestationId, Label};
use crate::credential::{CONTEXTS, CredentialError, Party, Sealed, day, text, text_of};
use crate::digest::Digest;
use crate::key::{PublicKey, SigningKey};
use crate::organisation::OrganisationId;
use crate::scheme::Scheme;
use crate::time::{Day, Timestamp};

/// Who may do what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accreditation {
    /// The accreditation's name with who grants it.
    pub id: AttestationId,
    /// Who grants it: the scheme's owner, or who may delegate.
    pub grantor: Party,
    /// Who gets it.
    pub holder: Party,
    /// What it is good for.
    pub scope: Scope,
    /// The accreditation by which the grantor grants, unless it owns the scheme.
    pub under: Option<Right>,
    /// Whose work the holder carries on; it may keep that issuer's labels.
    pub succeeds: Option<Party>,
    /// First day.
    pub valid_from: Day,
    /// Last day, included.
    pub valid_until: Day,
}

/// An accreditation whose form was checked, with its proof.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedAccreditation {
    sealed: Sealed,
    accreditation: Accreditation,
}

impl Accreditation {
    /// Whether it stays within the accreditation by which it is granted.
    ///
    /// # Errors
    ///
    /// [`GrantError`] names what it has more.
    pub fn check_under(&self, above: &Self) -> Result<(), GrantError> {
        let id = |party: &Party| party.organisation().ok();
        if id(&above.holder) != id(&self.grantor) {
            return Err(GrantError::NotHolder);
        }
        above.scope.contains(&self.scope)?;
        if self.valid_from < above.valid_from || above.valid_until < self.valid_until {
            return Err(GrantError::Outlasts { from: above.valid_from, until: above.valid_until });
        }
        Ok(())
    }

    /// Whether it may bear upon a label: it is for its scheme, and held by who acted for it or succeeds its issuer.
    #[must_use]
    pub fn concerns(&self, label: &Label) -> bool {
        let holder = self.holder.organisation().ok();
        let acting = [Some(&label.issuer), label.award.decider.as_ref(), label.award.assessor_body.as_ref()];
        let mut acting = acting.into_iter().flatten().filter_map(|party| party.organisation().ok());
        let is_for_it = self.scope.levels.iter().any(|(scheme, _)| *scheme == label.scheme);
        is_for_it && (self.succeeds(label.id.issuer) || acting.any(|one| Some(one) == holder))
    }

    /// Whether it makes its holder the successor of an issuer.
    #[must_use]
    pub fn succeeds(&self, issuer: OrganisationId) -> bool {
        self.succeeds.as_ref().and_then(|party| party.organisation().ok()) == Some(issuer)
    }

    /// Writes the credential and seals it with a device of the grantor.
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
        let host = self.grantor.host();
        let named = self.scope.levels.iter().filter(|(named, _)| named.name == scheme.document_name());
        if self.scope.levels.is_empty() || named.clone().any(|(_, level)| scheme.level(level).is_none()) {
            return Err(CredentialError::UnknownLevel);
        }
        let first = &self.scope.levels.first().ok_or(CredentialError::UnknownLevel)?.0;
        let scheme_url = first.url(&self.scope.scheme_host);
        let mut achievement = json!({
            "id": format!("{scheme_url}#label-issuer"),
            "type": ["Achievement"],
            "achievementType": LICENCE_TYPE,
            "name": format!("{}: accreditation", scheme.title()),
            "description": "May do with labels of this scheme what is listed in alignment.",
            "version": scheme.version,
            "creator": self.grantor.to_profile(),
            "criteria": {"id": format!("{scheme_url}#criteria")},
            "alignment": self.scope.to_alignment(scheme),
        });
        if let Some(predecessor) = &self.succeeds {
            let target = json!({
                "type": ["Alignment"],
                "targetName": predecessor.name,
                "targetUrl": predecessor.did,
                "targetType": scope::PREDECESSOR,
            });
            achievement["alignment"].as_array_mut().expect("it is one").push(target);
        }
        let mut credential = json!({
            "@context": CONTEXTS,
            "id": format!("https://{host}{ACCREDITATIONS_PATH}{}", self.id),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": format!("Accreditation: {}", scheme.title()),
            "issuer": self.grantor.to_profile(),
            "awardedDate": now.to_string(),
            "validFrom": self.valid_from.start().to_string(),
            "validUntil": self.valid_until.end().to_string(),
            "credentialSubject": {
                "id": self.holder.did,
                "type": ["AchievementSubject"],
                "name": self.holder.name,
                "achievement": achievement,
            },
        });
        if let Some(right) = &self.under {
            credential["relatedResource"] = json!([right.to_resource(host)]);
        }
        SealedAccreditation::read(Sealed::open(Sealed::seal(credential, &self.grantor.did, key, now))?)
    }
}

impl SealedAccreditation {
    /// Parses the `content` of an accreditation document.
    ///
    /// # Errors
    ///
    /// [`CredentialError`] names what is missing or of another form.
    pub fn parse(bytes: &[u8]) -> Result<Self, CredentialError> {
        Self::read(Sealed::parse(bytes)?)
    }

    fn read(sealed: Sealed) -> Result<Self, CredentialError> {
        let malformed = |part| CredentialError::Malformed { part };
        let body = sealed.body();
        let subject = body.get("credentialSubject").ok_or(malformed("credentialSubject"))?;
        let achievement = subject.get("achievement").ok_or(malformed("achievement"))?;
        if achievement.get("achievementType") != Some(&json!(LICENCE_TYPE)) {
            return Err(malformed("achievementType"));
        }
        let scope = Scope::read(achievement)?;
        let targets = achievement.get("alignment").and_then(Value::as_array).into_iter().flatten();
        let mut predecessors = targets.filter(|target| target["targetType"] == scope::PREDECESSOR);
        let succeeds = match (predecessors.next(), predecessors.next()) {
            (None, _) => None,
            (Some(target), None) => Some(Party {
                did: text(target, "targetUrl")?.to_owned(),
                name: text(target, "targetName")?.to_owned(),
            }),
            _ => return Err(malformed("alignment")),
        };
        let under = match Right::read_all(body)?.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            _ => return Err(malformed("relatedResource")),
        };
        let id = text_of(body, "id")?;
        let id = Some(id).filter(|id| id.contains(ACCREDITATIONS_PATH)).and_then(AttestationId::parse);
        let accreditation = Accreditation {
            id: id.ok_or(malformed("id"))?,
            grantor: Party::read(body.get("issuer"), "issuer")?,
            holder: Party::read(Some(subject), "credentialSubject")?,
            scope,
            under,
            succeeds,
            valid_from: day(body, "validFrom", Day::start)?,
            valid_until: day(body, "validUntil", Day::end)?,
        };
        accreditation.holder.organisation()?;
        if let Some(predecessor) = &accreditation.succeeds {
            predecessor.organisation()?;
        }
        let grantor = accreditation.grantor.organisation()?;
        let owns = grantor == accreditation.scope.owner();
        if grantor != accreditation.id.issuer
            || owns == accreditation.under.is_some()
            || accreditation.valid_until < accreditation.valid_from
        {
            return Err(CredentialError::Contradiction);
        }
        Ok(Self { sealed, accreditation })
    }

    /// What it grants. Nobody need have signed it.
    #[must_use]
    pub fn accreditation(&self) -> &Accreditation {
        &self.accreditation
    }

    /// The key that the proof names: a device of the grantor.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`].
    pub fn device(&self) -> Result<PublicKey, CredentialError> {
        self.sealed.device(self.grantor())
    }

    /// Checks the proof with the key that it names.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`] or [`CredentialError::Proof`].
    pub fn verify(&self) -> Result<(), CredentialError> {
        self.sealed.verify(self.grantor())
    }

    /// The credential as canonical JSON, with its proof.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.sealed.to_text()
    }

    /// SHA-256 over those bytes: labels and accreditations that rest on it name it by this.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.sealed.digest()
    }

    fn grantor(&self) -> OrganisationId {
        self.accreditation.id.issuer
    }
}

/// Why an accreditation may not be granted by another one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum GrantError {
    /// Somebody else holds that one.
    #[error("the accreditation above it is held by another organisation")]
    NotHolder,
    /// Wider.
    #[error("the accreditation above it: {0}")]
    Wider(#[from] OutOfScope),
    /// Longer.
    #[error("the accreditation above it holds from {from} to {until} only")]
    Outlasts {
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
    },
}

const LICENCE_TYPE: &str = "License";
