//! One command at work: its home, its nodes, the time, and the person.

use protocol::entry::Address;
use protocol::organisation::{OrganisationError, OrganisationId};
use protocol::profile::Profile;
use protocol::time::Timestamp;

use crate::client::Client;
use crate::heard::Heard;
use crate::home::Home;
use crate::home::settings;
use crate::output::Console;
use crate::own::{Own, OwnError, facts};

/// What a command works with.
pub struct Session<'s, 'c> {
    /// Keys, record, anchors.
    pub home: Home,
    /// The nodes.
    pub client: Client,
    /// What nodes told, verified.
    pub heard: Heard,
    /// When the command began; everything that it signs is dated so.
    pub now: Timestamp,
    /// Where it speaks.
    pub console: &'s mut Console<'c>,
    /// Whether new keys lie on the disk in the clear.
    pub no_passphrase: bool,
}

impl Session<'_, '_> {
    /// Opens the own organisation, takes in what nodes know of it and sends what waits.
    ///
    /// # Errors
    ///
    /// [`OwnError`].
    pub fn own(&mut self) -> Result<Own, OwnError> {
        let mut own = Own::open(&self.home, self.console)?;
        own.catch_up(&self.client, self.now, self.console)?;
        own.ledger()?;
        Ok(own)
    }

    /// Opens the own organisation without asking anybody.
    ///
    /// # Errors
    ///
    /// [`OwnError`].
    pub fn own_offline(&mut self) -> Result<Own, OwnError> {
        Own::open(&self.home, self.console)
    }

    /// Which organisation the home speaks for, if any.
    ///
    /// # Errors
    ///
    /// [`OwnError::Settings`].
    pub fn own_id(&self) -> Result<Option<OrganisationId>, OwnError> {
        Ok(settings::read(&self.home)?.organisation.map(|own| own.id()))
    }
}

/// The profile that the own organisation has now.
///
/// # Errors
///
/// [`OwnError::NoLog`].
pub fn own_profile(own: &Own) -> Result<Profile, OwnError> {
    Ok(Profile::read(&facts(own.document(&Address::profile())?)))
}

/// Reads a DID or a SCID.
///
/// # Errors
///
/// [`OrganisationError::NotAnOrganisation`].
pub fn organisation(text: &str) -> Result<OrganisationId, OrganisationError> {
    OrganisationId::parse(text.trim())
}
