//! `GET /schemes/{scid}/{name}`: the page of a label scheme.

use axum::extract::State;
use axum::response::Response;
use protocol::accreditation::scope::Action;
use protocol::attestation::Label;
use protocol::scheme::period::Validity;
use protocol::scheme::ratio::{Ratio, Threshold};
use protocol::scheme::sentences::Outlined;
use protocol::scheme::{Scheme, SchemeId};
use protocol::text::WebAddress;

use crate::clock;
use crate::http::App;
use crate::http::answer::{Path, Query, address, organisation};
use crate::http::attestation::OnDay;
use crate::http::page::states::{Chosen, Sorted, sorted};
use crate::http::page::{frame, judgement, page_or_twin, party, party_or, said, spoken, titled, website};
use crate::http::problem::Problem;
use crate::http::reader::Reader;
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::scheme::{Accredited, Criterion, CriterionGroup, Level, SchemePage};
use crate::pages::words::{Link, Notice, Phrase, Tone};
use crate::read_model::{Granted, ReadModel};

pub(super) async fn show(
    State(app): State<App>,
    Path((scid, name)): Path<(String, String)>,
    Query(day): Query<OnDay>,
    Query(chosen): Query<Chosen>,
    reader: Reader,
) -> Result<Response, Problem> {
    let owner = organisation(&scid)?;
    address("scheme", &name)?;
    let twin = format!("/v1{}", path::scheme(&owner.to_string(), &name));
    page_or_twin(&reader, &twin, make(&app, &reader, SchemeId { owner, name }, (&day, &chosen), &twin)).await
}

async fn make(
    app: &App,
    reader: &Reader,
    id: SchemeId,
    asked: (&OnDay, &Chosen),
    twin: &str,
) -> Result<SchemePage, Problem> {
    let locale = reader.locale;
    let model = app.handle.model().await?;
    let scheme = model.scheme(&id).ok_or_else(|| Problem::not_found("label scheme of this name"))?;
    let issued: Vec<&Label> = model.labels().filter(|label| label.scheme == id).collect();
    let Sorted { states, shown: judged, in_all: labels_in_all } =
        sorted(app, locale, &model, issued, asked, href(&id)).await?;
    let anchors = app.about.anchors();
    let documents = format!("/v1/organisations/{}/documents/scheme/{}", id.owner, path::segment(&id.name));
    Ok(SchemePage {
        frame: frame(app, reader, Some(twin)),
        title: titled(locale, &scheme.title),
        version: scheme.version.clone(),
        owner: party(&model, &id.owner),
        description: (!scheme.description.is_empty()).then(|| titled(locale, &scheme.description)),
        website: scheme
            .website
            .as_deref()
            .and_then(|text| WebAddress::parse(text).ok())
            .as_ref()
            .map(website),
        notices: newer(locale, &model, &id, scheme).into_iter().collect(),
        levels: levels(locale, scheme),
        criteria: criteria(locale, scheme),
        rules: rules(locale, scheme),
        accredited: accredited(locale, &model, &id, scheme),
        labels: judged.iter().map(|judged| judged.in_list(&model, &anchors)).collect(),
        labels_in_all,
        states,
        anchors: judgement::pinned(&model, &anchors),
        versions: versions(locale, &model, &id, scheme),
        downloads: vec![
            Link::here(&locale.t("scheme-json").to_text(), twin),
            Link::here(&locale.t("listing-entries").to_text(), &format!("{documents}/entries")),
        ],
    })
}

fn levels(locale: Locale, scheme: &Scheme) -> Vec<Level> {
    let level = |level: &protocol::scheme::Level| Level {
        title: titled(locale, &level.title),
        requirements: scheme
            .level_rules(&level.code)
            .iter()
            .map(|rule| spoken::whole(locale, rule))
            .collect(),
        term: term(locale, &scheme.validity(&level.code)),
    };
    scheme.levels.iter().map(level).collect()
}

fn term(locale: Locale, validity: &Validity) -> String {
    if let Some(end) = validity.end {
        return locale.t("scheme-term-until").day("day", end).to_text();
    }
    let terms: Vec<u32> =
        validity.bands.iter().map(|band| band.months).chain(validity.months).map(u32::from).collect();
    match terms.as_slice() {
        [one] => locale.t("scheme-term-months").count("months", *one).to_text(),
        terms => {
            let or = format!(" {} ", locale.t("scheme-term-list-or").to_text());
            let terms: Vec<String> = terms.iter().map(|months| locale.n(months)).collect();
            locale.t("scheme-term-or").text("terms", terms.join(&or)).to_text()
        }
    }
}

/// The criteria under the headings of their dimensions, from top to bottom.
fn criteria(locale: Locale, scheme: &Scheme) -> Vec<CriterionGroup> {
    let mut groups: Vec<CriterionGroup> = Vec::new();
    let group = |title, counts, depth| CriterionGroup { title, counts, depth, criteria: Vec::new() };
    for (depth, outlined) in scheme.outline() {
        match outlined {
            Outlined::Dimension(dimension) => {
                let counts = dimension.minimum.map(|least| {
                    let message = match least {
                        Threshold::Points(points) => {
                            locale.t("scheme-points-at-least").text("points", decimal(locale, points))
                        }
                        Threshold::Percent(percent) => {
                            locale.t("scheme-percent-at-least").text("percent", decimal(locale, percent))
                        }
                    };
                    Phrase::plain(&message.to_text())
                });
                groups.push(group(titled(locale, &dimension.title), counts.unwrap_or_default(), depth));
            }
            Outlined::Criterion(criterion) => {
                if groups.is_empty() {
                    groups.push(group(Phrase::default(), Phrase::default(), 0));
                }
                let criterion = Criterion {
                    code: criterion.code.clone(),
                    title: titled(locale, &criterion.title),
                    counts: criterion
                        .counts()
                        .map(|counts| spoken::within(locale, &counts))
                        .unwrap_or_default(),
                };
                groups.last_mut().expect("one was pushed").criteria.push(criterion);
            }
        }
    }
    groups
}

fn decimal(locale: Locale, number: Ratio) -> String {
    locale.decimal(&number.to_string())
}

fn rules(locale: Locale, scheme: &Scheme) -> Vec<Phrase> {
    let mut rules: Vec<Phrase> = scheme.rules().iter().map(|rule| spoken::whole(locale, rule)).collect();
    rules.push(Phrase::plain(&locale.t("scheme-rule-fixed").to_text()));
    rules
}

fn accredited(locale: Locale, model: &ReadModel, id: &SchemeId, scheme: &Scheme) -> Vec<Accredited> {
    let today = clock::now().day();
    let holds = |granted: &&Granted| {
        granted.accreditation.scope.levels.iter().any(|(scheme, _)| scheme == id)
            && granted.accreditation.valid_until >= today
            && granted.withdrawn.is_none_or(|day| day > today)
    };
    let accreditations = model.organisation(&id.owner).map_or(&[][..], |owner| &owner.accreditations);
    let described = accreditations.iter().filter(holds).filter_map(|granted| {
        let granted = &granted.accreditation;
        let title = |code: &String| {
            scheme.level(code).map_or_else(|| said(code), |level| locale.marked(titled(locale, &level.title)))
        };
        let scope = &granted.scope;
        let levels: Vec<String> =
            scope.levels.iter().filter(|(scheme, _)| scheme == id).map(|(_, code)| title(code)).collect();
        let actions: Vec<String> =
            scope.actions.iter().map(|action| action_in_words(locale, *action)).collect();
        let territory: Vec<&str> = scope.territory.iter().map(String::as_str).collect();
        let key = if territory.is_empty() { "scheme-may-what" } else { "scheme-may-what-in" };
        let mut may = locale.t(key).text("actions", actions.join(", ")).text("levels", levels.join(", "));
        if !territory.is_empty() {
            may = may.text("territory", said(&territory.join(", ")));
        }
        Some(Accredited {
            party: party_or(model, &granted.holder.organisation().ok()?, &granted.holder.name),
            may: may.to_text(),
            by: party(model, &id.owner),
            until: Some(granted.valid_until.to_string()),
        })
    });
    described.collect()
}

fn action_in_words(locale: Locale, action: Action) -> String {
    let message = match action {
        Action::Assess => locale.t("scheme-action-assess"),
        Action::Decide => locale.t("scheme-action-decide"),
        Action::Issue => locale.t("scheme-action-issue"),
        Action::Delegate => locale.t("scheme-action-delegate"),
    };
    message.to_text()
}

/// The owner's other versions of the same scheme.
fn versions(locale: Locale, model: &ReadModel, id: &SchemeId, scheme: &Scheme) -> Vec<Link> {
    let others = others(model, id, scheme);
    others
        .map(|(id, other)| {
            Link::here(&locale.t("say-version").text("version", &other.version).to_text(), &href(id))
        })
        .collect()
}

fn newer(locale: Locale, model: &ReadModel, id: &SchemeId, scheme: &Scheme) -> Option<Notice> {
    let newest =
        others(model, id, scheme).map(|(_, other)| other).max_by_key(|other| number(&other.version))?;
    (number(&newest.version) > number(&scheme.version)).then(|| Notice {
        tone: Tone::Reserved,
        text: locale.t("scheme-newer").text("version", &newest.version).to_text(),
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
