//! Verdicts as pages word them. What a label is worth was decided by `protocol`.

use std::sync::Arc;

use protocol::anchors::Anchors;
use protocol::attestation::Label;
use protocol::credential::Party;
use protocol::status::Ending;
use protocol::time::Day;
use protocol::verification::{AsOf, Doubt, Judgement, Verdict};

use crate::http::App;
use crate::http::page::{party, party_or, phrase, said, spoken, stopped, titled};
use crate::http::problem::Problem;
use crate::pages::judgement as pages;
use crate::pages::locale::Locale;
use crate::pages::message::Message;
use crate::pages::path;
use crate::pages::words::{Link, Phrase, Tone};
use crate::read_model::ReadModel;

/// A label and what this node's anchors make of it.
pub(super) struct Judged<'m> {
    pub label: &'m Label,
    pub judgement: Arc<Judgement>,
    titles: (Phrase, String),
    locale: Locale,
}

/// Judges labels of the model with this node's anchors, in their order.
///
/// # Errors
///
/// A problem while the node shuts down.
pub(super) async fn judged<'m>(
    app: &App,
    locale: Locale,
    model: &'m ReadModel,
    labels: &[&'m Label],
    as_of: AsOf,
) -> Result<Vec<Judged<'m>>, Problem> {
    let judgements = app.verdicts.of(&app.handle, model, labels, &app.about.anchors(), as_of).await?;
    let judged = labels.iter().zip(judgements).filter_map(|(label, judgement)| {
        let judgement = judgement?;
        let titles = titles(locale, model, label, &judgement);
        Some(Judged { label, judgement, titles, locale })
    });
    Ok(judged.collect())
}

impl Judged<'_> {
    /// Scheme and level, for example `Cluster Excellence, Gold`.
    pub(super) fn title(&self) -> String {
        format!("{}, {}", self.locale.marked(&self.titles.0), self.titles.1)
    }

    /// The path of the label's page.
    pub(super) fn href(&self) -> String {
        path::attestation(&self.label.id.issuer.to_string(), &self.label.id.name)
    }

    /// The label in a list.
    pub(super) fn in_list(&self, model: &ReadModel, anchors: &Anchors) -> pages::Label {
        let label = self.label;
        let (title, level) = self.titles.clone();
        let holder = holder(label, &self.judgement);
        let subject = holder.organisation().unwrap_or(label.id.issuer);
        pages::Label {
            title,
            level,
            issuer: party_or(model, &label.id.issuer, &label.issuer.name),
            subject: party_or(model, &subject, &holder.name),
            name: label.id.name.clone(),
            judgement: worded(self.locale, &self.judgement, anchors),
            downloads: downloads(self.locale, label),
        }
    }
}

/// Puts the weightiest first: what holds, what holds with a reservation, what is not known, what does not hold; the
/// newest of each.
pub(super) fn by_weight(judged: &mut [Judged<'_>]) {
    judged.sort_by_key(|judged| {
        let weight = match tone(&judged.judgement.verdict) {
            Tone::Holds => 0,
            Tone::Reserved => 1,
            Tone::Unknown => 2,
            Tone::Fails => 3,
        };
        (weight, std::cmp::Reverse(judged.label.valid_from), judged.label.id.clone())
    });
}

/// Titles of scheme and present level; of a scheme that is not held, what the label calls them.
pub(super) fn titles(
    locale: Locale,
    model: &ReadModel,
    label: &Label,
    judgement: &Judgement,
) -> (Phrase, String) {
    let code = judgement.standing.as_ref().map_or(&label.level, |standing| &standing.level);
    match model.scheme(&label.scheme) {
        Some(scheme) => (titled(locale, &scheme.title), level_title(locale, model, label, code)),
        None => (phrase(&label.scheme.name, ""), said(code)),
    }
}

/// The title of one of the levels of a label's scheme, or its code where the scheme is not held.
pub(super) fn level_title(locale: Locale, model: &ReadModel, label: &Label, code: &str) -> String {
    let level = model.scheme(&label.scheme).and_then(|scheme| scheme.level(code));
    level.map_or_else(|| said(code), |level| locale.marked(titled(locale, &level.title)))
}

/// Who holds a label by a judgement, and where it did not come to that, who got it.
pub(super) fn holder<'j>(label: &'j Label, judgement: &'j Judgement) -> &'j Party {
    judgement.standing.as_ref().map_or(&label.subject, |standing| &standing.holder)
}

/// A verdict in words.
pub(super) fn worded(locale: Locale, judgement: &Judgement, anchors: &Anchors) -> pages::Judgement {
    pages::Judgement {
        tone: tone(&judgement.verdict),
        headline: headline(locale, judgement).to_text(),
        reasons: reasons(locale, judgement, anchors),
        statement_of: judgement.stated_at.map(|at| at.day().to_string()),
    }
}

/// The organisations that this node has pinned.
pub(super) fn pinned(model: &ReadModel, anchors: &Anchors) -> pages::Anchors {
    pages::Anchors { pinned: anchors.iter().map(|anchor| party(model, &anchor.organisation)).collect() }
}

/// What proves a label, to take away.
pub(super) fn downloads(locale: Locale, label: &Label) -> Vec<Link> {
    let at = format!("/v1{}", path::attestation(&label.id.issuer.to_string(), &label.id.name));
    vec![
        Link::here(&locale.t("label-credential").to_text(), &format!("{at}/credential")),
        Link::here(&locale.t("label-evidence").to_text(), &format!("{at}/evidence")),
    ]
}

pub(super) fn tone(verdict: &Verdict) -> Tone {
    match verdict {
        Verdict::Valid { .. } => Tone::Holds,
        Verdict::Conditional { .. }
        | Verdict::NotYet { .. }
        | Verdict::ExpiredRenewable { .. }
        | Verdict::Suspended { .. }
        | Verdict::StatusStale { .. } => Tone::Reserved,
        Verdict::Expired { .. }
        | Verdict::Withdrawn { .. }
        | Verdict::SubjectMismatch { .. }
        | Verdict::IssuerNotEntitled(_)
        | Verdict::BadSignature(_) => Tone::Fails,
        Verdict::Conflict(_) | Verdict::UnknownScheme | Verdict::Indeterminate(_) => Tone::Unknown,
    }
}

fn headline(locale: Locale, judgement: &Judgement) -> Message {
    let on = |key: &str, day: &Day| locale.t(key).day("day", day);
    match &judgement.verdict {
        Verdict::Valid { until } => {
            until_a_day(judgement, *until, ["label-valid", "label-valid-ends-early"], locale)
        }
        Verdict::Conditional { until, .. } => {
            until_a_day(judgement, *until, ["label-conditional", "label-conditional-ends-early"], locale)
        }
        Verdict::NotYet { from } => on("label-not-yet", from),
        Verdict::Expired { until } => on("label-expired", until),
        Verdict::ExpiredRenewable { until, .. } => on("label-expired-renewable", until),
        Verdict::Suspended { since, until: None, .. } => on("label-suspended", since),
        Verdict::Suspended { since, until: Some(until), .. } => {
            on("label-suspended-until", since).day("until", until)
        }
        Verdict::Withdrawn { since, how, .. } => match how {
            Ending::Withdrawn => on("label-withdrawn", since),
            Ending::Returned => on("label-returned", since),
            Ending::Superseded => on("label-superseded", since),
            Ending::Corrected => on("label-corrected", since),
            Ending::Annulled => on("label-annulled", since),
        },
        Verdict::SubjectMismatch { .. } => locale.t("label-other-holder"),
        Verdict::IssuerNotEntitled(_) => locale.t("label-not-entitled"),
        Verdict::BadSignature(_) => locale.t("label-bad-signature"),
        Verdict::StatusStale { stated, .. } => on("label-stale", stated),
        Verdict::Conflict(_) => locale.t("label-conflict"),
        Verdict::UnknownScheme => locale.t("label-unknown-scheme"),
        Verdict::Indeterminate(Doubt::NoAnchor) => locale.t("label-no-anchor"),
        Verdict::Indeterminate(Doubt::IssuerDisputed { .. }) => locale.t("label-disputed"),
        Verdict::Indeterminate(_) => locale.t("label-indeterminate-verdict"),
    }
}

/// The last day; where an act that lies ahead ends the label before, the last day until then, and how it ends.
fn until_a_day(judgement: &Judgement, until: Day, [plain, early]: [&str; 2], locale: Locale) -> Message {
    match judgement.ends_early() {
        None => locale.t(plain).day("day", until),
        Some((since, how)) => {
            let last = since.previous().map_or(until, |before| before.min(until));
            locale.t(early).day("day", last).choice("how", how).day("from", since)
        }
    }
}

fn reasons(locale: Locale, judgement: &Judgement, anchors: &Anchors) -> Vec<Phrase> {
    let ours = |message: Message| Phrase::plain(&message.to_text());
    match &judgement.verdict {
        Verdict::Valid { .. } => {
            let right = judgement.checks.iter().find(|check| check.name == "accreditation");
            right.map(|check| spoken::whole(locale, &check.sentence)).into_iter().collect()
        }
        Verdict::Conditional { conditions, .. } => conditions
            .iter()
            .map(|text| ours(locale.t("label-condition").text("condition", stopped(&said(text)))))
            .collect(),
        Verdict::Withdrawn { reason, .. } | Verdict::Suspended { reason, .. } if reason.trim().is_empty() => {
            vec![ours(locale.t("label-issuer-no-reason"))]
        }
        Verdict::Withdrawn { reason, .. } | Verdict::Suspended { reason, .. } => {
            vec![ours(locale.t("label-issuer-reason").text("reason", stopped(&said(reason))))]
        }
        Verdict::Indeterminate(Doubt::NoAnchor) if anchors.iter().next().is_none() => {
            vec![ours(locale.t("label-node-no-anchors")), ours(locale.t("label-no-fault"))]
        }
        Verdict::Indeterminate(Doubt::NoAnchor) => vec![ours(locale.t("label-no-anchor-trusts"))],
        other => vec![spoken::whole(locale, &other.sentence())],
    }
}
