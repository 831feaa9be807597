//! Who holds a valid label on a day, by this node's anchors: what the landscape is narrowed by.
//!
//! A label is judged once for a day, and again only when something was said by one of those whose words it rests on, or
//! by anybody who owns a scheme or accredits, since a chain of accreditations may pass there. The verdict is the one of
//! `protocol::verification`, as on the label's own page.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use protocol::anchors::Anchors;
use protocol::attestation::{AttestationId, Label};
use protocol::digest::Digest;
use protocol::landscape::facet::ANY;
use protocol::organisation::OrganisationId;
use protocol::time::{Day, Timestamp};
use protocol::verification::{AsOf, Judgement, Verdict};

use crate::handle::{Handle, Unavailable};
use crate::read_model::ReadModel;
use crate::search::Holders;
use crate::verdicts::{Verdicts, parties};

/// What is known of the last few days that were asked about.
#[derive(Debug, Default)]
pub struct Standing {
    /// One at a time judges; whoever comes meanwhile waits for the answer.
    days: tokio::sync::Mutex<BTreeMap<Day, Known>>,
    newest: std::sync::Mutex<BTreeMap<Day, Arc<Holders>>>,
}

#[derive(Debug)]
struct Known {
    basis: Basis,
    judged: BTreeMap<AttestationId, (Vec<Option<Digest>>, Option<Held>)>,
    holders: Arc<Holders>,
    asked: Timestamp,
}

/// Beside what a label's parties say, on what its verdict rests.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    model: Digest,
    /// Of all who own schemes or accredit.
    grantors: Digest,
    anchors: Anchors,
}

#[derive(Clone, Debug)]
struct Held {
    by: OrganisationId,
    level: String,
}

impl Standing {
    /// Who holds which labels on a day, by what is known now.
    ///
    /// # Errors
    ///
    /// [`Unavailable`] while the node shuts down.
    pub async fn on(
        &self,
        day: Day,
        now: Timestamp,
        handle: &Handle,
        model: &Arc<ReadModel>,
        anchors: &Anchors,
        verdicts: &Arc<Verdicts>,
    ) -> Result<Arc<Holders>, Unavailable> {
        let mut days = self.days.lock().await;
        let basis =
            Basis { model: model.digest(), grantors: model.grantors_digest(), anchors: anchors.clone() };
        if let Some(known) = days.get_mut(&day).filter(|known| known.basis == basis) {
            known.asked = now;
            return Ok(Arc::clone(&known.holders));
        }
        let is_usable =
            |known: &Known| known.basis.grantors == basis.grantors && known.basis.anchors == *anchors;
        let before = days.remove(&day).filter(is_usable).map(|known| known.judged).unwrap_or_default();
        let (mut judged, mut open) = (BTreeMap::new(), Vec::new());
        for label in model.labels().filter(|label| label.valid_from <= day) {
            let rests_on: Vec<Option<Digest>> = parties(label).map(|party| model.digest_of(&party)).collect();
            match before.get(&label.id).filter(|(then, _)| *then == rests_on) {
                Some(known) => _ = judged.insert(label.id.clone(), known.clone()),
                None => open.push((label, rests_on)),
            }
        }
        for part in open.chunks(PART) {
            let labels: Vec<&Label> = part.iter().map(|(label, _)| *label).collect();
            let judgements = verdicts.of(handle, model, &labels, anchors, AsOf::on(day, now)).await?;
            for ((label, rests_on), judgement) in part.iter().zip(judgements) {
                judged.insert(
                    label.id.clone(),
                    (rests_on.clone(), judgement.and_then(|judgement| held(&judgement))),
                );
            }
        }
        let mut holders = Holders::default();
        for label in model.labels() {
            let Some((_, Some(held))) = judged.get(&label.id) else { continue };
            for value in
                [ANY.to_owned(), label.scheme.to_string(), format!("{}/{}", label.scheme, held.level)]
            {
                holders.insert(&value, held.by);
            }
        }
        let holders = Arc::new(holders);
        days.insert(day, Known { basis, judged, holders: Arc::clone(&holders), asked: now });
        while days.len() > DAYS_MAX {
            let longest_ago = days.iter().min_by_key(|(_, known)| known.asked).map(|(day, _)| *day);
            days.retain(|day, _| Some(*day) != longest_ago);
        }
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        newest.retain(|day, _| days.contains_key(day));
        newest.insert(day, Arc::clone(&holders));
        Ok(holders)
    }

    /// What was found last for a day, which may be a moment old.
    #[must_use]
    pub fn at_hand(&self, day: Day) -> Option<Arc<Holders>> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner).get(&day).cloned()
    }
}

/// Who holds a label of what level, if it is valid.
fn held(judgement: &Judgement) -> Option<Held> {
    let standing =
        judgement.standing.as_ref().filter(|_| matches!(judgement.verdict, Verdict::Valid { .. }))?;
    Some(Held { by: standing.holder.organisation().ok()?, level: standing.level.clone() })
}

/// So many labels are judged in one go.
const PART: usize = 64;
/// So many different days are remembered.
const DAYS_MAX: usize = 4;
