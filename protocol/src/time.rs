//! Instants, calendar days and months, as Hanse writes them.
//!
//! Everything is UTC. An instant is a count of milliseconds, a day is a calendar day and both its
//! ends belong to it, a month is what labels are issued for. Nothing here knows what time it is.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Milliseconds since 1970-01-01T00:00:00Z, below 2^42 (the year 2109).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(u64);

impl Timestamp {
    /// The earliest instant, 1970-01-01T00:00:00Z.
    pub const ZERO: Self = Self(0);
    /// The latest instant that a header can state.
    pub const MAX: Self = Self((1 << 42) - 1);

    /// Returns the instant, or `None` at or beyond 2^42 ms.
    #[must_use]
    pub fn from_millis(millis: u64) -> Option<Self> {
        (millis <= Self::MAX.0).then_some(Self(millis))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn as_millis(self) -> u64 {
        self.0
    }

    /// Returns the instant that many milliseconds later, at most [`Timestamp::MAX`].
    #[must_use]
    pub fn plus_millis(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis).min(Self::MAX.0))
    }

    /// Drops the fraction of a second.
    #[must_use]
    pub fn floor_to_second(self) -> Self {
        Self(self.0 / 1000 * 1000)
    }

    /// The calendar day of this instant.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.zoned().date())
    }

    /// Parses `YYYY-MM-DDTHH:MM:SSZ`, and nothing else.
    ///
    /// # Errors
    ///
    /// [`TimeError::NotAnInstant`] for any other form, or a time outside 1970 to 2109.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let refused = || TimeError::NotAnInstant { text: text.to_owned() };
        let instant: jiff::Timestamp = text.parse().map_err(|_| refused())?;
        let millis = u64::try_from(instant.as_millisecond()).map_err(|_| refused())?;
        let parsed = Self::from_millis(millis).ok_or_else(refused)?;
        // The round trip refuses offsets, fractions and every other spelling.
        if parsed.to_string() == text { Ok(parsed) } else { Err(refused()) }
    }

    /// Parses an instant of RFC 3339 as other programs write it: with a `Z` or an offset, and perhaps a fraction.
    ///
    /// What lies below a millisecond is dropped, and an instant before 1970 or after 2109 counts as that end.
    ///
    /// # Errors
    ///
    /// [`TimeError::NotRfc3339`] for any other form: no offset, no time of day, lower-case letters.
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimeError> {
        rfc3339(text).ok_or_else(|| TimeError::NotRfc3339 { text: text.chars().take(80).collect() })
    }

    fn zoned(self) -> civil::DateTime {
        let millis = i64::try_from(self.0).expect("42 bits fit into 63");
        let instant = jiff::Timestamp::from_millisecond(millis).expect("the year is at most 2109");
        jiff::tz::TimeZone::UTC.to_datetime(instant)
    }
}

/// Prints `YYYY-MM-DDTHH:MM:SSZ`; a fraction of a second is not printed.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.zoned();
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            at.year(),
            at.month(),
            at.day(),
            at.hour(),
            at.minute(),
            at.second()
        )
    }
}

/// A calendar day, UTC; a period that names it as its end includes it whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(civil::Date);

impl Day {
    /// Parses `YYYY-MM-DD`.
    ///
    /// # Errors
    ///
    /// [`TimeError::NotADay`] for any other form, or a day outside 1970 to 2108.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let refused = || TimeError::NotADay { text: text.to_owned() };
        let day = Self(text.parse().map_err(|_| refused())?);
        if day.to_string() == text && (1970..=2108).contains(&day.0.year()) {
            Ok(day)
        } else {
            Err(refused())
        }
    }

    /// The first instant of the day.
    #[must_use]
    pub fn start(self) -> Timestamp {
        let seconds = self
            .0
            .to_zoned(jiff::tz::TimeZone::UTC)
            .expect("UTC knows every day")
            .timestamp()
            .as_millisecond();
        Timestamp(u64::try_from(seconds).expect("days start in 1970"))
    }

    /// The last whole second of the day.
    #[must_use]
    pub fn end(self) -> Timestamp {
        self.start().plus_millis(86_399_000)
    }

    /// The month the day lies in.
    #[must_use]
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: self.0.month() }
    }

    /// Returns the day after, or `None` past the year 2108.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::in_range(self.0.tomorrow().ok()?)
    }

    /// Returns the day before, or `None` before 1970.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::in_range(self.0.yesterday().ok()?)
    }

    /// Returns the same day of the month that many months later, or that month's last day where it is shorter; `None`
    /// past the year 2108.
    #[must_use]
    pub fn plus(self, months: Months) -> Option<Self> {
        let span = jiff::Span::new().try_months(months.0).ok()?;
        Self::in_range(self.0.checked_add(span).ok()?)
    }

    /// Returns the same day of the month that many months earlier, or that month's last day where it is shorter;
    /// `None` before 1970.
    #[must_use]
    pub fn minus(self, months: Months) -> Option<Self> {
        let span = jiff::Span::new().try_months(months.0).ok()?;
        Self::in_range(self.0.checked_sub(span).ok()?)
    }

    fn in_range(date: civil::Date) -> Option<Self> {
        (1970..=2108).contains(&date.year()).then_some(Self(date))
    }

    /// Whole days from `earlier` to this day; negative when this day is the earlier one.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (i64::try_from(self.start().0).expect("42 bits") - i64::try_from(earlier.start().0).expect("42 bits"))
            / 86_400_000
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// A text `YYYY-MM-DD`.
impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// A calendar month: the precision in which label terms are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// Parses `YYYY-MM`.
    ///
    /// # Errors
    ///
    /// [`TimeError::NotAMonth`] for any other form, or a month outside 1970 to 2108.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        Day::parse(&format!("{text}-01"))
            .map(Day::month)
            .map_err(|_| TimeError::NotAMonth { text: text.to_owned() })
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> Day {
        Day(civil::Date::new(self.year, self.month, 1).expect("a month has a first day"))
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_day(self) -> Day {
        Day(self.first_day().0.last_of_month())
    }

    /// Returns the month that many months later, or `None` past the year 2108.
    #[must_use]
    pub fn plus(self, months: Months) -> Option<Self> {
        let count = i32::from(self.year) * 12 + i32::from(self.month) - 1 + i32::from(months.0);
        let year = i16::try_from(count / 12).ok().filter(|year| *year <= 2108)?;
        Some(Self { year, month: i8::try_from(count % 12 + 1).expect("1 to 12") })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A number of months, such as the term of a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Months(pub u16);

/// What was not a time.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TimeError {
    /// Not of the form `YYYY-MM-DDTHH:MM:SSZ`.
    #[error("{text:?} is no instant; write it as 2026-05-01T00:00:00Z")]
    NotAnInstant {
        /// What was read.
        text: String,
    },
    /// No date and time of RFC 3339 with an offset.
    #[error("{text:?} is no instant; write it as 2026-05-01T00:00:00Z")]
    NotRfc3339 {
        /// What was read, cut to 80 characters.
        text: String,
    },
    /// Not of the form `YYYY-MM-DD`.
    #[error("{text:?} is no day; write it as 2026-05-01")]
    NotADay {
        /// What was read.
        text: String,
    },
    /// Not of the form `YYYY-MM`.
    #[error("{text:?} is no month; write it as 2026-05")]
    NotAMonth {
        /// What was read.
        text: String,
    },
}

/// Reads `YYYY-MM-DDTHH:MM:SS`, perhaps a fraction, and `Z` or an offset. jiff takes more spellings than that.
fn rfc3339(text: &str) -> Option<Timestamp> {
    let (local, rest) = text.split_at_checked(19)?;
    let has_shape = local.bytes().zip(b"0000-00-00T00:00:00").all(|(found, wanted)| match wanted {
        b'0' => found.is_ascii_digit(),
        other => found == *other,
    });
    if !has_shape || text.len() > 64 {
        return None;
    }
    let local: civil::DateTime = local.parse().ok()?;
    let (millis, zone) = match rest.strip_prefix('.') {
        None => (0, rest),
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, zone) = rest.split_at_checked(digits).filter(|(digits, _)| !digits.is_empty())?;
            let millis: i64 = format!("{digits:0<3}")[..3].parse().ok()?;
            (millis, zone)
        }
    };
    let offset = offset_millis(zone)?;
    match local.year() {
        ..1970 => return Some(Timestamp::ZERO),
        2110.. => return Some(Timestamp::MAX),
        _ => {}
    }
    let utc = local.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond();
    // Before 1970 by its offset is the beginning.
    let since_1970 = u64::try_from(utc + millis - offset).unwrap_or(0);
    Some(Timestamp(since_1970.min(Timestamp::MAX.0)))
}

/// How far local time is ahead of UTC.
fn offset_millis(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, clock) = match zone.as_bytes().first()? {
        b'+' => (1, &zone[1..]),
        b'-' => (-1, &zone[1..]),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let number = |text: &str, limit: i64| -> Option<i64> {
        let is_plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number| is_plain && *number < limit)
    };
    Some(sign * (number(hours, 24)? * 60 + number(minutes, 60)?) * 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_of_36_months_from_may_2026_ends_on_the_last_of_april_2029() {
        let start = Month::parse("2026-05").unwrap();
        let end = start.plus(Months(35)).unwrap().last_day();
        assert_eq!(
            (start.first_day().to_string(), end.to_string()),
            ("2026-05-01".into(), "2029-04-30".into())
        );
    }

    #[test]
    fn an_instant_has_one_spelling() {
        let at = Timestamp::parse("2026-05-01T12:30:59Z").unwrap();
        assert_eq!(at.to_string(), "2026-05-01T12:30:59Z");
        for other in
            ["2026-05-01T12:30:59+00:00", "2026-05-01T12:30:59.0Z", "2026-05-01", "2026-05-01T12:30:59z", ""]
        {
            assert!(Timestamp::parse(other).is_err(), "{other}");
        }
    }

    #[test]
    fn months_are_counted_on_the_calendar() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(day("2027-01-31").plus(Months(1)), Some(day("2027-02-28")));
        assert_eq!(day("2027-03-31").minus(Months(13)), Some(day("2026-02-28")));
        assert_eq!(day("2028-02-28").next(), Some(day("2028-02-29")));
        assert_eq!(day("2028-03-01").previous(), Some(day("2028-02-29")));
        assert_eq!((day("2108-12-31").next(), day("1970-01-01").previous()), (None, None));
        assert_eq!((day("2108-12-01").plus(Months(1)), day("1970-01-31").minus(Months(1))), (None, None));
    }

    #[test]
    fn the_instants_of_other_programs_are_read_in_every_form_of_rfc_3339() {
        for (text, utc) in [
            ("2026-05-01T12:30:59Z", "2026-05-01T12:30:59Z"),
            ("2026-05-01T12:30:59.123456Z", "2026-05-01T12:30:59Z"),
            ("2026-05-01T12:30:59.5+02:00", "2026-05-01T10:30:59Z"),
            ("2026-05-01T00:00:00-05:30", "2026-05-01T05:30:00Z"),
            ("1970-01-01T00:00:00+01:00", "1970-01-01T00:00:00Z"),
            ("1899-12-31T00:00:00Z", "1970-01-01T00:00:00Z"),
        ] {
            assert_eq!(Timestamp::parse_rfc3339(text).unwrap().to_string(), utc, "{text}");
        }
        assert_eq!(Timestamp::parse_rfc3339("9999-12-31T23:59:59Z"), Ok(Timestamp::MAX));
        for other in [
            "",
            "2026-05-01",
            "2026-05-01T12:30:59",
            "2026-05-01t12:30:59z",
            "2026-05-01 12:30:59Z",
            "2026-05-01T12:30Z",
            "2026-02-30T12:30:59Z",
            "2026-05-01T24:00:00Z",
            "2026-05-01T12:30:59.Z",
            "2026-05-01T12:30:59+0200",
            "2026-05-01T12:30:59+24:00",
            "2026-05-01T12:30:59Z[Europe/Vienna]",
            "2026-05-01T12:30:5\u{e9}Z",
        ] {
            assert!(Timestamp::parse_rfc3339(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_day_includes_its_last_second() {
        let day = Day::parse("2028-02-29").unwrap();
        assert_eq!(day.end().to_string(), "2028-02-29T23:59:59Z");
        assert_eq!(day.end().day(), day);
        assert_eq!(day.days_since(Day::parse("2028-02-01").unwrap()), 28);
        assert!(Day::parse("2027-02-29").is_err());
    }
}
