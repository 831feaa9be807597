//! Every example in `docs/cli` is run: what a page shows is what a reader gets.
//!
//! A `console` block holds commands behind `$ `, each followed by what it prints (both streams, in the order in
//! which they come) and, unless it is 0, by `[exit N]`. The commands of one page are one shell session with two nodes of its
//! own. What differs from run to run (ids, keys, times, ports, folders) is compared by its form.
//! `HANSE_TRANSCRIPTS=write` puts what was printed into the pages.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use node::config::{Config, Requests};
use node::run::{self, Running};
use node::store::Limits;
use protocol::anchors::Anchors;
use protocol::organisation::Host;
use regex::Regex;

#[test]
fn first_steps_of_a_cluster_manager() {
    check("manager.md");
}

#[test]
fn an_agency_lists_and_vouches() {
    check("agency.md");
}

#[test]
fn a_label_from_its_scheme_to_its_withdrawal() {
    check("label.md");
}

#[test]
fn an_application_becomes_a_label_and_its_answers_are_shown_one_by_one() {
    check("dossier.md");
}

#[test]
fn credentials_of_others_are_verified_and_labels_are_shown_to_them() {
    check("credential.md");
}

#[test]
fn a_scheme_is_checked_shown_published_and_compared() {
    check("scheme.md");
}

#[test]
fn the_life_of_a_label() {
    check("life.md");
}

#[test]
fn an_audit_of_a_whole_record() {
    check("audit.md");
}

#[test]
fn work_offline_and_bundles() {
    check("offline.md");
}

#[test]
fn contacts_are_published_and_erased() {
    check("contacts.md");
}

#[test]
fn posts_are_published_and_withdrawn_and_links_confirmed() {
    check("post.md");
}

#[test]
fn devices_come_and_go() {
    check("devices.md");
}

#[test]
fn everything_is_taken_away_as_a_file() {
    check("export.md");
}

#[test]
fn a_portal_groups_organisations() {
    check("portal.md");
}

#[test]
fn slips_get_a_clear_answer() {
    check("slips.md");
}

/// Runs the commands of a page and compares what they print.
fn check(page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/cli").join(page);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let steps = parse(&text);
    assert!(!steps.is_empty(), "{page} shows no command");
    let printed = run_session(&steps);
    if std::env::var("HANSE_TRANSCRIPTS").as_deref() == Ok("write") {
        std::fs::write(&path, rewritten(&text, &steps, &printed)).expect("the page can be written");
        return;
    }
    for (step, printed) in steps.iter().zip(&printed) {
        let (expected, printed_form) = (form(&step.expected), form(printed));
        assert!(
            expected == printed_form,
            "docs/cli/{page}: `{}` prints\n{printed}\nand the page shows\n{}",
            step.command,
            step.expected
        );
    }
}

struct Step {
    command: String,
    expected: String,
}

/// The commands of a page with what they are shown to print.
fn parse(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        match line {
            "```console" => is_inside = true,
            "```" => is_inside = false,
            _ if is_inside => match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step { command: command.to_owned(), expected: String::new() }),
                None => {
                    let step = steps.last_mut().expect("a block begins with a command");
                    step.expected.push_str(line);
                    step.expected.push('\n');
                }
            },
            _ => {}
        }
    }
    steps
}

/// The page with what was printed in place of what it showed.
fn rewritten(text: &str, steps: &[Step], printed: &[String]) -> String {
    let mut page = String::new();
    let mut results = steps.iter().zip(printed);
    let mut is_inside = false;
    for line in text.lines() {
        match line {
            "```console" => is_inside = true,
            "```" => is_inside = false,
            _ if is_inside && !line.starts_with("$ ") => continue,
            _ => {}
        }
        page.push_str(line);
        page.push('\n');
        if is_inside && line.starts_with("$ ") {
            let (_, printed) = results.next().expect("a result for each command");
            page.push_str(printed);
        }
    }
    page
}

/// Runs the commands in one shell, in a folder with the schemes of the docs, with two connected nodes.
fn run_session(steps: &[Step]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let nodes = runtime.block_on(start_nodes(folder.path()));
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let scheme = folder.path().join("example.toml");
    std::fs::copy(docs.join("schemes/example.toml"), scheme).expect("the example scheme is in the docs");
    let credentials = Path::new(env!("CARGO_MANIFEST_DIR")).join("interop/credentials");
    for name in ["label-gold.json", "accreditation.json"] {
        std::fs::copy(credentials.join(name), folder.path().join(name)).expect("the credentials are there");
    }
    std::fs::create_dir(folder.path().join("schemes")).expect("the folder is writable");
    for file in std::fs::read_dir(docs.join("schemes")).expect("the docs have schemes") {
        let file = file.expect("a file");
        let copy = folder.path().join("schemes").join(file.file_name());
        std::fs::copy(file.path(), copy).expect("the folder is writable");
    }
    let register = include_str!("../../node/data/clusters-real.jsonl");
    let few: Vec<&str> =
        register.lines().filter(|line| line.contains("\"country\": \"AT\"")).take(5).collect();
    std::fs::write(folder.path().join("register.jsonl"), few.join("\n")).expect("the folder is writable");

    let programs = programs();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("bash")
        .current_dir(folder.path())
        .env("PATH", path)
        .env("HOME", folder.path())
        .env("HANSE_NODE", nodes[0].url())
        .env("SECOND_NODE", nodes[1].url())
        .env("NO_COLOR", "1")
        .env("COLUMNS", "120")
        .env_remove("HANSE_HOME")
        .env_remove("HANSE_PASSPHRASE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("bash runs");
    let mut input = shell.stdin.take().expect("piped");
    let mut output = BufReader::new(shell.stdout.take().expect("piped"));
    writeln!(input, "exec 2>&1").expect("bash reads");
    let mut parts: Vec<String> = Vec::new();
    for step in steps {
        if step.command.contains("SECOND_NODE") {
            wait_for_one_digest(&nodes);
        }
        writeln!(input, "{}\nprintf '\\036%s\\n' \"$?\"", step.command).expect("bash reads");
        let (mut printed, mut code) = (Vec::new(), String::new());
        output.read_until(0x1e, &mut printed).expect("bash prints");
        output.read_line(&mut code).expect("bash prints");
        assert_eq!(printed.pop(), Some(0x1e), "the shell ended at `{}`", step.command);
        let printed = String::from_utf8(printed).expect("commands print UTF-8");
        let mut printed = printed.replace(&*folder.path().to_string_lossy(), "/home/you");
        if code.trim() != "0" {
            writeln!(&mut printed, "[exit {}]", code.trim()).expect("writing into memory");
        }
        parts.push(printed);
    }
    drop(input);
    shell.wait().expect("bash ends");
    drop(nodes);
    parts
}

/// Waits until the nodes told each other everything.
fn wait_for_one_digest(nodes: &[Running]) {
    let deadline = Instant::now() + Duration::from_secs(60);
    let digest = |node: &Running| {
        let url = format!("{}/v1/node", node.url());
        let text =
            ureq::get(url).call().expect("the node answers").body_mut().read_to_string().expect("a text");
        let answer: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        answer["digest"].clone()
    };
    while digest(&nodes[0]) != digest(&nodes[1]) {
        assert!(Instant::now() < deadline, "the two nodes do not come to one digest");
        std::thread::sleep(Duration::from_millis(20));
    }
}

async fn start_nodes(folder: &Path) -> Vec<Running> {
    let mut nodes: Vec<Running> = Vec::new();
    for name in ["agency", "neighbour"] {
        let config = Config {
            data: folder.join(format!(".{name}")),
            http: "127.0.0.1:0".parse().expect("an address"),
            listen: vec!["/ip4/127.0.0.1/tcp/0".parse().expect("an address")],
            peers: nodes.iter().filter_map(|node| node.addresses().into_iter().next()).collect(),
            host: Some(Host::parse(&format!("{name}.example")).expect("a host")),
            name: Some(name.to_owned()),
            anchors: Anchors::default(),
            requests: Requests::default(),
            licence: None,
            limits: Limits::default(),
        };
        nodes.push(run::start(config, None).await.expect("the node starts"));
    }
    nodes
}

/// Where the programs lie that were built with this test.
fn programs() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own path");
    let programs = test.ancestors().nth(2).expect("tests lie in target/<profile>/deps").to_owned();
    assert!(programs.join("hanse").exists(), "build the whole workspace first: cargo build --workspace");
    programs
}

/// The text with everything that differs from run to run put by its form.
fn form(text: &str) -> String {
    let forms = [
        (r"https?://127\.0\.0\.1:\d+", "NODE"),
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME"),
        (r"Qm[1-9A-HJ-NP-Za-km-z]{44}", "HASH"),
        (r"HASH/[1-9A-HJ-NP-Za-km-z]{11,15}\b", "HASH/NAME"),
        (r"z6(Mk|LS)[1-9A-HJ-NP-Za-km-z]{44}", "KEY"),
        (r"[0-9a-f]{64}", "ID"),
        (r"\b[0-9a-f]{16}\b", "CONTACT"),
        (r"\bact [0-9a-f]{8}\b", "act ACT"),
        (r"hanse-device-1\.[A-Za-z0-9_.-]+", "REQUEST"),
        (r"│( +\d+ [a-z]+)+ *│", "WORDS"),
        (r"\b20\d\d-\d\d-\d\d\b", "DAY"),
    ];
    forms.iter().fold(text.to_owned(), |text, (pattern, name)| {
        Regex::new(pattern).expect("the patterns are constants").replace_all(&text, *name).into_owned()
    })
}
