//! The text of a line: what is hashed, signed, stored and sent is cut from it.

use std::ops::Range;

use serde_json::{Map, Value, json};

use crate::canonical::{object_to_jcs_text, to_jcs_text};
use crate::digest::Digest;
use crate::proof::Proof;

/// A line's canonical JSON, and the places in it where something else stands, or nothing, in other uses.
#[derive(Debug, PartialEq)]
pub(super) struct Canonical {
    /// The whole line.
    pub(super) text: String,
    /// The proof with the comma before it, behind `parameters`, as the order of keys wants it.
    proof: Range<usize>,
    /// The value of `versionId`.
    version_id: Range<usize>,
}

impl Canonical {
    /// Prints a line that was taken apart, and has the members of a line.
    pub(super) fn of(body: &Map<String, Value>, proof: &Proof) -> Self {
        let (mut text, mut version_id, mut proof_at) = (String::from("{"), 0..0, 0..0);
        for name in LINE_MEMBERS {
            let Some(value) = body.get(name) else { continue };
            if text.len() > 1 {
                text.push(',');
            }
            text.push('"');
            text.push_str(name);
            text.push_str("\":");
            let from = text.len();
            text.push_str(&to_jcs_text(value));
            let to = text.len();
            match name {
                "parameters" => {
                    text.push_str(",\"proof\":[");
                    text.push_str(&object_to_jcs_text(proof.raw()));
                    text.push(']');
                    proof_at = to..text.len();
                }
                "versionId" => version_id = from..to,
                _ => {}
            }
        }
        text.push('}');
        text.shrink_to_fit();
        Self { text, proof: proof_at, version_id }
    }

    /// SHA-256 over the line without its proof.
    pub(super) fn id(&self) -> Digest {
        let bytes = self.text.as_bytes();
        Digest::of(&[&bytes[..self.proof.start], &bytes[self.proof.end..]])
    }

    /// The line without its proof, and with another `versionId`.
    pub(super) fn with_version_id(&self, version_id: &str) -> String {
        let (before, between) =
            (&self.text[..self.proof.start], &self.text[self.proof.end..self.version_id.start]);
        [before, between, &to_jcs_text(&json!(version_id)), &self.text[self.version_id.end..]].concat()
    }
}

/// In the order of canonical JSON.
pub(super) const LINE_MEMBERS: [&str; 4] = ["parameters", "state", "versionId", "versionTime"];
