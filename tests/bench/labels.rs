//! How long a verdict on one label takes as a whole process, and an audit of ten thousand beside the signatures in it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use harness::process::{build_hanse, program};
use harness::scene::Scene;
use harness::story::{Member, World, at};
use protocol::attestation::{AttestationId, Label};
use protocol::audit::{AuditOf, audit};
use protocol::directory::Directory;
use protocol::item::Item;
use protocol::time::Month;
use protocol::verification::AsOf;
use serde_json::{Value, json};

use crate::machine::{cores, quantile, verify_per_second};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many labels are audited.
    #[arg(long, default_value_t = 10_000)]
    labels: u32,
    /// How often the program is started.
    #[arg(long, default_value_t = 200)]
    starts: usize,
    /// Print one JSON object.
    #[arg(long)]
    pub(crate) json: bool,
}

pub(crate) fn measure(arguments: &Arguments) -> anyhow::Result<Value> {
    build_hanse()?;
    let folder = tempfile::tempdir().context("a temporary folder")?;
    let (mut times, bundle_bytes) = verify_file(folder.path(), arguments.starts)?;
    let audited = audit_many(arguments.labels)?;
    Ok(json!({
        "verify_file_ms": millis(quantile(&mut times, 50)),
        "verify_file_p99_ms": millis(quantile(&mut times, 99)),
        "label_bundle_bytes": bundle_bytes,
        "audit_ratio": audited.ratio,
        "audit": {
            "labels": arguments.labels,
            "signatures": audited.signatures,
            "raw_s": audited.raw_s,
            "take_in_s": audited.take_in_s,
            "audit_s": audited.audit_s,
            "whole_s": audited.take_in_s + audited.audit_s,
        },
    }))
}

/// Starts `hanse attestation verify FILE` again and again, offline.
fn verify_file(folder: &Path, starts: usize) -> anyhow::Result<(Vec<Duration>, usize)> {
    let scene = Scene::labelled();
    let evidence = scene.evidence().to_file();
    let (file, home) = (folder.join("label.evidence"), folder.join("home"));
    fs::create_dir(&home)?;
    fs::write(&file, &evidence)?;
    let (id, version) = (scene.authority.id, scene.authority.tip().version_id().to_owned());
    let anchor = format!(
        "[[anchor]]\norganisation = \"{id}\"\nversion = \"{version}\"\nname = \"authority\"\nadded = \"2026-05-05\"\n"
    );
    fs::write(home.join("anchors.toml"), anchor)?;
    let mut times = Vec::new();
    for _ in 0..starts {
        let mut command = Command::new(program("hanse"));
        command.arg("--home").arg(&home).args(["attestation", "verify"]).arg(&file);
        command.args(["--max-age", "60000", "--as-of", "2026-06-01"]).stdin(Stdio::null());
        let began = Instant::now();
        let output = command.output().context("hanse cannot be started")?;
        times.push(began.elapsed());
        ensure!(
            output.status.success(),
            "the label is not valid: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok((times, evidence.len()))
}

struct Audited {
    signatures: usize,
    raw_s: f64,
    take_in_s: f64,
    audit_s: f64,
    ratio: f64,
}

/// Takes in and audits the labels of one issuer out of their bytes, as a process does that was given a bundle.
fn audit_many(count: u32) -> anyhow::Result<Audited> {
    let (world, issuer, anchors) = issued(count);
    let bytes: Vec<Vec<u8>> = world.items.iter().map(Item::to_bytes).collect();
    // One signature for each item, one proof for each credential.
    let signatures = bytes.len() + count as usize;
    let raw_s = signatures as f64 / (verify_per_second() / cores() as f64);
    let began = Instant::now();
    let mut directory = Directory::default();
    for bytes in &bytes {
        directory.admit(Item::parse(bytes)?);
    }
    let take_in_s = began.elapsed().as_secs_f64();
    let began = Instant::now();
    let audit = audit(&directory, AuditOf::Issuer(issuer.id), &anchors, AsOf::today(at("2026-07-01")));
    let audit_s = began.elapsed().as_secs_f64();
    ensure!(audit.labels.len() == count as usize, "{} labels were audited", audit.labels.len());
    ensure!(audit.findings.is_empty() && audit.gaps.is_empty(), "{}", audit.summary());
    Ok(Audited { signatures, raw_s, take_in_s, audit_s, ratio: (take_in_s + audit_s) / raw_s })
}

/// Labels of one issuer for as many holders.
fn issued(count: u32) -> (World, Member, protocol::anchors::Anchors) {
    let mut world = World::default();
    let authority = world.found("authority", "2026-01-10");
    let issuer = world.found("issuer", "2026-01-11");
    let scheme = world.publish_scheme(&authority, "2026-02-01");
    world.accredit(&authority, &issuer, &scheme, &["gold"], "2026-02-02");
    let subject = Member::found("holder", at("2026-01-12"));
    for number in 0..count {
        let mut name = [0; 10];
        name[..4].copy_from_slice(&number.to_be_bytes());
        let id = AttestationId::named(issuer.id, name);
        let month = Month::parse("2026-05").expect("a month");
        let label = harness::story::label(&id, &issuer, &authority, &subject, &scheme.0, "gold", month);
        let mut holder = label.subject.clone();
        let other =
            protocol::organisation::OrganisationId::from_digest(protocol::digest::Digest::of(&[&name]));
        holder.did = holder.did.replace(&subject.id.to_string(), &other.to_string());
        let mut label = Label { awarded: at("2026-05-04"), subject: holder, ..label };
        label.award.number = Some(format!("2026-{number}"));
        let sealed = label.seal(&scheme.1, &issuer.device(1)).expect("the scheme has the level");
        let address = id.address().to_string();
        world.edit(&issuer, &address, &[("content", &sealed.to_text())], "2026-05-04");
    }
    world.state_heads(&issuer, "2026-05-05");
    let anchors = harness::scene::trusting(&authority).with_statement_age(365);
    (world, issuer, anchors)
}

fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}
