//! Chance: the one place where the command line draws random bytes.

use thiserror::Error;
use zeroize::Zeroizing;

/// Draws `N` bytes from the operating system; they are wiped when dropped.
///
/// # Errors
///
/// [`RandomError`] when the system has none to give.
pub fn draw<const N: usize>() -> Result<Zeroizing<[u8; N]>, RandomError> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(bytes.as_mut_slice()).map_err(RandomError)?;
    Ok(bytes)
}

/// The operating system gave no random bytes.
#[derive(Debug, Error)]
#[error("the operating system gives no random bytes; nothing was signed, try again after a restart")]
pub struct RandomError(#[source] getrandom::Error);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(*draw::<32>().unwrap(), *draw::<32>().unwrap());
    }
}
