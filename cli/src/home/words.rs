//! The recovery key as 24 words on paper.
//!
//! ```text
//! 32 random bytes ⇄ 24 English words (BIP 39; the last one carries a checksum of 8 bits)
//! seed of the recovery key = SHA-256("hanse recovery 1" ‖ the 32 bytes)
//! ```
//! The words are shown once and stored nowhere; who has them can take the organisation back.

use std::fmt;

use bip39::{Language, Mnemonic};
use protocol::digest::Digest;
use protocol::key::SigningKey;
use thiserror::Error;
use zeroize::Zeroizing;

/// What the recovery key is made from. It prints nothing of itself and is wiped when dropped.
#[derive(PartialEq, Eq)]
pub struct Recovery {
    entropy: Zeroizing<[u8; 32]>,
}

impl Recovery {
    /// Takes 32 bytes that were drawn at random.
    #[must_use]
    pub fn from_entropy(entropy: Zeroizing<[u8; 32]>) -> Self {
        Self { entropy }
    }

    /// Parses the 24 words, in upper or lower case, with any white space between them.
    ///
    /// # Errors
    ///
    /// [`WordsError`] for another number of words, a word that is in no list, or a wrong checksum.
    pub fn parse(text: &str) -> Result<Self, WordsError> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(WordsError::TooLong);
        }
        let text = Zeroizing::new(text.to_lowercase());
        let found = text.split_whitespace().count();
        if let Some(index) =
            text.split_whitespace().position(|word| Language::English.find_word(word).is_none())
        {
            return Err(WordsError::UnknownWord { number: index + 1, found });
        }
        if found != WORDS {
            return Err(WordsError::Count { found });
        }
        let mnemonic =
            Mnemonic::parse_in_normalized(Language::English, &text).map_err(|_| WordsError::Checksum)?;
        let (bytes, _) = mnemonic.to_entropy_array();
        let bytes = Zeroizing::new(bytes);
        let mut entropy = Zeroizing::new([0; 32]);
        entropy.copy_from_slice(&bytes[..32]);
        Ok(Self { entropy })
    }

    /// The 24 words, with a space between.
    #[must_use]
    pub fn words(&self) -> Zeroizing<String> {
        let mnemonic = Mnemonic::from_entropy_in(Language::English, self.entropy.as_slice())
            .expect("32 bytes are a length of BIP 39");
        // A word has at most eight letters, so the text never moves and leaves a copy behind.
        let mut text = Zeroizing::new(String::with_capacity(WORDS * 9));
        for word in mnemonic.words() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        text
    }

    /// The recovery key.
    #[must_use]
    pub fn key(&self) -> SigningKey {
        let seed = Zeroizing::new(*Digest::of(&[LABEL, self.entropy.as_slice()]).as_bytes());
        SigningKey::from_seed(&seed)
    }
}

impl fmt::Debug for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recovery(not shown)")
    }
}

/// Why words are not recovery words. The words themselves are never repeated.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WordsError {
    /// A word stands in no list.
    #[error("word {number} of {found} is not a recovery word; compare its spelling with your paper")]
    UnknownWord {
        /// The place of the first wrong word, from 1.
        number: usize,
        /// How many words there are.
        found: usize,
    },
    /// Too many or too few words.
    #[error("there are {found} words, and recovery takes 24; give them all, in the order of your paper")]
    Count {
        /// How many words there are.
        found: usize,
    },
    /// Every word is a recovery word, yet not all of them are the right ones.
    #[error(
        "the words do not fit together: one is wrong or two have changed places; compare them with your paper"
    )]
    Checksum,
    /// More text than 24 words can be.
    #[error("the text is longer than 24 words can be; give the recovery words alone")]
    TooLong,
}

const WORDS: usize = 24;
const TEXT_BYTES_MAX: usize = 4096;
const LABEL: &[u8] = b"hanse recovery 1";

#[cfg(test)]
mod tests {
    use super::*;

    fn recovery(byte: u8) -> Recovery {
        Recovery::from_entropy(Zeroizing::new([byte; 32]))
    }

    #[test]
    fn the_words_are_those_of_bip_39() {
        let all_zero = format!("{}art", "abandon ".repeat(23));
        assert_eq!(*recovery(0).words(), all_zero);
        let all_ones = format!("{}vote", "zoo ".repeat(23));
        assert_eq!(*recovery(0xff).words(), all_ones);
    }

    #[test]
    fn the_words_bring_the_same_key_back() {
        for byte in [0, 1, 0x80, 0xff] {
            let again = Recovery::parse(&recovery(byte).words()).unwrap();
            assert_eq!(again.key().public(), recovery(byte).key().public());
        }
        assert_ne!(recovery(1).key().public(), recovery(2).key().public());
    }

    #[test]
    fn the_recovery_seed_is_bound_to_hanse() {
        let seed = Digest::of(&[b"hanse recovery 1", &[7; 32]]);
        assert_eq!(recovery(7).key().public(), SigningKey::from_seed(seed.as_bytes()).public());
    }

    #[test]
    fn case_and_white_space_do_not_matter() {
        let typed = recovery(9).words().to_uppercase().replace(' ', " \n\t ");
        assert_eq!(Recovery::parse(&typed), Ok(recovery(9)));
    }

    #[test]
    fn a_misspelt_word_is_named_by_its_number() {
        let typed = recovery(0).words().replacen("abandon", "abandom", 1);
        assert_eq!(Recovery::parse(&typed), Err(WordsError::UnknownWord { number: 1, found: 24 }));
        let typed = recovery(0).words().replace("art", "ort");
        let error = Recovery::parse(&typed).unwrap_err();
        assert_eq!(error, WordsError::UnknownWord { number: 24, found: 24 });
        assert!(!format!("{error} {error:?}").contains("ort "), "{error}");
    }

    #[test]
    fn a_missing_or_swapped_word_is_noticed() {
        let words = recovery(3).words();
        let (rest, _) = words.rsplit_once(' ').unwrap();
        assert_eq!(Recovery::parse(rest), Err(WordsError::Count { found: 23 }));
        assert_eq!(Recovery::parse(""), Err(WordsError::Count { found: 0 }));
        let exchanged = recovery(0).words().replace("art", "zoo");
        assert_eq!(Recovery::parse(&exchanged), Err(WordsError::Checksum));
        assert_eq!(Recovery::parse(&"abandon ".repeat(100_000)), Err(WordsError::TooLong));
    }

    #[test]
    fn recovery_prints_nothing_of_itself() {
        assert_eq!(format!("{:?}", recovery(5)), "Recovery(not shown)");
    }
}
