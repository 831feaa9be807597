//! Whom a scheme is for: types of subjects, and a territory.

use super::Scheme;
use crate::sentence;
use crate::sentence::{Sentence, told};
use crate::vocabulary::region::is_within;

/// Why a subject is not one that the scheme is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScopeFault {
    /// The rule cannot be checked.
    TypeUnknown {
        /// What the scheme is for.
        allowed: Vec<String>,
    },
    /// Another type.
    Type {
        /// What the scheme is for.
        allowed: Vec<String>,
        /// What the subject is.
        found: String,
    },
    /// The rule cannot be checked.
    RegionUnknown {
        /// Where the scheme holds.
        territory: Vec<String>,
    },
    /// Elsewhere.
    Region {
        /// Where the scheme holds.
        territory: Vec<String>,
        /// Where the subject is.
        found: String,
    },
}

impl ScopeFault {
    /// It in a sentence.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::TypeUnknown { allowed } => {
                sentence!("verdict-holder-type-unknown", allowed = allowed.join(", "))
            }
            Self::Type { allowed, found } => {
                sentence!("verdict-holder-type", allowed = allowed.join(", "), found)
            }
            Self::RegionUnknown { territory } => {
                sentence!("verdict-holder-region-unknown", territory = territory.join(", "))
            }
            Self::Region { territory, found } => {
                sentence!("verdict-holder-region", territory = territory.join(", "), found)
            }
        }
    }
}

told!(ScopeFault);

impl Scheme {
    /// Whether the scheme is for such a subject, given its type and its NUTS or ISO 3166 code.
    ///
    /// # Errors
    ///
    /// [`ScopeFault`] is the first rule that is broken or cannot be checked.
    pub fn check_subject(&self, subject_type: Option<&str>, region: Option<&str>) -> Result<(), ScopeFault> {
        if !self.subject_types.is_empty() {
            let allowed = || self.subject_types.clone();
            let found = subject_type.ok_or_else(|| ScopeFault::TypeUnknown { allowed: allowed() })?;
            if !self.subject_types.iter().any(|allowed| allowed == found) {
                return Err(ScopeFault::Type { allowed: allowed(), found: found.to_owned() });
            }
        }
        if !self.territory.is_empty() {
            let territory = || self.territory.clone();
            let found = region.ok_or_else(|| ScopeFault::RegionUnknown { territory: territory() })?;
            if !self.territory.iter().any(|outer| is_within(found, outer)) {
                return Err(ScopeFault::Region { territory: territory(), found: found.to_owned() });
            }
        }
        Ok(())
    }
}
