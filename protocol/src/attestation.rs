//! A label: what an issuer says that an organisation holds, as a credential that other people's software reads too.
//!
//! ```text
//! document attestation/<name>, set-once:   content        the credential, canonical JSON with its proof
//!                                          event/<name>   a status act (status.rs)
//! ```
//! The credential's form is [`crate::credential`]; how the label came about is its [`Award`]. Source:
//! `docs/spec/attestation.md`.

pub mod award;

use std::fmt;

use serde_json::{Value, json};

use crate::attestation::award::Award;
use crate::credential::{CONTEXTS, CredentialError, Party, Sealed, day, text, text_of};
use crate::digest::Digest;
use crate::entry::Address;
use crate::key::{PublicKey, SigningKey};
use crate::organisation::OrganisationId;
use crate::scheme::{Scheme, SchemeId, parse_named};
use crate::time::{Day, Timestamp};

/// Names a label or an accreditation: its issuer and the document's name; printed `<scid>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttestationId {
    /// Who issued it.
    pub issuer: OrganisationId,
    /// The document's name, drawn at random.
    pub name: String,
}

impl AttestationId {
    /// Parses `<scid>/<name>`, or the URL of a label or an accreditation.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (issuer, name) =
            parse_named(text, ATTESTATIONS_PATH).or_else(|| parse_named(text, ACCREDITATIONS_PATH))?;
        Address::new("attestation", &name).ok()?;
        Some(Self { issuer, name })
    }

    /// Makes a name of 10 random bytes.
    #[must_use]
    pub fn named(issuer: OrganisationId, random: [u8; 10]) -> Self {
        Self { issuer, name: bs58::encode(random).into_string() }
    }

    /// The document that holds the label of this name.
    #[must_use]
    pub fn address(&self) -> Address {
        self.address_in("attestation")
    }

    /// The document of this name in a collection.
    #[must_use]
    pub fn address_in(&self, collection: &str) -> Address {
        Address::new(collection, &self.name).expect("checked when it was parsed")
    }
}

impl fmt::Display for AttestationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.issuer, self.name)
    }
}

/// What a label says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The label's name with its issuer.
    pub id: AttestationId,
    /// Who issues it.
    pub issuer: Party,
    /// Who holds it.
    pub subject: Party,
    /// Who owns the scheme.
    pub owner: Party,
    /// The scheme.
    pub scheme: SchemeId,
    /// Code of the level.
    pub level: String,
    /// First day.
    pub valid_from: Day,
    /// Last day, included.
    pub valid_until: Day,
    /// When the issuer decided, by its own clock: the time at which it must have been entitled.
    pub awarded: Timestamp,
    /// How the label came about.
    pub award: Award,
}

/// A credential whose form was checked. Its proof is another question: [`Credential::verify`].
#[derive(Clone, Debug, PartialEq)]
pub struct Credential {
    sealed: Sealed,
    label: Label,
}

impl Label {
    /// Writes the credential and seals it with a device of the issuer.
    ///
    /// # Errors
    ///
    /// [`CredentialError::UnknownLevel`] when the scheme has no such level, [`CredentialError::Malformed`] when the
    /// award holds more or longer texts than a credential does.
    pub fn seal(&self, scheme: &Scheme, key: &SigningKey) -> Result<Credential, CredentialError> {
        let level = scheme.level(&self.level).ok_or(CredentialError::UnknownLevel)?;
        let scheme_url = format!("https://{}/v1/schemes/{}", self.owner.host(), self.scheme);
        let title = format!("{} {}", scheme.title(), level.title());
        let level_url = |code: &str| format!("{scheme_url}#level-{code}");
        let levels: Vec<Value> = scheme
            .levels
            .iter()
            .map(|level| {
                json!({
                    "id": level_url(&level.code),
                    "type": ["RubricCriterionLevel"],
                    "name": level.title(),
                    "level": level.rank.to_string(),
                })
            })
            .collect();
        let mut credential = json!({
            "@context": CONTEXTS,
            "id": format!("https://{}{ATTESTATIONS_PATH}{}", self.issuer.host(), self.id),
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": title,
            "issuer": self.issuer.to_profile(),
            "awardedDate": self.awarded.to_string(),
            "validFrom": self.valid_from.start().to_string(),
            "validUntil": self.valid_until.end().to_string(),
            "credentialSubject": {
                "id": self.subject.did,
                "type": ["AchievementSubject"],
                "name": self.subject.name,
                "achievement": {
                    "id": format!("{scheme_url}#{}", self.level),
                    "type": ["Achievement"],
                    "achievementType": LABEL_TYPE,
                    "name": title,
                    "description": format!("The organisation met the criteria of the level {}.", level.title()),
                    "version": scheme.version,
                    "creator": self.owner.to_profile(),
                    "criteria": {"id": format!("{scheme_url}#criteria")},
                    "resultDescription": [{
                        "id": format!("{scheme_url}#level"),
                        "type": ["ResultDescription"],
                        "name": "Level",
                        "resultType": "RubricCriterionLevel",
                        "requiredLevel": level_url(&self.level),
                        "rubricCriterionLevel": levels,
                    }],
                },
                "result": [{
                    "type": ["Result"],
                    "resultDescription": format!("{scheme_url}#level"),
                    "achievedLevel": level_url(&self.level),
                }],
            },
        });
        self.award.write(&mut credential, &scheme_url, &self.issuer, self.id.issuer);
        Credential::read(Sealed::open(Sealed::seal(credential, &self.issuer.did, key, self.awarded))?)
    }
}

impl Credential {
    /// Parses a credential of the label form.
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
        if achievement.get("achievementType") != Some(&json!(LABEL_TYPE)) {
            return Err(malformed("achievementType"));
        }
        let url = text(achievement, "id")?;
        let (scheme, level) = url.split_once('#').ok_or(malformed("achievement id"))?;
        let label = Label {
            id: AttestationId::parse(text_of(body, "id")?).ok_or(malformed("id"))?,
            issuer: Party::read(body.get("issuer"), "issuer")?,
            subject: Party::read(Some(subject), "credentialSubject")?,
            owner: Party::read(achievement.get("creator"), "creator")?,
            scheme: SchemeId::parse(scheme)
                .filter(|_| scheme.starts_with("https://"))
                .ok_or(malformed("achievement id"))?,
            level: level.to_owned(),
            valid_from: day(body, "validFrom", Day::start)?,
            valid_until: day(body, "validUntil", Day::end)?,
            awarded: Timestamp::parse(text_of(body, "awardedDate")?).map_err(|_| malformed("awardedDate"))?,
            award: Award::read(body, scheme)?,
        };
        let is_consistent = label.issuer.organisation()? == label.id.issuer
            && label.owner.organisation()? == label.scheme.owner
            && label.subject.organisation().is_ok()
            && label.valid_from <= label.valid_until;
        let achieved = format!("{scheme}#level-{level}");
        let says_level = subject["result"][0]["achievedLevel"] == json!(achieved);
        if !is_consistent || !says_level {
            return Err(CredentialError::Contradiction);
        }
        Ok(Self { sealed, label })
    }

    /// What it says. Nobody need have signed it.
    #[must_use]
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// The key that the proof names: a device of the issuer.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`] when the method is not a device key of the issuer's DID.
    pub fn device(&self) -> Result<PublicKey, CredentialError> {
        self.sealed.device(self.label.id.issuer)
    }

    /// Checks the proof with the key that it names; whether the issuer lists that key is the caller's to check.
    ///
    /// # Errors
    ///
    /// [`CredentialError::ForeignKey`] or [`CredentialError::Proof`].
    pub fn verify(&self) -> Result<(), CredentialError> {
        self.sealed.verify(self.label.id.issuer)
    }

    /// The credential as canonical JSON, with its proof: the bytes that are stored and exchanged.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.sealed.to_text()
    }

    /// SHA-256 over those bytes.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.sealed.digest()
    }
}

const ATTESTATIONS_PATH: &str = "/v1/attestations/";
/// Where accreditations are found on a host.
pub(crate) const ACCREDITATIONS_PATH: &str = "/v1/accreditations/";
const LABEL_TYPE: &str = "QualityAssuranceCredential";
