//! Strange bytes at every parser that a stranger reaches: a short run of each target; `survive fuzz` is the long one.

use harness::fuzz::{TARGETS, Target};

macro_rules! every_target {
    ($($test:ident $name:literal $executions:literal)*) => {
        /// The targets that have a test here.
        const NAMES: &[&str] = &[$($name),*];
        mod strange_bytes_break_no {
            $(#[test]
            fn $test() {
                super::check($name, $executions);
            })*
        }
    };
}

every_target! {
    item "item" 4_000
    entry "entry" 8_000
    line "line" 4_000
    log "log" 1_000
    sequence "sequence" 10_000
    bundle "bundle" 4_000
    message "message" 20_000
    negentropy "negentropy" 6_000
    change "change" 4_000
    heads "heads" 20_000
    credential "credential" 4_000
    stranger "stranger" 4_000
    controller "controller" 2_000
    status_list "status-list" 2_000
    badge "badge" 8_000
    accreditation "accreditation" 4_000
    status "status" 20_000
    dossier "dossier" 1_000
    scorecard "scorecard" 4_000
    evidence "evidence" 2_000
    scheme "scheme" 8_000
    register "register" 8_000
    profile "profile" 4_000
    template "template" 4_000
    field "field" 20_000
    portal "portal" 20_000
    names "names" 20_000
    query "query" 20_000
    request "request" 10_000
    home "home" 200
    node_toml "node-toml" 2_000
}

fn check(name: &str, executions: u64) {
    let tally = Target::named(name).expect("a target of that name").run(SEED, executions);
    println!("{tally}");
    // Enough of both kinds, or the run says little.
    assert!(tally.accepted > 0 && tally.accepted < executions, "{tally}");
}

#[test]
fn every_target_has_a_short_run_here() {
    let targets: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(targets, NAMES);
}

const SEED: u64 = 1;
