//! `GET /issuers/{scid}` and `GET /agencies/{scid}`: what an organisation does for others.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use protocol::landscape::{Card, CardKind};
use protocol::organisation::OrganisationId;
use protocol::scheme::SchemeId;

use crate::clock;
use crate::http::App;
use crate::http::answer::{self, Path, Query};
use crate::http::attestation::OnDay;
use crate::http::page::counts::ecosystems;
use crate::http::page::entries::entries;
use crate::http::page::map::{countries, row, with_bars};
use crate::http::page::states::{Chosen, Sorted, sorted};
use crate::http::page::{frame, judgement, page_or_twin, party, party_or, said};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::census::CountRow;
use crate::pages::issuer::{AgencyPage, IssuerPage, Vouched};
use crate::pages::path;
use crate::pages::question::Question;
use crate::pages::scheme::Accredited;
use crate::pages::words::{Count, Link};
use crate::read_model::{Granted, ReadModel, Vouch};

pub(super) async fn show(
    State(app): State<App>,
    Path(scid): Path<String>,
    Query(day): Query<OnDay>,
    Query(chosen): Query<Chosen>,
    reader: Reader,
) -> Result<Response, Problem> {
    let id = answer::organisation(&scid)?;
    let twin = Question::default().with("issuer", &id.to_string()).href("/v1/attestations");
    page_or_twin(&reader, &twin, make(&app, &reader, id, (&day, &chosen), &twin)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    id: OrganisationId,
    asked: (&OnDay, &Chosen),
    twin: &str,
) -> Result<IssuerPage, Problem> {
    let model = app.handle.model().await?;
    let view = model.organisation(&id).ok_or_else(|| Problem::not_found("organisation of this SCID"))?;
    let mut by_scheme: BTreeMap<&SchemeId, u64> = BTreeMap::new();
    view.labels.iter().for_each(|label| *by_scheme.entry(&label.scheme).or_default() += 1);
    let action = path::issuer(&id.to_string());
    let Sorted { states, shown, in_all } =
        sorted(app, reader.locale, &model, view.labels.iter().collect(), asked, action).await?;
    let anchors = app.about.anchors();
    let scheme = |(scheme, count): (&SchemeId, u64)| {
        let title = model.scheme(scheme).map_or(scheme.name.as_str(), |scheme| scheme.title());
        (Link::here(&said(title), &path::scheme(&scheme.owner.to_string(), &scheme.name)), Count(count))
    };
    Ok(IssuerPage {
        frame: frame(app, reader, Some(twin)),
        party: party(&model, &id),
        schemes: by_scheme.into_iter().map(scheme).collect(),
        accreditations: accreditations_of(&model, &id),
        granted: view
            .accreditations
            .iter()
            .filter(|granted| stands(granted))
            .map(|granted| accredited(&model, granted))
            .collect(),
        labels: shown.iter().map(|judged| judged.in_list(&model, &anchors)).collect(),
        labels_in_all: in_all,
        states,
        anchors: judgement::pinned(&model, &anchors),
    })
}

/// What others accredited an organisation for, as far as it stands today.
fn accreditations_of(model: &ReadModel, id: &OrganisationId) -> Vec<Accredited> {
    let granted = model.organisations().flat_map(|view| &view.accreditations);
    let to_it = granted.filter(|granted| granted.accreditation.holder.organisation().ok() == Some(*id));
    to_it.filter(|granted| stands(granted)).map(|granted| accredited(model, granted)).collect()
}

fn stands(granted: &Granted) -> bool {
    let today = clock::now().day();
    (granted.accreditation.valid_from..=granted.accreditation.valid_until).contains(&today)
        && granted.withdrawn.is_none_or(|day| day > today)
}

fn accredited(model: &ReadModel, granted: &Granted) -> Accredited {
    let accreditation = &granted.accreditation;
    let scope = &accreditation.scope;
    let level = |(scheme, code): &(SchemeId, String)| {
        let level = model.scheme(scheme).and_then(|scheme| scheme.level(code));
        level.map_or(code.as_str(), |level| level.title()).to_owned()
    };
    let levels: Vec<String> = scope.levels.iter().map(level).collect();
    let actions: Vec<&str> = scope.actions.iter().map(|action| action.code()).collect();
    let by = accreditation.id.issuer;
    let holder = accreditation.holder.organisation().unwrap_or(by);
    Accredited {
        party: party_or(model, &holder, &accreditation.holder.name),
        may: said(&format!("{} {}", actions.join(", "), levels.join(", "))),
        by: party(model, &by),
        until: Some(accreditation.valid_until.to_string()),
    }
}

pub(super) async fn agency(
    State(app): State<App>,
    Path(scid): Path<String>,
    reader: Reader,
) -> Result<Response, Problem> {
    let id = answer::organisation(&scid)?;
    let twin = format!("/v1{}/documents", path::organisation(&id.to_string()));
    page_or_twin(&reader, &twin, make_agency(&app, &reader, id, &twin)).await
}

async fn make_agency(
    app: &App,
    reader: &Reader,
    id: OrganisationId,
    twin: &str,
) -> Result<AgencyPage, Problem> {
    let model = app.handle.model().await?;
    let view = model.organisation(&id).ok_or_else(|| Problem::not_found("organisation of this SCID"))?;
    let listings: Vec<Arc<Card>> =
        view.cards.iter().filter(|card| card.kind != CardKind::Profile).cloned().collect();
    let day = clock::now().day();
    let census = model.census_of(listings.iter().map(|card| &**card), day);
    let (locale, open) = (reader.locale, Question::default());
    let vouches: Vec<Vouched> =
        view.vouches.iter().map(|vouch| vouched(&model, vouch, vouch.subject)).collect();
    Ok(AgencyPage {
        frame: frame(app, reader, Some(twin)),
        party: party(&model, &id),
        all: row("", &census.all),
        countries: largest(countries(locale, &census, &open)),
        ecosystems: largest(ecosystems(locale, &census, &open)),
        entries: entries(locale, &model, &listings, twin.to_owned()),
        carried: Count(vouches.iter().filter(|vouched| vouched.is_held).count() as u64),
        vouches,
        vouched_by: model.vouches_for(&id).map(|vouch| vouched(&model, vouch, vouch.by)).collect(),
        nodes: view.nodes.iter().map(|peer| said(peer)).collect(),
    })
}

fn largest(mut rows: Vec<CountRow>) -> Vec<CountRow> {
    rows.sort_by_key(|row| Reverse(row.cards()));
    rows.truncate(ROWS);
    with_bars(rows)
}

fn vouched(model: &ReadModel, vouch: &Vouch, whom: OrganisationId) -> Vouched {
    Vouched {
        party: party(model, &whom),
        since: vouch.since.day().to_string(),
        as_agency: vouch.as_agency,
        is_held: model.organisation(&whom).is_some(),
    }
}

const ROWS: usize = 12;
