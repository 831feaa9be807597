//! `hanse audit issuer|organisation|scheme`: the whole record of labels, held against every rule.
//!
//! ```text
//! bundles ─┐
//! nodes ───┴─► items, each verified ─► directory ─► audit(directory, anchors of the home, day) ─► report
//! ```
//! With several nodes their words are united. Whose words are needed is found step by step: who issued, who owns the
//! scheme, who accredited whom. A file that is cut, and a record that ends before a statement that this home has seen, are
//! gaps of the audit.

use std::collections::BTreeSet;

use protocol::anchors::Anchors;
use protocol::attestation::AttestationId;
use protocol::audit::{Audit, AuditOf, Gap, Matter, Outcome, audit_in_part, reach};
use protocol::directory::Directory;
use protocol::item::Item;
use protocol::organisation::OrganisationId;
use protocol::scheme::SchemeId;
use protocol::time::{Day, Timestamp};
use protocol::verification::AsOf;

use super::unpack::{Unpacked, unpack};
use super::{CommandError, verify};
use crate::args::{self, AuditHow, ReportForm};
use crate::heard::HeardError;
use crate::home::durable;
use crate::home::lock::PATIENCE;
use crate::home::marks::{Mark, Marks};
use crate::output::{Answer, Exit, Line, Tone, count, sentence, shown};
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`] when nothing can be audited at all.
pub fn run(session: &mut Session<'_, '_>, verb: args::Audit) -> Result<Answer, CommandError> {
    let (about, how) = match verb {
        args::Audit::Issuer { issuer, how } => (AuditOf::Issuer(organisation(&issuer)?), how),
        args::Audit::Organisation { organisation: one, how } => {
            (AuditOf::Organisation(organisation(&one)?), how)
        }
        args::Audit::Scheme { scheme, how } => {
            let id = SchemeId::parse(&scheme);
            let id = id.ok_or_else(|| CommandError::NoScheme { text: shown(&scheme).into_owned() })?;
            (AuditOf::Scheme(id), how)
        }
    };
    let day = |text: &Option<String>| text.as_deref().map_or(Ok(session.now.day()), Day::parse);
    let (true_at, known_at) = (day(&how.as_of)?, day(&how.as_known)?);
    // Whole days: what is asked today gives the same report until midnight.
    let as_of = AsOf { true_at, known_at: known_at.end(), now: session.now.day().end(), holder: None };
    let anchors = verify::trusted(session)?.with_statement_age(how.max_age);
    let mut directory = Directory::default();
    let mut lacking = Vec::new();
    if how.bundles.is_empty() {
        hear(session, &mut directory, &about, &anchors, how.replies)?;
    } else {
        let files: Vec<Unpacked> =
            how.bundles.iter().map(|path| unpack(&mut directory, path)).collect::<Result<_, _>>()?;
        lacking.extend(files.iter().filter_map(|file| {
            Some(Gap { about: Matter::File(file.name.clone()), sentence: file.fault(&directory)? })
        }));
    }
    lacking.extend(raise_marks(session, &directory, as_of.known_at)?);
    let audit = audit_in_part(&directory, about, &anchors, as_of, lacking);
    report(&audit, &how)
}

/// Asks every node for everything that has a say, until nothing more is needed.
fn hear(
    session: &mut Session<'_, '_>,
    directory: &mut Directory,
    about: &AuditOf,
    anchors: &Anchors,
    with_holders: bool,
) -> Result<(), CommandError> {
    let mut asked: BTreeSet<OrganisationId> = BTreeSet::new();
    let mut hinted = hinted(session, about);
    loop {
        let mut needed = reach(directory, about, anchors, with_holders);
        needed.append(&mut hinted);
        let missing: Vec<OrganisationId> = needed.into_iter().filter(|one| asked.insert(*one)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        for organisation in missing {
            match session.heard.every_item(&session.client, organisation) {
                Ok(items) => {
                    for bytes in items {
                        // They were verified when they were heard.
                        if let Ok(item) = Item::parse_own_record(&bytes) {
                            directory.admit(item);
                        }
                    }
                }
                // The audit says that it is not known.
                Err(HeardError::NotKnown { .. }) if organisation == about.organisation() => {}
                Err(error) if organisation == about.organisation() => return Err(error.into()),
                Err(error) => session.console.say(format_args!(
                    "note: what {organisation} said could not be had: {}",
                    sentence(&error)
                )),
            }
        }
    }
}

/// Issuers of which nodes say that they issued such labels, those among them that came to a holder by transfer. It is only
/// where to look: nothing of it is believed.
fn hinted(session: &mut Session<'_, '_>, about: &AuditOf) -> BTreeSet<OrganisationId> {
    let mut issuers = BTreeSet::new();
    let id = about.to_string();
    let query = match about {
        AuditOf::Issuer(_) => return issuers,
        AuditOf::Organisation(_) => ("subject", id.as_str()),
        AuditOf::Scheme(_) => ("scheme", id.as_str()),
    };
    for node in session.client.nodes() {
        match node.label_issuers(query) {
            Ok(told) => issuers.extend(told.iter().filter_map(|did| OrganisationId::parse(did).ok())),
            Err(error) => session.console.say(format_args!("note: {}", sentence(&error))),
        }
        let AuditOf::Organisation(holder) = about else { continue };
        match node.rumour(*holder) {
            Ok(rumour) => {
                let labels = rumour.labels.iter().filter_map(|label| AttestationId::parse(label));
                issuers.extend(labels.map(|label| label.issuer));
            }
            // Where nobody knows it, the audit says so.
            Err(error) if error.is_not_there() => {}
            Err(error) => session.console.say(format_args!("note: {}", sentence(&error))),
        }
    }
    issuers
}

/// Remembers the newest statements; the gaps are the records that end before a statement that this home has seen.
///
/// What was stated after the time whose knowledge counts is not asked for, and nobody misses it.
fn raise_marks(
    session: &mut Session<'_, '_>,
    directory: &Directory,
    known_at: Timestamp,
) -> Result<Vec<Gap>, CommandError> {
    let marks = Marks::read(&session.home)?;
    let (mut behind, mut rises) = (Vec::new(), Vec::new());
    for (organisation, ledger) in directory.ledgers() {
        let newest = ledger.newest_heads();
        let newest = newest.map(|heads| Mark { time: heads.header().time, heads: heads.id() });
        let known = marks.of(*organisation);
        if let Some(seen) = known.filter(|seen| newest.is_none_or(|newest| newest.time <= seen.time))
            && ledger.entry(&seen.heads).is_none()
            && newest.is_none_or(|newest| newest.time < known_at)
        {
            let heard = match newest {
                Some(newest) => format!("what was heard of it ends with its statement of {}", newest.time),
                None => "no statement of it was heard".to_owned(),
            };
            let sentence = format!("{heard}, and this home has seen its statement of {}", seen.time);
            behind.push(Gap { about: Matter::Organisation(*organisation), sentence });
        } else if let Some(newest) = newest.filter(|newest| newest.time <= session.now)
            && known.is_none_or(|known| known < newest)
        {
            rises.push((*organisation, newest));
        }
    }
    if !rises.is_empty() {
        Marks::raise(&session.home.lock(PATIENCE)?, &rises)?;
    }
    Ok(behind)
}

fn report(audit: &Audit, how: &AuditHow) -> Result<Answer, CommandError> {
    let exit = match audit.outcome() {
        Outcome::Findings => Exit::No,
        Outcome::Open => Exit::Unknown,
        Outcome::Clean => Exit::Done,
    };
    let written = match how.format {
        ReportForm::Text => in_lines(audit).iter().map(|line| format!("{}\n", line.text)).collect(),
        ReportForm::Json => format!("{}\n", audit.to_json()),
        ReportForm::Csv => audit.to_csv(),
        ReportForm::Html => audit.to_html(),
    };
    let mut json = audit.to_json();
    let mut answer = match &how.out {
        Some(path) => {
            durable::replace(path, written.as_bytes())?;
            json["out"] = serde_json::json!(path);
            let mut answer = Answer::done(json);
            answer.lines.push(verdict_line(audit));
            answer.line(format!("report written to {}", path.display()))
        }
        None => {
            let mut answer = Answer::done(json);
            match how.format {
                ReportForm::Text => answer.lines = in_lines(audit),
                _ => answer = answer.line(written.trim_end_matches(['\r', '\n'])),
            }
            answer
        }
    };
    if audit.outcome() == Outcome::Open && audit.anchors.iter().next().is_none() {
        answer = answer.hint("you trust nobody yet: `hanse anchor add` trusts the owner of a scheme");
    }
    Ok(answer.exit(exit))
}

fn verdict_line(audit: &Audit) -> Line {
    let tone = match audit.outcome() {
        Outcome::Clean => Tone::Good,
        Outcome::Findings => Tone::Bad,
        Outcome::Open => Tone::Open,
    };
    Line::toned(tone, audit.outcome().code(), &format!(": {}", audit.summary()))
}

/// The report for a terminal: the verdict, the findings with what shows them, the labels.
fn in_lines(audit: &Audit) -> Vec<Line> {
    let plain = |text: String| Line { text, toned: 0, tone: Tone::Plain };
    let mut lines = vec![verdict_line(audit)];
    for finding in &audit.findings {
        let code = finding.code.code();
        let first = format!(" {}: {}", finding.code.severity().code(), shown(&finding.sentence));
        lines.push(Line::toned(Tone::Bad, code, &first));
        lines.push(plain(format!("  {} {}", finding.about.kind(), finding.about)));
        for exhibit in &finding.exhibits {
            let digest = exhibit.digest.map(|digest| format!(" {digest}")).unwrap_or_default();
            let at = exhibit.at.map(|at| format!(" of {at}")).unwrap_or_default();
            lines.push(plain(format!("  {}{digest}{at}", shown(&exhibit.what))));
        }
    }
    for gap in &audit.gaps {
        let about = gap.about.to_string();
        let rest = format!(" {} {}: {}", gap.about.kind(), shown(&about), shown(&gap.sentence));
        lines.push(Line::toned(Tone::Open, "open", &rest));
    }
    for label in &audit.labels {
        lines.push(plain(format!("{}  {}", label.judgement.id, shown(&label.judgement.to_string()))));
        for reply in &label.judgement.replies {
            lines.push(plain(format!("  the holder, {}: {}", reply.recorded.day(), shown(&reply.text))));
        }
    }
    let items = count(audit.item_count, "item", "items");
    lines.push(plain(format!(
        "true on {}, as known on {}; rests on {items} of {}, digest {}",
        audit.as_of.true_at,
        audit.as_of.known_at.day(),
        count(audit.organisations.len(), "organisation", "organisations"),
        audit.items
    )));
    lines
}
