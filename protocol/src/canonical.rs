//! The two encodings that are hashed and signed: deterministic CBOR and canonical JSON.
//!
//! *CBOR* (RFC 8949 §4.2.1) carries entries, frames and evidence: arrays of definite length,
//! unsigned integers, byte strings, text and null. A reader here takes an encoding apart and the caller re-encodes
//! what it read and compares; so one value has one spelling.
//!
//! *JSON* carries identity lines and credentials, in the canonical form of RFC 8785 (JCS). Before
//! anything else is done with foreign JSON it passes [`parse_json`], which refuses what readers
//! disagree about: duplicate keys, lone surrogates, deep nesting, fractions and large numbers.

use std::fmt;

use minicbor::{Decoder, Encoder};
use serde::de::{self, Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use thiserror::Error;

/// Writes deterministic CBOR.
pub struct CborWriter(Encoder<Vec<u8>>);

/// Writing into memory cannot fail.
const INTO_MEMORY: &str = "writing into memory cannot fail";

impl CborWriter {
    /// Begins with nothing written.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a writer is begun on purpose")]
    pub fn new() -> Self {
        Self(Encoder::new(Vec::new()))
    }

    /// Writes the head of an array of that many items; the caller writes the items.
    pub fn array(&mut self, length: usize) -> &mut Self {
        self.0.array(length as u64).expect(INTO_MEMORY);
        self
    }

    /// Writes an unsigned integer.
    pub fn uint(&mut self, value: u64) -> &mut Self {
        self.0.u64(value).expect(INTO_MEMORY);
        self
    }

    /// Writes a byte string.
    pub fn bytes(&mut self, value: &[u8]) -> &mut Self {
        self.0.bytes(value).expect(INTO_MEMORY);
        self
    }

    /// Writes a text string.
    pub fn text(&mut self, value: &str) -> &mut Self {
        self.0.str(value).expect(INTO_MEMORY);
        self
    }

    /// Writes null.
    pub fn null(&mut self) -> &mut Self {
        self.0.null().expect(INTO_MEMORY);
        self
    }

    /// What was written.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.0.into_writer()
    }
}

/// Reads CBOR without copying; lengths are checked against the bytes at hand before anything is taken.
pub struct CborReader<'b>(Decoder<'b>);

impl<'b> CborReader<'b> {
    /// Reads these bytes from their beginning.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self(Decoder::new(bytes))
    }

    /// Reads the head of an array of definite length.
    ///
    /// # Errors
    ///
    /// [`CborError`] when something else stands there.
    pub fn array(&mut self) -> Result<usize, CborError> {
        let length = self.0.array().map_err(refused)?.ok_or(CborError::NotCanonical)?;
        // An item is at least a byte: a longer array cannot be there.
        let remaining = (self.0.input().len() - self.0.position()) as u64;
        if length > remaining { Err(CborError::Truncated) } else { Ok(length as usize) }
    }

    /// Reads the head of an array of exactly that length.
    ///
    /// # Errors
    ///
    /// [`CborError`] when something else stands there.
    pub fn array_of(&mut self, length: usize) -> Result<(), CborError> {
        if self.array()? == length { Ok(()) } else { Err(CborError::Unexpected) }
    }

    /// Reads an unsigned integer.
    ///
    /// # Errors
    ///
    /// [`CborError`] when something else stands there.
    pub fn uint(&mut self) -> Result<u64, CborError> {
        self.0.u64().map_err(refused)
    }

    /// Reads a byte string.
    ///
    /// # Errors
    ///
    /// [`CborError`] when something else stands there.
    pub fn bytes(&mut self) -> Result<&'b [u8], CborError> {
        self.0.bytes().map_err(refused)
    }

    /// Reads a byte string of exactly `N` bytes.
    ///
    /// # Errors
    ///
    /// [`CborError`] when something else stands there.
    pub fn exactly<const N: usize>(&mut self) -> Result<[u8; N], CborError> {
        self.bytes()?.try_into().map_err(|_| CborError::Unexpected)
    }

    /// Reads a text string.
    ///
    /// # Errors
    ///
    /// [`CborError`] when something else stands there.
    pub fn text(&mut self) -> Result<&'b str, CborError> {
        self.0.str().map_err(refused)
    }

    /// Skips a null and says whether one stood there.
    pub fn null(&mut self) -> bool {
        let is_null = self.0.datatype().is_ok_and(|kind| kind == minicbor::data::Type::Null);
        is_null && self.0.null().is_ok()
    }

    /// Whether a text string stands next.
    #[must_use]
    pub fn at_text(&self) -> bool {
        self.0.datatype().is_ok_and(|kind| kind == minicbor::data::Type::String)
    }

    /// How many bytes were read.
    #[must_use]
    pub fn position(&self) -> usize {
        self.0.position()
    }

    /// Whether every byte was read.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.0.position() == self.0.input().len()
    }

    /// Ends the reading.
    ///
    /// # Errors
    ///
    /// [`CborError::TrailingBytes`] when something is left.
    pub fn end(&self) -> Result<(), CborError> {
        if self.is_at_end() { Ok(()) } else { Err(CborError::TrailingBytes) }
    }
}

/// Why bytes were not the expected CBOR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CborError {
    /// The bytes end too early.
    #[error("the bytes end in the middle of an item")]
    Truncated,
    /// Another type, length or value stands where something was expected.
    #[error("an item of another type or length was expected")]
    Unexpected,
    /// The value has a shorter or sorted spelling.
    #[error("the encoding is not the deterministic one")]
    NotCanonical,
    /// Bytes follow the last item.
    #[error("bytes follow the last item")]
    TrailingBytes,
}

fn refused(error: minicbor::decode::Error) -> CborError {
    if error.is_end_of_input() { CborError::Truncated } else { CborError::Unexpected }
}

/// Prints a value in the canonical form of RFC 8785.
#[must_use]
pub fn to_jcs(value: &Value) -> Vec<u8> {
    if is_plain(value) {
        return serde_json::to_vec(value).expect("a JSON value can be printed");
    }
    serde_json_canonicalizer::to_vec(value).expect("a JSON value has a canonical form")
}

/// Prints an object in the canonical form of RFC 8785.
#[must_use]
pub fn object_to_jcs(object: &Map<String, Value>) -> Vec<u8> {
    if is_plain_object(object) {
        return serde_json::to_vec(object).expect("a JSON object can be printed");
    }
    serde_json_canonicalizer::to_vec(object).expect("a JSON object has a canonical form")
}

/// Whether serde's own printing is canonical: keys of ASCII in order, and no number that a double cannot hold.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => true,
        Value::Number(number) => number.as_i64().is_some_and(|number| number.unsigned_abs() < 1 << 53),
        Value::Array(values) => values.iter().all(is_plain),
        Value::Object(object) => is_plain_object(object),
    }
}

fn is_plain_object(object: &Map<String, Value>) -> bool {
    object.keys().is_sorted() && object.iter().all(|(key, value)| key.is_ascii() && is_plain(value))
}

/// Prints a value in the canonical form of RFC 8785, as text.
#[must_use]
pub fn to_jcs_text(value: &Value) -> String {
    String::from_utf8(to_jcs(value)).expect("JSON is UTF-8")
}

/// Prints an object in the canonical form of RFC 8785, as text.
#[must_use]
pub fn object_to_jcs_text(object: &Map<String, Value>) -> String {
    String::from_utf8(object_to_jcs(object)).expect("JSON is UTF-8")
}

/// Parses foreign JSON and refuses what two readers could understand differently.
///
/// # Errors
///
/// [`JsonError`] for bytes over the limit, duplicate keys, lone surrogates, nesting below 64 levels, numbers that are
/// no integers below 2^53 (two readers may round the others differently), and whatever is no JSON.
pub fn parse_json(bytes: &[u8], limit_bytes: usize) -> Result<Value, JsonError> {
    parse(bytes, limit_bytes, Numbers::Integers)
}

/// Parses JSON that no program of Hanse signs, such as a register or a foreign credential: like [`parse_json`], but with
/// fractions and with what a double holds from 2^53 on, if it is written as one.
///
/// # Errors
///
/// As [`parse_json`], but for numbers: only those beyond a double are refused.
pub fn parse_unsigned_json(bytes: &[u8], limit_bytes: usize) -> Result<Value, JsonError> {
    parse(bytes, limit_bytes, Numbers::Doubles)
}

fn parse(bytes: &[u8], limit_bytes: usize, numbers: Numbers) -> Result<Value, JsonError> {
    if bytes.len() > limit_bytes {
        return Err(JsonError::TooLong { limit_bytes });
    }
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let value = parser.deserialize_any(Strict { depth: 0, numbers })?;
    parser.end()?;
    Ok(value)
}

/// Why bytes were not acceptable JSON.
#[derive(Debug, Error)]
pub enum JsonError {
    /// More bytes than the caller takes.
    #[error("the JSON is longer than {limit_bytes} bytes")]
    TooLong {
        /// The limit.
        limit_bytes: usize,
    },
    /// No JSON, or JSON that readers disagree about.
    #[error("the JSON cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
}

const DEPTH_MAX: usize = 64;
/// 2^53: below it every reader has the same integers.
const INTEGER_LIMIT: u64 = 1 << 53;
const NO_INTEGER: &str = "a number that is no integer below 2^53";

#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
    numbers: Numbers,
}

/// Which numbers are taken.
#[derive(Clone, Copy)]
enum Numbers {
    Integers,
    Doubles,
}

impl<'de> de::DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Strict {
    fn deeper<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == DEPTH_MAX {
            return Err(E::custom("nested deeper than 64 levels"));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() < INTEGER_LIMIT { Ok(value.into()) } else { Err(E::custom(NO_INTEGER)) }
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        if value < INTEGER_LIMIT { Ok(value.into()) } else { Err(E::custom(NO_INTEGER)) }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        // `1.0` and `1e3` are integers to other readers, and to us.
        let is_integer = value.fract() == 0.0 && value.abs() < INTEGER_LIMIT as f64;
        match self.numbers {
            _ if is_integer => Ok((value as i64).into()),
            Numbers::Integers => Err(E::custom(NO_INTEGER)),
            Numbers::Doubles => Number::from_f64(value)
                .map(Value::Number)
                .ok_or_else(|| E::custom("a number beyond a double")),
        }
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(inner)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if map.contains_key(&key) {
                return Err(de::Error::custom(format_args!("the key {key:?} stands twice")));
            }
            let value = members.next_value_seed(inner)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_readers_disagree_about_is_refused() {
        for text in [
            r#"{"a":1,"a":2}"#,
            r#"{"a":{"b":1,"b":1}}"#,
            r#""\ud800""#,
            "1e999",
            "0.5",
            "9007199254740992",
            "-9007199254740992",
            "1e21",
            "[1] 2",
            "{",
            "nul",
        ] {
            assert!(parse_json(text.as_bytes(), 1000).is_err(), "{text}");
        }
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(parse_json(nested(64).as_bytes(), 1000).is_ok());
        assert!(parse_json(nested(65).as_bytes(), 1000).is_err());
        assert!(matches!(parse_json(b"[1,2]", 4), Err(JsonError::TooLong { limit_bytes: 4 })));
    }

    #[test]
    fn the_short_way_to_canonical_json_prints_what_the_long_way_prints() {
        let controls: String = (0..=0x9f).filter_map(char::from_u32).collect();
        let values = [
            json!({"b": [1, -1, (1_u64 << 53) - 1, true, null], "a": {"z": "\u{20ac}\u{10ffff}\u{2028}", "Z": controls}}),
            json!({"\u{e000}": 1, "\u{10000}": 2, "a": 0.5}),
            json!([9_007_199_254_740_993_u64, 1e21, "\"\\/"]),
        ];
        for value in &values {
            assert_eq!(to_jcs(value), serde_json_canonicalizer::to_vec(value).unwrap());
            if let Value::Object(object) = value {
                assert_eq!(object_to_jcs(object), to_jcs(value));
            }
        }
        assert!(is_plain(&values[0]) && !is_plain(&values[1]) && !is_plain(&values[2]));
    }

    #[test]
    fn json_has_one_canonical_form() {
        let value =
            parse_json(r#"{ "b": [1.0, "é\n"], "a": null, "€": 1e3, "c": -0.0 }"#.as_bytes(), 1000).unwrap();
        assert_eq!(to_jcs_text(&value), r#"{"a":null,"b":[1,"é\n"],"c":0,"€":1000}"#);
    }

    #[test]
    fn an_array_longer_than_its_bytes_is_refused_before_anything_is_allocated() {
        assert_eq!(
            CborReader::new(&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).array(),
            Err(CborError::Truncated)
        );
        assert_eq!(CborReader::new(&[0x9f, 0xff]).array(), Err(CborError::NotCanonical));
    }
}
