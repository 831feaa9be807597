//! A node that cannot start says why and what to do, and spoils nothing.

use std::fs;
use std::net::{TcpListener, UdpSocket};

use harness::process::{LISTEN_TCP, node};
use tempfile::tempdir;

#[test]
fn a_port_in_use_is_named_with_the_flag_that_chooses_another() {
    let folder = tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let ended = node(folder.path()).with("--http", address.to_string()).run_to_end();
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    assert!(
        ended.stderr.contains(&format!("{address} is in use")) && ended.stderr.contains("--http"),
        "{}",
        ended.stderr
    );

    let datagrams = UdpSocket::bind("127.0.0.1:0").unwrap();
    let quic = format!("/ip4/127.0.0.1/udp/{}/quic-v1", datagrams.local_addr().unwrap().port());
    for listen in [format!("/ip4/127.0.0.1/tcp/{}", address.port()), quic] {
        let ended = node(folder.path()).with("--listen", &listen).run_to_end();
        assert_eq!(ended.code, Some(3), "{}", ended.stderr);
        assert!(
            ended.stderr.contains(&format!("{listen} is in use")) && ended.stderr.contains("--listen"),
            "{}",
            ended.stderr
        );
    }
}

#[test]
fn a_second_node_on_one_data_folder_is_turned_away_and_the_first_goes_on() {
    let folder = tempdir().unwrap();
    let first = node(folder.path()).start();
    let ended = node(folder.path()).run_to_end();
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    assert!(ended.stderr.contains("in use by another node"), "{}", ended.stderr);
    assert_eq!(first.get("/health/ready").status, 200);
    first.stop();
    node(folder.path()).start().stop();
}

#[test]
fn a_public_host_that_is_no_domain_name_is_wrong_usage() {
    let folder = tempdir().unwrap();
    for host in ["localhost", "127.0.0.1", "https://agency.example", "agency.example:8420", "a_b.example", ""]
    {
        let ended = node(folder.path()).with("--public-host", host).run_to_end();
        assert_eq!(ended.code, Some(2), "{host}: {}", ended.stderr);
        assert!(ended.stderr.contains("--public-host"), "{host}: {}", ended.stderr);
    }
    let running = node(folder.path()).with("--public-host", "agency.example").start();
    assert_eq!(running.state()["host"], "agency.example");
}

#[test]
fn what_stands_in_node_toml_holds_unless_a_flag_says_otherwise() {
    let folder = tempdir().unwrap();
    fs::write(
        folder.path().join("node.toml"),
        format!("name = \"From the file\"\nlisten = [\"{LISTEN_TCP}\"]\n"),
    )
    .unwrap();
    assert_eq!(node(folder.path()).start().state()["name"], "From the file");
    assert_eq!(node(folder.path()).with("--name", "From the flag").start().state()["name"], "From the flag");

    fs::write(folder.path().join("node.toml"), "nmae = \"misspelt\"\n").unwrap();
    let ended = node(folder.path()).run_to_end();
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    assert!(ended.stderr.contains("node.toml") && ended.stderr.contains("nmae"), "{}", ended.stderr);
}

#[test]
fn a_node_that_starts_again_is_the_same_to_others() {
    let folder = tempdir().unwrap();
    let peer_id = || {
        let running = node(folder.path()).start();
        let peer_id = running.state()["peer_id"].clone();
        running.stop();
        peer_id
    };
    assert_eq!(peer_id(), peer_id());
}

#[test]
fn a_log_that_no_terminal_shows_has_no_colours() {
    let folder = tempdir().unwrap();
    let running = node(folder.path()).start();
    assert!(running.log().contains("the record is open"), "{}", running.log());
    assert!(!running.log().contains('\u{1b}'), "{}", running.log());
}
