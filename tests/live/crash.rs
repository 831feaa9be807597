//! A node that is killed, and whose folder is damaged where no fsync vouched for it, has everything that it acknowledged.
//! `survive kills` is the long run.

use harness::crash;

#[test]
fn five_kills_with_torn_tails_and_broken_indexes_lose_nothing_acknowledged() {
    let report = crash::run(5, 20_260_301);
    println!("{report}");
    assert!(report.acknowledged > 0, "{report}");
}
