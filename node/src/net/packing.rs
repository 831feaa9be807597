//! Items travel compressed where that makes them smaller: identity lines resemble one another.
//!
//! What arrives is unpacked into at most as many bytes as were announced, and those are bounded by the message.

use std::io::Read as _;

use protocol::message::{Message, MessageError, Packed};
use thiserror::Error;
use tokio::task::{JoinError, spawn_blocking};
use zstd::stream::raw::CParameter;

/// Encodes a message of items, and packs it if it becomes smaller. Large ones are packed beside the async threads.
///
/// # Errors
///
/// [`PackingError::Computation`] when the runtime ends.
pub(crate) async fn pack(items: Vec<Vec<u8>>) -> Result<Vec<u8>, PackingError> {
    let bytes: usize = items.iter().map(Vec::len).sum();
    let pack = move || {
        let plain = Message::Items(items).encode();
        if plain.len() < PACKED_FROM { plain } else { smaller(plain) }
    };
    if bytes < ASIDE_FROM { Ok(pack()) } else { Ok(spawn_blocking(pack).await?) }
}

/// Unpacks a message of items.
///
/// # Errors
///
/// [`PackingError`] when the bytes are no such thing, or unpack to another length than they announce.
pub(crate) async fn unpack(packed: Packed) -> Result<Message, PackingError> {
    if packed.length < ASIDE_FROM {
        unpacked(&packed)
    } else {
        spawn_blocking(move || unpacked(&packed)).await?
    }
}

/// Why bytes could not be packed or unpacked.
#[derive(Debug, Error)]
pub(crate) enum PackingError {
    /// They are no Zstandard frame, or one that needs a larger window than a message is long.
    #[error("the packed bytes cannot be unpacked")]
    Compression(#[source] std::io::Error),
    /// More or less came out, or something follows the frame.
    #[error("the packed bytes do not unpack to the {length} that they announce")]
    Length {
        /// What was announced.
        length: usize,
    },
    /// What came out is no message.
    #[error("what was packed is no message")]
    Message(#[from] MessageError),
    /// Only items travel packed.
    #[error("a {kind} that was packed; only items are")]
    NotItems {
        /// What it is.
        kind: &'static str,
    },
    /// The computation was cut off.
    #[error("packing did not end")]
    Computation(#[from] JoinError),
}

fn smaller(plain: Vec<u8>) -> Vec<u8> {
    let packed = match compressed(&plain) {
        Ok(bytes) => Message::Packed(Packed { length: plain.len(), bytes }).encode(),
        Err(error) => {
            tracing::error!(%error, "items could not be packed; sending them as they are");
            return plain;
        }
    };
    if packed.len() < plain.len() { packed } else { plain }
}

fn compressed(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
    compressor.set_parameter(CParameter::WindowLog(WINDOW_LOG_MAX))?;
    compressor.compress(plain)
}

fn unpacked(packed: &Packed) -> Result<Message, PackingError> {
    let length = packed.length;
    let mut decoder = zstd::stream::read::Decoder::with_buffer(packed.bytes.as_slice())
        .map_err(PackingError::Compression)?
        .single_frame();
    decoder.window_log_max(WINDOW_LOG_MAX).map_err(PackingError::Compression)?;
    // The buffer grows with what comes out, up to one byte more than announced.
    let mut plain = Vec::with_capacity(length.min(packed.bytes.len().saturating_mul(8)));
    decoder.by_ref().take(length as u64 + 1).read_to_end(&mut plain).map_err(PackingError::Compression)?;
    if plain.len() != length || !decoder.finish().is_empty() {
        return Err(PackingError::Length { length });
    }
    match Message::parse(&plain)? {
        items @ Message::Items(_) => Ok(items),
        other => Err(PackingError::NotItems { kind: other.kind() }),
    }
}

/// Fast, and near the best that is to be had for items.
const LEVEL: i32 = 3;
/// No window is larger than a frame.
const WINDOW_LOG_MAX: u32 = 20;
/// Below this many bytes there is nothing to be gained.
const PACKED_FROM: usize = 256;
/// From this many bytes on packing takes long enough to disturb others.
const ASIDE_FROM: usize = 32 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize) -> Vec<Vec<u8>> {
        (0..count)
            .map(|number| format!("{{\"versionId\":\"{number}-Qm\",\"parameters\":{{}}}}").into_bytes())
            .collect()
    }

    async fn packed(items: Vec<Vec<u8>>) -> Packed {
        match Message::parse(&pack(items).await.unwrap()) {
            Ok(Message::Packed(packed)) => packed,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn items_unpack_to_what_was_packed() {
        for count in [20, 4096] {
            let packed = packed(lines(count)).await;
            assert!(packed.bytes.len() < packed.length / 2);
            assert_eq!(unpack(packed).await.unwrap(), Message::Items(lines(count)));
        }
    }

    #[tokio::test]
    async fn what_does_not_become_smaller_travels_as_it_is() {
        let one = vec![b"a small item".to_vec()];
        assert_eq!(pack(one.clone()).await.unwrap(), Message::Items(one).encode());
        let noise: Vec<u8> =
            (0..64u32).flat_map(|n| *protocol::digest::Digest::of(&[&n.to_be_bytes()]).as_bytes()).collect();
        assert_eq!(pack(vec![noise.clone()]).await.unwrap(), Message::Items(vec![noise]).encode());
    }

    #[tokio::test]
    async fn the_example_of_the_specification_unpacks() {
        let specification = include_str!("../../../docs/spec/sync.md");
        let line = specification.lines().find_map(|line| line.strip_prefix("    Packed       ")).unwrap();
        let hex = line.split("          ").next().unwrap().replace(' ', "");
        let frame = data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
        assert_eq!(usize::from(frame[0]), frame.len() - 1);
        let Ok(Message::Packed(packed)) = Message::parse(&frame[1..]) else { panic!("no packed message") };
        assert_eq!(unpack(packed).await.unwrap(), Message::Items(vec![vec![b'a'; 300]]));
    }

    #[tokio::test]
    async fn a_bomb_is_refused_before_it_bursts() {
        // A gigabyte of zeros in a few kilobytes.
        let mut writer = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
        for _ in 0..1024 {
            std::io::Write::write_all(&mut writer, &vec![0; 1 << 20]).unwrap();
        }
        let bomb = writer.finish().unwrap();
        let refused = unpack(Packed { length: 1 << 20, bytes: bomb }).await;
        assert!(
            matches!(refused, Err(PackingError::Length { .. } | PackingError::Compression(_))),
            "{refused:?}"
        );
    }

    #[test]
    fn strange_bytes_are_refused_or_unpack_to_items_as_announced() {
        let Ok(Message::Packed(sound)) = Message::parse(&smaller(Message::Items(lines(60)).encode())) else {
            panic!("lines pack well")
        };
        let mut unpacks = 0;
        for number in 0..5_000_u32 {
            let dice = protocol::digest::Digest::of(&[&number.to_be_bytes()]);
            let dice = dice.as_bytes();
            let mut strange = sound.clone();
            for step in dice[1..].chunks_exact(4).take(1 + usize::from(dice[0] % 3)) {
                let place = (usize::from(step[0]) << 8 | usize::from(step[1])) % strange.bytes.len();
                match step[2] % 8 {
                    0 => strange.bytes.truncate(place + 1),
                    1 => strange.bytes.insert(place, step[3]),
                    2 => strange.length = (strange.length ^ 1 << (step[3] % 20)).max(1),
                    3 => strange.bytes.extend_from_within(..place),
                    _ => strange.bytes[place] ^= 1 << (step[3] % 8),
                }
            }
            if let Ok(Message::Items(items)) = unpacked(&strange) {
                assert_eq!(Message::Items(items).encode().len(), strange.length);
                unpacks += 1;
            }
        }
        assert!(unpacks < 2_500, "{unpacks} of 5000 unpack");
    }

    #[tokio::test]
    async fn what_is_not_as_announced_is_refused() {
        let sound = packed(lines(100)).await;
        for length in [sound.length - 1, sound.length + 1] {
            let other = Packed { length, ..sound.clone() };
            assert!(matches!(unpack(other).await, Err(PackingError::Length { .. })));
        }
        let mut followed = sound.clone();
        followed.bytes.extend_from_slice(&sound.bytes);
        assert!(matches!(unpack(followed).await, Err(PackingError::Length { .. })));
        let cut = Packed { bytes: sound.bytes[..sound.bytes.len() - 3].to_vec(), ..sound };
        assert!(unpack(cut).await.is_err());
        let done = Message::Done.encode();
        let other = Packed { length: done.len(), bytes: compressed(&done).unwrap() };
        assert!(matches!(unpack(other).await, Err(PackingError::NotItems { kind: "Done" })));
        let wide = zstd::bulk::Compressor::new(3).and_then(|mut compressor| {
            compressor.set_parameter(CParameter::WindowLog(27))?;
            compressor.set_parameter(CParameter::ContentSizeFlag(false))?;
            compressor.compress(&lines(100).concat())
        });
        let wide = Packed { length: lines(100).concat().len(), bytes: wide.unwrap() };
        assert!(unpack(wide).await.is_err());
    }
}
