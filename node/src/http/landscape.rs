//! `/v1/landscape` and `/v1/listings`: who there is, found by words and facets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use protocol::landscape::facet::Facet;
use protocol::landscape::posts::POST_FACETS;
use protocol::landscape::{self, Card, CardKind, KindFilter, QueryText, VALUES_MAX};
use protocol::time::Day;
use protocol::vocabulary::Term;
use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;
use utoipa::{IntoParams, ToSchema};

use crate::clock;
use crate::http::App;
use crate::http::answer::{Paged, Query, Window};
use crate::http::beside::beside;
use crate::http::post::AskedPosts;
use crate::http::problem::{Problem, ProblemBody};
use crate::read_model::ReadModel;
use crate::search::{Answer, Holders, Of};

/// What is looked for; everything left open matches. Several values of one filter, parted by commas or given again, mean
/// any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(try_from = "Vec<(String, String)>")]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Words, in any order; each must be a word of what is found, or the beginning of one, or nearly one.
    #[param(max_length = 512)]
    pub q: Option<String>,
    /// A country, by two letters, such as DE.
    pub country: Option<String>,
    /// A region and those in it, by NUTS code, such as AT2, of 2024 or 2021, or by ISO 3166-2, such as CH-ZH.
    pub region: Option<String>,
    /// An industrial ecosystem, by code, such as digital.
    pub ecosystem: Option<String>,
    /// `profile` for organisations' own word, `listing` for what agencies list.
    pub kind: Option<String>,
    /// A label that is valid by this node's anchors: `any`, `<scid>/<name>` of its scheme, or that with `/<level>`.
    pub label: Option<String>,
    /// The day on which the label must be valid, `YYYY-MM-DD`; today unless told.
    pub label_on: Option<String>,
    /// Vouched for by an organisation, by SCID or DID.
    pub vouched_by: Option<String>,
    /// An economic activity and those in it, by NACE code, such as C or 26.1.
    pub nace: Option<String>,
    /// An emerging industry, by code.
    pub emerging: Option<String>,
    /// A smart specialisation area, by code.
    pub s3: Option<String>,
    /// A technology, by code.
    pub technology: Option<String>,
    /// How many members: 1-19, 20-49, 50-99, 100-199, 200-499 or 500+.
    pub members: Option<String>,
    /// Which members: sme, startup, large, research, public, mostly-sme or mostly-research.
    pub composition: Option<String>,
    /// What for cooperation is wanted, by code, such as joint-projects.
    pub cooperation: Option<String>,
    /// When it was confirmed or changed: 90d, 365d or older.
    pub fresh: Option<String>,
    /// What the organisation says it is: cluster, agency or label-authority.
    pub r#type: Option<String>,
    /// Gathered by a portal, by `<scid>/<name>`.
    pub portal: Option<String>,
    /// Facets to count, by the names of these filters, or `all`.
    pub counts: Option<String>,
}

/// A parameter that takes one value was given several times.
#[derive(Debug, Error)]
#[error("{parameter} is given more than once")]
pub struct GivenTwice {
    /// Its name.
    pub parameter: String,
}

impl TryFrom<Vec<(String, String)>> for Asked {
    type Error = GivenTwice;

    fn try_from(pairs: Vec<(String, String)>) -> Result<Self, GivenTwice> {
        let mut given = joined(pairs, |name| Facet::named(name).is_some() || name == "counts")?;
        let mut take = |name: &str| given.remove(name);
        Ok(Self {
            q: take("q"),
            country: take("country"),
            region: take("region"),
            ecosystem: take("ecosystem"),
            kind: take("kind"),
            label: take("label"),
            label_on: take("label_on"),
            vouched_by: take("vouched_by"),
            nace: take("nace"),
            emerging: take("emerging"),
            s3: take("s3"),
            technology: take("technology"),
            members: take("members"),
            composition: take("composition"),
            cooperation: take("cooperation"),
            fresh: take("fresh"),
            r#type: take("type"),
            portal: take("portal"),
            counts: take("counts"),
        })
    }
}

/// The parameters that were given, each once: the values of a filter that was given again parted by commas.
///
/// # Errors
///
/// [`GivenTwice`] of what is no filter.
pub(super) fn joined(
    pairs: Vec<(String, String)>,
    is_filter: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, String>, GivenTwice> {
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in pairs {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        match given.get_mut(&name) {
            Some(_) if !is_filter(&name) => return Err(GivenTwice { parameter: name }),
            Some(values) => {
                values.push(',');
                values.push_str(value);
            }
            None => _ = given.insert(name, value.to_owned()),
        }
    }
    Ok(given)
}

/// The values of a parameter; an empty one counts as not given.
///
/// # Errors
///
/// [`landscape::QueryError::TooManyValues`].
pub(super) fn several<'v>(
    parameter: &'static str,
    values: &'v str,
) -> Result<impl Iterator<Item = &'v str>, landscape::QueryError> {
    if values.split(',').count() > VALUES_MAX {
        return Err(landscape::QueryError::TooManyValues { facet: parameter, limit: VALUES_MAX });
    }
    Ok(values.split(',').filter(|value| !value.trim().is_empty()))
}

/// A profile or a listing that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    /// `profile` or `listing`.
    kind: &'static str,
    /// The SCID of who says it: the organisation itself, or the agency that lists.
    organisation: String,
    /// The address of the document, such as `profile/self`.
    address: String,
    /// The name.
    title: String,
    /// NUTS or ISO 3166-2 code.
    region: Option<String>,
    /// Two letters.
    country: Option<String>,
    /// The town.
    place: Option<String>,
    /// Codes of industrial ecosystems.
    ecosystems: Vec<String>,
    /// The name of the agency that lists; null for an organisation's own word.
    listed_by: Option<String>,
}

/// A part of what was found, with counts for narrowing it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Landscape {
    /// How many there are in all.
    pub total: usize,
    /// How many were skipped.
    pub offset: usize,
    /// How many are shown at most.
    pub limit: usize,
    /// The part, best first.
    pub items: Vec<Found>,
    /// How many have each value of the facets that were to be counted. Each count leaves its own filter aside and keeps
    /// the others.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<&'static str, Vec<ValueCount>>,
}

/// How many have a value.
#[derive(Debug, Serialize, ToSchema)]
pub struct ValueCount {
    /// The value, as the filter takes it.
    #[serde(serialize_with = "as_text")]
    #[schema(value_type = String)]
    value: Arc<str>,
    /// How many.
    count: usize,
}

fn as_text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

impl Asked {
    /// The values that were asked of a facet, as they came.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &str {
        let values = match facet {
            Facet::Kind => &self.kind,
            Facet::OrganisationKind => &self.r#type,
            Facet::Country => &self.country,
            Facet::Region => &self.region,
            Facet::Ecosystem => &self.ecosystem,
            Facet::Nace => &self.nace,
            Facet::Emerging => &self.emerging,
            Facet::S3 => &self.s3,
            Facet::Technology => &self.technology,
            Facet::Members => &self.members,
            Facet::Composition => &self.composition,
            Facet::Cooperation => &self.cooperation,
            Facet::Fresh => &self.fresh,
            Facet::Label => &self.label,
            Facet::VouchedBy => &self.vouched_by,
            Facet::Portal => &self.portal,
        };
        values.as_deref().unwrap_or_default()
    }

    /// The same question to posts, as far as they can be asked it: words, and the facets of posts.
    #[must_use]
    pub(super) fn posts(&self) -> AskedPosts {
        let mut posts = AskedPosts { q: self.q.clone(), ..AskedPosts::default() };
        for facet in POST_FACETS {
            posts.want(facet, self.of(facet));
        }
        posts
    }

    /// Whether nothing was asked for: everything matches.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.q.is_none() && Facet::ALL.into_iter().all(|facet| self.of(facet).is_empty())
    }

    /// The query behind the parameters.
    ///
    /// # Errors
    ///
    /// A problem when a parameter cannot be understood.
    pub fn query(&self) -> Result<landscape::Query, Problem> {
        let mut query = landscape::Query {
            text: QueryText::parse(self.q.as_deref().unwrap_or_default())?,
            today: Some(clock::now().day()),
            counted: BTreeSet::new(),
            ..landscape::Query::default()
        };
        for facet in Facet::ALL {
            for value in several(facet.name(), self.of(facet))? {
                query.filters.want(facet, value)?;
            }
        }
        for name in several("counts", self.counts.as_deref().unwrap_or_default())? {
            match Facet::named(name.trim()).filter(|facet| Facet::COUNTED.contains(facet)) {
                Some(facet) => _ = query.counted.insert(facet),
                None if name == "all" => query.counted = Facet::COUNTED.into(),
                None => {
                    let names = Facet::COUNTED.map(Facet::name).join(", ");
                    return Err(Problem::bad_request(format!(
                        "counts names facets: all, or some of {names}"
                    )));
                }
            }
        }
        Ok(query)
    }

    /// The day on which labels must be valid.
    ///
    /// # Errors
    ///
    /// A problem when it is no day.
    pub fn label_day(&self) -> Result<Day, Problem> {
        let day = |text: &String| {
            Day::parse(text).map_err(|error| Problem::bad_request(format!("label_on: {error}")))
        };
        self.label_on.as_ref().map_or_else(|| Ok(clock::now().day()), day)
    }

    /// Finds what is asked for.
    ///
    /// # Errors
    ///
    /// A problem when a parameter cannot be understood.
    pub(super) async fn find(
        &self,
        app: &App,
        window: Window,
        kind: Option<KindFilter>,
    ) -> Result<Landscape, Problem> {
        let (offset, limit) = window.range()?;
        let mut query = self.query()?;
        (query.offset, query.limit) = (offset, limit);
        if let Some(kind) = kind {
            query.filters.open(Facet::Kind);
            query.filters.want(Facet::Kind, kind.code())?;
        }
        let model = app.handle.model().await?;
        let holders = holders(app, &model, &query, self.label_day()?).await?;
        let answer = answered(app, query, holders).await?;
        let items = answer.hits.iter().map(|(card, _)| Found::in_model(card, &model));
        let counted = |values: &Vec<(Arc<str>, usize)>| {
            let values = values.iter();
            values.map(|(value, count)| ValueCount { value: Arc::clone(value), count: *count }).collect()
        };
        Ok(Landscape {
            total: answer.total,
            offset,
            limit,
            items: items.collect(),
            counts: answer.counts.iter().map(|(facet, values)| (facet.name(), counted(values))).collect(),
        })
    }
}

impl Landscape {
    /// The part without the counts.
    pub(super) fn paged(self) -> Paged<Found> {
        Paged { total: self.total, offset: self.offset, limit: self.limit, items: self.items }
    }
}

/// Whose labels are valid on a day, as far as the query asks for it. To narrow by labels takes the answer of this
/// moment; to count them one of a moment ago serves.
///
/// # Errors
///
/// A problem while the node shuts down.
pub(super) async fn holders(
    app: &App,
    model: &Arc<ReadModel>,
    query: &landscape::Query,
    day: Day,
) -> Result<Arc<Holders>, Problem> {
    let is_narrowed = query.filters.of(Facet::Label).next().is_some();
    if !model.has_labels() || !(is_narrowed || query.counted.contains(&Facet::Label)) {
        return Ok(Arc::clone(&NOBODY));
    }
    let (app, model) = (app.clone(), Arc::clone(model));
    let at_hand = app.standing.at_hand(day);
    let judging = async move {
        let anchors = app.about.anchors();
        app.standing.on(day, clock::now(), &app.handle, &model, &anchors, &app.verdicts).await
    };
    match at_hand {
        Some(at_hand) if !is_narrowed => {
            // Whoever counts next sees more.
            tokio::spawn(judging);
            Ok(at_hand)
        }
        _ => Ok(judging.await?),
    }
}

/// Searches; what is not at hand, away from the threads that serve others.
///
/// # Errors
///
/// A problem when the search fails.
pub(super) async fn answered(
    app: &App,
    query: landscape::Query,
    holders: Arc<Holders>,
) -> Result<Arc<Answer>, Problem> {
    if let Some(answer) = app.handle.search().at_hand(&query, &holders) {
        return Ok(answer);
    }
    let search = Arc::clone(app.handle.search());
    Ok(beside(move || search.find(&query, &holders)).await?)
}

static NOBODY: std::sync::LazyLock<Arc<Holders>> = std::sync::LazyLock::new(Arc::default);

impl Found {
    /// A card of the model.
    pub(super) fn in_model(card: &Card, model: &ReadModel) -> Self {
        let (kind, listed_by) = match card.kind {
            CardKind::Profile => (KindFilter::Profile, None),
            CardKind::Listing { listed_by } => (KindFilter::Listing, Some(model.name_of(&listed_by))),
        };
        let code = |term: &Term| term.code.to_string();
        Self {
            kind: kind.code(),
            organisation: card.speaker().map(|speaker| speaker.to_string()).unwrap_or_default(),
            address: card.address().map(|address| address.to_string()).unwrap_or_default(),
            title: card.name.to_string(),
            region: card.region.as_ref().map(code),
            country: card.country.as_ref().map(code),
            place: card.place.as_deref().map(str::to_owned),
            ecosystems: card.ecosystems.iter().map(code).collect(),
            listed_by,
        }
    }
}

/// Finds profiles and listings, best first; the same answer on every node that holds the same items.
#[utoipa::path(
    get, path = "/v1/landscape", tag = "landscape", params(Asked, Window),
    responses(
        (status = 200, body = Landscape),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a parameter cannot be understood"),
    )
)]
pub(super) async fn search(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    Query(window): Query<Window>,
) -> Result<Json<Landscape>, Problem> {
    asked.find(&app, window, None).await.map(Json)
}

/// Finds listings: agencies' records of organisations that have no identity here.
#[utoipa::path(
    get, path = "/v1/listings", tag = "landscape", params(Asked, Window),
    responses(
        (status = 200, body = Paged<Found>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a parameter cannot be understood"),
    )
)]
pub(super) async fn listings(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    Query(window): Query<Window>,
) -> Result<Json<Paged<Found>>, Problem> {
    asked.find(&app, window, Some(KindFilter::Listing)).await.map(|found| Json(found.paged()))
}

/// What somebody has typed so far.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Typed {
    /// Words, of which the last may not be whole.
    #[param(max_length = 512)]
    q: Option<String>,
}

/// Suggestions, at most ten.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Suggestions {
    /// Names, then towns, regions and terms.
    items: Vec<SuggestionAnswer>,
}

/// A suggestion.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SuggestionAnswer {
    /// The words to show and to search for.
    text: String,
    /// `name`, `place`, or the facet that the suggestion is a value of.
    of: &'static str,
    /// The value of the facet.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

/// Suggests names, towns, regions and terms that begin like the last word.
#[utoipa::path(
    get, path = "/v1/landscape/suggest", tag = "landscape", params(Typed),
    responses(
        (status = 200, body = Suggestions),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "more than a person types"),
    )
)]
pub(super) async fn suggest(
    State(app): State<App>,
    Query(typed): Query<Typed>,
) -> Result<Json<Suggestions>, Problem> {
    let search = Arc::clone(app.handle.search());
    let suggested = beside(move || search.suggest(typed.q.as_deref().unwrap_or_default())).await??;
    let items = suggested.into_iter().map(|suggestion| {
        let (of, value) = match suggestion.of {
            Of::Name(_) => ("name", None),
            Of::Place => ("place", None),
            Of::Value(facet, value) => (facet.name(), Some(value)),
        };
        SuggestionAnswer { text: suggestion.text, of, value }
    });
    Ok(Json(Suggestions { items: items.collect() }))
}
