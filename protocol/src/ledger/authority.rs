//! What the live branches say of an entry's header, before anybody looks into its body.

use crate::digest::Digest;
use crate::entry::{EntryKind, Header};
use crate::identity::{Branch, LIVE_MAX};
use crate::key::PublicKey;
use crate::ledger::chain::{Chain, Claimed, Side};
use crate::verdict::{Dispute, ItemVerdict, Rejection};

/// The word of every live branch on one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Authority {
    /// What the header is worth, adoption aside.
    pub(super) verdict: ItemVerdict,
    /// On which live branches the entry counts: authorised there, and on no way that a fork leaves open or beats.
    pub(super) counts: Branches,
}

/// Some of the live branches, by their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Branches([bool; LIVE_MAX]);

impl Branches {
    /// Those of the live branches for which something is so.
    pub(super) fn which(live: &[Branch], mut is_so: impl FnMut(usize, &Branch) -> bool) -> Self {
        let mut branches = Self::default();
        for (index, (slot, branch)) in branches.0.iter_mut().zip(live).enumerate() {
            *slot = is_so(index, branch);
        }
        branches
    }

    pub(super) fn has(self, index: usize) -> bool {
        self.0.get(index).copied().unwrap_or(false)
    }

    pub(super) fn count(self) -> usize {
        self.0.iter().filter(|is_so| **is_so).count()
    }
}

/// Asks every live branch about an entry that stands in a chain, and behind which versions its device spoke before it.
pub(super) fn ask(header: &Header, id: Digest, chain: &Chain, live: &[Branch], before: Claimed) -> Authority {
    let capability = header.capability();
    let authorised = Branches::which(live, |_, branch| {
        branch.authorises(&header.device, &header.version, header.sequence, capability)
    });
    let granted =
        Branches::which(live, |index, _| authorised.has(index) && header.version.number >= before[index]);
    let side = |branch: &Branch| chain.at_fork(id, header.sequence, branch.retirement(&header.device));
    let counts = Branches::which(live, |index, branch| granted.has(index) && side(branch) == Side::Chosen);
    let verdict = if granted.count() == 0 {
        let was_late = authorised.count() > 0;
        ItemVerdict::Rejected(if was_late { Rejection::OldVersion } else { Rejection::NotAuthorised })
    } else if granted.count() < live.len() {
        ItemVerdict::Disputed(Dispute::Identity)
    } else if counts.count() == live.len() {
        ItemVerdict::Valid
    } else if live.iter().all(|branch| side(branch) == Side::Beaten) {
        ItemVerdict::Rejected(Rejection::ForkSettled)
    } else {
        ItemVerdict::Disputed(Dispute::DeviceFork)
    };
    Authority { verdict, counts }
}

/// The latest versions that a device has spoken under, once it also spoke under this entry's.
pub(super) fn claim(header: &Header, live: &[Branch], before: Claimed) -> Claimed {
    let mut claimed = before;
    for (latest, branch) in claimed.iter_mut().zip(live) {
        if branch.holds(&header.version) {
            *latest = header.version.number.max(*latest);
        }
    }
    claimed
}

/// What becomes of an adopting entry that is valid but for that. `adopted` is the entry it names, if it stands.
pub(super) fn ask_adoption(
    header: &Header,
    device: &PublicKey,
    adopted: Option<(&Header, Branches)>,
    live: &[Branch],
) -> ItemVerdict {
    let is_anothers = *device != header.device && header.kind == EntryKind::Change;
    let fits = adopted.is_none_or(|(adopted, _)| {
        adopted.device == *device
            && adopted.kind == EntryKind::Change
            && adopted.address == header.address
            && adopted.body_hash == header.body_hash
            && adopted.adopts.is_none()
    });
    let stranded = Branches::which(live, |index, branch| {
        let counts = adopted.is_some_and(|(_, counts)| counts.has(index));
        is_anothers && fits && !counts && branch.retirement(device).is_some()
    });
    match stranded.count() {
        0 => ItemVerdict::Rejected(Rejection::BadAdoption),
        count if count == live.len() => ItemVerdict::Valid,
        _ => ItemVerdict::Disputed(Dispute::Identity),
    }
}
