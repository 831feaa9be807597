//! The time of day: the one place where the command line asks what time it is.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use protocol::time::Timestamp;
use thiserror::Error;

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The computer's clock.
    System,
    /// A clock that stands still, for tests.
    Fixed(Timestamp),
}

impl Clock {
    /// What time it is.
    ///
    /// # Errors
    ///
    /// [`ClockError`] when the computer's clock shows a time before 1970 or after 2109.
    pub fn now(self) -> Result<Timestamp, ClockError> {
        match self {
            Self::Fixed(time) => Ok(time),
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|_| ClockError)?;
                let millis = u64::try_from(since.as_millis()).map_err(|_| ClockError)?;
                Timestamp::from_millis(millis).ok_or(ClockError)
            }
        }
    }
}

/// How long after the beginning of 1970 a file's time is; `None` before it.
#[must_use]
pub fn since_epoch(time: SystemTime) -> Option<Duration> {
    time.duration_since(UNIX_EPOCH).ok()
}

/// Reads the `Date` of an HTTP answer, such as `Sun, 06 Nov 1994 08:49:37 GMT`; `None` for any other form.
#[must_use]
pub fn parse_http_date(text: &str) -> Option<Timestamp> {
    let (_, date) = text.split_once(", ")?;
    let mut parts = date.strip_suffix(" GMT")?.split(' ');
    let (day, month, year, time) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    if parts.next().is_some() {
        return None;
    }
    Timestamp::parse(&format!("{year}-{month:02}-{day}T{time}Z")).ok()
}

/// The computer's clock shows no time that can be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this computer's clock shows a time before 1970 or after 2109; set it and run the command again")]
pub struct ClockError;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_an_answer_is_read_in_its_one_form() {
        let read = |text| parse_http_date(text).map(|time| time.to_string());
        assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT").as_deref(), Some("1994-11-06T08:49:37Z"));
        for other in [
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 31 Feb 2026 00:00:00 GMT",
            "",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
