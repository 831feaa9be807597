//! What a bundle tells, believing none of its items.

use std::collections::BTreeSet;
use std::path::Path;

use protocol::attestation::AttestationId;
use protocol::bundle::Bundle;
use protocol::digest::Digest;
use protocol::directory::{Answer as Admission, Directory};
use protocol::evidence::content_of;
use protocol::item::Item;

use super::bundle::BUNDLE_BYTES_MAX;
use super::{CommandError, read_file};

/// What was found in a bundle.
pub(super) struct Unpacked {
    /// The name of the file.
    pub(super) name: String,
    announced: u64,
    /// How many items do not hold, or are none.
    bad: usize,
    /// The others.
    ids: BTreeSet<Digest>,
    is_whole: bool,
}

/// Takes in what a bundle holds, each item verified by itself.
///
/// # Errors
///
/// As [`read_file`] and [`Bundle::parse`].
pub(super) fn unpack(directory: &mut Directory, path: &Path) -> Result<Unpacked, CommandError> {
    let bundle = Bundle::parse(&read_file(path, BUNDLE_BYTES_MAX)?)?;
    let (mut bad, mut ids, mut in_order) = (0, BTreeSet::new(), Vec::new());
    for bytes in &bundle.items {
        let Ok(item) = Item::parse(bytes) else {
            bad += 1;
            continue;
        };
        let id = item.id();
        in_order.push(id);
        if matches!(directory.admit(item), Admission::Refused(_) | Admission::Declined(_)) {
            bad += 1;
        } else {
            ids.insert(id);
        }
    }
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Unpacked { name, announced: bundle.announced, bad, ids, is_whole: bundle.is_whole(in_order.iter()) })
}

impl Unpacked {
    /// What the file lacks, once everything was taken in.
    pub(super) fn fault(&self, directory: &Directory) -> Option<String> {
        let waiting = self.ids.iter().filter(|id| !directory.holds(id)).count();
        if self.is_whole && self.bad == 0 && waiting == 0 {
            return None;
        }
        let (all, bad) = (self.announced, self.bad as u64);
        let missing = all.saturating_sub(self.ids.len() as u64 + bad);
        let counted = [
            (missing, "is missing", "are missing"),
            (bad, "does not hold and is left out", "do not hold and are left out"),
            (waiting as u64, "waits for another that explains it", "wait for others that explain them"),
        ];
        let counted = counted.into_iter().filter(|(number, ..)| *number > 0);
        let mut parts: Vec<String> = counted
            .map(|(number, one, many)| {
                format!("{number} of {all} items {}", if number == 1 { one } else { many })
            })
            .collect();
        if parts.is_empty() {
            parts.push(format!("it holds other items than the {all} that it was written with"));
        }
        Some(format!("the file is not whole: {}; get it again", parts.join("; ")))
    }
}

/// The labels whose credentials a directory holds.
pub(super) fn labels(directory: &Directory) -> Vec<AttestationId> {
    let of_one = |(issuer, ledger): (&_, &protocol::ledger::Ledger)| {
        let issued = ledger.documents().filter(|(address, document)| {
            address.collection() == "attestation" && content_of(document).is_some()
        });
        issued
            .map(|(address, _)| AttestationId { issuer: *issuer, name: address.name().to_owned() })
            .collect::<Vec<_>>()
    };
    directory.ledgers().flat_map(of_one).collect()
}
