//! W3C Bitstring Status List 1.0: one bit for each credential, in a list that is a credential itself.
//!
//! ```text
//! credentialStatus of a label ── statusListCredential ──► list credential ── encodedList
//!                 └── statusListIndex "94567" ─────────────────────────────► bit 94567
//! encodedList = 'u' ‖ base64url(gzip(bits)); entry 0 is the most significant bit of byte 0
//! ```
//! A list says what holds now. What happened, when and why is said by the acts of the issuer (`docs/spec/statuslist.md`).

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::gzip::{self, GzipError};
use crate::time::Timestamp;

/// The bits of a list, one for each entry.
#[derive(Clone, PartialEq, Eq)]
pub struct StatusList {
    bytes: Vec<u8>,
}

/// Prints how many entries there are and how many are set, and not each of them.
impl fmt::Debug for StatusList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set: u32 = self.bytes.iter().map(|byte| byte.count_ones()).sum();
        write!(f, "StatusList({set} of {} set)", self.entries())
    }
}

impl StatusList {
    /// Makes a list without a bit set, of so many entries or a few more, within [`ENTRIES_MIN`] and [`ENTRIES_MAX`].
    #[must_use]
    pub fn new(entries: usize) -> Self {
        Self { bytes: vec![0; entries.clamp(ENTRIES_MIN, ENTRIES_MAX).div_ceil(8)] }
    }

    /// How many entries there are.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.bytes.len() * 8
    }

    /// Whether the bit of an entry is set; `None` behind the last one.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<bool> {
        self.bytes.get(index / 8).map(|byte| byte & bit(index) != 0)
    }

    /// The entries whose bit is set, ascending.
    pub fn set_entries(&self) -> impl Iterator<Item = usize> + '_ {
        let taken = self.bytes.iter().enumerate().filter(|(_, byte)| **byte != 0);
        taken.flat_map(|(place, byte)| {
            (0..8).map(move |offset| place * 8 + offset).filter(move |index| byte & bit(*index) != 0)
        })
    }

    /// Sets the bit of an entry.
    ///
    /// # Errors
    ///
    /// [`StatusListError::OutOfRange`] behind the last one.
    pub fn set(&mut self, index: usize) -> Result<(), StatusListError> {
        let entries = self.entries();
        let byte = self.bytes.get_mut(index / 8).ok_or(StatusListError::OutOfRange { index, entries })?;
        *byte |= bit(index);
        Ok(())
    }

    /// Prints `encodedList`. The same bits give the same text on every machine.
    #[must_use]
    pub fn encode(&self) -> String {
        format!("u{}", BASE64URL_NOPAD.encode(&gzip::pack(&self.bytes)))
    }

    /// Reads `encodedList`. What it unpacks to is bounded by [`ENTRIES_MAX`] and by what deflate can do at all before
    /// anything is allocated.
    ///
    /// # Errors
    ///
    /// [`StatusListError`] for another encoding, a broken checksum, and a list that is too short or too long.
    pub fn decode(text: &str) -> Result<Self, StatusListError> {
        let encoded = text.strip_prefix('u').ok_or(StatusListError::NotEncoded)?;
        if encoded.len() > ENCODED_BYTES_MAX {
            return Err(StatusListError::TooLong);
        }
        let gzip = BASE64URL_NOPAD.decode(encoded.as_bytes()).map_err(|_| StatusListError::NotEncoded)?;
        let bytes = gzip::unpack(&gzip, ENTRIES_MAX / 8)?;
        if bytes.len() * 8 < ENTRIES_MIN {
            return Err(StatusListError::TooShort { entries: bytes.len() * 8 });
        }
        Ok(Self { bytes })
    }
}

/// The bit of an entry within its byte.
fn bit(index: usize) -> u8 {
    0x80 >> (index % 8)
}

/// What a set bit means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// The credential ended for good.
    Revocation,
    /// The credential does not hold, and may hold again.
    Suspension,
    /// A newer one can be had; the credential holds.
    Refresh,
    /// Something else, kept as it was written.
    Unknown(String),
}

impl Purpose {
    /// Reads `statusPurpose`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "revocation" => Self::Revocation,
            "suspension" => Self::Suspension,
            "refresh" => Self::Refresh,
            other => Self::Unknown(other.chars().take(80).collect()),
        }
    }
}

/// Prints `statusPurpose`.
impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Revocation => "revocation",
            Self::Suspension => "suspension",
            Self::Refresh => "refresh",
            Self::Unknown(text) => text,
        })
    }
}

/// A `BitstringStatusListEntry`: where a credential's status stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusListEntry {
    /// What a set bit means.
    pub purpose: Purpose,
    /// The place in the list.
    pub index: usize,
    /// The `id` of the list credential.
    pub list: String,
}

impl StatusListEntry {
    /// Writes the entry, with the `id` that Open Badges demands.
    #[must_use]
    pub fn to_value(&self) -> Value {
        json!({
            "id": format!("{}#{}", self.list, self.index),
            "type": ENTRY_TYPE,
            "statusPurpose": self.purpose.to_string(),
            "statusListIndex": self.index.to_string(),
            "statusListCredential": self.list,
        })
    }

    /// Reads an entry. The index has one spelling: decimal digits without sign, space or leading zero.
    ///
    /// # Errors
    ///
    /// [`StatusListError::UnknownEntry`] for another type, [`StatusListError::Malformed`] and
    /// [`StatusListError::WideEntry`] for what is wrong with one of this type.
    pub fn parse(value: &Value) -> Result<Self, StatusListError> {
        let kind = text(value.get("type"), "type")?;
        if kind != ENTRY_TYPE {
            return Err(StatusListError::UnknownEntry { kind: kind.chars().take(80).collect() });
        }
        if value.get("statusSize").is_some_and(|size| *size != json!(1)) {
            return Err(StatusListError::WideEntry);
        }
        let index = text(value.get("statusListIndex"), "statusListIndex")?;
        let parsed: Option<usize> = index.parse().ok();
        Ok(Self {
            purpose: Purpose::parse(text(value.get("statusPurpose"), "statusPurpose")?),
            index: parsed
                .filter(|number| number.to_string() == index)
                .ok_or(StatusListError::Malformed { part: "statusListIndex" })?,
            list: text(value.get("statusListCredential"), "statusListCredential")?.to_owned(),
        })
    }
}

/// What a `BitstringStatusListCredential` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusListCredential {
    /// Its URL: where it is found, and what entries name.
    pub id: String,
    /// The DID of who issues it.
    pub issuer: String,
    /// What its bits mean.
    pub purposes: Vec<Purpose>,
    /// The bits.
    pub list: StatusList,
    /// From when it may be used.
    pub valid_from: Option<Timestamp>,
    /// Until when.
    pub valid_until: Option<Timestamp>,
    /// After how many milliseconds a newer one should be asked for.
    pub ttl_ms: Option<u64>,
}

impl StatusListCredential {
    /// Writes the credential without a proof, which `Proof::seal` makes.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let purposes: Vec<String> = self.purposes.iter().map(ToString::to_string).collect();
        let mut credential = json!({
            "@context": [CREDENTIALS_CONTEXT],
            "id": self.id,
            "type": ["VerifiableCredential", LIST_CREDENTIAL_TYPE],
            "issuer": self.issuer,
            "credentialSubject": {
                "id": format!("{}#list", self.id),
                "type": LIST_TYPE,
                // Readers there are that know a list for one purpose only.
                "statusPurpose": if let [purpose] = purposes.as_slice() { json!(purpose) } else { json!(purposes) },
                "encodedList": self.list.encode(),
            },
        });
        for (name, at) in [("validFrom", self.valid_from), ("validUntil", self.valid_until)] {
            if let Some(at) = at {
                credential[name] = json!(at.to_string());
            }
        }
        if let Some(ttl_ms) = self.ttl_ms {
            credential["credentialSubject"]["ttl"] = json!(ttl_ms);
        }
        credential
    }

    /// Whether another credential says the same, whenever either was sealed.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        let timeless = |credential: &Self| Self { valid_from: None, ..credential.clone() };
        timeless(self) == timeless(other)
    }

    /// Reads the credential. Whether somebody signed it is another question.
    ///
    /// # Errors
    ///
    /// [`StatusListError`] names what is missing or of another form.
    pub fn parse(credential: &Map<String, Value>) -> Result<Self, StatusListError> {
        let types = texts(credential.get("type"), "type")?;
        if !types.contains(&LIST_CREDENTIAL_TYPE) {
            return Err(StatusListError::Malformed { part: "type" });
        }
        let subject = credential.get("credentialSubject").unwrap_or(&Value::Null);
        if subject.get("type") != Some(&json!(LIST_TYPE)) {
            return Err(StatusListError::Malformed { part: "credentialSubject.type" });
        }
        let issuer = match credential.get("issuer") {
            Some(Value::Object(issuer)) => issuer.get("id"),
            other => other,
        };
        let purposes = texts(subject.get("statusPurpose"), "statusPurpose")?;
        let ttl_ms = match subject.get("ttl") {
            None => None,
            Some(ttl) => Some(ttl.as_u64().ok_or(StatusListError::Malformed { part: "ttl" })?),
        };
        Ok(Self {
            id: text(credential.get("id"), "id")?.to_owned(),
            issuer: text(issuer, "issuer")?.to_owned(),
            purposes: purposes.into_iter().map(Purpose::parse).collect(),
            list: StatusList::decode(text(subject.get("encodedList"), "encodedList")?)?,
            valid_from: instant(credential.get("validFrom"), "validFrom")?,
            valid_until: instant(credential.get("validUntil"), "validUntil")?,
            ttl_ms,
        })
    }
}

/// Why something is no status list, or no entry of one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StatusListError {
    /// No multibase text of the kind `u`.
    #[error("the list is not written as u and base64url without padding")]
    NotEncoded,
    /// No gzip, a broken one, or more entries than a reader takes.
    #[error("the list cannot be unpacked: {0}")]
    Gzip(#[from] GzipError),
    /// Fewer entries than a list must have.
    #[error("the list has {entries} entries, and {ENTRIES_MIN} are the least, so that no holder stands out")]
    TooShort {
        /// How many.
        entries: usize,
    },
    /// More than a reader takes.
    #[error("the list has more than {ENTRIES_MAX} entries")]
    TooLong,
    /// An index behind the last entry.
    #[error("the entry {index} lies behind the last of {entries}")]
    OutOfRange {
        /// The index.
        index: usize,
        /// How many there are.
        entries: usize,
    },
    /// A member is missing or of another form.
    #[error("the {part} is missing or of another form")]
    Malformed {
        /// The member.
        part: &'static str,
    },
    /// Another kind of status.
    #[error("a status of the type {kind:?} is not known here")]
    UnknownEntry {
        /// Its type, cut to 80 characters.
        kind: String,
    },
    /// A status of several bits.
    #[error("a status of several bits (statusSize) is not known here")]
    WideEntry,
}

fn text<'v>(value: Option<&'v Value>, part: &'static str) -> Result<&'v str, StatusListError> {
    value.and_then(Value::as_str).ok_or(StatusListError::Malformed { part })
}

/// A text, or a list of at least one.
fn texts<'v>(value: Option<&'v Value>, part: &'static str) -> Result<Vec<&'v str>, StatusListError> {
    match value {
        Some(Value::Array(values)) if !values.is_empty() => {
            values.iter().map(|value| text(Some(value), part)).collect()
        }
        other => Ok(vec![text(other, part)?]),
    }
}

fn instant(value: Option<&Value>, part: &'static str) -> Result<Option<Timestamp>, StatusListError> {
    let Some(value) = value else { return Ok(None) };
    let at = Timestamp::parse_rfc3339(text(Some(value), part)?);
    at.map(Some).map_err(|_| StatusListError::Malformed { part })
}

/// A list has at least this many entries (16 KiB), so that no holder stands out.
pub const ENTRIES_MIN: usize = 131_072;
/// A list of more entries is not read (8 MiB).
pub const ENTRIES_MAX: usize = 1 << 26;

const ENTRY_TYPE: &str = "BitstringStatusListEntry";
const LIST_CREDENTIAL_TYPE: &str = "BitstringStatusListCredential";
const LIST_TYPE: &str = "BitstringStatusList";
const CREDENTIALS_CONTEXT: &str = "https://www.w3.org/ns/credentials/v2";
/// Bits that do not compress, and a third more for base64.
const ENCODED_BYTES_MAX: usize = 12 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entry_0_is_the_most_significant_bit_of_byte_0() {
        let mut list = StatusList::new(0);
        for index in [0, 9, ENTRIES_MIN - 1] {
            list.set(index).unwrap();
        }
        assert_eq!(list.bytes[..2], [0b1000_0000, 0b0100_0000]);
        assert_eq!(list.bytes.last(), Some(&1));
        assert_eq!(
            [0, 1, 9, ENTRIES_MIN].map(|index| list.get(index)),
            [Some(true), Some(false), Some(true), None]
        );
        assert_eq!(
            list.set(ENTRIES_MIN),
            Err(StatusListError::OutOfRange { index: ENTRIES_MIN, entries: ENTRIES_MIN })
        );
    }

    #[test]
    fn a_list_reads_back_and_has_one_spelling() {
        let mut list = StatusList::new(200_001);
        (0..200_000).step_by(7).for_each(|index| list.set(index).unwrap());
        let text = list.encode();
        assert_eq!(StatusList::decode(&text), Ok(list.clone()));
        assert_eq!(text, list.encode());
        // The example of the recommendation, §2.2.
        let empty = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
        assert_eq!(StatusList::decode(empty), Ok(StatusList::new(0)));
        assert_eq!(
            StatusList::new(0).encode(),
            "uH4sIAAAAAAAA_-3AMQEAAADCoPVPbQwfKAAAAAAAAAAAAAAAAAAAAOBthtJUqwBAAAA"
        );
    }

    #[test]
    fn a_list_that_lies_about_its_length_reserves_nothing() {
        let whole = BASE64URL_NOPAD.decode(&StatusList::new(0).encode().as_bytes()[1..]).unwrap();
        let changed = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut gzip = whole.clone();
            change(&mut gzip);
            StatusList::decode(&format!("u{}", BASE64URL_NOPAD.encode(&gzip)))
        };
        assert!(changed(&|_| {}).is_ok());
        let claim = |length: u32| {
            move |gzip: &mut Vec<u8>| {
                let at = gzip.len() - 4;
                gzip[at..].copy_from_slice(&length.to_le_bytes());
            }
        };
        assert_eq!(changed(&claim(u32::MAX)), Err(GzipError::TooLong.into()));
        assert_eq!(changed(&claim(1 << 23)), Err(GzipError::NotGzip.into()));
        assert_eq!(changed(&claim((ENTRIES_MIN / 8) as u32 - 1)), Err(GzipError::NotGzip.into()));
        assert_eq!(changed(&|gzip| gzip.truncate(40)), Err(GzipError::NotGzip.into()));
        assert_eq!(changed(&|gzip| gzip.push(0)), Err(GzipError::NotGzip.into()));
        assert_eq!(changed(&|gzip| gzip.truncate(17)), Err(GzipError::NotGzip.into()));
        let at_checksum = whole.len() - 8;
        assert_eq!(changed(&move |gzip| gzip[at_checksum] ^= 1), Err(GzipError::NotGzip.into()));
        assert_eq!(StatusList::decode("zH4sI"), Err(StatusListError::NotEncoded));
        assert_eq!(StatusList::decode("uH4sI="), Err(StatusListError::NotEncoded));
    }

    #[test]
    fn a_list_in_which_holders_stand_out_is_refused() {
        let short = StatusList { bytes: vec![0; 100] };
        assert_eq!(StatusList::decode(&short.encode()), Err(StatusListError::TooShort { entries: 800 }));
    }

    #[test]
    fn an_index_has_one_spelling() {
        let entry = StatusListEntry {
            purpose: Purpose::Revocation,
            index: 12,
            list: "https://issuer.example/status/1".into(),
        };
        assert_eq!(StatusListEntry::parse(&entry.to_value()), Ok(entry.clone()));
        for index in ["12x", "012", "+12", " 12", "12.0", "-1", "", "0x0c", "99999999999999999999999"] {
            let mut value = entry.to_value();
            value["statusListIndex"] = json!(index);
            assert_eq!(
                StatusListEntry::parse(&value),
                Err(StatusListError::Malformed { part: "statusListIndex" }),
                "{index}"
            );
        }
        let mut value = entry.to_value();
        value["statusListIndex"] = json!(12);
        assert!(StatusListEntry::parse(&value).is_err(), "a number is no text");
    }

    #[test]
    fn a_list_credential_reads_back() {
        let one = StatusListCredential {
            id: "https://issuer.example/status/1".into(),
            issuer: "did:key:z6Mk".into(),
            purposes: vec![Purpose::Suspension],
            list: StatusList::new(0),
            valid_from: Some(Timestamp::ZERO),
            valid_until: Some(Timestamp::MAX.floor_to_second()),
            ttl_ms: None,
        };
        let two = StatusListCredential {
            purposes: vec![Purpose::Revocation, Purpose::Suspension],
            valid_until: None,
            ttl_ms: Some(300_000),
            ..one.clone()
        };
        for credential in [one, two] {
            let value = credential.to_value();
            assert_eq!(StatusListCredential::parse(value.as_object().unwrap()), Ok(credential));
        }
    }
}
