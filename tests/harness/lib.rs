//! What the tests share: stories of organisations, random histories, hostile changes, slow twins of clever code, whole
//! populations, and real processes.

pub mod story;
pub mod scene;
pub mod guard;
pub mod hostile;
pub mod generator;
pub mod twin;
pub mod orders;
pub mod chance;
pub mod population;
pub mod client;
pub mod process;
