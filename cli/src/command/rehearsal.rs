//! What a verifier would say of a label that is not published yet.
//!
//! The issuer's own words are judged by the function by which everybody will judge them, as by somebody who trusts the
//! scheme's owner: what the rules or the accreditations do not allow is never signed away from this home.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use protocol::anchors::{Anchor, Anchors};
use protocol::attestation::Label;
use protocol::directory::Directory;
use protocol::evidence::Evidence;
use protocol::item::Item;
use protocol::organisation::OrganisationId;
use protocol::status::StatusKind;
use protocol::verification::{AsOf, Judgement, Verdict, judge};

use super::CommandError;
use crate::output::sentence;
use crate::own::{Own, OwnError};
use crate::session::Session;

/// Refuses an own label, sealed and not kept yet, that the rules do not allow.
///
/// # Errors
///
/// [`CommandError::NotEntitled`] with the first rule that is broken.
pub(super) fn check(session: &mut Session<'_, '_>, own: &Own, label: &Label) -> Result<(), CommandError> {
    match judged(session, own, label)?.verdict {
        Verdict::IssuerNotEntitled(why) => Err(CommandError::NotEntitled { why: why.to_string() }),
        Verdict::Indeterminate(doubt) => {
            session.console.say(format_args!(
                "warning: who trusts only the scheme's owner will not take it as valid: {doubt}"
            ));
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Refuses an act upon a label, sealed and not kept yet, that makes of it what may not be, or that nobody would heed.
///
/// # Errors
///
/// [`CommandError::NotEntitled`].
pub(super) fn check_act(
    session: &mut Session<'_, '_>,
    own: &Own,
    label: &Label,
    kind: &StatusKind,
) -> Result<(), CommandError> {
    match kind {
        StatusKind::Reduced { .. } | StatusKind::Transferred { .. } | StatusKind::Extended { .. } => {
            match judged(session, own, label)?.verdict {
                Verdict::IssuerNotEntitled(why) => Err(CommandError::NotEntitled { why: why.to_string() }),
                _ => Ok(()),
            }
        }
        StatusKind::TakenOver => {
            let judgement = judged(session, own, label)?;
            let keeper = judgement.keeper.and_then(|keeper| keeper.organisation().ok());
            if keeper == Some(own.id()) {
                return Ok(());
            }
            let (owner, issuer) = (&label.owner.name, &label.issuer.name);
            let why =
                format!("no accreditation of {owner} names this organisation as the successor of {issuer}");
            Err(CommandError::NotEntitled { why })
        }
        _ => Ok(()),
    }
}

/// What who trusts the scheme's owner would say, with the own words that are not kept yet.
fn judged(session: &mut Session<'_, '_>, own: &Own, label: &Label) -> Result<Judgement, CommandError> {
    let (ours, id, owner) = (own.ledger()?, &label.id, label.scheme.owner);
    let mut heard: BTreeMap<OrganisationId, Directory> = BTreeMap::new();
    let evidence = loop {
        let missing = RefCell::new(BTreeSet::new());
        let gathered = Evidence::of(id, |organisation| {
            if *organisation == own.id() {
                return Some(ours);
            }
            match heard.get(organisation) {
                Some(directory) => directory.ledger(organisation),
                None => {
                    missing.borrow_mut().insert(*organisation);
                    None
                }
            }
        });
        let missing = missing.into_inner();
        if missing.is_empty() {
            break gathered;
        }
        for organisation in missing {
            heard.insert(organisation, hear(session, organisation));
        }
    };
    let evidence = evidence.ok_or(CommandError::Own(OwnError::NotTaken))?;
    let ledger =
        if owner == own.id() { Some(ours) } else { heard.get(&owner).and_then(|known| known.ledger(&owner)) };
    let version = ledger.and_then(|ledger| Some(*ledger.identity().branches().first()?.tip().version()));
    let anchors = version.map(|version| Anchor { organisation: owner, version, scheme: None });
    let anchors = Anchors::new(anchors.into_iter().collect()).with_statement_age(u16::MAX);
    Ok(judge(&evidence, &anchors, AsOf::today(session.now)))
}

/// What nodes tell of an organisation; nothing when they tell nothing, and that is said.
fn hear(session: &mut Session<'_, '_>, organisation: OrganisationId) -> Directory {
    let mut directory = Directory::default();
    match session.heard.items(&session.client, organisation) {
        Ok(items) => {
            for (_, bytes) in &items {
                // They were verified when they were heard.
                if let Ok(item) = Item::parse_own_record(bytes) {
                    directory.admit(item);
                }
            }
        }
        Err(error) => session
            .console
            .say(format_args!("note: what {organisation} said could not be had: {}", sentence(&error))),
    }
    directory
}
