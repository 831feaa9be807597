//! `hanse-node demo`: three agencies, a real register, a profile and a label, on this machine alone.
//!
//! Nothing in it is make-believe but the organisations: the nodes are those of `hanse-node run`, each with its own store
//! and libp2p identity, and everything reaches them over HTTP and libp2p as it would from elsewhere. The agencies, the
//! cluster organisation and the label authority are synthetic, under `.example`.

mod cast;
pub(crate) mod member;
mod wire;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use protocol::anchors::Anchors;
use protocol::organisation::Host;
use serde_json::{Value, json};

use crate::clock;
use crate::config::{Config, Requests};
use crate::demo::cast::{AGENCIES, Cast, Register};
use crate::demo::wire::{NodeState, node_state};
use crate::pages::Demonstration;
use crate::run::{self, Running};
use crate::store::Limits;

/// Flags of `hanse-node demo`.
#[derive(Clone, Debug, clap::Args)]
pub struct DemoArguments {
    /// Keep the three stores here [default: a temporary folder].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Import another register, JSON Lines of the same form.
    #[arg(long, value_name = "FILE")]
    register: Option<PathBuf>,
    /// End once the three nodes hold the same directory and the label was judged.
    #[arg(long)]
    once: bool,
    /// Print one JSON object to stdout.
    #[arg(long)]
    json: bool,
}

/// Runs the demonstration.
///
/// # Errors
///
/// Whatever keeps a node from starting, a register that cannot be read, or nodes that do not come to one digest in time.
pub async fn run(arguments: DemoArguments) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    let register = Register::read(arguments.register.as_deref())?;
    let temporary = match &arguments.data {
        Some(_) => None,
        None => Some(tempfile::tempdir().context("no temporary folder; give one with `--data DIR`")?),
    };
    let folder = match (&arguments.data, &temporary) {
        (Some(folder), _) => folder.as_path(),
        (None, Some(temporary)) => temporary.path(),
        (None, None) => unreachable!("a folder is given or made"),
    };
    std::fs::create_dir_all(folder).with_context(|| {
        format!("the folder {} cannot be made; give another one with `--data`", folder.display())
    })?;
    let talk = Talk::new();
    let nodes = start_nodes(folder, &register).await?;
    let urls: Vec<String> = nodes.iter().map(Running::url).collect();

    let mut cast = {
        let (folder, urls, talk) = (folder.to_owned(), urls.clone(), talk.clone());
        tokio::task::spawn_blocking(move || Cast::assemble(&folder, &urls, &talk)).await??
    };
    // The pages judge with the auditor's anchors: every page says that this is a demonstration's pin.
    let anchors = cast.auditor_anchors();
    nodes.iter().for_each(|node| node.pin(anchors.clone()));
    import(&talk, &register, &mut cast, &urls).await?;
    for node in &nodes {
        for peer in node.net.connected_peers() {
            node.net.sync_with(peer).await;
        }
    }
    let label = {
        let (urls, talk, cast) = (urls.clone(), talk.clone(), cast);
        tokio::task::spawn_blocking(move || tell_of_a_label(&urls, &talk, cast)).await??
    };
    let states = converge(&urls, &talk).await?;
    let listed = register.len() as u64;
    anyhow::ensure!(states[0].listings >= listed, "of {listed} listings only {} arrived", states[0].listings);
    let seconds = began.elapsed().as_secs_f64();
    talk.done();

    if arguments.json {
        println!("{}", report(seconds, &states, &label));
    } else {
        tell(seconds, &states, &label, &register);
    }
    if !arguments.once {
        if !arguments.json {
            eprintln!("The nodes run until Ctrl-C.");
        }
        drop(tokio::signal::ctrl_c().await);
    }
    for node in nodes {
        node.shut_down().await?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Starts the agencies' nodes; each dials those before it.
async fn start_nodes(folder: &Path, register: &Register) -> anyhow::Result<Vec<Running>> {
    let mut nodes: Vec<Running> = Vec::new();
    for agency in &AGENCIES {
        let config = Config {
            data: folder.join(agency.key),
            http: "127.0.0.1:0".parse()?,
            listen: vec!["/ip4/127.0.0.1/tcp/0".parse()?, "/ip4/127.0.0.1/udp/0/quic-v1".parse()?],
            peers: nodes.iter().filter_map(|node| node.addresses().into_iter().next()).collect(),
            host: Some(Host::parse(agency.host).context("the hosts of the cast are domain names")?),
            name: Some(agency.name.to_owned()),
            anchors: Anchors::default(),
            requests: Requests::default(),
            licence: None,
            limits: Limits::default(),
        };
        let shown = Demonstration { source: register.source(), file: register.file().map(str::to_owned) };
        nodes.push(run::start(config, Some(shown)).await?);
    }
    Ok(nodes)
}

/// Imports each agency's part of the register into its node, all at once.
async fn import(talk: &Talk, register: &Register, cast: &mut Cast, urls: &[String]) -> anyhow::Result<()> {
    let mut tasks = Vec::new();
    for ((mut agency, part), url) in cast.agencies.drain(..).zip(register.shares()).zip(urls) {
        let bar = talk.bar(part.len() as u64, &format!("{} imports", agency.name()));
        let url = url.clone();
        tasks.push(tokio::task::spawn_blocking(move || {
            agency.import(&part, &url, &mut |count| bar.inc(count as u64))?;
            bar.finish();
            anyhow::Ok(agency)
        }));
    }
    for task in tasks {
        cast.agencies.push(task.await??);
    }
    Ok(())
}

/// A label from its scheme to its end, and the auditor's two verdicts at the third node.
struct LabelStory {
    id: String,
    verdict_before: String,
    verdict_after: String,
}

fn tell_of_a_label(urls: &[String], talk: &Talk, mut cast: Cast) -> anyhow::Result<LabelStory> {
    let step = talk.step("A cluster organisation publishes its profile at the first node");
    cast.cluster.publish_profile(&urls[0])?;
    cast.agencies[0].vouch_for(&cast.cluster, &urls[0])?;
    step.finish();
    let step = talk.step("It publishes posts, and organisations say how they are tied to each other");
    cast.publish_posts(urls)?;
    step.finish();
    let step = talk.step("A label authority publishes a scheme at the second node and issues labels");
    let scheme = cast.authority.publish_scheme(&urls[1])?;
    let id = cast.authority.issue_labels(&cast.cluster, &scheme, &urls[1])?;
    step.finish();
    let anchors = cast.auditor_anchors();
    let step = talk.step("An auditor verifies the label against the third node");
    let before =
        wire::verdict_when(&urls[2], &id, &anchors, TIMEOUT, |verdict| verdict.code() != "indeterminate")?;
    step.finish();
    let step = talk.step("The label is withdrawn, and the auditor asks again");
    cast.authority.withdraw(&id, "demonstration: the label is taken back", &urls[1])?;
    let after = wire::verdict_when(&urls[2], &id, &anchors, TIMEOUT, |verdict| *verdict != before)?;
    step.finish();
    Ok(LabelStory {
        id: id.to_string(),
        verdict_before: before.code().to_owned(),
        verdict_after: after.code().to_owned(),
    })
}

/// Waits until the three digests are equal.
async fn converge(urls: &[String], talk: &Talk) -> anyhow::Result<Vec<NodeState>> {
    let step = talk.step("The three nodes come to one digest");
    let deadline = Instant::now() + TIMEOUT;
    loop {
        let urls_now = urls.to_vec();
        let states = tokio::task::spawn_blocking(move || {
            urls_now.iter().map(|url| node_state(url)).collect::<anyhow::Result<Vec<NodeState>>>()
        })
        .await??;
        if states.iter().all(|state| state.digest == states[0].digest) {
            step.finish();
            return Ok(states);
        }
        anyhow::ensure!(
            Instant::now() < deadline,
            "the nodes did not come to one digest within {} s",
            TIMEOUT.as_secs()
        );
        tokio::time::sleep(POLL).await;
    }
}

fn report(seconds: f64, states: &[NodeState], label: &LabelStory) -> Value {
    json!({
        "converged": true,
        "seconds": (seconds * 100.0).round() / 100.0,
        "nodes": states.iter().map(NodeState::to_json).collect::<Vec<_>>(),
        "label": {"id": label.id, "verdict_before": label.verdict_before, "verdict_after": label.verdict_after},
    })
}

fn tell(seconds: f64, states: &[NodeState], label: &LabelStory, register: &Register) {
    println!("Three nodes hold one directory after {seconds:.1} s ({}).", clock::now());
    println!("digest {}", states[0].digest);
    println!();
    for state in states {
        println!(
            "{:<28} {}   {} listings, {} organisations, {} items",
            state.name, state.http, state.listings, state.organisations, state.items
        );
    }
    println!();
    println!(
        "A Gold label, judged at the third node: {}, and after its withdrawal: {}.",
        label.verdict_before, label.verdict_after
    );
    println!("label {}", label.id);
    println!();
    println!(
        "Demonstration. The agencies, the label authority, its labels and their holder are synthetic, and the nodes pin"
    );
    println!(
        "that authority as their anchor. Listings name {}, source: {}.",
        register.listed(),
        register.source()
    );
}

/// Progress on stderr: bars on a terminal, nothing elsewhere.
#[derive(Clone)]
pub(crate) struct Talk(MultiProgress);

impl Talk {
    fn new() -> Self {
        Self(MultiProgress::with_draw_target(ProgressDrawTarget::stderr()))
    }

    fn bar(&self, length: u64, text: &str) -> ProgressBar {
        let style = ProgressStyle::with_template("{msg:<34} {bar:32} {pos:>5}/{len} listings")
            .expect("the template is a constant");
        self.0.add(ProgressBar::new(length).with_style(style).with_message(text.to_owned()))
    }

    pub(crate) fn step(&self, text: &str) -> ProgressBar {
        let style =
            ProgressStyle::with_template("{spinner} {msg} ({elapsed})").expect("the template is a constant");
        let step = self.0.add(ProgressBar::new_spinner().with_style(style).with_message(text.to_owned()));
        step.enable_steady_tick(POLL);
        step
    }

    fn done(&self) {
        // What cannot be cleared any more was no terminal.
        drop(self.0.clear());
    }
}

const TIMEOUT: Duration = Duration::from_secs(120);
const POLL: Duration = Duration::from_millis(100);
