//! `hanse attestation verify`: what a verifier concludes, believing neither file nor node.
//!
//! ```text
//! FILE with evidence ────────────────────────────┐
//! FILE with a credential ─ its id ─┐             ├─► judge(evidence, anchors of the home, day)
//! ID ──────────────────────────────┴─► nodes ─ set aside what does not hold or is behind ─ unite
//! ```
//! What a node tells and does not hold is no verdict on the label: the next node is asked, and if none is left it could
//! not be found out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use protocol::anchors::{Anchor, Anchors};
use protocol::attestation::{AttestationId, Credential};
use protocol::automerge_guard;
use protocol::badge;
use protocol::bundle::{Bundle, BundleError};
use protocol::canonical::parse_json;
use protocol::digest::Digest;
use protocol::directory::Directory;
use protocol::document::Document;
use protocol::entry::{Address, EntryKind};
use protocol::evidence::{EVIDENCE_BYTES_MAX, Evidence, content_of};
use protocol::identity::line::{Line, VersionRef};
use protocol::identity::{Capability, Identity};
use protocol::organisation::OrganisationId;
use protocol::scheme::SchemeId;
use protocol::sentence::Sentence;
use protocol::status::undone;
use protocol::time::{Day, Timestamp};
use protocol::verification::{AsOf, BrokenProof, Check, CheckOutcome, Doubt, Judgement, Verdict, judge};
use serde_json::{Value, json};

use super::unpack::{Unpacked, labels, unpack};
use super::{CommandError, attestation, read_file};
use crate::args::AttestationVerify;
use crate::home::anchors;
use crate::home::lock::PATIENCE;
use crate::home::marks::{Mark, Marks};
use crate::output::{Answer, Exit, Line as Shown, Tone, sentence, shown};
use crate::session::{Session, organisation};

/// Verifies a label.
///
/// # Errors
///
/// [`CommandError`] when no conclusion can be drawn at all.
pub(crate) fn verify(
    session: &mut Session<'_, '_>,
    asked: &AttestationVerify,
) -> Result<Answer, CommandError> {
    let true_at = match &asked.as_of {
        Some(day) => Day::parse(day)?,
        None => session.now.day(),
    };
    let known_at = match &asked.as_known {
        Some(day) => Day::parse(day)?.end().min(session.now),
        None => session.now,
    };
    let holder = asked.holder.as_deref().map(organisation).transpose()?;
    let as_of = AsOf { true_at, known_at, now: session.now, holder };
    let anchors = trusted(session)?.with_statement_age(asked.max_age);
    let (mut judgement, evidence, nodes, source) = match asked_about(session, &asked.label, &asked.bundles)? {
        Asked::Evidence { evidence, faults } => {
            let mut judgement = judge(&evidence, &anchors, as_of);
            judgement.checks.extend(behind(session, &evidence)?);
            let noted = |sentence: String| {
                let sentence = Sentence::english(sentence);
                Check { name: "bundle", outcome: CheckOutcome::Noted, sentence }
            };
            judgement.checks.extend(faults.into_iter().map(noted));
            (judgement, evidence, Vec::new(), "file")
        }
        Asked::Label(id) => {
            let heard = ask_nodes(session, &id)?;
            (judge(&heard.evidence, &anchors, as_of), heard.evidence, heard.nodes, "nodes")
        }
        Asked::Credential(credential) => {
            if let Err(error) = credential.verify() {
                return Ok(broken_credential(&credential, &sentence(&error), as_of));
            }
            let heard = ask_nodes(session, &credential.label().id)?;
            let mut judgement = judge(&heard.evidence, &anchors, as_of);
            compare(&mut judgement, &credential, &heard.evidence);
            (judgement, heard.evidence, heard.nodes, "nodes")
        }
    };
    for path in &asked.evidence {
        judgement.compare_document(&path.display().to_string(), &read_file(path, DOCUMENT_BYTES_MAX)?);
    }
    raise_marks(session, &evidence)?;
    Ok(report(&judgement, as_of, &nodes, source))
}

/// What the person asks about.
pub(super) enum Asked {
    /// Files with all that is needed.
    Evidence {
        /// What they hold about the label.
        evidence: Box<Evidence>,
        /// What they lack of what they were written with.
        faults: Vec<String>,
    },
    /// A file with what was issued.
    Credential(Box<Credential>),
    /// A label by its id.
    Label(AttestationId),
}

/// Reads a file with evidence, a credential, a badge or a bundle, else a label's id, of which bundles tell if there are any.
///
/// # Errors
///
/// [`CommandError::NoFile`], [`CommandError::IsFolder`] for what can only have been meant as a file,
/// [`CommandError::BundleLabels`] for a bundle that holds not exactly one label, and as [`attestation::named`].
pub(super) fn asked_about(
    session: &mut Session<'_, '_>,
    text: &str,
    bundles: &[PathBuf],
) -> Result<Asked, CommandError> {
    if !bundles.is_empty() {
        let id = attestation::named(session, text)?;
        return bundled(bundles, |_| Ok(id));
    }
    let path = Path::new(text);
    if path.exists() && !path.is_dir() {
        return read(path);
    }
    match attestation::named(session, text) {
        Ok(id) => Ok(Asked::Label(id)),
        Err(CommandError::NoLabel { .. }) if path.is_dir() => {
            Err(CommandError::IsFolder { path: path.to_owned() })
        }
        Err(CommandError::NoLabel { .. }) if is_like_a_path(text) => {
            Err(CommandError::NoFile { path: path.to_owned() })
        }
        Err(other) => Err(other),
    }
}

/// Whether a text that is no id names a file: it has an extension, or a folder that is no SCID.
fn is_like_a_path(text: &str) -> bool {
    let is_of_the_net = text.contains("://") || text.starts_with("did:");
    let is_like_an_id = text.starts_with("Qm") && text.contains('/');
    let path = Path::new(text);
    !is_of_the_net && !is_like_an_id && (path.extension().is_some() || text.contains(std::path::is_separator))
}

fn read(path: &Path) -> Result<Asked, CommandError> {
    let mut bytes = read_file(path, EVIDENCE_BYTES_MAX as u64)?;
    if bytes.trim_ascii_start().starts_with(b"<") {
        bytes =
            badge::extract(&bytes).map_err(|source| CommandError::Badge { path: path.to_owned(), source })?;
    }
    if bytes.trim_ascii_start().starts_with(b"{") {
        return Ok(Asked::Credential(Box::new(Credential::parse(&bytes)?)));
    }
    // One of a later format is a bundle too: it is said which program reads it.
    if Bundle::parse(&bytes) != Err(BundleError::NotABundle) {
        return bundled(&[path.to_owned()], |directory| {
            let mut held = labels(directory);
            match held.len() {
                1 => Ok(held.remove(0)),
                _ => Err(CommandError::BundleLabels { path: path.to_owned(), labels: held }),
            }
        });
    }
    Ok(Asked::Evidence { evidence: Box::new(Evidence::parse(&bytes)?), faults: Vec::new() })
}

/// What bundles hold about one of their labels.
fn bundled(
    paths: &[PathBuf],
    choose: impl FnOnce(&Directory) -> Result<AttestationId, CommandError>,
) -> Result<Asked, CommandError> {
    let mut directory = Directory::default();
    let files: Vec<Unpacked> =
        paths.iter().map(|path| unpack(&mut directory, path)).collect::<Result<_, _>>()?;
    let id = choose(&directory)?;
    let faults: Vec<String> = files
        .iter()
        .filter_map(|file| Some(format!("{}: {}", shown(&file.name), file.fault(&directory)?)))
        .collect();
    match Evidence::gather(&directory, &id) {
        Some(evidence) => Ok(Asked::Evidence { evidence: Box::new(evidence), faults }),
        None => {
            let nothing = files.iter().map(|file| format!("{} does not hold it", shown(&file.name)));
            Err(CommandError::NoEvidence { id: id.to_string(), why: nothing.chain(faults).collect() })
        }
    }
}

/// The anchors of the home.
pub(super) fn trusted(session: &Session<'_, '_>) -> Result<Anchors, CommandError> {
    let anchors = anchors::read(&session.home)?.into_iter().map(|anchor| {
        let scheme = match &anchor.scheme {
            None => None,
            Some(text) => Some(SchemeId::parse(text).ok_or_else(|| CommandError::AnchorScheme {
                name: anchor.name.clone(),
                scheme: text.clone(),
            })?),
        };
        let version = VersionRef::parse(&anchor.version).expect("the home's reader checked it");
        Ok(Anchor { organisation: anchor.organisation, version, scheme })
    });
    Ok(Anchors::new(anchors.collect::<Result<_, CommandError>>()?))
}

/// What nodes told about a label.
pub(crate) struct Told {
    /// Their evidence, united.
    pub(crate) evidence: Box<Evidence>,
    /// Those whose evidence holds.
    pub(crate) nodes: Vec<String>,
}

/// Asks every node for evidence, sets aside what does not hold or is behind what this home has seen, and unites the rest.
///
/// # Errors
///
/// [`CommandError::NoEvidence`] when nothing is left.
pub(crate) fn ask_nodes(session: &mut Session<'_, '_>, id: &AttestationId) -> Result<Told, CommandError> {
    let marks = Marks::read(&session.home)?;
    let (mut sound, mut doubtful, mut why) = (Vec::new(), Vec::new(), Vec::new());
    for node in session.client.nodes() {
        let told = node.evidence(id).map_err(|error| sentence(&error)).and_then(|bytes| {
            let evidence = Evidence::parse(&bytes)
                .map_err(|error| format!("what {node} tells does not hold: {}", sentence(&error)))?;
            let doubt = check(&evidence, id, &marks, session.now)
                .map_err(|fault| format!("what {node} tells {fault}"))?;
            Ok((evidence, doubt))
        });
        match told {
            Ok((evidence, None)) => sound.push((node.to_string(), evidence)),
            Ok((evidence, Some(doubt))) => doubtful.push((node.to_string(), evidence, doubt)),
            Err(fault) => why.push(fault),
        }
    }
    if session.client.nodes().is_empty() {
        why.push("no node is given to ask".to_owned());
    }
    // A node that leaves something out must not spoil what others tell whole; but what it alone knows counts.
    let known = Known::of(sound.iter().map(|(_, evidence)| evidence), session.now);
    for (node, evidence, doubt) in doubtful {
        if known.is_empty() || known.lacks(&evidence, session.now) {
            sound.push((node, evidence));
        } else {
            why.push(format!("what {node} tells is not whole, and others tell it whole: {doubt}"));
        }
    }
    let (nodes, evidence): (Vec<String>, Vec<Evidence>) = sound.into_iter().unzip();
    match evidence.into_iter().reduce(Evidence::unite) {
        Some(evidence) => {
            for fault in why {
                session.console.say(format_args!("note: {fault}"));
            }
            Ok(Told { evidence: Box::new(evidence), nodes })
        }
        None => Err(CommandError::NoEvidence { id: id.to_string(), why }),
    }
}

/// Lines and statements that sound evidence shows.
#[derive(Default)]
struct Known {
    lines: BTreeSet<Digest>,
    statements: BTreeMap<OrganisationId, Mark>,
}

impl Known {
    fn of<'e>(all: impl Iterator<Item = &'e Evidence>, now: Timestamp) -> Self {
        let mut known = Self::default();
        for evidence in all {
            known.lines.extend(lines(evidence));
            for (organisation, mark) in statements(evidence, now) {
                let newest = known.statements.entry(organisation).or_insert(mark);
                *newest = (*newest).max(mark);
            }
        }
        known
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether other evidence shows a line or a newer statement that is not known here.
    fn lacks(&self, evidence: &Evidence, now: Timestamp) -> bool {
        let is_newer = |(organisation, mark): &(OrganisationId, Mark)| {
            self.statements.get(organisation).is_none_or(|known| known.time < mark.time)
        };
        lines(evidence).iter().any(|line| !self.lines.contains(line))
            || statements(evidence, now).iter().any(is_newer)
    }
}

/// The ids of all lines of the logs that hold.
fn lines(evidence: &Evidence) -> Vec<Digest> {
    let identities = evidence.organisations().filter_map(|organisation| identity_of(evidence, *organisation));
    identities.flat_map(|identity| identity.lines().map(Line::id).collect::<Vec<_>>()).collect()
}

/// Checks one node's evidence by itself, before it is united with that of others; says what in it is not whole.
fn check(
    evidence: &Evidence,
    id: &AttestationId,
    marks: &Marks,
    now: Timestamp,
) -> Result<Option<String>, String> {
    if evidence.about != *id {
        return Err(format!("is about {}, which was not asked for", evidence.about));
    }
    // Whom one trusts plays no part in whether signatures and paths hold. Each organisation is trusted in turn, so
    // that nothing that could be broken is passed over.
    let pins = evidence.organisations().filter_map(|organisation| {
        let identity = identity_of(evidence, *organisation)?;
        let version = *identity.branches().first()?.tip().version();
        Some(Anchor { organisation: *organisation, version, scheme: None })
    });
    let everybody = Anchors::new(pins.collect()).with_statement_age(u16::MAX);
    let judgement = judge(evidence, &everybody, AsOf::today(now));
    if let Verdict::BadSignature(
        broken @ (BrokenProof::Log | BrokenProof::Entry | BrokenProof::Statement | BrokenProof::StatusList),
    ) = judgement.verdict
    {
        return Err(format!("does not hold: {broken}"));
    }
    for (organisation, mark) in statements(evidence, now) {
        marks.refuse_behind(organisation, mark.time).map_err(|behind| format!("is stale news: {behind}"))?;
    }
    let is_in_doubt = matches!(judgement.verdict, Verdict::Indeterminate(_) | Verdict::UnknownScheme);
    Ok(is_in_doubt.then(|| judgement.verdict.to_string()))
}

/// The newest statement of each organisation in the evidence whose signature and right hold.
///
/// A statement from the future is left out: as a mark it would refuse every honest one until then.
fn statements(evidence: &Evidence, now: Timestamp) -> Vec<(OrganisationId, Mark)> {
    let limit = now.plus_millis(CLOCK_TOLERANCE_MS);
    let of_one = |organisation: &OrganisationId| {
        let identity = identity_of(evidence, *organisation)?;
        let stated = evidence.heads.iter().filter(|entry| {
            let header = entry.header();
            header.organisation == *organisation && header.kind == EntryKind::Heads && header.time <= limit
        });
        let newest = stated.max_by_key(|entry| (entry.header().time, entry.id()))?.clone().verify().ok()?;
        let header = newest.header();
        let may = |branch: &protocol::identity::Branch| {
            branch.authorises(&header.device, &header.version, header.sequence, Capability::Write)
        };
        let is_authorised = identity.branches().iter().any(may);
        is_authorised.then(|| (*organisation, Mark { time: header.time, heads: newest.id() }))
    };
    evidence.organisations().filter_map(of_one).collect()
}

fn identity_of(evidence: &Evidence, organisation: OrganisationId) -> Option<Identity> {
    let mut lines = evidence.logs.get(&organisation)?.iter().map(|line| Line::parse(line));
    let mut identity = Identity::found(lines.next()?.ok()?).ok()?;
    for line in lines {
        identity.admit(line.ok()?).ok()?;
    }
    (identity.organisation() == organisation).then_some(identity)
}

/// Notes that a file with evidence is older than what this home has seen.
///
/// # Errors
///
/// [`CommandError::Marks`] when the home cannot be read.
pub(super) fn behind(session: &Session<'_, '_>, evidence: &Evidence) -> Result<Option<Check>, CommandError> {
    let marks = Marks::read(&session.home)?;
    let stated = statements(evidence, session.now);
    let mark = stated.iter().find(|(organisation, _)| *organisation == evidence.about.issuer);
    Ok(mark.and_then(|(issuer, mark)| {
        let seen = marks.of(*issuer).filter(|seen| mark.time < seen.time)?;
        let sentence = format!(
            "the file knows the issuer's statement of {}, and this home has seen that of {}; what the issuer did between \
             them is not in the file",
            mark.time, seen.time
        );
        Some(Check { name: "behind", outcome: CheckOutcome::Noted, sentence: Sentence::english(sentence) })
    }))
}

fn raise_marks(session: &Session<'_, '_>, evidence: &Evidence) -> Result<(), CommandError> {
    let statements = statements(evidence, session.now);
    let marks = Marks::read(&session.home)?;
    let rises = |(organisation, mark): &(OrganisationId, Mark)| {
        marks.of(*organisation).is_none_or(|known| known < *mark)
    };
    if statements.iter().any(rises) {
        Marks::raise(&session.home.lock(PATIENCE)?, &statements)?;
    }
    Ok(())
}

/// Compares a credential that somebody holds with the one that its issuer published.
pub(super) fn compare(judgement: &mut Judgement, credential: &Credential, evidence: &Evidence) {
    let fail = |judgement: &mut Judgement, sentence: String| {
        judgement.verdict = Verdict::BadSignature(BrokenProof::Credential);
        let sentence = Sentence::english(sentence);
        judgement.checks.push(Check { name: "file", outcome: CheckOutcome::Failed, sentence });
    };
    let Some(published) = published(evidence) else {
        // The judge has said already what is wrong with what was published.
        return;
    };
    if published.to_text() == credential.to_text() {
        let sentence =
            Sentence::english("the file holds the credential that its issuer published".to_owned());
        judgement.checks.push(Check { name: "file", outcome: CheckOutcome::Passed, sentence });
        return;
    }
    let (ours, theirs) = (value_of(credential), value_of(&published));
    let members = differences("", &ours, &theirs);
    fail(judgement, format!("the file differs from what its issuer published: {}", members.join(", ")));
}

/// The credential in the evidence.
pub(crate) fn published(evidence: &Evidence) -> Option<Credential> {
    let content = content_in(evidence, evidence.about.issuer, &evidence.about.address())?;
    Credential::parse(content.as_bytes()).ok()
}

/// The content of a document in the evidence.
pub(super) fn content_in(
    evidence: &Evidence,
    organisation: OrganisationId,
    address: &Address,
) -> Option<String> {
    let shown = evidence
        .documents
        .iter()
        .find(|document| document.organisation == organisation && document.address == *address)?;
    let entries: Vec<_> =
        shown.entries.iter().map(|proven| proven.entry.clone().verify()).collect::<Result<_, _>>().ok()?;
    let changes = entries.iter().map(|entry| {
        let header = entry.header();
        let device = header.adopts.map_or(header.device, |adopted| adopted.device);
        (entry.id(), automerge_guard::actor(&header.organisation, &device, address.as_str()), entry.body())
    });
    let (document, _) = Document::from_changes(address.collection(), changes);
    content_of(&document)
}

fn value_of(credential: &Credential) -> Value {
    let text = credential.to_text();
    parse_json(text.as_bytes(), text.len()).unwrap_or_default()
}

/// The paths at which two values differ, at most ten.
fn differences(path: &str, ours: &Value, theirs: &Value) -> Vec<String> {
    let mut found = Vec::new();
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let keys: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
            for key in keys {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let value =
                    |object: &serde_json::Map<String, Value>| object.get(key).cloned().unwrap_or_default();
                found.extend(differences(&below, &value(ours), &value(theirs)));
            }
        }
        (ours, theirs) if ours == theirs => {}
        _ => found.push(shown(path).into_owned()),
    }
    found.truncate(10);
    found
}

/// The answer about a credential whose own proof does not count: nobody need be asked.
fn broken_credential(credential: &Credential, why: &str, as_of: AsOf) -> Answer {
    let verdict = Verdict::BadSignature(BrokenProof::Credential);
    let mut judgement = Judgement::of(credential.label().id.clone(), verdict);
    judgement.label = Some(credential.label().clone());
    let sentence = Sentence::english(why.to_owned());
    judgement.checks.push(Check { name: "file", outcome: CheckOutcome::Failed, sentence });
    report(&judgement, as_of, &[], "file")
}

fn report(judgement: &Judgement, as_of: AsOf, nodes: &[String], source: &str) -> Answer {
    let (exit, tone) = match judgement.verdict {
        Verdict::Valid { .. } => (Exit::Done, Tone::Good),
        _ if judgement.verdict.is_open() => (Exit::Unknown, Tone::Open),
        _ => (Exit::No, Tone::Bad),
    };
    let mut json = judgement.to_json(as_of);
    json["source"] = json!(source);
    json["nodes"] = json!(nodes);
    let whole = judgement.to_string();
    let code = judgement.verdict.code();
    let mut answer = Answer::done(json).exit(exit);
    answer.lines.push(Shown::toned(tone, code, &shown(whole.strip_prefix(code).unwrap_or(&whole))));
    for check in judgement.checks.iter().chain(judgement.later(as_of.true_at).as_ref()) {
        answer = answer.line(check_line(check));
    }
    let undone = undone(&judgement.acts);
    for act in &judgement.acts {
        let line = act.to_line(as_of.true_at, &undone);
        answer = answer.line(format!("  act {} {}", shown(&act.name), shown(&line)));
    }
    for reply in &judgement.replies {
        let about = reply.about.as_deref().map(|name| format!(" to act {}", shown(name))).unwrap_or_default();
        answer = answer.line(format!("  the holder says{about}: {}", shown(&reply.text)));
    }
    if let Some(stated_at) = judgement.stated_at {
        let seen = match nodes.len() {
            0 => "in a file".to_owned(),
            1 => "at 1 node".to_owned(),
            number => format!("at {number} nodes"),
        };
        answer = answer.line(format!("as of the issuer's statement of {stated_at}, seen {seen}"));
    }
    match &judgement.verdict {
        Verdict::Indeterminate(Doubt::NoAnchor) => {
            let owner = judgement.label.as_ref().map_or("DID", |label| label.owner.did.as_str());
            answer.hint(format!(
                "look at the scheme's owner, and trust it with `hanse anchor add {}`",
                shown(owner)
            ))
        }
        Verdict::StatusStale { .. } => {
            answer.hint("ask a node with newer news, or allow more with --max-age DAYS")
        }
        _ => answer,
    }
}

/// A question and its answer, as a line of a report.
pub(super) fn check_line(check: &Check) -> String {
    let mark = match check.outcome {
        CheckOutcome::Passed => "yes",
        CheckOutcome::Failed => "NO",
        CheckOutcome::Indeterminate => "?",
        CheckOutcome::Noted => "-",
    };
    format!("  {mark:<3} {:<13} {}", check.name, shown(&check.sentence.to_string()))
}

const CLOCK_TOLERANCE_MS: u64 = 10 * 60 * 1000;
/// A document that is compared has at most this many bytes.
const DOCUMENT_BYTES_MAX: u64 = 1 << 30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_id_is_taken_for_a_file_where_it_looks_like_one() {
        for text in ["nofile.json", "./gold", "labels/gold", "../labels/gold.evidence"] {
            assert!(is_like_a_path(text), "{text}");
        }
        for text in ["8Rfy", "Qm/nothing", "https://a.example/v1/attestations/1", "did:web:example.org"] {
            assert!(!is_like_a_path(text), "{text}");
        }
    }

    #[test]
    fn differences_are_named_by_their_paths() {
        let ours = json!({"a": 1, "b": {"c": 2, "d": [1]}, "e": 5});
        let theirs = json!({"a": 1, "b": {"c": 3, "d": [2]}});
        assert_eq!(differences("", &ours, &theirs), ["b.c", "b.d", "e"]);
        assert!(differences("", &ours, &ours).is_empty());
    }
}
