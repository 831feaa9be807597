//! Verdicts of a moment ago: a page with many labels does not judge each of them anew.
//!
//! A verdict is a function of evidence, anchors and time, and is stored nowhere. What is kept here, in memory and for
//! a minute, is the answer to exactly the same question: same items of issuer, scheme owner, those who accredited the
//! issuer, and holder, same anchors, same day. What happens further up a chain of accreditations shows a minute later.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use protocol::anchors::Anchors;
use protocol::attestation::{AttestationId, Label};
use protocol::digest::Digest;
use protocol::organisation::OrganisationId;
use protocol::time::{Day, Timestamp};
use protocol::verification::{AsOf, Judgement, judge};

use crate::handle::{Handle, Unavailable};
use crate::read_model::ReadModel;

/// Verdicts of the last minute.
#[derive(Debug, Default)]
pub struct Verdicts(Mutex<BTreeMap<AttestationId, Kept>>);

#[derive(Debug)]
struct Kept {
    question: Question,
    known_at: Timestamp,
    judgement: Arc<Judgement>,
}

#[derive(Clone, Debug, PartialEq)]
struct Question {
    day: Day,
    holder: Option<OrganisationId>,
    /// The digests of those whose words it rests on.
    parties: Vec<Option<Digest>>,
    anchors: Anchors,
}

impl Verdicts {
    /// Judges labels of the model, each as of the same time; in their order, `None` for one that is not held any more.
    ///
    /// The future may be dropped.
    ///
    /// # Errors
    ///
    /// [`Unavailable`] while the node shuts down.
    pub async fn of(
        self: &Arc<Self>,
        handle: &Handle,
        model: &ReadModel,
        labels: &[&Label],
        anchors: &Anchors,
        as_of: AsOf,
    ) -> Result<Vec<Option<Arc<Judgement>>>, Unavailable> {
        let question = |label: &Label| Question {
            day: as_of.true_at,
            holder: as_of.holder,
            parties: parties(label).map(|party| model.digest_of(&party)).collect(),
            anchors: anchors.clone(),
        };
        let mut answers: Vec<_> =
            labels.iter().map(|label| self.known(&label.id, &question(label), as_of)).collect();
        let open: Vec<usize> = (0..labels.len()).filter(|index| answers[*index].is_none()).collect();
        if open.is_empty() {
            return Ok(answers);
        }
        let ids: Vec<AttestationId> = open.iter().map(|index| labels[*index].id.clone()).collect();
        let mut evidence = Vec::with_capacity(ids.len());
        for id in &ids {
            evidence.push(handle.evidence(id).await?);
        }
        let questions: Vec<Question> = open.iter().map(|index| question(labels[*index])).collect();
        let this = Arc::clone(self);
        let judged = tokio::task::spawn_blocking(move || {
            let judged = evidence.iter().zip(questions).map(|(evidence, question)| {
                let evidence = evidence.as_ref()?;
                let judgement = Arc::new(judge(evidence, &question.anchors, as_of));
                this.keep(Kept { question, known_at: as_of.known_at, judgement: Arc::clone(&judgement) });
                Some(judgement)
            });
            judged.collect::<Vec<_>>()
        })
        .await
        .expect("judging does not panic and is not cancelled");
        for (index, judgement) in open.into_iter().zip(judged) {
            answers[index] = judgement;
        }
        Ok(answers)
    }

    fn known(&self, id: &AttestationId, question: &Question, as_of: AsOf) -> Option<Arc<Judgement>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.get(id).filter(|kept| kept.question == *question)?;
        let age = as_of.known_at.as_millis().checked_sub(kept.known_at.as_millis());
        age.is_some_and(|age| age < KEPT_MILLIS).then(|| Arc::clone(&kept.judgement))
    }

    fn keep(&self, answer: Kept) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(answer.judgement.id.clone(), answer);
    }
}

/// Those on whose words a label's verdict rests; of a chain of accreditations its lower end.
pub fn parties(label: &Label) -> impl Iterator<Item = OrganisationId> {
    let grantors = label.award.rights.iter().map(|right| right.id.issuer);
    [label.id.issuer, label.scheme.owner].into_iter().chain(grantors).chain(label.subject.organisation().ok())
}

const KEPT_MILLIS: u64 = 60_000;
const KEPT_MAX: usize = 10_000;
