<<<<<<< HEAD
//! What the tests share: a small world of organisations that found themselves, speak and label, and hostile changes.
=======
//! What the tests share: stories of organisations, random histories, and slow twins of clever code.
>>>>>>> spec

pub mod hostile;
pub mod story;
pub mod generator;
pub mod twin;
