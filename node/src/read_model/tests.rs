//! The picture of a few organisations, made of sheets.

use std::collections::{BTreeMap, BTreeSet};

use protocol::entry::Address;
use protocol::portal::PORTALS_MAX;
use protocol::post::PostKind;
use protocol::time::Timestamp;
use serde_json::json;

use super::*;

/// A sheet of an organisation of a number, with documents by their addresses and fields.
pub(crate) fn sheet(number: u8, documents: &[(&str, &[(&str, &str)])]) -> Sheet {
    let contents = |fields: &[(&str, &str)]| Contents {
        content: fields.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect(),
        conflicts: BTreeSet::new(),
        since: Timestamp::ZERO,
        newest: (Timestamp::ZERO, Digest::of(&[])),
    };
    let id = OrganisationId::from_digest(Digest::from_bytes([number; 32]));
    let documents: BTreeMap<Address, Contents> = documents
        .iter()
        .map(|(address, fields)| (Address::parse(address).expect("an address"), contents(fields)))
        .collect();
    Sheet {
        id,
        digest: Digest::of(&[&[number]]),
        did: id.to_string(),
        version_id: String::new(),
        is_deactivated: false,
        documents,
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn view(sheet: &Sheet) -> OrganisationView {
    OrganisationView::of(sheet, day("2027-02-01")).0
}

#[test]
fn posts_are_found_and_counted_as_organisations_come_change_and_go() {
    let offer: &[(&str, &str)] =
        &[("title.en", "Offer"), ("kind", "offer"), ("country", "AT"), ("until", "2027-03-01")];
    let (silent, poster) = (sheet(1, &[("profile/self", &[])]), sheet(2, &[("post/offer", offer)]));
    let mut model = ReadModel::default();
    model.show([view(&silent), view(&poster)], &[]);
    let offers =
        |model: &ReadModel, on: &str| model.post_counts(day(on)).kinds.get(&PostKind::Offer).copied();
    assert_eq!((model.posts().count(), offers(&model, "2027-02-01")), (1, Some(1)));
    assert_eq!(offers(&model, "2027-03-02"), None, "another day is counted anew");
    assert_eq!(model.post_countries().iter().collect::<Vec<_>>(), ["AT"]);
    model.show([view(&sheet(1, &[("post/offer", offer)]))], &[]);
    assert_eq!((model.posts().count(), offers(&model, "2027-02-01")), (2, Some(2)));
    model.show([view(&sheet(2, &[("post/offer", &[])]))], &[silent.id]);
    assert_eq!((model.posts().count(), offers(&model, "2027-02-01")), (0, None));
    assert!(model.post_countries().is_empty());
}

#[test]
fn of_many_portals_the_first_that_have_a_title_count() {
    let names: Vec<String> = (0..=PORTALS_MAX).map(|number| format!("portal/p{number:03}")).collect();
    let mut documents: Vec<(&str, &[(&str, &str)])> =
        names.iter().map(|name| (name.as_str(), [("title.en", "Portal")].as_slice())).collect();
    documents.push(("portal/a", &[("rule.country.AT", "1")]));
    let view = view(&sheet(1, &documents));
    assert_eq!(view.portals.len(), PORTALS_MAX);
    assert_eq!((view.portals[0].id.name(), view.portals.last().map(|kept| kept.id.name())), {
        ("p000", Some("p199"))
    });
}

#[test]
fn who_lists_one_organisation_a_thousand_times_hides_nobody() {
    let record: &[(&str, &str)] = &[("name", "Photonics Valley"), ("website", "https://valley.example")];
    let names: Vec<String> = (0..CLUES_FOLLOWED).map(|number| format!("listing/l{number}")).collect();
    let flood: Vec<(&str, &[(&str, &str)])> = names.iter().map(|name| (name.as_str(), record)).collect();
    let (flooding, agency) = (sheet(1, &flood), sheet(200, &[("listing/valley", record)]));
    let own =
        sheet(100, &[("profile/self", &[("name.en", "Valley"), ("website", "https://valley.example")])]);
    let mut model = ReadModel::default();
    model.show([view(&flooding), view(&agency), view(&own)], &[]);
    let twins = model.twins_of(&own.id.to_string());
    let listed_by = |sheet: &Sheet| twins.iter().filter(|twin| twin.card.speaker() == Some(sheet.id)).count();
    assert_eq!((listed_by(&flooding), listed_by(&agency)), (CLUES_OF_ONE, 1));
}
