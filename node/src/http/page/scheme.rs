//! `GET /schemes/{scid}/{name}`: the page of a label scheme.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use protocol::attestation::Label;
use protocol::scheme::period::Validity;
use protocol::scheme::sentences::Outlined;
use protocol::scheme::{Scheme, SchemeId};
use protocol::text::WebAddress;

use crate::clock;
use crate::http::App;
use crate::http::answer::{Path, Query, address, organisation};
use crate::http::attestation::OnDay;
use crate::http::page::states::{Chosen, Sorted, sorted};
use crate::http::page::{frame, judgement, page_or_twin, party, party_or, phrase, said, website};
use crate::http::problem::Problem;
use crate::pages::path;
use crate::pages::scheme::{Accredited, Criterion, CriterionGroup, Level, SchemePage};
use crate::pages::words::{Count, Link, Notice, Phrase, Tone};
use crate::read_model::{Granted, ReadModel};

pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    Query(day): Query<OnDay>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let owner = organisation(&scid)?;
    address("scheme", &name)?;
    let twin = format!("/v1{}", path::scheme(&owner.to_string(), &name));
    page_or_twin(&headers, &twin, make(&app, SchemeId { owner, name }, (&day, &chosen), &twin)).await
}

async fn make(
    app: &App,
    id: SchemeId,
    asked: (&OnDay, &Chosen),
    twin: &str,
) -> Result<SchemePage, Problem> {
    let model = app.handle.model().await?;
    let scheme = model.scheme(&id).ok_or_else(|| Problem::not_found("label scheme of this name"))?;
    let issued: Vec<&Label> = model.labels().filter(|label| label.scheme == id).collect();
    let Sorted { states, shown: judged, in_all: labels_in_all } =
        sorted(app, &model, issued, asked, href(&id)).await?;
    let anchors = app.about.anchors();
    let documents = format!("/v1/organisations/{}/documents/scheme/{}", id.owner, path::segment(&id.name));
    Ok(SchemePage {
        frame: frame(app, Some(twin)),
        title: title(&scheme.title),
        version: scheme.version.clone(),
        owner: party(&model, &id.owner),
        description: (!scheme.description.is_empty()).then(|| title(&scheme.description)),
        website: scheme
            .website
            .as_deref()
            .and_then(|text| WebAddress::parse(text).ok())
            .as_ref()
            .map(website),
        notices: newer(&model, &id, scheme).into_iter().collect(),
        levels: levels(scheme),
        criteria: criteria(scheme),
        rules: rules(scheme),
        accredited: accredited(&model, &id, scheme),
        labels: judged.iter().map(|judged| judged.in_list(&model, &anchors)).collect(),
        labels_in_all,
        states,
        anchors: judgement::pinned(&model, &anchors),
        versions: versions(&model, &id, scheme),
        downloads: vec![
            Link::here("The scheme (JSON)", twin),
            Link::here("Signed entries (CBOR)", &format!("{documents}/entries")),
        ],
    })
}

/// The title in English where there is one, with its language.
fn title(titles: &std::collections::BTreeMap<String, String>) -> Phrase {
    let best = titles.get_key_value("en").or_else(|| titles.iter().next());
    best.map_or_else(Phrase::default, |(language, text)| phrase(text, &said(language)))
}

fn levels(scheme: &Scheme) -> Vec<Level> {
    let level = |level: &protocol::scheme::Level| Level {
        title: title(&level.title),
        requirements: scheme.level_rules(&level.code),
        term: term(&scheme.validity(&level.code)),
    };
    scheme.levels.iter().map(level).collect()
}

fn term(validity: &Validity) -> String {
    if let Some(end) = validity.end {
        return format!("until {end}");
    }
    let terms = validity.bands.iter().map(|band| band.months).chain(validity.months);
    let terms: Vec<String> = terms.map(|months| months.to_string()).collect();
    match terms.as_slice() {
        [one] if one == "1" => "1 month".to_owned(),
        terms => format!("{} months", terms.join(" or ")),
    }
}

/// The criteria under the headings of their dimensions, from top to bottom.
fn criteria(scheme: &Scheme) -> Vec<CriterionGroup> {
    let mut groups: Vec<CriterionGroup> = Vec::new();
    let group = |title, counts, depth| CriterionGroup { title, counts, depth, criteria: Vec::new() };
    for (depth, outlined) in scheme.outline() {
        match outlined {
            Outlined::Dimension(dimension) => {
                let counts =
                    dimension.minimum.map(|least| format!("at least {least} needed")).unwrap_or_default();
                groups.push(group(title(&dimension.title), counts, depth));
            }
            Outlined::Criterion(criterion) => {
                if groups.is_empty() {
                    groups.push(group(Phrase::default(), String::new(), 0));
                }
                let criterion = Criterion {
                    code: criterion.code.clone(),
                    title: title(&criterion.title),
                    counts: criterion.counts(),
                };
                groups.last_mut().expect("one was pushed").criteria.push(criterion);
            }
        }
    }
    groups
}

fn rules(scheme: &Scheme) -> Vec<String> {
    let mut rules = scheme.rules();
    rules.push("A published version never changes: another rule is another version.".to_owned());
    rules
}

fn accredited(model: &ReadModel, id: &SchemeId, scheme: &Scheme) -> Vec<Accredited> {
    let today = clock::now().day();
    let holds = |granted: &&Granted| {
        granted.accreditation.scope.levels.iter().any(|(scheme, _)| scheme == id)
            && granted.accreditation.valid_until >= today
            && granted.withdrawn.is_none_or(|day| day > today)
    };
    let accreditations = model.organisation(&id.owner).map_or(&[][..], |owner| &owner.accreditations);
    let described = accreditations.iter().filter(holds).filter_map(|granted| {
        let granted = &granted.accreditation;
        let title = |code: &str| scheme.level(code).map_or(code, |level| level.title()).to_owned();
        let scope = &granted.scope;
        let levels: Vec<String> =
            scope.levels.iter().filter(|(scheme, _)| scheme == id).map(|(_, code)| title(code)).collect();
        let actions: Vec<&str> = scope.actions.iter().map(|action| action.code()).collect();
        let mut may = format!("{} {}", actions.join(", "), levels.join(", "));
        if !scope.territory.is_empty() {
            may.push_str(&format!(" in {}", scope.territory.iter().cloned().collect::<Vec<_>>().join(", ")));
        }
        Some(Accredited {
            party: party_or(model, &granted.holder.organisation().ok()?, &granted.holder.name),
            may: said(&may),
            by: party(model, &id.owner),
            until: Some(granted.valid_until.to_string()),
        })
    });
    described.collect()
}

/// The owner's other versions of the same scheme.
fn versions(model: &ReadModel, id: &SchemeId, scheme: &Scheme) -> Vec<Link> {
    let others = others(model, id, scheme);
    others.map(|(id, other)| Link::here(&format!("version {}", other.version), &href(id))).collect()
}

fn newer(model: &ReadModel, id: &SchemeId, scheme: &Scheme) -> Option<Notice> {
    let newest =
        others(model, id, scheme).map(|(_, other)| other).max_by_key(|other| number(&other.version))?;
    (number(&newest.version) > number(&scheme.version)).then(|| Notice {
        tone: Tone::Reserved,
        text: format!("There is a newer version of this scheme, {}.", newest.version),
    })
}

fn others<'m>(
    model: &'m ReadModel,
    id: &'m SchemeId,
    scheme: &'m Scheme,
) -> impl Iterator<Item = &'m (SchemeId, Scheme)> {
    let owned = model.organisation(&id.owner).map_or(&[][..], |owner| &owner.schemes);
    owned.iter().filter(move |(other, known)| known.name == scheme.name && other != id)
}

fn href(id: &SchemeId) -> String {
    path::scheme(&id.owner.to_string(), &id.name)
}

/// Versions are digits and dots: `1.10` comes after `1.9`.
fn number(version: &str) -> Vec<u64> {
    version.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}
