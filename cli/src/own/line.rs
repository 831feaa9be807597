//! The next line of the own identity log: by the routine key that this home keeps, or by the recovery words.
//!
//! ```text
//! keys.json:  routine, next routine ──► next routine becomes routine, a fresh one is drawn ──► written
//! the line:   signed by the routine key, commits to the fresh one                          ──► record ──► nodes
//! ```
//! The keys are on the disk before the line that commits to them. After a crash between the two the identity still
//! commits to what is now the routine key, and the next try goes on from there.

use protocol::author::AuthorError;
use protocol::entry::{Entry, EntryKind, Verified};
use protocol::identity::line::{self, Commitments, DidDocument, Line};
use protocol::item::Item;
use protocol::key::{PublicKey, SigningKey};
use protocol::time::Timestamp;

use crate::home::keys::{KeyFile, KeysError, PublicKeys};
use crate::home::random;
use crate::own::{Own, OwnError};

/// Whether the organisation goes on behind a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuation {
    /// It does.
    GoesOn,
    /// The line deactivates it.
    Ends,
}

impl Own {
    /// The newest line.
    ///
    /// # Errors
    ///
    /// [`AuthorError::IdentityDisputed`] while two lines contradict each other.
    pub fn tip(&self) -> Result<Line, OwnError> {
        match self.ledger()?.identity().branches().as_slice() {
            [branch] => Ok(branch.tip().clone()),
            _ => Err(AuthorError::IdentityDisputed.into()),
        }
    }

    /// The public keys of this home; this needs no passphrase.
    ///
    /// # Errors
    ///
    /// [`OwnError::Keys`].
    pub fn public_keys(&self) -> Result<PublicKeys, OwnError> {
        Ok(KeyFile::read(self.lock().home())?.public().clone())
    }

    /// Refuses what only the home with the routine key can do.
    ///
    /// # Errors
    ///
    /// [`OwnError::NotController`], [`OwnError::Ended`], [`OwnError::NotCompared`].
    pub fn check_controller(&self) -> Result<(), OwnError> {
        self.check_place()?;
        let tip = self.tip()?;
        let committed = tip.commitments().ok_or_else(|| OwnError::Ended { did: tip.did() })?;
        let public = self.public_keys()?;
        let is_ours = public.next_routine_commitment == committed.routine
            || public.routine.commitment() == committed.routine;
        if is_ours { Ok(()) } else { Err(OwnError::NotController { did: tip.did() }) }
    }

    /// Signs the next line with the routine key and flushes it to the record.
    ///
    /// # Errors
    ///
    /// As [`Own::check_controller`]; [`OwnError::Line`] when no line can hold the document.
    pub fn write_line(
        &mut self,
        document: &DidDocument,
        continuation: Continuation,
        now: Timestamp,
    ) -> Result<Line, OwnError> {
        self.check_controller()?;
        let tip = self.tip()?.clone();
        let committed = tip.commitments().ok_or_else(|| OwnError::Ended { did: tip.did() })?;
        let opened = self.take_opened()?;
        let is_due = opened.secrets().public().next_routine_commitment == committed.routine;
        let fresh = random::draw().map_err(KeysError::from)?;
        let opened = if is_due { opened.with(|secrets| secrets.rotated(fresh)) } else { opened };
        let next = Commitments {
            recovery: committed.recovery.clone(),
            routine: opened.secrets().public().next_routine_commitment,
        };
        let next = (continuation == Continuation::GoesOn).then_some(&next);
        let line = line::succeed(&tip, document, &opened.secrets().routine_key(), next, now)?;
        opened.write(self.lock())?;
        self.put_opened(opened);
        self.take_line(&line)?;
        Ok(line)
    }

    /// Signs a line behind `parent` with the recovery key, commits to another one and to a routine key of this home.
    ///
    /// # Errors
    ///
    /// [`OwnError::OtherWords`] when the line had not committed to this key.
    pub fn recover(
        &mut self,
        parent: &Line,
        document: &DidDocument,
        recovery: &SigningKey,
        next_recovery: &PublicKey,
        now: Timestamp,
    ) -> Result<Line, OwnError> {
        check_words(parent, recovery)?;
        let opened = self.take_opened()?;
        let fresh = random::draw().map_err(KeysError::from)?;
        let opened = opened.with(|secrets| secrets.rotated(fresh));
        let next = Commitments {
            recovery: next_recovery.commitment(),
            routine: opened.secrets().public().next_routine_commitment,
        };
        let line = line::succeed(parent, document, recovery, Some(&next), now)?;
        opened.write(self.lock())?;
        self.put_opened(opened);
        self.take_line(&line)?;
        Ok(line)
    }

    /// Draws another device key for this home, and writes it. No line lists it yet.
    ///
    /// # Errors
    ///
    /// [`OwnError::Keys`].
    pub fn renew_device(&mut self) -> Result<PublicKeys, OwnError> {
        let opened = self.take_opened()?;
        let device = random::draw().map_err(KeysError::from)?;
        let agreement = random::draw().map_err(KeysError::from)?;
        let opened = opened.with(|secrets| secrets.with_device(device, agreement));
        opened.write(self.lock())?;
        let public = opened.secrets().public();
        self.put_opened(opened);
        Ok(public)
    }

    /// Every change that this home knows of a device, whether it counts or not, in the order of the device's chain.
    ///
    /// # Errors
    ///
    /// [`OwnError::Item`].
    pub fn changes_of(&self, device: &PublicKey) -> Result<Vec<Entry<Verified>>, OwnError> {
        let mut changes = Vec::new();
        for item in self.record_items() {
            // A line is no entry, and reading its proof again takes longer than to look at one byte.
            if item.bytes.first() == Some(&b'{') {
                continue;
            }
            if let Item::Entry(entry) = Item::parse_own_record(item.bytes)?
                && entry.header().device == *device
                && entry.header().kind == EntryKind::Change
            {
                changes.push(*entry);
            }
        }
        changes.sort_by_key(|entry| (entry.header().sequence, entry.id()));
        Ok(changes)
    }

    /// Takes over, in this device's name, what of these changes the documents lack; says how many those were, and how many
    /// cannot be taken over.
    ///
    /// # Errors
    ///
    /// [`OwnError::Author`] when this device may not, or the changes' device is not retired.
    pub fn adopt(&mut self, changes: &[Entry<Verified>], now: Timestamp) -> Result<(usize, usize), OwnError> {
        if changes.is_empty() {
            return Ok((0, 0));
        }
        self.unlock()?;
        let adopted = self.author()?.adopt(changes, now)?;
        let (mut count, mut rivals) = (adopted.entries.len(), adopted.left);
        self.take(adopted.entries)?;
        loop {
            let repeated = self.author()?.repeat(&rivals, now)?;
            if repeated.left.len() == rivals.len() {
                return Ok((count, rivals.len()));
            }
            self.take(repeated.entries)?;
            count += rivals.len() - repeated.left.len();
            rivals = repeated.left;
        }
    }

    fn take_line(&mut self, line: &Line) -> Result<(), OwnError> {
        self.take_item(Item::Line(Box::new(line.clone())))?;
        self.keep()
    }
}

/// Refuses words whose key a line does not commit to.
///
/// # Errors
///
/// [`OwnError::OtherWords`].
pub fn check_words(parent: &Line, recovery: &SigningKey) -> Result<(), OwnError> {
    let committed = parent.commitments().map(|next| &next.recovery);
    if committed == Some(&recovery.public().commitment()) {
        Ok(())
    } else {
        Err(OwnError::OtherWords { did: parent.did(), number: parent.version().number })
    }
}
