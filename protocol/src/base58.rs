//! Base58 with Bitcoin's alphabet: how did:webvh and Multikey spell hashes, keys and signatures.
//!
//! ```text
//! 0 0 7 … bytes ──► one number ──► digits of 58, 5 at a time ──► 1 1 8 …      a leading zero byte is a leading 1
//! ```
//! The time is quadratic in the length, as with every general conversion, but over words of four bytes and digits by the
//! five. A value has one spelling, and its length is known before: what spells another length is refused.

/// Spells bytes, at most [`BYTES_MAX`].
#[must_use]
pub fn encode<const N: usize>(bytes: &[u8; N]) -> String {
    const { assert!(N <= BYTES_MAX, "longer values are not spelt in base58") };
    let mut groups = [0_u32; GROUPS_MAX];
    let mut length = 0;
    // The first word is the short one: it is not multiplied.
    let (first, words) = bytes.split_at(N % 4);
    for word in std::iter::once(first).chain(words.chunks_exact(4)) {
        let mut carry = word.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        for group in &mut groups[..length] {
            carry += u64::from(*group) << 32;
            *group = (carry % GROUP) as u32;
            carry /= GROUP;
        }
        while carry > 0 {
            groups[length] = (carry % GROUP) as u32;
            carry /= GROUP;
            length += 1;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let mut text = String::with_capacity(zeros + length * GROUP_DIGITS);
    text.extend(std::iter::repeat_n('1', zeros));
    for group in groups[..length].iter().rev() {
        for place in PLACES {
            let digit = group / place % 58;
            // The highest digit of the number is none of 0.
            if digit > 0 || text.len() > zeros {
                text.push(char::from(ALPHABET[digit as usize]));
            }
        }
    }
    text
}

/// Reads what spells exactly `N` bytes, at most [`BYTES_MAX`].
#[must_use]
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    const { assert!(N <= BYTES_MAX, "longer values are not spelt in base58") };
    let digits = text.as_bytes();
    // No N bytes take more digits than 138 for a hundred; a longer text is not looked at.
    if digits.len() > N * 138 / 100 + 1 {
        return None;
    }
    let mut words = [0_u32; BYTES_MAX / 4];
    let (first, groups) = digits.split_at(digits.len() % GROUP_DIGITS);
    for group in std::iter::once(first).chain(groups.chunks_exact(GROUP_DIGITS)) {
        let (mut carry, mut factor) = (0, 1);
        for digit in group {
            let value = VALUES[usize::from(*digit)];
            if value == NO_DIGIT {
                return None;
            }
            carry = carry * 58 + u64::from(value);
            factor *= 58;
        }
        for word in &mut words[..N.div_ceil(4)] {
            carry += u64::from(*word) * factor;
            *word = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            return None;
        }
    }
    let mut number = [0; BYTES_MAX];
    for (bytes, word) in number.rchunks_exact_mut(4).zip(words) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    let (above, bytes) = number.split_last_chunk()?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let ones = digits.iter().take_while(|digit| **digit == b'1').count();
    (zeros == ones && above.iter().all(|byte| *byte == 0)).then_some(*bytes)
}

/// The longest value: a signature.
pub const BYTES_MAX: usize = 64;

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// How many digits are converted at once, and to how many they come: 58^5 and a word multiply within 64 bits.
const GROUP_DIGITS: usize = 5;
const GROUP: u64 = 58_u64.pow(GROUP_DIGITS as u32);
/// What a digit of a group counts, from the highest down.
const PLACES: [u32; GROUP_DIGITS] = [58_u32.pow(4), 58_u32.pow(3), 58_u32.pow(2), 58, 1];
/// 64 bytes are 88 digits.
const GROUPS_MAX: usize = 18;

/// The value of each letter as a digit.
const VALUES: [u8; 256] = {
    let mut values = [NO_DIGIT; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
};
const NO_DIGIT: u8 = u8::MAX;

#[cfg(test)]
mod tests {
    use proptest::array::{uniform10, uniform32};
    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, prop_oneof, proptest};

    use super::*;

    /// The twin's answer for values of `N` bytes.
    fn slowly<const N: usize>(text: &str) -> Option<[u8; N]> {
        bs58::decode(text).into_vec().ok()?.try_into().ok()
    }

    /// The same bytes, many of them cut to zeros at the front.
    fn zeroed<const N: usize>(mut bytes: [u8; N], zeros: usize) -> [u8; N] {
        bytes[..zeros % (N + 1)].fill(0);
        bytes
    }

    fn check<const N: usize>(bytes: [u8; N]) {
        let text = encode(&bytes);
        assert_eq!(text, bs58::encode(bytes).into_string());
        assert_eq!(decode(&text), Some(bytes));
    }

    proptest! {
        #[test]
        fn values_of_every_length_are_spelt_as_the_twin_spells_them(
            bytes in uniform32(any::<u8>()), ten in uniform10(any::<u8>()), zeros in any::<usize>(),
        ) {
            let double: [u8; 64] = [bytes, bytes].concat().try_into().unwrap();
            check(zeroed(ten, zeros % 16));
            check(zeroed(bytes, zeros % 64));
            check(zeroed(double, zeros % 128));
            let mut multihash = [0; 34];
            multihash[2..].copy_from_slice(&zeroed(bytes, zeros % 64));
            check(multihash);
            multihash[..2].copy_from_slice(&[0x12, 0x20]);
            check(multihash);
        }

        #[test]
        fn what_the_twin_refuses_is_refused(
            text in prop_oneof!["[1-9A-HJ-NP-Za-km-z]{0,90}", "1{0,40}[1-9A-HJ-NP-Za-km-z]{0,48}", "[1-9A-Za-zé]{40,48}"],
        ) {
            prop_assert_eq!(decode::<34>(&text), slowly(&text));
            prop_assert_eq!(decode::<32>(&text), slowly(&text));
            prop_assert_eq!(decode::<64>(&text), slowly(&text));
            prop_assert_eq!(decode::<10>(&text), slowly(&text));
        }

        #[test]
        fn a_changed_letter_is_read_as_the_twin_reads_it(
            bytes in uniform32(any::<u8>()), edits in vec((any::<usize>(), any::<char>()), 1..3),
        ) {
            let mut letters: Vec<char> = encode(&bytes).chars().collect();
            for (place, letter) in edits {
                let place = place % letters.len();
                letters[place] = letter;
            }
            let text: String = letters.into_iter().collect();
            prop_assert_eq!(decode::<32>(&text), slowly(&text));
        }
    }

    #[test]
    fn the_edges_are_those_of_the_twin() {
        check([0; 34]);
        check([0xff; 34]);
        check([0xff; 64]);
        check([0; 1]);
        check([]);
        // The number after the highest one takes another byte; so does another leading 1.
        for bytes in [[0xff; 32], [0; 32]] {
            let text = encode(&bytes);
            assert_eq!(decode::<32>(&format!("1{text}")), None);
            assert_eq!(decode::<32>(&format!("{text}1")), slowly(&format!("{text}1")));
            assert_eq!(decode::<32>(&text[1..]), slowly(&text[1..]));
        }
        let next = bs58::encode([&[1][..], &[0; 32]].concat()).into_string();
        assert_eq!((decode::<32>(&next), decode::<33>(&next).is_some()), (None, true));
        assert_eq!(decode::<34>(&"z".repeat(1 << 20)), None);
    }
}
