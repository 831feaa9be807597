//! hanse-node.
fn main() {}
