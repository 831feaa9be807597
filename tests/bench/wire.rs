//! A wire that counts what passes: a TCP proxy between two nodes.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use anyhow::Context as _;

/// A proxy before one node. It ends with the process.
pub(crate) struct Wire {
    address: String,
    bytes: Arc<AtomicU64>,
}

impl Wire {
    /// Puts a wire before the node at this multiaddr, `/ip4/127.0.0.1/tcp/<port>/p2p/<peer>`.
    pub(crate) fn to(multiaddr: &str) -> anyhow::Result<Self> {
        let parts: Vec<&str> = multiaddr.split('/').collect();
        let &["", "ip4", host, "tcp", port, "p2p", peer] = parts.as_slice() else {
            anyhow::bail!("{multiaddr} is no address over TCP");
        };
        let (node, bytes) = (format!("{host}:{port}"), Arc::new(AtomicU64::new(0)));
        let listener = TcpListener::bind("127.0.0.1:0").context("no port is free")?;
        let own_port = listener.local_addr()?.port();
        let counted = Arc::clone(&bytes);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(&node) else { continue };
                pass(&client, &server, &counted);
                pass(&server, &client, &counted);
            }
        });
        Ok(Self { address: format!("/ip4/127.0.0.1/tcp/{own_port}/p2p/{peer}"), bytes })
    }

    /// Where the node is reached over this wire.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// How many bytes have passed, both ways: everything above TCP, handshakes among them.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

/// Passes bytes on in a thread of its own, until one side ends.
fn pass(from: &TcpStream, to: &TcpStream, counted: &Arc<AtomicU64>) {
    let (Ok(mut from), Ok(mut to)) = (from.try_clone(), to.try_clone()) else { return };
    let counted = Arc::clone(counted);
    thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            counted.fetch_add(length as u64, Ordering::Relaxed);
            if to.write_all(&buffer[..length]).is_err() {
                break;
            }
        }
        // Whoever still writes is told by an error.
        drop(to.shutdown(Shutdown::Both));
    });
}
