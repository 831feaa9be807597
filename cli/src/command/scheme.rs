//! `hanse scheme check|publish|show|diff`

use std::path::Path;

use protocol::author::{AuthorError, Edits};
use protocol::document::EditError;
use protocol::evidence::content_of;
use protocol::scheme::assess::{Assessed, LevelOutcome, Score};
use protocol::scheme::fault::Place;
use protocol::scheme::period::Term;
use protocol::scheme::ratio::Ratio;
use protocol::scheme::scorecard::Scorecard;
use protocol::scheme::sentences::Outlined;
use protocol::scheme::{Scheme as Read, SchemeError, SchemeId};
use protocol::sentence::Sentence;
use serde_json::{Value, json};

use super::{CommandError, deliver, read_text};
use crate::args::Scheme;
use crate::output::{Answer, Exit, Line, Tone, count, sentence, shown};
use crate::own::{Own, OwnError};
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Scheme) -> Result<Answer, CommandError> {
    match verb {
        Scheme::Check { file, scorecard } => check(&file, scorecard.as_deref()),
        Scheme::Publish { file } => publish(session, &file),
        Scheme::Show { scheme } => show(session, &scheme),
        Scheme::Diff { before, after } => diff(session, &before, &after),
    }
}

/// Says whether a file is a scheme, and what follows from a scorecard. Asks nobody and needs no home.
///
/// # Errors
///
/// [`CommandError`] when a file cannot be read; what is wrong in it is an answer.
pub(super) fn check(file: &Path, scorecard: Option<&Path>) -> Result<Answer, CommandError> {
    let scheme = match Read::parse_toml(&read_text(file, FILE_BYTES_MAX)?) {
        Ok(scheme) => scheme,
        Err(error) => return Ok(not_sound(file, &error)),
    };
    let content_bytes = scheme.to_content().len();
    let answer = Answer::done(json!({
        "sound": true,
        "name": scheme.document_name(),
        "title": scheme.title(),
        "levels": scheme.levels.iter().map(|level| &level.code).collect::<Vec<_>>(),
        "criteria": scheme.criteria.len(),
        "content_bytes": content_bytes,
    }));
    let mut answer = answer.line(format!(
        "{}: {}, {}, {}, {content_bytes} bytes when published",
        scheme.document_name(),
        shown(scheme.title()),
        count(scheme.levels.len(), "level", "levels"),
        count(scheme.criteria.len(), "criterion", "criteria"),
    ));
    let Some(path) = scorecard else { return Ok(answer) };
    let card = match read_scorecard(path) {
        Ok(card) => card,
        Err(CommandError::Scheme(error)) => return Ok(not_sound(path, &error)),
        Err(error) => return Err(error),
    };
    let assessed = scheme.assess(&card);
    let contradictions =
        card.expected.as_ref().map(|expected| assessed.contradictions(expected)).unwrap_or_default();
    answer.json["assessed"] = assessed_json(&assessed);
    answer.json["contradictions"] = json!(contradictions);
    answer.lines.extend(assessed.levels.iter().flat_map(|outcome| outcome_lines(&scheme, outcome)));
    for fault in &assessed.faults {
        answer.lines.push(Line::toned(Tone::Bad, "not taken", &format!(": {}", shown(fault))));
    }
    for contradiction in &contradictions {
        answer.lines.push(Line::toned(Tone::Bad, "not as expected", &format!(": {}", shown(contradiction))));
    }
    let is_yes = assessed.faults.is_empty()
        && contradictions.is_empty()
        && (card.expected.is_some() || assessed.highest().is_some());
    Ok(if is_yes { answer } else { answer.exit(Exit::No) })
}

/// Reads answers from a file, TOML or where its name ends so JSON.
///
/// # Errors
///
/// [`CommandError`].
pub(super) fn read_scorecard(path: &Path) -> Result<Scorecard, CommandError> {
    let text = read_text(path, FILE_BYTES_MAX)?;
    let is_json = path.extension().is_some_and(|end| end == "json");
    Ok(if is_json { Scorecard::parse_json(&text)? } else { Scorecard::parse_toml(&text)? })
}

/// What is wrong with a file, each with its line and a mark below the place.
fn not_sound(file: &Path, error: &SchemeError) -> Answer {
    let faults: Vec<Value> = error
        .faults()
        .iter()
        .map(|fault| {
            json!({
                "line": fault.place.as_ref().map(|place| place.line),
                "column": fault.place.as_ref().map(|place| place.column),
                "rule": fault.rule,
            })
        })
        .collect();
    let mut answer = Answer::done(json!({"sound": false, "error": sentence(error), "faults": faults}));
    for fault in error.faults() {
        answer = answer.line(format!("{}: {}", file.display(), shown(&fault.to_string())));
        let picture = fault.place.as_ref().map(Place::picture);
        answer = picture.iter().flat_map(|picture| picture.lines()).fold(answer, Answer::line);
    }
    if error.faults().is_empty() {
        answer = answer.line(format!("{}: {}", file.display(), sentence(error)));
    }
    answer.hint("docs/spec/scheme.md has the whole form, and docs/schemes has examples").exit(Exit::No)
}

/// What is said of a level: whether it is reached, and what is missing.
pub(super) fn outcome_lines(scheme: &Read, outcome: &LevelOutcome) -> Vec<Line> {
    let title = scheme.level(&outcome.level).map_or("", |level| level.title());
    let (tone, word) = if outcome.reached { (Tone::Good, "reached") } else { (Tone::Bad, "not reached") };
    let score = match outcome.total.percent {
        Some(_) => format!(", {}", outcome.total),
        None => String::new(),
    };
    let term = match outcome.term {
        Some(Term::Until(day)) => format!(", until {day}"),
        Some(term) => format!(", for {term}"),
        None => String::new(),
    };
    let rest = format!(": {}, {}{score}{term}", outcome.level, shown(title));
    let mut lines = vec![Line::toned(tone, word, &rest)];
    let plain = |text: String| Line { text, toned: 0, tone: Tone::Plain };
    lines.extend(outcome.below().map(|reason| plain(format!("  NO  {}", shown(&reason.sentence)))));
    if !outcome.reached && !outcome.missing.is_empty() {
        lines.push(plain(format!("  ?   no answer to {}", shown(&outcome.missing.join(", ")))));
    }
    if outcome.reached {
        let needs = scheme.prerequisites(&outcome.level).iter();
        lines.extend(needs.map(|needed| {
            plain(format!("  ?   needs {} too", shown(&scheme.say_prerequisite(needed).to_string())))
        }));
    }
    lines
}

/// What a program gets of it.
pub(super) fn assessed_json(assessed: &Assessed) -> Value {
    let number = |ratio: Ratio| json!(ratio);
    let score = |score: &Score| json!({"points": number(score.points), "max": number(score.max), "percent": score.percent.map(number)});
    let levels: Vec<Value> = assessed
        .levels
        .iter()
        .map(|outcome| {
            let dimensions: Vec<Value> = outcome
                .dimensions
                .iter()
                .map(|(code, of)| json!({"dimension": code, "score": score(of)}))
                .collect();
            let reasons: Vec<Value> = outcome
                .reasons
                .iter()
                .map(|reason| json!({"holds": reason.holds, "about": reason.about, "sentence": reason.sentence}))
                .collect();
            json!({
                "level": outcome.level,
                "reached": outcome.reached,
                "total": score(&outcome.total),
                "dimensions": dimensions,
                "reasons": reasons,
                "missing": outcome.missing,
                "term_months": match outcome.term { Some(Term::Months(months)) => Some(months.0), _ => None },
                "term_until": match outcome.term { Some(Term::Until(day)) => Some(day.to_string()), _ => None },
            })
        })
        .collect();
    json!({"levels": levels, "faults": assessed.faults})
}

fn show(session: &mut Session<'_, '_>, text: &str) -> Result<Answer, CommandError> {
    let (id, scheme) = named(session, text)?;
    let levels: Vec<Value> = scheme
        .levels
        .iter()
        .map(|level| json!({"code": level.code, "rules": in_words(&scheme.level_rules(&level.code))}))
        .collect();
    let content: Value = serde_json::to_value(&scheme).expect("a scheme is plain data");
    let mut answer = Answer::done(json!({
        "id": id.as_ref().map(ToString::to_string),
        "scheme": content,
        "rules": in_words(&scheme.rules()),
        "levels": levels,
    }))
    .line(format!("{}, version {}", shown(scheme.title()), scheme.version));
    if let Some(id) = &id {
        answer = answer.line(id.to_string());
    }
    if let Some(website) = &scheme.website {
        answer = answer.line(shown(website));
    }
    answer = in_words(&scheme.rules())
        .iter()
        .fold(answer, |answer, rule| answer.line(format!("  {}", shown(rule))));
    for level in &scheme.levels {
        answer = answer.line(format!("level {}: {}", level.code, shown(level.title())));
        let rules = in_words(&scheme.level_rules(&level.code));
        answer = rules.iter().fold(answer, |answer, rule| answer.line(format!("  {}", shown(rule))));
    }
    if !scheme.criteria.is_empty() {
        answer = answer.line("criteria:");
    }
    for (depth, outlined) in scheme.outline() {
        let margin = "  ".repeat(depth + 1);
        answer = answer.line(match outlined {
            Outlined::Dimension(dimension) => format!("{margin}{}", shown(dimension.title())),
            Outlined::Criterion(criterion) => match criterion.counts() {
                None => format!("{margin}{}", shown(&criterion.name())),
                Some(counts) => {
                    format!("{margin}{}: {}", shown(&criterion.name()), shown(&counts.to_string()))
                }
            },
        });
    }
    Ok(answer)
}

fn in_words(rules: &[Sentence]) -> Vec<String> {
    rules.iter().map(Sentence::to_string).collect()
}

fn diff(session: &mut Session<'_, '_>, before: &str, after: &str) -> Result<Answer, CommandError> {
    let (_, before) = named(session, before)?;
    let (_, after) = named(session, after)?;
    let differences = before.diff(&after);
    let each: Vec<Value> = differences
        .iter()
        .map(|difference| json!({"about": difference.about, "sentence": difference.sentence}))
        .collect();
    let answer = Answer::done(json!({
        "before": before.document_name(),
        "after": after.document_name(),
        "differences": each,
    }));
    if differences.is_empty() {
        return Ok(answer.line("no difference"));
    }
    Ok(differences.iter().fold(answer, |answer, difference| answer.line(shown(&difference.sentence))))
}

/// A scheme by its file, its id, or the beginning of an own one's name. A file and a foreign id need no own organisation.
fn named(session: &mut Session<'_, '_>, text: &str) -> Result<(Option<SchemeId>, Read), CommandError> {
    if text.ends_with(".toml") {
        return Ok((None, Read::parse_toml(&read_text(Path::new(text), FILE_BYTES_MAX)?)?));
    }
    let own = session.own_id()?;
    match SchemeId::parse(text) {
        Some(id) if own != Some(id.owner) => {
            let document = session.heard.document(&session.client, id.owner, &id.address())?;
            let content = document.as_ref().and_then(content_of);
            let content = content.ok_or_else(|| CommandError::SchemeNotKnown { id: id.clone() })?;
            Ok((Some(id), Read::parse_content(&content)?))
        }
        None if own.is_none() => Err(not_found(text)),
        _ => {
            let own = session.own()?;
            find(session, &own, text).map(|(id, scheme)| (Some(id), scheme))
        }
    }
}

fn publish(session: &mut Session<'_, '_>, file: &Path) -> Result<Answer, CommandError> {
    let scheme = Read::parse_toml(&read_text(file, FILE_BYTES_MAX)?)?;
    let mut own = session.own()?;
    let id = SchemeId { owner: own.id(), name: scheme.document_name() };
    let edits: Edits = [("content".to_owned(), Some(Value::from(scheme.to_content())))].into();
    let entries = own.edit(&id.address(), &edits, session.now).map_err(|error| match error {
        OwnError::Author(AuthorError::Edit(EditError::SetOnce { .. })) => {
            CommandError::SchemeFixed { id: id.clone() }
        }
        error => error.into(),
    })?;
    if entries > 0 {
        own.state_heads(session.now)?;
    }
    let mut answer = Answer::done(json!({
        "id": id.to_string(),
        "title": scheme.title(),
        "version": scheme.version,
        "levels": scheme.levels.iter().map(|level| &level.code).collect::<Vec<_>>(),
        "term_months": scheme.term().0,
        "changed": entries > 0,
    }))
    .line(id.to_string());
    if entries == 0 {
        session.console.say("this version was published before, with the same content");
    }
    let level = scheme.levels.last().map_or("LEVEL", |level| level.code.as_str());
    answer = answer.hint(format!(
        "issue with `hanse attestation issue --scheme {} --level {level} --subject DID --valid-from YYYY-MM`",
        id.name
    ));
    deliver(session, &mut own, answer)
}

/// Finds a scheme by its id, or by the beginning of the name of an own one.
///
/// # Errors
///
/// [`CommandError::NoScheme`], [`CommandError::Ambiguous`], or why the scheme cannot be had.
pub(crate) fn find(
    session: &mut Session<'_, '_>,
    own: &Own,
    text: &str,
) -> Result<(SchemeId, Read), CommandError> {
    let id = match SchemeId::parse(text) {
        Some(id) => id,
        None => {
            SchemeId { owner: own.id(), name: own_name(own, "scheme", text)?.ok_or_else(|| not_found(text))? }
        }
    };
    let content = if id.owner == own.id() {
        own.document(&id.address())?.and_then(content_of)
    } else {
        session.heard.document(&session.client, id.owner, &id.address())?.as_ref().and_then(content_of)
    };
    let content = content.ok_or_else(|| CommandError::SchemeNotKnown { id: id.clone() })?;
    Ok((id, Read::parse_content(&content)?))
}

/// The name of the one own document of a collection that begins so.
///
/// # Errors
///
/// [`CommandError::Ambiguous`] when several do.
pub(crate) fn own_name(own: &Own, collection: &str, text: &str) -> Result<Option<String>, CommandError> {
    let names = own.ledger()?.documents().map(|(address, _)| address);
    let names: Vec<String> = names
        .filter(|address| address.collection() == collection && address.name().starts_with(text))
        .map(|address| address.name().to_owned())
        .collect();
    match names.as_slice() {
        _ if names.iter().any(|name| name == text) => Ok(Some(text.to_owned())),
        [] => Ok(None),
        [name] if !text.is_empty() => Ok(Some(name.clone())),
        _ => Err(CommandError::Ambiguous {
            text: shown(text).into_owned(),
            found: names.into_iter().take(AMBIGUOUS_MAX).collect(),
        }),
    }
}

/// Checks that the scheme has these levels.
///
/// # Errors
///
/// [`CommandError::NoLevel`].
pub(crate) fn check_levels(scheme: &Read, levels: &[String]) -> Result<(), CommandError> {
    match levels.iter().find(|level| scheme.level(level).is_none()) {
        None => Ok(()),
        Some(level) => Err(CommandError::NoLevel {
            level: shown(level).into_owned(),
            known: scheme.levels.iter().map(|level| level.code.clone()).collect(),
        }),
    }
}

fn not_found(text: &str) -> CommandError {
    CommandError::NoScheme { text: shown(text).into_owned() }
}

const FILE_BYTES_MAX: u64 = 1 << 20;
const AMBIGUOUS_MAX: usize = 5;
