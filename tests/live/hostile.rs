//! Hostile clients of every sort at once on real sockets: an honest client gets its answers, an honest node its items, and
//! the node's memory stays below a bound.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use harness::chance::Chance;
use harness::client::{CBOR_SEQUENCE, Client, sequence};
use harness::generator::{first_header, seal};
use harness::process::{node, until};
use harness::story::{Member, World, at};
use protocol::digest::Digest;
use protocol::entry::Header;
use protocol::item::Item;
use tempfile::tempdir;

#[test]
fn an_honest_client_and_an_honest_node_are_served_among_hostile_ones_of_every_sort() {
    let folders = [tempdir().unwrap(), tempdir().unwrap()];
    let running = node(folders[0].path()).start();
    let mut world = World::default();
    let agency = a_long_register(&mut world);
    running.publish(&world.items);

    let peer_address = running.address("/tcp/");
    let scene = Scene {
        http: running.url().trim_start_matches("http://").to_owned(),
        peers: format!("127.0.0.1:{}", peer_address.split('/').nth(4).unwrap()),
        everything: format!("/v1/organisations/{}/items", agency.id),
        client: Client::clone(&running),
        is_over: AtomicBool::new(false),
        attempts: AtomicU64::new(0),
    };
    let mut slowest = Duration::ZERO;
    std::thread::scope(|scope| {
        // Whatever fails here must end the attacks, or the test would not end.
        let _over = Over(&scene.is_over);
        for attack in ATTACKS {
            let scene = &scene;
            scope.spawn(move || {
                while !scene.is_over.load(Ordering::SeqCst) {
                    attack(scene);
                    scene.attempts.fetch_add(1, Ordering::SeqCst);
                    // The test's own cores are the node's too.
                    std::thread::sleep(Duration::from_millis(20));
                }
            });
        }
        until("the attacks are under way", || {
            (scene.attempts.load(Ordering::SeqCst) >= UNDER_WAY).then_some(())
        });
        for round in 0..ROUNDS {
            let known = world.items.len();
            world.edit(&agency, "profile/self", &[("place", &format!("Town {round}"))], "2026-03-02");
            let mut timed = |request: &dyn Fn()| {
                let began = Instant::now();
                request();
                slowest = slowest.max(began.elapsed());
            };
            timed(&|| running.publish(&world.items[known..]));
            for path in ["/v1/node", "/health/live", "/", &format!("/v1/organisations/{}", agency.id)] {
                timed(&|| assert_eq!(running.get(path).status, 200, "{path}"));
            }
        }
        let honest = node(folders[1].path()).peer(&peer_address).start();
        until("an honest node has the honest items", || {
            let reply = honest.get(&scene.everything);
            (reply.status == 200 && reply.body == sequence(&world.items)).then_some(())
        });
    });
    let memory = running.memory_peak_bytes();
    let attempts = scene.attempts.load(Ordering::SeqCst);
    println!("{attempts} attacks; slowest honest request {slowest:?}; at most {} MiB", memory >> 20);
    assert!(slowest < PATIENCE, "{slowest:?} for one request");
    assert!(memory < MEMORY_BYTES_MAX, "{} MiB", memory >> 20);
    assert!(
        running.state()["staged"].as_u64().unwrap() <= 1_024,
        "what floods in is bounded for each organisation"
    );
    assert_eq!(running.get("/health/ready").status, 200);
}

/// Where the hostile clients go.
struct Scene {
    http: String,
    peers: String,
    /// A path whose answer is long.
    everything: String,
    client: Client,
    is_over: AtomicBool,
    attempts: AtomicU64,
}

/// Ends the attacks when it is dropped.
struct Over<'o>(&'o AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Each is done again and again while the honest ones work.
const ATTACKS: [fn(&Scene); 8] =
    [garbage, slow_loris, oversized_prefixes, half_open, burst, flood, mangled, slow_readers];

fn garbage(scene: &Scene) {
    let mut chance = Chance::seeded(scene.attempts.load(Ordering::SeqCst));
    let bytes: Vec<u8> = (0..4_000).map(|_| u8::try_from(chance.below(256)).expect("eight bits")).collect();
    for address in [&scene.http, &scene.peers] {
        say(address, &bytes);
    }
}

/// Says a few bytes of something sound at a time, and never ends.
fn slow_loris(scene: &Scene) {
    let words: [(&String, &[u8]); 3] = [
        (&scene.http, b"GET /v1/node HTTP/1.1\r\nHost: node.example\r\nX-Slow: "),
        (&scene.http, b"POST /v1/entries HTTP/1.1\r\nHost: n\r\nContent-Type: application/cbor-seq\r\nContent-Length: 4096\r\n\r\n\x83"),
        (&scene.peers, b"\x13/multistream/1.0.0\n\x07/noise\n\x00\x20half a handshake"),
    ];
    let mut streams: Vec<(TcpStream, &[u8])> = Vec::new();
    for (address, words) in words {
        streams.extend(TcpStream::connect(address).ok().map(|stream| (stream, words)));
    }
    for place in 0..60 {
        for (stream, words) in &mut streams {
            let byte = words.get(place).copied().unwrap_or(b'x');
            // Whoever was turned out cannot be told more.
            drop(stream.write_all(&[byte]));
        }
        if scene.is_over.load(Ordering::SeqCst) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn oversized_prefixes(scene: &Scene) {
    let long = b"\x13/multistream/1.0.0\n\x07/noise\n\xff\xff".to_vec();
    say(&scene.peers, &[long, vec![0; 70_000]].concat());
    say(&scene.peers, b"\x13/multistream/1.0.0\n\xff\xff\xff\xff\xff\xff\xff\xff\x7f");
    say(&scene.http, b"POST /v1/entries HTTP/1.1\r\nHost: n\r\nContent-Type: application/cbor-seq\r\nContent-Length: 99999999999\r\n\r\n");
    say(&scene.http, b"POST /v1/entries HTTP/1.1\r\nHost: n\r\nContent-Type: application/cbor-seq\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n");
    say(&scene.http, &[&b"GET /"[..], &[b'a'; 300_000], b" HTTP/1.1\r\n"].concat());
    // Lengths that lie, within a body that does not.
    for lie in [
        &b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff"[..],
        b"\x83\x5b\x00\x00\xff\xff\xff\xff\xff\xff",
        b"\x7b\x7f\xff\xff\xff\xff\xff\xff\xff",
    ] {
        drop(scene.client.try_post("/v1/entries", CBOR_SEQUENCE, lie));
    }
}

fn half_open(scene: &Scene) {
    let addresses = [&scene.http, &scene.peers];
    let streams: Vec<TcpStream> =
        addresses.iter().cycle().take(40).filter_map(|address| TcpStream::connect(address).ok()).collect();
    for stream in streams.iter().step_by(3) {
        drop(stream.shutdown(Shutdown::Write));
    }
    std::thread::sleep(Duration::from_millis(300));
}

fn burst(scene: &Scene) {
    let addresses = [&scene.http, &scene.peers];
    let crowd: Vec<_> = addresses.iter().cycle().take(200).map(TcpStream::connect).collect();
    drop(crowd);
}

/// Well signed entries whose predecessor does not exist.
fn flood(scene: &Scene) {
    let member = Member::found("flooder", at("2026-01-20"));
    let device = member.device(1);
    let from = scene.attempts.load(Ordering::SeqCst) * 1_000;
    let orphans: Vec<Item> = (from..from + 50)
        .map(|number| {
            let nobody = Digest::of(&[&number.to_be_bytes()]);
            let first = first_header(&member, &device, "profile/self", at("2026-02-01"));
            let header = Header { sequence: 5 + number, previous: Some(nobody), ..first };
            Item::Entry(Box::new(seal(header, vec![1; 4_000], &device)))
        })
        .collect();
    drop(scene.client.try_post("/v1/entries", CBOR_SEQUENCE, &sequence(&orphans)));
}

/// Entries that look right up to their signature.
fn mangled(scene: &Scene) {
    let (mut world, mut bytes) = (World::default(), Vec::new());
    let member = world.found("mangler", "2026-01-20");
    for number in 0..20 {
        world.edit(&member, "profile/self", &[("place", &format!("Town {number}"))], "2026-02-01");
    }
    for item in &world.items[1..] {
        let mut entry = item.to_bytes();
        if let Some(last) = entry.last_mut() {
            *last ^= 1;
        }
        bytes.extend(entry);
    }
    drop(scene.client.try_post("/v1/entries", CBOR_SEQUENCE, &bytes));
}

/// Asks for everything, many times on one connection, and reads a byte now and then.
fn slow_readers(scene: &Scene) {
    let request = format!("GET {} HTTP/1.1\r\nHost: node.example\r\n\r\n", scene.everything);
    let mut streams: Vec<TcpStream> = (0..20).filter_map(|_| TcpStream::connect(&scene.http).ok()).collect();
    for stream in &mut streams {
        drop(stream.set_nonblocking(true));
        drop(stream.write_all(request.repeat(100).as_bytes()));
    }
    for _ in 0..20 {
        for stream in &mut streams {
            drop(stream.read(&mut [0]));
        }
        if scene.is_over.load(Ordering::SeqCst) {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Says something and hears what there is to be heard, for a short while.
fn say(address: &str, words: &[u8]) {
    let Ok(mut stream) = TcpStream::connect(address) else { return };
    drop(stream.set_write_timeout(Some(Duration::from_millis(200))));
    drop(stream.set_read_timeout(Some(Duration::from_millis(200))));
    // Whoever is turned out midway cannot say the rest.
    drop(stream.write_all(words));
    drop(stream.read(&mut [0; 4_096]));
}

/// An agency whose items take a while to send.
fn a_long_register(world: &mut World) -> Member {
    let agency = world.found("agency", "2026-01-05");
    let notes = "long words ".repeat(2_000);
    for number in 0..60 {
        world.edit(
            &agency,
            &format!("listing/{number}"),
            &[("name", "A cluster"), ("notes", &notes)],
            "2026-01-06",
        );
    }
    agency
}

const UNDER_WAY: u64 = 40;
const ROUNDS: usize = 12;
/// For a request of an honest client, which takes milliseconds when nobody disturbs.
const PATIENCE: Duration = Duration::from_secs(5);
const MEMORY_BYTES_MAX: u64 = 384 << 20;
