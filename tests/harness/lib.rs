//! What the tests share: stories of organisations, random histories, and slow twins of clever code.

pub mod story;
pub mod scene;
pub mod generator;
pub mod twin;
