//! `hanse post publish|list|show|withdraw`

use protocol::entry::Address;
use protocol::organisation::OrganisationId;
use protocol::post::{COLLECTION, Post as Read, PostKind, PostState, parse_field};
use protocol::profile::Content;
use protocol::profile::edit::edited;
use protocol::time::{Day, Months};
use serde_json::json;

use super::changes::{seal, with_fields};
use super::{CommandError, assignments, deliver};
use crate::args::Post;
use crate::output::{Answer, shown};
use crate::own::{Own, facts};
use crate::session::{Session, organisation};

/// Runs a verb.
///
/// # Errors
///
/// [`CommandError`].
pub fn run(session: &mut Session<'_, '_>, verb: Post) -> Result<Answer, CommandError> {
    match verb {
        Post::Publish { name, fields } => publish(session, &name, &fields),
        Post::List { all } => list(session, all),
        Post::Show { post } => show(session, &post),
        Post::Withdraw { name } => withdraw(session, &name),
    }
}

fn publish(session: &mut Session<'_, '_>, name: &str, fields: &[String]) -> Result<Answer, CommandError> {
    let (address, fields) = (address_of(name)?, assignments(fields, "title.en=\"Open day\"")?);
    let mut own = session.own()?;
    let before = facts(own.document(&address)?);
    let mut after = before.clone();
    for (key, text) in fields {
        let edits = parse_field(&after, key, text)?;
        after = edited(&after, &edits);
    }
    let today = session.now.day();
    if let Some((key, day)) = end_of(&Read::read(&after), today) {
        session.console.say(format_args!("note: no last day was given; it ends on {day}"));
        after.insert(key.to_owned(), day.to_string().into());
    }
    let post = Read::read(&after);
    post.check()?;
    let answer = sealed(session, &mut own, &address, &before, &after)?;
    let answer = match post.span.state(today) {
        PostState::Ended => {
            answer.hint("the post has ended, so pages do not show it as open; set until to a later day")
        }
        PostState::Withdrawn => answer.hint("the post is withdrawn; withdrawn= publishes it again"),
        _ if before.is_empty() => answer.hint(format!("`hanse post withdraw {name}` takes it back")),
        _ => answer,
    };
    deliver(session, &mut own, answer)
}

/// The last day of a post that must have one and has none: that of an event on one day, else in a year, as partnering
/// databases give it.
fn end_of(post: &Read, today: Day) -> Option<(&'static str, Day)> {
    let kind = post.kind.filter(|kind| kind.must_end() && post.span.until.is_none() && post.span.is_clear)?;
    let first = post.span.from;
    match kind {
        PostKind::Event => first.map(|first| ("until", first)),
        _ => first.unwrap_or(today).max(today).plus(TERM).map(|day| ("until", day)),
    }
}

fn withdraw(session: &mut Session<'_, '_>, name: &str) -> Result<Answer, CommandError> {
    let address = address_of(name)?;
    let mut own = session.own()?;
    let before = content_of(&own, &address)?;
    let today = session.now.day();
    if Read::read(&before).span.state(today) == PostState::Withdrawn {
        let id = id_of(own.id(), &address);
        let answer = Answer::done(json!({"post": id, "address": address.as_str(), "changes": []}))
            .line(format!("post {name} was withdrawn before"));
        return deliver(session, &mut own, answer);
    }
    let mut after = before.clone();
    after.insert("withdrawn".to_owned(), today.to_string().into());
    let answer = sealed(session, &mut own, &address, &before, &after)?;
    deliver(session, &mut own, answer.hint("that it was published stays to be seen in the record"))
}

/// Seals what leads from one content to the other, and says what changes and what a reader will remark on.
fn sealed(
    session: &mut Session<'_, '_>,
    own: &mut Own,
    address: &Address,
    before: &Content,
    after: &Content,
) -> Result<Answer, CommandError> {
    let answer = seal(session, own, address, before, after)?.with("post", id_of(own.id(), address));
    if before != after {
        for remark in Read::read(after).remarks {
            session.console.say(format_args!("note: {remark}"));
        }
    }
    Ok(answer)
}

fn list(session: &mut Session<'_, '_>, all: bool) -> Result<Answer, CommandError> {
    let own = session.own()?;
    let today = session.now.day();
    let mut posts: Vec<(PostState, String, Read)> = Vec::new();
    for (address, document) in own.ledger()?.documents() {
        let content = facts(Some(document));
        if address.collection() != COLLECTION || content.is_empty() {
            continue;
        }
        let post = Read::read(&content);
        let state = post.span.state(today);
        if all || state.is_current() {
            posts.push((state, address.name().to_owned(), post));
        }
    }
    posts.sort_by(|(a, name_a, _), (b, name_b, _)| (a, name_a).cmp(&(b, name_b)));
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    let to_json = |(state, name, post): &(PostState, String, Read)| {
        json!({
            "post": format!("{}/{name}", own.id()),
            "name": name,
            "kind": post.kind.map(PostKind::code),
            "title": title(post),
            "state": state.code(),
            "from": day(post.span.from),
            "until": day(post.span.until),
            "withdrawn": day(post.span.withdrawn),
        })
    };
    let mut answer = Answer::done(json!({"posts": posts.iter().map(to_json).collect::<Vec<_>>()}));
    for (state, name, post) in &posts {
        let kind = post.kind.map_or("?", PostKind::code);
        let days = days(post, *state);
        answer = answer.line(format!("{name}  {kind}, {}{days}: {}", state.code(), shown(&title(post))));
    }
    if posts.is_empty() {
        let none = if all {
            "your organisation has published no posts"
        } else {
            "no post of yours is open or to come"
        };
        answer = answer.line(none);
    }
    Ok(answer)
}

fn days(post: &Read, state: PostState) -> String {
    if let (PostState::Withdrawn, Some(day)) = (state, post.span.withdrawn) {
        return format!(" since {day}");
    }
    match (post.span.from, post.span.until) {
        (Some(from), Some(until)) if from == until => format!(" on {from}"),
        (Some(from), Some(until)) => format!(" {from} to {until}"),
        (Some(from), None) => format!(" from {from}"),
        (None, Some(until)) => format!(" until {until}"),
        (None, None) => String::new(),
    }
}

fn show(session: &mut Session<'_, '_>, text: &str) -> Result<Answer, CommandError> {
    let (id, content) = read(session, text)?;
    let post = Read::read(&content);
    let state = post.span.state(session.now.day());
    let answer = Answer::done(json!({
        "post": id,
        "state": state.code(),
        "content": content,
        "remarks": post.remarks.iter().map(ToString::to_string).collect::<Vec<_>>(),
    }))
    .line(format!("{}{}", state.code(), days(&post, state)));
    for remark in &post.remarks {
        session.console.say(format_args!("note: {remark}"));
    }
    Ok(with_fields(answer, &content))
}

/// The id of the post that a text names, and what its document holds; of the own organisation's what the home knows.
fn read(session: &mut Session<'_, '_>, text: &str) -> Result<(String, Content), CommandError> {
    let (by, name) = match text.split_once('/') {
        Some((scid, name)) => (Some(organisation(scid)?), name),
        None => (None, text),
    };
    let address = address_of(name)?;
    match by {
        Some(by) if session.own_id()? != Some(by) => {
            let document = session.heard.document(&session.client, by, &address)?;
            let (id, content) = (id_of(by, &address), facts(document.as_ref()));
            if content.is_empty() { Err(CommandError::NoPost { name: id }) } else { Ok((id, content)) }
        }
        _ => {
            let own = session.own()?;
            Ok((id_of(own.id(), &address), content_of(&own, &address)?))
        }
    }
}

fn title(post: &Read) -> String {
    post.titles.best(&[]).map_or_else(String::new, |(_, title)| title.to_owned())
}

fn content_of(own: &Own, address: &Address) -> Result<Content, CommandError> {
    let content = facts(own.document(address)?);
    if content.is_empty() {
        return Err(CommandError::NoPost { name: address.name().to_owned() });
    }
    Ok(content)
}

fn address_of(name: &str) -> Result<Address, CommandError> {
    Address::new(COLLECTION, name).map_err(|_| CommandError::PostName { text: shown(name).into_owned() })
}

fn id_of(by: OrganisationId, address: &Address) -> String {
    format!("{by}/{}", address.name())
}

const TERM: Months = Months(12);
