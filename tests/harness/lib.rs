//! What the tests share: a small world of organisations that found themselves, speak and label, and hostile changes.

pub mod hostile;
pub mod story;
