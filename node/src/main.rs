//! `hanse-node`: runs a node, or shows three of them.

use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use libp2p::Multiaddr;
use node::carrying::{Carries, Choice};
use node::config::{Config, ConfigFile};
use node::operator::{self, Followed};
use node::run::{self, StartError};
use node::store::Limits;
use protocol::carrying::Policy;
use protocol::organisation::{Host, OrganisationId};
use tracing_subscriber::EnvFilter;

/// A node of Hanse, the directory of cluster organisations without an operator.
#[derive(Debug, Parser)]
#[command(name = "hanse-node", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// How the log is written.
    #[arg(long, global = true, env = "HANSE_LOG_FORMAT", value_enum, default_value = "text")]
    log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a node until it is told to stop.
    Run(RunArguments),
    /// Carry all organisations, or those vouched for
    Carry(CarryArguments),
    /// Organisations that are carried without a limit, because the agency agreed to host them
    #[command(subcommand)]
    Host(ListVerb),
    /// Organisations whose vouches count when not all are carried
    #[command(subcommand)]
    Sponsor(ListVerb),
    /// Organisations that are never carried
    #[command(subcommand)]
    Block(ListVerb),
    /// What the running node says of itself
    Status(StatusArguments),
    /// Show three agency nodes with a real register, a profile and a label, on this machine alone.
    Demo(node::demo::DemoArguments),
}

#[derive(Debug, clap::Args)]
struct RunArguments {
    /// Folder of the node's record, index and key; made if it is not there.
    #[arg(long, env = "HANSE_DATA", value_name = "DIR")]
    data: PathBuf,
    /// Where pages and API are served [default: 127.0.0.1:8420].
    #[arg(long, env = "HANSE_HTTP", value_name = "ADDRESS:PORT")]
    http: Option<SocketAddr>,
    /// Where other nodes are expected, such as /ip4/0.0.0.0/tcp/4001 or /ip4/0.0.0.0/udp/4001/quic-v1; repeatable.
    #[arg(long, value_name = "MULTIADDR")]
    listen: Vec<Multiaddr>,
    /// A node to be connected with; repeatable.
    #[arg(long, value_name = "MULTIADDR")]
    peer: Vec<Multiaddr>,
    /// The domain name under which this node is reached: where the logs of organisations founded here are found.
    #[arg(long, env = "HANSE_PUBLIC_HOST", value_name = "HOST")]
    public_host: Option<String>,
    /// Longest the record may become, in bytes; beyond it the node is read-only, as on a full disk [default: unlimited].
    #[arg(long, env = "HANSE_RECORD_LIMIT", value_name = "BYTES")]
    record_limit: Option<u64>,
    /// For how long the bodies of erased documents are kept, hidden, before they are destroyed [default: 259200, 72 hours].
    #[arg(long, env = "HANSE_ERASE_DELAY", value_name = "SECONDS")]
    erase_delay: Option<u64>,
    /// The node's name, for people.
    #[arg(long, env = "HANSE_NAME")]
    name: Option<String>,
}

#[derive(Debug, clap::Args)]
struct DataFolder {
    /// The node's data folder.
    #[arg(long, env = "HANSE_DATA", value_name = "DIR")]
    data: PathBuf,
}

#[derive(Debug, clap::Args)]
struct CarryArguments {
    /// Whom to carry.
    #[arg(value_enum)]
    whom: Carries,
    /// For how many organisations the word of one voucher counts.
    #[arg(long, value_name = "COUNT")]
    per_voucher_max: Option<usize>,
    /// How many items are kept of an organisation that is neither hosted nor a sponsor.
    #[arg(long, value_name = "COUNT")]
    organisation_items_max: Option<u64>,
    /// How many bytes of items are kept of it.
    #[arg(long, value_name = "BYTES")]
    organisation_bytes_max: Option<u64>,
    #[command(flatten)]
    folder: DataFolder,
}

#[derive(Debug, Subcommand)]
enum ListVerb {
    /// Add an organisation
    Add(Entered),
    /// Take an organisation out
    Remove(Entered),
    /// Show the list
    List(DataFolder),
}

#[derive(Debug, clap::Args)]
struct Entered {
    /// DID or SCID.
    #[arg(value_parser = OrganisationId::parse)]
    organisation: OrganisationId,
    #[command(flatten)]
    folder: DataFolder,
}

#[derive(Debug, clap::Args)]
struct StatusArguments {
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    folder: DataFolder,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let default_level = match &arguments.command {
        Command::Run(_) => "info",
        _ => "error",
    };
    let filter = EnvFilter::try_from_env("HANSE_LOG").unwrap_or_else(|_| EnvFilter::new(default_level));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match arguments.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    let result = match arguments.command {
        Command::Run(arguments) => run(arguments).await,
        Command::Demo(arguments) => node::demo::run(arguments).await,
        Command::Carry(arguments) => carry(&arguments),
        Command::Host(verb) => list(&verb, "hosted", |policy| &mut policy.hosted),
        Command::Sponsor(verb) => list(&verb, "a sponsor", |policy| &mut policy.sponsors),
        Command::Block(verb) => list(&verb, "blocked", |policy| &mut policy.blocked),
        Command::Status(StatusArguments { json, folder }) => status(&folder, json),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("hanse-node: {error:#}");
            ExitCode::from(EXIT_COULD_NOT)
        }
    }
}

fn carry(arguments: &CarryArguments) -> anyhow::Result<ExitCode> {
    let whom = arguments.whom;
    order(&arguments.folder, format_args!("carries {}", shown(whom)), |choice| {
        let policy = &mut choice.policy;
        policy.mode = whom.into();
        policy.per_voucher_max = arguments.per_voucher_max.unwrap_or(policy.per_voucher_max);
        let (items, bytes) = (arguments.organisation_items_max, arguments.organisation_bytes_max);
        choice.organisation_items_max = items.unwrap_or(choice.organisation_items_max);
        choice.organisation_bytes_max = bytes.unwrap_or(choice.organisation_bytes_max);
    })
}

fn shown(whom: Carries) -> &'static str {
    match whom {
        Carries::All => "all organisations",
        Carries::Vouched => "those vouched for by its sponsors",
    }
}

/// Changes or shows one of the operator's lists.
fn list(
    verb: &ListVerb,
    word: &str,
    of: impl Fn(&mut Policy) -> &mut BTreeSet<OrganisationId>,
) -> anyhow::Result<ExitCode> {
    match verb {
        ListVerb::Add(Entered { organisation, folder }) => {
            order(folder, format_args!("{organisation} is {word}"), |choice| {
                of(&mut choice.policy).insert(*organisation);
            })
        }
        ListVerb::Remove(Entered { organisation, folder }) => {
            order(folder, format_args!("{organisation} is not {word}"), |choice| {
                of(&mut choice.policy).remove(organisation);
            })
        }
        ListVerb::List(folder) => {
            let mut choice = operator::choice(&folder.data)?;
            for organisation in of(&mut choice.policy).iter() {
                println!("{organisation}");
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn order(
    folder: &DataFolder,
    said: std::fmt::Arguments<'_>,
    change: impl FnOnce(&mut Choice),
) -> anyhow::Result<ExitCode> {
    match operator::change(&folder.data, change)? {
        Followed::Now => println!("{said}; the running node follows"),
        Followed::FromTheNextStart => println!("{said}, from the next start: no node runs on this folder"),
    }
    Ok(ExitCode::SUCCESS)
}

fn status(folder: &DataFolder, json: bool) -> anyhow::Result<ExitCode> {
    let status = operator::status(&folder.data)?;
    if json {
        println!("{}", serde_json::to_string_pretty(&status)?);
    } else {
        print!("{status}");
    }
    Ok(ExitCode::SUCCESS)
}

async fn run(arguments: RunArguments) -> anyhow::Result<ExitCode> {
    let host = match &arguments.public_host {
        Some(text) => match Host::parse(text) {
            Ok(host) => Some(host),
            Err(error) => {
                eprintln!("hanse-node: --public-host: {error}");
                return Ok(ExitCode::from(EXIT_USAGE));
            }
        },
        None => None,
    };
    let config = configure(arguments, host)?;
    let running = run::start(config, None).await?;
    let opened = &running.opened;
    if opened.cut_bytes > 0 {
        tracing::warn!(bytes = opened.cut_bytes, "an unfinished write was cut from the end of the record");
    }
    for damage in &opened.damage {
        tracing::error!("{damage}");
    }
    tracing::info!(items = opened.items, "the record is open");
    eprintln!("Pages and API: {}", running.url());
    for address in running.addresses() {
        eprintln!("For other nodes: {address}");
    }
    stop_signal().await;
    tracing::info!("stopping");
    running.shut_down().await?;
    Ok(ExitCode::SUCCESS)
}

fn configure(arguments: RunArguments, host: Option<Host>) -> Result<Config, StartError> {
    let file = ConfigFile::read(&arguments.data)?;
    let (anchors, requests, licence) = (file.anchors()?, file.requests()?, file.licence()?);
    let or_file = |flags: Vec<Multiaddr>, file: Vec<Multiaddr>| if flags.is_empty() { file } else { flags };
    Ok(Config {
        http: arguments.http.or(file.http).unwrap_or(HTTP_DEFAULT),
        listen: or_file(arguments.listen, file.listen),
        peers: or_file(arguments.peer, file.peers),
        host: match (host, file.public_host) {
            (None, Some(text)) => Some(Host::parse(&text).map_err(node::config::ConfigError::from)?),
            (host, _) => host,
        },
        name: arguments.name.or(file.name),
        data: arguments.data,
        anchors,
        requests,
        licence,
        limits: Limits {
            record_bytes_max: arguments.record_limit.or(file.record_bytes_max).unwrap_or(u64::MAX),
            erase_delay: arguments
                .erase_delay
                .or(file.erase_delay_seconds)
                .map_or(Limits::default().erase_delay, Duration::from_secs),
            ..Limits::default()
        },
    })
}

/// Waits for Ctrl-C, or for the signal by which service managers stop a program.
async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! {
                    _ = terminate.recv() => {}
                    _ = tokio::signal::ctrl_c() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "stop the node with Ctrl-C");
                drop(tokio::signal::ctrl_c().await);
            }
        }
    }
    #[cfg(not(unix))]
    drop(tokio::signal::ctrl_c().await);
}

const HTTP_DEFAULT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8420);
const EXIT_USAGE: u8 = 2;
const EXIT_COULD_NOT: u8 = 3;
