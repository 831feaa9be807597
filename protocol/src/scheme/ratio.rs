//! Exact numbers: points, weights, answers and thresholds are ratios of two integers, and no rounding ever happens.
//!
//! ```text
//! number   = [ "-" ] digits [ "/" digits | "." digits ]     12   12/5   2.4
//! ```

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul};

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact number, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    /// Above 0.
    denominator: i128,
}

impl Ratio {
    /// 0.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// 1.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// Parses a whole number, a fraction or a decimal number: at most 15 digits before, and a denominator of at most
    /// 1,000,000.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (numerator, denominator) = if let Some((numerator, denominator)) = digits.split_once('/') {
            (integer(numerator, 15)?, integer(denominator, 7)?)
        } else if let Some((whole, decimals)) = digits.split_once('.') {
            let one = 10_i128.pow(u32::try_from(decimals.len()).ok().filter(|count| *count <= 6)?);
            (integer(whole, 15)? * one + integer(decimals, 6)?, one)
        } else {
            (integer(digits, 15)?, 1)
        };
        (1..=DENOMINATOR_MAX).contains(&denominator).then(|| Self::new(sign * numerator, denominator))
    }

    /// The quotient of two numbers, or `None` if the second is 0.
    #[must_use]
    pub fn quotient(self, by: Self) -> Option<Self> {
        if by.numerator == 0 {
            return None;
        }
        let inverse = Self::new(by.denominator * by.numerator.signum(), by.numerator.abs());
        Some(self * inverse)
    }

    /// The numerator, in lowest terms.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, in lowest terms, above 0.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether it has no fraction.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// In lowest terms; the denominator is above 0.
    fn new(numerator: i128, denominator: i128) -> Self {
        let divisor = gcd(numerator, denominator);
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    /// As it stands in a scheme's content: `12` or `12/5`.
    fn form(self) -> String {
        if self.is_whole() {
            self.numerator.to_string()
        } else {
            format!("{}/{}", self.numerator, self.denominator)
        }
    }
}

impl From<u32> for Ratio {
    fn from(whole: u32) -> Self {
        Self { numerator: i128::from(whole), denominator: 1 }
    }
}

/// The bounds of a scheme (`rules`) keep every sum of it far below 2^127.
impl Add for Ratio {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let divisor = gcd(self.denominator, other.denominator);
        let (own, others) = (other.denominator / divisor, self.denominator / divisor);
        Self::new(self.numerator * own + other.numerator * others, self.denominator * own)
    }
}

/// Reduces across before it multiplies, so that nothing grows beyond the result.
impl Mul for Ratio {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let left = Self::new(self.numerator, other.denominator);
        let right = Self::new(other.numerator, self.denominator);
        Self {
            numerator: left.numerator * right.numerator,
            denominator: left.denominator * right.denominator,
        }
    }
}

impl std::iter::Sum for Ratio {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.numerator * other.denominator).cmp(&(other.numerator * self.denominator))
    }
}

/// Prints `12`, `2.4` where the decimals end after at most six digits, else `85 1/3`.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.numerator / self.denominator, (self.numerator % self.denominator).abs());
        let sign = if self.numerator < 0 && whole == 0 { "-" } else { "" };
        if rest == 0 {
            return write!(f, "{whole}");
        }
        if DENOMINATOR_MAX % self.denominator == 0 {
            let decimals = format!("{:06}", rest * (DENOMINATOR_MAX / self.denominator));
            return write!(f, "{sign}{whole}.{}", decimals.trim_end_matches('0'));
        }
        if whole == 0 {
            return write!(f, "{sign}{rest}/{}", self.denominator);
        }
        write!(f, "{whole} {rest}/{}", self.denominator)
    }
}

/// A whole number where it fits into JSON's integers, else a text.
impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match i64::try_from(self.numerator) {
            Ok(whole) if self.is_whole() && whole.unsigned_abs() < 1 << 53 => serializer.serialize_i64(whole),
            _ => serializer.serialize_str(&self.form()),
        }
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RatioForm)
    }
}

pub(super) struct RatioForm;

impl Visitor<'_> for RatioForm {
    type Value = Ratio;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number, or in quotes a fraction \"12/5\" or a decimal number \"2.4\"")
    }

    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Ratio, E> {
        self.visit_str(&whole.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Ratio, E> {
        self.visit_str(&whole.to_string())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Ratio, E> {
        Ratio::parse(text).ok_or_else(|| {
            E::custom(format_args!(
                "{:?} is not an exact number of at most 15 digits; write 12, \"12/5\" or \"2.4\"",
                crate::text::excerpt(text)
            ))
        })
    }
}

/// A threshold on a sum: so many points, or a share of what can be reached.
///
/// ```text
/// threshold = number [ "%" ]
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Points.
    Points(Ratio),
    /// Percent of the maximum.
    Percent(Ratio),
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Points(points) => write!(f, "{points} points"),
            Self::Percent(percent) => write!(f, "{percent} %"),
        }
    }
}

impl Serialize for Threshold {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Points(points) => points.serialize(serializer),
            Self::Percent(percent) => serializer.serialize_str(&format!("{}%", percent.form())),
        }
    }
}

impl<'de> Deserialize<'de> for Threshold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl Visitor<'_> for Form {
            type Value = Threshold;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("points such as 120, or a share such as \"80%\"")
            }
            fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Threshold, E> {
                RatioForm.visit_i64(whole).map(Threshold::Points)
            }
            fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Threshold, E> {
                RatioForm.visit_u64(whole).map(Threshold::Points)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Threshold, E> {
                match text.strip_suffix('%') {
                    Some(percent) => RatioForm.visit_str(percent.trim_end()).map(Threshold::Percent),
                    None => RatioForm.visit_str(text).map(Threshold::Points),
                }
            }
        }
        deserializer.deserialize_any(Form)
    }
}

/// The greatest common divisor, at least 1.
pub(super) fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

fn integer(digits: &str, digits_max: usize) -> Option<i128> {
    let is_number =
        (1..=digits_max).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

/// The largest denominator that can be written; a million, so that decimals of six digits can.
pub(super) const DENOMINATOR_MAX: i128 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_are_exact() {
        let third = Ratio::parse("1/3").unwrap();
        assert_eq!(third + third + third, Ratio::ONE);
        assert!(Ratio::parse("0.333333").unwrap() < third);
    }

    #[test]
    fn a_number_is_printed_as_short_as_it_can_be_and_exactly() {
        for (text, printed) in [
            ("12/5", "2.4"),
            ("256/3", "85 1/3"),
            ("-1/3", "-1/3"),
            ("-0.5", "-0.5"),
            ("2.40", "2.4"),
            ("0.000001", "0.000001"),
            ("7", "7"),
        ] {
            assert_eq!(Ratio::parse(text).map(|ratio| ratio.to_string()).as_deref(), Some(printed));
        }
    }

    #[test]
    fn what_is_no_exact_number_is_refused() {
        for text in [
            "",
            "-",
            "1e3",
            "1/0",
            "1,5",
            "+1",
            " 1",
            "1/2/3",
            "1.2.3",
            ".5",
            "1.",
            "1234567890123456",
            "0.1234567",
            "1/1000001",
            "٣",
        ] {
            assert_eq!(Ratio::parse(text), None, "{text}");
        }
    }
}
