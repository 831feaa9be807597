//! `/v1/landscape` and `/v1/listings`: who there is, found by words and facets.

use axum::Json;
use axum::extract::State;
use protocol::landscape::{self, Card, CardKind, KindFilter, QueryText};
use protocol::vocabulary::Term;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::http::App;
use crate::http::answer::{Paged, Query, Window};
use crate::http::problem::{Problem, ProblemBody};

/// What is looked for; everything left open matches.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Words, in any order.
    pub q: Option<String>,
    /// A region and those in it, by NUTS code, such as AT2.
    pub region: Option<String>,
    /// A country, by two letters, such as DE.
    pub country: Option<String>,
    /// An industrial ecosystem, by code, such as digital.
    pub ecosystem: Option<String>,
    /// `profile` for organisations' own word, `listing` for what agencies list.
    pub kind: Option<String>,
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

impl Asked {
    /// The query behind the parameters.
    ///
    /// # Errors
    ///
    /// A problem when a parameter cannot be understood.
    pub fn query(&self) -> Result<landscape::Query, Problem> {
        let given = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        Ok(landscape::Query {
            text: QueryText::parse(self.q.as_deref().unwrap_or_default())
                .map_err(|error| Problem::bad_request(error.to_string()))?,
            region: given(&self.region),
            country: given(&self.country),
            ecosystem: given(&self.ecosystem),
            kind: given(&self.kind)
                .map(|kind| {
                    KindFilter::parse(&kind).ok_or_else(|| Problem::bad_request("kind is profile or listing"))
                })
                .transpose()?,
            ..landscape::Query::default()
        })
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
    ) -> Result<Paged<Found>, Problem> {
        let (offset, limit) = window.range()?;
        let mut query = self.query()?;
        (query.offset, query.limit, query.kind) = (offset, limit, kind.or(query.kind));
        let model = app.handle.model().await?;
        // A search looks at every card: not on a thread that serves others.
        tokio::task::spawn_blocking(move || {
            let cards = model.cards();
            let page = landscape::search(&cards, &query);
            let items = page
                .hits
                .iter()
                .map(|hit| {
                    let listed_by = match hit.card.kind {
                        CardKind::Profile => None,
                        CardKind::Listing { listed_by } => Some(model.name_of(&listed_by)),
                    };
                    Found::of(hit.card, listed_by)
                })
                .collect();
            Ok(Paged { total: page.total, offset, limit, items })
        })
        .await
        .expect("a search does not panic and is not cancelled")
    }
}

impl Found {
    fn of(card: &Card, listed_by: Option<String>) -> Self {
        let (kind, organisation, address) = match card.kind {
            CardKind::Profile => ("profile", card.id.to_string(), "profile/self".to_owned()),
            CardKind::Listing { listed_by } => {
                let name = card.id.split_once('/').map_or("", |(_, name)| name);
                ("listing", listed_by.to_string(), format!("listing/{name}"))
            }
        };
        let code = |term: &Term| term.code.to_string();
        Self {
            kind,
            organisation,
            address,
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
        (status = 200, body = Paged<Found>),
        (status = 400, body = ProblemBody, content_type = "application/problem+json", description = "a parameter cannot be understood"),
    )
)]
pub(super) async fn search(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    Query(window): Query<Window>,
) -> Result<Json<Paged<Found>>, Problem> {
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
    asked.find(&app, window, Some(KindFilter::Listing)).await.map(Json)
}
