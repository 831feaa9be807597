//! What the tests share: stories of organisations, random histories, hostile changes, slow twins of clever code, whole
//! populations and federations, and real processes.

pub mod story;
pub mod scene;
pub mod dossier;
pub mod stranger;
pub mod guard;
pub mod hostile;
pub mod generator;
pub mod twin;
pub mod orders;
pub mod chance;
pub mod population;
pub mod landscape;
pub mod federation;
pub mod client;
pub mod html;
pub mod process;
pub mod crash;
pub mod fuzz;
pub mod labelled;
pub mod planted;
