//! `/v1/posts`: what organisations offer, look for and announce.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use protocol::entry::Address;
use protocol::landscape::QueryText;
use protocol::landscape::facet::{ANY, Facet};
use protocol::landscape::posts::{POST_FACETS, PostCard, PostQuery, PostsFound, search_posts};
use protocol::ledger::Ledger;
use protocol::organisation::OrganisationId;
use protocol::post::{Post, PostKind, PostState};
use protocol::profile::Profile;
use protocol::time::{Day, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::clock;
use crate::http::App;
use crate::http::answer::{Paged, Path, Query, Window, address, organisation};
use crate::http::beside::beside;
use crate::http::landscape::{GivenTwice, joined, several};
use crate::http::problem::{Problem, ProblemBody};
use crate::pages::path;
use crate::pages::question::Question;
use crate::read_model::ReadModel;

/// Which posts are wanted; everything left open matches. Several values of one filter, parted by commas or given again, mean
/// any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(try_from = "Vec<(String, String)>")]
#[into_params(parameter_in = Query)]
pub struct AskedPosts {
    /// Words, in any order; each must be a word of the post, or the beginning of one.
    #[param(max_length = 512)]
    pub q: Option<String>,
    /// What sort of post: offer, request, event and so on.
    pub kind: Option<String>,
    /// A country, by two letters, such as DE.
    pub country: Option<String>,
    /// A region and those in it, by NUTS code, or by ISO 3166-2.
    pub region: Option<String>,
    /// An industrial ecosystem, by code.
    pub ecosystem: Option<String>,
    /// An economic activity and those in it, by NACE code.
    pub nace: Option<String>,
    /// An emerging industry, by code.
    pub emerging: Option<String>,
    /// A smart specialisation area, by code.
    pub s3: Option<String>,
    /// A technology, by code.
    pub technology: Option<String>,
    /// What it is on the day: open, upcoming, ended, withdrawn, or `any` of them; open or upcoming unless told.
    pub state: Option<String>,
    /// The day, `YYYY-MM-DD`; today unless told. Where a day is given and no state, the posts that are open on it.
    pub on: Option<String>,
    /// Whose post, by SCID.
    pub by: Option<String>,
}

impl TryFrom<Vec<(String, String)>> for AskedPosts {
    type Error = GivenTwice;

    fn try_from(pairs: Vec<(String, String)>) -> Result<Self, GivenTwice> {
        let is_filter = |name: &str| {
            ["kind", "state"].contains(&name) || POST_FACETS.iter().any(|facet| facet.name() == name)
        };
        let mut given = joined(pairs, is_filter)?;
        let mut take = |name: &str| given.remove(name);
        Ok(Self {
            q: take("q"),
            kind: take("kind"),
            country: take("country"),
            region: take("region"),
            ecosystem: take("ecosystem"),
            nace: take("nace"),
            emerging: take("emerging"),
            s3: take("s3"),
            technology: take("technology"),
            state: take("state"),
            on: take("on"),
            by: take("by"),
        })
    }
}

impl AskedPosts {
    /// The values that were asked of a facet, as they came.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &str {
        let values = match facet {
            Facet::Country => &self.country,
            Facet::Region => &self.region,
            Facet::Ecosystem => &self.ecosystem,
            Facet::Nace => &self.nace,
            Facet::Emerging => &self.emerging,
            Facet::S3 => &self.s3,
            Facet::Technology => &self.technology,
            _ => &None,
        };
        values.as_deref().unwrap_or_default()
    }

    /// Asks for values of one of [`POST_FACETS`], parted by commas; for none where they are empty.
    pub(super) fn want(&mut self, facet: Facet, values: &str) {
        let place = match facet {
            Facet::Country => &mut self.country,
            Facet::Region => &mut self.region,
            Facet::Ecosystem => &mut self.ecosystem,
            Facet::Nace => &mut self.nace,
            Facet::Emerging => &mut self.emerging,
            Facet::S3 => &mut self.s3,
            Facet::Technology => &mut self.technology,
            _ => return,
        };
        *place = Some(values.to_owned()).filter(|values| !values.is_empty());
    }

    /// The same as pairs of an address, each filter once.
    pub(super) fn question(&self) -> Question {
        let own = [("q", &self.q), ("kind", &self.kind), ("state", &self.state)];
        let days = [("on", &self.on), ("by", &self.by)];
        let own =
            own.into_iter().chain(days).map(|(name, value)| (name, value.as_deref().unwrap_or_default()));
        let facets = POST_FACETS.into_iter().map(|facet| (facet.name(), self.of(facet)));
        Question::of(own.chain(facets).map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// The query behind the parameters.
    ///
    /// # Errors
    ///
    /// A problem when a parameter cannot be understood, or nobody has that SCID.
    pub fn query(&self) -> Result<PostQuery, Problem> {
        let given = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let mut query = PostQuery::current(clock::now().day());
        query.text = QueryText::parse(self.q.as_deref().unwrap_or_default())?;
        if let Some(day) = given(&self.on) {
            query.on = Day::parse(&day).map_err(|error| Problem::bad_request(format!("on: {error}")))?;
            query.states = BTreeSet::from([PostState::Open]);
        }
        if let Some(states) = given(&self.state) {
            query.states = states_of(&states)?;
        }
        for code in several("kind", self.kind.as_deref().unwrap_or_default())? {
            let kind = PostKind::parse(code.trim()).ok_or_else(|| {
                let kinds = PostKind::ALL.map(PostKind::code).join(", ");
                Problem::bad_request(format!("kind is one of {kinds}"))
            })?;
            query.kinds.insert(kind);
        }
        for facet in POST_FACETS {
            for value in several(facet.name(), self.of(facet))? {
                query.filters.want(facet, value)?;
            }
        }
        query.by = given(&self.by).map(|scid| organisation(&scid)).transpose()?;
        Ok(query)
    }
}

fn states_of(text: &str) -> Result<BTreeSet<PostState>, Problem> {
    let mut states = BTreeSet::new();
    for code in several("state", text)?.map(str::trim) {
        match PostState::parse(code) {
            Some(state) => _ = states.insert(state),
            None if code == ANY => states.extend(PostState::ALL),
            None => {
                let states = PostState::ALL.map(PostState::code).join(", ");
                return Err(Problem::bad_request(format!("state is {ANY}, or some of {states}")));
            }
        }
    }
    Ok(states)
}

/// A post in a list.
#[derive(Serialize, ToSchema)]
pub struct PostAnswer {
    /// `<scid>/<name>`.
    id: String,
    /// The SCID of whose word it is.
    organisation: String,
    /// The name that the organisation gives itself, else its SCID.
    organisation_name: String,
    /// What sort of post it is; null where this node does not know it.
    kind: Option<&'static str>,
    /// A title; the others are under `titles`.
    title: String,
    /// By language.
    titles: BTreeMap<String, String>,
    /// What it is on the day: open, upcoming, ended or withdrawn.
    state: &'static str,
    /// The first day.
    from: Option<String>,
    /// The last day, included.
    until: Option<String>,
    /// The first day on which it is taken back.
    withdrawn: Option<String>,
    /// Two letters; the organisation's where the post names no place.
    country: Option<String>,
    /// NUTS or ISO 3166-2 code; the organisation's where the post names no place.
    region: Option<String>,
    /// The town that the post names.
    place: Option<String>,
    /// Codes of industrial ecosystems; the organisation's where the post names none.
    ecosystems: Vec<String>,
    /// When it was first said, by the author's clock.
    published: String,
    /// When it was last changed, by the author's clock.
    changed: String,
    /// The path of its page.
    page: String,
}

impl PostAnswer {
    pub(super) fn of(model: &ReadModel, card: &PostCard, on: Day) -> Self {
        let organisation = card.organisation.to_string();
        Self {
            id: card.id(),
            organisation_name: model.name_of(&card.organisation),
            kind: card.kind.map(PostKind::code),
            title: card.title().to_owned(),
            titles: card.titles.by_language(),
            state: card.span.state(on).code(),
            from: in_text(card.span.from),
            until: in_text(card.span.until),
            withdrawn: in_text(card.span.withdrawn),
            country: card.country.as_ref().map(|country| country.code.clone()),
            region: card.region.as_ref().map(|region| region.code.clone()),
            place: card.place.as_deref().map(str::to_owned),
            ecosystems: card.ecosystems.iter().map(|term| term.code.clone()).collect(),
            published: card.said.0.to_string(),
            changed: card.said.1.to_string(),
            page: path::post(&organisation, &card.name),
            organisation,
        }
    }
}

/// A post as its organisation said it.
#[derive(Serialize, ToSchema)]
pub struct WholePost {
    /// What a list says of it.
    post: PostAnswer,
    /// Flat keys and values of its document.
    #[schema(value_type = Object)]
    content: Value,
    /// What this node has to say about the fields.
    remarks: Vec<String>,
}

/// Lists posts: open ones first, those that end soonest before the others, then upcoming ones.
#[utoipa::path(
    get, path = "/v1/posts", tag = "posts", params(AskedPosts, Window),
    responses(
        (status = 200, body = Paged<PostAnswer>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a parameter cannot be understood"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "nobody has that SCID"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    Query(asked): Query<AskedPosts>,
    Query(window): Query<Window>,
) -> Result<Json<Paged<PostAnswer>>, Problem> {
    let (offset, limit) = window.range()?;
    let query = asked.query()?;
    let model = app.handle.model().await?;
    let paged = move || {
        let PostsFound { total, hits } = search_posts(model.posts(), &query, offset, limit);
        let items = hits.into_iter().map(|card| PostAnswer::of(&model, card, query.on)).collect();
        Paged { total, offset, limit, items }
    };
    Ok(Json(beside(paged).await))
}

/// Shows a post as its organisation said it.
#[utoipa::path(
    get, path = "/v1/posts/{scid}/{name}", tag = "posts",
    params(("scid" = String, Path, description = "the organisation's SCID"), ("name" = String, Path, description = "the post's name")),
    responses(
        (status = 200, body = WholePost),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "no SCID or name"),
        (status = 404, body = ProblemBody, content_type = "application/problem+json", description = "not held here"),
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
) -> Result<Json<WholePost>, Problem> {
    let id = organisation(&scid)?;
    let held = held(&app, id, &name).await?;
    let model = app.handle.model().await?;
    let card = held.card(&model, id, &name);
    Ok(Json(WholePost {
        post: PostAnswer::of(&model, &card, clock::now().day()),
        content: Value::Object(held.content.into_iter().collect()),
        remarks: held.post.remarks.iter().map(ToString::to_string).collect(),
    }))
}

/// A post as its organisation's ledger has it now.
pub(super) struct HeldPost {
    pub(super) ledger: Arc<Ledger>,
    pub(super) post: Post,
    pub(super) content: BTreeMap<String, Value>,
    /// When it was first said, and when last.
    pub(super) said: (Timestamp, Timestamp),
    profile: Profile,
}

impl HeldPost {
    fn of(ledger: Arc<Ledger>, address: &Address) -> Option<Self> {
        let content = ledger.document(address)?.facts();
        let times = ledger.entries_at(address).into_iter().map(|(entry, _)| entry.header().time);
        let times: BTreeSet<_> = times.collect();
        let profile = Address::profile();
        let profile = ledger.document(&profile).map(|document| document.facts()).unwrap_or_default();
        (!content.is_empty()).then(|| Self {
            ledger,
            post: Post::read(&content),
            content,
            said: times.first().copied().zip(times.last().copied()).unwrap_or(NEVER),
            profile: Profile::read(&profile),
        })
    }

    /// What a list shows of it.
    pub(super) fn card(&self, model: &ReadModel, id: OrganisationId, name: &str) -> PostCard {
        let shown =
            model.organisation(&id).and_then(|view| view.posts.iter().find(|card| *card.name == *name));
        let is_current = |card: &&PostCard| card.said == self.said;
        shown
            .filter(is_current)
            .cloned()
            .unwrap_or_else(|| PostCard::of(id, name, &self.post, &self.profile, self.said))
    }
}

/// Reads a post.
///
/// # Errors
///
/// A problem when it is not held here.
pub(super) async fn held(app: &App, id: OrganisationId, name: &str) -> Result<HeldPost, Problem> {
    let not_found = || Problem::not_found("post of this name");
    let address = address("post", name)?;
    let ledger = app.handle.ledger(id).await?.ok_or_else(not_found)?;
    HeldPost::of(ledger, &address).ok_or_else(not_found)
}

/// A day that may be left open, `YYYY-MM-DD`.
pub(super) fn in_text(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

const NEVER: (Timestamp, Timestamp) = (Timestamp::ZERO, Timestamp::ZERO);
