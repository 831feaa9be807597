//! A node that holds the scene in which everybody has said something, and the pages that it has.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use harness::process::{NodeProcess, node, run_within};
use harness::scene::Scene;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

/// A node that pins the authority of the scene and names a licence, and what the scene's organisations said.
pub(crate) fn stage() -> (TempDir, NodeProcess, Scene) {
    let scene = Scene::spoken();
    let folder = tempdir().expect("a temporary folder");
    let authority = &scene.authority;
    let settings = format!(
        "licence = \"https://creativecommons.org/licenses/by/4.0/\"\n\n[[anchor]]\norganisation = \"{}\"\nversion = \"{}\"\n",
        authority.id,
        authority.tip().version_id()
    );
    std::fs::write(folder.path().join("node.toml"), settings).expect("the folder is writable");
    let running = node(folder.path()).start();
    running.publish(&scene.world.items);
    (folder, running, scene)
}

/// A page of each kind that a node has.
pub(crate) fn a_page_of_each_kind(scene: &Scene) -> Vec<String> {
    let (cluster, authority) = (scene.cluster.id, scene.authority.id);
    vec![
        "/".to_owned(),
        "/map?country=AT".to_owned(),
        "/counts".to_owned(),
        format!("/compare?with={cluster}&with={authority}/at-one"),
        "/regions/AT22".to_owned(),
        "/ecosystems/electronics".to_owned(),
        format!("/organisations/{cluster}"),
        format!("/listings/{authority}/at-one"),
        format!("/issuers/{}", scene.issuer.id),
        format!("/agencies/{authority}"),
        "/posts?state=any".to_owned(),
        format!("/posts/{cluster}/laser-welding"),
        format!("/attestations/{}", scene.label),
        format!("/schemes/{}", scene.scheme.0),
        "/portals".to_owned(),
        format!("/portals/{authority}/alps"),
        "/node".to_owned(),
    ]
}

/// A page in another language, or with another parameter.
pub(crate) fn with(page: &str, parameter: &str) -> String {
    format!("{page}{}{parameter}", if page.contains('?') { '&' } else { '?' })
}

/// A program of `tests/web`.
pub(crate) fn web(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("web").join(name)
}

/// Runs one of the programs, most of them with a browser, and returns its answer, yes or no.
pub(crate) fn ask(program: &Path, parameters: &[&str]) -> Value {
    let mut command = Command::new("node");
    command.arg(program).args(parameters);
    let ended = run_within(command, PATIENCE);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    serde_json::from_str(&ended.stdout).expect("the program prints JSON")
}

/// A browser starts slowly beside others.
const PATIENCE: Duration = Duration::from_secs(180);
