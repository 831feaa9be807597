//! Similar organisations and possible duplicates, with the reasons in words.

use std::sync::Arc;

use protocol::vocabulary::region::region;
use protocol::vocabulary::{List, Term};

use crate::http::beside::beside;
use crate::http::page::drawing::{country_name, region_name};
use crate::http::page::entries::entry;
use crate::http::page::said;
use crate::likeness::{Evidence, Like};
use crate::pages::entry::Entry;
use crate::pages::locale::Locale;
use crate::pages::path;
use crate::pages::question::Question;
use crate::read_model::ReadModel;

/// Organisations and listings of the same trade, the nearest first.
pub(super) async fn similar(locale: Locale, model: &Arc<ReadModel>, id: &str) -> Vec<Entry> {
    let (looked_at, id) = (Arc::clone(model), id.to_owned());
    let likes = beside(move || looked_at.most_like(&id, SIMILAR)).await;
    likes.iter().map(|like| entry(locale, model, &like.card, reasons(locale, like))).collect()
}

/// Other cards that may mean the same organisation.
pub(super) async fn twins(locale: Locale, model: &Arc<ReadModel>, id: &str) -> Vec<Entry> {
    let (looked_at, id) = (Arc::clone(model), id.to_owned());
    let twins = beside(move || looked_at.twins_of(&id)).await;
    let why = |evidence: &Evidence| match evidence {
        Evidence::ExternalId(id) => locale.t("compare-same-id").text("id", said(id)).to_text(),
        Evidence::Website(address) => {
            locale.t("compare-same-website").text("website", said(address)).to_text()
        }
        Evidence::Name => locale.t("compare-same-name").to_text(),
    };
    let twins = twins.into_iter().take(TWINS);
    twins.map(|twin| entry(locale, model, &twin.card, twin.evidence.iter().map(why).collect())).collect()
}

/// The comparison of one with the first of some others.
pub(super) fn comparison<'e>(id: &str, others: impl Iterator<Item = &'e Entry>) -> String {
    let pairs = [id].into_iter().chain(others.map(|entry| entry.id.as_str())).take(4);
    Question::of(pairs.map(|id| ("with".to_owned(), id.to_owned())).collect()).href(path::COMPARE)
}

fn reasons(locale: Locale, like: &Like) -> Vec<String> {
    let names = |list: List, codes: &[String]| {
        let names: Vec<String> =
            codes.iter().map(|code| said(Term::current(list, code).title_in(locale.tag()).0)).collect();
        names.join(", ")
    };
    let trades = [
        ("compare-both-ecosystems", List::Ecosystem, &like.ecosystems),
        ("compare-both-technologies", List::Technology, &like.technologies),
        ("compare-both-activities", List::Nace, &like.nace),
    ];
    let mut reasons: Vec<String> = trades
        .into_iter()
        .filter(|(_, _, codes)| !codes.is_empty())
        .map(|(key, list, codes)| locale.t(key).text("names", names(list, codes)).to_text())
        .collect();
    let around = like.region.and_then(region).map(|region| region_name(region).to_owned());
    let country = like.card.country_code().filter(|_| like.same_country).map(|iso| country_name(locale, iso));
    reasons
        .extend(around.or(country).map(|place| locale.t("compare-both-in").text("place", place).to_text()));
    reasons
}

const SIMILAR: usize = 6;
const TWINS: usize = 20;
