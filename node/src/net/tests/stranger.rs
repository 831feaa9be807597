//! A client of the network that keeps to no rule.

use futures::{AsyncReadExt as _, AsyncWriteExt as _, StreamExt as _};
use libp2p::identity::Keypair;
use libp2p::swarm::SwarmEvent;
use libp2p::{PeerId, Stream, Swarm};
use protocol::message::Message;
use tokio::task::JoinHandle;

use crate::net::{Net, swarm};

pub(super) async fn say(stream: &mut Stream, message: &Message) {
    try_say(stream, message).await.unwrap();
}

pub(super) async fn try_say(stream: &mut Stream, message: &Message) -> std::io::Result<()> {
    let body = message.encode();
    let mut prefix = unsigned_varint::encode::usize_buffer();
    stream.write_all(unsigned_varint::encode::usize(body.len(), &mut prefix)).await?;
    stream.write_all(&body).await?;
    stream.flush().await
}

/// A client that opens streams and says what it likes.
pub(super) struct Stranger {
    pub(super) control: libp2p_stream::Control,
    pub(super) target: PeerId,
    task: JoinHandle<()>,
}

impl Stranger {
    pub(super) async fn connect(net: &Net) -> Self {
        let mut swarm: Swarm<swarm::Behaviour> = swarm::build(Keypair::generate_ed25519()).unwrap();
        let control = swarm.behaviour().streams.new_control();
        swarm.dial(net.addresses().remove(0)).unwrap();
        loop {
            match swarm.select_next_some().await {
                SwarmEvent::ConnectionEstablished { .. } => break,
                SwarmEvent::OutgoingConnectionError { error, .. } => panic!("{error}"),
                _ => {}
            }
        }
        let task = tokio::spawn(async move {
            loop {
                swarm.select_next_some().await;
            }
        });
        Self { control, target: net.peer_id(), task }
    }

    pub(super) async fn open(&self) -> Stream {
        self.control.clone().open_stream(self.target, swarm::SYNC).await.unwrap()
    }

    /// Opens a stream on which the node answers a greeting. One that comes while the node has not taken the last yet is
    /// reset, and opened again.
    pub(super) async fn begin(&self, hello: &Message) -> Stream {
        for _ in 0..100 {
            let mut stream = self.open().await;
            let greeted = async {
                try_say(&mut stream, hello).await?;
                stream.read_exact(&mut [0]).await
            };
            if greeted.await.is_ok() {
                return stream;
            }
        }
        panic!("the node answers no greeting");
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.task.abort();
    }
}
