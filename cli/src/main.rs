//! hanse.
fn main() {}
