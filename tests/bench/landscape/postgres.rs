//! The same questions to Debian's PostgreSQL, with full-text and trigram indexes as a site would use them.
//!
//! A server of its own runs on a socket in a temporary folder, as an unprivileged user. A question is one round trip:
//! the total, twenty hits by rank, and the counts of the three facets, each of which leaves its own filter aside. Where
//! nothing is found, a second one looks for similar names by trigrams.

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use harness::landscape;
use protocol::vocabulary::List;
use serde_json::{Map, Value};
use tempfile::tempdir;

use super::millis;
use super::questions::Question;
use crate::machine::quantile;
use crate::replication::wait_for;

pub(super) fn measure(count: u64, questions: &[Question]) -> anyhow::Result<Map<String, Value>> {
    let server = Server::start()?;
    let mut connection = server.connect()?;
    fill(&mut connection, server.folder.path(), count)?;
    let mut figures = Map::new();
    // The first questions bring the tables into memory.
    for question in questions.iter().take(200) {
        ask(&mut connection, question)?;
    }
    let (mut times, mut found) = (Vec::new(), 0);
    for question in questions {
        let began = Instant::now();
        found += usize::from(ask(&mut connection, question)?);
        times.push(began.elapsed());
    }
    ensure!(found * 2 > questions.len(), "PostgreSQL finds something for {found} questions only");
    figures.insert("postgres_p50_ms".into(), millis(quantile(&mut times, 50)));
    figures.insert("postgres_p99_ms".into(), millis(quantile(&mut times, 99)));
    Ok(figures)
}

/// Asks, and tells whether anything was found at once.
fn ask(connection: &mut Connection, question: &Question) -> anyhow::Result<bool> {
    let words: Vec<String> =
        question.words.iter().map(|word| format!("{}:*", word.replace('\'', ""))).collect();
    let text = format!("words @@ to_tsquery('landscape', '{}')", words.join(" & "));
    let rows = connection.rows(&batch(question, &text))?;
    // The total is a row of its own.
    if rows > 1 {
        return Ok(true);
    }
    let name = question.text().replace('\'', "");
    connection.rows(&batch(question, &format!("'{name}' <% name")))?;
    Ok(false)
}

fn batch(question: &Question, text: &str) -> String {
    let country = format!("country = '{}'", question.country);
    let ecosystem = format!("ecosystems @> '{{{}}}'", question.ecosystem);
    let (column, code) = match &question.third {
        ("technology", code) => ("technologies", code),
        (_, code) => ("nace", code),
    };
    let third = format!("{column} @> '{{{code}}}'");
    let all = format!("{text} AND {country} AND {ecosystem} AND {third}");
    let query = question
        .words
        .iter()
        .map(|word| format!("{}:*", word.replace('\'', "")))
        .collect::<Vec<_>>()
        .join(" & ");
    format!(
        "SELECT count(*) FROM organisation WHERE {all};
         SELECT id, name, country, place FROM organisation WHERE {all}
             ORDER BY ts_rank(words, to_tsquery('landscape', '{query}')) DESC, id LIMIT 20;
         SELECT country, count(*) FROM organisation WHERE {text} AND {ecosystem} AND {third} GROUP BY 1;
         SELECT unnest(ecosystems) AS e, count(*) FROM organisation WHERE {text} AND {country} AND {third} GROUP BY 1;
         SELECT unnest({column}) AS t, count(*) FROM organisation WHERE {text} AND {country} AND {ecosystem} GROUP BY 1;"
    )
}

fn fill(connection: &mut Connection, folder: &Path, count: u64) -> anyhow::Result<()> {
    connection.rows(
        "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;
         CREATE TEXT SEARCH CONFIGURATION landscape (COPY = simple);
         ALTER TEXT SEARCH CONFIGURATION landscape ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
         CREATE TABLE organisation (id int PRIMARY KEY, name text, place text, country text, ecosystems text[],
             technologies text[], nace text[], body text, words tsvector);",
    )?;
    let file = folder.join("organisations.tsv");
    let mut out = std::io::BufWriter::new(fs::File::create(&file)?);
    for number in 0..count {
        let profile = landscape::profile(number);
        let values = |family: &str| {
            let values = profile.iter().filter(|(key, _)| key.starts_with(family));
            values.map(|(_, value)| value.replace(['\t', '\n', '\\'], " ")).collect::<Vec<_>>().join(" ")
        };
        let codes =
            |family: &str| profile.keys().filter_map(|key| key.strip_prefix(family)).collect::<Vec<_>>();
        let set = |codes: &[&str]| format!("{{{}}}", codes.join(","));
        let nace: Vec<&str> = codes("nace.")
            .into_iter()
            .flat_map(|code| {
                let entry = |code: &str| List::Nace.entry(List::Nace.version(), code);
                std::iter::successors(entry(code), move |entry_of| entry_of.parent.and_then(entry))
            })
            .map(|entry| entry.code)
            .collect();
        let texts = [values("description."), values("competence."), values("place")].join(" ");
        writeln!(
            out,
            "{number}\t{}\t{}\t{}\t{}\t{}\t{}\t{texts}",
            values("name."),
            values("place"),
            values("country"),
            set(&codes("ecosystem.")),
            set(&codes("technology.")),
            set(&nace),
        )?;
    }
    out.into_inner().context("the file is written")?.sync_all()?;
    connection.rows(&format!(
        "COPY organisation (id, name, place, country, ecosystems, technologies, nace, body) FROM '{}';
         UPDATE organisation SET words =
             setweight(to_tsvector('landscape', name), 'A') || setweight(to_tsvector('landscape', body), 'D');",
        file.display()
    ))?;
    for statement in [
        "CREATE INDEX ON organisation USING gin (words)",
        "CREATE INDEX ON organisation USING gin (name gin_trgm_ops)",
        "CREATE INDEX ON organisation (country)",
        "CREATE INDEX ON organisation USING gin (ecosystems)",
        "CREATE INDEX ON organisation USING gin (technologies)",
        "CREATE INDEX ON organisation USING gin (nace)",
        "VACUUM (FULL, ANALYZE) organisation",
    ] {
        connection.rows(statement)?;
    }
    Ok(())
}

/// A server that ends with this.
struct Server {
    process: Child,
    folder: tempfile::TempDir,
}

impl Server {
    fn start() -> anyhow::Result<Self> {
        let programs = programs()?;
        let folder = tempdir().context("a temporary folder")?;
        let data = folder.path().join("data");
        fs::create_dir(&data)?;
        if is_root()? {
            // PostgreSQL does not run as root; Debian's package makes a user for it.
            run(Command::new("chown").arg("-R").arg("postgres").arg(folder.path()))?;
        }
        run(unprivileged(&programs.join("initdb"))?
            .args([
                "--no-sync",
                "--auth=trust",
                "--username=bench",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "-D",
            ])
            .arg(&data))?;
        let process = unprivileged(&programs.join("postgres"))?
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=512MB"])
            .args(["-c", "work_mem=32MB", "-c", "maintenance_work_mem=256MB", "-c", "max_wal_size=4GB"])
            .args(["-c", "random_page_cost=1.1", "-c", "jit=off"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("PostgreSQL cannot be started")?;
        let server = Self { process, folder };
        wait_for("PostgreSQL to answer", Duration::from_secs(60), Duration::from_millis(100), || {
            server.connect().is_ok()
        })?;
        Ok(server)
    }

    fn connect(&self) -> anyhow::Result<Connection> {
        Connection::open(&self.folder.path().join(".s.PGSQL.5432"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Nothing of it is needed any more.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A client that sends statements as text and counts the rows of the answers.
struct Connection(UnixStream);

impl Connection {
    fn open(socket: &Path) -> anyhow::Result<Self> {
        let mut stream = UnixStream::connect(socket)?;
        let parameters = b"\x00\x03\x00\x00user\0bench\0database\0postgres\0\0";
        stream.write_all(&(parameters.len() as u32 + 4).to_be_bytes())?;
        stream.write_all(parameters)?;
        let mut connection = Self(stream);
        connection.until_ready()?;
        Ok(connection)
    }

    fn rows(&mut self, statements: &str) -> anyhow::Result<usize> {
        let mut message = vec![b'Q'];
        message.extend_from_slice(&(statements.len() as u32 + 5).to_be_bytes());
        message.extend_from_slice(statements.as_bytes());
        message.push(0);
        self.0.write_all(&message)?;
        self.until_ready().with_context(|| statements.chars().take(300).collect::<String>())
    }

    fn until_ready(&mut self) -> anyhow::Result<usize> {
        let (mut rows, mut refused) = (0, None);
        loop {
            let mut head = [0; 5];
            self.0.read_exact(&mut head)?;
            let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
            let mut body = vec![0; length.saturating_sub(4)];
            self.0.read_exact(&mut body)?;
            match head[0] {
                b'D' => rows += 1,
                b'E' => refused = Some(String::from_utf8_lossy(&body).replace('\0', " ")),
                b'Z' => match refused {
                    Some(refused) => bail!("PostgreSQL refuses: {refused}"),
                    None => return Ok(rows),
                },
                _ => {}
            }
        }
    }
}

/// The folder of the newest server programs.
fn programs() -> anyhow::Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions
        .map(|version| version.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    folders.sort();
    folders.pop().context(
        "PostgreSQL is not installed: `apt-get install postgresql`, or leave it out with --without-postgres",
    )
}

fn is_root() -> anyhow::Result<bool> {
    let output = Command::new("id").arg("-u").output().context("`id` cannot be started")?;
    Ok(output.stdout.trim_ascii() == b"0")
}

fn unprivileged(program: &Path) -> anyhow::Result<Command> {
    if !is_root()? {
        return Ok(Command::new(program));
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
    command.current_dir("/");
    Ok(command)
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}
