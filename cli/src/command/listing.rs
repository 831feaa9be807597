//! `hanse listing import`

use std::collections::BTreeMap;
use std::path::Path;

use protocol::author::{AuthorError, Edits};
use protocol::entry::Address;
use protocol::listing::{COLLECTION, RegisterLine};
use protocol::profile::Content;
use protocol::vocabulary::region::iso_form;
use serde_json::{Value, json};

use super::{CommandError, deliver, read_file};
use crate::args::Listing;
use crate::output::{Answer, Exit, count, sentence, shown};
use crate::own::{Own, OwnError, facts};
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Listing) -> Result<Answer, CommandError> {
    let Listing::Import { file, countries } = verb;
    import(session, &file, &countries)
}

/// Takes a register in, line by line. What is recorded stays when the import is broken off, and importing again goes on.
fn import(session: &mut Session<'_, '_>, file: &Path, countries: &[String]) -> Result<Answer, CommandError> {
    let register = read_file(file, REGISTER_BYTES_MAX)?;
    let countries: Vec<String> = countries.iter().map(|country| iso_form(country)).collect();
    let mut own = session.own()?;
    let mut tally = Tally::default();
    let mut first_lines: BTreeMap<Address, usize> = BTreeMap::new();
    let mut sealed = 0;
    let lines = register.split(|byte| *byte == b'\n').zip(1..);
    for (number, bytes) in lines.map(|(bytes, number)| (number, bytes.trim_ascii())) {
        if bytes.is_empty() {
            continue;
        }
        tally.lines += 1;
        let line = match RegisterLine::parse(number, bytes) {
            Ok(line) => line,
            Err(error) => {
                tally.refuse(number, error.fault.to_string());
                continue;
            }
        };
        if !countries.is_empty() && !is_in(&line.content, &countries) {
            tally.elsewhere += 1;
            continue;
        }
        let address = match Address::new(COLLECTION, &line.document_name()) {
            Ok(address) => address,
            Err(error) => {
                tally.refuse(number, error.to_string());
                continue;
            }
        };
        if let Some(first) = first_lines.insert(address.clone(), number) {
            tally.refuse(number, format!("the id {:?} stands in line {first} already", shown(&line.id)));
            first_lines.insert(address, first);
            continue;
        }
        tally.remark(&address, &line);
        match take(&mut own, &address, &line.content, session)? {
            Taken::Sealed { entries, is_new } => {
                sealed += entries;
                *(if is_new { &mut tally.new } else { &mut tally.changed }) += 1;
            }
            Taken::Unchanged => tally.unchanged += 1,
            Taken::Refused(fault) => tally.refuse(number, fault),
        }
        if sealed >= BATCH {
            sealed = 0;
            own.deliver(&session.client)?;
            if session.console.is_interactive() {
                session.console.say(format_args!("{} lines …", tally.lines));
            }
        }
    }
    let answer = tally.answer(session);
    deliver(session, &mut own, answer)
}

enum Taken {
    Sealed { entries: usize, is_new: bool },
    Unchanged,
    Refused(String),
}

/// Brings one listing to what the register says.
fn take(
    own: &mut Own,
    address: &Address,
    content: &Content,
    session: &Session<'_, '_>,
) -> Result<Taken, CommandError> {
    let document = own.document(address)?;
    let is_new = document.is_none();
    let before = facts(document);
    let mut edits: Edits =
        before.keys().filter(|key| !content.contains_key(*key)).map(|key| (key.clone(), None)).collect();
    let differs = content.iter().filter(|(key, value)| before.get(*key) != Some(value));
    edits.extend(differs.map(|(key, value)| (key.clone(), Some(value.clone()))));
    if edits.is_empty() {
        return Ok(Taken::Unchanged);
    }
    match own.edit(address, &edits, session.now) {
        Ok(entries) => Ok(Taken::Sealed { entries, is_new }),
        Err(OwnError::Author(AuthorError::Edit(error))) => Ok(Taken::Refused(sentence(&error))),
        Err(error) => Err(error.into()),
    }
}

fn is_in(content: &Content, countries: &[String]) -> bool {
    let country = content.get("country").and_then(Value::as_str).map(iso_form);
    country.is_some_and(|country| countries.contains(&country))
}

/// What became of the lines.
#[derive(Default)]
struct Tally {
    lines: usize,
    new: usize,
    changed: usize,
    unchanged: usize,
    elsewhere: usize,
    refused: Vec<(usize, String)>,
    remarks: Vec<(Address, String)>,
}

impl Tally {
    fn refuse(&mut self, number: usize, fault: String) {
        self.refused.push((number, fault));
    }

    fn remark(&mut self, address: &Address, line: &RegisterLine) {
        self.remarks.extend(line.remarks.iter().map(|remark| (address.clone(), remark.to_string())));
    }

    fn answer(&self, session: &mut Session<'_, '_>) -> Answer {
        for (address, remark) in self.remarks.iter().take(TOLD_MAX) {
            session.console.say(format_args!("note: {address}: {remark}"));
        }
        if self.remarks.len() > TOLD_MAX {
            session.console.say(format_args!("note: … and {} more", self.remarks.len() - TOLD_MAX));
        }
        for (number, fault) in self.refused.iter().take(TOLD_MAX) {
            session.console.say(format_args!("line {number} was not imported: {fault}"));
        }
        if self.refused.len() > TOLD_MAX {
            session.console.say(format_args!("… nor were {} more", self.refused.len() - TOLD_MAX));
        }
        let mut answer = Answer::done(json!({
            "lines": self.lines,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "elsewhere": self.elsewhere,
            "refused": self.refused.iter().map(|(line, why)| json!({"line": line, "why": why})).collect::<Vec<_>>(),
            "remarks": self.remarks.iter().map(|(address, remark)| json!({"address": address.as_str(), "remark": remark})).collect::<Vec<_>>(),
        }));
        answer = answer.line(format!(
            "{}: {} new, {} changed, {} unchanged",
            count(self.lines, "line", "lines"),
            self.new,
            self.changed,
            self.unchanged
        ));
        if self.elsewhere > 0 {
            answer = answer.line(format!("{} of other countries passed over", self.elsewhere));
        }
        if self.refused.is_empty() {
            return answer;
        }
        answer
            .line(format!("{} not imported", count(self.refused.len(), "line", "lines")))
            .hint("mend those lines and import the file again: what is unchanged makes no entry")
            .exit(Exit::No)
    }
}

/// So many entries are flushed and sent at once.
const BATCH: usize = 500;
/// So many remarks and refused lines are told; JSON has all of them.
const TOLD_MAX: usize = 20;
const REGISTER_BYTES_MAX: u64 = 256 << 20;
