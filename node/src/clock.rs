//! The time of day: the one place of the node that asks for it.

use std::time::{SystemTime, UNIX_EPOCH};

use protocol::time::Timestamp;

/// Returns the present time by this machine's clock.
#[must_use]
pub fn now() -> Timestamp {
    let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
    u64::try_from(millis).ok().and_then(Timestamp::from_millis).unwrap_or(Timestamp::MAX)
}
