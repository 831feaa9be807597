//! Whole networks over real loopback sockets, with directories in memory.

mod stranger;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::net::TcpStream;
use std::sync::{Mutex, MutexGuard};

use futures::{AsyncReadExt as _, AsyncWriteExt as _};
use libp2p::Stream;
use protocol::digest::Digest;
use protocol::directory::Source;
use protocol::message::{Carrying, Hello, Message, PROTOCOL, RULES, Willing};
use protocol::organisation::OrganisationId;
use protocol::reconcile::Universe;
use protocol::time::Timestamp;
use tokio::sync::broadcast;
use tokio::time::{interval, timeout};

use self::stranger::{Stranger, say, try_say};
use super::shelf::{Answer, Carried, Fresh, Listed, RUN_BYTES, Run, Unavailable, source_of};
use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_converge_both_ways() {
    for transport in [TCP, QUIC] {
        let (left, right) = (Directory::default(), Directory::default());
        left.hold(plain(0..800));
        right.hold(plain(500..1500));
        let first = node(transport, &left, &[]).await;
        let second = node(transport, &right, &[&first]).await;
        until("both hold everything", || left.count() == 1500 && right.count() == 1500).await;
        until("both counted it", || sessions(&first) == 1 && sessions(&second) == 1).await;
        assert_eq!(left.ids(), right.ids());
        assert_eq!((items_in(&first), items_in(&second)), (700, 500), "nothing travelled that was known");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_node_receives_ten_thousand_items_in_one_session() {
    let (full, fresh) = (Directory::default(), Directory::default());
    full.hold(plain(0..10_000));
    let first = node(TCP, &full, &[]).await;
    let second = node(TCP, &fresh, &[&first]).await;
    until("the fresh node holds everything", || fresh.count() == 10_000).await;
    until("the session ended", || sessions(&second) == 1).await;
    assert_eq!(full.ids(), fresh.ids());
}

#[tokio::test(flavor = "multi_thread")]
async fn three_nodes_in_a_line_converge() {
    let directories = [Directory::default(), Directory::default(), Directory::default()];
    for (number, directory) in (0u64..).zip(&directories) {
        directory.hold(plain(number * 1000..number * 1000 + 1500));
    }
    let middle = node(TCP, &directories[1], &[]).await;
    let left = node(TCP, &directories[0], &[&middle]).await;
    let right = node(TCP, &directories[2], &[&middle]).await;
    until("the middle holds everything", || directories[1].count() == 3500).await;
    // What the middle learnt from one end after the other end's session comes with that end's next one.
    left.sync_with(middle.peer_id()).await;
    right.sync_with(middle.peer_id()).await;
    until("all hold everything", || directories.iter().all(|directory| directory.count() == 3500)).await;
    assert_eq!(directories[0].ids(), directories[2].ids());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_chain_arrives_even_when_its_times_run_backwards() {
    let (full, fresh) = (Directory::default(), Directory::default());
    full.hold(chain(1..=400, |sequence| 1_000_000 - sequence));
    full.hold(plain(0..3000));
    let first = node(TCP, &full, &[]).await;
    let _second = node(TCP, &fresh, &[&first]).await;
    until("the fresh node holds everything", || fresh.count() == 3400).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_sets_cost_few_bytes() {
    let (left, right) = (Directory::default(), Directory::default());
    left.hold(plain(0..5000));
    right.hold(plain(0..5000));
    let first = node(TCP, &left, &[]).await;
    let second = node(TCP, &right, &[&first]).await;
    until("a session ended", || sessions(&first) == 1 && sessions(&second) == 1).await;
    for net in [&first, &second] {
        let bytes = net.counters().bytes_in.get() + net.counters().bytes_out.get();
        assert!(bytes <= 200, "{bytes} bytes");
        assert_eq!(items_in(net), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_bring_in_step_what_both_carry() {
    let cases: [(Carried, Carried, &[u64]); 5] = [
        (Carried::Listed(listed(&[0, 1])), Carried::Listed(listed(&[1, 2])), &[1]),
        (Carried::All, Carried::Listed(listed(&[1, 2])), &[1, 2]),
        (Carried::Listed(listed(&[0])), Carried::AllBut(listed(&[1])), &[0]),
        (Carried::AllBut(listed(&[0])), Carried::AllBut(listed(&[1])), &[2]),
        (Carried::Listed(listed(&[0])), Carried::Listed(listed(&[2])), &[]),
    ];
    for (left_carries, right_carries, both) in cases {
        let case = format!("{left_carries:?} and {right_carries:?}");
        let left = Directory::carrying(left_carries.clone());
        let right = Directory::carrying(right_carries.clone());
        let carried_by = |carried: &Carried, times: std::ops::Range<u64>| -> Vec<Vec<u8>> {
            let is_carried = |item: &Vec<u8>| carried.includes(&organisation_of(item));
            plain(times).into_iter().filter(is_carried).collect()
        };
        let (of_left, of_right) = (carried_by(&left_carries, 0..900), carried_by(&right_carries, 600..1500));
        left.hold(of_left.clone());
        right.hold(of_right.clone());
        let is_of_both = |item: &&Vec<u8>| both.iter().any(|of| organisation_of(item) == organisation(*of));
        let ids = |items: &[Vec<u8>], more: &[Vec<u8>]| -> BTreeSet<Digest> {
            let more = more.iter().filter(is_of_both);
            items.iter().chain(more).map(|item| Digest::of(&[item])).collect()
        };

        let first = node(TCP, &left, &[]).await;
        let second = node(TCP, &right, &[&first]).await;
        until("the session ended", || sessions(&first) == 1 && sessions(&second) == 1).await;
        assert_eq!(left.ids(), ids(&of_left, &of_right), "{case}");
        assert_eq!(right.ids(), ids(&of_right, &of_left), "{case}");
        let brought = left.count() + right.count() - of_left.len() - of_right.len();
        let travelled = || items_in(&first) + items_in(&second);
        assert_eq!(travelled(), brought as u64, "nothing travelled that is not carried: {case}");

        // Once more, from the other side: the lists are known by now, and nothing is left to be brought.
        let bytes = || second.counters().bytes_in.get() + second.counters().bytes_out.get();
        let before = bytes();
        first.sync_with(second.peer_id()).await;
        until("the second session ended", || sessions(&first) == 2 && sessions(&second) == 2).await;
        assert_eq!(travelled(), brought as u64, "{case}");
        assert!(bytes() - before < 1200, "{} bytes, {case}", bytes() - before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_fetched_in_vain_is_not_fetched_again_at_once() {
    let (full, other) = (Directory::default(), Directory::default());
    // Who holds nothing asks for everything; this one holds something.
    full.hold(plain(0..1));
    other.hold(plain(0..1));
    // Links whose first one nobody has.
    full.hold(chain(1..=40, |sequence| sequence).split_off(1));
    let first = node(TCP, &full, &[]).await;
    let second = node(TCP, &other, &[&first]).await;
    until("the first session ended", || sessions(&second) == 1).await;
    assert_eq!((other.brought(), other.count()), (39, 1));
    second.sync_with(first.peer_id()).await;
    until("the second session ended", || sessions(&second) == 2).await;
    assert_eq!(other.brought(), 39);
    full.hold(chain(1..=1, |sequence| sequence));
    second.sync_with(first.peer_id()).await;
    until("what was missing brought the others in", || other.count() == 41).await;
    assert_eq!(other.brought(), 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn items_travel_packed() {
    let (full, fresh) = (Directory::default(), Directory::default());
    full.hold(plain(0..5_000));
    let first = node(TCP, &full, &[]).await;
    let second = node(TCP, &fresh, &[&first]).await;
    until("the fresh node holds everything", || fresh.count() == 5_000).await;
    until("the session ended", || sessions(&second) == 1).await;
    let bytes = second.counters().bytes_in.get();
    // Without it they were 309 bytes each, and the 32 of the id that was listed.
    assert!(bytes < 5_000 * 80, "{bytes} bytes");
}

#[tokio::test(flavor = "multi_thread")]
async fn gossip_brings_an_item_over_one_hop() {
    let directories = [Directory::default(), Directory::default(), Directory::default()];
    let middle = node(TCP, &directories[1], &[]).await;
    let left = node(TCP, &directories[0], &[&middle]).await;
    let right = node(QUIC, &directories[2], &[]).await;
    // TCP to one side, QUIC to the other.
    middle.dial(right.addresses().remove(0)).await;
    until("the first sessions are over", || sessions(&middle) == 2).await;

    // What is published before the nodes know of each other's interest is lost to gossip: publish until one arrives.
    let mut number = 0;
    until_after_each(
        "the far node holds one",
        || directories[2].count() > 0,
        || {
            directories[0].publish(plain(number..number + 1));
            number += 1;
        },
    )
    .await;
    assert_eq!(sessions(&middle) + sessions(&left) + sessions(&right), 4, "no session brought it");
    assert!(right.counters().gossip_in.get() > 0);
    assert_eq!(middle.counters().gossip_out.get(), 0, "what is passed on is not published again");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_only_other_node_sent_is_not_told_back_to_it() {
    let (left, right) = (Directory::default(), Directory::default());
    let first = node(TCP, &left, &[]).await;
    let second = node(TCP, &right, &[&first]).await;
    let mut times = 0..1_000_000;
    let publish = || right.publish(plain(times.next().map_or(0..0, |time| time..time + 1)));
    until_after_each("gossip arrives", || first.counters().gossip_in.get() > 0, publish).await;
    let mut told = Vec::new();
    for fetched in [0, 20] {
        let held = plain(1_000_000..1_000_000 + fetched);
        left.hold(held.clone());
        second.sync_with(first.peer_id()).await;
        // A session that ran while items were published may have brought some of those back: they do not count.
        let has_come = |item: &Vec<u8>| right.ids().contains(&Digest::of(&[item]));
        until("a session brought them", || held.iter().all(has_come)).await;
        // What is published next is told after whatever was fetched.
        let own = plain(2_000_000 + fetched..2_000_001 + fetched);
        right.publish(own.clone());
        until("the next one arrives", || left.ids().contains(&Digest::of(&[&own[0]]))).await;
        told.push(second.counters().gossip_out.get());
    }
    assert_eq!(told[1], told[0] + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_filled_at_once_by_the_node_that_showed_it() {
    let (left, right) = (Directory::default(), Directory::default());
    let first = node(TCP, &left, &[]).await;
    let second = node(TCP, &right, &[&first]).await;
    until("the first session is over", || sessions(&first) == 1 && sessions(&second) == 1).await;
    let mut links = chain(1..=3000, |sequence| sequence);
    let mut later = links.split_off(2).into_iter();
    left.hold(links);
    // A message that nobody listened to yet is lost; each later one shows the same gap.
    until_after_each(
        "the other node holds the chain",
        || right.count() > 2,
        || {
            left.publish(later.by_ref().take(1).collect());
        },
    )
    .await;
    assert!(second.counters().gossip_in.get() > 0, "gossip showed the gap");
    until("a session filled it", || sessions(&second) > 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_with_three_refused_items_is_not_listened_to() {
    let (honest, bad) = (Directory::default(), Directory::default());
    bad.hold((0..5).map(|n| format!("!malformed {n}").into_bytes()).collect());
    honest.hold(plain(0..10));
    let first = node(TCP, &honest, &[]).await;
    let second = node(TCP, &bad, &[&first]).await;
    until("the peer is banned", || first.counters().bans.get() == 1).await;
    until("and disconnected", || first.connected_peers().is_empty() && second.connected_peers().is_empty())
        .await;
    assert_eq!(first.counters().refused.get(), 5);
    assert_eq!(honest.count(), 10);
    let other = node(TCP, &Directory::default(), &[&first]).await;
    until("others are served", || sessions(&other) == 1).await;
    assert_eq!(first.connected_peers(), [other.peer_id()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_clients_do_not_stop_others() {
    let directory = Directory::default();
    directory.hold(plain(0..500));
    let net = node(TCP, &directory, &[]).await;
    let port = port_of(&net.addresses()[0]);

    // Sockets that say nothing, and some that speak something else.
    let mut sockets: Vec<TcpStream> =
        (0..40).map(|_| TcpStream::connect(("127.0.0.1", port)).unwrap()).collect();
    for socket in &mut sockets[20..] {
        socket.write_all(b"GET / HTTP/1.1\r\nhost: hanse\r\n\r\n").unwrap();
    }

    // One peer that opens many silent streams: it gets no more than its share.
    let silent = Stranger::connect(&net).await;
    let mut held = Vec::new();
    for _ in 0..12 {
        held.push(silent.open().await);
    }

    // One that announces a frame of 2^20 + 1 bytes, one that sends no message, one that ends midway.
    for bytes in [&[0x81, 0x80, 0x40][..], &[0x02, 0x81, 0x2a], &[0xff, 0xff, 0xff, 0xff, 0x7f]] {
        let stranger = Stranger::connect(&net).await;
        let mut stream = stranger.open().await;
        stream.write_all(bytes).await.unwrap();
        stream.flush().await.unwrap();
        assert_is_ended(&mut stream).await;
    }
    until("each was noted", || net.counters().refused.get() == 3).await;

    let fresh = Directory::default();
    let honest = node(TCP, &fresh, &[&net]).await;
    until("an honest node is served meanwhile", || fresh.count() == 500).await;
    until("its session ended", || sessions(&honest) == 1).await;
    drop((held, sockets));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_stalls_while_parts_are_compared_keeps_nobody_waiting() {
    let directory = Directory::default();
    directory.hold(plain(0..300));
    let net = node(TCP, &directory, &[]).await;
    let carrying = Carrying { willing: Willing::Listed, list: Digest::of(&[]), length: 0 };
    let fingerprint = Digest::of(&[b"another set"]);
    let hello = Message::Hello(Hello {
        protocol: PROTOCOL,
        rules: RULES,
        carrying,
        asks: false,
        count: 1,
        fingerprint,
    });
    let stalling = Stranger::connect(&net).await;
    let mut streams = Vec::new();
    for _ in 0..4 {
        let mut stream = stalling.begin(&hello).await;
        // The node may have ended the session by now: that is what is counted below.
        let _ended = try_say(&mut stream, &Message::Reconcile(vec![0x61])).await;
        streams.push(stream);
    }
    // One of the sessions is answered, and waits; the others are over.
    until("three of four sessions are ended", || net.counters().sessions_failed.get() == 3).await;
    assert_eq!(net.counters().refused.get(), 0, "that is no strike");

    let part = Directory::carrying(Carried::Listed(listed(&[1])));
    let honest = node(TCP, &part, &[&net]).await;
    until("an honest node gets its part", || part.count() == 100).await;
    until("its session ended", || sessions(&honest) == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_breaks_the_protocol_three_times_is_banned() {
    let net = node(TCP, &Directory::default(), &[]).await;
    let stranger = Stranger::connect(&net).await;
    let hello = hello_of_another_set();
    let want = Message::Want(vec![Digest::of(&[b"no such item"]); 4096]);
    let violations: [Vec<Message>; 3] = [
        // A message that has no place here; asking for more than there is; a comparison that is none.
        vec![hello.clone(), hello.clone()],
        vec![hello.clone(), want.clone(), want],
        vec![hello, Message::Reconcile(vec![0x61, 0x00, 0x00, 0x02, 0xc0, 0x80, 0x80, 0x80, 0x00])],
    ];
    for messages in violations {
        let mut stream = stranger.open().await;
        for message in messages {
            say(&mut stream, &message).await;
        }
        assert_is_ended(&mut stream).await;
    }
    until("the stranger is banned", || net.counters().bans.get() == 1).await;
    until("and disconnected", || net.connected_peers().is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn peers_that_ask_for_everything_and_read_nothing_hold_up_nobody() {
    let directory = Directory::default();
    // Noise, which packs badly: more than streams hold unread.
    let noise = |time: u64| {
        (0..90_u64).flat_map(move |part| *Digest::of(&[&(time * 90 + part).to_be_bytes()]).as_bytes())
    };
    let item = |time: u64| [&b"."[..], &time.to_be_bytes(), &noise(time).collect::<Vec<u8>>()].concat();
    directory.hold((0..600).map(item).collect());
    let net = node(TCP, &directory, &[]).await;
    let all: Vec<Digest> = directory.ids().into_iter().collect();

    let (mut held, mut strangers, mut said) = (Vec::new(), Vec::new(), 0);
    for _ in 0..6 {
        let stranger = Stranger::connect(&net).await;
        for _ in 0..4 {
            // Whom the node turned away already cannot say more.
            let opened = stranger.control.clone().open_stream(stranger.target, swarm::SYNC).await;
            let Ok(mut stream) = opened else { continue };
            // All ids, of nothing of one's own: then all items, twice.
            let everything = Message::Want(all.clone());
            let messages = [
                hello_of_another_set(),
                Message::Reconcile(vec![0x61, 0, 0, 2, 0]),
                everything.clone(),
                everything,
            ];
            for message in messages {
                if try_say(&mut stream, &message).await.is_ok() {
                    said += 1;
                }
            }
            held.push(stream);
        }
        strangers.push(stranger);
    }
    println!("the strangers said {said} messages");
    assert!(said >= 16, "the strangers said only {said} messages");
    let fresh = Directory::default();
    let _honest = node(TCP, &fresh, &[&net]).await;
    until("an honest node is served meanwhile", || fresh.count() == 600).await;
    drop((held, strangers));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_comes_back_is_found_again() {
    let (left, right) = (Directory::default(), Directory::default());
    let key = Keypair::generate_ed25519();
    let config = |listen: Multiaddr| NetConfig {
        key: key.clone(),
        listen: vec![listen],
        peers: Vec::new(),
        folder: None,
    };
    let first = start(config(TCP.parse().unwrap()), left.clone()).await.unwrap();
    let address = first.addresses().remove(0);
    let folder = tempfile::tempdir().unwrap();
    let second = start(
        NetConfig {
            key: Keypair::generate_ed25519(),
            listen: Vec::new(),
            peers: vec![address.clone()],
            folder: Some(folder.path().to_owned()),
        },
        right.clone(),
    )
    .await
    .unwrap();
    until("they met", || sessions(&second) == 1).await;
    let peers_file = folder.path().join("peers.json");
    until("the good peer is remembered", || peers_file.exists()).await;

    first.shutdown().await;
    until("the loss is noticed", || second.connected_peers().is_empty()).await;
    left.hold(plain(0..10));
    let listen: Multiaddr = address.iter().filter(|part| !matches!(part, Protocol::P2p(_))).collect();
    let _first = start(config(listen), left.clone()).await.unwrap();
    until("it is found again", || right.count() == 10).await;
    second.shutdown().await;

    // Nothing configured: the memory of good peers is enough.
    let again = Directory::default();
    let config = NetConfig {
        key: Keypair::generate_ed25519(),
        listen: Vec::new(),
        peers: Vec::new(),
        folder: Some(folder.path().to_owned()),
    };
    let _third = start(config, again.clone()).await.unwrap();
    until("a remembered peer is dialled", || again.count() == 10).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_in_use_is_named_with_what_to_do() {
    for transport in [TCP, QUIC] {
        let first = node(transport, &Directory::default(), &[]).await;
        let taken: Multiaddr =
            first.addresses().remove(0).iter().filter(|part| !matches!(part, Protocol::P2p(_))).collect();
        let config = |listen: Multiaddr| NetConfig {
            key: Keypair::generate_ed25519(),
            listen: vec![listen],
            peers: Vec::new(),
            folder: None,
        };
        let error =
            start(config(taken.clone()), Directory::default()).await.err().expect("the port is in use");
        assert!(matches!(&error, NetError::InUse { address } if *address == taken), "{error}");
        assert_eq!(
            error.to_string(),
            format!(
                "{taken} is in use; stop the program that listens there, or choose another port with `--listen`"
            )
        );
        first.shutdown().await;
        start(config(taken), Directory::default()).await.expect("after the shutdown the port is free");
        let strange: Multiaddr = "/ip4/127.0.0.1/udp/0".parse().unwrap();
        let error = start(config(strange), Directory::default()).await.err().expect("no transport for it");
        assert!(matches!(error, NetError::Listen { .. }), "{error}");
    }
}

const TCP: &str = "/ip4/127.0.0.1/tcp/0";
const QUIC: &str = "/ip4/127.0.0.1/udp/0/quic-v1";

async fn node(listen: &str, directory: &Directory, peers: &[&Net]) -> Net {
    let config = NetConfig {
        key: Keypair::generate_ed25519(),
        listen: vec![listen.parse().unwrap()],
        peers: peers.iter().flat_map(|peer| peer.addresses()).collect(),
        folder: None,
    };
    start(config, directory.clone()).await.unwrap()
}

fn sessions(net: &Net) -> u64 {
    net.counters().sessions.get()
}

fn items_in(net: &Net) -> u64 {
    net.counters().items_in.get()
}

fn port_of(address: &Multiaddr) -> u16 {
    address.iter().find_map(|part| if let Protocol::Tcp(port) = part { Some(port) } else { None }).unwrap()
}

/// Waits until the condition holds, and fails after a minute.
async fn until(what: &str, holds: impl Fn() -> bool) {
    until_after_each(what, holds, || {}).await;
}

/// Acts and looks, again and again, until the condition holds; fails after a minute.
async fn until_after_each(what: &str, holds: impl Fn() -> bool, mut act: impl FnMut()) {
    let mut look = interval(Duration::from_millis(5));
    let waiting = async {
        while !holds() {
            act();
            look.tick().await;
        }
    };
    timeout(Duration::from_secs(60), waiting).await.unwrap_or_else(|_| panic!("waited in vain until {what}"));
}

async fn assert_is_ended(stream: &mut Stream) {
    let mut answer = Vec::new();
    // Ended or reset, either way it is over; what came before does not matter.
    let end = timeout(Duration::from_secs(30), stream.read_to_end(&mut answer)).await;
    assert!(end.is_ok(), "the stream still stands");
}

fn hello_of_another_set() -> Message {
    Message::Hello(Hello {
        protocol: PROTOCOL,
        rules: RULES,
        carrying: Carrying { willing: Willing::All, list: Digest::of(&[]), length: 0 },
        asks: false,
        count: 1,
        fingerprint: Digest::of(&[b"another set"]),
    })
}

/// A directory in memory. An item says its time and perhaps its predecessor:
///
/// ```text
/// '.' ‖ time, 8 bytes ‖ text            stands by itself; its organisation is the remainder of its time by 3
/// '>' ‖ time ‖ predecessor, 32 bytes    stands when its predecessor does
/// anything else                         is malformed
/// ```
#[derive(Clone)]
struct Directory(Arc<Mutex<Inner>>);

struct Inner {
    items: BTreeMap<Digest, (Timestamp, Vec<u8>)>,
    staged: BTreeMap<Digest, Vec<u8>>,
    universe: Universe,
    carried: Carried,
    /// How many items were brought here in sessions and by gossip, those included that were declined.
    brought: usize,
    accepted: broadcast::Sender<Arc<Fresh>>,
}

impl Default for Directory {
    fn default() -> Self {
        let (accepted, _) = broadcast::channel(1024);
        let (items, staged) = (BTreeMap::new(), BTreeMap::new());
        let (universe, carried) = Default::default();
        Self(Arc::new(Mutex::new(Inner { items, staged, universe, carried, brought: 0, accepted })))
    }
}

impl Directory {
    /// A directory of a node that does not carry everything.
    fn carrying(carried: Carried) -> Self {
        let directory = Self::default();
        directory.inner().carried = carried;
        directory
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    /// Holds items without telling anybody, malformed ones too.
    fn hold(&self, items: Vec<Vec<u8>>) {
        let mut inner = self.inner();
        for item in items {
            let time = time_of(&item).unwrap_or(Timestamp::ZERO);
            let id = Digest::of(&[&item]);
            inner.universe.insert(time, id, organisation_of(&item));
            inner.items.insert(id, (time, item));
        }
    }

    /// Accepts items as if they came from this node's own people.
    fn publish(&self, items: Vec<Vec<u8>>) {
        for item in items {
            assert_eq!(self.inner().admit(item, Source::default()), Answer::Accepted);
        }
    }

    fn count(&self) -> usize {
        self.inner().items.len()
    }

    fn brought(&self) -> usize {
        self.inner().brought
    }

    fn ids(&self) -> BTreeSet<Digest> {
        self.inner().items.keys().copied().collect()
    }
}

impl Inner {
    fn admit(&mut self, item: Vec<u8>, source: Source) -> Answer {
        if item.is_empty() {
            return Answer::Declined;
        }
        let id = Digest::of(&[&item]);
        let Some(time) = time_of(&item) else { return Answer::Refused };
        if self.items.contains_key(&id) {
            return Answer::Known;
        }
        if !self.carried.includes(&organisation_of(&item)) {
            return Answer::Declined;
        }
        if item[0] == b'>' && !self.items.contains_key(&predecessor_of(&item)) {
            if self.staged.len() == STAGED_MAX {
                return Answer::Declined;
            }
            self.staged.insert(id, item);
            return Answer::Staged;
        }
        self.universe.insert(time, id, organisation_of(&item));
        self.items.insert(id, (time, item.clone()));
        // Nobody may be listening, which is no error.
        let _ = self.accepted.send(Arc::new(Fresh { items: vec![item], source }));
        let waiting: Vec<Digest> =
            self.staged.iter().filter(|(_, item)| predecessor_of(item) == id).map(|(id, _)| *id).collect();
        for next in waiting {
            let item = self.staged.remove(&next).unwrap();
            self.admit(item, source);
        }
        Answer::Accepted
    }
}

impl Shelf for Directory {
    type Checked = Vec<Vec<u8>>;

    async fn universe(&self) -> Result<Universe, Unavailable> {
        Ok(self.inner().universe.clone())
    }

    fn carries(&self) -> Carried {
        self.inner().carried.clone()
    }

    async fn items(&self, ids: Vec<Digest>) -> Result<Run, Unavailable> {
        assert!(ids.len() <= 4096);
        let inner = self.inner();
        let mut waiting: BTreeSet<Digest> = ids.iter().copied().collect();
        let mut ordered = Vec::new();
        for id in ids {
            // Back to the first link that was asked for, then forward again.
            let mut links = Vec::new();
            let mut next = Some(id);
            while let Some((id, item)) =
                next.filter(|id| waiting.remove(id)).and_then(|id| Some((id, inner.items.get(&id)?)))
            {
                links.push((id, item.1.clone()));
                next = (item.1[0] == b'>').then(|| predecessor_of(&item.1));
            }
            ordered.extend(links.into_iter().rev());
        }
        let mut bytes = 0;
        let mut is_of_run = |(_, item): &(Digest, Vec<u8>)| {
            let is_room = bytes < RUN_BYTES;
            bytes += item.len();
            is_room
        };
        let count = ordered.iter().take_while(|item| is_of_run(item)).count();
        let rest = ordered.split_off(count).into_iter().map(|(id, _)| id).collect();
        Ok(Run { items: ordered.into_iter().map(|(_, item)| item).collect(), rest })
    }

    async fn check(&self, items: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
        items
    }

    fn sift(items: &mut Vec<Vec<u8>>, mut allow: impl FnMut(OrganisationId, usize) -> bool) {
        // An empty item is answered like one that is declined.
        items.iter_mut().filter(|item| !allow(organisation_of(item), item.len())).for_each(Vec::clear);
    }

    fn organisation_of(&self, _peer: &PeerId) -> Option<OrganisationId> {
        None
    }

    async fn admit(&self, items: Vec<Vec<u8>>, from: PeerId) -> Result<Vec<Answer>, Unavailable> {
        let mut inner = self.inner();
        inner.brought += items.len();
        Ok(items.into_iter().map(|item| inner.admit(item, source_of(&from))).collect())
    }

    fn subscribe(&self) -> broadcast::Receiver<Arc<Fresh>> {
        self.inner().accepted.subscribe()
    }
}

fn time_of(item: &[u8]) -> Option<Timestamp> {
    let (kind, rest) = item.split_first()?;
    let (time, rest) = rest.split_first_chunk()?;
    let is_whole = *kind == b'.' || (*kind == b'>' && rest.len() == 32);
    is_whole.then(|| Timestamp::from_millis(u64::from_be_bytes(*time))).flatten()
}

fn organisation_of(item: &[u8]) -> OrganisationId {
    let number = time_of(item).map_or(0, |time| time.as_millis() % 3);
    organisation(number)
}

fn organisation(number: u64) -> OrganisationId {
    OrganisationId::from_digest(Digest::of(&[&number.to_be_bytes()]))
}

fn listed(numbers: &[u64]) -> Arc<Listed> {
    Arc::new(Listed::new(numbers.iter().copied().map(organisation).collect()).unwrap())
}

fn predecessor_of(item: &[u8]) -> Digest {
    Digest::from_bytes(item[9..].try_into().unwrap())
}

/// Items that stand by themselves, of some hundred bytes.
fn plain(times: std::ops::Range<u64>) -> Vec<Vec<u8>> {
    let item = |time: u64| [&b"."[..], &time.to_be_bytes(), &[b'x'; 300]].concat();
    times.map(item).collect()
}

/// Items each of which builds on the one before it.
fn chain(sequences: std::ops::RangeInclusive<u64>, time: impl Fn(u64) -> u64) -> Vec<Vec<u8>> {
    let mut items: Vec<Vec<u8>> = Vec::new();
    for sequence in sequences {
        let time = time(sequence).to_be_bytes();
        items.push(match items.last() {
            None => [&b"."[..], &time].concat(),
            Some(last) => [&b">"[..], &time, Digest::of(&[last]).as_bytes()].concat(),
        });
    }
    items
}

const STAGED_MAX: usize = 100;
