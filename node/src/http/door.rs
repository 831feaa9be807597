//! The door to pages and API: so many connections at once, and no more.
//!
//! Whoever opens connections and says nothing takes places, never all of them: when all are taken, the connection on
//! which nothing moved for longest makes room for the new one. So a crowd can neither exhaust the files that the record
//! and the network need, nor keep an honest visitor out.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::serve::Listener;
use futures::task::AtomicWaker;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// A listener that turns away whoever was silent for longest when it is full.
pub(super) struct Door {
    listener: TcpListener,
    places: Arc<Places>,
}

/// A visitor's connection.
pub(super) struct Visitor {
    stream: TcpStream,
    number: u64,
    place: Arc<Place>,
    places: Arc<Places>,
}

#[derive(Default)]
struct Places {
    /// Counts everything that moves on any connection: a clock that no silence advances.
    moves: AtomicU64,
    taken: Mutex<HashMap<u64, Arc<Place>>>,
}

#[derive(Default)]
struct Place {
    /// When something last moved, by [`Places::moves`].
    moved: AtomicU64,
    is_turned_out: AtomicBool,
    reader: AtomicWaker,
}

impl Door {
    pub(super) fn new(listener: TcpListener) -> Self {
        Self { listener, places: Arc::default() }
    }
}

impl Listener for Door {
    type Io = Visitor;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Visitor, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        let (number, place) = self.places.take();
        (Visitor { stream, number, place, places: Arc::clone(&self.places) }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Places {
    /// Takes a place for a new visitor, whose number is that of its arrival.
    fn take(&self) -> (u64, Arc<Place>) {
        let number = self.tick();
        let place = Arc::new(Place { moved: AtomicU64::new(number), ..Place::default() });
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= VISITORS_MAX {
            let silent = taken.iter().min_by_key(|(_, place)| place.moved.load(Ordering::Relaxed));
            let silent = silent.map(|(number, _)| *number);
            if let Some(place) = silent.and_then(|number| taken.remove(&number)) {
                place.is_turned_out.store(true, Ordering::Release);
                place.reader.wake();
            }
        }
        taken.insert(number, Arc::clone(&place));
        (number, place)
    }

    fn leave(&self, number: u64) {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).remove(&number);
    }

    fn tick(&self) -> u64 {
        self.moves.fetch_add(1, Ordering::Relaxed)
    }
}

impl Visitor {
    fn moved(&self) {
        self.place.moved.store(self.places.tick(), Ordering::Relaxed);
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        self.places.leave(self.number);
    }
}

impl AsyncRead for Visitor {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        // Registered before the look, so that no turning out is missed.
        self.place.reader.register(context.waker());
        if self.place.is_turned_out.load(Ordering::Acquire) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if read.is_ready() {
            self.moved();
        }
        read
    }
}

impl AsyncWrite for Visitor {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if written.is_ready() {
            self.moved();
        }
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        if written.is_ready() {
            self.moved();
        }
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Together with the network's connections and the record's files this stays below 1,024 open files, which is what
/// many systems grant a process.
const VISITORS_MAX: usize = 384;
