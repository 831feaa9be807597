//! What the tests share: stories of organisations, random histories, hostile changes, and slow twins of clever code.

pub mod story;
pub mod hostile;
pub mod generator;
pub mod twin;
