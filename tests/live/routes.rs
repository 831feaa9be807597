//! Which kinds of pages there are: read from the node's router, so that a test that looks at every page cannot forget one.

use std::collections::BTreeSet;
use std::path::Path;

/// The kinds of these addresses.
pub(crate) fn kinds<'a>(addresses: impl IntoIterator<Item = &'a String>) -> BTreeSet<String> {
    addresses.into_iter().map(|address| pattern(address)).collect()
}

/// The routes of pages, as the node's router has them.
pub(crate) fn routes() -> BTreeSet<String> {
    let source = |path: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../node/src").join(path);
        std::fs::read_to_string(path).expect("the node's sources are here")
    };
    let (router, paths) = (source("http/page.rs"), source("pages/path.rs"));
    let named = |name: &str| {
        let (_, rest) = paths.split_once(&format!("pub const {name}: &str = \"")).expect("a path has a name");
        rest.split('"').next().expect("a path").to_owned()
    };
    let routes = router.split(".route(").skip(1).map(|rest| {
        let first = rest.split(',').next().expect("a route has a path").trim();
        match first.strip_prefix("path::") {
            Some(name) => named(name),
            None => first.trim_matches('"').to_owned(),
        }
    });
    let routes: BTreeSet<String> = routes.map(|route| pattern(&route)).collect();
    assert!(routes.len() > 15, "{routes:?}");
    routes.into_iter().filter(|route| !FILES.contains(&&**route)).collect()
}

/// What kind of a page an address leads to: its path with a star for each name.
pub(crate) fn pattern(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts = path.split('/').skip(1);
    let first = parts.next().unwrap_or_default();
    if matches!(first, "v1" | "static" | "health") {
        return format!("/{first}");
    }
    let rest: String = parts
        .map(
            |part| if matches!(part, "logo" | "changes.atom") { format!("/{part}") } else { "/*".to_owned() },
        )
        .collect();
    format!("/{first}{rest}")
}

/// What is no page.
pub(crate) const FILES: [&str; 8] = [
    "/v1",
    "/static",
    "/openapi.json",
    "/metrics",
    "/changes.atom",
    "/favicon.ico",
    "/organisations/*/logo",
    "/organisations/*/changes.atom",
];
