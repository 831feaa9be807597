//! What holds for the files of this project: where things are, what may use what, and that its texts lead somewhere.
//!
//! Every rule is a function from the files to its findings. Each is asked twice: about the project, where it must find
//! nothing, and about a small made-up violation, which it must find.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn a_module_uses_only_modules_above_it() {
    check(
        module_order,
        &[
            ("protocol/src/lib.rs", "pub mod digest;\npub mod entry;\n"),
            ("protocol/src/digest.rs", "use crate::entry::Entry;\n"),
        ],
    );
    check(
        module_order,
        &[("cli/src/lib.rs", "pub mod home;\n"), ("cli/src/home.rs", "use crate::{args, own};\n")],
    );
    check(
        module_order,
        &[("node/src/lib.rs", "pub mod net;\npub mod run;\n"), ("node/src/net.rs", "use super::run;\n")],
    );
}

#[test]
fn what_comes_from_outside_is_named_in_one_place() {
    check(one_place, &[("node/src/handle.rs", "use sled::Db;\n")]);
    check(one_place, &[("node/src/http.rs", "    let peer = libp2p::PeerId::random();\n")]);
    check(one_place, &[("cli/src/own.rs", "use std::time::SystemTime;\n")]);
}

#[test]
fn the_protocol_is_a_function_of_its_arguments() {
    check(pure_protocol, &[("protocol/src/entry.rs", "use std::fs::File;\n")]);
    check(pure_protocol, &[("protocol/src/entry/a.rs", "fn f() { std::thread::yield_now(); }\n")]);
    check(pure_protocol, &[("protocol/src/time.rs", "use std::time::{Duration, Instant};\n")]);
}

#[test]
fn the_command_line_depends_on_the_protocol_and_not_on_the_node() {
    check(inward_dependencies, &[("cli/Cargo.toml", "[dependencies]\nnode.workspace = true\n")]);
    check(inward_dependencies, &[("protocol/Cargo.toml", "[dependencies]\ntokio = { workspace = true }\n")]);
}

#[test]
fn a_file_is_named_after_a_concept() {
    check(file_names, &[("node/src/net/mod.rs", "")]);
    check(file_names, &[("cli/src/helpers.rs", "")]);
}

#[test]
fn a_file_holds_one_idea() {
    let long = "\n".repeat(LINES_MAX + 1);
    check(file_length, &[("node/src/store.rs", &long)]);
}

#[test]
fn no_warning_is_silenced_without_a_reason() {
    check(no_allow, &[("node/src/store.rs", "#[allow(dead_code)]\nfn f() {}\n")]);
    check(no_allow, &[("node/src/lib.rs", "#![allow(missing_docs)]\n")]);
}

#[test]
fn lines_end_where_their_text_ends() {
    check(line_ends, &[("README.md", "# Hanse \n")]);
    check(line_ends, &[("README.md", "# Hanse")]);
}

#[test]
fn texts_speak_of_no_particular_machine() {
    let line = format!("Look into {}shared.\n", MACHINE_PATHS[0]);
    check(no_machine_paths, &[("docs/operate.md", &line)]);
}

#[test]
fn every_link_in_the_docs_leads_to_a_file() {
    check(links, &[("docs/operate.md", "See [the guide](guide/nobody.md#lost).\n")]);
    check(links, &[("README.md", "![a page](docs/pictures/nothing.png)\n")]);
}

#[test]
fn every_page_of_a_folder_with_an_index_is_in_the_index() {
    check(indexes, &[("docs/spec/README.md", "# Specification\n"), ("docs/spec/entry.md", "# Entry\n")]);
}

#[test]
fn the_tests_that_the_threat_table_names_exist() {
    check(named_tests, &[("docs/security.md", "| replay | `entry.rs::nothing_is_replayed` |\n")]);
}

/// The text files by their paths, and the names of the other ones with no text.
type Files = BTreeMap<String, Option<String>>;

/// Asks a rule about the project, and about a violation of it.
fn check(rule: fn(&Files) -> Vec<String>, violation: &[(&str, &str)]) {
    let violation =
        violation.iter().map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned()))).collect();
    assert!(!rule(&violation).is_empty(), "the rule does not notice what breaks it: {violation:?}");
    let found = rule(&project());
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

fn module_order(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for krate in ["protocol", "node", "cli"] {
        let Some(Some(lib)) = files.get(&format!("{krate}/src/lib.rs")) else { continue };
        let modules: Vec<&str> =
            lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
        for (place, module) in modules.iter().enumerate() {
            for (path, code) in code_below(files, &format!("{krate}/src/{module}")) {
                let is_top = path.matches('/').count() == 2;
                if code.contains("super::super::") || (is_top && code.contains("super::")) {
                    found.push(format!(
                        "{path}: reaches out of `{module}` by `super::`; write `crate::` and the module"
                    ));
                }
                for rest in code.split("crate::").skip(1) {
                    let used: String =
                        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    match modules.iter().position(|other| *other == used) {
                        Some(other) if other <= place => {}
                        Some(_) => found.push(format!(
                            "{path}: uses `{used}`, which stands below `{module}` in {krate}/src/lib.rs; move what is \
                             shared up, or the module down"
                        )),
                        None => found.push(format!(
                            "{path}: `crate::{used}` names no module of {krate}/src/lib.rs; write one `use` for each module"
                        )),
                    }
                }
            }
        }
    }
    found
}

fn one_place(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (word, homes) in PLACES {
        for krate in ["protocol", "node", "cli"] {
            for (path, code) in code_below(files, &format!("{krate}/src")) {
                let is_home = homes.iter().any(|home| path == format!("{home}.rs") || is_below(&path, home));
                if !is_home && has_word(&code, word) {
                    found.push(format!(
                        "{path}: names `{word}`, which only {} may; ask there",
                        homes.join(", ")
                    ));
                }
            }
        }
    }
    found
}

fn pure_protocol(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, code) in code_below(files, "protocol/src") {
        for word in IMPURE {
            if has_word(&code, word) {
                found.push(format!(
                    "{path}: names `{word}`; what the world has to say is an argument of `protocol`"
                ));
            }
        }
    }
    found
}

fn inward_dependencies(files: &Files) -> Vec<String> {
    let banned = [
        ("cli", &["node", "libp2p", "sled", "axum", "tokio"][..]),
        (
            "protocol",
            &["node", "cli", "libp2p", "sled", "axum", "tokio", "getrandom", "tempfile", "ureq"][..],
        ),
        ("node", &["cli"][..]),
    ];
    let mut found = Vec::new();
    for (krate, names) in banned {
        let Some(Some(manifest)) = files.get(&format!("{krate}/Cargo.toml")) else { continue };
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        let dependencies = dependencies.split("\n[").next().unwrap_or_default();
        for line in dependencies.lines() {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            if names.contains(&name) {
                found.push(format!("{krate}/Cargo.toml: `{krate}` must not depend on `{name}`"));
            }
        }
    }
    found
}

fn file_names(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for path in files.keys().filter(|path| path.ends_with(".rs")) {
        let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        if stem == "mod" {
            found.push(format!("{path}: a module is `foo.rs` beside `foo/`, never `foo/mod.rs`"));
        }
        if NO_CONCEPTS.contains(&stem) {
            found.push(format!("{path}: `{stem}` is no concept; find the name of what is in it"));
        }
    }
    found
}

fn file_length(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts(files).filter(|(path, _)| path.ends_with(".rs")) {
        let lines = text.lines().count();
        if lines > LINES_MAX {
            found.push(format!(
                "{path}: {lines} lines, more than {LINES_MAX}; a part of it is a concept of its own"
            ));
        }
    }
    found
}

fn no_allow(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts(files).filter(|(path, _)| path.ends_with(".rs")) {
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim_start().starts_with("#[allow(") || line.trim_start().starts_with("#![allow(") {
                found.push(format!(
                    "{path}:{number}: write `#[expect(…, reason = \"…\")]`, which says why and when no more"
                ));
            }
        }
    }
    found
}

fn line_ends(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    // Data is as it came, and the examples of the command line show what was printed.
    let is_written = |path: &str| !path.contains("/data/") && !path.starts_with("docs/cli/");
    for (path, text) in texts(files).filter(|(path, _)| is_written(path)) {
        for (number, line) in (1..).zip(text.lines()) {
            if line.ends_with([' ', '\t']) {
                found.push(format!("{path}:{number}: white space at the end of the line"));
            }
        }
        if !text.is_empty() && !text.ends_with('\n') {
            found.push(format!("{path}: the last line does not end"));
        }
    }
    found
}

fn no_machine_paths(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts(files) {
        for (number, line) in (1..).zip(text.lines()) {
            if let Some(of_machine) = MACHINE_PATHS.iter().find(|of_machine| line.contains(**of_machine)) {
                found.push(format!("{path}:{number}: `{of_machine}` is a path of one machine"));
            }
        }
    }
    found
}

fn links(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in texts(files).filter(|(path, _)| path.ends_with(".md")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, target) in link_targets(text) {
            let target = target.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let led_to = resolve(folder, target);
            let is_there = files.keys().any(|file| *file == led_to || is_below(file, &led_to));
            if !is_there {
                found.push(format!("{path}:{number}: the link to `{target}` leads nowhere"));
            }
        }
    }
    found
}

fn indexes(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["docs/spec", "docs/decisions", "docs/guide"] {
        let index = format!("{folder}/README.md");
        let Some(Some(text)) = files.get(&index) else { continue };
        let linked: Vec<String> =
            link_targets(text).into_iter().map(|(_, target)| resolve(folder, target)).collect();
        for page in
            files.keys().filter(|page| is_below(page, folder) && page.ends_with(".md") && **page != index)
        {
            if !linked.contains(page) {
                found.push(format!("{index}: does not link {page}"));
            }
        }
    }
    found
}

/// Tests are named as `file.rs::name` in the table.
fn named_tests(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    let Some(Some(table)) = files.get("docs/security.md") else { return found };
    for named in table.split('`').filter(|named| named.contains(".rs::")) {
        let (file, test) = named.split_once("::").unwrap_or_default();
        let declared = format!("fn {test}(");
        let mut candidates =
            texts(files).filter(|(path, _)| *path == file || path.ends_with(&format!("/{file}")));
        if !candidates.any(|(_, text)| text.contains(&declared)) {
            found.push(format!("docs/security.md: there is no test `{named}`"));
        }
    }
    found
}

/// Reads the project as it lies here, without what is built or installed into it.
fn project() -> Files {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = root.parent().expect("the workspace is above its member").to_owned();
    let mut files = Files::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the project can be read") {
            let path = entry.expect("a folder of the project can be read").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("names are text").to_owned();
            if path.is_dir() {
                if !NOT_OURS.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if name != ".git" {
                let text = std::fs::read(&path).expect("a file of the project can be read");
                files.insert(below(&root, &path), String::from_utf8(text).ok());
            }
        }
    }
    assert!(files.contains_key("protocol/src/lib.rs"), "{} is not the project", root.display());
    files
}

fn below(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).expect("what was found in a folder is below it");
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn texts(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files.iter().filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
}

/// The code of a module and of those in it, without comments and unit tests.
fn code_below(files: &Files, module: &str) -> Vec<(String, String)> {
    let of_module = |path: &str| path == format!("{module}.rs") || is_below(path, module);
    texts(files)
        .filter(|(path, _)| path.ends_with(".rs") && of_module(path) && !path.ends_with("/tests.rs"))
        .map(|(path, text)| {
            let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
            let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            (path.to_owned(), code.join("\n"))
        })
        .collect()
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// Whether the word occurs and is not part of a longer one; a word that ends in `::` begins a path.
fn has_word(code: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        let is_begun = code[..at].chars().next_back().is_none_or(|before| !is_part(before));
        let after = code[at + word.len()..].chars().next();
        is_begun && (word.ends_with(':') || after.is_none_or(|after| !is_part(after)))
    })
}

/// The targets of all links outside code, each with its line.
fn link_targets(text: &str) -> Vec<(usize, &str)> {
    let mut targets = Vec::new();
    let mut is_code = false;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        if is_code {
            continue;
        }
        for rest in line.split("](").skip(1) {
            targets.extend(rest.split_once(')').map(|(target, _)| (number, target)));
        }
    }
    targets
}

fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Crates and types from outside, and the modules that may name them. A module's own folder is part of it.
const PLACES: [(&str, &[&str]); 24] = [
    ("sled", &["node/src/store"]),
    // Keys, addresses and peers pass through; the network itself is `net`.
    (
        "libp2p",
        &[
            "node/src/net",
            "node/src/keystore",
            "node/src/handle",
            "node/src/config",
            "node/src/run",
            "node/src/main",
        ],
    ),
    ("SystemTime", &["node/src/clock", "cli/src/clock"]),
    ("axum", &["node/src/http"]),
    ("utoipa", &["node/src/http"]),
    ("prometheus_client", &["node/src/http/operate"]),
    ("zstd", &["node/src/net/packing"]),
    ("askama", &["node/src/pages", "node/src/http/page"]),
    ("fluent_bundle", &["node/src/pages/message"]),
    ("unic_langid", &["node/src/pages/message"]),
    ("ureq", &["cli/src/client", "node/src/demo"]),
    ("getrandom", &["cli/src/home/random", "node/src/net/peers", "node/src/demo"]),
    ("argon2", &["cli/src/home/keys/sealing"]),
    ("bip39", &["cli/src/home/words"]),
    ("rpassword", &["cli/src/home/passphrase"]),
    ("automerge::", &["protocol/src/document", "protocol/src/automerge_guard"]),
    ("ed25519_dalek", &["protocol/src/key"]),
    ("x25519_dalek", &["protocol/src/key"]),
    ("sha2", &["protocol/src/digest"]),
    ("jiff", &["protocol/src/time"]),
    ("serde_json_canonicalizer", &["protocol/src/canonical"]),
    ("miniz_oxide", &["protocol/src/gzip"]),
    ("unicode_security", &["protocol/src/text"]),
    ("qrcodegen", &["protocol/src/badge"]),
];

/// What would make `protocol` depend on more than its arguments.
const IMPURE: [&str; 14] = [
    "std::fs",
    "std::net",
    "std::thread",
    "std::env",
    "std::process",
    "std::io",
    "Instant",
    "SystemTime",
    "HashMap",
    "HashSet",
    "getrandom",
    "tokio",
    "println!",
    "eprintln!",
];

/// Names under which anything could lie.
const NO_CONCEPTS: [&str; 9] =
    ["util", "utils", "common", "helper", "helpers", "misc", "manager", "managers", "shared"];

/// Beginnings of paths that mean something on one machine only, in two parts so that they do not stand here.
const MACHINE_PATHS: [&str; 3] = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/t", "mp/")];

/// Folders that are built, installed or kept by other programs.
const NOT_OURS: [&str; 6] =
    [".git", "target", "node_modules", ".venv", "__pycache__", "proptest-regressions"];

const LINES_MAX: usize = 800;
