//! Ids, hashes and salts in files that people exchange, spelled as everywhere: each has one text.

use std::fmt::Display;

use serde::{Deserialize, Deserializer, Serializer};

use crate::attestation::AttestationId;
use crate::digest::Digest;
use crate::organisation::OrganisationId;
use crate::scheme::SchemeId;
use crate::time::Timestamp;

/// Something that is written as a text and read back from it.
pub(crate) trait Spelled: Display + Sized {
    /// What should stand there, for readers of an error.
    const EXPECTED: &'static str;

    /// Reads the text.
    fn read(text: &str) -> Option<Self>;
}

pub(crate) fn serialize<T: Spelled, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

pub(crate) fn deserialize<'de, T: Spelled, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read(&String::deserialize(deserializer)?)
}

fn read<T: Spelled, E: serde::de::Error>(text: &str) -> Result<T, E> {
    let is_canonical = |value: &T| value.to_string() == text;
    T::read(text).filter(is_canonical).ok_or_else(|| {
        E::invalid_value(serde::de::Unexpected::Str(&crate::text::excerpt(text)), &T::EXPECTED)
    })
}

/// The same for a list, and for what may be absent.
pub(crate) mod each {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::scorecard::spelling::{Spelled, read};

    pub(crate) fn serialize<'v, T: Spelled + 'v, C, S>(
        values: &'v C,
        serializer: S,
    ) -> Result<S::Ok, S::Error>
    where
        &'v C: IntoIterator<Item = &'v T>,
        S: Serializer,
    {
        serializer.collect_seq(values.into_iter().map(ToString::to_string))
    }

    pub(crate) fn deserialize<'de, T: Spelled, C: FromIterator<T>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<C, D::Error> {
        Vec::<String>::deserialize(deserializer)?.iter().map(|text| read(text)).collect()
    }
}

impl Spelled for Digest {
    const EXPECTED: &'static str = "64 lower-case hexadecimal digits";

    fn read(text: &str) -> Option<Self> {
        Self::parse_hex(text)
    }
}

impl Spelled for OrganisationId {
    const EXPECTED: &'static str = "a SCID";

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

impl Spelled for SchemeId {
    const EXPECTED: &'static str = "the id of a scheme";

    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

impl Spelled for AttestationId {
    const EXPECTED: &'static str = "the id of a label";

    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

impl Spelled for Timestamp {
    const EXPECTED: &'static str = "an instant such as 2026-05-04T12:00:00Z";

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}
