//! A new label beside those that were issued before: what an audit would find is said before.

use protocol::attestation::Label;
use protocol::status::{Life, State};

use super::{CommandError, status_list};
use crate::output::shown;
use crate::own::Own;
use crate::session::Session;

/// Refuses an earlier label that is not there and a second label from one assessment, and warns where two labels bear one number or hold at one time.
///
/// # Errors
///
/// [`CommandError::NotEntitled`], or as [`status_list::labels`].
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
    let today = session.now.day();
    for (other, acts) in status_list::labels(own)? {
        if other.id == label.id {
            continue;
        }
        let standing = Life::new(&other, acts).on(today, session.now);
        let is_over = matches!(standing.state, State::Ended { .. });
        if label.award.scorecard.is_some() && other.award.scorecard == label.award.scorecard && !is_over {
            let why = format!("the assessment became the label {} already", other.id);
            return Err(CommandError::NotEntitled { why });
        }
        let is_renewed = label.award.follows.as_ref() == Some(&other.id);
        if let Some(number) = label.award.number.as_ref().filter(|_| !is_renewed)
            && other.award.number.as_ref() == Some(number)
        {
            session.console.say(format_args!(
                "warning: {} has the number {} as well: an audit finds that, unless one takes the place of the other \
                 (`hanse attestation correct`, `supersede`)",
                other.id,
                shown(number)
            ));
        }
        let is_same = other.scheme == label.scheme && standing.level == label.level;
        let overlaps = other.valid_from <= label.valid_until && label.valid_from <= standing.until;
        let holder = standing.holder.organisation().ok();
        if is_same && overlaps && !is_over && !is_renewed && holder == label.subject.organisation().ok() {
            session.console.say(format_args!(
                "warning: {} of the same holder and level holds at that time as well: an audit finds that, unless one \
                 takes the place of the other (`hanse attestation correct`, `supersede`)",
                other.id
            ));
        }
    }
    Ok(())
}
