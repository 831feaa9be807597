//! Real processes, sockets, disks and browsers: a few tests of the whole.

mod transcript;
