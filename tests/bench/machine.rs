//! What this machine does by itself, and what a process has used of it.

use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use harness::story;

/// Signatures that all cores check in a second when they do nothing else: `verify_strict` over messages as long as an
/// entry's header, by keys that are ready.
pub(crate) fn verify_per_second() -> f64 {
    let threads = cores();
    let signed: Vec<_> = (0..64)
        .map(|number: u8| {
            let key = story::key("bench", &number.to_string());
            let message = vec![number; MESSAGE_BYTES];
            let signature = key.sign(&[&message]);
            let public =
                ed25519_dalek::VerifyingKey::from_bytes(key.public().as_bytes()).expect("a key of its own");
            (public, message, ed25519_dalek::Signature::from_bytes(signature.as_bytes()))
        })
        .collect();
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for (key, message, signature) in signed.iter().cycle().take(VERIFICATIONS) {
                    key.verify_strict(message, signature).expect("it signed this");
                }
            });
        }
    });
    (threads * VERIFICATIONS) as f64 / began.elapsed().as_secs_f64()
}

/// How long one small write takes until the disk has it: the median.
pub(crate) fn fsync_time(folder: &Path) -> anyhow::Result<Duration> {
    let mut file = File::create(folder.join("fsync")).context("the disk cannot be measured")?;
    let mut times = Vec::new();
    for _ in 0..FSYNCS {
        let began = Instant::now();
        file.seek(SeekFrom::End(0))?;
        file.write_all(&[0x5A; 4096])?;
        file.sync_data()?;
        times.push(began.elapsed());
    }
    Ok(quantile(&mut times, 50))
}

/// How many threads run at once.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The time below which so many of a hundred lie.
pub(crate) fn quantile(times: &mut [Duration], percent: usize) -> Duration {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

/// Bytes of all files in a folder.
pub(crate) fn folder_bytes(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() { folder_bytes(&entry.path())? } else { metadata.len() };
    }
    Ok(bytes)
}

/// What a process has used so far. Only Linux tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// Seconds of all its threads on a core.
    pub(crate) cpu_s: Option<f64>,
    /// Memory in use now.
    pub(crate) rss_bytes: Option<u64>,
    /// The most memory that was ever in use.
    pub(crate) peak_bytes: Option<u64>,
}

/// Asks the system about a process.
pub(crate) fn usage(process: u32) -> Usage {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
    };
    Usage { cpu_s: cpu_seconds(process), rss_bytes: kilobytes("VmRSS:"), peak_bytes: kilobytes("VmHWM:") }
}

fn cpu_seconds(process: u32) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, the second field, may hold spaces; after it come the state and, as 12th and 13th, the times.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(ticks as f64 / TICKS_PER_SECOND)
}

const MESSAGE_BYTES: usize = 280;
const VERIFICATIONS: usize = 20_000;
const FSYNCS: usize = 101;
/// Linux has told processes a hundred ticks a second for as long as it has had this file.
const TICKS_PER_SECOND: f64 = 100.0;
