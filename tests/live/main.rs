//! Real processes, sockets, disks and browsers: what only the built programs can show.

mod carrying;
mod clients;
mod credential;
mod crash;
mod crowd;
mod demo;
mod erasure;
mod exchange;
mod foreign;
mod full_disk;
mod hostile;
mod http;
mod open_data;
mod pages;
mod payload;
mod portal;
mod intake;
mod restart;
mod scripts;
mod start;
mod transcript;
mod web;
