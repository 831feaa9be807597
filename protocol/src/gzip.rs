//! One gzip member (RFC 1952): what a status list and evidence in a file are packed in.
//!
//! The same bytes are packed the same on every machine. What is unpacked is bounded before it is allocated: by the reader's limit, and
//! by what deflate can do at all.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use thiserror::Error;

/// Packs bytes, of which there are less than 4 GiB.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = HEAD.to_vec();
    gzip.extend(compress_to_vec(bytes, LEVEL));
    gzip.extend(crc32fast::hash(bytes).to_le_bytes());
    gzip.extend((bytes.len() as u32).to_le_bytes());
    gzip
}

/// Whether bytes begin like a gzip member.
pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&HEAD[..3])
}

/// Unpacks one gzip member that is nothing but that.
///
/// # Errors
///
/// [`GzipError`].
pub(crate) fn unpack(gzip: &[u8], bytes_max: usize) -> Result<Vec<u8>, GzipError> {
    let (packed, (checksum, length)) = deflated(gzip).ok_or(GzipError::NotGzip)?;
    let length = length as usize;
    if length > bytes_max {
        return Err(GzipError::TooLong);
    }
    // Deflate makes at most 1032 bytes of one: a longer claim is a lie, and reserves nothing.
    if length > packed.len().saturating_mul(1032) {
        return Err(GzipError::NotGzip);
    }
    let mut bytes = vec![0; length];
    let mut state = Box::<DecompressorOxide>::default();
    let (status, taken, made) =
        decompress(&mut state, packed, &mut bytes, 0, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
    let is_whole = status == TINFLStatus::Done && taken == packed.len() && made == bytes.len();
    if is_whole && crc32fast::hash(&bytes) == checksum { Ok(bytes) } else { Err(GzipError::NotGzip) }
}

/// Why bytes are not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GzipError {
    /// No gzip, or a broken one.
    #[error("it is not one whole gzip member")]
    NotGzip,
    /// More than a reader takes.
    #[error("it unpacks to more than is read")]
    TooLong,
}

/// The deflated part of a member, and checksum and length behind it.
fn deflated(gzip: &[u8]) -> Option<(&[u8], (u32, u32))> {
    let (whole, trailer) = gzip.split_at_checked(gzip.len().checked_sub(8)?)?;
    let (head, mut rest) = whole.split_at_checked(10)?;
    let flags = head[3];
    if !is_gzip(head) || flags & RESERVED != 0 {
        return None;
    }
    if flags & EXTRA != 0 {
        let (length, behind) = rest.split_at_checked(2)?;
        rest = behind.get(usize::from(u16::from_le_bytes([length[0], length[1]]))..)?;
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            rest = rest.get(rest.iter().position(|byte| *byte == 0)? + 1..)?;
        }
    }
    if flags & HEAD_CHECKSUM != 0 {
        rest = rest.get(2..)?;
    }
    let number = |bytes: &[u8]| bytes.try_into().ok().map(u32::from_le_bytes);
    Some((rest, (number(&trailer[..4])?, number(&trailer[4..])?)))
}

/// gzip, deflate, no flags, no time, of unknown make.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
const HEAD_CHECKSUM: u8 = 2;
const EXTRA: u8 = 4;
const NAME: u8 = 8;
const COMMENT: u8 = 16;
const RESERVED: u8 = 0xe0;
const LEVEL: u8 = 9;
