//! A new label beside those that were issued before: what an audit would find is not signed.

use protocol::attestation::Label;
use protocol::status::{Life, Lineage, State};

use super::{CommandError, status_list};
use crate::output::shown;
use crate::own::Own;
use crate::session::Session;

/// Refuses an earlier label that is not there, a second label from one assessment or with one number, and two labels that hold at
/// one time, unless one comes from the other.
///
/// # Errors
///
/// [`CommandError::NotEntitled`], [`CommandError::NumberTwice`], [`CommandError::Overlap`], or as [`status_list::labels`].
pub(super) fn check(session: &mut Session<'_, '_>, own: &Own, label: &Label) -> Result<(), CommandError> {
    for earlier in label.award.follows.iter().chain(&label.award.basis) {
        let address = earlier.address();
        let is_missing = match earlier.issuer == own.id() {
            true => own.document(&address)?.is_none(),
            // Where no node could be asked, the verifier's question stays open; that was said.
            false => matches!(session.heard.document(&session.client, earlier.issuer, &address), Ok(None)),
        };
        if is_missing {
            return Err(CommandError::NotEntitled { why: format!("there is no label {earlier}") });
        }
    }
    let labels = status_list::labels(own)?;
    let lineage = Lineage::of(labels.iter().map(|(label, acts)| (label, acts.as_slice())));
    let kin = lineage.kin(&label.id);
    let holder = label.subject.organisation().ok();
    for (other, acts) in labels.iter().filter(|(other, _)| other.id != label.id) {
        let life = Life::new(other, acts.clone());
        let standing = life.on(session.now.day(), session.now);
        let is_over = matches!(standing.state, State::Ended { .. });
        if label.award.scorecard.is_some() && other.award.scorecard == label.award.scorecard && !is_over {
            let why = format!("the assessment became the label {} already", other.id);
            return Err(CommandError::NotEntitled { why });
        }
        if kin.contains(&other.id) {
            continue;
        }
        if let Some(number) = label.award.number.as_ref().filter(|_| other.award.number == label.award.number)
        {
            let (number, other) = (shown(number).into_owned(), other.id.to_string());
            return Err(CommandError::NumberTwice { number, other });
        }
        let is_same = other.scheme == label.scheme
            && other.level == label.level
            && standing.holder.organisation().ok() == holder;
        let term = life.term(session.now).filter(|_| is_same);
        if term.is_some_and(|(from, until)| from <= label.valid_until && label.valid_from <= until) {
            return Err(CommandError::Overlap { other: other.id.to_string() });
        }
    }
    Ok(())
}
