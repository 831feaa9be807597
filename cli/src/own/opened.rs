//! The secrets of the home, opened, and what they are closed with again.

use zeroize::Zeroizing;

use crate::home::keys::{self, KeyFile, KeysError, Protection, Secrets};
use crate::home::passphrase::{self, Purpose};
use crate::home::{Home, HomeLock, place};
use crate::output::Console;
use crate::own::OwnError;

/// Opened secrets.
#[derive(Debug)]
pub struct Opened {
    secrets: Secrets,
    /// None when they lie on the disk in the clear.
    passphrase: Option<Zeroizing<String>>,
}

impl Opened {
    /// Opens the secrets of a home; asks for the passphrase if there is one.
    ///
    /// # Errors
    ///
    /// [`OwnError::Keys`] or [`OwnError::Passphrase`].
    pub fn open(home: &Home) -> Result<Self, OwnError> {
        let file = KeyFile::read(home)?;
        if !file.needs_passphrase() {
            return Ok(Self { secrets: file.unlock(Protection::None)?, passphrase: None });
        }
        let passphrase = passphrase::ask(Purpose::Unlock)?;
        let secrets = file.unlock(Protection::Passphrase(&passphrase))?;
        Ok(Self { secrets, passphrase: Some(passphrase) })
    }

    /// Opens the secrets, or draws them in a home that has none.
    ///
    /// # Errors
    ///
    /// As [`Opened::open`], or when they cannot be written.
    pub fn open_or_draw(
        lock: &HomeLock,
        no_passphrase: bool,
        console: &mut Console<'_>,
    ) -> Result<Self, OwnError> {
        match Self::open(lock.home()) {
            Err(OwnError::Keys(KeysError::Missing { .. })) => {}
            other => return other,
        }
        let secrets = Secrets::draw().map_err(KeysError::from)?;
        let passphrase = if no_passphrase {
            console.say(
                "warning: the keys lie on the disk in the clear, because --no-passphrase says so; whoever reads the \
                 home speaks for your organisation",
            );
            None
        } else {
            Some(passphrase::ask(Purpose::Create)?)
        };
        let opened = Self { secrets, passphrase };
        keys::create(lock, &opened.secrets, opened.protection())?;
        place::settle(lock)?;
        Ok(opened)
    }

    /// The secrets.
    #[must_use]
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Other secrets, closed with the same passphrase and not yet written.
    #[must_use]
    pub fn with(self, change: impl FnOnce(Secrets) -> Secrets) -> Self {
        Self { secrets: change(self.secrets), passphrase: self.passphrase }
    }

    /// Writes the secrets over those that are there.
    ///
    /// # Errors
    ///
    /// [`OwnError::Keys`]; the file then holds the ones or the others.
    pub fn write(&self, lock: &HomeLock) -> Result<(), OwnError> {
        Ok(keys::replace(lock, &self.secrets, self.protection())?)
    }

    fn protection(&self) -> Protection<'_> {
        self.passphrase.as_ref().map_or(Protection::None, |passphrase| Protection::Passphrase(passphrase))
    }
}
