//! `GET /posts` and `GET /posts/{scid}/{name}`, and the posts and ties on an organisation's page.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use protocol::landscape::facet::ANY;
use protocol::landscape::posts::{PostCard, PostQuery, PostsFound, search_posts};
use protocol::link::{Link as Said, Sort, Standing, Tie};
use protocol::organisation::OrganisationId;
use protocol::post::{PostKind, PostState, Span};
use protocol::time::Day;
use protocol::vocabulary::{List, Term};

use crate::clock;
use crate::http::App;
use crate::http::answer::{Path, Query, address, organisation};
use crate::http::beside::beside;
use crate::http::linked;
use crate::http::page::search::Turned;
use crate::http::page::{
    frame, history, page_or_told, page_or_twin, party, phrase, place, profile, tag, term, website,
};
use crate::http::post::{AskedPosts, held};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::locale::Locale;
use crate::pages::message::Message;
use crate::pages::path;
use crate::pages::post::{Mark, PostForm, PostLine, PostPage, PostsOf, PostsPage, TieLine, Ties};
use crate::pages::question::Question;
use crate::pages::search::{Choice, Paging};
use crate::pages::words::{Count, Link, Phrase, Tone};
use crate::read_model::{OrganisationView, ReadModel};

pub(super) async fn list(
    State(app): State<App>,
    Query(asked): Query<AskedPosts>,
    Query(turned): Query<Turned>,
    reader: Reader,
) -> Result<Response, Problem> {
    let number = turned.number()? as usize;
    let (question, query) = (asked.question(), asked.query()?);
    let offset = (number - 1).saturating_mul(PAGE);
    let window = question.with("offset", &offset.to_string()).with("limit", &PAGE.to_string());
    let twin = window.href("/v1/posts");
    page_or_twin(&reader, &twin, make_list(&app, &reader, query, question, number, &twin)).await
}

async fn make_list(
    app: &App,
    reader: &Reader,
    query: PostQuery,
    question: Question,
    number: usize,
    twin: &str,
) -> Result<PostsPage, Problem> {
    let locale = reader.locale;
    let model = app.handle.model().await?;
    let by = query.by.map(|by| party(&model, &by));
    let form_asked = question.clone();
    let made = move || {
        let at = |number: usize| search_posts(model.posts(), &query, (number - 1).saturating_mul(PAGE), PAGE);
        let (mut number, mut found) = (number, at(number));
        // Beyond the last page the last one is shown.
        if found.hits.is_empty() && found.total > 0 {
            number = found.total.div_ceil(PAGE);
            found = at(number);
        }
        let posts: Vec<PostLine> =
            found.hits.iter().map(|card| of_somebody(locale, &model, card, query.on)).collect();
        (posts, paging(&question, &found, number), model.post_countries())
    };
    let (posts, paging, countries) = beside(made).await;
    Ok(PostsPage {
        frame: frame(app, reader, Some(twin)),
        form: form(locale, form_asked, &countries),
        by,
        posts,
        paging,
    })
}

fn paging(question: &Question, found: &PostsFound<'_>, number: usize) -> Paging {
    let before = (number - 1) * PAGE;
    let (here, total) = (found.hits.len(), found.total);
    let href = |number: usize| match number {
        1 => question.href(path::POSTS),
        number => question.with("page", &number.to_string()).href(path::POSTS),
    };
    Paging {
        first: Count(if here == 0 { 0 } else { before as u64 + 1 }),
        last: Count((before + here) as u64),
        total: Count(total as u64),
        previous: (number > 1).then(|| href(number - 1)),
        next: (here > 0 && before + here < total).then(|| href(number + 1)),
    }
}

fn form(locale: Locale, asked: Question, countries: &BTreeSet<String>) -> PostForm {
    let choice = |value: &str, title: String| Choice { value: value.to_owned(), title };
    let of_list = |list: List, code: &str| term(locale, &Term::current(list, code)).text;
    let current = PostState::ALL.into_iter().filter(|state| state.is_current());
    let current = current.map(PostState::code).collect::<Vec<_>>().join(",");
    // What is shown where nothing is asked, said in full: with a day nothing would mean another state.
    let state = match (asked.get("state"), asked.get("on")) {
        ("", "") => current.clone(),
        ("", _) => PostState::Open.code().to_owned(),
        (state, _) => state.to_owned(),
    };
    let current = choice(&current, locale.t("post-state-current").to_text());
    let any = choice(ANY, locale.t("post-state-any").to_text());
    let single = PostState::ALL.map(|state| choice(state.code(), state_words(locale, state)));
    let mut form = PostForm {
        kinds: PostKind::ALL.map(|kind| choice(kind.code(), kind_words(locale, Some(kind)))).into(),
        countries: countries.iter().map(|code| choice(code, of_list(List::Country, code))).collect(),
        ecosystems: List::Ecosystem
            .entries()
            .map(|entry| choice(entry.code, of_list(List::Ecosystem, entry.code)))
            .collect(),
        states: [current].into_iter().chain(single).chain([any]).collect(),
        state,
        asked,
    };
    form.countries.sort_by(|a, b| a.title.cmp(&b.title));
    // What was asked and does not occur, or is several values, is kept.
    let PostForm { asked, kinds, countries, ecosystems, states, state } = &mut form;
    let asked = |key: &str| asked.get(key);
    for (value, choices) in [
        (asked("kind"), kinds),
        (asked("country"), countries),
        (asked("ecosystem"), ecosystems),
        (state.as_str(), states),
    ] {
        if !value.is_empty() && choices.iter().all(|choice| choice.value != value) {
            choices.insert(0, Choice { value: value.to_owned(), title: value.to_owned() });
        }
    }
    form
}

pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    reader: Reader,
) -> Result<Response, Problem> {
    let id = organisation(&scid)?;
    let twin = format!("/v1{}", path::post(&scid, &name));
    let told = linked::post(&app, id, &name);
    page_or_told(&reader, &twin, told, make(&app, &reader, id, &name, &twin)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    id: OrganisationId,
    name: &str,
    twin: &str,
) -> Result<PostPage, Problem> {
    let locale = reader.locale;
    let held = held(app, id, name).await?;
    let address = address("post", name)?;
    let model = app.handle.model().await?;
    let card = held.card(&model, id, name);
    let facts = &held.post.facts;
    let document = format!("/v1/organisations/{id}/documents/post/{}", path::segment(name));
    let link = |key: &str, path: &str| Link::here(&locale.t(key).to_text(), path);
    let line = line(locale, &card, clock::now().day());
    let mut other_titles = profile::phrases(&held.post.titles, locale);
    other_titles.retain(|title| title.text != line.title.text);
    let mut shown = facts.clone();
    shown.others.clone_from(&held.post.others);
    // The website stands in the head.
    shown.website = None;
    Ok(PostPage {
        frame: frame(app, reader, Some(twin)),
        line,
        other_titles,
        by: party(&model, &id),
        website: facts.website.as_ref().map(website),
        groups: profile::groups(locale, &shown, &held.post.remarks),
        remarks: profile::remarks_on_the_whole(locale, &shown, &held.post.remarks),
        published: held.said.0.day().to_string(),
        changed: held.said.1.day().to_string(),
        others: all_of(id),
        history: history::history(locale, &held.ledger, &address),
        downloads: vec![
            link("post-json", &format!("{document}.json")),
            link("post-automerge", &format!("{document}.automerge")),
            link("post-entries", &format!("{document}/entries")),
        ],
    })
}

/// What an organisation's page shows of its posts.
pub(super) fn of_organisation(locale: Locale, view: &OrganisationView) -> PostsOf {
    let query = PostQuery::current(clock::now().day());
    let found = search_posts(&view.posts, &query, 0, SHOWN);
    PostsOf {
        shown: found.hits.into_iter().map(|card| line(locale, card, query.on)).collect(),
        in_all: Count(view.posts.len() as u64),
        all: all_of(view.id),
    }
}

/// What a page about a part of the landscape shows of the posts there.
///
/// # Errors
///
/// A problem when a parameter cannot be understood.
pub(super) async fn current(app: &App, locale: Locale, asked: &AskedPosts) -> Result<PostsOf, Problem> {
    let (query, all) = (asked.query()?, asked.question().href(path::POSTS));
    let model = app.handle.model().await?;
    let made = move || {
        let found = search_posts(model.posts(), &query, 0, SHOWN);
        let lines = found.hits.iter().map(|card| of_somebody(locale, &model, card, query.on));
        PostsOf { shown: lines.collect(), in_all: Count(found.total as u64), all }
    };
    Ok(beside(made).await)
}

fn all_of(id: OrganisationId) -> String {
    Question::default().with("by", &id.to_string()).with("state", ANY).href(path::POSTS)
}

/// What an organisation's page shows of its ties: confirmed ones first, then its own word, then that of others.
pub(super) fn ties(locale: Locale, model: &ReadModel, id: &OrganisationId) -> Ties {
    let today = clock::now().day();
    let mut ties = model.ties_of(id);
    ties.sort_by_key(|tie| tie.standing(today));
    let in_all = Count(ties.len() as u64);
    ties.truncate(TIES);
    Ties { shown: ties.iter().map(|tie| tie_line(locale, model, tie, today)).collect(), in_all }
}

fn tie_line(locale: Locale, model: &ReadModel, tie: &Tie<'_>, on: Day) -> TieLine {
    let other = party(model, &tie.with);
    let which = match tie.sort {
        Sort::Cooperation => locale.t("post-link-cooperation"),
        Sort::MemberOf => locale.t("post-link-member-of"),
        Sort::HasMember => locale.t("post-link-has-member"),
    };
    let (tone, key) = match tie.standing(on) {
        Standing::Confirmed => (Some(Tone::Holds), "post-link-confirmed"),
        Standing::Ours => (Some(Tone::Reserved), "post-link-ours"),
        Standing::Theirs => (Some(Tone::Reserved), "post-link-theirs"),
        Standing::ToCome => (None, "post-link-to-come"),
        Standing::Over => (None, "post-link-over"),
    };
    let text =
        |said: &Said| said.texts.best(&[tag(locale)]).map(|(language, text)| phrase(text, language.as_str()));
    // Where both say the same days, they are said once.
    let mut days: Vec<(Option<Day>, Option<Day>)> = tie.said().map(|said| (said.since, said.until)).collect();
    days.dedup();
    let mut texts: Vec<Phrase> = tie.said().filter_map(text).collect();
    texts.dedup();
    TieLine {
        tie: which.party("organisation", other),
        standing: Mark { tone, words: locale.t(key).to_text() },
        when: days.into_iter().filter_map(|(from, until)| when(locale, from, until)).collect(),
        texts,
    }
}

/// A post in a list of posts of many.
fn of_somebody(locale: Locale, model: &ReadModel, card: &PostCard, on: Day) -> PostLine {
    PostLine { by: Some(party(model, &card.organisation)), ..line(locale, card, on) }
}

/// A post in a list, of nobody's in particular.
fn line(locale: Locale, card: &PostCard, on: Day) -> PostLine {
    let title = card.titles.best(&[tag(locale)]);
    let Span { from, until, .. } = card.span;
    PostLine {
        title: title.map(|(language, title)| phrase(title, language.as_str())).unwrap_or_default(),
        href: path::post(&card.organisation.to_string(), &card.name),
        kind: kind_words(locale, card.kind),
        state: mark(locale, card.span.state(on)),
        when: when(locale, from, until),
        by: None,
        place: place(locale, card.place.as_deref(), card.region.as_ref(), card.country.as_ref()),
        ecosystems: card.ecosystems.iter().map(|code| term(locale, code).text).collect(),
    }
}

fn mark(locale: Locale, state: PostState) -> Mark {
    let tone = match state {
        PostState::Open => Some(Tone::Holds),
        PostState::Upcoming | PostState::Ended => None,
        PostState::Withdrawn => Some(Tone::Fails),
    };
    Mark { tone, words: state_words(locale, state) }
}

fn state_words(locale: Locale, state: PostState) -> String {
    let message = match state {
        PostState::Open => locale.t("post-open"),
        PostState::Upcoming => locale.t("post-upcoming"),
        PostState::Ended => locale.t("post-ended"),
        PostState::Withdrawn => locale.t("post-withdrawn"),
    };
    message.to_text()
}

fn when(locale: Locale, from: Option<Day>, until: Option<Day>) -> Option<Message> {
    Some(match (from, until) {
        (Some(from), Some(until)) if from == until => locale.t("post-on-day").day("day", from),
        (Some(from), Some(until)) => locale.t("post-from-until").day("from", from).day("until", until),
        (Some(from), None) => locale.t("post-from").day("day", from),
        (None, Some(until)) => locale.t("post-until").day("day", until),
        (None, None) => return None,
    })
}

/// A kind of post in words.
pub(super) fn kind_words(locale: Locale, kind: Option<PostKind>) -> String {
    let key = match kind {
        Some(PostKind::Offer) => "post-kind-offer",
        Some(PostKind::Request) => "post-kind-request",
        Some(PostKind::Event) => "post-kind-event",
        Some(PostKind::Call) => "post-kind-call",
        Some(PostKind::Project) => "post-kind-project",
        Some(PostKind::Practice) => "post-kind-practice",
        Some(PostKind::Case) => "post-kind-case",
        Some(PostKind::Course) => "post-kind-course",
        Some(PostKind::Facility) => "post-kind-facility",
        Some(PostKind::Mobility) => "post-kind-mobility",
        Some(PostKind::Mentoring) => "post-kind-mentoring",
        Some(PostKind::Talent) => "post-kind-talent",
        Some(PostKind::Tool) => "post-kind-tool",
        Some(PostKind::Policy) => "post-kind-policy",
        None => "post-kind-other",
    };
    locale.t(key).to_text()
}

/// The title of a part of a post that the standard template does not have.
pub(super) fn title_of_key(locale: Locale, key: &str) -> Option<String> {
    let message = match key.split('.').next().unwrap_or_default() {
        "title" => "post-field-title",
        "kind" => "post-kind",
        "from" => "post-field-from",
        "until" => "post-field-until",
        "withdrawn" => "post-withdrawn",
        _ => return None,
    };
    Some(locale.t(message).to_text())
}

const PAGE: usize = 25;
const SHOWN: usize = 8;
const TIES: usize = 30;
