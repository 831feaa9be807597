//! `hanse contact add|list|show|erase`

use protocol::author::Edits;
use protocol::entry::Address;
use protocol::profile::Content;
use serde_json::{Map, Value, json};

use super::{CommandError, deliver};
use crate::args::{Contact, ContactAdd};
use crate::home::random;
use crate::output::{Answer, shown};
use crate::own::{Own, facts};
use crate::session::Session;

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Contact) -> Result<Answer, CommandError> {
    match verb {
        Contact::Add(asked) => add(session, asked),
        Contact::List => list(session),
        Contact::Show { id } => show(session, &id),
        Contact::Erase { id, yes } => erase(session, &id, yes),
    }
}

/// Data of one person makes one document, under a name that says nothing of the person.
fn add(session: &mut Session<'_, '_>, asked: ContactAdd) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    let name: String = random::draw::<8>()?.iter().map(|byte| format!("{byte:02x}")).collect();
    let address = Address::new(COLLECTION, &name).expect("hexadecimal digits are a name");
    let values = [
        ("name", Some(asked.name)),
        ("email", asked.email),
        ("phone", asked.phone),
        ("role", asked.role),
        ("consent", Some(asked.consent)),
    ];
    let given =
        values.into_iter().filter_map(|(key, value)| Some((key.to_owned(), Some(Value::from(value?)))));
    own.edit(&address, &Edits::from_iter(given), session.now)?;
    let answer = Answer::done(json!({"contact": name, "address": address.as_str()}))
        .line(format!("contact {name} added; every node that carries your organisation gets it"))
        .hint(format!("erase it again with `hanse contact erase {name}`"));
    deliver(session, &mut own, answer)
}

fn list(session: &mut Session<'_, '_>) -> Result<Answer, CommandError> {
    let own = session.own()?;
    let contacts = contacts(&own)?;
    let json: Vec<Value> = contacts.iter().map(|(address, content)| to_json(address, content)).collect();
    let mut answer = Answer::done(json!({"contacts": json}));
    for (address, content) in &contacts {
        let text = |key| content.get(key).and_then(Value::as_str).map(shown).unwrap_or_default();
        answer = answer
            .line(format!("{}  {}  {}", address.name(), text("name"), text("email")).trim_end().to_owned());
    }
    if contacts.is_empty() {
        answer = answer.line("your organisation names no contacts".to_owned());
    }
    Ok(answer)
}

fn show(session: &mut Session<'_, '_>, id: &str) -> Result<Answer, CommandError> {
    let own = session.own()?;
    let (address, content) = find(&own, id)?;
    let mut answer = Answer::done(to_json(&address, &content));
    for (key, value) in &content {
        if let Some(value) = value.as_str() {
            answer = answer.line(format!("{key}: {}", shown(value)));
        }
    }
    Ok(answer)
}

/// Erases for good: the home's own copy at once, those of the nodes as soon as the erase reaches them and their delay is over.
fn erase(session: &mut Session<'_, '_>, id: &str, yes: bool) -> Result<Answer, CommandError> {
    let mut own = session.own()?;
    let (address, content) = find(&own, id)?;
    let name = content.get("name").and_then(Value::as_str).map(shown).unwrap_or_default();
    session.console.say(format_args!("contact:  {} {name}", address.name()));
    session.console.say(EXPLANATION);
    if !yes && !session.console.confirm("erase it for good?")? {
        return Err(CommandError::Declined);
    }
    own.erase(&address, session.now)?;
    let answer =
        Answer::done(json!({"contact": address.name(), "address": address.as_str(), "erased": true}))
            .line(format!("contact {} erased", address.name()));
    deliver(session, &mut own, answer)
}

fn contacts(own: &Own) -> Result<Vec<(Address, Content)>, CommandError> {
    let is_contact = |address: &Address| address.collection() == COLLECTION;
    let documents = own.ledger()?.documents().filter(|(address, _)| is_contact(address));
    Ok(documents.map(|(address, document)| (address.clone(), facts(Some(document)))).collect())
}

/// The one contact whose id begins so.
fn find(own: &Own, text: &str) -> Result<(Address, Content), CommandError> {
    let mut found: Vec<(Address, Content)> = contacts(own)?;
    found.retain(|(address, _)| !text.is_empty() && address.name().starts_with(text));
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(CommandError::NoContact { text: shown(text).into_owned() }),
        _ => Err(CommandError::Ambiguous {
            text: shown(text).into_owned(),
            found: found.iter().map(|(address, _)| address.name().to_owned()).collect(),
        }),
    }
}

fn to_json(address: &Address, content: &Content) -> Value {
    let mut object: Map<String, Value> = content.clone().into_iter().collect();
    object.insert("contact".to_owned(), address.name().into());
    Value::Object(object)
}

const COLLECTION: &str = "contact";
const EXPLANATION: &str = "Erasing cannot be undone. This home destroys its copy now; nodes hide theirs as soon as they hear \
    of it and destroy it after their delay (72 hours unless the operator says otherwise). Whoever copied the data before, as \
    a bundle, a backup or by hand, still has it: ask them.";
