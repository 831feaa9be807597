//! What was changed when, as far as the signed entries tell.

use super::words::Count;

/// The history of a document.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The newest changes, the newest first.
    pub changes: Vec<Change>,
    /// How many entries there are in all.
    pub in_all: Count,
    /// When each part was last changed, the longest ago first.
    pub parts: Vec<PartAge>,
}

/// One signed entry.
#[derive(Clone, Debug)]
pub struct Change {
    /// The day, by the author's clock, `YYYY-MM-DD`.
    pub day: String,
    /// The beginning of the key that signed.
    pub device: String,
    /// Titles of the parts that it changed.
    pub parts: Vec<String>,
}

/// When a part was last changed.
#[derive(Clone, Debug)]
pub struct PartAge {
    /// The title of the part.
    pub title: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
}
