//! What the tests share: a small world of organisations that found themselves, speak and label, hostile changes, real
//! processes, and worlds of any size.

pub mod chance;
pub mod client;
pub mod generator;
pub mod hostile;
pub mod process;
pub mod story;
