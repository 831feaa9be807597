//! Asking over HTTP with as little work as possible, since the one who asks shares the cores with the node.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};

/// A connection that is kept open.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

/// What asking took.
pub(super) struct Asked {
    /// Of each question.
    pub(super) times: Vec<Duration>,
    whole: Duration,
}

impl Asked {
    pub(super) fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.whole.as_secs_f64()
    }
}

impl Connection {
    pub(super) fn open(url: &str) -> anyhow::Result<Self> {
        let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let stream = TcpStream::connect(&host).context("the node does not answer")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::with_capacity(64 << 10, stream), host })
    }

    /// Asks, and reads the whole answer, which must be a good one.
    pub(super) fn get(&mut self, path: &str, accept: &str) -> anyhow::Result<Vec<u8>> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\naccept: {accept}\r\n\r\n", self.host);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut line, mut length, mut is_chunked) = (String::new(), None, false);
        self.stream.read_line(&mut line)?;
        ensure!(line.starts_with("HTTP/1.1 200"), "{path}: {line}");
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = Some(value.trim().parse()?);
            }
            is_chunked |= line == "transfer-encoding: chunked";
        }
        match length {
            Some(length) => {
                let mut body = vec![0; length];
                self.stream.read_exact(&mut body)?;
                Ok(body)
            }
            None if is_chunked => self.chunks(),
            None => bail!("{path}: an answer without a length"),
        }
    }

    fn chunks(&mut self) -> anyhow::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let length = usize::from_str_radix(line.trim(), 16).context("the length of a chunk")?;
            let at = body.len();
            body.resize(at + length + 2, 0);
            self.stream.read_exact(&mut body[at..])?;
            body.truncate(at + length);
            if length == 0 {
                return Ok(body);
            }
        }
    }
}

/// Asks all questions, over so many connections at once, each its next question after the answer.
pub(super) fn all_ask(url: &str, connections: usize, paths: &[String]) -> anyhow::Result<Asked> {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    let times = std::thread::scope(|scope| {
        let ask = || -> anyhow::Result<Vec<Duration>> {
            let mut connection = Connection::open(url)?;
            let mut times = Vec::new();
            while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                let began = Instant::now();
                connection.get(path, "application/json")?;
                times.push(began.elapsed());
            }
            Ok(times)
        };
        let asking: Vec<_> = (0..connections).map(|_| scope.spawn(ask)).collect();
        let times = asking.into_iter().map(|asked| asked.join().expect("asking does not panic"));
        times.collect::<anyhow::Result<Vec<_>>>()
    })?;
    Ok(Asked { times: times.concat(), whole: began.elapsed() })
}
