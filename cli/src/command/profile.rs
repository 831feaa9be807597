//! `hanse profile set|edit|import|show`

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use protocol::canonical::parse_json;
use protocol::entry::{Address, PROFILE};
use protocol::organisation::OrganisationId;
use protocol::profile::edit::{edited, parse_field};
use protocol::profile::template::{from_template_toml, to_template_toml};
use protocol::profile::{Content, Profile as Read};
use serde_json::{Value, json};

use super::changes::{seal, with_fields};
use super::organisation::own_content;
use super::{CommandError, assignments, deliver, read_text};
use crate::args::Profile;
use crate::home::durable::FileError;
use crate::output::{Answer, sentence};
use crate::own::{Own, facts};
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Profile) -> Result<Answer, CommandError> {
    match verb {
        Profile::Set { fields } => set(session, &fields),
        Profile::Edit => edit(session),
        Profile::Import { file } => import(session, &file),
        Profile::Show { organisation: None } => show_own(session),
        Profile::Show { organisation: Some(text) } => {
            let id = organisation(&text)?;
            if session.own_id()? == Some(id) { show_own(session) } else { show_other(session, id) }
        }
    }
}

fn set(session: &mut Session<'_, '_>, fields: &[String]) -> Result<Answer, CommandError> {
    let assignments = assignments(fields, "name.en=\"Photonics Valley\"")?;
    let mut own = session.own()?;
    let before = own_content(&own)?;
    let mut after = before.clone();
    for (key, text) in assignments {
        let edits = parse_field(&after, key, text)?;
        after = edited(&after, &edits);
    }
    apply(session, &mut own, &before, &after)
}

fn import(session: &mut Session<'_, '_>, file: &Path) -> Result<Answer, CommandError> {
    let text = read_text(file, FILE_BYTES_MAX)?;
    let mut own = session.own()?;
    let before = own_content(&own)?;
    let after = if text.trim_start().starts_with('{') {
        after_json(file, &text, &before)?
    } else {
        let named = fields_named(&text);
        let mut edits = from_template_toml(&text, &before)
            .map_err(|source| CommandError::Template { path: file.to_owned(), source })?;
        // A field that the file does not name stays; one of a list that it names goes when the list lacks it.
        let is_named = |key: &str| {
            named.iter().any(|name| {
                key.strip_prefix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        edits.retain(|key, value| value.is_some() || is_named(key));
        edited(&before, &edits)
    };
    apply(session, &mut own, &before, &after)
}

fn edit(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let command = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|variable| std::env::var(variable).ok().filter(|command| !command.trim().is_empty()))
        .ok_or(CommandError::NoEditor)?;
    let mut own = session.own()?;
    let before = own_content(&own)?;
    let failed = |path: &Path, source| CommandError::File(FileError::Write { path: path.to_owned(), source });
    let mut file = tempfile::Builder::new()
        .prefix("profile-")
        .suffix(".toml")
        .tempfile_in(session.home.root())
        .map_err(|source| failed(session.home.root(), source))?;
    file.write_all(to_template_toml(&before).as_bytes()).map_err(|source| failed(file.path(), source))?;
    loop {
        edit_file(&command, file.path())?;
        // An editor may write a new file in the place of the old one, so it is read by its name.
        let text = read_text(file.path(), FILE_BYTES_MAX)?;
        match from_template_toml(&text, &before) {
            Ok(edits) => return apply(session, &mut own, &before, &edited(&before, &edits)),
            Err(error) => {
                let sentence = sentence(&error);
                session.console.say(format_args!("error: {sentence}"));
                let is_tried_again =
                    session.console.is_interactive() && session.console.confirm("edit again?")?;
                if !is_tried_again {
                    let (_, path) = file.keep().map_err(|error| failed(session.home.root(), error.error))?;
                    session.console.say(format_args!("what you wrote is kept in {}", path.display()));
                    return Err(CommandError::Template { path, source: error });
                }
            }
        }
    }
}

fn edit_file(command: &str, path: &Path) -> Result<(), CommandError> {
    let failed = |what: String| CommandError::Editor { command: command.to_owned(), what };
    let mut words = command.split_whitespace();
    let program = words.next().ok_or(CommandError::NoEditor)?;
    let status = Command::new(program)
        .args(words)
        .arg(path)
        .status()
        .map_err(|error| failed(format!("could not be started: {error}")))?;
    if status.success() { Ok(()) } else { Err(failed(format!("ended with {status}"))) }
}

/// Seals what leads from one content to the other, and says what changes.
fn apply(
    session: &mut Session<'_, '_>,
    own: &mut Own,
    before: &Content,
    after: &Content,
) -> Result<Answer, CommandError> {
    let answer = seal(session, own, &Address::profile(), before, after)?;
    if before != after {
        for remark in Read::read(after).remarks {
            session.console.say(format_args!("note: {remark}"));
        }
    }
    deliver(session, own, answer)
}

/// The profile with the fields of a JSON object, each set as `FIELD=VALUE` sets it.
fn after_json(file: &Path, text: &str, before: &Content) -> Result<Content, CommandError> {
    let not_fields = || CommandError::NotFields { path: file.to_owned() };
    let value = parse_json(text.as_bytes(), text.len()).map_err(|_| not_fields())?;
    let object = value.as_object().ok_or_else(not_fields)?;
    let mut after = before.clone();
    for (key, value) in object {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) if number.is_u64() => number.to_string(),
            Value::Array(codes) => super::joined(codes),
            Value::Null => String::new(),
            _ => return Err(not_fields()),
        };
        let edits = parse_field(&after, key, &text)?;
        after = edited(&after, &edits);
    }
    Ok(after)
}

/// The fields that a TOML file names, a table's with its name before them.
fn fields_named(text: &str) -> Vec<String> {
    fn gather(prefix: &str, table: &toml::Table, named: &mut Vec<String>) {
        for (key, value) in table {
            let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            match value {
                toml::Value::Table(table) => gather(&name, table, named),
                _ => named.push(name),
            }
        }
    }
    let mut named = Vec::new();
    // The template's reader has said already what is wrong with a file that does not parse.
    if let Ok(table) = text.parse::<toml::Table>() {
        gather("", &table, &mut named);
    }
    named
}

fn show_own(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let own = session.own()?;
    let content = own_content(&own)?;
    let branches = own.ledger()?.identity().branches();
    let did = branches.first().map_or_else(|| own.did().to_owned(), |branch| branch.tip().did());
    Ok(show(session, &did, own.id(), &content))
}

fn show_other(session: &mut Session<'_, '_>, id: OrganisationId) -> Result<Answer, CommandError> {
    let did = session.heard.tip(&session.client, id)?.did();
    let document = session.heard.document(&session.client, id, &Address::profile())?;
    Ok(show(session, &did, id, &facts(document.as_ref())))
}

fn show(session: &mut Session<'_, '_>, did: &str, id: OrganisationId, content: &Content) -> Answer {
    let profile = Read::read(content);
    let mut answer = Answer::done(json!({
        "did": did,
        "scid": id.to_string(),
        "address": PROFILE,
        "content": content,
        "completeness": {"filled": profile.completeness().filled, "of": profile.completeness().of},
        "remarks": profile.remarks.iter().map(ToString::to_string).collect::<Vec<_>>(),
    }));
    answer = with_fields(answer, content);
    if content.is_empty() {
        answer = answer.line(format!("{id} has published no profile"));
    }
    for remark in &profile.remarks {
        session.console.say(format_args!("note: {remark}"));
    }
    answer
}

const FILE_BYTES_MAX: u64 = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_the_leaves_of_its_tables() {
        let named = fields_named("name.en = \"x\"\necosystem = [\"digital\"]\n[members]\nsme = 3\n");
        assert_eq!(named, ["ecosystem", "members.sme", "name.en"]);
        assert!(fields_named("= broken").is_empty());
    }
}
