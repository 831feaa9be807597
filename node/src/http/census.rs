//! `GET /v1/counts`: how many organisations, listings and labels there are, and where.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use protocol::landscape::Card;
use protocol::landscape::posts::PostCounts;
use serde::Serialize;
use utoipa::ToSchema;

use crate::census::{Census, Counts};
use crate::clock;
use crate::http::App;
use crate::http::answer::Query;
use crate::http::beside::beside;
use crate::http::landscape::{Asked, holders};
use crate::http::post::AskedPosts;
use crate::http::problem::{Problem, ProblemBody};
use crate::read_model::ReadModel;

/// How many there are of everything that fits the question.
#[derive(Serialize, ToSchema)]
pub struct CensusAnswer {
    /// The day for which labels and ages are counted.
    day: String,
    /// All of them.
    all: CountsAnswer,
    /// By ISO 3166-1 code.
    countries: BTreeMap<String, CountsAnswer>,
    /// By NUTS code, each with all regions in it; other codes as they were given.
    regions: BTreeMap<String, CountsAnswer>,
    /// By ISO 3166-1 code: those that name no region within their country.
    without_region: BTreeMap<String, CountsAnswer>,
    /// By code.
    ecosystems: BTreeMap<String, CountsAnswer>,
    /// By the month in which they were first said; labels by the month in which they begin.
    months: BTreeMap<String, CountsAnswer>,
    /// Posts that are open or upcoming on the day, and fit the words, countries, regions, ecosystems, economic activities,
    /// emerging industries, smart specialisation areas and technologies of the question; other filters do not apply to them.
    posts: PostCountsAnswer,
}

/// How many posts.
#[derive(Serialize, ToSchema)]
pub struct PostCountsAnswer {
    /// All of them.
    total: usize,
    /// By kind.
    kinds: BTreeMap<String, usize>,
    /// By ISO 3166-1 code.
    countries: BTreeMap<String, usize>,
    /// By code, each with all regions in it.
    regions: BTreeMap<String, usize>,
    /// By code.
    ecosystems: BTreeMap<String, usize>,
    /// By the month in which they were first said.
    months: BTreeMap<String, usize>,
}

/// How many.
#[derive(Serialize, ToSchema)]
pub struct CountsAnswer {
    /// Organisations that speak for themselves.
    organisations: u32,
    /// Records that agencies keep.
    listings: u32,
    /// Labels whose term includes the day.
    labels: u32,
    /// Organisations and listings by the days since their last change: up to 30, 182, 365, and more.
    ages: Vec<u32>,
}

/// Counts what fits the question, by region, ecosystem and time; the same on every node that holds the same items.
#[utoipa::path(
    get, path = "/v1/counts", tag = "landscape", params(Asked),
    responses(
        (status = 200, body = CensusAnswer),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a parameter cannot be understood"),
    )
)]
pub(super) async fn counts(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Json<CensusAnswer>, Problem> {
    let posts = posts(&app, &asked).await?;
    Ok(Json(CensusAnswer::of(&*taken(&app, &asked).await?, &posts)))
}

/// Counts what fits a question, as of today.
///
/// # Errors
///
/// A problem when a parameter cannot be understood.
pub(super) async fn taken(app: &App, asked: &Asked) -> Result<Arc<Census>, Problem> {
    if *asked == Asked::default() {
        let model = app.handle.model().await?;
        let day = clock::now().day();
        return Ok(beside(move || model.census(day)).await);
    }
    Ok(survey(app, asked).await?.census)
}

/// Counts the posts that are open or upcoming today and fit what a question asks of posts too.
///
/// # Errors
///
/// A problem when a parameter cannot be understood.
pub(super) async fn posts(app: &App, asked: &Asked) -> Result<Arc<PostCounts>, Problem> {
    let asked = asked.posts();
    let query = asked.query()?;
    let model = app.handle.model().await?;
    let count = move || match asked == AskedPosts::default() {
        true => model.post_counts(query.on),
        false => Arc::new(PostCounts::of(model.posts(), &query)),
    };
    Ok(beside(count).await)
}

/// All that fits a question, counted.
pub(super) struct Survey {
    pub(super) model: Arc<ReadModel>,
    pub(super) cards: Vec<Arc<Card>>,
    pub(super) census: Arc<Census>,
}

/// Finds and counts all that fits a question, as of today.
///
/// # Errors
///
/// A problem when a parameter cannot be understood.
pub(super) async fn survey(app: &App, asked: &Asked) -> Result<Survey, Problem> {
    let query = asked.query()?;
    let day = clock::now().day();
    let model = app.handle.model().await?;
    let holders = holders(app, &model, &query, asked.label_day()?).await?;
    let search = Arc::clone(app.handle.search());
    let survey = move || {
        let cards = search.matching(&query, &holders)?;
        let census = Arc::new(model.census_of(cards.iter().map(|card| &**card), day));
        Ok(Survey { model, cards, census })
    };
    beside(survey).await
}

impl CensusAnswer {
    fn of(census: &Census, posts: &PostCounts) -> Self {
        let by_code = |counted: &BTreeMap<String, Counts>| {
            counted.iter().map(|(code, counts)| (code.clone(), CountsAnswer::of(counts))).collect()
        };
        Self {
            day: census.day.to_string(),
            all: CountsAnswer::of(&census.all),
            countries: by_code(&census.countries),
            regions: by_code(&census.regions),
            without_region: by_code(&census.without_region),
            ecosystems: by_code(&census.ecosystems),
            months: census
                .months
                .iter()
                .map(|(month, counts)| (month.to_string(), CountsAnswer::of(counts)))
                .collect(),
            posts: PostCountsAnswer::of(posts),
        }
    }
}

impl PostCountsAnswer {
    fn of(counts: &PostCounts) -> Self {
        let kinds = counts.kinds.iter().map(|(kind, count)| (kind.code().to_owned(), *count));
        let months = counts.months.iter().map(|(month, count)| (month.to_string(), *count));
        Self {
            total: counts.total,
            kinds: kinds.collect(),
            countries: counts.countries.clone(),
            regions: counts.regions.clone(),
            ecosystems: counts.ecosystems.clone(),
            months: months.collect(),
        }
    }
}

impl CountsAnswer {
    fn of(counts: &Counts) -> Self {
        Self {
            organisations: counts.organisations,
            listings: counts.listings,
            labels: counts.labels,
            ages: counts.ages.to_vec(),
        }
    }
}
