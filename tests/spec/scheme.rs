//! A label scheme: what its owner writes, and what is no scheme.

mod difference;
mod faults;
mod independence;
mod period;
mod scoring;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use harness::story::example_scheme;
use protocol::scheme::scorecard::Scorecard;
use protocol::scheme::{Scheme, SchemeError};

const EXAMPLE: &str = include_str!("../../docs/schemes/example.toml");

#[test]
fn the_example_in_the_docs_reads_back_from_its_document() {
    let scheme = example_scheme();
    assert_eq!(Scheme::parse_content(&scheme.to_content()).expect("its own content"), scheme);
    assert_eq!(scheme.document_name(), "cluster-excellence-1.0");
    assert_eq!(scheme.level("gold").map(|level| level.rank), Some(3));
}

#[test]
fn a_scheme_that_breaks_a_rule_is_refused() {
    for (was, becomes) in [
        ("name = \"cluster-excellence\"", "name = \"Cluster Excellence\""),
        ("version = \"1.0\"", "version = \"first\""),
        ("term_months = 36", "term_months = 0"),
        ("term_months = 36", "term_months = 241"),
        ("rank = 2", "rank = 1"),
        ("code = \"silver\"", "code = \"gold\""),
        ("code = \"financing\"", "code = \"governance\""),
        ("title.en = \"Bronze\"", "title.en = \" \""),
        ("https://labels.example/cluster-excellence", "javascript:alert(1)"),
        ("https://labels.example/cluster-excellence", "http://labels.example/"),
    ] {
        assert!(EXAMPLE.contains(was), "{was}");
        let refused = Scheme::parse_toml(&EXAMPLE.replace(was, becomes)).err();
        assert!(matches!(refused, Some(SchemeError::Rules { .. })), "{becomes}: {refused:?}");
    }
    let misspelt = EXAMPLE.replace("term_months", "term_month");
    assert!(
        matches!(Scheme::parse_toml(&misspelt), Err(SchemeError::Form { .. })),
        "members are not guessed"
    );
}

#[test]
fn every_scheme_in_the_docs_reads_back_and_its_examples_come_out_as_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schemes");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let mut schemes: BTreeMap<String, (Scheme, usize)> = BTreeMap::new();
    let is_example = |path: &Path| path.to_string_lossy().ends_with(".example.toml");
    for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
        let text = std::fs::read_to_string(path).expect("a text");
        if is_example(path) {
            continue;
        }
        let scheme = Scheme::parse_toml(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let again = Scheme::parse_content(&scheme.to_content()).expect("its own content");
        assert_eq!((again.to_content(), &again), (scheme.to_content(), &scheme), "{}", path.display());
        schemes.insert(scheme.document_name(), (scheme, 0));
    }
    for path in files.iter().filter(|path| is_example(path)) {
        let text = std::fs::read_to_string(path).expect("a text");
        let card = Scorecard::parse_toml(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = card.scheme.clone().expect("an example names its scheme");
        let (scheme, examples) = schemes.get_mut(&name).unwrap_or_else(|| panic!("no scheme {name}"));
        *examples += 1;
        let assessed = scheme.assess(&card);
        let found =
            assessed.contradictions(card.expected.as_ref().expect("an example says what is expected"));
        assert_eq!((&assessed.faults, &found), (&vec![], &vec![]), "{}", path.display());
    }
    let without: Vec<&String> = schemes
        .iter()
        .filter(|(name, (_, examples))| *examples == 0 && *name != "cluster-excellence-1.0")
        .map(|(name, _)| name)
        .collect();
    assert!(without.is_empty(), "schemes without a worked example: {without:?}");
}
