//! Real processes: the built programs, with folders and ports of their own, ended with the test.
//!
//! Cargo tells a test where the binaries of its own package are, and no others. All packages of a workspace share
//! one target folder, though, so a built program stands beside this executable (`target/debug`) or, when this is a test,
//! one folder above it (`target/debug/deps`). Cargo does not build it with the tests: `cargo build --workspace` does,
//! and so does `tests/run`. A program that is older than its sources is not started.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader, Read};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

use crate::client::Client;

/// A running `hanse-node run`. It is killed when this is dropped.
pub struct NodeProcess {
    child: Child,
    log: Arc<Mutex<String>>,
    client: Client,
}

/// A node about to be started: on loopback, on ports that the system chooses.
#[derive(Clone, Debug)]
pub struct NodeStart {
    arguments: Vec<OsString>,
    environment: Vec<(String, String)>,
    listens: bool,
}

/// A program that came to its end.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The exit code; none when a signal ended it.
    pub code: Option<i32>,
    /// What it answered.
    pub stdout: String,
    /// What it said to people.
    pub stderr: String,
}

/// A node over a data folder.
#[must_use]
pub fn node(data: &Path) -> NodeStart {
    let arguments = vec!["run".into(), "--data".into(), data.into(), "--http".into(), "127.0.0.1:0".into()];
    NodeStart { arguments, environment: Vec::new(), listens: false }
}

impl NodeStart {
    /// Adds a flag and its value; for `--http`, the last one counts.
    #[must_use]
    pub fn with(mut self, flag: &str, value: impl AsRef<OsStr>) -> Self {
        if flag == "--http" {
            let place = self.arguments.iter().position(|argument| argument == "--http");
            self.arguments.drain(place.map_or(0..0, |place| place..place + 2));
        }
        self.listens |= flag == "--listen";
        self.arguments.extend([flag.into(), value.as_ref().to_owned()]);
        self
    }

    /// Dials another node.
    #[must_use]
    pub fn peer(self, address: &str) -> Self {
        self.with("--peer", address)
    }

    /// Sets an environment variable.
    #[must_use]
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Starts the node, listening on TCP unless told otherwise, and returns once it answers.
    ///
    /// # Panics
    ///
    /// When it does not start; with what it said.
    #[must_use]
    pub fn start(self) -> NodeProcess {
        let mut child = self.command().spawn().expect("the program can be started");
        let log = Arc::new(Mutex::new(String::new()));
        drop(follow(child.stderr.take().expect("stderr is piped"), Arc::clone(&log)));
        let url = until("the node says where its pages are", || {
            let text = read(&log);
            if let Some(status) = child.try_wait().expect("the child can be asked") {
                panic!("the node ended with {status}:\n{}", read(&log));
            }
            let line = text.lines().find_map(|line| line.strip_prefix("Pages and API: "));
            line.map(str::to_owned)
        });
        NodeProcess { child, log, client: Client::new(&url) }
    }

    /// Runs a node that is not expected to start, to its end.
    #[must_use]
    pub fn run_to_end(self) -> Ended {
        run_to_end(self.command())
    }

    fn command(mut self) -> Command {
        if !self.listens {
            self.arguments.extend(["--listen".into(), LISTEN_TCP.into()]);
        }
        let mut command = Command::new(program("hanse-node"));
        command.args(self.arguments).envs(self.environment).env_remove("HANSE_LOG");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }
}

impl NodeProcess {
    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The most memory that it has held at once.
    ///
    /// # Panics
    ///
    /// Where the system does not tell, which Linux does.
    #[must_use]
    pub fn memory_peak_bytes(&self) -> u64 {
        memory_peak_bytes(&self.id().to_string()).expect("the system tells of a process that runs")
    }

    /// The multiaddr with that transport, such as `/tcp/` or `/quic-v1`, and with its PeerId.
    ///
    /// # Panics
    ///
    /// When it does not listen there.
    #[must_use]
    pub fn address(&self, transport: &str) -> String {
        let state = self.client.state();
        let mut addresses =
            state["addresses"].as_array().into_iter().flatten().filter_map(|address| address.as_str());
        let found = addresses.find(|address| address.contains(transport));
        found.unwrap_or_else(|| panic!("no {transport} in {state}")).to_owned()
    }

    /// What it said to people so far.
    #[must_use]
    pub fn log(&self) -> String {
        read(&self.log)
    }

    /// Ends it at once, as a power cut does to a process.
    pub fn kill(mut self) {
        self.child.kill().expect("the node still runs");
        self.child.wait().expect("the child can be waited for");
    }

    /// Asks it to stop and waits until it has.
    ///
    /// # Panics
    ///
    /// When it does not end, or not well.
    pub fn stop(mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        assert!(asked.is_ok_and(|status| status.success()), "the node still runs");
        let status = until("the node stops", || self.child.try_wait().expect("the child can be asked"));
        assert!(status.success(), "the node ended with {status}:\n{}", self.log());
    }
}

impl Deref for NodeProcess {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Drop for NodeProcess {
    fn drop(&mut self) {
        // Who stopped it already has nothing to end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Runs a program and waits until it ends; kills it when it does not.
///
/// # Panics
///
/// When it cannot be started or does not end.
#[must_use]
pub fn run_to_end(command: Command) -> Ended {
    run_within(command, PATIENCE)
}

/// The same for a program that may take longer, or not as long.
///
/// # Panics
///
/// When it cannot be started or does not end in time.
#[must_use]
pub fn run_within(mut command: Command, patience: Duration) -> Ended {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (stdout, stderr) = (Arc::new(Mutex::new(String::new())), Arc::new(Mutex::new(String::new())));
    let readers = [
        follow(child.stdout.take().expect("stdout is piped"), Arc::clone(&stdout)),
        follow(child.stderr.take().expect("stderr is piped"), Arc::clone(&stderr)),
    ];
    let deadline = Instant::now() + patience;
    let status = loop {
        if let Some(status) = child.try_wait().expect("the child can be asked") {
            break status;
        }
        if Instant::now() > deadline {
            drop(child.kill());
            panic!("{command:?} does not end; it said:\n{}{}", read(&stdout), read(&stderr));
        }
        std::thread::sleep(POLL);
    };
    for reader in readers {
        reader.join().expect("reading does not panic");
    }
    Ended { code: status.code(), stdout: read(&stdout), stderr: read(&stderr) }
}

/// Waits until something is there, asking again and again.
///
/// # Panics
///
/// When it does not come in time.
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(Instant::now() < deadline, "not within {} s: {what}", PATIENCE.as_secs());
        std::thread::sleep(POLL);
    }
}

/// Builds `hanse-node`, which cargo does not build with this program. Without cargo at hand the one beside this program
/// is used, unless its sources changed.
///
/// # Errors
///
/// When cargo cannot build it.
pub fn build_node() -> anyhow::Result<()> {
    build("node", "hanse-node")
}

/// Builds `hanse` in the same way.
///
/// # Errors
///
/// When cargo cannot build it.
pub fn build_hanse() -> anyhow::Result<()> {
    build("cli", "hanse")
}

fn build(package: &str, name: &str) -> anyhow::Result<()> {
    let Some(cargo) = std::env::var_os("CARGO") else { return Ok(()) };
    if cfg!(debug_assertions) {
        eprintln!("not a release build; the figures say little");
    }
    let mut command = Command::new(cargo);
    // Both packages are named, so that the dependencies are those that were built for this program.
    command.args(["build", "--quiet", "-p", "tests", "-p", package, "--bin", name]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let status = command.status().context("cargo cannot be run")?;
    ensure!(status.success(), "{name} cannot be built");
    Ok(())
}

/// The most memory that a process, or `self`, has held at once; `None` where the system does not tell.
#[must_use]
pub fn memory_peak_bytes(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024)
}

/// Returns where a built program of the workspace is.
///
/// # Panics
///
/// When it was not built, or from other sources than those that lie here; says what to do.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    let this = std::env::current_exe().expect("a program knows where it is");
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let mut beside = this.ancestors().skip(1).take(2).map(|folder| folder.join(&file));
    let found = beside.find(|path| path.is_file() && is_of_these_sources(path));
    found.unwrap_or_else(|| {
        panic!("{name} is not built from these sources; run `cargo build --workspace` or tests/run first")
    })
}

/// Whether a program was built in this clone, after the last change to any of its sources.
///
/// Cargo lists them in a file beside the program, in the form of make.
fn is_of_these_sources(program: &Path) -> bool {
    let built = program.metadata().and_then(|metadata| metadata.modified());
    let (Ok(built), Ok(list)) = (built, std::fs::read_to_string(program.with_extension("d"))) else {
        return false;
    };
    let list = list.replace("\\ ", "\0");
    let sources = list.split_once(": ").map_or("", |(_, sources)| sources);
    let sources: Vec<String> = sources.split_whitespace().map(|source| source.replace('\0', " ")).collect();
    let workspace =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this package lies in the workspace");
    let is_unchanged = |source: &String| {
        let changed = Path::new(source).metadata().and_then(|metadata| metadata.modified());
        changed.is_ok_and(|changed| changed <= built)
    };
    sources.iter().any(|source| Path::new(source).starts_with(workspace)) && sources.iter().all(is_unchanged)
}

/// The folder of programs made of other people's software.
///
/// # Panics
///
/// When that software is not installed; says what to do.
#[must_use]
pub fn interop() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("interop");
    assert!(folder.join("node_modules").is_dir(), "other people's software is missing; run tests/run first");
    folder
}

/// Copies what a process says line by line, until it ends.
fn follow(stream: impl Read + Send + 'static, into: Arc<Mutex<String>>) -> JoinHandle<()> {
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            let mut text = into.lock().unwrap_or_else(PoisonError::into_inner);
            text.push_str(&line);
            text.push('\n');
        }
    })
}

fn read(text: &Mutex<String>) -> String {
    text.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Loopback, and a TCP port that the system chooses.
pub const LISTEN_TCP: &str = "/ip4/127.0.0.1/tcp/0";
/// Loopback, and a UDP port that the system chooses.
pub const LISTEN_QUIC: &str = "/ip4/127.0.0.1/udp/0/quic-v1";

const POLL: Duration = Duration::from_millis(10);
const PATIENCE: Duration = Duration::from_secs(60);
