//! What an accreditation is good for. A delegate never gets more than who delegates.
//!
//! ```text
//! alignment  targetType           targetUrl
//!            ext:LabelLevel       <scheme url>#<level>            one for each level of each version
//!            ext:Action           <scheme url>#action-<word>      assess | decide | issue | delegate
//!            ext:SubjectType      <scheme url>#subject-<word>     none: every type
//!            ext:Territory        <scheme url>#territory-<code>   NUTS or country; none: everywhere
//!            ext:Depth            <scheme url>#depth-<number>     how many may follow below it; none: 0
//!            ext:Predecessor      <did>                           whose work is carried on (not part of the scope)
//! ```

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Value, json};

use crate::credential::{CredentialError, text};
use crate::organisation::{Host, OrganisationId};
use crate::scheme::{Scheme, SchemeId};
use crate::sentence;
use crate::sentence::{Part, Sentence, told};

/// What an accreditation is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Schemes, versions apart, and codes of their levels; all schemes have one owner. Not empty.
    pub levels: BTreeSet<(SchemeId, String)>,
    /// The host in the schemes' URLs.
    pub scheme_host: Host,
    /// What may be done.
    pub actions: BTreeSet<Action>,
    /// Types of holders; empty: every type.
    pub subject_types: BTreeSet<String>,
    /// NUTS or country codes; empty: everywhere.
    pub territory: BTreeSet<String>,
    /// How many accreditations may follow below it.
    pub depth: u8,
}

/// What a party may do about a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Send assessors.
    Assess,
    /// Decide.
    Decide,
    /// Sign the label and its status acts.
    Issue,
    /// Accredit others.
    Delegate,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Assess, Self::Decide, Self::Issue, Self::Delegate];

    /// The word in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Assess => "assess",
            Self::Decide => "decide",
            Self::Issue => "issue",
            Self::Delegate => "delegate",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == text)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What somebody does, to be held against a scope.
#[derive(Clone, Debug)]
pub struct Deed<'d> {
    /// The scheme.
    pub scheme: &'d SchemeId,
    /// Code of the level.
    pub level: &'d str,
    /// What the holder of the label is.
    pub subject_type: Option<&'d str>,
    /// Where it is.
    pub region: Option<&'d str>,
    /// What is done.
    pub action: Action,
}

impl Scope {
    /// Who owns the schemes.
    ///
    /// # Panics
    ///
    /// When there is no level, which no scope that was read has.
    #[must_use]
    pub fn owner(&self) -> OrganisationId {
        self.levels.first().expect("a scope has levels").0.owner
    }

    /// Whether it is good for a deed.
    ///
    /// # Errors
    ///
    /// [`OutOfScope`] names what it is not good for.
    pub fn covers(&self, deed: &Deed<'_>) -> Result<(), OutOfScope> {
        if !self.actions.contains(&deed.action) {
            return Err(OutOfScope::Action { action: deed.action });
        }
        if !self.levels.iter().any(|(scheme, _)| scheme == deed.scheme) {
            return Err(OutOfScope::Scheme { scheme: deed.scheme.name.clone() });
        }
        if !self.levels.iter().any(|(scheme, level)| scheme == deed.scheme && level == deed.level) {
            return Err(OutOfScope::Level { level: deed.level.to_owned() });
        }
        if !self.subject_types.is_empty() {
            let subject_type = deed.subject_type.ok_or(OutOfScope::SubjectTypeNotStated)?;
            if !self.subject_types.contains(subject_type) {
                return Err(OutOfScope::SubjectType { subject_type: subject_type.to_owned() });
            }
        }
        if !self.territory.is_empty() {
            let region = deed.region.ok_or(OutOfScope::RegionNotStated)?;
            if !self.territory.iter().any(|code| region.starts_with(code.as_str())) {
                return Err(OutOfScope::Territory { region: region.to_owned() });
            }
        }
        Ok(())
    }

    /// Whether a delegate's scope lies within this one.
    ///
    /// # Errors
    ///
    /// [`OutOfScope`] names what the delegate's has more.
    pub fn contains(&self, delegate: &Self) -> Result<(), OutOfScope> {
        if !self.actions.contains(&Action::Delegate) || self.depth == 0 {
            return Err(OutOfScope::Depth);
        }
        if delegate.depth >= self.depth {
            return Err(OutOfScope::Depth);
        }
        if let Some((scheme, level)) = delegate.levels.difference(&self.levels).next() {
            return Err(match self.levels.iter().any(|(known, _)| known == scheme) {
                true => OutOfScope::Level { level: level.clone() },
                false => OutOfScope::Scheme { scheme: scheme.name.clone() },
            });
        }
        if let Some(action) = delegate.actions.difference(&self.actions).next() {
            return Err(OutOfScope::Action { action: *action });
        }
        if !self.subject_types.is_empty() {
            if delegate.subject_types.is_empty() {
                return Err(OutOfScope::EverySubjectType);
            }
            if let Some(subject_type) = delegate.subject_types.difference(&self.subject_types).next() {
                return Err(OutOfScope::SubjectType { subject_type: subject_type.clone() });
            }
        }
        if !self.territory.is_empty() {
            let is_within =
                |code: &String| self.territory.iter().any(|known| code.starts_with(known.as_str()));
            if delegate.territory.is_empty() {
                return Err(OutOfScope::Everywhere);
            }
            if let Some(region) = delegate.territory.iter().find(|code| !is_within(code)) {
                return Err(OutOfScope::Territory { region: region.clone() });
            }
        }
        Ok(())
    }

    pub(super) fn to_alignment(&self, scheme: &Scheme) -> Vec<Value> {
        let first = self.levels.first().expect("a scope has levels").0.url(&self.scheme_host);
        let target = |kind: &str, url: String, name: String| {
            json!({
                "type": ["Alignment"],
                "targetName": name,
                "targetUrl": url,
                "targetFramework": scheme.title(),
                "targetType": kind,
            })
        };
        let mut all = Vec::new();
        for (id, code) in &self.levels {
            let title = scheme.level(code).map_or(code.as_str(), |level| level.title());
            let name = format!("{} {title}", scheme.title());
            all.push(target("ext:LabelLevel", format!("{}#{code}", id.url(&self.scheme_host)), name));
        }
        for action in &self.actions {
            all.push(target("ext:Action", format!("{first}#action-{action}"), action.to_string()));
        }
        for word in &self.subject_types {
            all.push(target("ext:SubjectType", format!("{first}#subject-{word}"), word.clone()));
        }
        for code in &self.territory {
            all.push(target("ext:Territory", format!("{first}#territory-{code}"), code.clone()));
        }
        if self.depth > 0 {
            all.push(target("ext:Depth", format!("{first}#depth-{}", self.depth), self.depth.to_string()));
        }
        all
    }

    pub(super) fn read(achievement: &Value) -> Result<Self, CredentialError> {
        let malformed = |part| CredentialError::Malformed { part };
        let (url, _) = text(achievement, "id")?.split_once('#').ok_or(malformed("achievement id"))?;
        let scheme = SchemeId::parse(url).filter(|_| url.starts_with("https://"));
        let owner = scheme.ok_or(malformed("achievement id"))?.owner;
        let host = url.strip_prefix("https://").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let mut scope = Self {
            levels: BTreeSet::new(),
            scheme_host: Host::parse(host).map_err(|_| malformed("achievement id"))?,
            actions: BTreeSet::new(),
            subject_types: BTreeSet::new(),
            territory: BTreeSet::new(),
            depth: 0,
        };
        let alignment = achievement
            .get("alignment")
            .and_then(Value::as_array)
            .filter(|alignment| (1..=TARGETS_MAX).contains(&alignment.len()))
            .ok_or(malformed("alignment"))?;
        for target in alignment.iter().filter(|target| target["targetType"] != PREDECESSOR) {
            let (url, named) = text(target, "targetUrl")?.split_once('#').ok_or(malformed("targetUrl"))?;
            let id =
                SchemeId::parse(url).filter(|id| id.owner == owner).ok_or(CredentialError::Contradiction)?;
            let word = |prefix: &str| named.strip_prefix(prefix).ok_or(malformed("targetUrl"));
            match text(target, "targetType")? {
                "ext:LabelLevel" => drop(scope.levels.insert((id, named.to_owned()))),
                "ext:Action" => {
                    let action = Action::parse(word("action-")?).ok_or(malformed("action"))?;
                    scope.actions.insert(action);
                }
                "ext:SubjectType" => drop(scope.subject_types.insert(word("subject-")?.to_owned())),
                "ext:Territory" => drop(scope.territory.insert(word("territory-")?.to_owned())),
                "ext:Depth" => {
                    scope.depth = word("depth-")?
                        .parse()
                        .ok()
                        .filter(|depth| (1..=DEPTH_MAX).contains(depth))
                        .ok_or(malformed("depth"))?;
                }
                // A limit that is not understood must not be passed over.
                _ => return Err(malformed("targetType")),
            }
        }
        if scope.levels.is_empty() || scope.actions.is_empty() {
            return Err(malformed("alignment"));
        }
        Ok(scope)
    }
}

/// What an accreditation is not good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutOfScope {
    /// Another act.
    Action {
        /// Which one.
        action: Action,
    },
    /// Another scheme, or version of it.
    Scheme {
        /// Its document's name.
        scheme: String,
    },
    /// Another level.
    Level {
        /// Its code.
        level: String,
    },
    /// Another type of holder.
    SubjectType {
        /// The word.
        subject_type: String,
    },
    /// A type of holder that the label does not state.
    SubjectTypeNotStated,
    /// Every type of holder.
    EverySubjectType,
    /// Elsewhere.
    Territory {
        /// The code.
        region: String,
    },
    /// A region that the label does not state.
    RegionNotStated,
    /// Every region.
    Everywhere,
    /// Passed on too often.
    Depth,
}

impl OutOfScope {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Action { action } => sentence!("verdict-scope-action", action = Part::Word(action.code())),
            Self::Scheme { scheme } => sentence!("verdict-scope-scheme", scheme),
            Self::Level { level } => sentence!("verdict-scope-level", level),
            Self::SubjectType { subject_type } => sentence!("verdict-scope-type", type = subject_type),
            Self::SubjectTypeNotStated => sentence!("verdict-scope-type-unstated"),
            Self::EverySubjectType => sentence!("verdict-scope-every-type"),
            Self::Territory { region } => sentence!("verdict-scope-region", region),
            Self::RegionNotStated => sentence!("verdict-scope-region-unstated"),
            Self::Everywhere => sentence!("verdict-scope-everywhere"),
            Self::Depth => sentence!("verdict-scope-depth"),
        }
    }
}

told!(OutOfScope);

/// The kind of target that names whose work is carried on.
pub(super) const PREDECESSOR: &str = "ext:Predecessor";

/// A chain of accreditations has at most this many steps.
pub const DEPTH_MAX: u8 = 4;

const TARGETS_MAX: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;

    #[test]
    fn what_a_label_does_not_state_is_no_word_that_it_could_state() {
        let owner = OrganisationId::from_digest(Digest::of(&[b"owner"]));
        let scheme = SchemeId { owner, name: "gold-1".to_owned() };
        let of = |subject_types: &[&str], territory: &[&str]| Scope {
            levels: BTreeSet::from([(scheme.clone(), "gold".to_owned())]),
            scheme_host: Host::parse("agency.example").expect("a host"),
            actions: BTreeSet::from([Action::Issue, Action::Delegate]),
            subject_types: subject_types.iter().map(|word| (*word).to_owned()).collect(),
            territory: territory.iter().map(|code| (*code).to_owned()).collect(),
            depth: 1,
        };
        let deed = |subject_type, region| {
            let deed = Deed { scheme: &scheme, level: "gold", subject_type, region, action: Action::Issue };
            of(&["cluster"], &["AT"]).covers(&deed).map_err(|fault| fault.sentence().to_string())
        };
        assert_eq!(deed(Some("cluster"), Some("AT22")), Ok(()));
        for (subject_type, region, expected) in [
            (None, Some("AT"), "it is only for some types of holders, and the label states none"),
            (Some("not stated"), Some("AT"), "it is not for holders of the type not stated"),
            (Some("cluster"), None, "it is only for some regions, and the label states none"),
            (Some("cluster"), Some("HU"), "it is not for the region HU"),
        ] {
            assert_eq!(deed(subject_type, region), Err(expected.to_owned()));
        }
        let contains = |delegate: Scope| {
            let delegate = Scope { depth: 0, ..delegate };
            of(&["cluster"], &["AT"]).contains(&delegate).map_err(|fault| fault.sentence().to_string())
        };
        assert_eq!(contains(of(&["cluster"], &["AT2"])), Ok(()));
        for (delegate, expected) in [
            (of(&[], &["AT"]), "it is not for every type of holder"),
            (of(&["every type"], &["AT"]), "it is not for holders of the type every type"),
            (of(&["cluster"], &[]), "it is not for every region"),
        ] {
            assert_eq!(contains(delegate), Err(expected.to_owned()));
        }
    }
}
