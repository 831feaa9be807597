//! What the protocol says of its own has a key for every language.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use protocol::sentence::ENGLISH;

#[test]
fn every_sentence_has_a_key_of_its_own_and_stands_on_one_line() {
    let mut keys = BTreeSet::new();
    for (file, text) in ENGLISH {
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (key, words) = line.split_once(" = ").unwrap_or_else(|| panic!("{file}.ftl: {line}"));
            assert!(key.starts_with(&format!("{file}-")) && words.trim() == words, "{file}.ftl: {line}");
            assert_eq!(words.matches('{').count(), words.matches("{ $").count(), "{file}.ftl: {line}");
            assert!(keys.insert(key), "{key} stands twice");
        }
    }
    assert!(keys.len() > 200, "{}", keys.len());
}

#[test]
fn every_sentence_is_said_somewhere() {
    let sources: String = sources().into_iter().map(|(_, text)| text).collect();
    for (file, text) in ENGLISH {
        let keys = text.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key);
        let unsaid: Vec<&str> = keys.filter(|key| !sources.contains(&format!("\"{key}\""))).collect();
        assert_eq!(unsaid, Vec::<&str>::new(), "{file}.ftl");
    }
}

#[test]
fn only_the_judge_of_strangers_credentials_speaks_english_alone() {
    let alone: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| text.contains("Sentence::english("))
        .filter_map(|(path, _)| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    assert_eq!(alone, ["foreign.rs", "sentence.rs"], "pages can translate what has a key");
}

/// The sources of `protocol`, in the order of their paths.
fn sources() -> Vec<(PathBuf, String)> {
    let mut sources = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../protocol/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).expect("sources are text");
                sources.push((path, text));
            }
        }
    }
    sources.sort();
    sources
}
