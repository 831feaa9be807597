//! A label scheme: which levels there are, what they ask for, and for how long a label holds.
//!
//! A version of a scheme is one set-once document `scheme/<name>-<version>` of its owner; `content` is canonical JSON.
//! This first form has levels, criteria titles and a term; the engine of thresholds and scores comes later and
//! only adds members. Source: `docs/spec/scheme.md`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::canonical::{JsonError, parse_json, to_jcs_text};
use crate::entry::Address;
use crate::organisation::{Host, OrganisationId};
use crate::time::Months;

/// Names a version of a scheme: its owner and the document's name; printed `<scid>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemeId {
    /// Who owns the scheme.
    pub owner: OrganisationId,
    /// Such as `cluster-excellence-1.0`.
    pub name: String,
}

impl SchemeId {
    /// Parses `<scid>/<name>` or the scheme's URL.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, name) = parse_named(text, "/v1/schemes/")?;
        Address::new("scheme", &name).ok()?;
        Some(Self { owner, name })
    }

    /// The document of the scheme.
    #[must_use]
    pub fn address(&self) -> Address {
        Address::new("scheme", &self.name).expect("checked when it was parsed")
    }

    /// Where the scheme can be read; the identifier that credentials carry.
    #[must_use]
    pub fn url(&self, host: &Host) -> String {
        format!("https://{host}/v1/schemes/{}/{}", self.owner, self.name)
    }
}

impl fmt::Display for SchemeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}

/// Parses `<scid>/<name>`, alone or at the end of an `https` URL with that path before it.
pub(crate) fn parse_named(text: &str, path: &str) -> Option<(OrganisationId, String)> {
    let named = match text.strip_prefix("https://") {
        Some(rest) => {
            let (host, named) = rest.split_once(path)?;
            Host::parse(host).ok()?;
            named
        }
        None => text,
    };
    let (organisation, name) = named.split_once('/')?;
    if !organisation.starts_with("Qm") {
        return None;
    }
    Some((OrganisationId::parse(organisation).ok()?, name.to_owned()))
}

/// One version of a label scheme, as its owner publishes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// A short name in lower case, such as `cluster-excellence`.
    pub name: String,
    /// Such as `1.0`.
    pub version: String,
    /// Titles by language tag; English is asked for.
    pub title: BTreeMap<String, String>,
    /// Where the full text of the rules can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
    /// How long a label holds, in months, counted from the month it begins.
    pub term_months: u16,
    /// Levels, lowest rank first.
    #[serde(rename = "level")]
    pub levels: Vec<Level>,
    /// What an assessment looks at.
    #[serde(rename = "criterion", default)]
    pub criteria: Vec<Criterion>,
}

/// One level of a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Such as `gold`.
    pub code: String,
    /// 1 for the lowest.
    pub rank: u16,
    /// Titles by language tag.
    pub title: BTreeMap<String, String>,
}

/// One criterion of a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Such as `governance`.
    pub code: String,
    /// Titles by language tag.
    pub title: BTreeMap<String, String>,
}

impl Scheme {
    /// Parses the file that a scheme owner writes.
    ///
    /// # Errors
    ///
    /// [`SchemeError`] names the line or the rule that is broken.
    pub fn parse_toml(text: &str) -> Result<Self, SchemeError> {
        if text.len() > SCHEME_BYTES_MAX {
            return Err(SchemeError::TooLong);
        }
        let scheme: Self = toml::from_str(text)?;
        scheme.checked()
    }

    /// Parses the `content` of a scheme document.
    ///
    /// # Errors
    ///
    /// [`SchemeError`].
    pub fn parse_content(content: &str) -> Result<Self, SchemeError> {
        let value = parse_json(content.as_bytes(), SCHEME_BYTES_MAX)?;
        let scheme: Self = serde_json::from_value(value).map_err(JsonError::from)?;
        scheme.checked()
    }

    /// The `content` of the scheme's document.
    #[must_use]
    pub fn to_content(&self) -> String {
        to_jcs_text(&serde_json::to_value(self).expect("a scheme is plain data"))
    }

    /// The name of the scheme's document.
    #[must_use]
    pub fn document_name(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    /// The title, in English where there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        best(&self.title)
    }

    /// The level with this code.
    #[must_use]
    pub fn level(&self, code: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.code == code)
    }

    /// How long a label holds.
    #[must_use]
    pub fn term(&self) -> Months {
        Months(self.term_months)
    }

    fn checked(self) -> Result<Self, SchemeError> {
        let broken = |rule: String| Err(SchemeError::Rule { rule });
        if !is_code(&self.name) || self.name.len() > 40 {
            return broken(format!("name {:?} must be 1 to 40 of a–z, 0–9 and -", self.name));
        }
        if self.version.is_empty()
            || self.version.len() > 16
            || !self.version.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        {
            return broken(format!("version {:?} must be digits and dots, such as \"1.0\"", self.version));
        }
        // It is shown as a link: nothing but a web address may stand there.
        if let Some(website) = &self.website
            && (!website.starts_with("https://")
                || website.len() > 2_000
                || website.chars().any(char::is_control))
        {
            return broken(format!(
                "website {website:?} must begin with https:// and have at most 2000 bytes"
            ));
        }
        if !(1..=240).contains(&self.term_months) {
            return broken(format!("term_months {} must lie between 1 and 240", self.term_months));
        }
        if self.levels.is_empty() || self.levels.len() > 20 {
            return broken("there must be 1 to 20 levels".into());
        }
        if self.criteria.len() > 200 {
            return broken("there must be at most 200 criteria".into());
        }
        for pair in self.levels.windows(2) {
            if pair[0].rank >= pair[1].rank {
                return broken(format!(
                    "level {:?} must have a higher rank than the one before",
                    pair[1].code
                ));
            }
        }
        let codes: Vec<&str> = self.levels.iter().map(|level| level.code.as_str()).collect();
        let criteria: Vec<&str> = self.criteria.iter().map(|criterion| criterion.code.as_str()).collect();
        for list in [&codes, &criteria] {
            for (index, code) in list.iter().enumerate() {
                if !is_code(code) || code.len() > 40 {
                    return broken(format!("code {code:?} must be 1 to 40 of a–z, 0–9 and -"));
                }
                if list[..index].contains(code) {
                    return broken(format!("code {code:?} stands twice"));
                }
            }
        }
        let titles =
            self.levels.iter().map(|level| &level.title).chain(self.criteria.iter().map(|c| &c.title));
        for title in titles.chain([&self.title]) {
            if title.is_empty() || title.values().any(|text| text.trim().is_empty() || text.len() > 400) {
                return broken(
                    "every title needs a text of at most 400 bytes, such as title.en = \"Gold\"".into(),
                );
            }
        }
        Ok(self)
    }
}

impl Level {
    /// The title, in English where there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        best(&self.title)
    }
}

impl Criterion {
    /// The title, in English where there is one.
    #[must_use]
    pub fn title(&self) -> &str {
        best(&self.title)
    }
}

/// What was wrong with a scheme.
#[derive(Debug, Error)]
pub enum SchemeError {
    /// The file is too long.
    #[error("the scheme is longer than {SCHEME_BYTES_MAX} bytes")]
    TooLong,
    /// No TOML, or members that a scheme has not.
    #[error("the scheme cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// No JSON, or members that a scheme has not.
    #[error("the scheme's content cannot be read")]
    Json(#[from] JsonError),
    /// A rule of the form is broken.
    #[error("the scheme breaks a rule: {rule}")]
    Rule {
        /// Which one, and what to do.
        rule: String,
    },
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn best(titles: &BTreeMap<String, String>) -> &str {
    titles.get("en").or_else(|| titles.values().next()).map_or("", String::as_str)
}

const SCHEME_BYTES_MAX: usize = 48 * 1024;
