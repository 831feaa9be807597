//! What the tests share: a small world of organisations that found themselves, speak and label.

pub mod story;
