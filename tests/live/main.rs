//! Live tests: real files, real programs, real sockets.

mod foreign;
