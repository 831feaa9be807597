//! A label scheme: what its owner writes, and what is no scheme.

use harness::story::example_scheme;
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
        assert!(matches!(refused, Some(SchemeError::Rule { .. })), "{becomes}: {refused:?}");
    }
    let misspelt = EXAMPLE.replace("term_months", "term_month");
    assert!(matches!(Scheme::parse_toml(&misspelt), Err(SchemeError::Toml(_))), "members are not guessed");
}
