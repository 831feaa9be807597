//! What stands in each export, record by record.

use std::collections::BTreeMap;
use std::sync::Arc;

use protocol::canonical::CborWriter;
use protocol::digest::Digest;
use protocol::entry::Address;
use protocol::identity::line::Line;
use protocol::item::to_sequence;
use protocol::landscape::{Card, CardKind};
use protocol::ledger::Ledger;
use protocol::listing::Listing;
use protocol::organisation::OrganisationId;
use protocol::profile::Profile;
use protocol::vocabulary::Term;
use protocol::vocabulary::region::Point;
use serde_json::{Value, json};

use crate::handle::{Keeper, Unavailable};
use crate::http::App;
use crate::http::attestation::{LabelAnswer, OnDay};
use crate::pages::path;
use crate::read_model::{OrganisationView, ReadModel};

use super::form::{Form, Record, Writer};
use super::{Broken, Out, RIGHTS, SOURCES, portal, post};

/// Of what an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Organisations,
    Listings,
    Labels,
    Vouches,
    Schemes,
    Accreditations,
    Posts,
    Links,
    Portals,
    Documents,
    Items,
}

impl What {
    pub(super) const ALL: [Self; 11] = [
        Self::Organisations,
        Self::Listings,
        Self::Labels,
        Self::Vouches,
        Self::Schemes,
        Self::Accreditations,
        Self::Posts,
        Self::Links,
        Self::Portals,
        Self::Documents,
        Self::Items,
    ];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::Listings => "listings",
            Self::Labels => "labels",
            Self::Vouches => "vouches",
            Self::Schemes => "schemes",
            Self::Accreditations => "accreditations",
            Self::Posts => "posts",
            Self::Links => "links",
            Self::Portals => "portals",
            Self::Documents => "documents",
            Self::Items => "items",
        }
    }

    pub(super) const fn forms(self) -> &'static [Form] {
        match self {
            Self::Organisations | Self::Listings => &[Form::JsonLines, Form::Csv, Form::GeoJson],
            Self::Labels
            | Self::Vouches
            | Self::Schemes
            | Self::Accreditations
            | Self::Posts
            | Self::Links
            | Self::Portals => &[Form::JsonLines, Form::Csv],
            Self::Documents => &[Form::JsonLines, Form::Automerge],
            Self::Items => &[Form::Cbor],
        }
    }

    pub(super) const fn description(self) -> &'static str {
        match self {
            Self::Organisations => "an organisation with an identity, and what it says of itself",
            Self::Listings => "an organisation as an agency lists it",
            Self::Labels => {
                "a label, with the verdict of the day by this node's anchors; yours may give another"
            }
            Self::Vouches => "an organisation's word that another exists",
            Self::Schemes => "a version of a label scheme",
            Self::Accreditations => "a right to assess, decide, issue or pass that on",
            Self::Posts => "what an organisation offers, looks for or announces",
            Self::Links => "an organisation's word of its cooperation with another, or of a membership",
            Self::Portals => "a portal: whom an organisation groups, by what rule and with whom besides",
            Self::Documents => "a document of any collection; those that can be erased are left out",
            Self::Items => "a signed item; entries of documents that can be erased are left out",
        }
    }

    /// The columns of the CSV file, `id` first.
    pub(super) const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Organisations => &[
                "id",
                "did",
                "name",
                "kind",
                "country",
                "region",
                "region_list",
                "place",
                "lat",
                "lon",
                "ecosystems",
                "website",
                "deactivated",
                "documents",
                "listings",
                "vouched_by",
                "labels",
                "version_id",
                "page",
            ],
            Self::Listings => &[
                "id",
                "name",
                "country",
                "region",
                "region_list",
                "place",
                "lat",
                "lon",
                "ecosystems",
                "ecosystems_guessed",
                "website",
                "sources",
                "listed_by",
                "listed_by_name",
                "page",
            ],
            Self::Labels => &[
                "id",
                "scheme",
                "level",
                "subject",
                "subject_name",
                "issuer",
                "issuer_name",
                "valid_from",
                "valid_until",
                "verdict",
                "reason",
                "as_of",
                "page",
            ],
            Self::Vouches => {
                &["by", "by_name", "subject", "subject_name", "version_id", "since", "as_agency"]
            }
            Self::Schemes => {
                &["id", "title", "version", "levels", "term_months", "owner", "owner_name", "page"]
            }
            Self::Accreditations => &[
                "id",
                "schemes",
                "levels",
                "actions",
                "subject_types",
                "territory",
                "depth",
                "holder",
                "holder_name",
                "grantor",
                "grantor_name",
                "valid_from",
                "valid_until",
                "withdrawn",
            ],
            Self::Posts => post::POST_COLUMNS,
            Self::Links => post::LINK_COLUMNS,
            Self::Portals => portal::COLUMNS,
            Self::Documents | Self::Items => &[],
        }
    }
}

/// Writes a whole file.
pub(super) async fn write(app: &App, what: What, form: Form, out: &mut Out) -> Result<(), Broken> {
    match (what, form) {
        (What::Documents, Form::Automerge) => saved_documents(app, out).await?,
        (What::Items, _) => items(app, out).await?,
        _ => {
            let mut writer = Writer::begin(form, what.columns(), about(app), out).await?;
            records(app, what, &mut writer).await?;
            return writer.end().await;
        }
    }
    out.pass_on().await
}

/// What a file says of itself where its form has a place for that.
fn about(app: &App) -> Record {
    let sources =
        SOURCES.map(|(part, source, licence)| json!({"part": part, "source": source, "licence": licence}));
    let licence = app.about.licence.as_ref().map(ToString::to_string);
    Record::from_iter([
        ("rights".into(), json!(RIGHTS)),
        ("licence".into(), json!(licence)),
        ("sources".into(), json!(sources)),
    ])
}

async fn records(app: &App, what: What, writer: &mut Writer<'_>) -> Result<(), Broken> {
    let mut walk = Organisations::default();
    while let Some((model, views)) = walk.next(app) {
        if what == What::Labels {
            let labels: Vec<_> = views.iter().flat_map(|view| &view.labels).collect();
            for some in labels.chunks(JUDGED_AT_ONCE) {
                let as_of = OnDay::default().as_of().map_err(|_| Unavailable::ShuttingDown)?;
                let judged = app.verdicts.of(&app.handle, &model, some, &app.about.anchors(), as_of).await?;
                for (label, judgement) in some.iter().zip(judged) {
                    let Some(judgement) = judgement else { continue };
                    let answer = LabelAnswer::of(label, &judgement);
                    writer.record(label_record(&model, &answer, &as_of.true_at.to_string())).await?;
                }
            }
            continue;
        }
        for view in &views {
            match what {
                What::Organisations => writer.record(organisation(app, &model, view).await?).await?,
                What::Listings => listings(app, &model, view, writer).await?,
                What::Documents => documents(app, view, writer).await?,
                What::Schemes => schemes(app, &model, view, writer).await?,
                What::Vouches => {
                    let mut vouches: Vec<_> = view.vouches.iter().collect();
                    vouches.sort_by_key(|vouch| vouch.subject);
                    for vouch in vouches {
                        writer.record(vouch_record(&model, vouch)).await?;
                    }
                }
                What::Accreditations => {
                    for granted in &view.accreditations {
                        writer.record(accreditation(&model, granted)).await?;
                    }
                }
                What::Posts => post::posts(app, &model, view, writer).await?,
                What::Links => post::links(&model, view, writer).await?,
                What::Portals => portal::portals(app, &model, view, writer).await?,
                What::Labels | What::Items => {}
            }
        }
    }
    Ok(())
}

/// All organisations in the order of their SCIDs, a few at a time, each as it is shown by then: whoever reads slowly does not
/// hold an old picture in memory.
#[derive(Default)]
struct Organisations {
    behind: Option<OrganisationId>,
}

impl Organisations {
    fn next(&mut self, app: &App) -> Option<(Arc<ReadModel>, Vec<Arc<OrganisationView>>)> {
        let model = app.handle.model_at_hand();
        let views: Vec<_> = model.organisations_behind(self.behind.as_ref()).take(SLICE).cloned().collect();
        self.behind = Some(views.last()?.id);
        Some((model, views))
    }
}

async fn organisation(app: &App, model: &ReadModel, view: &OrganisationView) -> Result<Record, Unavailable> {
    let sheet = app.handle.sheet(view.id).await?;
    let content = sheet.as_ref().and_then(|sheet| Some(sheet.documents.get(&Address::profile())?.facts()));
    let profile = content.as_ref().map(Profile::read);
    let card = view.cards.iter().find(|card| card.kind == CardKind::Profile);
    let mut record = card.map(|card| of_card(card)).unwrap_or_default();
    let vouched_by: Vec<String> = model.vouches_for(&view.id).map(|vouch| vouch.by.to_string()).collect();
    let labels: Vec<String> = model.labels_of(&view.id).map(|label| label.id.to_string()).collect();
    let website = profile.as_ref().and_then(|profile| profile.website.as_ref().map(ToString::to_string));
    record.extend([
        ("id".into(), json!(view.id.to_string())),
        ("did".into(), json!(view.did)),
        ("name".into(), json!(view.name)),
        ("kind".into(), json!(view.kind.map(protocol::organisation::Kind::code))),
        ("website".into(), json!(website)),
        ("deactivated".into(), json!(view.is_deactivated)),
        ("documents".into(), json!(view.documents)),
        ("listings".into(), json!(view.listings)),
        ("vouched_by".into(), json!(vouched_by)),
        ("labels".into(), json!(labels)),
        ("version_id".into(), json!(view.version_id)),
        ("page".into(), json!(path::organisation(&view.id.to_string()))),
        ("content".into(), json!(content)),
    ]);
    Ok(record)
}

async fn listings(
    app: &App,
    model: &ReadModel,
    view: &OrganisationView,
    writer: &mut Writer<'_>,
) -> Result<(), Broken> {
    if view.listings == 0 {
        return Ok(());
    }
    let Some(sheet) = app.handle.sheet(view.id).await? else { return Ok(()) };
    let cards: BTreeMap<&str, &Arc<Card>> = view.cards.iter().map(|card| (&*card.id, card)).collect();
    let (by, by_name) = (view.id.to_string(), model.name_of(&view.id));
    for (address, contents) in &sheet.documents {
        if address.collection() != "listing" {
            continue;
        }
        let content = contents.facts();
        let listing = Listing::read(&content);
        let id = format!("{by}/{}", address.name());
        // A listing that came in a moment ago has no card yet: it is in the next export.
        let Some(card) = cards.get(&*id) else { continue };
        let mut record = of_card(card);
        record.extend([
            ("id".into(), json!(id)),
            ("name".into(), json!(listing.name)),
            ("ecosystems_guessed".into(), json!(view.guessed.contains(&*id))),
            ("website".into(), json!(listing.facts.website.as_ref().map(ToString::to_string))),
            ("sources".into(), json!(listing.sources)),
            ("listed_by".into(), json!(by)),
            ("listed_by_name".into(), json!(by_name)),
            ("page".into(), json!(path::listing(&by, address.name()))),
            ("content".into(), json!(content)),
        ]);
        writer.record(record).await?;
    }
    Ok(())
}

/// Where it is and what it does.
fn of_card(card: &Card) -> Record {
    let point = card.point.map(degrees);
    let region = card.region.as_ref();
    let names: Record = card.names.iter().map(|(tag, name)| (tag.to_string(), json!(name))).collect();
    Record::from_iter([
        ("names".into(), Value::Object(names)),
        ("country".into(), json!(card.country.as_ref().map(|country| &country.code))),
        ("region".into(), json!(region.map(|region| &region.code))),
        ("region_list".into(), json!(region.map(Term::list_version))),
        ("place".into(), json!(card.place)),
        ("lat".into(), point.as_ref().map_or(Value::Null, |(lat, _)| lat.clone())),
        ("lon".into(), point.map_or(Value::Null, |(_, lon)| lon)),
        ("ecosystems".into(), card.ecosystems.iter().map(|term| json!(term.code)).collect()),
    ])
}

/// Latitude and longitude as numbers, to the digits that are known.
fn degrees(point: Point) -> (Value, Value) {
    let (lat, lon) = point.degrees();
    let number = |text: String| serde_json::from_str(&text).unwrap_or(Value::Null);
    (number(lat), number(lon))
}

fn label_record(model: &ReadModel, label: &LabelAnswer, day: &str) -> Record {
    let value = serde_json::to_value(label).expect("an answer is JSON");
    let mut record = match value {
        Value::Object(record) => record,
        _ => Record::new(),
    };
    let name = |did: &str| OrganisationId::parse(did).ok().map(|id| model.name_of(&id));
    for (who, named) in [("subject", "subject_name"), ("issuer", "issuer_name")] {
        let name = record[who].as_str().and_then(name);
        record.insert(named.into(), json!(name));
    }
    let page = record["id"].as_str().and_then(|id| id.split_once('/'));
    let page = page.map(|(issuer, name)| path::attestation(issuer, name));
    record.insert("as_of".into(), json!(day));
    record.insert("page".into(), json!(page));
    record
}

fn vouch_record(model: &ReadModel, vouch: &crate::read_model::Vouch) -> Record {
    Record::from_iter([
        ("by".into(), json!(vouch.by.to_string())),
        ("by_name".into(), json!(model.name_of(&vouch.by))),
        ("subject".into(), json!(vouch.subject.to_string())),
        ("subject_name".into(), json!(model.name_of(&vouch.subject))),
        ("version_id".into(), json!(vouch.version_id)),
        ("since".into(), json!(vouch.since.to_string())),
        ("as_agency".into(), json!(vouch.as_agency)),
    ])
}

async fn schemes(
    app: &App,
    model: &ReadModel,
    view: &OrganisationView,
    writer: &mut Writer<'_>,
) -> Result<(), Broken> {
    if view.schemes.is_empty() {
        return Ok(());
    }
    let sheet = app.handle.sheet(view.id).await?;
    for (id, scheme) in &view.schemes {
        let rules = sheet.as_ref().and_then(|sheet| sheet.documents.get(&id.address())?.set_once());
        let rules: Option<Value> = rules.and_then(|rules| serde_json::from_str(rules).ok());
        let levels: Vec<&str> = scheme.levels.iter().map(|level| level.code.as_str()).collect();
        let record = Record::from_iter([
            ("id".into(), json!(id.to_string())),
            ("title".into(), json!(scheme.title())),
            ("version".into(), json!(scheme.version)),
            ("levels".into(), json!(levels)),
            ("term_months".into(), json!(scheme.term().0)),
            ("owner".into(), json!(id.owner.to_string())),
            ("owner_name".into(), json!(model.name_of(&id.owner))),
            ("page".into(), json!(path::scheme(&id.owner.to_string(), &id.name))),
            ("scheme".into(), json!(rules)),
        ]);
        writer.record(record).await?;
    }
    Ok(())
}

fn accreditation(model: &ReadModel, granted: &crate::read_model::Granted) -> Record {
    let accreditation = &granted.accreditation;
    let scope = &accreditation.scope;
    let name = |party: &protocol::credential::Party| party.organisation().ok().map(|id| model.name_of(&id));
    let mut schemes: Vec<String> = scope.levels.iter().map(|(scheme, _)| scheme.to_string()).collect();
    schemes.dedup();
    let levels: Vec<String> =
        scope.levels.iter().map(|(scheme, level)| format!("{scheme}#{level}")).collect();
    Record::from_iter([
        ("id".into(), json!(accreditation.id.to_string())),
        ("schemes".into(), json!(schemes)),
        ("levels".into(), json!(levels)),
        ("actions".into(), scope.actions.iter().map(|action| json!(action.code())).collect()),
        ("subject_types".into(), json!(scope.subject_types)),
        ("territory".into(), json!(scope.territory)),
        ("depth".into(), json!(scope.depth)),
        ("holder".into(), json!(accreditation.holder.did)),
        ("holder_name".into(), json!(name(&accreditation.holder))),
        ("grantor".into(), json!(accreditation.grantor.did)),
        ("grantor_name".into(), json!(name(&accreditation.grantor))),
        ("valid_from".into(), json!(accreditation.valid_from.to_string())),
        ("valid_until".into(), json!(accreditation.valid_until.to_string())),
        ("withdrawn".into(), json!(granted.withdrawn.map(|day| day.to_string()))),
    ])
}

async fn documents(app: &App, view: &OrganisationView, writer: &mut Writer<'_>) -> Result<(), Broken> {
    let Some(sheet) = app.handle.sheet(view.id).await? else { return Ok(()) };
    let organisation = view.id.to_string();
    for (address, contents) in &sheet.documents {
        let record = Record::from_iter([
            ("id".into(), json!(format!("{organisation}/{address}"))),
            ("organisation".into(), json!(organisation)),
            ("address".into(), json!(address.to_string())),
            ("since".into(), json!(contents.since.to_string())),
            ("content".into(), json!(contents.content)),
            ("conflicts".into(), json!(contents.conflicts)),
        ]);
        writer.record(record).await?;
    }
    Ok(())
}

/// A CBOR sequence of arrays: the organisation's SCID, the document's address, the saved document.
async fn saved_documents(app: &App, out: &mut Out) -> Result<(), Broken> {
    let mut walk = Organisations::default();
    while let Some((_, views)) = walk.next(app) {
        for view in views {
            let Some(ledger) = app.handle.ledger(view.id).await? else { continue };
            let addresses: Vec<_> = ledger
                .documents()
                .map(|(address, _)| address)
                .filter(|address| !address.is_erasable())
                .collect();
            for address in addresses {
                let Some(document) = ledger.document(address) else { continue };
                let mut row = CborWriter::new();
                row.array(3).text(&view.id.to_string()).text(address.as_str()).bytes(&document.save());
                out.put(&row.finish()).await?;
            }
        }
    }
    Ok(())
}

async fn items(app: &App, out: &mut Out) -> Result<(), Broken> {
    let mut walk = Organisations::default();
    while let Some((_, views)) = walk.next(app) {
        for view in views {
            let Some(ledger) = app.handle.ledger(view.id).await? else { continue };
            let mut rest = lasting(&ledger);
            drop(ledger);
            while !rest.is_empty() {
                let run = app.handle.read(move |keeper: &mut Keeper| keeper.run_of(&rest)).await?;
                let run = run.map_err(Unavailable::from)?;
                rest = run.rest;
                out.put(&to_sequence(run.items.iter().map(Vec::as_slice))).await?;
            }
        }
    }
    Ok(())
}

/// The ids of what is there to stay.
fn lasting(ledger: &Ledger) -> Vec<Digest> {
    let lines = ledger.identity().lines().map(Line::id);
    let entries = ledger.entries().filter(|(entry, _)| !entry.header().address.is_erasable());
    lines.chain(entries.map(|(entry, _)| entry.id())).collect()
}

/// How many organisations are looked at together.
const SLICE: usize = 64;
const JUDGED_AT_ONCE: usize = 64;
