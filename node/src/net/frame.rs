//! Frames on a stream: a length, then one message; bounded in size and in time.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, StreamExt as _, stream};
use protocol::message::{FRAME_BYTES_MAX, Message, MessageError};
use thiserror::Error;
use tokio::time::timeout;

use super::Counters;
use super::packing::{self, PackingError};

/// A stream of `/hanse/sync/1`, read and written message by message.
pub(crate) struct Frames<S> {
    stream: S,
    counters: Arc<Counters>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Frames<S> {
    pub(crate) fn new(stream: S, counters: Arc<Counters>) -> Self {
        Self { stream, counters }
    }

    /// Sends one message. A peer that does not read for [`FRAME_TIMEOUT`] ends the session.
    ///
    /// Not to be dropped midway: the stream would end in the middle of a frame.
    ///
    /// # Errors
    ///
    /// [`FrameError`] when the stream ends, or takes too long to take the frame.
    pub(crate) async fn send(&mut self, message: &Message) -> Result<(), FrameError> {
        self.write(&message.encode()).await
    }

    /// Sends messages of items, packed where that is shorter; the next one is packed while one is on its way.
    ///
    /// Not to be dropped midway.
    ///
    /// # Errors
    ///
    /// [`FrameError`] when the stream ends, or takes too long to take a frame.
    pub(crate) async fn send_items(&mut self, batches: Vec<Vec<Vec<u8>>>) -> Result<(), FrameError> {
        let mut bodies = stream::iter(batches).map(packing::pack).buffered(PACKED_AHEAD);
        while let Some(body) = bodies.next().await {
            self.write(&body?).await?;
        }
        Ok(())
    }

    async fn write(&mut self, body: &[u8]) -> Result<(), FrameError> {
        let mut prefix = unsigned_varint::encode::usize_buffer();
        let prefix = unsigned_varint::encode::usize(body.len(), &mut prefix);
        let mut frame = Vec::with_capacity(prefix.len() + body.len());
        frame.extend_from_slice(prefix);
        frame.extend_from_slice(body);
        let write = async {
            self.stream.write_all(&frame).await?;
            self.stream.flush().await
        };
        timeout(FRAME_TIMEOUT, write).await.map_err(|_| FrameError::Slow)??;
        self.counters.bytes_out.add(frame.len());
        Ok(())
    }

    /// Receives one message, unpacked: its first byte within `patience`, the rest within [`FRAME_TIMEOUT`].
    ///
    /// Not to be dropped midway: the rest of the frame would be read as another.
    ///
    /// # Errors
    ///
    /// [`FrameError`] when the stream ends, is too slow, or holds no message.
    pub(crate) async fn receive(&mut self, patience: Duration) -> Result<Message, FrameError> {
        let mut first = [0];
        let read = timeout(patience, self.stream.read(&mut first)).await.map_err(|_| FrameError::Slow)??;
        if read == 0 {
            return Err(FrameError::Ended);
        }
        let body = timeout(FRAME_TIMEOUT, self.body(first[0])).await.map_err(|_| FrameError::Slow)??;
        match Message::parse(&body)? {
            Message::Packed(packed) => Ok(packing::unpack(packed).await?),
            message => Ok(message),
        }
    }

    async fn body(&mut self, first: u8) -> Result<Vec<u8>, FrameError> {
        let mut prefix = vec![first];
        while prefix.last().is_some_and(|byte| byte & 0x80 != 0) {
            if prefix.len() == PREFIX_BYTES_MAX {
                return Err(FrameError::Prefix);
            }
            let mut byte = [0];
            self.stream.read_exact(&mut byte).await?;
            prefix.extend(byte);
        }
        let (length, _) = unsigned_varint::decode::usize(&prefix).map_err(|_| FrameError::Prefix)?;
        if length > FRAME_BYTES_MAX {
            return Err(FrameError::TooLong { length });
        }
        // The buffer grows with what arrives: a length alone reserves nothing.
        let mut body = Vec::new();
        (&mut self.stream).take(length as u64).read_to_end(&mut body).await?;
        if body.len() < length {
            return Err(FrameError::Ended);
        }
        self.counters.bytes_in.add(prefix.len() + length);
        Ok(body)
    }

    /// Closes the writing side, so that the peer has everything that was sent.
    ///
    /// # Errors
    ///
    /// [`FrameError`] when the stream ended before, or takes too long.
    pub(crate) async fn close(&mut self) -> Result<(), FrameError> {
        Ok(timeout(FRAME_TIMEOUT, self.stream.close()).await.map_err(|_| FrameError::Slow)??)
    }

    /// Closes the writing side and waits until the peer has ended its own: a stream that is dropped earlier is
    /// reset, and a reset can overtake the last message.
    ///
    /// # Errors
    ///
    /// [`FrameError`] when the stream ended before, or the peer takes too long.
    pub(crate) async fn finish(mut self) -> Result<(), FrameError> {
        self.close().await?;
        let mut farewell = [0];
        timeout(FRAME_TIMEOUT, self.stream.read(&mut farewell)).await.map_err(|_| FrameError::Slow)??;
        Ok(())
    }
}

/// Why a frame could not be sent or received.
#[derive(Debug, Error)]
pub(crate) enum FrameError {
    /// The peer ended the stream.
    #[error("the peer ended the stream")]
    Ended,
    /// The peer did not write, or did not read, in time.
    #[error("the peer was too slow")]
    Slow,
    /// The length before a message is no unsigned varint of at most three bytes.
    #[error("the frame does not begin with a length")]
    Prefix,
    /// The length before a message is beyond what a frame may hold.
    #[error("a frame of {length} bytes, more than {FRAME_BYTES_MAX}")]
    TooLong {
        /// The announced length.
        length: usize,
    },
    /// The frame holds no message.
    #[error("the frame holds no message")]
    Message(#[from] MessageError),
    /// Items that could not be packed or unpacked.
    #[error("packed items")]
    Packing(#[from] PackingError),
    /// The stream broke.
    #[error("the stream broke")]
    Broken(#[from] io::Error),
}

impl FrameError {
    /// Whether the peer sent what is no frame, as against being slow or gone.
    pub(crate) fn is_violation(&self) -> bool {
        match self {
            Self::Prefix | Self::TooLong { .. } => true,
            // A node of another version is no offender.
            Self::Message(error) => !matches!(error, MessageError::OtherProtocol { .. }),
            Self::Packing(error) => !matches!(error, PackingError::Computation(_)),
            Self::Ended | Self::Slow | Self::Broken(_) => false,
        }
    }
}

/// The time a frame may take from its first to its last byte, in either direction.
pub(crate) const FRAME_TIMEOUT: Duration = Duration::from_secs(10);
/// One is packed while another is written.
const PACKED_AHEAD: usize = 2;
/// 2^20 takes three bytes of seven bits.
const PREFIX_BYTES_MAX: usize = 3;

#[cfg(test)]
mod tests {
    use futures::io::Cursor;
    use protocol::message::Taken;

    use super::*;

    fn frames(bytes: Vec<u8>) -> Frames<Cursor<Vec<u8>>> {
        Frames::new(Cursor::new(bytes), Arc::new(Counters::default()))
    }

    async fn receive(bytes: &[u8]) -> Result<Message, FrameError> {
        frames(bytes.to_vec()).receive(FRAME_TIMEOUT).await
    }

    #[tokio::test]
    async fn a_message_reads_back_from_its_frame() {
        let messages = [
            Message::Items(vec![vec![7; 300]]),
            Message::Taken(Taken { accepted: 1, staged: 0, refused: 0 }),
            Message::Done,
        ];
        let mut writer = frames(Vec::new());
        for message in &messages {
            writer.send(message).await.unwrap();
        }
        let counters = Arc::clone(&writer.counters);
        let mut reader = frames(writer.stream.into_inner());
        for message in &messages {
            assert_eq!(reader.receive(FRAME_TIMEOUT).await.unwrap(), *message);
        }
        assert!(matches!(reader.receive(FRAME_TIMEOUT).await, Err(FrameError::Ended)));
        assert_eq!(reader.counters.bytes_in.get(), counters.bytes_out.get());
    }

    #[tokio::test]
    async fn a_lying_length_is_refused_before_its_bytes_are_awaited() {
        // 2^20 + 1, a length of four bytes, and one that is longer than it need be.
        assert!(matches!(receive(&[0x81, 0x80, 0x40]).await, Err(FrameError::TooLong { length: 1_048_577 })));
        assert!(matches!(receive(&[0xff, 0xff, 0xff, 0x7f]).await, Err(FrameError::Prefix)));
        assert!(matches!(receive(&[0x82, 0x00, 0x81, 0x06]).await, Err(FrameError::Prefix)));
        assert!(matches!(receive(b"GET / HTTP/1.1\r\n").await, Err(FrameError::Ended)));
        assert!(matches!(
            receive(&[0x02, 0x81, 0x2a]).await,
            Err(FrameError::Message(_)) | Err(FrameError::Ended)
        ));
        assert!(matches!(receive(&[0x02, 0x81]).await, Err(FrameError::Ended)));
    }
}
