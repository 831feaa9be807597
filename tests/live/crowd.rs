//! A crowd of connections that say nothing does not keep an honest one out.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use harness::process::{node, until};
use harness::story::World;
use tempfile::tempdir;

#[test]
fn half_open_requests_do_not_stop_an_honest_one_and_are_bounded_in_number() {
    let folder = tempdir().unwrap();
    let running = node(folder.path()).start();
    let address = running.url().trim_start_matches("http://").to_owned();
    let crowd: Vec<TcpStream> = (0..HALF_OPEN)
        .map(|number| {
            let mut stream = TcpStream::connect(&address).unwrap();
            // Some say nothing, some begin a request, some promise a body that never comes.
            let words: &[u8] = match number % 3 {
                0 => b"",
                1 => b"GET /v1/node HTTP/1.1\r\nHost: node.example\r\n",
                _ => b"POST /v1/entries HTTP/1.1\r\nHost: node.example\r\nContent-Type: application/cbor-seq\r\nContent-Length: 4096\r\n\r\n",
            };
            // Whoever was turned out already cannot be told anything.
            drop(stream.write_all(words));
            stream
        })
        .collect();
    let mut world = World::default();
    let member = world.found("valley", "2026-03-01");
    world.edit(&member, "profile/self", &[("name.en", "Photonics Valley")], "2026-03-02");
    let began = Instant::now();
    running.publish(&world.items);
    assert_eq!(running.digest(), world.directory.digest().to_string());
    assert!(began.elapsed() < BOUND, "{:?} among {} half-open requests", began.elapsed(), crowd.len());
    until("those that were silent for longest are turned out", || {
        let out = crowd.iter().filter(|stream| is_closed(stream)).count();
        (out >= HALF_OPEN - PLACES).then_some(())
    });
    assert_eq!(running.get("/health/ready").status, 200);
}

#[test]
fn two_hundred_silent_sockets_do_not_stop_another_node_from_connecting() {
    let folders = [tempdir().unwrap(), tempdir().unwrap()];
    let first = node(folders[0].path()).start();
    let address = first.address("/tcp/");
    let port = address.split('/').nth(4).unwrap();
    let crowd: Vec<TcpStream> = (0..CROWD)
        .map(|number| {
            let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
            // Half of them agree to choose a protocol and then never do.
            if number % 2 == 0 {
                stream.write_all(b"\x13/multistream/1.0.0\n").unwrap();
            }
            stream
        })
        .collect();
    let mut world = World::default();
    let member = world.found("valley", "2026-03-01");
    world.edit(&member, "profile/self", &[("name.en", "Photonics Valley")], "2026-03-02");
    let began = Instant::now();
    first.publish(&world.items);
    let second = node(folders[1].path()).peer(&address).start();
    let expected = world.directory.digest().to_string();
    until("the directory arrives", || (second.digest() == expected).then_some(()));
    assert!(began.elapsed() < BOUND, "{:?} among {} silent sockets", began.elapsed(), crowd.len());
}

/// Whether the other side has ended a connection on which it said nothing.
fn is_closed(mut stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).expect("a socket can be asked without waiting");
    !matches!(stream.read(&mut [0]), Err(error) if error.kind() == ErrorKind::WouldBlock)
}

const CROWD: usize = 200;
const HALF_OPEN: usize = 600;
/// A node holds at most so many connections of HTTP.
const PLACES: usize = 384;
/// An honest request takes milliseconds; a tried connection that was turned away is tried again after some seconds.
const BOUND: Duration = Duration::from_secs(10);
